//! The calendar's own page as it is published: with the centre's facts, with what the program and others have to know of
//! the published files, and with the first days of the programme. Those are read where no script runs, stand on the
//! screen while the program is still on its way, and are drawn by the code that draws them there, so that it takes their
//! place without moving anything (`static/first.js`).

use std::sync::Arc;

use cards::draw::{Draw, link};
use cards::markup::Markup;
use cards::{Place, card, day};
use domain::agenda::{Agenda, OPEN, agenda};
use domain::event::{Feed, Lang, Occurrence};
use domain::filter::filter;
use domain::keyed::Keyed;
use domain::programme::{Programme, Span};
use domain::published as published_at;
use domain::query::{Preset, Query, View};
use domain::time::{Date, Instant};
use text::{Words, labels, published, sentences, words};

use super::Site;
use crate::site::markup::escaped;

/// Entries of the first days, at least, and all of the last one's.
const FIRST: usize = 12;

/// `html` with the centre's facts in it, made ready: `script` is the name of `static/first.js` in this release, without
/// which there are no first days.
pub fn page(site: &Site<'_>, html: &str, script: Option<&str>) -> String {
    let new = escaped(published::NEW.get(site.lang));
    let mut head = format!(
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{new}\" href=\"./{}\">\n\
         <link rel=\"alternate\" type=\"application/feed+json\" title=\"{new}\" href=\"./{}\">\n",
        published_at::ATOM,
        published_at::JSON_FEED
    );
    let mount = format!(
        "id=\"kalendarz\" {}=\"{}\"",
        published_at::ATTRIBUTE,
        published_at::VERSION
    );
    let mut html = html.replacen("id=\"kalendarz\"", &mount, 1);
    // The program begins in the language that the mount element names.
    let lang = Lang::from_key(attribute(&html, "data-lang")).unwrap_or(Lang::Pl);
    let days = first(site, lang).and_then(|days| beside_fallback(&html, &days));
    if let (Some(script), Some(with_days)) = (script, days) {
        html = with_days;
        // Before the first paint: on a page for somebody else's filters those days must not flash up.
        let script =
            format!("<script type=\"module\" blocking=\"render\" src=\"./{script}\"></script>\n");
        head.push_str(&script);
    }
    html.replacen("</head>", &format!("{head}</head>"), 1)
}

/// The page with the first days before the sentences for those who have no program: one main part, one heading.
fn beside_fallback(html: &str, first: &str) -> Option<String> {
    let (before, rest) = html.split_once("<section id=\"fallback\" role=\"main\"")?;
    let (fallback, after) = rest.split_once("</section>")?;
    let fallback = fallback.replace("<h1", "<h2").replace("</h1>", "</h2>");
    // Together in one element, so that the fallback is not where the style sheet expects it alone.
    Some(format!(
        "{before}<div>\n{first}\n<section id=\"fallback\"{fallback}</section>\n</div>{after}"
    ))
}

/// The first days as the program would draw them now; `None` when nothing is to come.
fn first(site: &Site<'_>, lang: Lang) -> Option<String> {
    let query = Query::default();
    let span = Span::of(&query.window(&site.feed.zone, site.now));
    let programme = Programme::new(Arc::clone(site.feed), span);
    let found = filter(&programme, &query, site.now);
    let sheet = Sheet {
        site,
        lang,
        programme: &programme,
        agenda: &agenda(&programme, &found),
    };
    let count = sentences::shown(lang, found.matches.len(), found.total);
    (!found.matches.is_empty()).then(|| sheet.page(&count).html())
}

fn el(tag: &'static str) -> Markup {
    Markup::new(tag)
}

/// What only the program can do: hidden until a script says that there are scripts, and it does nothing yet.
fn later(element: Markup) -> Markup {
    element.attr("hidden", "")
}

/// Buttons that do nothing yet, the first of them pressed.
fn buttons(class: &str, names: impl Iterator<Item = &'static str>) -> Markup {
    let button = |(place, name)| {
        el("button")
            .class("chip")
            .attr("disabled", "")
            .attr_if("aria-pressed", (place == 0).then_some("true"))
            .text(name)
    };
    let buttons = names.enumerate().map(button);
    el("div").class(class).children(buttons.collect())
}

struct Sheet<'a> {
    site: &'a Site<'a>,
    lang: Lang,
    programme: &'a Programme,
    agenda: &'a Agenda,
}

