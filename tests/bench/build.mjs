// The other calendars, each built into a page as its makers advise: bundled, minified, split where they split.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import * as programme from './feeds.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
/** Where the pages are put together. */
export const OUT = fileURLToPath(new URL('../../target/bench', import.meta.url));
const PEERS = ['fullcalendar', 'eventcalendar', 'schedulex', 'toastui'];
const common = {
  bundle: true, minify: true, format: 'esm', target: 'es2022', legalComments: 'none', conditions: ['production', 'browser'],
  define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'warning', absWorkingDir: here,
};

/** A page of each peer in `target/bench`. */
export async function buildPeers() {
  // Its translations merge all languages with object spread, which no bundler shakes (40 KB): a careful engineer ships
  // the Polish object alone.
  const translations = createRequire(join(here, 'peers/schedulex/app.js')).resolve('@schedule-x/translations');
  const { plPL } = await import(pathToFileURL(translations));
  const polish = { name: 'polish', setup: (it) => {
    it.onResolve({ filter: /^polish$/ }, () => ({ path: 'polish', namespace: 'polish' }));
    it.onLoad({ filter: /.*/, namespace: 'polish' }, () => ({ contents: JSON.stringify(plPL), loader: 'json' }));
  } };
  for (const name of PEERS) {
    const outdir = fresh(name);
    await build({ ...common, plugins: [polish], entryPoints: { app: join(here, `peers/${name}/app.js`) }, outdir, splitting: true, chunkNames: 'chunk-[hash]' });
    const html = readFileSync(join(here, 'peers/page.html'), 'utf8');
    writeFileSync(join(outdir, 'index.html'), html.replace('%NAME%', name).replaceAll('\n', ''));
  }
  const outdir = fresh('vanilla');
  const { outputFiles: [{ text }] } = await build({ ...common, entryPoints: [join(here, 'peers/vanilla/app.js')], write: false, outdir });
  const html = readFileSync(join(here, 'peers/vanilla/page.html'), 'utf8');
  writeFileSync(join(outdir, 'index.html'), html.replaceAll('\n', '').replace('%JS%', () => text.trim()));
}

function fresh(name) {
  const folder = join(OUT, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

const TOOL = 'target/release/kalendarz';
const run = (...words) => execFileSync(TOOL, words, { stdio: ['ignore', 'ignore', 'inherit'] });

/**
 * A folder with the files of `from` and a programme of `size` events in one of the forms of apps.mjs. All are served with the
 * same headers: HTTP/1.1, as here, sends ours anew with each file (450 bytes), HTTP/2 names them in a few.
 */
export function folder(from, form, size) {
  const to = filled(from, form, size);
  rmSync(join(to, '_headers'), { force: true });
  return to;
}

function filled(from, form, size) {
  const to = fresh(`${from === 'dist' ? 'kalendarz' : from}-${form}-${size}`);
  if (form === 'published') {
    // Pictures for other sites' previews take half a minute, and no page loads one.
    run('publish', feedFile('feed', size), '--site', from, '--out', to, '--now', `${programme.TODAY}T12:00`, '--previews', '0');
    return to;
  }
  cpSync(from === 'dist' ? 'dist' : join(OUT, from), to, { recursive: true });
  if (form === 'parts') run('split', feedFile('feed', size), '--out', to);
  else cpSync(feedFile(form, size), join(to, 'feed.json'));
  return to;
}

/** The file with so many events. */
export function feedFile(form, size) {
  mkdirSync(join(OUT, 'feeds'), { recursive: true });
  const path = join(OUT, 'feeds', `${form}-${size}.json`);
  if (!existsSync(path)) {
    const plain = programme.plain(size);
    writeFileSync(path, JSON.stringify(form === 'plain' ? plain : programme.feed(plain)));
  }
  return path;
}
