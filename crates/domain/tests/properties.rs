//! Laws that hold for whatever comes in: nothing panics, nothing is lost, counts are what brute force counts.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod common;

use std::sync::Arc;

use common::brute::Brute;
use domain::embed::{Embed, Mode, Theme};
use domain::event::{Access, At, Booking, Involvement, Lang, Reach, When};
use domain::filter::{Facet, filter};
use domain::keyed::{Keyed, Set};
use domain::programme::{Programme, Span};
use domain::query::{IdFacet, Preset, Query, Switch, View};
use domain::search;
use domain::stars::Star;
use domain::time::{Date, Instant, WallTime};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::subsequence;

fn any_of<T: Keyed + std::fmt::Debug>() -> impl Strategy<Value = T> {
    (0..T::ALL.len()).prop_map(|index| T::ALL[index])
}

fn set_of<T: Keyed + std::fmt::Debug>() -> impl Strategy<Value = Set<T>> {
    vec(any_of::<T>(), 0..4).prop_map(|values| values.into_iter().collect())
}

fn date() -> impl Strategy<Value = Date> {
    (2024..2029, 1..13_u32, 1..29_u32)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn at() -> impl Strategy<Value = At> {
    prop_oneof![
        date().prop_map(At::Day),
        (date(), 0..86_400_u32).prop_map(|(date, second)| At::Time(date.at(second))),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let ids = || vec("\\PC{1,6}", 0..4);
    let other = vec("(night|x|fbclid|%zz)(=[a-z%+]{0,5})?", 0..3);
    let choice = (ids(), ids(), ids(), ids(), "\\PC{0,12}");
    let days = (
        option::of(any_of::<Preset>()),
        option::of(date()),
        option::of(date()),
        option::of(any_of::<View>()),
        option::of(date()),
    );
    let sets = (
        set_of::<Switch>(),
        set_of::<Access>(),
        set_of::<Reach>(),
        set_of::<Involvement>(),
    );
    let opened = (
        option::of("\\PC{1,8}"),
        option::of(at()),
        option::of(any_of::<Lang>()),
        vec(("[^~]{1,6}", option::of(at())), 0..3),
        (
            option::of(any_of::<Mode>()),
            option::of(1_usize..100),
            option::of(any::<[u8; 3]>()),
            subsequence(vec!["age", "q", "when", "view", "stars", "lang"], 0..3),
            option::of(".{1,6}"),
            option::of(any_of::<Theme>()),
        ),
    );
    (choice, days, sets, opened, other).prop_map(|(choice, days, sets, opened, other)| {
        let mut query = Query {
            words: choice.4,
            when: days.0,
            from: days.1,
            to: days.2,
            view: days.3,
            date: days.4,
            switches: sets.0,
            access: sets.1,
            reach: sets.2,
            involvement: sets.3,
            event: opened.0,
            at: opened.1,
            lang: opened.2,
            check: opened.2 == Some(Lang::En),
            mode: opened.4.0,
            embed: Embed {
                limit: opened.4.1,
                accent: opened.4.2,
                lock: opened.4.3,
                frame: opened.4.4,
                theme: opened.4.5,
            },
            stars: opened
                .3
                .into_iter()
                .map(|(event, at)| Star { event, at })
                .collect(),
            other,
            ..Query::default()
        };
        for (facet, mut ids) in IdFacet::ALL
            .iter()
            .zip([choice.0, choice.1, choice.2, choice.3])
        {
            let mut seen = Vec::new();
            ids.retain(|id| {
                !seen.contains(id) && {
                    seen.push(id.clone());
                    true
                }
            });
            query.ids[facet.index()] = ids;
        }
        query
    })
}

proptest! {
    #![proptest_config(common::cases(500, 2_000))]

    #[test]
    fn a_query_survives_its_address(query in query()) {
        let (read, unknown) = Query::parse(&format!("?{}", query.to_search()));
        prop_assert_eq!(&read, &query);
        prop_assert!(unknown.is_empty());
        prop_assert_eq!(read.to_search(), query.to_search());
    }

    #[test]
    fn any_address_is_read(search in "\\PC{0,60}") {
        let (query, _) = Query::parse(&search);
        let (again, unknown) = Query::parse(&format!("?{}", query.to_search()));
        prop_assert_eq!(again, query);
        prop_assert!(unknown.is_empty());
    }

    #[test]
    fn what_is_marked_is_what_is_searched_for(text in "[a-zżółßÆе\u{301} ]{0,20}", query in "[a-zożе]{1,2}") {
        let words = search::words(&query);
        let marks = search::marks(&text, &words);
        prop_assert_eq!(marks.is_empty(), !words.iter().any(|word| search::fold(&text).contains(&**word)));
        prop_assert!(marks.windows(2).all(|two| two[0].end < two[1].start));
        for range in marks {
            let marked = search::fold(&text[range]);
            prop_assert!(words.iter().any(|word| marked.contains(&**word)));
        }
    }

    #[test]
    fn any_text_is_read_as_a_time_or_not(text in "[-0-9TZ:+. ]{0,30}") {
        if let Some(wall) = WallTime::parse(&text) {
            prop_assert_eq!(WallTime::parse(&wall.to_string()), Some(wall));
        }
        let _ = Instant::parse(&text);
    }

    #[test]
    fn search_finds_parts_whatever_the_case(text in "[a-zA-ZąćęłńóśźżĄĆĘŁŃÓŚŹŻа-яА-ЯіїєґІЇЄҐ]{3,12}", from in 0..2_usize) {
        let part: String = text.chars().skip(from).take(2).collect();
        let shout: String = part.to_uppercase();
        prop_assert!(search::fold(&text).contains(&search::fold(&part)));
        prop_assert_eq!(search::fold(&shout), search::fold(&part));
    }
}

/// JSON that looks like a feed here and there.
fn json(depth: u32) -> BoxedStrategy<String> {
    let names = "(id|title|start|end|all_day|occurrences|rdates|exdates|rrule|venue|categories|category|age|age_groups|min|max|price|from|to|free|image|src|alt|access|status|note|url|links|label|online|registration|opens|replaces|pl|en|series|attendance|doors)";
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("-1e309".to_owned()),
        "-?[0-9]{1,20}(\\.[0-9]{1,8})?([eE][-+]?[0-9]{1,3})?".prop_filter("no leading zero", |n| {
            let digits = n.trim_start_matches('-');
            !(digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit())
        }),
        "\"[a-z0-9 :+T-]{0,12}\"",
        "\"20(2[0-9])-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9](Z|[+]0[0-9]:00)?)?\"",
        Just("\"\\ud800x\"".to_owned()),
        Just("\"javascript:alert(1)\"".to_owned()),
    ];
    leaf.boxed()
        .prop_recursive(depth, 60, 8, move |inner| {
            prop_oneof![
                vec(inner.clone(), 0..5).prop_map(|items| format!("[{}]", items.join(","))),
                vec((names, inner), 0..8).prop_map(|members| {
                    let members: Vec<String> = members
                        .into_iter()
                        .map(|(name, value)| format!("\"{name}\":{value}"))
                        .collect();
                    format!("{{{}}}", members.join(","))
                }),
            ]
        })
        .boxed()
}

proptest! {
    #![proptest_config(common::cases(350, 1_500))]

    #[test]
    fn no_json_makes_the_reader_panic(events in vec(json(4), 0..6), around in json(3)) {
        let text = format!(
            r#"{{"version":1,"title":{around},"venues":[{around}],"categories":{around},"age_groups":[{around}],"timezone":{around},"notice":{around},"events":[{}]}}"#,
            events.join(",")
        );
        let (feed, problems) = common::parse(&text).unwrap();
        let left_out = problems.iter().filter(|problem| problem.left_out()).filter_map(|problem| problem.index);
        let left_out: std::collections::BTreeSet<usize> = left_out.collect();
        prop_assert_eq!(feed.events.len() + left_out.len(), events.len(), "every event is shown or reported");
        let day = Date::new(2026, 11, 1).unwrap();
        let span = Span { from: day, to: day.plus(400) };
        let programme = Programme::new(Arc::new(feed), span);
        let found = filter(&programme, &Query::parse("from=2000-01-01").0, Instant(0));
        prop_assert!(found.matches.len() <= programme.occurrences().len());
        domain::agenda::agenda(&programme, &found);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in vec(any::<u8>(), 0..200)) {
        let _ = domain::feed::parse(&bytes, &common::zone);
    }
}

/// A programme with a bit of everything, from few ingredients so that filters meet.
fn programme() -> impl Strategy<Value = Programme> {
    let ids = |ids: &'static [&'static str]| vec(proptest::sample::select(ids), 0..3);
    let event = (
        (1..31_u32, 0..24_u32, option::of(1..200_i64)),
        option::of(proptest::sample::select(&["ook", "kino"][..])),
        ids(&["koncert", "film"]),
        ids(&["maluchy", "dzieci", "dorosli", "seniorzy"]),
        option::of((0..70_u32, 0..70_u32)),
        ids(&["wheelchair", "captions", "quiet"]),
        (
            any::<bool>(),
            option::of(any_of::<Reach>()),
            option::of(any_of::<Involvement>()),
            option::of(any_of::<Booking>()),
            any::<bool>(),
        ),
        (
            ids(&["pl", "en", "uk"]),
            proptest::sample::select(&["Żółw", "Koncert", "Film o żółwiu"][..]),
        ),
    );
    vec(event, 0..25).prop_map(|events| {
        let mut json: Vec<String> = Vec::new();
        let list = |ids: &[&str]| {
            format!(
                "[{}]",
                ids.iter()
                    .map(|id| format!("\"{id}\""))
                    .collect::<Vec<_>>()
                    .join(",")
            )
        };
        for (
            place,
            (
                when,
                venue,
                categories,
                groups,
                age,
                access,
                (free, reach, involvement, booking, wanted),
                (languages, title),
            ),
        ) in events.into_iter().enumerate()
        {
            let start = Date::new(2026, 11, when.0).unwrap().at(when.1 * 3600);
            let mut members = vec![
                format!(r#""id":"{place}x","title":"{title}","start":"{start}""#),
                format!(
                    r#""categories":{},"age_groups":{},"access":{},"languages":{}"#,
                    list(&categories),
                    list(&groups),
                    list(&access),
                    list(&languages)
                ),
                format!(r#""price":{{"free":{free}}},"volunteers":{{"wanted":{wanted}}}"#),
            ];
            if let Some(hours) = when.2 {
                members.push(format!(r#""end":"{}""#, start.plus_seconds(hours * 3600)));
            }
            members.extend(venue.map(|venue| format!(r#""venue":"{venue}""#)));
            members.extend(age.map(|(min, max)| {
                format!(r#""age":{{"min":{},"max":{}}}"#, min.min(max), min.max(max))
            }));
            members.extend(reach.map(|it| format!(r#""reach":"{}""#, it.key())));
            members.extend(involvement.map(|it| format!(r#""involvement":"{}""#, it.key())));
            members.extend(booking.map(|it| format!(r#""booking":"{}""#, it.key())));
            json.push(format!("{{{}}}", members.join(",")));
        }
        common::programme(&common::feed(&json.join(",")))
    })
}

/// What a reader may have chosen from that programme.
fn choice() -> impl Strategy<Value = Query> {
    let ids = |ids: &'static [&'static str]| {
        vec(proptest::sample::select(ids), 0..2)
            .prop_map(|ids| ids.into_iter().map(str::to_owned).collect::<Vec<_>>())
    };
    let chosen = (
        ids(&["dzieci", "seniorzy"]),
        ids(&["ook", "kino", "nie"]),
        ids(&["koncert", "film"]),
        ids(&["pl", "uk"]),
    );
    let small = (
        vec(any_of::<Switch>(), 0..2),
        vec(
            proptest::sample::select(&[Access::Wheelchair, Access::Captions][..]),
            0..2,
        ),
        vec(any_of::<Reach>(), 0..2),
        vec(any_of::<Involvement>(), 0..2),
    );
    let days = (
        option::weighted(0.3, any_of::<Preset>()),
        option::weighted(0.2, 1..31_u32),
        option::weighted(0.2, 1..31_u32),
    );
    let words = proptest::sample::select(&["", "", "", "zolw", "kino"][..]);
    (chosen, small, days, words).prop_map(|(chosen, small, days, words)| {
        let day = |day: u32| Date::new(2026, 11, day).unwrap();
        let mut query = Query {
            words: words.to_owned(),
            when: days.0,
            from: days.1.map(day),
            to: days.2.map(day),
            switches: small.0.into_iter().collect(),
            access: small.1.into_iter().collect(),
            reach: small.2.into_iter().collect(),
            involvement: small.3.into_iter().collect(),
            ..Query::default()
        };
        for (facet, ids) in IdFacet::ALL
            .iter()
            .zip([chosen.0, chosen.1, chosen.2, chosen.3])
        {
            query.ids[facet.index()] = ids;
        }
        query
    })
}

proptest! {
    #![proptest_config(common::cases(200, 1_000))]

    #[test]
    fn matches_and_counts_are_what_brute_force_counts(programme in programme(), query in choice(), day in 1..31_u32, hour in 0..24_u32) {
        let now = programme.feed().zone.instant(Date::new(2026, 11, day).unwrap().at(hour * 3600));
        let brute = Brute::of(&programme);
        let found = filter(&programme, &query, now);
        prop_assert_eq!(&found.matches, &brute.matches(&query, now));
        prop_assert_eq!(found.total, brute.total(&query, now));
        for facet in Facet::ALL {
            for value in facet.values(&programme) {
                prop_assert_eq!(found.count(&programme, value) as usize, brute.count(&query, value, now), "{:?}", value);
            }
        }
    }

    #[test]
    fn every_match_stands_in_the_agenda_once(programme in programme(), query in choice(), day in 1..31_u32) {
        let now = programme.feed().zone.day_start(Date::new(2026, 11, day).unwrap());
        let found = filter(&programme, &query, now);
        let agenda = domain::agenda::agenda(&programme, &found);
        let mut stands: Vec<u32> = agenda.ongoing.clone();
        stands.extend(agenda.days.iter().flat_map(|day| day.entries.iter().map(|entry| entry.occurrence)));
        stands.sort_unstable();
        prop_assert_eq!(&stands, &found.matches);
        prop_assert!(agenda.days.windows(2).all(|days| days[0].date < days[1].date));
        for day in &agenda.days {
            prop_assert!(day.date >= found.window.first_day);
        }
    }
}

#[test]
fn whole_days_last_until_midnight() {
    let zone = common::warsaw();
    let day = Date::new(2027, 10, 31).unwrap();
    let when = When::Days {
        first: day,
        last: day,
    };
    // The day of the change has 25 hours.
    assert_eq!(when.over(&zone).0 - when.begins(&zone).0, 25 * 3600);
}
