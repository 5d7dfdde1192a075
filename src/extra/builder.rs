//! The builder page: what a webmaster chooses, the code that comes of it, and how it looks. In Polish, as all that is
//! not for readers.

use cards::draw::Draw;
use std::sync::Arc;
use std::time::Duration;

use cards::LIGHT;
use domain::color::{contrast, parse, readable, written};
use domain::event::Lang;
use domain::filter::{Facet, Value};
use domain::keyed::Keyed;
use domain::programme::{Programme, Span};
use domain::query::{Preset, Query, Switch, View};
use js_sys::Uint8Array;
use leptos::prelude::*;
use text::{Words, builder as said, labels, words};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};

use crate::extra::whole;
use crate::shell::clock;
use crate::shell::page::focus;
use crate::ui::dom::{El, Root, button, el, follow, typed};
use crate::ui::filters::GROUPS;

/// What the form is about, and what was chosen.
#[derive(Clone, Copy)]
struct Form {
    query: RwSignal<Query>,
    /// Chosen filters, view and language stay as they are.
    locks: [RwSignal<bool>; 3],
}

/// Draws the form into `place`; `folder` is the calendar's address, with a slash at its end.
pub fn draw(place: HtmlElement, feed: &[Uint8Array], folder: &str) {
    let folder = folder.to_owned();
    let programme = whole(feed).ok().map(|(feed, _)| {
        let span = Span::of(&Query::default().window(&feed.zone, clock::now()));
        Programme::new(Arc::new(feed), span)
    });
    leptos::mount::mount_to(place, move || Root::from(page(programme, &folder))).forget();
}

fn page(programme: Option<Programme>, folder: &str) -> El {
    let form = Form {
        query: RwSignal::new(Query::default()),
        locks: [(); 3].map(|()| RwSignal::new(false)),
    };
    let section = |name: &str| el("section").child(el("h2").text(name));
    let what = section(said::WHAT).child(match programme {
        Some(programme) => facets(form, programme),
        None => el("p")
            .class("warning")
            .attr("role", "alert")
            .text(said::NO_FEED),
    });
    let how = section(said::HOW)
        .child(radios("view", said::VIEW, &views(), form, |query| {
            query.view.map_or("", Keyed::key)
        }))
        .child(limit(form))
        .child(radios("lang", said::LANG, &languages(), form, |query| {
            query.lang.map_or("", Keyed::key)
        }))
        .child(radios("theme", said::THEME, &THEMES, form, |query| {
            query.embed.theme.map_or("", Keyed::key)
        }))
        .child(accent(form))
        .child(locks(form));
    let code = |id: &str, name: &str, make: fn(&str, &[Pair]) -> String| {
        let folder = folder.to_owned();
        code(id, name, move || make(&folder, &pairs(form)))
    };
    let out = el("div")
        .class("out")
        .child(
            section(said::CODE)
                .child(code("kod", said::SNIPPET, snippet))
                .child(code("kod-ramki", said::FRAME, frame))
                .child(code("kod-wordpress", said::SHORTCODE, shortcode)),
        )
        .child(section(said::PREVIEW).child(preview(form, folder)));
    el("div").class("builder").child(what).child(how).child(out)
}

fn facets(form: Form, programme: Programme) -> El {
    let programme = StoredValue::new(programme);
    let words = field(said::WORDS, "search", move |typed| {
        form.query
            .update(|query| typed.trim().clone_into(&mut query.words));
    });
    let preset = |preset: &Preset| (preset.key(), words::preset(*preset).pl);
    let presets: Vec<(&str, &str)> = std::iter::once(("", said::ANY))
        .chain(Preset::ALL.iter().map(preset))
        .collect();
    let days = radios("when", said::DAYS, &presets, form, |query| {
        query.when.map_or("", Keyed::key)
    });
    let group = |(legend, facets): (Words, &[Facet])| {
        programme.with_value(|it| group(form, programme, it, legend, facets))
    };
    let groups = GROUPS.into_iter().filter_map(group).collect();
    el("div").children(groups).child(days).child(words)
}

