//! The calendar in the browser: finds the mount element and starts the app.
//!
//! `boot.js` has asked for the feed already; it hands over the answer to come and the function that asks again.
//! Everything worth a test was computed as a value in the `domain` crate: here are signals and views.

mod config;
mod shell;
mod state;
mod ui;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Called by `boot.js`: `get` asks for a file within the limits of loading, `first` is the feed it asked for.
#[wasm_bindgen]
pub fn start(get: js_sys::Function, first: js_sys::Promise) {
    let Some(element) = document()
        .get_element_by_id("kalendarz")
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return;
    };
    let config = config::Config::read(&element);
    leptos::mount::mount_to(element, move || {
        let state = state::State::new(&config);
        state::load(state, get, config.feed, &first);
        ui::dom::Root::from(ui::page::page(state))
    })
    .forget();
}
