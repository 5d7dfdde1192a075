//! A feed that is there already, as it stands: the last one that was written, the base, another centre's.
//!
//! Its parts are taken over without being understood, so nothing in them is lost.

use std::collections::{BTreeMap, BTreeSet};

use domain::feed::json::Raw;
use domain::parts;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::ids::slug;
use super::json;
use super::trouble::shown;
use super::write::Known;

/// Parts of a programme: a month has a few, and no programme many years.
const MOST_PARTS: usize = 1000;
/// Bytes of all of them together.
const MOST_BYTES: usize = 50 << 20;

/// A part and what it is known by.
#[derive(Clone, Debug)]
pub struct Part {
    /// As it stands.
    pub raw: Box<RawValue>,
    /// The same, to be looked at.
    pub value: Value,
}

impl Part {
    /// Its id; empty where it has none.
    pub fn id(&self) -> String {
        json::text(&self.value, "id").unwrap_or_default()
    }

    /// The source that it was imported from.
    pub fn source(&self) -> Option<String> {
        json::text(&self.value, "source")
    }

    /// Ids of the venues that an event takes place in.
    pub fn venues(&self) -> Vec<String> {
        let dates = json::list(&self.value, "occurrences");
        let all = std::iter::once(&self.value).chain(dates);
        all.filter_map(|it| json::text(it, "venue")).collect()
    }

    /// Ids of an event's categories.
    pub fn categories(&self) -> Vec<String> {
        let listed = json::list(&self.value, "categories");
        let words = listed.into_iter().filter_map(json::plain);
        words.chain(json::text(&self.value, "category")).collect()
    }

    /// Ids of an event's age groups.
    pub fn age_groups(&self) -> Vec<String> {
        let listed = json::list(&self.value, "age_groups");
        listed.into_iter().filter_map(json::plain).collect()
    }

    /// The same event, said to be from a source, whatever it said before: by that name its events are found again when
    /// the source fails.
    pub fn of_source(&self, name: &str) -> Option<Part> {
        self.with(&[("source", Value::from(name))])
    }

    /// The same with these members; what else it says stays as it stands. `None` where it is no object.
    pub fn with(&self, changes: &[(&str, Value)]) -> Option<Part> {
        let Value::Object(members) = &self.value else {
            return None;
        };
        let change = |name: &str| changes.iter().find(|(changed, _)| *changed == name);
        let raw = Raw::check(self.raw.get()).ok()?;
        let stand = raw.members().into_iter().map(|(name, raw)| {
            let value =
                change(&name).map_or_else(|| raw.get().to_owned(), |(_, it)| it.to_string());
            member(&name, &value)
        });
        let new = changes
            .iter()
            .filter(|(name, _)| !members.contains_key(*name));
        let new = new.map(|(name, value)| member(name, &value.to_string()));
        let lines: Vec<String> = stand.chain(new).collect();
        let raw = RawValue::from_string(format!("{{\n{}\n    }}", lines.join(",\n"))).ok()?;
        let value = serde_json::from_str(raw.get()).ok()?;
        Some(Part { raw, value })
    }
}

/// A line of an object in a list of the feed.
fn member(name: &str, value: &str) -> String {
    format!("      {}: {value}", Value::from(name))
}

/// Everything of a feed that is taken over.
#[derive(Debug, Default)]
pub struct Written {
    pub title: Option<String>,
    pub timezone: Option<String>,
    pub url: Option<Box<RawValue>>,
    pub publisher: Option<Box<RawValue>>,
    pub notice: Option<Box<RawValue>>,
    pub contact: Option<Box<RawValue>>,
    pub age_groups: Vec<Part>,
    pub categories: Vec<Part>,
    pub venues: Vec<Part>,
    pub events: Vec<Part>,
    /// Names of further files with events.
    pub parts: Vec<String>,
}

impl Written {
    /// With the events of the parts that it names, each read by its name.
    ///
    /// # Errors
    /// Why one of them is not there.
    pub fn whole(
        mut self,
        read_part: impl Fn(&str) -> Result<Vec<u8>, String>,
    ) -> Result<Written, String> {
        let names = self.part_names();
        if names.len() > MOST_PARTS {
            return Err(format!(
                "Ten program ma części: {}, a może mieć ich do {MOST_PARTS}.",
                names.len()
            ));
        }
        let mut left = MOST_BYTES;
        for name in &names {
            let bytes = part(name, &read_part)?;
            left = left.checked_sub(bytes.len()).ok_or_else(|| {
                format!(
                    "Części tego programu mają razem ponad {} MB.",
                    MOST_BYTES >> 20
                )
            })?;
            self.events.extend(events(name, &bytes)?);
        }
        Ok(self)
    }

