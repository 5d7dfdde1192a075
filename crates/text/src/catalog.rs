//! Words of the other languages, from a file of their own: most readers of the page never need them, so the page's
//! program carries Polish alone and finds the rest by it. Everywhere else all languages are built in.
//!
//! The file is written by `scripts/words.mjs` from the very calls of `say` in this crate.

use std::cell::RefCell;

use domain::event::Lang;

/// A language's words: Polish, and what it says instead, ordered by the Polish.
type Catalog = Vec<(&'static str, &'static str)>;

thread_local! {
    static CATALOGS: RefCell<Vec<(Lang, Catalog)>> = const { RefCell::new(Vec::new()) };
}

/// Takes a language's words: a line each, Polish, a tab, and what the language says. They stay as long as the program.
pub fn install(lang: Lang, text: String) {
    let text: &'static str = Box::leak(text.into_boxed_str());
    let words = text.lines().filter_map(|line| line.split_once('\t'));
    let words = words.collect();
    CATALOGS.with_borrow_mut(|catalogs| catalogs.push((lang, words)));
}

/// Whether a language can be spoken.
pub fn is_there(lang: Lang) -> bool {
    lang == Lang::Pl || CATALOGS.with_borrow(|catalogs| catalogs.iter().any(|(it, _)| *it == lang))
}

/// What a language says for Polish words; these themselves where it has nothing.
pub fn find(lang: Lang, polish: &'static str) -> &'static str {
    CATALOGS
        .with_borrow(|catalogs| {
            let (_, words) = catalogs.iter().find(|(it, _)| *it == lang)?;
            let place = words.binary_search_by(|(it, _)| (*it).cmp(polish)).ok()?;
            words.get(place).map(|(_, said)| *said)
        })
        .unwrap_or(polish)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_polish() {
        assert!(is_there(Lang::Pl) && !is_there(Lang::Uk));
        install(Lang::Uk, "Cena\tЦіна\nWiek\tВік\nŻart\tЖарт\n".to_owned());
        assert!(is_there(Lang::Uk));
        for (polish, said) in [("Wiek", "Вік"), ("Żart", "Жарт"), ("Nowe", "Nowe")] {
            assert_eq!(find(Lang::Uk, polish), said);
        }
        assert_eq!(find(Lang::En, "Wiek"), "Wiek");
    }
}
