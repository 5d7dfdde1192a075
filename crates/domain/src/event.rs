//! The programme as it is known after reading: every field checked, every reference resolved, no state impossible.
//!
//! An [`Event`] is what is announced; an [`Occurrence`] is one date of it. A field that an occurrence does not say
//! is the event's, so readers ask an [`OccurrenceRef`], never the two apart.

use crate::feed::hash;
use crate::keyed::{Set, keyed};
use crate::link::Link;
use crate::order::sorted;
use crate::parts::Part;
use crate::recurrence::Freq;
use crate::recurring::Recurring;
use crate::time::{Date, Instant, WallTime, Written, Zone};

/// Words in one language or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// In the feed's own language.
    Plain(Box<str>),
    /// Language subtag and words, at least one, none empty.
    ByLanguage(Box<[(Box<str>, Box<str>)]>),
}

impl Text {
    /// The words for a reader of `lang`, else in the feed's language, else in any; with the language they are in.
    pub fn get<'a>(&'a self, lang: &str, feed_lang: &'a str) -> (&'a str, &'a str) {
        match self {
            Text::Plain(words) => (words, feed_lang),
            Text::ByLanguage(all) => {
                let find = |wanted: &str| all.iter().find(|(lang, _)| &**lang == wanted);
                find(lang)
                    .or_else(|| find(feed_lang))
                    .or_else(|| all.first())
                    .map_or(("", feed_lang), |(lang, words)| (words, lang))
            }
        }
    }

    /// The words in every language there is.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let (plain, many) = match self {
            Text::Plain(words) => (Some(&**words), &[][..]),
            Text::ByLanguage(all) => (None, &**all),
        };
        plain
            .into_iter()
            .chain(many.iter().map(|(_, words)| &**words))
    }
}

keyed! {
    /// Languages that the calendar itself speaks (BCP 47).
    Lang {
        /// Polish
        Pl = "pl",
        /// English
        En = "en",
        /// Ukrainian
        Uk = "uk",
    }
}

keyed! {
    /// Whether an occurrence takes place as announced (schema.org `eventStatus`).
    Status {
        /// As announced.
        Scheduled = "scheduled",
        /// Does not take place.
        Cancelled = "cancelled",
        /// Put off, no new date yet.
        Postponed = "postponed",
        /// On another date than first announced.
        Rescheduled = "rescheduled",
        /// Takes place, but online.
        MovedOnline = "moved_online",
    }
}

keyed! {
    /// Whether one can still get in; a full event still takes place.
    Booking {
        /// Places left.
        Open = "open",
        /// Few places left.
        Few = "few",
        /// None left.
        Full = "full",
        /// None left, but there is a list to wait on.
        Waitlist = "waitlist",
        /// Registration is over.
        Closed = "closed",
    }
}

keyed! {
    /// Services for people with disabilities, named as one asks for them.
    Access {
        /// Step-free way in and to a place.
        Wheelchair = "wheelchair",
        /// Lift.
        Lift = "lift",
        /// Accessible toilet.
        AccessibleToilet = "accessible_toilet",
        /// Parking for holders of a disability card.
        AccessibleParking = "accessible_parking",
        /// Interpreted into the country's sign language (PJM).
        SignLanguage = "sign_language",
        /// Captions.
        Captions = "captions",
        /// Induction loop.
        HearingLoop = "hearing_loop",
        /// Audio description.
        AudioDescription = "audio_description",
        /// Exhibits that may be touched, or a guided tour by touch.
        TouchTour = "touch_tour",
        /// Programme or texts in large print.
        LargePrint = "large_print",
        /// Easy to read and understand.
        EasyRead = "easy_read",
        /// Quiet hours or a place to calm down.
        Quiet = "quiet",
        /// A person who helps.
        Assistant = "assistant",
        /// Guide dogs are welcome.
        GuideDog = "guide_dog",
    }
}

keyed! {
    /// How far an event reaches.
    Reach {
        /// Town and municipality.
        Local = "local",
        /// County (powiat).
        County = "county",
        /// Voivodeship.
        Voivodeship = "voivodeship",
        /// The whole country.
        National = "national",
        /// Several countries.
        International = "international",
    }
}

