//! Everything that narrows the list. Acts at once; the focus never moves, the page does not jump.

use domain::event::{Access, Involvement, Lang, Reach};
use domain::filter::Facet;
use domain::keyed::{self, Keyed};
use domain::programme::Programme;
use domain::query::{IdFacet, Preset, Query, Switch, facet_ids};
use domain::time::Date;
use leptos::prelude::*;
use text::{Words, labels, sentences, words};

use crate::shell::page::{focus, wide};
use crate::state::State;
use crate::ui::agenda::clear;

/// Values of a facet that stand before "show all".
const FEW: usize = 12;

/// Search, facets and what is chosen of them. On a narrow screen a button opens them.
#[component]
pub fn Filters(state: State) -> impl IntoView {
    let is_wide = RwSignal::new(true);
    if let Some(query) = wide() {
        is_wide.set(query.matches());
        let query = StoredValue::new_local(query);
        // A turned phone or a resized window; the listener goes with the filters.
        let resized = window_event_listener(leptos::ev::resize, move |_| {
            let matches = query.with_value(web_sys::MediaQueryList::matches);
            if is_wide.get_untracked() != matches {
                is_wide.set(matches);
            }
        });
        on_cleanup(move || resized.remove());
    }
    let open = RwSignal::new(false);
    let chosen = move || state.query.with(count_chosen);
    view! {
        <aside class="side" aria-label=move || words::FILTERS.get(state.lang.get())>
            <Search state />
            <Show when=move || !is_wide.get()>
                <button
                    type="button"
                    class="primary"
                    aria-expanded=move || open.get().to_string()
                    aria-controls="filtry"
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {move || words::FILTERS.get(state.lang.get())}
                    {move || (chosen() > 0).then(|| format!(" · {}", chosen()))}
                </button>
            </Show>
            <div id="filtry">
                <Show when=move || is_wide.get() || open.get()>
                    <Dates state />
                    <Facets state />
                </Show>
            </div>
            <Chips state />
        </aside>
    }
}

fn count_chosen(query: &Query) -> usize {
    let ids: usize = IdFacet::ALL.iter().map(|facet| query.ids(*facet).len()).sum();
    ids + query.switches.iter().count()
        + query.access.iter().count()
        + query.reach.iter().count()
        + query.involvement.iter().count()
}

#[component]
fn Search(state: State) -> impl IntoView {
    view! {
        <label class="search">
            <span>{move || words::SEARCH.get(state.lang.get())}</span>
            <input
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                prop:value=move || state.query.with(|query| query.words.clone())
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    state.change(|query| query.words = typed);
                }
            />
        </label>
    }
}

/// Days by name, as buttons.
#[component]
pub fn Presets(state: State) -> impl IntoView {
    let button = move |preset: Option<Preset>| {
        let word = preset.map_or(words::ANY_TIME, words::preset);
        let pressed = move || {
            let pressed = state.query.with(|query| {
                query.from.is_none() && query.to.is_none() && query.when == preset
            });
            pressed.to_string()
        };
        let choose = move |_| {
            state.change(|query| (query.when, query.from, query.to) = (preset, None, None));
        };
        view! {
            <button type="button" class="chip" aria-pressed=pressed on:click=choose>
                {move || word.get(state.lang.get())}
            </button>
        }
    };
    let all = Preset::ALL.iter().copied().map(Some);
    view! {
        <div class="presets" role="group" aria-label=move || words::WHEN.get(state.lang.get())>
            {std::iter::once(None).chain(all).map(button).collect_view()}
        </div>
    }
}

#[component]
fn Dates(state: State) -> impl IntoView {
    let field = move |word: Words, get: fn(&Query) -> Option<Date>, set: fn(&mut Query, Option<Date>)| {
        let value = move || state.query.with(get).map_or_else(String::new, |date| date.to_string());
        let change = move |event| {
            let date = Date::parse(&event_target_value(&event));
            state.change(|query| {
                set(query, date);
                query.when = None;
            });
        };
        view! {
            <label class="date">
                <span>{move || word.get(state.lang.get())}</span>
                <input type="date" prop:value=value on:change=change />
            </label>
        }
    };
    view! {
        <div class="dates">
            {field(words::FROM, |query| query.from, |query, date| query.from = date)}
            {field(words::TO, |query| query.to, |query, date| query.to = date)}
        </div>
    }
}

