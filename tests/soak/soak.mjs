// Months in a lobby, in minutes: the programme is fetched, the pages turn, somebody touches the screen, filters, opens
// an event, changes the language and leaves, ten thousand times. Nothing may grow.
//
//   make soak              10 000 rounds
//   make soak ROUNDS=500   fewer, to try something
//
// Ends with an error when heap, nodes, listeners, timers or the program's memory grow after the first fifth.

import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { launch, surroundings } from '../e2e/browser.js';
import { answer, startSite } from '../e2e/server.js';
import { fastClock } from './clock.js';

const rounds = Number(process.env.ROUNDS ?? 10_000);
const SAMPLES = 25;
/** How much more there may be at the end than after the first fifth: a part of it, and so many at any rate. */
const LIMITS = {
  'JS heap, KB': [0.03, 200],
  // Those of the page are as many as what is on makes them; what would stay behind is in none.
  'DOM nodes out of the page': [0, 50],
  listeners: [0.02, 20],
  timers: [0, 10],
  'wasm in use, KB': [0.02, 10],
  // The most that was ever needed at once, in pieces as they lay then: once in a while one finds no place (a step in ten
  // thousand rounds). What would stay behind is in use.
  'wasm memory, KB': [0, 256],
};

const demo = JSON.parse(readFileSync(new URL('../../feed/feed.json', import.meta.url), 'utf8'));
const site = await startSite('/kultura/kalendarz/');
const browser = await chromium.launch(launch);
const page = await browser.newPage({ ...surroundings, viewport: { width: 1920, height: 1080 } });
const errors = [];
page.on('pageerror', (error) => errors.push(error.message));

// Each answer is another programme: what it was before has to go.
let answers = 0;
site.files.set('feed.json', (request, response) => {
  answers += 1;
  answer({ ...demo, title: `Program ${answers}`, events: demo.events.slice(answers % 3) })(request, response);
});
await page.addInitScript(fastClock, Date.parse('2026-11-27T10:00:00+01:00'));
await page.goto(`${site.url}?mode=kiosk&dwell=60`);
await page.waitForSelector('article');
// Each night it would load itself anew, as long as the page is there to be had: nothing is to be given back that way.
site.files.set('', (request, response) => response.writeHead(503).end());

/** One visitor, and the ten minutes around: fetch, turn of the pages, touch, filter, event, language, rest. */
const round = async (number) => {
  const $ = (selector) => document.querySelector(selector);
  const until = async (there) => { for (let wait = 0; !there() && wait < 400; wait += 1) await settle(wait > 20 ? 5 : 0); return there(); };
  await pass(130_000);
  $('.wall').click();
  if (!(await until(() => $('.touched .agenda, .touched article')))) throw new Error(`round ${number}: no calendar after a touch`);
  const boxes = document.querySelectorAll('.side input[type="checkbox"]');
  boxes[number % boxes.length].click();
  await settle();
  $('section.day article h3 a, article h3 a')?.click();
  await settle();
  if (number % 5 === 0) {
    $('#jezyk-en').click();
    await until(() => document.documentElement.lang === 'en');
  }
  await pass(70_000);
  await settle();
  await pass(20_000);
  if (!(await until(() => $('.screen')))) throw new Error(`round ${number}: not back at the start`);
  await until(() => document.documentElement.lang === 'pl');
  // The answer is to come before its patience ends.
  for (let left = 420; left > 0; left -= 10) {
    await pass(10_000);
    if (window.asking) await until(() => !window.asking);
  }
};
await page.evaluate(() => {
  const { fetch } = window;
  window.fetch = async (...values) => {
    window.asking = (window.asking ?? 0) + 1;
    try {
      return await fetch(...values);
    } finally {
      // Its body is read, and the program told.
      settle(5).then(() => { window.asking -= 1; });
    }
  };
});

const session = await page.context().newCDPSession(page);
async function measured() {
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const [timers, memory, used, drawn] = await page.evaluate(() => {
    const walk = document.createTreeWalker(document);
    let drawn = 1;
    while (walk.nextNode()) drawn += 1;
    return [window.timers(), window.memory.buffer.byteLength, window.allocated(), drawn];
  });
  return {
    'JS heap, KB': Math.round(usedSize / 1024), 'DOM nodes out of the page': nodes - drawn, listeners: jsEventListeners, timers,
    'wasm in use, KB': Math.round(used / 1024), 'wasm memory, KB': memory / 1024,
  };
}

const samples = [];
const step = Math.max(1, Math.floor(rounds / SAMPLES));
const begun = Date.now();
for (let done = 0; done < rounds; done += step) {
  await page.evaluate(`(async () => { const round = ${round}; for (let n = ${done}; n < ${Math.min(done + step, rounds)}; n += 1) await round(n); })()`);
  const sample = await measured();
  samples.push(sample);
  console.log(`${String(Math.min(done + step, rounds)).padStart(6)} rounds, ${answers} programmes: ${Object.entries(sample).map(([what, value]) => `${what} ${value}`).join(' · ')}`);
}
console.log(`${rounds} rounds in ${Math.round((Date.now() - begun) / 1000)} s`);

/** Growth over what is left of the run by a line through the samples (least squares): one outlier decides nothing. */
function growth(values) {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const slope = values.reduce((sum, value, place) => sum + (place - middle) * (value - mean), 0)
    / values.reduce((sum, _, place) => sum + (place - middle) ** 2, 0);
  return slope * (values.length - 1);
}
let bad = errors.length > 0;
for (const error of errors) console.log(`error of the page: ${error}`);
for (const [what, [part, any]] of Object.entries(LIMITS)) {
  const values = samples.slice(Math.floor(samples.length / 5)).map((sample) => sample[what]);
  const grown = growth(values);
  const allowed = Math.max(values[0] * part, any);
  const ok = grown <= allowed;
  bad ||= !ok;
  console.log(`${ok ? 'flat  ' : 'GROWS '} ${what}: ${values[0]} → ${values.at(-1)}, by the line ${grown.toFixed(1)} (allowed ${allowed.toFixed(1)})`);
}
await browser.close();
await site.close();
process.exit(bad ? 1 : 0);