keyed! {
    /// What a visitor does there.
    Involvement {
        /// Watch and listen.
        Watch = "watch",
        /// Take part.
        TakePart = "take_part",
        /// Make something.
        Create = "create",
    }
}

keyed! {
    /// Who pays less.
    Concession {
        /// Karta Dużej Rodziny, the large family card.
        Kdr = "kdr",
        /// Seniors.
        Senior = "senior",
        /// Pupils and students.
        Student = "student",
        /// People with a disability.
        Disability = "disability",
        /// The carer of somebody with a disability enters free.
        CarerFree = "carer_free",
    }
}

/// A whole programme.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Name of the calendar.
    pub title: Option<Text>,
    /// Public address of the calendar's folder.
    pub url: Option<Link>,
    /// Language of plain strings (BCP 47).
    pub lang: Box<str>,
    /// Zone of every wall time.
    pub zone: Zone,
    /// When the feed was made.
    pub generated_at: Option<Instant>,
    /// Who runs the calendar.
    pub publisher: Publisher,
    /// In display order; ids that only events name stand last, with the id as label.
    pub age_groups: Vec<AgeGroup>,
    /// As above.
    pub categories: Vec<Category>,
    /// As above; [`Feed::ONLINE`] comes last when an online event has no venue.
    pub venues: Vec<Venue>,
    /// In the feed's own order.
    pub events: Vec<Event>,
    /// A banner.
    pub notice: Option<Notice>,
    /// Where to propose an event or report a mistake.
    pub contact: Contact,
    /// Further files with events of this programme, as the feed names them.
    pub parts: Vec<Part>,
    /// Not all of them have been read: what is here is not the whole programme.
    pub partial: bool,
}

impl Feed {
    /// Id of the place "Online" among the venues.
    pub const ONLINE: &'static str = "online";
}

/// Who runs the calendar, whom to ask about access.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publisher {
    /// Name.
    pub name: Option<Text>,
    /// Website.
    pub url: Option<Link>,
    /// E-mail as written.
    pub email: Option<Box<str>>,
    /// Phone as written.
    pub phone: Option<Box<str>>,
    /// Postal address.
    pub address: Option<Text>,
}

/// Years, both ends included; a missing end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ages {
    /// Youngest, in years.
    pub min: Option<u32>,
    /// Oldest, in years.
    pub max: Option<u32>,
}

impl Ages {
    /// Whether somebody's age is in both.
    pub fn overlaps(self, other: Ages) -> bool {
        let reaches = |max: Option<u32>, min: Option<u32>| {
            max.is_none_or(|max| min.is_none_or(|min| min <= max))
        };
        reaches(self.max, other.min) && reaches(other.max, self.min)
    }
}

/// A group of visitors by age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeGroup {
    /// Slug, as in addresses.
    pub id: Box<str>,
    /// What readers call it.
    pub label: Text,
    /// Years; `None` when only events name the group, so that nobody knows which.
    pub ages: Option<Ages>,
}

/// A kind of event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Slug, as in addresses.
    pub id: Box<str>,
    /// What readers call it.
    pub label: Text,
    /// Wish of the feed, `#rrggbb`; the view corrects its contrast.
    pub color: Option<[u8; 3]>,
    /// Name of an icon of the set.
    pub icon: Option<Box<str>>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    /// Slug, as in addresses.
    pub id: Box<str>,
    /// What readers call it; `None` for [`Feed::ONLINE`], whose name is a word of the page.
    pub name: Option<Text>,
    /// Street and number.
    pub address: Option<Text>,
    /// Town; a long list is grouped by it.
    pub locality: Option<Text>,
    /// Latitude and longitude (WGS 84), in millionths of a degree.
    pub position: Option<(i32, i32)>,
    /// Website.
    pub url: Option<Link>,
    /// What the place has for everybody's access.
    pub access: Set<Access>,
    /// Opening hours in words.
    pub hours: Option<Text>,
    /// How to find it, and the like.
    pub note: Option<Text>,
}

impl Venue {
    /// Address of a map of the place (OpenStreetMap), for who follows it: no map is embedded.
    pub fn map(&self) -> Option<String> {
        let (lat, lon) = self.position?;
        let (lat, lon) = (degrees(lat), degrees(lon));
        Some(format!(
            "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}"
        ))
    }
}

