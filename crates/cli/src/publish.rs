//! `kalendarz publish`: a finished site of a feed: the calendar with its programme, a page, a picture and an iCalendar
//! file for each event, calendars to subscribe to, and what is new.
//!
//! A site is replaced whole or not at all ([`tree`]). What did not change is not made again and not touched, so that a
//! copy over FTP, a cache and a browser have little to do; what it is made of is remembered within the site ([`state`]).

mod calendars;
mod front;
mod news;
mod page;
pub mod pictures;
mod preview;
mod state;
mod tree;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::UNIX_EPOCH;

use clap::Args;
use domain::event::{Feed, Lang};
use domain::keyed::Keyed;
use domain::link::Link;
use domain::problem::Problem;
use domain::published as place;
use domain::time::{Date, Instant};
use text::ics;

use crate::split::{Split, split};
use crate::{Failure, Files, accepted, files, now, site};
use page::{About, Dates};
use state::{BY_HAND, Memory};
use tree::{Build, Done, Fate, Target};

const FEED: &str = "feed.json";
/// What an event's page looks like: the calendar's colours and typefaces, and little more.
const STYLE: [&str; 2] = [
    include_str!("../../../style/tokens.css"),
    include_str!("publish/event.css"),
];
/// What a centre may change in the published site: a next run leaves it so.
const THEIRS: [&str; 11] = [
    site::STATEMENT,
    site::PICTURE,
    "deklaracja.css",
    "icon.svg",
    "icon-192.png",
    "icon-512.png",
    "icon-maskable-512.png",
    "apple-touch-icon.png",
    ".htaccess",
    "_headers",
    "robots.txt",
];
/// Events with a picture of their own: half a minute's work, once.
const PREVIEWS: usize = 1500;

/// How it is published.
#[derive(Args)]
pub struct Publish {
    /// Plik z programem; „-” czyta ze standardowego wejścia.
    feed: PathBuf,
    /// Katalog gotowej strony kalendarza z wydania, ten z plikiem index.html.
    #[arg(long, value_name = "KATALOG")]
    site: PathBuf,
    /// Katalog, w którym ma stać opublikowana strona.
    #[arg(long, value_name = "KATALOG")]
    out: PathBuf,
    /// Opublikuj także program bez żadnego wydarzenia.
    #[arg(long)]
    allow_empty: bool,
    /// Ile wydarzeń, od najbliższego, ma mieć własny obrazek podglądu; pozostałe mają social.png.
    #[arg(long, value_name = "ILE", default_value_t = PREVIEWS)]
    previews: usize,
    /// Nie zamieniaj całego katalogu naraz, tylko pliki jeden po drugim.
    #[arg(long)]
    in_place: bool,
    /// Chwila, która ma być „teraz”: 2026-11-22T18:00 w strefie pliku albo RFC 3339.
    #[arg(long)]
    now: Option<String>,
}

/// Why nothing could be published (exit code 2): the old site stays.
#[derive(Debug)]
pub enum Trouble {
    /// One folder is in the other, or both are one.
    Nested(PathBuf, PathBuf),
    /// It holds something else.
    NoCalendar(PathBuf),
    /// Another run is at it.
    Busy(PathBuf),
    /// A journal that can't be read.
    Journal(PathBuf),
    /// A file's name that is no text.
    Name(PathBuf),
    /// The disk said no.
    Read(PathBuf, io::Error),
    /// As above.
    Save(PathBuf, io::Error),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Nested(site, out) => write!(
                f,
                "Katalogi {} i {} leżą jeden w drugim. Publikuj do katalogu obok, nie do gotowej strony.",
                site.display(),
                out.display()
            ),
            Trouble::NoCalendar(folder) => write!(
                f,
                "W katalogu {} jest coś, co nie jest kalendarzem. Niczego nie zmieniono. Podaj katalog pusty albo ten, \
                 w którym kalendarz już stoi.",
                folder.display()
            ),
            Trouble::Busy(folder) => write!(
                f,
                "Do katalogu {} właśnie publikuje ktoś inny. Poczekaj, aż skończy.",
                folder.display()
            ),
            Trouble::Journal(path) => write!(
                f,
                "Nie da się odczytać pliku {}, który zostawiła przerwana publikacja. Usuń go i publikuj jeszcze raz.",
                path.display()
            ),
            Trouble::Name(path) => write!(
                f,
                "Nazwa pliku {} nie jest zapisana w UTF-8. Zmień ją. Niczego nie opublikowano.",
                path.display()
            ),
            Trouble::Read(path, error) => {
                write!(f, "Nie można odczytać {}: {error}", path.display())
            }
            Trouble::Save(path, error) if error.kind() == io::ErrorKind::StorageFull => write!(
                f,
                "Na dysku nie ma miejsca na {}. Została poprzednia strona.",
                path.display()
            ),
            Trouble::Save(path, error) => write!(
                f,
                "Nie można zapisać {}: {error}. Została poprzednia strona.",
                path.display()
            ),
        }
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Failure {
        Failure::Publish(trouble)
    }
}

