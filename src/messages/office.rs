//! The Vietnamese words for what the office finds of a file: one sentence that names the place and the way out.

use crate::engine::answer::Answer;
use crate::engine::criteria::{Criterion, Rule, Scale, UnitClass};
use crate::engine::json::{JsonError, JsonFault};
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::office::{
    DistrictAnswer, DistrictState, EnrolmentProblem, FileState, Given, JudgedFile, OverrideError, Reason, Verdict,
    Warning, WorkspaceError,
};
use crate::engine::scored::ScoreError;
use crate::engine::scoring::Impossible;
use crate::engine::signed::{OpenSetError, ProofError, ReadError, ReadProblem, is_hidden};
use crate::messages::yes_or_no;

/// What stands over the units that the set puts in no class.
pub const OTHER_UNITS: &str = "Các đơn vị khác";

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

/// Why a file is not trusted, and what to do about it.
pub fn sentence(file: &JudgedFile) -> Option<String> {
    match &file.reason {
        Some(why) => Some(reason(why)),
        None if file.warnings.contains(&Warning::KeyNotValidThen) => Some(
            "Khoá của đơn vị, nhưng lúc ký khoá chưa có hoặc đã hết hiệu lực. Nếu khoá đã thu hồi thì yêu cầu ký lại bằng khoá mới; nếu ghi sai ngày hiệu lực thì sửa ngày ấy."
                .to_owned(),
        ),
        None => way_out(file.verdict).map(str::to_owned),
    }
}

fn way_out(verdict: Verdict) -> Option<&'static str> {
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
            let what = match *format {
                "tucham/appraisal/1" => "kết quả thẩm định do cơ quan tổng hợp gửi đơn vị; đơn vị mở ở phiếu của mình",
                "tucham/contribution/1" => "số liệu phối hợp; đơn vị chủ trì mở ở phiếu của mình",
                "tucham/criteria-set/1" => "bộ tiêu chí; mở ở trang Bộ tiêu chí",
                _ => "tệp đăng ký khoá; đăng ký ở trang Khoá",
            };
            format!("Đây là {what}. Tệp loại {format} không được tính điểm.")
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

/// Why answers cannot be scored.
pub fn score_error(error: &ScoreError) -> String {
    match error {
        ScoreError::Read(error) => read_error(error),
        ScoreError::Reason(why) => reason(why),
        ScoreError::UnknownUnit { id } => format!("Bộ tiêu chí không có đơn vị {id}."),
        ScoreError::UnknownCriterion { criterion, .. } => format!("Bộ tiêu chí không có tiêu chí {criterion}."),
        ScoreError::CriterionTwice { criterion, .. } => format!("Tiêu chí {criterion} được trả lời hai lần."),
        ScoreError::NotLed { criterion, .. } => format!("Đơn vị không chủ trì tiêu chí {criterion}."),
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
        Warning::KeyNotValidThen => "Khoá không có hiệu lực vào lúc ký.",
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

/// Longest text of a stranger's that is shown.
const SHOWN_LENGTH: usize = 300;

/// A text that a stranger chose, such as a file's name, safe to show: nothing hidden, nothing endless.
pub fn shown(text: &str) -> String {
    let shown = |letter: char| if is_hidden(letter) || letter == '\n' { '\u{fffd}' } else { letter };
    let mut safe: String = text.chars().take(SHOWN_LENGTH).map(shown).collect();
    if text.chars().count() > SHOWN_LENGTH {
        safe.push('…');
    }
    safe
}

/// What became of a file.
pub fn file_state(state: FileState) -> &'static str {
    match state {
        FileState::Counted => "được tính",
        FileState::Superseded => "đã có bản mới thay",
        FileState::Conflict => "xung đột, chưa tính",
        FileState::Rejected => "không tính",
    }
}

/// Why a key is not taken.
pub fn enrolment_problem(problem: &EnrolmentProblem) -> String {
    match problem {
        EnrolmentProblem::Read(error) => read_error(error),
        EnrolmentProblem::SignedByAnotherKey => {
            "Tệp đăng ký không do chính khoá trong tệp ký. Yêu cầu đơn vị xuất lại tệp đăng ký.".to_owned()
        }
        EnrolmentProblem::UnknownUnit { id } => format!("Bộ tiêu chí không có đơn vị {id}."),
        EnrolmentProblem::OtherUnitName { id } => {
            format!("Tên đơn vị trong tệp không phải tên của {id} trong bộ tiêu chí.")
        }
    }
}

/// Why a criteria set does not open.
pub fn open_set_error(error: &OpenSetError) -> String {
    match error {
        OpenSetError::Read(ReadError::Proof(ProofError::Missing)) => {
            "Tệp chưa có chữ ký của cơ quan tổng hợp. Yêu cầu nơi gửi ký tệp rồi gửi lại.".to_owned()
        }
        OpenSetError::Read(ReadError::Proof(ProofError::Signature)) => {
            "Chữ ký không khớp: tệp đã bị sửa sau khi ký. Yêu cầu nơi gửi gửi lại tệp.".to_owned()
        }
        OpenSetError::Read(error) => read_error(error),
        OpenSetError::Set(problem) => format!("Bộ tiêu chí sai: {problem}"),
        OpenSetError::SignedByAnotherKey => {
            "Tệp ghi khoá của cơ quan nhưng do khoá khác ký. Hỏi lại nơi gửi.".to_owned()
        }
    }
}

/// Why a workspace does not open.
pub fn workspace_error(error: &WorkspaceError) -> String {
    match error {
        WorkspaceError::Read(ReadError::Json(JsonError::TooLarge { .. })) => {
            "Tệp lớn hơn 512 MB nên không mở.".to_owned()
        }
        WorkspaceError::Read(error) => read_error(error),
        WorkspaceError::OtherFormat => {
            "Đây không phải tệp bàn làm việc. Chọn tệp có tên bắt đầu bằng tucham_tonghop_.".to_owned()
        }
        WorkspaceError::Changed => "Tệp bàn làm việc đã bị sửa hoặc hỏng: nội dung không khớp mã kiểm tra.".to_owned(),
        WorkspaceError::Override { criterion, error } => {
            format!("Điểm ấn định của tiêu chí {criterion}: {}", override_error(*error))
        }
        WorkspaceError::Appraised { criterion } => {
            format!(
                "Điểm thẩm định của tiêu chí {criterion} không phải điểm mà tiêu chí ấy có thể có. Mở một tệp lưu trước đó."
            )
        }
    }
}

/// How the district's answer is made.
pub fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Single => "lấy câu trả lời của đơn vị chủ trì duy nhất",
        Rule::Pool => "cộng tử số, cộng mẫu số của các đơn vị rồi chia",
        Rule::Share => "số xã trả lời Có chia cho tổng số xã",
        Rule::MeanOfRatios => "bình quân các tỷ lệ của đơn vị, mỗi tỷ lệ không quá 100%",
        Rule::SumOfCounts => "cộng số lượng của các đơn vị",
        Rule::Best => "lấy mức cao nhất trong các đơn vị",
        Rule::Worst => "lấy mức thấp nhất trong các đơn vị",
    }
}

