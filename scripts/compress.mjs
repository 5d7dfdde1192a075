// Compressed copies beside a file, for hosts that hand out what lies there but don't compress as well, or at all.

import { readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { COMPRESSIBLE, TYPES } from './types.mjs';

/** How the copies end, by the name that browsers ask for. */
export const COPIES = { br: '.br', gzip: '.gz' };

/** Writes `path`.br and `path`.gz, each only when it is smaller than the file. */
export function compress(path) {
  if (!COMPRESSIBLE.test(TYPES[extname(path)] ?? '')) return;
  const raw = readFileSync(path);
  const copies = {
    br: brotliCompressSync(raw, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
    }),
    gzip: gzipSync(raw, { level: 9 }),
  };
  for (const [encoding, bytes] of Object.entries(copies)) {
    if (bytes.length < raw.length) writeFileSync(path + COPIES[encoding], bytes);
  }
}
