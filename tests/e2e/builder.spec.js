// The page that makes the code for another page: what is chosen there is what the code shows.

import { violations } from './axe.js';
import { event, feed } from './feeds.js';
import { page as host, startHost } from './hosts.js';
import { answer } from './server.js';
import { expect, test as base } from './site.js';

const TOWN = feed([
  event('koncert', '2026-11-28T18:00', { title: 'Koncert', categories: ['koncert'], venue: 'sala', access: ['lift'] }),
  event('recital', '2026-11-29T18:00', { title: 'Recital', categories: ['koncert'], venue: 'biblioteka' }),
  event('sztuka', '2026-11-30T18:00', { title: 'Sztuka', categories: ['teatr'], venue: 'sala' }),
]);

const test = base.extend({
  builder: async ({ page, calendar }, use) => {
    calendar.serve(answer(TOWN));
    await page.clock.setFixedTime(new Date('2026-11-27T10:00:00+01:00'));
    await use(async () => {
      await page.goto(new URL('osadzanie.html', calendar.site.url).href);
      await expect(page.getByRole('heading', { name: 'Co pokazać' })).toBeVisible();
      return {
        site: calendar.site.url,
        snippet: page.getByLabel(/^Do każdej strony/),
        frame: page.getByLabel(/^Sama ramka/),
        shortcode: page.getByLabel(/^WordPress/),
        preview: page.locator('kalendarz-kultury iframe').contentFrame(),
        box: (name) => page.getByRole('checkbox', { name, exact: true }),
        radio: (name) => page.getByRole('radio', { name, exact: true }),
      };
    });
  },
});
test.use({ own: true });

test('without a choice it is the whole calendar', async ({ builder, page }) => {
  const { site, snippet, frame, shortcode, preview } = await builder();
  await expect(snippet).toHaveValue(
    `<script src="${site}embed.js" async></script>\n<kalendarz-kultury>\n  <a href="${site}">Kalendarz wydarzeń</a>\n</kalendarz-kultury>`,
  );
  await expect(frame).toHaveValue(new RegExp(`^<iframe src="${site}\\?mode=embed" title="Kalendarz wydarzeń"`));
  await expect(shortcode).toHaveValue(`[kalendarz_kultury url="${site}"]`);
  await expect(preview.locator('article')).toHaveCount(3);
  expect(await violations(page)).toEqual([]);
});

test('what is chosen is in the code and in the preview', async ({ builder, page }) => {
  const { site, snippet, frame, shortcode, preview, box, radio } = await builder();
  await box('Koncerty').check();
  await box('Sala widowiskowa').check();
  await box('winda').check();
  await radio('Tydzień').check();
  await radio('Українська').check();
  await radio('zawsze ciemne').check();
  await page.getByLabel(/^Najwyżej tyle/).fill('4');
  await page.getByLabel('Kolor przycisków i wyróżnień').fill('#0a5a3c');
  await box('filtrów wybranych powyżej (znikną z kalendarza)').check();
  await box('języka').check();
  await page.getByLabel(/^Tylko wydarzenia/).fill('a "b" <c> [d] & e');
  const attributes = 'venue="sala" category="koncert" q="a &quot;b&quot; &lt;c&gt; &#91;d&#93; &amp; e" view="week" access="lift"'
    + ' lang="uk" limit="4" theme="dark" accent="#0a5a3c" lock="venue,category,q,access,lang"';
  await expect(snippet).toHaveValue(new RegExp(`<kalendarz-kultury ${attributes.replace(/[[\]]/g, '\\$&')}>`));
  await expect(shortcode).toHaveValue(`[kalendarz_kultury url="${site}" ${attributes}]`);
  expect(new URL((await frame.inputValue()).match(/src="([^"]+)"/)[1].replaceAll('&amp;', '&')).searchParams.get('q')).toBe('a "b" <c> [d] & e');
  await page.getByLabel(/^Tylko wydarzenia/).fill('');
  await radio('wszystkie, które przed nami').check();
  await radio('Lista').check();
  await expect(preview.locator('article')).toHaveCount(1);
  await expect(preview.locator('html')).toHaveAttribute('lang', 'uk');
  await expect(preview.locator('html')).toHaveAttribute('data-theme', 'dark');
  // And given up again.
  for (const chosen of ['Koncerty', 'Sala widowiskowa', 'winda', 'języka']) await box(chosen).uncheck();
  await radio('taki jak w kalendarzu').check();
  await expect(preview.locator('article')).toHaveCount(3);
  await expect(snippet).toHaveValue(/<kalendarz-kultury limit="4" theme="dark" accent="#0a5a3c">/);
});

test('a colour that cannot be read is said, with what is shown instead', async ({ builder, page }) => {
  const { snippet } = await builder();
  const color = page.getByLabel('Kolor przycisków i wyróżnień');
  await color.fill('#ffe600');
  await expect(page.getByRole('status').filter({ hasText: 'kontrast 1,' })).toHaveText(/potrzeba 4,5 : 1.*#[0-9a-f]{6}\.$/);
  await color.fill('#004080');
  await expect(page.getByRole('status').filter({ hasText: 'Kontrast' })).toHaveText(/^Kontrast na jasnym tle: \d+,\d : 1\.$/);
  await expect(snippet).toHaveValue(/accent="#004080"/);
  await page.getByRole('button', { name: 'Przywróć kolor kalendarza' }).click();
  await expect(snippet).not.toHaveValue(/accent/);
});

test('the code is copied', async ({ builder, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { shortcode } = await builder();
  await page.getByRole('button', { name: 'Kopiuj' }).nth(2).click();
  await expect(page.getByText('Skopiowano.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await shortcode.inputValue());
});

test('pasted into another page the codes show what the preview showed', async ({ builder, page, calendar }) => {
  const { snippet, frame, box } = await builder();
  await box('Koncerty').check();
  await box('filtrów wybranych powyżej (znikną z kalendarza)').check();
  await expect(snippet).toHaveValue(/lock="category"/);
  const codes = [await snippet.inputValue(), await frame.inputValue()];
  const server = await startHost();
  calendar.expectedRequest = new RegExp(`^${server.url}`);
  for (const code of codes) {
    server.pages.set('/', { html: host(code) });
    await page.goto(server.url);
    const inside = page.locator('iframe').contentFrame();
    await expect(inside.locator('article')).toHaveCount(2);
    await inside.getByRole('button', { name: /^Filtry/ }).click();
    await expect(inside.getByRole('group', { name: 'Wiek' })).toBeVisible();
    await expect(inside.getByRole('group', { name: 'Kategoria' })).toBeHidden();
  }
  await server.close();
});

test('without a programme or its program the simplest code still stands', async ({ page, calendar }) => {
  calendar.expectedError = /Failed to fetch/;
  calendar.site.files.set('feed.json', answer('', { status: 503 }));
  await page.goto(new URL('osadzanie.html', calendar.site.url).href);
  await expect(page.getByRole('alert').filter({ hasText: 'Nie udało się wczytać programu' })).toBeVisible();
  await expect(page.getByLabel(/^Do każdej strony/)).toHaveValue(/<kalendarz-kultury>/);
  await page.route(/extra-.*\.wasm/, (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('alert').filter({ hasText: 'Formularz się nie wczytał' })).toBeVisible();
  await expect(page.locator('pre')).toContainText(`<script src="${calendar.site.url}embed.js" async></script>`);
});

for (const [width, scheme] of [[320, 'light'], [1280, 'dark']]) {
  test(`it fits ${width} px, ${scheme}`, async ({ builder, page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    await builder();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await violations(page)).toEqual([]);
  });
}
