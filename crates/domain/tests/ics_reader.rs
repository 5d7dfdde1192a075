//! What calendar programs read from our iCalendar: the same dates as the feed means, however they take what
//! RFC 5545 leaves open. Parsed by the `icalendar` crate, rules expanded by the `rrule` crate.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono_tz::{TZ_VARIANTS, Tz};
use domain::event::{Feed, Lang, OccurrenceRef, Status, When};
use domain::ics::{Export, Item, Said, calendar, whole};

use domain::time::{Date, Instant, WallTime, Years, Zone};
use icalendar::parser::{Component, read_calendar, unfold};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// One date: its event, begin, end where there is one, whether it is cancelled.
type Known = (String, String, Option<String>, bool);

fn write(feed: &Feed, items: &[Item]) -> String {
    let export = Export {
        feed,
        home: None,
        lang: Lang::Pl,
        name: "Kalendarz",
        now: Instant::parse("2027-06-01T12:00:00Z").unwrap(),
        said: &|_| Said::default(),
    };
    calendar(export, items)
}

/// What the feed means, between two days.
fn meant(feed: &Feed, from: Date, to: Date) -> Vec<Known> {
    let dates = (0..)
        .zip(&feed.events)
        .flat_map(|(event, _)| feed.dates_of(event, from, to));
    let dates = dates.filter(|date| (from..=to).contains(&date.first));
    let known = dates.map(|date| {
        let it = OccurrenceRef::of(feed, &date).unwrap();
        let (begin, end) = match date.when {
            When::Days { first, last } => (first.to_string(), Some(last.plus(1).to_string())),
            When::Timed { start, end } => (
                start.instant.0.to_string(),
                end.map(|end| end.instant.0.to_string()),
            ),
        };
        (
            it.event.id.to_string(),
            begin,
            end,
            it.status() == Status::Cancelled,
        )
    });
    let mut known: Vec<Known> = known.collect();
    known.sort();
    known
}

/// How a program takes what others take differently.
#[derive(Clone, Copy, Debug)]
struct Habits {
    /// A rule's date that the clock change skips is none (RFC 5545 section 3.3.10), or comes as if it were not.
    skips: bool,
    /// Of a wall time that comes twice the second is taken.
    second: bool,
    /// Dates of a rule last as long by the wall clock, not on the time line (section 3.8.5.3).
    by_wall: bool,
}

/// A time in a file, before the zone is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    Day(Date),
    Wall(WallTime),
    Instant(Instant),
}

struct Reader<'a> {
    zone: &'a Zone,
    habits: Habits,
}

