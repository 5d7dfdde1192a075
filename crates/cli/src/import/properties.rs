//! What must hold for any input: a programme comes back with its dates, and no bytes stop an import.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fmt::Write;
use std::rc::Rc;

use domain::event::{Feed, Lang, When};
use domain::ics::{Export, calendar, whole};
use domain::time::{Date, WallTime, Zone};
use proptest::prelude::*;

use super::found::Trouble;
use super::{Window, ics, jsonld, openagenda, schedule, sheet, tec, words, write, zones};

fn zone(name: &str) -> Rc<Zone> {
    Rc::new(zones::zone(name, domain::time::Years::WIDEST).unwrap())
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn window() -> Window {
    Window {
        from: day("2025-10-01"),
        to: day("2029-01-31"),
        today: day("2026-11-22"),
    }
}

/// An import as the command does it: the feed's text.
fn imported(bytes: &[u8], zone: &Rc<Zone>) -> Result<(String, Vec<Trouble>), super::found::What> {
    let harvest = ics::parse(bytes)?.read(Rc::clone(zone), window());
    let envelope = write::Envelope {
        title: harvest.title,
        zone,
        now: zone.day_start(day("2026-11-22")),
        known: &write::Known::default(),
    };
    let (feed, troubles) = write::feed(envelope, harvest.found);
    let all = harvest.troubles.into_iter().chain(troubles).collect();
    Ok((serde_json::to_string(&feed).unwrap(), all))
}

fn parsed(text: &str) -> Feed {
    let (feed, problems) = domain::feed::parse(text.as_bytes(), &crate::zones::zone).unwrap();
    let left_out: Vec<_> = problems.iter().filter(|it| it.left_out()).collect();
    assert!(left_out.is_empty(), "{left_out:?} in {text}");
    feed
}

/// Every date of a feed from 2026 to 2028.
fn dates(feed: &Feed) -> Vec<String> {
    let (from, to) = (day("2026-01-01"), day("2028-12-31"));
    let zone = &feed.zone;
    let mut found = Vec::new();
    for (index, _) in (0..).zip(&feed.events) {
        for date in feed.dates_of(index, from, to) {
            if date.first > to || date.last < from {
                continue;
            }
            found.push(match date.when {
                When::Days { first, last } => format!("{first}/{last}"),
                When::Timed { start, end } => {
                    let end = end.map_or(String::new(), |end| zone.rfc3339(end.instant));
                    format!("{}/{end}", zone.rfc3339(start.instant))
                }
            });
        }
    }
    found.sort();
    found
}

/// The feed as calendar programs get it.
fn exported(feed: &Feed) -> String {
    let export = Export {
        feed,
        home: None,
        lang: Lang::Pl,
        name: "Próba",
        now: feed.zone.day_start(day("2026-11-22")),
        said: &|it| text::ics::said(it, Lang::Pl),
    };
    calendar(export, &whole(feed))
}

/// Rules, a part of them with words that only some days fit.
fn rule() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("FREQ=DAILY"),
        Just("FREQ=DAILY;INTERVAL=3"),
        Just("FREQ=WEEKLY"),
        Just("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU"),
        Just("FREQ=WEEKLY;BYDAY=MO,FR"),
        Just("FREQ=MONTHLY;BYDAY=1SA,-1SU"),
        Just("FREQ=MONTHLY;BYMONTHDAY=-1,15"),
        Just("FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1"),
        Just("FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU"),
        Just("FREQ=YEARLY"),
    ];
    let ends = prop_oneof![
        Just(String::new()),
        (1u32..40).prop_map(|count| format!(";COUNT={count}")),
        (1u32..28).prop_map(|day| format!(";UNTIL=202711{day:02}")),
    ];
    (parts, ends).prop_map(|(parts, end)| format!("{parts}{end}"))
}

fn wall() -> impl Strategy<Value = WallTime> {
    // Half of the times lie around the nights on which clocks change.
    let days = prop_oneof![
        0i64..700,
        Just(86),
        Just(87),
        Just(297),
        Just(298),
        Just(451),
        Just(668)
    ];
    (days, 0u32..96).prop_map(|(days, quarter)| day("2026-01-01").plus(days).at(quarter * 900))
}

