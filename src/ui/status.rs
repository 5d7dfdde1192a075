//! How loading goes: nothing yet, something went wrong, something in the address was not understood.

use cards::draw::Draw;
use domain::event::Lang;
use domain::stars::to_lines;
use leptos::prelude::*;
use text::{dates, sentences, words};

use crate::shell::page::focus;
use crate::small::{SmallSignal, Told};
use crate::state::State;
use crate::ui::dom::{El, button, el, follow};

/// Messages above the calendar.
pub fn messages(state: State, lang: Lang) -> El {
    let waits = move || state.shown.with(Option::is_none) && state.failure().is_none();
    let said = move || {
        let said = match (waits(), state.slow.get()) {
            (true, false) => words::LOADING.get(lang),
            (true, true) => words::LOADING_SLOW.get(lang),
            (false, _) => "",
        };
        said.to_owned()
    };
    let waiting = el("p")
        .class("waiting")
        .attr("role", "status")
        .text_of(said);
    let retried = SmallSignal::new(false);
    let told = move || {
        let told = problem(state, lang, retried);
        // The button that was pressed is gone: the focus goes to what came in its place.
        if retried.get_untracked() {
            retried.set(false);
            focus(if told.is_some() { "ponow" } else { "lista" });
        }
        told
    };
    // Told apart, so that a newer programme leaves the button and its focus as they are.
    let sent = SmallSignal::new(0_usize);
    follow(move || {
        let count = state.shown.with(|shown| {
            let feed = shown.as_ref().map(|shown| shown.programme().feed());
            state
                .filters
                .with(|query| feed.map_or(0, |feed| query.stars_in(feed)))
        });
        sent.set(count);
    });
    el("div")
        .child(waiting.hidden_if(move || !waits()))
        .child_of(told)
        .child_of(move || stars_changed(state, lang))
        .child_of(move || shared(state, lang, sent.get()))
        .child_of(move || Some(notes(state, lang)))
}

/// What happened, what still works, and a button to try again.
fn problem(state: State, lang: Lang, retried: SmallSignal<bool>) -> Option<El> {
    let failure = state.failure()?;
    let still = if state.shown.with(Option::is_some) {
        words::STALE
    } else {
        words::RETRY_SOON
    };
    let retry = move || {
        retried.set(true);
        state.ask_again();
    };
    let retry = button(retry).id("ponow").text(words::RETRY.get(lang));
    Some(
        el("div")
            .class("problem")
            .attr("role", "alert")
            .child(el("p").text(&sentences::failure(lang, &failure)))
            .child(el("p").text(still.get(lang)))
            .child_if(age(state, lang).map(|age| el("p").text(&age)))
            .child(retry),
    )
}

/// How old the programme is.
pub fn age(state: State, lang: Lang) -> Option<String> {
    let shown = state.shown.get()?;
    let wall = shown.programme().feed().zone.wall(shown.made());
    let moment = format!("{}, {}", dates::day(lang, wall.date), dates::time(wall));
    Some(sentences::as_of(lang, &moment))
}

/// What changed about starred events since the last visit, until somebody has read it: the second program finds it, and
/// shows what is hidden here when there is something.
fn stars_changed(state: State, lang: Lang) -> Option<El> {
    // An event that is still to come is not gone.
    let stars = state.stars.with_untracked(|stars| to_lines(stars));
    if !state.is_complete() || stars.is_empty() {
        return None;
    }
    let note = el("div")
        .class("note")
        .attr("role", "status")
        .attr("hidden", "");
    let shown = note.element().clone();
    let seen = move || {
        state.see_stars();
        shown.remove();
        focus("lista");
    };
    let note = note.child(button(seen).class("chip").text(words::UNDERSTOOD.get(lang)));
    let told = SmallSignal::new(Told::Nothing);
    state.extra("changes", Some(&note), &stars, lang, told);
    Some(note)
}

/// A list that somebody sent, and the way to make it one's own.
fn shared(state: State, lang: Lang, count: usize) -> Option<El> {
    if count == 0 || state.locks("stars") {
        return None;
    }
    let take = move || {
        state.star_shared();
        focus("lista");
    };
    Some(
        el("div")
            .class("note")
            .child(el("p").text(&sentences::shared_list(lang, count)))
            .child(button(take).class("chip").text(words::TAKE_OVER.get(lang))),
    )
}

/// An event that is not in the programme; values of the address that mean nothing here.
fn notes(state: State, lang: Lang) -> El {
    let values: Vec<String> = state
        .ignored()
        .iter()
        .map(|unknown| format!("{}={}", unknown.key, unknown.value))
        .collect();
    let note = |said: &str| el("p").class("note").text(said);
    let wanted = state.query.with(|query| query.event.is_some());
    let lost = wanted && state.is_complete() && state.opened.with(Option::is_none);
    let lost = lost.then(|| note(words::NO_EVENT.get(lang)));
    let ignored = (!values.is_empty()).then(|| note(&sentences::ignored(lang, &values.join(", "))));
    el("div")
        .attr("role", "status")
        .child_if(lost)
        .child_if(ignored)
}
