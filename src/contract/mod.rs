//! What programs are told, as JSON: the same from the command line and from the engine's package.
//!
//! `schemas/tucham/engine/1.schema.json` says what it looks like; `src/engine_package/README.md` says it in words.

mod ask;
mod fault;
mod score;
mod verdict;

pub use ask::{open_criteria_set, read_knowledge};
pub use fault::{Argument, Fault};
pub use score::{score, scored_to_json, total_to_json};
pub use verdict::verdict_to_json;
