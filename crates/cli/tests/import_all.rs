//! `kalendarz import all`: several sources, one feed, over and over.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::{Value, json};

/// A folder with a configuration and sources, gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path =
            std::env::temp_dir().join(format!("kalendarz-all-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) -> &Folder {
        fs::write(self.0.join(name), text).unwrap();
        self
    }

    /// Exit code, output and complaints.
    fn run(&self, more: &[&str]) -> (i32, String, String) {
        let mut command = Command::cargo_bin("kalendarz").unwrap();
        let config = self.0.join("kalendarz.toml");
        let arguments = [
            "import",
            "all",
            config.to_str().unwrap(),
            "--now",
            "2026-11-22T12:00",
        ];
        let output = command.args(arguments).args(more).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let folder = format!("{}/", self.0.display());
        let said = text(output.stderr).replace(&folder, "");
        (output.status.code().unwrap(), text(output.stdout), said)
    }

    fn feed(&self) -> Value {
        serde_json::from_slice(&fs::read(self.0.join("feed.json")).unwrap()).unwrap()
    }

    fn ids(&self) -> Vec<String> {
        let feed = self.feed();
        let events = feed["events"].as_array().unwrap();
        events
            .iter()
            .map(|event| event["id"].as_str().unwrap().to_owned())
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const TWO: &str = "output = \"feed.json\"\ntitle = \"Kultura\"\n\
    [[source]]\nname = \"dom\"\nkind = \"ics\"\nfiles = [\"dom.ics\"]\n\
    [[source]]\nname = \"tabela\"\nkind = \"sheet\"\nfiles = [\"tabela.csv\"]\n";
const TABLE: &str = "ID;Tytuł;Data;Miejsce;Cena\nkoncert-z-tabeli;Koncert kolęd;18.12.2026 18:00;Dwór;20 zł\nbal;Bal;31.12.2026 20:00;Dwór;\n";

fn ics(events: &[(&str, &str, &str)]) -> String {
    let event = |(uid, title, start): &(&str, &str, &str)| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{title}\nDTSTART:{start}\nLOCATION:Sala\nCATEGORIES:Muzyka\nEND:VEVENT\n"
        )
    };
    format!(
        "BEGIN:VCALENDAR\n{}END:VCALENDAR\n",
        events.iter().map(event).collect::<String>()
    )
}

const CONCERT: (&str, &str, &str) = ("koncert", "Koncert kolęd", "20261218T180000");
const FILM: (&str, &str, &str) = ("film", "Film", "20261205T190000");

#[test]
fn an_event_of_two_sources_is_there_once_with_what_both_say() {
    let folder = Folder::new("once");
    folder
        .write("kalendarz.toml", TWO)
        .write("dom.ics", &ics(&[CONCERT, FILM]))
        .write("tabela.csv", TABLE);
    assert_eq!(folder.run(&[]), (0, String::new(), String::new()));
    assert_eq!(folder.ids(), ["film", "koncert", "bal"]);
    let expected = json!({
        "id": "koncert", "title": "Koncert kolęd", "start": "2026-12-18T18:00", "venue": "sala", "categories": ["muzyka"],
        "price": {"from": 20, "to": 20, "currency": "PLN"}, "source": "dom"
    });
    assert_eq!(folder.feed()["events"][1], expected);
    assert_eq!(folder.feed()["title"], "Kultura");
}

