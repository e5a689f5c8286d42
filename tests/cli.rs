//! The command line, as an office runs it: verdicts and exit status, the same bytes from any order, keys and roster.

mod office_files;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use office_files::{CREATED_MS, file, judged, key_of, roster, submission_of};
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{Criterion, Scale, packed};
use tucham::engine::json::{Json, read_json, write_pretty};
use tucham::engine::keys::SecretKey;
use tucham::engine::office::{Appraisals, Decisions, Override, Roster, Workspace, consolidate};
use tucham::engine::sheet::Entry;
use tucham::engine::signed::{
    Contact, CriteriaSetV1, EnrolmentV1, FileHash, Head, OfficeV1, OpenSetError, ProofError, ReadError, SetReference,
    digits, file_hash, open_set, read_signed, sign,
};

/// A folder of its own for each test, taken away at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tucham-cli-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn roster(&self, roster: &Roster) -> PathBuf {
        self.put("roster.json", write_pretty(&roster.to_json()))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn tucham(arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tucham"));
    command.env("TUCHAM_PASSPHRASE", "Bưởi thanh trà 2018");
    for argument in arguments {
        command.arg(argument);
    }
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn entry(criterion: &Criterion) -> Entry {
    match criterion.code.as_str() {
        "1.I.15" => Entry { numerator: "12".into(), denominator: "14".into(), ..Entry::default() },
        "1.I.16" => Entry { share: Some(true), ..Entry::default() },
        _ => Entry::default(),
    }
}

fn commune(revision: u64, key: &SecretKey) -> Vec<u8> {
    file(&submission_of("xa-huong-phu", revision, entry), key)
}

/// The enrolment of a unit's key, signed by it.
fn enrolment(unit: &str, key: &SecretKey) -> Vec<u8> {
    let submission = submission_of(unit, 1, entry);
    // As the page leads an officer: first the export, an hour later the enrolment.
    let head = Head { created_ms: submission.head.created_ms + 3_600_000, ..submission.head };
    let enrolment = EnrolmentV1 {
        head,
        unit: submission.unit,
        public_key: key.public_key(),
        contact: Contact { name: "Trần Thị Bé".into(), phone: None },
    };
    write_pretty(&sign(enrolment.to_json(), &enrolment.head.created(), key)).into_bytes()
}

/// The verdicts of files by name, from `--json`.
fn verdicts(output: &Output) -> Vec<(String, String, String)> {
    let lines = text(&output.stdout);
    let read = lines.lines().map(|line| {
        let document = read_json(line.as_bytes()).expect(line);
        let member = |name: &str| document.member(name).and_then(Json::as_text).unwrap_or_default().to_owned();
        let name = Path::new(&member("file")).file_name().unwrap().to_string_lossy().into_owned();
        (name, member("verdict"), member("reason"))
    });
    read.collect()
}

#[test]
fn every_kind_of_file_gets_its_verdict_and_none_stops_the_others() {
    let folder = Folder::new("verdicts");
    let own = key_of("xa-huong-phu", 0);
    let good = commune(1, &own);
    let mut enrolled = roster();
    enrolled.lines.retain(|line| line.unit.as_str() != "xa-huong-son");
    enrolled
        .lines
        .iter_mut()
        .filter(|line| line.unit.as_str() == "xa-huong-loc")
        .for_each(|line| line.until_ms = Some(CREATED_MS));
    let son = |key: &SecretKey| file(&submission_of("xa-huong-son", 1, entry), key);
    let mut other_set = submission_of("xa-huong-phu", 1, entry);
    other_set.criteria_set.version = 2;
    let mut impossible = submission_of("xa-huong-phu", 1, entry);
    impossible.answers[0].answer = Some(tucham::engine::signed::AnswerV1::Choice { level: 9 });
    impossible.answers[0].points = Some(1.into());
    let mut ahead = submission_of("xa-huong-phu", 1, entry);
    ahead.head = Head { created_ms: 4_102_444_800_000, ..ahead.head };
    let cases: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("good.json", good.clone(), "trusted", ""),
        ("copy.json", good.clone(), "trusted", ""),
        ("tampered.json", text(&good).replace("\"12\"", "\"13\"").into_bytes(), "invalid", "đã bị sửa"),
        ("cut.json", good[..good.len() / 2].to_vec(), "invalid", "cắt ngang"),
        ("empty.json", Vec::new(), "invalid", "cắt ngang"),
        ("huge.json", vec![b' '; 8 * 1024 * 1024 + 1], "invalid", "8 MB"),
        ("latin.json", b"\xff\xfe{}".to_vec(), "invalid", "UTF-8"),
        (
            "unsigned.json",
            write_pretty(&submission_of("xa-huong-phu", 1, entry).to_json()).into_bytes(),
            "invalid",
            "chưa ký",
        ),
        ("other-set.json", file(&other_set, &own), "invalid", "phiên bản 2"),
        ("impossible.json", file(&impossible, &own), "invalid", "1.I.5: không có mức"),
        ("changed.json", commune(1, &key_of("xa-huong-phu", 1)), "changed-key", "hỏi vì sao đổi khoá"),
        ("another.json", commune(1, &key_of("xa-huong-phu", 0)), "trusted", ""),
        ("others-key.json", commune(1, &key_of("xa-thuong-lo", 0)), "another-units-key", "đơn vị khác"),
        ("unknown.json", son(&key_of("xa-huong-son", 0)), "unknown-key", "đối chiếu dãy số"),
        (
            "ended.json",
            file(&submission_of("xa-huong-loc", 1, entry), &key_of("xa-huong-loc", 0)),
            "changed-key",
            "hiệu lực",
        ),
        ("ahead.json", file(&ahead, &own), "trusted", ""),
        ("enrolment.json", enrolment("xa-huong-phu", &own), "invalid", "tucham/enrolment/1"),
    ];
    let roster = folder.roster(&enrolled);
    let paths: Vec<PathBuf> =
        cases.iter().map(|(name, bytes, _, _)| folder.put(&format!("in/{name}"), bytes)).collect();
    let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"verify", &"--json", &"--roster", &roster];
    arguments.extend(paths.iter().map(|path| path as &dyn AsRef<std::ffi::OsStr>));
    let missing = folder.0.join("in/missing.json");
    arguments.push(&missing);
    let output = tucham(&arguments);
    let found = verdicts(&output);
    assert_eq!(found.len(), cases.len() + 1);
    for ((name, verdict, reason), (expected_name, _, expected, words)) in found.iter().zip(&cases) {
        assert_eq!((name.as_str(), verdict.as_str()), (*expected_name, *expected), "{reason}");
        assert!(reason.contains(words), "{name}: {reason}");
    }
    assert_eq!(found.last().unwrap().1, "invalid");
    let ahead = text(&output.stdout).lines().find(|line| line.contains("ahead.json")).unwrap().to_owned();
    assert!(ahead.contains("đồng hồ của một trong hai máy sai"), "{ahead}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(tucham(&[&"verify", &"--roster", &roster, &paths[0]]).status.code(), Some(0));
    assert_eq!(tucham(&[&"verify"]).status.code(), Some(2));
    assert_eq!(tucham(&[&"no-such-command"]).status.code(), Some(2));
}

