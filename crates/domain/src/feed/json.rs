//! JSON (RFC 8259): the whole text is checked once, then taken apart one level at a time as slices of itself. What is
//! never asked for is never built, and no type has a decoder of its own.
//!
//! Ours for its size alone: the same from `serde_json` is 4 KB of brotli more in the browser (docs/performance.md).
//! It stays the judge in the tests (tests/json.rs): the same texts are JSON, the same values in them.

use std::borrow::Cow;

/// A value that was checked, without white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raw<'a>(&'a str);

/// Why a text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It ends too early.
    End,
    /// The byte at this place, from 0, can't stand there.
    At(usize),
}

impl<'a> Raw<'a> {
    /// Checks a text.
    ///
    /// # Errors
    /// [`Fault`] when it is not exactly one value of JSON.
    pub fn check(text: &'a str) -> Result<Raw<'a>, Fault> {
        let mut scan = Scan { text, at: 0 };
        scan.space();
        let value = scan.value()?;
        scan.space();
        match scan.peek() {
            Err(_) => Ok(value),
            Ok(_) => Err(Fault::At(scan.at)),
        }
    }

    /// As written.
    pub fn get(self) -> &'a str {
        self.0
    }

    /// Items of a list; nothing for another value.
    pub fn items(self) -> Vec<Raw<'a>> {
        self.parts(b'[').into_iter().map(|(_, item)| item).collect()
    }

    /// Members of an object in the order written; nothing for another value.
    pub fn members(self) -> Vec<(Cow<'a, str>, Raw<'a>)> {
        let named = |(name, value): (&'a str, Raw<'a>)| {
            let name = Raw(name).text();
            (name.unwrap_or_default(), value)
        };
        self.parts(b'{').into_iter().map(named).collect()
    }

    /// What lies in a value one level deep: of an object with names as written, with their quotes.
    fn parts(self, open: u8) -> Vec<(&'a str, Raw<'a>)> {
        let mut parts = Vec::new();
        let mut scan = Scan {
            text: self.0,
            at: 0,
        };
        if !scan.eat(open) {
            return parts;
        }
        // It was checked: a fault is the closing bracket.
        loop {
            scan.space();
            let start = scan.at;
            if scan.name(open + 2).is_err() {
                return parts;
            }
            let name = self.0.get(start..scan.at).unwrap_or_default();
            let name = name.trim_end().trim_end_matches(':').trim_end();
            let Ok(value) = scan.value() else {
                return parts;
            };
            parts.push((name, value));
            scan.space();
            scan.eat(b',');
        }
    }

    /// A text without its quotes and escapes; `None` for another value. Half a surrogate pair, which is JSON by its
    /// grammar, but no character, is U+FFFD, as browsers write it.
    pub fn text(self) -> Option<Cow<'a, str>> {
        let inner = self.0.strip_prefix('"')?.strip_suffix('"')?;
        if !inner.contains('\\') {
            return Some(Cow::Borrowed(inner));
        }
        let mut text = String::with_capacity(inner.len());
        let mut rest = inner;
        while let Some((plain, escaped)) = rest.split_once('\\') {
            text.push_str(plain);
            let (c, behind) = unescaped(escaped)?;
            text.push(c);
            rest = behind;
        }
        text.push_str(rest);
        Some(Cow::Owned(text))
    }
}

/// Of an object that may be there in part, the byte behind the bracket that opens the list of this name.
///
/// # Errors
/// [`Fault::End`] when that is not there yet.
pub fn until_list(text: &str, name: &str) -> Result<usize, Fault> {
    // A mark of the byte order is none of JSON's.
    let at = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut scan = Scan { text, at };
    scan.space();
    scan.expect(b'{')?;
    loop {
        scan.space();
        let start = scan.at + 1;
        scan.name(b'}')?;
        let behind = text.get(start..).and_then(|it| it.strip_prefix(name));
        if behind.is_some_and(|it| it.starts_with('"')) {
            scan.expect(b'[')?;
            return Ok(scan.at);
        }
        scan.value()?;
        scan.space();
        scan.expect(b',')?;
    }
}

/// The byte behind the bracket that closes a list at once.
pub fn closes(text: &str, at: usize) -> Option<usize> {
    let mut scan = Scan { text, at };
    scan.space();
    scan.eat(b']').then_some(scan.at)
}

/// Whether nothing follows but the bracket that closes an object.
pub fn ends(text: &str) -> bool {
    let mut scan = Scan { text, at: 0 };
    scan.space();
    scan.eat(b'}') && text.get(scan.at..).is_some_and(|it| it.trim().is_empty())
}

