//! A rule with its exceptions as iCalendar can say it so that every calendar program gives the same dates.
//!
//! Programs agree on a rule whose first date is DTSTART, whose dates are on the wall once and last as long on the
//! time line as by the wall clock. Whatever is not so is said apart: as a RECURRENCE-ID in place of the rule's date,
//! or, where programs do not agree that the rule has a date at all, as an EXDATE and an event of its own.

use std::fmt::Write;

use crate::event::{At, Event, Feed, Length, PlannedDate, When};
use crate::recurrence::{Freq, Rule, weekday_name};
use crate::recurring::Recurring;
use crate::time::{Date, Instant, Zone};

use super::{compact_date, utc};

/// A rule without an end gets its nights across a clock change for so many years from now.
const YEARS_AHEAD: i32 = 10;

/// A rule and what stands beside it.
#[derive(Default)]
pub struct Series {
    /// `None`: nothing can be said by a rule.
    pub rule: Option<ByRule>,
    /// In place of a date of the rule.
    pub instead: Vec<(At, Dated)>,
    /// Dates for themselves.
    pub own: Vec<Dated>,
}

/// Dates by rule.
pub struct ByRule {
    /// DTSTART, DTEND.
    pub first: When,
    /// RRULE.
    pub value: String,
    /// EXDATE.
    pub removed: Vec<At>,
    /// The last day looked at.
    pub last: Date,
}

/// A date and its index in [`Event::dates`], `None` for one by the rule.
#[derive(Clone, Copy)]
pub struct Dated {
    pub date: Option<usize>,
    pub when: When,
}

/// The series of an event.
pub fn series(feed: &Feed, event: &Event, recurring: &Recurring, now: Instant) -> Series {
    let zone = &feed.zone;
    let portable = portable(recurring.rule());
    let mut series = Series::default();
    let mut first = None;
    let mut removed = Vec::new();
    // Whether RFC 5545 counts the same dates as we do.
    let mut counted = true;
    let mut placed = vec![false; event.dates.len()];
    let days = recurring.days(
        zone,
        recurring.start_day(),
        last_looked_at(recurring, zone, now),
    );
    for day in &days {
        let (at, when) = recurring.on(zone, *day);
        let named = claim(&event.dates, &mut placed, when.at());
        let stands = named.is_some() || recurring.stands(zone, &when);
        let alike = alike(zone, at, &when, recurring.length());
        let date = Dated {
            date: named,
            when: named
                .and_then(|index| event.dates.get(index))
                .map_or(when, |named| named.when),
        };
        if first.is_none() && alike && stands && portable.is_some() {
            first = Some(when);
        }
        if first.is_none() || at != when.at() {
            // Before DTSTART; or skipped by the clock change, which RFC 5545 section 3.3.10 takes for no date.
            counted = false;
            if first.is_some() {
                removed.push(at);
            }
            if stands {
                series.own.push(date);
            }
        } else if !stands {
            removed.push(at);
        } else if !alike || differs(event, &date, &when) {
            series.instead.push((at, date));
        }
    }
    if let (Some(first), Some(rule)) = (first, portable) {
        let ends = ends(recurring, zone, &days, counted);
        series.rule = Some(ByRule {
            first,
            value: format!("{}{ends}", value(&rule)),
            removed,
            last: days.last().copied().unwrap_or(Date::MAX),
        });
    }
    let apart = placed.iter().zip(&event.dates).enumerate();
    series
        .own
        .extend(apart.filter_map(|(index, (placed, named))| {
            let date = Dated {
                date: Some(index),
                when: named.when,
            };
            (!placed).then_some(date)
        }));
    series
}

/// What is counted has to be counted to its end; else as far as exceptions reach, and some years ahead.
fn last_looked_at(recurring: &Recurring, zone: &Zone, now: Instant) -> Date {
    if recurring.rule().count.is_some() {
        return Date::MAX;
    }
    let ahead = Date::new(zone.wall(now).date.year() + YEARS_AHEAD, 12, 31);
    let first = recurring.first_day(zone).map(|day| day.plus(8 * 366));
    let days = [ahead, first, recurring.last_exception(zone)];
    days.into_iter().flatten().max().unwrap_or(Date::MAX)
}

/// The date that the feed names in place of the rule's: the one that replaces it, else the one that begins with it.
fn claim(dates: &[PlannedDate], placed: &mut [bool], at: At) -> Option<usize> {
    let find = |fits: &dyn Fn(&PlannedDate) -> bool| {
        let free = |(date, placed): (&PlannedDate, &bool)| !placed && fits(date);
        dates.iter().zip(placed.iter()).position(free)
    };
    let found =
        find(&|date| date.replaces == Some(at)).or_else(|| find(&|date| date.when.at() == at))?;
    *placed.get_mut(found)? = true;
    Some(found)
}

/// Whether there is anything to say of a date that the rule does not say.
fn differs(event: &Event, date: &Dated, by_rule: &When) -> bool {
    let named = date.date.and_then(|index| event.dates.get(index));
    named.is_some_and(|named| {
        named.terms.is_some() || named.note.is_some() || named.when != *by_rule
    })
}

