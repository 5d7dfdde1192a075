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

/// Exit code, output and complaints.
fn complaint(arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::cargo_bin("kalendarz").unwrap();
    let output = command.args(arguments).write_stdin(input).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

/// The UIDs of a calendar, up to the address.
fn uids(output: &str) -> Vec<&str> {
    let lines = output.split("\r\n");
    let uids = lines.filter_map(|line| line.strip_prefix("UID:"));
    uids.map(|uid| uid.split_once('@').unwrap().0).collect()
}

const CLASSES: &str = r#"{"version": 1, "title": {"pl": "Zajęcia", "en": "Classes"}, "events": [
    {"id": "a", "title": {"pl": "Rysunek", "en": "Drawing"}, "start": "2026-11-27T16:00", "rrule": "FREQ=WEEKLY",
        "occurrences": [{"start": "2026-12-05T16:00", "replaces": "2026-12-04T16:00"}]},
    {"id": "b", "title": "Wystawa", "start": "2026-11-28", "end": "2026-12-30", "price": {"free": true}}]}"#;

#[test]
fn a_calendar_is_the_programme_an_event_a_date_or_a_selection() {
    let list = |arguments: &[&str]| {
        let all = [&["ics", "-", "--now", "2026-11-27T12:00"], arguments].concat();
        let (code, output, said) = complaint(&all, CLASSES);
        assert_eq!((code, said.as_str()), (0, ""), "{arguments:?}");
        uids(&output).join(" ")
    };
    assert_eq!(list(&[]), "a a b.20261128");
    assert_eq!(list(&["--event", "a"]), "a a");
    assert_eq!(list(&["--event", "b", "--at", "2026-11-28"]), "b.20261128");
    assert_eq!(
        list(&["--event", "a", "--at", "2026-12-11T16:00"]),
        "a.20261211T160000"
    );
    // The moved date, by where it is and by where it was.
    for at in ["2026-12-05T16:00", "2026-12-04T16:00"] {
        assert_eq!(
            list(&["--event", "a", "--at", at]),
            "a.20261204T160000",
            "{at}"
        );
    }
    assert_eq!(
        list(&["--query", "from=2026-12-01&to=2026-12-11"]),
        "b.20261128 a.20261204T160000 a.20261211T160000"
    );
    assert_eq!(list(&["--query", "free=1"]), "b.20261128");
}

#[test]
fn a_calendar_speaks_the_language_asked_for() {
    for (arguments, name, title, uid) in [
        (&[][..], "Zajęcia", "Rysunek", "a.20261211T160000"),
        (&["--lang", "en"], "Classes", "Drawing", "a.20261211T160000"),
        (&["--lang", "uk"], "Zajęcia", "Rysunek", "a.20261211T160000"),
    ] {
        let date = ["ics", "-", "--event", "a", "--at", "2026-12-11T16:00"];
        let (_, output, _) = complaint(&[&date, arguments].concat(), CLASSES);
        assert!(
            output.contains(&format!("\r\nNAME:{name}\r\n")),
            "{arguments:?}"
        );
        assert!(
            output.contains(&format!("\r\nSUMMARY:{title}\r\n")),
            "{arguments:?}"
        );
        assert_eq!(uids(&output), [uid]);
    }
}

#[test]
fn a_calendar_that_cannot_be_made_is_said_with_code_two() {
    for (arguments, sentence) in [
        (
            &["--event", "x"][..],
            "kalendarz: W programie nie ma wydarzenia „x”.\n",
        ),
        (
            &["--event", "a", "--at", "jutro"],
            "kalendarz: „jutro” nie jest terminem. Zapisz go jak 2026-11-27T18:00 albo 2026-11-27.\n",
        ),
        (
            &["--event", "a", "--at", "2026-11-28T16:00"],
            "kalendarz: Wydarzenie „a” nie ma terminu 2026-11-28T16:00.\n",
        ),
        (
            &["--now", "jutro"],
            "kalendarz: „jutro” nie jest chwilą. Zapisz ją jak 2026-11-22T18:00 albo 2026-11-22T18:00:00+01:00.\n",
        ),
    ] {
        let (code, output, said) = complaint(&[&["ics", "-"], arguments].concat(), CLASSES);
        assert_eq!((code, output.as_str(), said.as_str()), (2, "", sentence));
    }
    for arguments in [
        &["--at", "2026-11-27"][..],
        &["--event", "a", "--query", ""],
        &["--lang", "fr"],
    ] {
        assert_eq!(
            complaint(&[&["ics", "-"], arguments].concat(), CLASSES).0,
            2,
            "{arguments:?}"
        );
    }
    assert_eq!(
        complaint(&["ics", "-"], "{"),
        complaint(&["list", "-"], "{")
    );
    assert_eq!(complaint(&["ics", "-"], "{").0, 1);
}
