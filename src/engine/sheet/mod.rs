//! The sheet as an officer fills it in: typed entries, what each amounts to, and sums of them.

mod entry;
mod outcome;
mod total;

pub use entry::{Entry, EvidenceEntry, EvidenceFileEntry, Field};
pub use outcome::{Outcome, Problem, ProblemKind, assess, assess_given};
pub use total::Total;
