//! Sentences with a number or a name in them.

use domain::event::Lang;
use domain::time::Date;

use crate::{dates, plural};

/// "Pokazano 7 z 42 wydarzeń": the noun after the preposition is genitive.
pub fn shown(lang: Lang, shown: usize, total: usize) -> String {
    match lang {
        Lang::Pl => {
            let noun = if total == 1 {
                "wydarzenia"
            } else {
                "wydarzeń"
            };
            format!("Pokazano {shown} z {total} {noun}")
        }
        Lang::En => {
            let noun = if total == 1 { "event" } else { "events" };
            format!("Showing {shown} of {total} {noun}")
        }
        Lang::Uk => {
            let one = plural::form(lang, total) == plural::Form::One;
            let noun = if one { "події" } else { "подій" };
            format!("Показано {shown} з {total} {noun}")
        }
    }
}

/// Summary over the long-running events beyond the first three.
pub fn all_ongoing(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Pl => format!("Pokaż wszystkie trwające ({count})"),
        Lang::En => format!("Show all ongoing ({count})"),
        Lang::Uk => format!("Показати всі, що тривають ({count})"),
    }
}

/// Button under a long facet.
pub fn all_values(lang: Lang, facet: &str, count: usize) -> String {
    match lang {
        Lang::Pl => format!("Pokaż wszystkie: {facet} ({count})"),
        Lang::En => format!("Show all: {facet} ({count})"),
        Lang::Uk => format!("Показати всі: {facet} ({count})"),
    }
}

/// A chosen value as a button that takes it away.
pub fn remove_filter(lang: Lang, value: &str) -> String {
    match lang {
        Lang::Pl => format!("Usuń filtr: {value}"),
        Lang::En => format!("Remove filter: {value}"),
        Lang::Uk => format!("Прибрати фільтр: {value}"),
    }
}

/// "2. dzień z 3".
pub fn day_of(lang: Lang, day: i64, of: i64) -> String {
    match lang {
        Lang::Pl => format!("{day}. dzień z {of}"),
        Lang::En => format!("day {day} of {of}"),
        Lang::Uk => format!("{day}-й день із {of}"),
    }
}

/// "do 6 stycznia"; with the year when it is another than `today`'s.
pub fn until(lang: Lang, last: Date, today: Date) -> String {
    let day = if last.year() == today.year() {
        dates::day_month(lang, last)
    } else {
        dates::day(lang, last)
    };
    match lang {
        Lang::Pl => format!("do {day}"),
        Lang::En => format!("until {day}"),
        Lang::Uk => format!("до {day}"),
    }
}

/// A date was moved from there.
pub fn moved_from(lang: Lang, before: &str) -> String {
    match lang {
        Lang::Pl => format!("wcześniej: {before}"),
        Lang::En => format!("previously: {before}"),
        Lang::Uk => format!("раніше: {before}"),
    }
}

/// The address names a date that the event does not have any more.
pub fn date_gone(lang: Lang, gone: &str, instead: &str) -> String {
    match lang {
        Lang::Pl => format!("Termin się zmienił: zamiast {gone} jest {instead}."),
        Lang::En => format!("The date has changed: instead of {gone} it is {instead}."),
        Lang::Uk => format!("Дата змінилася: замість {gone} тепер {instead}."),
    }
}

/// The address holds values that mean nothing here.
pub fn ignored(lang: Lang, values: &str) -> String {
    match lang {
        Lang::Pl => {
            format!("W adresie strony jest coś, czego nie znamy, więc to pominęliśmy: {values}.")
        }
        Lang::En => {
            format!("The page address holds something we do not know, so we left it out: {values}.")
        }
        Lang::Uk => format!("В адресі сторінки є щось невідоме, тому ми це пропустили: {values}."),
    }
}

/// Registration is open between two dates.
pub fn registration_dates(lang: Lang, opens: Option<&str>, closes: Option<&str>) -> Option<String> {
    Some(match (opens, closes, lang) {
        (None, None, _) => return None,
        (Some(opens), None, Lang::Pl) => format!("od {opens}"),
        (Some(opens), None, Lang::En) => format!("from {opens}"),
        (Some(opens), None, Lang::Uk) => format!("від {opens}"),
        (None, Some(closes), Lang::Pl) => format!("do {closes}"),
        (None, Some(closes), Lang::En) => format!("until {closes}"),
        (None, Some(closes), Lang::Uk) => format!("до {closes}"),
        (Some(opens), Some(closes), Lang::Pl) => format!("od {opens} do {closes}"),
        (Some(opens), Some(closes), Lang::En) => format!("from {opens} until {closes}"),
        (Some(opens), Some(closes), Lang::Uk) => format!("від {opens} до {closes}"),
    })
}

