//! Dates and times as people write them in Polish: `27.11.2026 godz. 18`, `27 listopada`, `27-29.11.2026`, `17.30–19`.
//!
//! What is read is read whole: a text with anything left over is no date, so that nobody comes on a wrong day. What
//! must not come in: where the text is from.

use domain::search::fold;
use domain::time::{Date, Written};

/// Days and, where said, times of day in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// First day.
    pub first: Option<Date>,
    /// Last day, where it is another.
    pub last: Option<Date>,
    /// Begin.
    pub from: Option<u32>,
    /// End.
    pub to: Option<u32>,
}

impl Said {
    /// Start and end as the feed has them; an end earlier in the day is on the next one.
    pub fn written(self) -> Option<(Written, Option<Written>)> {
        let first = self.first?;
        let Some(from) = self.from else {
            return Some((Written::Day(first), self.last.map(Written::Day)));
        };
        let start = Written::Wall(first.at(from));
        let end = match (self.last, self.to) {
            (last, Some(to)) => {
                let night = i64::from(last.is_none() && to < from);
                Some(Written::Wall(last.unwrap_or(first).plus(night).at(to)))
            }
            (Some(last), None) => Some(Written::Day(last)),
            (None, None) => None,
        };
        Some((start, end.filter(|end| *end != start)))
    }
}

/// Days before today from which on a date without a year is looked for: a year of days from there.
pub const NEAREST_BACK: i64 = 90;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// Its value and how many digits it was written with.
    Number(u32, usize),
    Month(u32),
    /// `-`, `.`, `/`, `:`; `@` where a time of day is announced.
    Sign(char),
}

use Token::{Month, Number, Sign};

const MONTHS: [&str; 12] = [
    "stycz", "lut", "mar", "kwie", "maj", "czerw", "lip", "sierp", "wrze", "paz", "lis", "grud",
];
const ROMAN: [&str; 12] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
];

fn tokens(text: &str) -> Option<Vec<Token>> {
    let folded = fold(text);
    let mut found = Vec::new();
    let mut rest = folded.as_str();
    while let Some(c) = rest.chars().next() {
        let end = if c.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit())
        } else if c.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic())
        } else {
            Some(c.len_utf8())
        };
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        if c.is_ascii_digit() {
            found.push(Number(
                piece.parse().ok().filter(|_| piece.len() <= 4)?,
                piece.len(),
            ));
        } else if c.is_alphabetic() {
            // "o godz." announces once.
            let before = found.last().cloned();
            let token = word(piece)?;
            found.extend(token.into_iter().filter(|it| before.as_ref() != Some(it)));
            // Of an abbreviation.
            rest = rest.strip_prefix('.').unwrap_or(rest);
        } else {
            match c {
                '-' | '–' | '—' | '−' => found.push(Sign('-')),
                '.' | '/' | ':' => found.push(Sign(c)),
                ',' | '(' | ')' => {}
                c if c.is_whitespace() => {}
                _ => return None,
            }
        }
    }
    Some(found)
}

/// What a word stands for: nothing, one token, or `None` for a word that is not known.
fn word(word: &str) -> Option<Vec<Token>> {
    const DAYS: [&str; 7] = [
        "poniedz", "wtor", "srod", "czwart", "piat", "sobot", "niedziel",
    ];
    const SHORT_DAYS: [&str; 10] = [
        "pn", "pon", "wt", "sr", "czw", "pt", "sob", "so", "nd", "niedz",
    ];
    const NOTHING: [&str; 10] = [
        "r", "roku", "dnia", "od", "w", "we", "z", "start", "poczatek", "t",
    ];
    if ["godz", "godzina", "godzinie", "godziny", "g", "o", "h"].contains(&word) {
        return Some(vec![Sign('@')]);
    }
    if word == "do" {
        return Some(vec![Sign('-')]);
    }
    if NOTHING.contains(&word)
        || SHORT_DAYS.contains(&word)
        || DAYS.iter().any(|day| word.starts_with(day))
    {
        return Some(Vec::new());
    }
    let by_name = MONTHS.iter().position(|month| word.starts_with(month));
    let place = by_name.or_else(|| ROMAN.iter().position(|month| *month == word));
    let month = u32::try_from(place?).ok()? + 1;
    Some(vec![Month(month)])
}

