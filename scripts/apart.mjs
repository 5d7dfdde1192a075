// Takes a program apart, so that what is drawn first need not wait for what is needed later: the first part is a program
// of its own but for functions that it lacks; each further part brings some of those, and shares memory, tables and
// globals with the first.
//
// On WebAssembly's text, since there every function, table and global has a name and nothing has to be counted anew. A
// call of a function that is in a later part is a call of an import by its name, module `l`; `program.js` gives a
// JavaScript function for each, which calls it in its part. A later part calls what is in an earlier one directly. Where
// the table held a function of a later part, it holds the import until that part puts its own there.

/** Short names: letters and digits, so that nothing else of the program has the same one (those begin otherwise). */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Module of functions that are in a later part. */
export const LATER = 'l';

/**
 * @param {string} text what wasm-dis wrote
 * @param {(name: string) => number} partOf part of a function, from 0; of what is exported or imported it is not asked
 * @param {number} count how many parts
 * @returns {string[]} the text of each part. Part `p` imports from modules named by the numbers of the parts before it,
 *   as their exports, from `l` functions of parts after it, each name beginning with the number of its part, and from
 *   where the whole program did
 */
export function apart(text, partOf, count) {
  const { types, imports, globals, memories, tables, data, elements, exports, functions } = read(text);
  const part = new Map(functions.map(({ name }) => [name, partOf(name)]));
  const byName = new Map(functions.map((it) => [it.name, it]));
  const imported = new Map(imports.map((it) => [it.name, it]));
  // Who is called from another part, or stands in the table.
  const outsiders = new Set();
  const share = (name) => outsiders.add(name);
  const calls = functions.map(({ name, lines }) => {
    const called = new Set(lines.flatMap((line) => [...line.matchAll(CALLED)].map(([, name]) => name)));
    for (const other of called) if (byName.has(other) && part.get(other) !== part.get(name)) share(other);
    return called;
  });
  for (const { name } of exports) if (part.get(name) > 0) share(name);
  for (const { names } of elements) for (const name of names) if (part.get(name) > 0) share(name);
  // Numbered within their part, those of one kind together: a list of them compresses to next to nothing.
  const kind = (name) => signature(byName.get(name).lines[0]);
  const shared = new Map();
  for (let number = 0; number < count; number += 1) {
    const own = [...outsiders].filter((name) => part.get(name) === number);
    own.sort((one, other) => (kind(one) < kind(other) ? -1 : Number(kind(one) > kind(other))));
    own.forEach((name, place) => shared.set(name, `${number}${short(place)}`));
  }
  const order = new Map([...shared.keys()].map((name, place) => [name, place]));

  return Array.from({ length: count }, (_, number) => {
    const own = functions.filter(({ name }) => part.get(name) === number);
    const wanted = new Set(functions.flatMap(({ name }, index) => (part.get(name) === number ? [...calls[index]] : [])));
    const first = number === 0;
    if (first) for (const it of [...exports, ...elements]) for (const name of it.names ?? [it.name]) wanted.add(name);
    const theirs = [...wanted].filter((name) => byName.has(name) && part.get(name) !== number)
      .sort((one, other) => order.get(one) - order.get(other));
    const from = (name) => (part.get(name) > number ? LATER : String(part.get(name)));
    const outside = [...shared].filter(([name]) => part.get(name) === number);
    return [
      '(module', ...types,
      ...imports.filter(({ name, kind }) => (first && kind !== 'func') || wanted.has(name)).map(({ line }) => line),
      ...theirs.map((name) => ` (import "${from(name)}" "${shared.get(name)}" (func ${name}${kind(name)}))`),
      ...(first
        ? [...globals, ...memories, ...tables].map(({ line }) => line)
        : [...globals, ...memories, ...tables].map(({ kind, name, of }, index) => ` (import "0" "${short(index)}" (${kind} ${name} ${of}))`)),
      ...(first ? [...data, ...elements.map(({ line }) => line), ...exports.map(({ line }) => line)] : []),
      ...(first
        ? [...globals, ...memories, ...tables].map(({ kind, name }, index) => ` (export "${short(index)}" (${kind} ${name}))`)
        : elements.flatMap((it) => patches(it, (name) => part.get(name) === number))),
      ...outside.map(([name, as]) => ` (export "${as}" (func ${name}))`),
      ...own.flatMap(({ lines }) => lines),
      ')', '',
    ].join('\n');
  });
}

/**
 * @param {string} text what wasm-dis wrote
 * @returns {{text: string, names: string[]}} the same with a call of `note` at the begin of each function, and the
 *   functions' names by the numbers that it is called with
 */
