//! `docs/format.md`, "Filters, exactly", sentence by sentence and as slowly as one likes: no bits, no indices, every question
//! answered by going through all occurrences.

use domain::event::{
    Access, Ages, Booking, Event, Feed, Involvement, OccurrenceRef, Price, Reach, Text,
};
use domain::filter::{Facet, Value};
use domain::keyed::Keyed;
use domain::programme::Programme;
use domain::query::{IdFacet, Preset, Query, Switch, facet_id};
use domain::search;
use domain::time::{Date, Instant};

/// A programme as plain facts.
pub struct Brute<'a> {
    programme: &'a Programme,
    all: Vec<Facts>,
}

/// What filters look at, of one occurrence.
struct Facts {
    ids: [Vec<String>; 4],
    access: Vec<Access>,
    reach: Option<Reach>,
    involvement: Option<Involvement>,
    switches: Vec<Switch>,
    /// All that is searched, folded.
    text: String,
    first: Date,
    last: Date,
    over: Instant,
    by_rule: bool,
}

impl Brute<'_> {
    pub fn of(programme: &Programme) -> Brute<'_> {
        let all = (0..programme.occurrences().len())
            .map(|index| Facts::of(programme.occurrence(index).unwrap().1));
        Brute {
            programme,
            all: all.collect(),
        }
    }

    /// Indices of what a query shows.
    pub fn matches(&self, query: &Query, now: Instant) -> Vec<u32> {
        let known = self.known(query);
        let words = search::fold(&query.words);
        let words: Vec<&str> = words.split_whitespace().collect();
        let today = self.programme.feed().zone.wall(now).date;
        let shown = (0..)
            .zip(&self.all)
            .filter(|(_, it)| it.in_days(query, today, now) && it.holds(&known, &words));
        shown.map(|(index, _)| index).collect()
    }

    /// With the days of a query alone.
    pub fn total(&self, query: &Query, now: Instant) -> usize {
        self.matches(&query.without_filters(), now).len()
    }

    /// With a value as the only one of its facet; in access, added to those chosen.
    pub fn count(&self, query: &Query, value: Value, now: Instant) -> usize {
        let mut with = query.clone();
        if value.facet != Facet::Access {
            for other in value.facet.values(self.programme) {
                if with.has(self.programme, other) {
                    with.toggle(self.programme, other);
                }
            }
        }
        if !with.has(self.programme, value) {
            with.toggle(self.programme, value);
        }
        self.matches(&with, now).len()
    }

    /// Ids that the programme does not know are ignored.
    fn known(&self, query: &Query) -> Query {
        let mut query = query.clone();
        for facet in IdFacet::ALL {
            let values: Vec<Value> = Facet::Ids(*facet).values(self.programme).collect();
            let known = |id: &String| {
                values
                    .iter()
                    .any(|value| facet_id(self.programme, *facet, value.place) == Some(id))
            };
            query.ids[facet.index()].retain(known);
        }
        query
    }
}

impl Facts {
    fn of(it: OccurrenceRef<'_>) -> Facts {
        let OccurrenceRef { feed, event, .. } = it;
        let own = it.date.and_then(|date| date.terms.as_deref());
        let booking = own.and_then(|own| own.booking).or(event.terms.booking);
        let price = own
            .and_then(|own| own.price.as_ref())
            .or(event.terms.price.as_ref());
        let venue = own
            .and_then(|own| own.venue)
            .or(event.terms.venue)
            .map(|venue| &feed.venues[venue as usize]);
        let languages = own
            .map(|own| &own.languages)
            .filter(|own| !own.is_empty())
            .unwrap_or(&event.terms.languages);
        let categories = event
            .categories
            .iter()
            .map(|category| &feed.categories[*category as usize]);
        let groups = groups(feed, event);
        let owned = |id: &str| id.to_owned();
        let access = Access::ALL.iter().copied().filter(|feature| {
            venue.is_some_and(|venue| venue.access.contains(*feature))
                || event.terms.access.contains(*feature)
                || own.is_some_and(|own| own.access.contains(*feature))
        });
        let switches = [
            (Switch::Free, matches!(price, Some(Price::Free { .. }))),
            (
                Switch::Booking,
                !matches!(
                    booking,
                    Some(Booking::Full | Booking::Waitlist | Booking::Closed)
                ),
            ),
            (
                Switch::Volunteers,
                event.volunteers.as_ref().is_some_and(|it| it.wanted),
            ),
            (Switch::Generations, generations(feed, event, &groups)),
            (Switch::Classes, !event.is_class()),
        ];
        let texts: Vec<&Text> = [
            Some(&event.title),
            event.summary.as_ref(),
            event.description.as_ref(),
        ]
        .into_iter()
        .chain([event
            .series
            .as_ref()
            .and_then(|series| series.title.as_ref())])
        .chain([venue.and_then(|venue| venue.name.as_ref())])
        .flatten()
        .chain(categories.clone().map(|category| &category.label))
        .chain(event.organizers.iter().map(|party| &party.name))
        .collect();
        let words: Vec<&str> = texts
            .into_iter()
            .flat_map(Text::all)
            .chain(event.tags.iter().map(|tag| &**tag))
            .collect();
        Facts {
            ids: [
                groups
                    .iter()
                    .map(|group| owned(&feed.age_groups[*group].id))
                    .collect(),
                venue.map(|venue| owned(&venue.id)).into_iter().collect(),
                categories.map(|category| owned(&category.id)).collect(),
                languages.iter().map(|language| owned(language)).collect(),
            ],
            access: access.collect(),
            reach: event.reach,
            involvement: event.involvement,
            switches: switches
                .into_iter()
                .filter(|(_, on)| *on)
                .map(|(switch, _)| switch)
                .collect(),
            text: search::fold(&words.join("\n")),
            first: it.when.first_day(),
            last: it.when.last_day(),
            over: it.when.over(&feed.zone),
            by_rule: it.date.is_none(),
        }
    }

