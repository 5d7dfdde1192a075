// A visit in a real browser to the calendar on a real Apache and a real nginx.

import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from '@playwright/test';
import { launch, surroundings } from '../e2e/browser.js';
import { files } from './promises.mjs';
import { apache, nginx } from './servers.mjs';

let browser;
before(async () => { browser = await chromium.launch(launch); });
after(() => browser?.close());

/** Opens the calendar; what the browser complained of, and how the program came. */
async function visit({ site, url }) {
  const context = await browser.newContext(surroundings);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.effectiveDirective} ${event.blockedURI}`));
  });
  const name = files(site).hashed.find((name) => /^app-.*\.wasm$/.test(name));
  const finished = page.waitForEvent('requestfinished', (request) => request.url() === url + name);
  await page.goto(url);
  await page.locator('html[data-state="ready"] article').first().waitFor({ timeout: 20_000 });
  const request = await finished;
  const { responseBodySize } = await request.sizes();
  const encoding = await (await request.response()).headerValue('Content-Encoding');
  await context.close();
  return { complaints, encoding, sent: responseBodySize, size: (ending) => statSync(join(site, name + ending)).size };
}

async function visited(t, server) {
  t.after(() => server.stop());
  return visit(server);
}

test('Apache: the calendar is ready, and its program came as brotli', async (t) => {
  const modules = ['mime', 'dir', 'alias', 'headers', 'rewrite', 'filter', 'deflate'];
  const { complaints, encoding, sent, size } = await visited(t, await apache({ modules }));
  assert.deepEqual([complaints, encoding, sent], [[], 'br', size('.br')]);
});

test('nginx: the calendar is ready, and its program came as gzip', async (t) => {
  const { complaints, encoding, sent, size } = await visited(t, await nginx({}));
  assert.deepEqual([complaints, encoding, sent], [[], 'gzip', size('.gz')]);
});

test('a host that takes no notice of .htaccess and knows no WebAssembly shows the calendar all the same', async (t) => {
  const { complaints, encoding, sent, size } = await visited(t, await apache({ modules: ['mime', 'dir'], allow: 'None' }));
  assert.deepEqual([complaints, encoding, sent], [[], null, size('')]);
});
