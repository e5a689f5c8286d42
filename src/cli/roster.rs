//! `tucham roster`: enrols keys from enrolment files, ends a key, lists what is enrolled.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use tucham::engine::criteria::UnitId;
use tucham::engine::json::write_pretty;
use tucham::engine::office::Roster;
use tucham::engine::signed::{
    EnrolmentV1, FileHash, RosterLine, digits, key_digits, parse_time, read_signed, write_multikey, write_time,
};
use tucham::messages::office as words;

use crate::visible::visible;
use crate::{Outcome, input, out};

#[derive(Subcommand)]
pub enum Command {
    /// Đăng ký khoá từ tệp đăng ký, sau khi đã đối chiếu dãy số qua điện thoại
    Add {
        #[arg(long)]
        roster: PathBuf,
        enrolment: PathBuf,
        /// Dãy số mà đơn vị đọc qua điện thoại: sáu nhóm năm chữ số
        #[arg(long)]
        digits: String,
        /// Có hiệu lực từ lúc này; không có thì từ đầu năm lập tệp đăng ký
        #[arg(long)]
        from: Option<String>,
    },
    /// Chấm dứt hiệu lực của một khoá
    Revoke {
        #[arg(long)]
        roster: PathBuf,
        /// z6Mk…
        key: String,
        /// Từ lúc này khoá không ký được nữa: 2018-10-20T00:00:00+07:00
        #[arg(long)]
        at: String,
    },
    /// In danh sách khoá
    List {
        #[arg(long)]
        roster: PathBuf,
    },
}

/// Runs one of the commands.
pub fn run(command: Command) -> Result<Outcome, String> {
    match command {
        Command::Add { roster, enrolment, digits, from } => add(&roster, &enrolment, &digits, from.as_deref())?,
        Command::Revoke { roster, key, at } => revoke(&roster, &key, &at)?,
        Command::List { roster } => list(&input::roster_of(Some(&roster))?),
    }
    Ok(Outcome::AllTrusted)
}

fn add(roster_path: &Path, enrolment: &Path, said: &str, from: Option<&str>) -> Result<(), String> {
    let mut roster = match roster_path.exists() {
        true => input::roster_of(Some(roster_path))?,
        false => Roster::default(),
    };
    let bytes =
        input::bytes_of(enrolment).map_err(|error| format!("không đọc được {}: {error}", enrolment.display()))?;
    let (document, proof) = read_signed(&bytes).map_err(|error| words::read_error(&error))?;
    let enrolled = EnrolmentV1::read(&document).map_err(|error| words::read_error(&error))?;
    if proof.key != enrolled.public_key {
        return Err("tệp đăng ký không do chính khoá ấy ký".to_owned());
    }
    let real = digits(&FileHash::of_key(&enrolled.public_key));
    let only_digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if only_digits(said) != only_digits(&real) {
        // The right ones are not told: they are to be heard over the telephone.
        return Err("dãy số không khớp với khoá trong tệp. Không đăng ký; gọi lại cho đơn vị.".to_owned());
    }
    let key = write_multikey(&enrolled.public_key);
    if let Some(line) = roster.of_key(&key).next() {
        return Err(format!("khoá này đã đăng ký cho {}", line.unit));
    }
    let mut line = RosterLine::enrolled(UnitId(enrolled.unit.id.into()), key, enrolled.head.created_ms);
    if let Some(text) = from {
        line.from_ms = parse_time(text).ok_or_else(|| format!("{text} không phải một thời điểm"))?;
    }
    roster.lines.push(line);
    write(roster_path, &roster)?;
    out::line(format!("Đã đăng ký khoá của {} ({real}).", visible(&enrolled.unit.name)));
    Ok(())
}

fn revoke(roster_path: &Path, key: &str, at: &str) -> Result<(), String> {
    let mut roster = input::roster_of(Some(roster_path))?;
    let until_ms = parse_time(at).ok_or_else(|| format!("{at} không phải một thời điểm"))?;
    let line = roster.lines.iter_mut().find(|line| line.key == key).ok_or("danh sách không có khoá này")?;
    line.until_ms = Some(until_ms);
    write(roster_path, &roster)
}

fn list(roster: &Roster) {
    for line in &roster.lines {
        let shown = key_digits(&line.key);
        let time = |ms: i64| write_time(ms).unwrap_or_default();
        let until = line.until_ms.map_or("nay".to_owned(), time);
        out::line(format!("{}\t{}\t{shown}\ttừ {} đến {until}", line.unit, line.key, time(line.from_ms)));
    }
}

fn write(path: &Path, roster: &Roster) -> Result<(), String> {
    input::give(Some(path), &write_pretty(&roster.to_json()))
}
