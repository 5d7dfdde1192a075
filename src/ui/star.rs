//! The star on an event: kept on this device, for a programme of one's own.

use cards::draw::Draw;
use domain::event::{Lang, OccurrenceRef};
use domain::filter::{Facet, Value};
use domain::query::Switch;
use leptos::prelude::*;
use text::{Words, labels, sentences, words};

use crate::small::SmallSignal;
use crate::state::State;
use crate::ui::dom::{El, button, el, focus_in};

/// The star of an occurrence. Of an event with more dates it asks: this one, or all of them.
pub fn star(state: State, lang: Lang, it: OccurrenceRef<'_>) -> El {
    let (title, _) = labels::text(it.feed, &it.event.title, lang);
    let name = sentences::star(lang, title);
    let named = name.clone();
    let many = it.event.has_more_dates();
    // Shared by the closures below, of which there are a handful for every card.
    let meant = StoredValue::new((it.event.id.to_string(), it.when.at()));
    let starred = move || meant.with_value(|(event, at)| state.is_starred(event, *at));
    let asking = SmallSignal::new(false);
    let holder = el("span").class("star");
    let place = holder.clone();
    let press = move || {
        if untrack(starred) {
            asking.set(false);
            meant.with_value(|(event, at)| state.unstar(event, *at));
        } else if many {
            asking.change(|asking| !asking);
            focus_in(&place, "span > span > button");
        } else {
            meant.with_value(|(event, _)| state.star(event, None));
        }
    };
    let place = holder.clone();
    let choice = move |word: Words, one: bool| {
        let place = place.clone();
        let choose = move || {
            asking.set(false);
            meant.with_value(|(event, at)| state.star(event, one.then_some(*at)));
            focus_in(&place, "button");
        };
        button(choose).class("chip").text(word.get(lang))
    };
    let ask = move || {
        asking.get().then(|| {
            el("span")
                .attr("role", "group")
                .attr("aria-label", &name)
                .child(choice(words::THIS_DATE, true))
                .child(choice(words::ALL_DATES, false))
        })
    };
    let button = button(press)
        .attr("aria-label", &named)
        .attr_of("aria-pressed", move || Some(starred().to_string()));
    holder.child(button).child_of(ask)
}

/// How many are starred, and the way to them and back.
pub fn mine(state: State, lang: Lang) -> El {
    let count = move || state.stars.with(Vec::len);
    button(move || state.toggle(MINE))
        .class("chip mine")
        .attr_of("aria-label", move || Some(sentences::mine(lang, count())))
        .attr_of("aria-pressed", move || {
            let on = state
                .filters
                .with(|query| query.switches.contains(Switch::Mine));
            Some(on.to_string())
        })
        .text_of(move || format!("★ {}", count()))
        .hidden_if(move || count() == 0)
}

/// The filter that shows what is starred.
const MINE: Value = Value {
    facet: Facet::Switch(Switch::Mine),
    place: 0,
};
