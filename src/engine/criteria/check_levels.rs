//! Checks levels: that one reaches the maximum, and that bands cover every possible number once.

use rust_decimal::Decimal;

use super::check::{Place, SetProblem, check_points};
use super::source::LevelSource;
use super::{Band, End, Level, Range};

/// The levels of a choice, in the printed order.
pub(super) fn check_choice(place: &Place, levels: &[LevelSource], maximum: Decimal) -> Result<Vec<Level>, SetProblem> {
    let field = "choice.levels";
    let checked = levels
        .iter()
        .map(|level| {
            check_label(place, field, level)?;
            if [&level.from, &level.above, &level.to, &level.below].iter().any(|bound| bound.is_some()) {
                return Err(place.problem(field, format!("mức \"{}\" không được có khoảng số", level.printed)));
            }
            Ok(Level {
                label: level.printed.clone().into(),
                points: check_points(place, field, level, maximum)?,
                inferred: level.inferred,
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    check_reached(place, field, checked.iter().map(|level| level.points), maximum)?;
    Ok(checked)
}

/// The bands of a count or a ratio, in the printed order; together they cover every number from 0 once.
pub(super) fn check_bands(
    place: &Place,
    field: &str,
    levels: &[LevelSource],
    maximum: Decimal,
    whole: bool,
    limit: Option<Decimal>,
) -> Result<Vec<Band>, SetProblem> {
    let checked = levels
        .iter()
        .map(|level| {
            check_label(place, field, level)?;
            Ok(Band {
                label: level.printed.clone().into(),
                points: check_points(place, field, level, maximum)?,
                range: check_range(place, field, level)?,
                inferred: level.inferred,
            })
        })
        .collect::<Result<Vec<Band>, _>>()?;
    check_reached(place, field, checked.iter().map(|band| band.points), maximum)?;
    check_cover(place, field, &checked, whole, limit)?;
    Ok(checked)
}

fn check_label(place: &Place, field: &str, level: &LevelSource) -> Result<(), SetProblem> {
    let label = &level.printed;
    if label.is_empty() || label.trim() != label {
        return Err(place.problem(field, "nhãn của mức trống hoặc có khoảng trắng thừa"));
    }
    Ok(())
}

fn check_range(place: &Place, field: &str, level: &LevelSource) -> Result<Range, SetProblem> {
    let end = |included: Option<&str>, excluded: Option<&str>| match (included, excluded) {
        (Some(value), None) => Ok(Some(End { value: place.decimal(field, value)?, included: true })),
        (None, Some(value)) => Ok(Some(End { value: place.decimal(field, value)?, included: false })),
        (None, None) => Ok(None),
        (Some(_), Some(_)) => {
            Err(place.problem(field, format!("mức \"{}\" ghi hai mốc cho cùng một đầu", level.printed)))
        }
    };
    let low = end(level.from.as_deref(), level.above.as_deref())?
        .ok_or_else(|| place.problem(field, format!("mức \"{}\" thiếu \"from\" hoặc \"above\"", level.printed)))?;
    Ok(Range { low, high: end(level.to.as_deref(), level.below.as_deref())? })
}

fn check_reached(
    place: &Place,
    field: &str,
    mut points: impl Iterator<Item = Decimal>,
    maximum: Decimal,
) -> Result<(), SetProblem> {
    if points.any(|points| points == maximum) {
        return Ok(());
    }
    Err(place.problem(field, "không có mức nào đạt điểm tối đa"))
}

/// Sorted by their lower ends, each band begins where the one before it ends.
fn check_cover(
    place: &Place,
    field: &str,
    bands: &[Band],
    whole: bool,
    limit: Option<Decimal>,
) -> Result<(), SetProblem> {
    let mut sorted: Vec<&Band> = bands.iter().collect();
    sorted.sort_by_key(|band| (band.range.low.value, !band.range.low.included));
    let starts_at_zero =
        sorted.first().is_some_and(|band| band.range.low == End { value: Decimal::ZERO, included: true });
    if !starts_at_zero {
        return Err(place.problem(field, "các mức phải bắt đầu từ 0"));
    }
    for pair in sorted.windows(2) {
        let (lower, upper) = (pair[0], pair[1]);
        let between = format!("giữa mức \"{}\" và mức \"{}\"", lower.label, upper.label);
        let Some(high) = lower.range.high else {
            return Err(place.problem(field, format!("chồng lấn {between}")));
        };
        let low = upper.range.low;
        // For whole numbers 3–7 is followed by 8–; for others both ends meet in one number that belongs to one of them.
        let (expected, got) = if whole { (first_above(high), first_from(low)) } else { (high.value, low.value) };
        let meets_once = whole || high.included != low.included;
        if got > expected {
            return Err(place.problem(field, format!("có khoảng hở {between}")));
        }
        if got < expected || (!meets_once && high.included) {
            return Err(place.problem(field, format!("chồng lấn {between}")));
        }
        if !meets_once {
            return Err(place.problem(field, format!("có khoảng hở {between}")));
        }
    }
    let last = sorted.last().and_then(|band| band.range.high);
    match (last, limit) {
        (None, _) => Ok(()),
        (Some(high), Some(limit)) if high.included && high.value >= limit => Ok(()),
        (Some(_), _) => Err(place.problem(field, "mức cao nhất không bao hết các số có thể có")),
    }
}

/// The first whole number above an upper end.
fn first_above(high: End) -> Decimal {
    if high.included { high.value.floor() + Decimal::ONE } else { high.value.ceil() }
}

/// The first whole number from a lower end on.
fn first_from(low: End) -> Decimal {
    if low.included { low.value.ceil() } else { low.value.floor() + Decimal::ONE }
}
