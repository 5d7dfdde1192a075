// Parts of the program that it can begin without (scripts/apart.mjs). `read` reads a programme, `list` draws what is drawn
// first: they come while the program begins. `more` comes when that is drawn, or its feed is there, with the style of what
// it draws (style/later.css); `rest`, which no visit needs that only looks and filters, when somebody begins to act, or
// soon after.

/** The part that has a style of its own. */
const MORE = 3;
/** Milliseconds after which the rest is asked for in any case. */
const SOON = 6_000;
/** What somebody does before they can want anything. */
const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'focusin'];

/** What needs the rest: events, views, stars; not filters, presets and "show more". */
const WAITING = '#kalendarz :is(a[href*="?"], button:not([aria-expanded], .presets button, .more button))';

/**
 * @param {object} glue of the first part, which is not started yet; of a program in one part nothing is asked
 * @param {string[]} files addresses of `read`, `list`, `more` and `rest`
 * @param {number} wanted how many of them have to be there before the program begins
 * @param {(() => Promise<Response>)[]} early ask for the first of them, which may have been done already
 * @param {() => Promise<boolean>} dress brings the style of `more`; whether it is there
 * @returns {{begin(): Promise<void>|undefined, read(): Promise<void>, list(): Promise<void>, more(): Promise<void>}}
 *   `begin` is called when the first part is there, and resolved when those wanted are; the others are resolved when the
 *   part of that name is there. None is ever rejected
 */
export function parts({ later }, files, wanted, early, dress) {
  let dressing;
  /** Resolved when the style is there, or can't be had; then it is asked for again with the rest, which does not wait. */
  const dressed = (part) => {
    dressing ??= dress().then((there) => { if (!there) dressing = undefined; });
    return part > MORE ? undefined : dressing;
  };
  const nothing = async () => {};
  if (!later) return { begin: dressed, read: nothing, list: nothing, more: nothing };
  const exports = [], asked = [];
  let begun;
  const first = new Promise((done) => { begun = done; });
  const imports = () => ({ ...later.imports, 0: later.first, ...exports });

  /** A part, after those before it. Rejected where it can't be had; then it is asked for again. */
  const load = (part) => asked[part] ??= (async () => {
    const before = part > 1 && load(part - 1);
    const asking = early[part - 1]?.() ?? fetch(files[part - 1]);
    delete early[part - 1];
    const [response] = await Promise.all([asking, before, first, part >= MORE && dressed(part)]);
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), imports());
    exports[part] ??= instance.exports;
  })().catch((error) => {
    asked[part] = undefined;
    throw error;
  });
  const missing = ({ message }) => { throw new WebAssembly.RuntimeError(`a part of the program is missing: ${message}`); };
  const quietly = (part) => load(part).catch(() => {});

  /** For a call that comes before its part: the page waits. Where it can't be had the program ends as by any trap. */
  const now = (part) => {
    if (part > 1) now(part - 1);
    if (exports[part]) return;
    try {
      const request = new XMLHttpRequest();
      request.open('GET', files[part - 1], false);
      request.overrideMimeType('text/plain; charset=x-user-defined');
      request.send();
      const code = new WebAssembly.Module(Uint8Array.from(request.responseText, (byte) => byte.charCodeAt()));
      exports[part] = new WebAssembly.Instance(code, imports()).exports;
    } catch (error) {
      missing(error);
    }
  };
  later.calls = new Proxy({}, {
    get: (_, name) => {
      let known;
      return (...values) => {
        if (!known) now(+name[0]);
        known ??= exports[name[0]][name];
        return known(...values);
      };
    },
  });

  /** Asks for the rest when somebody begins to act; a click that comes sooner than it is made again then. */
  const watch = () => {
    const last = files.length;
    const listening = { capture: true, passive: true };
    const go = () => {
      for (const sign of SIGNS) removeEventListener(sign, go, listening);
      quietly(last);
    };
    for (const sign of SIGNS) addEventListener(sign, go, listening);
    wait = () => setTimeout(go, SOON);
    let again = false;
    addEventListener('click', (event) => {
      const { target, ctrlKey, metaKey, shiftKey, altKey, button } = event;
      const pressed = target.closest?.(WAITING);
      if (exports[last] || again || !pressed || button || ctrlKey || metaKey || shiftKey || altKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      load(last).then(() => {
        again = true;
        if (pressed.isConnected) pressed.click();
        again = false;
      }, missing);
    }, true);
  };

  let wait;
  const begin = wanted ? quietly(wanted) : undefined;
  return {
    begin: () => {
      begun();
      watch();
      return begin;
    },
    read: () => quietly(1),
    list: () => quietly(2),
    more: async () => {
      await quietly(MORE);
      wait?.();
      wait = undefined;
    },
  };
}
