//! The calendar itself: what every visitor loads.

use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Called by `boot.js`, with what it offers, the answer to come about the feed that it has asked for, and the words of
/// the language in which the page was opened, unless that is Polish.
#[wasm_bindgen]
pub fn start(tools: app::shell::tools::Tools, first: js_sys::Promise, lang: &str, words: String) {
    app::speak(lang, words);
    app::start(tools, first, app::ui::page::page, app::ui::take::event);
}

/// Called by `boot.js` when the program has begun, with the name of the device's time zone.
#[wasm_bindgen]
pub fn ahead(zone: &str) {
    app::shell::zone::ahead(zone);
}

/// Called by `boot.js` with each piece of the programme, in order, while it is on its way.
#[wasm_bindgen]
pub fn arrived(piece: &[u8]) {
    app::shell::fetch::arrived(piece);
}

/// Called by `boot.js` when the programme is still on its way and there is nothing else to do.
#[wasm_bindgen]
pub fn warm() {
    app::warm::warm();
}
