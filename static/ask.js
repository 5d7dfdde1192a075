// The first code of the page: asks for the programme and for what reads it. Small, since nothing begins before it is there.
import { early } from './foresee.js';

// The style is not waited for, so this may be here before the end of the page.
if (document.readyState === 'loading') await new Promise((done) => { addEventListener('DOMContentLoaded', done); });

const files = document.querySelector('script[data-wasm]').dataset;
/** What the page says of the calendar in it. */
export const mount = document.getElementById('kalendarz').dataset;
/** The address as the page was opened with it. */
export const address = new URLSearchParams(location.search);
export const mode = address.get('mode');
export const kiosk = mode === 'kiosk';
/** Code that is in a file of its own; nothing of it where it can't be had. */
export const part = (js) => import(new URL(js, document.baseURI).href).catch(() => ({}));

/** Without a byte for so long, or not complete after so long (ms): a failure. Larger than this (bytes): refused. */
const QUIET = 15_000, WHOLE = 120_000, LARGEST = 64e6;
/** In place of a status: no answer, too late, too large. */
const NETWORK = 0, TIMEOUT = 1, LARGE = 2;
/**
 * Asks for a file and reads it whole, within the limits above.
 * @param {string} url
 * @returns {Promise<{status: number, bytes?: Uint8Array, url?: string, made?: number, date?: number,
 *   retryAfter?: string}>} never rejects. `status`: of HTTP, or one of those above; `made`: when it was last changed,
 *   else now; `date`: what time it is for the server; both in seconds. `pieces` has the bytes that have come, as they
 *   come, and calls its `heard`
 */
export async function get(url, cache = 'no-cache', pieces = []) {
  const control = new AbortController();
  let failure = NETWORK;
  const stop = (why) => { failure = why; control.abort(); };
  const whole = setTimeout(stop, WHOLE, TIMEOUT);
  let quiet;
  const hush = () => { clearTimeout(quiet); quiet = setTimeout(stop, QUIET, TIMEOUT); };
  hush();
  try {
    // no-cache: the browser's copy is used only after the server confirmed it (a conditional request).
    const response = await fetch(url, { cache, signal: control.signal });
    const { headers } = response;
    const moment = (name) => Date.parse(headers.get(name)) / 1000;
    const about = {
      status: response.status, url: response.url,
      made: moment('last-modified') || Date.now() / 1000,
      date: moment('date') + (+headers.get('age') || 0),
      retryAfter: headers.get('retry-after') ?? undefined,
    };
    // The browser asked whether its copy is still good, and has none: the file itself, then.
    if (response.status === 304 && cache !== 'reload') return await get(url, 'reload', pieces);
    if (!response.ok) {
      control.abort();
      return about;
    }
    const reader = response.body.getReader();
    let size = 0;
    for (;;) {
      hush();
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > LARGEST) {
        stop(LARGE);
        break;
      }
      pieces.push(value);
      pieces.heard?.();
    }
    if (size > LARGEST) return { status: failure };
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const chunk of pieces) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return { ...about, bytes };
  } catch {
    return { status: failure };
  } finally {
    clearTimeout(whole);
    clearTimeout(quiet);
  }
}

/** Address of the programme, what has come of it, and the answer about it. */
export const feed = mount.feed || 'feed.json';
export const pieces = [];
export const first = get(feed, undefined, pieces);
/** Resolved when something has come of it, or will not: before that the line is for the program that begins. */
export const coming = new Promise((done) => { pieces.heard = done; first.then(done); });
/** What reads a programme: the second part of the page's program (later.js). */
export const read = kiosk ? undefined : fetch(files.read);
read?.catch(() => {});

const { foresee, ask } = early(get);
export { ask };
/**
 * The first lines of a programme in parts say so; those of the day are asked for before the program is there. Resolved
 * when what is shown first has been answered for: whether it is in parts.
 */
export const foreseen = first.then(async ({ bytes, url }) => {
  if (!new TextDecoder().decode(bytes?.subarray(0, 99)).includes('"parts"')) return false;
  part(files.parts);
  await foresee(bytes, url, address);
  return true;
});
