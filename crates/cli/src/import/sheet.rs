//! A table that people keep (XLSX, XLS, ODS, CSV), a row a date, with headings in Polish.
//!
//! Columns are known by their headings, in any order; a row of words above them does no harm. Every sheet with headings is
//! read. Rows with one id are the dates of one event.

pub mod cells;
mod rows;
pub mod template;

pub use rows::DAYS;

use domain::search::fold;
use domain::time::{Date, WallTime, Written, Zone};

use super::found::{Dates, Found, Harvest, Image, Party, Place, Status, Trouble, What};
use super::ics::place;
use super::trouble::shown;
use super::{html, polish, times, words};
use cells::{Cell, Sheet};

/// Rows in which the headings are looked for.
const HEAD: usize = 30;

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Title,
    Date,
    Time,
    EndDate,
    EndTime,
    Place,
    Address,
    Town,
    Categories,
    Age,
    Price,
    Tickets,
    Summary,
    Description,
    Organizer,
    Url,
    Image,
    Alt,
    Status,
    Repeat,
    Tags,
}

/// Headings without case, marks and signs. What stands in brackets behind one does not count.
const HEADINGS: [(Column, &[&str]); 22] = [
    (Column::Id, &["id", "identyfikator"]),
    (
        Column::Title,
        &[
            "tytul",
            "nazwa",
            "wydarzenie",
            "nazwa wydarzenia",
            "tytul wydarzenia",
            "temat",
            "title",
        ],
    ),
    (
        Column::Date,
        &[
            "data",
            "termin",
            "dzien",
            "kiedy",
            "data i godzina",
            "data wydarzenia",
            "data rozpoczecia",
            "poczatek",
            "od",
            "data od",
            "date",
            "start",
        ],
    ),
    (
        Column::Time,
        &[
            "godzina",
            "godziny",
            "godz",
            "czas",
            "godzina rozpoczecia",
            "godzina od",
            "o ktorej",
        ],
    ),
    (
        Column::EndDate,
        &[
            "data zakonczenia",
            "data konca",
            "koniec",
            "do",
            "data do",
            "end",
        ],
    ),
    (
        Column::EndTime,
        &[
            "godzina zakonczenia",
            "godzina konca",
            "godzina do",
            "do godziny",
            "do godz",
        ],
    ),
    (
        Column::Place,
        &[
            "miejsce",
            "gdzie",
            "lokalizacja",
            "sala",
            "miejsce wydarzenia",
            "location",
        ],
    ),
    (Column::Address, &["adres", "ulica", "adres miejsca"]),
    (Column::Town, &["miejscowosc", "miasto", "wies"]),
    (
        Column::Categories,
        &[
            "kategoria",
            "kategorie",
            "rodzaj",
            "typ",
            "rodzaj wydarzenia",
            "category",
        ],
    ),
    (
        Column::Age,
        &[
            "wiek",
            "dla kogo",
            "odbiorcy",
            "grupa wiekowa",
            "grupy wiekowe",
            "adresaci",
        ],
    ),
    (
        Column::Price,
        &[
            "cena",
            "wstep",
            "koszt",
            "oplata",
            "cennik",
            "odplatnosc",
            "bilety",
            "cena biletu",
            "price",
        ],
    ),
    (
        Column::Tickets,
        &[
            "link do biletow",
            "bilety online",
            "sprzedaz biletow",
            "kup bilet",
        ],
    ),
    (
        Column::Summary,
        &["skrot", "zajawka", "w skrocie", "jedno zdanie"],
    ),
    (
        Column::Description,
        &[
            "opis",
            "tresc",
            "szczegoly",
            "opis wydarzenia",
            "informacje",
            "description",
        ],
    ),
    (
        Column::Organizer,
        &[
            "organizator",
            "organizatorzy",
            "prowadzacy",
            "kto organizuje",
        ],
    ),
    (
        Column::Url,
        &[
            "strona",
            "link",
            "adres strony",
            "www",
            "strona wydarzenia",
            "url",
            "strona www",
        ],
    ),
    (
        Column::Image,
        &["obraz", "zdjecie", "plakat", "grafika", "adres obrazu"],
    ),
    (
        Column::Alt,
        &[
            "opis obrazu",
            "opis zdjecia",
            "co na obrazie",
            "alt",
            "opis plakatu",
        ],
    ),
    (Column::Status, &["status", "stan"]),
    (
        Column::Repeat,
        &["powtarza sie", "powtarzanie", "cykl", "jak czesto"],
    ),
    (Column::Tags, &["tagi", "slowa kluczowe", "tag"]),
];

