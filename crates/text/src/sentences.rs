//! Sentences with a number or a name in them.

use domain::event::{Lang, Status};
use domain::stars::Change;
use domain::time::Date;

use crate::{Words, dates, plural, say, words};

/// "Pokazano 7 z 42 wydarzeń": the noun after the preposition is genitive.
pub fn shown(lang: Lang, shown: usize, total: usize) -> String {
    let one = match lang {
        Lang::Uk => plural::form(lang, total) == plural::Form::One,
        _ => total == 1,
    };
    let said = if one {
        say(
            "Pokazano {} z {} wydarzenia",
            "Showing {} of {} event",
            "Показано {} з {} події",
        )
    } else {
        say(
            "Pokazano {} z {} wydarzeń",
            "Showing {} of {} events",
            "Показано {} з {} подій",
        )
    };
    said.fill(lang, &[&shown.to_string(), &total.to_string()])
}

/// Closes the filters: "Pokaż 12 wydarzeń".
pub fn show_found(lang: Lang, count: usize) -> String {
    let said = say("Pokaż {}", "Show {}", "Показати {}");
    said.fill(lang, &[&plural::events(lang, count)])
}

/// A day's button in the month: "piątek, 27 listopada 2026, 3 wydarzenia".
pub fn day_with(lang: Lang, date: Date, count: usize) -> String {
    format!(
        "{}, {}",
        dates::full(lang, date),
        plural::events(lang, count)
    )
}

/// Entries of a day that found no room: "+3 więcej".
pub fn more(lang: Lang, count: usize) -> String {
    say("+{} więcej", "+{} more", "+{} більше").fill(lang, &[&count.to_string()])
}

/// The same for who cannot see where it stands: "+3 więcej, piątek, 27 listopada 2026".
pub fn more_on(lang: Lang, count: usize, date: Date) -> String {
    format!("{}, {}", more(lang, count), dates::full(lang, date))
}

/// What follows a title where there is no room for more: ", odwołane"; nothing for what takes place as announced.
pub fn state(lang: Lang, status: Status) -> String {
    words::status(status).map_or_else(String::new, |said| format!(", {}", said.get(lang)))
}

/// A star's button: "Zapisz: Koncert".
pub fn star(lang: Lang, title: &str) -> String {
    say("Zapisz: {}", "Save: {}", "Зберегти: {}").fill(lang, &[title])
}

/// The way to what is starred: "Moje: 3".
pub fn mine(lang: Lang, count: usize) -> String {
    say("Moje: {}", "Mine: {}", "Мої: {}").fill(lang, &[&count.to_string()])
}

/// Over a list that somebody sent.
pub fn shared_list(lang: Lang, count: usize) -> String {
    let said = say(
        "To lista, którą ktoś Ci przysłał: {}.",
        "This is a list that somebody sent you: {}.",
        "Це список, який вам хтось надіслав: {}.",
    );
    said.fill(lang, &[&plural::events(lang, count)])
}

/// What changed about a starred event.
pub fn star_change(lang: Lang, title: &str, change: Change) -> String {
    let at = |at| dates::at(lang, at);
    match change {
        Change::Status(was, status) => {
            let status = words::status(status).unwrap_or(words::AS_PLANNED);
            format!("{title}, {}: {}.", at(was), status.get(lang))
        }
        Change::Moved(was, to) => {
            let said = say(
                "{}: zamiast {} jest {}.",
                "{}: instead of {} it is {}.",
                "{}: замість {} тепер {}.",
            );
            said.fill(lang, &[title, &at(was), &at(to)])
        }
        Change::Gone(was) => {
            let said = say(
                "{}: terminu {} nie ma już w programie.",
                "{}: {} is no longer in the programme.",
                "{}: дати {} вже немає в програмі.",
            );
            said.fill(lang, &[title, &at(was)])
        }
    }
}

/// Summary over the long-running events beyond the first three.
pub fn all_ongoing(lang: Lang, count: usize) -> String {
    let said = say(
        "Pokaż wszystkie trwające ({})",
        "Show all ongoing ({})",
        "Показати всі, що тривають ({})",
    );
    said.fill(lang, &[&count.to_string()])
}

/// Button under a long facet.
pub fn all_values(lang: Lang, facet: &str, count: usize) -> String {
    let said = say(
        "Pokaż wszystkie: {} ({})",
        "Show all: {} ({})",
        "Показати всі: {} ({})",
    );
    said.fill(lang, &[facet, &count.to_string()])
}

