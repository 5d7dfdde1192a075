//! What must hold for whatever bytes come in. The fuzz targets run these on what libFuzzer makes up; the test
//! `crates/domain/tests/corpus.rs` runs them on what it found worth keeping, in `fuzz/corpus/`.
//!
//! A check panics when something does not hold.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;
use domain::agenda::agenda;
use domain::event::{At, Feed, OccurrenceRef};
use domain::feed::Arriving;
use domain::filter::{Facet, filter};
use domain::problem::{Problem, Refused};
use domain::programme::{Programme, Span, open};
use domain::query::Query;
use domain::recurrence::Rule;
use domain::time::{Date, Instant, WallTime, Written, Years, Zone};
use serde_json::value::RawValue;

/// Any bytes as a feed: nothing panics, every event is shown or reported, every match stands in the agenda once. Read
/// while it comes it is the same.
pub fn feed(bytes: &[u8]) {
    let read = domain::feed::parse(bytes, &zone);
    for size in [1, 7, 61, 1024] {
        if let Some(feed) = arriving(bytes, size) {
            assert_eq!(Ok(&feed), said(&read).as_ref(), "in pieces of {size}");
        }
    }
    let Ok((feed, problems)) = read else {
        return;
    };
    let mut left_out: Vec<_> = problems
        .iter()
        .filter(|problem| problem.left_out())
        .map(|it| it.index)
        .collect();
    left_out.sort_unstable();
    left_out.dedup();
    assert_eq!(
        feed.events.len() + left_out.len(),
        written_events(bytes),
        "every event is shown or reported"
    );
    let feed = Arc::new(feed);
    for search in [
        "",
        "when=month",
        "from=2026-11-27&to=2026-12-24&q=a",
        "from=0001-01-01&to=9999-12-31",
    ] {
        let (query, _) = Query::parse(search);
        for now in ["2026-11-27T12:00:00Z", "2031-03-30T01:00:00Z"] {
            look(&feed, &query, Instant::parse(now).unwrap());
        }
    }
}

/// A feed that comes in pieces of so many bytes, in the words of its debug output; `None` where it has to be read as a
/// whole.
pub fn arriving(bytes: &[u8], size: usize) -> Option<String> {
    let mut arriving = Arriving::default();
    for piece in bytes.chunks(size) {
        arriving.add(piece, &zone);
    }
    let read = arriving.end(bytes.len())?.end();
    said(&Ok(read)).ok()
}

/// All that was read, but for the years that the zone's table has.
pub fn said(read: &Result<(Feed, Vec<Problem>), Refused>) -> Result<String, &Refused> {
    let (feed, problems) = read.as_ref()?;
    let name = feed.zone.name();
    let feed = Feed {
        zone: Zone::utc(),
        ..feed.clone()
    };
    Ok(format!("{name} {feed:?} {problems:?}"))
}

/// How many events stand in a feed.
fn written_events(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim().trim_start_matches('\u{feff}').trim();
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(text).unwrap();
    let events: Vec<&RawValue> = serde_json::from_str(members["events"].get()).unwrap();
    events.len()
}

fn look(feed: &Arc<Feed>, query: &Query, now: Instant) {
    let mut window = query.window(&feed.zone, now);
    // A rule gives millions of days in ten thousand years: nobody may ask for them at once.
    window.to = window.to.map(|to| to.min(window.first_day.plus(800)));
    let span = Span::of(&window);
    let programme = Programme::new(feed.clone(), span);
    let found = filter(&programme, query, now);
    assert!(found.matches.len() <= found.total && found.total <= programme.occurrences().len());
    assert!(found.matches.is_sorted());
    for value in Facet::ALL
        .into_iter()
        .flat_map(|facet| facet.values(&programme))
    {
        assert!(found.count(&programme, value) as usize <= found.total);
    }
    let agenda = agenda(&programme, &found);
    let mut stands = agenda.ongoing.clone();
    stands.extend(
        agenda
            .days
            .iter()
            .flat_map(|day| day.entries.iter().map(|entry| entry.occurrence)),
    );
    stands.sort_unstable();
    assert_eq!(
        stands, found.matches,
        "every match stands in the agenda once"
    );
    assert!(agenda.days.is_sorted_by(|one, other| one.date < other.date));
    // A weekly class that lasts for centuries is on fifty thousand times at once.
    let opened = if programme.occurrences().len() < 2000 {
        20
    } else {
        0
    };
    for index in found.matches.iter().take(opened) {
        let (occurrence, it) = programme.occurrence(*index as usize).unwrap();
        assert!(occurrence.first <= occurrence.last);
        opens(feed, it, now);
    }
}

/// An address with this date opens this event.
fn opens(feed: &Feed, it: OccurrenceRef<'_>, now: Instant) {
    let opened = open(feed, &it.event.id, Some(it.when.at()), now).unwrap();
    assert_eq!(opened.gone, None);
    assert_eq!(opened.occurrence.when.at(), it.when.at());
}

