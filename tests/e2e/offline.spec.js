// Without a connection, and with a newer version of the site: what is kept on the device, what replaces it, and the
// service worker. The lobby's part of it is in lobby.spec.js.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { event, feed, many } from './feeds.js';
import { answer, broken, pieces } from './server.js';
import { expect, FOLDER, test } from './site.js';
import { nextVersion } from './versions.js';

test.use({ own: true, serviceWorkers: 'block' });

const GOOD = feed([event('dzis', '2026-11-27T12:00', { end: '2026-11-27T13:00' }), event('a'), event('b')], {
  generated_at: '2026-11-27T07:00:00+01:00',
});
const SITE = `kalendarz:${FOLDER}:site`;
const FEED = `kalendarz:${FOLDER}:feed`;

/** Lets time go by until the page asks for the feed once more, which it does within so many seconds. */
async function untilAsked(calendar, seconds) {
  const before = calendar.asked;
  await calendar.pass(seconds, { look: () => calendar.asked > before });
  expect(calendar.asked).toBe(before + 1);
}

/** The kept file, read from outside of the page's program. */
const kept = (page) =>
  page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const read = async (file) => (await cache.match(file))?.json();
    const first = await read('feed.json');
    const parts = await Promise.all((first?.parts ?? []).map(({ url }) => read(url)));
    return first && [first, ...parts].flatMap(({ events }) => events.map(({ id }) => id));
  }, FEED);

test('the kept programme is there at once, and the network’s takes its place without moving anything', async ({ calendar, page }) => {
  const events = many(60);
  await calendar.open({ feed: feed(events) });
  const coming = pieces();
  await calendar.open({ feed: coming.handler, again: true, state: 'stale' });
  await calendar.counts(60, 60);
  await expect(calendar.alert).toBeHidden();
  await expect(calendar.fallback).toBeHidden();
  await calendar.link('e020').focus();
  const scroll = await page.evaluate(() => scrollY);
  expect(scroll).toBeGreaterThan(0);
  const changed = events.map((it) => (it.id === 'e022' ? { ...it, title: 'Nowy tytuł' } : it));
  await coming.end(JSON.stringify(feed(changed)));
  await calendar.is('ready');
  await expect(calendar.link('e022')).toHaveText(/^Nowy tytuł/);
  await expect(calendar.link('e020')).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(scroll);
});

test('the same programme from the network is ready, and draws nothing anew', async ({ calendar, page }) => {
  await calendar.open({ feed: GOOD });
  const coming = pieces();
  await calendar.open({ feed: coming.handler, again: true, state: 'stale' });
  const article = await calendar.article('a').elementHandle();
  await coming.end(JSON.stringify(GOOD));
  await calendar.is('ready');
  expect(await article.evaluate((it) => it.isConnected)).toBe(true);
});

for (const [what, handler, said] of [
  ['no answer', broken(), /połączenia/],
  ['an error of the server', answer('', { status: 500 }), /500/],
  ['a login page of the network', answer('<!doctype html><title>Wi-Fi</title>', { headers: { 'Content-Type': 'text/html' } }), /zalogowania/],
  ['half a file', answer(JSON.stringify(GOOD).slice(0, 200)), /urywa/],
  ['another type, and no feed', answer('<feed/>', { headers: { 'Content-Type': 'application/xml' } }), /./],
  ['an empty file', answer(''), /pusty/],
]) {
  test(`${what} at the next visit leaves what was kept, and says how old it is`, async ({ calendar, page }) => {
    await calendar.open({ feed: GOOD });
    await calendar.shows(['dzis', 'a', 'b']);
    await calendar.open({ feed: handler, again: true, now: '2026-11-27T20:00:00+01:00', state: 'stale' });
    await expect(calendar.alert).toHaveText(said);
    await expect(calendar.alert).toContainText('Stan na 27 listopada 2026, 7:00');
    await expect(calendar.retry).toBeVisible();
    await calendar.shows(['a', 'b']);
    expect(await kept(page)).toEqual(['dzis', 'a', 'b']);
  });
}

test('without a word of the feed, its age is what the server says of the file, else when it came', async ({ calendar }) => {
  const unsaid = feed([event('a')]);
  const modified = new Date('2026-11-20T08:30:00Z').toUTCString();
  await calendar.open({ feed: answer(unsaid, { headers: { 'Last-Modified': modified } }) });
  await expect(calendar.page.getByText('Stan na 20 listopada 2026, 9:30')).toBeVisible();
  await calendar.open({ feed: broken(), again: true, now: '2026-11-28T10:00:00+01:00', state: 'stale' });
  await expect(calendar.alert).toContainText('Stan na 20 listopada 2026, 9:30');
  await calendar.open({ feed: unsaid });
  await calendar.open({ feed: broken(), again: true, now: '2026-11-28T10:00:00+01:00', state: 'stale' });
  await expect(calendar.alert).toContainText('Stan na 27 listopada 2026, 10:00');
});

