//! Recurrence rules: the examples of RFC 5545 section 3.8.5.3, and random rules against the `rrule` crate.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::format_push_string,
    missing_docs
)]

mod common;

use domain::recurrence::{Freq, Rule, Until};
use domain::time::Date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Days of a rule between two days; `until` as in an event that begins at 09:00 New York time.
fn days(rule: &str, start: &str, from: &str, to: &str) -> Vec<String> {
    let rule = Rule::parse(rule).unwrap_or_else(|| panic!("{rule}"));
    let ended = |day: Date| match rule.until {
        None => false,
        Some(Until::Day(last)) => day > last,
        Some(Until::Wall(last)) => day.at(9 * 3600) > last,
        // 09:00 in New York is 14:00 UTC in winter, an hour earlier in summer: no example is that close.
        Some(Until::Instant(last)) => day.number() * 86_400 + 13 * 3600 > last.0,
    };
    let days = rule.days(date(start), date(from), date(to), ended);
    days.iter().map(ToString::to_string).collect()
}

/// All days of a rule in the years 1997 to 2000 as `1997: 9/2 9/3 …; 1998: …`, cut after so many.
fn check(rule: &str, start: &str, most: usize, expected: &str) {
    let mut said = String::new();
    let mut year = String::new();
    for day in days(rule, start, "1997-01-01", "2000-12-31")
        .iter()
        .take(most)
    {
        let day = date(day);
        if year != day.year().to_string() {
            year = day.year().to_string();
            said += &format!("{}{year}:", if said.is_empty() { "" } else { "; " });
        }
        said += &format!(" {}/{}", day.month(), day.day());
    }
    assert_eq!(said, expected, "{rule}");
}

