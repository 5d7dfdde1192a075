// After Trunk has built, in its staging folder: makes the JavaScript that wasm-bindgen wrote small, names every
// program file by its content, writes what hosts are told (security, caching, compressed copies), and has the command
// line write what HTML must know without the feed.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { htaccess } from './apache.mjs';
import { browsers } from './browsers.mjs';
import { compress } from './compress.mjs';
import { headersFile } from './headers.mjs';
import { isMain } from './main.mjs';
import { nginxConf } from './nginx.mjs';
import { shrink } from './shrink.mjs';

const POLICY = 'static/policy.txt';

// Names that stay the same while what is in them changes; files named by their content may be kept for ever.
const REVALIDATED = [
  ...['/', '/index.html', '/feed.json', '/site.json', '/sw.js', '/embed.js', '/embed.d.ts', '/manifest.webmanifest'],
  ...['/icon.svg', '/icon-192.png', '/icon-512.png', '/icon-maskable-512.png', '/apple-touch-icon.png', '/social.png'],
  ...['/osadzanie.html', '/deklaracja-dostepnosci.html', '/deklaracja.css'],
];

// Every page has the policy in it as well. The statement's style sheet keeps its name, since a centre fills its
// statement in and goes on using it with later releases.
const PAGES = ['index.html', 'osadzanie.html', 'deklaracja-dostepnosci.html'];

/** Named by its content as well: `kalendarz publish` puts it into the page. */
const PUBLISHED = ['first.js'];

/** The command line tool; `make` builds it before the site. */
const TOOL = 'target/release/kalendarz';

/** The policy as one line, whatever the line breaks it was written with. */
export function policyFrom(text) {
  return text.trim().replace(/\s+/g, ' ');
}

