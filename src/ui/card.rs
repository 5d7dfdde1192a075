//! One occurrence on its card: when, what, where, for whom, how much, what to know.

use domain::color::readable;
use domain::event::{Lang, Occurrence, OccurrenceRef, When};
use domain::keyed::Keyed;
use leptos::prelude::*;
use text::{dates, labels, sentences, words};

use crate::state::State;
use crate::ui::icon::icon;

/// Paper of both themes, the darker of the light ones and the lighter of the dark ones: a colour that can be read on
/// it can be read on every surface (`style/tokens.css`).
const LIGHT: [u8; 3] = [0xf3, 0xe9, 0xe4];
const DARK: [u8; 3] = [0x2c, 0x20, 0x23];

/// Where a card stands decides what it says of its dates.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Under a day; its number in it and its days in all, where it has more than one.
    Day(Option<(i64, i64)>),
    /// Among what is on for weeks.
    Ongoing,
}

/// A card.
pub fn card(
    state: State,
    lang: Lang,
    occurrence: &Occurrence,
    it: OccurrenceRef<'_>,
    place: Place,
) -> AnyView {
    let feed = it.feed;
    let (title, title_lang) = labels::text(feed, &it.event.title, lang);
    let at = occurrence.when.at();
    let href = state.address_of(&it.event.id, at);
    let status = words::status(it.status());
    let booking = it.booking().and_then(words::booking);
    let off = matches!(
        it.status(),
        domain::event::Status::Cancelled | domain::event::Status::Postponed
    );
    let summary = it.event.summary.as_ref().map(|text| {
        let (said, spoken) = labels::text(feed, text, lang);
        view! { <p class="summary" lang=spoken.map(str::to_owned)>{said.to_owned()}</p> }
    });
    view! {
        <article data-event-id=it.event.id.to_string() data-start=at.to_string() class:off=off>
            <p class="when">
                {time(feed, lang, &occurrence.when, place)}
                {status.map(|status| {
                    let note = it.status_note().map(|note| labels::text(feed, note, lang).0);
                    let note = note.map(|note| format!(": {note}"));
                    let cross = off.then_some("✕ ");
                    view! { <span class="state">{cross}{status.get(lang)}{note}</span> }
                })}
                {booking.map(|booking| view! { <span class="state">{booking.get(lang)}</span> })}
            </p>
            <h3>
                <a href=href lang=title_lang.map(str::to_owned)>
                    {title.to_owned()}
                    <span class="sr" lang=lang.key()>{format!(", {}", dates::full_when(lang, &occurrence.when))}</span>
                </a>
            </h3>
            {summary}
            {facts(lang, it)}
        </article>
    }
    .into_any()
}

/// Hours, or what else there is to say about when.
fn time(
    feed: &domain::event::Feed,
    lang: Lang,
    when: &When,
    place: Place,
) -> AnyView {
    let machine = match when {
        When::Days { first, .. } => first.to_string(),
        When::Timed { start, .. } => feed.zone.rfc3339(start.instant),
    };
    let (said, more) = match place {
        Place::Ongoing => (dates::range(lang, when.first_day(), when.last_day()), None),
        Place::Day(day_of) => {
            let hours = dates::times(when);
            let day_of = day_of.map(|(day, of)| sentences::day_of(lang, day, of));
            (
                hours.unwrap_or_else(|| words::ALL_DAY.get(lang).to_owned()),
                day_of,
            )
        }
    };
    view! {
        <time datetime=machine>{said}</time>
        {more.map(|more| view! { <span class="of">{more}</span> })}
    }
    .into_any()
}

/// Quiet facts in one line: kind, place, for whom, how much, access, help wanted.
fn facts(lang: Lang, it: OccurrenceRef<'_>) -> impl IntoView + use<> {
    let feed = it.feed;
    let categories = it
        .event
        .categories
        .iter()
        .filter_map(|index| feed.categories.get(*index as usize))
        .take(2)
        .map(|category| {
            let (label, spoken) = labels::text(feed, &category.label, lang);
            let css = |color: Option<[u8; 3]>| {
                color.map(|[r, g, b]| format!("#{r:02x}{g:02x}{b:02x}"))
            };
            let light = css(category.color.map(|color| readable(color, LIGHT)));
            let dark = css(category.color.map(|color| readable(color, DARK)));
            view! {
                <li class="cat" style:--light=light style:--dark=dark lang=spoken.map(str::to_owned)>
                    {icon(category.icon.as_deref(), label)}
                    {label.to_owned()}
                </li>
            }
        })
        .collect_view();
    let place = it.venue().map(|venue| {
        let (name, spoken) = labels::venue(feed, venue, lang);
        let room = it.room().map(|room| format!(", {}", labels::text(feed, room, lang).0));
        view! { <li class="venue" lang=spoken.map(str::to_owned)>{name.to_owned()}{room}</li> }
    });
    let price = it.price().and_then(|price| labels::price(lang, price));
    let free = it.free();
    let access = it
        .access()
        .iter()
        .map(|feature| view! { <li class="access">{words::access(feature).get(lang)}</li> })
        .collect_view();
    let volunteers = it.event.volunteers.as_ref().is_some_and(|it| it.wanted);
    view! {
        <ul class="facts">
            {categories}
            {place}
            <li>{labels::audience(lang, it)}</li>
            {price.map(|price| view! { <li class:free=free>{price}</li> })}
            {access}
            {volunteers.then(|| view! { <li class="wanted">{words::VOLUNTEERS.get(lang)}</li> })}
        </ul>
    }
}
