//! The app's state: one cell per criterion, sums above them, the draft's saving, the key of this device.

pub mod appraisal;
pub mod autosave;
pub mod backup;
pub mod cell;
pub mod criteria_choice;
pub mod draft_store;
pub mod export;
pub mod follow;
#[cfg(feature = "widget")]
pub mod given;
pub mod incoming;
pub mod key_ring;
pub mod last_choice;
#[cfg(feature = "office")]
pub mod office;
pub mod open_draft;
pub mod recomputed;
pub mod route;
pub mod sheet_state;
