//! From `start`, `end` and `all_day` as written to [`When`]: the rows of `feed.md`, "What bad input gets", that
//! speak of times.

use crate::event::{At, Moment, When};
use crate::problem::Code;
use crate::time::{Date, WallTime, Written, Zone};

/// A time of the feed on the time line and on the wall.
pub fn moment(zone: &Zone, wall_or_instant: Written) -> Moment {
    let instant = match wall_or_instant {
        Written::Day(date) => zone.day_start(date),
        Written::Wall(wall) => zone.instant(wall),
        Written::Instant(instant) => instant,
    };
    Moment {
        // Read back from the time line: a wall time that the clock change skips is never on the wall.
        wall: zone.wall(instant),
        instant,
    }
}

/// The day of a time in the feed's zone.
pub fn day(zone: &Zone, written: Written) -> Date {
    match written {
        Written::Day(date) => date,
        other => moment(zone, other).wall.date,
    }
}

/// How an address would name a time.
pub fn at(zone: &Zone, written: Written) -> At {
    match written {
        Written::Day(date) => At::Day(date),
        other => At::Time(moment(zone, other).wall),
    }
}

/// What a start and an end mean together, and which problems an editor should hear of (each at `end`, but
/// [`Code::NotAllDay`] at `all_day`).
pub fn when(
    zone: &Zone,
    start: Written,
    end: Option<Written>,
    all_day: Option<bool>,
) -> (When, Option<Code>) {
    match start {
        Written::Day(first) => {
            let (last, code) = match end {
                None => (first, None),
                Some(Written::Day(last)) if last < first => (first, Some(Code::EndBeforeStart)),
                Some(Written::Day(last)) => (last, None),
                Some(time) => {
                    let last = last_touched(moment(zone, time).wall);
                    if day(zone, time) < first {
                        (first, Some(Code::EndBeforeStart))
                    } else if all_day == Some(true) {
                        (last.max(first), None)
                    } else {
                        (last.max(first), Some(Code::TimedEndOfDay))
                    }
                }
            };
            let code = code.or((all_day == Some(false)).then_some(Code::NotAllDay));
            (When::Days { first, last }, code)
        }
        start => {
            let start = moment(zone, start);
            let (end, code) = end.map_or((None, None), |end| timed_end(zone, start, end));
            let timed = When::Timed { start, end };
            if all_day == Some(true) {
                let (first, last) = (timed.first_day(), timed.last_day());
                // Days have no length to lose: an end at the start says the same day once more.
                let code = code.filter(|code| *code != Code::EndIsStart);
                (When::Days { first, last }, code)
            } else {
                (timed, code)
            }
        }
    }
}

fn timed_end(zone: &Zone, start: Moment, end: Written) -> (Option<Moment>, Option<Code>) {
    let midnight_after = |date: Date| moment(zone, Written::Wall(date.plus(1).midnight()));
    if let Written::Day(last) = end {
        return if last < start.wall.date {
            (None, Some(Code::EndBeforeStart))
        } else {
            (Some(midnight_after(last)), None)
        };
    }
    let end = moment(zone, end);
    if end.instant > start.instant {
        (Some(end), None)
    } else if end.instant == start.instant {
        (None, Some(Code::EndIsStart))
    } else if end.wall == start.wall.date.midnight() {
        let next = midnight_after(start.wall.date);
        (Some(next), Some(Code::EndAtMidnight))
    } else {
        (None, Some(Code::EndBeforeStart))
    }
}

/// An end at 00:00 belongs to the day before.
fn last_touched(end: WallTime) -> Date {
    end.plus_seconds(-1).date
}

/// Length by the wall clock, for dates that say only when they begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Whole days after the first.
    Days(i64),
    /// Wall-clock seconds.
    Seconds(i64),
}

/// The length of an event's first date; `None` when it has no end.
pub fn length(when: &When) -> Option<Length> {
    match when {
        When::Days { first, last } => Some(Length::Days(last.days_since(*first))),
        When::Timed { start, end } => {
            end.map(|end| Length::Seconds(end.wall.seconds_since(start.wall)))
        }
    }
}

/// A date of the given length; a length of the other kind says nothing.
pub fn with_length(zone: &Zone, when: When, length: Option<Length>) -> When {
    match (when, length) {
        (When::Days { first, .. }, Some(Length::Days(days))) => When::Days {
            first,
            last: first.plus(days),
        },
        (When::Timed { start, .. }, Some(Length::Seconds(seconds))) => {
            let end = moment(zone, Written::Wall(start.wall.plus_seconds(seconds)));
            // Where the clock goes back a short length may end before it begins: then it has no end.
            let end = (end.instant > start.instant).then_some(end);
            When::Timed { start, end }
        }
        (when, _) => when,
    }
}
