//! Days, wall times, instants and zones: the only file that names chrono, and only its naive types.
//!
//! Nothing here asks what time it is or where the visitor is. A [`Zone`] is a table of (instant, offset)
//! built from whatever the caller can ask: `Intl` in the browser, chrono-tz natively.

use std::fmt;
use std::sync::OnceLock;

use chrono::{Datelike, Days, NaiveDate};

/// Seconds in a day without a clock change.
const DAY: i64 = 86_400;

/// A day of the proleptic Gregorian calendar, years 1 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The first day that can be said.
    pub const MIN: Date = Date(match NaiveDate::from_ymd_opt(1, 1, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    });
    /// The last day that can be said.
    pub const MAX: Date = Date(match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(day) => day,
        None => NaiveDate::MAX,
    });

    /// `None` where there is no such day, or outside the years 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Date)
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    pub fn parse(text: &str) -> Option<Date> {
        let mut digits = Digits(text.as_bytes());
        let (year, month, day) = digits.date()?;
        if !digits.0.is_empty() {
            return None;
        }
        Date::new(year, month, day)
    }

    /// Year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Day of the week, Monday 0 to Sunday 6.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// This day moved by `days`; stops at [`Date::MIN`] and [`Date::MAX`].
    #[must_use]
    pub fn plus(self, days: i64) -> Date {
        let moved = if days < 0 {
            self.0.checked_sub_days(Days::new(days.unsigned_abs()))
        } else {
            self.0.checked_add_days(Days::new(days.unsigned_abs()))
        };
        match moved {
            Some(day) => Date(day).clamp(Date::MIN, Date::MAX),
            None if days < 0 => Date::MIN,
            None => Date::MAX,
        }
    }

    /// Days from `earlier` to this day; negative when this day is the earlier one.
    pub fn days_since(self, earlier: Date) -> i64 {
        i64::from(self.0.num_days_from_ce()) - i64::from(earlier.0.num_days_from_ce())
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i64 {
        self.unix_days()
    }

    /// The Monday of this day's week.
    #[must_use]
    pub fn monday(self) -> Date {
        self.plus(-i64::from(self.weekday()))
    }

    /// The first day of this day's month.
    #[must_use]
    pub fn month_start(self) -> Date {
        self.plus(1 - i64::from(self.day()))
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn month_end(self) -> Date {
        let (year, month) = match self.month() {
            12 => (self.year() + 1, 1),
            month => (self.year(), month + 1),
        };
        Date::new(year, month, 1).map_or(Date::MAX, |next| next.plus(-1))
    }

    /// This day at a second of the day.
    pub fn at(self, second: u32) -> WallTime {
        WallTime { date: self, second }
    }

    /// 00:00 on this day.
    pub fn midnight(self) -> WallTime {
        self.at(0)
    }

    fn unix_days(self) -> i64 {
        // 1970-01-01 is day 719 163 counted from 0001-01-01 as day 1.
        i64::from(self.0.num_days_from_ce()) - 719_163
    }

    fn from_unix_days(days: i64) -> Date {
        Date(NaiveDate::from_epoch_days(0).unwrap_or_default()).plus(days)
    }
}

impl fmt::Display for Date {
    /// ISO 8601, `2026-11-27`: as in `data-start`, in addresses and in `datetime`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a clock on the wall shows, without saying where.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WallTime {
    /// The day.
    pub date: Date,
    /// Second of the day, 0 to 86 399.
    pub second: u32,
}

impl WallTime {
    /// Reads `YYYY-MM-DDTHH:MM` with optional seconds and nothing else.
    pub fn parse(text: &str) -> Option<WallTime> {
        match Written::parse(text)? {
            Written::Wall(wall) => Some(wall),
            _ => None,
        }
    }

    /// Hour, 0 to 23.
    pub fn hour(self) -> u32 {
        self.second / 3600
    }

    /// Minute, 0 to 59.
    pub fn minute(self) -> u32 {
        self.second / 60 % 60
    }

    /// Moved by wall-clock seconds: 22:00 and eight hours is 06:00 on every night (RFC 5545 would keep the exact
    /// length; `docs/format.md` keeps the wall clock's).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> WallTime {
        let total = self.unix().saturating_add(seconds);
        WallTime::from_unix(total)
    }

    /// Wall-clock seconds from `earlier` to this time.
    pub fn seconds_since(self, earlier: WallTime) -> i64 {
        self.unix() - earlier.unix()
    }

    fn unix(self) -> i64 {
        self.date.unix_days() * DAY + i64::from(self.second)
    }

    fn from_unix(seconds: i64) -> WallTime {
        let second = u32::try_from(seconds.rem_euclid(DAY)).unwrap_or(0);
        Date::from_unix_days(seconds.div_euclid(DAY)).at(second)
    }
}

