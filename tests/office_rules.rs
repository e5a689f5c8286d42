//! The district's points by every rule: against values worked out by hand, and against a second computation that shares
//! no code with the first one.

mod office_files;

use std::collections::{BTreeMap, BTreeSet};

use office_files::{file, judged, key_of, set, submission_of};
use proptest::prelude::*;
use rust_decimal::Decimal;
use tucham::engine::criteria::{Criterion, Rule, Scale, ZeroDenominator};
use tucham::engine::office::{Consolidation, DistrictState, JudgedFile, Override, UnitState, consolidate};
use tucham::engine::sheet::Entry;

/// What the units answer to some criteria; everything else stays open.
fn files(answers: &[(&str, &[(&str, Entry)])]) -> Vec<JudgedFile> {
    let entry_of = |given: &[(&str, Entry)], criterion: &Criterion| {
        let found = given.iter().find(|(code, _)| *code == criterion.code.as_str());
        found.map(|(_, entry)| entry.clone()).unwrap_or_default()
    };
    let made = answers.iter().map(|(unit, given)| {
        judged(&file(&submission_of(unit, 1, |criterion| entry_of(given, criterion)), &key_of(unit, 0)))
    });
    made.collect()
}

fn ratio(numerator: &str, denominator: &str) -> Entry {
    Entry { numerator: numerator.into(), denominator: denominator.into(), ..Entry::default() }
}

fn yes(value: bool) -> Entry {
    Entry { share: Some(value), ..Entry::default() }
}

fn not_applicable() -> Entry {
    Entry { not_applicable: true, explanation: "không có".into(), ..Entry::default() }
}

fn points(consolidation: &Consolidation, code: &str) -> Option<String> {
    let criterion = consolidation.criteria.iter().find(|criterion| criterion.criterion.code.as_str() == code);
    criterion.expect(code).points().map(|points| points.to_string())
}

fn consolidated(files: &[JudgedFile]) -> Consolidation<'_> {
    consolidate(set(), 2018, files, &BTreeSet::new(), &[])
}

#[test]
fn ratios_of_several_leads_are_pooled() {
    // 1.I.15, led by the communes: 26/24 and 9/30 pool to 35/54 = 0,648… → 0,65; the mean of the capped ratios is
    // (1 + 0,3) / 2 = 0,65 too, so a third commune tells them apart: 35 + 1 = 36 of 54 + 6 = 60 → 0,60.
    let files = files(&[
        ("xa-huong-phu", &[("1.I.15", ratio("26", "24"))]),
        ("xa-huong-son", &[("1.I.15", ratio("9", "30"))]),
        ("xa-huong-loc", &[("1.I.15", ratio("1", "6"))]),
    ]);
    assert_eq!(points(&consolidated(&files), "1.I.15").as_deref(), Some("0.6"));
    // A lead without the thing drops out: 35/54 = 0,6481… → 0,65.
    let files = files_with_last(files, ("xa-huong-loc", &[("1.I.15", not_applicable())]));
    assert_eq!(points(&consolidated(&files), "1.I.15").as_deref(), Some("0.65"));
}

fn files_with_last(mut all: Vec<JudgedFile>, last: (&str, &[(&str, Entry)])) -> Vec<JudgedFile> {
    all.pop();
    all.extend(files(&[last]));
    all
}

#[test]
fn a_share_counts_the_whole_roster_and_shows_the_reported_beside_it() {
    // 1.I.16: 2 of the 11 communes say Có, 1 says Không, 8 have not reported: 2/11 = 0,1818… → 0,18; of 3 → 0,67.
    let files = files(&[
        ("xa-huong-phu", &[("1.I.16", yes(true))]),
        ("xa-huong-son", &[("1.I.16", yes(true))]),
        ("xa-huong-loc", &[("1.I.16", yes(false))]),
    ]);
    let consolidation = consolidated(&files);
    assert_eq!(points(&consolidation, "1.I.16").as_deref(), Some("0.18"));
    let share = consolidation.criteria.iter().find(|criterion| criterion.criterion.code.as_str() == "1.I.16").unwrap();
    assert_eq!(share.computed.reported_only, Some(Decimal::new(67, 2)));
    assert_eq!(share.computed.missing.len(), 8);
    // 8/11 = 0,7272… → 0,73 could still come.
    assert_eq!(share.computed.could_add, Decimal::new(73, 2));
}

