// What is measured of a page. Runs of different pages take turns, so that what else the machine does meets them all.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { address, open, SLOW_4G, visit } from './browser.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What came over the wire until 5 s after the first event, in bytes, the feed apart. */
export async function transfer(browser, app, size) {
  const { context, page, session } = await open(browser, app);
  const urls = new Map();
  const sizes = {};
  session.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, new URL(response.url).pathname));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const path = urls.get(requestId);
    if (path) sizes[path] = (sizes[path] ?? 0) + encodedDataLength;
  });
  await visit(page, await address(app, size));
  await page.waitForTimeout(5_000);
  await context.close();
  const isFeed = (path) => /(feed|program-[^/]*)\.json$/.test(path);
  const sum = (paths) => paths.reduce((total, path) => total + sizes[path], 0);
  const paths = Object.keys(sizes);
  return { page: sum(paths.filter((path) => !isFeed(path))), feed: sum(paths.filter(isFeed)), requests: paths.length };
}

/** Cold loads, each page in turn: no cache, a context of its own each. The first of each warms the server and is dropped. */
export async function cold(browser, pages, runs, options, note) {
  const found = pages.map(() => ({ visible: [], blocked: [] }));
  for (let run = 0; run <= runs; run += 1) {
    // Forth and back, so that none always comes after the same one; each in a tab that has come to rest.
    const order = [...pages.entries()];
    for (const [place, { app, size }] of run % 2 ? order.reverse() : order) {
      const { context, page } = await open(browser, app, options);
      await page.waitForTimeout(200);
      const visible = await visit(page, await address(app, size));
      await page.waitForTimeout(400);
      const { long, events } = await page.evaluate(() => globalThis.bench);
      await context.close();
      if (run === 0) continue;
      found[place].visible.push(visible);
      found[place].blocked.push(long.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0));
      found[place].events = events;
    }
    note(`cold load, run ${run} of ${runs}`);
  }
  return found;
}
export const OLD_PHONE = { cpu: 4, network: SLOW_4G };

/** Waits until nothing more is loaded: parts that are still coming would change the document meanwhile. */
async function quiet(page) {
  for (let before = -1; ;) {
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').length);
    if (loaded === before) return;
    before = loaded;
    await page.waitForTimeout(700);
  }
}

/** Toggles of one filter, each page in turn; setting it and taking it away are two things. */
export async function filter(browser, pages, toggles, cpu, note) {
  const opened = [];
  for (const { app, size } of pages) {
    const { context, page, session } = await open(browser, app);
    await visit(page, await address(app, size));
    await quiet(page);
    opened.push({ app, context, page, session, on: [], off: [], spent: 0 });
  }
  const once = ({ app, page }) => page.evaluate(`bench.measure(${app.control}, ${cpu > 1 ? 200 : 100}, 60000)`);
  for (let toggle = -1; toggle < toggles; toggle += 1) {
    for (const one of opened) {
      // A page that takes seconds has shown what there is to see.
      if (one.spent > 20_000 && one.on.length > 1) continue;
      const began = Date.now();
      // A page that is slowed down keeps a core busy, whether it does anything or not: only the one that is measured.
      await one.session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
      const [on, off] = [await once(one), await once(one)];
      await one.session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      one.spent += Date.now() - began;
      if (toggle < 0) continue;
      one.on.push(on);
      one.off.push(off);
    }
    note(`filter at CPU ×${cpu}, ${toggle + 1} of ${toggles}`);
  }
  for (const { context } of opened) await context.close();
  return opened.map(({ on, off }) => ({ on, off }));
}

/** Longer than any page waits for what it does not need at once (ms). */
const BY_AND_BY = 8_000;

/** Memory after loading, after 10 and after 210 toggles, in bytes: JavaScript's after forced collections, and the program's. */
export async function memory(browser, app, size, more = 200) {
  const { context, page, session } = await open(browser, app);
  await visit(page, await address(app, size));
  await quiet(page);
  // What a page loads by and by, some seconds after its start, is no growth of its toggles.
  await page.waitForTimeout(BY_AND_BY);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  const used = async () => {
    for (let times = 0; times < 3; times += 1) {
      await session.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(50);
    }
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name) => metrics.find((it) => it.name === name).value;
    const wasm = await page.evaluate(() => globalThis.bench.memory?.buffer.byteLength ?? 0);
    return { js: of('JSHeapUsedSize'), wasm, nodes: of('Nodes'), listeners: of('JSEventListeners') };
  };
  const toggle = (times) => page.evaluate(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    for (let done = 0; done < ${times}; done += 1) { (${app.control})(bench.by).click(); await frame(); await frame(); }
  })()`);
  const loaded = await used();
  await toggle(10);
  const after10 = await used();
  await toggle(more);
  await page.waitForTimeout(500);
  const after = await used();
  await context.close();
  return { loaded, after10, after };
}

/** What axe finds, by rule and number of elements. */
export async function violations(browser, app, size) {
  const { context, page } = await open(browser, app);
  await visit(page, await address(app, size));
  await page.waitForTimeout(500);
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations
    .map(({ id, nodes }) => `${id} ×${nodes.length}`));
  await context.close();
  return found;
}
