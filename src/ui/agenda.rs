//! The list: what is on for weeks stands once, then day by day.

use domain::agenda::Entry;
use domain::event::Lang;
use domain::time::Date;
use leptos::prelude::*;
use text::{dates, sentences, words};

use crate::state::State;
use crate::ui::card::{Place, card};

/// Entries of "Trwa" that stand open.
const ONGOING: usize = 3;

/// A card stays as long as nothing that it shows has changed: event (and all around it), date, place, language.
type Key = (u64, domain::event::At, Option<(i64, i64)>, Lang);

/// The list.
#[component]
pub fn AgendaView(state: State) -> impl IntoView {
    let counted = move || {
        let found = state.found.get();
        let lang = state.lang.get();
        found.map(|found| sentences::shown(lang, found.matches.len(), found.total))
    };
    let days = move || {
        let agenda = state.agenda.get();
        let drawn = agenda.days_for(state.drawn.get());
        agenda.days.iter().take(drawn).map(|day| day.date).collect::<Vec<_>>()
    };
    let more = move || {
        let agenda = state.agenda.get();
        agenda.days_for(state.drawn.get()) < agenda.days.len()
    };
    view! {
        <p class="result" id="wynik" role="status" tabindex="-1">{counted}</p>
        {move || nothing(state)}
        <Ongoing state />
        <For each=days key=|date| *date let:date>
            <DayView state date />
        </For>
        <Show when=more>
            <p class="more">
                <button type="button" on:click=move |_| state.draw_more()>
                    {move || words::MORE.get(state.lang.get())}
                </button>
            </p>
        </Show>
    }
}

/// Cards of entries, each drawn once for as long as it stays the same.
fn cards(state: State, entries: impl Fn() -> Vec<(Entry, bool)> + Send + Sync + 'static) -> impl IntoView {
    let key = move |(entry, _): &(Entry, bool)| -> Option<Key> {
        state.shown.with(|shown| {
            let (occurrence, it) = shown.as_ref()?.programme().occurrence(entry.occurrence as usize)?;
            let lang = state.lang.get();
            Some((it.event.revision, occurrence.when.at(), entry.day_of, lang))
        })
    };
    let child = move |(entry, ongoing): (Entry, bool)| {
        state.shown.with_untracked(|shown| {
            let programme = shown.as_ref()?.programme();
            let (occurrence, it) = programme.occurrence(entry.occurrence as usize)?;
            let place = if ongoing { Place::Ongoing } else { Place::Day(entry.day_of) };
            Some(card(state, state.lang.get_untracked(), occurrence, it, place))
        })
    };
    view! { <For each=entries key=key children=child /> }
}

/// One day under its heading.
#[component]
fn DayView(state: State, date: Date) -> impl IntoView {
    let entries = move || {
        let agenda = state.agenda.get();
        let day = agenda.days.binary_search_by_key(&date, |day| day.date);
        let entries = day.ok().and_then(|place| agenda.days.get(place)).map(|day| &*day.entries);
        entries.unwrap_or(&[]).iter().map(|entry| (*entry, false)).collect()
    };
    let distance = move || state.today().map(|today| date.days_since(today));
    let near = move || {
        let word = match distance()? {
            0 => words::TODAY,
            1 => words::TOMORROW,
            _ => return None,
        };
        Some(word.get(state.lang.get()))
    };
    let full = move || dates::full(state.lang.get(), date);
    let id = format!("dzien-{date}");
    let label = id.clone();
    view! {
        <section class="day" class:today=move || distance() == Some(0) aria-labelledby=label>
            <h2 id=id>
                <span class="sr">{full}</span>
                <span aria-hidden="true">
                    {date.day()}
                    <small>
                        {move || dates::weekday(state.lang.get(), date)}
                        <br />
                        {move || dates::month(state.lang.get(), date)}
                        {move || (distance()? > 300).then(|| format!(" {}", date.year()))}
                    </small>
                </span>
                {move || near().map(|near| view! { <small class="near"><span class="sr">", "</span>{near}</small> })}
            </h2>
            <div>{cards(state, entries)}</div>
        </section>
    }
}

/// What is on for weeks; beyond three folded away.
#[component]
fn Ongoing(state: State) -> impl IntoView {
    let entries = move |from: usize, to: usize| {
        let agenda = state.agenda.get();
        let all = agenda.ongoing.iter().skip(from).take(to - from);
        let entry = |occurrence: &u32| Entry {
            occurrence: *occurrence,
            day_of: None,
        };
        all.map(|occurrence| (entry(occurrence), true)).collect::<Vec<_>>()
    };
    let count = move || state.agenda.with(|agenda| agenda.ongoing.len());
    view! {
        <Show when=move || { count() > 0 }>
            <section class="ongoing" aria-labelledby="trwa">
                <h2 id="trwa">{move || words::ONGOING.get(state.lang.get())}</h2>
                {cards(state, move || entries(0, ONGOING))}
                <Show when=move || { count() > ONGOING }>
                    <details>
                        <summary>{move || sentences::all_ongoing(state.lang.get(), count())}</summary>
                        {cards(state, move || entries(ONGOING, usize::MAX))}
                    </details>
                </Show>
            </section>
        </Show>
    }
}

/// Why the list is empty, and what to do about it.
fn nothing(state: State) -> Option<AnyView> {
    let found = state.found.get()?;
    let lang = state.lang.get();
    if !found.matches.is_empty() {
        return None;
    }
    let (filtered, dated) = state.query.with(|query| (query.is_filtered(), query.is_dated()));
    let said = if filtered && found.total > 0 {
        words::NOTHING_FOUND
    } else if dated {
        words::NOTHING_THEN
    } else {
        words::NOTHING_PLANNED
    };
    let clear = (filtered && found.total > 0).then(|| {
        view! {
            <button type="button" on:click=move |_| clear(state)>{words::CLEAR.get(lang)}</button>
        }
    });
    let all_days = dated.then(|| {
        let all = move |_| {
            state.change(|query| (query.when, query.from, query.to) = (None, None, None));
            crate::shell::page::focus("wynik");
        };
        view! { <button type="button" on:click=all>{words::ALL_DAYS.get(lang)}</button> }
    });
    Some(view! { <div class="nothing"><p>{said.get(lang)}</p>{clear}{all_days}</div> }.into_any())
}

/// Takes every filter but the days away; the button may vanish with them, so the focus goes to the result.
pub fn clear(state: State) {
    state.change(|query| *query = query.without_filters());
    crate::shell::page::focus("wynik");
}
