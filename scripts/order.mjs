// Puts the functions of a program into an order in which they compress better: each beside those that are most like
// it, as brotli says in fewer bits what stood near. 2.5 % of the program (docs/performance.md).

/** Bytes in a row that count as one feature of a function. */
const SHINGLE = 4;
/** A function is compared with so many before it, the last one counting most. */
const BEFORE = 2;
const CODE = 10, IMPORT = 2, CUSTOM = 0;
/** Of the names that a program has, those of functions. */
const FUNCTIONS = 1;

/**
 * @param {Buffer} code a program without names
 * @returns {Buffer} the same with names by which wasm-opt's `--reorder-functions-by-name` puts it in order
 */
export function withNamesInOrder(code) {
  const { imported, bodies } = functionsOf(code);
  const names = new Array(bodies.length);
  order(bodies).forEach((index, place) => { names[index] = `b${String(place).padStart(6, '0')}`; });
  const all = [...Array.from({ length: imported }, (_, index) => `a${index}`), ...names];
  const vector = (bytes) => [...leb(bytes.length), ...bytes];
  const map = [...leb(all.length), ...all.flatMap((name, index) => [...leb(index), ...vector(Buffer.from(name))])];
  const section = [...vector(Buffer.from('name')), 1, ...vector(map)];
  return Buffer.concat([code, Buffer.from([CUSTOM, ...vector(section)])]);
}

/** Indices of byte strings, each beside those that are most like it, from the shortest one on. */
export function order(bodies) {
  const features = bodies.map(shingles);
  const left = new Set(bodies.keys());
  const shortest = bodies.reduce((best, body, index) => (body.length < bodies[best].length ? index : best), 0);
  const ordered = [];
  let recent = [];
  for (let next = bodies.length > 0 ? shortest : undefined; next !== undefined; next = mostLike(recent, left)) {
    ordered.push(next);
    left.delete(next);
    const to = new Float64Array(bodies.length);
    for (const other of left) to[other] = likeness(features[next], features[other]);
    recent = [...recent, to].slice(-BEFORE);
  }
  return ordered;
}

function mostLike(recent, left) {
  let best, most = -1;
  for (const index of left) {
    const sum = recent.reduce((sum, to, age) => sum + to[index] * (age + 1), 0);
    if (sum > most) [best, most] = [index, sum];
  }
  return best;
}

function shingles(body) {
  const all = new Set();
  for (let at = 0; at + SHINGLE <= body.length; at += 1) all.add(body.readUInt32LE(at));
  return all;
}

/** Cosine of two sets: 0 to nearly 1. */
function likeness(one, other) {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let both = 0;
  for (const it of few) if (many.has(it)) both += 1;
  return both / Math.sqrt(one.size * other.size + 1);
}

/** How many functions are imported, the bytes of all others, and names by index (WebAssembly core specification, 5.5). */
export function functionsOf(code) {
  let at = 8, imported = 0;
  const bodies = [];
  const names = new Map();
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = code[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => { const length = number(); at += length; return code.subarray(at - length, at); };
  // Flags, the least, and the most where the flags say that there is one.
  const limits = () => { const flags = number(); number(); if (flags & 1) number(); };
  while (at < code.length) {
    const id = code[at++];
    const end = number() + at;
    if (id === IMPORT) {
      for (let count = number(); count > 0; count -= 1) {
        text();
        text();
        const kind = code[at++];
        if (kind === 0) { imported += 1; number(); }
        else if (kind === 1) { at += 1; limits(); }
        else if (kind === 2) limits();
        else at += 2;
      }
    }
    if (id === CODE) {
      for (let count = number(); count > 0; count -= 1) {
        const length = number();
        bodies.push(code.subarray(at, at + length));
        at += length;
      }
    }
    if (id === CUSTOM && text().toString() === 'name') {
      while (at < end) {
        const kind = code[at++];
        const last = number() + at;
        if (kind === FUNCTIONS) for (let count = number(); count > 0; count -= 1) names.set(number(), text().toString());
        at = last;
      }
    }
    at = end;
  }
  return { imported, bodies, names };
}

function leb(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
  return [...bytes, value];
}