#[test]
fn a_source_that_fails_keeps_its_last_events() {
    let folder = Folder::new("keeps");
    folder
        .write("kalendarz.toml", TWO)
        .write("dom.ics", &ics(&[CONCERT, FILM]))
        .write("tabela.csv", TABLE);
    folder.run(&[]);
    let before = folder.feed();
    for (broken, why) in [
        (
            "<html>Zaloguj się</html>",
            "To strona internetowa (HTML), a nie kalendarz. Sprawdź adres; czasem to strona logowania.",
        ),
        (
            "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
            "W pliku nie ma żadnego wydarzenia.",
        ),
        ("", "Plik jest pusty."),
    ] {
        folder.write("dom.ics", broken);
        folder.write("tabela.csv", "Tytuł;Data\nWernisaż;1.12.2026\n");
        let sentence = format!("dom: {why} Zostają wydarzenia z poprzedniego programu: 2.\n");
        assert_eq!(folder.run(&[]), (1, String::new(), sentence));
        let after = folder.feed();
        assert_eq!(
            folder.ids(),
            ["wernisaz-2026-12-01", "film", "koncert"],
            "{broken}"
        );
        // With the places and categories that they name, and as they stood.
        assert_eq!(after["events"][2], before["events"][1]);
        assert_eq!(after["venues"], json!([{"id": "sala", "name": "Sala"}]));
        assert_eq!(
            after["categories"],
            json!([{"id": "muzyka", "label": "Muzyka"}])
        );
    }
    // It is back.
    folder.write("dom.ics", &ics(&[FILM]));
    assert_eq!(folder.run(&[]), (0, String::new(), String::new()));
    assert_eq!(folder.ids(), ["wernisaz-2026-12-01", "film"]);
    // Emptied on purpose.
    folder.write("dom.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
    assert_eq!(folder.run(&["--allow-empty"]).0, 0);
    assert_eq!(folder.ids(), ["wernisaz-2026-12-01"]);
}

#[test]
fn nothing_is_written_where_nothing_is_left_or_only_the_difference_is_asked_for() {
    let folder = Folder::new("dry");
    folder
        .write("kalendarz.toml", TWO)
        .write("dom.ics", "")
        .write("tabela.csv", "");
    let (code, _, said) = folder.run(&[]);
    assert!(said.ends_with("Nie ma żadnego wydarzenia, więc niczego nie zapisano. Jeśli tak ma być, dodaj --allow-empty.\n"), "{said}");
    assert_eq!(code, 1);
    assert!(!folder.0.join("feed.json").exists());

    folder
        .write("dom.ics", &ics(&[CONCERT, FILM]))
        .write("tabela.csv", TABLE);
    folder.run(&[]);
    let before = fs::read(folder.0.join("feed.json")).unwrap();
    let later = ("film", "Film", "20261205T200000");
    folder
        .write("dom.ics", &ics(&[CONCERT, later]))
        .write("tabela.csv", "Tytuł;Data\nWernisaż;1.12.2026\n");
    let expected = "~ film · 2026-12-05T20:00 · Film: start\n\
        ~ koncert · 2026-12-18T18:00 · Koncert kolęd: price\n\
        + wernisaz-2026-12-01 · 2026-12-01 · Wernisaż\n\
        - bal · 2026-12-31T20:00 · Bal\n\
        Nowych: 1, zmienionych: 2, usuniętych: 1. Niczego nie zapisano.\n";
    assert_eq!(
        folder.run(&["--dry-run"]),
        (0, expected.to_owned(), String::new())
    );
    assert_eq!(fs::read(folder.0.join("feed.json")).unwrap(), before);
    // Nothing is left beside the feed.
    folder.run(&[]);
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 4);
}

#[test]
fn the_base_says_what_no_source_knows() {
    let folder = Folder::new("base");
    let base = json!({
        "version": 1, "title": {"pl": "Nasz kalendarz"}, "timezone": "Europe/Warsaw", "publisher": {"name": "OOK", "phone": "+48 1"},
        "age_groups": [{"id": "wszyscy", "label": "Wszyscy"}],
        "categories": [{"id": "m", "label": {"pl": "Muzyka", "en": "Music"}, "color": "#7a2a63"}],
        "venues": [{"id": "ook-sala", "name": "OOK, sala widowiskowa", "access": ["wheelchair"]}],
        "events": [{"id": "nasze", "title": "Nasze", "start": "2026-12-24"}]
    });
    let config = "output = \"feed.json\"\nbase = \"baza.json\"\n[[source]]\nname = \"dom\"\nkind = \"ics\"\nfiles = [\"dom.ics\"]\n\
        category = \"Dom Kultury\"\n[source.places]\n\"sala\" = \"OOK, sala widowiskowa\"\n";
    folder
        .write("kalendarz.toml", config)
        .write("baza.json", &base.to_string())
        .write("dom.ics", &ics(&[CONCERT]));
    assert_eq!(folder.run(&[]), (0, String::new(), String::new()));
    let feed = folder.feed();
    assert_eq!(feed["publisher"], base["publisher"]);
    assert_eq!(feed["title"], "Nasz kalendarz");
    assert_eq!(feed["venues"], base["venues"]);
    assert_eq!(feed["age_groups"], base["age_groups"]);
    assert_eq!(
        feed["categories"],
        json!([base["categories"][0], {"id": "dom-kultury", "label": "Dom Kultury"}])
    );
    assert_eq!(folder.ids(), ["nasze", "koncert"]);
    let event = &feed["events"][1];
    assert_eq!(
        (&event["venue"], &event["categories"]),
        (&json!("ook-sala"), &json!(["m", "dom-kultury"]))
    );
}

