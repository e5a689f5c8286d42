//! The office page's address after `#`.

/// The address of a unit's appraisal, before its identifier.
const APPRAISED: &str = "/tham-dinh/";

/// The identifier of the unit whose appraisal an address leads to; empty for any other address.
pub fn appraised_unit(hash: &str) -> &str {
    hash.strip_prefix(APPRAISED).unwrap_or_default()
}

/// A place in the office's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeRoute {
    /// `#/`: files in, their verdicts, the workspace.
    Files,
    /// `#/don-vi`: which unit has reported.
    Units,
    /// `#/khoa`: keys of units and of the office.
    Keys,
    /// `#/diem`: the district's points.
    Score,
    /// `#/so-sanh`: units compared.
    Compare,
    /// `#/tham-dinh`, and `#/tham-dinh/xa-huong-phu` for one unit.
    Appraisal,
    /// `#/hinh`: pictures of the result.
    Pictures,
    /// `#/xuat`: the result for others.
    Results,
    /// `#/in`: the result on paper.
    Paper,
    /// `#/bo-tieu-chi`: the criteria set.
    Criteria,
}

impl OfficeRoute {
    /// Every place, with the name that its link has.
    pub const ALL: [(OfficeRoute, &str); 10] = [
        (OfficeRoute::Files, "Tệp nhận"),
        (OfficeRoute::Units, "Đơn vị"),
        (OfficeRoute::Keys, "Khoá"),
        (OfficeRoute::Score, "Điểm toàn huyện"),
        (OfficeRoute::Compare, "So sánh"),
        (OfficeRoute::Appraisal, "Thẩm định"),
        (OfficeRoute::Pictures, "Hình"),
        (OfficeRoute::Results, "Xuất kết quả"),
        (OfficeRoute::Paper, "In báo cáo"),
        (OfficeRoute::Criteria, "Bộ tiêu chí"),
    ];

    /// Reads the part of an address after `#`; an address that leads nowhere leads to the files.
    pub fn parse(hash: &str) -> OfficeRoute {
        if hash.starts_with(APPRAISED) {
            return OfficeRoute::Appraisal;
        }
        let all = OfficeRoute::ALL.into_iter().map(|(route, _)| route);
        all.into_iter().find(|route| route.hash() == hash).unwrap_or(OfficeRoute::Files)
    }

    /// The address of this place after `#`.
    pub fn hash(self) -> &'static str {
        match self {
            OfficeRoute::Files => "/",
            OfficeRoute::Units => "/don-vi",
            OfficeRoute::Keys => "/khoa",
            OfficeRoute::Score => "/diem",
            OfficeRoute::Compare => "/so-sanh",
            OfficeRoute::Appraisal => "/tham-dinh",
            OfficeRoute::Pictures => "/hinh",
            OfficeRoute::Results => "/xuat",
            OfficeRoute::Paper => "/in",
            OfficeRoute::Criteria => "/bo-tieu-chi",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_there_and_back() {
        for (route, _) in OfficeRoute::ALL {
            assert_eq!(OfficeRoute::parse(route.hash()), route);
        }
        assert_eq!(OfficeRoute::parse("/nowhere"), OfficeRoute::Files);
        assert_eq!(OfficeRoute::parse("/tham-dinh/xa-huong-phu"), OfficeRoute::Appraisal);
        assert_eq!(appraised_unit("/tham-dinh/xa-huong-phu"), "xa-huong-phu");
        assert_eq!(appraised_unit("/tham-dinh"), "");
    }
}
