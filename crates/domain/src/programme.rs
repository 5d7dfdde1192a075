//! A feed with its occurrences in order and what filters ask of each: [`Programme`].

use std::sync::{Arc, OnceLock};

use crate::event::{At, Event, Feed, Occurrence, OccurrenceRef};
use crate::filter::Facts;
use crate::order::{sorted, title_key};
use crate::query::Window;
use crate::search;
use crate::stars::Star;
use crate::time::{Date, Instant};

/// A feed, its occurrences in the feed's order, and their facts.
#[derive(Debug)]
pub struct Programme {
    feed: Arc<Feed>,
    occurrences: Vec<Occurrence>,
    /// Languages spoken at any event, in the order in which they come up (BCP 47).
    languages: Vec<Box<str>>,
    facts: Facts,
    /// What a search looks through, an event each, and venue names: made at the first search.
    haystacks: OnceLock<Haystacks>,
}

/// Folded words of events and venues.
#[derive(Debug)]
pub struct Haystacks {
    /// An event each.
    pub events: Vec<Box<str>>,
    /// A venue each.
    pub venues: Vec<Box<str>>,
}

/// The occurrence that an address means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The date.
    pub occurrence: Occurrence,
    /// The address names this date, which the event does not have any more.
    pub gone: Option<At>,
}

/// The days for which rules are expanded, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Span {
    /// What a query needs.
    pub fn of(window: &Window) -> Span {
        Span {
            from: window.first_day,
            to: window.rules_to(),
        }
    }

    /// Whole months around it: the same span on every day of a month.
    #[must_use]
    pub fn by_month(self) -> Span {
        let Span { from, to } = self;
        Span {
            from: from.month_start(),
            to: to.month_end(),
        }
    }
}

impl Programme {
    /// Puts all dates of a feed in order: by day, whole days first, by time, by title, by id. Rules are expanded for
    /// the days of `span`, each for thirty years at most: an address may ask for all days until the year 9999.
    pub fn new(feed: Arc<Feed>, span: Span) -> Programme {
        let rank = ranks(&feed);
        let mut dates = Vec::with_capacity(feed.events.len());
        for (event, it) in (0..).zip(&feed.events) {
            let begins = it.recurring.as_ref().map(|rule| rule.start_day());
            let most = span.from.max(begins.unwrap_or(Date::MIN)).plus(30 * 366);
            dates.extend(feed.dates_of(event, span.from, span.to.min(most)));
        }
        let key = |date: &Occurrence| {
            let rank = rank.get(date.event as usize).copied();
            (date.key(&feed.zone), rank)
        };
        // Asked for a million times: side by side, and no zone is looked into.
        let keys: Vec<_> = dates.iter().map(key).collect();
        let order = sorted(keys.len(), &|one, other| {
            keys.get(one).cmp(&keys.get(other))
        });
        let in_order = order
            .into_iter()
            .filter_map(|place| dates.get(place).copied());
        let occurrences: Vec<Occurrence> = in_order.collect();
        let languages = languages(&feed);
        let facts = Facts::new(&feed, &occurrences, &languages);
        Programme {
            feed,
            occurrences,
            languages,
            facts,
            haystacks: OnceLock::new(),
        }
    }

    /// The same with these dates starred, and no others.
    #[must_use]
    pub fn starred(mut self, stars: &[Star]) -> Programme {
        self.facts.star(&self.feed, &self.occurrences, stars);
        self
    }

    /// The same feed with its rules expanded for other days.
    #[must_use]
    pub fn again(&self, span: Span) -> Programme {
        Programme::new(self.feed.clone(), span)
    }

    /// The feed.
    pub fn feed(&self) -> &Feed {
        &self.feed
    }

    /// Every date, in the feed's order.
    pub fn occurrences(&self) -> &[Occurrence] {
        &self.occurrences
    }

    /// Languages spoken at any event (BCP 47).
    pub fn languages(&self) -> &[Box<str>] {
        &self.languages
    }

    /// What filters ask.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// One occurrence with its event.
    pub fn occurrence(&self, index: usize) -> Option<(&Occurrence, OccurrenceRef<'_>)> {
        let occurrence = self.occurrences.get(index)?;
        Some((occurrence, OccurrenceRef::of(&self.feed, occurrence)?))
    }