/// A fieldset with what the programme has of these facets.
fn group(
    form: Form,
    stored: StoredValue<Programme>,
    programme: &Programme,
    legend: Words,
    facets: &[Facet],
) -> Option<El> {
    let used = |value: &Value| match value.facet {
        // Stars are each visitor's own.
        Facet::Switch(switch) => switch != Switch::Mine,
        _ => programme.facts().used(*value),
    };
    let values = facets.iter().flat_map(|facet| facet.values(programme));
    let boxes: Vec<El> = values
        .filter(used)
        .map(|value| {
            let (label, spoken) = labels::value(programme, value, Lang::Pl);
            let has = move || stored.with_value(|it| form.query.with(|query| query.has(it, value)));
            let toggle =
                move || stored.with_value(|it| form.query.update(|query| query.toggle(it, value)));
            let name = el("span").lang(spoken.as_deref()).text(&label);
            tick(has, toggle, name)
        })
        .collect();
    (!boxes.is_empty()).then(|| fieldset(legend.pl, boxes))
}

fn fieldset(legend: &str, boxes: Vec<El>) -> El {
    el("fieldset")
        .child(el("legend").text(legend))
        .child(el("div").class("values").children(boxes))
}

fn tick(on: impl Fn() -> bool + 'static, toggle: impl Fn() + 'static, name: El) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .checked_of(on)
        .on("change", move |_| toggle());
    el("label").child(input).child(name)
}

