//! Times in files: written at Việt Nam's offset, whatever the machine's zone; any offset is read.

use chrono::{DateTime, FixedOffset, Utc};

/// Seconds that Việt Nam is ahead of UTC, all year.
const VIETNAM_SECONDS: i32 = 7 * 3600;

/// Writes `YYYY-MM-DDThh:mm:ss+07:00` from Unix milliseconds; `None` outside the years 0 to 9999.
pub fn write_time(unix_ms: i64) -> Option<String> {
    use chrono::{Datelike, Timelike};
    let zone = FixedOffset::east_opt(VIETNAM_SECONDS)?;
    let time = DateTime::<Utc>::from_timestamp_millis(unix_ms)?.with_timezone(&zone);
    (0..=9999).contains(&time.year()).then(|| {
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+07:00",
            time.year(),
            time.month(),
            time.day(),
            time.hour(),
            time.minute(),
            time.second()
        )
    })
}

/// Reads an RFC 3339 time with any offset, as Unix milliseconds.
pub fn parse_time(text: &str) -> Option<i64> {
    // RFC 3339 as XML Schema's dateTime writes it: an upper-case T between date and time, an upper-case Z. The parser
    // takes other letters, a space and the typographic minus sign.
    let is_strict = text.as_bytes().get(10) == Some(&b'T') && text.is_ascii() && !text.ends_with('z');
    let time = DateTime::parse_from_rfc3339(text).ok().filter(|_| is_strict)?;
    Some(time.timestamp_millis())
}
