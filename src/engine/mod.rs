//! The engine: criteria, scoring, drafts and signed files, with no browser, clock or randomness of its own.

pub mod answer;
pub mod appraisal;
pub mod assignment;
pub mod builtin;
pub mod contribution;
pub mod criteria;
pub mod deadline;
pub mod decimal;
pub mod draft;
pub mod export;
pub mod json;
pub mod keys;
pub mod letters;
pub mod number;
pub mod office;
pub mod reopened;
pub mod scored;
pub mod scoring;
pub mod search;
pub mod sheet;
pub mod signed;
