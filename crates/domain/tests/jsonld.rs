//! Dates as search engines read them (schema.org `Event`).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod common;

use common::{feed, parse, programme};
use domain::event::{Lang, OccurrenceRef};
use domain::jsonld::{Graph, graph};
use domain::keyed::Keyed;
use domain::programme::Programme;
use proptest::prelude::*;
use serde_json::{Value, json};

fn said(programme: &Programme, lang: Lang) -> Value {
    let feed = programme.feed();
    let about = Graph {
        lang,
        page: &|it| {
            format!(
                "https://ook.example/?event={}&at={}",
                it.event.id,
                it.when.at()
            )
        },
        resolve: &|link| format!("https://ook.example/{}", link.as_str()),
    };
    let dates = programme.occurrences().iter();
    let dates = dates.filter_map(|occurrence| OccurrenceRef::of(feed, occurrence));
    serde_json::from_str(&graph(about, dates)).unwrap()
}

/// What is said of the one date of an event with these members.
fn check(members: &str, expected: &Value) {
    let event =
        format!(r#"{{"id": "a", "title": "Koncert", "start": "2026-11-28T18:00", {members}}}"#);
    let said = said(&programme(&feed(&event)), Lang::Pl);
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&said["@graph"][0][name], value, "{name} of {members}");
    }
}

#[test]
fn a_date_has_name_time_and_page() {
    check(
        r#""end": "2026-11-28T20:00", "summary": "Gra <orkiestra> \"dęta\".\n""#,
        &json!({
            "@type": "Event",
            "name": "Koncert",
            "startDate": "2026-11-28T18:00:00+01:00",
            "endDate": "2026-11-28T20:00:00+01:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "description": "Gra <orkiestra> \"dęta\".",
            "url": "https://ook.example/?event=a&at=2026-11-28T18:00",
            "offers": null,
        }),
    );
    check(
        r#""end": "2026-11-28T20:00", "tags": []"#,
        &json!({"description": null, "isAccessibleForFree": null}),
    );
}

#[test]
fn whole_days_are_days() {
    let programme = programme(&feed(
        r#"{"id": "w", "title": "Wystawa", "start": "2026-12-01", "end": "2026-12-06"}"#,
    ));
    let said = said(&programme, Lang::Pl);
    assert_eq!(said["@graph"][0]["startDate"], "2026-12-01");
    assert_eq!(said["@graph"][0]["endDate"], "2026-12-06");
}

#[test]
fn status_is_said_in_schema_orgs_words() {
    for (status, term) in [
        ("cancelled", "EventCancelled"),
        ("postponed", "EventPostponed"),
        ("moved_online", "EventMovedOnline"),
    ] {
        check(
            &format!(r#""status": "{status}""#),
            &json!({"eventStatus": format!("https://schema.org/{term}")}),
        );
    }
    check(
        r#""status": "moved_online", "venue": "sala""#,
        &json!({"eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode"}),
    );
    check(
        r#""status": "rescheduled", "previous_start": "2026-07-04T20:00""#,
        &json!({
            "eventStatus": "https://schema.org/EventRescheduled",
            "previousStartDate": "2026-07-04T20:00:00+02:00",
        }),
    );
}

#[test]
fn prices_and_places_are_offers() {
    check(
        r#""price": {"free": true}"#,
        &json!({"isAccessibleForFree": true, "offers": {
            "@type": "Offer", "price": "0.00", "priceCurrency": "PLN",
            "url": "https://ook.example/?event=a&at=2026-11-28T18:00",
        }}),
    );
    check(
        r#""price": {"from": 12.5, "to": 20, "currency": "EUR"}, "booking": "full", "tickets": {"url": "https://bilety.example/7"}"#,
        &json!({"isAccessibleForFree": false, "offers": {
            "@type": "Offer", "price": "12.50", "priceCurrency": "EUR",
            "availability": "https://schema.org/SoldOut", "url": "https://ook.example/https://bilety.example/7",
        }}),
    );
}

#[test]
fn where_it_is_and_how_one_attends() {
    check(
        r#""online": {"url": "https://online.example/"}"#,
        &json!({
            "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            "location": {"@type": "VirtualLocation", "url": "https://ook.example/https://online.example/"},
        }),
    );
    check(
        r#""organizers": [{"name": "Koło gospodyń", "url": "https://kgw.example/"}]"#,
        &json!({
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "organizer": {"@type": "Organization", "name": "Koło gospodyń", "url": "https://ook.example/https://kgw.example/"},
        }),
    );
    let text = r#"{"version": 1, "publisher": {"name": "OOK"},
        "venues": [{"id": "sala", "name": {"pl": "Sala", "en": "Hall"}, "address": "ul. Partyzantów", "locality": "Opatów"}],
        "events": [{"id": "a", "title": "A", "start": "2026-11-28", "venue": "sala"}]}"#;
    assert!(parse(text).is_ok());
    let said = said(&programme(text), Lang::En);
    assert_eq!(
        said["@graph"][0]["location"],
        json!({"@type": "Place", "name": "Hall", "address": {
            "@type": "PostalAddress", "streetAddress": "ul. Partyzantów", "addressLocality": "Opatów"}})
    );
    assert_eq!(said["@graph"][0]["organizer"]["name"], "OOK");
}

proptest! {
    #[test]
    fn whatever_a_title_holds_it_is_json_and_no_markup(title in "\\PC{1,20}|[<>\"\\\\\u{0}-\u{1f}/scriptż]{1,20}") {
        let event = json!({"id": "a", "title": title, "start": "2026-11-28"}).to_string();
        let programme = programme(&feed(&event));
        let said = programme.occurrences().iter().filter_map(|it| OccurrenceRef::of(programme.feed(), it));
        let about = Graph { lang: Lang::ALL[0], page: &|_| String::new(), resolve: &|_| String::new() };
        let text = graph(about, said);
        prop_assert!(!text.contains('<'));
        let read: Value = serde_json::from_str(&text).unwrap();
        if let Some(event) = read["@graph"].get(0) {
            prop_assert_eq!(event["name"].as_str().unwrap(), programme.feed().events[0].title.get("pl", "pl").0);
        }
    }
}
