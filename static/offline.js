// Without a connection, and with a newer version: registers the service worker (sw.js), and says when another version
// of the site is ready. Loaded by boot.js when the calendar is drawn and has nothing to do, and never in a frame.

const container = navigator.serviceWorker;
/** This page's version, as scripts/finish.mjs wrote it. */
export const version = document.querySelector('script[data-version]')?.dataset.version;

/** How often a page that stays open looks for a newer version (ms). */
const HOUR = 3_600_000;

/**
 * Keeps the site on this device.
 * @param {(take: () => void) => void} told hears that another version is ready; `take` takes it over and reloads, once
 * @returns {Promise<void>} rejects where there are no service workers or they are forbidden
 */
export async function keepSite(told) {
  const registration = await container.register('./sw.js');
  let taken = false;
  const take = () => {
    if (taken) return;
    taken = true;
    container.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration.waiting?.postMessage('take');
  };
  container.addEventListener('message', ({ data }) => { if (data === 'new') told(take); });
  // What waits says whether it is this very version, which a page has from the network sooner than its worker.
  const ask = () => { if (container.controller) registration.waiting?.postMessage(version); };
  const watch = () => registration.installing?.addEventListener('statechange', ask);
  registration.addEventListener('updatefound', watch);
  watch();
  ask();
  const look = () => registration.update().catch(() => {});
  setInterval(look, HOUR);
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') look(); });
}

const WORDS = {
  pl: ['Jest nowa wersja kalendarza.', 'Wczytaj ją'],
  en: ['There is a new version of the calendar.', 'Load it'],
  uk: ['Є нова версія календаря.', 'Завантажити'],
};

/** Says it, with a button, above the calendar; it takes no focus and moves nothing that is read. */
export function offer(take) {
  if (document.querySelector('.fresh')) return;
  const { lang } = document.documentElement;
  const [said, word] = WORDS[lang] ?? WORDS.pl;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'chip', textContent: word, onclick: take });
  const note = Object.assign(document.createElement('div'), { className: 'note fresh', lang });
  note.setAttribute('role', 'status');
  document.body.append(note);
  // A live region speaks of what comes into it.
  setTimeout(() => note.append(said, ' ', button), 100);
}
