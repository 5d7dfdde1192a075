//! Recurrence rules (RFC 5545 section 3.3.10): the parts that `docs/format.md` names, for dates alone.
//!
//! No part of a rule is finer than a day, so a rule gives days and the time of day comes from the event. Days are
//! found for a span that is asked for: a rule without an end that began in 1990 answers for next week by going
//! there, not by counting through the years. All weekdays are Monday 0 to Sunday 6.

use crate::time::{Date, Instant, WallTime, Written};

/// A rule as understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Length of a period.
    pub freq: Freq,
    /// Every so many periods, 1 and more.
    pub interval: u32,
    /// So many dates in all, from the first one of the rule on.
    pub count: Option<u32>,
    /// No date after this, the limit included.
    pub until: Option<Until>,
    /// Weekdays; with a number the so manieth of the month or year, from its end when negative.
    pub by_day: Vec<(i32, u32)>,
    /// Days of the month, from its end when negative.
    pub by_month_day: Vec<i32>,
    /// Months, 1 to 12.
    pub by_month: Vec<u32>,
    /// Of the days of a period only these, counted from 1, from its end when negative.
    pub by_set_pos: Vec<i32>,
    /// Where a week begins.
    pub week_start: u32,
}

/// Length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freq {
    /// A day.
    Daily,
    /// A week.
    Weekly,
    /// A month.
    Monthly,
    /// A year.
    Yearly,
}

/// The last moment of a rule, included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// All of a day.
    Day(Date),
    /// A wall time in the feed's zone.
    Wall(WallTime),
    /// An instant.
    Instant(Instant),
}