#[test]
fn the_examples_of_the_rfc() {
    let tuesday = "1997-09-02";
    for (rule, start, most, expected) in [
        (
            "FREQ=DAILY;COUNT=10",
            tuesday,
            99,
            "1997: 9/2 9/3 9/4 9/5 9/6 9/7 9/8 9/9 9/10 9/11",
        ),
        (
            "FREQ=DAILY;INTERVAL=2",
            tuesday,
            5,
            "1997: 9/2 9/4 9/6 9/8 9/10",
        ),
        (
            "FREQ=DAILY;INTERVAL=10;COUNT=5",
            tuesday,
            99,
            "1997: 9/2 9/12 9/22 10/2 10/12",
        ),
        (
            "FREQ=WEEKLY;COUNT=10",
            tuesday,
            99,
            "1997: 9/2 9/9 9/16 9/23 9/30 10/7 10/14 10/21 10/28 11/4",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
            tuesday,
            6,
            "1997: 9/2 9/16 9/30 10/14 10/28 11/11",
        ),
        (
            "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
            tuesday,
            99,
            "1997: 9/2 9/4 9/9 9/11 9/16 9/18 9/23 9/25 9/30 10/2",
        ),
        (
            "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
            tuesday,
            99,
            "1997: 9/2 9/4 9/9 9/11 9/16 9/18 9/23 9/25 9/30 10/2",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
            "1997-09-01",
            99,
            "1997: 9/1 9/3 9/5 9/15 9/17 9/19 9/29 10/1 10/3 10/13 10/15 10/17 10/27 10/29 10/31 11/10 11/12 11/14 11/24 11/26 11/28 12/8 12/10 12/12 12/22",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
            tuesday,
            99,
            "1997: 9/2 9/4 9/16 9/18 9/30 10/2 10/14 10/16",
        ),
        (
            "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
            "1997-09-05",
            99,
            "1997: 9/5 10/3 11/7 12/5; 1998: 1/2 2/6 3/6 4/3 5/1 6/5",
        ),
        (
            "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
            "1997-09-05",
            99,
            "1997: 9/5 10/3 11/7 12/5",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
            "1997-09-07",
            99,
            "1997: 9/7 9/28 11/2 11/30; 1998: 1/4 1/25 3/1 3/29 5/3 5/31",
        ),
        (
            "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
            "1997-09-22",
            99,
            "1997: 9/22 10/20 11/17 12/22; 1998: 1/19 2/16",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-3",
            "1997-09-28",
            6,
            "1997: 9/28 10/29 11/28 12/29; 1998: 1/29 2/26",
        ),
        (
            "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
            tuesday,
            99,
            "1997: 9/2 9/15 10/2 10/15 11/2 11/15 12/2 12/15; 1998: 1/2 1/15",
        ),
        (
            "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
            "1997-09-30",
            99,
            "1997: 9/30 10/1 10/31 11/1 11/30 12/1 12/31; 1998: 1/1 1/31 2/1",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
            "1997-09-10",
            99,
            "1997: 9/10 9/11 9/12 9/13 9/14 9/15; 1999: 3/10 3/11 3/12 3/13",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
            tuesday,
            10,
            "1997: 9/2 9/9 9/16 9/23 9/30 11/4 11/11 11/18 11/25; 1998: 1/6",
        ),
        (
            "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
            "1997-06-10",
            99,
            "1997: 6/10 7/10; 1998: 6/10 7/10; 1999: 6/10 7/10; 2000: 6/10 7/10",
        ),
        (
            "FREQ=YEARLY;BYDAY=20MO",
            "1997-05-19",
            3,
            "1997: 5/19; 1998: 5/18; 1999: 5/17",
        ),
        (
            "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
            "1997-03-13",
            11,
            "1997: 3/13 3/20 3/27; 1998: 3/5 3/12 3/19 3/26; 1999: 3/4 3/11 3/18 3/25",
        ),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            tuesday,
            5,
            "1998: 2/13 3/13 11/13; 1999: 8/13; 2000: 10/13",
        ),
        (
            "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
            "1997-09-13",
            10,
            "1997: 9/13 10/11 11/8 12/13; 1998: 1/10 2/7 3/7 4/11 5/9 6/13",
        ),
        (
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            "1996-11-05",
            3,
            "2000: 11/7",
        ),
        (
            "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
            "1997-09-04",
            99,
            "1997: 9/4 10/7 11/6",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
            "1997-09-29",
            7,
            "1997: 9/29 10/30 11/27 12/30; 1998: 1/29 2/26 3/30",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            "1997-08-05",
            99,
            "1997: 8/5 8/10 8/19 8/24",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            "1997-08-05",
            99,
            "1997: 8/5 8/17 8/19 8/31",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
            "2000-01-15",
            99,
            "2000: 1/15 1/30 2/15 3/15 3/30",
        ),
    ] {
        check(rule, start, most, expected);
    }
    // Every day in January, for three years, said in two ways.
    let by_year = days(
        "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        "1998-01-01",
        "1997-01-01",
        "2001-01-01",
    );
    let by_day = days(
        "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
        "1998-01-01",
        "1997-01-01",
        "2001-01-01",
    );
    assert_eq!(by_year.len(), 93);
    assert_eq!(by_year, by_day);
    assert_eq!(
        days(
            "FREQ=DAILY;UNTIL=19971224T000000Z",
            tuesday,
            "1997-01-01",
            "1999-01-01"
        )
        .len(),
        113
    );
}

#[test]
fn numbered_weekdays_of_a_year_count_in_the_year_unless_months_are_named() {
    for (rule, most, expected) in [
        (
            "FREQ=YEARLY;BYDAY=1MO;BYMONTHDAY=1,2,3,4,5",
            99,
            "1998: 1/5; 1999: 1/4; 2000: 1/3",
        ),
        ("FREQ=YEARLY;BYDAY=-1WE;BYMONTHDAY=-1", 99, "1997: 12/31"),
        (
            "FREQ=YEARLY;BYMONTH=1,2;BYDAY=1MO;BYMONTHDAY=1,2,3,4,5",
            99,
            "1998: 1/5 2/2; 1999: 1/4 2/1; 2000: 1/3",
        ),
        (
            "FREQ=YEARLY;BYDAY=MO;BYMONTHDAY=1",
            4,
            "1997: 9/1 12/1; 1998: 6/1; 1999: 2/1",
        ),
    ] {
        check(rule, "1997-09-01", most, expected);
    }
}

