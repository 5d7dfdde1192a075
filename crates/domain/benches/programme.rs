//! What reading, expanding, filtering and listing a large programme takes: `cargo bench -p domain`.
//!
//! Measured step by step. `docs/performance.md` keeps the figures.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::sync::{Arc, LazyLock};

use common::generated::{NOW, classes, single};
use divan::{Bencher, black_box};
use domain::agenda::agenda;
use domain::event::Feed;
use domain::filter::filter;
use domain::programme::{Programme, Span};
use domain::query::Query;
use domain::recurrence::Rule;
use domain::time::{Date, Instant};

fn main() {
    divan::main();
}

/// A feed as text and read, its programme, and now.
struct Made {
    text: String,
    feed: Arc<Feed>,
    span: Span,
    programme: Programme,
    now: Instant,
}

impl Made {
    fn of(text: String) -> Made {
        let feed = Arc::new(common::parse(&text).unwrap().0);
        let now = feed
            .zone
            .instant(domain::time::WallTime::parse(NOW).unwrap());
        // As the page does it.
        let span = Span::of(&Query::default().window(&feed.zone, now)).by_month();
        let programme = Programme::new(feed.clone(), span);
        programme.haystacks();
        Made {
            text,
            feed,
            span,
            programme,
            now,
        }
    }
}

static SMALL: LazyLock<Made> = LazyLock::new(|| Made::of(single(1_000)));
static LARGE: LazyLock<Made> = LazyLock::new(|| Made::of(single(50_000)));
/// Some 50 000 occurrences of 1 250 events.
static CLASSES: LazyLock<Made> = LazyLock::new(|| Made::of(classes(1_250)));

const FEEDS: [&str; 3] = [
    "1 000 events",
    "50 000 events",
    "50 000 dates of 1 250 classes",
];

fn made(name: &str) -> &'static Made {
    match FEEDS.iter().position(|known| *known == name) {
        Some(0) => &SMALL,
        Some(1) => &LARGE,
        _ => &CLASSES,
    }
}

#[divan::bench(args = FEEDS)]
fn parse(bencher: Bencher, feed: &str) {
    let made = made(feed);
    bencher.bench(|| {
        domain::feed::parse(black_box(made.text.as_bytes()), &|_, _| {
            Some(made.feed.zone.clone())
        })
    });
}

#[divan::bench(args = FEEDS)]
fn expand_order_facts(bencher: Bencher, feed: &str) {
    let made = made(feed);
    bencher.bench(|| Programme::new(made.feed.clone(), made.span));
}

#[divan::bench(args = FEEDS)]
fn fold_for_search(bencher: Bencher, feed: &str) {
    let made = made(feed);
    let fresh = || Programme::new(made.feed.clone(), made.span);
    bencher
        .with_inputs(fresh)
        .bench_refs(|programme| programme.haystacks().events.len());
}

const QUERIES: [&str; 7] = [
    "",
    "age=6-9",
    "from=2025-01-01",
    "age=6-9,3-5&venue=v1,v2,v3,v70&category=k5,k6,k7,k8,k9&free=1",
    "q=koncert",
    "q=zolwie",
    "age=6-9&q=koncert+smycz",
];

fn filtered(bencher: Bencher, feed: &str, query: &str) {
    let made = made(feed);
    let (query, _) = Query::parse(query);
    bencher.bench(|| filter(&made.programme, black_box(&query), made.now));
}

#[divan::bench(args = QUERIES)]
fn filter_1_000_events(bencher: Bencher, query: &str) {
    filtered(bencher, FEEDS[0], query);
}

#[divan::bench(args = QUERIES)]
fn filter_50_000_events(bencher: Bencher, query: &str) {
    filtered(bencher, FEEDS[1], query);
}

#[divan::bench(args = QUERIES)]
fn filter_50_000_dates(bencher: Bencher, query: &str) {
    filtered(bencher, FEEDS[2], query);
}

#[divan::bench(args = FEEDS)]
fn list_by_day(bencher: Bencher, feed: &str) {
    let made = made(feed);
    let found = filter(&made.programme, &Query::default(), made.now);
    bencher.bench(|| agenda(&made.programme, &found));
}

#[divan::bench(args = ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=YEARLY;BYDAY=20MO"])]
fn next_week_of_a_rule_from_1990(bencher: Bencher, rule: &str) {
    let rule = Rule::parse(rule).unwrap();
    let (start, from) = (
        Date::new(1990, 1, 2).unwrap(),
        Date::new(2026, 11, 23).unwrap(),
    );
    bencher.bench(|| black_box(&rule).days(start, from, from.plus(6), |_| false));
}
