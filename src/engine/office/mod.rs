//! The district office's side: whom a file is by, whether it stands, and how many files become one district score.

mod appraisals;
mod changes;
mod comparison;
mod decisions;
mod district;
mod enrolment;
mod evidence;
mod fraction;
mod judge;
mod kept_file;
mod knowledge;
mod overrides;
mod report;
mod rescore;
mod roster;
mod standing;
mod verdict;
mod workspace;

pub use appraisals::{Appraisals, Appraising, SentAppraisal};
pub use changes::{Change, changes};
pub use comparison::{ClassRanking, Ranked, UnitPoints, ranking, rankings};
pub use decisions::Decisions;
pub use district::{Contribution, DistrictAnswer, DistrictState, Given, district_answer};
pub use enrolment::{EnrolmentProblem, read_enrolment};
pub use evidence::{Arrival, NamedFile, check_evidence};
pub use judge::{Office, judge, judge_key};
pub use kept_file::{Content, KeptFile};
pub use knowledge::{Knowledge, MAX_KNOWLEDGE_BYTES};
pub use overrides::{Override, OverrideError};
pub use report::{Consolidation, DistrictCriterion, DistrictTotal, Receipt, consolidate};
pub use rescore::{Difference, count, rescore};
pub use roster::Roster;
pub use standing::{FileState, Standing, UnitState, standings};
pub use verdict::{JudgedFile, Reason, Verdict, Warning};
pub use workspace::{MAX_FILES, MAX_WORKSPACE_BYTES, Workspace, WorkspaceError};
