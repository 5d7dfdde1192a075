//! Where the programme comes from at a moment: nothing yet, good, old but shown, or nothing to show. What may replace
//! it, and how long to wait before asking again.

use crate::event::Feed;
use crate::time::Instant;

/// The state of the feed on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load<T, E> {
    /// Nothing shown yet; `tries` failed so far.
    Loading,
    /// Good.
    Ready(T),
    /// The last good programme stays: the one kept on the device, which nobody has confirmed yet, or a refresh failed.
    Stale(T, Option<E>),
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
            Load::Stale(_, error) => error.as_ref(),
            Load::Failed(error) => Some(error),
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
            (Load::Ready(shown) | Load::Stale(shown, _), Err(error)) => {
                Load::Stale(shown, Some(error))
            }
            (Load::Loading | Load::Failed(_), Err(error)) => Load::Failed(error),
        };
    }

    /// Takes the programme that was kept on the device, where there is nothing to show yet.
    pub fn take_kept(&mut self, kept: T) {
        let before = std::mem::replace(self, Load::Loading);
        *self = match before {
            Load::Loading => Load::Stale(kept, None),
            Load::Failed(error) => Load::Stale(kept, Some(error)),
            shown => shown,
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

/// Whether a feed that arrived whole waits for another that says the same before it replaces what is shown: nothing in
/// it is to come any more though there was something, or it is older than what is shown. Both happen when an export
/// breaks down, and both may be meant.
pub fn is_doubtful(fresh: &Feed, shown: &Feed, now: Instant) -> bool {
    let older = fresh.generated_at.zip(shown.generated_at);
    older.is_some_and(|(fresh, shown)| fresh < shown) || !goes_on(fresh, now) && goes_on(shown, now)
}

/// Whether anything is on or to come.
fn goes_on(feed: &Feed, now: Instant) -> bool {
    (0_u32..)
        .zip(&feed.events)
        .any(|(event, _)| !feed.coming(event, now, 1).is_empty())
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The state after each of these answers: `same` confirmed, `bad` failed, `kept` from the device, else new.
    fn check(answers: &[&str], state: &str, shown: Option<&str>) {
        let mut load = Load::Loading;
        for answer in answers {
            if *answer == "kept" {
                load.take_kept("kept");
                continue;
            }
            load.take(match *answer {
                "same" => Ok(None),
                "bad" => Err("bad"),
                fresh => Ok(Some(fresh)),
            });
        }
        assert_eq!(
            (load.name(), load.shown().copied()),
            (state, shown),
            "{answers:?}"
        );
    }

    #[test]
    fn a_failure_never_replaces_what_is_shown() {
        check(&[], "loading", None);
        check(&["bad"], "failed", None);
        check(&["bad", "bad", "one"], "ready", Some("one"));
        check(&["one", "bad"], "stale", Some("one"));
        check(&["one", "bad", "bad"], "stale", Some("one"));
        check(&["one", "bad", "same"], "ready", Some("one"));
        check(&["one", "bad", "two"], "ready", Some("two"));
        check(&["one", "same"], "ready", Some("one"));
    }

    #[test]
    fn what_is_kept_never_replaces_what_is_shown() {
        check(&["kept"], "stale", Some("kept"));
        check(&["kept", "same"], "ready", Some("kept"));
        check(&["kept", "bad"], "stale", Some("kept"));
        check(&["kept", "one"], "ready", Some("one"));
        check(&["bad", "kept"], "stale", Some("kept"));
        check(&["one", "kept"], "ready", Some("one"));
        check(&["one", "bad", "kept"], "stale", Some("one"));
    }

    #[test]
    fn pauses_grow_and_end() {
        let pauses: Vec<u32> = (1..=12)
            .map(|failures| pause(failures, 0.0, None))
            .collect();
        assert_eq!(pauses[..5], [5, 10, 20, 40, 80]);
        assert_eq!(pauses[11], 900);
        assert!(pauses.windows(2).all(|two| two[0] <= two[1]));
        assert_eq!(pause(u32::MAX, 1.0, None), 1080);
    }

    #[test]
    fn the_server_is_left_alone_as_long_as_it_asks() {
        assert_eq!(pause(1, 0.0, Some(120)), 120);
        assert_eq!(pause(9, 0.0, Some(1)), 900);
        assert_eq!(pause(1, 0.0, Some(u32::MAX)), 86_400);
        assert_eq!(pause(1, f64::NAN, None), 5);
    }
}
