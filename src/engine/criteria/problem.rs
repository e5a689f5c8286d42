//! What is wrong with a criteria set and where, told in Vietnamese to the officer who edits its files.

use std::fmt;

use rust_decimal::Decimal;

use crate::engine::decimal::write_wire;

/// One fault of a criteria set with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetProblem {
    /// The file's name: `group-1.toml`.
    pub file: String,
    /// The code of the criterion as the file gives it, where the fault is in one.
    pub criterion: Option<String>,
    /// The field as the file names it, with its table: `count.levels[2].points`. Lists count from 1. Empty where the
    /// whole file is meant.
    pub field: String,
    pub fault: SetFault,
}

/// What may be wrong with a criteria set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetFault {
    FileMissing,
    /// A file that is none of a set's.
    FileUnknown,
    /// Not TOML, a field that no set has, a field left out, or a value of the wrong type.
    Unreadable {
        /// Counted from 1.
        line: usize,
        detail: String,
    },
    TextEmpty,
    /// White space around the text, doubled in it, or a line break.
    TextNotTidy,
    /// Vietnamese letters put together from parts instead of composed (NFC).
    TextNotComposed,
    /// A control character or one that turns the direction of writing.
    CharacterForbidden(char),
    NotDecimal(String),
    NotId(String),
    NotMonthAndDay(String),
    VersionZero,
    PeriodImpossible(u16),
    DuplicateUnit(String),
    DuplicateName(String),
    UnitUnknown(String),
    UnitTwice(String),
    ClassEmpty,
    GroupOutOfOrder {
        expected: usize,
    },
    SectionOutOfOrder {
        expected: String,
    },
    CountDiffers {
        stated: usize,
        found: usize,
    },
    SumDiffers {
        stated: Decimal,
        sum: Decimal,
    },
    CodeOfOtherSection {
        prefix: String,
    },
    DuplicateCode,
    CodeOutOfOrder,
    CriterionUnknown,
    /// Zero, more than two decimals, or above a million.
    MaximumImpossible,
    NoLead,
    /// Units coordinate, but nothing is said of how the dispatch prints them.
    PrintMissing,
    ScalesCount(usize),
    /// A share of units is led by anything but one class.
    ShareNotOfOneClass,
    RuleUnknown(String),
    /// "single" where several lead, or another rule where one leads.
    RuleMisfitsLeads {
        leads_count: usize,
    },
    RuleMisfitsScale,
    ZeroDenominatorUnknown(String),
    /// Something is marked as inferred and no note says why.
    NoteMissing,
    FewerThanTwoLevels,
    DuplicateLevel(String),
    /// Above the maximum, or more than two decimals.
    PointsImpossible {
        maximum: Decimal,
    },
    MaximumNotReached,
    BoundOfChoice,
    BoundMissing,
    BoundTwice,
    /// A count of whole things with a bound or limit that is not whole.
    NotWhole,
    BandEmpty,
    NotFromZero,
    Gap {
        below: Box<str>,
        above: Box<str>,
    },
    Overlap {
        below: Box<str>,
        above: Box<str>,
    },
    TopNotCovered,
    BeyondLimit {
        limit: Decimal,
    },
}

impl fmt::Display for SetProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if let Some(criterion) = &self.criterion {
            write!(out, ", tiêu chí {criterion}")?;
        }
        if !self.field.is_empty() {
            write!(out, ", trường {}", self.field)?;
        }
        write!(out, ": {}", self.fault)
    }
}

impl std::error::Error for SetProblem {}