impl Rule {
    /// Reads a rule, with or without `RRULE:` before it. `None` for a part that is not named in the module's
    /// description, a part said twice, or a combination that the RFC forbids (`BYMONTHDAY` in a weekly rule,
    /// numbered weekdays in a daily or weekly one).
    pub fn parse(text: &str) -> Option<Rule> {
        let text = text.trim();
        let text = match text.get(..6) {
            Some(name) if name.eq_ignore_ascii_case("RRULE:") => text.get(6..)?,
            _ => text,
        };
        let mut rule = Rule {
            freq: Freq::Daily,
            interval: 1,
            count: None,
            until: None,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: Vec::new(),
            by_set_pos: Vec::new(),
            week_start: 0,
        };
        let mut seen: Vec<String> = Vec::new();
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            let (name, value) = (
                name.trim().to_ascii_uppercase(),
                value.trim().to_ascii_uppercase(),
            );
            if seen.contains(&name) {
                return None;
            }
            match &*name {
                "FREQ" => {
                    rule.freq = match &*value {
                        "DAILY" => Freq::Daily,
                        "WEEKLY" => Freq::Weekly,
                        "MONTHLY" => Freq::Monthly,
                        "YEARLY" => Freq::Yearly,
                        _ => return None,
                    }
                }
                "INTERVAL" => rule.interval = value.parse().ok().filter(|number| *number > 0)?,
                "COUNT" => rule.count = Some(value.parse().ok().filter(|number| *number > 0)?),
                "UNTIL" => rule.until = Some(until(&value)?),
                "BYDAY" => rule.by_day = list(&value, day)?,
                "BYMONTHDAY" => rule.by_month_day = list(&value, |item| number(item, 31))?,
                "BYMONTH" => {
                    rule.by_month = list(&value, |item| u32::try_from(number(item, 12)?).ok())?;
                }
                "BYSETPOS" => rule.by_set_pos = list(&value, |item| number(item, 366))?,
                "WKST" => rule.week_start = weekday(&value)?,
                _ => return None,
            }
            seen.push(name);
        }
        let numbered = rule.by_day.iter().any(|(nth, _)| *nth != 0);
        let short = matches!(rule.freq, Freq::Daily | Freq::Weekly);
        let forbidden = (short && numbered)
            || (rule.freq == Freq::Weekly && !rule.by_month_day.is_empty())
            // RFC 5545: BYSETPOS must stand beside another BYxxx part.
            || (!rule.by_set_pos.is_empty()
                && rule.by_day.is_empty()
                && rule.by_month_day.is_empty()
                && rule.by_month.is_empty());
        (seen.iter().any(|name| name == "FREQ") && !forbidden).then_some(rule)
    }

    /// The days of the rule that begins on `start`, from `from` to `to`, both included, in order. `ended` says of a
    /// day whether `until` is before its date; it is asked in order and no day after the first "yes" is given.
    pub fn days(
        &self,
        start: Date,
        from: Date,
        to: Date,
        mut ended: impl FnMut(Date) -> bool,
    ) -> Vec<Date> {
        let mut found = Vec::new();
        let mut left = self.count;
        // What is counted has to be counted from the beginning.
        let first = if left.is_some() {
            start
        } else {
            from.max(start)
        };
        let mut period = self.period_of(start, first);
        // Dates end with the year 9999, so this does as well.
        while let Some(days) = self.period(start, period, to) {
            for day in days {
                if day < start {
                    continue;
                }
                if day > to || left == Some(0) || ended(day) {
                    return found;
                }
                left = left.map(|left| left - 1);
                if day >= from {
                    found.push(day);
                }
            }
            period += 1;
        }
        found
    }

    /// The first day of the rule, if there is any. A rule that has none within as many periods as the calendar needs
    /// to come round (forty years of days and weeks, four hundred of months and years) has none at all.
    pub fn first(&self, start: Date) -> Option<Date> {
        let periods = match self.freq {
            Freq::Daily => 14_700,
            Freq::Weekly => 2_100,
            Freq::Monthly => 4_800,
            Freq::Yearly => 400,
        };
        (0..periods)
            .map_while(|period| self.period(start, period, Date::MAX))
            .find_map(|days| days.into_iter().find(|day| *day >= start))
    }

    /// The number of the period that `day`, not before `start`, is in; or one shortly before.
    fn period_of(&self, start: Date, day: Date) -> i64 {
        let units = match self.freq {
            Freq::Daily => day.days_since(start),
            Freq::Weekly => day.days_since(self.week(start)).div_euclid(7),
            Freq::Monthly => month_number(day) - month_number(start),
            Freq::Yearly => i64::from(day.year() - start.year()),
        };
        units.div_euclid(i64::from(self.interval)).max(0)
    }

    /// The first day of the week that `day` is in.
    fn week(&self, day: Date) -> Date {
        day.plus(-i64::from((day.weekday() + 7 - self.week_start) % 7))
    }

    /// The days of one period in order; `None` when it begins after `to` or beyond the calendar.
    fn period(&self, start: Date, number: i64, to: Date) -> Option<Vec<Date>> {
        let units = number.checked_mul(i64::from(self.interval))?;
        let mut days = match self.freq {
            Freq::Daily => {
                let day = start.plus(units);
                within(day, to, units > 0 && day == Date::MAX)?;
                if self.fits(day) {
                    vec![day]
                } else {
                    Vec::new()
                }
            }
            Freq::Weekly => {
                let monday = self.week(start).plus(units.checked_mul(7)?);
                within(monday, to, monday.plus(7) == Date::MAX)?;
                let week = (0..7).map(|day| monday.plus(day));
                week.filter(|day| self.month_fits(*day) && self.weekday_fits(start, *day))
                    .collect()
            }
            Freq::Monthly => {
                let first = month(month_number(start) + units)?;
                within(first, to, false)?;
                if self.month_fits(first) {
                    self.month_days(start, first)
                } else {
                    Vec::new()
                }
            }
            Freq::Yearly => {
                let year = i32::try_from(i64::from(start.year()) + units).ok()?;
                within(Date::new(year, 1, 1)?, to, false)?;
                self.year_days(start, year)
            }
        };
        if !self.by_set_pos.is_empty() {
            let count = i32::try_from(days.len()).unwrap_or(i32::MAX);
            let mut place = 0;
            days.retain(|_| {
                place += 1;
                self.by_set_pos
                    .iter()
                    .any(|wanted| *wanted == place || *wanted == place - count - 1)
            });
        }
        Some(days)
    }

    /// Days of a month, in order. BYDAY beside BYMONTHDAY limits, alone it expands (RFC 5545, note 1).
    fn month_days(&self, start: Date, first: Date) -> Vec<Date> {
        if self.by_month_day.is_empty() && self.by_day.is_empty() {
            let day = Date::new(first.year(), first.month(), start.day());
            return day.into_iter().collect();
        }
        self.wanted_days(first, first.month_end())
    }

    /// Days of a year, in order (RFC 5545, note 2: numbered weekdays count in the month where BYMONTH stands, else
    /// in the year).
    fn year_days(&self, start: Date, year: i32) -> Vec<Date> {
        if !self.by_month.is_empty() {
            return (1..=12)
                .filter_map(|month| Date::new(year, month, 1))
                .filter(|first| self.month_fits(*first))
                .flat_map(|first| self.month_days(start, first))
                .collect();
        }
        if self.by_day.is_empty() && self.by_month_day.is_empty() {
            return Date::new(year, start.month(), start.day())
                .into_iter()
                .collect();
        }
        let (Some(first), Some(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else {
            return Vec::new();
        };
        self.wanted_days(first, last)
    }

    /// Days between two that BYMONTHDAY and BYDAY, where there are any, both want.
    fn wanted_days(&self, first: Date, last: Date) -> Vec<Date> {
        let wanted = |day: &Date| {
            (self.by_month_day.is_empty() || self.month_day_fits(*day))
                && (self.by_day.is_empty() || self.nth_fits(*day, first, last))
        };
        days_of(first, last).filter(wanted).collect()
    }

    /// Everything that limits a daily rule.
    fn fits(&self, day: Date) -> bool {
        self.month_fits(day)
            && (self.by_month_day.is_empty() || self.month_day_fits(day))
            && (self.by_day.is_empty() || self.by_day.iter().any(|(_, it)| *it == day.weekday()))
    }

    fn month_fits(&self, day: Date) -> bool {
        self.by_month.is_empty() || self.by_month.contains(&day.month())
    }

    fn weekday_fits(&self, start: Date, day: Date) -> bool {
        if self.by_day.is_empty() {
            day.weekday() == start.weekday()
        } else {
            self.by_day.iter().any(|(_, it)| *it == day.weekday())
        }
    }

    fn month_day_fits(&self, day: Date) -> bool {
        let from_end = |wanted: i32| {
            let last = day.month_end();
            i64::from(wanted) == day.days_since(last) - 1
        };
        self.by_month_day.iter().any(|wanted| {
            if *wanted > 0 {
                u32::try_from(*wanted) == Ok(day.day())
            } else {
                from_end(*wanted)
            }
        })
    }

    /// Whether a weekday is wanted, where it is numbered as the so manieth between `first` and `last`.
    fn nth_fits(&self, day: Date, first: Date, last: Date) -> bool {
        let from_start = day.days_since(first) / 7 + 1;
        let from_end = -(last.days_since(day) / 7 + 1);
        self.by_day.iter().any(|(nth, weekday)| {
            let nth = i64::from(*nth);
            *weekday == day.weekday() && (nth == 0 || nth == from_start || nth == from_end)
        })
    }
}

fn days_of(first: Date, last: Date) -> impl Iterator<Item = Date> {
    (0..=last.days_since(first)).map(move |day| first.plus(day))
}

fn within(first: Date, to: Date, beyond: bool) -> Option<()> {
    (first <= to && !beyond).then_some(())
}

/// Months since year 0.
fn month_number(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

/// The first day of a month by that number.
fn month(number: i64) -> Option<Date> {
    let year = i32::try_from(number.div_euclid(12)).ok()?;
    Date::new(year, u32::try_from(number.rem_euclid(12)).ok()? + 1, 1)
}

fn list<T>(value: &str, item: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    value.split(',').map(|text| item(text.trim())).collect()
}

/// A number from 1 to `most`, or from its end: -`most` to -1.
fn number(text: &str, most: i32) -> Option<i32> {
    let number: i32 = text.parse().ok()?;
    (number != 0 && number.abs() <= most).then_some(number)
}

/// `MO`, `1SA`, `-1SU`.
fn day(text: &str) -> Option<(i32, u32)> {
    let (nth, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let nth = if nth.is_empty() { 0 } else { number(nth, 53)? };
    Some((nth, weekday(name)?))
}

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

fn weekday(name: &str) -> Option<u32> {
    let place = WEEKDAYS.iter().position(|known| *known == name)?;
    u32::try_from(place).ok()
}

/// A weekday, Monday 0 to Sunday 6, as a rule writes it: `MO`.
pub fn weekday_name(weekday: u32) -> &'static str {
    WEEKDAYS.get(weekday as usize).copied().unwrap_or_default()
}

/// As iCalendar writes it (`20261231`, `20261231T180000`, `20261231T170000Z`) or as the feed does elsewhere.
fn until(text: &str) -> Option<Until> {
    let written = Written::parse(text).or_else(|| {
        let (date, time) = text.split_once('T').unwrap_or((text, ""));
        let piece = |text: &str, from: usize, to: usize| text.get(from..to).map(str::to_owned);
        let mut extended = format!(
            "{}-{}-{}",
            piece(date, 0, 4)?,
            piece(date, 4, 6)?,
            date.get(6..)?
        );
        if !time.is_empty() {
            let second = time.get(4..)?;
            let colon = if second.starts_with(|c: char| c.is_ascii_digit()) {
                ":"
            } else {
                ""
            };
            extended = format!(
                "{extended}T{}:{}{colon}{second}",
                piece(time, 0, 2)?,
                piece(time, 2, 4)?
            );
        }
        Written::parse(&extended)
    });
    Some(match written? {
        Written::Day(day) => Until::Day(day),
        Written::Wall(wall) => Until::Wall(wall),
        Written::Instant(instant) => Until::Instant(instant),
    })
}
