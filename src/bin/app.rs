//! The calendar itself: what every visitor loads.

use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Called by `boot.js`, with what it offers and the answer to come about the feed that it has asked for.
#[wasm_bindgen]
pub fn start(tools: app::shell::tools::Tools, first: js_sys::Promise) {
    app::start(tools, first);
}