/// "planowana: 120, faktyczna: 134".
pub fn attendance(lang: Lang, planned: Option<u32>, actual: Option<u32>) -> Option<String> {
    let (plan, fact) = match lang {
        Lang::Pl => ("planowana", "faktyczna"),
        Lang::En => ("planned", "actual"),
        Lang::Uk => ("запланована", "фактична"),
    };
    Some(match (planned, actual) {
        (None, None) => return None,
        (Some(planned), None) => format!("{plan}: {planned}"),
        (None, Some(actual)) => format!("{fact}: {actual}"),
        (Some(planned), Some(actual)) => format!("{plan}: {planned}, {fact}: {actual}"),
    })
}

/// Foot of the page: how old the programme is.
pub fn as_of(lang: Lang, moment: &str) -> String {
    match lang {
        Lang::Pl => format!("Stan na {moment}"),
        Lang::En => format!("As of {moment}"),
        Lang::Uk => format!("Станом на {moment}"),
    }
}

/// Why the programme could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer: offline, or the host can't be reached.
    Network,
    /// An answer that says no: the HTTP status.
    Status(u16),
    /// No byte for 15 seconds, or not complete after two minutes.
    Timeout,
    /// More than 64 MB.
    TooLarge,
    /// It came, but is no feed.
    Refused(domain::problem::Refused),
}

/// What happened, in words for a reader.
pub fn failure(lang: Lang, failure: &Failure) -> String {
    use domain::problem::Refused;
    let (pl, en, uk) = match failure {
        Failure::Network => (
            "Nie udało się pobrać programu: brak połączenia z internetem albo serwer nie odpowiada.",
            "The programme could not be loaded: there is no connection, or the server does not answer.",
            "Не вдалося завантажити програму: немає зʼєднання або сервер не відповідає.",
        ),
        Failure::Status(404 | 410) => (
            "Nie udało się pobrać programu: pliku z wydarzeniami nie ma pod tym adresem.",
            "The programme could not be loaded: there is no file with events at its address.",
            "Не вдалося завантажити програму: за цією адресою немає файлу з подіями.",
        ),
        Failure::Status(status) => {
            return match lang {
                Lang::Pl => format!("Nie udało się pobrać programu: serwer zgłosił błąd {status}."),
                Lang::En => format!(
                    "The programme could not be loaded: the server reported error {status}."
                ),
                Lang::Uk => format!(
                    "Не вдалося завантажити програму: сервер повідомив про помилку {status}."
                ),
            };
        }
        Failure::Timeout => (
            "Nie udało się pobrać programu: serwer odpowiada zbyt wolno.",
            "The programme could not be loaded: the server is too slow.",
            "Не вдалося завантажити програму: сервер відповідає надто повільно.",
        ),
        Failure::TooLarge => (
            "Nie udało się pobrać programu: plik jest większy niż 64 MB.",
            "The programme could not be loaded: the file is larger than 64 MB.",
            "Не вдалося завантажити програму: файл більший за 64 МБ.",
        ),
        Failure::Refused(Refused::Empty) => (
            "Nie udało się wczytać programu: plik z wydarzeniami jest pusty.",
            "The programme could not be read: the file with events is empty.",
            "Не вдалося прочитати програму: файл із подіями порожній.",
        ),
        Failure::Refused(Refused::Html) => (
            "Zamiast programu przyszła strona internetowa. Może sieć wymaga zalogowania?",
            "A web page came instead of the programme. Perhaps the network asks for a login?",
            "Замість програми надійшла вебсторінка. Можливо, мережа вимагає входу?",
        ),
        Failure::Refused(Refused::CutOff) => (
            "Nie udało się wczytać programu: plik urywa się w połowie.",
            "The programme could not be read: the file ends in the middle.",
            "Не вдалося прочитати програму: файл обривається посередині.",
        ),
        Failure::Refused(Refused::Version(_)) => (
            "Nie udało się wczytać programu: ten kalendarz rozumie tylko wersję 1 pliku.",
            "The programme could not be read: this calendar understands version 1 of the file only.",
            "Не вдалося прочитати програму: цей календар розуміє лише версію 1 файлу.",
        ),
        Failure::Refused(_) => (
            "Nie udało się wczytać programu: plik z wydarzeniami jest uszkodzony.",
            "The programme could not be read: the file with events is damaged.",
            "Не вдалося прочитати програму: файл із подіями пошкоджено.",
        ),
    };
    match lang {
        Lang::Pl => pl,
        Lang::En => en,
        Lang::Uk => uk,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_after_z_is_genitive() {
        assert_eq!(shown(Lang::Pl, 7, 42), "Pokazano 7 z 42 wydarzeń");
        assert_eq!(shown(Lang::Pl, 1, 1), "Pokazano 1 z 1 wydarzenia");
        assert_eq!(shown(Lang::Pl, 0, 2), "Pokazano 0 z 2 wydarzeń");
        assert_eq!(shown(Lang::Uk, 1, 21), "Показано 1 з 21 події");
        assert_eq!(shown(Lang::En, 0, 1), "Showing 0 of 1 event");
    }
}
