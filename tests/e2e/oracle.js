// What the rules for filters say, written a second time and as plainly as possible: no bits, no indices, every question
// answered by going through all occurrences. Wall times only, and none that a clock change skips or repeats.

import { AGE_GROUPS, CATEGORIES, VENUES } from './feeds.js';

const ACCESS = ['wheelchair', 'lift', 'captions', 'hearing_loop', 'quiet'];
const REACH = ['local', 'county', 'national'];
const INVOLVEMENT = ['watch', 'take_part', 'create'];
const LANGUAGES = ['pl', 'uk', 'en'];
const AGES = [{ min: 0, max: 3 }, { min: 7, max: 12 }, { min: 6 }, { min: 5, max: 99 }, { min: 18, max: 70 }, { min: 60 }];

/** The same numbers from 0 to 1 for the same seed, on every machine (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A day some days after another. */
export const plus = (day, days) => new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A programme with everything that filters look at, mixed by chance: `count` events around `day`. */
export function programme(seed, day, count) {
  const chance = random(seed);
  const below = (most) => Math.floor(chance() * most);
  const one = (list) => list[below(list.length)];
  const some = (list, share) => list.filter(() => chance() < share);
  const maybe = (share, value) => (chance() < share ? value() : undefined);
  const ids = (list) => list.map(({ id }) => id);
  const words = ['Żółw', 'Łódź', 'Chór', 'Gęś', 'Wróżka', 'Їжак', 'Ганок', 'Été'];
  const times = () => {
    const first = plus(day, below(40) - 12);
    const hour = `${String(8 + below(13)).padStart(2, '0')}:${one(['00', '15', '30'])}`;
    const kind = below(10);
    if (kind < 2) return { start: first, end: maybe(0.7, () => plus(first, below(12))) };
    if (kind < 3) return { start: `${first}T${hour}`, end: `${plus(first, 1)}T0${1 + below(4)}:00` };
    if (kind < 5) return { start: `${first}T${hour}` };
    return { start: `${first}T${hour}`, end: `${first}T${one(['21:45', '22:30', '23:00'])}` };
  };
  const terms = () => ({
    venue: maybe(0.8, () => one(ids(VENUES))),
    booking: maybe(0.5, () => one(['open', 'few', 'full', 'waitlist', 'closed'])),
    price: maybe(0.7, () => one([{ free: true }, { from: 10, to: 20 }, { from: 0 }])),
    access: some(ACCESS, 0.25),
    languages: maybe(0.5, () => some(LANGUAGES, 0.5)),
    status: maybe(0.1, () => one(['cancelled', 'postponed'])),
  });
  const events = Array.from({ length: count }, (_, place) => {
    const title = `${one(words)} ${place}`;
    const explicit = maybe(0.15, () => Array.from({ length: 3 }, () => ({ ...times(), ...(chance() < 0.5 ? terms() : {}) })));
    return {
      id: `w${place}`,
      title: chance() < 0.2 ? { en: title } : title,
      summary: maybe(0.3, () => `O tym, co robi ${one(words).toLowerCase()}.`),
      ...(explicit ? { occurrences: explicit } : times()),
      ...terms(),
      categories: some(ids(CATEGORIES), 0.4),
      age: maybe(0.6, () => one(AGES)),
      age_groups: maybe(0.2, () => some(ids(AGE_GROUPS), 0.4)),
      reach: maybe(0.5, () => one(REACH)),
      involvement: maybe(0.5, () => one(INVOLVEMENT)),
      volunteers: maybe(0.3, () => ({ wanted: chance() < 0.7 })),
      tags: some(words, 0.1),
    };
  });
  const access = { sala: ['wheelchair'], rynek: ['lift', 'quiet'] };
  return {
    version: 1,
    age_groups: AGE_GROUPS,
    categories: CATEGORIES,
    venues: VENUES.map((venue) => ({ ...venue, access: access[venue.id] })),
    // Through JSON, as the page gets it: what is undefined is not there.
    events: JSON.parse(JSON.stringify(events)),
  };
}

const bare = (time) => time.length === 10;
const filled = (list) => (list?.length ? list : undefined);

