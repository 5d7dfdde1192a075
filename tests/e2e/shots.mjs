// Screenshots of the demo on a fixed day, for review and for the README: node tests/e2e/shots.mjs [folder]
// Each is one entry of SHOTS: where it is taken (a size, light or dark, what else the reader's device asks for), and how one
// gets there.

import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { launch } from './browser.js';
import { event, programme } from './feeds.js';
import { page as hostPage, snippet, startHost } from './hosts.js';
import { answer, startSite } from './server.js';

const folder = process.argv[2] ?? 'target/shots';
const NOW = new Date('2026-11-27T10:00:00+01:00');
const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1280, height: 800 },
  narrow: { width: 320, height: 640 },
  paper: { width: 718, height: 1000 },
  kiosk: { width: 1920, height: 1080 },
  'kiosk-standing': { width: 1080, height: 1920 },
};
const DEMO = JSON.parse(readFileSync(new URL('../../feed/feed.json', import.meta.url), 'utf8'));
const STARS = 'stars=bombki,akordeony,ostatni-zegarmistrz';

/** Opens the demo, or another feed, with a query string. */
const at = (search = '', feed, sign = 'html:is([data-state=ready], [data-state=failed])') => async ({ page, site }) => {
  site.files.clear();
  if (feed) site.files.set('feed.json', feed);
  await page.goto(site.url + search);
  await page.locator(sign).waitFor();
};
/** One after the other. */
const then = (...steps) => async (where) => {
  for (const step of steps) await step(where);
};
const press = (name) => ({ page }) => page.getByRole('button', { name }).first().click();
const shown = (selector) => ({ page }) => page.locator(selector).first().waitFor();
const scrolled = (selector) => ({ page }) => page.locator(selector).first().evaluate((it) => it.scrollIntoView({ block: 'start' }));
const detail = then(at(), ({ page }) => page.locator('article[data-event-id=koncert-bez-barier] a').first().click(), shown('dialog[open]'));
const mine = then(at(`?${STARS}`), press('Dodaj do moich'), at('?mine=1'));
const lines = ['javascript:alert(1)', 'www.example.org'].map((url, place) => event(`zly-${place}`, undefined, { title: 'Zły odnośnik', url, status: 'moze' }));
const faulty = () => answer({ ...programme(), events: [...programme().events, ...lines, { id: 'bez-daty', title: 'Bez daty' }] });
const larger = ({ page }) => page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });

const HOUSE = `<style>
  body { margin: 0; font: 1rem/1.5 Arial, sans-serif; color: #1d2b28; }
  header, footer { background: #0a5a3c; color: #fff; padding: 1rem max(1rem, (100vw - 66rem) / 2); }
  header a { color: inherit; } h1 { margin: 0; font-size: 1.5rem; }
  main { max-width: 66rem; margin: 1rem auto 2rem; padding: 0 1rem; }
</style>`;
/** The calendar on a municipality's page, with attributes of the element. */
const embedded = (attributes) => async ({ page, site }) => {
  site.files.clear();
  host.pages.set('/', { html: hostPage(`<h2>Kultura</h2><p>Zapraszamy na wydarzenia.</p>${snippet(site.url, attributes)}`, { head: HOUSE }) });
  await page.goto(host.url);
  const frame = page.locator('iframe').contentFrame();
  await frame.locator('html[data-state=ready]').waitFor();
  return frame;
};
const inside = (attributes, act) => async (where) => {
  await act(await embedded(attributes)(where));
  await where.page.waitForTimeout(500);
};
/** The lobby's screen; codes are there for addresses that a phone can open. */
const lobby = (more = '') => at(`?mode=kiosk${more}`, answer({ ...DEMO, url: 'https://kultura.example/kalendarz/' }), '.screen main:not(:empty)');
const touch = async ({ page }) => {
  await page.locator('.screen footer').click();
  await page.locator('.touched main article').first().waitFor();
};
const CONCERTS = 'category="koncerty" lock="category" limit="5" accent="#0a5a3c"';

