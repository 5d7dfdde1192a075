//! The dates of an event: rules that the feed can say stay rules, others become dates within a window.
//!
//! Whether it can say a rule is tried, not reasoned: a rule of another zone stays one where it gives the same instants
//! in the feed's zone.

use std::collections::BTreeSet;
use std::rc::Rc;

use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendar, ICalendarProperty, ICalendarValue};
use chrono::{Datelike, Timelike};
use domain::event::When;
use domain::recurrence::{Rule, Until};
use domain::recurring::Recurring;
use domain::time::{Date, Instant, WallTime, Written, Zone};

use super::item::{Item, Time, until_passed};
use super::place;
use super::zones::Zones;
use crate::import::Window;
use crate::import::found::{Dates, FoundDate, Status, What};
use crate::import::html;
use crate::import::times::{instant, on_the_wall};
use crate::import::trouble::shown;

/// Dates that a rule is counted through, and those of them that a feed takes.
const MOST_COUNTED: usize = 40_000;
const MOST_DATES: usize = 1_000;

/// Dates of an event with the changes of single ones; `None` where it has no start.
pub fn dates(
    event: &Item,
    changes: &[Item],
    zones: &Zones,
    window: Window,
) -> Option<(Dates, Vec<What>)> {
    let zone = &zones.feed;
    let start = rule_start(first(event, zone)?, event, zones);
    let mut troubles = Vec::new();
    let mut dates = Dates {
        start: Some(start.written(zone)),
        end: end(event, &start, zone, &mut troubles),
        ..Dates::default()
    };
    dates.rdates = event
        .rdates
        .iter()
        .map(|it| like(it, &start, zone))
        .collect();
    let exdates = event.exdates.iter().map(|it| exdate(it, &start, zone));
    dates.exdates = sorted(exdates.collect(), zone);
    let mut counted = Vec::new();
    let mut failed = None;
    let single = match event.rules.as_slice() {
        [rule] if event.exrule.is_none() => kept(rule, &start, zone, window),
        _ => None,
    };
    if let Some(kept) = single {
        dates.rrule = Some(kept.rule);
        if let Some(first) = kept.first {
            dates.rdates.extend(dates.start.replace(first));
            dates.end = dates.end.map(|end| moved(end, &start, first, zone));
        }
    } else if let Some(exrule) = &event.exrule {
        failed = Some(What::RuleNotRead(shown(exrule)));
    } else {
        for rule in &event.rules {
            match count(rule, &start, zone, window) {
                Ok(found) => counted.extend(found),
                Err(what) => failed = Some(what),
            }
        }
    }
    troubles.extend(failed);
    dates.rdates.extend(counted);
    dates.occurrences = changed(event, changes, &start, &dates, zone);
    if changes.iter().any(|change| change.future) {
        troubles.push(What::FutureRange);
    }
    settle(&mut dates, zone);
    Some((dates, troubles))
}

/// The start, as a day where the event is said to be of whole days.
fn first(event: &Item, zone: &Zone) -> Option<Time> {
    let start = event.start.clone()?;
    if !event.all_day {
        return Some(start);
    }
    Some(Time::Day(day(&start, zone)))
}

/// Where a rule begins. Plugins write instants and say the zone once: a class at 16:00 is meant to stay at 16:00.
fn rule_start(start: Time, event: &Item, zones: &Zones) -> Time {
    match (&start, &zones.said) {
        (Time::Utc(instant), Some(zone)) if !event.rules.is_empty() => {
            Time::Wall(zone.wall(*instant), Rc::clone(zone))
        }
        _ => start,
    }
}

/// The day of a time in its own zone.
fn day(time: &Time, zone: &Zone) -> Date {
    match time {
        Time::Day(day) => *day,
        Time::Wall(wall, _) => wall.date,
        Time::Utc(instant) => zone.wall(*instant).date,
    }
}

