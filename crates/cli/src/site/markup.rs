//! HTML with places for facts: `<!--site:name-->…<!--/site:name-->`. Nothing else in a file is touched, so that what
//! its owner wrote there stays, and the same facts written twice leave the same file.

pub use cards::markup::escaped;

/// The same file with `inside` in its places; `None` from it leaves a place as it is. The error is the name of a
/// place whose end is missing.
pub fn filled(html: &str, inside: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    const OPEN: &str = "<!--site:";
    const SHUT: &str = "-->";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((name, after)) = after.split_once(SHUT) else {
            break;
        };
        let end = format!("<!--/site:{name}-->");
        let Some((old, next)) = after.split_once(&end) else {
            return Err(name.to_owned());
        };
        if old.contains(OPEN) {
            return Err(name.to_owned());
        }
        let new = inside(name);
        let new = new.as_deref().unwrap_or(old);
        for part in [before, OPEN, name, SHUT, new, &end] {
            out.push_str(part);
        }
        rest = next;
    }
    out.push_str(rest);
    Ok(out)
}

/// Whether a file has a place of this name.
pub fn has(html: &str, name: &str) -> bool {
    html.contains(&format!("<!--site:{name}-->"))
}

/// How many marked words are still to be written, comments left out.
pub fn gaps(html: &str) -> usize {
    let mut pieces = html.split("<!--");
    let first = pieces.next().unwrap_or_default();
    let rest = pieces.filter_map(|piece| piece.split_once("-->").map(|(_, text)| text));
    std::iter::once(first)
        .chain(rest)
        .map(|text| text.matches("<mark>").count())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: Result<&str, &str>) {
        let facts = |name: &str| match name {
            "a" => Some("nowe".to_owned()),
            "none" => Some(String::new()),
            _ => None,
        };
        let got = filled(html, facts);
        assert_eq!(got.as_deref().map_err(String::as_str), expected);
        if let Ok(once) = &got {
            assert_eq!(filled(once, facts).as_ref(), Ok(once), "twice");
        }
    }

    #[test]
    fn only_its_places_change() {
        check("<p>tekst</p>", Ok("<p>tekst</p>"));
        check(
            "<!--site:a-->stare<!--/site:a--> <!-- uwaga --> <!--site:a--><!--/site:a-->",
            Ok("<!--site:a-->nowe<!--/site:a--> <!-- uwaga --> <!--site:a-->nowe<!--/site:a-->"),
        );
        check(
            "<!--site:none-->48 000<!--/site:none-->",
            Ok("<!--site:none--><!--/site:none-->"),
        );
        check(
            "<!--site:inne-->zostaje<!--/site:inne-->",
            Ok("<!--site:inne-->zostaje<!--/site:inne-->"),
        );
    }

    #[test]
    fn a_place_without_its_end_is_named() {
        check("<!--site:a-->stare", Err("a"));
        check(
            "<!--site:a--> <!--site:b--> <!--/site:b--> <!--/site:a-->",
            Err("a"),
        );
    }

    #[test]
    fn text_is_never_markup() {
        assert_eq!(
            escaped("</title><!--/site:a--> & \"'"),
            "&lt;/title&gt;&lt;!--/site:a--&gt; &amp; &quot;&#39;"
        );
    }

    #[test]
    fn gaps_are_counted_where_readers_see_them() {
        assert_eq!(
            gaps("<mark>a</mark> <!-- <mark>b</mark> --> <mark>c</mark>"),
            2
        );
        assert_eq!(gaps("<!-- <mark>"), 0);
    }
}
