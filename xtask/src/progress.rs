//! Says what is being done and how long it took.

use std::fmt;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The steps of one command, in the order in which they ended.
pub struct Progress {
    started: Instant,
    ended: Mutex<Vec<Step>>,
}

struct Step {
    name: String,
    took: Duration,
    failure: Option<String>,
}

impl Progress {
    /// A command begins.
    pub fn start() -> Self {
        Progress { started: Instant::now(), ended: Mutex::new(Vec::new()) }
    }

    /// Says something beside the steps.
    pub fn say(&self, text: impl fmt::Display) {
        println!("[{:>6}] {text}", seconds(self.started.elapsed()));
    }

    /// Does a step, and says when it begins and how it ended.
    pub fn step<T>(&self, name: &str, work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
        self.say(format_args!("{name} …"));
        let started = Instant::now();
        let outcome = work();
        let took = started.elapsed();
        let failure = outcome.as_ref().err().cloned();
        match &failure {
            None => self.say(format_args!("{name}: done in {}", duration(took))),
            Some(reason) => self.say(format_args!("{name}: FAILED after {}: {reason}", duration(took))),
        }
        let mut ended = self.ended.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        ended.push(Step { name: name.to_owned(), took, failure });
        outcome
    }

    /// Prints every step with its time, and returns the names of those that failed.
    pub fn summary(&self) -> Vec<String> {
        let ended = self.ended.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        println!();
        for step in ended.iter() {
            let verdict = if step.failure.is_some() { "FAILED" } else { "ok" };
            println!("{verdict:<7} {:>12}  {}", duration(step.took), step.name);
        }
        println!("{:<7} {:>12}  all", "", duration(self.started.elapsed()));
        ended.iter().filter(|step| step.failure.is_some()).map(|step| step.name.clone()).collect()
    }
}

/// `3 min 53 s`, `1.5 s`
pub fn duration(time: Duration) -> String {
    let whole = time.as_secs();
    if whole >= 60 { format!("{} min {:02} s", whole / 60, whole % 60) } else { format!("{} s", seconds(time)) }
}

fn seconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64())
}
