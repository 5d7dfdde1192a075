// The lobby's screen: what is on now, what comes next, the coming days, page by page; large, and never out of date.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { violations } from './axe.js';
import { event, feed } from './feeds.js';
import { answer, DIST } from './server.js';
import { expect, test } from './site.js';

test.use({ own: true, viewport: { width: 1920, height: 1080 } });

const HOME = 'https://kultura.example/kalendarz/';
const TOWN = feed(
  [
    event('rano', '2026-11-27T08:00', { title: 'Rano', end: '2026-11-27T09:00' }),
    event('teraz', '2026-11-27T09:00', { title: 'Warsztaty ceramiczne', end: '2026-11-27T11:00', venue: 'sala', categories: ['teatr'] }),
    event('zaraz', '2026-11-27T10:18', { title: 'Bajki, które opowiadają dziadkowie', end: '2026-11-27T11:30', summary: 'Przy kominku.' }),
    event('wieczor', '2026-11-27T18:00', { title: 'Koncert', status: 'cancelled' }),
    event('jutro', '2026-11-28T16:00', { title: 'Turniej szachowy' }),
    event('wystawa', '2026-11-10', { title: 'Wystawa', end: '2026-12-20' }),
  ],
  { url: HOME, publisher: { name: 'Ośrodek Kultury' }, generated_at: '2026-11-27T07:00:00+01:00' },
);
const ids = (page) => page.locator('article[data-event-id]').evaluateAll((all) => all.map((it) => it.dataset.eventId));
const open = (calendar, search = '', more = {}) =>
  calendar.open({ feed: answer(TOWN), search: `?mode=kiosk${search}`, timers: 'paused', ...more });

