//! `kalendarz import sheet`: tables as people keep them, and the empty one to begin with.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use assert_cmd::Command;
use serde_json::{Value, json};

const IMPORTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/imports");
const NOTHING: &str = "Nie ma żadnego wydarzenia, więc niczego nie wypisano. Jeśli tak ma być, dodaj --allow-empty.\n";

/// Exit code, feed and complaints.
fn import(path: &str, input: &[u8]) -> (i32, Value, String) {
    let mut command = Command::cargo_bin("kalendarz").unwrap();
    let arguments = ["import", "sheet", path, "--now", "2026-11-22T12:00"];
    let output = command.args(arguments).write_stdin(input).output().unwrap();
    let feed = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    let said = String::from_utf8(output.stderr).unwrap();
    (
        output.status.code().unwrap(),
        feed,
        said.replace(&format!("{path}: "), "tabela: "),
    )
}

/// The events of a CSV with these headings and rows, and what is said.
fn csv(table: &str) -> (Value, String) {
    let (_, feed, said) = import("-", table.as_bytes());
    (feed["events"].clone(), said.replace("tabela: ", ""))
}

/// Start, end, rule and occurrences of the only event of a table.
fn times(table: &str) -> String {
    let (events, said) = csv(table);
    let parts =
        ["start", "end", "rrule", "occurrences", "status"].map(|name| events[0][name].clone());
    let parts = parts
        .iter()
        .filter(|part| !part.is_null())
        .map(Value::to_string);
    format!("{} {said}", parts.collect::<Vec<_>>().join(" "))
        .replace('"', "")
        .trim()
        .to_owned()
}

#[test]
fn a_workbook_is_the_same_from_excel_and_from_libreoffice() {
    let expected = json!([
        {
            "id": "wystawa-szopek-2026-12-01", "title": "Wystawa szopek", "start": "2026-12-01", "end": "2027-01-06",
            "venue": "galeria", "categories": ["wystawy"]
        },
        {
            "id": "wernisaz-2026-12-01", "title": "Wernisaż", "start": "2026-12-01T17:30", "venue": "galeria",
            "categories": ["wystawy"], "price": {"free": true}
        },
        {
            "id": "warsztaty-bombki-2026-12-12", "title": "Warsztaty: bombki", "start": "2026-12-12T10:00",
            "end": "2026-12-12T12:30", "venue": "pracownia", "categories": ["warsztaty", "dla-dzieci"],
            "age": {"min": 7, "max": 12}, "price": {"free": true}
        },
        {
            "id": "koncert-koled-2026-12-18", "title": "Koncert kolęd", "start": "2026-12-18T18:00",
            "venue": "sala-widowiskowa", "categories": ["koncerty"],
            "price": {"from": 15, "to": 20, "currency": "PLN", "note": "20 zł, ulgowy 15 zł"}
        },
        {
            "id": "bal-2026-12-31", "title": "Bal", "start": "2026-12-31T20:00", "venue": "sala-widowiskowa",
            "age": {"min": 18}, "price": {"from": 150, "to": 150, "currency": "PLN"}
        }
    ]);
    for name in ["tabela.xlsx", "tabela.ods"] {
        let (code, feed, said) = import(&format!("{IMPORTS}/{name}"), b"");
        assert_eq!(feed["events"], expected, "{name}");
        assert_eq!(
            (code, said.as_str()),
            (
                1,
                "tabela: Wydarzenie w wierszu 9 „Spotkanie”: Początek „w przyszłym tygodniu” nie jest datą. Pominięto. Popraw datę w źródle.\n"
            ),
            "{name}"
        );
    }
}

