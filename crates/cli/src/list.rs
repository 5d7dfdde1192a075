//! `kalendarz list`: what the agenda would show with everything unfolded, in the feed's order.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use domain::event::{Feed, Lang, Occurrence, OccurrenceRef, When};
use domain::filter::filter;
use domain::keyed::Keyed;
use domain::programme::{Programme, Span};
use domain::query::{Query, Unknown};
use serde_json::{Value, json};
use text::{dates, labels, sentences, words};

use crate::{Failure, Parsed, accepted, now};

/// Prints the occurrences that match. Exit code 1 when the feed is refused.
pub fn run(
    parsed: Parsed,
    now: Option<&str>,
    query: &str,
    json: bool,
    out: &mut impl Write,
) -> Result<ExitCode, Failure> {
    let Some(feed) = accepted(parsed) else {
        return Ok(ExitCode::FAILURE);
    };
    let now = now::instant(&feed.zone, now)?;
    let (query, unknown) = Query::parse(query);
    let span = Span::of(&query.window(&feed.zone, now));
    let programme = Programme::new(Arc::new(feed), span);
    name_unknown(unknown, &query, &programme);
    let found = filter(&programme, &query, now);
    for index in &found.matches {
        let Some((occurrence, it)) = programme.occurrence(*index as usize) else {
            continue;
        };
        if json {
            writeln!(out, "{}", line(programme.feed(), occurrence, it))?;
        } else {
            writeln!(out, "{}", readable(programme.feed(), occurrence, it))?;
        }
    }
    if !json {
        let summary = sentences::shown(Lang::Pl, found.matches.len(), found.total);
        writeln!(out, "{summary}")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Says on the standard error output what a query holds that means nothing.
pub fn name_unknown(mut unknown: Vec<Unknown>, query: &Query, programme: &Programme) {
    unknown.extend(query.unknown_ids(programme));
    for unknown in unknown {
        let note = sentences::ignored(Lang::Pl, &format!("{}={}", unknown.key, unknown.value));
        let _ = writeln!(std::io::stderr(), "{note}");
    }
}

fn line(feed: &Feed, occurrence: &Occurrence, it: OccurrenceRef<'_>) -> Value {
    let zone = &feed.zone;
    let (start, end, all_day) = match occurrence.when {
        When::Days { first, last } => (first.to_string(), Some(last.to_string()), true),
        When::Timed { start, end } => (
            zone.rfc3339(start.instant),
            end.map(|end| zone.rfc3339(end.instant)),
            false,
        ),
    };
    // A place without a name is the page's own "Online": the feed gave none.
    let venue = it.venue().filter(|venue| venue.name.is_some());
    json!({
        "event": it.event.id, "start": start, "end": end, "all_day": all_day,
        "venue": venue.map(|venue| &*venue.id), "status": it.status().key(),
    })
}

fn readable(feed: &Feed, occurrence: &Occurrence, it: OccurrenceRef<'_>) -> String {
    let lang = Lang::Pl;
    let mut facts = vec![dates::full_when(lang, &occurrence.when)];
    facts.push(labels::text(feed, &it.event.title, lang).0.to_owned());
    facts.extend(
        it.venue()
            .map(|venue| labels::venue(feed, venue, lang).0.to_owned()),
    );
    facts.extend(words::status(it.status()).map(|status| status.get(lang).to_owned()));
    facts.join(" · ")
}
