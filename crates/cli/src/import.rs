//! `kalendarz import`: a feed from what other calendars hand out.
//!
//! A source gives events in neutral form and what it could not read (`found.rs`); `write.rs` makes a feed of them. No
//! source knows the feed, and none stops at what it can't read.

mod all;
mod bytes;
mod config;
mod feed;
mod fetch;
mod found;
mod html;
mod ics;
mod ids;
mod json;
mod jsonld;
mod linkedevents;
mod merge;
mod openagenda;
mod polish;
#[cfg(test)]
mod properties;
mod schedule;
mod sheet;
mod tec;
mod times;
mod together;
mod trouble;
mod words;
mod write;
mod written;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

use clap::{Args, Subcommand};
use domain::feed::DEFAULT_ZONE;
use domain::time::{Date, Years, Zone};

use crate::{Failure, contents, now, zones};
pub use all::save;
use found::{Found, Harvest, Trouble, What};

/// Days before and after today for which rules are counted that a feed can't say.
const DAYS_BACK: u32 = 400;
const DAYS_AHEAD: u32 = 800;

/// What is imported.
#[derive(Subcommand)]
pub enum Source {
    /// Wszystkie źródła z pliku kalendarz.toml w jeden program. Źródło, którego nie da się odczytać, zostawia swoje
    /// wydarzenia z poprzedniego razu.
    All(all::All),
    /// Pliki iCalendar (.ics) z Google, Outlooka, Nextcloud, iCloud i wtyczek.
    Ics(Files),
    /// The Events Calendar (wtyczka WordPressa): odpowiedzi adresu /wp-json/tribe/events/v1/events, strona po stronie.
    Tec(Files),
    /// Linked Events: strony wydarzeń, a obok nich miejsc i słów kluczowych.
    Linkedevents(Files),
    /// OpenAgenda: wydarzenia jako JSON.
    Openagenda(Files),
    /// Programy festiwali i konferencji: schedule.json z pretalx, frab i podobnych.
    Schedule(Files),
    /// Tabele z programem: XLSX, XLS, ODS, CSV z nagłówkami po polsku (wzór: `kalendarz sheet-template`).
    Sheet(Files),
    /// Strony internetowe albo pliki z danymi schema.org (JSON-LD).
    Jsonld(Files),
}

/// Files and what to make of them.
#[derive(Args)]
pub struct Files {
    /// Pliki; „-” czyta ze standardowego wejścia.
    #[arg(required = true, value_name = "PLIK")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    how: How,
}

/// How it is imported.
#[derive(Args)]
pub struct How {
    /// Strefa czasowa programu, np. Europe/Warsaw; bez niej ta z pierwszego pliku.
    #[arg(long, value_name = "STREFA")]
    timezone: Option<String>,
    /// Nazwa kalendarza; bez niej ta z pierwszego pliku.
    #[arg(long, value_name = "TYTUŁ")]
    title: Option<String>,
    /// Chwila, która ma być „teraz”: 2026-11-22T18:00 albo RFC 3339.
    #[arg(long)]
    now: Option<String>,
    /// Ile dni wstecz wypisać terminy reguł, których program nie umie zapisać regułą.
    #[arg(long, value_name = "DNI", default_value_t = DAYS_BACK, value_parser = clap::value_parser!(u32).range(0..=3660))]
    back: u32,
    /// Ile dni naprzód.
    #[arg(long, value_name = "DNI", default_value_t = DAYS_AHEAD, value_parser = clap::value_parser!(u32).range(1..=3660))]
    ahead: u32,
    /// Wypisz program także wtedy, gdy nie ma w nim żadnego wydarzenia.
    #[arg(long)]
    allow_empty: bool,
    /// Zapisz program w tym pliku, zamiast go wypisać. Gdy import się nie uda, plik zostaje, jaki był.
    #[arg(long, value_name = "PLIK")]
    out: Option<PathBuf>,
}

