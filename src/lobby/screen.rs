//! The lobby's screen until somebody touches it: what is on, what comes next, today and the coming days, page by page,
//! large enough for somebody four metres away. A QR code takes an event to a visitor's own phone.

use cards::draw::Draw;
use std::fmt::Write;
use std::time::Duration;

use cards::{facts, states_line, summary, time, titled};
use domain::event::{Feed, Lang, OccurrenceRef};
use domain::keyed::Keyed;
use domain::kiosk::{Entry, Part, Screen, dwell, is_public, lobby, pages};
use domain::programme::Programme;
use domain::query::Query;
use domain::time::{Date, WallTime};
use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use text::{dates, labels, sentences, words};

use super::{Clock, Sought};
use crate::shell::page;
use crate::small::SmallSignal;
use crate::state::State;
use crate::ui::dom::{El, button, el, follow, hear, key};

/// Letters of a title that stand in a line, and lines beside the entry that leads the page: lying and standing.
const ROOM: [(usize, usize); 2] = [(20, 17), (28, 18)];

/// Looks of the entry that leads, one after the other until it fits.
const LEAD: [&str; 5] = [
    "first",
    "first long",
    "first longer",
    "first longer brief",
    "first longest brief",
];
/// The same for the others.
const ROWS: [&str; 4] = [
    "rows",
    "rows tight",
    "rows tight brief",
    "rows tight brief bare",
];

/// One page of the screen.
#[derive(Clone, PartialEq)]
struct Page {
    /// Each with the minutes until it begins, where that is said.
    entries: Vec<(Entry, Option<u64>)>,
    number: usize,
    of: usize,
    today: Date,
}

/// What the parts of the screen need of where they are.
#[derive(Clone, Copy)]
struct Scope {
    state: State,
    lang: Lang,
    touched: SmallSignal<bool>,
    sought: StoredValue<Sought>,
    time: SmallSignal<Clock>,
}

impl Scope {
    /// Somebody is here. In a task of its own: what is touched goes, and the touch has to be over by then.
    fn wake(self) {
        self.state.tools.soon(move || self.touched.set(true));
    }
}

/// The screen, from the first drawing on.
pub fn screen(
    state: State,
    touched: SmallSignal<bool>,
    sought: StoredValue<Sought>,
    time: SmallSignal<Clock>,
    settings: Screen,
) -> El {
    let scope = Scope {
        state,
        lang: state.lang.get_untracked(),
        touched,
        sought,
        time,
    };
    let wake = move || scope.wake();
    let wakes = |key: &str| !matches!(key, "Tab" | "Enter" | " " | "Shift");
    // Wherever the focus is, and at first it is nowhere.
    hear("keydown", move |event| {
        if wakes(&key(&event)) {
            wake();
        }
    });
    el("div")
        .class("wall")
        // After the title that was pressed, if one was.
        .on("click", move |_| wake())
        .on("touchmove", move |_| wake())
        .child_of(move || {
            let lang = state.lang.get();
            Some(in_language(Scope { lang, ..scope }, settings))
        })
}

fn in_language(scope: Scope, settings: Screen) -> El {
    let Scope { state, lang, .. } = scope;
    page::set_root_attribute("lang", lang.key());
    let turned = SmallSignal::new(0_usize);
    let shown = RwSignal::new(None::<Page>);
    // Chromium opens its window first, and fills the screen with it then.
    let sizes = SmallSignal::new(0_usize);
    hear("resize", move |_| {
        sizes.change(|sizes| sizes.wrapping_add(1));
    });
    follow(move || {
        sizes.track();
        let now = now_on(state, lang, turned.get());
        if shown.with_untracked(|before| *before != now) {
            shown.set(now);
        }
    });
    let wall = move || wall(state);
    follow(move || {
        let dim = wall().is_some_and(|wall| settings.is_dim(wall));
        page::set_root_attribute("data-night", if dim { "1" } else { "" });
    });
    turn(state, lang, turned, shown, settings);
    let name = move || {
        state.shown.with(|shown| {
            let feed = shown.as_ref().map(|shown| shown.programme().feed());
            feed.map_or_else(String::new, |feed| house(feed, lang))
        })
    };
    let clock = el("p")
        .class("clock")
        .child(el("b").text_of(move || {
            let known = scope.time.get() != Clock::Unknown;
            let wall = wall().filter(|_| known);
            wall.map_or_else(String::new, dates::time)
        }))
        .child(
            el("small").text_of(move || match (scope.time.get(), wall()) {
                (Clock::Unknown, _) => words::CLOCK_WRONG.get(lang).to_owned(),
                (_, wall) => wall.map_or_else(String::new, |wall| day(lang, wall.date)),
            }),
        );
    let head = el("header").child(el("h1").text_of(name)).child(clock);
    el("div")
        .class("screen")
        .child(head)
        .child_of(move || {
            // Other words in it, or none to show: why, and since when.
            state.read.track();
            sizes.track();
            Some(body(scope, shown.get()))
        })
        .child(foot(scope, shown))
}

