//! What matches a query, and the counts beside each value: facts as bits, one linear pass.
//!
//! The rules are those of `docs/format.md`, "Filters, exactly": within a facet any chosen value is enough, between facets
//! all must hold; of access features every chosen one must be there.

use crate::event::{Access, Booking, Event, Feed, Involvement, Occurrence, OccurrenceRef, Reach};
use crate::keyed::Keyed;
use crate::programme::Programme;
use crate::query::{IdFacet, Query, Switch, Window};
use crate::search;
use crate::stars::Star;
use crate::time::Instant;

/// A facet as readers see it: values of which any is enough, but of [`Facet::Access`] every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Values are ids.
    Ids(IdFacet),
    /// Services.
    Access,
    /// How far an event reaches.
    Reach,
    /// What a visitor does.
    Involvement,
    /// One value: on.
    Switch(Switch),
}

/// One value of a facet, that a reader can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Value {
    /// Its facet.
    pub facet: Facet,
    /// Its place in the facet: in the feed's list, or in the list of words.
    pub place: usize,
}

impl Facet {
    /// Every facet, in the order in which readers meet them.
    pub const ALL: [Facet; 13] = [
        Facet::Ids(IdFacet::Age),
        Facet::Ids(IdFacet::Venue),
        Facet::Ids(IdFacet::Category),
        Facet::Switch(Switch::Free),
        Facet::Switch(Switch::Booking),
        Facet::Access,
        Facet::Reach,
        Facet::Involvement,
        Facet::Switch(Switch::Volunteers),
        Facet::Ids(IdFacet::Language),
        Facet::Switch(Switch::Generations),
        Facet::Switch(Switch::Classes),
        Facet::Switch(Switch::Mine),
    ];

    /// Its key in the address.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Ids(facet) => facet.key(),
            Facet::Access => "access",
            Facet::Reach => "reach",
            Facet::Involvement => "involvement",
            Facet::Switch(switch) => switch.key(),
        }
    }

    /// Its values, in order.
    pub fn values(self, programme: &Programme) -> impl Iterator<Item = Value> + use<> {
        let (_, count) = programme.facts().layout.place(self);
        (0..count).map(move |place| Value { facet: self, place })
    }
}

/// Where the small facets stand in the last word of a row.
const REACH: usize = Access::ALL.len();
const INVOLVEMENT: usize = REACH + Reach::ALL.len();
const SWITCHES: usize = INVOLVEMENT + Involvement::ALL.len();

/// What is true of each occurrence, as bits: a row of words for each.
#[derive(Debug)]
pub struct Facts {
    rows: Vec<u64>,
    /// All rows together.
    used: Vec<u64>,
    layout: Layout,
}

/// Which words of a row hold which facet: a facet of ids has as many as its ids need.
#[derive(Clone, Copy, Debug)]
struct Layout {
    /// Of each [`IdFacet`]: first word and number of values.
    ids: [(usize, usize); 4],
    /// The word of the small facets, the last one.
    small: usize,
}

impl Layout {
    fn new(values: [usize; 4]) -> Layout {
        let mut at = 0;
        let ids = values.map(|count| {
            let first = at;
            at += count.div_ceil(64);
            (first, count)
        });
        Layout { ids, small: at }
    }

    /// Words in a row.
    fn width(&self) -> usize {
        self.small + 1
    }

    /// First bit of a facet within a row, and how many values it has.
    fn place(&self, facet: Facet) -> (usize, usize) {
        let small = self.small * 64;
        match facet {
            Facet::Ids(facet) => {
                let (first, count) = self.ids.get(facet.index()).copied().unwrap_or_default();
                (first * 64, count)
            }
            Facet::Access => (small, Access::ALL.len()),
            Facet::Reach => (small + REACH, Reach::ALL.len()),
            Facet::Involvement => (small + INVOLVEMENT, Involvement::ALL.len()),
            Facet::Switch(switch) => (small + SWITCHES + switch.index(), 1),
        }
    }
}

