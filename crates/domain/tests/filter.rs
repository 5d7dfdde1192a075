//! `docs/format.md`, "Filters, exactly", and where an occurrence stands in the agenda.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod common;

use common::{feed, find, instant, listed, programme};
use domain::agenda::agenda;
use domain::event::At;
use domain::filter::Facet;
use domain::programme::Span;
use domain::query::{IdFacet, Query};

const NOW: &str = "2026-11-27T12:00"; // a Friday

#[test]
fn an_event_for_everybody_is_never_filtered_away() {
    let programme = programme(&feed(
        r#"{"id": "wszyscy", "title": "A", "start": "2026-11-28"},
           {"id": "rodzinne", "title": "B", "start": "2026-11-28", "age": {"min": 6, "max": 99}},
           {"id": "dzieci", "title": "C", "start": "2026-11-28", "age": {"max": 12}},
           {"id": "grupa", "title": "D", "start": "2026-11-28", "age": {"max": 12}, "age_groups": ["seniorzy"]}"#,
    ));
    assert_eq!(
        listed(&programme, "age=dzieci", NOW),
        ["wszyscy", "rodzinne", "dzieci"]
    );
    assert_eq!(
        listed(&programme, "age=seniorzy", NOW),
        ["wszyscy", "rodzinne", "grupa"]
    );
    assert_eq!(
        listed(&programme, "age=maluchy", NOW),
        ["wszyscy", "dzieci"]
    );
    assert_eq!(listed(&programme, "age=maluchy,seniorzy", NOW).len(), 4);
}

#[test]
fn an_age_in_years_finds_its_groups() {
    let programme = programme(&feed(r#"{"id": "a", "title": "A", "start": "2026-11-28"}"#));
    for (years, groups) in [
        (Some(0), &["maluchy"][..]),
        (Some(7), &["dzieci"]),
        (Some(12), &["dzieci"]),
        // Between the groups, and past every end.
        (Some(5), &[]),
        (Some(99), &["seniorzy"]),
        (None, &[]),
    ] {
        let mut query = Query::parse("age=dorosli&category=film").0;
        query.choose_age(&programme, years);
        assert_eq!(query.ids(IdFacet::Age), groups, "{years:?}");
        assert_eq!(query.ids(IdFacet::Category), ["film"]);
    }
}

#[test]
fn starred_events_that_are_unknown_are_named_and_ignored() {
    let programme = programme(&feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-28"},
           {"id": "b", "title": "B", "start": "2026-11-28"}"#,
    ));
    let cases = [
        (
            "stars=b,x~2026-11-28",
            vec!["b"],
            vec!["x~2026-11-28"],
            "stars=b",
        ),
        (
            "stars=b~2026-11-28",
            vec!["b"],
            vec![],
            "stars=b~2026-11-28",
        ),
        ("stars=b~2026-11-29", vec![], vec![], "stars=b~2026-11-29"),
        ("stars=x,y", vec!["a", "b"], vec!["x", "y"], ""),
    ];
    for (search, shown, unknown, tidy) in cases {
        let (mut query, _) = Query::parse(search);
        assert_eq!(listed(&programme, search, NOW), shown, "{search}");
        let named = query.unknown_ids(&programme);
        assert!(named.iter().all(|it| it.key == "stars"), "{search}");
        let named: Vec<&str> = named.iter().map(|it| it.value.as_str()).collect();
        assert_eq!(named, unknown, "{search}");
        query.tidy(&programme);
        assert_eq!(query.to_search(), tidy, "{search}");
    }
}

#[test]
fn a_choice_is_kept_without_days() {
    let (query, _) = Query::parse(
        "age=dzieci&when=weekend&q=kino&view=month&event=a&lang=en&stars=a&mine=1&x=y",
    );
    assert_eq!(query.choice().to_search(), "age=dzieci&q=kino&mine=1");
    assert!(Query::parse("lang=en").0.is_bare());
    assert!(!Query::parse("when=today").0.is_bare() && !Query::parse("x=y").0.is_bare());
}

#[test]
fn generations_together_have_to_be_meant() {
    let programme = programme(&feed(
        r#"{"id": "wszyscy", "title": "A", "start": "2026-11-28"},
           {"id": "od-6", "title": "B", "start": "2026-11-28", "age": {"min": 6}},
           {"id": "od-18", "title": "C", "start": "2026-11-28", "age": {"min": 18}},
           {"id": "od-13", "title": "D", "start": "2026-11-28", "age": {"min": 13}},
           {"id": "grupy", "title": "E", "start": "2026-11-28", "age_groups": ["dzieci", "seniorzy"]},
           {"id": "dzieci", "title": "F", "start": "2026-11-28", "age": {"min": 3, "max": 12}}"#,
    ));
    assert_eq!(listed(&programme, "generations=1", NOW), ["od-6", "grupy"]);
}

#[test]
fn free_is_what_says_so() {
    let programme = programme(&feed(
        r#"{"id": "wolny", "title": "A", "start": "2026-11-28", "price": {"free": true}},
           {"id": "nieznany", "title": "B", "start": "2026-11-28"},
           {"id": "zero", "title": "C", "start": "2026-11-28", "price": {"from": 0}},
           {"id": "platny", "title": "D", "start": "2026-11-28", "price": {"free": false, "from": 20}}"#,
    ));
    assert_eq!(listed(&programme, "free=1", NOW), ["wolny"]);
}

#[test]
fn every_chosen_access_feature_must_be_there() {
    let programme = programme(&feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-28", "venue": "ook"},
           {"id": "b", "title": "B", "start": "2026-11-28", "venue": "ook", "access": ["hearing_loop"]},
           {"id": "c", "title": "C", "start": "2026-11-28", "access": ["hearing_loop"]}"#,
    ));
    assert_eq!(listed(&programme, "access=wheelchair", NOW), ["a", "b"]);
    assert_eq!(
        listed(&programme, "access=wheelchair,hearing_loop", NOW),
        ["b"]
    );
    let found = find(&programme, "access=wheelchair", NOW);
    let counts: Vec<u32> = Facet::Access
        .values(&programme)
        .map(|value| found.count(&programme, value))
        .collect();
    assert_eq!(counts[0], 2, "wheelchair: what is shown");
    assert_eq!(counts[6], 1, "hearing loop: added to what is chosen");
}

