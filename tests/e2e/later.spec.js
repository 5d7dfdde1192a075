// The program comes in parts: it begins with the first, reads a programme with the second, draws what is seen first with the
// third, the rest of the page with the fourth, and who acts needs the fifth.

import { readdirSync } from 'node:fs';
import { event, feed, many } from './feeds.js';
import { expect, test } from './site.js';

test.use({ own: true, viewport: { width: 1280, height: 800 } });

const GOOD = feed([event('a'), event('b')]);
const READ = '**/read-*.wasm', LIST = '**/list-*.wasm', MORE = '**/more-*.wasm', REST = '**/rest-*.wasm', STYLE = '**/later-*.css';

/** Which parts the page asked for, in order, and how: `fetch`, or `xhr` where it had to wait for them. */
function asked(page) {
  const all = [];
  page.on('request', (request) => {
    const [, part] = request.url().match(/\/(app|read|list|more|rest)-[0-9a-f]+\.wasm$/) ?? [];
    if (part) all.push(request.resourceType() === 'xhr' ? `${part} at once` : part);
  });
  return all;
}

/** Holds the answers to some requests back. */
async function held(page, pattern) {
  let go;
  const free = new Promise((done) => { go = done; });
  await page.route(pattern, async (route) => {
    await free;
    await route.continue();
  });
  return go;
}

test('nobody who only looks waits for the rest, or asks for it', async ({ calendar, page }) => {
  const parts = asked(page);
  await calendar.open({ feed: feed(many(60)), timers: 'paused' });
  await page.clock.runFor(5_500);
  expect(parts).toEqual(['app', 'read', 'list', 'more']);
  await page.clock.runFor(1_000);
  await expect.poll(() => parts).toEqual(['app', 'read', 'list', 'more', 'rest']);
});

for (const [what, sign] of Object.entries({
  'a pointer moves': (page) => page.mouse.move(40, 40),
  'a key is pressed': (page) => page.keyboard.press('Tab'),
  'the focus comes': (page) => page.locator('article a').first().focus(),
})) {
  test(`the rest comes when ${what}`, async ({ calendar, page }) => {
    const parts = asked(page);
    await calendar.open({ feed: GOOD, timers: 'paused' });
    expect(parts).toEqual(['app', 'read', 'list', 'more']);
    await sign(page);
    await expect.poll(() => parts).toEqual(['app', 'read', 'list', 'more', 'rest']);
  });
}

test('filtering and searching need no more than is there', async ({ calendar, page }) => {
  const parts = asked(page);
  await held(page, REST);
  await calendar.open({ feed: GOOD });
  await calendar.choice('Wiek', 'Dzieci').click();
  await calendar.address('?age=dzieci');
  await calendar.search.fill('zzz');
  await calendar.counts(0, 2);
  expect(parts).toEqual(['app', 'read', 'list', 'more', 'rest']);
});

for (const [what, last, ...before] of [['draws a list', LIST], ['reads a programme, and the one that draws it', LIST, READ]]) {
  test(`the page is there before the part that ${what}`, async ({ calendar, page }) => {
    const parts = asked(page);
    const go = await held(page, last);
    const earlier = await Promise.all(before.map((pattern) => held(page, pattern)));
    await calendar.open({ feed: GOOD, state: 'loading' });
    for (const free of earlier) free();
    await expect(page.locator('.page h1')).toBeVisible();
    await calendar.shows([]);
    go();
    await calendar.is('ready');
    await calendar.shows(['a', 'b']);
    expect(parts.filter((it) => it.includes('at once'))).toEqual([]);
  });
}

for (const [what, missing] of Object.entries({ 'what reads': READ, 'what draws': LIST })) {
  test(`a program of which ${what} can be had no more says so`, async ({ calendar, page }) => {
    calendar.expectedError = /a part of the program is missing/;
    await page.route(missing, (route) => route.fulfill({ status: 404, body: '' }));
    await calendar.open({ feed: GOOD, state: 'failed' });
    await expect(calendar.stopped).toBeVisible();
  });
}

test('the first entries are there before the fourth part, and open when all has come', async ({ calendar, page }) => {
  const go = await held(page, MORE);
  await calendar.open({ feed: GOOD, state: 'loading' });
  await calendar.shows(['a', 'b']);
  await calendar.is('loading');
  await calendar.link('a').click();
  await expect(calendar.dialog).toBeHidden();
  go();
  await calendar.is('ready');
  await expect(calendar.dialog).toBeVisible();
  await calendar.address('?event=a&at=2026-11-28T18:00');
});

test('filters are not seen before their style', async ({ calendar, page }) => {
  const go = await held(page, STYLE);
  await calendar.open({ feed: GOOD, state: 'loading', until: 'commit' });
  await calendar.shows(['a', 'b']);
  await expect(calendar.choice('Wiek', 'Dzieci')).toHaveCount(0);
  // What is there meanwhile needs no more than it has, and the outline of a list has gone.
  await expect(page.getByText('Nic w programie').first()).toBeHidden();
  expect(await page.locator('#kalendarz').evaluate((it) => getComputedStyle(it, '::before').content)).toBe('none');
  go();
  await expect(calendar.choice('Wiek', 'Dzieci')).toHaveCSS('accent-color', 'rgb(138, 21, 56)');
});

