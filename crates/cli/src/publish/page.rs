//! The page of an event: all that the feed says of it as HTML that needs no program, for search engines, for links in
//! messages, for old phones and for print. The strict policy of the calendar's page holds here too.
//!
//! Text of the feed is escaped, addresses were checked by the feed's reader. Every reference is relative; absolute
//! addresses stand where others read them (Open Graph, canonical), and only when the feed says what they begin with.

use std::fmt::Write;

use domain::event::{
    At, Funding, Lang, Occurrence, OccurrenceRef, Party, Price, Registration, Text, Venue, When,
};
use domain::jsonld;
use domain::keyed::Keyed;
use domain::link::{Link, Piece, paragraphs, picture_allowed};
use domain::published as place;
use domain::query::Query;
use text::{Words, dates, ics, labels, published, sentences, site as site_words, words};

use super::Site;
use crate::site::facts::reachable;
use crate::site::{STATEMENT, markup::escaped};

/// Dates that are listed before the others are folded away.
const LISTED: usize = 10;
/// Dates that search engines are told: a class of every day has hundreds.
const TOLD: usize = 60;

/// The dates of an event around now.
pub struct Dates {
    /// The one that the page is about: the next, else the last.
    pub main: Occurrence,
    /// Those that are not over, within a year; with an event that has none, nothing.
    pub coming: Vec<Occurrence>,
    /// How many are over.
    pub past: usize,
}

/// What an event's page is made of beside the feed.
pub struct About<'a> {
    /// Its dates.
    pub dates: &'a Dates,
    /// Path of its preview picture.
    pub preview: Option<&'a str>,
}

/// An event's page. `None`: it has no date.
pub fn page(site: &Site<'_>, about: &About<'_>) -> Option<String> {
    let it = OccurrenceRef::of(site.feed, &about.dates.main)?;
    let sheet = Sheet {
        site,
        lang: site.lang,
        it,
    };
    Some(sheet.page(about))
}

struct Sheet<'a> {
    site: &'a Site<'a>,
    lang: Lang,
    it: OccurrenceRef<'a>,
}

impl<'a> Sheet<'a> {
    fn page(&self, about: &About<'_>) -> String {
        let lang = self.lang;
        let event = self.it.event;
        let (title, spoken) = labels::text(self.site.feed, &event.title, lang);
        let mut page = format!(
            "<!doctype html>\n<html lang=\"{}\">\n{}<body>\n",
            lang.key(),
            self.head(about, title)
        );
        let name = self.site.name;
        let _ = write!(
            page,
            "<header><a href=\"../\">{}</a></header>\n<main>\n<article>\n<h1{}>{}</h1>\n",
            escaped(name),
            lang_of(spoken),
            escaped(title)
        );
        let over = about.dates.coming.is_empty();
        if event.featured {
            let _ = writeln!(page, "<p>★ {}</p>", words::FEATURED.get(lang));
        }
        if over {
            let _ = writeln!(page, "<p class=\"note\">{}.</p>", words::PAST.get(lang));
        }
        page += &self.states();
        page += &self.list(&[
            (words::WHEN, Some(self.when())),
            (words::WHERE, self.place()),
            (words::HOURS, event.hours.as_ref().map(|it| self.prose(it))),
            (
                words::FOR_WHOM,
                Some(escaped(&ics::for_whom(self.it, lang))),
            ),
            (words::PRICE, self.price()),
            (
                words::REGISTRATION,
                self.it.registration().map(|it| self.registration(it)),
            ),
        ]);
        let _ = writeln!(
            page,
            "<p class=\"acts\"><a class=\"open\" href=\"{}\">{}</a> <a href=\"{}\">{}</a></p>",
            escaped(&self.in_calendar(self.it.when.at())),
            published::OPEN.get(lang),
            beside(&place::event_calendar(&event.id)),
            words::TAKE.get(lang)
        );
        page += &self.picture().unwrap_or_default();
        if let Some(summary) = &event.summary {
            let _ = writeln!(page, "<div class=\"lead\">{}</div>", self.prose(summary));
        }
        if let Some(description) = &event.description {
            let _ = writeln!(page, "{}", self.prose(description));
        }
        page += &self.more();
        page += &self.dates(about.dates);
        page += "</article>\n</main>\n";
        page += &self.foot();
        page += "</body>\n</html>\n";
        page
    }

    // ------------------------------------------------------------------------------------------------------ the head

