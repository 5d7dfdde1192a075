//! The lobby's screen: never what is over, never a lie about now, everything on some page.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod common;

use common::{feed, find, instant, programme};
use domain::kiosk::{Entry, Part, Screen, dwell, is_public, lobby, pages};
use domain::programme::Programme;
use domain::query::Query;
use domain::time::WallTime;
use proptest::prelude::*;

/// `part id` of everything on the screen.
fn screen(programme: &Programme, now: &str) -> Vec<String> {
    let found = find(programme, "", now);
    let entries = lobby(programme, &found, instant(programme, now));
    let said = |entry: &Entry| {
        let (_, it) = programme.occurrence(entry.occurrence as usize).unwrap();
        format!("{:?} {}", entry.part, it.event.id)
    };
    entries.iter().map(said).collect()
}

#[test]
fn now_next_today_and_the_coming_days() {
    let programme = programme(&feed(
        r#"{"id": "proba", "title": "Próba", "start": "2026-11-27T16:00", "end": "2026-11-27T18:00"},
           {"id": "koncert", "title": "Koncert", "start": "2026-11-27T19:00", "end": "2026-11-27T21:00"},
           {"id": "film", "title": "Film", "start": "2026-11-27T19:00"},
           {"id": "noc", "title": "Noc", "start": "2026-11-27T22:00", "end": "2026-11-28T02:00"},
           {"id": "kiermasz", "title": "Kiermasz", "start": "2026-11-27"},
           {"id": "wystawa", "title": "Wystawa", "start": "2026-11-01", "end": "2026-12-06"},
           {"id": "jutro", "title": "Jutro", "start": "2026-11-28T10:00"},
           {"id": "rano", "title": "Rano", "start": "2026-11-27T09:00", "end": "2026-11-27T10:00"}"#,
    ));
    assert_eq!(
        screen(&programme, "2026-11-27T17:00"),
        [
            "Now proba",
            "Next film",
            "Next koncert",
            "Today kiermasz",
            "Today noc",
            "Ongoing wystawa",
            "Coming jutro"
        ]
    );
    // To the minute: over at the instant of the end, on from the instant of the start.
    assert_eq!(
        screen(&programme, "2026-11-27T18:00")[..2],
        ["Next film", "Next koncert"]
    );
    assert_eq!(
        screen(&programme, "2026-11-27T19:00")[..3],
        ["Now film", "Now koncert", "Next noc"]
    );
    // After midnight the night is still on, the fair of yesterday is gone, tomorrow is today.
    assert_eq!(
        screen(&programme, "2026-11-28T00:30"),
        ["Now noc", "Next jutro", "Ongoing wystawa"]
    );
}

#[test]
fn what_does_not_say_when_it_ends_is_on_for_two_hours() {
    let programme = programme(&feed(
        r#"{"id": "spacer", "title": "Spacer", "start": "2026-11-27T10:00"}"#,
    ));
    for (now, said) in [
        ("2026-11-27T10:00", &["Now spacer"][..]),
        ("2026-11-27T11:59", &["Now spacer"]),
        ("2026-11-27T12:00", &["Today spacer"]),
        ("2026-11-28T00:00", &[]),
    ] {
        assert_eq!(screen(&programme, now), said, "{now}");
    }
}

#[test]
fn what_is_cancelled_is_shown_but_never_next() {
    let programme = programme(&feed(
        r#"{"id": "odwolany", "title": "A", "start": "2026-11-27T18:00", "end": "2026-11-27T20:00", "status": "cancelled"},
           {"id": "nastepny", "title": "B", "start": "2026-11-28T10:00"}, {"id": "pozniej", "title": "C", "start": "2026-11-28T12:00"}"#,
    ));
    let wanted = ["Next nastepny", "Today odwolany", "Coming pozniej"];
    assert_eq!(screen(&programme, "2026-11-27T17:00"), wanted);
    assert_eq!(screen(&programme, "2026-11-27T19:00"), wanted);
}

