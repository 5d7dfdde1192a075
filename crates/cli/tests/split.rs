//! `kalendarz split`: what comes out is the same programme, in files that come and go without leaving a gap.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use assert_cmd::Command;
use serde_json::{Value, json};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../feed/feed.json");

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("split-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn kalendarz(arguments: &[&str]) -> (i32, String, String) {
    let out = Command::cargo_bin("kalendarz")
        .unwrap()
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        out.status.code().unwrap(),
        text(out.stdout),
        text(out.stderr),
    )
}

fn split(feed: &Path, out: &Path) -> String {
    let (code, said, error) = kalendarz(&[
        "split",
        feed.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_eq!((code, &*error), (0, ""), "{said}");
    said
}

fn listed(feed: &Path, query: &str) -> String {
    let feed = feed.to_str().unwrap();
    kalendarz(&[
        "list",
        feed,
        "--now",
        "2026-11-22T12:00",
        "--query",
        query,
        "--json",
    ])
    .1
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("feed.json")).unwrap()).unwrap()
}

fn parts(folder: &Path) -> BTreeMap<String, Value> {
    let named = manifest(folder)["parts"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let named = named
        .iter()
        .map(|part| part["url"].as_str().unwrap().to_owned());
    named
        .map(|name| {
            (
                name.clone(),
                serde_json::from_slice(&fs::read(folder.join(name)).unwrap()).unwrap(),
            )
        })
        .collect()
}

fn event(id: &str, dates: Value) -> Value {
    let mut event = json!({"id": id, "title": id.to_uppercase()});
    event
        .as_object_mut()
        .unwrap()
        .extend(dates.as_object().unwrap().clone());
    event
}

fn feed(folder: &Path, events: &[Value]) -> PathBuf {
    let path = folder.join("whole.json");
    fs::write(
        &path,
        json!({"version": 1, "title": "Próba", "events": events}).to_string(),
    )
    .unwrap();
    path
}

#[test]
fn the_programme_is_the_same_in_parts() {
    let folder = folder("demo");
    split(Path::new(DEMO), &folder);
    let query = "from=2020-01-01&to=2030-12-31";
    let whole = listed(Path::new(DEMO), query);
    assert!(whole.lines().count() > 300);
    assert_eq!(listed(&folder.join("feed.json"), query), whole);
    let check = |path: &Path| kalendarz(&["check", path.to_str().unwrap(), "--json"]).1;
    assert_eq!(check(&folder.join("feed.json")), check(Path::new(DEMO)));
    // Split once more it stays what it is.
    let before = manifest(&folder);
    assert!(split(&folder.join("feed.json"), &folder).contains("nowych 0"));
    assert_eq!(manifest(&folder), before);
}

#[test]
fn an_event_stands_in_the_part_of_its_first_date_or_beside_the_parts() {
    let folder = folder("where");
    let whole = feed(
        &folder,
        &[
            event(
                "rule",
                json!({"start": "2026-11-03T16:00", "rrule": "FREQ=WEEKLY;COUNT=3"}),
            ),
            event(
                "exhibition",
                json!({"start": "2026-10-20", "end": "2026-12-01"}),
            ),
            event(
                "night",
                json!({"start": "2026-11-30T22:00", "end": "2026-12-01T02:00"}),
            ),
            event(
                "tour",
                json!({"occurrences": [{"start": "2026-12-04T18:00"}, {"start": "2026-11-28T18:00"}]}),
            ),
            event("concert", json!({"start": "2026-12-05T18:00"})),
            json!({"id": "dateless", "title": "Bez daty"}),
        ],
    );
    split(&whole, &folder);
    let ids = |file: &Value| {
        let events = file["events"].as_array().unwrap().iter();
        events
            .map(|event| event["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&manifest(&folder)), ["rule", "exhibition", "dateless"]);
    let named = manifest(&folder)["parts"].clone();
    let days = |place: usize| {
        (
            named[place]["from"].as_str().unwrap(),
            named[place]["to"].as_str().unwrap(),
        )
    };
    assert_eq!(named.as_array().unwrap().len(), 2);
    assert_eq!(days(0), ("2026-11-28", "2026-12-04"));
    assert_eq!(days(1), ("2026-12-05", "2026-12-05"));
    let parts: Vec<Vec<String>> = parts(&folder).values().map(ids).collect();
    assert_eq!(parts, [vec!["tour", "night"], vec!["concert"]]);
}

#[test]
fn a_busy_month_is_cut_between_days() {
    let folder = folder("busy");
    let many: Vec<Value> = (0..1000)
        .map(|number| {
            event(
                &format!("e{number}"),
                json!({"start": format!("2026-11-{:02}T10:00", 1 + number % 30)}),
            )
        })
        .collect();
    split(&feed(&folder, &many), &folder);
    let named = manifest(&folder)["parts"].clone();
    let days: Vec<(&str, &str)> = named
        .as_array()
        .unwrap()
        .iter()
        .map(|part| (part["from"].as_str().unwrap(), part["to"].as_str().unwrap()))
        .collect();
    assert_eq!(days.len(), 15);
    assert!(days.windows(2).all(|two| two[0].1 < two[1].0), "{days:?}");
    let counts: Vec<usize> = parts(&folder)
        .values()
        .map(|part| part["events"].as_array().unwrap().len())
        .collect();
    assert_eq!(counts.iter().sum::<usize>(), 1000);
    assert!(counts.iter().all(|count| *count <= 100), "{counts:?}");
}

#[test]
fn in_a_busy_month_what_takes_days_keeps_nobody_waiting_for_one_day() {
    let folder = folder("long");
    let many: Vec<Value> = (0..1000)
        .map(|number| {
            let day = 1 + number % 20;
            let long = number % 10 == 0;
            let end = format!("2026-11-{:02}T20:00", if long { day + 9 } else { day });
            event(
                &format!("e{number}"),
                json!({"start": format!("2026-11-{day:02}T10:00"), "end": end}),
            )
        })
        .collect();
    split(&feed(&folder, &many), &folder);
    let day = "2026-11-18";
    let mut needed = 0;
    for part in manifest(&folder)["parts"].as_array().unwrap() {
        if part["from"].as_str().unwrap() <= day && part["to"].as_str().unwrap() >= day {
            let file = &parts(&folder)[part["url"].as_str().unwrap()];
            needed += file["events"].as_array().unwrap().len();
        }
    }
    // Fifty begin on that day, and fifty are on.
    assert!((100..=200).contains(&needed), "{needed}");
}

#[test]
fn what_has_ended_before_a_day_is_in_few_of_the_parts_that_reach_it() {
    let folder = folder("ended");
    // All begin in the first days; some end on the day after, others last to the end of the month.
    let many: Vec<Value> = (0..300)
        .map(|number| {
            let (first, days) = (1 + number % 5, 1 + number % 25);
            event(
                &format!("e{number}"),
                json!({"start": format!("2026-11-{first:02}"), "end": format!("2026-11-{:02}", first + days)}),
            )
        })
        .collect();
    split(&feed(&folder, &many), &folder);
    let day = "2026-11-24";
    let (mut needed, mut on) = (0, 0);
    for part in manifest(&folder)["parts"].as_array().unwrap() {
        if part["to"].as_str().unwrap() >= day {
            let file = &parts(&folder)[part["url"].as_str().unwrap()];
            let events = file["events"].as_array().unwrap();
            needed += events.len();
            on += events
                .iter()
                .filter(|it| it["end"].as_str().unwrap() >= day)
                .count();
        }
    }
    assert!(on > 0 && needed - on < 30, "{on} of {needed} are on");
}

#[test]
fn a_part_that_did_not_change_is_left_alone_and_an_old_one_goes_after_a_week() {
    let folder = folder("change");
    let concert = event("concert", json!({"start": "2026-12-05T18:00"}));
    let film = |title: &str| json!({"id": "film", "title": title, "start": "2026-11-05T18:00"});
    split(&feed(&folder, &[film("Film"), concert.clone()]), &folder);
    let before: Vec<String> = parts(&folder).into_keys().collect();
    let changed = |name: &str| fs::metadata(folder.join(name)).unwrap().modified().unwrap();
    // Both have stood there for months.
    let old = SystemTime::now() - Duration::from_hours(8 * 24);
    let date = |name: &str| {
        let file = fs::File::options().write(true).open(folder.join(name));
        file.unwrap().set_modified(old).unwrap();
    };
    for name in &before {
        date(name);
    }
    let since = changed(&before[1]);

    assert!(
        split(&feed(&folder, &[film("Film!"), concert.clone()]), &folder)
            .contains("nowych 1, usuniętych 0")
    );
    assert!(
        split(&feed(&folder, &[film("Film!"), concert.clone()]), &folder)
            .contains("nowych 0, usuniętych 0")
    );
    let after: Vec<String> = parts(&folder).into_keys().collect();
    assert_ne!(before[0], after[0]);
    assert_eq!(before[1], after[1]);
    assert_eq!(changed(&after[1]), since);
    // Somebody may still have the file that named it.
    assert!(folder.join(&before[0]).exists());

    for name in before.iter().chain(&after) {
        date(name);
    }
    fs::write(folder.join("program-letni.json"), "nie nasz").unwrap();
    assert!(
        split(&feed(&folder, &[film("Film!"), concert]), &folder)
            .contains("nowych 0, usuniętych 1")
    );
    assert!(!folder.join(&before[0]).exists());
    assert!(folder.join("program-letni.json").exists());
    assert_eq!(parts(&folder).into_keys().collect::<Vec<_>>(), after);
}

#[test]
fn a_missing_part_is_named_and_nothing_is_written_without_it() {
    let folder = folder("missing");
    let events: Vec<Value> = [("concert", "2026-12-05"), ("film", "2026-11-05")]
        .map(|(id, day)| event(id, json!({"start": format!("{day}T18:00")})))
        .into();
    split(&feed(&folder, &events), &folder);
    let path = folder.join("feed.json");
    let gone = parts(&folder).into_keys().next().unwrap();
    fs::remove_file(folder.join(&gone)).unwrap();
    let feed = path.to_str().unwrap();

    let (code, said, error) = kalendarz(&["list", feed, "--now", "2026-11-01T12:00"]);
    assert_eq!(code, 0);
    assert!(said.contains("CONCERT") && !said.contains("FILM"), "{said}");
    assert!(error.contains(&gone), "{error}");
    let (_, said, _) = kalendarz(&["check", feed, "--json"]);
    assert!(said.contains("parts_not_read"), "{said}");

    let before = manifest(&folder);
    let (code, _, error) = kalendarz(&["split", feed, "--out", folder.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(error.contains("Brakuje części programu"), "{error}");
    assert_eq!(manifest(&folder), before);
}

#[test]
fn a_name_that_leads_elsewhere_is_no_part() {
    let folder = folder("names");
    let path = folder.join("feed.json");
    let parts: Vec<Value> = ["../x.json", "https://x.pl/a.json", "/etc/passwd", ".x"]
        .map(|url| json!({"from": "2026-11-01", "to": "2026-11-30", "url": url}))
        .into();
    fs::write(
        &path,
        json!({"version": 1, "events": [], "parts": parts}).to_string(),
    )
    .unwrap();
    let (_, said, error) = kalendarz(&["check", path.to_str().unwrap(), "--json"]);
    assert_eq!(said.matches("bad_link").count(), 4, "{said}");
    assert!(!said.contains("parts_not_read"), "{said}");
    assert_eq!(error, "");
}
