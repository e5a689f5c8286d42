//! The words that remind the units that have not reported, ready to be pasted into a message: by class, with the deadline.

use chrono::Datelike;

use crate::engine::criteria::{CriteriaFile, Unit};
use crate::engine::deadline::{DueState, due_state, today};
use crate::engine::number::write_vietnamese;
use crate::messages::office::OTHER_UNITS;

/// The words for these units. Lines end with a line feed; nothing in them needs more than plain text.
pub fn reminder(file: &CriteriaFile, period: u16, missing: &[&Unit], now_ms: i64) -> String {
    if missing.is_empty() {
        return format!("Tất cả đơn vị đã gửi tệp tự chấm điểm năm {period}.");
    }
    let today = today(now_ms);
    let left = match due_state(file.due, period, now_ms) {
        DueState::DaysLeft(0) => "hôm nay là ngày cuối".to_owned(),
        DueState::DaysLeft(days) => format!("còn {days} ngày"),
        DueState::Late { days } => format!("đã quá hạn {} ngày", write_vietnamese(days.into())),
    };
    let mut out = format!(
        "Đến ngày {:02}/{:02}/{} còn {} đơn vị chưa gửi tệp tự chấm điểm năm {period}. Hạn gửi: trước ngày {:02}/{:02}/{period} ({left}).\n",
        today.day(),
        today.month(),
        today.year(),
        missing.len(),
        file.due.day,
        file.due.month
    );
    for (class, units) in by_class(file, missing) {
        out.push_str(&format!("\n{class} ({}):\n", units.len()));
        for unit in units {
            out.push_str(&format!("- {}\n", unit.name));
        }
    }
    let address = file.office.email.as_ref().map(|email| format!(", thư điện tử {email}")).unwrap_or_default();
    out + &format!("\nĐề nghị các đơn vị hoàn thành phiếu, xuất tệp và gửi về {}{address}.", file.office.name)
}

/// Each unit once, in the class that names it first.
fn by_class<'a>(file: &'a CriteriaFile, missing: &[&'a Unit]) -> Vec<(&'a str, Vec<&'a Unit>)> {
    let mut left = missing.to_vec();
    let mut classes = Vec::new();
    for class in file.set.classes.iter() {
        let (of_class, others) = left.into_iter().partition(|unit| class.units.contains(&unit.id));
        classes.push((&*class.name, of_class));
        left = others;
    }
    classes.push((OTHER_UNITS, left));
    classes.retain(|(_, units)| !units.is_empty());
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::builtin::builtin;
    use crate::engine::criteria::Office;

    /// 12 October 2018, 08:30 in Việt Nam.
    const NOW_MS: i64 = 1_539_307_800_000;
    const DAY_MS: i64 = 24 * 3_600_000;

    fn units(ids: &[&str]) -> Vec<&'static Unit> {
        ids.iter().map(|id| builtin().set.unit(id).unwrap()).collect()
    }

    fn first_line(now_ms: i64) -> String {
        let text = reminder(builtin(), 2018, &units(&["noi-vu"]), now_ms);
        text.lines().next().unwrap().to_owned()
    }

    #[test]
    fn units_stand_under_their_class_with_the_deadline() {
        assert_eq!(
            reminder(builtin(), 2018, &units(&["noi-vu", "xa-huong-phu", "cong-an", "xa-huong-son"]), NOW_MS),
            "Đến ngày 12/10/2018 còn 4 đơn vị chưa gửi tệp tự chấm điểm năm 2018. Hạn gửi: trước ngày 30/10/2018 (còn 17 ngày).\n\
             \n\
             Các cơ quan, đơn vị trực thuộc UBND huyện (1):\n\
             - Phòng Nội vụ\n\
             \n\
             UBND các xã, thị trấn (2):\n\
             - UBND xã Hương Phú\n\
             - UBND xã Hương Sơn\n\
             \n\
             Các đơn vị khác (1):\n\
             - Công an huyện\n\
             \n\
             Đề nghị các đơn vị hoàn thành phiếu, xuất tệp và gửi về Văn phòng HĐND và UBND huyện Nam Đông."
        );
    }

    #[test]
    fn the_last_day_and_lateness_are_said() {
        assert!(first_line(NOW_MS + 17 * DAY_MS).ends_with("(hôm nay là ngày cuối)."));
        assert!(first_line(NOW_MS + 18 * DAY_MS).ends_with("(đã quá hạn 1 ngày)."));
        // Half past midnight in Việt Nam, where it is the 13th already.
        assert!(first_line(NOW_MS + 16 * 3_600_000).starts_with("Đến ngày 13/10/2018 "));
    }

    #[test]
    fn every_unit_stands_in_it_once() {
        let all: Vec<&Unit> = builtin().set.units.iter().collect();
        let text = reminder(builtin(), 2018, &all, NOW_MS);
        for unit in &all {
            assert_eq!(text.lines().filter(|line| *line == format!("- {}", unit.name)).count(), 1, "{}", unit.name);
        }
    }

    #[test]
    fn where_to_send_is_said_if_it_is_known() {
        let office = Office { name: "Văn phòng".into(), email: Some("vanphong@namdong.example".into()) };
        let file = CriteriaFile { office, ..builtin().clone() };
        let text = reminder(&file, 2018, &units(&["noi-vu"]), NOW_MS);
        assert!(text.ends_with("gửi về Văn phòng, thư điện tử vanphong@namdong.example."), "{text}");
    }

    #[test]
    fn nobody_is_reminded_once_all_have_reported() {
        assert_eq!(reminder(builtin(), 2018, &[], NOW_MS), "Tất cả đơn vị đã gửi tệp tự chấm điểm năm 2018.");
    }
}
