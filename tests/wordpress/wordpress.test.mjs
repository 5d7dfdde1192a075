// The plugin in a real WordPress, and the calendar of the built site in its pages: what visitors get from shortcode and
// block, what editors see, and what is left when the plugin goes. `make test-wordpress`.
// The tests follow each other on one WordPress: the first ones activate and set the plugin, the last ones take it away.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, expect } from '@playwright/test';
import { launch, surroundings } from '../e2e/browser.js';
import { event, feed } from '../e2e/feeds.js';
import { answer, startSite } from '../e2e/server.js';
import { PASSWORD, startWordPress } from './host.mjs';

const SHOTS = fileURLToPath(new URL('../../target/wordpress-shots', import.meta.url));
const PLUGIN = 'kalendarz-kultury/kalendarz-kultury.php';
const OPTION = 'kalendarz_kultury_urls';
const LINK = 'Kalendarz wydarzeń';

// The browser's clock is the real one: nothing is over.
const soon = new Date(Date.now() + 7 * 24 * 3600_000).toISOString().slice(0, 10);
const CENTRE = feed([
  event('koncert', `${soon}T18:00`, { title: 'Koncert adwentowy', venue: 'sala', categories: ['koncert'] }),
  event('spektakl', `${soon}T19:00`, { title: 'Spektakl', venue: 'sala', categories: ['teatr'] }),
]);
const LIBRARY = feed([event('czytanie', `${soon}T10:00`, { title: 'Głośne czytanie', venue: 'biblioteka' })]);

let wordpress, calendar, library, browser, visitor, problems;

before(async () => {
  wordpress = await startWordPress();
  calendar = await startSite('/kultura/kalendarz/');
  library = await startSite('/biblioteka/');
  browser = await chromium.launch(launch);
  calendar.files.set('feed.json', answer(CENTRE));
  library.files.set('feed.json', answer(LIBRARY));
  visitor = await watched();
});

after(async () => {
  await Promise.all([browser?.close(), wordpress?.close(), calendar?.close(), library?.close()]);
});

afterEach((t) => {
  if (!browser) return;
  assert.deepEqual(problems.splice(0), [], `console and network in "${t.name}"`);
});

/** A browser of its own whose errors, and whose requests to strangers, are remembered in `problems`. */
async function watched(options = {}) {
  problems ??= [];
  const context = await browser.newContext({ ...surroundings, ...options });
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => problems.push(String(error.error())));
  context.on('dialog', (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.hostname !== '127.0.0.1') problems.push(`asked ${url.host}`);
  });
  return context.newPage();
}

/** A browser in which `name` has logged in. */
async function loggedIn(name) {
  const page = await watched();
  // Sent as the form would be: its own script moves the focus while one types.
  await page.request.get(`${wordpress.url}/wp-login.php`);
  const answered = await page.request.post(`${wordpress.url}/wp-login.php`, {
    form: { log: name, pwd: PASSWORD, testcookie: '1', redirect_to: `${wordpress.url}/wp-admin/` },
  });
  assert.match(answered.url(), /\/wp-admin\//);
  return page;
}

/** Publishes a page, saved by a user as WordPress would let him; its address. */
async function published(content, by = 'admin') {
  const id = await wordpress.php(`
    wp_set_current_user( get_user_by( 'login', $input['by'] )->ID );
    return wp_insert_post( wp_slash( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Strona', 'post_content' => $input['content'] ) ), true );`, { content, by });
  assert.ok(Number.isInteger(id), JSON.stringify(id));
  return `${wordpress.url}/?page_id=${id}`;
}

const html = async (url) => (await fetch(url)).text();
const setUrls = (...urls) => wordpress.php('update_option( $input[0], $input[1] );', [OPTION, urls.join('\n')]);
const setTheme = (name) => wordpress.php('switch_theme( $input );', name);
const block = (attributes) => `<!-- wp:kalendarz-kultury/kalendarz ${JSON.stringify(attributes).replace(/[<>&]|--/g, (it) => [...it].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join(''))} /-->`;
const scriptsIn = (text) => text.match(/<script[^>]*embed\.js[^>]*>/g) ?? [];
const elementsIn = (text) => text.match(/<kalendarz-kultury[^]*?<\/kalendarz-kultury>/g) ?? [];

/** The frame of the calendar at this place on the page, when its list is drawn. */
async function frame(page, place = 0) {
  const holder = page.locator('kalendarz-kultury').nth(place);
  await holder.scrollIntoViewIfNeeded();
  const inside = holder.locator('iframe').contentFrame();
  await expect(inside.locator('html[data-state=ready]')).toBeAttached({ timeout: 20_000 });
  const src = new URL(await holder.locator('iframe').getAttribute('src'));
  return { inside, src, keys: Object.fromEntries(src.searchParams), articles: inside.locator('article[data-event-id]') };
}

/** Runs a step, and keeps a picture of the page where it failed. */
async function pictured(page, name, step) {
  try {
    await step();
  } catch (error) {
    await mkdir(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true }).catch(() => {});
    throw error;
  }
}

