//! What holds for every answer: points within bounds, sums that add up, no matter the order.

use proptest::prelude::*;
use rust_decimal::Decimal;
use tucham::engine::answer::Answer;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{Criterion, Scale};
use tucham::engine::scoring::{Score, score};
use tucham::engine::sheet::{Entry, Total, assess};

fn criteria() -> Vec<&'static Criterion> {
    builtin().set.criteria().collect()
}

/// Any criterion with something typed, possible or not.
fn any_row() -> impl Strategy<Value = (&'static Criterion, Entry)> {
    let number = || prop_oneof!["[0-9]{0,6}", "[0-9]{1,3}(\\.[0-9]{3}){0,2}", "[0-9 ,.]{0,8}"];
    (0..criteria().len(), 0_usize..5, any::<bool>(), number(), number(), number(), prop::bool::weighted(0.1)).prop_map(
        |(index, level, share, count, numerator, denominator, not_applicable)| {
            let criterion = criteria()[index];
            let mut entry = Entry { not_applicable, explanation: "Lý do".to_owned(), ..Entry::default() };
            match &criterion.scale {
                Scale::Choice { .. } => entry.level = Some(level),
                Scale::Share { .. } => entry.share = Some(share),
                Scale::Count { .. } => entry.count = count,
                Scale::Ratio { .. } | Scale::RatioBands { .. } => {
                    entry.numerator = numerator;
                    entry.denominator = denominator;
                }
            }
            (criterion, entry)
        },
    )
}

fn pair(criterion: &Criterion, numerator: u64, denominator: u64) -> Answer {
    let (numerator, denominator) = (Decimal::from(numerator), Decimal::from(denominator));
    match criterion.scale {
        Scale::RatioBands { .. } => Answer::RatioBands { numerator, denominator },
        _ => Answer::Ratio { numerator, denominator },
    }
}

#[test]
fn characters_that_no_file_carries_explain_nothing() {
    for explanation in ["", "  \n", "\u{200e}\u{202e}", " \u{2066} "] {
        let entry = Entry { not_applicable: true, explanation: explanation.to_owned(), ..Entry::default() };
        assert!(assess(criteria()[0], &entry).blocks_export(), "{explanation:?}");
    }
    let entry = Entry { not_applicable: true, explanation: "\u{200e}Lý do".to_owned(), ..Entry::default() };
    assert!(!assess(criteria()[0], &entry).blocks_export());
}

proptest! {
    #[test]
    fn points_lie_between_zero_and_the_maximum_with_two_decimals((criterion, entry) in any_row()) {
        if let Some(points) = assess(criterion, &entry).points() {
            prop_assert!(points >= Decimal::ZERO && points <= criterion.maximum);
            prop_assert!(points.scale() <= 2);
        }
    }

    #[test]
    fn parts_add_up_to_the_total_in_any_order(rows in prop::collection::vec(any_row(), 0..60), cut in 0_usize..60) {
        let parts: Vec<Total> = rows.iter().map(|(criterion, entry)| Total::of(criterion, &assess(criterion, entry))).collect();
        let total: Total = parts.iter().copied().sum();
        let (left, right) = parts.split_at(cut.min(parts.len()));
        let halves = left.iter().copied().sum::<Total>() + right.iter().copied().sum::<Total>();
        let backwards: Total = parts.iter().rev().copied().sum();
        prop_assert_eq!(total, halves);
        prop_assert_eq!(total, backwards);
        prop_assert!(total.points + total.excluded <= total.maximum);
        prop_assert!(total.answered + total.problems <= total.assigned);
        prop_assert!(total.converted() <= total.maximum);
    }

    #[test]
    fn a_larger_numerator_never_lowers_the_points(index in 0_usize..81, numerator in 0_u64..10_000, more in 0_u64..10_000, denominator in 1_u64..10_000) {
        let ratios: Vec<&Criterion> = criteria()
            .into_iter()
            .filter(|criterion| matches!(criterion.scale, Scale::Ratio { .. } | Scale::RatioBands { .. }))
            .collect();
        prop_assert_eq!(ratios.len(), 81);
        let criterion = ratios[index];
        let points = |numerator| match score(criterion, &pair(criterion, numerator, denominator)) {
            Ok(Score::Points { points, .. }) => Some(points),
            _ => None,
        };
        if let (Some(less), Some(greater)) = (points(numerator), points(numerator + more)) {
            prop_assert!(less <= greater);
        }
    }

    #[test]
    fn rounding_is_that_of_whole_number_arithmetic(index in 0_usize..79, numerator in 0_u64..1_000_000_000, denominator in 1_u64..1_000_000_000) {
        let ratios: Vec<&Criterion> =
            criteria().into_iter().filter(|criterion| matches!(criterion.scale, Scale::Ratio { .. })).collect();
        let criterion = ratios[index];
        let numerator = numerator.min(denominator);
        let Ok(Score::Points { points, .. }) = score(criterion, &pair(criterion, numerator, denominator)) else {
            return Err(TestCaseError::fail("a ratio up to 1 scores"));
        };
        // Hundredths of a point, half up, by whole numbers alone.
        let hundredths = u128::try_from((criterion.maximum * Decimal::ONE_HUNDRED).trunc().mantissa()).unwrap();
        let (numerator, denominator) = (u128::from(numerator), u128::from(denominator));
        let rounded = (2 * numerator * hundredths + denominator) / (2 * denominator);
        prop_assert_eq!(points, Decimal::new(i64::try_from(rounded).unwrap(), 2).normalize());
    }
}