/** Days, end as a wall time, and what filters look at, of one date of an event. */
function occurrence(feed, event, date) {
  const { start } = date;
  const first = start.slice(0, 10);
  let [last, over] = [first, `${plus(first, 1)}T00:00`];
  const { end } = date;
  if (end !== undefined && bare(end)) [last, over] = [end, `${plus(end, 1)}T00:00`];
  else if (end !== undefined) [last, over] = [end.slice(0, 10), end];
  const of = (field) => date[field] ?? event[field];
  const venue = of('venue');
  const own = feed.venues.find(({ id }) => id === venue);
  const { min: from = 0, max: to = 999 } = event.age ?? {};
  const overlapping = feed.age_groups.filter(({ min = 0, max = 999 }) => from <= max && to >= min);
  const groups = filled(event.age_groups) ?? overlapping.map(({ id }) => id);
  const inGroups = feed.age_groups.filter(({ id }) => groups.includes(id));
  const stated = Boolean(filled(event.age_groups)) || (event.age !== undefined && from <= 12);
  const labels = feed.categories.filter(({ id }) => event.categories.includes(id)).map(({ label }) => label);
  const texts = [event.title, event.summary, event.description, own?.name, ...labels, ...(event.tags ?? [])];
  return {
    id: event.id, title: typeof event.title === 'string' ? event.title : event.title.en,
    start, first, last, over,
    age: groups,
    venue: venue === undefined ? [] : [venue],
    category: event.categories,
    language: filled(date.languages) ?? event.languages ?? [],
    access: [...(own?.access ?? []), ...(event.access ?? []), ...(date.access ?? [])],
    reach: [event.reach], involvement: [event.involvement],
    free: of('price')?.free === true,
    booking: [undefined, 'open', 'few'].includes(of('booking')),
    volunteers: event.volunteers?.wanted === true,
    generations: stated && inGroups.some(({ max }) => max < 18) && inGroups.some(({ min }) => min >= 55),
    text: fold(texts.flatMap((text) => (typeof text === 'object' ? Object.values(text) : [text ?? ''])).join('\n')),
  };
}

/** Case and diacritics do not matter. */
function fold(text) {
  return text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '');
}

export function occurrences(feed) {
  const collator = new Intl.Collator(['pl', 'uk'], { sensitivity: 'base' });
  const all = feed.events.flatMap((event) => (event.occurrences ?? [event]).map((date) => occurrence(feed, event, date)));
  // Two dates on one instant are one: the first.
  const once = all.filter((it, place) => all.findIndex((other) => other.id === it.id && other.start === it.start) === place);
  const key = ({ start }) => (bare(start) ? start : start.padEnd(19, ':00'));
  const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  return once.sort(
    (one, other) =>
      compare(key(one), key(other)) || collator.compare(one.title, other.title) || compare(one.id, other.id),
  );
}

