//! A letter with the signed file in it, as a draft that a mail program opens: RFC 5322, 2045, 2047 and 2231, `X-Unsent`.

use base64ct::{Base64, Encoding};
use chrono::{DateTime, Datelike};

/// Most bytes of a text in one encoded word, which may have 75 letters (RFC 2047, section 2).
const WORD_BYTES: usize = 45;
/// Letters of a line in Base64 (RFC 2045, section 6.8).
const LINE_LETTERS: usize = 76;

/// What goes into a letter.
pub struct Letter<'a> {
    /// The office's address; empty if it is not known, and the officer fills it in.
    pub to: &'a str,
    pub to_name: &'a str,
    /// The sender's address, if it was given: mail programs put in their own.
    pub from: Option<(&'a str, &'a str)>,
    pub subject: &'a str,
    /// Lines end with a line feed.
    pub body: &'a str,
    pub file_name: &'a str,
    pub file: &'a [u8],
    /// Unix seconds.
    pub date_s: i64,
    /// Letters, digits, dots and hyphens that no other letter has; it ends up in the `Message-ID`.
    pub id: &'a str,
}

impl Letter<'_> {
    /// The name of the letter's file.
    pub fn file_name(&self) -> String {
        format!("{}.eml", self.file_name.trim_end_matches(".json"))
    }

    /// The letter's bytes, all of them ASCII.
    pub fn to_bytes(&self) -> Vec<u8> {
        let boundary = format!("tucham-{}", self.id);
        let mut out = String::new();
        let mut line = |text: &str| {
            out.push_str(text);
            out.push_str("\r\n");
        };
        // Outlook opens it as a draft and not as a letter that came.
        line("X-Unsent: 1");
        // A year that has not four digits stands in no letter (RFC 5322); mail programs put in their own date.
        let date = DateTime::from_timestamp(self.date_s, 0).filter(|date| (1900..=9999).contains(&date.year()));
        if let Some(date) = date {
            line(&format!("Date: {}", date.to_rfc2822()));
        }
        line(&format!("Message-ID: <{}@tucham.invalid>", self.id));
        if let Some(from) = self.from.and_then(|(name, address)| mailbox(name, address)) {
            line(&format!("From: {from}"));
        }
        if let Some(to) = mailbox(self.to_name, self.to) {
            line(&format!("To: {to}"));
        }
        line(&format!("Subject: {}", encoded_words(self.subject)));
        line("MIME-Version: 1.0");
        line(&format!("Content-Type: multipart/mixed; boundary=\"{boundary}\""));
        line("");
        line(&format!("--{boundary}"));
        line("Content-Type: text/plain; charset=utf-8");
        line("Content-Transfer-Encoding: base64");
        line("");
        // Lines of a text end so before they are encoded (RFC 2046, section 4.1.1).
        line(&wrapped(self.body.replace('\n', "\r\n").as_bytes()));
        line(&format!("--{boundary}"));
        line("Content-Type: application/json");
        // Base64 keeps every byte: no mail server may touch a line end of what has to verify.
        line("Content-Transfer-Encoding: base64");
        line(&format!("Content-Disposition: attachment;\r\n {}", file_name_parameter(self.file_name)));
        line("");
        line(&wrapped(self.file));
        line(&format!("--{boundary}--"));
        out.into_bytes()
    }
}

/// A name and an address (RFC 5322, section 3.4); nothing for what is no address, which the officer then fills in.
fn mailbox(name: &str, address: &str) -> Option<String> {
    let is_letter = |byte: u8| byte.is_ascii_graphic() && !b"()<>[]:;,\\\"".contains(&byte);
    let (local, domain) = address.split_once('@')?;
    let fits = [local, domain].iter().all(|part| !part.is_empty() && part.bytes().all(is_letter));
    (fits && !domain.contains('@')).then(|| match name.trim() {
        "" => address.to_owned(),
        // A name may have commas and quotation marks: encoded words need no rules for these.
        name => format!("{}\r\n <{address}>", encoded_words(name)),
    })
}

/// A text as encoded words on lines of their own (RFC 2047), so that names in Vietnamese survive, and so that no line break
/// in it makes a header.
fn encoded_words(text: &str) -> String {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }) {
        // No letter may be divided between two words (section 5). Some readers put a space between two of them, against
        // the standard: so they part at a space where there is one.
        if word.len() + letter.len_utf8() > WORD_BYTES {
            let rest =
                word.rfind(' ').filter(|place| *place > 0).map(|place| word.split_off(place)).unwrap_or_default();
            words.push(std::mem::replace(&mut word, rest));
        }
        word.push(letter);
    }
    words.push(word);
    let encoded = words.iter().map(|word| format!("=?utf-8?B?{}?=", Base64::encode_string(word.as_bytes())));
    encoded.collect::<Vec<_>>().join("\r\n ")
}

/// The attachment's name, by RFC 2231 where it is more than ASCII.
fn file_name_parameter(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    if name.bytes().all(is_plain) {
        return format!("filename=\"{name}\"");
    }
    let encoded: String = name
        .bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("filename*=utf-8''{encoded}")
}

/// Base64 in lines.
fn wrapped(bytes: &[u8]) -> String {
    let encoded = Base64::encode_string(bytes);
    let mut lines = String::with_capacity(encoded.len() + encoded.len() / 32);
    for (place, letter) in encoded.chars().enumerate() {
        if place > 0 && place % LINE_LETTERS == 0 {
            lines.push_str("\r\n");
        }
        lines.push(letter);
    }
    lines
}
