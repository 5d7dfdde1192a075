//! The grid of a month as a value: whole weeks, Monday first, and what stands in each cell. Spans over several days
//! are bars that keep their height throughout a week.

use crate::agenda::{Day, Entry, day_of};
use crate::event::Occurrence;
use crate::filter::Found;
use crate::order::sorted;
use crate::programme::Programme;
use crate::time::Date;

/// A month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Whole weeks: the first one holds the first day, the last one the last.
    pub weeks: Vec<[Cell; 7]>,
}

/// One day in the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The day.
    pub date: Date,
    /// Whether it is of this month; other days stand without events.
    pub inside: bool,
    /// Every occurrence that touches the day, in the feed's order; indices.
    pub occurrences: Vec<u32>,
    /// What stands in the cell from above; `None` is room kept free beside the bars of neighbouring days.
    pub slots: Vec<Option<Piece>>,
    /// How many occurrences found no room: "+3 więcej".
    pub more: usize,
}

/// What a cell shows of one occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Index of the occurrence.
    pub occurrence: u32,
    /// It begins on this day.
    pub starts: bool,
    /// It ends on this day.
    pub ends: bool,
    /// The first cell of it in this week: here the link stands, and reaches over so many cells; `None` in the others.
    pub cells: Option<usize>,
}

impl Piece {
    /// Whether it is a bar over several days.
    pub fn is_span(&self) -> bool {
        !(self.starts && self.ends)
    }
}

impl Month {
    /// What stands on one day of the month, under its heading; `None` for a day of another month.
    pub fn day(&self, programme: &Programme, date: Date) -> Option<Day> {
        let mut cells = self.weeks.iter().flatten();
        let cell = cells.find(|cell| cell.inside && cell.date == date)?;
        let entry = |index: &u32| Entry {
            occurrence: *index,
            day_of: programme
                .occurrences()
                .get(*index as usize)
                .and_then(|it| day_of(it, date)),
            again: false,
        };
        Some(Day {
            date,
            entries: cell.occurrences.iter().map(entry).collect(),
        })
    }
}

/// How many occurrences a cell has room for: exhibitions must not keep out what is on for one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Bars over several days.
    pub spans: usize,
    /// All together.
    pub all: usize,
}

/// Lays out what was found in the month of `day`.
pub fn month(programme: &Programme, found: &Found, day: Date, room: Room) -> Month {
    let first = day.month_start();
    let last = day.month_end();
    // Outside of the days asked for nothing stands, also not what reaches beyond them.
    let from = found.window.from.map_or(first, |from| from.max(first));
    let to = found.window.to.map_or(last, |to| to.min(last));
    let weeks = last.monday().days_since(first.monday()) / 7;
    let week = |number: i64| {
        let monday = first.monday().plus(number * 7);
        let mut cells = [0, 1, 2, 3, 4, 5, 6].map(|day| {
            let date = monday.plus(day);
            Cell {
                date,
                inside: date >= first && date <= last,
                occurrences: Vec::new(),
                slots: Vec::new(),
                more: 0,
            }
        });
        let (from, to) = (from.max(monday), to.min(monday.plus(6)));
        if from <= to {
            fill(programme, found, &mut cells, (from, to), room);
        }
        cells
    };
    Month {
        first,
        weeks: (0..=weeks).map(week).collect(),
    }
}

/// Puts into one week what touches its days from `from` to `to`: bars first, so that each has one height in all
/// cells, then what is on for one day, wherever there is room left.
fn fill(
    programme: &Programme,
    found: &Found,
    cells: &mut [Cell; 7],
    (from, to): (Date, Date),
    room: Room,
) {
    let mut spans = Vec::new();
    let mut single = Vec::new();
    for index in found.matches.iter().copied() {
        let Some(it) = programme.occurrences().get(index as usize) else {
            continue;
        };
        if it.first > to || it.last < from {
            continue;
        }
        for cell in days(cells, it.first.max(from), it.last.min(to)) {
            cell.occurrences.push(index);
        }
        if it.first == it.last {
            single.push((index, it));
        } else {
            spans.push((index, it));
        }
    }
    // What began first and lasts longest stands highest; then the feed's order.
    let key = |place: usize| {
        spans
            .get(place)
            .map(|(_, it)| (it.first.max(from), it.last))
    };
    let order = sorted(spans.len(), &|one, other| {
        let (one, other) = (key(one), key(other));
        let first = |key: Option<(Date, Date)>| key.map(|(first, _)| first);
        first(one).cmp(&first(other)).then(other.cmp(&one))
    });
    for (index, it) in order.into_iter().filter_map(|place| spans.get(place)) {
        let shown = (it.first.max(from), it.last.min(to));
        put(
            days(cells, shown.0, shown.1),
            *index,
            it,
            room.spans.min(room.all),
        );
    }
    for (index, it) in single {
        put(days(cells, it.first, it.first), index, it, room.all);
    }
}

/// The cells from one day to another, both in the week.
fn days(cells: &mut [Cell; 7], from: Date, to: Date) -> &mut [Cell] {
    let start = from.weekday() as usize;
    let count = usize::try_from(to.days_since(from) + 1).unwrap_or(0);
    let end = start + count;
    cells.get_mut(start..end).unwrap_or_default()
}

/// Puts an occurrence at the first height that is free in all of its cells, if it fits.
fn put(cells: &mut [Cell], index: u32, it: &Occurrence, fit: usize) {
    let free = |slot: usize| {
        let taken = |cell: &Cell| cell.slots.get(slot).is_some_and(Option::is_some);
        !cells.iter().any(taken)
    };
    let Some(slot) = (0..fit).find(|slot| free(*slot)) else {
        for cell in cells {
            cell.more += 1;
        }
        return;
    };
    let mut reaches = Some(cells.len());
    for cell in cells {
        while cell.slots.len() <= slot {
            cell.slots.push(None);
        }
        let piece = Piece {
            occurrence: index,
            starts: it.first == cell.date,
            ends: it.last == cell.date,
            cells: reaches.take(),
        };
        if let Some(place) = cell.slots.get_mut(slot) {
            *place = Some(piece);
        }
    }
}
