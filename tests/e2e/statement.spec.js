// The accessibility statement: the structure that the ministry prescribes, and a page that keeps its own promises.

import { violations } from './axe.js';
import { event, feed } from './feeds.js';
import { answer } from './server.js';
import { expect, test } from './site.js';

const ADDRESS = 'deklaracja-dostepnosci.html';

/** "Warunki techniczne publikacji oraz struktura dokumentu elektronicznego deklaracji dostępności", version 2.0. */
const IDS = [
  ...['wstep', 'podmiot', 'zakres', 'url', 'data-publikacja', 'data-aktualizacja', 'status', 'data-sporzadzenie'],
  ...['kontakt', 'email', 'telefon', 'procedura', 'aplikacje', 'architektura', 'komunikacja'],
];
const HEADINGS = [
  ...['Stan dostępności cyfrowej', 'Niedostępne treści', 'Przygotowanie deklaracji dostępności i jej aktualizacja'],
  ...['Udogodnienia, ograniczenia i inne informacje', 'Skróty klawiszowe', 'Informacje zwrotne i dane kontaktowe'],
  ...['Obsługa wniosków i skarg związanych z dostępnością', 'Pozostałe informacje', 'In English', 'Українською'],
];

const open = async ({ page, site }) => {
  await page.goto(site.url + ADDRESS);
  await expect(page.getByRole('heading', { level: 1, name: 'Deklaracja dostępności' })).toBeVisible();
};

test('every part that is looked for stands in it once', async ({ calendar, page, site }) => {
  await open(calendar);
  for (const id of IDS) await expect.soft(page.locator(`#a11y-${id}`), id).toHaveCount(1);
  await expect(page.locator('h1#a11y-deklaracja')).toHaveCount(1);
  for (const id of ['publikacja', 'aktualizacja', 'sporzadzenie']) {
    await expect.soft(page.locator(`time#a11y-data-${id}`), id).toHaveText(/^(\[do uzupełnienia: data\]|\d+ \S+ \d{4} r\.)$/);
  }
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(HEADINGS);
  await expect(page.locator('#a11y-status')).toHaveText(/zgodna z załącznikiem do ustawy z dnia 4 kwietnia 2019 r\./);
  expect(site.asked(ADDRESS)).toBe(1);
});

test('it says whose it is and whom to call', async ({ calendar, page }) => {
  await open(calendar);
  await expect(page.locator('#a11y-podmiot')).toHaveText('Opatowski Ośrodek Kultury');
  await expect(page.locator('#a11y-url')).toHaveText('Kalendarz kulturalny Opatowa');
  await expect(page.locator('#a11y-url')).toHaveAttribute('href', /./);
  await expect(page.locator('#a11y-telefon a')).toHaveAttribute('href', 'tel:+48000000000');
  await expect(page.locator('#a11y-email a')).toHaveAttribute('href', 'mailto:kontakt@example.org');
  await expect(page).toHaveTitle('Deklaracja dostępności – Kalendarz kulturalny Opatowa');
  const gaps = await page.locator('mark').count();
  await expect(page.locator('.draft')).toContainText(`oznaczone miejsca: ${gaps}.`);
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 1280]) {
    test(`axe finds nothing, nothing sticks out: ${colorScheme}, ${width} px`, async ({ calendar, page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await open(calendar);
      const paper = colorScheme === 'dark' ? 'rgb(22, 19, 15)' : 'rgb(250, 246, 239)';
      await expect(page.locator('body')).toHaveCSS('background-color', paper);
      expect.soft(await violations(page)).toEqual([]);
      const out = () => page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const beyond = [...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > clientWidth + 1);
        return [scrollWidth - clientWidth, ...beyond.map((it) => it.outerHTML.slice(0, 120))];
      });
      expect.soft(await out()).toEqual([0]);
      await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
      expect.soft(await out(), 'text at 200 %').toEqual([0]);
    });
  }
}

test('by keyboard: every link, in its order, always seen; the first leads back', async ({ calendar, page }) => {
  await open(calendar);
  const wanted = await page.locator('a[href]').allTextContents();
  const stops = [];
  for (let press = 0; press < wanted.length; press += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    await expect(focused).toBeInViewport();
    await expect(focused).not.toHaveCSS('outline-style', 'none');
    stops.push(await focused.textContent());
  }
  expect(stops).toEqual(wanted);
  calendar.serve(feed([event('a')]));
  await page.getByRole('link', { name: 'Wróć do kalendarza' }).focus();
  await page.keyboard.press('Enter');
  await calendar.is('ready');
  await calendar.shows(['a']);
});

test('it stands under the calendar’s policy, and carries it where the server sends none', async ({ calendar, page }) => {
  const seen = page.waitForResponse((response) => response.url().endsWith(ADDRESS));
  await open(calendar);
  const sent = (await seen).headers()['content-security-policy'];
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute('content', sent);
  await expect(page.locator('script, style, [style]')).toHaveCount(0);
});

test('the foot leads to it in every language, also when there is no programme', async ({ calendar, page }) => {
  const link = (name) => page.getByRole('contentinfo').getByRole('link', { name, exact: true });
  for (const [lang, name] of [['pl', 'Deklaracja dostępności'], ['en', 'Accessibility statement'], ['uk', 'Декларація доступності']]) {
    await calendar.open({ feed: feed([event('a')]), search: `?lang=${lang}` });
    await expect(link(name)).toHaveAttribute('href', ADDRESS);
  }
  await calendar.open({ feed: answer('', { status: 500 }), state: 'failed' });
  await link('Deklaracja dostępności').click();
  await expect(page).toHaveTitle(/^Deklaracja dostępności/);
});
