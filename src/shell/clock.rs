//! Now, as an instant: the feed's zone makes days and hours of it, the visitor's never does.

use std::cell::Cell;

use domain::time::Instant;
use wasm_bindgen::JsValue;

thread_local! {
    /// Seconds by which the device's clock is behind.
    static BEHIND: Cell<i64> = const { Cell::new(0) };
}

/// The device's clock, to the second, as corrected.
pub fn now() -> Instant {
    // Whole seconds fit far beyond any date.
    #[allow(clippy::cast_possible_truncation)]
    Instant((js_sys::Date::now() / 1000.0) as i64 + BEHIND.get())
}

/// Corrects the device's clock from now on, which is so many seconds behind.
pub fn correct(behind: i64) {
    BEHIND.set(behind);
}

/// A moment in UTC, as RFC 3339 has it.
pub fn iso(moment: Instant) -> String {
    // Exact for any date.
    #[allow(clippy::cast_precision_loss)]
    let moment = JsValue::from_f64(moment.0 as f64 * 1000.0);
    js_sys::Date::new(&moment).to_iso_string().into()
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