test('every PHP file is whole, and the plugin can be activated', async (t) => {
  const folder = join(wordpress.root, 'wp-content/plugins/kalendarz-kultury');
  for (const file of ['kalendarz-kultury.php', 'uninstall.php']) await promisify(execFile)('php', ['-l', join(folder, file)]);
  assert.equal(await wordpress.php('return activate_plugin( $input );', PLUGIN), null);
  t.diagnostic(`WordPress ${await wordpress.php('return get_bloginfo( "version" );')}, PHP ${await wordpress.php('return PHP_VERSION;')}`);
});

test('its keys are those of embed.js, and each has its field in the editor', async () => {
  const keys = await wordpress.php('return KALENDARZ_KULTURY_KEYS;');
  await visitor.goto(calendar.url);
  await visitor.addScriptTag({ url: `${calendar.url}embed.js` });
  const observed = await visitor.evaluate(() => customElements.get('kalendarz-kultury').observedAttributes);
  assert.deepEqual([...keys].sort(), [...observed].sort());
  const fields = await wordpress.php('return array_merge( ...array_map( function ( $panel ) { return array_keys( $panel["fields"] ); }, kalendarz_kultury_panels() ) );');
  assert.deepEqual(fields.map((name) => name.replace('lockKeys', 'lock')).sort(), [...keys].sort());
});