#[test]
fn dates_may_stand_in_one_column_or_in_several() {
    for (table, expected) in [
        ("Tytuł;Data\nA;27.11.2026 godz. 18", "2026-11-27T18:00"),
        (
            "Tytuł,Kiedy\nA,\"27 listopada, 18:00–20:00\"",
            "2026-11-27T18:00 2026-11-27T20:00",
        ),
        (
            "Data\tGodzina\tNazwa\n27.11.2026\t18.30\tA",
            "2026-11-27T18:30",
        ),
        (
            "Tytuł;Data;Godzina\nA;27.11.2026;18-20",
            "2026-11-27T18:00 2026-11-27T20:00",
        ),
        (
            "Tytuł;Od;Do\nA;27.11.2026;29.11.2026",
            "2026-11-27 2026-11-29",
        ),
        (
            "Tytuł;Od;Do\nA;27.11.2026 18:00;20:00",
            "2026-11-27T18:00 2026-11-27T20:00",
        ),
        (
            "Tytuł;Data;Godzina;Godzina zakończenia\nA;31.12.2026;20;2",
            "2026-12-31T20:00 2027-01-01T02:00",
        ),
        (
            "Tytuł;Data;Powtarza się\nA;1.12.2026;co tydzień do 22.06.2027",
            "2026-12-01 FREQ=WEEKLY;UNTIL=20270622",
        ),
        (
            "Tytuł;Data;Powtarza się\nA;1.12.2026;co dwa tygodnie",
            "2026-12-01 FREQ=WEEKLY;INTERVAL=2",
        ),
        // Without a year: the first after the begin, however long ago that is.
        (
            "Tytuł;Data;Powtarza się\nA;5.10.2024;co tydzień do 22 czerwca",
            "2024-10-05 FREQ=WEEKLY;UNTIL=20250622",
        ),
        (
            "Tytuł;Data;Powtarza się\nA;5.10.2026;co tydzień do 20.09",
            "2026-10-05 FREQ=WEEKLY;UNTIL=20270920",
        ),
        (
            "Tytuł;Data;Powtarza się\nA;5.10.2026;co tydzień do 5.10",
            "2026-10-05 FREQ=WEEKLY;UNTIL=20261005",
        ),
        ("Tytuł;Data;Powtarza się\nA;1.12.2026;nie", "2026-12-01"),
        (
            "Tytuł;Data;Status\nA;1.12.2026;Odwołane!",
            "2026-12-01 cancelled",
        ),
        (
            "Tytuł;Data;Koniec\nA;27.11.2026;26.11.2026",
            "2026-11-27 Wydarzenie w wierszu 2 „A”: Koniec „2026-11-26” nie jest datą po początku. Zostawiono bez końca. Popraw godzinę końca.",
        ),
        (
            "Tytuł;Data;Koniec\nA;27.11.2026;późno",
            "2026-11-27 Wydarzenie w wierszu 2 „A”: Koniec „późno” nie jest datą po początku. Zostawiono bez końca. Popraw godzinę końca.",
        ),
        (
            "Tytuł;Data;Status\nA;1.12.2026;może",
            "2026-12-01 Wydarzenie w wierszu 2 „A”: W kolumnie status nie może stać „może”. Zostawiono bez tego. Wybierz słowo z listy.",
        ),
        (
            "Tytuł;Data;Powtarza się\nA;1.12.2026;czasem",
            "2026-12-01 Wydarzenie w wierszu 2 „A”: Nie da się odczytać reguły powtarzania „czasem”. Został tylko pierwszy termin. Popraw powtarzanie albo wpisz terminy osobno.",
        ),
    ] {
        assert_eq!(times(table), expected, "{table}");
    }
}

