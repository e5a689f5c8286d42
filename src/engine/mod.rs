//! The engine: criteria, scoring, drafts and signed files, with no browser, clock or randomness of its own.

pub mod builtin;
pub mod criteria;
pub mod decimal;
pub mod json;
