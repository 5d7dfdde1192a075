//! What few visitors need: the functions of the second program.

pub mod builder;
pub mod report;
pub mod take;