/// Reads a table.
///
/// # Errors
/// What it is instead.
pub fn read(bytes: &[u8], zone: &Zone, today: Date) -> Result<Harvest, What> {
    let mut harvest = Harvest::default();
    let (sheets, charset) = cells::sheets(bytes)?;
    harvest
        .troubles
        .extend(charset.map(|name| Trouble::whole(What::Charset(name))));
    let headed: Vec<(&Sheet, usize)> = sheets
        .iter()
        .filter_map(|sheet| Some((sheet, head(&sheet.rows)?)))
        .collect();
    if headed.is_empty() {
        return Err(What::NoHeadings);
    }
    for (sheet, head) in &headed {
        let name = (headed.len() > 1).then_some(&*sheet.name);
        let columns = sheet.rows.get(*head).map(|row| columns(row));
        let columns = columns.unwrap_or_default();
        for (number, row) in sheet.rows.iter().enumerate().skip(head + 1) {
            let row = Row {
                columns: &columns,
                cells: row,
                // People count from one.
                number: number + 1,
                sheet: name,
            };
            if !row.is_empty() {
                event(&row, zone, today, &mut harvest);
            }
        }
    }
    Ok(harvest)
}

/// The place of the row with the headings.
fn head(rows: &[Vec<Cell>]) -> Option<usize> {
    let mut first = rows.iter().take(HEAD);
    first.position(|row| is_head(&columns(row)))
}

fn columns(row: &[Cell]) -> Vec<Option<Column>> {
    row.iter().map(|cell| column(&cell.text())).collect()
}

fn column(heading: &str) -> Option<Column> {
    let heading = fold(heading.split(['(', '\n']).next().unwrap_or_default());
    let letters: String = heading
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let heading = letters.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&&*heading));
    known.map(|(column, _)| *column)
}

fn is_head(columns: &[Option<Column>]) -> bool {
    columns.contains(&Some(Column::Title)) && columns.contains(&Some(Column::Date))
}

struct Row<'a> {
    columns: &'a [Option<Column>],
    cells: &'a [Cell],
    /// As people count.
    number: usize,
    /// Of which sheet, where there are several.
    sheet: Option<&'a str>,
}

impl Row<'_> {
    /// Where it stands, for a complaint.
    fn place(&self) -> String {
        let number = self.number;
        let sheet = self.sheet.map(shown);
        sheet.map_or_else(
            || format!("w wierszu {number}"),
            |sheet| format!("w wierszu {number} (arkusz „{sheet}”)"),
        )
    }

    /// The first cell of a column that is not empty.
    fn cell(&self, wanted: Column) -> Option<&Cell> {
        let cells = self.columns.iter().zip(self.cells);
        cells
            .filter(|(column, _)| **column == Some(wanted))
            .map(|(_, cell)| cell)
            .find(|cell| !cell.is_empty())
    }

    fn text(&self, column: Column) -> Option<String> {
        self.cell(column).map(Cell::text)
    }

    fn line(&self, column: Column) -> Option<String> {
        self.text(column)
            .map(|text| html::line(&text))
            .filter(|text| !text.is_empty())
    }

    fn is_empty(&self) -> bool {
        let mut cells = self.columns.iter().zip(self.cells);
        !cells.any(|(column, cell)| column.is_some() && !cell.is_empty())
    }
}

