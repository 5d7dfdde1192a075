//! Week and month as values: the right days, every occurrence where it belongs, bars that keep their height.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod common;

use common::{feed, find, instant, listed, programme};
use domain::month::{Cell, Month, Room, month};
use domain::programme::Programme;
use domain::query::Query;
use domain::time::Date;
use domain::week::week;
use proptest::prelude::*;

const NOW: &str = "2026-11-27T12:00"; // a Friday

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn classes() -> Programme {
    programme(&feed(
        r#"{"id": "szachy", "title": "Szachy", "start": "2026-09-03T16:00", "end": "2026-09-03T18:00", "rrule": "FREQ=WEEKLY"},
           {"id": "wystawa", "title": "Wystawa", "start": "2026-11-10", "end": "2026-12-06", "categories": ["film"]},
           {"id": "zlot", "title": "Zlot", "start": "2026-11-27T17:00", "end": "2026-11-29T14:00"},
           {"id": "film", "title": "Film", "start": "2026-11-25T19:00", "categories": ["film"]},
           {"id": "gwiazdka", "title": "Gwiazdka", "start": "2026-12-24"}"#,
    ))
}

#[test]
fn a_week_shows_its_past_days_too() {
    let programme = classes();
    assert_eq!(
        listed(&programme, "view=week", NOW),
        ["wystawa", "film", "szachy", "zlot"]
    );
    assert_eq!(
        listed(&programme, "", NOW)[..3],
        ["wystawa", "zlot", "szachy"]
    );
    assert_eq!(
        listed(&programme, "view=week&date=2026-12-02", NOW),
        ["wystawa", "szachy"]
    );
}

#[test]
fn a_month_is_that_of_date_else_of_from_else_of_today() {
    let programme = classes();
    let days = |query: &str| {
        let window = find(&programme, query, NOW).window;
        format!("{} {}", window.from.unwrap(), window.to.unwrap())
    };
    assert_eq!(days("view=month"), "2026-11-01 2026-11-30");
    assert_eq!(
        days("view=month&from=2026-12-05"),
        "2026-12-05 2026-12-31",
        "narrowed"
    );
    assert_eq!(
        days("view=month&date=2028-02-10&from=2026-12-05"),
        "2028-02-01 2028-02-29"
    );
    assert_eq!(days("view=week&date=2027-01-01"), "2026-12-28 2027-01-03");
    // The agenda keeps the date and does not look at it.
    assert_eq!(find(&programme, "date=2028-02-10", NOW).window.from, None);
}

#[test]
fn days_that_were_chosen_narrow_a_month() {
    let programme = classes();
    for (query, ids) in [
        ("view=month&when=weekend", &["wystawa", "zlot"][..]),
        // Never about what is over: the film was on Wednesday, and the chess on Thursday.
        ("view=month&when=week", &["wystawa", "zlot"]),
        ("view=month&when=tomorrow&date=2026-12-01", &[]),
        (
            "view=month&from=2026-11-25&to=2026-11-26",
            &["wystawa", "film", "szachy"],
        ),
        ("view=month&from=2026-11-26&to=2026-11-25", &[]),
        ("view=month&date=2026-12-01&category=film", &["wystawa"]),
    ] {
        assert_eq!(listed(&programme, query, NOW), ids, "{query}");
    }
    let found = find(&programme, "view=month&category=film", NOW);
    // Four Thursdays, the exhibition, the gathering, the film.
    assert_eq!((found.matches.len(), found.total), (2, 7));
}

#[test]
fn a_week_has_all_its_days_and_each_occurrence_once() {
    let programme = classes();
    let found = find(&programme, "view=week", NOW);
    let week = week(&programme, &found, date("2026-11-27"));
    let said: Vec<String> = week
        .days
        .iter()
        .map(|day| {
            let ids: Vec<&str> = day
                .entries
                .iter()
                .map(|entry| id(&programme, entry.occurrence))
                .collect();
            format!("{} {}", day.date, ids.join(" "))
        })
        .collect();
    assert_eq!(
        said,
        [
            "2026-11-23 ",
            "2026-11-24 ",
            "2026-11-25 film",
            "2026-11-26 szachy",
            "2026-11-27 zlot",
            "2026-11-28 ",
            "2026-11-29 ",
        ]
    );
    assert_eq!(week.ongoing.len(), 1);
}

fn id(programme: &Programme, occurrence: u32) -> &str {
    &programme
        .occurrence(occurrence as usize)
        .unwrap()
        .1
        .event
        .id
}

