//! The base, what is new and what is taken over -> one feed.
//!
//! Ids are given by whoever writes a feed, so another centre's may be ours for something else: the newcomer then gets
//! one of its own, wherever it is named. Of one thing that is there twice the first stays.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::feed::{Event, Feed, Item};
use super::ids::{fingerprint, slug};
use super::json;
use super::written::{Part, Written};

/// Parts that are taken over as they stand, of one feed after the other.
#[derive(Default)]
pub struct Kept(Vec<Taken>);

/// Events of a source with those parts of their feed that they name.
struct Taken {
    source: String,
    /// Its ids were given by somebody else.
    foreign: bool,
    events: Vec<Part>,
    venues: Vec<Part>,
    categories: Vec<Part>,
    /// Those that events name, and the others.
    age_groups: (Vec<Part>, Vec<Part>),
}

impl Kept {
    /// Events of a source with those venues and categories of their feed that they name. `foreign` where that feed, or
    /// what of it stood in the last one, was written by another centre.
    pub fn add(
        &mut self,
        source: &str,
        foreign: bool,
        events: impl Iterator<Item = Part>,
        of: &Written,
    ) {
        let events: Vec<Part> = events.collect();
        if events.is_empty() {
            return;
        }
        let named = |parts: &[Part], names: fn(&Part) -> Vec<String>| -> (Vec<Part>, Vec<Part>) {
            let ids: BTreeSet<String> = events.iter().flat_map(names).collect();
            let parts = parts.iter().cloned();
            parts.partition(|part| ids.contains(&part.id()))
        };
        self.0.push(Taken {
            source: source.to_owned(),
            foreign,
            venues: named(&of.venues, Part::venues).0,
            categories: named(&of.categories, Part::categories).0,
            age_groups: named(&of.age_groups, Part::age_groups),
            events,
        });
    }
}

/// The base first, then what is new, then what is kept.
pub fn together(feed: Feed, base: Written, kept: Kept) -> Feed {
    let own_groups = !base.age_groups.is_empty();
    let new_groups = if own_groups {
        Vec::new()
    } else {
        feed.age_groups
    };
    let mut age_groups = Shelf::of(base.age_groups, new_groups);
    let mut categories = Shelf::of(base.categories, feed.categories);
    let mut venues = Shelf::of(base.venues, feed.venues);
    let mut events = Shelf::of(base.events, Vec::new());
    for event in feed.events {
        events.put_event(event);
    }
    for taken in kept.0 {
        let source = &*taken.source;
        // What is ours is known by its id, whatever became of it since.
        let same = |same: Same| -> Same { if taken.foreign { same } else { |_, _| true } };
        let (named, others) = taken.age_groups;
        let renamed = Renamed {
            venues: venues.put(source, taken.venues, same(same_venue)),
            categories: categories.put(source, taken.categories, same(same_category)),
            age_groups: age_groups.put(source, named, same(same_group)),
        };
        if !own_groups {
            age_groups.put(source, others, |_, _| true);
        }
        let parts = taken.events.into_iter().map(|event| renamed.of(event));
        events.put(source, parts.collect(), same_event);
    }
    Feed {
        url: base.url,
        publisher: base.publisher,
        notice: base.notice,
        contact: base.contact,
        age_groups: age_groups.items,
        categories: categories.items,
        venues: venues.items,
        events: events.items,
        ..feed
    }
}

/// Items of a list of the feed, each with an id of its own.
struct Shelf<T> {
    items: Vec<Item<T>>,
    by_id: BTreeMap<String, Value>,
}

/// Whether two parts with one id are one thing.
type Same = fn(&Value, &Value) -> bool;

impl<T: Serialize> Shelf<T> {
    fn of(base: Vec<Part>, new: Vec<Item<T>>) -> Shelf<T> {
        let mut shelf = Shelf {
            items: Vec::new(),
            by_id: BTreeMap::new(),
        };
        for part in base {
            shelf.add(part.id(), part.value, Item::Kept(part.raw));
        }
        for item in new {
            let value = serde_json::to_value(&item).unwrap_or_default();
            let id = json::text(&value, "id").unwrap_or_default();
            shelf.add(id, value, item);
        }
        shelf
    }

    /// Adds one, unless its id is taken.
    fn add(&mut self, id: String, value: Value, item: Item<T>) {
        if let Entry::Vacant(free) = self.by_id.entry(id) {
            free.insert(value);
            self.items.push(item);
        }
    }

    /// Adds parts of a source; gives the new ids of those whose own are taken by something else.
    fn put(&mut self, source: &str, parts: Vec<Part>, same: Same) -> BTreeMap<String, String> {
        let mut renamed = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for part in parts {
            let own = part.id();
            // Of two with one id in one feed its readers have the first.
            if !seen.insert(own.clone()) {
                continue;
            }
            let id = self.free(source, &own, &part.value, same);
            if id == own {
                self.add(id, part.value, Item::Kept(part.raw));
            } else if let Some(part) = part.with(&[("id", Value::from(&*id))]) {
                self.add(id.clone(), part.value, Item::Kept(part.raw));
                renamed.insert(own, id);
            }
        }
        renamed
    }

