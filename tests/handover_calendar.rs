//! The deadline's calendar entry, read by Python's `icalendar`: a parser of RFC 5545 that shares no code with us.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{CriteriaFile, DueBefore, Unit};
use tucham::handover::calendar::{Deadline, Whose};

/// Reads calendars, a JSON array of texts; says as JSON what it found in each.
const PARSER: &str = r#"
import json, sys
from icalendar import Calendar
found = []
for text in json.load(sys.stdin):
    calendar = Calendar.from_ical(text.encode("utf-8"))
    event, = calendar.events
    alarms = event.walk("VALARM")
    parts = [calendar, event, *alarms]
    found.append({
        "errors": [repr(error) for part in parts for error in part.errors],
        "components": [part.name for part in calendar.walk()],
        "version": calendar["VERSION"], "prodid": calendar["PRODID"], "method": calendar.get("METHOD"),
        "uid": event["UID"], "stamp": event.DTSTAMP.isoformat(),
        "start": [event.DTSTART.isoformat(), event["DTSTART"].params.get("VALUE")], "end": event.DTEND.isoformat(),
        "summary": event["SUMMARY"], "description": event["DESCRIPTION"],
        "alarms": [{
            "action": alarm["ACTION"], "words": alarm["DESCRIPTION"], "hours": alarm.TRIGGER.total_seconds() / 3600,
        } for alarm in alarms],
    })
print(json.dumps(found))
"#;

/// 12 October 2018, 08:30:05 in Việt Nam.
const MADE_AT_MS: i64 = 1_539_307_805_000;

fn read(texts: &[String]) -> Vec<Value> {
    let python = std::env::var("TUCHAM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut child = Command::new(&python)
        .args(["-W", "error", "-c", PARSER])
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{python} is needed: {error}"));
    child.stdin.take().unwrap().write_all(json!(texts).to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{python} with icalendar is needed (`cargo xtask test` has it)");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn deadline<'a>(whose: Whose<'a>, period: u16, office_email: &'a str) -> Deadline<'a> {
    Deadline { file: builtin(), period, whose, office_email, made_at_ms: MADE_AT_MS }
}

fn unit(id: &str) -> &'static Unit {
    builtin().set.unit(id).unwrap()
}

fn named(name: &str) -> Unit {
    Unit { id: unit("xa-huong-phu").id.clone(), name: name.to_owned().into(), aliases: Vec::new().into() }
}

fn hostile() -> Vec<String> {
    let file: Value = serde_json::from_str(include_str!("vectors/unicode/hostile_text.json")).unwrap();
    let kept = file["cases"].as_object().unwrap().values().map(|text| text.as_str().unwrap().to_owned());
    let long = "Ủy ban nhân dân xã Thượng Nhật, huyện Nam Đông; tỉnh Thừa Thiên Huế ".repeat(30);
    let own = [
        "a;b,c\\d",
        "\\n là hai chữ, \\\\N là ba",
        "dòng một\ndòng hai\r\ndòng ba\rdòng bốn",
        "UBND\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nATTACH:https://example.org/",
        "\"trong ngoặc\": có dấu hai chấm;VALUE=DATE",
        "=1+1",
        "đúng\tcột",
        &long,
        &"x".repeat(500),
        &"😀".repeat(100),
        &" ".repeat(200),
    ];
    kept.chain(own.map(str::to_owned)).collect()
}

/// What a calendar can hold of a text: no controls but line breaks and tabs.
fn stored(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_kept = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\t');
    lines.chars().map(|letter| if is_kept(letter) { letter } else { '\u{fffd}' }).collect()
}

#[test]
fn a_units_entry_is_the_last_day_with_two_alarms_before_it() {
    let entry = deadline(Whose::Unit(unit("xa-huong-phu")), 2018, "vanphong@namdong.example");
    assert_eq!(entry.file_name(), "tucham_han-nop_2018_xa-huong-phu.ics");
    let summary = "Hạn gửi tệp tự chấm điểm năm 2018: UBND xã Hương Phú";
    assert_eq!(
        read(&[entry.to_text()])[0],
        json!({
            "errors": [], "components": ["VCALENDAR", "VEVENT", "VALARM", "VALARM"],
            "version": "2.0", "prodid": "-//Tu Cham//Lich nhac han nop//VI", "method": null,
            "uid": "han-nop.nam-dong-2018.xa-huong-phu.2018@tucham.invalid", "stamp": "2018-10-12T01:30:05+00:00",
            "start": ["2018-10-29", "DATE"], "end": "2018-10-30", "summary": summary,
            "description": "Bộ tiêu chí ứng dụng công nghệ thông tin huyện Nam Đông, năm 2018.\n\
                Ngày cuối còn đúng hạn: 29/10/2018.\nĐơn vị: UBND xã Hương Phú.\n\
                Gửi tệp đã ký về Văn phòng HĐND và UBND huyện Nam Đông, thư điện tử vanphong@namdong.example.",
            "alarms": [
                // 22 and 28 October at eight in the morning.
                {"action": "DISPLAY", "words": format!("Còn 7 ngày: {summary}"), "hours": -7.0 * 24.0 + 8.0},
                {"action": "DISPLAY", "words": format!("Còn 1 ngày: {summary}"), "hours": -24.0 + 8.0},
            ],
        })
    );
}

#[test]
fn what_is_not_known_is_left_out() {
    let found = read(&[deadline(Whose::AnyUnit, 2018, " ").to_text()]);
    assert_eq!(found[0]["summary"], "Hạn gửi tệp tự chấm điểm năm 2018");
    let description = found[0]["description"].as_str().unwrap();
    assert!(description.ends_with("Gửi tệp đã ký về Văn phòng HĐND và UBND huyện Nam Đông."), "{description}");
    assert!(!description.contains("Đơn vị:"), "{description}");
}

#[test]
fn the_office_is_reminded_of_what_the_units_owe_it() {
    let entry = deadline(Whose::Office, 2018, "");
    assert_eq!(entry.file_name(), "tucham_han-nop_2018_tong-hop.ics");
    let found = read(&[entry.to_text()]);
    assert_eq!(found[0]["summary"], "Hạn các đơn vị gửi tệp tự chấm điểm năm 2018");
    assert_eq!(found[0]["uid"], "han-nop.nam-dong-2018.tong-hop.2018@tucham.invalid");
}

#[test]
fn every_deadline_has_its_own_entry_and_keeps_it() {
    let entries = [
        deadline(Whose::Unit(unit("xa-huong-phu")), 2018, ""),
        deadline(Whose::Unit(unit("xa-huong-phu")), 2019, ""),
        deadline(Whose::Unit(unit("van-phong")), 2018, ""),
        deadline(Whose::AnyUnit, 2018, ""),
        deadline(Whose::Office, 2018, ""),
    ];
    let later = entries.map(|entry| Deadline { made_at_ms: MADE_AT_MS + 86_400_000, ..entry });
    let uids = |entries: &[Deadline]| -> Vec<String> {
        let texts: Vec<String> = entries.iter().map(Deadline::to_text).collect();
        read(&texts).iter().map(|found| found["uid"].as_str().unwrap().to_owned()).collect()
    };
    let (now, then) = (uids(&entries), uids(&later));
    assert_eq!(now, then, "a calendar puts a later entry in the place of the earlier one");
    let mut different = now.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), now.len());
    assert_eq!(entries[0].to_text(), entries[0].to_text(), "the same bytes");
}