impl fmt::Display for WallTime {
    /// ISO 8601, `2026-11-27T18:00`; seconds only when they are not zero.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.hour(), self.minute())?;
        match self.second % 60 {
            0 => Ok(()),
            second => write!(f, ":{second:02}"),
        }
    }
}

impl fmt::Debug for WallTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A point on the time line: seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// Reads RFC 3339 with `Z` or an offset; fractions of a second are dropped.
    pub fn parse(text: &str) -> Option<Instant> {
        match Written::parse(text)? {
            Written::Instant(instant) => Some(instant),
            _ => None,
        }
    }

    /// Moved by exact seconds.
    #[must_use]
    pub fn plus(self, seconds: i64) -> Instant {
        Instant(self.0.saturating_add(seconds))
    }

    /// What a clock shows that is so many seconds east of UTC.
    pub fn wall_at(self, offset: i32) -> WallTime {
        let local = self.0.saturating_add(i64::from(offset));
        WallTime::from_unix(local.clamp(Date::MIN.midnight().unix(), Date::MAX.at(86_399).unix()))
    }
}

/// A time in one of the three forms a feed may write, before the zone is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// `2026-11-27`
    Day(Date),
    /// `2026-11-27T18:00`, in the feed's zone
    Wall(WallTime),
    /// `2026-11-27T18:00+01:00` or `…Z` (RFC 3339; seconds may be missing)
    Instant(Instant),
}

impl Written {
    /// `None` for anything but the three forms. A leap second is read as the second before it.
    pub fn parse(text: &str) -> Option<Written> {
        let mut digits = Digits(text.trim().as_bytes());
        let (year, month, day) = digits.date()?;
        let date = Date::new(year, month, day)?;
        if digits.0.is_empty() {
            return Some(Written::Day(date));
        }
        if !(digits.eat(b'T') || digits.eat(b't') || digits.eat(b' ')) {
            return None;
        }
        let hour = digits.number(2)?;
        digits.eat(b':').then_some(())?;
        let minute = digits.number(2)?;
        let mut second = 0;
        if digits.eat(b':') {
            second = digits.number(2)?;
            if digits.eat(b'.') {
                digits.number(1)?;
                while digits.number(1).is_some() {}
            }
        }
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let wall = date.at(hour * 3600 + minute * 60 + second.min(59));
        let offset = match digits.0 {
            [] => return Some(Written::Wall(wall)),
            [b'Z' | b'z'] => 0,
            _ => digits.offset()?,
        };
        Some(Written::Instant(Instant(wall.unix() - offset)))
    }

    /// The year that was written, for the span a zone table has to cover.
    pub fn year(self) -> i32 {
        match self {
            Written::Day(date) => date.year(),
            Written::Wall(wall) => wall.date.year(),
            Written::Instant(instant) => WallTime::from_unix(instant.0).date.year(),
        }
    }
}

/// The first second of a year in UTC.
fn new_year(year: i32) -> i64 {
    Date::new(year, 1, 1).map_or(0, |day| day.midnight().unix())
}

