//! Now, as an instant: the feed's zone makes days and hours of it, the visitor's never does.

use domain::time::Instant;

/// The device's clock, to the second.
pub fn now() -> Instant {
    // Whole seconds fit far beyond any date.
    #[allow(clippy::cast_possible_truncation)]
    Instant((js_sys::Date::now() / 1000.0) as i64)
}

/// Seconds until the next full minute, 1 to 60: when "over", "today" and the like can change.
pub fn until_next_minute(now: Instant) -> u64 {
    60 - now.0.rem_euclid(60).unsigned_abs()
}

/// Seconds from now until a moment as HTTP writes it (RFC 9110 section 5.6.7); `None` when it is none.
pub fn seconds_until(http_date: &str) -> Option<u32> {
    let moment = js_sys::Date::parse(http_date);
    // Casts from float to integer saturate, and NaN was sorted out.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (!moment.is_nan()).then(|| ((moment - js_sys::Date::now()) / 1000.0) as u32)
}
