//! How an occurrence and a day look: when, what, where, for whom, how much, what to know. Drawn in a browser by the
//! program, and as HTML by `kalendarz publish`; so the program can take over what was published and nothing moves.

pub mod day;
pub mod draw;
pub mod icon;
pub mod markup;

use domain::agenda::LONG;
use domain::color::{Rgb, readable, written};
use domain::event::{Category, Feed, Lang, Occurrence, OccurrenceRef, Status, When};
use domain::keyed::Keyed;
use text::{dates, labels, sentences, words};

use draw::{Draw, link, unseen};
use icon::{icon, sign};

/// Paper of both themes, the darker of the light ones and the lighter of the dark ones: a colour that can be read on
/// it can be read on every surface (`style/tokens.css`).
pub const LIGHT: Rgb = [0xf3, 0xe9, 0xe4];
const DARK: Rgb = [0x2c, 0x20, 0x23];

/// Where a card stands decides what it says of its dates.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Under a day; its number in it and its days in all, where it has more than one.
    Day(Option<(i64, i64)>),
    /// Among what is on for weeks.
    Ongoing,
}

/// Whether it does not take place, or nobody knows when.
pub fn is_off(it: OccurrenceRef<'_>) -> bool {
    matches!(it.status(), Status::Cancelled | Status::Postponed)
}

/// A card; `href` leads to the opened event. `again`: a line is enough, the first date of its rule says the rest.
pub fn card<E: Draw>(
    lang: Lang,
    occurrence: &Occurrence,
    it: OccurrenceRef<'_>,
    place: Place,
    again: bool,
    href: &str,
) -> E {
    let feed = it.feed;
    let class = format!(
        "{}{}",
        if is_off(it) { "off" } else { "" },
        if again { " again" } else { "" }
    );
    E::new("article")
        .attr("data-event-id", &it.event.id)
        .attr("data-start", &occurrence.when.at().to_string())
        .class(&class)
        .child(when::<E>(feed, lang, &occurrence.when, place).children(states(lang, it)))
        .child(E::new("h3").child(titled(link::<E>(href), lang, it)))
        .child_if(summary(lang, it))
        .child(facts(lang, it))
}

/// The title in a link or button, named with its date for those who meet it alone (WCAG 2.4.4).
pub fn titled<E: Draw>(control: E, lang: Lang, it: OccurrenceRef<'_>) -> E {
    let (title, spoken) = labels::text(it.feed, &it.event.title, lang);
    let full = format!(", {}", dates::full_when(lang, &it.when));
    control
        .lang(spoken)
        .text(title)
        .child(unseen::<E>(&full).attr("lang", lang.key()))
}

/// What it is about, in a sentence.
pub fn summary<E: Draw>(lang: Lang, it: OccurrenceRef<'_>) -> Option<E> {
    let (said, spoken) = labels::text(it.feed, it.event.summary.as_ref()?, lang);
    Some(E::new("p").class("summary").lang(spoken).text(said))
}

/// Hours, or what else there is to say about when.
fn when<E: Draw>(feed: &Feed, lang: Lang, when: &When, place: Place) -> E {
    let (said, day_of) = match place {
        Place::Ongoing => (sentences::until(lang, when.last_day()), None),
        Place::Day(day_of) => {
            let hours = dates::times(when);
            (
                hours.unwrap_or_else(|| words::ALL_DAY.get(lang).to_owned()),
                day_of,
            )
        }
    };
    let more = day_of.map(|(day, of)| {
        E::new("span")
            .class("of")
            .text(&sentences::day_of(lang, day, of))
    });
    E::new("p")
        .class("when")
        .child(time(feed, when, &said))
        .child_if(more)
}

/// A date for people and, with its offset, for programs.
pub fn time<E: Draw>(feed: &Feed, when: &When, said: &str) -> E {
    let machine = match when {
        When::Days { first, .. } => first.to_string(),
        When::Timed { start, .. } => feed.zone.rfc3339(start.instant),
    };
    E::new("time").attr("datetime", &machine).text(said)
}

