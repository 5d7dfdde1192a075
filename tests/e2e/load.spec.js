// How the programme comes: at once, oddly wrapped, broken, not at all.

import { violations } from './axe.js';
import { event, feed, many } from './feeds.js';
import { answer, broken, pieces } from './server.js';
import { expect, test } from './site.js';

const GOOD = feed([event('a'), event('b')]);
const text = JSON.stringify(GOOD);

test('loading, then ready', async ({ calendar, page }) => {
  const coming = pieces();
  await calendar.open({ feed: coming.handler, state: 'loading' });
  const waiting = page.getByRole('status').filter({ hasText: 'Wczytujemy' });
  await expect(waiting).toBeVisible();
  await expect(calendar.fallback).toBeHidden();
  await expect(calendar.articles).toHaveCount(0);
  await coming.end(text);
  await calendar.is('ready');
  await calendar.shows(['a', 'b']);
  await expect(waiting).toBeHidden();
  await expect(calendar.fallback).toBeHidden();
  expect(calendar.asked).toBe(1);
});

for (const [group, cases] of Object.entries({
  'the server says no': [
    ['404', answer('nothing here', { status: 404 }), /nie ma|404/],
    ['500', answer('', { status: 500 }), /500/],
    ['503 with Retry-After', answer('', { status: 503, headers: { 'Retry-After': '30' } }), /503/],
  ],
  'the connection breaks': [
    ['before the answer', broken(), /połączeni/],
    ['in the middle', broken(text.slice(0, 100)), /połączeni|uryw/],
  ],
  'something else comes': [
    ['a web page', answer('<!doctype html><title>Wi-Fi</title>', { headers: { 'Content-Type': 'text/html' } }), /stron/],
    ['a web page that says it is JSON', answer('\n<html><body>Zaloguj się</body></html>'), /stron/],
    ['nothing at all', answer(''), /pust/],
    ['a file that ends in the middle', answer(text.slice(0, -40)), /uryw/],
    ['what is no JSON', answer('kalendarz'), /uszkodz/],
    ['a list', answer('[]'), /uszkodz/],
  ],
  'it is no feed of this version': [
    ['version 2', answer({ ...GOOD, version: 2 }), /wersj[eęi].* 1\b/],
    ['no version', answer({ events: [] }), /wersj[eęi].* 1\b/],
    ['no events', answer({ version: 1, title: 'Pusty' }), /uszkodz|wydarze/],
    ['events that are no list', answer({ version: 1, events: {} }), /uszkodz|wydarze/],
  ],
})) {
  test(`a feed that fails: ${group}`, async ({ calendar, page }) => {
    for (const [what, handler, sentence] of cases) {
      await test.step(what, async () => {
        await calendar.open({ feed: handler, state: 'failed' });
        await expect(calendar.alert).toBeVisible();
        await expect(calendar.alert).toHaveText(sentence);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByRole('status').filter({ hasText: 'Wczytujemy' })).toBeHidden();
        calendar.serve(GOOD);
        await calendar.retry.click();
        await calendar.is('ready');
        await calendar.shows(['a', 'b']);
        await expect(calendar.alert).toBeHidden();
        await expect(calendar.fallback).toBeHidden();
      });
    }
  });
}

test('a good feed in an odd wrapping', async ({ calendar }) => {
  for (const [what, handler] of [
    ['as text', answer(text, { headers: { 'Content-Type': 'text/plain' } })],
    ['as a web page', answer(text, { headers: { 'Content-Type': 'text/html' } })],
    ['as bytes', answer(text, { headers: { 'Content-Type': 'application/octet-stream' } })],
    ['with a byte order mark', answer(`\uFEFF${text}`)],
    ['among white space', answer(`\r\n ${text}\r\n\r\n`)],
  ]) {
    await test.step(what, async () => {
      await calendar.open({ feed: handler });
      await calendar.shows(['a', 'b']);
      await expect(calendar.alert).toBeHidden();
    });
  }
});

