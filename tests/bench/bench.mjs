// Kalendarz beside other calendars, on the same programme, in the same browser, in one run.
//
//   make bench         everything: 15 minutes
//   make bench-quick   what a change of the program shows in, beside the hand-written page: 4 minutes
//
// Prints tables and budgets, writes target/bench/<name>.json. Times depend on the machine and on what else it does: only
// ratios of one run count, and the pages take turns. Ends with an error where a budget is not met.
//
//   node tests/bench/bench.mjs [--quick] [--runs N] [--toggles N] [--parts cold,filter,…] [--name NAME]

import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pagesSizes } from '../../scripts/size.mjs';
import { APPS, LIMIT, LISTS, SAME } from './apps.mjs';
import { closeSites, start } from './browser.mjs';
import { buildPeers, feedFile, OUT } from './build.mjs';
import { cold, filter, memory, OLD_PHONE, transfer, violations } from './measures.mjs';
import { budgets, budgetTable, tables } from './report.mjs';

const { values } = parseArgs({ options: {
  quick: { type: 'boolean', default: false },
  runs: { type: 'string' },
  toggles: { type: 'string' },
  parts: { type: 'string', default: 'transfer,cold,filter,memory,axe,lighthouse,domain' },
  name: { type: 'string' },
} });
const { quick } = values;
const runs = Number(values.runs ?? (quick ? 5 : 7));
const toggles = Number(values.toggles ?? (quick ? 5 : 7));
const wanted = values.parts.split(',').filter((part) => !quick || !['lighthouse', 'domain'].includes(part));
const name = values.name ?? (quick ? 'quick' : 'bench');

const app = (named) => APPS.find((it) => it.name === named);
const page = (named, size = 1000) => ({ app: app(named), size });
const own = 'Kalendarz';
const parts = 'Kalendarz, in parts';
const published = 'Kalendarz, published';
const compared = quick ? [own, parts, published, LIMIT, 'FullCalendar list', 'EventCalendar list'] : APPS.map((it) => it.name);

const began = Date.now();
let line = '';
const note = (what) => {
  if (what === line) return;
  line = what;
  console.error(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${what}`);
};

note('building the other calendars');
await buildPeers();
const browser = await start();
const found = {};
const named = (pages, all) => pages.map(({ app: { name: of }, size }, place) => ({ name: of, size, ...all[place] }));
try {
  if (wanted.includes('transfer')) {
    found.transfer = [];
    for (const of of compared) found.transfer.push({ name: of, ...await transfer(browser, app(of), 1000) });
  }
  if (wanted.includes('cold')) {
    const pages = [...compared.map((of) => page(of)), page(parts, 50_000)];
    found.cold = { 'slow 4G, CPU ×4': named(pages, await cold(browser, pages, runs, OLD_PHONE, note)) };
  }
  if (wanted.includes('filter')) {
    found.filter = {};
    const measured = async (title, pages, cpu) => { found.filter[title] = named(pages, await filter(browser, pages, toggles, cpu, note)); };
    // Schedule-X's list takes half a minute for a toggle at CPU ×4, and minutes with 50 000 events.
    const quicker = (of) => of !== 'Schedule-X list';
    const lists = quick ? [own, LIMIT] : [own, LIMIT, ...LISTS].filter(quicker);
    const all = quick ? lists : compared.filter((of) => ![parts, published].includes(of) && quicker(of));
    await measured('1 000 events, CPU ×4', [...all.map((of) => page(of)), { app: SAME, size: 1000 }], 4);
    await measured('50 000 events', lists.map((of) => page(of, 50_000)), 1);
    if (!quick) await measured('50 000 events, CPU ×4', [own, LIMIT].map((of) => page(of, 50_000)), 4);
  }
  if (wanted.includes('memory')) {
    found.memory = {};
    for (const of of quick ? [own] : [own, LIMIT, ...LISTS].filter((of) => of !== 'Schedule-X list')) {
      note(`memory, ${of}`);
      found.memory[`${of}, 1000 events`] = await memory(browser, app(of), 1000);
    }
    note('memory, 50 000 events');
    found.memory[`${own}, 50000 events`] = await memory(browser, app(own), 50_000, 20);
    if (!quick) found.memory[`${parts}, 50000 events`] = await memory(browser, app(parts), 50_000, 20);
  }
  if (wanted.includes('axe')) {
    found.axe = [];
    for (const of of compared) found.axe.push({ name: of, found: await violations(browser, app(of), 1000) });
  }
  found.chromium = browser.version();
} finally {
  await browser.close();
  await closeSites();
}
if (wanted.includes('lighthouse')) {
  note('Lighthouse');
  const { lighthousePoints } = await import('../lighthouse/lighthouse.mjs');
  found.lighthouse = await lighthousePoints({ runs: 3 });
}
if (wanted.includes('domain')) {
  note('cargo test -p domain');
  const test = () => execFileSync('cargo', ['test', '-q', '-p', 'domain'], { stdio: 'ignore' });
  // After a change: what cargo has to build anew counts as well, but not what it builds for this crate for the first time.
  test();
  execFileSync('touch', ['crates/domain/src/lib.rs']);
  const since = Date.now();
  test();
  found.domainTests = (Date.now() - since) / 1000;
}
const sizes = pagesSizes('dist');
const result = { ...found, page: sizes.page, extra: sizes.extra, feedSize: statSync(feedFile('feed', 50_000)).size };
const checked = budgets(result);

mkdirSync(OUT, { recursive: true });
const machine = { cores: os.cpus().length, chromium: found.chromium };
writeFileSync(join(OUT, `${name}.json`), `${JSON.stringify({ machine, runs, toggles, budgets: checked, ...result }, (_, value) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value), 1)}\n`);
console.log(`${machine.cores} cores, Chromium ${machine.chromium}; medians (quartiles) of ${runs} runs, ${toggles} toggles; ${Math.round((Date.now() - began) / 1000)} s`);
console.log(tables(result) + budgetTable(checked));
process.exitCode = checked.every(({ met }) => met) ? 0 : 1;
