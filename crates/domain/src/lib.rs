//! What a cultural programme is and means: the heart of Kalendarz, pure and tested natively.
//!
//! Data takes one way: feed text → [`event::Feed`] → occurrences ([`programme::Programme`]) → [`query::Query`] →
//! what is found ([`filter`]) → how it is laid out ([`agenda`], [`week`], [`month`], [`kiosk`]). Views draw these
//! values and compute nothing.
//!
//! What must never come in here: a browser, a clock, input or output, a locale, a word that a reader sees. `now` is
//! an argument, a zone is a table given by the caller, sentences live in the `text` crate. A bad feed can't make
//! this crate fail, only report.

pub mod agenda;
pub mod color;
pub mod embed;
pub mod event;
pub mod feed;
pub mod filter;
pub mod help;
pub mod ics;
pub mod jsonld;
pub mod keyed;
pub mod kiosk;
pub mod letters;
pub mod link;
pub mod load;
pub mod month;
pub mod order;
pub mod parts;
pub mod problem;
pub mod programme;
pub mod published;
pub mod query;
pub mod recurrence;
pub mod recurring;
pub mod search;
pub mod stars;
pub mod time;
pub mod week;