impl Facts {
    /// Looks at every occurrence once.
    pub fn new(feed: &Feed, occurrences: &[Occurrence], languages: &[Box<str>]) -> Facts {
        let layout = Layout::new([
            feed.age_groups.len(),
            feed.venues.len(),
            feed.categories.len(),
            languages.len(),
        ]);
        let mut facts = Facts {
            rows: vec![0; layout.width() * occurrences.len()],
            used: vec![0; layout.width()],
            layout,
        };
        let groups: Vec<Vec<u32>> = feed
            .events
            .iter()
            .map(|event| groups(feed, event))
            .collect();
        for (row, occurrence) in facts.rows.chunks_mut(layout.width()).zip(occurrences) {
            let Some(it) = OccurrenceRef::of(feed, occurrence) else {
                continue;
            };
            let event = it.event;
            let mut put = |facet: Facet, value: usize| {
                let bit = layout.place(facet).0 + value;
                if let Some(word) = row.get_mut(bit / 64) {
                    *word |= 1 << (bit % 64);
                }
            };
            let groups = groups.get(occurrence.event as usize);
            for group in groups.into_iter().flatten() {
                put(Facet::Ids(IdFacet::Age), *group as usize);
            }
            if let Some(venue) = it.venue_index() {
                put(Facet::Ids(IdFacet::Venue), venue as usize);
            }
            for category in &event.categories {
                put(Facet::Ids(IdFacet::Category), *category as usize);
            }
            for language in it.languages() {
                if let Some(place) = languages.iter().position(|known| known == language) {
                    put(Facet::Ids(IdFacet::Language), place);
                }
            }
            for feature in it.access().iter() {
                put(Facet::Access, feature.index());
            }
            if let Some(reach) = event.reach {
                put(Facet::Reach, reach.index());
            }
            if let Some(involvement) = event.involvement {
                put(Facet::Involvement, involvement.index());
            }
            for switch in Switch::ALL {
                let on = match switch {
                    Switch::Free => it.free(),
                    Switch::Booking => {
                        matches!(it.booking(), None | Some(Booking::Open | Booking::Few))
                    }
                    Switch::Volunteers => event.volunteers.as_ref().is_some_and(|it| it.wanted),
                    Switch::Generations => generations(feed, event, groups.map_or(&[], |it| it)),
                    // Known only to who starred: `star` says it afterwards.
                    Switch::Mine => false,
                    Switch::Classes => !event.is_class(),
                };
                if on {
                    put(Facet::Switch(*switch), 0);
                }
            }
            for (used, word) in facts.used.iter_mut().zip(&*row) {
                *used |= word;
            }
        }
        facts
    }

    /// Says which occurrences are starred.
    pub(crate) fn star(&mut self, feed: &Feed, occurrences: &[Occurrence], stars: &[Star]) {
        let at = self.layout.place(Facet::Switch(Switch::Mine)).0;
        let rows = self.rows.chunks_mut(self.layout.width());
        for (row, occurrence) in rows.zip(occurrences) {
            let starred = is_starred(feed, occurrence, stars);
            if let Some(word) = row.get_mut(at / 64) {
                *word = *word & !(1 << (at % 64)) | u64::from(starred) << (at % 64);
            }
        }
    }

    /// Whether any occurrence has a value.
    pub fn used(&self, value: Value) -> bool {
        let at = self.layout.place(value.facet).0 + value.place;
        bit(&self.used, at)
    }
}

fn is_starred(feed: &Feed, occurrence: &Occurrence, stars: &[Star]) -> bool {
    let event = feed.events.get(occurrence.event as usize);
    event.is_some_and(|event| {
        let means = |star: &Star| star.means(&event.id, occurrence.when.at());
        stars.iter().any(means)
    })
}

fn bit(row: &[u64], bit: usize) -> bool {
    row.get(bit / 64)
        .is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

/// The age groups of an event: those it states; else all that overlap its ages; else all, so that an event for
/// everybody is never filtered away.
pub fn groups(feed: &Feed, event: &Event) -> Vec<u32> {
    if !event.age_groups.is_empty() {
        return event.age_groups.clone();
    }
    let fits = |ages| event.ages.is_none_or(|wanted| wanted.overlaps(ages));
    (0..)
        .zip(&feed.age_groups)
        .filter(|(_, group)| match group.ages {
            Some(ages) => fits(ages),
            None => event.ages.is_none(),
        })
        .map(|(index, _)| index)
        .collect()
}

/// For generations together: the event says for whom (groups, or an age of 12 at most to begin with), and among its
/// groups one ends below 18 and one begins at 55 or later.
fn generations(feed: &Feed, event: &Event, groups: &[u32]) -> bool {
    let stated =
        !event.age_groups.is_empty() || event.ages.is_some_and(|ages| ages.min.unwrap_or(0) <= 12);
    let ages = || {
        groups
            .iter()
            .filter_map(|index| feed.age_groups.get(*index as usize)?.ages)
    };
    stated
        && ages().any(|ages| ages.max.is_some_and(|max| max < 18))
        && ages().any(|ages| ages.min.is_some_and(|min| min >= 55))
}

/// What a query finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Indices of the occurrences shown, in the feed's order.
    pub matches: Vec<u32>,
    /// How many there would be with the same days and nothing else chosen, but what an embedding page locked.
    pub total: usize,
    /// The days asked for.
    pub window: Window,
    counts: Vec<u32>,
}

impl Found {
    /// How many occurrences would be shown with this value as the only one of its facet; in access, added to those
    /// chosen.
    pub fn count(&self, programme: &Programme, value: Value) -> u32 {
        let (first, _) = programme.facts().layout.place(value.facet);
        self.counts.get(first + value.place).copied().unwrap_or(0)
    }
}

/// A facet in which something is chosen.
struct Chosen {
    facet: Facet,
    mask: Mask,
    /// Every chosen value must be there, not just any.
    every: bool,
}

impl Chosen {
    fn holds(&self, row: &[u64]) -> bool {
        if self.every {
            every(&self.mask, row)
        } else {
            any(&self.mask, row)
        }
    }
}

