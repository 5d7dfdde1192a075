// The lobby's screen comes back, whatever happens to its browser.

import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { answer, freePort, startSite } from '../e2e/server.js';
import { DIST, lobby, python, screen, until } from './screen.mjs';

const SHOWN = 'kalendarz jest na ekranie';
const AFRESH = 'uruchamiam przeglądarkę od nowa';
const LOADED = 'wczytuję kalendarz od nowa';

describe('the calendar is back', () => {
  let site, it;
  before(async () => {
    site = await lobby();
    it = await screen({ address: site.url, limits: { well: 0 } });
    await site.shown(it);
  });
  after(async () => {
    await it?.stop();
    await site?.close();
  });
  const killed = (signal, type) => () => it.processes(type).forEach(({ pid }) => process.kill(pid, signal));

  test('after its process was killed, as when memory runs out', () => site.survives(it, killed('SIGKILL', 'renderer')));
  test('after a crash', () => site.survives(it, killed('SIGSEGV', 'renderer')));
  test('after an endless loop', () => site.survives(it, () => site.tell('loop')));
  test('after it went elsewhere', () => site.survives(it, () => site.tell('away')));
  test('after another page lay over it', async () => {
    let second;
    // A page that never comes to its end: its connection says how long it is there.
    site.files.set('second.html', (_, response) => {
      second ??= 'open';
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.write('<p>');
      response.once('close', () => { second = 'closed'; });
    });
    // Opened until one has begun: the watchdog may be quicker than a page's first request, and nobody would see that one
    // close.
    await until(() => {
      if (!second) site.tell('tab');
      return second === 'closed';
    });
    site.tell('');
    await site.shown(it);
  });
  test('after the whole browser was killed', () => site.survives(it, killed('SIGKILL')));
});

test('how often something is done is bounded, whatever the trouble, and pauses end', () => {
  // A day by the watchdog's own clock: a trouble, what is done about it, `well` seconds without, and again. Troubles that
  // come more often than they can be mended leave the screen as it is for five minutes at most.
  const CASES = [['CRASHED', 0], ['CRASHED', 60], ['HUNG', 130], ['STILL', 310], ['GONE', 0], ['UNREADY', 300], ['ERROR', 0], ['ELSEWHERE', 0]];
  const found = python(`
import settings, watchdog
def day(trouble, well):
    now, times = 0.0, []
    watchdog.monotonic = lambda: now
    it = watchdog.Watchdog(settings.parse('ADDRESS=https://gmina.example/'), watchdog.Limits(), '.')
    watchdog.say = lambda _: None
    it.mend = lambda _: times.append(now)
    it.may_mend = lambda _: True
    it.take_update = lambda _: None
    it.unready_since = None
    while now < 86400:
        ill = not times or now - times[-1] >= well
        it.treat(getattr(watchdog, trouble) if ill else None)
        now += 10
    hours = [sum(hour * 3600 <= time < (hour + 1) * 3600 for time in times) for hour in range(24)]
    waits = [after - before for before, after in zip(times, times[1:])]
    return max(hours), max(waits)
print(json.dumps([day(*case) for case in it]))`, CASES);
  for (const [at, [trouble, well]] of CASES.entries()) {
    const [most, longest] = found[at];
    const offline = trouble === 'ERROR' || trouble === 'ELSEWHERE';
    assert.ok(most <= (offline ? 65 : 20), `${trouble}, well for ${well} s: ${most} times in an hour`);
    assert.ok(longest <= (offline ? 70 : 310 + well), `${trouble}, well for ${well} s: nothing done for ${longest} s`);
  }
});

/** A screen for one test, with everything gone after it. */
async function shown(t, options) {
  const it = await screen(options);
  t.after(() => it.stop());
  return it;
}

/** A site whose one page is as a test needs it: `state`, and a sign of life that stands still or goes on. */
async function page(t, state, beat) {
  const site = await startSite('/');
  t.after(() => site.close());
  const html = `<!doctype html><html data-state="${state}"${beat ? ' data-beat="2026-11-27T10:00:00Z"' : ''}><title>x</title><div id="kalendarz"></div>`;
  site.files.set('', answer(html, { headers: { 'Content-Type': 'text/html' } }));
  site.files.set('beat.js', answer("setInterval(() => { document.documentElement.dataset.beat = Date.now(); }, 100);", { headers: { 'Content-Type': 'text/javascript' } }));
  if (beat === 'goes on') site.files.set('', answer(`${html}<script src="beat.js"></script>`, { headers: { 'Content-Type': 'text/html' } }));
  return site;
}

