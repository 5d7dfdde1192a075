//! `kalendarz import` on files as other programs write them: dates as another tool reads them, and what is said of bad
//! ones.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const NOW: &str = "2026-11-22T12:00";

/// Exit code, output and complaints.
fn run(arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("kalendarz").unwrap();
    let output = command.args(arguments).write_stdin(input).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

/// An import of iCalendar: exit code, feed and complaints, one a line.
fn import(ics: &str) -> (i32, Value, String) {
    let zone = ["--timezone", "Europe/Warsaw"];
    let arguments = [&["import", "ics", "-", "--now", NOW][..], &zone].concat();
    let (code, feed, said) = run(&arguments, ics.as_bytes());
    let feed = serde_json::from_str(&feed).unwrap_or(Value::Null);
    (code, feed, said.replace("-: ", ""))
}

/// A calendar of one event with these properties.
fn event(properties: &str) -> String {
    format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{properties}\nEND:VEVENT\nEND:VCALENDAR\n")
}

/// The only event of an import, and what is said.
fn only(ics: &str) -> (Value, String) {
    let (_, feed, said) = import(ics);
    let events = feed["events"].as_array().unwrap();
    assert_eq!(events.len(), 1, "{said}");
    (events[0].clone(), said)
}

/// The dates that `kalendarz list` prints of a feed, as the expectations have them.
fn listed(feed: &str, from: &str, to: &str) -> BTreeSet<String> {
    let known: Value = serde_json::from_str(feed).unwrap();
    let events = known["events"].as_array().unwrap();
    let titles: BTreeMap<&str, &Value> = events
        .iter()
        .map(|event| (event["id"].as_str().unwrap(), &event["title"]))
        .collect();
    let query = format!("from={from}&to={to}");
    let arguments = ["list", "-", "--json", "--now", NOW, "--query", &query];
    let (code, output, _) = run(&arguments, feed.as_bytes());
    assert_eq!(code, 0);
    let line = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        let title = titles[line["event"].as_str().unwrap()];
        let cancelled = line["status"] == "cancelled";
        let (start, end, all_day) = (&line["start"], &line["end"], &line["all_day"]);
        format!("{title} {start} {end} {all_day} {cancelled}")
    };
    output.lines().map(line).collect()
}

fn expected(path: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let line = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        let part = |name: &str| line[name].to_string();
        let parts = ["title", "start", "end", "all_day", "cancelled"].map(part);
        parts.join(" ")
    };
    text.lines().map(line).collect()
}

fn imports() -> PathBuf {
    Path::new(ROOT).join("tests/imports")
}

