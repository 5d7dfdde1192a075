//! The offsets of a time zone, read from the browser's own tables (`Intl`): always current, at no cost in bytes.

use std::cell::RefCell;

use domain::time::{Instant, Years, Zone};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::clock;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = DateTimeFormat)]
    type Formatter;

    /// Throws a RangeError for a zone it does not know.
    #[wasm_bindgen(catch, constructor, js_namespace = Intl, js_class = "DateTimeFormat")]
    fn new(locale: &str, options: &JsValue) -> Result<Formatter, JsValue>;

    /// Throws a RangeError for a time beyond what a Date can say.
    #[wasm_bindgen(catch, method)]
    fn format(this: &Formatter, milliseconds: f64) -> Result<String, JsValue>;
}

thread_local! {
    /// The zone that was asked for last: a feed is read again every few minutes, and one in parts with each part.
    static LAST: RefCell<Option<Asked>> = const { RefCell::new(None) };
}

/// A zone, by name and years as they were asked for.
type Asked = (String, Years, Zone);

/// The table of a zone for `years`, and for the years around now, since the page may stay open for months. Each year
/// costs a hundred questions of some microseconds, so later years are asked for when somebody looks at one.
/// `None`: the browser knows no such zone.
pub fn zone(name: &str, years: Years) -> Option<Zone> {
    let years = years.with(around_now());
    let asked = |last: &Option<Asked>| {
        let (_, _, zone) = last
            .as_ref()
            .filter(|(same, of, _)| same == name && *of == years)?;
        Some(zone.clone())
    };
    if let Some(zone) = LAST.with_borrow(asked) {
        return Some(zone);
    }
    let options = js_sys::Object::new();
    let set = |key: &str, value: &str| {
        js_sys::Reflect::set(&options, &key.into(), &value.into()).unwrap_or(false)
    };
    set("timeZone", name);
    set("timeZoneName", "longOffset");
    let formatter = Formatter::new("en-US", &options).ok()?;
    let table = Zone::build(name, years, |instant| offset_at(&formatter, instant))?;
    let zone = table.growing(zone);
    LAST.set(Some((name.to_owned(), years, zone.clone())));
    Some(zone)
}

fn around_now() -> Years {
    let now = Zone::utc().wall(clock::now()).date.year();
    Years {
        first: now - 1,
        last: now + 2,
    }
}

/// Asks for the device's own zone, which is that of most feeds, while there is nothing else to do.
pub fn ahead(name: &str) {
    zone(name, around_now());
}

/// The formatter writes "11/27/2026, GMT+01:00"; for UTC itself "GMT"; with seconds where an offset has some.
fn offset_at(formatter: &Formatter, instant: Instant) -> Option<i32> {
    // Years 1970 to 2100 are exact in a float.
    #[allow(clippy::cast_precision_loss)]
    let text = formatter.format(instant.0 as f64 * 1000.0).ok()?;
    let (_, offset) = text.rsplit_once("GMT")?;
    let sign = match offset.chars().next() {
        None => return Some(0),
        Some('+') => 1,
        // U+2212 in some versions.
        Some('-' | '\u{2212}') => -1,
        Some(_) => return None,
    };
    let digits = offset.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mut seconds = 0;
    for (part, unit) in digits.split(':').zip([3600, 60, 1]) {
        seconds += part.parse::<i32>().ok()? * unit;
    }
    Some(sign * seconds)
}
