//! Rows with one id -> the dates of one event. What must not come in: cells and columns.

use domain::time::{Date, WallTime, Written, Zone};

use crate::import::found::{Found, FoundDate, Harvest, Status, What};
use crate::import::ids::slug;
use crate::import::times;

/// Days of the week as rules name them, from Monday.
pub const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Adds an event, or what its row says of when to the event with the same id and title: two sheets may both number
/// their events from 1.
///
/// # Errors
/// That the row is left out, since one event cannot be both.
pub fn add(harvest: &mut Harvest, found: Found, zone: &Zone) -> Result<(), What> {
    let title = slug(&found.title);
    let is_same = |other: &&mut Found| other.key == found.key && slug(&other.title) == title;
    let mut others = harvest.found.iter_mut();
    let same = others.find(|other| !found.key.is_empty() && is_same(other));
    let Some(same) = same else {
        harvest.found.push(found);
        return Ok(());
    };
    match (&same.dates.rrule, &found.dates.rrule) {
        // The row twice.
        (Some(_), Some(_)) if same.dates == found.dates => {
            let place = either(same.place.as_ref(), found.place.as_ref())?;
            same.status = either(same.status, found.status)?;
            same.place = place.cloned();
            Ok(())
        }
        (Some(_), Some(_)) => join(same, &found).ok_or(What::OtherRule),
        (None, None) => list(same, &found, zone),
        (Some(_), None) => beside(same, date(&found).into_iter().collect()),
        (None, Some(_)) => {
            let dates = listed(same);
            sayable(found.status, &dates)?;
            (same.dates, same.status) = (found.dates, found.status);
            same.place = found.place.or(same.place.take());
            beside(same, dates)
        }
    }
}

/// The date of a row.
fn date(row: &Found) -> Option<FoundDate> {
    let start = row.dates.start?;
    Some(FoundDate {
        end: row.dates.end,
        place: row.place.clone(),
        status: row.status,
        ..FoundDate::plain(start)
    })
}

/// The dates of rows without a rule, each with where it takes place.
fn listed(event: &Found) -> Vec<FoundDate> {
    if event.dates.occurrences.is_empty() {
        return date(event).into_iter().collect();
    }
    placed(event)
}

/// The dates that are listed, each with where it takes place.
fn placed(event: &Found) -> Vec<FoundDate> {
    let mut dates = event.dates.occurrences.clone();
    for date in &mut dates {
        date.place = date.place.take().or(event.place.clone());
    }
    dates
}

/// One more date of an event without a rule.
fn list(same: &mut Found, found: &Found, zone: &Zone) -> Result<(), What> {
    let mut dates = listed(same);
    if let Some(date) = date(found) {
        put(&mut dates, date)?;
    }
    if let [only] = &*dates {
        (same.dates.end, same.status) = (only.end, only.status);
        same.place.clone_from(&only.place);
        same.dates.occurrences.clear();
        return Ok(());
    }
    // What holds on one date need not on the others.
    same.status = None;
    dates.sort_by_key(|it| times::instant(it.start, zone));
    if let Some(first) = dates.first() {
        (same.dates.start, same.dates.end) = (Some(first.start), first.end);
    }
    same.dates.occurrences = dates;
    without_usual_place(same);
    Ok(())
}

/// Dates beside those of a rule, which begins when its own row says.
fn beside(rule: &mut Found, dates: Vec<FoundDate>) -> Result<(), What> {
    sayable(rule.status, &dates)?;
    let mut all = placed(rule);
    for date in dates {
        put(&mut all, date)?;
    }
    rule.dates.occurrences = all;
    without_usual_place(rule);
    Ok(())
}

/// A date can say that it is cancelled beside a rule that is not, but not the other way round.
fn sayable(rule: Option<Status>, dates: &[FoundDate]) -> Result<(), What> {
    let said = rule.is_none() || dates.iter().all(|date| date.status == rule);
    said.then_some(()).ok_or(What::OtherRule)
}

/// Adds a date. To one that is there it adds what that does not say, unless they contradict each other.
fn put(dates: &mut Vec<FoundDate>, date: FoundDate) -> Result<(), What> {
    let Some(same) = dates.iter_mut().find(|it| it.start == date.start) else {
        dates.push(date);
        return Ok(());
    };
    let end = either(same.end, date.end)?;
    let status = either(same.status, date.status)?;
    let place = either(same.place.take(), date.place)?;
    (same.end, same.status, same.place) = (end, status, place);
    Ok(())
}

/// What one of two rows says, or both.
fn either<T: PartialEq>(one: Option<T>, other: Option<T>) -> Result<Option<T>, What> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => Err(What::OtherRule),
        (one, other) => Ok(one.or(other)),
    }
}

