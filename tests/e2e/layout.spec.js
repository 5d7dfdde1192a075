// Nothing on the page moves while it loads: what stands at the first paint stands there when the list has come.

import { event, feed } from './feeds.js';
import { pieces } from './server.js';
import { expect, test } from './site.js';

test.use({ own: true });

/** More of everything above the list than an empty page has: a title of several lines, a notice, what is on for weeks. */
const GOOD = feed(
  [event('wystawa', '2026-11-01', { end: '2026-12-24' }), ...['a', 'b', 'c', 'd', 'e'].map((id) => event(id))],
  { title: 'Kalendarz kulturalny miasta i gminy Opatów i okolicznych sołectw', notice: { text: 'Ogłoszenie. '.repeat(20) } },
);

/** Every shift so far that no act of the visitor caused, with what moved. */
async function shifts(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(() => window.shifts);
}

for (const [width, height] of [[390, 844], [1280, 800], [320, 640]]) {
  test(`nothing moves while it loads at ${width} px`, async ({ calendar, page }) => {
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
          window.shifts.push({ value, moved: sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.nodeName) });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.setViewportSize({ width, height });
    let go;
    const program = new Promise((done) => { go = done; });
    await page.route(/\.wasm$/, async (route) => { await program; await route.continue(); });
    const coming = pieces();
    await calendar.open({ feed: coming.handler, state: 'loading' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(calendar.fallback.locator('p').first()).toBeHidden();
    expect(await shifts(page)).toEqual([]);
    go();
    await expect(page.getByRole('status').filter({ hasText: 'Wczytujemy' })).toBeVisible();
    expect(await shifts(page)).toEqual([]);
    await coming.end(JSON.stringify(GOOD));
    await calendar.is('ready');
    await expect(calendar.article('e')).toBeVisible();
    expect(await shifts(page)).toEqual([]);
    // And the measure measures: a line put in above is told.
    await page.evaluate(() => document.body.prepend(document.createElement('hr'), document.createElement('hr')));
    await expect.poll(async () => (await shifts(page)).length).toBe(1);
  });
}
