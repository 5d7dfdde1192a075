//! Days and times as people say them. 24-hour clock in every language, Monday first.

use domain::event::{At, Lang, When};
use domain::time::{Date, WallTime};

use crate::{Words, say};

const WEEKDAYS: [Words; 7] = [
    say("poniedziałek", "Monday", "понеділок"),
    say("wtorek", "Tuesday", "вівторок"),
    say("środa", "Wednesday", "середа"),
    say("czwartek", "Thursday", "четвер"),
    say("piątek", "Friday", "пʼятниця"),
    say("sobota", "Saturday", "субота"),
    say("niedziela", "Sunday", "неділя"),
];

/// As a date says them (genitive), and as a heading does (nominative).
const MONTHS: [(Words, Words); 12] = [
    (
        say("stycznia", "January", "січня"),
        say("styczeń", "January", "січень"),
    ),
    (
        say("lutego", "February", "лютого"),
        say("luty", "February", "лютий"),
    ),
    (
        say("marca", "March", "березня"),
        say("marzec", "March", "березень"),
    ),
    (
        say("kwietnia", "April", "квітня"),
        say("kwiecień", "April", "квітень"),
    ),
    (say("maja", "May", "травня"), say("maj", "May", "травень")),
    (
        say("czerwca", "June", "червня"),
        say("czerwiec", "June", "червень"),
    ),
    (
        say("lipca", "July", "липня"),
        say("lipiec", "July", "липень"),
    ),
    (
        say("sierpnia", "August", "серпня"),
        say("sierpień", "August", "серпень"),
    ),
    (
        say("września", "September", "вересня"),
        say("wrzesień", "September", "вересень"),
    ),
    (
        say("października", "October", "жовтня"),
        say("październik", "October", "жовтень"),
    ),
    (
        say("listopada", "November", "листопада"),
        say("listopad", "November", "листопад"),
    ),
    (
        say("grudnia", "December", "грудня"),
        say("grudzień", "December", "грудень"),
    ),
];

/// "piątek".
pub fn weekday(lang: Lang, date: Date) -> &'static str {
    let names = WEEKDAYS.get(date.weekday() as usize);
    names.map_or("", |names| names.get(lang))
}

/// "pt": two letters, as in the head of a calendar.
pub fn weekday_short(lang: Lang, date: Date) -> String {
    let week = say("pnwtśrczptsond", "MoTuWeThFrSaSu", "пнвтсрчтптсбнд");
    let before = date.weekday() as usize * 2;
    week.get(lang).chars().skip(before).take(2).collect()
}

fn month_names(date: Date) -> Option<&'static (Words, Words)> {
    MONTHS.get(date.month() as usize - 1)
}

/// "listopada", as after a number.
fn of_month(lang: Lang, date: Date) -> &'static str {
    month_names(date).map_or("", |(genitive, _)| genitive.get(lang))
}

/// "listopad".
pub fn month(lang: Lang, date: Date) -> &'static str {
    month_names(date).map_or("", |(_, nominative)| nominative.get(lang))
}

/// "listopad 2026".
pub fn month_year(lang: Lang, date: Date) -> String {
    format!("{} {}", month(lang, date), date.year())
}

/// "27 listopada".
pub fn day_month(lang: Lang, date: Date) -> String {
    format!("{} {}", date.day(), of_month(lang, date))
}

/// "27 listopada 2026".
pub fn day(lang: Lang, date: Date) -> String {
    format!("{} {}", day_month(lang, date), date.year())
}

/// "piątek, 27 listopada 2026".
pub fn full(lang: Lang, date: Date) -> String {
    format!("{}, {}", weekday(lang, date), day(lang, date))
}

/// "18:05".
pub fn time(wall: WallTime) -> String {
    format!("{}:{:02}", wall.hour(), wall.minute())
}

/// "18:00–20:00", "18:00", "22:00–6:00"; nothing for whole days.
pub fn times(when: &When) -> Option<String> {
    match when {
        When::Days { .. } => None,
        When::Timed { start, end: None } => Some(time(start.wall)),
        When::Timed {
            start,
            end: Some(end),
        } => Some(format!("{}–{}", time(start.wall), time(end.wall))),
    }
}

/// "18:00"; nothing for whole days.
pub fn starts(when: &When) -> Option<String> {
    match when {
        When::Days { .. } => None,
        When::Timed { start, .. } => Some(time(start.wall)),
    }
}

/// Days as short as they can be said: "27–29 listopada 2026", "30 listopada – 2 grudnia 2026".
pub fn range(lang: Lang, first: Date, last: Date) -> String {
    if first == last {
        day(lang, first)
    } else if first.year() != last.year() {
        format!("{} – {}", day(lang, first), day(lang, last))
    } else if first.month() != last.month() {
        format!("{} – {}", day_month(lang, first), day(lang, last))
    } else {
        format!("{}–{}", first.day(), day(lang, last))
    }
}

/// A date in full, with its hour: what a link says about an occurrence and what a detail begins with.
pub fn full_when(lang: Lang, when: &When) -> String {
    let (first, last) = (when.first_day(), when.last_day());
    let days = if first == last {
        full(lang, first)
    } else {
        range(lang, first, last)
    };
    match (times(when), when) {
        // Over several days the hours belong to their days.
        (
            Some(_),
            When::Timed {
                start,
                end: Some(end),
            },
        ) if last.days_since(first) > 0 && end.wall.second != 0 => format!(
            "{}, {} – {}, {}",
            day_month(lang, first),
            time(start.wall),
            day(lang, end.wall.date),
            time(end.wall)
        ),
        (Some(times), _) => format!("{days}, {times}"),
        (None, _) => days,
    }
}

/// A date as an address names it: "27 listopada 2026, 18:00".
pub fn at(lang: Lang, at: At) -> String {
    match at {
        At::Day(date) => day(lang, date),
        At::Time(wall) => format!("{}, {}", day(lang, wall.date), time(wall)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn dates_as_people_say_them() {
        let friday = date("2026-11-27");
        assert_eq!(full(Lang::Pl, friday), "piątek, 27 listopada 2026");
        assert_eq!(full(Lang::En, friday), "Friday, 27 November 2026");
        assert_eq!(full(Lang::Uk, friday), "пʼятниця, 27 листопада 2026");
        assert_eq!(weekday_short(Lang::Pl, friday), "pt");
        assert_eq!(weekday_short(Lang::En, friday), "Fr");
        assert_eq!(weekday_short(Lang::Uk, friday.plus(2)), "нд");
        assert_eq!(month(Lang::Pl, friday), "listopad");
    }

    #[test]
    fn ranges_say_no_word_twice() {
        for (first, last, said) in [
            ("2026-11-27", "2026-11-27", "27 listopada 2026"),
            ("2026-11-27", "2026-11-29", "27–29 listopada 2026"),
            ("2026-11-30", "2026-12-02", "30 listopada – 2 grudnia 2026"),
            (
                "2026-12-31",
                "2027-01-01",
                "31 grudnia 2026 – 1 stycznia 2027",
            ),
        ] {
            assert_eq!(range(Lang::Pl, date(first), date(last)), said);
        }
    }
}
