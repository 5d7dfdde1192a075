//! Times as sources write them in JSON -> times of the feed.

use domain::time::{Instant, Written, Zone};

/// Wall time, unless the clock shows it twice and the second is meant.
pub fn on_the_wall(zone: &Zone, instant: Instant) -> Written {
    let wall = zone.wall(instant);
    if zone.instant(wall) == instant {
        Written::Wall(wall)
    } else {
        Written::Instant(instant)
    }
}

/// `2026-11-28`, `2026-11-28 18:00:00`, `2026-11-28T18:00:00.000+0100`: an instant becomes wall time in the feed's zone.
pub fn read(text: &str, zone: &Zone) -> Option<Written> {
    let text = text.trim();
    let written = Written::parse(text).or_else(|| Written::parse(&with_colon(text)?))?;
    Some(match written {
        Written::Instant(instant) => on_the_wall(zone, instant),
        other => other,
    })
}

/// ISO 8601 without a colon in the offset, as many programs write it.
fn with_colon(text: &str) -> Option<String> {
    let (head, minutes) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let sign = head.as_bytes().get(head.len().checked_sub(3)?)?;
    matches!(sign, b'+' | b'-').then(|| format!("{head}:{minutes}"))
}

/// The instant of a time of the feed.
pub fn instant(written: Written, zone: &Zone) -> Instant {
    match written {
        Written::Day(day) => zone.day_start(day),
        Written::Wall(wall) => zone.instant(wall),
        Written::Instant(instant) => instant,
    }
}

/// Start and end as a feed has them: whole days where the source says so, no end that is the start.
///
/// # Errors
/// An end before the start, which is left out by then.
pub fn span(
    start: Written,
    end: Option<Written>,
    all_day: bool,
    zone: &Zone,
) -> (Written, Option<Written>, Result<(), Written>) {
    let day = |written: Written, back: i64| match written {
        Written::Day(day) => day,
        other => zone.wall(instant(other, zone)).plus_seconds(-back).date,
    };
    if all_day || matches!(start, Written::Day(_)) {
        let first = day(start, 0);
        // An end at 00:00 belongs to the day before.
        let last = end.map(|end| day(end, 1));
        let sound = last.is_none_or(|last| last >= first);
        let last = last.filter(|last| *last > first).map(Written::Day);
        let said = if sound {
            Ok(())
        } else {
            Err(end.unwrap_or(start))
        };
        return (Written::Day(first), last, said);
    }
    let Some(end) = end else {
        return (start, None, Ok(()));
    };
    let (begins, ends) = (instant(start, zone), instant(end, zone));
    // A bare day after a time is that whole day.
    if matches!(end, Written::Day(_)) && day(end, 0) >= day(start, 0) {
        return (start, Some(end), Ok(()));
    }
    let sound = ends >= begins;
    let said = if sound { Ok(()) } else { Err(end) };
    (start, (ends > begins).then_some(end), said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::write::time;

    #[test]
    fn times_are_read_in_the_forms_that_programs_write() {
        let zone = crate::zones::zone("Europe/Warsaw", domain::time::Years::WIDEST).unwrap();
        for (text, expected) in [
            ("2026-11-28", "2026-11-28"),
            ("2026-11-28 18:00:00", "2026-11-28T18:00"),
            ("2026-11-28T17:00:00Z", "2026-11-28T18:00"),
            ("2026-11-28T18:00:00.000+0100", "2026-11-28T18:00"),
            ("2026-10-25T01:30:00Z", "2026-10-25T02:30:00+01:00"),
            ("jutro", "–"),
            ("", "–"),
        ] {
            let read = read(text, &zone).map_or("–".to_owned(), |it| time(&zone, it));
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn an_end_is_after_its_start_or_none() {
        let zone = Zone::utc();
        for (start, end, all_day, expected) in [
            (
                "2026-12-01T00:00",
                "2027-01-06T23:59:59",
                true,
                "2026-12-01 2027-01-06 true",
            ),
            (
                "2026-12-01T00:00",
                "2026-12-02T00:00",
                true,
                "2026-12-01 – true",
            ),
            (
                "2026-12-01",
                "2026-12-03",
                false,
                "2026-12-01 2026-12-03 true",
            ),
            (
                "2026-12-01T18:00",
                "2026-12-01T18:00",
                false,
                "2026-12-01T18:00 – true",
            ),
            (
                "2026-12-01T18:00",
                "2026-12-01T17:00",
                false,
                "2026-12-01T18:00 – false",
            ),
            (
                "2026-12-01T18:00",
                "2026-12-02",
                false,
                "2026-12-01T18:00 2026-12-02 true",
            ),
            ("2026-12-02", "2026-12-01", false, "2026-12-02 – false"),
        ] {
            let (from, to) = (Written::parse(start).unwrap(), Written::parse(end));
            let (from, to, said) = span(from, to, all_day, &zone);
            let to = to.map_or("–".to_owned(), |it| time(&zone, it));
            assert_eq!(
                format!("{} {to} {}", time(&zone, from), said.is_ok()),
                expected,
                "{start} {end}"
            );
        }
    }
}
