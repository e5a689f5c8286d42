//! The letter with the file in it, judged by Python's `email` package: a parser of the standards that shares no code with us.

use std::io::Write;
use std::process::{Command, Stdio};

use tucham::handover::letter::Letter;

/// Reads the letter, prints what it found as lines.
const PARSER: &str = r#"
import email, email.policy, hashlib, sys
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
defects = []
for part in message.walk():
    defects += [repr(defect) for defect in part.defects]
    for value in part.values():
        defects += [repr(defect) for defect in value.defects]
print(defects)
print(message["X-Unsent"])
print(message["Subject"])
for field in ("From", "To"):
    print([(one.display_name, one.addr_spec) for one in message[field].addresses] if message[field] else None)
print(message["Date"].datetime.isoformat())
print(repr(message.get_body().get_content().replace("\r\n", "\n")))
attachment, = message.iter_attachments()
print(attachment.get_content_type(), attachment.get_filename())
print(hashlib.sha256(attachment.get_payload(decode=True)).hexdigest())
"#;

const FILE: &str = "{\n  \"unit\": \"UBND xã Hương Phú\",\n  \"dots\": \".\\n.\\n\",\n  \"from\": \"From me\"\n}\n";

fn letter() -> Letter<'static> {
    Letter {
        to: "vanphong@namdong.example",
        to_name: "Văn phòng HĐND và UBND huyện Nam Đông",
        from: Some(("Trần Thị Bé, \"Bé\"", "ttbe@huongphu.example")),
        subject: "UBND xã Hương Phú: tự chấm điểm năm 2018, lần 1 – một tiêu đề dài hơn một dòng của thư điện tử",
        body: "Kính gửi Văn phòng,\n\n.Dòng bắt đầu bằng dấu chấm\nFrom đầu dòng\nTổng điểm: 31,5.\n",
        file_name: "tucham_2018_xa-huong-phu_r1.json",
        file: FILE.as_bytes(),
        date_s: 1_539_307_800,
        id: "01927f3e5a107c4b9d213f6a8b0c1d01",
    }
}

fn parsed(letter: &Letter) -> Vec<String> {
    let python = std::env::var("TUCHAM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut child = Command::new(&python)
        .args(["-c", PARSER])
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{python} is needed: {error}"));
    child.stdin.take().unwrap().write_all(&letter.to_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_parser_of_the_standards_finds_every_part_and_no_defect() {
    let letter = letter();
    assert_eq!(letter.file_name(), "tucham_2018_xa-huong-phu_r1.eml");
    assert_eq!(
        parsed(&letter),
        [
            "[]",
            "1",
            letter.subject,
            "[('Trần Thị Bé, \"Bé\"', 'ttbe@huongphu.example')]",
            "[('Văn phòng HĐND và UBND huyện Nam Đông', 'vanphong@namdong.example')]",
            "2018-10-12T01:30:00+00:00",
            "'Kính gửi Văn phòng,\\n\\n.Dòng bắt đầu bằng dấu chấm\\nFrom đầu dòng\\nTổng điểm: 31,5.\\n'",
            "application/json tucham_2018_xa-huong-phu_r1.json",
            &hex::encode(<sha2::Sha256 as sha2::Digest>::digest(FILE)),
        ]
    );
}

#[test]
fn without_addresses_the_mail_program_asks_for_them() {
    let found = parsed(&Letter { to: "", from: None, ..letter() });
    assert_eq!(found[..2], ["[]", "1"]);
    assert_eq!(found[3..5], ["None", "None"]);
}

#[test]
fn a_clock_that_is_wrong_by_millennia_makes_a_letter_without_a_date() {
    for date_s in [253_402_300_800, -62_167_219_201, i64::MAX, i64::MIN] {
        let bytes = Letter { date_s, ..letter() }.to_bytes();
        assert!(!String::from_utf8(bytes).unwrap().contains("Date:"), "{date_s}");
    }
}

#[test]
fn line_breaks_in_a_name_make_no_header_of_their_own() {
    let found =
        parsed(&Letter { subject: "Điểm\r\nBcc: ai@do.example", to_name: "A\r\nBcc: b@c.example", ..letter() });
    let bytes = Letter { subject: "Điểm\r\nBcc: ai@do.example", ..letter() }.to_bytes();
    assert!(!String::from_utf8(bytes).unwrap().lines().any(|line| line.starts_with("Bcc:")));
    assert_eq!(found[1], "1");
}

#[test]
fn names_of_any_length_and_with_any_letter_come_back_whole() {
    for name in ["Ủy ban nhân dân xã ".repeat(20).trim(), "Nguyễn, \"Tám\" <x@y>; (đội 3)", "Plain Name", "𠀋漢字 Ộ"]
    {
        let found = parsed(&Letter { to_name: name, subject: name, file_name: "báo cáo, lần 1.json", ..letter() });
        assert_eq!(found[0], "[]");
        assert_eq!(found[2], name);
        // Python puts a space between the encoded words of a name, where the standard has none.
        let found_name = found[4].replace("  ", " ");
        assert!(
            found_name.contains(&format!("'{name}'")) || found_name.contains(&format!("\"{name}\"")),
            "{found_name}"
        );
        assert_eq!(found[7], "application/json báo cáo, lần 1.json");
    }
}

#[test]
fn what_is_no_address_is_left_to_the_officer() {
    for to in ["x", "a b@c.example", "a@b@c", "a@b>\r\nBcc: c@d.example", "@x", "x@", "xã@huyện.vn"] {
        let found = parsed(&Letter { to, ..letter() });
        assert_eq!((found[0].as_str(), found[4].as_str()), ("[]", "None"), "{to}");
    }
}

#[test]
fn every_line_is_ascii_and_short_enough_for_mail_servers() {
    let bytes = letter().to_bytes();
    assert!(bytes.is_ascii());
    for line in String::from_utf8(bytes).unwrap().split("\r\n") {
        assert!(line.len() <= 998 && !line.contains(['\r', '\n']), "{line}");
    }
}
