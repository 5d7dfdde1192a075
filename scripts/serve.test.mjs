import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get as httpGet } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { serve } from './serve.mjs';

const HEADERS = `# comment
/*
  X-Content-Type-Options: nosniff
/feed.json
  Cache-Control: no-cache
/*.wasm
  Cache-Control: public, max-age=31536000, immutable
`;
const FEED = JSON.stringify({ events: 'koncert '.repeat(200) });

let dir, site, root;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'serve-'));
  root = join(dir, 'site');
  await mkdir(join(root, 'parts'), { recursive: true });
  await writeFile(join(dir, 'secret.txt'), 'secret');
  await writeFile(join(root, '_headers'), HEADERS);
  await writeFile(join(root, '.htaccess'), 'x');
  await writeFile(join(root, '_nginx.conf'), 'x');
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'feed.json'), FEED);
  await writeFile(join(root, 'app.wasm'), Buffer.from([0, 0x61, 0x73, 0x6d]));
  for (const name of ['a.js', 'a.css', 'a.svg', 'a.ics', 'a.webmanifest', 'a.woff2', 'parts/źródło.json']) {
    await writeFile(join(root, name), 'x');
  }
  site = await serve({ dir: root, base: '/kultura/kalendarz/' });
});

after(async () => {
  await site.close();
  await rm(dir, { recursive: true });
});

// Not fetch: it decompresses, and tidies paths up before it asks.
function get(path, { method = 'GET', headers = {}, port = site.port } = {}) {
  return new Promise((done, failed) => {
    httpGet({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    }).on('error', failed);
  });
}
const at = (name, options) => get(`/kultura/kalendarz/${name}`, options);

test('the folder is found under its base, and nothing outside of it', async () => {
  assert.equal((await at('?view=month')).body.toString(), '<!doctype html>');
  assert.equal((await get('/')).status, 404);
  assert.equal((await get('/feed.json')).status, 404);
  const moved = await get('/kultura/kalendarz?view=month');
  assert.deepEqual([moved.status, moved.headers.location], [301, '/kultura/kalendarz/?view=month']);
  assert.equal((await at('parts')).headers.location, '/kultura/kalendarz/parts/');
  assert.equal((await at(`parts/${encodeURIComponent('źródło.json')}`)).status, 200);
});

test('each kind of file has its media type', async () => {
  const types = {
    'app.wasm': 'application/wasm',
    'feed.json': 'application/json; charset=utf-8',
    'a.js': 'text/javascript; charset=utf-8',
    'a.css': 'text/css; charset=utf-8',
    'a.svg': 'image/svg+xml; charset=utf-8',
    'a.ics': 'text/calendar; charset=utf-8',
    'a.webmanifest': 'application/manifest+json; charset=utf-8',
    'a.woff2': 'font/woff2',
  };
  for (const [name, type] of Object.entries(types)) assert.equal((await at(name)).headers['content-type'], type, name);
});

test('the headers are those of _headers, pages that do not exist included', async () => {
  const feed = await at('feed.json?v=2');
  assert.equal(feed.headers['cache-control'], 'no-cache');
  assert.equal(feed.headers['x-content-type-options'], 'nosniff');
  assert.equal((await at('app.wasm')).headers['cache-control'], 'public, max-age=31536000, immutable');
  assert.equal((await at('')).headers['cache-control'], undefined);
  assert.equal((await at('missing')).headers['x-content-type-options'], 'nosniff');
});

test('a caller can lay its own headers over them, or take one away', async () => {
  const other = await serve({ dir: root, headers: { 'X-Content-Type-Options': null, 'X-Other': '1' } });
  const { headers } = await get('/feed.json', { port: other.port });
  await other.close();
  assert.equal(headers['x-content-type-options'], undefined);
  assert.equal(headers['x-other'], '1');
});

