//! Everything that narrows the list. Acts at once; the focus never moves, the page does not jump.

use cards::draw::Draw;
use domain::event::Lang;
use domain::filter::{Facet, Value};
use domain::keyed::Keyed;
use domain::order::sorted;
use domain::query::{IdFacet, Preset, Query, Switch};
use domain::time::Date;
use leptos::prelude::*;
use text::{Words, labels, sentences, words};

use crate::shell::page::focus;
use crate::small::SmallSignal;
use crate::state::State;
use crate::ui::dom::{El, Row, button, el, focus_in, key, typed};

/// Id of the button that opens the filters.
const OPENER: &str = "otworz-filtry";

/// Values of a facet that stand before "show all".
const FEW: usize = 12;

/// The groups of boxes, in the order in which people choose.
pub const GROUPS: [(Words, &[Facet]); 9] = [
    (words::AGE, &[Facet::Ids(IdFacet::Age)]),
    (words::VENUE, &[Facet::Ids(IdFacet::Venue)]),
    (words::CATEGORY, &[Facet::Ids(IdFacet::Category)]),
    (
        words::PRICE,
        &[Facet::Switch(Switch::Free), Facet::Switch(Switch::Booking)],
    ),
    (
        words::FOR_WHOM,
        &[
            Facet::Switch(Switch::Generations),
            Facet::Switch(Switch::Classes),
            Facet::Switch(Switch::Mine),
        ],
    ),
    (words::ACCESS, &[Facet::Access]),
    (
        words::INVOLVEMENT,
        &[Facet::Involvement, Facet::Switch(Switch::Volunteers)],
    ),
    (words::REACH, &[Facet::Reach]),
    (words::LANGUAGE, &[Facet::Ids(IdFacet::Language)]),
];

/// Words to look for.
pub fn finding(state: State, lang: Lang) -> El {
    el("div")
        .class("finding")
        .attr("role", "search")
        .child(search(state, lang))
        .hidden_if(move || state.locks("q"))
}

/// The facets: a column on a wide screen, on a narrow one a sheet that the bar opens.
pub fn filters(state: State, lang: Lang) -> El {
    let open = state.filters_open;
    let close = move || {
        open.set(false);
        focus(OPENER);
    };
    let escape = move |event: web_sys::Event| {
        if key(&event) == "Escape" && !state.wide.get_untracked() {
            close();
        }
    };
    let found = move || {
        let listed = state.listed.get();
        let count = listed.map_or(0, |listed| listed.found.matches.len());
        sentences::show_found(lang, state.shown_of(count))
    };
    let done = button(close)
        .class("primary done")
        .text_of(found)
        .hidden_if(move || state.wide.get());
    let shut = move || !state.wide.get() && !open.get();
    el("aside")
        .id("filtry")
        .class("side")
        .attr("aria-label", words::FILTERS.get(lang))
        .on("keydown", escape)
        .child_of(move || (state.whole.get() && !shut()).then(|| boxes(state, lang)))
        .child(done)
        .hidden_if(shut)
}

/// On a narrow screen: opens the filters, and says how many are chosen.
pub fn opener(state: State, lang: Lang) -> El {
    let open = state.filters_open;
    let label = move || {
        let label = words::FILTERS.get(lang);
        match chosen(state).len() {
            0 => label.to_owned(),
            count => format!("{label} · {count}"),
        }
    };
    button(move || open.change(|open| !open))
        .id(OPENER)
        .class("primary")
        .attr("aria-controls", "filtry")
        .attr_of("aria-expanded", move || Some(open.get().to_string()))
        .text_of(label)
        .hidden_if(move || state.wide.get())
}

/// Every chosen value that is the reader's own.
fn chosen(state: State) -> Vec<Value> {
    let shown = state.shown.get();
    let mut chosen = shown.map_or_else(Vec::new, |shown| {
        state.filters.with(|query| query.chosen(shown.programme()))
    });
    chosen.retain(|value| !state.locks(value.facet.key()));
    chosen
}

fn search(state: State, lang: Lang) -> El {
    let field = el("input")
        .attr("type", "search")
        .attr("enterkeyhint", "search")
        .attr("autocomplete", "off")
        .value_of(move || state.filters.with(|query| query.words.clone()))
        .on("input", move |event| {
            state.change(|query| query.words = typed(&event));
        });
    el("label")
        .class("search")
        .child(el("span").text(words::SEARCH.get(lang)))
        .child(field)
}

