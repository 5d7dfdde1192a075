// Starts the program, offers it what browsers have, and brings the static fallback back when that fails. Nothing here knows
// what a feed means. What the program needs first was asked for before (static/ask.js).
import { parts } from './later.js';
import { load } from './program.js';

const files = document.querySelector('script[data-wasm]').dataset;
const asking = await import(new URL(files.ask, document.baseURI).href);
const { address, ask, coming, early, feed, first, foreseen, get, kiosk, late, mode, mount, part, pieces } = asking;

const root = document.documentElement;
const fallback = document.getElementById('fallback');
const stopped = document.getElementById('stopped');

/** A style sheet; one that can't be had is gone, so that nobody waits for it. */
const sheet = (href) => {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  link.onerror = () => link.remove();
  return link;
};
/** Nobody waits longer for a style sheet that does not come (ms). */
const BARE = 5_000;
/** Brings the style of what is drawn later: after the page's own, before those of the modes. Whether it is there. */
const dress = () => new Promise((done) => {
  setTimeout(done, BARE);
  const link = sheet(files.later);
  link.onload = () => done(true);
  link.addEventListener('error', () => done(false));
  // In the head WebKit holds back what is new until it is there.
  if (mode) document.querySelector('link[rel=stylesheet]').after(link);
  else document.body.append(link);
});
/** What a way of showing the calendar needs beside the page's own: its style, and a program where it has one. */
const apart = (css) => {
  root.dataset.mode = mode;
  document.head.append(sheet(css));
};
const lobby = kiosk ? part(files.kiosk) : undefined;
if (kiosk) {
  (function again() { dress().then((there) => there || setTimeout(again, 60_000)); })();
  apart(files.kioskCss);
}
if (mode === 'embed') {
  apart(files.frameCss);
  const theme = address.get('theme');
  if (/^(auto|light|dark)$/.test(theme)) root.dataset.theme = mount.theme = theme;
  for (const link of fallback.querySelectorAll('a')) link.target = '_top';
  const frame = address.get('frame');
  if (frame && parent !== window) part(files.frame).then(({ tell }) => tell?.(frame));
}
/** The further parts of the program, where it has any. */
let split;
/** What is shown first has been answered for. */
let there = false;
foreseen.then((inParts) => {
  there = true;
  if (!inParts) split?.more();
});

/** Names of what is kept on this device begin so. */
const own = `kalendarz:${location.pathname.replace(/[^/]*$/, '')}:`;
/** Where the last good feed is kept on this device; a frame leaves no trace. Asking throws where storage is forbidden. */
const kept = async () => caches.open(`${own}feed`);
const last = (async () => {
  const found = mode !== 'embed' && await (await kept()).match(feed);
  if (!found) return;
  const about = (name) => found.headers.get(name);
  return { kept: true, status: 200, url: about('url'), made: +about('made'), bytes: new Uint8Array(await found.arrayBuffer()) };
})().catch(() => {});
/** Parts of a programme that are on their way to the disk. */
const writing = [];
/** Replaces it; where that can't be, for lack of room or leave, the one before stays. */
const keep = async (bytes, url, made) => {
  // Not before the parts that it names.
  await Promise.all(writing.splice(0));
  if (mode !== 'embed') await (await kept()).put(feed, new Response(bytes, { headers: { url, made } }));
};

/** Words of languages other than Polish, as text; what could not be had is asked for again. */
const words = {};
async function wordsOf(lang) {
  const { bytes } = words[lang] ? {} : await get(files[lang]);
  if (bytes) words[lang] = new TextDecoder().decode(bytes);
  return words[lang] ?? '';
}
/** Of the page as it is opened: the address says so, else the mount element. */
const asked = address.get('lang');
const lang = /^(pl|en|uk)$/.test(asked) ? asked : mount.lang;
const spoken = files[lang] ? wordsOf(lang) : '';

