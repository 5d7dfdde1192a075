//! JSON read one level at a time: what is never asked for is never built, and what is broken in one place is
//! reported there and nowhere else.

use std::borrow::Cow;
use std::fmt::Display;

use super::json::Raw;
use crate::event::Text;
use crate::keyed::Keyed;
use crate::link::Link;
use crate::problem::{Code, Problem};
use crate::recurrence::Rule;
use crate::time::Written;

/// One value; its parts are still text.
pub enum Node<'a> {
    /// `null`, or an empty text, list or object: all as if nothing were written.
    Absent,
    Bool(bool),
    /// As written.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Raw<'a>>),
    Object(Fields<'a>),
}

impl<'a> Node<'a> {
    pub fn of(raw: Raw<'a>) -> Node<'a> {
        match raw.get().bytes().next() {
            Some(b'"') => match raw.text().unwrap_or_default() {
                words if words.trim().is_empty() => Node::Absent,
                words => Node::Text(words),
            },
            Some(b'{') => match raw.members() {
                members if members.is_empty() => Node::Absent,
                members => Node::Object(Fields(members)),
            },
            Some(b'[') => match raw.items() {
                items if items.is_empty() => Node::Absent,
                items => Node::List(items),
            },
            Some(b't') => Node::Bool(true),
            Some(b'f') => Node::Bool(false),
            Some(b'n') | None => Node::Absent,
            Some(_) => Node::Number(raw.get()),
        }
    }
}

/// An object's members in the order written; of repeated keys the last counts, as in every browser.
pub struct Fields<'a>(pub Vec<(Cow<'a, str>, Raw<'a>)>);

impl<'a> Fields<'a> {
    pub fn raw(&self, key: &str) -> Option<Raw<'a>> {
        let found = self.0.iter().rev().find(|(name, _)| name == key);
        found.map(|(_, value)| *value)
    }

    pub fn node(&self, key: &str) -> Node<'a> {
        self.raw(key).map_or(Node::Absent, Node::of)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, Raw<'a>)> {
        self.0.iter().map(|(name, value)| (&**name, *value))
    }
}

/// A decimal number in millionths; `None` when it does not fit.
pub fn millionths(number: &str) -> Option<i64> {
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (number, 0),
    };
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, mantissa),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut places = 6_i32.checked_add(exponent)?;
    let mut value = 0_i64;
    for digit in whole.chars() {
        value = push_digit(value, digit)?;
    }
    for digit in fraction.chars() {
        if places <= 0 {
            break;
        }
        value = push_digit(value, digit)?;
        places -= 1;
    }
    while places > 0 && value != 0 {
        value = value.checked_mul(10)?;
        places -= 1;
    }
    while places < 0 && value != 0 {
        value /= 10;
        places += 1;
    }
    Some(sign * value)
}

fn push_digit(value: i64, digit: char) -> Option<i64> {
    let digit = digit.to_digit(10)?;
    value.checked_mul(10)?.checked_add(i64::from(digit))
}

/// Whether anybody hears of problems: a page does not, and is smaller without.
pub const REPORTS: bool = cfg!(feature = "report");

/// One item of a list, as the field of a problem.
pub fn item(key: &str, place: usize) -> String {
    if REPORTS {
        format!("{key}[{place}]")
    } else {
        String::new()
    }
}

/// Reads fields leniently and reports strictly. Every getter gives `None` for what is absent, silently, and for
/// what can't be read, with a problem at the path of the field.
#[derive(Default)]
pub struct Reader {
    pub problems: Vec<Problem>,
    /// The event being read.
    event: Option<Box<str>>,
    index: Option<usize>,
    /// Events of earlier parts: `index` counts through all of them.
    read: usize,
    /// Prefix of field names: `occurrences[2].`
    path: String,
}

impl Reader {
    /// A problem of a field with what stands there.
    pub fn report(&mut self, code: Code, field: impl Display, value: impl Display) {
        if REPORTS {
            self.keep(code, &field.to_string(), &value.to_string());
        }
    }

    fn keep(&mut self, code: Code, field: &str, value: &str) {
        const READABLE: usize = 80;
        let mut shown: String = value.chars().take(READABLE).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        self.problems.push(Problem {
            event: self.event.clone(),
            index: self.index,
            field: format!("{}{field}", self.path),
            code,
            value: shown,
        });
    }

    /// The same of one item of a list.
    pub fn report_item(&mut self, code: Code, key: &str, place: usize, value: impl Display) {
        self.report(code, format_args!("{key}[{place}]"), value);
    }

    /// Whether a text has all its characters: not half a surrogate pair, nor what another program could not read.
    fn check_letters(&mut self, field: impl Display, words: &str) {
        if REPORTS && words.contains(char::REPLACEMENT_CHARACTER) {
            self.report(Code::UnreadableCharacter, field, words);
        }
    }

