//! Large feeds made up by rule, the same on every machine: for benchmarks and for tests of scale.
//!
//! As wide as real ones: 124 venues, 150 categories, seven age groups. Dates lie in the year after [`NOW`] or in the
//! one before.

use std::fmt::Write;

use domain::time::Date;

/// When the feeds are looked at: a Sunday at noon.
pub const NOW: &str = "2026-11-22T12:00";

const VENUES: u32 = 124;
const CATEGORIES: u32 = 150;
const AGE_GROUPS: [(&str, &str); 7] = [
    ("0-2", r#""min":0,"max":2"#),
    ("3-5", r#""min":3,"max":5"#),
    ("6-9", r#""min":6,"max":9"#),
    ("10-13", r#""min":10,"max":13"#),
    ("14-17", r#""min":14,"max":17"#),
    ("18+", r#""min":18,"max":59"#),
    ("60+", r#""min":60"#),
];

const ADJECTIVES: [&str; 12] = [
    "Jesienny",
    "Zimowy",
    "Wieczorny",
    "Świąteczny",
    "Rodzinny",
    "Kameralny",
    "Wielki",
    "Łódzki",
    "Żywy",
    "Dźwiękowy",
    "Międzypokoleniowy",
    "Ostatni",
];
const NOUNS: [&str; 12] = [
    "koncert smyczkowy",
    "recital fortepianowy",
    "przegląd filmów krótkich",
    "spektakl dla dzieci",
    "wernisaż grafiki",
    "warsztat ceramiczny",
    "spacer po śródmieściu",
    "wykład o sztuce",
    "kiermasz książki",
    "jarmark rękodzieła",
    "turniej szachowy",
    "maraton czytania",
];
const TAILS: [&str; 12] = [
    "w rytmie jazzu",
    "pod gwiazdami",
    "z Chopinem",
    "dla najmłodszych",
    "na podwórku",
    "przy świecach",
    "o książkach i ludziach",
    "w języku migowym",
    "bez granic",
    "na cztery ręce",
    "u źródeł",
    "po zmroku",
];
const WORDS: &str = "artyści zaproszą publiczność do wspólnego odkrywania dźwięków opowieści oraz rzemiosła podczas \
wydarzenia przygotowanego przez miejskie instytucje kultury wstęp wymaga wcześniejszej rejestracji liczba miejsc jest \
ograniczona spotkanie poprowadzi doświadczona edukatorka która łączy zabawę z nauką i ćwiczeniami w programie znajdą \
się również występy gościnne rozmowy krótkie pokazy oraz poczęstunek dla uczestników młodszych i starszych całość \
potrwa około dwóch godzin z przerwą kawiarnia będzie czynna przed rozpoczęciem";
const TAGS: [&str; 8] = [
    "muzyka",
    "teatr",
    "książka",
    "plener",
    "rękodzieło",
    "taniec",
    "historia",
    "nauka",
];
const ACCESS: [&str; 6] = [
    "wheelchair",
    "lift",
    "captions",
    "hearing_loop",
    "quiet",
    "sign_language",
];
const BOOKING: [&str; 5] = ["open", "few", "full", "waitlist", "closed"];
const REACH: [&str; 3] = ["local", "county", "national"];
const INVOLVEMENT: [&str; 3] = ["watch", "take_part", "create"];
const LANGUAGES: [&str; 4] = ["pl", "en", "uk", "de"];
const RULES: [&str; 8] = [
    "FREQ=WEEKLY",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=MONTHLY;BYDAY=1SA,-1SU",
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=YEARLY;BYMONTH=5;BYDAY=SU",
    "FREQ=DAILY;INTERVAL=5",
];

/// So many events with one date each, 24 months around [`NOW`]; some last for days.
pub fn single(count: usize) -> String {
    let mut chance = Chance(1);
    let events = (0..count).map(|number| {
        let day = day(&mut chance, -365, 730);
        let start = wall(&mut chance, day);
        let end = if chance.one_in(30) {
            format!(r#""end":"{}""#, day.plus(1 + i64::from(chance.below(10))))
        } else {
            format!(
                r#""end":"{day}T{}:{:02}""#,
                21 + chance.below(3),
                15 * chance.below(4)
            )
        };
        event(&mut chance, number, &format!(r#""start":"{start}",{end}"#))
    });
    around(events)
}

/// So many classes: by rules, most without an end, with exceptions; every tenth by a list of 40 dates. 1 250 of them
/// have some 50 000 dates in a year.
pub fn classes(count: usize) -> String {
    let mut chance = Chance(2);
    let events = (0..count).map(|number| {
        let day = day(&mut chance, -300, 400);
        let start = wall(&mut chance, day);
        let end = format!(r#""start":"{start}","end":"{day}T21:30""#);
        let dates = if number.is_multiple_of(10) {
            let dates = (0..40).map(|week| {
                let booking = chance.pick(&BOOKING);
                format!(
                    r#"{{"start":"{}T{}","booking":"{booking}"}}"#,
                    day.plus(week * 7),
                    &start[11..]
                )
            });
            format!(r#""occurrences":[{}]"#, list(dates))
        } else {
            let until = if chance.one_in(4) {
                ";UNTIL=20270630"
            } else {
                ""
            };
            let off =
                (0..chance.below(4)).map(|week| format!("\"{}\"", day.plus(7 * i64::from(week))));
            format!(
                r#""rrule":"{}{until}","exdates":[{}]"#,
                chance.pick(&RULES),
                list(off)
            )
        };
        event(&mut chance, number, &format!("{end},{dates}"))
    });
    around(events)
}

fn day(chance: &mut Chance, from: i64, days: u32) -> Date {
    let now = Date::new(2026, 11, 22).unwrap();
    now.plus(from + i64::from(chance.below(days)))
}

fn wall(chance: &mut Chance, day: Date) -> String {
    format!(
        "{day}T{:02}:{:02}",
        8 + chance.below(13),
        15 * chance.below(4)
    )
}

fn event(chance: &mut Chance, number: usize, dates: &str) -> String {
    let title = format!(
        "{} {} {}",
        chance.pick(&ADJECTIVES),
        chance.pick(&NOUNS),
        chance.pick(&TAILS)
    );
    let words: Vec<&str> = WORDS.split(' ').collect();
    let mut description = String::new();
    while description.len() < 290 {
        description.push_str(chance.pick::<&str>(&words));
        description.push(' ');
    }
    // One in thousand has a word that nobody else has.
    if number % 1000 == 7 {
        description.push_str("Żółwie");
    }
    let mut json = format!(
        r#"{{"id":"e{number}","title":"{title}","description":"{description}",{dates},"venue":"v{}""#,
        chance.below(VENUES)
    );
    let mut say = |name: &str, value: String| write!(json, r#","{name}":{value}"#).unwrap();
    let categories = (0..=chance.below(2)).map(|_| format!("\"k{}\"", chance.below(CATEGORIES)));
    say("categories", format!("[{}]", list(categories)));
    match chance.below(4) {
        0 => {}
        1 => say("age", format!(r#"{{"min":{}}}"#, chance.below(19))),
        _ => {
            let groups =
                (0..=chance.below(3)).map(|_| format!("\"{}\"", chance.pick(&AGE_GROUPS).0));
            say("age_groups", format!("[{}]", list(groups)));
        }
    }
    if chance.one_in(3) {
        say("price", r#"{"free":true}"#.into());
    } else {
        say(
            "price",
            format!(
                r#"{{"from":{},"currency":"PLN"}}"#,
                5 * (1 + chance.below(24))
            ),
        );
    }
    say(
        "tags",
        format!(r#"["{}","{}"]"#, chance.pick(&TAGS), chance.pick(&TAGS)),
    );
    let mut sometimes = |name: &str, one_in: u32, words: &[&str], many: bool| {
        if chance.one_in(one_in) {
            let word = chance.pick(words);
            let value = if many {
                format!("[\"{word}\"]")
            } else {
                format!("\"{word}\"")
            };
            say(name, value);
        }
    };
    sometimes("access", 3, &ACCESS, true);
    sometimes("booking", 3, &BOOKING, false);
    sometimes("reach", 2, &REACH, false);
    sometimes("involvement", 2, &INVOLVEMENT, false);
    sometimes("languages", 4, &LANGUAGES, true);
    sometimes("status", 40, &["cancelled", "postponed"], false);
    if number.is_multiple_of(25) {
        say("volunteers", r#"{"wanted":true}"#.into());
    }
    json.push('}');
    json
}

fn around(events: impl Iterator<Item = String>) -> String {
    let venues = (0..VENUES).map(|number| {
        let access = ACCESS[number as usize % ACCESS.len()];
        format!(r#"{{"id":"v{number}","name":"Dom Kultury nr {number}","access":["{access}"]}}"#)
    });
    let categories =
        (0..CATEGORIES).map(|number| format!(r#"{{"id":"k{number}","label":"Rodzaj {number}"}}"#));
    let groups = AGE_GROUPS
        .iter()
        .map(|(id, ages)| format!(r#"{{"id":"{id}","label":"Wiek {id}",{ages}}}"#));
    format!(
        r#"{{"version":1,"title":"Kalendarz","lang":"pl","timezone":"Europe/Warsaw","age_groups":[{}],"categories":[{}],"venues":[{}],"events":[{}]}}"#,
        list(groups),
        list(categories),
        list(venues),
        list(events)
    )
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(",")
}

/// Numbers that look like chance (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(most)).unwrap()
    }

    fn one_in(&mut self, many: u32) -> bool {
        self.below(many) == 0
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(u32::try_from(of.len()).unwrap()) as usize]
    }
}
