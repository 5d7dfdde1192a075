//! What sources gave -> a feed: ids, venues and categories in one place, so that every source gets the same.
//!
//! The same events give the same feed in whatever order they come: lists are sorted, ids come from the event alone.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Ages, At};
use domain::link::Link;
use domain::order::title_key;
use domain::time::{Instant, Written, Zone};
use serde_json::Number;

use super::feed::{
    Address, Age, AgeGroup, Category, Event, Feed, Image, Item, Label, Occurrence, Party, Price,
    Venue,
};
use super::found::{Dates, Found, Place, Status, Trouble, What};
use super::ids::{fingerprint, local_part, slug};
use super::trouble::shown;
use crate::publish::pictures::path_of;

/// The longest title and description, in characters: what is longer is no programme.
const LONGEST_TITLE: usize = 300;
const LONGEST_TEXT: usize = 20_000;

/// The groups of the demonstration programme, written only where an event says ages: a feed's own words, which its
/// editor may change.
static AGE_GROUPS: [AgeGroup; 6] = [
    group(
        "maluchy",
        "Maluchy 0–2",
        "Toddlers 0–2",
        "Малюки 0–2",
        0,
        Some(2),
    ),
    group(
        "przedszkolaki",
        "Przedszkolaki 3–6",
        "Preschoolers 3–6",
        "Дошкільнята 3–6",
        3,
        Some(6),
    ),
    group(
        "dzieci",
        "Dzieci 7–12",
        "Children 7–12",
        "Діти 7–12",
        7,
        Some(12),
    ),
    group(
        "mlodziez",
        "Młodzież 13–17",
        "Teenagers 13–17",
        "Підлітки 13–17",
        13,
        Some(17),
    ),
    group(
        "dorosli",
        "Dorośli 18–59",
        "Adults 18–59",
        "Дорослі 18–59",
        18,
        Some(59),
    ),
    group(
        "seniorzy",
        "Seniorzy 60+",
        "Seniors 60+",
        "Старші 60+",
        60,
        None,
    ),
];

const fn group(
    id: &'static str,
    pl: &'static str,
    en: &'static str,
    uk: &'static str,
    min: u32,
    max: Option<u32>,
) -> AgeGroup {
    let label = Label { pl, en, uk };
    AgeGroup {
        id,
        label,
        min,
        max,
    }
}

/// What stands around the events.
pub struct Envelope<'a> {
    /// Name of the calendar.
    pub title: Option<String>,
    /// Zone of every wall time.
    pub zone: &'a Zone,
    /// When it is made.
    pub now: Instant,
    /// What the feed has already.
    pub known: &'a Known,
}

/// Ids of venues and categories that stand in the feed already, by slugs of their names and by themselves.
#[derive(Default)]
pub struct Known {
    /// Of venues.
    pub venues: BTreeMap<String, String>,
    /// Of categories.
    pub categories: BTreeMap<String, String>,
}

impl Known {
    fn category(&self, label: &str) -> String {
        let slug = slug(label);
        self.categories.get(&slug).cloned().unwrap_or(slug)
    }
}

/// A feed of these events, and what could not be written as it was found.
pub fn feed(envelope: Envelope<'_>, found: Vec<Found>) -> (Feed, Vec<Trouble>) {
    let mut troubles = Vec::new();
    let found = with_ids(envelope.zone, found, &mut troubles);
    let known = envelope.known;
    let categories = categories(found.iter().map(|(_, event)| event), known);
    let places = found.iter().flat_map(|(_, event)| {
        let dates = event.dates.occurrences.iter();
        event
            .place
            .iter()
            .chain(dates.filter_map(|date| date.place.as_ref()))
    });
    let venues = Venues::of(places, known, &mut troubles);
    let some_ages = found.iter().any(|(_, event)| event.ages.is_some());
    let age_groups = AGE_GROUPS
        .iter()
        .filter(|_| some_ages)
        .cloned()
        .map(Item::New);
    let mut writer = Writer {
        zone: envelope.zone,
        venues: &venues,
        known,
        troubles,
    };
    let events = found
        .into_iter()
        .map(|(id, event)| Item::New(writer.event(id, event)))
        .collect();
    let troubles = writer.troubles;
    let feed = Feed {
        version: 1,
        title: envelope.title,
        url: None,
        publisher: None,
        notice: None,
        contact: None,
        lang: "pl".to_owned(),
        timezone: envelope.zone.name().to_owned(),
        generated_at: envelope.zone.rfc3339(envelope.now),
        age_groups: age_groups.collect(),
        categories: categories.into_iter().map(Item::New).collect(),
        venues: venues.list.into_iter().map(Item::New).collect(),
        events,
    };
    (feed, troubles)
}

