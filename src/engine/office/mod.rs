//! The district office's side: whom a file is by, whether it stands, and how many files become one district score.

mod decisions;
mod district;
mod fraction;
mod judge;
mod overrides;
mod report;
mod rescore;
mod roster;
mod standing;
mod verdict;

pub use decisions::Decisions;
pub use district::{Contribution, DistrictAnswer, DistrictState, Given, district_answer};
pub use judge::{Office, judge};
pub use overrides::{Override, OverrideError};
pub use report::{Consolidation, DistrictCriterion, DistrictTotal, Receipt, consolidate};
pub use rescore::{Difference, rescore};
pub use roster::Roster;
pub use standing::{FileState, Standing, UnitState, standings};
pub use verdict::{JudgedFile, Reason, Verdict, Warning};
