//! Scores a choice: the picked level's points.

use super::{Impossible, Score, Why};
use crate::engine::criteria::Level;

/// The points of level number `index`, counted from 0 in the printed order.
pub(super) fn score_choice(levels: &[Level], index: usize) -> Result<Score, Impossible> {
    let level = levels.get(index).ok_or(Impossible::NoSuchLevel)?;
    Ok(Score::Points { points: level.points, why: Why::Level { label: level.label.to_string(), points: level.points } })
}