test('a programme without any event is a programme', async ({ calendar, page }) => {
  await calendar.open({ feed: feed([]) });
  await calendar.counts(0, 0);
  await expect(page.getByText('W programie nie ma na razie żadnych wydarzeń.')).toBeVisible();
});

test('30 MB are read', async ({ calendar }) => {
  const events = many(15_000, 10).map((it) => ({ ...it, description: 'Zażółć gęślą jaźń. '.repeat(80) }));
  const body = JSON.stringify(feed(events));
  expect(Buffer.byteLength(body)).toBeGreaterThan(30e6);
  await calendar.open({ feed: body });
  await calendar.counts(15_000, 15_000);
  await expect(calendar.article('e000')).toBeVisible();
});

test('more than 64 MB are refused before they are all here', async ({ calendar }) => {
  let sent = 0;
  const megabyte = Buffer.alloc(1e6, ' ');
  await calendar.open({
    async feed(_, response) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const gone = new Promise((done) => response.on('close', done));
      for (; sent < 500 && !response.destroyed; sent += 1) {
        if (!response.write(megabyte)) await Promise.race([gone, new Promise((done) => response.once('drain', done))]);
      }
      response.end();
    },
    state: 'failed',
  });
  await expect(calendar.alert).toHaveText(/64 MB/);
  expect(sent).toBeLessThan(200);
});

test('pressing for a retry over and over is one question at a time', async ({ calendar, page }) => {
  await calendar.open({ feed: answer('', { status: 500 }), state: 'failed' });
  const coming = pieces();
  calendar.serve(coming.handler);
  await calendar.retry.click();
  await expect.poll(() => calendar.asked).toBe(2);
  for (let press = 0; press < 5; press += 1) await calendar.retry.dispatchEvent('click');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  expect(calendar.asked).toBe(2);
  await coming.end(text);
  await calendar.is('ready');
  expect(calendar.asked).toBe(2);
});

test('the feed’s address comes from the mount element alone', async ({ calendar, site, page }) => {
  site.files.set('obcy.json', answer(feed([event('obcy')])));
  const search = '?feed=obcy.json&data-feed=obcy.json&url=obcy.json#feed=obcy.json';
  await calendar.open({ feed: GOOD, search });
  await page.evaluate(() => postMessage({ feed: 'obcy.json' }, '*'));
  await calendar.shows(['a', 'b']);
  expect(site.asked('obcy.json')).toBe(0);
});

test('the mount element names another feed, start language and theme', async ({ calendar, site, page }) => {
  const html = await (await fetch(site.url)).text();
  const mount = 'data-feed="program/lato.json" data-lang="uk" data-theme="dark"';
  const changed = html.replace('data-feed="feed.json" data-lang="" data-theme=""', mount);
  expect(changed).not.toBe(html);
  site.files.set('', answer(changed, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }));
  const links = [{ label: 'Program', url: 'lato.pdf' }];
  site.files.set('program/lato.json', answer(feed([event('a', undefined, { links }), event('b')])));
  await calendar.open();
  await calendar.shows(['a', 'b']);
  await expect(calendar.root).toHaveAttribute('lang', 'uk');
  await expect(page.locator('body')).not.toHaveCSS('background-color', 'rgb(250, 246, 239)');
  expect(calendar.asked).toBe(0);
  // What a feed names is beside the feed, wherever that is.
  await calendar.link('a').click();
  await expect(calendar.dialog.getByRole('link', { name: 'Program' })).toHaveJSProperty('href', `${site.url}program/lato.pdf`);
});

