//! Starts other programs: never with input, their words shown or kept in a log.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use crate::paths;

/// How many of a log's last lines a failure shows.
const LOG_TAIL_LINES: usize = 25;

/// Runs a program and shows each line that it prints, after handing it to `on_line`.
pub fn shown(command: &mut Command, on_line: impl FnMut(&str) + Send) -> Result<(), String> {
    let name = program_name(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{name} did not start: {error}"))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let on_line = Mutex::new(on_line);
    std::thread::scope(|scope| {
        scope.spawn(|| stdout.map(|stream| pass_on(stream, &on_line)));
        scope.spawn(|| stderr.map(|stream| pass_on(stream, &on_line)));
    });
    let status = child.wait().map_err(|error| format!("{name} was lost: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} ended with {status}")) }
}

/// Runs a program and keeps what it prints in a log; a failure shows the log's end.
pub fn logged(command: &mut Command, log_name: &str) -> Result<(), String> {
    let name = program_name(command);
    let log = log_path(log_name);
    let open = || -> std::io::Result<(File, File)> {
        fs::create_dir_all(paths::scratch())?;
        let file = File::create(&log)?;
        Ok((file.try_clone()?, file))
    };
    let (out, err) = open().map_err(|error| format!("{} cannot be written: {error}", log.display()))?;
    let status = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .status()
        .map_err(|error| format!("{name} did not start: {error}"))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("{name} ended with {status}; the end of {}:\n{}", log.display(), tail(&log)))
}

/// What a program prints, if it is there and succeeds.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The log that a step writes.
pub fn log_path(name: &str) -> PathBuf {
    paths::scratch().join(format!("{name}.log"))
}

fn pass_on(stream: impl Read, on_line: &Mutex<impl FnMut(&str)>) {
    let mut reader = BufReader::new(stream);
    let mut bytes = Vec::new();
    while matches!(reader.read_until(b'\n', &mut bytes), Ok(1..)) {
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_end_matches(['\n', '\r']);
        // One lock for both streams, so that lines don't mix.
        let mut on_line = on_line.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        on_line(line);
        // A full disk under the log must not hide what the program itself says of it.
        let _ = writeln!(std::io::stdout(), "{line}");
        bytes.clear();
    }
}

fn tail(log: &Path) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LOG_TAIL_LINES)..].join("\n")
}

fn program_name(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()
}
