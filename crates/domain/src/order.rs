//! The order of titles: Polish, then Ukrainian alphabet, case and other marks ignored. One order for page, command
//! line and files, the same in every browser.

use std::cmp::Ordering;

use crate::letters::{Base, base, lower};

/// The places 0 to `count` in the order that `compare` gives them; equal ones stay in order. The one sort of the
/// program, a merge sort of twenty lines: the standard library's costs 1.5 KB of brotli in the browser, again for
/// every type sorted.
pub fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    let mut merged: Vec<usize> = Vec::with_capacity(count);
    let mut run = 1;
    while run < count {
        merged.clear();
        for pair in places.chunks(run * 2) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let (Some((one, rest)), Some((other, others))) =
                (left.split_first(), right.split_first())
            {
                if compare(*one, *other) == Ordering::Greater {
                    merged.push(*other);
                    right = others;
                } else {
                    merged.push(*one);
                    left = rest;
                }
            }
            merged.extend(left);
            merged.extend(right);
        }
        std::mem::swap(&mut places, &mut merged);
        run *= 2;
    }
    places
}

/// Puts each thing once into its place among the others.
pub fn insert_once(things: &mut Vec<u32>, thing: u32) {
    let place = things.partition_point(|other| *other < thing);
    if things.get(place) != Some(&thing) {
        things.insert(place, thing);
    }
}

const ALPHABET: &str = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźżабвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюя";

/// Bytes that compare as the titles should. Separators come before digits, digits before letters; other signs do
/// not count, so „Zimna wojna” stands under Z.
pub fn title_key(title: &str) -> Box<[u8]> {
    const SEPARATOR: u8 = 1;
    let mut key = Vec::with_capacity(title.len());
    for c in title.chars() {
        // Every letter of every title comes by here.
        let separates = match c {
            ' ' | '-' | '/' => true,
            '!'..='~' => false,
            _ => c.is_whitespace() || matches!(c, '–' | '—'),
        };
        if separates {
            if !key.is_empty() && key.last() != Some(&SEPARATOR) {
                key.push(SEPARATOR);
            }
            continue;
        }
        if let Some(weight) = weight(lower(c)) {
            key.push(weight);
            continue;
        }
        match base(c) {
            Base::Nothing => {}
            Base::One(c) => key.extend(weight(c)),
            Base::Two(first, second) => key.extend([first, second].into_iter().filter_map(weight)),
        }
    }
    while key.last() == Some(&SEPARATOR) {
        key.pop();
    }
    key.into()
}

fn weight(c: char) -> Option<u8> {
    // Nearly every letter of a title.
    if c.is_ascii() {
        let weight = ASCII.get(c as usize).copied();
        return weight.filter(|weight| *weight > 0);
    }
    let place = ALPHABET.chars().position(|letter| letter == c)?;
    u8::try_from(16 + place).ok()
}

/// The weights of digits and of the alphabet's letters without marks; 0 of all others.
#[allow(clippy::indexing_slicing)] // The compiler goes through it.
const ASCII: [u8; 128] = {
    let mut weights = [0; 128];
    let mut digit = 0;
    while digit < 10 {
        weights[(b'0' + digit) as usize] = 2 + digit;
        digit += 1;
    }
    let letters = ALPHABET.as_bytes();
    let (mut at, mut place) = (0, 16);
    while at < letters.len() {
        // Further bytes of a letter (UTF-8) are no place of their own.
        if letters[at] & 0xc0 != 0x80 {
            if letters[at] < 128 {
                weights[letters[at] as usize] = place;
            }
            place += 1;
        }
        at += 1;
    }
    weights
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorted_is_what_the_standard_library_sorts(things in proptest::collection::vec(0..20_u32, 0..200)) {
            let mut expected: Vec<usize> = (0..things.len()).collect();
            expected.sort_by_key(|place| things[*place]);
            let order = sorted(things.len(), &|one, other| things[one].cmp(&things[other]));
            prop_assert_eq!(order, expected);
        }
    }

    fn check(sorted: &[&str]) {
        let mut titles = sorted.to_vec();
        titles.reverse();
        titles.sort_by_key(|title| title_key(title));
        assert_eq!(titles, sorted);
    }

    #[test]
    fn letters_weigh_what_their_place_says() {
        let digits = "0123456789".chars().map(weight);
        assert!(digits.eq((2..12).map(Some)));
        let letters = ALPHABET.chars().map(weight);
        assert!(letters.eq((16..87).map(Some)));
        assert_eq!("! \n\0A~é".chars().find_map(weight), None);
    }

    #[test]
    fn polish_letters_follow_their_base() {
        check(&[
            "Cukier", "Ćma", "Dom", "Lot", "Łoś", "Mama", "Oko", "Ósmy", "Zebra", "Źrebak", "Żaba",
        ]);
    }

    #[test]
    fn digits_come_first_and_ukrainian_last() {
        check(&["1989", "Ala", "Żuk", "Ґанок", "Їжак", "Яблуко"]);
    }

    #[test]
    fn signs_do_not_count() {
        check(&["Zebra", "„Zimna wojna”", "Zorza"]);
        assert_eq!(title_key("ÉTÉ"), title_key("ete"));
        assert_eq!(title_key("Jazz - noc"), title_key("jazz noc"));
    }
}