test('every word is there in Polish', async () => {
  const folder = new URL('../../integrations/wordpress/kalendarz-kultury/', import.meta.url);
  const read = (name) => readFile(new URL(name, folder), 'utf8');
  const wanted = new Set([...(await read('kalendarz-kultury.php')).matchAll(/(?:__|_e)\( '((?:[^'\\]|\\.)*)', 'kalendarz-kultury' \)/g)].map((it) => it[1].replaceAll("\\'", "'")));
  const { title, description, keywords } = JSON.parse(await read('block.json'));
  wanted.add(`block title\u0004${title}`).add(`block description\u0004${description}`);
  for (const word of keywords) wanted.add(`block keyword\u0004${word}`);
  wanted.add((await read('kalendarz-kultury.php')).match(/^ \* Description: +(.*)$/m)[1]);

  const words = await wordpress.php(`
    $mo = new MO();
    $mo->import_from_file( WP_PLUGIN_DIR . '/kalendarz-kultury/languages/kalendarz-kultury-pl_PL.mo' );
    return array_map( function ( $entry ) { return $entry->translations[0]; }, $mo->entries );`);
  assert.deepEqual(Object.keys(words).sort(), [...wanted].sort());

  // The text that people edit and what WordPress reads are the same.
  const unquoted = (text) => JSON.parse(`"${text}"`);
  const text = {};
  for (const [, context, id, translation] of (await read('languages/kalendarz-kultury-pl_PL.po')).matchAll(/(?:msgctxt "(.*)"\n)?msgid "(.+)"\nmsgstr "(.+)"/g)) {
    text[(context ? `${context}\u0004` : '') + unquoted(id)] = unquoted(translation);
  }
  assert.deepEqual(words, text);
});

test('without an address visitors see nothing, and who can mend it reads why', async () => {
  const address = await published('<p>Przed.</p>\n\n[kalendarz_kultury]\n\n<p>Po.</p>');
  const text = await html(address);
  assert.match(text, /Przed\./);
  assert.match(text, /Po\./);
  assert.doesNotMatch(text, /kalendarz_kultury|brakuje/);
  assert.deepEqual(scriptsIn(text), []);
  const page = await loggedIn('redaktorka');
  await page.goto(address);
  await expect(page.getByText('Kalendarza nie widać, bo brakuje jego adresu. Adresy wpisuje się w Ustawienia → Kalendarz kultury.')).toBeVisible();
  await page.context().close();
});

test('an administrator sets addresses; what is none is named and left out', async () => {
  const page = await loggedIn('admin');
  await page.goto(`${wordpress.url}/wp-admin/plugins.php`);
  await page.locator('tr[data-slug=kalendarz-kultury], tr[data-plugin^=kalendarz-kultury]').getByRole('link', { name: 'Ustawienia' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kalendarz kultury' })).toBeVisible();
  const field = page.getByLabel('Adresy kalendarzy');
  await field.fill(`${calendar.url}index.html?category=koncert#x\njavascript:alert(1)\n"><script>alert(2)</script>\n${library.url.slice(0, -1)}`);
  await page.locator('#submit').click();
  await expect(page.getByText('„javascript:alert(1)” to nie adres: adres zaczyna się od https://')).toBeVisible();
  await expect(page.getByText('„"><script>alert(2)</script>” to nie adres')).toBeVisible();
  await expect(field).toHaveValue(`${calendar.url}\n${library.url}`);
  assert.equal(await wordpress.php('return get_option( $input );', OPTION), `${calendar.url}\n${library.url}`);

  // A form that does not come from that page changes nothing.
  const forged = await page.request.post(`${wordpress.url}/wp-admin/options.php`, {
    form: { option_page: 'kalendarz_kultury', action: 'update', [OPTION]: 'https://zly.example/' },
  });
  assert.equal(forged.status(), 403);
  assert.equal(await wordpress.php('return get_option( $input );', OPTION), `${calendar.url}\n${library.url}`);
  await page.context().close();

  const other = await loggedIn('redaktorka');
  assert.equal((await other.request.get(`${wordpress.url}/wp-admin/options-general.php?page=kalendarz_kultury`)).status(), 403);
  await other.context().close();
});

test('a shortcode becomes the two lines, and the calendar is seen in its frame', async () => {
  await setUrls(calendar.url);
  const address = await published('<p>Przed.</p>\n\n[kalendarz_kultury category="koncert" lock="category" view="agenda" limit="5" theme="auto" accent="#8a1538" nosuch="1" onclick="alert(1)"]\n\n<p>Po.</p>');
  const text = await html(address);
  assert.deepEqual(elementsIn(text), [
    '<kalendarz-kultury category="koncert" view="agenda" limit="5" theme="auto" accent="#8a1538" lock="category" lang="pl">'
      + `<a href="${calendar.url}">${LINK}</a></kalendarz-kultury>`,
  ]);
  const scripts = scriptsIn(text);
  assert.equal(scripts.length, 1);
  assert.match(scripts[0], /\sasync\b/);
  assert.match(scripts[0], new RegExp(`\\ssrc=["']${calendar.url}embed\\.js["']`));

  await visitor.goto(address);
  const { articles, keys } = await frame(visitor);
  await expect(articles.getByRole('link', { name: /^Koncert adwentowy/ })).toBeVisible();
  const { frame: id, ...asked } = keys;
  assert.ok(id);
  assert.deepEqual(asked, { category: 'koncert', view: 'agenda', limit: '5', theme: 'auto', accent: '#8a1538', lock: 'category', lang: 'pl', mode: 'embed' });
  await expect(articles).toHaveCount(1);
  await expect(visitor.getByText('Po.')).toBeVisible();
  assert.deepEqual(await visitor.context().cookies(), []);
});

test('several on one page share one script', async () => {
  const address = await published('[kalendarz_kultury category="koncert"]\n\n[kalendarz_kultury category="teatr" lang="en"]');
  assert.equal(scriptsIn(await html(address)).length, 1);
  await visitor.goto(address);
  for (const [place, title, lang] of [[0, 'Koncert adwentowy', 'pl'], [1, 'Spektakl', 'en']]) {
    const { articles, keys } = await frame(visitor, place);
    await expect(articles.getByRole('link', { name: new RegExp(`^${title}`) })).toBeVisible();
    assert.equal(keys.lang, lang);
  }
});

test('calendars of two addresses stand beside each other', async () => {
  await setUrls(calendar.url, library.url);
  const address = await published(`[kalendarz_kultury]\n\n[kalendarz_kultury url="${library.url}"]`);
  assert.equal(scriptsIn(await html(address)).length, 2);
  await visitor.goto(address);
  const [first, second] = [await frame(visitor, 0), await frame(visitor, 1)];
  assert.ok(first.src.href.startsWith(calendar.url));
  assert.ok(second.src.href.startsWith(library.url));
  await expect(second.articles.getByRole('link', { name: /^Głośne czytanie/ })).toBeVisible();
});

test('a block gives the same, in the wrapper of its theme', async () => {
  await setUrls(calendar.url);
  const address = await published(block({ category: 'koncert', lockKeys: 'category', align: 'wide', nosuch: 'x' }));
  const text = await html(address);
  assert.deepEqual(elementsIn(text), [
    `<kalendarz-kultury category="koncert" lock="category" lang="pl"><a href="${calendar.url}">${LINK}</a></kalendarz-kultury>`,
  ]);
  assert.match(text, /<div class="[^"]*alignwide[^"]*wp-block-kalendarz-kultury-kalendarz[^"]*">\s*<kalendarz-kultury|<div class="[^"]*wp-block-kalendarz-kultury-kalendarz[^"]*alignwide[^"]*">\s*<kalendarz-kultury/);
  await visitor.goto(address);
  const { articles, keys } = await frame(visitor);
  await expect(articles).toHaveCount(1);
  assert.equal(keys.lock, 'category');
});

const HOSTILE = [
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '" onfocus=alert(1) autofocus x="',
  '</kalendarz-kultury><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '[kalendarz_kultury]',
  '[kalendarz_kultury q="[gallery]"]',
  'Tom & Jerry <b>„Lament”</b> -- 100%2C5',
];

/** What a browser makes of the calendars of a page that has this content, and of what else came into it. */
async function seen(content) {
  await visitor.goto(await published(`${content}\n\n<p id="koniec">Koniec.</p>`));
  await expect(visitor.locator('#koniec')).toBeVisible();
  return visitor.evaluate(() => {
    const elements = [...document.querySelectorAll('kalendarz-kultury')];
    const content = document.querySelector('#koniec').parentElement;
    return {
      attributes: elements.map((it) => Object.fromEntries([...it.attributes].filter(({ name }) => name !== 'style').map(({ name, value }) => [name, value]))),
      inside: [...new Set(elements.map((it) => it.innerHTML))],
      strange: [...content.querySelectorAll('script, img, b')].map((it) => it.outerHTML),
    };
  });
}

test('hostile values of a block are values and nothing else', async () => {
  for (const value of HOSTILE) {
    assert.deepEqual(await seen(block({ q: value, accent: value })), {
      attributes: [{ q: value, accent: value, lang: 'pl' }],
      inside: [`<a href="${calendar.url}">${LINK}</a>`],
      strange: [],
    }, value);
  }
});

test('hostile values of a shortcode are values and nothing else', async () => {
  // A value ends at its own quote and a shortcode at its bracket, and values with markup may be dropped: WordPress' rules.
  for (const value of HOSTILE.filter((it) => !it.includes(']'))) {
    const quote = value.includes('"') ? "'" : '"';
    const { attributes, ...rest } = await seen(`[kalendarz_kultury q=${quote}${value}${quote} accent=${quote}${value}${quote}]`);
    const dropped = value.includes('<') && !attributes[0].q;
    assert.deepEqual(attributes, [dropped ? { lang: 'pl' } : { q: value, accent: value, lang: 'pl' }], value);
    assert.deepEqual(rest, { inside: [`<a href="${calendar.url}">${LINK}</a>`], strange: [] }, value);
  }
});

test('a script comes only from an address that an administrator has set', async () => {
  for (const [url, links] of [
    ['https://zly.example/kalendarz/', ['https://zly.example/kalendarz/']],
    ['https://zly.example/"onclick="alert(1)', ['https://zly.example/onclick=alert(1)/']],
    ['javascript:alert(1)', []],
    ['data:text/html,x', []],
    ['//zly.example/', []],
  ]) {
    for (const content of [block({ url }), url.includes('"') ? '' : `[kalendarz_kultury url="${url}"]`].filter(Boolean)) {
      const text = await html(await published(content, 'redaktorka'));
      assert.deepEqual(scriptsIn(text), [], url);
      assert.deepEqual(elementsIn(text), [], url);
      assert.doesNotMatch(text, /<iframe/);
      const found = [...text.matchAll(/<a href="([^"]*)">Kalendarz wydarzeń<\/a>/g)].map((it) => it[1]);
      assert.deepEqual(found, links, url);
      assert.doesNotMatch(text, /onclick="|javascript:alert/, url);
    }
  }
});

test('who may write no HTML of his own may place a calendar', async () => {
  const address = await published(`[kalendarz_kultury category="koncert"]\n\n${block({ category: 'teatr' })}`, 'redaktorka');
  assert.equal(elementsIn(await html(address)).length, 2);
});

test('in widgets, and in a theme from before blocks', async () => {
  await setTheme('zwykly');
  await wordpress.php(`
    update_option( 'widget_text', array( 2 => array( 'title' => '', 'text' => '[kalendarz_kultury category="teatr" view="agenda"]', 'filter' => true, 'visual' => true ), '_multiwidget' => 1 ) );
    update_option( 'widget_block', array( 2 => array( 'content' => $input ), '_multiwidget' => 1 ) );
    update_option( 'sidebars_widgets', array( 'bok' => array( 'text-2', 'block-2' ), 'wp_inactive_widgets' => array() ) );`, block({ category: 'koncert' }));
  const address = await published('Tekst.\n[kalendarz_kultury]\nDalej.');
  assert.equal(scriptsIn(await html(address)).length, 1);
  await visitor.goto(address);
  await expect(visitor.locator('main kalendarz-kultury')).toHaveCount(1);
  await expect(visitor.locator('aside kalendarz-kultury')).toHaveCount(2);
  for (const [place, count] of [[0, 2], [1, 1], [2, 1]]) {
    const { articles } = await frame(visitor, place);
    await expect(articles).toHaveCount(count);
  }
  await setTheme((await wordpress.php('return array_keys( wp_get_themes() );')).find((name) => name !== 'zwykly'));
});

test('where scripts are off the link stands', async () => {
  const address = await published('[kalendarz_kultury category="koncert"]');
  const page = await watched({ javaScriptEnabled: false });
  await page.goto(address);
  await expect(page.getByRole('link', { name: LINK })).toBeVisible();
  assert.equal(await page.getByRole('link', { name: LINK }).getAttribute('href'), calendar.url);
  await page.context().close();
});

test('in English and other languages', async () => {
  const address = await published('[kalendarz_kultury]');
  for (const [locale, lang] of [['', 'en'], ['en_GB', 'en'], ['uk', 'uk'], ['de_DE', 'pl'], ['pl_PL', 'pl']]) {
    await wordpress.setLocale(locale);
    const [element] = elementsIn(await html(address));
    assert.ok(element.includes(` lang="${lang}">`), `${locale}: ${element}`);
    assert.ok(element.includes(locale === 'pl_PL' ? LINK : 'Calendar of events'), `${locale}: ${element}`);
  }
});

let edited;

test('an editor inserts the block, chooses, sees it, saves', async () => {
  const page = await loggedIn('admin');
  await pictured(page, 'editor', async () => {
    await page.goto(`${wordpress.url}/wp-admin/post-new.php?post_type=page`);
    await page.waitForFunction(() => window.wp?.data?.select('core/editor')?.getCurrentPostId() && window.kalendarzKultury);
    await page.evaluate(() => window.wp.data.dispatch('core/editor').editPost({ title: 'Z edytora' }));
    await page.getByRole('button', { name: /^(Toggle )?block inserter$/i }).first().click();
    await page.getByPlaceholder('Search').first().fill('wydarzeń');
    await page.getByRole('option', { name: LINK }).click();
    const canvas = page.frameLocator('iframe[name=editor-canvas]');
    const where = (await page.locator('iframe[name=editor-canvas]').count()) ? canvas : page;
    const preview = where.locator('[data-type="kalendarz-kultury/kalendarz"] iframe');
    await expect(preview).toBeVisible();
    await expect(preview.contentFrame().getByRole('link', { name: /^Spektakl/ })).toBeVisible({ timeout: 20_000 });

    await page.evaluate(() => {
      window.wp.data.dispatch('core/edit-post').openGeneralSidebar('edit-post/block');
      const [{ clientId }] = window.wp.data.select('core/block-editor').getBlocks().filter((it) => it.name.startsWith('kalendarz'));
      window.wp.data.dispatch('core/block-editor').selectBlock(clientId);
    });
    await page.getByLabel('Kategorie').fill('koncert');
    await page.getByLabel('Tylko wstęp wolny').check();
    await page.getByLabel('Tylko wstęp wolny').uncheck();
    await page.getByLabel('Bez zajęć stałych').check();
    await page.getByRole('button', { name: 'Wygląd' }).click();
    await page.getByLabel('Język', { exact: true }).selectOption('en');
    await page.getByRole('button', { name: 'Rzadziej potrzebne' }).click();
    await page.getByLabel('Filtry, których odwiedzający nie zmieni').fill('category');
    await expect(preview).toHaveAttribute('src', `${calendar.url}?mode=embed&category=koncert&classes=0&lang=en&lock=category`);
    await expect(preview.contentFrame().getByRole('link', { name: /^Koncert adwentowy/ })).toBeVisible({ timeout: 20_000 });
    await expect(preview.contentFrame().getByRole('link', { name: /^Spektakl/ })).toHaveCount(0);

    const saved = await page.evaluate(async () => {
      await window.wp.data.dispatch('core/editor').editPost({ status: 'publish' });
      await window.wp.data.dispatch('core/editor').savePost();
      const editor = window.wp.data.select('core/editor');
      return { id: editor.getCurrentPostId(), content: editor.getEditedPostContent(), failed: editor.didPostSaveRequestFail() };
    });
    assert.equal(saved.failed, false);
    assert.match(saved.content, /^<!-- wp:kalendarz-kultury\/kalendarz \{[^}]*"category":"koncert"[^}]*\} -->\n<p class="wp-block-kalendarz-kultury-kalendarz"><a href="[^"]+">Kalendarz wydarzeń<\/a><\/p>\n<!-- \/wp:kalendarz-kultury\/kalendarz -->$/);
    edited = `${wordpress.url}/?page_id=${saved.id}`;

    // Opened again it is valid, and there is nothing to save.
    await page.goto(`${wordpress.url}/wp-admin/post.php?post=${saved.id}&action=edit`);
    await page.waitForFunction(() => window.wp?.data?.select('core/block-editor')?.getBlocks().length);
    await expect(preview).toBeVisible();
    assert.deepEqual(await page.evaluate(() => [
      window.wp.data.select('core/block-editor').getBlocks().map((it) => it.isValid),
      window.wp.data.select('core/editor').isEditedPostDirty(),
    ]), [[true], false]);
  });
  await page.context().close();

  await visitor.goto(edited);
  const { articles, keys } = await frame(visitor);
  await expect(articles).toHaveCount(1);
  assert.equal(keys.lang, 'en');
  assert.equal(keys.classes, '0');
  await expect(visitor.getByRole('link', { name: LINK })).toHaveCount(0);
});

test('without an address the block says where to set one', async () => {
  await setUrls();
  const page = await loggedIn('admin');
  await pictured(page, 'placeholder', async () => {
    await page.goto(`${wordpress.url}/wp-admin/post.php?post=${new URL(edited).searchParams.get('page_id')}&action=edit`);
    await page.waitForFunction(() => window.wp?.data?.select('core/block-editor')?.getBlocks().length);
    const canvas = (await page.locator('iframe[name=editor-canvas]').count()) ? page.frameLocator('iframe[name=editor-canvas]') : page;
    await expect(canvas.locator('.components-placeholder').getByText('Podaj adres kalendarza: Ustawienia → Kalendarz kultury.')).toBeVisible();
  });
  await page.context().close();
  await setUrls(calendar.url);
});

test('PHP has nothing to complain of', async () => {
  const complaints = (await wordpress.complaints()).split('\n').filter((line) => /kalendarz-kultury|kalendarz_kultury/.test(line));
  assert.deepEqual(complaints, []);
});

test('when the plugin is off, a block is still a link, and the page stands', async () => {
  const address = await published('<p>Przed.</p>\n\n[kalendarz_kultury category="koncert"]\n\n<p>Po.</p>');
  await wordpress.php('deactivate_plugins( $input );', PLUGIN);
  await visitor.goto(edited);
  await expect(visitor.getByRole('link', { name: LINK })).toBeVisible();
  assert.equal(await visitor.getByRole('link', { name: LINK }).getAttribute('href'), calendar.url);
  // A shortcode that nobody knows is shown as it was written: WordPress' rule.
  await visitor.goto(address);
  await expect(visitor.getByText('Po.')).toBeVisible();
  await expect(visitor.getByText('[kalendarz_kultury category=')).toBeVisible();
  assert.deepEqual(scriptsIn(await html(address)), []);
});

test('when it is deleted, nothing of it is kept', async () => {
  const kept = () => wordpress.php(`global $wpdb; return $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%kalendarz%'" );`);
  assert.deepEqual(await kept(), [OPTION]);
  await wordpress.php('uninstall_plugin( $input );', PLUGIN);
  assert.deepEqual(await kept(), []);
});
