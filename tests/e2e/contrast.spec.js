// Colours that are not ours: the reader's own, more contrast, a municipality's.

import { event, feed } from './feeds.js';
import { expect, test } from './site.js';

test.use({ own: true });

const GOOD = feed([event('a'), event('b', '2026-11-28T20:00')]);
const color = (locator, property, pseudo) =>
  locator.evaluate((it, [property, pseudo]) => getComputedStyle(it, pseudo)[property], [property, pseudo]);

test('in the reader’s own colours nothing that says something is gone', async ({ calendar, page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await calendar.open({ feed: GOOD, search: '?view=month&date=2026-11-01' });
  const ground = await color(page.locator('body'), 'backgroundColor');
  expect(await color(page.locator('.mast'), 'backgroundColor', '::before')).not.toBe(ground);
  const day = page.locator('[data-day="2026-11-28"]');
  for (const chosen of [false, true]) {
    if (chosen) await day.click();
    await expect(day).toHaveAttribute('aria-pressed', String(chosen));
    expect(await color(day.locator('.dots i').first(), 'backgroundColor')).not.toBe(ground);
    await expect(day).toHaveCSS('border-top-style', chosen ? 'solid' : 'none');
  }
});

for (const colorScheme of ['light', 'dark']) {
  test(`with more contrast quiet words are as strong as others: ${colorScheme}`, async ({ calendar, page }) => {
    await calendar.open({ feed: feed([event('a', undefined, { categories: ['koncert'] })], { categories: [{ id: 'koncert', label: 'Koncerty', color: '#7a2a63' }] }) });
    await page.emulateMedia({ colorScheme });
    const ink = await color(page.locator('body'), 'color');
    const kind = calendar.article('a').getByText('Koncerty');
    await expect(calendar.result).not.toHaveCSS('color', ink);
    await expect(kind).not.toHaveCSS('color', ink);
    await page.emulateMedia({ contrast: 'more' });
    await expect(calendar.result).toHaveCSS('color', ink);
    await expect(kind).toHaveCSS('color', ink);
  });
}

test('accent and typefaces are changed in one place', async ({ calendar, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await calendar.open({ feed: GOOD });
  await page.evaluate(() => {
    const { style } = document.documentElement;
    for (const [name, value] of [['--house', '#00507a'], ['--display', 'cursive'], ['--text', 'monospace']]) style.setProperty(name, value);
  });
  const accent = 'rgb(0, 80, 122)';
  expect(await color(page.locator('.mast'), 'backgroundColor', '::before')).toBe(accent);
  await expect(calendar.filters).toHaveCSS('background-color', accent);
  // Nothing keeps the old accent, and each text has one of the two typefaces.
  const left = await page.evaluate(() =>
    [...document.querySelectorAll('body *')].flatMap((it) => {
      const style = getComputedStyle(it);
      const old = ['color', 'backgroundColor', 'borderTopColor', 'accentColor'].filter((name) => style[name] === 'rgb(138, 21, 56)');
      const face = ['cursive', 'monospace'].includes(style.fontFamily) ? [] : [style.fontFamily];
      return [...old, ...face].map((what) => `${it.outerHTML.slice(0, 80)}: ${what}`);
    }),
  );
  expect(left).toEqual([]);
});