#[test]
fn until_is_inclusive_in_every_form() {
    for until in [
        "20261203",
        "2026-12-03",
        "20261203T090000",
        "2026-12-03T09:00",
        "20261203T130000Z",
    ] {
        let rule = format!("FREQ=DAILY;UNTIL={until}");
        assert_eq!(
            days(&rule, "2026-12-01", "2026-01-01", "2027-01-01").len(),
            3,
            "{until}"
        );
    }
    assert_eq!(
        days(
            "FREQ=DAILY;UNTIL=20261203T085959",
            "2026-12-01",
            "2026-01-01",
            "2027-01-01"
        )
        .len(),
        2
    );
}

#[test]
fn rules_that_are_not_understood() {
    for rule in [
        "",
        "FREQ=HOURLY",
        "INTERVAL=2",
        "FREQ=WEEKLY;BYHOUR=9",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=DAILY;BYDAY=-1MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=YEARLY;BYYEARDAY=1",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTH=13",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;UNTIL=jutro",
        "FREQ=MONTHLY;BYSETPOS=1",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ",
        "FREQ=WEEKLY;COUNT=żółw",
        "FREQ=WEEKLY;UNTIL=2026żż31",
        "co tydzień",
    ] {
        assert!(Rule::parse(rule).is_none(), "{rule}");
    }
    let rule = Rule::parse("rrule:freq=weekly; byday=mo,we ;wkst=su").unwrap();
    assert_eq!(
        (rule.freq, rule.by_day.len(), rule.week_start),
        (Freq::Weekly, 2, 6)
    );
}

#[test]
fn an_impossible_rule_has_no_first_day() {
    let first = |rule: &str, start: &str| {
        Rule::parse(rule)
            .unwrap()
            .first(date(start))
            .map(|day| day.to_string())
    };
    assert_eq!(
        first("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "2026-01-01"),
        None
    );
    assert_eq!(
        first("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "2026-02-01"),
        None
    );
    assert_eq!(
        first("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2026-02-01"),
        None
    );
    assert_eq!(
        first("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2026-01-01").as_deref(),
        Some("2044-02-29")
    );
    assert_eq!(
        first("FREQ=YEARLY", "2024-02-29").as_deref(),
        Some("2024-02-29")
    );
    assert_eq!(
        days("FREQ=YEARLY", "2024-02-29", "2024-01-01", "2033-01-01"),
        ["2024-02-29", "2028-02-29", "2032-02-29"]
    );
}

#[test]
fn the_far_end_of_the_calendar_is_an_end() {
    for rule in [
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "FREQ=MONTHLY",
        "FREQ=YEARLY",
        "FREQ=DAILY;INTERVAL=4294967295",
        "FREQ=YEARLY;INTERVAL=4294967295",
    ] {
        let days = days(rule, "9999-11-29", "9999-01-01", "9999-12-31");
        assert_eq!(days[0], "9999-11-29", "{rule}");
    }
}

/// A rule that both we and the oracle read the same way: numbered weekdays only where they have one meaning.
fn rule() -> impl Strategy<Value = String> {
    let weekdays = || {
        vec(
            proptest::sample::select(&["MO", "TU", "WE", "TH", "FR", "SA", "SU"][..]),
            1..4,
        )
    };
    let numbered = || {
        vec(
            (
                proptest::sample::select(&[1, 2, 3, 4, 5, -1, -2][..]),
                proptest::sample::select(&["MO", "TH", "SA", "SU"][..]),
            ),
            1..3,
        )
    };
    let month_days = || vec(prop_oneof![1..32_i32, -31..0_i32], 1..4);
    let months = || vec(1..13_u32, 1..4);
    let join = |name: &str, items: Vec<String>| format!(";{name}={}", items.join(","));
    let words = move |name: &'static str| {
        move |items: Vec<&'static str>| join(name, items.iter().map(ToString::to_string).collect())
    };
    let numbers = move |name: &'static str| {
        move |items: Vec<i32>| join(name, items.iter().map(ToString::to_string).collect())
    };
    let by_month = option::weighted(
        0.3,
        months().prop_map(move |items| {
            join("BYMONTH", items.iter().map(ToString::to_string).collect())
        }),
    )
    .prop_map(Option::unwrap_or_default);
    let by_day = weekdays().prop_map(words("BYDAY"));
    let by_month_day = month_days().prop_map(numbers("BYMONTHDAY"));
    let by_nth = numbered().prop_map(move |items| {
        join(
            "BYDAY",
            items
                .iter()
                .map(|(nth, day)| format!("{nth}{day}"))
                .collect(),
        )
    });
    let position = option::weighted(
        0.3,
        vec(proptest::sample::select(&[1, 2, 3, -1, -2][..]), 1..3).prop_map(numbers("BYSETPOS")),
    )
    .prop_map(Option::unwrap_or_default);
    let none = || Just(String::new());
    let daily = (
        Just("FREQ=DAILY"),
        by_month.clone(),
        prop_oneof![none(), by_day.clone(), by_month_day.clone()],
    );
    // Without BYSETPOS: in the week of the start the crate counts from the start on, we count from the week's first
    // day, as every other period is counted.
    let weekly = (
        Just("FREQ=WEEKLY"),
        by_month.clone(),
        prop_oneof![none(), by_day.clone()],
    );
    let both = (by_day.clone(), by_month_day.clone()).prop_map(|(a, b)| a + &b);
    let monthly = (
        Just("FREQ=MONTHLY"),
        by_month.clone(),
        prop_oneof![
            none(),
            (
                prop_oneof![
                    by_day.clone(),
                    by_nth.clone(),
                    by_month_day.clone(),
                    both.clone()
                ],
                position.clone()
            )
                .prop_map(|(a, b)| a + &b)
        ],
    );
    let yearly = (
        Just("FREQ=YEARLY"),
        by_month,
        prop_oneof![
            none(),
            (prop_oneof![by_day, by_nth, by_month_day, both], position).prop_map(|(a, b)| a + &b)
        ],
    );
    let rest = (
        1..5_u32,
        option::weighted(0.4, 1..40_u32),
        proptest::sample::select(&["", ";WKST=SU", ";WKST=TH"][..]),
    );
    (prop_oneof![daily, weekly, monthly, yearly], rest).prop_map(
        |((freq, month, by), (interval, count, week_start))| {
            let count = count.map_or(String::new(), |count| format!(";COUNT={count}"));
            format!("{freq};INTERVAL={interval}{count}{week_start}{month}{by}")
        },
    )
}

