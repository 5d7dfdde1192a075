//! What is kept on this device, under names that begin with `kalendarz:` and the folder's path: what the reader asked
//! for, and the last good programme. Nothing else is ever read, changed or deleted. Where storage is forbidden nothing
//! is kept, and nothing breaks.

use domain::stars::{Kept, from_lines, to_lines};

use super::fetch::File;
use super::tools::Tools;

/// The starred events.
pub fn stars(tools: &Tools) -> Vec<Kept> {
    from_lines(&tools.read("stars"))
}

/// Keeps the starred events.
pub fn keep_stars(tools: &Tools, stars: &[Kept]) {
    tools.write("stars", &to_lines(stars));
}

/// Keeps the file of the programme that is shown, in place of the one before (`boot.js` gives it out at the next start,
/// before the network has answered).
pub fn keep_feed(tools: &Tools, file: &File) {
    // Exact for any date.
    #[allow(clippy::cast_precision_loss)]
    tools.keep(&file.bytes, &file.url, file.made.0 as f64);
}
