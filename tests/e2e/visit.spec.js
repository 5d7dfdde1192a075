// A whole visit: find, filter, open, save with the star, into one's calendar, to somebody else, back, the month. Once with
// nothing but keys, on a wide and on a narrow screen, once with nothing but a finger. Whatever takes the focus is seen.

import { readFileSync } from 'node:fs';
import { event, feed, many } from './feeds.js';
import { expect, test } from './site.js';

test.use({ own: true });

const PROGRAMME = feed([
  event('koncert', '2026-12-04T18:00', { title: 'Koncert adwentowy', end: '2026-12-04T20:00', venue: 'sala', categories: ['koncert'] }),
  event('konkurs', '2026-12-04T10:00', { title: 'Konkurs recytatorski', venue: 'biblioteka' }),
  event('wystawa', '2026-11-10', { title: 'Konstrukcje', end: '2026-12-24', venue: 'sala' }),
  ...many(40),
]);

const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } };

/** What both visits meet. */
function things(calendar, page) {
  const inDialog = (name) => calendar.dialog.getByRole('button', { name });
  return {
    star: inDialog('Zapisz: Koncert adwentowy'),
    take: inDialog('Dodaj do kalendarza'),
    file: inDialog('Plik: ten termin'),
    share: inDialog('Udostępnij'),
    done: page.getByRole('button', { name: /^Pokaż 2 / }),
    mine: page.getByRole('button', { name: 'Moje: 1' }),
    all: calendar.preset('Wszystko'),
  };
}

/** Sharing goes to the device; here to a note of the page. */
async function open(calendar, page) {
  calendar.keeps = true;
  await page.addInitScript(() => {
    navigator.share = async (what) => { window.shared = what; };
  });
  await calendar.open({ feed: PROGRAMME });
}

const shared = (page) => expect.poll(() => page.evaluate(() => window.shared?.url)).toMatch(/\?event=koncert&at=2026-12-04T18:00$/);

/** The file that comes of an act. */
async function saves(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('SUMMARY:Koncert adwentowy');
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(`by keyboard alone, ${size}`, () => {
    test.use({ viewport });

    test('from the first Tab to the month', async ({ calendar, page }) => {
      const { press, to, at } = keyboard(page);
      const { star, take, file, share, done, mine } = things(calendar, page);
      const narrow = size === 'narrow';
      await open(calendar, page);

      await press('Tab');
      await at(calendar.skip);
      await to(calendar.search);
      await page.keyboard.type('kon');
      await calendar.shows(['wystawa', 'konkurs', 'koncert']);
      await at(calendar.search);

      const box = calendar.choice('Miejsce', 'Sala widowiskowa');
      if (narrow) {
        await to(calendar.filters);
        await press('Enter');
        await at(calendar.filters);
      }
      await to(box);
      await press('Space');
      await calendar.shows(['wystawa', 'koncert']);
      await at(box);
      if (narrow) {
        await to(done);
        await press('Enter');
        await expect(box).toBeHidden();
        await at(calendar.filters);
      }

      await to(calendar.link('koncert'));
      await press('Enter');
      await expect(calendar.dialog).toHaveAccessibleName('Koncert adwentowy');
      await to(star);
      await press('Space');
      await expect(star).toHaveAttribute('aria-pressed', 'true');
      await at(star);
      await to(take);
      await press('Enter');
      await at(file);
      await saves(page, () => press('Enter'));
      await at(file);
      await to(share, 'Shift+Tab');
      await press('Enter');
      await shared(page);
      await at(share);
      await press('Escape');
      await expect(calendar.dialog).toBeHidden();
      await at(calendar.link('koncert'));
      await calendar.address('?venue=sala&q=kon');

      await to(mine, 'Shift+Tab');
      await press('Enter');
      await calendar.shows(['koncert']);
      await at(mine);
      await press('Enter');
      await calendar.shows(['wystawa', 'koncert']);
      await at(mine);

      await to(calendar.view('Miesiąc'), 'Shift+Tab');
      await press('Enter');
      await expect(calendar.period('listopad 2026')).toBeVisible();
      await at(calendar.view('Miesiąc'));
      await to(calendar.turn('Następny miesiąc'));
      await press('Enter');
      await expect(calendar.period('grudzień 2026')).toBeVisible();
      await at(calendar.turn('Następny miesiąc'));
      await to(calendar.cell('2026-12-01'));
      for (const day of ['2026-12-02', '2026-12-03', '2026-12-04']) {
        await press('ArrowRight');
        await at(calendar.cell(day));
      }
      await press('Enter');
      await calendar.shows(['wystawa', 'koncert']);
      // Its list comes into view, which on a wide screen may take the day out of it.
      await expect(calendar.cell('2026-12-04')).toBeFocused();
      await expect(calendar.day(/piątek, 4 grudnia 2026/)).toBeInViewport();
      await to(calendar.link('koncert'));
      await press('Enter');
      await expect(calendar.dialog).toBeVisible();
      await to(calendar.close);
      await press('Enter');
      await expect(calendar.dialog).toBeHidden();
      await at(calendar.link('koncert'));
    });
  });
}

