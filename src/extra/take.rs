//! Ways to take dates into one's own calendar: a file that every calendar program reads, forms of two on the web.

use cards::draw::Draw;
use std::sync::Arc;

use domain::event::{Feed, Lang, OccurrenceRef};
use domain::filter::filter;
use domain::ics::{Export, Item, calendar, selection, starred, web};
use domain::keyed::Keyed;
use domain::programme::{Programme, Span, open};
use domain::query::Query;
use domain::time::Instant;
use js_sys::Uint8Array;
use text::{ics, words};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Element, HtmlAnchorElement, Url};

use crate::extra::whole;
use crate::shell::clock;
use crate::ui::dom::{El, button, el, focus_within, link};

/// What is needed for any of it: the feed read anew, and how the page was opened.
struct Here {
    feed: Arc<Feed>,
    query: Query,
    home: String,
    lang: Lang,
    now: Instant,
}

impl Here {
    /// `None` for a feed that the page would refuse too.
    fn new(files: &[Uint8Array], search: &str, home: &str, lang: &str) -> Option<Here> {
        let (feed, _) = whole(files).ok()?;
        Some(Here {
            feed: Arc::new(feed),
            query: Query::parse(search).0,
            home: home.to_owned(),
            lang: Lang::from_key(lang).unwrap_or(Lang::Pl),
            now: clock::now(),
        })
    }

    fn with<T>(&self, use_it: impl FnOnce(Export<'_>) -> T) -> T {
        let lang = self.lang;
        use_it(Export {
            feed: &self.feed,
            home: Some(&self.home),
            lang,
            name: ics::name(&self.feed, lang),
            now: self.now,
            said: &|it| ics::said(it, lang),
        })
    }
}

/// Draws the ways for the occurrence that `search` names into `place`, and moves the focus to the first.
pub fn draw(place: &Element, feed: &[Uint8Array], search: &str, home: &str, lang: &str) {
    let Some(here) = Here::new(feed, search, home, lang) else {
        return;
    };
    let Some(ways) = ways(&here) else { return };
    place.set_text_content(None);
    let _ = place.append_child(ways.element());
    focus_within(place, "button");
}

fn ways(here: &Here) -> Option<El> {
    let id = here.query.event.as_deref()?;
    let opened = open(&here.feed, id, here.query.at, here.now)?.occurrence;
    let it = OccurrenceRef::of(&here.feed, &opened)?;
    let lang = here.lang;
    let file = |word: text::Words, item: Item| {
        let content = here.with(|export| calendar(export, &[item]));
        let name = format!("{}.ics", file_name(id));
        let save = move || download(&name, &content);
        el("li").child(button(save).class("chip").text(word.get(lang)))
    };
    let form = |name: &str, address: String| {
        let link = link(&address).class("chip").attr("rel", "noopener");
        el("li").child(link.attr("target", "_blank").text(name))
    };
    let many = it.event.has_more_dates();
    let list = el("ul")
        .child(file(words::FILE_DATE, Item::Occurrence(opened)))
        .child_if(many.then(|| file(words::FILE_ALL, Item::Event(opened.event))))
        .child(form("Google", here.with(|export| web::google(&export, it))))
        .child(form(
            "Outlook",
            here.with(|export| web::outlook(&export, it)),
        ));
    Some(list)
}

/// Saves what `search` selects: the starred events that it names, else what its filters find.
pub fn save(feed: &[Uint8Array], search: &str, home: &str, lang: &str) {
    let Some(here) = Here::new(feed, search, home, lang) else {
        return;
    };
    let filters = Query {
        stars: here.query.stars.clone(),
        ..Query::default()
    };
    let items = if here.query.stars_in(&here.feed) == 0 || here.query.filters() != filters {
        let span = Span::of(&here.query.window(&here.feed.zone, here.now));
        let programme = Programme::new(here.feed.clone(), span);
        selection(&programme, &filter(&programme, &here.query, here.now))
    } else {
        starred(&here.feed, &here.query.stars)
    };
    download(
        "kalendarz.ics",
        &here.with(|export| calendar(export, &items)),
    );
}

/// What every file system takes of an id.
fn file_name(id: &str) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || "-_".contains(c) {
            c
        } else {
            '-'
        }
    };
    id.chars().take(60).map(plain).collect()
}

/// Gives the browser a file to keep.
fn download(name: &str, content: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(content));
    let about = BlobPropertyBag::new();
    about.set_type("text/calendar;charset=utf-8");
    let made = Blob::new_with_str_sequence_and_options(&parts, &about)
        .and_then(|blob| Url::create_object_url_with_blob(&blob));
    let Ok(address) = made else { return };
    let link = el("a").attr("href", &address).attr("download", name);
    if let Some(link) = link.element().dyn_ref::<HtmlAnchorElement>() {
        link.click();
    }
    // Browsers begin to read it at once; a minute is for those that ask where to.
    let revoke = move || {
        let _ = Url::revoke_object_url(&address);
    };
    leptos::prelude::set_timeout(revoke, std::time::Duration::from_mins(1));
}
