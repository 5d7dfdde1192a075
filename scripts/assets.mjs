// Before Trunk builds: style/main.css with all it imports becomes target/site/style.css, style/statement.css becomes
// target/site/deklaracja.css, style/embed.css target/site/frame.css; other styles, and what static/ has of programs, go to
// target/site/ under their own names. Trunk takes them from there. Its own minifiers don't know today's syntax.

import { build } from 'esbuild';
import { mkdirSync, writeFileSync } from 'node:fs';
import { browsers } from './browsers.mjs';
import { catalogs } from './words.mjs';

const release = process.env.TRUNK_PROFILE !== 'debug';

const common = {
  bundle: true,
  minify: release,
  target: browsers,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
};
/** Files named in url() lie in dist/ as they are; there is nothing to bundle in them. */
const styles = { ...common, external: ['*.svg', '*.png', '*.webp', '*.avif', '*.woff2'] };

try {
  mkdirSync('target/site', { recursive: true });
  for (const [lang, words] of Object.entries(catalogs())) writeFileSync(`target/site/words-${lang}.txt`, words);
  await Promise.all([
    build({ ...styles, entryPoints: ['style/main.css'], outfile: 'target/site/style.css' }),
    build({ ...styles, entryPoints: ['style/later.css'], outfile: 'target/site/later.css' }),
    build({ ...common, entryPoints: ['static/kiosk.js'], outfile: 'target/site/kiosk.js', format: 'esm' }),
    build({ ...common, entryPoints: ['style/kiosk.css'], outfile: 'target/site/kiosk.css' }),
    build({ ...common, entryPoints: ['style/embed.css'], outfile: 'target/site/frame.css' }),
    build({ ...common, entryPoints: ['style/statement.css'], outfile: 'target/site/deklaracja.css' }),
    build({ ...common, entryPoints: ['static/ask.js'], outfile: 'target/site/ask.js', format: 'esm' }),
    build({ ...common, entryPoints: ['static/boot.js'], outfile: 'target/site/boot.js', format: 'esm' }),
    build({ ...common, entryPoints: ['static/offline.js'], outfile: 'target/site/offline.js', format: 'esm' }),
    build({ ...common, entryPoints: ['static/parts.js'], outfile: 'target/site/parts.js', format: 'esm' }),
    build({ ...common, entryPoints: ['static/first.js'], outfile: 'target/site/first.js', format: 'esm' }),
    build({ ...common, entryPoints: ['static/sw.js'], outfile: 'target/site/sw.js', format: 'iife' }),
    build({ ...common, entryPoints: ['static/builder.js'], outfile: 'target/site/builder.js', format: 'esm' }),
    build({ ...common, entryPoints: ['style/builder.css'], outfile: 'target/site/builder.css' }),
    build({ ...common, entryPoints: ['static/frame.js'], outfile: 'target/site/frame.js', format: 'esm' }),
    // A classic script of somebody else's page: nothing of it may become a name there.
    build({ ...common, entryPoints: ['static/embed.js'], outfile: 'target/site/embed.js', format: 'iife' }),
  ]);
} catch (error) {
  // esbuild has said where and what.
  if (!error.errors) console.error(`scripts/assets.mjs: ${error.message}`);
  process.exit(1);
}
