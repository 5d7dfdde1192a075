//! `kalendarz publish`: what stands in a published site, what a second run touches, what is kept and what is refused; and
//! that nobody who ends a run at any moment leaves a half of a site.
// What random moments were taken is said, since the same ones have to be taken again.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    missing_docs
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use domain::published::{self, Subscription};
use serde_json::{Value, json};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const NOW: &str = "2026-11-28T06:00";
const APP: &str = "app-0123456789abcdef.js";

/// A folder with a release of the calendar in `site`, a feed beside its pictures in `feed`, and what is published of them
/// in `www/kalendarz`; gone at the end.
struct Place(PathBuf);

/// Exit code, output, errors.
type Ended = (i32, String, String);

impl Place {
    fn new(name: &str) -> Place {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("publish-{name}"));
        let _ = fs::remove_dir_all(&folder);
        for path in ["site/img", "feed/img", "www"] {
            fs::create_dir_all(folder.join(path)).unwrap();
        }
        let place = Place(folder);
        for (from, to) in [
            ("index.html", "index.html"),
            ("static/manifest.webmanifest", "manifest.webmanifest"),
            (
                "static/deklaracja-dostepnosci.html",
                "deklaracja-dostepnosci.html",
            ),
            ("static/icon.svg", "icon.svg"),
            ("static/icon-192.png", "icon-192.png"),
            ("static/social.png", "social.png"),
        ] {
            fs::copy(Path::new(ROOT).join(from), place.site(to)).unwrap();
        }
        fs::write(place.site(APP), "let kalendarz;").unwrap();
        fs::write(place.site(".htaccess"), "# ustawienia").unwrap();
        fs::write(place.site("feed.json"), "{}").unwrap();
        place
    }

    fn site(&self, path: &str) -> PathBuf {
        self.0.join("site").join(path)
    }

    fn out(&self) -> PathBuf {
        self.0.join("www/kalendarz")
    }

    fn at(&self, path: &str) -> PathBuf {
        self.out().join(path)
    }

    fn read(&self, path: &str) -> String {
        let file = self.at(path);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    fn feed(&self, feed: &Value) {
        fs::write(self.0.join("feed/feed.json"), feed.to_string()).unwrap();
    }

    fn command(&self, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kalendarz"));
        command
            .arg("publish")
            .arg(self.0.join("feed/feed.json"))
            .arg("--site")
            .arg(self.0.join("site"))
            .arg("--out")
            .arg(self.out())
            .args(more);
        if !more.contains(&"--now") {
            command.args(["--now", NOW]);
        }
        command
    }

    fn run(&self, more: &[&str]) -> Ended {
        ended(&mut self.command(more))
    }

    /// Publishes a feed with nothing to complain of.
    fn publish(&self, feed: &Value, more: &[&str]) -> String {
        self.feed(feed);
        let (code, output, errors) = self.run(more);
        assert_eq!((code, errors.as_str()), (0, ""), "{output}");
        output
    }

    /// What visitors can ask for, by path.
    fn shown(&self) -> BTreeMap<String, Vec<u8>> {
        let mut shown = BTreeMap::new();
        for path in files(&self.out()) {
            if !path.starts_with(".kalendarz-") {
                shown.insert(path.clone(), fs::read(self.at(&path)).unwrap());
            }
        }
        shown
    }

    /// Whatever stands beside the published site.
    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.join("www")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "kalendarz").collect()
    }

    /// Files of the last run that nobody needs.
    fn left_over(&self) -> Vec<String> {
        let mut found = self.beside();
        let inside = [".kalendarz-nowe", ".kalendarz-dziennik.json"];
        found.extend(
            inside
                .into_iter()
                .filter(|name| self.at(name).exists())
                .map(str::to_owned),
        );
        found
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap_or(-1),
        text(output.stdout),
        text(output.stderr),
    )
}

/// Paths of all files below a folder.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(&within).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let path = path.strip_prefix(folder).unwrap();
                found.push(path.to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

fn is_picture(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|ending| ending == "png")
}

/// Where a file is on the disk, and when it was written.
#[cfg(unix)]
fn body(path: &Path) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    let about = fs::metadata(path).unwrap();
    (about.ino(), about.mtime(), about.mtime_nsec())
}

#[cfg(unix)]
fn bodies(place: &Place) -> BTreeMap<String, (u64, i64, i64)> {
    let shown = place.shown().into_keys();
    shown
        .map(|path| (path.clone(), body(&place.at(&path))))
        .collect()
}

/// Which files differ between two states of a site, new and lost ones too.
fn differing<T: PartialEq>(one: &BTreeMap<String, T>, other: &BTreeMap<String, T>) -> Vec<String> {
    let paths: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differ = paths
        .into_iter()
        .filter(|path| one.get(*path) != other.get(*path));
    differ.cloned().collect()
}