/// Millionths of a degree in degrees, with a point: `50.802000`.
pub(crate) fn degrees(millionths: i32) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let size = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
}

/// A banner over the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its words.
    pub text: Text,
    /// First day, included.
    pub from: Option<Date>,
    /// Last day, included.
    pub to: Option<Date>,
}

impl Notice {
    /// Whether it is for this day.
    pub fn is_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| to >= day)
    }
}

/// Addresses for those who want to say something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// "Propose an event".
    pub submit: Option<Link>,
    /// "Report a mistake".
    pub report: Option<Link>,
}

/// A moment that was written as wall time or instant: both are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What the clock shows in the feed's zone.
    pub wall: WallTime,
    /// Where it stands on the time line.
    pub instant: Instant,
}

impl Moment {
    /// A time as written. It is read back from the time line: a wall time that the clock change skips is never on
    /// the wall.
    pub fn of(zone: &Zone, written: Written) -> Moment {
        let instant = match written {
            Written::Day(date) => zone.day_start(date),
            Written::Wall(wall) => zone.instant(wall),
            Written::Instant(instant) => instant,
        };
        Moment {
            wall: zone.wall(instant),
            instant,
        }
    }
}

/// Length by the wall clock, for dates that say only when they begin: 22:00 to 06:00 ends at 06:00 on every night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Whole days after the first.
    Days(i64),
    /// Wall-clock seconds.
    Seconds(i64),
}

/// When an occurrence takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Whole days, both included, `first` not after `last`.
    Days {
        /// First day.
        first: Date,
        /// Last day.
        last: Date,
    },
    /// From a moment on; `end` is after `start` on the time line.
    Timed {
        /// Begin.
        start: Moment,
        /// End, where known. Without it the event is over at the end of its start day.
        end: Option<Moment>,
    },
}

impl When {
    /// A date that begins as written and lasts so long; a length of the other kind says nothing.
    pub fn lasting(zone: &Zone, start: Written, length: Option<Length>) -> When {
        if let Written::Day(first) = start {
            let more = match length {
                Some(Length::Days(days)) => days,
                _ => 0,
            };
            let last = first.plus(more);
            return When::Days { first, last };
        }
        let start_at = Moment::of(zone, start);
        // A wall time that the clock change skips still ends when its neighbours do.
        let wall = match start {
            Written::Wall(wall) => wall,
            _ => start_at.wall,
        };
        let end = match length {
            Some(Length::Seconds(seconds)) => {
                let end = Moment::of(zone, Written::Wall(wall.plus_seconds(seconds)));
                // Where the clock goes back a short date may end before it begins: then it has no end.
                (end.instant > start_at.instant).then_some(end)
            }
            _ => None,
        };
        When::Timed {
            start: start_at,
            end,
        }
    }

    /// Its length by the wall clock; `None` when it has no end.
    pub fn length(&self) -> Option<Length> {
        match self {
            When::Days { first, last } => Some(Length::Days(last.days_since(*first))),
            When::Timed { start, end } => {
                end.map(|end| Length::Seconds(end.wall.seconds_since(start.wall)))
            }
        }
    }

    /// First day in the feed's zone.
    pub fn first_day(&self) -> Date {
        match self {
            When::Days { first, .. } => *first,
            When::Timed { start, .. } => start.wall.date,
        }
    }

    /// Last day in the feed's zone, included. An end at 00:00 belongs to the day before.
    pub fn last_day(&self) -> Date {
        match self {
            When::Days { last, .. } => *last,
            When::Timed { start, end } => end
                .map_or(start.wall.date, |end| end.wall.plus_seconds(-1).date)
                .max(start.wall.date),
        }
    }

    /// Days it touches, 1 and more.
    pub fn days(&self) -> i64 {
        self.last_day().days_since(self.first_day()) + 1
    }

    /// Begin on the time line; of whole days, the first's.
    pub fn begins(&self, zone: &Zone) -> Instant {
        match self {
            When::Days { first, .. } => zone.day_start(*first),
            When::Timed { start, .. } => start.instant,
        }
    }

    /// The instant from which on it is over.
    pub fn over(&self, zone: &Zone) -> Instant {
        match self {
            When::Timed { end: Some(end), .. } => end.instant,
            _ => zone.day_start(self.last_day().plus(1)),
        }
    }

