//! Words without a number or a name in them.

use domain::event::{Access, Booking, Concession, Involvement, Lang, Reach, Status};
use domain::query::{Preset, Switch, View};

use crate::{Words, say};

/// Name of the calendar when the feed gives none.
pub const CALENDAR: Words = say(
    "Kalendarz kulturalny",
    "Cultural calendar",
    "Культурний календар",
);
/// First link of the page.
pub const SKIP: Words = say(
    "Przejdź do listy wydarzeń",
    "Skip to the events",
    "Перейти до списку подій",
);
/// On the lobby's screen: it has begun and goes on.
pub const NOW: Words = say("teraz", "now", "зараз");
/// Beside a QR code.
pub const SCAN: Words = say(
    "Zeskanuj i zabierz do telefonu",
    "Scan it and take it along",
    "Відскануйте й візьміть із собою",
);
/// On the lobby's screen: what the dialog with the remaining seconds is about.
pub const GOES_BACK: Words = say(
    "Czy ktoś tu jeszcze jest?",
    "Is anybody still here?",
    "Тут ще хтось є?",
);
/// Its button.
pub const STAY: Words = say("Jestem tutaj", "I am here", "Я тут");
/// In the place of the time, and beside it.
pub const CLOCK_WRONG: Words = say(
    "Zegar tego ekranu jest źle ustawiony",
    "The clock of this screen is wrong",
    "Годинник цього екрана збився",
);
/// Name of a QR code.
pub const CODE: Words = say("Kod QR", "QR code", "QR-код");
/// Out of a frame, to the calendar's own page.
pub const WHOLE: Words = say(
    "Otwórz cały kalendarz",
    "Open the whole calendar",
    "Відкрити весь календар",
);
/// The search field.
pub const SEARCH: Words = say("Szukaj", "Search", "Пошук");
/// Opens the filters, and names them.
pub const FILTERS: Words = say("Filtry", "Filters", "Фільтри");
/// Number field that finds the age groups.
pub const YEARS: Words = say(
    "Ile lat ma dziecko?",
    "How old is the child?",
    "Скільки років дитині?",
);
/// Keeps the filters on this device.
pub const REMEMBER: Words = say(
    "Zapamiętaj mój wybór",
    "Remember my choice",
    "Запамʼятати мій вибір",
);
/// Keeps them no longer.
pub const FORGET: Words = say("Zapomnij", "Forget it", "Забути");
/// What is chosen of them.
pub const CHOSEN: Words = say("Wybrane filtry", "Chosen filters", "Вибрані фільтри");
/// Takes every filter away.
pub const CLEAR: Words = say("Wyczyść filtry", "Clear filters", "Очистити фільтри");
/// Group of the presets.
pub const WHEN: Words = say("Kiedy", "When", "Коли");
/// Preset without a date.
pub const ANY_TIME: Words = say("Wszystko", "Everything", "Усе");
/// Date field.
pub const FROM: Words = say("Od", "From", "Від");
/// Date field.
pub const TO: Words = say("Do", "To", "До");
/// Facet.
pub const AGE: Words = say("Wiek", "Age", "Вік");
/// Facet.
pub const VENUE: Words = say("Miejsce", "Place", "Місце");
/// Facet.
pub const CATEGORY: Words = say("Kategoria", "Category", "Категорія");
/// Facet.
pub const PRICE: Words = say("Cena", "Price", "Ціна");
/// Facet, and part of a detail.
pub const ACCESS: Words = say("Dostępność", "Accessibility", "Доступність");
/// Facet.
pub const REACH: Words = say("Zasięg", "Reach", "Масштаб");
/// Facet.
pub const INVOLVEMENT: Words = say("Udział", "Taking part", "Участь");
/// Facet.
pub const LANGUAGE: Words = say("Język", "Language", "Мова");
/// Facet.
pub const FOR_WHOM: Words = say("Dla kogo", "For whom", "Для кого");
/// Region of long-running events.
pub const ONGOING: Words = say("Trwa", "Ongoing", "Триває");
/// More days.
pub const MORE: Words = say("Pokaż więcej", "Show more", "Показати більше");
/// Region of the list.
pub const EVENTS: Words = say("Wydarzenia", "Events", "Події");
/// Group of the language links.
pub const LANGUAGES: Words = say("Język strony", "Page language", "Мова сторінки");
/// Today's heading.
pub const TODAY: Words = say("dziś", "today", "сьогодні");
/// Tomorrow's heading.
pub const TOMORROW: Words = say("jutro", "tomorrow", "завтра");
/// Without hours.
pub const ALL_DAY: Words = say("cały dzień", "all day", "увесь день");
/// Whoever likes.
pub const EVERYBODY: Words = say("dla wszystkich", "for everybody", "для всіх");
/// It costs nothing.
pub const FREE: Words = say("wstęp wolny", "free entry", "вхід вільний");
/// Place of an online event.
pub const ONLINE: Words = say("Online", "Online", "Онлайн");
/// Staff pick.
pub const FEATURED: Words = say("Polecamy", "Recommended", "Рекомендуємо");
/// Label.
pub const VOLUNTEERS: Words = say(
    "Szukamy wolontariuszy",
    "Volunteers wanted",
    "Шукаємо волонтерів",
);
/// Label.
pub const GUARDIAN: Words = say(
    "dzieci z opiekunem",
    "children with an adult",
    "діти з дорослими",
);
/// Label of what is over.
pub const PAST: Words = say(
    "To wydarzenie już się odbyło",
    "This event is over",
    "Ця подія вже відбулася",
);
/// State.
pub const LOADING: Words = say(
    "Wczytujemy program…",
    "Loading the programme…",
    "Завантажуємо програму…",
);
/// State, after eight seconds.
pub const LOADING_SLOW: Words = say(
    "Łącze jest wolne, program wciąż się wczytuje…",
    "The connection is slow, the programme is still loading…",
    "Зʼєднання повільне, програма ще завантажується…",
);
/// Asks again.
pub const RETRY: Words = say("Spróbuj ponownie", "Try again", "Спробувати ще раз");
/// What still works when the feed is not there.
pub const RETRY_SOON: Words = say(
    "Spróbujemy sami za chwilę. Możesz też spróbować od razu.",
    "We will try again by ourselves shortly. You can also try right away.",
    "Невдовзі ми спробуємо ще раз. Можна також спробувати одразу.",
);
/// What still works when a refresh failed.
pub const STALE: Words = say(
    "Pokazujemy ostatni pobrany program; mogło się w nim coś zmienić.",
    "We show the programme as last loaded; something may have changed since.",
    "Показуємо останню завантажену програму; щось могло змінитися.",
);
/// The list has nothing at all.
pub const NOTHING_PLANNED: Words = say(
    "W programie nie ma na razie żadnych wydarzeń.",
    "There are no events in the programme for now.",
    "У програмі поки що немає жодної події.",
);
/// The filters leave nothing.
pub const NOTHING_FOUND: Words = say(
    "Nic nie pasuje do wybranych filtrów.",
    "Nothing matches the chosen filters.",
    "Жодна подія не відповідає вибраним фільтрам.",
);
/// The days have nothing.
pub const NOTHING_THEN: Words = say(
    "W wybranych dniach nic się nie dzieje.",
    "Nothing takes place on the chosen days.",
    "У вибрані дні нічого не відбувається.",
);
/// Shows every day again.
pub const ALL_DAYS: Words = say("Pokaż wszystkie dni", "Show all days", "Показати всі дні");
/// Only a part of the programme was read.
pub const PARTIAL: Words = say(
    "reszta programu się wczytuje",
    "the rest of the programme is loading",
    "решта програми завантажується",
);
/// An address names an event that is not there.
pub const NO_EVENT: Words = say(
    "Tego wydarzenia nie ma już w programie.",
    "This event is no longer in the programme.",
    "Цієї події вже немає в програмі.",
);
/// More dates than the calendar could read.
pub const MORE_DATES: Words = say(
    "O kolejne terminy prosimy pytać organizatora.",
    "Please ask the organiser for further dates.",
    "Про наступні дати запитуйте в організатора.",
);
/// Closes the detail.
pub const CLOSE: Words = say("Zamknij", "Close", "Закрити");
/// Part of a detail.
pub const WHERE: Words = say("Gdzie", "Where", "Де");
/// Part of a detail.
pub const OTHER_DATES: Words = say("Inne terminy", "Other dates", "Інші дати");
/// Part of a detail.
pub const DOORS: Words = say("Otwarcie drzwi", "Doors open", "Відкриття дверей");
/// Part of a detail.
pub const HOURS: Words = say("Godziny otwarcia", "Opening hours", "Години роботи");
/// Part of a detail.
pub const REGISTRATION: Words = say("Zapisy", "Registration", "Запис");
/// Part of a detail.
pub const REGISTRATION_REQUIRED: Words = say(
    "Obowiązują zapisy",
    "Registration required",
    "Потрібен запис",
);
/// Link.
pub const REGISTER: Words = say("Zapisz się", "Register", "Записатися");
/// Link to a map of the place.
pub const MAP: Words = say("Pokaż na mapie", "Show on a map", "Показати на мапі");
/// Link.
pub const TICKETS: Words = say("Kup bilet", "Buy a ticket", "Купити квиток");
/// Link.
pub const JOIN: Words = say("Dołącz online", "Join online", "Приєднатися онлайн");
/// Part of a detail.
pub const CONCESSIONS: Words = say("Zniżki", "Concessions", "Знижки");
/// Part of a detail.
pub const ORGANIZERS: Words = say("Organizuje", "Organised by", "Організовує");
/// Part of a detail.
pub const PARTNERS: Words = say("Partnerzy", "Partners", "Партнери");
/// Part of a detail.
pub const FUNDING: Words = say("Finansowanie", "Funded by", "Фінансування");
/// Part of a detail.
pub const SERIES: Words = say("Cykl", "Series", "Цикл");
/// Part of a detail.
pub const TAGS: Words = say("Słowa kluczowe", "Keywords", "Ключові слова");
/// Part of a detail.
pub const LINKS: Words = say("Więcej informacji", "More information", "Детальніше");
/// Link to the event's own page.
pub const WEBSITE: Words = say("Strona wydarzenia", "Event page", "Сторінка події");
/// Part of a detail.
pub const ATTENDANCE: Words = say("Frekwencja", "Attendance", "Відвідуваність");
/// Part of a detail.
pub const CONTACT: Words = say("Kontakt", "Contact", "Контакт");
/// Whom to ask about access.
pub const ASK_ACCESS: Words = say(
    "Masz pytania o dostępność? Zapytaj nas:",
    "Questions about accessibility? Ask us:",
    "Маєте запитання щодо доступності? Звертайтеся:",
);
/// Unknown is not "no".
pub const ACCESS_UNKNOWN: Words = say(
    "Brak informacji o udogodnieniach.",
    "No information about access services.",
    "Немає інформації про зручності.",
);
/// Link.
pub const SUBMIT: Words = say(
    "Zgłoś wydarzenie",
    "Propose an event",
    "Запропонувати подію",
);
/// Link.
pub const REPORT: Words = say("Zgłoś błąd", "Report a mistake", "Повідомити про помилку");
/// Under a picture.
pub const PHOTO: Words = say("Fot.", "Photo:", "Фото:");
/// A picture of another host that is not asked for.
pub const PICTURE: Words = say("Obraz", "Picture", "Зображення");