/// A week of a month as one line a height: an id where its link stands, `=` where its bar goes on, `.` where nothing
/// is; `<` before and `>` behind what goes on outside of the week; at last how many found no room.
fn drawn(programme: &Programme, cells: &[Cell; 7]) -> Vec<String> {
    let height = cells.iter().map(|cell| cell.slots.len()).max().unwrap();
    let mut lines: Vec<String> = (0..height)
        .map(|slot| {
            let said = cells.iter().map(|cell| {
                let Some(Some(piece)) = cell.slots.get(slot) else {
                    return ".".to_owned();
                };
                let name = piece
                    .cells
                    .map_or("=", |_| id(programme, piece.occurrence))
                    .to_owned();
                let before = if piece.cells.is_some() && !piece.starts {
                    "<"
                } else {
                    ""
                };
                let behind = if cell.date.weekday() == 6 && !piece.ends {
                    ">"
                } else {
                    ""
                };
                format!("{before}{name}{behind}")
            });
            said.collect::<Vec<_>>().join(" ")
        })
        .collect();
    if cells.iter().any(|cell| cell.more > 0) {
        let more: Vec<String> = cells.iter().map(|cell| cell.more.to_string()).collect();
        lines.push(format!("+ {}", more.join(" ")));
    }
    lines
}

fn laid_out(programme: &Programme, query: &str, fit: usize) -> Month {
    let found = find(programme, query, NOW);
    let (query, _) = Query::parse(query);
    month(
        programme,
        &found,
        query.date.unwrap_or(date("2026-11-27")),
        Room {
            spans: fit,
            all: fit,
        },
    )
}

#[test]
fn later_dates_of_one_rule_in_a_week_are_marked() {
    let programme = programme(&feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-23T16:00", "rrule": "FREQ=DAILY;COUNT=3"},
           {"id": "b", "title": "B", "occurrences": [{"start": "2026-11-24T10:00"}, {"start": "2026-11-25T10:00"}]}"#,
    ));
    let found = find(&programme, "view=week", NOW);
    let week = week(&programme, &found, date("2026-11-27"));
    let entries = week.days.iter().flat_map(|day| &day.entries);
    let said: Vec<String> = entries
        .map(|entry| format!("{} {}", id(&programme, entry.occurrence), entry.again))
        .collect();
    assert_eq!(said, ["a false", "b false", "a true", "b false", "a true"]);
}

#[test]
fn a_day_of_a_month_lists_what_touches_it() {
    let programme = classes();
    let month = laid_out(&programme, "view=month", 1);
    let day = month.day(&programme, date("2026-11-28")).unwrap();
    let said: Vec<String> = day
        .entries
        .iter()
        .map(|entry| format!("{} {:?}", id(&programme, entry.occurrence), entry.day_of))
        .collect();
    assert_eq!(said, ["wystawa Some((19, 27))", "zlot Some((2, 3))"]);
    assert_eq!(month.day(&programme, date("2026-12-01")), None);
}

#[test]
fn a_month_is_whole_weeks_from_monday() {
    let programme = classes();
    for (day, first, weeks) in [
        ("2026-11-27", "2026-10-26", 6),
        ("2026-02-01", "2026-01-26", 5),
        // A February of exactly four weeks.
        ("2027-02-28", "2027-02-01", 4),
    ] {
        let month = laid_out(&programme, &format!("view=month&date={day}"), 3);
        assert_eq!(
            (month.weeks[0][0].date, month.weeks.len()),
            (date(first), weeks)
        );
    }
}

#[test]
fn bars_keep_their_height_and_say_where_they_go_on() {
    let programme = classes();
    let month = laid_out(&programme, "view=month", 3);
    assert_eq!(
        drawn(&programme, &month.weeks[2]),
        [". wystawa = = = = =>", ". . . szachy . . ."]
    );
    assert_eq!(
        drawn(&programme, &month.weeks[4]),
        ["<wystawa = = = = = =>", ". . film szachy zlot = ="]
    );
    // From 1 December on it is another month: the bar stops with this one, and does not say that it ends.
    assert_eq!(drawn(&programme, &month.weeks[5]), ["<wystawa . . . . . ."]);
    let last = month.weeks[5][0].slots[0].unwrap();
    assert!(!last.ends && last.is_span());
    assert_eq!(month.weeks[4][0].slots[0].unwrap().cells, Some(7));
    assert_eq!(month.weeks[4][4].slots[1].unwrap().cells, Some(3));
}

#[test]
fn days_outside_of_month_and_days_asked_for_stand_without_events() {
    let programme = classes();
    let month = laid_out(&programme, "view=month&from=2026-11-26&to=2026-11-28", 3);
    let filled: Vec<String> = month
        .weeks
        .iter()
        .flatten()
        .filter(|cell| !cell.occurrences.is_empty() || !cell.slots.is_empty())
        .map(|cell| format!("{} {}", cell.date, cell.occurrences.len()))
        .collect();
    assert_eq!(filled, ["2026-11-26 2", "2026-11-27 2", "2026-11-28 2"]);
    assert!(!month.weeks[0][0].inside, "26 October");
}

