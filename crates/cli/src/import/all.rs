//! `kalendarz import all`: every source of a configuration into one feed, over and over.
//!
//! A source that fails loses nothing: its events of the last feed stay, and it is said. The new feed takes the place of
//! the old one in one step, so that nobody ever reads half of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Duration;

use clap::Args;
use domain::time::Zone;
use serde_json::Value;

use super::config::{self, Config, Kind, Source};
use super::feed::{Feed, Item};
use super::fetch::Fetcher;
use super::found::{Found, Harvest, Place, Trouble, What};
use super::written::{self, Part, Written};
use super::{
    DAYS_AHEAD, DAYS_BACK, Window, ics, json, jsonld, linkedevents, merge, openagenda, schedule,
    sheet, tec, words, write,
};
use crate::{Failure, now};

/// Seconds that an answer may take.
const TIMEOUT: u64 = 30;
/// Pages of one address: no programme has more, a server that counts wrongly might.
const MOST_PAGES: usize = 60;

/// How it is imported.
#[derive(Args)]
pub struct All {
    /// Plik z opisem źródeł.
    #[arg(default_value = "kalendarz.toml", value_name = "PLIK")]
    config: PathBuf,
    /// Niczego nie zapisuj, wypisz tylko, co by się zmieniło.
    #[arg(long)]
    dry_run: bool,
    /// Przyjmij także źródło bez żadnego wydarzenia i pusty program.
    #[arg(long)]
    allow_empty: bool,
    /// Chwila, która ma być „teraz”: 2026-11-22T18:00 albo RFC 3339.
    #[arg(long)]
    now: Option<String>,
}

/// Imports every source. Exit code 1 when something is missing in the feed or kept from the last one.
pub fn run(all: &All, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let config = configuration(&all.config)?;
    let base = match &config.base {
        None => Written::default(),
        Some(path) => feed_at(path)?,
    };
    let last = match fs::read(&config.output) {
        Ok(bytes) => written::read(&bytes).unwrap_or_default(),
        Err(_) => Written::default(),
    };
    let zone = zone(&config, &base)?;
    let now = now::instant(&zone, all.now.as_deref())?;
    let today = zone.wall(now).date;
    let context = Context {
        cache: &config.cache,
        zone: &zone,
        window: Window {
            from: today.plus(-i64::from(config.back.unwrap_or(DAYS_BACK))),
            to: today.plus(i64::from(config.ahead.unwrap_or(DAYS_AHEAD))),
            today,
        },
        allow_empty: all.allow_empty,
    };

    let mut complaint = Complaint::default();
    let mut found = Vec::new();
    let mut kept = Kept::default();
    for source in &config.sources {
        match context.read(source) {
            Ok(Read::Events(harvest)) => {
                for trouble in &harvest.troubles {
                    complaint.tell(&source.name, trouble);
                }
                found.extend(harvest.found.into_iter().map(|it| named(it, source)));
            }
            Ok(Read::Feed(feed)) => kept.add(
                feed.events
                    .iter()
                    .filter_map(|it| it.of_source(&source.name)),
                &feed,
            ),
            Err(why) => {
                complaint.missing = true;
                let of_source = last
                    .events
                    .iter()
                    .filter(|it| it.source().as_deref() == Some(&*source.name));
                let of_source: Vec<Part> = of_source.cloned().collect();
                let _ = writeln!(
                    io::stderr(),
                    "{}: {why} Zostają wydarzenia z poprzedniego programu: {}.",
                    source.name,
                    of_source.len()
                );
                kept.add(of_source.into_iter(), &last);
            }
        }
    }
    let mut found = merge::once(found, &zone);
    found.iter_mut().for_each(words::complete);
    let known = written::known(&base);
    let envelope = write::Envelope {
        title: config.title.clone().or_else(|| base.title.clone()),
        zone: &zone,
        now,
        known: &known,
    };
    let (feed, troubles) = write::feed(envelope, found);
    for trouble in &troubles {
        complaint.say(trouble);
    }
    let feed = together(feed, base, kept);
    if feed.events.is_empty() && !all.allow_empty {
        let _ = writeln!(
            io::stderr(),
            "Nie ma żadnego wydarzenia, więc niczego nie zapisano. Jeśli tak ma być, dodaj --allow-empty."
        );
        return Ok(ExitCode::FAILURE);
    }
    let mut text = serde_json::to_vec_pretty(&feed).map_err(io::Error::from)?;
    text.push(b'\n');
    if all.dry_run {
        difference(&last, &written::read(&text).unwrap_or_default(), out)?;
    } else {
        save(&config.output, &text).map_err(|error| Failure::Save(config.output.clone(), error))?;
    }
    Ok(if complaint.missing {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn configuration(path: &Path) -> Result<Config, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::Read(path.to_owned(), error))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    config::read(&text, folder).map_err(|why| Failure::Config(path.to_owned(), why))
}

fn feed_at(path: &Path) -> Result<Written, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::Read(path.to_owned(), error))?;
    let refused = || {
        Failure::Config(
            path.to_owned(),
            "To nie jest program (feed.json).".to_owned(),
        )
    };
    written::read(&bytes).ok_or_else(refused)
}

