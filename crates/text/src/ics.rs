//! What a calendar program shows of a date beside its title and times: place and description.

use domain::event::{At, Feed, Lang, OccurrenceRef, Party, Price, Text};
use domain::ics::Said;
use domain::link::Link;

use crate::{Words, dates, labels, sentences, words};

/// What programs shall call the calendar: the feed's title.
pub fn name(feed: &Feed, lang: Lang) -> &str {
    let title = feed.title.as_ref();
    title.map_or(words::CALENDAR.get(lang), |title| {
        labels::text(feed, title, lang).0
    })
}

/// Place and description of a date.
pub fn said(it: OccurrenceRef<'_>, lang: Lang) -> Said {
    Said {
        description: description(it, lang),
        location: location(it, lang),
    }
}

/// "Sala widowiskowa, parter, ul. Partyzantów 13, Opatów".
fn location(it: OccurrenceRef<'_>, lang: Lang) -> String {
    let Some(venue) = it.venue() else {
        return String::new();
    };
    let more = [it.room(), venue.address.as_ref(), venue.locality.as_ref()];
    let more = more.into_iter().flatten();
    let more = more.map(|text| labels::text(it.feed, text, lang).0);
    let name = labels::venue(it.feed, venue, lang).0;
    let parts: Vec<&str> = [name].into_iter().chain(more).collect();
    parts.join(", ")
}