#[test]
fn nothing_in_a_file_moves_the_terminal() {
    let folder = Folder::new("terminal");
    let hostile = "{\"\\u001b[2J\\u202e\": 1, \"proof\": {\"\\u001b]0;x\\u0007\": 1}}";
    let path = folder.put("a\u{1b}[31m\u{202e}.json", hostile);
    let output = tucham(&[&"verify", &path]);
    let shown = text(&output.stdout);
    assert!(shown.contains("\\u{1b}"), "{shown:?}");
    assert!(
        !shown.chars().any(|character| character != '\n' && tucham::engine::signed::is_hidden(character)),
        "{shown:?}"
    );
}

#[test]
fn the_same_files_in_any_order_give_the_same_bytes() {
    let folder = Folder::new("order");
    let units = ["xa-huong-phu", "xa-huong-son", "van-phong", "noi-vu"];
    let mut paths: Vec<PathBuf> = units
        .iter()
        .map(|unit| folder.put(&format!("mail/{unit}.json"), file(&submission_of(unit, 1, entry), &key_of(unit, 0))))
        .collect();
    paths.push(folder.put("mail/deep/second.json", commune(2, &key_of("xa-huong-phu", 0))));
    paths.push(folder.put("mail/deep/broken.json", "{"));
    let roster = folder.roster(&roster());
    let run = |paths: &[PathBuf]| {
        let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"consolidate", &"--roster", &roster];
        arguments.extend(paths.iter().map(|path| path as &dyn AsRef<std::ffi::OsStr>));
        let output = tucham(&arguments);
        assert_eq!(output.status.code(), Some(1), "one file is broken");
        text(&output.stdout)
    };
    let first = run(&paths);
    paths.reverse();
    assert_eq!(run(&paths), first);
    assert_eq!(run(&[folder.0.join("mail")]), first);
    let document = read_json(first.as_bytes()).unwrap();
    let Some(Json::Array(files)) = document.member("files") else { panic!("{first}") };
    assert_eq!(files.len(), 6);
    assert!(first.ends_with("}\n"));
    // 12/14 = 0,857… → 0,86 twice pools to 24/28 → 0,86; Có twice of 11 communes → 0,18.
    let points = |code: &str| {
        let Some(Json::Array(criteria)) = document.member("criteria") else { panic!("{first}") };
        let found = criteria.iter().find(|row| row.member("criterion").and_then(Json::as_text) == Some(code)).unwrap();
        found.member("points").and_then(Json::as_text).map(str::to_owned)
    };
    assert_eq!(points("1.I.15").as_deref(), Some("0.86"));
    assert_eq!(points("1.I.16").as_deref(), Some("0.18"));
    let out = folder.0.join("huyen.json");
    tucham(&[&"consolidate", &"--roster", &roster, &"--out", &out, &folder.0.join("mail")]);
    assert_eq!(fs::read_to_string(out).unwrap(), first);
}

