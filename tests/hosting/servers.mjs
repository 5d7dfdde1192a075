// Apache and nginx as ordinary programs on a free port of this machine, each with a configuration of its own in a
// temporary folder, where a copy of dist/ lies as a municipality would put it: in a folder of its site.

import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get as httpGet } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../e2e/server.js';

const DIST = process.env.DIST ?? 'dist';
const FOLDER = '/kultura/kalendarz/';

/** Media types as hosts had them many years ago. */
const OLD_TYPES = {
  ...{ html: 'text/html', txt: 'text/plain', css: 'text/css', js: 'application/x-javascript', png: 'image/png' },
  gz: 'application/x-gzip',
};

/** A folder that is served: `root`, with the calendar in `site`. Gone when the tests are over. */
function surroundings() {
  if (!existsSync(join(DIST, '.htaccess'))) throw new Error(`there is no ${DIST}/.htaccess: make build`);
  const temp = mkdtempSync(join(tmpdir(), 'hosting-'));
  // Servers started by root give it up and read the files as somebody else.
  chmodSync(temp, 0o755);
  const root = join(temp, 'root');
  const site = join(root, FOLDER);
  mkdirSync(site, { recursive: true });
  // Apache says otherwise of a file that changed within the last second.
  cpSync(DIST, site, { recursive: true, preserveTimestamps: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Gmina</title>');
  return { temp, root, site };
}

/**
 * Apache. `modules`: names without `mod_`; `allow`: what .htaccess may say; `main`: lines of the host's own
 * configuration, which may name `@root@`; `at`: where the folder is reached.
 */
export async function apache({ modules, allow = 'FileInfo', main = '', at = FOLDER }) {
  const program = found(['/usr/sbin/apache2', 'apache2', '/usr/sbin/httpd', 'httpd'], 'Apache');
  const shared = ['/usr/lib/apache2/modules', '/usr/lib64/httpd/modules', '/usr/libexec/apache2', '/usr/lib/httpd/modules'].find(existsSync);
  const builtIn = execFileSync(program, ['-l'], { encoding: 'utf8' });
  const { temp, root, site } = surroundings();
  const port = await freePort();
  const load = ['mpm_event', 'unixd', 'authz_core', ...modules]
    .filter((name) => !builtIn.includes(`mod_${name}.c`) && !(name.startsWith('mpm_') && /\b(event|worker|prefork)\.c/.test(builtIn)))
    .map((name) => `LoadModule ${name}_module ${shared}/mod_${name}.so`);
  writeFileSync(join(temp, 'mime.types'), Object.entries(OLD_TYPES).map(([name, type]) => `${type} ${name}\n`).join(''));
  writeFileSync(join(temp, 'httpd.conf'), `
ServerRoot ${temp}
ServerName localhost
DefaultRuntimeDir ${temp}
PidFile ${temp}/httpd.pid
ErrorLog ${temp}/error.log
Listen 127.0.0.1:${port}
${load.join('\n')}
${process.getuid() === 0 ? 'User nobody\nGroup nogroup' : ''}
<IfModule mod_mime.c>
  TypesConfig ${temp}/mime.types
</IfModule>
DocumentRoot ${root}
<Directory ${root}>
  Options FollowSymLinks
  AllowOverride ${allow}
  Require all granted
</Directory>
${main.replaceAll('@root@', root)}
`);
  return started({ temp, site, port, at, program, args: ['-d', temp, '-f', join(temp, 'httpd.conf'), '-D', 'FOREGROUND'] });
}

/** nginx. `server`: lines of the host's own server block; `change`: what the webmaster does to the file of the build. */
export async function nginx({ server = '', before = '', change = (text) => text }) {
  const program = found(['target/nginx/usr/sbin/nginx', 'nginx', '/usr/sbin/nginx'], 'nginx');
  const { temp, root, site } = surroundings();
  const port = await freePort();
  writeFileSync(join(temp, 'kalendarz.conf'), change(readFileSync(join(site, '_nginx.conf'), 'utf8')));
  const types = Object.entries(OLD_TYPES).map(([name, type]) => `${type} ${name};`).join(' ');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${temp}/${name};`);
  writeFileSync(join(temp, 'nginx.conf'), `
${before}
daemon off;
pid ${temp}/nginx.pid;
worker_processes 1;
${process.getuid() === 0 ? 'user nobody nogroup;' : ''}
events {}
http {
  access_log off;
  types { ${types} }
  ${temporary.join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    root ${root};
    ${server}
    include ${temp}/kalendarz.conf;
  }
}
`);
  return started({ temp, site, port, at: FOLDER, program, args: ['-p', temp, '-c', join(temp, 'nginx.conf'), '-e', join(temp, 'error.log')] });
}

function found(names, what) {
  const runs = (name) => {
    if (name.includes('/')) return existsSync(name);
    return process.env.PATH.split(':').some((folder) => existsSync(join(folder, name)));
  };
  const program = names.find(runs);
  if (!program) throw new Error(`${what} is missing: scripts/setup test`);
  return program;
}

/** `{ site, url, log, get, stop }`, when the program answers. */
async function started({ temp, site, port, at, program, args }) {
  const said = join(temp, 'said.log');
  const output = openSync(said, 'w');
  const child = spawn(program, args, { stdio: ['ignore', output, output] });
  const ended = new Promise((done) => { child.once('exit', done); });
  // Not SIGKILL, which would leave their own children behind.
  const killed = () => child.kill('SIGTERM');
  process.once('exit', killed);
  const log = () => ['said.log', 'error.log'].map((name) => join(temp, name)).filter(existsSync).map((path) => readFileSync(path, 'utf8')).join('');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', killed);
    rmSync(temp, { recursive: true });
  };
  for (let tries = 0; ; tries++) {
    const answer = await get(port, at).catch(() => undefined);
    if (answer) break;
    if (child.exitCode !== null || tries === 200) {
      const why = log();
      await stop();
      throw new Error(`${program} did not start: ${why}`);
    }
    await pause(25);
  }
  return {
    site,
    url: `http://127.0.0.1:${port}${at}`,
    log,
    stop,
    get: (name = '', headers = {}) => get(port, at + name, headers),
  };
}

/** One answer as it comes over the wire; `named` gives every value of a header. Not fetch, which decompresses. */
function get(port, path, headers = {}) {
  return new Promise((done, failed) => {
    httpGet({ host: '127.0.0.1', port, path, headers, agent: false, timeout: 5000 }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => {
        const pairs = response.rawHeaders.flatMap((it, at, all) => (at % 2 ? [] : [[it.toLowerCase(), all[at + 1]]]));
        const named = (name) => pairs.filter(([it]) => it === name.toLowerCase()).map(([, value]) => value);
        done({ status: response.statusCode, headers: response.headers, named, body: Buffer.concat(parts) });
      });
    }).on('timeout', function () { this.destroy(new Error(`no answer to ${path}`)); }).on('error', failed);
  });
}