#[test]
fn what_finds_no_room_is_counted() {
    let programme = programme(&feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-23", "end": "2026-11-25"}, {"id": "b", "title": "B", "start": "2026-11-24", "end": "2026-11-29"},
           {"id": "c", "title": "C", "start": "2026-11-25", "end": "2026-11-26"}, {"id": "d", "title": "D", "start": "2026-11-25T10:00"},
           {"id": "e", "title": "E", "start": "2026-11-26T10:00"}, {"id": "f", "title": "F", "start": "2026-11-28T10:00"}"#,
    ));
    let month = laid_out(&programme, "view=month", 2);
    assert_eq!(
        drawn(&programme, &month.weeks[4]),
        ["a = = e . f .", ". b = = = = =", "+ 0 0 2 1 0 0 0"]
    );
}

#[test]
fn exhibitions_do_not_keep_out_what_is_on_for_one_day() {
    let programme = programme(&feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-01", "end": "2026-11-30"}, {"id": "b", "title": "B", "start": "2026-11-01", "end": "2026-11-30"},
           {"id": "c", "title": "C", "start": "2026-11-25T10:00"}, {"id": "d", "title": "D", "start": "2026-11-25T12:00"}"#,
    ));
    let found = find(&programme, "view=month", NOW);
    let room = Room { spans: 1, all: 3 };
    let month = month(&programme, &found, date("2026-11-25"), room);
    assert_eq!(
        drawn(&programme, &month.weeks[4]),
        [
            "<a = = = = = =>",
            ". . c . . . .",
            ". . d . . . .",
            "+ 1 1 1 1 1 1 1"
        ]
    );
}

fn some_programme() -> impl Strategy<Value = Programme> {
    let event = (0..70_i64, 0..12_i64, any::<bool>());
    proptest::collection::vec(event, 1..25).prop_map(|events| {
        let events: Vec<String> = events
            .iter()
            .enumerate()
            .map(|(place, (start, length, timed))| {
                let (first, last) = (
                    date("2026-10-15").plus(*start),
                    date("2026-10-15").plus(start + length),
                );
                let time = |hour: &str| {
                    if *timed {
                        format!("T{hour}:00")
                    } else {
                        String::new()
                    }
                };
                format!(
                    r#"{{"id": "e{place}", "title": "E", "start": "{first}{}", "end": "{last}{}"}}"#,
                    time("10"),
                    time("20")
                )
            })
            .collect();
        programme(&feed(&events.join(",")))
    })
}

proptest! {
    #[test]
    fn every_day_of_a_month_has_what_touches_it(programme in some_programme(), spans in 0..5_usize, all in 0..5_usize, day in 0..60_i64) {
        let day = date("2026-10-20").plus(day);
        let query = Query::parse(&format!("view=month&date={day}")).0;
        let found = domain::filter::filter(&programme, &query, instant(&programme, NOW));
        let month = month(&programme, &found, day, Room { spans, all });
        for week in &month.weeks {
            for (place, cell) in week.iter().enumerate() {
                prop_assert_eq!(cell.date.weekday() as usize, place);
                let touching: Vec<u32> = (0..)
                    .zip(programme.occurrences())
                    .filter(|(_, it)| cell.inside && it.first <= cell.date && it.last >= cell.date)
                    .map(|(index, _)| index)
                    .collect();
                prop_assert_eq!(&cell.occurrences, &touching);
                let pieces: Vec<_> = cell.slots.iter().flatten().collect();
                prop_assert!(cell.slots.len() <= all);
                prop_assert!(pieces.iter().filter(|piece| piece.is_span()).count() <= spans);
                prop_assert_eq!(pieces.len() + cell.more, touching.len());
                for (slot, piece) in cell.slots.iter().enumerate() {
                    let Some(piece) = piece else { continue };
                    prop_assert!(touching.contains(&piece.occurrence));
                    // The same height in every cell of its week, and one link in the first of them.
                    let others = week.iter().filter(|other| other.slots.get(slot).copied().flatten().is_some_and(|it| it.occurrence == piece.occurrence));
                    let in_week = week.iter().filter(|other| other.occurrences.contains(&piece.occurrence)).count();
                    prop_assert_eq!(others.count(), in_week);
                    if let Some(cells) = piece.cells {
                        prop_assert_eq!(cells, in_week);
                        prop_assert!(week[..place].iter().all(|other| !other.occurrences.contains(&piece.occurrence)));
                    }
                }
            }
        }
    }

    #[test]
    fn a_week_holds_what_was_found_once(programme in some_programme(), day in 0..60_i64) {
        let day = date("2026-10-20").plus(day);
        let query = Query::parse(&format!("view=week&date={day}")).0;
        let found = domain::filter::filter(&programme, &query, instant(&programme, NOW));
        let week = week(&programme, &found, day);
        let mut all = week.ongoing.clone();
        all.extend(week.days.iter().flat_map(|day| day.entries.iter().map(|entry| entry.occurrence)));
        all.sort_unstable();
        prop_assert_eq!(all, found.matches);
    }
}