impl Reader<'_> {
    fn dates(&self, text: &str, from: Date, to: Date) -> Vec<Known> {
        let unfolded = unfold(text);
        let calendar = read_calendar(&unfolded).expect("it parses");
        let mut series: BTreeMap<String, Vec<&Component<'_>>> = BTreeMap::new();
        for event in calendar.components.iter().filter(|it| it.name == "VEVENT") {
            let uid = event.find_prop("UID").expect("UID").val.as_str().to_owned();
            series.entry(uid).or_default().push(event);
        }
        let all = series.values().flat_map(|events| self.series(events, to));
        let within = all.filter(|(_, begin, _, _)| {
            let day = match Date::parse(begin) {
                Some(day) => day,
                None => self.zone.wall(Instant(begin.parse().unwrap())).date,
            };
            (from..=to).contains(&day)
        });
        let mut found: Vec<Known> = within.collect();
        found.sort();
        found
    }

    /// The VEVENTs of one UID: at most one with a rule, the others in place of its dates.
    fn series(&self, events: &[&Component<'_>], to: Date) -> Vec<Known> {
        let (instead, main): (Vec<&Component<'_>>, Vec<&Component<'_>>) = events
            .iter()
            .partition(|event| event.find_prop("RECURRENCE-ID").is_some());
        assert_eq!(main.len(), 1, "one event a UID");
        let main = main[0];
        let known = |event: &Component<'_>, begin: String, end: Option<String>| {
            let value = |name: &str| event.find_prop(name).unwrap().val.as_str().to_owned();
            let cancelled = value("STATUS") == "CANCELLED";
            (value("SUMMARY"), begin, end, cancelled)
        };
        let (start, end) = (time(main, "DTSTART").unwrap(), time(main, "DTEND"));
        let Some(rule) = main.find_prop("RRULE") else {
            assert!(instead.is_empty());
            let end = end.map(|end| self.said(end));
            return vec![known(main, self.said(start), end)];
        };
        let mut starts = self.expand(rule.val.as_str(), start, to);
        assert_eq!(starts.first(), Some(&start), "DTSTART is on its rule");
        for removed in main.properties.iter().filter(|it| it.name == "EXDATE") {
            let removed = read_time(removed.val.as_str()).unwrap();
            starts.retain(|start| *start != removed);
        }
        let mut found = Vec::new();
        for event in instead {
            let id = time(event, "RECURRENCE-ID").unwrap();
            // Beyond what is looked at there is nothing to replace.
            if self.day(id) <= to {
                assert!(starts.contains(&id), "{id:?} is a date of the rule");
            }
            starts.retain(|start| *start != id);
            let begin = time(event, "DTSTART").unwrap();
            let end = time(event, "DTEND").map(|end| self.said(end));
            found.push(known(event, self.said(begin), end));
        }
        for begin in starts {
            let skipped = matches!(begin, Time::Wall(wall) if self.zone.wall(self.zone.instant(wall)) != wall);
            if skipped && self.habits.skips {
                continue;
            }
            let end = end.map(|end| self.end(start, end, begin));
            found.push(known(main, self.said(begin), end));
        }
        found
    }

    /// The end of another date of a rule.
    fn end(&self, start: Time, end: Time, begin: Time) -> String {
        match (start, end, begin) {
            (Time::Day(start), Time::Day(end), Time::Day(begin)) => {
                begin.plus(end.days_since(start)).to_string()
            }
            (Time::Wall(start), Time::Wall(end), Time::Wall(begin)) if self.habits.by_wall => {
                self.said(Time::Wall(begin.plus_seconds(end.seconds_since(start))))
            }
            _ => {
                let length = self.instant(end).0 - self.instant(start).0;
                self.instant(begin).plus(length).0.to_string()
            }
        }
    }

    /// Every start that a rule gives up to a day, with a clock that never changes.
    fn expand(&self, rule: &str, start: Time, to: Date) -> Vec<Time> {
        let compact = |wall: WallTime| {
            let date = wall.date.to_string().replace('-', "");
            format!(
                "{date}T{:02}{:02}{:02}Z",
                wall.hour(),
                wall.minute(),
                wall.second % 60
            )
        };
        let naive = |time: Time| match time {
            Time::Day(day) => day.midnight(),
            Time::Wall(wall) => wall,
            Time::Instant(instant) => self.zone.wall(instant),
        };
        let mut parts: Vec<String> = Vec::new();
        for part in rule.split(';') {
            match part.strip_prefix("UNTIL=") {
                Some(until) => {
                    let until = read_time(until).unwrap();
                    // Section 3.3.10: of DTSTART's type, and in UTC where that is local.
                    assert_eq!(matches!(until, Time::Day(_)), matches!(start, Time::Day(_)));
                    assert!(!matches!(until, Time::Wall(_)));
                    parts.push(format!("UNTIL={}", compact(naive(until))));
                }
                None => parts.push(part.to_owned()),
            }
        }
        let text = format!(
            "DTSTART:{}\nRRULE:{}",
            compact(naive(start)),
            parts.join(";")
        );
        let set: rrule::RRuleSet = text
            .parse()
            .unwrap_or_else(|error| panic!("{text}: {error}"));
        // DTSTART has to be among them even where it comes later.
        let limit = format!("{}T23:59:59Z", to.max(self.day(start)));
        let limit: chrono::DateTime<chrono::Utc> = limit.parse().unwrap();
        let result = set.before(limit.with_timezone(&rrule::Tz::UTC)).all(20_000);
        assert!(!result.limited);
        let walls = result
            .dates
            .iter()
            .map(|date| WallTime::parse(&date.format("%Y-%m-%dT%H:%M:%S").to_string()).unwrap());
        walls
            .map(|wall| match start {
                Time::Day(_) => Time::Day(wall.date),
                // Universal time: the zone's wall is the same.
                Time::Instant(_) => Time::Instant(self.zone.instant(wall)),
                Time::Wall(_) => Time::Wall(wall),
            })
            .collect()
    }

    fn day(&self, time: Time) -> Date {
        match time {
            Time::Day(day) => day,
            Time::Wall(wall) => wall.date,
            Time::Instant(instant) => self.zone.wall(instant).date,
        }
    }

    fn instant(&self, time: Time) -> Instant {
        match time {
            Time::Day(day) => self.zone.day_start(day),
            Time::Instant(instant) => instant,
            Time::Wall(wall) if self.habits.second && self.zone.repeats(wall) => {
                let first = self.zone.instant(wall);
                let next = self
                    .zone
                    .transitions()
                    .find(|change| change.at > first)
                    .unwrap();
                first.plus(i64::from(next.before - next.after))
            }
            Time::Wall(wall) => self.zone.instant(wall),
        }
    }

    fn said(&self, time: Time) -> String {
        match time {
            Time::Day(day) => day.to_string(),
            time => self.instant(time).0.to_string(),
        }
    }
}

