//! Feed text -> ([`Feed`], problems). Read leniently, event by event, and reported strictly: a reader always sees
//! every event that can be shown, an editor sees every problem.
//!
//! After this nothing is a string that must be read again. The zone table comes from the caller, who can ask the
//! browser or chrono-tz; nothing here knows what day it is.

mod arriving;
mod entry;
pub mod json;
mod raw;
mod span;

use std::borrow::Cow;

use crate::color;
use crate::event::{
    AgeGroup, Ages, Category, Contact, Feed, Moment, Notice, Publisher, Text, Venue,
};
use crate::link::Link;
use crate::parts::Part;
use crate::problem::{Code, Problem, Refused};
use crate::query::Query;
use crate::time::{Instant, Written, Years, Zone};
pub use arriving::Arriving;
use json::{Fault, Raw};
use raw::{Fields, Node, REPORTS, Reader};

/// The table of a zone for some years, or `None` when no zone has that name.
pub type ZoneSource<'a> = &'a dyn Fn(&str, Years) -> Option<Zone>;

/// The zone of a feed that names none, or one that nobody knows.
pub const DEFAULT_ZONE: &str = "Europe/Warsaw";

/// Reads a feed, version 1.
///
/// A byte order mark is skipped and bytes that are no UTF-8 become U+FFFD.
///
/// # Errors
/// [`Refused`] where nothing of it can be shown.
pub fn parse(bytes: &[u8], zones: ZoneSource<'_>) -> Result<(Feed, Vec<Problem>), Refused> {
    Ok(Gathered::begin(bytes, zones)?.end())
}

/// A feed with those of its parts that have been read: what one file with all of their events would be.
pub struct Gathered {
    feed: Feed,
    reader: Reader,
    ids: Places,
    around: Around,
    /// So many parts have not been read.
    missing: usize,
}

/// What stands around the events.
#[derive(Clone, Copy)]
struct Around {
    /// Its revision.
    revision: u64,
    /// So many groups, categories and venues are declared; those behind them are named by events alone.
    age_groups: usize,
    categories: usize,
    venues: usize,
}

impl Gathered {
    /// Reads the file that names the parts, with the events in it.
    ///
    /// # Errors
    /// [`Refused`] as [`parse`].
    pub fn begin(bytes: &[u8], zones: ZoneSource<'_>) -> Result<Gathered, Refused> {
        let text = String::from_utf8_lossy(bytes);
        let mut gathered = Gathered::first(&text, years(&text), zones)?;
        gathered.check_letters(0, matches!(text, Cow::Owned(_)));
        Ok(gathered)
    }

    /// What is to be said of a file that was no UTF-8, instead of each of its letters; of its problems the first is so far on.
    fn check_letters(&mut self, first: usize, replaced: bool) {
        if REPORTS && replaced {
            let problems = &mut self.reader.problems;
            let mut of_it = problems.split_off(first);
            of_it.retain(|problem| problem.code != Code::UnreadableCharacter);
            problems.append(&mut of_it);
            self.reader.report(Code::NotUtf8, "", "");
        }
    }

    /// The same of a text; the zone's table is to have these years.
    fn first(text: &str, years: Option<Years>, zones: ZoneSource<'_>) -> Result<Gathered, Refused> {
        let (fields, events) = file(text)?;
        let mut reader = Reader::default();
        let feed = around_events(&mut reader, &fields, zones, years, events.len());
        // Whatever stands around the events can change how each of them looks.
        let revision = fields
            .iter()
            .filter(|(name, _)| !matches!(*name, "events" | "generated_at" | "parts"))
            .fold(hash(b""), |hash, (_, raw)| {
                hash_more(hash, raw.get().as_bytes())
            });
        let around = Around {
            revision,
            age_groups: feed.age_groups.len(),
            categories: feed.categories.len(),
            venues: feed.venues.len(),
        };
        let mut gathered = Gathered {
            missing: feed.parts.len(),
            feed,
            reader,
            ids: Places::default(),
            around,
        };
        gathered.read(&events);
        Ok(gathered)
    }

