// The list: which occurrence stands where and when, in the feed's zone, while the browser sits in New York.

import { event, feed, fixture, many } from './feeds.js';
import { expect, test } from './site.js';

/** What stands in the list, from top to bottom: full dates of headings, and events. */
const outline = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main h2, main article')]
      .filter((it) => it.checkVisibility())
      .map((it) => it.dataset.eventId ?? it.textContent.match(/\p{L}+, \d+ \p{L}+ \d{4}/u)?.[0] ?? it.textContent),
  );

test('an article says what it promises to tests and screen readers', async ({ calendar }) => {
  await calendar.open({ feed: fixture('everything') });
  const article = calendar.article('wszystko', '2026-11-28T18:00');
  await expect(article).toBeVisible();
  await expect(calendar.link('wszystko')).toHaveAccessibleName(/^Koncert adwentowy.*sobota, 28 listopada 2026/);
  await expect(article.locator('time').first()).toHaveAttribute('datetime', '2026-11-28T18:00:00+01:00');
  const labels = ['Koncerty', 'Dzieci', 'Choroba dyrygenta', 'Ostatnie miejsca', 'pętla', 'Szukamy wolontariuszy'];
  for (const said of ['18:00', 'Sala widowiskowa', ...labels]) await expect.soft(article).toContainText(said);
});

test('a whole day has its date, without a time', async ({ calendar }) => {
  await calendar.open({ feed: feed([event('a', '2026-11-28')]) });
  const article = calendar.article('a', '2026-11-28');
  await expect(article.locator('time')).toHaveAttribute('datetime', '2026-11-28');
  await expect(article).not.toContainText('0:00');
});

test('by start, whole days first, then by the Polish and the Ukrainian alphabet, then by id', async ({ calendar, page }) => {
  const polish = ['1989', 'Ala', 'Ąbra', 'Baba', 'Cukier', 'Ćma', 'Lot', 'łoś', 'Oko', 'Ósmy', 'Zebra', '„Zima”', 'Źrebak', 'Żaba'];
  const titles = [...polish, 'Ганок', 'Ґанок', 'Дім', 'Їжак', 'Яблуко'];
  const events = titles.map((title, place) => event(`t${place}`, '2026-11-29T18:00', { title })).reverse();
  await calendar.open({
    feed: feed([
      ...events,
      event('late', '2026-11-28T19:00'),
      event('x2', '2026-11-28T18:00', { title: 'Równy' }),
      event('x1', '2026-11-28T18:00', { title: 'Równy' }),
      event('whole', '2026-11-28', { title: 'Żółw' }),
      event('early', '2026-11-28T00:00'),
    ]),
  });
  await expect.poll(() => outline(page)).toEqual([
    'sobota, 28 listopada 2026', 'whole', 'early', 'x1', 'x2', 'late',
    'niedziela, 29 listopada 2026', ...titles.map((_, place) => `t${place}`),
  ]);
  await expect(calendar.day(/sobota, 28 listopada 2026/)).toBeVisible();
});

test('what began earlier stands once, under today, and says which day it is', async ({ calendar, page }) => {
  await calendar.open({
    feed: feed([
      event('three-days', '2026-11-26', { end: '2026-11-28' }),
      event('night', '2026-11-26T22:00', { end: '2026-11-27T11:00' }),
      event('begins', '2026-11-28', { end: '2026-12-20' }),
      event('today', '2026-11-27T18:00'),
    ]),
  });
  await expect.poll(() => outline(page)).toEqual([
    'piątek, 27 listopada 2026', 'three-days', 'night', 'today',
    'sobota, 28 listopada 2026', 'begins',
  ]);
  await expect(calendar.article('three-days')).toContainText('2. dzień z 3');
  await expect(calendar.article('night')).toContainText('2. dzień z 2');
  await expect(calendar.article('begins')).toContainText('1. dzień z 23');
  await expect(calendar.article('today')).not.toContainText('dzień z');
  await expect(calendar.ongoing).toBeHidden();
});

