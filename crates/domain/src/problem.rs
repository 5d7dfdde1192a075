//! What is wrong in a feed: for editors, by event and field. The sentences live in the `text` crate.

use crate::keyed::keyed;

/// One thing an editor should mend. Nothing here hides an event unless `left_out` says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Id of the event, where it has one.
    pub event: Option<Box<str>>,
    /// Place in the feed's `events`, from 0, counted on through its parts as they were read; `None` for the envelope.
    pub index: Option<usize>,
    /// Where: `start`, `occurrences[2].end`, `venues[0].id`.
    pub field: String,
    /// What.
    pub code: Code,
    /// The offending value as written, cut to a readable length; empty when there is none.
    pub value: String,
}

impl Problem {
    /// Whether readers do not see the event at all.
    pub fn left_out(&self) -> bool {
        matches!(
            self.code,
            Code::NoId | Code::NoTitle | Code::NoDate | Code::DuplicateEvent | Code::NotAnEvent
        )
    }
}

keyed! {
    /// Kinds of problems; the spelling is what `kalendarz check --json` prints.
    Code {
        /// The event is not an object: left out.
        NotAnEvent = "not_an_event",
        /// No `id`: left out.
        NoId = "no_id",
        /// No `title`, or only white space: left out.
        NoTitle = "no_title",
        /// No readable date: left out.
        NoDate = "no_date",
        /// The `id` of an earlier event: left out.
        DuplicateEvent = "duplicate_event",
        /// The id of an earlier group, category or venue: the first stays.
        DuplicateId = "duplicate_id",
        /// A number where text belongs: its decimal text is taken.
        NumberAsText = "number_as_text",
        /// No time zone of this name is known: Europe/Warsaw is taken.
        UnknownTimezone = "unknown_timezone",
        /// No venue, category or age group has this id: shown with the id as its label.
        UnknownId = "unknown_id",
        /// Not one of the words that may stand here: shown without.
        UnknownValue = "unknown_value",
        /// Of the wrong type or form: shown without.
        Unreadable = "unreadable",
        /// A character is missing from a text: U+FFFD stands in its place.
        UnreadableCharacter = "unreadable_character",
        /// The file is not UTF-8: letters that are not ASCII can't be read.
        NotUtf8 = "not_utf8",
        /// A date that can't be read: that date is left out, the others stay.
        UnreadableDate = "unreadable_date",
        /// Two dates of the event begin at the same time: the first stays.
        DuplicateDate = "duplicate_date",
        /// `end` is the `start`: shown without an end.
        EndIsStart = "end_is_start",
        /// `end` at 00:00 of the start's own day: read as the midnight that follows.
        EndAtMidnight = "end_at_midnight",
        /// Another `end` before the `start`: shown without.
        EndBeforeStart = "end_before_start",
        /// `start` is a day, `end` a time: read as whole days.
        TimedEndOfDay = "timed_end_of_day",
        /// `all_day` is false, but the start is a bare day: a whole day.
        NotAllDay = "not_all_day",
        /// `min` above `max`, or `to` below `from`: shown without.
        MinAboveMax = "min_above_max",
        /// A picture without a description: shown as decoration.
        ImageWithoutAlt = "image_without_alt",
        /// Not an `https:`, `http:`, `mailto:` or `tel:` address: never a link.
        BadLink = "bad_link",
        /// There are `occurrences`, and `start` is not among them: it is no date.
        StartNotListed = "start_not_listed",
        /// There is a rule, and `start` is not on it: it is no date.
        StartOffRule = "start_off_rule",
        /// The rule gives no date at all.
        RuleWithoutDates = "rule_without_dates",
        /// The rule is not understood: the event stands on its `start` alone.
        RuleNotRead = "rule_not_read",
        /// Further files are named and not read: their events are not shown.
        PartsNotRead = "parts_not_read",
    }
}

/// Why a feed is refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing in it.
    Empty,
    /// A web page instead of a feed: a wrong address, or a network that wants a login.
    Html,
    /// Not JSON; line and column from 1, 0 when unknown.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// It ends in the middle.
    CutOff,
    /// JSON, but not an object.
    NotAnObject,
    /// No list `events`.
    NoEvents,
    /// `version` is missing or another than 1; as written.
    Version(Option<String>),
}
