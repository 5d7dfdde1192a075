//! The whole page: head, filters, list, opened event, foot.

use domain::event::{Lang, Notice};
use domain::keyed::Keyed;
use leptos::prelude::*;
use text::{dates, labels, sentences, words};
use wasm_bindgen::JsCast;

use crate::shell::page::set_root_attribute;
use crate::state::State;
use crate::ui::agenda::AgendaView;
use crate::ui::detail::Detail;
use crate::ui::filters::{Filters, Presets};
use crate::ui::status::Status;

/// The whole page.
#[component]
pub fn Page(state: State) -> impl IntoView {
    Effect::new(move || set_root_attribute("lang", state.lang.get().key()));
    Effect::new(move || document().set_title(&title(state)));
    view! {
        <div class="page" on:click=move |event| follow(state, &event)>
            <a class="skip" href="#lista">{move || words::SKIP.get(state.lang.get())}</a>
            <header class="mast">
                <h1>{move || title(state)}</h1>
                <Languages state />
            </header>
            {move || notice(state)}
            <Status state />
            <Show when=move || state.shown.with(Option::is_some)>
                <div class="wide">
                    <Filters state />
                    <main id="lista" tabindex="-1">
                        <Presets state />
                        <AgendaView state />
                    </main>
                </div>
                <Foot state />
                <Detail state />
            </Show>
        </div>
    }
}

/// Name of the calendar.
fn title(state: State) -> String {
    let lang = state.lang.get();
    state.shown.with(|shown| {
        let feed = shown.as_ref().map(|shown| shown.programme().feed());
        feed.and_then(|feed| Some(labels::text(feed, feed.title.as_ref()?, lang).0.to_owned()))
            .unwrap_or_else(|| words::CALENDAR.get(lang).to_owned())
    })
}

/// Links within the calendar are real links, for a new tab; a plain click is answered here, in place.
fn follow(state: State, event: &leptos::ev::MouseEvent) {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if modified || event.button() != 0 || event.default_prevented() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let link = target.and_then(|target| target.closest("a[href^='?']").ok().flatten());
    if let Some(search) = link.and_then(|link| link.get_attribute("href")) {
        event.prevent_default();
        state.follow(&search);
    }
}

/// The languages of the page.
#[component]
fn Languages(state: State) -> impl IntoView {
    let link = move |lang: Lang| {
        let href = move || {
            let other = state.query.with(|query| query.speaking(lang));
            format!("?{}", other.to_search())
        };
        let current = move || (state.lang.get() == lang).then_some("true");
        view! {
            <a href=href lang=lang.key() hreflang=lang.key() aria-current=current>
                {words::own_name(lang)}
            </a>
        }
    };
    view! {
        <nav class="lang" aria-label=move || words::LANGUAGES.get(state.lang.get())>
            {Lang::ALL.iter().map(|lang| link(*lang)).collect_view()}
        </nav>
    }
}

/// The feed's banner, on the days it is for.
fn notice(state: State) -> Option<AnyView> {
    let today = state.today()?;
    let lang = state.lang.get();
    let shown = state.shown.get()?;
    let feed = shown.programme().feed();
    let on = |notice: &&Notice| {
        notice.from.is_none_or(|from| from <= today) && notice.to.is_none_or(|to| to >= today)
    };
    let notice = feed.notice.as_ref().filter(on)?;
    let (said, spoken) = labels::text(feed, &notice.text, lang);
    Some(view! { <p class="notice" lang=spoken.map(str::to_owned)>{said.to_owned()}</p> }.into_any())
}

/// Who runs the calendar, how old it is, whom to tell.
#[component]
fn Foot(state: State) -> impl IntoView {
    let content = move || {
        let lang = state.lang.get();
        let shown = state.shown.get()?;
        let feed = shown.programme().feed();
        let age = feed.generated_at.map(|generated| {
            let wall = feed.zone.wall(generated);
            let moment = format!("{}, {}", dates::day(lang, wall.date), dates::time(wall));
            sentences::as_of(lang, &moment)
        });
        let publisher = &feed.publisher;
        let name = publisher.name.as_ref().map(|name| {
            let (said, spoken) = labels::text(feed, name, lang);
            let (said, spoken) = (said.to_owned(), spoken.map(str::to_owned));
            match &publisher.url {
                Some(url) => view! { <a href=shown.resolve(url) lang=spoken>{said}</a> }.into_any(),
                None => view! { <span lang=spoken>{said}</span> }.into_any(),
            }
        });
        let address = publisher.address.as_ref();
        let address = address.map(|address| labels::text(feed, address, lang).0.to_owned());
        let contact = |link: &Option<domain::link::Link>, word: text::Words| {
            let href = shown.resolve(link.as_ref()?);
            Some(view! { <li><a href=href>{word.get(lang)}</a></li> })
        };
        Some(view! {
            <ul>
                {name.map(|name| view! { <li>{name}</li> })}
                {address.map(|address| view! { <li>{address}</li> })}
                {contact_link(publisher.phone.as_deref(), domain::link::Link::phone)}
                {contact_link(publisher.email.as_deref(), domain::link::Link::email)}
                {contact(&feed.contact.submit, words::SUBMIT)}
                {contact(&feed.contact.report, words::REPORT)}
                {age.map(|age| view! { <li>{age}</li> })}
            </ul>
        })
    };
    view! { <footer class="foot">{content}</footer> }
}

/// Phone or e-mail as a link in a list, or as words where it is none.
fn contact_link(
    written: Option<&str>,
    link: fn(&str) -> Option<domain::link::Link>,
) -> Option<AnyView> {
    let written = written?;
    let words = written.to_owned();
    Some(match link(written) {
        Some(link) => view! { <li><a href=link.as_str().to_owned()>{words}</a></li> }.into_any(),
        None => view! { <li>{words}</li> }.into_any(),
    })
}
