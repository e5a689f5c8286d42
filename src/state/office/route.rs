//! The office page's address after `#`.

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
    /// `#/hinh`: pictures of the result.
    Pictures,
    /// `#/xuat`: the result for others.
    Results,
    /// `#/bo-tieu-chi`: the criteria set.
    Criteria,
}

impl OfficeRoute {
    /// Every place, with the name that its link has.
    pub const ALL: [(OfficeRoute, &str); 8] = [
        (OfficeRoute::Files, "Tệp nhận"),
        (OfficeRoute::Units, "Đơn vị"),
        (OfficeRoute::Keys, "Khoá"),
        (OfficeRoute::Score, "Điểm toàn huyện"),
        (OfficeRoute::Compare, "So sánh"),
        (OfficeRoute::Pictures, "Hình"),
        (OfficeRoute::Results, "Xuất kết quả"),
        (OfficeRoute::Criteria, "Bộ tiêu chí"),
    ];

    /// Reads the part of an address after `#`; an address that leads nowhere leads to the files.
    pub fn parse(hash: &str) -> OfficeRoute {
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
            OfficeRoute::Pictures => "/hinh",
            OfficeRoute::Results => "/xuat",
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
    }
}
