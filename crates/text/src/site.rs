//! Words of the files that stand beside the program: head of the page, static fallback, accessibility statement.

use domain::event::Lang;

use crate::{Words, say};

/// Link to the accessibility statement.
pub const STATEMENT: Words = say(
    "Deklaracja dostępności",
    "Accessibility statement",
    "Декларація доступності",
);
/// Before the publisher's address, phone and e-mail.
pub const ASK: Words = say(
    "O program możesz też zapytać:",
    "You can also ask about the programme:",
    "Про програму можна також запитати:",
);

/// What search engines and social networks say about the calendar.
pub fn description(publisher: Option<&str>) -> String {
    const ABOUT: &str = "Wydarzenia kulturalne według wieku, miejsca i kategorii.";
    match publisher {
        Some(name) => format!("{ABOUT} Prowadzi: {name}."),
        None => ABOUT.to_owned(),
    }
}

/// In brackets, in the place of a fact that nobody but the publisher knows.
pub fn gap(what: &str) -> String {
    format!("[do uzupełnienia: {what}]")
}

/// Above an accessibility statement with such places.
pub fn unfinished(gaps: usize) -> String {
    format!(
        "Ta deklaracja nie jest jeszcze gotowa. Podmiot, który prowadzi kalendarz, uzupełni w niej oznaczone miejsca: \
         {gaps}."
    )
}

/// Language tag as Open Graph writes it.
pub fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::Pl => "pl_PL",
        Lang::En => "en_GB",
        Lang::Uk => "uk_UA",
    }
}