/// A chosen value as a button that takes it away.
pub fn remove_filter(lang: Lang, value: &str) -> String {
    let said = say("Usuń filtr: {}", "Remove filter: {}", "Прибрати фільтр: {}");
    said.fill(lang, &[value])
}

/// Button of an empty list: "Pokaż bez filtra „Wiek” (12)".
pub fn without(lang: Lang, filter: &str, count: usize) -> String {
    let said = say(
        "Pokaż bez filtra „{}” ({})",
        "Show without the filter “{}” ({})",
        "Показати без фільтра «{}» ({})",
    );
    said.fill(lang, &[filter, &count.to_string()])
}

/// Button of an empty list: "Najbliższy termin: sobota, 5 grudnia 2026".
pub fn nearest(lang: Lang, date: Date) -> String {
    let said = say(
        "Najbliższy termin: {}",
        "Nearest date: {}",
        "Найближча дата: {}",
    );
    said.fill(lang, &[&dates::full(lang, date)])
}

/// "2. dzień z 3".
pub fn day_of(lang: Lang, day: i64, of: i64) -> String {
    let said = say("{}. dzień z {}", "day {} of {}", "{}-й день із {}");
    said.fill(lang, &[&day.to_string(), &of.to_string()])
}

/// "do 6 stycznia 2027".
pub fn until(lang: Lang, last: Date) -> String {
    UNTIL.fill(lang, &[&dates::day(lang, last)])
}

pub(crate) const FROM: Words = say("od {}", "from {}", "від {}");
const UNTIL: Words = say("do {}", "until {}", "до {}");

/// A date was moved from there.
pub fn moved_from(lang: Lang, before: &str) -> String {
    say("wcześniej: {}", "previously: {}", "раніше: {}").fill(lang, &[before])
}

/// The address names a date that the event does not have any more.
pub fn date_gone(lang: Lang, gone: &str, instead: &str) -> String {
    let said = say(
        "Termin się zmienił: zamiast {} jest {}.",
        "The date has changed: instead of {} it is {}.",
        "Дата змінилася: замість {} тепер {}.",
    );
    said.fill(lang, &[gone, instead])
}

/// The address holds values that mean nothing here.
pub fn ignored(lang: Lang, values: &str) -> String {
    let said = say(
        "W adresie strony jest coś, czego nie znamy, więc to pominęliśmy: {}.",
        "The page address holds something we do not know, so we left it out: {}.",
        "В адресі сторінки є щось невідоме, тому ми це пропустили: {}.",
    );
    said.fill(lang, &[values])
}

/// Registration is open between two dates.
pub fn registration_dates(lang: Lang, opens: Option<&str>, closes: Option<&str>) -> Option<String> {
    let opens = opens.map(|opens| FROM.fill(lang, &[opens]));
    let closes = closes.map(|closes| UNTIL.fill(lang, &[closes]));
    both(opens, closes, " ")
}

/// "planowana: 120, faktyczna: 134".
pub fn attendance(lang: Lang, planned: Option<u32>, actual: Option<u32>) -> Option<String> {
    let said = |words: Words, count: Option<u32>| Some(words.fill(lang, &[&count?.to_string()]));
    let planned = said(
        say("planowana: {}", "planned: {}", "запланована: {}"),
        planned,
    );
    let actual = said(say("faktyczna: {}", "actual: {}", "фактична: {}"), actual);
    both(planned, actual, ", ")
}

fn both(one: Option<String>, other: Option<String>, between: &str) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one + between + &other),
        (one, other) => one.or(other),
    }
}

/// Foot of the page: how old the programme is.
pub fn as_of(lang: Lang, moment: &str) -> String {
    say("Stan na {}", "As of {}", "Станом на {}").fill(lang, &[moment])
}

/// On the lobby's screen: when the programme was last asked for with success.
pub fn checked(lang: Lang, moment: &str) -> String {
    say("sprawdzono {}", "checked {}", "перевірено {}").fill(lang, &[moment])
}

/// On the lobby's screen, when nobody has touched it for a while.
pub fn goes_back(lang: Lang, seconds: usize) -> String {
    say(
        "Za {} s ekran wróci do początku.",
        "In {} s the screen goes back to its start.",
        "За {} с екран повернеться до початку.",
    )
    .fill(lang, &[&seconds.to_string()])
}