prop_compose! {
    fn event()(
        start in wall(),
        minutes in prop_oneof![Just(0i64), 1i64..30, 60i64..600],
        whole_days in prop::bool::weighted(0.3),
        rule in prop::option::of(rule()),
        off in prop::collection::vec(0i64..60, 0..3),
        moved in prop::option::of((0i64..40, 1i64..2000, any::<bool>())),
        status in prop::bool::weighted(0.2),
    ) -> String {
        let time = |wall: WallTime| if whole_days { wall.date.to_string() } else { wall.to_string() };
        let mut event = format!(r#""start": "{}""#, time(start));
        if minutes > 0 {
            let _ = write!(event, r#", "end": "{}""#, time(start.plus_seconds(minutes * 60)));
        }
        if status {
            event.push_str(r#", "status": "cancelled""#);
        }
        if let Some(rule) = &rule {
            let _ = write!(event, r#", "rrule": "{rule}""#);
            let off: Vec<String> = off.iter().map(|day| format!("{:?}", time(start.plus_seconds(day * 86_400)))).collect();
            let _ = write!(event, r#", "exdates": [{}]"#, off.join(","));
            if let Some((day, later, cancelled)) = moved {
                let of = start.plus_seconds(day * 86_400);
                let status = if cancelled { r#", "status": "cancelled""# } else { "" };
                let _ = write!(event, r#", "occurrences": [{{"start": "{}", "replaces": "{}"{status}}}]"#, time(of.plus_seconds(later * 900)), time(of));
            }
        }
        event
    }
}

fn feed_text(zone: &str, events: &[String]) -> String {
    let events = events.iter().enumerate();
    let events = events
        .map(|(index, event)| format!(r#"{{"id": "w{index}", "title": "W{index}", {event}}}"#));
    let events: Vec<String> = events.collect();
    format!(
        r#"{{"version": 1, "timezone": "{zone}", "events": [{}]}}"#,
        events.join(",")
    )
}

/// A line of iCalendar, sound or not.
fn line() -> impl Strategy<Value = String> {
    let names = prop_oneof![
        Just("SUMMARY"),
        Just("DTSTART"),
        Just("DTEND"),
        Just("DURATION"),
        Just("RRULE"),
        Just("RDATE"),
        Just("EXDATE"),
        Just("RECURRENCE-ID"),
        Just("UID"),
        Just("LOCATION"),
        Just("GEO"),
        Just("CATEGORIES"),
        Just("BEGIN"),
        Just("END"),
        Just("DTSTART;TZID=Europe/Warsaw"),
        Just("DTSTART;VALUE=DATE"),
        Just("RECURRENCE-ID;RANGE=THISANDFUTURE"),
        Just("X-ALT-DESC"),
        Just("DESCRIPTION;ENCODING=QUOTED-PRINTABLE"),
        Just("ATTACH;ENCODING=BASE64;VALUE=BINARY"),
        Just(" "),
        Just("TZOFFSETTO"),
        Just("TZOFFSETFROM"),
        Just("TZID"),
    ];
    let values = prop_oneof![
        Just("20261127T180000".to_owned()),
        Just("20261127".to_owned()),
        Just("20261127T170000Z".to_owned()),
        Just("00000101T000000".to_owned()),
        Just("99991231T235959Z".to_owned()),
        Just("00010101".to_owned()),
        Just("PT1H".to_owned()),
        Just("-P9999999999W".to_owned()),
        Just("P99999999999D".to_owned()),
        Just("FREQ=WEEKLY;BYDAY=1MO".to_owned()),
        Just("FREQ=HOURLY;COUNT=99999999999".to_owned()),
        Just("FREQ=YEARLY;BYWEEKNO=53;BYYEARDAY=366".to_owned()),
        Just("FREQ=DAILY;BYHOUR=25".to_owned()),
        Just("FREQ=MONTHLY;BYSETPOS=-366;BYEASTER=1".to_owned()),
        Just("FREQ=DAILY;UNTIL=99991231".to_owned()),
        Just("VEVENT".to_owned()),
        Just("VTIMEZONE".to_owned()),
        Just("STANDARD".to_owned()),
        Just("VCALENDAR".to_owned()),
        Just("+9999".to_owned()),
        Just("-0100".to_owned()),
        Just("1e400;-91".to_owned()),
        Just("<script>x</script>&#0;&#x110000;".to_owned()),
        Just("\\n\\,\\".to_owned()),
        ".{0,40}",
        "[0-9TZ:;,=-]{0,24}",
    ];
    (names, values).prop_map(|(name, value)| format!("{name}:{value}"))
}

fn cases(locally: u32, in_ci: u32) -> ProptestConfig {
    let ci = std::env::var_os("CI").is_some();
    ProptestConfig::with_cases(if ci { in_ci } else { locally })
}

proptest! {
    #![proptest_config(cases(150, 1500))]

    #[test]
    fn a_programme_comes_back_with_its_dates(
        zone_name in prop_oneof![Just("Europe/Warsaw"), Just("America/New_York"), Just("Australia/Lord_Howe"), Just("UTC")],
        events in prop::collection::vec(event(), 1..4),
    ) {
        let text = feed_text(zone_name, &events);
        let (feed, _) = domain::feed::parse(text.as_bytes(), &crate::zones::zone).unwrap();
        let ics = exported(&feed);
        let (back, _) = imported(ics.as_bytes(), &zone(zone_name)).unwrap();
        prop_assert_eq!(dates(&parsed(&back)), dates(&feed), "{}\n{}\n{}", text, ics, back);
    }

    #[test]
    fn whatever_a_calendar_says_every_date_of_its_feed_can_be_read(
        lines in prop::collection::vec(line(), 0..14),
        more in prop::collection::vec(line(), 0..6),
    ) {
        let ics = format!(
            "BEGIN:VCALENDAR\r\n{}\r\nBEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART:20261127T180000\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            more.join("\r\n"), lines.join("\r\n"),
        );
        if let Ok((feed, troubles)) = imported(ics.as_bytes(), &zone("Europe/Warsaw")) {
            parsed(&feed);
            for trouble in troubles {
                prop_assert!(trouble.to_string().ends_with('.'), "{}", trouble);
            }
        }
    }

    #[test]
    fn words_are_read_whatever_they_are(text in "(dla|dzieci|od|do|lat|wstęp|bilety|zł|wolny|[0-9]{1,25}|[ .,+/-]|\\PC){0,12}") {
        let ages = words::ages_of_description(&text)
            .or_else(|| words::ages(&text))
            .or_else(|| words::audience(&text));
        if let Some(domain::event::Ages { min: Some(min), max: Some(max) }) = ages {
            prop_assert!(min <= max, "{min} {max}");
        }
        for price in [words::price(&text, None), words::price_in(&text)].into_iter().flatten() {
            prop_assert!(price.from <= price.to, "{price:?}");
        }
    }

    #[test]
    fn tables_and_answers_are_read_whatever_they_are(
        cells in prop::collection::vec("[0-9]{1,5}([.:/-][0-9]{1,4}){0,3}|(27|godz|listopada|do|od|[ .,:–-]){0,6}|\\PC{0,12}", 0..24),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let zone = zone("Europe/Warsaw");
        let today = day("2026-11-22");
        let rows: Vec<String> = cells.chunks(4).map(|row| row.join(";")).collect();
        let table = format!("Tytuł;Data;Godzina;Koniec\n{}", rows.join("\n"));
        for bytes in [table.into_bytes(), bytes.clone(), [b"PK".to_vec(), bytes.clone()].concat()] {
            let _ = sheet::read(&bytes, &zone, today);
            let _ = tec::read(&bytes, &zone);
            let _ = openagenda::read(&bytes, &zone);
            let _ = schedule::read(&bytes, &zone);
            let _ = jsonld::read(&bytes, &zone);
        }
    }

    #[test]
    fn rows_of_one_class_have_the_dates_of_each(
        rows in prop::collection::vec((0i64..80, prop::bool::weighted(0.8), prop::bool::weighted(0.9)), 1..5),
        weeks in prop_oneof![Just("co tydzień"), Just("co dwa tygodnie")],
    ) {
        let row = |(ahead, repeats, at_four): &(i64, bool, bool)| {
            let rule = if *repeats { format!("{weeks} do 20.06.2027") } else { String::new() };
            let hour = if *at_four { 16 } else { 17 };
            format!("k;Kurs;{};{hour}-18;{rule}", day("2026-10-01").plus(*ahead))
        };
        let read = |rows: &[String]| {
            let table = format!("ID;Tytuł;Data;Godzina;Powtarza się\n{}", rows.join("\n"));
            let zone = zone("Europe/Warsaw");
            let harvest = sheet::read(table.as_bytes(), &zone, day("2026-11-22")).unwrap();
            let envelope = write::Envelope { title: None, zone: &zone, now: zone.day_start(day("2026-11-22")), known: &write::Known::default() };
            let (feed, _) = write::feed(envelope, harvest.found);
            (dates(&parsed(&serde_json::to_string(&feed).unwrap())), harvest.troubles.len())
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        let (together, left_out) = read(&rows);
        let mut each: Vec<String> = rows.iter().flat_map(|row| read(std::slice::from_ref(row)).0).collect();
        each.sort();
        each.dedup();
        if left_out == 0 {
            prop_assert_eq!(together, each, "{:?}", rows);
        } else {
            // Nothing that no row says.
            prop_assert!(together.iter().all(|date| each.contains(date)), "{:?}", rows);
        }
    }

    #[test]
    fn no_bytes_stop_an_import(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0usize..3000) {
        let _ = imported(&bytes, &zone("Europe/Warsaw"));
        // In the middle of a real file, and that file cut off there.
        let mut file = include_bytes!("../../../../tests/imports/outlook.ics").to_vec();
        let at = at.min(file.len());
        let rest = file.split_off(at);
        let _ = imported(&file, &zone("Europe/Warsaw"));
        file.extend(&bytes);
        file.extend(rest);
        if let Ok((feed, _)) = imported(&file, &zone("Europe/Warsaw")) {
            parsed(&feed);
        }
    }
}
