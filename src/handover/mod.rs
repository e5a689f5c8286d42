//! What leaves the browser for people who have never heard of JSON: paper, letters, workbooks, pictures.
//!
//! It stands on the engine and, like it, knows no browser, clock or randomness: texts and bytes come out, and whoever
//! calls hands them to the printer, the disk or the letter.

pub mod appraisal_paper;
pub mod charts;
pub mod csv;
pub mod html;
pub mod letter;
pub mod office_paper;
pub mod official;
pub mod qr;
pub mod tables;
pub mod unit_paper;
#[cfg(feature = "workbook")]
pub mod workbook;
