//! What few visitors need: the functions of the second program.

pub mod report;
pub mod take;
