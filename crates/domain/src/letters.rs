//! Letters without case and marks, for search and order: Latin as used in Europe and Vietnam, and Cyrillic.
//!
//! Small tables of our own instead of Unicode's: `char::to_lowercase` and a normaliser would cost more bytes in the
//! browser than the whole search, and would not know that `ł` is an `l` to whoever types it.

/// Base letters of U+00C0 to U+017F, one each; `.` where there is none, `*` where [`base`] has a pair.
const LATIN: &[u8; 192] = b"aaaaaa*ceeeeiiiidnooooo.ouuuuy**aaaaaa*ceeeeiiiidnooooo.ouuuuy*y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**rrrrrrsssssssstttttt\
uuuuuuuuuuuuwwyyyzzzzzzs";

/// What is left of a letter without case and marks.
pub enum Base {
    /// Nothing: a combining mark, or a character without width.
    Nothing,
    /// One character.
    One(char),
    /// Two: `ß` is `ss`.
    Two(char, char),
}

/// The letter without case and marks; any other character as it is.
pub fn base(c: char) -> Base {
    let plain = match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {
            return Base::Nothing;
        }
        'Æ' | 'æ' => return Base::Two('a', 'e'),
        'Œ' | 'œ' => return Base::Two('o', 'e'),
        'Ĳ' | 'ĳ' => return Base::Two('i', 'j'),
        'ß' | 'ẞ' => return Base::Two('s', 's'),
        'Þ' | 'þ' => return Base::Two('t', 'h'),
        '\u{c0}'..='\u{17f}' => {
            let letter = LATIN.get(c as usize - 0xc0).copied().unwrap_or(b'.');
            if letter == b'.' { c } else { letter.into() }
        }
        'Ơ' | 'ơ' | '\u{1ecc}'..='\u{1ee3}' => 'o',
        'Ư' | 'ư' | '\u{1ee4}'..='\u{1ef1}' => 'u',
        'Ș' | 'ș' => 's',
        'Ț' | 'ț' => 't',
        '\u{1ea0}'..='\u{1eb7}' => 'a',
        '\u{1eb8}'..='\u{1ec7}' => 'e',
        '\u{1ec8}'..='\u{1ecb}' => 'i',
        '\u{1ef2}'..='\u{1ef9}' => 'y',
        '\u{2019}' | '\u{2bc}' | '\u{2018}' => '\'',
        '\u{a0}' | '\u{202f}' => ' ',
        '\u{400}'..='\u{491}' => match lower_cyrillic(c) {
            'й' => 'и',
            'ї' => 'і',
            'ё' | 'ѐ' => 'е',
            'ґ' => 'г',
            'ў' => 'у',
            lower => lower,
        },
        _ => c,
    };
    Base::One(plain)
}

/// Lower case, marks kept, of the letters that [`base`] knows in pairs of cases.
pub fn lower(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        '×' => c,
        '\u{c0}'..='\u{de}' => shifted(c, 32),
        // In this block upper and lower case alternate, with the upper one even up to U+0137 and from U+014A on.
        'İ' => 'i',
        '\u{100}'..='\u{137}' | '\u{14a}'..='\u{177}' if (c as u32).is_multiple_of(2) => {
            shifted(c, 1)
        }
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17e}' if c as u32 % 2 == 1 => shifted(c, 1),
        '\u{400}'..='\u{491}' => lower_cyrillic(c),
        _ => c,
    }
}

fn lower_cyrillic(c: char) -> char {
    match c {
        '\u{400}'..='\u{40f}' => shifted(c, 80),
        '\u{410}'..='\u{42f}' => shifted(c, 32),
        'Ґ' => 'ґ',
        _ => c,
    }
}

fn shifted(c: char, by: u32) -> char {
    char::from_u32(c as u32 + by).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_case_is_unicodes_for_the_letters_known() {
        for c in ('\u{c0}'..='\u{24f}').chain('\u{400}'..='\u{42f}') {
            let unicode: Vec<char> = c.to_lowercase().collect();
            // What lies beyond the blocks is left alone, and İ is two characters in Unicode.
            if lower(c) != c && c != 'İ' {
                assert_eq!(unicode, [lower(c)], "{c}");
            }
        }
        let polish = "ĄĆĘŁŃÓŚŹŻ";
        assert_eq!(polish.chars().map(lower).collect::<String>(), "ąćęłńóśźż");
        let ukrainian = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ";
        assert_eq!(
            ukrainian.chars().map(lower).collect::<String>(),
            ukrainian.to_lowercase()
        );
    }

    #[test]
    fn every_base_of_the_table_is_a_letter() {
        for c in '\u{c0}'..='\u{17f}' {
            match base(c) {
                Base::One(letter) => {
                    assert!(letter.is_ascii_lowercase() || "×÷".contains(c), "{c}");
                }
                Base::Two(..) => {}
                Base::Nothing => panic!("{c} vanished"),
            }
        }
    }
}