for (const [what, fresh] of [
  ['empty', feed([])],
  ['of events that are over', feed([event('dawno', '2026-11-01T10:00')])],
  ['older than what is shown', feed([event('stary')], { generated_at: '2026-11-01T10:00:00+01:00' })],
]) {
  test(`a programme that is suddenly ${what} has to come twice`, async ({ calendar, page }) => {
    await calendar.open({ feed: GOOD, timers: 'paused' });
    calendar.serve(fresh);
    await untilAsked(calendar, 600);
    await calendar.is('stale');
    await expect(calendar.alert).toContainText('sprawdzimy');
    await calendar.shows(['dzis', 'a', 'b']);
    expect(await kept(page)).toEqual(['dzis', 'a', 'b']);
    // The next answer is well again: nothing happened.
    calendar.serve(GOOD);
    await untilAsked(calendar, 75);
    await calendar.is('ready');
    calendar.serve(fresh);
    await untilAsked(calendar, 600);
    await calendar.is('stale');
    await untilAsked(calendar, 75);
    await calendar.is('ready');
    await expect.poll(() => kept(page)).toEqual(fresh.events.map(({ id }) => id));
    await expect(calendar.article('a')).toHaveCount(0);
  });
}

test('a newer programme at the next visit is kept whole', async ({ calendar, page }) => {
  await calendar.open({ feed: GOOD });
  await calendar.shows(['dzis', 'a', 'b']);
  const newer = feed([event('nowy'), event('luty', '2027-02-05T18:00')], { generated_at: '2026-11-27T09:00:00+01:00' });
  await calendar.open({ feed: newer, again: true });
  await calendar.shows(['nowy', 'luty']);
  await expect.poll(() => kept(page).catch(() => 'being written')).toEqual(['nowy', 'luty']);
  await calendar.open({ feed: broken(), again: true, state: 'stale' });
  await calendar.shows(['nowy', 'luty']);
});

