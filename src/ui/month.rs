//! The month as a table: each day a button, what is on as links, spans as bars.

use cards::draw::{Draw, unseen};
use std::time::Duration;

use cards::{colored, is_off};
use domain::event::{Category, Lang, OccurrenceRef};
use domain::month::{Cell, Piece};
use domain::time::Date;
use leptos::prelude::*;
use text::{dates, labels, sentences};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::shell::page::focus;
use crate::state::State;
use crate::ui::agenda::day_id;
use crate::ui::dom::{El, Row, button, el, key, link};
use crate::ui::views;

/// Dots in a cell on a narrow screen, at most.
const DOTS: usize = 4;

/// The table, in that view; what is in a week is drawn anew only when it changes.
pub fn month(state: State, lang: Lang) -> El {
    let month = move || state.listed.get().and_then(|listed| listed.month.clone());
    let name = move || {
        let day = views::looked_at(state);
        day.map_or_else(String::new, |day| dates::month_year(lang, day))
    };
    // 4 January 2021 was a Monday.
    let monday = Date::new(2021, 1, 4).unwrap_or(Date::MIN);
    let days = (0..7).map(|day| {
        let day = monday.plus(day);
        let name = dates::weekday(lang, day);
        el("th")
            .attr("scope", "col")
            .child(unseen::<El>(name))
            .child(
                el("span")
                    .class("short")
                    .attr("aria-hidden", "true")
                    .text(&dates::weekday_short(lang, day)),
            )
            .child(
                el("span")
                    .class("long")
                    .attr("aria-hidden", "true")
                    .text(name),
            )
    });
    let head = el("thead").child(el("tr").children(days.collect()));
    let rows = move || {
        let Some(month) = month() else {
            return Some(Vec::new());
        };
        let today = state.today();
        let week = |(place, cells): (usize, &[Cell; 7])| {
            let cells = cells.clone();
            Row {
                key: looks(state, &cells, today),
                about: place as u64,
                draw: Box::new(move || week(state, lang, &cells, today)),
            }
        };
        Some(month.weeks.iter().enumerate().map(week).collect())
    };
    let table = el("table")
        .class("month")
        .child(el("caption").class("sr").text_of(name))
        .child(head)
        .child(
            el("tbody")
                .rows(None, rows)
                .on("keydown", move |event| step(state, event)),
        )
        .hidden_if(move || month().is_none());
    views::swiped(state, table)
}

/// What has dots: of much what began last, since exhibitions have theirs every day.
fn latest(occurrences: &[u32]) -> impl Iterator<Item = &u32> {
    occurrences.iter().rev().take(DOTS)
}

/// A number that changes whenever a week looks different.
fn looks(state: State, cells: &[Cell; 7], today: Option<Date>) -> u64 {
    let mix = |number: u64, more: u64| (number ^ more).wrapping_mul(0x0100_0000_01b3);
    state.shown.with(|shown| {
        let programme = shown.as_ref().map(crate::state::Shown::programme);
        let of = |index: u32| {
            let (_, it) = programme?.occurrence(index as usize)?;
            Some(it.revision())
        };
        cells.iter().fold(0xcbf2_9ce4, |number, cell| {
            let day = cell.date.number().unsigned_abs() * 2 + u64::from(today == Some(cell.date));
            let counts = (cell.occurrences.len() * 64 + cell.more) as u64;
            let slots = cell.slots.iter();
            let pieces = slots.map(|slot| slot.as_ref().map(|piece| piece.occurrence));
            let dots = latest(&cell.occurrences).copied().map(Some);
            let drawn = pieces.chain(dots);
            let drawn = drawn.map(|index| index.and_then(of).unwrap_or_default());
            drawn.fold(mix(mix(number, day), counts), mix)
        })
    })
}

fn week(state: State, lang: Lang, cells: &[Cell; 7], today: Option<Date>) -> El {
    let cells = cells.iter();
    el("tr").children(
        cells
            .map(|cell| self::cell(state, lang, cell, today))
            .collect(),
    )
}