/** What few visitors need, loaded when they do; asked for again after a failure. */
let more;
const extra = (name, values, told) => {
  more ??= load(files.extraJs, files.extraWasm).then((program) => {
    for (const lang in words) program.words(lang, words[lang]);
    return program;
  });
  more.then((program) => program[name](...values)).then(() => told(true), () => { more = undefined; told(false); });
};

/** To other programs of the device, else to the clipboard. Somebody who thinks better of it is told nothing. */
const share = async (title, url, told) => {
  try {
    if (navigator.share) return await navigator.share({ title, url }).catch(() => {});
    // There is no clipboard on a page without https.
    await navigator.clipboard.writeText(url);
    told(true);
  } catch {
    told(false);
  }
};

/** A sentence and a button, above the fallback or, when that is gone from the page, above the list, which stays. */
function giveUp() {
  clearTimeout(late);
  root.dataset.state = 'failed';
  if (document.querySelector('main')) fallback.removeAttribute('role');
  fallback.hidden = false;
  // What is published can be printed without the program.
  if (!split && !kiosk) dress();
  // An opened event would stand above the sentence, and its buttons no longer answer.
  document.querySelector('dialog[open]')?.close();
  for (const words of stopped.querySelectorAll('[lang]')) words.hidden = words.lang !== root.lang;
  stopped.querySelector('button').onclick = () => location.reload();
  stopped.hidden = false;
  lobby?.then(({ revive = later }) => revive());
}

/** With nobody near and nothing but this file: anew when the site answers. */
const later = () => setTimeout(async () => ((await get('./')).bytes ? location.reload() : later()), 3e5);

// A panic ends the program with a trap: what it drew stays, but nothing answers any more.
function trap({ error, reason }) {
  if ((error ?? reason) instanceof WebAssembly.RuntimeError) giveUp();
}
addEventListener('error', trap);
addEventListener('unhandledrejection', trap);

/** In a task of its own, and sooner than a timer, so that nothing long keeps a finger waiting. */
function soon(act) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); act(); };
  port2.postMessage(0);
}
/**
 * When what is drawn by now has been painted and what the rest is drawn with is there: an observer hears after the next
 * frame, which no test's clock holds up; a page that nobody sees has no frames.
 */
function painted(act) {
  let watch = new IntersectionObserver(go);
  const late = setTimeout(go, 300);
  watch.observe(root);
  function go() {
    watch?.disconnect();
    clearTimeout(late);
    if (watch) (split?.more() ?? Promise.resolve()).then(() => soon(act));
    watch = undefined;
  }
}
const tell = (lang, told) => wordsOf(lang).then(told);

/** One finger wipes sideways over an element: `turn` hears 1 for what comes next, nothing for what was before. */
function swiped(element, turn) {
  /** Pixels of the way that mean it. */
  const FAR = 60;
  let from;
  // Not `pointerup`, which does not come once the browser scrolls; and a mouse selects words.
  element.addEventListener('pointerdown', (event) => { from = event; });
  element.addEventListener('touchend', ({ changedTouches: [touch], touches }) => {
    const began = from;
    from = undefined;
    if (!began || touches.length || visualViewport?.scale > 1.01) return;
    const [across, along] = [touch.clientX - began.clientX, touch.clientY - began.clientY];
    if (Math.abs(across) > FAR && Math.abs(across) > 2 * Math.abs(along)) turn(across < 0 ? 1 : undefined);
  });
}

/** What may be forbidden; what it gives as text. */
function quietly(act) {
  try {
    return `${act() ?? ''}`;
  } catch {
    return '';
  }
}