fn cases() -> Vec<Value> {
    let text = std::fs::read_to_string(imports().join("cases.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_date_is_the_one_that_another_tool_reads() {
    for case in cases() {
        let path = imports().join(case["file"].as_str().unwrap());
        let zone = case["timezone"].as_str().unwrap();
        let arguments = ["import", "ics", path.to_str().unwrap(), "--now", NOW];
        let (_, feed, _) = run(&[&arguments[..], &["--timezone", zone]].concat(), b"");
        let answer = imports().join("expected").join(path.file_name().unwrap());
        let expected = expected(&answer.with_extension("jsonl"));
        let listed = listed(
            &feed,
            case["from"].as_str().unwrap(),
            case["to"].as_str().unwrap(),
        );
        let differ: Vec<_> = expected.symmetric_difference(&listed).collect();
        assert!(differ.is_empty(), "{}: {differ:#?}", path.display());
        assert!(expected.len() > 30, "{}", path.display());
    }
}

#[test]
fn a_feed_of_an_import_has_no_problem() {
    for case in cases() {
        let path = imports().join(case["file"].as_str().unwrap());
        let (_, feed, _) = run(&["import", "ics", path.to_str().unwrap()], b"");
        let (code, output, _) = run(&["check", "-", "--json"], feed.as_bytes());
        // That a picture wants a description only its editor can mend.
        let others: Vec<&str> = output
            .lines()
            .filter(|line| !line.contains("image_without_alt"))
            .collect();
        assert_eq!((code, others), (0, vec![]), "{}", path.display());
    }
}

#[test]
fn the_order_of_a_file_changes_nothing() {
    let text = std::fs::read_to_string(imports().join("google.ics")).unwrap();
    let (head, events) = text.split_once("BEGIN:VEVENT").unwrap();
    let mut events: Vec<&str> = events.split("BEGIN:VEVENT").collect();
    let last = events.pop().unwrap().replace("END:VCALENDAR\n", "");
    events.insert(0, &last);
    events.reverse();
    let turned = format!(
        "{head}BEGIN:VEVENT{}END:VCALENDAR\n",
        events.join("BEGIN:VEVENT")
    );
    assert_ne!(turned, text);
    assert_eq!(import(&turned).1, import(&text).1);
}

#[test]
fn a_class_stays_a_class_with_its_exceptions() {
    let path = imports().join("google.ics");
    let (code, feed, said) = run(
        &["import", "ics", path.to_str().unwrap(), "--now", NOW],
        b"",
    );
    assert_eq!(code, 1, "the private one is missing");
    assert!(
        said.contains(
            "„Wizyta u lekarza”: W kalendarzu źródłowym jest prywatne albo nieopublikowane."
        ),
        "{said}"
    );
    let feed: Value = serde_json::from_str(&feed).unwrap();
    assert_eq!(feed["title"], "Dom Kultury – zajęcia i wydarzenia");
    assert_eq!(feed["timezone"], "Europe/Warsaw");
    let events = feed["events"].as_array().unwrap();
    let class = events
        .iter()
        .find(|event| event["id"] == "ceramika2026abc")
        .unwrap();
    let expected = serde_json::json!({
        "id": "ceramika2026abc",
        "title": "Ceramika dla dzieci 7–12",
        "description": "Lepimy i szkliwimy.\nZapisy: formularz (https://gok.example/zapisy?a=1&b=2)\n\n• glina\n• szkliwo",
        "start": "2026-09-01T16:00",
        "end": "2026-09-01T17:30",
        "rrule": "FREQ=WEEKLY;WKST=MO;UNTIL=20270622T215959Z;BYDAY=TU,TH",
        "exdates": ["2026-12-24T16:00", "2026-12-29T16:00", "2026-12-31T16:00"],
        "occurrences": [
            {"start": "2026-11-27T10:00", "replaces": "2026-11-26T16:00"},
            {
                "start": "2026-12-01T16:00", "venue": "sala-2", "status": "cancelled",
                "note": "Ceramika dla dzieci 7–12 – odwołane, choroba"
            }
        ],
        "venue": "pracownia",
        "age": {"min": 7, "max": 12},
        "updated_at": "2026-11-19T11:15:00+01:00",
        "sequence": 2
    });
    assert_eq!(*class, expected);
}

#[test]
fn words_become_ages_and_prices() {
    let (_, feed, _) = import(&event(
        "UID:1\nDTSTART:20261204T190000\nSUMMARY:Klub Seniora\nDESCRIPTION:Zapraszamy. Wstęp 5 zł\\, dla członków \
         wolny.",
    ));
    let event = &feed["events"][0];
    assert_eq!(event["age"], serde_json::json!({"min": 60}));
    let price = serde_json::json!({"from": 5, "to": 5, "currency": "PLN", "note": "Wstęp 5 zł, dla członków wolny"});
    assert_eq!(event["price"], price);
    // Where no event says ages there are no groups to choose from.
    assert_eq!(feed["age_groups"][5]["id"], "seniorzy");
    let (_, feed, _) = import(&self::event(
        "UID:1\nDTSTART:20261204T190000\nSUMMARY:Wystawa",
    ));
    assert!(feed.get("age_groups").is_none());
}

#[test]
fn whatever_else_a_program_says_has_its_field() {
    let (event, said) = only(&event(
        "UID:1@a.example\nDTSTART:20261204T190000\nDTEND:20261204T210000\nSUMMARY:Wieczór &amp; muzyka\n\
         LOCATION:Dwór (Rynek 1)\nGEO:50.802;21.429\nCATEGORIES:Koncerty,Muzyka dawna\nURL:www.gok.example/wieczor\n\
         ATTACH;FMTTYPE=image/jpeg:https://gok.example/p?id=1\nATTACH:https://gok.example/regulamin.pdf\n\
         ORGANIZER;CN=\"Dom Kultury\":mailto:a@gok.example\nSTATUS:CONFIRMED\n\
         X-ALT-DESC;FMTTYPE=text/html:<p>Raz</p><p>Dwa</p>",
    ));
    assert_eq!(said, "");
    let expected = serde_json::json!({
        "id": "1", "title": "Wieczór & muzyka", "description": "Raz\n\nDwa",
        "start": "2026-12-04T19:00", "end": "2026-12-04T21:00", "venue": "dwor",
        "categories": ["koncerty", "muzyka-dawna"], "image": {"src": "https://gok.example/p?id=1"},
        "url": "https://www.gok.example/wieczor", "organizers": [{"name": "Dom Kultury"}]
    });
    assert_eq!(event, expected);
}

/// The times of an event: `start`, `end` and the rest as JSON.
fn times(properties: &str) -> String {
    let (event, _) = only(&self::event(&format!("UID:1\nSUMMARY:A\n{properties}")));
    let parts = ["start", "end", "rrule", "exdates", "rdates", "occurrences"];
    let said = parts.iter().filter(|name| !event[**name].is_null());
    let said: Vec<String> = said.map(|name| event[*name].to_string()).collect();
    said.join(" ").replace('"', "")
}

#[test]
fn times_are_read_in_every_form() {
    for (written, expected) in [
        ("DTSTART:20261204T190000", "2026-12-04T19:00"),
        ("DTSTART:20261204T180000Z", "2026-12-04T19:00"),
        (
            "DTSTART;TZID=Europe/London:20261204T180000",
            "2026-12-04T19:00",
        ),
        (
            "DTSTART;TZID=\"Central European Standard Time\":20261204T190000",
            "2026-12-04T19:00",
        ),
        (
            "DTSTART;TZID=\"(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb\":20261204T190000",
            "2026-12-04T19:00",
        ),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Warsaw:20261204T190000",
            "2026-12-04T19:00",
        ),
        ("DTSTART;VALUE=DATE:20261204", "2026-12-04"),
        ("DTSTART:20261204", "2026-12-04"),
        ("DTSTART:2026-12-04T19:00:00+01:00", "2026-12-04T19:00"),
        // Of the two half past twos of a night in autumn the second can only be said on the time line.
        ("DTSTART:20261025T013000Z", "2026-10-25T02:30:00+01:00"),
        (
            "DTSTART;VALUE=DATE:20261204\nDTEND;VALUE=DATE:20261205",
            "2026-12-04",
        ),
        (
            "DTSTART;VALUE=DATE:20261204\nDTEND;VALUE=DATE:20261207",
            "2026-12-04 2026-12-06",
        ),
        (
            "DTSTART;VALUE=DATE:20261204\nDTEND;VALUE=DATE:20261204",
            "2026-12-04",
        ),
        (
            "DTSTART;VALUE=DATE:20261204\nDURATION:P3D",
            "2026-12-04 2026-12-06",
        ),
        (
            "DTSTART:20261204T190000\nDTEND:20261204T190000",
            "2026-12-04T19:00",
        ),
        (
            "DTSTART:20261204T190000\nDURATION:PT90M",
            "2026-12-04T19:00 2026-12-04T20:30",
        ),
        (
            "DTSTART:20261204T000000\nDTEND:20261206T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            "2026-12-04 2026-12-05",
        ),
    ] {
        assert_eq!(times(written), expected, "{written}");
    }
}

#[test]
fn rules_that_a_feed_can_say_stay_rules() {
    const START: &str =
        "DTSTART;TZID=Europe/Warsaw:20261207T160000\nDTEND;TZID=Europe/Warsaw:20261207T170000\n";
    let times = |rest: &str| self::times(&format!("{START}{rest}"));
    let both = "2026-12-07T16:00 2026-12-07T17:00";
    assert_eq!(
        times("RRULE:FREQ=WEEKLY;COUNT=4"),
        format!("{both} FREQ=WEEKLY;COUNT=4")
    );
    // As Exchange takes away a date: midnight of its day.
    assert_eq!(
        times("RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Warsaw:20261214T000000"),
        format!("{both} FREQ=WEEKLY;COUNT=4 [2026-12-14]")
    );
    // A start that the rule has not is a date all the same.
    assert_eq!(
        times("RRULE:FREQ=WEEKLY;BYDAY=TU"),
        "2026-12-08T16:00 2026-12-08T17:00 FREQ=WEEKLY;BYDAY=TU [2026-12-07T16:00]"
    );
    // Two hours of a day are no rule of a feed.
    assert_eq!(
        times("RRULE:FREQ=DAILY;BYHOUR=10,16;UNTIL=20261208T100000Z"),
        format!("{both} [2026-12-08T10:00]")
    );
    assert_eq!(
        times("RDATE;TZID=Europe/Warsaw:20261208T180000"),
        format!("{both} [2026-12-08T18:00]")
    );
    // Kyiv changes its clock with Warsaw, universal time does not.
    let kyiv = "DTSTART;TZID=Europe/Kyiv:20261207T160000\nRRULE:FREQ=WEEKLY;UNTIL=20270601T120000";
    assert_eq!(
        self::times(kyiv),
        "2026-12-07T15:00 FREQ=WEEKLY;UNTIL=20270601T090000Z"
    );
    let utc = "DTSTART:20270315T160000Z\nRRULE:FREQ=WEEKLY;COUNT=4";
    assert_eq!(
        self::times(utc),
        "2027-03-15T17:00 [2027-03-22T17:00,2027-03-29T18:00,2027-04-05T18:00]"
    );
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_stays() {
    let good = "BEGIN:VEVENT\nUID:2\nSUMMARY:Dobre\nDTSTART:20261205T180000\nEND:VEVENT";
    for (properties, sentence) in [
        (
            "SUMMARY:A\nDTSTART:jutro",
            "Wydarzenie „A”: Początek „jutro” nie jest datą. Pominięto.",
        ),
        (
            "SUMMARY:A\nDTSTART:00000000T000000",
            "Wydarzenie „A”: Początek „",
        ),
        (
            "SUMMARY:A\nDTSTART:20261304T180000",
            "Wydarzenie „A”: Początek „",
        ),
        ("SUMMARY:A", "Wydarzenie „A”: Brak początku. Pominięto."),
        (
            "UID:abc\nDTSTART:20261204T180000",
            "Wydarzenie „abc”: Brak tytułu. Pominięto.",
        ),
        (
            "SUMMARY:<script>alert(1)</script>\nDTSTART:20261204T180000",
            "Brak tytułu. Pominięto.",
        ),
    ] {
        let ics = format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\n{properties}\nEND:VEVENT\n{good}\nEND:VCALENDAR"
        );
        let (code, feed, said) = import(&ics);
        assert!(said.contains(sentence), "{said}");
        assert_eq!(
            (code, feed["events"].as_array().unwrap().len()),
            (1, 1),
            "{properties}"
        );
        assert_eq!(feed["events"][0]["title"], "Dobre");
    }
    for (properties, sentence) in [
        (
            "DTEND:20261204T170000",
            "Koniec „2026-12-04T17:00” nie jest datą po początku.",
        ),
        (
            "DTEND:wieczorem",
            "Koniec „wieczorem” nie jest datą po początku.",
        ),
        (
            "RRULE:FREQ=CZASEM",
            "Nie da się odczytać reguły powtarzania „FREQ=CZASEM”. Został tylko pierwszy termin.",
        ),
        (
            "RRULE:FREQ=DAILY;INTERVAL=0",
            "Nie da się odczytać reguły powtarzania „FREQ=DAILY;INTERVAL=0”.",
        ),
        ("RRULE:FREQ=SECONDLY", "Powtarza się zbyt często"),
        (
            "RRULE:FREQ=MINUTELY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30",
            "Reguła powtarzania „FREQ=MINUTELY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30” nie daje żadnego terminu.",
        ),
        (
            "RRULE:FREQ=DAILY;INTERVAL=99999;BYHOUR=1",
            "Nie da się odczytać reguły powtarzania „FREQ=DAILY;INTERVAL=99999;BYHOUR=1”.",
        ),
        (
            "EXDATE:kiedyś",
            "Daty „kiedyś” (pole EXDATE) nie da się odczytać. Pominięto tę jedną datę.",
        ),
        (
            "URL:javascript:alert(1)",
            "„javascript:alert(1)” nie jest adresem strony.",
        ),
    ] {
        let ics = event(&format!(
            "UID:1\nSUMMARY:A\nDTSTART:20261204T180000\n{properties}"
        ));
        let (event, said) = only(&ics);
        assert!(
            said.starts_with(&format!("Wydarzenie „A”: {sentence}")) || said.starts_with(sentence),
            "{said}"
        );
        assert_eq!(event["start"], "2026-12-04T18:00");
    }
    let (event, said) = only(&event(
        "SUMMARY:A\nDTSTART;TZID=Mars/Olympus:20261204T180000",
    ));
    assert_eq!(
        said,
        "Wydarzenie „A”: Nie ma strefy czasowej „Mars/Olympus”. Przyjęto strefę kalendarza; sprawdź godziny.\n"
    );
    assert_eq!(event["start"], "2026-12-04T18:00");
}

#[test]
fn what_is_no_calendar_is_one_sentence_and_no_feed() {
    let nothing = "Nie ma żadnego wydarzenia, więc niczego nie wypisano. Jeśli tak ma być, dodaj --allow-empty.\n";
    for (input, sentence) in [
        ("", "Plik jest pusty.\n"),
        (
            "<!DOCTYPE html><html>Zaloguj się</html>",
            "To strona internetowa (HTML), a nie kalendarz. Sprawdź adres; czasem to strona logowania.\n",
        ),
        (
            "PK\u{3}\u{4}",
            "To nie jest kalendarz iCalendar (plik .ics): brak wiersza BEGIN:VCALENDAR albo BEGIN:VEVENT.\n",
        ),
        (
            "BEGIN:VCALENDAR\nEND:VCALENDAR",
            "W pliku nie ma żadnego wydarzenia.\n",
        ),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART:2026",
            "Wydarzenie „A”: Plik urywa się w połowie tego wydarzenia. Pominięto je. Pobierz plik jeszcze raz.\nW pliku nie ma żadnego wydarzenia.\n",
        ),
    ] {
        assert_eq!(
            import(input),
            (1, Value::Null, format!("{sentence}{nothing}"))
        );
    }
    let (code, feed, _) = run(
        &["import", "ics", "-", "--allow-empty"],
        b"BEGIN:VCALENDAR\nEND:VCALENDAR",
    );
    let feed: Value = serde_json::from_str(&feed).unwrap();
    assert_eq!((code, &feed["events"]), (0, &serde_json::json!([])));
    assert_eq!(run(&["import", "ics", "nie-ma-takiego.ics"], b"").0, 2);
    let zone = ["import", "ics", "-", "--timezone", "Polska"];
    assert_eq!(
        run(&zone, b""),
        (
            2,
            String::new(),
            "kalendarz: Nie ma strefy czasowej „Polska”. Podaj ją jak Europe/Warsaw.\n".to_owned()
        )
    );
}

