//! An event as another calendar told it, in neutral form, and what could not be read of it.
//!
//! Every source gives these two and knows nothing of the feed; `write.rs` alone makes a feed of them. What must not
//! come in: words of a source's format, and JSON.

use domain::event::Ages;
use domain::time::{Instant, Written};

use super::trouble::shown;

/// What a source gives: everything it could read, and what is to be said of the rest.
#[derive(Debug, Default)]
pub struct Harvest {
    /// Name of the calendar, where the source says one.
    pub title: Option<String>,
    /// The events.
    pub found: Vec<Found>,
    /// How many the source says it has, and how many of them were looked at here.
    pub total: Option<usize>,
    /// See `total`.
    pub seen: usize,
    /// What was left out or read in another way than written.
    pub troubles: Vec<Trouble>,
}

impl Harvest {
    /// Something is to be said of one event, by the title or whatever else names it.
    pub fn tell(&mut self, named: Option<&str>, what: What) {
        let about = named.map(shown);
        self.troubles.push(Trouble { about, what });
    }
}

/// An event of another calendar.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What the source calls it, for always: the feed's id is made of it. Empty where the source has none.
    pub key: String,
    /// Title, plain text.
    pub title: String,
    /// One sentence, plain text.
    pub summary: Option<String>,
    /// Plain text; a blank line is a new paragraph.
    pub description: Option<String>,
    /// When.
    pub dates: Dates,
    /// Where.
    pub place: Option<Place>,
    /// Where to join online.
    pub online: Option<String>,
    /// Kinds, in the source's own words.
    pub categories: Vec<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// Years.
    pub ages: Option<Ages>,
    /// What it costs; absent is unknown.
    pub price: Option<Price>,
    /// Where tickets are sold.
    pub tickets: Option<String>,
    /// Whether it takes place.
    pub status: Option<Status>,
    /// Its own page.
    pub url: Option<String>,
    /// A picture.
    pub image: Option<Image>,
    /// Who makes it.
    pub organizers: Vec<Party>,
    /// Staff pick.
    pub featured: bool,
    /// Last change.
    pub updated_at: Option<Instant>,
    /// Number of the revision.
    pub sequence: u32,
    /// Name of the source, where there are several.
    pub source: Option<String>,
}

/// The dates of an event as the feed says them: wall times are in the feed's zone, whole days end on their last day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The one date, or the first of a rule.
    pub start: Option<Written>,
    /// Its end.
    pub end: Option<Written>,
    /// Rule (RFC 5545 section 3.3.10), of the parts that a feed may have.
    pub rrule: Option<String>,
    /// Not on these.
    pub exdates: Vec<Written>,
    /// On these too.
    pub rdates: Vec<Written>,
    /// Dates of which more is to be said.
    pub occurrences: Vec<FoundDate>,
}

/// One date of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// Begin.
    pub start: Written,
    /// End, where it is not the event's length.
    pub end: Option<Written>,
    /// The date in place of which it stands, where that began at another time.
    pub replaces: Option<Written>,
    /// Where, if elsewhere.
    pub place: Option<Place>,
    /// Whether it takes place.
    pub status: Option<Status>,
    /// What else is different.
    pub note: Option<String>,
}

impl FoundDate {
    /// A date of which nothing else is said.
    pub fn plain(start: Written) -> FoundDate {
        FoundDate {
            start,
            end: None,
            replaces: None,
            place: None,
            status: None,
            note: None,
        }
    }
}

/// A place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Name.
    pub name: String,
    /// Street and number.
    pub address: Option<String>,
    /// Town.
    pub locality: Option<String>,
    /// Latitude and longitude, in millionths of a degree.
    pub position: Option<(i32, i32)>,
    /// Website.
    pub url: Option<String>,
}

/// What it costs, in hundredths of the currency's unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// Nothing.
    pub free: bool,
    /// Cheapest.
    pub from: Option<u64>,
    /// Dearest.
    pub to: Option<u64>,
    /// ISO 4217; PLN when absent.
    pub currency: Option<String>,
    /// As written, where numbers do not say it all.
    pub note: Option<String>,
}

