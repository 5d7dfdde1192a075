//! One event opened: everything the feed knows, in the order in which a visitor asks.

use cards::draw::Draw;
use cards::{states_line, time};
use domain::event::{
    At, Event, Feed, Funding, Image, Lang, Occurrence, OccurrenceRef, Party, Price, Registration,
    Text,
};
use domain::keyed::Keyed;
use domain::link::{Link, Piece, paragraphs, picture_allowed};
use domain::programme::Opened;
use leptos::prelude::*;
use text::{Words, dates, labels, sentences, words};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::shell::page;
use crate::state::{Shown, State};
use crate::ui::dom::{El, button, el, focus_in, follow, hear, key, link, show};

/// All that is said of it, and the way back.
fn sheet(state: State, lang: Lang, close: impl Fn() + 'static) -> El {
    el("div")
        .class("sheet")
        .child(button(close).class("close").text(words::CLOSE.get(lang)))
        .child_of(move || {
            // Not with every star that is pressed: the focus is on it.
            state.read.track();
            let shown = state.shown.get_untracked()?;
            content(state, lang, &shown, state.opened.get()?)
        })
}

/// The dialog, open while the address names an event.
pub fn detail(state: State, lang: Lang) -> El {
    let opened = state.opened;
    let dialog = el("dialog")
        .class("detail")
        .attr("aria-labelledby", "tytul")
        // Escape, or another way of closing that the browser has.
        .on("close", move |_| state.close())
        // A press beside the sheet is a press on the dialog itself.
        .on("click", move |event| {
            if event.target() == event.current_target() {
                state.close();
            }
        })
        .child(sheet(state, lang, move || state.close()));
    let element = dialog.clone();
    let before = StoredValue::new(None);
    follow(move || {
        let now = opened.with(|opened| opened.as_ref().map(about));
        let was = before.get_value();
        before.set_value(now);
        let element = element.clone();
        // A dialog can be shown once it is in the document.
        queue_microtask(move || {
            show(&element, now.is_some());
            if let (Some(was), None) = (was, now) {
                go_back(state, was);
            }
        });
    });
    dialog
}

/// The same in a frame of another page: a region of its own after the event, since a dialog would be out of sight in a
/// tall frame.
pub fn inline(state: State, lang: Lang) -> El {
    let region = el("section")
        .class("detail")
        .attr("aria-labelledby", "tytul")
        .hidden_if(move || state.opened.with(Option::is_none))
        .child(sheet(state, lang, move || state.close()));
    let element = region.clone();
    // Drawn anew in another language, or opened by the address: nobody pressed anything here.
    let before = state
        .opened
        .with_untracked(|opened| opened.as_ref().map(about));
    let before = StoredValue::new(before);
    let opener = StoredValue::new_local(None::<HtmlElement>);
    follow(move || {
        // The list is drawn anew around it, or more of it.
        state.listed.track();
        state.drawn.track();
        state.whole.track();
        let opened = state.opened.get();
        let element = element.clone();
        queue_microtask(move || {
            let now = opened.as_ref().map(about);
            let was = before.get_value();
            let changed = was != now;
            before.set_value(now);
            // Only for who is in this document: the page around it keeps its focus.
            let here = changed && page::has_focus();
            if let Some(now) = now {
                let link = link_to(state, now);
                if link.is_none() {
                    draw_to(state, now);
                }
                if here {
                    let focused = document()
                        .active_element()
                        .and_then(|it| it.dyn_into().ok());
                    opener.set_value(
                        focused.filter(|it: &HtmlElement| it.matches("a").unwrap_or(false)),
                    );
                    if opener.with_value(Option::is_none) {
                        opener.set_value(link.clone());
                    }
                }
                put_after(&element, link);
                if here {
                    focus_in(&element, ".close");
                }
            } else if here {
                let opener = opener.get_value();
                // The list may have been drawn anew.
                let opener = opener.filter(|link| document().contains(Some(link)));
                focus_link(opener.or_else(|| link_to(state, was?)));
            }
        });
    });
    hear("keydown", move |event| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let elsewhere =
            target.is_some_and(|it| it.closest("input, #filtry").is_ok_and(|it| it.is_some()));
        if key(&event) == "Escape" && !elsewhere {
            state.close();
        }
    });
    region
}