#[test]
fn places_left_unless_said_otherwise() {
    let programme = programme(&feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-28"}, {"id": "b", "title": "B", "start": "2026-11-28", "booking": "few"},
           {"id": "c", "title": "C", "start": "2026-11-28", "booking": "full"},
           {"id": "d", "title": "D", "start": "2026-11-28", "booking": "waitlist"},
           {"id": "e", "title": "E", "start": "2026-11-28", "booking": "open"}, {"id": "f", "title": "F", "start": "2026-11-28", "booking": "closed"}"#,
    ));
    assert_eq!(listed(&programme, "booking=1", NOW), ["a", "b", "e"]);
}

#[test]
fn status_hides_nothing() {
    let programme = programme(&feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-28", "status": "cancelled"}, {"id": "b", "title": "B", "start": "2026-11-28", "status": "postponed"}"#,
    ));
    assert_eq!(listed(&programme, "", NOW), ["a", "b"]);
}

#[test]
fn words_are_found_in_any_field_and_language() {
    let programme = programme(&feed(
        r#"{"id": "a", "title": {"pl": "Żółw i łódź", "uk": "Їжак"}, "start": "2026-11-28", "venue": "kino", "categories": ["film"]},
           {"id": "b", "title": "Żywioły", "description": "o żółwiach", "start": "2026-11-28", "tags": ["rzeźba"], "organizers": [{"name": "Koło Gospodyń"}]},
           {"id": "c", "title": "Źródła", "start": "2026-11-28", "series": {"id": "s", "title": "Jesień Literacka"}}"#,
    ));
    for (words, ids) in [
        ("zolw", &["a", "b"][..]),
        ("ŻÓŁW", &["a", "b"]),
        ("lodz", &["a"]),
        ("іжак", &["a"]),
        ("zolw+studyjne", &["a"]),
        ("film", &["a"]),
        ("rzezb", &["b"]),
        ("gospodyn", &["b"]),
        ("jesien", &["c"]),
        ("zolw+jesien", &[]),
        ("+", &["c", "a", "b"]),
    ] {
        assert_eq!(
            listed(&programme, &format!("q={words}"), NOW),
            ids,
            "{words}"
        );
    }
}

