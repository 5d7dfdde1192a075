//! Events of one source and of several -> each event once.

use std::collections::BTreeMap;

use domain::time::{Instant, Written, Zone};

use super::found::{Dates, Found, FoundDate, Trouble, What};
use super::ids::slug;
use super::times::instant;
use super::trouble::shown;
use super::write;

/// Each event of a source once: a list that moves between two pages shows one on both. They must not get longer ids than
/// one of them alone would have. Of two the newer stays, in the place of the first.
pub fn without_twins(found: Vec<Found>, zone: &Zone) -> Vec<Found> {
    let mut places = BTreeMap::new();
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for event in found {
        if event.key.is_empty() {
            kept.push(event);
            continue;
        }
        let start = write::first(&event.dates).map(|start| moment(start, zone));
        // What has another title is another event, whatever a source calls it.
        let name = (
            event.source.clone(),
            event.key.clone(),
            start,
            slug(&event.title),
        );
        let place = *places.entry(name).or_insert(kept.len());
        match kept.get_mut(place) {
            None => kept.push(event),
            Some(twin) if write::edition(twin) < write::edition(&event) => *twin = event,
            Some(_) => {}
        }
    }
    kept
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
        let same = alike
            .iter_mut()
            .find(|other| agree(&other.dates, &event.dates, zone));
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
fn agree(one: &Dates, other: &Dates, zone: &Zone) -> bool {
    let times = |times: &[Written]| -> Vec<(Instant, bool)> {
        times.iter().map(|it| moment(*it, zone)).collect()
    };
    let within = |ours: Vec<(Instant, bool)>, theirs: Vec<(Instant, bool)>| {
        ours.is_empty() || theirs.iter().all(|it| ours.contains(it))
    };
    let starts = |dates: &Dates| -> Vec<Written> {
        dates.occurrences.iter().map(|date| date.start).collect()
    };
    rule(one) == rule(other)
        && within(times(&one.exdates), times(&other.exdates))
        && within(times(&one.rdates), times(&other.rdates))
        && within(times(&starts(one)), times(&starts(other)))
}

/// The parts of the rule in one order.
fn rule(dates: &Dates) -> Option<Vec<String>> {
    let rule = dates.rrule.as_deref()?.to_ascii_uppercase();
    let mut parts: Vec<String> = rule.split(';').map(str::to_owned).collect();
    parts.sort();
    Some(parts)
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