/// Which date of which event is opened.
fn about(opened: &Opened) -> (u32, At) {
    (opened.occurrence.event, opened.occurrence.when.at())
}

/// The link of an opened event.
fn link_to(state: State, (event, at): (u32, At)) -> Option<HtmlElement> {
    let shown = state.shown.get_untracked()?;
    let event = shown.programme().feed().events.get(event as usize)?;
    link_at(&event.id, at)
}

/// Where an address opened it, the browser has nothing to go back to when it closes.
fn go_back(state: State, was: (u32, At)) {
    let focused = document().active_element();
    // Until the next frame a browser leaves it on what is no longer shown.
    let gone = |it: Element| it.matches("body, .detail *").unwrap_or(false);
    if focused.is_none_or(gone) {
        focus_link(link_to(state, was));
    }
}

/// Back to the link of what was opened; where that is not on the page, or folded away, to the result above the list.
fn focus_link(link: Option<HtmlElement>) {
    if let Some(link) = link {
        let _ = link.focus();
        if document().active_element().as_ref() == Some(&link) {
            return;
        }
    }
    page::focus("wynik");
}

/// Draws the list as far as the entry of an opened event, which stands further down.
fn draw_to(state: State, (event, at): (u32, At)) {
    let both = state
        .listed
        .get_untracked()
        .zip(state.shown.get_untracked());
    let place = both.and_then(|(listed, shown)| {
        listed.found.matches.iter().position(|index| {
            let date = shown.programme().occurrences().get(*index as usize);
            date.is_some_and(|date| date.event == event && date.when.at() == at)
        })
    });
    if let Some(place) = place
        && place >= state.drawn.get_untracked()
    {
        state.drawn.set(place + 1);
    }
}

/// The link of a date of an event in the list, the first one where there are several; else that of the month.
pub fn link_at(event: &str, at: At) -> Option<HtmlElement> {
    let start = at.to_string();
    let quoted = event.replace('\\', "\\\\").replace('"', "\\\"");
    let named = format!("[data-event-id=\"{quoted}\"][data-start=\"{start}\"]");
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    let link = find(&format!("article{named} h3 a")).or_else(|| find(&named))?;
    link.dyn_into().ok()
}

/// Right after the card; where there is none above the days, after the place of the month.
fn put_after(region: &El, link: Option<HtmlElement>) {
    let region = region.element();
    let card = link.and_then(|link| link.closest("article").ok().flatten());
    // Long-running events may be folded away.
    if let Some(folded) = card
        .as_ref()
        .and_then(|card| card.closest("details").ok().flatten())
    {
        let _ = folded.set_attribute("open", "");
    }
    let card = card.or_else(|| document().query_selector(".month").ok().flatten());
    let Some(card) = card.filter(|card| card.next_element_sibling().as_ref() != Some(region))
    else {
        return;
    };
    let focused = document()
        .active_element()
        .filter(|it| region.contains(Some(it)));
    let _ = card.after_with_node_1(region);
    // What is moved loses the focus on the way.
    if let Some(focused) = focused.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = focused.focus();
    }
}

/// What the parts below need of where they are.
#[derive(Clone, Copy)]
struct Scope<'a> {
    state: State,
    shown: &'a Shown,
    feed: &'a Feed,
    lang: Lang,
}

impl<'a> Scope<'a> {
    fn said(self, text: &'a Text) -> (&'a str, Option<&'a str>) {
        labels::text(self.feed, text, self.lang)
    }

    /// Words of the feed in an element, marked where they are in another language than the page.
    fn words(self, tag: &'static str, text: &'a Text) -> El {
        let (said, spoken) = self.said(text);
        el(tag).lang(spoken).text(said)
    }

    fn link(self, to: &Link) -> El {
        link(&self.shown.resolve(&self.state.tools, to)).attr("rel", "noopener")
    }

    /// Plain text: a blank line is a paragraph, addresses are links.
    fn prose(self, text: &'a Text) -> El {
        let (said, spoken) = self.said(text);
        let paragraph = |pieces: Vec<Piece<'_>>| {
            pieces
                .into_iter()
                .fold(el("p"), |paragraph, piece| match piece {
                    Piece::Words(words) => paragraph.text(words),
                    Piece::Link(address) => {
                        paragraph.child(link(address).attr("rel", "noopener").text(address))
                    }
                })
        };
        let paragraphs = paragraphs(said).into_iter().map(paragraph).collect();
        el("div").class("prose").lang(spoken).children(paragraphs)
    }

    fn prose_if(self, text: Option<&'a Text>) -> Option<El> {
        text.map(|text| self.prose(text))
    }
}

