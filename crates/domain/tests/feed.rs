//! `docs/format.md`, "What bad input gets" and the forms of dates: each row is a test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod common;

use common::{dates, feed, parse, problems, programme, zone};
use domain::feed::Gathered;
use domain::problem::{Code, Problem, Refused};

/// One event with these members beside id and title: how its dates are understood, and what an editor hears.
fn check(members: &str, understood: &[&str], heard: &[&str]) {
    let text = feed(&format!(r#"{{"id": "a", "title": "A", {members}}}"#));
    assert_eq!(
        dates(&text),
        understood
            .iter()
            .map(|date| format!("a {date}"))
            .collect::<Vec<_>>(),
        "{members}"
    );
    assert_eq!(problems(&text), heard, "{members}");
}

#[test]
fn three_forms_of_time() {
    check(r#""start": "2026-11-27""#, &["2026-11-27/2026-11-27"], &[]);
    check(
        r#""start": "2026-11-27T18:00""#,
        &["2026-11-27T18:00:00+01:00/"],
        &[],
    );
    check(
        r#""start": "2026-11-27T18:00:30""#,
        &["2026-11-27T18:00:30+01:00/"],
        &[],
    );
    check(
        r#""start": "2026-11-27T18:00:00Z""#,
        &["2026-11-27T19:00:00+01:00/"],
        &[],
    );
    check(
        r#""start": "2026-07-27T18:00-04:00""#,
        &["2026-07-28T00:00:00+02:00/"],
        &[],
    );
    check(
        r#""start": "2026-11-27T18:00:00.250+01:00""#,
        &["2026-11-27T18:00:00+01:00/"],
        &[],
    );
}

#[test]
fn times_that_are_none() {
    for bad in [
        "2026-13-01",
        "2026-02-30",
        "27.11.2026",
        "2026-11-27T25:00",
        "2026-11-27T18",
        "2026-11-27T18:00+25:00",
        "jutro",
        "0000-01-01",
    ] {
        let text = feed(&format!(r#"{{"id": "a", "title": "A", "start": "{bad}"}}"#));
        assert_eq!(
            problems(&text),
            ["start unreadable", "start no_date!"],
            "{bad}"
        );
    }
}

#[test]
fn the_clock_change_is_read_as_rfc_5545_says() {
    // 28 March 2027: 02:00 becomes 03:00. With the offset before the gap 02:30 is 01:30 UTC.
    check(
        r#""start": "2027-03-28T02:30""#,
        &["2027-03-28T03:30:00+02:00/"],
        &[],
    );
    // 31 October 2027: 03:00 becomes 02:00. The first of the two.
    check(
        r#""start": "2027-10-31T02:30""#,
        &["2027-10-31T02:30:00+02:00/"],
        &[],
    );
    check(
        r#""start": "2027-10-31T02:30+01:00""#,
        &["2027-10-31T02:30:00+01:00/"],
        &[],
    );
    // A night from summer into winter time, as the wall clock shows it.
    check(
        r#""start": "2027-10-30T22:00", "end": "2027-10-31T06:00""#,
        &["2027-10-30T22:00:00+02:00/2027-10-31T06:00:00+01:00"],
        &[],
    );
}

#[test]
fn ends() {
    let start = r#""start": "2026-11-27T18:00""#;
    let from = "2026-11-27T18:00:00+01:00/";
    let check = |end: &str, understood: &str, heard: &[&str]| {
        check(
            &format!("{start}, {end}"),
            &[&format!("{from}{understood}")],
            heard,
        );
    };
    check(
        r#""end": "2026-11-27T20:00""#,
        "2026-11-27T20:00:00+01:00",
        &[],
    );
    check(r#""end": null"#, "", &[]);
    check(r#""end": "2026-11-27T18:00""#, "", &["end end_is_start"]);
    check(
        r#""end": "2026-11-27T17:00""#,
        "",
        &["end end_before_start"],
    );
    check(r#""end": "2026-11-26""#, "", &["end end_before_start"]);
    check(r#""end": "2026-11-27""#, "2026-11-28T00:00:00+01:00", &[]);
    check(r#""end": "2026-11-29""#, "2026-11-30T00:00:00+01:00", &[]);
    check(
        r#""end": "2026-11-27T00:00""#,
        "2026-11-28T00:00:00+01:00",
        &["end end_at_midnight"],
    );
    check(
        r#""end": "2026-11-28T00:00""#,
        "2026-11-28T00:00:00+01:00",
        &[],
    );
    check(r#""end": "wieczorem""#, "", &["end unreadable"]);
    check(r#""end": 20"#, "", &["end unreadable"]);
}

#[test]
fn whole_days() {
    check(
        r#""start": "2026-11-27", "end": "2026-11-29""#,
        &["2026-11-27/2026-11-29"],
        &[],
    );
    check(
        r#""start": "2026-11-27", "end": "2026-11-26""#,
        &["2026-11-27/2026-11-27"],
        &["end end_before_start"],
    );
    check(
        r#""start": "2026-11-27", "end": "2026-11-29T16:00""#,
        &["2026-11-27/2026-11-29"],
        &["end timed_end_of_day"],
    );
    check(
        r#""start": "2026-11-27", "end": "2026-11-29T00:00""#,
        &["2026-11-27/2026-11-28"],
        &["end timed_end_of_day"],
    );
    check(
        r#""start": "2026-11-27T10:00", "end": "2026-11-29T00:00", "all_day": true"#,
        &["2026-11-27/2026-11-28"],
        &[],
    );
    check(
        r#""start": "2026-11-27T10:00", "end": "2026-11-27T10:00", "all_day": true"#,
        &["2026-11-27/2026-11-27"],
        &[],
    );
    check(
        r#""start": "2026-11-27", "all_day": false"#,
        &["2026-11-27/2026-11-27"],
        &["all_day not_all_day"],
    );
    // Each mistake is said, not the first alone.
    check(
        r#""start": "2026-11-27", "end": "2026-11-27T20:00", "all_day": false"#,
        &["2026-11-27/2026-11-27"],
        &["end timed_end_of_day", "all_day not_all_day"],
    );
    check(
        r#""start": "2026-11-27", "all_day": "tak""#,
        &["2026-11-27/2026-11-27"],
        &["all_day unreadable"],
    );
}

#[test]
fn occurrences_replace_the_start() {
    check(
        r#""start": "2026-11-27T18:00", "end": "2026-11-27T20:00",
           "occurrences": [{"start": "2026-12-04T18:00"}, {"start": "2026-11-27T18:00"}, {"start": "2026-12-11T17:00", "end": "2026-12-11T18:00"}]"#,
        &[
            "2026-11-27T18:00:00+01:00/2026-11-27T20:00:00+01:00",
            "2026-12-04T18:00:00+01:00/2026-12-04T20:00:00+01:00",
            "2026-12-11T17:00:00+01:00/2026-12-11T18:00:00+01:00",
        ],
        &[],
    );
    check(
        r#""start": "2026-11-27T18:00", "occurrences": [{"start": "2026-12-04T18:00"}]"#,
        &["2026-12-04T18:00:00+01:00/"],
        &["start start_not_listed"],
    );
    check(
        r#""start": "2026-11-27", "occurrences": []"#,
        &["2026-11-27/2026-11-27"],
        &[],
    );
    // What is nothing is no entry either.
    check(
        r#""start": "2026-11-27", "occurrences": [null, {}]"#,
        &["2026-11-27/2026-11-27"],
        &[],
    );
}

#[test]
fn the_length_of_a_date_is_that_of_the_wall_clock() {
    check(
        r#""start": "2027-10-29T22:00", "end": "2027-10-30T06:00",
           "occurrences": [{"start": "2027-10-29T22:00"}, {"start": "2027-10-30T22:00"}]"#,
        &[
            "2027-10-29T22:00:00+02:00/2027-10-30T06:00:00+02:00",
            "2027-10-30T22:00:00+02:00/2027-10-31T06:00:00+01:00",
        ],
        &[],
    );
    // Without an end of its own the event gives no length; a date never lends its length to another.
    check(
        r#""occurrences": [{"start": "2026-11-27T18:00", "end": "2026-11-27T19:00"}, {"start": "2026-11-28T18:00"}]"#,
        &[
            "2026-11-27T18:00:00+01:00/2026-11-27T19:00:00+01:00",
            "2026-11-28T18:00:00+01:00/",
        ],
        &[],
    );
    // A bad end is as if it were not there; an end at the start means that there is none.
    check(
        r#""start": "2026-11-27T18:00", "end": "2026-11-27T20:00", "occurrences": [
            {"start": "2026-11-27T18:00", "end": "2026-11-27T17:00"}, {"start": "2026-11-28T18:00", "end": "2026-11-28T18:00"}]"#,
        &[
            "2026-11-27T18:00:00+01:00/2026-11-27T20:00:00+01:00",
            "2026-11-28T18:00:00+01:00/",
        ],
        &[
            "occurrences[0].end end_before_start",
            "occurrences[1].end end_is_start",
        ],
    );
}

#[test]
fn the_length_of_a_date_is_the_written_one_where_the_clock_change_skips_its_start_or_end() {
    for (written, next) in [
        (
            r#""start": "2027-03-28T02:30", "end": "2027-03-28T04:30""#,
            "2027-03-29T02:30:00+02:00/2027-03-29T04:30:00+02:00",
        ),
        (
            r#""start": "2027-03-28T01:00", "end": "2027-03-28T02:30""#,
            "2027-03-29T01:00:00+02:00/2027-03-29T02:30:00+02:00",
        ),
        // An end at 00:00 is read as the midnight that follows: that is the length.
        (
            r#""start": "2027-03-28T02:30", "end": "2027-03-28T00:00""#,
            "2027-03-29T02:30:00+02:00/2027-03-30T00:00:00+02:00",
        ),
        (
            r#""start": "2027-03-28T02:30", "end": "2027-03-28""#,
            "2027-03-29T02:30:00+02:00/2027-03-30T00:00:00+02:00",
        ),
    ] {
        for more in [
            r#""rrule": "FREQ=DAILY;COUNT=2""#.to_owned(),
            format!(r#""rdates": ["{}"]"#, &next[..16]),
        ] {
            let text = feed(&format!(
                r#"{{"id": "a", "title": "A", {written}, {more}}}"#
            ));
            assert_eq!(dates(&text).get(1), Some(&format!("a {next}")), "{text}");
        }
    }
}

#[test]
fn a_bad_date_leaves_the_others() {
    check(
        r#""occurrences": [{"start": "2026-11-27T18:00"}, {"start": "potem"}, 7, {"end": "2026-11-27T18:00"}]"#,
        &["2026-11-27T18:00:00+01:00/"],
        &[
            "occurrences[1].start unreadable_date",
            "occurrences[2] unreadable_date",
            "occurrences[3].start unreadable_date",
        ],
    );
    let text = feed(r#"{"id": "a", "title": "A", "occurrences": [{"start": "potem"}]}"#);
    assert_eq!(
        problems(&text),
        ["occurrences[0].start unreadable_date", "start no_date!"]
    );
}

#[test]
fn the_same_date_twice_is_one() {
    check(
        r#""occurrences": [{"start": "2026-11-27T18:00", "note": "tu"}, {"start": "2026-11-27T17:00Z"}]"#,
        &["2026-11-27T18:00:00+01:00/"],
        &["occurrences[1].start duplicate_date"],
    );
    check(
        r#""start": "2026-11-27T18:00", "rdates": ["2026-11-27T18:00"]"#,
        &["2026-11-27T18:00:00+01:00/"],
        &[],
    );
}

#[test]
fn rdates_and_exdates_work_with_start_alone() {
    check(
        r#""start": "2026-11-27T18:00", "end": "2026-11-27T19:30",
           "rdates": ["2026-12-04T18:00", "2026-12-11T18:00", "kiedyś"], "exdates": ["2026-12-11", "2026-12-04T17:00"]"#,
        &[
            "2026-11-27T18:00:00+01:00/2026-11-27T19:30:00+01:00",
            "2026-12-04T18:00:00+01:00/2026-12-04T19:30:00+01:00",
        ],
        &["rdates[2] unreadable"],
    );
    // An entry of `occurrences` stays.
    check(
        r#""occurrences": [{"start": "2026-11-27T18:00"}], "exdates": ["2026-11-27"]"#,
        &["2026-11-27T18:00:00+01:00/"],
        &[],
    );
}

#[test]
fn refused_as_a_whole() {
    let refused = |text: &str| parse(text).unwrap_err();
    assert_eq!(refused(""), Refused::Empty);
    assert_eq!(refused(" \u{feff}\n"), Refused::Empty);
    assert_eq!(
        refused("<!doctype html><title>Zaloguj</title>"),
        Refused::Html
    );
    assert_eq!(
        refused(r#"{"version": 1, "events": [{"id": "a""#),
        Refused::CutOff
    );
    assert_eq!(
        refused("{\"version\": 1,\n \"events\": [,]}"),
        Refused::NotJson {
            line: 2,
            column: 13
        }
    );
    assert_eq!(
        refused("\u{feff}\n\n  {\"version\": 1,\n \"events\": [,]}"),
        Refused::NotJson {
            line: 4,
            column: 13
        }
    );
    assert_eq!(refused(" \u{feff}\n"), Refused::Empty);
    assert_eq!(refused("[]"), Refused::NotAnObject);
    assert_eq!(refused(r#"{"version": 1}"#), Refused::NoEvents);
    assert_eq!(
        refused(r#"{"version": 1, "events": {}}"#),
        Refused::NoEvents
    );
    assert_eq!(
        refused(r#"{"version": 1, "events": null}"#),
        Refused::NoEvents
    );
    assert_eq!(refused(r#"{"events": []}"#), Refused::Version(None));
    assert_eq!(
        refused(r#"{"version": 2, "events": []}"#),
        Refused::Version(Some("2".into()))
    );
    assert_eq!(
        refused(r#"{"version": "1", "events": []}"#),
        Refused::Version(Some("\"1\"".into()))
    );
}

#[test]
fn an_empty_programme_is_a_programme() {
    assert!(
        parse(r#"{"version": 1, "events": []}"#)
            .unwrap()
            .0
            .events
            .is_empty()
    );
    assert!(parse("\u{feff}{\"version\": 1.0, \"events\": []}\n").is_ok());
}

#[test]
fn one_bad_event_never_hides_the_others() {
    let text = feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-27"}, null, 7, {}, {"id": "b", "start": "2026-11-27"},
           {"id": "c", "title": " \n", "start": "2026-11-27"}, {"title": "D", "start": "2026-11-27"},
           {"id": "e", "title": "E"}, {"id": "f", "title": "F", "start": "2026-11-28"}"#,
    );
    assert_eq!(
        dates(&text),
        ["a 2026-11-27/2026-11-27", "f 2026-11-28/2026-11-28"]
    );
    assert_eq!(
        problems(&text),
        [
            " not_an_event!",
            " not_an_event!",
            " not_an_event!",
            "title no_title!",
            "title no_title!",
            "id no_id!",
            "start no_date!"
        ]
    );
}

#[test]
fn of_two_with_one_id_the_first_stays() {
    let text = feed(
        r#"{"id": "a", "start": "2026-11-26"}, {"id": "a", "title": "pierwszy", "start": "2026-11-27"},
           {"id": "a", "title": "drugi", "start": "2026-11-28"}"#,
    );
    assert_eq!(dates(&text), ["a 2026-11-27/2026-11-27"]);
    assert_eq!(problems(&text), ["title no_title!", "id duplicate_event!"]);
    // What only the dates of one that is left out have named is not among the filters.
    let text = feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-27"},
           {"id": "a", "title": "B", "occurrences": [{"start": "2026-11-28", "venue": "literówka"}]},
           {"id": "c", "title": "C", "occurrences": [{"start": "2026-11-29", "venue": "szopa"},
            {"start": "2026-11-29", "venue": "szoppa"}]}"#,
    );
    let left = programme(&text);
    let venues = &left.feed().venues;
    let ids: Vec<&str> = venues.iter().map(|venue| &*venue.id).collect();
    assert_eq!(ids, ["ook", "kino", "szopa"]);
    let (feed, problems) = parse(
        r#"{"version": 1, "venues": [{"id": "x", "name": "A"}, {"id": "x", "name": "B"}, {"name": "C"}, 5], "events": []}"#,
    )
    .unwrap();
    assert_eq!(feed.venues.len(), 1);
    assert_eq!(problems.len(), 3);
}

#[test]
fn an_id_that_is_a_number_is_its_text() {
    let text = r#"{"version": 1, "venues": [{"id": 7, "name": "Siódemka"}],
        "events": [{"id": 12, "title": "A", "start": "2026-11-27", "venue": 7}]}"#;
    let programme = programme(text);
    let (_, it) = programme.occurrence(0).unwrap();
    assert_eq!(&*it.event.id, "12");
    assert_eq!(&*it.venue().unwrap().id, "7");
    assert_eq!(
        problems(text),
        [
            "venues[0].id number_as_text",
            "id number_as_text",
            "venue number_as_text"
        ]
    );
    let (_, problems) = parse(text).unwrap();
    assert_eq!(problems[1].event.as_deref(), Some("12"));
}

#[test]
fn unknown_ids_are_shown_as_they_are() {
    let text = feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-27", "venue": "stodoła", "categories": ["koncert", "pokaz"], "age_groups": ["krasnale"]},
           {"id": "b", "title": "B", "start": "2026-11-28", "venue": "stodoła"}"#,
    );
    let programme = programme(&text);
    let (_, it) = programme.occurrence(0).unwrap();
    assert_eq!(
        it.venue().unwrap().name.as_ref().unwrap().get("pl", "pl").0,
        "stodoła"
    );
    assert_eq!(it.event.categories, [0, 2]);
    check(
        r#""start": "2026-11-27", "category": "pokaz""#,
        &["2026-11-27/2026-11-27"],
        &["category unknown_id"],
    );
    assert_eq!(it.event.age_groups, [4]);
    assert_eq!(
        problems(&text),
        [
            "venue unknown_id",
            "categories unknown_id",
            "age_groups unknown_id",
            "venue unknown_id"
        ]
    );
}

#[test]
fn optional_fields_that_cannot_be_read_go_and_the_event_stays() {
    for (member, heard) in [
        (r#""age": {"min": 12, "max": 6}"#, "age.min min_above_max"),
        (r#""age": "dzieci""#, "age unreadable"),
        (r#""age": {"min": -1}"#, "age.min unreadable"),
        (r#""age": {"min": 6.5}"#, "age.min unreadable"),
        (r#""status": "może""#, "status unknown_value"),
        (r#""booking": true"#, "booking unreadable"),
        (
            r#""access": ["wheelchair", "schody"]"#,
            "access[1] unknown_value",
        ),
        (r#""access": "wheelchair""#, "access unreadable"),
        (
            r#""image": {"src": "a.jpg"}"#,
            "image.alt image_without_alt",
        ),
        (
            r#""image": {"src": "javascript:alert(1)", "alt": "x"}"#,
            "image.src bad_link",
        ),
        (r#""url": "JavaScript:alert(1)""#, "url bad_link"),
        (
            r#""links": [{"label": "x", "url": "data:text/html,x"}]"#,
            "links[0].url bad_link",
        ),
        (
            r#""tickets": {"url": "java\nscript:alert(1)"}"#,
            "tickets.url bad_link",
        ),
        (r#""price": {"from": "dużo"}"#, "price.from unreadable"),
        (
            r#""price": {"from": 30, "to": 20}"#,
            "price.to min_above_max",
        ),
        (r#""price": 20"#, "price unreadable"),
        (r#""doors": "2026-11-27""#, "doors unreadable"),
        (r#""summary": ["x"]"#, "summary unreadable"),
        (
            r#""summary": {"pl": 7, "en": "seven"}"#,
            "summary.pl unreadable",
        ),
        (r#""summary": "\ud800""#, "summary unreadable_character"),
        (r#""rrule": "FREQ=HOURLY""#, "rrule rule_not_read"),
        (r#""series": {"title": "Lato"}"#, "series.id unreadable"),
        (
            r#""tickets": {"note": "w kasie"}"#,
            "tickets.url unreadable",
        ),
        (r#""links": [{"label": "x"}]"#, "links[0].url unreadable"),
        (
            r#""partners": [{"url": "https://example.org"}]"#,
            "partners[0].name unreadable",
        ),
        (
            r#""funding": [{"note": "x"}]"#,
            "funding[0].name unreadable",
        ),
        (r#""image": {"alt": "x"}"#, "image.src unreadable"),
    ] {
        check(
            &format!(r#""start": "2026-11-27", {member}"#),
            &["2026-11-27/2026-11-27"],
            &[heard],
        );
    }
}

#[test]
fn nothing_is_as_if_it_were_absent() {
    for nothing in ["null", r#""""#, "[]", "{}", r#"" ""#] {
        let members: Vec<String> = [
            "end",
            "all_day",
            "summary",
            "description",
            "occurrences",
            "rdates",
            "exdates",
            "rrule",
            "doors",
            "venue",
            "room",
            "categories",
            "category",
            "age",
            "age_groups",
            "with_guardian",
            "status",
            "booking",
            "registration",
            "tickets",
            "online",
            "price",
            "concessions",
            "access",
            "languages",
            "image",
            "url",
            "links",
            "tags",
            "organizers",
            "funding",
            "volunteers",
            "reach",
            "involvement",
            "series",
            "featured",
            "attendance",
            "updated_at",
            "sequence",
        ]
        .iter()
        .map(|name| format!(r#""{name}": {nothing}"#))
        .collect();
        check(
            &format!(r#""start": "2026-11-27", {}"#, members.join(", ")),
            &["2026-11-27/2026-11-27"],
            &[],
        );
    }
}

#[test]
fn an_unknown_zone_is_warsaw() {
    let text = r#"{"version": 1, "timezone": "Europe/Opatow", "events": [{"id": "a", "title": "A", "start": "2026-07-01T18:00"}]}"#;
    assert_eq!(dates(text), ["a 2026-07-01T18:00:00+02:00/"]);
    assert_eq!(problems(text), ["timezone unknown_timezone"]);
    let text = text.replace("Europe/Opatow", "America/New_York");
    assert_eq!(dates(&text), ["a 2026-07-01T18:00:00-04:00/"]);
}

#[test]
fn access_adds_up_and_other_fields_give_way() {
    let text = feed(
        r#"{"id": "a", "title": "A", "venue": "ook", "access": ["captions"], "price": {"from": 20}, "status": "scheduled",
            "start": "2026-11-27T18:00", "occurrences": [
            {"start": "2026-11-27T18:00", "access": ["quiet"], "price": {"free": true}},
            {"start": "2026-11-28T18:00", "venue": "kino", "status": "cancelled", "status_note": "choroba"}]}"#,
    );
    let programme = programme(&text);
    let (_, first) = programme.occurrence(0).unwrap();
    let (_, second) = programme.occurrence(1).unwrap();
    assert_eq!(
        format!("{:?}", first.access()),
        r#"{"wheelchair", "captions", "quiet"}"#
    );
    assert_eq!(format!("{:?}", second.access()), r#"{"captions"}"#);
    assert!(first.free() && !second.free());
    assert_eq!(second.status(), domain::event::Status::Cancelled);
    assert_eq!(second.status_note().unwrap().get("pl", "pl").0, "choroba");
    assert_eq!(&*second.venue().unwrap().id, "kino");
}

#[test]
fn categories_stay_in_the_order_of_the_event() {
    let text = r#"{"version": 1, "categories": [{"id": "koncert", "label": "K"}, {"id": "film", "label": "F"}],
        "events": [{"id": "a", "title": "A", "start": "2026-11-27", "categories": ["film", "koncert", "film"]}]}"#;
    let (feed, problems) = parse(text).unwrap();
    assert_eq!(feed.events[0].categories, [1, 0]);
    assert_eq!(problems, []);
}

#[test]
fn a_registration_that_says_nothing_leaves_the_events_own() {
    let registration = |own: &str| {
        let text = feed(&format!(
            r#"{{"id": "a", "title": "A", "registration": {{"required": true, "phone": "123"}}, "occurrences": [
                {{"start": "2026-11-27T18:00", "registration": {own}}}]}}"#
        ));
        let programme = programme(&text);
        let (_, it) = programme.occurrence(0).unwrap();
        let found = it.registration().unwrap();
        (found.required, found.phone.clone())
    };
    assert_eq!(
        registration(r#"{"required": null, "url": ""}"#),
        (true, Some("123".into()))
    );
    assert_eq!(registration(r#"{"required": false}"#), (false, None));
}

#[test]
fn letters_that_cannot_be_read_are_said() {
    let text = feed(r#"{"id": "a", "title": "Koncert kolęd \ud83c", "start": "2026-11-27"}"#);
    let (read, problems) = parse(&text).unwrap();
    assert_eq!(
        read.events[0].title.get("pl", "pl").0,
        "Koncert kolęd \u{fffd}"
    );
    let said = |problems: &[Problem]| -> Vec<(Code, Option<String>)> {
        let event = |it: &Problem| it.event.as_deref().map(str::to_owned);
        problems.iter().map(|it| (it.code, event(it))).collect()
    };
    assert_eq!(
        said(&problems),
        [(Code::UnreadableCharacter, Some("a".to_owned()))]
    );
    // A file in Windows-1250: once, not for every word of it.
    let text = feed(r#"{"id": "a", "title": "Zolw", "summary": "Zolw", "start": "2026-11-27"}"#);
    let bytes: Vec<u8> = text
        .bytes()
        .map(|byte| if byte == b'Z' { 0xaf } else { byte })
        .collect();
    let (read, problems) = Gathered::begin(&bytes, &zone).unwrap().end();
    assert_eq!(read.events[0].title.get("pl", "pl").0, "\u{fffd}olw");
    assert_eq!(said(&problems), [(Code::NotUtf8, None)]);
}

#[test]
fn what_a_date_says_once_more_takes_nothing_from_it() {
    let text = feed(
        r#"{"id": "a", "title": "A", "venue": "ook", "room": "Sala 2", "status": "cancelled", "status_note": "remont",
            "price": {"free": true}, "occurrences": [
            {"start": "2026-11-27T18:00", "venue": "ook", "status": "cancelled"},
            {"start": "2026-11-28T18:00", "venue": "kino", "status": "scheduled", "price": {"free": false}}]}"#,
    );
    let programme = programme(&text);
    let (_, first) = programme.occurrence(0).unwrap();
    assert_eq!(first.room().unwrap().get("pl", "pl").0, "Sala 2");
    assert_eq!(first.status_note().unwrap().get("pl", "pl").0, "remont");
    // Another place has no such room, what takes place no reason, and what is not free costs something.
    let (_, second) = programme.occurrence(1).unwrap();
    assert_eq!((second.room(), second.status_note()), (None, None));
    assert!(first.free() && !second.free());
}

#[test]
fn addresses_of_the_whole_programme_mean_the_same_everywhere() {
    let read = |members: &str| {
        let (feed, problems) =
            parse(&format!(r#"{{"version": 1, "events": [], {members}}}"#)).unwrap();
        let contact = feed.contact.submit.as_ref().or(feed.url.as_ref());
        let said = contact.map(ToString::to_string).unwrap_or_default();
        (said, problems.len())
    };
    for (members, address, heard) in [
        (
            r#""url": "https://gmina.pl/kalendarz""#,
            "https://gmina.pl/kalendarz/",
            0,
        ),
        (r#""url": "mailto:a@gmina.pl""#, "", 1),
        (r#""url": "gmina.pl/kalendarz""#, "", 1),
        (
            r#""contact": {"submit": "mailto:a@gmina.pl"}"#,
            "mailto:a@gmina.pl",
            0,
        ),
        (r#""contact": {"submit": "a@gmina.pl"}"#, "", 1),
        (r#""contact": {"submit": "tel:+48158680000"}"#, "", 1),
        (r#""contact": {"submit": "http://gmina.pl/f"}"#, "", 1),
        (r#""url": "https:gmina.pl""#, "", 1),
        (r#""url": "https:///kalendarz/""#, "", 1),
        (
            r#""url": "https://gmina.pl/?strona=2""#,
            "https://gmina.pl/",
            1,
        ),
        (
            r#""url": "https://gmina.pl/?view=article""#,
            "https://gmina.pl/",
            1,
        ),
        (
            r#""url": "HTTPS://gmina.pl/index.html?category=film#lista""#,
            "HTTPS://gmina.pl/",
            0,
        ),
    ] {
        assert_eq!(read(members), (address.to_owned(), heard), "{members}");
    }
}

#[test]
fn online_stands_last_among_the_venues() {
    let text = feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-27", "online": {"url": "https://example.org"}},
           {"id": "b", "title": "B", "start": "2026-11-28", "venue": "szopa"},
           {"id": "c", "title": "C", "start": "2026-11-29", "venue": "ook", "online": {"url": "https://example.org"}}"#,
    );
    let programme = programme(&text);
    let ids: Vec<&str> = programme
        .feed()
        .venues
        .iter()
        .map(|venue| &*venue.id)
        .collect();
    assert_eq!(ids, ["ook", "kino", "szopa", "online"]);
    let venue = |index| {
        programme
            .occurrence(index)
            .unwrap()
            .1
            .venue()
            .unwrap()
            .id
            .to_string()
    };
    assert_eq!([venue(0), venue(1), venue(2)], ["online", "szopa", "ook"]);
}

#[test]
fn parts_are_said_to_be_missing() {
    let (feed, problems) =
        parse(r#"{"version": 1, "events": [], "parts": [{"from": "2026-01-01", "to": "2026-01-31", "url": "a.json"}]}"#).unwrap();
    assert!(feed.partial);
    assert_eq!(problems.len(), 1);
    // One that nobody can ask for is none, and an editor hears of it.
    for part in [
        r#"{"from": "2026-01-01", "to": "2026-01-31", "url": "../a.json"}"#,
        r#"{"from": "2026-01-01", "to": "2026-01-31"}"#,
        r#"{"to": "2026-01-31", "url": "a.json"}"#,
    ] {
        let (feed, problems) = parse(&format!(
            r#"{{"version": 1, "events": [], "parts": [{part}]}}"#
        ))
        .unwrap();
        assert_eq!((feed.parts.len(), problems.len()), (0, 1), "{part}");
    }
}

#[test]
fn the_revision_follows_what_readers_see() {
    let one = |text: &str| parse(text).unwrap().0.events[0].revision;
    let text = feed(r#"{"id": "a", "title": "A", "start": "2026-11-27"}"#);
    assert_eq!(one(&text), one(&text));
    assert_ne!(
        one(&text),
        one(&text.replace(r#""title": "A""#, r#""title": "B""#))
    );
    assert_ne!(
        one(&text),
        one(&text.replace("Kino studyjne", "Kino Studyjne"))
    );
}

/// The dates of one event in November 2026 to January 2027.
fn check_rule(members: &str, understood: &[&str], heard: &[&str]) {
    let text = feed(&format!(r#"{{"id": "a", "title": "A", {members}}}"#));
    let dates: Vec<String> = dates(&text)
        .into_iter()
        .filter(|date| ("a 2026-11".."a 2027-02").contains(&date.as_str()))
        .collect();
    let understood: Vec<String> = understood.iter().map(|date| format!("a {date}")).collect();
    assert_eq!(dates, understood, "{members}");
    assert_eq!(problems(&text), heard, "{members}");
}

#[test]
fn a_class_with_exceptions() {
    check_rule(
        r#""start": "2026-11-03T16:00", "end": "2026-11-03T17:30", "rrule": "FREQ=WEEKLY;UNTIL=20261222", "exdates": ["2026-11-10", "2026-11-17T16:00"],
           "rdates": ["2026-12-30T10:00"], "occurrences": [
            {"start": "2026-11-24T16:00", "status": "cancelled", "status_note": "choroba"},
            {"start": "2026-12-02T17:00", "end": "2026-12-02T18:00", "replaces": "2026-12-01T16:00"},
            {"start": "2026-12-05T10:00"}]"#,
        &[
            "2026-11-03T16:00:00+01:00/2026-11-03T17:30:00+01:00",
            "2026-11-24T16:00:00+01:00/2026-11-24T17:30:00+01:00",
            "2026-12-02T17:00:00+01:00/2026-12-02T18:00:00+01:00",
            "2026-12-05T10:00:00+01:00/2026-12-05T11:30:00+01:00",
            "2026-12-08T16:00:00+01:00/2026-12-08T17:30:00+01:00",
            "2026-12-15T16:00:00+01:00/2026-12-15T17:30:00+01:00",
            "2026-12-22T16:00:00+01:00/2026-12-22T17:30:00+01:00",
            "2026-12-30T10:00:00+01:00/2026-12-30T11:30:00+01:00",
        ],
        &[],
    );
}

#[test]
fn all_day_makes_days_of_every_time() {
    check_rule(
        r#""all_day": true, "start": "2026-11-04T10:00", "end": "2026-11-05T12:00", "rrule": "FREQ=WEEKLY;COUNT=4", "rdates": ["2026-11-09T10:00"],
           "exdates": ["2026-11-11T10:00"], "occurrences": [{"start": "2026-11-19T10:00", "replaces": "2026-11-18T10:00"}]"#,
        &[
            "2026-11-04/2026-11-05",
            "2026-11-09/2026-11-10",
            "2026-11-19/2026-11-20",
            "2026-11-25/2026-11-26",
        ],
        &[],
    );
    // A date that is a whole day, or is none, takes the place of the rule's all the same.
    check_rule(
        r#""start": "2026-11-24T16:00", "rrule": "FREQ=WEEKLY;COUNT=2", "occurrences": [{"start": "2026-12-01T16:00", "all_day": true}]"#,
        &["2026-11-24T16:00:00+01:00/", "2026-12-01/2026-12-01"],
        &[],
    );
    check_rule(
        r#""all_day": true, "start": "2026-11-24T16:00", "rrule": "FREQ=WEEKLY;COUNT=2", "occurrences": [{"start": "2026-12-01T16:00", "all_day": false}]"#,
        &["2026-11-24/2026-11-24", "2026-12-01T16:00:00+01:00/"],
        &[],
    );
    // An end before its start on one day names that day.
    check(
        r#""start": "2026-11-20", "end": "2026-11-22", "occurrences": [
            {"start": "2026-11-20"}, {"start": "2026-11-27T18:00", "end": "2026-11-27T09:00", "all_day": true}]"#,
        &["2026-11-20/2026-11-22", "2026-11-27/2026-11-27"],
        &[],
    );
}

#[test]
fn a_class_at_16_stays_at_16_when_the_clocks_change() {
    let text = feed(
        r#"{"id": "a", "title": "A", "start": "2027-03-21T16:00", "end": "2027-03-21T17:00", "rrule": "FREQ=WEEKLY;COUNT=2"},
           {"id": "b", "title": "B", "start": "2027-10-24T16:00", "end": "2027-10-24T17:00", "rrule": "FREQ=WEEKLY;COUNT=2"},
           {"id": "film", "title": "C", "start": "2027-03-27T02:30", "end": "2027-03-27T04:30", "rrule": "FREQ=DAILY;COUNT=3"},
           {"id": "noc", "title": "D", "start": "2027-10-30T22:00", "end": "2027-10-31T06:00", "rrule": "FREQ=DAILY;COUNT=2"},
           {"id": "dzien", "title": "E", "start": "2027-10-30", "rrule": "FREQ=DAILY;COUNT=2"}"#,
    );
    assert_eq!(
        dates(&text),
        [
            "a 2027-03-21T16:00:00+01:00/2027-03-21T17:00:00+01:00",
            "film 2027-03-27T02:30:00+01:00/2027-03-27T04:30:00+01:00",
            // 02:30 does not exist: it is the instant that 02:30 would have been, and ends with the others.
            "film 2027-03-28T03:30:00+02:00/2027-03-28T04:30:00+02:00",
            "a 2027-03-28T16:00:00+02:00/2027-03-28T17:00:00+02:00",
            "film 2027-03-29T02:30:00+02:00/2027-03-29T04:30:00+02:00",
            "b 2027-10-24T16:00:00+02:00/2027-10-24T17:00:00+02:00",
            "dzien 2027-10-30/2027-10-30",
            "noc 2027-10-30T22:00:00+02:00/2027-10-31T06:00:00+01:00",
            "dzien 2027-10-31/2027-10-31",
            "b 2027-10-31T16:00:00+01:00/2027-10-31T17:00:00+01:00",
            "noc 2027-10-31T22:00:00+01:00/2027-11-01T06:00:00+01:00",
        ]
    );
}

#[test]
fn rules_that_say_little() {
    // A start that is not on its rule is no date.
    check_rule(
        r#""start": "2026-11-04", "rrule": "FREQ=MONTHLY;BYDAY=1SA;COUNT=2""#,
        &["2026-11-07/2026-11-07", "2026-12-05/2026-12-05"],
        &["start start_off_rule"],
    );
    check_rule(
        r#""start": "2026-11-04", "rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31""#,
        &[],
        &["rrule rule_without_dates", "start no_date!"],
    );
    check_rule(
        r#""start": "2026-11-04", "rrule": "FREQ=DAILY;UNTIL=20261103""#,
        &[],
        &["rrule rule_without_dates", "start no_date!"],
    );
    check_rule(
        r#""start": "2026-11-04", "rrule": "FREQ=DAILY;COUNT=1", "exdates": ["2026-11-04"]"#,
        &[],
        &["start no_date!"],
    );
    check_rule(r#""rrule": "FREQ=DAILY""#, &[], &["start no_date!"]);
    check_rule(
        r#""rrule": "FREQ=DAILY", "rdates": ["2026-11-06"]"#,
        &["2026-11-06/2026-11-06"],
        &["start unreadable"],
    );
    // Shown on its start alone, with what else is named.
    check_rule(
        r#""start": "2026-11-04", "rrule": "FREQ=WEEKLY;BYWEEKNO=2", "rdates": ["2026-11-06"]"#,
        &["2026-11-04/2026-11-04", "2026-11-06/2026-11-06"],
        &["rrule rule_not_read"],
    );
    // COUNT counts before exdates are taken away; two dates on one instant are one.
    check_rule(
        r#""start": "2026-11-04T18:00", "rrule": "FREQ=DAILY;COUNT=3", "exdates": ["2026-11-05"], "rdates": ["2026-11-06T18:00", "2026-11-06T17:00:00Z"]"#,
        &["2026-11-04T18:00:00+01:00/", "2026-11-06T18:00:00+01:00/"],
        &[],
    );
}
