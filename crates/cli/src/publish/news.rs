//! What is new, for feed readers (Atom, RFC 4287; JSON Feed 1.1), and what there is, for search engines (sitemap.xml).
//!
//! "New" is by `updated_at`, else by when an event was first published, and that is remembered: the same programme
//! published again says the same.

use std::fmt::Write;

use domain::event::OccurrenceRef;
use domain::link::Link;
use domain::published as place;
use domain::time::{Instant, Zone};
use serde_json::json;
use text::{dates, ics, labels, published};

use super::Site;
use super::page::Dates;
use crate::site::markup::escaped;

/// Entries of a feed.
const ENTRIES: usize = 50;
/// Addresses in a sitemap (sitemaps.org: 50 000).
const ADDRESSES: usize = 45_000;

/// How XML begins.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
/// Of what kind a sitemap is.
const OF: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// An event that is to come.
pub struct Entry<'a> {
    /// Its next date.
    pub it: OccurrenceRef<'a>,
    /// When it was first published.
    pub seen: Instant,
    /// When it became what it is: `updated_at`, else `seen`.
    pub since: Instant,
}

/// The newest events that are to come, the newest first; of two of one moment the one that takes place earlier.
pub fn newest<'a>(site: &Site<'a>, all: &'a [Option<Dates>]) -> Vec<Entry<'a>> {
    let mut entries: Vec<(Entry<'a>, Instant)> = Vec::new();
    for ((event, dates), memory) in site.feed.events.iter().zip(all).zip(site.memories) {
        let next = dates.as_ref().and_then(|dates| dates.coming.first());
        let Some(next) = next else { continue };
        let Some(it) = OccurrenceRef::of(site.feed, next) else {
            continue;
        };
        let seen = Instant(memory.memory.seen);
        let since = memory.stated.unwrap_or(seen);
        debug_assert_eq!(event.id, it.event.id);
        entries.push((Entry { it, seen, since }, next.when.begins(&site.feed.zone)));
    }
    entries.sort_by(|(one, one_begins), (other, other_begins)| {
        let newer = other.since.cmp(&one.since);
        newer
            .then(one_begins.cmp(other_begins))
            .then_with(|| one.it.event.id.cmp(&other.it.event.id))
    });
    entries.truncate(ENTRIES);
    entries.into_iter().map(|(entry, _)| entry).collect()
}

/// Atom.
pub fn atom(site: &Site<'_>, entries: &[Entry<'_>]) -> String {
    let utc = Zone::utc();
    let updated = entries.iter().map(|entry| entry.since).max();
    let updated = updated.unwrap_or(Instant(0));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n",
        domain::keyed::Keyed::key(site.lang),
        xml(&title(site)),
        xml(&id(site, place::ATOM)),
        utc.rfc3339(updated)
    );
    let author = site.feed.publisher.name.as_ref();
    let author = author.map_or(site.name, |name| labels::text(site.feed, name, site.lang).0);
    let _ = write!(
        out,
        "<author><name>{}</name></author>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n",
        xml(author),
        xml(&address(site, "")),
        xml(&address(site, place::ATOM))
    );
    for entry in entries {
        let page = place::page(&entry.it.event.id);
        let (title, spoken) = labels::text(site.feed, &entry.it.event.title, site.lang);
        let spoken = spoken.map_or_else(String::new, |lang| format!(" xml:lang=\"{}\"", xml(lang)));
        let _ = write!(
            out,
            "<entry>\n<title{spoken}>{}</title>\n<id>{}</id>\n<published>{}</published>\n<updated>{}</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<summary>{}</summary>\n<content type=\"text\">{}</content>\n</entry>\n",
            xml(title),
            xml(&id(site, &page)),
            utc.rfc3339(entry.seen.min(entry.since)),
            utc.rfc3339(entry.since),
            xml(&address(site, &page)),
            xml(&summary(site, entry.it)),
            xml(&ics::said(entry.it, site.lang).description)
        );
    }
    out + "</feed>\n"
}

