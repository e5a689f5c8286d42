//! How long the command line takes for the files of a district, a province, a ministry: seconds, memory, cost per file.
//!
//! `cargo bench --features cli --bench office` makes a set with as many communes as files, a key and a file for each,
//! and runs `tucham verify --json` and `tucham consolidate` on them as an office would. It asserts nothing of time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tucham::engine::assignment::Leads;
use tucham::engine::criteria::source::{SetSource, UnitSource};
use tucham::engine::criteria::{CriteriaFile, Criterion, Scale, UnitId, check, toml_source};
use tucham::engine::draft::PersonEntry;
use tucham::engine::export::{ExportDetails, submission};
use tucham::engine::json::write_pretty;
use tucham::engine::keys::SecretKey;
use tucham::engine::office::Roster;
use tucham::engine::sheet::Entry;
use tucham::engine::signed::{CriteriaSetV1, FileId, Head, OfficeV1, RosterLine, sign, write_multikey};

const COUNTS: [usize; 3] = [100, 1_000, 10_600];
/// 2018-10-12T08:30:00+07:00
const CREATED_MS: i64 = 1_539_307_800_000;

fn main() {
    println!("{:>8} {:<12} {:>9} {:>12} {:>10}", "files", "command", "seconds", "µs per file", "peak MB");
    for count in COUNTS {
        let folder = Folder::new(count);
        generate(&folder.0, count);
        let (set, roster, mail) = (folder.0.join("set.json"), folder.0.join("roster.json"), folder.0.join("mail"));
        let out = folder.0.join("out.json");
        for (command, more) in [("verify", "--json"), ("consolidate", "--out")] {
            let mut process = Command::new(env!("CARGO_BIN_EXE_tucham"));
            process.arg(command).arg("--set").arg(&set).arg("--roster").arg(&roster).arg(&mail).arg(more);
            if command == "consolidate" {
                process.arg(&out);
            }
            let printed = fs::File::create(folder.0.join("printed")).expect("a file for what is printed");
            let started = Instant::now();
            let child = process.stdout(printed).stderr(Stdio::null()).spawn().expect("the command line");
            let peak_kb = peak_of(child);
            let seconds = started.elapsed().as_secs_f64();
            let per_file = seconds * 1e6 / count as f64;
            println!("{count:>8} {command:<12} {seconds:>9.2} {per_file:>12.0} {:>10.0}", peak_kb as f64 / 1024.0);
        }
        let printed = fs::read_to_string(folder.0.join("printed")).unwrap_or_default();
        assert!(printed.is_empty(), "consolidate prints nothing beside its file");
        println!("{:>8} {:<12} {:>9} KB", "", "result", fs::metadata(&out).expect("a result").len() / 1024);
    }
}