const REAL = '/usr/lib/chromium/chromium';

/** Makes a profile, and a browser that does not start when the shell's `test` says so. */
function picky(folder, when) {
  const real = process.env.CHROMIUM || '/usr/bin/chromium';
  mkdirSync(join(folder, 'profile'));
  writeFileSync(join(folder, 'browser'), `#!/bin/sh\n[ ${when} ] && exit 1\nexec '${real}' "$@"\n`, { mode: 0o755 });
}

/** One that starts with another profile only. */
function broken(folder) {
  picky(folder, '-e "$STATE_DIRECTORY/profile/broken"');
  writeFileSync(join(folder, 'profile', 'broken'), '');
}

// Most of the time they wait.
describe('each with a screen of its own', { concurrency: 2 }, () => {
  test('started before the server, it tries, and shows the calendar when the server is there', async (t) => {
    const port = await freePort();
    const it = await shown(t, { address: `http://127.0.0.1:${port}/kultura/kalendarz/` });
    await it.says('adres nie odpowiada');
    assert.ok(!it.said().includes(SHOWN));
    const site = await lobby(port);
    t.after(() => site.close());
    await site.shown(it);
    await it.says(SHOWN);
  });

  const keeps = existsSync(join(DIST, 'sw.js'));
  test('without a network it comes back with the programme that was kept', { skip: !keeps && 'the site keeps nothing yet' }, async (t) => {
    const site = await lobby();
    t.after(() => site.close());
    const it = await shown(t, { address: site.url });
    await site.shown(it);
    await until(() => site.asked('sw.js') > 0);
    // Until the service worker has asked for all that it keeps.
    const files = () => site.asked(/^(?!witness)/);
    for (let before; before !== files();) {
      before = files();
      await pause(1000);
    }
    site.offline(true);
    await site.survives(it, () => it.processes().forEach(({ pid }) => process.kill(pid, 'SIGKILL')));
  });

  test('an error of the server is no calendar, and is asked again until it is gone', async (t) => {
    const site = await lobby();
    t.after(() => site.close());
    const page = site.files.get('');
    site.files.set('', answer('<h1>503</h1>', { status: 503, headers: { 'Content-Type': 'text/html' } }));
    const it = await shown(t, { address: site.url });
    await it.says('na ekranie jest inna strona');
    site.files.set('', page);
    await site.shown(it);
  });

  test('a page that stands still is loaded again, but not while it could not be loaded', async (t) => {
    const site = await page(t, 'ready', 'stands still');
    const it = await shown(t, { address: site.url, limits: { beat: 1 } });
    await it.says(SHOWN);
    const [, port] = site.url.match(/:(\d+)/);
    await site.close();
    await it.says('strona stoi w miejscu');
    await pause(1500);
    assert.ok(!it.said().includes(LOADED), 'what it shows is better than nothing');
    const again = await startSite('/', Number(port));
    t.after(() => again.close());
    again.files.set('', site.files.get(''));
    await it.says(LOADED);
  });

  test('a page whose sign of life goes on is left alone, and so is one that has none', async (t) => {
    await Promise.all(['goes on', undefined].map(async (beat) => {
      const site = await page(t, 'ready', beat);
      const it = await shown(t, { address: site.url, limits: { beat: 2, ready: 2 } });
      await it.says(SHOWN);
      await pause(3000);
      assert.deepEqual([it.said(), site.asked('')], [[SHOWN], 1]);
    }));
  });

  test('a page that stays at loading is loaded again', async (t) => {
    const site = await page(t, 'loading', 'goes on');
    const it = await shown(t, { address: site.url, limits: { ready: 1 } });
    await it.says('kalendarz się nie wczytał');
    await it.says(LOADED);
    await until(() => site.asked('') > 2, 10_000, () => it.said().join());
  });

  test('a page that crashes each time is loaded again, in a new tab, in a new browser, ever more rarely; then it is well', async (t) => {
    const site = await lobby();
    t.after(() => site.close());
    const it = await shown(t, { address: site.url, limits: { pause: 0.5 } });
    await site.shown(it);
    const begun = Date.now();
    const killing = setInterval(() => it.processes('renderer').forEach(({ pid }) => process.kill(pid, 'SIGKILL')), 100);
    const times = [];
    const steps = [LOADED, 'otwieram kalendarz w nowej karcie', AFRESH, AFRESH];
    await until(() => {
      const said = it.said().filter((sentence) => steps.includes(sentence));
      while (times.length < said.length) times.push(Date.now());
      return said.length >= steps.length;
    }, 60_000);
    clearInterval(killing);
    assert.deepEqual(it.said().filter((sentence) => steps.includes(sentence)).slice(0, 4), steps);
    // Half a second, one and two; what is said is heard late at times, and never early.
    assert.ok(times[3] - begun > 3400, `pauses that grow: ${times.map((at) => at - begun)}`);
    assert.ok(times[3] - times[2] > times[1] - times[0], `pauses that grow: ${times.map((at) => at - begun)}`);
    await site.shown(it);
  });

  test('SIGTERM ends the browser, which writes its profile down, and tells systemd', async (t) => {
    const site = await lobby();
    t.after(() => site.close());
    // As after a power cut, on a computer that has another name since: Chromium would not touch that profile.
    const prepare = (made) => {
      picky(made, '-L "$STATE_DIRECTORY/profile/SingletonLock"');
      symlinkSync('another-computer-1234', join(made, 'profile', 'SingletonLock'));
    };
    const it = await shown(t, { address: site.url, prepare, browser: (folder) => join(folder, 'browser') });
    await site.shown(it);
    assert.equal(await it.end(), 0);
    assert.deepEqual([site.loaded(), existsSync(join(it.folder, 'profile.broken'))], [1, false]);
    assert.deepEqual([it.told().includes('READY=1'), it.told().includes('WATCHDOG=1'), it.told().at(-1)], [true, true, 'STOPPING=1']);
    const { profile } = JSON.parse(readFileSync(join(it.folder, 'profile', 'Default', 'Preferences'), 'utf8'));
    assert.equal(profile.exit_type, 'Normal');
  });

  test('an updated browser takes the place of the running one', { skip: !existsSync(REAL) && 'a browser laid out otherwise' }, async (t) => {
    const site = await lobby();
    t.after(() => site.close());
    let program;
    const prepare = (folder) => {
      mkdirSync(join(folder, 'program'));
      for (const name of readdirSync(dirname(REAL))) symlinkSync(join(dirname(REAL), name), join(folder, 'program', name));
      program = join(folder, 'program', 'chromium');
      unlinkSync(program);
      copyFileSync(REAL, program);
    };
    const update = () => {
      unlinkSync(program);
      symlinkSync(REAL, program);
    };
    const it = await shown(t, { address: site.url, limits: { replaced: 0.1 }, prepare, browser: () => program });
    await site.shown(it);
    await site.survives(it, update);
    assert.ok(it.said().includes('jest nowa wersja przeglądarki'));
    await until(() => it.said().at(-1) === SHOWN);
  });

  test('a profile with which the browser does not start is set aside', async (t) => {
    const site = await lobby();
    t.after(() => site.close());
    const it = await shown(t, { address: site.url, limits: { pause: 0.05 }, prepare: broken, browser: (folder) => join(folder, 'browser') });
    await site.shown(it);
    assert.ok(existsSync(join(it.folder, 'profile.broken', 'broken')));
  });

  test('where the browser does not start at all, the profile stays, and systemd starts everything afresh', async (t) => {
    const it = await shown(t, { address: 'https://kultura.example/', limits: { pause: 0.05 }, prepare: broken, browser: () => '/bin/false' });
    assert.equal(await it.ended, 1);
    assert.deepEqual([existsSync(join(it.folder, 'profile', 'broken')), existsSync(join(it.folder, 'profile.broken'))], [true, false]);
    assert.ok(!it.told().includes('READY=1'));
  });
});