/// JSON Feed.
pub fn json_feed(site: &Site<'_>, entries: &[Entry<'_>]) -> String {
    let utc = Zone::utc();
    let items: Vec<_> = entries
        .iter()
        .map(|entry| {
            let page = place::page(&entry.it.event.id);
            json!({
                "id": id(site, &page),
                "url": address(site, &page),
                "title": labels::text(site.feed, &entry.it.event.title, site.lang).0,
                "summary": summary(site, entry.it),
                "content_text": ics::said(entry.it, site.lang).description,
                "date_published": utc.rfc3339(entry.seen.min(entry.since)),
                "date_modified": utc.rfc3339(entry.since),
            })
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(site),
        "home_page_url": address(site, ""),
        "feed_url": address(site, place::JSON_FEED),
        "language": domain::keyed::Keyed::key(site.lang),
        "items": items,
    });
    format!("{feed:#}\n")
}

/// `sitemap.xml`, and further files where one can't hold every address. Only for a calendar whose address is known.
pub fn sitemaps(home: &str, site: &Site<'_>) -> Vec<(String, String)> {
    let utc = Zone::utc();
    let mut lines = vec![format!("<url><loc>{}</loc></url>\n", xml(home))];
    for (event, memory) in site.feed.events.iter().zip(site.memories) {
        let changed = memory.stated.unwrap_or(Instant(memory.memory.changed));
        lines.push(format!(
            "<url><loc>{}{}</loc><lastmod>{}</lastmod></url>\n",
            xml(home),
            place::page(&event.id),
            utc.rfc3339(changed)
        ));
    }
    let set = |lines: &[String]| format!("{HEAD}<urlset {OF}>\n{}</urlset>\n", lines.concat());
    if lines.len() <= ADDRESSES {
        return vec![("sitemap.xml".to_owned(), set(&lines))];
    }
    let parts = lines.chunks(ADDRESSES).enumerate();
    let mut files: Vec<(String, String)> = parts
        .map(|(number, lines)| (format!("sitemap-{}.xml", number + 1), set(lines)))
        .collect();
    let names = files.iter();
    let names =
        names.map(|(name, _)| format!("<sitemap><loc>{}{name}</loc></sitemap>\n", xml(home)));
    let index = format!(
        "{HEAD}<sitemapindex {OF}>\n{}</sitemapindex>\n",
        names.collect::<String>()
    );
    files.push(("sitemap.xml".to_owned(), index));
    files
}

fn title(site: &Site<'_>) -> String {
    format!("{}: {}", site.name, published::NEW.get(site.lang))
}

/// "piątek, 27 listopada 2026, 18:00, sala widowiskowa".
fn summary(site: &Site<'_>, it: OccurrenceRef<'_>) -> String {
    let when = dates::full_when(site.lang, &it.when);
    let venue = it.venue();
    match venue.map(|venue| labels::venue(site.feed, venue, site.lang).0) {
        Some(venue) => format!("{when}, {venue}"),
        None => when,
    }
}

/// Absolute where the calendar's address is known, else relative.
fn address(site: &Site<'_>, path: &str) -> String {
    let home = site.home.as_deref().unwrap_or("./");
    format!("{home}{path}")
}

/// What a feed reader knows it by: its address, else a name without one (RFC 4151).
fn id(site: &Site<'_>, path: &str) -> String {
    match &site.home {
        Some(home) => format!("{home}{path}"),
        None => format!("tag:kalendarz.invalid,2026:{path}"),
    }
}

/// Text in XML 1.0, which has no room for most control characters.
fn xml(text: &str) -> String {
    let allowed = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    escaped(&text.chars().filter(allowed).collect::<String>())
}

/// Where other calendars and search engines are told of a sitemap: `robots.txt` counts at the root of a host alone.
pub fn robots(home: &str) -> Option<String> {
    let root = Link::parse(home)?;
    let (_, rest) = root.as_str().split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    path.is_empty()
        .then(|| format!("User-agent: *\nAllow: /\n\nSitemap: {home}sitemap.xml\n"))
}
