//! The list: what is on for weeks stands once, then day by day.

use cards::draw::Draw;
use cards::{Place, card, day as heading};
use domain::agenda::{Agenda, Entry, OPEN};
use domain::event::Lang;
use domain::help::{Help, Narrowing, help};
use domain::jsonld::{Graph, graph};
use domain::query::View;
use domain::time::Date;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use text::{labels, sentences, words};

use crate::shell::page::focus;
use crate::state::{PAGE, State};
use crate::ui::dom::{Aside, El, Row, button, el, follow, hear};
use crate::ui::month::month;
use crate::ui::star::star;
use crate::ui::{detail, filters, take, views};

/// Entries that are drawn and painted before all others: as many as a phone or a small window shows, what is on for weeks
/// among them.
const FIRST: usize = 5;

/// Events that are printed to the last day; of more, the days that are drawn. A busy month has about a hundred.
const PRINTED: usize = 200;

/// The list.
pub fn list(state: State, lang: Lang) -> El {
    let counted = move || {
        let listed = state.listed.get();
        listed.map_or_else(String::new, |listed| {
            let found = &listed.found;
            let shown = sentences::shown(lang, state.shown_of(found.matches.len()), found.total);
            if state.is_complete() {
                return shown;
            }
            format!("{shown} · {}", words::PARTIAL.get(lang))
        })
    };
    let aside = Aside::new(2 * PAGE);
    let days_aside = Aside::new(PAGE);
    let ongoing = ongoing(state, lang, &aside);
    let days = move || {
        let Some(listed) = state.listed.get() else {
            return Some(Vec::new());
        };
        let agenda = &listed.agenda;
        let drawn = days_drawn(state, agenda);
        let row = |date: Date| Row {
            key: date.number().unsigned_abs(),
            about: date.number().unsigned_abs(),
            draw: {
                let aside = aside.clone();
                Box::new(move || day(state, lang, date, &aside))
            },
        };
        let days = agenda.days.iter().take(drawn);
        Some(days.map(|day| row(day.date)).collect())
    };
    let all_drawn = move || {
        let listed = state.listed.get();
        listed.is_none_or(|listed| {
            let agenda = &listed.agenda;
            days_drawn(state, agenda) >= agenda.days.len()
        })
    };
    let result = el("p")
        .class("result")
        .id("wynik")
        .attr("role", "status")
        .attr("tabindex", "-1");
    // Where the button goes the focus goes to the result; else it stays on the button.
    let more = move || {
        state.draw_more();
        if untrack(all_drawn) {
            focus("wynik");
        }
    };
    let more = button(more).text(words::MORE.get(lang));
    hear("beforeprint", move |_| {
        let listed = state.listed.get_untracked();
        if listed.is_some_and(|listed| listed.found.matches.len() <= PRINTED) {
            state.drawn.set(usize::from(u16::MAX));
        }
    });
    let class = move || {
        // In a frame days have no columns: an opened event has to have room between them.
        let week = views::now(state) == View::Week && !state.embedded;
        let class = match (week, state.filtered.get()) {
            (true, _) => "days week",
            (false, true) => "days filtered",
            (false, false) => "days",
        };
        Some(class.to_owned())
    };
    let days_element = el("div")
        .attr_of("class", class)
        .rows(Some(&days_aside), days);
    let days_element = views::swiped(state, days_element);
    if !state.embedded {
        engines(state, lang);
    }
    el("div")
        .child(views::turning(state, lang))
        .child(
            el("div")
                .class("outcome")
                .child(result.text_of(counted))
                .child(filters::chips(state, lang)),
        )
        .child_of(move || nothing(state, lang))
        .child(month(state, lang))
        .child_if(state.embedded.then(|| detail::inline(state, lang)))
        .child(ongoing)
        .child(days_element)
        .child(el("p").class("more").child(more).hidden_if(all_drawn))
        .child(take::list(state, lang))
}

