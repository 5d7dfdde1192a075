//! What HTML must know without the feed, and how it is said there. Everything comes from the feed's envelope.

use domain::event::{Feed, Lang, Text};
use domain::keyed::Keyed;
use domain::link::Link;
use serde_json::{Value, json};
use text::{labels, site, words};

use super::markup::escaped;

/// Longest name under an icon, in letters (web app manifest, `short_name`).
const SHORT: usize = 12;

/// Words on one line, and their language when it is not Polish.
pub struct Said {
    words: String,
    lang: Option<String>,
}

impl Said {
    fn of(feed: &Feed, text: &Text) -> Option<Said> {
        let (words, lang) = labels::text(feed, text, Lang::Pl);
        let words = one_line(words);
        let lang = lang.map(str::to_owned);
        (!words.is_empty()).then_some(Said { words, lang })
    }

    fn html(&self) -> String {
        let words = escaped(&self.words);
        match &self.lang {
            Some(lang) => format!(r#"<span lang="{}">{words}</span>"#, escaped(lang)),
            None => words,
        }
    }
}

/// The facts themselves; none of them escaped.
pub struct Facts {
    name: Said,
    lang: String,
    /// Public address of the calendar's folder, with a slash at its end.
    url: Option<String>,
    publisher: Option<Said>,
    website: Option<Link>,
    phone: Option<String>,
    email: Option<String>,
    address: Option<Said>,
}

impl Facts {
    /// Takes them from a feed.
    pub fn of(feed: &Feed) -> Facts {
        let said = |text: &Option<Text>| text.as_ref().and_then(|text| Said::of(feed, text));
        let line = |text: &Option<Box<str>>| {
            let line = text.as_deref().map(one_line);
            line.filter(|line| !line.is_empty())
        };
        let publisher = &feed.publisher;
        Facts {
            name: said(&feed.title).unwrap_or_else(|| Said {
                words: words::CALENDAR.get(Lang::Pl).to_owned(),
                lang: None,
            }),
            lang: feed.lang.to_string(),
            url: feed.url.as_ref().map(Link::to_string),
            publisher: said(&publisher.name),
            website: publisher.url.clone(),
            phone: line(&publisher.phone),
            email: line(&publisher.email),
            address: said(&publisher.address),
        }
    }

    /// `site.json`; what the feed does not say is not in it.
    pub fn json(&self) -> Value {
        let said = |said: &Option<Said>| said.as_ref().map(|said| said.words.clone());
        let mut publisher = json!({
            "name": said(&self.publisher),
            "url": self.website.as_ref().map(Link::as_str),
            "phone": self.phone,
            "email": self.email,
            "address": said(&self.address),
        });
        let mut site = json!({
            "name": self.name.words,
            "short_name": self.short_name(),
            "lang": self.lang,
            "url": self.url,
        });
        for object in [&mut publisher, &mut site] {
            if let Some(fields) = object.as_object_mut() {
                fields.retain(|_, value| !value.is_null());
            }
        }
        if let Some(fields) = site.as_object_mut() {
            fields.insert("publisher".to_owned(), publisher);
        }
        site
    }

    /// The feed's fields that an accessibility statement needs and that are not there.
    pub fn missing(&self) -> Vec<&'static str> {
        [
            ("url", self.url.is_none()),
            ("publisher.name", self.publisher.is_none()),
            ("publisher.phone", self.phone.is_none()),
            ("publisher.email", self.email.is_none()),
            ("publisher.address", self.address.is_none()),
        ]
        .into_iter()
        .filter_map(|(field, missing)| missing.then_some(field))
        .collect()
    }

    /// Names in a web app manifest; all other members stay.
    pub fn name_manifest(&self, manifest: &mut serde_json::Map<String, Value>) {
        let lang = self.name.lang.as_deref().unwrap_or(Lang::Pl.key());
        for (member, value) in [
            ("name", self.name.words.as_str()),
            ("short_name", &self.short_name()),
            ("lang", lang),
        ] {
            manifest.insert(member.to_owned(), value.into());
        }
    }

    /// What stands in a place of `index.html`. `picture`: there is a `social.png` beside it.
    pub fn in_page(&self, place: &str, picture: bool) -> Option<String> {
        match place {
            "head" => Some(self.head(picture)),
            "name" => Some(self.name.html()),
            "contact" => Some(self.contact()),
            _ => None,
        }
    }

    /// What stands in a place of the accessibility statement.
    pub fn in_statement(&self, place: &str) -> Option<String> {
        let said = |said: &Option<Said>, what| said.as_ref().map_or_else(|| gap(what), Said::html);
        Some(match place {
            "head" => format!(
                "\n<title>{} – {}</title>\n",
                site::STATEMENT.get(Lang::Pl),
                escaped(&self.name.words)
            ),
            "publisher" => said(&self.publisher, "nazwa podmiotu"),
            "address" => said(&self.address, "adres"),
            "link" => format!(
                r#"<a id="a11y-url" href="{}">{}</a>"#,
                escaped(self.url.as_deref().unwrap_or("./")),
                self.name.html()
            ),
            "phone" => reachable(self.phone.as_deref(), Link::phone)
                .unwrap_or_else(|| gap("numer telefonu")),
            "email" => {
                reachable(self.email.as_deref(), Link::email).unwrap_or_else(|| gap("adres e-mail"))
            }
            _ => return None,
        })
    }