/// What a clock in the feed's zone shows; nothing without a programme.
fn wall(state: State) -> Option<WallTime> {
    let shown = state.shown.get()?;
    Some(shown.programme().feed().zone.wall(state.now.get()))
}

/// "piątek, 27 listopada".
fn day(lang: Lang, date: Date) -> String {
    format!(
        "{}, {}",
        dates::weekday(lang, date),
        dates::day_month(lang, date)
    )
}

fn house(feed: &Feed, lang: Lang) -> String {
    let name = feed.publisher.name.as_ref().or(feed.title.as_ref());
    name.map_or(words::CALENDAR.get(lang), |name| {
        labels::text(feed, name, lang).0
    })
    .to_owned()
}

/// Whether the window is higher than wide, as it hangs: a picture may be turned by 90 degrees.
fn is_standing(state: State) -> bool {
    let turned = document()
        .document_element()
        .is_some_and(|root| root.has_attribute("data-rotate"));
    state.tools.matches("(orientation: portrait)") != turned
}

/// The page that is on, after so many turns; nothing without a programme or when nothing is planned.
fn now_on(state: State, lang: Lang, turns: usize) -> Option<Page> {
    let (shown, listed) = state.shown.get().zip(state.listed.get())?;
    let programme = shown.programme();
    let now = state.now.get();
    let entries = lobby(programme, &listed.found, now);
    let [lying, standing] = ROOM;
    let (line, room) = if is_standing(state) { standing } else { lying };
    // Beside its title an entry has two lines of facts, and distance to the next.
    let lines = |entry: Entry, leads: bool| {
        if leads {
            0
        } else {
            3 + letters(programme, lang, entry).div_ceil(line).clamp(1, 2)
        }
    };
    let pages = pages(&entries, room, &lines);
    let number = turns.checked_rem(pages.len())?;
    let range = pages.get(number)?.clone();
    let with_minutes = |entry: &Entry| {
        let it = programme.occurrence(entry.occurrence as usize);
        let until = it.map_or(0, |(_, it)| it.when.begins(&it.feed.zone).0 - now.0);
        let soon = entry.part == Part::Next && until < 3600;
        (*entry, soon.then_some(until.max(60).unsigned_abs() / 60))
    };
    Some(Page {
        entries: entries.get(range)?.iter().map(with_minutes).collect(),
        number: number + 1,
        of: pages.len(),
        today: programme.feed().zone.wall(now).date,
    })
}

/// Letters of an entry's title.
fn letters(programme: &Programme, lang: Lang, entry: Entry) -> usize {
    let it = programme.occurrence(entry.occurrence as usize);
    it.map_or(0, |(_, it)| {
        let (title, _) = labels::text(it.feed, &it.event.title, lang);
        title.chars().count()
    })
}

/// Turns the page when it has stood as long as its text takes; for as long as the screen is there.
fn turn(
    state: State,
    lang: Lang,
    turned: SmallSignal<usize>,
    shown: RwSignal<Option<Page>>,
    settings: Screen,
) {
    let characters = move || {
        let page = shown.get_untracked();
        let Some((page, shown)) = page.zip(state.shown.get_untracked()) else {
            return 0;
        };
        // With forty for its facts.
        let of = |(entry, _): &(Entry, _)| letters(shown.programme(), lang, *entry) + 40;
        page.entries.iter().map(of).sum()
    };
    let next = move || turned.change(|turned| turned.wrapping_add(1));
    follow(move || {
        turned.track();
        let seconds = settings.dwell.unwrap_or_else(|| dwell(characters()));
        let waiting = set_timeout_with_handle(next, Duration::from_secs(seconds.into())).ok();
        on_cleanup(move || {
            if let Some(waiting) = waiting {
                waiting.clear();
            }
        });
    });
}

