// What the page weighs, in brotli bytes; ends with an error above the budget.
//
//   node scripts/size.mjs dist
//
// The page is index.html and all that it makes the browser load. What only some visitors load (service worker,
// loader for embedding, feed and its parts, pictures) is listed below it.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { isMain } from './main.mjs';

/** Most brotli bytes, of the page and of single files beside it. */
export const BUDGETS = { page: 130_000, rest: 30_000, extra: 130_000, 'embed.js': 3_000 };

const LOADING = /^(stylesheet|icon|manifest|preload|modulepreload)$/;

/** Files of other data attributes: some visitors load them, and they may not become heavy unseen. */
function filesOf(dir, kind) {
  const html = readFileSync(join(dir, 'index.html'), 'utf8');
  return OTHERS[kind].map((key) => html.match(new RegExp(`data-${key}="([^"]+)"`))?.[1]).filter(Boolean).map((path) => posix.normalize(path));
}

/** The last part of the page's program, for who acts; the second program. */
const OTHERS = { rest: ['rest'], extra: ['extra-js', 'extra-wasm'] };

/** Brotli bytes of the page, of the last part of its program, and of the second program. */
export function pagesSizes(dir) {
  const sum = (paths) => paths.reduce((total, path) => total + weigh(dir, path).brotli, 0);
  return { page: sum(pageFiles(dir)), rest: sum(filesOf(dir, 'rest')), extra: sum(filesOf(dir, 'extra')) };
}

/** The files of `dir` that opening the page loads, index.html first. */
export function pageFiles(dir) {
  const html = readFileSync(join(dir, 'index.html'), 'utf8').replace(/<!--[\s\S]*?-->/g, '');
  const found = new Set(['index.html']);
  const add = (address, from = '.') => {
    if (!address || /^([a-z]+:|\/\/|#)/i.test(address)) return;
    const path = posix.normalize(posix.join(from, address.replace(/[?#].*$/, '')));
    if (!existsSync(join(dir, path))) throw new Error(`${dir}/index.html loads ${path}, which is not there`);
    found.add(path);
  };

  for (const [tag, name] of html.matchAll(/<(link|script)\b[^>]*>/gi)) {
    const attributes = Object.fromEntries(
      [...tag.matchAll(/([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/g)].map(([, key, ...values]) => [
        key.toLowerCase(),
        values.find((value) => value !== undefined),
      ]),
    );
    if (name.toLowerCase() === 'script') {
      // boot.js finds the program's files in its own data attributes.
      for (const key of ['src', 'data-js', 'data-wasm', 'data-read', 'data-list', 'data-more', 'data-later']) add(attributes[key]);
    } else if ((attributes.rel ?? '').split(/\s+/).some((rel) => LOADING.test(rel))) {
      add(attributes.href);
    }
  }
  for (const path of [...found].filter((path) => path.endsWith('.css'))) {
    const css = readFileSync(join(dir, path), 'utf8');
    for (const [, address] of css.matchAll(/url\(\s*["']?(?!data:)([^"')]+)/g)) add(address, posix.dirname(path));
  }
  return [...found];
}

/** A compressed copy, written by the build, of the file beside it. */
function isCopy(dir, path) {
  return /\.(br|gz)$/.test(path) && existsSync(join(dir, path.replace(/\.\w+$/, '')));
}

function weigh(dir, path) {
  const raw = readFileSync(join(dir, path));
  const brotli = brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  });
  return { path, raw: raw.length, brotli: brotli.length };
}

function main() {
  const dir = process.argv[2] ?? 'dist';
  if (!existsSync(join(dir, 'index.html'))) throw new Error(`there is no ${dir}/index.html: make build`);

  const row = (brotli, raw, name) => console.log(`${number(brotli).padStart(9)} ${number(raw).padStart(11)}  ${name}`);
  const number = (bytes) => bytes.toLocaleString('en-US').replaceAll(',', ' ');
  const total = (files, key) => files.reduce((sum, file) => sum + file[key], 0);

  const page = pageFiles(dir).map((path) => weigh(dir, path));
  console.log('   brotli         raw  the page');
  for (const { brotli, raw, path } of page) row(brotli, raw, path);
  row(total(page, 'brotli'), total(page, 'raw'), `together; budget ${number(BUDGETS.page)}`);

  const [rest, extra] = ['rest', 'extra'].map((kind) => filesOf(dir, kind).map((path) => weigh(dir, path)));
  for (const [files, title, budget] of [[rest, 'what it loads when somebody acts', BUDGETS.rest], [extra, 'the second program', BUDGETS.extra]]) {
    console.log(`\n   brotli         raw  ${title}`);
    for (const { brotli, raw, path } of files) row(brotli, raw, path);
    row(total(files, 'brotli'), total(files, 'raw'), `together; budget ${number(budget)}`);
  }

  const counted = new Set([...page, ...rest, ...extra].map(({ path }) => path));
  const others = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(dir, posix.join(entry.parentPath ?? entry.path, entry.name)))
    .filter((path) => !counted.has(path) && !isCopy(dir, path))
    .sort();
  // Best compression of a large feed takes minutes, and nobody asked for its size.
  const budgeted = others.filter((path) => path in BUDGETS).map((path) => weigh(dir, path));
  if (others.length > 0) console.log('\n   brotli         raw  not counted');
  for (const path of others) {
    const known = budgeted.find((file) => file.path === path);
    if (known) row(known.brotli, known.raw, `${path}; budget ${number(BUDGETS[path])}`);
    else console.log(`${'–'.padStart(9)} ${number(statSync(join(dir, path)).size).padStart(11)}  ${path}`);
  }

  const heavy = [{ path: 'page', brotli: total(page, 'brotli') }, { path: 'rest', brotli: total(rest, 'brotli') }, { path: 'extra', brotli: total(extra, 'brotli') }, ...budgeted].filter(({ path, brotli }) => brotli > BUDGETS[path]);
  for (const { path, brotli } of heavy) {
    console.error(`size: ${path} is ${number(brotli - BUDGETS[path])} bytes over its budget of ${number(BUDGETS[path])}`);
  }
  if (heavy.length > 0) process.exit(1);
}

if (isMain(import.meta)) {
  try {
    main();
  } catch (error) {
    console.error(`size: ${error.message}`);
    process.exit(1);
  }
}