/// What pages, calendars and feeds are made of.
pub struct Site<'a> {
    /// The programme; each event has an `updated_at`.
    feed: &'a Arc<Feed>,
    lang: Lang,
    /// What the calendar is called.
    name: &'a str,
    /// Public address of the calendar's folder, with a slash at its end.
    home: Option<String>,
    /// The moment it is made at, and its day.
    now: Instant,
    today: Date,
    /// The first moment of the year.
    year: Instant,
    /// The security policy of every page.
    policy: &'a str,
    /// Hosts whose pictures may be asked for.
    image_hosts: &'a str,
    /// Path of the style sheet of events' pages.
    style: &'a str,
    /// There is a picture of the calendar itself.
    picture: bool,
    /// There is an accessibility statement.
    statement: bool,
    /// Addresses of pictures, as written, that are not there.
    missing: &'a BTreeSet<String>,
    /// What is remembered of each event, in the feed's order.
    memories: &'a [Remembered],
}

/// What is remembered of an event.
#[derive(Clone, Copy)]
struct Remembered {
    memory: Memory,
    /// `updated_at` as the feed has it.
    stated: Option<Instant>,
}

impl Site<'_> {
    /// A link of the feed as others can follow it; where the calendar's address is not known, as a page of an event can.
    fn absolute(&self, link: &Link) -> String {
        let written = link.as_str();
        let Some(home) = self.home.as_deref().filter(|_| link.is_relative()) else {
            return page::from_here(link);
        };
        if written.starts_with("//") {
            let scheme = home.split_once("//").map_or("https:", |(scheme, _)| scheme);
            format!("{scheme}{written}")
        } else if written.starts_with('/') {
            format!("{}{written}", self.origin())
        } else {
            format!("{home}{written}")
        }
    }

    /// `https://dom.example` of the calendar's address; empty where that is not known.
    fn origin(&self) -> &str {
        let home = self.home.as_deref().unwrap_or_default();
        let host = home.find("://").map_or(0, |at| at + 3);
        let end = home.get(host..).and_then(|rest| rest.find('/'));
        let end = end.map_or(home.len(), |at| host + at);
        home.get(..end).unwrap_or_default()
    }
}

/// How many of what are new, changed, gone.
#[derive(Default)]
struct Count {
    new: AtomicUsize,
    changed: AtomicUsize,
}

