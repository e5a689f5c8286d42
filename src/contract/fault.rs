//! Why a call is refused: a code for programs, the place in what was handed over, a sentence for people.

use crate::engine::json::{Json, JsonError, write_canonical};
use crate::engine::office::{Reason, WorkspaceError};
use crate::engine::scored::ScoreError;
use crate::engine::signed::{OpenSetError, ProofError, ReadError, ReadProblem};
use crate::messages::office as words;

/// What a fault is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    CriteriaSet,
    Answers,
    Office,
    Json,
}

/// Why a call is refused. Never of a file that an office was sent: such a file gets a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub code: &'static str,
    /// The argument's name; behind a colon the path in it, or line and column where it is no JSON at all.
    pub place: String,
    pub message: String,
}

impl Argument {
    fn name(self) -> &'static str {
        match self {
            Argument::CriteriaSet => "criteria_set",
            Argument::Answers => "answers",
            Argument::Office => "office",
            Argument::Json => "json",
        }
    }

    fn fault(self, code: &'static str, path: &str, message: String) -> Fault {
        let name = self.name();
        let place = if path.is_empty() { name.to_owned() } else { format!("{name}:{path}") };
        Fault { code, place, message }
    }
}

impl Fault {
    /// `{code, place, message}` as text.
    pub fn to_text(&self) -> String {
        let members = [
            ("code", Json::text(self.code)),
            ("place", Json::text(&*self.place)),
            ("message", Json::text(&*self.message)),
        ];
        write_canonical(&Json::object(members))
    }

    /// What is no JSON that is read.
    pub fn of_json(argument: Argument, error: &JsonError) -> Self {
        let path = match error {
            JsonError::Syntax { line, column, .. } => format!("{line}:{column}"),
            JsonError::TooLarge { .. } | JsonError::NotUtf8 => String::new(),
        };
        argument.fault(error.name(), &path, words::json_error(error))
    }

    /// What is JSON and not of its format, or not signed.
    pub fn of_read(argument: Argument, error: &ReadError) -> Self {
        let message = words::read_error(error);
        match error {
            ReadError::Json(error) => Self::of_json(argument, error),
            ReadError::Proof(error) => {
                let (code, path) = proof_code(error);
                argument.fault(code, &path, message)
            }
            ReadError::Member { place, problem } => argument.fault(problem_code(*problem), place, message),
        }
    }

    /// What is no criteria set to work with.
    pub fn of_set(error: &OpenSetError) -> Self {
        let message = words::open_set_error(error);
        match error {
            OpenSetError::Read(error) => Fault { message, ..Self::of_read(Argument::CriteriaSet, error) },
            OpenSetError::Set(problem) => {
                let criterion = problem.criterion.iter().map(String::as_str);
                let path: Vec<&str> = criterion.chain([&*problem.field]).filter(|part| !part.is_empty()).collect();
                Argument::CriteriaSet.fault("wrong-set", &path.join("/"), message)
            }
            OpenSetError::SignedByAnotherKey => {
                Argument::CriteriaSet.fault("signed-by-another-key", "office.key", message)
            }
        }
    }

    /// What cannot be scored.
    pub fn of_score(error: &ScoreError) -> Self {
        let message = words::score_error(error);
        let of_row =
            |code, row: &usize| Argument::Answers.fault(code, &format!("answers[{row}].criterion"), message.clone());
        match error {
            ScoreError::Read(error) => Self::of_read(Argument::Answers, error),
            ScoreError::Reason(Reason::Read(error)) => Self::of_read(Argument::Answers, error),
            ScoreError::Reason(reason) => {
                let (code, path) = reason_code(reason);
                Argument::Answers.fault(code, path, message)
            }
            ScoreError::UnknownUnit { .. } => Argument::Answers.fault("unknown-unit", "unit", message),
            ScoreError::UnknownCriterion { row, .. } => of_row("unknown-criterion", row),
            ScoreError::CriterionTwice { row, .. } => of_row("criterion-twice", row),
            ScoreError::NotLed { row, .. } => of_row("not-led", row),
        }
    }

    /// An override that its criterion cannot have; `index` counts from 0.
    pub(super) fn of_override(index: usize, error: &WorkspaceError) -> Self {
        Argument::Office.fault("override", &format!("decisions.overrides[{index}]"), words::workspace_error(error))
    }
}

fn proof_code(error: &ProofError) -> (&'static str, String) {
    match error {
        ProofError::Missing => ("unsigned", String::new()),
        // The document's own context is told of here too, and the proof's by its whole path.
        ProofError::Member { name: name @ ("@context" | "proof.@context") } => ("invalid", (*name).to_owned()),
        ProofError::Member { name } => ("invalid", format!("proof.{name}")),
        ProofError::UnknownMember { name } => ("unknown-member", format!("proof.{name}")),
        ProofError::Key(_) => ("invalid", "proof.verificationMethod".to_owned()),
        ProofError::Signature => ("signature", String::new()),
    }
}

fn problem_code(problem: ReadProblem) -> &'static str {
    match problem {
        ReadProblem::Missing => "missing",
        ReadProblem::Unknown => "unknown-member",
        ReadProblem::Invalid => "invalid",
        ReadProblem::Empty => "empty",
        ReadProblem::Blank => "blank",
        ReadProblem::HiddenCharacters => "hidden-characters",
    }
}

fn reason_code(reason: &Reason) -> (&'static str, &str) {
    match reason {
        // Told apart before.
        Reason::Read(_) => ("invalid", ""),
        Reason::OtherFormat { .. } => ("other-format", "format"),
        Reason::OtherCriteriaSet { .. } => ("other-criteria-set", "criteria_set"),
        Reason::ChangedCriteriaSet => ("changed-criteria-set", "criteria_set.sha256"),
        Reason::UnknownUnit { .. } => ("unknown-unit", "unit.id"),
        Reason::OtherUnitName { .. } => ("other-unit-name", "unit.name"),
        Reason::OtherCriteria { criterion } => ("other-criteria", criterion),
        Reason::ImpossibleAnswer { criterion, .. } => ("impossible-answer", criterion),
        Reason::OtherPeriod { .. } => ("other-period", "period"),
    }
}