/// Three events, of which one is a class; everything that a visitor might want to know of the first.
fn opatow() -> Value {
    json!({
        "version": 1,
        "title": {"pl": "Kalendarz Opatowa", "en": "Opatów calendar"},
        "url": "https://gmina.example/kultura",
        "publisher": {"name": "Ośrodek <Kultury>", "phone": "+48 15 111 22 33", "email": "ok@ok.example"},
        "age_groups": [{"id": "dzieci", "label": "Dzieci", "min": 7, "max": 12}, {"id": "seniorzy", "label": "Seniorzy", "min": 60}],
        "categories": [{"id": "koncerty", "label": "Koncerty"}],
        "venues": [
            {"id": "sala", "name": "Sala widowiskowa", "address": "Rynek 1", "access": ["hearing_loop"]},
            {"id": "park", "name": "Park"}
        ],
        "events": [
            {
                "id": "koncert", "title": "Koncert <b>na cztery ręce</b>", "start": "2026-12-05T18:00", "end": "2026-12-05T19:30",
                "venue": "sala", "categories": ["koncerty"], "age": {"min": 6}, "price": {"from": 20, "to": 20},
                "summary": "Chopin & goście.", "description": "Pierwszy akapit.\n\nDrugi: https://example.org/a?b=1&c=2.",
                "image": {"src": "img/plakat%20.png", "alt": "Dwoje \"przy\" fortepianie"},
                "organizers": [{"name": "Szkoła", "url": "https://szkola.example/"}], "partners": [{"name": "Biblioteka"}],
                "funding": [{"name": "Ministerstwo", "programme": "Muzyka", "note": "Dofinansowano ze środków."}],
                "booking": "few", "updated_at": "2026-11-20T10:00:00+01:00"
            },
            {
                "id": "plastyka", "title": "Plastyka", "start": "2026-09-01T16:00", "end": "2026-09-01T17:00", "age": {"min": 7, "max": 12},
                "rrule": "FREQ=WEEKLY;UNTIL=2027-06-30", "venue": "sala", "updated_at": "2026-11-19T10:00:00+01:00",
                "occurrences": [{"start": "2026-12-08T16:00", "venue": "park", "status": "cancelled", "status_note": "Mróz."}]
            },
            {"id": "minione", "title": "Minione", "start": "2026-11-01", "updated_at": "2026-10-01T10:00:00+01:00"}
        ]
    })
}

fn with_picture(place: &Place) {
    fs::copy(
        Path::new(ROOT).join("static/icon-192.png"),
        place.0.join("feed/img/plakat .png"),
    )
    .unwrap();
}

fn published(name: &str) -> Place {
    let place = Place::new(name);
    with_picture(&place);
    place.publish(&opatow(), &[]);
    place
}

// ---------------------------------------------------------------------------------------------------------- what is there

