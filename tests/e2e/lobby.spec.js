// The lobby's screen over months: touched and left again, without a connection, with a clock that is wrong, with
// answers that are none, with newer versions of the site. Never blank, never out of date without saying so, and no
// navigation while the site can't be reached.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { violations } from './axe.js';
import { event, feed } from './feeds.js';
import { answer, broken } from './server.js';
import { expect, test } from './site.js';
import { nextVersion } from './versions.js';

test.use({ own: true, viewport: { width: 1920, height: 1080 }, serviceWorkers: 'block' });

const HOME = 'https://kultura.example/kalendarz/';
const around = (events, more = {}) => feed(events, { url: HOME, generated_at: '2026-11-27T07:00:00+01:00', ...more });
/** An event each day at noon, for a month. */
const DAILY = Array.from({ length: 40 }, (_, place) => {
  const day = new Date(Date.UTC(2026, 10, 27 + place)).toISOString().slice(0, 10);
  return event(`d${place}`, `${day}T12:00`, { title: `Spotkanie ${place}`, end: `${day}T13:00`, venue: 'sala', categories: ['koncert'] });
});
const TOWN = around(DAILY);

const ids = (page) => page.locator('article[data-event-id]').evaluateAll((all) => all.map((it) => it.dataset.eventId));
const open = (calendar, search = '', more = {}) =>
  calendar.open({ feed: answer(TOWN), search: `?mode=kiosk${search}`, timers: 'paused', ...more });
const age = (page) => page.locator('footer .age');
/** Lets time go by until something is so; an answer takes real time, which is nobody's to count. */
const passUntil = (calendar, there) =>
  expect(async () => {
    await calendar.pass(10);
    expect(there()).toBe(true);
  }).toPass({ timeout: 30_000, intervals: [20] });

/** Something is on the screen, its age is said, and nothing of it is over. */
async function isSound(page) {
  const seen = await page.evaluate(() => ({
    now: document.documentElement.dataset.beat,
    starts: [...document.querySelectorAll('article')].map((it) => it.dataset.start),
    age: document.querySelector('footer .age')?.textContent,
  }));
  expect(seen.starts.length, 'the list is never blank').toBeGreaterThan(0);
  expect(seen.age).toContain('Stan na 27 listopada, 7:00');
  // Each takes an hour.
  const over = seen.starts.filter((start) => `${start.slice(0, 11)}13:00` <= seen.now.slice(0, 16));
  expect(over, `over at ${seen.now}`).toEqual([]);
}

