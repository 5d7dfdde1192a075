//! The Events Calendar, the most common plugin for events in WordPress: what its REST address answers
//! (`/wp-json/tribe/events/v1/events`), a page a file.

use domain::time::{Written, Zone};
use serde_json::Value;

use super::found::{Dates, Found, Harvest, Image, Party, Place, What};
use super::ics::millionths;
use super::trouble::shown;
use super::{html, json, times, words};

/// Reads one page.
///
/// # Errors
/// What it is instead.
pub fn read(bytes: &[u8], zone: &Zone) -> Result<Harvest, What> {
    let page = json::parse(bytes)?;
    let Some(Value::Array(events)) = page.get("events") else {
        // A single event, as its own address answers.
        if page.get("start_date").is_some() {
            let mut harvest = Harvest::default();
            event(&page, zone, &mut harvest);
            return Ok(harvest);
        }
        return Err(What::NotThat(
            "odpowiedź The Events Calendar (lista „events”)",
        ));
    };
    let mut harvest = Harvest {
        total: json::count(&page, "total").and_then(|it| usize::try_from(it).ok()),
        ..Harvest::default()
    };
    for it in events {
        harvest.seen += 1;
        event(it, zone, &mut harvest);
    }
    Ok(harvest)
}

fn event(it: &Value, zone: &Zone, harvest: &mut Harvest) {
    let title = json::line(it, "title");
    let named = title.clone().or_else(|| json::text(it, "id"));
    let mut tell = |what| harvest.tell(named.as_deref(), what);
    let published = json::text(it, "status").is_none_or(|status| status == "publish");
    if !published || json::is(it, "hide_from_listings") {
        return tell(What::Private);
    }
    let Some(title) = title else {
        return tell(What::NoTitle);
    };
    let Some(start) = time(it, "start_date", zone) else {
        return tell(match json::text(it, "start_date") {
            Some(written) => What::BadStart(shown(&written)),
            None => What::NoStart,
        });
    };
    let (start, end, said) = times::span(
        start,
        time(it, "end_date", zone),
        json::is(it, "all_day"),
        zone,
    );
    if let Err(end) = said {
        tell(What::BadEnd(super::write::time(zone, end)));
    }
    let venue = json::list(it, "venue").first().copied().and_then(place);
    let organizers = json::list(it, "organizer").into_iter().filter_map(|it| {
        Some(Party {
            name: json::line(it, "organizer")?,
            url: json::text(it, "website"),
        })
    });
    let names = |key| {
        let items = json::list(it, key).into_iter();
        items
            .filter_map(|it| json::line(it, "name"))
            .collect::<Vec<_>>()
    };
    let currency = it
        .get("cost_details")
        .and_then(|it| json::text(it, "currency_code"));
    let updated = json::text(it, "modified_utc").and_then(|text| Written::parse(&text));
    harvest.found.push(Found {
        key: json::text(it, "global_id")
            .or_else(|| json::text(it, "id"))
            .unwrap_or_default(),
        title,
        summary: json::line(it, "excerpt"),
        description: json::prose(it, "description"),
        dates: Dates {
            start: Some(start),
            end,
            ..Dates::default()
        },
        place: venue,
        categories: names("categories"),
        tags: names("tags"),
        price: json::text(it, "cost")
            .and_then(|cost| words::price(&html::line(&cost), currency.as_deref())),
        url: json::text(it, "url").or_else(|| json::text(it, "website")),
        image: it.get("image").and_then(|image| {
            Some(Image {
                beside: false,
                src: json::text(image, "url")?,
                alt: json::line(image, "alt"),
                credit: None,
            })
        }),
        organizers: organizers.collect(),
        featured: json::is(it, "featured"),
        updated_at: updated.map(|at| times::instant(at, &Zone::utc())),
        ..Found::default()
    });
}

/// Wall time where the event is in the feed's zone, else what the answer says in universal time.
fn time(it: &Value, key: &str, zone: &Zone) -> Option<Written> {
    let wall = || json::text(it, key).and_then(|text| times::read(&text, zone));
    if json::is(it, "all_day") || json::text(it, "timezone").is_none_or(|name| name == zone.name())
    {
        return wall();
    }
    let utc = json::text(it, &format!("utc_{key}")).and_then(|text| Written::parse(&text));
    let instant = utc.map(|written| times::instant(written, &Zone::utc()));
    instant
        .map(|instant| times::on_the_wall(zone, instant))
        .or_else(wall)
}

fn place(it: &Value) -> Option<Place> {
    let degrees = |key, most| json::text(it, key).and_then(|text| millionths(&text, most));
    Some(Place {
        name: json::line(it, "venue")?,
        address: json::line(it, "address"),
        locality: json::line(it, "city"),
        position: degrees("geo_lat", 90).zip(degrees("geo_lng", 180)),
        url: json::text(it, "website"),
    })
}