/// Wall time in its own zone; of an instant, in the feed's.
fn wall(time: &Time, zone: &Zone) -> WallTime {
    match time {
        Time::Day(day) => day.midnight(),
        Time::Wall(wall, _) => *wall,
        Time::Utc(instant) => zone.wall(*instant),
    }
}

/// DTEND or DURATION as the feed's `end`: of whole days the last one.
fn end(event: &Item, start: &Time, zone: &Zone, troubles: &mut Vec<What>) -> Option<Written> {
    let end = match (&event.end, event.duration) {
        (Some(end), _) => end.clone(),
        (None, Some(seconds)) => match start {
            Time::Day(day) => Time::Day(day.plus((seconds + 86_399) / 86_400)),
            // A duration is exact (RFC 5545 section 3.8.2.5).
            other => Time::Utc(other.instant(zone).plus(seconds)),
        },
        (None, None) => return None,
    };
    if let Time::Day(first) = start {
        // DTEND of days is the day after the last; a time of day in it belongs to the day before at 00:00 only.
        let after = match &end {
            Time::Day(day) => *day,
            time => wall(time, zone).plus_seconds(-1).date.plus(1),
        };
        if after < *first {
            troubles.push(What::BadEnd(after.to_string()));
        }
        return (after > first.plus(1)).then(|| Written::Day(after.plus(-1)));
    }
    let (begins, ends) = (start.instant(zone), end.instant(zone));
    if ends < begins {
        troubles.push(What::BadEnd(crate::import::write::time(
            zone,
            end.written(zone),
        )));
    }
    (ends > begins).then(|| match (&end, start) {
        // A duration ends where the clock says so.
        (Time::Day(day), _) => Written::Wall(day.midnight()),
        _ => end.written(zone),
    })
}

/// The end of a date that begins elsewhere and lasts as long by the wall clock.
fn moved(end: Written, start: &Time, first: Written, zone: &Zone) -> Written {
    match (end, first, start) {
        (Written::Day(end), Written::Day(first), Time::Day(start)) => {
            Written::Day(first.plus(end.days_since(*start)))
        }
        (end, first, start) => {
            let wall = |written: Written| match written {
                Written::Day(day) => day.midnight(),
                Written::Wall(wall) => wall,
                Written::Instant(instant) => zone.wall(instant),
            };
            let seconds = wall(end).seconds_since(wall(start.written(zone)));
            Written::Wall(wall(first).plus_seconds(seconds))
        }
    }
}

/// A further time of an event, of the same kind as its start.
fn like(time: &Time, start: &Time, zone: &Zone) -> Written {
    match (time, start) {
        (time, Time::Day(_)) => Written::Day(day(time, zone)),
        (Time::Day(day), Time::Wall(wall, own)) => {
            Time::Wall(day.at(wall.second), own.clone()).written(zone)
        }
        (Time::Day(day), Time::Utc(instant)) => Written::Wall(day.at(zone.wall(*instant).second)),
        (time, _) => time.written(zone),
    }
}

/// As above; midnight before an event of the day was meant as the day, as Exchange writes it.
fn exdate(time: &Time, start: &Time, zone: &Zone) -> Written {
    let midnight = matches!(time, Time::Wall(wall, _) if wall.second == 0);
    match time {
        Time::Day(day) => Written::Day(*day),
        Time::Wall(it, _) if midnight && wall(start, zone).second != 0 => Written::Day(it.date),
        time => like(time, start, zone),
    }
}

// ------------------------------------------------------------------------------------------------------------- rules

/// A rule as the feed says it.
struct Kept {
    rule: String,
    /// The rule's first date, where the event's start is none of the rule's.
    first: Option<Written>,
}

