//! A letter with the signed file in it, as a draft that a mail program opens: RFC 5322, MIME, `X-Unsent`.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};

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

    /// The letter's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mixed = ContentType::new("multipart/mixed").attribute("boundary", format!("tucham-{}", self.id));
        // Binary, so that it goes as Base64: no mail server may touch a line end of what has to verify.
        let attachment = MimePart::new(ContentType::new("application/json"), BodyPart::Binary(self.file.into()))
            .attachment(self.file_name);
        let parts =
            vec![MimePart::new(ContentType::new("text/plain").attribute("charset", "utf-8"), self.body), attachment];
        let mut message = MessageBuilder::new()
            // Outlook opens it as a draft and not as a letter that came.
            .header("X-Unsent", Raw::new("1"))
            .date(self.date_s)
            .message_id(format!("{}@tucham.invalid", self.id))
            .subject(self.subject)
            .body(MimePart::new(mixed, BodyPart::Multipart(parts)));
        if let Some((name, address)) = self.from {
            message = message.from(Address::new_address(Some(name), address));
        }
        if !self.to.is_empty() {
            message = message.to(Address::new_address(Some(self.to_name), self.to));
        }
        let mut bytes = Vec::new();
        message.serialize(&mut bytes);
        bytes
    }
}