/** Keys, and after each of them: what has the focus is seen, and nothing lies on it (WCAG 2.2, 2.4.7 and 2.4.11). */
function keyboard(page) {
  const hidden = () =>
    page.evaluate(() => {
      const it = document.activeElement;
      if (it === null || it === document.body) return it === document.body ? 'nothing has the focus' : undefined;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it);
      const box = it.getBoundingClientRect();
      // Days by name scroll by themselves on a phone: of the one at the edge a part is seen.
      const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
      const [x, y] = [(left + right) / 2, box.top + box.height / 2];
      const whole = box.top > -1 && box.bottom < innerHeight + 1 && right - left > 10;
      const covers = (x, y) => {
        const hit = document.elementFromPoint(x, y);
        return !(it.contains(hit) || [...(it.labels ?? [])].some((label) => label.contains(hit)));
      };
      const wrong = [];
      if ((outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) && boxShadow === 'none') wrong.push('no ring');
      if (!whole) wrong.push(`out of the window: ${JSON.stringify(box)}`);
      if ([[x, y], [x, box.top + 8], [x, box.bottom - 8]].some(([x, y]) => covers(x, y))) wrong.push('something lies on it');
      return wrong.length ? `${it.outerHTML.slice(0, 120)}: ${wrong.join(', ')}` : undefined;
    });
  const seen = (key) => expect.poll(hidden, { message: `after ${key}`, timeout: 1000 }).toBeUndefined();
  const press = (key) => page.keyboard.press(key);
  return {
    press,
    /** Goes on to something, and looks at each stop on the way; a dialog's last stop is followed by the browser's own. */
    async to(wanted, key = 'Tab') {
      const there = () => wanted.evaluate((it) => it === document.activeElement);
      for (let stops = 0; stops < 120 && !(await there()); stops += 1) {
        await press(key);
        if (await page.evaluate(() => document.activeElement !== document.body)) await seen(key);
      }
      await expect(wanted).toBeFocused();
    },
    /** The focus is here, and seen. */
    async at(wanted) {
      await expect(wanted).toBeFocused();
      await expect.poll(hidden).toBeUndefined();
    },
  };
}

test.describe('by touch alone', () => {
  test.use({ viewport: SIZES.narrow, hasTouch: true, isMobile: true });

  test('from the search to the month', async ({ calendar, page }) => {
    const { star, take, file, share, done, mine } = things(calendar, page);
    await open(calendar, page);

    await tap(calendar.search);
    await expect(calendar.search).toBeFocused();
    // What the keyboard on the screen does.
    await page.keyboard.insertText('kon');
    await calendar.shows(['wystawa', 'konkurs', 'koncert']);
    await tap(calendar.filters);
    await tap(calendar.choice('Miejsce', 'Sala widowiskowa'));
    await tap(done);
    await expect(calendar.choice('Miejsce', 'Sala widowiskowa')).toBeHidden();
    await calendar.shows(['wystawa', 'koncert']);

    await tap(calendar.link('koncert'));
    await expect(calendar.dialog).toHaveAccessibleName('Koncert adwentowy');
    await tap(star);
    await expect(star).toHaveAttribute('aria-pressed', 'true');
    await tap(take);
    await saves(page, () => tap(file));
    await tap(share);
    await shared(page);
    // The phone's own way back.
    await page.goBack();
    await expect(calendar.dialog).toBeHidden();
    await calendar.address('?venue=sala&q=kon');
    await calendar.shows(['wystawa', 'koncert']);

    await tap(mine);
    await calendar.shows(['koncert']);
    await tap(mine);
    await tap(calendar.view('Miesiąc'));
    await tap(calendar.turn('Następny miesiąc'));
    await tap(calendar.cell('2026-12-04'));
    await calendar.shows(['wystawa', 'koncert']);
    await tap(calendar.link('koncert'));
    await expect(calendar.dialog).toBeVisible();
    await tap(calendar.close);
    await expect(calendar.dialog).toBeHidden();
    await tap(calendar.chip('Sala widowiskowa'));
    await calendar.shows(['wystawa', 'konkurs', 'koncert']);
    await page.goBack();
    await expect(calendar.table).toBeHidden();
  });

  /** A finger on the middle of something, wherever that is: what lies over it would get the tap. */
  async function tap(wanted) {
    await expect(wanted).toBeVisible();
    await wanted.evaluate((it) => it.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' }));
    const { x, y, width, height } = await wanted.boundingBox();
    await wanted.page().touchscreen.tap(x + width / 2, y + height / 2);
  }
});
