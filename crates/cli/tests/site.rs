//! `kalendarz site` on a folder as a release has it: what is written where, again and again, for one centre after
//! another, and what is said when it can't be.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::{Value, json};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const FILES: [&str; 4] = [
    "site.json",
    "index.html",
    "manifest.webmanifest",
    "deklaracja-dostepnosci.html",
];

/// A folder of its own with the files of a site, gone at the end.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Site {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let site = Site(folder);
        for (from, to) in [
            ("index.html", "index.html"),
            ("static/manifest.webmanifest", "manifest.webmanifest"),
            (
                "static/deklaracja-dostepnosci.html",
                "deklaracja-dostepnosci.html",
            ),
        ] {
            fs::copy(Path::new(ROOT).join(from), site.0.join(to)).unwrap();
        }
        site
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn all(&self) -> Vec<String> {
        FILES.iter().map(|name| self.read(name)).collect()
    }

    /// Exit code, output, errors.
    fn run(&self, feed: &str) -> (i32, String, String) {
        let mut command = Command::cargo_bin("kalendarz").unwrap();
        let arguments = ["site", "-", "--site", self.0.to_str().unwrap()];
        let output = command.args(arguments).write_stdin(feed).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    fn filled(&self, feed: &Value) -> String {
        let (code, output, errors) = self.run(&feed.to_string());
        assert_eq!((code, errors.as_str()), (0, ""), "{output}");
        output
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn opatow() -> Value {
    json!({
        "version": 1, "title": {"pl": "Kalendarz kulturalny Opatowa", "en": "Opatów calendar"},
        "url": "https://gmina.example/kultura",
        "publisher": {
            "name": "Ośrodek Kultury w Opatowie", "url": "https://ok.example/", "email": "ok@ok.example",
            "phone": "+48 15 111 22 33", "address": "ul. Partyzantów,\n27-500 Opatów"
        },
        "events": []
    })
}

#[test]
fn the_facts_are_in_site_json() {
    let site = Site::new("facts");
    site.filled(&opatow());
    let facts: Value = serde_json::from_str(&site.read("site.json")).unwrap();
    let expected = json!({
        "name": "Kalendarz kulturalny Opatowa", "short_name": "Kalendarz", "lang": "pl",
        "url": "https://gmina.example/kultura/",
        "publisher": {
            "name": "Ośrodek Kultury w Opatowie", "url": "https://ok.example/", "email": "ok@ok.example",
            "phone": "+48 15 111 22 33", "address": "ul. Partyzantów, 27-500 Opatów"
        }
    });
    assert_eq!(facts, expected);
}

#[test]
fn the_page_says_whose_it_is_and_whom_to_call() {
    let site = Site::new("page");
    let before = site.read("index.html");
    site.filled(&opatow());
    let page = site.read("index.html");
    for wanted in [
        "<title>Kalendarz kulturalny Opatowa</title>",
        r#"<meta property="og:title" content="Kalendarz kulturalny Opatowa">"#,
        r#"<meta property="og:url" content="https://gmina.example/kultura/">"#,
        r#"<meta property="og:site_name" content="Ośrodek Kultury w Opatowie">"#,
        r#"<a href="tel:+48151112233">+48 15 111 22 33</a>"#,
        r#"<a href="mailto:ok@ok.example">ok@ok.example</a>"#,
        r#"<a href="https://ok.example/">Ośrodek Kultury w Opatowie</a>"#,
        "<li>ul. Partyzantów, 27-500 Opatów</li>",
    ] {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
    assert!(!page.contains("og:image"));
    let policy = |html: &str| {
        let line = html
            .lines()
            .find(|line| line.contains("Content-Security-Policy"));
        line.unwrap().to_owned()
    };
    assert_eq!(policy(&page), policy(&before));
}

#[test]
fn a_social_picture_is_named_once_it_is_there() {
    let site = Site::new("picture");
    site.write("social.png", "");
    site.filled(&opatow());
    let wanted = r#"<meta property="og:image" content="https://gmina.example/kultura/social.png">"#;
    assert!(site.read("index.html").contains(wanted));
    let mut feed = opatow();
    feed["url"].take();
    site.filled(&feed);
    assert!(site.read("index.html").contains(r#"content="social.png""#));
}

#[test]
fn the_manifest_keeps_all_but_the_names() {
    let site = Site::new("manifest");
    let before: Value = serde_json::from_str(&site.read("manifest.webmanifest")).unwrap();
    site.filled(&opatow());
    let after: Value = serde_json::from_str(&site.read("manifest.webmanifest")).unwrap();
    assert_eq!(after["name"], "Kalendarz kulturalny Opatowa");
    assert_eq!(after["short_name"], "Kalendarz");
    for member in [
        "start_url",
        "scope",
        "display",
        "icons",
        "theme_color",
        "background_color",
    ] {
        assert!(!after[member].is_null(), "{member}");
        assert_eq!(after[member], before[member]);
    }
    fs::remove_file(site.0.join("manifest.webmanifest")).unwrap();
    site.filled(&opatow());
    assert!(!site.0.join("manifest.webmanifest").exists());
}

#[test]
fn the_statement_is_the_centre_s_own() {
    let site = Site::new("statement");
    let output = site.filled(&opatow());
    let html = site.read("deklaracja-dostepnosci.html");
    for wanted in [
        "<title>Deklaracja dostępności – Kalendarz kulturalny Opatowa</title>",
        r#"<a id="a11y-url" href="https://gmina.example/kultura/">Kalendarz kulturalny Opatowa</a>"#,
        "Ośrodek Kultury w Opatowie",
        r#"<a href="tel:+48151112233">+48 15 111 22 33</a>"#,
    ] {
        assert!(html.contains(wanted), "{wanted}");
    }
    // What only the centre knows: three dates, other faults, how it was examined, whom to ask, building, interpreter.
    assert!(output.contains("miejsc: 8."), "{output}");
    assert!(html.contains("oznaczone miejsca: 8."));
}

#[test]
fn what_the_centre_wrote_itself_stays() {
    let site = Site::new("own");
    let template = site.read("deklaracja-dostepnosci.html");
    let mut own = template.replace(
        "<!--site:phone--><mark>[do uzupełnienia: numer telefonu]</mark><!--/site:phone-->",
        "15 999",
    );
    assert_ne!(own, template);
    while let Some((before, after)) = own.split_once("<mark>[") {
        let (gap, after) = after.split_once("</mark>").unwrap();
        // Those of the feed are filled by the command.
        let known = ["nazwa podmiotu", "adres]", "adres e-mail", "numer"];
        let mark = if known.iter().any(|it| gap.contains(it)) {
            "<mark >["
        } else {
            ""
        };
        let said = if mark.is_empty() {
            "wpisane ręcznie"
        } else {
            gap
        };
        own = format!("{before}{mark}{said}{after}");
    }
    site.write("deklaracja-dostepnosci.html", &own);
    let output = site.filled(&opatow());
    let html = site.read("deklaracja-dostepnosci.html");
    assert_eq!(html.matches("wpisane ręcznie").count(), 8);
    assert!(html.contains(r#"<span id="a11y-telefon">15 999</span>"#));
    assert!(!html.contains("jeszcze gotowa"));
    assert!(!output.contains("uzupełnienia"), "{output}");
}

#[test]
fn written_twice_nothing_changes() {
    let site = Site::new("twice");
    site.filled(&opatow());
    let once = site.all();
    let output = site.filled(&opatow());
    assert_eq!(site.all(), once);
    assert!(output.starts_with("Dane ośrodka są aktualne"), "{output}");
}

#[test]
fn nothing_of_another_centre_is_left() {
    let site = Site::new("other");
    site.filled(&opatow());
    let other = json!({"version": 1, "title": "Co u nas", "lang": "uk", "events": []});
    let output = site.filled(&other);
    for (name, text) in FILES.iter().zip(site.all()) {
        for gone in [
            "Opat",
            "15 111",
            "4815111",
            "ok.example",
            "gmina.example",
            "27-500",
        ] {
            assert!(!text.contains(gone), "{name}: {gone}");
        }
    }
    let missing = "url, publisher.name, publisher.phone, publisher.email, publisher.address";
    assert!(output.contains(missing), "{output}");
    let page = site.read("index.html");
    assert!(page.contains(r#"<title lang="uk">Co u nas</title>"#));
    assert!(page.contains(r#"<span lang="uk">Co u nas</span>"#));
    let fresh = Site::new("other-fresh");
    fresh.filled(&other);
    assert_eq!(site.all(), fresh.all());
}

#[test]
fn words_of_the_feed_are_never_markup() {
    let evil = r#"</title><script>alert("x")</script><!--/site:contact--> ' onload='x"#;
    let feed = json!({
        "version": 1, "title": evil, "url": "https://a.example/\"><script>",
        "publisher": {"name": evil, "url": "https://a.example/\"'><b>", "phone": evil, "email": evil, "address": evil},
        "events": []
    });
    let site = Site::new("evil");
    site.filled(&feed);
    let once = site.all();
    for name in ["index.html", "deklaracja-dostepnosci.html"] {
        let html = site.read(name);
        for markup in ["<script>", "alert(\"", "<b>", "' onload"] {
            assert!(!html.contains(markup), "{name}: {markup}");
        }
    }
    site.filled(&feed);
    assert_eq!(site.all(), once);
    site.filled(&opatow());
    for (name, text) in FILES.iter().zip(site.all()) {
        assert!(!text.contains("onload"), "{name}");
    }
}

#[test]
fn a_link_that_is_none_is_no_link() {
    let mut feed = opatow();
    feed["publisher"]["url"] = "javascript:alert(1)".into();
    feed["publisher"]["phone"] = "w kasie".into();
    let site = Site::new("links");
    site.filled(&feed);
    let page = site.read("index.html");
    assert!(!page.contains("javascript:"));
    assert!(page.contains("<li>Ośrodek Kultury w Opatowie</li>"));
    assert!(page.contains("<li>w kasie</li>"));
}

#[test]
fn a_refused_feed_writes_nothing() {
    let site = Site::new("refused");
    let before = site.read("index.html");
    let (code, output, errors) = site.run("<html>");
    assert_eq!((code, output.as_str()), (1, ""));
    assert!(errors.trim().ends_with('.'), "{errors}");
    assert_eq!(site.read("index.html"), before);
    assert!(!site.0.join("site.json").exists());
}

#[test]
fn what_cannot_be_written_is_said_with_code_two_and_writes_nothing() {
    let other = "<!doctype html><title>Inna</title>";
    let cut = "<!--site:head--><title>A</title>";
    for (name, file, text, sentence) in [
        ("no-page", "index.html", None, "nie ma strony kalendarza"),
        (
            "other",
            "index.html",
            Some(other),
            "nie ma strony kalendarza",
        ),
        ("cut", "index.html", Some(cut), "nie ma końca"),
        (
            "list",
            "manifest.webmanifest",
            Some("[]"),
            "nie jest obiektem JSON",
        ),
    ] {
        let site = Site::new(name);
        match text {
            Some(text) => site.write(file, text),
            None => fs::remove_file(site.0.join(file)).unwrap(),
        }
        let (code, output, errors) = site.run(&opatow().to_string());
        assert_eq!((code, output.as_str()), (2, ""), "{name}");
        assert!(errors.contains(sentence), "{name}: {errors}");
        assert!(!site.0.join("site.json").exists(), "{name}");
    }
}
