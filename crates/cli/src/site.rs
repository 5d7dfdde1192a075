//! `kalendarz site`: writes what HTML must know without the feed into a finished site: `site.json`, the head and the
//! static fallback of `index.html`, the web app manifest, the accessibility statement. Over and over, on any site:
//! facts stand in marked places, and everything beside those stays as its owner left it.

pub mod facts;
pub mod markup;

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use domain::event::Feed;
use serde_json::Value;
use text::site;

use crate::{Failure, Parsed, accepted};
use facts::Facts;

const FACTS: &str = "site.json";
/// The calendar's page.
pub const PAGE: &str = "index.html";
const MANIFEST: &str = "manifest.webmanifest";
/// The accessibility statement.
pub const STATEMENT: &str = "deklaracja-dostepnosci.html";
/// The picture beside shared links of the calendar.
pub const PICTURE: &str = "social.png";

/// Why a folder could not be written to (exit code 2).
#[derive(Debug)]
pub enum Trouble {
    /// It has no `index.html`, or one without the places for facts.
    NoSite(PathBuf),
    /// The end of a place is missing in a file.
    Place(PathBuf, String),
    /// The manifest is no JSON object.
    Manifest(PathBuf),
    /// The disk said no.
    Save(PathBuf, io::Error),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::NoSite(folder) => write!(
                f,
                "W katalogu {} nie ma strony kalendarza: pliku {PAGE} ze znacznikami <!--site:head-->. Podaj katalog \
                 z wydania kalendarza.",
                folder.display()
            ),
            Trouble::Place(path, place) => write!(
                f,
                "W pliku {} znacznik <!--site:{place}--> nie ma końca <!--/site:{place}-->. Dopisz go albo weź plik \
                 z wydania kalendarza. Niczego nie zapisano.",
                path.display()
            ),
            Trouble::Manifest(path) => write!(
                f,
                "Plik {} nie jest obiektem JSON. Weź go z wydania kalendarza. Niczego nie zapisano.",
                path.display()
            ),
            Trouble::Save(path, error) => {
                write!(f, "Nie można zapisać pliku {}: {error}", path.display())
            }
        }
    }
}

/// Writes the facts of a feed into the site in `folder`. Exit code 1 when the feed is refused; then nothing is written.
pub fn run(parsed: Parsed, folder: &Path, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let Some(feed) = accepted(parsed) else {
        return Ok(ExitCode::FAILURE);
    };
    let told = told(&feed, folder)?;
    let mut written = Vec::new();
    for (name, text) in &told.files {
        if save(&folder.join(name), text)? {
            written.push(*name);
        }
    }
    if written.is_empty() {
        writeln!(out, "Dane ośrodka są aktualne, niczego nie zmieniono.")?;
    } else {
        writeln!(out, "Zapisano dane ośrodka: {}.", written.join(", "))?;
    }
    report(&told, out)?;
    Ok(ExitCode::SUCCESS)
}

/// Files of a site that say facts of a feed, and what is still to be said.
pub struct Told {
    /// Names and contents.
    pub files: Vec<(&'static str, String)>,
    /// Fields that the feed lacks.
    missing: Vec<&'static str>,
    /// Marked places of the accessibility statement.
    gaps: usize,
}

impl Told {
    /// What a file says.
    pub fn find(&self, path: &str) -> Option<&str> {
        let found = self.files.iter().find(|(name, _)| *name == path);
        found.map(|(_, text)| text.as_str())
    }
}

/// The site in `folder` with the facts of a feed; nothing is written.
pub fn told(feed: &Feed, folder: &Path) -> Result<Told, Failure> {
    let facts = Facts::of(feed);
    let mut files = vec![
        (FACTS, pretty(&facts.json())),
        (PAGE, page(&facts, folder)?),
    ];
    files.extend(manifest(&facts, folder)?.map(|text| (MANIFEST, text)));
    let statement = text_of(&folder.join(STATEMENT))?;
    let statement = statement.map(|html| stated(&facts, &folder.join(STATEMENT), &html));
    let statement = statement.transpose()?;
    let gaps = statement.as_deref().map_or(0, markup::gaps);
    files.extend(statement.map(|text| (STATEMENT, text)));
    Ok(Told {
        files,
        missing: facts.missing(),
        gaps,
    })
}

/// An accessibility statement with the facts of a feed in its places.
pub fn statement(feed: &Feed, path: &Path, html: &str) -> Result<String, Failure> {
    stated(&Facts::of(feed), path, html)
}

/// Says what is still to be said.
pub fn report(told: &Told, out: &mut impl Write) -> io::Result<()> {
    if !told.missing.is_empty() {
        let fields = told.missing.join(", ");
        writeln!(out, "W pliku z programem brakuje pól: {fields}.")?;
    }
    if told.gaps > 0 {
        let gaps = told.gaps;
        writeln!(out, "Do uzupełnienia w pliku {STATEMENT}, miejsc: {gaps}.")?;
    }
    Ok(())
}

fn page(facts: &Facts, folder: &Path) -> Result<String, Failure> {
    let no_site = || Failure::Site(Trouble::NoSite(folder.to_owned()));
    let html = text_of(&folder.join(PAGE))?.ok_or_else(no_site)?;
    if !markup::has(&html, "head") {
        return Err(no_site());
    }
    let picture = folder.join(PICTURE).is_file();
    filled(&folder.join(PAGE), &html, |place| {
        facts.in_page(place, picture)
    })
}

/// `None` where a site has none.
fn manifest(facts: &Facts, folder: &Path) -> Result<Option<String>, Failure> {
    let path = folder.join(MANIFEST);
    let Some(text) = text_of(&path)? else {
        return Ok(None);
    };
    let Ok(Value::Object(mut manifest)) = serde_json::from_str(&text) else {
        return Err(Failure::Site(Trouble::Manifest(path)));
    };
    facts.name_manifest(&mut manifest);
    Ok(Some(pretty(&Value::Object(manifest))))
}

/// What is still to be written is counted above it, after the facts are in.
fn stated(facts: &Facts, path: &Path, html: &str) -> Result<String, Failure> {
    let html = filled(path, html, |place| facts.in_statement(place))?;
    let gaps = markup::gaps(&html);
    let told = if gaps > 0 {
        format!(
            "\n<p class=\"draft\">{}</p>\n",
            markup::escaped(&site::unfinished(gaps))
        )
    } else {
        String::new()
    };
    filled(path, &html, |place| (place == "gaps").then(|| told.clone()))
}

fn filled(
    path: &Path,
    html: &str,
    inside: impl Fn(&str) -> Option<String>,
) -> Result<String, Failure> {
    markup::filled(html, inside)
        .map_err(|place| Failure::Site(Trouble::Place(path.to_owned(), place)))
}

/// `None` for a file that is not there.
pub fn text_of(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::Read(path.to_owned(), error)),
    }
}

/// Writes a file whole or not at all; `false` when it says so already.
fn save(path: &Path, text: &str) -> Result<bool, Failure> {
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(false);
    }
    let fresh = path.with_extension("nowy");
    fs::write(&fresh, text)
        .and_then(|()| fs::rename(&fresh, path))
        .map_err(|error| {
            let _ = fs::remove_file(&fresh);
            Failure::Site(Trouble::Save(path.to_owned(), error))
        })?;
    Ok(true)
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
