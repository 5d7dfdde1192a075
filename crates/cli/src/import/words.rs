//! What Polish announcements say of ages and prices -> fields: "dla dzieci 6–12 lat", "wstęp wolny", "20 zł, ulgowy 15 zł".
//!
//! A wrong age hides an event from those it is for, a wrong price sends people to the till: whatever is not plain is
//! left unsaid. What must not come in: where the words are from.

use domain::event::Ages;
use domain::search::fold;

use super::found::{Found, Price};

/// The oldest age that an announcement speaks of.
const OLDEST: u32 = 110;

/// A piece of a sentence, without case and marks.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    /// Hundredths, and whether it was written with a fraction.
    Number(u64, bool),
    /// Any dash is `-`; the end of a sentence or line is `.`.
    Sign(char),
}

use Token::{Number, Sign, Word};

fn tokens(text: &str) -> Vec<Token> {
    let folded = fold(&text.replace(['\n', '\r'], " ¶ "));
    let chars: Vec<char> = folded.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        let run = |from: usize, fits: fn(&char) -> bool| {
            let rest = chars.get(from..).unwrap_or_default();
            rest.iter().take_while(|c| fits(c)).count()
        };
        if c.is_ascii_digit() {
            let (number, after) = number(&chars, at);
            found.push(number);
            at = after;
        } else if c.is_alphabetic() {
            let length = run(at, |c| c.is_alphabetic());
            found.push(Word(chars.iter().skip(at).take(length).collect()));
            at += length;
        } else {
            match c {
                '-' | '–' | '—' | '−' | '‑' => found.push(Sign('-')),
                '.' | '!' | '?' | ';' | '¶' => found.push(Sign('.')),
                c if c.is_whitespace() => {}
                c => found.push(Sign(c)),
            }
            at += 1;
        }
    }
    found
}

/// A number with blanks between its thousands and a fraction of one or two digits.
fn number(chars: &[char], at: usize) -> (Token, usize) {
    let digit = |place: usize| chars.get(place).and_then(|c| c.to_digit(10)).map(u64::from);
    let mut value = 0u64;
    let mut end = at;
    loop {
        while let Some(digit) = digit(end) {
            value = value.saturating_mul(10).saturating_add(digit);
            end += 1;
        }
        let blank = chars.get(end).is_some_and(|c| c.is_whitespace());
        let three = (1..=3).all(|more| digit(end + more).is_some()) && digit(end + 4).is_none();
        let thousands = end - at <= 3 && value > 0;
        if !(blank && three && thousands) {
            break;
        }
        end += 1;
    }
    let value = value.saturating_mul(100);
    let point = chars.get(end).is_some_and(|c| matches!(c, ',' | '.'));
    match (point, digit(end + 1), digit(end + 2), digit(end + 3)) {
        (true, Some(tenth), Some(hundredth), None) => (
            Number(value.saturating_add(tenth * 10 + hundredth), true),
            end + 3,
        ),
        (true, Some(tenth), None, _) => (Number(value.saturating_add(tenth * 10), true), end + 2),
        _ => (Number(value, false), end),
    }
}

fn is_word(token: Option<&Token>, words: &[&str]) -> bool {
    matches!(token, Some(Word(word)) if words.contains(&&**word))
}

fn begins(token: Option<&Token>, stems: &[&str]) -> bool {
    matches!(token, Some(Word(word)) if stems.iter().any(|stem| word.starts_with(stem)))
}

fn is_sign(token: Option<&Token>, sign: char) -> bool {
    matches!(token, Some(Sign(it)) if *it == sign)
}

fn sentences(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    tokens
        .split(|token| *token == Sign('.'))
        .filter(|it| !it.is_empty())
}

