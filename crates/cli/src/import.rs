//! `kalendarz import`: a feed from what other calendars hand out.
//!
//! A source gives events in neutral form and what it could not read (`found.rs`); `write.rs` makes a feed of them. No
//! source knows the feed, and none stops at what it can't read.

mod bytes;
mod feed;
mod found;
mod html;
mod ics;
mod ids;
#[cfg(test)]
mod properties;
mod trouble;
mod words;
mod write;

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

use clap::{Args, Subcommand};
use domain::feed::DEFAULT_ZONE;
use domain::time::{Date, Years, Zone};

use crate::{Failure, now, zones};
use found::{Harvest, Trouble};

/// Days before and after today for which rules are counted that a feed can't say.
const DAYS_BACK: u32 = 400;
const DAYS_AHEAD: u32 = 800;

/// What is imported.
#[derive(Subcommand)]
pub enum Source {
    /// Pliki iCalendar (.ics) z Google, Outlooka, Nextcloud, iCloud i wtyczek.
    Ics {
        /// Pliki; „-” czyta ze standardowego wejścia.
        #[arg(required = true, value_name = "PLIK")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        how: How,
    },
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
}

/// Days, both included.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// First.
    pub from: Date,
    /// Last.
    pub to: Date,
}

impl Window {
    /// Whether a day is in it.
    pub fn has(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// Imports. Exit code 1 when something that a source has is missing in the feed; nothing is printed where there is
/// nothing to be shown.
pub fn run(source: Source, out: &mut impl Write) -> Result<ExitCode, Failure> {
    match source {
        Source::Ics { files, how } => ics(&files, &how, out),
    }
}

fn ics(paths: &[PathBuf], how: &How, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let asked = asked_zone(how)?;
    let mut told = Told::default();
    let mut files = Vec::new();
    for path in paths {
        let bytes = read(path)?;
        match ics::parse(&bytes) {
            Ok(file) => files.push((path, file)),
            Err(what) => told.tell(path, &Trouble::whole(what)),
        }
    }
    let zone = asked.or_else(|| files.iter().find_map(|(_, file)| file.zone()));
    let zone = Rc::new(zone.unwrap_or_else(usual_zone));
    let window = window(how, &zone)?;
    let mut all = Harvest::default();
    for (path, file) in files {
        let harvest = file.read(Rc::clone(&zone), window);
        for trouble in &harvest.troubles {
            told.tell(path, trouble);
        }
        all.title = all.title.or(harvest.title);
        all.found.extend(harvest.found);
    }
    finish(all, how, &zone, told, out)
}

/// Writes the feed, unless there is none to be written.
fn finish(
    all: Harvest,
    how: &How,
    zone: &Zone,
    mut told: Told,
    out: &mut impl Write,
) -> Result<ExitCode, Failure> {
    let envelope = write::Envelope {
        title: how.title.clone().or(all.title),
        zone,
        now: now::instant(zone, how.now.as_deref())?,
    };
    let mut found = all.found;
    found.iter_mut().for_each(words::complete);
    let (feed, troubles) = write::feed(envelope, found);
    for trouble in &troubles {
        told.say(trouble);
    }
    if feed.events.is_empty() && !how.allow_empty {
        let _ = writeln!(
            io::stderr(),
            "Nie ma żadnego wydarzenia, więc niczego nie wypisano. Jeśli tak ma być, dodaj --allow-empty."
        );
        return Ok(ExitCode::FAILURE);
    }
    serde_json::to_writer_pretty(&mut *out, &feed).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(told.code())
}

/// What was said of the sources so far.
#[derive(Default)]
struct Told {
    left_out: bool,
}

impl Told {
    fn tell(&mut self, path: &Path, trouble: &Trouble) {
        self.left_out |= trouble.left_out();
        let _ = writeln!(io::stderr(), "{}: {trouble}", path.display());
    }

    fn say(&mut self, trouble: &Trouble) {
        self.left_out |= trouble.left_out();
        let _ = writeln!(io::stderr(), "{trouble}");
    }

    fn code(&self) -> ExitCode {
        if self.left_out {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        }
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
    })
}

/// A file, or the standard input for `-`.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    }
    .map_err(|error| Failure::Read(path.to_owned(), error))?;
    Ok(bytes)
}
