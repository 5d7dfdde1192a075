//! What is drawn: signals in, view out. Nothing here is worth a test of its own; values come from `domain`, words
//! from `text`.

pub mod agenda;
pub mod detail;
pub mod dom;
pub mod filters;
pub mod month;
pub mod page;
pub mod star;
pub mod status;
pub mod take;
pub mod views;
