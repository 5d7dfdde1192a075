//! Files of tables -> rows of cells. What must not come in: what a column means.

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, open_workbook_auto_from_rs};
use domain::time::{Date, WallTime};

use crate::import::bytes;
use crate::import::found::What;

/// Rows and columns beyond these are no programme.
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 200;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, with a time of day or midnight.
    When(WallTime),
    /// A time of day in seconds.
    Clock(u32),
}

impl Cell {
    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// As words.
    pub fn text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.trim().to_owned(),
            Cell::Number(number) => number.to_string(),
            Cell::When(wall) => wall.to_string(),
            Cell::Clock(second) => format!("{:02}:{:02}", second / 3600, second / 60 % 60),
        }
    }
}

type Rows = Vec<Vec<Cell>>;

/// A sheet of a file.
pub struct Sheet {
    /// Its name; empty where the file is one sheet.
    pub name: String,
    /// Its cells.
    pub rows: Rows,
}

/// The sheets of a file, and the encoding of one that was no UTF-8.
///
/// # Errors
/// What it is instead.
pub fn sheets(bytes: &[u8]) -> Result<(Vec<Sheet>, Option<&'static str>), What> {
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return workbook(bytes)
            .map(|sheets| (sheets, None))
            .ok_or(What::BadWorkbook);
    }
    let (text, charset) = bytes::text(bytes);
    let start = text.trim_start();
    if start.is_empty() {
        return Err(What::Empty);
    }
    if start.starts_with('<') {
        return Err(What::Html);
    }
    let sheet = Sheet {
        name: String::new(),
        rows: table(&text),
    };
    Ok((vec![sheet], charset))
}

fn workbook(bytes: &[u8]) -> Option<Vec<Sheet>> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    // What people hid in the table is not for the public.
    let shown = book.sheets_metadata().iter();
    let shown = shown.filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    let mut sheets = Vec::new();
    for name in names {
        let Ok(range) = book.worksheet_range(&name) else {
            continue;
        };
        // Rows above the first one that is used count too, so that people find the row that is meant.
        let above = range
            .start()
            .map_or(0, |(row, _)| row as usize)
            .min(MOST_ROWS);
        let mut rows: Rows = vec![Vec::new(); above];
        rows.extend(
            range
                .rows()
                .take(MOST_ROWS)
                .map(|row| row.iter().take(MOST_COLUMNS).map(cell).collect()),
        );
        sheets.push(Sheet { name, rows });
    }
    Some(sheets)
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty | Data::Error(_) => Cell::Empty,
        Data::String(text) => Cell::Text(text.clone()),
        Data::DurationIso(text) => {
            duration(text).map_or_else(|| Cell::Text(text.clone()), Cell::Clock)
        }
        Data::DateTimeIso(text) => iso(text),
        Data::Bool(yes) => Cell::Text(if *yes { "tak" } else { "nie" }.to_owned()),
        #[expect(
            clippy::cast_precision_loss,
            reason = "no number of a programme is that large"
        )]
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::DateTime(when) => {
            let value = when.as_f64();
            if value < 1.0 || when.is_duration() {
                return Cell::Clock(of_day(value.fract()));
            }
            let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
            let date = Date::new(i32::from(year), u32::from(month), u32::from(day));
            let second = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
            date.map_or(Cell::Number(value), |date| Cell::When(date.at(second)))
        }
    }
}

/// `2026-11-27`, `2026-11-27T18:00:00`, `18:00:00` of an ODS.
fn iso(text: &str) -> Cell {
    let whole = Date::parse(text).map(Date::midnight);
    match whole.or_else(|| WallTime::parse(text)) {
        Some(wall) => Cell::When(wall),
        None => Cell::Text(text.to_owned()),
    }
}

/// `PT18H30M00S`: a time of day in an ODS.
fn duration(text: &str) -> Option<u32> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, _) = rest.split_once('M')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 3600 + minutes * 60)
}

/// Days since 30 December 1899, as tables count them.
pub fn serial(days: f64) -> Option<WallTime> {
    let epoch = Date::new(1899, 12, 30)?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a date, or outside the calendar"
    )]
    let whole = days.floor() as i64;
    Some(epoch.plus(whole).at(of_day(days.fract())))
}

/// A part of a day in seconds, to the minute.
pub fn of_day(part: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 1440"
    )]
    let minutes = (part.clamp(0.0, 1.0) * 1440.0).round() as u32;
    minutes.min(1439) * 60
}

/// CSV with whatever stands between the columns of its first lines.
fn table(text: &str) -> Rows {
    let head = text.lines().take(5);
    let count = |sign: char| head.clone().map(|line| line.matches(sign).count()).max();
    let delimiter = [';', '\t', ',']
        .into_iter()
        .max_by_key(|sign| (count(*sign), *sign == ';'));
    let delimiter = delimiter
        .and_then(|sign| u8::try_from(sign).ok())
        .unwrap_or(b';');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows: Rows = Vec::new();
    for record in reader.records().take(MOST_ROWS).flatten() {
        // The line on which people see it: blank ones count, of a row of several lines the first.
        let line = record.position().map_or(0, csv::Position::line);
        let line = usize::try_from(line).unwrap_or(0).saturating_sub(1);
        while rows.len() < line.min(MOST_ROWS) {
            rows.push(Vec::new());
        }
        rows.push(
            record
                .iter()
                .take(MOST_COLUMNS)
                .map(|text| Cell::Text(text.to_owned()))
                .collect(),
        );
    }
    rows
}