    pub fn unreadable(&mut self, fields: &Fields<'_>, key: &str) {
        let value = fields.raw(key).map_or("", Raw::get);
        self.report(Code::Unreadable, key, value);
    }

    /// The next event is read: its place is counted through all files.
    pub fn next(&mut self) {
        if REPORTS {
            self.index = Some(self.read);
            self.read += 1;
            self.event = None;
        }
    }

    /// It is this one.
    pub fn about(&mut self, id: Option<&str>) {
        if REPORTS {
            self.event = id.map(Box::from);
        }
    }

    /// What is read next belongs to no event.
    pub fn done(&mut self) {
        if REPORTS {
            (self.index, self.event) = (None, None);
        }
    }

    /// Runs `read` with `key.` before every field name.
    pub fn within<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if REPORTS {
            self.path.push_str(key);
            self.path.push('.');
        }
        let value = read(self);
        self.path.truncate(length);
        value
    }

    pub fn bool(&mut self, fields: &Fields<'_>, key: &str) -> Option<bool> {
        match fields.node(key) {
            Node::Bool(value) => Some(value),
            Node::Absent => None,
            _ => {
                self.unreadable(fields, key);
                None
            }
        }
    }

    /// A decimal number in millionths.
    pub fn number(&mut self, fields: &Fields<'_>, key: &str) -> Option<i64> {
        let value = match fields.node(key) {
            Node::Absent => return None,
            Node::Number(number) => millionths(number),
            _ => None,
        };
        if value.is_none() {
            self.unreadable(fields, key);
        }
        value
    }

    /// A whole number, not negative.
    pub fn count(&mut self, fields: &Fields<'_>, key: &str) -> Option<u32> {
        let millionths = self.number(fields, key)?;
        let whole = (millionths % 1_000_000 == 0).then_some(millionths / 1_000_000);
        let count = whole.and_then(|whole| u32::try_from(whole).ok());
        if count.is_none() {
            self.unreadable(fields, key);
        }
        count
    }

    /// One line of text in no language: an id, an e-mail, a currency. A number is taken as its decimal text.
    pub fn word(&mut self, fields: &Fields<'_>, key: &str) -> Option<Box<str>> {
        let node = fields.node(key);
        self.word_of(node, fields, key)
    }

    fn word_of(&mut self, node: Node<'_>, fields: &Fields<'_>, key: &str) -> Option<Box<str>> {
        match node {
            Node::Absent => None,
            Node::Text(words) => {
                self.check_letters(key, &words);
                Some(words.into())
            }
            Node::Number(number) => {
                self.report(Code::NumberAsText, key, number);
                Some(decimal_text(number))
            }
            _ => {
                self.unreadable(fields, key);
                None
            }
        }
    }

    /// Words for readers: a string, or an object of strings by language.
    pub fn text(&mut self, fields: &Fields<'_>, key: &str) -> Option<Text> {
        match fields.node(key) {
            Node::Absent => None,
            Node::Text(words) => {
                self.check_letters(key, &words);
                Some(Text::Plain(words.trim().into()))
            }
            Node::Number(number) => {
                self.report(Code::NumberAsText, key, number);
                Some(Text::Plain(decimal_text(number)))
            }
            Node::Object(languages) => {
                let mut all = Vec::new();
                for (lang, raw) in languages.iter() {
                    match Node::of(raw) {
                        Node::Text(words) => {
                            self.check_letters(format_args!("{key}.{lang}"), &words);
                            all.push((lang.into(), words.trim().into()));
                        }
                        Node::Absent => {}
                        _ => self.report(Code::Unreadable, format_args!("{key}.{lang}"), raw.get()),
                    }
                }
                (!all.is_empty()).then(|| Text::ByLanguage(all.into()))
            }
            _ => {
                self.unreadable(fields, key);
                None
            }
        }
    }

    pub fn time(&mut self, fields: &Fields<'_>, key: &str) -> Option<Written> {
        let time = match fields.node(key) {
            Node::Absent => return None,
            Node::Text(words) => Written::parse(&words),
            _ => None,
        };
        if time.is_none() {
            self.unreadable(fields, key);
        }
        time
    }

    pub fn link(&mut self, fields: &Fields<'_>, key: &str) -> Option<Link> {
        match fields.node(key) {
            Node::Absent => None,
            Node::Text(words) => {
                let link = Link::parse(&words);
                if link.is_none() {
                    self.report(Code::BadLink, key, &words);
                }
                link
            }
            _ => {
                self.unreadable(fields, key);
                None
            }
        }
    }

    /// A link that begins like one of these: it means the same wherever the feed stands.
    pub fn address(&mut self, fields: &Fields<'_>, key: &str, begins: &[&str]) -> Option<Link> {
        let link = self.link(fields, key)?;
        if !begins.iter().any(|begin| link.begins(begin)) {
            self.report(Code::BadLink, key, link.as_str());
            return None;
        }
        Some(link)
    }

    /// Whether something stands where it has to; reported where nothing does.
    pub fn needs(&mut self, fields: &Fields<'_>, key: &str) -> Option<()> {
        // Whoever reads it finds nothing in any case.
        if REPORTS && matches!(fields.node(key), Node::Absent) {
            self.report(Code::Unreadable, key, "");
            return None;
        }
        Some(())
    }

    /// One word of a closed list.
    pub fn keyword<T: Keyed>(&mut self, fields: &Fields<'_>, key: &str) -> Option<T> {
        match fields.node(key) {
            Node::Absent => None,
            Node::Text(words) => {
                let value = T::from_key(words.trim());
                if value.is_none() {
                    self.report(Code::UnknownValue, key, &words);
                }
                value
            }
            _ => {
                self.unreadable(fields, key);
                None
            }
        }
    }

    pub fn rule(&mut self, fields: &Fields<'_>, key: &str) -> Option<Rule> {
        let rule = match fields.node(key) {
            Node::Absent => return None,
            Node::Text(words) => Rule::parse(&words),
            _ => None,
        };
        if rule.is_none() {
            let value = fields.raw(key).map_or("", Raw::get);
            self.report(Code::RuleNotRead, key, value);
        }
        rule
    }

    pub fn list<'a>(&mut self, fields: &Fields<'a>, key: &str) -> Vec<Raw<'a>> {
        match fields.node(key) {
            Node::Absent => Vec::new(),
            Node::List(items) => items,
            _ => {
                self.unreadable(fields, key);
                Vec::new()
            }
        }
    }

    /// A list of words in no language; unreadable ones are reported and left out.
    pub fn words(&mut self, fields: &Fields<'_>, key: &str) -> Vec<Box<str>> {
        let mut words = Vec::new();
        for (place, raw) in self.list(fields, key).into_iter().enumerate() {
            match Node::of(raw) {
                Node::Text(word) => words.push(word.into()),
                Node::Number(number) => {
                    self.report_item(Code::NumberAsText, key, place, number);
                    words.push(decimal_text(number));
                }
                Node::Absent => {}
                _ => self.report_item(Code::Unreadable, key, place, raw.get()),
            }
        }
        words
    }

    /// A list of words of a closed list.
    pub fn keywords<T: Keyed>(&mut self, fields: &Fields<'_>, key: &str) -> crate::keyed::Set<T> {
        let mut set = crate::keyed::Set::default();
        for (place, raw) in self.list(fields, key).into_iter().enumerate() {
            match Node::of(raw) {
                Node::Text(word) => match T::from_key(word.trim()) {
                    Some(value) => set.insert(value),
                    None => self.report_item(Code::UnknownValue, key, place, &word),
                },
                Node::Absent => {}
                _ => self.report_item(Code::Unreadable, key, place, raw.get()),
            }
        }
        set
    }

    /// An object, read by `read` with its path set.
    pub fn object<T>(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, &Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        let (mut read, mut value) = (Some(read), None);
        self.each(fields.raw(key), key, &mut |reader, inner| {
            value = read.take().and_then(|read| read(reader, inner));
        });
        value
    }

    /// A list of objects; what `read` gives up is left out.
    pub fn objects<T>(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        mut read: impl FnMut(&mut Self, &Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        self.every(fields, key, &mut |reader, inner| {
            all.extend(read(reader, inner));
        });
        all
    }

    /// Reads each object of a list. Apart from what is made of them, so that it is there once and not for each type.
    fn every(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        read: &mut dyn FnMut(&mut Self, &Fields<'_>),
    ) {
        for (place, raw) in self.list(fields, key).into_iter().enumerate() {
            self.each(Some(raw), &item(key, place), read);
        }
    }

    /// Reads one object, if that is what it is.
    fn each(
        &mut self,
        raw: Option<Raw<'_>>,
        field: &str,
        read: &mut dyn FnMut(&mut Self, &Fields<'_>),
    ) {
        let Some(raw) = raw else { return };
        match Node::of(raw) {
            Node::Absent => {}
            // With nothing in it but what is as if it were not there, it is empty.
            Node::Object(inner) => {
                let says = |(_, raw)| !matches!(Node::of(raw), Node::Absent);
                if inner.iter().any(says) {
                    self.within(field, |reader| read(reader, &inner));
                }
            }
            _ => self.report(Code::Unreadable, field, raw.get()),
        }
    }
}

/// `1e3` is `1000`: what another program would print of the same number.
pub fn decimal_text(number: &str) -> Box<str> {
    let plain = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte));
    match millionths(number) {
        Some(value) if !plain && value % 1_000_000 == 0 => (value / 1_000_000).to_string().into(),
        _ => number.into(),
    }
}