    /// As [`Written::whole`], without those parts that are not there; of each it is said why.
    pub fn what_is_there(
        mut self,
        read_part: impl Fn(&str) -> Result<Vec<u8>, String>,
        say: impl Fn(String),
    ) -> Written {
        for name in &self.part_names() {
            match part(name, &read_part).and_then(|bytes| events(name, &bytes)) {
                Ok(events) => self.events.extend(events),
                Err(why) => say(why),
            }
        }
        self
    }

    /// Each name once: a part that is named twice would cost twice.
    fn part_names(&mut self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let names = std::mem::take(&mut self.parts).into_iter();
        names.filter(|name| seen.insert(name.clone())).collect()
    }
}

/// The bytes of a part, unless its name leads elsewhere.
fn part(
    name: &str,
    read_part: impl Fn(&str) -> Result<Vec<u8>, String>,
) -> Result<Vec<u8>, String> {
    if !parts::Part::is_name(name) {
        return Err(format!("„{}” nie jest nazwą części programu.", shown(name)));
    }
    read_part(name)
}

fn events(name: &str, bytes: &[u8]) -> Result<Vec<Part>, String> {
    let part = read(bytes).ok_or_else(|| format!("{} nie jest częścią programu.", shown(name)))?;
    Ok(part.events)
}

#[derive(Deserialize)]
struct Members {
    title: Option<Value>,
    timezone: Option<String>,
    url: Option<Box<RawValue>>,
    publisher: Option<Box<RawValue>>,
    notice: Option<Box<RawValue>>,
    contact: Option<Box<RawValue>>,
    #[serde(default)]
    age_groups: Vec<Box<RawValue>>,
    #[serde(default)]
    categories: Vec<Box<RawValue>>,
    #[serde(default)]
    venues: Vec<Box<RawValue>>,
    #[serde(default)]
    events: Vec<Box<RawValue>>,
    #[serde(default)]
    parts: Value,
}

/// Reads a feed; `None` where it is none.
pub fn read(bytes: &[u8]) -> Option<Written> {
    let text = std::str::from_utf8(bytes)
        .ok()?
        .trim_start_matches('\u{feff}');
    let raw: Members = serde_json::from_str(text).ok()?;
    let parts = |raw: Vec<Box<RawValue>>| {
        let parts = raw.into_iter().filter_map(|raw| {
            let value = serde_json::from_str(raw.get()).ok()?;
            Some(Part { raw, value })
        });
        parts.collect()
    };
    Some(Written {
        title: raw.title.as_ref().and_then(json::in_a_language),
        timezone: raw.timezone,
        url: raw.url,
        publisher: raw.publisher,
        notice: raw.notice,
        contact: raw.contact,
        age_groups: parts(raw.age_groups),
        categories: parts(raw.categories),
        venues: parts(raw.venues),
        events: parts(raw.events),
        parts: raw
            .parts
            .as_array()
            .map_or_else(Vec::new, |named| named.iter().map(part_name).collect()),
    })
}

/// Empty, which is no name, where there is none.
fn part_name(part: &Value) -> String {
    let name = json::text(part, "url").unwrap_or_default();
    name.strip_prefix("./").map_or(name.clone(), str::to_owned)
}

/// What sources may name of this feed: ids, and names in every language.
pub fn known(feed: &Written) -> Known {
    Known {
        venues: named(&feed.venues, "name"),
        categories: named(&feed.categories, "label"),
    }
}

fn named(parts: &[Part], key: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for part in parts {
        let id = part.id();
        let names: Vec<String> = match part.value.get(key) {
            Some(Value::String(name)) => vec![name.clone()],
            Some(Value::Object(all)) => all
                .values()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        };
        for name in names.iter().map(String::as_str).chain([id.as_str()]) {
            found.entry(slug(name)).or_insert_with(|| id.clone());
        }
    }
    found.remove("");
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn naming(parts: &[&str]) -> Written {
        Written {
            parts: parts.iter().map(|&name| name.to_owned()).collect(),
            ..Written::default()
        }
    }

    #[test]
    fn a_part_that_is_named_twice_is_read_once() {
        let read = |_: &str| Ok(b"{\"events\":[{\"id\":\"a\"}]}".to_vec());
        let feed = naming(&["a.json", "b.json", "a.json"]).whole(read);
        assert_eq!(feed.unwrap().events.len(), 2);
    }

    #[test]
    fn parts_that_are_too_much_together_are_refused() {
        let read = |_: &str| Ok([b"{}", &vec![b' '; MOST_BYTES / 2][..]].concat());
        let refused = naming(&["a.json", "b.json", "c.json"]).whole(read);
        let why = "Części tego programu mają razem ponad 50 MB.";
        assert_eq!(refused.unwrap_err(), why);
    }

    #[test]
    fn categories_may_be_numbers() {
        let feed = read(br#"{"events":[{"categories":[7,"m"]}]}"#).unwrap();
        assert_eq!(feed.events.first().unwrap().categories(), ["7", "m"]);
    }
}
