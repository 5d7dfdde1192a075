// The browser's table of time zones (src/shell/zone.rs reads it from Intl) against the command line's own (chrono-tz):
// the same feed shows the same times in both, around every clock change of four years and in years far ahead.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { event, feed, NOW } from './feeds.js';
import { expect, test } from './site.js';

const KALENDARZ = fileURLToPath(new URL('../../target/release/kalendarz', import.meta.url));
const ZONES = [
  'Europe/Warsaw',
  'Europe/Kyiv',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'UTC',
];
const HOUR = 3_600_000;
const [FIRST, END] = [Date.UTC(2025), Date.UTC(2029)];

/** Countries change their minds, and browsers hear of it before chrono-tz does: compared as long as both agree. */
const AGREED = { 'Africa/Casablanca': '2026-08-31' };

/** What the command line lists, as `id start` with the offset. */
function listed(programme, query) {
  const lines = execFileSync(KALENDARZ, ['list', '-', '--json', '--now', NOW, '--query', query], {
    input: JSON.stringify(programme),
    encoding: 'utf8',
  });
  return lines.trimEnd().split('\n').map((line) => JSON.parse(line)).map(({ event, start }) => `${event} ${start}`);
}

/** The same of the page, with everything unfolded; and of each article the wall time by which addresses name it. */
async function shown(calendar) {
  await calendar.unfold();
  return calendar.articles.evaluateAll((articles) =>
    articles.map((it) => ({
      listed: `${it.dataset.eventId} ${it.querySelector('time').dateTime}`,
      start: it.dataset.start,
    })),
  );
}

async function compare(calendar, programme, query) {
  await calendar.open({ feed: programme, search: `?${query}` });
  const expected = listed(programme, query);
  await calendar.counts(expected.length, expected.length);
  const articles = await shown(calendar);
  expect(articles.map((it) => it.listed), programme.timezone).toEqual(expected);
  const walls = expected.map((it) => it.split(' ')[1].slice(0, 19).replace(/:00$/, ''));
  expect(articles.map((it) => it.start), programme.timezone).toEqual(walls);
}

/** Hours in which the clock changes, by Node's tables: they say where to look, not what is right. */
function changes(timeZone) {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offset = (at) => format.format(at).split('GMT')[1];
  const found = [];
  for (let at = FIRST; at < END; at += 24 * HOUR) {
    if (offset(at) === offset(at + 24 * HOUR)) continue;
    let hour = at;
    while (offset(hour) === offset(hour + HOUR)) hour += HOUR;
    found.push(hour);
  }
  return found;
}

/** Every ten minutes of an hour with a clock change, its neighbours, and the seconds that matter; a day of each month. */
function instants(timezone) {
  const around = changes(timezone).flatMap((hour) => {
    const minutes = Array.from({ length: 19 }, (_, place) => hour + (place - 6) * 600_000);
    return [...minutes, hour + HOUR / 2 - 1000, hour + HOUR - 1000];
  });
  const months = Array.from({ length: 48 }, (_, month) => Date.UTC(2025, month, 15, 12));
  return [...around, ...months].map((at) => new Date(at).toISOString().replace('.000', ''));
}

for (const timezone of ZONES) {
  test(`${timezone}: the browser's table is the command line's`, async ({ calendar }) => {
    const events = instants(timezone).map((start, place) => event(`e${place}`, start));
    await compare(calendar, feed(events, { timezone }), `from=2025-01-01&to=${AGREED[timezone] ?? '2028-12-31'}`);
  });

  if (timezone in AGREED) continue;
  test(`${timezone}: years beyond the feed's own have their clock changes`, async ({ calendar }) => {
    const daily = event('a', '2026-11-27T02:30', { rrule: 'FREQ=DAILY' });
    const weekly = event('b', '2026-11-27T16:00', { rrule: 'FREQ=WEEKLY' });
    const programme = feed([daily, weekly], { timezone });
    for (const query of ['from=2031-03-01&to=2031-04-30', 'from=2037-09-20&to=2037-11-10', 'from=2087-03-20&to=2087-06-30']) {
      await compare(calendar, programme, query);
    }
  });
}

test('a day far ahead that is chosen on the page has its offset', async ({ calendar }) => {
  const programme = feed([event('a', '2026-11-27T16:00', { rrule: 'FREQ=WEEKLY' })]);
  await calendar.open({ feed: programme });
  await calendar.from.fill('2031-05-01');
  await calendar.to.fill('2031-05-31');
  const expected = listed(programme, 'from=2031-05-01&to=2031-05-31');
  await calendar.counts(expected.length, expected.length);
  expect((await shown(calendar)).map((it) => it.listed)).toEqual(expected);
  expect(expected[0]).toBe('a 2031-05-02T16:00:00+02:00');
});
