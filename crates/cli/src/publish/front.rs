//! The calendar's own page as it is published: with the centre's facts, and with what the program and others have to
//! know of the published files.

use domain::published as place;
use text::published;

use super::Site;
use crate::site::markup::escaped;

/// `html` with the centre's facts in it, made ready. Here is the place for what readers shall see before the program
/// runs.
pub fn page(site: &Site<'_>, html: &str) -> String {
    let new = escaped(published::NEW.get(site.lang));
    let links = format!(
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{new}\" href=\"./{}\">\n\
         <link rel=\"alternate\" type=\"application/feed+json\" title=\"{new}\" href=\"./{}\">\n</head>",
        place::ATOM,
        place::JSON_FEED
    );
    let mount = format!(
        "id=\"kalendarz\" {}=\"{}\"",
        place::ATTRIBUTE,
        place::VERSION
    );
    html.replacen("</head>", &links, 1)
        .replacen("id=\"kalendarz\"", &mount, 1)
}

/// The page's security policy as it stands in the markup; it holds for the pages of events too.
pub fn policy(html: &str) -> Option<&str> {
    let (_, after) = html.split_once("http-equiv=\"Content-Security-Policy\" content=\"")?;
    after.split_once('"').map(|(policy, _)| policy)
}

/// Hosts of pictures that the operator named on the mount element.
pub fn image_hosts(html: &str) -> &str {
    let hosts = html.split_once("data-image-hosts=\"");
    let hosts = hosts.and_then(|(_, after)| after.split_once('"'));
    hosts.map_or("", |(hosts, _)| hosts)
}