#[test]
fn presets_are_days_of_the_feed() {
    let programme = programme(&feed(
        r#"{"id": "rano", "title": "A", "start": "2026-11-27T09:00", "end": "2026-11-27T10:00"},
           {"id": "dzis", "title": "B", "start": "2026-11-27T18:00"},
           {"id": "sobota", "title": "C", "start": "2026-11-28T18:00"},
           {"id": "niedziela", "title": "D", "start": "2026-11-29"},
           {"id": "poniedzialek", "title": "E", "start": "2026-11-30T18:00"},
           {"id": "grudzien", "title": "F", "start": "2026-12-01T18:00"}"#,
    ));
    let all = ["dzis", "sobota", "niedziela", "poniedzialek", "grudzien"];
    assert_eq!(listed(&programme, "", NOW), all);
    assert_eq!(listed(&programme, "when=today", NOW), ["dzis"]);
    assert_eq!(listed(&programme, "when=tomorrow", NOW), ["sobota"]);
    assert_eq!(
        listed(&programme, "when=weekend", NOW),
        ["sobota", "niedziela"]
    );
    assert_eq!(
        listed(&programme, "when=week", NOW),
        ["dzis", "sobota", "niedziela"]
    );
    assert_eq!(
        listed(&programme, "when=month", NOW),
        ["dzis", "sobota", "niedziela", "poniedzialek"]
    );
    // On the weekend itself: what is left of it.
    assert_eq!(
        listed(&programme, "when=weekend", "2026-11-28T20:00"),
        ["sobota", "niedziela"]
    );
    assert_eq!(
        listed(&programme, "when=weekend", "2026-11-29T08:00"),
        ["niedziela"]
    );
    assert_eq!(
        listed(&programme, "when=week", "2026-11-29T08:00"),
        ["niedziela"]
    );
    assert_eq!(
        listed(&programme, "when=weekend", "2026-11-23T08:00"),
        ["sobota", "niedziela"]
    );
}

#[test]
fn dates_show_the_past_too() {
    let programme = programme(&feed(
        r#"{"id": "dawno", "title": "A", "start": "2026-11-01T09:00"},
           {"id": "rano", "title": "B", "start": "2026-11-27T09:00", "end": "2026-11-27T10:00"},
           {"id": "jutro", "title": "C", "start": "2026-11-28T09:00"},
           {"id": "wystawa", "title": "D", "start": "2026-10-01", "end": "2026-12-31"}"#,
    ));
    assert_eq!(
        listed(&programme, "from=2026-11-01", NOW),
        ["wystawa", "dawno", "rano", "jutro"]
    );
    assert_eq!(
        listed(&programme, "to=2026-11-27", NOW),
        ["wystawa", "rano"]
    );
    assert_eq!(
        listed(&programme, "from=2026-11-01&to=2026-11-02", NOW),
        ["wystawa", "dawno"]
    );
    assert_eq!(
        listed(&programme, "from=2026-11-05&to=2026-11-02", NOW),
        Vec::<String>::new()
    );
    // They win over the preset.
    assert_eq!(
        listed(&programme, "when=today&from=2026-11-28&to=2026-11-28", NOW),
        ["wystawa", "jutro"]
    );
}