fn zone(config: &Config, base: &Written) -> Result<Rc<Zone>, Failure> {
    let Some(name) = config.timezone.as_ref().or(base.timezone.as_ref()) else {
        return Ok(Rc::new(super::usual_zone()));
    };
    let zone = crate::zones::zone(name, domain::time::Years::WIDEST);
    zone.map(Rc::new).ok_or_else(|| Failure::Zone(name.clone()))
}

// ----------------------------------------------------------------------------------------------------------- sources

struct Context<'a> {
    cache: &'a Path,
    zone: &'a Rc<Zone>,
    window: Window,
    allow_empty: bool,
}

/// What a source gives.
enum Read {
    Events(Harvest),
    Feed(Written),
}

impl Context<'_> {
    /// Everything of a source.
    ///
    /// # Errors
    /// A sentence that says why its last events are better than what it gives now.
    fn read(&self, source: &Source) -> Result<Read, String> {
        let mut files = Vec::new();
        for path in &source.files {
            let bytes = fs::read(path).map_err(|error| {
                format!("Nie można odczytać pliku {}: {error}.", path.display())
            })?;
            files.push(bytes);
        }
        self.fetch(source, &mut files)?;
        if source.kind == Kind::Feed {
            return self.feeds(&files).map(Read::Feed);
        }
        let harvest = self
            .harvest(source.kind, &files)
            .map_err(|what| Trouble::whole(what).to_string())?;
        if harvest.found.is_empty() && !self.allow_empty {
            return Err(Trouble::whole(What::NoEvents).to_string());
        }
        Ok(Read::Events(harvest))
    }

    /// What is at the addresses of a source, with the pages that follow.
    fn fetch(&self, source: &Source, files: &mut Vec<Vec<u8>>) -> Result<(), String> {
        if source.urls.is_empty() {
            return Ok(());
        }
        let timeout = Duration::from_secs(source.timeout.unwrap_or(TIMEOUT).clamp(1, 600));
        let fetcher = Fetcher::new(self.cache.to_owned(), &source.local, timeout);
        for url in &source.urls {
            let mut next = Some(url.clone());
            let mut seen = BTreeSet::new();
            while let Some(url) =
                next.filter(|url| seen.len() < MOST_PAGES && seen.insert(url.clone()))
            {
                let bytes = fetcher.get(&url).map_err(|why| format!("{url}: {why}"))?;
                next = following(source.kind, &bytes);
                files.push(bytes);
            }
        }
        Ok(())
    }

    fn harvest(&self, kind: Kind, files: &[Vec<u8>]) -> Result<Harvest, What> {
        let zone = self.zone;
        if kind == Kind::Linkedevents {
            let mut objects = linkedevents::Objects::default();
            for bytes in files {
                objects.add(bytes)?;
            }
            return Ok(complete(objects.read(zone)));
        }
        let mut all = Harvest::default();
        for bytes in files {
            let harvest = match kind {
                Kind::Ics => ics::parse(bytes)?.read(Rc::clone(zone), self.window),
                Kind::Tec => tec::read(bytes, zone)?,
                Kind::Openagenda => openagenda::read(bytes, zone)?,
                Kind::Schedule => schedule::read(bytes, zone)?,
                Kind::Jsonld => jsonld::read(bytes, zone)?,
                Kind::Sheet => sheet::read(bytes, zone, self.window.today)?,
                Kind::Linkedevents | Kind::Feed => Harvest::default(),
            };
            all.found.extend(harvest.found);
            all.troubles.extend(harvest.troubles);
            all.seen += harvest.seen;
            all.total = all.total.max(harvest.total);
        }
        Ok(complete(all))
    }

    /// Feeds of other centres, in the same zone: their times are wall times.
    fn feeds(&self, files: &[Vec<u8>]) -> Result<Written, String> {
        let mut all = Written::default();
        for bytes in files {
            let (feed, _) = domain::feed::parse(bytes, &crate::zones::zone)
                .map_err(|why| text::problems::refused(&why))?;
            if feed.zone.name() != self.zone.name() {
                return Err(format!(
                    "Ten program jest w strefie {}, a nasz w {}.",
                    feed.zone.name(),
                    self.zone.name()
                ));
            }
            let raw = written::read(bytes).ok_or("To nie jest program (feed.json).")?;
            all.events.extend(raw.events);
            all.venues.extend(raw.venues);
            all.categories.extend(raw.categories);
            all.age_groups.extend(raw.age_groups);
        }
        if all.events.is_empty() && !self.allow_empty {
            return Err(Trouble::whole(What::NoEvents).to_string());
        }
        Ok(all)
    }
}

