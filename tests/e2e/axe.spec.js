// The rules of axe for WCAG 2.2 AA and its best practices, in every state, theme and language; narrow and large text.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { event, feed } from './feeds.js';
import { expect, test } from './site.js';

const AXE = readFileSync(fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const DAY = '2026-11-27T10:00:00+01:00';

async function violations(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run({ runOnly }), RULES);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

for (const lang of ['pl', 'en', 'uk']) {
  for (const colorScheme of ['light', 'dark']) {
    for (const [width, height] of [[390, 844], [1280, 800]]) {
      test(`the demo in ${lang}, ${colorScheme}, ${width} px wide`, async ({ calendar, page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height });
        await calendar.open({ now: DAY, search: `?lang=${lang}` });
        expect.soft(await violations(page), 'list').toEqual([]);
        await calendar.articles.last().getByRole('link').click();
        await expect(calendar.dialog).toBeVisible();
        expect.soft(await violations(page), 'opened event').toEqual([]);
        await page.goto(`${calendar.site.url}?lang=${lang}&q=żżż&age=nikt&event=nic`);
        await calendar.is('ready');
        expect.soft(await violations(page), 'nothing found').toEqual([]);
        if (width < 500) {
          await page.locator('[aria-controls]').click();
          expect.soft(await violations(page), 'filters').toEqual([]);
        }
      });
    }
  }
}

test('a feed that is not there', async ({ calendar, page }) => {
  await calendar.open({ feed: '<html>', state: 'failed' });
  await expect(calendar.alert).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

for (const [what, width, size] of [['320 px', 320, ''], ['text at 200 %', 640, '200%']]) {
  test(`no sideways scrolling at ${what}`, async ({ calendar, page }) => {
    await page.setViewportSize({ width, height: 640 });
    const long = event('a', '2026-11-28T18:00', { title: 'Dziewięćdziesięciodziewięcioletniemu konstantynopolitańczykowi', description: 'x'.repeat(300), venue: 'sala' });
    await calendar.open({ feed: feed([long, event('b')]) });
    await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, size);
    const fits = () => page.evaluate(() => {
      const dialog = document.querySelector('dialog');
      return document.documentElement.scrollWidth <= innerWidth && dialog.scrollWidth <= dialog.clientWidth + 1;
    });
    expect(await fits()).toBe(true);
    await page.locator('[aria-controls]').click();
    expect(await fits()).toBe(true);
    await calendar.link('a').click();
    await expect(calendar.dialog).toBeVisible();
    expect(await fits()).toBe(true);
  });
}

test('every button and lone link is at least 44 pixels high', async ({ calendar, page }) => {
  await calendar.open({ now: DAY, search: '?q=wystawa' });
  const small = () => page.evaluate(() => [...document.querySelectorAll('a, button, input, summary')]
    .filter((it) => it.getClientRects().length && !it.closest('.prose') && !it.classList.contains('skip'))
    .map((it) => [it, (it.closest('label') ?? it).getBoundingClientRect()])
    .filter(([, { height }]) => height < 43.5)
    .map(([it, { height }]) => `${it.outerHTML.slice(0, 100)} ${height}`));
  expect(await small()).toEqual([]);
  await calendar.articles.first().getByRole('link').click();
  await expect(calendar.dialog).toBeVisible();
  expect(await small()).toEqual([]);
});
