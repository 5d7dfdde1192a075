//! What a reader chose <-> the query string. The only file that knows the keys of the address.
//!
//! Lossless: what is not understood is kept (unknown keys, as written) or named (unknown values), never lost
//! silently. Ids are checked against a feed later, by [`Query::unknown_ids`].

use std::borrow::Cow;
use std::fmt::Write;

use crate::embed::{EMBED_KEYS, Embed, Mode};
use crate::event::{Access, Ages, At, Feed, Involvement, Lang, Reach};
use crate::filter::{Facet, Value};
use crate::help::Narrowing;
use crate::keyed::{Keyed, Set, keyed};
use crate::programme::Programme;
use crate::stars::Star;
use crate::time::{Date, Instant, Zone};

keyed! {
    /// Days that people ask for by name; never about what is over.
    Preset {
        /// Today.
        Today = "today",
        /// Tomorrow.
        Tomorrow = "tomorrow",
        /// The coming Saturday and Sunday; on them, what is left of them.
        Weekend = "weekend",
        /// Today to Sunday.
        Week = "week",
        /// Today to the month's last day.
        Month = "month",
    }
}

keyed! {
    /// How what was found is laid out.
    View {
        /// Day by day, from the window's first.
        Agenda = "agenda",
        /// Monday to Sunday.
        Week = "week",
        /// A table of the whole month.
        Month = "month",
    }
}

keyed! {
    /// Facets whose values are ids of the feed.
    IdFacet {
        /// Age groups.
        Age = "age",
        /// Venues.
        Venue = "venue",
        /// Categories.
        Category = "category",
        /// Languages spoken.
        Language = "language",
    }
}

keyed! {
    /// Filters that are on or off.
    Switch {
        /// Free entry.
        Free = "free",
        /// Places left.
        Booking = "booking",
        /// Volunteers wanted.
        Volunteers = "volunteers",
        /// For generations together.
        Generations = "generations",
        /// Without weekly and daily classes.
        Classes = "classes",
        /// What is starred on this device.
        Mine = "mine",
    }
}

impl Switch {
    /// What the address says when it is on.
    pub fn on(self) -> &'static str {
        match self {
            Switch::Classes => "0",
            _ => "1",
        }
    }
}

/// Everything a reader chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Chosen ids of each [`IdFacet`], in its order.
    pub ids: [Vec<String>; 4],
    /// Words to search for, as typed.
    pub words: String,
    /// Days by name; `from` and `to` win over it.
    pub when: Option<Preset>,
    /// First day.
    pub from: Option<Date>,
    /// Last day, included.
    pub to: Option<Date>,
    /// How it is laid out; [`View::Agenda`] when `None`.
    pub view: Option<View>,
    /// A day of the week or month that is looked at; without it the day of `from`, else today. The agenda keeps it.
    pub date: Option<Date>,
    /// Switches that are on.
    pub switches: Set<Switch>,
    /// Access features, all wanted.
    pub access: Set<Access>,
    /// Any of these reaches.
    pub reach: Set<Reach>,
    /// Any of these kinds of involvement.
    pub involvement: Set<Involvement>,
    /// Somebody's list of starred events: nothing else is shown.
    pub stars: Vec<Star>,
    /// The event whose detail is open.
    pub event: Option<String>,
    /// Its date.
    pub at: Option<At>,
    /// Language of the page.
    pub lang: Option<Lang>,
    /// The editor's report on the feed is wanted.
    pub check: bool,
    /// Where the calendar is shown; [`Mode::Page`] when `None`.
    pub mode: Option<Mode>,
    /// What the embedding page wants.
    pub embed: Embed,
    /// `key=value` pairs of keys that nobody here knows, as written.
    pub other: Vec<String>,
}

/// A value of the address that means nothing: ignored, named to the reader, left out at the next change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Key.
    pub key: &'static str,
    /// Value, decoded.
    pub value: String,
}

/// The days that a query asks for, in the feed's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day, included.
    pub from: Option<Date>,
    /// Last day, included.
    pub to: Option<Date>,
    /// Whether what is over is shown too.
    pub past: bool,
    /// The day under which the agenda puts what began earlier: `from`, else today.
    pub first_day: Date,
}