test('what the browser has already is not sent again, until it changes', async () => {
  const { etag, 'last-modified': modified } = (await at('feed.json')).headers;
  const again = await at('feed.json', { headers: { 'If-None-Match': `"other", ${etag}`, 'Accept-Encoding': 'br' } });
  assert.deepEqual([again.status, again.body.length, again.headers.etag], [304, 0, etag]);
  assert.equal(again.headers['cache-control'], 'no-cache');
  assert.equal((await at('feed.json', { headers: { 'If-Modified-Since': modified } })).status, 304);

  await writeFile(join(root, 'feed.json'), FEED.replace('koncert', 'wykład!'));
  const fresh = await at('feed.json', { headers: { 'If-None-Match': etag } });
  assert.equal(fresh.status, 200);
  assert.match(fresh.body.toString(), /wykład!/);
  await writeFile(join(root, 'feed.json'), FEED);
});

test('text is compressed as the browser asks', async () => {
  const br = await at('feed.json', { headers: { 'Accept-Encoding': 'gzip, deflate, br' } });
  assert.equal(br.headers['content-encoding'], 'br');
  assert.equal(br.headers.vary, 'Accept-Encoding');
  assert.ok(br.body.length < 100);
  assert.equal(Number(br.headers['content-length']), br.body.length);
  assert.equal(brotliDecompressSync(br.body).toString(), FEED);
  const gz = await at('feed.json', { headers: { 'Accept-Encoding': 'br;q=0, gzip' } });
  assert.equal(gz.headers['content-encoding'], 'gzip');
  assert.equal(gunzipSync(gz.body).toString(), FEED);
  const none = await at('feed.json');
  assert.equal(none.headers['content-encoding'], undefined);
  assert.equal(none.body.toString(), FEED);
});

test('the build’s compressed copy is taken of what is named by its content, and of nothing else', async () => {
  const copy = gzipSync('<the copy>');
  for (const name of ['b.js', 'b-0123456789abcdef.js']) {
    await writeFile(join(root, name), 'b'.repeat(1000));
    await writeFile(join(root, `${name}.gz`), copy);
  }
  const headers = { 'Accept-Encoding': 'gzip' };
  assert.ok((await at('b-0123456789abcdef.js', { headers })).body.equals(copy));
  assert.equal(gunzipSync((await at('b.js', { headers })).body).toString(), 'b'.repeat(1000));
});

test('HEAD has the headers and no body, other methods are refused', async () => {
  const head = await at('feed.json', { method: 'HEAD' });
  assert.deepEqual([head.status, head.body.length], [200, 0]);
  assert.equal(Number(head.headers['content-length']), FEED.length);
  const post = await at('feed.json', { method: 'POST' });
  assert.deepEqual([post.status, post.headers.allow], [405, 'GET, HEAD']);
});

test('no path leads out of the folder or to the files of the host', async () => {
  const paths = ['../secret.txt', '%2e%2e/secret.txt', '..%2fsecret.txt', 'parts/../../secret.txt', '..%5csecret.txt', '/etc/passwd', '//etc/passwd', '%00', '%', '_headers', '_nginx.conf', '.htaccess', './feed.json'];
  for (const path of paths) {
    const { status, headers, body } = await at(path);
    assert.deepEqual([status, body.toString()], [404, 'Not found.\n'], path);
    assert.equal(headers['content-type'], 'text/plain; charset=utf-8');
  }
});

test('only this machine can connect', async (t) => {
  const outside = Object.values(networkInterfaces()).flat().find(({ family, internal }) => family === 'IPv4' && !internal);
  if (!outside) return t.skip('no other address here');
  const reached = await new Promise((done) => {
    const socket = connect({ host: outside.address, port: site.port });
    socket.on('connect', () => done(true)).on('error', () => done(false));
  });
  assert.equal(reached, false);
});

test('a port that is taken is named', async () => {
  await assert.rejects(serve({ dir: root, port: site.port }), new RegExp(`port ${site.port} is taken`));
});
