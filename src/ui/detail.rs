//! One event opened: everything the feed knows, in the order in which a visitor asks.

use domain::event::{
    At, Event, Feed, Funding, Image, Lang, OccurrenceRef, Party, Price, Registration, Text,
};
use domain::link::{Link, Piece, paragraphs};
use domain::programme::Opened;
use leptos::html;
use leptos::prelude::*;
use text::{Words, dates, labels, sentences, words};

use crate::state::{Shown, State};

/// The dialog, open while the address names an event.
#[component]
pub fn Detail(state: State) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let wanted = Memo::new(move |_| state.query.with(|query| query.event.clone().map(|id| (id, query.at))));
    let opened = Memo::new(move |_| {
        let (id, at) = wanted.get()?;
        let shown = state.shown.get()?;
        shown.programme().open(&id, at, state.now.get())
    });
    let unknown = move || wanted.with(Option::is_some) && opened.with(Option::is_none);
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if opened.with(Option::is_some) {
            if !dialog.open() {
                // Fails only for a dialog that is open or out of the document.
                let _ = dialog.show_modal();
            }
        } else if dialog.open() {
            dialog.close();
        }
    });
    view! {
        <Show when=unknown>
            <p class="note" role="status">{move || words::NO_EVENT.get(state.lang.get())}</p>
        </Show>
        <dialog
            class="detail"
            node_ref=dialog
            aria-labelledby="tytul"
            // Escape, or the form of closing that a browser adds.
            on:close=move |_| state.close()
            // A press beside the sheet is a press on the dialog itself.
            on:click=move |event| {
                if event.target() == event.current_target() {
                    state.close();
                }
            }
        >
            {move || {
                let opened = opened.get()?;
                let shown = state.shown.get()?;
                Some(content(state, &shown, opened))
            }}
        </dialog>
    }
}

/// What the views below need of where they are.
#[derive(Clone, Copy)]
struct Scope<'a> {
    shown: &'a Shown,
    feed: &'a Feed,
    lang: Lang,
}

impl<'a> Scope<'a> {
    fn said(self, text: &'a Text) -> (String, Option<String>) {
        let (said, spoken) = labels::text(self.feed, text, self.lang);
        (said.to_owned(), spoken.map(str::to_owned))
    }

    /// Words of the feed, marked where they are in another language than the page.
    fn words(self, text: &'a Text) -> AnyView {
        let (said, spoken) = self.said(text);
        view! { <span lang=spoken>{said}</span> }.into_any()
    }

    fn link(self, link: &Link, words: impl IntoView + 'static) -> AnyView {
        let href = self.shown.resolve(link);
        view! { <a href=href rel="noopener">{words}</a> }.into_any()
    }

    /// Plain text: a blank line is a paragraph, addresses are links.
    fn prose(self, text: &'a Text) -> AnyView {
        let (said, spoken) = labels::text(self.feed, text, self.lang);
        let paragraph = |pieces: Vec<Piece<'_>>| {
            let pieces = pieces.into_iter().map(|piece| match piece {
                Piece::Words(words) => words.to_owned().into_any(),
                Piece::Link(address) => {
                    let (href, words) = (address.to_owned(), address.to_owned());
                    view! { <a href=href rel="noopener">{words}</a> }.into_any()
                }
            });
            view! { <p>{pieces.collect_view()}</p> }
        };
        let paragraphs = paragraphs(said).into_iter().map(paragraph).collect_view();
        view! { <div class="prose" lang=spoken.map(str::to_owned)>{paragraphs}</div> }.into_any()
    }
}

/// A row of the list of facts; nothing when there is nothing to say.
fn row(lang: Lang, name: Words, said: Option<AnyView>) -> Option<AnyView> {
    Some(view! { <dt>{name.get(lang)}</dt><dd>{said?}</dd> }.into_any())
}