test('with `from` in the address, what began earlier stands under that day', async ({ calendar, page }) => {
  const events = [
    event('three-days', '2026-11-30', { end: '2026-12-02' }),
    event('weeks', '2026-11-20', { end: '2026-12-24' }),
    event('that-day', '2026-12-01T18:00'),
  ];
  await calendar.open({ feed: feed(events), search: '?from=2026-12-01' });
  await expect.poll(() => outline(page)).toEqual(['Trwa', 'weeks', 'wtorek, 1 grudnia 2026', 'three-days', 'that-day']);
  await expect(calendar.article('three-days')).toContainText('2. dzień z 3');
});

test('what is on for weeks stands once in "Trwa", by end, collapsed beyond three', async ({ calendar, page }) => {
  const ends = ['a 2026-11-27', 'g 2027-02-01', 'c 2026-12-24', 'b 2026-12-06', 'f 2027-01-06', 'e 2026-12-31', 'd 2026-12-31'];
  const events = ends.map((it) => it.split(' ')).map(([id, end]) => event(id, '2026-11-23', { end }));
  events.push(event('four-days', '2026-11-25', { end: '2026-11-28' }), event('dzis', '2026-11-27T18:00'));
  await calendar.open({ feed: feed(events) });
  await calendar.counts(9, 9);
  await expect(calendar.ongoing).toBeVisible();
  const inside = await calendar.ongoing.locator('article').evaluateAll((articles) => articles.map((it) => it.dataset.eventId));
  expect(inside).toEqual(['a', 'four-days', 'b', 'c', 'd', 'e', 'f', 'g']);
  const folded = calendar.ongoing.locator('details');
  await expect(folded).toHaveJSProperty('open', false);
  await expect(folded.locator('article')).toHaveCount(5);
  const summary = folded.locator('summary');
  await expect(summary).toHaveText('Pokaż wszystkie trwające (8)');
  await expect(calendar.link('g')).toBeHidden();
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(calendar.link('g')).toBeVisible();
  for (const id of ['a', 'g']) await expect(calendar.page.locator(`[data-event-id="${id}"]`)).toHaveCount(1);
  await expect(calendar.link('g')).toHaveAccessibleName(/1 lutego 2027/);
});

test('a class keeps its hour when the clocks change, and its cancelled date says why', async ({ calendar }) => {
  const szachy = event('szachy', '2027-03-21T16:00', {
    title: 'Szachy', end: '2027-03-21T18:00', rrule: 'FREQ=WEEKLY', exdates: ['2027-04-11'],
    occurrences: [{ start: '2027-04-04T16:00', status: 'cancelled', status_note: 'Instruktor jest chory.' }],
  });
  await calendar.open({ feed: feed([szachy]), search: '?from=2027-03-20&to=2027-04-20' });
  await calendar.shows(['21', '28', '04', '18'].map((day, place) => `szachy 2027-0${place < 2 ? 3 : 4}-${day}T16:00`), { dates: true });
  const time = (start) => calendar.article('szachy', start).locator('time').first();
  await expect(time('2027-03-21T16:00')).toHaveAttribute('datetime', '2027-03-21T16:00:00+01:00');
  await expect(time('2027-03-28T16:00')).toHaveAttribute('datetime', '2027-03-28T16:00:00+02:00');
  await expect(calendar.article('szachy', '2027-04-04T16:00')).toContainText('Odwołane: Instruktor jest chory.');
  await expect(calendar.article('szachy', '2027-04-18T16:00')).not.toContainText('Odwołane');
  await calendar.link('szachy', '2027-04-04T16:00').click();
  await expect(calendar.dialog).toContainText('Odwołane: Instruktor jest chory.');
});

test('opening hours stand with what is on for weeks', async ({ calendar }) => {
  const hours = 'wtorek–niedziela 10:00–16:00';
  await calendar.open({ feed: feed([event('a', '2026-11-01', { end: '2026-12-24', hours })]) });
  await expect(calendar.article('a').getByText(hours)).toBeVisible();
});

