//! The parts of a large programme: further files with events, each for some days, and which of them are wanted first.

use crate::query::Window;
use crate::time::Date;

/// One part, as the feed names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// First day that any of its dates touches.
    pub from: Date,
    /// Last day that any of its dates touches.
    pub to: Date,
    /// Name of the file, which stands beside the feed.
    pub name: Box<str>,
}

impl Part {
    /// Whether this may be the name of a part: a file in the same folder, and no other address.
    pub fn is_name(name: &str) -> bool {
        let elsewhere = |letter: char| letter.is_control() || "/\\:?#%".contains(letter);
        // Browsers drop blanks at the ends (WHATWG URL, "remove leading and trailing C0 control or space").
        name.trim() == name
            && !name.is_empty()
            && !name.starts_with('.')
            && !name.contains(elsewhere)
    }

    /// Whether it has anything to do with these days, both included.
    pub fn touches(&self, from: Date, to: Date) -> bool {
        self.from <= to && self.to >= from
    }
}

/// Places of the parts in the order in which they are wanted, and how many of them have to be there before anything is
/// shown: what a window begins with, and the day of an opened event (`at`). Then what comes later, then what was before,
/// both as the feed names them.
pub fn wanted(parts: &[Part], window: &Window, at: Option<Date>) -> (Vec<usize>, usize) {
    let from = window.from.unwrap_or(window.first_day);
    // Without an end the first day is enough to begin with: what comes later is soon there.
    let to = window.to.unwrap_or(from);
    let class = |part: &Part| {
        if part.touches(from, to) || at.is_some_and(|at| part.touches(at, at)) {
            0
        } else {
            1 + u8::from(part.to < from)
        }
    };
    let mut order = Vec::with_capacity(parts.len());
    let mut first = 0;
    for wanted in 0..3 {
        for (place, part) in parts.iter().enumerate() {
            if class(part) == wanted {
                // With nothing on in these days, the list begins with what is next.
                first += usize::from(wanted == 0 || wanted == 1 && order.is_empty());
                order.push(place);
            }
        }
    }
    (order, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONTHS: [&str; 5] = [
        "2026-09-01 2026-09-30",
        "2026-10-01 2026-11-02",
        "2026-11-01 2026-12-06",
        "2026-12-01 2026-12-30",
        "2027-02-01 2027-02-27",
    ];

    /// Parts in the order wanted, with a bar behind those that are needed first.
    fn check(from: &str, to: Option<&str>, at: Option<&str>, expect: &str) {
        let date = |text: &str| Date::parse(text).unwrap();
        let parts: Vec<Part> = MONTHS
            .iter()
            .map(|days| {
                let (from, to) = days.split_once(' ').unwrap();
                Part {
                    from: date(from),
                    to: date(to),
                    name: from[..7].into(),
                }
            })
            .collect();
        let window = Window {
            from: to.map(|_| date(from)),
            to: to.map(date),
            past: to.is_some(),
            first_day: date(from),
        };
        let (order, first) = wanted(&parts, &window, at.map(date));
        let mut said: Vec<&str> = order.iter().map(|at| &*parts[*at].name).collect();
        said.insert(first, "|");
        assert_eq!(said.join(" "), expect, "{from} {to:?} {at:?}");
    }

    #[test]
    fn the_days_looked_at_come_first_then_the_coming_ones() {
        check(
            "2026-11-22",
            None,
            None,
            "2026-11 | 2026-12 2027-02 2026-09 2026-10",
        );
        check(
            "2026-11-01",
            None,
            None,
            "2026-10 2026-11 | 2026-12 2027-02 2026-09",
        );
        check(
            "2026-11-30",
            None,
            None,
            "2026-11 | 2026-12 2027-02 2026-09 2026-10",
        );
        check(
            "2026-10-15",
            Some("2026-12-01"),
            None,
            "2026-10 2026-11 2026-12 | 2027-02 2026-09",
        );
    }

    #[test]
    fn the_day_of_an_opened_event_is_needed() {
        check(
            "2026-11-22",
            None,
            Some("2026-09-12"),
            "2026-09 2026-11 | 2026-12 2027-02 2026-10",
        );
    }

    #[test]
    fn in_a_quiet_time_the_next_part_is_needed() {
        check(
            "2027-01-10",
            None,
            None,
            "2027-02 | 2026-09 2026-10 2026-11 2026-12",
        );
        check(
            "2027-03-10",
            None,
            None,
            "| 2026-09 2026-10 2026-11 2026-12 2027-02",
        );
    }

    #[test]
    fn a_part_is_a_file_beside_the_feed() {
        for name in [
            "program-2026-11-0123456789abcdef.json",
            "a.json",
            "A_1",
            "część 1.json",
        ] {
            assert!(Part::is_name(name), "{name}");
        }
        for name in [
            "",
            "../a.json",
            ".htaccess",
            "https://x.pl/a.json",
            "a/b.json",
            "a.json?x",
            "//x",
            "%2e%2e",
            "a\\b.json",
            "a\n.json",
            " ..",
            "a.json ",
        ] {
            assert!(!Part::is_name(name), "{name}");
        }
    }
}