#[test]
fn the_feed_of_another_centre_comes_in_as_it_stands() {
    let folder = Folder::new("feed");
    let other = json!({
        "version": 1, "venues": [{"id": "v1", "name": "Dwór", "hours": "10–16"}, {"id": "v2", "name": "Inny"}],
        "events": [{"id": "o1", "title": {"pl": "Wystawa", "uk": "Виставка"}, "start": "2026-12-01", "venue": "v1", "series": {"id": "s"}}]
    });
    let config = "output = \"feed.json\"\n[[source]]\nname = \"sąsiedzi\"\nkind = \"feed\"\nfiles = [\"inny.json\"]\n";
    folder
        .write("kalendarz.toml", config)
        .write("inny.json", &other.to_string());
    for _ in 0..2 {
        assert_eq!(folder.run(&[]), (0, String::new(), String::new()));
        let feed = folder.feed();
        let mut event = other["events"][0].clone();
        event["source"] = json!("sąsiedzi");
        assert_eq!(feed["events"], json!([event]));
        assert_eq!(feed["venues"], json!([other["venues"][0]]));
    }
    folder.write("inny.json", "{");
    assert_eq!(
        folder.run(&[]),
        (1, String::new(), "sąsiedzi: Plik urywa się w połowie. Prześlij go jeszcze raz w całości. Zostają wydarzenia z poprzedniego programu: 1.\n".to_owned())
    );
    assert_eq!(folder.ids(), ["o1"]);
}

#[test]
fn a_configuration_that_cannot_be_read_is_said_with_code_two() {
    let folder = Folder::new("config");
    assert_eq!(folder.run(&[]).0, 2);
    folder.write("kalendarz.toml", "output = \"feed.json\"\n");
    let sentence = "kalendarz: kalendarz.toml: Nie ma żadnego źródła. Dodaj [[source]] z polami name, kind i files albo urls.\n";
    assert_eq!(folder.run(&[]), (2, String::new(), sentence.to_owned()));
}

const NEIGHBOURS: &str = "output = \"feed.json\"\n[[source]]\nname = \"sąsiedzi\"\nkind = \"feed\"\nfiles = [\"inny.json\"]\n";

#[test]
fn a_programme_in_parts_is_read_whole_or_not_at_all() {
    let folder = Folder::new("parts");
    let part = |id: &str| json!({"version": 1, "events": [{"id": id, "title": id, "start": "2026-12-01"}]});
    let named = |name: &str| json!({"url": name, "from": "2026-12-01", "to": "2026-12-31"});
    let mut manifest = part("m");
    manifest["parts"] = json!([named("inny.12.json"), named("./inny.01.json")]);
    folder
        .write("kalendarz.toml", NEIGHBOURS)
        .write("inny.json", &manifest.to_string())
        .write("inny.12.json", &part("p12").to_string())
        .write("inny.01.json", &part("p01").to_string());
    assert_eq!(folder.run(&[]), (0, String::new(), String::new()));
    assert_eq!(folder.ids(), ["m", "p12", "p01"]);
    assert_eq!(folder.feed()["parts"], Value::Null);

    for broken in ["{", "{}"] {
        folder.write("inny.12.json", broken);
        let (code, _, said) = folder.run(&[]);
        assert!(
            said.starts_with("sąsiedzi: Część inny.12.json: ")
                && said.ends_with(" Zostają wydarzenia z poprzedniego programu: 3.\n"),
            "{said}"
        );
        assert_eq!((code, folder.ids().len()), (1, 3));
    }
    fs::remove_file(folder.0.join("inny.12.json")).unwrap();
    let (code, _, said) = folder.run(&[]);
    assert!(
        said.starts_with("sąsiedzi: Nie można odczytać pliku inny.12.json: "),
        "{said}"
    );
    assert_eq!((code, folder.ids().len()), (1, 3));

    // A name that leads elsewhere.
    manifest["parts"] = json!([named("../inny.json")]);
    folder.write("inny.json", &manifest.to_string());
    let sentence = "sąsiedzi: „../inny.json” nie jest nazwą części programu. Zostają wydarzenia z poprzedniego programu: 3.\n";
    assert_eq!(folder.run(&[]), (1, String::new(), sentence.to_owned()));
}