#[test]
fn rows_with_one_id_are_the_dates_of_one_event() {
    let (events, said) = csv(
        "ID;Tytuł;Data;Godzina;Miejsce;Status\nspektakl;Spektakl;5.12.2026;18-19.30;Sala;\nspektakl;Spektakl;6.12.2026;18-19.30;Sala;odwołane\n\
         spektakl;Spektakl;7.12.2026;17;Szkoła;",
    );
    assert_eq!(said, "");
    let expected = json!([{
        "id": "spektakl", "title": "Spektakl", "start": "2026-12-05T18:00", "end": "2026-12-05T19:30",
        "occurrences": [
            {"start": "2026-12-05T18:00", "end": "2026-12-05T19:30"},
            {"start": "2026-12-06T18:00", "end": "2026-12-06T19:30", "status": "cancelled"},
            {"start": "2026-12-07T17:00", "venue": "szkola"}
        ],
        "venue": "sala"
    }]);
    assert_eq!(events, expected);
}

#[test]
fn every_column_has_its_field() {
    let (events, said) = csv(
        "Tytuł,Data,Miejsce,Adres,Miejscowość,Kategoria,Dla kogo (wiek),Wstęp,Link do biletów,Zajawka,Opis,Organizator,Strona WWW,Plakat,Opis plakatu,Tagi,Uwagi\n\
         A,1.12.2026,Dwór,ul. Długa 1,Opatów,\"Koncerty, Taniec\",od 16,wolny wstęp,https://bilety.example,Krótko,\"Długo\n\ni jeszcze\",GOK,www.gok.example,https://gok.example/a.jpg,Dwór,jazz; blues,x",
    );
    assert_eq!(said, "");
    let expected = json!([{
        "id": "a-2026-12-01", "title": "A", "summary": "Krótko", "description": "Długo\n\ni jeszcze", "start": "2026-12-01",
        "venue": "dwor", "categories": ["koncerty", "taniec"], "age": {"min": 16},
        "tickets": {"url": "https://bilety.example"}, "price": {"free": true},
        "image": {"src": "https://gok.example/a.jpg", "alt": "Dwór"}, "url": "https://www.gok.example",
        "tags": ["jazz", "blues"], "organizers": [{"name": "GOK"}]
    }]);
    assert_eq!(events, expected);
}

#[test]
fn a_table_of_an_old_program_keeps_its_letters() {
    // Windows-1250, semicolons, as Excel saves CSV in Poland.
    let table = b"Tytu\xb3;Data\r\n\xa3\xf3d\x9f i \x9fr\xf3d\xb3o;1.12.2026\r\n";
    let (code, feed, said) = import("-", table);
    assert_eq!(feed["events"][0]["title"], "Łódź i źródło");
    assert_eq!(
        (code, said.as_str()),
        (
            0,
            "tabela: Plik nie jest zapisany w UTF-8. Odczytano go jako windows-1250; sprawdź polskie litery.\n"
        )
    );
}

#[test]
fn what_is_no_table_is_said() {
    for (input, sentence) in [
        (&b""[..], "Plik jest pusty."),
        (
            b"<html>",
            "To strona internetowa (HTML), a nie kalendarz. Sprawdź adres; czasem to strona logowania.",
        ),
        (
            b"PK\x03\x04 nic",
            "Nie da się otworzyć tej tabeli. Zapisz ją jeszcze raz jako XLSX, ODS albo CSV, bez hasła.",
        ),
        (
            b"A;B\n1;2",
            "W tabeli nie ma nagłówków „Tytuł” i „Data”. Wpisz je w pierwszym wierszu; wzór robi `kalendarz sheet-template`.",
        ),
    ] {
        assert_eq!(
            import("-", input),
            (1, Value::Null, format!("tabela: {sentence}\n{NOTHING}"))
        );
    }
    let (events, said) = csv("Tytuł;Data\n;1.12.2026\nB;\nC;2.12.2026");
    assert_eq!(events.as_array().unwrap().len(), 1);
    assert_eq!(
        said,
        "Wydarzenie w wierszu 2: Brak tytułu. Pominięto. Wpisz tytuł.\nWydarzenie w wierszu 3 „B”: Brak początku. Pominięto. Podaj datę.\n"
    );
}

