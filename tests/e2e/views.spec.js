// Weeks and months: which day holds what, how one gets there and back, by mouse, keyboard, finger and address.

import { event, feed } from './feeds.js';
import { expect, spoken, test } from './site.js';

/** November 2026 begins on a Sunday; NOW is Friday, the 27th. */
const six = [10, 11, 12, 13, 14, 15].map((hour) => event(`a${hour}`, `2026-11-14T${hour}:00`, { title: `Warsztat ${hour}` }));
const PROGRAMME = feed([
  event('wystawa', '2026-11-10', { title: 'Wystawa', end: '2026-12-06', categories: ['wystawa'] }),
  event('zlot', '2026-11-27T17:00', { title: 'Zlot', end: '2026-11-29T14:00', venue: 'rynek' }),
  event('koncert', '2026-11-27T18:00', { title: 'Koncert', end: '2026-11-27T20:00', venue: 'sala' }),
  event('film', '2026-11-25T19:00', { title: 'Film', venue: 'sala' }),
  event('odczyt', '2026-11-04T17:00', { title: 'Odczyt', status: 'cancelled' }),
  event('spacer', '2026-11-04T09:00', { title: 'Spacer' }),
  event('gwiazdka', '2026-12-24', { title: 'Gwiazdka' }),
  ...six,
]);
const MONTH = '?view=month';
const WEEK = '?view=week';

const focused = (page) => page.evaluate(() => document.activeElement.textContent);

