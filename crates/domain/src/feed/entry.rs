//! One event as written -> [`Event`]: what it is, its dates, what holds on them.

use std::cmp::Ordering;

use super::json::Raw;
use super::raw::{Fields, Node, REPORTS, Reader, decimal_text, item, millionths};
use super::span;
use super::{Around, Places, ages, hash_more, instant};
use crate::event::{
    AgeGroup, At, Attendance, Category, Event, Feed, Funding, Image, Length, Moment, NamedLink,
    Party, Place, PlannedDate, Price, Registration, Series, Terms, Text, Venue, Volunteers, When,
};
use crate::keyed::Set;
use crate::order::{insert_once, sorted};
use crate::problem::Code;
use crate::recurrence::Freq;
use crate::recurring::Recurring;
use crate::time::{Written, Zone};

/// Reads `events` into `feed`, and what they name but the feed does not know into its lists.
/// `ids` are those of the events read before.
pub fn read(
    reader: &mut Reader,
    feed: &mut Feed,
    ids: &mut Places,
    events: &[Raw<'_>],
    around: Around,
) {
    let zone = feed.zone.clone();
    let mut scope = Scope {
        zone: &zone,
        age_groups: Places::of(feed.age_groups.iter().map(|group| &group.id)),
        categories: Places::of(feed.categories.iter().map(|category| &category.id)),
        venues: Places::of(feed.venues.iter().map(|venue| &venue.id)),
        feed,
        around,
        left_out: false,
    };
    for raw in events.iter().copied() {
        reader.next();
        if let Some(mut event) = scope.event(reader, ids, raw) {
            event.revision = hash_more(around.revision, raw.get().as_bytes());
            scope.feed.events.push(event);
        }
    }
    reader.done();
    scope.put_online_last();
}

/// What references are resolved against.
struct Scope<'f> {
    feed: &'f mut Feed,
    around: Around,
    /// The feed's.
    zone: &'f Zone,
    age_groups: Places,
    categories: Places,
    venues: Places,
    /// The event that is being read is left out, whatever its dates are.
    left_out: bool,
}

/// A date being put together.
struct Draft {
    date: PlannedDate,
    /// It stands in `occurrences`: exdates do not remove it. And what its `start` would be of the event: with an `all_day`
    /// of its own it is another.
    explicit: Option<At>,
}

/// When an event is.
struct Dates {
    /// By start.
    planned: Vec<PlannedDate>,
    /// Further ones, by rule.
    recurring: Option<Box<Recurring>>,
    /// How often the rule gives a date, whether its exceptions leave any or not.
    freq: Option<Freq>,
    /// There are more than could be read.
    more: bool,
}

impl Draft {
    /// Whether it has the same start as written, at the same instant.
    fn is_twin(&self, zone: &Zone, when: &When) -> bool {
        self.date.when.begins(zone) == when.begins(zone) && self.date.when.at() == when.at()
    }

    fn plain(when: When) -> Draft {
        Draft {
            date: PlannedDate {
                id: None,
                when,
                replaces: None,
                note: None,
                terms: None,
            },
            explicit: None,
        }
    }
}

