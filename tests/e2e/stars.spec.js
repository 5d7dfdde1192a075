// Starred events: kept on this device alone, passed on in a link, and watched for changes.

import { event, feed, many } from './feeds.js';
import { expect, test } from './site.js';

const DAY = '2026-11-28T18:00';

test.use({ own: true });

const CLASS = event('szachy', '2026-11-26T16:00', { title: 'Szachy', end: '2026-11-26T18:00', rrule: 'FREQ=WEEKLY' });
const PROGRAMME = [event('koncert', DAY, { title: 'Koncert' }), event('film', '2026-11-29T20:00', { title: 'Film' }), CLASS];

const star = (calendar, id, start) => calendar.article(id, start).getByRole('button', { name: /^Zapisz: / });
const mine = (page) => page.getByRole('button', { name: /^Moje: / });
const stored = (page) => page.evaluate(() => localStorage.getItem('kalendarz:/kultura/kalendarz/:stars'));

test.beforeEach(({ calendar }) => {
  calendar.keeps = true;
});

test('a star is kept on this device, and shows what is one’s own', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(PROGRAMME) });
  await expect(mine(page)).toBeHidden();
  expect(await stored(page)).toBe(null);
  await expect(star(calendar, 'koncert')).toHaveAccessibleName('Zapisz: Koncert');
  await expect(star(calendar, 'koncert')).toHaveAttribute('aria-pressed', 'false');
  await star(calendar, 'koncert').click();
  await expect(star(calendar, 'koncert')).toHaveAttribute('aria-pressed', 'true');
  await expect(star(calendar, 'koncert')).toBeFocused();
  await mine(page).click();
  await calendar.shows(['koncert']);
  await calendar.address('?mine=1');
  await expect(calendar.choice('Dla kogo', 'Moje')).toBeChecked();
  await page.reload();
  await calendar.is('ready');
  await calendar.shows(['koncert']);
  await star(calendar, 'koncert').click();
  await calendar.shows([]);
  expect(await stored(page)).toBe(null);
});

test('of an event with more dates one is asked which', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(PROGRAMME), search: '?to=2026-12-20' });
  const ask = (start) => calendar.article('szachy', start).getByRole('group', { name: 'Zapisz: Szachy' });
  await star(calendar, 'szachy', '2026-12-03T16:00').click();
  const one = ask('2026-12-03T16:00').getByRole('button', { name: 'Ten termin' });
  await expect(one).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(star(calendar, 'szachy', '2026-12-03T16:00')).toHaveAttribute('aria-pressed', 'true');
  await expect(star(calendar, 'szachy', '2026-12-03T16:00')).toBeFocused();
  await expect(star(calendar, 'szachy', '2026-12-10T16:00')).toHaveAttribute('aria-pressed', 'false');
  await mine(page).click();
  await calendar.shows(['szachy 2026-12-03T16:00'], { dates: true });
  await mine(page).click();
  await star(calendar, 'szachy', '2026-12-10T16:00').click();
  await ask('2026-12-10T16:00').getByRole('button', { name: 'Wszystkie terminy' }).click();
  await expect(star(calendar, 'szachy', '2026-12-17T16:00')).toHaveAttribute('aria-pressed', 'true');
});

test('a list in a link is shown, and kept only when one takes it over', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(PROGRAMME), search: '?stars=koncert,szachy~2026-12-03T16:00' });
  await calendar.shows(['koncert', 'szachy']);
  await expect(page.getByText('To lista, którą ktoś Ci przysłał: 2 wydarzenia.')).toBeVisible();
  expect(await stored(page)).toBe(null);
  await page.getByRole('button', { name: 'Dodaj do moich' }).click();
  await calendar.address('');
  await expect(star(calendar, 'koncert')).toHaveAttribute('aria-pressed', 'true');
  await expect(star(calendar, 'szachy', '2026-12-03T16:00')).toHaveAttribute('aria-pressed', 'true');
  await expect(star(calendar, 'film')).toHaveAttribute('aria-pressed', 'false');
});

test('a bare day in a list means what is on that day, and the list can be left', async ({ calendar }) => {
  await calendar.open({ feed: feed(PROGRAMME), search: '?stars=koncert~2026-11-28,szachy~2026-12-03' });
  await expect(calendar.article('koncert', DAY)).toBeVisible();
  await expect(calendar.article('szachy', '2026-12-03T16:00')).toBeVisible();
  await calendar.counts(2, 54);
  await calendar.clear.click();
  await calendar.address('');
  await calendar.counts(54, 54);
});