fn content(state: State, shown: &Shown, opened: Opened) -> Option<AnyView> {
    let lang = state.lang.get();
    let now = state.now.get();
    let programme = shown.programme();
    let (occurrence, it) = programme.occurrence(opened.occurrence)?;
    let event = it.event;
    let scope = Scope {
        shown,
        feed: it.feed,
        lang,
    };
    let (title, title_lang) = scope.said(&event.title);
    let when = dates::full_when(lang, &occurrence.when);
    let gone = opened.gone.map(|gone| {
        let said = sentences::date_gone(lang, &dates::at(lang, gone), &when);
        view! { <p class="note" role="status">{said}</p> }
    });
    let over = (occurrence.over <= now)
        .then(|| view! { <p class="note">{words::PAST.get(lang)}</p> });
    Some(
        view! {
            <div class="sheet">
                <button type="button" class="close" on:click=move |_| state.close()>
                    {words::CLOSE.get(lang)}
                </button>
                <h2 id="tytul" lang=title_lang>{title}</h2>
                {event.featured.then(|| view! { <p class="featured">"★ "{words::FEATURED.get(lang)}</p> })}
                {gone}
                {over}
                {states(scope, it)}
                <dl>
                    {row(lang, words::WHEN, Some(when_view(scope, it, &when)))}
                    {row(lang, words::WHERE, place(scope, it))}
                    {row(lang, words::HOURS, event.hours.as_ref().map(|hours| scope.words(hours)))}
                    {row(lang, words::FOR_WHOM, Some(for_whom(scope, it)))}
                    {row(lang, words::PRICE, price(scope, it))}
                    {row(lang, words::REGISTRATION, it.registration().map(|it| registration(scope, it)))}
                </dl>
                {event.image.as_ref().map(|image| picture(scope, image))}
                {event.summary.as_ref().map(|text| view! { <div class="lead">{scope.prose(text)}</div> })}
                {event.description.as_ref().map(|text| scope.prose(text))}
                <dl>
                    {row(lang, words::ACCESS, Some(access(scope, it)))}
                    {row(lang, words::CATEGORY, categories(scope, event))}
                    {row(lang, words::SERIES, event.series.as_ref().map(|series| match &series.title {
                        Some(title) => scope.words(title),
                        None => series.id.to_string().into_any(),
                    }))}
                    {row(lang, words::LANGUAGE, languages(lang, it.languages()))}
                    {row(lang, words::INVOLVEMENT, event.involvement.map(|it| words::involvement(it).get(lang).into_any()))}
                    {row(lang, words::REACH, event.reach.map(|it| words::reach(it).get(lang).into_any()))}
                    {row(lang, words::VOLUNTEERS, volunteers(scope, event))}
                    {row(lang, words::ORGANIZERS, parties(scope, &event.organizers))}
                    {row(lang, words::PARTNERS, parties(scope, &event.partners))}
                    {row(lang, words::FUNDING, funding(scope, &event.funding))}
                    {row(lang, words::ATTENDANCE, event.attendance.and_then(|it| {
                        Some(sentences::attendance(lang, it.planned, it.actual)?.into_any())
                    }))}
                    {row(lang, words::TAGS, (!event.tags.is_empty()).then(|| event.tags.join(", ").into_any()))}
                    {row(lang, words::LINKS, links(scope, event))}
                    {row(lang, words::OTHER_DATES, other_dates(state, scope, opened.occurrence, event))}
                </dl>
            </div>
        }
        .into_any(),
    )
}

/// Cancelled, moved, full: in words, with the reason.
fn states(scope: Scope<'_>, it: OccurrenceRef<'_>) -> Option<AnyView> {
    let Scope { feed, lang, .. } = scope;
    let note = |text: &Text| format!(": {}", labels::text(feed, text, lang).0);
    let status = words::status(it.status()).map(|status| {
        let why = it.status_note().map(note);
        let before = it
            .previous_start()
            .map(|at| format!(" ({})", sentences::moved_from(lang, &dates::at(lang, at))));
        view! { <span class="state strong">{status.get(lang)}{why}{before}</span> }
    });
    let booking = it
        .booking()
        .and_then(words::booking)
        .map(|booking| view! { <span class="state">{booking.get(lang)}</span> });
    (status.is_some() || booking.is_some())
        .then(|| view! { <p class="states">{status}" "{booking}</p> }.into_any())
}

