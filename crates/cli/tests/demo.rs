//! The demo programme: full on any day for years, never without an exhibition, and an example of every field.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};

use assert_cmd::Command;
use domain::agenda::LONG;
use domain::time::{Date, WallTime};
use serde_json::Value;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../feed/feed.json");
const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../feed/feed.schema.json");

/// The first and the last day on which somebody may open it.
const FROM: &str = "2026-11-24";
const TO: &str = "2029-12-31";

/// An occurrence as listed: its days, both included.
struct Line {
    event: String,
    first: Date,
    last: Date,
}

impl Line {
    fn touches(&self, from: Date, to: Date) -> bool {
        self.first <= to && self.last >= from
    }

    fn is_ongoing(&self, today: Date) -> bool {
        let days = self.last.days_since(self.first) + 1;
        days >= LONG && self.first < today && self.last >= today
    }
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// What `kalendarz list` prints of the demo.
fn list(now: Date, query: &str) -> Vec<Line> {
    let mut command = Command::cargo_bin("kalendarz").unwrap();
    let now = now.midnight().to_string();
    let output = command
        .args(["list", DEMO, "--json", "--now", &now, "--query", query])
        .output()
        .unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(line).collect()
}

fn line(text: &str) -> Line {
    let line: Value = serde_json::from_str(text).unwrap();
    let day = |text: &str| date(&text[..10]);
    let first = day(line["start"].as_str().unwrap());
    let last = match line["end"].as_str() {
        None => first,
        Some(end) if line["all_day"] == true => day(end),
        // An end at 00:00 belongs to the day before.
        Some(end) => WallTime::parse(&end[..19]).unwrap().plus_seconds(-1).date,
    };
    Line {
        event: line["event"].as_str().unwrap().to_owned(),
        first,
        last,
    }
}

/// Everything from the first day to a year after the last.
fn whole() -> Vec<Line> {
    let to = date(TO).plus(366);
    list(date(FROM), &format!("from={FROM}&to={to}"))
}

fn days() -> impl Iterator<Item = Date> {
    let from = date(FROM);
    (0..=date(TO).days_since(from)).map(move |day| from.plus(day))
}

fn json(path: &str) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The days of `days` for which no line fits.
fn without(lines: &[Line], days: impl Iterator<Item = Date>, span: i64) -> Vec<Date> {
    days.filter(|day| {
        !lines
            .iter()
            .any(|line| line.touches(*day, day.plus(span - 1)))
    })
    .collect()
}

#[test]
fn it_is_full_on_twelve_days_of_three_years() {
    for today in [
        "2026-11-24",
        "2026-12-25",
        "2027-01-02",
        "2027-03-28",
        "2027-07-12",
        "2027-08-31",
        "2027-11-01",
        "2028-02-29",
        "2028-06-15",
        "2028-12-24",
        "2029-04-01",
        "2029-11-24",
    ] {
        let today = date(today);
        let coming = list(today, "");
        assert!(coming.len() >= 25, "{today}: {} coming", coming.len());
        let no_classes = list(today, "classes=0").len();
        assert!(no_classes >= 25, "{today}: {no_classes} without classes");
        let ongoing = coming.iter().filter(|line| line.is_ongoing(today)).count();
        assert!(ongoing >= 2, "{today}: {ongoing} ongoing");
        for day in (0..7).map(|more| today.plus(more)) {
            assert!(
                coming.iter().any(|line| line.first == day),
                "{today}: nothing begins on {day}"
            );
        }
    }
}

#[test]
fn something_begins_on_every_day() {
    let lines = whole();
    let begins: BTreeSet<Date> = lines.iter().map(|line| line.first).collect();
    let empty: Vec<Date> = days().filter(|day| !begins.contains(day)).collect();
    assert!(empty.is_empty(), "{empty:?}");
}

#[test]
fn two_exhibitions_are_running_on_every_day() {
    let lines: Vec<Line> = whole()
        .into_iter()
        .filter(|line| line.event.starts_with("wystawa-"))
        .collect();
    let ongoing = |day: Date| lines.iter().filter(|line| line.is_ongoing(day)).count();
    let few: Vec<Date> = days().filter(|day| ongoing(*day) < 2).collect();
    assert!(few.is_empty(), "{few:?}");
}

#[test]
fn the_next_month_has_25_events_on_every_day() {
    let lines = whole();
    let mut a_day: BTreeMap<Date, usize> = BTreeMap::new();
    for line in &lines {
        *a_day.entry(line.first).or_default() += 1;
    }
    for day in days() {
        let coming: usize = a_day.range(day..day.plus(31)).map(|(_, count)| count).sum();
        assert!(coming >= 25, "{day}: {coming} in 31 days");
    }
}

#[test]
fn every_age_group_and_category_has_something_within_60_days() {
    // Feasts and festivals come once a year each; between two of them there may be a whole summer.
    let rare = ["festiwale", "uroczystosci"];
    let feed = json(DEMO);
    for (key, list_of) in [("age", "age_groups"), ("category", "categories")] {
        for entry in feed[list_of].as_array().unwrap() {
            let id = entry["id"].as_str().unwrap();
            let to = date(TO).plus(366);
            let lines = list(date(FROM), &format!("from={FROM}&to={to}&{key}={id}"));
            let span = if rare.contains(&id) { 183 } else { 60 };
            let gaps = without(&lines, days(), span);
            assert!(gaps.is_empty(), "{id}: {gaps:?}");
        }
    }
}

#[test]
fn every_field_and_every_word_of_the_schema_is_used() {
    // The page's own address, a second file and an end of the notice would each say something untrue of a demo.
    let absent = [
        "feed.parts",
        "feed.url",
        "notice.from",
        "notice.to",
        "part.from",
        "part.to",
        "part.url",
    ];
    let schema = json(SCHEMA);
    let mut known = BTreeSet::new();
    names(&schema, "feed", &mut known);
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        names(definition, name, &mut known);
    }
    let mut used = BTreeSet::new();
    visit(&schema, &schema, &json(DEMO), "feed", &mut used);
    let missing: Vec<&String> = known.difference(&used).collect();
    assert_eq!(missing, absent);
}

