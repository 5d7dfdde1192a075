//! What the builder page says to a webmaster: in Polish, as all that is not for readers.

use domain::color::{Rgb, written};

/// Part of the form.
pub const WHAT: &str = "Co pokazać";
/// Part of the form.
pub const HOW: &str = "Jak pokazać";
/// Part of the page.
pub const PREVIEW: &str = "Podgląd";
/// Part of the page.
pub const CODE: &str = "Kod do wklejenia";
/// Words to look for.
pub const WORDS: &str = "Tylko wydarzenia ze słowami";
/// Group of the presets.
pub const DAYS: &str = "Dni";
/// No preset.
pub const ANY: &str = "wszystkie, które przed nami";
/// Group of the views.
pub const VIEW: &str = "Widok na początku";
/// How many entries at most.
pub const LIMIT: &str = "Najwyżej tyle wydarzeń na liście (puste: wszystkie)";
/// Group of the languages.
pub const LANG: &str = "Język";
/// Language of the calendar itself.
pub const OWN_LANG: &str = "taki jak w kalendarzu";
/// Group of the themes.
pub const THEME: &str = "Tło";
/// Theme.
pub const THEME_AUTO: &str = "jak na urządzeniu czytelnika";
/// Theme.
pub const THEME_LIGHT: &str = "zawsze jasne";
/// Theme.
pub const THEME_DARK: &str = "zawsze ciemne";
/// Colour field.
pub const ACCENT: &str = "Kolor przycisków i wyróżnień";
/// Back to the calendar's own colour.
pub const OWN_ACCENT: &str = "Przywróć kolor kalendarza";
/// Group of the locks.
pub const LOCKS: &str = "Czego czytelnik nie zmieni";
/// Lock.
pub const LOCK_FILTERS: &str = "filtrów wybranych powyżej (znikną z kalendarza)";
/// Lock.
pub const LOCK_VIEW: &str = "widoku";
/// Lock.
pub const LOCK_LANG: &str = "języka";
/// What most paste.
pub const SNIPPET: &str = "Do każdej strony (HTML): wysokość dopasowuje się sama";
/// Where scripts of others are not allowed.
pub const FRAME: &str = "Sama ramka, gdy system stron nie przyjmuje skryptów: wysokość jest stała";
/// For the plugin.
pub const SHORTCODE: &str = "WordPress z wtyczką Kalendarz kultury";
/// Copies a code.
pub const COPY: &str = "Kopiuj";
/// It was copied.
pub const COPIED: &str = "Skopiowano.";
/// It could not be copied.
pub const NOT_COPIED: &str =
    "Przeglądarka nie pozwoliła skopiować. Zaznacz tekst i skopiuj go ręcznie.";
/// The feed could not be had.
pub const NO_FEED: &str = "Nie udało się wczytać programu wydarzeń, więc nie ma z czego wybierać filtrów. \
    Kod na początku tej strony działa i bez tego.";

/// A colour that can't be read on light paper, with its contrast in tenths, and what readers see in its place.
pub fn weak(tenths: u32, shown: Rgb) -> String {
    format!(
        "Ten kolor jest za słabo widoczny na jasnym tle: kontrast {},{} : 1, a potrzeba 4,5 : 1. \
         Kalendarz pokaże zamiast niego {}.",
        tenths / 10,
        tenths % 10,
        written(shown)
    )
}

/// A colour that is fine.
pub fn strong(tenths: u32) -> String {
    format!(
        "Kontrast na jasnym tle: {},{} : 1.",
        tenths / 10,
        tenths % 10
    )
}
