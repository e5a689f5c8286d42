//! What answers earn, as `tucham score` and the package tell it: row by row, with sums and why.

use super::fault::{Argument, Fault};
use crate::engine::criteria::{CriteriaSet, Criterion};
use crate::engine::decimal::write_wire;
use crate::engine::json::{Json, read_json};
use crate::engine::office::Difference;
use crate::engine::scored::{Scored, score_document};
use crate::engine::sheet::{Outcome, Problem, ProblemKind, Total};
use crate::messages;

/// Scores the bytes of a submission, or of `{unit, answers}`.
pub fn score<'set>(set: &'set CriteriaSet, bytes: &[u8]) -> Result<Scored<'set>, Fault> {
    let document = read_json(bytes).map_err(|error| Fault::of_json(Argument::Answers, &error))?;
    score_document(set, &document).map_err(|error| Fault::of_score(&error))
}

/// `{answers, groups, totals}`, and for a submission `differences`.
pub fn scored_to_json(set: &CriteriaSet, scored: &Scored) -> Json {
    let rows = scored.rows.iter().map(|(criterion, outcome)| row_to_json(criterion, outcome));
    let mut members = vec![
        ("answers", Json::Array(rows.collect())),
        ("groups", Json::Array(groups(set, scored))),
        ("totals", total_to_json(&scored.total(""))),
    ];
    let differences = scored.differences.as_ref();
    members
        .extend(differences.map(|list| ("differences", Json::Array(list.iter().map(Difference::to_json).collect()))));
    object(members)
}

fn row_to_json(criterion: &Criterion, outcome: &Outcome) -> Json {
    let state = match outcome {
        Outcome::Unanswered | Outcome::HalfTyped { .. } => "unanswered",
        Outcome::Problem(_) => "problem",
        Outcome::Excluded => "excluded",
        Outcome::DenominatorZero { .. } => "denominator-zero",
        Outcome::Scored { .. } => "scored",
    };
    let mut members = vec![
        ("criterion", Json::text(criterion.code.as_str())),
        ("state", Json::text(state)),
        ("maximum", decimal(criterion.maximum)),
    ];
    members.extend(outcome.points().map(|points| ("points", decimal(points))));
    match outcome {
        Outcome::Problem(problems) => {
            // An answer that was not typed has one problem at most.
            members.extend(problems.first().map(|problem| ("problem", Json::text(problem_name(problem)))));
            members.extend(problems.first().map(|one| ("why", Json::text(messages::problem(criterion, one)))));
        }
        Outcome::Unanswered | Outcome::HalfTyped { .. } => {}
        Outcome::Excluded | Outcome::DenominatorZero { .. } | Outcome::Scored { .. } => {
            members.push(("why", Json::text(messages::outcome(criterion, outcome))));
        }
    }
    object(members)
}

fn problem_name(problem: &Problem) -> &'static str {
    match problem.kind {
        ProblemKind::Impossible(impossible) => impossible.name(),
        ProblemKind::ExplanationMissing => "explanation-missing",
        // Both are of typed texts.
        ProblemKind::Number(_) => "number",
        ProblemKind::EvidenceTitleMissing => "evidence-title-missing",
    }
}

/// The sums of the parts of the set that have a row.
fn groups(set: &CriteriaSet, scored: &Scored) -> Vec<Json> {
    let sum = |prefix: String| Some(scored.total(&prefix)).filter(|total| total.assigned > 0);
    let groups = set.groups.iter().filter_map(|group| {
        let total = sum(format!("{}.", group.number))?;
        let sections = group.sections.iter().filter_map(|section| {
            let code = format!("{}.{}", group.number, section.number);
            let total = sum(format!("{code}."))?;
            Some(Json::object([("section", Json::text(code)), ("totals", total_to_json(&total))]))
        });
        Some(Json::object([
            ("group", Json::integer(i64::from(group.number))),
            ("totals", total_to_json(&total)),
            ("sections", Json::Array(sections.collect())),
        ]))
    });
    groups.collect()
}

/// The sums as a submission has them.
pub fn total_to_json(total: &Total) -> Json {
    // Counts stay far below 2^53.
    Json::object([
        ("points", decimal(total.points)),
        ("maximum", decimal(total.maximum)),
        ("excluded", decimal(total.excluded)),
        ("converted", decimal(total.converted())),
        ("answered", Json::integer(total.answered as i64)),
        ("assigned", Json::integer(total.assigned as i64)),
    ])
}

fn decimal(value: rust_decimal::Decimal) -> Json {
    Json::text(write_wire(value))
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
