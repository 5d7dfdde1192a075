//! Short facts on a card: for what age, how much, where, in which language.

use domain::event::{Ages, Feed, Lang, OccurrenceRef, Price, Text, Venue};
use domain::filter::{Facet, Value};
use domain::keyed::Keyed;
use domain::programme::Programme;
use domain::query::IdFacet;

use crate::plural::{Form, form};
use crate::{Words, say, sentences, words};

/// Words of the feed for a reader, and the language they are in when it is not the reader's own.
pub fn text<'a>(feed: &'a Feed, text: &'a Text, lang: Lang) -> (&'a str, Option<&'a str>) {
    let (said, spoken) = text.get(lang.key(), &feed.lang);
    (said, (spoken != lang.key()).then_some(spoken))
}

/// The name of a place, and the language it is in when it is not the reader's.
pub fn venue<'a>(feed: &'a Feed, venue: &'a Venue, lang: Lang) -> (&'a str, Option<&'a str>) {
    venue
        .name
        .as_ref()
        .map_or((words::ONLINE.get(lang), None), |name| {
            text(feed, name, lang)
        })
}

/// What readers call a facet.
pub fn facet(facet: Facet) -> Words {
    match facet {
        Facet::Ids(IdFacet::Age) => words::AGE,
        Facet::Ids(IdFacet::Venue) => words::VENUE,
        Facet::Ids(IdFacet::Category) => words::CATEGORY,
        Facet::Ids(IdFacet::Language) => words::LANGUAGE,
        Facet::Access => words::ACCESS,
        Facet::Reach => words::REACH,
        Facet::Involvement => words::INVOLVEMENT,
        Facet::Switch(switch) => words::switch(switch),
    }
}

/// What readers call a value of a facet, and the language that is in when it is not theirs.
pub fn value(programme: &Programme, value: Value, lang: Lang) -> (String, Option<String>) {
    fn word<T: Keyed>(place: usize, words: fn(T) -> Words, lang: Lang) -> &'static str {
        T::ALL
            .get(place)
            .map_or("", |value| words(*value).get(lang))
    }
    let feed = programme.feed();
    let Value { facet, place } = value;
    let own = match facet {
        Facet::Ids(IdFacet::Age) => {
            let group = feed.age_groups.get(place);
            group.map(|group| text(feed, &group.label, lang))
        }
        Facet::Ids(IdFacet::Venue) => feed.venues.get(place).map(|it| venue(feed, it, lang)),
        Facet::Ids(IdFacet::Category) => {
            let category = feed.categories.get(place);
            category.map(|category| text(feed, &category.label, lang))
        }
        Facet::Ids(IdFacet::Language) => {
            let tag = programme.languages().get(place);
            return (
                tag.map_or_else(String::new, |tag| language(lang, tag)),
                None,
            );
        }
        Facet::Access => Some((word(place, words::access, lang), None)),
        Facet::Reach => Some((word(place, words::reach, lang), None)),
        Facet::Involvement => Some((word(place, words::involvement, lang), None)),
        Facet::Switch(switch) => Some((words::switch(switch).get(lang), None)),
    };
    let (said, spoken) = own.unwrap_or_default();
    (said.to_owned(), spoken.map(str::to_owned))
}

/// "3–12 lat", "3–4 lata", "od 6 lat", "do 1 roku".
pub fn ages(lang: Lang, ages: Ages) -> String {
    let last = ages.max.or(ages.min).unwrap_or_default();
    let form = form(lang, last as usize);
    let (said, span, noun) = match (ages.min, ages.max) {
        (None, None) => return words::EVERYBODY.get(lang).to_owned(),
        (Some(0) | None, Some(max)) => (
            say("do {} {}", "up to age {}", "до {} {}"),
            max.to_string(),
            genitive(form),
        ),
        (Some(min), None) => (
            say("od {} {}", "from age {}", "від {} {}"),
            min.to_string(),
            genitive(form),
        ),
        (Some(min), Some(max)) => {
            let span = if min == max {
                min.to_string()
            } else {
                format!("{min}–{max}")
            };
            let years = match form {
                Form::One => say("rok", "", "рік"),
                Form::Few => say("lata", "", "роки"),
                Form::Many => YEARS,
            };
            (say("{} {}", "ages {}", "{} {}"), span, years)
        }
    };
    said.fill(lang, &[&span, noun.get(lang)])
}

const YEARS: Words = say("lat", "", "років");

/// "do 1 roku", "od 6 lat".
fn genitive(form: Form) -> Words {
    match form {
        Form::One => say("roku", "", "року"),
        _ => YEARS,
    }
}

