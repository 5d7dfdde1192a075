// Pages of somebody else that embed the calendar, served from an origin of their own.

import { createServer } from 'node:http';

/** Serves pages: path → `{ html, headers }`, or a handler. */
export async function startHost() {
  const pages = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    const page = pages.get(pathname);
    if (typeof page === 'function') return page(request, response);
    if (page === undefined) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers });
    response.end(page.html);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    pages,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

/** A municipality's page around `content`; `head` goes before it. */
export const page = (content, { head = '', lang = 'pl' } = {}) => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gmina Opatów</title>${head}</head>
<body><header><h1>Gmina Opatów</h1><p><a id="wlasny" href="#kontakt">Kontakt</a></p></header>
<main>${content}</main><footer id="kontakt">ul. Partyzantów</footer></body></html>`;

/** What a webmaster pastes: the loader, and the calendar with its link. */
export const snippet = (site, attributes = '') => `<script src="${site}embed.js" async></script>
<kalendarz-kultury ${attributes}><a href="${site}">Kalendarz wydarzeń</a></kalendarz-kultury>`;

/** All that a page calls its own, to compare before and after. */
export const traces = (page) =>
  page.evaluate(() => ({
    history: history.length,
    address: location.href,
    stored: [...Object.entries(localStorage), ...Object.entries(sessionStorage)],
    cookies: document.cookie,
    globals: Object.keys(window).filter((name) => !/^\d+$/.test(name)).sort(),
    styles: ['h1', 'a', 'main', 'body'].map((name) => {
      const { font, color, margin, display, width } = getComputedStyle(document.querySelector(name));
      return [font, color, margin, display, width].join(' | ');
    }),
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    links: [...document.links].map((link) => link.outerHTML),
    classes: document.documentElement.className + document.body.className,
  }));
