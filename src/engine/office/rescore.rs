//! Scores a submission's answers anew: what it claims is compared, what its answers earn counts.

use rust_decimal::Decimal;

use crate::engine::assignment::Leads;
use crate::engine::criteria::Criterion;
use crate::engine::decimal::write_wire;
use crate::engine::json::Json;
use crate::engine::scoring::{Score, convert};
use crate::engine::signed::{SubmissionV1, TotalsV1};

use super::Reason;

/// A place where a file claims something else than its answers earn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// A criterion's code, or `totals.points` and the like.
    pub place: String,
    /// As the wire writes it; none where nothing is claimed.
    pub claimed: Option<String>,
    pub computed: Option<String>,
}

impl Difference {
    /// `{"criterion": …, "claimed": …, "computed": …}`
    pub fn to_json(&self) -> Json {
        let value = |text: &Option<String>| text.as_ref().map_or(Json::Null, |text| Json::text(&**text));
        Json::object([
            ("criterion", Json::text(&*self.place)),
            ("claimed", value(&self.claimed)),
            ("computed", value(&self.computed)),
        ])
    }
}

/// Scores every answer of a submission by the set; gives where that differs from what the file claims.
pub fn rescore(leads: &Leads, submission: &SubmissionV1) -> Result<Vec<Difference>, Reason> {
    let (points, computed) = count(leads, submission)?;
    let mut differences = Vec::new();
    for (row, computed) in submission.answers.iter().zip(points) {
        note(&mut differences, &row.criterion, row.points.map(write_wire), computed.map(write_wire));
    }
    let claimed = &submission.totals;
    for (place, claimed, computed) in [
        ("totals.points", claimed.points, computed.points),
        ("totals.maximum", claimed.maximum, computed.maximum),
        ("totals.excluded", claimed.excluded, computed.excluded),
        ("totals.converted", claimed.converted, computed.converted),
        ("totals.answered", claimed.answered.into(), computed.answered.into()),
        ("totals.assigned", claimed.assigned.into(), computed.assigned.into()),
    ] {
        note(&mut differences, place, Some(write_wire(claimed)), Some(write_wire(computed)));
    }
    Ok(differences)
}

/// Scores every answer of a submission by the set: the points of each row, and their sums.
pub fn count(leads: &Leads, submission: &SubmissionV1) -> Result<(Vec<Option<Decimal>>, TotalsV1), Reason> {
    let led = leads.led_by(&submission.unit.id);
    for (index, criterion) in led.iter().enumerate() {
        let found = submission.answers.get(index).map(|row| row.criterion.as_str());
        if found != Some(criterion.code.as_str()) {
            return Err(Reason::OtherCriteria { criterion: found.unwrap_or(criterion.code.as_str()).to_owned() });
        }
    }
    if let Some(row) = submission.answers.get(led.len()) {
        return Err(Reason::OtherCriteria { criterion: row.criterion.clone() });
    }
    let mut points = Vec::with_capacity(led.len());
    let mut sums = Sums::default();
    for (criterion, row) in led.iter().zip(&submission.answers) {
        let scored = row.answer.as_ref().map(|answer| answer.score(criterion)).transpose();
        let scored =
            scored.map_err(|problem| Reason::ImpossibleAnswer { criterion: row.criterion.clone(), problem })?;
        points.push(sums.add(criterion, scored.as_ref()));
    }
    let Sums { points: sum, maximum, excluded, answered, assigned } = sums;
    let converted = convert(sum, maximum, excluded);
    Ok((points, TotalsV1 { points: sum, maximum, excluded, converted, answered, assigned }))
}

#[derive(Default)]
struct Sums {
    points: Decimal,
    maximum: Decimal,
    excluded: Decimal,
    answered: u64,
    assigned: u64,
}

impl Sums {
    fn add(&mut self, criterion: &Criterion, scored: Option<&Score>) -> Option<Decimal> {
        self.maximum += criterion.maximum;
        self.assigned += 1;
        match scored {
            Some(Score::Points { points, .. }) => {
                self.points += *points;
                self.answered += 1;
                Some(*points)
            }
            Some(Score::Excluded) => {
                self.excluded += criterion.maximum;
                self.answered += 1;
                None
            }
            // A denominator of 0 without a rule is no answer yet.
            Some(Score::DenominatorZero) | None => None,
        }
    }
}

fn note(differences: &mut Vec<Difference>, place: &str, claimed: Option<String>, computed: Option<String>) {
    if claimed != computed {
        differences.push(Difference { place: place.to_owned(), claimed, computed });
    }
}
