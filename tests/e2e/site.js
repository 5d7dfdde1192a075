// What every browser test begins with: the page, found by role and name as a screen reader finds things, and a watch
// over what no page may ever do.

import { test as base, expect } from '@playwright/test';
import { surroundings } from './browser.js';
import { NOW } from './feeds.js';
import { inParts } from './in-parts.js';
import { answer, startSite } from './server.js';

export { expect };

/** Where the site stands in all tests but one: hosting in a sub-folder is the usual case. */
export const FOLDER = '/kultura/kalendarz/';

export const test = base.extend({
  /**
   * Whether the test needs a browser context of its own: for timers that stand still, a history that begins with it,
   * scripts that run before the page. All others follow each other on one page, which costs a quarter of the time,
   * since the program is compiled once.
   */
  own: [false, { option: true }],
  /** Whether programmes that are given as values come in parts. */
  parts: [false, { option: true }],
  shared: [
    async ({ browser }, use) => {
      const context = await browser.newContext(surroundings);
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ own, context, shared, viewport, colorScheme }, use) => {
    if (own) return use(await context.newPage());
    await shared.goto('about:blank');
    await shared.unrouteAll();
    await shared.setViewportSize(viewport);
    const asked = { media: null, reducedMotion: null, forcedColors: null, contrast: null };
    await shared.emulateMedia({ colorScheme: colorScheme ?? 'light', ...asked });
    await use(shared);
  },
  server: [
    // Playwright reads the names of fixtures from this pattern, empty or not.
    async ({}, use) => {
      const site = await startSite(FOLDER);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  site: async ({ server }, use) => {
    server.reset();
    await use(server);
  },
  calendar: async ({ page, site, own, parts }, use) => {
    const calendar = new Calendar(page, site, own, parts);
    await calendar.watch();
    await use(calendar);
    await calendar.behaved();
  },
});

/** Takes away what a site keeps in this browser context. */
async function forget(page, url) {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'cache_storage,service_workers' });
  await session.detach();
}

/** Pages on which breaches of the security policy are written to the console. */
const watched = new WeakSet();

export class Calendar {
  /** Errors that this test provokes. */
  expectedError = /^$/;
  /** Addresses beside the calendar's own that this test lets the page ask for. */
  expectedRequest = /^$/;
  #errors = [];
  #strangers = [];
  /** Requests without a whole answer. */
  #open = new Set();
  /** Hears that there is none any more. */
  #all = () => {};

  constructor(page, site, own = true, parts = false) {
    this.parts = parts;
    this.page = page;
    this.site = site;
    this.own = own;
    this.root = page.locator('html');
    this.articles = page.locator('article[data-event-id]');
    this.result = page.getByRole('status').filter({ hasText: /^(Pokazano|Showing|Показано) / });
    this.search = page.getByRole('searchbox', { name: /^Szukaj/ });
    this.from = page.getByLabel('Od', { exact: true });
    this.to = page.getByLabel('Do', { exact: true });
    this.more = page.getByRole('button', { name: 'Pokaż więcej' });
    this.clear = page.getByRole('button', { name: 'Wyczyść filtry' }).first();
    this.filters = page.getByRole('button', { name: /^Filtry/ });
    this.ongoing = page.getByRole('region', { name: 'Trwa', exact: true });
    this.table = page.getByRole('table');
    this.toToday = page.getByRole('button', { name: 'Dzisiaj', exact: true });
    this.toDay = page.getByLabel('Przejdź do dnia');
    this.dialog = page.getByRole('dialog');
    this.close = this.dialog.getByRole('button', { name: 'Zamknij' });
    this.alert = page.getByRole('alert');
    this.retry = this.alert.getByRole('button', { name: 'Spróbuj ponownie' });
    this.skip = page.getByRole('link', { name: 'Przejdź do listy wydarzeń' });
    this.fallback = page.locator('#fallback');
    this.stopped = page.locator('#stopped');
    this.reload = this.stopped.getByRole('button', { name: 'Odśwież stronę', exact: true });
  }

  /**
   * Opens the page. `feed`: a value, text, bytes or a handler; without it the programme that the site was built with.
   * `now` stands still unless `timers` is 'paused': then timers stand still too, until `page.clock.runFor`. It is a
   * first visit unless this is somebody who comes `again`. Files that a test holds back may hold up `load` as well: `until`
   * is then 'commit'.
   */
  async open({ feed, search = '', now = NOW, timers = 'real', state = 'ready', until = 'load', again = false } = {}) {
    if (feed !== undefined) this.serve(feed);
    if (!again) await forget(this.page, this.site.url);
    const { clock } = this.page;
    if (timers === 'paused') {
      if (!this.own) throw new Error('timers that stand still need test.use({ own: true })');
      // A clock that was installed runs until it is paused, and never goes back.
      await clock.install({ time: new Date(new Date(now) - 60_000) });
      await clock.pauseAt(new Date(now));
    } else {
      await clock.setFixedTime(new Date(now));
    }
    await this.page.goto(this.site.url + search, { waitUntil: until });
    if (state) await this.is(state);
  }

