//! The developer commands: everything a person types to work on Tự Chấm.

mod bench;
mod browser_tests;
mod budget;
mod bundle;
mod checks;
mod child;
mod debian;
mod digest;
mod engine_package;
mod fuzz;
mod import_names;
mod letters85;
mod mutants;
mod mutate;
mod node;
mod package;
mod page;
mod parts;
mod paths;
mod peers;
mod policy;
mod prepare;
mod program;
mod progress;
mod python;
mod review;
mod rust_tools;
mod server;
mod service_worker;
mod shrink;
mod single_file;
mod site;
mod soak;
mod tally;
mod typescript;
mod widget;

use std::process::ExitCode;

use site::Profile;

const HELP: &str = "\
cargo xtask run [--release]   builds both pages, serves them on this machine and builds again after each change
cargo xtask test              everything that must hold before a change lands, browsers included
cargo xtask dist              builds dist/, what a district hands out, and dist-engine/ and dist-widget/, for programs and pages of others
cargo xtask engine            builds dist-engine/ alone
cargo xtask widget            builds dist-widget/ alone, the custom element for pages of others
cargo xtask review            writes the table that an officer lays beside the dispatch
cargo xtask criteria-set FOLDER KEY.pem   makes the signed file of the criteria set in a folder of TOML (tucham criteria-set)
cargo xtask fuzz [seconds]    feeds the readers of foreign files made-up input, a minute each unless told otherwise
cargo xtask soak              crashes, edits and made-up input in full, for an hour or so
cargo xtask mutate [words]    switches each mechanism off in turn and sees whether its tests notice
cargo xtask bench [--quick] [--peers FOLDER]   measures the form, and other libraries' forms beside it, into docs/benchmarks.md
cargo xtask help              this

Missing tools are installed, pinned, below ~/.cache/tucham or through apt-get.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => server::run(Profile::Debug),
        ["run", "--release"] => server::run(Profile::Release),
        ["test"] => return ended(checks::run()),
        ["dist"] => site::dist(),
        ["engine"] => engine_package::PACKAGE.run(),
        ["widget"] => widget::PACKAGE.run(),
        ["review"] => review::write(),
        ["criteria-set", folder, key, more @ ..] => criteria_set(folder, key, more),
        ["mutate", words @ ..] => mutate::run(&words.join(" ")),
        ["soak"] => soak::run(),
        ["bench", options @ ..] => bench::Options::read(options).and_then(|options| bench::run(&options)),
        ["fuzz"] => fuzz::run(fuzz::SECONDS),
        ["fuzz", seconds] | ["fuzz", "--seconds", seconds] => match seconds.parse() {
            Ok(seconds) => fuzz::run(seconds),
            Err(_) => Err(format!("\"{seconds}\" is no number of seconds")),
        },
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command \"{}\"; these are:\n{HELP}", other.join(" "))),
    };
    ended(outcome.map(|()| ExitCode::SUCCESS))
}

/// The command line does it; this compiles it first.
fn criteria_set(folder: &str, key: &str, more: &[&str]) -> Result<(), String> {
    let mut cargo = std::process::Command::new("cargo");
    cargo.args(["run", "--quiet", "--locked", "--features", "cli", "--bin", "tucham", "--", "criteria-set", folder]);
    child::shown(cargo.args(["--key", key]).args(more), |_| {})
}

fn ended(outcome: Result<ExitCode, String>) -> ExitCode {
    match outcome {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}