/// The entry that leads the page, large and with the way to take it along; the others beside or below it.
fn body(scope: Scope, page: Option<Page>) -> El {
    let Scope { state, lang, .. } = scope;
    let main = el("main").attr("aria-live", "off");
    let Some(shown) = state.shown.get_untracked() else {
        let failure = state.failure();
        let said = failure.map_or_else(
            || words::LOADING.get(lang).to_owned(),
            |failure| sentences::failure(lang, &failure),
        );
        return main.class("alone").child(el("p").text(&said));
    };
    let Some(page) = page else {
        let filtered = state.filters.with_untracked(Query::is_filtered);
        let said = if filtered {
            words::NOTHING_FOUND
        } else {
            words::NOTHING_PLANNED
        };
        return main.class("alone").child(el("p").text(said.get(lang)));
    };
    let programme = shown.programme();
    let drawn = |(place, (entry, minutes)): (usize, &(Entry, Option<u64>))| {
        let (_, it) = programme.occurrence(entry.occurrence as usize)?;
        let article = el("article")
            .attr("data-event-id", &it.event.id)
            .attr("data-start", &it.when.at().to_string());
        let near = near(lang, entry.part, *minutes);
        Some(if place == 0 {
            lead(scope, article, it, &near, page.today)
        } else {
            row(scope, article, it, &near, page.today)
        })
    };
    let mut articles = page.entries.iter().enumerate().filter_map(drawn);
    let lead = articles.next();
    main.child_if(lead)
        .child(fitted(el("div").children(articles.collect()), &ROWS))
}

/// What is special about when it is; empty for what the hour says.
fn near(lang: Lang, part: Part, minutes: Option<u64>) -> String {
    match part {
        Part::Now => words::NOW.get(lang).to_owned(),
        Part::Next => minutes.map_or_else(String::new, |it| sentences::in_minutes(lang, it)),
        Part::Ongoing => words::ONGOING.get(lang).to_owned(),
        _ => String::new(),
    }
}

/// Day, or for today none: the hour stands beside it.
fn which_day(lang: Lang, it: OccurrenceRef<'_>, today: Date) -> String {
    let first = it.when.first_day();
    match (it.when.days() > 1, first.days_since(today)) {
        (true, _) => dates::range(lang, first, it.when.last_day()),
        (_, 0) => words::TODAY.get(lang).to_owned(),
        (_, 1) => words::TOMORROW.get(lang).to_owned(),
        _ => day(lang, first),
    }
}

fn hour(lang: Lang, it: OccurrenceRef<'_>) -> String {
    dates::starts(&it.when).unwrap_or_else(|| words::ALL_DAY.get(lang).to_owned())
}

fn lead(scope: Scope, article: El, it: OccurrenceRef<'_>, near: &str, today: Date) -> El {
    let Scope { state, lang, .. } = scope;
    let said = format!("{}, {}", which_day(lang, it, today), hour(lang, it));
    let lead = article
        .child(el("p").class("near").text(near))
        .child_if(states_line(lang, it))
        .child(el("h2").child(title(scope, it)))
        .child(el("p").class("when").child(time(it.feed, &it.when, &said)))
        .child(facts(lang, it))
        .child_if(summary(lang, it))
        .child_if(code(state, lang, it));
    fitted(lead, &LEAD)
}

/// In the first of these looks in which nothing of it is cut off, once it is drawn; else in the last.
fn fitted(element: El, looks: &'static [&'static str]) -> El {
    let drawn = element.element().clone();
    let look = move || {
        for look in looks {
            drawn.set_class_name(look);
            if drawn.scroll_height() <= drawn.client_height() {
                break;
            }
        }
    };
    queue_microtask(look);
    element.class(looks.first().unwrap_or(&""))
}

