// Where the bytes of a program are: by crate, and its largest functions, as optimised as the site's but with names.
//
//   make bloat                 the page's program
//   node scripts/bloat.mjs lobby [--top 80] [--crate domain]
//
// What the linker merged or wasm-opt moved into a caller counts there. Bytes are raw: brotli makes about a third of
// them, and of what is like its neighbours less.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { functionsOf } from './order.mjs';
import { optimised } from './shrink.mjs';

const { values, positionals: [program = 'app'] } = parseArgs({
  allowPositionals: true, options: { top: { type: 'string', default: '40' }, crate: { type: 'string' } },
});
const folder = mkdtempSync(join(tmpdir(), 'kalendarz-bloat-'));
try {
  const built = `target/wasm/wasm32-unknown-unknown/wasm/${program}.wasm`;
  execFileSync('wasm-bindgen', ['--target', 'web', '--out-dir', folder, built], { stdio: 'inherit' });
  const code = optimised(readFileSync(join(folder, `${program}_bg.wasm`)), ['-g']);
  const { imported, bodies, names } = functionsOf(code);
  const functions = bodies.map((body, place) => ({ name: names.get(imported + place) ?? `function ${place}`, size: body.length }));
  const total = functions.reduce((sum, { size }) => sum + size, 0);
  const row = (size, name) => console.log(`${String(size).padStart(8)}  ${(100 * size / total).toFixed(1).padStart(5)} %  ${name}`);
  const crates = new Map();
  for (const one of functions) crates.set(crateOf(one.name), [...crates.get(crateOf(one.name)) ?? [], one]);
  const sum = (all) => all.reduce((total, { size }) => total + size, 0);
  console.log(`${program}: ${code.length} bytes, code ${total}, data and the rest ${code.length - total}\n`);
  for (const [crate, all] of [...crates].sort(([, one], [, other]) => sum(other) - sum(one))) row(sum(all), `${crate} (${all.length})`);
  console.log('');
  const shown = values.crate ? functions.filter(({ name }) => crateOf(name) === values.crate) : functions;
  for (const { name, size } of shown.sort((one, other) => other.size - one.size).slice(0, Number(values.top))) row(size, name);
} finally {
  rmSync(folder, { recursive: true });
}

/** `domain` of `<domain::feed::json::Scan>::value`, of `<T as core::…>` the crate of the type. */
function crateOf(name) {
  return name.match(/^[<&[\s(]*(?:mut |dyn )?(\w+)(?:\[[0-9a-f]+\])?::/)?.[1] ?? '(none)';
}
