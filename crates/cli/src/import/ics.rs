//! iCalendar (RFC 5545) as Google, Outlook, Nextcloud, iCloud and plugins of content systems write it.
//!
//! Parsed by calcard after `lines.rs` has mended what no parser should have to read. An event with its changed dates
//! is one [`Found`].

mod dates;
mod item;
mod lines;
pub mod place;
mod zones;

pub use item::millionths;

use std::collections::BTreeMap;
use std::rc::Rc;

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use calcard::{Entry, Parser};
use domain::time::Zone;

use super::found::{Found, Harvest, Image, Party, Status, Trouble, What};
use super::trouble::shown;
use super::{Window, bytes, html, words};
use item::{Item, Time};
use zones::Zones;

/// A file, parsed: its zone can be asked before it is read.
pub struct File {
    calendars: Vec<ICalendar>,
    troubles: Vec<Trouble>,
    cancelled: bool,
}

/// Parses a file.
///
/// # Errors
/// What it is instead of a calendar.
pub fn parse(bytes: &[u8]) -> Result<File, What> {
    let (text, charset) = bytes::text(bytes);
    if text.trim().is_empty() {
        return Err(What::Empty);
    }
    let Some(mended) = lines::mend(&text) else {
        let html = text.trim_start().starts_with('<');
        return Err(if html { What::Html } else { What::NotCalendar });
    };
    let mut troubles: Vec<Trouble> = charset
        .map(|name| Trouble::whole(What::Charset(name)))
        .into_iter()
        .collect();
    if let Some(title) = mended.cut_off {
        troubles.push(Trouble {
            about: Some(shown(&title)),
            what: What::CutOff,
        });
    } else if !mended.ended {
        troubles.push(Trouble::whole(What::NoEnd));
    }
    let mut calendars = Vec::new();
    let mut parser = Parser::new(&mended.text);
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => calendars.push(calendar),
            Entry::Eof => break,
            _ => {}
        }
    }
    let cancelled = calendars.iter().any(|calendar| {
        let method = calendar.components.first();
        let method = method.and_then(|it| item::text(it, &ICalendarProperty::Method));
        method.is_some_and(|method| method.eq_ignore_ascii_case("CANCEL"))
    });
    Ok(File {
        calendars,
        troubles,
        cancelled,
    })
}

impl File {
    /// The name of the zone that the calendar is in: what it says of itself, else what most of its events say.
    pub fn zone(&self) -> Option<Zone> {
        let said = self.calendars.iter().filter_map(zones::said);
        let is_utc = |zone: &Zone| matches!(zone.name(), "UTC" | "Etc/UTC" | "GMT" | "Etc/GMT");
        // Calendars of programs that know no zone say UTC: that is no place where a programme takes place.
        let said = said
            .filter_map(|name| zones::known(&name))
            .find(|zone| !is_utc(zone));
        said.or_else(|| {
            let mut times: BTreeMap<&str, usize> = BTreeMap::new();
            let starts = self
                .events()
                .filter_map(|(_, event)| event.property(&ICalendarProperty::Dtstart));
            for name in starts.filter_map(|start| start.tz_id()) {
                *times.entry(name).or_default() += 1;
            }
            let most = times.into_iter().max_by_key(|(_, times)| *times)?;
            zones::known(most.0).filter(|zone| !is_utc(zone))
        })
    }

    fn events(
        &self,
    ) -> impl Iterator<Item = (&ICalendar, &calcard::icalendar::ICalendarComponent)> {
        self.calendars.iter().flat_map(|calendar| {
            let events = calendar
                .components
                .iter()
                .filter(|it| it.component_type == ICalendarComponentType::VEvent);
            events.map(move |event| (calendar, event))
        })
    }

    /// Every event, for a feed in this zone.
    pub fn read(self, feed: Rc<Zone>, window: Window) -> Harvest {
        let zones = Zones::of(&self.calendars, feed);
        let title = self
            .calendars
            .iter()
            .filter_map(|calendar| calendar.components.first());
        let title = title.filter_map(|it| {
            item::extension(it, "X-WR-CALNAME").or_else(|| item::text(it, &ICalendarProperty::Name))
        });
        let mut harvest = Harvest {
            title: title
                .map(|title| html::line(&title))
                .find(|title| !title.is_empty()),
            ..Harvest::default()
        };
        let items: Vec<Item> = self
            .events()
            .map(|(_, event)| item::read(event, &zones))
            .collect();
        harvest.troubles = self.troubles;
        if items.is_empty() {
            harvest.troubles.push(Trouble::whole(What::NoEvents));
        }
        for (mut event, changes) in grouped(items) {
            event.cancelled |= self.cancelled;
            add(&mut harvest, &event, &changes, &zones, window);
        }
        harvest
    }
}

