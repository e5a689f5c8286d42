//! Units side by side: what each earned of its own criteria, and its rank within its class.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::{Standing, UnitState};
use crate::engine::criteria::{CriteriaSet, UnitClass, UnitId};
use crate::engine::scoring::{Score, convert};
use crate::engine::signed::SubmissionV1;

/// What a unit earned, computed from its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitPoints {
    pub points: Decimal,
    pub maximum: Decimal,
    pub excluded: Decimal,
}

/// A unit among the others of its class.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    pub unit: UnitId,
    /// None while nothing of it counts.
    pub points: Option<UnitPoints>,
    /// 1 for the highest percentage; units with the same one share it. None without points.
    pub rank: Option<usize>,
}

impl UnitPoints {
    /// What the submission's answers earn.
    pub fn of(set: &CriteriaSet, submission: &SubmissionV1) -> Self {
        let mut sum = UnitPoints::default();
        for row in &submission.answers {
            let Some(criterion) = set.criterion(&row.criterion) else { continue };
            sum.maximum += criterion.maximum;
            match row.answer.as_ref().map(|answer| answer.score(criterion)) {
                Some(Ok(Score::Points { points, .. })) => sum.points += points,
                Some(Ok(Score::Excluded)) => sum.excluded += criterion.maximum,
                _ => {}
            }
        }
        sum
    }

    /// The converted points, to two decimals.
    pub fn converted(&self) -> Decimal {
        convert(self.points, self.maximum, self.excluded)
    }

    /// The converted points as a percentage of the maximum, to two decimals; units differ in their maximum.
    pub fn percentage(&self) -> Decimal {
        convert(self.points, self.maximum, self.excluded)
            .checked_mul(Decimal::ONE_HUNDRED)
            .and_then(|hundredfold| hundredfold.checked_div(self.maximum))
            .map(|part| {
                part.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero).normalize()
            })
            .unwrap_or_default()
    }
}

/// The units that are compared with each other, by rank.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassRanking<'a> {
    /// None for the units that the set puts in no class.
    pub class: Option<&'a UnitClass>,
    pub units: Vec<Ranked>,
}

/// Every class of the set with its units by rank, then the units that are in none, if there are any.
pub fn rankings<'a>(set: &'a CriteriaSet, standings: &[Standing]) -> Vec<ClassRanking<'a>> {
    let ranked = |class, units: &[UnitId]| ClassRanking { class, units: ranking(set, standings, units) };
    let mut classes: Vec<ClassRanking> = set.classes.iter().map(|class| ranked(Some(class), &class.units)).collect();
    let is_classed = |unit: &UnitId| set.classes.iter().any(|class| class.units.contains(unit));
    let others: Vec<UnitId> = set.units.iter().map(|unit| unit.id.clone()).filter(|unit| !is_classed(unit)).collect();
    if !others.is_empty() {
        classes.push(ranked(None, &others));
    }
    classes
}

/// The units of a class by rank; those without points last, in the set's order.
pub fn ranking(set: &CriteriaSet, standings: &[Standing], units: &[UnitId]) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = standings
        .iter()
        .filter(|standing| units.contains(&standing.unit))
        .map(|standing| {
            let points = match &standing.state {
                UnitState::Received { submission, .. } => Some(UnitPoints::of(set, submission)),
                UnitState::Missing | UnitState::Conflict { .. } => None,
            };
            Ranked { unit: standing.unit.clone(), points, rank: None }
        })
        .collect();
    let percentage = |ranked: &Ranked| ranked.points.map(|points| points.percentage());
    // Stable: units of the same percentage stay in the set's order.
    ranked.sort_by_key(|ranked| Reverse(percentage(ranked)));
    for place in 0..ranked.len() {
        let same_as_before = place > 0 && percentage(&ranked[place - 1]) == percentage(&ranked[place]);
        let rank = if same_as_before { ranked[place - 1].rank } else { Some(place + 1) };
        ranked[place].rank = rank.filter(|_| ranked[place].points.is_some());
    }
    ranked
}