fn when_view(scope: Scope<'_>, it: OccurrenceRef<'_>, when: &str) -> AnyView {
    let Scope { feed, lang, .. } = scope;
    let machine = match it.date.when {
        domain::event::When::Days { first, .. } => first.to_string(),
        domain::event::When::Timed { start, .. } => feed.zone.rfc3339(start.instant),
    };
    let doors = it
        .doors()
        .map(|doors| format!("{}: {}", words::DOORS.get(lang), dates::time(doors)));
    let note = it.note().map(|note| scope.prose(note));
    let more = it.event.more_dates.then(|| words::MORE_DATES.get(lang));
    view! {
        <time datetime=machine>{when.to_owned()}</time>
        {doors.map(|doors| view! { <p>{doors}</p> })}
        {note}
        {more.map(|more| view! { <p>{more}</p> })}
    }
    .into_any()
}

fn place(scope: Scope<'_>, it: OccurrenceRef<'_>) -> Option<AnyView> {
    let Scope { feed, lang, .. } = scope;
    let online = it.event.online.as_ref().map(|online| {
        let link = scope.link(&online.url, words::JOIN.get(lang));
        let note = online.note.as_ref().map(|note| scope.prose(note));
        view! { <p>{link}</p>{note} }
    });
    let venue = it.venue().map(|venue| {
        let (name, spoken) = labels::venue(feed, venue, lang);
        let (name, spoken) = (name.to_owned(), spoken.map(str::to_owned));
        let name = match &venue.url {
            Some(url) => scope.link(url, name),
            None => name.into_any(),
        };
        let room = it.room().map(|room| format!(", {}", labels::text(feed, room, lang).0));
        let line = [&venue.address, &venue.locality];
        let line: Vec<&str> = line
            .into_iter()
            .flatten()
            .map(|text| labels::text(feed, text, lang).0)
            .collect();
        let line = (!line.is_empty()).then(|| view! { <p>{line.join(", ")}</p> });
        view! {
            <span lang=spoken>{name}</span>
            {room}
            {line}
            {venue.hours.as_ref().map(|text| scope.prose(text))}
            {venue.note.as_ref().map(|text| scope.prose(text))}
        }
    });
    (venue.is_some() || online.is_some()).then(|| view! { {venue}{online} }.into_any())
}

fn for_whom(scope: Scope<'_>, it: OccurrenceRef<'_>) -> AnyView {
    let lang = scope.lang;
    let mut said = labels::audience(lang, it);
    if it.event.with_guardian {
        said = format!("{said}; {}", words::GUARDIAN.get(lang));
    }
    said.into_any()
}

fn price(scope: Scope<'_>, it: OccurrenceRef<'_>) -> Option<AnyView> {
    let lang = scope.lang;
    let said = it.price().map(|price| {
        let (Price::Free { note } | Price::Paid { note, .. }) = price;
        let note = note.as_ref().map(|note| scope.prose(note));
        view! { {labels::price(lang, price)}{note} }
    });
    let concessions: Vec<&str> = it
        .event
        .concessions
        .iter()
        .map(|concession| words::concession(concession).get(lang))
        .collect();
    let concessions = (!concessions.is_empty()).then(|| {
        let list = concessions.join(", ");
        view! { <p>{words::CONCESSIONS.get(lang)}": "{list}</p> }
    });
    let tickets = it.event.tickets.as_ref().map(|tickets| {
        let link = scope.link(&tickets.url, words::TICKETS.get(lang));
        let note = tickets.note.as_ref().map(|note| scope.prose(note));
        view! { <p class="act">{link}</p>{note} }
    });
    (said.is_some() || concessions.is_some() || tickets.is_some())
        .then(|| view! { {said}{concessions}{tickets} }.into_any())
}

