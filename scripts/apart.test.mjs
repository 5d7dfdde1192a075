import assert from 'node:assert/strict';
import { test } from 'node:test';
import binaryen from 'binaryen';
import { apart, LATER, withNotes } from './apart.mjs';
import { partsFrom } from './finish.mjs';
import { plain } from './shrink.mjs';

/** Functions that call each other in every direction, through the table, and share what they keep. */
const PROGRAM = `(module
  (import "page" "$" (func $"page::five (odd)" (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "\\2a")
  (global $depth (mut i32) (i32.const 0))
  (table 4 funcref)
  (elem (i32.const 1) $"first[0a]::low" $later $"last::high\\22")
  (func $"first[0a]::low" (export "low") (param i32) (result i32) (local i32)
    (local.set 1 (call $later (local.get 0)))
    (i32.add (local.get 1) (i32.load8_u (i32.const 8))))
  (func $later (param i32) (result i32)
    (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
    (i32.mul (call $"last::high\\22" (local.get 0)) (call $"page::five (odd)")))
  (func $"last::high\\22" (export "high") (param i32) (result i32)
    (i32.store8 (i32.const 8) (i32.const 2))
    (if (result i32) (i32.eqz (local.get 0)) (then (i32.const 1))
      (else (i32.add (call $"first[0a]::low" (i32.sub (local.get 0) (i32.const 1))) (call $wide (i64.const 3))))))
  (func $wide (param i64) (result i32) (i32.wrap_i64 (local.get 0)))
  (func (export "by") (param i32 i32) (result i32) (call_indirect (param i32) (result i32) (local.get 1) (local.get 0)))
  (func (export "depth") (result i32) (global.get $depth)))`;

/** As the build does: names kept, then text. */
const text = () => read(PROGRAM).emitText();

/** The library of the tools that the build runs: 81 programs in a second. */
function read(text) {
  const module = binaryen.parseText(text);
  const { MutableGlobals, ReferenceTypes, BulkMemory } = binaryen.Features;
  module.setFeatures(MutableGlobals | ReferenceTypes | BulkMemory);
  return module;
}

function compiled(text) {
  const module = read(text);
  assert.ok(module.validate());
  return new WebAssembly.Module(module.emitBinary());
}

const page = { page: { $: () => 5 } };

/** Everything that can be asked of a program, and what it kept. */
function answers({ low, high, by, depth, memory }) {
  const said = [low(3), high(2), by(1, 2), by(2, 2), by(3, 2), depth(), new Uint8Array(memory.buffer)[8]];
  assert.throws(() => by(0, 1), WebAssembly.RuntimeError);
  return said;
}

test('a program in parts says what the whole one says, whichever function is where', () => {
  const whole = text();
  const expected = answers(new WebAssembly.Instance(compiled(whole), page).exports);
  const names = ['$"first[0a]::low"', '$later', '$"last::high\\""', '$wide'];
  for (let way = 0; way < 3 ** names.length; way += 1) {
    const at = new Map(names.map((name, index) => [plain(name), Math.floor(way / 3 ** index) % 3]));
    const modules = apart(whole, (name) => at.get(plain(name)) ?? 0, 3).map(compiled);
    const parts = [];
    const asked = [];
    const calls = new Proxy({}, {
      get: (_, name) => (...values) => {
        while (!parts[name[0]]) join();
        return parts[name[0]][name](...values);
      },
    });
    const imports = () => ({ ...page, [LATER]: calls, ...parts });
    const join = () => {
      asked.push(parts.length);
      parts.push(new WebAssembly.Instance(modules[parts.length], imports()).exports);
    };
    join();
    assert.deepEqual(answers(parts[0]), expected, JSON.stringify([...at]));
    const needed = Math.max(...at.values());
    assert.deepEqual(asked, [0, 1, 2].slice(0, needed + 1), 'no part came that nothing is in');
  }
});

test('each call is noted', () => {
  const { text: noting, names } = withNotes(text());
  const called = [];
  const { low } = new WebAssembly.Instance(compiled(noting), { ...page, note: { note: (number) => called.push(plain(names[number])) } }).exports;
  assert.equal(low(0), 7);
  assert.deepEqual(called, ['first::low', 'later', 'last::high\\"']);
});

test('names are the same from build to build', () => {
  assert.equal(plain('$"<domain[4762c652520f07fa]::query::Query as core[15266d276e3a2055]::clone::Clone>::clone.527"'), '<domain::query::Query as core::clone::Clone>::clone');
  assert.equal(plain('$main'), 'main');
  const partOf = partsFrom('1 a::b\n2 <c as d>::e f\n');
  assert.deepEqual(['a::b', 'g'].map(partOf), [1, 0]);
  assert.equal(partOf.unknown(), 0.5);
  assert.equal(partOf('<c as d>::e f'), 2);
  assert.equal(partOf.unknown(), 0);
});
