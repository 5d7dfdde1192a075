//! iCalendar of what is published: an event each, and the calendars that programs subscribe to.
//!
//! They are written anew only when something in them is new. So the time of their making is no part of them: an event
//! without `updated_at` has the time at which its change was first seen, and rules without an end are looked at from the
//! first day of the year.

use domain::event::{Event, Feed, Lang, OccurrenceRef};
use domain::filter::groups;
use domain::ics::{Export, Item, calendar};
use domain::published::{self as place, Subscription};
use domain::time::{Date, Instant};
use text::ics;

use super::Site;

/// A calendar to subscribe to.
pub struct Calendar {
    /// Its path.
    pub path: String,
    /// What programs shall call it.
    pub name: String,
    /// What is in it.
    pub items: Vec<Item>,
}

/// An event with all its dates.
pub fn event(site: &Site<'_>, index: u32) -> String {
    written(
        site.feed,
        site,
        ics::name(site.feed, site.lang),
        &[Item::Event(index)],
    )
}

/// A calendar as text.
pub fn subscription(site: &Site<'_>, of: &Calendar) -> String {
    written(site.feed, site, &of.name, &of.items)
}

fn written(feed: &Feed, site: &Site<'_>, name: &str, items: &[Item]) -> String {
    let export = Export {
        feed,
        home: site.home.as_deref(),
        lang: site.lang,
        name,
        now: site.year,
        said: &|it| ics::said(it, site.lang),
    };
    calendar(export, items)
}

/// Every calendar to subscribe to: the whole programme, and one for each age group, category and venue. Events that
/// are over for more than a month are left out.
pub fn all(site: &Site<'_>) -> Vec<Calendar> {
    let feed = site.feed;
    let since = site.today.plus(-31);
    let current: Vec<u32> = (0..)
        .zip(&feed.events)
        .filter(|(index, event)| is_current(feed, *index, event, since))
        .map(|(index, _)| index)
        .collect();
    let whole = ics::name(feed, site.lang);
    let named = |label: &str| format!("{whole}: {label}");
    let mut all = vec![Calendar {
        path: place::calendar(Subscription::All),
        name: whole.to_owned(),
        items: current.iter().map(|index| Item::Event(*index)).collect(),
    }];
    let (mut ages, mut categories, mut venues) = (
        lists(feed.age_groups.len()),
        lists(feed.categories.len()),
        lists(feed.venues.len()),
    );
    for index in current {
        let Some(event) = feed.events.get(index as usize) else {
            continue;
        };
        for group in groups(feed, event) {
            put(&mut ages, group, Item::Event(index));
        }
        for category in &event.categories {
            put(&mut categories, *category, Item::Event(index));
        }
        at_venues(feed, index, event, &mut venues);
    }
    let label = |text| text::labels::text(feed, text, site.lang).0;
    for (group, items) in feed.age_groups.iter().zip(ages) {
        let path = place::calendar(Subscription::Age(&group.id));
        let name = named(label(&group.label));
        all.push(Calendar { path, name, items });
    }
    for (category, items) in feed.categories.iter().zip(categories) {
        let path = place::calendar(Subscription::Category(&category.id));
        let name = named(label(&category.label));
        all.push(Calendar { path, name, items });
    }
    for (venue, items) in feed.venues.iter().zip(venues) {
        let path = place::calendar(Subscription::Venue(&venue.id));
        let name = named(text::labels::venue(feed, venue, site.lang).0);
        all.push(Calendar { path, name, items });
    }
    all
}

fn lists(count: usize) -> Vec<Vec<Item>> {
    vec![Vec::new(); count]
}

fn put(lists: &mut [Vec<Item>], place: u32, item: Item) {
    if let Some(list) = lists.get_mut(place as usize) {
        list.push(item);
    }
}

/// An event that keeps to one venue is in its calendar whole; of another each date where it takes place. Dates by the
/// rule stay a rule.
fn at_venues(feed: &Feed, index: u32, event: &Event, venues: &mut [Vec<Item>]) {
    let usual = event.terms.venue;
    let by_rule = event.recurring.is_some();
    let dates = feed.dates_of(index, Date::MAX, Date::MIN);
    let venue = |date| OccurrenceRef::of(feed, date).and_then(OccurrenceRef::venue_index);
    let one = dates.iter().all(|date| venue(date) == usual);
    if let Some(usual) = usual.filter(|_| one || by_rule) {
        put(venues, usual, Item::Event(index));
    }
    if one {
        return;
    }
    for date in &dates {
        if let Some(venue) = venue(date).filter(|venue| !by_rule || Some(*venue) != usual) {
            put(venues, venue, Item::Occurrence(*date));
        }
    }
}

/// Whether an event has a date on or after a day.
fn is_current(feed: &Feed, index: u32, event: &Event, since: Date) -> bool {
    let named = event.dates.iter().any(|date| date.when.last_day() >= since);
    named || event.recurring.is_some() && feed.last(index).is_none_or(|last| last.last >= since)
}

/// What an export says that has no say in whether an event changed: the time of the change.
pub fn told(feed: &Feed, home: Option<&str>, lang: Lang, year: Instant, index: u32) -> u64 {
    let export = Export {
        feed,
        home,
        lang,
        name: "",
        now: year,
        said: &|it| ics::said(it, lang),
    };
    super::tree::hash(calendar(export, &[Item::Event(index)]).as_bytes())
}
