//! What may replace the programme that is shown.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{feed, parse, warsaw};
use domain::load::is_doubtful;
use domain::time::WallTime;

const NOW: &str = "2026-11-27T10:00";

/// Whether a feed with `fresh` for its events is doubted beside one with `shown`.
fn check(fresh: &str, shown: &str, doubtful: bool) {
    let now = warsaw().instant(WallTime::parse(NOW).unwrap());
    let read = |events: &str| parse(&feed(events)).unwrap().0;
    let said = is_doubtful(&read(fresh), &read(shown), now);
    assert_eq!(said, doubtful, "{fresh} after {shown}");
}

const TO_COME: &str = r#"{"id": "a", "title": "A", "start": "2026-11-28T10:00"}"#;
const OVER: &str = r#"{"id": "b", "title": "B", "start": "2026-11-26T10:00"}"#;
const CLASS: &str =
    r#"{"id": "c", "title": "C", "start": "2026-09-01T10:00", "rrule": "FREQ=WEEKLY"}"#;

#[test]
fn a_programme_that_empties_is_doubted() {
    check("", TO_COME, true);
    check(OVER, TO_COME, true);
    check(OVER, CLASS, true);
    check(TO_COME, CLASS, false);
    check(CLASS, TO_COME, false);
    // There was nothing to lose.
    check("", "", false);
    check("", OVER, false);
    check(OVER, "", false);
}

#[test]
fn an_older_programme_is_doubted() {
    let now = warsaw().instant(WallTime::parse(NOW).unwrap());
    let made = |at: &str| {
        let text = feed(TO_COME).replacen('{', &format!(r#"{{"generated_at": "{at}","#), 1);
        parse(&text).unwrap().0
    };
    let (older, newer) = (made("2026-11-26T10:00:00Z"), made("2026-11-27T06:00:00Z"));
    assert!(is_doubtful(&older, &newer, now));
    assert!(!is_doubtful(&newer, &older, now));
    assert!(!is_doubtful(&newer, &newer, now));
    let unsaid = parse(&feed(TO_COME)).unwrap().0;
    assert!(!is_doubtful(&unsaid, &newer, now));
    assert!(!is_doubtful(&older, &unsaid, now));
}
