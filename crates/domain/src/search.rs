//! Words of a query found in words of a programme: case and diacritics do not matter, parts of words count.

use std::ops::Range;

use crate::letters::{Base, base};

/// Text as the search sees it: `Żółw` is `zolw`, `Їжак` is `іжак`. White space is a plain space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded text.
pub fn fold_into(text: &str, folded: &mut String) {
    for c in text.chars() {
        fold_char(c, folded);
    }
}

fn fold_char(c: char, folded: &mut String) {
    match base(c) {
        Base::Nothing => {}
        Base::One(c) if c.is_whitespace() => folded.push(' '),
        Base::One(c) => folded.push(c),
        Base::Two(first, second) => folded.extend([first, second]),
    }
}

/// Where folded words stand in a text: byte ranges of the text as written, in order, with something between each
/// two. Always whole characters with the marks on them: `s` in `Straße` marks the `ß` too.
pub fn marks(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let mut folded = String::with_capacity(text.len());
    // Where each character begins in the folded text and in the written one; at last the ends of both.
    let mut places = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        places.push((folded.len(), at));
        fold_char(c, &mut folded);
    }
    places.push((folded.len(), text.len()));

    let mut marked = vec![false; places.len()];
    for word in words.iter().filter(|word| !word.is_empty()) {
        for (start, _) in folded.match_indices(&**word) {
            let end = start + word.len();
            let first = places.partition_point(|(at, _)| *at <= start) - 1;
            // What folds to nothing is as long as nothing: it belongs to the letter before it.
            let behind = places.partition_point(|(at, _)| *at < end);
            let behind = places.get(behind).map_or(0, |(at, _)| *at);
            let last = places.partition_point(|(at, _)| *at <= behind) - 1;
            marked.get_mut(first..last).unwrap_or_default().fill(true);
        }
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for (window, marked) in places.windows(2).zip(marked) {
        let [(_, start), (_, end)] = window else {
            continue;
        };
        if !marked {
            continue;
        }
        match found.last_mut() {
            Some(range) if range.end == *start => range.end = *end,
            _ => found.push(*start..*end),
        }
    }
    found
}

/// The words of a query, folded, each once.
pub fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in fold(query).split_whitespace() {
        if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_is_found_without_its_marks() {
        for (text, folded) in [
            ("Żółw", "zolw"),
            ("Łódź", "lodz"),
            ("ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "zazolc gesla jazn"),
            ("Straße", "strasse"),
            ("Îles d’Or", "iles d'or"),
            ("e\u{301}te\u{301}", "ete"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn ukrainian_is_found_without_its_marks() {
        assert_eq!(fold("Їжак і ґанок"), "іжак і ганок");
        assert_eq!(fold("МІЙ"), fold("міи"));
    }

    /// A text with brackets around what the words of a query mark.
    fn check(text: &str, query: &str, marked: &str) {
        let mut said = text.to_owned();
        for range in marks(text, &words(query)).into_iter().rev() {
            said.insert(range.end, ']');
            said.insert(range.start, '[');
        }
        assert_eq!(said, marked, "{query}");
    }

    #[test]
    fn matches_are_marked_in_the_text_as_it_is_written() {
        check("Żółw w Łodzi", "zolw lodz", "[Żółw] w [Łodz]i");
        check("Kino i kino", "KINO", "[Kino] i [kino]");
        check("Їжак", "іж", "[Їж]ак");
        check("Straße", "s", "[S]tra[ß]e");
        check("Straße", "sse", "Stra[ße]");
        check("Cafe\u{301} nocą", "cafe", "[Cafe\u{301}] nocą");
        check("e\u{301}te\u{301}", "t", "e\u{301}[t]e\u{301}");
        check("\u{301}ab", "ab", "\u{301}[ab]");
        check("aaa", "aa", "[aa]a");
        check("banan", "ba an na", "[banan]");
        check("nic", "coś", "nic");
        check("nic", "", "nic");
    }

    #[test]
    fn a_query_is_its_words() {
        assert_eq!(words("  Koncert \t na koncert\n"), ["koncert", "na"]);
        assert!(words(" \u{301} ").is_empty());
    }
}