/// Paragraphs in the order in which a visitor asks: whether it takes place, what it is, what one needs to know.
fn description(it: OccurrenceRef<'_>, lang: Lang) -> String {
    let say = |text: &Text| labels::text(it.feed, text, lang).0.trim().to_owned();
    let event = it.event;
    let mut paragraphs = Vec::new();
    paragraphs.extend(status(it, lang));
    let booking = it.booking().and_then(words::booking);
    paragraphs.extend(booking.map(|booking| booking.get(lang).to_owned()));
    paragraphs.extend(it.note().map(say));
    paragraphs.extend(event.summary.as_ref().map(say));
    paragraphs.extend(event.description.as_ref().map(say));
    paragraphs.push(facts(it, lang).join("\n"));
    if event.more_dates {
        paragraphs.push(words::MORE_DATES.get(lang).to_owned());
    }
    paragraphs.push(contact(it, lang).join("\n"));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

/// "Odwołane: choroba dyrygenta", "Zmiana terminu (wcześniej: 21 listopada 2026, 18:00)".
pub fn status(it: OccurrenceRef<'_>, lang: Lang) -> Option<String> {
    let mut said = words::status(it.status())?.get(lang).to_owned();
    if let Some(note) = it.status_note() {
        said = format!("{said}: {}", labels::text(it.feed, note, lang).0);
    }
    if let Some(before) = it.previous_start() {
        let before = sentences::moved_from(lang, &dates::at(lang, before));
        said = format!("{said} ({before})");
    }
    Some(said)
}

/// A line for each thing that a visitor needs, with its name.
fn facts(it: OccurrenceRef<'_>, lang: Lang) -> Vec<String> {
    let event = it.event;
    let say = |text: &Text| labels::text(it.feed, text, lang).0.to_owned();
    let line = |name: Words, said: String| format!("{}: {said}", name.get(lang));
    let mut lines = Vec::new();
    let mut put = |name: Words, said: Option<String>| {
        lines.extend(
            said.filter(|said| !said.is_empty())
                .map(|said| line(name, said)),
        );
    };
    put(words::DOORS, it.doors().map(dates::time));
    put(words::HOURS, event.hours.as_ref().map(say));
    let stated = !event.age_groups.is_empty() || event.ages.is_some() || event.with_guardian;
    put(words::FOR_WHOM, stated.then(|| for_whom(it, lang)));
    put(words::PRICE, price(it, lang));
    let concessions = event.concessions.iter();
    let concessions = concessions.map(|it| words::concession(it).get(lang).to_owned());
    put(words::CONCESSIONS, joined(concessions.collect()));
    let tickets = event.tickets.as_ref();
    put(
        words::TICKETS,
        tickets.and_then(|it| noted(address(&it.url), it.note.as_ref().map(say))),
    );
    put(words::REGISTRATION, registration(it, lang));
    let online = event.online.as_ref();
    put(
        words::JOIN,
        online.and_then(|it| noted(address(&it.url), it.note.as_ref().map(say))),
    );
    let languages = it.languages().iter();
    put(
        words::LANGUAGE,
        joined(languages.map(|tag| labels::language(lang, tag)).collect()),
    );
    let access = it
        .access()
        .iter()
        .map(|it| words::access(it).get(lang).to_owned());
    put(words::ACCESS, joined(access.collect()));
    let named = |parties: &[Party]| joined(parties.iter().map(|party| say(&party.name)).collect());
    put(words::ORGANIZERS, named(&event.organizers));
    put(words::PARTNERS, named(&event.partners));
    // Grants demand their credit line wherever the event is announced.
    let credits = event.funding.iter().map(|grant| {
        let programme = grant.programme.as_ref().map(say);
        let name = [Some(say(&grant.name)), programme].into_iter().flatten();
        noted(joined(name.collect()), grant.note.as_ref().map(say)).unwrap_or_default()
    });
    put(words::FUNDING, joined(credits.collect()));
    put(words::WEBSITE, event.url.as_ref().and_then(address));
    lines
}

/// For what ages, and whether children come with an adult.
pub fn for_whom(it: OccurrenceRef<'_>, lang: Lang) -> String {
    let said = labels::audience(lang, it);
    if it.event.with_guardian {
        format!("{said}; {}", words::GUARDIAN.get(lang))
    } else {
        said
    }
}

fn price(it: OccurrenceRef<'_>, lang: Lang) -> Option<String> {
    let price = it.price()?;
    let (Price::Free { note } | Price::Paid { note, .. }) = price;
    let note = note
        .as_ref()
        .map(|note| labels::text(it.feed, note, lang).0.to_owned());
    noted(labels::price(lang, price), note)
}

fn registration(it: OccurrenceRef<'_>, lang: Lang) -> Option<String> {
    let registration = it.registration()?;
    let said = |at: Option<At>| at.map(|at| dates::at(lang, at));
    let (opens, closes) = (said(registration.opens), said(registration.closes));
    let required = registration.required;
    let parts = [
        required.then(|| words::REGISTRATION_REQUIRED.get(lang).to_owned()),
        sentences::registration_dates(lang, opens.as_deref(), closes.as_deref()),
        registration.url.as_ref().and_then(address),
        registration.phone.as_deref().map(str::to_owned),
        registration.email.as_deref().map(str::to_owned),
    ];
    joined(parts.into_iter().flatten().collect())
}

/// Whom to ask, about access above all.
fn contact(it: OccurrenceRef<'_>, lang: Lang) -> Vec<String> {
    let publisher = &it.feed.publisher;
    let name = publisher.name.as_ref();
    let name = name.map(|name| labels::text(it.feed, name, lang).0);
    let ways = [name, publisher.phone.as_deref(), publisher.email.as_deref()];
    let ways = ways.into_iter().flatten().map(str::to_owned).collect();
    let said = joined(ways).map(|said| format!("{}: {said}", words::CONTACT.get(lang)));
    said.into_iter().collect()
}

/// Relative to the feed: nobody could open it from a calendar program.
fn address(link: &Link) -> Option<String> {
    (!link.is_relative()).then(|| link.to_string())
}

fn joined(parts: Vec<String>) -> Option<String> {
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// "20 zł (grupy taniej)"; what there is of both.
fn noted(said: Option<String>, note: Option<String>) -> Option<String> {
    match (said, note) {
        (Some(said), Some(note)) => Some(format!("{said} ({note})")),
        (said, note) => said.or(note),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::programme::{Programme, Span};
    use domain::time::{Date, Zone};

    use super::*;

    /// What is said of the only date of an event, in a feed with these members beside the events.
    fn check(around: &str, event: &str, lang: Lang, location: &str, description: &str) {
        let feed = format!(
            r#"{{"version": 1, {around} "events": [{{"id": "a", "title": "A", "start": "2026-11-27T18:00", {event}}}]}}"#
        );
        let zones = |_: &str, _| Some(Zone::utc());
        let (feed, _) = domain::feed::parse(feed.as_bytes(), &zones).unwrap();
        let day = Date::parse("2026-11-27").unwrap();
        let programme = Programme::new(Arc::new(feed), Span { from: day, to: day });
        let (_, it) = programme.occurrence(0).unwrap();
        let said = said(it, lang);
        assert_eq!(said.location, location, "{event}");
        assert_eq!(said.description, description, "{event}");
    }

    #[test]
    fn nothing_is_said_of_what_is_not_known() {
        check("", r#""tags": []"#, Lang::Pl, "", "");
    }

    #[test]
    fn whether_it_takes_place_comes_first() {
        check(
            "",
            r#""status": "cancelled", "status_note": "Choroba.", "summary": "Kolędy.", "description": "Wiersz.\n\nDrugi.""#,
            Lang::Pl,
            "",
            "Odwołane: Choroba.\n\nKolędy.\n\nWiersz.\n\nDrugi.",
        );
        check(
            "",
            r#""status": "rescheduled", "previous_start": "2026-11-20T18:00", "booking": "full""#,
            Lang::En,
            "",
            "New date (previously: 20 November 2026, 18:00)\n\nFully booked",
        );
    }

    #[test]
    fn what_a_visitor_needs_is_a_line_each() {
        check(
            r#""publisher": {"name": "Dom Kultury", "phone": "15 868"},"#,
            r#""doors": "2026-11-27T17:30", "price": {"from": 20, "note": "Ulgi w kasie."}, "concessions": ["kdr"],
            "tickets": {"url": "https://example.org/b"}, "registration": {"required": true, "email": "z@example.org"},
            "online": {"url": "transmisja.html"}, "access": ["captions"], "url": "https://example.org/k""#,
            Lang::Pl,
            "Online",
            "Otwarcie drzwi: 17:30\nCena: od 20 zł (Ulgi w kasie.)\nZniżki: Karta Dużej Rodziny\n\
             Kup bilet: https://example.org/b\nZapisy: Obowiązują zapisy, z@example.org\nDostępność: napisy\n\
             Strona wydarzenia: https://example.org/k\n\nKontakt: Dom Kultury, 15 868",
        );
    }

    #[test]
    fn a_place_is_named_down_to_the_room() {
        check(
            r#""venues": [{"id": "v", "name": {"pl": "Sala", "en": "Hall"}, "address": "Rynek 1", "locality": "Opatów"}],"#,
            r#""venue": "v", "room": "parter""#,
            Lang::En,
            "Hall, parter, Rynek 1, Opatów",
            "",
        );
        let online = r#""online": {"url": "https://example.org/t"}"#;
        let join = "Приєднатися онлайн: https://example.org/t";
        check("", online, Lang::Uk, "Онлайн", join);
    }

    #[test]
    fn further_dates_are_to_be_asked_for_where_the_rule_cannot_be_read() {
        let rule = r#""rrule": "FREQ=HOURLY""#;
        check("", rule, Lang::Pl, "", words::MORE_DATES.pl);
    }
}