/** The program can draw. */
let drawn;
const drawing = new Promise((done) => { drawn = done; });
let before = drawing;
/** What waits for that is done in order, a task each. */
const draws = (act) => {
  before = before.then(() => new Promise((done) => soon(() => { act(); done(); })));
};
// What is kept comes first, or an answer could take its place unseen.
const tools = {
  get, extra, share, tell, soon, draws, painted, clock() {},
  kept: () => new Promise((done) => last.then((found) => found && draws(() => done(found)))),
  keep: (...about) => keep(...about).catch(() => {}),
  read: (name) => quietly(() => localStorage.getItem(own + name)),
  write: (name, value) => quietly(() => (value ? localStorage.setItem(own + name, value) : localStorage.removeItem(own + name))),
  address: () => location.origin + location.pathname,
  search: () => location.search,
  go: (search, state, push) => quietly(() => history[push ? 'pushState' : 'replaceState'](state, '', location.pathname + (search && `?${search}`) + location.hash)),
  entry: () => quietly(() => history.state),
  back: () => history.back(),
  resolve: (address, base) => quietly(() => new URL(address, base).href) || address,
  matches: (query) => matchMedia(query).matches,
  plain: (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button || event.defaultPrevented),
  swiped,
  parts: (at, names, ...about) => part(files.parts).then(({ gather }) => {
    if (!gather) return names.forEach((_, place) => about.at(-1)(undefined, place));
    return gather({ ask, soon, draws, writing, store: mode === 'embed' ? undefined : kept().catch(() => {}) }, at, names, ...about);
  }),
};
// The first formatter of a page opens the browser's tables of languages and time zones, which takes an old phone some
// 60 ms: here they pass while the network is waited for, and not before all that is drawn first has been asked for. As
// src/shell/zone.rs asks, for the zone of most readers.
const formatter = coming.then(() => new Promise((done) => {
  soon(() => {
    const own = new Intl.DateTimeFormat('en-US', { timeZoneName: 'longOffset' });
    own.format(0);
    done(own);
  });
}));
/** What comes is read while the rest of it is on its way; not when something is shown already. */
let begin;
const reading = new Promise((done) => { begin = done; });
const read = async ({ arrived }) => {
  for (let at = 0, whole; !whole || at < pieces.length;) {
    if (at < pieces.length) await new Promise((done) => soon(() => { arrived(pieces[at++]); done(); }));
    else await Promise.race([first.then(() => { whole = true; }), new Promise((done) => { pieces.read = done; })]);
  }
};
const answered = Promise.all([first, last]).then(async ([answer, found]) => {
  await reading;
  pieces.length = 0;
  if (found) await new Promise(draws);
  return new Promise((done) => soon(() => done(answer)));
});
/** An event, a view or the editor's report needs all parts of the program at once, another query all but the last. */
const known = (glue) => {
  const wanted = /\b(event|view|check)=/.test(location.search) ? 4 : location.search ? 3 : 0;
  split = parts(glue, [files.read, files.list, files.more, files.rest], wanted, early, dress);
};
if (kiosk) drawn();
Promise.all([kiosk ? load(files.lobbyJs, files.lobbyWasm) : load(files.js, files.wasm, known).then(async (program) => {
  await split.begin();
  return program;
}), spoken, lobby])
  .then(([program, words, lobby]) => {
    program.start(lobby?.tend?.(tools, first) ?? tools, answered, words ? lang : '', words);
    split?.list().then(drawn);
    begin(split?.read().then(() => last).then((found) => found || program.arrived && read(program)));
    formatter.then((own) => soon(() => program.ahead?.(own.resolvedOptions().timeZone)));
    drawing.then(() => last).then((found) => found || there || soon(() => program.warm?.()));
  })
  .catch((error) => {
    console.error(error);
    giveUp();
  });

// When the calendar is there: what keeps the site on this device; later what offers a newer version.
if (mode !== 'embed' && !kiosk) {
  new MutationObserver((_, watch) => {
    if (!/ready|stale/.test(root.dataset.state)) return;
    watch.disconnect();
    soon(() => navigator.serviceWorker?.register('./sw.js').catch(() => {}));
    setTimeout(() => part(files.offline).then(({ keepSite, offer }) => keepSite?.(offer)).catch(() => {}), 6_000);
  }).observe(root, { attributeFilter: ['data-state'] });
}
