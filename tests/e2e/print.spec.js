// On paper: the whole programme and nothing that only a screen is for.

import { event, feed, fixture, many } from './feeds.js';
import { expect, test } from './site.js';

test.use({ own: true });

test('a month is printed to its last day; of a longer list what stands there', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(many(120)) });
  await expect(calendar.articles).toHaveCount(40);
  await page.pdf();
  await expect(calendar.articles).toHaveCount(120);
  await calendar.open({ feed: feed(many(400)) });
  await page.pdf();
  await expect(calendar.articles).toHaveCount(40);
});

test('titles, days, places and prices; nothing to press', async ({ calendar, page }) => {
  const { events, ...envelope } = fixture('everything');
  const weeks = ['a', 'b', 'c', 'd'].map((id) => event(id, '2026-11-01', { title: `Wystawa ${id}`, end: '2026-12-24' }));
  await calendar.open({ feed: { ...envelope, events: [...events, ...weeks] }, search: '?from=2026-11-01' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const buttons = page.getByRole('button');
  for (const control of [calendar.search, calendar.skip, page.getByRole('link', { name: 'English' }), buttons.first()]) {
    await expect(control).toBeHidden();
  }
  expect(await buttons.count()).toBe(0);
  const card = calendar.article('wszystko').first();
  for (const seen of [card.getByRole('heading'), card.locator('time'), card.locator('.venue'), calendar.article('d')]) {
    await expect(seen).toBeVisible();
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveCSS('color', 'rgb(0, 0, 0)');
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(card.getByRole('link')).toHaveCSS('text-decoration-line', 'none');
});

test('the month is printed as a table', async ({ calendar, page }) => {
  await calendar.open({ feed: feed([event('a')]), search: '?view=month' });
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page.locator('.month [data-event-id="a"]')).toBeVisible();
  await expect(page.locator('[data-day="2026-11-28"]')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'listopad 2026' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Poprzedni miesiąc' })).toBeHidden();
});

test('an opened event is a sheet of its own', async ({ calendar, page }) => {
  await calendar.open({ feed: fixture('everything'), search: '?from=2026-11-01' });
  await calendar.link('wszystko').first().click();
  await expect(calendar.dialog).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('main')).toBeHidden();
  await expect(calendar.close).toBeHidden();
  const [head, told] = await Promise.all([page.locator('.mast'), calendar.dialog].map((it) => it.boundingBox()));
  expect(told.y).toBeGreaterThan(head.y + head.height);
  // All of it, not what would fit a screen.
  expect(await calendar.dialog.evaluate((it) => it.scrollHeight - it.clientHeight)).toBe(0);
});
