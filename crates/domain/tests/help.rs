//! The way out of an empty list.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{feed, find, instant, programme};
use domain::filter::Facet;
use domain::help::{Narrowing, help};
use domain::programme::Programme;
use domain::query::{IdFacet, Query, Switch};

const NOW: &str = "2026-11-27T12:00"; // a Friday

fn town() -> Programme {
    programme(&feed(
        r#"{"id": "a", "title": "Koncert", "start": "2026-12-05T18:00", "categories": ["koncert"], "age_groups": ["dzieci"]},
           {"id": "b", "title": "Koncert", "start": "2026-12-06T18:00", "categories": ["koncert"], "age_groups": ["dzieci"]},
           {"id": "c", "title": "Film", "start": "2026-12-07T18:00", "categories": ["film"], "age_groups": ["seniorzy"], "price": {"free": true}},
           {"id": "d", "title": "Zajęcia", "start": "2026-09-01T16:00", "rrule": "FREQ=WEEKLY", "age_groups": ["maluchy"]}"#,
    ))
}

fn check(query: &str, loosen: &[(Narrowing, usize)], nearest: Option<&str>) {
    let programme = town();
    assert!(
        find(&programme, query, NOW).matches.is_empty(),
        "{query} finds something"
    );
    let now = instant(&programme, NOW);
    let help = help(&programme, &Query::parse(query).0, now);
    assert_eq!(help.loosen, loosen, "{query}");
    assert_eq!(
        help.nearest.map(|date| date.to_string()).as_deref(),
        nearest,
        "{query}"
    );
}

#[test]
fn the_filter_that_leaves_most_comes_first() {
    let age = Narrowing::Facet(Facet::Ids(IdFacet::Age));
    let category = Narrowing::Facet(Facet::Ids(IdFacet::Category));
    check(
        "age=seniorzy&category=koncert",
        &[(age, 2), (category, 1)],
        None,
    );
    check(
        "age=seniorzy&category=film&q=nikt",
        &[(Narrowing::Words, 1)],
        None,
    );
    let free = Narrowing::Facet(Facet::Switch(Switch::Free));
    check("age=dzieci&free=1", &[(free, 2), (age, 1)], None);
    // Two are in the way: giving up one of them helps nothing.
    check("q=nikt&free=1&category=koncert", &[], None);
}

#[test]
fn another_day_has_something() {
    check("category=koncert&when=today", &[], Some("2026-12-05"));
    check("when=tomorrow", &[], Some("2026-12-01"));
    check(
        "view=month&date=2027-03-01&category=film",
        &[(Narrowing::Facet(Facet::Ids(IdFacet::Category)), 5)],
        Some("2026-12-07"),
    );
    // Rules too, where only days long gone were looked at.
    check("from=2025-01-01&to=2025-01-31", &[], Some("2026-12-01"));
    check("from=2025-01-01&to=2025-01-31&q=nikt", &[], None);
}