#[test]
fn the_mean_of_ratios_caps_each_and_rounds_once() {
    // 2.II.22: 1/3, 1/3 and 2/3: the mean is 4/9 = 0,444… → 0,44; pooled it would be 4/9 as well, so a larger one:
    // 1/3 and 90/90 → (1/3 + 1) / 2 = 0,666… → 0,67; pooled it would be 91/93 → 0,98.
    let files = files(&[
        ("xa-huong-phu", &[("2.II.22", ratio("1", "3"))]),
        ("xa-huong-son", &[("2.II.22", ratio("90", "90"))]),
    ]);
    assert_eq!(points(&consolidated(&files), "2.II.22").as_deref(), Some("0.67"));
}

#[test]
fn a_unit_that_leads_alone_answers_for_the_district() {
    let single = set()
        .criteria()
        .find(|criterion| criterion.rule == Rule::Single && matches!(criterion.scale, Scale::Choice { .. }));
    let single = single.unwrap();
    let lead = set().units.iter().find(|unit| set().is_assigned(&unit.id, &single.leads)).unwrap();
    let code = single.code.as_str();
    let answered = files(&[(lead.id.as_str(), &[(code, Entry { level: Some(0), ..Entry::default() })])]);
    let Scale::Choice { levels } = &single.scale else { unreachable!() };
    assert_eq!(points(&consolidated(&answered), code), Some(levels[0].points.to_string()));
    let left = files(&[(lead.id.as_str(), &[(code, not_applicable())])]);
    let consolidation = consolidated(&left);
    assert_eq!(points(&consolidation, code), None);
    assert_eq!(consolidation.total("").excluded, single.maximum);
}

#[test]
fn the_officers_points_stand_beside_the_computed_ones() {
    let files = files(&[("xa-huong-phu", &[("1.I.15", ratio("12", "24"))])]);
    let given = |points: Decimal, reason: &str| Override { criterion: "1.I.15".into(), points, reason: reason.into() };
    let with = |given: Override| {
        let consolidation = consolidate(set(), 2018, &files, &BTreeSet::new(), &[given]);
        (points(&consolidation, "1.I.15"), consolidation.to_bytes())
    };
    let (points, bytes) = with(given(Decimal::new(75, 2), "theo biên bản thẩm định số 3"));
    assert_eq!(points.as_deref(), Some("0.75"));
    assert!(bytes.contains("\"computed\":\"0.5\""), "the computed value stays");
    assert!(bytes.contains("theo biên bản thẩm định số 3"));
    for wrong in
        [given(Decimal::new(2, 0), "quá cao"), given(Decimal::new(751, 3), "quá mịn"), given(Decimal::ONE, " ")]
    {
        assert_eq!(with(wrong).0.as_deref(), Some("0.5"));
    }
}

#[test]
fn a_conflict_contributes_nothing_until_it_is_settled() {
    let entry = |numerator: &'static str| {
        move |criterion: &Criterion| match criterion.code.as_str() {
            "1.I.15" => ratio(numerator, "10"),
            _ => Entry::default(),
        }
    };
    let key = key_of("xa-huong-phu", 0);
    let made = |revision, numerator| judged(&file(&submission_of("xa-huong-phu", revision, entry(numerator)), &key));
    let (one, two, three) = (made(1, "1"), made(1, "2"), made(2, "3"));
    let both = [one.clone(), two.clone(), one.clone()];
    assert_eq!(points(&consolidated(&both), "1.I.15"), None);
    assert!(
        matches!(&consolidated(&both).standings.iter().find(|standing| standing.unit.as_str() == "xa-huong-phu").unwrap().state,
        UnitState::Conflict { files } if files.len() == 2)
    );
    let settled = consolidate(set(), 2018, &both, &BTreeSet::from([two.sha256]), &[]);
    assert_eq!(points(&settled, "1.I.15").as_deref(), Some("0.2"));
    let undecided = consolidate(set(), 2018, &both, &BTreeSet::from([one.sha256, two.sha256]), &[]);
    assert_eq!(points(&undecided, "1.I.15"), None);
    // A higher revision ends the conflict below it.
    assert_eq!(points(&consolidated(&[three, one, two]), "1.I.15").as_deref(), Some("0.3"));
}

/// A second computation, as plain as `domain.md`: fractions of `i128`, one criterion at a time, nothing of the engine's
/// arithmetic.
mod plainly {
    use super::*;