#[test]
fn letters_of_an_old_encoding_are_read_and_it_is_said() {
    let ics = event("UID:1\nSUMMARY:Gęślą jaźń\nDTSTART:20261204T180000");
    let old: Vec<u8> = ics
        .chars()
        .map(|c| match c {
            'ę' => 0xea,
            'ś' => 0x9c,
            'ą' => 0xb9,
            'ź' => 0x9f,
            'ń' => 0xf1,
            c => u8::try_from(c).unwrap(),
        })
        .collect();
    let (code, feed, said) = run(&["import", "ics", "-"], &old);
    assert!(feed.contains("Gęślą jaźń"), "{feed}");
    assert_eq!(
        (code, said.as_str()),
        (
            0,
            "-: Plik nie jest zapisany w UTF-8. Odczytano go jako windows-1250; sprawdź polskie litery.\n"
        )
    );
}

#[test]
fn an_event_is_named_after_itself_alone() {
    let ids = |ics: &str| -> Vec<String> {
        let (_, feed, _) = import(ics);
        let events = feed["events"].as_array().unwrap().clone();
        events
            .iter()
            .map(|event| event["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let calendar = |events: &[&str]| {
        let events = events
            .iter()
            .map(|event| format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n"));
        format!(
            "BEGIN:VCALENDAR\n{}END:VCALENDAR",
            events.collect::<String>()
        )
    };
    let (a, b) = (
        "UID:a@x.example\nSUMMARY:A\nDTSTART:20261204T180000",
        "UID:a@y.example\nSUMMARY:B\nDTSTART:20261205T180000",
    );
    assert_eq!(ids(&calendar(&[a, b])), ["a-x-example", "a-y-example"]);
    assert_eq!(ids(&calendar(&[b, a])), ["a-x-example", "a-y-example"]);
    assert_eq!(ids(&calendar(&[a])), ["a"]);
    // Without a UID: by title and day, by time where that is not enough.
    let (c, d) = (
        "SUMMARY:Film\nDTSTART:20261204T180000",
        "SUMMARY:Film\nDTSTART:20261204T200000",
    );
    assert_eq!(ids(&calendar(&[c])), ["film-2026-12-04"]);
    assert_eq!(
        ids(&calendar(&[d, c])),
        ["film-2026-12-04t18-00", "film-2026-12-04t20-00"]
    );
    // A newer revision takes the place of the older one.
    let newer = "UID:a@x.example\nSEQUENCE:1\nSUMMARY:A2\nDTSTART:20261204T180000";
    let (_, feed, said) = import(&calendar(&[newer, a]));
    assert_eq!(
        (&feed["events"][0]["title"], said.as_str()),
        (&Value::from("A2"), "")
    );
    // Two that nobody could tell apart are one, and it is said.
    let (code, _, said) = import(&calendar(&[c, c]));
    assert_eq!(
        (code, said.as_str()),
        (
            1,
            "Wydarzenie „Film”: Jest w źródle więcej niż raz. Zostało jedno, nowsze.\n"
        )
    );
}

/// Dates without their titles, as often as they are listed: one event may have become several.
fn dates(feed: &str, query: &str) -> Vec<String> {
    let arguments = ["list", "-", "--json", "--now", NOW, "--query", query];
    let (_, output, _) = run(&arguments, feed.as_bytes());
    let line = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        let cancelled = line["status"] == "cancelled";
        format!(
            "{} {} {} {cancelled}",
            line["start"], line["end"], line["all_day"]
        )
    };
    let mut lines: Vec<String> = output.lines().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn a_programme_comes_back_from_calendar_programs_with_the_same_dates() {
    let mut compared = 0;
    for folder in ["feed", "tests/fixtures", "tests/ics", "tests/rules"] {
        for entry in std::fs::read_dir(Path::new(ROOT).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.extension().is_none_or(|it| it != "json") || name.ends_with(".schema.json") {
                continue;
            }
            let feed = std::fs::read_to_string(&path).unwrap();
            let known: Value = serde_json::from_str(&feed).unwrap();
            let zone = known["timezone"].as_str().unwrap_or("Europe/Warsaw");
            let (_, ics, _) = run(&["ics", "-", "--now", NOW], feed.as_bytes());
            let (code, back, said) = run(
                &["import", "ics", "-", "--now", NOW, "--timezone", zone],
                ics.as_bytes(),
            );
            assert_eq!((code, said.as_str()), (0, ""), "{name}");
            for query in [
                "from=2026-09-01&to=2027-04-15",
                "from=2027-10-20&to=2027-11-20",
                "from=2028-02-20&to=2028-04-10",
            ] {
                let (ours, theirs) = (dates(&feed, query), dates(&back, query));
                assert_eq!(ours, theirs, "{name} {query}");
                compared += ours.len();
            }
        }
    }
    assert!(compared > 3000, "{compared}");
}

#[test]
fn a_file_to_be_saved_is_changed_only_by_an_import_that_succeeds() {
    let folder = std::env::temp_dir().join(format!("kalendarz-out-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (out, good) = (folder.join("feed.json"), folder.join("a.ics"));
    let good_ics = event("UID:1\nSUMMARY:A\nDTSTART:20261204T180000");
    std::fs::write(&good, &good_ics).unwrap();
    let (out_path, good) = (out.to_str().unwrap(), good.to_str().unwrap());
    let saved = |files: &[&str], input: &str| {
        let arguments = [&["import", "ics", "--now", NOW, "--out", out_path], files].concat();
        let (code, printed, said) = run(&arguments, input.as_bytes());
        assert_eq!(printed, "");
        (code, said.replace(out_path, "feed.json"))
    };
    assert_eq!(saved(&["-"], &good_ics), (0, String::new()));
    let first = std::fs::read_to_string(&out).unwrap();
    assert_eq!(first, run(&["import", "ics", good, "--now", NOW], b"").1);

    let empty = "-: Plik jest pusty.\n";
    let nothing = "Nie ma żadnego wydarzenia, więc niczego nie zapisano. Jeśli tak ma być, dodaj --allow-empty.\n";
    assert_eq!(saved(&["-"], ""), (1, format!("{empty}{nothing}")));
    let stays = "Nie każdy plik dało się odczytać w całości, więc feed.json zostaje bez zmian.\n";
    assert_eq!(saved(&["-", good], ""), (1, format!("{empty}{stays}")));
    // What came after the break nobody knows.
    let cut_off = good_ics.replace("END:VCALENDAR\n", "BEGIN:VEVENT\nUID:2\nSUMMARY:B\n");
    let broken = "-: Wydarzenie „B”: Plik urywa się w połowie tego wydarzenia. Pominięto je. Pobierz plik jeszcze raz.\n";
    assert_eq!(saved(&["-"], &cut_off), (1, format!("{broken}{stays}")));
    let cut_off = good_ics.replace("END:VCALENDAR\n", "");
    let broken = "-: Plik nie ma końca (wiersza END:VCALENDAR), więc może się urywać. Pobierz plik jeszcze raz.\n";
    assert_eq!(saved(&["-"], &cut_off), (1, format!("{broken}{stays}")));
    let left = std::fs::read_dir(&folder).unwrap().count();
    let after = std::fs::read_to_string(&out).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!((after, left), (first, 2));
}
