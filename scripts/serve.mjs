// A static server for a built site: `make run`, the browser tests and the benchmark use it.
//
//   node scripts/serve.mjs dist --port 8080 --base /kultura/kalendarz/
//
// It answers as a good static host would: the headers of the site's own `_headers`, compression, conditional
// requests. It listens on this machine only and knows no address but the files of its folder.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { COPIES } from './compress.mjs';
import { HASHED } from './hosting.mjs';
import { isMain } from './main.mjs';
import { COMPRESSIBLE, TYPES } from './types.mjs';

// Best compression, as `make size` counts, where it takes less than a second; a feed of 40 MB would take minutes.
const BEST_UP_TO = 1024 * 1024;

const NAMED_BY_CONTENT = new RegExp(`${HASHED}$`);

// Files that configure hosts are no part of the site.
const HIDDEN = /^(_headers|_redirects|_nginx\.conf|\.(?!well-known$).*)$/;

const prefixOf = (base) => `/${base}/`.replace(/\/+/g, '/');

/**
 * Answers requests for `dir` under the path `base`: what `createServer` takes. `headers` are laid over those of
 * `_headers` in every answer; `null` takes one away.
 */
export function listener({ dir, base = '/', headers = {} }) {
  const site = { root: resolve(dir), prefix: prefixOf(base), files: cachedFiles(), headers };
  return (request, response) => {
    answer(site, request, response).catch((error) => {
      if (!response.headersSent) plain(response, 500, `${error.message}\n`);
      else response.destroy();
    });
  };
}

/** Serves a site as `listener` answers, on any free port without `port`. Resolves to `{ port, url, close }`. */
export async function serve({ port = 0, ...site }) {
  const server = createServer(listener(site));
  await new Promise((done, failed) => {
    server.once('error', (error) => {
      failed(error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken: something else listens there`) : error);
    });
    server.listen(port, '127.0.0.1', done);
  });
  const { port: taken } = server.address();
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}${prefixOf(site.base ?? '/')}`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

async function answer({ root, prefix, files, headers }, request, response) {
  const [path, query] = request.url.split(/(?=\?)/, 2);
  const redirect = (to) => {
    response.setHeader('Location', to + (query ?? ''));
    plain(response, 301, 'Moved.\n');
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return plain(response, 405, 'Only GET and HEAD.\n');
  }
  if (`${path}/` === prefix) return redirect(prefix);

  const inside = path.startsWith(prefix) ? decoded(path.slice(prefix.length)) : undefined;
  if (inside !== undefined) {
    const rules = parseHeaders((await files.get(join(root, '_headers')))?.body.toString() ?? '');
    for (const [name, value] of Object.entries({ ...headersFor(rules, `/${inside}`), ...headers })) {
      if (value !== null) response.setHeader(name, value);
    }
  }
  const file = inside === undefined ? undefined : await files.get(join(root, inside, inside === '' || inside.endsWith('/') ? 'index.html' : ''));
  if (file === 'folder') return redirect(`${path}/`);
  if (!file) return plain(response, 404, 'Not found.\n');

  response.setHeader('ETag', file.etag);
  response.setHeader('Last-Modified', file.modified.toUTCString());
  if (COMPRESSIBLE.test(file.type)) response.setHeader('Vary', 'Accept-Encoding');
  if (unchanged(request.headers, file)) {
    response.statusCode = 304;
    return response.end();
  }

  const encoding = COMPRESSIBLE.test(file.type) ? chosenEncoding(request.headers['accept-encoding']) : undefined;
  const encoded = encoding && (await file.encoded(encoding));
  const body = encoded && encoded.length < file.body.length ? encoded : file.body;
  if (body === encoded) response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Type', file.type);
  response.setHeader('Content-Length', body.length);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function plain(response, status, text) {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

// The path below the base as it is on disk, or `undefined` for one that leads elsewhere or must not be seen.
function decoded(path) {
  let text;
  try {
    text = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (/[\0\\]/.test(text)) return undefined;
  const parts = text.split('/');
  const odd = parts.slice(0, -1).includes('') || parts.some((part) => part === '..' || part === '.' || HIDDEN.test(part));
  return odd ? undefined : text;
}

function unchanged(asked, file) {
  const tags = asked['if-none-match'];
  if (tags !== undefined) return tags.trim() === '*' || tags.split(',').some((tag) => tag.trim() === file.etag);
  const since = Date.parse(asked['if-modified-since'] ?? '');
  return Math.floor(file.modified.getTime() / 1000) * 1000 <= since;
}

function chosenEncoding(accepted = '') {
  const refused = /;\s*q=0(\.0*)?\s*$/;
  const names = accepted.split(',').filter((part) => !refused.test(part)).map((part) => part.split(';')[0].trim());
  return ['br', 'gzip'].find((name) => names.includes(name));
}

// What was read and compressed once is kept until the file changes on disk.
function cachedFiles() {
  const known = new Map();
  return {
    async get(path) {
      const info = await stat(path).catch(() => undefined);
      if (info?.isDirectory()) return 'folder';
      if (!info?.isFile()) return undefined;
      const version = `${info.mtimeMs} ${info.size} ${info.ino}`;
      const before = known.get(path);
      if (before?.version === version) return before;
      const body = await readFile(path);
      const compressed = new Map();
      const file = {
        version,
        body,
        type: TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
        modified: info.mtime,
        // Weak, since the compressed forms share it.
        etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
        encoded(encoding) {
          if (!compressed.has(encoding)) compressed.set(encoding, encodedBody(path, body, encoding));
          return compressed.get(encoding);
        },
      };
      known.set(path, file);
      return file;
    },
  };
}

// The build's own copies are taken of files whose name goes with their content; of others one could be yesterday's.
async function encodedBody(path, body, encoding) {
  const copy = NAMED_BY_CONTENT.test(path) && (await readFile(path + COPIES[encoding]).catch(() => undefined));
  if (copy) return copy;
  const best = body.length <= BEST_UP_TO;
  if (encoding === 'gzip') return promisify(gzip)(body, { level: best ? 9 : 6 });
  return promisify(brotliCompress)(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: best ? 11 : 5,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
}

/** `_headers` as Netlify and Cloudflare read it: a path pattern, then indented `Name: value` lines. */
export function parseHeaders(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    if (/^\s/.test(line)) {
      const [, name, value] = line.match(/^\s+([^:\s]+):\s*(.*?)\s*$/) ?? [];
      if (name) rules.at(-1)?.headers.push([name, value]);
    } else {
      const pattern = line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replace(/:\w+/g, '[^/]+');
      rules.push({ path: new RegExp(`^${pattern}$`), headers: [] });
    }
  }
  return rules;
}

/** All rules that match count; where two name the same header, both hosts join the values. */
export function headersFor(rules, path) {
  const all = {};
  for (const { headers } of rules.filter((rule) => rule.path.test(path))) {
    for (const [name, value] of headers) all[name] = name in all ? `${all[name]}, ${value}` : value;
  }
  return all;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '8080' }, base: { type: 'string', default: '/' } },
  });
  const dir = positionals[0] ?? 'dist';
  if (!(await stat(join(dir, 'index.html')).catch(() => undefined))) {
    throw new Error(`there is no ${join(dir, 'index.html')}: make build`);
  }
  const { url } = await serve({ dir, base: values.base, port: Number(values.port) }).catch((error) => {
    throw new Error(`${error.message}. Another port: make run PORT=8081`);
  });
  console.log(`${url}  (Ctrl+C stops it)`);
}

if (isMain(import.meta)) {
  main().catch((error) => {
    console.error(`serve: ${error.message}`);
    process.exit(1);
  });
}
