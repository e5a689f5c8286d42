//! The Vietnamese words for what the engine finds: one sentence for each fact, naming the place and the way out.

pub mod exchange;
pub mod office;

use rust_decimal::Decimal;

use crate::engine::criteria::{Criterion, Scale};
use crate::engine::draft::{DraftError, EntryV1, MisfitReason};
use crate::engine::json::JsonError;
use crate::engine::keys::KeyFileError;
use crate::engine::letters::first_small;
use crate::engine::number::{NumberProblem, write_points, write_vietnamese};
use crate::engine::scoring::{Impossible, Why};
use crate::engine::sheet::{Entry, Field, Outcome, Problem, ProblemKind};

/// Why an answer has its points: `27/30 × 1 = 0,90`.
pub fn why(why: &Why) -> String {
    let number = |value: &Decimal| write_vietnamese(*value);
    match why {
        Why::Level { label, points } => format!("{label} → {}", number(points)),
        Why::Band { value, unit, label, points } => {
            format!("{} {unit} → \"{label}\" → {}", number(value), number(points))
        }
        Why::Ratio { numerator, denominator, maximum, points } => {
            format!("{}/{} × {} = {}", number(numerator), number(denominator), number(maximum), write_points(*points))
        }
        Why::Capped { numerator, denominator, maximum } => {
            format!("{}/{} → tối đa {}", number(numerator), number(denominator), number(maximum))
        }
        Why::RatioBand { numerator, denominator, label, points } => {
            format!("{}/{} → \"{label}\" → {}", number(numerator), number(denominator), number(points))
        }
        Why::NothingToDivide { maximum } => format!("không có phát sinh (0/0) → {}", number(maximum)),
        Why::Share { value, points } => format!("{} → {}", yes_or_no(*value), number(points)),
    }
}

/// What an outcome says under the answer: the "why" line, or what is still open.
pub fn outcome(criterion: &Criterion, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Unanswered => String::new(),
        Outcome::HalfTyped { missing } => format!("Nhập tiếp: {}.", field_label(criterion, *missing)),
        Outcome::Problem(_) => String::new(),
        Outcome::Excluded => format!(
            "Không phát sinh: không tính điểm, trừ {} điểm khỏi mức tối đa khi quy đổi.",
            write_vietnamese(criterion.maximum)
        ),
        Outcome::DenominatorZero { .. } => format!(
            "Chưa tính được điểm vì {} bằng 0. Nếu đơn vị không phát sinh nội dung này, hãy đánh dấu \"Không phát sinh\" và giải trình.",
            field_label(criterion, Field::Denominator)
        ),
        Outcome::Scored { why: facts, .. } => why(facts),
    }
}

/// What is wrong with a field and what to do; the same words stand at the field and in the summary.
pub fn problem(criterion: &Criterion, problem: &Problem) -> String {
    let field = field_label(criterion, problem.field);
    match problem.kind {
        ProblemKind::Number(kind) => format!("{field}: {}", number_problem(kind)),
        ProblemKind::Impossible(kind) => impossible(criterion, kind),
        ProblemKind::ExplanationMissing => {
            "Đã đánh dấu \"Không phát sinh\": hãy ghi lý do vào ô Giải trình.".to_owned()
        }
        ProblemKind::EvidenceTitleMissing => "Tài liệu kiểm chứng: ghi tên tài liệu, hoặc bỏ tài liệu này.".to_owned(),
    }
}

/// Why a typed text is not a number, and how to write it.
pub fn number_problem(kind: NumberProblem) -> String {
    match kind {
        NumberProblem::Negative => "số đếm bắt đầu từ 0, không dùng dấu trừ.",
        NumberProblem::DotIsNotDecimalMark => {
            "dấu chấm dùng để ngăn hàng nghìn (1.234); phần thập phân viết sau dấu phẩy (1,5)."
        }
        NumberProblem::GroupsOfThree => "dấu chấm ngăn từng nhóm ba chữ số, ví dụ 1.234 hoặc 1.234.567.",
        NumberProblem::CommaTwice => "chỉ dùng một dấu phẩy, cho phần thập phân; hàng nghìn ngăn bằng dấu chấm.",
        NumberProblem::CommaWithoutDigits => "trước và sau dấu phẩy phải có chữ số, ví dụ 0,5.",
        NumberProblem::NotWhole => "phải là số nguyên; hàng nghìn ngăn bằng dấu chấm (1.234), không bằng dấu phẩy.",
        NumberProblem::TooManyDigits => "số quá dài, nhập tối đa 15 chữ số.",
        NumberProblem::FullWidthDigits => "chữ số toàn khổ (１２３) không dùng được, hãy gõ lại bằng chữ số thường.",
        NumberProblem::InvisibleCharacter => "có ký tự ẩn lẫn trong số, hãy xoá đi và gõ lại.",
        NumberProblem::PercentSign => "nhập số đếm, không nhập dấu %; tỷ lệ được tự tính.",
        NumberProblem::PlusSign => "bỏ dấu cộng, chỉ nhập chữ số.",
        NumberProblem::NotANumber => "chỉ nhập chữ số, ví dụ 12 hoặc 1.234.",
    }
    .to_owned()
}

/// Why numbers that can be read cannot be true.
pub fn impossible(criterion: &Criterion, kind: Impossible) -> String {
    match kind {
        Impossible::NumeratorExceedsDenominator => format!(
            "{} không thể lớn hơn {}. Kiểm tra lại hai số.",
            field_label(criterion, Field::Numerator),
            first_small(&field_label(criterion, Field::Denominator))
        ),
        Impossible::AboveLimit { limit } => {
            format!("Nhiều nhất là {} {}. Kiểm tra lại số đã nhập.", write_vietnamese(limit), count_unit(criterion))
        }
        Impossible::NotWhole => "Phải là số nguyên.".to_owned(),
        Impossible::Negative => "Số đếm bắt đầu từ 0.".to_owned(),
        Impossible::NoSuchLevel => "Mức đã chọn không có trong thang điểm, hãy chọn lại.".to_owned(),
        Impossible::OtherScale => "Câu trả lời không đúng loại thang điểm của tiêu chí, hãy trả lời lại.".to_owned(),
    }
}

