// The words of the languages that the page's program does not carry (crates/text/src/catalog.rs): read from the calls
// of `say` in crates/text, a file a language, a line each: Polish, a tab, what the language says; ordered by the Polish.

import { readFileSync, readdirSync } from 'node:fs';

const TEXT = String.raw`"((?:[^"\\\\]|\\\\.)*)"`;
const SAY = new RegExp(String.raw`\bsay\(\s*${TEXT},\s*${TEXT},\s*${TEXT},?\s*\)`, 'g');

/** `{en: text, uk: text}` of all calls in a folder. */
export function catalogs(folder = 'crates/text/src') {
  const words = new Map();
  for (const name of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.rs')).sort()) {
    const code = readFileSync(`${folder}/${name}`, 'utf8');
    const calls = [...code.matchAll(SAY)];
    // What is defined, described or called without three texts.
    const all = code.match(/\bsay\(\s*"/g)?.length ?? 0;
    if (calls.length !== all) throw new Error(`${folder}/${name}: ${all} calls of say, of which ${calls.length} have three plain texts`);
    for (const [, ...texts] of calls) {
      const [pl, en, uk] = texts.map(plain);
      const known = words.get(pl);
      if (known && (known.en !== en || known.uk !== uk)) {
        throw new Error(`${folder}/${name}: “${pl}” is said in two ways: ${known.en}, ${known.uk}; ${en}, ${uk}`);
      }
      words.set(pl, { en, uk });
    }
  }
  const ordered = [...words].sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const file = (lang) => ordered.map(([pl, said]) => `${pl}\t${said[lang]}\n`).join('');
  return { en: file('en'), uk: file('uk') };
}

/** A literal of Rust without its escapes; JSON has those that are used. */
function plain(literal) {
  const text = JSON.parse(`"${literal}"`);
  if (/[\t\n]/.test(text)) throw new Error(`a tab or a line break in “${text}”`);
  return text;
}