proptest! {
    // Ten thousand where there is time for it.
    #![proptest_config(common::cases(500, 10_000))]

    #[test]
    fn random_rules_give_what_the_rrule_crate_gives(rule in rule(), start in 0..3000_i64, from in 0..2000_i64, length in 0..800_i64) {
        let start = date("1996-01-01").plus(start);
        let (from, to) = (start.plus(from), start.plus(from + length));
        let ours = Rule::parse(&rule).unwrap().days(start, from, to, |_| false);

        let compact = |day: Date| day.to_string().replace('-', "");
        let text = format!("DTSTART:{}T120000Z\nRRULE:{rule}", compact(start));
        let set: rrule::RRuleSet = text.parse().unwrap();
        let limit = |day: Date, time: &str| -> chrono::DateTime<rrule::Tz> {
            let utc: chrono::DateTime<chrono::Utc> = format!("{day}T{time}Z").parse().unwrap();
            utc.with_timezone(&rrule::Tz::UTC)
        };
        let set = set.after(limit(from, "00:00:00")).before(limit(to, "23:59:59"));
        let result = set.all(2000);
        prop_assume!(!result.limited);
        let theirs: Vec<String> = result.dates.iter().map(|date| date.format("%Y-%m-%d").to_string()).collect();
        let ours: Vec<String> = ours.iter().map(ToString::to_string).collect();
        prop_assert_eq!(ours, theirs, "{} from {}", rule, start);
    }

    #[test]
    fn any_text_is_a_rule_or_not(text in "(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY);?)?([A-Z]{3,10}=[-0-9A-Z,]{0,8};?){0,3}", start in 0..4000_i64) {
        if let Some(rule) = Rule::parse(&text) {
            let start = date("2020-01-01").plus(start);
            let days = rule.days(start, start, start.plus(366), |_| false);
            prop_assert!(days.windows(2).all(|two| two[0] < two[1]));
            prop_assert_eq!(days.first().is_some_and(|day| *day == start), rule.first(start) == Some(start));
        }
    }
}
