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
        output.status.code().unwrap()
    };
    assert_eq!(made(&path), 0);
    let read = import(path.to_str().unwrap(), b"");
    let nowhere = made(&folder.join("nie/ma/tego.xlsx"));
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(read, (1, Value::Null, NOTHING.to_owned()));
    assert_eq!(nowhere, 2);
}