/** [name, size, how to get there, media]; with `dark` in the media the name gets `-dark`. */
const SHOTS = [
  ...['phone', 'desktop'].flatMap((size) =>
    [{}, { colorScheme: 'dark' }].flatMap((media) => [
      ['', size, at(), media],
      ['-detail', size, detail, media],
      ['-week', size, at('?view=week'), media],
      ['-month', size, then(at('?view=month&date=2026-12-01'), ...(size === 'phone' ? [({ page }) => page.locator('[data-day="2026-12-05"]').click()] : [])), media],
      ['-nothing', size, at('?q=zzz&venue=biblioteka&free=1'), media],
      ['-mine', size, mine, media],
      ['-shared', size, at(`?${STARS}`), media],
      ['-report', size, then(at('?check=1', faulty()), shown('.report li')), media],
      ['-failed', size, at('', answer('', { status: 500 })), media],
      ['-past', size, then(at('?event=mocny-czlowiek'), shown('dialog[open]')), media],
      ['-take', size, then(detail, press('Dodaj do kalendarza'), shown('.ways a'), scrolled('.ways')), media],
    ]),
  ),
  ...[{}, { colorScheme: 'dark' }].flatMap((media) => [
    ['-filters', 'phone', then(at(), press('Filtry')), media],
    ['-filters', 'desktop', then(at('?age=dzieci&venue=biblioteka,galeria&free=1'), scrolled('.boxes fieldset')), media],
  ]),
  ['', 'tablet', at()],
  ['-detail', 'tablet', detail],
  ['-filters', 'tablet', then(at(), press('Filtry'))],
  ['-week', 'tablet', at('?view=week')],
  ['-month', 'tablet', at('?view=month&date=2026-12-05')],
  ['-all', 'desktop', then(at('?to=2026-12-05'), scrolled('.foot'))],
  ['-foot', 'phone', then(at('?to=2026-11-28'), scrolled('.foot'))],
  ...['en', 'uk'].flatMap((lang) => ['phone', 'desktop'].map((size) => [`-${lang}`, size, at(`?lang=${lang}`)])),
  ...['', '-month', '-detail', '-filters'].flatMap((view) => {
    const way = { '': at(), '-month': at('?view=month&date=2026-11-27'), '-detail': detail, '-filters': then(at(), press('Filtry')) }[view];
    return [
      [`${view}-forced`, 'phone', way, { forcedColors: 'active', colorScheme: 'dark' }],
      [`${view}-contrast`, 'phone', way, { contrast: 'more' }],
      [view, 'narrow', way],
      [`${view}-200`, 'narrow', then(way, larger)],
    ];
  }),
  ['-forced', 'desktop', at('?view=week'), { forcedColors: 'active' }],
  ['-200', 'desktop', then(at(), larger)],
  ['-week-200', 'desktop', then(at('?view=week'), larger)],
  ...['phone', 'desktop'].flatMap((size) => [
    ['-embed', size, embedded(CONCERTS)],
    ['-embed', size, embedded(`${CONCERTS} theme="dark"`), { colorScheme: 'dark' }],
    ['-embed-detail', size, inside(CONCERTS, (frame) => frame.locator('.day article a').first().click())],
    ['-embed-filters', size, inside('limit="5"', (frame) => frame.getByRole('button', { name: 'Filtry' }).click())],
    ['-embed-month', size, embedded('view="month" lock="view" accent="#0a5a3c"')],
    ['-builder', size, then(at('osadzanie.html', undefined, 'kalendarz-kultury'), ({ page }) => page.getByRole('checkbox', { name: 'Koncerty' }).check(), scrolled('.builder'))],
  ]),
  ...['kiosk', 'kiosk-standing'].flatMap((size) => [
    ['', size, lobby()],
    ['-night', size, lobby('&night=09:00-11:00'), { colorScheme: 'dark' }],
    ['-thin', size, lobby('&category=festiwale')],
    ['-empty', size, lobby('&q=zzz')],
    ['-touched', size, then(lobby(), touch)],
    ['-touched', size, then(lobby(), touch), { colorScheme: 'dark' }],
    ['-touched-detail', size, then(lobby(), touch, ({ page }) => page.locator('.day article h3 a').first().click())],
    ['-touched-month', size, then(lobby(), touch, ({ page }) => page.getByRole('button', { name: 'Miesiąc', exact: true }).click())],
  ]),
  ['', 'paper', at(), { media: 'print' }],
  ['-week', 'paper', at('?view=week'), { media: 'print' }],
  ['-month', 'paper', at('?view=month'), { media: 'print' }],
  ['-detail', 'paper', detail, { media: 'print' }],
];

mkdirSync(folder, { recursive: true });
const site = await startSite('/kalendarz/');
const host = await startHost();
const browser = await chromium.launch(launch);
for (const [name, size, way, { media, forcedColors, contrast, ...look } = {}] of SHOTS) {
  const context = await browser.newContext({ viewport: SIZES[size], locale: 'pl-PL', timezoneId: 'America/New_York', ...look });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  await page.emulateMedia({ forcedColors, contrast });
  await way({ page, site });
  // Paper last: what is to be pressed is not on it.
  await page.emulateMedia({ media });
  const dark = look.colorScheme === 'dark' && !forcedColors ? '-dark' : '';
  await page.screenshot({ path: `${folder}/${size}${name}${dark}.png`, fullPage: size === 'paper' });
  await context.close();
}
await browser.close();
await host.close();
await site.close();