#[test]
fn a_week_ahead_and_farther_where_there_is_little() {
    let events = |count: i64, step: i64| {
        let event = |place: i64| {
            let day = domain::time::Date::new(2026, 11, 27)
                .unwrap()
                .plus(1 + place * step);
            format!(r#"{{"id": "e{place:03}", "title": "E", "start": "{day}"}}"#)
        };
        let events: Vec<String> = (0..count).map(event).collect();
        programme(&feed(&events.join(",")))
    };
    assert_eq!(screen(&events(30, 1), "2026-11-27T17:00").len(), 7);
    assert_eq!(screen(&events(30, 5), "2026-11-27T17:00").len(), 6);
    assert_eq!(screen(&events(3, 5), "2026-11-27T17:00").len(), 3);
    assert!(screen(&events(0, 1), "2026-11-27T17:00").is_empty());
}

#[test]
fn a_page_stands_as_long_as_it_takes_to_read() {
    assert_eq!([dwell(0), dwell(100), dwell(5_000)], [5, 14, 120]);
}

proptest! {
    #[test]
    fn every_entry_is_on_one_page_and_no_page_is_too_full(sizes in proptest::collection::vec((1..12_usize, 1..30_usize), 0..40), room in 1..40_usize) {
        let entries: Vec<Entry> = (0..).zip(&sizes).map(|(occurrence, _)| Entry { occurrence, part: Part::Coming }).collect();
        let takes = |entry: Entry, leads: bool| {
            let (row, lead) = sizes[entry.occurrence as usize];
            if leads { row + lead } else { row }
        };
        let pages = pages(&entries, room, &takes);
        let mut next = 0;
        for page in pages {
            prop_assert_eq!(page.start, next);
            prop_assert!(page.end > page.start);
            next = page.end;
            let taken: usize = page.clone().map(|place| takes(entries[place], place == page.start)).sum();
            prop_assert!(taken <= room || page.len() == 1);
        }
        prop_assert_eq!(next, entries.len());
    }
}

#[test]
fn the_address_sets_the_screen_up() {
    let check = |search: &str, dwell: Option<u32>, rotate: u32, night: Option<(u32, u32)>| {
        let screen = Screen::of(&Query::parse(search).0);
        assert_eq!(
            screen,
            Screen {
                dwell,
                rotate,
                night
            },
            "{search}"
        );
    };
    check("mode=kiosk", None, 0, None);
    check(
        "mode=kiosk&dwell=20&rotate=270&night=22:00-06:00",
        Some(20),
        270,
        Some((1320, 360)),
    );
    check("night=22%3A30-23%3A00", None, 0, Some((1350, 1380)));
    for nonsense in [
        "dwell=4",
        "dwell=121",
        "dwell=x",
        "rotate=45",
        "night=22-6",
        "night=24:00-06:00",
        "night=+1:00-2:00",
        "night=",
    ] {
        check(nonsense, None, 0, None);
    }
}

#[test]
fn night_goes_over_midnight() {
    let dim = |night: &str, at: &str| {
        let screen = Screen::of(&Query::parse(&format!("night={night}")).0);
        screen.is_dim(WallTime::parse(&format!("2026-11-27T{at}")).unwrap())
    };
    assert!(dim("22:00-06:00", "22:00") && dim("22:00-06:00", "05:59"));
    assert!(!dim("22:00-06:00", "06:00") && !dim("22:00-06:00", "21:59"));
    assert!(dim("00:00-06:00", "00:00") && !dim("00:00-06:00", "23:59"));
}

#[test]
fn a_phone_can_open_public_addresses_alone() {
    for public in [
        "https://gmina.example/kultura/",
        "http://8.8.8.8/",
        "https://kultura.opatow.pl:8443/?x",
        "https://[2001:db8::1]/",
    ] {
        assert!(is_public(public), "{public}");
    }
    for private in [
        "http://localhost/",
        "http://127.0.0.1:8080/",
        "http://10.1.2.3/",
        "http://192.168.0.7/",
        "http://172.20.0.1/",
        "http://169.254.1.1/",
        "http://kiosk/",
        "http://lobby.local/",
        "http://LOBBY.LOCAL/",
        "http://[::1]:8080/",
        "http://[fd00::1]/",
        "file:///home/",
        "",
    ] {
        assert!(!is_public(private), "{private}");
    }
}
