//! Words of what is published beside the program: the page of an event, what is new, calendars to subscribe to.

use domain::event::Lang;

use crate::{Words, say};

/// Link from an event's own page.
pub const OPEN: Words = say(
    "Otwórz w kalendarzu",
    "Open in the calendar",
    "Відкрити в календарі",
);
/// Part of an event's own page.
pub const COMING: Words = say("Najbliższe terminy", "Coming dates", "Найближчі дати");
/// On a picture, after the nearest date.
pub const FURTHER: Words = say("i kolejne terminy", "and further dates", "та наступні дати");
/// What is new, for feed readers.
pub const NEW: Words = say(
    "Nowe w kalendarzu",
    "New in the calendar",
    "Нове в календарі",
);

/// Opens the calendars that programs can subscribe to.
pub const SUBSCRIBE: Words = say(
    "Subskrybuj ten wybór",
    "Subscribe to this selection",
    "Підписатися на цей вибір",
);
/// What those calendars are.
pub const SUBSCRIPTIONS: Words = say(
    "Kalendarze, które same dopisują nowe wydarzenia i zmiany, najbliższe temu wyborowi:",
    "Calendars that take in new events and changes by themselves, nearest to this selection:",
    "Календарі, які самі додають нові події та зміни, найближчі до цього вибору:",
);
/// The calendar of everything.
pub const ALL_EVENTS: Words = say("Wszystkie wydarzenia", "All events", "Усі події");

/// Link with the address of a calendar, for programs that want it typed.
pub fn address_of(lang: Lang, calendar: &str) -> String {
    let said = say("adres: {}", "address: {}", "адреса: {}");
    said.fill(lang, &[calendar])
}

/// Summary over the dates beyond the first ones.
pub fn all_dates(lang: Lang, count: usize) -> String {
    let said = say(
        "Pokaż pozostałe terminy ({})",
        "Show the other dates ({})",
        "Показати інші дати ({})",
    );
    said.fill(lang, &[&count.to_string()])
}

/// How many dates are over.
pub fn past_dates(lang: Lang, count: usize) -> String {
    let said = say(
        "Terminy, które już minęły: {}",
        "Dates that are over: {}",
        "Дати, що вже минули: {}",
    );
    said.fill(lang, &[&count.to_string()])
}
