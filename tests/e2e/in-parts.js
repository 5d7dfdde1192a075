// A programme in parts, as `kalendarz split` cuts it, for tests that hold one of them back.

import { createHash } from 'node:crypto';

/** The file that names the parts, and the parts by name: of each month one, by first date; rules stay beside them. */
export function inParts({ events, ...envelope }) {
  const months = new Map();
  const stay = [];
  for (const event of events) {
    const days = event.occurrences ? event.occurrences.map(({ start }) => start) : [event.start];
    const first = days.filter(Boolean).map((day) => day.slice(0, 10)).sort()[0];
    if (event.rrule || event.rdates || !first) stay.push(event);
    else months.set(first.slice(0, 7), [...months.get(first.slice(0, 7)) ?? [], [first, event]]);
  }
  const files = new Map();
  const parts = [...months].sort().map(([month, dated]) => {
    const text = JSON.stringify({ version: 1, events: dated.map(([, event]) => event) });
    const name = `program-${month}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.json`;
    files.set(name, text);
    const ends = dated.map(([first, { end, occurrences }]) => (occurrences ? `${month}-31` : end?.slice(0, 10) ?? first));
    return { from: dated.map(([first]) => first).sort()[0], to: ends.sort().at(-1), url: name };
  });
  return { manifest: { version: 1, parts, ...envelope, events: stay }, files };
}
