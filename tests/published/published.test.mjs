// What `kalendarz publish` makes of the demonstration, read by others' programs: HTML by html-validate, data for search
// engines against what they ask of an event, iCalendar by ical.js; and that no reference leads nowhere.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { HtmlValidate } from 'html-validate';
import ICAL from 'ical.js';
import { HOME, programme, publish } from './publish.mjs';

let site;
let pages;
before(() => {
  site = publish();
  pages = readdirSync(join(site.out, 'wydarzenia')).filter((name) => name.endsWith('.html')).map((name) => join(site.out, 'wydarzenia', name));
});
after(() => site?.remove());

const text = (path) => readFileSync(path, 'utf8');
const unescaped = (html) => html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]);

test('every event has a page, and every page is valid HTML', async () => {
  assert.equal(pages.length, programme().events.length);
  const html = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
    rules: {
      // A title is as long as the event's is.
      'long-title': 'off',
      // Style sheet and icon are the calendar's own, under a policy that allows no others.
      'require-sri': 'off',
    },
  });
  const faults = [];
  for (const page of pages) {
    const { results } = await html.validateFile(page);
    faults.push(...results.flatMap(({ messages }) => messages).map(({ ruleId, message, line }) => `${relative(site.out, page)}:${line} ${ruleId}: ${message}`));
  }
  assert.deepEqual(faults, []);
});

test('search engines get of every event what they ask for', () => {
  const ajv = new Ajv({ allErrors: true });
  addFormats(ajv);
  const valid = ajv.compile(JSON.parse(text(new URL('event.schema.json', import.meta.url))));
  for (const page of pages) {
    const [, data] = text(page).match(/<script type="application\/ld\+json">(.*?)<\/script>/s);
    assert.ok(valid(JSON.parse(data)), `${page}: ${ajv.errorsText(valid.errors)}`);
  }
});

test('no reference leads nowhere, and none leaves the folder', () => {
  for (const page of [join(site.out, 'index.html'), ...pages]) {
    for (const [, written] of text(page).matchAll(/\s(?:href|src|data-(?:js|wasm|feed))="([^"]*)"/g)) {
      const address = unescaped(written);
      if (/^(https?:|mailto:|tel:|#)/.test(address)) continue;
      const path = decodeURIComponent(address.replace(/[?#].*/, ''));
      const file = join(dirname(page), path);
      assert.ok(!relative(site.out, file).startsWith('..'), `${page}: ${address}`);
      assert.ok(existsSync(file), `${page}: ${address}`);
    }
    for (const [, image] of text(page).matchAll(/property="og:image" content="([^"]*)"/g)) {
      assert.ok(existsSync(join(site.out, unescaped(image).replace(HOME, ''))), image);
    }
  }
});

test('another program reads every calendar; an event has one name in each', () => {
  const folder = join(site.out, 'kalendarze');
  const events = (path) => new ICAL.Component(ICAL.parse(text(path))).getAllSubcomponents('vevent');
  const uids = (path) => events(path).map((event) => event.getFirstPropertyValue('uid'));
  const all = new Set(uids(join(folder, 'wszystkie.ics')));
  for (const name of readdirSync(folder)) {
    // A date that is elsewhere once is known by a name of its own there.
    const known = (uid) => name.startsWith('miejsce-') || all.has(uid);
    assert.ok(uids(join(folder, name)).every(known), name);
  }
  for (const page of pages) {
    const [, title] = text(page).match(/<h1[^>]*>(.*?)<\/h1>/s);
    const titles = events(page.replace(/html$/, 'ics')).map((event) => event.getFirstPropertyValue('summary'));
    assert.ok(titles.length > 0 && titles.every((it) => it === unescaped(title)), `${page}: ${titles[0]}`);
  }
});

test('the map names every page once, by addresses that are there', () => {
  const addresses = [...text(join(site.out, 'sitemap.xml')).matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => loc);
  assert.equal(new Set(addresses).size, addresses.length);
  const expected = [HOME, ...pages.map((page) => HOME + relative(site.out, page))];
  assert.deepEqual([...addresses].sort(), expected.sort());
});
