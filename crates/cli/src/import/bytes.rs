//! Bytes from anywhere -> text. What must not come in: what the text means.

use encoding_rs::{Encoding, ISO_8859_2, UTF_8, WINDOWS_1250};

/// The text, and the name of its encoding when it was neither UTF-8 nor said by a byte order mark.
pub fn text(bytes: &[u8]) -> (String, Option<&'static str>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        return (text.into_owned(), None);
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return (text.into_owned(), None);
    }
    let encoding = polish(bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), Some(encoding.name()))
}

/// The two encodings that Polish was written in differ in ą, ś, ź: whichever letters there are more of.
fn polish(bytes: &[u8]) -> &'static Encoding {
    let count = |these: &[u8]| bytes.iter().filter(|byte| these.contains(byte)).count();
    let windows = count(&[0xb9, 0x9c, 0x9f, 0xa5, 0x8c, 0x8f]);
    let iso = count(&[0xb1, 0xb6, 0xbc, 0xa1, 0xa6, 0xac]);
    if iso > windows {
        ISO_8859_2
    } else {
        WINDOWS_1250
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_letters_survive_every_encoding_they_come_in() {
        const WORDS: &str = "Zażółć gęślą jaźń";
        let utf16: Vec<u8> = std::iter::once(0xfeff)
            .chain(WORDS.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let windows = b"Za\xbf\xf3\xb3\xe6 g\xea\x9cl\xb9 ja\x9f\xf1".to_vec();
        let iso = b"Za\xbf\xf3\xb3\xe6 g\xea\xb6l\xb1 ja\xbc\xf1".to_vec();
        for (bytes, name) in [
            (WORDS.as_bytes().to_vec(), None),
            (format!("\u{feff}{WORDS}").into_bytes(), None),
            (utf16, None),
            (windows, Some("windows-1250")),
            (iso, Some("ISO-8859-2")),
        ] {
            assert_eq!(text(&bytes), (WORDS.to_owned(), name));
        }
    }
}