impl Window {
    /// The last day on which a rule gives a date.
    pub fn rules_to(&self) -> Date {
        self.to.unwrap_or_else(|| self.first_day.plus(366))
    }
}

impl Query {
    /// Reads a query string, with or without its question mark. Of repeated keys the first counts.
    pub fn parse(search: &str) -> (Query, Vec<Unknown>) {
        let mut query = Query::default();
        let mut unknown = Vec::new();
        let mut seen: Vec<&'static str> = Vec::new();
        let search = search.strip_prefix('?').unwrap_or(search);
        for pair in search.split('&').filter(|pair| !pair.is_empty()) {
            let (raw_key, raw_value) = pair.split_once('=').unwrap_or((pair, ""));
            let key = decode(raw_key, true);
            let Some(key) = KEYS.iter().copied().find(|known| *known == key) else {
                query.other.push(pair.to_owned());
                continue;
            };
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let value = decode(raw_value, true);
            if !value.is_empty() {
                query.read(key, &value, &mut unknown);
            }
        }
        (query, unknown)
    }

    fn read(&mut self, key: &'static str, value: &str, unknown: &mut Vec<Unknown>) {
        let mut ignore = |value: &str| {
            unknown.push(Unknown {
                key,
                value: value.to_owned(),
            });
        };
        if let Some(facet) = IdFacet::from_key(key) {
            if let Some(ids) = self.ids.get_mut(facet.index()) {
                for id in items(value) {
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
            }
            return;
        }
        if let Some(switch) = Switch::from_key(key) {
            if value == switch.on() {
                self.switches.insert(switch);
            } else {
                ignore(value);
            }
            return;
        }
        let known = match key {
            "q" => {
                value.clone_into(&mut self.words);
                true
            }
            "when" => store(&mut self.when, Preset::from_key(value)),
            "from" => store(&mut self.from, Date::parse(value)),
            "to" => store(&mut self.to, Date::parse(value)),
            "view" => store(&mut self.view, View::from_key(value)),
            "date" => store(&mut self.date, Date::parse(value)),
            "lang" => store(&mut self.lang, Lang::from_key(value)),
            "event" => store(&mut self.event, Some(value.to_owned())),
            "at" => store(&mut self.at, At::parse(value)),
            "mode" => store(&mut self.mode, Mode::from_key(value)),
            "check" => {
                self.check = value == "1";
                self.check
            }
            "stars" => {
                self.stars = items(value).map(|item| Star::parse(&item)).collect();
                return;
            }
            "access" => {
                self.access = set(value, ignore);
                return;
            }
            "reach" => {
                self.reach = set(value, ignore);
                return;
            }
            "involvement" => {
                self.involvement = set(value, ignore);
                return;
            }
            _ => {
                self.embed.read(key, value, ignore);
                return;
            }
        };
        if !known {
            ignore(value);
        }
    }

    /// The query string without question mark; empty when nothing is chosen. `parse` gives the same query back.
    pub fn to_search(&self) -> String {
        let mut search = String::new();
        let mut put = |key: &str, value: &str| {
            if !value.is_empty() {
                let joint = if search.is_empty() { "" } else { "&" };
                let _ = write!(search, "{joint}{key}={value}");
            }
        };
        for facet in IdFacet::ALL {
            put(
                facet.key(),
                &list(self.ids(*facet).iter().map(|id| id_item(id))),
            );
        }
        put("q", &encode(&self.words));
        put("when", self.when.map_or("", Keyed::key));
        put("from", &written(self.from.as_ref()));
        put("to", &written(self.to.as_ref()));
        put("view", self.view.map_or("", Keyed::key));
        put("date", &written(self.date.as_ref()));
        for switch in self.switches.iter() {
            put(switch.key(), switch.on());
        }
        put("access", &list(self.access.iter().map(Keyed::key)));
        put("reach", &list(self.reach.iter().map(Keyed::key)));
        put(
            "involvement",
            &list(self.involvement.iter().map(Keyed::key)),
        );
        let stars = self.stars.iter().map(Star::item);
        put("stars", &list(stars));
        put("event", &encode(self.event.as_deref().unwrap_or("")));
        put("at", &written(self.at.as_ref()));
        put("lang", self.lang.map_or("", Keyed::key));
        put("check", if self.check { "1" } else { "" });
        put("mode", self.mode.map_or("", Keyed::key));
        self.embed.say(&mut put);
        for pair in &self.other {
            let joint = if search.is_empty() { "" } else { "&" };
            let _ = write!(search, "{joint}{pair}");
        }
        search
    }

    /// Chosen ids of a facet.
    pub fn ids(&self, facet: IdFacet) -> &[String] {
        self.ids.get(facet.index()).map_or(&[], |ids| ids)
    }

    /// Whether a value is chosen.
    pub fn has(&self, programme: &Programme, value: Value) -> bool {
        let Value { facet, place } = value;
        match facet {
            Facet::Ids(facet) => {
                let chosen = self.ids(facet);
                !chosen.is_empty()
                    && facet_id(programme, facet, place)
                        .is_some_and(|id| chosen.iter().any(|it| it == id))
            }
            Facet::Access => at(place).is_some_and(|value| self.access.contains(value)),
            Facet::Reach => at(place).is_some_and(|value| self.reach.contains(value)),
            Facet::Involvement => at(place).is_some_and(|value| self.involvement.contains(value)),
            Facet::Switch(switch) => self.switches.contains(switch),
        }
    }

    /// Chooses a value, or gives it up. Lists keep the feed's order.
    pub fn toggle(&mut self, programme: &Programme, value: Value) {
        let Value { facet, place } = value;
        match facet {
            Facet::Ids(facet) => {
                let Some(id) = facet_id(programme, facet, place) else {
                    return;
                };
                if let Some(ids) = self.ids.get_mut(facet.index()) {
                    match ids.iter().position(|chosen| chosen == id) {
                        Some(chosen) => drop(ids.remove(chosen)),
                        None => ids.push(id.to_owned()),
                    }
                }
                self.tidy(programme);
            }
            Facet::Access => toggle(&mut self.access, place),
            Facet::Reach => toggle(&mut self.reach, place),
            Facet::Involvement => toggle(&mut self.involvement, place),
            Facet::Switch(switch) => self.switches.toggle(switch),
        }
    }

    /// Chooses the age groups that hold somebody of so many years; without a number none.
    pub fn choose_age(&mut self, programme: &Programme, years: Option<u32>) {
        let groups = programme.feed().age_groups.iter();
        let holds = |ages: Option<Ages>| {
            let years = years.map(|years| Ages {
                min: Some(years),
                max: Some(years),
            });
            years.is_some_and(|years| ages.is_some_and(|ages| ages.overlaps(years)))
        };
        let ids = groups.filter(|group| holds(group.ages));
        if let Some(chosen) = self.ids.get_mut(IdFacet::Age.index()) {
            *chosen = ids.map(|group| group.id.to_string()).collect();
        }
    }

    /// What a reader may want to find chosen at the next visit: filters, but no days and nobody's list.
    #[must_use]
    pub fn choice(&self) -> Query {
        let mut query = self.filters().on_any_day().on_own_page();
        query.stars.clear();
        query
    }

    /// Whether nothing at all is said but the language.
    pub fn is_bare(&self) -> bool {
        self.speaking(None) == Query::default()
    }

    /// Every chosen value that the programme knows, in the order in which readers meet them.
    pub fn chosen(&self, programme: &Programme) -> Vec<Value> {
        let values = Facet::ALL
            .into_iter()
            .flat_map(|facet| facet.values(programme));
        values.filter(|value| self.has(programme, *value)).collect()
    }

    /// Chosen ids and starred events that the programme does not know.
    pub fn unknown_ids(&self, programme: &Programme) -> Vec<Unknown> {
        let mut unknown = Vec::new();
        for facet in IdFacet::ALL {
            for id in self.ids(*facet) {
                if !facet_ids(programme, *facet).any(|known| known == id) {
                    unknown.push(Unknown {
                        key: facet.key(),
                        value: id.clone(),
                    });
                }
            }
        }
        let feed = programme.feed();
        let stars = self.stars.iter().filter(|star| !feed.may_have(&star.event));
        unknown.extend(stars.map(|star| {
            Unknown {
                key: "stars",
                value: star
                    .at
                    .map_or_else(|| star.event.clone(), |at| format!("{}~{at}", star.event)),
            }
        }));
        unknown
    }

    /// How many of the starred events there are, as far as is known: none of them is no filter.
    pub fn stars_in(&self, feed: &Feed) -> usize {
        let starred = |star: &&Star| feed.may_have(&star.event);
        self.stars.iter().filter(starred).count()
    }

    /// Leaves out ids and events that the programme does not know, unless more of it is to come, and puts the others in
    /// its order.
    pub fn tidy(&mut self, programme: &Programme) {
        if programme.feed().partial {
            return;
        }
        for facet in IdFacet::ALL {
            if let Some(ids) = self.ids.get_mut(facet.index()) {
                *ids = facet_ids(programme, *facet)
                    .filter(|known| ids.iter().any(|id| id == known))
                    .map(str::to_owned)
                    .collect();
            }
        }
        let feed = programme.feed();
        self.stars.retain(|star| feed.may_have(&star.event));
        if self
            .event
            .as_ref()
            .is_some_and(|event| !feed.may_have(event))
        {
            (self.event, self.at) = (None, None);
        }
    }

    /// The same days, view, language, opened event and unknown keys, but nothing else chosen.
    #[must_use]
    pub fn without_filters(&self) -> Query {
        let mut query = self.clone();
        query.ids.iter_mut().for_each(Vec::clear);
        query.words.clear();
        query.stars.clear();
        query.switches = Set::default();
        query.access = Set::default();
        query.reach = Set::default();
        query.involvement = Set::default();
        query
    }

    /// The same without one of its filters.
    #[must_use]
    pub fn without(&self, narrowing: Narrowing) -> Query {
        let mut query = self.clone();
        match narrowing {
            Narrowing::Words => query.words.clear(),
            Narrowing::Facet(Facet::Ids(facet)) => {
                if let Some(ids) = query.ids.get_mut(facet.index()) {
                    ids.clear();
                }
            }
            Narrowing::Facet(Facet::Access) => query.access = Set::default(),
            Narrowing::Facet(Facet::Reach) => query.reach = Set::default(),
            Narrowing::Facet(Facet::Involvement) => query.involvement = Set::default(),
            Narrowing::Facet(Facet::Switch(switch)) => {
                if query.switches.contains(switch) {
                    query.switches.toggle(switch);
                }
            }
        }
        query
    }

    /// The same filters for everything that is not over.
    #[must_use]
    pub fn on_any_day(&self) -> Query {
        let mut query = self.clone();
        (query.when, query.from, query.to) = (None, None, None);
        (query.view, query.date) = (None, None);
        query
    }

    /// The filters alone: what decides what is listed.
    #[must_use]
    pub fn filters(&self) -> Query {
        let mut query = self.clone();
        (query.event, query.at, query.lang) = (None, None, None);
        query.check = false;
        query.other.clear();
        query
    }

    /// Whether this is a frame in another page.
    pub fn is_embedded(&self) -> bool {
        self.mode == Some(Mode::Embed)
    }

    /// Whether this is the screen of a lobby.
    pub fn is_kiosk(&self) -> bool {
        self.mode == Some(Mode::Kiosk)
    }

    /// Entries of the list at most, where an embedding page limits them: in the list and in the week.
    pub fn limit(&self) -> Option<usize> {
        let limited = self.is_embedded() && self.view != Some(View::Month);
        self.embed.limit.filter(|_| limited)
    }

    /// Whether there is anything that the visitor can't change.
    pub fn has_locks(&self) -> bool {
        self.is_embedded() && !self.embed.lock.is_empty()
    }

    /// Whether a key is not the visitor's to change.
    pub fn locks(&self, key: &str) -> bool {
        self.is_embedded() && self.embed.locks(key)
    }

    /// The same for a page of its own, as a link out of a frame leads to.
    #[must_use]
    pub fn on_own_page(&self) -> Query {
        let mut query = self.clone();
        (query.mode, query.embed) = (None, Embed::default());
        query
    }

    /// The same, with what `opened` locks as it is there: whatever was chosen, gone back to or followed since.
    #[must_use]
    pub fn with_locks_of(self, opened: &Query) -> Query {
        if !opened.has_locks() {
            return self;
        }
        let mut all = self.picked(&|key| !opened.locks(key));
        all.push('&');
        all.push_str(&opened.picked(&|key| opened.locks(key)));
        Query::parse(&all).0
    }

    /// What the embedding page locked, and the days: all that a visitor can have, for the total.
    #[must_use]
    pub fn locked_part(&self) -> Query {
        let days = ["when", "from", "to", "view", "date"];
        Query::parse(&self.picked(&|key| self.locks(key) || days.contains(&key))).0
    }

    /// The pairs of its address whose keys are wanted.
    fn picked(&self, wanted: &dyn Fn(&str) -> bool) -> String {
        let search = self.to_search();
        let key = |pair: &&str| wanted(pair.split('=').next().unwrap_or_default());
        search.split('&').filter(key).collect::<Vec<_>>().join("&")
    }

    /// The same with an event opened.
    #[must_use]
    pub fn opening(&self, event: &str, at: At) -> Query {
        let mut query = self.clone();
        (query.event, query.at) = (Some(event.to_owned()), Some(at));
        query
    }

    /// The same in another language.
    #[must_use]
    pub fn speaking(&self, lang: Option<Lang>) -> Query {
        let mut query = self.clone();
        query.lang = lang;
        query
    }

    /// Whether anything but dates is filtered.
    pub fn is_filtered(&self) -> bool {
        self.ids.iter().any(|ids| !ids.is_empty())
            || !self.words.trim().is_empty()
            || !self.switches.is_empty()
            || !self.access.is_empty()
            || !self.reach.is_empty()
            || !self.involvement.is_empty()
            || !self.stars.is_empty()
    }

    /// Whether days were chosen.
    pub fn is_dated(&self) -> bool {
        self.from.is_some() || self.to.is_some() || self.when.is_some()
    }

    /// The day whose week or month is looked at.
    pub fn looked_at(&self, today: Date) -> Date {
        self.date.or(self.from).unwrap_or(today)
    }

    /// The first and the last day of the week or month that is looked at; `None` in the agenda.
    pub fn page(&self, today: Date) -> Option<(Date, Date)> {
        let day = self.looked_at(today);
        match self.view? {
            View::Agenda => None,
            View::Week => Some((day.monday(), day.monday().plus(6))),
            View::Month => Some((day.month_start(), day.month_end())),
        }
    }

    /// The days asked for. `from` alone has no end; `to` alone begins today and shows all of today. A week or month
    /// shows its own days, past ones too, and only those of them that `from`, `to` or `when` ask for.
    pub fn window(&self, zone: &Zone, now: Instant) -> Window {
        let today = zone.wall(now).date;
        let asked = self.asked(today);
        let Some((first, last)) = self.page(today) else {
            return asked;
        };
        let from = asked.from.map_or(first, |from| from.max(first));
        Window {
            from: Some(from),
            to: Some(asked.to.map_or(last, |to| to.min(last))),
            past: asked.past || self.when.is_none(),
            first_day: from,
        }
    }

    /// The days of `from`, `to` and `when`.
    fn asked(&self, today: Date) -> Window {
        if self.from.is_some() || self.to.is_some() {
            let from = self.from.unwrap_or(today);
            return Window {
                from: Some(from),
                to: self.to,
                past: true,
                first_day: from,
            };
        }
        let sunday = today.monday().plus(6);
        let (from, to) = match self.when {
            None => (None, None),
            Some(Preset::Today) => (Some(today), Some(today)),
            Some(Preset::Tomorrow) => (Some(today.plus(1)), Some(today.plus(1))),
            Some(Preset::Weekend) => (Some(today.max(sunday.plus(-1))), Some(sunday)),
            Some(Preset::Week) => (Some(today), Some(sunday)),
            Some(Preset::Month) => (Some(today), Some(today.month_end())),
        };
        Window {
            from,
            to,
            past: false,
            first_day: from.unwrap_or(today),
        }
    }
}

pub(crate) const KEYS: [&str; 30] = [
    "age",
    "venue",
    "category",
    "language",
    "q",
    "when",
    "from",
    "to",
    "view",
    "date",
    "free",
    "booking",
    "volunteers",
    "generations",
    "classes",
    "mine",
    "stars",
    "access",
    "reach",
    "involvement",
    "event",
    "at",
    "lang",
    "check",
    "mode",
    EMBED_KEYS[0],
    EMBED_KEYS[1],
    EMBED_KEYS[2],
    EMBED_KEYS[3],
    EMBED_KEYS[4],
];

/// One of the ids that may stand in a facet, by its place in the feed's order.
pub fn facet_id(programme: &Programme, facet: IdFacet, place: usize) -> Option<&str> {
    let feed = programme.feed();
    Some(match facet {
        IdFacet::Age => &feed.age_groups.get(place)?.id,
        IdFacet::Venue => &feed.venues.get(place)?.id,
        IdFacet::Category => &feed.categories.get(place)?.id,
        IdFacet::Language => programme.languages().get(place)?,
    })
}

fn facet_ids(programme: &Programme, facet: IdFacet) -> impl Iterator<Item = &str> {
    (0..).map_while(move |place| facet_id(programme, facet, place))
}

fn at<T: Keyed>(place: usize) -> Option<T> {
    T::ALL.get(place).copied()
}

fn toggle<T: Keyed>(set: &mut Set<T>, place: usize) {
    if let Some(value) = at(place) {
        set.toggle(value);
    }
}

fn store<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    *field = value;
    field.is_some()
}

