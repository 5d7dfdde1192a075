// What every browser test begins with: the page, found by role and name as a screen reader finds things, and a watch
// over what no page may ever do.

import { test as base, expect } from '@playwright/test';
import { NOW } from './feeds.js';
import { answer, startSite } from './server.js';

export { expect };

/** Where the site stands in all tests but one: hosting in a sub-folder is the usual case. */
export const FOLDER = '/kultura/kalendarz/';

export const test = base.extend({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const site = await startSite(FOLDER);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  calendar: async ({ page, site }, use) => {
    site.reset();
    const calendar = new Calendar(page, site);
    await calendar.watch();
    await use(calendar);
    await calendar.behaved();
  },
});

export class Calendar {
  /** Console errors that this test provokes. */
  expectedError = /^$/;
  #errors = [];
  #strangers = [];

  constructor(page, site) {
    this.page = page;
    this.site = site;
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
    this.dialog = page.getByRole('dialog');
    this.close = this.dialog.getByRole('button', { name: 'Zamknij' });
    this.alert = page.getByRole('alert');
    this.retry = this.alert.getByRole('button', { name: 'Spróbuj ponownie' });
    this.skip = page.getByRole('link', { name: 'Przejdź do listy wydarzeń' });
    this.fallback = page.locator('#fallback');
  }

  /**
   * Opens the page. `feed`: a value, text, bytes or a handler; without it the programme that the site was built with.
   * `now` stands still unless `timers` is 'paused': then timers stand still too, until `page.clock.runFor`.
   */
  async open({ feed, search = '', now = NOW, timers = 'real', state = 'ready' } = {}) {
    if (feed !== undefined) this.serve(feed);
    const { clock } = this.page;
    if (timers === 'paused') {
      // A clock that was installed runs until it is paused, and never goes back.
      await clock.install({ time: new Date(new Date(now) - 60_000) });
      await clock.pauseAt(new Date(now));
    } else {
      await clock.setFixedTime(new Date(now));
    }
    await this.page.goto(this.site.url + search);
    if (state) await this.is(state);
  }

  /** From now on the feed is this. */
  serve(feed) {
    this.site.files.set('feed.json', typeof feed === 'function' ? feed : answer(feed));
  }

  /** How often the feed was asked for. */
  get asked() {
    return this.site.asked('feed.json');
  }

  async is(state) {
    await expect(this.root).toHaveAttribute('data-state', state);
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

  chip(label) {
    return this.page.getByRole('button', { name: `Usuń filtr: ${label}` });
  }

  day(name) {
    return this.page.getByRole('heading', { name });
  }

  language(name) {
    return this.page.getByRole('link', { name, exact: true });
  }

  /** The articles in their order, as `id` or, with `dates`, as `id start`. */
  async shows(wanted, { dates = false } = {}) {
    const shown = (articles, dates) =>
      articles.map(({ dataset }) => (dates ? `${dataset.eventId} ${dataset.start}` : dataset.eventId));
    await expect.poll(() => this.articles.evaluateAll(shown, dates)).toEqual(wanted);
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

  async watch() {
    const { page } = this;
    page.on('pageerror', (error) => this.#errors.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      // A feed that could not be had is reported by the browser itself.
      if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
      if (!this.expectedError.test(message.text())) this.#errors.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(this.site.url)) this.#strangers.push(request.url());
    });
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`Content Security Policy: ${event.effectiveDirective} ${event.blockedURI}`);
      });
    });
  }

  /** No error, no breach of the security policy, no request to anybody else, nothing kept on the device. */
  async behaved() {
    expect(this.#errors, 'errors and breaches of the security policy').toEqual([]);
    expect(this.#strangers, 'requests to anywhere but the calendar’s own folder').toEqual([]);
    expect(await this.page.context().cookies(), 'cookies').toEqual([]);
    if (!this.page.url().startsWith(this.site.url)) return;
    const kept = await this.page.evaluate(async () => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map(({ name }) => name),
      ...(await caches.keys()),
    ]);
    expect(kept, 'kept on the device').toEqual([]);
  }
}

/** Text within double quotes of a selector. */
function quoted(text) {
  return text.replace(/["\\]/g, '\\$&');
}