impl Count {
    fn add(&self, fate: Fate) {
        let count = match fate {
            Fate::New => &self.new,
            Fate::Changed => &self.changed,
            Fate::Kept | Fate::Twice => return,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

/// What an editor is told.
#[derive(Default)]
struct Report {
    pages: usize,
    new: usize,
    changed: usize,
    gone: usize,
    calendars: usize,
    /// Pictures of events, and how many of them were drawn now.
    previews: usize,
    drawn: usize,
    /// Sentences about what could not be done.
    missing: Vec<String>,
    /// Sentences about what is so on purpose.
    notes: Vec<String>,
    done: Done,
}

/// Publishes. Exit code 1 when the feed is refused or has no event, which leaves the old site; and when something of it
/// could not be published.
pub fn run(how: &Publish, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let Files { bytes, parsed } = files(&how.feed)?;
    let problems = parsed
        .as_ref()
        .map_or(Vec::new(), |(_, problems)| problems.clone());
    let Some(feed) = accepted(parsed) else {
        return Ok(ExitCode::FAILURE);
    };
    if feed.partial {
        let _ = writeln!(
            io::stderr(),
            "Programowi brakuje części, więc niczego nie opublikowano: inaczej zniknęłyby strony jej wydarzeń. Prześlij \
             wszystkie pliki obok siebie."
        );
        return Ok(ExitCode::FAILURE);
    }
    if feed.events.is_empty() && !how.allow_empty {
        let _ = writeln!(
            io::stderr(),
            "W programie nie ma żadnego wydarzenia, więc niczego nie opublikowano. Jeśli tak ma być, dodaj --allow-empty."
        );
        return Ok(ExitCode::FAILURE);
    }
    let now = now::instant(&feed.zone, how.now.as_deref())?;
    let told = site::told(&feed, &how.site)?;
    apart(&how.site, &how.out)?;
    let target = Target::open(&how.out, how.in_place)?;
    let made = make(how, &bytes, feed, &told, &target, now);
    let mut report = match made {
        Ok(report) => report,
        Err(failure) => {
            target.abandon();
            return Err(failure);
        }
    };
    left_out(&problems, &mut report);
    tell(&report, &target.folder, out)?;
    site::report(&told, out)?;
    Ok(if report.missing.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Neither folder may be in the other: a run would publish what it published.
fn apart(site: &Path, out: &Path) -> Result<(), Trouble> {
    let whole = |path: &Path| fs::canonicalize(path).ok();
    // The published folder need not be there yet.
    let whole_out = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let above = whole_out
        .ancestors()
        .find_map(|above| Some((above, whole(above)?)));
    let (Some(site_at), Some((above, above_at))) = (whole(site), above) else {
        return Ok(());
    };
    let out_at = above_at.join(whole_out.strip_prefix(above).unwrap_or(Path::new("")));
    if out_at.starts_with(&site_at) || site_at.starts_with(&out_at) {
        return Err(Trouble::Nested(site.to_owned(), out.to_owned()));
    }
    Ok(())
}

/// Everything of the new site, and the change of both.
fn make(
    how: &Publish,
    bytes: &[Vec<u8>],
    mut feed: Feed,
    told: &site::Told,
    target: &Target,
    now: Instant,
) -> Result<Report, Failure> {
    let lang = Lang::from_key(&feed.lang).unwrap_or(Lang::Pl);
    let home = feed.url.as_ref().map(Link::to_string);
    let today = feed.zone.wall(now).date;
    let year = Date::new(today.year(), 1, 1).unwrap_or(today);
    let year = feed.zone.day_start(year);
    let memories = remember(&mut feed, target, home.as_deref(), lang, year, now);
    let feed = Arc::new(feed);
    let folder = how.feed.parent().filter(|_| how.feed.as_os_str() != "-");
    let (pictures, missing) = pictures::beside(&feed, folder);
    let html = told.find(site::PAGE).unwrap_or_default();
    let css = STYLE.concat();
    let style = format!("wydarzenie-{:016x}.css", tree::hash(css.as_bytes()));
    let site = Site {
        feed: &feed,
        lang,
        name: ics::name(&feed, lang),
        home,
        now,
        today,
        year,
        policy: front::policy(html)
            .unwrap_or("default-src 'none'; style-src 'self'; img-src 'self'"),
        image_hosts: front::image_hosts(html),
        style: &style,
        picture: how.site.join(site::PICTURE).is_file(),
        statement: how.site.join(site::STATEMENT).is_file(),
        missing: &missing,
        memories: &memories,
    };
    let build = target.build();
    let mut report = Report::default();

    // Before the site's own: the demonstration's pictures have places of the same names.
    for picture in &pictures {
        build.file(&picture.path, key(&[&picture.key]), || read(&picture.file))?;
    }
    put(&build, &style, css)?;
    site_files(&site, how, told, target, &build, &mut report)?;
    let dates = each(feed.events.len(), &|index| {
        Ok(dates(&feed, index, now, today))
    })?;
    beside(
        || feed_files(&build, bytes, &feed),
        || {
            let previews = previews(&site, how, &dates, &build, &mut report)?;
            pages(&site, &dates, &previews, &build, &mut report)
        },
    )?;
    // To link the pages is the disk's work, to write the calendars is the processor's.
    beside(
        || build.link(),
        || subscriptions(&site, &build, &mut report),
    )?;
    let newest = news::newest(&site, &dates);
    put(&build, place::ATOM, news::atom(&site, &newest))?;
    put(&build, place::JSON_FEED, news::json_feed(&site, &newest))?;
    search_engines(&site, target, &build, &mut report)?;

    for written in &missing {
        report.missing.push(format!(
            "Obrazka {written} nie ma obok programu. Zamiast niego stoi jego opis. Dodaj plik albo popraw adres."
        ));
    }
    if let Some(last) = &target.last {
        let gone = last
            .files
            .keys()
            .filter(|path| is_page(path) && !build.has(path));
        report.gone = gone.count();
    }
    let events = feed.events.iter().zip(&memories);
    let events = events.map(|(event, memory)| (event.id.to_string(), memory.memory));
    report.done = build.publish(events.collect(), now.0)?;
    Ok(report)
}

fn is_page(path: &str) -> bool {
    let name = path.strip_prefix("wydarzenia/");
    name.is_some_and(|name| name.strip_suffix(".html").is_some())
}

/// Events of a programme that is large: some 30 KB as they come over the network.
const LARGE: usize = 400;

/// The programme: a large one in parts, as any that was given in parts; else in one file.
fn feed_files(build: &Build<'_>, files: &[Vec<u8>], feed: &Feed) -> Result<(), Trouble> {
    if feed.parts.is_empty()
        && feed.events.len() > LARGE
        && let Some(Split { manifest, parts }) = split(files, feed)
    {
        for (name, part) in parts {
            put(build, &name, part)?;
        }
        return put(build, FEED, manifest);
    }
    let parts = feed.parts.iter().map(|part| &*part.name);
    for (name, bytes) in [FEED].into_iter().chain(parts).zip(files) {
        build.put(name, 0, bytes.clone())?;
    }
    Ok(())
}

fn put(build: &Build<'_>, path: &str, text: String) -> Result<(), Trouble> {
    build.put(path, 0, text.into_bytes()).map(|_| ())
}

fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    fs::read(path).map_err(|error| Trouble::Read(path.to_owned(), error))
}

/// Tells what a file is made of; another program makes another file of it.
fn key(parts: &[&str]) -> u64 {
    static PROGRAM: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let program = PROGRAM.get_or_init(|| {
        let about = std::env::current_exe().and_then(fs::metadata);
        let about = about.ok().map(|about| {
            let time = about.modified().ok();
            let time = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            (about.len(), time.unwrap_or_default().as_nanos())
        });
        format!("{about:?}")
    });
    let mut all = program.clone();
    for part in parts {
        all.push('\0');
        all.push_str(part);
    }
    tree::hash(all.as_bytes()).max(BY_HAND + 1)
}

// ----------------------------------------------------------------------------------------------------- what is known

/// What the last run knew of each event, and what is new. From here on each event has an `updated_at`.
fn remember(
    feed: &mut Feed,
    target: &Target,
    home: Option<&str>,
    lang: Lang,
    year: Instant,
    now: Instant,
) -> Vec<Remembered> {
    let mut stated = Vec::with_capacity(feed.events.len());
    for event in &mut feed.events {
        stated.push(event.updated_at);
        event.updated_at = Some(Instant(0));
    }
    let known = target.last.as_ref().map(|last| &last.events);
    let feed_now = &*feed;
    let one = |index: usize| -> Result<Option<Memory>, Trouble> {
        let Some(event) = feed_now.events.get(index) else {
            return Ok(None);
        };
        let old = known.and_then(|known| known.get(&*event.id)).copied();
        if let Some(old) = old.filter(|old| old.revision == event.revision) {
            return Ok(Some(old));
        }
        let told = calendars::told(feed_now, home, lang, year, number(index));
        let same = old.filter(|old| old.told == told);
        Ok(Some(Memory {
            seen: old.map_or(now.0, |old| old.seen),
            changed: same.map_or(now.0, |old| old.changed),
            revision: event.revision,
            told,
        }))
    };
    let memories = each(feed.events.len(), &one).unwrap_or_default();
    let mut remembered = Vec::with_capacity(memories.len());
    for ((event, stated), memory) in feed.events.iter_mut().zip(stated).zip(memories) {
        let memory = memory.unwrap_or(Memory {
            seen: now.0,
            changed: now.0,
            revision: 0,
            told: 0,
        });
        event.updated_at = stated.or(Some(Instant(memory.changed)));
        remembered.push(Remembered { memory, stated });
    }
    remembered
}

/// The dates of an event around now; `None` for one that has none at all.
fn dates(feed: &Feed, index: usize, now: Instant, today: Date) -> Option<Dates> {
    let number = number(index);
    let event = feed.events.get(index)?;
    let from = match &event.recurring {
        Some(rule) => rule.start_day().min(today),
        None => today,
    };
    let all = feed.dates_of(number, from, today.plus(366));
    let past = all.iter().filter(|date| date.over <= now).count();
    let mut coming: Vec<_> = all.into_iter().filter(|date| date.over > now).collect();
    coming.sort_by_key(|date| date.key(&feed.zone));
    if coming.is_empty() {
        coming = feed.coming(number, now, 1);
    }
    let main = coming.first().copied().or_else(|| feed.last(number))?;
    Some(Dates { main, coming, past })
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The same of each of so many, on all processors, in order.
fn each<T: Send>(
    count: usize,
    one: &(impl Fn(usize) -> Result<T, Trouble> + Sync),
) -> Result<Vec<T>, Trouble> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let all = Mutex::new(Vec::with_capacity(count));
    let trouble = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(count) {
            scope.spawn(|| {
                let mut own = Vec::new();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count {
                        break;
                    }
                    match one(index) {
                        Ok(made) => own.push((index, made)),
                        Err(why) => {
                            // The others have no use for the rest either.
                            next.store(count, Ordering::Relaxed);
                            trouble
                                .lock()
                                .unwrap_or_else(std::sync::PoisonError::into_inner)
                                .get_or_insert(why);
                            break;
                        }
                    }
                }
                all.lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .extend(own);
            });
        }
    });
    if let Some(why) = trouble.into_inner().unwrap_or_default() {
        return Err(why);
    }
    let mut all = all.into_inner().unwrap_or_default();
    all.sort_by_key(|(index, _)| *index);
    Ok(all.into_iter().map(|(_, made)| made).collect())
}

/// Two at the same time.
fn beside(
    one: impl FnOnce() -> Result<(), Trouble> + Send,
    other: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        other()?;
        let one = one.join();
        Ok(one.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?)
    })
}

