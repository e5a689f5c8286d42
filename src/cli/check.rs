//! `tucham check`: whether a criteria set is right, and its control totals.

use std::path::Path;

use rust_decimal::Decimal;
use tucham::engine::assignment::assign;

use crate::{Outcome, input, out};

/// Checks a set and prints its totals.
pub fn run(folder: Option<&Path>) -> Result<Outcome, String> {
    let set = input::set_of(folder)?;
    out::line(format!("{}, phiên bản {}, năm {}: {}", set.id, set.version, set.period, set.title));
    out::line(format!("SHA-256 {}", set.sha256));
    for group in set.groups.iter() {
        for section in group.sections.iter() {
            out::line(format!(
                "{}.{}: {} tiêu chí, {} điểm",
                group.number,
                section.number,
                section.criteria.len(),
                section.maximum
            ));
        }
    }
    let maximum: Decimal = set.criteria().map(|criterion| criterion.maximum).sum();
    out::line(format!("Tất cả: {} tiêu chí, {} điểm, {} đơn vị", set.criteria().count(), maximum, set.units.len()));
    for unit in set.units.iter() {
        let assignment = assign(&set, &unit.id);
        let maximum: Decimal = assignment.led.iter().map(|criterion| criterion.maximum).sum();
        out::line(format!(
            "{}: chủ trì {} tiêu chí, {} điểm; phối hợp {}",
            unit.name,
            assignment.led.len(),
            maximum,
            assignment.coordinated.len()
        ));
    }
    Ok(Outcome::AllTrusted)
}
