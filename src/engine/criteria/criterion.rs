//! One criterion: the scored line of the dispatch, its scale, and who answers it.

use std::fmt;

use rust_decimal::Decimal;

use super::{List, Rule, Scale, Text, UnitId};

/// A criterion's code as the dispatch prints it, with its group and section: `1.I.15`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CriterionCode(pub Text);

impl CriterionCode {
    /// The code as text, for instance `1.I.15`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The STT as printed in the dispatch: the part after the last dot, for instance `15`.
    pub fn printed_number(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or_default()
    }
}

impl fmt::Display for CriterionCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Who a criterion is given to: one unit, or every unit of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assignee {
    Unit(UnitId),
    Class(Text),
}

/// One scored line of the dispatch.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    pub code: CriterionCode,
    /// The unnumbered sub-title that the dispatch prints just above this criterion, if any.
    pub heading: Option<Text>,
    pub title: Text,
    /// Points that the best answer earns.
    pub maximum: Decimal,
    pub scale: Scale,
    pub leads: List<Assignee>,
    /// "Đơn vị chủ trì" as printed.
    pub leads_printed: Text,
    pub coordinators: List<Assignee>,
    /// "Đơn vị phối hợp" as printed; empty where the dispatch names none.
    pub coordinators_printed: Text,
    /// How the leads' answers become the district's one answer.
    pub rule: Rule,
    /// Why this rule, for the district officer.
    pub rule_reason: Text,
    /// What the dispatch leaves open here and how it is taken, for the officer who answers.
    pub note: Option<Text>,
}