/// Whether every program understands a date of a rule alike: its times are on the wall once, and its length on the
/// time line, which RFC 5545 keeps (section 3.8.5.3), is the one by the wall clock, which the feed keeps.
fn alike(zone: &Zone, at: At, when: &When, length: Option<Length>) -> bool {
    let (At::Time(wall), When::Timed { start, end }) = (at, when) else {
        return true;
    };
    let begins = start.wall == wall && !zone.repeats(wall);
    let ends = match (length, end) {
        (Some(Length::Seconds(seconds)), Some(end)) => {
            end.wall == wall.plus_seconds(seconds)
                && end.instant == start.instant.plus(seconds)
                && !zone.repeats(end.wall)
        }
        (Some(Length::Seconds(_)), None) => false,
        _ => true,
    };
    begins && ends
}

/// The same rule without what programs read in different ways; `None` where it can't be said without.
fn portable(rule: &Rule) -> Option<Rule> {
    let mut rule = rule.clone();
    let positions = std::mem::take(&mut rule.by_set_pos);
    match rule.freq {
        // A day is the first and last of its day.
        Freq::Daily => {}
        // Some count the days of the first week from its first day on, some from DTSTART.
        Freq::Weekly if !positions.is_empty() => {
            if !rule.by_month.is_empty() {
                return None;
            }
            let in_week = (0..7).map(|day| (rule.week_start + day) % 7);
            let wanted = in_week.filter(|day| rule.by_day.iter().any(|(_, it)| it == day));
            let days: Vec<u32> = wanted.collect();
            let chosen = (1..).zip(&days).filter(|(place, _)| {
                let from_end = place - i32::try_from(days.len()).unwrap_or(0) - 1;
                positions.contains(place) || positions.contains(&from_end)
            });
            rule.by_day = chosen.map(|(_, day)| (0, *day)).collect();
        }
        _ => rule.by_set_pos = positions,
    }
    if rule.by_month_day.is_empty() {
        return Some(rule);
    }
    // Numbered weekdays beside days of the month: some count them in the year, some do not count them at all.
    if rule.by_day.iter().any(|(nth, _)| *nth != 0) {
        return None;
    }
    // Days of every month of a year: ical.js, which Thunderbird and Nextcloud use, takes the first month alone.
    if rule.freq == Freq::Yearly && rule.by_month.is_empty() {
        if rule.interval == 1 && rule.by_set_pos.is_empty() {
            rule.freq = Freq::Monthly;
        } else {
            rule.by_month = (1..=12).collect();
        }
    }
    Some(rule)
}

/// The rule as RFC 5545 writes it (section 3.3.10), but for its end.
fn value(rule: &Rule) -> String {
    let mut value = String::from(match rule.freq {
        Freq::Daily => "FREQ=DAILY",
        Freq::Weekly => "FREQ=WEEKLY",
        Freq::Monthly => "FREQ=MONTHLY",
        Freq::Yearly => "FREQ=YEARLY",
    });
    let mut put = |name: &str, items: Vec<String>| {
        if !items.is_empty() {
            let _ = write!(value, ";{name}={}", items.join(","));
        }
    };
    if rule.interval > 1 {
        put("INTERVAL", vec![rule.interval.to_string()]);
        // Some take the week of the reader's country where nothing is said.
        if rule.freq == Freq::Weekly {
            put("WKST", vec![weekday_name(rule.week_start).to_owned()]);
        }
    }
    put("BYMONTH", once(rule.by_month.iter().map(u32::to_string)));
    put(
        "BYMONTHDAY",
        once(rule.by_month_day.iter().map(i32::to_string)),
    );
    let days = rule.by_day.iter().map(|(nth, weekday)| match nth {
        0 => weekday_name(*weekday).to_owned(),
        nth => format!("{nth}{}", weekday_name(*weekday)),
    });
    put("BYDAY", once(days));
    put("BYSETPOS", once(rule.by_set_pos.iter().map(i32::to_string)));
    value
}

fn once(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut found = Vec::new();
    for item in items {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found
}

/// COUNT where RFC 5545 counts as we do; else UNTIL, as a day for whole days and in UTC for times (section 3.3.10).
fn ends(recurring: &Recurring, zone: &Zone, days: &[Date], counted: bool) -> String {
    let until = recurring.until_day(zone);
    let last = match (recurring.rule().count, until) {
        (None, None) => return String::new(),
        (Some(count), None) if counted => return format!(";COUNT={count}"),
        (Some(_), _) => days.last().copied(),
        (None, until) => until,
    };
    let Some(last) = last else {
        return String::new();
    };
    let (_, when) = recurring.on(zone, last);
    let until = match when {
        When::Days { first, .. } => compact_date(first),
        When::Timed { start, .. } => utc(start.instant),
    };
    format!(";UNTIL={until}")
}