fn time(event: &Component<'_>, name: &str) -> Option<Time> {
    let property = event.find_prop(name)?;
    let read = read_time(property.val.as_str());
    assert!(read.is_some(), "{property:?}");
    let parameter = |key: &str| property.params.iter().any(|parameter| parameter.key == key);
    assert_eq!(parameter("VALUE"), matches!(read, Some(Time::Day(_))));
    assert_eq!(parameter("TZID"), matches!(read, Some(Time::Wall(_))));
    read
}

/// `20261127`, `20261127T180000`, `20261127T170000Z`.
fn read_time(text: &str) -> Option<Time> {
    let (date, rest) = text.split_at_checked(8)?;
    let number = |text: &str| text.parse::<u32>().ok();
    let date = Date::new(
        date[..4].parse().ok()?,
        number(&date[4..6])?,
        number(&date[6..])?,
    )?;
    if rest.is_empty() {
        return Some(Time::Day(date));
    }
    let clock = rest.strip_prefix('T')?;
    let (clock, utc) = match clock.strip_suffix('Z') {
        Some(clock) => (clock, true),
        None => (clock, false),
    };
    let second = number(&clock[..2])? * 3600 + number(&clock[2..4])? * 60 + number(&clock[4..])?;
    let wall = date.at(second);
    Some(if utc {
        Time::Instant(Zone::utc().instant(wall))
    } else {
        Time::Wall(wall)
    })
}

const ZONES: [&str; 8] = [
    "Europe/Warsaw",
    "Europe/Warsaw",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "America/Santiago",
    "Asia/Kathmandu",
    "UTC",
];

/// Days on which something may happen: many of them near a change of the clock.
fn day() -> impl Strategy<Value = Date> {
    let near =
        |day: &'static str| (-5..5_i64).prop_map(move |days| Date::parse(day).unwrap().plus(days));
    prop_oneof![
        near("2027-03-28"),
        near("2027-10-31"),
        near("2027-03-14"),
        near("2028-09-03"),
        (0..1200_i64).prop_map(|days| Date::parse("2026-06-01").unwrap().plus(days)),
    ]
}

fn second() -> impl Strategy<Value = u32> {
    let hours = [0.0, 1.5, 2.0, 2.5, 2.75, 3.0, 10.0, 16.0, 20.0, 22.0, 23.5];
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    proptest::sample::select(hours.map(|hour| (hour * 3600.0) as u32).to_vec())
}

/// Minutes that a date may last.
fn length() -> impl Strategy<Value = i64> {
    proptest::sample::select(vec![
        10,
        30,
        60,
        90,
        8 * 60,
        5 * 60 + 30,
        24 * 60,
        26 * 60,
        3 * 24 * 60,
    ])
}