impl Scope<'_> {
    fn event(&mut self, reader: &mut Reader, ids: &mut Places, raw: Raw<'_>) -> Option<Event> {
        let Node::Object(fields) = Node::of(raw) else {
            reader.report(Code::NotAnEvent, "", raw.get());
            return None;
        };
        let id = match fields.node("id") {
            Node::Text(id) => Some(Box::from(&*id)),
            Node::Number(number) => Some(decimal_text(number)),
            _ => None,
        };
        reader.about(id.as_deref());
        // Now that it is known of which event: what is wrong with the id itself.
        if REPORTS {
            reader.word(&fields, "id");
        }
        if id.is_none() {
            reader.report(Code::NoId, "id", "");
        }
        let title = reader.text(&fields, "title");
        if title.is_none() {
            reader.report(Code::NoTitle, "title", "");
        }
        let twin = id.as_ref().is_some_and(|id| ids.find(id).is_some());
        // What is left out names nothing that readers could choose.
        self.left_out = id.is_none() || title.is_none() || twin;
        let Dates {
            planned,
            recurring,
            freq,
            more,
        } = self.dates(reader, &fields);
        let no_date = planned.is_empty() && recurring.is_none();
        if no_date {
            reader.report(Code::NoDate, "start", "");
        }
        let (id, title) = (id?, title?);
        if twin {
            reader.report(Code::DuplicateEvent, "id", &id);
        }
        if twin || no_date {
            return None;
        }

        ids.add(&id);
        let mut terms = self.terms(reader, &fields);
        let online = place(reader, &fields, "online");
        if online.is_some() && terms.venue.is_none() {
            terms.venue = Some(self.online_venue());
        }
        let updated_at = instant(reader, &fields, "updated_at", self.zone);
        Some(Event {
            id,
            title,
            summary: reader.text(&fields, "summary"),
            description: reader.text(&fields, "description"),
            dates: planned,
            recurring,
            freq,
            more_dates: more,
            categories: self.categories(reader, &fields),
            ages: reader.object(&fields, "age", |reader, fields| ages(reader, fields, "min")),
            age_groups: self.age_groups(reader, &fields),
            with_guardian: reader.bool(&fields, "with_guardian").unwrap_or(false),
            terms,
            tickets: place(reader, &fields, "tickets"),
            online,
            hours: reader.text(&fields, "hours"),
            concessions: reader.keywords(&fields, "concessions"),
            image: reader.object(&fields, "image", image),
            url: reader.link(&fields, "url"),
            links: reader.objects(&fields, "links", |reader, fields| {
                reader.needs(fields, "url")?;
                Some(NamedLink {
                    label: reader.text(fields, "label"),
                    url: reader.link(fields, "url")?,
                })
            }),
            tags: reader.words(&fields, "tags"),
            organizers: reader.objects(&fields, "organizers", party),
            partners: reader.objects(&fields, "partners", party),
            funding: reader.objects(&fields, "funding", funding),
            volunteers: reader.object(&fields, "volunteers", |reader, fields| {
                Some(Volunteers {
                    wanted: reader.bool(fields, "wanted").unwrap_or(false),
                    note: reader.text(fields, "note"),
                    contact: reader.text(fields, "contact"),
                })
            }),
            reach: reader.keyword(&fields, "reach"),
            involvement: reader.keyword(&fields, "involvement"),
            series: reader.object(&fields, "series", |reader, fields| {
                reader.needs(fields, "id")?;
                Some(Series {
                    id: reader.word(fields, "id")?,
                    title: reader.text(fields, "title"),
                })
            }),
            featured: reader.bool(&fields, "featured").unwrap_or(false),
            attendance: reader.object(&fields, "attendance", |reader, fields| {
                Some(Attendance {
                    planned: reader.count(fields, "planned"),
                    actual: reader.count(fields, "actual"),
                })
            }),
            updated_at,
            sequence: reader.count(&fields, "sequence").unwrap_or(0),
            revision: 0,
        })
    }

    fn dates(&mut self, reader: &mut Reader, fields: &Fields<'_>) -> Dates {
        let zone = self.zone;
        let all_day = reader.bool(fields, "all_day");
        let end = reader.time(fields, "end");
        let start = reader.time(fields, "start");
        let first = start.map(|start| timed(reader, zone, start, end, all_day).0);
        let length = first
            .as_ref()
            .and_then(|first| span::length(zone, first, start, end));

        let has_rule = !matches!(fields.node("rrule"), Node::Absent);
        let rule = reader.rule(fields, "rrule");
        let unread = has_rule && (rule.is_none() || start.is_none());
        let freq = rule.as_ref().map(|rule| rule.freq);
        let mut recurring = None;
        if let (Some(rule), Some(start), Some(first)) = (rule, start, first) {
            recurring = Some(Box::new(Recurring::new(rule, start, &first, length)));
        }
        let mut listed: Vec<_> = reader
            .list(fields, "occurrences")
            .into_iter()
            .enumerate()
            .collect();
        listed.retain(|(_, raw)| !matches!(Node::of(*raw), Node::Absent));
        let explicit_only = !listed.is_empty() && !has_rule;

        let mut drafts = Vec::new();
        if !explicit_only && recurring.is_none() {
            drafts.extend(first.map(Draft::plain));
        }
        let meant = |time| span::meant(zone, time, all_day);
        for extra in times(reader, fields, "rdates") {
            drafts.push(Draft::plain(When::lasting(zone, meant(extra), length)));
        }
        for exdate in times(reader, fields, "exdates") {
            let exdate = meant(exdate);
            drafts.retain(|draft| !names(zone, exdate, &draft.date.when));
            if let Some(recurring) = &mut recurring {
                recurring.except(zone, exdate);
            }
        }

        let mut explicit: Vec<Draft> = Vec::new();
        for (place, raw) in listed {
            let field = item("occurrences", place);
            let Node::Object(inner) = Node::of(raw) else {
                reader.report(Code::UnreadableDate, &field, raw.get());
                continue;
            };
            let draft = reader.within(&field, |reader| {
                self.occurrence(reader, &inner, all_day, length, &explicit)
            });
            let Some(draft) = draft else { continue };
            let at = draft.date.when.at();
            let twin = |other: &Draft| other.is_twin(zone, &draft.date.when);
            if explicit.iter().any(twin) {
                reader.report(Code::DuplicateDate, format_args!("{field}.start"), at);
                continue;
            }
            // It takes the place of the date with the same start, or of the one it names.
            let replaces = draft.date.replaces;
            drafts.retain(|other: &Draft| {
                let there = Some(other.date.when.at());
                !twin(other) && draft.explicit != there && replaces != there
            });
            if let Some(recurring) = &mut recurring {
                for at in [draft.explicit, replaces].into_iter().flatten() {
                    recurring.replace(at);
                }
            }
            explicit.push(draft);
        }
        if let Some(first) = first {
            let unlisted = |draft: &Draft| match first {
                When::Days { first, .. } => draft.date.when.first_day() != first,
                When::Timed { .. } => draft.date.when.at() != first.at(),
            };
            if explicit_only && !explicit.is_empty() && explicit.iter().all(unlisted) {
                reader.report(Code::StartNotListed, "start", first.at());
            }
            if let Some(rule) = &recurring {
                match rule.first_day(zone) {
                    None => {
                        let rule = fields.raw("rrule").map_or("", Raw::get);
                        reader.report(Code::RuleWithoutDates, "rrule", rule);
                        recurring = None;
                    }
                    Some(day) if day != rule.start_day() => {
                        reader.report(Code::StartOffRule, "start", first.at());
                    }
                    Some(_) => {}
                }
            }
        }
        // Two dates on one instant are one: the one that the feed names, which has no limit.
        if let Some(rule) = &mut recurring {
            for draft in &drafts {
                rule.beside(zone, &draft.date.when);
            }
        }
        drafts.extend(explicit);
        if has_rule && !drafts.is_empty() {
            reader.needs(fields, "start");
        }
        Dates {
            planned: in_order(drafts, zone),
            recurring: recurring.filter(|rule| rule.any(zone)),
            freq,
            more: unread,
        }
    }

    fn occurrence(
        &mut self,
        reader: &mut Reader,
        fields: &Fields<'_>,
        all_day: Option<bool>,
        length: Option<Length>,
        before: &[Draft],
    ) -> Option<Draft> {
        let zone = self.zone;
        let start = match fields.node("start") {
            Node::Text(words) => Written::parse(&words),
            _ => None,
        };
        let Some(start) = start else {
            let value = fields.raw("start").map_or("", Raw::get);
            reader.report(Code::UnreadableDate, "start", value);
            return None;
        };
        let end = reader.time(fields, "end");
        // The date in whose place it comes is one of the event's.
        let of_event = |time| span::at(zone, span::meant(zone, time, all_day));
        let written = of_event(start);
        let replaces = reader.time(fields, "replaces").map(of_event);
        let all_day = reader.bool(fields, "all_day").or(all_day);
        let (mut when, code) = timed(reader, zone, start, end, all_day);
        // An end at the start was meant as "no end"; one before it is as if it were not there.
        if end.is_none() || code == Some(Code::EndBeforeStart) {
            let start = match when {
                When::Days { first, .. } => Written::Day(first),
                When::Timed { .. } => start,
            };
            when = When::lasting(zone, start, length);
        }
        let twin = before.iter().any(|other| other.is_twin(zone, &when));
        let left_out = self.left_out;
        self.left_out |= twin;
        let terms = self.terms(reader, fields);
        self.left_out = left_out;
        Some(Draft {
            date: PlannedDate {
                id: reader.word(fields, "id"),
                when,
                replaces,
                note: reader.text(fields, "note"),
                terms: (!terms.is_empty()).then(|| Box::new(terms)),
            },
            explicit: Some(written),
        })
    }

    /// What may stand in an event and in each of its dates alike.
    fn terms(&mut self, reader: &mut Reader, fields: &Fields<'_>) -> Terms {
        let venue = reader
            .word(fields, "venue")
            .map(|id| self.venue(reader, &id));
        let zone = self.zone;
        let moment = |reader: &mut Reader, key| match reader.time(fields, key)? {
            Written::Day(_) => {
                reader.unreadable(fields, key);
                None
            }
            time => Some(Moment::of(zone, time)),
        };
        Terms {
            doors: moment(reader, "doors"),
            venue,
            room: reader.text(fields, "room"),
            status: reader.keyword(fields, "status"),
            status_note: reader.text(fields, "status_note"),
            previous_start: reader
                .time(fields, "previous_start")
                .map(|time| span::at(zone, time)),
            booking: reader.keyword(fields, "booking"),
            registration: reader.object(fields, "registration", |reader, fields| {
                Some(Box::new(Registration {
                    required: reader.bool(fields, "required").unwrap_or(false),
                    url: reader.link(fields, "url"),
                    email: reader.word(fields, "email"),
                    phone: reader.word(fields, "phone"),
                    opens: reader
                        .time(fields, "opens")
                        .map(|time| span::at(zone, time)),
                    closes: reader
                        .time(fields, "closes")
                        .map(|time| span::at(zone, time)),
                }))
            }),
            price: reader.object(fields, "price", price),
            access: reader.keywords(fields, "access"),
            languages: reader.words(fields, "languages"),
        }
    }

    fn venue(&mut self, reader: &mut Reader, id: &str) -> u32 {
        let place = self.venues.find(id).unwrap_or_else(|| {
            if self.left_out {
                return u32::MAX;
            }
            self.feed
                .venues
                .push(bare_venue(id, Some(Text::Plain(id.into()))));
            self.venues.add(id)
        });
        known(reader, place, self.around.venues, "venue", id);
        place
    }

    fn online_venue(&mut self) -> u32 {
        self.venues.find(Feed::ONLINE).unwrap_or_else(|| {
            self.feed.venues.push(bare_venue(Feed::ONLINE, None));
            self.venues.add(Feed::ONLINE)
        })
    }

    /// "Online" was added when the first online event was met; unknown venues may have come after it.
    fn put_online_last(&mut self) {
        let venues = &mut self.feed.venues;
        let Some(at) = venues.iter().position(|venue| venue.name.is_none()) else {
            return;
        };
        if at + 1 == venues.len() {
            return;
        }
        let online = venues.remove(at);
        venues.push(online);
        let last = venues.len() - 1;
        let moved = |venue: &mut Option<u32>| {
            if let Some(index) = venue {
                let old = *index as usize;
                let new = match old.cmp(&at) {
                    Ordering::Less => old,
                    Ordering::Equal => last,
                    Ordering::Greater => old - 1,
                };
                *index = u32::try_from(new).unwrap_or(*index);
            }
        };
        for event in &mut self.feed.events {
            moved(&mut event.terms.venue);
            for terms in event
                .dates
                .iter_mut()
                .filter_map(|date| date.terms.as_mut())
            {
                moved(&mut terms.venue);
            }
        }
    }

    fn categories(&mut self, reader: &mut Reader, fields: &Fields<'_>) -> Vec<u32> {
        let mut ids = reader.words(fields, "categories");
        let listed = ids.len();
        ids.extend(reader.word(fields, "category"));
        let mut found = Vec::with_capacity(ids.len());
        for (at, id) in ids.into_iter().enumerate() {
            let place = self.categories.find(&id).unwrap_or_else(|| {
                self.feed.categories.push(Category {
                    id: id.clone(),
                    label: Text::Plain(id.clone()),
                    color: None,
                    icon: None,
                });
                self.categories.add(&id)
            });
            let field = if at < listed {
                "categories"
            } else {
                "category"
            };
            known(reader, place, self.around.categories, field, &id);
            // The first is the most fitting one: lists of few show it alone.
            if !found.contains(&place) {
                found.push(place);
            }
        }
        found
    }

    fn age_groups(&mut self, reader: &mut Reader, fields: &Fields<'_>) -> Vec<u32> {
        let mut found = Vec::new();
        for id in reader.words(fields, "age_groups") {
            let place = self.age_groups.find(&id).unwrap_or_else(|| {
                self.feed.age_groups.push(AgeGroup {
                    id: id.clone(),
                    label: Text::Plain(id.clone()),
                    ages: None,
                });
                self.age_groups.add(&id)
            });
            known(reader, place, self.around.age_groups, "age_groups", &id);
            insert_once(&mut found, place);
        }
        found
    }
}

