//! A programme, or a part of it, as iCalendar (RFC 5545): what "add to calendar" and `kalendarz ics` give.
//!
//! Every calendar program shall read from it the dates that `docs/format.md` means, so nothing is said in a way that they
//! read differently: no RDATE (Outlook passes over it), no COUNT where a date is skipped, no DTSTART off its rule.
//!
//! | property | from |
//! | --- | --- |
//! | `NAME`, `X-WR-CALNAME` | the feed's `title`, said by the caller |
//! | `VTIMEZONE` | the feed's zone, as far as its table goes and by its yearly rule beyond |
//! | `METHOD` | `PUBLISH` where there is an `ORGANIZER`, which RFC 5546 section 3.2.1 demands of it |
//! | `UID` | the event's `id`; of one date also its original start; host and path of the calendar's address |
//! | `DTSTAMP` | `updated_at`, else `generated_at`, else now |
//! | `LAST-MODIFIED`, `SEQUENCE` | `updated_at`, `sequence` |
//! | `DTSTART`, `DTEND` | wall time with `TZID`; in UTC when the clock shows it twice; whole days as `DATE`, `DTEND` after the last; no `DTEND` without `end` |
//! | `RRULE` | `rrule`, rewritten: `UNTIL` in UTC or as a day, `DTSTART` on the rule |
//! | `EXDATE` | `exdates` at the times that they remove, dates that the clock change skips |
//! | `RECURRENCE-ID` | `occurrences` in place of a rule's date; nights whose length the clock changes; times that come twice |
//! | an event of its own | every other date of `occurrences` and `rdates`, times that the clock change skips |
//! | `SUMMARY` | `title` in the language asked for |
//! | `DESCRIPTION`, `LOCATION` | said by the caller |
//! | `GEO` | the venue's `lat`, `lon` |
//! | `URL` | the calendar's address with `event` and `at`, else the event's `url` |
//! | `CATEGORIES` | labels of `categories`, then `tags` |
//! | `ORGANIZER` | the publisher, when it has an e-mail address |
//! | `STATUS` | `CANCELLED` for cancelled, `TENTATIVE` for postponed, else `CONFIRMED` |
//! | `TRANSP` | `TRANSPARENT` (one is not busy) for whole days and what is cancelled or postponed, else `OPAQUE` |
//! | `IMAGE` | `image`, unless its address is relative (RFC 7986) |
//!
//! What must not come in: reading iCalendar, and words for readers.

mod lines;
mod series;
pub mod web;
mod zone;

use std::fmt::Write;

use crate::event::{
    At, Event, Feed, Lang, Moment, Occurrence, OccurrenceRef, PlannedDate, Status, When, degrees,
};
use crate::filter::Found;
use crate::keyed::Keyed;
use crate::link::{Link, is_web};
use crate::programme::Programme;
use crate::query::Query;
use crate::stars::Star;
use crate::time::{Date, Instant, WallTime, Zone};
use lines::{Lines, quoted, text};
use series::{ByRule, Dated, series};

/// What is exported from, and the words for it.
#[derive(Clone, Copy)]
pub struct Export<'a> {
    /// The programme.
    pub feed: &'a Feed,
    /// Public address of the calendar's folder: the feed's `url`, else the page's own.
    pub home: Option<&'a str>,
    /// Language of what the feed says in several.
    pub lang: Lang,
    /// What programs shall call the calendar.
    pub name: &'a str,
    /// The time of the export: rules without an end are looked at from here.
    pub now: Instant,
    /// What is said of a date; of a date by the rule for all of them.
    pub said: &'a dyn Fn(OccurrenceRef<'_>) -> Said,
}

/// What only the caller has words for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Plain text; empty for none.
    pub description: String,
    /// Place, room and address in a line; empty for none.
    pub location: String,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// An event with all its dates, by its index.
    Event(u32),
    /// One date, for itself. Beside its event it is left out.
    Occurrence(Occurrence),
}

/// A calendar with these items, in this order.
pub fn calendar(export: Export<'_>, items: &[Item]) -> String {
    let mut writer = Writer {
        export,
        lines: Lines::default(),
        span: None,
        organizer: organizer(&export),
        place: Home::of(export.home),
    };
    let whole: Vec<u32> = items
        .iter()
        .filter_map(|item| match item {
            Item::Event(event) => Some(*event),
            Item::Occurrence(_) => None,
        })
        .collect();
    for item in items {
        match item {
            Item::Event(event) => writer.event(*event),
            Item::Occurrence(it) if whole.contains(&it.event) => {}
            Item::Occurrence(it) => {
                if let Some(it) = OccurrenceRef::of(export.feed, it) {
                    writer.date(it);
                }
            }
        }
    }
    writer.finish()
}

