//! The page's address after `#`, as a place in the app.

use crate::engine::criteria::{CriteriaSet, Unit};

/// First year that a period may be.
pub const FIRST_PERIOD: u16 = 2018;
/// Last year that a period may be: files have four digits for it.
pub const LAST_PERIOD: u16 = 9999;

/// Reads a year of four digits that may be a period.
pub fn parse_period(text: &str) -> Option<u16> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|period| is_year && (FIRST_PERIOD..=LAST_PERIOD).contains(period))
}

/// A place in the app.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Route {
    /// `#/`: choose the unit.
    Start,
    /// `#/xa-huong-phu/2018`: answer.
    Sheet { unit: &'static Unit, period: u16 },
    /// `#/xa-huong-phu/2018/kiem-tra`: check, sign and export.
    Check { unit: &'static Unit, period: u16 },
    /// `#/xa-huong-phu/2018/in`: the sheet as a document for the printer.
    Paper { unit: &'static Unit, period: u16 },
    /// `#/xa-huong-phu/2018/tham-dinh`: the office's points and remarks.
    Appraisal { unit: &'static Unit, period: u16 },
    /// `#/xa-huong-phu/2018/phoi-hop`: figures for other units, and from them.
    Contribution { unit: &'static Unit, period: u16 },
    /// `#/khoa`: the key of this device.
    Keys,
    /// `#/ban-nhap`: the drafts in this browser, to files and back.
    Drafts,
    /// An address that leads nowhere.
    Unknown,
}

impl Route {
    /// Reads the part of an address after `#`.
    pub fn parse(set: &'static CriteriaSet, hash: &str) -> Route {
        let parts: Vec<&str> = hash.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => Route::Start,
            ["khoa"] => Route::Keys,
            ["ban-nhap"] => Route::Drafts,
            [unit, period, rest @ ..] => {
                let unit = set.unit(unit);
                let period = parse_period(period);
                match (unit, period, rest) {
                    (Some(unit), Some(period), []) => Route::Sheet { unit, period },
                    (Some(unit), Some(period), ["kiem-tra"]) => Route::Check { unit, period },
                    (Some(unit), Some(period), ["in"]) => Route::Paper { unit, period },
                    (Some(unit), Some(period), ["tham-dinh"]) => Route::Appraisal { unit, period },
                    (Some(unit), Some(period), ["phoi-hop"]) => Route::Contribution { unit, period },
                    _ => Route::Unknown,
                }
            }
            _ => Route::Unknown,
        }
    }

    /// The address of this place after `#`.
    pub fn hash(self) -> String {
        match self {
            Route::Start | Route::Unknown => "/".to_owned(),
            Route::Keys => "/khoa".to_owned(),
            Route::Drafts => "/ban-nhap".to_owned(),
            Route::Sheet { unit, period } => format!("/{}/{period}", unit.id),
            Route::Check { unit, period } => format!("/{}/{period}/kiem-tra", unit.id),
            Route::Paper { unit, period } => format!("/{}/{period}/in", unit.id),
            Route::Appraisal { unit, period } => format!("/{}/{period}/tham-dinh", unit.id),
            Route::Contribution { unit, period } => format!("/{}/{period}/phoi-hop", unit.id),
        }
    }

    /// The unit and period, where the place belongs to one.
    pub fn work(self) -> Option<(&'static Unit, u16)> {
        match self {
            Route::Sheet { unit, period }
            | Route::Check { unit, period }
            | Route::Paper { unit, period }
            | Route::Appraisal { unit, period }
            | Route::Contribution { unit, period } => Some((unit, period)),
            Route::Start | Route::Keys | Route::Drafts | Route::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::builtin::builtin;

    #[test]
    fn addresses_lead_there_and_back() {
        let set = &builtin().set;
        for hash in [
            "/",
            "/khoa",
            "/ban-nhap",
            "/xa-huong-phu/2018",
            "/van-phong/2019/kiem-tra",
            "/van-phong/2019/in",
            "/van-phong/2019/tham-dinh",
            "/van-phong/2019/phoi-hop",
        ] {
            assert_eq!(Route::parse(set, hash).hash(), hash);
        }
        for hash in [
            "/xa-khong-co/2018",
            "/xa-huong-phu",
            "/xa-huong-phu/2017",
            "/xa-huong-phu/x",
            "/van-phong/2018/x",
            "/van-phong/+2018",
            "/van-phong/02018",
        ] {
            assert_eq!(Route::parse(set, hash), Route::Unknown, "{hash}");
        }
    }
}
