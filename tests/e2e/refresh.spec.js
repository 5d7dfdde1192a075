// How the programme comes over time: slowly, after a failure, again and again while the page is open.

import { event, feed, many } from './feeds.js';
import { answer, broken } from './server.js';
import { dripping } from './dripping.js';
import { expect, test } from './site.js';

test.use({ own: true });

const GOOD = feed([event('a'), event('b')]);
const text = JSON.stringify(GOOD);

/** Remembers when the page asked for the feed. */
async function measure(page) {
  await page.addInitScript(() => {
    window.asks = [];
    const { fetch } = window;
    window.fetch = (address, options) => {
      const answered = fetch(address, options);
      if (String(address).includes('feed.json')) window.asks.push({ at: Date.now() / 1000, answered });
      return answered;
    };
  });
}

/** How often the page asked for the feed, when all its questions are answered. */
const asks = (page) =>
  page.evaluate(async () => {
    await Promise.allSettled(window.asks.map(({ answered }) => answered));
    return window.asks.length;
  });

/** Lets time go by until the page asks for the feed anew by itself. */
async function untilAsked(calendar) {
  const { page } = calendar;
  const before = await asks(page);
  await calendar.pass(3600, { look: async () => (await asks(page)) > before });
  expect(await asks(page), 'a page that is open refreshes within the hour').toBeGreaterThan(before);
}

test('a slow connection: a word after 8 s, the fallback above, then the programme', async ({ calendar, page }) => {
  const coming = await dripping(page);
  await calendar.open({ timers: 'paused', state: 'loading' });
  const waiting = page.getByRole('status').filter({ hasText: 'wczyt' });
  await expect(waiting).toHaveText(/^Wczytujemy/);
  await coming.send(text.slice(0, 20));
  await page.clock.runFor(7_500);
  await expect(calendar.fallback).toBeHidden();
  await expect(waiting).toHaveText(/^Wczytujemy/);
  await page.clock.runFor(1_000);
  await expect(calendar.fallback).toBeVisible();
  await expect(waiting).toHaveText(/woln/);
  await calendar.is('loading');
  const [above, below] = [await calendar.fallback.boundingBox(), await waiting.boundingBox()];
  expect(above.y + above.height).toBeLessThanOrEqual(below.y);
  await coming.end(text.slice(20));
  await calendar.is('ready');
  await expect(calendar.fallback).toBeHidden();
  await expect(waiting).toBeHidden();
  await calendar.shows(['a', 'b']);
});

for (const [what, text] of Object.entries({
  'as most are written': JSON.stringify(feed([event('a'), event('b', undefined, { title: 'Żółć ]}"' })])),
  'with its events before the rest': JSON.stringify({ version: 1, events: [event('a'), event('b')], ...feed([]), events: [event('a'), event('b')] }),
})) {
  test(`a programme that comes in pieces, cut anywhere, ${what}`, async ({ calendar, page }) => {
    const coming = await dripping(page);
    await calendar.open({ state: 'loading' });
    await expect(page.locator('.page h1')).toBeVisible();
    const bytes = [...new TextEncoder().encode(text)];
    for (let at = 0; at < bytes.length; at += 97) await coming.send(bytes.slice(at, at + 97));
    await calendar.shows([]);
    await coming.end([]);
    await calendar.is('ready');
    await calendar.shows(['a', 'b']);
  });
}

test('a byte now and then is loading, for two minutes', async ({ calendar, page }) => {
  const { send } = await dripping(page);
  await calendar.open({ timers: 'paused', state: 'loading' });
  await expect(page.getByRole('status').filter({ hasText: 'Wczytujemy' })).toBeVisible();
  for (let minute = 1; minute <= 8; minute += 1) {
    await send(' ');
    await page.clock.runFor(14_000);
    await calendar.is('loading');
  }
  await send(' ');
  await page.clock.runFor(9_000);
  await calendar.is('failed');
  await expect(calendar.alert).toHaveText(/woln/);
});

for (const [what, beginning] of [['at all', ''], ['more', text.slice(0, 20)]]) {
  test(`15 s without a byte ${what} are a failure`, async ({ calendar, page }) => {
    const { send } = await dripping(page);
    await calendar.open({ timers: 'paused', state: 'loading' });
    await expect(page.getByRole('status').filter({ hasText: 'Wczytujemy' })).toBeVisible();
    if (beginning) {
      await page.clock.runFor(10_000);
      await send(beginning);
    }
    await page.clock.runFor(14_500);
    await calendar.is('loading');
    await page.clock.runFor(1_000);
    await calendar.is('failed');
    await expect(calendar.alert).toHaveText(/woln/);
    await expect(calendar.retry).toBeVisible();
  });
}

