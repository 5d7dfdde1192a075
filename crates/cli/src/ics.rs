//! `kalendarz ics`: the programme, or a part of it, for calendar programs.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use domain::event::{At, Feed, Lang, OccurrenceRef};
use domain::filter::filter;
use domain::ics::{Export, Item, calendar, selection, whole};
use domain::keyed::Keyed;
use domain::programme::{Programme, Span, open};
use domain::query::Query;
use domain::time::Instant;
use text::ics;

use crate::{Failure, Parsed, accepted, list, now};

/// What of the programme is wanted.
pub struct Wanted<'a> {
    /// Id of an event.
    pub event: Option<&'a str>,
    /// One date of it.
    pub at: Option<&'a str>,
    /// Filters.
    pub query: Option<&'a str>,
    /// Language of titles and descriptions.
    pub lang: Option<&'a str>,
}

/// Prints a calendar. Exit code 1 when the feed is refused.
pub fn run(
    parsed: Parsed,
    now: Option<&str>,
    wanted: &Wanted<'_>,
    out: &mut impl Write,
) -> Result<ExitCode, Failure> {
    let Some(feed) = accepted(parsed) else {
        return Ok(ExitCode::FAILURE);
    };
    let now = now::instant(&feed.zone, now)?;
    let (query, unknown) = Query::parse(wanted.query.unwrap_or_default());
    let lang = match wanted.lang {
        Some(lang) => Lang::from_key(lang),
        None => query.lang.or(Lang::from_key(&feed.lang)),
    };
    let lang = lang.unwrap_or(Lang::Pl);
    let feed = Arc::new(feed);
    let items = match (wanted.event, wanted.query) {
        (Some(event), _) => vec![one(&feed, event, wanted.at, now)?],
        (None, None) => whole(&feed),
        (None, Some(_)) => {
            let span = Span::of(&query.window(&feed.zone, now));
            let programme = Programme::new(Arc::clone(&feed), span);
            list::name_unknown(unknown, &query, &programme);
            let found = filter(&programme, &query, now);
            selection(&programme, &found)
        }
    };
    let export = Export {
        feed: &feed,
        home: feed.url.as_ref().map(domain::link::Link::as_str),
        lang,
        name: ics::name(&feed, lang),
        now,
        said: &|it| ics::said(it, lang),
    };
    write!(out, "{}", calendar(export, &items))?;
    Ok(ExitCode::SUCCESS)
}

/// An event, or the date of it that is meant.
fn one(feed: &Feed, id: &str, at: Option<&str>, now: Instant) -> Result<Item, Failure> {
    let Some(index) = feed.index_of(id) else {
        return Err(Failure::NoEvent(id.to_owned()));
    };
    let Some(written) = at else {
        return Ok(Item::Event(index));
    };
    let Some(at) = At::parse(written) else {
        return Err(Failure::At(written.to_owned()));
    };
    let no_date = || Failure::NoDate(id.to_owned(), written.to_owned());
    let opened = open(feed, id, Some(at), now).ok_or_else(no_date)?;
    // A date that moved is known by its earlier start as well; any other date would not be the one asked for.
    let moved = OccurrenceRef::of(feed, &opened.occurrence)
        .is_some_and(|it| it.date.is_some() && it.previous_start() == Some(at));
    if opened.gone.is_some() && !moved {
        return Err(no_date());
    }
    Ok(Item::Occurrence(opened.occurrence))
}