/// Days by name, as buttons.
pub fn presets(state: State, lang: Lang) -> El {
    let preset = move |preset: Option<Preset>| {
        let word = preset.map_or(words::ANY_TIME, words::preset);
        let pressed = move || {
            let pressed = state
                .query
                .with(|query| query.from.is_none() && query.to.is_none() && query.when == preset);
            Some(pressed.to_string())
        };
        let choose = move || {
            state.change(|query| (query.when, query.from, query.to) = (preset, None, None));
        };
        button(choose)
            .class("chip")
            .attr_of("aria-pressed", pressed)
            .text(word.get(lang))
    };
    let all = Preset::ALL.iter().copied().map(Some);
    el("div")
        .class("presets")
        .attr("role", "group")
        .attr("aria-label", words::WHEN.get(lang))
        .children(std::iter::once(None).chain(all).map(preset).collect())
        .hidden_if(move || state.locks("when"))
}

type DateField = (
    Words,
    fn(&Query) -> Option<Date>,
    fn(&mut Query, Option<Date>),
);

const DATES: [DateField; 2] = [
    (
        words::FROM,
        |query| query.from,
        |query, date| query.from = date,
    ),
    (words::TO, |query| query.to, |query, date| query.to = date),
];

fn date(state: State, lang: Lang, (word, get, set): DateField) -> El {
    let value = move || {
        state
            .query
            .with(get)
            .map_or_else(String::new, |date| date.to_string())
    };
    let field = el("input")
        .attr("type", "date")
        .value_of(value)
        .on("change", move |event| {
            let date = Date::parse(&typed(&event));
            state.change(|query| {
                set(query, date);
                query.when = None;
            });
        });
    el("label")
        .class("date")
        .child(el("span").text(word.get(lang)))
        .child(field)
}

fn boxes(state: State, lang: Lang) -> El {
    let dates = DATES.map(|field| date(state, lang, field));
    let groups = GROUPS.map(|(legend, facets)| group(state, lang, legend, facets));
    el("div")
        .class("boxes")
        .child_if((!state.locks("when")).then(|| el("div").class("dates").children(dates.into())))
        .children(groups.into())
        .child_if((!state.embedded).then(|| remember(state, lang)))
}

/// Keeps the choice for the next visit, or no longer.
fn remember(state: State, lang: Lang) -> El {
    let choice = move || state.filters.with(|query| query.choice().to_search());
    let kept = move || state.kept_choice.get();
    let place = el("p").class("remember");
    // The button that was pressed goes, and the other comes.
    let act = |take: fn(String) -> String| {
        let place = place.clone();
        move || {
            let choice = untrack(choice);
            let both_go = choice.is_empty();
            state.keep_choice(take(choice));
            if both_go {
                focus("wynik");
            } else {
                focus_in(&place, "button:not([hidden])");
            }
        }
    };
    let (keep, forget) = (act(|choice| choice), act(|_| String::new()));
    place
        .child(
            button(keep)
                .class("chip")
                .text(words::REMEMBER.get(lang))
                .hidden_if(move || choice().is_empty() || choice() == kept()),
        )
        .child(
            button(forget)
                .class("chip")
                .text(words::FORGET.get(lang))
                .hidden_if(move || kept().is_empty()),
        )
}

/// A child's age in years finds its groups.
fn years(state: State, lang: Lang) -> El {
    let field = el("input")
        .attr("type", "number")
        .attr("inputmode", "numeric")
        .attr("min", "0")
        .attr("max", "120")
        .on("input", move |event| {
            let years = typed(&event).parse().ok();
            if let Some(shown) = state.shown.get_untracked() {
                state.change(|query| query.choose_age(shown.programme(), years));
            }
        });
    el("label")
        .class("years")
        .child(el("span").text(words::YEARS.get(lang)))
        .child(field)
}