/// How far the district is with a criterion.
pub fn district_state(state: DistrictState) -> &'static str {
    match state {
        DistrictState::Scored { .. } => "có điểm",
        DistrictState::Excluded => "không phát sinh",
        DistrictState::Open => "chưa có điểm",
    }
}

/// What the rule made of the answers: `35/54 → 0,65 điểm`.
pub fn computed(criterion: &Criterion, computed: &DistrictAnswer) -> String {
    let sums = match (computed.quotient, &computed.answer) {
        (Some((numerator, denominator)), _) => {
            Some(format!("{}/{}", write_vietnamese(numerator), write_vietnamese(denominator)))
        }
        (None, Some(given)) => Some(answer(criterion, given)),
        (None, None) => None,
    };
    match (computed.state, sums) {
        (DistrictState::Scored { points }, Some(sums)) => format!("{sums} → {} điểm", write_points(points)),
        (DistrictState::Scored { points }, None) => format!("{} điểm", write_points(points)),
        (DistrictState::Excluded, _) => "mọi đơn vị chủ trì báo không phát sinh".to_owned(),
        (DistrictState::Open, _) => "chưa có câu trả lời nào tính được điểm".to_owned(),
    }
}

/// What stands over the units that are ranked together.
pub fn class_name(class: Option<&UnitClass>) -> &str {
    class.map_or(OTHER_UNITS, |class| &class.name)
}

/// An answer to a criterion in a few words.
pub fn answer(criterion: &Criterion, answer: &Answer) -> String {
    match answer {
        Answer::Choice { level } => match &criterion.scale {
            Scale::Choice { levels } => levels.get(*level).map(|level| level.label.to_string()).unwrap_or_default(),
            _ => String::new(),
        },
        Answer::Count { value } => write_vietnamese(*value),
        Answer::Share { value } => yes_or_no(*value).to_owned(),
        Answer::Ratio { numerator, denominator } | Answer::RatioBands { numerator, denominator } => {
            format!("{}/{}", write_vietnamese(*numerator), write_vietnamese(*denominator))
        }
        Answer::NotApplicable => "không phát sinh".to_owned(),
    }
}

/// What a unit has for the office.
pub fn given(criterion: &Criterion, given: &Given) -> String {
    match given {
        Given::Nothing => "chưa gửi".to_owned(),
        Given::Unanswered => "chưa trả lời".to_owned(),
        Given::Answer(given) => answer(criterion, given),
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