/// Holds a workbook against the consolidated result; both are read by programs that are not ours.
const COMPARER: &str = r#"
import json, sys
from decimal import Decimal
from openpyxl import load_workbook
result, book = json.load(open(sys.argv[1])), load_workbook(sys.argv[2])
rows = {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}
exact = lambda value: None if value is None else Decimal(repr(value))
wire = lambda value: None if value is None else Decimal(value)
def totals(row): return [exact(value) for value in row[2:]]
def told(sums):
    names = ["points", "maximum", "excluded", "converted", "could_add", "settled", "criteria"]
    return [wire(str(sums[name])) for name in names]
expected = []
for group in result["groups"]:
    expected.append([str(group["group"])] + told(group["totals"]))
    expected += [[section["section"]] + told(section["totals"]) for section in group["sections"]]
expected.append(["Tất cả"] + told(result["totals"]))
assert [[row[0]] + totals(row) for row in rows["Tổng quan"]] == expected
found = [[row[0], exact(row[4]), exact(row[5]), exact(row[6]), exact(row[7]), exact(row[8]), exact(row[9]), exact(row[10])]
         for row in rows["Tiêu chí"]]
def quotient(row, name): return wire(row.get("quotient", {}).get(name))
assert found == [[row["criterion"], wire(row.get("points")), wire(row["maximum"]), wire(row.get("computed")),
    quotient(row, "numerator"), quotient(row, "denominator"), wire(row.get("reported_only")), wire(row["could_add"])]
    for row in result["criteria"]]
def given(answer):
    return [wire(answer.get("value")) if answer["kind"] == "count" else wire(answer.get("numerator")), wire(answer.get("denominator"))]
answers = [[row["criterion"]] + given(one["answer"]) + [wire(one.get("points"))]
           for row in result["criteria"] for one in row["contributions"]]
assert [[row[0], exact(row[4]), exact(row[5]), exact(row[6])] for row in rows["Câu trả lời"]
        if row[3] not in ("chưa gửi", "chưa trả lời")] == answers
assert [[row[0], exact(row[3]), row[4]] for row in rows["Điểm ấn định"]] == [
    [row["criterion"], wire(row["override"]["points"]), row["override"]["reason"]] for row in result["criteria"] if "override" in row]
assert [row[0] for row in rows["Tệp"]] == [file["sha256"] for file in result["files"]]
assert [row[0] for row in rows["Đơn vị"]] == [unit["unit"] for unit in result["units"]]
print(len(answers), len(found), len(rows["Tệp"]), len(rows["Điểm ấn định"]))
"#;