/// A list of terms and what is said of each; a term of which nothing is said does not stand.
struct Facts {
    list: El,
    lang: Lang,
}

impl Facts {
    fn new(lang: Lang) -> Facts {
        Facts {
            list: el("dl"),
            lang,
        }
    }

    fn say(self, name: Words, said: Option<El>) -> Facts {
        let Some(said) = said else { return self };
        let list = self
            .list
            .child(el("dt").text(name.get(self.lang)))
            .child(said);
        Facts { list, ..self }
    }

    fn words(self, name: Words, said: Option<&str>) -> Facts {
        self.say(name, said.map(|said| el("dd").text(said)))
    }
}

fn content(state: State, lang: Lang, shown: &Shown, opened: Opened) -> Option<El> {
    let occurrence = &opened.occurrence;
    let over = occurrence.over;
    let it = OccurrenceRef::of(shown.programme().feed(), occurrence)?;
    let event = it.event;
    let scope = Scope {
        state,
        shown,
        feed: it.feed,
        lang,
    };
    let when = dates::full_when(lang, &occurrence.when);
    // The minute that passes must not draw anew what somebody reads, and has the focus in.
    let note = |said: &str| el("p").class("note").text(said);
    let gone = opened.gone.map(|gone| {
        let said = sentences::date_gone(lang, &dates::at(lang, gone), &when);
        note(&said).attr("role", "status")
    });
    let featured = format!("★ {}", words::FEATURED.get(lang));
    let first = Facts::new(lang)
        .say(words::WHEN, Some(when_and_doors(scope, it, &when)))
        .say(words::WHERE, place(scope, it))
        .say(
            words::HOURS,
            event.hours.as_ref().map(|hours| scope.words("dd", hours)),
        )
        .words(words::FOR_WHOM, Some(&for_whom(lang, it)))
        .say(words::PRICE, price(scope, it))
        .say(
            words::REGISTRATION,
            it.registration().map(|it| registration(scope, it)),
        );
    let editions = editions(state, scope, occurrence);
    let series = event.series.as_ref().map(|series| match &series.title {
        Some(title) => el("dd").child(scope.words("p", title)).child_if(editions),
        None => el("dd").text(&series.id).child_if(editions),
    });
    // Tags have no language of their own: they are in the feed's.
    let tags_lang = (*it.feed.lang != *lang.key()).then_some(&*it.feed.lang);
    let tags =
        (!event.tags.is_empty()).then(|| el("dd").lang(tags_lang).text(&event.tags.join(", ")));
    let attendance = event.attendance;
    let attendance = attendance.and_then(|it| sentences::attendance(lang, it.planned, it.actual));
    let second = Facts::new(lang)
        .say(words::ACCESS, Some(access(scope, it)))
        .words(words::CATEGORY, categories(scope, event).as_deref())
        .say(words::SERIES, series)
        .words(words::LANGUAGE, languages(lang, it.languages()).as_deref())
        .words(
            words::INVOLVEMENT,
            event.involvement.map(|it| words::involvement(it).get(lang)),
        )
        .words(
            words::REACH,
            event.reach.map(|it| words::reach(it).get(lang)),
        )
        .say(words::VOLUNTEERS, volunteers(scope, event))
        .say(words::ORGANIZERS, parties(scope, &event.organizers))
        .say(words::PARTNERS, parties(scope, &event.partners))
        .say(words::FUNDING, funding(scope, &event.funding))
        .words(words::ATTENDANCE, attendance.as_deref())
        .say(words::TAGS, tags)
        .say(words::LINKS, links(scope, event))
        .say(
            words::OTHER_DATES,
            other_dates(state, scope, occurrence, event),
        );
    Some(
        el("div")
            .class("told")
            .child(
                // In a frame it stands among the headings of other events.
                scope
                    .words("h2", &event.title)
                    .id("tytul")
                    .attr_if("aria-level", state.embedded.then_some("4")),
            )
            .child_if(
                event
                    .featured
                    .then(|| el("p").class("featured").text(&featured)),
            )
            .child_if(gone)
            .child_of(move || (over <= state.now.get()).then(|| note(words::PAST.get(lang))))
            .child_if(states_line(lang, it))
            .child(first.list)
            .child((state.take)(state, lang, it))
            .child_if(event.image.as_ref().and_then(|image| picture(scope, image)))
            .child_if(
                scope
                    .prose_if(event.summary.as_ref())
                    .map(|it| it.class("prose lead")),
            )
            .child_if(scope.prose_if(event.description.as_ref()))
            .child(second.list),
    )
}