/// What is starred on this device.
pub const MINE: Words = say("Moje", "Mine", "Мої");
/// Which dates of an event are starred.
pub const THIS_DATE: Words = say("Ten termin", "This date", "Ця дата");
/// Which dates of an event are starred.
pub const ALL_DATES: Words = say("Wszystkie terminy", "All dates", "Усі дати");
/// Takes over a list that somebody sent.
pub const TAKE_OVER: Words = say("Dodaj do moich", "Add to mine", "Додати до моїх");
/// Changes of starred events were read.
pub const UNDERSTOOD: Words = say("Rozumiem", "Got it", "Зрозуміло");
/// Sends a link to what is starred.
pub const SEND_LIST: Words = say("Wyślij tę listę", "Send this list", "Надіслати цей список");
/// A selection as a file for calendar programs.
pub const SAVE_ALL: Words = say(
    "Pobierz te terminy do kalendarza",
    "Save these dates to a calendar",
    "Зберегти ці дати до календаря",
);
/// A file with one date.
pub const FILE_DATE: Words = say("Plik: ten termin", "File: this date", "Файл: ця дата");
/// A file with every date of an event.
pub const FILE_ALL: Words = say(
    "Plik: wszystkie terminy",
    "File: all dates",
    "Файл: усі дати",
);
/// Opens the ways to take an event into a calendar.
pub const TAKE: Words = say(
    "Dodaj do kalendarza",
    "Add to calendar",
    "Додати до календаря",
);
/// Passes on a link to the event.
pub const SHARE: Words = say("Udostępnij", "Share", "Поділитися");
/// Prints the event.
pub const PRINT: Words = say("Drukuj", "Print", "Друкувати");
/// The address is on the clipboard.
pub const COPIED: Words = say("Skopiowano adres", "Address copied", "Адресу скопійовано");
/// Neither shared nor copied, or the second program could not be loaded.
pub const FAILED: Words = say(
    "Nie udało się. Sprawdź połączenie i spróbuj ponownie.",
    "That did not work. Check the connection and try again.",
    "Не вдалося. Перевірте зʼєднання і спробуйте ще раз.",
);
/// A day of the week without events.
pub const FREE_DAY: Words = say("Nic w programie", "Nothing planned", "Нічого в програмі");
/// Group of the views.
pub const VIEW: Words = say("Widok", "View", "Вигляд");
/// Back to the present week or month.
pub const GO_TODAY: Words = say("Dzisiaj", "Today", "Сьогодні");
/// Date field: the week or month of a day.
pub const GO_TO: Words = say("Przejdź do dnia", "Go to day", "Перейти до дня");

