// The program as browsers fetch it, made as small as the tools know how: takes what wasm-bindgen wrote, gives back
// code and glue. Measured in docs/performance.md.
//
// 1. The glue loses what nothing imports: Leptos brings classes for server functions, which there are none of here.
// 2. The program loses what only they called (wasm-metadce), and is optimised for size (wasm-opt).
// 3. Imports get short names in both: wasm-bindgen's carry a hash each, which does not compress.
// 4. What is not needed for what is drawn first goes into further parts (apart.mjs).
// 5. Functions stand beside those that are like them (order.mjs).

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { apart, LATER, withNotes } from './apart.mjs';
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
 * @param {(name: string) => number} [partOf] part of a function by its name, from 0; without it there is one part
 * @param {number} [count] how many parts
 * @returns {{glue: string, codes: Buffer[]}} the glue, not minified yet, and the code of each part
 */
export function shrink(glue, code, wanted, partOf, count = 1) {
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
    const named = partOf ? ['-g'] : [];
    writeFileSync(file('graph.json'), JSON.stringify(graph));
    writeFileSync(file('in.wasm'), code);
    run('wasm-metadce', [file('in.wasm'), '--graph-file', file('graph.json'), ...FEATURES, ...named, '-o', file('dce.wasm')]);
    const map = run('wasm-opt', [file('dce.wasm'), ...FEATURES, ...PASSES, '--minify-imports-and-exports-and-modules', ...named, '-o', file('out.wasm')]);
    const parts = partOf ? taken(file('out.wasm'), partOf, count) : [readFileSync(file('out.wasm'))];
    const codes = parts.map((part) => {
      writeFileSync(file('named.wasm'), withNamesInOrder(part));
      run('wasm-opt', [file('named.wasm'), ...FEATURES, ...ORDER, '-o', file('small.wasm')]);
      return readFileSync(file('small.wasm'));
    });
    const renamedGlue = renamed(shaken, JSON.parse(map), codes[0]);
    return { glue: count > 1 ? joined(renamedGlue) : renamedGlue, codes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The parts of a program that has its names. */
function taken(path, partOf, count) {
  run('wasm-dis', [path, ...FEATURES, '-o', `${path}.wat`]);
  return apart(readFileSync(`${path}.wat`, 'utf8'), (name) => partOf(plain(name)), count).map((text, part) => {
    writeFileSync(`${path}.${part}.wat`, text);
    run('wasm-as', [`${path}.${part}.wat`, ...FEATURES, '-o', `${path}.${part}`]);
    return readFileSync(`${path}.${part}`);
  });
}

/**
 * The program that says which functions are called: each begins with a call of `note` of the module `note` with its number.
 * @returns {{code: Buffer, names: string[]}} names by number, as in the text
 */
export function noting(program) {
  const folder = mkdtempSync(join(tmpdir(), 'kalendarz-'));
  try {
    const [wasm, wat] = [join(folder, 'named.wasm'), join(folder, 'named.wat')];
    writeFileSync(wasm, optimised(program, ['-g']));
    run('wasm-dis', [wasm, ...FEATURES, '-o', wat]);
    const { text, names } = withNotes(readFileSync(wat, 'utf8'));
    writeFileSync(wat, text);
    run('wasm-as', [wat, ...FEATURES, '-o', wasm]);
    return { code: readFileSync(wasm), names };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A function's name in WebAssembly's text, without what another compiler or another build would call otherwise. */
export function plain(name) {
  return name.replace(/^\$"?|"$/g, '').replace(/\[[0-9a-f]+\]/g, '').replace(/\.\d+$/, '');
}

/** The glue with what `static/later.js` needs of it: `later`, with the imports, and the first part's exports. */
function joined(glue) {
  const withImports = glue.replace(/\breturn \{\s*__proto__: null,\s*("[^"]+"): (\w+)\s*\};/, `return later.imports = { __proto__: null, $1: $2, ${LATER}: later.calls };`);
  const withExports = withImports.replace(/\bwasm = instance\.exports;/, 'wasm = later.first = instance.exports;');
  if (withImports === glue || withExports === withImports) throw new Error('the glue is not what scripts/shrink.mjs knows: look for "joined" there');
  return `export const later = {};\n${withExports}`;
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
  const [module] = WebAssembly.Module.imports(new WebAssembly.Module(code)).map((it) => it.module).filter((it) => it !== LATER);
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