test('three that are on for weeks need no summary', async ({ calendar }) => {
  const events = ['a', 'b', 'c'].map((id) => event(id, '2026-11-01', { end: '2026-12-24' }));
  await calendar.open({ feed: feed(events) });
  await expect(calendar.ongoing.getByRole('article')).toHaveCount(3);
  await expect(calendar.ongoing.locator('summary')).toBeHidden();
});

test.describe('while the page is open', () => {
  test.use({ own: true });

  test('an event is over from the instant of its end', async ({ calendar, page }) => {
    const events = ['2026-11-27T10:02', undefined, '2026-11-27T10:00'].map((end, place) => event('abc'[place], '2026-11-27T09:00', { end }));
    await calendar.open({ feed: feed(events), timers: 'paused' });
    await calendar.shows(['a', 'b']);
    await calendar.counts(2, 2);
    await page.clock.runFor(60_000);
    await calendar.shows(['a', 'b']);
    await page.clock.runFor(60_000);
    await calendar.shows(['b']);
    await calendar.counts(1, 1);
  });

  test('without an end it is over at the end of its day, in the feed’s zone', async ({ calendar, page }) => {
    const begun = event('b', '2026-11-25T18:00', { end: '2026-11-27' });
    const events = [event('a', '2026-11-27T09:00'), begun, event('c', '2026-11-27'), event('d', '2026-11-28')];
    // Half past five in the afternoon in New York.
    await calendar.open({ feed: feed(events), now: '2026-11-27T23:59:00+01:00', timers: 'paused' });
    await calendar.shows(['b', 'c', 'a', 'd']);
    await page.clock.runFor(60_000);
    await calendar.shows(['d']);
    await expect(calendar.day(/sobota, 28 listopada 2026/)).toHaveAccessibleName(/dziś/i);
  });
});

test('nights go on after midnight', async ({ calendar }) => {
  await calendar.open({ feed: fixture('nights'), now: '2026-08-16T03:00:00+02:00' });
  await calendar.shows(['noc-2026-08-15', 'sniadanie', 'noc-2026-08-16'], { dates: false });
  await expect(calendar.article('noc-2026-08-15')).toContainText('2. dzień z 2');
  await expect(calendar.article('noc-2026-08-15')).toHaveAttribute('data-start', '2026-08-15T22:00');
});

test('instants with any offset become times of the feed’s zone, under its days', async ({ calendar, page }) => {
  const events = [
    event('utc', '2026-11-27T23:30:00Z'),
    event('new-york', '2026-11-27T18:45:00-05:00'),
    event('wall', '2026-11-28T00:50'),
    event('evening', '2026-11-27T23:30'),
  ];
  await calendar.open({ feed: feed(events) });
  await expect.poll(() => outline(page)).toEqual([
    'piątek, 27 listopada 2026', 'evening',
    'sobota, 28 listopada 2026', 'utc', 'new-york', 'wall',
  ]);
  const starts = ['evening 2026-11-27T23:30', 'utc 2026-11-28T00:30', 'new-york 2026-11-28T00:45', 'wall 2026-11-28T00:50'];
  await calendar.shows(starts, { dates: true });
});

test('the day of the clock change: skipped and repeated times as RFC 5545 reads them', async ({ calendar }) => {
  const at = (id) => calendar.article(id).locator('time').evaluate((it) => new Date(it.dateTime).toISOString());
  const events = [
    event('gap', '2027-03-28T02:30'), event('before', '2027-03-28T01:59'), event('after', '2027-03-28T03:00'),
    event('twice', '2027-10-31T02:30'), event('second', '2027-10-31T02:30+01:00'),
  ];
  await calendar.open({ feed: feed(events) });
  await calendar.shows(['before', 'after', 'gap', 'twice', 'second']);
  expect(await at('gap')).toBe('2027-03-28T01:30:00.000Z');
  expect(await at('before')).toBe('2027-03-28T00:59:00.000Z');
  expect(await at('after')).toBe('2027-03-28T01:00:00.000Z');
  expect(await at('twice')).toBe('2027-10-31T00:30:00.000Z');
  expect(await at('second')).toBe('2027-10-31T01:30:00.000Z');
});

