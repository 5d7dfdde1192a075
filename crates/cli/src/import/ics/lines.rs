//! iCalendar as programs write it -> iCalendar as RFC 5545 wants it: one property a line, every component closed.
//!
//! Mended is what is seen in the wild: text broken into lines without the blank that folds them, events that are not
//! closed, words of a web server before and after, quoted-printable of the 1990s. What must not come in: what a
//! property means.

use calcard::common::IanaParse;
use calcard::icalendar::ICalendarProperty;

/// The mended text.
pub struct Mended {
    /// One property a line, unfolded.
    pub text: String,
    /// The first line of the event in which the file breaks off; that event is not in `text`.
    pub cut_off: Option<String>,
    /// Every calendar ends; one that breaks off between two events does not.
    pub ended: bool,
}

/// Mends a text; `None` when there is neither calendar nor event in it.
pub fn mend(text: &str) -> Option<Mended> {
    let upper = text.contains("BEGIN:V");
    let mut mender = Mender::default();
    for line in lines(text, upper) {
        mender.line(&line);
    }
    (mender.began).then(|| mender.finish())
}

/// Lines unfolded (RFC 5545 section 3.1), with what belongs to a text although nothing says so.
fn lines(text: &str, upper: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut blank = false;
    let mut before = 0;
    for raw in text.split(['\n', '\r']) {
        let length = std::mem::replace(&mut before, raw.len());
        if raw.is_empty() {
            // Of "\r\n" this is the nothing between the two.
            before = length;
            blank = true;
            continue;
        }
        let last = found.last_mut();
        if let Some(last) = last.filter(|last| is_quoted_printable(last) && last.ends_with('=')) {
            last.pop();
            last.push_str(raw);
        } else if let Some(rest) = raw.strip_prefix([' ', '\t']) {
            if let Some(last) = found.last_mut() {
                last.push_str(rest);
            }
        } else if begins(raw, upper) {
            found.push(raw.to_owned());
        } else if let Some(last) = found.last_mut().filter(|last| is_text(last)) {
            // A line as long as folding makes them was folded without its blank; another is the next line of a text.
            if !(70..=76).contains(&length) || blank_line(blank, text) {
                last.push_str("\\n");
            }
            last.push_str(raw);
        }
        blank = false;
    }
    found
}

/// With "\r\n" every line is followed by an empty piece, which is no blank line.
fn blank_line(blank: bool, text: &str) -> bool {
    blank && !text.contains("\r\n")
}

/// Whether a line begins a property: a name that is known or an extension's, written as the file writes names.
fn begins(line: &str, upper: bool) -> bool {
    let Some(end) = line.find([':', ';']) else {
        return false;
    };
    let name = line.get(..end).unwrap_or_default();
    if name.is_empty() || (upper && name.bytes().any(|byte| byte.is_ascii_lowercase())) {
        return false;
    }
    let extension = name
        .get(..2)
        .is_some_and(|it| it.eq_ignore_ascii_case("X-"));
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain && (extension || ICalendarProperty::parse(name.as_bytes()).is_some())
}

