//! When nothing is found: which filter to loosen, and when there is something again.

use crate::filter::{Facet, filter};
use crate::programme::{Programme, Span};
use crate::query::Query;
use crate::time::{Date, Instant};

/// A part of a query that can be given up without the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrowing {
    /// All that is chosen of a facet.
    Facet(Facet),
    /// The words searched for.
    Words,
}

impl Narrowing {
    /// Its key in the address.
    pub fn key(self) -> &'static str {
        match self {
            Narrowing::Facet(facet) => facet.key(),
            Narrowing::Words => "q",
        }
    }
}

/// A way out of an empty list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// Filters without which alone something is found, with how many occurrences; the most helpful first.
    pub loosen: Vec<(Narrowing, usize)>,
    /// The first day from today on with something that fits all filters; `None` where no day has, or none was chosen.
    pub nearest: Option<Date>,
}

/// What would help a query that finds nothing at `now`.
pub fn help(programme: &Programme, query: &Query, now: Instant) -> Help {
    let words = (!query.words.trim().is_empty()).then_some(Narrowing::Words);
    let chosen = query.chosen(programme).into_iter().map(|value| value.facet);
    let mut narrowings: Vec<Narrowing> = Vec::new();
    for narrowing in chosen.map(Narrowing::Facet).chain(words) {
        if !narrowings.contains(&narrowing) && !query.locks(narrowing.key()) {
            narrowings.push(narrowing);
        }
    }
    let mut loosen: Vec<(Narrowing, usize)> = Vec::new();
    for narrowing in narrowings {
        let found = filter(programme, &query.without(narrowing), now);
        let count = found.matches.len();
        if count > 0 {
            let place = loosen.partition_point(|(_, other)| *other >= count);
            loosen.insert(place, (narrowing, count));
        }
    }
    Help {
        loosen,
        nearest: nearest(programme, query, now),
    }
}

fn nearest(programme: &Programme, query: &Query, now: Instant) -> Option<Date> {
    let page = query.page(Date::MIN).is_some();
    if query.locks("when") || page && query.locks("date") || !page && !query.is_dated() {
        return None;
    }
    let any_day = query.on_any_day();
    let zone = &programme.feed().zone;
    // Rules may be expanded for the days asked for alone.
    let coming = programme.again(Span::of(&any_day.window(zone, now)));
    let found = filter(&coming, &any_day, now);
    let first = found.matches.first()?;
    let occurrence = coming.occurrences().get(*first as usize)?;
    Some(occurrence.first.max(zone.wall(now).date))
}