/// Cancelled, moved, full: in words and with a sign, never by colour alone.
pub fn states<E: Draw>(lang: Lang, it: OccurrenceRef<'_>) -> Vec<E> {
    let status = words::status(it.status()).map(|status| {
        let sign = match it.status() {
            Status::Cancelled | Status::Postponed => "✕ ",
            _ => "↷ ",
        };
        let mut said = status.get(lang).to_owned();
        if let Some(note) = it.status_note() {
            said = format!("{said}: {}", labels::text(it.feed, note, lang).0);
        }
        if let Some(before) = it.previous_start() {
            said = format!(
                "{said} ({})",
                sentences::moved_from(lang, &dates::at(lang, before))
            );
        }
        E::new("span")
            .class("state strong")
            .child(E::new("span").attr("aria-hidden", "true").text(sign))
            .text(&said)
    });
    let booking = it.booking().and_then(words::booking);
    let booking = booking.map(|booking| E::new("span").class("state").text(booking.get(lang)));
    status.into_iter().chain(booking).collect()
}

/// The same in a line of their own, where there are any.
pub fn states_line<E: Draw>(lang: Lang, it: OccurrenceRef<'_>) -> Option<E> {
    let states = states(lang, it);
    (!states.is_empty()).then(|| E::new("p").class("states").children(states))
}

/// Quiet facts in one line: kind, place, for whom, how much, access, help wanted.
pub fn facts<E: Draw>(lang: Lang, it: OccurrenceRef<'_>) -> E {
    let feed = it.feed;
    let fact = |said: &str| E::new("li").text(said);
    let categories = it.event.categories.iter().take(2);
    let categories = categories.filter_map(|index| feed.categories.get(*index as usize));
    let place = it.venue().map(|venue| {
        let (name, spoken) = labels::venue(feed, venue, lang);
        let room = it
            .room()
            .map(|room| format!(", {}", labels::text(feed, room, lang).0));
        let place = E::new("li").class("venue").lang(spoken).text(name);
        place.text(room.as_deref().unwrap_or_default())
    });
    let price = it.price().and_then(|price| labels::price(lang, price));
    let price = price.map(|price| fact(&price).attr_if("class", it.free().then_some("free")));
    // For a day a visitor needs the hour, for weeks the opening hours.
    let long = it.when.days() >= LONG;
    let hours = it.event.hours.as_ref().filter(|_| long).map(|hours| {
        let (said, spoken) = labels::text(feed, hours, lang);
        E::new("li").class("hours").lang(spoken).text(said)
    });
    let access = it.access();
    let access = access.iter().map(|feature| {
        let service = E::new("li").class("access").child_if(sign(feature));
        service.text(words::access(feature).get(lang))
    });
    let wanted = it.event.volunteers.as_ref().is_some_and(|it| it.wanted);
    E::new("ul")
        .class("facts")
        .children(
            categories
                .map(|category| kind(feed, lang, category))
                .collect(),
        )
        .child_if(place)
        .child_if(hours)
        .child(fact(&labels::audience(lang, it)))
        .child_if(price)
        .children(access.collect())
        .child_if(wanted.then(|| fact(words::VOLUNTEERS.get(lang)).class("wanted")))
}

/// A category as shape and word, in the feed's colour made readable.
fn kind<E: Draw>(feed: &Feed, lang: Lang, category: &Category) -> E {
    let (label, spoken) = labels::text(feed, &category.label, lang);
    let kind = E::new("li")
        .class("cat")
        .lang(spoken)
        .child(icon(category.icon.as_deref(), label))
        .text(label);
    colored(kind, Some(category))
}

/// An element with a category's colour, as `--light` and `--dark`: made readable on both.
pub fn colored<E: Draw>(element: E, category: Option<&Category>) -> E {
    let Some(color) = category.and_then(|category| category.color) else {
        return element;
    };
    let [light, dark] = readable_on_both(color);
    element
        .property("--light", &light)
        .property("--dark", &dark)
}

/// A colour as it can be read on light paper and on dark.
pub fn readable_on_both(color: Rgb) -> [String; 2] {
    [LIGHT, DARK].map(|paper| written(readable(color, paper)))
}
