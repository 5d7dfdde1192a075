// Small programmes for tests, as values; whole files stand in tests/fixtures.

import { readFileSync } from 'node:fs';

/** A Friday morning: when the tests take place, unless they say otherwise. */
export const NOW = '2026-11-27T10:00:00+01:00';

export const AGE_GROUPS = [
  { id: 'maluchy', label: 'Maluchy', min: 0, max: 2 },
  { id: 'przedszkolaki', label: 'Przedszkolaki', min: 3, max: 6 },
  { id: 'dzieci', label: 'Dzieci', min: 7, max: 12 },
  { id: 'mlodziez', label: 'Młodzież', min: 13, max: 17 },
  { id: 'dorosli', label: 'Dorośli', min: 18, max: 59 },
  { id: 'seniorzy', label: 'Seniorzy', min: 60 },
];
export const CATEGORIES = [
  { id: 'koncert', label: 'Koncerty' },
  { id: 'teatr', label: 'Teatr' },
  { id: 'wystawa', label: 'Wystawy' },
];
export const VENUES = [
  { id: 'sala', name: 'Sala widowiskowa' },
  { id: 'biblioteka', name: 'Biblioteka' },
  { id: 'rynek', name: 'Rynek' },
];

export function feed(events, more = {}) {
  return {
    version: 1,
    title: 'Kalendarz próbny',
    age_groups: AGE_GROUPS,
    categories: CATEGORIES,
    venues: VENUES,
    events,
    ...more,
  };
}

/** An event whose title is its id, unless `more` has another. */
export function event(id, start = '2026-11-28T18:00', more = {}) {
  return { id, title: id, start, ...more };
}

/** `count` events, the first tomorrow, `perDay` of them a day. */
export function many(count, perDay = 4) {
  return Array.from({ length: count }, (_, place) => {
    const day = new Date(Date.UTC(2026, 10, 28 + Math.floor(place / perDay))).toISOString().slice(0, 10);
    const number = String(place).padStart(3, '0');
    return event(`e${number}`, `${day}T${10 + (place % perDay)}:00`, { title: `Spotkanie ${number}` });
  });
}

/** A file of tests/fixtures, read. */
export function fixture(name) {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'));
}

/** One of everything that a card can show: colours, states, long-running events, a day with several. */
export function programme() {
  const { events, ...envelope } = fixture('everything');
  const labels = { categories: ['warsztat'], booking: 'full', price: { free: true }, volunteers: { wanted: true } };
  const more = ['cancelled', 'postponed', 'moved_online'].map((status, place) =>
    event(status, `2026-11-27T1${place}:00`, { title: 'Teatr lalek', status, ...labels }),
  );
  const weeks = { end: '2026-12-24', categories: ['koncert'] };
  const long = ['a', 'b', 'c', 'd'].map((id) => event(id, '2026-11-01', { title: `Wystawa ${id}`, ...weeks }));
  return { ...envelope, events: [...events, ...more, ...long] };
}
