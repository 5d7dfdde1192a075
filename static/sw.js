// The service worker: the calendar's own files for times without a connection. It knows files by their content, which
// their names say, so it can never hand out a broken one, and it takes over a new version only when all of it is there.
// It never answers for a feed, its parts, a picture or a frame in another page: those go to the network untouched.

/** Which site this is for, and the files of it that the page loads; scripts/finish.mjs writes both. */
const VERSION = '__VERSION__';
const FILES = ['__FILES__'];

const folder = new URL(registration.scope).pathname;
/** No other cache is ever touched: files by their name, and the page under the folder’s address. */
const SITE = `kalendarz:${folder}:site`;
/** How long the network may take for the page before the one that is kept is shown (ms). */
const PATIENCE = 3_000;
const NAMED = /[\w-]+-([0-9a-f]{16})\.(?:js|css|wasm|txt)/g;

const isLobby = (url) => new URL(url).searchParams.get('mode') === 'kiosk';
const open = () => caches.open(SITE);
/** What is kept under a name; hosts say of much that it varies, and of a name's content it never does. */
const kept = async (name) => (await open()).match(name, { ignoreVary: true });
const named = (html) => Array.from(html.matchAll(NAMED), ([name]) => name);
const fail = (why) => { throw new Error(why); };

/** Puts a file into the cache unless it is there: whole, and with the content that its name says. */
async function have(name) {
  if (await kept(name)) return;
  const response = await fetch(name);
  if (!response.ok) fail(`${name}: ${response.status}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer()));
  const said = Array.from(digest.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('').padStart(16, '0');
  if (!name.includes(`-${said}.`)) fail(`${name} is another file`);
  await (await open()).put(name, response);
}

/** What of the files a visitor needs: the lobby's own only in the lobby, those of a frame never. */
const wanted = (names, lobby) => names.filter((name) => lobby || !/^(lobby|kiosk)-/.test(name)).filter((name) => !/^frame-/.test(name));

/** The page from the network, when it is the calendar's and every file that it needs is there; kept from then on. */
async function freshPage(lobby) {
  const response = await fetch(folder, { cache: 'no-cache' });
  const html = await response.clone().text();
  // A network that wants a login answers for every address.
  if (!response.ok || response.redirected || !html.includes('id="kalendarz"')) fail('not the calendar');
  await Promise.all(wanted([...new Set(named(html))], lobby).map(have));
  await (await open()).put(folder, response.clone());
  return response;
}

/** The page: from the network, else what is kept, whatever stands behind the address. */
async function page(event) {
  const fresh = freshPage(isLobby(event.request.url));
  event.waitUntil(fresh.catch(() => {}));
  const last = await kept(folder);
  if (!last) return fresh.catch(() => fetch(event.request));
  const late = new Promise((done) => { setTimeout(done, PATIENCE, last); });
  return Promise.race([fresh.catch(() => last), late]);
}

/** A file of the site: what is kept under its name, which is what it would be. */
const file = async (request, name) => (await kept(name)) ?? fetch(request);

/**
 * Takes away what nobody needs: neither this version nor the one before it, of which pages are still open, nor the page
 * that is kept, which may be newer.
 */
async function tidy() {
  const cache = await open();
  const before = await kept('./files').then((list) => list?.json()).catch(() => []) ?? [];
  const html = await kept(folder).then((page) => page?.text()) ?? '';
  const keep = new Set([...FILES, ...before, ...named(html), '', 'files']);
  for (const { url } of await cache.keys()) {
    if (!keep.has(new URL(url).pathname.slice(folder.length))) await cache.delete(url);
  }
  await cache.put('./files', new Response(JSON.stringify(FILES)));
}

addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const windows = await clients.matchAll({ includeUncontrolled: true, type: 'window' });
    const lobby = windows.some(({ url }) => url.startsWith(registration.scope) && isLobby(url));
    await Promise.all(wanted(FILES, lobby).map(have));
    await freshPage(lobby);
  })());
});
addEventListener('activate', (event) => event.waitUntil(tidy().then(() => clients.claim())));

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith(folder)) return;
  const name = pathname.slice(folder.length);
  if (request.mode === 'navigate') {
    if (/^(index\.html)?$/.test(name) && searchParams.get('mode') !== 'embed') event.respondWith(page(event));
  } else if (name.match(NAMED)?.[0] === name) {
    event.respondWith(file(request, name));
  }
});

// A page says its version, to take this one over when it is its own, else to be told that there is another; or it
// wants this one, whatever it is.
addEventListener('message', ({ data, source }) => {
  if (data === VERSION || data === 'take') skipWaiting();
  else source?.postMessage('new');
});