/// Every criterion answered, each kind in its way.
fn full_entry(criterion: &Criterion) -> Entry {
    match criterion.scale {
        Scale::Choice { .. } => Entry { level: Some(0), ..Entry::default() },
        Scale::Share { .. } => Entry { share: Some(true), ..Entry::default() },
        Scale::Count { .. } => Entry { count: "3".into(), ..Entry::default() },
        Scale::Ratio { .. } | Scale::RatioBands { .. } => {
            Entry { numerator: "7".into(), denominator: "11".into(), ..Entry::default() }
        }
    }
}

#[test]
fn every_number_of_the_workbook_is_that_of_the_consolidated_result() {
    let folder = Folder::new("workbook");
    for unit in ["xa-huong-phu", "xa-huong-son", "van-phong", "noi-vu"] {
        folder.put(&format!("mail/{unit}.json"), file(&submission_of(unit, 1, full_entry), &key_of(unit, 0)));
    }
    folder.put("mail/broken.json", "{");
    let decisions = folder.put(
        "decisions.json",
        r#"{"overrides": [{"criterion": "1.I.15", "points": "0.5", "reason": "=HYPERLINK(\"http://do.example\")"}]}"#,
    );
    let roster = folder.roster(&roster());
    let (json, xlsx) = (folder.0.join("huyen.json"), folder.0.join("huyen.xlsx"));
    let mail = folder.0.join("mail");
    let output = tucham(&[
        &"consolidate",
        &"--roster",
        &roster,
        &"--decisions",
        &decisions,
        &"--out",
        &json,
        &"--xlsx",
        &xlsx,
        &mail,
    ]);
    assert_eq!(output.status.code(), Some(1), "one file is broken: {}", text(&output.stderr));
    let python = std::env::var("TUCHAM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let judged =
        Command::new(python).args(["-c", COMPARER]).args([&json, &xlsx]).env("PYTHONUTF8", "1").output().unwrap();
    assert!(judged.status.success(), "{}", text(&judged.stderr));
    let counts: Vec<usize> = text(&judged.stdout).split_whitespace().map(|count| count.parse().unwrap()).collect();
    assert!(counts[0] > 100, "answers were compared: {counts:?}");
    assert_eq!(counts[1..], [176, 5, 1]);
}

#[test]
fn no_file_is_dropped_whatever_becomes_of_it() {
    let folder = Folder::new("fates");
    let own = key_of("xa-huong-phu", 0);
    let with = |revision, numerator: &'static str, key: &SecretKey| {
        let entry = move |criterion: &Criterion| match criterion.code.as_str() {
            "1.I.15" => Entry { numerator: numerator.into(), denominator: "10".into(), ..Entry::default() },
            _ => Entry::default(),
        };
        file(&submission_of("xa-huong-phu", revision, entry), key)
    };
    let mut other_set = submission_of("xa-huong-son", 1, entry);
    other_set.criteria_set.sha256 = "ab".repeat(32);
    let files = [
        ("superseded", with(1, "1", &own), "trusted", "superseded"),
        ("conflict-a", with(2, "2", &own), "trusted", "conflict"),
        ("conflict-b", with(2, "3", &own), "trusted", "conflict"),
        ("foreign", with(3, "9", &key_of("xa-thuong-lo", 0)), "another-units-key", "rejected"),
        ("unknown", with(3, "8", &key_of("xa-huong-phu", 7)), "changed-key", "rejected"),
        ("tampered", text(&with(4, "1", &own)).replace("\"10\"", "\"11\"").into_bytes(), "invalid", "rejected"),
        ("other-set", file(&other_set, &key_of("xa-huong-son", 0)), "invalid", "rejected"),
        ("cut", b"{\"format\":".to_vec(), "invalid", "rejected"),
        ("huge", vec![b' '; 8 * 1024 * 1024 + 1], "invalid", "rejected"),
    ];
    for (name, bytes, _, _) in &files {
        folder.put(&format!("mail/{name}.json"), bytes);
    }
    // A copy of a file is that file.
    folder.put("mail/copy.json", &files[1].1);
    let roster = folder.roster(&roster());
    let mail = folder.0.join("mail");
    let out = folder.0.join("huyen.json");
    let run = |decisions: &str| {
        let decisions = folder.put("decisions.json", decisions);
        let output = tucham(&[&"consolidate", &"--roster", &roster, &"--decisions", &decisions, &"--out", &out, &mail]);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        (text(&output.stderr), serde_json::from_slice::<serde_json::Value>(&fs::read(&out).unwrap_or_default()))
    };
    let (said, result) = run("{}");
    assert!(said.contains("10 tệp, 4 tin cậy, 1 trùng, 0 trễ hạn; 0/25 đơn vị đã gửi, 1 xung đột"), "{said}");
    let result = result.unwrap();
    let listed = result["files"].as_array().unwrap();
    assert_eq!(listed.len(), files.len());
    let mut found: Vec<(&str, &str)> =
        listed.iter().map(|file| (file["verdict"].as_str().unwrap(), file["state"].as_str().unwrap())).collect();
    let mut expected: Vec<(&str, &str)> = files.iter().map(|(_, _, verdict, state)| (*verdict, *state)).collect();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
    // The office settles the conflict, says when the file came, and sets another criterion itself.
    let chosen = file_hash(&read_json(&files[2].1).unwrap());
    let (said, result) = run(&format!(
        "{{\"settled\": [\"{chosen}\"], \"received\": [{{\"sha256\": \"{chosen}\", \"at\": \"2018-10-30T00:00:00+07:00\"}}],
          \"overrides\": [{{\"criterion\": \"1.I.3\", \"points\": \"0.5\", \"reason\": \"Theo biên bản\"}}]}}"
    ));
    assert!(said.contains("1 trễ hạn; 1/25 đơn vị đã gửi, 0 xung đột; 0,80 / 178 điểm"), "{said}");
    let result = result.unwrap();
    let points = |code: &str| {
        let rows = result["criteria"].as_array().unwrap();
        rows.iter().find(|row| row["criterion"] == code).unwrap()["points"].clone()
    };
    assert_eq!((points("1.I.15"), points("1.I.3")), ("0.3".into(), "0.5".into()));
    // What cannot be decided so is refused by its place.
    for (wrong, words) in [
        ("{\"settled\": [\"ab\"]}", "settled[0]"),
        ("{\"received\": [{\"sha256\": \"ab\", \"at\": \"2018\"}]}", "received[0].sha256"),
        ("{\"overrides\": [{\"criterion\": \"1.I.3\", \"points\": \"1.5\", \"reason\": \"x\"}]}", "1.I.3"),
        ("{\"overrides\": [{\"criterion\": \"9.I.3\", \"points\": \"1\", \"reason\": \"x\"}]}", "9.I.3"),
        ("{\"overrides\": [{\"criterion\": \"1.I.3\", \"points\": \"1\", \"reason\": \" \"}]}", "lý do"),
        ("{\"overrides\": [{\"criterion\": \"1.I.3\", \"points\": \"1\"}]}", "overrides[0].reason"),
        ("{\"other\": []}", "other"),
        ("[]", "decisions"),
        ("{", "cắt ngang"),
    ] {
        let (said, _) = run(wrong);
        assert!(said.contains(words), "{wrong}: {said}");
    }
}

