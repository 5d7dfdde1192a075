//! What a page that embeds the calendar says of its frame, in the address: how much, in what look, and what the
//! visitor can't change. The part of [`Query`](crate::query::Query) that no visitor ever writes.

use crate::color::{self, Rgb};
use crate::keyed::{Keyed, keyed};
use crate::query::{self, KEYS};

keyed! {
    /// Where the calendar is shown.
    Mode {
        /// On a page of its own.
        Page = "page",
        /// In a frame of another page.
        Embed = "embed",
        /// On the screen of a lobby.
        Kiosk = "kiosk",
    }
}

keyed! {
    /// Colours of a frame.
    Theme {
        /// As the device has it.
        Auto = "auto",
        /// Dark letters on light paper.
        Light = "light",
        /// Light letters on dark paper.
        Dark = "dark",
    }
}

/// Days by name and by date are one choice: who could set one would undo the other.
const DAYS: [&str; 3] = ["when", "from", "to"];

/// The embedding page's wishes. They mean something in [`Mode::Embed`] alone, and are kept in every other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    /// Entries of the list at most; 1 or more.
    pub limit: Option<usize>,
    /// Colours; as the device has it when `None`.
    pub theme: Option<Theme>,
    /// The house's colour, as given: it may have to be made readable first.
    pub accent: Option<Rgb>,
    /// Keys of the address that stay as they are, each once.
    pub lock: Vec<&'static str>,
    /// Name of the frame among those of its page, chosen by the loader.
    pub frame: Option<String>,
}

/// Keys beside [`EMBED_KEYS`] that are no choice of the visitor's, or that every visitor has: an opened event.
const FREE: [&str; 4] = ["event", "at", "check", "mode"];

/// Keys of the address that [`Embed`] reads.
pub(crate) const EMBED_KEYS: [&str; 5] = ["limit", "theme", "accent", "lock", "frame"];

impl Embed {
    /// Takes a value over; what was not understood of it is told.
    pub(crate) fn read(&mut self, key: &str, value: &str, mut ignore: impl FnMut(&str)) {
        let known = match key {
            "limit" => {
                self.limit = value.parse().ok().filter(|limit| *limit > 0);
                self.limit.is_some()
            }
            "theme" => {
                self.theme = Theme::from_key(value);
                self.theme.is_some()
            }
            "accent" => {
                self.accent = color::parse(value);
                self.accent.is_some()
            }
            "frame" => {
                self.frame = Some(value.to_owned());
                true
            }
            _ => {
                let free = |key: &str| FREE.contains(&key) || EMBED_KEYS.contains(&key);
                for item in query::items(value) {
                    match KEYS.iter().find(|key| **key == item) {
                        Some(key) if !free(key) => self.lock(key),
                        _ => ignore(&item),
                    }
                }
                true
            }
        };
        if !known {
            ignore(value);
        }
    }

    fn lock(&mut self, key: &'static str) {
        if !self.lock.contains(&key) {
            self.lock.push(key);
        }
    }

    /// Says each of its keys with its value, in an address's spelling.
    pub(crate) fn say(&self, put: &mut dyn FnMut(&str, &str)) {
        if let Some(limit) = self.limit {
            put("limit", &limit.to_string());
        }
        put("theme", self.theme.map_or("", Keyed::key));
        if let Some(accent) = self.accent {
            put("accent", &query::encode(&color::written(accent)));
        }
        put("lock", &self.lock.join(","));
        put("frame", &query::encode(self.frame.as_deref().unwrap_or("")));
    }

    /// Whether a key of the address stays as it is.
    pub fn locks(&self, key: &str) -> bool {
        let days = DAYS.contains(&key);
        let is_it = |locked: &str| locked == key || days && DAYS.contains(&locked);
        self.lock.iter().any(|locked| is_it(locked))
    }
}
