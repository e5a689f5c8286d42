//! Tự Chấm: self-assessment of public offices, scored in the browser and exported as a signed file.
//!
//! `engine` knows no browser, clock or randomness; everything else stands behind the feature `app`.

pub mod engine;
