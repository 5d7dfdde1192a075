//! Addresses that may become links: checked once, here, so that no view can be made to carry a script.

use std::fmt;

/// An address with the scheme `https`, `http`, `mailto` or `tel`, or one relative to the feed's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(Box<str>);

impl Link {
    /// `None` for any other scheme (`javascript:`, `data:` …) and for control characters, which browsers drop
    /// before they look for the scheme (WHATWG URL, "remove all ASCII tab or newline").
    pub fn parse(text: &str) -> Option<Link> {
        let text = text.trim();
        if text.is_empty() || text.chars().any(char::is_control) {
            return None;
        }
        let allowed = match scheme(text) {
            Some(scheme) => ["https", "http", "mailto", "tel"]
                .iter()
                .any(|known| scheme.eq_ignore_ascii_case(known)),
            None => true,
        };
        allowed.then(|| Link(text.into()))
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has to be resolved against the feed's own address.
    pub fn is_relative(&self) -> bool {
        scheme(&self.0).is_none()
    }

    /// Whether it begins so; in schemes and hosts capital letters are small ones (RFC 3986, 6.2.2.1).
    pub fn begins(&self, begin: &str) -> bool {
        let own = self.0.get(..begin.len());
        own.is_some_and(|own| own.eq_ignore_ascii_case(begin))
    }

    /// A folder's address that others can be appended to, of a page in it as well; `None` without a host.
    pub fn folder(&self) -> Option<Link> {
        let url = self.0.split(['?', '#']).next()?;
        let url = url.strip_suffix("index.html").unwrap_or(url);
        let slash = if url.ends_with('/') { "" } else { "/" };
        let (_, host) = url.split_once("://")?;
        let named = !host.is_empty() && !host.starts_with('/');
        named.then(|| Link([url, slash].concat().into()))
    }

    /// What stands behind the question mark.
    pub fn search(&self) -> &str {
        let url = self.0.split('#').next().unwrap_or_default();
        url.split_once('?').map_or("", |(_, search)| search)
    }

    /// `mailto:` for an address as people write it. `None` when it is none.
    pub fn email(address: &str) -> Option<Link> {
        let (name, host) = address.split_once('@')?;
        let plain = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte))
        };
        (plain(name) && plain(host)).then(|| Link(format!("mailto:{address}").into()))
    }

    /// `tel:` for a number as people write it (RFC 3966: digits only, a leading plus). `None` without a digit.
    pub fn phone(number: &str) -> Option<Link> {
        let plus = if number.trim_start().starts_with('+') {
            "+"
        } else {
            ""
        };
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        (!digits.is_empty()).then(|| Link(format!("tel:{plus}{digits}").into()))
    }
}

/// Whether a picture may be asked for: from the page's own `origin` (`https://dom.example:8443`), or over http(s) from a
/// host that the operator named in `hosts`, with its port where it has one, between blanks or commas. `address` is
/// absolute. What an address hides before the host (`//dom.example@elsewhere`) is no host that anybody named.
pub fn picture_allowed(address: &str, origin: &str, hosts: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else {
        return false;
    };
    let host = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let same = origin.split_once("://").is_some_and(|(own, own_host)| {
        scheme.eq_ignore_ascii_case(own) && host.eq_ignore_ascii_case(own_host)
    });
    let named = || {
        let mut hosts = hosts.split([' ', ',']);
        hosts.any(|named| !named.is_empty() && named.eq_ignore_ascii_case(host))
    };
    same || is_web(scheme) && named()
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether browsers open what has it.
pub(crate) fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

/// RFC 3986 section 3.1: a letter, then letters, digits, `+`, `-`, `.`, up to the first colon.
fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let mut bytes = scheme.bytes();
    let first = bytes.next()?;
    (first.is_ascii_alphabetic()
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)))
    .then_some(scheme)
}

/// A stretch of plain text, or an address in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// An `http(s)` address as it stands in the words.
    Link(&'a str),
}

/// Plain text as paragraphs of pieces: a blank line is a new paragraph, `http(s)` addresses become links, nothing
/// is read as HTML. Single line breaks stay in the words.
pub fn paragraphs(text: &str) -> Vec<Vec<Piece<'_>>> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (paragraph, after) = split_at_blank_line(rest);
        let pieces = pieces(paragraph.trim_end());
        if !pieces.is_empty() {
            found.push(pieces);
        }
        rest = after.trim_start();
    }
    found
}

fn split_at_blank_line(text: &str) -> (&str, &str) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && line.trim().is_empty() {
            return text.split_at(at);
        }
        at += line.len();
    }
    (text, "")
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = address(rest) {
        let (words, tail) = rest.split_at(start);
        let end = tail
            .find(|c: char| c.is_whitespace() || "<>\"„”»«".contains(c))
            .unwrap_or(tail.len());
        // Punctuation after an address belongs to the sentence, a closing bracket unless the address opened it.
        let mut link = tail.get(..end).unwrap_or(tail);
        while let Some(last) = link.chars().next_back() {
            let count = |bracket: char| link.chars().filter(|c| *c == bracket).count();
            let sentence = ".,;:!?'…".contains(last) || (last == ')' && count(')') > count('('));
            if !sentence {
                break;
            }
            link = link.get(..link.len() - last.len_utf8()).unwrap_or("");
        }
        if !words.is_empty() {
            found.push(Piece::Words(words));
        }
        found.push(Piece::Link(link));
        rest = tail.get(link.len()..).unwrap_or("");
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest));
    }
    found
}

