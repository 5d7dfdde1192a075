//! The command line on real files: the demo programme, broken feeds, and what its output promises.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use assert_cmd::Command;
use serde_json::Value;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../feed/feed.json");
const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures");

/// Exit code and output of a run with this on its standard input.
fn run(arguments: &[&str], input: &str) -> (i32, String) {
    let mut command = Command::cargo_bin("kalendarz").unwrap();
    let output = command.args(arguments).write_stdin(input).output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
    )
}

fn lines(output: &str) -> Vec<Value> {
    output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn the_demo_has_no_problem() {
    let (code, output) = run(&["check", DEMO, "--json"], "");
    assert_eq!((code, output.as_str()), (0, ""));
}

#[test]
fn a_problem_is_a_line() {
    let feed = r#"{"version": 1, "venues": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}], "events": [
        {"id": "dobre", "title": "Dobre", "start": "2026-11-27", "url": "javascript:x"}, {"title": "Bez id", "start": "2026-11-27"}]}"#;
    let (code, output) = run(&["check", "-", "--json"], feed);
    assert_eq!(code, 1);
    let lines = lines(&output);
    assert_eq!(lines.len(), 3);
    for (line, event, index, field, code, left_out) in [
        (
            &lines[0],
            Value::Null,
            Value::Null,
            "venues[1].id",
            "duplicate_id",
            false,
        ),
        (
            &lines[1],
            "dobre".into(),
            0.into(),
            "url",
            "bad_link",
            false,
        ),
        (&lines[2], Value::Null, 1.into(), "id", "no_id", true),
    ] {
        assert_eq!(line["event"], event);
        assert_eq!(line["index"], index);
        assert_eq!(line["field"], field);
        assert_eq!(line["code"], code);
        assert_eq!(line["left_out"], left_out);
        assert!(
            line["message"].as_str().unwrap().ends_with(['.', '?']),
            "a sentence"
        );
    }
    let (code, output) = run(&["check", "-"], feed);
    assert_eq!(code, 1);
    assert!(
        output.ends_with("Wydarzeń wczytanych: 1, pominiętych: 1. Uwag: 3.\n"),
        "{output}"
    );
}

#[test]
fn a_problem_that_leaves_nothing_out_is_no_failure() {
    let feed = r#"{"version": 1, "events": [{"id": "a", "title": "A", "start": "2026-11-27", "status": "może"}]}"#;
    assert_eq!(run(&["check", "-"], feed).0, 0);
}

#[test]
fn a_refused_feed_is_one_line() {
    for feed in [
        "",
        "{",
        "<html>",
        "[]",
        r#"{"version": 2, "events": []}"#,
        r#"{"version": 1}"#,
    ] {
        let (code, output) = run(&["check", "-", "--json"], feed);
        let lines = lines(&output);
        assert_eq!((code, lines.len()), (1, 1), "{feed}");
        assert_eq!(lines[0]["code"], "feed");
        assert_eq!(run(&["list", "-"], feed).0, 1, "{feed}");
    }
}

#[test]
fn a_listing_has_every_field() {
    let feed = r#"{"version": 1, "venues": [{"id": "ook", "name": "OOK"}], "events": [
        {"id": "a", "title": "A", "start": "2026-11-27T18:00", "end": "2026-11-27T20:00", "venue": "ook"},
        {"id": "b", "title": "B", "start": "2026-11-28", "end": "2026-11-29", "status": "cancelled"},
        {"id": "c", "title": "C", "start": "2026-11-30T18:00:30", "online": {"url": "https://example.org"}}]}"#;
    let (code, output) = run(&["list", "-", "--json", "--now", "2026-11-27T12:00"], feed);
    assert_eq!(code, 0);
    let expected = [
        r#"{"event":"a","start":"2026-11-27T18:00:00+01:00","end":"2026-11-27T20:00:00+01:00","all_day":false,"venue":"ook","status":"scheduled"}"#,
        r#"{"event":"b","start":"2026-11-28","end":"2026-11-29","all_day":true,"venue":null,"status":"cancelled"}"#,
        r#"{"event":"c","start":"2026-11-30T18:00:30+01:00","end":null,"all_day":false,"venue":null,"status":"scheduled"}"#,
    ];
    assert_eq!(lines(&output), lines(&expected.join("\n")));
    let (_, output) = run(
        &[
            "list",
            "-",
            "--now",
            "2026-11-27T19:00:00Z",
            "--query",
            "?when=weekend",
        ],
        feed,
    );
    assert_eq!(
        output,
        "28–29 listopada 2026 · B · Odwołane\nPokazano 1 z 1 wydarzenia\n"
    );
}

#[test]
fn what_cannot_be_done_is_said_with_code_two() {
    assert_eq!(run(&["check", "nie-ma-takiego-pliku.json"], "").0, 2);
    assert_eq!(run(&["list", DEMO, "--now", "jutro"], "").0, 2);
    assert_eq!(run(&["list"], "").0, 2);
}

#[test]
fn every_fixture_is_read_or_refused() {
    for entry in std::fs::read_dir(FIXTURES).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let (code, _) = run(&["check", path.to_str().unwrap()], "");
            assert!(code <= 1, "{}", path.display());
        }
    }
}
