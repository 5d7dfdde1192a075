//! What few visitors need, and load when they do: files for calendar programs, the editor's report. It reads the
//! feed anew from the same files, with the same code.

use app::extra;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Words of a language other than Polish, before anything is drawn in it.
#[wasm_bindgen]
pub fn words(lang: &str, words: String) {
    app::speak(lang, words);
}

/// Ways to take an occurrence into one's own calendar, drawn into `place`; see [`extra::take`].
#[wasm_bindgen]
pub fn take(place: web_sys::Element, feed: Vec<Uint8Array>, search: &str, home: &str, lang: &str) {
    extra::take::draw(&place, &feed, search, home, lang);
}

/// A selection as a file for calendar programs; see [`extra::take`].
#[wasm_bindgen]
pub fn save(feed: Vec<Uint8Array>, search: &str, home: &str, lang: &str) {
    extra::take::save(&feed, search, home, lang);
}

/// Calendars to subscribe to that are nearest to a selection, drawn into `place`; see [`extra::subscribe`].
#[wasm_bindgen]
pub fn subscribe(
    place: web_sys::Element,
    feed: Vec<Uint8Array>,
    search: &str,
    home: &str,
    lang: &str,
) {
    extra::subscribe::draw(&place, &feed, search, home, lang);
}

/// What changed about the starred events of these lines, drawn into `place`; see [`extra::changes`].
#[wasm_bindgen]
pub fn changes(
    place: web_sys::Element,
    feed: Vec<Uint8Array>,
    stars: &str,
    _home: &str,
    lang: &str,
) {
    extra::changes::draw(&place, &feed, stars, lang);
}

/// The form that makes the code for another page, drawn into `place`; see [`extra::builder`].
#[wasm_bindgen]
pub fn builder(place: web_sys::HtmlElement, feed: Vec<Uint8Array>, folder: &str) {
    extra::builder::draw(place, &feed, folder);
}

/// The editor's report, drawn into `place`; see [`extra::report`].
#[wasm_bindgen]
pub fn report(place: web_sys::Element, feed: Vec<Uint8Array>) {
    extra::report::draw(&place, &feed);
}
