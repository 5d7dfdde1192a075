// The demo programme: valid by its schema, full on any day of the coming year, and open about being one.

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

test('at least 25 events are coming on the first of every month', async ({ calendar, page }) => {
  for (let month = 0; month < 13; month += 1) {
    const day = new Date(Date.UTC(2026, 11 + month, 1, 9)).toISOString();
    await calendar.open({ now: day });
    const [, shown] = (await calendar.result.textContent()).match(/^Pokazano (\d+) z/);
    expect(Number(shown), day).toBeGreaterThanOrEqual(25);
    await expect(page.getByText('To program pokazowy')).toBeVisible();
  }
});
