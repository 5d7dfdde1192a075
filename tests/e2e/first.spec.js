// The first days of the programme in the HTML of a published page: read without scripts, there before the program is,
// and replaced by it without moving anything.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOME, NOW, publish } from '../published/publish.mjs';
import { violations } from './axe.js';
import { event, feed } from './feeds.js';
import { answer, DIST } from './server.js';
import { expect, test } from './site.js';

const now = `${NOW}:00+01:00`;
let published;
test.beforeAll(() => { published = publish(); });
test.afterAll(() => published?.remove());
test.beforeEach(({ site }) => site.becomes(published.out));

const first = (page) => page.locator('#pierwsze');

/** The programme comes when the test says. */
function heldFeed(site) {
  let give;
  const given = new Promise((done) => { give = done; });
  const feed = answer(readFileSync(join(published.out, 'feed.json')));
  site.files.set('feed.json', async (request, response) => {
    await given;
    feed(request, response);
  });
  return give;
}

/** Where each part of the page is that both have. */
const places = (page) =>
  page.evaluate(() => {
    const parts = 'h1, .lang a, .notice, .search input, .presets button, .views button, .result, .ongoing > h2, section.day > h2, article';
    const seen = [...document.querySelectorAll(parts)].filter((it) => it.getClientRects().length > 0);
    return seen.map((it) => {
      const { left, top, width, height } = it.getBoundingClientRect();
      const name = it.dataset.eventId ?? it.textContent.trim();
      return [name, ...[left, top, width, height].map((value) => value.toFixed(1))].join(' ');
    });
  });

