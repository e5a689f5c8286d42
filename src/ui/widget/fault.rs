//! Why the widget does not do what the page around it asks. What is typed is not touched by it.

use crate::contract::Fault;
use crate::engine::office::Reason;
use crate::engine::scored::ScoreError;
use crate::engine::signed::{ProofError, ReadError};

/// `place`: the attribute or property, and behind a colon the place in it.
pub fn fault(code: &'static str, place: &str, message: impl Into<String>) -> Fault {
    Fault { code, place: place.to_owned(), message: message.into() }
}

/// What is no submission that this sheet can take.
pub fn of_value(reason: Reason) -> Fault {
    let own = match &reason {
        Reason::OtherFormat { format } => Some(format!("Đây không phải phiếu tự chấm điểm mà là loại {format}.")),
        Reason::OtherCriteriaSet { id, version } => {
            Some(format!("Phiếu lập theo bộ tiêu chí {id}, bản {version}, khác bộ đang dùng ở đây."))
        }
        Reason::ChangedCriteriaSet => {
            Some("Phiếu lập theo bộ tiêu chí cùng tên nhưng nội dung khác bộ đang dùng ở đây.".to_owned())
        }
        Reason::Read(ReadError::Proof(ProofError::Signature)) => {
            Some("Chữ ký không khớp: phiếu đã bị sửa sau khi ký.".to_owned())
        }
        _ => None,
    };
    let told = Fault::of_score(&ScoreError::Reason(reason));
    let place = told.place.split_once(':').map_or("value".to_owned(), |(_, path)| format!("value:{path}"));
    // The words are those for a file. A page hands over none that an officer would know of.
    let of_file = || told.message.replace("Tệp", "Phiếu").replace("tệp", "phiếu");
    Fault { code: told.code, place, message: own.unwrap_or_else(of_file) }
}
