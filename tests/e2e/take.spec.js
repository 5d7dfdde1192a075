// Taking dates along: into a calendar program, on the web or as a file, to somebody else; and the editor's report. All of
// it is in the second program, which is loaded when it is wanted.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { event, feed, NOW } from './feeds.js';
import { expect, test } from './site.js';

const DAY = '2026-11-28T18:00';

test.use({ own: true });

const KALENDARZ = fileURLToPath(new URL('../../target/release/kalendarz', import.meta.url));
const URL_OF = 'https://example.org/kalendarz/';
const PROGRAMME = feed(
  [
    event('koncert', DAY, { title: 'Koncert; adwentowy', end: '2026-11-28T20:00', venue: 'sala', description: 'Kolędy, światło i ciepło.' }),
    event('szachy', '2026-11-26T16:00', { title: 'Szachy', end: '2026-11-26T18:00', rrule: 'FREQ=WEEKLY', exdates: ['2026-12-24'] }),
    event('kiermasz', '2026-12-05', { title: 'Kiermasz', end: '2026-12-06' }),
  ],
  { url: URL_OF, generated_at: '2026-11-20T08:00:00Z' },
);

const cli = (...options) => execFileSync(KALENDARZ, ['ics', '-', '--now', NOW, ...options], { input: JSON.stringify(PROGRAMME), encoding: 'utf8' });

/** What the browser saves when a button is pressed: name and content. */
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path(), 'utf8') };
}

const opened = async (calendar, id, start) => {
  await calendar.open({ feed: PROGRAMME });
  await calendar.link(id, start).click();
  await expect(calendar.dialog).toBeVisible();
};
const inDialog = (calendar, name) => calendar.dialog.getByRole('button', { name, exact: true });

test('a file with one date, and with all of them, is the command line’s to the letter', async ({ calendar, page }) => {
  await opened(calendar, 'szachy', '2026-12-03T16:00');
  expect(calendar.site.asked(/extra/)).toBe(0);
  await inDialog(calendar, 'Dodaj do kalendarza').click();
  await expect(inDialog(calendar, 'Plik: ten termin')).toBeFocused();
  const one = await saved(page, inDialog(calendar, 'Plik: ten termin'));
  expect(one).toEqual({ name: 'szachy.ics', content: cli('--event', 'szachy', '--at', '2026-12-03T16:00') });
  const all = await saved(page, inDialog(calendar, 'Plik: wszystkie terminy'));
  expect(all.content).toBe(cli('--event', 'szachy'));
  expect(all.content).toContain('RRULE:FREQ=WEEKLY');
});

test('an event with one date has no other to choose', async ({ calendar }) => {
  await opened(calendar, 'koncert');
  await inDialog(calendar, 'Dodaj do kalendarza').click();
  await expect(inDialog(calendar, 'Plik: ten termin')).toBeVisible();
  await expect(inDialog(calendar, 'Plik: wszystkie terminy')).toHaveCount(0);
});

test('forms on the web are filled in, in the feed’s zone', async ({ calendar }) => {
  await opened(calendar, 'koncert');
  await inDialog(calendar, 'Dodaj do kalendarza').click();
  const form = async (name) => new URL(await calendar.dialog.getByRole('link', { name }).getAttribute('href'));
  const google = await form('Google');
  expect(google.origin).toBe('https://calendar.google.com');
  expect(Object.fromEntries(google.searchParams)).toMatchObject({
    text: 'Koncert; adwentowy', dates: '20261128T180000/20261128T200000', ctz: 'Europe/Warsaw', location: expect.stringContaining('Sala widowiskowa'),
    details: expect.stringContaining('Kolędy, światło i ciepło.'),
  });
  const outlook = await form('Outlook');
  expect(Object.fromEntries(outlook.searchParams)).toMatchObject({
    subject: 'Koncert; adwentowy', startdt: '2026-11-28T18:00:00+01:00', enddt: '2026-11-28T20:00:00+01:00',
  });
});

test('a selection as a file is the command line’s', async ({ calendar, page }) => {
  const query = 'q=szachy&from=2026-12-01&to=2027-01-10';
  await calendar.open({ feed: PROGRAMME, search: `?${query}` });
  await calendar.counts(5, 6);
  const file = await saved(page, page.getByRole('button', { name: 'Pobierz te terminy do kalendarza' }));
  expect(file).toEqual({ name: 'kalendarz.ics', content: cli('--query', query) });
});

test('where the second program cannot be had, it is said, and asked for again', async ({ calendar, page }) => {
  calendar.expectedError = /extra|fetch/;
  await page.route(/extra/, (route) => route.abort());
  await opened(calendar, 'koncert');
  await inDialog(calendar, 'Dodaj do kalendarza').click();
  await expect(calendar.dialog.getByRole('status').filter({ hasText: 'Nie udało się.' })).toBeVisible();
  await page.unroute(/extra/);
  await inDialog(calendar, 'Dodaj do kalendarza').click();
  await expect(inDialog(calendar, 'Plik: ten termin')).toBeVisible();
});

test('words of the second program are in the language of the page', async ({ calendar, page }) => {
  await calendar.open({ feed: PROGRAMME, search: `?event=koncert&lang=uk` });
  await page.getByRole('button', { name: 'Додати до календаря' }).click();
  await expect(page.getByRole('button', { name: 'Файл: ця дата' })).toBeVisible();
});

test('an event goes to somebody else', async ({ calendar, page }) => {
  await page.addInitScript(() => {
    navigator.share = async (what) => { window.shared = what; };
  });
  await opened(calendar, 'koncert');
  await inDialog(calendar, 'Udostępnij').click();
  await expect.poll(() => page.evaluate(() => window.shared)).toEqual({
    title: 'Koncert; adwentowy', url: `${URL_OF}?event=koncert&at=2026-11-28T18:00`,
  });
});

test('or its address onto the clipboard', async ({ calendar, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => { delete Navigator.prototype.share; });
  await opened(calendar, 'koncert');
  await inDialog(calendar, 'Udostępnij').click();
  await expect(calendar.dialog.getByRole('status').filter({ hasText: 'Skopiowano adres' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${URL_OF}?event=koncert&at=2026-11-28T18:00`);
});

test('editors are told what is wrong, event by event', async ({ calendar, page }) => {
  const bad = [event('koncert', DAY, { title: 'Koncert', url: 'javascript:x', status: 'moze' }), { id: 'bez-daty', title: 'Bez daty' }];
  await calendar.open({ feed: feed(bad), search: '?check=1' });
  const report = page.locator('.report');
  await expect(report.getByRole('heading', { name: 'Raport dla redakcji' })).toBeVisible();
  await expect(report).toContainText('Wydarzeń wczytanych: 1, pominiętych: 1. Uwag: 3.');
  await expect(report.getByRole('heading', { name: 'Koncert · Wydarzenie „koncert”' })).toBeVisible();
  await expect(report).toContainText('„javascript:x” w polu url nie może być odnośnikiem.');
  await calendar.shows(['koncert']);
  await calendar.open({ feed: feed(bad) });
  await expect(report).toBeEmpty();
});
