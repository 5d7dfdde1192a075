//! What several tests need: zones from chrono-tz, small feeds as text, what a query lists.
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

pub mod brute;
pub mod generated;

use std::sync::Arc;

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;
use domain::event::Feed;
use domain::filter::{Found, filter};
use domain::keyed::Keyed;
use domain::problem::{Problem, Refused};
use domain::programme::{Programme, Span};
use domain::query::Query;
use domain::time::{Date, Instant, Years, Zone};

/// Random cases of a property: fewer for somebody who has just changed a line, more where there is time.
pub fn cases(locally: u32, in_ci: u32) -> proptest::test_runner::Config {
    let ci = std::env::var_os("CI").is_some();
    proptest::test_runner::Config::with_cases(if ci { in_ci } else { locally })
}

pub fn zone(name: &str, years: Years) -> Option<Zone> {
    let zone: Tz = name.parse().ok()?;
    let years = years.with(Years {
        first: 2020,
        last: 2030,
    });
    Zone::build(name, years, |instant| offset_at(zone, instant))
}

pub fn offset_at(zone: Tz, instant: Instant) -> Option<i32> {
    let utc = DateTime::from_timestamp(instant.0, 0)?.naive_utc();
    Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
}

pub fn warsaw() -> Zone {
    let years = Years {
        first: 2020,
        last: 2030,
    };
    zone("Europe/Warsaw", years).unwrap()
}

pub fn parse(text: &str) -> Result<(Feed, Vec<Problem>), Refused> {
    domain::feed::parse(text.as_bytes(), &zone)
}

/// A feed around `events`, the members of the list as JSON.
pub fn feed(events: &str) -> String {
    format!(
        r#"{{"version": 1, "lang": "pl",
        "age_groups": [
            {{"id": "maluchy", "label": "Maluchy", "min": 0, "max": 2}},
            {{"id": "dzieci", "label": "Dzieci", "min": 7, "max": 12}},
            {{"id": "dorosli", "label": "Dorośli", "min": 18, "max": 59}},
            {{"id": "seniorzy", "label": "Seniorzy", "min": 60}}],
        "categories": [{{"id": "koncert", "label": "Koncert"}}, {{"id": "film", "label": "Film"}}],
        "venues": [
            {{"id": "ook", "name": "OOK", "access": ["wheelchair"]}},
            {{"id": "kino", "name": "Kino studyjne"}}],
        "events": [{events}]}}"#
    )
}

/// `field code` of every problem, with `!` when the event is left out.
pub fn problems(text: &str) -> Vec<String> {
    let said = |problem: &Problem| {
        let left_out = if problem.left_out() { "!" } else { "" };
        format!("{} {}{left_out}", problem.field, problem.code.key())
    };
    parse(text).unwrap().1.iter().map(said).collect()
}

/// Every date of a feed as `id start/end`: what its times were understood as.
pub fn dates(text: &str) -> Vec<String> {
    let programme = programme(text);
    let zone = &programme.feed().zone;
    (0..programme.occurrences().len())
        .map(|index| {
            let (occurrence, it) = programme.occurrence(index).unwrap();
            match occurrence.when {
                domain::event::When::Days { first, last } => {
                    format!("{} {first}/{last}", it.event.id)
                }
                domain::event::When::Timed { start, end } => {
                    let start = zone.rfc3339(start.instant);
                    let end = end.map_or(String::new(), |end| zone.rfc3339(end.instant));
                    format!("{} {start}/{end}", it.event.id)
                }
            }
        })
        .collect()
}

/// A programme with its rules expanded from 2024 to 2030.
pub fn programme(text: &str) -> Programme {
    let span = Span {
        from: Date::new(2024, 1, 1).unwrap(),
        to: Date::new(2030, 12, 31).unwrap(),
    };
    Programme::new(Arc::new(parse(text).unwrap().0), span)
}

/// A programme as the page expands it at `now`, a wall time in the feed's zone.
pub fn expanded(text: &str, now: &str) -> Programme {
    let feed = parse(text).unwrap().0;
    let now = feed
        .zone
        .instant(domain::time::WallTime::parse(now).unwrap());
    let span = Span::of(&Query::default().window(&feed.zone, now)).by_month();
    Programme::new(Arc::new(feed), span)
}

/// `now` is a wall time in the feed's zone.
pub fn instant(programme: &Programme, now: &str) -> Instant {
    let wall = domain::time::WallTime::parse(now).unwrap();
    programme.feed().zone.instant(wall)
}

pub fn find(programme: &Programme, query: &str, now: &str) -> Found {
    let (query, _) = Query::parse(query);
    filter(programme, &query, instant(programme, now))
}

/// Ids of the events that a query lists, in order.
pub fn listed(programme: &Programme, query: &str, now: &str) -> Vec<String> {
    let found = find(programme, query, now);
    let id = |index: &u32| {
        let (_, it) = programme.occurrence(*index as usize).unwrap();
        it.event.id.to_string()
    };
    found.matches.iter().map(id).collect()
}