#[test]
fn over_is_over_at_the_instant_of_the_end() {
    let programme = programme(&feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-27T10:00", "end": "2026-11-27T12:00"},
           {"id": "b", "title": "B", "start": "2026-11-27T10:00"},
           {"id": "c", "title": "C", "start": "2026-11-26T22:00", "end": "2026-11-27T12:01"},
           {"id": "d", "title": "D", "start": "2026-11-26"}"#,
    ));
    assert_eq!(listed(&programme, "", "2026-11-27T11:59"), ["c", "a", "b"]);
    assert_eq!(listed(&programme, "", "2026-11-27T12:00"), ["c", "b"]);
    assert_eq!(
        listed(&programme, "", "2026-11-28T00:00"),
        Vec::<String>::new()
    );
}

#[test]
fn order_is_by_start_whole_days_first_then_title() {
    let programme = programme(&feed(
        r#"{"id": "z", "title": "Źrebak", "start": "2026-11-28T18:00"}, {"id": "y", "title": "Zebra", "start": "2026-11-28T18:00"},
           {"id": "x", "title": "Żaba", "start": "2026-11-28T18:00"}, {"id": "b", "title": "Zebra", "start": "2026-11-28T18:00"},
           {"id": "w", "title": "Zorza", "start": "2026-11-28"}, {"id": "v", "title": "Zupa", "start": "2026-11-28T00:00"}"#,
    ));
    assert_eq!(listed(&programme, "", NOW), ["w", "v", "b", "y", "z", "x"]);
}

#[test]
fn seven_of_forty_two_keeps_the_dates() {
    let programme = programme(&feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-27T18:00", "categories": ["film"]}, {"id": "b", "title": "B", "start": "2026-11-27T18:00"},
           {"id": "c", "title": "C", "start": "2026-11-28T18:00", "categories": ["film"]}"#,
    ));
    let found = find(&programme, "when=today&category=film", NOW);
    assert_eq!((found.matches.len(), found.total), (1, 2));
}

/// Days and ids of the agenda: `2026-11-27: a b(2/3)`, the ongoing lane as `trwa: …`.
fn stands(events: &str, query: &str) -> Vec<String> {
    let programme = programme(&feed(events));
    let agenda = agenda(&programme, &find(&programme, query, NOW));
    let id = |index: u32| {
        programme
            .occurrence(index as usize)
            .unwrap()
            .1
            .event
            .id
            .to_string()
    };
    let mut lines = Vec::new();
    if !agenda.ongoing.is_empty() {
        let ids: Vec<String> = agenda.ongoing.iter().map(|index| id(*index)).collect();
        lines.push(format!("trwa: {}", ids.join(" ")));
    }
    for day in agenda.days {
        let entries: Vec<String> = day
            .entries
            .iter()
            .map(|entry| match entry.day_of {
                None => id(entry.occurrence),
                Some((day, of)) => format!("{}({day}/{of})", id(entry.occurrence)),
            })
            .collect();
        lines.push(format!("{}: {}", day.date, entries.join(" ")));
    }
    lines
}

#[test]
fn an_occurrence_stands_exactly_once() {
    let events = r#"{"id": "wystawa", "title": "A", "start": "2026-11-01", "end": "2027-01-06"},
        {"id": "krotka", "title": "B", "start": "2026-11-20", "end": "2026-12-20"},
        {"id": "festiwal", "title": "C", "start": "2026-11-26", "end": "2026-11-28"},
        {"id": "noc", "title": "D", "start": "2026-11-26T22:00", "end": "2026-11-27T13:00"},
        {"id": "nowa", "title": "E", "start": "2026-11-27", "end": "2026-12-31"},
        {"id": "jutro", "title": "F", "start": "2026-11-28T18:00"}"#;
    assert_eq!(
        stands(events, ""),
        [
            "trwa: krotka wystawa",
            "2026-11-27: festiwal(2/3) noc(2/2) nowa(1/35)",
            "2026-11-28: jutro"
        ]
    );
    assert_eq!(
        stands(events, "when=tomorrow"),
        [
            "trwa: krotka nowa wystawa",
            "2026-11-28: festiwal(3/3) jutro"
        ]
    );
    assert_eq!(
        stands(events, "from=2026-10-30&to=2026-11-27"),
        [
            "2026-11-01: wystawa(1/67)",
            "2026-11-20: krotka(1/31)",
            "2026-11-26: festiwal(1/3) noc(1/2)",
            "2026-11-27: nowa(1/35)"
        ]
    );
}