test.describe('which view', () => {
  test('one of three buttons is pressed', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME });
    const views = page.getByRole('group', { name: 'Widok' }).getByRole('button');
    await expect(views).toHaveText(['Lista', 'Tydzień', 'Miesiąc']);
    for (const [name, search] of [['Miesiąc', MONTH], ['Tydzień', WEEK], ['Lista', '']]) {
      await calendar.view(name).click();
      await expect(calendar.view(name)).toHaveAttribute('aria-pressed', 'true');
      await expect(calendar.view(name)).toBeFocused();
      await expect(page.getByRole('group', { name: 'Widok' }).locator('[aria-pressed="true"]')).toHaveCount(1);
      await expect(calendar.table).toBeVisible({ visible: name === 'Miesiąc' });
      await expect(calendar.toToday).toBeVisible({ visible: name !== 'Lista' });
      await calendar.address(search);
    }
  });

  test('a link shows the week or month of its day', async ({ calendar }) => {
    for (const [search, name, total] of [
      ['?view=month', 'listopad 2026', 12],
      ['?view=month&date=2026-12-24', 'grudzień 2026', 2],
      ['?view=month&date=2027-02-10', 'luty 2027', 0],
      ['?view=month&from=2026-12-20', 'grudzień 2026', 1],
      ['?view=month&date=2026-11-30&from=2026-12-20', 'listopad 2026', 0],
      ['?view=week', '23–29 listopada 2026', 4],
      ['?view=week&date=2026-12-01', '30 listopada – 6 grudnia 2026', 1],
      ['?view=week&date=2027-01-03', '28 grudnia 2026 – 3 stycznia 2027', 0],
    ]) {
      await calendar.open({ feed: PROGRAMME, search });
      await expect(calendar.period(name), search).toBeVisible();
      await calendar.counts(total, total);
      await calendar.address(search);
    }
  });

  test('the list ignores the day, and keeps it', async ({ calendar }) => {
    await calendar.open({ feed: PROGRAMME, search: '?view=agenda&date=2026-12-24' });
    await calendar.shows(['wystawa', 'zlot', 'koncert', 'gwiazdka']);
    await calendar.choice('Miejsce', 'Rynek').check();
    await calendar.shows(['zlot']);
    await calendar.choice('Miejsce', 'Rynek').uncheck();
    await calendar.view('Miesiąc').click();
    await expect(calendar.period('grudzień 2026')).toBeVisible();
    await calendar.view('Lista').click();
    await calendar.address('?date=2026-12-24');
  });

  test('what the address says of views and means nothing is named, and goes at the next change', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: '?view=kwartal&date=2026-02-30' });
    const note = page.getByRole('status').filter({ hasText: 'kwartal' });
    await expect(note).toContainText('view=kwartal');
    await expect(note).toContainText('date=2026-02-30');
    await calendar.shows(['wystawa', 'zlot', 'koncert', 'gwiazdka']);
    await expect(calendar.view('Lista')).toHaveAttribute('aria-pressed', 'true');
    await calendar.view('Tydzień').click();
    await calendar.address(WEEK);
    await expect(note).toHaveCount(0);
  });

  test('days that were chosen narrow a month; its other days stand without events', async ({ calendar }) => {
    const on = async (day) => Number((await calendar.cell(day).getAttribute('aria-label')).match(/, (\d+) wydarz/)[1]);
    for (const [search, matching, days] of [
      // All of November, what is over too.
      ['', 12, { 4: 2, 14: 7, 25: 2, 26: 1, 27: 3, 28: 2, 30: 1 }],
      // Never about what is over, and from today on.
      ['&when=week', 3, { 25: 0, 26: 0, 27: 3, 29: 2, 30: 0 }],
      ['&when=tomorrow', 2, { 27: 0, 28: 2, 29: 0 }],
      ['&from=2026-11-25&to=2026-11-27', 4, { 14: 0, 24: 0, 25: 2, 26: 1, 27: 3, 28: 0 }],
      ['&to=2026-11-28', 3, { 25: 0, 27: 3, 28: 2, 29: 0 }],
    ]) {
      await calendar.open({ feed: PROGRAMME, search: `${MONTH}${search}` });
      await calendar.counts(matching, matching);
      for (const [day, count] of Object.entries(days)) {
        const date = `2026-11-${day.padStart(2, '0')}`;
        expect.soft(await on(date), `${search} ${date}`).toBe(count);
      }
    }
    await calendar.choice('Miejsce', 'Rynek').check();
    await calendar.counts(1, 3);
    expect(await on('2026-11-27')).toBe(1);
    expect(await on('2026-11-29')).toBe(0);
  });

  test('nothing in a month: a word, and the way to the next date', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: '?view=month&date=2026-10-01&venue=sala' });
    await calendar.counts(0, 0);
    await expect(calendar.table).toBeVisible();
    await expect(page.getByText('W wybranych dniach nic się nie dzieje.')).toBeVisible();
    await page.getByRole('button', { name: /^Najbliższy termin: / }).click();
    await expect(calendar.period('listopad 2026')).toBeVisible();
  });

  test.describe('history', () => {
    // On a page of its own: a history holds fifty entries, then its length stays the same.
    test.use({ own: true });
    const length = (page) => page.evaluate(() => history.length);

    test('another view is a step, turning is none; Back leads to the view before', async ({ calendar, page }) => {
      await calendar.open({ feed: PROGRAMME, search: '?venue=sala' });
      const before = await length(page);
      await calendar.view('Miesiąc').click();
      await calendar.address('?venue=sala&view=month');
      await calendar.view('Miesiąc').click();
      expect(await length(page), 'the same view again is no step').toBe(before + 1);
      await calendar.turn('Następny miesiąc').click();
      await calendar.turn('Następny miesiąc').click();
      await calendar.address('?venue=sala&view=month&date=2027-01-01');
      await calendar.choice('Miejsce', 'Sala widowiskowa').uncheck();
      await calendar.address('?view=month&date=2027-01-01');
      expect(await length(page)).toBe(before + 1);
      await calendar.view('Tydzień').click();
      await calendar.address('?view=week&date=2027-01-01');
      await calendar.turn('Poprzedni tydzień').click();
      await calendar.address('?view=week&date=2026-12-21');
      expect(await length(page)).toBe(before + 2);
      await page.goBack();
      await expect(calendar.period('styczeń 2027')).toBeVisible();
      await expect(calendar.view('Miesiąc')).toHaveAttribute('aria-pressed', 'true');
      await page.goBack();
      await expect(calendar.table).toBeHidden();
      await calendar.address('?venue=sala');
      await calendar.shows(['koncert']);
      await page.goForward();
      await page.goForward();
      await expect(calendar.period('21–27 grudnia 2026')).toBeVisible();
      await calendar.shows(['gwiazdka']);
    });
  });

  test('one turns, goes to today, and to any day; the focus stays', async ({ calendar, page }) => {
    for (const [view, unit, steps] of [
      ['month', 'miesiąc', ['grudzień 2026', 'styczeń 2027', 'grudzień 2026', 'listopad 2026', 'październik 2026']],
      ['week', 'tydzień', ['30 listopada – 6 grudnia 2026', '7–13 grudnia 2026', '30 listopada – 6 grudnia 2026', '23–29 listopada 2026', '16–22 listopada 2026']],
    ]) {
      await calendar.open({ feed: PROGRAMME, search: `?view=${view}` });
      for (const [place, name] of steps.entries()) {
        const button = calendar.turn(place < 2 ? `Następny ${unit}` : `Poprzedni ${unit}`);
        await button.focus();
        await page.keyboard.press('Enter');
        await expect(calendar.period(name)).toBeVisible();
        await expect(button).toBeFocused();
      }
      await calendar.toToday.click();
      await expect(calendar.period(steps[3])).toBeVisible();
      await expect(calendar.toToday).toBeFocused();
      await calendar.address(`?view=${view}`);
      await calendar.toDay.fill('2027-03-31');
      await expect(calendar.period(view === 'month' ? 'marzec 2027' : '29 marca – 4 kwietnia 2027')).toBeVisible();
      await calendar.address(`?view=${view}&date=2027-03-31`);
      await expect(calendar.toDay).toBeFocused();
      await expect(calendar.toDay).toHaveValue('2027-03-31');
    }
  });

  test('from the last days of a long month one turns to the next month, not over it', async ({ calendar }) => {
    await calendar.open({ feed: PROGRAMME, search: '?view=month&date=2027-01-31' });
    await calendar.turn('Następny miesiąc').click();
    await expect(calendar.period('luty 2027')).toBeVisible();
    await calendar.turn('Poprzedni miesiąc').click();
    await expect(calendar.period('styczeń 2027')).toBeVisible();
  });

  test('today is today even where days were chosen', async ({ calendar }) => {
    await calendar.open({ feed: PROGRAMME, search: '?view=month&from=2026-12-20' });
    await calendar.toToday.click();
    await expect(calendar.period('listopad 2026')).toBeVisible();
  });
});

