//! Scores answers: points for one criterion, one file per scale, and the province's conversion.

mod choice;
mod conversion;
mod count;
mod ratio;
mod ratio_bands;
mod score;
mod share;

pub use conversion::convert;
pub use score::{Impossible, Score, Why, score};
