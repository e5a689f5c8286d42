//! Counts the tests that really ran, and names those that failed, from what their runners print.

/// Tests that passed, failed, or were left out.
#[derive(Debug, Default)]
pub struct Tally {
    pub passed: u32,
    pub failed: u32,
    pub left_out: u32,
    /// The names of those that failed, in the order in which they did.
    pub failures: Vec<String>,
}

impl Tally {
    /// Reads one line of a runner's output.
    pub fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(name) = failure(line) {
            // Runners say it when it happens and once more at the end.
            if !self.failures.iter().any(|known| known == name) {
                self.failures.push(name.to_owned());
            }
        } else if let Some(counts) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) {
            // cargo test: `test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; …`
            self.add(counts.1.split("; "), "ignored");
        } else if let Some((_, counts)) = line.strip_prefix("Summary [").and_then(|rest| rest.split_once("run: ")) {
            // nextest: `Summary [   1.2s] 10 tests run: 9 passed (1 slow), 1 failed, 0 skipped`. What it skipped was filtered
            // out by the command; ignored tests are not told apart.
            self.add(counts.split(", "), "");
        } else if let Some(count) = line.strip_prefix("ℹ ") {
            // node --test
            match count.split_once(' ') {
                Some(("pass", number)) => self.passed += number.parse().unwrap_or(0),
                Some(("fail" | "cancelled", number)) => self.failed += number.parse().unwrap_or(0),
                Some(("skipped" | "todo", number)) => self.left_out += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    fn add<'a>(&mut self, counts: impl Iterator<Item = &'a str>, left_out: &str) {
        for count in counts {
            let mut words = count.split(' ');
            let number: Option<u32> = words.next().and_then(|word| word.parse().ok());
            match (number, words.next()) {
                (Some(number), Some("passed")) => self.passed += number,
                (Some(number), Some("failed" | "timed" | "exec")) => self.failed += number,
                (Some(number), Some(word)) if word == left_out => self.left_out += number,
                _ => {}
            }
        }
    }
}

/// The name of the test whose failure a line tells.
fn failure(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix("FAIL [").or_else(|| line.strip_prefix("TIMEOUT [")) {
        // nextest: `FAIL [   0.132s] (25/30) tucham::cli what_it_is`
        return rest.split_once("] ").map(|(_, name)| name);
    }
    // node --test: `✖ what it is (12.3ms)`; what stands under `✖ failing tests:` is the same again.
    let (name, _) = line.strip_prefix("✖ ")?.rsplit_once(" (")?;
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], passed: u32, failed: u32, left_out: u32) {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read(line));
        assert_eq!((tally.passed, tally.failed, tally.left_out), (passed, failed, left_out), "{lines:?}");
    }

    #[test]
    fn each_runner_is_counted() {
        check(
            &["test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s"],
            5,
            0,
            1,
        );
        check(&["test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out"], 4, 2, 0);
        check(&["     Summary [   1.234s] 10 tests run: 9 passed (1 slow), 1 failed, 3 skipped"], 9, 1, 0);
        check(&["     Summary [   1.234s] 2/10 tests run: 1 passed, 1 timed out, 0 skipped"], 1, 1, 0);
        check(&["     Summary [   0.1s] 1 test run: 1 passed, 0 skipped"], 1, 0, 0);
        check(&["ℹ tests 9", "ℹ pass 6", "ℹ fail 1", "ℹ cancelled 1", "ℹ skipped 1", "ℹ todo 0"], 6, 2, 1);
    }

    #[test]
    fn what_failed_is_named_once() {
        let mut tally = Tally::default();
        for line in [
            "        PASS [   0.010s] (1/2) tucham::cli a",
            "        FAIL [   0.132s] (2/2) tucham::cli b",
            "        FAIL [   0.132s] (2/2) tucham::cli b",
            "✔ c (1.5ms)",
            "✖ d (in words) (12.5ms)",
            "✖ failing tests:",
            "✖ d (in words) (12.5ms)",
        ] {
            tally.read(line);
        }
        assert_eq!(tally.failures, ["(2/2) tucham::cli b", "d (in words)"]);
    }

    #[test]
    fn other_lines_count_nothing() {
        check(&["running 5 tests", "test a ... ok", "5 passed", "ℹ duration_ms 12.5"], 0, 0, 0);
    }
}
