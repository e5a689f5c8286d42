//! The built-in criteria set adds up to what the dispatch gives out; all numbers here are typed independently of the data.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{CriterionCode, Rule, Scale, UnitId, ZeroDenominator};

#[test]
fn groups_and_sections_have_the_printed_counts_and_points() {
    let expected = [
        ("1.I", 30, 30),
        ("1.II", 12, 12),
        ("1.III", 8, 8),
        ("2.I", 40, 40),
        ("2.II", 35, 35),
        ("2.III", 20, 20),
        ("2.IV", 5, 5),
        ("3.I", 6, 6),
        ("3.II", 3, 3),
        ("3.III", 2, 3),
        ("3.IV", 9, 10),
        ("3.V", 6, 6),
    ];
    let mut found = Vec::new();
    for group in builtin().set.groups.iter() {
        for section in group.sections.iter() {
            let points: Decimal = section.criteria.iter().map(|criterion| criterion.maximum).sum();
            assert_eq!(points, section.maximum);
            found.push((format!("{}.{}", group.number, section.number), section.criteria.len(), points));
        }
    }
    let expected: Vec<_> = expected
        .map(|(section, criteria_count, points)| (section.to_owned(), criteria_count, Decimal::from(points)))
        .into();
    assert_eq!(found, expected);
    let groups: Vec<_> = builtin()
        .set
        .groups
        .iter()
        .map(|group| (group.sections.iter().map(|section| section.criteria.len()).sum::<usize>(), group.maximum))
        .collect();
    assert_eq!(groups, [(50, Decimal::from(50)), (100, Decimal::from(100)), (26, Decimal::from(28))]);
}

#[test]
fn the_set_has_176_criteria_and_178_points() {
    let set = &builtin().set;
    assert_eq!(set.criteria().count(), 176);
    assert_eq!(set.criteria().map(|criterion| criterion.maximum).sum::<Decimal>(), Decimal::from(178));
    let more_than_one: Vec<&str> = set
        .criteria()
        .filter(|criterion| criterion.maximum != Decimal::ONE)
        .map(|criterion| criterion.code.as_str())
        .collect();
    assert_eq!(more_than_one, ["3.III.1", "3.IV.9"]);
}

#[test]
fn each_scale_is_used_as_often_as_counted_on_paper() {
    let mut counts = [0; 5];
    for criterion in builtin().set.criteria() {
        let kind = match criterion.scale {
            Scale::Choice { .. } => 0,
            Scale::Count { .. } => 1,
            Scale::Ratio { .. } => 2,
            Scale::Share { .. } => 3,
            Scale::RatioBands { .. } => 4,
        };
        counts[kind] += 1;
    }
    assert_eq!(counts, [57, 21, 79, 17, 2]);
}

#[test]
fn each_unit_leads_and_coordinates_what_the_dispatch_gives_it() {
    // unit, criteria led, points led, criteria coordinated (where a unit is both, lead wins)
    let divisions = [
        ("van-phong", 72, 74, 31),
        ("hanh-chinh-cong", 23, 23, 8),
        ("noi-vu", 31, 32, 24),
        ("tai-chinh-ke-hoach", 36, 37, 27),
        ("van-hoa-thong-tin", 30, 31, 26),
        ("giao-duc-dao-tao", 26, 27, 26),
        ("tu-phap", 27, 28, 26),
        ("lao-dong-tbxh", 28, 29, 27),
        ("tai-nguyen-moi-truong", 35, 36, 26),
        ("kinh-te-ha-tang", 30, 31, 24),
        ("nong-nghiep-ptnt", 24, 25, 26),
        ("y-te", 28, 29, 26),
        ("tiep-cong-dan", 2, 2, 0),
        ("cong-an", 1, 1, 0),
    ];
    let communes = [
        "thi-tran-khe-tre",
        "xa-huong-phu",
        "xa-huong-son",
        "xa-huong-loc",
        "xa-thuong-quang",
        "xa-huong-hoa",
        "xa-huong-giang",
        "xa-huong-huu",
        "xa-thuong-lo",
        "xa-thuong-long",
        "xa-thuong-nhat",
    ];
    let mut expected: BTreeMap<&str, (usize, Decimal, usize)> =
        divisions.map(|(unit, led, points, coordinated)| (unit, (led, Decimal::from(points), coordinated))).into();
    expected.extend(communes.map(|unit| (unit, (35, Decimal::from(35), 11))));
    assert_eq!(expected.len(), 25);
    let set = &builtin().set;
    let found: BTreeMap<&str, (usize, Decimal, usize)> =
        set.units.iter().map(|unit| (unit.id.as_str(), assignment_totals(&unit.id))).collect();
    assert_eq!(found, expected);
}