/// What a query found, each date for itself.
pub fn selection(programme: &Programme, found: &Found) -> Vec<Item> {
    let dates = found.matches.iter();
    dates
        .filter_map(|index| programme.occurrences().get(*index as usize))
        .map(|date| Item::Occurrence(*date))
        .collect()
}

/// What is starred: whole events, and single dates.
pub fn starred(feed: &Feed, stars: &[Star]) -> Vec<Item> {
    let item = |star: &Star| {
        let index = feed.index_of(&star.event)?;
        let Some(at) = star.at else {
            return Some(Item::Event(index));
        };
        let dates = feed.dates_of(index, at.date(), at.date());
        let date = dates.into_iter().find(|date| date.when.at() == at);
        date.map(Item::Occurrence)
    };
    stars.iter().filter_map(item).collect()
}

/// Every event of a feed, in the feed's own order.
pub fn whole(feed: &Feed) -> Vec<Item> {
    (0..)
        .zip(&feed.events)
        .map(|(index, _)| Item::Event(index))
        .collect()
}

struct Writer<'a> {
    export: Export<'a>,
    lines: Lines,
    /// First and last day of the times that need the zone.
    span: Option<(Date, Date)>,
    organizer: Option<(String, Link)>,
    place: Option<Home>,
}

impl Writer<'_> {
    fn event(&mut self, index: u32) {
        let feed = self.export.feed;
        let Some(event) = feed.events.get(index as usize) else {
            return;
        };
        let Some(recurring) = &event.recurring else {
            for date in &event.dates {
                self.date(OccurrenceRef {
                    feed,
                    event,
                    date: Some(date),
                    when: date.when,
                });
            }
            return;
        };
        let of = |date: Dated| OccurrenceRef {
            feed,
            event,
            date: date.date.and_then(|index| event.dates.get(index)),
            when: date.when,
        };
        let series = series(feed, event, recurring, self.export.now);
        if let Some(rule) = &series.rule {
            self.rule(
                of(Dated {
                    date: None,
                    when: rule.first,
                }),
                rule,
            );
        }
        for (at, date) in series.instead {
            let it = of(date);
            self.open(it, &event_uid(event));
            self.at("RECURRENCE-ID", at);
            self.when(&it.when);
            self.close(it, Some(it.when.at()));
        }
        for date in series.own {
            self.date(of(date));
        }
    }

    fn rule(&mut self, it: OccurrenceRef<'_>, rule: &ByRule) {
        self.open(it, &event_uid(it.event));
        self.when(&rule.first);
        self.lines.put("RRULE", &rule.value);
        for at in &rule.removed {
            self.at("EXDATE", *at);
        }
        if matches!(rule.first, When::Timed { .. }) && !is_utc(&self.export.feed.zone) {
            self.needs_zone(rule.last);
        }
        self.close(it, None);
    }

    /// One date for itself.
    fn date(&mut self, it: OccurrenceRef<'_>) {
        self.open(it, &date_uid(it));
        self.when(&it.when);
        self.close(it, Some(it.when.at()));
    }

    fn open(&mut self, it: OccurrenceRef<'_>, uid: &str) {
        let Export { feed, now, .. } = self.export;
        let stamp = it.event.updated_at.or(feed.generated_at).unwrap_or(now);
        let place = self.place.as_ref();
        self.lines.put("BEGIN", "VEVENT");
        self.lines.put("UID", &Home::uid(place, uid));
        self.lines.put("DTSTAMP", &utc(stamp));
    }

    /// Everything but the times; `at` is how an address names the date.
    fn close(&mut self, it: OccurrenceRef<'_>, at: Option<At>) {
        let Export { feed, lang, .. } = self.export;
        let event = it.event;
        let said = (self.export.said)(it);
        let url = self.url(event, at);
        let lines = &mut self.lines;
        if let Some(updated) = event.updated_at {
            lines.put("LAST-MODIFIED", &utc(updated));
        }
        lines.put("SEQUENCE", &event.sequence.to_string());
        lines.text("SUMMARY", event.title.get(lang.key(), &feed.lang).0);
        if !said.description.is_empty() {
            lines.text("DESCRIPTION", &said.description);
        }
        if !said.location.is_empty() {
            lines.text("LOCATION", &said.location);
        }
        if let Some((lat, lon)) = it.venue().and_then(|venue| venue.position) {
            lines.put("GEO", &format!("{};{}", degrees(lat), degrees(lon)));
        }
        if let Some(url) = url {
            lines.uri("URL", &url);
        }
        let categories = categories(feed, event, lang);
        if !categories.is_empty() {
            lines.put("CATEGORIES", &categories.join(","));
        }
        if let Some((name, email)) = &self.organizer {
            lines.uri(name, email.as_str());
        }
        if let Some(image) = event.image.as_ref().filter(|image| on_the_web(&image.src)) {
            lines.uri("IMAGE;VALUE=URI;DISPLAY=BADGE", image.src.as_str());
        }
        let off = matches!(it.status(), Status::Cancelled | Status::Postponed);
        lines.put(
            "STATUS",
            match it.status() {
                Status::Cancelled => "CANCELLED",
                Status::Postponed => "TENTATIVE",
                Status::Scheduled | Status::Rescheduled | Status::MovedOnline => "CONFIRMED",
            },
        );
        let busy = matches!(it.when, When::Timed { .. }) && !off;
        lines.put("TRANSP", if busy { "OPAQUE" } else { "TRANSPARENT" });
        lines.put("END", "VEVENT");
    }

    fn when(&mut self, when: &When) {
        match when {
            When::Days { first, last } => {
                self.at("DTSTART", At::Day(*first));
                // The day after the last day of the calendar cannot be said.
                if *last < Date::MAX {
                    self.at("DTEND", At::Day(last.plus(1)));
                }
            }
            When::Timed { start, end } => {
                let zone = &self.export.feed.zone;
                let once = |moment: &Moment| {
                    zone.instant(moment.wall) == moment.instant && !zone.repeats(moment.wall)
                };
                let clear = once(start) && end.as_ref().is_none_or(once);
                for (name, moment) in [("DTSTART", Some(start)), ("DTEND", end.as_ref())] {
                    match moment {
                        Some(moment) if clear => self.at(name, At::Time(moment.wall)),
                        Some(moment) => self.lines.put(name, &utc(moment.instant)),
                        None => {}
                    }
                }
            }
        }
    }

    /// A day, or a wall time in the feed's zone.
    fn at(&mut self, name: &str, at: At) {
        let zone = &self.export.feed.zone;
        match at {
            At::Day(day) => self
                .lines
                .put(&format!("{name};VALUE=DATE"), &compact_date(day)),
            At::Time(wall) if is_utc(zone) => self.lines.put(name, &format!("{}Z", compact(wall))),
            At::Time(wall) => {
                let name = format!("{name};TZID={}", zone_parameter(zone));
                self.needs_zone(wall.date);
                self.lines.put(&name, &compact(wall));
            }
        }
    }

    fn needs_zone(&mut self, day: Date) {
        let (first, last) = self.span.unwrap_or((day, day));
        self.span = Some((first.min(day), last.max(day)));
    }

    fn url(&self, event: &Event, at: Option<At>) -> Option<String> {
        let Export {
            feed, home, lang, ..
        } = self.export;
        let own = || event.url.as_ref().filter(|url| on_the_web(url));
        let Some(home) = home.filter(|_| self.place.is_some()) else {
            return own().map(ToString::to_string);
        };
        let query = Query {
            event: Some(event.id.to_string()),
            at,
            lang: (*lang.key() != *feed.lang).then_some(lang),
            ..Query::default()
        };
        Some(format!("{home}?{}", query.to_search()))
    }

    fn finish(self) -> String {
        let Export { feed, name, .. } = self.export;
        let mut all = Lines::default();
        all.put("BEGIN", "VCALENDAR");
        all.put("VERSION", "2.0");
        all.put("PRODID", "-//Kalendarz//NONSGML Kalendarz//PL");
        all.put("CALSCALE", "GREGORIAN");
        if self.organizer.is_some() {
            all.put("METHOD", "PUBLISH");
        }
        all.text("NAME", name);
        all.text("X-WR-CALNAME", name);
        if let Some((first, last)) = self.span {
            zone::write(&mut all, &feed.zone, first, last);
        }
        all.0.push_str(&self.lines.0);
        all.put("END", "VCALENDAR");
        all.0
    }
}

