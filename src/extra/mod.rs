//! What few visitors need: the functions of the second program.

pub mod builder;
pub mod changes;
pub mod report;
pub mod subscribe;
pub mod take;

use domain::event::Feed;
use domain::feed::Gathered;
use domain::problem::{Problem, Refused};
use js_sys::Uint8Array;

use crate::shell::zone;

/// The feed that the page has, from its files: the first names the others.
fn whole(files: &[Uint8Array]) -> Result<(Feed, Vec<Problem>), Refused> {
    let files = files.iter().map(Uint8Array::to_vec);
    Ok(Gathered::of(files, &zone::zone)?.end())
}
