//! What the lobby's screen shows at a time: what is on now, what comes next, the rest of today, what is on for weeks,
//! the coming days; and how that is cut into pages by amount of text.

use std::ops::Range;

use crate::agenda::LONG;
use crate::event::{Occurrence, OccurrenceRef, Status, When};
use crate::filter::Found;
use crate::order::sorted;
use crate::programme::Programme;
use crate::query::{Query, decode};
use crate::time::{Date, Instant, WallTime};

/// Days after today that are shown, and how many entries of them at least, where the programme is thin.
const COMING: (i64, usize) = (7, 6);

/// An event that does not say when it ends is called "now" for so long, in seconds: to say at ten in the evening that
/// the morning's walk is on would be a lie, though it is over only with the day.
const PRESUMED: i64 = 2 * 60 * 60;

/// Why an occurrence is on the screen, in the order in which people ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It has begun and goes on.
    Now,
    /// Nothing begins before it; of several that begin together, each.
    Next,
    /// Today as well.
    Today,
    /// On for weeks, and begun before today.
    Ongoing,
    /// On a day to come.
    Coming,
}

/// One occurrence on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index of the occurrence.
    pub occurrence: u32,
    /// Why it is there.
    pub part: Part,
}

/// What the screen shows of what was found, each occurrence once, by part; within a part in the feed's order. What is
/// cancelled or put off is shown, but is neither on now nor next.
pub fn lobby(programme: &Programme, found: &Found, now: Instant) -> Vec<Entry> {
    let zone = &programme.feed().zone;
    let today = zone.wall(now).date;
    let shown: Vec<(u32, &Occurrence, bool)> = found
        .matches
        .iter()
        .filter_map(|index| {
            let (occurrence, it) = programme.occurrence(*index as usize)?;
            (occurrence.over > now).then_some((*index, occurrence, takes_place(it)))
        })
        .collect();
    let starts = shown
        .iter()
        .filter_map(|(_, it, takes_place)| match it.when {
            When::Timed { start, .. } if start.instant > now && *takes_place => Some(start.instant),
            _ => None,
        });
    let next = starts.min();

    let mut coming = 0;
    let mut entries = Vec::new();
    for (occurrence, it, takes_place) in shown {
        let part = part(it, takes_place, next, now, today);
        if part == Part::Coming {
            coming += 1;
            if it.first > today.plus(COMING.0) && coming > COMING.1 {
                continue;
            }
        }
        entries.push(Entry { occurrence, part });
    }
    let part = |place: usize| entries.get(place).map(|entry| entry.part);
    let order = sorted(entries.len(), &|one, other| part(one).cmp(&part(other)));
    let in_order = order.into_iter();
    in_order
        .filter_map(|place| entries.get(place).copied())
        .collect()
}

fn takes_place(it: OccurrenceRef<'_>) -> bool {
    !matches!(it.status(), Status::Cancelled | Status::Postponed)
}

fn part(
    it: &Occurrence,
    takes_place: bool,
    next: Option<Instant>,
    now: Instant,
    today: Date,
) -> Part {
    if it.first < today && it.last.days_since(it.first) + 1 >= LONG {
        return Part::Ongoing;
    }
    if let (When::Timed { start, end }, true) = (it.when, takes_place) {
        let ends = end.map_or(start.instant.plus(PRESUMED), |end| end.instant);
        if start.instant <= now && ends > now {
            return Part::Now;
        }
        if Some(start.instant) == next {
            return Part::Next;
        }
    }
    if it.first <= today {
        Part::Today
    } else {
        Part::Coming
    }
}

