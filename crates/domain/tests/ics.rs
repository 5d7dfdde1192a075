//! iCalendar out of a feed: what each field becomes, and that nothing in a feed can write a line of its own.
//! That the dates come back is in `ics_reader.rs`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod common;

use domain::event::{Feed, Lang, OccurrenceRef};
use domain::ics::{Export, Item, Said, calendar, whole};
use domain::time::Instant;

const NOW: &str = "2026-11-22T12:00:00Z";

fn said(it: OccurrenceRef<'_>) -> Said {
    let name = it.venue().and_then(|venue| venue.name.as_ref());
    Said {
        description: format!("opis {}", it.event.id),
        location: name.map_or("", |name| name.get("pl", "pl").0).to_owned(),
    }
}

fn write(feed: &Feed, items: &[Item]) -> String {
    let export = Export {
        feed,
        home: feed.url.as_ref().map(domain::link::Link::as_str),
        lang: Lang::Pl,
        name: "Kalendarz",
        now: Instant::parse(NOW).unwrap(),
        said: &said,
    };
    calendar(export, items)
}

/// The whole of a feed, read back to lines without folding.
fn lines(feed: &str) -> Vec<String> {
    let (feed, _) = common::parse(feed).unwrap();
    let text = write(&feed, &whole(&feed)).replace("\r\n ", "");
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

/// Of each VEVENT the properties of these names, `NAME value` joined by commas; the feed's zone is not said.
fn properties(lines: &[String], names: &[&str]) -> Vec<String> {
    let mut events: Vec<Vec<String>> = Vec::new();
    for line in lines {
        if line == "BEGIN:VEVENT" {
            events.push(Vec::new());
        }
        let (name, value) = line.split_once(':').unwrap();
        let plain = name.split(';').next().unwrap();
        if let Some(event) = events.last_mut()
            && names.contains(&plain)
        {
            let name = name
                .replace(";TZID=Europe/Warsaw", "")
                .replace(";VALUE=DATE", "");
            event.push(format!("{name} {value}"));
        }
    }
    events.iter().map(|event| event.join(", ")).collect()
}

/// Times of every VEVENT that an event becomes; the members of the event beside id and title.
fn check(event: &str, expected: &[&str]) {
    let feed = common::feed(&format!(r#"{{"id": "a", "title": "A", {event}}}"#));
    let names = [
        "RECURRENCE-ID",
        "DTSTART",
        "DTEND",
        "RRULE",
        "EXDATE",
        "STATUS",
    ];
    let found: Vec<String> = properties(&lines(&feed), &names)
        .iter()
        .map(|event| event.replace(", STATUS CONFIRMED", ""))
        .collect();
    assert_eq!(found, expected, "{event}");
}

/// The only VEVENT's value of a property.
fn value(feed: &str, name: &str) -> Option<String> {
    let found = properties(&lines(feed), &[name]);
    assert_eq!(found.len(), 1);
    (!found[0].is_empty()).then(|| found[0].clone())
}

/// A feed with members of the envelope and one event at a fixed time with these members.
fn around(envelope: &str, event: &str) -> String {
    format!(
        r#"{{"version": 1, {envelope} "events": [{{"id": "a", "title": "A", "start": "2026-11-27T18:00" {event}}}]}}"#
    )
}

#[test]
fn every_form_of_a_date() {
    for (event, expected) in [
        (
            r#""start": "2026-11-27""#,
            "DTSTART 20261127, DTEND 20261128",
        ),
        (
            r#""start": "2026-11-27", "end": "2026-11-29""#,
            "DTSTART 20261127, DTEND 20261130",
        ),
        (r#""start": "2026-11-27T18:00""#, "DTSTART 20261127T180000"),
        (
            r#""start": "2026-11-27T18:00:30", "end": "2026-11-27T20:00""#,
            "DTSTART 20261127T180030, DTEND 20261127T200000",
        ),
        (
            r#""start": "2026-11-27T17:00:00Z", "end": "2026-11-27T20:00:00+01:00""#,
            "DTSTART 20261127T180000, DTEND 20261127T200000",
        ),
        (
            r#""start": "2026-11-27T18:00", "end": "2026-11-27T00:00""#,
            "DTSTART 20261127T180000, DTEND 20261128T000000",
        ),
        (
            r#""start": "2026-11-27T18:00", "end": "2026-11-28""#,
            "DTSTART 20261127T180000, DTEND 20261129T000000",
        ),
        (
            r#""start": "2026-11-27T18:00", "end": "2026-11-28T10:00", "all_day": true"#,
            "DTSTART 20261127, DTEND 20261129",
        ),
        (r#""start": "9999-12-31""#, "DTSTART 99991231"),
    ] {
        check(event, &[expected]);
    }
}

#[test]
fn dates_without_a_rule_are_events_of_their_own() {
    check(
        r#""start": "2026-11-27T18:00", "end": "2026-11-27T20:00", "rdates": ["2026-12-04T18:00"], "exdates": ["2026-11-27"]"#,
        &["DTSTART 20261204T180000, DTEND 20261204T200000"],
    );
    check(
        r#""occurrences": [{"start": "2026-11-27T18:00"}, {"start": "2026-11-28", "status": "cancelled"}, {"start": "2026-11-29T18:00", "status": "postponed"}]"#,
        &[
            "DTSTART 20261127T180000",
            "DTSTART 20261128, DTEND 20261129, STATUS CANCELLED",
            "DTSTART 20261129T180000, STATUS TENTATIVE",
        ],
    );
    check(
        r#""start": "2026-11-27T18:00", "rrule": "FREQ=HOURLY""#,
        &["DTSTART 20261127T180000"],
    );
}

#[test]
fn a_class_at_16_stays_at_16_when_the_clocks_change() {
    check(
        r#""start": "2027-03-22T16:00", "end": "2027-03-22T17:30", "rrule": "FREQ=WEEKLY;COUNT=3""#,
        &["DTSTART 20270322T160000, DTEND 20270322T173000, RRULE FREQ=WEEKLY;COUNT=3"],
    );
}

#[test]
fn the_end_of_a_rule_is_in_utc_for_times_and_a_day_for_days() {
    let rule = |start: &str, until: &str, expected: &str| {
        let event = format!(r#""start": "{start}", "rrule": "FREQ=DAILY;UNTIL={until}""#);
        let feed = common::feed(&format!(r#"{{"id": "a", "title": "A", {event}}}"#));
        let found = properties(&lines(&feed), &["RRULE"]);
        assert_eq!(
            found,
            [format!("RRULE FREQ=DAILY;UNTIL={expected}")],
            "{event}"
        );
    };
    for (until, expected) in [
        ("20270331", "20270331T140000Z"),
        ("2027-03-31", "20270331T140000Z"),
        ("20270331T160000", "20270331T140000Z"),
        ("20270331T155959", "20270330T140000Z"),
        ("20270331T140000Z", "20270331T140000Z"),
        ("20270331T135959Z", "20270330T140000Z"),
        ("20270331T235959Z", "20270331T140000Z"),
    ] {
        rule("2027-03-01T16:00", until, expected);
    }
    for until in ["20270331", "20270331T160000", "20270330T220000Z"] {
        rule("2027-03-01", until, "20270331");
    }
    rule("2027-03-01", "20270330T215959Z", "20270330");
}

#[test]
fn a_start_off_its_rule_is_no_date() {
    check(
        r#""start": "2026-11-25T18:00", "end": "2026-11-25T19:00", "rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR""#,
        &[
            "DTSTART 20261127T180000, DTEND 20261127T190000, RRULE FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,FR",
        ],
    );
    // What is counted begins with the rule's first date: no program counts another one.
    check(
        r#""start": "2026-11-25", "rrule": "FREQ=MONTHLY;BYDAY=1SA,-1SU;COUNT=4""#,
        &["DTSTART 20261129, DTEND 20261130, RRULE FREQ=MONTHLY;BYDAY=1SA,-1SU;COUNT=4"],
    );
}

#[test]
fn a_bare_day_removes_the_date_at_its_time() {
    check(
        r#""start": "2026-11-25T18:00", "rrule": "FREQ=DAILY;COUNT=9", "exdates": ["2026-11-27", "2026-11-28T18:00", "2026-11-29T17:00:00Z", "2026-11-30T17:00"]"#,
        &[
            "DTSTART 20261125T180000, RRULE FREQ=DAILY;COUNT=9, EXDATE 20261127T180000, EXDATE 20261128T180000, EXDATE 20261129T180000",
        ],
    );
    check(
        r#""start": "2026-11-25", "rrule": "FREQ=DAILY", "exdates": ["2026-11-27"]"#,
        &["DTSTART 20261125, DTEND 20261126, RRULE FREQ=DAILY, EXDATE 20261127"],
    );
    // Some programs show DTSTART even so: the series begins later instead, and ends when it did.
    check(
        r#""start": "2026-11-25T18:00", "rrule": "FREQ=DAILY;COUNT=3", "exdates": ["2026-11-25"]"#,
        &["DTSTART 20261126T180000, RRULE FREQ=DAILY;UNTIL=20261127T170000Z"],
    );
}

#[test]
fn occurrences_take_the_place_of_the_rules_dates() {
    check(
        r#""start": "2026-11-02T16:00", "end": "2026-11-02T17:00", "rrule": "FREQ=WEEKLY", "exdates": ["2026-11-16"], "rdates": ["2026-11-18T16:00"], "occurrences": [
            {"start": "2026-11-02T16:00"},
            {"start": "2026-11-09T16:00", "status": "cancelled"},
            {"start": "2026-11-17T18:00", "replaces": "2026-11-16T16:00"},
            {"start": "2026-11-23T16:00", "end": "2026-11-23T19:00"},
            {"start": "2026-11-25T10:00", "note": "Dodatkowe."}]"#,
        &[
            "DTSTART 20261102T160000, DTEND 20261102T170000, RRULE FREQ=WEEKLY",
            "RECURRENCE-ID 20261109T160000, DTSTART 20261109T160000, DTEND 20261109T170000, STATUS CANCELLED",
            "RECURRENCE-ID 20261116T160000, DTSTART 20261117T180000, DTEND 20261117T190000",
            "RECURRENCE-ID 20261123T160000, DTSTART 20261123T160000, DTEND 20261123T190000",
            "DTSTART 20261118T160000, DTEND 20261118T170000",
            "DTSTART 20261125T100000, DTEND 20261125T110000",
        ],
    );
}

#[test]
fn nights_end_at_six_on_every_night() {
    check(
        r#""start": "2027-03-26T22:00", "end": "2027-03-27T06:00", "rrule": "FREQ=DAILY;COUNT=4""#,
        &[
            "DTSTART 20270326T220000, DTEND 20270327T060000, RRULE FREQ=DAILY;COUNT=4",
            "RECURRENCE-ID 20270327T220000, DTSTART 20270327T220000, DTEND 20270328T060000",
        ],
    );
    check(
        r#""start": "2027-10-30T22:00", "end": "2027-10-31T06:00", "rrule": "FREQ=WEEKLY;COUNT=4""#,
        &[
            // Nine hours: the whole series would last as long.
            "DTSTART 20271106T220000, DTEND 20271107T060000, RRULE FREQ=WEEKLY;UNTIL=20271120T210000Z",
            "DTSTART 20271030T220000, DTEND 20271031T060000",
        ],
    );
    // A rule without an end: every such night of ten years.
    let event = r#"{"id": "a", "title": "A", "start": "2027-03-20T22:00", "end": "2027-03-21T06:00", "rrule": "FREQ=WEEKLY"}"#;
    let (mut feed, _) = common::parse(&common::feed(event)).unwrap();
    let years = domain::time::Years {
        first: 2020,
        last: 2050,
    };
    feed.zone = common::zone("Europe/Warsaw", years).unwrap();
    let text = write(&feed, &whole(&feed));
    assert_eq!(text.matches("RECURRENCE-ID").count(), 20);
    let last = text.replace("\r\n ", "");
    let last = last
        .rsplit_once("RECURRENCE-ID;TZID=Europe/Warsaw:")
        .unwrap();
    assert!(last.1.starts_with("20361025T220000\r\n"), "{}", last.1);
}

#[test]
fn a_film_at_half_past_two() {
    // Skipped on 28 March: RFC 5545 takes it for no date, the feed for 03:30.
    check(
        r#""start": "2027-03-27T02:30", "end": "2027-03-27T04:00", "rrule": "FREQ=DAILY;COUNT=3""#,
        &[
            "DTSTART 20270327T023000, DTEND 20270327T040000, RRULE FREQ=DAILY;UNTIL=20270329T003000Z, EXDATE 20270328T023000",
            "DTSTART 20270328T033000, DTEND 20270328T040000",
        ],
    );
    // Twice on 31 October: the first is meant, and only UTC says so.
    check(
        r#""start": "2027-10-30T02:30", "rrule": "FREQ=DAILY;COUNT=3""#,
        &[
            "DTSTART 20271030T023000, RRULE FREQ=DAILY;COUNT=3",
            "RECURRENCE-ID 20271031T023000, DTSTART 20271031T003000Z",
        ],
    );
    check(
        r#""start": "2027-03-28T02:30""#,
        &["DTSTART 20270328T033000"],
    );
    check(
        r#""start": "2027-10-31T02:30", "end": "2027-10-31T04:00""#,
        &["DTSTART 20271031T003000Z, DTEND 20271031T030000Z"],
    );
    check(
        r#""start": "2027-10-31T01:30:00Z""#,
        &["DTSTART 20271031T013000Z"],
    );
}

#[test]
fn whole_days_know_no_clock() {
    check(
        r#""start": "2027-03-27", "end": "2027-03-28", "rrule": "FREQ=WEEKLY;COUNT=2""#,
        &["DTSTART 20270327, DTEND 20270329, RRULE FREQ=WEEKLY;COUNT=2"],
    );
}

#[test]
fn what_programs_read_differently_is_rewritten() {
    let rule = |rule: &str, expected: &str| {
        let event =
            format!(r#"{{"id": "a", "title": "A", "start": "2026-11-03", "rrule": "{rule}"}}"#);
        let found = properties(&lines(&common::feed(&event)), &["RRULE"]);
        assert_eq!(found, [format!("RRULE {expected}")], "{rule}");
    };
    rule("rrule:freq=weekly;byday=tu,tu", "FREQ=WEEKLY;BYDAY=TU");
    rule(
        "FREQ=DAILY;BYMONTH=11;BYSETPOS=1,-1",
        "FREQ=DAILY;BYMONTH=11",
    );
    rule(
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1,1",
        "FREQ=WEEKLY;BYDAY=MO,FR",
    );
    rule(
        "FREQ=WEEKLY;WKST=SU;BYDAY=SU,WE;BYSETPOS=1",
        "FREQ=WEEKLY;BYDAY=SU",
    );
    rule(
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
    );
    rule(
        "FREQ=YEARLY;BYMONTHDAY=3,31",
        "FREQ=MONTHLY;BYMONTHDAY=3,31",
    );
    rule(
        "FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=3",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=3",
    );
    // The first Sunday of the year, where it is one of these days of a month: not of every month.
    let event =
        r#""start": "2026-11-01", "rrule": "FREQ=YEARLY;BYMONTHDAY=1,2,3;BYDAY=1SU;COUNT=2""#;
    check(
        event,
        &[
            "DTSTART 20270103, DTEND 20270104",
            "DTSTART 20280102, DTEND 20280103",
        ],
    );
    // Weeks across months have no rule that all read alike: their dates stand for themselves, for ten years.
    let event = r#""start": "2026-11-03", "rrule": "FREQ=WEEKLY;BYMONTH=11;BYDAY=TU,FR;BYSETPOS=1;UNTIL=20261120""#;
    check(
        event,
        &[
            "DTSTART 20261103, DTEND 20261104",
            "DTSTART 20261110, DTEND 20261111",
            "DTSTART 20261117, DTEND 20261118",
        ],
    );
}

fn uids(event: &str) -> Vec<String> {
    let envelope = r#""url": "https://Gmina.pl/kultura/kalendarz/?x#y","#;
    let feed = format!(r#"{{"version": 1, {envelope} "events": [{event}]}}"#);
    properties(&lines(&feed), &["UID"])
}

#[test]
fn a_uid_says_event_original_start_and_calendar() {
    let at = "+kultura.kalendarz@gmina.pl";
    for (event, expected) in [
        (r#""start": "2026-11-27T18:00""#, vec!["a.20261127T180000"]),
        (r#""start": "2026-11-27""#, vec!["a.20261127"]),
        // Moved: the same date as before.
        (
            r#""start": "2026-12-04T18:00", "previous_start": "2026-11-27T18:00", "status": "rescheduled""#,
            vec!["a.20261127T180000"],
        ),
        (
            r#""occurrences": [{"start": "2026-12-04T18:00", "previous_start": "2026-11-27T18:00"}, {"start": "2026-12-05T18:00"}]"#,
            vec!["a.20261127T180000", "a.20261205T180000"],
        ),
        // What an event of several dates says of an earlier start is true of none in particular.
        (
            r#""previous_start": "2026-11-27T18:00", "occurrences": [{"start": "2026-12-04T18:00"}, {"start": "2026-12-05T18:00"}]"#,
            vec!["a.20261204T180000", "a.20261205T180000"],
        ),
        // Two that say the same of themselves are still two.
        (
            r#""occurrences": [{"start": "2026-11-27T18:00"}, {"start": "2026-12-04T18:00", "previous_start": "2026-11-27T18:00"}]"#,
            vec!["a.20261127T180000", "a.20261127T180000.20261204T180000"],
        ),
        // The clock shows 02:30 twice.
        (
            r#""occurrences": [{"start": "2027-10-31T00:30:00Z"}, {"start": "2027-10-31T01:30:00Z"}]"#,
            vec!["a.20271031T023000", "a.20271031T013000Z"],
        ),
        // Replaced dates of a series are the series; others are for themselves.
        (
            r#""start": "2026-11-27T18:00", "rrule": "FREQ=WEEKLY", "occurrences": [{"start": "2026-12-05T18:00", "replaces": "2026-12-04T18:00"}, {"start": "2026-12-06T18:00", "previous_start": "2026-12-18T18:00"}]"#,
            vec!["a", "a", "a.20261218T180000.20261206T180000"],
        ),
    ] {
        let found = uids(&format!(r#"{{"id": "a", "title": "A", {event}}}"#));
        let expected: Vec<String> = expected
            .iter()
            .map(|uid| format!("UID {uid}{at}"))
            .collect();
        assert_eq!(found, expected, "{event}");
    }
}

#[test]
fn a_uid_is_safe_and_short_whatever_the_id() {
    let uid = |id: &str, url: &str| {
        let feed = around(&format!(r#""url": "{url}","#), "")
            .replace(r#""id": "a""#, &format!(r#""id": "{id}""#));
        value(&feed, "UID").unwrap()
    };
    assert_eq!(
        uid("a.b@ż\\n;", "https://gmina.pl"),
        "UID a_2Eb_40_C5_BC_0A_3B.20261127T180000@gmina.pl"
    );
    assert_eq!(
        uid("a", "https://x:8080/a b/c.d"),
        "UID a.20261127T180000+a_20b.c_2Ed@x_3a8080"
    );
    for nowhere in ["kalendarz/", "mailto:a@b.pl", "tel:1"] {
        assert_eq!(uid("a", nowhere), "UID a.20261127T180000@kalendarz");
    }
    let long = |id: &str| {
        uid(
            id,
            &format!("https://{}.pl/{}", "h".repeat(300), "p/".repeat(200)),
        )
    };
    let (one, other) = (
        long(&"ż".repeat(500)),
        long(&format!("{}x", "ż".repeat(500))),
    );
    assert!(one.len() <= 4 + 255, "{}", one.len());
    assert_ne!(one, other);
}

#[test]
fn a_date_alone_has_the_uid_that_it_has_in_a_selection() {
    let feed = common::feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-27T18:00", "rrule": "FREQ=WEEKLY"}"#,
    );
    let programme = common::programme(&feed);
    let found = common::find(
        &programme,
        "from=2026-12-01&to=2026-12-12",
        NOW.trim_end_matches('Z'),
    );
    let items: Vec<Item> = found
        .matches
        .iter()
        .map(|index| Item::Occurrence(programme.occurrences()[*index as usize]))
        .collect();
    let uids = |items: &[Item]| {
        let text = write(programme.feed(), items).replace("\r\n ", "");
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        properties(&lines, &["UID", "RRULE"])
    };
    assert_eq!(
        uids(&items),
        [
            "UID a.20261204T180000@kalendarz",
            "UID a.20261211T180000@kalendarz"
        ]
    );
    assert_eq!(uids(&items[1..]), ["UID a.20261211T180000@kalendarz"]);
    // Beside its event a date would be there twice.
    let both = [items[0], Item::Event(0)];
    assert_eq!(uids(&both), ["UID a@kalendarz, RRULE FREQ=WEEKLY"]);
}

#[test]
fn the_calendar_says_its_name_and_that_it_is_published() {
    let lines = lines(&around(
        r#""publisher": {"name": "Dom \"Kultury\"; Ośrodek", "email": "dom@example.org"},"#,
        "",
    ));
    let head: Vec<&str> = lines.iter().take(7).map(String::as_str).collect();
    assert_eq!(
        head,
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Kalendarz//NONSGML Kalendarz//PL",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "NAME:Kalendarz",
            "X-WR-CALNAME:Kalendarz",
        ]
    );
    assert!(
        lines.contains(
            &r#"ORGANIZER;CN="Dom 'Kultury'; Ośrodek":mailto:dom@example.org"#.to_owned()
        )
    );
}

#[test]
fn without_an_address_there_is_no_organizer() {
    for publisher in [
        r#"{"name": "Dom"}"#,
        r#"{"email": "dom"}"#,
        r#"{"email": "a@b.pl\r\nX:1"}"#,
    ] {
        let lines = lines(&around(&format!(r#""publisher": {publisher},"#), ""));
        assert!(
            !lines
                .iter()
                .any(|line| line.starts_with("ORGANIZER") || line.starts_with("METHOD"))
        );
    }
}

#[test]
fn every_property() {
    let full = around(
        r#""lang": "pl", "generated_at": "2026-11-01T10:00:00Z", "url": "https://gmina.pl/kalendarz",
        "categories": [{"id": "k", "label": {"pl": "Koncert, recital", "en": "Concert"}}],
        "venues": [{"id": "v", "name": "Sala; A", "lat": -0.5, "lon": 21.4200001}],"#,
        r#", "venue": "v", "categories": ["k"], "tags": ["kolędy"], "sequence": 3, "updated_at": "2026-11-20T10:00:00+01:00",
        "image": {"src": "https://gmina.pl/a b.jpg", "alt": "x"}"#,
    );
    for (name, expected) in [
        ("DTSTAMP", "DTSTAMP 20261120T090000Z"),
        ("LAST-MODIFIED", "LAST-MODIFIED 20261120T090000Z"),
        ("SEQUENCE", "SEQUENCE 3"),
        ("SUMMARY", "SUMMARY A"),
        ("DESCRIPTION", "DESCRIPTION opis a"),
        ("LOCATION", r"LOCATION Sala\; A"),
        ("GEO", "GEO -0.500000;21.420000"),
        (
            "URL",
            "URL https://gmina.pl/kalendarz/?event=a&at=2026-11-27T18:00",
        ),
        ("CATEGORIES", r"CATEGORIES Koncert\, recital,kolędy"),
        ("STATUS", "STATUS CONFIRMED"),
        ("TRANSP", "TRANSP OPAQUE"),
        (
            "IMAGE",
            "IMAGE;VALUE=URI;DISPLAY=BADGE https://gmina.pl/a%20b.jpg",
        ),
    ] {
        assert_eq!(value(&full, name).as_deref(), Some(expected));
    }
    let bare = around("", "");
    for absent in [
        "LAST-MODIFIED",
        "LOCATION",
        "GEO",
        "URL",
        "CATEGORIES",
        "IMAGE",
        "ORGANIZER",
        "RRULE",
    ] {
        assert_eq!(value(&bare, absent), None);
    }
    assert_eq!(
        value(&bare, "DTSTAMP").as_deref(),
        Some("DTSTAMP 20261122T120000Z")
    );
    assert_eq!(value(&bare, "SEQUENCE").as_deref(), Some("SEQUENCE 0"));
    let made = around(r#""generated_at": "2026-11-01T10:00:00Z","#, "");
    assert_eq!(
        value(&made, "DTSTAMP").as_deref(),
        Some("DTSTAMP 20261101T100000Z")
    );
}

#[test]
fn an_address_is_the_calendars_else_the_events() {
    let url = |envelope: &str, event: &str| value(&around(envelope, event), "URL");
    let own = r#", "url": "https://example.org/ż\"x""#;
    assert_eq!(
        url("", own).as_deref(),
        Some("URL https://example.org/%C5%BC%22x")
    );
    assert_eq!(url("", r#", "url": "koncert.html""#), None);
    assert_eq!(
        url(r#""url": "https://gmina.pl/k/?a=1#b","#, own).as_deref(),
        Some("URL https://gmina.pl/k/?event=a&at=2026-11-27T18:00")
    );
    // The feed speaks English, the reader Polish.
    assert_eq!(
        url(r#""lang": "en", "url": "https://gmina.pl/","#, "").as_deref(),
        Some("URL https://gmina.pl/?event=a&at=2026-11-27T18:00&lang=pl")
    );
}

#[test]
fn one_is_not_busy_for_weeks_of_an_exhibition() {
    for (event, expected) in [
        (r#""start": "2026-11-27T18:00""#, "TRANSP OPAQUE"),
        (
            r#""start": "2026-11-27T18:00", "status": "moved_online""#,
            "TRANSP OPAQUE",
        ),
        (
            r#""start": "2026-11-27T18:00", "status": "cancelled""#,
            "TRANSP TRANSPARENT",
        ),
        (
            r#""start": "2026-11-27T18:00", "status": "postponed""#,
            "TRANSP TRANSPARENT",
        ),
        (
            r#""start": "2026-11-27", "end": "2027-01-06""#,
            "TRANSP TRANSPARENT",
        ),
    ] {
        let feed = common::feed(&format!(r#"{{"id": "a", "title": "A", {event}}}"#));
        assert_eq!(value(&feed, "TRANSP").as_deref(), Some(expected), "{event}");
    }
}

#[test]
fn nothing_in_a_feed_writes_a_line_of_its_own() {
    for line_break in [
        r"\r\n",
        r"\n",
        r"\r",
        r"\u0085",
        r"\u2028",
        r"\u2029",
        r"\u000b",
        r"\u000c",
        r"\u0000\n",
    ] {
        let evil = format!(r"x{line_break}ATTENDEE:mailto:evil@example.org{line_break}END:VEVENT");
        let feed = format!(
            r#"{{"version": 1, "url": "https://gmina.pl/{evil}", "timezone": "{evil}",
            "publisher": {{"name": "{evil}", "email": "a@b.pl"}},
            "categories": [{{"id": "k", "label": "{evil}"}}], "venues": [{{"id": "v", "name": "{evil}"}}],
            "events": [{{"id": "{evil}", "title": "{evil}", "start": "2026-11-27T18:00", "venue": "v", "categories": ["k"],
            "tags": ["{evil}"], "url": "https://gmina.pl/{evil}", "image": {{"src": "https://gmina.pl/{evil}", "alt": "{evil}"}}}}]}}"#
        );
        let (feed, _) = common::parse(&feed).unwrap();
        let text = write(&feed, &whole(&feed));
        assert!(
            !text.chars().any(|c| c.is_control() && !"\r\n".contains(c)),
            "{line_break}"
        );
        assert!(!text.contains(['\u{2028}', '\u{2029}']), "{line_break}");
        assert_eq!(
            text.matches('\n').count(),
            text.matches("\r\n").count(),
            "{line_break}"
        );
        assert_eq!(
            text.matches('\r').count(),
            text.matches("\r\n").count(),
            "{line_break}"
        );
        let begins = |name: &str| text.lines().filter(|line| line.starts_with(name)).count();
        assert_eq!(begins("ATTENDEE"), 0, "{line_break}");
        assert_eq!(begins("END:VEVENT"), 1, "{line_break}");
    }
}

#[test]
fn text_is_escaped() {
    let feed = around("", "").replace(
        r#""title": "A""#,
        r#""title": "a\\b;c,d\ne\r\nf\rg\th\u0007i\"j:k""#,
    );
    assert_eq!(
        value(&feed, "SUMMARY").as_deref(),
        Some(r#"SUMMARY a\\b\;c\,d\ne\nf\ng hi"j:k"#)
    );
}

#[test]
fn lines_are_folded_between_letters() {
    for letter in ["a", "ż", "є", "€", "🎭", "\u{301}"] {
        for before in 0..5 {
            let title = format!("{}{}", "x".repeat(before), letter.repeat(200));
            let feed = around("", "").replace(r#""title": "A""#, &format!(r#""title": "{title}""#));
            let (feed, _) = common::parse(&feed).unwrap();
            let text = write(&feed, &whole(&feed));
            assert!(text.ends_with("END:VCALENDAR\r\n"));
            let folded: Vec<&str> = text.split("\r\n").collect();
            assert!(folded.iter().all(|line| line.len() <= 75), "{letter}");
            // As full as they can be, so that a long line has no needless pieces.
            let summary = folded
                .iter()
                .position(|line| line.starts_with("SUMMARY"))
                .unwrap();
            assert!(folded[summary].len() > 75 - 4, "{letter}");
            assert!(
                text.replace("\r\n ", "")
                    .contains(&format!("SUMMARY:{title}\r\n")),
                "{letter}"
            );
        }
    }
}

/// VTIMEZONE of a feed in a zone, with an event that begins then: one line a component.
fn zone_of(name: &str, event: &str) -> Vec<String> {
    let feed = format!(
        r#"{{"version": 1, "timezone": "{name}", "events": [{{"id": "a", "title": "A", {event}}}]}}"#
    );
    let text = lines(&feed).join("\n");
    let Some((_, rest)) = text.split_once("BEGIN:VTIMEZONE\n") else {
        return Vec::new();
    };
    let (inside, _) = rest.split_once("\nEND:VTIMEZONE").unwrap();
    let mut parts = inside.split("\nBEGIN:");
    assert_eq!(parts.next().unwrap(), format!("TZID:{name}"));
    let component = |part: &str| {
        let lines: Vec<&str> = part.lines().collect();
        let values = lines[1..lines.len() - 1]
            .iter()
            .map(|line| line.split_once(':').unwrap().1);
        format!("{} {}", lines[0], values.collect::<Vec<_>>().join(" "))
    };
    parts.map(component).collect()
}

#[test]
fn clocks_that_change_every_year_have_a_rule() {
    let event = r#""start": "2026-11-27T18:00", "rrule": "FREQ=WEEKLY""#;
    assert_eq!(
        zone_of("Europe/Warsaw", event),
        [
            "DAYLIGHT 20250330T020000 FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU +0100 +0200",
            "STANDARD 20251026T030000 FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU +0200 +0100",
        ]
    );
    assert_eq!(
        zone_of("America/New_York", event),
        [
            "DAYLIGHT 20250309T020000 FREQ=YEARLY;BYMONTH=3;BYDAY=2SU -0500 -0400",
            "STANDARD 20251102T020000 FREQ=YEARLY;BYMONTH=11;BYDAY=1SU -0400 -0500",
        ]
    );
}

#[test]
fn clocks_that_do_not_have_the_same_component_for_ever() {
    let event = r#""start": "2026-11-27T18:00", "rrule": "FREQ=WEEKLY""#;
    assert_eq!(
        zone_of("Asia/Kathmandu", event),
        ["STANDARD 20250101T000000 +0545 +0545"]
    );
    // The clock of Istanbul stayed in summer.
    assert_eq!(
        zone_of("Europe/Istanbul", event),
        ["STANDARD 20250101T000000 +0300 +0300"]
    );
    assert_eq!(zone_of("UTC", event), Vec::<String>::new());
    assert_eq!(
        zone_of("Europe/Warsaw", r#""start": "2026-11-27""#),
        Vec::<String>::new()
    );
}

#[test]
fn an_old_start_brings_the_clocks_of_its_time() {
    let (feed, _) = common::parse(&around("", "")).unwrap();
    let years = domain::time::Years {
        first: 1990,
        last: 2050,
    };
    let mut feed = feed;
    feed.zone = common::zone("Europe/Warsaw", years).unwrap();
    let (old, _) = common::parse(&common::feed(
        r#"{"id": "a", "title": "A", "start": "1995-07-01T18:00"}"#,
    ))
    .unwrap();
    feed.events = old.events;
    let text = write(&feed, &whole(&feed));
    // Until 1995 summer time ended in September.
    assert!(
        text.contains("DTSTART:19950924T030000\r\nTZOFFSETFROM"),
        "{text}"
    );
    assert!(
        text.contains("DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
        "{text}"
    );
}

#[test]
fn universal_time_is_said_as_such() {
    let feed = around(
        r#""timezone": "UTC","#,
        r#", "rrule": "FREQ=DAILY;UNTIL=20261130", "exdates": ["2026-11-28"]"#,
    );
    let found = properties(&lines(&feed), &["DTSTART", "RRULE", "EXDATE"]);
    assert_eq!(
        found,
        [
            "DTSTART 20261127T180000Z, RRULE FREQ=DAILY;UNTIL=20261130T180000Z, EXDATE 20261128T180000Z"
        ]
    );
}

#[test]
fn a_feed_without_events_is_a_calendar_without_events() {
    let lines = lines(r#"{"version": 1, "events": []}"#);
    assert_eq!(lines.first().map(String::as_str), Some("BEGIN:VCALENDAR"));
    assert!(
        !lines
            .iter()
            .any(|line| line.contains("VEVENT") || line.contains("VTIMEZONE"))
    );
}