for (const [what, spoil] of [
  ['there is none', () => { delete window.caches; Object.defineProperty(window, 'caches', { value: undefined }); }],
  ['asking throws', () => Object.defineProperty(window, 'caches', { get() { throw new DOMException('no', 'SecurityError'); } })],
  ['it is full', () => { if (window.Cache) Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError')); }],
  ['it is broken', () => { if (window.CacheStorage) CacheStorage.prototype.open = () => Promise.reject(new DOMException('broken', 'UnknownError')); }],
]) {
  test(`the page is as good as ever when the store fails: ${what}`, async ({ calendar, page }) => {
    await page.addInitScript(spoil);
    await calendar.open({ feed: GOOD, timers: 'paused' });
    await calendar.shows(['dzis', 'a', 'b']);
    calendar.serve(answer('', { status: 500 }));
    await untilAsked(calendar, 600);
    await calendar.is('stale');
    await calendar.shows(['dzis', 'a', 'b']);
    await page.goto('about:blank');
  });
}

test('"not modified" for a file that the browser does not have: asked for anew', async ({ calendar }) => {
  let asks = 0;
  await calendar.open({
    feed: (request, response) => {
      asks += 1;
      if (asks === 1) {
        response.writeHead(304);
        return response.end();
      }
      return answer(GOOD)(request, response);
    },
  });
  await calendar.shows(['dzis', 'a', 'b']);
  expect(asks).toBe(2);
});

test('a frame in another page keeps nothing', async ({ calendar, page }) => {
  await calendar.open({ feed: GOOD, search: '?mode=embed' });
  await calendar.shows(['dzis', 'a', 'b']);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test.describe('the service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  /** Opens the page and waits until the site is kept. */
  async function visit(calendar, page, search = '') {
    await calendar.open({ search });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  }

  const files = (page) =>
    page.evaluate(async ([name, folder]) => {
      const all = await (await caches.open(name)).keys();
      return all.map(({ url }) => new URL(url).pathname.slice(folder.length)).sort();
    }, [SITE, FOLDER]);
  test('without a connection the calendar opens, whatever its address, with the programme that was kept', async ({ calendar, page, site }) => {
    await visit(calendar, page);
    const before = await calendar.articles.count();
    site.down = true;
    for (const search of ['', '?category=koncert&lang=en', '?view=month', '?event=koncert-listopadowy']) {
      await page.goto(site.url + search);
      await calendar.is('stale');
    }
    await page.goto(`${site.url}index.html`);
    await calendar.is('stale');
    await expect(calendar.articles).toHaveCount(before);
    await expect(calendar.alert).toContainText('Stan na');
    // Into another language, and a file for a calendar program: of the second program, never used before.
    await page.getByRole('link', { name: 'English' }).click();
    await expect(calendar.root).toHaveAttribute('lang', 'en');
    await page.getByRole('link', { name: 'Polski' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /\.ics|kalendarza/ }).first().click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.ics$/);
    site.down = false;
    await calendar.retry.click();
    await calendar.is('ready');
  });

  test('it keeps files by their content and the page, and never a feed, its parts, a picture or the lobby’s', async ({ calendar, page, site }) => {
    await visit(calendar, page);
    const names = await files(page);
    expect(names).toContain('');
    expect(names.filter((name) => !/-[0-9a-f]{16}\.(js|css|wasm|txt)$/.test(name))).toEqual(['', 'files']);
    expect(names.filter((name) => /^(lobby|kiosk|frame|builder)/.test(name))).toEqual([]);
    const asked = site.asked('feed.json');
    const programs = site.asked(/\.wasm$/);
    await page.reload();
    await calendar.is('ready');
    expect(site.asked('feed.json'), 'the network is asked for the feed').toBe(asked + 1);
    expect(site.asked(/\.wasm$/), 'and for no program').toBe(programs);
  });

  test('a frame is none of its business', async ({ calendar, page, site }) => {
    await visit(calendar, page);
    site.down = true;
    await expect(page.goto(`${site.url}?mode=embed`)).rejects.toThrow(/ERR_/);
    site.down = false;
    // The browser's own page about it is still on the way.
    await expect(async () => page.goto(`${site.url}?mode=embed`)).toPass();
    await calendar.is('ready');
  });

  test('a network that answers for everybody does not take the calendar’s place', async ({ calendar, page, site }) => {
    await visit(calendar, page);
    const portal = answer('<!doctype html><title>Zaloguj się do Wi-Fi</title>', { headers: { 'Content-Type': 'text/html' } });
    site.files.set('', portal);
    site.files.set('feed.json', portal);
    await page.reload();
    await calendar.is('stale');
    await expect(calendar.alert).toContainText('zalogowania');
    expect(await page.title()).not.toContain('Wi-Fi');
  });

  test('a network that is slow has three seconds for the page', async ({ calendar, page, site }) => {
    await visit(calendar, page);
    site.files.set('', () => {});
    const begun = Date.now();
    await page.reload();
    await calendar.is('ready');
    expect(Date.now() - begun).toBeGreaterThan(2_900);
  });

  test('a new version is offered, and one press takes it, with one reload', async ({ calendar, page, site }) => {
    await visit(calendar, page);
    const next = nextVersion();
    await site.becomes(next.folder);
    await calendar.mark();
    // What is loaded once in a while comes six seconds later.
    await expect(async () => {
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
      await expect(page.getByRole('status').filter({ hasText: 'nowa wersja' })).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 20_000 });
    expect(await calendar.isMarked(), 'nothing is taken over unasked').toBe(true);
    let loads = 0;
    page.on('load', () => { loads += 1; });
    await page.getByRole('button', { name: 'Wczytaj ją' }).click();
    await expect.poll(() => calendar.version()).toBe(next.version);
    await calendar.is('ready');
    await page.waitForTimeout(500);
    expect(loads).toBe(1);
    await expect(page.getByRole('status').filter({ hasText: 'nowa wersja' })).toHaveCount(0);
    expect(await files(page)).toContain(next.fresh);
    rmSync(next.folder, { recursive: true });
  });

  test('a page of the old version goes on when its files are gone from the server', async ({ calendar, page, site }) => {
    await visit(calendar, page);
    const next = nextVersion({ changed: /^extra-.*\.wasm$/ });
    await site.becomes(next.folder);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /\.ics|kalendarza/ }).first().click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.ics$/);
    rmSync(next.folder, { recursive: true });
  });

  for (const [what, spoil] of [
    ['lacks its program', (folder, fresh) => rmSync(join(folder, fresh))],
    ['has a broken program', (folder, fresh) => writeFileSync(join(folder, fresh), 'not a program')],
  ]) {
    test(`a new version that ${what} is not taken over`, async ({ calendar, page, site }) => {
      await visit(calendar, page);
      const before = await calendar.version();
      const next = nextVersion({ changed: /^app-.*\.wasm$/, spoil });
      await site.becomes(next.folder);
      await page.reload();
      await calendar.is('ready');
      expect(await calendar.version()).toBe(before);
      await page.reload();
      await calendar.is('ready');
      expect(await calendar.version()).toBe(before);
      // Mended, it is.
      const whole = nextVersion({ changed: /^app-.*\.wasm$/ });
      await site.becomes(whole.folder);
      await page.reload();
      await expect.poll(() => calendar.version()).toBe(whole.version);
      await calendar.is('ready');
      for (const { folder } of [next, whole]) rmSync(folder, { recursive: true });
    });
  }

  test('names that are not the calendar’s are left alone', async ({ calendar, page }) => {
    await calendar.open();
    await page.evaluate(async () => { await (await caches.open('cudze')).put('/x', new Response('x')); });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
    expect(await page.evaluate(async () => (await caches.open('cudze')).match('/x').then((it) => it?.text()))).toBe('x');
    await page.evaluate(() => caches.delete('cudze'));
  });
});