/// A view's button.
pub fn view(view: View) -> Words {
    match view {
        View::Agenda => say("Lista", "List", "Список"),
        View::Week => say("Tydzień", "Week", "Тиждень"),
        View::Month => say("Miesiąc", "Month", "Місяць"),
    }
}

/// Turns back.
pub fn previous(view: View) -> Words {
    match view {
        View::Month => say("Poprzedni miesiąc", "Previous month", "Попередній місяць"),
        _ => say("Poprzedni tydzień", "Previous week", "Попередній тиждень"),
    }
}

/// Turns on.
pub fn next(view: View) -> Words {
    match view {
        View::Month => say("Następny miesiąc", "Next month", "Наступний місяць"),
        _ => say("Następny tydzień", "Next week", "Наступний тиждень"),
    }
}

/// A preset's button.
pub fn preset(preset: Preset) -> Words {
    match preset {
        Preset::Today => say("Dziś", "Today", "Сьогодні"),
        Preset::Tomorrow => say("Jutro", "Tomorrow", "Завтра"),
        Preset::Weekend => say("Weekend", "Weekend", "Вихідні"),
        Preset::Week => say("Ten tydzień", "This week", "Цей тиждень"),
        Preset::Month => say("Ten miesiąc", "This month", "Цей місяць"),
    }
}