/// Every facet that the programme has values for.
#[component]
fn Facets(state: State) -> impl IntoView {
    view! {
        <IdFieldset state facet=IdFacet::Age legend=words::AGE />
        <IdFieldset state facet=IdFacet::Venue legend=words::VENUE />
        <IdFieldset state facet=IdFacet::Category legend=words::CATEGORY />
        <fieldset>
            {legend(state, words::PRICE)}
            {switch_box(state, Switch::Free)}
            {switch_box(state, Switch::Booking)}
        </fieldset>
        {key_fieldset(state, words::ACCESS, Facet::Access, words::access, |query| &mut query.access)}
        {key_fieldset(state, words::REACH, Facet::Reach, words::reach, |query| &mut query.reach)}
        <fieldset>
            {legend(state, words::INVOLVEMENT)}
            {key_boxes(state, Facet::Involvement, words::involvement, |query| &mut query.involvement)}
            {switch_box(state, Switch::Volunteers)}
        </fieldset>
        <IdFieldset state facet=IdFacet::Language legend=words::LANGUAGE />
        <fieldset>
            {legend(state, words::FOR_WHOM)}
            {switch_box(state, Switch::Generations)}
            {switch_box(state, Switch::Classes)}
        </fieldset>
    }
}

fn legend(state: State, word: Words) -> impl IntoView {
    view! { <legend>{move || word.get(state.lang.get())}</legend> }
}

/// What readers call a value of a facet of ids, and the language that is in when it is not theirs.
fn id_label(programme: &Programme, facet: IdFacet, id: &str, lang: Lang) -> (String, Option<String>) {
    let feed = programme.feed();
    let (said, spoken) = match facet {
        IdFacet::Age => {
            let group = feed.age_groups.iter().find(|group| &*group.id == id);
            group.map(|group| labels::text(feed, &group.label, lang))
        }
        IdFacet::Venue => {
            let venue = feed.venues.iter().find(|venue| &*venue.id == id);
            venue.map(|venue| labels::venue(feed, venue, lang))
        }
        IdFacet::Category => {
            let category = feed.categories.iter().find(|category| &*category.id == id);
            category.map(|category| labels::text(feed, &category.label, lang))
        }
        IdFacet::Language => return (labels::language(lang, id), None),
    }
    .unwrap_or((id, None));
    (said.to_owned(), spoken.map(str::to_owned))
}

/// A facet whose values are ids of the feed; a long one is folded.
#[component]
fn IdFieldset(state: State, facet: IdFacet, legend: Words) -> impl IntoView {
    let all = RwSignal::new(false);
    let ids = move || {
        state.shown.with(|shown| {
            let ids = shown.iter().flat_map(|shown| facet_ids(shown.programme(), facet));
            ids.map(str::to_owned).collect::<Vec<String>>()
        })
    };
    let count = move |place: usize| count(state, Facet::Ids(facet), place);
    let chosen = move |id: &str| state.query.with(|query| query.ids(facet).iter().any(|it| it == id));
    // Nothing is taken away: what no event has now comes last.
    let values = move || {
        let mut values: Vec<(usize, String)> = ids().into_iter().enumerate().collect();
        values.sort_by_key(|(place, _)| count(*place) == 0);
        if !all.get() && values.len() > FEW {
            let mut stood = 0;
            values.retain(|(_, id)| {
                stood += 1;
                stood <= FEW || chosen(id)
            });
        }
        values
    };
    let total = move || ids().len();
    let more = move || !all.get() && total() > FEW;
    let label = move |id: &str| {
        let lang = state.lang.get();
        state.shown.with(|shown| {
            shown.as_ref().map_or_else(Default::default, |shown| {
                id_label(shown.programme(), facet, id, lang)
            })
        })
    };
    view! {
        <Show when=move || { total() > 0 }>
            <fieldset>
                {self::legend(state, legend)}
                <For each=values key=|value| value.clone() let:value>
                    {
                        let (place, id) = value;
                        let key = StoredValue::new(id);
                        check_box(
                            move || key.with_value(|id| label(id)),
                            move || count(place),
                            move || key.with_value(|id| chosen(id)),
                            move || key.with_value(|id| state.toggle(facet, id)),
                        )
                    }
                </For>
                <Show when=more>
                    <button type="button" class="all" on:click=move |_| all.set(true)>
                        {move || {
                            let lang = state.lang.get();
                            sentences::all_values(lang, legend.get(lang), total())
                        }}
                    </button>
                </Show>
            </fieldset>
        </Show>
    }
}

/// How many would be shown with this value.
fn count(state: State, facet: Facet, place: usize) -> u32 {
    state.shown.with(|shown| {
        let programme = shown.as_ref().map(|shown| shown.programme());
        let found = state.found.get();
        programme
            .zip(found)
            .map_or(0, |(programme, found)| found.count(programme, facet, place))
    })
}

/// A native checkbox with its label and count.
fn check_box(
    label: impl Fn() -> (String, Option<String>) + Copy + Send + Sync + 'static,
    count: impl Fn() -> u32 + Send + Sync + 'static,
    chosen: impl Fn() -> bool + Send + Sync + 'static,
    toggle: impl Fn() + 'static,
) -> AnyView {
    view! {
        <div class="choice">
            <label>
                <input type="checkbox" prop:checked=chosen on:change=move |_| toggle() />
                <span lang=move || label().1>{move || label().0}</span>
            </label>
            <span class="n">{count}</span>
        </div>
    }
    .into_any()
}

