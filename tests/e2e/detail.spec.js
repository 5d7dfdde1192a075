// One event opened: by keyboard, by link, with everything that the feed says of it.

import { event, feed, fixture, many } from './feeds.js';
import { expect, test } from './site.js';

test('by keyboard alone', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(many(60)) });
  await calendar.skip.focus();
  await page.keyboard.press('Enter');
  const link = calendar.link('e001');
  const tabTo = async (wanted) => {
    const there = () => wanted.evaluate((it) => it === document.activeElement);
    for (let press = 0; press < 20 && !(await there()); press += 1) await page.keyboard.press('Tab');
    await expect(wanted).toBeFocused();
  };
  await tabTo(link);
  const scroll = await page.evaluate(() => scrollY);
  await page.keyboard.press('Enter');
  await expect(calendar.dialog).toBeVisible();
  await expect(calendar.dialog).toHaveAccessibleName('Spotkanie 001');
  await expect(calendar.dialog.getByRole('heading', { name: 'Spotkanie 001' })).toBeVisible();
  const inside = () => calendar.dialog.evaluate((dialog) => dialog.contains(document.activeElement));
  expect(await inside(), 'focus is in the dialog').toBe(true);
  await page.keyboard.press('Escape');
  await expect(calendar.dialog).toBeHidden();
  await expect(link).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(scroll);

  await page.keyboard.press('Enter');
  await expect(calendar.dialog).toBeVisible();
  await tabTo(calendar.close);
  await page.keyboard.press('Enter');
  await expect(calendar.dialog).toBeHidden();
  await expect(link).toBeFocused();
});

test('what an address opened gives the focus to its entry when it closes', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(many(60)), search: '?event=e003' });
  await expect(calendar.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(calendar.link('e003')).toBeFocused();
  // Where it is not on the page, to the result.
  await calendar.open({ feed: feed(many(60)), search: '?event=e003&q=nigdzie' });
  await expect(calendar.dialog).toBeVisible();
  await calendar.close.press('Enter');
  await expect(page.locator('#wynik')).toBeFocused();
});

test('everything that the feed says of an event', async ({ calendar }) => {
  await calendar.open({ feed: fixture('everything') });
  await calendar.link('wszystko').click();
  const { dialog } = calendar;
  await expect(dialog.getByRole('heading')).toHaveText('Koncert adwentowy');
  for (const said of [
    'sobota, 28 listopada 2026', '18:00', '20:00', '17:30', 'Sala widowiskowa', 'parter', 'ul. Partyzantów 13', 'Opatów',
    'wtorek–niedziela 9:00–17:00', 'Wejście od podwórza.', 'Dzieci', 'Seniorzy', 'dzieci z opiekunem', 'Choroba dyrygenta.',
    '21 listopada 2026', 'Ostatnie miejsca', 'Obowiązują zapisy', '1 listopada 2026', '27 listopada 2026', 'Także w kasie.',
    'Transmisja bez logowania.', 'otwarte codziennie 10:00–16:00', '20', '35,50 zł', 'Grupy od 10 osób taniej.',
    'Karta Dużej Rodziny', 'seniorzy', 'uczniowie', 'niepełnosprawnością', 'opiekun', 'dostęp na wózku', 'pętla indukcyjna',
    'PJM', 'Koncerty', 'Warsztaty', 'polski', 'ukraiński', 'Jan Kowalski', 'Kolędy w czterech językach.', 'Wiersz drugi.',
    'kolędy', 'chór', 'Chór Cantabile', 'Parafia kolegiacka', 'Ministerstwo Kultury', 'Muzyka',
    'Dofinansowano ze środków publicznych.', 'Szukamy pomocy w szatni.', 'międzynarodowe', 'biorę udział',
    'Wieczory adwentowe', 'Polecamy', '120', '134', '+48 15 000 00 00', 'dom@example.org',
  ]) {
    await expect.soft(dialog).toContainText(said);
  }
  for (const [name, href] of Object.entries({
    'Kup bilet': 'https://example.org/bilety',
    'Zapisz się': 'https://example.org/zapisy',
    'Dołącz online': 'https://example.org/transmisja',
    'Sala widowiskowa': 'https://example.org/sala',
    'zapisy@example.org': 'mailto:zapisy@example.org',
    '+48 15 111 11 11': 'tel:+48151111111',
    'Strona wydarzenia': 'https://example.org/koncert',
    'Nagranie z próby': 'https://example.org/proba',
    'Chór Cantabile': 'https://example.org/chor',
    'wolontariat@example.org': 'mailto:wolontariat@example.org',
    'https://example.org/program': 'https://example.org/program',
  })) {
    await expect.soft(dialog.getByRole('link', { name, exact: true })).toHaveAttribute('href', href);
  }
  const picture = dialog.getByRole('img', { name: 'Chór na schodach' });
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((it) => it.naturalWidth)).toBeGreaterThan(0);
  await expect(dialog.getByRole('img', { name: 'Znak programu Muzyka' })).toBeVisible();
  await expect(dialog.getByText('Pierwszy akapit')).not.toContainText('Drugi akapit');
  await expect(dialog.locator('time').first()).toHaveAttribute('datetime', '2026-11-28T18:00:00+01:00');
});

