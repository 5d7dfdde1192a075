// Every view, in light and dark, in three languages, at four widths: axe's rules, targets, contrast, nothing that scrolls
// sideways, and text at 200 % without loss. One page a view and language; width and colours change in place.

import { violations } from './axe.js';
import { event, programme } from './feeds.js';
import { drawn, enlarge, lost, out, pale, small } from './measures.js';
import { answer } from './server.js';
import { expect, test } from './site.js';

/** What an editor is told of, and everything that a card can show beside it. */
function faulty() {
  const { events, ...envelope } = programme();
  const bad = [event('zly', undefined, { title: 'Zły odnośnik', url: 'javascript:x', status: 'moze' }), { id: 'bez-daty', title: 'Bez daty' }];
  return { ...envelope, events: [...events, ...bad] };
}

const STARS = 'stars=bombki,akordeony,ostatni-zegarmistrz';

/** How one gets to each view; without `feed` in the demo. `there` is what shows that it stands. */
const VIEWS = {
  agenda: { there: '.day article' },
  week: { search: 'view=week', there: '.day article' },
  // With a day chosen: its list under the table.
  month: { search: 'view=month&date=2026-11-27', there: 'table .entries, .day article' },
  'opened event': { feed: programme, search: 'event=wszystko', there: 'dialog[open] dd' },
  'opened filters': { there: '.boxes input', arrange: (page) => page.locator('[aria-controls="filtry"]').click() },
  'my programme': {
    search: STARS,
    there: '.take button + button:not([hidden])',
    async arrange(page, calendar, lang) {
      calendar.keeps = true;
      await page.locator('.note button').click();
      await calendar.open({ search: `?lang=${lang}&mine=1` });
    },
  },
  'a frame': { feed: programme, search: 'mode=embed&frame=k1&event=wszystko&accent=%23ffe600&limit=30', there: 'section.detail dd', arrange: (page) => page.locator('[aria-controls="filtry"]').click() },
  'shared list': { search: STARS, there: '.note button' },
  'editor’s report': { feed: faulty, search: 'check=1&from=2026-11-27', there: '.report li', arrange: (page) => page.locator('summary').click() },
  'nothing found': { feed: programme, search: 'q=zzz&age=nikt&event=nic&category=koncert', there: '.nothing button' },
  'failed feed': { feed: () => answer('', { status: 500 }), state: 'failed', there: '[role="alert"] button' },
};

test.afterEach(async ({ page }) => {
  await page.evaluate(() => localStorage.clear());
});

for (const [view, { feed, search = '', there, state, arrange }] of Object.entries(VIEWS)) {
  for (const lang of ['pl', 'en', 'uk']) {
    test(`${view}, ${lang}`, async ({ calendar, page }) => {
      await page.setViewportSize({ width: 320, height: 844 });
      await calendar.open({ feed: feed?.(), search: `?lang=${lang}&${search}`, state });
      await arrange?.(page, calendar, lang);
      for (const width of [320, 390, 768, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme: 'light' });
        await drawn(page);
        await expect(page.locator(there).filter({ visible: true }).first()).toBeVisible();
        const nothing = async (what, found) => expect.soft(await found, `${width} px: ${what}`).toEqual([]);
        await nothing('axe', violations(page));
        await nothing('contrast', pale(page));
        await nothing('targets', small(page));
        await nothing('sticks out', out(page));
        await nothing('lost', lost(page));
        await page.emulateMedia({ colorScheme: 'dark' });
        await nothing('axe, dark', violations(page, ['color-contrast']));
        await nothing('contrast, dark', pale(page));
        await enlarge(page, 2);
        await nothing('sticks out at 200 %', out(page));
        await nothing('lost at 200 %', lost(page));
        await enlarge(page, 1);
      }
    });
  }
}