// ---------------------------------------------------------------------------------------------------- what is written

/// The calendar itself, with the facts of the feed; what a centre changed in the published site stays.
fn site_files(
    site: &Site<'_>,
    how: &Publish,
    told: &site::Told,
    target: &Target,
    build: &Build<'_>,
    report: &mut Report,
) -> Result<(), Failure> {
    let mut files = tree::walk(&how.site, true)?;
    files.sort();
    let script = files.iter().find(|name| is_first(name));
    for path in &files {
        if path == FEED {
            continue;
        }
        let from_site = || match told.find(path) {
            Some(html) if path == site::PAGE => {
                Ok(front::page(site, html, script.map(String::as_str)).into_bytes())
            }
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => read(&how.site.join(path)),
        };
        let there = target.folder.join(path);
        let theirs = THEIRS.contains(&path.as_str()) && target.is_anothers(path);
        if !theirs {
            build.put(path, 0, from_site()?)?;
            continue;
        }
        let own = read(&there)?;
        let own = match String::from_utf8(own) {
            Ok(html) if path == site::STATEMENT => {
                site::statement(site.feed, &there, &html)?.into_bytes()
            }
            Ok(text) => text.into_bytes(),
            Err(bytes) => bytes.into_bytes(),
        };
        if own == from_site()? {
            build.put(path, 0, own)?;
            continue;
        }
        report.notes.push(format!(
            "Zostaje plik {path}, który ktoś zmienił po publikacji."
        ));
        build.put(path, BY_HAND, own)?;
    }
    // `site.json` is not in every release.
    for (name, text) in told
        .files
        .iter()
        .filter(|(name, _)| !files.iter().any(|it| it == name))
    {
        build.put(name, 0, text.clone().into_bytes())?;
    }
    Ok(())
}

