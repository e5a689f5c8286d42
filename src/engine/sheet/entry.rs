//! What an officer has typed and picked for one criterion, letter for letter.

use crate::engine::signed::{FileHash, is_blank};

/// The typed state of one criterion; the default is untouched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The picked level, counted from 0 in the printed order.
    pub level: Option<usize>,
    /// A commune's own yes or no.
    pub share: Option<bool>,
    pub count: String,
    pub numerator: String,
    pub denominator: String,
    /// "Không phát sinh"
    pub not_applicable: bool,
    pub explanation: String,
    pub evidence: Vec<EvidenceEntry>,
}

/// One document that proves the answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EvidenceEntry {
    pub title: String,
    /// The document's number: `15/BC-UBND`.
    pub reference: String,
    /// The page or section in it.
    pub place: String,
    /// The file that goes with the mail.
    pub file: Option<EvidenceFileEntry>,
}

/// A file that was chosen as evidence. Its content never enters the draft, only what it is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFileEntry {
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub sha256: FileHash,
}

/// A control of one criterion; `name` is its `data-field`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Level,
    Share,
    Count,
    Numerator,
    Denominator,
    NotApplicable,
    Explanation,
    Evidence,
}

impl Field {
    /// The field's name in `data-field`.
    pub fn name(self) -> &'static str {
        match self {
            Field::Level => "level",
            Field::Share => "share",
            Field::Count => "count",
            Field::Numerator => "numerator",
            Field::Denominator => "denominator",
            Field::NotApplicable => "not_applicable",
            Field::Explanation => "explanation",
            Field::Evidence => "evidence",
        }
    }
}

impl Entry {
    /// Whether nothing at all was typed or picked.
    pub fn is_untouched(&self) -> bool {
        *self == Entry::default()
    }

    /// Whether something was answered, be it right or wrong; an explanation alone is no answer.
    pub fn has_answer(&self) -> bool {
        self.not_applicable
            || self.level.is_some()
            || self.share.is_some()
            || [&self.count, &self.numerator, &self.denominator].iter().any(|text| !text.trim().is_empty())
    }

    /// Takes the answer back and keeps explanation and evidence.
    pub fn clear_answer(&mut self) {
        *self = Entry {
            explanation: std::mem::take(&mut self.explanation),
            evidence: std::mem::take(&mut self.evidence),
            ..Entry::default()
        };
    }
}

impl EvidenceEntry {
    /// Title, number and page in one line.
    pub fn in_words(&self) -> String {
        let parts = [&self.title, &self.reference, &self.place];
        parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Whether nothing was typed or chosen.
    pub fn is_blank(&self) -> bool {
        self.file.is_none() && [&self.title, &self.reference, &self.place].into_iter().all(|text| is_blank(text))
    }
}