fn set<T: Keyed>(value: &str, mut ignore: impl FnMut(&str)) -> Set<T> {
    let mut set = Set::default();
    for item in items(value) {
        match T::from_key(&item) {
            Some(value) => set.insert(value),
            None => ignore(&item),
        }
    }
    set
}

fn written<T: std::fmt::Display>(value: Option<&T>) -> String {
    // A colon need not be encoded in a query (RFC 3986 section 3.4).
    value.map_or_else(String::new, ToString::to_string)
}

/// The items of a list; inside one, comma, percent and plus were percent-encoded before the whole value was.
pub(crate) fn items(value: &str) -> impl Iterator<Item = String> {
    value
        .split(',')
        .filter(|item| !item.is_empty())
        .map(|item| decode(item, false))
}

pub(crate) fn id_item(id: &str) -> String {
    let mut item = String::with_capacity(id.len());
    for c in id.chars() {
        match c {
            '%' => item.push_str("%25"),
            ',' => item.push_str("%2C"),
            '+' => item.push_str("%2B"),
            c => item.push(c),
        }
    }
    item
}

fn list<T: AsRef<str>>(items: impl Iterator<Item = T>) -> String {
    let mut list = String::new();
    for item in items {
        if !list.is_empty() {
            list.push(',');
        }
        list.push_str(&encode(item.as_ref()));
    }
    list
}

/// Percent-encodes for a query value: RFC 3986 unreserved characters stay, a space becomes `+`
/// (WHATWG URL, application/x-www-form-urlencoded).
pub(crate) fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' => {
                encoded.push(char::from(byte));
            }
            b' ' => encoded.push('+'),
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// Percent-decodes; a percent sign without two hexadecimal digits stands for itself.
pub(crate) fn decode(value: &str, plus_is_space: bool) -> String {
    if !value.contains(['%', '+']) {
        return value.to_owned();
    }
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        bytes.push(match (byte, after) {
            (b'+', _) if plus_is_space => b' ',
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    rest = after;
                    high * 16 + low
                }
                _ => byte,
            },
            _ => byte,
        });
    }
    match String::from_utf8_lossy(&bytes) {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
