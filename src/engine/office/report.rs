//! The district's whole score: every criterion by its rule, sums, units and files; the same bytes for the same files.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{
    Contribution, Decisions, DistrictAnswer, DistrictState, FileState, Given, JudgedFile, Override, Standing,
    UnitState, district_answer, standings,
};
use crate::engine::answer::Answer;
use crate::engine::assignment::Leads;
use crate::engine::criteria::{CriteriaSet, Criterion, CriterionCode, DueBefore};
use crate::engine::deadline::{DueState, due_state};
use crate::engine::decimal::write_wire;
use crate::engine::json::{Json, write_canonical};
use crate::engine::scoring::{Score, convert, score};
use crate::engine::signed::{AnswerV1, FileHash, file_hash, write_time};

/// The member `format`.
const FORMAT: &str = "tucham/consolidation/1";

/// The district's score for one year.
#[derive(Debug, Clone)]
pub struct Consolidation<'a> {
    pub set: &'a CriteriaSet,
    pub period: u16,
    pub standings: Vec<Standing<'a>>,
    pub files: BTreeMap<FileHash, FileState>,
    /// Every criterion in the set's order.
    pub criteria: Vec<DistrictCriterion<'a>>,
    /// When the office received files, as far as it has said so.
    pub receipts: BTreeMap<FileHash, Receipt>,
    judged: &'a [JudgedFile],
}

/// When the office received a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Unix milliseconds.
    pub at_ms: i64,
    /// Whether that was on or after the day before which reports are due, in Việt Nam.
    pub is_late: bool,
}

/// One criterion of the district.
#[derive(Debug, Clone)]
pub struct DistrictCriterion<'a> {
    pub criterion: &'a Criterion,
    pub contributions: Vec<Contribution>,
    pub computed: DistrictAnswer,
    pub set_by_officer: Option<Override>,
}

/// What some criteria of the district add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DistrictTotal {
    pub points: Decimal,
    pub maximum: Decimal,
    pub excluded: Decimal,
    /// The most that missing answers could still add.
    pub could_add: Decimal,
    /// Criteria that have points or are excluded.
    pub settled: u64,
    pub criteria: u64,
}

/// Adds up judged files by the set's rules and the officer's decisions. Overrides that do not hold are left out: the
/// caller has checked them. A late file counts as any other; that it was late is said.
pub fn consolidate<'a>(
    set: &'a CriteriaSet,
    due: DueBefore,
    period: u16,
    judged: &'a [JudgedFile],
    decisions: &Decisions,
) -> Consolidation<'a> {
    let (standings, files) = standings(set, judged, &decisions.settled);
    // What was decided of a file that is not there now has no place in the result.
    let receipts = decisions.received.iter().filter(|(sha256, _)| files.contains_key(sha256)).map(|(sha256, at_ms)| {
        let is_late = matches!(due_state(due, period, *at_ms), DueState::Late { .. });
        (*sha256, Receipt { at_ms: *at_ms, is_late })
    });
    let receipts = receipts.collect();
    let overrides = &decisions.overrides;
    let mut contributions: BTreeMap<&CriterionCode, Vec<Contribution>> = BTreeMap::new();
    let leads = Leads::of(set);
    for standing in &standings {
        let answers: BTreeMap<&str, Option<&AnswerV1>> = match &standing.state {
            UnitState::Received { submission, .. } => {
                submission.answers.iter().map(|row| (row.criterion.as_str(), row.answer.as_ref())).collect()
            }
            UnitState::Missing | UnitState::Conflict { .. } => BTreeMap::new(),
        };
        for &criterion in leads.led_by(standing.unit.as_str()) {
            let given = match answers.get(criterion.code.as_str()) {
                None => Given::Nothing,
                Some(None) => Given::Unanswered,
                Some(Some(answer)) => Given::Answer(answer.answer()),
            };
            let points = match &given {
                Given::Answer(answer) => match score(criterion, answer) {
                    Ok(Score::Points { points, .. }) => Some(points),
                    _ => None,
                },
                Given::Nothing | Given::Unanswered => None,
            };
            let contribution = Contribution { unit: standing.unit.clone(), given, points };
            contributions.entry(&criterion.code).or_default().push(contribution);
        }
    }
    let criteria = set.criteria().map(|criterion| {
        let contributions = contributions.remove(&criterion.code).unwrap_or_default();
        let computed = district_answer(criterion, &contributions);
        let of_this = |given: &&Override| given.criterion == criterion.code.as_str() && given.check(set).is_ok();
        let set_by_officer = overrides.iter().rev().find(of_this).cloned();
        DistrictCriterion { criterion, contributions, computed, set_by_officer }
    });
    Consolidation { set, period, criteria: criteria.collect(), standings, files, receipts, judged }
}

