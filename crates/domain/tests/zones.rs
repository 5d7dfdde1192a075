//! Zone tables against chrono-tz: every zone that it has, every clock change of a century.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono_tz::{TZ_VARIANTS, Tz};
use common::offset_at;
use domain::programme::{Programme, Span};
use domain::query::Query;
use domain::time::{Date, Instant, WallTime, Years, Zone};

const CENTURY: Years = Years {
    first: 1996,
    last: 2099,
};

fn table(zone: Tz, years: Years) -> Zone {
    Zone::build(zone.name(), years, |instant| offset_at(zone, instant)).unwrap()
}

fn new_year(year: i32) -> Instant {
    Zone::utc().day_start(Date::new(year, 1, 1).unwrap())
}

/// Every clock change of a zone, found without its table: the first second of it, and the offset before. `step`: no
/// two are closer, in seconds.
fn changes(zone: Tz, years: Years, step: i64) -> Vec<(Instant, i32)> {
    let offset = |second: i64| offset_at(zone, Instant(second)).unwrap();
    let mut found = Vec::new();
    let (mut at, end) = (new_year(years.first).0, new_year(years.last + 1).0);
    while at < end {
        let before = offset(at);
        let later = (at + step).min(end);
        if offset(later) == before {
            at = later;
        } else {
            // By halves, as one looks up a word.
            let mut length = later - at;
            while length > 1 {
                let half = length / 2;
                if offset(at + half) == before {
                    at += half;
                }
                length -= half;
            }
            at += 1;
            found.push((Instant(at), before));
        }
    }
    found
}

/// RFC 5545 section 3.3.5, by trying both offsets: the first instant that shows the time, else the one with the offset
/// before the gap.
fn meant(zone: Tz, local: i64, before: i32, after: i32) -> Instant {
    let candidates = [before, after].map(|offset| Instant(local - i64::from(offset)));
    let shows =
        |instant: &Instant| instant.0 + i64::from(offset_at(zone, *instant).unwrap()) == local;
    candidates
        .into_iter()
        .filter(shows)
        .min()
        .unwrap_or(candidates[0])
}

fn wall(local: i64) -> WallTime {
    Zone::utc().wall(Instant(local))
}

fn check_change(zone: Tz, table: &Zone, at: Instant, before: i32) {
    let name = zone.name();
    let after = offset_at(zone, at).unwrap();
    assert_eq!(table.offset_at(at.plus(-1)), before, "{name} before {at:?}");
    assert_eq!(table.offset_at(at), after, "{name} at {at:?}");
    // The edges of the gap or of the time that comes twice, a second to either side, and its middle.
    let edges = [before, after].map(|offset| at.0 + i64::from(offset));
    let middle = i64::midpoint(edges[0], edges[1]);
    for local in edges
        .into_iter()
        .chain([middle])
        .flat_map(|edge| [edge - 1, edge, edge + 1])
    {
        let instant = meant(zone, local, before, after);
        assert_eq!(
            table.instant(wall(local)),
            instant,
            "{name} {}",
            wall(local)
        );
        assert_eq!(
            table.wall(instant),
            wall(instant.0 + i64::from(offset_at(zone, instant).unwrap()))
        );
    }
}

#[test]
fn every_zone_and_every_clock_change_of_a_century() {
    let mut seen = 0;
    for zone in TZ_VARIANTS {
        let table = table(zone, CENTURY);
        // The closest two of any zone are seven days apart, an hour less.
        for (at, before) in changes(zone, CENTURY, 5 * 86_400) {
            check_change(zone, &table, at, before);
            seen += 1;
        }
        let mut sample = new_year(CENTURY.first);
        while sample < new_year(CENTURY.last + 1) {
            assert_eq!(
                Some(table.offset_at(sample)),
                offset_at(zone, sample),
                "{} {sample:?}",
                zone.name()
            );
            assert_eq!(
                table.wall(table.instant(table.wall(sample))),
                table.wall(sample)
            );
            sample = sample.plus(9 * 86_400 + 5 * 3_600 + 61);
        }
    }
    assert!(TZ_VARIANTS.len() > 590 && seen > 30_000, "{seen} changes");
}

