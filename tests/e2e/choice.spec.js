// A choice that is kept on this device, when somebody asks for that; and a child's age that finds the groups.

import { event, feed } from './feeds.js';
import { expect, test } from './site.js';

const PROGRAMME = feed([
  event('a', '2026-11-28T10:00', { age_groups: ['dzieci'], venue: 'sala' }),
  event('b', '2026-11-28T12:00', { age_groups: ['seniorzy'], venue: 'sala' }),
  event('c', '2026-11-28T14:00', { age: { min: 5, max: 8 }, venue: 'rynek' }),
]);

test('a child’s age chooses its groups, and another age others', async ({ calendar, page }) => {
  await calendar.open({ feed: PROGRAMME, search: '?venue=sala' });
  const years = page.getByRole('spinbutton', { name: 'Ile lat ma dziecko?' });
  await years.fill('7');
  await expect(calendar.choice('Wiek', 'Dzieci')).toBeChecked();
  await calendar.address('?age=dzieci&venue=sala');
  await calendar.shows(['a']);
  await years.fill('70');
  await calendar.shows(['b']);
  await years.fill('');
  await calendar.shows(['a', 'b']);
  await expect(years).toBeFocused();
});

test.describe('kept', () => {
  test.use({ own: true });

  const button = (page, name) => page.getByRole('button', { name, exact: true });
  const stored = (page) => page.evaluate(() => Object.entries(localStorage));

  test('a choice is there at the next visit, until it is forgotten', async ({ calendar, page }) => {
    calendar.keeps = true;
    await calendar.open({ feed: PROGRAMME });
    await expect(button(page, 'Zapamiętaj mój wybór')).toBeHidden();
    await expect(button(page, 'Zapomnij')).toBeHidden();
    await calendar.choice('Wiek', 'Dzieci').check();
    await calendar.preset('Jutro').click();
    expect(await stored(page)).toEqual([]);
    await button(page, 'Zapamiętaj mój wybór').click();
    await expect(button(page, 'Zapomnij')).toBeFocused();
    expect(await stored(page)).toEqual([['kalendarz:/kultura/kalendarz/:choice', 'age=dzieci']]);

    await calendar.open();
    await calendar.shows(['a', 'c']);
    await calendar.address('?age=dzieci');
    await expect(calendar.chip('Dzieci')).toBeVisible();
    // A link that says anything of its own is followed as it is.
    await calendar.open({ search: '?venue=sala' });
    await calendar.shows(['a', 'b']);
    await calendar.open({ search: '?lang=en' });
    await calendar.address('?age=dzieci&lang=en');

    await calendar.open();
    await calendar.clear.click();
    await calendar.shows(['a', 'b', 'c']);
    await button(page, 'Zapomnij').click();
    await expect(calendar.result).toBeFocused();
    expect(await stored(page)).toEqual([]);
    await calendar.open();
    await calendar.shows(['a', 'b', 'c']);
  });
});
