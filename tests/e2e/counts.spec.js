// What is shown, and the number beside every value, against rules that are written down a second time (oracle.js).

import { AGE_GROUPS, CATEGORIES, VENUES } from './feeds.js';
import { agenda, days, find, occurrences, programme, random, searchOf, someQuery, someView } from './oracle.js';
import { expect, spoken, test } from './site.js';

const NOW = '2026-11-27T18:20';
const DAY = NOW.slice(0, 10);

const named = (list, name) => Object.fromEntries(list.map((it) => [it.id, it[name]]));
const FACETS = [
  ['Wiek', 'age', named(AGE_GROUPS, 'label')],
  ['Miejsce', 'venue', named(VENUES, 'name')],
  ['Kategoria', 'category', named(CATEGORIES, 'label')],
  [
    'Dostępność',
    'access',
    {
      wheelchair: 'dostęp na wózku',
      lift: 'winda',
      captions: 'napisy',
      hearing_loop: 'pętla indukcyjna',
      quiet: 'ciche miejsce lub godziny',
    },
  ],
  ['Zasięg', 'reach', { local: 'lokalne', county: 'powiatowe', national: 'ogólnopolskie' }],
  ['Udział', 'involvement', { watch: 'oglądam i słucham', take_part: 'biorę udział', create: 'tworzę' }],
  ['Język', 'language', { pl: 'polski', uk: 'ukraiński', en: 'angielski' }],
];
const SWITCHES = [
  ['Cena', 'free', 'Wstęp wolny'],
  ['Cena', 'booking', 'Są miejsca'],
  ['Udział', 'volunteers', 'Szukamy wolontariuszy'],
  ['Dla kogo', 'generations', 'Dla pokoleń razem'],
];

/** Every box of the filters as `legend: label count`, ticked or not. */
function expected(found, query) {
  const box = (legend, label, count, chosen) => `${legend}: ${chosen ? '✓ ' : ''}${label} ${count}`;
  const lists = FACETS.flatMap(([legend, key, labels]) =>
    Object.entries(labels).map(([value, label]) => box(legend, label, found.count(key, value), query[key]?.includes(value))),
  );
  const switches = SWITCHES.map(([legend, key, label]) => box(legend, label, found.count(key), query[key]));
  // Nothing is starred.
  return [...lists, ...switches, box('Dla kogo', 'Moje', 0)].toSorted();
}

const LEGENDS = ['Wiek', 'Miejsce', 'Kategoria', 'Cena', 'Dostępność', 'Zasięg', 'Udział', 'Język', 'Dla kogo'];

async function allBoxes(calendar) {
  const facet = async (legend) => (await calendar.boxes(legend)).map((it) => `${legend}: ${it}`);
  const boxes = (await Promise.all(LEGENDS.map(facet))).flat();
  return boxes.filter((it) => !it.includes('Bez zajęć stałych')).toSorted();
}

async function compare(calendar, all, query) {
  const found = find(all, query, NOW);
  const message = JSON.stringify(query);
  await calendar.counts(found.matches.length, found.total);
  await calendar.unfold();
  await calendar.shows(agenda(found.matches, query, NOW).map(({ id, start }) => `${id} ${start}`), { dates: true, message });
  await expect.poll(() => allBoxes(calendar), { message }).toEqual(expected(found, query));
}

const events = new Intl.PluralRules('pl');
const NOUNS = { one: 'wydarzenie', few: 'wydarzenia', many: 'wydarzeń' };

for (const seed of [7, 8]) {
  test(`weeks and months are those of the rules (${seed})`, async ({ calendar }) => {
    const feed = programme(seed, DAY, 90);
    const all = occurrences(feed);
    const chance = random(seed + 100);
    for (let round = 0; round < 10; round += 1) {
      const query = round < 2 ? { view: ['week', 'month'][round] } : someView(chance, DAY);
      const message = JSON.stringify(query);
      await calendar.open({ feed, now: `${NOW}:00+01:00`, search: searchOf(query) });
      if (query.view === 'week') {
        await compare(calendar, all, query);
        continue;
      }
      const found = find(all, query, NOW);
      await calendar.counts(found.matches.length, found.total);
      await expect.poll(() => allBoxes(calendar), { message }).toEqual(expected(found, query));
      const said = ([day, count]) => `${spoken(day)}, ${count} ${NOUNS[events.select(count)]}`;
      const buttons = calendar.table.getByRole('button', { name: /^\p{L}+, \d/u });
      const names = () => buttons.evaluateAll((buttons) => buttons.map((it) => it.getAttribute('aria-label')));
      await expect.poll(names, { message }).toEqual(days(found.matches, query, NOW).map(said));
    }
  });
}

for (const seed of [1, 2, 3]) {
  test(`lists and counts are those of the rules, by address (${seed})`, async ({ calendar }) => {
    const feed = programme(seed, DAY, 90);
    const all = occurrences(feed);
    const chance = random(seed + 100);
    for (let round = 0; round < 8; round += 1) {
      const query = round === 0 ? {} : someQuery(chance, DAY);
      await calendar.open({ feed, now: `${NOW}:00+01:00`, search: searchOf(query) });
      await compare(calendar, all, query);
    }
  });
}

for (const seed of [5, 6]) {
  test(`lists and counts are those of the rules, press by press (${seed})`, async ({ calendar }) => {
    const feed = programme(seed, DAY, 60);
    const all = occurrences(feed);
    const chance = random(seed);
    const one = (list) => list[Math.floor(chance() * list.length)];
    const query = {};
    await calendar.open({ feed, now: `${NOW}:00+01:00` });
    for (let press = 0; press < 16; press += 1) {
      if (chance() < 0.2) {
        const [legend, key, label] = one(SWITCHES);
        query[key] = !query[key];
        await calendar.choice(legend, label).click();
      } else {
        const [legend, key, labels] = one(FACETS);
        const value = one(Object.keys(labels));
        const chosen = query[key] ?? [];
        query[key] = chosen.includes(value) ? chosen.filter((it) => it !== value) : [...chosen, value];
        await calendar.choice(legend, labels[value]).click();
      }
      await compare(calendar, all, query);
    }
  });
}