#[test]
fn what_changes_and_changes_back_within_seven_days_is_found() {
    let noronha = table(Tz::America__Noronha, CENTURY);
    // Summer time of one week in October 2000.
    let (begin, end) = (
        Date::new(2000, 10, 8).unwrap(),
        Date::new(2000, 10, 15).unwrap(),
    );
    assert_eq!(
        noronha.offset_at(noronha.day_start(begin.plus(-1))),
        -2 * 3600
    );
    assert_eq!(
        noronha.offset_at(noronha.instant(begin.at(12 * 3600))),
        -3600
    );
    assert_eq!(
        noronha.offset_at(noronha.instant(end.at(12 * 3600))),
        -2 * 3600
    );
}

#[test]
fn a_year_costs_a_hundred_questions() {
    for (years, most) in [(4, 500), (131, 14_000)] {
        let mut questions = 0;
        let span = Years {
            first: 2101 - years,
            last: 2100,
        };
        let ask = |instant| {
            questions += 1;
            offset_at(Tz::Europe__Warsaw, instant)
        };
        Zone::build("Europe/Warsaw", span, ask).unwrap();
        assert!(questions < most, "{years} years: {questions}");
    }
}

/// How often a zone was asked to grow.
static GROWN: AtomicUsize = AtomicUsize::new(0);

fn growing(name: &str, years: Years) -> Option<Zone> {
    GROWN.fetch_add(1, Ordering::Relaxed);
    Some(table(name.parse().ok()?, years).growing(growing))
}

/// Counts are of the whole program, so all that is to say of them is one test.
#[test]
fn a_table_grows_when_somebody_looks_beyond_it() {
    let years = Years {
        first: 2026,
        last: 2028,
    };
    let small = table(Tz::Europe__Warsaw, years).growing(growing);
    let all = table(Tz::Europe__Warsaw, Years::WIDEST);
    let days = |first: i32, last: i32| {
        let first = Date::new(first, 1, 1).unwrap();
        (0..(last - first.year()) * 365).map(move |day| first.plus(day.into()))
    };
    for day in days(2026, 2028) {
        assert_eq!(small.day_start(day), all.day_start(day));
    }
    assert_eq!(GROWN.load(Ordering::Relaxed), 0);
    for day in days(2028, 2101) {
        let noon = small.instant(day.at(43_200));
        assert_eq!(noon, all.instant(day.at(43_200)));
        assert_eq!(small.wall(noon), day.at(43_200));
        assert_eq!(small.rfc3339(noon), all.rfc3339(noon));
    }
    assert_eq!(GROWN.load(Ordering::Relaxed), 1, "asked once");
    // After the last of all years the last offset goes on.
    assert_eq!(small.offset_at(new_year(2400)), 3600);

    let class = r#"{"id": "a", "title": "A", "start": "2026-09-07T16:00", "rrule": "FREQ=WEEKLY"}"#;
    let (feed, _) = domain::feed::parse(common::feed(class).as_bytes(), &growing).unwrap();
    assert_eq!(GROWN.load(Ordering::Relaxed), 2, "the feed's own years");
    let (query, _) = Query::parse("from=2031-05-05&to=2031-05-05");
    let window = query.window(&feed.zone, Instant(1_790_000_000));
    let programme = Programme::new(Arc::new(feed), Span::of(&window));
    let starts: Vec<String> = programme
        .occurrences()
        .iter()
        .map(|it| {
            let zone = &programme.feed().zone;
            zone.rfc3339(it.when.begins(zone))
        })
        .collect();
    assert_eq!(starts, ["2031-05-05T16:00:00+02:00"]);
    assert_eq!(GROWN.load(Ordering::Relaxed), 3);
}