/// The publisher as a property's name with its parameter, and the address.
fn organizer(export: &Export<'_>) -> Option<(String, Link)> {
    let Export { feed, lang, .. } = export;
    let email = Link::email(feed.publisher.email.as_deref()?)?;
    let name = feed.publisher.name.as_ref();
    let name = name.map(|name| name.get(lang.key(), &feed.lang).0);
    let named = name.map_or(String::new(), |name| format!(";CN={}", quoted(name)));
    Some((format!("ORGANIZER{named}"), email))
}

/// Labels, then free words, each escaped.
fn categories(feed: &Feed, event: &Event, lang: Lang) -> Vec<String> {
    let known = event
        .categories
        .iter()
        .filter_map(|index| feed.categories.get(*index as usize));
    let labels = known.map(|category| category.label.get(lang.key(), &feed.lang).0);
    let words = labels.chain(event.tags.iter().map(|tag| &**tag));
    words.map(text).collect()
}

/// Host and path of the calendar's address, made safe for a UID.
struct Home {
    host: String,
    path: String,
}

impl Home {
    /// `None` for an address that is not on the web.
    fn of(address: Option<&str>) -> Option<Home> {
        let address = address?;
        let (scheme, rest) = address.split_once("://")?;
        if !is_web(scheme) {
            return None;
        }
        let rest = rest.split(['?', '#']).next().unwrap_or(rest);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let names: Vec<String> = path
            .split('/')
            .filter(|name| !name.is_empty())
            .map(safe)
            .collect();
        let labels: Vec<String> = host.split('.').map(safe).collect();
        Some(Home {
            host: short(labels.join(".").to_ascii_lowercase()),
            path: short(names.join(".")),
        })
    }

