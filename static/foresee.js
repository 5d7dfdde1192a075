// The parts of a large programme that the reader very likely looks at first, asked for while the program and what gathers
// parts (static/parts.js) are still on their way.

/** The end of a name that goes with the content: such a file never changes. */
const HASHED = /-[0-9a-f]{16}\.json$/;

/**
 * @param {(url: string, cache: string) => Promise<{bytes?: Uint8Array}>} get asks for a file
 * @returns {{foresee: (bytes: Uint8Array, address: string, search: URLSearchParams) => Promise<unknown>|undefined,
 *   ask: (url: string) => Promise<{bytes?: Uint8Array}>}} `foresee` takes the file that names the parts, its address and
 *   the query of the page, and is resolved when those have been answered for; `ask` gives a part, asked for before or not
 */
export function early(get) {
  const coming = new Map();
  const fetched = (url) => get(url, HASHED.test(url) ? 'default' : 'no-cache');
  return {
    foresee(bytes, address, search) {
      let parts;
      try {
        ({ parts } = JSON.parse(new TextDecoder().decode(bytes)));
      } catch {
        return;
      }
      const day = (['at', 'from', 'date'].map((key) => search.get(key)).find(Boolean) ?? new Date().toISOString()).slice(0, 10);
      const ahead = parts?.filter?.(({ to }) => to >= day).sort((one, other) => (one.from < other.from ? -1 : 1)) ?? [];
      // What goes on on that day, else what comes next.
      const wanted = ahead.filter(({ from }, place) => place < 4 && (!place || from <= day));
      for (const { url } of wanted) {
        if (!/^[\w.-]+$/.test(url)) continue;
        const whole = new URL(url, address).href;
        coming.set(whole, fetched(whole));
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