/// The few digits and signs that the time forms are made of.
struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    fn eat(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((&first, rest)) if first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    fn number(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let mut value = 0;
        for digit in digits {
            value = value * 10 + char::from(*digit).to_digit(10)?;
        }
        self.0 = rest;
        Some(value)
    }

    fn date(&mut self) -> Option<(i32, u32, u32)> {
        let year = i32::try_from(self.number(4)?).ok()?;
        self.eat(b'-').then_some(())?;
        let month = self.number(2)?;
        self.eat(b'-').then_some(())?;
        Some((year, month, self.number(2)?))
    }

    /// `+01:00`, to the end; seconds east of UTC.
    fn offset(&mut self) -> Option<i64> {
        let sign = if self.eat(b'+') {
            1
        } else if self.eat(b'-') {
            -1
        } else {
            return None;
        };
        let hours = self.number(2)?;
        self.eat(b':').then_some(())?;
        let minutes = self.number(2)?;
        if hours > 23 || minutes > 59 || !self.0.is_empty() {
            return None;
        }
        Some(sign * i64::from(hours * 3600 + minutes * 60))
    }
}

/// The years a zone table covers, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// First year.
    pub first: i32,
    /// Last year.
    pub last: i32,
}

impl Years {
    /// Tables are built for these years only: a feed that speaks of the year 9999 must not cost a million questions.
    pub const WIDEST: Years = Years {
        first: 1970,
        last: 2100,
    };

    /// Both spans together, within [`Years::WIDEST`].
    #[must_use]
    pub fn with(self, other: Years) -> Years {
        let within = |year: i32| year.clamp(Years::WIDEST.first, Years::WIDEST.last);
        Years {
            first: within(self.first.min(other.first)),
            last: within(self.last.max(other.last)),
        }
    }
}

/// A change of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The instant from which on `after` holds.
    pub at: Instant,
    /// Offset until then, seconds east of UTC.
    pub before: i32,
    /// Offset from then on, seconds east of UTC.
    pub after: i32,
}

/// The offsets of one time zone over some years.
///
/// Before the first and after the last transition of the table the nearest offset goes on; a zone that is
/// [`Zone::growing`] asks for all years when somebody looks beyond its last one.
#[derive(Clone, Debug)]
pub struct Zone {
    name: Box<str>,
    years: Years,
    /// Offset before the first transition, seconds east of UTC.
    first: i32,
    /// From this instant on this offset holds; ascending.
    transitions: Vec<(Instant, i32)>,
    /// Where to ask for later years.
    more: Option<fn(&str, Years) -> Option<Zone>>,
    /// The same zone until the last of all years, once somebody looked that far.
    wider: OnceLock<Option<Box<Zone>>>,
}

impl Zone {
    /// Coordinated universal time, for tests and as the last resort.
    pub fn utc() -> Zone {
        Zone {
            name: "UTC".into(),
            years: Years::WIDEST,
            first: 0,
            transitions: Vec::new(),
            more: None,
            wider: OnceLock::new(),
        }
    }

