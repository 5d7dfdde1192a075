//! Starred events: found again, passed on in a link, and watched for changes.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{feed, find, instant, listed, parse, programme};
use domain::event::At;
use domain::query::Query;
use domain::stars::{Change, Kept, Star};

const NOW: &str = "2026-11-27T12:00"; // a Friday

const PROGRAMME: &str = r#"{"id": "szachy", "title": "Szachy", "start": "2026-11-26T16:00", "end": "2026-11-26T18:00", "rrule": "FREQ=WEEKLY"},
    {"id": "kino, nocą", "title": "Kino", "start": "2026-11-28T20:00"}, {"id": "a~b", "title": "A", "start": "2026-11-29"}"#;

fn star(item: &str) -> Star {
    Star::parse(item)
}

#[test]
fn what_is_starred_is_a_filter() {
    let mine = ["szachy~2026-12-03T16:00", "a~b"].map(star);
    let programme = programme(&feed(PROGRAMME)).starred(&mine);
    let found = find(&programme, "mine=1", NOW);
    let at = |index: &u32| {
        let occurrence = programme.occurrences().get(*index as usize).unwrap();
        occurrence.when.at().to_string()
    };
    let ats: Vec<String> = found.matches.iter().map(at).collect();
    assert_eq!(ats, ["2026-11-29", "2026-12-03T16:00"]);
    // Another choice takes the place of the first.
    let programme = programme.starred(&[star("kino, nocą")]);
    assert_eq!(listed(&programme, "mine=1", NOW), ["kino, nocą"]);
    assert!(listed(&programme.starred(&[]), "mine=1", NOW).is_empty());
}

#[test]
fn a_list_that_somebody_sent_shows_nothing_else() {
    let programme = programme(&feed(PROGRAMME));
    let sent = "stars=kino%252C+noc%C4%85,szachy~2026-12-03T16:00,nieznane";
    assert_eq!(listed(&programme, sent, NOW), ["kino, nocą", "szachy"]);
    let (query, unknown) = Query::parse(sent);
    assert!(unknown.is_empty());
    assert_eq!(query.to_search(), sent);
}

#[test]
fn a_tilde_may_belong_to_an_id() {
    for (item, event, at) in [
        ("a~b", "a~b", None),
        ("a~2026-11-29", "a", Some("2026-11-29")),
        ("a~b~2026-11-29T10:00", "a~b", Some("2026-11-29T10:00")),
    ] {
        let at = at.and_then(At::parse);
        let event = event.to_owned();
        assert_eq!(star(item), Star { event, at });
        assert_eq!(star(item).item(), item);
    }
}

/// What is said of a star after the programme changed from `before` to `after`.
fn check(item: &str, before: &str, after: &str, now: &str, said: &[&str]) {
    let before = programme(&feed(before));
    let kept = Kept::new(before.feed(), star(item), instant(&before, NOW));
    // It comes back from the device as it went.
    assert_eq!(Kept::parse(&kept.to_line()).as_ref(), Some(&kept));
    let (feed, _) = parse(&feed(after)).unwrap();
    let changes: Vec<String> = kept
        .changes(&feed, instant(&before, now))
        .into_iter()
        .map(|change| match change {
            Change::Status(at, status) => format!("{at} {status:?}"),
            Change::Moved(at, to) => format!("{at} -> {to}"),
            Change::Gone(at) => format!("{at} gone"),
        })
        .collect();
    assert_eq!(changes, said, "{item}");
}

#[test]
fn a_change_of_what_is_starred_is_noticed() {
    let film = |rest: &str| {
        format!(r#"{{"id": "film i więcej", "title": "Film", "start": "2026-11-28T20:00"{rest}}}"#)
    };
    check("film i więcej", &film(""), &film(""), NOW, &[]);
    check(
        "film i więcej",
        &film(""),
        &film(r#", "status": "cancelled""#),
        NOW,
        &["2026-11-28T20:00 Cancelled"],
    );
    check(
        "film i więcej",
        &film(""),
        "",
        NOW,
        &["2026-11-28T20:00 gone"],
    );
    // Not about what was before today.
    check("film i więcej", &film(""), "", "2026-11-29T08:00", &[]);
    let moved = r#"{"id": "film i więcej", "title": "Film", "start": "2026-12-05T20:00", "previous_start": "2026-11-28T20:00"}"#;
    check(
        "film i więcej~2026-11-28T20:00",
        &film(""),
        moved,
        NOW,
        &["2026-11-28T20:00 -> 2026-12-05T20:00"],
    );
}

#[test]
fn of_a_series_its_next_dates_are_watched() {
    let classes = |rest: &str| {
        format!(
            r#"{{"id": "szachy", "title": "Szachy", "start": "2026-11-26T16:00", "rrule": "FREQ=WEEKLY"{rest}}}"#
        )
    };
    let cancelled =
        classes(r#", "occurrences": [{"start": "2026-12-10T16:00", "status": "cancelled"}]"#);
    check(
        "szachy",
        &classes(""),
        &cancelled,
        NOW,
        &["2026-12-10T16:00 Cancelled"],
    );
    check(
        "szachy~2026-12-03T16:00",
        &classes(""),
        &cancelled,
        NOW,
        &[],
    );
    check(
        "szachy",
        &classes(""),
        &classes(r#", "exdates": ["2026-12-17"]"#),
        NOW,
        &["2026-12-17T16:00 gone"],
    );
    let moved = classes(
        r#", "occurrences": [{"start": "2026-12-11T17:00", "replaces": "2026-12-10T16:00"}]"#,
    );
    check(
        "szachy",
        &classes(""),
        &moved,
        NOW,
        &["2026-12-10T16:00 -> 2026-12-11T17:00"],
    );
}

#[test]
fn what_was_kept_in_another_form_is_read_as_far_as_it_goes() {
    assert_eq!(Kept::parse(""), None);
    let kept = Kept::parse("szachy x=y 2026-12-10T16:00=scheduled 2026-12-11=galaxy").unwrap();
    assert_eq!((kept.star, kept.seen.len()), (star("szachy"), 1));
}
