//! The editor's report: every problem of the feed, by event, with what readers see instead. In Polish, as all that is
//! said to editors.

use cards::draw::Draw;
use domain::event::{Feed, Lang};
use domain::problem::Problem;
use js_sys::Uint8Array;
use text::{labels, problems};
use web_sys::Element;

use crate::extra::whole;
use crate::ui::dom::{El, el};

/// Draws the report on a feed into `place`.
pub fn draw(place: &Element, feed: &[Uint8Array]) {
    let report = match whole(feed) {
        Ok((feed, found)) => report(&feed, &found),
        Err(why) => el("div").child(el("p").text(&problems::refused(&why))),
    };
    place.set_text_content(None);
    let _ = place.append_child(report.attr("lang", "pl").element());
}

fn report(feed: &Feed, found: &[Problem]) -> El {
    let summary = problems::summary(feed.events.len(), found);
    let mut lists: Vec<El> = Vec::new();
    let mut rest = found;
    // Problems come event by event.
    while let Some(first) = rest.first() {
        let same = rest
            .iter()
            .take_while(|problem| problem.index == first.index);
        let (these, others) = rest.split_at(same.count());
        rest = others;
        let items = these
            .iter()
            .map(|problem| el("li").text(&problems::sentence(problem)));
        lists.push(
            el("section")
                .child(el("h3").text(&name(feed, these)))
                .child(el("ul").children(items.collect())),
        );
    }
    el("div")
        .child(el("h2").text(problems::REPORT))
        .child(el("p").text(&summary))
        .children(lists)
}

/// The event as an editor finds it in the file: title where there is one, and id. What was left out has none: with its
/// id another event may stand there.
fn name(feed: &Feed, these: &[Problem]) -> String {
    let Some(first) = these.first() else {
        return String::new();
    };
    let place = problems::place(first);
    let stays = !these.iter().any(Problem::left_out);
    let event = first.event.as_deref().filter(|_| stays);
    let event = event.and_then(|id| feed.event(id));
    match event {
        Some(event) => {
            let title = labels::text(feed, &event.title, Lang::Pl).0;
            format!("{title} · {place}")
        }
        None => place,
    }
}