    /// A fraction in lowest terms.
    #[derive(Clone, Copy)]
    pub struct Part(pub i128, pub i128);

    pub fn part(numerator: i128, denominator: i128) -> Part {
        let divisor = gcd(numerator, denominator).max(1);
        Part(numerator / divisor, denominator / divisor)
    }

    fn gcd(left: i128, right: i128) -> i128 {
        if right == 0 { left } else { gcd(right, left % right) }
    }

    fn plus(left: Part, right: Part) -> Part {
        part(left.0 * right.1 + right.0 * left.1, left.1 * right.1)
    }

    /// Hundredths, half away from zero.
    pub fn hundredths(value: Part, maximum_hundredths: i128) -> i128 {
        (2 * value.0 * maximum_hundredths + value.1) / (2 * value.1)
    }

    fn number(text: &str) -> i128 {
        text.parse().unwrap()
    }

    fn to_hundredths(value: Decimal) -> i128 {
        (value * Decimal::ONE_HUNDRED).to_string().split('.').next().unwrap().parse().unwrap()
    }

    /// The points, in hundredths, that a level picked by its number is printed with.
    fn banded(
        bands: &[tucham::engine::criteria::Band],
        is_in: impl Fn(&tucham::engine::criteria::Range) -> bool,
    ) -> i128 {
        to_hundredths(bands.iter().find(|band| is_in(&band.range)).unwrap().points)
    }

    /// The points of one criterion in hundredths; `None` while nobody has given any.
    pub fn points(criterion: &Criterion, answers: &[Option<&Entry>]) -> Option<i128> {
        let maximum = to_hundredths(criterion.maximum);
        let given: Vec<&Entry> = answers.iter().flatten().copied().filter(|entry| entry.has_answer()).collect();
        let counting: Vec<&Entry> = given.iter().copied().filter(|entry| !entry.not_applicable).collect();
        let left_count = given.len() - counting.len();
        if counting.is_empty() {
            return None;
        }
        let ratios = || counting.iter().map(|entry| (number(&entry.numerator), number(&entry.denominator)));
        let single = |entry: &Entry| match &criterion.scale {
            Scale::Choice { levels } => Some(to_hundredths(levels[entry.level.unwrap()].points)),
            Scale::Count { bands, .. } => {
                let value = Decimal::from(number(&entry.count));
                Some(banded(bands, |range| range.contains(value)))
            }
            Scale::Share { .. } => Some(if entry.share.unwrap() { maximum } else { 0 }),
            Scale::Ratio { zero_denominator, .. } => {
                ratio_points(number(&entry.numerator), number(&entry.denominator), *zero_denominator, maximum)
            }
            Scale::RatioBands { bands, .. } => {
                let (above, below) = (number(&entry.numerator), number(&entry.denominator));
                (below > 0).then(|| banded(bands, |range| in_band(range, above, below)))
            }
        };
        match criterion.rule {
            Rule::Single | Rule::Best => counting.iter().filter_map(|entry| single(entry)).max(),
            Rule::Worst => counting.iter().filter_map(|entry| single(entry)).min(),
            Rule::Pool => {
                let (above, below) = ratios().fold((0, 0), |sums, ratio| (sums.0 + ratio.0, sums.1 + ratio.1));
                match &criterion.scale {
                    Scale::Ratio { zero_denominator, .. } => ratio_points(above, below, *zero_denominator, maximum),
                    Scale::RatioBands { bands, .. } => {
                        (below > 0).then(|| banded(bands, |range| in_band(range, above, below)))
                    }
                    _ => unreachable!("only ratios are pooled"),
                }
            }
            Rule::MeanOfRatios => {
                let parts: Vec<Part> =
                    ratios().filter(|ratio| ratio.1 > 0).map(|ratio| part(ratio.0.min(ratio.1), ratio.1)).collect();
                let count = i128::try_from(parts.len()).unwrap();
                let sum = parts.into_iter().reduce(plus)?;
                Some(hundredths(part(sum.0, sum.1 * count), maximum))
            }
            Rule::SumOfCounts => {
                let sum: i128 = counting.iter().map(|entry| number(&entry.count)).sum();
                let Scale::Count { bands, .. } = &criterion.scale else { unreachable!("only counts are summed") };
                Some(banded(bands, |range| range.contains(Decimal::from(sum))))
            }
            Rule::Share => {
                let yes = counting.iter().filter(|entry| entry.share == Some(true)).count();
                Some(hundredths(part(yes as i128, (answers.len() - left_count) as i128), maximum))
            }
        }
    }

