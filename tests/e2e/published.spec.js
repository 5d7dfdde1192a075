// The page of an event as `kalendarz publish` writes it, behind a server with the site's own headers: no program, the
// strict policy, light and dark, at any width; and the ways from it into the calendar.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NOW, publish } from '../published/publish.mjs';
import { violations } from './axe.js';
import { expect, test } from './site.js';

let published;
test.beforeAll(() => { published = publish(); });
test.afterAll(() => published?.remove());

/** The page of an event by the beginning of its name. */
const named = (name) => `wydarzenia/${readdirSync(join(published.out, 'wydarzenia')).find((file) => file.startsWith(name) && file.endsWith('.html'))}`;

const open = async ({ page, site }, name) => {
  await site.becomes(published.out);
  await page.goto(site.url + named(name));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

// Everything that can be said of an event; a class; words that are longer than a line.
const EVENTS = ['koncert-bez-barier', 'zajecia-plastyczne', 'dlugie--'];

for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 1280]) {
    test(`axe finds nothing on an event’s page, nothing sticks out: ${colorScheme}, ${width} px`, async ({ calendar, page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      for (const name of EVENTS) {
        await open(calendar, name);
        for (const summary of await page.locator('summary').all()) await summary.click();
        const paper = colorScheme === 'dark' ? 'rgb(22, 19, 15)' : 'rgb(250, 246, 239)';
        await expect(page.locator('body')).toHaveCSS('background-color', paper);
        expect.soft(await violations(page), name).toEqual([]);
        const out = () => page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        expect.soft(await out(), name).toBe(0);
        await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
        expect.soft(await out(), `${name}, text at 200 %`).toBe(0);
      }
    });
  }
}

test('it needs no program: style, picture and words stand under the strict policy', async ({ calendar, page }) => {
  const seen = page.waitForResponse((response) => response.url().endsWith('kolegiata.svg'));
  await open(calendar, 'koledy-swiata');
  // Or as it was kept for another page.
  expect([200, 304]).toContain((await seen).status());
  await expect(page.locator('script:not([type="application/ld+json"]), style, [style]')).toHaveCount(0);
  await expect(page.getByRole('img', { name: 'Kolegiata z dwiema romańskimi wieżami nocą' })).toBeVisible();
});

test('from an event’s page into the calendar, where the same event opens', async ({ calendar, page, site }) => {
  await page.clock.setFixedTime(new Date(`${NOW}:00+01:00`));
  await open(calendar, 'koledy-swiata');
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  await page.getByRole('link', { name: 'Otwórz w kalendarzu' }).click();
  await calendar.is('ready');
  await expect(calendar.dialog.getByRole('heading', { name: title, exact: true })).toBeVisible();
  await expect(page.locator('#kalendarz')).toHaveAttribute('data-published', '1');
  expect(site.asked('feed.json')).toBeGreaterThan(0);
});

test('text of the programme is never markup on an event’s page', async ({ calendar, page }) => {
  await open(calendar, 'zolw-cma-b--');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('</title><script>alert(1)</script> & „żółw”');
  await expect(page).toHaveTitle('</title><script>alert(1)</script> & „żółw” – Kalendarz kulturalny Opatowa');
  await expect(page.locator('article img')).toHaveCount(0);
});