/// Fills in what a source has no field for: ages of title, categories or description, a price of the description.
pub fn complete(event: &mut Found) {
    let description = event.description.as_deref().unwrap_or_default();
    if event.ages.is_none() {
        let categories = event.categories.iter().find_map(|label| audience(label));
        event.ages = audience(&event.title)
            .or_else(|| ages_of_description(description))
            .or(categories);
    }
    if event.price.is_none() {
        event.price = price_in(description);
    }
}

// -------------------------------------------------------------------------------------------------------------- ages

/// Whom words name, in years. `dziec` is whoever a culture centre calls children.
const GROUPS: [(&str, u32, Option<u32>); 9] = [
    ("niemowl", 0, Some(2)),
    ("maluch", 0, Some(2)),
    ("przedszkol", 3, Some(6)),
    ("dziec", 3, Some(12)),
    ("mlodziez", 13, Some(17)),
    ("nastolat", 13, Some(17)),
    ("doros", 18, None),
    ("pelnolet", 18, None),
    ("senior", 60, None),
];

/// Ages that a text states with numbers: of a title or a field.
pub fn ages(text: &str) -> Option<Ages> {
    let tokens = tokens(text);
    let found = sentences(&tokens).filter_map(|it| ages_of_sentence(it, true));
    found.reduce(together)
}

/// The same of a description. "Dzieci do 7 lat wstęp wolny" is not for whom it is, but who pays less or needs a grown-up.
pub fn ages_of_description(text: &str) -> Option<Ages> {
    const TERMS: [&str; 8] = [
        "woln", "bezplatn", "darm", "gratis", "bilet", "ulg", "opiek", "rodzic",
    ];
    let tokens = tokens(text);
    let found = sentences(&tokens).filter_map(|sentence| {
        let terms = sentence.iter().any(|it| begins(Some(it), &TERMS));
        ages_of_sentence(sentence, !terms)
    });
    found.reduce(together)
}

/// Ages of a field that is about nothing else: "7–12", "od 16", "dzieci i młodzież".
pub fn ages_of_field(field: &str) -> Option<Ages> {
    audience(field)
        .or_else(|| ages(&format!("wiek: {field}")))
        .or_else(|| ages(&format!("dla {field} lat")))
}

/// Ages that a title or the name of a category says in words: "Klub Seniora", "Warsztaty dla dzieci i młodzieży".
pub fn audience(title: &str) -> Option<Ages> {
    let tokens = tokens(title);
    if let Some(stated) = ages(title) {
        return Some(stated);
    }
    let anyone = ["rodzin", "kazd", "wszystki", "calej"];
    let mut found: Option<Ages> = None;
    let mut after_for = false;
    for (at, token) in tokens.iter().enumerate() {
        if is_word(Some(token), &["dla"]) {
            after_for = true;
            continue;
        }
        if after_for && begins(Some(token), &anyone) {
            return None;
        }
        let named = named(token);
        // Alone it is the name of a group; within a title "dzieci śpiewają" is not for whom it is.
        let alone = tokens.len() == 1 || is_list_of_groups(&tokens);
        let senior = begins(Some(token), &["senior"]);
        if let Some(named) = named.filter(|_| after_for || alone || senior) {
            found = Some(found.map_or(named, |other| together(other, named)));
        } else if !is_link(&tokens, at) {
            after_for = false;
        }
    }
    found
}

fn named(token: &Token) -> Option<Ages> {
    let (_, min, max) = GROUPS
        .iter()
        .find(|(stem, ..)| begins(Some(token), &[stem]))?;
    Some(Ages {
        min: Some(*min),
        max: *max,
    })
}

/// "dzieci i młodzież", "Dzieci, dorośli".
fn is_list_of_groups(tokens: &[Token]) -> bool {
    let mut groups = tokens.iter().enumerate();
    groups.all(|(at, token)| named(token).is_some() || is_link(tokens, at))
}

/// What stands between two groups, or before one: "i", "oraz", ",", "starszych".
fn is_link(tokens: &[Token], at: usize) -> bool {
    let token = tokens.get(at);
    is_word(
        token,
        &[
            "i",
            "oraz",
            "lub",
            "a",
            "takze",
            "mlodszych",
            "starszych",
            "najmlodszych",
        ],
    ) || is_sign(token, ',')
        || is_sign(token, '/')
        || is_sign(token, '-')
}

