// The site on a real Apache, by the `.htaccess` of the build: on a usual host, on one whose own configuration is
// against it, and on hosts that lack modules.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { files, promises } from './promises.mjs';
import { apache } from './servers.mjs';

const USUAL = ['mime', 'dir', 'alias', 'headers', 'rewrite', 'setenvif', 'filter', 'deflate', 'brotli', 'expires', 'negotiation', 'autoindex'];

/** Headers that hosts set for all of their sites. */
const THEIRS = {
  'X-Frame-Options': 'SAMEORIGIN',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': `default-src 'self'; frame-ancestors 'self'`,
  'Access-Control-Allow-Origin': 'https://gmina.example',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'max-age=86400',
  Expires: 'Fri, 01 Jan 2100 00:00:00 GMT',
};
const HOSTILE = `
${Object.entries(THEIRS).map(([name, value]) => `Header set ${name} "${value}"\nHeader always set ${name} "${value}"`).join('\n')}
ExpiresActive On
ExpiresDefault "access plus 1 month"
AddDefaultCharset ISO-8859-2
AddLanguage br .br
AddEncoding x-gzip .gz
AddType application/x-gzip .gz
AddOutputFilterByType DEFLATE text/html text/plain text/css application/json application/wasm text/javascript
FileETag None
<Directory @root@>
  Options FollowSymLinks Indexes MultiViews
  RewriteEngine On
  RewriteCond %{REQUEST_FILENAME} !-f
  RewriteRule . /index.html [L]
</Directory>`;

function host(name, options, body) {
  describe(name, () => {
    let server;
    before(async () => { server = await apache(options); });
    after(() => server?.stop());
    body(() => server);
  });
}

/** All that promises.mjs asks, of one host. */
function keeps(server) {
  for (const [fact, holds] of Object.entries(promises)) test(fact, () => holds(server()));
}

host('Apache with the usual modules', { modules: USUAL }, (server) => {
  keeps(server);
  test('the programme of events is brotli for whom takes nothing else', async () => {
    const { headers, body } = await server().get('feed.json', { 'Accept-Encoding': 'br' });
    assert.equal(headers['content-encoding'], 'br');
    assert.ok(brotliDecompressSync(body).equals(readFileSync(join(server().site, 'feed.json'))));
  });
});
host('Apache whose own configuration is against it', { modules: USUAL, allow: 'All', main: HOSTILE }, keeps);
host('Apache that reaches the folder from outside of its own by Alias', {
  modules: USUAL,
  main: 'DocumentRoot @root@/kultura/kalendarz/img\nAlias /kalendarz/ @root@/kultura/kalendarz/',
  at: '/kalendarz/',
}, keeps);

// Whatever is missing, no answer may be an error, and none may be compressed without saying so.
for (const [what, missing] of [
  ['any optional module', USUAL.filter((name) => name !== 'dir')],
  ...USUAL.filter((name) => name !== 'dir').map((name) => [`mod_${name}`, [name]]),
  ['mod_rewrite and mod_deflate', ['rewrite', 'deflate']],
]) {
  host(`Apache without ${what}`, { modules: USUAL.filter((name) => !missing.includes(name)) }, (server) => {
    test('the site is there', async () => {
      const { site, get } = server();
      for (const name of ['', ...files(site).all]) {
        const plain = readFileSync(join(site, name || 'index.html'));
        const { status, body } = await get(name);
        assert.deepEqual([status, body.equals(plain)], [200, true], name);
        for (const accepted of ['gzip', 'gzip, deflate, br']) {
          const { status, headers, body } = await get(name, { 'Accept-Encoding': accepted });
          const said = headers['content-encoding'] !== undefined;
          assert.deepEqual([status, said || body.equals(plain)], [200, true], `${name} for ${accepted}`);
        }
      }
    });
    const facts = ['each kind of file has its media type', 'nothing went wrong that the host would write into its log'];
    if (!missing.includes('headers') && !missing.includes('rewrite')) facts.push('the program comes as the build compressed it');
    for (const fact of facts) test(fact, () => promises[fact](server()));
  });
}
