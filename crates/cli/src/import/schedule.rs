//! Programmes of conferences and festivals as `schedule.json`: pretalx, frab and what else follows them (days with rooms,
//! lengths), and the newer form with events in one list (`https://c3voc.de/schedule/schema.json`).

use domain::time::{Instant, Written, Zone};
use serde_json::Value;

use super::found::{Dates, Found, Harvest, Image, Place, What};
use super::trouble::shown;
use super::{json, times};

/// Reads a file.
///
/// # Errors
/// What it is instead.
pub fn read(bytes: &[u8], zone: &Zone) -> Result<Harvest, What> {
    let file = json::parse(bytes)?;
    let schedule = file.get("schedule").unwrap_or(&file);
    let Some(conference) = schedule.get("conference") else {
        return Err(What::NotThat(
            "program konferencji albo festiwalu (schedule.json, obiekt „conference”)",
        ));
    };
    let mut harvest = Harvest {
        title: json::line(conference, "title"),
        ..Harvest::default()
    };
    for it in events(schedule, conference) {
        harvest.seen += 1;
        event(it, conference, zone, &mut harvest);
    }
    Ok(harvest)
}

/// Those of one list, else those of each day's rooms.
fn events<'a>(schedule: &'a Value, conference: &'a Value) -> Vec<&'a Value> {
    let own = json::list(schedule, "events");
    let days = json::list(conference, "days").into_iter();
    let rooms = days
        .filter_map(|day| day.get("rooms")?.as_object())
        .flat_map(|rooms| rooms.values());
    let theirs = rooms.filter_map(Value::as_array).flatten();
    own.into_iter().chain(theirs).collect()
}

fn event(it: &Value, conference: &Value, zone: &Zone, harvest: &mut Harvest) {
    let title = title(it);
    let named = title.clone().or_else(|| json::text(it, "id"));
    let mut tell = |what| harvest.tell(named.as_deref(), what);
    let Some(title) = title else {
        return tell(What::NoTitle);
    };
    // Where there are days and rooms, `start` is the hour alone.
    let written = json::text(it, "date").or_else(|| json::text(it, "start"));
    let Some(written) = written else {
        return tell(What::NoStart);
    };
    let Some(start) = times::read(&written, zone) else {
        return tell(What::BadStart(shown(&written)));
    };
    let end = match (json::text(it, "end"), json::text(it, "duration")) {
        (Some(end), _) => times::read(&end, zone).ok_or(end),
        (None, Some(length)) => after(start, &length, zone).ok_or(length),
        (None, None) => Ok(start),
    };
    let end = end
        .map_err(|end| tell(What::BadEnd(shown(&end))))
        .unwrap_or(start);
    let (start, end, said) = times::span(start, Some(end), false, zone);
    if let Err(end) = said {
        tell(What::BadEnd(super::write::time(zone, end)));
    }
    let kind = json::line(it, "type").filter(|kind| !kind.eq_ignore_ascii_case("other"));
    harvest.found.push(Found {
        key: ["guid", "id", "code"]
            .iter()
            .find_map(|key| json::text(it, key))
            .unwrap_or_default(),
        title,
        summary: json::line(it, "abstract"),
        description: description(it),
        dates: Dates {
            start: Some(start),
            end,
            ..Dates::default()
        },
        place: it.get("room").and_then(name).map(|name| Place {
            name,
            ..Place::default()
        }),
        categories: track(it, conference).into_iter().collect(),
        tags: kind.into_iter().collect(),
        url: json::text(it, "url"),
        image: it.get("logo").and_then(picture),
        ..Found::default()
    });
}

/// Title and what stands below it.
fn title(it: &Value) -> Option<String> {
    let title = json::line(it, "title")?;
    Some(match json::line(it, "subtitle") {
        Some(below) if title.ends_with([':', '?', '!', '.']) => format!("{title} {below}"),
        Some(below) => format!("{title}: {below}"),
        None => title,
    })
}

/// What it is about, and who speaks.
fn description(it: &Value) -> Option<String> {
    let who = ["persons", "participants"]
        .iter()
        .flat_map(|key| json::list(it, key));
    let who: Vec<String> = who
        .filter_map(|who| json::line(who, "public_name").or_else(|| json::line(who, "name")))
        .collect();
    let who = (!who.is_empty()).then(|| who.join(", "));
    let all: Vec<String> = json::prose(it, "description")
        .into_iter()
        .chain(who)
        .collect();
    (!all.is_empty()).then(|| all.join("\n\n"))
}

/// The track's name: its own, or what the conference calls it.
fn track(it: &Value, conference: &Value) -> Option<String> {
    let track = it.get("track")?;
    let slug = json::text(track, "slug");
    let known = json::list(conference, "tracks").into_iter();
    let called = known
        .filter(|known| slug.is_some() && json::text(known, "slug") == slug)
        .find_map(name);
    called.or_else(|| name(track)).or(slug)
}

/// Words, or the name of an object.
fn name(it: &Value) -> Option<String> {
    let words = json::in_a_language(it).filter(|_| it.is_string());
    let words = words.map(|words| super::html::line(&words));
    words.or_else(|| json::line(it, "name"))
}

/// Pictures beside the conference's own pages are no one's to show: a whole address or none.
fn picture(logo: &Value) -> Option<Image> {
    let src = json::text(logo, "url").or_else(|| logo.as_str().map(str::to_owned))?;
    src.starts_with("http").then_some(Image {
        beside: false,
        src,
        alt: None,
        credit: None,
    })
}

/// The end of what lasts so long: `01:30`, `1:00:00` with days before the hours.
fn after(start: Written, length: &str, zone: &Zone) -> Option<Written> {
    let numbers: Option<Vec<i64>> = length
        .split(':')
        .map(|part| part.parse().ok().filter(|it| (0..=99_999).contains(it)))
        .collect();
    let minutes = match *numbers? {
        [hours, minutes] => hours * 60 + minutes,
        [days, hours, minutes] => (days * 24 + hours) * 60 + minutes,
        _ => return None,
    };
    let Instant(begins) = times::instant(start, zone);
    Some(times::on_the_wall(zone, Instant(begins + minutes * 60)))
}
