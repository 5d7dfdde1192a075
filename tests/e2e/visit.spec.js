// A whole visit: the address and the history, an opened event by keyboard alone, another language.

import { event, feed, many } from './feeds.js';
import { expect, test } from './site.js';

const THREE = feed([
  event('a', '2026-11-28T18:00', { title: 'Koncert', venue: 'sala', categories: ['koncert'] }),
  event('b', '2026-11-29T18:00', { title: { pl: 'Spektakl', en: 'A play' }, venue: 'rynek', categories: ['teatr'] }),
  event('c', '2026-11-30', { title: 'Wystawa', categories: ['wystawa'] }),
]);

test('filters replace the entry in the history, an opened event adds one', async ({ calendar, page }) => {
  await calendar.open({ feed: THREE });
  const entries = () => page.evaluate(() => history.length);
  const before = await entries();
  await calendar.choice('Kategoria', 'Koncerty').check();
  await calendar.choice('Kategoria', 'Teatr').check();
  await calendar.address('?category=koncert,teatr');
  expect(await entries()).toBe(before);
  await calendar.link('b').click();
  await expect(calendar.dialog).toBeVisible();
  await calendar.address('?category=koncert,teatr&event=b&at=2026-11-29T18:00');
  expect(await entries()).toBe(before + 1);
  await page.goBack();
  await expect(calendar.dialog).toBeHidden();
  await calendar.address('?category=koncert,teatr');
  await page.goForward();
  await expect(calendar.dialog).toBeVisible();
  await calendar.close.click();
  await expect(calendar.dialog).toBeHidden();
  await calendar.address('?category=koncert,teatr');
  await expect(calendar.choice('Kategoria', 'Teatr')).toBeChecked();
});

test('a link drawn before a filter was chosen does not take the filter away', async ({ calendar }) => {
  await calendar.open({ feed: THREE });
  await calendar.choice('Kategoria', 'Koncerty').check();
  await calendar.shows(['a']);
  await calendar.link('a').click();
  await calendar.address('?category=koncert&event=a&at=2026-11-28T18:00');
});

test('opened by a link, closing replaces the entry', async ({ calendar, page }) => {
  await calendar.open({ feed: THREE, search: '?event=a&at=2026-11-28&x=1' });
  await expect(calendar.dialog).toBeVisible();
  const before = await page.evaluate(() => history.length);
  await page.keyboard.press('Escape');
  await expect(calendar.dialog).toBeHidden();
  await calendar.address('?x=1');
  expect(await page.evaluate(() => history.length)).toBe(before);
});