    /// A feed from its files, of which the first names the others; a part that is refused stays missing.
    ///
    /// # Errors
    /// [`Refused`] as [`parse`], of the first.
    pub fn of(
        files: impl IntoIterator<Item = Vec<u8>>,
        zones: ZoneSource<'_>,
    ) -> Result<Gathered, Refused> {
        let mut files = files.into_iter();
        let mut gathered = Gathered::begin(&files.next().unwrap_or_default(), zones)?;
        for part in files {
            let _ = gathered.add(&part);
        }
        Ok(gathered)
    }

    /// Adds one of its parts, in any order; of two events with one id the first read stays.
    ///
    /// # Errors
    /// [`Refused`] as [`parse`]; nothing was added then.
    pub fn add(&mut self, part: &[u8]) -> Result<(), Refused> {
        let text = String::from_utf8_lossy(part);
        let (_, events) = file(&text)?;
        self.missing = self.missing.saturating_sub(1);
        let first = self.reader.problems.len();
        self.read(&events);
        self.check_letters(first, matches!(text, Cow::Owned(_)));
        Ok(())
    }

    fn read(&mut self, events: &[Raw<'_>]) {
        self.feed.partial = self.missing > 0;
        let Gathered {
            feed, reader, ids, ..
        } = self;
        entry::read(reader, feed, ids, events, self.around);
    }

    /// The feed as far as it has been read.
    pub fn feed(&self) -> &Feed {
        &self.feed
    }

    /// The feed and what is wrong in it.
    pub fn end(mut self) -> (Feed, Vec<Problem>) {
        if self.feed.partial {
            self.reader.report(Code::PartsNotRead, "parts", "");
        }
        (self.feed, self.reader.problems)
    }
}

/// The members of a feed, or of a part of one, and its events.
fn file(text: &str) -> Result<(Fields<'_>, Vec<Raw<'_>>), Refused> {
    let fields = envelope(text)?;
    check_version(&fields)?;
    let events = match fields.raw("events").map(|raw| (raw, Node::of(raw))) {
        Some((_, Node::List(events))) => events,
        Some((raw, Node::Absent)) if raw.get().starts_with('[') => Vec::new(),
        _ => return Err(Refused::NoEvents),
    };
    Ok((fields, events))
}

/// Everything beside the events; there is room for so many.
fn around_events(
    reader: &mut Reader,
    fields: &Fields<'_>,
    zones: ZoneSource<'_>,
    years: Option<Years>,
    room: usize,
) -> Feed {
    let zone = zone(reader, fields, zones, years);
    let lang = reader.word(fields, "lang").unwrap_or_else(|| "pl".into());
    Feed {
        title: reader.text(fields, "title"),
        url: folder(reader, fields),
        lang,
        generated_at: instant(reader, fields, "generated_at", &zone),
        publisher: reader
            .object(fields, "publisher", |reader, fields| {
                Some(publisher(reader, fields))
            })
            .unwrap_or_default(),
        age_groups: with_unique_ids(reader, fields, "age_groups", |reader, id, fields| {
            AgeGroup {
                label: named(reader, &id, fields, "label"),
                ages: Some(ages(reader, fields, "max").unwrap_or_default()),
                id,
            }
        }),
        categories: with_unique_ids(reader, fields, "categories", |reader, id, fields| {
            Category {
                label: named(reader, &id, fields, "label"),
                color: color(reader, fields),
                icon: reader.word(fields, "icon"),
                id,
            }
        }),
        venues: with_unique_ids(reader, fields, "venues", venue),
        events: Vec::with_capacity(room),
        notice: reader.object(fields, "notice", |reader, fields| {
            reader.needs(fields, "text")?;
            Some(Notice {
                text: reader.text(fields, "text")?,
                from: reader
                    .time(fields, "from")
                    .map(|time| span::day(&zone, time)),
                to: reader.time(fields, "to").map(|time| span::day(&zone, time)),
            })
        }),
        contact: reader
            .object(fields, "contact", |reader, fields| {
                Some(Contact {
                    submit: reader.address(fields, "submit", &CONTACT),
                    report: reader.address(fields, "report", &CONTACT),
                })
            })
            .unwrap_or_default(),
        partial: false,
        parts: parts(reader, fields, &zone),
        zone,
    }
}

/// How the addresses begin that visitors write to.
const CONTACT: [&str; 2] = ["https://", "mailto:"];

/// The address that others are appended to.
fn folder(reader: &mut Reader, fields: &Fields<'_>) -> Option<Link> {
    let url = reader.address(fields, "url", &["https://", "http://"])?;
    let folder = url.folder();
    // A key or value that the calendar does not have may say which page of a site is meant.
    let own = || {
        let (query, unknown) = Query::parse(url.search());
        query.other.is_empty() && unknown.is_empty()
    };
    if folder.is_none() || REPORTS && !own() {
        reader.report(Code::BadLink, "url", url.as_str());
    }
    folder
}

/// Further files. One whose name leads out of the feed's folder, or without days, is none.
fn parts(reader: &mut Reader, fields: &Fields<'_>, zone: &Zone) -> Vec<Part> {
    reader.objects(fields, "parts", |reader, fields| {
        let mut day = |key| {
            reader.needs(fields, key)?;
            let time = reader.time(fields, key)?;
            Some(span::day(zone, time))
        };
        let (from, to) = (day("from"), day("to"));
        reader.needs(fields, "url")?;
        let name = reader.word(fields, "url")?;
        let name = name.strip_prefix("./").unwrap_or(&name);
        if !Part::is_name(name) {
            reader.report(Code::BadLink, "url", name);
            return None;
        }
        Some(Part {
            from: from?,
            to: to?,
            name: name.into(),
        })
    })
}

fn envelope(text: &str) -> Result<Fields<'_>, Refused> {
    // A mark of the byte order is none of JSON's.
    let begun = text.trim().trim_start_matches('\u{feff}').trim();
    if begun.is_empty() {
        return Err(Refused::Empty);
    }
    if begun.starts_with('<') {
        return Err(Refused::Html);
    }
    match Raw::check(begun) {
        Ok(raw) if raw.get().starts_with('{') => Ok(Fields(raw.members())),
        Ok(_) => Err(Refused::NotAnObject),
        Err(Fault::End) => Err(Refused::CutOff),
        Err(Fault::At(at)) => {
            // Editors count from where the file begins.
            let skipped = if REPORTS { text.find(begun) } else { None };
            let before = text.get(..skipped.unwrap_or_default() + at);
            let before = before.unwrap_or_default().trim_start_matches('\u{feff}');
            let line = before.rsplit('\n').next().unwrap_or_default();
            Err(Refused::NotJson {
                line: before.matches('\n').count() + 1,
                column: line.chars().count() + 1,
            })
        }
    }
}

