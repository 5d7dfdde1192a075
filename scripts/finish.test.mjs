import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { finish, nameByContent, policyFrom, policyOfPage } from './finish.mjs';
import { headersFile } from './headers.mjs';
import { headersFor, parseHeaders } from './serve.mjs';
import { pageFiles } from './size.mjs';

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
const GLUE = `
/** A comment. */
export function start(secondsToWait) { return secondsToWait + 1; }
export default async function init(options) { return new URL('kalendarz_bg.wasm', import.meta.url); }
`;

// A staging folder as Trunk leaves it.
function staged(t, { meta = POLICY, statement = POLICY, extra = '' } = {}) {
  const staging = mkdtempSync(join(tmpdir(), 'finish-'));
  t.after(() => rmSync(staging, { recursive: true }));
  writeFileSync(
    join(staging, 'index.html'),
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${meta}">
<link rel="stylesheet" href="./style-0123456789abcdef.css"><link rel="icon" href="./icon-0123456789abcdef.svg">
<link rel="modulepreload" href="./app-0123456789abcdef.js"${extra}>
<script type="module" src="./boot.js" data-js="./app-0123456789abcdef.js" data-wasm="./app-0123456789abcdef_bg.wasm"></script>
<p>Osadzanie: embed.js</p>`,
  );
  writeFileSync(
    join(staging, 'deklaracja-dostepnosci.html'),
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${statement}"><link rel="stylesheet" href="deklaracja.css">`,
  );
  writeFileSync(
    join(staging, 'osadzanie.html'),
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${meta}"><script src="./embed.js" async></script>
<script type="module" src="./builder.js" data-wasm="./app-0123456789abcdef_bg.wasm"></script>`,
  );
  writeFileSync(join(staging, 'builder.js'), 'const form = 1;');
  writeFileSync(join(staging, 'deklaracja.css'), 'a{color:red}');
  writeFileSync(join(staging, 'style-0123456789abcdef.css'), 'a{color:red}');
  writeFileSync(join(staging, 'icon-0123456789abcdef.svg'), '<svg/>');
  writeFileSync(join(staging, 'boot.js'), 'const script = document.currentScript;');
  writeFileSync(join(staging, 'embed.js'), '// x');
  writeFileSync(join(staging, 'sw.js'), 'const VERSION="__VERSION__",FILES=["__FILES__"];');
  writeFileSync(join(staging, 'feed.json'), '{}');
  writeFileSync(join(staging, 'app-0123456789abcdef.js'), GLUE);
  writeFileSync(join(staging, 'app-0123456789abcdef_bg.wasm'), 'wasm');
  const policyFile = join(staging, 'policy.txt');
  writeFileSync(policyFile, POLICY.replace('; ', ';\n') + '\n');
  return { staging, policyFile };
}

test('every program file is named by its content, and the page asks for it by that name', (t) => {
  const { staging, policyFile } = staged(t);
  finish({ staging, policyFile, release: true });
  const html = readFileSync(join(staging, 'index.html'), 'utf8');
  const names = readdirSync(staging);
  for (const [stem, extension] of [['app', 'js'], ['app', 'wasm'], ['boot', 'js'], ['style', 'css'], ['icon', 'svg']]) {
    const name = names.find((name) => new RegExp(`^${stem}-[0-9a-f]{16}\\.${extension}$`).test(name));
    assert.ok(name, `${stem}.${extension}`);
    assert.ok(html.includes(`./${name}"`), name);
    assert.equal(name, nameByContent(name, readFileSync(join(staging, name))));
  }
  assert.ok(!html.includes('0123456789abcdef'));
  const builder = readFileSync(join(staging, 'osadzanie.html'), 'utf8');
  for (const name of names.filter((name) => /^(builder-.*js|app-.*wasm)$/.test(name))) assert.ok(builder.includes(`./${name}"`), name);
  assert.ok(!builder.includes('0123456789abcdef') && !builder.includes('./builder.js'));
  assert.ok(names.includes('embed.js') && html.includes('embed.js'));
  // A statement that was filled in goes on finding its style sheet in later releases.
  assert.ok(names.includes('deklaracja.css'));
  assert.equal(pageFiles(staging).length, 6);
});

test('the glue is smaller and still a module with its exports', async (t) => {
  const { staging, policyFile } = staged(t);
  finish({ staging, policyFile, release: true });
  const name = readdirSync(staging).find((name) => /^app-.*\.js$/.test(name));
  const code = readFileSync(join(staging, name), 'utf8');
  assert.ok(code.length < GLUE.length);
  const glue = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  assert.equal(glue.start(1), 2);
  assert.equal(typeof glue.default, 'function');
  assert.match(code, /import\.meta\.url/);
});