/// Reads a date with or without a time of day, or a time alone. Without a year the one is meant that brings the date
/// nearest to `today`, rather ahead than back.
pub fn read(text: &str, today: Date) -> Option<Said> {
    let tokens = tokens(text)?;
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        today,
    };
    let said = reader.said()?;
    // A full stop at the end, or an announced time that is not there.
    while matches!(reader.peek(0), Some(Sign('.' | '@'))) {
        reader.at += 1;
    }
    (reader.at == tokens.len()).then_some(said)
}

/// Reads a time of day, or from when to when.
pub fn time(text: &str) -> Option<(u32, Option<u32>)> {
    let tokens = tokens(text)?;
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        today: Date::MIN,
    };
    let times = reader.times(true)?;
    (reader.at == tokens.len()).then_some(times)
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    today: Date,
}

/// A day whose year or month may stand behind the other end.
#[derive(Clone, Copy)]
struct Day {
    number: u32,
    month: Option<u32>,
    year: Option<i32>,
}

impl Reader<'_> {
    fn peek(&self, more: usize) -> Option<&Token> {
        self.tokens.get(self.at + more)
    }

    fn eat(&mut self, sign: char) -> bool {
        let found = self.peek(0) == Some(&Sign(sign));
        self.at += usize::from(found);
        found
    }

    fn said(&mut self) -> Option<Said> {
        let mut said = Said::default();
        let start = self.at;
        if let Some(first) = self.day() {
            let mut last = None;
            let before = self.at;
            if self.eat('-') {
                last = self.day();
                if last.is_none() {
                    self.at = before;
                }
            }
            if !self.dates(first, last, &mut said) {
                said = Said::default();
                self.at = start;
            }
        }
        self.eat('.');
        if let Some((from, to)) = self.times(said.first.is_some()) {
            said.from = Some(from);
            said.to = to;
        }
        (said.first.is_some() || said.from.is_some()).then_some(said)
    }

    /// A time of day, or from when to when; a bare hour only where a time is expected or announced.
    fn times(&mut self, expected: bool) -> Option<(u32, Option<u32>)> {
        let announced = self.eat('@');
        let from = self.clock(announced || expected)?;
        let before = self.at;
        if !self.eat('-') {
            return Some((from, None));
        }
        self.eat('@');
        let to = self.clock(true);
        if to.is_none() {
            self.at = before;
        }
        Some((from, to))
    }

    /// Whether the days that were read are days.
    fn dates(&self, first: Day, last: Option<Day>, said: &mut Said) -> bool {
        let Some(end) = last else {
            said.first = self.date(first);
            return said.first.is_some();
        };
        let Some(month) = first.month.or(end.month) else {
            return false;
        };
        let Some(end) = self.date(end) else {
            return false;
        };
        let first = Day {
            month: Some(month),
            year: first.year.or(Some(end.year())),
            ..first
        };
        let Some(begin) = self.date(first) else {
            return false;
        };
        // "28.12–3.01.2027" begins in the year before.
        let begin = if begin > end {
            let before = Date::new(begin.year() - 1, begin.month(), begin.day());
            before.filter(|begin| end.days_since(*begin) <= 183)
        } else {
            Some(begin)
        };
        said.first = begin;
        said.last = Some(end).filter(|end| Some(*end) != begin);
        begin.is_some_and(|begin| begin <= end)
    }

    fn date(&self, it: Day) -> Option<Date> {
        let month = it.month?;
        if let Some(year) = it.year {
            return Date::new(year, month, it.number);
        }
        let year = self.today.year();
        let candidates = [year - 1, year, year + 1].map(|year| Date::new(year, month, it.number));
        let near = |date: &Date| {
            (-NEAREST_BACK..366 - NEAREST_BACK).contains(&date.days_since(self.today))
        };
        candidates.into_iter().flatten().find(near)
    }

    /// `2026-11-27`, `27.11.2026`, `27.11`, `27 listopada 2026`, `27 XI`, or `27` before a dash.
    fn day(&mut self) -> Option<Day> {
        let &Number(number, digits) = self.peek(0)? else {
            return None;
        };
        if let (
            4,
            Some(Sign('-')),
            Some(&Number(month, 1..=2)),
            Some(Sign('-')),
            Some(&Number(day, 1..=2)),
        ) = (
            digits,
            self.peek(1),
            self.peek(2),
            self.peek(3),
            self.peek(4),
        ) {
            self.at += 5;
            let year = i32::try_from(number).ok();
            return Some(Day {
                number: day,
                month: Some(month),
                year,
            });
        }
        if digits > 2 {
            return None;
        }
        if let Some(&Month(month)) = self.peek(1) {
            self.at += 2;
            self.eat('.');
            let year = self.year();
            return Some(Day {
                number,
                month: Some(month),
                year,
            });
        }
        let Some(&Sign(between @ ('.' | '/' | '-'))) = self.peek(1) else {
            return None;
        };
        // "27. listopada"
        if let (Some(&Month(month)), '.') = (self.peek(2), between) {
            self.at += 3;
            let year = self.year();
            return Some(Day {
                number,
                month: Some(month),
                year,
            });
        }
        if let Some(&Number(month, 1..=2)) = self.peek(2) {
            let year_follows = self.peek(3) == Some(&Sign(between));
            let full =
                between != '-' || (year_follows && matches!(self.peek(4), Some(Number(_, 4))));
            if full && month <= 12 {
                self.at += 3;
                let mut year = None;
                if year_follows {
                    self.at += 1;
                    year = self.year();
                    if year.is_none() && between != '.' {
                        self.at -= 1;
                    }
                }
                return Some(Day {
                    number,
                    month: Some(month),
                    year,
                });
            }
        }
        // "27–29.11": the day alone, its month comes later.
        let alone = between == '-' || (between == '.' && self.peek(2) == Some(&Sign('-')));
        if alone {
            self.at += 1 + usize::from(between == '.');
            return Some(Day {
                number,
                month: None,
                year: None,
            });
        }
        None
    }

    /// A year of four digits, or of two behind a full stop that are no hour: "27.11.26", but "27 listopada 18".
    fn year(&mut self) -> Option<i32> {
        let &Number(number, digits) = self.peek(0)? else {
            return None;
        };
        let clock = matches!(self.peek(1), Some(Sign(':')));
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let short = matches!(before, Some(Sign('.' | '/'))) && !clock && number > 24;
        let year = match digits {
            4 => number,
            2 if short => 2000 + number,
            _ => return None,
        };
        self.at += 1;
        i32::try_from(year).ok()
    }

    /// `18`, `18:00`, `18.00`, `1800`; a bare number only where a time is expected.
    fn clock(&mut self, expected: bool) -> Option<u32> {
        let &Number(number, digits) = self.peek(0)? else {
            return None;
        };
        let (hour, minute, taken) = match (self.peek(1), self.peek(2)) {
            (Some(Sign(':' | '.')), Some(&Number(minute, 2))) => (number, minute, 3),
            _ if digits == 4 && expected => (number / 100, number % 100, 1),
            _ if digits <= 2 && expected => (number, 0, 1),
            _ => return None,
        };
        if hour > 24 || minute > 59 || (hour == 24 && minute > 0) {
            return None;
        }
        self.at += taken;
        // Seconds, as ISO 8601 has them.
        if let (3, Some(Sign(':')), Some(Number(_, 2))) = (taken, self.peek(0), self.peek(1)) {
            self.at += 2;
        }
        Some((hour * 3600 + minute * 60).min(86_340))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(second: u32) -> String {
        format!("{:02}:{:02}", second / 3600, second / 60 % 60)
    }

    fn check(text: &str, expected: &str) {
        let said = read(text, Date::parse("2026-11-22").unwrap());
        let said = said.map_or("–".to_owned(), |it| {
            let days = [it.first, it.last]
                .into_iter()
                .flatten()
                .map(|it| it.to_string());
            let times = [it.from, it.to].into_iter().flatten().map(clock);
            days.chain(times).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("27.11.2026 godz. 18", "2026-11-27 18:00"),
            ("27.11.2026 godz. 18:30", "2026-11-27 18:30"),
            ("27.11.2026, godz. 17.30", "2026-11-27 17:30"),
            ("27.11.2026 r., 18:00", "2026-11-27 18:00"),
            ("27.11.2026", "2026-11-27"),
            ("27. 11. 2026 r.", "2026-11-27"),
            ("27/11/2026", "2026-11-27"),
            ("27-11-2026", "2026-11-27"),
            ("27.11.26", "2026-11-27"),
            ("7.1.2027", "2027-01-07"),
            ("2026-11-27", "2026-11-27"),
            ("2026-11-27 18:00:00", "2026-11-27 18:00"),
            ("2026-11-27T18:00", "2026-11-27 18:00"),
            ("27 listopada 2026", "2026-11-27"),
            ("27 listopada 2026 r. o godz. 18.00", "2026-11-27 18:00"),
            ("sobota, 28 listopada 2026, godz. 17:00", "2026-11-28 17:00"),
            ("27 XI 2026", "2026-11-27"),
            ("27 lis 2026", "2026-11-27"),
            ("5 maja 2027", "2027-05-05"),
            ("1 marca 2027", "2027-03-01"),
            ("27.11 18:00-20:00", "2026-11-27 18:00 20:00"),
            ("27.11. 18:00–20:00", "2026-11-27 18:00 20:00"),
            ("27 listopada 18", "2026-11-27 18:00"),
            ("27.11 od 18 do 20", "2026-11-27 18:00 20:00"),
            ("27.11 godz. 18-20.30", "2026-11-27 18:00 20:30"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn a_date_without_its_year_is_the_next_one() {
        for (text, expected) in [
            ("27 listopada", "2026-11-27"),
            ("27.11", "2026-11-27"),
            ("10.11", "2026-11-10"),
            ("6 stycznia", "2027-01-06"),
            ("1.08", "2027-08-01"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn several_days_are_from_the_first_to_the_last() {
        for (text, expected) in [
            ("27-29.11.2026", "2026-11-27 2026-11-29"),
            ("27–29 listopada 2026", "2026-11-27 2026-11-29"),
            ("27.11–2.12.2026", "2026-11-27 2026-12-02"),
            ("28.12–3.01.2027", "2026-12-28 2027-01-03"),
            ("od 27.11.2026 do 30.11.2026", "2026-11-27 2026-11-30"),
            ("1 grudnia – 6 stycznia", "2026-12-01 2027-01-06"),
            (
                "27.11.2026 - 29.11.2026 godz. 10-18",
                "2026-11-27 2026-11-29 10:00 18:00",
            ),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn what_is_not_wholly_a_date_is_none() {
        for text in [
            "",
            "jutro",
            "27",
            "31.02.2026",
            "27.13.2026",
            "27.11.2026 lub 28.11.2026",
            "29.11-27.11.2026 10",
            "co wtorek",
            "27.11.2026 godz. 25",
            "ok. 18",
            "2026",
            "27.11.20266",
        ] {
            let said = read(text, Date::parse("2026-11-22").unwrap());
            assert_eq!(said.and_then(|it| it.first), None, "{text}");
        }
    }

    #[test]
    fn times_stand_alone_too() {
        for (text, expected) in [
            ("18", Some("18:00")),
            ("18:00", Some("18:00")),
            ("godz. 18.30", Some("18:30")),
            ("18-20", Some("18:00 20:00")),
            ("od 18:00 do 20:30", Some("18:00 20:30")),
            ("9", Some("09:00")),
            ("24:00", Some("23:59")),
            ("wieczorem", None),
            ("27.11.2026", None),
        ] {
            let said = time(text).map(|(from, to)| {
                let times = std::iter::once(from).chain(to).map(clock);
                times.collect::<Vec<_>>().join(" ")
            });
            assert_eq!(said.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_end_before_its_start_is_on_the_next_day() {
        let said = read("5.12.2026 22:00-6:00", Date::MIN).unwrap();
        let (start, end) = said.written().unwrap();
        let day = |text| Date::parse(text).unwrap();
        assert_eq!(start, Written::Wall(day("2026-12-05").at(22 * 3600)));
        assert_eq!(end, Some(Written::Wall(day("2026-12-06").at(6 * 3600))));
    }
}
