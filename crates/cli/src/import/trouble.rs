//! What is wrong in a source, for the editor: in Polish, with what became of it and what to do.

use std::fmt;

use super::found::{Trouble, What};

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.about.as_deref() {
            // A row is where it is, whatever it is called.
            Some(about) if about.starts_with("w wierszu ") => write!(f, "Wydarzenie {about}: ")?,
            Some(about) => write!(f, "Wydarzenie „{about}”: ")?,
            None => {}
        }
        match &self.what {
            What::Empty => f.write_str("Plik jest pusty."),
            What::Html => f.write_str(
                "To strona internetowa (HTML), a nie kalendarz. Sprawdź adres; czasem to strona logowania.",
            ),
            What::NotCalendar => f.write_str(
                "To nie jest kalendarz iCalendar (plik .ics): brak wiersza BEGIN:VCALENDAR albo BEGIN:VEVENT.",
            ),
            What::NotThat(what) => write!(f, "To nie jest {what}. Sprawdź, czy to ten plik albo adres."),
            What::NotJson(line, column) => write!(
                f,
                "To nie jest poprawny JSON: błąd w wierszu {line}, znak {column}. Pobierz plik jeszcze raz."
            ),
            What::JsonCutOff => f.write_str("Plik urywa się w połowie. Pobierz go jeszcze raz w całości."),
            What::BadWorkbook => f.write_str(
                "Nie da się otworzyć tej tabeli. Zapisz ją jeszcze raz jako XLSX, ODS albo CSV, bez hasła.",
            ),
            What::NoHeadings => f.write_str(
                "W tabeli nie ma nagłówków „Tytuł” i „Data”. Wpisz je w pierwszym wierszu; wzór robi `kalendarz \
                 sheet-template`.",
            ),
            What::UnknownWord(column, word) => write!(
                f,
                "W kolumnie {column} nie może stać „{word}”. Zostawiono bez tego. Wybierz słowo z listy."
            ),
            What::BadBlock => f.write_str(
                "Część danych na stronie (JSON-LD) nie jest poprawnym JSON-em. Pominięto ją. Zgłoś to autorowi strony.",
            ),
            What::Missing { seen, total } => write!(
                f,
                "Źródło ma wydarzeń: {total}, a w podanych plikach jest ich {seen}. Pobierz też następne strony."
            ),
            What::CutOff => f.write_str(
                "Plik urywa się w połowie tego wydarzenia. Pominięto je. Pobierz plik jeszcze raz.",
            ),
            What::NoEnd => f.write_str(
                "Plik nie ma końca (wiersza END:VCALENDAR), więc może się urywać. Pobierz plik jeszcze raz.",
            ),
            What::NoEvents => f.write_str("W pliku nie ma żadnego wydarzenia."),
            What::Charset(name) => write!(
                f,
                "Plik nie jest zapisany w UTF-8. Odczytano go jako {name}; sprawdź polskie litery."
            ),
            What::UnknownZone(zone) => write!(
                f,
                "Nie ma strefy czasowej „{zone}”. Przyjęto strefę kalendarza; sprawdź godziny."
            ),
            What::NoStart => f.write_str("Brak początku. Pominięto. Podaj datę."),
            What::BadStart(value) => write!(
                f,
                "Początek „{value}” nie jest datą. Pominięto. Popraw datę w źródle."
            ),
            What::NoTitle => f.write_str("Brak tytułu. Pominięto. Wpisz tytuł."),
            What::Private => f.write_str(
                "W kalendarzu źródłowym jest prywatne albo nieopublikowane. Pominięto. Zmień widoczność, jeśli ma być \
                 publiczne.",
            ),
            What::Twice => f.write_str("Jest w źródle więcej niż raz. Zostało jedno, nowsze."),
            What::OtherRule => f.write_str(
                "Ma ID innego wiersza, a inną godzinę, miejsce, status albo powtarzanie, czego jedno wydarzenie nie może \
                 mieć. Pominięto ten wiersz. Nadaj mu własne ID.",
            ),
            What::OtherDates(one, other) => write!(
                f,
                "Źródła „{one}” i „{other}” podają różne terminy. Zostały oba wydarzenia. Popraw terminy w jednym ze źródeł."
            ),
            What::BadDate(field, value) => write!(
                f,
                "Daty „{value}” (pole {field}) nie da się odczytać. Pominięto tę jedną datę."
            ),
            What::BadEnd(value) => write!(
                f,
                "Koniec „{value}” nie jest datą po początku. Zostawiono bez końca. Popraw godzinę końca."
            ),
            What::RuleNotRead(rule) => write!(
                f,
                "Nie da się odczytać reguły powtarzania „{rule}”. Został tylko pierwszy termin. Popraw powtarzanie \
                 albo wpisz terminy osobno."
            ),
            What::RuleWithoutDates(rule) => write!(
                f,
                "Reguła powtarzania „{rule}” nie daje żadnego terminu. Został sam początek. Popraw powtarzanie."
            ),
            What::RuleTooDense => f.write_str(
                "Powtarza się zbyt często (więcej niż tysiąc terminów w okresie importu albo co godzinę, minutę, \
                 sekundę przez lata). Został tylko pierwszy termin. Popraw powtarzanie.",
            ),
            What::FutureRange => f.write_str(
                "Jedną zmianę zapisano dla terminu „i wszystkich następnych”. Zmieniono tylko ten jeden; sprawdź \
                 następne.",
            ),
            What::BadLink(value) => write!(
                f,
                "„{value}” nie jest adresem strony. Pominięto ten adres. Zacznij go od https://."
            ),
            What::BadPicture(value) => write!(
                f,
                "„{value}” nie jest adresem obrazu. Pominięto go. Zacznij adres od https:// albo wpisz plik, który leży \
                 obok programu, na przykład img/plakat.jpg."
            ),
            What::TooLong(field) => write!(f, "Pole {field} jest za długie. Skrócono je."),
        }
    }
}

/// A value as written, short enough for a sentence.
pub fn shown(value: &str) -> String {
    const LONGEST: usize = 60;
    let plain: String = value
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let plain = plain.trim();
    if plain.chars().count() <= LONGEST {
        return plain.to_owned();
    }
    let cut: String = plain.chars().take(LONGEST).collect();
    format!("{}…", cut.trim_end())
}
