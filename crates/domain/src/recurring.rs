//! An event's rule with its start, its length and its exceptions: days become dates on the wall and on the time line.

use crate::event::{At, Length, When};
use crate::recurrence::{Rule, Until};
use crate::time::{Date, Instant, WallTime, Written, Zone};

/// Further dates of an event by a rule.
#[derive(Clone, Debug)]
pub struct Recurring {
    rule: Rule,
    start: Start,
    length: Option<Length>,
    /// Days on which no date is.
    days_off: Vec<Date>,
    /// Instants at which no date begins.
    instants_off: Vec<Instant>,
    /// Dates in whose place the feed names another.
    replaced: Vec<At>,
}

/// The first day and, unless the dates are whole days, the wall time on every day.
#[derive(Clone, Copy, Debug)]
enum Start {
    Day(Date),
    Time(WallTime),
}

impl Recurring {
    /// A rule for an event that begins at `start` as written, whose first date is understood as `first`, and whose
    /// dates last so long.
    pub fn new(rule: Rule, start: Written, first: &When, length: Option<Length>) -> Recurring {
        let start = match (first, start) {
            (When::Days { first, .. }, _) => Start::Day(*first),
            (When::Timed { .. }, Written::Wall(wall)) => Start::Time(wall),
            (When::Timed { start, .. }, _) => Start::Time(start.wall),
        };
        Recurring {
            rule,
            start,
            length,
            days_off: Vec::new(),
            instants_off: Vec::new(),
            replaced: Vec::new(),
        }
    }

    /// An exdate: a bare day removes every date of that day, a time the date that begins then.
    pub fn except(&mut self, zone: &Zone, exdate: Written) {
        match exdate {
            Written::Day(day) => self.days_off.push(day),
            Written::Wall(wall) => self.instants_off.push(zone.instant(wall)),
            Written::Instant(instant) => self.instants_off.push(instant),
        }
    }

    /// The feed names another date in place of the one that begins so.
    pub fn replace(&mut self, at: At) {
        self.replaced.push(at);
    }

    /// The feed names this date itself: where the rule has the same one, it is not the rule's any more.
    pub fn beside(&mut self, zone: &Zone, when: &When) {
        match when {
            When::Days { .. } => self.replace(when.at()),
            When::Timed { .. } => self.instants_off.push(when.begins(zone)),
        }
    }

    /// The rule itself.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// The day of the event's start.
    pub fn start_day(&self) -> Date {
        match self.start {
            Start::Day(day) => day,
            Start::Time(wall) => wall.date,
        }
    }

    /// The first day that the rule gives, exceptions not asked; `None` when it gives none at all.
    pub fn first_day(&self, zone: &Zone) -> Option<Date> {
        let first = self.rule.first(self.start_day())?;
        (!self.ended(zone, first)).then_some(first)
    }

    /// Whether the date of a day is after the rule's last moment.
    fn ended(&self, zone: &Zone, day: Date) -> bool {
        match self.rule.until {
            None => false,
            Some(Until::Day(last)) => day > last,
            Some(Until::Wall(last)) => self.wall(day) > last,
            Some(Until::Instant(last)) => zone.instant(self.wall(day)) > last,
        }
    }

    /// Days from the first of a date to its last.
    fn days_long(&self) -> i64 {
        match (self.length, self.start) {
            (Some(Length::Days(days)), _) => days,
            (Some(Length::Seconds(seconds)), Start::Time(wall)) => {
                (i64::from(wall.second) + seconds) / 86_400
            }
            _ => 0,
        }
    }

    /// The dates that touch the days from `from` to `to`, both included, in order.
    pub fn between(&self, zone: &Zone, from: Date, to: Date) -> Vec<When> {
        let days = self.days(zone, from.plus(-self.days_long()), to);
        let dates = days.into_iter().map(|day| self.on(zone, day).1);
        dates.filter(|when| self.stands(zone, when)).collect()
    }

    /// The days from `from` to `to`, both included, that the rule gives, exceptions not asked.
    pub fn days(&self, zone: &Zone, from: Date, to: Date) -> Vec<Date> {
        let ended = |day: Date| self.ended(zone, day);
        self.rule.days(self.start_day(), from, to, ended)
    }

    /// The date of one of the rule's days: the wall time that the rule names, which the clock change may skip, and
    /// what it is understood as.
    pub fn on(&self, zone: &Zone, day: Date) -> (At, When) {
        let (at, written) = match self.start {
            Start::Day(_) => (At::Day(day), Written::Day(day)),
            Start::Time(_) => {
                let wall = self.wall(day);
                (At::Time(wall), Written::Wall(wall))
            }
        };
        (at, When::lasting(zone, written, self.length))
    }

    /// The last day on which UNTIL lets a date be.
    pub fn until_day(&self, zone: &Zone) -> Option<Date> {
        let day = match self.rule.until? {
            Until::Day(last) => last,
            Until::Wall(last) => last.date,
            Until::Instant(last) => zone.wall(last).date,
        };
        Some(if self.ended(zone, day) {
            day.plus(-1)
        } else {
            day
        })
    }

    /// How long every date lasts by the wall clock.
    pub fn length(&self) -> Option<Length> {
        self.length
    }

    /// The last day of which an exception speaks.
    pub fn last_exception(&self, zone: &Zone) -> Option<Date> {
        let days = self.days_off.iter().copied();
        let instants = self.instants_off.iter().map(|off| zone.wall(*off).date);
        let replaced = self.replaced.iter().map(|at| at.date());
        days.chain(instants).chain(replaced).max()
    }

    /// The first dates that are not over at `now`, at most so many.
    pub fn coming(&self, zone: &Zone, now: Instant, most: usize) -> Vec<When> {
        let today = zone.wall(now).date;
        let from = today.plus(-1);
        let mut found = Vec::new();
        // Most rules answer within the first year; a rule for leap days only needs more.
        for years in [1, 8, 40, 400] {
            let dates = self.between(zone, from, from.plus(years * 366)).into_iter();
            found = dates
                .filter(|when| when.over(zone) > now)
                .take(most)
                .collect();
            if found.len() >= most {
                break;
            }
        }
        found
    }

    /// The last date of a rule that ends, within 400 years: an address may say the year 9999.
    pub fn last(&self, zone: &Zone) -> Option<When> {
        if self.rule.count.is_none() && self.rule.until.is_none() {
            return None;
        }
        self.between(zone, self.start_day(), self.start_day().plus(400 * 366))
            .pop()
    }

    /// Whether the exceptions leave anything of it.
    pub fn any(&self, zone: &Zone) -> bool {
        let Some(first) = self.first_day(zone) else {
            return false;
        };
        let some = |years: i64| {
            !self
                .between(zone, first, first.plus(years * 366))
                .is_empty()
        };
        some(0) || [1, 8, 400].into_iter().any(some)
    }

    fn wall(&self, day: Date) -> WallTime {
        match self.start {
            Start::Day(_) => day.midnight(),
            Start::Time(wall) => day.at(wall.second),
        }
    }

    /// Whether no exception removes a date of the rule, and none takes its place.
    pub fn stands(&self, zone: &Zone, when: &When) -> bool {
        let begins = when.begins(zone);
        let timed = matches!(when, When::Timed { .. });
        let off = self.days_off.contains(&when.first_day())
            || (timed && self.instants_off.contains(&begins))
            || self.replaced.contains(&when.at());
        !off
    }
}
