//! Dates as schema.org's `Event` in JSON-LD, for search engines: on the page and in published files the same.
//!
//! | property | from |
//! | --- | --- |
//! | `startDate`, `endDate` | with the zone's offset; whole days as days |
//! | `eventStatus`, `previousStartDate` | `status`, `previous_start` or what the date `replaces` |
//! | `eventAttendanceMode` | `venue`, `online`, and a status of moved online |
//! | `location` | the venue with its address, or the online address |
//! | `offers`, `isAccessibleForFree` | `price`, `tickets`, `booking` |
//! | `organizer` | the first of `organizers`, else the publisher |
//!
//! `<` is written as an escape, so that it can stand in a page whatever a title holds.

use std::fmt::Write;

use crate::event::{At, Booking, Feed, Lang, OccurrenceRef, Price, Status, Text, Venue, When};
use crate::keyed::Keyed;
use crate::link::Link;

/// What dates are said for.
#[derive(Clone, Copy)]
pub struct Graph<'a> {
    /// Language of what the feed says in several.
    pub lang: Lang,
    /// Public address of a date's page.
    pub page: &'a dyn Fn(OccurrenceRef<'_>) -> String,
    /// A link of the feed as an absolute address.
    pub resolve: &'a dyn Fn(&Link) -> String,
}

/// Dates as one JSON text.
pub fn graph<'a>(about: Graph<'_>, dates: impl Iterator<Item = OccurrenceRef<'a>>) -> String {
    let mut out = String::from("{\"@context\":\"https://schema.org\",\"@graph\":[");
    for (place, it) in dates.enumerate() {
        out.push_str(if place > 0 { ",{" } else { "{" });
        event(&mut out, about, it);
        out.push('}');
    }
    out.push_str("]}");
    out
}

fn event(out: &mut String, about: Graph<'_>, it: OccurrenceRef<'_>) {
    let (feed, event) = (it.feed, it.event);
    let said = |text: &Text| said(feed, text, about.lang);
    put(out, "@type", "Event");
    put(out, "name", &said(&event.title));
    let (start, end) = match it.when {
        When::Days { first, last } => (first.to_string(), Some(last.to_string())),
        When::Timed { start, end } => (
            feed.zone.rfc3339(start.instant),
            end.map(|end| feed.zone.rfc3339(end.instant)),
        ),
    };
    put(out, "startDate", &start);
    put_if(out, "endDate", end.as_deref());
    let status = match it.status() {
        Status::Scheduled => "EventScheduled",
        Status::Cancelled => "EventCancelled",
        Status::Postponed => "EventPostponed",
        Status::Rescheduled => "EventRescheduled",
        Status::MovedOnline => "EventMovedOnline",
    };
    term(out, "eventStatus", status);
    let before = it.previous_start().map(|at| match at {
        At::Day(day) => day.to_string(),
        At::Time(wall) => feed.zone.rfc3339(feed.zone.instant(wall)),
    });
    put_if(out, "previousStartDate", before.as_deref());
    let online = event.online.as_ref();
    // Online is a place to filter by, and none to go to.
    let there = |venue: &&Venue| {
        it.status() != Status::MovedOnline && (online.is_none() || &*venue.id != Feed::ONLINE)
    };
    let venue = it.venue().filter(there);
    let moved = it.status() == Status::MovedOnline;
    let mode = match (venue, online) {
        _ if moved => "OnlineEventAttendanceMode",
        (Some(_), Some(_)) => "MixedEventAttendanceMode",
        (None, Some(_)) => "OnlineEventAttendanceMode",
        _ => "OfflineEventAttendanceMode",
    };
    term(out, "eventAttendanceMode", mode);
    if let Some(venue) = venue {
        open(out, "location", "Place");
        put(
            out,
            "name",
            &venue
                .name
                .as_ref()
                .map_or_else(|| venue.id.to_string(), said),
        );
        open(out, "address", "PostalAddress");
        put_if(
            out,
            "streetAddress",
            venue.address.as_ref().map(said).as_deref(),
        );
        put_if(
            out,
            "addressLocality",
            venue.locality.as_ref().map(said).as_deref(),
        );
        out.push_str("}}");
    } else if let Some(online) = online {
        open(out, "location", "VirtualLocation");
        put(out, "url", &(about.resolve)(&online.url));
        out.push('}');
    }
    put_if(
        out,
        "description",
        event.summary.as_ref().map(said).as_deref(),
    );
    let image = event
        .image
        .as_ref()
        .map(|image| (about.resolve)(&image.src));
    put_if(out, "image", image.as_deref());
    put(out, "url", &(about.page)(it));
    let party = event
        .organizers
        .first()
        .map(|it| (&it.name, it.url.as_ref()));
    let house = &feed.publisher;
    let party = party.or(house.name.as_ref().map(|name| (name, house.url.as_ref())));
    if let Some((name, url)) = party {
        open(out, "organizer", "Organization");
        put(out, "name", &said(name));
        put_if(out, "url", url.map(about.resolve).as_deref());
        out.push('}');
    }
    offers(out, about, it);
}

/// A price where one is known, and whether there are places, where that is said.
fn offers(out: &mut String, about: Graph<'_>, it: OccurrenceRef<'_>) {
    let tickets = it.event.tickets.as_ref();
    let (price, currency) = match it.price() {
        Some(Price::Free { .. }) => (Some(0), None),
        Some(Price::Paid { from, currency, .. }) => (*from, currency.as_deref()),
        None => (None, None),
    };
    if it.price().is_some() {
        let free = it.free();
        let _ = write!(out, ",\"isAccessibleForFree\":{free}");
    }
    if price.is_none() && tickets.is_none() {
        return;
    }
    open(out, "offers", "Offer");
    if let Some(price) = price {
        put(out, "price", &format!("{}.{:02}", price / 100, price % 100));
        put(out, "priceCurrency", currency.unwrap_or("PLN"));
    }
    let availability = it.booking().map(|booking| match booking {
        Booking::Open => "InStock",
        Booking::Few => "LimitedAvailability",
        Booking::Full | Booking::Waitlist | Booking::Closed => "SoldOut",
    });
    if let Some(availability) = availability {
        term(out, "availability", availability);
    }
    let url = tickets.map(|tickets| (about.resolve)(&tickets.url));
    put(out, "url", &url.unwrap_or_else(|| (about.page)(it)));
    out.push('}');
}

fn said(feed: &Feed, text: &Text, lang: Lang) -> String {
    text.get(lang.key(), &feed.lang).0.to_owned()
}

/// One of schema.org's own terms.
fn term(out: &mut String, name: &str, value: &str) {
    put(out, name, &format!("https://schema.org/{value}"));
}

/// Begins an object that is the value of a property.
fn open(out: &mut String, name: &str, kind: &str) {
    let _ = write!(out, ",\"{name}\":{{");
    put(out, "@type", kind);
}

fn put_if(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        put(out, name, value);
    }
}

/// A property with a string (RFC 8259 section 7).
fn put(out: &mut String, name: &str, value: &str) {
    if !out.ends_with('{') {
        out.push(',');
    }
    let _ = write!(out, "\"{name}\":\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '<' | '\0'..='\x1f' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
