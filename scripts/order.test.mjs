import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { order, withNamesInOrder } from './order.mjs';

let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), 'kalendarz-test-')); });
after(() => rmSync(folder, { recursive: true }));

const tool = (name, ...args) => execFileSync(join('node_modules', '.bin', name), args, { encoding: 'utf8' });

/** Functions of two kinds in turn, and one that calls an import. */
const MODULE = `(module
  (import "m" "five" (func $five (result i32)))
  (memory (import "m" "memory") 1)
  (table 2 funcref)
  (elem (i32.const 0) $sum1 $sum2)
  (func $sum1 (export "sum1") (param i32 i32) (result i32) (i32.add (i32.mul (local.get 0) (i32.const 1000)) (i32.mul (local.get 1) (i32.const 1001))))
  (func $read1 (export "read1") (param i32) (result i32) (i32.xor (i32.load (i32.const 4096)) (i32.load offset=64 (local.get 0))))
  (func $sum2 (export "sum2") (param i32 i32) (result i32) (i32.add (i32.mul (local.get 0) (i32.const 1000)) (i32.mul (local.get 1) (i32.const 1002))))
  (func $read2 (export "read2") (param i32) (result i32) (i32.xor (i32.load (i32.const 4096)) (i32.load offset=68 (local.get 0))))
  (func $plus (export "plus") (result i32) (i32.add (call $five) (call $sum1 (i32.const 1) (i32.const 2)))))`;

test('what is alike stands together, and nothing is lost', () => {
  const bytes = (text) => Buffer.from(text);
  const bodies = ['abcdefghij-one', '0123456789 one', 'abcdefghij-two', '0123456789 two', 'abcdefghij-six'].map(bytes);
  const ordered = order(bodies);
  assert.deepEqual([...ordered].sort(), [0, 1, 2, 3, 4]);
  assert.deepEqual(ordered.map((index) => bodies[index][0] === 0x61).join(), 'true,true,true,false,false');
  assert.deepEqual(order([]), []);
});

test('a program in another order does the same', async () => {
  const file = (name) => join(folder, name);
  writeFileSync(file('in.wat'), MODULE);
  tool('wasm-as', file('in.wat'), '-o', file('in.wasm'));
  writeFileSync(file('named.wasm'), withNamesInOrder(readFileSync(file('in.wasm'))));
  tool('wasm-opt', file('named.wasm'), '--reorder-functions-by-name', '--strip-debug', '-o', file('out.wasm'));
  const code = readFileSync(file('out.wasm'));
  assert.notDeepEqual(code, readFileSync(file('in.wasm')));

  const memory = new WebAssembly.Memory({ initial: 1 });
  new DataView(memory.buffer).setInt32(4096, 12, true);
  const { instance: { exports } } = await WebAssembly.instantiate(code, { m: { five: () => 5, memory } });
  assert.deepEqual(
    [exports.sum1(1, 2), exports.sum2(1, 2), exports.read1(0), exports.read2(0), exports.plus()],
    [3002, 3004, 12, 12, 3007],
  );
});