test('what is not known is not said to be missing', async ({ calendar }) => {
  await calendar.open({ feed: feed([event('a')]) });
  await calendar.link('a').click();
  await expect(calendar.dialog).toContainText(/brak informacji o udogodnieniach/i);
  for (const said of ['wstęp wolny', 'bezpłat', '0 zł', 'undefined', 'null', 'NaN']) {
    await expect.soft(calendar.dialog).not.toContainText(said);
  }
});

test('a night is said with both its days', async ({ calendar }) => {
  await calendar.open({ feed: fixture('nights'), now: '2026-08-10T12:00:00+02:00' });
  await calendar.link('noc-2026-08-15').click();
  await expect(calendar.dialog).toContainText(/15.*16 sierpnia 2026/);
  await expect(calendar.dialog).toContainText('22:00');
  await expect(calendar.dialog).toContainText('4:30');
});

test.describe('which date a link opens', () => {
  const programme = feed([
    {
      id: 'kurs', title: 'Kurs',
      occurrences: [
        { start: '2026-11-20T18:00', end: '2026-11-20T19:00' },
        { start: '2026-11-27T08:00', end: '2026-11-27T09:00' },
        { start: '2026-11-30T10:00' },
        { start: '2026-11-30T18:00' },
        { start: '2026-12-07' },
        { start: '2026-12-14T19:00', replaces: '2026-12-14T18:00', status: 'rescheduled' },
      ],
    },
    { id: 'dawno', title: 'Dawno', occurrences: [{ start: '2026-10-01T18:00' }, { start: '2026-10-08T18:00' }] },
    event('inne', '2026-12-01T18:00'),
  ]);
  const opened = (calendar) => calendar.dialog.locator('time').first();

  test('the one it names, else the next, else the last', async ({ calendar }) => {
    for (const [search, datetime] of [
      ['?event=kurs&at=2026-11-30T18:00', '2026-11-30T18:00:00+01:00'],
      ['?event=kurs&at=2026-11-20T18:00', '2026-11-20T18:00:00+01:00'],
      ['?event=kurs&at=2026-12-07', '2026-12-07'],
      ['?event=kurs', '2026-11-30T10:00:00+01:00'],
      ['?event=kurs&at=', '2026-11-30T10:00:00+01:00'],
      ['?event=kurs&at=2026-11-30', '2026-11-30T10:00:00+01:00'],
      ['?event=dawno', '2026-10-08T18:00:00+02:00'],
    ]) {
      await calendar.open({ feed: programme, search });
      await expect(opened(calendar), search).toHaveAttribute('datetime', datetime);
      await expect(calendar.dialog, search).not.toContainText(/termin się zmienił/i);
    }
    await expect(calendar.dialog).toContainText(/już się odbyło/);
  });

  test('a date that is gone: the event opens, says so, and names the date that replaces it', async ({ calendar }) => {
    await calendar.open({ feed: programme, search: '?event=kurs&at=2026-12-14T18:00' });
    await expect(opened(calendar)).toHaveAttribute('datetime', '2026-12-14T19:00:00+01:00');
    const said = calendar.dialog.getByText(/termin się zmienił/i);
    await expect(said).toContainText('14 grudnia 2026, 18:00');
    await expect(said).toContainText('19:00');
    await calendar.open({ search: '?event=kurs&at=2026-12-24T18:00' });
    await expect(calendar.dialog.getByText(/termin się zmienił/i)).toContainText('24 grudnia 2026');
  });

  test('an unknown event: the list, with a note', async ({ calendar, page }) => {
    await calendar.open({ feed: programme, search: '?event=nie-ma&at=2026-12-01T18:00' });
    await expect(calendar.dialog).toBeHidden();
    await expect(page.getByText('Tego wydarzenia nie ma już w programie.')).toBeVisible();
    await calendar.counts(5, 5);
    await calendar.link('inne').click();
    await expect(calendar.dialog).toBeVisible();
    await calendar.address('?event=inne&at=2026-12-01T18:00');
    await calendar.close.click();
    await expect(page.getByText('Tego wydarzenia nie ma już w programie.')).toBeVisible({ visible: false });
  });

  test('from an unknown event to another: Back leads to the list', async ({ calendar, page }) => {
    await calendar.open({ feed: programme, search: '?event=nie-ma&at=2026-12-01T18:00' });
    await calendar.link('inne').click();
    await expect(calendar.dialog).toBeVisible();
    await page.goBack();
    await expect(calendar.dialog).toBeHidden();
    await calendar.counts(5, 5);
  });

  test('the links of the list name event and date, for a new tab too', async ({ calendar, page }) => {
    await calendar.open({ feed: programme, search: '?when=month' });
    await expect(calendar.link('kurs', '2026-11-30T18:00')).toHaveAttribute('href', /[?&]event=kurs&at=2026-11-30T18:00$/);
    const href = await calendar.link('kurs', '2026-11-30T10:00').evaluate((it) => it.href);
    await page.goto(href);
    await expect(opened(calendar)).toHaveAttribute('datetime', '2026-11-30T10:00:00+01:00');
  });

  test('other dates stand in the detail', async ({ calendar }) => {
    await calendar.open({ feed: programme, search: '?event=kurs&at=2026-11-30T10:00' });
    for (const name of [/30 listopada 2026, 18:00/, /7 grudnia 2026/, /14 grudnia 2026, 19:00/]) {
      await expect(calendar.dialog.getByRole('link', { name })).toBeVisible();
    }
    await expect(calendar.dialog.getByRole('link', { name: /20 listopada/ })).toHaveCount(0);
  });
});

