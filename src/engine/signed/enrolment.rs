//! The public key that a unit sends to the office: `tucham/enrolment/1`.

use super::read::{Members, ReadError};
use super::{Head, UnitReference, clean_text, public_key_of, write_multikey};
use crate::engine::json::Json;
use crate::engine::keys::PublicKey;

/// An enrolment as it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentV1 {
    pub head: Head,
    pub unit: UnitReference,
    pub public_key: PublicKey,
    pub contact: Contact,
}

/// Whom the office calls to compare the digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub name: String,
    pub phone: Option<String>,
}

impl Contact {
    /// A contact as typed: NFC, without hidden characters, no telephone if none was typed.
    pub fn typed(name: &str, phone: &str, nfc: &dyn Fn(&str) -> String) -> Self {
        let phone = clean_text(phone, nfc);
        Contact { name: clean_text(name, nfc), phone: (!phone.is_empty()).then_some(phone) }
    }
}

impl EnrolmentV1 {
    /// The member `format`.
    pub const FORMAT: &str = "tucham/enrolment/1";

    /// `tucham_dangky_<unit id>.json`
    pub fn file_name(&self) -> String {
        Self::file_name_of(&self.unit)
    }

    /// The name of a unit's file.
    pub fn file_name_of(unit: &UnitReference) -> String {
        format!("tucham_dangky_{}.json", unit.id)
    }

    /// The document without its proof, members in the order of the format.
    pub fn to_json(&self) -> Json {
        Self::document(&self.head, &self.unit, &write_multikey(&self.public_key), &self.contact)
    }

    /// The same, of a public key that is a text already: `z6Mk…`.
    pub fn document(head: &Head, unit: &UnitReference, public_key: &str, contact: &Contact) -> Json {
        let mut person = vec![("name".to_owned(), Json::text(&*contact.name))];
        person.extend(contact.phone.as_deref().map(|phone| ("phone".to_owned(), Json::text(phone))));
        let mut members = head.to_members(Self::FORMAT);
        members.extend([
            ("unit", unit.to_json()),
            ("public_key", Json::text(public_key)),
            ("contact", Json::Object(person)),
        ]);
        Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Reads a document whose proof was verified. That the proof is by the key itself is for the caller to compare.
    pub fn read(document: &Json) -> Result<Self, ReadError> {
        let mut members = Members::of_document(document)?;
        let head = Head::read(&mut members, Self::FORMAT)?;
        let unit = UnitReference::read(members.object("unit")?)?;
        let public_key = members.parse("public_key", |text| public_key_of(text).ok())?;
        let mut contact = members.object("contact")?;
        let read = Contact { name: contact.text("name")?, phone: contact.optional_text("phone")? };
        contact.end()?;
        members.end()?;
        Ok(EnrolmentV1 { head, unit, public_key, contact: read })
    }
}