    /// `koncert.20261127T180000+kultura.kalendarz@gmina.pl`: the same in every language and every export.
    fn uid(home: Option<&Home>, name: &str) -> String {
        match home {
            Some(Home { host, path }) if path.is_empty() => format!("{name}@{host}"),
            Some(Home { host, path }) => format!("{name}+{path}@{host}"),
            None => format!("{name}@kalendarz"),
        }
    }
}

/// Letters, digits and hyphens; any other byte as `_2E`.
fn safe(name: &str) -> String {
    let mut safe = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            safe.push(char::from(byte));
        } else {
            let _ = write!(safe, "_{byte:02X}");
        }
    }
    short(safe)
}

/// What is long is cut and told apart by a checksum: programs keep 255 octets of a UID for certain (RFC 7986
/// section 5.3).
fn short(name: String) -> String {
    const LONGEST: usize = 70;
    if name.len() <= LONGEST {
        return name;
    }
    let begin = name.get(..LONGEST - 17).unwrap_or_default();
    format!("{begin}_{:016x}", fnv(name.as_bytes()))
}

/// FNV-1a, 64 bit. Its own, since UIDs and addresses must stay the same when other hashes become faster ones.
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn event_uid(event: &Event) -> String {
    safe(&event.id)
}

/// An event's id and the original start of the date, unless another date of the event has that.
fn date_uid(it: OccurrenceRef<'_>) -> String {
    let OccurrenceRef { feed, event, .. } = it;
    let zone = &feed.zone;
    let id = safe(&event.id);
    let at = it.when.at();
    let first = it.date.map_or(at, |date| original(event, date));
    if first == at {
        return match it.when {
            // The clock shows it a second time.
            When::Timed { start, .. } if zone.instant(start.wall) != start.instant => {
                format!("{id}.{}", utc(start.instant))
            }
            _ => format!("{id}.{}", compact_at(at)),
        };
    }
    let same = event
        .dates
        .iter()
        .filter(|date| original(event, date) == first);
    let by_rule = event.recurring.as_ref().is_some_and(|rule| {
        let dates = rule.between(zone, first.date(), first.date());
        dates.iter().any(|when| when.at() == first)
    });
    if same.count() > 1 || by_rule {
        format!("{id}.{}.{}", compact_at(first), compact_at(at))
    } else {
        format!("{id}.{}", compact_at(first))
    }
}

/// The start that a date replaces or was moved from, else its own. What the event says of an earlier start is said of
/// its only date.
fn original(event: &Event, date: &PlannedDate) -> At {
    let own = date.terms.as_ref().and_then(|terms| terms.previous_start);
    let only = event.dates.len() == 1 && event.recurring.is_none();
    let of_event = event.terms.previous_start.filter(|_| only);
    date.replaces.or(own).or(of_event).unwrap_or(date.when.at())
}

/// An address that others can open as it stands.
fn on_the_web(link: &Link) -> bool {
    let scheme = link.as_str().split_once("://");
    scheme.is_some_and(|(scheme, _)| is_web(scheme))
}

/// Universal time needs no VTIMEZONE.
fn is_utc(zone: &Zone) -> bool {
    zone.transitions().next().is_none() && zone.offset_at(Instant(0)) == 0
}

/// The zone's name as a parameter value, quoted where it has to be.
fn zone_parameter(zone: &Zone) -> String {
    let name = zone.name();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte);
    if name.bytes().all(plain) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// `20261127`
fn compact_date(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// `20261127T180000`
fn compact(wall: WallTime) -> String {
    let (hour, minute, second) = (wall.hour(), wall.minute(), wall.second % 60);
    format!(
        "{}T{hour:02}{minute:02}{second:02}",
        compact_date(wall.date)
    )
}

fn compact_at(at: At) -> String {
    match at {
        At::Day(day) => compact_date(day),
        At::Time(wall) => compact(wall),
    }
}

/// `20261127T170000Z`
fn utc(instant: Instant) -> String {
    format!("{}Z", compact(instant.wall_at(0)))
}
