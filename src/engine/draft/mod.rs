//! Drafts: what an officer has typed so far, how it is stored, and what of it still fits the criteria set.

mod difference;
mod file;
mod keeper;
mod restore;
mod shelf;
mod stored;
mod work;

pub use difference::{Difference, differences, joined_exports};
pub use file::{DraftFileError, draft_file_name, read_draft_file, write_draft_file};
pub use keeper::{Keeper, Opened, OtherCopy, Trouble, Unsaved, draft_key};
pub use restore::{Misfit, MisfitReason, restore};
pub use shelf::{Shelf, ShelfError, write_back};
pub use stored::{DraftError, DraftV1, EntryV1, read_draft, write_draft};
pub use work::{Draft, ExportRecord, PersonEntry};
