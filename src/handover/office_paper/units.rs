//! The report's units: who has not reported, was late, is in conflict or had a file refused; and the ranking of each class.

use crate::engine::criteria::Unit;
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::office::{Consolidation, FileState, JudgedFile, Standing, UnitState, rankings};
use crate::handover::html::push_element;
use crate::handover::official::{day_in_words, points_or_dash, push_table, unit_name};
use crate::messages::{first_capital, office as words};

/// How many units have a file that counts.
pub fn reported_count(result: &Consolidation) -> usize {
    result.standings.iter().filter(|standing| matches!(standing.state, UnitState::Received { .. })).count()
}

/// The units of which there is something to say, and of the others that there is nothing.
pub fn push_reporting(out: &mut String, result: &Consolidation) {
    let mut rows = Vec::new();
    for (unit, standing) in result.set.units.iter().zip(&result.standings) {
        let refused = refused_files(result, unit);
        let (state, mut details) = state_in_words(result, standing);
        if state.is_none() && refused.is_empty() {
            continue;
        }
        details.extend(refused.iter().map(|file| format!("tệp không được tính: {}", words::verdict(file.verdict))));
        let place = (rows.len() + 1).to_string();
        let state = state.unwrap_or("Đã gửi; có tệp không được tính").to_owned();
        rows.push((unit.id.as_str(), vec![place, unit.name.to_string(), state, first_capital(&details.join("; "))]));
    }
    let all = result.set.units.len();
    if rows.is_empty() {
        let words = format!("Cả {all} đơn vị đã gửi; không có đơn vị gửi muộn, xung đột hoặc có tệp không được tính.");
        push_element(out, "p", "", &words);
        return;
    }
    let count = |is: fn(&UnitState) -> bool| result.standings.iter().filter(|standing| is(&standing.state)).count();
    let late = result.standings.iter().filter(|standing| late_ms(result, standing).is_some()).count();
    let words = format!(
        "Trong {all} đơn vị: đã gửi {}, trong đó gửi muộn {late}; chưa gửi {}; xung đột {}.",
        reported_count(result),
        count(|state| *state == UnitState::Missing),
        count(|state| matches!(state, UnitState::Conflict { .. })),
    );
    push_element(out, "p", "paper-before", &words);
    let columns = [("STT", "stt"), ("Đơn vị", "unit"), ("Tình trạng", "state"), ("Chi tiết", "details")];
    push_table(out, "paper-reporting", &columns, &rows);
}

fn state_in_words(result: &Consolidation, standing: &Standing) -> (Option<&'static str>, Vec<String>) {
    match &standing.state {
        UnitState::Missing => (Some("Chưa gửi"), Vec::new()),
        UnitState::Conflict { files } => {
            let details = format!("{} tệp cùng lần gửi, nội dung khác nhau; chưa tính tệp nào", files.len());
            (Some("Xung đột"), vec![details])
        }
        UnitState::Received { .. } => match late_ms(result, standing) {
            Some(at_ms) => (Some("Gửi muộn"), vec![format!("nhận ngày {}", day_in_words(at_ms))]),
            None => (None, Vec::new()),
        },
    }
}

/// When the office received the unit's file, if that was late.
fn late_ms(result: &Consolidation, standing: &Standing) -> Option<i64> {
    let UnitState::Received { sha256, .. } = &standing.state else { return None };
    result.receipts.get(sha256).filter(|receipt| receipt.is_late).map(|receipt| receipt.at_ms)
}

/// Files that say that they are of this unit, and that do not count because nobody knows that they are.
fn refused_files<'a>(result: &'a Consolidation, unit: &Unit) -> Vec<&'a JudgedFile> {
    let is_of_unit = |file: &&JudgedFile| {
        let submission = file.submission.as_ref();
        result.files.get(&file.sha256) == Some(&FileState::Rejected)
            && submission.is_some_and(|submission| submission.unit.id == unit.id.as_str())
    };
    result.judged_files().into_iter().filter(is_of_unit).collect()
}

/// Every class with its units by rank.
pub fn push_rankings(out: &mut String, result: &Consolidation) {
    push_element(
        out,
        "p",
        "paper-before",
        "Xếp theo tỷ lệ điểm quy đổi trên điểm tối đa, trong từng loại đơn vị. Đơn vị chưa có phiếu được tính thì chưa xếp hạng.",
    );
    let columns = [
        ("Hạng", "stt"),
        ("Đơn vị", "unit"),
        ("Điểm tự chấm", "points"),
        ("Điểm tối đa", "points"),
        ("Không phát sinh", "points"),
        ("Điểm quy đổi", "points"),
        ("Tỷ lệ (%)", "points"),
    ];
    for ranking in rankings(result.set, &result.standings) {
        push_element(out, "h3", "", words::class_name(ranking.class));
        let rows: Vec<_> = ranking
            .units
            .iter()
            .map(|ranked| {
                let points = ranked.points;
                let plain = |value: Option<_>| value.map_or_else(|| "—".to_owned(), write_vietnamese);
                let cells = vec![
                    ranked.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string()),
                    unit_name(result.set, &ranked.unit),
                    points_or_dash(points.map(|points| points.points)),
                    plain(points.map(|points| points.maximum)),
                    plain(points.map(|points| points.excluded)),
                    points_or_dash(points.map(|points| points.converted())),
                    points.map_or_else(|| "—".to_owned(), |points| write_points(points.percentage())),
                ];
                (ranked.unit.as_str(), cells)
            })
            .collect();
        push_table(out, "paper-ranking", &columns, &rows);
    }
}