/// The rule for the feed; `None` where it has to be counted.
fn kept(rule: &str, start: &Time, zone: &Zone, window: Window) -> Option<Kept> {
    let rule = &plain(rule);
    let parsed = Rule::parse(rule)?;
    let own = match start {
        Time::Wall(_, own) => own,
        // Whole days have no zone, instants have UTC.
        Time::Day(_) => zone,
        Time::Utc(_) => &Zone::utc(),
    };
    let begin = match start {
        Time::Day(day) => Written::Day(*day),
        Time::Wall(wall, _) => Written::Wall(*wall),
        Time::Utc(instant) => Written::Wall(own.wall(*instant)),
    };
    let there = recurring(parsed.clone(), begin, own);
    let first_day = there.first_day(own)?;
    let start_day = there.start_day();
    let same = matches!(start, Time::Day(_)) || own.name() == zone.name();
    if first_day != start_day && parsed.count.is_some() {
        // Some programs count the start, some do not: its dates are what it says here.
        return None;
    }
    let first = (first_day != start_day).then(|| match begin {
        Written::Wall(wall) => Written::Wall(first_day.at(wall.second)),
        _ => Written::Day(first_day),
    });
    if same {
        return Some(Kept {
            rule: rule.to_owned(),
            first,
        });
    }
    if first.is_some() {
        return None;
    }
    let text = with_instant(rule, &parsed, own);
    let here = recurring(Rule::parse(&text)?, start.written(zone), zone);
    let to = window.to.max(start_day.plus(366));
    let from = window.from.min(to);
    let instants = |rule: &Recurring, zone: &Zone| -> Vec<Instant> {
        let dates = rule.between(zone, from.plus(-1), to.plus(1)).into_iter();
        let inside =
            |at: &Instant| *at >= Zone::utc().day_start(from) && *at < Zone::utc().day_start(to);
        dates.map(|when| when.begins(zone)).filter(inside).collect()
    };
    (instants(&there, own) == instants(&here, zone)).then_some(Kept { rule: text, first })
}

/// A rule in capitals, without blanks and empty parts, as the feed's schema wants it.
fn plain(rule: &str) -> String {
    let parts = rule.split(';').map(|part| {
        let part: String = part.chars().filter(|c| !c.is_whitespace()).collect();
        part.to_ascii_uppercase()
    });
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(";")
}

fn recurring(rule: Rule, start: Written, zone: &Zone) -> Recurring {
    Recurring::new(rule, start, &When::lasting(zone, start, None), None)
}

