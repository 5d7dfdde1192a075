//! Events that somebody starred: on this device, or in a link from somebody else; and what changed about them since.

use crate::event::{At, Feed, Occurrence, OccurrenceRef, Status};
use crate::keyed::Keyed;
use crate::query::{decode, encode, id_item, items};
use crate::time::Instant;

/// A starred event: all its dates, or one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Star {
    /// Id of the event.
    pub event: String,
    /// Its date; `None`: all of them.
    pub at: Option<At>,
}

impl Star {
    /// Reads an item of the address, `szachy` or `szachy~2026-11-27T18:00`, decoded. What stands behind a tilde and is
    /// no date belongs to the id.
    pub fn parse(item: &str) -> Star {
        let dated = item.rsplit_once('~').and_then(|(event, at)| {
            Some(Star {
                event: event.to_owned(),
                at: Some(At::parse(at)?),
            })
        });
        dated.unwrap_or_else(|| Star {
            event: item.to_owned(),
            at: None,
        })
    }

    /// As an item of the address, comma, percent and plus of the id encoded.
    pub fn item(&self) -> String {
        let mut item = id_item(&self.event);
        if let Some(at) = self.at {
            item = format!("{item}~{at}");
        }
        item
    }

    /// Whether a date of an event is meant; by a bare day every one of that day.
    pub fn means(&self, event: &str, at: At) -> bool {
        let day = At::Day(at.date());
        self.event == event && self.at.is_none_or(|own| own == at || own == day)
    }
}

/// Dates of a starred event that are remembered.
const REMEMBERED: usize = 4;

/// A star as it is kept on the device, with how its next dates looked when somebody last saw them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What is starred.
    pub star: Star,
    /// Dates to come, at most four, and whether they took place.
    pub seen: Vec<(At, Status)>,
}

/// What changed about a starred event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The date has another status.
    Status(At, Status),
    /// The date is another now.
    Moved(At, At),
    /// The date, or the whole event, is not in the programme any more.
    Gone(At),
}

impl Kept {
    /// A star as things are at `now`.
    pub fn new(feed: &Feed, star: Star, now: Instant) -> Kept {
        let index = feed.index_of(&star.event);
        let dates = match (index, star.at) {
            (None, _) => Vec::new(),
            (Some(index), None) => feed.coming(index, now, REMEMBERED),
            (Some(index), Some(at)) => feed.dates_of(index, at.date(), at.date()),
        };
        let dates = dates
            .iter()
            .filter(|date| star.means(&star.event, date.when.at()));
        let seen = dates.filter_map(|date| {
            let it = OccurrenceRef::of(feed, date)?;
            Some((date.when.at(), it.status()))
        });
        let seen = seen.collect();
        Kept { star, seen }
    }

    /// What changed since; nothing about what was before today.
    pub fn changes(&self, feed: &Feed, now: Instant) -> Vec<Change> {
        let today = feed.zone.wall(now).date;
        let seen = self.seen.iter().filter(|(at, _)| at.date() >= today);
        seen.filter_map(|(at, status)| changed(feed, &self.star.event, *at, *status))
            .collect()
    }

    /// A line of text: the star, then date and status of what was seen.
    pub fn to_line(&self) -> String {
        let mut line = encode(&self.star.item());
        for (at, status) in &self.seen {
            line = format!("{line} {at}={}", status.key());
        }
        line
    }

    /// Reads such a line; what is not understood was not seen.
    pub fn parse(line: &str) -> Option<Kept> {
        let mut words = line.split(' ');
        let star = items(&decode(words.next()?, true)).next()?;
        let seen = words.filter_map(|word| {
            let (at, status) = word.split_once('=')?;
            Some((At::parse(at)?, Status::from_key(status)?))
        });
        Some(Kept {
            star: Star::parse(&star),
            seen: seen.collect(),
        })
    }
}

/// Stars as text, a line each.
pub fn to_lines(stars: &[Kept]) -> String {
    let lines: Vec<String> = stars.iter().map(Kept::to_line).collect();
    lines.join("\n")
}

/// Reads such lines; what is none is no star.
pub fn from_lines(lines: &str) -> Vec<Kept> {
    lines.lines().filter_map(Kept::parse).collect()
}

fn changed(feed: &Feed, event: &str, at: At, before: Status) -> Option<Change> {
    let Some(index) = feed.index_of(event) else {
        return Some(Change::Gone(at));
    };
    let day = at.date();
    let dates = feed.dates_of(index, day, day);
    let known = |date: &&Occurrence| date.when.at() == at;
    if let Some(it) = dates
        .iter()
        .find(known)
        .and_then(|it| OccurrenceRef::of(feed, it))
    {
        return (it.status() != before).then(|| Change::Status(at, it.status()));
    }
    let instead = dates.iter().find(|date| {
        OccurrenceRef::of(feed, date).is_some_and(|it| it.previous_start() == Some(at))
    });
    Some(match instead {
        Some(date) => Change::Moved(at, date.when.at()),
        None => Change::Gone(at),
    })
}
