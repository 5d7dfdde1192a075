//! Words of a query found in words of a programme: case and diacritics do not matter, parts of words count.

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
        match base(c) {
            Base::Nothing => {}
            Base::One(c) if c.is_whitespace() => folded.push(' '),
            Base::One(c) => folded.push(c),
            Base::Two(first, second) => folded.extend([first, second]),
        }
    }
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

    #[test]
    fn a_query_is_its_words() {
        assert_eq!(words("  Koncert \t na koncert\n"), ["koncert", "na"]);
        assert!(words(" \u{301} ").is_empty());
    }
}