fn when_and_doors(scope: Scope<'_>, it: OccurrenceRef<'_>, when: &str) -> El {
    let Scope { feed, lang, .. } = scope;
    let doors = it.doors().map(|doors| {
        let said = format!("{}: {}", words::DOORS.get(lang), dates::time(doors));
        el("p").text(&said)
    });
    let more = it.event.more_dates;
    el("dd")
        .child(time(feed, &it.when, when))
        .child_if(doors)
        .child_if(scope.prose_if(it.note()))
        .child_if(more.then(|| el("p").text(words::MORE_DATES.get(lang))))
}

fn place(scope: Scope<'_>, it: OccurrenceRef<'_>) -> Option<El> {
    let Scope { feed, lang, .. } = scope;
    let mut said = el("dd");
    if let Some(venue) = it.venue() {
        let (name, spoken) = labels::venue(feed, venue, lang);
        let named = match &venue.url {
            Some(url) => scope.link(url).lang(spoken).text(name),
            None => el("span").lang(spoken).text(name),
        };
        let room = it.room().map(|room| format!(", {}", scope.said(room).0));
        let line = [&venue.address, &venue.locality].into_iter().flatten();
        let line: Vec<&str> = line.map(|text| scope.said(text).0).collect();
        let map = venue.map().map(|map| {
            let map = link(&map).attr("rel", "noopener");
            el("p").child(map.text(words::MAP.get(lang)))
        });
        said = said
            .child(named)
            .text(room.as_deref().unwrap_or_default())
            .child_if((!line.is_empty()).then(|| el("p").text(&line.join(", "))))
            .child_if(map)
            .child_if(scope.prose_if(venue.hours.as_ref()))
            .child_if(scope.prose_if(venue.note.as_ref()));
    }
    if let Some(online) = &it.event.online {
        let join = scope.link(&online.url).text(words::JOIN.get(lang));
        said = said
            .child(el("p").class("act").child(join))
            .child_if(scope.prose_if(online.note.as_ref()));
    }
    (it.venue().is_some() || it.event.online.is_some()).then_some(said)
}

fn for_whom(lang: Lang, it: OccurrenceRef<'_>) -> String {
    let said = labels::audience(lang, it);
    if it.event.with_guardian {
        format!("{said}; {}", words::GUARDIAN.get(lang))
    } else {
        said
    }
}

fn price(scope: Scope<'_>, it: OccurrenceRef<'_>) -> Option<El> {
    let lang = scope.lang;
    let concessions = it.event.concessions;
    let tickets = it.event.tickets.as_ref();
    if it.price().is_none() && concessions.is_empty() && tickets.is_none() {
        return None;
    }
    let mut said = el("dd");
    if let Some(price) = it.price() {
        let (Price::Free { note } | Price::Paid { note, .. }) = price;
        said = said
            .text(&labels::price(lang, price).unwrap_or_default())
            .child_if(scope.prose_if(note.as_ref()));
    }
    if !concessions.is_empty() {
        let list: Vec<&str> = concessions
            .iter()
            .map(|it| words::concession(it).get(lang))
            .collect();
        let line = format!("{}: {}", words::CONCESSIONS.get(lang), list.join(", "));
        said = said.child(el("p").text(&line));
    }
    if let Some(tickets) = tickets {
        let buy = scope.link(&tickets.url).text(words::TICKETS.get(lang));
        said = said
            .child(el("p").class("act").child(buy))
            .child_if(scope.prose_if(tickets.note.as_ref()));
    }
    Some(said)
}