#[test]
fn the_empty_table_is_read_without_complaint_and_its_example_is_no_event() {
    let folder = std::env::temp_dir().join(format!("kalendarz-sheet-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("program.xlsx");
    let made = |path: &std::path::Path| {
        let mut command = Command::cargo_bin("kalendarz").unwrap();
        let output = command.arg("sheet-template").arg(path).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), said)
    };
    assert_eq!(made(&path), (0, String::new()));
    let read = import(path.to_str().unwrap(), b"");
    let nowhere = made(&folder.join("nie/ma/tego.xlsx"));
    // Filled in by then.
    std::fs::write(&path, "program").unwrap();
    let again = made(&path);
    let kept = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(read, (1, Value::Null, NOTHING.to_owned()));
    assert_eq!(nowhere.0, 2);
    let sentence = format!(
        "kalendarz: Plik {} już jest. Podaj inną nazwę, żeby nie stracić tego, co w nim wpisano.\n",
        path.display()
    );
    assert_eq!((again, kept.as_str()), ((2, sentence), "program"));
}

/// Start, rule and exceptions of a class in rows of one ID, and what is said.
fn class(rows: &[&str]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("k;Kurs;{row}")).collect();
    let rows = rows.join("\n");
    let (events, said) = csv(&format!(
        "ID;Tytuł;Data;Godzina;Powtarza się;Miejsce;Status\n{rows}"
    ));
    assert_eq!(events.as_array().unwrap().len(), 1, "{events}");
    let parts = [
        "start",
        "end",
        "rrule",
        "exdates",
        "occurrences",
        "venue",
        "status",
    ];
    let parts = parts.map(|name| events[0][name].clone());
    let parts = parts.iter().filter(|part| !part.is_null());
    let parts: Vec<String> = parts.map(Value::to_string).collect();
    format!("{} {said}", parts.join(" "))
        .replace('"', "")
        .trim()
        .to_owned()
}

#[test]
fn a_class_on_several_days_of_the_week_is_one_rule() {
    let monday = "5.10.2026;16-17;co tydzień do 22.06.2027;Sala;";
    let joined = "2026-10-05T16:00 2026-10-05T17:00 FREQ=WEEKLY;UNTIL=20270622;BYDAY=MO,WE";
    for (rows, expected) in [
        (&[monday, "7.10.2026;16-17;co tydzień do 22.06.2027;Sala;"][..], format!("{joined} sala")),
        (&["7.10.2026;16-17;co tydzień do 22.06.2027;Sala;", monday], format!("{joined} sala")),
        // What the second row does not say is as in the first.
        (&[monday, "7.10.2026;16-17;co tydzień do 22.06.2027;;"], format!("{joined} sala")),
        // Wednesdays begin later.
        (
            &[monday, "21.10.2026;16-17;co tydzień do 22.06.2027;Sala;"],
            format!("{joined} [2026-10-07,2026-10-14] sala"),
        ),
        (
            &["21.10.2026;16-17;co tydzień do 22.06.2027;Sala;", monday],
            format!("{joined} [2026-10-07,2026-10-14] sala"),
        ),
        (
            &["5.10.2026;16;co dwa tygodnie;;", "21.10.2026;16;co dwa tygodnie;;", "9.10.2026;16;co dwa tygodnie;;"],
            "2026-10-05T16:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR [2026-10-07]".to_owned(),
        ),
        // One more date, before and after the row of the rule.
        (
            &[monday, "1.10.2026;18;;Szkoła;"],
            "2026-10-05T16:00 2026-10-05T17:00 FREQ=WEEKLY;UNTIL=20270622 [{start:2026-10-01T18:00,venue:szkola}] sala".to_owned(),
        ),
        (
            &["1.10.2026;18;;Szkoła;", monday],
            "2026-10-05T16:00 2026-10-05T17:00 FREQ=WEEKLY;UNTIL=20270622 [{start:2026-10-01T18:00,venue:szkola}] sala".to_owned(),
        ),
        // One that does not take place.
        (
            &["5.10.2026;16;co tydzień;;", "12.10.2026;16;;;odwołane"],
            "2026-10-05T16:00 FREQ=WEEKLY [{start:2026-10-12T16:00,status:cancelled}]".to_owned(),
        ),
    ] {
        assert_eq!(class(rows), expected, "{rows:?}");
    }
}