/// Where the first `http://` or `https://` with a host behind it begins.
fn address(text: &str) -> Option<usize> {
    text.match_indices("http").find_map(|(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let tail = text.get(at..)?;
        let host = tail
            .strip_prefix("https://")
            .or_else(|| tail.strip_prefix("http://"))?;
        // ASCII alone: Unicode's table of letters would be larger than all of this module in the browser.
        let word = before.is_some_and(|c| c.is_ascii_alphanumeric());
        let begins = host.starts_with(|c: char| c.is_ascii_alphanumeric() || !c.is_ascii());
        (!word && begins).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_schemes_and_relative_addresses() {
        for good in [
            "https://example.org/a?b#c",
            "HTTP://example.org",
            "mailto:a@example.org",
            "tel:+48123",
            "img/a.jpg",
            "./a:b",
            "?x=1:2",
            "//example.org",
            "#a",
        ] {
            assert!(Link::parse(good).is_some(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "blob:x",
            "file:///etc",
            "x-a+b.c:1",
            "",
        ] {
            assert!(Link::parse(bad).is_none(), "{bad}");
        }
        assert!(Link::parse("img/a.jpg").unwrap().is_relative());
        assert!(!Link::parse("https://example.org").unwrap().is_relative());
    }

    #[test]
    fn a_folder_ends_with_a_slash() {
        for (written, expected) in [
            (
                "https://gmina.pl/kalendarz",
                Some("https://gmina.pl/kalendarz/"),
            ),
            (
                "https://gmina.pl/kalendarz/index.html",
                Some("https://gmina.pl/kalendarz/"),
            ),
            ("HTTPS://gmina.pl/", Some("HTTPS://gmina.pl/")),
            (
                "https://gmina.pl/kalendarz/?view=month#dzien-2026-11-27",
                Some("https://gmina.pl/kalendarz/"),
            ),
            ("kalendarz/", None),
            ("mailto:a@example.org", None),
        ] {
            let folder = Link::parse(written).unwrap().folder();
            assert_eq!(folder.as_ref().map(Link::as_str), expected, "{written}");
        }
    }

    #[test]
    fn a_picture_is_asked_for_where_the_operator_allows_it() {
        let allowed = |address| {
            picture_allowed(
                address,
                "https://dom.example",
                "img.example, cdn.example:8443",
            )
        };
        for yes in [
            "https://dom.example/a.png",
            "HTTPS://Dom.example/a.png",
            "https://img.example/a.png",
            "http://IMG.example?a",
            "https://cdn.example:8443/a.png",
        ] {
            assert!(allowed(yes), "{yes}");
        }
        for no in [
            "https://other.example/a.png",
            "http://dom.example/a.png",
            "https://dom.example.other.example/a.png",
            "https://dom.example@other.example/a.png",
            "https://img.example@other.example/a.png",
            "https://other.example\\img.example/a.png",
            "https://cdn.example/a.png",
            "ftp://img.example/a.png",
            "img.example/a.png",
            "https:///a.png",
            "",
        ] {
            assert!(!allowed(no), "{no}");
        }
        assert!(!picture_allowed("https:///a.png", "null", " "));
    }

    #[test]
    fn people_write_numbers_in_many_ways() {
        assert_eq!(
            Link::phone("+48 15 868-00 00").unwrap().as_str(),
            "tel:+48158680000"
        );
        assert_eq!(Link::phone("sekretariat"), None);
        assert_eq!(
            Link::email("dom.kultury@example.org").unwrap().as_str(),
            "mailto:dom.kultury@example.org"
        );
        for bad in ["dom", "a@", "@b", "a b@c", "a@b?subject=x"] {
            assert_eq!(Link::email(bad), None, "{bad}");
        }
    }

    /// Paragraphs by `|`, links in brackets.
    fn check(text: &str, read: &str) {
        let piece = |piece: &Piece<'_>| match piece {
            Piece::Words(words) => (*words).to_owned(),
            Piece::Link(link) => format!("[{link}]"),
        };
        let paragraphs = paragraphs(text);
        let all: Vec<String> = paragraphs
            .iter()
            .map(|it| it.iter().map(piece).collect())
            .collect();
        assert_eq!(all.join("|"), read, "{text}");
    }

    #[test]
    fn plain_text_has_paragraphs_and_links() {
        check("a\nb\n\n \nc\r\n\r\nd", "a\nb|c|d");
        check("", "");
        check(
            "zob. https://example.org/a.",
            "zob. [https://example.org/a].",
        );
        check(
            "(https://example.org/a_(b))",
            "([https://example.org/a_(b)])",
        );
        check("(http://example.org)", "([http://example.org])");
        check(
            "„https://example.org/ż”, dalej",
            "„[https://example.org/ż]”, dalej",
        );
        check(
            "<a href='https://example.org'>x</a>",
            "<a href='[https://example.org]'>x</a>",
        );
        check("https:// i xhttps://b", "https:// i xhttps://b");
        check("javascript:alert(1)", "javascript:alert(1)");
    }
}
