// `_headers` for static hosts such as Netlify and Cloudflare Pages.

import { CACHING, everywhere } from './hosting.mjs';

/**
 * Both hosts join the values of a header that two matching rules name, so each path stands under one rule with
 * Cache-Control only. Neither allows more than about 100 rules.
 * @param {string} policy
 * @param {string[]} stable paths that begin with `/`
 * @param {string[]} hashed names of files
 */
export function headersFile(policy, stable, hashed) {
  const rule = (path, pairs) => [path, ...pairs.map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  return [
    '# Napisane przy budowaniu strony. Jeśli kalendarz leży w folderze, dopisz go przed każdą ścieżką.',
    rule('/*', everywhere(policy)),
    ...stable.map((path) => rule(path, [['Cache-Control', CACHING.stable]])),
    ...hashed.map((name) => rule(`/${name}`, [['Cache-Control', CACHING.hashed]])),
    '',
  ].join('\n');
}