fn cell(state: State, lang: Lang, cell: &Cell, today: Option<Date>) -> El {
    let Cell {
        date,
        inside,
        occurrences,
        slots,
        more,
    } = cell;
    let date = *date;
    if !inside {
        let number = el("span").class("number").text(&date.day().to_string());
        return el("td").class("outside").child(number);
    }
    let choose = move || {
        state.turn(Some(date), Some(date));
        show(date);
    };
    // Who asks for the rest goes on there.
    let read_on = move || {
        state.turn(Some(date), Some(date));
        focus(&day_id(date));
    };
    let chosen = move || Some((state.day.get() == Some(date)).to_string());
    let count = occurrences.len();
    let dots = state.shown.with_untracked(|shown| {
        let programme = shown.as_ref().map(crate::state::Shown::programme);
        let dot = |index: &u32| {
            let it = programme.and_then(|programme| programme.occurrence(*index as usize));
            colored(el("i"), it.and_then(|(_, it)| kind(it)))
        };
        el("span")
            .class("dots")
            .attr("aria-hidden", "true")
            .children(latest(occurrences).map(dot).collect())
    });
    let day = button(choose)
        .class("number")
        .attr("data-day", &date.to_string())
        .attr("aria-label", &sentences::day_with(lang, date, count))
        .attr_of("aria-pressed", chosen)
        .attr_if("aria-current", (today == Some(date)).then_some("date"))
        .text(&date.day().to_string())
        .child(dots);
    let entries = state.shown.with_untracked(|shown| {
        let programme = shown.as_ref()?.programme();
        let entry = |slot: &Option<Piece>| {
            let drawn = slot.as_ref().and_then(|piece| {
                let (_, it) = programme.occurrence(piece.occurrence as usize)?;
                Some(entry(state, lang, piece, it))
            });
            drawn.unwrap_or_else(|| el("div").class("entry"))
        };
        Some(slots.iter().map(entry).collect())
    });
    let more = (*more > 0).then(|| {
        button(read_on)
            .class("rest")
            .attr("aria-label", &sentences::more_on(lang, *more, date))
            .text(&sentences::more(lang, *more))
    });
    let entries = el("div")
        .class("entries")
        .children(entries.unwrap_or_default())
        .child_if(more);
    el("td").child(day).child(entries)
}

/// The first category, whose colour it has.
fn kind(it: OccurrenceRef<'_>) -> Option<&Category> {
    let index = it.event.categories.first()?;
    it.feed.categories.get(*index as usize)
}

/// A link, or the part of a bar that the link of the week's first cell reaches over.
fn entry(state: State, lang: Lang, piece: &Piece, it: OccurrenceRef<'_>) -> El {
    let class = format!(
        "entry{}{}{}{}",
        if piece.is_span() { " span" } else { "" },
        if piece.starts { " starts" } else { "" },
        if piece.ends { " ends" } else { "" },
        if is_off(it) { " off" } else { "" },
    );
    let entry = colored(el("div").class(&class), kind(it));
    let Some(cells) = piece.cells else {
        return entry.attr("aria-hidden", "true");
    };
    let (title, spoken) = labels::text(it.feed, &it.event.title, lang);
    // In sight: when it begins, or of a bar from when to when. For who cannot see where it stands, all of it.
    let time = if piece.is_span() {
        Some(dates::range(lang, it.when.first_day(), it.when.last_day()))
    } else {
        dates::starts(&it.when)
    };
    let time = time.map(|time| el("b").attr("aria-hidden", "true").text(&time));
    let full = format!(", {}", dates::full_when(lang, &it.when));
    let state_said = sentences::state(lang, it.status());
    let at = it.when.at();
    let link = link(&state.address_of(&it.event.id, at))
        .attr("data-event-id", &it.event.id)
        .attr("data-start", &at.to_string())
        .child_if(time)
        .child(el("span").lang(spoken).text(title))
        .child(unseen::<El>(&format!("{full}{state_said}")));
    entry.property("--cells", &cells.to_string()).child(link)
}

/// Brings the list of a day into sight, which stands below the table. The focus stays in the table.
fn show(date: Date) {
    let show = move || {
        if let Some(heading) = document().get_element_by_id(&day_id(date)) {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            heading.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    };
    // After it is drawn.
    set_timeout(show, Duration::ZERO);
}

/// Arrow keys go from day to day; Home and End to the first and the last day of the week that is of this month.
fn step(state: State, event: Event) {
    // With another key they belong to the browser: back, forward.
    if !state.tools.plain(&event) {
        return;
    }
    let target = event.target();
    let Some(button) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let day = button.get_attribute("data-day");
    let Some(day) = day.and_then(|day| Date::parse(&day)) else {
        return;
    };
    let to = match &*key(&event) {
        "ArrowLeft" => day.plus(-1),
        "ArrowRight" => day.plus(1),
        "ArrowUp" => day.plus(-7),
        "ArrowDown" => day.plus(7),
        "Home" => day.monday().max(day.month_start()),
        "End" => day.monday().plus(6).min(day.month_end()),
        _ => return,
    };
    event.prevent_default();
    let found = document().query_selector(&format!("[data-day='{to}']"));
    let found = found.ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