impl DistrictCriterion<'_> {
    /// The points that count: the officer's, else the rule's.
    pub fn points(&self) -> Option<Decimal> {
        match (&self.set_by_officer, self.computed.state) {
            (Some(given), _) => Some(given.points),
            (None, DistrictState::Scored { points }) => Some(points),
            (None, DistrictState::Excluded | DistrictState::Open) => None,
        }
    }

    fn total(&self) -> DistrictTotal {
        let is_excluded = self.set_by_officer.is_none() && self.computed.state == DistrictState::Excluded;
        DistrictTotal {
            points: self.points().unwrap_or_default(),
            maximum: self.criterion.maximum,
            excluded: if is_excluded { self.criterion.maximum } else { Decimal::ZERO },
            could_add: if self.set_by_officer.is_some() { Decimal::ZERO } else { self.computed.could_add },
            settled: u64::from(is_excluded || self.points().is_some()),
            criteria: 1,
        }
    }
}

impl DistrictTotal {
    fn plus(self, other: DistrictTotal) -> DistrictTotal {
        DistrictTotal {
            points: self.points + other.points,
            maximum: self.maximum + other.maximum,
            excluded: self.excluded + other.excluded,
            could_add: self.could_add + other.could_add,
            settled: self.settled + other.settled,
            criteria: self.criteria + other.criteria,
        }
    }

    /// The province's conversion, to two decimals.
    pub fn converted(&self) -> Decimal {
        convert(self.points, self.maximum, self.excluded)
    }

    fn to_json(self) -> Json {
        // Counts stay far below 2^53.
        Json::object([
            ("points", decimal(self.points)),
            ("maximum", decimal(self.maximum)),
            ("excluded", decimal(self.excluded)),
            ("converted", decimal(self.converted())),
            ("could_add", decimal(self.could_add)),
            ("settled", Json::integer(self.settled as i64)),
            ("criteria", Json::integer(self.criteria as i64)),
        ])
    }
}

impl Consolidation<'_> {
    /// The sum of the criteria whose codes begin so: `1.` for a group, `1.I.` for a section, nothing for all.
    pub fn total(&self, prefix: &str) -> DistrictTotal {
        let of_part = self.criteria.iter().filter(|criterion| criterion.criterion.code.as_str().starts_with(prefix));
        of_part.map(DistrictCriterion::total).fold(DistrictTotal::default(), DistrictTotal::plus)
    }

    /// `tucham/consolidation/1`: canonical JSON and a newline.
    pub fn to_bytes(&self) -> String {
        let mut text = write_canonical(&self.to_json());
        text.push('\n');
        text
    }

    /// The file hash of the result, as of any other document.
    pub fn sha256(&self) -> FileHash {
        file_hash(&self.to_json())
    }

    /// `tucham_ketqua_<period>_<set id>.json`
    pub fn file_name(&self) -> String {
        format!("tucham_ketqua_{}_{}.json", self.period, self.set.id)
    }

    fn to_json(&self) -> Json {
        let set = self.set;
        let groups = set.groups.iter().map(|group| {
            let sections = group.sections.iter().map(|section| {
                let code = format!("{}.{}", group.number, section.number);
                let total = self.total(&format!("{code}.")).to_json();
                Json::object([("section", Json::text(code)), ("totals", total)])
            });
            Json::object([
                ("group", Json::integer(i64::from(group.number))),
                ("totals", self.total(&format!("{}.", group.number)).to_json()),
                ("sections", Json::Array(sections.collect())),
            ])
        });
        Json::object([
            ("format", Json::text(FORMAT)),
            (
                "criteria_set",
                Json::object([
                    ("id", Json::text(&*set.id)),
                    ("version", Json::integer(i64::from(set.version))),
                    ("sha256", Json::text(&*set.sha256)),
                ]),
            ),
            ("period", Json::integer(i64::from(self.period))),
            ("totals", self.total("").to_json()),
            ("groups", Json::Array(groups.collect())),
            ("criteria", Json::Array(self.criteria.iter().map(criterion_to_json).collect())),
            ("units", Json::Array(self.standings.iter().map(|standing| self.standing_to_json(standing)).collect())),
            ("files", Json::Array(self.files_to_json())),
        ])
    }

    /// Every file once, by its hash.
    pub fn judged_files(&self) -> Vec<&JudgedFile> {
        let by_hash: BTreeMap<FileHash, &JudgedFile> = self.judged.iter().map(|file| (file.sha256, file)).collect();
        by_hash.into_values().collect()
    }

    fn files_to_json(&self) -> Vec<Json> {
        let files = self.judged_files().into_iter().map(|file| {
            let state = self.files.get(&file.sha256).copied().unwrap_or(FileState::Rejected);
            let mut members = vec![
                ("sha256".to_owned(), Json::text(file.sha256.to_string())),
                ("verdict".to_owned(), Json::text(file.verdict.name())),
                ("state".to_owned(), Json::text(state.name())),
            ];
            if let Some(submission) = file.submission.as_ref().filter(|_| state != FileState::Rejected) {
                members.push(("unit".to_owned(), Json::text(&*submission.unit.id)));
                members.push(("revision".to_owned(), Json::integer(submission.revision as i64)));
            }
            if let Some(receipt) = self.receipts.get(&file.sha256) {
                members.push(("received".to_owned(), Json::text(write_time(receipt.at_ms).unwrap_or_default())));
                members.push(("late".to_owned(), Json::Bool(receipt.is_late)));
            }
            Json::Object(members)
        });
        files.collect()
    }

    fn standing_to_json(&self, standing: &Standing) -> Json {
        let mut members = vec![("unit", Json::text(standing.unit.as_str()))];
        match &standing.state {
            UnitState::Missing => members.push(("state", Json::text("missing"))),
            UnitState::Conflict { .. } => members.push(("state", Json::text("conflict"))),
            UnitState::Received { sha256, submission } => {
                members.push(("state", Json::text("received")));
                members.push(("sha256", Json::text(sha256.to_string())));
                members.push(("revision", Json::integer(submission.revision as i64)));
                members.extend(self.receipts.get(sha256).map(|receipt| ("late", Json::Bool(receipt.is_late))));
            }
        }
        object(members)
    }
}

