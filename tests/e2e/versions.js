// Releases of the site after the one that was built: what a host has after somebody has put new files there.

import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameByContent } from '../../scripts/finish.mjs';
import { DIST } from './server.js';

/**
 * A folder with the next version: one file changed, under a new name, as any change of the program does; the old one is
 * gone. `spoil` may break it: it gets the folder and the names of the files that are new.
 */
export function nextVersion({ changed = /^boot-.*\.js$/, spoil } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'kalendarz-version-'));
  cpSync(DIST, folder, { recursive: true });
  const old = readdirSync(folder).find((name) => changed.test(name));
  const bytes = Buffer.concat([readFileSync(join(folder, old)), Buffer.from(old.endsWith('.wasm') ? [0, 2, 1, 0x78] : '\n// next')]);
  const fresh = nameByContent(old, bytes);
  for (const copy of ['', '.br', '.gz']) rmSync(join(folder, old + copy), { force: true });
  writeFileSync(join(folder, fresh), bytes);
  const version = createHash('sha256').update(fresh).digest('hex').slice(0, 16);
  const before = readFileSync(join(folder, 'index.html'), 'utf8').match(/data-version="(\w+)"/)[1];
  for (const name of ['index.html', 'sw.js']) {
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(old, fresh).replaceAll(before, version));
  }
  spoil?.(folder, fresh);
  return { folder, version, fresh, old };
}
