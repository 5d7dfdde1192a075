//! `kalendarz split`: a large programme as a small file and parts of it by month, so that a phone reads the coming days
//! first and the rest when it has nothing else to do.
//!
//! An event stands in one file, as it was written: with a rule, or over more than two months, in the small file, else in
//! the part of its first date. A busy month is cut into parts of whole days, and of what takes more than one. Names go with
//! the content, so that a part that did not change is not fetched again; parts are written before the file that names them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use domain::event::{Event, Feed};
use domain::feed::json::Raw;
use domain::time::Date;
use serde_json::{Value, json};

use crate::import::save;
use crate::{Failure, Files, accepted};

/// Name of the file that names the parts.
const MANIFEST: &str = "feed.json";

/// Events of a part of a busy month, about: some 6 KB as they come over the network. With twice as many
/// there is more to wait for, with half as many the list of parts is twice as long (docs/performance.md).
const BUSY: usize = 60;

/// The same of what takes place for days on end: a day needs several such parts, and few of the events in them.
const BUSY_FOR_DAYS: usize = 30;

/// What a name says of a part's content: 32 bits, so that two versions of a part have the same one once in four thousand
/// million times. All 64 would be four bytes more of each name in the file that names them all, which a phone waits for, and
/// no compression takes those away. Servers are told to look for sixteen digits.
const NAMED: u64 = (1 << 32) - 1;

/// How long a part stays after it was named for the last time, for who still has the file that named it.
const GRACE: Duration = Duration::from_hours(7 * 24);

/// A programme in several files.
pub struct Split {
    /// Content of `feed.json`.
    pub manifest: String,
    /// Name and content of each part.
    pub parts: Vec<(String, String)>,
}

/// The file and its parts, if it has any, as `feed` into which they were read.
///
/// `None` where a text is no JSON with a list of events, which a feed that was read never is.
pub fn split(files: &[Vec<u8>], feed: &Feed) -> Option<Split> {
    let texts: Vec<_> = files.iter().map(|it| String::from_utf8_lossy(it)).collect();
    let mut read = feed.events.iter().peekable();
    let mut stay: Vec<&str> = Vec::new();
    let mut days: BTreeMap<Date, Vec<(&str, Date)>> = BTreeMap::new();
    let mut members = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let file = Raw::check(text.trim().trim_start_matches('\u{feff}').trim()).ok()?;
        let own = file.members();
        for raw in own
            .iter()
            .rev()
            .find(|(name, _)| name == "events")?
            .1
            .items()
        {
            // What was left out is in no list of what was read, and stays for `check` to tell of.
            let event = read.next_if(|event| id_of(raw).as_deref() == Some(&*event.id));
            match event.and_then(days_of) {
                Some((from, to)) => days.entry(from).or_default().push((raw.get(), to)),
                None => stay.push(raw.get()),
            }
        }
        if place == 0 {
            members = own;
        }
    }
    let parts: Vec<(Value, String, String)> = cut(days).into_iter().map(part).collect();

    let mut manifest = String::from("{\"version\":1");
    if !parts.is_empty() {
        let named: Vec<&Value> = parts.iter().map(|(about, ..)| about).collect();
        let _ = write!(manifest, ",\n\"parts\":{}", json!(named));
    }
    for (name, value) in &members {
        if !["version", "parts", "events"].contains(&&**name) {
            let _ = write!(manifest, ",\n{}:{}", json!(name), value.get());
        }
    }
    let _ = write!(manifest, ",\n\"events\":[\n{}\n]}}\n", stay.join(",\n"));
    let parts = parts.into_iter().map(|(_, name, text)| (name, text));
    Some(Split {
        manifest,
        parts: parts.collect(),
    })
}

fn id_of(event: Raw<'_>) -> Option<String> {
    let members = event.members();
    let (_, id) = members.iter().rev().find(|(name, _)| name == "id")?;
    match serde_json::from_str(id.get()).ok()? {
        Value::String(id) => Some(id),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// First and last day of an event's dates; `None` for one that belongs to no month.
fn days_of(event: &Event) -> Option<(Date, Date)> {
    if event.recurring.is_some() {
        return None;
    }
    let from = event.dates.iter().map(|date| date.when.first_day()).min()?;
    let to = event.dates.iter().map(|date| date.when.last_day()).max()?;
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month())
        - i64::from(from.month())
        + 1;
    (months <= 2).then_some((from, to))
}

type Days<'a> = BTreeMap<Date, Vec<(&'a str, Date)>>;