    /// How addresses and `data-start` name it.
    pub fn at(&self) -> At {
        match self {
            When::Days { first, .. } => At::Day(*first),
            When::Timed { start, .. } => At::Time(start.wall),
        }
    }
}

/// The date of an event as an address names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// `2026-11-27`
    Day(Date),
    /// `2026-11-27T18:00`
    Time(WallTime),
}

impl At {
    /// Reads `2026-11-27` or `2026-11-27T18:00`.
    pub fn parse(text: &str) -> Option<At> {
        Date::parse(text)
            .map(At::Day)
            .or_else(|| WallTime::parse(text).map(At::Time))
    }

    /// The day.
    pub fn date(self) -> Date {
        match self {
            At::Day(date) => date,
            At::Time(wall) => wall.date,
        }
    }
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            At::Day(date) => date.fmt(f),
            At::Time(wall) => wall.fmt(f),
        }
    }
}

/// What is announced.
#[derive(Clone, Debug)]
pub struct Event {
    /// Slug, as in addresses.
    pub id: Box<str>,
    /// Title.
    pub title: Text,
    /// One sentence.
    pub summary: Option<Text>,
    /// Plain text; a blank line is a new paragraph.
    pub description: Option<Text>,
    /// The dates that the feed names, by start. No two begin alike.
    pub dates: Vec<PlannedDate>,
    /// Further dates by a rule; with `dates` together there is at least one.
    pub recurring: Option<Box<Recurring>>,
    /// There are more dates than could be read: to be asked for.
    pub more_dates: bool,
    /// How often its rule gives a date, whether its exceptions leave any or not.
    pub freq: Option<Freq>,
    /// Indices into [`Feed::categories`], ascending.
    pub categories: Vec<u32>,
    /// Age as stated.
    pub ages: Option<Ages>,
    /// Indices into [`Feed::age_groups`], as stated, ascending; wins over `ages`.
    pub age_groups: Vec<u32>,
    /// Children come with an adult.
    pub with_guardian: bool,
    /// What its dates say when they do not say otherwise.
    pub terms: Terms,
    /// Tickets: "Kup bilet".
    pub tickets: Option<Place>,
    /// Where to join online.
    pub online: Option<Place>,
    /// Opening hours in words.
    pub hours: Option<Text>,
    /// Who pays less.
    pub concessions: Set<Concession>,
    /// Picture.
    pub image: Option<Box<Image>>,
    /// Its own page.
    pub url: Option<Link>,
    /// Further pages.
    pub links: Vec<NamedLink>,
    /// Free words.
    pub tags: Vec<Box<str>>,
    /// Who makes it.
    pub organizers: Vec<Party>,
    /// With whom.
    pub partners: Vec<Party>,
    /// Who pays.
    pub funding: Vec<Funding>,
    /// Volunteers.
    pub volunteers: Option<Volunteers>,
    /// How far it reaches.
    pub reach: Option<Reach>,
    /// What a visitor does.
    pub involvement: Option<Involvement>,
    /// Festival or cycle.
    pub series: Option<Series>,
    /// Staff pick.
    pub featured: bool,
    /// Counted visitors.
    pub attendance: Option<Attendance>,
    /// Last change.
    pub updated_at: Option<Instant>,
    /// Number of the revision, for calendar programs (RFC 5545 section 3.8.7.4).
    pub sequence: u32,
    /// Changes whenever anything does that a reader could see of the event.
    pub revision: u64,
}

/// A date that the feed names.
#[derive(Clone, Debug)]
pub struct PlannedDate {
    /// Its own id, if any.
    pub id: Option<Box<str>>,
    /// When.
    pub when: When,
    /// The date in place of which it stands.
    pub replaces: Option<At>,
    /// A remark on this date.
    pub note: Option<Text>,
    /// What is different on it.
    pub terms: Option<Box<Terms>>,
}

