// For everybody: axe's rules in every state, theme and language, keyboard, targets, narrow screens and large text.

import { violations } from './axe.js';
import { event, feed, fixture, many } from './feeds.js';
import { answer } from './server.js';
import { expect, test } from './site.js';

/** One of everything that a card can show: colours, states, long-running events, a day with several. */
function programme() {
  const { events, ...envelope } = fixture('everything');
  const labels = { categories: ['warsztat'], booking: 'full', price: { free: true }, volunteers: { wanted: true } };
  const more = ['cancelled', 'postponed', 'moved_online'].map((status, place) =>
    event(status, `2026-11-27T1${place}:00`, { title: 'Teatr lalek', status, ...labels }),
  );
  const weeks = { end: '2026-12-24', categories: ['koncert'] };
  const long = ['a', 'b', 'c', 'd'].map((id) => event(id, '2026-11-01', { title: `Wystawa ${id}`, ...weeks }));
  return { ...envelope, events: [...events, ...more, ...long] };
}

for (const [lang, looks] of Object.entries({
  pl: [['light', 390], ['dark', 390], ['light', 1280], ['dark', 1280]],
  en: [['dark', 390], ['light', 1280]],
  uk: [['light', 390], ['dark', 1280]],
})) {
  for (const [colorScheme, width] of looks) {
    test(`axe finds nothing: ${lang}, ${colorScheme}, ${width} px`, async ({ calendar, page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await calendar.open({ feed: programme(), search: `?lang=${lang}&from=2026-11-27` });
      await page.locator('summary').click();
      expect.soft(await violations(page), 'list').toEqual([]);
      await calendar.link('wszystko').click();
      await expect(calendar.dialog).toBeVisible();
      expect.soft(await violations(page), 'opened event').toEqual([]);
      for (const view of ['week', 'month']) {
        await calendar.open({ search: `?lang=${lang}&view=${view}&date=2026-11-27` });
        await expect(calendar.articles.first()).toBeVisible();
        expect.soft(await violations(page), view).toEqual([]);
      }
      await calendar.open({ search: `?lang=${lang}&q=zzz&age=nikt&event=nic&category=koncert` });
      if (width < 500) await page.locator('button[aria-expanded]').click();
      await expect(page.getByRole('checkbox').first()).toBeVisible();
      expect.soft(await violations(page), 'nothing found, filters open').toEqual([]);
      await calendar.open({ feed: answer('', { status: 500 }), search: `?lang=${lang}`, state: 'failed' });
      expect.soft(await violations(page), 'failed').toEqual([]);
    });
  }
}

test('axe finds nothing on the demo', async ({ calendar, page }) => {
  await calendar.open();
  expect(await violations(page)).toEqual([]);
});

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

test.describe('targets', () => {
  /** Buttons, links, boxes and fields on which less than 44 × 44 pixels answer; links within sentences aside. */
  const small = (page) =>
    page.evaluate(() => {
      const words = (it) => it.nodeType === Node.TEXT_NODE && it.data.trim();
      const running = (it) => it.matches('a') && [...it.parentElement.childNodes].some(words);
      const found = [];
      for (const it of document.querySelectorAll('a[href], button, input, summary')) {
        if (!it.checkVisibility() || it.closest(':disabled') || running(it) || it.matches('.skip')) continue;
        if (document.querySelector('dialog[open]') && !it.closest('dialog')) continue;
        // Under the sheet of filters one scrolls the page, or closes it.
        if (document.querySelector('[aria-expanded="true"]:not([hidden])') && !it.closest('.dock')) continue;
        it.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        const answers = (x, y) => {
          const hit = document.elementFromPoint(x, y);
          return hit !== null && (it.contains(hit) || (it.labels && [...it.labels].some((label) => label.contains(hit))));
        };
        const box = it.getClientRects()[0];
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const reach = (dx, dy) => {
          let steps = 0;
          while (steps < 44 && answers(x + dx * (steps + 1), y + dy * (steps + 1))) steps += 1;
          return steps;
        };
        const [width, height] = [reach(-1, 0) + reach(1, 0) + 1, reach(0, -1) + reach(0, 1) + 1];
        if (width < 43 || height < 43) found.push(`${it.outerHTML.slice(0, 120)}: ${width} × ${height}`);
      }
      return found;
    });

  for (const width of [320, 390, 768, 1280]) {
    test(`44 pixels at ${width} px`, async ({ calendar, page }) => {
      await page.setViewportSize({ width, height: 844 });
      await calendar.open({ feed: programme(), search: '?age=dzieci&q=a&event=nic' });
      expect.soft(await small(page), 'list').toEqual([]);
      for (const view of ['week', 'month']) {
        await calendar.open({ search: `?view=${view}&date=2026-11-27` });
        expect.soft(await small(page), view).toEqual([]);
      }
      await calendar.open();
      if (await calendar.filters.isVisible()) {
        await calendar.filters.click();
        expect.soft(await small(page), 'filters').toEqual([]);
        await calendar.filters.click();
      }
      await calendar.link('wszystko').click();
      await expect(calendar.dialog).toBeVisible();
      expect.soft(await small(page), 'opened event').toEqual([]);
      await calendar.open({ feed: answer('', { status: 500 }), state: 'failed' });
      expect.soft(await small(page), 'failed').toEqual([]);
    });
  }
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
  /** What sticks out to the right of the window, or is cut off there. */
  const out = (page) =>
    page.evaluate(() => {
      const scrolled = [document.documentElement, ...document.querySelectorAll('dialog[open]')];
      const wide = scrolled.filter((it) => it.scrollWidth > it.clientWidth);
      const beyond = [...document.querySelectorAll('body *')].filter((it) => {
        // For screen readers alone; and the days by name, which scroll by themselves on a phone.
        if (!it.checkVisibility() || it.closest('.sr, .skip, [role="group"][aria-label]')) return false;
        return it.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
      });
      return [...wide.map((it) => `${it.tagName} scrolls sideways`), ...beyond.slice(0, 3).map((it) => it.outerHTML.slice(0, 120))];
    });

  for (const [what, width, enlarge] of [
    ['at 320 px', 320, async () => {}],
    ['at 390 px', 390, async () => {}],
    ['at 768 px', 768, async () => {}],
    ['at 1280 px', 1280, async () => {}],
    ['with text at 200 %, 390 px', 390, (page) => page.evaluate(() => { document.documentElement.style.fontSize = '200%'; })],
    ['with text at 200 %, 1280 px', 1280, (page) => page.evaluate(() => { document.documentElement.style.fontSize = '200%'; })],
  ]) {
    test(`nothing is lost ${what}`, async ({ calendar, page }) => {
      await page.setViewportSize({ width, height: 720 });
      await calendar.open({ feed: long(), search: '?category=koncert' });
      await enlarge(page);
      expect.soft(await out(page), 'list').toEqual([]);
      for (const view of ['week', 'month']) {
        await calendar.open({ search: `?view=${view}&date=2026-11-27` });
        await enlarge(page);
        expect.soft(await out(page), view).toEqual([]);
      }
      await calendar.open({ search: '?category=koncert' });
      await enlarge(page);
      if (await calendar.filters.isVisible()) await calendar.filters.click();
      expect.soft(await out(page), 'filters').toEqual([]);
      if (await calendar.filters.isVisible()) await calendar.filters.click();
      await calendar.link('wszystko').click();
      await expect(calendar.dialog).toBeVisible();
      expect.soft(await out(page), 'opened event').toEqual([]);
      await expect(calendar.close).toBeInViewport();
      await calendar.open({ feed: answer('', { status: 500 }), state: 'failed' });
      await enlarge(page);
      expect.soft(await out(page), 'failed').toEqual([]);
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