    /// Title, description, Open Graph; the latter's addresses are whole where the feed says what they begin with.
    fn head(&self, picture: bool) -> String {
        let publisher = self.publisher.as_ref().map(|said| said.words.as_str());
        let description = site::description(publisher);
        let own = self.url.as_deref().unwrap_or_default();
        let lang = self.name.lang.as_ref();
        let lang = lang.map_or_else(String::new, |lang| format!(r#" lang="{}""#, escaped(lang)));
        let title = format!("\n<title{lang}>{}</title>\n", escaped(&self.name.words));
        let statement = format!("{own}deklaracja-dostepnosci.html");
        let picture = picture.then(|| format!("{own}social.png"));
        let metas = [
            (r#"name="description""#, Some(description.as_str())),
            (r#"name="deklaracja-dostępności""#, Some(statement.as_str())),
            (r#"property="og:type""#, Some("website")),
            (r#"property="og:title""#, Some(self.name.words.as_str())),
            (r#"property="og:description""#, Some(description.as_str())),
            (r#"property="og:locale""#, Some(site::locale(Lang::Pl))),
            (r#"property="og:site_name""#, publisher),
            (r#"property="og:url""#, self.url.as_deref()),
            (r#"property="og:image""#, picture.as_deref()),
            (
                r#"name="twitter:card""#,
                picture.as_ref().map(|_| "summary_large_image"),
            ),
        ];
        let metas: Vec<String> = metas
            .into_iter()
            .filter_map(|(name, content)| {
                content.map(|content| format!("<meta {name} content=\"{}\">\n", escaped(content)))
            })
            .collect();
        title + &metas.concat()
    }

    /// Whom to ask, as a list; nothing where the feed names nobody.
    fn contact(&self) -> String {
        let name = self.publisher.as_ref().map(Said::html);
        let name = match (name, &self.website) {
            (Some(name), Some(url)) => Some(anchor(url, &name)),
            (None, Some(url)) => Some(anchor(url, &escaped(url.as_str()))),
            (name, None) => name,
        };
        let lines: Vec<String> = [
            name,
            self.address.as_ref().map(Said::html),
            reachable(self.phone.as_deref(), Link::phone),
            reachable(self.email.as_deref(), Link::email),
        ]
        .into_iter()
        .flatten()
        .map(|line| format!("<li>{line}</li>\n"))
        .collect();
        if lines.is_empty() {
            return String::new();
        }
        let asks = Lang::ALL.iter().map(|lang| {
            let ask = site::ASK.get(*lang);
            match lang {
                Lang::Pl => ask.to_owned(),
                _ => format!(r#" <span lang="{}">{ask}</span>"#, lang.key()),
            }
        });
        let asks: String = asks.collect();
        format!("\n<p>{asks}</p>\n<ul>\n{}</ul>\n", lines.concat())
    }

    /// The calendar's name, or as many whole words of it as go under an icon, at least one. A word of one letter
    /// never stands last, as in print.
    fn short_name(&self) -> String {
        let words: Vec<&str> = self.name.words.split(' ').collect();
        let fits = |count: usize| {
            let some = words.get(..count).unwrap_or_default();
            let hangs =
                count < words.len() && some.last().is_some_and(|it| it.chars().count() == 1);
            (!hangs && some.join(" ").chars().count() <= SHORT).then(|| some.join(" "))
        };
        let longest = (1..=words.len()).rev().find_map(fits);
        longest.unwrap_or_else(|| words.first().copied().unwrap_or_default().to_owned())
    }
}

/// A gap in the statement that its readers and its editor see.
fn gap(what: &str) -> String {
    format!("<mark>{}</mark>", escaped(&site::gap(what)))
}

fn anchor(to: &Link, inside: &str) -> String {
    format!(r#"<a href="{}">{inside}</a>"#, escaped(to.as_str()))
}

/// A number or address as written; a link where it can be one.
pub fn reachable(written: Option<&str>, to: fn(&str) -> Option<Link>) -> Option<String> {
    let written = written?;
    let inside = escaped(written);
    Some(match to(written) {
        Some(to) => anchor(&to, &inside),
        None => inside,
    })
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_whole_words() {
        for (name, expected) in [
            ("Kalendarz kulturalny Opatowa", "Kalendarz"),
            ("Co u nas", "Co u nas"),
            ("Wydarzenia w Opatowie", "Wydarzenia"),
            ("Kino w sali", "Kino w sali"),
            ("Najciekawszekoncerty", "Najciekawszekoncerty"),
        ] {
            let feed = format!(r#"{{"version": 1, "title": "{name}", "events": []}}"#);
            let (feed, _) = domain::feed::parse(feed.as_bytes(), &crate::zones::zone).unwrap();
            assert_eq!(Facts::of(&feed).short_name(), expected);
        }
    }
}
