//! Shapes of categories: drawn, not coloured, so that they tell apart without colour too.

use crate::ui::dom::{El, el, svg};

/// The shape for a name of the feed's icon set; `None` for a name that is none.
fn path(name: &str) -> Option<&'static str> {
    Some(match name {
        "music" => "M5 1l8-1v10a2.5 2.5 0 1 1-2-2.4V3.2L7 3.7v7.8A2.5 2.5 0 1 1 5 9z",
        "stage" => "M0 1h14v2c-1 6-3 9-7 9S1 9 0 3zm3 3v2h2V4zm6 0v2h2V4zM4 8c1 2 5 2 6 0z",
        "film" => "M0 2h14v10H0zm2 1v2h1V3zm0 3v2h1V6zm0 3v2h1V9zm9-6v2h1V3zm0 3v2h1V6zm0 3v2h1V9z",
        "art" => "M0 0h14v14H0zm2 2v10h10V2zm1 9l3-5 2 3 1-1 2 3z",
        "workshop" => "M4 1h6l4 6-4 6H4L0 7z",
        "class" => "M0 7a7 7 0 0 1 14 0zm0 1h14v5H0z",
        "festival" => "M7 0l2 5 5 .4-3.8 3.3L11.4 14 7 11.2 2.6 14l1.2-5.3L0 5.4 5 5z",
        "contest" => {
            "M3 0h8v2h3v2a3 3 0 0 1-3.2 3A4 4 0 0 1 8 8.9V11h3v3H3v-3h3V8.9A4 4 0 0 1 3.2 7 3 3 0 0 1 0 4V2h3z"
        }
        "talk" => "M0 1h14v9H6l-4 4v-4H0z",
        "book" => "M0 2c3-1 5 0 7 1 2-1 4-2 7-1v10c-3-1-5 0-7 1-2-1-4-2-7-1z",
        "fair" => "M2 0h10l2 5H0zm-1 6h12v8H9v-4H5v4H1z",
        "folk" => {
            "M7 0l2.2 3.2L13 3l-.8 3.8L14 10l-3.800.8L7 14l-3.200-3.200L0 10l1.800-3.200L1 3l3.800.2z"
        }
        "dance" => {
            "M7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM1 6l5-1h2l5 1-3.500 2L11 14H9L7 10l-2 4H3l1.500-6z"
        }
        "sport" => "M7 0a7 7 0 1 1 0 14A7 7 0 0 1 7 0zm0 3L3.500 5.500 5 10h4l1.500-4.500z",
        "ceremony" => "M2 0h10v9l-5 5-5-5z",
        "trip" => {
            "M7 0a5 5 0 0 1 5 5c0 3-3 6-5 9-2-3-5-6-5-9a5 5 0 0 1 5-5zm0 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
        }
        _ => return None,
    })
}

/// A category's shape; its first letter where the set has none.
pub fn icon(name: Option<&str>, label: &str) -> El {
    if let Some(path) = name.and_then(path) {
        svg("svg")
            .class("g")
            .attr("viewBox", "0 0 14 14")
            .attr("aria-hidden", "true")
            .child(svg("path").attr("fill-rule", "evenodd").attr("d", path))
    } else {
        let first = label.chars().next().map_or_else(String::new, String::from);
        el("span")
            .class("g letter")
            .attr("aria-hidden", "true")
            .text(&first)
    }
}