    /// Finds every transition of `years` by asking for offsets (seconds east of UTC) at instants.
    ///
    /// Asked every six days and then by bisection, some hundred times a year: a zone whose offset changes twice within
    /// six days and back would be missed. The time zone database has no such case from 1970 on; the closest are seven
    /// days apart (in Brazil in 2000, in Gaza in 2040, 2054 and 2072). `None` when the first question is answered
    /// `None`, that is: the zone is unknown.
    pub fn build(
        name: &str,
        years: Years,
        mut offset_at: impl FnMut(Instant) -> Option<i32>,
    ) -> Option<Zone> {
        const STEP: i64 = 6 * DAY;
        let years = years.with(years);
        // A day of margin: the year begins earlier in the east and ends later in the west.
        let (start, end) = (new_year(years.first) - DAY, new_year(years.last + 1) + DAY);
        let first = offset_at(Instant(start))?;
        let mut transitions = Vec::new();
        let (mut at, mut offset) = (start, first);
        while at < end {
            let next = (at + STEP).min(end);
            let after = offset_at(Instant(next)).unwrap_or(offset);
            if after == offset {
                at = next;
            } else {
                let (mut low, mut high) = (at, next);
                while high - low > 1 {
                    let middle = low + (high - low) / 2;
                    if offset_at(Instant(middle)).unwrap_or(offset) == offset {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                // Between two close transitions there is a third offset: take it, and go on from there.
                let found = offset_at(Instant(high)).unwrap_or(after);
                transitions.push((Instant(high), found));
                (at, offset) = (high, found);
            }
        }
        Some(Zone {
            name: name.into(),
            years,
            first,
            transitions,
            more: None,
            wider: OnceLock::new(),
        })
    }

    /// The same, but whoever looks beyond the last year of the table makes it ask `more`, once, for a table until the
    /// last of all years: where a question is dear, most programmes never need it.
    #[must_use]
    pub fn growing(self, more: fn(&str, Years) -> Option<Zone>) -> Zone {
        let more = Some(more);
        Zone { more, ..self }
    }

    /// The table in which to look up a time, on the time line or on the wall.
    fn table(&self, seconds: i64) -> &Zone {
        let Some(more) = self.more else { return self };
        if self.years.last >= Years::WIDEST.last || seconds < new_year(self.years.last + 1) {
            return self;
        }
        let years = Years {
            last: Years::WIDEST.last,
            ..self.years
        };
        let wider = self
            .wider
            .get_or_init(|| more(&self.name, years).map(Box::new));
        wider.as_deref().unwrap_or(self)
    }

    /// IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Seconds east of UTC at an instant.
    pub fn offset_at(&self, instant: Instant) -> i32 {
        let table = self.table(instant.0);
        let after = table.transitions.partition_point(|(at, _)| *at <= instant);
        after
            .checked_sub(1)
            .and_then(|last| table.transitions.get(last))
            .map_or(table.first, |(_, offset)| *offset)
    }

    /// What the clock on the wall shows at an instant.
    pub fn wall(&self, instant: Instant) -> WallTime {
        instant.wall_at(self.offset_at(instant))
    }

    /// Whether the clock on the wall shows `wall` once more after [`Zone::instant`], since it went back.
    pub fn repeats(&self, wall: WallTime) -> bool {
        let first = self.instant(wall);
        let next = self.transitions.partition_point(|(at, _)| *at <= first);
        let again = |(at, after): &(Instant, i32)| wall.unix() - i64::from(*after) >= at.0;
        self.transitions.get(next).is_some_and(again)
    }

    /// Every change of the clock that the table knows, in order.
    pub fn transitions(&self) -> impl Iterator<Item = Transition> {
        let mut before = self.first;
        self.transitions.iter().map(move |(at, after)| {
            let change = Transition {
                at: *at,
                before,
                after: *after,
            };
            before = *after;
            change
        })
    }

    /// The years that the table covers.
    pub fn years(&self) -> Years {
        self.years
    }

    /// The instant at which the wall clock shows `wall`. RFC 5545 section 3.3.5: a time that the clock change
    /// skips is read with the offset before the gap; of one that comes twice, the first is meant.
    pub fn instant(&self, wall: WallTime) -> Instant {
        let local = wall.unix();
        let table = self.table(local);
        // No zone is two days off: transitions that far back are passed whatever the offset.
        let passed = table
            .transitions
            .partition_point(|(at, _)| at.0 + 2 * DAY <= local);
        let (done, rest) = table
            .transitions
            .split_at_checked(passed)
            .unwrap_or_default();
        let mut before = done.last().map_or(table.first, |(_, offset)| *offset);
        for (at, after) in rest {
            // With the offset before the transition this wall time lies before it: no later one matters.
            if local - i64::from(before) < at.0 {
                break;
            }
            // It exists only with the offset after, unless it is skipped.
            if local - i64::from(*after) < at.0 {
                break;
            }
            before = *after;
        }
        Instant(local - i64::from(before))
    }

    /// The instant a day begins: 00:00, or the first moment after a gap at midnight.
    pub fn day_start(&self, date: Date) -> Instant {
        self.instant(date.midnight())
    }

    /// RFC 3339 with seconds and the offset of that instant, as in `datetime` and in listings.
    pub fn rfc3339(&self, instant: Instant) -> String {
        let wall = self.wall(instant);
        let offset = self.offset_at(instant);
        let (sign, minutes) = (
            if offset < 0 { '-' } else { '+' },
            offset.unsigned_abs() / 60,
        );
        format!(
            "{}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            wall.date,
            wall.hour(),
            wall.minute(),
            wall.second % 60,
            minutes / 60,
            minutes % 60
        )
    }
}