fn rule() -> impl Strategy<Value = String> {
    let every = proptest::sample::select(vec![
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYDAY=SA,SU",
        "FREQ=DAILY;BYMONTH=3,10;BYSETPOS=1",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=SA,SU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,SU",
        "FREQ=WEEKLY;BYDAY=MO,WE,SU;BYSETPOS=-1",
        "FREQ=WEEKLY;BYDAY=MO,WE,SA,SU;BYSETPOS=2",
        "FREQ=WEEKLY;BYMONTH=3,10;BYDAY=SA,SU;BYSETPOS=1",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYDAY=-1SU",
        "FREQ=MONTHLY;BYDAY=1SA,2SU,-1SA",
        "FREQ=MONTHLY;BYMONTHDAY=28,31,-1",
        "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=-1,-2",
        "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=SU,SA",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
        "FREQ=YEARLY;BYDAY=MO",
        "FREQ=YEARLY;BYMONTHDAY=28,31",
        "FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=28,31",
        "FREQ=YEARLY;BYMONTHDAY=28,31;BYSETPOS=2,-1",
        "FREQ=YEARLY;BYMONTHDAY=25,26,27,28,29,30,31;BYDAY=-1SU",
    ]);
    let until = (day(), second(), 0..4_u32).prop_map(|(day, second, form)| match form {
        0 => format!(";UNTIL={}", day.to_string().replace('-', "")),
        1 => format!(";UNTIL={}", day.at(second)),
        2 => format!(";UNTIL={}Z", day.at(second)),
        _ => String::new(),
    });
    let count = option::weighted(0.4, 1..60_u32)
        .prop_map(|count| count.map_or(String::new(), |count| format!(";COUNT={count}")));
    (every, until, count).prop_map(|(every, until, count)| format!("{every}{until}{count}"))
}

