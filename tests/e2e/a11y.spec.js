// For everybody: keyboard, what is told, words too long for a narrow screen, no motion. Every view in every theme, language
// and width is in matrix.spec.js.

import { event, feed, many, programme } from './feeds.js';
import { enlarge, out } from './measures.js';
import { answer } from './server.js';
import { expect, test } from './site.js';

test.describe('keyboard', () => {
  /** What Tab reaches, one after the other, as `role name`, until it comes back to where it began. */
  async function tabStops(page) {
    const stops = [];
    for (let press = 0; press < 120; press += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const it = document.activeElement;
        if (it === document.body) return null;
        const known = (window.stops ??= []);
        if (known.at(-1) === it) return 'same';
        if (known.includes(it)) return null;
        const style = getComputedStyle(it);
        const box = it.getBoundingClientRect();
        const problems = [];
        const follows = known.at(-1)?.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (known.length && !follows) problems.push(' [out of order]');
        if (style.outlineStyle === 'none' && style.boxShadow === 'none') problems.push(' [focus not seen]');
        const seen = box.bottom >= 1 && box.top < innerHeight && box.right >= 1 && box.left < innerWidth;
        if (!seen) problems.push(' [off screen]');
        known.push(it);
        const name = it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent;
        return `${it.tagName.toLowerCase()} ${name.trim()}${problems.join('')}`;
      });
      if (stop === null) return stops;
      // A date field is three stops.
      if (stop !== 'same') stops.push(stop);
    }
    throw new Error('Tab never comes round');
  }

  test('Tab goes through the page in its order, always seen', async ({ calendar, page }) => {
    await calendar.open({ feed: programme() });
    const stops = await tabStops(page);
    expect(stops.filter((it) => it.includes('['))).toEqual([]);
    expect(stops.slice(0, 5)).toEqual(['a Przejdź do listy wydarzeń', 'a Polski', 'a English', 'a Українська', 'input Szukaj']);
    const inputs = ['input Od', 'input Do', 'input Dzieci', 'button Wszystko', 'button Weekend'];
    for (const wanted of [...inputs, 'summary Pokaż wszystkie trwające (4)', 'a Zgłoś wydarzenie']) {
      expect.soft(stops).toContain(wanted);
    }
    expect(stops.filter((it) => it.startsWith('a Koncert adwentowy'))).toHaveLength(1);
  });

  test('Tab stays within an opened event', async ({ calendar, page }) => {
    await calendar.open({ feed: programme() });
    await calendar.link('wszystko').click();
    await expect(calendar.dialog).toBeVisible();
    // Between the last stop and the first the browser's own controls have their turn.
    const inside = () => page.evaluate(() => document.activeElement.closest('body, dialog').matches('body, dialog'));
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press('Tab');
      expect(await inside()).toBe(true);
    }
  });

  test('the first stop skips to the list, without a trace in the address', async ({ calendar, page }) => {
    await calendar.open({ feed: feed(many(5)) });
    await page.keyboard.press('Tab');
    await expect(calendar.skip).toBeFocused();
    await expect(calendar.skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('main').evaluate((main) => main.contains(document.activeElement))).toBe(true);
    expect(page.url()).toBe(calendar.site.url);
  });

  test('more days by keyboard: the focus goes on from there', async ({ calendar, page }) => {
    await calendar.open({ feed: feed(many(50)) });
    await calendar.more.focus();
    await page.keyboard.press('Enter');
    await expect(calendar.articles).toHaveCount(50);
    await expect(calendar.more).toBeHidden();
    await expect(page.locator('body')).not.toBeFocused();
  });

  test('a retry by keyboard: the focus goes on from there', async ({ calendar, page }) => {
    await calendar.open({ feed: answer('', { status: 500 }), state: 'failed' });
    calendar.serve(feed(many(3)));
    await calendar.retry.focus();
    await page.keyboard.press('Enter');
    await calendar.is('ready');
    await expect(calendar.alert).toBeHidden();
    await expect(page.locator('body')).not.toBeFocused();
  });
});

test('the number of results is told once, politely, by an element that stays', async ({ calendar }) => {
  await calendar.open({ feed: feed([event('a', undefined, { venue: 'sala' }), event('b')]) });
  await expect(calendar.result).not.toHaveAttribute('aria-live', /assertive|off/);
  await calendar.result.evaluate((it) => {
    window.told = it;
  });
  await calendar.choice('Miejsce', 'Sala widowiskowa').check();
  await calendar.counts(1, 2);
  expect(await calendar.result.evaluate((it) => it === window.told)).toBe(true);
});

test.describe('reflow', () => {
  const long = () => {
    const { events, ...envelope } = programme();
    const words = 'Dziewięćdziesięciodziewięcioletniemu konstantynopolitańczykowianeczce';
    const venue = { ...envelope.venues[0], name: words, address: words };
    const category = { ...envelope.categories[0], label: words };
    const [first, ...others] = events;
    const description = `https://example.org/${'a'.repeat(200)} ${'x'.repeat(200)}`;
    return {
      ...envelope,
      venues: [venue, envelope.venues[1]],
      categories: [category, envelope.categories[1]],
      events: [{ ...first, title: words, description }, ...others],
    };
  };
  for (const [what, search, arrange] of [
    ['list', '?category=koncert', async () => {}],
    ['week', '?view=week&date=2026-11-27', async () => {}],
    ['month', '?view=month&date=2026-11-27', async () => {}],
    ['opened filters', '', (calendar) => calendar.filters.click()],
    ['opened event', '?event=wszystko', (calendar) => expect(calendar.dialog).toBeVisible()],
  ]) {
    test(`words without end: ${what}`, async ({ calendar, page }) => {
      await page.setViewportSize({ width: 320, height: 720 });
      await calendar.open({ feed: long(), search });
      await arrange(calendar);
      for (const width of [320, 390, 768, 1280]) {
        await page.setViewportSize({ width, height: 720 });
        for (const times of [1, 2]) {
          await enlarge(page, times);
          expect.soft(await out(page), `${width} px, text ${times} times as large`).toEqual([]);
          if (what === 'opened event') await expect.soft(calendar.close).toBeInViewport();
        }
        await enlarge(page, 1);
      }
    });
  }

  test.describe('the browser’s own text size', () => {
    test.use({ own: true });
    test('twice as large', async ({ calendar, page }) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Page.enable');
      await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
      await calendar.open({ feed: long() });
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
      expect.soft(await out(page), 'list').toEqual([]);
      // The width of the window counts in letters: there is no room for two columns any more.
      await expect(calendar.filters).toBeVisible();
      await calendar.link('wszystko').click();
      await expect(calendar.dialog).toBeVisible();
      expect.soft(await out(page), 'opened event').toEqual([]);
    });
  });
});

test('whoever wants no motion gets none', async ({ calendar, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await calendar.open({ feed: programme() });
  await calendar.link('wszystko').click();
  await expect(calendar.dialog).toBeVisible();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((it) => {
        const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(it);
        const long = (durations) => durations.split(',').some((it) => Number.parseFloat(it) > 0.01);
        return long(transitionDuration) || (animationName !== 'none' && long(animationDuration)) || scrollBehavior === 'smooth';
      })
      .map((it) => it.outerHTML.slice(0, 100)),
  );
  expect(moving).toEqual([]);
});