/// The address of the page after this one.
fn following(kind: Kind, bytes: &[u8]) -> Option<String> {
    let page = || json::parse(bytes).ok();
    match kind {
        Kind::Tec => json::text(&page()?, "next_rest_url"),
        Kind::Linkedevents => json::text(page()?.get("meta")?, "next"),
        _ => None,
    }
}

/// With what is missing said.
fn complete(mut harvest: Harvest) -> Harvest {
    let seen = harvest.seen;
    if let Some(total) = harvest.total.filter(|total| *total > seen) {
        harvest
            .troubles
            .push(Trouble::whole(What::Missing { seen, total }));
    }
    harvest
}

/// An event under our names for what its source calls otherwise.
fn named(mut event: Found, source: &Source) -> Found {
    event.source = Some(source.name.clone());
    let ours = |names: &BTreeMap<String, String>, name: &str| {
        let wanted = super::ids::slug(name);
        let found = names
            .iter()
            .find(|(theirs, _)| super::ids::slug(theirs) == wanted);
        found.map_or_else(|| name.to_owned(), |(_, ours)| ours.clone())
    };
    let categories = event
        .categories
        .iter()
        .map(|name| ours(&source.categories, name));
    event.categories = categories
        .chain(source.category.clone())
        .filter(|name| !name.is_empty())
        .collect();
    let dates = event
        .dates
        .occurrences
        .iter_mut()
        .filter_map(|date| date.place.as_mut());
    for place in event.place.iter_mut().chain(dates) {
        place.name = ours(&source.places, &place.name);
    }
    if event.place.is_none() && event.online.is_none() {
        event.place = source.place.clone().map(|name| Place {
            name,
            ..Place::default()
        });
    }
    event
}

// --------------------------------------------------------------------------------------------------------- one feed

/// Parts that are taken over as they stand.
#[derive(Default)]
struct Kept {
    events: Vec<Part>,
    venues: Vec<Part>,
    categories: Vec<Part>,
    age_groups: Vec<Part>,
}

impl Kept {
    /// Events with those venues and categories of their feed that they name.
    fn add(&mut self, events: impl Iterator<Item = Part>, of: &Written) {
        let events: Vec<Part> = events.collect();
        let named = |parts: &[Part], ids: BTreeSet<String>| -> Vec<Part> {
            parts
                .iter()
                .filter(|part| ids.contains(&part.id()))
                .cloned()
                .collect()
        };
        let venues = events.iter().flat_map(Part::venues).collect();
        let categories = events.iter().flat_map(Part::categories).collect();
        self.venues.extend(named(&of.venues, venues));
        self.categories.extend(named(&of.categories, categories));
        if !events.is_empty() {
            self.age_groups.extend(of.age_groups.iter().cloned());
        }
        self.events.extend(events);
    }
}