export function withNotes(text) {
  const names = [];
  const { functions } = read(text);
  const noting = functions.map(({ name, lines: [head, ...rest] }) => {
    const locals = rest.findIndex((line) => !line.startsWith('  (local '));
    names.push(name);
    return [head, ...rest.slice(0, locals), `  (call $note (i32.const ${names.length - 1}))`, ...rest.slice(locals)];
  });
  const begin = text.slice(0, text.indexOf('\n (func '));
  const at = begin.indexOf('\n (import ');
  const imported = ' (import "note" "note" (func $note (param i32)))';
  return { text: [begin.slice(0, at), imported, begin.slice(at + 1), ...noting.flat(), ')', ''].join('\n'), names };
}

const NAME = '\\$(?:"(?:[^"\\\\]|\\\\.)*"|[^\\s()"]+)';
const CALLED = new RegExp(`\\((?:call|return_call|ref\\.func) (${NAME})`, 'g');
const NAMES = new RegExp(NAME, 'g');
const KIND = new RegExp(`\\((func|memory|table|global) (${NAME})`);

function short(number) {
  let name = '';
  do {
    name = DIGITS[number % DIGITS.length] + name;
    number = Math.floor(number / DIGITS.length);
  } while (number > 0);
  return name;
}

/** ` (param i32 i32) (result i32)` of the first line of a function. */
function signature(line) {
  const all = (kind) => [...line.matchAll(new RegExp(`\\(${kind} (?:${NAME} )?([^)]*)\\)`, 'g'))].map(([, type]) => type).join(' ');
  return ['param', 'result'].map((kind) => (all(kind) ? ` (${kind} ${all(kind)})` : '')).join('');
}

/** What a later part puts into the table: its own functions, where the first part has their imports. */
function patches({ table, offset, names }, isOwn) {
  const runs = [];
  names.forEach((name, index) => {
    if (!isOwn(name)) return;
    const last = runs.at(-1);
    if (last && last.end === index) {
      last.names.push(name);
      last.end += 1;
    } else runs.push({ start: index, end: index + 1, names: [name] });
  });
  return runs.map(({ start, names }) => ` (elem (table ${table}) (i32.const ${offset + start}) func ${names.join(' ')})`);
}

/** The fields of a module as wasm-dis writes them: one to a line, a function over several. */
function read(text) {
  const found = { types: [], imports: [], globals: [], memories: [], tables: [], data: [], elements: [], exports: [], functions: [] };
  let open;
  for (const line of text.split('\n')) {
    if (open) {
      open.lines.push(line);
      if (line === ' )') open = undefined;
      continue;
    }
    const [, field] = line.match(/^ \((\w+)/) ?? [];
    // Behind the kind: what is imported or exported may be called `$` outside.
    const [, kind, name] = line.match(KIND) ?? [];
    if (field === 'func') {
      const it = { name, lines: [line] };
      found.functions.push(it);
      if (!closed(line)) open = it;
    } else if (field === 'type') found.types.push(line);
    else if (field === 'import') found.imports.push({ line, name, kind });
    else if (field === 'global') found.globals.push({ line, name, kind: 'global', of: line.match(/^ \(global \S+ (\(mut \w+\)|\w+)/)[1] });
    else if (field === 'memory') found.memories.push({ line, name, kind: 'memory', of: line.slice(0, -1).split(' ').slice(3).join(' ') });
    else if (field === 'table') found.tables.push({ line, name, kind: 'table', of: line.slice(0, -1).split(' ').slice(3).join(' ') });
    else if (field === 'data') found.data.push(line);
    else if (field === 'export') found.exports.push({ line, name });
    else if (field === 'elem') {
      const [, table, offset, names] = line.match(new RegExp(`^ \\(elem ${NAME} (?:\\(table (${NAME})\\) )?\\(i32\\.const (\\d+)\\) (?:func )?(.*)\\)$`)) ?? [];
      if (!names) throw new Error(`a table is filled in a way that is not known here: ${line.slice(0, 80)}`);
      found.elements.push({ line, table: table ?? found.tables[0].name, offset: Number(offset), names: names.match(NAMES) });
    } else if (field) throw new Error(`the program has a field that is not known here: ${line.slice(0, 80)}`);
  }
  return found;
}

/** Whether a line closes all that it opens; names hold parentheses too. */
function closed(line) {
  const bare = line.replace(NAMES, '');
  return bare.split('(').length === bare.split(')').length;
}