#[test]
fn events_of_a_source_that_fails_stay_when_the_last_programme_was_cut_into_parts() {
    let folder = Folder::new("last-parts");
    folder
        .write("kalendarz.toml", TWO)
        .write("dom.ics", &ics(&[CONCERT, FILM]))
        .write("tabela.csv", TABLE);
    folder.run(&[]);
    let mut feed = folder.feed();
    let part = json!({"version": 1, "events": feed["events"]});
    feed["events"] = json!([]);
    feed["parts"] = json!([{"url": "feed.12.json", "from": "2026-12-01", "to": "2026-12-31"}]);
    folder
        .write("feed.json", &feed.to_string())
        .write("feed.12.json", &part.to_string())
        .write("dom.ics", "");
    let sentence = "dom: Plik jest pusty. Zostają wydarzenia z poprzedniego programu: 2.\n";
    assert_eq!(folder.run(&[]), (1, String::new(), sentence.to_owned()));
    assert_eq!(folder.ids(), ["koncert-z-tabeli", "bal", "film", "koncert"]);

    // A part that is broken, or none at all, takes nothing from the others.
    let named = |name: &str| json!({"url": name, "from": "2026-12-01", "to": "2026-12-31"});
    feed["parts"] = json!([
        named("feed.11.json"),
        named("../x.json"),
        named("feed.12.json")
    ]);
    folder
        .write("feed.json", &feed.to_string())
        .write("feed.11.json", "{");
    let broken =
        "feed.11.json nie jest częścią programu.\n„../x.json” nie jest nazwą części programu.\n";
    assert_eq!(
        folder.run(&[]),
        (1, String::new(), format!("{broken}{sentence}"))
    );
    assert_eq!(folder.ids(), ["koncert-z-tabeli", "bal", "film", "koncert"]);
}

#[test]
fn events_of_another_centre_are_ours_by_the_name_of_our_source() {
    let folder = Folder::new("own-source");
    let other = json!({
        "version": 1, "events": [{"id": "o1", "source": "gok", "title": "Wystawa", "start": "2026-12-01"}]
    });
    folder
        .write("kalendarz.toml", NEIGHBOURS)
        .write("inny.json", &other.to_string());
    assert_eq!(folder.run(&[]), (0, String::new(), String::new()));
    assert_eq!(folder.feed()["events"][0]["source"], "sąsiedzi");
    folder.write("inny.json", "");
    let (code, _, said) = folder.run(&[]);
    assert!(
        said.ends_with("Zostają wydarzenia z poprzedniego programu: 1.\n"),
        "{said}"
    );
    assert_eq!((code, folder.ids()), (1, vec!["o1".to_owned()]));
}