fn registration(scope: Scope<'_>, it: &Registration) -> AnyView {
    let lang = scope.lang;
    let required = it.required.then(|| words::REGISTRATION_REQUIRED.get(lang));
    let said = |at: Option<At>| at.map(|at| dates::at(lang, at));
    let (opens, closes) = (said(it.opens), said(it.closes));
    let span = sentences::registration_dates(lang, opens.as_deref(), closes.as_deref());
    let url = it.url.as_ref().map(|url| scope.link(url, words::REGISTER.get(lang)));
    view! {
        {required.map(|required| view! { <p>{required}</p> })}
        {span.map(|span| view! { <p>{span}</p> })}
        {url.map(|url| view! { <p class="act">{url}</p> })}
        {reachable(it.phone.as_deref(), Link::phone)}
        {reachable(it.email.as_deref(), Link::email)}
    }
    .into_any()
}

/// Phone or e-mail as a link, or as words where it is none.
fn reachable(written: Option<&str>, link: fn(&str) -> Option<Link>) -> Option<AnyView> {
    let written = written?;
    let words = written.to_owned();
    Some(match link(written) {
        Some(link) => view! { <p><a href=link.as_str().to_owned()>{words}</a></p> }.into_any(),
        None => view! { <p>{words}</p> }.into_any(),
    })
}

/// Services, and whom to ask for more.
fn access(scope: Scope<'_>, it: OccurrenceRef<'_>) -> AnyView {
    let Scope { feed, lang, .. } = scope;
    let features = it.access();
    let list = features
        .iter()
        .map(|feature| view! { <li>{words::access(feature).get(lang)}</li> })
        .collect_view();
    let said = if features.is_empty() {
        view! { <p>{words::ACCESS_UNKNOWN.get(lang)}</p> }.into_any()
    } else {
        view! { <ul>{list}</ul> }.into_any()
    };
    let publisher = &feed.publisher;
    let ask = (publisher.phone.is_some() || publisher.email.is_some())
        .then(|| view! { <p>{words::ASK_ACCESS.get(lang)}</p> });
    view! {
        {said}
        {ask}
        {reachable(publisher.phone.as_deref(), Link::phone)}
        {reachable(publisher.email.as_deref(), Link::email)}
    }
    .into_any()
}

fn categories(scope: Scope<'_>, event: &Event) -> Option<AnyView> {
    let labels: Vec<&str> = event
        .categories
        .iter()
        .filter_map(|index| scope.feed.categories.get(*index as usize))
        .map(|category| labels::text(scope.feed, &category.label, scope.lang).0)
        .collect();
    (!labels.is_empty()).then(|| labels.join(", ").into_any())
}

fn languages(lang: Lang, tags: &[Box<str>]) -> Option<AnyView> {
    let names: Vec<String> = tags.iter().map(|tag| labels::language(lang, tag)).collect();
    (!names.is_empty()).then(|| names.join(", ").into_any())
}

fn volunteers(scope: Scope<'_>, event: &Event) -> Option<AnyView> {
    let wanted = event.volunteers.as_ref().filter(|it| it.wanted)?;
    let note = wanted.note.as_ref().map(|note| scope.prose(note));
    let contact = wanted.contact.as_ref().map(|contact| {
        let (said, _) = scope.said(contact);
        let address = said.strip_prefix("mailto:").or(said.strip_prefix("tel:"));
        let words = address.unwrap_or(&said).to_owned();
        match Link::parse(&said).filter(|link| !link.is_relative()) {
            Some(link) => view! { <p>{scope.link(&link, words)}</p> }.into_any(),
            None => reachable(Some(&said), Link::email).into_any(),
        }
    });
    Some(view! { {note}{contact} }.into_any())
}

fn parties(scope: Scope<'_>, parties: &[Party]) -> Option<AnyView> {
    let one = |party: &Party| {
        let name = match &party.url {
            Some(url) => scope.link(url, scope.said(&party.name).0),
            None => scope.words(&party.name),
        };
        view! { <li>{name}</li> }
    };
    let list = parties.iter().map(one).collect_view();
    (!parties.is_empty()).then(|| view! { <ul>{list}</ul> }.into_any())
}