/// Whether a file is `static/first.js`, as a release names it.
fn is_first(name: &str) -> bool {
    name.starts_with("first-") && Path::new(name).extension().is_some_and(|it| it == "js")
}

/// Paths of the pictures beside shared links. They are asked for by others, so only a calendar whose address is known has
/// any. To draw them is what takes long: the nearest events come first, and one that is there stays.
fn previews(
    site: &Site<'_>,
    how: &Publish,
    dates: &[Option<Dates>],
    build: &Build<'_>,
    report: &mut Report,
) -> Result<Vec<Option<String>>, Failure> {
    let events = &site.feed.events;
    if site.home.is_none() {
        return Ok(vec![None; events.len()]);
    }
    let mark = fs::read(how.site.join("icon-192.png")).ok();
    let poster = preview::Poster::new(STYLE[0], mark.as_deref());
    let wanted = nearest(dates, how.previews);
    let drawn = AtomicUsize::new(0);
    let one = |index: usize| {
        let (Some(event), Some(Some(dates))) = (events.get(index), dates.get(index)) else {
            return Ok(None);
        };
        let Some(words) = preview::words(site, dates) else {
            return Ok(None);
        };
        let key = poster.key(&words).max(BY_HAND + 1);
        let path = format!("wydarzenia/{}-{key:016x}.png", place::name(&event.id));
        if build.kept(&path, key).is_some() {
            return Ok(Some(path));
        }
        if !wanted.get(index).is_some_and(|wanted| *wanted) {
            return Ok(None);
        }
        let Some(picture) = poster.draw(&words) else {
            return Ok(None);
        };
        drawn.fetch_add(1, Ordering::Relaxed);
        build.put(&path, key, picture)?;
        Ok(Some(path))
    };
    let paths = each(events.len(), &one)?;
    report.previews = paths.iter().flatten().count();
    report.drawn = drawn.into_inner();
    let coming = dates
        .iter()
        .flatten()
        .filter(|dates| !dates.coming.is_empty());
    if coming.count() > how.previews {
        report.notes.push(format!(
            "Własny obrazek podglądu ma {} najbliższych wydarzeń, pozostałe mają {}. Liczbę zmienia --previews.",
            how.previews,
            site::PICTURE
        ));
    }
    Ok(paths)
}