const weekday = (day) => (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
const monthStart = (day) => `${day.slice(0, 8)}01`;
const monthEnd = (day) => plus(monthStart(plus(monthStart(day), 31)), -1);

/** First and last day asked for, if any. `now` is a wall time of the feed's zone. */
function asked({ from, to, when }, now) {
  const today = now.slice(0, 10);
  const sunday = plus(today, 6 - weekday(today));
  const saturday = plus(sunday, -1);
  if (from || to) return [from ?? today, to];
  const named = {
    today: [today, today],
    tomorrow: [plus(today, 1), plus(today, 1)],
    weekend: [saturday > today ? saturday : today, sunday],
    week: [today, sunday],
    month: [today, monthEnd(today)],
  };
  return named[when] ?? [];
}

/** First and last day of the week or month that is looked at; none in the agenda. */
export function page({ view, date, from }, now) {
  const day = date ?? (from || now.slice(0, 10));
  if (view === 'month') return [monthStart(day), monthEnd(day)];
  return view === 'week' ? [plus(day, -weekday(day)), plus(day, 6 - weekday(day))] : undefined;
}

/** First and last day shown, if any. */
function windowOf(query, now) {
  const [from, to] = asked(query, now);
  const [first, last] = page(query, now) ?? [from, to];
  return [from > first ? from : first, to < last ? to : last];
}

function inWindow(it, query, now) {
  const [first, last] = windowOf(query, now);
  const past = query.from || query.to || (page(query, now) && !query.when);
  if (!past && it.over <= now) return false;
  if (first && last && last < first) return false;
  return (!first || it.last >= first) && (!last || it.first <= last);
}

/** How many occurrences each day of the month shows: those that touch it, of the days asked for. */
export function days(matches, query, now) {
  const [first, last] = page(query, now);
  const [from, to] = windowOf(query, now);
  const all = Array.from({ length: Number(last.slice(8)) }, (_, place) => plus(first, place));
  const on = (day) => (day < from || day > to ? [] : matches.filter((it) => it.first <= day && it.last >= day));
  return all.map((day) => [day, on(day).length]);
}

const LISTS = ['age', 'venue', 'category', 'language', 'access', 'reach', 'involvement'];
const SWITCHES = ['free', 'booking', 'volunteers', 'generations'];

/** `query`: of lists the chosen values, of switches whether they are on, `q`, `when`, `from`, `to`, `view`, `date`. */
function holds(it, query) {
  const list = (key) => {
    const chosen = query[key] ?? [];
    const there = (value) => it[key].includes(value);
    return chosen.length === 0 || (key === 'access' ? chosen.every(there) : chosen.some(there));
  };
  const words = fold(query.q ?? '').split(/\s+/);
  return LISTS.every(list) && SWITCHES.every((key) => !query[key] || it[key]) && words.every((word) => it.text.includes(word));
}

/** What matches, in the feed's order; how many the days hold; how many each value would show. */
export function find(all, query, now) {
  const there = all.filter((it) => inWindow(it, query, now));
  const matches = there.filter((it) => holds(it, query));
  /** How many would be shown with this value: added in access, else the only one of its facet. */
  const count = (key, value) => {
    const chosen = SWITCHES.includes(key) ? true : key === 'access' ? [...new Set([...(query.access ?? []), value])] : [value];
    return there.filter((it) => holds(it, { ...query, [key]: chosen })).length;
  };
  return { matches, total: there.length, count };
}

/** The same as the list shows it: what is on for weeks stands above, by end. */
export function agenda(matches, query, now) {
  const firstDay = windowOf(query, now)[0] ?? now.slice(0, 10);
  const long = (it) => plus(it.first, 3) <= it.last && it.first < firstDay;
  const byEnd = matches.filter(long).sort((one, other) => (one.over < other.over ? -1 : one.over > other.over ? 1 : 0));
  return [...byEnd, ...matches.filter((it) => !long(it))];
}

/** A query by chance, as the reader could choose it. */
export function someQuery(chance, day) {
  const one = (list) => list[Math.floor(chance() * list.length)];
  const few = (list) => list.filter(() => chance() < 2 / list.length);
  const ids = (list) => list.map(({ id }) => id);
  const named = { age: ids(AGE_GROUPS), venue: ids(VENUES), category: ids(CATEGORIES) };
  const values = { ...named, language: LANGUAGES, access: ACCESS, reach: REACH, involvement: INVOLVEMENT };
  const query = {};
  for (const key of LISTS) if (chance() < 0.22) query[key] = few(values[key]);
  for (const key of SWITCHES) if (chance() < 0.12) query[key] = true;
  if (chance() < 0.2) query.q = one(['zolw', 'LODZ', 'ges', 'їжа', 'ганок', 'ete', 'biblio', 'zo 1']);
  const days = chance();
  if (days < 0.3) query.when = one(['today', 'tomorrow', 'weekend', 'week', 'month']);
  else if (days < 0.5) query.from = plus(day, Math.floor(chance() * 20) - 10);
  if (days > 0.4 && days < 0.6) query.to = plus(day, Math.floor(chance() * 20) - 3);
  return query;
}

/** The same, looked at as a week or a month, mostly one near `day`. */
export function someView(chance, day) {
  const query = { ...someQuery(chance, day), view: chance() < 0.5 ? 'week' : 'month' };
  if (chance() < 0.7) query.date = plus(day, Math.floor(chance() * 60) - 20);
  return query;
}

export function searchOf(query) {
  const written = (value) => (value === true ? '1' : String(value));
  const pairs = Object.entries(query).map(([key, value]) => [key, written(value)]);
  return `?${new URLSearchParams(pairs.filter(([, value]) => value !== ''))}`;
}
