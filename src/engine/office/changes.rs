//! What a unit changed from one revision of its submission to the next.

use crate::engine::signed::{AnswerRow, SubmissionV1};

/// A criterion whose row is not the same in both revisions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change<'a> {
    pub criterion: &'a str,
    /// None if the earlier revision has no such criterion.
    pub before: Option<&'a AnswerRow>,
    /// None if the later revision has no such criterion.
    pub after: Option<&'a AnswerRow>,
}

/// Every change from `before` to `after`, in the order of the later revision.
pub fn changes<'a>(before: &'a SubmissionV1, after: &'a SubmissionV1) -> Vec<Change<'a>> {
    let row = |submission: &'a SubmissionV1, code: &str| submission.answers.iter().find(|row| row.criterion == code);
    let changed = after.answers.iter().map(|now| Change {
        criterion: &now.criterion,
        before: row(before, &now.criterion),
        after: Some(now),
    });
    let gone = before.answers.iter().filter(|was| row(after, &was.criterion).is_none()).map(|was| Change {
        criterion: &was.criterion,
        before: Some(was),
        after: None,
    });
    changed.chain(gone).filter(|change| change.before != change.after).collect()
}

impl Change<'_> {
    /// Whether the answer itself is another one.
    pub fn of_answer(&self) -> bool {
        self.differs(|row| &row.answer)
    }

    /// Whether the explanation reads otherwise.
    pub fn of_explanation(&self) -> bool {
        self.differs(|row| &row.explanation)
    }

    /// Whether other documents are named.
    pub fn of_evidence(&self) -> bool {
        self.differs(|row| &row.evidence)
    }

    fn differs<T: PartialEq>(&self, part: impl Fn(&AnswerRow) -> &T) -> bool {
        self.before.map(&part) != self.after.map(&part)
    }
}