/// Which events, by their index, are among the nearest ones to come.
fn nearest(dates: &[Option<Dates>], most: usize) -> Vec<bool> {
    let mut coming: Vec<_> = dates
        .iter()
        .enumerate()
        .filter_map(|(index, dates)| {
            let next = dates.as_ref()?.coming.first()?;
            Some((next.over, index))
        })
        .collect();
    coming.sort_unstable();
    let mut wanted = vec![false; dates.len()];
    for (_, index) in coming.into_iter().take(most) {
        if let Some(wanted) = wanted.get_mut(index) {
            *wanted = true;
        }
    }
    wanted
}

/// A page and an iCalendar file for each event.
fn pages(
    site: &Site<'_>,
    dates: &[Option<Dates>],
    previews: &[Option<String>],
    build: &Build<'_>,
    report: &mut Report,
) -> Result<(), Failure> {
    let count = Count::default();
    let envelope = format!(
        "{:?} {:?} {} {} {} {:?}",
        site.home, site.name, site.policy, site.style, site.image_hosts, site.missing
    );
    let twice = Mutex::new(Vec::new());
    let events = &site.feed.events;
    let made = each(events.len(), &|index| {
        let (Some(event), Some(Some(dates))) = (events.get(index), dates.get(index)) else {
            return Ok(false);
        };
        let about = About {
            dates,
            preview: previews.get(index).and_then(Option::as_deref),
        };
        let revision = event.revision.to_string();
        let moments = moments(dates);
        let fate = build.file(
            &place::page(&event.id),
            key(&[
                "page",
                &envelope,
                &revision,
                &moments,
                about.preview.unwrap_or_default(),
            ]),
            || Ok(page::page(site, &about).unwrap_or_default().into_bytes()),
        )?;
        count.add(fate);
        if fate == Fate::Twice {
            twice
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .push(event.id.to_string());
            return Ok(false);
        }
        build.file(
            &place::event_calendar(&event.id),
            calendar_key(site, &[number(index)], ""),
            || Ok(calendars::event(site, number(index)).into_bytes()),
        )?;
        Ok(true)
    })?;
    report.pages = made.into_iter().filter(|made| *made).count();
    report.new = count.new.into_inner();
    report.changed = count.changed.into_inner();
    for id in twice.into_inner().unwrap_or_default() {
        report.missing.push(format!(
            "Wydarzenie „{id}” nie ma własnej strony, bo jej adres ma już inne. Zmień mu pole id."
        ));
    }
    Ok(())
}

