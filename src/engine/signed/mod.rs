//! Signed files: how they are written, signed, read and verified (W3C Data Integrity, `eddsa-jcs-2022`).

mod appraisal;
mod contribution;
mod criteria_set;
mod digits;
mod enrolment;
mod hash;
mod head;
mod multikey;
mod opened_set;
mod proof;
mod read;
mod roster_line;
mod row;
mod submission;
mod text;
mod time;

pub use appraisal::{AppraisalRow, AppraisalTotals, AppraisalV1, SubmissionReference};
pub use contribution::{ContributionItem, ContributionV1};
pub use criteria_set::{CriteriaSetV1, OfficeV1};
pub use digits::{digits, key_digits};
pub use enrolment::{Contact, EnrolmentV1};
pub use hash::{FileHash, file_hash};
pub use head::{FileId, Head, SetReference, UnitReference};
pub use multikey::{MultikeyError, key_bytes_of, public_key_of, write_multikey};
pub use opened_set::{OpenSetError, OpenedSet, open_set};
pub use proof::{CONTEXT, Proof, ProofError, sign, verify};
pub(in crate::engine) use read::Members;
pub use read::{ReadError, ReadProblem, read_signed};
pub use roster_line::RosterLine;
pub(in crate::engine) use row::is_code;
pub use row::{AnswerRow, AnswerV1, Evidence, EvidenceFile};
pub use submission::{Person, SubmissionV1, TotalsV1};
pub use text::{clean_text, is_blank, is_hidden};
pub use time::{parse_time, write_time};