/// A switch's box.
pub fn switch(switch: Switch) -> Words {
    match switch {
        Switch::Free => say("Wstęp wolny", "Free entry", "Вхід вільний"),
        Switch::Booking => say("Są miejsca", "Places left", "Є місця"),
        Switch::Volunteers => VOLUNTEERS,
        Switch::Generations => say(
            "Dla pokoleń razem",
            "For generations together",
            "Для різних поколінь разом",
        ),
        Switch::Classes => say(
            "Bez zajęć stałych",
            "Without regular classes",
            "Без регулярних занять",
        ),
        Switch::Mine => MINE,
    }
}

/// Takes place after all.
pub const AS_PLANNED: Words = say("Zgodnie z planem", "As planned", "За планом");

/// A status that is worth a word; `None` for what takes place as announced.
pub fn status(status: Status) -> Option<Words> {
    Some(match status {
        Status::Scheduled => return None,
        Status::Cancelled => say("Odwołane", "Cancelled", "Скасовано"),
        Status::Postponed => say(
            "Przełożone, nowy termin wkrótce",
            "Postponed, new date to follow",
            "Відкладено, нова дата згодом",
        ),
        Status::Rescheduled => say("Zmiana terminu", "New date", "Нова дата"),
        Status::MovedOnline => say(
            "Przeniesione do internetu",
            "Moved online",
            "Перенесено онлайн",
        ),
    })
}

/// Places, where it is worth a word.
pub fn booking(booking: Booking) -> Option<Words> {
    Some(match booking {
        Booking::Open => return None,
        Booking::Few => say("Ostatnie miejsca", "Few places left", "Останні місця"),
        Booking::Full => say("Brak miejsc", "Fully booked", "Місць немає"),
        Booking::Waitlist => say("Lista rezerwowa", "Waiting list", "Список очікування"),
        Booking::Closed => say("Zapisy zamknięte", "Registration closed", "Запис закрито"),
    })
}