/// What may differ from date to date. In an event: what holds; in a date: what is different, `None` else.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// When doors open.
    pub doors: Option<Moment>,
    /// Index into [`Feed::venues`].
    pub venue: Option<u32>,
    /// Room within the venue.
    pub room: Option<Text>,
    /// Whether it takes place.
    pub status: Option<Status>,
    /// Why it does not.
    pub status_note: Option<Text>,
    /// Where it was before.
    pub previous_start: Option<At>,
    /// Places.
    pub booking: Option<Booking>,
    /// How to register.
    pub registration: Option<Box<Registration>>,
    /// What it costs.
    pub price: Option<Price>,
    /// Services; of venue, event and date they add up.
    pub access: Set<Access>,
    /// Languages spoken (BCP 47).
    pub languages: Vec<Box<str>>,
}

/// How to register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registration {
    /// One has to.
    pub required: bool,
    /// Form.
    pub url: Option<Link>,
    /// E-mail as written.
    pub email: Option<Box<str>>,
    /// Phone as written.
    pub phone: Option<Box<str>>,
    /// From when on.
    pub opens: Option<At>,
    /// Until when.
    pub closes: Option<At>,
}

/// What it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// Nothing.
    Free {
        /// A remark.
        note: Option<Text>,
    },
    /// Something; what is known of it.
    Paid {
        /// Cheapest ticket, in hundredths of the currency's unit.
        from: Option<u64>,
        /// Dearest ticket, as above, not below `from`.
        to: Option<u64>,
        /// ISO 4217; the feed's own country's, PLN, when `None`.
        currency: Option<Box<str>>,
        /// A remark.
        note: Option<Text>,
    },
}

/// An address with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Address.
    pub url: Link,
    /// Remark.
    pub note: Option<Text>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Address, perhaps relative to the feed's.
    pub src: Link,
    /// What is in it; `None`: decoration.
    pub alt: Option<Text>,
    /// Who made it.
    pub credit: Option<Text>,
    /// Pixels, width and height.
    pub size: Option<(u32, u32)>,
}

/// An address with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLink {
    /// Name; the address itself when `None`.
    pub label: Option<Text>,
    /// Address.
    pub url: Link,
}

/// A person or institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Name.
    pub name: Text,
    /// Website.
    pub url: Option<Link>,
}

/// A grant and the credit it demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funding {
    /// Who pays.
    pub name: Text,
    /// From which programme.
    pub programme: Option<Text>,
    /// The credit line.
    pub note: Option<Text>,
    /// Mark.
    pub logo: Option<Link>,
    /// What is in it; the name when `None`.
    pub logo_alt: Option<Text>,
}

/// Help wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volunteers {
    /// Whether it is.
    pub wanted: bool,
    /// With what.
    pub note: Option<Text>,
    /// Whom to tell.
    pub contact: Option<Text>,
}

/// Festival or cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Slug.
    pub id: Box<str>,
    /// Title; the id when `None`.
    pub title: Option<Text>,
}

/// Counted visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// Before.
    pub planned: Option<u32>,
    /// After.
    pub actual: Option<u32>,
}

/// One date of an event within a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Index into [`Feed::events`].
    pub event: u32,
    /// Index into [`Event::dates`]; `None`: a date by the rule.
    pub date: Option<u32>,
    /// When.
    pub when: When,
    /// First day, kept beside `when` since every filter asks for it.
    pub first: Date,
    /// Last day, included.
    pub last: Date,
    /// The instant from which on it is over.
    pub over: Instant,
}

impl Occurrence {
    fn new(zone: &Zone, event: u32, date: Option<u32>, when: When) -> Occurrence {
        Occurrence {
            event,
            date,
            when,
            first: when.first_day(),
            last: when.last_day(),
            over: when.over(zone),
        }
    }
}

impl Event {
    /// Whether it has more than one date, so that one has to be told which is meant.
    pub fn has_more_dates(&self) -> bool {
        self.recurring.is_some() || self.dates.len() > 1
    }

    /// Whether it is a class: daily or weekly.
    pub fn is_class(&self) -> bool {
        matches!(self.freq, Some(Freq::Daily | Freq::Weekly))
    }
}

