//! The edge to the browser: every call that can fail is a `Result` or an `Option`.

pub mod clock;
pub mod fetch;
pub mod history;
pub mod page;
pub mod store;
pub mod tools;
pub mod zone;