fn event(row: &Row<'_>, zone: &Zone, today: Date, harvest: &mut Harvest) {
    let title = row.line(Column::Title);
    // Of the template.
    if title
        .as_deref()
        .is_some_and(|title| title.starts_with(template::EXAMPLE))
    {
        return;
    }
    let named = title
        .as_ref()
        .map(|title| format!(" „{}”", shown(title)))
        .unwrap_or_default();
    let about = Some(format!("{}{named}", row.place()));
    let mut troubles = Vec::new();
    let mut tell = |what| {
        troubles.push(Trouble {
            about: about.clone(),
            what,
        });
    };
    let when = when(row, zone, today);
    match (title, when) {
        (None, _) => tell(What::NoTitle),
        (_, Err(what)) => tell(what),
        (Some(title), Ok((start, end, bad))) => {
            bad.into_iter().for_each(&mut tell);
            let mut dates = Dates {
                start: Some(start),
                end,
                ..Dates::default()
            };
            if let Some(written) = row.line(Column::Repeat) {
                match rule(&written, first_day(start, zone)) {
                    Ok(rule) => dates.rrule = rule,
                    Err(()) => tell(What::RuleNotRead(shown(&written))),
                }
            }
            let mut found = found(row, title, dates);
            if let Some(written) = row.line(Column::Status) {
                match status(&written) {
                    Ok(status) => found.status = status,
                    Err(()) => tell(What::UnknownWord("status", shown(&written))),
                }
            }
            if let Err(what) = rows::add(harvest, found, zone) {
                tell(what);
            }
        }
    }
    harvest.troubles.extend(troubles);
}

/// Start and end of a row, and what is wrong with the end.
type Span = (Written, Option<Written>, Option<What>);

fn when(row: &Row<'_>, zone: &Zone, today: Date) -> Result<Span, What> {
    let Some(cell) = row.cell(Column::Date) else {
        return Err(What::NoStart);
    };
    let mut said = day(cell, today).ok_or_else(|| What::BadStart(shown(&cell.text())))?;
    if let Some(cell) = row.cell(Column::Time) {
        let (from, to) = clock(cell).ok_or_else(|| What::BadStart(shown(&cell.text())))?;
        said.from = Some(from);
        said.to = to.or(said.to);
    }
    let mut bad = None;
    if let Some(cell) = row.cell(Column::EndDate) {
        match (day(cell, said.first.unwrap_or(today)), clock(cell)) {
            // "do 20:00" under "Koniec" is a time of the same day.
            (None, Some((to, _))) => said.to = Some(to),
            (Some(end), _) => {
                said.last = end
                    .last
                    .or(end.first)
                    .filter(|last| Some(*last) != said.first);
                said.to = end.from.or(said.to);
            }
            (None, None) => bad = Some(What::BadEnd(shown(&cell.text()))),
        }
    }
    if let Some(cell) = row.cell(Column::EndTime) {
        match clock(cell) {
            Some((to, _)) => said.to = Some(to),
            None => bad = Some(What::BadEnd(shown(&cell.text()))),
        }
    }
    let (start, end) = said.written().ok_or(What::NoStart)?;
    let (start, end, sound) = times::span(start, end, false, zone);
    let before = sound
        .err()
        .map(|end| What::BadEnd(super::write::time(zone, end)));
    Ok((start, end, bad.or(before)))
}

fn day(cell: &Cell, today: Date) -> Option<polish::Said> {
    let of = |wall: WallTime, whole: bool| polish::Said {
        first: Some(wall.date),
        from: (!whole).then_some(wall.second),
        ..polish::Said::default()
    };
    match cell {
        Cell::When(wall) => Some(of(*wall, wall.second == 0)),
        // A date that lost its format: days since the end of 1899.
        Cell::Number(number) => {
            let wall = cells::serial(*number).filter(|_| (20_000.0..80_000.0).contains(number))?;
            Some(of(wall, wall.second == 0))
        }
        Cell::Text(text) => polish::read(text, today).filter(|said| said.first.is_some()),
        Cell::Clock(_) | Cell::Empty => None,
    }
}

fn clock(cell: &Cell) -> Option<(u32, Option<u32>)> {
    match cell {
        Cell::Clock(second) => Some((*second, None)),
        Cell::When(wall) => Some((wall.second, None)),
        Cell::Number(number) if (0.0..1.0).contains(number) => Some((cells::of_day(*number), None)),
        // 18.3 is how a table keeps "18.30".
        Cell::Number(number) => polish::time(&format!("{number:.2}")),
        Cell::Text(text) => polish::time(text),
        Cell::Empty => None,
    }
}