/// For whom an event is: its groups as stated, else its ages, else everybody.
pub fn audience(lang: Lang, it: OccurrenceRef<'_>) -> String {
    if it.event.age_groups.is_empty() {
        return ages(lang, it.event.ages.unwrap_or_default());
    }
    let groups = it.event.age_groups.iter();
    let names: Vec<&str> = groups
        .filter_map(|index| it.feed.age_groups.get(*index as usize))
        .map(|group| text(it.feed, &group.label, lang).0)
        .collect();
    names.join(", ")
}

/// "wstęp wolny", "20 zł", "15–25 zł", "od 15 zł", "wstęp płatny"; `None` when the feed gives words instead of a figure.
pub fn price(lang: Lang, price: &Price) -> Option<String> {
    let Price::Paid {
        from,
        to,
        currency,
        note,
    } = price
    else {
        return Some(words::FREE.get(lang).to_owned());
    };
    let unit = match currency.as_deref() {
        None | Some("PLN") => "zł",
        Some("EUR") => "€",
        Some("UAH") => "₴",
        Some("CZK") => "Kč",
        Some(code) => code,
    };
    let amount = |hundredths: u64| format!("{} {unit}", amount(lang, hundredths));
    Some(match (*from, *to) {
        (None, None) if note.is_some() => return None,
        (None, None) => say("wstęp płatny", "paid entry", "вхід платний")
            .get(lang)
            .to_owned(),
        (Some(from), Some(to)) if from == to => amount(from),
        (Some(from), Some(to)) => format!("{}–{}", self::amount(lang, from), amount(to)),
        (Some(from), None) => sentences::FROM.fill(lang, &[&amount(from)]),
        (None, Some(to)) => {
            say("najwyżej {}", "at most {}", "щонайбільше {}").fill(lang, &[&amount(to)])
        }
    })
}

/// Hundredths as people write them: "20", "15,50"; in English "15.50".
fn amount(lang: Lang, hundredths: u64) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    if part == 0 {
        return whole.to_string();
    }
    let point = if lang == Lang::En { '.' } else { ',' };
    format!("{whole}{point}{part:02}")
}

/// A language spoken at an event: its name, else its tag.
pub fn language(lang: Lang, tag: &str) -> String {
    words::language(tag).map_or_else(|| tag.to_owned(), |name| name.get(lang).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_as_people_say_them() {
        for (min, max, pl, en, uk) in [
            (Some(3), Some(12), "3–12 lat", "ages 3–12", "3–12 років"),
            (Some(6), None, "od 6 lat", "from age 6", "від 6 років"),
            (Some(1), None, "od 1 roku", "from age 1", "від 1 року"),
            (Some(0), Some(2), "do 2 lat", "up to age 2", "до 2 років"),
            (None, None, "dla wszystkich", "for everybody", "для всіх"),
            (Some(7), Some(7), "7 lat", "ages 7", "7 років"),
            (Some(1), Some(3), "1–3 lata", "ages 1–3", "1–3 роки"),
            (Some(1), Some(1), "1 rok", "ages 1", "1 рік"),
            (Some(18), Some(21), "18–21 lat", "ages 18–21", "18–21 рік"),
            (Some(18), Some(24), "18–24 lata", "ages 18–24", "18–24 роки"),
            (Some(21), None, "od 21 lat", "from age 21", "від 21 року"),
        ] {
            let it = Ages { min, max };
            assert_eq!(ages(Lang::Pl, it), pl);
            assert_eq!(ages(Lang::En, it), en);
            assert_eq!(ages(Lang::Uk, it), uk);
        }
    }

    #[test]
    fn prices_as_people_write_them() {
        let paid = |from, to, currency: Option<&str>| {
            let price = Price::Paid {
                from,
                to,
                currency: currency.map(Into::into),
                note: None,
            };
            super::price(Lang::Pl, &price)
        };
        assert_eq!(paid(Some(2000), None, None).as_deref(), Some("od 20 zł"));
        assert_eq!(paid(Some(2000), Some(2000), None).as_deref(), Some("20 zł"));
        assert_eq!(
            paid(Some(1550), Some(2500), Some("PLN")).as_deref(),
            Some("15,50–25 zł")
        );
        assert_eq!(
            paid(Some(500), Some(500), Some("EUR")).as_deref(),
            Some("5 €")
        );
        assert_eq!(paid(None, None, None).as_deref(), Some("wstęp płatny"));
    }
}
