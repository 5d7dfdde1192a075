//! A line that says where -> a place: name, address, town.

use crate::import::found::Place;
use crate::import::html;
use crate::import::ids::slug;

/// `None` for nothing that anybody could find.
pub fn of(location: &str, position: Option<(i32, i32)>) -> Option<Place> {
    let text = html::plain(location);
    let line = text.replace('\n', ", ");
    let line = line.trim().trim_matches([',', ';']).trim();
    if slug(line).is_empty() || is_address(line) {
        return None;
    }
    let (name, rest) = split(line);
    let (address, locality) = address(rest);
    Some(Place {
        name: name.to_owned(),
        address,
        locality,
        position,
        url: None,
    })
}

/// An address on the web where a place should stand.
pub fn is_address(line: &str) -> bool {
    let line = line.trim();
    (line.starts_with("https://") || line.starts_with("http://")) && !line.contains(' ')
}

/// Name and address: what comes after the first comma (or `@`, or in brackets at the end) is an address when it has a
/// number or names a street.
fn split(line: &str) -> (&str, &str) {
    let looks = |rest: &str| {
        let lower = rest.to_lowercase();
        let street = [
            "ul.", "al.", "pl.", "os.", "ulica", "aleja", "plac ", "rynek",
        ];
        // "#2" is no number of a house.
        let numbered = rest
            .split(|c: char| c.is_whitespace() || c == '-')
            .any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        numbered || street.iter().any(|it| lower.contains(it))
    };
    let cuts = [
        line.split_once(" @ "),
        line.split_once(','),
        line.split_once(" ("),
    ];
    for (name, rest) in cuts.into_iter().flatten() {
        let (name, rest) = (name.trim(), rest.trim().trim_end_matches(')'));
        // A street alone is its own name: "ul. Rynek 3, Opatów".
        if looks(rest) && !slug(name).is_empty() && !(looks(name) && name.starts_with("ul.")) {
            return (name, rest);
        }
    }
    (line, "")
}

/// Address and town: Polish post codes stand before the town, a country at the end is left out.
fn address(rest: &str) -> (Option<String>, Option<String>) {
    let mut parts: Vec<&str> = rest
        .split(',')
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    let country = |part: &&str| matches!(slug(part).as_str(), "polska" | "poland" | "pl");
    parts.retain(|part| !country(part));
    let coded = parts.iter().position(|part| post_code(part).is_some());
    let locality = coded.and_then(|place| {
        let part = parts.remove(place);
        post_code(part)
            .filter(|town| !town.is_empty())
            .map(str::to_owned)
    });
    let address = parts.join(", ");
    ((!address.is_empty()).then_some(address), locality)
}

/// What follows `27-500` at the beginning.
fn post_code(part: &str) -> Option<&str> {
    let (code, town) = part.split_at_checked(6)?;
    let digits = code.bytes().enumerate().all(|(place, byte)| match place {
        2 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    digits.then(|| town.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name | address | town.
    fn check(line: &str, expected: &str) {
        let place = of(line, None).map(|it| {
            let (address, locality) = (
                it.address.unwrap_or_default(),
                it.locality.unwrap_or_default(),
            );
            format!("{}|{address}|{locality}", it.name)
        });
        assert_eq!(place.unwrap_or_default(), expected, "{line}");
    }

    #[test]
    fn a_line_is_a_name_with_or_without_an_address() {
        check("machBar", "machBar||");
        check(
            "OOK, ul. Partyzantów 13, 27-500 Opatów, Polska",
            "OOK|ul. Partyzantów 13|Opatów",
        );
        check(
            "FabLab Cottbus @ Walther-Pauer-Straße 5, 03044 Cottbus",
            "FabLab Cottbus|Walther-Pauer-Straße 5, 03044 Cottbus|",
        );
        check("Sala „Pod lipą” (Rynek 3)", "Sala „Pod lipą”|Rynek 3|");
        check("ul. Rynek 3, Opatów", "ul. Rynek 3, Opatów||");
        check("BW,BY,ST", "BW,BY,ST||");
        check("Dom Kultury\nul. Długa 1", "Dom Kultury|ul. Długa 1|");
        check("Park, 27-500 Opatów", "Park||Opatów");
        check("Wejście #1, #2 i #3", "Wejście #1, #2 i #3||");
    }

    #[test]
    fn nothing_is_no_place() {
        for line in ["", " , ", "-", "https://zoom.example/j/1"] {
            check(line, "");
        }
    }
}
