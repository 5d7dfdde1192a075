//! Time zones natively: the tables of chrono-tz, asked in the way that the browser is asked through Intl.

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;
use domain::time::{Instant, Years, Zone};

/// The table of a zone by its IANA name; `None` for a name that nobody knows.
///
/// The years are those of every date that can be asked for, not of the feed alone: a rule goes on, and `--now` may be
/// any day. A table of them all is built in a millisecond. It ends with what chrono-tz knows: in its year 2100 no clock
/// changes, which iCalendar would take for the end of summer time.
pub fn zone(name: &str, _: Years) -> Option<Zone> {
    let zone: Tz = name.parse().ok()?;
    let years = Years {
        last: 2099,
        ..Years::WIDEST
    };
    Zone::build(name, years, |instant| offset_at(zone, instant))
}

fn offset_at(zone: Tz, instant: Instant) -> Option<i32> {
    let utc = DateTime::from_timestamp(instant.0, 0)?.naive_utc();
    Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
}
