//! Events of one source and of several -> each event once.

use std::collections::{BTreeMap, BTreeSet};

use domain::time::{Date, Instant, WallTime, Written, Zone};

use super::found::{Dates, Found, FoundDate, Trouble, What};
use super::ids::slug;
use super::sheet::DAYS;
use super::times::instant;
use super::trouble::shown;
use super::write;

/// Each event of a source once: a list that moves between two pages shows one on both. They must not get longer ids than
/// one of them alone would have. Of two the newer stays, in the place of the first; where neither is newer and they
/// contradict each other, it is said.
pub fn without_twins(found: Vec<Found>, zone: &Zone) -> (Vec<Found>, Vec<Trouble>) {
    let mut places = BTreeMap::new();
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    let mut troubles = Vec::new();
    for event in found {
        if event.key.is_empty() {
            kept.push(event);
            continue;
        }
        let place = *places.entry(twin(&event, zone)).or_insert(kept.len());
        let Some(twin) = kept.get_mut(place) else {
            kept.push(event);
            continue;
        };
        if write::edition(twin) == write::edition(&event) && contradict(twin, &event) {
            troubles.push(Trouble {
                about: Some(shown(&event.title)),
                what: What::Twice,
            });
        }
        if write::edition(twin) < write::edition(&event) {
            *twin = event;
        }
    }
    (kept, troubles)
}

/// What two editions of one event have in common.
type Twin = (
    Option<String>,
    String,
    Option<(Instant, bool)>,
    String,
    Option<String>,
);

fn twin(event: &Found, zone: &Zone) -> Twin {
    let start = write::first(&event.dates).map(|start| moment(start, zone));
    // A page may tell of several events. An id means one, also where it moves.
    let page = event.key.contains("://");
    let place = event.place.as_ref().filter(|_| page);
    (
        event.source.clone(),
        event.key.clone(),
        start,
        // What has another title is another event, whatever a source calls it.
        slug(&event.title),
        place.map(|place| slug(&place.name)),
    )
}

/// Whether one of two twins says what the other denies, so that something is lost with it.
fn contradict(one: &Found, other: &Found) -> bool {
    fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
        one.zip(other).is_some_and(|(one, other)| one != other)
    }
    let name = |it: &Found| it.place.as_ref().map(|place| slug(&place.name));
    let address = |it: &Found| it.place.as_ref()?.address.as_deref().map(slug);
    let locality = |it: &Found| it.place.as_ref()?.locality.as_deref().map(slug);
    let dates = |it: &Found| Dates {
        end: None,
        ..it.dates.clone()
    };
    differ(name(one), name(other))
        || differ(address(one), address(other))
        || differ(locality(one), locality(other))
        || differ(one.dates.end, other.dates.end)
        || dates(one) != dates(other)
        || one.status != other.status
}

/// Each event once: two of different sources are one when they have the same title and begin at the same moment, by the
/// same rule if any. The first source's is taken; what it does not say of it the others may. Both stay, and it is said,
/// where they contradict each other on when it takes place.
pub fn once(found: Vec<Found>, zone: &Zone) -> (Vec<Found>, Vec<Trouble>) {
    let mut kept: Vec<Found> = Vec::new();
    let mut troubles = Vec::new();
    for event in found {
        let like = |other: &&mut Found| other.source != event.source && like(other, &event, zone);
        let mut alike: Vec<&mut Found> = kept.iter_mut().filter(like).collect();
        let same = alike.iter_mut().find(|other| agree(other, &event, zone));
        if let Some(first) = same {
            complete(first, event, zone);
            continue;
        }
        if let Some(other) = alike.first() {
            let name = |it: &Found| it.source.clone().unwrap_or_default();
            troubles.push(Trouble {
                about: Some(shown(&event.title)),
                what: What::OtherDates(name(other), name(&event)),
            });
        }
        kept.push(event);
    }
    (kept, troubles)
}

/// Whether it may be the same event: by its title and when it begins.
fn like(one: &Found, other: &Found, zone: &Zone) -> bool {
    let begins = |it: &Found| write::first(&it.dates).map(|start| moment(start, zone));
    begins(one) == begins(other) && slug(&one.title) == slug(&other.title)
}

