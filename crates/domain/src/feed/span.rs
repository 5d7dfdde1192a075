//! From `start`, `end` and `all_day` as written to [`When`]: the rows of `docs/format.md`, "What bad input gets", that
//! speak of times.

use crate::event::{At, Length, Moment, When};
use crate::problem::Code;
use crate::time::{Date, WallTime, Written, Zone};

/// The day of a time in the feed's zone.
pub fn day(zone: &Zone, written: Written) -> Date {
    match written {
        Written::Day(date) => date,
        other => Moment::of(zone, other).wall.date,
    }
}

/// A further time of an event: of one with `all_day`, the day.
pub fn meant(zone: &Zone, written: Written, all_day: Option<bool>) -> Written {
    match all_day {
        Some(true) => Written::Day(day(zone, written)),
        _ => written,
    }
}

/// How an address would name a time.
pub fn at(zone: &Zone, written: Written) -> At {
    match written {
        Written::Day(date) => At::Day(date),
        other => At::Time(Moment::of(zone, other).wall),
    }
}

/// What a start and an end mean together, and which problem of `end` an editor should hear of.
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
                    let last = last_touched(Moment::of(zone, time).wall);
                    if day(zone, time) < first {
                        (first, Some(Code::EndBeforeStart))
                    } else if all_day == Some(true) {
                        (last.max(first), None)
                    } else {
                        (last.max(first), Some(Code::TimedEndOfDay))
                    }
                }
            };
            (When::Days { first, last }, code)
        }
        start => {
            let start = Moment::of(zone, start);
            let (over, code) = end.map_or((None, None), |end| timed_end(zone, start, end));
            let timed = When::Timed { start, end: over };
            if all_day == Some(true) {
                let (first, last) = (timed.first_day(), timed.last_day());
                // Days have no length to lose: an end at the start, or before it on its day, says the day once more.
                let earlier = end.is_some_and(|end| day(zone, end) < first);
                let code = code.filter(|code| match code {
                    Code::EndIsStart => false,
                    Code::EndBeforeStart => earlier,
                    _ => true,
                });
                (When::Days { first, last }, code)
            } else {
                (timed, code)
            }
        }
    }
}

/// How long `when`, understood from `start` and `end`, lasts by the wall clock. Where the clock change skips the start
/// or the end, what was written counts: 01:00 to 02:30 lasts as long on every other night.
pub fn length(
    zone: &Zone,
    when: &When,
    start: Option<Written>,
    end: Option<Written>,
) -> Option<Length> {
    let wall = |written: Option<Written>, moment: Moment| match written {
        // A time that was read as another (00:00 as the midnight that follows) is not the one written.
        Some(Written::Wall(wall)) if zone.instant(wall) == moment.instant => wall,
        _ => moment.wall,
    };
    match when {
        When::Timed {
            start: begin,
            end: Some(over),
        } => {
            let seconds = wall(end, *over).seconds_since(wall(start, *begin));
            Some(Length::Seconds(seconds))
        }
        _ => when.length(),
    }
}

fn timed_end(zone: &Zone, start: Moment, end: Written) -> (Option<Moment>, Option<Code>) {
    let midnight_after = |date: Date| Moment::of(zone, Written::Wall(date.plus(1).midnight()));
    if let Written::Day(last) = end {
        return if last < start.wall.date {
            (None, Some(Code::EndBeforeStart))
        } else {
            (Some(midnight_after(last)), None)
        };
    }
    let end = Moment::of(zone, end);
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
