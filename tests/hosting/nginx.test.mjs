// The site on a real nginx, by the file of the build that its server block includes: on a usual host, on one whose own
// configuration is against it, and with the module for brotli.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { files, promises } from './promises.mjs';
import { nginx } from './servers.mjs';

/** What hosts set for all of their sites. */
const HOSTILE = `
add_header X-Frame-Options SAMEORIGIN always;
add_header Content-Security-Policy "default-src 'self'; frame-ancestors 'self'" always;
add_header Access-Control-Allow-Origin https://gmina.example;
add_header Cross-Origin-Opener-Policy same-origin;
expires 30d;
index index.php;
etag off;
gzip off;
charset iso-8859-2;
open_file_cache max=100 inactive=1h;
open_file_cache_valid 1h;
location ~* \\.(css|js|json|wasm|png|svg|txt)$ { expires 1y; add_header Cache-Control public; }
location / { try_files $uri $uri/ /index.html; }`;

const MODULE = ['target/nginx/usr/lib/nginx/modules', '/usr/lib/nginx/modules']
  .map((folder) => resolve(folder, 'ngx_http_brotli_static_module.so'))
  .find(existsSync);

function host(name, options, brotli, body = () => {}) {
  describe(name, { skip: options === undefined }, () => {
    let server;
    before(async () => { server = await nginx(options); });
    after(() => server?.stop());
    for (const [fact, holds] of Object.entries(promises)) test(fact, () => holds({ ...server, brotli }));
    body(() => server);
  });
}

host('nginx', {}, false);
host('nginx whose own configuration is against it', { server: HOSTILE }, false, (server) => {
  test('and that is not so outside of the calendar', async () => {
    const { named } = await server().get('../../index.html');
    assert.deepEqual([named('X-Frame-Options'), named('Expires').length], [['SAMEORIGIN'], 1]);
  });
});
host('nginx with brotli', MODULE && {
  before: `load_module ${MODULE};`,
  change: (text) => text.replace('# brotli_static on;', 'brotli_static on;'),
}, true);