test.describe('touched', () => {
  test.use({ hasTouch: true });

  test('the first touch brings the calendar, a minute’s rest the way back, with filters and language', async ({ calendar, page }) => {
    await open(calendar, '&category=koncert');
    await page.touchscreen.tap(1000, 1000);
    await expect(calendar.view('Miesiąc')).toBeVisible();
    await expect(page.locator('.screen')).toHaveCount(0);
    await expect(calendar.choice('Kategoria', 'Koncerty')).toBeChecked();
    await expect(page.getByText('Stan na 27 listopada, 7:00 · sprawdzono 10:00'), 'the age stays in sight').toBeInViewport({ ratio: 1 });
    const entries = await page.evaluate(() => history.length);
    await calendar.choice('Kategoria', 'Koncerty').tap();
    await calendar.view('Miesiąc').tap();
    await page.getByRole('link', { name: 'English' }).tap();
    await expect(calendar.root).toHaveAttribute('lang', 'en');
    await page.getByRole('button', { name: 'List', exact: true }).tap();
    await calendar.link('d1').tap();
    await expect(page.getByRole('heading', { name: 'Spotkanie 1' }).last()).toBeVisible();
    expect(await page.evaluate(() => history.length), 'nobody goes back here, for months').toBe(entries);
    await page.clock.runFor(59_000);
    await expect(page.locator('dialog.warning')).toBeHidden();
    await page.clock.runFor(2_000);
    const warning = page.getByRole('dialog', { name: 'Is anybody still here?' });
    await expect(warning).toBeVisible();
    await expect(warning).toHaveText(/In (19|20) s/);
    await page.clock.runFor(5_000);
    await expect(warning).toHaveText(/In 1[45] s/);
    await warning.getByRole('button', { name: 'I am here' }).tap();
    await expect(warning).toBeHidden();
    await page.clock.runFor(55_000);
    await expect(warning).toBeHidden();
    await page.clock.runFor(30_000);
    await expect(page.locator('.screen')).toBeVisible();
    await expect(calendar.root).toHaveAttribute('lang', 'pl');
    expect(new URL(page.url()).search).toBe('?category=koncert&mode=kiosk');
    // The next visitor begins where everybody does.
    await page.touchscreen.tap(1000, 1000);
    await expect(calendar.choice('Kategoria', 'Koncerty')).toBeChecked();
    await expect(calendar.dialog).toBeHidden();
    await calendar.counts(40, 40);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test('a title that is touched is where the calendar begins', async ({ calendar, page }) => {
    await open(calendar);
    await page.getByRole('button', { name: /^Spotkanie 2\b/ }).tap();
    await expect(calendar.view('Lista')).toBeVisible();
    await page.clock.runFor(100);
    await expect(calendar.link('d2')).toBeFocused();
    await expect(calendar.link('d2')).toBeInViewport();
  });

  test('nothing leads out, and an event goes along as a code', async ({ calendar, page }) => {
    const away = { ...DAILY[0], url: 'https://elsewhere.example/', description: 'Więcej: https://elsewhere.example/wiecej', tickets: { url: 'https://bilety.example/1' } };
    await open(calendar, '', { feed: answer(around([away, DAILY[1]], { publisher: { name: 'OK', url: 'https://elsewhere.example/' } })) });
    await page.touchscreen.tap(1000, 1000);
    await calendar.link('d0').tap();
    await expect(calendar.dialog).toBeVisible();
    await expect(calendar.dialog.getByRole('img', { name: 'Kod QR' })).toHaveAttribute('data-address', `${HOME}?event=d0&at=2026-11-27T12:00`);
    await calendar.mark();
    const links = page.locator('a[href]:not([href^="?"])');
    expect(await links.count()).toBeGreaterThan(3);
    for (const link of await links.all()) {
      await link.dispatchEvent('click', { bubbles: true, cancelable: true });
      await link.evaluate((it) => { it.focus(); it.click(); });
    }
    for (const link of await page.locator('a[href]').all()) await link.dispatchEvent('auxclick', { button: 1, bubbles: true, cancelable: true });
    expect(await calendar.isMarked()).toBe(true);
    expect(page.context().pages()).toHaveLength(1);
    await expect(calendar.dialog.getByRole('button', { name: /Zapisz|Udostępnij|Drukuj|Dodaj/ })).toHaveCount(0);
  });

  for (const size of [{ width: 800, height: 1280 }, { width: 1920, height: 1080 }]) {
    test(`how old the programme is stays in sight, ${size.width} wide`, async ({ calendar, page }) => {
      await page.setViewportSize(size);
      await open(calendar);
      await page.touchscreen.tap(500, size.height - 20);
      const age = page.locator('aside').getByText('Stan na 27 listopada, 7:00 · sprawdzono 10:00');
      for (const top of [0, 600, 1e6]) {
        await page.evaluate((to) => scrollTo(0, to), top);
        await expect(age).toBeInViewport({ ratio: 1 });
        const above = await age.evaluate((it) => {
          const { left, top, width, height } = it.getBoundingClientRect();
          return document.elementFromPoint(left + width / 2, top + height / 2) === it;
        });
        expect(above, `nothing lies on it at ${top}`).toBe(true);
      }
    });
  }

  for (const [what, size] of [['lying', { width: 1920, height: 1080 }], ['standing', { width: 1080, height: 1920 }]]) {
    test(`targets are as large as a hand at arm’s length needs, ${what}`, async ({ calendar, page }) => {
      await page.setViewportSize(size);
      await open(calendar);
      await page.touchscreen.tap(500, size.height - 20);
      await expect(calendar.choice('Kategoria', 'Koncerty')).toBeVisible();
      const small = () => page.evaluate(() => [...document.querySelectorAll('a, button, input, summary, select')]
        .filter((it) => it.checkVisibility({ visibilityProperty: true }) && getComputedStyle(it).pointerEvents !== 'none' && !it.closest('.sr'))
        .map((it) => ({ it: it.outerHTML.slice(0, 80), ...it.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => Math.min(width, height) < 72)
        .map(({ it, width, height }) => `${it} ${width}x${height}`));
      expect(await small()).toEqual([]);
      for (const view of ['Tydzień', 'Miesiąc']) {
        await calendar.view(view).tap();
        expect(await small(), view).toEqual([]);
      }
      await calendar.view('Lista').tap();
      await calendar.link('d1').tap();
      expect(await small(), 'detail').toEqual([]);
    });
  }

  for (const colorScheme of ['light', 'dark']) {
    test(`axe has nothing to say after a touch, ${colorScheme}`, async ({ calendar, page }) => {
      await page.emulateMedia({ colorScheme });
      await open(calendar, '', { timers: 'real' });
      await page.touchscreen.tap(1000, 1000);
      await expect(calendar.view('Miesiąc')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await calendar.link('d1').tap();
      await expect(calendar.dialog).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  }

  test('by keyboard as well: titles are reached, any other key brings the calendar', async ({ calendar, page }) => {
    await open(calendar);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: /^Spotkanie 0\b/ })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(calendar.view('Lista')).toBeVisible();
    await page.clock.runFor(100);
    await expect(calendar.link('d1')).toBeFocused();
    await page.clock.runFor(85_000);
    await expect(page.locator('.screen')).toBeVisible();
    await page.keyboard.press('a');
    await expect(calendar.view('Miesiąc')).toBeVisible();
  });
});

test.describe('without a connection', () => {
  test('for three days: the programme goes on, its age is said, nothing navigates', async ({ calendar, page }) => {
    test.setTimeout(300_000);
    await open(calendar, '&dwell=60');
    await expect(age(page)).toContainText('sprawdzono 10:00');
    await calendar.mark();
    calendar.serve(broken());
    calendar.site.files.set('', broken());
    await calendar.pass(72 * 3600, { step: 600, look: () => isSound(page) });
    expect(await calendar.isMarked()).toBe(true);
    await expect(age(page)).toContainText('sprawdzono 27 listopada, 10:00');
    await expect(page.locator('.age.old')).toBeVisible();
    await expect(page.locator('.clock')).toHaveText('10:00poniedziałek, 30 listopada');
    calendar.serve(TOWN);
    calendar.site.files.delete('');
    await calendar.pass(1200);
    await expect(age(page)).toContainText('sprawdzono 10:');
    await expect(page.locator('.age.old')).toHaveCount(0);
  });

  for (const [what, handler] of [
    ['500s', answer('', { status: 500 })],
    ['a login page of the network', answer('<!doctype html><title>Wi-Fi</title>', { headers: { 'Content-Type': 'text/html' } })],
    ['an empty "not modified"', (_, response) => { response.writeHead(304); response.end(); }],
    ['half a file', answer(JSON.stringify(TOWN).slice(0, 300))],
    ['a picture', answer(Buffer.from([0x89, 0x50, 0x4e, 0x47]), { headers: { 'Content-Type': 'image/png' } })],
    ['a programme of the past', answer(around([event('dawno', '2026-01-01T10:00')], { generated_at: '2026-01-01T00:00:00Z' }))],
    ['one emptiness', answer(around([]))],
  ]) {
    test(`${what}: the screen stays as it was`, async ({ calendar, page }) => {
      await open(calendar);
      await calendar.mark();
      const before = calendar.asked;
      // One of a pair that would have to say the same.
      calendar.serve(handler);
      await calendar.pass(700, { look: () => calendar.asked > before });
      await calendar.is('stale');
      await isSound(page);
      await expect(page.locator('.age.old')).toContainText('sprawdzono 10:0');
      calendar.serve(TOWN);
      await calendar.pass(1200);
      await calendar.is('ready');
      await isSound(page);
      expect(await calendar.isMarked()).toBe(true);
    });
  }

  test('now there, now gone: it asks with pauses, and never goes blank', async ({ calendar, page }) => {
    await open(calendar);
    let number = 0;
    calendar.serve((request, response) => {
      number += 1;
      return number % 3 ? broken()(request, response) : answer(TOWN)(request, response);
    });
    await calendar.pass(2 * 3600, { look: () => isSound(page) });
    expect(number).toBeGreaterThan(10);
    expect(number, 'no storm').toBeLessThan(120);
  });

  test('a start without a connection shows the last programme, and when it was confirmed', async ({ calendar, page, site }) => {
    await open(calendar);
    await expect(age(page)).toContainText('sprawdzono 10:00');
    await open(calendar, '', { feed: broken(), again: true, now: '2026-11-28T12:30:00+01:00', state: 'stale' });
    await isSound(page);
    expect(await ids(page)).toContain('d1');
    await expect(age(page)).toContainText('Stan na 27 listopada, 7:00 · sprawdzono 27 listopada, 10:00');
    expect(site.asked('feed.json')).toBeGreaterThan(1);
  });

  test('neither store nor service worker: as good as ever, until the power goes', async ({ calendar, page }) => {
    await page.addInitScript(() => {
      for (const name of ['caches', 'localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
      }
    });
    await open(calendar);
    await isSound(page);
    calendar.serve(broken());
    await calendar.pass(3600);
    await isSound(page);
    await page.goto('about:blank');
  });
});

test.describe('the clock', () => {
  /** A server that says what time it is: that of the page's clock when it was set right. */
  const saying = (body, now) => (request, response) => answer(body, { headers: { Date: new Date(now()).toUTCString() } })(request, response);
  const START = Date.parse('2026-11-27T10:00:00+01:00');

  test('a little off is believed', async ({ calendar, page }) => {
    await open(calendar, '', { feed: saying(TOWN, () => START - 9 * 60_000) });
    await expect(page.locator('.clock')).toHaveText('10:00piątek, 27 listopada');
    await expect(age(page)).not.toContainText('Zegar');
  });

  for (const [what, now] of [['three hours ahead', '2026-11-27T13:00:00+01:00'], ['in 1970', '1970-01-01T00:00:00Z']]) {
    test(`${what}: called wrong, and the server’s time is shown`, async ({ calendar, page }) => {
      await open(calendar, '', { feed: saying(TOWN, () => START), now });
      await expect(page.locator('.clock')).toHaveText('10:00piątek, 27 listopada');
      await expect(age(page)).toContainText('Zegar tego ekranu jest źle ustawiony');
      await expect(age(page)).toContainText('sprawdzono 10:00');
      expect((await ids(page))[0]).toBe('d0');
      // It goes on by the time that is known.
      await calendar.pass(360);
      await expect(page.locator('.clock b')).toHaveText('10:06');
      // Set right, it is believed again.
      await page.clock.setSystemTime(new Date(START + 6 * 60_000));
      await calendar.pass(120);
      await expect(age(page)).not.toContainText('Zegar');
      await expect(page.locator('.clock b')).toHaveText(/10:0[78]/);
    });
  }

  test('without a connection, before the last time that is known: no time at all is shown', async ({ calendar, page }) => {
    await open(calendar, '', { feed: saying(TOWN, () => START) });
    await open(calendar, '', { feed: broken(), again: true, now: '1970-01-01T00:00:00Z', state: 'stale' });
    await expect(page.locator('.clock')).toHaveText('Zegar tego ekranu jest źle ustawiony');
    // What was over when it was known is over.
    expect((await ids(page))[0]).toBe('d0');
    await isSound(page);
  });
});

test.describe('midnight and the calendar’s corners', () => {
  const at = (page) => page.locator('.clock');
  for (const [what, now, steps] of [
    ['midnight', '2026-11-27T23:59:30+01:00', [[0, '23:59piątek, 27 listopada'], [40, '0:00sobota, 28 listopada']]],
    ['the spring change', '2027-03-28T01:59:30+01:00', [[0, '1:59niedziela, 28 marca'], [40, '3:00niedziela, 28 marca']]],
    ['the autumn change', '2027-10-31T02:59:30+02:00', [[0, '2:59niedziela, 31 października'], [40, '2:00niedziela, 31 października'], [3600, '3:00niedziela, 31 października']]],
    ['the end of the year', '2026-12-31T23:59:30+01:00', [[0, '23:59czwartek, 31 grudnia'], [40, '0:00piątek, 1 stycznia']]],
  ]) {
    for (const timezoneId of ['UTC', 'America/New_York']) {
      test.describe(timezoneId, () => {
        test.use({ timezoneId });
        test(`${what}: the feed’s time, and its day`, async ({ calendar, page }) => {
          const day = (offset) => new Date(Date.parse(now) + offset * 86_400_000).toISOString().slice(0, 10);
          const events = [0, 1, 2].map((offset) => event(`e${offset}`, `${day(offset)}T20:00`, { end: `${day(offset)}T21:00` }));
          await open(calendar, '', { feed: answer(around(events)), now });
          for (const [seconds, said] of steps) {
            await calendar.pass(seconds, { step: 20 });
            await expect(at(page)).toHaveText(said);
          }
          expect((await ids(page)).length).toBeGreaterThan(0);
        });
      });
    }
  }

  test('thirty days without a touch', async ({ calendar, page }) => {
    test.setTimeout(300_000);
    await open(calendar, '&dwell=120');
    await calendar.mark();
    // The site can't be reached at night, so the page stays one.
    calendar.site.files.set('', broken());
    for (let day = 0; day < 30; day += 1) {
      calendar.serve(day % 4 === 3 ? broken() : answer(TOWN));
      // Hours go by as if the computer slept, and a quarter of one as it is.
      for (let part = 0; part < 4; part += 1) {
        await page.clock.fastForward((6 * 60 - 15) * 60_000);
        await calendar.pass(15 * 60, { step: 60 });
        await isSound(page);
      }
    }
    await expect(page.locator('.clock small')).toHaveText('niedziela, 27 grudnia');
    expect(await calendar.isMarked()).toBe(true);
  });
});

test.describe('beginning anew', () => {
  test('in the night, once, when the site answers', async ({ calendar, page, site }) => {
    await page.addInitScript(() => { Math.random = () => 0.5; });
    await open(calendar, '', { now: '2026-11-27T20:00:00+01:00' });
    let loads = 0;
    page.on('load', () => { loads += 1; });
    site.files.set('', broken());
    await calendar.pass(7.75 * 3600, { step: 600 });
    expect(loads, 'at a quarter to four, with nobody there').toBe(0);
    site.files.delete('');
    await passUntil(calendar, () => loads === 1);
    await expect(page.locator('article').first()).toBeVisible();
    await calendar.pass(3600, { step: 60 });
    expect(loads).toBe(1);
  });

  test('not while somebody is at the screen', async ({ calendar, page }) => {
    await page.addInitScript(() => { Math.random = () => 0; });
    await open(calendar, '', { now: '2026-11-27T20:00:00+01:00' });
    let loads = 0;
    page.on('load', () => { loads += 1; });
    await calendar.pass(6 * 3600, { step: 600 });
    await calendar.pass(3300, { step: 300 });
    await page.mouse.click(1000, 1000);
    await expect(calendar.view('Miesiąc')).toBeVisible();
    for (let minute = 0; minute < 12; minute += 1) {
      await calendar.pass(50);
      await page.mouse.click(1900, 1060);
    }
    expect(loads).toBe(0);
    await passUntil(calendar, () => loads === 1);
  });

  test('after a crash, with pauses that grow, and only when the site answers', async ({ calendar, page, site }) => {
    calendar.expectedError = /RuntimeError|unreachable/;
    const crash = () => page.evaluate(() => {
      const error = new WebAssembly.RuntimeError('unreachable');
      dispatchEvent(new ErrorEvent('error', { error, message: error.message }));
    });
    let loads = 0;
    await open(calendar);
    page.on('load', () => { loads += 1; });
    site.files.set('', broken());
    await crash();
    await expect(page.locator('article').first(), 'what was drawn stays').toBeVisible();
    await calendar.pass(60, { step: 5 });
    expect(loads).toBe(0);
    site.files.delete('');
    await passUntil(calendar, () => loads === 1);
    const waited = [];
    for (let number = 2; number <= 5; number += 1) {
      await expect(page.locator('article').first()).toBeVisible();
      await crash();
      let seconds = 0;
      while (loads < number && seconds < 1200) {
        await calendar.pass(5, { step: 5 });
        seconds += 5;
        // The answer is on the way.
        if (seconds % 60 === 0) await page.waitForTimeout(50);
      }
      waited.push(seconds);
    }
    for (const [place, pause] of [60, 300, 900, 900].entries()) {
      expect(waited[place]).toBeGreaterThanOrEqual(pause);
      // The answer takes real time, and the page's goes on meanwhile.
      expect(waited[place]).toBeLessThan(2 * pause + 300);
    }
  });

  test('without a sign of life for five minutes', async ({ calendar, page }) => {
    await open(calendar);
    let loads = 0;
    page.on('load', () => { loads += 1; });
    // Its clock goes on, its program does not.
    await page.evaluate(() => new MutationObserver(() => {
      const { dataset } = document.documentElement;
      if (dataset.beat !== 'still') dataset.beat = 'still';
    }).observe(document.documentElement, { attributeFilter: ['data-beat'] }));
    await passUntil(calendar, () => loads === 1);
  });

  test.describe('with a newer version', () => {
    test.use({ serviceWorkers: 'allow', hasTouch: true });

    async function visit(calendar, page) {
      await open(calendar, '', { timers: 'real' });
      await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
      await page.evaluate(() => navigator.serviceWorker.ready);
    }
    const look = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {}));

    test('it is taken over by itself, with one reload, and the site opens without a connection', async ({ calendar, page, site }) => {
      await visit(calendar, page);
      const next = nextVersion({ changed: /^lobby-.*\.wasm$/ });
      await site.becomes(next.folder);
      let loads = 0;
      page.on('load', () => { loads += 1; });
      await look(page);
      await expect.poll(() => calendar.version(), { timeout: 20_000 }).toBe(next.version);
      await expect(page.locator('article').first()).toBeVisible();
      await page.waitForTimeout(500);
      expect(loads).toBe(1);
      site.down = true;
      await page.reload();
      await calendar.is('stale');
      await expect(page.locator('article').first()).toBeVisible();
      rmSync(next.folder, { recursive: true });
    });

    test('not under somebody’s hand', async ({ calendar, page, site }) => {
      await visit(calendar, page);
      await page.touchscreen.tap(1000, 1000);
      await expect(calendar.view('Miesiąc')).toBeVisible();
      const next = nextVersion();
      await site.becomes(next.folder);
      await calendar.mark();
      await look(page);
      await page.waitForTimeout(8_000);
      expect(await calendar.isMarked()).toBe(true);
      rmSync(next.folder, { recursive: true });
    });

    for (const [what, spoil] of [
      ['lacks its program', (folder, fresh) => rmSync(join(folder, fresh))],
      ['has a broken program', (folder, fresh) => writeFileSync(join(folder, fresh), 'not a program')],
    ]) {
      test(`one that ${what} is left where it is`, async ({ calendar, page, site }) => {
        await visit(calendar, page);
        const before = await calendar.version();
        const next = nextVersion({ changed: /^lobby-.*\.wasm$/, spoil });
        await site.becomes(next.folder);
        await calendar.mark();
        await look(page);
        await page.waitForTimeout(7_000);
        expect(await calendar.isMarked()).toBe(true);
        await page.reload();
        await expect(page.locator('article').first()).toBeVisible();
        expect(await calendar.version()).toBe(before);
        rmSync(next.folder, { recursive: true });
      });
    }
  });

  test('a newer version without a service worker: within the hour, with one reload', async ({ calendar, page, site }) => {
    await open(calendar);
    const next = nextVersion({ changed: /^lobby-.*\.wasm$/ });
    await site.becomes(next.folder);
    let loads = 0;
    page.on('load', () => { loads += 1; });
    await calendar.pass(3500);
    await passUntil(calendar, () => loads === 1);
    await expect.poll(() => calendar.version()).toBe(next.version);
    await calendar.pass(3700, { step: 60 });
    expect(loads).toBe(1);
    rmSync(next.folder, { recursive: true });
  });
});
