//! The district's one answer to a criterion, out of what its lead units gave (`domain.md`, "Consolidation").

use rust_decimal::Decimal;

use super::fraction::Fraction;
use crate::engine::answer::Answer;
use crate::engine::criteria::{Criterion, Rule, Scale, UnitId, ZeroDenominator};
use crate::engine::scoring::{Score, score};

/// What one lead unit has for the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Nothing that counts: not reported, rejected, or in conflict.
    Nothing,
    /// It reported and left this criterion open.
    Unanswered,
    Answer(Answer),
}

/// A lead unit and what it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    pub unit: UnitId,
    pub given: Given,
    /// The points that the answer earns its unit, if it scores.
    pub points: Option<Decimal>,
}

/// What the district has for a criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct DistrictAnswer {
    pub state: DistrictState,
    /// What the rule made of the answers, as an answer to the same scale; none for a mean and for shares.
    pub answer: Option<Answer>,
    /// A ratio's two numbers, for pools and shares: what was added up.
    pub quotient: Option<(Decimal, Decimal)>,
    /// For shares: the points if only the communes that reported counted.
    pub reported_only: Option<Decimal>,
    /// Leads that have not answered.
    pub missing: Vec<UnitId>,
    /// The most that the missing answers could still add to the points.
    pub could_add: Decimal,
}

/// How far the district's answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DistrictState {
    Scored {
        points: Decimal,
    },
    /// Every lead says "không phát sinh".
    Excluded,
    /// Nobody has answered yet, or nothing that was answered scores.
    Open,
}

/// Makes the district's answer by the criterion's own rule.
pub fn district_answer(criterion: &Criterion, contributions: &[Contribution]) -> DistrictAnswer {
    let answers: Vec<&Answer> = contributions
        .iter()
        .filter_map(|contribution| match &contribution.given {
            Given::Answer(answer) => Some(answer),
            Given::Nothing | Given::Unanswered => None,
        })
        .collect();
    let counting: Vec<&Answer> = answers.iter().copied().filter(|answer| **answer != Answer::NotApplicable).collect();
    let missing: Vec<UnitId> = contributions
        .iter()
        .filter(|contribution| !matches!(contribution.given, Given::Answer(_)))
        .map(|contribution| contribution.unit.clone())
        .collect();
    let mut result = DistrictAnswer {
        state: DistrictState::Open,
        answer: None,
        quotient: None,
        reported_only: None,
        missing,
        could_add: Decimal::ZERO,
    };
    let all_left = !contributions.is_empty() && counting.is_empty() && result.missing.is_empty();
    if all_left {
        result.state = DistrictState::Excluded;
        return result;
    }
    match criterion.rule {
        Rule::Single | Rule::Best | Rule::Worst => pick(criterion, &counting, &mut result),
        Rule::Pool => pool(criterion, &counting, &mut result),
        Rule::SumOfCounts => sum_of_counts(criterion, &counting, &mut result),
        Rule::MeanOfRatios => mean_of_ratios(criterion, &counting, &mut result),
        Rule::Share => share(criterion, &counting, contributions.len() - (answers.len() - counting.len()), &mut result),
    }
    let points = match result.state {
        DistrictState::Scored { points } => points,
        _ => Decimal::ZERO,
    };
    if !result.missing.is_empty() {
        let open = criterion.maximum - points;
        result.could_add = match (criterion.rule, result.quotient) {
            // Each missing commune is one part of the roster.
            (Rule::Share, Some((_, roster))) => Fraction::new(result.missing.len().into(), roster)
                .and_then(|part| part.times_rounded(criterion.maximum))
                .map_or(open, |part| part.min(open)),
            _ => open,
        };
    }
    result
}