    fn ratio_points(above: i128, below: i128, zero: ZeroDenominator, maximum: i128) -> Option<i128> {
        match (below, zero) {
            (0, ZeroDenominator::Maximum) => Some(maximum),
            (0, ZeroDenominator::NoScore) => None,
            _ => Some(hundredths(part(above.min(below), below), maximum)),
        }
    }

    /// Bands are in percent; `100 × above / below` is compared without dividing.
    fn in_band(range: &tucham::engine::criteria::Range, above: i128, below: i128) -> bool {
        let percent = Decimal::from(above * 100);
        let end = |value: Decimal| value * Decimal::from(below);
        let from = percent > end(range.low.value) || (range.low.included && percent == end(range.low.value));
        from && range.high.is_none_or(|high| percent < end(high.value) || (high.included && percent == end(high.value)))
    }
}

/// A random answer that the criterion can have, from random numbers.
fn random_entry(criterion: &Criterion, seed: &mut impl FnMut(i128) -> i128) -> Entry {
    if seed(6) == 0 {
        return Entry::default();
    }
    if seed(8) == 0 {
        return not_applicable();
    }
    match &criterion.scale {
        Scale::Choice { levels } => Entry { level: Some(seed(levels.len() as i128) as usize), ..Entry::default() },
        Scale::Share { .. } => yes(seed(2) == 0),
        Scale::Count { limit, .. } => {
            let most = limit.map_or(40, |limit| limit.to_string().parse().unwrap());
            Entry { count: seed(most + 1).to_string(), ..Entry::default() }
        }
        Scale::Ratio { quantities, .. } | Scale::RatioBands { quantities, .. } => {
            // Small denominators keep the plain fractions within i128.
            let below = seed(25);
            let above = if quantities.part_of_whole { seed(below + 1) } else { seed(30) };
            ratio(&above.to_string(), &below.to_string())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_in_any_order_give_the_plain_points_and_the_same_bytes(seed in any::<u64>(), turn in any::<u64>()) {
        let mut state = seed;
        let mut next = |below: i128| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i128::from(state >> 33) % below.max(1)
        };
        let mut given: BTreeMap<&str, BTreeMap<String, Entry>> = BTreeMap::new();
        let mut files = Vec::new();
        for unit in set().units.iter() {
            // Some units have not reported.
            if next(9) == 0 {
                continue;
            }
            let id = unit.id.as_str();
            let entries: BTreeMap<String, Entry> = set()
                .criteria()
                .filter(|criterion| set().is_assigned(&unit.id, &criterion.leads))
                .map(|criterion| (criterion.code.to_string(), random_entry(criterion, &mut next)))
                .collect();
            let submission = submission_of(id, 1, |criterion| entries[criterion.code.as_str()].clone());
            files.push(judged(&file(&submission, &key_of(id, 0))));
            given.insert(id, entries);
        }
        let consolidation = consolidated(&files);
        for district in &consolidation.criteria {
            let criterion = district.criterion;
            let code = criterion.code.as_str();
            let answers: Vec<Option<&Entry>> = set()
                .units
                .iter()
                .filter(|unit| set().is_assigned(&unit.id, &criterion.leads))
                .map(|unit| given.get(unit.id.as_str()).and_then(|entries| entries.get(code)))
                .collect();
            let plain = plainly::points(criterion, &answers).map(|points| Decimal::from_i128_with_scale(points, 2).normalize());
            let computed = match district.computed.state {
                DistrictState::Scored { points } => Some(points.normalize()),
                DistrictState::Excluded | DistrictState::Open => None,
            };
            prop_assert_eq!(computed, plain, "{} by {:?}: {:?}", code, criterion.rule, answers);
        }
        let sum: Decimal = consolidation.criteria.iter().filter_map(|criterion| criterion.points()).sum();
        prop_assert_eq!(consolidation.total("").points, sum);
        let bytes = consolidation.to_bytes();
        let mut shuffled = files.clone();
        for index in (1..shuffled.len()).rev() {
            shuffled.swap(index, (turn.rotate_left(index as u32) % (index as u64 + 1)) as usize);
        }
        prop_assert_eq!(consolidated(&shuffled).to_bytes(), bytes);
    }
}