/// Reports an id that stands behind the declared ones: at every event that names it.
fn known(reader: &mut Reader, place: u32, declared: usize, field: &str, id: &str) {
    if place as usize >= declared {
        reader.report(Code::UnknownId, field, id);
    }
}

/// Dates by start, whole days first. Two dates on one instant are one: of start, rule and rdates it does not matter
/// which; of `occurrences` every one is another by now.
fn in_order(drafts: Vec<Draft>, zone: &Zone) -> Vec<PlannedDate> {
    let key = |place: usize| {
        let when = drafts.get(place)?.date.when;
        Some((
            when.first_day(),
            matches!(when, When::Timed { .. }),
            when.begins(zone),
        ))
    };
    let order = sorted(drafts.len(), &|one, other| key(one).cmp(&key(other)));
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let mut dates: Vec<PlannedDate> = Vec::with_capacity(drafts.len());
    for place in order {
        let Some(draft) = drafts.get_mut(place).and_then(Option::take) else {
            continue;
        };
        let twin = dates.last().is_some_and(|last| {
            last.when.at() == draft.date.when.at()
                && last.when.begins(zone) == draft.date.when.begins(zone)
        });
        if draft.explicit.is_some() || !twin {
            dates.push(draft.date);
        }
    }
    dates
}

impl Terms {
    fn is_empty(&self) -> bool {
        let Terms {
            doors,
            venue,
            room,
            status,
            status_note,
            previous_start,
            booking,
            registration,
            price,
            access,
            languages,
        } = self;
        doors.is_none()
            && venue.is_none()
            && room.is_none()
            && status.is_none()
            && status_note.is_none()
            && previous_start.is_none()
            && booking.is_none()
            && registration.is_none()
            && price.is_none()
            && access.is_empty()
            && languages.is_empty()
    }
}

