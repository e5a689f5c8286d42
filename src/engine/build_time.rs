//! The part of the engine that the build script needs to turn a criteria set's TOML into what the program carries.

pub mod criteria;
pub mod decimal;
pub mod json;
