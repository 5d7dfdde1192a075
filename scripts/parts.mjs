// Finds out which functions of the page's program are needed to read a programme, which for what is drawn first, which soon
// after, and which only when somebody asks for more, and writes them into scripts/parts.txt: a program is built that notes each
// function that is called, and visited in many ways.
//
//   make parts
//
// What is called too early is no mistake, only slower (static/later.js), so this need not be done after every change.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { feed, plain as programme } from '../tests/bench/feeds.mjs';
import { launch, surroundings } from '../tests/e2e/browser.js';
import { serve } from './serve.mjs';
import { noting, plain } from './shrink.mjs';

const OUT = 'target/parts', SITE = join(OUT, 'site'), TOOL = 'target/release/kalendarz';
const PHONE = { width: 390, height: 844 }, DESK = { width: 1280, height: 800 };
const READY = 'html[data-state=ready]';

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const names = build();
const large = join(OUT, 'large.json');
writeFileSync(large, JSON.stringify(feed(programme(1000))));
const sites = [SITE, ...[['large', large], ['every', 'tests/fixtures/everything.json'], ['nights', 'tests/fixtures/nights.json']].map(([name, file]) => withFeed(name, file))];
const split = [['demo', 'feed/feed.json'], ['large', large]].map(([name, file]) => withParts(name, file));
execFileSync(TOOL, ['publish', 'feed/feed.json', '--site', SITE, '--out', join(OUT, 'published')]);

