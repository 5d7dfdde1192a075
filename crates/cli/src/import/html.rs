//! HTML -> plain text as the feed has it: a blank line is a new paragraph, addresses stay where their links were.
//!
//! Read by html5gum as browsers read it, tags thrown away: nothing that comes out is ever read as HTML again.

use html5gum::{Token, Tokenizer};

/// Elements whose text is no text for readers.
const UNSEEN: [&[u8]; 6] = [
    b"script",
    b"style",
    b"head",
    b"template",
    b"noscript",
    b"iframe",
];

/// Whether a text was written as HTML: it has a tag of those that editors make.
pub fn is_html(text: &str) -> bool {
    const TAGS: [&str; 22] = [
        "p",
        "br",
        "a",
        "b",
        "i",
        "u",
        "div",
        "span",
        "strong",
        "em",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "img",
        "html",
        "table",
        "script",
        "html-blob",
    ];
    text.split('<').skip(1).any(|rest| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let (Some(name), true) = (end.and_then(|end| rest.get(..end)), rest.contains('>')) else {
            return false;
        };
        TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag))
    })
}

/// Plain text of what may be HTML or not: entities are read in both.
pub fn plain(text: &str) -> String {
    if is_html(text) {
        return to_text(text);
    }
    if !text.contains('&') {
        return tidy(text);
    }
    // No tag in it: a bare "<" is a character like any other, and line breaks stay.
    tidy(&to_words(&text.replace('<', "&lt;")))
}