/// Days, both included.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// First.
    pub from: Date,
    /// Last.
    pub to: Date,
    /// The day on which it is imported.
    pub today: Date,
}

impl Window {
    /// Whether a day is in it.
    pub fn has(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// Imports. Exit code 1 when something that a source has is missing in the feed; nothing is printed or
/// saved where there is nothing to be shown.
pub fn run(source: Source, out: &mut impl Write) -> Result<ExitCode, Failure> {
    match source {
        Source::All(how) => all::run(&how, out),
        Source::Ics(files) => ics(&files.files, &files.how, out),
        Source::Tec(files) => each(&files, &tec::read, out),
        Source::Openagenda(files) => each(&files, &openagenda::read, out),
        Source::Schedule(files) => each(&files, &schedule::read, out),
        Source::Jsonld(files) => each(&files, &jsonld::read, out),
        Source::Sheet(files) => {
            let zone = asked_zone(&files.how)?.unwrap_or_else(usual_zone);
            let today = zone
                .wall(now::instant(&zone, files.how.now.as_deref())?)
                .date;
            each(&files, &|bytes, zone| sheet::read(bytes, zone, today), out)
        }
        Source::Linkedevents(files) => linked_events(&files, out),
    }
}

/// Writes an empty table for the programme. A file that is there already stays: it may be a filled one.
pub fn template(path: &Path) -> Result<ExitCode, Failure> {
    let write = |bytes: Vec<u8>| fs::File::create_new(path)?.write_all(&bytes);
    let made = sheet::template::workbook()
        .map_err(io::Error::other)
        .and_then(write);
    match made {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let _ = writeln!(
                io::stderr(),
                "kalendarz: Plik {} już jest. Podaj inną nazwę, żeby nie stracić tego, co w nim wpisano.",
                path.display()
            );
            Ok(ExitCode::from(2))
        }
        Err(error) => Err(Failure::Save(path.to_owned(), error)),
    }
}

fn ics(paths: &[PathBuf], how: &How, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let asked = asked_zone(how)?;
    let mut all = Gathered::default();
    let mut files = Vec::new();
    for path in paths {
        let bytes = contents(path)?;
        match ics::parse(&bytes) {
            Ok(file) => files.push((path, file)),
            Err(what) => all.refuse(path, what),
        }
    }
    let zone = asked.or_else(|| files.iter().find_map(|(_, file)| file.zone()));
    let zone = Rc::new(zone.unwrap_or_else(usual_zone));
    let window = window(how, &zone)?;
    for (path, file) in files {
        all.add(path, file.read(Rc::clone(&zone), window));
    }
    all.finish(how, &zone, out)
}

/// Bytes -> what is in them, for a feed in a zone.
type Reader<'a> = &'a dyn Fn(&[u8], &Zone) -> Result<Harvest, What>;

/// Files that say all there is to say, each for itself.
fn each(files: &Files, reader: Reader<'_>, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let zone = asked_zone(&files.how)?.unwrap_or_else(usual_zone);
    let mut all = Gathered::default();
    for path in &files.files {
        match reader(&contents(path)?, &zone) {
            Ok(harvest) => all.add(path, harvest),
            Err(what) => all.refuse(path, what),
        }
    }
    all.finish(&files.how, &zone, out)
}

/// Files of which one says what another only names.
fn linked_events(files: &Files, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let zone = asked_zone(&files.how)?.unwrap_or_else(usual_zone);
    let mut all = Gathered::default();
    let mut objects = linkedevents::Objects::default();
    for path in &files.files {
        if let Err(what) = objects.add(&contents(path)?) {
            all.refuse(path, what);
        }
    }
    all.add(Path::new("Linked Events"), objects.read(&zone));
    all.finish(&files.how, &zone, out)
}

/// What the sources gave so far.
#[derive(Default)]
struct Gathered {
    title: Option<String>,
    found: Vec<Found>,
    seen: usize,
    total: Option<usize>,
    /// Something of a source is missing in the feed.
    left_out: bool,
    /// A file could not be read, or not to its end.
    refused: bool,
}

impl Gathered {
    fn add(&mut self, path: &Path, harvest: Harvest) {
        for trouble in &harvest.troubles {
            self.tell(path, trouble);
        }
        self.title = self.title.take().or(harvest.title);
        self.found.extend(harvest.found);
        self.seen += harvest.seen;
        self.total = self.total.max(harvest.total);
    }

