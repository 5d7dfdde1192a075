//! Pictures of a feed that stand beside it: the published site has them too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use domain::event::Feed;
use domain::link::Link;

/// Endings of pictures: nothing else is taken from the folder of a feed.
const ENDINGS: [&str; 7] = ["png", "jpg", "jpeg", "webp", "avif", "gif", "svg"];

/// A picture that is there.
pub struct Picture {
    /// Where it stands, in the feed's folder and in the site.
    pub path: String,
    /// The file.
    pub file: PathBuf,
    /// Tells it from another at this place.
    pub key: String,
}

/// Pictures beside the feed, and the addresses, as written, of those that are not there.
pub fn beside(feed: &Feed, folder: Option<&Path>) -> (Vec<Picture>, BTreeSet<String>) {
    let mut pictures = Vec::new();
    let mut missing = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let events = feed.events.iter();
    let links = events.flat_map(|event| {
        let logos = event.funding.iter().filter_map(|grant| grant.logo.as_ref());
        event.image.iter().map(|image| &image.src).chain(logos)
    });
    for link in links.filter(|link| link.is_relative()) {
        let written = link.as_str();
        // Of another host, or of another folder of this one.
        if written.starts_with('/') || !seen.insert(written) {
            continue;
        }
        match folder.and_then(|folder| picture(link, folder)) {
            Some(picture) => pictures.push(picture),
            None => {
                missing.insert(written.to_owned());
            }
        }
    }
    (pictures, missing)
}

fn picture(link: &Link, folder: &Path) -> Option<Picture> {
    let path = path_of(link.as_str())?;
    let file = folder.join(&path);
    let about = fs::metadata(&file).ok().filter(fs::Metadata::is_file)?;
    let time = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Picture {
        key: format!("{path} {} {}", about.len(), time.as_nanos()),
        path,
        file,
    })
}

/// The path that a relative address names, in the feed's folder; `None` for one that leads out of it, or to no picture.
pub fn path_of(address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next()?;
    let mut names = Vec::new();
    for name in address.split('/').filter(|name| *name != ".") {
        let name = decoded(name)?;
        let outside =
            name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', ':', '\0']);
        if outside {
            return None;
        }
        names.push(name);
    }
    let (_, ending) = names.last()?.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    ENDINGS.contains(&&*ending).then(|| names.join("/"))
}

/// Percent-encoding taken back (RFC 3986 section 2.1); `None` where that is no text.
fn decoded(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_stands_beside_the_feed_or_below() {
        for (address, path) in [
            ("img/rog.svg", Some("img/rog.svg")),
            ("./img/rog.svg?v=2", Some("img/rog.svg")),
            ("plakat%20%C5%BC.PNG", Some("plakat ż.PNG")),
            ("../rog.svg", None),
            ("img/../../rog.svg", None),
            ("img/%2e%2e/rog.svg", None),
            ("a%2fb.png", None),
            ("img//a.png", None),
            (".htaccess", None),
            (".ukryte.png", None),
            ("index.html", None),
            ("c:a.png", None),
            ("a%ff.png", None),
            ("a%2.png", None),
            ("", None),
        ] {
            assert_eq!(path_of(address).as_deref(), path, "{address}");
        }
    }
}