/// The range that holds both.
fn together(one: Ages, other: Ages) -> Ages {
    let min = one.min.zip(other.min).map(|(one, other)| one.min(other));
    let max = one.max.zip(other.max).map(|(one, other)| one.max(other));
    Ages { min, max }
}

fn years(token: Option<&Token>) -> Option<u32> {
    match token {
        Some(Number(hundredths, false)) => u32::try_from(hundredths / 100)
            .ok()
            .filter(|it| *it <= OLDEST),
        _ => None,
    }
}

/// Length of "lat", "roku życia" and the like at a place, 0 where there is none.
fn unit(tokens: &[Token], at: usize) -> usize {
    let (first, second) = (tokens.get(at), tokens.get(at + 1));
    if is_word(first, &["lat", "lata", "latek", "roku", "rok", "rz"]) {
        return 1 + usize::from(begins(second, &["zyci"]));
    }
    usize::from(is_word(first, &["r"]) && is_word(second, &["z"])) * 2
}

/// Whether a sentence speaks of visitors before this place: then "od 6 lat" is an age and not how long a choir sings.
fn of_visitors(tokens: &[Token], before: usize) -> bool {
    let words = tokens
        .get(before.saturating_sub(6)..before)
        .unwrap_or_default();
    let stems = [
        "wiek", "osob", "widz", "uczestni", "uczniow", "dla", "wstep", "zalecan", "dozwol",
    ];
    let mut words = words.iter();
    words.any(|token| begins(Some(token), &stems) || named(token).is_some())
}

/// Ages of a sentence; those without a lower bound only where they may count.
fn ages_of_sentence(tokens: &[Token], upper_alone: bool) -> Option<Ages> {
    let mut found: Option<Ages> = None;
    let mut at = 0;
    while at < tokens.len() {
        let stated = ages_at(tokens, at).filter(|(ages, _)| upper_alone || ages.min.is_some());
        if let Some((ages, length)) = stated {
            found = Some(found.map_or(ages, |other| together(other, ages)));
            at += length;
        } else {
            at += 1;
        }
    }
    // "od 6 lat i dorosłych": the grown-ups are in it already; "6–12 lat i seniorów" is both.
    let ages = found?;
    let others = tokens.iter().filter_map(named).filter(|named| {
        ages.max
            .is_some_and(|max| named.min.is_some_and(|min| min > max + 1))
    });
    Some(others.fold(ages, together))
}

