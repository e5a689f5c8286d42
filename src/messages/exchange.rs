//! The Vietnamese words for files that a unit receives: the office's appraisal, other units' figures.

use super::office::{read_error, shown};
use crate::engine::appraisal::{AppraisalProblem, PointsError};
use crate::engine::contribution::ContributionProblem;
use crate::engine::criteria::Criterion;
use crate::engine::number::write_vietnamese;
use crate::engine::signed::{ProofError, ReadError};

/// Why an appraisal is not taken.
pub fn appraisal_problem(problem: &AppraisalProblem) -> String {
    match problem {
        AppraisalProblem::Read(error) => {
            sent_error(error, "cơ quan tổng hợp", "tệp thẩm định (tucham_…_thamdinh_….json)")
        }
        AppraisalProblem::OtherCriteriaSet { id, version } => other_set(id, *version),
        AppraisalProblem::OtherUnit { name } => {
            format!("Tệp thẩm định này của {}, không phải của đơn vị đang mở.", shown(name))
        }
        AppraisalProblem::OtherPeriod { period } => {
            format!("Tệp thẩm định này của năm {period}. Hãy mở phiếu của năm ấy rồi chọn lại tệp.")
        }
        AppraisalProblem::Row { criterion } => {
            format!(
                "Tệp sai ở tiêu chí {criterion}: thiếu, thừa, hoặc điểm không thể có. Yêu cầu cơ quan tổng hợp xuất lại."
            )
        }
        AppraisalProblem::Totals => {
            "Tổng điểm trong tệp không bằng tổng các dòng. Yêu cầu cơ quan tổng hợp xuất lại.".to_owned()
        }
    }
}

/// Why a contribution is not taken.
pub fn contribution_problem(problem: &ContributionProblem) -> String {
    match problem {
        ContributionProblem::Read(error) => {
            sent_error(error, "đơn vị gửi", "tệp số liệu phối hợp (tucham_…_gop_….json)")
        }
        ContributionProblem::OtherCriteriaSet { id, version } => other_set(id, *version),
        ContributionProblem::UnknownUnit { id } => format!("Bộ tiêu chí không có đơn vị {} như tệp ghi.", shown(id)),
        ContributionProblem::OtherPeriod { period } => {
            format!("Tệp này là số liệu của năm {period}. Hãy mở phiếu của năm ấy rồi chọn lại tệp.")
        }
        ContributionProblem::Item { criterion } => format!(
            "Tệp sai ở tiêu chí {criterion}: đơn vị gửi không phối hợp tiêu chí này, hoặc số liệu không thể có. Yêu cầu đơn vị gửi xuất lại."
        ),
    }
}

/// Why appraised points are not taken.
pub fn points_error(criterion: &Criterion, error: PointsError) -> String {
    match error {
        PointsError::OutOfRange => {
            format!("điểm thẩm định phải từ 0 đến điểm tối đa, là {}.", write_vietnamese(criterion.maximum))
        }
        PointsError::TooFine => "điểm thẩm định có nhiều nhất hai chữ số thập phân, ví dụ 0,75.".to_owned(),
    }
}

fn sent_error(error: &ReadError, sender: &str, kind: &str) -> String {
    match error {
        ReadError::Proof(ProofError::Missing) => format!("Tệp chưa ký. Hãy chọn {kind} do {sender} gửi."),
        ReadError::Proof(ProofError::Signature) => {
            format!("Chữ ký không khớp: tệp đã bị sửa sau khi ký. Yêu cầu {sender} gửi lại.")
        }
        ReadError::Member { place, .. } if place == "format" => format!("Đây là loại tệp khác. Hãy chọn {kind}."),
        other => read_error(other),
    }
}

fn other_set(id: &str, version: u32) -> String {
    format!(
        "Tệp lập theo bộ tiêu chí {}, bản {version}, hoặc bộ cùng tên mà nội dung khác bộ đang dùng. Hãy mở đúng bộ tiêu chí ở trang đầu rồi chọn lại tệp.",
        shown(id)
    )
}
