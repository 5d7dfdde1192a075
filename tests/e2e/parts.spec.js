// A large programme in parts: what the reader looks at first, the rest when there is nothing else to do, each event once.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foreseeing } from '../../static/foresee.js';
import { dripping } from './dripping.js';
import { event, feed, many } from './feeds.js';
import { inParts } from './in-parts.js';
import { answer, broken, pieces } from './server.js';
import { expect, FOLDER, test } from './site.js';

test.use({ own: true, serviceWorkers: 'block' });

const LOADING = /· reszta programu się wczytuje$/;
const NOVEMBER = many(12);
const PROGRAMME = feed([
  ...NOVEMBER,
  event('stary', '2026-10-03T18:00'),
  event('grudzien', '2026-12-20T18:00', { categories: ['teatr'] }),
  event('marzec', '2027-03-05T18:00', { tags: ['wiosna'] }),
  event('szachy', '2026-11-26T16:00', { rrule: 'FREQ=WEEKLY;COUNT=4' }),
]);
const { manifest, files } = inParts(PROGRAMME);
const part = (month) => [...files.keys()].find((name) => name.startsWith(`program-${month}`));

/** From now on the programme is there in these files; `held`: handlers in the place of parts, by month. */
function serve(calendar, { manifest, files }, held = {}) {
  calendar.serve(manifest);
  for (const [name, text] of files) {
    const month = Object.keys(held).find((it) => name.startsWith(`program-${it}`));
    calendar.site.files.set(name, month ? held[month] : answer(text, { headers: { 'Cache-Control': 'max-age=31536000, immutable' } }));
  }
}

test('the coming days are there before the rest, which comes without moving anything', async ({ calendar, page }) => {
  const [december, march] = [pieces(), pieces()];
  serve(calendar, { manifest, files }, { '2026-12': december.handler, '2027-03': march.handler });
  await calendar.open();
  await expect(calendar.result).toHaveText(LOADING);
  await expect(calendar.article('e003')).toBeVisible();
  await expect(calendar.article('grudzien')).toHaveCount(0);
  await calendar.link('e008').focus();
  const article = await calendar.article('e003').elementHandle();
  const scroll = await page.evaluate(() => { scrollTo(0, 300); return scrollY; });
  await december.end(files.get(part('2026-12')));
  await march.end(files.get(part('2027-03')));
  // Thirteen single ones to come, and the four of the class but its first.
  await calendar.counts(17, 17);
  await expect(calendar.article('marzec')).toBeVisible();
  await expect(calendar.link('e008')).toBeFocused();
  expect(await article.evaluate((it) => it.isConnected)).toBe(true);
  expect(await page.evaluate(() => scrollY)).toBe(scroll);
  for (const name of files.keys()) expect(calendar.site.asked(name), name).toBe(1);
  await expect(calendar.alert).toBeHidden();
});

test('parts of the day are asked for while the file that names them is still coming', async ({ calendar, page }) => {
  serve(calendar, { manifest, files });
  const coming = await dripping(page);
  await calendar.open({ search: '?from=2026-11-28', state: 'loading' });
  const text = JSON.stringify(manifest);
  const cut = text.indexOf(part('2026-12'));
  const asked = () => [...files.keys()].filter((name) => calendar.site.asked(name) > 0);
  await coming.send(text.slice(0, cut));
  await expect.poll(asked).toEqual([part('2026-11')]);
  await calendar.is('loading');
  await coming.end(text.slice(cut));
  await expect(calendar.article('marzec')).toBeVisible();
  for (const name of files.keys()) expect(calendar.site.asked(name), name).toBe(1);
});