test('by keyboard alone: skip, open, read, close, and the focus is where it was', async ({ calendar, page }) => {
  await calendar.open({ feed: THREE });
  await page.keyboard.press('Tab');
  await expect(calendar.skip).toBeFocused();
  await page.keyboard.press('Enter');
  for (let press = 0; press < 12 && !(await calendar.link('a').evaluate((link) => link === document.activeElement)); press += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(calendar.link('a')).toBeFocused();
  await expect(calendar.link('a')).toHaveAccessibleName(/Koncert.*sobota, 28 listopada 2026/);
  await page.keyboard.press('Enter');
  await expect(calendar.dialog).toHaveAccessibleName('Koncert');
  await expect(calendar.close).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(calendar.dialog).toBeHidden();
  await expect(calendar.link('a')).toBeFocused();
  await calendar.address('');
});

test('unknown keys stay, unknown values are named and go at the next change, of repeated keys the first counts', async ({ calendar, page }) => {
  await calendar.open({ feed: THREE, search: '?mode=page&venue=sala,piwnica&when=kiedyś&venue=rynek&x=%2C' });
  await calendar.shows(['a']);
  await expect(page.getByText('venue=piwnica')).toBeVisible();
  await expect(page.getByText('when=kiedyś')).toBeVisible();
  await calendar.choice('Miejsce', 'Rynek').check();
  await calendar.shows(['a', 'b']);
  await calendar.address('?venue=sala,rynek&mode=page&x=%2C');
  await expect(page.getByText('piwnica')).toBeHidden();
});

test('an id with comma, percent and plus survives its address', async ({ calendar }) => {
  const venues = [{ id: 'a,b', name: 'Przecinek' }, { id: '100%', name: 'Procent' }, { id: 'c+d', name: 'Plus' }];
  const events = venues.map(({ id, name }) => event(name, '2026-11-28', { venue: id }));
  await calendar.open({ feed: feed(events, { venues }) });
  for (const { name } of venues) await calendar.choice('Miejsce', name).check();
  await calendar.address('?venue=a%252Cb,100%2525,c%252Bd');
  await calendar.page.reload();
  await calendar.shows(['Plus', 'Procent', 'Przecinek']);
  for (const { name } of venues) await expect(calendar.choice('Miejsce', name)).toBeChecked();
});

test('the next date without "at", a date that is gone, an event that is not there', async ({ calendar, page }) => {
  const dates = [{ start: '2026-11-20T18:00' }, { start: '2026-12-01T18:00' }, { start: '2026-12-09T17:00', replaces: '2026-12-08T18:00' }];
  await calendar.open({ feed: feed([event('a', undefined, { start: undefined, occurrences: dates })]), search: '?event=a' });
  await expect(calendar.dialog).toContainText('wtorek, 1 grudnia 2026');
  await page.goto(`${calendar.site.url}?event=a&at=2026-12-08T18:00`);
  await expect(calendar.dialog).toContainText('Termin się zmienił');
  await expect(calendar.dialog).toContainText('środa, 9 grudnia 2026, 17:00');
  await page.goto(`${calendar.site.url}?event=nie-ma`);
  await calendar.is('ready');
  await expect(page.getByText('Tego wydarzenia nie ma już w programie.')).toBeVisible();
  await expect(calendar.articles).toHaveCount(2);
});

test('nothing that a feed says is ever markup, and no bad address a link', async ({ calendar, page }) => {
  const evil = '<img src=x onerror="document.title=1"><b>gruby</b>';
  const bad = 'javascript:document.title=1';
  const everything = {
    title: evil, summary: evil, description: `${evil} https://example.org/a.`, status: 'cancelled', status_note: evil, room: evil, hours: evil,
    price: { from: 1, note: evil, currency: evil }, tickets: { url: bad, note: evil }, online: { url: bad, note: evil },
    registration: { required: true, url: bad, email: evil, phone: evil }, image: { src: bad, alt: evil }, url: bad,
    links: [{ label: evil, url: bad }, { label: evil, url: 'https://example.org/' }], tags: [evil],
    organizers: [{ name: evil, url: bad }], partners: [{ name: evil }], funding: [{ name: evil, programme: evil, note: evil, logo: 'https://example.org/logo.png', logo_alt: evil }],
    volunteers: { wanted: true, note: evil, contact: bad }, series: { id: 's', title: evil }, venue: 'evil', categories: ['evil'], age_groups: ['evil'],
  };
  const named = { id: 'evil', name: evil, label: evil, address: evil, locality: evil, url: bad, note: evil, hours: evil };
  const more = { title: evil, venues: [named], categories: [named], age_groups: [named], notice: { text: evil }, publisher: { name: evil, url: bad, email: evil, phone: evil, address: evil }, contact: { submit: bad, report: bad } };
  await calendar.open({ feed: feed([event('a', '2026-11-28T18:00', everything)], more), search: '?event=a' });
  await expect(calendar.dialog).toContainText('<b>gruby</b>');
  expect(await page.evaluate(() => document.querySelectorAll('img, b, script:not([data-wasm]), [onerror]').length)).toBe(0);
  const links = await page.evaluate(() => [...document.links].map(({ href }) => href));
  expect(links.filter((href) => /^javascript:/i.test(href))).toEqual([]);
  expect(links.filter((href) => href.startsWith('https://example.org/'))).toHaveLength(2);
});

test('another language: words, plurals, marked passages, the same place and focus', async ({ calendar, page }) => {
  await calendar.open({ feed: THREE, search: '?category=teatr' });
  await calendar.language('English').click();
  await expect(calendar.root).toHaveAttribute('lang', 'en');
  await expect(calendar.result).toHaveText('Showing 1 of 3 events');
  await expect(page.getByRole('link', { name: /^A play/ })).toBeVisible();
  await expect(calendar.language('English')).toBeFocused();
  await calendar.address('?category=teatr&lang=en');
  await calendar.language('Українська').click();
  await expect(calendar.result).toHaveText('Показано 1 з 3 подій');
  await expect(calendar.link('b')).toHaveAttribute('lang', 'pl');
  await calendar.language('Polski').click();
  await expect(calendar.result).toHaveText('Pokazano 1 z 3 wydarzeń');
});

test('how much is drawn comes back on reload', async ({ calendar, page }) => {
  await calendar.open({ feed: feed(many(150)) });
  await expect(calendar.articles).toHaveCount(40);
  await calendar.more.click();
  await expect(calendar.articles).toHaveCount(80);
  await page.reload();
  await expect(calendar.articles).toHaveCount(80);
  await calendar.more.click();
  await calendar.more.click();
  await expect(calendar.articles).toHaveCount(150);
  await expect(calendar.more).toBeHidden();
});