fn without_usual_place(event: &mut Found) {
    for date in &mut event.dates.occurrences {
        if date.place == event.place {
            date.place = None;
        }
    }
}

// ------------------------------------------------------------------------------------------------- days of the week

/// Two weekly rules as one, on the days of both. `None` where they differ in more than the day.
fn join(same: &mut Found, found: &Found) -> Option<()> {
    let (rule, days) = weekly(same)?;
    let (other, new) = weekly(found)?;
    let (ours, theirs) = (wall(same.dates.start?)?, wall(found.dates.start?)?);
    let weeks = weeks(ours.date, theirs.date);
    let fits = rule == other && ours.second == theirs.second && alike(same, found);
    // Of one that begins years later, most dates would have to be taken away one by one.
    if !fits || weeks % interval(&rule) != 0 || weeks.abs() > 53 {
        return None;
    }
    let (first, then) = ((ours.date, &days), (theirs.date, &new));
    let earlier = theirs.date < ours.date;
    let (first, then) = if earlier {
        (then, first)
    } else {
        (first, then)
    };
    // What begins later is not there before, although the rule is.
    let off = before(first, then, interval(&rule));
    let still_off = |date: &Written| {
        let day = wall(*date).map(|it| it.date);
        day.is_none_or(|day| day < theirs.date || !new.contains(&day.weekday()))
    };
    same.dates.exdates.retain(still_off);
    same.dates.exdates.extend(off.into_iter().map(Written::Day));
    if earlier {
        (same.dates.start, same.dates.end) = (found.dates.start, found.dates.end);
    }
    same.dates.rrule = Some(format!("{rule};BYDAY={}", names(&[days, new].concat())));
    Some(())
}

/// Whether a row says the same of its dates as the event; a place that it does not name is the event's.
fn alike(same: &Found, found: &Found) -> bool {
    let place = found.place.is_none() || found.place == same.place;
    place && same.status == found.status && length(same) == length(found)
}

/// Days of the week as a rule names them, from Monday.
fn names(days: &[u32]) -> String {
    let named = (0u32..).zip(DAYS).filter(|(day, _)| days.contains(day));
    let names: Vec<&str> = named.map(|(_, name)| name).collect();
    names.join(",")
}

/// Dates of the days of the week of a rule that begins later, between the begin of the other and its own.
fn before(first: (Date, &Vec<u32>), then: (Date, &Vec<u32>), interval: i64) -> Vec<Date> {
    let between = (0..then.0.days_since(first.0)).map(|ahead| first.0.plus(ahead));
    let late = |day: &Date| {
        let weekday = day.weekday();
        then.1.contains(&weekday)
            && !first.1.contains(&weekday)
            && weeks(first.0, *day) % interval == 0
    };
    between.filter(late).collect()
}

/// Weeks from that of a day to that of another.
fn weeks(from: Date, to: Date) -> i64 {
    to.monday().days_since(from.monday()) / 7
}

/// A weekly rule without its days, and these.
fn weekly(event: &Found) -> Option<(String, Vec<u32>)> {
    let rule = event.dates.rrule.as_deref()?;
    let (rule, days) = match rule.split_once(";BYDAY=") {
        Some((rule, days)) => (rule, Some(days)),
        None => (rule, None),
    };
    let usual = wall(event.dates.start?)?.date.weekday();
    let named = |days: &str| -> Vec<u32> {
        let all = (0u32..).zip(DAYS);
        let named = all.filter(|(_, name)| days.split(',').any(|day| day == *name));
        named.map(|(day, _)| day).collect()
    };
    let days = days.map_or_else(|| vec![usual], named);
    rule.starts_with("FREQ=WEEKLY")
        .then(|| (rule.to_owned(), days))
}

/// Every how many weeks.
fn interval(rule: &str) -> i64 {
    let written = rule.split(';').find_map(|it| it.strip_prefix("INTERVAL="));
    written.and_then(|it| it.parse().ok()).unwrap_or(1).max(1)
}

fn wall(written: Written) -> Option<WallTime> {
    match written {
        Written::Day(day) => Some(day.midnight()),
        Written::Wall(wall) => Some(wall),
        Written::Instant(_) => None,
    }
}

/// Length by the clock on the wall, and whether it is one of whole days.
fn length(event: &Found) -> (bool, Option<i64>) {
    let start = event.dates.start;
    let seconds = start.zip(event.dates.end).and_then(|(start, end)| {
        let (start, end) = (wall(start)?, wall(end)?);
        Some(end.seconds_since(start))
    });
    (matches!(start, Some(Written::Day(_))), seconds)
}