/// The fields (`event.title`) and words (`status=cancelled`) that a schema names itself.
fn names(schema: &Value, name: &str, found: &mut BTreeSet<String>) {
    for key in schema["properties"]
        .as_object()
        .into_iter()
        .flat_map(|it| it.keys())
    {
        found.insert(format!("{name}.{key}"));
    }
    for word in schema["enum"].as_array().into_iter().flatten() {
        found.insert(format!("{name}={word}"));
    }
    for part in ["oneOf", "anyOf", "allOf"] {
        for inner in schema[part].as_array().into_iter().flatten() {
            names(inner, name, found);
        }
    }
    if let Some(word) = schema.get("const").filter(|word| word.is_string()) {
        found.insert(format!("{name}={word}"));
    }
}

/// The same of what a value uses.
fn visit(root: &Value, schema: &Value, value: &Value, name: &str, used: &mut BTreeSet<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.trim_start_matches("#/$defs/");
        visit(root, &root["$defs"][name], value, name, used);
    }
    for part in ["oneOf", "anyOf", "allOf"] {
        for inner in schema[part].as_array().into_iter().flatten() {
            visit(root, inner, value, name, used);
        }
    }
    let words = schema["enum"].as_array().into_iter().flatten();
    if words.chain(schema.get("const")).any(|word| word == value) {
        used.insert(format!("{name}={value}"));
    }
    for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = value.get(key) {
            used.insert(format!("{name}.{key}"));
            visit(root, inner, value, &format!("{name}.{key}"), used);
        }
    }
    for value in value.as_array().into_iter().flatten() {
        visit(root, &schema["items"], value, name, used);
    }
}
