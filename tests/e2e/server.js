// The built site behind a web server, where a test can put another answer in the place of any file.

import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { listener } from '../../scripts/serve.mjs';

export const DIST = process.env.DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * Serves the site in `folder`, on any free port without `port`. What `files` holds (name in the folder → handler of
 * request and response) answers for that file; everything else comes from `scripts/serve.mjs`, headers included.
 */
export async function startSite(folder, port = 0) {
  const built = listener({ dir: DIST, base: folder });
  let site = built;
  let down = false;
  const files = new Map();
  const asked = [];
  const server = createServer((request, response) => {
    // The page's clock is the test's: the server says what time it is only where the test has it say so.
    response.sendDate = false;
    if (down) return response.destroy();
    const { pathname } = new URL(request.url, 'http://site');
    const name = pathname.startsWith(folder) ? pathname.slice(folder.length) : undefined;
    asked.push(name);
    const handler = files.get(name);
    if (handler) return handler(request, response);
    // Compressing the program as well as possible takes longer than many a test.
    delete request.headers['accept-encoding'];
    return site(request, response);
  });
  // Connections that stand idle, those too that a browser opens before it needs them, are never closed: a question that
  // is on its way just then would have no answer.
  Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}${folder}`,
    files,
    /** How often a file was asked for since the test began. */
    asked: (name) => asked.filter((it) => (name instanceof RegExp ? name.test(it) : it === name)).length,
    /** As if nobody were there, or again as before. */
    set down(is) {
      down = is;
      if (is) server.closeAllConnections();
    },
    /** From now on another built site is there. */
    becomes(dir) {
      site = listener({ dir, base: folder });
    },
    reset() {
      files.clear();
      asked.length = 0;
      down = false;
      site = built;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => { server.close(done); });
    },
  };
}

/** A port that nobody listens on just now, for a program that has to be told one. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => { server.once('listening', done); });
  const { port } = server.address();
  await new Promise((done) => { server.close(done); });
  return port;
}

/** A handler that gives one answer. `body`: bytes, text, or a value that becomes JSON. */
export function answer(body, { status = 200, headers = {} } = {}) {
  const bytes = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
  return (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache', ...headers });
    response.end(bytes);
  };
}

/** A handler that breaks the connection off, after `beginning` of a longer body if there is one. */
export function broken(beginning) {
  return (_, response) => {
    if (beginning === undefined) return response.destroy();
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': beginning.length + 1 });
    response.write(beginning, () => response.destroy());
  };
}

/** An answer that comes when the test says; its head at once. */
export function pieces() {
  let opened;
  const response = new Promise((done) => {
    opened = done;
  });
  return {
    handler(_, response) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.flushHeaders();
      opened(response);
    },
    end: async (piece) => (await response).end(piece),
  };
}
