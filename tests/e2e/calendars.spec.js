// A file saved from the page, opened by two programs that share nothing with ours nor with each other: Python's icalendar
// with recurring-ical-events, and ical.js. Both have to read the same titles, instants and dates.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ICAL from 'ical.js';
import { event, feed } from './feeds.js';
import { expect, test } from './site.js';

test.use({ own: true });

const PYTHON = fileURLToPath(new URL('../../target/python/bin/python', import.meta.url));
const READER = fileURLToPath(new URL('../ics/read.py', import.meta.url));
const [FROM, TO] = ['2026-11-01', '2027-04-15'];

const PROGRAMME = feed(
  [
    event('koncert', '2026-11-28T18:00', { title: 'Koncert; „adwentowy”, część 1', end: '2026-11-28T20:00', venue: 'sala' }),
    // Every Thursday until April, over the change of the clock; not at Christmas, and once on a Friday.
    event('szachy', '2026-12-03T16:00', {
      title: 'Szachy', end: '2026-12-03T18:00', rrule: 'FREQ=WEEKLY;UNTIL=2027-04-08', exdates: ['2026-12-24'],
      occurrences: [{ start: '2026-12-11T17:30', replaces: '2026-12-10T16:00' }],
    }),
    event('kiermasz', '2026-12-05', { title: 'Kiermasz', end: '2026-12-07', venue: 'rynek' }),
    event('wyklad', '2026-12-01T17:00', { title: 'Wykład', end: '2026-12-01T18:30', status: 'cancelled', venue: 'biblioteka' }),
  ],
  { url: 'https://example.org/kalendarz/', generated_at: '2026-11-20T08:00:00Z' },
);

/** Every date in the window as each of the two reads it: `begin end title`, `(cancelled)` after those that are off. */
function read(content) {
  const python = execFileSync(PYTHON, [READER, FROM, TO], { input: content, encoding: 'utf8' }).trim().split('\n');
  return { icalendar: python, 'ical.js': byIcalJs(content) };
}

function byIcalJs(content) {
  const calendar = new ICAL.Component(ICAL.parse(content));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const parts = calendar.getAllSubcomponents('vevent').map((it) => new ICAL.Event(it));
  const dates = [];
  for (const event of parts.filter((it) => !it.isRecurrenceException())) {
    for (const part of parts) if (part.isRecurrenceException() && part.uid === event.uid) event.relateException(part);
    if (!event.isRecurring()) {
      dates.push(event);
      continue;
    }
    const each = event.iterator();
    for (let next = each.next(); next && next.toJSDate() < new Date(TO); next = each.next()) {
      const { item, startDate, endDate } = event.getOccurrenceDetails(next);
      dates.push({ startDate, endDate, summary: item.summary, component: item.component });
    }
  }
  const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString().replace('.000', ''));
  const off = ({ component }) => (component.getFirstPropertyValue('status') === 'CANCELLED' ? ' (cancelled)' : '');
  return dates.map((it) => `${moment(it.startDate)} ${moment(it.endDate)} ${it.summary}${off(it)}`).sort();
}

/** Saves the file of what is open, of all its dates when there are more. */
async function taken(calendar, page, search) {
  await calendar.open({ feed: PROGRAMME, search });
  await calendar.dialog.getByRole('button', { name: 'Dodaj do kalendarza' }).click();
  const all = calendar.dialog.getByRole('button', { name: 'Plik: wszystkie terminy' });
  const one = calendar.dialog.getByRole('button', { name: 'Plik: ten termin' });
  await one.waitFor();
  return saved(page, (await all.count()) ? all : one);
}

async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await download.path(), 'utf8');
}

function both(content, wanted) {
  const { icalendar, 'ical.js': js } = read(content);
  expect.soft(icalendar, 'icalendar').toEqual(wanted);
  expect.soft(js, 'ical.js').toEqual(wanted);
}

/** 16:00 in Warsaw, in winter and, from 28 March on, in summer. */
const CHESS = [
  '2026-12-03T15:00:00Z 2026-12-03T17:00:00Z', '2026-12-11T16:30:00Z 2026-12-11T18:30:00Z', '2026-12-17T15:00:00Z 2026-12-17T17:00:00Z',
  ...['2026-12-31', '2027-01-07', '2027-01-14', '2027-01-21', '2027-01-28', '2027-02-04', '2027-02-11', '2027-02-18', '2027-02-25']
    .concat(['2027-03-04', '2027-03-11', '2027-03-18', '2027-03-25']).map((day) => `${day}T15:00:00Z ${day}T17:00:00Z`),
  ...['2027-04-01', '2027-04-08'].map((day) => `${day}T14:00:00Z ${day}T16:00:00Z`),
].map((dates) => `${dates} Szachy`);

test('a single event', async ({ calendar, page }) => {
  both(await taken(calendar, page, '?event=koncert'), ['2026-11-28T17:00:00Z 2026-11-28T19:00:00Z Koncert; „adwentowy”, część 1']);
});

test('a weekly class, without one of its dates, with another one moved', async ({ calendar, page }) => {
  expect(CHESS).toHaveLength(18);
  both(await taken(calendar, page, '?event=szachy&at=2026-12-03T16:00'), CHESS);
});

test('whole days; the end in the file is the day after', async ({ calendar, page }) => {
  both(await taken(calendar, page, '?event=kiermasz'), ['2026-12-05 2026-12-08 Kiermasz']);
});

test('what was called off is there, as such', async ({ calendar, page }) => {
  both(await taken(calendar, page, '?event=wyklad'), ['2026-12-01T16:00:00Z 2026-12-01T17:30:00Z Wykład (cancelled)']);
});

test('a filtered selection: the dates that are shown, each by itself', async ({ calendar, page }) => {
  await calendar.open({ feed: PROGRAMME, search: '?from=2026-12-01&to=2026-12-17' });
  await calendar.counts(5, 5);
  both(await saved(page, page.getByRole('button', { name: 'Pobierz te terminy do kalendarza' })), [
    '2026-12-01T16:00:00Z 2026-12-01T17:30:00Z Wykład (cancelled)', CHESS[0], '2026-12-05 2026-12-08 Kiermasz', CHESS[1], CHESS[2],
  ]);
  await calendar.choice('Miejsce', 'Rynek').check();
  await calendar.counts(1, 5);
  both(await saved(page, page.getByRole('button', { name: 'Pobierz te terminy do kalendarza' })), ['2026-12-05 2026-12-08 Kiermasz']);
});