/// What is said of dates on a page: each of them, and how many are over.
fn moments(dates: &Dates) -> String {
    use std::fmt::Write;
    let mut said = format!("{} {}", dates.past, dates.main.when.at());
    for date in &dates.coming {
        let _ = write!(said, " {}", date.when.at());
    }
    said
}

/// What a calendar of these events is made of.
fn calendar_key(site: &Site<'_>, events: &[u32], more: &str) -> u64 {
    use std::fmt::Write;
    let mut parts = format!("{more} {:?} {}", site.home, site.year.0);
    for index in events {
        if let (Some(event), Some(it)) = (
            site.feed.events.get(*index as usize),
            site.memories.get(*index as usize),
        ) {
            let _ = write!(parts, " {} {}", event.revision, it.memory.changed);
        }
    }
    key(&["calendar", &parts])
}

fn subscriptions(site: &Site<'_>, build: &Build<'_>, report: &mut Report) -> Result<(), Failure> {
    let all = calendars::all(site);
    each(all.len(), &|index| {
        let Some(calendar) = all.get(index) else {
            return Ok(());
        };
        let events: Vec<u32> = calendar
            .items
            .iter()
            .map(|item| match item {
                domain::ics::Item::Event(index) => *index,
                domain::ics::Item::Occurrence(date) => date.event,
            })
            .collect();
        let made = || Ok(calendars::subscription(site, calendar).into_bytes());
        build
            .file(
                &calendar.path,
                calendar_key(site, &events, &calendar.name),
                made,
            )
            .map(|_| ())
    })?;
    report.calendars = all.len();
    Ok(())
}

/// What search engines are told; only of a calendar whose address is known.
fn search_engines(
    site: &Site<'_>,
    target: &Target,
    build: &Build<'_>,
    report: &mut Report,
) -> Result<(), Failure> {
    const ROBOTS: &str = "robots.txt";
    let Some(home) = &site.home else {
        report.notes.push(
            "W programie nie ma adresu kalendarza (pole url), więc nie ma też mapy strony, a odnośniki do wydarzeń \
             pokazują się w komunikatorach bez obrazka. Dopisz go."
                .to_owned(),
        );
        return Ok(());
    };
    for (path, text) in news::sitemaps(home, site) {
        put(build, &path, text)?;
    }
    match news::robots(home) {
        Some(_) if target.is_anothers(ROBOTS) => {
            let theirs = read(&target.folder.join(ROBOTS))?;
            build.put(ROBOTS, BY_HAND, theirs)?;
        }
        Some(text) => put(build, ROBOTS, text)?,
        None => report.notes.push(format!(
            "Do pliku robots.txt w głównym katalogu domeny warto raz dopisać wiersz: Sitemap: {home}sitemap.xml"
        )),
    }
    Ok(())
}

// ------------------------------------------------------------------------------------------------- what an editor reads

fn left_out(problems: &[Problem], report: &mut Report) {
    for problem in problems.iter().filter(|problem| problem.left_out()) {
        let place = text::problems::place(problem);
        let said = text::problems::sentence(problem);
        report.missing.push(format!("{place}: {said}"));
    }
}

fn tell(report: &Report, folder: &Path, out: &mut impl Write) -> io::Result<()> {
    let Report {
        pages,
        new,
        changed,
        gone,
        calendars,
        previews,
        drawn,
        done,
        ..
    } = report;
    writeln!(out, "Opublikowano w katalogu {}.", folder.display())?;
    writeln!(
        out,
        "Stron wydarzeń: {pages} (nowych {new}, zmienionych {changed}, usuniętych {gone}). Kalendarzy do subskrypcji: {calendars}."
    )?;
    if *previews > 0 {
        writeln!(
            out,
            "Obrazków podglądu: {previews} (narysowanych teraz: {drawn})."
        )?;
    }
    writeln!(
        out,
        "Plików zapisanych: {}, bez zmian: {}, usuniętych: {}.",
        done.written, done.kept, done.removed
    )?;
    if done.one_by_one {
        writeln!(
            out,
            "Pliki zamieniono jeden po drugim, bo całego katalogu nie da się tu zamienić naraz."
        )?;
    }
    for line in report.notes.iter().chain(&report.missing) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
