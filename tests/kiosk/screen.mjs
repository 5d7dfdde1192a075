// The kit's watchdog with a real Chromium, as on a lobby's screen, but without a screen. Nobody but the watchdog can speak
// to that browser, so the page itself tells the site what is on it, and is told by the site to do harm.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { launch } from '../e2e/browser.js';
import { answer, broken, startSite } from '../e2e/server.js';

const FOLDER = '/kultura/kalendarz/';
export const DIST = process.env.DIST ?? 'dist';
export const KIT = fileURLToPath(new URL('../../integrations/kiosk/', import.meta.url));

/** The limits of the kit, shorter; `answer` stays long enough for a busy machine. */
const LIMITS = { look: 0.3, answer: 3, pause: 0.5, offline: 1, close: 4 };

/** What the page is given beside its own scripts. */
const WITNESS = `
for (;;) {
  const { state } = document.documentElement.dataset;
  const shown = document.querySelectorAll('article').length;
  const harm = await fetch('witness?' + new URLSearchParams({ state, shown }), { cache: 'no-store' }).then((it) => it.text(), () => '');
  if (harm === 'loop') for (;;);
  if (harm === 'away') location = '/elsewhere';
  if (harm === 'tab') open('second.html');
  await new Promise((done) => { setTimeout(done, 100); });
}`;

/** What systemd would hear: one line for each message. */
const LISTENER = `
import socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as it:
    it.bind(sys.argv[1])
    print('listening', flush=True)
    while True:
        print(it.recv(4096).decode(), flush=True)`;

/** The calendar, whose page answers to a test. */
export async function lobby(port) {
  const site = await startSite(FOLDER, port);
  const html = readFileSync(join(DIST, 'index.html'), 'utf8').replace('</head>', '<script type="module" src="witness.js"></script></head>');
  let [seen, harm, offline] = [0, '', false];
  site.files.set('', answer(html, { headers: { 'Content-Type': 'text/html' } }));
  site.files.set('witness.js', answer(WITNESS, { headers: { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-store' } }));
  site.files.set('witness', (request, response) => {
    const said = new URL(request.url, site.url).searchParams;
    if (['ready', 'stale'].includes(said.get('state')) && said.get('shown') > 0) seen++;
    response.end(harm);
    harm = '';
  });
  const get = site.files.get.bind(site.files);
  site.files.get = (name) => (offline && !/^witness/.test(name) ? broken() : get(name));
  return {
    ...site,
    /** Without a network, but for what the test itself needs. */
    offline: (is) => { offline = is; },
    /** How often the page was loaded. */
    loaded: () => site.asked('witness.js'),
    /** Waits until the calendar is on the screen, from now on. */
    async shown(it, within = 30_000) {
      const before = seen;
      await until(() => seen > before, within, () => `no calendar on the screen:\n${it.said().join('\n')}`);
    },
    /** The page does `loop`, `away` or `tab`. */
    tell: (what) => { harm = what; },
    /** Does harm, and waits until the calendar was loaded and shown again. */
    async survives(it, does) {
      const before = this.loaded();
      does();
      await until(() => this.loaded() > before, 30_000, () => `it was not loaded again:\n${it.said().join('\n')}`);
      await this.shown(it);
    },
  };
}

/**
 * The watchdog with the calendar at `address`. The functions are given the folder in which the
 * browser's `profile` will be: one prepares it, one says which browser to start.
 */
export async function screen({ address, limits = {}, prepare = () => {}, browser = () => launch.executablePath }) {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-'));
  prepare(folder);
  writeFileSync(join(folder, 'conf'), `ADDRESS=${address}\n`);
  const socket = join(folder, 'notify');
  const systemd = spawn('python3', ['-c', LISTENER, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  systemd.stdout.on('data', (data) => { told += data; });
  await until(() => told.includes('listening'));
  const numbers = JSON.stringify({ ...LIMITS, ...limits });
  const watchdog = spawn('python3', ['-B', join(KIT, 'watchdog.py'), '--conf', join(folder, 'conf'), '--limits', numbers], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: {
      ...process.env,
      STATE_DIRECTORY: folder,
      NOTIFY_SOCKET: socket,
      CHROMIUM: browser(folder),
      KALENDARZ_KIOSK_FLAGS: [...launch.args, '--ozone-platform=headless', '--disable-popup-blocking'].join(' '),
    },
  });
  let said = '';
  watchdog.stderr.on('data', (data) => { said += data; });
  const ended = new Promise((done) => { watchdog.once('exit', (code, signal) => done(code ?? signal)); });
  const killed = () => watchdog.kill('SIGTERM');
  process.once('exit', killed);

  const it = {
    folder,
    ended,
    /** The watchdog's own lines, without the browser's. */
    said: () => said.split('\n').filter((line) => line.startsWith('kalendarz-kiosk: ')).map((line) => line.slice(17)),
    told: () => told.split('\n').filter(Boolean),
    /** Waits until the watchdog says something. */
    says: (sentence, within = 40_000) =>
      until(() => it.said().includes(sentence), within, () => `not said: ${sentence}\n${said}`),
    /** The browser's processes, of one type or all. */
    processes: (type) => descendants(watchdog.pid).filter(({ command }) => !type || command.includes(`--type=${type}`)),
    /** Ends the watchdog as systemd would; how it ended. */
    async end() {
      watchdog.kill('SIGTERM');
      return ended;
    },
    async stop() {
      await this.end();
      process.off('exit', killed);
      systemd.kill();
      rmSync(folder, { recursive: true });
    },
  };
  return it;
}

/** What a piece of Python makes of a value, with the kit's modules at hand. */
export function python(code, value) {
  const out = execFileSync('python3', ['-B', '-c', `import json, sys\nit = json.load(sys.stdin)\n${code}`], {
    cwd: KIT, input: JSON.stringify(value), encoding: 'utf8', env: { ...process.env, PYTHONPATH: KIT },
  });
  return JSON.parse(out);
}

/** Waits for something to become true. */
export async function until(is, within = 20_000, why = () => `not within ${within} ms: ${is}`) {
  for (const began = Date.now(); !(await is()); await pause(50)) {
    if (Date.now() - began > within) throw new Error(why());
  }
}

/** All processes that a process started, directly or not: `{ pid, command }`. */
function descendants(root) {
  const parents = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ')[1]);
      parents.set(Number(pid), { parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') });
    } catch {
      // It ended meanwhile.
    }
  }
  const below = (pid) => pid === root || (parents.has(pid) && below(parents.get(pid).parent));
  return [...parents].filter(([pid]) => pid !== root && below(pid)).map(([pid, { command }]) => ({ pid, command }));
}