/// What is listed, for search engines that run scripts: as data, which no policy forbids. Only on a page of its own.
fn engines(state: State, lang: Lang) {
    let data = el("script").attr("type", "application/ld+json");
    if let Some(head) = document().head() {
        let _ = head.append_child(data.element());
    }
    let said = move || {
        let (shown, listed) = (state.shown.get_untracked()?, state.listed.get_untracked()?);
        let programme = shown.programme();
        let about = Graph {
            lang,
            page: &|it| state.public_address(it),
            resolve: &|link| shown.resolve(&state.tools, link),
        };
        let dates = listed.found.matches.iter().take(PAGE);
        let dates = dates.filter_map(|index| Some(programme.occurrence(*index as usize)?.1));
        Some(graph(about, dates))
    };
    let element = data.element().clone();
    // Not while somebody waits for the list to change.
    follow(move || {
        state.shown.track();
        state.listed.track();
        let element = element.clone();
        state
            .tools
            .after_paint(move || element.set_text_content(said().as_deref()));
    });
    on_cleanup({
        let data = SendWrapper::new(data);
        move || data.element().remove()
    });
}

/// Entries of days that are drawn and painted before all others.
fn first(agenda: &Agenda) -> usize {
    FIRST - agenda.ongoing.len().min(OPEN)
}

/// How many days are drawn: in a week all of it.
fn days_drawn(state: State, agenda: &Agenda) -> usize {
    if !state.whole.get() {
        return agenda.days_for(first(agenda));
    }
    match views::now(state) {
        View::Agenda => agenda.days_for(state.drawn.get()),
        _ => agenda.days.len(),
    }
}

/// Cards of entries; `first` of them are drawn before all else. One is drawn once for as long as nothing that it shows
/// has changed: the event and all around it, its date and its place.
fn cards(
    state: State,
    lang: Lang,
    aside: &Aside,
    first: usize,
    ongoing: bool,
    entries: impl Fn() -> Option<Vec<Entry>> + 'static,
) -> El {
    let rows = move || {
        let entries = entries()?;
        let most = if state.whole.get() { usize::MAX } else { first };
        state.shown.with(|shown| {
            let programme = shown.as_ref().map(super::super::state::Shown::programme);
            let entries = entries.into_iter().take(most).filter_map(|entry| {
                let (_, it) = programme?.occurrence(entry.occurrence as usize)?;
                let place = if ongoing {
                    Place::Ongoing
                } else {
                    Place::Day(entry.day_of)
                };
                let day = entry.day_of.map_or(0, |(day, _)| day.unsigned_abs());
                Some(Row {
                    key: it.revision()
                        ^ day
                        ^ (u64::from(entry.again) << 40)
                        ^ (u64::from(ongoing) << 41),
                    about: it.identity(),
                    draw: Box::new(move || drawn(state, lang, entry, place)),
                })
            });
            Some(entries.collect())
        })
    };
    el("div").rows(Some(aside), rows)
}

fn drawn(state: State, lang: Lang, entry: Entry, place: Place) -> El {
    let card = state.shown.with_untracked(|shown| {
        let programme = shown.as_ref()?.programme();
        let (occurrence, it) = programme.occurrence(entry.occurrence as usize)?;
        let href = state.address_of(&it.event.id, occurrence.when.at());
        Some(
            card::<El>(lang, occurrence, it, place, entry.again, &href)
                .child(star(state, lang, it)),
        )
    });
    card.unwrap_or_else(|| el("article"))
}

/// Id of a day's heading.
pub fn day_id(date: Date) -> String {
    format!("dzien-{date}")
}