#[test]
fn counts_and_shares_are_the_rows_read_as_such() {
    check_codes(
        |scale, _| matches!(scale, Scale::Count { .. }),
        "1.I.12 1.II.4 1.II.7 1.III.14 2.I.5 2.I.6 2.I.8 2.I.9 2.I.10 2.I.11 2.I.12 2.I.13 2.I.14 2.I.15 2.I.16 2.I.29 \
         2.I.31 2.I.33 3.III.1 3.IV.4 3.IV.9",
    );
    check_codes(
        |scale, _| matches!(scale, Scale::Share { .. }),
        "1.I.16 1.I.17 1.I.18 1.I.19 1.I.20 1.I.21 1.I.22 1.I.23 1.II.12 2.I.37 2.I.38 2.I.39 2.I.40 2.II.11 2.II.21 \
         2.III.5 2.III.6",
    );
    check_codes(|scale, _| matches!(scale, Scale::RatioBands { .. }), "2.I.24 3.V.4");
    check_codes(|scale, _| matches!(scale, Scale::Count { whole: false, .. }), "1.III.14");
    check_codes(
        |scale, _| matches!(scale, Scale::Count { limit: Some(limit), .. } if *limit == Decimal::from(12)),
        "2.I.5 2.I.6",
    );
    check_codes(
        |scale, _| matches!(scale, Scale::Count { limit: Some(limit), .. } if *limit == Decimal::from(4)),
        "2.I.29 2.I.31 2.I.33",
    );
}

#[test]
fn what_the_dispatch_leaves_open_is_marked_as_inferred() {
    check_codes(
        |scale, _| match scale {
            Scale::Choice { levels } => levels.iter().any(|level| level.inferred),
            Scale::Count { bands, .. } | Scale::RatioBands { bands, .. } => bands.iter().any(|band| band.inferred),
            Scale::Ratio { .. } | Scale::Share { .. } => false,
        },
        "2.I.6 2.I.8 3.V.4",
    );
    check_codes(
        |scale, _| matches!(scale, Scale::Ratio { quantities, .. } | Scale::RatioBands { quantities, .. } if quantities.inferred),
        "3.II.3 3.IV.1 3.IV.2",
    );
    // Whoever answers is told what is inferred, and the set's notes say it to everyone.
    let set = &builtin().set;
    for code in "2.I.6 2.I.8 2.III.7 2.III.9 3.II.3 3.IV.1 3.IV.2 3.IV.3 3.V.4".split(' ') {
        assert!(set.criterion(code).is_some_and(|criterion| criterion.note.is_some()), "{code}");
        assert!(set.notes.iter().any(|note| note.criteria.contains(&CriterionCode(code.into()))), "{code}");
    }
}

/// Computers, subscribers, turns and events of another kind than the denominator's: a larger number is possible and is
/// capped, not refused.
#[test]
fn numerators_that_may_exceed_their_denominator_are_these() {
    check_codes(
        |scale, _| matches!(scale, Scale::Ratio { quantities, .. } | Scale::RatioBands { quantities, .. } if !quantities.part_of_whole),
        "1.I.1 1.I.14 1.I.15 1.I.29 1.I.30 1.II.14 2.II.13 2.II.20 3.II.1 3.II.2 3.II.3",
    );
    check_codes(|scale, _| matches!(scale, Scale::Ratio { zero_denominator: ZeroDenominator::Maximum, .. }), "3.IV.3");
}

#[test]
fn rules_are_the_ones_agreed_for_the_district() {
    check_codes(|_, rule| rule == Rule::MeanOfRatios, "2.II.22");
    check_codes(|_, rule| rule == Rule::SumOfCounts, "1.I.12 2.I.11 2.I.12 3.IV.4");
    check_codes(|_, rule| rule == Rule::Best, "1.I.9 1.I.10 1.I.11 2.I.17 2.I.18 2.I.25 2.I.26 2.I.29 3.I.2 3.IV.9");
    check_codes(|_, rule| rule == Rule::Worst, "1.I.2 1.I.5 1.I.6 1.I.7 2.I.31 2.I.32 2.I.33 2.I.34");
    for criterion in builtin().set.criteria() {
        let leads_count =
            builtin().set.units.iter().filter(|unit| builtin().set.is_assigned(&unit.id, &criterion.leads)).count();
        assert_eq!(criterion.rule == Rule::Single, leads_count == 1, "{}", criterion.code);
    }
}

/// Compares the codes of the criteria that fit with a list separated by spaces, in the dispatch's order.
fn check_codes(fits: impl Fn(&Scale, Rule) -> bool, expected: &str) {
    let found: Vec<&str> = builtin()
        .set
        .criteria()
        .filter(|criterion| fits(&criterion.scale, criterion.rule))
        .map(|criterion| criterion.code.as_str())
        .collect();
    assert_eq!(found, expected.split(' ').collect::<Vec<_>>());
}

fn assignment_totals(unit: &UnitId) -> (usize, Decimal, usize) {
    let set = &builtin().set;
    let led: Vec<Decimal> = set
        .criteria()
        .filter(|criterion| set.is_assigned(unit, &criterion.leads))
        .map(|criterion| criterion.maximum)
        .collect();
    let coordinated = set
        .criteria()
        .filter(|criterion| set.is_assigned(unit, &criterion.coordinators) && !set.is_assigned(unit, &criterion.leads))
        .count();
    (led.len(), led.iter().sum(), coordinated)
}