/// Finds what matches `query` at `now`, and counts. Ids and starred events that the programme
/// does not know are ignored.
pub fn filter(programme: &Programme, query: &Query, now: Instant) -> Found {
    let facts = programme.facts();
    let layout = facts.layout;
    let window = query.window(&programme.feed().zone, now);
    let chosen = chosen(programme, query, layout);
    let words = Words::new(programme, layout, &query.words);
    let starred = query.stars_in(programme.feed()) > 0;

    let mut found = Found {
        matches: Vec::new(),
        total: 0,
        window,
        counts: vec![0; layout.width() * 64],
    };
    let rows = facts.rows.chunks(layout.width());
    for ((index, occurrence), row) in (0..).zip(programme.occurrences()).zip(rows) {
        if !in_window(&window, occurrence, now) {
            continue;
        }
        found.total += 1;
        let mut failing = chosen.iter().filter(|chosen| !chosen.holds(row));
        let (first, second) = (failing.next(), failing.next());
        let shared = !starred || is_starred(programme.feed(), occurrence, &query.stars);
        if second.is_some() || !shared || !words.hold(programme, occurrence, row) {
            continue;
        }
        match first {
            None => {
                found.matches.push(index);
                for (word, bits) in row.iter().enumerate() {
                    tally(&mut found.counts, word * 64, *bits);
                }
            }
            // It would be shown if another value of this one facet were chosen: of each value that it has. With
            // access that helps nothing, since what is missing stays chosen.
            Some(missing) if !missing.every => {
                let (at, count) = layout.place(missing.facet);
                for value in at..at + count {
                    if bit(row, value)
                        && let Some(counted) = found.counts.get_mut(value)
                    {
                        *counted += 1;
                    }
                }
            }
            Some(_) => {}
        }
    }
    if query.has_locks() {
        found.total = filter(programme, &query.locked_part(), now).matches.len();
    }
    found
}

fn tally(counts: &mut [u32], first: usize, mut bits: u64) {
    while bits != 0 {
        let at = first + bits.trailing_zeros() as usize;
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
        bits &= bits - 1;
    }
}

fn in_window(window: &Window, occurrence: &Occurrence, now: Instant) -> bool {
    let ordered = match (window.from, window.to) {
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    ordered
        && window.to.is_none_or(|to| occurrence.first <= to)
        && window.from.is_none_or(|from| occurrence.last >= from)
        && (window.past || occurrence.over > now)
        // In a window without an end rules reach so far and no farther; dates that the feed names have no limit.
        && (window.to.is_some() || occurrence.date.is_some() || occurrence.first <= window.rules_to())
}

fn chosen(programme: &Programme, query: &Query, layout: Layout) -> Vec<Chosen> {
    let mut all = Vec::new();
    for facet in Facet::ALL {
        let first = layout.place(facet).0;
        let mut mask = Mask::new();
        for value in facet.values(programme) {
            if query.has(programme, value) {
                insert(&mut mask, first + value.place);
            }
        }
        if !mask.is_empty() {
            all.push(Chosen {
                facet,
                mask,
                every: facet == Facet::Access,
            });
        }
    }
    all
}

/// The words searched for; of each, the venues in whose names it stands, as bits of a row: an occurrence is looked
/// up in its row, since going to its event would cost more than the search.
struct Words(Vec<(String, Mask)>);

impl Words {
    fn new(programme: &Programme, layout: Layout, typed: &str) -> Words {
        let (first, _) = layout.place(Facet::Ids(IdFacet::Venue));
        let words = search::words(typed).into_iter().map(|word| {
            let mut mask = Mask::new();
            for (place, name) in programme.haystacks().venues.iter().enumerate() {
                if name.contains(&*word) {
                    insert(&mut mask, first + place);
                }
            }
            (word, mask)
        });
        Words(words.collect())
    }

    fn hold(&self, programme: &Programme, occurrence: &Occurrence, row: &[u64]) -> bool {
        self.0.iter().all(|(word, venues)| {
            let haystack = programme.haystacks().events.get(occurrence.event as usize);
            any(venues, row) || haystack.is_some_and(|haystack| haystack.contains(&**word))
        })
    }
}

/// Words of a row with the bits wanted in each.
type Mask = Vec<(usize, u64)>;

fn insert(mask: &mut Mask, bit: usize) {
    let (word, bit) = (bit / 64, 1 << (bit % 64));
    match mask.iter_mut().find(|(at, _)| *at == word) {
        Some((_, bits)) => *bits |= bit,
        None => mask.push((word, bit)),
    }
}

fn any(mask: &Mask, row: &[u64]) -> bool {
    let there = |(word, bits): &(usize, u64)| row.get(*word).copied().unwrap_or(0) & bits != 0;
    mask.iter().any(there)
}

fn every(mask: &Mask, row: &[u64]) -> bool {
    let there = |(word, bits): &(usize, u64)| row.get(*word).copied().unwrap_or(0) & bits == *bits;
    mask.iter().all(there)
}