    fn in_days(&self, query: &Query, today: Date, now: Instant) -> bool {
        let within = |from: Date, to: Date| self.first <= to && self.last >= from;
        let from =
            |from: Date| self.last >= from && (!self.by_rule || self.first.days_since(from) <= 366);
        let ahead = |weekday: u32| {
            let mut days = (0..7).map(|days| today.plus(days));
            days.find(|day| day.weekday() == weekday).unwrap()
        };
        let over = self.over <= now;
        match (query.from, query.to, query.when) {
            (Some(from), Some(to), _) => from <= to && within(from, to),
            (Some(first), None, _) => from(first),
            (None, Some(to), _) => today <= to && within(today, to),
            (None, None, None) => !over && from(today),
            (None, None, Some(Preset::Today)) => !over && within(today, today),
            (None, None, Some(Preset::Tomorrow)) => !over && within(today.plus(1), today.plus(1)),
            (None, None, Some(Preset::Weekend)) => {
                let sunday = ahead(6);
                !over && within(if today == sunday { today } else { ahead(5) }, sunday)
            }
            (None, None, Some(Preset::Week)) => !over && within(today, ahead(6)),
            (None, None, Some(Preset::Month)) => !over && within(today, today.month_end()),
        }
    }

    /// Within a facet any chosen value is enough, between facets all must hold, of access every one.
    fn holds(&self, query: &Query, words: &[&str]) -> bool {
        let ids = query.ids.iter().zip(&self.ids);
        ids.into_iter()
            .all(|(chosen, own)| chosen.is_empty() || chosen.iter().any(|id| own.contains(id)))
            && query
                .access
                .iter()
                .all(|feature| self.access.contains(&feature))
            && (query.reach.is_empty() || self.reach.is_some_and(|it| query.reach.contains(it)))
            && (query.involvement.is_empty()
                || self
                    .involvement
                    .is_some_and(|it| query.involvement.contains(it)))
            && query
                .switches
                .iter()
                .all(|switch| self.switches.contains(&switch))
            && words.iter().all(|word| self.text.contains(word))
    }
}

/// Its own; else every group whose range overlaps its age; else all.
fn groups(feed: &Feed, event: &Event) -> Vec<usize> {
    let all = 0..feed.age_groups.len();
    if !event.age_groups.is_empty() {
        return event
            .age_groups
            .iter()
            .map(|group| *group as usize)
            .collect();
    }
    let Some(age) = event.ages else {
        return all.collect();
    };
    let range = |ages: Ages| ages.min.unwrap_or(0)..=ages.max.unwrap_or(u32::MAX);
    let overlaps = |ages: Ages| {
        range(ages).start() <= range(age).end() && range(age).start() <= range(ages).end()
    };
    all.filter(|group| feed.age_groups[*group].ages.is_some_and(overlaps))
        .collect()
}

/// For generations together.
fn generations(feed: &Feed, event: &Event, groups: &[usize]) -> bool {
    let stated = !event.age_groups.is_empty()
        || event
            .ages
            .is_some_and(|ages| ages.min.is_none_or(|min| min <= 12));
    let ages: Vec<Ages> = groups
        .iter()
        .filter_map(|group| feed.age_groups[*group].ages)
        .collect();
    stated
        && ages.iter().any(|ages| ages.max.is_some_and(|max| max < 18))
        && ages
            .iter()
            .any(|ages| ages.min.is_some_and(|min| min >= 55))
}
