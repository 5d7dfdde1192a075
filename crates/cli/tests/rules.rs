//! Every rule fixture against what python-dateutil and Python's zoneinfo make of it: `tests/rules/expect.py` wrote the
//! expectations, `docs/recurrence.md` says where the two differ by design.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

const RULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/rules");

/// The paths with this ending in a folder, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|it| it == ending))
        .collect();
    found.sort();
    found
}

fn list(feed: &Path, case: &Value) -> String {
    let mut command = Command::cargo_bin("kalendarz").unwrap();
    command.arg("list").arg(feed).arg("--json");
    command.arg("--now").arg(case["now"].as_str().unwrap());
    if let Some(query) = case["query"].as_str() {
        command.args(["--query", query]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{} {case}", feed.display());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{case}");
    String::from_utf8(output.stdout).unwrap()
}

/// The first line that differs, with what stands around it, as a reader of a failure wants it.
fn difference(ours: &str, expected: &str) -> Option<String> {
    let read = |text: &str| -> Vec<Value> {
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    let (ours, expected) = (read(ours), read(expected));
    let most = ours.len().max(expected.len());
    let place = (0..most).find(|place| ours.get(*place) != expected.get(*place))?;
    let line = |lines: &[Value]| {
        lines
            .get(place)
            .map_or("nothing".to_owned(), Value::to_string)
    };
    Some(format!(
        "line {}\n  expected {}\n  listed   {}",
        place + 1,
        line(&expected),
        line(&ours)
    ))
}

#[test]
fn every_case_is_listed_as_the_independent_tool_expects() {
    let mut wrong = Vec::new();
    let mut asked = BTreeSet::new();
    for path in files(Path::new(RULES), "json") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let feed: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        for case in feed["cases"].as_array().unwrap() {
            let answer = format!("{name}.{}.jsonl", case["name"].as_str().unwrap());
            let answer = Path::new(RULES).join("expected").join(answer);
            let expected = std::fs::read_to_string(&answer).unwrap();
            if let Some(difference) = difference(&list(&path, case), &expected) {
                wrong.push(format!("{name}, {case}, {difference}"));
            }
            assert!(asked.insert(answer), "{name} has {case} twice");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let answers: BTreeSet<PathBuf> = files(&Path::new(RULES).join("expected"), "jsonl")
        .into_iter()
        .collect();
    assert_eq!(asked, answers, "every expectation belongs to a case");
}