const browser = await chromium.launch(launch);
/** Functions called before a programme is there, before it is drawn, before what was drawn first was painted, and soon after. */
const begun = new Set(), read = new Set(), first = new Set(), more = new Set();
const failed = withFeed('none');
try {
  for (const dir of [...sites, join(OUT, 'published')]) {
    for (const viewport of [PHONE, DESK]) await visit(dir, '', { viewport }, (page) => note(page, first, more));
  }
  for (const viewport of [PHONE, DESK]) await visit(SITE, '', { viewport, state: '#kalendarz > .page', hold: 5_000 }, begin);
  await visit(SITE, '', { viewport: PHONE, hold: 1_500 }, (page) => note(page, first, more));
  // With something in the address nothing is drawn before the second part is there.
  for (const search of ['?lang=en', '?lang=uk', '?category=koncerty', '?age=dzieci&when=weekend', '?mode=embed']) {
    await visit(SITE, search, { viewport: PHONE }, (page) => note(page, more, more));
  }
  // Once more with the programme that is kept on the device.
  await visit(SITE, '', { viewport: PHONE }, async (page) => {
    await page.reload();
    await page.waitForSelector(READY);
    await note(page, first, more);
  });
  for (const dir of split) await visit(dir, '', { viewport: PHONE }, (page) => note(page, first, more));
  await visit(failed, '', { viewport: PHONE, state: '[role=alert]:not([hidden])' }, (page) => note(page, first, first));
  for (const viewport of [PHONE, DESK]) await visit(SITE, '', { viewport }, (page) => act(page, viewport === PHONE));
} finally {
  await browser.close();
}
/** What everything is made of is called from everywhere, and through JavaScript that would be slow. */
const BASIC = /^[<&[]*(?:mut )?(?:core|alloc|dlmalloc|hashbrown|indexmap|char|str|[iu](?:\d+|size))\b/;
/** wasm-opt numbers what it made itself, differently each time. */
const NUMBERED = /^\d+$/;
function part(name) {
  if (NUMBERED.test(name) || begun.has(name)) return 0;
  if (read.has(name) || first.has(name)) return BASIC.test(name) ? 0 : read.has(name) ? 1 : 2;
  return more.has(name) ? 3 : 4;
}
const lines = [...new Set(names)].map((name) => [part(name), name]).filter(([it]) => it > 0);
lines.sort(([one, name], [other, than]) => one - other || (name < than ? -1 : 1));
writeFileSync('scripts/parts.txt', lines.map((line) => `${line.join(' ')}\n`).join(''));
console.log([0, 1, 2, 3, 4].map((it) => `part ${it}: ${new Set(names.filter((name) => part(name) === it)).size} functions`).join('\n'));

/** The site with a program that notes; the plain names of its functions by their numbers. */
function build() {
  const glued = join(OUT, 'glue');
  execFileSync('wasm-bindgen', ['--target', 'web', '--out-dir', glued, 'target/wasm/wasm32-unknown-unknown/wasm/app.wasm']);
  const { code, names } = noting(readFileSync(join(glued, 'app_bg.wasm')));
  cpSync('dist', SITE, { recursive: true });
  for (const name of readdirSync(SITE)) if (/\.(br|gz)$/.test(name)) rmSync(join(SITE, name));
  const html = readFileSync(join(SITE, 'index.html'), 'utf8');
  const [js, wasm] = ['js', 'wasm'].map((kind) => join(SITE, html.match(new RegExp(`data-${kind}="([^"]+)"`))[1]));
  writeFileSync(wasm, code);
  const glue = readFileSync(join(glued, 'app.js'), 'utf8');
  const noted = glue
    .replace(/("\.\/app_bg\.js": import0,)/, '$1 note: { note: (number) => (globalThis.noted ??= new Set()).add(number) },')
    .replace(/(export function warm\(\) \{)/, "$1 if (!globalThis.late) { ahead('Europe/Warsaw'); return void (globalThis.late = warm); }")
    .replace('arg0.draws(arg1)', 'arg0.draws(() => { globalThis.begun ??= new Set(globalThis.noted); arg1(); })')
    .replace('arg0.painted(arg1)', 'arg0.painted(() => { globalThis.first ??= new Set(globalThis.noted); arg1(); })');
  if (['noted', 'begun', 'first'].some((it) => !noted.includes(`${it} ??=`))) throw new Error('the glue is not what scripts/parts.mjs knows');
  writeFileSync(js, noted);
  return names.map(plain);
}

function withFeed(name, file) {
  const dir = join(OUT, name);
  cpSync(SITE, dir, { recursive: true });
  if (file) cpSync(file, join(dir, 'feed.json'));
  else rmSync(join(dir, 'feed.json'));
  return dir;
}

function withParts(name, file) {
  const dir = withFeed(`${name}-parts`, file);
  execFileSync(TOOL, ['split', file, '--out', dir]);
  return dir;
}

async function visit(dir, search, { viewport, state = READY, hold = 0 }, act) {
  const site = await serve({ dir });
  const context = await browser.newContext({ ...surroundings, viewport });
  try {
    const page = await context.newPage();
    if (hold) await page.route('**/feed.json', async (route) => { await sleep(hold); await route.continue(); });
    page.on('pageerror', (error) => console.error(`${dir}${search}: ${error.message}`));
    await page.goto(site.url + search);
    await page.waitForSelector(state);
    await act(page);
  } finally {
    await context.close();
    await site.close();
  }
}

/** What there is without a programme, while the network is waited for, the zone among it; and what the program warms up with then. */
async function begin(page) {
  await page.waitForFunction(() => globalThis.late);
  const all = await page.evaluate(() => [[...globalThis.noted], (globalThis.late(), [...globalThis.noted])]);
  for (const [place, called] of [begun, first].entries()) for (const number of all[place]) called.add(plain(names[number]));
}

async function note(page, before, after) {
  const called = await page.evaluate(() => [globalThis.begun, globalThis.first, globalThis.noted].map((numbers) => [...numbers ?? []]));
  const [known, drawn, all] = called.map((numbers) => numbers.map((number) => plain(names[number])));
  if (before === first) for (const name of known) read.add(name);
  for (const name of drawn) before.add(name);
  for (const name of all) after.add(name);
}

/** What many do and what shall not wait: to look further down, to filter, to search. */
async function act(page, small) {
  await page.waitForTimeout(7_000);
  const further = page.getByRole('button', { name: 'Pokaż więcej' });
  if (await further.isVisible()) await further.click();
  const open = async () => { if (small) await page.getByRole('button', { name: 'Filtry' }).click(); };
  for (const name of ['Weekend', 'Wszystko']) await page.getByRole('button', { name, exact: true }).click();
  await open();
  for (const box of (await page.getByRole('checkbox').all()).slice(0, 6)) {
    await box.click();
    await box.click();
  }
  if (small) await page.keyboard.press('Escape');
  for (const words of ['koncert', 'niczego takiego tu nie ma', '']) {
    await page.getByRole('searchbox').fill(words);
    await page.waitForTimeout(600);
  }
  await page.mouse.wheel(0, 4000);
  await page.waitForTimeout(600);
  await note(page, more, more);
}
