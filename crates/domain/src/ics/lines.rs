//! Content lines (RFC 5545 section 3.1): folded, escaped, and with nothing in a value that could begin a line of its
//! own. What a line says is none of this file's business.

use std::fmt::Write;

/// Octets in a line, its line break not counted.
const WIDTH: usize = 75;

/// Lines of a calendar, each ended by CRLF.
#[derive(Debug, Default)]
pub struct Lines(pub String);

impl Lines {
    /// A line as it is: name with parameters, and a value that needs no escaping.
    pub fn put(&mut self, name: &str, value: &str) {
        if name.len() + 1 + value.len() <= WIDTH {
            self.0.extend([name, ":", value, "\r\n"]);
            return;
        }
        let mut width = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if width + c.len_utf8() > WIDTH {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A value of type TEXT (section 3.3.11).
    pub fn text(&mut self, name: &str, value: &str) {
        self.put(name, &text(value));
    }

    /// A value of type URI (section 3.3.13).
    pub fn uri(&mut self, name: &str, address: &str) {
        self.put(name, &uri(address));
    }
}

/// Words as a value of type TEXT. Whatever some reader might take for a line break becomes one in the value; other
/// control characters are left out.
pub fn text(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    let mut after_return = false;
    for c in words.chars() {
        match c {
            '\n' if after_return => {}
            '\t' => escaped.push(' '),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            c if breaks(c) => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
        after_return = c == '\r';
    }
    escaped
}

/// Words as a quoted parameter value (section 3.2), which knows no way to write a quotation mark.
pub fn quoted(words: &str) -> String {
    let mut quoted = String::from("\"");
    for c in words.chars() {
        match c {
            '"' => quoted.push('\''),
            c if breaks(c) || c == '\t' => quoted.push(' '),
            c if c.is_control() => {}
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// What RFC 3986 does not allow in an address is percent-encoded.
fn uri(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn breaks(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}
