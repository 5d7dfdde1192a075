//! How loading goes: nothing yet, something went wrong, something in the address was not understood.

use domain::event::Lang;
use leptos::prelude::*;
use text::{sentences, words};

use crate::state::State;

/// Messages above the calendar.
#[component]
pub fn Status(state: State) -> impl IntoView {
    let waiting = move || {
        let nothing = state.shown.with(Option::is_none) && state.failure.with(Option::is_none);
        nothing.then(|| {
            let words = if state.slow.get() { words::LOADING_SLOW } else { words::LOADING };
            words.get(state.lang.get())
        })
    };
    view! {
        <p class="waiting" role="status" hidden=move || waiting().is_none()>{waiting}</p>
        {move || problem(state)}
        {move || ignored(state)}
    }
}

/// What happened, what still works, and a button to try again.
fn problem(state: State) -> Option<AnyView> {
    let failure = state.failure.get()?;
    let lang = state.lang.get();
    let still = if state.shown.with(Option::is_some) {
        words::STALE
    } else {
        words::RETRY_SOON
    };
    Some(
        view! {
            <div class="problem" role="alert">
                <p>{sentences::failure(lang, &failure)}</p>
                <p>{still.get(lang)}</p>
                <button type="button" on:click=move |_| state.retry.update(|asked| *asked += 1)>
                    {words::RETRY.get(lang)}
                </button>
            </div>
        }
        .into_any(),
    )
}

/// Values of the address that mean nothing here, and a programme that is only a part.
fn ignored(state: State) -> AnyView {
    let lang: Lang = state.lang.get();
    let values: Vec<String> = state
        .ignored()
        .iter()
        .map(|unknown| format!("{}={}", unknown.key, unknown.value))
        .collect();
    let partial = state.shown.with(|shown| {
        shown.as_ref().is_some_and(|shown| shown.programme().feed().partial)
    });
    view! {
        {partial.then(|| view! { <p class="note">{words::PARTIAL.get(lang)}</p> })}
        {(!values.is_empty())
            .then(|| view! { <p class="note">{sentences::ignored(lang, &values.join(", "))}</p> })}
    }
    .into_any()
}