/// One of several values of a key of the address.
fn radios(
    key: &'static str,
    legend: &str,
    values: &[(&'static str, &str)],
    form: Form,
    now: fn(&Query) -> &'static str,
) -> El {
    let radio = |(value, label): &(&'static str, &str)| {
        let value = *value;
        let choose = move |_| {
            form.query.update(|query| {
                let others = query.to_search();
                let others = others
                    .split('&')
                    .filter(|pair| pair.split('=').next() != Some(key));
                let others: Vec<&str> = others.collect();
                *query = Query::parse(&format!("{}&{key}={value}", others.join("&"))).0;
            });
        };
        let input = el("input")
            .attr("type", "radio")
            .attr("name", key)
            .checked_of(move || form.query.with(now) == value)
            .on("change", choose);
        let name = el("span").text(label);
        // Languages are named in their own.
        let own = (key == "lang" && !value.is_empty()).then_some(value);
        el("label").child(input).child(name.lang(own))
    };
    fieldset(legend, values.iter().map(radio).collect())
}

fn views() -> [(&'static str, &'static str); 3] {
    [View::Agenda, View::Week, View::Month].map(|view| match view {
        View::Agenda => ("", words::view(view).pl),
        _ => (view.key(), words::view(view).pl),
    })
}

fn languages() -> [(&'static str, &'static str); 4] {
    let own = |lang: Lang| (lang.key(), words::own_name(lang));
    [
        ("", said::OWN_LANG),
        own(Lang::Pl),
        own(Lang::En),
        own(Lang::Uk),
    ]
}

const THEMES: [(&str, &str); 3] = [
    ("", said::THEME_AUTO),
    ("light", said::THEME_LIGHT),
    ("dark", said::THEME_DARK),
];

fn field(label: &str, kind: &str, take: impl Fn(&str) + 'static) -> El {
    let input = el("input")
        .attr("type", kind)
        .on("input", move |event| take(&typed(&event)));
    el("label")
        .class("field")
        .child(el("span").text(label))
        .child(input.attr_if("min", (kind == "number").then_some("1")))
}

fn limit(form: Form) -> El {
    field(said::LIMIT, "number", move |typed| {
        let limit = typed.parse().ok().filter(|limit| *limit > 0);
        form.query.update(|query| query.embed.limit = limit);
    })
}

/// The colour, how well it can be read, and what is shown in its place when it can't.
fn accent(form: Form) -> El {
    let now = move || form.query.with(|query| query.embed.accent);
    let take = move |typed: &str| {
        let color = parse(typed);
        form.query.update(|query| query.embed.accent = color);
    };
    let input = el("input")
        .attr("type", "color")
        .value_of(move || now().map_or_else(|| "#8a1538".to_owned(), written))
        .on("input", move |event| take(&typed(&event)));
    let judged = move || {
        let Some(color) = now() else {
            return String::new();
        };
        // Between 10 and 210.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let tenths = (contrast(color, LIGHT) * 10.0) as u32;
        let shown = readable(color, LIGHT);
        if shown == color {
            said::strong(tenths)
        } else {
            said::weak(tenths, shown)
        }
    };
    let weak = move || now().is_some_and(|color| readable(color, LIGHT) != color);
    let own = button(move || {
        form.query.update(|query| query.embed.accent = None);
        // The button goes.
        focus("kolor");
    });
    el("div")
        .class("field")
        .child(el("label").attr("for", "kolor").text(said::ACCENT))
        .child(input.id("kolor"))
        .child(
            own.text(said::OWN_ACCENT)
                .hidden_if(move || now().is_none()),
        )
        .child(
            el("p")
                .attr("role", "status")
                .attr_of("class", move || {
                    Some(if weak() { "said warning" } else { "said" }.into())
                })
                .text_of(judged),
        )
}

fn locks(form: Form) -> El {
    let names = [said::LOCK_FILTERS, said::LOCK_VIEW, said::LOCK_LANG];
    let boxes = form.locks.into_iter().zip(names).map(|(lock, name)| {
        tick(
            move || lock.get(),
            move || lock.update(|lock| *lock = !*lock),
            el("span").text(name),
        )
    });
    fieldset(said::LOCKS, boxes.collect())
}

/// An attribute and its value.
type Pair = (String, String);

/// What was chosen, as attributes of the element and as keys of the address.
fn pairs(form: Form) -> Vec<Pair> {
    let query = form.query.get();
    let [filters, view, lang] = form.locks.map(|lock| lock.get());
    let mut pairs: Vec<Pair> = url_pairs(&query.to_search());
    let mut lock: Vec<&str> = Vec::new();
    let about = ["view", "lang", "limit", "theme", "accent"];
    if filters {
        let keys = pairs.iter().map(|(key, _)| &**key);
        lock.extend(keys.filter(|key| !about.contains(key)));
    }
    lock.extend(view.then_some("view"));
    lock.extend(lang.then_some("lang"));
    if !lock.is_empty() {
        let lock = lock.join(",");
        pairs.push(("lock".to_owned(), lock));
    }
    pairs
}

/// The pairs of a query string, decoded.
fn url_pairs(search: &str) -> Vec<Pair> {
    let Ok(params) = web_sys::UrlSearchParams::new_with_str(search) else {
        return Vec::new();
    };
    let pairs = js_sys::try_iter(&params).ok().flatten();
    let pair = |pair: wasm_bindgen::JsValue| {
        let pair: js_sys::Array = pair.unchecked_into();
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    let pairs = pairs.into_iter().flatten().filter_map(Result::ok);
    pairs.filter_map(pair).collect()
}

/// Text within double quotes of HTML.
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for c in text.chars() {
        match c {
            '&' => quoted.push_str("&amp;"),
            '"' => quoted.push_str("&quot;"),
            '<' => quoted.push_str("&lt;"),
            '>' => quoted.push_str("&gt;"),
            // The end of a shortcode.
            '[' => quoted.push_str("&#91;"),
            ']' => quoted.push_str("&#93;"),
            c => quoted.push(c),
        }
    }
    quoted
}

fn attributes(pairs: &[Pair]) -> String {
    let attribute = |(key, value): &Pair| format!(" {key}=\"{}\"", quoted(value));
    pairs.iter().map(attribute).collect()
}

fn snippet(folder: &str, pairs: &[Pair]) -> String {
    let address = quoted(folder);
    format!(
        "<script src=\"{address}embed.js\" async></script>\n<kalendarz-kultury{}>\n  \
         <a href=\"{address}\">{}</a>\n</kalendarz-kultury>",
        attributes(pairs),
        name(pairs)
    )
}

fn frame(folder: &str, pairs: &[Pair]) -> String {
    let params = web_sys::UrlSearchParams::new().ok();
    let search = params.map_or_else(String::new, |params| {
        params.append("mode", "embed");
        for (key, value) in pairs {
            params.append(key, value);
        }
        params.to_string().into()
    });
    format!(
        "<iframe src=\"{}?{}\" title=\"{}\" width=\"100%\" height=\"800\" style=\"border:0\" loading=\"lazy\" \
         allow=\"web-share; clipboard-write\"></iframe>",
        quoted(folder),
        quoted(&search),
        name(pairs)
    )
}

fn shortcode(folder: &str, pairs: &[Pair]) -> String {
    format!(
        "[kalendarz_kultury url=\"{}\"{}]",
        quoted(folder),
        attributes(pairs)
    )
}

/// What a link to the calendar is called in its language.
fn name(pairs: &[Pair]) -> &'static str {
    let lang = pairs.iter().find(|(key, _)| key == "lang");
    match lang.map(|(_, value)| &**value) {
        Some("en") => "Events calendar",
        Some("uk") => "Календар подій",
        _ => "Kalendarz wydarzeń",
    }
}

/// A text to copy.
fn code(id: &str, name: &str, text: impl Fn() -> String + 'static) -> El {
    let area = el("textarea")
        .id(id)
        .attr("readonly", "")
        .attr("rows", "4")
        .attr("spellcheck", "false");
    let field: HtmlTextAreaElement = area.element().clone().unchecked_into();
    let shown = field.clone();
    follow(move || shown.set_value(&text()));
    let told = RwSignal::new("");
    let copy = move || {
        let told_of = move |how: &'static str| move |_: wasm_bindgen::JsValue| told.set(how);
        let clipboard = window().navigator().clipboard();
        if clipboard.is_undefined() {
            // On a page without https.
            told.set(said::NOT_COPIED);
            return;
        }
        let done = wasm_bindgen::closure::Closure::once(told_of(said::COPIED));
        let failed = wasm_bindgen::closure::Closure::once(told_of(said::NOT_COPIED));
        told.set("");
        let _ = clipboard.write_text(&field.value()).then2(&done, &failed);
        done.forget();
        failed.forget();
    };
    el("div")
        .class("code")
        .child(el("label").attr("for", id).text(name))
        .child(area)
        .child(
            button(copy)
                .text(said::COPY)
                .attr("aria-label", &format!("{}: {name}", said::COPY)),
        )
        .child(
            el("p")
                .attr("role", "status")
                .text_of(move || told.get().to_owned()),
        )
}

/// The calendar itself, by the loader that every page uses.
fn preview(form: Form, folder: &str) -> El {
    let link = el("a").attr("href", folder).text(name(&[]));
    let calendar = el("kalendarz-kultury").child(link);
    let element = calendar.element().clone();
    let before = StoredValue::new(Vec::<Pair>::new());
    let apply = move |pairs: Vec<Pair>| {
        before.update_value(|before| {
            for (key, _) in before
                .iter()
                .filter(|(key, _)| !pairs.iter().any(|(now, _)| now == key))
            {
                let _ = element.remove_attribute(key);
            }
            for (key, value) in &pairs {
                let _ = element.set_attribute(key, value);
            }
            *before = pairs;
        });
    };
    // A frame is made when somebody stops typing.
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    follow(move || {
        let (pairs, apply) = (pairs(form), apply.clone());
        if let Some(waiting) = waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        let apply = move || apply(pairs.clone());
        waiting.set_value(set_timeout_with_handle(apply, Duration::from_millis(300)).ok());
    });
    el("div").class("frame").child(calendar)
}
