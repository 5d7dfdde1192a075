//! Where `kalendarz publish` puts what it makes of an event, of a facet and of the whole programme: the page and the
//! command line compute the same addresses from the ids alone, so nothing has to be looked up.
//!
//! An address is relative to the calendar's folder and made of `a-z`, `0-9`, `-`, `_`, `/` and one dot: nothing in it has
//! to be encoded, no disk takes two of them for one, and none is reserved. These addresses are in links that residents
//! keep and calendar programs ask for: they never change.

use crate::event::At;
use crate::ics::fnv;
use crate::query::{IdFacet, Query};
use crate::search::fold;

/// The attribute of the mount element that says that all this is there, with [`VERSION`] as its value.
pub const ATTRIBUTE: &str = "data-published";
/// Which addresses are meant: those of this file.
pub const VERSION: &str = "1";
/// What is new, as Atom (RFC 4287).
pub const ATOM: &str = "nowe.xml";
/// What is new, as JSON Feed 1.1.
pub const JSON_FEED: &str = "nowe.json";

/// The longest id that is a name as it stands, in bytes.
const LONGEST: usize = 80;
/// As much of another id as its name begins with, in bytes.
const HEAD: usize = 40;

/// A calendar that programs subscribe to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subscription<'a> {
    /// Everything.
    All,
    /// An age group, by its id.
    Age(&'a str),
    /// A category, by its id.
    Category(&'a str),
    /// A venue, by its id.
    Venue(&'a str),
}

/// The calendars nearest to a selection: of each age group, venue and category that is chosen, then everything. There is
/// none of two at once.
pub fn nearest(query: &Query) -> Vec<Subscription<'_>> {
    let all = [IdFacet::Age, IdFacet::Venue, IdFacet::Category].into_iter();
    let chosen = all.flat_map(|facet| {
        let ids = query.ids(facet).iter();
        ids.filter_map(move |id| Subscription::of(facet, id))
    });
    chosen.chain([Subscription::All]).collect()
}

impl Subscription<'_> {
    fn of(facet: IdFacet, id: &str) -> Option<Subscription<'_>> {
        Some(match facet {
            IdFacet::Age => Subscription::Age(id),
            IdFacet::Venue => Subscription::Venue(id),
            IdFacet::Category => Subscription::Category(id),
            IdFacet::Language => return None,
        })
    }
}

/// The page of an event, at one of its dates.
pub fn page_at(event: &str, at: At) -> String {
    format!("{}#{at}", page(event))
}

/// The page of an event.
pub fn page(event: &str) -> String {
    format!("wydarzenia/{}.html", name(event))
}

/// An event with all its dates, as iCalendar.
pub fn event_calendar(event: &str) -> String {
    format!("wydarzenia/{}.ics", name(event))
}

/// A calendar to subscribe to.
pub fn calendar(of: Subscription<'_>) -> String {
    let (kind, id) = match of {
        Subscription::All => return "kalendarze/wszystkie.ics".to_owned(),
        Subscription::Age(id) => ("wiek", id),
        Subscription::Category(id) => ("kategoria", id),
        Subscription::Venue(id) => ("miejsce", id),
    };
    format!("kalendarze/{kind}-{}.ics", name(id))
}