    /// Its own id, or the first made of the source's name that nothing else has.
    fn free(&self, source: &str, own: &str, value: &Value, same: Same) -> String {
        let fits = |id: &str| self.by_id.get(id).is_none_or(|known| same(known, value));
        if fits(own) {
            return own.to_owned();
        }
        let name = match slug(source) {
            name if name.is_empty() => fingerprint(source),
            name => name,
        };
        let mut id = slug(&format!("{name} {own}"));
        let mut count = 1;
        while !fits(&id) {
            count += 1;
            id = slug(&format!("{name} {own} {count}"));
        }
        id
    }
}

impl Shelf<Event> {
    /// Adds a new event, under another id where the base has something else under its own.
    fn put_event(&mut self, item: Item<Event>) {
        let value = serde_json::to_value(&item).unwrap_or_default();
        let Item::New(mut event) = item else { return };
        let source = event.source.as_deref().unwrap_or_default();
        event.id = self.free(source, &event.id, &value, same_event);
        self.add(event.id.clone(), value, Item::New(event));
    }
}

// ------------------------------------------------------------------------------------------------------ one thing?

/// Names in letters and digits alone, Polish where there are several.
fn name(value: &Value, key: &str) -> Option<String> {
    json::words(value, key).map(|words| slug(&words))
}

/// In the same building: the same name, and nothing that both say of where it is tells them apart. What else is said of
/// it may differ: the first knows its own.
fn same_venue(one: &Value, other: &Value) -> bool {
    let alike = |key: &&str| {
        let both = name(one, key).zip(name(other, key));
        both.is_none_or(|(one, other)| one == other)
    };
    let near = |key: &&str| {
        let both = degrees(one, key).zip(degrees(other, key));
        both.is_none_or(|(one, other)| (one - other).abs() <= SAME_PLACE)
    };
    name(one, "name") == name(other, "name")
        && ["address", "locality"].iter().all(alike)
        && ["lat", "lon"].iter().all(near)
}

/// Degrees by which two positions of one building may differ, about a hundred metres: the door or the middle of the roof.
const SAME_PLACE: f64 = 0.001;

fn degrees(value: &Value, key: &str) -> Option<f64> {
    json::text(value, key)?.parse().ok()
}

fn same_category(one: &Value, other: &Value) -> bool {
    name(one, "label") == name(other, "label")
}

fn same_group(one: &Value, other: &Value) -> bool {
    same_category(one, other)
        && one.get("min") == other.get("min")
        && one.get("max") == other.get("max")
}

/// A newer or older edition of the same: by what it is called and when it begins.
fn same_event(one: &Value, other: &Value) -> bool {
    let begins = |event: &Value| {
        let listed = json::list(event, "occurrences");
        let first = listed.first().and_then(|date| json::text(date, "start"));
        json::text(event, "start").or(first)
    };
    name(one, "title") == name(other, "title") && begins(one) == begins(other)
}

/// New ids of parts, by those that a source calls them.
struct Renamed {
    venues: BTreeMap<String, String>,
    categories: BTreeMap<String, String>,
    age_groups: BTreeMap<String, String>,
}

impl Renamed {
    /// The event with the new ids of what it names.
    fn of(&self, event: Part) -> Part {
        let mut changes = Vec::new();
        for (key, ids) in [
            ("venue", &self.venues),
            ("category", &self.categories),
            ("categories", &self.categories),
            ("age_groups", &self.age_groups),
        ] {
            changes.extend(renamed(&event.value, key, ids).map(|ids| (key, ids)));
        }
        if let Some(Value::Array(dates)) = event.value.get("occurrences") {
            let mut dates = dates.clone();
            let mut any = false;
            for date in &mut dates {
                if let Some(id) = renamed(date, "venue", &self.venues) {
                    date["venue"] = id;
                    any = true;
                }
            }
            changes.extend(any.then_some(("occurrences", Value::Array(dates))));
        }
        if changes.is_empty() {
            return event;
        }
        event.with(&changes).unwrap_or(event)
    }
}

/// A member that names one part or several, with their new ids; `None` where none of them has a new one.
fn renamed(value: &Value, key: &str, ids: &BTreeMap<String, String>) -> Option<Value> {
    let value = value.get(key)?;
    let new = |id: &Value| {
        let id = json::plain(id)?;
        ids.get(&id).map(|id| Value::from(&**id))
    };
    let Value::Array(listed) = value else {
        return new(value);
    };
    let any = listed.iter().any(|id| new(id).is_some());
    let all = listed
        .iter()
        .map(|id| new(id).unwrap_or_else(|| id.clone()));
    any.then(|| Value::Array(all.collect()))
}

#[cfg(test)]
mod tests {
    use super::same_venue;
    use serde_json::json;

    #[test]
    fn a_venue_is_another_only_by_what_both_say_of_it() {
        let ours = json!({"name": "Dwór", "locality": "Opatów", "lat": 50.8, "lon": 21.42});
        for (theirs, same) in [
            (json!({"name": "Dwór"}), true),
            (
                json!({"name": "Dwór", "address": "Rynek 3", "lat": 50.8003, "lon": 21.4198}),
                true,
            ),
            (json!({"name": "Dwór", "lat": 50.81, "lon": 21.42}), false),
            (json!({"name": "Dwór", "locality": "Lipnik"}), false),
            (json!({"name": "Sala", "locality": "Opatów"}), false),
        ] {
            assert_eq!(same_venue(&ours, &theirs), same, "{theirs}");
        }
    }
}