#[test]
fn an_address_opens_the_date_it_names() {
    let programme = programme(&feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-20T18:00", "occurrences": [
            {"start": "2026-11-20T18:00"}, {"start": "2026-11-28T16:00"}, {"start": "2026-11-28T18:00"},
            {"start": "2026-12-06T18:00", "replaces": "2026-12-05T18:00"},
            {"start": "2026-12-06T20:00", "replaces": "2026-12-05T20:00", "previous_start": "2026-12-04T20:00"}]}"#,
    ));
    let now = instant(&programme, NOW);
    let open = |at: Option<&str>, now| {
        let at = at.map(|at| At::parse(at).unwrap());
        let opened = domain::programme::open(programme.feed(), "a", at, now).unwrap();
        (
            opened.occurrence.when.at().to_string(),
            opened.gone.is_some(),
        )
    };
    let is = |at: &str| (at.to_owned(), false);
    assert_eq!(
        open(None, now),
        is("2026-11-28T16:00"),
        "the next that is not over"
    );
    let later = instant(&programme, "2027-01-01T00:00");
    assert_eq!(open(None, later), is("2026-12-06T20:00"), "else the last");
    for replaced in ["2026-12-05T20:00", "2026-12-04T20:00"] {
        let instead = open(Some(replaced), now);
        assert_eq!(instead, ("2026-12-06T20:00".to_owned(), true));
    }
    assert_eq!(
        open(Some("2026-11-20T18:00"), now),
        is("2026-11-20T18:00"),
        "the past stays linkable"
    );
    assert_eq!(
        open(Some("2026-11-28"), now),
        is("2026-11-28T16:00"),
        "the first of that day"
    );
    assert_eq!(open(Some("2026-11-28T18:00"), now), is("2026-11-28T18:00"));
    let moved = ("2026-12-06T18:00".to_owned(), true);
    assert_eq!(
        open(Some("2026-12-05T18:00"), now),
        moved,
        "the one in its place"
    );
    assert_eq!(
        open(Some("2026-11-30T18:00"), now),
        ("2026-11-28T16:00".to_owned(), true)
    );
    assert!(domain::programme::open(programme.feed(), "b", None, now).is_none());
}

#[test]
fn rules_reach_a_year_and_a_day() {
    let text = feed(
        r#"{"id": "a", "title": "A", "start": "1990-01-05T16:00", "end": "1990-01-05T17:00", "rrule": "FREQ=WEEKLY"},
           {"id": "b", "title": "B", "start": "2026-01-01", "rrule": "FREQ=MONTHLY;BYMONTHDAY=1"},
           {"id": "c", "title": "C", "start": "2026-01-01", "rdates": ["2029-01-01"]},
           {"id": "noc", "title": "D", "start": "2026-11-20T22:00", "end": "2026-11-21T06:00", "rrule": "FREQ=WEEKLY;BYDAY=TH"}"#,
    );
    let programme = programme(&text);
    let all = listed(&programme, "", NOW);
    // From Friday 27 November 2026 to and including 28 November 2027, the 366th day after.
    assert_eq!(all.iter().filter(|id| *id == "a").count(), 53);
    assert_eq!(all.iter().filter(|id| *id == "b").count(), 12);
    assert_eq!(all.last().unwrap(), "c", "what the feed names has no limit");
    // The night from Thursday on is over.
    assert_eq!(listed(&programme, "when=today", NOW), ["a"]);
    assert_eq!(
        listed(&programme, "when=today", "2026-11-27T05:00"),
        ["noc", "a"]
    );
    assert_eq!(
        listed(&programme, "classes=0&when=month", NOW),
        Vec::<String>::new()
    );
    assert_eq!(
        listed(&programme, "classes=0&from=2026-12-01&to=2026-12-31", NOW),
        ["b"]
    );
    assert_eq!(
        listed(&programme, "from=2028-02-29&to=2028-03-03", NOW),
        ["b", "noc", "a"]
    );
    // Whoever asks for everything is not given eight thousand years of it.
    for (search, last) in [
        ("from=2036-11-01&to=9999-12-31", "2066-11-19"),
        ("from=0001-01-01&to=2030-12-31", "2030-12-26"),
    ] {
        let query = Query::parse(search).0;
        let window = query.window(&programme.feed().zone, instant(&programme, NOW));
        let asked = programme.again(Span::of(&window));
        let found = asked.occurrences().last().unwrap().first;
        assert_eq!(found.to_string(), last, "{search}");
    }
}

