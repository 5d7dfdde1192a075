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
use super::fetch::Fetcher;
use super::found::{Found, Harvest, Place, Trouble, What};
use super::together::{Kept, together};
use super::trouble::shown;
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
    let last = last(&config.output);
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
            Ok(Read::Feeds(feeds)) => {
                for feed in &feeds {
                    let events = feed.events.iter();
                    let events = events.filter_map(|it| it.of_source(&source.name));
                    kept.add(&source.name, true, events, feed);
                }
            }
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
                let foreign = source.kind == Kind::Feed;
                kept.add(&source.name, foreign, of_source.into_iter(), &last);
            }
        }
    }
    let (found, twins) = merge::without_twins(found, &zone);
    let (mut found, contradictions) = merge::once(found, &zone);
    for trouble in twins.iter().chain(&contradictions) {
        complaint.say(trouble);
    }
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
    let feed = written::read(&bytes).ok_or_else(refused)?;
    feed.whole(|name| beside(path, name))
        .map_err(|why| Failure::Config(path.to_owned(), why))
}

/// The last feed as far as it is there, with the parts that it was cut into since.
fn last(path: &Path) -> Written {
    let bytes = fs::read(path).unwrap_or_default();
    let manifest = written::read(&bytes).unwrap_or_default();
    // What is left of it is better than nothing.
    let say = |why: String| {
        let _ = writeln!(io::stderr(), "{why}");
    };
    manifest.what_is_there(|name| beside(path, name), say)
}

/// A part of the programme in a file, which stands beside it.
fn beside(path: &Path, name: &str) -> Result<Vec<u8>, String> {
    file(&path.with_file_name(name))
}

fn file(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("Nie można odczytać pliku {}: {error}.", path.display()))
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
    Feeds(Vec<Written>),
}

impl Context<'_> {
    /// Everything of a source.
    ///
    /// # Errors
    /// A sentence that says why its last events are better than what it gives now.
    fn read(&self, source: &Source) -> Result<Read, String> {
        if source.kind == Kind::Feed {
            return self.feeds(source).map(Read::Feeds);
        }
        let mut files = Vec::new();
        for path in &source.files {
            files.push(file(path)?);
        }
        self.fetch(source, &mut files)?;
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
        let fetcher = self.fetcher(source);
        for url in &source.urls {
            let mut next = Some(url.clone());
            let mut seen = BTreeSet::new();
            while let Some(url) =
                next.filter(|url| seen.len() < MOST_PAGES && seen.insert(url.clone()))
            {
                let bytes = fetched(&fetcher, &url)?;
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

    fn fetcher(&self, source: &Source) -> Fetcher {
        let timeout = Duration::from_secs(source.timeout.unwrap_or(TIMEOUT).clamp(1, 600));
        Fetcher::new(self.cache.to_owned(), &source.local, timeout)
    }

    /// Feeds of other centres, each with all of its parts: one that misses some would take their events away.
    fn feeds(&self, source: &Source) -> Result<Vec<Written>, String> {
        let mut all = Vec::new();
        for path in &source.files {
            all.push(self.feed(&file(path)?, |name| beside(path, name))?);
        }
        let fetcher = self.fetcher(source);
        for url in &source.urls {
            let part = |name: &str| fetched(&fetcher, &part_address(url, name));
            all.push(self.feed(&fetched(&fetcher, url)?, part)?);
        }
        if all.iter().all(|feed| feed.events.is_empty()) && !self.allow_empty {
            return Err(Trouble::whole(What::NoEvents).to_string());
        }
        Ok(all)
    }

    /// A feed in our zone, since its times are wall times, with the parts that it names.
    fn feed(
        &self,
        bytes: &[u8],
        part: impl Fn(&str) -> Result<Vec<u8>, String>,
    ) -> Result<Written, String> {
        let accepted = |bytes: &[u8]| {
            let parsed = domain::feed::parse(bytes, &crate::zones::zone);
            parsed.map_err(|why| text::problems::refused(&why))
        };
        let (feed, _) = accepted(bytes)?;
        if feed.zone.name() != self.zone.name() {
            return Err(format!(
                "Ten program jest w strefie {}, a nasz w {}.",
                feed.zone.name(),
                self.zone.name()
            ));
        }
        let raw = written::read(bytes).ok_or("To nie jest program (feed.json).")?;
        raw.whole(|name| {
            let bytes = part(name)?;
            accepted(&bytes).map_err(|why| format!("Część {}: {why}", shown(name)))?;
            Ok(bytes)
        })
    }
}

fn fetched(fetcher: &Fetcher, url: &str) -> Result<Vec<u8>, String> {
    fetcher.get(url).map_err(|why| format!("{url}: {why}"))
}

/// The address of a part, which stands beside the feed that names it.
fn part_address(feed: &str, name: &str) -> String {
    let page = feed.split(['?', '#']).next().unwrap_or_default();
    // The host alone is a folder, and no file in one.
    let path = page.split_once("://").map_or(page, |(_, path)| path);
    let folder = page.rsplit_once('/').filter(|_| path.contains('/'));
    let folder = folder.map_or(page, |(folder, _)| folder);
    let mut address = format!("{folder}/");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = std::fmt::Write::write_fmt(&mut address, format_args!("%{byte:02X}"));
        }
    }
    address
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

#[cfg(test)]
mod tests {
    use super::part_address;

    #[test]
    fn a_part_stands_beside_the_feed_or_in_the_folder_that_a_host_is() {
        for (feed, part) in [
            ("https://gok.example", "https://gok.example/a.json"),
            ("https://gok.example?feed=1", "https://gok.example/a.json"),
            ("https://gok.example/", "https://gok.example/a.json"),
            ("https://gok.example/x?y=/z", "https://gok.example/a.json"),
            (
                "https://gok.example/k/feed.json",
                "https://gok.example/k/a.json",
            ),
        ] {
            assert_eq!(part_address(feed, "a.json"), part, "{feed}");
        }
    }
}
