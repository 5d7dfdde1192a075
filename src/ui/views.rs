//! Which view, and which week or month of it.

use cards::draw::Draw;
use domain::event::Lang;
use domain::keyed::Keyed;
use domain::query::{Switch, View};
use domain::time::Date;
use leptos::prelude::*;
use text::{Words, dates, words};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use crate::state::State;
use crate::ui::dom::{El, button, el, typed};
use crate::ui::{filters, star};

/// The views as buttons, and the filters. On a phone both are docked below, under the thumb, and the filters open from
/// there; on a wide screen the views stand above the list and the filters beside it.
pub fn dock(state: State, lang: Lang) -> El {
    let one = move |view: View| {
        let look = move || {
            // Back leads to another view, not to the same once more.
            if untrack(|| now(state)) != view {
                state.look(view);
            }
        };
        button(look)
            .class("chip")
            .attr_of("aria-pressed", move || {
                Some((now(state) == view).to_string())
            })
            .text(words::view(view).get(lang))
    };
    let views = el("div")
        .class("views")
        .attr("role", "group")
        .attr("aria-label", words::VIEW.get(lang))
        .children(View::ALL.iter().copied().map(one).collect());
    let bar = el("nav")
        .class("bar")
        .attr("aria-label", words::VIEW.get(lang))
        .child(filters::opener(state, lang))
        .child_if((!state.locks(Switch::Mine.key())).then(|| star::mine(state, lang)))
        .child_if((!state.locks("view")).then_some(views));
    el("div")
        .class("dock")
        .child(bar)
        .child(filters::filters(state, lang))
}

/// The view that is looked at.
pub fn now(state: State) -> View {
    let view = state.filters.with(|query| query.view);
    view.unwrap_or(View::Agenda)
}

/// The day whose week or month is looked at.
pub fn looked_at(state: State) -> Option<Date> {
    let today = state.today()?;
    Some(state.filters.with(|query| query.looked_at(today)))
}

/// Name of the week or month, the way to its neighbours, to today and to any day. Nothing is drawn anew when it turns,
/// so the focus stays on the button that turns it.
pub fn turning(state: State, lang: Lang) -> El {
    let name = move || match (now(state), looked_at(state)) {
        (View::Month, Some(day)) => dates::month_year(lang, day),
        (View::Week, Some(day)) => dates::range(lang, day.monday(), day.monday().plus(6)),
        _ => String::new(),
    };
    let step = move |by: i64, sign: &str, word: fn(View) -> Words| {
        button(move || turn(state, by))
            .class("chip step")
            .attr_of("aria-label", move || {
                Some(word(now(state)).get(lang).to_owned())
            })
            .child(el("span").attr("aria-hidden", "true").text(sign))
    };
    let to_today = button(move || go_to(state, None))
        .class("chip")
        .text(words::GO_TODAY.get(lang));
    let field = el("input")
        .attr("type", "date")
        .value_of(move || {
            let date = state.filters.with(|query| query.date);
            date.map_or_else(String::new, |date| date.to_string())
        })
        .on("change", move |event| {
            if let Some(date) = Date::parse(&typed(&event)) {
                go_to(state, Some(date));
            }
        });
    let any = el("label")
        .class("date")
        .child(el("span").text(words::GO_TO.get(lang)))
        .child(field);
    let free = move |control: El| (!state.locks("date")).then_some(control);
    el("div")
        .class("turning")
        .child_if(free(step(-1, "‹", words::previous)))
        .child(el("h2").id(NAME).attr("aria-live", "polite").text_of(name))
        .child_if(free(step(1, "›", words::next)))
        .child_if(free(to_today))
        .child_if(free(any))
        .hidden_if(move || now(state) == View::Agenda)
}

/// Id of the heading that names the week or month.
pub const NAME: &str = "okres";

/// Turns by so many weeks or months.
fn turn(state: State, by: i64) {
    let Some(day) = untrack(|| looked_at(state)) else {
        return;
    };
    let date = match untrack(|| now(state)) {
        View::Month if by < 0 => day.month_start().plus(-1).month_start(),
        View::Month => day.month_end().plus(1),
        _ => day.monday().plus(7 * by),
    };
    state.turn(Some(date), None);
}

/// To the week or month of a day, which is then listed under the month; without one to that of today.
fn go_to(state: State, day: Option<Date>) {
    let starts = state.filters.with_untracked(|query| query.from.is_some());
    // Without a date the address means today, unless it names a first day.
    let date = day.or_else(|| starts.then(|| untrack(|| state.today())).flatten());
    state.turn(date, day.or_else(|| untrack(|| state.today())));
}

/// Turns when one finger wipes sideways over an element. The browser is not kept from anything.
pub fn swiped(state: State, parent: El) -> El {
    let turned: Box<dyn FnMut(JsValue)> = Box::new(move |by| {
        if untrack(|| now(state)) != View::Agenda {
            turn(state, if by.is_undefined() { -1 } else { 1 });
        }
    });
    let turned = Closure::wrap(turned);
    state.tools.swiped(parent.element(), &turned);
    StoredValue::new_local(turned);
    parent
}
