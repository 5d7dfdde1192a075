//! What the last publishing left, kept within what it published: which files are its own and what they were made of,
//! which are kept for who still has an old page open, and when each event was first seen and last changed.
//!
//! A dot begins its name, so hosts don't show it; nothing in it is secret.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Its file.
pub const NAME: &str = ".kalendarz-publikacja.json";
const VERSION: u32 = 1;
/// The key of a file that a centre changed in the published site.
pub const BY_HAND: u64 = 1;

/// Everything that is remembered.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct State {
    version: u32,
    /// Files by their paths, with `/` between folders.
    pub files: BTreeMap<String, Entry>,
    /// Files named by their content that nothing refers to any more.
    pub retired: BTreeMap<String, Retired>,
    /// Events by their ids.
    pub events: BTreeMap<String, Memory>,
}

/// A file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Entry {
    /// Tells what it was made of; 0 for what is always made again.
    #[serde(rename = "k")]
    pub key: u64,
    /// Of its content.
    #[serde(rename = "h")]
    pub hash: u64,
    /// Bytes.
    #[serde(rename = "s")]
    pub size: u64,
    /// Last change as the disk says it, in nanoseconds since 1970.
    #[serde(rename = "t")]
    pub time: i64,
}

/// A file that is kept for some days.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Retired {
    /// The file.
    #[serde(flatten)]
    pub entry: Entry,
    /// Since when nothing refers to it, in seconds since 1970.
    pub since: i64,
}

/// An event. Times are seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Memory {
    /// When it was first published.
    pub seen: i64,
    /// When what is said of it was last found changed.
    pub changed: i64,
    /// Of the event in the feed, and of everything around the events.
    pub revision: u64,
    /// Of what calendar programs are told of it.
    pub told: u64,
}

impl State {
    /// What is remembered of a new site.
    pub fn new(
        files: BTreeMap<String, Entry>,
        retired: BTreeMap<String, Retired>,
        events: BTreeMap<String, Memory>,
    ) -> State {
        State {
            version: VERSION,
            files,
            retired,
            events,
        }
    }

    /// What a folder remembers; `None` where nothing is published.
    pub fn read(folder: &Path) -> Option<State> {
        let bytes = fs::read(folder.join(NAME)).ok()?;
        // Of another version, or broken: everything is made again, and nothing taken for another's file.
        let state: Option<State> = serde_json::from_slice(&bytes).ok();
        Some(state.filter(|it| it.version == VERSION).unwrap_or_default())
    }

    /// As it is written.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// A file that is there, published or kept.
    pub fn entry(&self, path: &str) -> Option<Entry> {
        let kept = || self.retired.get(path).map(|it| it.entry);
        self.files.get(path).copied().or_else(kept)
    }

    /// Whether a file is of our making, and nobody else's by now.
    pub fn knows(&self, path: &str) -> bool {
        self.entry(path).is_some_and(|entry| entry.key != BY_HAND)
    }
}

/// Whether a name goes with the content, so that old pages may still ask for it: `app-0123456789abcdef.wasm`, and its
/// compressed copies.
pub fn is_named_by_content(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.strip_suffix(".br").unwrap_or(name);
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let Some((stem, _)) = name.rsplit_once('.') else {
        return false;
    };
    let Some((_, hash)) = stem.rsplit_once('-') else {
        return false;
    };
    // With two hyphens before it, it is the fingerprint of an event's id.
    let of_an_id = stem.strip_suffix(hash).is_some_and(|it| it.ends_with("--"));
    !of_an_id && is_hash(hash)
}

fn is_hash(text: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 16 && text.bytes().all(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_go_with_the_content() {
        for name in [
            "app-0123456789abcdef.wasm",
            "app-0123456789abcdef.wasm.br",
            "wydarzenia/koncert-0123456789abcdef.png",
            "wydarzenia/koncert--0123456789abcdef-0123456789abcdef.png",
        ] {
            assert!(is_named_by_content(name), "{name}");
        }
        for name in [
            "app.js",
            "app-0123456789abcdeg.js",
            "app-0123456789abcde.js",
            "wydarzenia/koncert--0123456789abcdef.html",
            "0123456789abcdef.js",
            "",
        ] {
            assert!(!is_named_by_content(name), "{name}");
        }
    }
}
