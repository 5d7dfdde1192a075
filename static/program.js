// A program of the site: its glue and its code, asked for side by side.

/**
 * @param {string} js address of the glue that wasm-bindgen wrote
 * @param {string} wasm address of the code
 * @param {(glue: object) => void} [known] hears of the glue before the code is started
 * @returns {Promise<object>} the program's functions, ready to be called
 */
export async function load(js, wasm, known) {
  const code = fetch(wasm);
  const program = await import(new URL(js, document.baseURI).href);
  known?.(program);
  await program.default({ module_or_path: code });
  return program;
}
