//! Calendars that programs subscribe to, as `kalendarz publish` puts them beside the page.

use cards::draw::Draw;
use domain::event::{Feed, Lang};
use domain::filter::Facet;
use domain::keyed::Keyed;
use domain::published::{Subscription, calendar, nearest};
use domain::query::{IdFacet, Query};
use js_sys::Uint8Array;
use text::{labels, published};
use web_sys::Element;

use crate::extra::whole;
use crate::ui::dom::{El, el, focus_within, link};

/// Draws those nearest to `search` into `place`, and moves the focus to the first.
pub fn draw(place: &Element, feed: &[Uint8Array], search: &str, home: &str, lang: &str) {
    let Ok((feed, _)) = whole(feed) else { return };
    let lang = Lang::from_key(lang).unwrap_or(Lang::Pl);
    let (query, _) = Query::parse(search);
    let about = el("p").text(published::SUBSCRIPTIONS.get(lang));
    let ways = nearest(&query).into_iter();
    let ways = ways.filter_map(|of| way(&feed, of, home, lang)).collect();
    place.set_text_content(None);
    for part in [about, el("ul").children(ways)] {
        let _ = place.append_child(part.element());
    }
    focus_within(place, "a");
}

/// `None` for what is not in the programme.
fn way(feed: &Feed, of: Subscription<'_>, home: &str, lang: Lang) -> Option<El> {
    let name = name(feed, of, lang)?;
    let address = format!("{home}{}", calendar(of));
    // What calendar programs listen for in place of http and https.
    let (_, rest) = address.split_once(':')?;
    let subscribe = link(&format!("webcal:{rest}")).class("chip").text(&name);
    let plain = link(&address).text(&published::address_of(lang, &name));
    Some(el("li").child(subscribe).text(" ").child(plain))
}

fn name(feed: &Feed, of: Subscription<'_>, lang: Lang) -> Option<String> {
    let (facet, said) = match of {
        Subscription::All => return Some(published::ALL_EVENTS.get(lang).to_owned()),
        Subscription::Age(id) => {
            let group = feed.age_groups.iter().find(|it| *it.id == *id)?;
            (IdFacet::Age, labels::text(feed, &group.label, lang).0)
        }
        Subscription::Venue(id) => {
            let venue = feed.venues.iter().find(|it| *it.id == *id)?;
            (IdFacet::Venue, labels::venue(feed, venue, lang).0)
        }
        Subscription::Category(id) => {
            let category = feed.categories.iter().find(|it| *it.id == *id)?;
            (
                IdFacet::Category,
                labels::text(feed, &category.label, lang).0,
            )
        }
    };
    let facet = labels::facet(Facet::Ids(facet)).get(lang);
    Some(format!("{facet}: {said}"))
}
