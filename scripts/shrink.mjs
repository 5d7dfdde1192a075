// The program as browsers fetch it, made as small as the tools know how: takes what wasm-bindgen wrote, gives back
// code and glue. Measured in docs/performance.md.
//
// 1. The glue loses what nothing imports: Leptos brings classes for server functions, which there are none of here.
// 2. The program loses what only they called (wasm-metadce), and is optimised for size (wasm-opt).
// 3. Imports get short names in both: wasm-bindgen's carry a hash each, which does not compress.
// 4. Functions stand beside those that are like them (order.mjs).

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { withNamesInOrder } from './order.mjs';

// What rustc emits today. Not `-all`: that would write what Chromium does not read yet.
const FEATURES = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue']
  .map((feature) => `--enable-${feature}`);
// What has one caller moves there up to a size; found by trying, a few hundred bytes (docs/performance.md).
const INLINING = ['--one-caller-inline-max-function-size=160', '--always-inline-max-function-size=0'];
// The lowest kilobyte is the far end of the stack (scripts/wasm-ld puts it first): what is added to a pointer can go into the load or store itself.
const ADDED = ['--low-memory-unused', '--optimize-added-constants-propagate'];
const PASSES = [
  ...[...INLINING, '-Oz', '--flatten', '--rereloop', '-Oz', '-Oz', ...ADDED, '-Oz'], '--reorder-globals', '--strip-producers',
];
// The levels are those of -Oz: without them, written anew, the program would lose what was done to it last.
const ORDER = ['--optimize-level=2', '--shrink-level=2', '--reorder-functions-by-name', '--strip-debug'];

/**
 * @param {string} glue the JavaScript that wasm-bindgen wrote
 * @param {Buffer} code the program
 * @param {string[]} wanted names that boot.js imports from the glue
 * @returns {{glue: string, code: Buffer}} the glue is not minified yet
 */
export function shrink(glue, code, wanted) {
  const folder = mkdtempSync(join(tmpdir(), 'kalendarz-'));
  try {
    const shaken = shake(glue, wanted);
    const kept = new Set([...shaken.matchAll(/\bwasm\.([\w$]+)/g)].map(([, name]) => name));
    const names = WebAssembly.Module.exports(new WebAssembly.Module(code))
      .map(({ name }) => name).filter((name) => kept.has(name));
    const graph = [
      { name: 'page', root: true, reaches: names },
      ...names.map((name) => ({ name, export: name })),
    ];
    const file = (name) => join(folder, name);
    writeFileSync(file('graph.json'), JSON.stringify(graph));
    writeFileSync(file('in.wasm'), code);
    run('wasm-metadce', [file('in.wasm'), '--graph-file', file('graph.json'), ...FEATURES, '-o', file('dce.wasm')]);
    const map = run('wasm-opt', [file('dce.wasm'), ...FEATURES, ...PASSES, '--minify-imports-and-exports-and-modules', '-o', file('out.wasm')]);
    writeFileSync(file('named.wasm'), withNamesInOrder(readFileSync(file('out.wasm'))));
    run('wasm-opt', [file('named.wasm'), ...FEATURES, ...ORDER, '-o', file('small.wasm')]);
    const small = readFileSync(file('small.wasm'));
    return { glue: renamed(shaken, JSON.parse(map), small), code: small };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The program as wasm-opt makes it, for looking at. */
export function optimised(code, options) {
  const folder = mkdtempSync(join(tmpdir(), 'kalendarz-'));
  try {
    writeFileSync(join(folder, 'in.wasm'), code);
    run('wasm-opt', [join(folder, 'in.wasm'), ...FEATURES, ...PASSES, ...options, '-o', join(folder, 'out.wasm')]);
    return readFileSync(join(folder, 'out.wasm'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether something is an element and the like, in seven lines: for a class that a browser might not have. These all do. */
const QUESTION = /let result;\s*try \{\s*result = (arg0 instanceof \w+);\s*\} catch \(_\) \{\s*result = false;\s*\}\s*const ret = result;/g;

/** The glue with nothing in it that `wanted` does not reach. */
export function shake(glue, wanted) {
  // A prototype that is written to looks used, though its class is not.
  const contents = glue.replace(/^if \(Symbol\.dispose\).*$/gm, '').replace(QUESTION, 'const ret = $1;');
  const { outputFiles } = buildSync({
    stdin: { contents: `export { ${wanted.join(', ')} } from 'glue';`, resolveDir: '/' },
    bundle: true, write: false, format: 'esm', target: 'esnext', pure: ['FinalizationRegistry'], logLevel: 'error',
    alias: { glue: `data:text/javascript,${encodeURIComponent(contents)}` },
  });
  return outputFiles[0].text;
}

/** The glue with the names that wasm-opt gave to imports and exports. */
function renamed(glue, { imports, exports }, code) {
  const fresh = new Map(imports.map(([, old, short]) => [old, short]));
  const out = new Map(exports);
  const [module] = new Set(WebAssembly.Module.imports(new WebAssembly.Module(code)).map((it) => it.module));
  const modules = new Set(imports.map(([name]) => name));
  if (modules.size !== 1) throw new Error(`the program imports from more than one place: ${[...modules]}`);
  return glue
    .replace(/\bwasm\.([\w$]+)/g, (all, name) => (out.has(name) ? `wasm.${out.get(name)}` : all))
    .replace(/\b__w[\w$]+/g, (name) => fresh.get(name) ?? name)
    .replaceAll(JSON.stringify([...modules][0]), JSON.stringify(module));
}

function run(tool, args) {
  return execFileSync(join('node_modules', '.bin', tool), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
}