    fn head(&self, about: &About<'_>, title: &str) -> String {
        let site = self.site;
        let event = self.it.event;
        let description = self.description();
        let own = place::page(&event.id);
        let home = site.home.as_deref();
        let picture =
            home.map(|home| format!("{home}{}", about.preview.unwrap_or(crate::site::PICTURE)));
        let picture = picture.filter(|_| about.preview.is_some() || site.picture);
        let said = |text: &str| text.to_owned();
        let name = said(site.name);
        let metas = [
            (r#"name="description""#, Some(description.clone())),
            (r#"property="og:type""#, Some(said("article"))),
            (r#"property="og:title""#, Some(said(title))),
            (r#"property="og:description""#, Some(description)),
            (
                r#"property="og:locale""#,
                Some(said(site_words::locale(self.lang))),
            ),
            (r#"property="og:site_name""#, Some(name)),
            (
                r#"property="og:url""#,
                home.map(|home| format!("{home}{own}")),
            ),
            (r#"property="og:image""#, picture.clone()),
            (
                r#"property="og:image:width""#,
                picture.as_ref().map(|_| said("1200")),
            ),
            (
                r#"property="og:image:height""#,
                picture.as_ref().map(|_| said("630")),
            ),
            (
                r#"property="og:image:alt""#,
                picture
                    .as_ref()
                    .map(|_| format!("{title}, {}", dates::full_when(self.lang, &self.it.when))),
            ),
            (
                r#"name="twitter:card""#,
                picture.as_ref().map(|_| said("summary_large_image")),
            ),
        ];
        let mut head = format!(
            "<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{} – {}</title>\n",
            site.policy,
            escaped(title),
            escaped(site.name)
        );
        for (name, content) in metas {
            if let Some(content) = content.filter(|content| !content.is_empty()) {
                let _ = writeln!(head, "<meta {name} content=\"{}\">", escaped(&content));
            }
        }
        if let Some(home) = home {
            let _ = writeln!(
                head,
                "<link rel=\"canonical\" href=\"{}{own}\">",
                escaped(home)
            );
        }
        let _ = write!(
            head,
            "<link rel=\"icon\" href=\"../icon.svg\" type=\"image/svg+xml\">\n\
             <link rel=\"stylesheet\" href=\"../{}\">\n\
             <link rel=\"alternate\" type=\"text/calendar\" href=\"{}\">\n\
             <script type=\"application/ld+json\">{}</script>\n</head>\n",
            site.style,
            beside(&place::event_calendar(&event.id)),
            self.data(about.dates)
        );
        head
    }

    /// When, where, and what it is, in two lines of a search engine's.
    fn description(&self) -> String {
        const LONGEST: usize = 200;
        let lang = self.lang;
        let said = |text: &'a Text| labels::text(self.site.feed, text, lang).0;
        let venue = self.it.venue();
        let venue = venue.map(|venue| labels::venue(self.site.feed, venue, lang).0.to_owned());
        let event = self.it.event;
        let about = event.summary.as_ref().or(event.description.as_ref());
        let about = about.map(|about| said(about).to_owned());
        let when = dates::full_when(lang, &self.it.when);
        let parts = [Some(when), venue, about].into_iter().flatten();
        let whole = parts.collect::<Vec<_>>().join(". ");
        let words: Vec<&str> = whole.split_whitespace().collect();
        let line = words.join(" ");
        if line.chars().count() <= LONGEST {
            return line;
        }
        let cut: String = line.chars().take(LONGEST).collect();
        let cut = cut
            .rsplit_once(' ')
            .map_or(cut.as_str(), |(before, _)| before);
        format!("{cut}…")
    }

    /// Every coming date for search engines, else the last one.
    fn data(&self, dates: &Dates) -> String {
        let site = self.site;
        let home = site.home.as_deref();
        let own = place::page(&self.it.event.id);
        let page = match home {
            Some(home) => format!("{home}{own}"),
            None => beside(&own).to_owned(),
        };
        let told = match dates.coming.as_slice() {
            [] => std::slice::from_ref(&dates.main),
            coming => coming,
        };
        let told = told.iter().take(TOLD);
        jsonld::graph(
            jsonld::Graph {
                lang: self.lang,
                page: &|_| page.clone(),
                resolve: &|link| site.absolute(link),
            },
            told.filter_map(|date| OccurrenceRef::of(site.feed, date)),
        )
    }

    // ------------------------------------------------------------------------------------------------------ the facts

    fn when(&self) -> String {
        let lang = self.lang;
        let mut said = self.time(&self.it.when);
        if let Some(doors) = self.it.doors() {
            let _ = write!(
                said,
                "<p>{}: {}</p>",
                words::DOORS.get(lang),
                dates::time(doors)
            );
        }
        if let Some(note) = self.it.note() {
            said += &self.prose(note);
        }
        if self.it.event.more_dates {
            let _ = write!(said, "<p>{}</p>", words::MORE_DATES.get(lang));
        }
        said
    }

    fn time(&self, when: &When) -> String {
        let machine = match when {
            When::Days { first, .. } => first.to_string(),
            When::Timed { start, .. } => self.site.feed.zone.rfc3339(start.instant),
        };
        let said = dates::full_when(self.lang, when);
        format!("<time datetime=\"{machine}\">{}</time>", escaped(&said))
    }

    /// Whether it takes place, and whether there are places.
    fn states(&self) -> String {
        let status = ics::status(self.it, self.lang);
        let booking = self.it.booking().and_then(words::booking);
        let booking = booking.map(|it| it.get(self.lang).to_owned());
        let states: Vec<String> = [status, booking]
            .into_iter()
            .flatten()
            .map(|said| format!("<strong class=\"state\">{}</strong>", escaped(&said)))
            .collect();
        if states.is_empty() {
            return String::new();
        }
        format!("<p class=\"states\">{}</p>\n", states.join(" "))
    }

    fn place(&self) -> Option<String> {
        let online = self.it.event.online.as_ref();
        let venue = self.it.venue();
        if venue.is_none() && online.is_none() {
            return None;
        }
        let mut said = venue.map_or_else(String::new, |venue| self.venue(venue));
        if let Some(online) = online {
            let _ = write!(
                said,
                "<p>{}</p>",
                anchor(&online.url, words::JOIN.get(self.lang), None)
            );
            said += &self.prose_if(online.note.as_ref());
        }
        Some(said)
    }

    fn venue(&self, venue: &'a Venue) -> String {
        let feed = self.site.feed;
        let (name, spoken) = labels::venue(feed, venue, self.lang);
        let mut said = match &venue.url {
            Some(url) => anchor(url, name, spoken),
            None => span(name, spoken),
        };
        if let Some(room) = self.it.room() {
            said += ", ";
            said += &self.words(room);
        }
        let line = [&venue.address, &venue.locality].into_iter().flatten();
        let line: Vec<String> = line.map(|text| self.words(text)).collect();
        if !line.is_empty() {
            let _ = write!(said, "<p>{}</p>", line.join(", "));
        }
        if let Some(map) = venue.map() {
            let _ = write!(
                said,
                "<p><a href=\"{}\" rel=\"noopener\">{}</a></p>",
                escaped(&map),
                words::MAP.get(self.lang)
            );
        }
        said += &self.prose_if(venue.hours.as_ref());
        said += &self.prose_if(venue.note.as_ref());
        said
    }

    fn price(&self) -> Option<String> {
        let lang = self.lang;
        let event = self.it.event;
        let mut said = String::new();
        if let Some(price) = self.it.price() {
            let (Price::Free { note } | Price::Paid { note, .. }) = price;
            said += &escaped(&labels::price(lang, price).unwrap_or_default());
            said += &self.prose_if(note.as_ref());
        }
        let concessions = event.concessions.iter();
        let concessions: Vec<&str> = concessions
            .map(|it| words::concession(it).get(lang))
            .collect();
        if !concessions.is_empty() {
            let _ = write!(
                said,
                "<p>{}: {}</p>",
                words::CONCESSIONS.get(lang),
                escaped(&concessions.join(", "))
            );
        }
        if let Some(tickets) = &event.tickets {
            let buy = anchor(&tickets.url, words::TICKETS.get(lang), None);
            let _ = write!(said, "<p>{buy}</p>");
            said += &self.prose_if(tickets.note.as_ref());
        }
        (!said.is_empty()).then_some(said)
    }

    fn registration(&self, it: &Registration) -> String {
        let lang = self.lang;
        let day = |at: Option<At>| at.map(|at| dates::at(lang, at));
        let (opens, closes) = (day(it.opens), day(it.closes));
        let span = sentences::registration_dates(lang, opens.as_deref(), closes.as_deref());
        let required = it
            .required
            .then(|| words::REGISTRATION_REQUIRED.get(lang).to_owned());
        let form = it.url.as_ref();
        let form = form.map(|url| anchor(url, words::REGISTER.get(lang), None));
        let plain = required.into_iter().chain(span).map(|it| escaped(&it));
        plain
            .chain(form)
            .chain(reachable(it.phone.as_deref(), Link::phone))
            .chain(reachable(it.email.as_deref(), Link::email))
            .fold(String::new(), |said, line| said + "<p>" + &line + "</p>")
    }

    /// Services, and whom to ask for more: unknown is not "no".
    fn access(&self) -> String {
        let lang = self.lang;
        let features = self.it.access();
        let publisher = &self.site.feed.publisher;
        let mut said = if features.is_empty() {
            format!("<p>{}</p>", words::ACCESS_UNKNOWN.get(lang))
        } else {
            let features = features.iter();
            items(features.map(|it| words::access(it).get(lang).to_owned()))
        };
        let ways: Vec<String> = reachable(publisher.phone.as_deref(), Link::phone)
            .into_iter()
            .chain(reachable(publisher.email.as_deref(), Link::email))
            .collect();
        if !ways.is_empty() {
            let _ = write!(
                said,
                "<p>{} {}</p>",
                words::ASK_ACCESS.get(lang),
                ways.join(", ")
            );
        }
        said
    }

    /// What is worth knowing once one wants to go.
    fn more(&self) -> String {
        let lang = self.lang;
        let feed = self.site.feed;
        let event = self.it.event;
        let categories = event.categories.iter();
        let categories = categories.filter_map(|index| feed.categories.get(*index as usize));
        let categories: Vec<String> = categories.map(|it| self.words(&it.label)).collect();
        let languages = self.it.languages().iter();
        let languages: Vec<String> = languages
            .map(|tag| escaped(&labels::language(lang, tag)))
            .collect();
        let series = event.series.as_ref().map(|series| match &series.title {
            Some(title) => self.words(title),
            None => escaped(&series.id),
        });
        let plain = |words: Words| escaped(words.get(lang));
        let some = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join(", "));
        let tags_lang = (*feed.lang != *lang.key()).then_some(&*feed.lang);
        self.list(&[
            (words::ACCESS, Some(self.access())),
            (words::CATEGORY, some(categories)),
            (words::SERIES, series),
            (words::LANGUAGE, some(languages)),
            (
                words::INVOLVEMENT,
                event.involvement.map(|it| plain(words::involvement(it))),
            ),
            (words::REACH, event.reach.map(|it| plain(words::reach(it)))),
            (words::VOLUNTEERS, self.volunteers()),
            (words::ORGANIZERS, self.parties(&event.organizers)),
            (words::PARTNERS, self.parties(&event.partners)),
            (words::FUNDING, self.funding(&event.funding)),
            (
                words::TAGS,
                (!event.tags.is_empty()).then(|| span(&event.tags.join(", "), tags_lang)),
            ),
            (words::LINKS, self.links()),
        ])
    }

    fn volunteers(&self) -> Option<String> {
        let wanted = self.it.event.volunteers.as_ref().filter(|it| it.wanted)?;
        let mut said = self.prose_if(wanted.note.as_ref());
        if let Some(contact) = &wanted.contact {
            let written = labels::text(self.site.feed, contact, self.lang).0;
            let to = Link::parse(written).filter(|link| !link.is_relative());
            let contact = match to {
                Some(to) => {
                    let plain = written.strip_prefix("mailto:");
                    let plain = plain.or_else(|| written.strip_prefix("tel:"));
                    Some(anchor(&to, plain.unwrap_or(written), None))
                }
                None => reachable(Some(written), Link::email),
            };
            let _ = write!(said, "<p>{}</p>", contact.unwrap_or_default());
        }
        if said.is_empty() {
            said = escaped(words::VOLUNTEERS.get(self.lang));
        }
        Some(said)
    }

    fn parties(&self, parties: &'a [Party]) -> Option<String> {
        let one = |party: &'a Party| {
            let (name, spoken) = labels::text(self.site.feed, &party.name, self.lang);
            match &party.url {
                Some(url) => anchor(url, name, spoken),
                None => span(name, spoken),
            }
        };
        (!parties.is_empty()).then(|| items(parties.iter().map(one)))
    }

    /// Who pays, with the credit that the grant demands.
    fn funding(&self, grants: &'a [Funding]) -> Option<String> {
        let one = |grant: &'a Funding| {
            let mut said = self.words(&grant.name);
            if let Some(programme) = &grant.programme {
                said += " – ";
                said += &self.words(programme);
            }
            said += &self.prose_if(grant.note.as_ref());
            if let Some(logo) = &grant.logo {
                let alt = grant.logo_alt.as_ref().unwrap_or(&grant.name);
                said += &self.image(logo, Some(alt), None).unwrap_or_default();
            }
            said
        };
        (!grants.is_empty()).then(|| items(grants.iter().map(one)))
    }

    fn links(&self) -> Option<String> {
        let event = self.it.event;
        let own = event.url.as_ref();
        let own = own.map(|url| anchor(url, words::WEBSITE.get(self.lang), None));
        let others = event.links.iter().map(|it| match &it.label {
            Some(label) => {
                let (said, spoken) = labels::text(self.site.feed, label, self.lang);
                anchor(&it.url, said, spoken)
            }
            None => anchor(&it.url, it.url.as_str(), None),
        });
        let links: Vec<String> = own.into_iter().chain(others).collect();
        (!links.is_empty()).then(|| items(links.into_iter()))
    }

    // ------------------------------------------------------------------------------------------------------ the dates

    fn dates(&self, dates: &Dates) -> String {
        let mut said = String::new();
        let lang = self.lang;
        if dates.coming.len() > 1 {
            let _ = write!(
                said,
                "<section aria-labelledby=\"terminy\">\n<h2 id=\"terminy\">{}</h2>\n",
                published::COMING.get(lang)
            );
            let (first, rest) = dates
                .coming
                .split_at_checked(LISTED)
                .unwrap_or((&dates.coming, &[]));
            said += &self.date_list(first);
            if !rest.is_empty() {
                let _ = writeln!(
                    said,
                    "<details><summary>{}</summary>\n{}</details>",
                    published::all_dates(lang, rest.len()),
                    self.date_list(rest)
                );
            }
            said += "</section>\n";
        }
        if dates.past > 0 && self.it.event.has_more_dates() {
            let past = published::past_dates(lang, dates.past);
            let _ = writeln!(said, "<p class=\"quiet\">{past}.</p>");
        }
        said
    }

    fn date_list(&self, dates: &[Occurrence]) -> String {
        let one = |date: &Occurrence| {
            let it = OccurrenceRef::of(self.site.feed, date)?;
            let href = self.in_calendar(date.when.at());
            // Where a link to one date leads (`domain::published::page_at`).
            let mut said = format!(
                "<a id=\"{}\" href=\"{}\">{}</a>",
                date.when.at(),
                escaped(&href),
                self.time(&date.when)
            );
            let booking = it.booking().and_then(words::booking);
            let mut more: Vec<String> = Vec::new();
            // What the page says above is said once.
            if it.venue_index() != self.it.venue_index() {
                more.extend(it.venue().map(|venue| {
                    let (name, spoken) = labels::venue(self.site.feed, venue, self.lang);
                    span(name, spoken)
                }));
            }
            more.extend(ics::status(it, self.lang).map(|said| strong(&said)));
            more.extend(booking.map(|said| strong(said.get(self.lang))));
            more.extend(it.note().map(|note| self.words(note)));
            for more in more {
                let _ = write!(said, " · {more}");
            }
            Some(said)
        };
        let dates = dates.iter().filter_map(one);
        items(dates) + "\n"
    }

    // ------------------------------------------------------------------------------------------------- small pieces

    fn picture(&self) -> Option<String> {
        let image = self.it.event.image.as_ref()?;
        let picture = self.image(&image.src, image.alt.as_ref(), image.size)?;
        let credit = image.credit.as_ref().map(|credit| {
            let photo = words::PHOTO.get(self.lang);
            format!("<figcaption>{photo} {}</figcaption>", self.words(credit))
        });
        Some(format!(
            "<figure>{picture}{}</figure>\n",
            credit.unwrap_or_default()
        ))
    }

    /// A picture of the calendar's own host, or of one that the operator named; of any other, or where the file is
    /// missing, its description.
    fn image(&self, src: &Link, alt: Option<&'a Text>, size: Option<(u32, u32)>) -> Option<String> {
        let alt = alt.map(|alt| labels::text(self.site.feed, alt, self.lang));
        let own = src.is_relative() && !src.as_str().starts_with("//");
        let shown = if own {
            !self.site.missing.contains(src.as_str())
        } else {
            picture_allowed(
                &self.site.absolute(src),
                self.site.origin(),
                self.site.image_hosts,
            )
        };
        if !shown {
            let (said, spoken) = alt?;
            return Some(format!(
                "<p class=\"quiet\"{}>[{}: {}]</p>",
                lang_of(spoken),
                words::PICTURE.get(self.lang),
                escaped(said)
            ));
        }
        let (said, spoken) = alt.unwrap_or_default();
        let size = size.map_or_else(String::new, |(width, height)| {
            format!(" width=\"{width}\" height=\"{height}\"")
        });
        Some(format!(
            "<img src=\"{}\" alt=\"{}\"{}{size} loading=\"lazy\">",
            escaped(&from_here(src)),
            escaped(said),
            lang_of(spoken)
        ))
    }

    fn foot(&self) -> String {
        let lang = self.lang;
        let publisher = &self.site.feed.publisher;
        let name = publisher.name.as_ref().map(|name| {
            let (said, spoken) = labels::text(self.site.feed, name, lang);
            match &publisher.url {
                Some(url) => anchor(url, said, spoken),
                None => span(said, spoken),
            }
        });
        let lines: Vec<String> = name
            .into_iter()
            .chain(publisher.address.as_ref().map(|it| self.words(it)))
            .chain(reachable(publisher.phone.as_deref(), Link::phone))
            .chain(reachable(publisher.email.as_deref(), Link::email))
            .collect();
        let contact = if lines.is_empty() {
            String::new()
        } else {
            format!("<p>{}</p>\n", lines.join(" · "))
        };
        let statement = if self.site.statement {
            format!(
                " <a href=\"../{STATEMENT}\">{}</a>",
                site_words::STATEMENT.get(lang)
            )
        } else {
            String::new()
        };
        format!(
            "<footer>\n{contact}<p><a href=\"../\">{}</a>{statement}</p>\n</footer>\n",
            words::WHOLE.get(lang)
        )
    }

    /// Where the app shows this date.
    fn in_calendar(&self, at: At) -> String {
        let query = Query::default().opening(&self.it.event.id, at);
        format!("../?{}", query.to_search())
    }

    fn words(&self, text: &'a Text) -> String {
        let (said, spoken) = labels::text(self.site.feed, text, self.lang);
        span(said, spoken)
    }

    /// Plain text: a blank line is a paragraph, addresses are links.
    fn prose(&self, text: &'a Text) -> String {
        let (said, spoken) = labels::text(self.site.feed, text, self.lang);
        let mut prose = format!("<div class=\"prose\"{}>", lang_of(spoken));
        for pieces in paragraphs(said) {
            prose += "<p>";
            for piece in pieces {
                match piece {
                    Piece::Words(words) => prose += &escaped(words),
                    Piece::Link(address) => {
                        let address = escaped(address);
                        let _ = write!(
                            prose,
                            "<a href=\"{address}\" rel=\"noopener\">{address}</a>"
                        );
                    }
                }
            }
            prose += "</p>";
        }
        prose + "</div>"
    }

    fn prose_if(&self, text: Option<&'a Text>) -> String {
        text.map_or_else(String::new, |text| self.prose(text))
    }

    /// Terms and what is said of each; a term of which nothing is said does not stand.
    fn list(&self, facts: &[(Words, Option<String>)]) -> String {
        let mut list = String::from("<dl>\n");
        for (name, said) in facts {
            if let Some(said) = said {
                let _ = writeln!(list, "<dt>{}</dt><dd>{said}</dd>", name.get(self.lang));
            }
        }
        list + "</dl>\n"
    }
}

fn anchor(to: &Link, said: &str, spoken: Option<&str>) -> String {
    format!(
        "<a href=\"{}\" rel=\"noopener\"{}>{}</a>",
        escaped(&from_here(to)),
        lang_of(spoken),
        escaped(said)
    )
}

/// A path of the same folder as this page.
fn beside(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A link of the feed as it leads from a page one folder deeper.
pub fn from_here(link: &Link) -> String {
    let written = link.as_str();
    if link.is_relative() && !written.starts_with('/') {
        format!("../{written}")
    } else {
        written.to_owned()
    }
}

fn lang_of(spoken: Option<&str>) -> String {
    spoken.map_or_else(String::new, |lang| format!(" lang=\"{}\"", escaped(lang)))
}

fn span(said: &str, spoken: Option<&str>) -> String {
    match spoken {
        Some(_) => format!("<span{}>{}</span>", lang_of(spoken), escaped(said)),
        None => escaped(said),
    }
}

fn strong(said: &str) -> String {
    format!("<strong class=\"state\">{}</strong>", escaped(said))
}

fn items(items: impl Iterator<Item = String>) -> String {
    items.fold("<ul>".to_owned(), |list, item| {
        list + "<li>" + &item + "</li>"
    }) + "</ul>"
}