/// Whether a property's value is words, which may have been broken into lines.
fn is_text(line: &str) -> bool {
    const WORDS: [&str; 6] = [
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "COMMENT",
        "CONTACT",
        "X-ALT-DESC",
    ];
    let name = line.split([':', ';']).next().unwrap_or_default();
    WORDS.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// A time that is announced as a bare day, without the announcement: parsers would drop the time.
fn timed_date(line: &str) -> Option<String> {
    let (name, value) = line.split_once(':')?;
    let mut parts = name.split(';');
    let has_day = parts
        .clone()
        .skip(1)
        .any(|part| part.eq_ignore_ascii_case("VALUE=DATE"));
    if !has_day || !value.contains(['T', 't']) {
        return None;
    }
    let property = parts.next()?;
    let others = parts.filter(|part| !part.eq_ignore_ascii_case("VALUE=DATE"));
    let name = others.fold(property.to_owned(), |name, part| format!("{name};{part}"));
    Some(format!("{name}:{value}"))
}

/// A rule as words: what a parser makes of an interval of 99 999 is not what was written.
fn rule_as_written(line: &str) -> Option<String> {
    let (name, value) = line.split_once(':')?;
    let name = name.split(';').next()?;
    let rule = ["RRULE", "EXRULE"]
        .iter()
        .find(|rule| name.eq_ignore_ascii_case(rule))?;
    Some(format!("{rule};VALUE=TEXT:{value}"))
}

fn is_quoted_printable(line: &str) -> bool {
    let parameters = line.split(':').next().unwrap_or_default();
    parameters.to_ascii_uppercase().contains("QUOTED-PRINTABLE")
}

#[derive(Default)]
struct Mender {
    out: String,
    /// Names of the components that are open.
    open: Vec<String>,
    /// Where in `out` the open event begins.
    event: usize,
    /// A calendar or an event was seen.
    began: bool,
}

impl Mender {
    fn line(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.trim().to_ascii_uppercase();
        if name.eq_ignore_ascii_case("BEGIN") {
            if value == "VEVENT" && self.is_open("VEVENT") {
                self.close("VEVENT");
            }
            if value == "VEVENT" {
                self.event = self.out.len();
            }
            self.began |= value == "VEVENT" || value == "VCALENDAR";
            self.put("BEGIN:", &value);
            self.open.push(value);
        } else if name.eq_ignore_ascii_case("END") {
            // One that ends nothing would end what is around it.
            if self.is_open(&value) {
                self.close(&value);
            }
        } else if !self.open.is_empty() {
            match timed_date(line).or_else(|| rule_as_written(line)) {
                Some(line) => self.put(&line, ""),
                None => self.put(line, ""),
            }
        }
    }

    fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|open| open == name)
    }

    /// Closes a component and whatever is open within.
    fn close(&mut self, name: &str) {
        while let Some(open) = self.open.pop() {
            self.put("END:", &open);
            if open == name {
                return;
            }
        }
    }

    fn put(&mut self, start: &str, end: &str) {
        self.out.push_str(start);
        self.out.push_str(end);
        self.out.push_str("\r\n");
    }

    fn finish(mut self) -> Mended {
        let mut cut_off = None;
        if self.is_open("VEVENT") {
            let event = self.out.split_off(self.event.min(self.out.len()));
            let summary = event.lines().find(|line| line.starts_with("SUMMARY"));
            let title = summary.and_then(|line| line.split_once(':'));
            cut_off = Some(title.map_or(String::new(), |(_, title)| title.to_owned()));
            while self.open.pop_if(|open| open != "VEVENT").is_some() {}
            self.open.pop();
        }
        let ended = self.open.is_empty();
        while let Some(open) = self.open.pop() {
            self.put("END:", &open);
        }
        Mended {
            text: self.out,
            cut_off,
            ended,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is within the first event, a property a line.
    fn check(inner: &str, expected: &str) {
        for end in ["\r\n", "\n"] {
            let text =
                format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{inner}\nEND:VEVENT\nEND:VCALENDAR\n");
            let mended = mend(&text.replace('\n', end)).unwrap();
            assert_eq!(mended.cut_off, None);
            let inner = mended.text.replace("\r\n", "\n");
            let inner = inner
                .strip_prefix("BEGIN:VCALENDAR\nBEGIN:VEVENT\n")
                .unwrap();
            let inner = inner.strip_suffix("\nEND:VEVENT\nEND:VCALENDAR\n").unwrap();
            assert_eq!(inner, expected);
        }
    }

    #[test]
    fn folded_lines_are_one() {
        check("SUMMARY:Kon\n cert\nUID:1", "SUMMARY:Koncert\nUID:1");
        check("SUMMARY:Kon\n  cert", "SUMMARY:Kon cert");
        check("SUMMARY:Kon\n\tcert", "SUMMARY:Koncert");
    }

    #[test]
    fn text_that_was_broken_stays_in_its_property() {
        check(
            "DESCRIPTION:Raz\nUwaga: trzy\nhttps://a.example\nUID:1",
            "DESCRIPTION:Raz\\nUwaga: trzy\\nhttps://a.example\nUID:1",
        );
        let folded = format!("DESCRIPTION:{}", "a".repeat(63));
        check(&format!("{folded}\nbc"), &format!("{folded}bc"));
        check("UID:1\nśmieci\nSUMMARY:a", "UID:1\nSUMMARY:a");
        check(
            "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Za=C5=BC=\n=C3=B3=C5=82=C4=87\nUID:1",
            "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Za=C5=BC=C3=B3=C5=82=C4=87\nUID:1",
        );
    }

    #[test]
    fn a_time_is_none_the_less_a_time_where_a_day_is_announced() {
        check(
            "DTSTART;VALUE=DATE:20110804T120000",
            "DTSTART:20110804T120000",
        );
        check(
            "DTSTART;VALUE=DATE;TZID=Europe/Warsaw:20110804T120000Z",
            "DTSTART;TZID=Europe/Warsaw:20110804T120000Z",
        );
        check("DTSTART;VALUE=DATE:20110804", "DTSTART;VALUE=DATE:20110804");
        check(
            "DTSTART;VALUE=DATE-TIME:20110804T120000",
            "DTSTART;VALUE=DATE-TIME:20110804T120000",
        );
    }

    #[test]
    fn every_event_is_closed() {
        check(
            "UID:1\nBEGIN:VEVENT\nUID:2",
            "UID:1\nEND:VEVENT\nBEGIN:VEVENT\nUID:2",
        );
        check("BEGIN:VALARM\nUID:1", "BEGIN:VALARM\nUID:1\nEND:VALARM");
        check("END:VALARM\nUID:1", "UID:1");
    }

    #[test]
    fn what_a_file_breaks_off_in_is_named_and_left_out() {
        let mended = mend("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Dwa\nBEGIN:VALARM\nX").unwrap();
        assert_eq!(mended.cut_off.as_deref(), Some("Dwa"));
        assert_eq!(
            mended.text,
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        let mended = mend("<b>Warning</b>: x\nBEGIN:VCALENDAR\nEND:VCALENDAR\n<br>").unwrap();
        assert_eq!(mended.text, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
        assert!(mended.ended);
        for cut in ["", "BEGIN:VTIMEZONE\nTZID:X\n", "END:VCALEN"] {
            let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\n{cut}");
            let mended = mend(&text).unwrap();
            assert_eq!((mended.cut_off, mended.ended), (None, false), "{cut}");
        }
        assert!(mend("<html>").is_none());
        assert!(mend("BEGIN:VCARD\nEND:VCARD").is_none());
    }
}
