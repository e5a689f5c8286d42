//! The state of the office's page: files and what was found of them, keys, decisions, and where they are kept.

mod appraising;
pub mod desk;
pub mod district_score;
pub mod files;
pub mod keeping;
pub mod other_years;
pub mod route;