/// Start and end as written, with what an editor should hear of them.
fn timed(
    reader: &mut Reader,
    zone: &Zone,
    start: Written,
    end: Option<Written>,
    all_day: Option<bool>,
) -> (When, Option<Code>) {
    let (when, code) = span::when(zone, start, end, all_day);
    if let (Some(code), Some(end)) = (code, end) {
        reader.report(code, "end", span::at(zone, end));
    }
    if all_day == Some(false) && matches!(start, Written::Day(_)) {
        reader.report(Code::NotAllDay, "all_day", "");
    }
    (when, code)
}

/// A list of times; unreadable ones are reported and left out.
fn times(reader: &mut Reader, fields: &Fields<'_>, key: &str) -> Vec<Written> {
    let mut found = Vec::new();
    for (place, raw) in reader.list(fields, key).into_iter().enumerate() {
        let time = match Node::of(raw) {
            Node::Absent => continue,
            Node::Text(words) => Written::parse(&words),
            _ => None,
        };
        match time {
            Some(time) => found.push(time),
            None => reader.report_item(Code::Unreadable, key, place, raw.get()),
        }
    }
    found
}

/// Whether an exdate removes a date: a bare day removes every date of that day.
fn names(zone: &Zone, exdate: Written, when: &When) -> bool {
    match exdate {
        Written::Day(date) => when.first_day() == date,
        time => match when {
            When::Days { .. } => false,
            When::Timed { start, .. } => Moment::of(zone, time).instant == start.instant,
        },
    }
}

