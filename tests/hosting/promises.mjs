// What every host has to do with the files of a site, whatever it is called. Each entry: a fact, and a function that
// asks a server of servers.mjs whether it holds.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { policyFrom } from '../../scripts/finish.mjs';
import { NEVER, everywhere } from '../../scripts/hosting.mjs';
import { TYPES } from '../../scripts/types.mjs';

const POLICY = policyFrom(readFileSync('static/policy.txt', 'utf8'));
const DECODE = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body) => body };

/** What an answer's body says when its encoding is undone. */
function text({ headers, body }) {
  return DECODE[headers['content-encoding'] ?? 'identity'](body).toString();
}

/** Files for visitors, as names within the site; `hashed` go with their content. */
export function files(site) {
  const all = readdirSync(site).filter((name) => extname(name) && !/^[._]|\.(br|gz)$/.test(name));
  const named = (name) => /-[0-9a-f]{16}\.\w+$/.test(name);
  return { all: [...all, 'img/rog.svg'], hashed: all.filter(named), stable: ['', ...all.filter((name) => !named(name))] };
}

export const promises = {
  async 'each kind of file has its media type'({ site, get }) {
    for (const name of files(site).all) {
      for (const encoding of ['identity', 'gzip', 'br']) {
        const { status, headers } = await get(name, { 'Accept-Encoding': encoding });
        assert.deepEqual([status, loosely(headers['content-type'])], [200, loosely(TYPES[extname(name)])], `${name} as ${encoding}`);
        assert.equal(headers['content-language'], undefined, name);
      }
    }
  },

  async 'files are public and may be embedded, under the policy, errors too'({ site, get }) {
    const { hashed } = files(site);
    for (const name of ['', 'index.html', 'feed.json', 'img/rog.svg', ...hashed, 'missing.json']) {
      for (const encoding of ['identity', 'br, gzip']) {
        const { named } = await get(name, { 'Accept-Encoding': encoding });
        for (const [header, value] of everywhere(POLICY)) assert.deepEqual(named(header), [value], `${header} of ${name}`);
        for (const header of NEVER) assert.deepEqual(named(header), [], `${header} of ${name}`);
      }
    }
  },

  async 'files named by their content are kept for a year, others are asked for each time'({ site, get }) {
    const { hashed, stable } = files(site);
    assert.ok(hashed.length >= 8 && stable.includes('feed.json') && stable.includes('index.html'));
    const caching = async (name, headers) => {
      const { named } = await get(name, headers);
      assert.deepEqual(named('Expires'), [], name);
      return named('Cache-Control');
    };
    for (const encoding of ['identity', 'gzip', 'br']) {
      const headers = { 'Accept-Encoding': encoding };
      for (const name of hashed) assert.deepEqual(await caching(name, headers), ['public, max-age=31536000, immutable'], name);
      for (const name of [...stable, 'img/rog.svg']) assert.deepEqual(await caching(name, headers), ['no-cache'], name);
    }
  },

  async 'a file that is missing is not remembered as missing'({ get }) {
    const { status, named } = await get('app-0123456789abcdef.js');
    assert.equal(status, 404);
    assert.ok(!named('Cache-Control').some((value) => /max-age|immutable/.test(value)), named('Cache-Control').join());
  },

  async 'the program comes as the build compressed it'({ site, get, brotli = true }) {
    for (const name of files(site).hashed) {
      const plain = readFileSync(join(site, name));
      for (const [accepted, encoding, copy] of [
        [brotli ? 'gzip, deflate, br' : 'gzip, deflate', brotli ? 'br' : 'gzip', brotli ? 'br' : 'gz'],
        ['gzip', 'gzip', 'gz'],
        ['br;q=0, gzip;q=0.5', 'gzip', 'gz'],
        ['identity', undefined, undefined],
        [undefined, undefined, undefined],
        ['gzip;q=0, brx', undefined, undefined],
      ]) {
        const answer = await get(name, accepted && { 'Accept-Encoding': accepted });
        const about = `${name} for ${accepted}`;
        assert.deepEqual([answer.status, ...answer.named('Content-Encoding')], [200, ...(encoding ? [encoding] : [])], about);
        assert.ok(answer.body.equals(copy ? readFileSync(join(site, `${name}.${copy}`)) : plain), about);
        assert.equal(Number(answer.headers['content-length']), answer.body.length, about);
        assert.match(answer.headers.vary ?? '', /^Accept-Encoding\b/i, about);
        assert.ok(DECODE[encoding ?? 'identity'](answer.body).equals(plain), about);
      }
    }
  },

  async 'the programme of events is compressed on the way'({ site, get }) {
    const plain = readFileSync(join(site, 'feed.json'), 'utf8');
    // For a school behind a proxy as well.
    for (const proxy of [{}, { Via: '1.1 proxy' }]) {
      const answer = await get('feed.json', { 'Accept-Encoding': 'gzip', ...proxy });
      assert.equal(answer.headers['content-encoding'], 'gzip');
      assert.equal(text(answer), plain);
      assert.match(answer.headers.vary, /Accept-Encoding/i);
    }
    assert.equal(text(await get('feed.json')), plain);
  },

  async 'who has a file already is told so, compressed or not'({ site, get }) {
    for (const name of ['', 'feed.json', 'icon-192.png', ...files(site).hashed]) {
      for (const encoding of ['identity', 'gzip', 'gzip, deflate, br']) {
        const accept = { 'Accept-Encoding': encoding };
        const about = `${name} as ${encoding}`;
        const first = await get(name, accept);
        assert.ok(first.headers.etag && first.headers['last-modified'], about);
        // Browsers keep the tag of the last answer, also of one without a body: Apache's is another then.
        let { etag } = first.headers;
        for (let visit = 0; visit < 3; visit++) {
          const again = await get(name, { ...accept, 'If-None-Match': etag, 'If-Modified-Since': first.headers['last-modified'] });
          assert.deepEqual([first.status, again.status, again.body.length], [200, 304, 0], about);
          assert.ok(['', first.headers['cache-control']].includes(again.named('Cache-Control').join()), about);
          etag = again.headers.etag;
        }
        const dated = await get(name, { ...accept, 'If-Modified-Since': first.headers['last-modified'] });
        assert.equal(dated.status, 304, about);
      }
    }
  },

  async 'a replaced feed.json is seen at once, dated earlier too, as some FTP programs do'({ site, get }) {
    const path = join(site, 'feed.json');
    const before = readFileSync(path, 'utf8');
    const { mtimeMs } = statSync(path);
    for (const encoding of ['identity', 'gzip', 'br']) {
      const accept = { 'Accept-Encoding': encoding };
      const { headers } = await get('feed.json', accept);
      const known = { ...accept, 'If-None-Match': headers.etag, 'If-Modified-Since': headers['last-modified'] };
      const other = before.replace('"title"', `"comment": "${encoding}", "title"`);
      writeFileSync(path, other);
      const earlier = mtimeMs / 1000 - 86_400;
      utimesSync(path, earlier, earlier);
      const fresh = await get('feed.json', known);
      assert.deepEqual([fresh.status, text(fresh) === other], [200, true], encoding);
      writeFileSync(path, before);
    }
  },

  async 'a compressed copy that somebody made of feed.json shows nobody yesterday’s programme'({ site, get }) {
    for (const [ending, encoding] of [['br', 'br'], ['gz', 'gzip']]) {
      assert.ok(!existsSync(join(site, `feed.json.${ending}`)));
      writeFileSync(join(site, `feed.json.${ending}`), 'yesterday');
      assert.equal(text(await get('feed.json', { 'Accept-Encoding': encoding })), readFileSync(join(site, 'feed.json'), 'utf8'));
    }
  },

  async 'the program needs no compressed copies'({ site, get }) {
    for (const name of files(site).hashed) {
      const plain = readFileSync(join(site, name));
      for (const ending of ['br', 'gz']) rmSync(join(site, `${name}.${ending}`));
      for (const accepted of ['identity', 'gzip', 'gzip, deflate, br']) {
        const answer = await get(name, { 'Accept-Encoding': accepted });
        const body = DECODE[answer.headers['content-encoding'] ?? 'identity'](answer.body);
        assert.deepEqual([answer.status, body.equals(plain)], [200, true], `${name} for ${accepted}`);
      }
    }
  },

  async 'configuration of hosts is not for visitors'({ get }) {
    for (const name of ['.htaccess', '_headers', '_nginx.conf']) {
      const { status, body } = await get(name);
      assert.ok([403, 404].includes(status), `${name}: ${status}`);
      assert.doesNotMatch(body.toString(), /nosniff/, name);
    }
  },

  async 'nothing went wrong that the host would write into its log'({ log }) {
    const missing = /No such file or directory/;
    const wrong = log().split('\n').filter((line) => /\[[\w:]*(warn|error|crit|alert|emerg)\]/.test(line) && !missing.test(line));
    assert.deepEqual(wrong, []);
  },
};

// Hosts write a type's charset with or without a space before it, in either case.
function loosely(type) {
  return type?.toLowerCase().replaceAll(' ', '');
}