test('a style that does not come is not waited for', async ({ calendar, page }) => {
  await held(page, STYLE);
  await calendar.open({ feed: GOOD, state: 'loading', until: 'commit', timers: 'paused' });
  await calendar.shows(['a', 'b']);
  await page.clock.runFor(5_100);
  await calendar.is('ready');
  await calendar.choice('Wiek', 'Dzieci').click();
  await calendar.address('?age=dzieci');
});

test('a style that could not be had is asked for again with the rest', async ({ calendar, page }) => {
  calendar.expectedError = /later-/;
  let asks = 0;
  await page.route(STYLE, (route) => (asks++ ? route.continue() : route.abort()));
  await calendar.open({ feed: GOOD, timers: 'paused' });
  expect(asks).toBe(1);
  await expect(calendar.choice('Wiek', 'Dzieci')).toBeVisible();
  await page.mouse.move(40, 40);
  await expect(calendar.choice('Wiek', 'Dzieci')).toHaveCSS('accent-color', 'rgb(138, 21, 56)');
  expect(asks).toBe(2);
});

test('a click that comes before the rest is done when it is there, once', async ({ calendar, page }) => {
  const parts = asked(page);
  const go = await held(page, REST);
  await calendar.open({ feed: GOOD });
  const length = await page.evaluate(() => history.length);
  await calendar.link('b').click();
  await expect(calendar.dialog).toBeHidden();
  // The page answers meanwhile.
  await calendar.choice('Wiek', 'Dzieci').focus();
  go();
  await expect(calendar.dialog).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(length + 1);
  expect(parts).toEqual(['app', 'read', 'list', 'more', 'rest']);
});

test('"Pokaż więcej" waits for nothing', async ({ calendar, page }) => {
  await held(page, REST);
  await calendar.open({ feed: feed(many(60)) });
  const drawn = await calendar.articles.count();
  await calendar.more.click();
  await expect.poll(() => calendar.articles.count()).toBeGreaterThan(drawn);
});

test('a key on a link does the same', async ({ calendar, page }) => {
  const go = await held(page, REST);
  await calendar.open({ feed: GOOD });
  await calendar.link('a').focus();
  await page.keyboard.press('Enter');
  go();
  await expect(calendar.dialog).toBeVisible();
});

test('what an address asks for is there from the start', async ({ calendar, page }) => {
  const parts = asked(page);
  for (const search of ['?event=a&at=2026-11-28T18:00', '?view=month', '?view=week']) {
    parts.length = 0;
    await calendar.open({ feed: GOOD, search });
    expect(parts.toSorted(), search).toEqual(['app', 'list', 'more', 'read', 'rest']);
  }
  parts.length = 0;
  await calendar.open({ feed: GOOD, search: '?age=dzieci', timers: 'paused' });
  expect(parts).toEqual(['app', 'read', 'list', 'more']);
});

test('a call that comes too early waits for its part', async ({ calendar, page }) => {
  const parts = asked(page);
  // Nobody sees it coming: the parts are only asked for when they are called.
  await page.route('**/boot-*.js', async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const blind = text.replace(/\bfetch\((\w+)\[\w+-1\]\)/, 'new Promise(()=>$1)');
    expect(blind).not.toBe(text);
    await route.fulfill({ response, body: blind.replaceAll(/\.more\(\)/g, '.none?.()') });
  });
  await calendar.open({ feed: GOOD });
  await page.evaluate(() => { history.pushState('', '', '?view=month'); dispatchEvent(new PopStateEvent('popstate')); });
  await expect(calendar.table).toBeVisible();
  expect(parts).toEqual(['app', 'read', 'list', 'more at once', 'rest at once']);
});

test('a part that can be had no more says so, and the list stays', async ({ calendar, page }) => {
  calendar.expectedError = /a part of the program is missing/;
  await page.route(REST, (route) => route.fulfill({ status: 404, body: '' }));
  await calendar.open({ feed: GOOD });
  await calendar.link('a').click();
  await expect(calendar.stopped).toBeVisible();
  await calendar.shows(['a', 'b']);
  await page.unroute(REST);
  await calendar.reload.click();
  await calendar.is('ready');
  await calendar.link('a').click();
  await expect(calendar.dialog).toBeVisible();
});

test('each part is a file of its own, named by its content', () => {
  const names = readdirSync(process.env.DIST ?? 'dist');
  for (const part of ['app', 'read', 'list', 'more', 'rest']) expect(names.filter((name) => new RegExp(`^${part}-[0-9a-f]{16}\\.wasm$`).test(name)), part).toHaveLength(1);
});