/// Cuts entries into pages: as many as find room, at least one. `takes` says how much room an entry takes, whether it
/// leads its page (first, and larger) or not; the unit is the caller's, such as lines of text.
pub fn pages(
    entries: &[Entry],
    room: usize,
    takes: &dyn Fn(Entry, bool) -> usize,
) -> Vec<Range<usize>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    let mut left = 0;
    for (place, entry) in entries.iter().enumerate() {
        let taken = takes(*entry, false);
        match pages.last_mut() {
            Some(page) if taken <= left => {
                page.end = place + 1;
                left -= taken;
            }
            _ => {
                pages.push(place..place + 1);
                left = room.saturating_sub(takes(*entry, true));
            }
        }
    }
    pages
}

/// Seconds that a page of so many characters stands: time to notice it, then ten characters a second, which is half
/// of what people read when they sit; within the limits of the address (5 to 120).
pub fn dwell(characters: usize) -> u32 {
    let reading = u32::try_from(characters / 10).unwrap_or(u32::MAX);
    reading.saturating_add(4).clamp(5, 120)
}

/// How the address sets a screen up: keys that mean nothing on a page, and are kept there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Seconds that a page stands, 5 to 120; by the amount of text when `None`.
    pub dwell: Option<u32>,
    /// Degrees by which the picture is turned, clockwise: 90, 270, or 0.
    pub rotate: u32,
    /// When it is dimmed: from and until, in minutes of the day.
    pub night: Option<(u32, u32)>,
}

impl Screen {
    /// What an address says; what means nothing counts as not said, since there is nobody to tell.
    pub fn of(query: &Query) -> Screen {
        let mut screen = Screen::default();
        // Of repeated keys the first counts.
        for pair in query.other.iter().rev() {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decode(value, true);
            match key {
                "dwell" => {
                    let seconds = value.parse().ok();
                    screen.dwell = seconds.filter(|seconds| (5..=120).contains(seconds));
                }
                "rotate" => {
                    let degrees = value.parse().ok();
                    screen.rotate = degrees.filter(|it| matches!(it, 90 | 270)).unwrap_or(0);
                }
                "night" => screen.night = night(&value),
                _ => {}
            }
        }
        screen
    }

    /// Whether the screen is dimmed at a time of the feed's day.
    pub fn is_dim(&self, wall: WallTime) -> bool {
        let minute = wall.hour() * 60 + wall.minute();
        self.night.is_some_and(|(from, until)| {
            if from <= until {
                (from..until).contains(&minute)
            } else {
                minute >= from || minute < until
            }
        })
    }
}

/// `22:00-06:00`.
fn night(text: &str) -> Option<(u32, u32)> {
    let (from, until) = text.split_once('-')?;
    let minute = |text: &str| {
        let (hour, minute) = text.split_once(':')?;
        let plain = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
        let (hour, minute): (u32, u32) = (
            plain(hour).then(|| hour.parse().ok())??,
            plain(minute).then(|| minute.parse().ok())??,
        );
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    };
    Some((minute(from)?, minute(until)?))
}

/// Whether an address can be opened from a phone in the lobby: not one of this machine or of the house's own network.
pub fn is_public(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    if host.starts_with('[') {
        // Unique local, link-local and loopback addresses (RFC 4193, RFC 4291).
        let inside = host.trim_start_matches('[').to_ascii_lowercase();
        let private = ["fc", "fd", "fe8", "fe9", "fea", "feb", "::1]", "::]"];
        return !private.iter().any(|start| inside.starts_with(start));
    }
    let host = host
        .split(':')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let numbers: Vec<Option<u8>> = host.split('.').map(|part| part.parse().ok()).collect();
    if let [Some(a), Some(b), Some(_), Some(_)] = *numbers {
        // RFC 1918, RFC 1122 section 3.2.1.3, RFC 3927, RFC 6598.
        return !matches!(
            (a, b),
            (0 | 10 | 127, _) | (192, 168) | (169, 254) | (172, 16..=31) | (100, 64..=127)
        );
    }
    host.contains('.')
        && ![".local", ".localhost", ".internal", ".lan", ".home.arpa"]
            .iter()
            .any(|end| host.ends_with(end))
}
