//! A VEVENT -> [`Item`]: its properties as values, every time with its zone. What must not come in: recurrence.

use std::rc::Rc;

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarProperty, ICalendarStatus,
    ICalendarValue, Uri,
};
use domain::recurrence::{Rule, Until};
use domain::time::{Date, Instant, WallTime, Written, Zone};

use super::zones::{Zones, at};
use crate::import::found::What;
use crate::import::times::on_the_wall;
use crate::import::trouble::shown;

/// A time in a file.
#[derive(Clone, Debug)]
pub enum Time {
    /// A whole day.
    Day(Date),
    /// Wall time in a zone.
    Wall(WallTime, Rc<Zone>),
    /// An instant.
    Utc(Instant),
}

impl Time {
    /// Where it stands on the time line; a day begins at midnight in the zone.
    pub fn instant(&self, zone: &Zone) -> Instant {
        match self {
            Time::Day(day) => zone.day_start(*day),
            Time::Wall(wall, own) => own.instant(*wall),
            Time::Utc(instant) => *instant,
        }
    }

    /// As the feed writes it: wall time in its zone where that says it.
    pub fn written(&self, zone: &Zone) -> Written {
        match self {
            Time::Day(day) => Written::Day(*day),
            Time::Wall(wall, own) if own.name() == zone.name() => Written::Wall(*wall),
            time => on_the_wall(zone, time.instant(zone)),
        }
    }
}

/// An event of a file.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a property of its own"
)]
#[derive(Clone, Debug, Default)]
pub struct Item {
    pub uid: String,
    pub title: String,
    pub description: String,
    pub html: String,
    pub start: Option<Time>,
    /// A start that is written but unreadable.
    pub bad_start: Option<String>,
    pub end: Option<Time>,
    /// Seconds.
    pub duration: Option<i64>,
    /// Marked as whole days although it has times.
    pub all_day: bool,
    /// RRULE as written.
    pub rules: Vec<String>,
    /// There are dates that a rule takes away (EXRULE, of RFC 2445), as written.
    pub exrule: Option<String>,
    pub rdates: Vec<Time>,
    pub exdates: Vec<Time>,
    /// RECURRENCE-ID: the date in whose place it stands.
    pub instead_of: Option<Time>,
    /// RANGE=THISANDFUTURE.
    pub future: bool,
    pub cancelled: bool,
    pub private: bool,
    pub location: String,
    /// Millionths of a degree.
    pub position: Option<(i32, i32)>,
    pub url: String,
    pub online: String,
    pub categories: Vec<String>,
    pub image: String,
    /// Name alone.
    pub organizer: String,
    pub cost: String,
    pub updated: Option<Instant>,
    pub sequence: u32,
    pub troubles: Vec<What>,
}

/// Reads a VEVENT.
pub fn read(event: &ICalendarComponent, zones: &Zones) -> Item {
    let mut reader = Reader {
        zones,
        item: Item::default(),
    };
    for entry in &event.entries {
        reader.property(entry);
    }
    reader.item
}

/// The first value of a property as text.
pub fn text(component: &ICalendarComponent, name: &ICalendarProperty) -> Option<String> {
    let value = component.property(name)?.values.first()?;
    value.clone().into_text().map(std::borrow::Cow::into_owned)
}

/// The first value of an extension's property as text.
pub fn extension(component: &ICalendarComponent, name: &str) -> Option<String> {
    let named = |entry: &&ICalendarEntry| matches!(&entry.name, ICalendarProperty::Other(it) if it.eq_ignore_ascii_case(name));
    let value = component.entries.iter().find(named)?.values.first()?;
    value.clone().into_text().map(std::borrow::Cow::into_owned)
}

/// What a clock shows; `None` without a time of day, or for none that a clock shows.
pub fn wall(it: &PartialDateTime) -> Option<WallTime> {
    let date = day(it)?;
    let (hour, minute) = (u32::from(it.hour?), u32::from(it.minute.unwrap_or(0)));
    let second = u32::from(it.second.unwrap_or(0)).min(59);
    (hour < 24 && minute < 60).then(|| date.at(hour * 3600 + minute * 60 + second))
}

fn day(it: &PartialDateTime) -> Option<Date> {
    Date::new(
        i32::from(it.year?),
        u32::from(it.month?),
        u32::from(it.day?),
    )
}

/// Whether a rule's date is after its UNTIL.
pub fn until_passed(rule: &Rule, wall: WallTime, instant: impl Fn(WallTime) -> Instant) -> bool {
    match rule.until {
        None => false,
        Some(Until::Day(last)) => wall.date > last,
        Some(Until::Wall(last)) => wall > last,
        Some(Until::Instant(last)) => instant(wall) > last,
    }
}

struct Reader<'a> {
    zones: &'a Zones,
    item: Item,
}