test('a link to an event that the filters hide opens it all the same', async ({ calendar }) => {
  const events = [event('a', undefined, { venue: 'sala' }), event('b', undefined, { venue: 'rynek' })];
  await calendar.open({ feed: feed(events), search: '?venue=rynek&event=a&at=2026-11-28T18:00' });
  await expect(calendar.dialog.getByRole('heading', { name: 'a' })).toBeVisible();
  await calendar.close.click();
  await calendar.shows(['b']);
});

test('a press beside the dialog closes it', async ({ calendar, page }) => {
  await calendar.open({ feed: feed([event('a')]) });
  await calendar.link('a').click();
  await expect(calendar.dialog).toBeVisible();
  await page.mouse.click(20, 20);
  await expect(calendar.dialog).toBeHidden();
  await calendar.address('');
});

test('a map and other editions are a link away', async ({ calendar }) => {
  const series = { id: 'jarmark', title: 'Jarmark Opatowski' };
  const programme = feed(
    [
      event('j26', '2026-12-12', { title: 'Jarmark 2026', end: '2026-12-13', series, venue: 'rynek' }),
      event('j24', '2024-06-01', { title: 'Jarmark 2024', end: '2024-06-02', series }),
      event('j25', '2025-05-31', { title: 'Jarmark 2025', series }),
      event('inny', '2026-12-20', { title: 'Inny' }),
    ],
    { venues: [{ id: 'rynek', name: 'Rynek', lat: 50.8, lon: -21.4291 }] },
  );
  await calendar.open({ feed: programme });
  await calendar.link('j26').click();
  const map = calendar.dialog.getByRole('link', { name: 'Pokaż na mapie' });
  await expect(map).toHaveAttribute('href', 'https://www.openstreetmap.org/?mlat=50.800000&mlon=-21.429100#map=18/50.800000/-21.429100');
  const editions = calendar.dialog.getByRole('link', { name: /^Jarmark 20/ });
  await expect(editions).toHaveText(['Jarmark 2025', 'Jarmark 2024']);
  await editions.last().click();
  await expect(calendar.dialog.getByRole('heading', { name: 'Jarmark 2024' })).toBeVisible();
  await expect(calendar.dialog).toContainText('To wydarzenie już się odbyło');
});

test.describe('as time goes by', () => {
  test.use({ own: true });
  test('an opened event stays as it is, and says when it is over', async ({ calendar, page }) => {
    const programme = feed([event('a', '2026-11-27T09:00', { end: '2026-11-27T10:02' }), event('b', '2026-11-28')]);
    await calendar.open({ feed: programme, search: '?event=a&at=2026-11-27T09:00', timers: 'paused' });
    const share = calendar.dialog.getByRole('button', { name: 'Udostępnij' });
    await share.focus();
    await page.clock.runFor(61_000);
    await expect(share).toBeFocused();
    await expect(calendar.dialog).not.toContainText('To wydarzenie już się odbyło');
    await page.clock.runFor(61_000);
    await expect(calendar.dialog).toContainText('To wydarzenie już się odbyło');
    await expect(share).toBeFocused();
  });
});
