//! What changed about starred events since somebody saw it said.

use cards::draw::Draw;
use domain::event::{Feed, Lang};
use domain::keyed::Keyed;
use domain::stars::{Kept, from_lines};
use js_sys::Uint8Array;
use text::{labels, sentences};
use web_sys::Element;

use crate::extra::whole;
use crate::shell::clock;
use crate::ui::dom::{El, el};

/// Draws a list of the changes into `place`, before what stands there, and shows it; without any it stays hidden.
pub fn draw(place: &Element, feed: &[Uint8Array], stars: &str, lang: &str) {
    let Ok((feed, _)) = whole(feed) else { return };
    let lang = Lang::from_key(lang).unwrap_or(Lang::Pl);
    let lines: Vec<El> = from_lines(stars)
        .iter()
        .flat_map(|star| lines(&feed, star, lang))
        .collect();
    if !lines.is_empty() {
        let list = el("ul").children(lines);
        let _ = place.insert_before(list.element(), place.first_child().as_ref());
        let _ = place.remove_attribute("hidden");
    }
}

fn lines(feed: &Feed, kept: &Kept, lang: Lang) -> Vec<El> {
    let event = feed.event(&kept.star.event);
    let title = event.map_or(&*kept.star.event, |event| {
        labels::text(feed, &event.title, lang).0
    });
    let changes = kept.changes(feed, clock::now()).into_iter();
    let line = |change| el("li").text(&sentences::star_change(lang, title, change));
    changes.map(line).collect()
}