  /** From now on the feed is this. */
  serve(feed) {
    if (this.parts && feed.events?.length > 0) {
      const { manifest, files } = inParts(feed);
      for (const [name, text] of files) this.site.files.set(name, answer(text));
      feed = manifest;
    }
    this.site.files.set('feed.json', typeof feed === 'function' ? feed : answer(feed));
  }

  /** How often the feed was asked for. */
  get asked() {
    return this.site.asked('feed.json');
  }

  /** Marks the document: the mark is gone after a navigation. */
  async mark() {
    await this.page.evaluate(() => { window.same = true; });
  }

  async isMarked() {
    return this.page.evaluate(() => window.same === true);
  }

  /** Which version of the site it is; nothing while the page is on its way. */
  async version() {
    return this.page.evaluate(() => document.querySelector('script[data-version]')?.dataset.version).catch(() => undefined);
  }

  async is(state) {
    await expect(this.root).toHaveAttribute('data-state', state);
  }

  /**
   * Lets so many seconds go by where timers stand still. Each step is shorter than the page's patience with a silent
   * server, and what is asked for in it is answered before the next, since answers take no time on the page's clock.
   * `look` after each step; when it is true, that was all.
   */
  async pass(seconds, { step = 10, look = () => false } = {}) {
    for (let passed = 0; passed < seconds; passed += step) {
      await this.page.clock.runFor(step * 1000);
      await this.#answered();
      if (await look()) return;
    }
  }

  /** When all that the page asked for is there; a test may hold an answer back. */
  async #answered() {
    if (this.#open.size === 0) return;
    await new Promise((done) => {
      const late = setTimeout(done, 5_000);
      this.#all = () => { clearTimeout(late); done(); };
    });
  }

  #gone(...requests) {
    for (const request of requests) this.#open.delete(request);
    if (this.#open.size === 0) this.#all();
  }

  article(id, start) {
    const at = start === undefined ? '' : `[data-start="${start}"]`;
    return this.page.locator(`article[data-event-id="${quoted(id)}"]${at}`);
  }

  /** The link in an article's heading. */
  link(id, start) {
    return this.article(id, start).getByRole('heading').getByRole('link');
  }

  /** The fieldset of a facet. */
  facet(legend) {
    return this.page.getByRole('group', { name: legend, exact: true });
  }

  choice(legend, label) {
    return this.facet(legend).getByRole('checkbox', { name: label, exact: true });
  }

  preset(name) {
    return this.page.getByRole('group', { name: 'Kiedy' }).getByRole('button', { name, exact: true });
  }

  /** A button of the group "Widok". */
  view(name) {
    return this.page.getByRole('group', { name: 'Widok' }).getByRole('button', { name, exact: true });
  }