/// A time in the feed's zone: wall time, unless the clock shows it twice or never.
pub fn time(zone: &Zone, written: Written) -> String {
    match written {
        Written::Day(day) => At::Day(day).to_string(),
        Written::Wall(wall) => At::Time(wall).to_string(),
        Written::Instant(instant) => {
            let wall = zone.wall(instant);
            if zone.instant(wall) == instant {
                At::Time(wall).to_string()
            } else {
                zone.rfc3339(instant)
            }
        }
    }
}

// --------------------------------------------------------------------------------------------------------------- ids

/// The first date of an event.
pub fn first(dates: &Dates) -> Option<Written> {
    let listed = dates.occurrences.first().map(|date| date.start);
    dates.start.or(listed)
}

/// Ever more exact names of an event; the last tells apart all that readers could tell apart.
fn name(zone: &Zone, event: &Found, exact: usize) -> String {
    let at = first(&event.dates).map_or(String::new(), |start| time(zone, start));
    let by_key = !event.key.is_empty();
    let mut id = match exact {
        0 if by_key => slug(local_part(&event.key)),
        _ if by_key => slug(&event.key),
        0 => slug(&format!("{} {}", event.title, at.get(..10).unwrap_or(&at))),
        _ => slug(&format!("{} {at}", event.title)),
    };
    if id.is_empty() {
        id = fingerprint(&event.key);
    }
    if exact > 1 && by_key {
        id = slug(&format!("{id} {at}"));
    }
    if exact > 2 {
        let place = event.place.as_ref().map_or("", |place| &place.name);
        id = format!("{id}-{}", fingerprint(&format!("{}\n{place}", event.title)));
    }
    id
}

/// The newer of two editions of an event has the greater.
pub fn edition(event: &Found) -> (u32, Option<Instant>) {
    (event.sequence, event.updated_at)
}

/// Every event with an id of its own, by first date and id. Of two that nobody could tell apart the newer stays.
fn with_ids(zone: &Zone, found: Vec<Found>, troubles: &mut Vec<Trouble>) -> Vec<(String, Found)> {
    const MOST_EXACT: usize = 3;
    let mut exact = vec![0; found.len()];
    let mut by_id: BTreeMap<String, Vec<usize>>;
    loop {
        by_id = BTreeMap::new();
        for (place, event) in found.iter().enumerate() {
            let exact = exact.get(place).copied().unwrap_or(MOST_EXACT);
            by_id
                .entry(name(zone, event, exact))
                .or_default()
                .push(place);
        }
        let mut again = false;
        for clash in by_id.values().filter(|places| places.len() > 1) {
            for place in clash {
                if let Some(exact) = exact.get_mut(*place).filter(|exact| **exact < MOST_EXACT) {
                    *exact += 1;
                    again = true;
                }
            }
        }
        if !again {
            break;
        }
    }
    let mut ids = vec![String::new(); found.len()];
    for (id, places) in by_id {
        let newest = places
            .iter()
            .max_by_key(|place| found.get(**place).map(edition));
        if let Some(newest) = newest.and_then(|place| ids.get_mut(*place)) {
            *newest = id;
        }
    }
    let mut kept = Vec::with_capacity(found.len());
    for (id, event) in ids.into_iter().zip(found) {
        if id.is_empty() {
            troubles.push(Trouble {
                about: Some(shown(&event.title)),
                what: What::Twice,
            });
        } else {
            kept.push((id, event));
        }
    }
    kept.sort_by_cached_key(|(id, event)| {
        let at = first(&event.dates).map(|start| time(zone, start));
        (at, id.clone())
    });
    kept
}

// -------------------------------------------------------------------------------------------- venues and categories

fn categories<'a>(found: impl Iterator<Item = &'a Found>, known: &Known) -> Vec<Category> {
    let mut by_id: BTreeMap<String, String> = BTreeMap::new();
    for label in found.flat_map(|event| &event.categories) {
        let slug = slug(label);
        if known.categories.contains_key(&slug) {
            continue;
        }
        let kept = by_id.entry(slug).or_insert_with(|| label.clone());
        // Of `koncert` and `Koncert` always the same one, whichever comes first.
        if *label < *kept {
            kept.clone_from(label);
        }
    }
    by_id.remove("");
    let mut list: Vec<Category> = by_id
        .into_iter()
        .map(|(id, label)| Category { id, label })
        .collect();
    list.sort_by_cached_key(|category| (title_key(&category.label), category.id.clone()));
    list
}