/// An event as JSON, and where one of its dates may be named, the days are near its start.
fn event() -> impl Strategy<Value = String> {
    let near = || (-3..40_i64, option::weighted(0.4, second()));
    let occurrence = (
        near(),
        option::weighted(0.3, length()),
        option::weighted(0.3, near()),
        any::<bool>(),
        any::<bool>(),
    );
    (
        day(),
        option::weighted(0.85, second()),
        option::weighted(0.7, length()),
        option::weighted(0.75, rule()),
        vec((near(), 0..3_u32), 0..4),
        vec(near(), 0..3),
        vec(occurrence, 0..4),
    )
        .prop_map(
            |(start, second, length, rule, exdates, rdates, occurrences)| {
                let when = |(days, other): (i64, Option<u32>)| {
                    let day = start.plus(days);
                    match other.or(second).filter(|_| second.is_some()) {
                        Some(second) => day.at(second).to_string(),
                        None => day.to_string(),
                    }
                };
                let end =
                    |begin: (i64, Option<u32>), length: i64| match other_wall(start, begin, second)
                    {
                        Some(wall) => wall.plus_seconds(length * 60).to_string(),
                        None => start.plus(begin.0 + length / 1440).to_string(),
                    };
                let mut members = vec![format!(r#""start": "{}""#, when((0, None)))];
                members
                    .extend(length.map(|length| format!(r#""end": "{}""#, end((0, None), length))));
                members.extend(rule.map(|rule| format!(r#""rrule": "{rule}""#)));
                let exdates = exdates.into_iter().map(|(near, form)| match form {
                    0 => format!(r#""{}""#, start.plus(near.0)),
                    1 => format!(r#""{}""#, when((near.0, None))),
                    _ => format!(r#""{}""#, when(near)),
                });
                members.push(format!(
                    r#""exdates": [{}]"#,
                    exdates.collect::<Vec<_>>().join(",")
                ));
                let rdates = rdates
                    .into_iter()
                    .map(|near| format!(r#""{}""#, when(near)));
                members.push(format!(
                    r#""rdates": [{}]"#,
                    rdates.collect::<Vec<_>>().join(",")
                ));
                let occurrences =
                    occurrences
                        .into_iter()
                        .map(|(near, length, replaces, cancelled, noted)| {
                            let mut members = vec![format!(r#""start": "{}""#, when(near))];
                            members.extend(
                                length.map(|length| format!(r#""end": "{}""#, end(near, length))),
                            );
                            members.extend(
                                replaces.map(|near| {
                                    format!(r#""replaces": "{}""#, when((near.0, None)))
                                }),
                            );
                            members
                                .extend(cancelled.then(|| r#""status": "cancelled""#.to_owned()));
                            members.extend(noted.then(|| r#""note": "Inaczej.""#.to_owned()));
                            format!("{{{}}}", members.join(","))
                        });
                members.push(format!(
                    r#""occurrences": [{}]"#,
                    occurrences.collect::<Vec<_>>().join(",")
                ));
                members.join(", ")
            },
        )
}

fn other_wall(start: Date, begin: (i64, Option<u32>), second: Option<u32>) -> Option<WallTime> {
    let second = second?;
    Some(start.plus(begin.0).at(begin.1.unwrap_or(second)))
}

/// What every file keeps to, whatever is in it.
fn well_formed(text: &str) {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap();
    let mut ids = BTreeSet::new();
    for event in calendar.components.iter().filter(|it| it.name == "VEVENT") {
        let value = |name: &str| event.find_prop(name).map(|it| it.val.as_str().to_owned());
        for once in [
            "UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP",
        ] {
            let count = event.properties.iter().filter(|it| it.name == once).count();
            assert_eq!(count, 1, "{once}");
        }
        assert!(
            ids.insert((value("UID"), value("RECURRENCE-ID"))),
            "one UID, one date"
        );
    }
    let zones = calendar
        .components
        .iter()
        .filter(|it| it.name == "VTIMEZONE")
        .count();
    assert_eq!(
        zones,
        usize::from(text.contains(";TZID=")),
        "a zone where one is named"
    );
}

fn table(name: &str, years: Years) -> Zone {
    let zone: Tz = name.parse().unwrap();
    Zone::build(name, years, |instant| common::offset_at(zone, instant)).unwrap()
}

fn tables() -> &'static [Zone] {
    static TABLES: OnceLock<Vec<Zone>> = OnceLock::new();
    TABLES.get_or_init(|| ZONES.iter().map(|name| table(name, YEARS)).collect())
}

const YEARS: Years = Years {
    first: 2020,
    last: 2040,
};

proptest! {
    // Ten times as many where there is time for it.
    #![proptest_config(common::cases(200, 5_000))]

    #[test]
    fn programs_read_the_dates_that_the_feed_means(zone in 0..ZONES.len(), events in vec(event(), 1..3), skips: bool, second: bool, by_wall: bool) {
        let events: Vec<String> = (0..).zip(events).map(|(id, event): (u32, _)| format!(r#"{{"id": "{id}", "title": "{id}", {event}}}"#)).collect();
        let text = format!(r#"{{"version": 1, "timezone": "{}", "events": [{}]}}"#, ZONES[zone], events.join(","));
        let (feed, _) = domain::feed::parse(text.as_bytes(), &|_, _| Some(tables()[zone].clone())).unwrap();
        let (from, to) = (Date::new(2026, 1, 1).unwrap(), Date::new(2030, 12, 31).unwrap());
        let written = write(&feed, &whole(&feed));
        well_formed(&written);
        let reader = Reader { zone: &feed.zone, habits: Habits { skips, second, by_wall } };
        let read = reader.dates(&written, from, to);
        let meant = meant(&feed, from, to);
        prop_assert_eq!(&read, &meant, "{}", written);

        // Each date for itself, with its own UID; a shorter time, since each is an event.
        let (from, to) = (Date::new(2027, 3, 1).unwrap(), Date::new(2027, 12, 31).unwrap());
        let dates = (0..).zip(&feed.events).flat_map(|(event, _)| feed.dates_of(event, from, to));
        let alone: Vec<Item> = dates.map(Item::Occurrence).collect();
        let written = write(&feed, &alone);
        well_formed(&written);
        prop_assert_eq!(&reader.dates(&written, from, to), &self::meant(&feed, from, to), "{}", written);
    }
}

/// Offsets by the VTIMEZONE of a file alone: instants from which on they hold.
fn offsets(text: &str, last_year: i32) -> Vec<(Instant, i32)> {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap();
    let zone = calendar
        .components
        .iter()
        .find(|it| it.name == "VTIMEZONE")
        .unwrap();
    let mut found = Vec::new();
    for part in &zone.components {
        let value = |name: &str| part.find_prop(name).map(|it| it.val.as_str().to_owned());
        let offset = |name: &str| {
            let text = value(name).unwrap();
            let digits = |place: usize| {
                text.get(place..place + 2)
                    .map_or(0, |it| it.parse().unwrap())
            };
            let size: i32 = digits(1) * 3600 + digits(3) * 60 + digits(5);
            if text.starts_with('-') { -size } else { size }
        };
        let (from, to) = (offset("TZOFFSETFROM"), offset("TZOFFSETTO"));
        let start = match read_time(&value("DTSTART").unwrap()) {
            Some(Time::Wall(wall)) => wall,
            other => panic!("{other:?}"),
        };
        let last = Date::new(last_year, 12, 31).unwrap();
        let days = match value("RRULE") {
            Some(rule) => domain::recurrence::Rule::parse(&rule).unwrap().days(
                start.date,
                start.date,
                last,
                |_| false,
            ),
            None => vec![start.date],
        };
        for day in days {
            let wall = Zone::utc().instant(day.at(start.second));
            found.push((wall.plus(-i64::from(from)), to));
        }
    }
    found.sort_unstable();
    found
}

/// Every zone's VTIMEZONE against its table, from the year before the first date to the end of `last_year`.
fn check_zone(name: &str, zone: &Zone, last_year: i32, known: impl Fn(Instant) -> i32) {
    let text = format!(
        r#"{{"version": 1, "timezone": "{name}", "events": [{{"id": "a", "title": "A", "start": "2026-11-27T18:00", "rrule": "FREQ=DAILY"}}]}}"#
    );
    let (feed, _) = domain::feed::parse(text.as_bytes(), &|_, _| Some(zone.clone())).unwrap();
    let written = write(&feed, &whole(&feed));
    if !written.contains("BEGIN:VTIMEZONE") {
        assert!(
            zone.offset_at(Instant(0)) == 0 && zone.transitions().next().is_none(),
            "{name}"
        );
        return;
    }
    let offsets = offsets(&written, last_year);
    let day = |year, month, day| {
        let midnight = Date::new(year, month, day).unwrap().midnight();
        Zone::utc().instant(midnight)
    };
    let (begin, end) = (day(2026, 11, 27), day(last_year, 12, 30));
    // Two step functions are the same when they are at every step of either.
    let steps = zone.transitions().map(|change| change.at);
    let steps = steps.chain(offsets.iter().map(|(since, _)| *since));
    let around = steps.flat_map(|at| [at.plus(-1), at]).chain([begin, end]);
    for at in around.filter(|at| (begin..=end).contains(at)) {
        let holds = offsets.iter().rev().find(|(since, _)| *since <= at);
        let holds = holds.map(|(_, offset)| *offset);
        assert_eq!(holds, Some(known(at)), "{name} at {at:?}");
    }
}

#[test]
fn the_zone_of_a_file_has_every_offset_of_the_next_ten_years() {
    for zone in TZ_VARIANTS {
        let table = table(zone.name(), YEARS);
        check_zone(zone.name(), &table, 2037, |at| table.offset_at(at));
    }
}

/// As in a browser, whose table covers the years of the feed and two more.
#[test]
fn a_short_table_goes_on_by_its_yearly_rule() {
    let years = Years {
        first: 2025,
        last: 2029,
    };
    for name in [
        "Europe/Warsaw",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Europe/Dublin",
    ] {
        let zone: Tz = name.parse().unwrap();
        check_zone(name, &table(name, years), 2060, |at| {
            common::offset_at(zone, at).unwrap()
        });
    }
}
