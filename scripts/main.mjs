import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Was this module started as a program, or imported by one? */
export function isMain(meta) {
  return Boolean(process.argv[1]) && pathToFileURL(realpathSync(process.argv[1])).href === meta.url;
}