test.describe('the month', () => {
  test('is a table: named, weekdays as heads, Monday first, whole weeks', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    await expect(page.getByRole('table', { name: 'listopad 2026' })).toBeVisible();
    await expect(calendar.table.locator('caption')).toHaveText('listopad 2026');
    await expect(calendar.table).toHaveCSS('display', 'table');
    await expect(calendar.table).not.toHaveAttribute('role', /.*/);
    const heads = page.getByRole('columnheader');
    await expect(heads).toHaveCount(7);
    const days = ['poniedziałek', 'wtorek', 'środa', 'czwartek', 'piątek', 'sobota', 'niedziela'];
    for (const [place, day] of days.entries()) {
      await expect(heads.nth(place)).toHaveAccessibleName(day);
      await expect(heads.nth(place)).toHaveAttribute('scope', 'col');
    }
    const bar = (from, to, others = {}) => Array.from({ length: to - from + 1 }, (_, place) => `${from + place} ${others[from + place] ?? '='}`);
    await expect.poll(() => calendar.weeks()).toEqual([
      ['26', '27', '28', '29', '30', '31', '1'],
      ['2', '3', '4 spacer odczyt', '5', '6', '7', '8'],
      ['9', ...bar(10, 15, { 10: 'wystawa', 14: '= a10 a11 a12 +3' })],
      bar(16, 22, { 16: 'wystawa' }),
      bar(23, 29, { 23: 'wystawa', 25: '= film', 27: '= zlot koncert', 28: '= =', 29: '= =' }),
      ['30 wystawa', '1', '2', '3', '4', '5', '6'],
    ]);
  });

  test('days are buttons that name date and number of events', async ({ calendar }) => {
    const counted = [1, 2, 5, 12, 22].flatMap((count, place) =>
      Array.from({ length: count }, (_, number) => event(`e${place}-${number}`, `2026-11-0${place + 2}T10:${String(number).padStart(2, '0')}`)),
    );
    await calendar.open({ feed: feed(counted), search: MONTH });
    for (const [day, said] of [
      ['02', 'poniedziałek, 2 listopada 2026, 1 wydarzenie'],
      ['03', 'wtorek, 3 listopada 2026, 2 wydarzenia'],
      ['04', 'środa, 4 listopada 2026, 5 wydarzeń'],
      ['05', 'czwartek, 5 listopada 2026, 12 wydarzeń'],
      ['06', 'piątek, 6 listopada 2026, 22 wydarzenia'],
      ['07', 'sobota, 7 listopada 2026, 0 wydarzeń'],
    ]) {
      await expect(calendar.cell(`2026-11-${day}`)).toHaveAccessibleName(said);
    }
  });

  test('entries are links that name title and full date, a span its whole range, once a week', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    for (const [id, start, said] of [
      ['koncert', '2026-11-27T18:00', 'Koncert ?, piątek, 27 listopada 2026, 18:00–20:00'],
      ['film', '2026-11-25T19:00', 'Film ?, środa, 25 listopada 2026, 19:00'],
      ['odczyt', '2026-11-04T17:00', 'Odczyt ?, środa, 4 listopada 2026, 17:00, Odwołane'],
      ['zlot', '2026-11-27T17:00', 'Zlot ?, 27 listopada, 17:00 – 29 listopada 2026, 14:00'],
    ]) {
      const entry = calendar.entry(id, start);
      await expect(entry).toHaveCount(1);
      await expect(entry).toHaveAccessibleName(new RegExp(`^${said}$`, 'i'));
      await expect(entry).toHaveAttribute('href', new RegExp(`[?&]event=${id}&at=${start}$`));
    }
    const spans = calendar.entry('wystawa', '2026-11-10');
    await expect(spans).toHaveCount(4);
    for (const span of await spans.all()) await expect(span).toHaveAccessibleName(/^Wystawa ?, 10 listopada – 6 grudnia 2026$/);
    // What a screen reader is not told takes no focus either.
    await expect(page.locator('table [aria-hidden="true"] :is(a, button)')).toHaveCount(0);
  });

  test('a span is one bar through the week, seen and pressed in all of its cells', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    await calendar.entry('zlot').scrollIntoViewIfNeeded();
    const bar = await calendar.entry('zlot').boundingBox();
    for (const day of ['2026-11-27', '2026-11-28', '2026-11-29']) {
      const { x, width } = await calendar.cell(day).boundingBox();
      const hit = await page.evaluate(([x, y]) => document.elementFromPoint(x, y).closest('a')?.dataset.eventId, [x + width / 2, bar.y + bar.height / 2]);
      expect(hit, day).toBe('zlot');
    }
    const [link, last] = [bar, await calendar.cell('2026-11-29').boundingBox()];
    expect(Math.abs(link.x + link.width - (last.x + last.width)), 'it ends with its last day').toBeLessThan(2);
    await expect(calendar.entry('wystawa').nth(2)).toBeVisible();
    expect((await calendar.entry('wystawa').nth(2).boundingBox()).height).toBeGreaterThanOrEqual(44);
  });

  test('what found no room is behind a button that names count and day; there the reader goes on', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    const rest = page.getByRole('button', { name: '+3 więcej, sobota, 14 listopada 2026', exact: true });
    await expect(rest).toHaveText('+3 więcej');
    await expect(calendar.articles).toHaveCount(0);
    await rest.click();
    await calendar.shows(['wystawa', 'a10', 'a11', 'a12', 'a13', 'a14', 'a15']);
    await expect(calendar.article('wystawa')).toContainText('5. dzień z 27');
    const heading = calendar.day(/sobota, 14 listopada 2026/);
    await expect(heading).toBeFocused();
    await expect(heading).toBeInViewport();
    await calendar.address('?view=month&date=2026-11-14');
    await calendar.counts(12, 12);
  });

  test('a chosen day is listed under the table, for a link too, until one turns', async ({ calendar }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    const day = calendar.cell('2026-11-27');
    await day.click();
    await expect(day).toHaveAttribute('aria-pressed', 'true');
    await expect(day).toBeFocused();
    await calendar.shows(['wystawa', 'zlot', 'koncert']);
    await expect(calendar.day(/piątek, 27 listopada 2026/)).toBeInViewport();
    await expect(calendar.ongoing).toBeHidden();
    await calendar.cell('2026-11-04').click();
    await calendar.shows(['spacer', 'odczyt']);
    await expect(day).toHaveAttribute('aria-pressed', 'false');
    await calendar.page.reload();
    await calendar.is('ready');
    await calendar.shows(['spacer', 'odczyt']);
    await calendar.turn('Następny miesiąc').click();
    await calendar.shows([]);
    await calendar.toToday.click();
    await calendar.shows(['wystawa', 'zlot', 'koncert']);
  });

  test('today is marked, in the feed’s zone', async ({ calendar, page }) => {
    const today = page.locator('[aria-current="date"]');
    // Half past six in the evening of the day before in New York.
    await calendar.open({ feed: PROGRAMME, search: MONTH, now: '2026-11-28T00:30:00+01:00' });
    await expect(today).toHaveCount(1);
    await expect(today).toHaveAccessibleName(/^sobota, 28 listopada 2026/);
    await calendar.turn('Następny miesiąc').click();
    await expect(today).toHaveCount(0);
  });

  test('an event opens over it, and closes to where one was', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    const entry = calendar.entry('koncert');
    await entry.focus();
    await page.keyboard.press('Enter');
    await expect(calendar.dialog).toHaveAccessibleName('Koncert');
    await calendar.address('?view=month&event=koncert&at=2026-11-27T18:00');
    await page.keyboard.press('Escape');
    await expect(calendar.dialog).toBeHidden();
    await expect(entry).toBeFocused();
    await calendar.address(MONTH);
    await entry.click();
    await expect(calendar.dialog).toBeVisible();
    await page.goBack();
    await expect(calendar.dialog).toBeHidden();
    await expect(entry).toBeFocused();
  });

  test('an event opened from the day under the table closes to it', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    await calendar.cell('2026-11-27').click();
    await calendar.link('koncert').click();
    await expect(calendar.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(calendar.dialog).toBeHidden();
    await expect(calendar.link('koncert')).toBeFocused();
    await calendar.shows(['wystawa', 'zlot', 'koncert']);
  });
});