/** What the page's own <meta> says; `undefined` without one. */
export function policyOfPage(html) {
  const tag = html.match(/<meta\b[^>]*\bhttp-equiv=["']?content-security-policy["']?[^>]*>/i)?.[0];
  const content = tag?.match(/\bcontent=(?:"([^"]*)"|'([^']*)')/i);
  return content && policyFrom(unescaped(content[1] ?? content[2]));
}

function unescaped(text) {
  return text
    .replaceAll('&#39;', "'")
    .replaceAll('&apos;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** 32 bits of what these bytes are, in the sixteen digits that hosts know names by: more could not be compressed, in a page that names twenty files. */
export const digest = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 8).padStart(16, '0');

/**
 * `kalendarz-0000000089abcdef.js` for these bytes. Trunk's hash is of the program before wasm-bindgen, wasm-opt
 * and the minifier: after a change to one of those, browsers would keep last year's file under the same name.
 */
export function nameByContent(name, bytes) {
  const [, stem, extension] = name.match(/^(.*?)(?:-[0-9a-f]{8,16}(?:_bg)?|_bg)?(\.\w+)$/);
  return `${stem}-${digest(bytes)}${extension}`;
}

export function finish({ staging, release, policyFile = POLICY }) {
  const policy = policyFrom(readFileSync(policyFile, 'utf8'));
  const pages = PAGES.map((page) => ({ page, html: readFileSync(join(staging, page), 'utf8') }));
  for (const { page, html } of pages) {
    const own = policyOfPage(html);
    if (own === policy) continue;
    throw new Error(`the Content-Security-Policy of ${page} is not that of ${policyFile}:
  ${page}  ${own ?? '(none)'}
  ${policyFile}  ${policy}`);
  }

  const hashed = [];
  if (release) {
    if (/\sintegrity=/.test(pages[0].html)) {
      throw new Error('index.html has integrity attributes, which the next steps would make wrong: Trunk.toml needs no_sri = true');
    }
    // What pages load as their program, and what Trunk gave a hash. sw.js and embed.js are called by their names.
    for (const name of readdirSync(staging).sort()) {
      if (!/\.(js|css|wasm|txt)$|-[0-9a-f]{8,16}\.\w+$/.test(name)) continue;
      if (REVALIDATED.includes(`/${name}`)) continue;
      if (!PUBLISHED.includes(name) && !pages.some(({ html }) => html.includes(name))) continue;
      const path = join(staging, name);
      if (name.endsWith('.js')) writeFileSync(path, minified(readFileSync(path, 'utf8')));
      const fresh = nameByContent(name, readFileSync(path));
      renameSync(path, join(staging, fresh));
      for (const page of pages) page.html = replaceName(page.html, name, fresh);
      hashed.push(fresh);
    }
    fillWorker(staging, pages[0], hashed);
    // What Trunk left of its own links.
    const tidy = (html) => html.replaceAll(' data-integrity="none"', '').replace(/\n{2,}/g, '\n');
    for (const { page, html } of pages) writeFileSync(join(staging, page), tidy(html));
  }
  writeHosting(staging, policy, hashed);
}

/** Writes into the service worker what it keeps, and into it and the page which version they are. */
function fillWorker(staging, index, hashed) {
  const files = hashed.filter((name) => index.html.includes(name));
  const path = join(staging, 'sw.js');
  const worker = readFileSync(path, 'utf8');
  const version = digest(worker + index.html);
  const filled = worker.replace(/"__VERSION__"/, JSON.stringify(version)).replace(/"__FILES__"/, files.map((name) => JSON.stringify(name)).join(','));
  if (/__(VERSION|FILES)__/.test(filled)) throw new Error('static/sw.js has no place for its version or its files');
  writeFileSync(path, filled);
  index.html = index.html.replace('__VERSION__', version);
}

// What hosts are told, each in its own words. A file of a stable name has no compressed copy: a centre replaces
// feed.json alone, and the copy would go on showing yesterday's programme.
function writeHosting(staging, policy, hashed) {
  writeFileSync(join(staging, '_headers'), headersFile(policy, REVALIDATED, hashed));
  writeFileSync(join(staging, '.htaccess'), htaccess(policy));
  writeFileSync(join(staging, '_nginx.conf'), nginxConf(policy));
  for (const name of hashed) compress(join(staging, name));
}

// Exports and import.meta.url stay: boot.js imports this file as a module.
function minified(code) {
  return transformSync(code, { format: 'esm', minify: true, target: browsers, charset: 'utf8', legalComments: 'none' }).code;
}

// Whole names: `app.js` must not be found in `my-app.js`.
function replaceName(html, name, fresh) {
  const quoted = name.replace(/[.\\+*?^$()[\]{}|]/g, '\\$&');
  return html.replace(new RegExp(`(?<![\\w.-])${quoted}(?![\\w-])`, 'g'), fresh);
}

/** What boot.js imports from the glue of each program. */
const EXPORTS = {
  '': ['default', 'start', 'ahead', 'arrived', 'warm'],
  'lobby-': ['default', 'start'],
  'extra-': ['default', 'take', 'save', 'report', 'builder', 'changes', 'subscribe', 'words'],
};

/** Functions of the page's program that are not needed for what is drawn first: `make parts` writes it. */
const PARTS = 'scripts/parts.txt';
/** Of its names so many may be gone before it is worth to write it anew. */
const STALE = 0.2;

/**
 * `1 name` a line -> the part of a function by its name; 0 for all others.
 * @returns {((name: string) => number) & {unknown(): number}} `unknown`: of the names, the share that nobody asked for
 */
export function partsFrom(text) {
  const parts = new Map(text.trimEnd().split('\n').filter((line) => /^\d /.test(line)).map((line) => [line.slice(2), Number(line[0])]));
  const asked = new Set();
  const partOf = (name) => {
    asked.add(name);
    return parts.get(name) ?? 0;
  };
  return Object.assign(partOf, { unknown: () => [...parts.keys()].filter((name) => !asked.has(name)).length / parts.size });
}

/** Makes programs and glue smaller, in place: those that the page's <script> names. */
function shrinkIn(staging) {
  const html = readFileSync(join(staging, 'index.html'), 'utf8');
  for (const [program, exports] of Object.entries(EXPORTS)) {
    const file = (kind) => join(staging, html.match(new RegExp(`data-${program}${kind}="([^"]+)"`))[1]);
    const [js, wasm] = [file('js'), file('wasm')];
    const later = program === '' ? ['read', 'list', 'more', 'rest'].map(file) : [];
    const partOf = later.length > 0 ? partsFrom(readFileSync(PARTS, 'utf8')) : undefined;
    const { glue, codes } = shrink(readFileSync(js, 'utf8'), readFileSync(wasm), exports, partOf, later.length + 1);
    if (partOf?.unknown() > STALE) console.error(`${PARTS}: a part of its functions is no more, so the first part is larger than it need be: make parts`);
    writeFileSync(js, glue);
    [wasm, ...later].forEach((path, part) => writeFileSync(path, codes[part]));
  }
}

/** The centre's name, phone number and so on, in the built pages; `kalendarz site` writes them at any later time too. */
function writeFacts(staging) {
  if (existsSync(TOOL)) execFileSync(TOOL, ['site', 'feed/feed.json', '--site', staging], { stdio: 'inherit' });
  else console.error(`scripts/finish.mjs: no ${TOOL}, so no site.json and nobody's name in the pages: make build`);
}

if (isMain(import.meta)) {
  try {
    const staging = process.env.TRUNK_STAGING_DIR;
    const release = process.env.TRUNK_PROFILE === 'release';
    if (release) shrinkIn(staging);
    finish({ staging, release });
    if (release) writeFacts(staging);
  } catch (error) {
    console.error(`scripts/finish.mjs: ${error.message}`);
    process.exit(1);
  }
}