/// Places by their ids.
struct Venues<'a> {
    known: &'a Known,
    list: Vec<Venue>,
    /// Names that more than one address has.
    ambiguous: BTreeSet<String>,
}

impl<'k> Venues<'k> {
    fn of<'a>(
        places: impl Iterator<Item = &'a Place>,
        known: &'k Known,
        troubles: &mut Vec<Trouble>,
    ) -> Venues<'k> {
        let places: Vec<&Place> = places.collect();
        let mut addresses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for place in &places {
            let known = addresses.entry(slug(&place.name)).or_default();
            known.extend(full_address(place));
        }
        // An address that another one only completes is the same.
        for known in addresses.values_mut() {
            let all = known.clone();
            let completed = |it: &String| {
                all.iter()
                    .any(|other| other != it && other.starts_with(&**it))
            };
            known.retain(|it| !completed(it));
        }
        addresses.retain(|_, known| known.len() > 1);
        let mut venues = Venues {
            known,
            list: Vec::new(),
            ambiguous: addresses.into_keys().collect(),
        };
        let mut by_id: BTreeMap<String, Venue> = BTreeMap::new();
        for place in places {
            let Some(id) = venues.id(place) else { continue };
            if known.venues.contains_key(&slug(&place.name)) {
                continue;
            }
            let url = place
                .url
                .clone()
                .and_then(|url| link(&url, &place.name, troubles));
            let (lat, lon) = place.position.unzip();
            let degrees = |millionths: i32| f64::from(millionths) / 1e6;
            let venue = by_id.entry(id.clone()).or_insert_with(|| Venue {
                id,
                name: place.name.clone(),
                address: None,
                locality: None,
                lat: None,
                lon: None,
                url: None,
            });
            // What one event does not say of the place another may.
            venue.address = fuller(venue.address.take(), place.address.clone());
            venue.locality = fuller(venue.locality.take(), place.locality.clone());
            venue.lat = venue.lat.or(lat.map(degrees));
            venue.lon = venue.lon.or(lon.map(degrees));
            venue.url = venue.url.take().or(url);
        }
        venues.list = by_id.into_values().collect();
        venues
            .list
            .sort_by_cached_key(|venue| (title_key(&venue.name), venue.id.clone()));
        venues
    }

    fn id(&self, place: &Place) -> Option<String> {
        let name = slug(&place.name);
        if name.is_empty() {
            return None;
        }
        if let Some(id) = self.known.venues.get(&name) {
            return Some(id.clone());
        }
        let address = full_address(place).filter(|_| self.ambiguous.contains(&name));
        Some(match address {
            Some(address) => slug(&format!("{} {address}", place.name)),
            None => name,
        })
    }
}

/// The longer of two texts.
fn fuller(one: Option<String>, other: Option<String>) -> Option<String> {
    let length = |text: &Option<String>| text.as_ref().map(String::len);
    if length(&other) > length(&one) {
        other
    } else {
        one
    }
}

fn full_address(place: &Place) -> Option<String> {
    let parts = [place.address.as_deref(), place.locality.as_deref()];
    let address: Vec<&str> = parts.into_iter().flatten().collect();
    (!address.is_empty()).then(|| slug(&address.join(" ")))
}

/// An address that may become a link, `www.` completed.
fn link(url: &str, about: &str, troubles: &mut Vec<Trouble>) -> Option<String> {
    let url = url.trim();
    if url.is_empty() {
        return None;
    }
    let full = if is_www(url) {
        format!("https://{url}")
    } else {
        url.to_owned()
    };
    let web = |text: &str| {
        let scheme = text
            .split_once("://")
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        matches!(scheme.as_deref(), Some("https" | "http")) && !text.contains(char::is_whitespace)
    };
    let known = Link::parse(&full).filter(|link| web(link.as_str()));
    if known.is_none() {
        troubles.push(Trouble {
            about: Some(shown(about)),
            what: What::BadLink(shown(url)),
        });
    }
    known.map(|link| link.to_string())
}

/// An address whose writer left out `https://`.
fn is_www(url: &str) -> bool {
    url.get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("www."))
}

/// A picture on the web, or beside the feed where its editors may mean one.
fn picture(image: super::found::Image, about: &str, troubles: &mut Vec<Trouble>) -> Option<Image> {
    let relative = Link::parse(&image.src).filter(Link::is_relative);
    let src = match relative.filter(|_| image.beside && !is_www(&image.src)) {
        None => link(&image.src, about, troubles)?,
        Some(file) if stands_beside(file.as_str()) => file.to_string(),
        Some(_) => {
            troubles.push(Trouble {
                about: Some(shown(about)),
                what: What::BadPicture(shown(&image.src)),
            });
            return None;
        }
    };
    Some(Image {
        src,
        alt: image.alt,
        credit: image.credit,
    })
}

