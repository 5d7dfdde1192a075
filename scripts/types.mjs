// What each kind of file is called in HTTP: for the server of this repository and for what the build writes for others.

export const TYPES = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  // embed.d.ts: types for TypeScript, and no film.
  '.ts': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** Types that compression makes smaller. */
export const COMPRESSIBLE = /^(text\/|application\/(json|manifest\+json|wasm|xml)|image\/(svg|x-icon))/;

/** Each type with its extensions, without dots: `[['image/jpeg', ['jpeg', 'jpg']], …]`. */
export function extensionsByType() {
  const groups = new Map();
  for (const [extension, type] of Object.entries(TYPES)) {
    groups.set(type, [...(groups.get(type) ?? []), extension.slice(1)]);
  }
  return [...groups];
}

/** A type without its charset. */
export function bare(type) {
  return type.replace(/;.*/, '');
}

/** Types that compression makes smaller, without charset, each once. */
export function compressibleTypes() {
  return [...new Set(Object.values(TYPES).filter((type) => COMPRESSIBLE.test(type)).map(bare))];
}