impl Reader<'_> {
    fn property(&mut self, entry: &ICalendarEntry) {
        let first = || {
            let value = entry.values.first().cloned();
            let text = value.and_then(ICalendarValue::into_text);
            text.map(|text| text.trim().to_owned()).unwrap_or_default()
        };
        match &entry.name {
            ICalendarProperty::Uid => self.item.uid = first(),
            ICalendarProperty::Summary => self.item.title = first(),
            ICalendarProperty::Description => self.item.description = first(),
            ICalendarProperty::Location => self.item.location = all_text(entry, ", "),
            ICalendarProperty::Url => self.item.url = address(entry).unwrap_or_default(),
            ICalendarProperty::Conference => {
                self.item.online = address(entry).unwrap_or_default();
            }
            ICalendarProperty::Dtstart => {
                self.item.start = self.times(entry).into_iter().next();
                if self.item.start.is_none() {
                    self.item.bad_start = Some(shown(&first()));
                }
            }
            ICalendarProperty::Dtend => {
                self.item.end = self.times(entry).into_iter().next();
                if self.item.end.is_none() {
                    self.item.troubles.push(What::BadEnd(shown(&first())));
                }
            }
            ICalendarProperty::Duration => match entry.values.first() {
                Some(ICalendarValue::Duration(it)) => {
                    self.item.duration = Some(it.as_seconds()).filter(|seconds| *seconds >= 0);
                }
                _ => self.item.troubles.push(What::BadEnd(shown(&first()))),
            },
            ICalendarProperty::RecurrenceId => {
                self.item.instead_of = self.listed(entry, "RECURRENCE-ID").into_iter().next();
                self.item.future = entry.has_parameter(&ICalendarParameterName::Range);
            }
            ICalendarProperty::Rdate => {
                let times = self.listed(entry, "RDATE");
                self.item.rdates.extend(times);
            }
            ICalendarProperty::Exdate => {
                let times = self.listed(entry, "EXDATE");
                self.item.exdates.extend(times);
            }
            ICalendarProperty::Rrule => self
                .item
                .rules
                .extend(Some(first()).filter(|rule| !rule.is_empty())),
            ICalendarProperty::Exrule => self.item.exrule = Some(first()),
            ICalendarProperty::Status => match entry.values.first() {
                Some(ICalendarValue::Status(status)) => {
                    self.item.cancelled = *status == ICalendarStatus::Cancelled;
                }
                _ => self.item.cancelled = first().eq_ignore_ascii_case("CANCELED"),
            },
            ICalendarProperty::Class => {
                let class = first();
                let hidden = ["PRIVATE", "CONFIDENTIAL"];
                self.item.private = hidden.iter().any(|it| class.eq_ignore_ascii_case(it));
            }
            ICalendarProperty::Geo => self.item.position = position(entry),
            ICalendarProperty::Categories => {
                let words = entry
                    .values
                    .iter()
                    .cloned()
                    .filter_map(ICalendarValue::into_text);
                self.item
                    .categories
                    .extend(words.map(|word| word.trim().to_owned()));
            }
            ICalendarProperty::Image => self.picture(entry, true),
            ICalendarProperty::Attach => self.picture(entry, false),
            ICalendarProperty::Organizer => {
                let name = entry.parameter(&ICalendarParameterName::Cn);
                let name = name.and_then(|it| it.as_text());
                self.item.organizer = name.map(str::to_owned).unwrap_or_default();
            }
            ICalendarProperty::LastModified => {
                let at = self.times(entry).into_iter().next();
                self.item.updated = at.map(|at| at.instant(&self.zones.feed));
            }
            ICalendarProperty::Sequence => {
                self.item.sequence = first().parse().unwrap_or(0);
            }
            ICalendarProperty::Other(name) => match &*name.to_ascii_uppercase() {
                "X-ALT-DESC" => self.item.html = first(),
                "X-MICROSOFT-CDO-ALLDAYEVENT" => {
                    self.item.all_day = first().eq_ignore_ascii_case("TRUE");
                }
                "X-COST" | "X-COST-TYPE" if self.item.cost.is_empty() => self.item.cost = first(),
                "X-GOOGLE-CONFERENCE" => self.item.online = first(),
                "X-WP-IMAGES-URL" if self.item.image.is_empty() => {
                    // Name, address, width, height … of each size, the largest last.
                    let words = all_text(entry, ";");
                    let address = words.split(';').rfind(|word| word.starts_with("http"));
                    self.item.image = address.map(str::to_owned).unwrap_or_default();
                }
                _ => {}
            },
            _ => {}
        }
    }

    /// A picture; what is attached is one only when it says so or is named like one.
    fn picture(&mut self, entry: &ICalendarEntry, sure: bool) {
        let kind = entry.parameter(&ICalendarParameterName::Fmttype);
        let said = kind
            .and_then(|it| it.as_text())
            .is_some_and(|it| it.starts_with("image/"));
        let Some(address) = address(entry) else {
            return;
        };
        let path = address
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let named = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];
        let picture = sure || said || named.iter().any(|ending| path.ends_with(ending));
        if picture && (self.item.image.is_empty() || sure) && address.contains("://") {
            self.item.image = address;
        }
    }

    /// Every readable time of a property; of the others it is reported.
    fn listed(&mut self, entry: &ICalendarEntry, name: &'static str) -> Vec<Time> {
        let times = self.times(entry);
        if times.len() < entry.values.len() {
            let words = entry
                .values
                .iter()
                .cloned()
                .filter_map(ICalendarValue::into_text);
            let words = shown(&words.collect::<Vec<_>>().join(", "));
            self.item.troubles.push(What::BadDate(name, words));
        }
        times
    }

    fn times(&mut self, entry: &ICalendarEntry) -> Vec<Time> {
        let zone = self.zone(entry);
        let values = entry.values.iter();
        values.filter_map(|value| time(value, &zone)).collect()
    }

    /// The zone that a property names; the feed's for floating times and for names that nobody knows.
    fn zone(&mut self, entry: &ICalendarEntry) -> Rc<Zone> {
        let Some(name) = entry.tz_id() else {
            return Rc::clone(&self.zones.feed);
        };
        self.zones.named(name).unwrap_or_else(|| {
            let what = What::UnknownZone(shown(name));
            if !self.item.troubles.contains(&what) {
                self.item.troubles.push(what);
            }
            Rc::clone(&self.zones.feed)
        })
    }
}

