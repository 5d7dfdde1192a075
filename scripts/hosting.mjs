// What hosts have to say about the files of a site: security, caching, which files are not for visitors. The values
// stand here once; headers.mjs, apache.mjs and nginx.mjs write them down in the words of each kind of host.
// docs/hosting.md says what is done with those files.

/** How long browsers keep a file: for ever when its name goes with its content, else only as long as the host agrees. */
export const CACHING = { hashed: 'public, max-age=31536000, immutable', stable: 'no-cache' };

/** The end of a name that goes with the content (`nameByContent` in finish.mjs); for JavaScript, Apache and nginx alike. */
export const HASHED = '-[0-9a-f]{16}\\.\\w+';

/** The end of an address that is not for visitors: files that configure hosts. For Apache and nginx alike. */
export const HIDDEN = '/(_headers|_redirects|_nginx\\.conf|\\.[^/]*)$';

/** Headers that a host may send for all of its sites and must not send here: being embedded is the purpose. */
export const NEVER = ['X-Frame-Options', 'Cross-Origin-Opener-Policy', 'Cross-Origin-Embedder-Policy'];

/** Headers of every answer, as pairs of name and value. */
export function everywhere(policy) {
  return [
    ['Content-Security-Policy', policy],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ['Access-Control-Allow-Origin', '*'],
    ['Cross-Origin-Resource-Policy', 'cross-origin'],
  ];
}
