//! How long the command line takes for the files of a district, a province, a ministry: seconds, memory, cost per file.
//!
//! `cargo bench --features cli --bench office` makes a set with as many communes as files, a key and a file for each,
//! and runs `tucham verify --json` and `tucham consolidate` on them as an office would. It asserts nothing of time.

mod district;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use district::{CREATED_MS, District, key_of};
use tucham::engine::json::write_pretty;
use tucham::engine::signed::{CriteriaSetV1, FileId, Head, OfficeV1, sign, write_multikey};

const COUNTS: [usize; 3] = [100, 1_000, 10_600];

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

/// The district with this many communes as files: the signed set, the roster, the mail.
fn generate(folder: &Path, count: usize) {
    let District { file, roster, mail } = District::new(count);
    let mail_folder = folder.join("mail");
    fs::create_dir_all(&mail_folder).expect("a folder");
    for (name, text) in mail {
        fs::write(mail_folder.join(name), text).expect("a file");
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