test.describe('by keyboard', () => {
  test('Tab goes through all of the table, day by day', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    const all = await calendar.table.locator('a, button').evaluateAll((stops) => stops.map((it) => it.textContent));
    await calendar.cell('2026-11-01').focus();
    const reached = [await focused(page)];
    while (reached.length < all.length) {
      await page.keyboard.press('Tab');
      reached.push(await focused(page));
    }
    expect(reached).toEqual(all);
    await page.keyboard.press('Tab');
    expect(await calendar.table.evaluate((table) => table.contains(document.activeElement))).toBe(false);
  });

  test('arrows go from day to day, Home and End to the ends of the week', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    await calendar.cell('2026-11-18').focus();
    for (const [key, day] of [
      ['ArrowRight', '19'], ['ArrowDown', '26'], ['ArrowLeft', '25'], ['ArrowUp', '18'], ['Home', '16'], ['ArrowLeft', '15'],
      ['End', '15'], ['ArrowUp', '08'], ['ArrowUp', '01'],
      // Monday of that week is in October: the first day of the month is its first.
      ['Home', '01'], ['ArrowLeft', '01'], ['ArrowUp', '01'], ['ArrowRight', '02'],
    ]) {
      await page.keyboard.press(key);
      await expect(calendar.cell(`2026-11-${day}`), `${key} to ${day}`).toBeFocused();
    }
    await calendar.cell('2026-11-30').focus();
    await page.keyboard.press('End');
    await expect(calendar.cell('2026-11-30')).toBeFocused();
  });

  test('on links, and with other keys, they are the browser’s', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    await page.evaluate(() => {
      window.taken = [];
      document.addEventListener('keydown', (event) => window.taken.push(`${event.key} ${event.defaultPrevented}`));
    });
    await calendar.entry('koncert').focus();
    await page.keyboard.press('ArrowDown');
    await calendar.cell('2026-11-18').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Shift+ArrowDown');
    await calendar.cell('2026-11-18').focus();
    await page.keyboard.press('ArrowDown');
    const taken = await page.evaluate(() => window.taken.filter((it) => !/^(Control|Shift)/.test(it)));
    expect(taken).toEqual(['ArrowDown false', 'End false', 'ArrowDown false', 'ArrowDown true']);
  });
});

