//! Events of several sources -> each event once.

use domain::time::{Written, Zone};

use super::found::Found;
use super::ids::slug;
use super::times::instant;

/// Each event once: two of different sources are one when they have the same title and begin at the same moment, by the
/// same rule if any. The first source's is taken; what it does not say of it the others may.
pub fn once(found: Vec<Found>, zone: &Zone) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::new();
    for event in found {
        let same = kept
            .iter_mut()
            .find(|other| other.source != event.source && same(other, &event, zone));
        match same {
            Some(first) => complete(first, event),
            None => kept.push(event),
        }
    }
    kept
}

fn same(one: &Found, other: &Found, zone: &Zone) -> bool {
    let begins = |it: &Found| {
        let start = it
            .dates
            .start
            .or(it.dates.occurrences.first().map(|date| date.start));
        start.map(|start| (instant(start, zone), matches!(start, Written::Day(_))))
    };
    begins(one) == begins(other)
        && slug(&one.title) == slug(&other.title)
        && one.dates.rrule.is_some() == other.dates.rrule.is_some()
}

fn complete(first: &mut Found, other: Found) {
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
    if first.dates.end.is_none() && first.dates.start == other.dates.start {
        first.dates.end = other.dates.end;
    }
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
