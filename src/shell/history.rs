//! Query string <-> history, in place of a router: a router would listen on the whole window, take over links of a
//! page that embeds the calendar, and panic where a sandboxed frame forbids history.

use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;

/// How a change of the address is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A new entry: Back undoes it.
    Push,
    /// In place of the present entry.
    Replace,
}

/// What the app keeps beside the address in a history entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The app itself opened the detail of this entry: going back closes it.
    pub opened: bool,
    /// How many entries of the list are drawn; 0: as many as at first.
    pub drawn: usize,
}

/// The query string of the address, with its question mark.
pub fn search() -> String {
    window().location().search().unwrap_or_default()
}

/// Changes the address; where that is forbidden or too often (Safari allows a hundred changes in half a minute) the
/// page goes on without it.
pub fn go(search: &str, kept: Kept, mode: Mode) {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let hash = location.hash().unwrap_or_default();
    let question = if search.is_empty() { "" } else { "?" };
    let address = format!("{path}{question}{search}{hash}");
    let state = JsValue::from_str(&format!(
        "{}{}",
        if kept.opened { "opened " } else { "" },
        kept.drawn
    ));
    let Ok(history) = window().history() else {
        return;
    };
    let title = document().title();
    let _ = match mode {
        Mode::Push => history.push_state_with_url(&state, &title, Some(&address)),
        Mode::Replace => history.replace_state_with_url(&state, &title, Some(&address)),
    };
}

/// What was kept with the present entry.
pub fn kept() -> Kept {
    let state = window().history().and_then(|history| history.state());
    let text = state
        .ok()
        .and_then(|state| state.as_string())
        .unwrap_or_default();
    let (opened, drawn) = match text.strip_prefix("opened ") {
        Some(drawn) => (true, drawn),
        None => (false, &*text),
    };
    Kept {
        opened,
        drawn: drawn.parse().unwrap_or(0),
    }
}

/// One entry back.
pub fn back() {
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}
