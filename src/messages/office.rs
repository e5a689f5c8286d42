//! The Vietnamese words for what the office finds of a file: one sentence that names the place and the way out.

use crate::engine::json::{JsonError, JsonFault};
use crate::engine::office::{OverrideError, Reason, Verdict, Warning};
use crate::engine::scoring::Impossible;
use crate::engine::signed::{ProofError, ReadError, ReadProblem};

/// A verdict in a few words.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Trusted => "tin cậy",
        Verdict::UnknownKey => "khoá chưa đăng ký",
        Verdict::ChangedKey => "khoá đã đổi",
        Verdict::AnotherUnitsKey => "khoá của đơn vị khác",
        Verdict::Invalid => "không hợp lệ",
    }
}

/// What to do about a verdict other than trusted, where the reason does not say it.
pub fn way_out(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Trusted | Verdict::Invalid => None,
        Verdict::UnknownKey => Some(
            "Chữ ký đúng nhưng khoá chưa đăng ký. Gọi điện cho đơn vị, đối chiếu dãy số của khoá rồi đăng ký khoá.",
        ),
        Verdict::ChangedKey => Some(
            "Chữ ký đúng nhưng không phải khoá đang có hiệu lực của đơn vị. Gọi điện cho đơn vị, hỏi vì sao đổi khoá, rồi đối chiếu dãy số.",
        ),
        Verdict::AnotherUnitsKey => {
            Some("Tệp ghi tên đơn vị này nhưng ký bằng khoá của đơn vị khác. Yêu cầu đơn vị ký lại bằng khoá của mình.")
        }
    }
}

/// Why a file is invalid.
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Read(error) => read_error(error),
        Reason::OtherFormat { format } => {
            format!("Đây là tệp loại {format}, không phải tệp tự chấm điểm (tucham/submission/1).")
        }
        Reason::OtherCriteriaSet { id, version } => format!(
            "Tệp lập theo bộ tiêu chí {id}, phiên bản {version}, không phải bộ đang tổng hợp. Yêu cầu đơn vị lập lại bằng đúng bộ tiêu chí."
        ),
        Reason::ChangedCriteriaSet => {
            "Tệp lập theo bộ tiêu chí cùng tên nhưng nội dung khác. Gửi lại bộ tiêu chí cho đơn vị và yêu cầu lập lại."
                .to_owned()
        }
        Reason::UnknownUnit { id } => format!("Bộ tiêu chí không có đơn vị {id}."),
        Reason::OtherUnitName { id } => format!("Tên đơn vị trong tệp không phải tên của {id} trong bộ tiêu chí."),
        Reason::OtherCriteria { criterion } => {
            format!("Tệp không có đúng các tiêu chí mà đơn vị chủ trì, từ {criterion}.")
        }
        Reason::ImpossibleAnswer { criterion, problem } => {
            format!("Tiêu chí {criterion}: {}", impossible(*problem))
        }
        Reason::OtherPeriod { period } => format!("Tệp là của năm {period}, không phải năm đang tổng hợp."),
    }
}

/// Why the officer's own points are not taken.
pub fn override_error(error: OverrideError) -> &'static str {
    match error {
        OverrideError::UnknownCriterion => "bộ tiêu chí không có tiêu chí này.",
        OverrideError::OutOfRange => "điểm ấn định phải từ 0 đến điểm tối đa của tiêu chí.",
        OverrideError::TooFine => "điểm ấn định có nhiều nhất hai chữ số thập phân.",
        OverrideError::Reason => "điểm ấn định phải có lý do, không có ký tự ẩn.",
    }
}

/// What an officer should know of a file beside its verdict.
pub fn warning(warning: Warning) -> &'static str {
    match warning {
        Warning::CreatedAhead => "Giờ lập tệp sau giờ của máy này hơn một ngày: đồng hồ của một trong hai máy sai.",
        Warning::KeyNotValidThen => "Khoá có đăng ký cho đơn vị nhưng không có hiệu lực vào lúc ký.",
    }
}

fn impossible(problem: Impossible) -> &'static str {
    match problem {
        Impossible::OtherScale => "câu trả lời không thuộc thang điểm của tiêu chí.",
        Impossible::NoSuchLevel => "không có mức được chọn.",
        Impossible::Negative => "có số âm.",
        Impossible::NotWhole => "có số lẻ ở chỗ chỉ đếm số nguyên.",
        Impossible::AboveLimit { .. } => "số lớn hơn mức có thể có.",
        Impossible::NumeratorExceedsDenominator => "số thứ nhất là một phần của số thứ hai mà lại lớn hơn.",
    }
}

/// Why a document cannot be read.
pub fn read_error(error: &ReadError) -> String {
    match error {
        ReadError::Json(error) => json_error(error),
        ReadError::Proof(ProofError::Missing) => "Tệp chưa ký. Yêu cầu đơn vị xuất tệp từ Tự Chấm.".to_owned(),
        ReadError::Proof(ProofError::Signature) => {
            "Chữ ký không khớp: tệp đã bị sửa sau khi ký. Yêu cầu đơn vị gửi lại đúng tệp đã xuất.".to_owned()
        }
        ReadError::Proof(ProofError::Key(_)) => "Phần chữ ký ghi khoá sai dạng.".to_owned(),
        ReadError::Proof(ProofError::Member { name }) => format!("Phần chữ ký thiếu hoặc sai mục \"{name}\"."),
        ReadError::Proof(ProofError::UnknownMember { name }) => format!("Phần chữ ký có mục lạ \"{name}\"."),
        ReadError::Member { place, problem } => {
            let place = if place.is_empty() { "cả tệp" } else { place };
            format!("Mục \"{place}\": {}", member_problem(*problem))
        }
    }
}

fn member_problem(problem: ReadProblem) -> &'static str {
    match problem {
        ReadProblem::Missing => "thiếu.",
        ReadProblem::Unknown => "tệp loại này không có mục ấy.",
        ReadProblem::Invalid => "sai loại hoặc viết không đúng quy cách.",
        ReadProblem::Empty => "để trống thay vì bỏ đi.",
        ReadProblem::Blank => "chỉ có khoảng trắng.",
        ReadProblem::HiddenCharacters => "có ký tự điều khiển hoặc ký tự ẩn.",
    }
}

/// Why bytes are no JSON that is read.
pub fn json_error(error: &JsonError) -> String {
    match error {
        JsonError::TooLarge { .. } => "Tệp lớn hơn 8 MB nên không mở.".to_owned(),
        JsonError::NotUtf8 => "Tệp không phải văn bản UTF-8.".to_owned(),
        JsonError::Syntax { line, column, fault } => {
            let what = match fault {
                JsonFault::End => "tệp bị cắt ngang",
                JsonFault::DuplicateMember(_) => "một mục ghi hai lần",
                JsonFault::TooDeep => "lồng nhau quá sâu",
                JsonFault::IntegerTooLarge | JsonFault::NotInteger | JsonFault::Number => {
                    "có số viết không đúng quy cách"
                }
                JsonFault::String => "có chuỗi viết không đúng quy cách",
                JsonFault::Unexpected => "không phải JSON",
            };
            format!("Không đọc được: {what} (dòng {line}, cột {column}).")
        }
    }
}
