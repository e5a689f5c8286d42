//! Days left until reports are due, by the calendar of Việt Nam.

use chrono::NaiveDate;

use super::criteria::DueBefore;

/// Việt Nam is seven hours ahead of UTC all year.
const VIETNAM_OFFSET_MS: i64 = 7 * 3_600_000;
const DAY_MS: i64 = 24 * 3_600_000;

/// Where a moment stands before or after the day that reports are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueState {
    /// Days until the last day on which a report is in time; 0 on that day itself.
    DaysLeft(u32),
    /// Days since the first day on which a report is late; 1 on that day itself.
    Late { days: u32 },
}

/// Judges the moment `now_ms` (Unix milliseconds) for the reporting year `period`.
pub fn due_state(due: DueBefore, period: u16, now_ms: i64) -> DueState {
    let days_left = last_day_from_1970(due, period) - today_from_1970(now_ms);
    match u32::try_from(days_left) {
        Ok(days) => DueState::DaysLeft(days),
        Err(_) => DueState::Late { days: u32::try_from(-days_left).unwrap_or(u32::MAX) },
    }
}

/// The last day on which a report of the year `period` is in time.
pub fn last_day(due: DueBefore, period: u16) -> NaiveDate {
    date(last_day_from_1970(due, period))
}

/// The day in Việt Nam at the moment `now_ms` (Unix milliseconds).
pub fn today(now_ms: i64) -> NaiveDate {
    date(today_from_1970(now_ms))
}

fn date(days_from_1970: i64) -> NaiveDate {
    // The years of four digits are all in the calendar.
    i32::try_from(days_from_1970).ok().and_then(NaiveDate::from_epoch_days).unwrap_or_default()
}

fn today_from_1970(now_ms: i64) -> i64 {
    (now_ms + VIETNAM_OFFSET_MS).div_euclid(DAY_MS)
}

/// Reports are due before a day, so the day before it is the last one in time.
fn last_day_from_1970(due: DueBefore, period: u16) -> i64 {
    days_from_1970(i64::from(period), i64::from(due.month), i64::from(due.day)) - 1
}

/// Days from 1 January 1970 to a date of the Gregorian calendar.
fn days_from_1970(year: i64, month: i64, day: i64) -> i64 {
    // Counting years from March puts the leap day at the end, where it moves no month.
    let years = if month > 2 { year } else { year - 1 };
    let months = (month + 9) % 12;
    let leap_days = years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    years * 365 + leap_days + (months * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUE: DueBefore = DueBefore { month: 10, day: 30 };
    const HOUR_MS: i64 = 3_600_000;

    #[test]
    fn days_are_those_of_viet_nam() {
        // 29 October 2018, 00:00 in Việt Nam is 28 October, 17:00 UTC.
        let last_day_ms = 1_540_746_000_000;
        for (now_ms, expected) in [
            (last_day_ms - 1, DueState::DaysLeft(1)),
            (last_day_ms, DueState::DaysLeft(0)),
            (last_day_ms + 24 * HOUR_MS - 1, DueState::DaysLeft(0)),
            (last_day_ms + 24 * HOUR_MS, DueState::Late { days: 1 }),
            (last_day_ms + 49 * HOUR_MS, DueState::Late { days: 2 }),
        ] {
            assert_eq!(due_state(DUE, 2018, now_ms), expected, "{now_ms}");
        }
    }

    #[test]
    fn the_last_day_is_the_one_before_in_every_year() {
        for (period, month, day, last) in [
            (2018, 10, 30, "2018-10-29"),
            (2019, 3, 1, "2019-02-28"),
            (2020, 3, 1, "2020-02-29"),
            (2021, 1, 1, "2020-12-31"),
            (9999, 12, 31, "9999-12-30"),
        ] {
            assert_eq!(last_day(DueBefore { month, day }, period).to_string(), last);
        }
    }

    #[test]
    fn leap_years_count() {
        for (year, month, day, days) in
            [(1970, 1, 1, 0), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017), (2018, 10, 29, 17_833), (2100, 3, 1, 47_541)]
        {
            assert_eq!(days_from_1970(year, month, day), days, "{year}-{month}-{day}");
        }
    }
}
