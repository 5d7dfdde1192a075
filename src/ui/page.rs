//! The whole page: head, filters, list, opened event, foot.

use cards::draw::Draw;
use domain::event::Lang;
use domain::keyed::Keyed;
use domain::link::Link;
use domain::query::Query;
use leptos::prelude::*;
use text::{Words, labels, site, words};
use wasm_bindgen::JsCast;

use crate::shell::page::{focus, set_root_attribute};
use crate::small::{SmallSignal, Told};
use crate::state::State;
use crate::ui::dom::{self, El, el, link};
use crate::ui::{agenda, detail, filters, status, views};

/// The page. Another language is another page: words need no signals of their own.
pub fn page(state: State) -> El {
    el("div")
        .class("page")
        .on("click", move |event| follow(state, &event))
        .child_of(move || Some(in_language(state, state.lang.get())))
}

fn in_language(state: State, lang: Lang) -> El {
    set_root_attribute("lang", lang.key());
    dom::follow(move || document().set_title(&title(state, lang).0));
    let languages = Lang::ALL.iter().map(|other| language(state, lang, *other));
    let mast = el("div")
        .class("mast")
        .child(
            el("h1")
                .attr_of("lang", move || title(state, lang).1)
                .text_of(move || title(state, lang).0),
        )
        .child_if((!state.locks("lang")).then(|| {
            el("nav")
                .class("lang")
                .attr("aria-label", words::LANGUAGES.get(lang))
                .children(languages.collect())
        }));
    // Within the head: what stands outside of all parts of the page is easily missed.
    let skip = link("#lista").class("skip").text(words::SKIP.get(lang));
    let head = el("header")
        .child(skip)
        .child(mast)
        .child_of(move || notice(state, lang))
        .child(status::messages(state, lang));
    el("div").child(head).child(calendar(state, lang))
}

/// All that needs a programme; what is the main part of the page is known before it comes.
fn calendar(state: State, lang: Lang) -> El {
    let once =
        move |part: fn(State, Lang) -> El| move || state.ready.get().then(|| part(state, lang));
    let later =
        move |part: fn(State, Lang) -> El| move || state.whole.get().then(|| part(state, lang));
    let list = el("main")
        .id("lista")
        .attr("tabindex", "-1")
        .child_of(later(report))
        .child_of(once(filters::presets))
        .child_of(once(agenda::list));
    let wide = el("div")
        .class("wide")
        .child_of(once(filters::finding))
        .child_of(once(views::dock))
        .child(list);
    el("div")
        .child(wide)
        .child(
            el("footer")
                .class("foot")
                .child_of(move || foot(state, lang)),
        )
        .child_of(move || {
            let dialog = state.whole.get() && !state.embedded;
            dialog.then(|| detail::detail(state, lang))
        })
}

/// The editor's report, which the second program draws.
fn report(state: State, lang: Lang) -> El {
    let told = SmallSignal::new(Told::Nothing);
    let place = el("section").class("report");
    let drawn = place.clone();
    dom::follow(move || {
        state.shown.track();
        if state.query.with(|query| query.check) {
            state.extra("report", Some(&drawn), "", lang, told);
        }
    });
    place
}

/// Name of the calendar, and the language it is in when it is not the reader's.
fn title(state: State, lang: Lang) -> (String, Option<String>) {
    state.shown.with(|shown| {
        let feed = shown.as_ref().map(|shown| shown.programme().feed());
        let own = feed.and_then(|feed| Some(labels::text(feed, feed.title.as_ref()?, lang)));
        let (said, spoken) = own.unwrap_or((words::CALENDAR.get(lang), None));
        (said.to_owned(), spoken.map(str::to_owned))
    })
}

