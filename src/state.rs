//! The app's few signals and memos, and what changes them.
//!
//! The feed is replaced whole, so memos hold indices into it, never copies; whatever can be derived is derived.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use cards::readable_on_both;
use domain::agenda::{Agenda, agenda};
use domain::event::{At, Feed, Lang, OccurrenceRef};
use domain::feed::Gathered;
use domain::filter::{Found, Value, filter};
use domain::keyed::Keyed;
use domain::load::{Load, is_doubtful, pause};
use domain::month::{Month, Room, month};
use domain::parts::wanted;
use domain::programme::{Opened, Programme, Span, open};
use domain::published::page_at;
use domain::query::{Query, Unknown, View};
use domain::stars::{Kept, Star};
use domain::time::{Date, Instant};
use domain::week::week;
use js_sys::Uint8Array;
use leptos::prelude::*;
use text::catalog;
use text::sentences::Failure;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::config::Config;
use crate::derived::Derived;
use crate::shell::history::{self, Mode};
use crate::shell::tools::Tools;
use crate::shell::{clock, fetch, page, store, zone};
use crate::small::{SmallSignal, Told};
use crate::ui::dom::{El, follow, hear};

/// Entries of the list drawn at first, and more at each "show more": whole days, at least so many.
pub const PAGE: usize = 40;

/// What a day of the month has room for.
const ROOM: Room = Room { spans: 2, all: 4 };

/// A feed, the address it came from, and when it was made.
#[derive(Clone)]
struct Loaded(Arc<(Arc<Feed>, String, Instant)>);

impl Loaded {
    fn new(gathered: Gathered, file: &fetch::File) -> Loaded {
        let (feed, _) = gathered.end();
        let made = feed.generated_at.unwrap_or(file.made);
        Loaded(Arc::new((Arc::new(feed), file.url.clone(), made)))
    }

    fn feed(&self) -> &Arc<Feed> {
        &self.0.0
    }
}

/// The programme on the page: a feed with its rules expanded as far as the reader looks, and what is starred in it.
#[derive(Clone)]
pub struct Shown(Arc<(Programme, Span, Loaded, Vec<Star>)>);

impl Shown {
    /// The programme.
    pub fn programme(&self) -> &Programme {
        &self.0.0
    }

    /// Whether more of it is still to come.
    pub fn is_partial(&self) -> bool {
        self.programme().feed().partial
    }

    /// When the feed was made: as it says, else as its server does, else when it was fetched.
    pub fn made(&self) -> Instant {
        self.0.2.0.2
    }

    /// An address of the feed as the browser should ask for it: relative ones against the feed's own.
    pub fn resolve(&self, tools: &Tools, link: &domain::link::Link) -> String {
        if !link.is_relative() {
            return link.as_str().to_owned();
        }
        tools.resolve(link.as_str(), &self.0.2.0.1)
    }
}