impl Feed {
    /// Index of an event by its id.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        let place = self.events.iter().position(|event| &*event.id == id)?;
        u32::try_from(place).ok()
    }

    /// Whether there is an event with this id, or can be one in what is still to come.
    pub fn may_have(&self, id: &str) -> bool {
        self.partial || self.index_of(id).is_some()
    }

    /// An event by its id.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events.get(self.index_of(id)? as usize)
    }

    /// Every date that the feed names of an event, and those of its rule that touch the days from `from` to `to`,
    /// both included. The rule's come last.
    pub fn dates_of(&self, event: u32, from: Date, to: Date) -> Vec<Occurrence> {
        let Some(it) = self.events.get(event as usize) else {
            return Vec::new();
        };
        let zone = &self.zone;
        let named = (0..).zip(&it.dates);
        let mut dates: Vec<Occurrence> = named
            .map(|(date, planned)| Occurrence::new(zone, event, Some(date), planned.when))
            .collect();
        if let Some(rule) = &it.recurring {
            let by_rule = rule.between(zone, from, to).into_iter();
            dates.extend(by_rule.map(|when| Occurrence::new(zone, event, None, when)));
        }
        dates
    }

    /// The dates of an event that are not over at `now`, by start, at most so many.
    pub fn coming(&self, event: u32, now: Instant, most: usize) -> Vec<Occurrence> {
        let Some(it) = self.events.get(event as usize) else {
            return Vec::new();
        };
        let zone = &self.zone;
        let mut dates = self.dates_of(event, Date::MAX, Date::MIN);
        if let Some(rule) = &it.recurring {
            let by_rule = rule.coming(zone, now, most).into_iter();
            dates.extend(by_rule.map(|when| Occurrence::new(zone, event, None, when)));
        }
        dates.retain(|date| date.over > now);
        let key = |place: usize| dates.get(place).map(|date| date.key(zone));
        let order = sorted(dates.len(), &|one, other| key(one).cmp(&key(other)));
        let in_order = order
            .into_iter()
            .filter_map(|place| dates.get(place).copied());
        in_order.take(most).collect()
    }

    /// Other events of the same festival or cycle, each by its last date, or its next where dates do not end; the latest
    /// first, at most so many.
    pub fn editions(&self, event: u32, now: Instant, most: usize) -> Vec<Occurrence> {
        let series = |event: &Event| event.series.as_ref().map(|series| series.id.clone());
        let own = self.events.get(event as usize).and_then(series);
        if own.is_none() {
            return Vec::new();
        }
        let others = (0..).zip(&self.events);
        let others = others.filter(|(index, it)| *index != event && series(it) == own);
        let date = |index: u32| {
            self.last(index)
                .or(self.coming(index, now, 1).first().copied())
        };
        let dates: Vec<Occurrence> = others.filter_map(|(index, _)| date(index)).collect();
        let key = |place: usize| dates.get(place).map(|date| date.key(&self.zone));
        let order = sorted(dates.len(), &|one, other| key(other).cmp(&key(one)));
        let in_order = order.into_iter();
        in_order
            .filter_map(|place| dates.get(place).copied())
            .take(most)
            .collect()
    }

    /// The last date of an event, if its dates end.
    pub fn last(&self, event: u32) -> Option<Occurrence> {
        let it = self.events.get(event as usize)?;
        let zone = &self.zone;
        let mut dates = self.dates_of(event, Date::MAX, Date::MIN);
        let by_rule = it.recurring.as_ref().and_then(|rule| rule.last(zone));
        dates.extend(by_rule.map(|when| Occurrence::new(zone, event, None, when)));
        dates.into_iter().max_by_key(|date| date.key(zone))
    }
}

impl Occurrence {
    /// What dates are ordered by: day, whole days first, time.
    pub fn key(&self, zone: &Zone) -> (Date, bool, Instant) {
        let timed = matches!(self.when, When::Timed { .. });
        (self.first, timed, self.when.begins(zone))
    }
}

/// One date of an event with everything that holds on it.
#[derive(Clone, Copy, Debug)]
pub struct OccurrenceRef<'a> {
    /// The programme.
    pub feed: &'a Feed,
    /// What is announced.
    pub event: &'a Event,
    /// The date as planned; `None`: a date by the rule, on which all is as the event says.
    pub date: Option<&'a PlannedDate>,
    /// When.
    pub when: When,
}