impl Sheet<'_> {
    fn feed(&self) -> &Feed {
        self.site.feed
    }

    /// All of it, good until midnight.
    fn page(&self, count: &str) -> Markup {
        let midnight = self.feed().zone.day_start(self.site.today.plus(1));
        let lang = self.lang;
        let outcome = el("div")
            .class("outcome")
            .child(el("p").class("result").text(count))
            .child(el("div").class("chosen"));
        let list = el("main")
            .id("pierwsza-lista")
            .child(later(self.presets()))
            .child(
                el("div")
                    .child(later(outcome))
                    .child_if(self.ongoing())
                    .child(self.days()),
            );
        let field = el("input").attr("type", "search").attr("disabled", "");
        let search = el("label")
            .class("search")
            .child(el("span").text(words::SEARCH.get(lang)))
            .child(field);
        let finding = el("div").class("finding").attr("role", "search");
        let wide = el("div")
            .class("wide")
            .child(later(finding.child(search)))
            .child(later(self.dock()))
            .child(list);
        until(el("div").id("pierwsze").class("page"), midnight)
            .child(self.head())
            .child(wide)
    }

    fn head(&self) -> Markup {
        let lang = self.lang;
        let other = |other: &Lang| {
            link::<Markup>(&format!("?lang={}", other.key()))
                .attr("lang", other.key())
                .attr("hreflang", other.key())
                .attr_if("aria-current", (*other == lang).then_some("true"))
                .text(words::own_name(*other))
        };
        let languages = el("nav")
            .class("lang")
            .attr("aria-label", words::LANGUAGES.get(lang))
            .children(Lang::ALL.iter().map(other).collect());
        let own = self.feed().title.as_ref();
        let (name, spoken) = own.map_or((words::CALENDAR.get(lang), None), |title| {
            labels::text(self.feed(), title, lang)
        });
        let mast = el("div")
            .class("mast")
            .child(el("h1").lang(spoken).text(name))
            .child(later(languages));
        let skip = link::<Markup>("#pierwsza-lista")
            .class("skip")
            .text(words::SKIP.get(lang));
        el("header").child(skip).child(mast).child_if(self.notice())
    }

    fn notice(&self) -> Option<Markup> {
        let notice = self.feed().notice.as_ref()?;
        let (text, spoken) = labels::text(self.feed(), &notice.text, self.lang);
        notice
            .is_on(self.site.today)
            .then(|| el("p").class("notice").lang(spoken).text(text))
    }

    fn dock(&self) -> Markup {
        let lang = self.lang;
        let filters = el("button")
            .class("primary")
            .attr("disabled", "")
            .text(words::FILTERS.get(lang));
        let views = View::ALL.iter().map(|view| words::view(*view).get(lang));
        let bar = el("div")
            .class("bar")
            .child(filters)
            .child(buttons("views", views));
        el("div").class("dock").child(bar)
    }

    fn presets(&self) -> Markup {
        let presets = Preset::ALL.iter().copied().map(words::preset);
        let names = [words::ANY_TIME].into_iter().chain(presets);
        buttons("presets", names.map(|word: Words| word.get(self.lang)))
    }

    fn ongoing(&self) -> Option<Markup> {
        let all = &self.agenda.ongoing;
        let entries = |skip: usize, most: usize| {
            let entries = all.iter().skip(skip).take(most);
            let entries = entries.filter_map(|index| self.card(*index, Place::Ongoing, false));
            el("div").children(entries.collect())
        };
        let more = (all.len() > OPEN).then(|| {
            let said = sentences::all_ongoing(self.lang, all.len());
            el("details")
                .child(el("summary").text(&said))
                .child(entries(OPEN, usize::MAX))
        });
        let name = el("h2")
            .id("pierwsze-trwa")
            .text(words::ONGOING.get(self.lang));
        (!all.is_empty()).then(|| {
            el("section")
                .class("ongoing")
                .attr("aria-labelledby", "pierwsze-trwa")
                .child(name)
                .child(entries(0, OPEN))
                .child_if(more)
        })
    }

    fn days(&self) -> Markup {
        let days = self.agenda.days.iter();
        let days = days.take(self.agenda.days_for(FIRST)).map(|day| {
            let entries = day.entries.iter().filter_map(|entry| {
                self.card(entry.occurrence, Place::Day(entry.day_of), entry.again)
            });
            let distance = Some(day.date.days_since(self.site.today));
            let id = format!("pierwsze-{}", day.date);
            let class = if distance == Some(0) {
                "day today"
            } else {
                "day"
            };
            el("section")
                .class(class)
                .attr("aria-labelledby", &id)
                .child(self.heading(day.date, distance).id(&id))
                .child(el("div").children(entries.collect()))
        });
        el("div").class("days").children(days.collect())
    }

    fn heading(&self, date: Date, distance: Option<i64>) -> Markup {
        let lang = self.lang;
        let month = el("small").text(&day::month(lang, date, distance));
        let near = el("small").text(day::near(lang, distance));
        day::heading(lang, date, month, near)
    }

    /// An entry, whose title leads to the event's own page.
    fn card(&self, index: u32, place: Place, again: bool) -> Option<Markup> {
        let (occurrence, it) = self.programme.occurrence(index as usize)?;
        let page = published_at::page(&it.event.id);
        let Occurrence { over, .. } = occurrence;
        let card = card::<Markup>(self.lang, occurrence, it, place, again, &page);
        Some(until(card, *over))
    }
}

/// Says until when it is to be seen, in seconds since 1970.
fn until(element: Markup, Instant(seconds): Instant) -> Markup {
    element.attr("data-until", &seconds.to_string())
}

/// The page's security policy as it stands in the markup; it holds for the pages of events too.
pub fn policy(html: &str) -> Option<&str> {
    let (_, after) = html.split_once("http-equiv=\"Content-Security-Policy\" content=\"")?;
    after.split_once('"').map(|(policy, _)| policy)
}

/// Hosts of pictures that the operator named on the mount element.
pub fn image_hosts(html: &str) -> &str {
    attribute(html, "data-image-hosts")
}

/// The value of an attribute that stands once in the page; empty without it.
fn attribute<'a>(html: &'a str, name: &str) -> &'a str {
    let value = html.split_once(&format!("{name}=\""));
    let value = value.and_then(|(_, after)| after.split_once('"'));
    value.map_or("", |(value, _)| value)
}