fn check_version(fields: &Fields<'_>) -> Result<(), Refused> {
    match fields.raw("version") {
        None => Err(Refused::Version(None)),
        Some(raw) => match Node::of(raw) {
            Node::Number(number) if raw::millionths(number) == Some(1_000_000) => Ok(()),
            _ => Err(Refused::Version(Some(raw.get().chars().take(40).collect()))),
        },
    }
}

/// The years that the feed's times are in: every text that begins like a date counts, since a table for a year too
/// many costs little and a second pass over all events would cost more.
fn years(text: &str) -> Option<Years> {
    let year = |text: &str| {
        let (digits, rest) = text.split_at_checked(4)?;
        let plain = rest.starts_with('-') && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| plain)
    };
    let mut found: Option<Years> = None;
    for year in text.split('"').filter_map(year) {
        let this = Years {
            first: year,
            last: year,
        };
        found = Some(found.map_or(this, |years| years.with(this)));
    }
    found
}

/// A rule may begin in one year and go on in the next.
fn around(years: Years) -> Years {
    Years {
        first: years.first - 1,
        last: years.last + 1,
    }
}

fn zone(
    reader: &mut Reader,
    fields: &Fields<'_>,
    zones: ZoneSource<'_>,
    years: Option<Years>,
) -> Zone {
    let years = years.unwrap_or(Years {
        first: 2020,
        last: 2030,
    });
    let years = around(years);
    if let Some(name) = reader.word(fields, "timezone") {
        match zones(&name, years) {
            Some(zone) => return zone,
            None => reader.report(Code::UnknownTimezone, "timezone", &name),
        }
    }
    zones(DEFAULT_ZONE, years).unwrap_or_else(Zone::utc)
}

