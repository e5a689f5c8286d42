//! What a typed entry amounts to: points, an exclusion, or what is still open or wrong.

use rust_decimal::Decimal;

use super::{Entry, Field};
use crate::engine::answer::Answer;
use crate::engine::criteria::{Criterion, Scale};
use crate::engine::number::{NumberKind, NumberProblem, parse_typed};
use crate::engine::scoring::{Impossible, Score, Why, score};
use crate::engine::signed::is_blank;

/// What one criterion's entry amounts to. Unanswered is not zero.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    Unanswered,
    /// One of two numbers is typed; `missing` is the other.
    HalfTyped {
        missing: Field,
    },
    /// The answer is in error until mended or cleared.
    Problem(Vec<Problem>),
    /// "Không phát sinh", explained.
    Excluded,
    /// Both numbers are typed, the denominator is 0, and the dispatch gives no rule for it.
    DenominatorZero {
        answer: Answer,
    },
    Scored {
        answer: Answer,
        points: Decimal,
        why: Why,
    },
}

/// What is wrong with one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    pub field: Field,
    pub kind: ProblemKind,
}

/// How a field is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is no number that the field takes.
    Number(NumberProblem),
    /// The numbers or the choice cannot be.
    Impossible(Impossible),
    /// "Không phát sinh" needs an explanation that is not blank.
    ExplanationMissing,
    /// Evidence has a number or page but no title.
    EvidenceTitleMissing,
}

impl Outcome {
    /// The answer that an export carries, if there is one.
    pub fn answer(&self) -> Option<Answer> {
        match self {
            Outcome::Scored { answer, .. } | Outcome::DenominatorZero { answer } => Some(answer.clone()),
            Outcome::Excluded => Some(Answer::NotApplicable),
            Outcome::Unanswered | Outcome::HalfTyped { .. } | Outcome::Problem(_) => None,
        }
    }

    /// The points, where the answer scores.
    pub fn points(&self) -> Option<Decimal> {
        match self {
            Outcome::Scored { points, .. } => Some(*points),
            _ => None,
        }
    }

    /// Whether export has to wait until this is mended or cleared.
    pub fn blocks_export(&self) -> bool {
        matches!(self, Outcome::HalfTyped { .. } | Outcome::Problem(_))
    }
}

/// Scores an answer that was not typed here: read from a file, or handed over by another program.
pub fn assess_given(criterion: &Criterion, answer: Option<Answer>, explanation: &str) -> Outcome {
    match answer {
        None => Outcome::Unanswered,
        Some(Answer::NotApplicable) => excluded(explanation),
        Some(answer) => {
            let field = match &answer {
                Answer::Choice { .. } | Answer::NotApplicable => Field::Level,
                Answer::Count { .. } => Field::Count,
                Answer::Ratio { .. } | Answer::RatioBands { .. } => Field::Numerator,
                Answer::Share { .. } => Field::Share,
            };
            scored(criterion, answer, field)
        }
    }
}

/// Reads an entry as typed and scores it.
pub fn assess(criterion: &Criterion, entry: &Entry) -> Outcome {
    let mut problems: Vec<Problem> = evidence_problem(entry).into_iter().collect();
    let outcome = assess_answer(criterion, entry);
    match outcome {
        Outcome::Problem(of_answer) => {
            problems.splice(0..0, of_answer);
            Outcome::Problem(problems)
        }
        _ if !problems.is_empty() => Outcome::Problem(problems),
        _ => outcome,
    }
}

fn assess_answer(criterion: &Criterion, entry: &Entry) -> Outcome {
    if entry.not_applicable {
        return excluded(&entry.explanation);
    }
    match &criterion.scale {
        Scale::Choice { .. } => match entry.level {
            Some(level) => scored(criterion, Answer::Choice { level }, Field::Level),
            None => Outcome::Unanswered,
        },
        Scale::Share { .. } => match entry.share {
            Some(value) => scored(criterion, Answer::Share { value }, Field::Share),
            None => Outcome::Unanswered,
        },
        Scale::Count { whole, .. } => {
            let kind = if *whole { NumberKind::Whole } else { NumberKind::Decimal };
            match parse_typed(&entry.count, kind) {
                Ok(Some(value)) => scored(criterion, Answer::Count { value }, Field::Count),
                Ok(None) => Outcome::Unanswered,
                Err(problem) => one_problem(Field::Count, ProblemKind::Number(problem)),
            }
        }
        Scale::Ratio { .. } => {
            assess_pair(criterion, entry, |numerator, denominator| Answer::Ratio { numerator, denominator })
        }
        Scale::RatioBands { .. } => {
            assess_pair(criterion, entry, |numerator, denominator| Answer::RatioBands { numerator, denominator })
        }
    }
}

fn excluded(explanation: &str) -> Outcome {
    if is_blank(explanation) {
        one_problem(Field::Explanation, ProblemKind::ExplanationMissing)
    } else {
        Outcome::Excluded
    }
}

fn assess_pair(criterion: &Criterion, entry: &Entry, answer: fn(Decimal, Decimal) -> Answer) -> Outcome {
    let numerator = parse_typed(&entry.numerator, NumberKind::Whole);
    let denominator = parse_typed(&entry.denominator, NumberKind::Whole);
    match (numerator, denominator) {
        (Ok(Some(numerator)), Ok(Some(denominator))) => {
            scored(criterion, answer(numerator, denominator), Field::Numerator)
        }
        (Ok(None), Ok(None)) => Outcome::Unanswered,
        (Ok(Some(_)), Ok(None)) => Outcome::HalfTyped { missing: Field::Denominator },
        (Ok(None), Ok(Some(_))) => Outcome::HalfTyped { missing: Field::Numerator },
        (numerator, denominator) => Outcome::Problem(
            [(Field::Numerator, numerator.err()), (Field::Denominator, denominator.err())]
                .into_iter()
                .filter_map(|(field, problem)| Some(Problem { field, kind: ProblemKind::Number(problem?) }))
                .collect(),
        ),
    }
}

fn scored(criterion: &Criterion, answer: Answer, field: Field) -> Outcome {
    match score(criterion, &answer) {
        Ok(Score::Points { points, why }) => Outcome::Scored { answer, points, why },
        Ok(Score::DenominatorZero) => Outcome::DenominatorZero { answer },
        Ok(Score::Excluded) => Outcome::Excluded,
        Err(impossible) => one_problem(field, ProblemKind::Impossible(impossible)),
    }
}

fn evidence_problem(entry: &Entry) -> Option<Problem> {
    let untitled = entry.evidence.iter().any(|evidence| !evidence.is_blank() && is_blank(&evidence.title));
    untitled.then_some(Problem { field: Field::Evidence, kind: ProblemKind::EvidenceTitleMissing })
}

fn one_problem(field: Field, kind: ProblemKind) -> Outcome {
    Outcome::Problem(vec![Problem { field, kind }])
}