fn registration(scope: Scope<'_>, it: &Registration) -> El {
    let lang = scope.lang;
    let line = |said: &str| el("p").text(said);
    let said = |at: Option<At>| at.map(|at| dates::at(lang, at));
    let (opens, closes) = (said(it.opens), said(it.closes));
    let span = sentences::registration_dates(lang, opens.as_deref(), closes.as_deref());
    let register = it.url.as_ref().map(|url| {
        let register = scope.link(url).text(words::REGISTER.get(lang));
        el("p").class("act").child(register)
    });
    el("dd")
        .child_if(
            it.required
                .then(|| line(words::REGISTRATION_REQUIRED.get(lang))),
        )
        .child_if(span.map(|span| line(&span)))
        .child_if(register)
        .child_if(reachable("p", it.phone.as_deref(), Link::phone))
        .child_if(reachable("p", it.email.as_deref(), Link::email))
}

/// Phone or e-mail as a link in its element, or as words where it is none.
pub fn reachable(
    tag: &'static str,
    written: Option<&str>,
    to: fn(&str) -> Option<Link>,
) -> Option<El> {
    let written = written?;
    Some(match to(written) {
        Some(to) => el(tag).child(link(to.as_str()).text(written)),
        None => el(tag).text(written),
    })
}

/// Services, and whom to ask for more.
fn access(scope: Scope<'_>, it: OccurrenceRef<'_>) -> El {
    let Scope { feed, lang, .. } = scope;
    let features = it.access();
    let said = if features.is_empty() {
        el("p").text(words::ACCESS_UNKNOWN.get(lang))
    } else {
        let list = features
            .iter()
            .map(|it| el("li").text(words::access(it).get(lang)));
        el("ul").children(list.collect())
    };
    let publisher = &feed.publisher;
    let asked = publisher.phone.is_some() || publisher.email.is_some();
    el("dd")
        .child(said)
        .child_if(asked.then(|| el("p").text(words::ASK_ACCESS.get(lang))))
        .child_if(reachable("p", publisher.phone.as_deref(), Link::phone))
        .child_if(reachable("p", publisher.email.as_deref(), Link::email))
}

fn categories(scope: Scope<'_>, event: &Event) -> Option<String> {
    let known = event
        .categories
        .iter()
        .filter_map(|index| scope.feed.categories.get(*index as usize));
    let labels: Vec<&str> = known
        .map(|category| scope.said(&category.label).0)
        .collect();
    (!labels.is_empty()).then(|| labels.join(", "))
}