#[test]
fn a_workspace_of_the_page_serves_as_roster_and_decisions() {
    let folder = Folder::new("workspace");
    let key = key_of("xa-huong-phu", 0);
    let bytes = commune(1, &key);
    let sha256 = file_hash(&read_json(&bytes).unwrap());
    let mail = folder.put("mail/phu.json", &bytes);
    let given =
        Override { criterion: "1.I.3".into(), points: "0.5".parse().unwrap(), reason: "Biên bản số 3".into() };
    let workspace = Workspace {
        set: SetReference::of(&builtin().set),
        criteria_file: None,
        period: 2018,
        saved_ms: CREATED_MS,
        roster: roster(),
        decisions: Decisions {
            received: [(sha256, CREATED_MS)].into(),
            overrides: vec![given],
            ..Decisions::default()
        },
        appraisals: Appraisals::default(),
        files: Vec::new(),
    };
    let judged = [judged(&bytes)];
    let expected = consolidate(&builtin().set, builtin().due, 2018, &judged, &workspace.decisions).to_bytes();
    let workspace = folder.put("tonghop.json", workspace.to_text());
    let output = tucham(&[&"consolidate", &"--roster", &workspace, &"--decisions", &workspace, &mail]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), expected));
}

#[test]
fn the_set_of_2020_becomes_a_signed_file_that_form_office_and_command_line_open() {
    let folder = Folder::new("set-2020");
    let (key, set) = (folder.0.join("office.pem"), folder.0.join("set.json"));
    assert_eq!(tucham(&[&"keygen", &"--out", &key]).status.code(), Some(0));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria/nam-dong-2020");
    let made = tucham(&[&"criteria-set", &source, &"--key", &key, &"--out", &set]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let opened = open_set(&fs::read(&set).unwrap()).unwrap();
    let found = &opened.file.set;
    assert_eq!((&*found.id, found.period, found.units.len()), ("nam-dong-2020", 2020, 24));
    assert!(found.unit("xa-huong-xuan").is_some() && found.unit("xa-huong-giang").is_none());
    // The form carries sets as lines, and reads the same out of them.
    assert_eq!(packed::unpack(packed::pack(&opened.file).leak()), opened.file);
    let said = text(&tucham(&[&"check", &set]).stdout);
    assert!(said.contains("176 tiêu chí, 178 điểm, 24 đơn vị"), "{said}");
    assert!(said.contains("UBND xã Hương Xuân: chủ trì 35 tiêu chí"), "{said}");
    // One letter that another hand changed.
    let changed = fs::read_to_string(&set).unwrap().replace("Hương Xuân", "Hương Xuan");
    assert_eq!(open_set(changed.as_bytes()).unwrap_err(), OpenSetError::Read(ReadError::Proof(ProofError::Signature)));
}

#[test]
fn a_folder_without_files_is_not_taken_for_one_where_all_is_well() {
    let folder = Folder::new("empty");
    let output = tucham(&[&"verify", &folder.0]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("không có tệp nào"), "{}", text(&output.stderr));
}

#[test]
fn a_reader_that_stops_early_hears_no_complaint() {
    for arguments in [&["check"][..], &["completion", "bash"]] {
        // The reader is gone before the command starts: were it dropped later, the command could be done by then.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_tucham")).args(arguments).stdout(writer).output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(1), ""), "{arguments:?}");
    }
}

#[test]
fn a_key_is_enrolled_only_with_its_digits() {
    let folder = Folder::new("roster");
    let key = key_of("xa-huong-phu", 0);
    let path = folder.put("enrolment.json", enrolment("xa-huong-phu", &key));
    let roster = folder.0.join("roster.json");
    let said = digits(&FileHash::of_key(&key.public_key()));
    let add = |said: &str| tucham(&[&"roster", &"add", &"--roster", &roster, &"--digits", &said, &path]);
    let refused = add("00000 00000 00000 00000 00000 00000");
    assert_eq!(refused.status.code(), Some(1));
    let words = text(&refused.stderr);
    assert!(words.contains("không khớp") && !words.contains(&said[..5]), "what is to be heard is not told: {words}");
    assert!(!roster.exists());
    // Spoken digits are typed with whatever stands between them.
    assert_eq!(add(&said.replace(' ', "-")).status.code(), Some(0));
    assert_eq!(add(&said).status.code(), Some(1), "once is enough");
    let submission = folder.put("submission.json", commune(1, &key));
    let verify = || tucham(&[&"verify", &"--json", &"--roster", &roster, &submission]);
    assert_eq!(verdicts(&verify())[0].1, "trusted");
    let public = office_files::public(&key);
    tucham(&[&"roster", &"revoke", &"--roster", &roster, &public, &"--at", &"2018-10-01T00:00:00+07:00"]);
    assert_eq!(verdicts(&verify())[0].1, "changed-key");
    let listed = text(&tucham(&[&"roster", &"list", &"--roster", &roster]).stdout);
    assert!(listed.contains(&public) && listed.contains("2018-10-01T00:00:00+07:00"), "{listed}");
}

#[test]
fn a_made_key_signs_what_verifies_and_is_never_written_over() {
    let folder = Folder::new("keys");
    let key = folder.0.join("key.pem");
    let made = tucham(&[&"keygen", &"--out", &key]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(text(&made.stdout).starts_with("z6Mk"));
    let pem = fs::read_to_string(&key).unwrap();
    assert!(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    assert_eq!(tucham(&[&"keygen", &"--out", &key]).status.code(), Some(1));
    assert_eq!(fs::read_to_string(&key).unwrap(), pem);
    let document = folder.put("document.json", write_pretty(&submission_of("xa-huong-phu", 1, entry).to_json()));
    let signed = tucham(&[&"sign", &"--key", &key, &document]);
    assert_eq!(signed.status.code(), Some(0), "{}", text(&signed.stderr));
    let (_, proof) = read_signed(&signed.stdout).unwrap();
    assert!(text(&made.stdout).starts_with(&tucham::engine::signed::write_multikey(&proof.key)));
    let twice = folder.put("signed.json", &signed.stdout);
    assert_eq!(tucham(&[&"sign", &"--key", &key, &twice]).status.code(), Some(1));
}

#[test]
fn a_set_is_checked_and_a_claim_is_scored() {
    let totals = text(&tucham(&[&"check"]).stdout);
    assert!(totals.contains("Tất cả: 176 tiêu chí, 178 điểm, 25 đơn vị"), "{totals}");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria/nam-dong-2018");
    assert_eq!(text(&tucham(&[&"check", &own]).stdout), totals);
    // A set that is another one with a few changes is told by its folder too.
    let merged = text(&tucham(&[&"check", &own.with_file_name("nam-dong-2020")]).stdout);
    assert!(merged.contains("Tất cả: 176 tiêu chí, 178 điểm, 24 đơn vị"), "{merged}");
    assert!(merged.contains("UBND xã Hương Xuân: chủ trì 35 tiêu chí, 35 điểm"), "{merged}");
    let folder = Folder::new("score");
    let head = submission_of("xa-huong-phu", 1, entry).head;
    let office = OfficeV1 { name: builtin().office.name.to_string(), ..OfficeV1::default() };
    let document = CriteriaSetV1::document(&head, builtin(), &[], &office);
    let signed = write_pretty(&sign(document, &head.created(), &key_of("van-phong", 0)));
    let as_file = folder.put("set.json", &signed);
    assert_eq!(text(&tucham(&[&"check", &as_file]).stdout), totals);
    let changed = folder.put("changed.json", signed.replacen("\"maximum\": \"1\"", "\"maximum\": \"2\"", 1));
    assert!(text(&tucham(&[&"check", &changed]).stderr).contains("Chữ ký không khớp"));
    let broken = folder.put("set/set.toml", "id = 1");
    assert_eq!(tucham(&[&"check", &broken.parent().unwrap()]).status.code(), Some(1));
    let mut claimed = submission_of("xa-huong-phu", 1, entry);
    claimed.totals.points = 30.into();
    let path = folder.put("claimed.json", file(&claimed, &key_of("xa-huong-phu", 0)));
    let scored = tucham(&[&"score", &path]);
    assert_eq!(scored.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&scored.stdout).unwrap();
    let claimed = serde_json::json!([{"claimed": "30", "computed": "1.86", "criterion": "totals.points"}]);
    assert_eq!(told["differences"], claimed);
    assert_eq!((&told["totals"]["points"], &told["totals"]["assigned"]), (&"1.86".into(), &35.into()));
    // Answers that are in no file yet claim nothing.
    let bare = folder.put(
        "bare.json",
        r#"{"answers": [{"criterion": "1.I.15", "answer": {"kind": "ratio", "numerator": "12", "denominator": "14"}}]}"#,
    );
    let scored = tucham(&[&"score", &bare]);
    assert_eq!(scored.status.code(), Some(0));
    let told: serde_json::Value = serde_json::from_slice(&scored.stdout).unwrap();
    assert_eq!(told["answers"][0]["why"], "12/14 × 1 = 0,86");
    assert_eq!(told.get("differences"), None);
    let twice = folder.put("twice.json", fs::read_to_string(&bare).unwrap().replace("[{", "[{\"criterion\": \"1.I.16\", \"answer\": {\"kind\": \"ratio\", \"numerator\": \"1\", \"denominator\": \"1\"}}, {"));
    assert_eq!(tucham(&[&"score", &twice]).status.code(), Some(1), "1.I.16 is a share");
}