fn switch_box(state: State, switch: Switch) -> AnyView {
    check_box(
        move || (words::switch(switch).get(state.lang.get()).to_owned(), None),
        move || count(state, Facet::Switch(switch), 0),
        move || state.query.with(|query| query.switches.contains(switch)),
        move || state.change(|query| query.switches.toggle(switch)),
    )
}

type Field<T> = fn(&mut Query) -> &mut keyed::Set<T>;

/// Boxes of a closed list, for those values that some event has or the reader chose.
fn key_boxes<T: Keyed + Send + Sync>(
    state: State,
    facet: Facet,
    word: fn(T) -> Words,
    field: Field<T>,
) -> impl IntoView {
    let chosen = move |value: T| state.query.with(|query| field(&mut query.clone()).contains(value));
    let values = move || {
        let used = state.shown.with(|shown| {
            let facts = shown.as_ref().map(|shown| shown.programme().facts());
            facts.map_or(0, |facts| facts.used(facet))
        });
        let there = |value: &T| used >> value.index() & 1 == 1 || chosen(*value);
        T::ALL.iter().copied().filter(there).map(Keyed::index).collect::<Vec<_>>()
    };
    let child = move |index: usize| {
        let value = *T::ALL.get(index)?;
        Some(check_box(
            move || (word(value).get(state.lang.get()).to_owned(), None),
            move || count(state, facet, index),
            move || chosen(value),
            move || state.change(|query| field(query).toggle(value)),
        ))
    };
    view! { <For each=values key=|index| *index children=child /> }
}

fn key_fieldset<T: Keyed + Send + Sync>(
    state: State,
    name: Words,
    facet: Facet,
    word: fn(T) -> Words,
    field: Field<T>,
) -> impl IntoView {
    let used = move || {
        state.shown.with(|shown| {
            shown.as_ref().is_some_and(|shown| shown.programme().facts().used(facet) != 0)
        })
    };
    view! {
        <Show when=used>
            <fieldset>{legend(state, name)} {key_boxes(state, facet, word, field)}</fieldset>
        </Show>
    }
}

/// What is chosen, each as a button that takes it away.
#[component]
fn Chips(state: State) -> impl IntoView {
    let chips = move || {
        let lang = state.lang.get();
        let query = state.query.get();
        let mut chips: Vec<(String, Query)> = Vec::new();
        let mut add = |label: String, without: &dyn Fn(&mut Query)| {
            let mut other = query.clone();
            without(&mut other);
            chips.push((label, other));
        };
        if let Some(shown) = state.shown.get() {
            let programme = shown.programme();
            for facet in IdFacet::ALL {
                for id in facet_ids(programme, *facet) {
                    if query.ids(*facet).iter().any(|chosen| chosen == id) {
                        let label = id_label(programme, *facet, id, lang).0;
                        add(label, &|query| {
                            query.toggle(*facet, id, facet_ids(programme, *facet));
                        });
                    }
                }
            }
        }
        if !query.words.trim().is_empty() {
            let label = format!("„{}”", query.words.trim());
            add(label, &|query| query.words.clear());
        }
        for switch in query.switches.iter() {
            let label = words::switch(switch).get(lang).to_owned();
            add(label, &|query| query.switches.toggle(switch));
        }
        for value in query.access.iter() {
            let label = words::access(value).get(lang).to_owned();
            add(label, &|query: &mut Query| toggle::<Access>(&mut query.access, value));
        }
        for value in query.reach.iter() {
            let label = words::reach(value).get(lang).to_owned();
            add(label, &|query: &mut Query| toggle::<Reach>(&mut query.reach, value));
        }
        for value in query.involvement.iter() {
            let label = words::involvement(value).get(lang).to_owned();
            add(label, &|query: &mut Query| toggle::<Involvement>(&mut query.involvement, value));
        }
        chips
    };
    let child = move |(label, without): (String, Query)| {
        let lang = state.lang.get_untracked();
        let said = sentences::remove_filter(lang, &label);
        let remove = move |_| {
            let without = without.clone();
            state.change(|query| *query = without);
            // The button is gone: the next place that makes sense is what the change did.
            focus("wynik");
        };
        view! {
            <button type="button" class="chip" aria-label=said on:click=remove>
                {label} <span aria-hidden="true">"✕"</span>
            </button>
        }
    };
    let any = Memo::new(move |_| state.query.with(Query::is_filtered));
    view! {
        <Show when=move || any.get()>
            <div class="chips">
                <For each=chips key=|(label, query)| (label.clone(), query.to_search()) children=child />
                <button type="button" class="chip clear" on:click=move |_| clear(state)>
                    {move || words::CLEAR.get(state.lang.get())}
                </button>
            </div>
        </Show>
    }
}

fn toggle<T: Keyed>(set: &mut keyed::Set<T>, value: T) {
    set.toggle(value);
}
