//! Every word that a reader or an editor sees: page, command line and published files say the same.
//!
//! Words without a number or a name in them are constants ([`words`]); sentences with one are functions. Nothing
//! here asks a browser: dates and plurals are small tables of our own, so that they are the same everywhere and can
//! be tested natively. Problems of a feed are for editors and speak Polish ([`problems`]).

pub mod builder;
pub mod catalog;
pub mod dates;
pub mod ics;
pub mod labels;
pub mod plural;
pub mod problems;
pub mod published;
pub mod sentences;
pub mod site;
pub mod words;

/// One thing said in every language of the calendar. In the browser Polish alone: see [`catalog`].
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Polish.
    pub pl: &'static str,
    /// English.
    #[cfg(not(target_arch = "wasm32"))]
    pub en: &'static str,
    /// Ukrainian.
    #[cfg(not(target_arch = "wasm32"))]
    pub uk: &'static str,
}

#[cfg(not(target_arch = "wasm32"))]
impl Words {
    /// The words for a reader of `lang`.
    pub const fn get(self, lang: domain::event::Lang) -> &'static str {
        match lang {
            domain::event::Lang::Pl => self.pl,
            domain::event::Lang::En => self.en,
            domain::event::Lang::Uk => self.uk,
        }
    }
}

#[cfg(target_arch = "wasm32")]
impl Words {
    /// The words for a reader of `lang`.
    pub fn get(self, lang: domain::event::Lang) -> &'static str {
        match lang {
            domain::event::Lang::Pl => self.pl,
            _ => catalog::find(lang, self.pl),
        }
    }
}

impl Words {
    /// A sentence with a gap `{}` for each of these, in order; the same code for every sentence.
    pub fn fill(self, lang: domain::event::Lang, with: &[&str]) -> String {
        let mut said = String::new();
        let mut with = with.iter();
        for (place, piece) in self.get(lang).split("{}").enumerate() {
            if place > 0 {
                said.push_str(with.next().unwrap_or(&""));
            }
            said.push_str(piece);
        }
        said
    }
}

/// Shorthand for tables: Polish, English, Ukrainian.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) const fn say(pl: &'static str, en: &'static str, uk: &'static str) -> Words {
    Words { pl, en, uk }
}

#[cfg(target_arch = "wasm32")]
pub(crate) const fn say(pl: &'static str, _: &'static str, _: &'static str) -> Words {
    Words { pl }
}
