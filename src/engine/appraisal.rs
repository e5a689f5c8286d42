//! The office's own points beside a unit's: made by the office for one submission, read and checked by the unit.

use rust_decimal::Decimal;

use super::assignment::Leads;
use super::criteria::{CriteriaSet, Criterion};
use super::scoring::convert;
use super::signed::{
    AnswerV1, AppraisalRow, AppraisalTotals, AppraisalV1, FileHash, Head, ReadError, SetReference, SubmissionReference,
    SubmissionV1, file_hash, read_signed, write_multikey,
};

/// What the office has to say of one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Appraised {
    /// The office's own points; none leaves what the unit's answer earns.
    pub points: Option<Decimal>,
    /// Empty if the office has nothing to say.
    pub remark: String,
}

/// Why an officer's own points are not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointsError {
    /// Below 0 or above the criterion's maximum.
    OutOfRange,
    /// More than two decimals.
    TooFine,
}

/// An appraisal that was read, and by whom.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedAppraisal {
    pub appraisal: AppraisalV1,
    /// Who signed it: `z6Mk…`.
    pub key: String,
    pub sha256: FileHash,
}

/// Why an appraisal is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppraisalProblem {
    /// Not readable, not signed, changed after it was signed, or another kind of file.
    Read(ReadError),
    /// Made with another criteria set, another version of it, or another content.
    OtherCriteriaSet { id: String, version: u32 },
    /// For another unit than the one that opens it.
    OtherUnit { name: String },
    /// For another year.
    OtherPeriod { period: u16 },
    /// Not exactly the criteria that the unit leads, or points that a criterion cannot have; the first that is wrong.
    Row { criterion: String },
    /// Sums that are not those of the rows.
    Totals,
}

/// Whether a criterion can have these points.
pub fn check_points(criterion: &Criterion, points: Decimal) -> Result<(), PointsError> {
    if points.is_sign_negative() && !points.is_zero() || points > criterion.maximum {
        return Err(PointsError::OutOfRange);
    }
    if points.normalize().scale() > 2 { Err(PointsError::TooFine) } else { Ok(()) }
}

/// The rows of an appraisal: what the unit's answers earn, and what the office gives for them. `given` has what the office
/// said of a criterion, by its code.
pub fn appraise<'a>(
    set: &CriteriaSet,
    submission: &SubmissionV1,
    given: impl Fn(&str) -> Option<&'a Appraised>,
) -> (Vec<AppraisalRow>, AppraisalTotals) {
    let mut totals = Sums::default();
    let rows = submission.answers.iter().filter_map(|row| {
        let criterion = set.criterion(&row.criterion)?;
        // A file's own points are a claim; what its answers earn counts.
        let self_points = row.answer.as_ref().and_then(|answer| answer.earns(criterion));
        let given = given(&row.criterion);
        let appraised = given.and_then(|given| given.points).or(self_points);
        totals.add(criterion, self_points, appraised, row.answer == Some(AnswerV1::NotApplicable));
        let remark = given.map(|given| given.remark.clone()).unwrap_or_default();
        Some(AppraisalRow { criterion: row.criterion.clone(), self_points, appraised, remark })
    });
    let rows = rows.collect();
    (rows, totals.totals())
}

/// Makes the appraisal of a submission, whose file hash is `sha256`.
pub fn appraisal<'a>(
    set: &CriteriaSet,
    submission: &SubmissionV1,
    sha256: FileHash,
    given: impl Fn(&str) -> Option<&'a Appraised>,
    head: Head,
    revision: u64,
) -> AppraisalV1 {
    let (rows, totals) = appraise(set, submission, given);
    AppraisalV1 {
        head,
        criteria_set: SetReference::of(set),
        period: submission.period,
        unit: submission.unit.clone(),
        revision,
        submission: SubmissionReference { id: submission.head.id, revision: submission.revision, sha256 },
        rows,
        totals,
    }
}

/// Reads the bytes of an appraisal for a unit and a year.
pub fn open_appraisal(
    set: &CriteriaSet,
    unit: &str,
    period: u16,
    bytes: &[u8],
) -> Result<OpenedAppraisal, AppraisalProblem> {
    let (document, proof) = read_signed(bytes).map_err(AppraisalProblem::Read)?;
    let appraisal = AppraisalV1::read(&document).map_err(AppraisalProblem::Read)?;
    let made_with = &appraisal.criteria_set;
    if *made_with != SetReference::of(set) {
        return Err(AppraisalProblem::OtherCriteriaSet { id: made_with.id.clone(), version: made_with.version });
    }
    let name = set.unit(unit).map(|unit| &*unit.name);
    if appraisal.unit.id != unit || name != Some(&*appraisal.unit.name) {
        return Err(AppraisalProblem::OtherUnit { name: appraisal.unit.name.clone() });
    }
    if appraisal.period != period {
        return Err(AppraisalProblem::OtherPeriod { period: appraisal.period });
    }
    check_rows(set, &appraisal)?;
    Ok(OpenedAppraisal { appraisal, key: write_multikey(&proof.key), sha256: file_hash(&document) })
}

fn check_rows(set: &CriteriaSet, appraisal: &AppraisalV1) -> Result<(), AppraisalProblem> {
    let leads = Leads::of(set);
    let led = leads.led_by(&appraisal.unit.id);
    let wrong = |criterion: &str| AppraisalProblem::Row { criterion: criterion.to_owned() };
    let mut sums = Sums::default();
    for (index, criterion) in led.iter().enumerate() {
        let code = criterion.code.as_str();
        let row = appraisal.rows.get(index).filter(|row| row.criterion == code).ok_or_else(|| wrong(code))?;
        for points in [row.self_points, row.appraised].into_iter().flatten() {
            check_points(criterion, points).map_err(|_| wrong(code))?;
        }
        sums.add(criterion, row.self_points, row.appraised, false);
    }
    if let Some(row) = appraisal.rows.get(led.len()) {
        return Err(wrong(&row.criterion));
    }
    // Which criteria without points are excluded is said by the submission only; more than all of them cannot be.
    let claimed = appraisal.totals;
    let totals = AppraisalTotals { excluded: claimed.excluded, ..sums.totals() };
    let converted = convert(totals.appraised, totals.maximum, totals.excluded);
    let fits = claimed == AppraisalTotals { converted, ..totals } && claimed.excluded <= sums.without_points;
    if fits { Ok(()) } else { Err(AppraisalProblem::Totals) }
}

#[derive(Default)]
struct Sums {
    self_points: Decimal,
    appraised: Decimal,
    maximum: Decimal,
    excluded: Decimal,
    /// The maximum of what neither the unit nor the office has points for.
    without_points: Decimal,
}

impl Sums {
    fn add(
        &mut self,
        criterion: &Criterion,
        self_points: Option<Decimal>,
        appraised: Option<Decimal>,
        is_excluded: bool,
    ) {
        self.maximum += criterion.maximum;
        self.self_points += self_points.unwrap_or_default();
        self.appraised += appraised.unwrap_or_default();
        if appraised.is_none() {
            if self_points.is_none() {
                self.without_points += criterion.maximum;
            }
            // What has points by the unit's own answer is not left out by it.
            if is_excluded && self_points.is_none() {
                self.excluded += criterion.maximum;
            }
        }
    }

    fn totals(&self) -> AppraisalTotals {
        AppraisalTotals {
            self_points: self.self_points,
            appraised: self.appraised,
            maximum: self.maximum,
            excluded: self.excluded,
            converted: convert(self.appraised, self.maximum, self.excluded),
        }
    }
}