test('of many parts that a day needs its own is asked for, and of none what comes next in the file', () => {
  const named = (from, to, url) => ({ from, to, url });
  const parts = [
    named('2026-11-01', '2026-11-01', 'own'), ...[1, 2, 3, 4, 5].map((number) => named('2026-11-01', '2026-11-20', `long${number}`)),
    named('2026-12-05', '2026-12-05', 'next'), named('2026-12-02', '2026-12-30', 'after'),
  ];
  const asked = (day, text = JSON.stringify({ parts })) => {
    const all = [];
    const { foresee } = foreseeing(async (url) => { all.push(url.replace(/.*\//, '')); return {}; });
    foresee(text, 'https://site.example/feed.json', new URLSearchParams({ from: day }));
    return all;
  };
  expect(asked('2026-11-01')).toEqual(['own', 'long1', 'long2', 'long3']);
  expect(asked('2026-11-25')).toEqual(['next']);
  expect(asked('2027-01-01')).toEqual([]);
  // Of a file that is still coming nothing is known about what comes next.
  expect(asked('2026-11-25', JSON.stringify({ parts }).slice(0, -40))).toEqual([]);
});

test('a part that is nothing is no reason to lose the programme', async ({ calendar }) => {
  serve(calendar, { manifest: { ...manifest, parts: [null, 7, ...manifest.parts] }, files });
  await calendar.open();
  await expect(calendar.article('marzec')).toBeVisible();
  expect(calendar.site.asked('feed.json')).toBe(1);
});

test('what is looked at comes first: the days of the address, the day of an opened event', async ({ calendar, page }) => {
  const held = { '2026-11': pieces().handler, '2026-12': pieces().handler, '2026-10': pieces().handler };
  serve(calendar, { manifest, files }, held);
  await calendar.open({ search: '?view=month&date=2027-03-01' });
  await expect(calendar.entry('marzec')).toBeVisible();
  await calendar.open({ search: '?from=2027-03-01&to=2027-03-31' });
  await calendar.shows(['marzec']);
  serve(calendar, { manifest, files }, { '2026-12': pieces().handler });
  await calendar.open({ search: '?event=marzec&at=2027-03-05T18:00' });
  await expect(calendar.dialog.getByRole('heading', { name: 'marzec' })).toBeVisible();
  await expect(page.getByText('Nie ma takiego wydarzenia')).toHaveCount(0);
});

test('nothing is called missing that may still come', async ({ calendar, page }) => {
  const december = pieces();
  serve(calendar, { manifest, files }, { '2026-12': december.handler });
  await calendar.open({ search: '?q=wiosna&event=grudzien&venue=nieznane' });
  await expect(calendar.result).toHaveText(LOADING);
  await expect(page.locator('.nothing')).toHaveCount(0);
  await expect(page.locator('.note')).toHaveCount(0);
  await december.end(files.get(part('2026-12')));
  await expect(calendar.dialog.getByRole('heading', { name: 'grudzien' })).toBeVisible();
  await expect(page.locator('.note').filter({ hasText: 'venue=nieznane' })).toBeVisible();
});

test('what only a part to come knows is not left out of the address', async ({ calendar }) => {
  const december = pieces();
  const spoken = feed([...NOVEMBER, event('grudzien', '2026-12-20T18:00', { languages: ['uk'] })]);
  const split = inParts(spoken);
  serve(calendar, split, { '2026-12': december.handler });
  await calendar.open({ search: '?language=uk' });
  await expect(calendar.result).toHaveText(LOADING);
  await calendar.choice('Miejsce', 'Sala widowiskowa').check();
  await calendar.address('?venue=sala&language=uk');
  await december.end([...split.files].find(([name]) => name.startsWith('program-2026-12'))[1]);
  await calendar.is('ready');
  await calendar.address('?venue=sala&language=uk');
});

test('a part that does not come is told of, the others stay, and it is asked for again', async ({ calendar, page }) => {
  serve(calendar, { manifest, files }, { '2026-12': answer('', { status: 500 }), '2026-10': answer('{"version": 1') });
  await calendar.open({ state: 'stale' });
  await expect(calendar.alert).toContainText('Nie udało się pobrać wszystkich części programu (3 października – 20 grudnia 2026)');
  await expect(calendar.article('marzec')).toBeVisible();
  await expect(calendar.article('grudzien')).toHaveCount(0);
  await expect(calendar.result).toHaveText(LOADING);
  const before = calendar.site.asked(part('2027-03'));
  serve(calendar, { manifest, files });
  await calendar.retry.click();
  await calendar.is('ready');
  await expect(calendar.alert).toHaveCount(0);
  await calendar.counts(17, 17);
  // What was there is not fetched again.
  expect(calendar.site.asked(part('2027-03'))).toBe(before);
});

test('what asks for parts does not come: all of them are told of', async ({ calendar, page }) => {
  await page.route(/\/parts-[0-9a-f]+\.js$/, (route) => route.abort());
  serve(calendar, { manifest, files });
  await calendar.open({ state: 'stale' });
  await expect(calendar.alert).toContainText('Nie udało się pobrać wszystkich części programu (3 października 2026 – 5 marca 2027)');
  await calendar.shows(['szachy', 'szachy', 'szachy']);
});

test('the first part does not come: what stands beside the parts is shown', async ({ calendar }) => {
  serve(calendar, { manifest, files }, { '2026-11': broken() });
  await calendar.open({ state: 'stale' });
  await calendar.shows(['szachy', 'szachy', 'szachy', 'grudzien', 'marzec']);
  await expect(calendar.alert).toBeVisible();
});

test('one part, which is needed at once, is all of it', async ({ calendar }) => {
  serve(calendar, inParts(feed(NOVEMBER)));
  await calendar.open();
  await calendar.counts(12, 12);
  await expect(calendar.alert).toHaveCount(0);
});

test('a newer programme is taken over when all of its parts are there, and not before', async ({ calendar, page }) => {
  serve(calendar, { manifest, files });
  await calendar.open({ timers: 'paused' });
  await calendar.counts(17, 17);
  const fresh = inParts({ ...PROGRAMME, events: [...PROGRAMME.events, event('nowy', '2026-11-28T09:00'), event('nowszy', '2026-12-21T18:00')] });
  const name = [...fresh.files.keys()].find((it) => it.startsWith('program-2026-12'));
  serve(calendar, fresh, { '2026-12': answer('', { status: 503 }) });
  const untilAsked = async (what, times) => {
    // Steps shorter than the first pause after a failure.
    await calendar.pass(1000, { step: 4, look: () => calendar.site.asked(what) >= times });
    expect(calendar.site.asked(what)).toBe(times);
  };
  await untilAsked(name, 1);
  await calendar.is('stale');
  await calendar.counts(17, 17);
  await expect(calendar.article('nowy')).toHaveCount(0);
  serve(calendar, fresh);
  await untilAsked(name, 2);
  await calendar.is('ready');
  await calendar.counts(19, 19);
  await expect(calendar.article('nowy')).toBeVisible();
});

test.describe('the next visit', () => {
  const kept = (page) => page.evaluate(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url.replace(/.*\//, '')).sort(), `kalendarz:${FOLDER}:feed`);

  test('begins with the parts that are kept, without the network', async ({ calendar, page }) => {
    serve(calendar, { manifest, files });
    await calendar.open();
    await calendar.counts(17, 17);
    await expect.poll(() => kept(page)).toEqual(['feed.json', ...files.keys()].sort());
    calendar.serve(broken());
    for (const name of files.keys()) calendar.site.files.set(name, broken());
    await calendar.open({ again: true, state: 'stale' });
    await calendar.counts(17, 17);
    await expect(calendar.article('marzec')).toBeVisible();
  });

  test('has nothing of a programme of which a part is gone', async ({ calendar, page }) => {
    serve(calendar, { manifest, files });
    await calendar.open();
    await calendar.counts(17, 17);
    await expect.poll(() => kept(page)).toHaveLength(files.size + 1);
    await page.evaluate(async ([name, part]) => (await caches.open(name)).delete(part), [`kalendarz:${FOLDER}:feed`, part('2027-03')]);
    calendar.serve(broken());
    await calendar.open({ again: true, state: 'failed' });
    await expect(calendar.articles).toHaveCount(0);
  });

  test('forgets the parts of a programme before', async ({ calendar, page }) => {
    serve(calendar, { manifest, files });
    await calendar.open();
    await calendar.counts(17, 17);
    const fresh = inParts({ ...PROGRAMME, events: PROGRAMME.events.filter(({ id }) => id !== 'marzec') });
    serve(calendar, fresh);
    await calendar.open({ again: true });
    await calendar.counts(16, 16);
    await calendar.open({ again: true });
    await expect.poll(() => kept(page)).toEqual(['feed.json', ...fresh.files.keys()].sort());
  });
});

test('a frame keeps no part', async ({ calendar }) => {
  serve(calendar, { manifest, files });
  await calendar.open({ search: '?mode=embed' });
  await calendar.counts(17, 17);
});

test('the second program has the parts as well', async ({ calendar, page }) => {
  serve(calendar, { manifest, files });
  await calendar.open({ search: '?event=marzec&at=2027-03-05T18:00' });
  await calendar.counts(17, 17);
  await calendar.dialog.getByRole('button', { name: 'Dodaj do kalendarza' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), calendar.dialog.getByRole('button', { name: /^Plik/ }).first().click()]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('SUMMARY:marzec');
});

test('a name that leads elsewhere is asked nobody for', async ({ calendar }) => {
  const parts = ['https://example.org/a.json', '../a.json', '//example.org/a.json'].map((url) => ({ from: '2026-11-01', to: '2026-12-31', url }));
  await calendar.open({ feed: { ...feed([event('a')]), version: 1, parts } });
  await calendar.counts(1, 1);
});

test('the demo as kalendarz split cuts it is the demo', async ({ calendar }) => {
  await calendar.open();
  const whole = await calendar.result.textContent();
  const boxes = await calendar.boxes('Kategoria');
  const folder = mkdtempSync(join(tmpdir(), 'kalendarz-parts-'));
  try {
    const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
    execFileSync(at('target/release/kalendarz'), ['split', at('feed/feed.json'), '--out', folder]);
    const names = readdirSync(folder);
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) calendar.site.files.set(name, answer(readFileSync(join(folder, name))));
    await calendar.open();
    await expect(calendar.result).toHaveText(whole);
    expect(await calendar.boxes('Kategoria')).toEqual(boxes);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
