//! The list by day as a value: which occurrence stands where, exactly once.

use crate::event::Occurrence;
use crate::filter::Found;
use crate::order::sorted;
use crate::programme::Programme;
use crate::time::Date;

/// From this many days on an occurrence is long-running.
pub const LONG: i64 = 4;

/// Entries of what is on for weeks that stand open, above all days; the others are folded away.
pub const OPEN: usize = 3;

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Long-running and begun before the window: by end. Indices of occurrences.
    pub ongoing: Vec<u32>,
    /// The days that have something, in order.
    pub days: Vec<Day>,
}

/// One day's entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// In the feed's order.
    pub entries: Vec<Entry>,
}

/// One occurrence under a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index of the occurrence.
    pub occurrence: u32,
    /// The day's number in it and its days in all, where it has more than one: "2. dzień z 3".
    pub day_of: Option<(i64, i64)>,
    /// A date by the same rule stands earlier in the week that is shown: only [`crate::week`] says so.
    pub again: bool,
}

/// Puts what was found under its days. Long-running and begun before the window's first day: ongoing. Any other:
/// under its first day, or under the window's first day when it began earlier.
pub fn agenda(programme: &Programme, found: &Found) -> Agenda {
    let first_day = found.window.first_day;
    let mut agenda = Agenda::default();
    let mut ends = Vec::new();
    for index in found.matches.iter().copied() {
        let Some(occurrence) = programme.occurrences().get(index as usize) else {
            continue;
        };
        let days = occurrence.last.days_since(occurrence.first) + 1;
        if days >= LONG && occurrence.first < first_day {
            ends.push((occurrence.over, index));
            continue;
        }
        let date = occurrence.first.max(first_day);
        let entry = Entry {
            occurrence: index,
            day_of: day_of(occurrence, date),
            again: false,
        };
        // In the feed's order days ascend, but for what began before the window: that is under its first day too.
        match agenda.days.last_mut() {
            Some(day) if day.date == date => day.entries.push(entry),
            _ => agenda.days.push(Day {
                date,
                entries: vec![entry],
            }),
        }
    }
    // The feed's order decides between equal ends.
    let end = |place: usize| ends.get(place).map(|(over, _)| *over);
    let order = sorted(ends.len(), &|one, other| end(one).cmp(&end(other)));
    let index = |place: usize| ends.get(place).map(|(_, index)| *index);
    agenda.ongoing = order.into_iter().filter_map(index).collect();
    agenda
}

/// The number of a day in an occurrence and its days in all, where it has more than one.
pub fn day_of(occurrence: &Occurrence, date: Date) -> Option<(i64, i64)> {
    let days = occurrence.last.days_since(occurrence.first) + 1;
    (days > 1).then(|| (date.days_since(occurrence.first) + 1, days))
}

impl Agenda {
    /// At most `limit` entries: the first of the days, and of what is on for weeks no more than a third, unless the
    /// days leave room. A day may be cut; days after the last entry go, empty ones too.
    pub fn limit(&mut self, limit: usize) {
        let dated: usize = self.days.iter().map(|day| day.entries.len()).sum();
        let ongoing = (limit / 3).max(limit.saturating_sub(dated));
        self.ongoing.truncate(ongoing);
        let mut left = limit - self.ongoing.len();
        let mut days = 0;
        for day in &mut self.days {
            if left == 0 {
                break;
            }
            day.entries.truncate(left);
            left -= day.entries.len();
            days += 1;
        }
        self.days.truncate(days);
    }

    /// How many of the first days hold at least `wanted` entries together: days are never cut in two.
    pub fn days_for(&self, wanted: usize) -> usize {
        let mut entries = 0;
        for (place, day) in self.days.iter().enumerate() {
            if entries >= wanted {
                return place;
            }
            entries += day.entries.len();
        }
        self.days.len()
    }
}