test.describe('the week', () => {
  test('has seven days, past and empty ones too; what is on for weeks stands once', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: WEEK });
    const days = page.getByRole('main').getByRole('heading').filter({ hasNot: page.getByRole('link'), hasText: /^\p{L}+, \d/u });
    await expect(days).toHaveCount(7);
    for (const [place, day] of ['23', '24', '25', '26', '27', '28', '29'].entries()) {
      await expect(days.nth(place)).toContainText(spoken(`2026-11-${day}`));
    }
    await expect(days.nth(4)).toContainText('dziś');
    await calendar.shows(['wystawa', 'film', 'zlot', 'koncert']);
    await expect(calendar.ongoing.getByRole('article')).toHaveCount(1);
    await expect(calendar.article('zlot')).toContainText('1. dzień z 3');
    await expect(page.getByText('Nic w programie').filter({ visible: true })).toHaveCount(5);
    await calendar.turn('Następny tydzień').click();
    await calendar.turn('Następny tydzień').click();
    await expect(days).toHaveCount(7);
    await expect(days.first()).toContainText('poniedziałek, 7 grudnia 2026');
    await calendar.counts(0, 0);
  });

  test('stands in columns on a wide screen, below each other on a narrow one', async ({ calendar, page }) => {
    const tops = () =>
      page.locator('main section').evaluateAll((days) => new Set(days.filter((it) => it.checkVisibility() && it.id !== 'trwa').map((it) => it.offsetTop)).size);
    const three = feed([event('a'), event('b', '2026-11-25T10:00')]);
    for (const [width, rows] of [[1200, 1], [1199, 7], [390, 7]]) {
      await page.setViewportSize({ width, height: 800 });
      await calendar.open({ feed: three, search: WEEK });
      await expect.poll(tops, { message: `${width}` }).toBe(rows);
    }
  });

  test('a later date of one rule is a line; dates that somebody wrote down are not', async ({ calendar }) => {
    const more = { venue: 'sala', summary: 'O tym, co robimy.' };
    await calendar.open({
      feed: feed([
        event('kurs', '2026-11-23T16:00', { ...more, rrule: 'FREQ=DAILY;COUNT=3' }),
        { id: 'kino', title: 'Kino', ...more, occurrences: [{ start: '2026-11-23T19:00' }, { start: '2026-11-24T19:00' }] },
      ]),
      search: WEEK,
    });
    await page390(calendar);
    for (const [id, start, full] of [
      ['kurs', '2026-11-23T16:00', true], ['kurs', '2026-11-24T16:00', false], ['kurs', '2026-11-25T16:00', false],
      ['kino', '2026-11-23T19:00', true], ['kino', '2026-11-24T19:00', true],
    ]) {
      const article = calendar.article(id, start);
      await expect(calendar.link(id, start)).toBeVisible();
      await expect(article.locator('time')).toBeVisible();
      await expect(article.getByText('Sala widowiskowa'), `${id} ${start}`).toBeVisible({ visible: full });
      await expect(article.getByText('O tym, co robimy.')).toBeVisible({ visible: full });
    }
  });

  /** Where a card of the week says as much as in the list. */
  const page390 = (calendar) => calendar.page.setViewportSize({ width: 390, height: 844 });

  test('an opened event closes to its card', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: WEEK });
    await calendar.link('film').click();
    await expect(calendar.dialog).toHaveAccessibleName('Film');
    await page.keyboard.press('Escape');
    await expect(calendar.dialog).toBeHidden();
    await expect(calendar.link('film')).toBeFocused();
    await calendar.address(WEEK);
  });
});

test.describe('when the clocks change', () => {
  const weekly = (start) => event('zajecia', start, { end: start.replace('16:', '17:'), rrule: 'FREQ=DAILY;COUNT=14', title: 'Zajęcia' });
  for (const [what, first, sunday, events, shown] of [
    [
      'spring', '2027-03-22', '2027-03-28',
      [event('przed', '2027-03-28T01:30'), event('w-luce', '2027-03-28T02:30'), event('po', '2027-03-28T03:30'), event('chwila', '2027-03-28T22:30:00Z')],
      [['przed', '2027-03-28T01:30', '+01:00'], ['w-luce', '2027-03-28T03:30', '+02:00'], ['po', '2027-03-28T03:30', '+02:00'], ['zajecia', '2027-03-28T16:00', '+02:00']],
    ],
    [
      'autumn', '2027-10-25', '2027-10-31',
      [event('pierwsza', '2027-10-31T02:30'), event('druga', '2027-10-31T01:40:00Z'), event('po', '2027-10-31T03:30'), event('chwila', '2027-10-31T23:30:00Z')],
      [['pierwsza', '2027-10-31T02:30', '+02:00'], ['druga', '2027-10-31T02:40', '+01:00'], ['po', '2027-10-31T03:30', '+01:00'], ['zajecia', '2027-10-31T16:00', '+01:00']],
    ],
  ]) {
    test(`in ${what} every day is there once, every event on its day at its hour`, async ({ calendar, page }) => {
      const programme = feed([weekly(`${first}T16:00`), ...events]);
      await calendar.open({ feed: programme, search: `?view=week&date=${sunday}`, now: `${sunday}T23:30:00${shown.at(-1)[2]}` });
      const days = page.getByRole('main').getByRole('heading').filter({ hasText: /^\p{L}+, \d/u, hasNot: page.getByRole('link') });
      await expect(days).toHaveCount(7);
      await expect(days.last()).toContainText(spoken(sunday));
      await expect(days.last()).toContainText('dziś');
      for (const [id, start, offset] of shown) {
        const time = calendar.article(id, start).locator('time');
        await expect.soft(time, id).toHaveAttribute('datetime', `${start}:00${offset}`);
        await expect.soft(time, id).toHaveText(new RegExp(`^0?${start.slice(11).replace(/^0/, '')}`));
      }
      // Six Mondays to Saturdays and what is on that Sunday; half past midnight is of the Monday after.
      await calendar.counts(6 + shown.length, 6 + shown.length);
      await calendar.turn('Następny tydzień').click();
      await expect(days.first()).toContainText('jutro');
      await calendar.shows(['chwila', ...Array(7).fill('zajecia')]);
      await calendar.open({ search: `?view=month&date=${sunday}`, now: `${sunday}T00:30:00${shown[0][2]}` });
      await expect(page.locator('[aria-current="date"]')).toHaveAccessibleName(`${spoken(sunday)}, ${shown.length} wydarzenia`);
      const all = (await calendar.weeks()).flat().map((cell) => Number(cell.match(/^\d+/)[0]));
      const inside = all.slice(all.indexOf(1), all.lastIndexOf(31) + 1);
      expect(inside).toEqual(Array.from({ length: 31 }, (_, place) => place + 1));
    });
  }
});