#[test]
fn a_class_is_one_whatever_has_become_of_its_dates() {
    let text = feed(
        r#"{"id": "a", "title": "A", "start": "2026-12-01T16:00", "rrule": "FREQ=WEEKLY;COUNT=2",
            "occurrences": [{"start": "2026-12-01T16:00"}, {"start": "2026-12-08T16:00"}]},
           {"id": "b", "title": "B", "start": "2026-12-01T17:00", "rrule": "FREQ=MONTHLY;COUNT=2"}"#,
    );
    assert_eq!(listed(&programme(&text), "classes=0", NOW), ["b", "b"]);
}

#[test]
fn an_rdate_that_the_rule_has_too_is_one_date_and_has_no_limit() {
    let text = feed(
        r#"{"id": "a", "title": "A", "start": "2026-11-28T16:00", "rrule": "FREQ=YEARLY", "rdates": ["2027-11-28T16:00", "2029-11-28T15:00:00Z"]},
           {"id": "b", "title": "B", "start": "2026-11-28", "rrule": "FREQ=YEARLY", "rdates": ["2030-11-28", "2030-11-28T00:00"]}"#,
    );
    let programme = programme(&text);
    assert_eq!(
        listed(&programme, "", NOW),
        ["b", "a", "b", "a", "a", "b", "b"]
    );
    assert_eq!(
        listed(&programme, "from=2029-11-28&to=2029-11-28", NOW),
        ["b", "a"]
    );
}

#[test]
fn an_address_opens_any_date_of_a_rule() {
    let text = feed(
        r#"{"id": "a", "title": "A", "start": "1990-01-05T16:00", "end": "1990-01-05T17:00", "rrule": "FREQ=WEEKLY",
            "occurrences": [{"start": "2026-12-05T10:00", "replaces": "2026-12-04T16:00"}]},
           {"id": "b", "title": "B", "start": "2020-01-01", "rrule": "FREQ=DAILY;COUNT=10"}"#,
    );
    let programme = programme(&text);
    let now = instant(&programme, NOW);
    let open = |id: &str, at: Option<&str>| {
        let at = at.map(|at| At::parse(at).unwrap());
        let opened = domain::programme::open(programme.feed(), id, at, now).unwrap();
        format!(
            "{}{}",
            opened.occurrence.when.at(),
            if opened.gone.is_some() { " gone" } else { "" }
        )
    };
    assert_eq!(open("a", None), "2026-11-27T16:00");
    assert_eq!(open("a", Some("1999-12-31")), "1999-12-31T16:00");
    assert_eq!(open("a", Some("2046-11-30T16:00")), "2046-11-30T16:00");
    assert_eq!(open("a", Some("2026-12-04T16:00")), "2026-12-05T10:00 gone");
    assert_eq!(open("b", None), "2020-01-10");
    let feed = programme.feed();
    let coming: Vec<String> = feed
        .coming(0, now, 3)
        .iter()
        .map(|date| date.when.at().to_string())
        .collect();
    assert_eq!(
        coming,
        ["2026-11-27T16:00", "2026-12-05T10:00", "2026-12-11T16:00"]
    );
}