/// Who pays, with the credit that the grant demands.
fn funding(scope: Scope<'_>, grants: &[Funding]) -> Option<AnyView> {
    let one = |grant: &Funding| {
        let programme = grant.programme.as_ref().map(|it| scope.words(it));
        let programme = programme.map(|programme| view! { " – "{programme} });
        let logo = grant.logo.as_ref().and_then(|logo| {
            let alt = grant.logo_alt.as_ref().unwrap_or(&grant.name);
            own_picture(scope, logo, Some(alt), None)
        });
        view! {
            <li>
                {scope.words(&grant.name)}
                {programme}
                {grant.note.as_ref().map(|note| scope.prose(note))}
                {logo}
            </li>
        }
    };
    let list = grants.iter().map(one).collect_view();
    (!grants.is_empty()).then(|| view! { <ul>{list}</ul> }.into_any())
}

fn links(scope: Scope<'_>, event: &Event) -> Option<AnyView> {
    let own = event.url.as_ref().map(|url| {
        let link = scope.link(url, words::WEBSITE.get(scope.lang));
        view! { <li>{link}</li> }
    });
    let others = event.links.iter().map(|link| {
        let label = link.label.as_ref().map(|label| scope.said(label).0);
        let label = label.unwrap_or_else(|| link.url.to_string());
        let link = scope.link(&link.url, label);
        view! { <li>{link}</li> }
    });
    let others = others.collect_view();
    (own.is_some() || !event.links.is_empty())
        .then(|| view! { <ul>{own}{others}</ul> }.into_any())
}

/// Dates that stand in the list before "all dates".
const DATES: usize = 8;

fn other_dates(
    state: State,
    scope: Scope<'_>,
    opened: usize,
    event: &Event,
) -> Option<AnyView> {
    let lang = scope.lang;
    let now = state.now.get_untracked();
    let programme = scope.shown.programme();
    let coming: Vec<_> = programme
        .dates_of(&event.id)
        .into_iter()
        .filter(|index| *index != opened)
        .filter_map(|index| programme.occurrence(index))
        .filter(|(occurrence, _)| occurrence.over > now)
        .take(DATES)
        .map(|(occurrence, it)| {
            let href = state.address_of(&event.id, occurrence.when.at());
            let status = words::status(it.status());
            let status = status.map(|status| format!(" ({})", status.get(lang)));
            let said = dates::full_when(lang, &occurrence.when);
            view! { <li><a href=href>{said}</a>{status}</li> }
        })
        .collect();
    (!coming.is_empty()).then(|| view! { <ul>{coming}</ul> }.into_any())
}

fn picture(scope: Scope<'_>, image: &Image) -> Option<AnyView> {
    let picture = own_picture(scope, &image.src, image.alt.as_ref(), image.size)?;
    let credit = image.credit.as_ref().map(|credit| {
        let (said, _) = scope.said(credit);
        view! { <figcaption>{words::PHOTO.get(scope.lang)}" "{said}</figcaption> }
    });
    Some(view! { <figure>{picture}{credit}</figure> }.into_any())
}

/// A picture from the calendar's own host; of another host's the description alone, since asking that host would
/// tell it who reads what.
fn own_picture(
    scope: Scope<'_>,
    src: &Link,
    alt: Option<&Text>,
    size: Option<(u32, u32)>,
) -> Option<AnyView> {
    let address = scope.shown.resolve(src);
    let origin = window().location().origin().unwrap_or_default();
    let own = address
        .strip_prefix(&*origin)
        .is_some_and(|rest| rest.starts_with('/'));
    let (said, spoken) = alt.map_or_else(Default::default, |alt| scope.said(alt));
    if !own {
        let said = alt.map(|_| format!("[{}: {said}]", words::PICTURE.get(scope.lang)))?;
        return Some(view! { <p class="quiet" lang=spoken>{said}</p> }.into_any());
    }
    let (width, height) = size.unzip();
    Some(
        view! { <img src=address alt=said lang=spoken width=width height=height loading="lazy" /> }
            .into_any(),
    )
}