/// The rule's text with an UNTIL of its own zone's wall time as an instant.
fn with_instant(text: &str, rule: &Rule, zone: &Zone) -> String {
    let Some(Until::Wall(last)) = rule.until else {
        return text.to_owned();
    };
    let parts = text.split(';').map(|part| match part.split_once('=') {
        Some(("UNTIL", _)) => format!("UNTIL={}Z", compact(zone.instant(last).wall_at(0))),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join(";")
}

/// `20261127T170000`
fn compact(wall: WallTime) -> String {
    let day = wall.date;
    let (hour, minute, second) = (wall.hour(), wall.minute(), wall.second % 60);
    format!(
        "{:04}{:02}{:02}T{hour:02}{minute:02}{second:02}",
        day.year(),
        day.month(),
        day.day()
    )
}

/// The dates of a rule within the window, counted by calcard in the event's own zone.
fn count(rule: &str, start: &Time, zone: &Zone, window: Window) -> Result<Vec<Written>, What> {
    let not_read = || What::RuleNotRead(shown(rule));
    let (until, others): (Vec<&str>, Vec<&str>) = rule
        .split(';')
        .partition(|part| part.trim().to_ascii_uppercase().starts_with("UNTIL"));
    let until = Rule::parse(&format!("FREQ=DAILY;{}", until.join(";"))).ok_or_else(not_read)?;
    let utc = Zone::utc();
    let own = match start {
        Time::Wall(_, own) => own,
        Time::Day(_) => zone,
        Time::Utc(_) => &utc,
    };
    let begin = match start {
        Time::Utc(instant) => utc.wall(*instant),
        other => wall(other, zone),
    };
    let walls = walls(&others.join(";"), begin).ok_or_else(not_read)?;
    if walls.is_empty() {
        return Err(What::RuleWithoutDates(shown(rule)));
    }
    let all = walls.len() < MOST_COUNTED;
    let last = walls.last().copied();
    let mut found = Vec::new();
    for wall in walls {
        let instant = own.instant(wall);
        // A time that the clock change skips is no date of a rule (RFC 5545 section 3.3.10).
        if own.wall(instant) != wall || until_passed(&until, wall, |wall| own.instant(wall)) {
            continue;
        }
        let written = match start {
            Time::Day(_) => Written::Day(wall.date),
            _ => on_the_wall(zone, instant),
        };
        if window.has(wall.date) {
            found.push(written);
        }
    }
    // Counted to the limit without coming to the window's end: nobody knows what would follow.
    let short = !all && last.is_some_and(|last| last.date <= window.to);
    if short || found.len() > MOST_DATES {
        return Err(What::RuleTooDense);
    }
    Ok(found)
}

/// Wall times of a rule without UNTIL from its start on, at most [`MOST_COUNTED`]; `None` for what calcard can't read.
fn walls(rule: &str, start: WallTime) -> Option<Vec<WallTime>> {
    // Larger numbers than it has room for it cuts.
    let interval = rule
        .split(';')
        .filter_map(|part| part.trim().split_once('='));
    let mut interval = interval.filter(|(name, _)| name.eq_ignore_ascii_case("INTERVAL"));
    if !interval.all(|(_, value)| value.parse().is_ok_and(|it: u16| it > 0)) {
        return None;
    }
    let begin = compact(start);
    let event = format!("BEGIN:VEVENT\r\nDTSTART:{begin}\r\nRRULE:{rule}\r\nEND:VEVENT\r\n");
    let calendar = ICalendar::parse(event).ok()?;
    let event = calendar.components.first()?;
    let read = event.property(&ICalendarProperty::Rrule)?.values.first()?;
    if !matches!(read, ICalendarValue::RecurrenceRule(_)) {
        return None;
    }
    let counted = calendar.expand_dates(Tz::Floating, MOST_COUNTED);
    let walls = counted.events.iter().filter_map(|event| {
        let at = event.start.naive_local();
        let day = Date::new(at.year(), at.month(), at.day())?;
        Some(day.at(at.num_seconds_from_midnight()))
    });
    counted.errors.is_empty().then(|| walls.collect())
}

// ----------------------------------------------------------------------------------------------------- single dates

/// What is different on single dates (RECURRENCE-ID).
fn changed(
    event: &Item,
    changes: &[Item],
    start: &Time,
    dates: &Dates,
    zone: &Zone,
) -> Vec<FoundDate> {
    let mut found: Vec<FoundDate> = Vec::new();
    let length = dates.end.and_then(|end| length(dates.start?, end, zone));
    for change in changes {
        let Some(of) = &change.instead_of else {
            continue;
        };
        let at = like(of, start, zone);
        let own = first(change, zone);
        let begins = own.as_ref().map_or(at, |own| own.written(zone));
        // Ends are reported with the event's own.
        let ends = own.and_then(|own| end(change, &own, zone, &mut Vec::new()));
        let ends = ends.filter(|ends| self::length(begins, *ends, zone) != length);
        let elsewhere = !change.location.is_empty() && change.location != event.location;
        let date = FoundDate {
            start: begins,
            end: ends,
            replaces: (at != begins).then_some(at),
            place: elsewhere
                .then(|| place::of(&change.location, change.position))
                .flatten(),
            status: (change.cancelled && !event.cancelled).then_some(Status::Cancelled),
            note: note(event, change),
        };
        let says_nothing = date == FoundDate::plain(at);
        // Without anything to say it is the rule's own date, where the rule has it.
        let twin = found.iter().any(|other| other.start == date.start);
        if !(twin || says_nothing && dates.rrule.is_some()) {
            found.push(date);
        }
    }
    found
}

/// Wall-clock seconds or days of a date.
fn length(start: Written, end: Written, zone: &Zone) -> Option<i64> {
    let wall = |written| match written {
        Written::Day(_) => None,
        Written::Wall(wall) => Some(wall),
        Written::Instant(instant) => Some(zone.wall(instant)),
    };
    match (start, end) {
        (Written::Day(start), Written::Day(end)) => Some(end.days_since(start)),
        (start, end) => Some(wall(end)?.seconds_since(wall(start)?)),
    }
}

/// Another title or another text, since a date has no title of its own in the feed.
fn note(event: &Item, change: &Item) -> Option<String> {
    let title = html::line(&change.title);
    let other_title = !title.is_empty() && title != html::line(&event.title);
    let text = html::plain(&change.description);
    let other_text = !text.is_empty() && text != html::plain(&event.description);
    let parts = [other_title.then_some(title), other_text.then_some(text)];
    let note = parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    (!note.is_empty()).then_some(note)
}

/// Where there is no rule, a start beside `occurrences` is no date, and exdates say nothing that the list does not.
fn settle(dates: &mut Dates, zone: &Zone) {
    dates.rdates = sorted(std::mem::take(&mut dates.rdates), zone);
    dates
        .occurrences
        .sort_by_key(|date| instant(date.start, zone));
    if dates.rrule.is_some() {
        return;
    }
    let exdates = std::mem::take(&mut dates.exdates);
    let off = |date: &Written| exdates.iter().any(|exdate| removes(*exdate, *date, zone));
    let mut all = std::mem::take(&mut dates.rdates);
    all.extend(dates.start);
    let mut all = sorted(all, zone);
    let had = all.clone();
    all.retain(|date| !off(date));
    if dates.occurrences.is_empty() {
        // Without any date left the first one stays, so that somebody sees it.
        let first = all.first().or(had.first()).copied();
        let unmoved = first == dates.start;
        if let (Some(first), Some(start), false) = (first, dates.start, unmoved) {
            let start = match start {
                Written::Day(day) => Time::Day(day),
                other => Time::Utc(instant(other, zone)),
            };
            dates.end = dates.end.map(|end| moved(end, &start, first, zone));
        }
        dates.start = first;
        all.retain(|date| Some(*date) != first);
        dates.rdates = all;
        return;
    }
    let taken: Vec<Written> = dates
        .occurrences
        .iter()
        .map(|date| date.replaces.unwrap_or(date.start))
        .collect();
    let others = all.into_iter().filter(|date| !taken.contains(date));
    let others: Vec<FoundDate> = others.map(FoundDate::plain).collect();
    dates.occurrences.extend(others);
    dates
        .occurrences
        .sort_by_key(|date| instant(date.start, zone));
    if dates.end.is_none() {
        // Nothing to be a default for.
        let listed = dates
            .start
            .filter(|start| dates.occurrences.iter().any(|it| it.start == *start));
        dates.start = listed;
        return;
    }
    if let (Some(start), Some(end)) = (dates.start, dates.end)
        && !dates.occurrences.iter().any(|it| it.start == start)
        && let Some(first) = dates.occurrences.iter().find(|it| it.end.is_none())
    {
        // The length is said by a date that takes place.
        let of = match start {
            Written::Day(day) => Time::Day(day),
            other => Time::Utc(instant(other, zone)),
        };
        dates.end = Some(moved(end, &of, first.start, zone));
        dates.start = Some(first.start);
    }
}

/// Whether an exdate removes a date, as the feed has it: a bare day removes every date of that day.
fn removes(exdate: Written, date: Written, zone: &Zone) -> bool {
    match (exdate, date) {
        (Written::Day(off), Written::Day(day)) => off == day,
        (Written::Day(off), date) => zone.wall(instant(date, zone)).date == off,
        (_, Written::Day(_)) => false,
        (off, date) => instant(off, zone) == instant(date, zone),
    }
}

/// In order, each once.
fn sorted(times: Vec<Written>, zone: &Zone) -> Vec<Written> {
    let mut seen = BTreeSet::new();
    let key = |written: &Written| (instant(*written, zone), matches!(written, Written::Day(_)));
    let mut times: Vec<Written> = times
        .into_iter()
        .filter(|it| seen.insert(key(it)))
        .collect();
    times.sort_by_key(key);
    times
}