test('a policy in the page that is not the one in the file ends the build', (t) => {
  for (const [which, name] of [['meta', 'index'], ['statement', 'deklaracja-dostepnosci']]) {
    const { staging, policyFile } = staged(t, { [which]: "default-src 'self'" });
    assert.throws(() => finish({ staging, policyFile, release: true }), new RegExp(`of ${name}\\.html is not that of`));
  }
});

test('integrity attributes, which renaming would leave wrong, end the build', (t) => {
  const { staging, policyFile } = staged(t, { extra: ' integrity="sha384-x"' });
  assert.throws(() => finish({ staging, policyFile, release: true }), /no_sri/);
});

test('the policy is found however its tag is written', () => {
  assert.equal(policyOfPage(`<META content="default-src &#39;none&#39;;\n img-src *" http-equiv='content-security-policy'>`), "default-src 'none'; img-src *");
  assert.equal(policyOfPage('<meta charset="utf-8">'), undefined);
  assert.equal(policyFrom(" a;\n  b \n"), 'a; b');
});

test('one rule at most says how long a file may be kept', () => {
  const stable = ['/', '/index.html', '/feed.json', '/deklaracja.css'];
  const rules = parseHeaders(headersFile(POLICY, stable, ['app-0123456789abcdef.js']));
  const caching = (path) => headersFor(rules, path)['Cache-Control'];
  assert.equal(caching('/app-0123456789abcdef.js'), 'public, max-age=31536000, immutable');
  for (const path of stable) assert.equal(caching(path), 'no-cache', path);
  assert.equal(headersFor(rules, '/pictures/a.webp')['Content-Security-Policy'], POLICY);
  assert.equal(headersFor(rules, '/')['Cross-Origin-Resource-Policy'], 'cross-origin');
});

test('static hosts, Apache and nginx are told the same', (t) => {
  const { staging, policyFile } = staged(t);
  finish({ staging, policyFile, release: true });
  const read = (name) => readFileSync(join(staging, name), 'utf8');
  const rules = parseHeaders(read('_headers'));
  const everywhere = headersFor(rules, '/elsewhere');
  assert.equal(everywhere['Content-Security-Policy'], POLICY);
  for (const [name, value] of Object.entries(everywhere)) {
    assert.ok(read('.htaccess').includes(`Header always set ${name} "${value}"\n`), name);
    const said = name === 'Content-Security-Policy' ? '$kalendarz_policy' : value;
    assert.equal(read('_nginx.conf').split(`add_header ${name} "${said}" always;\n`).length, 3, name);
  }
  assert.ok(read('_nginx.conf').includes(`set $kalendarz_policy "${POLICY}";\n`));
  for (const path of ['/', '/index.html', '/feed.json', '/site.json', '/sw.js', '/embed.js', '/deklaracja.css', '/icon.svg', '/social.png']) {
    assert.equal(headersFor(rules, path)['Cache-Control'], 'no-cache', path);
  }
});

test('files named by their content have compressed copies where those are smaller, and no other file has', (t) => {
  const { staging, policyFile } = staged(t);
  const css = 'a{color:red}\n'.repeat(50);
  for (const name of ['style-0123456789abcdef.css', 'deklaracja.css']) writeFileSync(join(staging, name), css);
  writeFileSync(join(staging, 'feed.json'), JSON.stringify({ events: 'koncert '.repeat(200) }));
  finish({ staging, policyFile, release: true });
  const style = readdirSync(staging).find((name) => /^style-.*\.css$/.test(name));
  const copies = readdirSync(staging).filter((name) => /\.(br|gz)$/.test(name));
  assert.deepEqual(copies.filter((name) => !name.startsWith('app-') && !name.startsWith('icon-')), [`${style}.br`, `${style}.gz`]);
  assert.equal(brotliDecompressSync(readFileSync(join(staging, `${style}.br`))).toString(), css);
  assert.equal(gunzipSync(readFileSync(join(staging, `${style}.gz`))).toString(), css);
  // Too short to become shorter.
  assert.ok(!copies.some((name) => name.includes('.wasm')));
  assert.ok(pageFiles(staging).includes(style));
  assert.doesNotMatch(execFileSync('node', ['scripts/size.mjs', staging], { encoding: 'utf8' }), /\.(br|gz)$/m);
});