/// On the lobby's screen: "za 18 minut".
pub fn in_minutes(lang: Lang, minutes: u64) -> String {
    let count = usize::try_from(minutes).unwrap_or(usize::MAX);
    let said = match plural::form(lang, count) {
        plural::Form::One => say("za {} minutę", "in {} minute", "за {} хвилину"),
        plural::Form::Few => say("za {} minuty", "in {} minutes", "за {} хвилини"),
        plural::Form::Many => say("za {} minut", "in {} minutes", "за {} хвилин"),
    };
    said.fill(lang, &[&minutes.to_string()])
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
    /// It came, but with nothing to come in it, or older than what is shown: it has to come once more.
    Doubtful,
    /// Parts of a large programme did not come; the first and the last of their days, where they are known.
    Part(Option<(Date, Date)>),
}

/// What happened, in words for a reader.
pub fn failure(lang: Lang, failure: &Failure) -> String {
    use domain::problem::Refused;
    let mut detail = String::new();
    let said = match failure {
        Failure::Network => say(
            "Nie udało się pobrać programu: brak połączenia z internetem albo serwer nie odpowiada.",
            "The programme could not be loaded: there is no connection, or the server does not answer.",
            "Не вдалося завантажити програму: немає зʼєднання або сервер не відповідає.",
        ),
        Failure::Status(code) => {
            detail = code.to_string();
            say(
                "Nie udało się pobrać programu: serwer zgłosił błąd {}.",
                "The programme could not be loaded: the server reported error {}.",
                "Не вдалося завантажити програму: сервер повідомив про помилку {}.",
            )
        }
        Failure::Timeout => say(
            "Nie udało się pobrać programu: serwer odpowiada zbyt wolno.",
            "The programme could not be loaded: the server is too slow.",
            "Не вдалося завантажити програму: сервер відповідає надто повільно.",
        ),
        Failure::Doubtful => say(
            "Nowy program jest pusty albo starszy od tego. Za chwilę sprawdzimy go jeszcze raz.",
            "The new programme is empty, or older than this one. We will check it again in a moment.",
            "Нова програма порожня або старіша за цю. За мить перевіримо її ще раз.",
        ),
        Failure::Part(days) => {
            if let Some((from, to)) = *days {
                detail = format!(" ({})", dates::range(lang, from, to));
            }
            say(
                "Nie udało się pobrać wszystkich części programu{}. Może brakować wydarzeń.",
                "Not all parts of the programme could be loaded{}. Events may be missing.",
                "Не вдалося завантажити всі частини програми{}. Подій може бракувати.",
            )
        }
        Failure::TooLarge => say(
            "Nie udało się pobrać programu: plik jest większy niż 64 MB.",
            "The programme could not be loaded: the file is larger than 64 MB.",
            "Не вдалося завантажити програму: файл більший за 64 МБ.",
        ),
        Failure::Refused(Refused::Empty) => say(
            "Nie udało się wczytać programu: plik z wydarzeniami jest pusty.",
            "The programme could not be read: the file with events is empty.",
            "Не вдалося прочитати програму: файл із подіями порожній.",
        ),
        Failure::Refused(Refused::Html) => say(
            "Zamiast programu przyszła strona internetowa. Może sieć wymaga zalogowania?",
            "A web page came instead of the programme. Perhaps the network asks for a login?",
            "Замість програми надійшла вебсторінка. Можливо, мережа вимагає входу?",
        ),
        Failure::Refused(Refused::CutOff) => say(
            "Nie udało się wczytać programu: plik urywa się w połowie.",
            "The programme could not be read: the file ends in the middle.",
            "Не вдалося прочитати програму: файл обривається посередині.",
        ),
        Failure::Refused(Refused::Version(_)) => say(
            "Nie udało się wczytać programu: ten kalendarz rozumie tylko wersję 1 pliku.",
            "The programme could not be read: this calendar understands version 1 of the file only.",
            "Не вдалося прочитати програму: цей календар розуміє лише версію 1 файлу.",
        ),
        Failure::Refused(_) => say(
            "Nie udało się wczytać programu: plik z wydarzeniami jest uszkodzony.",
            "The programme could not be read: the file with events is damaged.",
            "Не вдалося прочитати програму: файл із подіями пошкоджено.",
        ),
    };
    said.fill(lang, &[&detail])
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
