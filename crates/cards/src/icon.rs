//! Shapes of categories and of access services: drawn, not coloured, so that they tell apart without colour too.

use domain::event::Access;

use crate::draw::Draw;

/// The shape for a name of the feed's icon set; `None` for a name that is none.
fn path(name: &str) -> Option<&'static str> {
    Some(match name {
        "music" => "M5 1l8-1v10a2 2 0 1 1-2-2V3L7 4v8a2 2 0 1 1-2-2z",
        "stage" => "M0 1h14v2c-1 6-3 9-7 9S1 9 0 3zm3 3v2h2V4zm6 0v2h2V4zM4 8c1 2 5 2 6 0z",
        "film" => "M0 2h14v10H0zm2 1v2h1V3zm0 3v2h1V6zm0 3v2h1V9zm9-6v2h1V3zm0 3v2h1V6zm0 3v2h1V9z",
        "art" => "M0 0h14v14H0zm2 2v10h10V2zm1 9l3-5 2 3 1-1 2 3z",
        "workshop" => "M11 0l3 3-2 2-3-3zM8 3l3 3-7 7-4 1 1-4z",
        "class" => "M7 1l7 4-7 4-7-4zM3 8l4 2 4-2v3c-2 2-6 2-8 0z",
        "festival" => "M7 0l2 5h5l-4 3 2 6-5-4-5 4 2-6-4-3h5z",
        "contest" => {
            "M3 0h8v2h3v2a3 3 0 0 1-3 3 4 4 0 0 1-3 2v2h3v3H3v-3h3V9a4 4 0 0 1-3-2 3 3 0 0 1-3-3V2h3z"
        }
        "talk" => "M0 1h14v9H6l-4 4v-4H0z",
        "book" => "M0 2c2-1 4-1 6 1v10c-2-2-4-2-6-1zm14 0c-2-1-4-1-6 1v10c2-2 4-2 6-1z",
        "fair" => "M2 0h10l2 5a2 2 0 0 1-4 1 3 3 0 0 1-6 0 2 2 0 0 1-4-1zM1 8h2v3h8V8h2v6H1z",
        "folk" => {
            "M4 4a3 3 0 1 1 6 0 3 3 0 1 1 0 6 3 3 0 1 1-6 0 3 3 0 1 1 0-6zm3 1a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
        }
        "dance" => {
            "M7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM1 1l5 4h2l5-4 1 1-5 5 4 5H9v2H8v-2H6v2H5v-2H1l4-5-5-5z"
        }
        "sport" => {
            "M7 0a7 7 0 1 1 0 14A7 7 0 0 1 7 0zM2 2q4 5 0 10l1 1q4-6 0-12zm10 0l-1-1q-4 6 0 12l1-1q-4-5 0-10z"
        }
        "ceremony" => "M1 0h2v1h10l-3 4 3 4H3v5H1z",
        "trip" => "M1 1h12v10h-1v2h-2v-2H4v2H2v-2H1zm2 2v4h8V3zm0 5v1h2V8zm6 0v1h2V8z",
        _ => return None,
    })
}

/// A category's shape; its first letter where the set has none.
pub fn icon<E: Draw>(name: Option<&str>, label: &str) -> E {
    if let Some(path) = name.and_then(path) {
        shape(path)
    } else {
        let first = label.chars().next().map_or_else(String::new, String::from);
        E::new("span")
            .class("g letter")
            .attr("aria-hidden", "true")
            .text(&first)
    }
}

/// The symbol of a service, where there is one that people know; the word stands beside it.
pub fn sign<E: Draw>(feature: Access) -> Option<E> {
    let path = match feature {
        Access::Wheelchair => {
            "M5 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM4 5h2v1h4v2H6v1h5l1 3h2v2h-3l-2-3H4zM3 6v3a2.6 2.6 0 1 0 5 1.2l1.5.8A4.3 4.3 0 1 1 3 6z"
        }
        // The T of the switch on a hearing aid.
        Access::HearingLoop => "M0 0h14v14H0zm3 3v2h3v6h2V5h3V3z",
        Access::SignLanguage => {
            "M2 7V3h2v3h1V1h2v5h1V0h2v6h1V2h2v8q-1 4-4 4H7q-2 0-3-2L0 8l1-1 3 2z"
        }
        Access::Captions => "M0 1h14v12H0zm2 7v2h3V8zm4 0v2h6V8z",
        Access::AudioDescription => {
            "M0 5h3l4-4v12L3 9H0zm8 0q2 2 0 4l1 1q3-3 0-6zm2-2q4 4 0 8l1 1q5-5 0-10z"
        }
        Access::Quiet => "M0 5h3l4-4v12L3 9H0zm8 0l1-1 2 2 2-2 1 1-2 2 2 2-1 1-2-2-2 2-1-1 2-2z",
        _ => return None,
    };
    Some(shape(path))
}

fn shape<E: Draw>(path: &str) -> E {
    E::drawing("svg")
        .class("g")
        .attr("viewBox", "0 0 14 14")
        .attr("aria-hidden", "true")
        .child(
            E::drawing("path")
                .attr("fill-rule", "evenodd")
                .attr("d", path),
        )
}