test('now, next, today and the coming days, with clock, code and age', async ({ calendar, page }) => {
  await open(calendar);
  await expect.poll(() => ids(page)).toEqual(['teraz', 'zaraz', 'wieczor', 'wystawa', 'jutro']);
  const lead = page.locator('article').first();
  await expect(lead.getByRole('heading', { level: 2, name: 'Warsztaty ceramiczne' })).toBeVisible();
  await expect(lead).toContainText('teraz');
  await expect(page.locator('article').nth(1)).toContainText('za 18 minut');
  await expect(page.locator('article').nth(2)).toContainText('Odwołane');
  await expect(page.locator('.clock')).toHaveText('10:00piątek, 27 listopada');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ośrodek Kultury');
  await expect(page.locator('footer')).toContainText('Stan na 27 listopada, 7:00');
  await expect(page.locator('footer')).toContainText('sprawdzono 10:00');
  await expect(lead.getByRole('img', { name: 'Kod QR' })).toHaveAttribute('data-address', `${HOME}?event=teraz&at=2026-11-27T09:00`);
  for (const article of await page.locator('article').all()) {
    const { eventId, start } = await article.evaluate((it) => ({ ...it.dataset }));
    await expect(article.getByRole('img', { name: 'Kod QR' })).toHaveAttribute('data-address', `${HOME}?event=${eventId}&at=${start}`);
  }
  await expect(lead.getByRole('button', { name: /^Warsztaty ceramiczne ?, piątek, 27 listopada 2026, 9:00–11:00$/ })).toBeVisible();
  expect(await page.locator('a:visible, input:visible').count(), 'nothing leads away').toBe(0);
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe has nothing to say, ${colorScheme}`, async ({ calendar, page }) => {
    await page.emulateMedia({ colorScheme });
    await open(calendar, '', { timers: 'real' });
    await expect(page.locator('article').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

test('time goes on: what is over goes, and what comes next is now', async ({ calendar, page }) => {
  await open(calendar);
  await expect(page.locator('article').nth(1)).toContainText('za 18 minut');
  await page.clock.runFor(10 * 60_000);
  await expect(page.locator('.clock b')).toHaveText('10:10');
  await expect(page.locator('footer'), 'it has asked again').toContainText('sprawdzono 10:10');
  await expect(page.locator('article[data-event-id="zaraz"]')).toContainText('za 8 minut');
  await page.clock.runFor(60 * 60_000);
  // What is cancelled is not what comes next.
  await expect.poll(() => ids(page)).toEqual(['zaraz', 'jutro', 'wieczor', 'wystawa']);
  await expect(page.locator('article').first()).toContainText('teraz');
});

test('pages turn by themselves, as long as their text takes', async ({ calendar, page }) => {
  const days = Array.from({ length: 14 }, (_, place) => event(`d${place}`, `2026-11-28T${10 + (place % 10)}:${place < 10 ? '00' : '30'}`, { title: `Spotkanie ${place}` }));
  await open(calendar, '&dwell=20', { feed: answer({ ...TOWN, events: days }) });
  await expect(page.locator('footer')).toContainText(/^1 \/ \d/);
  const first = await ids(page);
  await page.clock.runFor(19_000);
  expect(await ids(page)).toEqual(first);
  await page.clock.runFor(2_000);
  await expect(page.locator('footer')).toContainText(/^2 \/ \d/);
  const seen = new Set([...first, ...(await ids(page))]);
  for (let turns = 0; turns < 6; turns += 1) {
    await page.clock.runFor(20_000);
    for (const id of await ids(page)) seen.add(id);
  }
  expect(seen.size, 'every event is on some page').toBe(14);
});

test('filters of the address hold, in another language too', async ({ calendar, page }) => {
  await open(calendar, '&category=teatr&lang=en');
  await expect.poll(() => ids(page)).toContain('teraz');
  expect(await ids(page)).not.toContain('jutro');
  await expect(page.locator('article').first()).toContainText('now');
  await expect(page.locator('.clock small')).toHaveText('Friday, 27 November');
});

test('a failed refresh leaves the programme, and says so', async ({ calendar, page }) => {
  await open(calendar);
  calendar.serve(answer('', { status: 500 }));
  await page.clock.runFor(11 * 60_000);
  await expect(page.locator('html')).toHaveAttribute('data-state', 'stale');
  await expect(page.locator('article').first()).toBeVisible();
  await expect(page.locator('.age.old')).toContainText('sprawdzono 10:00');
});

test('dimmed at night; without a public address no code; nothing planned is said', async ({ calendar, page }) => {
  await open(calendar, '&night=09:30-10:30', { feed: answer({ ...TOWN, url: undefined }) });
  await expect(page.locator('html')).toHaveAttribute('data-night', '1');
  // Dimmed, and still on the screen.
  expect((await page.locator('article').first().boundingBox()).height).toBeGreaterThan(200);
  expect(await page.locator('.screen').boundingBox()).toMatchObject({ width: 1920, height: 1080 });
  await expect(page.getByRole('img', { name: 'Kod QR' })).toHaveCount(0);
  await page.clock.runFor(31 * 60_000);
  await expect(page.locator('html')).toHaveAttribute('data-night', '');
  await open(calendar, '', { feed: answer(feed([])) });
  await expect(page.locator('main')).toHaveText(/nie ma na razie żadnych wydarzeń/);
});

const LONG = Array.from({ length: 12 }, (_, place) => event(`d${place}`, `2026-11-28T${10 + place}:00`, {
  title: place % 3
    ? `Spotkanie autorskie ${place}`
    : 'Wojewódzki przegląd orkiestr dętych i zespołów śpiewaczych ziemi sandomierskiej imienia Józefa Grudnia',
  venue: 'sala',
  summary: 'Opis, który ma kilka zdań. '.repeat(6),
}));
const FULL = { feed: answer({ ...TOWN, events: LONG }) };

/** What is cut off, by its class, and what sticks out of the screen. */
const unfit = (page) =>
  page.evaluate(() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const cut = all('.first, .rows').filter((it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1);
    const out = all('article, header, footer, .qr').filter((it) => {
      const { left, top, right, bottom } = it.getBoundingClientRect();
      return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
    });
    // Of the facts some may go, but never where it is.
    const lost = all('.row .venue').filter((it) => it.getBoundingClientRect().bottom > it.closest('.facts').getBoundingClientRect().bottom + 1);
    return [...cut, ...out, ...lost].map((it) => it.className || it.localName);
  });

for (const [what, size, search] of [
  ['lying', { width: 1920, height: 1080 }, ''],
  ['standing', { width: 1080, height: 1920 }, ''],
  ['turned by its computer', { width: 1920, height: 1080 }, '&rotate=90'],
  ['small', { width: 1280, height: 720 }, ''],
]) {
  test(`nothing is cut off, ${what}`, async ({ calendar, page }) => {
    await page.setViewportSize(size);
    await open(calendar, search, FULL);
    await expect(page.locator('article').first()).toBeVisible();
    expect(await unfit(page)).toEqual([]);
  });
}

for (const [what, size] of [['lying', { width: 1920, height: 1080 }], ['standing', { width: 1080, height: 1920 }]]) {
  test(`nothing is cut off on any page of the demo, ${what}`, async ({ calendar, page }) => {
    await page.setViewportSize(size);
    const demo = JSON.parse(readFileSync(new URL('../../feed/feed.json', import.meta.url), 'utf8'));
    await open(calendar, '&dwell=5', { feed: answer({ ...demo, url: HOME }) });
    const pages = Number((await page.locator('footer').textContent()).match(/^1 \/ (\d+)/)[1]);
    for (let number = 1; number <= pages; number += 1) {
      await expect(page.locator('footer')).toContainText(`${number} / ${pages}`);
      expect.soft(await unfit(page), `page ${number}`).toEqual([]);
      await page.clock.runFor(5_000);
    }
  });
}

test('nothing is cut off when the style comes late', async ({ calendar, page, site }) => {
  await page.setViewportSize({ width: 1080, height: 1920 });
  const style = readdirSync(DIST).find((name) => /^kiosk-.*\.css$/.test(name));
  // The program is there long before.
  site.files.set(style, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/css' });
    setTimeout(() => response.end(readFileSync(join(DIST, style))), 2_000);
  });
  await open(calendar, '', FULL);
  expect(await unfit(page)).toEqual([]);
});

test('nothing is cut off when the window fills the screen after it was opened', async ({ calendar, page }) => {
  await page.setViewportSize({ width: 1000, height: 1900 });
  await open(calendar, '', FULL);
  await expect(page.locator('article').first()).toBeVisible();
  for (const size of [{ width: 1920, height: 1080 }, { width: 1080, height: 1920 }, { width: 1280, height: 720 }]) {
    await page.setViewportSize(size);
    await expect.poll(() => unfit(page), { message: JSON.stringify(size) }).toEqual([]);
  }
});
