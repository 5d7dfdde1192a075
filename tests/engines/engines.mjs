// How the two engines are started: Firefox without a window, WebKit (in WebKitGTK's MiniBrowser, which knows no such
// mode) on a screen in memory. Both live in a folder of their own, which goes with them.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answer, freePort } from '../e2e/server.js';
import { eventually, Session } from './webdriver.mjs';

const LINKED = fileURLToPath(new URL('../../target/geckodriver', import.meta.url));

export const ENGINES = {
  Firefox: {
    driver: [existsSync(LINKED) ? LINKED : 'geckodriver', '--log', 'error', '--port'],
    capabilities: (downloads) => ({
      'moz:firefoxOptions': {
        args: ['-headless'],
        prefs: {
          'browser.download.folderList': 2,
          'browser.download.dir': downloads,
          // As on a phone, where scroll bars take no room.
          'ui.useOverlayScrollbars': 1,
          // It asks for nothing by itself, so that the visit is the same without a network.
          'app.normandy.enabled': false,
          'network.captive-portal-service.enabled': false,
          'network.connectivity-service.enabled': false,
          'services.settings.server': 'data:,',
        },
      },
    }),
  },
  WebKit: {
    screen: true,
    driver: ['WebKitWebDriver', '--port'],
    capabilities: () => ({}),
  },
};

/** Starts an engine. `close` ends everything that was started. */
export async function start(name) {
  const engine = ENGINES[name];
  const home = await mkdtemp(join(tmpdir(), 'kalendarz-'));
  const downloads = join(home, 'downloads');
  await mkdir(downloads);
  // Where GTK programs look for the folder of downloads.
  await writeFile(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  // Far from the feed's zone and language, as in the other browser tests: neither may show through.
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, TZ: 'America/New_York', LANG: 'en_US.UTF-8' };
  const running = [];
  const close = async () => {
    for (const program of running.reverse()) await ended(program);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    if (engine.screen) {
      const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
      running.push(screen);
      env.DISPLAY = `:${await said(screen, screen.stdio[3])}`;
      // Without a graphics card; and no window on the screen of somebody who sits there.
      Object.assign(env, { GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1', WAYLAND_DISPLAY: '' });
    }
    const port = await freePort();
    const [program, ...options] = engine.driver;
    const driver = spawn(program, [...options.slice(0, -1), `${options.at(-1)}=${port}`], { env, stdio: 'ignore' });
    running.push(driver);
    const failed = new Promise((_, fail) => { driver.once('error', fail); });
    const url = `http://127.0.0.1:${port}`;
    const ready = eventually(async () => { await fetch(`${url}/status`); });
    await Promise.race([ready, failed.catch((error) => { throw missing(program, error); })]);
    const session = await Session.create(url, engine.capabilities(downloads));
    return {
      session,
      downloads,
      async close() {
        await session.end().catch(() => {});
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Goes on in a window without bars: others are wider than a phone, those that a page opens need not be. */
export async function window(session, site) {
  const headers = { 'Content-Type': 'text/html; charset=utf-8' };
  const open = 'open(location, &quot;&quot;, &quot;popup,width=390,height=844&quot;)';
  site.files.set('window.html', answer(`<!doctype html><title>Window</title><button onclick="${open}">Open</button>`, { headers }));
  await session.open(`${site.url}window.html`);
  await (await session.find('button', 'Open')).click();
  await session.enter();
}

function missing(program, error) {
  return error.code === 'ENOENT' ? new Error(`${program} is missing: scripts/setup engines installs it`) : error;
}

/** The first line that a program writes to `stream`. */
function said(program, stream) {
  return new Promise((done, fail) => {
    program.once('error', (error) => fail(missing(program.spawnfile, error)));
    program.once('exit', (code) => fail(new Error(`${program.spawnfile} ended with ${code}`)));
    stream.once('data', (line) => done(line.toString().trim()));
  });
}

async function ended(program) {
  if (program.pid === undefined || program.exitCode !== null) return;
  const gone = new Promise((done) => { program.once('exit', done); });
  program.kill();
  await gone;
}
