//! Taking events along: into a calendar program, to somebody else, onto paper.

use cards::draw::Draw;
use domain::event::{Lang, OccurrenceRef};
use domain::filter::Facet;
use domain::help::Narrowing;
use domain::query::{Query, Switch};
use leptos::prelude::*;
use text::{labels, published, words};

use crate::small::{SmallSignal, Told};
use crate::state::State;
use crate::ui::dom::{El, button, el};
use crate::ui::star::star;

/// What can be done with the opened event. `query` names it and its date.
pub fn event(state: State, lang: Lang, it: OccurrenceRef<'_>) -> El {
    let search = state.public_search(it);
    let title = labels::text(it.feed, &it.event.title, lang).0.to_owned();
    let told = SmallSignal::new(Told::Nothing);
    let ways = el("div").class("ways");
    let place = ways.clone();
    let take = move || state.extra("take", Some(&place), &search, lang, told);
    let address = state.public_address(it);
    let share = move || pass_on(state, &title, &address, told);
    let print = || {
        let _ = window().print();
    };
    el("div")
        .class("take")
        .child(star(state, lang, it))
        .child(button(take).class("chip").text(words::TAKE.get(lang)))
        .child(button(share).class("chip").text(words::SHARE.get(lang)))
        .child(button(print).class("chip").text(words::PRINT.get(lang)))
        .child(ways)
        .child(said(lang, told))
}

/// What can be done with what is listed.
pub fn list(state: State, lang: Lang) -> El {
    let told = SmallSignal::new(Told::Nothing);
    let save = move || {
        let query = state.filters.with_untracked(|query| given(state, query));
        state.extra("save", None, &query.to_search(), lang, told);
    };
    let ways = el("div").class("ways");
    let place = ways.clone();
    let subscribe = move || {
        let query = state.filters.with_untracked(Query::to_search);
        state.extra("subscribe", Some(&place), &query, lang, told);
    };
    let subscribe = state.published.then(|| {
        button(subscribe)
            .class("chip")
            .text(published::SUBSCRIBE.get(lang))
    });
    let send = move || {
        let query = mine_of(state, Query::default());
        let address = format!("{}?{}", state.home(), query.to_search());
        pass_on(state, words::MINE.get(lang), &address, told);
    };
    let mine = move || {
        state
            .filters
            .with(|query| query.switches.contains(Switch::Mine))
    };
    let nothing = move || {
        state.listed.with(|listed| {
            listed
                .as_ref()
                .is_none_or(|listed| listed.found.matches.is_empty())
        })
    };
    el("div")
        .class("take")
        .child(button(save).class("chip").text(words::SAVE_ALL.get(lang)))
        .child_if(subscribe)
        .child(
            button(send)
                .class("chip")
                .text(words::SEND_LIST.get(lang))
                .hidden_if(move || !mine()),
        )
        .child(ways)
        .child(said(lang, told))
        .hidden_if(nothing)
}

/// A query that means the same elsewhere: what is starred here is named there.
fn given(state: State, query: &Query) -> Query {
    if query.switches.contains(Switch::Mine) {
        mine_of(
            state,
            query.without(Narrowing::Facet(Facet::Switch(Switch::Mine))),
        )
    } else {
        query.clone()
    }
}

fn mine_of(state: State, mut query: Query) -> Query {
    let stars = state.stars.get_untracked();
    query.stars = stars.into_iter().map(|kept| kept.star).collect();
    if let Some(shown) = state.shown.get_untracked() {
        query.tidy(shown.programme());
    }
    query
}

fn pass_on(state: State, title: &str, address: &str, told: SmallSignal<Told>) {
    let tell = move |copied| told.set(if copied { Told::Copied } else { Told::Failed });
    state.tools.pass_on(title, address, tell);
}

/// How it went, for eyes and ears.
fn said(lang: Lang, told: SmallSignal<Told>) -> El {
    let said = move || {
        let said = match told.get() {
            Told::Nothing => "",
            Told::Copied => words::COPIED.get(lang),
            Told::Failed => words::FAILED.get(lang),
        };
        said.to_owned()
    };
    el("p").class("said").attr("role", "status").text_of(said)
}