#[test]
fn what_one_event_cannot_be_is_left_out_and_said() {
    let monday = "5.10.2026;16;co tydzień do 22.06.2027;Sala;";
    for other in [
        "7.10.2026;17;co tydzień do 22.06.2027;Sala;",
        "7.10.2026;16;co tydzień do 30.06.2027;Sala;",
        "7.10.2026;16;co dwa tygodnie do 22.06.2027;Sala;",
        "7.10.2026;16;co miesiąc;Sala;",
        "7.10.2026;16;co tydzień do 22.06.2027;Szkoła;",
        "7.10.2026;16;co tydzień do 22.06.2027;Sala;odwołane",
    ] {
        let expected = "2026-10-05T16:00 FREQ=WEEKLY;UNTIL=20270622 sala Wydarzenie w wierszu 3 „Kurs”: Ma ID innego \
            wiersza, a inną godzinę, miejsce, status albo powtarzanie, czego jedno wydarzenie nie może mieć. Pominięto ten \
            wiersz. Nadaj mu własne ID.";
        assert_eq!(class(&[monday, other]), expected, "{other}");
    }
    // Every other week, but not in the same weeks.
    let rows = [
        "5.10.2026;16;co dwa tygodnie;;",
        "14.10.2026;16;co dwa tygodnie;;",
    ];
    assert!(class(&rows).contains("Pominięto ten wiersz."));
    let (code, _, _) = import(
        "-",
        "ID;Tytuł;Data;Powtarza się\nk;K;5.10.2026;co miesiąc\nk;K;6.10.2026;co miesiąc".as_bytes(),
    );
    assert_eq!(code, 1);
}