impl<'a> OccurrenceRef<'a> {
    /// An occurrence of a feed; `None` when it is of another.
    pub fn of(feed: &'a Feed, occurrence: &Occurrence) -> Option<OccurrenceRef<'a>> {
        let event = feed.events.get(occurrence.event as usize)?;
        let date = match occurrence.date {
            Some(date) => Some(event.dates.get(date as usize)?),
            None => None,
        };
        Some(OccurrenceRef {
            feed,
            event,
            date,
            when: occurrence.when,
        })
    }

    fn own(self) -> Option<&'a Terms> {
        self.date?.terms.as_deref()
    }

    /// What the date says, else the event.
    fn said<T>(self, field: impl Fn(&'a Terms) -> Option<T>) -> Option<T> {
        self.own()
            .and_then(&field)
            .or_else(|| field(&self.event.terms))
    }

    /// The place; [`Feed::ONLINE`] for an online event without another.
    pub fn venue(self) -> Option<&'a Venue> {
        self.venue_index()
            .and_then(|index| self.feed.venues.get(index as usize))
    }

    /// Index of the place in [`Feed::venues`].
    pub fn venue_index(self) -> Option<u32> {
        self.said(|terms| terms.venue)
    }

    /// Room within the venue; not the event's room when the date is in another venue.
    pub fn room(self) -> Option<&'a Text> {
        if self.venue_index() == self.event.terms.venue {
            return self.said(|terms| terms.room.as_ref());
        }
        self.own()?.room.as_ref()
    }

    /// Whether it takes place.
    pub fn status(self) -> Status {
        self.said(|terms| terms.status).unwrap_or(Status::Scheduled)
    }

    /// Why it does not; not the event's reason when the date has another status.
    pub fn status_note(self) -> Option<&'a Text> {
        if self.status() == self.event.terms.status.unwrap_or(Status::Scheduled) {
            return self.said(|terms| terms.status_note.as_ref());
        }
        self.own()?.status_note.as_ref()
    }

    /// Where it was before it moved.
    pub fn previous_start(self) -> Option<At> {
        self.own()
            .and_then(|own| own.previous_start)
            .or(self.date.and_then(|date| date.replaces))
            .or(self.event.terms.previous_start)
    }

    /// Places, where stated.
    pub fn booking(self) -> Option<Booking> {
        self.said(|terms| terms.booking)
    }

    /// How to register.
    pub fn registration(self) -> Option<&'a Registration> {
        self.said(|terms| terms.registration.as_deref())
    }

    /// What it costs, where stated.
    pub fn price(self) -> Option<&'a Price> {
        self.said(|terms| terms.price.as_ref())
    }

    /// Whether it is said to cost nothing.
    pub fn free(self) -> bool {
        matches!(self.price(), Some(Price::Free { .. }))
    }

    /// Services of the place, the event and the date together.
    pub fn access(self) -> Set<Access> {
        let venue = self.venue().map_or(Set::default(), |venue| venue.access);
        let own = self.own().map_or(Set::default(), |own| own.access);
        venue.union(self.event.terms.access).union(own)
    }

    /// Languages spoken.
    pub fn languages(self) -> &'a [Box<str>] {
        match self.own() {
            Some(own) if !own.languages.is_empty() => &own.languages,
            _ => &self.event.terms.languages,
        }
    }

    /// When doors open. The event's doors are those of its first date: on another the time of day is theirs.
    pub fn doors(self) -> Option<WallTime> {
        if let Some(own) = self.own().and_then(|own| own.doors) {
            return Some(own.wall);
        }
        let doors = self.event.terms.doors?.wall;
        Some(self.when.first_day().at(doors.second))
    }

    /// A remark on this date.
    pub fn note(self) -> Option<&'a Text> {
        self.date?.note.as_ref()
    }

    /// Changes whenever anything does that a reader could see of this date; no two dates of a programme share one
    /// but by a chance of 2⁻⁶⁴.
    pub fn revision(self) -> u64 {
        self.event.revision.rotate_left(17) ^ self.at_number()
    }

    /// The same for this event and date whatever else about them changes.
    pub fn identity(self) -> u64 {
        hash(self.event.id.as_bytes()).rotate_left(17) ^ self.at_number()
    }

    fn at_number(self) -> u64 {
        let (day, second) = match self.when.at() {
            At::Day(day) => (day, 1),
            At::Time(wall) => (wall.date, u64::from(wall.second) * 2),
        };
        let number = day.number().unsigned_abs() << 20 | second;
        number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}
