// The parts of a large programme that the reader very likely looks at first, asked for while the program and what gathers
// parts (static/parts.js) are still on their way.

/** The end of a name that goes with the content: such a file never changes. */
const HASHED = /-[0-9a-f]{16}\.json$/;

/** A part as `kalendarz split` writes it. */
const PART = /\{"from":"([\d-]+)","to":"([\d-]+)","url":"([^"]+)"\}/g;

/**
 * @param {(url: string, cache: string) => Promise<{bytes?: Uint8Array}>} get asks for a file
 * @returns {{foresee: (text: string, address: string, search: URLSearchParams) => Promise<unknown>|undefined,
 *   ask: (url: string) => Promise<{bytes?: Uint8Array}>}} `foresee` takes the file that names the parts, its address and
 *   the query of the page, and is resolved when those have been answered for; `ask` gives a part, asked for before or not
 */
export function foreseeing(get) {
  const coming = new Map();
  const fetched = (url) => get(url, HASHED.test(url) ? 'default' : 'no-cache');
  return {
    foresee(text, address, search) {
      let parts, whole = true;
      try {
        ({ parts } = JSON.parse(text));
      } catch {
        whole = false;
        parts = [...text.matchAll(PART)].map(([, from, to, url]) => ({ from, to, url }));
      }
      const day = (['at', 'from', 'date'].map((key) => search.get(key)).find(Boolean) ?? new Date().toISOString()).slice(0, 10);
      const ahead = parts?.filter?.((part) => part?.to >= day) ?? [];
      // What goes on on that day, its own part before those of weeks; else what comes next: that is known when all are.
      const wanted = ahead.filter(({ from }) => from <= day).sort((one, other) => (one.from < other.from) - (one.from > other.from)).slice(0, 4);
      if (whole && !wanted[0] && ahead[0]) wanted.push(ahead[0]);
      for (const { url } of wanted) {
        if (!/^[\w.-]+$/.test(url)) continue;
        const asked = new URL(url, address).href;
        if (!coming.has(asked)) coming.set(asked, fetched(asked));
      }
      return Promise.all(coming.values());
    },
    ask(url) {
      const answer = coming.get(url) ?? fetched(url);
      coming.delete(url);
      return answer;
    },
  };
}