/// When it begins, and whether it is a whole day.
fn moment(start: Written, zone: &Zone) -> (Instant, bool) {
    (instant(start, zone), matches!(start, Written::Day(_)))
}

/// Whether everything that the other says of the dates is said by the one too, or may be added to it.
fn agree(one: &Found, other: &Found, zone: &Zone) -> bool {
    // What is cancelled on one date need not be on those that only the other has.
    if one.status != other.status && starts(&one.dates, zone) != starts(&other.dates, zone) {
        return false;
    }
    let (one, other) = (&one.dates, &other.dates);
    let times = |times: &[Written]| -> Vec<(Instant, bool)> {
        times.iter().map(|it| moment(*it, zone)).collect()
    };
    let within = |ours: Vec<(Instant, bool)>, theirs: Vec<(Instant, bool)>| {
        ours.is_empty() || theirs.iter().all(|it| ours.contains(it))
    };
    let listed = |dates: &Dates| -> Vec<Written> {
        dates.occurrences.iter().map(|date| date.start).collect()
    };
    rule(one, zone) == rule(other, zone)
        && within(times(&one.exdates), times(&other.exdates))
        && within(times(&one.rdates), times(&other.rdates))
        && within(times(&listed(one)), times(&listed(other)))
}

type Moments = BTreeSet<(Instant, bool)>;

/// The dates that are written down, and those that are taken away.
fn starts(dates: &Dates, zone: &Zone) -> (Moments, Moments) {
    let listed = dates.occurrences.iter().map(|date| date.start);
    // Of an event whose dates are listed the start is a date only where it is one of them.
    let start = dates
        .start
        .filter(|_| dates.rrule.is_some() || dates.occurrences.is_empty());
    let all = listed.chain(start).chain(dates.rdates.iter().copied());
    let off = dates.exdates.iter();
    (
        all.map(|it| moment(it, zone)).collect(),
        off.map(|it| moment(*it, zone)).collect(),
    )
}

/// The parts of the rule, written in one way: what one calendar leaves unsaid another writes out.
fn rule(dates: &Dates, zone: &Zone) -> Option<Vec<String>> {
    let rule = dates.rrule.as_deref()?.to_ascii_uppercase();
    let start = dates.start.map(|start| on_the_clock(start, zone));
    let weekly = rule.split(';').any(|part| part == "FREQ=WEEKLY");
    let own_day = start.filter(|_| weekly).and_then(|it| day_name(it.date));
    let parts = rule.split(';').map(|part| match part.split_once('=') {
        Some(("BYDAY", days)) => format!("BYDAY={}", sorted(days)),
        Some(("UNTIL", end)) => {
            last_day(end, start, zone).map_or(part.to_owned(), |day| format!("UNTIL={day}"))
        }
        _ => part.to_owned(),
    });
    let unsaid = own_day.map(|day| format!("BYDAY={day}"));
    let said = |part: &String| {
        !["", "INTERVAL=1", "WKST=MO"].contains(&&**part) && Some(part) != unsaid.as_ref()
    };
    let mut parts: Vec<String> = parts.filter(said).collect();
    parts.sort();
    Some(parts)
}

fn on_the_clock(written: Written, zone: &Zone) -> WallTime {
    match written {
        Written::Day(day) => day.midnight(),
        Written::Wall(wall) => wall,
        Written::Instant(instant) => zone.wall(instant),
    }
}

fn day_name(day: Date) -> Option<&'static str> {
    let at = usize::try_from(day.weekday()).ok()?;
    DAYS.get(at).copied()
}

fn sorted(days: &str) -> String {
    let days: BTreeSet<&str> = days.split(',').collect();
    days.into_iter().collect::<Vec<_>>().join(",")
}

/// The last day on which a rule that ends then may have a date.
fn last_day(end: &str, start: Option<WallTime>, zone: &Zone) -> Option<Date> {
    let Some((day, time)) = end.split_once('T') else {
        return compact_day(end);
    };
    let digits = time.strip_suffix('Z').unwrap_or(time);
    let second = [(0, 3600), (2, 60), (4, 1)]
        .iter()
        .try_fold(0, |sum, (at, unit)| {
            let part: u32 = digits.get(*at..at + 2)?.parse().ok()?;
            Some(sum + part * unit)
        })?;
    let mut end = compact_day(day)?.at(second.min(86_399));
    if digits != time {
        end = zone.wall(Zone::utc().instant(end));
    }
    // It ends before the date of that day would begin.
    let early = start.is_some_and(|start| end.second < start.second);
    Some(end.date.plus(if early { -1 } else { 0 }))
}

