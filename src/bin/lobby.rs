//! The calendar on the screen of a lobby, in place of the page's program.

use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Called by `boot.js` as the page's `start` is.
#[wasm_bindgen]
pub fn start(tools: app::shell::tools::Tools, first: js_sys::Promise, lang: &str, words: String) {
    app::speak(lang, words);
    app::start(tools, first, app::lobby::lobby, app::lobby::screen::take);
}
