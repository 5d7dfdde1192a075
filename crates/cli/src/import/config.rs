//! `kalendarz.toml`: which sources make the programme, and what of them is to be called otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// A programme and its sources.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The feed to be written.
    pub output: PathBuf,
    /// A feed with everything that no source knows: publisher, venues, categories, events of one's own.
    pub base: Option<PathBuf>,
    /// Name of the calendar.
    pub title: Option<String>,
    /// Zone of every wall time.
    pub timezone: Option<String>,
    /// Days back for which rules are counted that a feed cannot say.
    pub back: Option<u32>,
    /// Days ahead.
    pub ahead: Option<u32>,
    /// Where answers of servers are kept, beside the configuration.
    #[serde(skip)]
    pub cache: PathBuf,
    /// The sources; of an event that two of them have, the first is taken.
    #[serde(rename = "source", default)]
    pub sources: Vec<Source>,
}

/// Where events come from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name, for always: by it the events of the last import are known.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Files, relative to the configuration.
    #[serde(default)]
    pub files: Vec<PathBuf>,
    /// Addresses.
    #[serde(default)]
    pub urls: Vec<String>,
    /// Servers of the own network, which may be asked by http and at private addresses: `host` or `host:port`.
    #[serde(default)]
    pub local: Vec<String>,
    /// Seconds for each answer.
    pub timeout: Option<u64>,
    /// A category that each of its events gets.
    pub category: Option<String>,
    /// A place for events that name none.
    pub place: Option<String>,
    /// Its categories -> ours; an empty one is left out.
    #[serde(default)]
    pub categories: BTreeMap<String, String>,
    /// Its places -> ours.
    #[serde(default)]
    pub places: BTreeMap<String, String>,
}

/// Kinds of sources.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// iCalendar.
    Ics,
    /// The Events Calendar.
    Tec,
    /// Linked Events.
    Linkedevents,
    /// OpenAgenda.
    Openagenda,
    /// `schedule.json` of a festival or a conference.
    Schedule,
    /// schema.org.
    Jsonld,
    /// A table.
    Sheet,
    /// The feed of another calendar of this kind.
    Feed,
}

/// Reads a configuration; paths come out relative to its folder.
///
/// # Errors
/// What is wrong in it, as a sentence.
pub fn read(text: &str, folder: &Path) -> Result<Config, String> {
    let mut config: Config = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(0, |span| {
            text.get(..span.start)
                .unwrap_or_default()
                .matches('\n')
                .count()
                + 1
        });
        format!("Błąd w wierszu {line}: {}.", error.message())
    })?;
    let mut names = BTreeSet::new();
    for source in &mut config.sources {
        if source.name.trim().is_empty() || !names.insert(source.name.clone()) {
            return Err(format!(
                "Każde źródło musi mieć własną nazwę (pole name), a „{}” jest puste albo się powtarza.",
                source.name
            ));
        }
        if source.files.is_empty() && source.urls.is_empty() {
            return Err(format!(
                "Źródło „{}” nie ma ani plików (pole files), ani adresów (pole urls).",
                source.name
            ));
        }
        for file in &mut source.files {
            *file = folder.join(&*file);
        }
    }
    if config.sources.is_empty() {
        return Err(
            "Nie ma żadnego źródła. Dodaj [[source]] z polami name, kind i files albo urls."
                .to_owned(),
        );
    }
    config.cache = folder.join(".kalendarz");
    config.output = folder.join(&config.output);
    config.base = config.base.map(|base| folder.join(base));
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let check = |text: &str, sentence: &str| {
            let error = read(text, Path::new("/a")).unwrap_err();
            assert!(error.contains(sentence), "{error}");
        };
        check("output = 1", "Błąd w wierszu 1: ");
        check("output = \"f\"\nkolor = 1", "Błąd w wierszu 2: ");
        check("output = \"f\"", "Nie ma żadnego źródła.");
        let source = "[[source]]\nname = \"a\"\nkind = \"ics\"\n";
        check(
            &format!("output = \"f\"\n{source}"),
            "Źródło „a” nie ma ani plików (pole files), ani adresów (pole urls).",
        );
        let source = format!("{source}files = [\"a.ics\"]\n");
        check(
            &format!("output = \"f\"\n{source}{source}"),
            "a „a” jest puste albo się powtarza.",
        );
        check(
            "output = \"f\"\n[[source]]\nname = \"a\"\nkind = \"xls\"",
            "Błąd w wierszu 4: ",
        );
    }

    #[test]
    fn paths_are_relative_to_the_configuration() {
        let text = "output = \"dist/feed.json\"\n[[source]]\nname = \"a\"\nkind = \"ics\"\nfiles = [\"a.ics\", \"/b.ics\"]";
        let config = read(text, Path::new("/srv")).unwrap();
        assert_eq!(config.output, Path::new("/srv/dist/feed.json"));
        assert_eq!(
            config.sources[0].files,
            [Path::new("/srv/a.ics"), Path::new("/b.ics")]
        );
    }
}