fn criterion_to_json(district: &DistrictCriterion) -> Json {
    let computed = &district.computed;
    let state = match computed.state {
        DistrictState::Scored { .. } => "scored",
        DistrictState::Excluded => "excluded",
        DistrictState::Open => "open",
    };
    let mut members = vec![
        ("criterion", Json::text(district.criterion.code.as_str())),
        ("rule", Json::text(district.criterion.rule.name())),
        ("state", Json::text(state)),
        ("maximum", decimal(district.criterion.maximum)),
    ];
    members.extend(district.points().map(|points| ("points", decimal(points))));
    if let DistrictState::Scored { points } = computed.state {
        members.push(("computed", decimal(points)));
    }
    members.extend(computed.answer.as_ref().map(|answer| ("answer", answer_to_json(answer))));
    members.extend(computed.quotient.map(|(numerator, denominator)| {
        ("quotient", Json::object([("numerator", decimal(numerator)), ("denominator", decimal(denominator))]))
    }));
    members.extend(computed.reported_only.map(|points| ("reported_only", decimal(points))));
    members.push(("could_add", decimal(computed.could_add)));
    members.push(("missing", Json::Array(computed.missing.iter().map(|unit| Json::text(unit.as_str())).collect())));
    let contributions = district.contributions.iter().filter_map(|contribution| match &contribution.given {
        Given::Answer(answer) => {
            let mut members =
                vec![("unit", Json::text(contribution.unit.as_str())), ("answer", answer_to_json(answer))];
            members.extend(contribution.points.map(|points| ("points", decimal(points))));
            Some(object(members))
        }
        Given::Nothing | Given::Unanswered => None,
    });
    members.push(("contributions", Json::Array(contributions.collect())));
    members.extend(district.set_by_officer.as_ref().map(|given| {
        ("override", Json::object([("points", decimal(given.points)), ("reason", Json::text(&*given.reason))]))
    }));
    object(members)
}

fn answer_to_json(answer: &Answer) -> Json {
    let kind = |kind: &str| ("kind", Json::text(kind));
    object(match answer {
        Answer::Choice { level } => vec![kind("choice"), ("level", Json::integer(*level as i64))],
        Answer::Count { value } => vec![kind("count"), ("value", decimal(*value))],
        Answer::Ratio { numerator, denominator } => {
            vec![kind("ratio"), ("numerator", decimal(*numerator)), ("denominator", decimal(*denominator))]
        }
        Answer::Share { value } => vec![kind("share"), ("value", Json::Bool(*value))],
        Answer::RatioBands { numerator, denominator } => {
            vec![kind("ratio_bands"), ("numerator", decimal(*numerator)), ("denominator", decimal(*denominator))]
        }
        Answer::NotApplicable => vec![kind("not_applicable")],
    })
}

fn decimal(value: Decimal) -> Json {
    Json::text(write_wire(value))
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
