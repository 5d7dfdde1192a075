//! A day's heading in the list.

use domain::event::Lang;
use domain::time::Date;
use text::{dates, words};

use crate::draw::{Draw, unseen};

/// The heading of a day: in words for ears; number, weekday, month and nearness for eyes. `month` and `near` hold
/// [`month`] and [`near`], which change as days go by.
pub fn heading<E: Draw>(lang: Lang, date: Date, month: E, near: E) -> E {
    let seen = E::new("span")
        .attr("aria-hidden", "true")
        .text(&date.day().to_string())
        .child(E::new("small").text(dates::weekday(lang, date)))
        .child(month);
    E::new("h2")
        .child(unseen(&dates::full(lang, date)))
        .child(seen)
        .child(near.class("near"))
}

/// "dziś" and "jutro", of a day so many days from today; else empty.
pub fn near(lang: Lang, distance: Option<i64>) -> &'static str {
    match distance {
        Some(0) => words::TODAY.get(lang),
        Some(1) => words::TOMORROW.get(lang),
        _ => "",
    }
}

/// Its month; far away the year is worth saying.
pub fn month(lang: Lang, date: Date, distance: Option<i64>) -> String {
    let month = dates::month(lang, date);
    if distance.is_some_and(|days| days.abs() > 300) {
        format!("{month} {}", date.year())
    } else {
        month.to_owned()
    }
}
