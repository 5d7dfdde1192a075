//! What a browser compiles only when it is called, called while the programme is still on its way: reading, choosing and
//! drawing, on a programme of two events that nobody sees. An old phone needs a tenth of a second for that.

use std::sync::Arc;

use cards::{Place, card};
use domain::event::Lang;
use domain::feed::Gathered;
use domain::programme::{Programme, Span};
use domain::query::Query;
use domain::time::Instant;

use crate::shell::zone;
use crate::state::laid_out;
use crate::ui::dom::El;

/// As programmes are: days and hours, one place, ages, prices.
const PROGRAMME: &str = r##"{"version":1,"lang":"pl","timezone":"Europe/Warsaw","generated_at":"2026-01-01T10:00:00+01:00","age_groups":[{"id":"a","label":"a","min":7,"max":12}],"categories":[{"id":"c","label":"c","color":"#7a2a63","icon":"music"}],"venues":[{"id":"v","name":"v","access":["lift"]}],"events":[{"id":"a","title":"b","summary":"c","start":"2026-01-02T18:00","end":"2026-01-02T20:00","venue":"v","categories":["c"],"age_groups":["a"],"price":{"from":20}},{"id":"b","title":"a","start":"2026-01-02","end":"2026-01-09","age":{"min":6},"price":{"free":true}}]}"##;

/// 1 January 2026, noon.
const NOW: Instant = Instant(1_767_265_200);

/// Reads and draws it.
pub fn warm() {
    let Ok(gathered) = Gathered::begin(PROGRAMME.as_bytes(), &zone::zone) else {
        return;
    };
    let (feed, _) = gathered.end();
    let query = Query::default();
    let span = Span::of(&query.window(&feed.zone, NOW)).by_month();
    let programme = Programme::new(Arc::new(feed), span);
    let listed = laid_out(&programme, &query, NOW, None);
    for entry in listed.agenda.days.iter().flat_map(|day| &day.entries) {
        if let Some((occurrence, it)) = programme.occurrence(entry.occurrence as usize) {
            let place = Place::Day(entry.day_of);
            let _ = card::<El>(Lang::Pl, occurrence, it, place, entry.again, "?");
        }
    }
}