/// `20261231`.
fn compact_day(digits: &str) -> Option<Date> {
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    let year = i32::try_from(part(0..4)?).ok()?;
    Date::new(year, part(4..6)?, part(6..8)?)
}

fn complete(first: &mut Found, other: Found, zone: &Zone) {
    fn fill<T>(mine: &mut Option<T>, theirs: Option<T>) {
        if mine.is_none() {
            *mine = theirs;
        }
    }
    fill(&mut first.summary, other.summary);
    fill(&mut first.description, other.description);
    fill(&mut first.place, other.place);
    fill(&mut first.online, other.online);
    fill(&mut first.ages, other.ages);
    fill(&mut first.price, other.price);
    fill(&mut first.tickets, other.tickets);
    fill(&mut first.url, other.url);
    fill(&mut first.image, other.image);
    // That it does not take place any source may be the first to know.
    fill(&mut first.status, other.status);
    complete_dates(&mut first.dates, other.dates, zone);
    for category in other.categories {
        if !first
            .categories
            .iter()
            .any(|mine| slug(mine) == slug(&category))
        {
            first.categories.push(category);
        }
    }
    if first.organizers.is_empty() {
        first.organizers = other.organizers;
    }
}

fn complete_dates(first: &mut Dates, other: Dates, zone: &Zone) {
    if first.end.is_none() && first.start == other.start {
        first.end = other.end;
    }
    if first.exdates.is_empty() {
        first.exdates = other.exdates;
    }
    if first.rdates.is_empty() {
        first.rdates = other.rdates;
    }
    for date in &mut first.occurrences {
        let same = |theirs: &&FoundDate| moment(theirs.start, zone) == moment(date.start, zone);
        if let Some(theirs) = other.occurrences.iter().find(same) {
            date.status = date.status.or(theirs.status);
        }
    }
    if !first.occurrences.is_empty() || other.occurrences.is_empty() {
        return;
    }
    first.occurrences = other.occurrences;
    let Some(start) = first.start.filter(|_| first.rrule.is_none()) else {
        return;
    };
    // Of an event whose dates are listed the start is a date only where it is one of them.
    let listed = |date: &FoundDate| moment(date.start, zone) == moment(start, zone);
    if !first.occurrences.iter().any(listed) {
        first.occurrences.insert(0, FoundDate::plain(start));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn one_rule_is_the_same_however_it_is_written() {
        let zone = crate::zones::zone("Europe/Warsaw", domain::time::Years::WIDEST).unwrap();
        // A Tuesday.
        let written = |rule: &str| {
            let dates = Dates {
                start: Written::parse("2026-12-01T16:00"),
                rrule: Some(rule.to_owned()),
                ..Dates::default()
            };
            super::rule(&dates, &zone)
        };
        for (one, other, same) in [
            (
                "FREQ=WEEKLY",
                "freq=weekly;interval=1;wkst=mo;byday=tu",
                true,
            ),
            ("FREQ=WEEKLY;BYDAY=TU,FR", "BYDAY=FR,TU;FREQ=WEEKLY", true),
            ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=FR", false),
            ("FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=TU", false),
            ("FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", false),
            (
                "FREQ=WEEKLY;UNTIL=20261231",
                "FREQ=WEEKLY;UNTIL=20261231T225959Z",
                true,
            ),
            (
                "FREQ=WEEKLY;UNTIL=20270101",
                "FREQ=WEEKLY;UNTIL=20261231T230000Z",
                false,
            ),
            (
                "FREQ=WEEKLY;UNTIL=20261229",
                "FREQ=WEEKLY;UNTIL=20261229T150000Z",
                true,
            ),
            (
                "FREQ=WEEKLY;UNTIL=20261229",
                "FREQ=WEEKLY;UNTIL=20261229T120000",
                false,
            ),
            (
                "FREQ=WEEKLY;UNTIL=20261229",
                "FREQ=WEEKLY;UNTIL=2026ąT1",
                false,
            ),
        ] {
            assert_eq!(written(one) == written(other), same, "{one} {other}");
        }
    }
}
