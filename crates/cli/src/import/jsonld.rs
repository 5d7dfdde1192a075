//! schema.org events as JSON-LD: in the pages of sites that tell search engines of them, or as a file of its own.

use domain::event::Ages;
use domain::time::Zone;
use html5gum::{Token, Tokenizer};
use serde_json::Value;

use super::found::{Dates, Found, Harvest, Image, Party, Place, Trouble, What};
use super::ics::{millionths, place};
use super::linkedevents::status;
use super::trouble::shown;
use super::{bytes, json, times, words};

/// The deepest that events are looked for.
const DEEPEST: usize = 12;

/// Reads a page or a file.
///
/// # Errors
/// What it is instead.
pub fn read(bytes: &[u8], zone: &Zone) -> Result<Harvest, What> {
    let (text, _) = bytes::text(bytes);
    let mut harvest = Harvest::default();
    let values = if text.trim_start().starts_with('<') {
        let blocks = blocks(&text);
        let read = blocks
            .iter()
            .filter_map(|block| serde_json::from_str(block).ok());
        let read: Vec<Value> = read.collect();
        if read.len() < blocks.len() {
            harvest.troubles.push(Trouble::whole(What::BadBlock));
        }
        read
    } else {
        vec![json::parse(bytes)?]
    };
    let mut events = Vec::new();
    for value in &values {
        events_in(value, DEEPEST, &mut events);
    }
    if events.is_empty() && harvest.troubles.is_empty() {
        return Err(What::NotThat(
            "strona ani plik z danymi schema.org typu Event (JSON-LD)",
        ));
    }
    for it in events {
        event(it, zone, &mut harvest);
    }
    Ok(harvest)
}

/// What `<script type="application/ld+json">` elements hold.
fn blocks(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for Ok(token) in Tokenizer::new(page) {
        match token {
            Token::StartTag(tag) if *tag.name == b"script"[..] => {
                let kind = tag.attributes.get(&b"type"[..]);
                let kind = kind.map(|it| String::from_utf8_lossy(it).to_ascii_lowercase());
                open = kind
                    .filter(|it| it.contains("ld+json"))
                    .map(|_| String::new());
            }
            Token::String(text) => {
                if let Some(block) = &mut open {
                    block.push_str(&String::from_utf8_lossy(&text));
                }
            }
            Token::EndTag(tag) if *tag.name == b"script"[..] => found.extend(open.take()),
            _ => {}
        }
    }
    found
}

/// Events wherever they stand: in lists, `@graph`, `itemListElement`, `item`, `subEvent` without an event around it.
fn events_in<'a>(value: &'a Value, depth: usize, found: &mut Vec<&'a Value>) {
    if depth == 0 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|it| events_in(it, depth - 1, found)),
        Value::Object(members) if is_event(value) => {
            // A festival without a date of its own is its events.
            if members.contains_key("startDate") {
                found.push(value);
            }
            for key in ["subEvent", "subEvents"] {
                if let Some(inner) = members.get(key) {
                    events_in(inner, depth - 1, found);
                }
            }
        }
        Value::Object(members) => members
            .values()
            .for_each(|it| events_in(it, depth - 1, found)),
        _ => {}
    }
}

fn is_event(value: &Value) -> bool {
    let named = |kind: &str| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or_default();
        kind.ends_with("Event") || matches!(kind, "Festival" | "CourseInstance" | "EventSeries")
    };
    json::list(value, "@type")
        .iter()
        .any(|kind| kind.as_str().is_some_and(named))
}