/// Whether it takes place, where it is not just as announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It does not.
    Cancelled,
    /// Not yet known when.
    Postponed,
    /// On another date than first announced.
    Rescheduled,
    /// Online.
    MovedOnline,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Address.
    pub src: String,
    /// It may be a file beside the feed, since its editors wrote it and nobody else.
    pub beside: bool,
    /// What is in it.
    pub alt: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// A person or institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Name.
    pub name: String,
    /// Website.
    pub url: Option<String>,
}

/// Something that an editor should know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Title of the event, or whatever else names it; `None` for the whole source.
    pub about: Option<String>,
    /// What.
    pub what: What,
}

impl Trouble {
    /// Of the whole source.
    pub fn whole(what: What) -> Trouble {
        Trouble { about: None, what }
    }

    /// Whether the file is not whole: nobody knows what else was in it.
    pub fn cut_off(&self) -> bool {
        matches!(self.what, What::CutOff | What::NoEnd | What::JsonCutOff)
    }

    /// Whether something that the source has is missing in the feed.
    pub fn left_out(&self) -> bool {
        match self.what {
            What::Empty
            | What::Html
            | What::NotCalendar
            | What::NotThat(_)
            | What::NotJson(..)
            | What::JsonCutOff
            | What::BadBlock
            | What::BadWorkbook
            | What::NoHeadings
            | What::Missing { .. }
            | What::CutOff
            | What::NoEnd
            | What::NoStart
            | What::BadStart(_)
            | What::NoTitle
            | What::Private
            | What::Twice
            | What::OtherRule
            | What::BadDate(..)
            | What::RuleTooDense => true,
            What::NoEvents
            | What::UnknownWord(..)
            | What::Charset(_)
            | What::UnknownZone(_)
            | What::BadEnd(_)
            | What::RuleNotRead(_)
            | What::RuleWithoutDates(_)
            | What::FutureRange
            | What::OtherDates(..)
            | What::BadLink(_)
            | What::BadPicture(_)
            | What::TooLong(_) => false,
        }
    }
}

/// Kinds of trouble. Values are as written in the source, cut to a readable length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Nothing in it.
    Empty,
    /// A web page instead of a calendar.
    Html,
    /// Something else than was asked for.
    NotCalendar,
    /// JSON, but not this.
    NotThat(&'static str),
    /// No JSON from this line and column on.
    NotJson(usize, usize),
    /// JSON that ends in the middle.
    JsonCutOff,
    /// A table that can't be opened.
    BadWorkbook,
    /// A table without the headings that are needed.
    NoHeadings,
    /// A word that says nothing in its column (column, word): without it.
    UnknownWord(&'static str, String),
    /// A page whose data for search engines are partly no JSON.
    BadBlock,
    /// There are further pages of the source.
    Missing {
        /// Events looked at.
        seen: usize,
        /// Events that the source has.
        total: usize,
    },
    /// It ends within an event, which is left out.
    CutOff,
    /// It does not say where it ends: what comes after the last event may be missing.
    NoEnd,
    /// Readable, but without an event.
    NoEvents,
    /// No UTF-8: read in this encoding.
    Charset(&'static str),
    /// A time zone that nobody knows: the feed's is taken.
    UnknownZone(String),
    /// An event that does not say when: left out.
    NoStart,
    /// A start that is no date: the event is left out.
    BadStart(String),
    /// An event without a title: left out.
    NoTitle,
    /// Marked as private, confidential or not published: left out.
    Private,
    /// The same event once more: left out.
    Twice,
    /// A row with the id of one that repeats otherwise: left out.
    OtherRule,
    /// An event that two sources tell of with different dates: both stay (names of the sources).
    OtherDates(String, String),
    /// A date of an event that can't be read (property, value): that date is left out.
    BadDate(&'static str, String),
    /// An end that is none, or before the start: without an end.
    BadEnd(String),
    /// A rule that is not understood: the first date alone.
    RuleNotRead(String),
    /// A rule that gives no date: the start alone.
    RuleWithoutDates(String),
    /// A rule with more dates than anybody visits: the first date alone.
    RuleTooDense,
    /// A change of one date and all that follow: only that one date is changed.
    FutureRange,
    /// An address that is no link: without it.
    BadLink(String),
    /// An address that is no picture's: without it.
    BadPicture(String),
    /// A text that is longer than anybody reads: cut (property).
    TooLong(&'static str),
}