/// The first line as a rule, the second as `start from days`: days ascend and lie in the window, each of them is found
/// when it is asked for alone, and the rule's end cuts them off.
pub fn rule(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (rule, days) = text.split_once('\n').unwrap_or((&text, ""));
    let Some(rule) = Rule::parse(rule) else {
        return;
    };
    let mut days = days.split(' ');
    let mut day = |or: &str| {
        days.next()
            .and_then(Date::parse)
            .unwrap_or(Date::parse(or).unwrap())
    };
    let (start, from) = (day("2026-11-27"), day("2026-12-01"));
    let length = days
        .next()
        .and_then(|days| days.parse().ok())
        .unwrap_or(60_i64)
        .clamp(0, 400);
    let to = from.plus(length);
    // What is counted is counted from the start: not through ten thousand years.
    if rule.count.is_some() && from.days_since(start) > 4000 {
        return;
    }
    let found = rule.days(start, from, to, |_| false);
    assert!(found.is_sorted_by(|one, other| one < other));
    assert!(
        found
            .iter()
            .all(|day| *day >= from && *day <= to && *day >= start)
    );
    for day in (0..=length.min(40)).map(|days| from.plus(days)) {
        let alone = rule.days(start, day, day, |_| false);
        assert_eq!(
            alone.contains(&day),
            found.contains(&day),
            "{day} asked for alone"
        );
    }
    let middle = from.plus(length / 2);
    let ended = rule.days(start, from, to, |day| day > middle);
    assert!(
        ended
            .iter()
            .eq(found.iter().take_while(|day| **day <= middle))
    );
    if let Some(day) = found.first() {
        let first = rule.first(start).unwrap();
        assert!(first <= *day && first >= start);
    }
}

/// Any text as a query string: what was read is written and read again.
pub fn query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (query, _) = Query::parse(&text);
    let search = query.to_search();
    let (again, unknown) = Query::parse(&format!("?{search}"));
    assert_eq!(again, query);
    assert!(unknown.is_empty());
    assert_eq!(again.to_search(), search);
}

/// Any text as a time: what is read is written and read again, and goes to the time line and back in every zone.
pub fn time(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(at) = At::parse(&text) {
        assert_eq!(At::parse(&at.to_string()), Some(at));
    }
    match Written::parse(&text) {
        None => {}
        Some(Written::Day(day)) => {
            assert_eq!(Written::parse(&day.to_string()), Some(Written::Day(day)));
            round_trips(day.midnight());
        }
        Some(Written::Wall(wall)) => {
            assert_eq!(WallTime::parse(&wall.to_string()), Some(wall));
            round_trips(wall);
        }
        Some(Written::Instant(instant)) => {
            for zone in &*ZONES {
                let said = zone.rfc3339(instant);
                // RFC 3339 has no offset with seconds, and four digits for a year.
                if zone.offset_at(instant) % 60 == 0 && usual(zone.wall(instant)) {
                    assert_eq!(Instant::parse(&said), Some(instant), "{said}");
                }
                round_trips(zone.wall(instant));
            }
        }
    }
}

/// From the wall to the time line and back: the same time, and the first instant that shows it; where the clock skips
/// it, a later one, and no instant shows it.
fn round_trips(wall: WallTime) {
    if !usual(wall) {
        return;
    }
    let local = Zone::utc().instant(wall).0;
    for zone in &*ZONES {
        let name = zone.name();
        let instant = zone.instant(wall);
        let back = zone.wall(instant);
        assert!(
            back >= wall && back.seconds_since(wall) <= 24 * 3600,
            "{wall} {back} {name}"
        );
        for days in [-2, 0, 2] {
            let offset = zone.offset_at(instant.plus(days * 86_400));
            let other = Instant(local - i64::from(offset));
            let shows = zone.wall(other) == wall;
            assert!(
                !shows || (back == wall && instant <= other),
                "{wall} {back} {other:?} {name}"
            );
        }
    }
}

/// Far enough from both ends of the calendar for every offset.
fn usual(wall: WallTime) -> bool {
    (Date::MIN.plus(2)..Date::MAX.plus(-2)).contains(&wall.date)
}

static ZONES: LazyLock<Vec<Zone>> = LazyLock::new(|| {
    let names = [
        "Europe/Warsaw",
        "Europe/Kyiv",
        "America/New_York",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "UTC",
    ];
    names
        .into_iter()
        .map(|name| zone(name, Years::WIDEST).unwrap())
        .collect()
});

fn zone(name: &str, years: Years) -> Option<Zone> {
    let zone: Tz = name.parse().ok()?;
    Zone::build(name, years, |instant| {
        let utc = DateTime::from_timestamp(instant.0, 0)?.naive_utc();
        Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    })
}
