//! A large programme, 50 000 occurrences in 124 venues and 150 categories: what filters and search find there, and
//! every kind of count, is what going through all of them finds.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod common;

use common::brute::Brute;
use common::generated::{NOW, classes, single};
use domain::filter::{Facet, Value, filter};
use domain::programme::Programme;
use domain::query::Query;

/// Every query is asked of the whole programme.
const QUERIES: [&str; 30] = [
    "",
    "from=2024-01-01",
    "to=2027-01-31",
    "from=2026-12-24&to=2027-01-06",
    "from=2027-05-01",
    "from=2027-01-02&to=2027-01-01",
    "when=today",
    "when=tomorrow&age=18%2B",
    "when=weekend",
    "when=week&free=1",
    "when=month",
    "age=6-9",
    "age=0-2,3-5&free=1",
    "venue=v63,v64,v123",
    "category=k0,k63,k64,k127,k128,k149",
    "venue=v1,v2,v3,v4,v5,v6,v7,v8,v9&category=k1,k2,k3,k4,k5,k6,k7,k8,k9",
    "access=wheelchair",
    "access=wheelchair,lift&age=60%2B",
    "reach=local,county&involvement=create",
    "language=uk,de&booking=1",
    "volunteers=1&generations=1",
    "classes=0",
    "classes=0&q=warsztat",
    "q=koncert",
    "q=ZOLWIE",
    "q=nr+99&from=2024-01-01",
    "q=rodzaj+14&age=14-17",
    "q=dzieci+migowym&booking=1",
    "q=nieznane",
    "venue=nieznane&category=k7,nieznane&q=dom",
];

/// Counting a value by brute force goes through everything again, so a few are counted in every query, and not the
/// same ones in the next.
fn some_values(programme: &Programme, turn: usize, count: usize) -> Vec<Value> {
    let all = Facet::ALL.into_iter();
    let all: Vec<Value> = all.flat_map(|facet| facet.values(programme)).collect();
    let places = turn * count..(turn + 1) * count;
    places.map(|place| all[place * 53 % all.len()]).collect()
}

fn check(text: &str, at_least: usize, counted: usize) {
    let programme = common::expanded(text, NOW);
    assert!(programme.occurrences().len() >= at_least);
    let now = common::instant(&programme, NOW);
    let brute = Brute::of(&programme);
    for (turn, search) in QUERIES.iter().enumerate() {
        let (query, unknown) = Query::parse(search);
        assert!(unknown.is_empty(), "{unknown:?}");
        let found = filter(&programme, &query, now);
        assert_eq!(found.matches, brute.matches(&query, now), "{search}");
        assert_eq!(found.total, brute.total(&query, now), "{search}");
        for value in some_values(&programme, turn, counted) {
            let count = found.count(&programme, value) as usize;
            assert_eq!(count, brute.count(&query, value, now), "{search} {value:?}");
        }
    }
}

#[test]
fn fifty_thousand_dates_of_classes() {
    check(&classes(1_250), 50_000, 3);
}

#[test]
fn every_query_finds_something_but_the_two_that_cannot() {
    let programme = common::expanded(&classes(1_250), NOW);
    let empty = |search: &&str| common::find(&programme, search, NOW).matches.is_empty();
    let nothing: Vec<&str> = QUERIES.into_iter().filter(empty).collect();
    assert_eq!(nothing, ["from=2027-01-02&to=2027-01-01", "q=nieznane"]);
}

#[test]
fn thousands_of_single_events() {
    check(&single(4_000), 4_000, 20);
}