test('it asks again by itself, after growing pauses', async ({ calendar, page }) => {
  await measure(page);
  await calendar.open({ feed: answer('', { status: 503 }), timers: 'paused', state: 'failed' });
  await calendar.pass(60, { step: 1 });
  await calendar.pass(740);
  const times = await page.evaluate(() => window.asks.map(({ at }) => at));
  const pauses = times.slice(1).map((at, place) => at - times[place]);
  expect(pauses.length, 'it does not give up').toBeGreaterThanOrEqual(5);
  expect(pauses[0], 'the first pause').toBeLessThanOrEqual(30);
  expect(pauses[0]).toBeGreaterThanOrEqual(1);
  expect(pauses, 'each is longer than the one before').toEqual(pauses.toSorted((one, other) => one - other));
  expect(pauses.at(-1)).toBeGreaterThan(4 * pauses[0]);
  await calendar.pass(2400);
  const later = (await asks(page)) - times.length;
  expect(later, 'it never gives up').toBeGreaterThan(0);
  expect(later, 'no storm').toBeLessThanOrEqual(6);
  calendar.serve(GOOD);
  await untilAsked(calendar);
  await calendar.is('ready');
  await expect(calendar.alert).toBeHidden();
});

for (const [what, wait] of [['in seconds', '120'], ['as a date', new Date('2026-11-27T09:02:00Z').toUTCString()]]) {
  test(`the server is left alone as long as it asks, ${what}`, async ({ calendar, page }) => {
    await measure(page);
    const busy = answer('', { status: 503, headers: { 'Retry-After': wait } });
    await calendar.open({ feed: busy, timers: 'paused', state: 'failed' });
    await calendar.pass(118, { step: 2 });
    expect(await asks(page)).toBe(1);
    await calendar.pass(60, { step: 2, look: async () => (await asks(page)) >= 2 });
    expect(await asks(page)).toBe(2);
  });
}

test('a refresh that fails leaves the list and says so', async ({ calendar, page }) => {
  await measure(page);
  await calendar.open({ feed: GOOD, timers: 'paused' });
  for (const [what, handler] of [
    ['500', answer('', { status: 500 })],
    ['a broken connection', broken()],
    ['a web page', answer('<!doctype html>')],
    ['another version', answer({ ...GOOD, version: 3 })],
    ['nothing', answer('')],
  ]) {
    await test.step(what, async () => {
      calendar.serve(handler);
      await untilAsked(calendar);
      await calendar.is('stale');
      await expect(calendar.alert).toBeVisible();
      await expect(calendar.retry).toBeVisible();
      await calendar.shows(['a', 'b']);
      calendar.serve(feed([event('a'), event('c')]));
      await untilAsked(calendar);
      await calendar.is('ready');
      await expect(calendar.alert).toBeHidden();
      await calendar.shows(['a', 'c']);
      calendar.serve(GOOD);
      await untilAsked(calendar);
      await calendar.shows(['a', 'b']);
    });
  }
});

test('the same programme again after a failure is ready again', async ({ calendar, page }) => {
  await measure(page);
  await calendar.open({ feed: GOOD, timers: 'paused' });
  calendar.serve(answer('', { status: 500 }));
  await untilAsked(calendar);
  await calendar.is('stale');
  calendar.serve(GOOD);
  await calendar.retry.click();
  await calendar.is('ready');
  await expect(calendar.alert).toBeHidden();
});

test('a refresh that the server answers with "not modified" changes nothing', async ({ calendar, page }) => {
  await measure(page);
  await calendar.open({ timers: 'paused' });
  const before = await calendar.articles.count();
  await untilAsked(calendar);
  await calendar.is('ready');
  await expect(calendar.articles).toHaveCount(before);
});

test('a refresh changes what changed, and neither scroll nor focus', async ({ calendar, page }) => {
  await measure(page);
  const events = many(60);
  await calendar.open({ feed: feed(events), timers: 'paused' });
  await calendar.link('e020').focus();
  const scroll = await page.evaluate(() => scrollY);
  expect(scroll).toBeGreaterThan(0);
  const changed = events.map((it) => (it.id === 'e022' ? { ...it, title: 'Nowy tytuł' } : it));
  calendar.serve(feed(changed.filter(({ id }) => id !== 'e055')));
  await untilAsked(calendar);
  await expect(calendar.link('e022')).toHaveText(/^Nowy tytuł/);
  await calendar.counts(59, 59);
  await expect(calendar.link('e020')).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(scroll);
});

test('a refresh that changes the event in focus leaves the focus there', async ({ calendar, page }) => {
  await measure(page);
  await calendar.open({ feed: GOOD, timers: 'paused' });
  await calendar.link('a').focus();
  calendar.serve(feed([event('a', undefined, { title: 'Nowy tytuł' }), event('b')]));
  await untilAsked(calendar);
  await expect(calendar.link('a')).toHaveText(/^Nowy tytuł/);
  await expect(calendar.link('a')).toBeFocused();
});

test('a refresh leaves an opened event open', async ({ calendar, page }) => {
  await measure(page);
  await calendar.open({ feed: GOOD, timers: 'paused' });
  await calendar.link('a').click();
  await expect(calendar.dialog).toBeVisible();
  await calendar.close.focus();
  calendar.serve(feed([event('a', undefined, { title: 'Nowy tytuł' }), event('b')]));
  await untilAsked(calendar);
  await expect(calendar.dialog.getByRole('heading', { name: 'Nowy tytuł' })).toBeVisible();
  await expect(calendar.close).toBeFocused();
});
