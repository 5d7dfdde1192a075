//! What time it is: the machine's clock, or what `--now` says.

use domain::time::{Instant, Written, Zone};

use crate::Failure;

/// The moment that `--now` names in the feed's zone; without it, now.
pub fn instant(zone: &Zone, now: Option<&str>) -> Result<Instant, Failure> {
    let Some(text) = now else {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let seconds = since.map_or(0, |since| since.as_secs());
        return Ok(Instant(i64::try_from(seconds).unwrap_or(i64::MAX)));
    };
    match Written::parse(text) {
        Some(Written::Instant(instant)) => Ok(instant),
        Some(Written::Wall(wall)) => Ok(zone.instant(wall)),
        Some(Written::Day(date)) => Ok(zone.day_start(date)),
        None => Err(Failure::Now(text.to_owned())),
    }
}