/// An age that begins at a place, with how many tokens it takes.
fn ages_at(tokens: &[Token], at: usize) -> Option<(Ages, usize)> {
    let token = |more: usize| tokens.get(at + more);
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let range = |min: u32, max: Option<u32>| Ages {
        min: Some(min),
        max,
    };
    let until = |max: u32| Ages {
        min: None,
        max: Some(max),
    };
    // "od lat 16"
    if is_word(token(0), &["od"]) && is_word(token(1), &["lat"]) {
        return Some((range(years(token(2))?, None), 3));
    }
    // "od 6 do 12 lat"
    if is_word(token(0), &["od"]) && is_word(token(2), &["do"]) {
        let (min, max) = (years(token(1))?, years(token(3))?);
        let unit = unit(tokens, at + 4);
        let sound = min < max && (unit > 0 || of_visitors(tokens, at));
        return sound.then(|| (range(min, Some(max)), 4 + unit));
    }
    // "od 6 lat", "powyżej 16 roku życia", "do 3 lat"
    let from = is_word(token(0), &["od", "powyzej", "ukonczone"]);
    let to = is_word(token(0), &["do", "ponizej"]);
    if from || to {
        let age = years(token(1))?;
        let unit = unit(tokens, at + 2);
        if unit == 0 || !of_visitors(tokens, at) {
            return None;
        }
        let ages = if from { range(age, None) } else { until(age) };
        return Some((ages, 2 + unit));
    }
    // "+16", but not "+48 600 …"
    if is_sign(token(0), '+')
        && !matches!(before, Some(Number(..)))
        && !is_word(before, &["c", "g", "tel", "telefon", "kom"])
    {
        let age = years(token(1)).filter(|age| usual_limit(*age))?;
        let alone = !matches!(token(2), Some(Number(..) | Sign('-' | '/')));
        return alone.then(|| (range(age, None), 2));
    }
    let min = years(token(0))?;
    // "16+", "60 +"
    if is_sign(token(1), '+') && usual_limit(min) && !matches!(token(2), Some(Number(..))) {
        return Some((range(min, None), 2));
    }
    // "6-latki", "dla 5–6-latków"
    if is_sign(token(1), '-') && begins(token(2), &["latk", "letni"]) && min < 100 {
        let named = begins(token(2), &["latk"]) || of_visitors(tokens, at);
        return named.then(|| (range(min, Some(min)), 3));
    }
    // "6–12 lat", "dzieci 7–12", "wiek: 7-12"
    let max = years(token(2)).filter(|max| min < *max)?;
    if !is_sign(token(1), '-') {
        return None;
    }
    let unit = unit(tokens, at + 3);
    let latki = is_sign(token(3), '-') && begins(token(4), &["latk"]);
    if begins(token(3), &["miesi"]) {
        return Some((range(min / 12, Some(max / 12)), 4));
    }
    let people = before.is_some_and(|it| named(it).is_some()) || begins(before, &["wiek"]);
    let wiek =
        is_sign(before, ':') && begins(at.checked_sub(2).and_then(|it| tokens.get(it)), &["wiek"]);
    let timed = begins(
        token(3),
        &["godz", "zl", "pln", "min", "os", "grud", "list"],
    );
    let sound = unit > 0 || latki || ((people || wiek) && !timed && !is_sign(token(3), ':'));
    sound.then(|| (range(min, Some(max)), 3 + unit))
}

/// Ages that stand with a plus: "7+", "16+", "60+"; not "100+ wystawców".
fn usual_limit(age: u32) -> bool {
    (1..=21).contains(&age) || (50..=75).contains(&age)
}

// ------------------------------------------------------------------------------------------------------------ prices

const FREE: [&str; 8] = [
    "bezplatn",
    "darmow",
    "darmo",
    "nieodplatn",
    "gratis",
    "free",
    "bezkosztow",
    "безкоштовн",
];

/// The price that a field of prices states; its words stay as a note where numbers do not say it all.
pub fn price(field: &str, currency: Option<&str>) -> Option<Price> {
    let tokens = tokens(field);
    if tokens.is_empty() {
        return None;
    }
    let (mut amounts, found) = amounts(&tokens);
    let free = match is_free(&tokens) {
        Some(Free::All) => true,
        // With a price beside it, it is what some pay.
        Some(Free::Some) => !amounts.is_empty(),
        None => (0..tokens.len()).any(|at| {
            let said = begins(tokens.get(at), &FREE);
            said && (!amounts.is_empty() || free_for(&tokens, at, at + 1) == Free::All)
        }),
    };
    if amounts.is_empty() && !free {
        // Numbers alone, in a field that is about nothing else.
        let plain = tokens
            .iter()
            .all(|it| matches!(it, Number(..) | Sign('-' | '/' | ',')));
        amounts = numbers(&tokens).filter(|_| plain).unwrap_or_default();
    }
    let currency = found.or(currency).filter(|_| !amounts.is_empty());
    let written = field.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(priced(
        free,
        &amounts,
        currency,
        written,
        says_more(&tokens),
    ))
}