/// The answer of the one lead, or the one with the most or the fewest points; of equals the first in the set's order.
fn pick(criterion: &Criterion, answers: &[&Answer], result: &mut DistrictAnswer) {
    let mut picked: Option<(&Answer, Decimal)> = None;
    for answer in answers {
        let Ok(Score::Points { points, .. }) = score(criterion, answer) else { continue };
        let takes_its_place = match (criterion.rule, picked) {
            (_, None) => true,
            (Rule::Best, Some((_, most))) => points > most,
            (Rule::Worst, Some((_, fewest))) => points < fewest,
            _ => false,
        };
        if takes_its_place {
            picked = Some((answer, points));
        }
    }
    if let Some((answer, points)) = picked {
        result.state = DistrictState::Scored { points };
        result.answer = Some(answer.clone());
    }
}

/// Σ numerators / Σ denominators.
fn pool(criterion: &Criterion, answers: &[&Answer], result: &mut DistrictAnswer) {
    let pairs = pairs(answers);
    if pairs.is_empty() {
        return;
    }
    let numerator: Decimal = pairs.iter().map(|(numerator, _)| *numerator).sum();
    let denominator: Decimal = pairs.iter().map(|(_, denominator)| *denominator).sum();
    result.quotient = Some((numerator, denominator));
    let (answer, points) = match &criterion.scale {
        Scale::RatioBands { .. } => {
            let answer = Answer::RatioBands { numerator, denominator };
            let points = match score(criterion, &answer) {
                Ok(Score::Points { points, .. }) => Some(points),
                _ => None,
            };
            (answer, points)
        }
        Scale::Ratio { zero_denominator, .. } => {
            let points = match Fraction::new(numerator, denominator) {
                Some(ratio) => ratio.capped().times_rounded(criterion.maximum),
                None => (*zero_denominator == ZeroDenominator::Maximum).then_some(criterion.maximum),
            };
            (Answer::Ratio { numerator, denominator }, points)
        }
        _ => return,
    };
    result.answer = Some(answer);
    result.state = points.map_or(DistrictState::Open, |points| DistrictState::Scored { points });
}

fn sum_of_counts(criterion: &Criterion, answers: &[&Answer], result: &mut DistrictAnswer) {
    let counts: Vec<Decimal> = answers
        .iter()
        .filter_map(|answer| match answer {
            Answer::Count { value } => Some(*value),
            _ => None,
        })
        .collect();
    if counts.is_empty() {
        return;
    }
    let answer = Answer::Count { value: counts.into_iter().sum() };
    if let Ok(Score::Points { points, .. }) = score(criterion, &answer) {
        result.state = DistrictState::Scored { points };
    }
    result.answer = Some(answer);
}

/// The mean of the leads' capped ratios; a lead whose denominator is 0 has no ratio.
fn mean_of_ratios(criterion: &Criterion, answers: &[&Answer], result: &mut DistrictAnswer) {
    let ratios =
        pairs(answers).into_iter().filter_map(|(numerator, denominator)| Fraction::new(numerator, denominator));
    let points = Fraction::mean_of_capped(ratios.collect()).and_then(|mean| mean.times_rounded(criterion.maximum));
    if let Some(points) = points {
        result.state = DistrictState::Scored { points };
    }
}

/// Communes that answer Có, of the whole roster and of those that reported.
fn share(criterion: &Criterion, answers: &[&Answer], roster_count: usize, result: &mut DistrictAnswer) {
    let yes_count = answers.iter().filter(|answer| ***answer == Answer::Share { value: true }).count();
    let points = |of: usize| Fraction::new(yes_count.into(), of.into())?.times_rounded(criterion.maximum);
    result.quotient = Some((yes_count.into(), roster_count.into()));
    result.reported_only = points(answers.len());
    if let Some(points) = points(roster_count).filter(|_| !answers.is_empty()) {
        result.state = DistrictState::Scored { points };
    }
}

fn pairs(answers: &[&Answer]) -> Vec<(Decimal, Decimal)> {
    let pair = |answer: &&Answer| match **answer {
        Answer::Ratio { numerator, denominator } | Answer::RatioBands { numerator, denominator } => {
            Some((numerator, denominator))
        }
        _ => None,
    };
    answers.iter().filter_map(pair).collect()
}
