//! The part of the engine that the build script needs to turn a criteria set's TOML into static tables.

pub mod criteria;
pub mod decimal;
pub mod json;