/// The price that a description states: only where it speaks of tickets, entry or cost.
pub fn price_in(text: &str) -> Option<Price> {
    let mut free = None;
    let mut all = Vec::new();
    let mut note = Vec::new();
    let mut currency = None;
    for written in text
        .split(['\n', '!', '?', ';'])
        .flat_map(|line| line.split(". "))
    {
        let tokens = tokens(written);
        let tokens: Vec<Token> = tokens.into_iter().filter(|it| *it != Sign('.')).collect();
        let (amounts, found) = amounts(&tokens);
        let stems = [
            "bilet", "wstep", "wejsciow", "wejscie", "cena", "ceny", "koszt", "oplat", "karnet",
        ];
        let about = tokens.iter().any(|it| begins(Some(it), &stems));
        let here = is_free(&tokens);
        if here.is_some() || (about && !amounts.is_empty()) {
            free = free.max(here);
            all.extend(amounts);
            currency = currency.or(found);
            note.push(written.trim().trim_end_matches('.').to_owned());
        }
    }
    let short = |note: &str| note.chars().count() <= 200;
    let note = note.join(". ");
    let free = match free {
        None if all.is_empty() => return None,
        // What the others pay is not said: the words alone, where they are few.
        Some(Free::Some) if all.is_empty() && !short(&note) => return None,
        Some(Free::Some) => !all.is_empty(),
        it => it.is_some(),
    };
    let more = short(&note) && !(free && all.is_empty());
    Some(priced(free, &all, currency, note, more))
}

fn priced(
    free: bool,
    amounts: &[u64],
    currency: Option<&str>,
    written: String,
    more: bool,
) -> Price {
    let (low, high) = (amounts.iter().min().copied(), amounts.iter().max().copied());
    let nothing = high.is_none_or(|high| high == 0);
    if nothing && (free || high.is_some()) {
        return Price {
            free: true,
            note: more.then_some(written).filter(|_| !free),
            ..Price::default()
        };
    }
    let note = (more || low.is_none()).then_some(written);
    Price {
        free: false,
        // Free for some: "dzieci bezpłatnie, dorośli 20 zł".
        from: if free { Some(0) } else { low },
        to: high,
        currency: currency.map(str::to_owned),
        note,
    }
}

/// For whom it is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Free {
    /// For a group that is named.
    Some,
    /// For everybody.
    All,
}

/// "wstęp wolny", "udział w warsztatach jest bezpłatny"; not "bezpłatny parking".
fn is_free(tokens: &[Token]) -> Option<Free> {
    (0..tokens.len())
        .filter_map(|at| is_free_at(tokens, at))
        .max()
}

fn is_free_at(tokens: &[Token], at: usize) -> Option<Free> {
    let what = [
        "wstep",
        "wejscie",
        "udzial",
        "uczestnictw",
        "wydarzeni",
        "zajeci",
        "warsztat",
        "koncert",
        "spektakl",
        "impreza",
        "pokaz",
        "seans",
    ];
    let entry = |at: Option<usize>| {
        let token = at.and_then(|at| tokens.get(at));
        begins(token, &["wstep", "wejscie"])
    };
    if is_word(tokens.get(at), &["wolny", "wolne", "wolna"]) {
        if entry(Some(at + 1)) {
            return Some(free_for(tokens, at, at + 2));
        }
        let before = at.checked_sub(1).filter(|before| entry(Some(*before)));
        return before.map(|before| free_for(tokens, before, at + 1));
    }
    let before = tokens.get(at.saturating_sub(2)..at).unwrap_or_default();
    let denied = before.iter().any(|it| is_word(Some(it), &["nie"]));
    let near = tokens.get(at.saturating_sub(4)..(at + 3).min(tokens.len()));
    let mut near = near.unwrap_or_default().iter();
    let free = begins(tokens.get(at), &FREE) && !denied && near.any(|it| begins(Some(it), &what));
    free.then(|| free_for(tokens, at, at + 1 + usize::from(entry(Some(at + 1)))))
}

