//! Where the programme comes from at a moment: nothing yet, good, old but shown, or nothing to show. And how long
//! to wait before asking again.

/// The state of the feed on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load<T, E> {
    /// Nothing shown yet; `tries` failed so far.
    Loading,
    /// Good.
    Ready(T),
    /// A refresh failed; the last good programme stays.
    Stale(T, E),
    /// Nothing to show.
    Failed(E),
}

impl<T, E> Load<T, E> {
    /// What is on the screen, if anything.
    pub fn shown(&self) -> Option<&T> {
        match self {
            Load::Ready(shown) | Load::Stale(shown, _) => Some(shown),
            Load::Loading | Load::Failed(_) => None,
        }
    }

    /// What went wrong last.
    pub fn error(&self) -> Option<&E> {
        match self {
            Load::Stale(_, error) | Load::Failed(error) => Some(error),
            Load::Loading | Load::Ready(_) => None,
        }
    }

    /// Takes an answer: a new programme replaces what is shown; `None` confirms it; a failure never replaces it.
    pub fn take(&mut self, answer: Result<Option<T>, E>) {
        let before = std::mem::replace(self, Load::Loading);
        *self = match (before, answer) {
            (_, Ok(Some(fresh))) => Load::Ready(fresh),
            (Load::Stale(shown, _), Ok(None)) => Load::Ready(shown),
            (before, Ok(None)) => before,
            (Load::Ready(shown) | Load::Stale(shown, _), Err(error)) => Load::Stale(shown, error),
            (Load::Loading | Load::Failed(_), Err(error)) => Load::Failed(error),
        };
    }

    /// How `data-state` names it.
    pub fn name(&self) -> &'static str {
        match self {
            Load::Loading => "loading",
            Load::Ready(_) => "ready",
            Load::Stale(..) => "stale",
            Load::Failed(_) => "failed",
        }
    }
}

/// Seconds to wait before the next try after `failures` in a row (1 and more): 5, 10, 20 … up to 15 minutes, each up
/// to a fifth longer by `jitter` (0 to 1), so that a thousand open pages do not come back at once. Never sooner than
/// the server asked (`retry_after`, RFC 9110 section 10.2.3), which is believed up to a day.
pub fn pause(failures: u32, jitter: f64, retry_after: Option<u32>) -> u32 {
    const FIRST: u32 = 5;
    const LONGEST: u32 = 15 * 60;
    const DAY: u32 = 24 * 60 * 60;
    let doublings = failures.saturating_sub(1).min(8);
    let grown = (FIRST << doublings).min(LONGEST);
    let wait = grown.max(retry_after.unwrap_or(0).min(DAY));
    // At most a day and a fifth: far inside of what the conversions can hold.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let late = (f64::from(wait) * 0.2 * jitter.clamp(0.0, 1.0)) as u32;
    wait + late
}