/// Whether a relative address is one of a picture that a published site has too; not `gok.example/plakat.jpg`, an address
/// on the web whose writer left out `https://`.
fn stands_beside(address: &str) -> bool {
    path_of(address).is_some_and(|path| {
        let first = path.split_once('/').map(|(first, _)| first);
        address.starts_with("./") || first.is_none_or(|first| !first.contains('.'))
    })
}

// ------------------------------------------------------------------------------------------------------------ events

struct Writer<'a> {
    zone: &'a Zone,
    venues: &'a Venues<'a>,
    known: &'a Known,
    troubles: Vec<Trouble>,
}

impl Writer<'_> {
    fn event(&mut self, id: String, found: Found) -> Event {
        let zone = self.zone;
        let title = self.cut(&found.title, found.title.clone(), "tytuł", LONGEST_TITLE);
        let times = |times: &[Written]| times.iter().map(|it| time(zone, *it)).collect();
        let description = found
            .description
            .map(|text| self.cut(&title, text, "opis", LONGEST_TEXT));
        let image = found
            .image
            .and_then(|image| picture(image, &title, &mut self.troubles));
        let mut link = |url: Option<String>| link(&url?, &title, &mut self.troubles);
        let address = |url: Option<String>| url.map(|url| Address { url });
        let (tickets, online) = (address(link(found.tickets)), address(link(found.online)));
        let url = link(found.url);
        let organizers = found.organizers.into_iter().map(|party| Party {
            name: party.name,
            url: link(party.url),
        });
        let organizers = organizers.collect();
        let mut categories: Vec<String> = Vec::new();
        for id in found
            .categories
            .iter()
            .map(|label| self.known.category(label))
        {
            if !id.is_empty() && !categories.contains(&id) {
                categories.push(id);
            }
        }
        let dates = &found.dates;
        Event {
            id,
            summary: found.summary.filter(|text| *text != title),
            description,
            start: dates.start.map(|it| time(zone, it)),
            end: dates.end.map(|it| time(zone, it)),
            rrule: dates.rrule.clone(),
            exdates: times(&dates.exdates),
            rdates: times(&dates.rdates),
            occurrences: dates
                .occurrences
                .iter()
                .map(|it| self.occurrence(it))
                .collect(),
            venue: found.place.as_ref().and_then(|place| self.venues.id(place)),
            categories,
            age: found.ages.map(age),
            status: found.status.map(status),
            tickets,
            online,
            price: found.price.map(price),
            image,
            url,
            tags: found.tags,
            organizers,
            featured: found.featured,
            updated_at: found.updated_at.map(|at| zone.rfc3339(at)),
            sequence: found.sequence,
            source: found.source,
            title,
        }
    }

    fn occurrence(&self, date: &super::found::FoundDate) -> Occurrence {
        let write = |it: Written| time(self.zone, it);
        Occurrence {
            start: write(date.start),
            end: date.end.map(write),
            venue: date.place.as_ref().and_then(|place| self.venues.id(place)),
            status: date.status.map(status),
            note: date.note.clone(),
            replaces: date.replaces.map(write),
        }
    }

    fn cut(&mut self, about: &str, text: String, field: &'static str, most: usize) -> String {
        let Some((end, _)) = text.char_indices().nth(most) else {
            return text;
        };
        self.troubles.push(Trouble {
            about: Some(shown(about)),
            what: What::TooLong(field),
        });
        format!("{}…", text.get(..end).unwrap_or_default().trim_end())
    }
}

fn age(ages: Ages) -> Age {
    Age {
        min: ages.min,
        max: ages.max,
    }
}

fn status(status: Status) -> &'static str {
    use domain::event::Status as Known;
    use domain::keyed::Keyed;
    match status {
        Status::Cancelled => Known::Cancelled,
        Status::Postponed => Known::Postponed,
        Status::Rescheduled => Known::Rescheduled,
        Status::MovedOnline => Known::MovedOnline,
    }
    .key()
}

/// Hundredths as a number: 20, 12.5.
fn units(hundredths: u64) -> Option<Number> {
    if hundredths.is_multiple_of(100) {
        return Some((hundredths / 100).into());
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "no ticket costs more than a number can say"
    )]
    Number::from_f64(hundredths as f64 / 100.0)
}

fn price(price: super::found::Price) -> Price {
    Price {
        free: price.free,
        from: price.from.and_then(units),
        to: price.to.and_then(units),
        currency: price.currency,
        note: price.note,
    }
}
