// A program of the site: its glue and its code, asked for side by side.

/**
 * @param {string} js address of the glue that wasm-bindgen wrote
 * @param {string} wasm address of the code
 * @returns {Promise<object>} the program's functions, ready to be called
 */
export async function load(js, wasm) {
  const code = fetch(wasm);
  const program = await import(new URL(js, document.baseURI).href);
  await program.default({ module_or_path: code });
  return program;
}