/// For whom it is free, by the words before and after those that say so: "dla seniorów", "tylko dla członków", "dzieci do
/// 7 lat" are some.
fn free_for(tokens: &[Token], first: usize, after: usize) -> Free {
    let back = |count: usize| first.checked_sub(count).and_then(|at| tokens.get(at));
    let young = is_word(back(1), &["lat"]) && is_word(back(3), &["do", "ponizej"]);
    let only = is_word(
        tokens.get(after),
        &["tylko", "jedynie", "wylacznie", "takze"],
    );
    let at = after + usize::from(only);
    let anyone = ["wszystk", "wszyscy", "kazd", "publicznosc"];
    let named = is_word(tokens.get(at), &["dla"]) && !begins(tokens.get(at + 1), &anyone);
    if young || named {
        Free::Some
    } else {
        Free::All
    }
}

/// Amounts with a currency, and which.
fn amounts(tokens: &[Token]) -> (Vec<u64>, Option<&'static str>) {
    let mut found = Vec::new();
    let mut which = None;
    for (at, token) in tokens.iter().enumerate() {
        let Number(amount, _) = token else { continue };
        // Of "150–200 zł" and "20/15 zł" both.
        let mut after = at + 1;
        let joins = |token: Option<&Token>| {
            matches!(token, Some(Sign('-' | '/'))) || is_word(token, &["do"])
        };
        while joins(tokens.get(after)) && matches!(tokens.get(after + 1), Some(Number(..))) {
            after += 2;
        }
        // "20,- zł", "20 złotych"
        let dash =
            matches!(tokens.get(after), Some(Sign(','))) && is_sign(tokens.get(after + 1), '-');
        let after = after + if dash { 2 } else { 0 };
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let named =
            currency(tokens.get(after)).or_else(|| currency(before).filter(|it| *it != "PLN"));
        if let Some(named) = named {
            which = which.or(Some(named));
            found.push(*amount);
        }
    }
    (found, which)
}

fn currency(token: Option<&Token>) -> Option<&'static str> {
    match token? {
        Word(word) => match &**word {
            "zl" | "zlotych" | "zlote" | "zloty" | "pln" => Some("PLN"),
            "eur" | "euro" => Some("EUR"),
            "usd" => Some("USD"),
            "czk" | "kc" => Some("CZK"),
            "uah" | "hrn" | "грн" => Some("UAH"),
            _ => None,
        },
        Sign('€') => Some("EUR"),
        Sign('$') => Some("USD"),
        Sign('£') => Some("GBP"),
        _ => None,
    }
}

/// The numbers of a field without words.
fn numbers(tokens: &[Token]) -> Option<Vec<u64>> {
    let numbers = tokens.iter().filter_map(|it| match it {
        Number(amount, _) => Some(*amount),
        _ => None,
    });
    let numbers: Vec<u64> = numbers.collect();
    (!numbers.is_empty()).then_some(numbers)
}

