//! JSON as signed files need it: read strictly, written for people, and in canonical form for the signature.

mod canonical;
mod fault;
mod read;
mod scalar;
mod value;
mod write;

pub use canonical::write_canonical;
pub use fault::{JsonError, JsonFault};
#[cfg(feature = "json-floats")]
pub use read::read_json_with_fractions;
pub use read::{MAX_BYTES, MAX_DEPTH, read_json, read_json_within};
pub use value::{Json, MAX_INTEGER, Number};
pub use write::write_pretty;
