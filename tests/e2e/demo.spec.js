// The demo programme: valid by its schema, full on any day for years, and open about being one. That it is full on
// every single day is tested without a browser, in crates/cli/tests/demo.rs.

import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, test } from './site.js';

const read = (name) => JSON.parse(readFileSync(new URL(`../../feed/${name}`, import.meta.url), 'utf8'));

test('the demo is what its schema says', () => {
  const ajv = formats(new Ajv({ allErrors: true, strictTypes: false, strictRequired: false }));
  const validate = ajv.compile(read('feed.schema.json'));
  validate(read('feed.json'));
  expect(validate.errors ?? []).toEqual([]);
});

test('the schema says no to what is wrong', () => {
  const validate = formats(new Ajv({ strictTypes: false })).compile(read('feed.schema.json'));
  const good = { version: 1, events: [{ id: 'a', title: 'A', start: '2026-11-27' }] };
  expect(validate(good)).toBe(true);
  for (const bad of [{ ...good, version: 2 }, { version: 1 }, { ...good, events: [{ id: 'a', title: 'A', start: 'jutro' }] }, { ...good, events: [{ title: 'A' }] }]) {
    expect(validate(bad), JSON.stringify(bad)).toBe(false);
  }
});

/** Days on which somebody opens it: an ordinary Tuesday, holidays, the summer, the change of years, a leap day. */
const DAYS = [
  '2026-11-24',
  '2026-12-25',
  '2027-01-02',
  '2027-03-28',
  '2027-07-12',
  '2027-08-31',
  '2027-11-01',
  '2028-02-29',
  '2028-06-15',
  '2028-12-24',
  '2029-04-01',
  '2029-11-24',
];

for (const day of DAYS) {
  test(`the demo is full on ${day}`, async ({ calendar, page }) => {
    await calendar.open({ now: `${day}T09:00:00+01:00` });
    const [, shown] = (await calendar.result.textContent()).match(/^Pokazano (\d+) z/);
    expect(Number(shown)).toBeGreaterThanOrEqual(25);
    await expect(page.getByText('To program pokazowy')).toBeVisible();
    expect(await calendar.ongoing.locator('article').count(), 'what runs for weeks').toBeGreaterThanOrEqual(2);
    const begins = await calendar.articles.evaluateAll((articles) => articles.map(({ dataset }) => dataset.start.slice(0, 10)));
    for (let more = 0; more < 7; more += 1) {
      const next = new Date(Date.parse(day) + more * 86_400_000).toISOString().slice(0, 10);
      expect(begins, 'days on which something begins').toContain(next);
    }
  });
}