/// One day under its heading.
fn day(state: State, lang: Lang, date: Date, aside: &Aside) -> El {
    // A day that was put aside keeps what it holds, until it comes back.
    let entries = move || {
        let listed = state.listed.get()?;
        let agenda = &listed.agenda;
        let mut left = if state.whole.get() {
            usize::MAX
        } else {
            first(agenda)
        };
        for day in agenda.days.iter().take(days_drawn(state, agenda)) {
            if day.date == date {
                return Some(day.entries.iter().take(left).copied().collect());
            }
            left = left.saturating_sub(day.entries.len());
        }
        None
    };
    let distance = move || state.today().map(|today| date.days_since(today));
    let near = move || heading::near(lang, distance()).to_owned();
    let month = move || heading::month(lang, date, distance());
    let id = day_id(date);
    let heading = heading::heading(
        lang,
        date,
        el("small").text_of(month),
        el("small").text_of(near),
    );
    let heading = heading.id(&id).attr("tabindex", "-1");
    let class = move || {
        let today = distance() == Some(0);
        Some(if today { "day today" } else { "day" }.to_owned())
    };
    el("section")
        .attr_of("class", class)
        .attr("aria-labelledby", &id)
        .child(heading)
        .child(cards(state, lang, aside, usize::MAX, false, entries))
        .child(el("p").class("free-day").text(words::FREE_DAY.get(lang)))
}

/// What is on for weeks; beyond three folded away.
fn ongoing(state: State, lang: Lang, aside: &Aside) -> El {
    let entries = move |skip: usize, most: usize| {
        move || {
            let entry = |occurrence: &u32| Entry {
                occurrence: *occurrence,
                day_of: None,
                again: false,
            };
            let listed = state.listed.get();
            let ongoing = listed
                .as_ref()
                .map_or(&[][..], |listed| &listed.agenda.ongoing);
            Some(ongoing.iter().skip(skip).take(most).map(entry).collect())
        }
    };
    let count = move || {
        let listed = state.listed.get();
        listed.map_or(0, |listed| listed.agenda.ongoing.len())
    };
    let folded = el("details")
        .child(el("summary").text_of(move || sentences::all_ongoing(lang, count())))
        .child(cards(
            state,
            lang,
            aside,
            0,
            true,
            entries(OPEN, usize::MAX),
        ));
    el("section")
        .class("ongoing")
        .attr("aria-labelledby", "trwa")
        .child(el("h2").id("trwa").text(words::ONGOING.get(lang)))
        .child(cards(state, lang, aside, OPEN, true, entries(0, OPEN)))
        .child(folded.hidden_if(move || count() <= OPEN))
        .hidden_if(move || count() == 0)
}

/// Why the list is empty, and the ways out: which filter to loosen, when there is something again.
fn nothing(state: State, lang: Lang) -> Option<El> {
    let listed = state.listed.get()?;
    let found = &listed.found;
    if !found.matches.is_empty() || !state.is_complete() {
        return None;
    }
    let shown = state.shown.get_untracked()?;
    let query = state.filters.get_untracked();
    let filtered = query.is_filtered() && found.total > 0;
    let dated = query.is_dated();
    let said = if filtered {
        words::NOTHING_FOUND
    } else if dated || views::now(state) != View::Agenda {
        words::NOTHING_THEN
    } else {
        words::NOTHING_PLANNED
    };
    // The buttons go with what they take away, so the focus goes to the result.
    let way = |said: &str, act: Box<dyn Fn()>| {
        let act = move || {
            act();
            focus("wynik");
        };
        el("li").child(button(act).text(said))
    };
    let Help { loosen, nearest } = help(shown.programme(), &query, state.now.get_untracked());
    let mut ways: Vec<El> = Vec::new();
    for (narrowing, count) in loosen.into_iter().take(3) {
        let name = match narrowing {
            Narrowing::Words => query.words.trim(),
            Narrowing::Facet(facet) => labels::facet(facet).get(lang),
        };
        let drop = move || state.change(|query| *query = query.without(narrowing));
        ways.push(way(&sentences::without(lang, name, count), Box::new(drop)));
    }
    if let Some(day) = nearest {
        let go = move || state.go_to(day);
        ways.push(way(&sentences::nearest(lang, day), Box::new(go)));
    }
    if dated && !state.locks("when") {
        let all_days = move || {
            state.change(|query| (query.when, query.from, query.to) = (None, None, None));
        };
        ways.push(way(words::ALL_DAYS.get(lang), Box::new(all_days)));
    }
    let ways = (!ways.is_empty()).then(|| el("ul").children(ways));
    Some(
        el("div")
            .class("nothing")
            .child(el("p").text(said.get(lang)))
            .child_if(ways),
    )
}