/// One fieldset. Nothing that the feed lists is taken away: what no event has now comes last. Words of a closed list
/// stand only where some event has them, or the reader chose them.
fn group(state: State, lang: Lang, legend: Words, facets: &'static [Facet]) -> El {
    let all = SmallSignal::new(false);
    let values = move || {
        let Some(shown) = state.shown.get() else {
            return Vec::new();
        };
        let programme = shown.programme();
        let facts = programme.facts();
        let stands = |value: &Value| match value.facet {
            Facet::Ids(_) | Facet::Switch(_) => true,
            _ => facts.used(*value) || state.filters.with(|query| query.has(programme, *value)),
        };
        let free = facets.iter().filter(|facet| !state.locks(facet.key()));
        let values = free.flat_map(|facet| facet.values(programme));
        values.filter(stands).collect::<Vec<_>>()
    };
    let standing = move || {
        let values = values();
        // What leaves nothing comes last; boxes that stand for themselves keep their place below.
        let rank = |place: usize| {
            values.get(place).map(|value| match value.facet {
                Facet::Switch(_) => 2,
                _ => u8::from(count(state, *value) == 0),
            })
        };
        let order = sorted(values.len(), &|one, other| rank(one).cmp(&rank(other)));
        let mut values: Vec<Value> = order
            .into_iter()
            .filter_map(|place| values.get(place).copied())
            .collect();
        if !all.get() {
            let mut place = 0;
            values.retain(|value| {
                place += 1;
                place <= FEW || has(state, *value)
            });
        }
        let row = |value: Value| Row {
            key: number(value),
            about: number(value),
            draw: Box::new(move || choice(state, lang, value)),
        };
        Some(values.into_iter().map(row).collect())
    };
    let list = el("div").rows(None, standing);
    let boxes = list.clone();
    // The button goes: the focus goes to the first box that came.
    let show_all = move || {
        all.set(true);
        focus_in(&boxes, ".choice:nth-child(13) input");
    };
    let more = button(show_all)
        .class("all")
        .text_of(move || sentences::all_values(lang, legend.get(lang), values().len()))
        .hidden_if(move || all.get() || values().len() <= FEW);
    let by_years = matches!(facets, [Facet::Ids(IdFacet::Age)]);
    el("fieldset")
        .child(el("legend").text(legend.get(lang)))
        .child_if(by_years.then(|| years(state, lang)))
        .child(list)
        .child(more)
        .hidden_if(move || values().is_empty())
}

/// A number of its own for every value.
fn number(value: Value) -> u64 {
    let facet = Facet::ALL.iter().position(|facet| *facet == value.facet);
    value.place as u64 * 64 + facet.unwrap_or(0) as u64
}

fn has(state: State, value: Value) -> bool {
    let shown = state.shown.get();
    shown.is_some_and(|shown| {
        state
            .query
            .with(|query| query.has(shown.programme(), value))
    })
}

/// How many would be shown with this value.
fn count(state: State, value: Value) -> u32 {
    let both = state.shown.get().zip(state.listed.get());
    both.map_or(0, |(shown, listed)| {
        listed.found.count(shown.programme(), value)
    })
}

/// What readers call it; does not follow the programme, since with another the row is drawn anew.
fn label(state: State, lang: Lang, value: Value) -> (String, Option<String>) {
    let shown = state.shown.get_untracked();
    shown.map_or_else(Default::default, |shown| {
        labels::value(shown.programme(), value, lang)
    })
}

/// A native checkbox with its label, and the count beside.
fn choice(state: State, lang: Lang, value: Value) -> El {
    let tick = el("input")
        .attr("type", "checkbox")
        .checked_of(move || has(state, value))
        .on("change", move |_| state.toggle(value));
    let name = el("span")
        .attr_of("lang", move || {
            state.shown.track();
            label(state, lang, value).1
        })
        .text_of(move || {
            state.shown.track();
            label(state, lang, value).0
        });
    el("div")
        .class("choice")
        .child(el("label").child(tick).child(name))
        .child(
            el("span")
                .class("n")
                .text_of(move || count(state, value).to_string()),
        )
}

/// What is chosen, each as a button that takes it away. The button goes with it, so the focus moves to the result.
pub fn chips(state: State, lang: Lang) -> El {
    let chip = move |said: &str, remove: Box<dyn Fn()>| {
        let remove = move || {
            remove();
            focus("wynik");
        };
        button(remove)
            .class("chip")
            .attr("aria-label", &sentences::remove_filter(lang, said))
            .text(said)
            .child(el("span").attr("aria-hidden", "true").text("✕"))
    };
    let chips = move || {
        let values = chosen(state);
        let mut words = state.filters.with(|query| query.words.trim().to_owned());
        if state.locks("q") {
            words.clear();
        }
        let listed = state.filters.with(|query| !query.stars.is_empty());
        if words.is_empty() && values.is_empty() && (!listed || state.locks("stars")) {
            return None;
        }
        let mut chips: Vec<El> = Vec::new();
        for value in values {
            let said = label(state, lang, value).0;
            chips.push(chip(&said, Box::new(move || state.toggle(value))));
        }
        if !words.is_empty() {
            let clear = move || state.change(|query| query.words.clear());
            chips.push(chip(&format!("„{words}”"), Box::new(clear)));
        }
        let clear = move || {
            state.clear();
            focus("wynik");
        };
        let clear = button(clear)
            .class("chip clear")
            .text(self::words::CLEAR.get(lang));
        let chips = el("div").class("chips").children(chips).child(clear);
        Some(
            chips
                .attr("role", "group")
                .attr("aria-label", self::words::CHOSEN.get(lang)),
        )
    };
    // As high without chips as with them: what is below does not jump.
    el("div").class("chosen").child_of(chips)
}
