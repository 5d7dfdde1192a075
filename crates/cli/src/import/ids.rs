//! Ids for the feed from what sources call things: short, fit for links, the same after every import.

use domain::search::fold;

/// The longest id; what is longer ends with its own fingerprint.
const LONGEST: usize = 64;

/// `Sala „Pod lipą”, Opatów` is `sala-pod-lipa-opatow`. Letters of other alphabets become a fingerprint; empty where
/// there is no letter or digit at all.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut lost = false;
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else {
            lost |= c.is_alphanumeric();
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
    }
    let slug = slug.trim_end_matches('-');
    if lost || slug.len() > LONGEST {
        let head = slug.get(..slug.len().min(LONGEST - 9)).unwrap_or_default();
        let head = head.trim_end_matches('-');
        let dash = if head.is_empty() { "" } else { "-" };
        return format!("{head}{dash}{}", fingerprint(text));
    }
    slug.to_owned()
}

/// Eight characters that tell a text from another (FNV-1a, 32 bits): the same on every machine, for always.
pub fn fingerprint(text: &str) -> String {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = text.bytes().fold(0x811c_9dc5, mix);
    format!("{hash:08x}")
}

/// What is before the host of a UID: what makers of calendars use as the event's own name.
pub fn local_part(uid: &str) -> &str {
    let uid = uid.trim();
    match uid.split_once('@') {
        Some((local, _)) if !local.is_empty() => local,
        _ => uid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_fit_for_links() {
        for (text, id) in [
            ("Sala „Pod lipą”, Opatów", "sala-pod-lipa-opatow"),
            ("  Żółw & Ćma  ", "zolw-cma"),
            ("a.20261204T160000", "a-20261204t160000"),
            ("", ""),
            ("   ", ""),
            ("...", ""),
        ] {
            assert_eq!(slug(text), id, "{text}");
        }
    }

    #[test]
    fn what_letters_do_not_tell_apart_a_fingerprint_does() {
        assert_ne!(slug("Київ"), slug("Львів"));
        assert_ne!(slug("Зал 1"), slug("Хол 1"));
        let long =
            "040000008200e00074c5b7101a82e0080000000030a1b2c3d4e5f60100000000000000001000000";
        assert_ne!(slug(&format!("{long}1")), slug(&format!("{long}2")));
        assert!(slug(long).len() <= LONGEST);
    }

    #[test]
    fn the_host_of_a_uid_is_no_part_of_the_id() {
        assert_eq!(local_part("4pudsug@google.com"), "4pudsug");
        assert_eq!(local_part("@google.com"), "@google.com");
        assert_eq!(local_part("7"), "7");
    }
}