/// Waits for a process; gives the most memory that it held, in kB, as far as Linux tells.
fn peak_of(mut child: Child) -> u64 {
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak_kb = 0;
    loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let found = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak_kb = found.unwrap_or(peak_kb).max(peak_kb);
        if let Some(status) = child.try_wait().expect("the process can be asked") {
            assert!(status.success(), "{status}: every file is trusted");
            return peak_kb;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The district's set with this many communes, their roster, and a file of each.
fn generate(folder: &Path, count: usize) {
    let file = check(&source(count)).expect("the set is right");
    let leads = Leads::of(&file.set);
    let mail = folder.join("mail");
    fs::create_dir_all(&mail).expect("a folder");
    let mut roster = Roster::default();
    for number in 0..count {
        let id = unit_id(number);
        let key = key_of(number);
        let name = format!("tucham_2018_{id}_r1.json");
        fs::write(mail.join(name), file_of(&file, &leads, &id, number, &key)).expect("a file");
        roster.lines.push(RosterLine {
            unit: UnitId(id.into()),
            key: write_multikey(&key.public_key()),
            from_ms: 0,
            until_ms: None,
        });
    }
    let key = key_of(count);
    let head = Head { id: FileId::new(CREATED_MS, &[0; 10]), created_ms: CREATED_MS };
    let office = OfficeV1 {
        name: file.office.name.to_string(),
        key: Some(write_multikey(&key.public_key())),
        ..OfficeV1::default()
    };
    let document = CriteriaSetV1::document(&head, &file, &[], &office);
    let set = write_pretty(&sign(document, &head.created(), &key));
    fs::write(folder.join("set.json"), set).expect("a file");
    fs::write(folder.join("roster.json"), write_pretty(&roster.to_json())).expect("a file");
}

/// The built-in set's files, with other communes.
fn source(count: usize) -> SetSource {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria/nam-dong-2018");
    let entries = fs::read_dir(&folder).expect("the set's folder").flatten();
    let files: Vec<(String, String)> = entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .filter(|(name, _)| name.ends_with(".toml"))
        .map(|(name, path)| (name, fs::read_to_string(path).expect("text")))
        .collect();
    let mut source = toml_source::read_toml(&files).expect("the set's files");
    source.head.content.id = "ca-nuoc-2018".to_owned();
    let units = &mut source.units.content;
    let class = units.class.iter_mut().find(|class| class.id == "xa-thi-tran").expect("the communes");
    units.unit.retain(|unit| !class.units.contains(&unit.id));
    class.units = (0..count).map(unit_id).collect();
    units.unit.extend((0..count).map(|number| UnitSource {
        id: unit_id(number),
        name: format!("UBND xã số {number}"),
        aliases: Vec::new(),
    }));
    source
}

fn unit_id(number: usize) -> String {
    format!("xa-{number:05}")
}

fn key_of(number: usize) -> SecretKey {
    let mut seed = [7; 32];
    seed[..8].copy_from_slice(&(number as u64).to_be_bytes());
    SecretKey::from_seed(&seed)
}

fn file_of(file: &CriteriaFile, leads: &Leads, id: &str, number: usize, key: &SecretKey) -> String {
    let mut turn = number as u64;
    let mut next = |below: usize| {
        turn = turn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (turn >> 33) as usize % below
    };
    let rows: Vec<_> = leads.led_by(id).iter().map(|criterion| (*criterion, entry(criterion, &mut next))).collect();
    let person = PersonEntry {
        name: "Trần Thị Bé".into(),
        position: "Công chức Văn phòng – Thống kê".into(),
        phone: "0234 000 000".into(),
        email: String::new(),
    };
    let details = ExportDetails {
        head: Head { id: FileId::new(CREATED_MS, &[number as u8; 10]), created_ms: CREATED_MS },
        period: 2018,
        revision: 1,
        supersedes: None,
        prepared_by: &person,
        approved_by: &person,
        nfc: &str::to_owned,
    };
    let unit = leads.unit(id).expect("a unit of the set");
    let submission = submission(&file.set, unit, &rows, details).expect("an export");
    write_pretty(&sign(submission.to_json(), &submission.head.created(), key))
}

/// An answer with a sentence that explains it, as officers write.
fn entry(criterion: &Criterion, next: &mut impl FnMut(usize) -> usize) -> Entry {
    let explanation = "Theo biên bản kiểm kê tài sản năm 2018 của Ủy ban nhân dân xã.".to_owned();
    let entry = Entry { explanation, ..Entry::default() };
    match &criterion.scale {
        Scale::Choice { levels } => Entry { level: Some(next(levels.len())), ..entry },
        Scale::Share { .. } => Entry { share: Some(next(2) == 0), ..entry },
        Scale::Count { .. } => Entry { count: next(5).to_string(), ..entry },
        Scale::Ratio { .. } | Scale::RatioBands { .. } => {
            let denominator = 1 + next(900);
            Entry { numerator: next(denominator + 1).to_string(), denominator: denominator.to_string(), ..entry }
        }
    }
}

/// A folder of its own, taken away at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(count: usize) -> Self {
        let path = std::env::temp_dir().join(format!("tucham-bench-{}-{count}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
