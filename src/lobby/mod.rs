//! The screen of a lobby, which runs for months with nobody near: pages that turn by themselves, until somebody touches
//! it and has the calendar, until nobody does for a while. In no other program than `lobby`.

pub mod screen;
pub mod touch;

use cards::draw::Draw;
use domain::event::At;
use domain::kiosk::Screen;
use domain::time::Instant;
use leptos::prelude::*;

use crate::shell::{clock, page};
use crate::small::{Small, SmallSignal};
use crate::state::State;
use crate::ui::dom::{El, el, follow};

/// What is thought of this computer's clock.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// It may be believed.
    Right,
    /// It may not, but the server has said what time it is.
    Corrected,
    /// It may not, and nobody knows what time it is.
    Unknown,
}

impl Small for Clock {
    fn number(self) -> i64 {
        self as i64
    }

    fn of(number: i64) -> Clock {
        match number {
            1 => Clock::Corrected,
            2 => Clock::Unknown,
            _ => Clock::Right,
        }
    }
}

/// The date of an event that somebody pressed.
pub type Sought = Option<(String, At)>;

/// All of it.
pub fn lobby(state: State) -> El {
    let settings = state.query.with_untracked(Screen::of);
    if settings.rotate > 0 {
        page::set_root_attribute("data-rotate", &settings.rotate.to_string());
    }
    let time = watched_clock(state);
    remember(state);
    beat(state);
    let touched = SmallSignal::new(false);
    let sought = StoredValue::new(Sought::None);
    follow(move || page::set_root_attribute("data-touched", if touched.get() { "1" } else { "" }));
    el("div").class("lobby").child_of(move || {
        Some(if touched.get() {
            touch::calendar(state, touched, sought, time)
        } else {
            screen::screen(state, touched, sought, time, settings)
        })
    })
}

/// The clock, as `static/kiosk.js` judges it by what servers say.
fn watched_clock(state: State) -> SmallSignal<Clock> {
    let time = SmallSignal::new(Clock::Right);
    state.tools.watch_clock(move |ahead, known| {
        // Seconds, far inside of what is exact.
        #[allow(clippy::cast_possible_truncation)]
        let ahead = ahead as i64;
        clock::correct(ahead);
        state.look_at_clock();
        let said = match (ahead, known) {
            (0, _) => Clock::Right,
            (_, true) => Clock::Corrected,
            (_, false) => Clock::Unknown,
        };
        time.set(said);
    });
    time
}

/// The name under which is kept when the network last said how the programme is.
const CHECKED: &str = "checked";

/// When the network last said how the programme is, over a restart as well.
fn remember(state: State) {
    let kept = state.tools.read(CHECKED).parse().ok();
    if let Some(kept) = kept.filter(|_| state.checked.get_untracked() == Instant(0)) {
        state.checked.set(Instant(kept));
    }
    follow(move || {
        let Instant(checked) = state.checked.get();
        if checked > 0 {
            state.tools.write(CHECKED, &checked.to_string());
        }
    });
}

/// Shows that it lives, at least once a minute: for what looks after it, in the page (`static/kiosk.js`) and outside
/// (`integrations/kiosk`).
fn beat(state: State) {
    follow(move || {
        let now = state.now.get();
        let moment = state.shown.with(|shown| {
            let shown = shown.as_ref()?;
            Some(shown.programme().feed().zone.rfc3339(now))
        });
        let moment = moment.unwrap_or_else(|| clock::iso(now));
        page::set_root_attribute("data-beat", &moment);
    });
}