impl PartialEq for Shown {
    fn eq(&self, other: &Shown) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Draws what can be done with the opened event.
pub type Take = fn(State, Lang, OccurrenceRef<'_>) -> El;

/// What is shown of the programme.
#[derive(Clone, PartialEq)]
pub struct Listed {
    /// What matches.
    pub found: Found,
    /// The same by day; beside a month the day that was chosen in it.
    pub agenda: Agenda,
    /// The same as a month, where that is what is looked at.
    pub month: Option<Month>,
}

/// Everything the views read: a handle as small as a pointer, since nearly every closure of the page holds one.
#[derive(Clone, Copy)]
pub struct State(&'static Signals);

impl std::ops::Deref for State {
    type Target = Signals;

    fn deref(&self) -> &Signals {
        self.0
    }
}

/// The signals themselves.
pub struct Signals {
    /// What `boot.js` offers.
    pub tools: Tools,
    /// The address as the page was opened with it: in a frame, what it locks stays.
    start: Query,
    /// In a frame of another page, which leaves no trace there: no entries in its history, nothing that lies over it.
    pub embedded: bool,
    /// What an opened event offers to take along.
    pub take: Take,
    /// An address that nobody goes back to: in a frame, and in a lobby, for months.
    forgets: bool,
    /// Hosts beside the page's own that pictures may come from, as the mount element names them.
    pub image_hosts: String,
    /// Pages of events and calendars to subscribe to are published beside this page.
    pub published: bool,
    /// The files of what is shown, for the second program.
    files: RefCell<Vec<Uint8Array>>,
    reader: RefCell<Reader>,
    /// What is starred on this device.
    pub stars: RwSignal<Vec<Kept>>,
    load: RwSignal<Load<Loaded, Failure>>,
    /// There is something to show, and from then on there always will be.
    pub ready: SmallSignal<bool>,
    /// The first entries have been painted, and all the rest is drawn.
    pub whole: SmallSignal<bool>,
    /// How many feeds were read; a new one may say something else of an opened event.
    pub read: SmallSignal<usize>,
    /// On the way back from an opened event.
    closing: SmallSignal<bool>,
    /// The eight seconds of patience are over, and the feed is still coming.
    pub slow: SmallSignal<bool>,
    /// What the address says.
    pub query: RwSignal<Query>,
    /// The part of it that decides what is listed: an opened event changes nothing there.
    pub filters: RwSignal<Query>,
    /// Values of the address that mean nothing, until the next change.
    unknown: RwSignal<Vec<Unknown>>,
    /// Now, to the minute.
    pub now: SmallSignal<Instant>,
    /// When the network last said how the programme is.
    pub checked: SmallSignal<Instant>,
    /// Entries of the list that are drawn, at least.
    pub drawn: SmallSignal<usize>,
    /// The day of the month that was chosen, and is listed under it.
    pub day: SmallSignal<Option<Date>>,
    /// Whether the filters have a column of their own.
    pub wide: SmallSignal<bool>,
    /// The choice of filters that is kept on this device, as an address says it; empty for none.
    pub kept_choice: RwSignal<String>,
    /// A filter has changed and the answer is not painted yet: until then what is far from the screen is not laid out.
    pub filtered: SmallSignal<bool>,
    /// On a narrow screen: whether the filters are open.
    pub filters_open: SmallSignal<bool>,
    /// Language of a page whose address names none.
    default_lang: Lang,
    /// How often somebody or something asked for the feed again.
    asked: SmallSignal<usize>,
    /// The programme on the page.
    pub shown: Derived<Shown>,
    /// Language of the page: that of the address, once its words are there.
    pub lang: SmallSignal<Lang>,
    /// What matches; `None` without a programme.
    pub listed: Derived<Arc<Listed>>,
    /// The event that the address names.
    pub opened: Derived<Opened>,
}

impl State {
    /// What the address and the mount element say; nothing loaded yet.
    pub fn new(config: &Config, tools: Tools, take: Take) -> State {
        let (mut query, unknown) = Query::parse(&tools.search());
        let kept_choice = tools.read("choice");
        // A link that says anything of its own is followed as it is.
        if query.is_bare() && unknown.is_empty() {
            query = Query::parse(&kept_choice).0.choice().speaking(query.lang);
        }
        let kept = history::kept(&tools);
        let start = query.clone();
        let embedded = start.is_embedded();
        if embedded && let Some(accent) = start.embed.accent {
            page::set_accent(&readable_on_both(accent));
        }
        let load = RwSignal::new(Load::Loading);
        let stars = RwSignal::new(store::stars(&tools));
        let filters = RwSignal::new(query.filters());
        let query = RwSignal::new(query);
        let now = SmallSignal::new(to_the_minute(clock::now()));
        let default = config.lang;
        let lang = query.with_untracked(|query| query.lang).unwrap_or(default);
        let lang = SmallSignal::new(if catalog::is_there(lang) {
            lang
        } else {
            Lang::Pl
        });
        let shown = Derived::new(move |before: Option<Shown>| {
            let loaded: Loaded = load.with(|load| load.shown().cloned())?;
            let zone = &loaded.feed().zone;
            let window = filters.with(|query| query.window(zone, now.get()));
            let coming = || Query::default().window(zone, now.get());
            // By the month, and presets lie within what is coming: neither a new day nor a preset expands anew.
            let span = Span::of(&if window.past { window } else { coming() }).by_month();
            let starred: Vec<Star> =
                stars.with(|stars| stars.iter().map(|it| it.star.clone()).collect());
            match before {
                Some(before)
                    if before.0.1 == span
                        && Arc::ptr_eq(&before.0.2.0, &loaded.0)
                        && before.0.3 == starred =>
                {
                    Some(before)
                }
                _ => {
                    let programme = Programme::new(loaded.feed().clone(), span).starred(&starred);
                    Some(Shown(Arc::new((programme, span, loaded, starred))))
                }
            }
        });
        let day = SmallSignal::new(filters.with_untracked(chosen));
        let listed = Derived::new(move |_| {
            let shown: Shown = shown.get()?;
            filters.with(|query| {
                Some(Arc::new(laid_out(
                    shown.programme(),
                    query,
                    now.get(),
                    day.get(),
                )))
            })
        });
        let opened = Derived::new(move |_| {
            let (event, at) = query.with(|query| (query.event.clone(), query.at));
            let shown = shown.get()?;
            open(shown.programme().feed(), &event?, at, now.get())
        });
        // There is one for as long as the page is open.
        let state = State(Box::leak(Box::new(Signals {
            tools,
            forgets: embedded || start.is_kiosk(),
            start,
            embedded,
            take,
            image_hosts: config.image_hosts.clone(),
            published: config.published,
            files: RefCell::default(),
            stars,
            load,
            reader: RefCell::new(Reader {
                asking: true,
                waiting: None,
                failures: 0,
                last: 0,
                doubted: false,
                told: Vec::new(),
            }),
            ready: SmallSignal::new(false),
            whole: SmallSignal::new(false),
            read: SmallSignal::new(0),
            closing: SmallSignal::new(false),
            slow: SmallSignal::new(false),
            query,
            filters,
            unknown: RwSignal::new(unknown),
            now,
            checked: SmallSignal::new(Instant(0)),
            drawn: SmallSignal::new(kept.drawn.max(PAGE)),
            day,
            default_lang: default,
            wide: SmallSignal::new(false),
            kept_choice: RwSignal::new(kept_choice),
            filtered: SmallSignal::new(false),
            filters_open: SmallSignal::new(false),
            asked: SmallSignal::new(0),
            shown,
            lang,
            listed,
            opened,
        })));
        follow_width(state);
        state
    }

    /// What went wrong last.
    pub fn failure(self) -> Option<Failure> {
        self.load.with(|load| load.error().cloned())
    }

    /// Whether all of the programme is there.
    pub fn is_complete(self) -> bool {
        let shown = self.shown.get();
        shown.is_some_and(|shown| !shown.is_partial())
    }

    /// Today in the feed's zone.
    pub fn today(self) -> Option<Date> {
        let shown = self.shown.get()?;
        Some(shown.programme().feed().zone.wall(self.now.get()).date)
    }

    /// Values of the address that mean nothing here.
    pub fn ignored(self) -> Vec<Unknown> {
        let mut unknown = self.unknown.get();
        // What is still to come may know them.
        if let Some(shown) = self.shown.get().filter(|shown| !shown.is_partial()) {
            self.filters
                .with(|query| unknown.extend(query.unknown_ids(shown.programme())));
        }
        // What a visitor does not see can't be put right by one.
        unknown.retain(|it| !self.locks(it.key));
        unknown
    }

    /// Another query; what the filters say is told apart, so that an opened event does not list everything anew.
    fn set(self, query: Query, unknown: Vec<Unknown>) {
        let query = query.with_locks_of(&self.start);
        let filters = query.filters();
        if self.filters.with_untracked(|before| *before != filters) {
            self.filters.set(filters);
        }
        self.query.set(query);
        self.unknown.set(unknown);
    }

    /// A query as the next address says it: without unknown values, and with the date of what is opened.
    fn tidied(self, mut query: Query) -> Query {
        if let Some(shown) = self.shown.get_untracked() {
            query.tidy(shown.programme());
        }
        if query.event.is_some() && query.at.is_none() {
            let at = |opened: &Opened| opened.occurrence.when.at();
            query.at = self.opened.with_untracked(|opened| opened.as_ref().map(at));
        }
        query
    }

    /// A filter changes: the entry in the history is replaced, and unknown values go.
    pub fn change(self, change: impl FnOnce(&mut Query)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        let query = self.tidied(query);
        if !self.filtered.get_untracked() {
            self.filtered.set(true);
            self.tools.after_paint(move || self.filtered.set(false));
        }
        self.drawn.set(PAGE);
        self.set(query, Vec::new());
        self.write(Mode::Replace, history::kept(&self.tools).opened);
    }

    /// Chooses a value, or gives it up.
    pub fn toggle(self, value: Value) {
        if let Some(shown) = self.shown.get_untracked() {
            self.change(|query| query.toggle(shown.programme(), value));
        }
    }

    /// Whether an event, or this date of it, is starred.
    pub fn is_starred(self, event: &str, at: At) -> bool {
        self.stars
            .with(|stars| stars.iter().any(|it| it.star.means(event, at)))
    }

    /// Stars an event with all its dates, or one of them.
    pub fn star(self, event: &str, at: Option<At>) {
        let event = event.to_owned();
        self.add_stars(vec![Star { event, at }]);
    }

    fn add_stars(self, fresh: Vec<Star>) {
        self.keep(|stars, feed, now| {
            for star in fresh {
                if feed.may_have(&star.event) && !stars.iter().any(|it| it.star == star) {
                    stars.push(Kept::new(feed, star, now));
                }
            }
        });
    }

    /// Takes away the stars that an event has on a date.
    pub fn unstar(self, event: &str, at: At) {
        self.keep(|stars, _, _| stars.retain(|it| !it.star.means(event, at)));
    }

    /// Takes over the list that somebody sent.
    pub fn star_shared(self) {
        let shared = self.query.with_untracked(|query| query.stars.clone());
        self.add_stars(shared);
        self.change(|query| query.stars.clear());
    }

    /// The starred events as they are now have been seen.
    pub fn see_stars(self) {
        self.keep(|stars, feed, now| {
            for kept in stars {
                *kept = Kept::new(feed, kept.star.clone(), now);
            }
        });
    }

    /// Public address of the calendar: what the feed says, else the page's own.
    pub fn home(self) -> String {
        let shown = self.shown.get_untracked();
        let said = shown.and_then(|shown| shown.programme().feed().url.clone());
        said.map_or_else(|| self.tools.address(), |url| url.as_str().to_owned())
    }

    /// A date in an address that is for everybody: without what else stands in this page's.
    pub fn public_search(self, it: OccurrenceRef<'_>) -> String {
        let mut query = Query::default();
        query.lang = self.query.with_untracked(|query| query.lang);
        let query = query.opening(&it.event.id, it.when.at());
        format!("?{}", query.to_search())
    }

    /// Public address of a date: on the event's own page where there is one in the reader's language.
    pub fn public_address(self, it: OccurrenceRef<'_>) -> String {
        let there = if self.published && *it.feed.lang == *self.lang.get_untracked().key() {
            page_at(&it.event.id, it.when.at())
        } else {
            self.public_search(it)
        };
        self.home() + &there
    }

    /// Calls a function of the second program with the feed and a query, and the place to draw in where it has one.
    /// Failure is told.
    pub fn extra(
        self,
        name: &str,
        place: Option<&El>,
        search: &str,
        lang: Lang,
        told: SmallSignal<Told>,
    ) {
        let files = self.files.borrow();
        if files.is_empty() {
            return;
        }
        let arguments = js_sys::Array::new();
        if let Some(place) = place {
            arguments.push(place.element());
        }
        arguments.push(&files.iter().collect::<js_sys::Array>());
        for text in [search, &self.home(), lang.key()] {
            arguments.push(&text.into());
        }
        told.set(Told::Nothing);
        let tell = move |loaded: bool| {
            if !loaded {
                told.set(Told::Failed);
            }
        };
        self.tools.call_extra(name, &arguments, tell);
    }

    fn keep(self, change: impl FnOnce(&mut Vec<Kept>, &Feed, Instant)) {
        let Some(shown) = self.shown.get_untracked() else {
            return;
        };
        let now = self.now.get_untracked();
        self.stars.update(|stars| {
            // In another tab some may have been starred meanwhile. Where nothing can be kept, this tab's stay.
            for kept in store::stars(&self.tools) {
                if !stars.iter().any(|it| it.star == kept.star) {
                    stars.push(kept);
                }
            }
            change(stars, shown.programme().feed(), now);
            store::keep_stars(&self.tools, stars);
        });
    }

    /// Another view: Back leads to the one before.
    pub fn look(self, view: View) {
        let mut query = self.query.get_untracked();
        query.view = Some(view).filter(|view| *view != View::Agenda);
        self.day.set(chosen(&query));
        self.drawn.set(PAGE);
        self.set(self.tidied(query), Vec::new());
        self.write(Mode::Push, false);
    }

    /// The week or month of another day; `chosen`: and that day itself.
    pub fn turn(self, date: Option<Date>, chosen: Option<Date>) {
        self.day.set(chosen);
        self.change(|query| query.date = date);
    }

    /// To a day on which there is something, whatever days were chosen.
    pub fn go_to(self, day: Date) {
        let agenda = self
            .filters
            .with_untracked(|query| query.page(day).is_none());
        self.day.set(Some(day));
        self.change(|query| {
            (query.when, query.to) = (None, None);
            let looked_at = if agenda {
                &mut query.from
            } else {
                &mut query.date
            };
            *looked_at = Some(day);
            if !agenda {
                query.from = None;
            }
        });
    }

    /// Whether a key of the address is not the visitor's to change: what sets it is not shown.
    pub fn locks(self, key: &str) -> bool {
        self.start.locks(key)
    }

    /// How many of what matches can be seen here.
    pub fn shown_of(self, matches: usize) -> usize {
        let limit = self.filters.with(Query::limit);
        limit.map_or(matches, |limit| limit.min(matches))
    }

    /// Takes every filter but the days away.
    pub fn clear(self) {
        self.change(|query| *query = query.without_filters());
    }

    /// Keeps a choice of filters on this device; an empty one no longer.
    pub fn keep_choice(self, choice: String) {
        self.tools.write("choice", &choice);
        self.kept_choice.set(choice);
    }

    /// Asks for the feed at once.
    pub fn ask_again(self) {
        self.asked.change(|asked| asked + 1);
    }

    /// Draws more days.
    pub fn draw_more(self) {
        self.drawn.change(|drawn| drawn + PAGE);
        self.write(Mode::Replace, history::kept(&self.tools).opened);
    }

    /// Follows a link within the calendar: to an opened event, which Back closes, or to another language. Filters
    /// stay as they are, whatever they were when the link was drawn.
    pub fn follow(self, search: &str) {
        let (wanted, unknown) = Query::parse(search);
        let before = self.query.get_untracked();
        // A link to another language names what the address does, known or not.
        let opened = wanted.event.as_ref().zip(wanted.at);
        let opened = opened.filter(|named| before.event.as_ref().zip(before.at) != Some(*named));
        let before = self.tidied(before);
        let fresh = match opened {
            Some((event, at)) => before.opening(event, at),
            None => before.speaking(wanted.lang),
        };
        // From one date of an event to another of it: one step back still leads to the list.
        let opens = opened.is_some() && self.opened.with_untracked(Option::is_none);
        let mode = if opens { Mode::Push } else { Mode::Replace };
        self.set(fresh, unknown);
        self.write(mode, opens || history::kept(&self.tools).opened);
    }

    /// Closes the detail: by going back when the app opened it, so that Forward opens it again.
    pub fn close(self) {
        let mut query = self.query.get_untracked();
        if query.event.is_none() {
            return;
        }
        if history::kept(&self.tools).opened {
            // Going back takes a moment: a second press must not go back twice.
            if !self.closing.get_untracked() {
                self.closing.set(true);
                self.tools.back();
            }
        } else {
            (query.event, query.at) = (None, None);
            self.set(self.tidied(query), Vec::new());
            self.write(Mode::Replace, false);
        }
    }

    /// An address of the page with an event opened, in the present language and mode, but without filters: it is
    /// drawn once and filters change. A click keeps those that are chosen by then.
    pub fn address_of(self, event: &str, at: At) -> String {
        let mut opened = Query::default();
        (opened.event, opened.at) = (Some(event.to_owned()), Some(at));
        self.query.with_untracked(|query| {
            opened.lang = query.lang;
            opened.other.clone_from(&query.other);
        });
        format!("?{}", opened.to_search())
    }

    /// Sets `now` by the clock, where another minute has begun; says what the clock says.
    pub fn look_at_clock(self) -> Instant {
        let now = clock::now();
        self.now.set(to_the_minute(now));
        now
    }

    /// Everything as it was at the start: for the next visitor of a lobby.
    pub fn begin_anew(self) {
        self.day.set(chosen(&self.start));
        self.filters_open.set(false);
        self.drawn.set(PAGE);
        self.set(self.start.clone(), Vec::new());
        self.write(Mode::Replace, false);
    }

    fn write(self, mode: Mode, opened: bool) {
        let (mode, opened) = if self.forgets {
            (Mode::Replace, false)
        } else {
            (mode, opened)
        };
        let search = self.query.with_untracked(Query::to_search);
        let drawn = self.drawn.get_untracked();
        let drawn = if drawn == PAGE { 0 } else { drawn };
        history::go(&self.tools, &search, history::Kept { opened, drawn }, mode);
    }

    /// Back or Forward was pressed.
    fn reread(self) {
        self.closing.set(false);
        let (query, unknown) = Query::parse(&self.tools.search());
        // An event that was opened from the list under the month closes: the list stays, with the focus.
        if self
            .filters
            .with_untracked(|before| *before != query.filters())
        {
            self.day.set(chosen(&query));
        }
        self.set(query, unknown);
        self.drawn.set(history::kept(&self.tools).drawn.max(PAGE));
    }
}

/// Whether the filters have a column of their own, and from now on: a phone is turned, a window resized.
/// Never so in a frame.
fn follow_width(state: State) {
    if state.embedded {
        return;
    }
    let look = move || {
        state.wide.set(state.tools.matches("(min-width: 56rem)"));
    };
    look();
    hear("resize", move |_| look());
}

/// The day that a link to a month lists under it. The first is where turning leads, and chosen by nobody.
fn chosen(query: &Query) -> Option<Date> {
    let month = query.view == Some(View::Month);
    query.date.filter(|day| month && *day != day.month_start())
}

/// What a query shows at `now`.
pub fn laid_out(programme: &Programme, query: &Query, now: Instant, day: Option<Date>) -> Listed {
    let found = filter(programme, query, now);
    let today = programme.feed().zone.wall(now).date;
    let mut laid_out = Listed {
        agenda: Agenda::default(),
        month: None,
        found,
    };
    let Listed { found, .. } = &laid_out;
    match query.view {
        None | Some(View::Agenda) => laid_out.agenda = agenda(programme, found),
        Some(View::Week) => laid_out.agenda = week(programme, found, query.looked_at(today)),
        Some(View::Month) => {
            let month = month(programme, found, query.looked_at(today), ROOM);
            let day = day.and_then(|day| month.day(programme, day));
            laid_out.agenda.days.extend(day);
            laid_out.month = Some(month);
        }
    }
    if let Some(limit) = query.limit() {
        laid_out.agenda.limit(limit);
    }
    laid_out
}

fn to_the_minute(now: Instant) -> Instant {
    Instant(now.0 - now.0.rem_euclid(60))
}

/// Seconds between refreshes of a page that nothing is wrong with.
const REFRESH: u32 = 600;

/// Speaks the language of the address, once its words are there; until then, and without them, the one before.
fn speak(state: State) {
    let wanted = move || {
        state
            .query
            .with(|query| query.lang)
            .unwrap_or(state.default_lang)
    };
    let say = move || {
        let wanted = untrack(wanted);
        if state.lang.get_untracked() != wanted && catalog::is_there(wanted) {
            // The page is drawn anew: the focus stays on the link that did it.
            let focused = document().active_element();
            let link = focused.filter(|focused| focused.has_attribute("hreflang"));
            state.lang.set(wanted);
            if let Some(link) = link {
                page::focus(&link.id());
            }
        }
    };
    follow(move || {
        let wanted = wanted();
        if catalog::is_there(wanted) {
            return say();
        }
        state.tools.words(wanted.key(), move |words| {
            if !words.is_empty() {
                catalog::install(wanted, words);
                say();
            }
        });
    });
}

/// Takes the first answer, then refreshes for as long as the page is open; keeps clock and history in step.
pub fn load(state: State, address: String, first: &js_sys::Promise) {
    // Where a kept choice was taken up the address says so, for reload, Back and whoever gets the link.
    if Query::parse(&state.tools.search()).0.is_bare()
        && !state.query.with_untracked(Query::is_bare)
    {
        state.write(Mode::Replace, false);
    }
    // An old phone shows the first entries before it has drawn forty, and the filters.
    follow(move || {
        if state.ready.get() {
            state.tools.after_paint(move || state.whole.set(true));
        }
    });
    follow(move || {
        let name = state.load.with(Load::name);
        if state.ready.get() && !state.whole.get() {
            return;
        }
        // After the list is drawn: it is an effect as this is one, and all due effects run in one microtask.
        queue_microtask(move || page::set_state(name));
    });
    hear("popstate", move |_| state.reread());
    speak(state);
    tick(state);
    set_timeout(move || state.slow.set(true), Duration::from_secs(8));

    let source = fetch::Source::new(state, address, first, move |answer| answered(state, answer));
    follow(move || {
        if state.asked.get() == 0 || state.reader.borrow().asking {
            return;
        }
        let mut reader = state.reader.borrow_mut();
        reader.asking = true;
        if let Some(waiting) = reader.waiting.take() {
            waiting.clear();
        }
        source.ask();
    });
    hear("online", move |_| {
        if untrack(|| state.failure()).is_some() {
            state.ask_again();
        }
    });
}

/// Seconds until a feed that is doubted is asked for once more.
const DOUBT: u32 = 60;

/// What is known of the answers that came before, and of the next question.
struct Reader {
    /// A question is under way: only one at a time, however many reasons there are to ask.
    asking: bool,
    /// Until the next one.
    waiting: Option<TimeoutHandle>,
    /// So many failed in a row.
    failures: u32,
    /// Revision of the file that is shown; of a large programme, of the file that names its parts.
    last: u64,
    /// The last one was doubted.
    doubted: bool,
    /// Hear of the parts of what was asked for last, and of what is kept on this device.
    told: Vec<Closure<dyn FnMut(JsValue, usize)>>,
}

/// A feed that is being read, and its files.
struct Begun {
    /// Given away while some of it is shown: read again then, with the next part.
    gathered: Option<Gathered>,
    files: Vec<Uint8Array>,
    file: fetch::File,
    revision: u64,
    /// The first and the last of the days of parts that did not come.
    missing: Option<(Date, Date)>,
}

/// The feed was answered for, by the network or by this device.
fn answered(state: State, answer: Result<fetch::File, fetch::Refusal>) {
    let kept = answer.as_ref().is_ok_and(|file| file.kept);
    if kept && state.ready.get_untracked() {
        return;
    }
    match answer.and_then(|file| begin(state, file)) {
        Ok(Some(begun)) => gather(state, begun),
        Ok(None) => settle(state, kept, Ok(None)),
        Err(refusal) => settle(state, kept, Err(refusal)),
    }
}

/// Reads a file; `None` when it is the one that is shown.
fn begin(state: State, file: fetch::File) -> Result<Option<Begun>, fetch::Refusal> {
    let revision = file.revision();
    let mut reader = state.reader.borrow_mut();
    if reader.last == revision {
        reader.doubted = false;
        return Ok(None);
    }
    let read = file.read();
    let gathered = read.map_err(|refused| (Failure::Refused(refused), None))?;
    Ok(Some(Begun {
        gathered: Some(gathered),
        files: vec![file.bytes.clone()],
        file,
        revision,
        missing: None,
    }))
}

/// Asks for the parts of a large programme, for those first that the reader looks at.
fn gather(state: State, mut begun: Begun) {
    let Some(Feed { zone, parts, .. }) = begun.gathered.as_ref().map(Gathered::feed) else {
        return;
    };
    if parts.is_empty() {
        return end(state, begun);
    }
    let (order, first) = state.query.with_untracked(|query| {
        let window = query.window(zone, state.now.get_untracked());
        wanted(parts, &window, query.at.map(At::date))
    });
    let parts = order.iter().filter_map(|place| parts.get(*place));
    let days: Vec<_> = parts.clone().map(|part| (part.from, part.to)).collect();
    let names: js_sys::Array = parts.map(|part| JsValue::from_str(&part.name)).collect();
    let (address, kept) = (begun.file.url.clone(), begun.file.kept);
    if first == 0 {
        show_some(state, &mut begun);
    }
    let mut begun = Some(begun);
    let mut answers = 0;
    let told: Box<dyn FnMut(JsValue, usize)> = Box::new(move |part, place| {
        let Some(now) = &mut begun else { return };
        if (part.is_undefined() || !add(now, part.unchecked_into()))
            && let Some((from, to)) = days.get(place)
        {
            let (first, last) = now.missing.unwrap_or((*from, *to));
            now.missing = Some((first.min(*from), last.max(*to)));
        }
        answers += 1;
        if answers < days.len() {
            if answers == first {
                show_some(state, now);
            }
        } else if let Some(begun) = begun.take() {
            end(state, begun);
        }
    });
    let told = Closure::wrap(told);
    state.tools.parts(&address, &names, first, kept, &told);
    let mut reader = state.reader.borrow_mut();
    reader.told.push(told);
    // What is kept is asked for once, beside the network; whoever came before has been answered.
    if reader.told.len() > 2 {
        reader.told.remove(0);
    }
}

/// Adds a part; says whether it is one.
fn add(begun: &mut Begun, part: Uint8Array) -> bool {
    if begun.gathered.is_none() {
        let files = begun.files.iter().map(Uint8Array::to_vec);
        begun.gathered = Gathered::of(files, &zone::zone).ok();
    }
    let read = |gathered: &mut Gathered| gathered.add(&part.to_vec()).is_ok();
    let is = begun.gathered.as_mut().is_some_and(read);
    if is {
        begun.files.push(part);
    }
    is
}

/// Shows what has been read so far, unless there is a whole programme: that of before is better than some of a new one.
fn show_some(state: State, begun: &mut Begun) {
    let whole = |load: &Load<Loaded, _>| load.shown().is_some_and(|it| !it.feed().partial);
    if begun.file.kept || state.load.with_untracked(whole) {
        return;
    }
    if let Some(gathered) = begun.gathered.take() {
        let some = Loaded::new(gathered, &begun.file);
        state.files.replace(begun.files.clone());
        show(state, move || {
            state.load.update(|load| load.take(Ok(Some(some))));
            state.ready.set(true);
        });
    }
}

/// All of the feed was answered for.
fn end(state: State, mut begun: Begun) {
    let kept = begun.file.kept;
    match begun.gathered.take() {
        Some(gathered) if !gathered.feed().partial => {
            settle(state, kept, take(state, gathered, begun).map(Some));
        }
        some => {
            begun.gathered = some;
            show_some(state, &mut begun);
            settle(state, kept, Err((Failure::Part(begun.missing), None)));
        }
    }
}

/// The programme that was read whole, which is kept on this device from then on.
fn take(state: State, gathered: Gathered, begun: Begun) -> Result<Loaded, fetch::Refusal> {
    let Begun {
        files,
        file,
        revision,
        ..
    } = begun;
    let doubtful = state.load.with_untracked(|load| {
        let now = state.now.get_untracked();
        let shown = load.shown();
        shown.is_some_and(|shown| is_doubtful(gathered.feed(), shown.feed(), now))
    });
    let mut reader = state.reader.borrow_mut();
    if doubtful && !reader.doubted {
        reader.doubted = true;
        return Err((Failure::Doubtful, Some(DOUBT)));
    }
    reader.doubted = false;
    reader.last = revision;
    if !file.kept {
        store::keep_feed(&state.tools, &file);
    }
    state.files.replace(files);
    Ok(Loaded::new(gathered, &file))
}

/// What became of a question: what is shown from now on, and when the next one is due.
fn settle(state: State, kept: bool, answer: Result<Option<Loaded>, fetch::Refusal>) {
    if kept {
        let Ok(Some(kept)) = answer else { return };
        state.load.update(|load| load.take_kept(kept));
        state.ready.set(true);
        return;
    }
    let wait = {
        let mut reader = state.reader.borrow_mut();
        reader.asking = false;
        match &answer {
            Ok(_) => {
                reader.failures = 0;
                state.checked.set(clock::now());
                REFRESH
            }
            Err((_, retry_after)) => {
                reader.failures += 1;
                pause(reader.failures, page::random(), *retry_after)
            }
        }
    };
    let fresh = matches!(answer, Ok(Some(_)));
    show(state, move || {
        let answer = answer.map_err(|(failure, _)| failure);
        state.load.update(|load| load.take(answer));
        if fresh {
            state.read.change(|read| read + 1);
        }
        if fresh {
            state.ready.set(true);
        }
    });
    let wait = Duration::from_secs(wait.into());
    let waiting = set_timeout_with_handle(move || state.ask_again(), wait).ok();
    state.reader.borrow_mut().waiting = waiting;
}

/// Shows what came. For the first time in a task of its own, for the sake of old phones, and when there is what draws it.
fn show(state: State, take: impl FnOnce() + 'static) {
    if state.ready.get_untracked() {
        take();
    } else {
        state.tools.when_it_draws(take);
    }
}

/// Keeps `now` in step with the minutes of the clock.
fn tick(state: State) {
    let now = state.look_at_clock();
    let wait = Duration::from_secs(clock::until_next_minute(now));
    set_timeout(move || tick(state), wait);
}