test.describe('while the page is open', () => {
  test.use({ own: true });

  test('at midnight another day is today; the focus stays', async ({ calendar, page }) => {
    const today = page.locator('[aria-current="date"]');
    await calendar.open({ feed: PROGRAMME, search: MONTH, now: '2026-11-27T23:59:00+01:00', timers: 'paused' });
    await expect(today).toHaveAccessibleName(/^piątek, 27 listopada/);
    await calendar.cell('2026-11-14').focus();
    await page.clock.runFor(61_000);
    await expect(today).toHaveAccessibleName(/^sobota, 28 listopada/);
    await expect(calendar.cell('2026-11-14')).toBeFocused();
  });

  test('at the end of a week and of a month the present one is another', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: WEEK, now: '2026-11-29T23:59:00+01:00', timers: 'paused' });
    await expect(calendar.period('23–29 listopada 2026')).toBeVisible();
    await page.clock.runFor(61_000);
    await expect(calendar.period('30 listopada – 6 grudnia 2026')).toBeVisible();
    await calendar.shows(['wystawa']);
    await calendar.view('Miesiąc').click();
    await page.clock.runFor(86_400_000);
    await expect(calendar.period('grudzień 2026')).toBeVisible();
    await expect(page.locator('[aria-current="date"]')).toHaveAccessibleName(/^wtorek, 1 grudnia/);
  });

  test('a refresh changes the table, and keeps the focus in it', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH, timers: 'paused' });
    const changed = (change) => ({ ...PROGRAMME, events: PROGRAMME.events.map(change) });
    const refresh = async (feed) => {
      calendar.serve(feed);
      await page.clock.runFor(610_000);
    };
    await calendar.entry('koncert').focus();
    await refresh(changed((it) => (it.id === 'spacer' ? { ...it, title: 'Wędrówka' } : it)));
    await expect(calendar.entry('spacer')).toContainText('Wędrówka');
    await expect(calendar.entry('koncert')).toBeFocused();
    await refresh(changed((it) => (it.id === 'koncert' ? { ...it, title: 'Recital' } : it)));
    await expect(calendar.entry('koncert')).toContainText('Recital');
    expect(await calendar.table.evaluate((table) => table.contains(document.activeElement))).toBe(true);
  });
});