/// Events, each with the changes of its dates. Of two revisions of an event the newer counts (RFC 5546 section 2.1.5).
/// Changes whose event is not in the file are an event of their own: the first with the others.
fn grouped(items: Vec<Item>) -> Vec<(Item, Vec<Item>)> {
    let mut order: Vec<(Item, Vec<Item>)> = Vec::new();
    let mut changes: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for item in items {
        if item.instead_of.is_some() && !item.uid.is_empty() {
            changes.entry(item.uid.clone()).or_default().push(item);
            continue;
        }
        let revision = |item: &Item| (item.sequence, item.updated);
        let at = |item: &Item| item.start.as_ref().map(Time::key);
        let twin = order.iter_mut().find(|(other, _)| {
            !item.uid.is_empty() && other.uid == item.uid && at(other) == at(&item)
        });
        match twin {
            Some((other, _)) if revision(other) < revision(&item) => *other = item,
            Some((other, _))
                if revision(other) == revision(&item) && *other.title != *item.title =>
            {
                order.push((item, Vec::new()));
            }
            Some(_) => {}
            None => order.push((item, Vec::new())),
        }
    }
    for (event, own) in &mut order {
        if let Some(found) = changes.remove(&event.uid) {
            *own = newest(found);
        }
    }
    for found in changes.into_values() {
        let mut found = newest(found);
        found.sort_by_key(|item| item.start.as_ref().map(Time::key));
        let mut rest = found.into_iter();
        if let Some(first) = rest.next() {
            order.push((first, rest.collect()));
        }
    }
    order
}

/// Of several changes of one date the last revision.
fn newest(changes: Vec<Item>) -> Vec<Item> {
    let mut kept: Vec<Item> = Vec::new();
    for change in changes {
        let of = |item: &Item| item.instead_of.as_ref().map(Time::key);
        match kept.iter_mut().find(|other| of(other) == of(&change)) {
            Some(other) if (other.sequence, other.updated) <= (change.sequence, change.updated) => {
                *other = change;
            }
            Some(_) => {}
            None => kept.push(change),
        }
    }
    kept
}

fn add(harvest: &mut Harvest, event: &Item, changes: &[Item], zones: &Zones, window: Window) {
    let title = html::line(&event.title);
    let about = if title.is_empty() { &event.uid } else { &title };
    let about = Some(shown(about)).filter(|about| !about.is_empty());
    let mut tell = |what| {
        let about = about.clone();
        harvest.troubles.push(Trouble { about, what });
    };
    if event.private {
        return tell(What::Private);
    }
    if let Some(value) = &event.bad_start {
        return tell(What::BadStart(value.clone()));
    }
    // A changed date may say nothing but what is different.
    let start = event.start.clone().or(event.instead_of.clone());
    if start.is_none() {
        return tell(What::NoStart);
    }
    if title.is_empty() {
        return tell(What::NoTitle);
    }
    let event = &Item {
        start,
        ..event.clone()
    };
    let changes: Vec<Item> = changes
        .iter()
        .filter(|change| !change.private)
        .cloned()
        .collect();
    let Some((dates, more)) = dates::dates(event, &changes, zones, window) else {
        return tell(What::NoStart);
    };
    let own = event
        .troubles
        .iter()
        .chain(changes.iter().flat_map(|it| &it.troubles));
    let mut told: Vec<What> = Vec::new();
    for what in own.cloned().chain(more) {
        if !told.contains(&what) {
            told.push(what);
        }
    }
    told.into_iter().for_each(&mut tell);
    harvest.found.push(found(event, title, dates));
}

fn found(event: &Item, title: String, dates: super::found::Dates) -> Found {
    let written = html::plain(&event.description);
    let text = if written.is_empty() {
        html::plain(&event.html)
    } else {
        written
    };
    let online = [&event.online, &event.location]
        .into_iter()
        .find(|it| place::is_address(it));
    let categories = event.categories.iter().map(|word| html::line(word));
    let organizer = html::line(&event.organizer);
    Found {
        key: event.uid.clone(),
        title,
        description: (!text.is_empty()).then_some(text),
        dates,
        place: place::of(&event.location, event.position),
        online: online.map(|it| it.trim().to_owned()),
        categories: categories.filter(|word| !word.is_empty()).collect(),
        status: event.cancelled.then_some(Status::Cancelled),
        price: words::price(&event.cost, None),
        url: Some(event.url.clone()).filter(|url| !url.is_empty()),
        image: (!event.image.is_empty()).then(|| Image {
            beside: false,
            src: event.image.clone(),
            alt: None,
            credit: None,
        }),
        organizers: (!organizer.is_empty() && !organizer.contains('@'))
            .then_some(Party {
                name: organizer,
                url: None,
            })
            .into_iter()
            .collect(),
        updated_at: event.updated,
        sequence: event.sequence,
        ..Found::default()
    }
}