  /** "Poprzedni miesiąc" and the like. */
  turn(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The heading that names the week or month. */
  period(name) {
    return this.page.getByRole('heading', { name, exact: true });
  }

  /** The button of a day, `2026-11-27`, in the table of the month. */
  cell(day) {
    return this.table.getByRole('button', { name: new RegExp(`^${spoken(day)}, `) });
  }

  /** The links of an entry of the month: one in each week it touches. */
  entry(id, start) {
    const at = start === undefined ? '' : `[data-start="${start}"]`;
    return this.table.locator(`a[data-event-id="${quoted(id)}"]${at}`);
  }

  /**
   * The table, a line for each week, a list for each cell: the day; ids of entries from above, `=` where the bar of an
   * earlier cell goes on; `+2` for what found no room. Of days outside of the month only the number.
   */
  weeks() {
    return this.table.locator('tbody').evaluate((body) =>
      [...body.rows].map((row) =>
        [...row.cells].map((cell) => {
          const outside = cell.querySelector('button') === null;
          const day = cell.innerText.match(/\d+/)[0];
          const piece = (it) => it.dataset.eventId ?? it.textContent.match(/^\+\d+/)?.[0] ?? '=';
          const hidden = [...cell.querySelectorAll('[aria-hidden="true"]')].filter((it) => !it.closest('a, button'));
          const shown = [...cell.querySelectorAll('a, button')].slice(1);
          const order = (one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
          return outside ? day : [day, ...[...hidden, ...shown].sort(order).map(piece)].join(' ');
        }),
      ),
    );
  }

  chip(label) {
    return this.page.getByRole('button', { name: `Usuń filtr: ${label}` });
  }

  /** The heading of a day; an event's heading names its day too. */
  day(name) {
    return this.page.getByRole('heading', { name }).filter({ hasNot: this.page.getByRole('link') });
  }

  language(name) {
    return this.page.getByRole('link', { name, exact: true });
  }

  /** Draws all of the list; a press is done when there is more, which may wait for a part of the program. */
  async unfold() {
    while (await this.more.isVisible()) {
      const drawn = await this.articles.count();
      await this.more.click();
      await expect.poll(() => this.articles.count()).toBeGreaterThan(drawn);
    }
  }

  /** The articles in their order, as `id` or, with `dates`, as `id start`. */
  async shows(wanted, { dates = false, message } = {}) {
    const shown = (articles, dates) =>
      articles.map(({ dataset }) => (dates ? `${dataset.eventId} ${dataset.start}` : dataset.eventId));
    await expect.poll(() => this.articles.evaluateAll(shown, dates), { message }).toEqual(wanted);
  }

  async counts(matching, total) {
    await expect(this.result).toHaveText(`Pokazano ${matching} z ${total} ${total === 1 ? 'wydarzenia' : 'wydarzeń'}`);
  }

  /** The boxes of a facet as `label count`, chosen ones with a tick before; what stands beside a label is its count. */
  async boxes(legend) {
    return this.facet(legend)
      .getByRole('checkbox')
      .evaluateAll((boxes) =>
        boxes.map((box) => {
          const [label] = box.labels;
          const name = label.textContent.trim();
          const count = label.parentElement.textContent.replace(label.textContent, '').trim();
          return `${box.checked ? '✓ ' : ''}${name} ${count}`;
        }),
      );
  }

  /** The query string, as written. */
  async address(wanted) {
    await expect.poll(() => this.page.evaluate(() => location.search)).toBe(wanted);
  }

  #listeners = {
    pageerror: ({ message }) => {
      if (!this.expectedError.test(message)) this.#errors.push(`page error: ${message}`);
    },
    console: (message) => {
      // A feed that could not be had is reported by the browser itself.
      if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
      if (!this.expectedError.test(message.text())) this.#errors.push(`console: ${message.text()}`);
    },
    requestfinished: (request) => this.#gone(request),
    requestfailed: (request) => this.#gone(request),
    // What the document before asked for is nobody's to wait for.
    domcontentloaded: () => this.#gone(...this.#open),
    request: (request) => {
      this.#open.add(request);
      const url = request.url();
      if (!url.startsWith(this.site.url) && !this.expectedRequest.test(url)) this.#strangers.push(url);
    },
  };

  async watch() {
    for (const [name, listener] of Object.entries(this.#listeners)) this.page.on(name, listener);
    if (watched.has(this.page)) return;
    watched.add(this.page);
    await this.page.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`Content Security Policy: ${event.effectiveDirective} ${event.blockedURI}`);
      });
    });
  }

  /** No error, no breach of the security policy, no request to anybody else, nothing kept on the device but programme and site. */
  async behaved() {
    for (const [name, listener] of Object.entries(this.#listeners)) this.page.off(name, listener);
    expect(this.#errors, 'errors and breaches of the security policy').toEqual([]);
    expect(this.#strangers, 'requests to anywhere but the calendar’s own folder').toEqual([]);
    expect(await this.page.context().cookies(), 'cookies').toEqual([]);
    if (!this.page.url().startsWith(this.site.url)) return;
    const own = `kalendarz:${new URL(this.site.url).pathname}:`;
    // What nobody asked for: the programme, the site, and in a lobby when it was confirmed and when it began anew.
    const free = ['feed', 'site', ...(/[?&]mode=kiosk/.test(this.page.url()) ? ['checked', 'starts'] : [])].map((name) => own + name);
    const all = await this.page.evaluate(async () => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map(({ name }) => name),
      ...(await caches.keys()),
    ]);
    const kept = all.filter((name) => !free.includes(name));
    if (this.keeps) {
      expect(kept.filter((name) => !name.startsWith(own)), 'kept under other names').toEqual([]);
    } else {
      expect(kept, 'kept on the device').toEqual([]);
    }
  }
}

/** A day as Polish readers say it in full: "piątek, 27 listopada 2026". */
export function spoken(day) {
  return new Intl.DateTimeFormat('pl', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`));
}

/** Text within double quotes of a selector. */
function quoted(text) {
  return text.replace(/["\\]/g, '\\$&');
}
