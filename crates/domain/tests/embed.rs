//! A calendar in a frame: what the embedding page says, and what its visitor can't change.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{feed, find, instant, listed, programme};
use domain::agenda::agenda;
use domain::embed::{Mode, Theme};
use domain::help::help;
use domain::programme::Programme;
use domain::query::Query;
use domain::time::Date;
use domain::week::week;

const NOW: &str = "2026-11-27T12:00"; // a Friday

fn town() -> Programme {
    programme(&feed(
        r#"{"id": "wystawa", "title": "Wystawa", "start": "2026-11-10", "end": "2026-12-20", "categories": ["film"]},
           {"id": "makiety", "title": "Makiety", "start": "2026-11-12", "end": "2026-12-24", "categories": ["film"]},
           {"id": "a", "title": "Koncert", "start": "2026-11-28T18:00", "categories": ["koncert"], "age_groups": ["dzieci"]},
           {"id": "b", "title": "Koncert", "start": "2026-11-28T19:00", "categories": ["koncert"], "age_groups": ["dzieci"]},
           {"id": "c", "title": "Film", "start": "2026-12-07T18:00", "categories": ["film"], "age_groups": ["seniorzy"]},
           {"id": "d", "title": "Film", "start": "2026-12-08T18:00", "categories": ["film"], "age_groups": ["dzieci"]}"#,
    ))
}

fn query(search: &str) -> Query {
    Query::parse(search).0
}

#[test]
fn what_the_embedding_page_says_is_read_and_written_again() {
    let said = "category=koncert&mode=embed&limit=5&theme=dark&accent=%238a1538&lock=category,when&frame=k1";
    let read = query(said);
    assert_eq!(read.mode, Some(Mode::Embed));
    assert_eq!(read.embed.limit, Some(5));
    assert_eq!(read.embed.theme, Some(Theme::Dark));
    assert_eq!(read.embed.accent, Some([0x8a, 0x15, 0x38]));
    assert_eq!(read.embed.lock, ["category", "when"]);
    assert_eq!(read.to_search(), said);
    assert_eq!(read.on_own_page().to_search(), "category=koncert");
}

#[test]
fn what_means_nothing_is_named() {
    let search =
        "mode=popup&limit=0&theme=pink&accent=red&lock=category,colour,category,event,frame";
    let (read, unknown) = Query::parse(search);
    let named: Vec<(&str, &str)> = unknown
        .iter()
        .map(|unknown| (unknown.key, &*unknown.value))
        .collect();
    assert_eq!(
        named,
        [
            ("mode", "popup"),
            ("limit", "0"),
            ("theme", "pink"),
            ("accent", "red"),
            ("lock", "colour"),
            ("lock", "event"),
            ("lock", "frame"),
        ]
    );
    assert_eq!(read.to_search(), "lock=category");
}

#[test]
fn a_locked_key_stays_whatever_is_chosen_or_followed() {
    let opened = query("category=koncert&q=&mode=embed&lock=category,q");
    for other in [
        "category=film&age=dzieci&q=nic&mode=embed&lock=category,q",
        "age=dzieci&mode=embed&lock=category,q",
    ] {
        let held = query(other).with_locks_of(&opened);
        assert_eq!(
            held.to_search(),
            "age=dzieci&category=koncert&mode=embed&lock=category,q"
        );
    }
    // A lock without a value: nobody chooses a place.
    let opened = query("mode=embed&lock=venue");
    let held = query("venue=ook&mode=embed&lock=venue").with_locks_of(&opened);
    assert_eq!(held.to_search(), "mode=embed&lock=venue");
}

#[test]
fn days_by_name_and_by_date_are_locked_together() {
    let opened = query("when=weekend&mode=embed&lock=when");
    let held = query("from=2026-12-01&when=weekend&mode=embed&lock=when").with_locks_of(&opened);
    assert_eq!(held.to_search(), "when=weekend&mode=embed&lock=when");
    assert!(opened.locks("to") && !opened.locks("date"));
}

#[test]
fn nothing_is_locked_on_a_page_of_its_own() {
    let opened = query("category=koncert&lock=category");
    assert!(!opened.locks("category"));
    let held = query("category=film&lock=category").with_locks_of(&opened);
    assert_eq!(held.to_search(), "category=film&lock=category");
    let programme = town();
    assert_eq!(
        find(&programme, "category=koncert&lock=category", NOW).total,
        6
    );
}

#[test]
fn the_total_keeps_days_and_locks_and_drops_the_rest() {
    let check = |search: &str, matches: usize, total: usize| {
        let programme = town();
        let found = find(&programme, search, NOW);
        assert_eq!(
            (found.matches.len(), found.total),
            (matches, total),
            "{search}"
        );
    };
    check("category=film&age=seniorzy&mode=embed&lock=category", 3, 4);
    check("category=film&age=seniorzy&mode=embed", 3, 6);
    check(
        "category=film&to=2026-12-07&q=makiety&mode=embed&lock=category",
        1,
        3,
    );
    check("category=film&q=makiety&mode=embed&lock=q", 1, 1);
    check("q=koncert&mode=embed&lock=q,category", 2, 2);
}

#[test]
fn a_way_out_never_leads_through_a_lock() {
    let programme = town();
    let now = instant(&programme, NOW);
    let keys = |search: &str| {
        let help = help(&programme, &query(search), now);
        let keys: Vec<&str> = help.loosen.iter().map(|(it, _)| it.key()).collect();
        (keys.join(","), help.nearest.is_some())
    };
    assert_eq!(
        keys("category=koncert&q=film&mode=embed"),
        ("category,q".into(), false)
    );
    assert_eq!(
        keys("category=koncert&q=film&mode=embed&lock=category"),
        ("q".into(), false)
    );
    assert!(keys("category=koncert&when=today&mode=embed").1);
    assert!(!keys("category=koncert&when=today&mode=embed&lock=when").1);
    let month = "category=koncert&view=month&date=2027-06-01&mode=embed";
    assert!(keys(month).1);
    assert!(!keys(&format!("{month}&lock=date")).1);
}

#[test]
fn a_limit_counts_what_is_on_for_weeks_too_and_leaves_room_for_dates() {
    let programme = town();
    assert_eq!(listed(&programme, "", NOW).len(), 6);
    let check = |limit: usize, ongoing: usize, days: &[usize]| {
        let mut agenda = agenda(&programme, &find(&programme, "", NOW));
        agenda.limit(limit);
        let entries: Vec<usize> = agenda.days.iter().map(|day| day.entries.len()).collect();
        assert_eq!(
            (agenda.ongoing.len(), &*entries),
            (ongoing, days),
            "{limit}"
        );
    };
    check(1, 0, &[1]);
    check(3, 1, &[2]);
    check(5, 1, &[2, 1, 1]);
    check(6, 2, &[2, 1, 1]);
    check(100, 2, &[2, 1, 1]);
    // Of a week days without anything stay, as far as the list goes.
    let today = Date::parse("2026-11-27").unwrap();
    let mut week = week(&programme, &find(&programme, "view=week", NOW), today);
    week.limit(1);
    let entries: Vec<usize> = week.days.iter().map(|day| day.entries.len()).collect();
    assert_eq!(entries, [0, 0, 0, 0, 0, 1]);
}
