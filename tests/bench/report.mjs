// What a run found, as tables, and each budget with its figure.

import { LIMIT, LISTS, SAME } from './apps.mjs';
import { ratio, spread } from './figures.mjs';

const ms = ({ median, low, high }) => `${Math.round(median)} (${Math.round(low)}–${Math.round(high)})`;
const times = ({ median, low, high }) => `${median.toFixed(2)} × (${low.toFixed(2)}–${high.toFixed(2)})`;
const kb = (bytes) => (bytes / 1000).toFixed(1);
const mib = (bytes) => (bytes / 1048576).toFixed(2);

function table(title, head, rows) {
  if (rows.length === 0) return '';
  return [`\n### ${title}\n`, `| | ${head.join(' | ')} |`, `| --- |${' ---: |'.repeat(head.length)}`, ...rows.map((row) => `| ${row.join(' | ')} |`), ''].join('\n');
}

/** Tables of everything that was measured. */
export function tables({ transfer = [], cold = {}, filter = {}, memory = {}, axe = [] }) {
  const limit = (rows) => rows.find(({ name, size }) => name === LIMIT && size === 1000) ?? rows.find(({ name }) => name === LIMIT);
  return [
    table('Bytes of a first visit, KB of brotli with headers', ['page', 'its 1 000 events', 'requests'], transfer.map(({ name, page, feed, requests }) => [name, kb(page), kb(feed), requests])),
    ...Object.entries(cold).map(([title, rows]) => table(`Start to the first events, ms: ${title}`, ['first events', `against the ${LIMIT}`, 'blocked', 'entries drawn'],
      rows.map(({ name, size, visible, blocked, events }) => [`${name}, ${size} events`, ms(spread(visible)), times(ratio(visible, limit(rows).visible)), ms(spread(blocked)), events]))),
    ...Object.entries(filter).map(([title, rows]) => table(`Filter to painted, ms: ${title}`, ['on', 'off', 'on, against', 'off, against'],
      rows.map(({ name, size, on, off }) => [`${name}, ${size} events`, ms(spread(on)), ms(spread(off)), times(ratio(on, limit(rows).on)), times(ratio(off, limit(rows).off))]))),
    table('Memory, MiB: JavaScript + WebAssembly', ['loaded', 'after 10 toggles', 'after 210', 'nodes', 'listeners'], Object.entries(memory).map(([name, { loaded, after10, after }]) => [
      name, ...[loaded, after10, after].map(({ js, wasm }) => `${mib(js)} + ${mib(wasm)}`), `${loaded.nodes} → ${after.nodes}`, `${loaded.listeners} → ${after.listeners}`])),
    table('axe: violations', ['rules', 'which'], axe.map(({ name, found }) => [name, found.length, found.join(', ') || '–'])),
  ].join('');
}

/**
 * Each budget with what was found: `{ what, figure, budget, stretch, spread?, unit }`, where the run has it. A ratio is of
 * the medians of runs that took turns.
 */
export function budgets({ cold = {}, filter = {}, memory = {}, axe = [], page, extra, feedSize, lighthouse, domainTests }) {
  const found = [];
  const add = (what, figure, budget, stretch, more = {}) => found.push({ what, figure, budget, stretch, ...more });
  if (page) add('page, brotli 11, KB', page / 1000, 130, 95);
  if (extra) add('extra, brotli 11, KB', extra / 1000, 130, undefined);
  const old = cold['slow 4G, CPU ×4'];
  if (old) {
    const visible = (name, size = 1000) => old.find((row) => row.name === name && row.size === size)?.visible;
    const against = (what, ours, theirs, budget, stretch) => {
      if (!ours || !theirs) return;
      const of = ratio(ours, theirs);
      add(what, of.median, budget, stretch, { low: of.low, high: of.high, unit: '×' });
    };
    const lists = LISTS.filter((name) => visible(name));
    const best = lists.sort((one, other) => spread(visible(one)).median - spread(visible(other)).median)[0];
    if (best) against(`start, 1 000 events in one file, against the best peer (${best})`, visible('Kalendarz'), visible(best), 1.1, 0.9);
    against(`start, 1 000 events in parts, against the ${LIMIT}`, visible('Kalendarz, in parts'), visible(LIMIT), 1.35, 1.1);
    against(`start, 1 000 events, published with the first days in the HTML, against the ${LIMIT}`, visible('Kalendarz, published'), visible(LIMIT), 1, 0.7);
    against('start, 50 000 events in parts, against 1 000', visible('Kalendarz, in parts', 50_000), visible('Kalendarz, in parts'), 1.1, 1);
  }
  const toggled = (title, name, size) => filter[title]?.find((row) => row.name === name && row.size === size);
  const filtered = (way, title, size, against, budget, stretch) => {
    const [ours, theirs] = [toggled(title, 'Kalendarz', size), toggled(title, against, size)];
    if (!ours || !theirs) return;
    const of = ratio(ours[way], theirs[way]);
    add(`filter ${way}, ${title}, against the ${against}`, of.median, budget, stretch, { low: of.low, high: of.high, unit: '×' });
  };
  filtered('off', '50 000 events', 50_000, LIMIT, 0.25, 0.15);
  filtered('on', '50 000 events', 50_000, LIMIT);
  for (const way of ['off', 'on']) filtered(way, '1 000 events, CPU ×4', 1000, LIMIT, 1.2, 0.8);
  for (const way of ['off', 'on']) filtered(way, '1 000 events, CPU ×4', 1000, SAME.name);
  const heap = memory['Kalendarz, 1000 events'];
  const both = ({ js, wasm }) => js + wasm;
  if (heap) add('memory after 210 toggles against after 10', both(heap.after) / both(heap.after10), 1.02, 1, { unit: '×' });
  const large = memory['Kalendarz, 50000 events'];
  if (large && feedSize) add('wasm memory, 50 000 events, against the feed’s size', large.after.wasm / feedSize, 3, undefined, { unit: '×' });
  const own = axe.find(({ name }) => name === 'Kalendarz');
  if (own) add('axe: violations', own.found.length, 0, 0);
  for (const [name, points] of Object.entries(lighthouse ?? {})) add(`Lighthouse, ${name}`, points, name === 'performance' ? 95 : 100, 100, { most: true });
  if (domainTests) add('cargo test -p domain, s', domainTests, 10, 5);
  return found.map((it) => ({ ...it, met: it.budget === undefined || (it.most ? it.figure >= it.budget : it.figure <= it.budget) }));
}

export function budgetTable(found) {
  const number = (value) => (value === undefined ? '–' : String(Math.round(value * 1000) / 1000));
  const rows = found.map(({ what, figure, low, high, unit = '', budget, stretch, met }) => [
    what, `${number(figure)}${unit && ` ${unit}`}${low === undefined ? '' : ` (${number(low)}–${number(high)})`}`, number(budget), number(stretch), met ? 'yes' : '**no**',
  ]);
  return table('Budgets', ['figure', 'budget', 'stretch', 'met'], rows);
}
