//! The deadline as an entry for a calendar (RFC 5545): a whole day with two alarms before it, which Outlook, Google's and
//! the telephones' calendars take.

use chrono::{DateTime, Datelike, Days, NaiveDate, Timelike};

use crate::engine::criteria::{CriteriaFile, Unit};
use crate::engine::deadline::last_day;

/// The media type of an entry's file.
pub const MEDIA_TYPE: &str = "text/calendar;charset=utf-8";

/// The deadline of a reporting year, for somebody's calendar.
#[derive(Debug, Clone, Copy)]
pub struct Deadline<'a> {
    pub file: &'a CriteriaFile,
    pub period: u16,
    pub whose: Whose<'a>,
    /// Where units mail their files; empty if it is not known.
    pub office_email: &'a str,
    /// Unix milliseconds: when the entry was made.
    pub made_at_ms: i64,
}

/// Who is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose<'a> {
    /// A unit, to send its file.
    Unit(&'a Unit),
    /// A unit that was not named.
    AnyUnit,
    /// The office that consolidates, to see who has not sent one.
    Office,
}

/// When the alarms go off, counted from the midnight that the last day begins with: at eight in the morning of the seventh
/// day before and of the day before. At midnight nobody looks, and a telephone would wake its owner.
const ALARMS: [(&str, &str); 2] = [("-P6DT16H", "Còn 7 ngày"), ("-PT16H", "Còn 1 ngày")];

/// Octets of a line, without the break at its end.
const LONGEST_LINE: usize = 75;

impl Deadline<'_> {
    /// The entry's file.
    pub fn file_name(&self) -> String {
        let owner = match self.whose {
            Whose::Unit(unit) => format!("_{}", unit.id),
            Whose::AnyUnit => String::new(),
            Whose::Office => "_tong-hop".to_owned(),
        };
        format!("tucham_han-nop_{}{owner}.ics", self.period)
    }

    /// The entry's text, the same for the same deadline and time.
    pub fn to_text(&self) -> String {
        let last = last_day(self.file.due, self.period);
        // A whole day ends where the next one begins.
        let end = last.checked_add_days(Days::new(1)).unwrap_or(last);
        let mut out = String::new();
        push_line(&mut out, "BEGIN", "VCALENDAR");
        push_line(&mut out, "VERSION", "2.0");
        push_line(&mut out, "PRODID", "-//Tu Cham//Lich nhac han nop//VI");
        push_line(&mut out, "BEGIN", "VEVENT");
        push_line(&mut out, "UID", &self.uid());
        push_line(&mut out, "DTSTAMP", &moment(self.made_at_ms));
        push_line(&mut out, "DTSTART;VALUE=DATE", &day(last));
        push_line(&mut out, "DTEND;VALUE=DATE", &day(end));
        push_line(&mut out, "SUMMARY", &escaped(&self.summary()));
        push_line(&mut out, "DESCRIPTION", &escaped(&self.description(last)));
        // The day is not taken: other appointments still fit into it.
        push_line(&mut out, "TRANSP", "TRANSPARENT");
        for (before, words) in ALARMS {
            push_line(&mut out, "BEGIN", "VALARM");
            push_line(&mut out, "ACTION", "DISPLAY");
            push_line(&mut out, "TRIGGER", before);
            push_line(&mut out, "DESCRIPTION", &escaped(&format!("{words}: {}", self.summary())));
            push_line(&mut out, "END", "VALARM");
        }
        push_line(&mut out, "END", "VEVENT");
        push_line(&mut out, "END", "VCALENDAR");
        out
    }

    /// The same for every entry about this deadline, so that a calendar puts a later one in the place of an earlier one.
    fn uid(&self) -> String {
        let owner = match self.whose {
            Whose::Unit(unit) => unit.id.as_str(),
            Whose::AnyUnit => "don-vi",
            Whose::Office => "tong-hop",
        };
        format!("han-nop.{}.{owner}.{}@tucham.invalid", self.file.set.id, self.period)
    }

    fn summary(&self) -> String {
        match self.whose {
            Whose::Unit(unit) => format!("Hạn gửi tệp tự chấm điểm năm {}: {}", self.period, unit.name),
            Whose::AnyUnit => format!("Hạn gửi tệp tự chấm điểm năm {}", self.period),
            Whose::Office => format!("Hạn các đơn vị gửi tệp tự chấm điểm năm {}", self.period),
        }
    }

    fn description(&self, last: NaiveDate) -> String {
        let CriteriaFile { set, office, .. } = self.file;
        let email = Some(self.office_email.trim()).filter(|email| !email.is_empty());
        let last = format!("Ngày cuối còn đúng hạn: {:02}/{:02}/{}.", last.day(), last.month(), last.year());
        let set = format!("{}, năm {}.", set.title, self.period);
        let what = match self.whose {
            Whose::Unit(unit) => format!("Đơn vị: {}.\n{}", unit.name, to_the_office(&office.name, email)),
            Whose::AnyUnit => to_the_office(&office.name, email),
            Whose::Office => "Xem đơn vị nào chưa gửi và nhắc: trang tổng hợp, mục Đơn vị.".to_owned(),
        };
        format!("{set}\n{last}\n{what}")
    }
}

fn to_the_office(name: &str, email: Option<&str>) -> String {
    match email {
        Some(email) => format!("Gửi tệp đã ký về {name}, thư điện tử {email}."),
        None => format!("Gửi tệp đã ký về {name}."),
    }
}

fn day(date: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A moment in UTC. Chrono's own formatting would bring its whole language of patterns into the page.
fn moment(unix_ms: i64) -> String {
    let time = DateTime::from_timestamp_millis(unix_ms).unwrap_or_default();
    format!("{}T{:02}{:02}{:02}Z", day(time.date_naive()), time.hour(), time.minute(), time.second())
}

/// A text as RFC 5545, 3.3.11 wants it. It has no other controls than line breaks and tabs.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' | '\r' => out.push_str("\\n"),
            control if control.is_control() && control != '\t' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

/// A property on its line; a long one goes on in the next line behind a space, and no letter is cut.
fn push_line(out: &mut String, name: &str, value: &str) {
    let mut length = 0;
    for letter in name.chars().chain([':']).chain(value.chars()) {
        if length + letter.len_utf8() > LONGEST_LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(letter);
        length += letter.len_utf8();
    }
    out.push_str("\r\n");
}
