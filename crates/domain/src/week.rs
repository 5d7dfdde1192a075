//! A week as a value: Monday to Sunday, what is on for weeks beside them, each occurrence exactly once.

use crate::agenda::{Agenda, Day, agenda};
use crate::filter::Found;
use crate::programme::Programme;
use crate::time::Date;

/// A week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Long-running and begun before the week, by end. Indices of occurrences.
    pub ongoing: Vec<u32>,
    /// Monday to Sunday, empty days too.
    pub days: [Day; 7],
}

/// Lays out what was found in the week of `day`: as in the agenda, but no day is left out.
pub fn week(programme: &Programme, found: &Found, day: Date) -> Week {
    let Agenda { ongoing, days } = agenda(programme, found);
    let mut filled = days.into_iter().peekable();
    let days = [0, 1, 2, 3, 4, 5, 6].map(|number| {
        let date = day.monday().plus(number);
        filled.next_if(|day| day.date == date).unwrap_or(Day {
            date,
            entries: Vec::new(),
        })
    });
    Week { ongoing, days }
}