/// Links within the calendar are real links, for a new tab; a plain click is answered here, in place.
fn follow(state: State, event: &web_sys::Event) {
    if !state.tools.plain(event) {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let closest = |selector| target.as_ref()?.closest(selector).ok().flatten();
    if closest(".skip").is_some() {
        // Without a hash in the address: on the way back to it the browser would move the focus once more.
        event.prevent_default();
        focus("lista");
        return;
    }
    let Some(link) = closest("a[href^='?']") else {
        // Other sites are not for a frame in a page, and most would refuse to be shown in one.
        if let Some(away) = closest("a:not([target], [download])").filter(|_| state.embedded) {
            let _ = away.set_attribute("target", "_top");
        }
        return;
    };
    event.prevent_default();
    state.follow(&link.get_attribute("href").unwrap_or_default());
}

/// A link to the page in another language; everything else in the address stays.
fn language(state: State, lang: Lang, other: Lang) -> El {
    let href = move || {
        let other = state.query.with(|query| query.speaking(Some(other)));
        Some(format!("?{}", other.to_search()))
    };
    el("a")
        .id(&format!("jezyk-{}", other.key()))
        .attr_of("href", href)
        .attr("lang", other.key())
        .attr("hreflang", other.key())
        .attr_if("aria-current", (other == lang).then_some("true"))
        .text(words::own_name(other))
}

/// The feed's banner, on the days it is for.
fn notice(state: State, lang: Lang) -> Option<El> {
    let today = state.today()?;
    let shown = state.shown.get()?;
    let feed = shown.programme().feed();
    let notice = feed.notice.as_ref().filter(|it| it.is_on(today))?;
    let (said, spoken) = labels::text(feed, &notice.text, lang);
    Some(el("p").class("notice").lang(spoken).text(said))
}

/// Out of a frame: the same on a page of its own.
fn whole(state: State, lang: Lang) -> El {
    let there = move || {
        let query = state.query.with(Query::on_own_page).to_search();
        Some(format!("./?{query}"))
    };
    let whole = el("a").attr("target", "_top").attr_of("href", there);
    el("p").child(whole.text(words::WHOLE.get(lang)))
}

/// Who runs the calendar, whom to tell, how old it is; without a programme the accessibility statement alone.
fn foot(state: State, lang: Lang) -> Option<El> {
    if state.embedded {
        return Some(whole(state, lang));
    }
    let statement = link("deklaracja-dostepnosci.html").attr("hreflang", "pl");
    let statement = el("li").child(statement.text(site::STATEMENT.get(lang)));
    let Some(shown) = state.shown.get() else {
        return state.failure().map(|_| el("ul").child(statement));
    };
    if !state.whole.get() {
        return None;
    }
    let feed = shown.programme().feed();
    let publisher = &feed.publisher;
    let name = publisher.name.as_ref().map(|name| {
        let (said, spoken) = labels::text(feed, name, lang);
        match &publisher.url {
            Some(url) => el("li").child(
                link(&shown.resolve(&state.tools, url))
                    .lang(spoken)
                    .text(said),
            ),
            None => el("li").lang(spoken).text(said),
        }
    });
    let address = publisher.address.as_ref().map(|address| {
        let (said, spoken) = labels::text(feed, address, lang);
        el("li").lang(spoken).text(said)
    });
    let contact = |to: Option<&Link>, word: Words| {
        let to = link(&shown.resolve(&state.tools, to?)).text(word.get(lang));
        Some(el("li").class("tell").child(to))
    };
    let age = status::age(state, lang).map(|age| el("li").class("made").text(&age));
    Some(
        el("ul")
            .child_if(name)
            .child_if(address)
            .child_if(detail::reachable(
                "li",
                publisher.phone.as_deref(),
                Link::phone,
            ))
            .child_if(detail::reachable(
                "li",
                publisher.email.as_deref(),
                Link::email,
            ))
            .child_if(contact(feed.contact.submit.as_ref(), words::SUBMIT))
            .child_if(contact(feed.contact.report.as_ref(), words::REPORT))
            .child(statement)
            .child_if(age),
    )
}
