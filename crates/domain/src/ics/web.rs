//! Addresses that open a filled-in form of a calendar on the web. Nothing is sent before the visitor follows one.

use crate::event::{OccurrenceRef, When};
use crate::query::encode;

use super::{Export, compact, compact_date};

/// Characters of a description that an address carries: browsers and servers cut long ones off.
const LONGEST: usize = 800;

/// Google's form for a new event, with wall times in the feed's zone.
pub fn google(export: &Export<'_>, it: OccurrenceRef<'_>) -> String {
    let dates = match it.when {
        When::Days { first, last } => {
            format!("{}/{}", compact_date(first), compact_date(last.plus(1)))
        }
        // The form wants an end: where none is known it is the start.
        When::Timed { start, end } => format!(
            "{}/{}",
            compact(start.wall),
            compact(end.unwrap_or(start).wall)
        ),
    };
    let (title, place, about) = words(export, it);
    format!(
        "https://calendar.google.com/calendar/render?action=TEMPLATE&text={title}&dates={dates}&ctz={}&location={place}&details={about}",
        encode(export.feed.zone.name())
    )
}

/// Outlook's form for a new event, with instants.
pub fn outlook(export: &Export<'_>, it: OccurrenceRef<'_>) -> String {
    let zone = &export.feed.zone;
    let dates = match it.when {
        When::Days { first, last } => {
            format!("startdt={first}&enddt={}&allday=true", last.plus(1))
        }
        When::Timed { start, end } => {
            let end = end.unwrap_or(start);
            format!(
                "startdt={}&enddt={}",
                encode(&zone.rfc3339(start.instant)),
                encode(&zone.rfc3339(end.instant))
            )
        }
    };
    let (title, place, about) = words(export, it);
    format!(
        "https://outlook.live.com/calendar/0/action/compose?rru=addevent&subject={title}&{dates}&location={place}&body={about}"
    )
}

/// Title, place and description, encoded.
fn words(export: &Export<'_>, it: OccurrenceRef<'_>) -> (String, String, String) {
    let lang = crate::keyed::Keyed::key(export.lang);
    let (title, _) = it.event.title.get(lang, &export.feed.lang);
    let said = (export.said)(it);
    let about: String = said.description.chars().take(LONGEST).collect();
    (encode(title), encode(&said.location), encode(&about))
}
