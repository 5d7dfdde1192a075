//! What is wrong in a feed, for its editor: in Polish, with what to do.

use domain::problem::{Code, Problem, Refused};

/// Heading of the report.
pub const REPORT: &str = "Raport dla redakcji";

/// How many events were read and how many left out.
pub fn summary(events: usize, problems: &[Problem]) -> String {
    let mut left_out: Vec<usize> = problems
        .iter()
        .filter(|problem| problem.left_out())
        .filter_map(|problem| problem.index)
        .collect();
    left_out.dedup();
    format!(
        "Wydarzeń wczytanych: {events}, pominiętych: {}. Uwag: {}.",
        left_out.len(),
        problems.len()
    )
}

/// Which event a problem is about.
pub fn place(problem: &Problem) -> String {
    match (&problem.event, problem.index) {
        (Some(id), _) => format!("Wydarzenie „{id}”"),
        // Editors count from one.
        (None, Some(index)) => format!("Wydarzenie nr {}", index + 1),
        (None, None) => "Program".to_owned(),
    }
}

/// One sentence, or two: what is wrong, what readers see, what to do.
pub fn sentence(problem: &Problem) -> String {
    let field = &problem.field;
    let value = &problem.value;
    match problem.code {
        Code::NotAnEvent => format!("To nie jest wydarzenie: {value}. Pominięto. Wydarzenie to obiekt z polami id, title i start."),
        Code::NoId => "Brak pola id. Wydarzenie pominięto. Nadaj mu własny, stały identyfikator, na przykład „koncert-2026-11-27”.".to_owned(),
        Code::NoTitle => "Brak tytułu (pole title). Wydarzenie pominięto. Wpisz tytuł.".to_owned(),
        Code::NoDate => "Brak terminu, który da się odczytać. Wydarzenie pominięto. Podaj start, na przykład „2026-11-27T18:00”.".to_owned(),
        Code::DuplicateEvent => format!("Identyfikator „{value}” ma już wcześniejsze wydarzenie. To pominięto. Nadaj mu inny."),
        Code::DuplicateId => format!("Identyfikator „{value}” w polu {field} powtarza się; liczy się pierwszy wpis. Usuń albo zmień drugi."),
        Code::NumberAsText => format!("W polu {field} jest liczba {value}, a ma być tekst. Przyjęto „{value}”. Ujmij ją w cudzysłów."),
        Code::UnknownTimezone => format!("Nie ma strefy czasowej „{value}”. Przyjęto Europe/Warsaw. Popraw pole timezone."),
        Code::UnknownId => format!("W polu {field} stoi „{value}”, ale na liście nie ma takiego identyfikatora. Czytelnicy widzą sam identyfikator. Dopisz go do listy albo popraw."),
        Code::UnknownValue => format!("W polu {field} nie może stać „{value}”. Pokazano bez tego. Wybierz słowo z opisu formatu."),
        Code::Unreadable if value.is_empty() => format!("Brak pola {field}. Uzupełnij je."),
        Code::Unreadable => format!("Pola {field} nie da się odczytać: {value}. Pokazano bez niego. Popraw zapis."),
        Code::UnreadableCharacter => format!("W polu {field} jest znak, którego nie da się odczytać: {value}. Pokazano „�”. Wpisz go jeszcze raz."),
        Code::NotUtf8 => "Plik nie jest zapisany w UTF-8, więc polskich liter nie da się odczytać i czytelnicy widzą w ich miejscu „�”. Zapisz go jeszcze raz, w kodowaniu UTF-8.".to_owned(),
        Code::UnreadableDate => format!("Terminu w polu {field} nie da się odczytać: {value}. Ten termin pominięto, pozostałe są. Zapisz go jak „2026-11-27T18:00”."),
        Code::DuplicateDate => format!("Termin {value} (pole {field}) powtarza się. Zostaje pierwszy. Usuń drugi."),
        Code::EndIsStart => format!("Koniec jest równy początkowi (pole {field}). Pokazano bez końca. Usuń end albo wpisz prawdziwy koniec."),
        Code::EndAtMidnight => format!("Koniec o 00:00 tego samego dnia (pole {field}) odczytano jako najbliższą północ. Wpisz następny dzień."),
        Code::EndBeforeStart => format!("Koniec {value} jest przed początkiem (pole {field}). Pokazano bez końca. Popraw datę lub godzinę."),
        Code::TimedEndOfDay => format!("Początek jest samym dniem, a koniec {value} ma godzinę (pole {field}). Odczytano całe dni. Zapisz oba tak samo."),
        Code::NotAllDay => "Pole all_day mówi „false”, ale start nie ma godziny. Pokazano cały dzień. Dopisz godzinę albo usuń all_day.".to_owned(),
        Code::MinAboveMax => format!("Dolna granica jest większa od górnej (pole {field}: {value}). Pokazano bez tego. Zamień je."),
        Code::ImageWithoutAlt => "Obraz nie ma opisu (pole image.alt). Pokazano go jako ozdobę. Napisz, co na nim widać.".to_owned(),
        Code::BadLink if field.starts_with("parts") => format!("„{value}” w polu {field} nie może być nazwą części programu. Część to plik obok programu, na przykład „program-2026-12.json”. Pominięto ją: jej wydarzeń nie ma w kalendarzu."),
        Code::BadLink if field == "url" && problem.index.is_none() => format!("„{value}” (pole url) nie jest adresem katalogu kalendarza. Wpisz pełny adres, na przykład „https://kultura.example/kalendarz/”."),
        Code::BadLink if field.starts_with("contact.") && problem.index.is_none() => format!("„{value}” w polu {field} nie może być odnośnikiem. Dozwolone są tu adresy https: i mailto:."),
        Code::BadLink => format!("„{value}” w polu {field} nie może być odnośnikiem. Dozwolone są adresy https:, http:, mailto: i tel:."),
        Code::StartNotListed => format!("Wydarzenie ma listę occurrences, a jego start {value} na niej nie stoi, więc nie jest terminem. Dopisz go do listy albo usuń."),
        Code::StartOffRule => format!("Początek {value} (pole start) nie pasuje do reguły rrule, więc nie jest terminem. Popraw start albo regułę."),
        Code::RuleWithoutDates => format!("Reguła {value} nie daje żadnego terminu. Popraw pole rrule."),
        Code::RuleNotRead => "Reguły powtarzania (pole rrule) nie da się odczytać. Pokazano terminy, które są wypisane, i dopisek, by o kolejne pytać. Zapisz ją inaczej albo wypisz wszystkie terminy w polu occurrences.".to_owned(),
        Code::PartsNotRead => "Program ma dalsze pliki (pole parts) i nie wszystkie odczytano. Ich wydarzeń brakuje i powiedziano o tym czytelnikom. Wgraj je obok programu albo podziel program jeszcze raz (kalendarz split).".to_owned(),
    }
}

/// Why the whole feed is refused.
pub fn refused(why: &Refused) -> String {
    match why {
        Refused::Empty => "Plik jest pusty.".to_owned(),
        Refused::Html => {
            "To strona internetowa (HTML), a nie plik z programem. Sprawdź adres.".to_owned()
        }
        Refused::NotJson { line, column } => format!(
            "To nie jest poprawny JSON: błąd w wierszu {line}, znak {column}. Często brakuje tam przecinka albo cudzysłowu."
        ),
        Refused::CutOff => {
            "Plik urywa się w połowie. Prześlij go jeszcze raz w całości.".to_owned()
        }
        Refused::NotAnObject => {
            "Plik to JSON, ale nie program: powinien zaczynać się od „{”.".to_owned()
        }
        Refused::NoEvents => "Brak listy wydarzeń (pole events).".to_owned(),
        Refused::Version(None) => "Brak pola version. Ten program rozumie wersję 1.".to_owned(),
        Refused::Version(Some(found)) => {
            format!("Nieznana wersja: {found}. Ten program rozumie wersję 1.")
        }
    }
}
