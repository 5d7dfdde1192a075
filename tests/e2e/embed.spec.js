// The calendar in somebody else's page: between foreign styles, scripts and policies it is there, and leaves no trace.

import { violations } from './axe.js';
import { event, feed, many } from './feeds.js';
import { page as host, snippet, startHost, traces } from './hosts.js';
import { answer } from './server.js';
import { expect, test as base } from './site.js';

const TOWN = feed([
  event('koncert', '2026-11-28T18:00', { title: 'Koncert', categories: ['koncert'], venue: 'sala', description: 'Gra orkiestra.' }),
  event('recital', '2026-11-29T18:00', { title: 'Recital', categories: ['koncert'], venue: 'biblioteka', age_groups: ['dzieci'] }),
  event('sztuka', '2026-11-30T18:00', { title: 'Sztuka', categories: ['teatr'], venue: 'sala' }),
]);

const test = base.extend({
  embedding: [
    async ({}, use) => {
      const server = await startHost();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  /** Opens a page that embeds the calendar. */
  around: async ({ page, calendar, embedding }, use) => {
    embedding.pages.clear();
    // What the host does wrong is its own; what we do wrong stands in `calendar`'s watch.
    await use(async (html, { headers, feed = TOWN, path = '/' } = {}) => {
      calendar.serve(answer(feed, { headers: { 'Access-Control-Allow-Origin': '*' } }));
      embedding.pages.set(path, { html: html(calendar.site.url), headers });
      await page.clock.setFixedTime(new Date('2026-11-27T10:00:00+01:00'));
      calendar.expectedRequest = new RegExp(`^${embedding.url}`);
      await page.goto(new URL(path, embedding.url).href);
      return new Embedded(page);
    });
  },
});
test.use({ own: true });

/** The calendar as it stands in another page, by place where there are several. */
class Embedded {
  constructor(page, place = 0) {
    this.page = page;
    this.element = page.locator('kalendarz-kultury').nth(place);
    this.iframe = this.element.locator('iframe');
    this.frame = this.iframe.contentFrame();
    this.root = this.frame.locator('html');
    this.articles = this.frame.locator('article[data-event-id]');
    this.result = this.frame.getByRole('status').filter({ hasText: /^Pokazano/ });
    this.link = this.element.getByRole('link', { name: 'Kalendarz wydarzeń' });
    this.filters = this.frame.getByRole('button', { name: /^Filtry/ });
  }

  async isThere(ids) {
    await expect(this.root).toHaveAttribute('data-state', 'ready');
    if (ids) await expect.poll(() => this.articles.evaluateAll((all) => all.map((it) => it.dataset.eventId))).toEqual(ids);
    await expect(this.link).toBeHidden();
    await this.fits();
  }

  /** No bar to scroll with inside, and no room left over. */
  async fits() {
    await expect
      .poll(() => this.root.evaluate((root) => Math.abs(innerHeight - document.body.getBoundingClientRect().height)))
      .toBeLessThan(2);
    expect(await this.root.evaluate((root) => root.scrollHeight <= innerHeight && root.scrollWidth <= innerWidth)).toBe(true);
  }

  /** The frame's own address. */
  address() {
    return this.root.evaluate(() => location.search);
  }
}

/** Lets a script run that was kept from it, as consent tools do. */
const unblocked = (page) =>
  page.evaluate(() => {
    const blocked = document.querySelector('script[type="text/plain"]');
    const script = document.createElement('script');
    script.src = blocked.dataset.src;
    blocked.replaceWith(script);
  });

const ALL = ['koncert', 'recital', 'sztuka'];

test('one pasted line shows the calendar, as high as it is', async ({ around }) => {
  const calendar = await around((site) => host(snippet(site)));
  await calendar.isThere(ALL);
  await expect(calendar.iframe).toHaveAttribute('title', 'Kalendarz wydarzeń');
  await expect(calendar.iframe).toHaveAttribute('loading', 'lazy');
  await expect(calendar.iframe).toHaveAttribute('allow', 'web-share; clipboard-write');
  expect(await violations(calendar.page)).toEqual([]);
});

test('attributes are the keys of the address', async ({ around }) => {
  const attributes = 'category="koncert" lock="category" view="agenda" limit="5" lang="uk" theme="dark" accent="#8a1538"';
  const calendar = await around((site) => host(snippet(site, attributes)));
  await expect(calendar.articles).toHaveCount(2);
  const search = new URLSearchParams(await calendar.address());
  expect(Object.fromEntries(search)).toMatchObject({
    category: 'koncert', lock: 'category', view: 'agenda', limit: '5', lang: 'uk', theme: 'dark', accent: '#8a1538', mode: 'embed',
  });
  await expect(calendar.root).toHaveAttribute('lang', 'uk');
  await expect(calendar.root).toHaveAttribute('data-theme', 'dark');
});

test('the host keeps all that is its own', async ({ around, page }) => {
  const calendar = await around((site) => host(snippet(site)).replace('<script src', '<script type="text/plain" data-src'));
  const before = await traces(page);
  await unblocked(page);
  await calendar.isThere(ALL);
  await calendar.articles.first().getByRole('link').click();
  await calendar.frame.getByRole('button', { name: 'Zamknij' }).click();
  await calendar.frame.getByRole('button', { name: 'Tydzień', exact: true }).click();
  await calendar.filters.click();
  await calendar.frame.getByRole('checkbox', { name: 'Teatr' }).check();
  await expect(calendar.frame.getByRole('button', { name: 'Usuń filtr: Teatr' })).toBeVisible();
  expect(await traces(page)).toEqual(before);
  expect(await calendar.root.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

test('a star is all that is ever kept', async ({ around }) => {
  const calendar = await around((site) => host(snippet(site)));
  await calendar.isThere(ALL);
  await calendar.articles.first().getByRole('button', { name: /^Zapisz/ }).click();
  const kept = await calendar.root.evaluate(() => Object.keys(localStorage));
  expect(kept).toHaveLength(1);
  expect(kept[0]).toMatch(/^kalendarz:/);
});

test('an event opens in its place, and the focus comes back', async ({ around, page }) => {
  const calendar = await around((site) => host(snippet(site)), { feed: feed(many(12)) });
  await calendar.isThere();
  const before = await calendar.iframe.evaluate((frame) => frame.offsetHeight);
  const link = calendar.articles.nth(1).getByRole('link');
  await link.click();
  const region = calendar.frame.getByRole('region', { name: 'Spotkanie 001' });
  await expect(region).toBeVisible();
  expect(await calendar.articles.nth(1).evaluate((article) => article.nextElementSibling.matches('section'))).toBe(true);
  expect(await region.evaluate((it) => it.ownerDocument.querySelector('dialog'))).toBeNull();
  await calendar.fits();
  expect(await calendar.iframe.evaluate((frame) => frame.offsetHeight)).toBeGreaterThan(before);
  await expect(region.getByRole('button', { name: 'Zamknij' })).toBeFocused();
  // Another one closes the first.
  await calendar.articles.nth(3).getByRole('link').click();
  const other = calendar.frame.getByRole('region', { name: 'Spotkanie 003' });
  await expect(other).toBeVisible();
  await expect(region).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(other).toBeHidden();
  await expect(calendar.articles.nth(3).getByRole('link')).toBeFocused();
  await calendar.fits();
});

test('an event of the month opens under the table', async ({ around, page }) => {
  await page.setViewportSize({ width: 1000, height: 700 });
  const calendar = await around((site) => host(snippet(site, 'view="month" date="2026-12-01"')), { feed: feed(many(40)) });
  await expect(calendar.frame.getByRole('table')).toBeVisible();
  await calendar.frame.getByRole('link', { name: /^Spotkanie 012/ }).first().click();
  const region = calendar.frame.getByRole('region', { name: /Spotkanie/ });
  await expect(region).toBeVisible();
  await calendar.fits();
  await region.getByRole('button', { name: 'Zamknij' }).press('Escape');
  await expect(region).toBeHidden();
  await expect(calendar.frame.getByRole('link', { name: /^Spotkanie 012/ })).toBeFocused();
});

test('nothing in the frame is modal, fixed or sticky', async ({ around }) => {
  for (const view of ['agenda', 'week', 'month']) {
    const calendar = await around((site) => host(snippet(site, `view="${view}"`)), { feed: feed(many(60)), path: `/${view}` });
    await expect(calendar.root).toHaveAttribute('data-state', 'ready');
    await calendar.filters.click();
    const lifted = await calendar.root.evaluate(() =>
      [...document.querySelectorAll('*')].filter((it) => /fixed|sticky/.test(getComputedStyle(it).position)).map((it) => it.outerHTML.slice(0, 80)));
    expect(lifted, view).toEqual([]);
  }
});

test('what is locked is not shown and not changed', async ({ around }) => {
  const locked = 'category="koncert" when="" lock="category,q,when,view,lang,date"';
  const calendar = await around((site) => host(snippet(site, locked)));
  await calendar.isThere(['koncert', 'recital']);
  await expect(calendar.result).toHaveText('Pokazano 2 z 2 wydarzeń');
  const { frame } = calendar;
  await calendar.filters.click();
  await expect(frame.getByRole('group', { name: 'Wiek' })).toBeVisible();
  await expect(frame.getByRole('group', { name: 'Kategoria' })).toBeHidden();
  for (const gone of [
    frame.getByRole('searchbox'), frame.getByRole('group', { name: 'Kiedy' }), frame.getByLabel('Od', { exact: true }),
    frame.getByRole('group', { name: 'Widok' }), frame.getByRole('link', { name: 'English' }), frame.getByLabel('Przejdź do dnia'),
    frame.getByRole('button', { name: /^Usuń filtr/ }),
  ]) {
    await expect(gone).toBeHidden();
  }
  await frame.getByRole('checkbox', { name: 'Seniorzy' }).check();
  await frame.getByRole('button', { name: 'Wyczyść filtry' }).first().click();
  await expect(calendar.articles).toHaveCount(2);
  // Neither by an address that somebody writes into the frame's own history, nor by a message.
  await calendar.root.evaluate(() => {
    history.pushState('', '', '?mode=embed&category=teatr&lang=en');
    history.pushState('', '', '?mode=embed');
    history.back();
    postMessage({ kalendarz: 1, category: 'teatr', lock: '' }, '*');
  });
  await expect.poll(() => calendar.root.evaluate(() => history.state)).toBe('');
  await expect(calendar.articles).toHaveCount(2);
  await expect(calendar.root).toHaveAttribute('lang', 'pl');
});

test('an opened event stays with its own, whatever happens in the list', async ({ around, page, calendar: watched }) => {
  watched.keeps = true;
  const day = ['10:30', '12:00', '13:00', '14:00'].map((time, place) => event(`e${place}`, `2026-11-27T${time}`, { title: `E${place}`, end: `2026-11-27T${time.slice(0, 2)}:55` }));
  await page.clock.install({ time: new Date('2026-11-27T10:00:00+01:00') });
  const calendar = await around((site) => host(snippet(site)), { feed: feed(day) });
  await expect(calendar.articles).toHaveCount(4);
  await calendar.articles.nth(1).getByRole('link').click();
  const region = calendar.frame.getByRole('region', { name: 'E1' });
  const close = region.getByRole('button', { name: 'Zamknij' });
  await expect(close).toBeFocused();
  const owner = () => region.evaluate((it) => it.previousElementSibling.dataset.eventId);
  expect(await owner()).toBe('e1');
  await calendar.articles.nth(3).getByRole('button', { name: /^Zapisz/ }).click();
  await expect(calendar.articles.nth(3).getByRole('button', { name: /^Zapisz/ })).toHaveAttribute('aria-pressed', 'true');
  expect(await owner()).toBe('e1');
  // The first is over: the list is drawn anew around the opened one, and the focus stays.
  await close.focus();
  await page.clock.setFixedTime(new Date('2026-11-27T11:00:00+01:00'));
  await page.clock.runFor(70_000);
  await expect(calendar.articles).toHaveCount(3);
  expect(await owner()).toBe('e1');
  await expect(close).toBeFocused();
  // Escape from anywhere but a field.
  await calendar.articles.nth(2).getByRole('link').focus();
  await page.keyboard.press('Escape');
  await expect(region).toBeHidden();
});

test('on a phone a day of the month opens its event under it', async ({ around, page }) => {
  await page.setViewportSize({ width: 400, height: 800 });
  const calendar = await around((site) => host(snippet(site, 'view="month" date="2026-12-01"')), { feed: feed(many(40)) });
  await calendar.frame.getByRole('button', { name: /^wtorek, 1 grudnia/ }).click();
  await calendar.articles.first().getByRole('link').click();
  await expect(calendar.frame.getByRole('region', { name: 'Spotkanie 012' })).toBeVisible();
  expect(await calendar.articles.first().evaluate((it) => it.nextElementSibling.matches('section'))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(calendar.articles.first().getByRole('link')).toBeFocused();
});

test('a link to an event that is folded away unfolds it', async ({ around }) => {
  const long = [1, 2, 3, 4, 5].map((number) => event(`w${number}`, '2026-11-10', { title: `Wystawa ${number}`, end: `2026-12-1${number}` }));
  const calendar = await around((site) => host(snippet(site, 'event="w5" at="2026-11-10"')), { feed: feed(long) });
  await expect(calendar.frame.getByRole('region', { name: 'Wystawa 5' })).toBeVisible();
});

test('a link to an event far down opens it under its own', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(many(36)), search: '?mode=embed&event=e030' });
  await expect(page.locator('article[data-event-id="e030"] + section.detail')).toBeVisible();
  // Further than what is drawn at first.
  await calendar.open({ feed: feed(many(100)), search: '?mode=embed&event=e090' });
  await expect(page.locator('article[data-event-id="e090"] + section.detail')).toBeVisible();
  // There is no link that opened it: the focus goes to the event's own.
  await page.getByRole('button', { name: 'Zamknij' }).press('Enter');
  await expect(calendar.link('e090')).toBeFocused();
});

test('a click without a pointer is an act as well', async ({ around, page }) => {
  const calendar = await around((site) => host(snippet(site)));
  await calendar.isThere(ALL);
  await page.waitForTimeout(3000);
  for (const place of [0, 1, 2, 0]) {
    await calendar.articles.nth(place).getByRole('link').evaluate((link) => link.click());
    await expect(calendar.frame.locator('article + section h2')).toBeVisible();
    await calendar.fits();
  }
});

test('a limit is of all that is listed, and the whole calendar is one link away', async ({ around, page }) => {
  const calendar = await around((site) => host(snippet(site, 'limit="3" venue="sala" view="agenda"')), {
    feed: feed(many(10).map((it) => ({ ...it, venue: 'sala' }))),
  });
  await calendar.isThere(['e000', 'e001', 'e002']);
  await expect(calendar.result).toHaveText('Pokazano 3 z 10 wydarzeń');
  await expect(calendar.frame.getByRole('button', { name: 'Pokaż więcej' })).toBeHidden();
  await calendar.frame.getByRole('link', { name: 'Otwórz cały kalendarz' }).click();
  await expect(page).toHaveURL(/kultura\/kalendarz\/\?venue=sala&view=agenda$/);
  await expect(page.locator('article')).toHaveCount(10);
});

test('an accent that cannot be read is made readable', async ({ around }) => {
  const seen = [];
  for (const [place, accent] of ['#ffe600', '#004080', 'navy', 'granat', 'rgb(0 64 128 / .8)', 'oklch(40% .15 260)'].entries()) {
    const calendar = await around((site) => host(snippet(site, `accent="${accent}"`)), { path: `/kolor-${place}` });
    await calendar.isThere(ALL);
    seen.push(await calendar.filters.evaluate((button) => getComputedStyle(button).backgroundColor));
    await calendar.filters.click();
    await calendar.articles.first().getByRole('link').click();
    expect(await violations(calendar.page), accent).toEqual([]);
  }
  expect(seen[0]).not.toBe('rgb(255, 230, 0)');
  expect(seen[1]).toBe('rgb(0, 64, 128)');
  expect(seen[2], 'a colour by its name').toBe('rgb(0, 0, 128)');
  expect(seen[3], 'a colour that is none').toBe('rgb(138, 21, 56)');
  // Painted, it may be one off.
  for (const color of seen.slice(4)) {
    const [red, green, blue] = color.match(/\d+/g).map(Number);
    expect(red < 30 && green > 50 && blue > 120, color).toBe(true);
  }
});

test('few messages, each with a height', async ({ around, page }) => {
  await page.addInitScript(() => {
    globalThis.messages = [];
    addEventListener('message', ({ data }) => messages.push(data), true);
  });
  const calendar = await around((site) => host(snippet(site)), { feed: feed(many(30)) });
  await calendar.isThere();
  const count = async () => {
    await page.waitForTimeout(2500);
    return page.evaluate(() => messages.splice(0));
  };
  const first = await count();
  expect(first.length).toBeGreaterThanOrEqual(1);
  expect(first.length).toBeLessThanOrEqual(3);
  for (const data of first) expect(data).toEqual({ kalendarz: 1, id: expect.any(String), height: expect.any(Number) });
  await calendar.frame.getByRole('button', { name: 'Tydzień', exact: true }).click();
  expect((await count()).length).toBeLessThanOrEqual(3);
  await calendar.fits();
  await page.setViewportSize({ width: 340, height: 700 });
  const narrow = (await count()).length;
  expect(narrow).toBeGreaterThanOrEqual(1);
  expect(narrow).toBeLessThanOrEqual(3);
  await calendar.fits();
  // Hidden: not a word.
  await calendar.element.evaluate((element) => { element.style.setProperty('display', 'none', 'important'); });
  expect(await count()).toEqual([]);
  await calendar.element.evaluate((element) => { element.style.setProperty('display', 'block', 'important'); });
  await calendar.fits();
});

test('a frame that lies is not believed', async ({ around, page }) => {
  const calendar = await around((site) => host(snippet(site)));
  await calendar.isThere(ALL);
  await page.waitForTimeout(2000);
  const height = () => calendar.iframe.evaluate((frame) => frame.offsetHeight);
  const honest = await height();
  const id = new URLSearchParams(await calendar.address()).get('frame');
  const say = (message) => calendar.root.evaluate((_, message) => parent.postMessage(message, '*'), message);
  for (const lie of [
    { kalendarz: 1, id, height: '900' }, { kalendarz: 1, id, height: null }, { kalendarz: 2, id, height: 900 },
    { kalendarz: 1, id: 'k99', height: 900 }, { id, height: 900 }, 'k1', null, 7,
  ]) {
    await say(lie);
  }
  // Right in every word, but from somebody else: the page itself, a frame of another origin.
  await page.evaluate((id) => postMessage({ kalendarz: 1, id, height: 900 }, '*'), id);
  await page.evaluate((id) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script>parent.postMessage({ kalendarz: 1, id: '${id}', height: 900 }, '*')</script>`;
    document.body.append(frame);
    return new Promise((done) => { frame.onload = done; });
  }, id);
  await page.waitForTimeout(300);
  expect(await height()).toBe(honest);
  await say({ kalendarz: 1, id, height: 1e9 });
  await expect.poll(height).toBe(20_000);
  await say({ kalendarz: 1, id, height: -5 });
  await expect.poll(height).toBe(120);
});

test('a changed attribute is a new frame, and no step back', async ({ around, page }) => {
  const calendar = await around((site) => host(snippet(site)));
  await calendar.isThere(ALL);
  const length = await page.evaluate(() => history.length);
  await calendar.iframe.evaluate((frame) => { frame.dataset.old = '1'; });
  await calendar.element.evaluate((element) => {
    element.setAttribute('category', 'teatr');
    element.setAttribute('lang', 'en');
  });
  await expect(calendar.iframe).not.toHaveAttribute('data-old');
  await expect(calendar.iframe).toHaveCount(1);
  await calendar.isThere(['sztuka']);
  await expect(calendar.root).toHaveAttribute('lang', 'en');
  expect(await page.evaluate(() => history.length)).toBe(length);
  // Moved elsewhere in the page it is there again; taken out, nothing stays.
  await calendar.element.evaluate((element) => document.body.append(element));
  await calendar.isThere(['sztuka']);
  await calendar.element.evaluate((element) => element.remove());
  expect(page.frames()).toHaveLength(1);
});

test('several calendars on one page, and the program comes once', async ({ around, page, site }) => {
  await around((url) => host(`${snippet(url, 'category="koncert"')}${snippet(url, 'category="teatr" lang="en"')}`));
  const [one, other] = [new Embedded(page, 0), new Embedded(page, 1)];
  await one.isThere(['koncert', 'recital']);
  await other.isThere(['sztuka']);
  expect(site.asked(/^app-.*\.wasm$/)).toBe(1);
  const ids = await Promise.all([one, other].map(async (it) => new URLSearchParams(await it.address()).get('frame')));
  expect(new Set(ids).size).toBe(2);
});

test('the link stands again when no frame comes', async ({ around, page, calendar: watched }) => {
  watched.expectedError = /Failed to fetch/;
  await page.route(/app-.*\.wasm/, (route) => route.abort());
  const calendar = await around((url) => host(snippet(url)));
  await expect(calendar.iframe).toBeAttached();
  await expect(calendar.link).toBeHidden();
  await expect(calendar.link).toBeVisible({ timeout: 15_000 });
  await expect(calendar.iframe).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing beside the page').toBe(true);
});

test('in a closed tab and a folded accordion nothing is waited for', async ({ around, page }) => {
  const calendar = await around((site) => host(`<div id="tab" hidden>${snippet(site)}</div>`));
  await page.waitForTimeout(11_000);
  expect(await calendar.element.evaluate((element) => element.shadowRoot.querySelector('slot').style.display), 'the link has not come').toBe('none');
  await page.locator('#tab').evaluate((tab) => { tab.hidden = false; });
  await calendar.isThere(ALL);

  const folded = await around((site) => host(`<div id="tab" style="width:0;overflow:hidden">${snippet(site)}</div>`), { path: '/accordion' });
  await page.waitForTimeout(500);
  await page.locator('#tab').evaluate((tab) => { tab.style.width = 'auto'; });
  await folded.isThere(ALL);
});

test('below the window, where browsers draw nothing, it is as high as it is', async ({ around, page }) => {
  // Its last file comes when everything else is there.
  await page.route(/frame-.*\.js/, async (route) => {
    await new Promise((done) => { setTimeout(done, 1500); });
    await route.continue();
  });
  const calendar = await around((site) => host(`<p style="height:1000px"></p>${snippet(site)}`));
  await calendar.isThere(ALL);
});

test('a plain frame and a plain link work as well', async ({ around, page }) => {
  await around((site) => host(`<iframe title="Kalendarz" src="${site}?mode=embed&category=koncert" width="400" height="500"></iframe>`));
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('article')).toHaveCount(2);
  expect(await frame.locator('html').evaluate((root) => getComputedStyle(root).overflowY)).not.toBe('hidden');
});

for (const [what, { head = '', headers, wrap = (it) => it, attributes = '', size, ids = ALL, before, open = (link) => link.click() }] of Object.entries({
  'a strict policy': { headers: (site) => ({ 'Content-Security-Policy': `default-src 'self'; script-src ${site}; frame-src ${site}` }) },
  'Trusted Types': { headers: () => ({ 'Content-Security-Policy': "require-trusted-types-for 'script'; trusted-types 'none'" }) },
  'letters of 10 px': { head: '<style>html{font-size:62.5%}</style>' },
  'hostile styles': {
    head: `<style>*{position:relative!important;box-sizing:content-box!important;padding:7px!important;border:5px solid lime!important;
      font:italic 40px/3 fantasy!important;color:red!important;max-width:50em!important;display:inline-block!important;float:left!important}</style>`,
  },
  'a column of 320 px': { size: { width: 320, height: 700 } },
  // The pointer of tests misses in a page that styles magnify.
  'the page magnified': { head: '<style>body{zoom:2}</style>', open: (link) => link.press('Enter') },
  'a router that takes every click': {
    head: `<script>addEventListener('click', (click) => {
      const link = click.composedPath().find((it) => it.href);
      if (link) { click.preventDefault(); history.pushState({}, '', '/przejete'); }
    }, true)</script>`,
  },
  'a consent tool that lets scripts run later': {
    wrap: (html) => html.replace('<script src', '<script type="text/plain" data-src'),
    before: unblocked,
  },
})) {
  test(`it is there in spite of ${what}`, async ({ around, page, site }) => {
    if (size) await page.setViewportSize(size);
    const violated = [];
    await page.exposeFunction('violated', (what) => violated.push(what));
    await page.addInitScript(() => addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, blockedURI }) => {
      globalThis.violated?.(`${violatedDirective} ${sourceFile} ${blockedURI}`);
    }));
    const calendar = await around((url) => wrap(host(snippet(url, attributes), { head })), { headers: headers?.(site.url.replace(/^(http:..[^/]+).*/, '$1')) });
    await before?.(page);
    await calendar.isThere(ids);
    const length = await page.evaluate(() => history.length);
    await open(calendar.articles.first().getByRole('link'));
    await expect(calendar.frame.getByRole('region', { name: 'Koncert' })).toBeVisible();
    await calendar.fits();
    expect(await page.evaluate(() => history.length)).toBe(length);
    expect(page.url()).not.toContain('przejete');
    expect(violated).toEqual([]);
  });
}

test('without JavaScript the link stands', async ({ browser, embedding, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  embedding.pages.set('/', { html: host(snippet(site.url)) });
  await page.goto(embedding.url);
  await expect(page.getByRole('link', { name: 'Kalendarz wydarzeń' })).toBeVisible();
  await context.close();
});

for (const [sandbox, there] of [['allow-scripts allow-same-origin', true], ['allow-scripts', true], ['', false]]) {
  test(`in a sandbox with ${sandbox || 'nothing'}`, async ({ around, page, calendar: watched }) => {
    if (!there) watched.expectedError = /sandbox|Blocked script/;
    await around((site) => host(`<iframe sandbox="${sandbox}" title="Kalendarz" src="${site}?mode=embed" width="600" height="900"></iframe>`));
    const frame = page.frameLocator('iframe');
    if (there) {
      await expect(frame.locator('html')).toHaveAttribute('data-state', 'ready');
      await expect(frame.locator('article')).toHaveCount(3);
      await frame.getByRole('link', { name: /^Koncert/ }).click();
      await expect(frame.getByRole('region', { name: 'Koncert' })).toBeVisible();
      await frame.locator('article').first().getByRole('button', { name: /^Zapisz/ }).click();
      await expect(frame.locator('article').first().getByRole('button', { name: /^Zapisz/ })).toHaveAttribute('aria-pressed', 'true');
    } else {
      await expect(frame.getByRole('link', { name: 'Program wydarzeń jako plik danych (JSON)' })).toBeVisible();
    }
  });
}

test('a host without an origin of its own', async ({ around, page }) => {
  const calendar = await around((site) => host(snippet(site)), { headers: { 'Content-Security-Policy': 'sandbox allow-scripts allow-same-origin' } });
  await calendar.isThere(ALL);
  const opaque = await around((site) => host(snippet(site)), { headers: { 'Content-Security-Policy': 'sandbox allow-scripts' }, path: '/opaque' });
  await expect(opaque.articles).toHaveCount(3);
  await opaque.fits();
  await page.waitForTimeout(11_000);
  await expect(opaque.iframe).toBeVisible();
});

test('who hides the element hides it', async ({ around }) => {
  const calendar = await around((site) => host(snippet(site, 'hidden')));
  await expect(calendar.element).toBeHidden();
  await calendar.element.evaluate((element) => { element.hidden = false; });
  await calendar.isThere(ALL);
});

test('the calendar is that of the link inside, also while the page is still coming', async ({ around, page, site, embedding }) => {
  let rest;
  embedding.pages.set('/slow', (_, response) => {
    const [start, end] = host(`<p><a href="tel:123">Telefon</a></p><script src="${site.url}embed.js"></script><kalendarz-kultury><a href="tel:123">Telefon</a>|<a href="${site.url}">Kalendarz wydarzeń</a></kalendarz-kultury>`).split('|');
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.write(start);
    rest = () => response.end(end);
  });
  await around(() => host(''));
  const opened = page.goto(`${embedding.url}slow`);
  await page.locator('kalendarz-kultury').waitFor({ state: 'attached' });
  rest();
  await opened;
  const calendar = new Embedded(page);
  await calendar.isThere(ALL);
  await expect(calendar.iframe).toHaveAttribute('title', 'Kalendarz wydarzeń');
});

test('search engines are told on the page of the calendar alone', async ({ around, page, calendar }) => {
  const data = () => page.locator('script[type="application/ld+json"]').evaluateAll((all) => all.map((it) => it.textContent && JSON.parse(it.textContent)));
  await calendar.open({ feed: answer(TOWN) });
  await expect.poll(async () => (await data())[0]?.['@graph']?.map((it) => it.name)).toEqual(['Koncert', 'Recital', 'Sztuka']);
  const [{ '@graph': [concert] }] = await data();
  expect(concert).toMatchObject({
    '@type': 'Event', startDate: '2026-11-28T18:00:00+01:00', eventStatus: 'https://schema.org/EventScheduled',
    url: `${calendar.site.url}?event=koncert&at=2026-11-28T18:00`, location: { name: 'Sala widowiskowa' },
  });
  // What is filtered out is not told any more; in another language there is still one list.
  await calendar.facet('Kategoria').getByRole('checkbox', { name: 'Teatr' }).check();
  await page.getByRole('link', { name: 'English' }).click();
  await expect.poll(async () => (await data()).map((it) => it['@graph']?.map(({ name }) => name))).toEqual([['Sztuka']]);

  const framed = await around((site) => host(snippet(site)));
  await framed.isThere(ALL);
  expect(await framed.frame.locator('script[type="application/ld+json"]').count()).toBe(0);
});
