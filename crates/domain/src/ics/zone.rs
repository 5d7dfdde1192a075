//! VTIMEZONE (RFC 5545 section 3.6.5) out of a table of offsets.
//!
//! A change of the clock that comes every year on the same weekday until the table ends goes on for ever, as a rule.
//! Only that keeps a class without an end right once the table is over, and it is what most programs expect to see.
//! Any other change is a component of its own; RDATE would be shorter, but Outlook does not read it.

use super::compact;
use super::lines::Lines;
use crate::recurrence::weekday_name;
use crate::time::{Date, WallTime, Zone};

/// A change of the clock, by what the clock shows just before it.
struct Change {
    wall: WallTime,
    before: i32,
    after: i32,
}

/// Writes the component for times from `first` to `last`; changes without a rule are given to the end of `last`'s
/// year.
pub fn write(lines: &mut Lines, zone: &Zone, first: Date, last: Date) {
    lines.put("BEGIN", "VTIMEZONE");
    lines.text("TZID", zone.name());
    let begin = Date::new(first.year() - 1, 1, 1).unwrap_or(Date::MIN);
    let table_end = zone.years().last;
    let known = zone.transitions().map(|it| Change {
        wall: it.at.wall_at(it.before),
        before: it.before,
        after: it.after,
    });
    let mut changes: Vec<Change> = known
        .filter(|it| it.wall.date >= begin && it.wall.date.year() <= table_end)
        .collect();
    // What holds before the first change, or for ever.
    if changes.first().is_none_or(|it| it.wall.date >= first) {
        let offset = zone.offset_at(zone.day_start(begin));
        let constant = Change {
            wall: begin.midnight(),
            before: offset,
            after: offset,
        };
        component(lines, &constant, None);
    }
    while !changes.is_empty() {
        let change = changes.remove(0);
        let yearly = yearly(&change, &changes, table_end);
        if let Some((_, same)) = &yearly {
            let mut place = 0;
            changes.retain(|_| {
                place += 1;
                !same.contains(&(place - 1))
            });
        }
        if yearly.is_some() || change.wall.date.year() <= last.year() {
            component(lines, &change, yearly.map(|(by_day, _)| by_day));
        }
    }
    lines.put("END", "VTIMEZONE");
}

/// The weekday within its month on which a change comes every year until the table ends (`-1SU`), and its places among
/// the `later` changes.
fn yearly(change: &Change, later: &[Change], table_end: i32) -> Option<(String, Vec<usize>)> {
    let first = change.wall;
    let same = |other: &&(usize, &Change)| {
        let wall = other.1.wall;
        wall.date.month() == first.date.month()
            && wall.date.weekday() == first.date.weekday()
            && wall.second == first.second
            && (other.1.before, other.1.after) == (change.before, change.after)
    };
    let numbered: Vec<(usize, &Change)> = later.iter().enumerate().collect();
    let again: Vec<&(usize, &Change)> = numbered.iter().filter(same).collect();
    // Once a year, none left out: then there are as many as years, and the last is in the table's last year.
    let mut year = first.date.year();
    for (_, other) in &again {
        year += 1;
        if other.wall.date.year() != year {
            return None;
        }
    }
    if again.is_empty() || year != table_end {
        return None;
    }
    let days = || {
        let others = again.iter().map(|(_, other)| other.wall.date);
        [first.date].into_iter().chain(others)
    };
    let nth = |day: Date| (day.day() - 1) / 7 + 1;
    let weekday = weekday_name(first.date.weekday());
    let by_day = if days().all(|day| day.plus(7) > day.month_end()) {
        format!("-1{weekday}")
    } else if days().all(|day| nth(day) == nth(first.date)) {
        format!("{}{weekday}", nth(first.date))
    } else {
        return None;
    };
    Some((by_day, again.iter().map(|(place, _)| *place).collect()))
}

fn component(lines: &mut Lines, change: &Change, by_day: Option<String>) {
    // The table does not say which of two offsets is the summer's: forward is into summer.
    let name = if change.after > change.before {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    lines.put("BEGIN", name);
    lines.put("DTSTART", &compact(change.wall));
    if let Some(by_day) = by_day {
        let month = change.wall.date.month();
        lines.put(
            "RRULE",
            &format!("FREQ=YEARLY;BYMONTH={month};BYDAY={by_day}"),
        );
    }
    lines.put("TZOFFSETFROM", &offset(change.before));
    lines.put("TZOFFSETTO", &offset(change.after));
    lines.put("END", name);
}

/// Section 3.3.14: `+0100`, with seconds where there are some.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let size = seconds.unsigned_abs();
    let (hours, minutes, rest) = (size / 3600, size / 60 % 60, size % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}
