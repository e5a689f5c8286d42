//! Drafts: what an officer has typed so far, how it is stored, and what of it still fits the criteria set.

mod restore;
mod stored;
mod work;

pub use restore::{Misfit, MisfitReason, restore};
pub use stored::{DraftError, DraftV1, EntryV1, read_draft, write_draft};
pub use work::{Draft, ExportRecord, PersonEntry};
