//! A feed that is there already, as it stands: the last one that was written, the base, another centre's.
//!
//! Its parts are taken over without being understood, so nothing in them is lost.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::ids::slug;
use super::json;
use super::write::Known;

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
        let words = listed
            .into_iter()
            .filter_map(Value::as_str)
            .map(str::to_owned);
        words.chain(json::text(&self.value, "category")).collect()
    }

    /// The same event, said to be from a source.
    pub fn of_source(&self, name: &str) -> Option<Part> {
        let Value::Object(mut members) = self.value.clone() else {
            return None;
        };
        let body = self.raw.get().trim().strip_suffix('}')?.trim_end();
        if members.contains_key("source") || members.is_empty() {
            return Some(self.clone());
        }
        let name = Value::from(name);
        let raw =
            RawValue::from_string(format!("{body},\n      \"source\": {name}\n    }}")).ok()?;
        members.insert("source".to_owned(), name);
        Some(Part {
            raw,
            value: Value::Object(members),
        })
    }
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
}

#[derive(Deserialize)]
struct Raw {
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
}

/// Reads a feed; `None` where it is none.
pub fn read(bytes: &[u8]) -> Option<Written> {
    let text = std::str::from_utf8(bytes)
        .ok()?
        .trim_start_matches('\u{feff}');
    let raw: Raw = serde_json::from_str(text).ok()?;
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
    })
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