#[test]
fn every_sheet_with_headings_is_read() {
    use rust_xlsxwriter::Workbook;
    let mut book = Workbook::new();
    for (name, row) in [
        ("Grudzień", ["Bal", "31.12.2026"]),
        ("Uwagi", ["Piec", "zepsuty"]),
        ("Styczeń", ["Koncert", "zimą"]),
        ("Luty", ["Film", "5.02.2027"]),
        ("Szkice", ["Szkic", "6.02.2027"]),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(name == "Szkice");
        let head = if name == "Uwagi" {
            ["Co", "Jak"]
        } else {
            ["Tytuł", "Data"]
        };
        sheet.write_row(0, 0, head).unwrap();
        sheet.write_row(1, 0, row).unwrap();
    }
    let (_, feed, said) = import("-", &book.save_to_buffer().unwrap());
    let titles: Vec<&Value> = feed["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["title"])
        .collect();
    assert_eq!(titles, ["Bal", "Film"]);
    assert_eq!(
        said,
        "tabela: Wydarzenie w wierszu 2 (arkusz „Styczeń”) „Koncert”: Początek „zimą” nie jest datą. Pominięto. Popraw datę w źródle.\n"
    );
}

#[test]
fn only_the_example_of_the_template_is_no_event() {
    let (events, said) = csv(
        "Tytuł;Data\nPRZYKŁADY dobrej architektury;1.12.2026\nPRZYKŁAD (usuń ten wiersz): Koncert kolęd;18.12.2026",
    );
    assert_eq!(said, "");
    assert_eq!(events.as_array().unwrap().len(), 1);
    assert_eq!(events[0]["title"], "PRZYKŁADY dobrej architektury");
}

#[test]
fn a_picture_may_stand_beside_the_programme() {
    for (written, src) in [
        ("img/plakat.jpg", Some("img/plakat.jpg")),
        ("./plakat lato.PNG?v=2", Some("./plakat lato.PNG?v=2")),
        (
            "https://gok.example/plakat",
            Some("https://gok.example/plakat"),
        ),
        (
            "www.gok.example/a.jpg",
            Some("https://www.gok.example/a.jpg"),
        ),
        ("../plakat.jpg", None),
        ("img/%2e%2e/plakat.jpg", None),
        ("/img/plakat.jpg", None),
        ("img\\plakat.jpg", None),
        ("gok.example/plakat.jpg", None),
        ("./img/plakat.jpg", Some("./img/plakat.jpg")),
        ("img/plakat.2026.jpg", Some("img/plakat.2026.jpg")),
        (
            "WWW.gok.example/a.jpg",
            Some("https://WWW.gok.example/a.jpg"),
        ),
        ("plakat.pdf", None),
        ("plakat", None),
    ] {
        let (events, said) = csv(&format!("Tytuł;Data;Obraz\nA;1.12.2026;{written}"));
        let sentence = format!(
            "Wydarzenie „A”: „{written}” nie jest adresem obrazu. Pominięto go. Zacznij adres od https:// albo wpisz plik, \
             który leży obok programu, na przykład img/plakat.jpg.\n"
        );
        assert_eq!(events[0]["image"]["src"].as_str(), src, "{written}");
        assert_eq!(said, if src.is_some() { "" } else { &sentence });
    }
    let (events, said) = csv("Tytuł;Data;Obraz\nA;1.12.2026;javascript:alert(1)");
    assert_eq!(events[0]["image"], Value::Null);
    assert!(said.contains("nie jest adresem strony"), "{said}");
}

#[test]
fn rows_of_another_title_are_another_event_whatever_their_id() {
    let (events, said) = csv("ID;Tytuł;Data\n1;Bal;31.12.2026\n1;Film;5.12.2026\n1;Bal;1.01.2027");
    assert_eq!(said, "");
    let titles: Vec<&str> = events
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["Film", "Bal"]);
    assert_eq!(events[1]["occurrences"].as_array().unwrap().len(), 2);
}

#[test]
fn a_second_row_of_one_date_adds_what_the_first_does_not_say() {
    let left_out = "Wydarzenie w wierszu 3 „Kurs”: Ma ID innego wiersza, a inną godzinę, miejsce, status albo powtarzanie, \
        czego jedno wydarzenie nie może mieć. Pominięto ten wiersz. Nadaj mu własne ID.";
    for (first, second, expected) in [
        (";;;", ";;Sala;", "2026-12-01 sala"),
        (";;Sala;", ";;;odwołane", "2026-12-01 sala cancelled"),
        (";;Sala;odwołane", ";;;", "2026-12-01 sala cancelled"),
        (
            ";co tydzień;;",
            ";co tydzień;Sala;odwołane",
            "2026-12-01 FREQ=WEEKLY sala cancelled",
        ),
        (";;Sala;", ";;Park;", &format!("2026-12-01 sala {left_out}")),
        (
            ";co tydzień;Sala;",
            ";co tydzień;Park;odwołane",
            &format!("2026-12-01 FREQ=WEEKLY sala {left_out}"),
        ),
    ] {
        let rows = [first, second].map(|row| format!("1.12.2026;{row}"));
        let said = class(&[&rows[0], &rows[1]]);
        assert_eq!(said, expected, "{first} {second}");
    }
    // A date beside those of a rule.
    let rows = [
        "1.12.2026;16;co tydzień;;",
        "8.12.2026;16;;;",
        "8.12.2026;16;;Park;odwołane",
    ];
    assert!(class(&rows).contains("{start:2026-12-08T16:00,status:cancelled,venue:park}"));
    let rows = [rows[0], "8.12.2026;16;;Szkoła;", rows[2]];
    assert!(class(&rows).contains("Wydarzenie w wierszu 4 „Kurs”: Ma ID innego wiersza"));
}
