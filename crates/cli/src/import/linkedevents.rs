//! Linked Events, the event interface of Helsinki and other cities: pages of events, places and keywords, whole or by
//! reference.
//!
//! Places and keywords that events only refer to are taken from whichever file has them.

use std::collections::BTreeMap;

use domain::event::Ages;
use domain::time::Zone;
use serde_json::Value;

use super::found::{Dates, Found, Harvest, Image, Party, Place, Status, What};
use super::ics::millionths;
use super::trouble::shown;
use super::{json, times, words};

/// Objects of several files by their `@id`, and the events among them.
#[derive(Default)]
pub struct Objects {
    known: BTreeMap<String, Value>,
    events: Vec<Value>,
    total: usize,
}

impl Objects {
    /// Adds a page, or a single object.
    ///
    /// # Errors
    /// What it is instead.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), What> {
        let page = json::parse(bytes)?;
        let not_that = || What::NotThat("odpowiedź Linked Events (lista „data”)");
        let objects = match page {
            Value::Array(objects) => objects,
            mut page => match page.get_mut("data").map(Value::take) {
                Some(Value::Array(objects)) => {
                    let first = objects.first().is_some_and(is_event);
                    let total = page.get("meta").and_then(|meta| json::count(meta, "count"));
                    if let Some(total) = total.filter(|_| first) {
                        self.total = usize::try_from(total).unwrap_or(0);
                    }
                    objects
                }
                _ if page.get("@id").is_some() || page.get("start_time").is_some() => vec![page],
                _ => return Err(not_that()),
            },
        };
        for object in objects {
            if is_event(&object) {
                self.events.push(object);
            } else if let Some(id) = json::text(&object, "@id") {
                self.known.insert(id, object);
            }
        }
        Ok(())
    }

    /// Every event, for a feed in this zone.
    pub fn read(self, zone: &Zone) -> Harvest {
        let mut harvest = Harvest {
            total: Some(self.total).filter(|total| *total > 0),
            seen: self.events.len(),
            ..Harvest::default()
        };
        for event in &self.events {
            self.event(event, zone, &mut harvest);
        }
        harvest
    }

    /// What a reference means; the object itself where it is whole.
    fn whole<'a>(&'a self, it: &'a Value) -> &'a Value {
        if it.get("name").is_some() {
            return it;
        }
        let id = json::text(it, "@id").unwrap_or_default();
        self.known.get(&id).unwrap_or(it)
    }

    fn event(&self, it: &Value, zone: &Zone, harvest: &mut Harvest) {
        let title = json::line(it, "name");
        let named = title.clone().or_else(|| json::text(it, "id"));
        let mut tell = |what| harvest.tell(named.as_deref(), what);
        let published =
            json::text(it, "publication_status").is_none_or(|status| status == "public");
        if !published || json::is(it, "deleted") {
            return tell(What::Private);
        }
        let Some(title) = title else {
            return tell(What::NoTitle);
        };
        let time = |key| json::text(it, key).and_then(|text| times::read(&text, zone));
        let Some(start) = time("start_time") else {
            return tell(match json::text(it, "start_time") {
                Some(written) => What::BadStart(shown(&written)),
                None => What::NoStart,
            });
        };
        let all_day = it.get("has_start_time") == Some(&Value::Bool(false));
        let (start, end, said) = times::span(start, time("end_time"), all_day, zone);
        if let Err(end) = said {
            tell(What::BadEnd(super::write::time(zone, end)));
        }
        let offers = json::list(it, "offers");
        let ages = Ages {
            min: json::count(it, "audience_min_age").filter(|age| *age > 0),
            max: json::count(it, "audience_max_age"),
        };
        let keywords = json::list(it, "keywords").into_iter();
        let keywords = keywords.filter_map(|it| json::line(self.whole(it), "name"));
        let updated =
            json::text(it, "last_modified_time").and_then(|text| times::read(&text, zone));
        harvest.found.push(Found {
            key: json::text(it, "id").unwrap_or_default(),
            title,
            summary: json::line(it, "short_description"),
            description: json::prose(it, "description"),
            dates: Dates {
                start: Some(start),
                end,
                ..Dates::default()
            },
            place: it.get("location").and_then(|it| place(self.whole(it))),
            categories: keywords.collect(),
            ages: (ages.min.is_some() || ages.max.is_some()).then_some(ages),
            price: offers.iter().find_map(|offer| price(offer)),
            tickets: offers
                .iter()
                .find_map(|offer| json::words(offer, "info_url")),
            status: status(&json::text(it, "event_status").unwrap_or_default()),
            url: json::words(it, "info_url"),
            image: json::list(it, "images").first().and_then(|image| {
                Some(Image {
                    beside: false,
                    src: json::text(image, "url")?,
                    alt: json::line(image, "alt_text"),
                    credit: json::line(image, "photographer_name"),
                })
            }),
            organizers: json::line(it, "provider")
                .map(|name| Party { name, url: None })
                .into_iter()
                .collect(),
            updated_at: updated.map(|at| times::instant(at, zone)),
            ..Found::default()
        });
    }
}

fn is_event(object: &Value) -> bool {
    let kind = json::text(object, "@type").unwrap_or_default();
    kind.starts_with("Event") || object.get("start_time").is_some()
}

/// schema.org's words for it, with or without their address.
pub fn status(word: &str) -> Option<Status> {
    let word = word.rsplit('/').next().unwrap_or_default();
    match word.trim_start_matches("Event") {
        "Cancelled" => Some(Status::Cancelled),
        "Postponed" => Some(Status::Postponed),
        "Rescheduled" => Some(Status::Rescheduled),
        "MovedOnline" => Some(Status::MovedOnline),
        _ => None,
    }
}

fn price(offer: &Value) -> Option<super::found::Price> {
    if json::is(offer, "is_free") {
        return words::price("0", None);
    }
    json::line(offer, "price").and_then(|price| words::price(&price, None))
}

fn place(it: &Value) -> Option<Place> {
    let coordinates = it.get("position").and_then(|it| it.get("coordinates"));
    let degrees = |at: usize, most| {
        let value = coordinates?.get(at)?.to_string();
        millionths(&value, most)
    };
    Some(Place {
        name: json::line(it, "name")?,
        address: json::line(it, "street_address"),
        locality: json::line(it, "address_locality"),
        position: degrees(1, 90).zip(degrees(0, 180)),
        url: json::words(it, "info_url"),
    })
}