/// Months, busy ones cut between days. In those what takes place for days on end is kept apart: else each part would reach
/// over weeks, and whoever wants to know of one day would have to read them all. It is cut by the days on which it ends: what
/// has ended before a day is then in few of the parts that reach it.
fn cut(days: Days<'_>) -> Vec<Days<'_>> {
    let mut months: BTreeMap<Date, Days<'_>> = BTreeMap::new();
    for (day, events) in days {
        months
            .entry(day.month_start())
            .or_default()
            .insert(day, events);
    }
    let mut parts = Vec::new();
    for month in months.into_values() {
        if count(&month) <= BUSY {
            parts.push(month);
            continue;
        }
        let (mut short, mut long) = (Days::new(), Vec::new());
        for (day, events) in month {
            for event in events {
                if event.1 > day {
                    long.push((day, event));
                } else {
                    short.entry(day).or_default().push(event);
                }
            }
        }
        cut_after(short, &mut parts);
        long.sort_by_key(|(_, (_, last))| *last);
        for some in long.chunks(BUSY_FOR_DAYS) {
            let mut part = Days::new();
            for (day, event) in some {
                part.entry(*day).or_default().push(*event);
            }
            parts.push(part);
        }
    }
    parts
}

fn count(days: &Days<'_>) -> usize {
    days.values().map(Vec::len).sum()
}

/// Whole days, with so many events or a few more in each part.
fn cut_after<'a>(days: Days<'a>, parts: &mut Vec<Days<'a>>) {
    let mut part = Days::new();
    for (day, events) in days {
        part.insert(day, events);
        if count(&part) >= BUSY {
            parts.push(std::mem::take(&mut part));
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
}

/// A part as the manifest names it, its name and its content.
fn part(days: Days<'_>) -> (Value, String, String) {
    let events: Vec<&str> = days.values().flatten().map(|(raw, _)| *raw).collect();
    let text = format!(
        "{{\"version\":1,\"events\":[\n{}\n]}}\n",
        events.join(",\n")
    );
    let from = days.keys().next().copied().unwrap_or(Date::MIN);
    let last = days.values().flatten().map(|(_, last)| *last).max();
    let name = format!(
        "program-{from}-{:016x}.json",
        domain::feed::revision(text.as_bytes()) & NAMED
    );
    let to = last.unwrap_or(from).to_string();
    (
        json!({"from": from.to_string(), "to": to, "url": name}),
        name,
        text,
    )
}

/// Writes the files of a programme into `folder`. Exit code 1 when it is refused; then nothing is written.
pub fn run(files: Files, folder: &Path, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let Files { bytes, parsed } = files;
    let Some(feed) = accepted(parsed) else {
        return Ok(ExitCode::FAILURE);
    };
    if feed.partial {
        // It would be a programme without them from then on.
        let _ = writeln!(
            io::stderr(),
            "Brakuje części programu, więc niczego nie zapisano."
        );
        return Ok(ExitCode::FAILURE);
    }
    let Some(Split { manifest, parts }) = split(&bytes, &feed) else {
        return Ok(ExitCode::FAILURE);
    };
    let path = folder.join(MANIFEST);
    fs::create_dir_all(folder).map_err(|error| Failure::Save(folder.to_owned(), error))?;
    let before = fs::read(&path).unwrap_or_default();
    let store = |name: &str, text: &str| {
        let path = folder.join(name);
        save(&path, text.as_bytes()).map_err(|error| Failure::Save(path, error))
    };
    let mut fresh = 0;
    for (name, text) in &parts {
        // Its name says what is in it; one that was cut off on the way is written again.
        if fs::metadata(folder.join(name)).is_ok_and(|it| it.len() == text.len() as u64) {
            continue;
        }
        store(name, text)?;
        fresh += 1;
    }
    if before != manifest.as_bytes() {
        store(MANIFEST, &manifest)?;
    }
    let gone = tidy(folder, &parts, &String::from_utf8_lossy(&before));
    writeln!(
        out,
        "Części programu: {} (nowych {fresh}, usuniętych {gone}).",
        parts.len()
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Removes parts that no manifest has named for a week. One that was named until now is dated so: it may be months old.
fn tidy(folder: &Path, parts: &[(String, String)], before: &str) -> usize {
    let named: BTreeSet<&str> = parts.iter().map(|(name, _)| &**name).collect();
    let old = |path: &Path| {
        let changed = fs::metadata(path).and_then(|it| it.modified()).ok();
        let age = changed.and_then(|changed| SystemTime::now().duration_since(changed).ok());
        age.is_some_and(|age| age > GRACE)
    };
    let mut gone = 0;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| is_part(name)) else {
            continue;
        };
        let path = entry.path();
        if named.contains(name) {
            continue;
        }
        if before.contains(name) {
            // Where that can't be done it goes earlier, and who asks for it asks for the new manifest.
            let file = File::options().write(true).open(path);
            let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
        } else if old(&path) && fs::remove_file(path).is_ok() {
            gone += 1;
        }
    }
    gone
}

/// Whether a file is a part that this command wrote.
fn is_part(name: &str) -> bool {
    let middle = name
        .strip_prefix("program-")
        .and_then(|rest| rest.strip_suffix(".json"));
    middle
        .and_then(|middle| middle.rsplit_once('-'))
        .is_some_and(|(day, hash)| {
            Date::parse(day).is_some()
                && hash.len() == 16
                && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
}
