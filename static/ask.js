// The first code of the page: hides the static fallback, asks for the programme and for what reads it. Small, since
// nothing begins before it is there.
import { foreseeing } from './foresee.js';

// The style is not waited for, so this may be here before the end of the page.
if (document.readyState === 'loading') await new Promise((done) => { addEventListener('DOMContentLoaded', done); });

const script = document.querySelector('script[data-wasm]');
const files = script.dataset;
/** The fallback stands above a calendar that is still loading after so long (ms). */
const PATIENCE = 8_000;
const fallback = document.getElementById('fallback');
// Before the page is drawn for the first time: to lay out what goes away again takes an old phone a tenth of a second.
fallback.hidden = true;
script.addEventListener('error', () => { fallback.hidden = false; });
export const late = setTimeout(() => {
  if (document.documentElement.dataset.state !== 'loading') return;
  // The calendar below has the main part of the page, or will have it.
  fallback.removeAttribute('role');
  fallback.hidden = false;
}, PATIENCE);
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
    pieces.url = response.url;
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

/** Address of the programme, what has come of it (its `read` is called with each piece), and the answer about it. */
export const feed = mount.feed || 'feed.json';
export const pieces = [];
export const first = get(feed, undefined, pieces);
/** Resolved when something has come of it, or will not: before that the line is for the program that begins. */
export const coming = new Promise((done) => {
  pieces.heard = () => { look(); done(); pieces.read?.(); };
  first.then(done);
});
/** Ask for the second part of the page's program, which reads a programme, and the third, which draws it (later.js). */
export const early = kiosk ? [] : [files.read, files.list].map((file) => {
  let asked;
  return () => {
    asked ??= fetch(file);
    asked.catch(() => {});
    return asked;
  };
});
early[0]?.();
coming.then(early[1]);

const { foresee, ask } = foreseeing(get);
export { ask };
/** The beginning of a programme as text; a programme in parts says in its first lines that it is one. */
const said = (chunks, end) => {
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk.subarray(0, end), { stream: true })).join('');
};
const inParts = (text) => text.slice(0, 99).includes('"parts"');
/** Of a file that names parts so many pieces are looked through before all of it is there. */
const FEW = 32;
/** Those of the day are asked for before the program is there, as soon as the file that names the parts has come to them. */
function look() {
  if (pieces.length > FEW || !inParts(said(pieces.slice(0, 1), 99))) return;
  part(files.parts);
  foresee(said(pieces), pieces.url, address);
}
/** Resolved when what is shown first has been answered for: whether it is in parts. */
export const foreseen = first.then(async ({ bytes, url }) => {
  if (!bytes || !inParts(said([bytes], 99))) return false;
  part(files.parts);
  await foresee(said([bytes]), url, address);
  return true;
});