    fn refuse(&mut self, path: &Path, what: What) {
        self.refused = true;
        self.tell(path, &Trouble::whole(what));
    }

    fn tell(&mut self, path: &Path, trouble: &Trouble) {
        self.left_out |= trouble.left_out();
        self.refused |= trouble.cut_off();
        let _ = writeln!(io::stderr(), "{}: {trouble}", path.display());
    }

    fn say(&mut self, trouble: &Trouble) {
        self.left_out |= trouble.left_out();
        let _ = writeln!(io::stderr(), "{trouble}");
    }

    /// Writes the feed, unless there is none to be written.
    fn finish(mut self, how: &How, zone: &Zone, out: &mut impl Write) -> Result<ExitCode, Failure> {
        let seen = self.seen;
        if let Some(total) = self.total.filter(|total| *total > seen) {
            self.say(&Trouble::whole(What::Missing { seen, total }));
        }
        let envelope = write::Envelope {
            title: how.title.clone().or(self.title.take()),
            zone,
            now: now::instant(zone, how.now.as_deref())?,
            known: &write::Known::default(),
        };
        let found = std::mem::take(&mut self.found);
        let (mut found, twins) = merge::without_twins(found, zone);
        for trouble in &twins {
            self.say(trouble);
        }
        found.iter_mut().for_each(words::complete);
        let (feed, troubles) = write::feed(envelope, found);
        for trouble in &troubles {
            self.say(trouble);
        }
        let kept = how.out.as_deref();
        if feed.events.is_empty() && !how.allow_empty {
            let done = kept.map_or("wypisano", |_| "zapisano");
            let _ = writeln!(
                io::stderr(),
                "Nie ma żadnego wydarzenia, więc niczego nie {done}. Jeśli tak ma być, dodaj --allow-empty."
            );
            return Ok(ExitCode::FAILURE);
        }
        let mut text = serde_json::to_vec_pretty(&feed).map_err(io::Error::from)?;
        text.push(b'\n');
        match kept {
            None => out.write_all(&text)?,
            // The last programme has the events of the file that can't be read now, or of its end.
            Some(path) if self.refused => {
                let _ = writeln!(
                    io::stderr(),
                    "Nie każdy plik dało się odczytać w całości, więc {} zostaje bez zmian.",
                    path.display()
                );
            }
            Some(path) => {
                save(path, &text).map_err(|error| Failure::Save(path.to_owned(), error))?;
            }
        }
        Ok(if self.left_out {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }
}

/// The zone that is asked for.
fn asked_zone(how: &How) -> Result<Option<Zone>, Failure> {
    let Some(name) = &how.timezone else {
        return Ok(None);
    };
    let zone = zones::zone(name, Years::WIDEST);
    zone.map(Some).ok_or_else(|| Failure::Zone(name.clone()))
}

/// The zone of a feed whose sources name none.
fn usual_zone() -> Zone {
    zones::zone(DEFAULT_ZONE, Years::WIDEST).unwrap_or_else(Zone::utc)
}

fn window(how: &How, zone: &Zone) -> Result<Window, Failure> {
    let today = zone.wall(now::instant(zone, how.now.as_deref())?).date;
    Ok(Window {
        from: today.plus(-i64::from(how.back)),
        to: today.plus(i64::from(how.ahead)),
        today,
    })
}
