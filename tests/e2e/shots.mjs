// Screenshots of the demo on a fixed day, for review and for the README: node tests/e2e/shots.mjs [folder]

import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { launch } from './browser.js';
import { startSite } from './server.js';

const folder = process.argv[2] ?? 'target/shots';
const NOW = new Date('2026-11-27T10:00:00+01:00');
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

mkdirSync(folder, { recursive: true });
const site = await startSite('/kalendarz/');
const browser = await chromium.launch(launch);
for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport, colorScheme, locale: 'pl-PL', timezoneId: 'America/New_York' });
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    const shot = (name) => page.screenshot({ path: `${folder}/${size}${name}${colorScheme === 'dark' ? '-dark' : ''}.png` });
    const open = async (search = '') => {
      await page.goto(site.url + search);
      await page.locator('html[data-state=ready]').waitFor();
    };
    await open();
    await shot('');
    await page.locator('article[data-event-id=koncert-bez-barier] a').first().click();
    await page.locator('dialog[open]').waitFor();
    await shot('-detail');
    await page.keyboard.press('Escape');
    await page.waitForURL(site.url);
    if (size === 'phone') {
      await page.getByRole('button', { name: 'Filtry' }).click();
      await shot('-filters');
    }
    await open('?view=week');
    await shot('-week');
    await open('?view=month&date=2026-12-01');
    if (size === 'phone') await page.locator('[data-day="2026-12-05"]').click();
    await shot('-month');
    await context.close();
  }
}
await browser.close();
await site.close();