test('pictures of a host that the operator named are shown, of others described', async ({ calendar, site }) => {
  const { port } = new URL(site.url);
  const host = `localhost:${port}`;
  const html = await (await fetch(site.url)).text();
  const changed = html
    .replace('data-feed="feed.json"', `data-feed="feed.json" data-image-hosts="img.example ${host}"`)
    .replace("img-src 'self' data:", `img-src 'self' data: http://${host}`);
  site.files.set('', answer(changed, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }));
  calendar.expectedRequest = /^http:\/\/localhost:/;
  const image = (name) => ({ image: { src: `http://${name}${new URL(site.url).pathname}img/brama.svg`, alt: `Brama z ${name}` } });
  await calendar.open({ feed: feed([event('a', undefined, image(host)), event('b', undefined, image('other.example'))]) });
  await calendar.link('a').click();
  await expect(calendar.dialog.getByRole('img', { name: `Brama z ${host}` })).toHaveJSProperty('naturalWidth', 640);
  await calendar.close.click();
  await calendar.link('b').click();
  await expect(calendar.dialog).toContainText('Brama z other.example');
  await expect(calendar.dialog.locator('img')).toHaveCount(0);
});

/** What the fallback says of the demo's publisher, whatever went wrong. */
async function tellsWhomToCall(fallback, { drawn = false } = {}) {
  await expect(fallback).toBeVisible();
  for (const [name, href] of [
    ['+48 000 000 000', 'tel:+48000000000'],
    ['kontakt@example.org', 'mailto:kontakt@example.org'],
    ['Opatowski Ośrodek Kultury', 'https://example.org/'],
    [/^Program wydarzeń/, './feed.json'],
    ['Deklaracja dostępności', './deklaracja-dostepnosci.html'],
  ]) {
    await expect(fallback.getByRole('link', { name })).toBeVisible();
    await expect(fallback.getByRole('link', { name })).toHaveAttribute('href', href);
  }
  // Once the program has drawn its head, the page has its title there.
  const title = fallback.getByRole('heading', { level: 1 });
  await (drawn ? expect(title).toBeHidden() : expect(title).toHaveText('Kalendarz kulturalny Opatowa'));
  await expect(fallback).toContainText('ul. Partyzantów, 27-500 Opatów');
}

for (const [what, handler] of [
  ['is not there', (route) => route.fulfill({ status: 404 })],
  ['is blocked', (route) => route.abort('blockedbyclient')],
  ['is broken', (route) => route.fulfill({ contentType: 'application/wasm', body: 'kalendarz' })],
]) {
  test(`when the program ${what}, the fallback stands, with a button that reloads`, async ({ calendar, page }) => {
    calendar.expectedError = /./;
    await page.route(/\.wasm$/, handler);
    await calendar.open({ feed: GOOD, state: 'failed' });
    await tellsWhomToCall(calendar.fallback);
    await expect(calendar.alert).toHaveText(/^Kalendarz przestał działać\. Zwykle pomaga odświeżenie strony\.\s+Odśwież stronę$/, { useInnerText: true });
    expect(await violations(page)).toEqual([]);
    await page.unroute(/\.wasm$/);
    await calendar.reload.click();
    await calendar.is('ready');
    await calendar.shows(['a', 'b']);
    await expect(calendar.stopped).toBeHidden();
  });
}

test('when what starts the program is not there, the fallback stands', async ({ calendar, page }) => {
  calendar.expectedError = /./;
  await page.route('**/boot-*.js', (route) => route.fulfill({ status: 404 }));
  await calendar.open({ feed: GOOD, state: 'loading' });
  await tellsWhomToCall(calendar.fallback);
});