impl fmt::Display for SetFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SetFault::FileMissing => write!(out, "thiếu tệp này"),
            SetFault::FileUnknown => write!(
                out,
                "bộ tiêu chí không có tệp tên như vậy (chỉ có set.toml, units.toml, notes.toml, group-1.toml, group-2.toml…)"
            ),
            SetFault::Unreadable { line, detail } => write!(out, "dòng {line} không đọc được: {detail}"),
            SetFault::TextEmpty => write!(out, "không được để trống"),
            SetFault::TextNotTidy => write!(out, "có khoảng trắng thừa hoặc xuống dòng"),
            SetFault::TextNotComposed => write!(out, "chữ có dấu phải là Unicode dựng sẵn (NFC), không phải tổ hợp"),
            SetFault::CharacterForbidden(character) => {
                write!(out, "có ký tự điều khiển không được dùng (U+{:04X})", u32::from(*character))
            }
            SetFault::NotDecimal(text) => {
                write!(out, "\"{text}\" không phải là số viết đúng cách (ví dụ \"1\", \"0.5\")")
            }
            SetFault::NotId(text) => {
                write!(out, "mã \"{text}\" chỉ được dùng chữ thường không dấu, chữ số và gạch nối ở giữa")
            }
            SetFault::NotMonthAndDay(text) => write!(out, "\"{text}\" không phải là tháng-ngày (ví dụ \"10-30\")"),
            SetFault::VersionZero => write!(out, "phiên bản đếm từ 1"),
            SetFault::PeriodImpossible(year) => write!(out, "năm báo cáo từ 2018 đến 9999, không phải {year}"),
            SetFault::DuplicateUnit(id) => write!(out, "mã \"{id}\" bị dùng hai lần"),
            SetFault::DuplicateName(name) => write!(out, "tên \"{name}\" đã là tên của đơn vị khác"),
            SetFault::UnitUnknown(id) => write!(out, "không có đơn vị hoặc nhóm đơn vị \"{id}\" trong units.toml"),
            SetFault::UnitTwice(id) => write!(out, "\"{id}\" bị ghi hai lần"),
            SetFault::ClassEmpty => write!(out, "nhóm đơn vị phải có ít nhất một đơn vị"),
            SetFault::GroupOutOfOrder { expected } => write!(out, "nhóm tiêu chí này phải mang số {expected}"),
            SetFault::SectionOutOfOrder { expected } => write!(out, "mục này phải mang số {expected}"),
            SetFault::CountDiffers { stated, found } => write!(out, "ghi {stated} tiêu chí nhưng đếm được {found}"),
            SetFault::SumDiffers { stated, sum } => {
                write!(out, "ghi {} điểm nhưng cộng lại là {}", vietnamese(*stated), vietnamese(*sum))
            }
            SetFault::CodeOfOtherSection { prefix } => write!(out, "mã phải là \"{prefix}\" rồi đến số thứ tự in"),
            SetFault::DuplicateCode => write!(out, "mã tiêu chí bị dùng hai lần"),
            SetFault::CodeOutOfOrder => write!(out, "số thứ tự phải tăng dần"),
            SetFault::CriterionUnknown => write!(out, "bộ tiêu chí không có tiêu chí này"),
            SetFault::MaximumImpossible => {
                write!(out, "điểm tối đa phải lớn hơn 0, không quá 1.000.000 và có nhiều nhất hai chữ số thập phân")
            }
            SetFault::NoLead => write!(out, "phải có ít nhất một đơn vị chủ trì"),
            SetFault::PrintMissing => write!(out, "có đơn vị phối hợp thì phải chép cách công văn in tên"),
            SetFault::ScalesCount(count) => write!(
                out,
                "mỗi tiêu chí có đúng một thang điểm trong năm loại (choice, count, ratio, share, ratio_bands), ở đây có {count}"
            ),
            SetFault::ShareNotOfOneClass => {
                write!(out, "tỷ lệ đơn vị (share) phải do đúng một nhóm đơn vị chủ trì, ví dụ các xã, thị trấn")
            }
            SetFault::RuleUnknown(name) => write!(out, "không có cách tổng hợp \"{name}\""),
            SetFault::RuleMisfitsLeads { leads_count: 1 } => {
                write!(out, "chỉ có một đơn vị chủ trì nên cách tổng hợp phải là \"single\"")
            }
            SetFault::RuleMisfitsLeads { leads_count } => {
                write!(out, "có {leads_count} đơn vị chủ trì nên cách tổng hợp không thể là \"single\"")
            }
            SetFault::RuleMisfitsScale => write!(out, "cách tổng hợp không hợp với thang điểm"),
            SetFault::ZeroDenominatorUnknown(text) => write!(out, "\"{text}\" không dùng được, chỉ có \"maximum\""),
            SetFault::NoteMissing => write!(out, "có chỗ ghi là suy ra (inferred) nên phải ghi chú vì sao"),
            SetFault::FewerThanTwoLevels => write!(out, "phải có ít nhất hai mức"),
            SetFault::DuplicateLevel(label) => write!(out, "mức \"{label}\" bị ghi hai lần"),
            SetFault::PointsImpossible { maximum } => write!(
                out,
                "điểm của mức không được quá điểm tối đa {} và có nhiều nhất hai chữ số thập phân",
                vietnamese(*maximum)
            ),
            SetFault::MaximumNotReached => write!(out, "không có mức nào đạt điểm tối đa"),
            SetFault::BoundOfChoice => write!(out, "mức để chọn không có khoảng số (from, above, to, below)"),
            SetFault::BoundMissing => write!(out, "thiếu số nhỏ nhất của mức (from hoặc above)"),
            SetFault::BoundTwice => write!(out, "một đầu của khoảng số bị ghi hai lần"),
            SetFault::NotWhole => write!(out, "phải là số nguyên vì tiêu chí này đếm số nguyên"),
            SetFault::BandEmpty => write!(out, "khoảng số của mức không chứa số nào"),
            SetFault::NotFromZero => write!(out, "các mức phải bắt đầu từ 0"),
            SetFault::Gap { below, above } => write!(out, "có khoảng hở giữa mức \"{below}\" và mức \"{above}\""),
            SetFault::Overlap { below, above } => write!(out, "mức \"{below}\" và mức \"{above}\" chồng lên nhau"),
            SetFault::TopNotCovered => write!(out, "mức cao nhất không bao hết các số có thể có"),
            SetFault::BeyondLimit { limit } => {
                write!(out, "mức bắt đầu quá số lớn nhất có thể có là {}", vietnamese(*limit))
            }
        }
    }
}

fn vietnamese(value: Decimal) -> String {
    write_wire(value).replace('.', ",")
}