/// A file's name, without its ending, for any id. A short slug is its own name. Of any other id it is what is left of it
/// in plain letters, two hyphens, which no slug has, and a fingerprint of the id: what letters do not tell apart, as
/// capitals on many disks, that does.
pub fn name(id: &str) -> String {
    if is_slug(id) && !is_reserved(id) {
        return id.to_owned();
    }
    let mut name = String::new();
    for c in fold(id).chars() {
        if name.len() >= HEAD {
            break;
        }
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let head = match name.trim_end_matches('-') {
        "" => "id",
        head => head,
    };
    format!("{head}--{:016x}", fnv(id.as_bytes()))
}

fn is_slug(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = id.as_bytes();
    id.len() <= LONGEST
        && bytes.first().copied().is_some_and(plain)
        && bytes
            .iter()
            .all(|byte| plain(*byte) || b"-_".contains(byte))
        && !id.contains("--")
}

/// What Windows takes for a device whatever its ending, and what hosts take for the folder itself.
fn is_reserved(id: &str) -> bool {
    let device = |kind: &str| {
        let number = id.strip_prefix(kind);
        number.is_some_and(|it| it.len() == 1 && it.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(id, "con" | "prn" | "aux" | "nul" | "index") || device("com") || device("lpt")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_slug_is_its_own_name() {
        for id in [
            "koncert-2026-11-27",
            "a",
            "7",
            "tec_12",
            "con-cert",
            "com10",
            "kino-",
        ] {
            assert_eq!(name(id), id);
        }
        assert_eq!(page("koncert"), "wydarzenia/koncert.html");
        assert_eq!(event_calendar("koncert"), "wydarzenia/koncert.ics");
    }

    #[test]
    fn of_a_selection_the_calendars_of_each_of_its_parts() {
        let (query, _) = Query::parse("category=koncert,kino&age=dzieci&lang_of=pl&q=bach");
        let calendars = [
            Subscription::Age("dzieci"),
            Subscription::Category("koncert"),
            Subscription::Category("kino"),
            Subscription::All,
        ];
        assert_eq!(nearest(&query), calendars);
        assert_eq!(nearest(&Query::default()), [Subscription::All]);
    }

    #[test]
    fn calendars_are_known_by_what_they_hold() {
        for (of, path) in [
            (Subscription::All, "kalendarze/wszystkie.ics"),
            (Subscription::Age("dzieci"), "kalendarze/wiek-dzieci.ics"),
            (
                Subscription::Category("kino"),
                "kalendarze/kategoria-kino.ics",
            ),
            (Subscription::Venue("sala"), "kalendarze/miejsce-sala.ics"),
        ] {
            assert_eq!(calendar(of), path);
        }
    }

    #[test]
    fn addresses_stay_what_they_were() {
        for (id, expected) in [
            ("Koncert", "koncert--cf8b4ff4ed0c7859"),
            ("Żółw & Ćma", "zolw-cma--b3e2eaa517d5c8a5"),
            ("", "id--cbf29ce484222325"),
        ] {
            assert_eq!(name(id), expected, "{id}");
        }
    }

    #[test]
    fn any_id_has_a_name_that_is_safe_on_any_disk_and_its_own() {
        let long = "x".repeat(5000);
        let longer = "x".repeat(5001);
        let ids = [
            "koncert",
            "Koncert",
            "KONCERT",
            "koncert ",
            " koncert",
            "kon/cert",
            "kon\\cert",
            "..",
            ".",
            "../..",
            "/",
            "a.b",
            "a..b",
            "a.",
            "con",
            "CON",
            "nul",
            "com1",
            "lpt9",
            "index",
            "Żółw",
            "Żolw",
            "zolw",
            "zółw",
            "Київ",
            "Львів",
            "日本",
            "a--b",
            "a-b",
            "-a",
            "_a",
            "a%2Fb",
            "a?b",
            "a#b",
            "a:b",
            "a\u{0}b",
            "a\nb",
            "\u{202e}a",
            "é",
            "e\u{301}",
            "",
            " ",
            &long,
            &longer,
            "koncert--cf8b4ff4ed0c7859",
        ];
        let mut names = BTreeSet::new();
        for id in ids {
            let name = name(id);
            let safe = |byte: u8| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte)
            };
            assert!(name.bytes().all(safe), "{id}: {name}");
            assert!(
                name.len() <= LONGEST && name.len() > 1 || id.len() == 1,
                "{id}: {name}"
            );
            assert!(
                !is_reserved(&name) && !name.starts_with(['-', '_']),
                "{id}: {name}"
            );
            assert!(names.insert(name), "{id} has another's name");
        }
    }
}