test.describe('a trap', () => {
  /** A program that ends as a panic does, while it answers an event or a promise. */
  async function trap(page, inPromise = false) {
    await page.evaluate(async (inPromise) => {
      // (func (export "a") unreachable)
      const head = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0];
      const body = [7, 5, 1, 1, 97, 0, 0, 10, 5, 1, 3, 0, 0, 11];
      const { instance } = await WebAssembly.instantiate(Uint8Array.of(...head, ...body));
      if (inPromise) return void Promise.resolve().then(instance.exports.a);
      addEventListener('panic', instance.exports.a);
      dispatchEvent(new Event('panic'));
    }, inPromise);
  }

  test('leaves the list, with a sentence and a button above it', async ({ calendar, page }) => {
    calendar.expectedError = /unreachable/;
    for (const inPromise of [false, true]) {
      await calendar.open({ feed: feed(many(40)) });
      await calendar.articles.last().scrollIntoViewIfNeeded();
      await trap(page, inPromise);
      await expect(calendar.alert).toHaveText(/przestał działać/);
      await calendar.is('failed');
      await expect(calendar.fallback).toBeHidden();
      await expect(calendar.article('e000')).toBeVisible();
      await expect(calendar.reload).toBeInViewport();
      const [above, below] = [calendar.stopped, page.getByRole('heading', { level: 1 })];
      const order = (it, other) => it.compareDocumentPosition(other) === Node.DOCUMENT_POSITION_FOLLOWING;
      expect(await above.evaluate(order, await below.elementHandle())).toBe(true);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        expect.soft(await violations(page), colorScheme).toEqual([]);
      }
    }
    await calendar.reload.click();
    await calendar.is('ready');
    await expect(calendar.stopped).toBeHidden();
  });

  test('is told in the language of the page', async ({ calendar, page }) => {
    calendar.expectedError = /unreachable/;
    for (const [lang, name] of [['en', 'Reload the page'], ['uk', 'Оновити сторінку']]) {
      await calendar.open({ feed: GOOD, search: `?lang=${lang}` });
      await trap(page);
      await expect(calendar.stopped.getByRole('button', { name, exact: true })).toBeVisible();
      await expect(calendar.stopped.locator('p:visible')).toHaveAttribute('lang', lang);
    }
  });

  test('closes an opened event, whose buttons no longer answer', async ({ calendar, page }) => {
    calendar.expectedError = /unreachable/;
    await calendar.open({ feed: GOOD });
    await calendar.link('a').click();
    await expect(calendar.dialog).toBeVisible();
    await trap(page);
    await expect(calendar.dialog).toBeHidden();
    await calendar.reload.click();
    await calendar.is('ready');
  });

  test('before there is a list shows the fallback', async ({ calendar, page }) => {
    calendar.expectedError = /unreachable/;
    await calendar.open({ feed: pieces().handler, state: 'loading' });
    await trap(page);
    await tellsWhomToCall(calendar.fallback, { drawn: true });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kalendarz kulturalny');
    await expect(calendar.reload).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
});

test.describe('on a page of its own', () => {
  test.use({ own: true });

  test('the state says ready only when the list stands', async ({ calendar, page }) => {
    await page.addInitScript(() => {
      new MutationObserver(() => {
        const { state } = document.documentElement.dataset;
        if (state === 'ready') window.atReady ??= document.querySelectorAll('article[data-event-id]').length;
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-state'] });
    });
    await calendar.open({ feed: GOOD });
    await expect.poll(() => page.evaluate(() => window.atReady)).toBe(2);
  });

  test('in a browser without WebAssembly the fallback stands', async ({ calendar, page }) => {
    calendar.expectedError = /WebAssembly/;
    await page.addInitScript(() => {
      delete globalThis.WebAssembly;
    });
    await calendar.open({ feed: GOOD, state: 'failed' });
    await tellsWhomToCall(calendar.fallback);
    await expect(calendar.reload).toBeVisible();
  });
});

test.describe('without scripts', () => {
  test.use({ own: true, javaScriptEnabled: false });

  test('the fallback stands, in three languages', async ({ calendar, page }) => {
    await calendar.open({ state: null });
    await tellsWhomToCall(calendar.fallback);
    await expect(page.getByRole('main')).toHaveCount(1);
    for (const lang of ['en', 'uk']) await expect(calendar.fallback.locator(`p[lang="${lang}"]`)).toBeVisible();
    // Nothing answers a button here.
    await expect(page.getByRole('button')).toHaveCount(0);
  });

  test('nor styles: the fallback is readable, and nothing else is seen', async ({ calendar, page }) => {
    await page.route(/\.css$/, (route) => route.abort());
    await calendar.open({ state: null });
    await tellsWhomToCall(calendar.fallback);
    await expect(calendar.stopped).toBeHidden();
  });
});