#[test]
fn what_has_the_id_of_something_else_gets_one_of_its_own() {
    let folder = Folder::new("ids");
    let base = json!({
        "version": 1,
        "age_groups": [{"id": "d", "label": "Dzieci", "min": 3, "max": 12}],
        "categories": [{"id": "m", "label": "Muzyka", "color": "#7a2a63"}, {"id": "t", "label": "Teatr"}],
        "venues": [{"id": "v1", "name": "Dom Kultury"}, {"id": "v2", "name": "Dwór", "access": ["wheelchair"]}],
        "events": [{"id": "o1", "title": "Bal", "start": "2026-12-31"}, {"id": "film", "title": "Inny film", "start": "2026-12-05"}]
    });
    let other = json!({
        "version": 1,
        "age_groups": [{"id": "d", "label": "Dorośli", "min": 18}],
        "categories": [{"id": "m", "label": {"pl": "Muzyka"}}, {"id": "t", "label": "Taniec"}],
        "venues": [{"id": "v1", "name": "Szkoła"}, {"id": "v2", "name": {"pl": "Dwór"}, "hours": "10–16"}],
        "events": [
            {"id": "o1", "title": "Wystawa", "start": "2026-12-01", "venue": "v1", "categories": ["m", "t"], "age_groups": ["d"],
             "occurrences": [{"start": "2026-12-01"}, {"start": "2026-12-02", "venue": "v1", "note": "a"}, {"start": "2026-12-03", "venue": "v2"}]},
            {"id": "o2", "title": "Taniec", "start": "2026-12-02", "venue": "v2", "category": "t", "price": {"from": 20.50}}
        ]
    });
    let config = format!(
        "base = \"baza.json\"\n{NEIGHBOURS}[[source]]\nname = \"dom\"\nkind = \"ics\"\nfiles = [\"dom.ics\"]\n"
    );
    folder
        .write("kalendarz.toml", &config)
        .write("baza.json", &base.to_string())
        .write("dom.ics", &ics(&[FILM]))
        .write("inny.json", &other.to_string());
    let expected = json!([
        base["events"][0], base["events"][1],
        {"id": "dom-film", "title": "Film", "start": "2026-12-05T19:00", "venue": "sala", "categories": ["m"], "source": "dom"},
        {"id": "sasiedzi-o1", "title": "Wystawa", "start": "2026-12-01", "venue": "sasiedzi-v1", "categories": ["m", "sasiedzi-t"],
         "age_groups": ["sasiedzi-d"], "source": "sąsiedzi",
         "occurrences": [{"start": "2026-12-01"}, {"start": "2026-12-02", "venue": "sasiedzi-v1", "note": "a"}, {"start": "2026-12-03", "venue": "v2"}]},
        {"id": "o2", "title": "Taniec", "start": "2026-12-02", "venue": "v2", "category": "sasiedzi-t", "price": {"from": 20.50}, "source": "sąsiedzi"}
    ]);
    let lists = |feed: &Value| {
        let ids = |name: &str| -> Vec<Value> {
            let list = feed[name].as_array().unwrap();
            list.iter().map(|part| part["id"].clone()).collect()
        };
        json!([ids("venues"), ids("categories"), ids("age_groups")])
    };
    let ids = json!([
        ["v1", "v2", "sala", "sasiedzi-v1"],
        ["m", "t", "sasiedzi-t"],
        ["d", "sasiedzi-d"]
    ]);
    // The same after every import, also when the neighbours' programme is not there.
    for text in [other.to_string(), other.to_string(), String::new()] {
        folder.write("inny.json", &text);
        let (code, _, said) = folder.run(&[]);
        assert_eq!(code, i32::from(text.is_empty()), "{said}");
        let feed = folder.feed();
        assert_eq!(
            feed["venues"][3],
            json!({"id": "sasiedzi-v1", "name": "Szkoła"})
        );
        assert_eq!(feed["venues"][1], base["venues"][1]);
        assert_eq!(lists(&feed), ids);
        assert_eq!(feed["events"], expected);
    }
}

