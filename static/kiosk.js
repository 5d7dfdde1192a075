// Beside the lobby's program, and loaded by boot.js there alone: the screen stays on, nothing that a finger or a mouse
// does leads away from it, a wrong clock is not believed, and what has stopped or grown old begins anew, but only when
// the site can be reached: a screen that shows the last programme is better than the browser's error.

import { keepSite, version } from './offline.js';

const root = document.documentElement;
const MINUTE = 60_000;
/** Names on this device, as src/shell/store.rs makes them. */
const named = (name) => `kalendarz:${location.pathname.replace(/[^/]*$/, '')}:${name}`;
const kept = (storage, name) => { try { return storage()[named(name)]; } catch { return undefined; } };
const keep = (storage, name, value) => { try { storage()[named(name)] = value; } catch { /* forbidden or full */ } };
const local = () => localStorage;
const session = () => sessionStorage;

// ---- What is drawn is made to fit, for which its style has to be there.

/** For a style that does not come nobody waits longer (ms). */
const PATIENCE = 10_000;
const styles = [...document.querySelectorAll('link[rel=stylesheet]')].filter(({ sheet }) => !sheet);
await Promise.all(styles.map((style) => new Promise((done) => {
  for (const end of ['load', 'error']) style.addEventListener(end, done);
  setTimeout(done, PATIENCE);
})));

// ---- The screen stays on, and here.

const stayOn = () => navigator.wakeLock?.request('screen').catch(() => {});
stayOn();
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') stayOn();
});
for (const gesture of ['contextmenu', 'dragstart']) addEventListener(gesture, (event) => event.preventDefault());
/** What is answered within the page has an address that begins like this. */
const within = (link) => /^[?#]/.test(link.getAttribute('href'));
for (const press of ['click', 'auxclick']) {
  addEventListener(press, (event) => {
    const link = event.target.closest?.('a[href]');
    if (link && (press === 'auxclick' || event.ctrlKey || event.metaKey || event.shiftKey || !within(link))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
}

// ---- The clock: believed unless the server says otherwise.

/** Further from the server's time than this it is wrong (ms). */
const WRONG = 10 * MINUTE;
/** What the last answer said, and when that was by a clock that nobody sets. */
let said;
/** No moment before this can be now: when the network last answered, before this start. */
let newest = (+kept(local, 'checked') || 0) * 1000;
let wrong = false;
/** When this page began, by the same clock. */
const begun = performance.now();
let told = () => {};

const known = () => (said ? said.date + performance.now() - said.at : newest + performance.now() - begun);

function judge(answered) {
  const ahead = Date.now() - known();
  // Between two answers only what cannot be is wrong: while a computer sleeps, its other clock may stand still.
  wrong = answered || wrong ? Math.abs(ahead) > WRONG : Date.now() < newest - 1000;
  told(wrong ? Math.round(-ahead / 1000) || 1 : 0, Boolean(said));
}

/** Takes the time from an answer; without one, and offline, what was known stays. */
function heed({ date }) {
  if (!date) return;
  said = { date: date * 1000, at: performance.now() };
  newest = said.date;
  judge(true);
}

// ---- What has stopped begins anew.

/** Whether the site is there: a network that wants a login answers as well, with something else. */
async function answers() {
  try {
    const response = await fetch('./', { cache: 'no-store', signal: AbortSignal.timeout(15_000) });
    return response.ok && !response.redirected && (await response.text()).includes('id="kalendarz"');
  } catch {
    return false;
  }
}

let leaving = false;
/** Loads the page anew, once, as soon as the site answers and nobody is at the screen. */
async function renew() {
  if (leaving) return;
  leaving = true;
  while (root.dataset.touched === '1' || !(await answers())) await new Promise((done) => { setTimeout(done, MINUTE); });
  location.reload();
}

/** Pauses before the first, second … new start within an hour (ms), so at most six of them. */
const PAUSES = [10_000, MINUTE, 5 * MINUTE, 15 * MINUTE];
let reviving = false;
/** After a crash: anew, with pauses that grow. */
export function revive() {
  if (reviving) return;
  reviving = true;
  const hour = 60 * MINUTE;
  const before = (kept(session, 'starts') ?? '').split(' ').map(Number).filter((at) => Math.abs(Date.now() - at) < hour && at);
  setTimeout(() => {
    keep(session, 'starts', [...before, Date.now()].join(' '));
    root.dataset.touched = '';
    renew();
  }, PAUSES[Math.min(before.length, PAUSES.length - 1)]);
}

/** The hour of the night in which the page begins anew, at a minute of its own, when it has been open since the day before. */
const NIGHT = 3, LONG = 6 * 60 * MINUTE;
const minuteOfNight = Math.floor(Math.random() * 60);
/** Without a sign of life for so long the program has stopped (ms). */
const SILENCE = 5 * MINUTE;
let beat = { at: begun };

function lookAfter() {
  const now = performance.now();
  const { beat: last } = root.dataset;
  if (last !== beat.last) beat = { last, at: now };
  else if (now - beat.at > SILENCE) revive();
  const [hour, minute] = (last?.slice(11, 16) ?? '').split(':').map(Number);
  if (hour === NIGHT && minute >= minuteOfNight && now - begun > LONG) renew();
  judge(false);
}

/**
 * Looks after the program from its start on.
 * @param {object} tools what boot.js offers it
 * @param {Promise<object>} first the first answer about the feed
 * @returns {object} the tools, with what is needed here
 */
export function tend(tools, first) {
  first.then(heed);
  setInterval(lookAfter, 20_000);
  // Another version is taken over when nobody is at the screen: all of it is on this device by then.
  keepSite((take) => {
    const wait = setInterval(async () => {
      if (leaving || root.dataset.touched === '1' || !(await answers())) return;
      clearInterval(wait);
      take();
    }, 5_000);
  }).catch(lookForVersion);
  return {
    ...tools,
    get: (url) => tools.get(url).then((answer) => { heed(answer); return answer; }),
    clock: (hears) => { told = hears; judge(false); },
  };
}

/** Where there are no service workers: whether the page on the server is of another version, once an hour. */
function lookForVersion() {
  setInterval(async () => {
    const html = await fetch('./', { cache: 'no-cache' }).then((response) => response.text()).catch(() => '');
    const [, there] = html.match(/data-version="(\w+)"/) ?? [];
    if (there && version && there !== version) renew();
  }, 60 * MINUTE);
}