test('a star that is taken away in one’s own list leaves the focus with the next one', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(PROGRAMME) });
  await star(calendar, 'koncert').click();
  await star(calendar, 'film').click();
  await mine(page).click();
  await calendar.shows(['koncert', 'film']);
  await star(calendar, 'koncert').press('Enter');
  await calendar.shows(['film']);
  await expect(calendar.link('film')).toBeFocused();
});

test('who takes a star away with the mouse stays where the page is', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(many(40)) });
  const ids = (await calendar.articles.evaluateAll((all) => all.map((it) => it.dataset.eventId))).slice(0, 30);
  for (const id of ids) await star(calendar, id).click();
  await mine(page).click();
  await calendar.shows(ids);
  await page.evaluate(() => scrollTo(0, 1200));
  const last = calendar.article(ids.at(-2)).getByRole('button', { name: /^Zapisz: / });
  await last.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  await last.click();
  await calendar.shows(ids.filter((id) => id !== ids.at(-2)));
  await page.waitForTimeout(100);
  expect(Math.abs(await page.evaluate(() => scrollY) - before)).toBeLessThan(200);
});

test('what a list in a link knows and the programme does not is named, and never empties the page', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(PROGRAMME), search: '?stars=koncert,dawny' });
  await calendar.shows(['koncert']);
  await expect(page.getByText('To lista, którą ktoś Ci przysłał: 1 wydarzenie.')).toBeVisible();
  await expect(page.getByText('stars=dawny')).toBeVisible();
  await page.getByRole('button', { name: 'Weekend' }).click();
  await calendar.address('?when=weekend&stars=koncert');
  await calendar.open({ feed: feed(PROGRAMME), search: '?stars=dawny' });
  await expect(page.getByText('stars=dawny')).toBeVisible();
  await expect(calendar.article('film')).toBeVisible();
  await expect(page.getByText('To lista, którą ktoś Ci przysłał')).toHaveCount(0);
});

test('the list of one’s own goes on in a link', async ({ calendar, page }) => {
  await page.addInitScript(() => {
    navigator.share = async (what) => { window.shared = what; };
  });
  await calendar.open({ feed: feed(PROGRAMME) });
  await star(calendar, 'film').click();
  await mine(page).click();
  await page.getByRole('button', { name: 'Wyślij tę listę' }).click();
  await expect.poll(() => page.evaluate(() => window.shared?.url)).toBe(`${calendar.site.url}?stars=film`);
});

test('a change of what is starred is said at the next visit, until it was read', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(PROGRAMME) });
  await star(calendar, 'koncert').click();
  await star(calendar, 'film').click();
  const cancelled = { ...PROGRAMME[0], status: 'cancelled' };
  const moved = { ...PROGRAMME[1], start: '2026-12-06T19:00', previous_start: '2026-11-29T20:00' };
  await calendar.open({ feed: feed([cancelled, moved]) });
  const note = page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Rozumiem' }) });
  await expect(note).toContainText('Koncert, 28 listopada 2026, 18:00: Odwołane.');
  await expect(note).toContainText('Film: zamiast 29 listopada 2026, 20:00 jest 6 grudnia 2026, 19:00.');
  await note.getByRole('button').click();
  await expect(note).toBeHidden();
  await page.reload();
  await calendar.is('ready');
  await expect(calendar.articles.first()).toBeVisible();
  await expect(note).toBeHidden();
});

test('what was starred in another tab is kept as well', async ({ calendar, page, context }) => {
  await calendar.open({ feed: feed(PROGRAMME) });
  const other = await context.newPage();
  await other.clock.setFixedTime(await page.evaluate(() => Date.now()));
  await other.goto(page.url());
  const inOther = other.locator('[data-event-id="film"]').getByRole('button', { name: /^Zapisz: / });
  await inOther.click();
  await expect(inOther).toHaveAttribute('aria-pressed', 'true');
  await other.close();
  // Here as well, where it does not show yet: still one star.
  await star(calendar, 'film').click();
  await expect(mine(page)).toHaveAccessibleName('Moje: 1');
  await star(calendar, 'koncert').click();
  await expect(mine(page)).toHaveAccessibleName('Moje: 2');
  await mine(page).click();
  await calendar.shows(['koncert', 'film']);
});

test('where nothing may be kept a star lasts as long as the page', async ({ calendar, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  // What is kept is read from that very storage.
  calendar.behaved = async () => {};
  await calendar.open({ feed: feed(PROGRAMME) });
  await star(calendar, 'koncert').click();
  await expect(star(calendar, 'koncert')).toHaveAttribute('aria-pressed', 'true');
  await mine(page).click();
  await calendar.shows(['koncert']);
});