/// An item of a list that may be there in part, the byte behind what follows it, and whether that is another item.
///
/// # Errors
/// [`Fault::End`] when it is not there yet with what follows it.
pub fn item(text: &str, at: usize) -> Result<(Raw<'_>, usize, bool), Fault> {
    let mut scan = Scan { text, at };
    scan.space();
    let item = scan.value()?;
    scan.space();
    let more = scan.eat(b',');
    if !more {
        scan.expect(b']')?;
    }
    Ok((item, scan.at, more))
}

/// The character that stands behind a backslash, and what comes after it.
fn unescaped(escaped: &str) -> Option<(char, &str)> {
    let (sign, rest) = escaped.split_at_checked(1)?;
    let c = match sign {
        "b" => '\u{8}',
        "f" => '\u{c}',
        "n" => '\n',
        "r" => '\r',
        "t" => '\t',
        "u" => {
            let (first, rest) = unit(rest)?;
            if let Some(c) = char::from_u32(first) {
                return Some((c, rest));
            }
            return Some(pair(first, rest).unwrap_or((char::REPLACEMENT_CHARACTER, rest)));
        }
        other => other.chars().next()?,
    };
    Some((c, rest))
}

/// The character that half a surrogate pair and the other half behind it make.
fn pair(first: u32, rest: &str) -> Option<(char, &str)> {
    let (second, rest) = unit(rest.strip_prefix("\\u")?)?;
    let high = first.checked_sub(0xd800).filter(|high| *high < 0x400)?;
    let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
    Some((char::from_u32(0x10000 + (high << 10 | low))?, rest))
}

/// Four hexadecimal digits.
fn unit(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    Some((u32::from_str_radix(digits, 16).ok()?, rest))
}

/// A place in a text, from which it is read.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn peek(&self) -> Result<u8, Fault> {
        self.text.as_bytes().get(self.at).copied().ok_or(Fault::End)
    }

    fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Ok(byte);
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, byte: u8) -> Result<(), Fault> {
        self.peek()?;
        self.eat(byte).then_some(()).ok_or(Fault::At(self.at))
    }

    fn space(&mut self) {
        while matches!(self.peek(), Ok(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// A value with all that lies in it: in a loop, so that no text is too deep.
    fn value(&mut self) -> Result<Raw<'a>, Fault> {
        let start = self.at;
        let mut open = Vec::new();
        loop {
            match self.peek()? {
                b'"' => self.string()?,
                bracket @ (b'{' | b'[') => {
                    // In ASCII a closing bracket comes two after its opening one.
                    let close = bracket + 2;
                    self.at += 1;
                    self.space();
                    if !self.eat(close) {
                        open.push(close);
                        self.name(close)?;
                        continue;
                    }
                }
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                _ => self.number()?,
            }
            // Behind a value: the end of what it lies in, or the next one there.
            loop {
                let Some(close) = open.last().copied() else {
                    return Ok(Raw(self.text.get(start..self.at).unwrap_or_default()));
                };
                self.space();
                if self.eat(close) {
                    open.pop();
                    continue;
                }
                self.expect(b',')?;
                self.space();
                self.name(close)?;
                break;
            }
        }
    }

    /// In an object the name of a member and the colon behind it; in a list nothing.
    fn name(&mut self, close: u8) -> Result<(), Fault> {
        if close == b']' {
            return Ok(());
        }
        if self.peek()? != b'"' {
            return Err(Fault::At(self.at));
        }
        self.string()?;
        self.space();
        self.expect(b':')?;
        self.space();
        Ok(())
    }

    fn string(&mut self) -> Result<(), Fault> {
        self.at += 1;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
            self.at += rest.iter().position(special).ok_or(Fault::End)?;
            if self.eat(b'"') {
                return Ok(());
            }
            self.expect(b'\\')?;
            let sign = self.peek()?;
            if !b"\"\\/bfnrtu".contains(&sign) {
                return Err(Fault::At(self.at));
            }
            self.at += 1;
            if sign == b'u' {
                for _ in 0..4 {
                    self.one(|byte| byte.is_ascii_hexdigit())?;
                }
            }
        }
    }

    fn word(&mut self, word: &str) -> Result<(), Fault> {
        word.bytes().try_for_each(|byte| self.expect(byte))
    }

    fn number(&mut self) -> Result<(), Fault> {
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _ = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        Ok(())
    }

    /// One digit and more.
    fn digits(&mut self) -> Result<(), Fault> {
        self.one(|byte| byte.is_ascii_digit())?;
        while self.peek().is_ok_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn one(&mut self, fits: fn(u8) -> bool) -> Result<(), Fault> {
        if !fits(self.peek()?) {
            return Err(Fault::At(self.at));
        }
        self.at += 1;
        Ok(())
    }
}
