//! What the operator wrote on the mount element. The feed's address comes from nowhere else: not from the query
//! string, the hash or a message, or anyone could show foreign content under the municipality's name.

use domain::event::Lang;
use domain::keyed::Keyed;
use domain::published::{ATTRIBUTE, VERSION};
use web_sys::HtmlElement;

/// Attributes of `<div id="kalendarz">`.
pub struct Config {
    /// Address of the feed, relative to the page.
    pub feed: String,
    /// Language of a page whose address names none.
    pub lang: Lang,
    /// Other hosts that pictures may come from; the policy has to name them too.
    pub image_hosts: String,
    /// `kalendarz publish` has put a page for each event, and calendars, beside this one.
    pub published: bool,
}

impl Config {
    /// Reads the attributes; a missing or unknown one has its default. `data-theme` is for the style sheet alone.
    pub fn read(element: &HtmlElement) -> Config {
        let attribute = |name: &str| {
            element
                .get_attribute(name)
                .filter(|value| !value.is_empty())
        };
        if let Some(theme) = attribute("data-theme") {
            crate::shell::page::set_root_attribute("data-theme", &theme);
        }
        Config {
            feed: attribute("data-feed").unwrap_or_else(|| "feed.json".to_owned()),
            lang: attribute("data-lang")
                .and_then(|lang| Lang::from_key(&lang))
                .unwrap_or(Lang::Pl),
            image_hosts: attribute("data-image-hosts").unwrap_or_default(),
            published: attribute(ATTRIBUTE).is_some_and(|version| version == VERSION),
        }
    }
}