/// Plain text in one line, for titles and names.
pub fn line(text: &str) -> String {
    let text = plain(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn to_words(html: &str) -> String {
    let mut words = String::new();
    for Ok(token) in Tokenizer::new(html) {
        if let Token::String(text) = token {
            words.push_str(&String::from_utf8_lossy(&text));
        }
    }
    words
}

fn to_text(html: &str) -> String {
    let mut out = String::new();
    let mut unseen: Option<Vec<u8>> = None;
    let mut links: Vec<(String, usize)> = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name: &[u8] = &tag.name;
                if unseen.is_some() {
                    continue;
                }
                if UNSEEN.contains(&name) && !tag.self_closing {
                    unseen = Some(name.to_vec());
                    continue;
                }
                match name {
                    b"br" => out.push('\n'),
                    b"li" => {
                        break_line(&mut out);
                        out.push_str("• ");
                    }
                    b"td" | b"th" => out.push(' '),
                    b"tr" | b"dd" | b"dt" => break_line(&mut out),
                    b"a" => {
                        let href = tag.attributes.get(&b"href"[..]);
                        let href = href.map(|it| String::from_utf8_lossy(it).trim().to_owned());
                        links.push((href.unwrap_or_default(), out.len()));
                    }
                    _ if is_block(name) => paragraph(&mut out),
                    _ => {}
                }
            }
            Token::EndTag(tag) => {
                let name: &[u8] = &tag.name;
                if let Some(of) = &unseen {
                    if *of == name {
                        unseen = None;
                    }
                    continue;
                }
                if name == b"a" {
                    if let Some((href, from)) = links.pop() {
                        close_link(&mut out, &href, from);
                    }
                } else if is_block(name) {
                    paragraph(&mut out);
                }
            }
            Token::String(text) if unseen.is_none() => {
                push_collapsed(&mut out, &String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    tidy(&out)
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"ul"
            | b"ol"
            | b"table"
            | b"blockquote"
            | b"section"
            | b"article"
            | b"figure"
            | b"hr"
            | b"pre"
            | b"dl"
    )
}

/// The address behind a link's words, unless the words are the address.
fn close_link(out: &mut String, href: &str, from: usize) {
    let lower = href.to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    let Some(address) = (if web { Some(href) } else { mail(href) }) else {
        return;
    };
    let words = out.get(from..).unwrap_or_default().trim();
    let bare = |text: &str| {
        let text = text.trim_end_matches('/').to_ascii_lowercase();
        let text = text
            .trim_start_matches("https://")
            .trim_start_matches("http://");
        text.trim_start_matches("www.").to_owned()
    };
    if words.is_empty() {
        out.push_str(address);
    } else if bare(words) != bare(address) {
        out.push_str(" (");
        out.push_str(address);
        out.push(')');
    } else if !words.contains("://") && web {
        // The page makes links of addresses with a scheme only.
        out.truncate(from);
        out.push_str(address);
    }
}

/// The address of a `mailto:` or the number of a `tel:`.
fn mail(href: &str) -> Option<&str> {
    let (scheme, rest) = href.split_once(':')?;
    let known = scheme.eq_ignore_ascii_case("mailto") || scheme.eq_ignore_ascii_case("tel");
    let rest = rest.split('?').next()?.trim();
    (known && !rest.is_empty()).then_some(rest)
}

/// White space of HTML is one blank.
fn push_collapsed(out: &mut String, text: &str) {
    for c in text.chars() {
        if matches!(c, ' ' | '\n' | '\t' | '\r') {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
}

fn break_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn paragraph(out: &mut String) {
    if !out.is_empty() && !out.ends_with("• ") {
        out.push_str("\n\n");
    }
}

/// No control characters, no blanks at the ends of lines, no more than one blank line, no WordPress shortcodes.
pub fn tidy(text: &str) -> String {
    let text = without_shortcodes(text);
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines() {
        let line: String = line
            .chars()
            .map(|c| if c == '\t' || c == '\u{a0}' { ' ' } else { c })
            .filter(|c| !c.is_control() && !matches!(c, '\u{200b}' | '\u{feff}'))
            .collect();
        let line = line.trim();
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        out.push_str(line);
        blank = 0;
    }
    out
}

/// `[gallery ids="1,2"]` and `[/caption]` go, what stands between two stays; `[15 zł]` is no shortcode.
fn without_shortcodes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from
            .find(']')
            .filter(|end| is_shortcode(from.get(1..*end).unwrap_or_default()));
        let skip = end.map_or(1, |end| end + 1);
        if end.is_none() {
            out.push('[');
        }
        rest = from.get(skip..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn is_shortcode(inner: &str) -> bool {
    if let Some(name) = inner.strip_prefix('/') {
        return !name.is_empty() && name.bytes().all(is_name_byte);
    }
    let name = inner.split([' ', '/']).next().unwrap_or_default();
    let named = !name.is_empty() && name.bytes().all(is_name_byte);
    // A word in brackets is no shortcode; one with attributes is, and the few that need none.
    named
        && (inner.contains("=\"")
            || inner.contains("='")
            || matches!(name, "gallery" | "embed" | "playlist"))
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(plain(html), expected, "{html}");
    }

    #[test]
    fn paragraphs_lines_and_lists_stay_apart() {
        check("<p>Raz</p><p>Dwa<br>trzy</p>", "Raz\n\nDwa\ntrzy");
        check("<div>Raz</div>\n  <div>Dwa</div>", "Raz\n\nDwa");
        check(
            "Program:<ul><li>chór</li><li><p>orkiestra</p></li></ul>Wstęp wolny",
            "Program:\n\n• chór\n• orkiestra\n\nWstęp wolny",
        );
        check("a\r\n\r\n\r\n\r\nb \nc", "a\n\nb\nc");
    }

    #[test]
    fn links_keep_their_addresses() {
        check(
            r#"Bilety: <a href="https://bilety.example/1?a=1&amp;b=2" onclick="x()">tutaj</a>."#,
            "Bilety: tutaj (https://bilety.example/1?a=1&b=2).",
        );
        check(
            r#"<a href="https://a.example/">https://a.example</a>"#,
            "https://a.example",
        );
        check(
            r#"<a href="https://www.a.example/x">a.example/x</a>"#,
            "https://www.a.example/x",
        );
        check(
            r#"<a href="mailto:a@b.example?subject=x">napisz</a>"#,
            "napisz (a@b.example)",
        );
        check(r#"<a href="javascript:alert(1)">tutaj</a>"#, "tutaj");
        check(
            r#"<a href="https://a.example"><img src="x.jpg"></a>"#,
            "https://a.example",
        );
    }

    #[test]
    fn nothing_that_runs_is_left() {
        check(
            "<p>Raz</p><script>alert('<p>2</p>')</script><style>p{}</style>",
            "Raz",
        );
        check(
            "<p onclick=x>Raz</p><!-- dwa --><iframe src=x>y</iframe>",
            "Raz",
        );
        check("<b>niezamknięty", "niezamknięty");
        check("a<br><script>b", "a");
    }

    #[test]
    fn entities_are_read_with_and_without_tags() {
        check(
            "Koncert &#8222;Z&#322;ota jesie&#324;&#8221; &amp; przyjaciele",
            "Koncert „Złota jesień” & przyjaciele",
        );
        check("Baden-W&#252;rttemberg", "Baden-Württemberg");
        check("R&B, Q&A; 5 < 6 & 7 > 6", "R&B, Q&A; 5 < 6 & 7 > 6");
        check("a&nbsp;b<br>c&hellip;", "a b\nc…");
        check("&lt;script&gt;", "<script>");
    }

    #[test]
    fn shortcodes_go_and_brackets_stay() {
        check(
            "[shortcode id=\"3\"]Termin zostanie podany",
            "Termin zostanie podany",
        );
        check("[caption width='3']podpis[/caption]", "podpis");
        check("[gallery]", "");
        check(
            "Bilety [15 zł], [zapisy] i [",
            "Bilety [15 zł], [zapisy] i [",
        );
    }
}
