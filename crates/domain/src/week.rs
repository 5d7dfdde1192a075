//! A week as a value: an agenda of seven days, Monday to Sunday, none left out.

use crate::agenda::{Agenda, Day, Entry, agenda};
use crate::filter::Found;
use crate::programme::Programme;
use crate::time::Date;

/// Lays out what was found in the week of `day`: each occurrence exactly once, as in the agenda.
pub fn week(programme: &Programme, found: &Found, day: Date) -> Agenda {
    let Agenda { ongoing, days } = agenda(programme, found);
    let mut filled = days.into_iter().peekable();
    // Events of whose rules a date was met.
    let mut met = Vec::new();
    let day = |number| {
        let date = day.monday().plus(number);
        let mut day = filled.next_if(|day| day.date == date).unwrap_or(Day {
            date,
            entries: Vec::new(),
        });
        for entry in &mut day.entries {
            entry.again = is_again(programme, entry, &mut met);
        }
        day
    };
    Agenda {
        ongoing,
        days: (0..7).map(day).collect(),
    }
}

fn is_again(programme: &Programme, entry: &Entry, met: &mut Vec<u32>) -> bool {
    let Some(it) = programme.occurrences().get(entry.occurrence as usize) else {
        return false;
    };
    if it.date.is_some() {
        return false;
    }
    let again = met.contains(&it.event);
    if !again {
        met.push(it.event);
    }
    again
}