for (const [width, height] of [[320, 640], [390, 844], [820, 1180], [1280, 800], [1920, 1080]]) {
  test(`the program takes the place of the first days, and nothing moves: ${width} px`, async ({ calendar, page, site }) => {
    await page.setViewportSize({ width, height });
    const give = heldFeed(site);
    await calendar.open({ now, state: 'loading' });
    await expect(first(page).locator('article').first()).toBeVisible();
    const link = first(page).locator('section.day').nth(1).locator('article h3 a').first();
    const { eventId, start } = await link.evaluate((it) => ({ ...it.closest('article').dataset }));
    await link.focus();
    const scroll = await page.evaluate(() => scrollY);
    expect(scroll, 'the focus is further down').toBeGreaterThan(0);
    await page.evaluate(() => scrollTo(0, 0));
    const before = await places(page);
    expect(before.length).toBeGreaterThan(30);
    give();
    await calendar.is('ready');
    expect((await places(page)).slice(0, before.length)).toEqual(before);
    await expect(first(page)).toHaveCount(0);
    await expect(calendar.link(eventId, start)).toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
}

test('whoever reads further down goes on reading', async ({ calendar, page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const give = heldFeed(site);
  await calendar.open({ now, state: 'loading' });
  await expect(first(page).locator('article').first()).toBeVisible();
  const read = first(page).locator('section.day').nth(2).locator('article h3 a').first();
  const { eventId, start } = await read.evaluate((it) => ({ ...it.closest('article').dataset }));
  const top = (link) => link.evaluate((it) => Math.round(it.getBoundingClientRect().top));
  // As a finger does, so that what is passed is drawn.
  for (let far = 0; far < 40 && (await top(read)) > 300; far += 1) {
    await page.mouse.wheel(0, 200);
    await page.waitForTimeout(30);
  }
  await expect.poll(() => top(read)).toBeLessThan(500);
  const before = await top(read);
  give();
  await calendar.is('ready');
  expect(await top(calendar.link(eventId, start))).toBe(before);
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing while the program is on its way, ${colorScheme}`, async ({ calendar, page, site }) => {
    await page.emulateMedia({ colorScheme });
    const give = heldFeed(site);
    await calendar.open({ now, state: 'loading' });
    await expect(first(page).locator('article').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await expect(first(page).locator('.cat').first()).not.toHaveCSS('color', await page.evaluate(() => getComputedStyle(document.body).color));
    give();
    await calendar.is('ready');
  });
}

test.describe('without scripts', () => {
  test.use({ own: true, javaScriptEnabled: false });

  for (const width of [320, 1280]) {
    test(`the first days are read, and lead to the pages of events: ${width} px`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(site.url);
      const articles = page.locator('article');
      expect(await articles.count()).toBeGreaterThanOrEqual(12);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kalendarz kulturalny Opatowa');
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expect(page.getByRole('main')).toHaveCount(1);
      await expect(page.getByRole('heading', { name: /^sobota, 28 listopada 2026/ })).toBeVisible();
      // What nobody could use is not there.
      await expect(page.locator('button:visible, input:visible, [role="status"]:visible')).toHaveCount(0);
      await expect(page.getByText('z włączoną obsługą JavaScriptu')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Deklaracja dostępności' })).toBeVisible();
      await expect(page.locator('[style]')).toHaveCount(0);
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return { scrollWidth, clientWidth };
      });
      expect(scrollWidth).toBe(clientWidth);
      const title = await articles.nth(4).getByRole('link').textContent();
      await articles.nth(4).getByRole('link').click();
      expect(title.startsWith(await page.getByRole('heading', { level: 1 }).textContent())).toBe(true);
    });
  }
});

test.describe('where no script comes', () => {
  test.use({ own: true });

  test('axe finds nothing where no script comes, and the first days stand', async ({ calendar, page, site }) => {
    for (const name of readdirSync(published.out).filter((it) => it.endsWith('.js'))) site.files.set(name, answer('', { status: 404 }));
    calendar.expectedError = /MIME|Failed to load/;
    await calendar.open({ now, state: 'loading' });
    await expect(first(page).locator('article').first()).toBeVisible();
    await expect(calendar.fallback).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
});

test('other days than those are asked for: they are not shown', async ({ calendar, page, site }) => {
  for (const search of ['?category=koncerty', '?view=month', '?lang=en', '?mode=embed', '?event=koledy-swiata']) {
    const give = heldFeed(site);
    await calendar.open({ search, now, state: 'loading' });
    await expect(first(page), search).toHaveCount(0);
    give();
    await calendar.is('ready');
  }
});

test.describe('what is kept on this device', () => {
  test.use({ own: true });

  test('a filter is asked for too', async ({ calendar, page, site }) => {
    await calendar.open({ search: '?category=koncerty', now });
    await page.getByRole('button', { name: 'Zapamiętaj mój wybór' }).click();
    calendar.keeps = true;
    const give = heldFeed(site);
    await calendar.open({ now, again: true, state: null });
    await expect(first(page)).toHaveCount(0);
    give();
    await calendar.is('ready');
  });
});

test('later that day what is over is gone, the next day all of it', async ({ calendar, page, site }) => {
  let give = heldFeed(site);
  await calendar.open({ now, state: 'loading' });
  const all = await first(page).locator('section.day').first().locator('article').count();
  give();
  await calendar.is('ready');
  give = heldFeed(site);
  await calendar.open({ now: '2026-11-28T17:00:00+01:00', state: 'loading' });
  const left = await first(page).locator('section.day').first().locator('article').count();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(all);
  give();
  await calendar.is('ready');
  give = heldFeed(site);
  await calendar.open({ now: '2026-11-29T00:00:00+01:00', state: 'loading' });
  await expect(first(page)).toHaveCount(0);
  give();
  await calendar.is('ready');
});

test('without a programme the calendar says why, and what was published stays', async ({ calendar, page }) => {
  await calendar.open({ feed: answer('', { status: 500 }), now, state: 'failed' });
  await expect(calendar.alert).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(first(page).locator('article').first()).toBeVisible();
  await expect(first(page).locator('button')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  calendar.serve(feed([event('a', '2026-11-28T18:00')]));
  await calendar.retry.click();
  await calendar.is('ready');
  await calendar.shows(['a']);
});

test('an event is passed on by its own page, in another language by the calendar', async ({ calendar, page }) => {
  await page.addInitScript(() => {
    navigator.share = async (what) => { window.shared = what; };
  });
  const shared = () => page.evaluate(() => window.shared?.url);
  await calendar.open({ search: '?event=koledy-swiata', now });
  await calendar.dialog.getByRole('button', { name: 'Udostępnij' }).click();
  await expect.poll(shared).toMatch(new RegExp(`^${HOME}wydarzenia/koledy-swiata\\.html#2026-12-`));
  const [, path, at] = (await shared()).match(/(wydarzenia\/.*)#(.*)$/);
  await calendar.open({ search: '?event=koledy-swiata&lang=en', now });
  await calendar.dialog.getByRole('button', { name: 'Share' }).click();
  await expect.poll(shared).toBe(`${HOME}?event=koledy-swiata&at=${at}&lang=en`);
  expect(readFileSync(join(published.out, path), 'utf8')).toContain('<h1>');
});

test('a link to one of many dates leads to it', async ({ calendar, page, site }) => {
  await page.addInitScript(() => {
    navigator.share = async (what) => { window.shared = what; };
  });
  await calendar.open({ search: '?event=zajecia-plastyczne', now });
  await calendar.dialog.getByRole('button', { name: 'Udostępnij' }).click();
  await expect.poll(() => page.evaluate(() => window.shared?.url)).toContain('.html#');
  await page.goto((await page.evaluate(() => window.shared.url)).replace(HOME, site.url));
  await expect(page.locator(':target')).toBeVisible();
});

test('calendars to subscribe to, nearest to what is chosen', async ({ calendar, page }) => {
  await calendar.open({ search: '?category=koncerty&age=dzieci', now });
  await page.getByRole('button', { name: 'Subskrybuj ten wybór' }).click();
  const ways = page.locator('main .ways');
  await expect(ways.getByRole('link').first()).toBeFocused();
  const links = await ways.getByRole('link').evaluateAll((all) => all.map((it) => `${it.textContent} ${it.getAttribute('href')}`));
  const at = (path) => `${HOME}kalendarze/${path}`;
  const both = (name, path) => [`${name} ${at(path).replace('https:', 'webcal:')}`, `adres: ${name} ${at(path)}`];
  expect(links).toEqual([
    ...both('Wiek: Dzieci 7–12', 'wiek-dzieci.ics'),
    ...both('Kategoria: Koncerty', 'kategoria-koncerty.ics'),
    ...both('Wszystkie wydarzenia', 'wszystkie.ics'),
  ]);
  for (const path of ['wiek-dzieci.ics', 'kategoria-koncerty.ics', 'wszystkie.ics']) {
    expect(readFileSync(join(published.out, 'kalendarze', path), 'utf8')).toMatch(/^BEGIN:VCALENDAR/);
  }
  expect(await violations(page)).toEqual([]);
});

test.describe('where nothing is published', () => {
  test('there is nothing to subscribe to, and a link leads into the calendar', async ({ calendar, page, site }) => {
    site.reset();
    await page.addInitScript(() => {
      navigator.share = async (what) => { window.shared = what; };
    });
    await calendar.open({ search: '?event=koledy-swiata', now });
    await calendar.dialog.getByRole('button', { name: 'Udostępnij' }).click();
    await expect.poll(() => page.evaluate(() => window.shared?.url)).toContain(`${site.url}?event=koledy-swiata&at=`);
    await expect(page.getByRole('button', { name: 'Subskrybuj ten wybór' })).toHaveCount(0);
  });
});

test.describe('without a connection', () => {
  test.use({ own: true, serviceWorkers: 'allow' });

  test('the kept page has its first days too, and the calendar takes their place', async ({ calendar, page, site }) => {
    await calendar.open({ now });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
    await page.reload();
    await calendar.is('ready');
    site.down = true;
    await page.reload();
    await calendar.is('stale');
    await expect(first(page)).toHaveCount(0);
    await expect(calendar.articles.first()).toBeVisible();
  });
});
