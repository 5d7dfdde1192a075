// The parts of a large programme (`parts` in the feed): what the reader looks at first, then the rest, four at a time.
// Only a programme that has parts has this file loaded. What a part means is the program's to know.

/**
 * @param {{ask: (url: string) => Promise<{bytes?: Uint8Array}>, store: Promise<Cache | undefined>,
 *   soon: (act: () => void) => void, draws: (act: () => void) => void, writing: Promise<void>[]}} tools `draws`: does
 *   something when what came before is drawn; `writing`: what is on its way to the disk
 * @param {string} address of the file that names the parts
 * @param {string[]} names in the order in which they are wanted
 * @param {number} first so many of them come before all others
 * @param {boolean} kept take what is kept on this device, and ask nobody
 * @param {(bytes: Uint8Array | undefined, place: number) => void} told hears of each, in a task of its own
 */
export async function gather({ ask, store, soon, draws, writing }, address, names, first, kept, told) {
  const one = async ([place, name]) => {
    const url = new URL(name, address).href;
    let bytes;
    if (kept) {
      const found = await (await store)?.match(url).catch(() => {});
      bytes = found && new Uint8Array(await found.arrayBuffer());
    } else {
      ({ bytes } = await ask(url));
      // Nobody who looks waits for the disk; only the file that names the parts is kept after them.
      const copy = bytes && store && new Response(bytes.slice());
      if (copy) writing.push(store.then((cache) => cache?.put(url, copy)).catch(() => {}));
    }
    await new Promise((done) => soon(() => { told(bytes, place); done(); }));
  };
  // What is kept is whole: parts of a programme before it are needed no more. Now, before the network's come.
  if (kept) store?.then((cache) => tidy(cache, address, names)).catch(() => {});
  const all = [...names.entries()];
  await Promise.all(all.slice(0, first).map(one));
  // Until those are drawn the line is for what draws them.
  await new Promise(draws);
  const rest = all.slice(first).values();
  await Promise.all(Array.from({ length: 4 }, async () => { for (const part of rest) await one(part); }));
}

async function tidy(cache, address, names) {
  const named = new Set(names.map((name) => new URL(name, address).href));
  for (const { url } of await cache?.keys() ?? []) {
    if (/\.json$/.test(url) && new URL(url).pathname !== new URL(address).pathname && !named.has(url)) await cache.delete(url);
  }
}
