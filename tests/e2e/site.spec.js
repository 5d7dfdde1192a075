// The built site on a web server: any folder, its own headers, nothing from anywhere else.

import { event, feed } from './feeds.js';
import { startSite } from './server.js';
import { Calendar, expect, test } from './site.js';

const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
  "font-src 'self'", "manifest-src 'self'", "worker-src 'self'", "frame-src 'self'", "base-uri 'none'", "form-action 'none'",
].join('; ');
const NEVER = ['x-frame-options', 'cross-origin-opener-policy', 'cross-origin-embedder-policy', 'set-cookie'];

/** Files that the page names: for itself, and for boot.js. */
const NAMED = /\b(?:href|src|data-(?:js|wasm|read|list|more|rest|later))="([^"]+)"/g;

test('at the root of a host', async ({ page }) => {
  const site = await startSite('/');
  const calendar = new Calendar(page, site);
  await calendar.watch();
  await calendar.open({ feed: feed([event('a')]) });
  await calendar.shows(['a']);
  await calendar.link('a').click();
  await calendar.address('?event=a&at=2026-11-28T18:00');
  await page.reload();
  await expect(calendar.dialog).toBeVisible();
  await calendar.behaved();
  await page.goto('about:blank');
  await site.close();
});

test('as index.html, with a hash', async ({ calendar }) => {
  await calendar.open({ feed: feed([event('a')]), search: 'index.html?age=dzieci#x' });
  await calendar.shows(['a']);
});

test('headers allow embedding and nothing foreign', async ({ site, request }) => {
  const files = (html) => [...html.matchAll(NAMED)].map(([, name]) => name).filter((name) => name.startsWith('./'));
  const html = await (await request.get(site.url)).text();
  expect(html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1]).toBe(POLICY);
  expect(files(html).length).toBeGreaterThan(3);
  for (const name of ['', 'index.html', 'feed.json', ...files(html)]) {
    const response = await request.get(new URL(name, site.url).href);
    expect.soft(response.status(), name).toBe(200);
    const headers = response.headers();
    expect.soft(headers['content-security-policy'], name).toBe(POLICY);
    expect.soft(headers['x-content-type-options'], name).toBe('nosniff');
    expect.soft(headers['referrer-policy'], name).toBe('strict-origin-when-cross-origin');
    expect.soft(headers['access-control-allow-origin'], name).toBe('*');
    expect.soft(headers['cross-origin-resource-policy'], name).toBe('cross-origin');
    for (const never of NEVER) expect.soft(headers[never], `${name} ${never}`).toBeUndefined();
    const hashed = /-[0-9a-f]{16}\.\w+$/.test(name);
    expect.soft(headers['cache-control'], name).toMatch(hashed ? /immutable/ : /no-cache/);
  }
});

test('every reference is relative, and no script or style stands in the page', async ({ site, request }) => {
  const page = await (await request.get(site.url)).text();
  // The publisher's own site, phone and e-mail: nothing is loaded from there.
  const html = page.replace(/<a href="(https?|tel|mailto):[^>]*>/g, '');
  for (const [, address] of html.matchAll(NAMED)) expect.soft(address).toMatch(/^\.\//);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  for (const [, inside] of html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) expect(inside.trim()).toBe('');
});

test('icons for phones and a picture for shared links are there, in the sizes that are asked for', async ({ site, request }) => {
  const html = await (await request.get(site.url)).text();
  const social = html.match(/property="og:image" content="([^"]+)"/)?.[1];
  expect(html).toContain('name="twitter:card" content="summary_large_image"');
  const wanted = { [social]: [1200, 630], 'icon-192.png': [192, 192], 'icon-512.png': [512, 512], 'icon-maskable-512.png': [512, 512], 'apple-touch-icon.png': [180, 180] };
  for (const [name, size] of Object.entries(wanted)) {
    const response = await request.get(new URL(name, site.url).href);
    expect.soft(response.headers()['content-type'], name).toBe('image/png');
    const png = await response.body();
    expect.soft([png.readUInt32BE(16), png.readUInt32BE(20)], name).toEqual(size);
    expect.soft(png.length, name).toBeLessThan(60_000);
  }
});