fn instant(reader: &mut Reader, fields: &Fields<'_>, key: &str, zone: &Zone) -> Option<Instant> {
    match reader.time(fields, key)? {
        Written::Instant(instant) => Some(instant),
        other => Some(Moment::of(zone, other).instant),
    }
}

fn publisher(reader: &mut Reader, fields: &Fields<'_>) -> Publisher {
    Publisher {
        name: reader.text(fields, "name"),
        url: reader.link(fields, "url"),
        email: reader.word(fields, "email"),
        phone: reader.word(fields, "phone"),
        address: reader.text(fields, "address"),
    }
}

fn venue(reader: &mut Reader, id: Box<str>, fields: &Fields<'_>) -> Venue {
    Venue {
        name: Some(named(reader, &id, fields, "name")),
        address: reader.text(fields, "address"),
        locality: reader.text(fields, "locality"),
        position: position(reader, fields),
        url: reader.link(fields, "url"),
        access: reader.keywords(fields, "access"),
        hours: reader.text(fields, "hours"),
        note: reader.text(fields, "note"),
        id,
    }
}

fn position(reader: &mut Reader, fields: &Fields<'_>) -> Option<(i32, i32)> {
    let mut coordinate = |key, limit: i64| {
        let value = reader.number(fields, key)?;
        if value.abs() > limit * 1_000_000 {
            reader.unreadable(fields, key);
            return None;
        }
        i32::try_from(value).ok()
    };
    let (lat, lon) = (coordinate("lat", 90), coordinate("lon", 180));
    Some((lat?, lon?))
}

/// Years from `min` and `max`; the problem of both stands at `field`.
fn ages(reader: &mut Reader, fields: &Fields<'_>, field: &str) -> Option<Ages> {
    let ages = Ages {
        min: reader.count(fields, "min"),
        max: reader.count(fields, "max"),
    };
    match (ages.min, ages.max) {
        (None, None) => None,
        (Some(min), Some(max)) if min > max => {
            reader.report(Code::MinAboveMax, field, format_args!("{min}–{max}"));
            None
        }
        _ => Some(ages),
    }
}

fn color(reader: &mut Reader, fields: &Fields<'_>) -> Option<[u8; 3]> {
    let word = reader.word(fields, "color")?;
    let color = color::parse(&word);
    if color.is_none() {
        reader.unreadable(fields, "color");
    }
    color
}

/// What readers call it; the id when nothing else is there.
fn named(reader: &mut Reader, id: &str, fields: &Fields<'_>, key: &str) -> Text {
    reader.needs(fields, key);
    let name = reader.text(fields, key);
    name.unwrap_or_else(|| Text::Plain(id.into()))
}