fn time(value: &ICalendarValue, zone: &Rc<Zone>) -> Option<Time> {
    match value {
        ICalendarValue::PartialDateTime(it) => {
            if it.hour.is_none() {
                return day(it).map(Time::Day);
            }
            let wall = wall(it)?;
            let Some(hours) = it.tz_hour else {
                return Some(Time::Wall(wall, Rc::clone(zone)));
            };
            let offset = i32::from(hours) * 3600 + i32::from(it.tz_minute.unwrap_or(0)) * 60;
            Some(Time::Utc(at(
                wall,
                if it.tz_minus { -offset } else { offset },
            )))
        }
        // Written against the RFC: with hyphens, or a time where a day is announced.
        ICalendarValue::Text(words) => match written(words)? {
            Written::Day(day) => Some(Time::Day(day)),
            Written::Wall(wall) => Some(Time::Wall(wall, Rc::clone(zone))),
            Written::Instant(instant) => Some(Time::Utc(instant)),
        },
        ICalendarValue::Period(period) => {
            let words = period.to_string();
            time(
                &ICalendarValue::Text(words.split('/').next()?.to_owned()),
                zone,
            )
        }
        _ => None,
    }
}

/// `20261127`, `20261127T180000`, `20261127T170000Z`, or what the feed itself may write.
fn written(text: &str) -> Option<Written> {
    let text = text.trim();
    if let Some(written) = Written::parse(text) {
        return Some(written);
    }
    let (date, time) = text.split_once(['T', 't']).unwrap_or((text, ""));
    if date.len() != 8 || !text.is_ascii() {
        return None;
    }
    let piece = |text: &str, from: usize| text.get(from..from + 2).unwrap_or_default().to_owned();
    let mut extended = format!("{}-{}-{}", date.get(..4)?, piece(date, 4), piece(date, 6));
    if !time.is_empty() {
        let zulu = if time.ends_with(['Z', 'z']) { "Z" } else { "" };
        let digits = time.trim_end_matches(['Z', 'z']);
        let second = if digits.len() > 4 {
            piece(digits, 4)
        } else {
            "00".to_owned()
        };
        extended = format!(
            "{extended}T{}:{}:{second}{zulu}",
            piece(digits, 0),
            piece(digits, 2)
        );
    }
    Written::parse(&extended)
}

fn all_text(entry: &ICalendarEntry, between: &str) -> String {
    let words = entry
        .values
        .iter()
        .cloned()
        .filter_map(ICalendarValue::into_text);
    words.collect::<Vec<_>>().join(between).trim().to_owned()
}

fn address(entry: &ICalendarEntry) -> Option<String> {
    match entry.values.first()? {
        ICalendarValue::Uri(Uri::Location(address)) | ICalendarValue::Text(address) => {
            Some(address.trim().to_owned())
        }
        _ => None,
    }
}

/// RFC 5545 section 3.8.1.6; nothing at 0, 0, where programs put what they do not know.
fn position(entry: &ICalendarEntry) -> Option<(i32, i32)> {
    let words = entry
        .values
        .iter()
        .cloned()
        .filter_map(ICalendarValue::into_text);
    let words: Vec<String> = words
        .flat_map(|text| {
            text.split([';', ','])
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let [lat, lon] = words.as_slice() else {
        return None;
    };
    millionths(lat, 90)
        .zip(millionths(lon, 180))
        .filter(|at| *at != (0, 0))
}

/// Degrees as written in millionths of a degree.
pub fn millionths(text: &str, most: i32) -> Option<i32> {
    let degrees: f64 = text.trim().parse().ok()?;
    if degrees.is_nan() || degrees.abs() > f64::from(most) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most 180 million")]
    Some((degrees * 1e6).round() as i32)
}

impl Time {
    /// What tells two times of a file apart.
    pub fn key(&self) -> (Instant, bool) {
        let whole = matches!(self, Time::Day(_));
        (self.instant(&Zone::utc()), whole)
    }
}