test.describe('on a phone', () => {
  test.use({ own: true, hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  /** A finger goes from one point to another. */
  async function wipe(page, [x, y], [toX, toY]) {
    const session = await page.context().newCDPSession(page);
    const send = (type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
    await send('touchStart', [{ x, y }]);
    for (let step = 1; step <= 8; step += 1) {
      await send('touchMove', [{ x: x + ((toX - x) * step) / 8, y: y + ((toY - y) * step) / 8 }]);
      await page.waitForTimeout(16);
    }
    await send('touchEnd', []);
    await session.detach();
  }

  const middle = async (locator) => {
    await locator.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await locator.boundingBox();
    return [x + width / 2, y + height / 2];
  };

  test('a cell holds a day with dots; choosing it lists it below', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    await expect(calendar.entry('koncert')).toBeHidden();
    await expect(page.getByRole('button', { name: /^\+3 więcej/ })).toBeHidden();
    const dots = (day) => calendar.cell(day).locator('i').filter({ visible: true }).count();
    expect([await dots('2026-11-01'), await dots('2026-11-27'), await dots('2026-11-14')]).toEqual([0, 3, 4]);
    await calendar.cell('2026-11-27').tap();
    await calendar.shows(['wystawa', 'zlot', 'koncert']);
    const heading = calendar.day(/piątek, 27 listopada 2026/);
    await expect(heading).toBeInViewport();
    const [table, list] = [await calendar.table.boundingBox(), await heading.boundingBox()];
    expect(list.y).toBeGreaterThanOrEqual(table.y + table.height);
  });

  test('a wipe turns, scrolling does not', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    const [x, y] = await middle(calendar.cell('2026-11-18'));
    const scroll = () => page.evaluate(() => scrollY);
    const before = await scroll();
    await wipe(page, [x, y], [x - 40, y]);
    await wipe(page, [x, y], [x - 70, y - 200]);
    await expect.poll(scroll, 'it scrolls').not.toBe(before);
    await expect(calendar.period('listopad 2026')).toBeVisible();
    const [x2, y2] = await middle(calendar.cell('2026-11-18'));
    await wipe(page, [x2 + 60, y2], [x2 - 90, y2 + 10]);
    await expect(calendar.period('grudzień 2026')).toBeVisible();
    await calendar.shows([]);
    await wipe(page, [x2 - 90, y2], [x2 + 60, y2]);
    await expect(calendar.period('listopad 2026')).toBeVisible();
    await calendar.view('Tydzień').tap();
    await calendar.toToday.tap();
    const [x3, y3] = await middle(calendar.day(/środa, 25 listopada/));
    await wipe(page, [x3 + 150, y3], [x3, y3]);
    await expect(calendar.period('30 listopada – 6 grudnia 2026')).toBeVisible();
    await calendar.view('Lista').tap();
    await calendar.address('?date=2026-11-30');
    const [x4, y4] = await middle(calendar.link('koncert'));
    await wipe(page, [x4 + 100, y4], [x4 - 60, y4]);
    await calendar.address('?date=2026-11-30');
  });

  test('two fingers magnify, and do not turn', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    const [x, y] = await middle(calendar.cell('2026-11-18'));
    const session = await page.context().newCDPSession(page);
    await session.send('Input.synthesizePinchGesture', { x, y, scaleFactor: 2 });
    await expect.poll(() => page.evaluate(() => visualViewport.scale)).toBeGreaterThan(1.5);
    await expect(calendar.period('listopad 2026')).toBeVisible();
    // A magnified page is moved with one finger.
    await wipe(page, [200, 400], [60, 400]);
    await expect(calendar.period('listopad 2026')).toBeVisible();
  });
});

test('a mouse that selects words does not turn', async ({ calendar, page }) => {
  await calendar.open({ feed: PROGRAMME, search: WEEK });
  const { x, y } = await calendar.article('koncert').boundingBox();
  await page.mouse.move(x + 5, y + 20);
  await page.mouse.down();
  await page.mouse.move(x - 200, y + 22, { steps: 5 });
  await page.mouse.up();
  await expect(calendar.period('23–29 listopada 2026')).toBeVisible();
});

test.describe('on paper', () => {
  for (const [what, search] of [['list', ''], ['week', WEEK], ['month', MONTH]]) {
    test(`${what}: what is on, black on white, and nothing to press`, async ({ calendar, page }) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await page.setViewportSize({ width: 718, height: 1000 });
      await calendar.open({ feed: PROGRAMME, search });
      const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(paper).toBe('rgb(255, 255, 255)');
      await expect(calendar.language('English')).toBeHidden();
      for (const name of ['Widok', 'Kiedy']) await expect(page.getByRole('group', { name })).toBeHidden();
      for (const it of [calendar.search, calendar.filters, calendar.toToday, calendar.toDay, calendar.skip]) await expect(it).toBeHidden();
      const buttons = await page.getByRole('button').filter({ visible: true }).evaluateAll((all) => all.filter((it) => !it.closest('table')).length);
      expect(buttons).toBe(0);
      if (search) await expect(calendar.period(what === 'week' ? '23–29 listopada 2026' : 'listopad 2026')).toBeVisible();
      if (what === 'month') {
        await expect(calendar.cell('2026-11-14')).toBeVisible();
        await expect(calendar.entry('koncert')).toBeVisible();
        await expect(page.getByText('+3 więcej')).toBeVisible();
      } else {
        await expect(calendar.link('koncert')).toBeVisible();
      }
      // Black, or as dark as ink may be: the house's own colour among them.
      const pale = await page.locator('main :is(time, h2, h3, th, .number)').evaluateAll((all) =>
        all
          .filter((it) => it.checkVisibility())
          .map((it) => getComputedStyle(it).color)
          .filter((color) => Math.max(...color.match(/\d+/g).map(Number)) > 0x90),
      );
      expect(pale).toEqual([]);
    });
  }
});

for (const [what, media] of [['forced colours', { forcedColors: 'active' }], ['more contrast', { contrast: 'more' }]]) {
  test(`with ${what} one sees what is pressed, what is today, where the focus is`, async ({ calendar, page }) => {
    await page.emulateMedia(media);
    await calendar.open({ feed: PROGRAMME, search: MONTH });
    await calendar.cell('2026-11-25').click();
    const looks = (locator) =>
      locator.evaluate((it) => {
        const { borderTopWidth, borderTopColor, backgroundColor, boxShadow, outlineStyle, outlineWidth } = getComputedStyle(it);
        return [borderTopWidth, borderTopColor, backgroundColor, boxShadow, outlineStyle, outlineWidth].join(' ');
      });
    await calendar.search.focus();
    expect(await looks(calendar.view('Miesiąc'))).not.toBe(await looks(calendar.view('Tydzień')));
    expect(await looks(calendar.cell('2026-11-25'))).not.toBe(await looks(calendar.cell('2026-11-26')));
    const around = (day) => looks(calendar.cell(day).locator('..'));
    expect(await around('2026-11-27')).not.toBe(await around('2026-11-26'));
    for (const stop of [calendar.view('Tydzień'), calendar.cell('2026-11-26'), calendar.entry('film'), calendar.link('film')]) {
      const before = await looks(stop);
      await page.keyboard.press('Tab');
      await stop.focus();
      const focused = await looks(stop);
      expect(focused).not.toBe(before);
      expect(focused).toMatch(/solid [2-9]px$/);
    }
  });
}

