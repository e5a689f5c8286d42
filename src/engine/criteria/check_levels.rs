//! Checks levels: that one reaches the maximum, and that bands cover every possible number once.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::place::Place;
use super::source::LevelSource;
use super::{Band, End, Level, Range, SetFault, SetProblem, Text};

/// The levels of a choice, in the printed order.
pub(super) fn check_choice(place: &Place, levels: &[LevelSource], maximum: Decimal) -> Result<Vec<Level>, SetProblem> {
    let field = "choice.levels";
    let labels = check_labels(place, field, levels)?;
    let points = check_points(place, field, levels, maximum)?;
    for (number, level) in (1..).zip(levels) {
        if [&level.from, &level.above, &level.to, &level.below].iter().any(|bound| bound.is_some()) {
            return Err(place.problem(format!("{field}[{number}]"), SetFault::BoundOfChoice));
        }
    }
    let checked = labels.into_iter().zip(points).zip(levels);
    Ok(checked.map(|((label, points), level)| Level { label, points, inferred: level.inferred }).collect())
}

/// The bands of a count or a ratio, in the printed order; together they cover every number from 0 to the limit once.
pub(super) fn check_bands(
    place: &Place,
    field: &str,
    levels: &[LevelSource],
    maximum: Decimal,
    whole: bool,
    limit: Option<Decimal>,
) -> Result<Vec<Band>, SetProblem> {
    let labels = check_labels(place, field, levels)?;
    let points = check_points(place, field, levels, maximum)?;
    let mut ranges = Vec::new();
    for (number, level) in (1..).zip(levels) {
        ranges.push(check_range(place, &format!("{field}[{number}]"), level, whole, limit)?);
    }
    let checked = labels.into_iter().zip(points).zip(ranges).zip(levels);
    let bands: Vec<Band> = checked
        .map(|(((label, points), range), level)| Band { label, points, range, inferred: level.inferred })
        .collect();
    check_cover(place, field, &bands, whole, limit)?;
    Ok(bands)
}

fn check_labels(place: &Place, field: &str, levels: &[LevelSource]) -> Result<Vec<Text>, SetProblem> {
    if levels.len() < 2 {
        return Err(place.problem(field, SetFault::FewerThanTwoLevels));
    }
    let mut seen = BTreeSet::new();
    (1..)
        .zip(levels)
        .map(|(number, level)| {
            let field = format!("{field}[{number}].printed");
            if !seen.insert(&level.printed) {
                return Err(place.problem(field, SetFault::DuplicateLevel(level.printed.clone())));
            }
            place.text(&field, &level.printed)
        })
        .collect()
}

fn check_points(
    place: &Place,
    field: &str,
    levels: &[LevelSource],
    maximum: Decimal,
) -> Result<Vec<Decimal>, SetProblem> {
    let mut checked = Vec::new();
    for (number, level) in (1..).zip(levels) {
        let field = format!("{field}[{number}].points");
        let points = place.decimal(&field, &level.points)?;
        if points > maximum || points.scale() > 2 {
            return Err(place.problem(field, SetFault::PointsImpossible { maximum }));
        }
        checked.push(points);
    }
    if checked.contains(&maximum) { Ok(checked) } else { Err(place.problem(field, SetFault::MaximumNotReached)) }
}

fn check_range(
    place: &Place,
    field: &str,
    level: &LevelSource,
    whole: bool,
    limit: Option<Decimal>,
) -> Result<Range, SetProblem> {
    let end = |included: (&str, &Option<String>), excluded: (&str, &Option<String>)| {
        let (name, value, is_included) = match (included.1, excluded.1) {
            (Some(value), None) => (included.0, value, true),
            (None, Some(value)) => (excluded.0, value, false),
            (None, None) => return Ok(None),
            (Some(_), Some(_)) => return Err(place.problem(field, SetFault::BoundTwice)),
        };
        let field = format!("{field}.{name}");
        let value = place.decimal(&field, value)?;
        if whole && !value.is_integer() {
            return Err(place.problem(field, SetFault::NotWhole));
        }
        Ok(Some(End { value, included: is_included }))
    };
    let low = end(("from", &level.from), ("above", &level.above))?
        .ok_or_else(|| place.problem(field, SetFault::BoundMissing))?;
    let high = end(("to", &level.to), ("below", &level.below))?;
    if high.is_some_and(|high| is_empty(low, high, whole)) {
        return Err(place.problem(field, SetFault::BandEmpty));
    }
    match limit {
        Some(limit) if !low.included && low.value == limit || low.value > limit => {
            Err(place.problem(field, SetFault::BeyondLimit { limit }))
        }
        _ => Ok(Range { low, high }),
    }
}

fn is_empty(low: End, high: End, whole: bool) -> bool {
    if whole {
        return first_from(low) >= first_above(high);
    }
    low.value > high.value || (low.value == high.value && !(low.included && high.included))
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
    let zero = End { value: Decimal::ZERO, included: true };
    if sorted.first().is_none_or(|band| band.range.low != zero) {
        return Err(place.problem(field, SetFault::NotFromZero));
    }
    for pair in sorted.windows(2) {
        let [lower, upper] = pair else { continue };
        let (below, above) = (lower.label.as_ref().into(), upper.label.as_ref().into());
        match meeting(lower.range.high, upper.range.low, whole) {
            Meeting::Once => {}
            Meeting::Apart => return Err(place.problem(field, SetFault::Gap { below, above })),
            Meeting::Twice => return Err(place.problem(field, SetFault::Overlap { below, above })),
        }
    }
    let last = sorted.last().and_then(|band| band.range.high);
    match (last, limit) {
        (None, _) => Ok(()),
        (Some(high), Some(limit)) if high.included && high.value >= limit => Ok(()),
        (Some(_), _) => Err(place.problem(field, SetFault::TopNotCovered)),
    }
}

/// How a band's end and the next one's beginning fit.
enum Meeting {
    /// Every number between belongs to one of the two.
    Once,
    /// Some number belongs to neither.
    Apart,
    /// Some number belongs to both.
    Twice,
}

fn meeting(high: Option<End>, low: End, whole: bool) -> Meeting {
    let Some(high) = high else { return Meeting::Twice };
    // Of whole numbers 8 follows 7. Others meet in one number, which belongs to one of the two.
    let (expected, found) = if whole { (first_above(high), first_from(low)) } else { (high.value, low.value) };
    match found.cmp(&expected) {
        std::cmp::Ordering::Greater => Meeting::Apart,
        std::cmp::Ordering::Less => Meeting::Twice,
        std::cmp::Ordering::Equal if whole || high.included != low.included => Meeting::Once,
        std::cmp::Ordering::Equal if high.included => Meeting::Twice,
        std::cmp::Ordering::Equal => Meeting::Apart,
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