/// The base first, then what is new, then what is kept; of two parts with one id the first.
fn together(feed: Feed, base: Written, kept: Kept) -> Feed {
    let own_groups = !base.age_groups.is_empty();
    let new_groups = if own_groups {
        Vec::new()
    } else {
        feed.age_groups
    };
    let kept_groups = if own_groups {
        Vec::new()
    } else {
        kept.age_groups
    };
    Feed {
        url: base.url,
        publisher: base.publisher,
        notice: base.notice,
        contact: base.contact,
        age_groups: joined(base.age_groups, new_groups, kept_groups),
        categories: joined(base.categories, feed.categories, kept.categories),
        venues: joined(base.venues, feed.venues, kept.venues),
        events: joined(base.events, feed.events, kept.events),
        ..feed
    }
}

fn joined<T: serde::Serialize>(
    base: Vec<Part>,
    new: Vec<Item<T>>,
    kept: Vec<Part>,
) -> Vec<Item<T>> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    let base = base
        .into_iter()
        .map(|part| (part.id(), Item::Kept(part.raw)));
    let kept = kept
        .into_iter()
        .map(|part| (part.id(), Item::Kept(part.raw)));
    let new = new.into_iter().map(|item| {
        let value = serde_json::to_value(&item).unwrap_or_default();
        (json::text(&value, "id").unwrap_or_default(), item)
    });
    for (id, item) in base.chain(new).chain(kept) {
        if seen.insert(id) {
            all.push(item);
        }
    }
    all
}

// ----------------------------------------------------------------------------------------------------------- output

/// What was complained of.
#[derive(Default)]
struct Complaint {
    /// Something is missing in the feed.
    missing: bool,
}

impl Complaint {
    fn tell(&mut self, source: &str, trouble: &Trouble) {
        self.missing |= trouble.left_out();
        let _ = writeln!(io::stderr(), "{source}: {trouble}");
    }

    fn say(&mut self, trouble: &Trouble) {
        self.missing |= trouble.left_out();
        let _ = writeln!(io::stderr(), "{trouble}");
    }
}

/// What is new, gone and different, an event a line.
fn difference(last: &Written, new: &Written, out: &mut impl Write) -> Result<(), Failure> {
    let by_id = |feed: &Written| -> BTreeMap<String, Value> {
        feed.events
            .iter()
            .map(|part| (part.id(), part.value.clone()))
            .collect()
    };
    let (before, after) = (by_id(last), by_id(new));
    let (mut added, mut changed, mut gone) = (0, 0, 0);
    for (id, event) in &after {
        match before.get(id) {
            None => {
                added += 1;
                writeln!(out, "+ {}", described(id, event))?;
            }
            Some(old) if old != event => {
                changed += 1;
                writeln!(
                    out,
                    "~ {}: {}",
                    described(id, event),
                    fields(old, event).join(", ")
                )?;
            }
            Some(_) => {}
        }
    }
    for (id, event) in before.iter().filter(|(id, _)| !after.contains_key(*id)) {
        gone += 1;
        writeln!(out, "- {}", described(id, event))?;
    }
    writeln!(
        out,
        "Nowych: {added}, zmienionych: {changed}, usuniętych: {gone}. Niczego nie zapisano."
    )?;
    Ok(())
}

fn described(id: &str, event: &Value) -> String {
    let start = json::text(event, "start").unwrap_or_default();
    let title = json::words(event, "title").unwrap_or_default();
    format!("{id} · {start} · {title}")
}

/// Names of the fields that differ.
fn fields(old: &Value, new: &Value) -> Vec<String> {
    let (Value::Object(old), Value::Object(new)) = (old, new) else {
        return Vec::new();
    };
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differ = names
        .into_iter()
        .filter(|name| old.get(*name) != new.get(*name));
    differ.cloned().collect()
}

/// Writes beside the file and puts it in its place: whoever reads it meanwhile has the old one, whole.
pub fn save(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let beside = path.with_file_name(name);
    let written = fs::File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}