fn event(it: &Value, zone: &Zone, harvest: &mut Harvest) {
    let title = json::line(it, "name");
    let named = title.clone().or_else(|| json::text(it, "url"));
    let mut tell = |what| harvest.tell(named.as_deref(), what);
    let Some(title) = title else {
        return tell(What::NoTitle);
    };
    let time = |key| json::text(it, key).and_then(|text| times::read(&text, zone));
    let Some(start) = time("startDate") else {
        return tell(match json::text(it, "startDate") {
            Some(written) => What::BadStart(shown(&written)),
            None => What::NoStart,
        });
    };
    let (start, end, said) = times::span(start, time("endDate"), false, zone);
    if let Err(end) = said {
        tell(What::BadEnd(super::write::time(zone, end)));
    }
    let locations = json::list(it, "location");
    let online = locations
        .iter()
        .find(|it| json::text(it, "@type").is_some_and(|kind| kind.ends_with("VirtualLocation")));
    let offers = json::list(it, "offers");
    let key = ["@id", "identifier", "url"]
        .iter()
        .find_map(|key| json::words(it, key));
    harvest.found.push(Found {
        key: key.unwrap_or_default(),
        title,
        summary: json::line(it, "disambiguatingDescription"),
        description: json::prose(it, "description"),
        dates: Dates {
            start: Some(start),
            end,
            ..Dates::default()
        },
        place: locations.iter().find_map(|it| place_of(it)),
        online: online.and_then(|it| json::text(it, "url")),
        tags: keywords(it),
        ages: json::text(it, "typicalAgeRange").and_then(|text| age_range(&text)),
        price: price(it, &offers),
        tickets: offers.iter().find_map(|offer| json::text(offer, "url")),
        status: status(&json::text(it, "eventStatus").unwrap_or_default()),
        url: json::text(it, "url"),
        image: json::list(it, "image").first().and_then(|image| {
            let src = image.as_str().map(str::to_owned);
            Some(Image {
                beside: false,
                src: src
                    .or_else(|| json::text(image, "url"))
                    .or_else(|| json::text(image, "contentUrl"))?,
                alt: json::line(image, "caption"),
                credit: json::line(image, "creditText"),
            })
        }),
        organizers: json::list(it, "organizer")
            .into_iter()
            .filter_map(|it| {
                let name = it
                    .as_str()
                    .map(str::to_owned)
                    .or_else(|| json::line(it, "name"))?;
                let url = json::text(it, "url");
                Some(Party { name, url })
            })
            .collect(),
        ..Found::default()
    });
}

fn place_of(it: &Value) -> Option<Place> {
    if let Some(line) = it.as_str() {
        return place::of(line, None);
    }
    let geo = it.get("geo");
    let degrees = |key, most| {
        geo.and_then(|it| json::text(it, key))
            .and_then(|text| millionths(&text, most))
    };
    let position = degrees("latitude", 90).zip(degrees("longitude", 180));
    let address = it.get("address");
    let part = |key| address.and_then(|it| json::line(it, key));
    let written = address.and_then(Value::as_str).map(super::html::line);
    let name = json::line(it, "name").or_else(|| part("name"));
    if json::text(it, "@type").is_some_and(|kind| kind.ends_with("VirtualLocation")) {
        return None;
    }
    let Some(name) = name else {
        return place::of(&written.or_else(|| part("streetAddress"))?, position);
    };
    Some(Place {
        name,
        address: written.or_else(|| part("streetAddress")),
        locality: part("addressLocality"),
        position,
        url: json::text(it, "url").or_else(|| json::text(it, "sameAs")),
    })
}

/// A list, or words between commas.
fn keywords(it: &Value) -> Vec<String> {
    let words = json::list(it, "keywords").into_iter();
    let words = words.filter_map(|it| {
        it.as_str()
            .map(str::to_owned)
            .or_else(|| json::line(it, "name"))
    });
    let words: Vec<String> = words
        .flat_map(|it| it.split(',').map(super::html::line).collect::<Vec<_>>())
        .collect();
    words.into_iter().filter(|word| !word.is_empty()).collect()
}

/// `7-12`, `7-`, `18+`, `-3`.
fn age_range(text: &str) -> Option<Ages> {
    let text = text.trim().replace(['–', '—'], "-");
    let (min, max) = text
        .split_once('-')
        .unwrap_or_else(|| (text.trim_end_matches('+'), ""));
    let year = |text: &str| text.trim().parse::<u32>().ok();
    let ages = Ages {
        min: year(min),
        max: year(max),
    };
    (ages.min.is_some() || ages.max.is_some()).then_some(ages)
}

fn price(it: &Value, offers: &[&Value]) -> Option<super::found::Price> {
    if json::is(it, "isAccessibleForFree") {
        return words::price("0", None);
    }
    let mut all: Option<super::found::Price> = None;
    for offer in offers {
        let currency = json::text(offer, "priceCurrency");
        let amounts = ["lowPrice", "price", "highPrice"]
            .iter()
            .filter_map(|key| json::text(offer, key));
        let field = amounts.collect::<Vec<_>>().join("-");
        let Some(price) = words::price(&field, currency.as_deref()) else {
            continue;
        };
        all = Some(match all {
            None => price,
            Some(all) => together(all, price),
        });
    }
    all
}

/// From the cheaper to the dearer of two offers.
fn together(one: super::found::Price, other: super::found::Price) -> super::found::Price {
    let amount = |price: &super::found::Price, amount: Option<u64>| {
        if price.free { Some(0) } else { amount }
    };
    let from = [amount(&one, one.from), amount(&other, other.from)]
        .into_iter()
        .flatten()
        .min();
    let to = [amount(&one, one.to), amount(&other, other.to)]
        .into_iter()
        .flatten()
        .max();
    super::found::Price {
        free: one.free && other.free,
        from: from.filter(|_| to > Some(0)),
        to: to.filter(|to| *to > 0),
        currency: one.currency.or(other.currency),
        note: one.note.or(other.note),
    }
}