/// Whether there are words beside amounts and what joins two of them.
fn says_more(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| match token {
        Word(word) => {
            currency(Some(token)).is_none()
                && !["od", "do", "cena", "bilet", "bilety", "wstep"].contains(&&**word)
        }
        Number(..) => false,
        Sign(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(ages: Option<Ages>) -> String {
        let year = |it: Option<u32>| it.map_or(String::new(), |it| it.to_string());
        ages.map_or("–".to_owned(), |it| {
            format!("{}–{}", year(it.min), year(it.max))
        })
    }

    #[test]
    fn ages_are_read_where_visitors_are_spoken_of() {
        for (text, expected) in [
            ("Warsztaty dla dzieci 6–12 lat", "6–12"),
            ("Dla dzieci w wieku 6-12 lat.", "6–12"),
            ("Dla dzieci w wieku od 6 do 12 lat", "6–12"),
            ("Ceramika dla dzieci 7–12", "7–12"),
            ("Wiek: 7 - 12", "7–12"),
            ("Dla dzieci od 6 lat i dorosłych.", "6–"),
            ("Dzieci do 3 lat bawią się w kąciku", "–3"),
            ("Dzieci do 7 lat wstęp wolny", "–7"),
            ("Zapraszamy osoby powyżej 16 roku życia", "16–"),
            ("Spektakl dla widzów od lat 16", "16–"),
            ("Film +16", "16–"),
            ("Film 16+", "16–"),
            ("Stand-up (18+)", "18–"),
            ("Gimnastyka 60+", "60–"),
            ("Teatrzyk dla 5-latków", "5–5"),
            ("Zajęcia dla 4–6-latków", "4–6"),
            ("Gordonki 6–18 miesięcy", "0–1"),
            (
                "Grupa I: dzieci 6–8 lat. Grupa II: młodzież 13–17 lat.",
                "6–17",
            ),
            ("Dla dzieci 6–12 lat i seniorów", "6–"),
        ] {
            assert_eq!(said(ages(text)), expected, "{text}");
        }
    }

    #[test]
    fn in_a_description_who_pays_less_is_not_for_whom_it_is() {
        for (text, expected) in [
            ("Zajęcia dla dzieci do 3 lat", "–3"),
            ("Dzieci do 3 lat wchodzą z opiekunem", "–"),
            ("Dzieci do 7 lat wstęp wolny", "–"),
            ("Bezpłatnie dla dzieci do 7 lat", "–"),
            ("Bilet ulgowy dla młodzieży do 26 lat", "–"),
            ("Dla dzieci 6–12 lat. Dzieci do 7 lat z rodzicem.", "6–12"),
            ("Dla dzieci 6–12 lat, dzieci do 7 lat gratis", "6–12"),
            ("Bilety 20 zł, dla widzów od 16 lat", "16–"),
        ] {
            assert_eq!(said(ages_of_description(text)), expected, "{text}");
        }
        let mut event = Found {
            title: "Koncert".to_owned(),
            description: Some("Dzieci do 7 lat wchodzą bezpłatnie.".to_owned()),
            ..Found::default()
        };
        complete(&mut event);
        assert_eq!(event.ages, None);
    }

    #[test]
    fn other_numbers_are_no_ages() {
        for text in [
            "Chór śpiewa od 30 lat",
            "Koncert na 100 lat niepodległości",
            "Od 20 lat organizujemy jarmark",
            "godz. 16-18",
            "tel. +48 600 100 200",
            "Zapisy do 12 grudnia",
            "Nagrody 100+ i tysiące gwiazd",
            "Lata 80-90",
            "Wstęp 20 zł",
            "C++ dla początkujących",
            "Zajęcia dla dzieci 16-18 godz.",
            "Sala 6-12",
            "",
        ] {
            assert_eq!(said(ages(text)), "–", "{text}");
        }
    }

    #[test]
    fn titles_name_groups_in_words() {
        for (title, expected) in [
            ("Seniorzy", "60–"),
            ("Klub Seniora", "60–"),
            ("dzieci i młodzież", "3–17"),
            ("Warsztaty dla dzieci i młodzieży", "3–17"),
            ("Spotkanie dla dorosłych", "18–"),
            ("Poranek dla najmłodszych dzieci", "3–12"),
            ("Ceramika dla dzieci 7–12", "7–12"),
            ("Zabawa dla przedszkolaków", "3–6"),
            ("Koncert dla całej rodziny", "–"),
            ("Dzieci śpiewają kolędy", "–"),
            ("Wystawa", "–"),
        ] {
            assert_eq!(said(audience(title)), expected, "{title}");
        }
    }

    fn shown(price: Option<Price>) -> String {
        let Some(it) = price else {
            return "–".to_owned();
        };
        let amount = |it: Option<u64>| {
            it.map_or(String::new(), |it| format!("{}.{:02}", it / 100, it % 100))
        };
        let free = if it.free { "free" } else { "" };
        let note = it.note.map_or(String::new(), |note| format!(" „{note}”"));
        format!(
            "{free}{}–{} {}{note}",
            amount(it.from),
            amount(it.to),
            it.currency.unwrap_or_default()
        )
    }

    #[test]
    fn a_field_of_prices_is_amounts_and_what_else_it_says() {
        for (field, expected) in [
            ("20 zł", "20.00–20.00 PLN"),
            ("20zł", "20.00–20.00 PLN"),
            ("12,50 zł", "12.50–12.50 PLN"),
            ("1 200 zł", "1200.00–1200.00 PLN"),
            ("150–200 zł", "150.00–200.00 PLN"),
            ("od 15 do 40 PLN", "15.00–40.00 PLN"),
            ("20/15 zł", "15.00–20.00 PLN"),
            ("20,- zł", "20.00–20.00 PLN"),
            (
                "20 zł, ulgowy 15 zł",
                "15.00–20.00 PLN „20 zł, ulgowy 15 zł”",
            ),
            ("€ 8", "8.00–8.00 EUR"),
            ("Wstęp wolny", "free– "),
            ("wejście bezpłatne", "free– "),
            ("Free", "free– "),
            ("0", "free– "),
            ("0 zł", "free– "),
            ("20", "20.00–20.00 "),
            (
                "dzieci bezpłatnie, dorośli 20 zł",
                "0.00–20.00 PLN „dzieci bezpłatnie, dorośli 20 zł”",
            ),
            ("wstęp wolny dla seniorów", "–  „wstęp wolny dla seniorów”"),
            ("bezpłatnie dla dzieci", "–  „bezpłatnie dla dzieci”"),
            (
                "wolny wstęp dla seniorów, pozostali 20 zł",
                "0.00–20.00 PLN „wolny wstęp dla seniorów, pozostali 20 zł”",
            ),
            ("wstęp wolny dla wszystkich", "free– "),
            ("cegiełka", "–  „cegiełka”"),
            ("", "–"),
        ] {
            assert_eq!(shown(price(field, None)), expected, "{field}");
        }
    }

    #[test]
    fn descriptions_are_asked_for_prices_only_where_they_speak_of_them() {
        for (text, expected) in [
            ("Gra orkiestra. Wstęp wolny!", "free– "),
            ("Udział w warsztatach jest bezpłatny.", "free– "),
            (
                "Bilety: 20 zł (ulgowe 15 zł) w kasie. Zapraszamy.",
                "15.00–20.00 PLN „Bilety: 20 zł (ulgowe 15 zł) w kasie”",
            ),
            (
                "Koszt 35 zł\nLiczba miejsc ograniczona",
                "35.00–35.00 PLN „Koszt 35 zł”",
            ),
            (
                "Wstęp wolny dla seniorów, pozostali kupują bilety.",
                "–  „Wstęp wolny dla seniorów, pozostali kupują bilety”",
            ),
            (
                "Wstęp wolny tylko dla seniorów.\nBilety 20 zł.",
                "0.00–20.00 PLN „Wstęp wolny tylko dla seniorów. Bilety 20 zł”",
            ),
            (
                "Dzieci do 7 lat wstęp wolny",
                "–  „Dzieci do 7 lat wstęp wolny”",
            ),
            ("Wstęp wolny dla każdego!", "free– "),
            ("Wstęp wolny dla publiczności", "free– "),
            ("Bezpłatne warsztaty dla dzieci", "free– "),
            (
                "Udział w warsztatach jest bezpłatny dla seniorów",
                "–  „Udział w warsztatach jest bezpłatny dla seniorów”",
            ),
            ("Nagroda główna 500 zł", "–"),
            ("Bezpłatny parking przy szkole.", "–"),
            ("Liczba wolnych miejsc: 20", "–"),
            ("Wstęp nie jest bezpłatny", "–"),
            ("", "–"),
        ] {
            assert_eq!(shown(price_in(text)), expected, "{text}");
        }
    }
}