#[test]
fn the_last_day_is_the_one_before_the_day_that_the_set_names() {
    let cases = [
        (10, 30, 2027, "2027-10-29"),
        (3, 1, 2028, "2028-02-29"),
        (3, 1, 2027, "2027-02-28"),
        (1, 1, 2027, "2026-12-31"),
    ];
    for (month, day, period, last) in cases {
        let file = CriteriaFile { due: DueBefore { month, day }, ..builtin().clone() };
        let entry = Deadline { file: &file, ..deadline(Whose::AnyUnit, period, "") };
        let found = read(&[entry.to_text()]);
        assert_eq!(found[0]["start"], json!([last, "DATE"]));
        assert_eq!(found[0]["end"], format!("{period:04}-{month:02}-{day:02}"));
    }
}

#[test]
fn hostile_names_stay_text_and_make_no_line_of_their_own() {
    let names = hostile();
    let units: Vec<Unit> = names.iter().map(|name| named(name)).collect();
    let texts: Vec<String> =
        units.iter().zip(&names).map(|(unit, name)| deadline(Whose::Unit(unit), 2018, name).to_text()).collect();
    for ((found, name), text) in read(&texts).iter().zip(&names).zip(&texts) {
        assert_eq!(found["errors"], json!([]), "{name:?}");
        assert_eq!(found["components"], json!(["VCALENDAR", "VEVENT", "VALARM", "VALARM"]), "{name:?}");
        assert_eq!(found["start"], json!(["2018-10-29", "DATE"]), "{name:?}");
        let summary = format!("Hạn gửi tệp tự chấm điểm năm 2018: {}", stored(name));
        assert_eq!(found["summary"], summary, "{text}");
        assert_eq!(found["alarms"][1]["words"], format!("Còn 1 ngày: {summary}"));
        assert!(found["description"].as_str().unwrap().contains(&format!("\nĐơn vị: {}.\n", stored(name))), "{text}");
    }
}

#[test]
fn no_line_is_longer_than_75_octets_or_cuts_a_letter() {
    for name in hostile() {
        let text = deadline(Whose::Unit(&named(&name)), 2018, &name).to_text();
        assert!(text.ends_with("\r\nEND:VCALENDAR\r\n"));
        let lines: Vec<&[u8]> = text.as_bytes().strip_suffix(b"\r\n").unwrap().split(|byte| *byte == b'\n').collect();
        for (place, line) in lines.iter().enumerate() {
            let line = match line.strip_suffix(b"\r") {
                Some(line) => line,
                None => {
                    assert_eq!(place, lines.len() - 1, "a line feed stands alone");
                    line
                }
            };
            assert!(line.len() <= 75, "{} octets", line.len());
            let line = std::str::from_utf8(line).expect("a whole letter");
            assert!(!line.chars().any(|letter| letter.is_control() && letter != '\t'), "{line:?}");
        }
    }
}
