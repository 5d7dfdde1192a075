//! The calendar in a lobby, from the first touch until nobody has touched it for a minute: then the screen says that it
//! goes back to its start, which a touch prevents (WCAG 2.2.1), and does, language and filters with it.

use cards::draw::Draw;
use std::time::Duration;

use domain::event::Lang;
use leptos::prelude::*;
use text::{sentences, words};

use super::{Clock, Sought, screen};
use crate::small::SmallSignal;
use crate::state::State;
use crate::ui;
use crate::ui::dom::{El, button, el, follow, hear};

/// Seconds without a touch until the screen says that it goes back, and then until it does.
const REST: usize = 60;
const WARNING: usize = 20;

/// The page that everybody knows, with what takes it back to the start.
pub fn calendar(
    state: State,
    touched: SmallSignal<bool>,
    sought: StoredValue<Sought>,
    time: SmallSignal<Clock>,
) -> El {
    let sought = sought.try_update_value(Option::take).flatten();
    let seek = move || {
        let link = sought.and_then(|(event, at)| ui::detail::link_at(&event, at));
        match link {
            Some(link) => drop(link.focus()),
            None => window().scroll_to_with_x_and_y(0.0, 0.0),
        }
    };
    // When it is drawn.
    set_timeout(seek, Duration::ZERO);
    let left = SmallSignal::new(REST + WARNING);
    let stay = move || left.set(REST + WARNING);
    hear("pointerdown", move |_| stay());
    hear("keydown", move |_| stay());
    hear("wheel", move |_| stay());
    count_down(state, touched, left);
    el("div")
        .class("touched")
        .child(ui::page::page(state))
        .child_of(move || {
            let age = screen::age(state, state.lang.get(), time, false);
            Some(el("aside").child(age))
        })
        .child_of(move || Some(warning(state.lang.get(), left)))
}

/// A second less, each second, until the calendar is gone.
fn count_down(state: State, touched: SmallSignal<bool>, left: SmallSignal<usize>) {
    let second = move || match left.try_get_untracked() {
        None => {}
        Some(0 | 1) => {
            touched.set(false);
            state.begin_anew();
        }
        Some(more) => {
            left.set(more - 1);
            count_down(state, touched, left);
        }
    };
    set_timeout(second, Duration::from_secs(1));
}

/// Above all else, an opened event too, for as long as the time is short.
fn warning(lang: Lang, left: SmallSignal<usize>) -> El {
    let said = move || sentences::goes_back(lang, left.get());
    let stay = button(move || left.set(REST + WARNING)).class("primary");
    let dialog = el("dialog")
        .class("warning")
        .attr("aria-label", words::GOES_BACK.get(lang))
        .child(el("p").attr("aria-live", "off").text_of(said))
        .child(stay.text(words::STAY.get(lang)));
    let element = dialog.clone();
    follow(move || {
        let short = left.get() <= WARNING;
        let element = element.clone();
        // A dialog can be shown once it is in the document.
        queue_microtask(move || ui::dom::show(&element, short));
    });
    dialog
}
