//! The committed review table is the one that the set gives now, and it shows every criterion and what is inferred.

use tucham::engine::builtin::builtin;
use tucham::engine::criteria::Scale;
use tucham::engine::criteria::review::review_table;

const COMMITTED: &str = include_str!("../criteria/nam-dong-2018/review.md");

#[test]
fn committed_review_is_not_stale() {
    let fresh = review_table(builtin());
    for (number, (committed, fresh)) in (1..).zip(COMMITTED.lines().zip(fresh.lines())) {
        assert_eq!(committed, fresh, "line {number}: run `cargo xtask review`");
    }
    assert!(COMMITTED == fresh, "run `cargo xtask review`");
}

#[test]
fn every_row_has_eight_cells() {
    let review = review_table(builtin());
    let tables = review.split("## Đơn vị").next().unwrap_or_default();
    let rows: Vec<&str> = tables.lines().filter(|line| line.starts_with('|')).collect();
    for row in &rows {
        let bars_count = row.replace("\\|", "").matches('|').count();
        assert_eq!(bars_count, 9, "{row}");
    }
    // Three heads of two lines, 12 sections, three totals, headings, and each printed level.
    let headings_count = builtin().set.criteria().filter(|criterion| criterion.heading.is_some()).count();
    let levels_count: usize = builtin()
        .set
        .criteria()
        .map(|criterion| match &criterion.scale {
            Scale::Choice { levels } => levels.len(),
            Scale::Count { bands, .. } | Scale::RatioBands { bands, .. } => bands.len(),
            Scale::Ratio { .. } | Scale::Share { .. } => 1,
        })
        .sum();
    assert_eq!(rows.len(), 6 + 12 + 3 + headings_count + levels_count);
}

#[test]
fn review_says_what_is_inferred_and_how_the_district_sums_up() {
    let review = review_table(builtin());
    for expected in [
        "| Từ 50% đến dưới 70% | 0,5 | | | | từ 50 đến 70% **(suy ra)** |",
        "`3.IV.3`",
        "nếu số chia là 0 thì được điểm tối đa",
        "Số hộ gia đình có máy tính : Tổng số hộ gia đình (số đầu nằm trong số sau)",
        "Tổng hợp: lấy của đơn vị chủ trì. Chỉ có một đơn vị chủ trì.",
        "Tổng cộng: 176 tiêu chí, 178 điểm",
        "| UBND xã Hương Phú | `xa-huong-phu` |  | UBND các xã, thị trấn | 35 | 35 | 11 |",
        "công văn của UBND huyện Nam Đông (Dự thảo)",
    ] {
        assert!(review.contains(expected), "{expected}");
    }
}
