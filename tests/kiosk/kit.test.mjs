// The kit as an administrator meets it: settings, what is made of them, and what install.sh leaves behind.

import assert from 'node:assert/strict';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { answer, broken, startSite } from '../e2e/server.js';
import { KIT, python } from './screen.mjs';

const CONF = '/etc/kalendarz-kiosk.conf';
const ADDRESS = 'https://gmina.example/kultura/kalendarz/';

/** For each text of a file: the settings, or the sentences that say what is wrong. */
const parsed = (texts) => python(`
import dataclasses, settings
def one(text):
    try:
        return dataclasses.asdict(settings.parse(text))
    except settings.Wrong as wrong:
        return str(wrong)
print(json.dumps([one(text) for text in it], default=str))`, texts);

/** A folder to install into. */
function root(t) {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-root-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

const install = (folder, ...options) => spawnSync(join(KIT, 'install.sh'), [`--root=${folder}`, ...options], { encoding: 'utf8' });

/** Every file below a folder with its mode and contents. */
function tree(folder) {
  return readdirSync(folder, { recursive: true }).sort().map((name) => [name, lstatSync(join(folder, name))])
    .filter(([, status]) => !status.isDirectory())
    .map(([name, status]) => [name, (status.mode & 0o777).toString(8), status.isFile() && readFileSync(join(folder, name), 'utf8')]);
}

test('addresses: https or this computer, a folder, with mode=kiosk and filters to the letter', () => {
  const cases = [
    [ADDRESS, `${ADDRESS}?mode=kiosk`],
    ['https://gmina.example', 'https://gmina.example/?mode=kiosk'],
    ['https://gmina.example/kultura/kalendarz', `${ADDRESS}?mode=kiosk`],
    [`"${ADDRESS}?category=koncerty,teatr%2Cfilm&mode=page&lang=uk"`, `${ADDRESS}?category=koncerty,teatr%2Cfilm&lang=uk&mode=kiosk`],
    ['https://gmina.example:8443/k/index.html?dwell=20', 'https://gmina.example:8443/k/index.html?dwell=20&mode=kiosk'],
    ['https://Żółw.example:443/', 'https://xn--w-uga1v8h.example/?mode=kiosk'],
    ['http://127.0.0.1:8080/k/', 'http://127.0.0.1:8080/k/?mode=kiosk'],
    ['http://[::1]/k/', 'http://[::1]/k/?mode=kiosk'],
  ];
  const found = parsed(cases.map(([address]) => `ADDRESS=${address}`));
  assert.deepEqual(found.map((it) => it.address ?? it), cases.map(([, whole]) => whole));
  assert.equal(found[4].folder, 'https://gmina.example:8443/k/');
});

test('what is wrong is named, all at once and by its name', () => {
  const cases = [
    ['', 'ADDRESS: brakuje adresu'],
    ['ADDRESS=http://gmina.example/', 'ADDRESS: adres ma zaczynać się od https://'],
    ['ADDRESS=http://127.0.0.1.gmina.example/', 'ADDRESS: adres ma zaczynać się od https://'],
    ['ADDRESS=file:///etc/passwd', 'ADDRESS: „file:///etc/passwd” to nie adres strony'],
    ['ADDRESS=https://ja:haslo@gmina.example/', 'nie może też zawierać hasła'],
    ['ADDRESS=https://gmina.example/ --no-sandbox', 'ADDRESS: w adresie jest odstęp'],
    ['ADDRESS=https://gmina.example/"; rm', 'ADDRESS: w adresie jest odstęp'],
    ['ADDRESS=https://gmina.example:port/', 'to nie adres strony'],
    [`ADDRESS=${ADDRESS}?rotate=90`, 'ADDRESS: obrót ustawia ROTATE'],
    [`ADDRESS=${ADDRESS}\nROTATE=45`, 'ROTATE: „45” to nie jedno z: 0, 90, 180, 270.'],
    [`ADDRESS=${ADDRESS}\nNIGHT=22-6`, 'NIGHT: „22-6”: ma postać 22:00-06:00.'],
    [`ADDRESS=${ADDRESS}\nNIGHT=24:00-06:00`, 'NIGHT: „24:00-06:00”: nie ma takiej godziny.'],
    [`ADDRESS=${ADDRESS}\nNIGHT=06:00-06:00`, 'początek i koniec są takie same'],
    [`ADDRESS=${ADDRESS}\nTOUCH=tak`, 'TOUCH: „tak” to nie jedno z: yes, no.'],
    [`ADDRESS=${ADDRESS}\nOUTPUT=HDMI; exec x`, 'OUTPUT:'],
    [`ADDRESS=${ADDRESS}\nRESOLUTION=full hd`, 'RESOLUTION: „full hd”: ma postać 1920x1080.'],
    [`ADDRESS=${ADDRESS}\nROTATION=90`, 'Wiersz 2: nieznane ustawienie „ROTATION”'],
    [`ADRESS=${ADDRESS}\nTOUCH=1`, 'Wiersz 1: nieznane ustawienie „ADRESS”'],
    [`ADRESS=${ADDRESS}\nTOUCH=1`, 'TOUCH: „1”'],
  ];
  const found = parsed(cases.map(([text]) => text));
  for (const [at, [text, sentence]] of cases.entries()) {
    assert.equal(typeof found[at], 'string', `accepted: ${text}`);
    assert.ok(found[at].includes(sentence), `${text}: ${found[at]}`);
  }
});

test('the night goes over midnight, begins on its first minute and ends before its last', () => {
  const cases = [
    ['22:00-06:00', '22:00', true], ['22:00-06:00', '21:59', false], ['22:00-06:00', '00:00', true], ['22:00-06:00', '05:59', true],
    ['22:00-06:00', '06:00', false], ['22:00-06:00', '12:00', false], ['01:00-05:30', '01:00', true], ['01:00-05:30', '05:30', false],
    ['01:00-05:30', '23:00', false], ['', '03:00', false],
  ];
  const found = python(`
import settings
from datetime import time
print(json.dumps([settings.is_night(settings.read_night(night), time.fromisoformat(now)) for night, now, _ in it]))`, cases);
  assert.deepEqual(found, cases.map(([, , dark]) => dark));
});

test('the address is asked whether the calendar is there', async (t) => {
  const site = await startSite('/kultura/');
  t.after(() => site.close());
  const file = join(root(t), 'conf');
  writeFileSync(file, `ADDRESS=${site.url}\n`);
  const redirect = (_, response) => { response.writeHead(302, { Location: '/logowanie' }).end(); };
  const html = { headers: { 'Content-Type': 'text/html' } };
  for (const [handler, sentence] of [
    [undefined, ''],
    [answer('<div id="kalendarz">', { status: 503, ...html }), 'Serwer odpowiada na ten adres błędem 503.'],
    [answer('<h1>Zaloguj się do sieci</h1>', html), 'Pod tym adresem nie ma kalendarza.'],
    [redirect, 'Serwer odpowiada na ten adres błędem 404.'],
    [broken(), 'Adres teraz nie odpowiada'],
    [(_, response) => response.socket.end('nonsense\r\n\r\n'), 'Adres teraz nie odpowiada'],
  ]) {
    if (handler) site.files.set('', handler);
    // Not spawnSync: the server is in this process.
    const { stdout } = await promisify(execFile)('python3', ['-B', join(KIT, 'settings.py'), '--probe', file]);
    assert.ok(sentence ? stdout.startsWith(`Uwaga: ${sentence}`) : stdout === '', `${sentence}: ${stdout}`);
  }
});

/** What prepare.py writes of settings, with screens on some connectors. */
function prepared(t, text, connectors = {}) {
  const folder = root(t);
  mkdirSync(join(folder, 'etc'));
  writeFileSync(join(folder, CONF), text);
  for (const [name, status] of Object.entries(connectors)) {
    mkdirSync(join(folder, 'sys/class/drm', name), { recursive: true });
    writeFileSync(join(folder, 'sys/class/drm', name, 'status'), `${status}\n`);
  }
  const done = spawnSync('python3', ['-B', join(KIT, 'prepare.py'), '--root', folder], { encoding: 'utf8' });
  const file = (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined);
  return {
    ...done,
    policy: () => JSON.parse(file('etc/chromium/policies/managed/kalendarz-kiosk.json')),
    sway: file('run/kalendarz-kiosk/sway.conf')?.split('\n'),
  };
}

test("the browser's policy is JSON that allows the calendar's origin alone, and leaves the watchdog its way in", (t) => {
  for (const [address, allowed] of [
    [`${ADDRESS}?category=koncerty`, 'https://.gmina.example'],
    ['https://gmina.example:8443/', 'https://.gmina.example:8443'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
  ]) {
    const policy = prepared(t, `ADDRESS=${address}`).policy();
    assert.deepEqual([policy.URLBlocklist, policy.URLAllowlist], [['*'], [allowed]]);
    assert.deepEqual([policy.RemoteDebuggingAllowed, policy.DeveloperToolsAvailability], [true, undefined]);
  }
});

test('picture and finger turn together, on the connector that has a screen', (t) => {
  const connectors = { 'card0-HDMI-A-1': 'disconnected', 'card0-HDMI-A-2': 'connected' };
  const { sway } = prepared(t, `ADDRESS=${ADDRESS}\nROTATE=90\nTOUCH=yes`, connectors);
  for (const line of ['output * transform 90', 'input type:touch events enabled', 'input type:touch map_to_output HDMI-A-2']) assert.ok(sway.includes(line), line);
  const named = prepared(t, `ADDRESS=${ADDRESS}\nOUTPUT=DP-1\nRESOLUTION=1920x1080\nTOUCH=yes`, connectors).sway;
  for (const line of ['output * disable', 'output DP-1 enable', 'output DP-1 mode 1920x1080', 'input type:touch map_to_output DP-1']) assert.ok(named.includes(line), line);
  const plain = prepared(t, `ADDRESS=${ADDRESS}`, connectors).sway;
  assert.ok(plain.includes('input type:touch events disabled'));
  assert.ok(!plain.some((line) => /transform|map_to_output|^output .* disable$/.test(line)));
});

test('wrong settings start nothing', (t) => {
  const done = prepared(t, 'ADDRESS=gmina.example');
  assert.deepEqual([done.status, done.sway], [1, undefined]);
  assert.ok(done.stderr.startsWith('ADDRESS: '));
});

test('the page dims itself, or the monitor goes off, never both', () => {
  const [dim, off] = parsed(['dim', 'off'].map((way) => `ADDRESS=${ADDRESS}\nNIGHT=22:00-06:00\nNIGHT_WAY=${way}`));
  assert.deepEqual([dim.address, dim.screen_off], [`${ADDRESS}?mode=kiosk&night=22:00-06:00`, false]);
  assert.deepEqual([off.address, off.screen_off], [`${ADDRESS}?mode=kiosk`, true]);
});

test('the monitor is told at night and in the morning, and only when that changes something', (t) => {
  const folder = root(t);
  const clock = (hours) => {
    const it = new Date(Date.now() + hours * 3600_000);
    return [it.getHours(), it.getMinutes()].map((number) => String(number).padStart(2, '0')).join(':');
  };
  const NOW = `NIGHT=${clock(-1)}-${clock(1)}`;
  const LATER = `NIGHT=${clock(1)}-${clock(2)}`;
  const cases = [
    [NOW, [{ name: 'DP-1', power: true }], ['output DP-1 dpms off']],
    [NOW, [{ name: 'DP-1', dpms: true }, { name: 'DP-2', dpms: true }], ['output DP-1 dpms off', 'output DP-2 dpms off']],
    [NOW, [{ name: 'DP-1', power: false }], []],
    [LATER, [{ name: 'DP-1', power: false }], ['output DP-1 dpms on']],
    [LATER, [{ name: 'DP-1', power: true }], []],
    ['', [{ name: 'DP-1', power: false }], ['output DP-1 dpms on']],
    [`${NOW}\nNIGHT_WAY=dim`, [{ name: 'DP-1', power: true }], []],
    [`${NOW}\nOUTPUT=DP-1`, [{ name: 'DP-1', power: true }, { name: 'DP-2', power: true }], ['output DP-1 dpms off']],
  ];
  // Stands in for sway, and writes down what it is told.
  writeFileSync(join(folder, 'swaymsg'), `#!/bin/sh\n[ "$2" = -t ] && exec cat '${folder}/outputs'\necho "$2" >>'${folder}/told'\necho '[]'\n`, { mode: 0o755 });
  for (const [lines, outputs, commands] of cases) {
    writeFileSync(join(folder, 'conf'), `ADDRESS=${ADDRESS}\n${lines}\n`);
    writeFileSync(join(folder, 'outputs'), JSON.stringify(outputs));
    writeFileSync(join(folder, 'told'), '');
    const done = spawnSync('python3', ['-B', join(KIT, 'night.py'), join(folder, 'conf')], { env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } });
    assert.equal(done.status, 0);
    assert.deepEqual(readFileSync(join(folder, 'told'), 'utf8').split('\n').filter(Boolean), commands, `${lines} ${JSON.stringify(outputs)}`);
  }
});

test('install.sh: files, a second run that changes nothing, settings that stay, and all of it gone again', (t) => {
  const folder = root(t);
  const desktop = join(folder, 'etc/systemd/system/display-manager.service');
  mkdirSync(join(folder, 'etc/systemd/system'), { recursive: true });
  symlinkSync('/lib/systemd/system/lightdm.service', desktop);
  const first = install(folder, `${ADDRESS}?category=a,b&lang=uk`, '--rotate=270', '--night=21:00-07:00', '--touch');
  assert.equal(first.status, 0, first.stderr);
  const settings = readFileSync(join(folder, CONF), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  assert.deepEqual(settings, [
    `ADDRESS=${ADDRESS}?category=a,b&lang=uk`, 'ROTATE=270', 'NIGHT=21:00-07:00', 'NIGHT_WAY=off', 'TOUCH=yes', 'OUTPUT=', 'RESOLUTION=',
  ]);
  const made = tree(folder);
  const names = made.map(([name]) => name);
  assert.ok(!names.includes('etc/systemd/system/display-manager.service'), 'a desktop would hold the screen');
  const kit = [...readdirSync(KIT).filter((name) => !name.startsWith('__')), 'display-manager'];
  assert.deepEqual(names.filter((name) => name.startsWith('usr/local/lib/kalendarz-kiosk/')).map((name) => name.split('/').at(-1)), kit.sort(), 'the whole kit');
  const units = kit.filter((name) => /\.(service|timer)$/.test(name)).map((name) => `etc/systemd/system/${name}`);
  assert.deepEqual(names.filter((name) => name.startsWith('etc/')), [CONF.slice(1), 'etc/systemd/system.conf.d/kalendarz-kiosk.conf', ...units].sort());
  assert.deepEqual(made.filter(([name, mode]) => mode !== (name.endsWith('.sh') ? '755' : '644')), []);

  const installed = join(folder, 'usr/local/lib/kalendarz-kiosk/install.sh');
  assert.match(execFileSync(installed, [`--root=${folder}`], { encoding: 'utf8' }), /bez zmian/);
  assert.deepEqual(tree(folder), made);
  writeFileSync(join(folder, CONF), `ADDRESS=${ADDRESS}\n`);
  assert.match(install(folder, 'https://inna.example/', '--rotate=90').stdout, /już są i zostają/);
  assert.equal(readFileSync(join(folder, CONF), 'utf8'), `ADDRESS=${ADDRESS}\n`);

  // What a running screen has made.
  assert.equal(spawnSync('python3', ['-B', join(KIT, 'prepare.py'), '--root', folder]).status, 0);
  rmSync(join(folder, 'run'), { recursive: true }); // systemd's
  mkdirSync(join(folder, 'var/lib/kalendarz-kiosk/profile'), { recursive: true });
  writeFileSync(join(folder, 'etc/chromium/master_preferences'), '{}');
  assert.equal(install(folder, '--uninstall').status, 0);
  assert.deepEqual(tree(folder).map(([name]) => name), ['etc/chromium/master_preferences', desktop.slice(folder.length + 1)]);
  assert.equal(readlinkSync(desktop), '/lib/systemd/system/lightdm.service');
  assert.ok(!existsSync(join(folder, 'etc/chromium/policies')));
  assert.ok(!existsSync(join(folder, 'var/lib/kalendarz-kiosk')));
});

test('install.sh refuses what is wrong, and a trial run writes nothing', (t) => {
  const folder = root(t);
  for (const [options, why] of [
    [[], /podaj adres/], [['http://gmina.example/'], /https:/], [[ADDRESS, '--rotate=45'], /ROTATE/], [[ADDRESS, '--night=22-6'], /NIGHT/],
    [[ADDRESS, '--night-way=x|y'], /w opcji/], [[ADDRESS, '--obrot=90'], /nieznana opcja --obrot=90/], [[ADDRESS, ADDRESS], /dwa adresy/],
  ]) {
    const done = install(folder, ...options);
    assert.deepEqual([done.status, why.test(done.stderr)], [1, true], `${options}: ${done.stderr}`);
  }
  assert.match(install(folder, ADDRESS, '--dry-run').stdout, /zapisałbym .*kalendarz-kiosk\.service/);
  assert.match(execFileSync(join(KIT, 'install.sh'), [ADDRESS, '--dry-run'], { encoding: 'utf8' }), /zrobiłbym: systemctl enable/);
  assert.deepEqual(tree(folder), []);
});

const has = (program) => spawnSync(program, ['--version']).status === 0;

test('systemd understands the units', { skip: !has('systemd-analyze') && 'no systemd' }, (t) => {
  const folder = root(t);
  assert.equal(install(folder, ADDRESS).status, 0);
  // What the units start, and systemd's own units that they hang on.
  for (const name of ['sway', 'python3', 'chvt']) {
    mkdirSync(join(folder, 'usr/bin'), { recursive: true });
    writeFileSync(join(folder, 'usr/bin', name), '#!/bin/sh\n');
    chmodSync(join(folder, 'usr/bin', name), 0o755);
  }
  const own = '/lib/systemd/system';
  for (const name of readdirSync(own).filter((it) => /\.(target|slice|mount)$/.test(it))) cpSync(join(own, name), join(folder, 'usr', own, name), { recursive: true });
  const units = ['kalendarz-kiosk.service', 'kalendarz-kiosk-night.service', 'kalendarz-kiosk-night.timer'];
  const done = spawnSync('systemd-analyze', [`--root=${folder}`, 'verify', ...units], { encoding: 'utf8' });
  assert.deepEqual([done.status, done.stderr], [0, '']);
});

test('shellcheck has nothing to say', { skip: !has('shellcheck') && 'no shellcheck' }, () => {
  const done = spawnSync('shellcheck', [join(KIT, 'install.sh')], { encoding: 'utf8' });
  assert.deepEqual([done.status, done.stdout], [0, '']);
});