fn bare_venue(id: &str, name: Option<Text>) -> Venue {
    Venue {
        id: id.into(),
        name,
        address: None,
        locality: None,
        position: None,
        url: None,
        access: Set::default(),
        hours: None,
        note: None,
    }
}

fn place(reader: &mut Reader, fields: &Fields<'_>, key: &str) -> Option<Place> {
    reader.object(fields, key, |reader, fields| {
        reader.needs(fields, "url")?;
        Some(Place {
            url: reader.link(fields, "url")?,
            note: reader.text(fields, "note"),
        })
    })
}

fn party(reader: &mut Reader, fields: &Fields<'_>) -> Option<Party> {
    reader.needs(fields, "name")?;
    Some(Party {
        name: reader.text(fields, "name")?,
        url: reader.link(fields, "url"),
    })
}

fn funding(reader: &mut Reader, fields: &Fields<'_>) -> Option<Funding> {
    reader.needs(fields, "name")?;
    Some(Funding {
        name: reader.text(fields, "name")?,
        programme: reader.text(fields, "programme"),
        note: reader.text(fields, "note"),
        logo: reader.link(fields, "logo"),
        logo_alt: reader.text(fields, "logo_alt"),
    })
}

fn image(reader: &mut Reader, fields: &Fields<'_>) -> Option<Box<Image>> {
    reader.needs(fields, "src")?;
    let src = reader.link(fields, "src")?;
    let alt = reader.text(fields, "alt");
    if alt.is_none() {
        reader.report(Code::ImageWithoutAlt, "alt", src.as_str());
    }
    let (width, height) = (
        reader.count(fields, "width"),
        reader.count(fields, "height"),
    );
    Some(Box::new(Image {
        src,
        alt,
        credit: reader.text(fields, "credit"),
        size: width.zip(height),
    }))
}

