// Pages as they are measured: no cache, on one day, where wanted on a slow network and a slow processor.

import { chromium } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { launch } from '../e2e/browser.js';
import { folder } from './build.mjs';
import { TODAY } from './feeds.mjs';
import { watch } from './page.js';

/** As Lighthouse has it: 1.6 Mbit/s down, 0.75 up, 150 ms. */
export const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const NOW = Date.parse(`${TODAY}T12:00:00+01:00`);
const PATIENCE = 90_000;

export const start = () => chromium.launch({ ...launch, args: [...launch.args, '--js-flags=--expose-gc', '--enable-precise-memory-info'] });

const sites = new Map();
/** Its address with a programme of `size` events; served until `closeSites`. */
export async function address(app, size) {
  const key = [app.from, app.form, size].join();
  if (!sites.has(key)) sites.set(key, await serve({ dir: folder(app.from, app.form, size) }));
  return `${sites.get(key).url}${app.query && `?${app.query}`}`;
}
export const closeSites = () => Promise.all([...sites.values()].map((site) => site.close()));

/** A page in a context of its own, which has not loaded anything yet. */
export async function open(browser, app, { cpu = 1, network } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'pl-PL', timezoneId: 'Europe/Warsaw' });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  if (network) await session.send('Network.emulateNetworkConditions', network);
  if (cpu !== 1) await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await page.addInitScript(watch, { event: app.event, now: NOW });
  return { context, page, session, errors };
}

/** Opens an address and waits for the first event; milliseconds from the start of the navigation to its paint. */
export async function visit(page, url) {
  await page.goto(url, { waitUntil: 'commit', timeout: PATIENCE });
  const visible = await page.waitForFunction(() => globalThis.bench?.visible, null, { timeout: PATIENCE, polling: 50 });
  return visible.jsonValue();
}