/// A list of things with ids; of two with one id the first stays.
fn with_unique_ids<T>(
    reader: &mut Reader,
    fields: &Fields<'_>,
    key: &str,
    mut read: impl FnMut(&mut Reader, Box<str>, &Fields<'_>) -> T,
) -> Vec<T> {
    let mut seen = Vec::<Box<str>>::new();
    reader.objects(fields, key, |reader, fields| {
        reader.needs(fields, "id")?;
        let id = reader.word(fields, "id")?;
        if seen.contains(&id) {
            reader.report(Code::DuplicateId, "id", &id);
            return None;
        }
        seen.push(id.clone());
        Some(read(reader, id, fields))
    })
}

/// Ids that events name -> places in the feed's list; unknown ones are added at its end. A table of places by hash, the
/// next free one where two meet, never more than half full: the standard library's maps cost 1 KB more in the browser.
#[derive(Default)]
struct Places {
    ids: Vec<Box<str>>,
    /// Places in `ids` from 1; 0 is free. As many as a power of two.
    table: Vec<u32>,
}

impl Places {
    fn of<'a>(ids: impl Iterator<Item = &'a Box<str>>) -> Places {
        let mut places = Places::default();
        for id in ids {
            places.add(id);
        }
        places
    }

    /// The place of an id in the table: where it stands, or would.
    fn slot(&self, id: &str) -> usize {
        let last = self.table.len().wrapping_sub(1);
        let hash = hash(id.as_bytes());
        // What a multiplication mixes best are its upper bits.
        let mut slot = usize::try_from(hash >> 32).unwrap_or(0) & last;
        while let Some(place) = self.table.get(slot).and_then(|at| at.checked_sub(1)) {
            if self.ids.get(place as usize).is_some_and(|it| **it == *id) {
                break;
            }
            slot = (slot + 1) & last;
        }
        slot
    }

    fn find(&self, id: &str) -> Option<u32> {
        self.table.get(self.slot(id))?.checked_sub(1)
    }

    fn add(&mut self, id: &str) -> u32 {
        if self.table.len() <= self.ids.len() * 2 {
            self.table = vec![0; (self.table.len() * 2).max(16)];
            for place in 0..self.ids.len() {
                self.enter(place);
            }
        }
        let place = self.ids.len();
        self.ids.push(id.into());
        self.enter(place);
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    fn enter(&mut self, place: usize) {
        let slot = self.ids.get(place).map_or(0, |id| self.slot(id));
        if let Some(at) = self.table.get_mut(slot) {
            *at = u32::try_from(place + 1).unwrap_or(u32::MAX);
        }
    }
}

/// Tells a changed event from an unchanged one; 64 bits.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    hash_more(0xcbf2_9ce4_8422_2325, bytes)
}

/// Eight bytes at a time, since every byte of a feed comes by here. Turned before each step, so that the high bits of
/// a word reach the low ones of the next.
fn hash_more(hash: u64, bytes: &[u8]) -> u64 {
    let step =
        |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let (words, rest) = bytes.as_chunks();
    let hash = step(hash, bytes.len() as u64);
    let hash = words
        .iter()
        .fold(hash, |hash, word| step(hash, u64::from_le_bytes(*word)));
    rest.iter()
        .fold(hash, |hash, byte| step(hash, u64::from(*byte)))
}

/// Tells a feed that changed from one that did not.
pub fn revision(bytes: &[u8]) -> u64 {
    hash(bytes)
}

/// The same of a feed in pieces: of the same pieces.
pub fn revision_of(pieces: impl Iterator<Item = Vec<u8>>) -> u64 {
    pieces.fold(hash(b""), |hash, piece| hash_more(hash, &piece))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_found_at_its_place() {
        let mut places = Places::default();
        assert_eq!(places.find("nic"), None);
        for number in 0..1000 {
            let id = format!("miejsce-{number}");
            assert_eq!(places.find(&id), None);
            assert_eq!(places.add(&id), number);
        }
        for number in 0..1000 {
            assert_eq!(places.find(&format!("miejsce-{number}")), Some(number));
        }
        assert_eq!(places.find("miejsce-1000"), None);
    }

    #[test]
    fn events_are_counted_through_all_files() {
        let zones = |name: &str, _| (name == "UTC").then(Zone::utc);
        let file = |first: &str, rest: &str| {
            format!(r#"{{"version": 1, "timezone": "UTC", "events": [{first}, {rest}]}}"#)
                .into_bytes()
        };
        let well = r#"{"id": "dobre", "title": "Koncert", "start": "2026-11-27T18:00"}"#;
        let manifest = file(well, r#"{"title": "Bez znaku"}"#);
        let part = file(r#"{"title": "Także"}"#, "7");
        let (feed, problems) = Gathered::of([manifest, part], &zones).unwrap().end();
        assert_eq!(feed.events.len(), 1);
        let mut places: Vec<_> = problems
            .iter()
            .filter(|problem| problem.left_out())
            .map(|problem| problem.index)
            .collect();
        places.dedup();
        assert_eq!(places, [Some(1), Some(2), Some(3)]);
    }
}
