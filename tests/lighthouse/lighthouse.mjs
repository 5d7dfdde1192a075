// What Lighthouse says of the built site on a phone, with the demo programme or with another feed; ends with an error
// below the budget. `make lighthouse` calls it.
//
//   node tests/lighthouse/lighthouse.mjs [--feed FILE] [--runs 5]
//
// Times are simulated from what the run measured on this machine: somebody else's work on it costs points. So the
// median of the runs counts, and each is printed.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { chromium } from '@playwright/test';
import { isMain } from '../../scripts/main.mjs';
import { serve } from '../../scripts/serve.mjs';
import { launch } from '../e2e/browser.js';
import { freePort } from '../e2e/server.js';

/** Least points of each category. */
const BUDGETS = { performance: 95, accessibility: 100, 'best-practices': 100 };
const median = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];

/** The median of each category's points over some runs; each run is told. */
export async function lighthousePoints({ feed, runs }) {
  const folder = mkdtempSync(join(tmpdir(), 'kalendarz-lighthouse-'));
  const [dir, profile] = [join(folder, 'site'), join(folder, 'profile')];
  cpSync('dist', dir, { recursive: true });
  if (feed) cpSync(feed, join(dir, 'feed.json'));
  const site = await serve({ dir, base: '/kalendarz/' });
  const port = await freePort();
  const browser = await chromium.launchPersistentContext(profile, { ...launch, args: [...launch.args, `--remote-debugging-port=${port}`] });

  const points = Object.fromEntries(Object.keys(BUDGETS).map((name) => [name, []]));
  try {
    for (let run = 1; run <= runs; run += 1) {
      const { lhr } = await lighthouse(site.url, { port, logLevel: 'error', onlyCategories: Object.keys(BUDGETS) });
      if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
      for (const name in points) points[name].push(Math.round(lhr.categories[name].score * 100));
      const ms = (audit) => Math.round(lhr.audits[audit].numericValue);
      const scores = Object.values(points).map((all) => all.at(-1)).join(' / ');
      console.log(`run ${run}: ${scores}  first paint ${ms('first-contentful-paint')} ms, largest ${ms('largest-contentful-paint')} ms, blocked ${ms('total-blocking-time')} ms, shift ${lhr.audits['cumulative-layout-shift'].numericValue.toFixed(3)}`);
      for (const name in points) for (const { id, weight } of lhr.categories[name].auditRefs) {
        const { score, title } = lhr.audits[id];
        if (name !== 'performance' && weight > 0 && score !== null && score < 1) console.log(`  ${id}: ${title}`);
      }
    }
  } finally {
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return Object.fromEntries(Object.entries(points).map(([name, all]) => [name, median(all)]));
}

if (isMain(import.meta)) {
  const { values } = parseArgs({ options: { feed: { type: 'string' }, runs: { type: 'string', default: '5' } } });
  const points = await lighthousePoints({ feed: values.feed, runs: Number(values.runs) });
  for (const [name, least] of Object.entries(BUDGETS)) {
    const enough = points[name] >= least;
    if (!enough) process.exitCode = 1;
    console.log(`${name}: ${points[name]}, at least ${least}${enough ? '' : ' – not enough'}`);
  }
}
