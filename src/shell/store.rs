//! What is kept on this device, under names that begin with `kalendarz:` and the folder's path: what the reader asked
//! for, and the last good programme. Nothing else is ever read, changed or deleted. Where storage is forbidden nothing
//! is kept, and nothing breaks.

use domain::stars::Kept;
use leptos::prelude::window;
use web_sys::Storage;

use super::fetch::File;
use super::tools::Tools;

/// The starred events.
pub fn stars() -> Vec<Kept> {
    let lines = read("stars").unwrap_or_default();
    lines.lines().filter_map(Kept::parse).collect()
}

/// Keeps the starred events.
pub fn keep_stars(stars: &[Kept]) {
    let lines: Vec<String> = stars.iter().map(Kept::to_line).collect();
    keep("stars", &lines.join("\n"));
}

/// Keeps the file of the programme that is shown, in place of the one before (`boot.js` gives it out at the next start,
/// before the network has answered).
pub fn keep_feed(tools: &Tools, file: &File) {
    // Exact for any date.
    #[allow(clippy::cast_precision_loss)]
    tools.keep(&file.bytes, &file.url, file.made.0 as f64);
}

/// What was kept under a name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(&full(name)).ok().flatten()
}

/// Keeps something under a name, or no longer when it is empty.
pub fn keep(name: &str, value: &str) {
    let Some(storage) = storage() else { return };
    // Storage may be full or forbidden: then the choice lasts as long as the page is open.
    let _ = if value.is_empty() {
        storage.remove_item(&full(name))
    } else {
        storage.set_item(&full(name), value)
    };
}

/// Asking for it throws in a sandboxed frame.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn full(name: &str) -> String {
    let path = window().location().pathname().unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("kalendarz:{folder}/:{name}")
}