    /// What a search looks through.
    pub fn haystacks(&self) -> &Haystacks {
        self.haystacks.get_or_init(|| Haystacks {
            events: self
                .feed
                .events
                .iter()
                .map(|event| {
                    let categories = event
                        .categories
                        .iter()
                        .filter_map(|index| self.feed.categories.get(*index as usize));
                    let mut haystack = String::new();
                    let mut add = |words: &str| {
                        search::fold_into(words, &mut haystack);
                        haystack.push('\n');
                    };
                    let texts = [
                        Some(&event.title),
                        event.summary.as_ref(),
                        event.description.as_ref(),
                        event
                            .series
                            .as_ref()
                            .and_then(|series| series.title.as_ref()),
                    ];
                    texts
                        .into_iter()
                        .flatten()
                        .chain(categories.map(|category| &category.label))
                        .chain(event.organizers.iter().map(|party| &party.name))
                        .flat_map(super::event::Text::all)
                        .chain(event.tags.iter().map(|tag| &**tag))
                        .for_each(&mut add);
                    haystack.into()
                })
                .collect(),
            venues: self
                .feed
                .venues
                .iter()
                .map(|venue| {
                    let mut haystack = String::new();
                    for words in venue.name.iter().flat_map(super::event::Text::all) {
                        search::fold_into(words, &mut haystack);
                        haystack.push('\n');
                    }
                    if venue.name.is_none() {
                        haystack.push_str(Feed::ONLINE);
                    }
                    haystack.into()
                })
                .collect(),
        })
    }
}

/// The occurrence that `event` and `at` of an address mean: that date; of a bare day before timed dates the first of
/// it; without `at` the next that is not over, else the last. A date that is gone opens the one in its place, else the
/// next. `None`: there is no such event.
pub fn open(feed: &Feed, id: &str, at: Option<At>, now: Instant) -> Option<Opened> {
    let event = feed.index_of(id)?;
    let next = || {
        feed.coming(event, now, 1)
            .first()
            .copied()
            .or_else(|| feed.last(event))
    };
    let Some(at) = at else {
        let occurrence = next()?;
        return Some(Opened {
            occurrence,
            gone: None,
        });
    };
    let day = at.date();
    let dates = feed.dates_of(event, day, day);
    let exact = dates.iter().find(|date| date.when.at() == at);
    let same_day = || match at {
        At::Day(day) => {
            let same = dates.iter().filter(|date| date.first == day);
            same.min_by_key(|date| date.key(&feed.zone))
        }
        At::Time(_) => None,
    };
    if let Some(occurrence) = exact.or_else(same_day) {
        return Some(Opened {
            occurrence: *occurrence,
            gone: None,
        });
    }
    let instead = |date: &&Occurrence| {
        let moved = |it: OccurrenceRef<'_>| {
            let replaces = it.date.and_then(|date| date.replaces);
            replaces == Some(at) || it.previous_start() == Some(at)
        };
        date.date.is_some() && OccurrenceRef::of(feed, date).is_some_and(moved)
    };
    let occurrence = dates.iter().find(instead).copied().or_else(next)?;
    Some(Opened {
        occurrence,
        gone: Some(at),
    })
}

/// The place of each event in the order of titles, then ids.
fn ranks(feed: &Feed) -> Vec<usize> {
    let title = |event: &Event| title_key(event.title.get(&feed.lang, &feed.lang).0);
    let keys: Vec<(Box<[u8]>, &str)> = feed
        .events
        .iter()
        .map(|event| (title(event), &*event.id))
        .collect();
    let order = sorted(keys.len(), &|one, other| {
        keys.get(one).cmp(&keys.get(other))
    });
    let mut ranks = vec![0; order.len()];
    for (rank, index) in order.into_iter().enumerate() {
        if let Some(place) = ranks.get_mut(index) {
            *place = rank;
        }
    }
    ranks
}

fn languages(feed: &Feed) -> Vec<Box<str>> {
    let mut found: Vec<Box<str>> = Vec::new();
    for event in &feed.events {
        let own = event.dates.iter().filter_map(|date| date.terms.as_deref());
        for terms in own.chain([&event.terms]) {
            for language in &terms.languages {
                if !found.contains(language) {
                    found.push(language.clone());
                }
            }
        }
    }
    found
}
