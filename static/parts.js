// The parts of a large programme (`parts` in the feed): what the reader looks at first, then the rest, four at a time.
// Only a programme that has parts has this file loaded. What a part means is the program's to know.

/** The end of a name that goes with the content: such a file never changes. */
const HASHED = /-[0-9a-f]{16}\.json$/;

/** Answers to come, by address: parts that were asked for before the program was there. */
const early = new Map();

/**
 * Asks for the parts that the reader very likely looks at first, while the program is still on its way.
 * @param {Uint8Array} bytes the file that names them
 * @param {string} address of that file
 * @param {URLSearchParams} search of the page
 * @param {(url: string, cache: string) => Promise<{bytes?: Uint8Array}>} get asks for a file
 */
export function foresee(bytes, address, search, get) {
  let parts;
  try {
    ({ parts } = JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return;
  }
  const wanted = ['at', 'from', 'date'].map((key) => search.get(key)).find(Boolean) ?? new Date().toISOString();
  const day = wanted.slice(0, 10);
  const soonest = parts?.filter?.(({ to }) => to >= day).sort((one, other) => (one.from < other.from ? -1 : 1))[0];
  if (!/^[\w.-]+$/.test(soonest?.url)) return;
  const url = new URL(soonest.url, address).href;
  early.set(url, ask(get, url));
}

const ask = (get, url) => get(url, HASHED.test(url) ? 'default' : 'no-cache');

/**
 * @param {{get: Function, store: Promise<Cache | undefined>, soon: (act: () => void) => void}} tools
 * @param {string} address of the file that names the parts
 * @param {string[]} names in the order in which they are wanted
 * @param {number} first so many of them come before all others
 * @param {boolean} kept take what is kept on this device, and ask nobody
 * @param {(bytes?: Uint8Array) => void} told hears of each, in a task of its own
 */
export async function gather({ get, store, soon }, address, names, first, kept, told) {
  const cache = await store;
  const one = async (name) => {
    const url = new URL(name, address).href;
    let bytes;
    if (kept) {
      const found = await cache?.match(url).catch(() => {});
      bytes = found && new Uint8Array(await found.arrayBuffer());
    } else {
      const answer = early.get(url) ?? ask(get, url);
      early.delete(url);
      ({ bytes } = await answer);
      if (bytes) await cache?.put(url, new Response(bytes)).catch(() => {});
    }
    await new Promise((done) => soon(() => { told(bytes); done(); }));
  };
  await Promise.all(names.slice(0, first).map(one));
  const rest = names.slice(first).values();
  await Promise.all(Array.from({ length: 4 }, async () => { for (const name of rest) await one(name); }));
  // What was kept is whole as it is: parts of a programme before it are needed no more.
  if (kept) await tidy(cache, address, names);
}

async function tidy(cache, address, names) {
  const named = new Set(names.map((name) => new URL(name, address).href));
  for (const { url } of await cache?.keys() ?? []) {
    if (/\.json$/.test(url) && new URL(url).pathname !== new URL(address).pathname && !named.has(url)) await cache.delete(url);
  }
}
