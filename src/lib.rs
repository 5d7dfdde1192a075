//! The calendar in the browser: signals and views over the `domain` crate, which computed everything worth a test.
//!
//! Three programs are made of it (`src/bin`): `app`, which every visitor loads, `lobby` in its place on the screen of a
//! lobby, and `extra`, which is loaded when somebody wants what is in [`extra`].

pub mod config;
pub mod derived;
pub mod extra;
pub mod lobby;
pub mod shell;
pub mod small;
pub mod state;
pub mod ui;
pub mod warm;

use domain::event::Lang;
use domain::keyed::Keyed;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Takes the words of a language; none for a name that is no language.
pub fn speak(lang: &str, words: String) {
    if let Some(lang) = Lang::from_key(lang) {
        text::catalog::install(lang, words);
    }
}

/// Finds the mount element and starts the app; `draw` draws it. `take` is what an opened event offers to take along, in
/// place of what the page offers.
pub fn start(
    tools: shell::tools::Tools,
    first: js_sys::Promise,
    draw: fn(state::State) -> ui::dom::El,
    take: state::Take,
) {
    let Some(element) = document()
        .get_element_by_id("kalendarz")
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return;
    };
    let config = config::Config::read(&element);
    leptos::mount::mount_to(element, move || {
        let state = state::State::new(&config, tools, take);
        state::load(state, config.feed, &first);
        ui::dom::Root::from(draw(state))
    })
    .forget();
}
