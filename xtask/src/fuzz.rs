//! `cargo xtask fuzz`: readers of foreign input under libFuzzer for a bounded time.
//!
//! The targets are laid out as cargo-fuzz wants them. They are built here without it, by a stable compiler: the coverage
//! counters are an ordinary LLVM pass.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::progress::Progress;
use crate::{child, paths};

/// How long each target runs unless told otherwise.
pub const SECONDS: u64 = 60;

/// What libFuzzer needs to see which code an input reaches.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";
/// With what libFuzzer keeps for itself; what a reader takes is counted to the byte, in `fuzz/src/lib.rs`.
const MEMORY_LIMIT_MB: u32 = 512;
const INPUT_LIMIT_BYTES: u32 = 65_536;
/// One input that takes longer hangs a page.
const INPUT_TIME_LIMIT_S: u32 = 10;

/// A target, and where inputs to begin with lie.
struct Target {
    name: &'static str,
    seeds: &'static [&'static str],
}

const TARGETS: [Target; 3] = [
    Target {
        name: "signed_file",
        seeds: &["tests/vectors/released", "tests/vectors/eddsa-jcs-2022", "tests/vectors/jsontestsuite"],
    },
    Target { name: "draft", seeds: &["tests/vectors/drafts", "tests/vectors/jsontestsuite"] },
    // Begins with the texts in the table of numbers.
    Target { name: "number", seeds: &[] },
];

const NUMBERS: &str = "tests/golden/numbers.json";

/// Runs every target for so many seconds.
pub fn run(seconds: u64) -> Result<(), String> {
    let progress = Progress::start();
    let host = host()?;
    let built = paths::target().join("fuzz");
    progress.step("fuzzing: compiling the targets", || {
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--release", "--locked", "--manifest-path", "fuzz/Cargo.toml", "--target", &host]);
        cargo.args(["--target-dir"]).arg(&built).current_dir(paths::root()).env("RUSTFLAGS", COVERAGE);
        child::shown(&mut cargo, |_| {})
    })?;
    // A target that finds something keeps no other from its run.
    let runs: Vec<Result<(), String>> = TARGETS
        .iter()
        .map(|target| {
            let program = built.join(&host).join("release").join(target.name);
            progress.step(&format!("fuzzing: {}, {seconds} s", target.name), || fuzz(target, &program, seconds))
        })
        .collect();
    runs.into_iter().collect()
}

fn fuzz(target: &Target, program: &Path, seconds: u64) -> Result<(), String> {
    let corpus = seeded(target)?;
    let log = format!("fuzz-{}", target.name);
    let mut fuzzer = Command::new(program);
    fuzzer.args([
        format!("-max_total_time={seconds}"),
        format!("-max_len={INPUT_LIMIT_BYTES}"),
        format!("-rss_limit_mb={MEMORY_LIMIT_MB}"),
        format!("-timeout={INPUT_TIME_LIMIT_S}"),
        format!("-artifact_prefix={}-", paths::scratch().join(&log).display()),
        "-print_final_stats=1".to_owned(),
    ]);
    child::logged(fuzzer.arg(&corpus), &log)?;
    println!("{}", figures(&child::log_path(&log)));
    Ok(())
}

/// This machine's own target. Named to cargo, it keeps build scripts from being instrumented too.
fn host() -> Result<String, String> {
    let version = child::answer(Command::new("rustc").arg("-vV")).ok_or("rustc does not say its version")?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not say this machine's target".to_owned())
}

/// The corpus of a target: what earlier runs found, and the tests' own files.
fn seeded(target: &Target) -> Result<PathBuf, String> {
    let corpus = paths::target().join("fuzz-corpus").join(target.name);
    let copied = fs::create_dir_all(&corpus)
        .and_then(|()| target.seeds.iter().try_for_each(|seed| copy(&paths::root().join(seed), &corpus, seed)))
        .and_then(|()| if target.name == "number" { write_numbers(&corpus) } else { Ok(()) });
    copied.map_err(|error| format!("{} cannot be filled: {error}", corpus.display()))?;
    Ok(corpus)
}

fn copy(from: &Path, corpus: &Path, name: &str) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let name = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            copy(&path, corpus, &name)?;
        } else {
            fs::copy(&path, corpus.join(name.replace('/', "-")))?;
        }
    }
    Ok(())
}

/// Each number of the table is a seed. Those that JSON writes with an escape are left for the fuzzer to find.
fn write_numbers(corpus: &Path) -> std::io::Result<()> {
    let table = fs::read_to_string(paths::root().join(NUMBERS))?;
    let typed = table.split("\"typed\": \"").skip(1).filter_map(|rest| rest.split_once('"'));
    let plain = typed.map(|(text, _)| text).filter(|text| !text.contains('\\'));
    plain.enumerate().try_for_each(|(index, text)| fs::write(corpus.join(format!("typed-{index}")), text))
}

/// What a run's log says of its speed.
fn figures(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines = text.lines().filter(|line| line.starts_with("stat::") || line.starts_with("Done"));
    lines.collect::<Vec<_>>().join("\n")
}
