//! A wrong criteria set is refused with the file, the criterion and the field: each case is one change of the real text.

use rust_decimal::Decimal;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::toml_source::read_toml;
use tucham::engine::criteria::{CriteriaFile, SetFault, SetProblem, check};

const FILES: [(&str, &str); 6] = [
    ("set.toml", include_str!("../criteria/nam-dong-2018/set.toml")),
    ("units.toml", include_str!("../criteria/nam-dong-2018/units.toml")),
    ("notes.toml", include_str!("../criteria/nam-dong-2018/notes.toml")),
    ("group-1.toml", include_str!("../criteria/nam-dong-2018/group-1.toml")),
    ("group-2.toml", include_str!("../criteria/nam-dong-2018/group-2.toml")),
    ("group-3.toml", include_str!("../criteria/nam-dong-2018/group-3.toml")),
];

#[test]
fn the_files_give_the_set_that_is_built_in() {
    assert_eq!(load(&files()).as_ref(), Ok(builtin()));
}

#[test]
fn order_of_the_files_does_not_matter() {
    let mut reversed = files();
    reversed.reverse();
    assert_eq!(load(&reversed).as_ref(), Ok(builtin()));
}

#[test]
fn wrong_points_and_counts_are_refused() {
    let sum = |stated: i64, sum: i64| SetFault::SumDiffers { stated: Decimal::from(stated), sum: Decimal::from(sum) };
    check_group(1, "1.I.15", r#"maximum = "1""#, r#"maximum = "2""#, "", "section[1].maximum", sum(30, 31));
    check_group(1, "1.I.15", r#"maximum = "1""#, r#"maximum = "1,0""#, "1.I.15", "maximum", not_decimal("1,0"));
    check_group(1, "1.I.15", r#"maximum = "1""#, r#"maximum = "1.0""#, "1.I.15", "maximum", not_decimal("1.0"));
    check_group(1, "1.I.15", r#"maximum = "1""#, r#"maximum = "-1""#, "1.I.15", "maximum", not_decimal("-1"));
    check_group(1, "1.I.15", r#"maximum = "1""#, r#"maximum = "0""#, "1.I.15", "maximum", SetFault::MaximumImpossible);
    check_group(
        1,
        "1.I.15",
        r#"maximum = "1""#,
        r#"maximum = "0.999""#,
        "1.I.15",
        "maximum",
        SetFault::MaximumImpossible,
    );
    check_group(
        1,
        "1.I.15",
        r#"maximum = "1""#,
        r#"maximum = "1000000.01""#,
        "1.I.15",
        "maximum",
        SetFault::MaximumImpossible,
    );
    check_group(3, "", r#"maximum = "28""#, r#"maximum = "26""#, "", "maximum", sum(26, 28));
    check_group(3, "", r#"maximum = "28""#, r#"maximum = "hai mươi tám""#, "", "maximum", not_decimal("hai mươi tám"));
    check_group(3, "", r#"maximum = "3""#, r#"maximum = "4""#, "", "section[2].maximum", sum(4, 3));
    check_group(
        2,
        "",
        "criteria_count = 100",
        "criteria_count = 99",
        "",
        "criteria_count",
        SetFault::CountDiffers { stated: 99, found: 100 },
    );
}

#[test]
fn wrong_codes_are_refused() {
    let of_section = |prefix: &str| SetFault::CodeOfOtherSection { prefix: prefix.to_owned() };
    check_group(1, "1.I.15", r#""1.I.15""#, r#""1.I.14""#, "1.I.14", "code", SetFault::DuplicateCode);
    check_group(2, "2.I.1", r#""2.I.1""#, r#""1.I.1""#, "1.I.1", "code", SetFault::DuplicateCode);
    check_group(1, "1.I.2", r#""1.I.2""#, r#""1.I.31""#, "1.I.3", "code", SetFault::CodeOutOfOrder);
    check_group(1, "1.I.15", r#""1.I.15""#, r#""1.II.15""#, "1.II.15", "code", of_section("1.I."));
    check_group(1, "1.I.30", r#""1.I.30""#, r#""1.I.30a""#, "1.I.30a", "code", of_section("1.I."));
    check_group(1, "1.I.15", r#""1.I.15""#, r#""1.I.015""#, "1.I.015", "code", of_section("1.I."));
    check_group(2, "", "number = 2", "number = 3", "", "number", SetFault::GroupOutOfOrder { expected: 2 });
    let second = SetFault::SectionOutOfOrder { expected: "II".to_owned() };
    check_group(1, "", r#"number = "II""#, r#"number = "IV""#, "", "section[2].number", second);
}

#[test]
fn wrong_texts_are_refused() {
    let title = r#"title = "Tỷ lệ UBND cấp xã có máy Scan""#;
    let cases = [
        (r#"title = """#, SetFault::TextEmpty),
        (r#"title = " Tỷ lệ UBND cấp xã có máy Scan""#, SetFault::TextNotTidy),
        (r#"title = "Tỷ lệ UBND cấp xã  có máy Scan""#, SetFault::TextNotTidy),
        (r#"title = "Tỷ lệ UBND cấp xã\ncó máy Scan""#, SetFault::TextNotTidy),
        (r#"title = "Tỷ lệ UBND cấp xã có ma\u0301y Scan""#, SetFault::TextNotComposed),
        (r#"title = "Tỷ lệ\u202E UBND""#, SetFault::CharacterForbidden('\u{202e}')),
        (r#"title = "Tỷ lệ\u0007UBND""#, SetFault::CharacterForbidden('\u{7}')),
    ];
    for (changed, fault) in cases {
        check_group(1, "1.I.21", title, changed, "1.I.21", "title", fault);
    }
    let empty = || SetFault::TextEmpty;
    check_group(
        2,
        "2.I.5",
        "heading = \"Chuyên mục Chỉ đạo, điều hành\"",
        r#"heading = """#,
        "2.I.5",
        "heading",
        empty(),
    );
    check_group(
        1,
        "1.I.26",
        r#"numerator = "Số hộ gia đình có máy tính""#,
        r#"numerator = """#,
        "1.I.26",
        "ratio.numerator",
        empty(),
    );
    check_group(
        1,
        "1.I.26",
        r#"denominator = "Tổng số hộ gia đình""#,
        r#"denominator = """#,
        "1.I.26",
        "ratio.denominator",
        empty(),
    );
    let question = r#"question = "UBND xã, thị trấn có máy Scan không?""#;
    check_group(1, "1.I.21", question, r#"question = """#, "1.I.21", "share.question", empty());
    check_group(2, "2.I.9", r#"unit = "bài""#, r#"unit = """#, "2.I.9", "count.unit", empty());
    check_group(2, "2.I.9", r#"printed = "0 bài""#, r#"printed = " 0 bài""#, "2.I.9", "count.levels[3].printed", {
        SetFault::TextNotTidy
    });
    check_group(1, "", r#"title = "CÁC TIÊU CHÍ VỀ NHÂN LỰC CNTT""#, r#"title = """#, "", "section[2].title", empty());
}

#[test]
fn wrong_levels_are_refused() {
    let points = || SetFault::PointsImpossible { maximum: Decimal::ONE };
    check_group(1, "1.I.2", r#"points = "1""#, r#"points = "2""#, "1.I.2", "choice.levels[1].points", points());
    check_group(1, "1.I.2", r#"points = "0""#, r#"points = "0.333""#, "1.I.2", "choice.levels[2].points", points());
    check_group(2, "2.I.1", r#"points = "0.5""#, r#"points = "0,5""#, "2.I.1", "choice.levels[2].points", {
        not_decimal("0,5")
    });
    check_group(
        1,
        "1.I.2",
        r#"points = "1""#,
        r#"points = "0.5""#,
        "1.I.2",
        "choice.levels",
        SetFault::MaximumNotReached,
    );
    check_group(
        2,
        "2.I.9",
        r#"points = "1""#,
        r#"points = "0.9""#,
        "2.I.9",
        "count.levels",
        SetFault::MaximumNotReached,
    );
    let twice = SetFault::DuplicateLevel("Có".to_owned());
    check_group(1, "1.I.2", r#"printed = "Không""#, r#"printed = "Có""#, "1.I.2", "choice.levels[2].printed", twice);
    let one = "    { printed = \"Không\", points = \"0\" },\n";
    check_group(1, "1.I.2", one, "", "1.I.2", "choice.levels", SetFault::FewerThanTwoLevels);
    let bound = r#"points = "0", from = "0""#;
    check_group(1, "1.I.2", r#"points = "0""#, bound, "1.I.2", "choice.levels[2]", SetFault::BoundOfChoice);
}

#[test]
fn gaps_and_overlaps_of_bands_are_refused() {
    let gap = |below: &str, above: &str| SetFault::Gap { below: below.into(), above: above.into() };
    let overlap = |below: &str, above: &str| SetFault::Overlap { below: below.into(), above: above.into() };
    let count = |code, old, new, fault| check_group(2, code, old, new, code, "count.levels", fault);
    count("2.I.9", r#"to = "3""#, r#"to = "2""#, gap("1-3 bài", ">= 4 bài"));
    count("2.I.9", r#"to = "3""#, r#"to = "4""#, overlap("1-3 bài", ">= 4 bài"));
    count("2.I.9", r#"from = "1", to = "3""#, r#"from = "1""#, overlap("1-3 bài", ">= 4 bài"));
    count("2.I.9", r#"from = "0", to = "0""#, r#"from = "1", to = "1""#, SetFault::NotFromZero);
    count("2.I.9", r#"from = "0", to = "0""#, r#"above = "0", to = "1""#, SetFault::NotFromZero);
    count("2.I.9", r#"from = "4""#, r#"from = "4", to = "99""#, SetFault::TopNotCovered);
    count("2.I.5", r#"limit = "12""#, r#"limit = "13""#, SetFault::TopNotCovered);
    let limit = SetFault::BeyondLimit { limit: Decimal::from(11) };
    check_group(2, "2.I.5", r#"limit = "12""#, r#"limit = "11""#, "2.I.5", "count.levels[1]", limit);
    check_group(2, "2.I.5", r#"limit = "12""#, r#"limit = "11.5""#, "2.I.5", "count.limit", SetFault::NotWhole);
    let level = |old, new, field, fault| check_group(2, "2.I.9", old, new, "2.I.9", field, fault);
    level(r#"to = "3""#, r#"to = "3.5""#, "count.levels[2].to", SetFault::NotWhole);
    level(r#"to = "3""#, r#"to = "3,5""#, "count.levels[2].to", not_decimal("3,5"));
    level(r#"from = "1", to = "3""#, r#"from = "4", to = "3""#, "count.levels[2]", SetFault::BandEmpty);
    level(r#"from = "1", to = "3""#, r#"above = "2", below = "3""#, "count.levels[2]", SetFault::BandEmpty);
    level(r#"from = "1", to = "3""#, r#"to = "3""#, "count.levels[2]", SetFault::BoundMissing);
    level(r#"to = "3""#, r#"to = "3", below = "4""#, "count.levels[2]", SetFault::BoundTwice);
    // Money is not counted in whole numbers: 499,5 million must belong to a level too.
    let money = |old, new, fault| check_group(1, "1.III.14", old, new, "1.III.14", "count.levels", fault);
    money(r#"below = "500""#, r#"to = "499""#, gap("100 -<500tr", ">=500tr"));
    money(r#"below = "500""#, r#"to = "500""#, overlap("100 -<500tr", ">=500tr"));
    let bands = |old, new, fault| check_group(3, "3.V.4", old, new, "3.V.4", "ratio_bands.levels", fault);
    bands(r#"to = "70""#, r#"below = "70""#, gap("Từ 50% đến dưới 70%", "Trên 70%"));
    bands(r#"above = "70""#, r#"from = "70""#, overlap("Từ 50% đến dưới 70%", "Trên 70%"));
    bands(r#"above = "70""#, r#"above = "69.9""#, overlap("Từ 50% đến dưới 70%", "Trên 70%"));
    bands(r#"below = "50""#, r#"below = "49""#, gap("Dưới 50", "Từ 50% đến dưới 70%"));
}

#[test]
fn wrong_units_are_refused() {
    let unknown = || SetFault::UnitUnknown("xa-huong-xuan".to_owned());
    let twice = |id: &str| SetFault::UnitTwice(id.to_owned());
    check_group(1, "1.I.4", r#"lead = ["van-phong"]"#, r#"lead = ["xa-huong-xuan"]"#, "1.I.4", "lead", unknown());
    check_group(1, "1.I.4", r#"lead = ["van-phong"]"#, "lead = []", "1.I.4", "lead", SetFault::NoLead);
    let office_twice = r#"lead = ["van-phong", "van-phong"]"#;
    check_group(1, "1.I.4", r#"lead = ["van-phong"]"#, office_twice, "1.I.4", "lead", twice("van-phong"));
    let coordinating = r#"coordinating = ["xa-thi-tran"]"#;
    let wrong = r#"coordinating = ["xa-huong-xuan"]"#;
    check_group(1, "1.I.26", coordinating, wrong, "1.I.26", "coordinating", unknown());
    let printed = "coordinating_printed = \"UBND các xã, thị trấn\"\n";
    check_group(1, "1.I.26", printed, "", "1.I.26", "coordinating_printed", SetFault::PrintMissing);
    let leads = r#"lead_printed = "Văn phòng HĐND và UBND""#;
    check_group(1, "1.I.4", leads, r#"lead_printed = """#, "1.I.4", "lead_printed", SetFault::TextEmpty);
    let units = |old: &str, new: &str, field: &str, fault| check_file("units.toml", old, new, field, fault);
    units(r#"id = "noi-vu""#, r#"id = "Nội vụ""#, "unit[2].id", SetFault::NotId("Nội vụ".to_owned()));
    units(r#"id = "noi-vu""#, r#"id = "van-phong""#, "unit[2].id", SetFault::DuplicateUnit("van-phong".to_owned()));
    let office = SetFault::DuplicateName("Phòng Y tế".to_owned());
    units(r#"name = "Công an huyện""#, r#"name = "Phòng Y tế""#, "unit[14].name", office.clone());
    units(r#"aliases = ["Trung tâm HCC huyện"]"#, r#"aliases = ["Phòng Y tế"]"#, "unit[12].aliases", office);
    units(r#"    "xa-huong-phu","#, r#"    "xa-huong-xuan","#, "class[2].units", unknown());
    units(r#"    "xa-huong-phu","#, r#"    "xa-huong-son","#, "class[2].units", twice("xa-huong-son"));
    let class = SetFault::DuplicateUnit("van-phong".to_owned());
    units(r#"id = "xa-thi-tran""#, r#"id = "van-phong""#, "class[2].id", class);
}

#[test]
fn rules_that_do_not_fit_are_refused() {
    let rule = |group, code, old: &str, new: &str, fault| {
        let (old, new) = (format!("rule = \"{old}\""), format!("rule = \"{new}\""));
        check_group(group, code, &old, &new, code, "rule", fault);
    };
    rule(1, "1.I.1", "pool", "average", SetFault::RuleUnknown("average".to_owned()));
    rule(1, "1.I.1", "pool", "single", SetFault::RuleMisfitsLeads { leads_count: 11 });
    rule(1, "1.I.4", "single", "best", SetFault::RuleMisfitsLeads { leads_count: 1 });
    rule(1, "1.I.1", "pool", "best", SetFault::RuleMisfitsScale);
    rule(1, "1.I.2", "worst", "pool", SetFault::RuleMisfitsScale);
    rule(1, "1.I.2", "worst", "sum_of_counts", SetFault::RuleMisfitsScale);
    rule(1, "1.I.12", "sum_of_counts", "mean_of_ratios", SetFault::RuleMisfitsScale);
    rule(1, "1.I.16", "share", "pool", SetFault::RuleMisfitsScale);
    rule(2, "2.I.24", "pool", "mean_of_ratios", SetFault::RuleMisfitsScale);
    rule(2, "2.II.22", "mean_of_ratios", "share", SetFault::RuleMisfitsScale);
    let communes = r#"lead = ["xa-thi-tran"]"#;
    for lead in [r#"lead = ["van-phong"]"#, r#"lead = ["xa-thi-tran", "van-phong"]"#, r#"lead = ["xa-huong-phu"]"#] {
        check_group(1, "1.I.16", communes, lead, "1.I.16", "lead", SetFault::ShareNotOfOneClass);
    }
}

#[test]
fn inferred_things_need_a_note() {
    let set = builtin();
    let code = "2.I.8";
    let note = set.set.criterion(code).and_then(|criterion| criterion.note.as_deref()).unwrap().replace('"', "\\\"");
    check_group(2, code, &format!("note = \"{note}\"\n"), "", code, "note", SetFault::NoteMissing);
    let unknown = SetFault::CriterionUnknown;
    let mut changed = files();
    replace(&mut changed, "notes.toml", "", r#"criteria = ["3.V.4"]"#, r#"criteria = ["3.V.7"]"#);
    let problem = load(&changed).unwrap_err();
    assert_eq!((problem.file.as_str(), problem.criterion.as_deref()), ("notes.toml", Some("3.V.7")));
    assert!(problem.field.starts_with("note[") && problem.field.ends_with("].criteria"), "{}", problem.field);
    assert_eq!(problem.fault, unknown);
}

#[test]
fn each_criterion_has_exactly_one_scale() {
    let second = "[section.criterion.share]\nquestion = \"?\"\nprinted = \"?\"\npoints_printed = \"?\"\n\n";
    let ratio = "[section.criterion.ratio]\n";
    check_group(1, "1.I.1", ratio, &format!("{second}{ratio}"), "1.I.1", "", SetFault::ScalesCount(2));
    let choice = "[section.criterion.choice]\nlevels = [\n    { printed = \"Có\", points = \"1\" },\n    { printed = \"Không\", points = \"0\" },\n]\n";
    check_group(1, "1.I.2", choice, "", "1.I.2", "", SetFault::ScalesCount(0));
    let zero = SetFault::ZeroDenominatorUnknown("0".to_owned());
    let maximum = r#"zero_denominator = "maximum""#;
    check_group(3, "3.IV.3", maximum, r#"zero_denominator = "0""#, "3.IV.3", "ratio.zero_denominator", zero);
}

#[test]
fn wrong_heads_are_refused() {
    let head = |old: &str, new: &str, field: &str, fault| check_file("set.toml", old, new, field, fault);
    head("version = 1", "version = 0", "version", SetFault::VersionZero);
    head("period = 2018", "period = 2017", "period", SetFault::PeriodImpossible(2017));
    head(r#"id = "nam-dong-2018""#, r#"id = "Nam Đông""#, "id", SetFault::NotId("Nam Đông".to_owned()));
    head(r#"issuer = "UBND huyện Nam Đông""#, r#"issuer = """#, "source.issuer", SetFault::TextEmpty);
    let office = r#"office_name = "Văn phòng HĐND và UBND huyện Nam Đông""#;
    head(office, r#"office_name = """#, "hand_out.office_name", SetFault::TextEmpty);
    for date in ["30/10", "10-32", "2-28", "02-29", "13-01", "00-10", "10-00", "+1-02", "10-30-1", ""] {
        let fault = SetFault::NotMonthAndDay(date.to_owned());
        head(r#"due_before = "10-30""#, &format!("due_before = \"{date}\""), "hand_out.due_before", fault);
    }
}

#[test]
fn what_is_no_set_is_refused_at_its_line_and_key() {
    let unreadable = |group: u8, code: &str, old: &str, new: &str, criterion: Option<&str>, field: &str| {
        let mut changed = files();
        let file = format!("group-{group}.toml");
        replace(&mut changed, &file, code, old, new);
        let text = &changed.iter().find(|(name, _)| *name == file).unwrap().1;
        let problem = load(&changed).unwrap_err();
        assert_eq!((problem.file.as_str(), problem.criterion.as_deref()), (&*file, criterion), "{problem}");
        assert_eq!(problem.field, field, "{problem}");
        let SetFault::Unreadable { line, detail } = problem.fault else { panic!("{problem}") };
        assert!(!detail.is_empty());
        let line = text.lines().nth(line - 1).unwrap();
        assert!(line.contains(field), "{field} is not in line {line:?}");
    };
    let maximum = r#"maximum = "1""#;
    unreadable(1, "1.I.15", maximum, "maximum = 1", Some("1.I.15"), "maximum");
    unreadable(1, "1.I.15", maximum, "maximun = \"1\"", Some("1.I.15"), "maximun");
    unreadable(1, "1.I.15", "part_of_whole = false", "part_of_whole = \"không\"", Some("1.I.15"), "part_of_whole");
    unreadable(1, "1.I.15", "part_of_whole = false", "part_of_hole = false", Some("1.I.15"), "part_of_hole");
    unreadable(2, "2.I.9", r#"points = "0.5""#, "points = 0.5", Some("2.I.9"), "points");
    unreadable(2, "2.I.9", r#"printed = "1-3 bài""#, r#"label = "1-3 bài""#, Some("2.I.9"), "label");
    unreadable(3, "", "criteria_count = 26", "criteria_count = -26", None, "criteria_count");
    // Left out: told at the table that lacks it.
    unreadable(1, "1.I.15", "maximum = \"1\"\n", "", Some("1.I.15"), "");
    unreadable(1, "1.I.15", maximum, "maximum = \"1", Some("1.I.15"), "maximum");
}

#[test]
fn missing_and_foreign_files_are_refused() {
    for name in ["set.toml", "units.toml", "notes.toml"] {
        let rest: Vec<_> = files().into_iter().filter(|(file, _)| file != name).collect();
        check_problem(&rest, name, None, "", &SetFault::FileMissing);
    }
    let no_groups: Vec<_> = files().into_iter().filter(|(file, _)| !file.starts_with("group-")).collect();
    // The notes speak of criteria, but that no group is there comes first.
    check_problem(&no_groups, "group-1.toml", None, "", &SetFault::FileMissing);
    let no_first: Vec<_> = files().into_iter().filter(|(file, _)| file != "group-1.toml").collect();
    check_problem(&no_first, "group-2.toml", None, "number", &SetFault::GroupOutOfOrder { expected: 1 });
    for name in ["group-x.toml", "groups.toml", "group-.toml", "set.toml.bak"] {
        let mut more = files();
        more.push((name.to_owned(), String::new()));
        check_problem(&more, name, None, "", &SetFault::FileUnknown);
    }
}

#[test]
fn problems_read_as_a_sentence_with_the_place_in_front() {
    let mut changed = files();
    replace(&mut changed, "group-1.toml", "1.I.15", r#"maximum = "1""#, r#"maximum = "1,0""#);
    assert_eq!(
        load(&changed).unwrap_err().to_string(),
        "group-1.toml, tiêu chí 1.I.15, trường maximum: \"1,0\" không phải là số viết đúng cách (ví dụ \"1\", \"0.5\")"
    );
    let mut changed = files();
    replace(&mut changed, "group-3.toml", "3.V.4", r#"to = "70""#, r#"below = "70""#);
    assert_eq!(
        load(&changed).unwrap_err().to_string(),
        "group-3.toml, tiêu chí 3.V.4, trường ratio_bands.levels: có khoảng hở giữa mức \"Từ 50% đến dưới 70%\" và mức \"Trên 70%\""
    );
}

/// Changes a text of a criterion (of the group's head, where `code` is empty) and compares the problem.
fn check_group(group: u8, code: &str, old: &str, new: &str, criterion: &str, field: &str, fault: SetFault) {
    let mut changed = files();
    let file = format!("group-{group}.toml");
    replace(&mut changed, &file, code, old, new);
    check_problem(&changed, &file, Some(criterion).filter(|code| !code.is_empty()), field, &fault);
}

/// Changes a text of a file without criteria and compares the problem.
fn check_file(file: &str, old: &str, new: &str, field: &str, fault: SetFault) {
    let mut changed = files();
    replace(&mut changed, file, "", old, new);
    check_problem(&changed, file, None, field, &fault);
}

fn check_problem(files: &[(String, String)], file: &str, criterion: Option<&str>, field: &str, fault: &SetFault) {
    let problem = load(files).unwrap_err();
    let found = (problem.file.as_str(), problem.criterion.as_deref(), problem.field.as_str(), &problem.fault);
    assert_eq!(found, (file, criterion, field, fault), "{problem}");
}

/// Replaces the first `old` after the code, which must stand before the next criterion.
fn replace(files: &mut [(String, String)], file: &str, code: &str, old: &str, new: &str) {
    let text = &mut files.iter_mut().find(|(name, _)| name == file).expect("the file is one of the set's").1;
    let (start, end) = if code.is_empty() {
        (0, text.len())
    } else {
        let start = text.find(&format!("code = \"{code}\"")).unwrap_or_else(|| panic!("{code} is in {file}"));
        (start, text[start..].find("[[section").map_or(text.len(), |length| start + length))
    };
    let place = text[start..end].find(old).unwrap_or_else(|| panic!("{old:?} is in {file} {code}")) + start;
    text.replace_range(place..place + old.len(), new);
}

fn not_decimal(text: &str) -> SetFault {
    SetFault::NotDecimal(text.to_owned())
}

fn load(files: &[(String, String)]) -> Result<CriteriaFile, SetProblem> {
    check(&read_toml(files)?)
}

fn files() -> Vec<(String, String)> {
    FILES.map(|(name, text)| (name.to_owned(), text.to_owned())).into()
}