/// The title, which is where the calendar begins for who presses it.
fn title(scope: Scope, it: OccurrenceRef<'_>) -> El {
    let event = it.event.id.to_string();
    let at = it.when.at();
    let seek = move || scope.sought.set_value(Some((event.clone(), at)));
    titled(button(seek), scope.lang, it)
}

fn row(scope: Scope, article: El, it: OccurrenceRef<'_>, near: &str, today: Date) -> El {
    let lang = scope.lang;
    let day = if near.is_empty() {
        which_day(lang, it, today)
    } else {
        near.to_owned()
    };
    let when = el("p")
        .class("when")
        .child(time(it.feed, &it.when, &hour(lang, it)))
        .child(el("small").text(&day));
    let said = el("div")
        .child(el("h3").child(title(scope, it)))
        .child_if(states_line(lang, it))
        .child(facts(lang, it));
    let article = article.class("row").child(when).child(said);
    article.child_if(drawing(scope.state, lang, it))
}

/// What the opened event has in place of the ways to take it along: this is nobody's own device.
pub fn take(state: State, lang: Lang, it: OccurrenceRef<'_>) -> El {
    el("div").class("taken").child_if(code(state, lang, it))
}

/// A QR code with what it is for.
fn code(state: State, lang: Lang, it: OccurrenceRef<'_>) -> Option<El> {
    let drawing = drawing(state, lang, it)?;
    let said = el("p").text(words::SCAN.get(lang));
    Some(el("div").class("code").child(drawing).child(said))
}

/// The public address of a date as a QR code (ISO/IEC 18004), made here; none where a phone could not open it.
fn drawing(state: State, lang: Lang, it: OccurrenceRef<'_>) -> Option<El> {
    let address = state.home() + &state.public_search(it);
    let code = QrCode::encode_text(&address, QrCodeEcc::Medium)
        .ok()
        .filter(|_| is_public(&address))?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    // A quiet zone of four modules belongs to it.
    let side = code.size() + 8;
    let drawn = El::drawing("svg")
        .attr("class", "qr")
        .attr("viewBox", &format!("-4 -4 {side} {side}"))
        .attr("role", "img")
        .attr("aria-label", words::CODE.get(lang))
        .attr("data-address", &address)
        .child(El::drawing("path").attr("d", &path));
    Some(drawn)
}

/// Which page, and how old all of it is.
fn foot(scope: Scope, shown: RwSignal<Option<Page>>) -> El {
    let number = move || {
        let page = shown.get().filter(|page| page.of > 1);
        page.map_or_else(String::new, |page| format!("{} / {}", page.number, page.of))
    };
    el("footer").child(el("p").text_of(number)).child(age(
        scope.state,
        scope.lang,
        scope.time,
        true,
    ))
}

/// How old all of it is: never a screen that looks fine and is not. `clock`: there is one beside
/// it, which itself says that nobody knows what time it is.
pub fn age(state: State, lang: Lang, time: SmallSignal<Clock>, clock: bool) -> El {
    let said = move || {
        let Some(shown) = state.shown.get() else {
            return String::new();
        };
        let feed = shown.programme().feed();
        let moment = |at| {
            let wall = feed.zone.wall(at);
            format!(
                "{}, {}",
                dates::day_month(lang, wall.date),
                dates::time(wall)
            )
        };
        let made = sentences::as_of(lang, &moment(shown.made()));
        let checked = state.checked.get();
        let wall = feed.zone.wall(checked);
        let today = state.today() == Some(wall.date);
        let when = if today {
            dates::time(wall)
        } else {
            moment(checked)
        };
        let checked = (checked.0 > 0).then(|| sentences::checked(lang, &when));
        let wrong = match time.get() {
            Clock::Right => false,
            Clock::Corrected => true,
            Clock::Unknown => !clock,
        };
        let wrong = wrong.then(|| words::CLOCK_WRONG.get(lang).to_owned());
        let said = [wrong, Some(made), checked].into_iter().flatten();
        said.collect::<Vec<_>>().join(" · ")
    };
    let class = move || {
        Some(
            if state.failure().is_some() || time.get() != Clock::Right {
                "age old"
            } else {
                "age"
            }
            .to_owned(),
        )
    };
    el("p").attr_of("class", class).text_of(said)
}