fn found(row: &Row<'_>, title: String, dates: Dates) -> Found {
    let list = |column| -> Vec<String> {
        let text = row.text(column).unwrap_or_default();
        let items = text.split([',', ';', '\n']).map(html::line);
        items.filter(|item| !item.is_empty()).collect()
    };
    let place = row
        .text(Column::Place)
        .and_then(|text| place::of(&text, None));
    let place = place.map(|place| Place {
        address: row.line(Column::Address).or(place.address.clone()),
        locality: row.line(Column::Town).or(place.locality.clone()),
        ..place
    });
    let price = row.line(Column::Price);
    let age = row.line(Column::Age);
    Found {
        key: row.line(Column::Id).unwrap_or_default(),
        title,
        summary: row.line(Column::Summary),
        description: row
            .text(Column::Description)
            .map(|text| html::plain(&text))
            .filter(|text| !text.is_empty()),
        dates,
        online: row
            .text(Column::Place)
            .filter(|text| place::is_address(text)),
        place,
        categories: list(Column::Categories),
        tags: list(Column::Tags),
        ages: age.and_then(|text| words::ages_of_field(&text)),
        price: price.and_then(|field| words::price(&field, Some("PLN"))),
        tickets: row.line(Column::Tickets),
        url: row.line(Column::Url),
        image: row.line(Column::Image).map(|src| Image {
            beside: true,
            src,
            alt: row.line(Column::Alt),
            credit: None,
        }),
        organizers: list(Column::Organizer)
            .into_iter()
            .map(|name| Party { name, url: None })
            .collect(),
        ..Found::default()
    }
}

fn status(word: &str) -> Result<Option<Status>, ()> {
    let folded = fold(word);
    let begins = |stems: &[&str]| stems.iter().any(|stem| folded.trim().starts_with(stem));
    if begins(&["odwol"]) {
        Ok(Some(Status::Cancelled))
    } else if begins(&["przeloz", "przesun", "odroczon"]) {
        Ok(Some(Status::Postponed))
    } else if begins(&["przenies", "zmiana terminu", "zmienion"]) {
        Ok(Some(Status::Rescheduled))
    } else if begins(&["online", "zdaln"]) {
        Ok(Some(Status::MovedOnline))
    } else if begins(&[
        "aktualn",
        "odbedzie",
        "planowan",
        "potwierdz",
        "zgodnie",
        "ok",
    ]) {
        Ok(None)
    } else {
        Err(())
    }
}

/// The day on which an event begins.
fn first_day(start: Written, zone: &Zone) -> Date {
    zone.wall(times::instant(start, zone)).date
}

/// "co tydzień", "co 2 tygodnie do 22.06.2027", "codziennie", "co miesiąc", "co rok", "nie". A last day without a year is
/// within a year from the first one.
fn rule(written: &str, first: Date) -> Result<Option<String>, ()> {
    let folded = fold(written);
    let (how, until) = match folded.split_once(" do ") {
        Some((how, until)) => (how.to_owned(), Some(until.to_owned())),
        None => (folded, None),
    };
    let how = how.split_whitespace().collect::<Vec<_>>().join(" ");
    let freq = match how.as_str() {
        "nie" | "-" | "jednorazowo" | "raz" => return Ok(None),
        "codziennie" | "co dzien" => "FREQ=DAILY",
        "co tydzien" | "raz w tygodniu" | "tak" | "cotygodniowo" => "FREQ=WEEKLY",
        "co dwa tygodnie" | "co 2 tygodnie" | "co drugi tydzien" => "FREQ=WEEKLY;INTERVAL=2",
        "co miesiac" | "raz w miesiacu" => "FREQ=MONTHLY",
        "co rok" | "corocznie" | "raz w roku" => "FREQ=YEARLY",
        _ => return Err(()),
    };
    let Some(until) = until else {
        return Ok(Some(freq.to_owned()));
    };
    let last = polish::read(&until, first.plus(polish::NEAREST_BACK))
        .and_then(|said| said.first)
        .ok_or(())?;
    Ok(Some(format!(
        "{freq};UNTIL={:04}{:02}{:02}",
        last.year(),
        last.month(),
        last.day()
    )))
}