/// What a field asks for, in the criterion's own words.
pub fn field_label(criterion: &Criterion, field: Field) -> String {
    match (field, &criterion.scale) {
        (Field::Numerator, Scale::Ratio { quantities, .. } | Scale::RatioBands { quantities, .. }) => {
            quantities.numerator.to_string()
        }
        (Field::Denominator, Scale::Ratio { quantities, .. } | Scale::RatioBands { quantities, .. }) => {
            quantities.denominator.to_string()
        }
        (Field::Count, Scale::Count { unit, .. }) => format!("Số lượng ({unit})"),
        (Field::Explanation, _) => "Giải trình".to_owned(),
        (Field::NotApplicable, _) => "Không phát sinh".to_owned(),
        (Field::Evidence, _) => "Tài liệu kiểm chứng".to_owned(),
        _ => "Mức đạt được".to_owned(),
    }
}

/// Why a part of a stored draft no longer has a place.
pub fn misfit_reason(reason: MisfitReason) -> &'static str {
    match reason {
        MisfitReason::NotAssigned => "đơn vị không còn được giao chủ trì tiêu chí này",
        MisfitReason::OtherScale => "tiêu chí này nay trả lời theo thang điểm khác",
        MisfitReason::OtherLevel => "mức đã chọn nay không còn hoặc có nội dung khác",
    }
}

/// What was answered in a stored entry, in the words and numbers that were typed.
pub fn stored_answer(stored: &EntryV1) -> String {
    if let Some(level) = &stored.level {
        return level.label.clone();
    }
    let typed = &stored.typed;
    if let Some(value) = typed.share {
        return yes_or_no(value).to_owned();
    }
    if !typed.count.is_empty() {
        return typed.count.clone();
    }
    if typed.numerator.is_empty() && typed.denominator.is_empty() {
        return typed.explanation.clone();
    }
    format!("{} / {}", typed.numerator, typed.denominator)
}

/// Everything that is entered for a criterion, in one line.
pub fn entry(criterion: &Criterion, entry: &Entry) -> String {
    let level = match (&criterion.scale, entry.level) {
        (Scale::Choice { levels }, Some(index)) => levels.get(index).map(|level| level.label.to_string()),
        _ => None,
    };
    let pair = (!entry.numerator.is_empty() || !entry.denominator.is_empty())
        .then(|| format!("{} / {}", entry.numerator, entry.denominator));
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let documents = entry.evidence.iter().map(|evidence| {
        let file = evidence.file.as_ref().map(|file| format!(" (tệp {})", file.name)).unwrap_or_default();
        Some(evidence.in_words() + &file)
    });
    let parts = [
        entry.not_applicable.then(|| "không phát sinh".to_owned()),
        level,
        entry.share.map(|value| yes_or_no(value).to_owned()),
        filled(&entry.count),
        pair,
        filled(&entry.explanation),
    ];
    let words: Vec<String> = parts.into_iter().chain(documents).flatten().collect();
    if words.is_empty() { "chưa trả lời".to_owned() } else { words.join("; ") }
}

/// Why a stored draft could not be opened.
pub fn draft_error(error: &DraftError) -> String {
    match error {
        DraftError::NotJson(JsonError::Syntax { line, column, .. }) => {
            format!("Bản nháp đã lưu bị hỏng hoặc bị cắt ngang (dòng {line}, cột {column}).")
        }
        DraftError::NotJson(_) => "Bản nháp đã lưu bị hỏng.".to_owned(),
        DraftError::OtherFormat => "Dữ liệu đã lưu không phải là bản nháp của Tự Chấm.".to_owned(),
        DraftError::NewerVersion { version } => {
            format!("Bản nháp do một phiên bản Tự Chấm mới hơn ghi (dạng {version}). Hãy mở bằng phiên bản mới.")
        }
        DraftError::WrongShape { member } => format!("Bản nháp đã lưu thiếu hoặc sai mục \"{member}\"."),
    }
}

/// Why a key file does not open, and what to do.
pub fn key_file_error(error: KeyFileError) -> &'static str {
    match error {
        KeyFileError::NotAKeyFile => {
            "Tệp này không phải tệp khoá (.pem) hoặc đã bị hỏng. Hãy chọn đúng bản dự phòng của khoá."
        }
        KeyFileError::OtherEncryption => {
            "Tệp khoá được mã hoá theo cách khác nên không mở được. Hãy dùng bản dự phòng do Tự Chấm tải về."
        }
        KeyFileError::TooManyIterations => {
            "Tệp khoá đòi tính toán quá lâu nên không mở. Hãy dùng bản dự phòng do Tự Chấm tải về."
        }
        KeyFileError::WrongPassphrase => {
            "Mật khẩu khoá chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại."
        }
        KeyFileError::OtherKeyKind => "Tệp mở được nhưng không phải khoá Ed25519. Hãy chọn đúng bản dự phòng của khoá.",
    }
}

/// `Có` or `Không`
pub fn yes_or_no(value: bool) -> &'static str {
    if value { "Có" } else { "Không" }
}

/// The words as a sentence begins.
pub fn first_capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn count_unit(criterion: &Criterion) -> &str {
    match &criterion.scale {
        Scale::Count { unit, .. } => unit,
        _ => "",
    }
}
