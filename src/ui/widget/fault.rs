//! Why the widget does not do what the page around it asks: a code for programs, a sentence for people.

use crate::contract;
use crate::engine::json::{Json, write_canonical};
use crate::engine::office::Reason;
use crate::engine::scored::ScoreError;

/// Why something is refused. What is typed is not touched by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub code: &'static str,
    /// The attribute or property, and behind a colon the place in it.
    pub place: String,
    pub message: String,
}

impl Fault {
    pub(super) fn new(code: &'static str, place: &str, message: impl Into<String>) -> Self {
        Fault { code, place: place.to_owned(), message: message.into() }
    }

    /// What is no submission that this sheet can take.
    pub(super) fn of_value(reason: Reason) -> Self {
        let own = match &reason {
            Reason::OtherCriteriaSet { id, version } => {
                Some(format!("Phiếu lập theo bộ tiêu chí {id}, bản {version}, khác bộ đang dùng ở đây."))
            }
            Reason::ChangedCriteriaSet => {
                Some("Phiếu lập theo bộ tiêu chí cùng tên nhưng nội dung khác bộ đang dùng ở đây.".to_owned())
            }
            _ => None,
        };
        let told = contract::Fault::of_score(&ScoreError::Reason(reason));
        let place = told.place.split_once(':').map_or("value".to_owned(), |(_, path)| format!("value:{path}"));
        Fault { code: told.code, place, message: own.unwrap_or(told.message) }
    }

    /// `{code, place, message}` as text.
    pub fn to_text(&self) -> String {
        let members = [
            ("code", Json::text(self.code)),
            ("place", Json::text(&*self.place)),
            ("message", Json::text(&*self.message)),
        ];
        write_canonical(&Json::object(members))
    }
}