test('any zone, all year round: wall times keep their hour and get its offset', async ({ calendar }) => {
  const months = Array.from({ length: 12 }, (_, month) => `2027-${String(month + 1).padStart(2, '0')}-02T12:00`);
  const europe = ['Europe/Warsaw', 'Europe/Kyiv', 'UTC'];
  for (const timezone of [...europe, 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kathmandu']) {
    await calendar.open({ feed: feed(months.map((start, month) => event(`m${month}`, start)), { timezone }) });
    await calendar.shows(months.map((start, month) => `m${month} ${start}`), { dates: true, message: timezone });
    // The browser's own tables, which may be newer than those of Node.
    const walls = await calendar.articles.locator('time').evaluateAll((times, timeZone) => {
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
      return times.map((it) => format.format(new Date(it.dateTime)).replace(' ', 'T'));
    }, timezone);
    expect(walls, timezone).toEqual(months);
  }
});

test.describe('rules', () => {
  test('a class stays at its hour when the clocks change', async ({ calendar }) => {
    const rule = event('a', '2027-03-21T16:00', { end: '2027-03-21T17:00', rrule: 'FREQ=WEEKLY;COUNT=3' });
    await calendar.open({ feed: feed([rule]) });
    await calendar.shows(['a 2027-03-21T16:00', 'a 2027-03-28T16:00', 'a 2027-04-04T16:00'], { dates: true });
    const offsets = await calendar.articles.locator('time').evaluateAll((times) => times.map((it) => it.dateTime.slice(-6)));
    expect(offsets).toEqual(['+01:00', '+02:00', '+02:00']);
  });

  test('a night ends at its hour in every night', async ({ calendar }) => {
    const nights = event('a', '2027-10-29T22:00', { end: '2027-10-30T06:00', rrule: 'FREQ=DAILY;COUNT=3' });
    await calendar.open({ feed: feed([nights]) });
    await expect(calendar.articles).toHaveCount(3);
    for (const time of await calendar.articles.locator('time').all()) await expect(time).toHaveText(/^22:00–0?6:00$/);
  });

  test('dates are taken away, moved and added', async ({ calendar }) => {
    const rule = event('a', '2026-12-01T18:00', {
      rrule: 'FREQ=WEEKLY;COUNT=5',
      exdates: ['2026-12-08'],
      rdates: ['2026-12-03T18:00'],
      occurrences: [
        { start: '2026-12-16T19:00', replaces: '2026-12-15T18:00', status: 'rescheduled' },
        { start: '2026-12-22T18:00', status: 'cancelled' },
        { start: '2026-12-24T10:00' },
      ],
    });
    await calendar.open({ feed: feed([rule]) });
    const dates = ['01T18:00', '03T18:00', '16T19:00', '22T18:00', '24T10:00', '29T18:00'];
    await calendar.shows(dates.map((date) => `a 2026-12-${date}`), { dates: true });
    await expect(calendar.article('a', '2026-12-16T19:00')).toContainText('15 grudnia 2026, 18:00');
    await expect(calendar.article('a', '2026-12-22T18:00')).toContainText('Odwołane');
    await expect(calendar.article('a', '2026-12-29T18:00')).not.toContainText('Odwołane');
  });

  test('without an end they reach to the 366th day, and days that are asked for beyond', async ({ calendar }) => {
    const daily = feed([event('a', '2026-11-27T18:00', { rrule: 'FREQ=DAILY' })]);
    await calendar.open({ feed: daily });
    await calendar.counts(367, 367);
    await calendar.open({ search: '?from=2031-02-27&to=2031-03-01' });
    await calendar.shows(['a 2031-02-27T18:00', 'a 2031-02-28T18:00', 'a 2031-03-01T18:00'], { dates: true });
  });

  test('only the dates that the rule gives are dates', async ({ calendar }) => {
    const events = [
      event('a', '2026-11-27T18:00', { rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2' }),
      event('never', '2026-11-27T18:00', { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }),
      event('first-saturdays', '2026-12-05', { rrule: 'FREQ=MONTHLY;BYDAY=1SA;UNTIL=20270201' }),
    ];
    await calendar.open({ feed: feed(events) });
    const wanted = ['a 2026-12-01T18:00', 'first-saturdays 2026-12-05', 'a 2026-12-08T18:00', 'first-saturdays 2027-01-02'];
    await calendar.shows(wanted, { dates: true });
  });
});

test('an occurrence has its own fields, and the event’s where it has none', async ({ calendar }) => {
  await calendar.open({
    feed: feed([
      {
        id: 'a', title: 'A', start: '2026-11-28T18:00', end: '2026-11-28T19:00',
        venue: 'sala', booking: 'full', price: { free: true }, access: ['lift'],
        occurrences: [
          { start: '2026-11-28T18:00' },
          {
            start: '2026-11-29T17:00', status: 'cancelled',
            venue: 'rynek', booking: 'few', price: { from: 5, to: 5 }, access: ['captions'],
          },
        ],
      },
    ]),
  });
  const [first, second] = [calendar.article('a', '2026-11-28T18:00'), calendar.article('a', '2026-11-29T17:00')];
  const says = async (article, words, others) => {
    for (const said of words) await expect.soft(article).toContainText(said);
    for (const not of others) await expect.soft(article).not.toContainText(not);
  };
  await says(first, ['18:00–19:00', 'Sala widowiskowa', 'Brak miejsc', 'wstęp wolny', 'winda'], ['napisy', 'Odwołane']);
  const own = ['17:00–18:00', 'Rynek', 'Odwołane', 'Ostatnie miejsca', '5 zł', 'winda', 'napisy'];
  await says(second, own, ['Sala', 'wstęp wolny', 'Brak miejsc']);
});

test('cancelled and postponed ones are there, marked and counted', async ({ calendar }) => {
  const said = { cancelled: 'Odwołane', postponed: /Przełożone/, rescheduled: /termin/, moved_online: /internet|online/i };
  const events = Object.keys(said).map((status) => event(status, undefined, { status, status_note: 'Awaria.' }));
  await calendar.open({ feed: feed(events) });
  await calendar.counts(4, 4);
  for (const [status, word] of Object.entries(said)) {
    await expect.soft(calendar.article(status)).toContainText(word);
    await expect.soft(calendar.article(status)).toContainText('Awaria.');
  }
});

test('the past is reached by date', async ({ calendar }) => {
  const events = [event('old', '2024-06-01', { end: '2024-06-02' }), event('new')];
  await calendar.open({ feed: feed(events), search: '?from=2024-01-01&to=2024-12-31' });
  await calendar.shows(['old']);
});

test('"Pokaż więcej" draws whole days, until all are drawn', async ({ calendar }) => {
  await calendar.open({ feed: feed(many(130, 7)) });
  await calendar.counts(130, 130);
  const counts = [await calendar.articles.count()];
  while (await calendar.more.isVisible()) {
    await calendar.more.click();
    await expect.poll(() => calendar.articles.count()).toBeGreaterThan(counts.at(-1));
    counts.push(await calendar.articles.count());
  }
  expect(counts[0]).toBeGreaterThanOrEqual(14);
  expect(counts[0]).toBeLessThan(130);
  for (const count of counts) expect(count % 7 === 0 || count === 130, `whole days: ${counts}`).toBe(true);
  expect(counts.at(-1)).toBe(130);
});

test('a short list has no "Pokaż więcej"', async ({ calendar }) => {
  await calendar.open({ feed: feed(many(5)) });
  await calendar.shows(['e000', 'e001', 'e002', 'e003', 'e004']);
  await expect(calendar.more).toBeHidden();
});

test('how much is drawn comes back on reload and on Back', async ({ calendar, page, site }) => {
  await calendar.open({ feed: feed(many(130, 7)) });
  const first = await calendar.articles.count();
  await calendar.more.click();
  await expect.poll(() => calendar.articles.count()).toBeGreaterThan(first);
  const drawn = await calendar.articles.count();
  await page.reload();
  await calendar.is('ready');
  await expect(calendar.articles).toHaveCount(drawn);
  await page.goto(`${site.url}img/brama.svg`);
  await page.goBack();
  await calendar.is('ready');
  await expect(calendar.articles).toHaveCount(drawn);
  await calendar.articles.nth(drawn - 1).getByRole('heading').getByRole('link').click();
  await expect(calendar.dialog).toBeVisible();
  await page.goBack();
  await expect(calendar.dialog).toBeHidden();
  await expect(calendar.articles).toHaveCount(drawn);
});

test('an empty list says why, and offers the ways out', async ({ calendar, page }) => {
  const events = [
    event('a', '2026-11-28T18:00', { venue: 'sala' }),
    event('b', '2026-12-10T18:00', { venue: 'rynek' }),
    event('c', '2026-12-12T18:00', { venue: 'rynek', price: { free: true } }),
  ];
  const way = (name) => page.getByRole('main').getByRole('listitem').getByRole('button', { name, exact: true });
  await calendar.open({ feed: feed(events), search: '?venue=rynek&when=today' });
  await calendar.counts(0, 0);
  await expect(page.getByText('W wybranych dniach nic się nie dzieje.')).toBeVisible();
  await way('Najbliższy termin: czwartek, 10 grudnia 2026').click();
  await calendar.shows(['b', 'c']);
  await calendar.address('?venue=rynek&from=2026-12-10');
  await calendar.open({ search: '?venue=rynek&when=today' });
  await way('Pokaż wszystkie dni').click();
  await calendar.shows(['b', 'c']);
  await expect(calendar.result).toBeFocused();

  await calendar.open({ search: '?venue=sala&free=1' });
  await calendar.counts(0, 3);
  await expect(page.getByText('Nic nie pasuje do wybranych filtrów.')).toBeVisible();
  await expect(way('Pokaż bez filtra „Miejsce” (1)')).toBeVisible();
  await way('Pokaż bez filtra „Wstęp wolny” (1)').click();
  await calendar.shows(['a']);
  await calendar.address('?venue=sala');

  await calendar.open({ search: '?q=nikt' });
  await calendar.counts(0, 3);
  await way('Pokaż bez filtra „nikt” (3)').click();
  await calendar.shows(['a', 'b', 'c']);
});

test('the notice stands on its days only', async ({ calendar, page }) => {
  const programme = feed([event('a')], { notice: { text: 'Nieczynne 1–3 maja.', from: '2026-11-27', to: '2026-11-28' } });
  const notice = page.getByText('Nieczynne 1–3 maja.');
  for (const [now, seen] of [['26T23:59', false], ['27T00:00', true], ['28T23:59', true], ['29T00:00', false]]) {
    await calendar.open({ feed: programme, now: `2026-11-${now}:00+01:00` });
    await expect(notice, now).toBeVisible({ visible: seen });
  }
});

test('the foot names who runs it, the contact addresses and the age of the programme', async ({ calendar, page }) => {
  await calendar.open({ feed: fixture('everything') });
  const foot = page.getByRole('contentinfo');
  await expect(foot).toContainText('Stan na 22 listopada 2026, 18:05');
  await expect(foot).toContainText('Rynek 1, Opatów');
  for (const [name, href] of Object.entries({
    'Dom Kultury': 'https://example.org/',
    '+48 15 000 00 00': 'tel:+48150000000',
    'dom@example.org': 'mailto:dom@example.org',
    'Zgłoś wydarzenie': 'https://example.org/zglos',
    'Zgłoś błąd': 'mailto:blad@example.org',
  })) {
    await expect.soft(foot.getByRole('link', { name })).toHaveAttribute('href', href);
  }
});