test.describe('as assistive technology meets it', () => {
  const small = feed([
    event('koncert', '2026-11-27T18:00', {
      title: 'Koncert adwentowy', summary: 'Kolędy.', end: '2026-11-27T20:00', venue: 'sala', categories: ['koncert'],
      age: { min: 6 }, price: { from: 20 }, booking: 'few', access: ['hearing_loop'],
    }),
    event('zlot', '2026-11-28', { title: 'Zlot', end: '2026-12-01' }),
  ]);

  test('a card of the list', async ({ calendar }) => {
    await calendar.open({ feed: small });
    await expect(calendar.article('koncert')).toMatchAriaSnapshot(`
      - article:
        - /children: deep-equal
        - paragraph:
          - time: 18:00–20:00
          - text: Ostatnie miejsca
        - heading "Koncert adwentowy , piątek, 27 listopada 2026, 18:00–20:00" [level=3]:
          - link "Koncert adwentowy , piątek, 27 listopada 2026, 18:00–20:00":
            - /url: "?event=koncert&at=2026-11-27T18:00"
        - paragraph: Kolędy.
        - list:
          - listitem: Koncerty
          - listitem: Sala widowiskowa
          - listitem: od 6 lat
          - listitem: od 20 zł
          - listitem: pętla indukcyjna
        - 'button "Zapisz: Koncert adwentowy"': ☆
    `);
  });

  // Its head, its first and its last two weeks; in those all that there is.
  test('the table of a month', async ({ calendar }) => {
    await calendar.open({ feed: small, search: MONTH });
    await calendar.cell('2026-11-27').click();
    await expect(calendar.table).toMatchAriaSnapshot(`
      - table "listopad 2026":
        - caption: listopad 2026
        - rowgroup:
          - row:
            - /children: equal
            - columnheader "poniedziałek"
            - columnheader "wtorek"
            - columnheader "środa"
            - columnheader "czwartek"
            - columnheader "piątek"
            - columnheader "sobota"
            - columnheader "niedziela"
        - rowgroup:
          - row:
            - /children: equal
            - cell "26"
            - cell "27"
            - cell "28"
            - cell "29"
            - cell "30"
            - cell "31"
            - cell "niedziela, 1 listopada 2026, 0 wydarzeń":
              - button "niedziela, 1 listopada 2026, 0 wydarzeń"
          - row:
            - /children: equal
            - cell "poniedziałek, 23 listopada 2026, 0 wydarzeń":
              - button "poniedziałek, 23 listopada 2026, 0 wydarzeń"
            - cell "wtorek, 24 listopada 2026, 0 wydarzeń":
              - button "wtorek, 24 listopada 2026, 0 wydarzeń"
            - cell "środa, 25 listopada 2026, 0 wydarzeń":
              - button "środa, 25 listopada 2026, 0 wydarzeń"
            - cell "czwartek, 26 listopada 2026, 0 wydarzeń":
              - button "czwartek, 26 listopada 2026, 0 wydarzeń"
            - cell:
              - button "piątek, 27 listopada 2026, 1 wydarzenie" [pressed]
              - link "Koncert adwentowy , piątek, 27 listopada 2026, 18:00–20:00":
                - /url: "?event=koncert&at=2026-11-27T18:00"
            - cell:
              - button "sobota, 28 listopada 2026, 1 wydarzenie"
              - link "Zlot , 28 listopada – 1 grudnia 2026":
                - /url: "?event=zlot&at=2026-11-28"
            - cell:
              - button "niedziela, 29 listopada 2026, 1 wydarzenie"
          - row:
            - /children: equal
            - cell:
              - button "poniedziałek, 30 listopada 2026, 1 wydarzenie"
              - link "Zlot , 28 listopada – 1 grudnia 2026":
                - /url: "?event=zlot&at=2026-11-28"
            - cell "1"
            - cell "2"
            - cell "3"
            - cell "4"
            - cell "5"
            - cell "6"
    `);
  });

  test('an opened event', async ({ calendar }) => {
    await calendar.open({ feed: small, search: '?event=koncert&at=2026-11-27T18:00' });
    await expect(calendar.dialog).toMatchAriaSnapshot(`
      - dialog "Koncert adwentowy":
        - button "Zamknij"
        - heading "Koncert adwentowy" [level=2]
        - paragraph: Ostatnie miejsca
        - term: Kiedy
        - definition:
          - time: piątek, 27 listopada 2026, 18:00–20:00
        - term: Gdzie
        - definition: Sala widowiskowa
        - term: Dla kogo
        - definition: od 6 lat
        - term: Cena
        - definition: od 20 zł
        - paragraph: Kolędy.
        - term: Dostępność
        - definition:
          - list:
            - listitem: pętla indukcyjna
        - term: Kategoria
        - definition: Koncerty
    `);
  });
});
