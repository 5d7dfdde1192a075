//! The zones that a file names: IANA names, Windows' names, what its own VTIMEZONE says, offsets.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::str::FromStr;

use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue,
};
use chrono::Offset;
use domain::recurrence::Rule;
use domain::time::{Date, Instant, WallTime, Years, Zone};

use super::item;
use crate::zones;

/// The years for which a zone of the file's own is built.
const YEARS: Years = Years {
    first: 1970,
    last: 2099,
};

/// Zones by the names in a file.
pub struct Zones {
    /// The feed's.
    pub feed: Rc<Zone>,
    /// That the calendar says to be in (X-WR-TIMEZONE): in it rules of instants are meant.
    pub said: Option<Rc<Zone>>,
    /// Of the file's VTIMEZONEs.
    own: BTreeMap<String, Rc<Zone>>,
    asked: RefCell<BTreeMap<String, Option<Rc<Zone>>>>,
}

impl Zones {
    /// The zones of a file, read into a feed in `feed`.
    pub fn of(calendars: &[ICalendar], feed: Rc<Zone>) -> Zones {
        let mut own = BTreeMap::new();
        for calendar in calendars {
            let zones = calendar
                .components
                .iter()
                .filter(|it| it.component_type == ICalendarComponentType::VTimezone);
            for zone in zones {
                if let Some((name, zone)) = from_vtimezone(calendar, zone) {
                    own.insert(name, Rc::new(zone));
                }
            }
        }
        let mut zones = Zones {
            feed,
            said: None,
            own,
            asked: RefCell::default(),
        };
        let said = calendars.iter().find_map(said);
        zones.said = said.and_then(|name| zones.named(&name));
        zones
    }

    /// A zone by its name in the file; `None` when nobody knows it.
    ///
    /// A known name wins over the file's own table: such tables often know one year alone, or one rule for all years
    /// (CalConnect, "Time zone registry and service recommendations", 2006).
    pub fn named(&self, name: &str) -> Option<Rc<Zone>> {
        let name = name.trim();
        if name == self.feed.name() {
            return Some(Rc::clone(&self.feed));
        }
        let mut asked = self.asked.borrow_mut();
        let zone = asked.entry(name.to_owned()).or_insert_with(|| {
            let known = known(name).filter(|_| !name.is_empty());
            known.map(Rc::new).or_else(|| self.own.get(name).cloned())
        });
        zone.clone()
    }
}

/// What a calendar says of its zone.
pub fn said(calendar: &ICalendar) -> Option<String> {
    item::extension(calendar.components.first()?, "X-WR-TIMEZONE")
}

/// A zone by IANA's or Windows' name, or by an offset.
pub fn known(name: &str) -> Option<Zone> {
    if let Some(zone) = zones::zone(name, YEARS) {
        return Some(zone);
    }
    match Tz::from_str(name).ok()? {
        Tz::Tz(zone) => zones::zone(zone.name(), YEARS),
        Tz::Fixed(offset) => {
            let seconds = offset.fix().local_minus_utc();
            Zone::build(name, YEARS, |_| Some(seconds))
        }
        Tz::Floating => None,
    }
}

/// A VTIMEZONE's name and what it says (RFC 5545 section 3.6.5).
fn from_vtimezone(calendar: &ICalendar, zone: &ICalendarComponent) -> Option<(String, Zone)> {
    let name = item::text(zone, &ICalendarProperty::Tzid)?;
    let parts = zone
        .component_ids
        .iter()
        .filter_map(|id| calendar.component_by_id(*id));
    let mut changes: Vec<(Instant, i32, i32)> = parts.flat_map(changes).collect();
    changes.sort_unstable();
    let (_, before, _) = *changes.first()?;
    let offset_at = |instant: Instant| {
        let passed = changes.partition_point(|(at, ..)| *at <= instant);
        let last = passed.checked_sub(1).and_then(|last| changes.get(last));
        Some(last.map_or(before, |(.., after)| *after))
    };
    let zone = Zone::build(&name, YEARS, offset_at)?;
    Some((name, zone))
}

/// When one STANDARD or DAYLIGHT begins, with the offsets before and after in seconds.
fn changes(part: &ICalendarComponent) -> Vec<(Instant, i32, i32)> {
    let offset = |name| match part.property(&name)?.values.first()? {
        ICalendarValue::PartialDateTime(it) => {
            let seconds = i32::from(it.tz_hour?) * 3600 + i32::from(it.tz_minute.unwrap_or(0)) * 60;
            Some(if it.tz_minus { -seconds } else { seconds })
        }
        _ => None,
    };
    let wall = |value: &ICalendarValue| match value {
        ICalendarValue::PartialDateTime(it) => item::wall(it),
        _ => None,
    };
    let start = part.property(&ICalendarProperty::Dtstart);
    let start = start.and_then(|entry| wall(entry.values.first()?));
    let (Some(before), Some(after), Some(start)) = (
        offset(ICalendarProperty::Tzoffsetfrom),
        offset(ICalendarProperty::Tzoffsetto),
        start,
    ) else {
        return Vec::new();
    };
    let mut walls: Vec<WallTime> = vec![start];
    let listed = part.properties(&ICalendarProperty::Rdate);
    walls.extend(listed.flat_map(|entry| entry.values.iter().filter_map(wall)));
    let rule = part.property(&ICalendarProperty::Rrule);
    let rule = rule.and_then(|entry| Rule::parse(entry.values.first()?.as_text()?));
    if let Some(rule) = rule {
        let last = Date::new(YEARS.last, 12, 31).unwrap_or(Date::MAX);
        let ended =
            |day: Date| item::until_passed(&rule, day.at(start.second), |wall| at(wall, before));
        let days = rule.days(start.date, start.date, last, ended);
        walls.extend(days.into_iter().map(|day| day.at(start.second)));
    }
    let change = |wall| (at(wall, before), before, after);
    walls.into_iter().map(change).collect()
}

/// The instant at which a clock so many seconds east of UTC shows a wall time.
pub fn at(wall: WallTime, offset: i32) -> Instant {
    Zone::utc().instant(wall).plus(-i64::from(offset))
}