fn price(reader: &mut Reader, fields: &Fields<'_>) -> Option<Price> {
    let note = reader.text(fields, "note");
    let free = reader.bool(fields, "free");
    if free == Some(true) {
        return Some(Price::Free { note });
    }
    let mut amount = |key| match fields.node(key) {
        Node::Absent => None,
        Node::Number(number) => {
            let hundredths = millionths(number).map(|value| value.saturating_add(5_000) / 10_000);
            let amount = hundredths.and_then(|value| u64::try_from(value).ok());
            if amount.is_none() {
                reader.unreadable(fields, key);
            }
            amount
        }
        _ => {
            reader.unreadable(fields, key);
            None
        }
    };
    let (from, mut to) = (amount("from"), amount("to"));
    if let (Some(low), Some(high)) = (from, to)
        && low > high
    {
        let amount = |key| fields.raw(key).map_or("", Raw::get);
        reader.report(
            Code::MinAboveMax,
            "to",
            format_args!("{}–{}", amount("from"), amount("to")),
        );
        to = None;
    }
    // "Not free" is something said, without a figure too.
    if free.is_none() && from.is_none() && to.is_none() && note.is_none() {
        return None;
    }
    Some(Price::Paid {
        from,
        to,
        currency: reader.word(fields, "currency"),
        note,
    })
}