fn languages(lang: Lang, tags: &[Box<str>]) -> Option<String> {
    let names: Vec<String> = tags.iter().map(|tag| labels::language(lang, tag)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn volunteers(scope: Scope<'_>, event: &Event) -> Option<El> {
    let wanted = event.volunteers.as_ref().filter(|it| it.wanted)?;
    let contact = wanted.contact.as_ref().and_then(|contact| {
        let (said, _) = scope.said(contact);
        match Link::parse(said).filter(|link| !link.is_relative()) {
            Some(to) => {
                let address = said.strip_prefix("mailto:").or(said.strip_prefix("tel:"));
                let words = address.unwrap_or(said);
                Some(el("p").child(scope.link(&to).text(words)))
            }
            None => reachable("p", Some(said), Link::email),
        }
    });
    Some(
        el("dd")
            .child_if(scope.prose_if(wanted.note.as_ref()))
            .child_if(contact),
    )
}

fn parties(scope: Scope<'_>, parties: &[Party]) -> Option<El> {
    let one = |party: &Party| {
        let (name, spoken) = scope.said(&party.name);
        match &party.url {
            Some(url) => el("li").child(scope.link(url).lang(spoken).text(name)),
            None => el("li").lang(spoken).text(name),
        }
    };
    list(parties.iter().map(one).collect())
}

/// Who pays, with the credit that the grant demands.
fn funding(scope: Scope<'_>, grants: &[Funding]) -> Option<El> {
    let one = |grant: &Funding| {
        let programme = grant.programme.as_ref().map(|it| scope.words("span", it));
        let logo = grant.logo.as_ref().and_then(|logo| {
            let alt = grant.logo_alt.as_ref().unwrap_or(&grant.name);
            own_picture(scope, logo, Some(alt), None)
        });
        let name = el("li").child(scope.words("span", &grant.name));
        let name = if programme.is_some() {
            name.text(" – ")
        } else {
            name
        };
        name.child_if(programme)
            .child_if(scope.prose_if(grant.note.as_ref()))
            .child_if(logo)
    };
    list(grants.iter().map(one).collect())
}

fn links(scope: Scope<'_>, event: &Event) -> Option<El> {
    let own = event
        .url
        .as_ref()
        .map(|url| scope.link(url).text(words::WEBSITE.get(scope.lang)));
    let others = event.links.iter().map(|it| match &it.label {
        Some(label) => {
            let (said, spoken) = scope.said(label);
            scope.link(&it.url).lang(spoken).text(said)
        }
        None => scope.link(&it.url).text(it.url.as_str()),
    });
    list(
        own.into_iter()
            .chain(others)
            .map(|link| el("li").child(link))
            .collect(),
    )
}

fn list(items: Vec<El>) -> Option<El> {
    (!items.is_empty()).then(|| el("dd").child(el("ul").children(items)))
}

/// Other events of the same festival or cycle: its past editions, and those to come.
fn editions(state: State, scope: Scope<'_>, opened: &Occurrence) -> Option<El> {
    let editions = scope
        .feed
        .editions(opened.event, state.now.get_untracked(), DATES);
    let one = |date: &Occurrence| {
        let it = OccurrenceRef::of(scope.feed, date)?;
        let (title, spoken) = scope.said(&it.event.title);
        let link = link(&state.address_of(&it.event.id, date.when.at()));
        let when = format!(", {}", dates::range(scope.lang, date.first, date.last));
        Some(el("li").child(link.lang(spoken).text(title)).text(&when))
    };
    let items: Vec<El> = editions.iter().filter_map(one).collect();
    (!items.is_empty()).then(|| el("ul").children(items))
}

/// Other dates that are named at the most.
const DATES: usize = 8;

fn other_dates(state: State, scope: Scope<'_>, opened: &Occurrence, event: &Event) -> Option<El> {
    let lang = scope.lang;
    let coming = scope
        .feed
        .coming(opened.event, state.now.get_untracked(), DATES + 1);
    let others = coming
        .iter()
        .filter(|date| date.when != opened.when)
        .take(DATES);
    let one = |date: &Occurrence| {
        let it = OccurrenceRef::of(scope.feed, date)?;
        let href = state.address_of(&event.id, date.when.at());
        let status = words::status(it.status());
        let status = status.map(|status| format!(" ({})", status.get(lang)));
        let said = dates::full_when(lang, &date.when);
        Some(
            el("li")
                .child(link(&href).text(&said))
                .text(status.as_deref().unwrap_or_default()),
        )
    };
    list(others.filter_map(one).collect())
}

fn picture(scope: Scope<'_>, image: &Image) -> Option<El> {
    let picture = own_picture(scope, &image.src, image.alt.as_ref(), image.size)?;
    let credit = image.credit.as_ref().map(|credit| {
        let said = format!("{} {}", words::PHOTO.get(scope.lang), scope.said(credit).0);
        el("figcaption").text(&said)
    });
    Some(el("figure").child(picture).child_if(credit))
}

/// A picture from the calendar's own host or one that the operator named; of any other the description alone, since
/// asking that host would tell it who reads what.
fn own_picture(
    scope: Scope<'_>,
    src: &Link,
    alt: Option<&Text>,
    size: Option<(u32, u32)>,
) -> Option<El> {
    let address = scope.shown.resolve(&scope.state.tools, src);
    let origin = window().location().origin().unwrap_or_default();
    let alt = alt.map(|alt| scope.said(alt));
    if !picture_allowed(&address, &origin, &scope.state.image_hosts) {
        let (said, spoken) = alt?;
        let said = format!("[{}: {said}]", words::PICTURE.get(scope.lang));
        return Some(el("p").class("quiet").lang(spoken).text(&said));
    }
    let (said, spoken) = alt.unwrap_or_default();
    let (width, height) = size.unzip();
    let pixels = |count: Option<u32>| count.map(|count| count.to_string());
    Some(
        el("img")
            .attr("alt", said)
            .lang(spoken)
            .attr_if("width", pixels(width).as_deref())
            .attr_if("height", pixels(height).as_deref())
            .attr("loading", "lazy")
            .attr("src", &address),
    )
}