/// A service, as one asks for it.
pub fn access(feature: Access) -> Words {
    match feature {
        Access::Wheelchair => say("dostęp na wózku", "wheelchair access", "доступ на візку"),
        Access::Lift => say("winda", "lift", "ліфт"),
        Access::AccessibleToilet => {
            say("dostępna toaleta", "accessible toilet", "доступний туалет")
        }
        Access::AccessibleParking => say(
            "miejsce parkingowe dla osób z niepełnosprawnością",
            "accessible parking",
            "паркування для людей з інвалідністю",
        ),
        Access::SignLanguage => say(
            "tłumaczenie na PJM",
            "Polish Sign Language",
            "переклад польською жестовою мовою",
        ),
        Access::Captions => say("napisy", "captions", "субтитри"),
        Access::HearingLoop => say("pętla indukcyjna", "hearing loop", "індукційна петля"),
        Access::AudioDescription => say("audiodeskrypcja", "audio description", "аудіодискрипція"),
        Access::TouchTour => say("można dotykać", "touch tour", "можна торкатися"),
        Access::LargePrint => say("duży druk", "large print", "великий шрифт"),
        Access::EasyRead => say(
            "tekst łatwy do czytania",
            "easy read",
            "текст, легкий для читання",
        ),
        Access::Quiet => say(
            "ciche miejsce lub godziny",
            "quiet space or hours",
            "тихе місце або години",
        ),
        Access::Assistant => say("pomoc asystenta", "assistant", "допомога асистента"),
        Access::GuideDog => say(
            "wstęp z psem asystującym",
            "assistance dogs welcome",
            "вхід із собакою-помічником",
        ),
    }
}

/// How far an event reaches.
pub fn reach(reach: Reach) -> Words {
    match reach {
        Reach::Local => say("lokalne", "local", "місцева"),
        Reach::County => say("powiatowe", "county", "повітова"),
        Reach::Voivodeship => say("wojewódzkie", "regional", "воєводська"),
        Reach::National => say("ogólnopolskie", "national", "загальнопольська"),
        Reach::International => say("międzynarodowe", "international", "міжнародна"),
    }
}

/// What a visitor does.
pub fn involvement(involvement: Involvement) -> Words {
    match involvement {
        Involvement::Watch => say("oglądam i słucham", "watch and listen", "дивлюся і слухаю"),
        Involvement::TakePart => say("biorę udział", "take part", "беру участь"),
        Involvement::Create => say("tworzę", "create", "творю"),
    }
}

/// Who pays less.
pub fn concession(concession: Concession) -> Words {
    match concession {
        Concession::Kdr => say(
            "Karta Dużej Rodziny",
            "Large Family Card",
            "Карта великої родини",
        ),
        Concession::Senior => say("seniorzy", "seniors", "люди старшого віку"),
        Concession::Student => say(
            "uczniowie i studenci",
            "pupils and students",
            "учні та студенти",
        ),
        Concession::Disability => say(
            "osoby z niepełnosprawnością",
            "people with a disability",
            "люди з інвалідністю",
        ),
        Concession::CarerFree => say(
            "opiekun wchodzi bezpłatnie",
            "carer enters free",
            "супровідник безкоштовно",
        ),
    }
}

/// A language's own name, for its link.
pub fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Pl => "Polski",
        Lang::En => "English",
        Lang::Uk => "Українська",
    }
}

/// A language spoken at an event, by its tag (BCP 47); `None` for one that has no name here.
pub fn language(tag: &str) -> Option<Words> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    Some(match primary {
        "pl" => say("polski", "Polish", "польська"),
        "en" => say("angielski", "English", "англійська"),
        "uk" => say("ukraiński", "Ukrainian", "українська"),
        "de" => say("niemiecki", "German", "німецька"),
        "fr" => say("francuski", "French", "французька"),
        "cs" => say("czeski", "Czech", "чеська"),
        "sk" => say("słowacki", "Slovak", "словацька"),
        "be" => say("białoruski", "Belarusian", "білоруська"),
        "lt" => say("litewski", "Lithuanian", "литовська"),
        "ru" => say("rosyjski", "Russian", "російська"),
        "es" => say("hiszpański", "Spanish", "іспанська"),
        "it" => say("włoski", "Italian", "італійська"),
        "la" => say("łacina", "Latin", "латина"),
        "he" => say("hebrajski", "Hebrew", "іврит"),
        "yi" => say("jidysz", "Yiddish", "їдиш"),
        "rom" => say("romski", "Romani", "ромська"),
        "pso" => say(
            "polski język migowy",
            "Polish Sign Language",
            "польська жестова мова",
        ),
        _ => return None,
    })
}
