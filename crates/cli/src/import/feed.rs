//! The feed as it is written: its fields in the order in which people read them, and nothing that is not known.
//!
//! What must not come in: where the values are from.

use serde::Serialize;
use serde_json::Number;
use serde_json::value::RawValue;

/// A whole feed, version 1.
#[derive(Debug, Serialize)]
pub struct Feed {
    pub version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Box<RawValue>>,
    pub lang: String,
    pub timezone: String,
    pub generated_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub age_groups: Vec<Item<AgeGroup>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Item<Category>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub venues: Vec<Item<Venue>>,
    pub events: Vec<Item<Event>>,
}

/// What was made here, or what stands in another feed as it stands there.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Item<T> {
    /// Made here.
    New(T),
    /// Taken over.
    Kept(Box<RawValue>),
}

/// Years, both included.
#[derive(Clone, Debug, Serialize)]
pub struct AgeGroup {
    pub id: &'static str,
    pub label: Label,
    pub min: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

/// In every language that the calendar speaks.
#[derive(Clone, Debug, Serialize)]
pub struct Label {
    pub pl: &'static str,
    pub en: &'static str,
    pub uk: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub struct Category {
    pub id: String,
    pub label: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Venue {
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

#[derive(Debug, Default, Serialize)]
pub struct Event {
    pub id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rrule: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exdates: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rdates: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub occurrences: Vec<Occurrence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<Age>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tickets: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organizers: Vec<Party>,
    #[serde(skip_serializing_if = "is_false")]
    pub featured: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<String>,
    #[serde(skip_serializing_if = "is_zero")]
    pub sequence: u32,
    /// Name of the source that it came from, where there are several: unknown to the calendar, which passes over it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Occurrence {
    pub start: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Age {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

#[derive(Debug, Serialize)]
pub struct Price {
    #[serde(skip_serializing_if = "is_false")]
    pub free: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Address {
    pub url: String,
}

#[derive(Debug, Serialize)]
pub struct Image {
    pub src: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Party {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
fn is_zero(value: &u32) -> bool {
    *value == 0
}
