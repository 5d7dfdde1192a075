//! A feed that is read while it comes is the feed that is read when it is there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

#[allow(dead_code)]
#[path = "../../../fuzz/checks.rs"]
mod checks;
mod common;

use std::fs;
use std::path::Path;

use checks::{arriving, said};
use common::{cases, feed, zone};
use domain::feed::Arriving;
use proptest::prelude::*;

fn whole(bytes: &[u8]) -> String {
    said(&domain::feed::parse(bytes, &zone)).unwrap()
}

/// Whether it can be read while it comes, in pieces of any size.
fn comes(text: &str) -> bool {
    let sizes = match text.len() {
        ..20_000 => [1, 2, 3, 17, text.len().max(1)],
        whole => [997, 4096, 16_384, 65_536, whole],
    };
    let read: Vec<_> = sizes
        .into_iter()
        .filter_map(|size| arriving(text.as_bytes(), size))
        .collect();
    for one in &read {
        assert_eq!(*one, whole(text.as_bytes()), "{text}");
    }
    assert!(
        read.is_empty() || read.len() == sizes.len(),
        "{} of {} sizes: {text}",
        read.len(),
        sizes.len()
    );
    !read.is_empty()
}

#[test]
fn the_feeds_that_there_are() {
    for name in ["feed/feed.json", "tests/fixtures/everything.json"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(name);
        assert!(comes(&fs::read_to_string(path).unwrap()), "{name}");
    }
    assert!(comes(&common::generated::single(300)));
    assert!(comes(&common::generated::classes(40)));
}

#[test]
fn what_comes_in_pieces_and_what_has_to_be_there_as_a_whole() {
    let one = r#"{"id": "a", "title": "Żółć 🎭 \"]}\" \\", "start": "2026-11-27"}"#;
    let other = r#"{"title": "Bez znaku", "start": "2026-11-27"}"#;
    for events in ["", one, &format!("{one} ,\n{other}, {one}, 7, [], null")] {
        assert!(comes(&feed(events)), "{events}");
        let marked = format!("\u{feff} {}\n", feed(events));
        assert!(comes(&marked), "{events}");
    }
    for text in [
        // Members of the feed behind its events.
        r#"{"version": 1, "events": [], "lang": "pl"}"#,
        r#"{"events": [], "version": 1}"#,
        r#"{"version": 1, "events": []"#,
        r#"{"version": 1, "events": [}"#,
        r#"{"version": 1, "events": [1,]}"#,
        r#"{"version": 1, "events": [,1]}"#,
        r#"{"version": 1, "events": [1 2]}"#,
        r#"{"version": 1, "events": [1]} 2"#,
        "{\"version\": 1, \"events\": [1]\u{c}}",
        r#"{"version": 1, "events": null}"#,
        r#"{"version": 1, "\u0065vents": []}"#,
        r#"{"version": 2, "events": []}"#,
        r#"[{"version": 1, "events": []}]"#,
        r#"{"version": 1, "events" []}"#,
        "<html>",
        "",
    ] {
        assert!(!comes(text), "{text}");
    }
    // Bytes that are no UTF-8 are the whole file's matter.
    assert_eq!(
        arriving(b"{\"version\": 1, \"events\": [{\"id\": \"\xff\"}]}", 5),
        None
    );
}

#[test]
fn an_event_longer_than_a_book() {
    let text = feed(&format!(
        r#"{{"id": "a", "title": "{}", "start": "2026-11-27"}}"#,
        "a".repeat(300_000)
    ));
    assert_eq!(arriving(text.as_bytes(), 4096), None);
    assert_eq!(
        arriving(text.as_bytes(), text.len()),
        Some(whole(text.as_bytes()))
    );
}

#[test]
fn a_file_that_is_not_as_long_as_what_came_is_another() {
    let text = feed("");
    let mut arriving = Arriving::default();
    arriving.add(text.as_bytes(), &zone);
    assert!(arriving.end(text.len() + 1).is_none());
}

#[test]
fn years_of_later_pieces() {
    let events = ["2026-11-27T18:00", "2044-07-01T18:00", "1999-07-01T18:00"]
        .map(|start| format!(r#"{{"id": "{start}", "title": "A", "start": "{start}"}}"#));
    assert!(comes(&feed(&events.join(","))));
}

proptest! {
    #![proptest_config(cases(32, 256))]

    /// Cut anywhere, with anything in place of a byte: the same, or nothing.
    #[test]
    fn cut_anywhere(at in 0..20_000_usize, byte in any::<u8>(), size in 1..5000_usize) {
        let mut bytes = common::generated::single(20).into_bytes();
        let place = at % bytes.len();
        bytes[place] = byte;
        if let Some(came) = arriving(&bytes, size) {
            prop_assert_eq!(came, whole(&bytes));
        }
    }
}