#[test]
fn a_site_has_the_calendar_its_programme_and_what_goes_with_it() {
    let place = Place::new("whole");
    with_picture(&place);
    let output = place.publish(&opatow(), &[]);
    for wanted in [
        "Stron wydarzeń: 3 (nowych 3, zmienionych 0, usuniętych 0). Kalendarzy do subskrypcji: 6.",
        "Obrazków podglądu: 2 (narysowanych teraz: 2).",
        "Sitemap: https://gmina.example/kultura/sitemap.xml",
    ] {
        assert!(output.contains(wanted), "{wanted}\n{output}");
    }
    for path in [
        "index.html",
        "site.json",
        "manifest.webmanifest",
        "deklaracja-dostepnosci.html",
        "icon.svg",
        APP,
        ".htaccess",
        "img/plakat .png",
        "wydarzenia/koncert.html",
        "wydarzenia/koncert.ics",
        "wydarzenia/plastyka.html",
        "wydarzenia/minione.html",
        "kalendarze/wszystkie.ics",
        "kalendarze/wiek-dzieci.ics",
        "kalendarze/kategoria-koncerty.ics",
        "kalendarze/miejsce-park.ics",
        "nowe.xml",
        "nowe.json",
        "sitemap.xml",
    ] {
        assert!(place.at(path).is_file(), "{path}");
    }
    let feed = fs::read(place.0.join("feed/feed.json")).unwrap();
    assert_eq!(fs::read(place.at("feed.json")).unwrap(), feed);
    let index = place.read("index.html");
    assert!(index.contains(r#"<div id="kalendarz" data-published="1" data-feed="feed.json""#));
    assert!(index.contains("<title>Kalendarz Opatowa</title>"));
    assert!(index.contains(r#"<link rel="alternate" type="application/atom+xml" title="Nowe w kalendarzu" href="./nowe.xml">"#));
    assert!(
        !place.at("robots.txt").exists(),
        "it counts at the root of a host alone"
    );
    assert_eq!(place.left_over(), Vec::<String>::new());
}

/// Ids of the events that stand in the calendar's own page, in order.
fn first_days(place: &Place) -> Vec<String> {
    let index = place.read("index.html");
    let ids = index.split("data-event-id=\"").skip(1);
    ids.map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_first_days_stand_in_the_calendars_own_page() {
    let place = Place::new("first-days");
    with_picture(&place);
    place.publish(&opatow(), &[]);
    assert_eq!(
        first_days(&place),
        Vec::<String>::new(),
        "nobody gives them over"
    );
    let script = "first-0123456789abcdef.js";
    fs::write(place.site(script), "let first;").unwrap();
    place.publish(&opatow(), &[]);
    // Today's entries and, whole, as many days as hold twelve: a class each Tuesday, and one concert.
    let days = first_days(&place);
    assert_eq!(days.len(), 12, "{days:?}");
    assert_eq!(days[..3], ["plastyka", "koncert", "plastyka"]);
    let index = place.read("index.html");
    for wanted in [
        format!("<script type=\"module\" blocking=\"render\" src=\"./{script}\"></script>"),
        "<a href=\"wydarzenia/koncert.html\">Koncert &lt;b&gt;na cztery ręce&lt;/b&gt;".to_owned(),
        // Midnight in Poland, and when the class of that day is over.
        "<div id=\"pierwsze\" class=\"page\" data-until=\"1795906800\">".to_owned(),
        "data-start=\"2026-12-01T16:00\" class data-until=\"1796140800\"".to_owned(),
        "<h1>Kalendarz Opatowa</h1>".to_owned(),
        "<h2 id=\"fallback-name\">".to_owned(),
        "Mróz.".to_owned(),
    ] {
        assert!(index.contains(&wanted), "{wanted}\n{index}");
    }
    for never in ["role=\"main\"", "style=", "<b>na"] {
        assert!(!index.contains(never), "{never}");
    }
    assert_eq!(index.matches("<main").count(), 1);

    // The language in which the program begins.
    let html = fs::read_to_string(place.site("index.html")).unwrap();
    let english = html.replace("data-lang=\"\"", "data-lang=\"en\"");
    fs::write(place.site("index.html"), english).unwrap();
    place.publish(&opatow(), &[]);
    assert!(
        place
            .read("index.html")
            .contains("<h1>Opatów calendar</h1>")
    );

    // Of a programme that is over there are none.
    place.publish(&opatow(), &["--now", "2027-08-01T12:00"]);
    assert_eq!(first_days(&place), Vec::<String>::new());
}

#[test]
fn a_page_says_all_of_an_event_and_nothing_as_markup() {
    let place = published("page");
    let page = place.read("wydarzenia/koncert.html");
    for wanted in [
        r#"<html lang="pl">"#,
        "<h1>Koncert &lt;b&gt;na cztery ręce&lt;/b&gt;</h1>",
        "sobota, 5 grudnia 2026, 18:00–19:30",
        r#"<time datetime="2026-12-05T18:00:00+01:00">"#,
        "Sala widowiskowa<p>Rynek 1</p>",
        "<dd>od 6 lat</dd>",
        "<dd>20 zł</dd>",
        "<li>pętla indukcyjna</li>",
        "<p>Chopin &amp; goście.</p>",
        r#"<p>Drugi: <a href="https://example.org/a?b=1&amp;c=2" rel="noopener">https://example.org/a?b=1&amp;c=2</a>.</p>"#,
        r#"<img src="../img/plakat%20.png" alt="Dwoje &quot;przy&quot; fortepianie" loading="lazy">"#,
        r#"<a href="https://szkola.example/" rel="noopener">Szkoła</a>"#,
        "<li>Biblioteka</li>",
        "Ministerstwo – Muzyka",
        "<p>Dofinansowano ze środków.</p>",
        r#"<strong class="state">Ostatnie miejsca</strong>"#,
        r#"<a class="open" href="../?event=koncert&amp;at=2026-12-05T18:00">Otwórz w kalendarzu</a>"#,
        r#"<a href="koncert.ics">Dodaj do kalendarza</a>"#,
        r#"<link rel="canonical" href="https://gmina.example/kultura/wydarzenia/koncert.html">"#,
        r#"<meta property="og:url" content="https://gmina.example/kultura/wydarzenia/koncert.html">"#,
        "Ośrodek &lt;Kultury&gt;",
    ] {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
    let policy = |html: &str| {
        let line = html
            .lines()
            .find(|line| line.contains("Content-Security-Policy"));
        line.unwrap().to_owned()
    };
    assert_eq!(policy(&page), policy(&place.read("index.html")));
    assert!(!page.contains("<script src") && !page.contains(" style="));
    // The style sheet and the picture are there under the names that the page says.
    let style = page
        .split_once("href=\"../wydarzenie-")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap();
    assert!(place.at(&format!("wydarzenie-{style}")).is_file());
    let picture = page
        .split_once(r#"og:image" content="https://gmina.example/kultura/"#)
        .unwrap()
        .1;
    let picture = fs::read(place.at(picture.split('"').next().unwrap())).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
    assert_eq!(
        &picture[16..24],
        [0, 0, 4, 176, 0, 0, 2, 118],
        "1200 by 630 pixels"
    );
}

#[test]
fn a_class_lists_its_dates_with_what_is_different_on_each() {
    let place = published("dates");
    let page = place.read("wydarzenia/plastyka.html");
    // Tuesdays from 1 December to 29 June; those from 1 September to 24 November are over.
    assert_eq!(page.matches("?event=plastyka&amp;at=").count(), 31 + 1);
    assert!(page.contains("Pokaż pozostałe terminy (21)"));
    assert!(page.contains("Terminy, które już minęły: 13."));
    let park = r#"wtorek, 8 grudnia 2026, 16:00–17:00</time></a> · Park · <strong class="state">Odwołane: Mróz.</strong>"#;
    assert!(page.contains(park), "{page}");
    let data = page
        .split_once(r#"<script type="application/ld+json">"#)
        .unwrap()
        .1;
    let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    let dates = data["@graph"].as_array().unwrap();
    assert_eq!(dates.len(), 31);
    assert_eq!(dates[1]["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(
        dates[0]["url"],
        "https://gmina.example/kultura/wydarzenia/plastyka.html"
    );
    let past = place.read("wydarzenia/minione.html");
    assert!(past.contains("To wydarzenie już się odbyło."));
    assert!(
        past.contains("https://gmina.example/kultura/social.png"),
        "nothing is drawn for what is over"
    );
}

#[test]
fn without_an_address_nothing_is_absolute() {
    let place = Place::new("relative");
    with_picture(&place);
    let mut feed = opatow();
    feed.as_object_mut().unwrap().remove("url");
    let output = place.publish(&feed, &[]);
    assert!(
        output.contains("nie ma adresu kalendarza (pole url)"),
        "{output}"
    );
    let page = place.read("wydarzenia/koncert.html");
    for unwanted in ["canonical", "og:url", "og:image", "gmina.example"] {
        assert!(!page.contains(unwanted), "{unwanted}");
    }
    assert!(!place.at("sitemap.xml").exists());
    assert!(
        files(&place.at("wydarzenia"))
            .iter()
            .all(|path| !is_picture(path))
    );
}

#[test]
fn subscriptions_hold_what_belongs_to_them() {
    let place = published("subscriptions");
    let titles = |of| {
        let text = place.read(&published::calendar(of));
        let lines = text
            .lines()
            .filter_map(|line| line.strip_prefix("SUMMARY:"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let concert = "Koncert <b>na cztery ręce</b>";
    assert_eq!(titles(Subscription::Age("seniorzy")), [concert, "Minione"]);
    assert_eq!(titles(Subscription::Category("koncerty")), [concert]);
    // The class with its exception; in the park the exception alone.
    assert_eq!(
        titles(Subscription::Venue("sala")),
        [concert, "Plastyka", "Plastyka"]
    );
    assert_eq!(titles(Subscription::Venue("park")), ["Plastyka"]);
    let one = place.read("wydarzenia/plastyka.ics");
    assert!(one.contains("RRULE:FREQ=WEEKLY") && one.contains("RECURRENCE-ID"));
    assert!(!one.contains("koncert"));
}

#[test]
fn every_id_has_a_page_where_the_program_looks_for_it() {
    let place = Place::new("ids");
    let long = "bardzo-".repeat(60);
    let ids = [
        "koncert",
        "Koncert",
        "KONCERT",
        "..",
        "../../etc/passwd",
        "a/b",
        "a\\b",
        "Żółw",
        "żółw",
        "Київ",
        "日本",
        "con",
        "NUL",
        "index",
        "a.b",
        ".ukryte",
        "a b",
        "100%",
        "?x=1#y",
        "<script>",
        "-a",
        &long,
        "a--b",
        "koncert.html",
    ];
    let events = ids
        .iter()
        .map(|id| json!({"id": id, "title": id, "start": "2026-12-05"}));
    let feed = json!({"version": 1, "events": events.collect::<Vec<_>>()});
    place.publish(&feed, &[]);
    let found = files(&place.at("wydarzenia"));
    assert_eq!(found.len(), ids.len() * 2, "{found:?}");
    for id in ids {
        let page = place.read(&published::page(id));
        assert!(place.at(&published::event_calendar(id)).is_file());
        let link = page
            .split_once("../?event=")
            .unwrap()
            .1
            .split("&amp;")
            .next()
            .unwrap();
        let decoded = domain::query::Query::parse(&format!("?event={link}")).0;
        assert_eq!(decoded.event.as_deref(), Some(id), "{link}");
    }
    assert_eq!(
        files(&place.0.join("www")).len(),
        files(&place.out()).len(),
        "nothing is outside"
    );
}

#[test]
fn a_missing_picture_is_named_and_its_description_stands() {
    let place = Place::new("missing");
    place.feed(&opatow());
    let (code, output, _) = place.run(&[]);
    assert_eq!(code, 1);
    assert!(
        output.contains("Obrazka img/plakat%20.png nie ma obok programu."),
        "{output}"
    );
    let page = place.read("wydarzenia/koncert.html");
    assert!(page.contains("[Obraz: Dwoje &quot;przy&quot; fortepianie]") && !page.contains("<img"));
}

#[test]
fn what_is_new_is_remembered() {
    let place = published("news");
    let titles = || {
        let feed: Value = serde_json::from_str(&place.read("nowe.json")).unwrap();
        let items = feed["items"].as_array().unwrap().clone();
        items
            .iter()
            .map(|item| item["title"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let concert = "Koncert <b>na cztery ręce</b>";
    assert_eq!(
        titles(),
        [concert, "Plastyka"],
        "by updated_at, without what is over"
    );
    let mut feed = opatow();
    let new = json!({"id": "nowe", "title": "Nowe", "start": "2027-01-05"});
    feed["events"].as_array_mut().unwrap().insert(0, new);
    place.publish(&feed, &[]);
    assert_eq!(titles(), ["Nowe", concert, "Plastyka"]);
    let before = [
        place.read("nowe.json"),
        place.read("nowe.xml"),
        place.read("wydarzenia/nowe.ics"),
    ];
    assert!(
        before[1].contains("<updated>2026-11-28T05:00:00Z</updated>")
            || before[1].contains("2026-11-28T05:00:00+00:00")
    );
    feed["events"][0]["start"] = "2027-01-06".into();
    feed["generated_at"] = "2026-11-29T06:00:00Z".into();
    place.publish(&feed, &["--now", "2026-11-29T06:00"]);
    assert_eq!(titles(), ["Nowe", concert, "Plastyka"]);
    let after = [place.read("nowe.json"), place.read("wydarzenia/nowe.ics")];
    let published = |text: &str| {
        let at = text.split_once("\"date_published\"").unwrap().1;
        at.lines().next().unwrap().to_owned()
    };
    assert_eq!(
        published(&before[0]),
        published(&after[0]),
        "first seen is first seen"
    );
    assert!(
        after[1].contains("DTSTAMP:20261129T050000Z"),
        "changed is when the change came: {}",
        after[1]
    );
    assert!(before[2].contains("DTSTAMP:20261128T050000Z"));
}

// ------------------------------------------------------------------------------------------------------- what is touched

#[cfg(unix)]
#[test]
fn what_did_not_change_is_not_touched() {
    for more in [&[][..], &["--in-place"]] {
        let place = published("same");
        let before = bodies(&place);
        let mut feed = opatow();
        let output = place.publish(&feed, more);
        assert!(output.contains("Plików zapisanych: 0,"), "{output}");
        assert_eq!(differing(&before, &bodies(&place)), Vec::<String>::new());

        feed["events"][0]["summary"] = "Inaczej.".into();
        let output = place.publish(&feed, more);
        assert!(
            output.contains("(nowych 0, zmienionych 1, usuniętych 0)"),
            "{output}"
        );
        let changed = differing(&before, &bodies(&place));
        let expected = [
            "feed.json",
            "kalendarze/kategoria-koncerty.ics",
            "kalendarze/miejsce-sala.ics",
            "kalendarze/wiek-dzieci.ics",
            "kalendarze/wiek-seniorzy.ics",
            "kalendarze/wszystkie.ics",
            "nowe.json",
            "nowe.xml",
            "wydarzenia/koncert.html",
            "wydarzenia/koncert.ics",
        ];
        assert_eq!(changed, expected);
        assert_eq!(place.left_over(), Vec::<String>::new());
    }
}

#[test]
fn an_event_that_is_gone_takes_its_files_along() {
    for more in [&[][..], &["--in-place"]] {
        let place = published("gone");
        let mut feed = opatow();
        feed["events"].as_array_mut().unwrap().remove(0);
        let output = place.publish(&feed, more);
        assert!(
            output.contains("Stron wydarzeń: 2 (nowych 0, zmienionych 0, usuniętych 1)"),
            "{output}"
        );
        assert!(
            !place.at("wydarzenia/koncert.html").exists()
                && !place.at("wydarzenia/koncert.ics").exists()
        );
        assert!(
            !place.at("img").exists(),
            "its picture, and the folder of it"
        );
        assert!(!place.read("kalendarze/wszystkie.ics").contains("Koncert"));
    }
}

#[test]
fn old_program_files_stay_for_a_week() {
    for more in [&[][..], &["--in-place"]] {
        let place = published("old");
        let newer = "app-fedcba9876543210.js";
        fs::rename(place.site(APP), place.site(newer)).unwrap();
        let on = |now: &str| {
            let more: Vec<&str> = more.iter().copied().chain(["--now", now]).collect();
            place.publish(&opatow(), &more);
            assert!(place.at(newer).is_file());
            place.at(APP).is_file()
        };
        assert!(on("2026-11-29T06:00"), "somebody has yesterday's page open");
        assert!(on("2026-12-06T05:59"));
        assert!(!on("2026-12-06T06:00"));
    }
}

#[test]
fn files_of_others_stay() {
    for more in [&[][..], &["--in-place"]] {
        let place = published("foreign");
        fs::create_dir_all(place.at(".well-known/acme")).unwrap();
        for (path, text) in [
            (".well-known/acme/token", "token"),
            ("img/nasze.png", "obrazek"),
            ("regulamin.pdf", "regulamin"),
            ("social.png", "nasz obrazek"),
        ] {
            fs::write(place.at(path), text).unwrap();
        }
        let statement = place
            .read("deklaracja-dostepnosci.html")
            .replace("<mark>", "<b>");
        fs::write(place.at("deklaracja-dostepnosci.html"), &statement).unwrap();
        let mut feed = opatow();
        feed["publisher"]["phone"] = "600 100 200".into();
        let output = place.publish(&feed, more);
        assert!(
            output.contains("Zostaje plik deklaracja-dostepnosci.html"),
            "{output}"
        );
        // And once more: what was theirs stays theirs.
        feed["publisher"]["phone"] = "600 100 201".into();
        place.publish(&feed, more);
        assert_eq!(place.read(".well-known/acme/token"), "token");
        assert_eq!(place.read("img/nasze.png"), "obrazek");
        assert_eq!(place.read("regulamin.pdf"), "regulamin");
        assert_eq!(place.read("social.png"), "nasz obrazek");
        let after = place.read("deklaracja-dostepnosci.html");
        assert!(
            after.contains("<b>") && after.contains("600 100 201"),
            "its words, and today's facts"
        );
    }
}

#[test]
fn a_calendar_that_was_copied_there_by_hand_is_taken_over() {
    let place = Place::new("adopted");
    with_picture(&place);
    fs::create_dir_all(place.out()).unwrap();
    for name in ["index.html", "social.png", APP] {
        fs::copy(place.site(name), place.at(name)).unwrap();
    }
    fs::write(place.at("nasze.pdf"), "nasze").unwrap();
    place.publish(&opatow(), &[]);
    assert!(place.read("index.html").contains("data-published"));
    assert_eq!(place.read("nasze.pdf"), "nasze");
}

#[test]
fn at_the_root_of_a_host_search_engines_are_told_where_the_map_is() {
    let place = Place::new("robots");
    with_picture(&place);
    let mut feed = opatow();
    feed["url"] = "https://kalendarz.example/".into();
    place.publish(&feed, &[]);
    assert!(
        place
            .read("robots.txt")
            .contains("Sitemap: https://kalendarz.example/sitemap.xml")
    );
    fs::write(place.at("robots.txt"), "User-agent: *").unwrap();
    place.publish(&feed, &[]);
    assert_eq!(
        place.read("robots.txt"),
        "User-agent: *",
        "the centre's own"
    );
}

#[test]
fn pictures_are_drawn_for_the_nearest_events() {
    let place = Place::new("nearest");
    let events = (10..20).map(
        |day| json!({"id": format!("e{day}"), "title": "A", "start": format!("2026-12-{day}")}),
    );
    let feed =
        json!({"version": 1, "url": "https://a.example/k/", "events": events.collect::<Vec<_>>()});
    let output = place.publish(&feed, &["--previews", "2"]);
    assert!(
        output.contains("Własny obrazek podglądu ma 2 najbliższych wydarzeń"),
        "{output}"
    );
    let drawn: Vec<String> = files(&place.at("wydarzenia"))
        .into_iter()
        .filter(|path| is_picture(path))
        .collect();
    assert_eq!(drawn.len(), 2);
    assert!(drawn[0].starts_with("e10-") && drawn[1].starts_with("e11-"));
    assert!(
        place
            .read("wydarzenia/e12.html")
            .contains("https://a.example/k/social.png")
    );
}

// -------------------------------------------------------------------------------------------------------- what is refused

/// What a run says that leaves everything as it was.
fn refused(place: &Place, run: Ended, code: i32, said: &str, before: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(run.0, code, "{run:?}");
    assert!(run.2.contains(said), "{said}: {run:?}");
    assert_eq!(differing(before, &place.shown()), Vec::<String>::new());
    assert_eq!(place.left_over(), Vec::<String>::new());
}

#[test]
fn a_feed_that_is_none_or_empty_leaves_the_old_site() {
    let place = published("refused");
    let before = place.shown();
    fs::write(place.0.join("feed/feed.json"), "{\"version\": 1, \"ev").unwrap();
    refused(&place, place.run(&[]), 1, "urywa się w połowie", &before);
    place.feed(&json!({"version": 1, "events": []}));
    refused(&place, place.run(&[]), 1, "--allow-empty", &before);
    let (code, output, _) = place.run(&["--allow-empty"]);
    assert_eq!(code, 0, "{output}");
    let pages = files(&place.at("wydarzenia"));
    assert!(pages.iter().all(|path| is_picture(path)), "{pages:?}");
}

#[test]
fn a_programme_in_parts_is_published_in_parts_and_only_whole() {
    let place = published("parts");
    let part = json!({"version": 1, "events": [{"id": "z-czesci", "title": "Z części", "start": "2027-02-05"}]});
    let mut feed = opatow();
    feed["parts"] = json!([{"from": "2027-02-05", "to": "2027-02-05", "url": "luty.json"}]);
    place.feed(&feed);
    let before = place.shown();
    refused(
        &place,
        place.run(&[]),
        1,
        "Programowi brakuje części",
        &before,
    );
    fs::write(place.0.join("feed/luty.json"), part.to_string()).unwrap();
    place.publish(&feed, &[]);
    assert_eq!(place.read("luty.json"), part.to_string());
    assert!(
        place
            .read("wydarzenia/z-czesci.html")
            .contains("5 lutego 2027")
    );
}

#[test]
fn a_large_programme_is_published_in_parts() {
    let place = published("large");
    let mut feed = opatow();
    let many = (0..500).map(|number| {
        let day = format!("2027-{:02}-{:02}T18:00", 1 + number % 6, 1 + number % 28);
        json!({"id": format!("e{number}"), "title": "Spotkanie", "start": day})
    });
    feed["events"].as_array_mut().unwrap().extend(many);
    place.publish(&feed, &["--previews", "0"]);
    let manifest: Value = serde_json::from_str(&place.read("feed.json")).unwrap();
    let parts: Vec<Value> = manifest["parts"].as_array().unwrap().clone();
    assert!(parts.len() >= 6, "{parts:?}");
    let events = |file: &Value| file["events"].as_array().unwrap().len();
    let read = |part: &Value| {
        events(&serde_json::from_str(&place.read(part["url"].as_str().unwrap())).unwrap())
    };
    let all = events(&manifest) + parts.iter().map(read).sum::<usize>();
    assert_eq!(all, events(&feed));
}

#[test]
fn folders_that_are_not_for_this_are_refused() {
    let place = published("folders");
    let before = place.shown();
    let out = |folder: PathBuf| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kalendarz"));
        command
            .arg("publish")
            .arg(place.0.join("feed/feed.json"))
            .arg("--site")
            .arg(place.0.join("site"));
        ended(command.arg("--out").arg(folder))
    };
    refused(
        &place,
        out(place.site("www")),
        2,
        "leżą jeden w drugim",
        &before,
    );
    refused(
        &place,
        out(place.0.join("site")),
        2,
        "leżą jeden w drugim",
        &before,
    );
    refused(
        &place,
        out(place.0.clone()),
        2,
        "leżą jeden w drugim",
        &before,
    );
    let mut within = Command::new(env!("CARGO_BIN_EXE_kalendarz"));
    within.current_dir(place.site("")).args([
        "publish",
        "../feed/feed.json",
        "--site",
        ".",
        "--out",
        "www",
    ]);
    refused(
        &place,
        ended(&mut within),
        2,
        "leżą jeden w drugim",
        &before,
    );
    assert!(!place.site("www").exists());
    let other = place.0.join("inne");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("praca.doc"), "praca").unwrap();
    refused(
        &place,
        out(other.clone()),
        2,
        "nie jest kalendarzem",
        &before,
    );
    assert_eq!(files(&other), ["praca.doc"]);
    fs::write(place.0.join("plik"), "").unwrap();
    refused(
        &place,
        out(place.0.join("plik/www")),
        2,
        "Nie można",
        &before,
    );
    fs::remove_file(place.site("index.html")).unwrap();
    refused(
        &place,
        place.run(&[]),
        2,
        "nie ma strony kalendarza",
        &before,
    );
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_site() {
    for more in ["", "--in-place"] {
        let place = published("full");
        let before = place.shown();
        let mut feed = opatow();
        feed["events"][0]["description"] = "x".repeat(100_000).into();
        place.feed(&feed);
        // No file above 64 blocks of 512 bytes, and no signal about it.
        let script = format!("trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\" {more}");
        let whole = place.command(&[]);
        let mut command = Command::new("sh");
        command
            .args(["-c", &script])
            .arg(whole.get_program())
            .args(whole.get_args());
        refused(
            &place,
            ended(&mut command),
            2,
            "Została poprzednia strona",
            &before,
        );
    }
}

#[test]
fn two_at_once_are_one_too_many() {
    let place = published("busy");
    let before = place.shown();
    let lock = File::open(place.at(".kalendarz-blokada")).unwrap();
    lock.lock().unwrap();
    let run = place.run(&[]);
    refused(&place, run, 2, "właśnie publikuje ktoś inny", &before);
    drop(lock);
    place.publish(&opatow(), &[]);
}

#[test]
fn of_many_at_once_each_leaves_a_whole_site() {
    let place = published("many");
    let runs: Vec<_> = (0..6)
        .map(|_| {
            place
                .command(&[])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut done = 0;
    for run in runs {
        let output = run.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        match output.status.code() {
            Some(0) => done += 1,
            code => assert!(
                code == Some(2) && said.contains("publikuje ktoś inny"),
                "{said}"
            ),
        }
    }
    assert!(done > 0);
    assert_eq!(place.left_over(), Vec::<String>::new());
    assert!(
        place
            .publish(&opatow(), &[])
            .contains("Plików zapisanych: 0,")
    );
}

// --------------------------------------------------------------------------------------------------------- ended on the way

/// Numbers that look random: the same for one seed.
struct Dice(u64);

impl Dice {
    fn new() -> Dice {
        let seed = std::env::var("PROPTEST_RNG_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok());
        let seed = seed.unwrap_or_else(|| u64::from(std::process::id()));
        println!("PROPTEST_RNG_SEED={seed}");
        Dice(seed | 1)
    }

    fn up_to(&mut self, most: Duration) -> Duration {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let part = u32::try_from(self.0 >> 40).unwrap();
        most * (part % 1000) / 1000
    }
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    for path in files(from) {
        let file = to.join(&path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::copy(from.join(&path), file).unwrap();
    }
}

/// Ends a run at random moments. `whole`: whatever is seen then is one of both sites.
fn killed(name: &str, more: &[&str], times: usize, whole: bool) {
    let place = published(name);
    let kept = place.0.join("kept");
    copy(&place.out(), &kept);
    let old = place.shown();
    let mut feed = opatow();
    feed["title"] = "Inna nazwa".into();
    feed["events"][0]["id"] = "inny".into();
    let begun = Instant::now();
    place.publish(&feed, more);
    let usual = begun.elapsed();
    let new = place.shown();
    assert!(differing(&old, &new).len() > 10);
    let mut dice = Dice::new();
    let (mut ended_old, mut ended_new) = (0, 0);
    for _ in 0..times {
        copy(&kept, &place.out());
        let mut run = place.command(more).stdout(Stdio::null()).spawn().unwrap();
        sleep(dice.up_to(usual + usual / 5));
        let _ = run.kill();
        run.wait().unwrap();
        let mut seen = place.shown();
        seen.retain(|path, _| !path.starts_with(".kalendarz"));
        if seen == old {
            ended_old += 1;
        } else if seen == new {
            ended_new += 1;
        } else {
            let (from_old, from_new) = (differing(&seen, &old), differing(&seen, &new));
            assert!(
                !whole,
                "neither the old site {from_old:?} nor the new one {from_new:?}"
            );
            // Each file is whole all the same.
            for (path, bytes) in &seen {
                assert!(
                    old.get(path) == Some(bytes) || new.get(path) == Some(bytes),
                    "{path}"
                );
            }
        }
        place.publish(&feed, more);
        assert_eq!(differing(&place.shown(), &new), Vec::<String>::new());
        assert_eq!(place.left_over(), Vec::<String>::new());
    }
    println!("ended before: {ended_old}, after: {ended_new}");
    assert!(ended_old > 0);
}

#[cfg(target_os = "linux")]
#[test]
fn whoever_ends_a_run_leaves_the_old_site_or_the_new_one() {
    killed("killed", &[], 50, true);
}

#[test]
fn a_run_that_renames_file_by_file_is_finished_by_the_next() {
    killed("killed-in-place", &["--in-place"], 15, false);
}

#[test]
fn a_journal_is_finished_before_anything_else() {
    let place = published("journal");
    let stage = place.at(".kalendarz-nowe");
    fs::create_dir_all(stage.join("wydarzenia")).unwrap();
    fs::write(stage.join("wydarzenia/koncert.html"), "nowa strona").unwrap();
    fs::write(
        place.at(".kalendarz-dziennik.json"),
        r#"{"write": ["nie-ma-mnie.html", "wydarzenia/koncert.html"], "remove": ["wydarzenia/minione.ics"]}"#,
    )
    .unwrap();
    // The feed is refused later than the journal is read, or sooner: either way nothing is lost.
    place.publish(&opatow(), &[]);
    assert!(place.read("wydarzenia/koncert.html").contains("Koncert"));
    assert!(place.at("wydarzenia/minione.ics").is_file());
    assert_eq!(place.left_over(), Vec::<String>::new());
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_put_into_the_site_during_a_run_is_brought_over() {
    let place = published("meanwhile");
    // As a run leaves it that was ended right after both folders had changed their names.
    let before = place.0.join("www/.kalendarz.kalendarz-nowe");
    copy(&place.out(), &before);
    fs::write(before.join("img/nowy plakat.png"), "plakat").unwrap();
    place.publish(&opatow(), &[]);
    assert_eq!(place.read("img/nowy plakat.png"), "plakat");
    assert_eq!(place.left_over(), Vec::<String>::new());
}
