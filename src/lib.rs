//! Tự Chấm: self-assessment of public offices, scored in the browser and exported as a signed file.
//!
//! `engine` knows no browser, clock or randomness; everything else stands behind the feature `app`.

#[cfg(feature = "app")]
pub mod browser;
pub mod contract;
pub mod engine;
#[cfg(feature = "handover")]
pub mod handover;
pub mod messages;
#[cfg(feature = "app")]
pub mod state;
#[cfg(feature = "app")]
pub mod ui;
