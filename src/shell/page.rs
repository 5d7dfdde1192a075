//! The document around the app: its language, title, state and focus.

use leptos::prelude::{document, set_timeout};
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Sets an attribute of `<html>`.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Fails only for a name that is none.
        let _ = root.set_attribute(name, value);
    }
}

/// The house's colour on light paper and on dark, in place of the style sheet's (`style/tokens.css`).
pub fn set_accent([light, dark]: &[String; 2]) {
    let root = document().document_element();
    if let Some(root) = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = root.style().set_property("--house", light);
        let _ = root.style().set_property("--house-dark", dark);
    }
}

/// Says what state the page is in: for tests, for the style sheet, and for the static fallback, which goes for good
/// when there is something to show.
pub fn set_state(name: &str) {
    set_root_attribute("data-state", name);
    if matches!(name, "ready" | "stale")
        && let Some(fallback) = document().get_element_by_id("fallback")
    {
        fallback.remove();
    }
}

/// Whether the reader is in this document: nothing here takes the focus from a page around it.
pub fn has_focus() -> bool {
    document().has_focus().unwrap_or(false)
}

/// Moves the focus to an element that takes the place of one that went.
pub fn focus(id: &str) {
    let id = id.to_owned();
    // After the view has changed.
    set_timeout(
        move || {
            let element = document().get_element_by_id(&id);
            if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok())
            {
                let _ = element.focus();
            }
        },
        Duration::ZERO,
    );
}

/// A number from 0 to 1, for pauses that should not be the same on every page.
pub fn random() -> f64 {
    js_sys::Math::random()
}
