//! Nouns after numbers, by the plural rules of Unicode CLDR for `pl`, `en` and `uk` (whole numbers only).

use domain::event::Lang;

use crate::say;

/// Which form of a noun follows a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// 1 wydarzenie; in Ukrainian 21 too.
    One,
    /// 2 wydarzenia.
    Few,
    /// 5 wydarzeń.
    Many,
}

/// The form that follows `count`.
pub fn form(lang: Lang, count: usize) -> Form {
    let few = matches!(count % 10, 2..=4) && !matches!(count % 100, 12..=14);
    match lang {
        Lang::En if count == 1 => Form::One,
        Lang::En => Form::Many,
        Lang::Pl if count == 1 => Form::One,
        Lang::Uk if count % 10 == 1 && count % 100 != 11 => Form::One,
        Lang::Pl | Lang::Uk if few => Form::Few,
        Lang::Pl | Lang::Uk => Form::Many,
    }
}

/// "1 wydarzenie", "2 wydarzenia", "5 wydarzeń".
pub fn events(lang: Lang, count: usize) -> String {
    let noun = match form(lang, count) {
        Form::One => say("wydarzenie", "event", "подія"),
        Form::Few => say("wydarzenia", "events", "події"),
        Form::Many => say("wydarzeń", "events", "подій"),
    };
    format!("{count} {}", noun.get(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_counts() {
        for (count, said) in [
            (0, "0 wydarzeń"),
            (1, "1 wydarzenie"),
            (2, "2 wydarzenia"),
            (4, "4 wydarzenia"),
            (5, "5 wydarzeń"),
            (12, "12 wydarzeń"),
            (21, "21 wydarzeń"),
            (22, "22 wydarzenia"),
            (112, "112 wydarzeń"),
            (1004, "1004 wydarzenia"),
        ] {
            assert_eq!(events(Lang::Pl, count), said);
        }
    }

    #[test]
    fn ukrainian_and_english_counts() {
        for (count, said) in [
            (1, "1 подія"),
            (3, "3 події"),
            (11, "11 подій"),
            (21, "21 подія"),
        ] {
            assert_eq!(events(Lang::Uk, count), said);
        }
        assert_eq!(events(Lang::En, 1), "1 event");
        assert_eq!(events(Lang::En, 0), "0 events");
    }
}
