//! OpenAgenda: what its interface answers or exports as JSON (`events` with `timings`).

use domain::event::Ages;
use domain::time::{Written, Zone};
use serde_json::Value;

use super::found::{Dates, Found, FoundDate, Harvest, Image, Place, Status, What};
use super::ics::millionths;
use super::trouble::shown;
use super::{json, times, words};

/// Reads one page.
///
/// # Errors
/// What it is instead.
pub fn read(bytes: &[u8], zone: &Zone) -> Result<Harvest, What> {
    let page = json::parse(bytes)?;
    let events = match &page {
        Value::Array(events) => events,
        page => match page.get("events") {
            Some(Value::Array(events)) => events,
            _ => return Err(What::NotThat("plik OpenAgenda (lista „events”)")),
        },
    };
    let mut harvest = Harvest {
        total: json::count(&page, "total").and_then(|it| usize::try_from(it).ok()),
        seen: events.len(),
        ..Harvest::default()
    };
    for it in events {
        event(it, zone, &mut harvest);
    }
    Ok(harvest)
}

fn event(it: &Value, zone: &Zone, harvest: &mut Harvest) {
    let title = json::line(it, "title");
    let named = title.clone().or_else(|| json::text(it, "uid"));
    let mut tell = |what| harvest.tell(named.as_deref(), what);
    // 2 is published; the others wait for somebody to look at them.
    if it
        .get("state")
        .and_then(Value::as_i64)
        .is_some_and(|state| state != 2)
    {
        return tell(What::Private);
    }
    let Some(title) = title else {
        return tell(What::NoTitle);
    };
    let mut dates: Vec<(Written, Option<Written>)> = Vec::new();
    for timing in json::list(it, "timings") {
        let time = |keys: [&str; 2]| keys.iter().find_map(|key| json::text(timing, key));
        let (begin, end) = (time(["begin", "start"]), time(["end", "end"]));
        let Some(start) = begin.as_deref().and_then(|text| times::read(text, zone)) else {
            tell(What::BadDate("timings", shown(&begin.unwrap_or_default())));
            continue;
        };
        let end = end.and_then(|text| times::read(&text, zone));
        let (start, end, said) = times::span(start, end, false, zone);
        if let Err(end) = said {
            tell(What::BadEnd(super::write::time(zone, end)));
        }
        dates.push((start, end));
    }
    dates.sort_by_key(|(start, _)| times::instant(*start, zone));
    dates.dedup_by_key(|(start, _)| *start);
    let Some(dates) = planned(dates) else {
        return tell(What::NoStart);
    };
    let image = it.get("image");
    let age = it.get("age");
    let age = |key| age.and_then(|it| json::count(it, key));
    let ages = Ages {
        min: age("min").filter(|age| *age > 0),
        max: age("max"),
    };
    let keywords = it.get("keywords").map(keywords).unwrap_or_default();
    let links = json::list(it, "registration").into_iter();
    let link =
        links.filter_map(|it| json::text(it, "value").or_else(|| it.as_str().map(str::to_owned)));
    harvest.found.push(Found {
        key: json::text(it, "uid").unwrap_or_default(),
        title,
        summary: json::line(it, "description"),
        description: json::prose(it, "longDescription"),
        dates,
        place: it.get("location").and_then(place),
        online: json::text(it, "onlineAccessLink"),
        categories: keywords,
        ages: (ages.min.is_some() || ages.max.is_some()).then_some(ages),
        price: json::line(it, "conditions").and_then(|field| words::price(&field, None)),
        tickets: link.into_iter().find(|it| it.starts_with("http")),
        status: match it.get("status").and_then(Value::as_i64) {
            Some(2) => Some(Status::Rescheduled),
            Some(3) => Some(Status::MovedOnline),
            Some(4) => Some(Status::Postponed),
            Some(6) => Some(Status::Cancelled),
            _ => None,
        },
        url: json::text(it, "canonicalUrl"),
        image: image.and_then(|image| {
            let base = json::text(image, "base").unwrap_or_default();
            let name =
                json::text(image, "filename").or_else(|| image.as_str().map(str::to_owned))?;
            let credit = json::line(it, "imageCredits");
            let src = format!("{base}{name}");
            Some(Image {
                beside: false,
                src,
                alt: None,
                credit,
            })
        }),
        updated_at: json::text(it, "updatedAt")
            .and_then(|text| times::read(&text, zone))
            .map(|at| times::instant(at, zone)),
        ..Found::default()
    });
}

/// One date as the event's own, several as a list with the first one's length as default.
fn planned(dates: Vec<(Written, Option<Written>)>) -> Option<Dates> {
    let (start, end) = *dates.first()?;
    let mut planned = Dates {
        start: Some(start),
        end,
        ..Dates::default()
    };
    if dates.len() > 1 {
        let date = |(start, end)| FoundDate {
            end,
            ..FoundDate::plain(start)
        };
        planned.occurrences = dates.into_iter().map(date).collect();
    }
    Some(planned)
}

/// A list, or a list in each language.
fn keywords(value: &Value) -> Vec<String> {
    let items = match value {
        Value::Array(items) => Some(items),
        Value::Object(languages) => {
            let known = ["pl", "en"].iter().filter_map(|key| languages.get(*key));
            known.chain(languages.values()).find_map(Value::as_array)
        }
        _ => None,
    };
    let words = items.into_iter().flatten().filter_map(json::in_a_language);
    words.map(|word| super::html::line(&word)).collect()
}

fn place(it: &Value) -> Option<Place> {
    let degrees = |key, most| json::text(it, key).and_then(|text| millionths(&text, most));
    Some(Place {
        name: json::line(it, "name")?,
        address: json::line(it, "address"),
        locality: json::line(it, "city"),
        position: degrees("latitude", 90).zip(degrees("longitude", 180)),
        url: json::text(it, "website"),
    })
}
