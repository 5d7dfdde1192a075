// The demonstration published at an address, in a folder of its own, for who looks at what came of it.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const HOME = 'https://gmina.example/kultura/kalendarz/';
export const NOW = '2026-11-28T06:00';

/** The programme with a public address and events that stretch a page. */
export function programme() {
  const feed = JSON.parse(readFileSync(join(ROOT, 'feed/feed.json'), 'utf8'));
  return {
    ...feed,
    url: HOME,
    events: [
      ...feed.events,
      { id: 'Żółw / „Ćma” <b>', title: '</title><script>alert(1)</script> & „żółw”', start: '2026-12-05T18:00', description: '<img src=x onerror=alert(1)>\n\n]]> &amp;' },
      { id: 'długie', title: 'Konstantynopolitańczykowianeczka'.repeat(5), start: '2026-12-05', summary: 'x'.repeat(300) },
    ],
  };
}

/** The published folder, which is to be removed at the end. */
export function publish(feed = programme()) {
  mkdirSync(join(ROOT, 'target/published'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'target/published/'));
  cpSync(join(ROOT, 'feed/img'), join(folder, 'feed/img'), { recursive: true });
  writeFileSync(join(folder, 'feed/feed.json'), JSON.stringify(feed));
  const tool = join(ROOT, 'target/release/kalendarz');
  const dist = process.env.DIST ?? join(ROOT, 'dist');
  const out = join(folder, 'kalendarz');
  execFileSync(tool, ['publish', join(folder, 'feed/feed.json'), '--site', dist, '--out', out, '--now', NOW], { stdio: ['ignore', 'ignore', 'inherit'] });
  return { out, remove: () => rmSync(folder, { recursive: true }) };
}