#[test]
fn dates_of_an_event_that_two_sources_share_are_all_there() {
    let folder = Folder::new("dates");
    let rule = "DTSTART:20261201T160000\nRRULE:FREQ=WEEKLY;COUNT=5";
    let table = "ID;Tytuł;Data;Powtarza się;Status";
    let conflict = "Wydarzenie „Kurs”: Źródła „dom” i „tabela” podają różne terminy. Zostały oba wydarzenia. Popraw terminy w jednym ze źródeł.\n";
    let listed = json!([{"start": "2026-12-01T16:00"}, {"start": "2026-12-05T16:00"}]);
    for (dom, rows, expected) in [
        // One date here, several there.
        (
            "DTSTART:20261201T160000",
            "t;Kurs;1.12.2026 16:00;;\nt;Kurs;5.12.2026 16:00;;",
            Some(json!([null, null, null, listed])),
        ),
        // The other knows fewer.
        (
            "DTSTART:20261201T160000\nRDATE:20261205T160000",
            "t;Kurs;1.12.2026 16:00;;",
            Some(json!([null, null, ["2026-12-05T16:00"], null])),
        ),
        (
            "DTSTART:20261201T160000\nRRULE:FREQ=WEEKLY;UNTIL=20261231",
            "t;Kurs;1.12.2026 16:00;co tydzień do 31.12.2026;\nt;Kurs;8.12.2026 16:00;;odwołane",
            Some(
                json!(["FREQ=WEEKLY;UNTIL=20261231", null, null, [{"start": "2026-12-08T16:00", "status": "cancelled"}]]),
            ),
        ),
        // The same rule as Google writes it.
        (
            "DTSTART;TZID=Europe/Warsaw:20261201T160000\nRRULE:FREQ=WEEKLY;WKST=MO;INTERVAL=1;UNTIL=20261231T225959Z;BYDAY=TU",
            "t;Kurs;1.12.2026 16:00;co tydzień do 31.12.2026;",
            Some(json!([
                "FREQ=WEEKLY;WKST=MO;INTERVAL=1;UNTIL=20261231T225959Z;BYDAY=TU",
                null,
                null,
                null
            ])),
        ),
        (rule, "t;Kurs;1.12.2026 16:00;co tydzień;", None),
        // What is cancelled on one date is not on another.
        (
            "DTSTART:20261201T160000\nSTATUS:CANCELLED",
            "t;Kurs;1.12.2026 16:00;;\nt;Kurs;5.12.2026 16:00;;",
            None,
        ),
        (rule, "t;Kurs;1.12.2026 16:00;;", None),
        (
            "DTSTART:20261201T160000",
            "t;Kurs;1.12.2026 16:00;co tydzień;",
            None,
        ),
    ] {
        folder
            .write("kalendarz.toml", TWO)
            .write(
                "dom.ics",
                &format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:d\nSUMMARY:Kurs\n{dom}\nEND:VEVENT\nEND:VCALENDAR\n"),
            )
            .write("tabela.csv", &format!("{table}\n{rows}\n"));
        let (code, _, said) = folder.run(&[]);
        let feed = folder.feed();
        let event = &feed["events"][0];
        let dates = ["rrule", "exdates", "rdates", "occurrences"].map(|name| event[name].clone());
        let (complaint, ids) = if expected.is_some() {
            ("", vec!["d"])
        } else {
            (conflict, vec!["d", "t"])
        };
        let dates = expected.is_some().then(|| json!(dates));
        assert_eq!(
            (dates, said.as_str(), code),
            (expected, complaint, 0),
            "{dom}\n{rows}"
        );
        assert_eq!(folder.ids(), ids);
    }
    // One that does not take place, of several that both list.
    folder
        .write("kalendarz.toml", &TWO.replace("\"ics\"", "\"sheet\""))
        .write(
            "dom.ics",
            &format!("{table}\nd;Kurs;1.12.2026;;\nd;Kurs;2.12.2026;;\n"),
        )
        .write(
            "tabela.csv",
            &format!("{table}\nt;Kurs;1.12.2026;;\nt;Kurs;2.12.2026;;odwołane\n"),
        );
    assert_eq!(folder.run(&[]), (0, String::new(), String::new()));
    assert_eq!(
        folder.feed()["events"][0]["occurrences"],
        json!([{"start": "2026-12-01"}, {"start": "2026-12-02", "status": "cancelled"}])
    );
    // Both list dates, but not the same ones.
    folder
        .write("kalendarz.toml", &TWO.replace("\"ics\"", "\"sheet\""))
        .write(
            "dom.ics",
            &format!("{table}\nd;Kurs;1.12.2026;;\nd;Kurs;2.12.2026;;\n"),
        )
        .write(
            "tabela.csv",
            &format!("{table}\nt;Kurs;1.12.2026;;\nt;Kurs;3.12.2026;;\n"),
        );
    assert_eq!(folder.run(&[]), (0, String::new(), conflict.to_owned()));
    assert_eq!(folder.ids(), ["d", "t"]);
}
