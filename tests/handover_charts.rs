//! Pictures of the result: lengths are those of the values, every value stands in the table, nothing is cut, and nothing that
//! others wrote becomes markup.

use rust_decimal::Decimal;
use tucham::engine::builtin::builtin;
use tucham::engine::office::UnitPoints;
use tucham::handover::charts::{Caption, Chart, Measure, Pair, Part, Place, bars, pairs, radar, ranking};

const HOSTILE: &str = "</title><script>alert('1')</script>&\" onload=\"x\u{0}\u{1b}";

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn caption() -> Caption {
    Caption { title: "Điểm theo mục".to_owned(), about: "Nhóm 1, năm 2018".to_owned() }
}

fn part(number: &str, points: Option<&str>, maximum: &str) -> Part {
    Part {
        number: number.to_owned(),
        title: format!("MỤC {number}"),
        points: points.map(decimal),
        maximum: decimal(maximum),
        excluded: Decimal::ZERO,
    }
}

fn place(rank: Option<usize>, name: &str, points: Option<&str>) -> Place {
    let points =
        points.map(|points| UnitPoints { points: decimal(points), maximum: decimal("35"), excluded: Decimal::ZERO });
    Place { rank, unit_name: name.to_owned(), points }
}

fn pair(name: &str, first: Option<&str>, second: Option<&str>) -> Pair {
    Pair { name: name.to_owned(), maximum: decimal("100"), first: first.map(decimal), second: second.map(decimal) }
}

fn only(charts: Vec<Chart>) -> Chart {
    let [chart] = <[Chart; 1]>::try_from(charts).unwrap_or_else(|all| panic!("{} charts", all.len()));
    chart
}

/// One chart of every kind.
fn every_kind(name: &str) -> Vec<Chart> {
    let named = |points: Option<&str>| Part { title: name.to_owned(), ..part("I", points, "12") };
    let parts = [named(Some("0")), named(Some("11.25")), named(None), named(Some("12"))];
    let caption = Caption { title: name.to_owned(), about: name.to_owned() };
    let places = [place(Some(1), name, Some("35")), place(None, name, None)];
    let two = [pair(name, Some("80"), Some("79.5")), pair(name, None, Some("1"))];
    [
        bars(&caption, name, &parts),
        radar(&caption, name, &parts),
        ranking(&caption, &places),
        pairs(&caption, name, [name, name], Measure::Points, &two),
    ]
    .concat()
}

/// The values of an attribute in all elements of a class.
fn attributes(svg: &str, class: &str, name: &str) -> Vec<String> {
    let elements = svg.split('<').filter(|element| element.contains(&format!("class=\"{class}\"")));
    let value = |element: &str| element.split_once(&format!(" {name}=\""))?.1.split('"').next().map(str::to_owned);
    elements.filter_map(value).collect()
}

/// Widths of the bars of a fill, without the samples of the key, which are in whole units.
fn lengths(figure: &str, class: &str) -> Vec<String> {
    attributes(figure, class, "width").into_iter().filter(|width| width.ends_with('%')).collect()
}

/// The table's rows, cell by cell.
fn table(figure: &str) -> Vec<Vec<String>> {
    let body = figure.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    let cells = |row: &str| {
        row.replace("</th>", "\n").replace("</td>", "\n").replace("<th scope=\"row\">", "").replace("<td>", "")
    };
    let rows = body.split("<tr>").skip(1).map(|row| cells(row.strip_suffix("</tr>").unwrap()));
    rows.map(|row| row.lines().map(str::to_owned).collect()).collect()
}

#[test]
fn a_bar_is_as_long_as_its_points_on_the_scale_of_the_highest_maximum() {
    let parts = [part("I", Some("24.5"), "30"), part("II", Some("12"), "12"), part("III", Some("0.01"), "8")];
    let figure = only(bars(&caption(), "Mục", &parts)).figure("a");
    // 24.5, 12 and 0.01 of 30; the frames are 30, 12 and 8 of 30.
    assert_eq!(lengths(&figure, "chart-solid"), ["81.67%", "40%", "0.03%"]);
    assert_eq!(lengths(&figure, "chart-track"), ["100%", "40%", "26.67%"]);
    for value in ["24,50 / 30", "12,00 / 12", "0,01 / 8"] {
        assert_eq!(figure.matches(&format!(">{value}</text>")).count(), 1, "{value}");
    }
}

#[test]
fn a_value_beyond_its_maximum_does_not_leave_the_frame() {
    let figure = only(bars(&caption(), "Mục", &[part("I", Some("31"), "30")])).figure("a");
    assert_eq!(lengths(&figure, "chart-solid"), ["100%"]);
    assert!(figure.contains("31,00 / 30"), "{figure}");
}

#[test]
fn what_is_excluded_is_dotted_at_the_end_of_the_frame() {
    let parts = [Part { excluded: decimal("3"), ..part("I", Some("6"), "10") }, part("II", Some("20"), "20")];
    let figure = only(bars(&caption(), "Mục", &parts)).figure("a");
    assert_eq!(lengths(&figure, "chart-dotted"), ["15%"]);
    assert!(figure.contains("x=\"35%\""), "from 7 of 20 on: {figure}");
    assert!(figure.contains("Không phát sinh"));
    assert_eq!(table(&figure)[0], ["I. MỤC I", "6,00", "10", "3", "60,00%"]);
    let without = only(bars(&caption(), "Mục", &[part("I", Some("6"), "10")])).figure("a");
    assert!(!without.contains("Không phát sinh"), "no column for nothing");
}

#[test]
fn places_are_drawn_in_their_order_and_by_percentage() {
    let places = [place(Some(1), "Xã A", Some("33.25")), place(Some(2), "Xã B", Some("7")), place(None, "Xã C", None)];
    let figure = only(ranking(&caption(), &places)).figure("a");
    assert_eq!(lengths(&figure, "chart-solid"), ["95%", "20%"]);
    let rows = table(&figure);
    assert_eq!(rows[0], ["Xã A", "1", "33,25", "35", "33,25", "95,00%"]);
    assert_eq!(rows[2], ["Xã C", "–", "chưa có điểm", "–", "–", "–"]);
    assert!(figure.contains(">1. Xã A</text>") && figure.contains(">Xã C</text>"), "{figure}");
    assert!(figure.contains("Cao nhất: Xã A (95,00%). Thấp nhất: Xã B (20,00%). Chưa có điểm: Xã C."), "{figure}");
}

#[test]
fn a_pair_has_a_dark_and_a_hatched_bar_and_its_difference() {
    let all = [
        pair("Xã A", Some("80.5"), Some("81")),
        pair("Xã B", Some("90"), Some("70.25")),
        pair("Xã C", Some("5"), Some("5")),
        pair("Xã D", None, Some("60")),
    ];
    let figure = only(pairs(&caption(), "Đơn vị", ["Năm 2018", "Năm 2017"], Measure::Percentage, &all)).figure("a");
    assert_eq!(lengths(&figure, "chart-solid"), ["80.5%", "90%", "5%"]);
    assert_eq!(lengths(&figure, "chart-hatched"), ["81%", "70.25%", "5%", "60%"]);
    let rows = table(&figure);
    assert_eq!(rows[0], ["Xã A", "80,50%", "81,00%", "−0,50"]);
    assert_eq!(rows[1], ["Xã B", "90,00%", "70,25%", "+19,75"]);
    assert_eq!(rows[2], ["Xã C", "5,00%", "5,00%", "0,00"]);
    assert_eq!(rows[3], ["Xã D", "chưa có điểm", "60,00%", "–"]);
    assert!(figure.contains("Cao hơn: 1; thấp hơn: 1; bằng nhau: 1; chưa so sánh được: 1."), "{figure}");
}

#[test]
fn the_corners_of_a_radar_lie_where_their_shares_put_them() {
    let parts = [
        part("I", Some("30"), "30"),
        part("II", Some("6"), "12"),
        part("III", Some("0"), "8"),
        part("IV", Some("2.5"), "10"),
    ];
    let figure = only(radar(&caption(), "Mục", &parts)).figure("a");
    // Around 160, 140 with a radius of 96: all of it up, half to the right, nothing down, a quarter to the left.
    assert_eq!(attributes(&figure, "chart-area", "points"), ["160.0,44.0 208.0,140.0 160.0,140.0 136.0,140.0"]);
    assert_eq!(attributes(&figure, "chart-rim", "points"), ["160.0,44.0 256.0,140.0 160.0,236.0 64.0,140.0"]);
    assert_eq!(attributes(&figure, "chart-ring", "points").len(), 3, "rings at a quarter, a half, three quarters");
    assert_eq!(table(&figure)[3], ["IV. MỤC IV", "2,50", "10", "25,00%"]);
}

#[test]
fn a_radar_of_three_closes_and_one_with_a_hole_does_not() {
    let mut parts = vec![part("I", Some("1"), "1"), part("II", Some("1"), "1"), part("III", Some("1"), "1")];
    let figure = only(radar(&caption(), "Mục", &parts)).figure("a");
    // sin 120° · 96 = 83.14, cos 120° · 96 = −48.
    assert_eq!(attributes(&figure, "chart-area", "points"), ["160.0,44.0 243.1,188.0 76.9,188.0"]);
    parts[1].points = None;
    let figure = only(radar(&caption(), "Mục", &parts)).figure("a");
    assert!(attributes(&figure, "chart-area", "points").is_empty());
    assert_eq!(attributes(&figure, "chart-area", "d"), ["M76.9,188.0L160.0,44.0"]);
    assert!(figure.contains(">chưa có điểm</text>"), "{figure}");
}

#[test]
fn fewer_than_three_axes_become_bars() {
    let parts = [part("I", Some("24.5"), "30"), part("II", Some("12"), "12")];
    for count in 0..=2 {
        let drawn = radar(&caption(), "Mục", &parts[..count]);
        assert_eq!(drawn, bars(&caption(), "Mục", &parts[..count]), "{count}");
    }
    assert!(only(radar(&caption(), "Mục", &parts)).figure("a").contains("class=\"chart-rows\""));
}

#[test]
fn missing_values_are_said_and_no_bar_is_drawn_for_them() {
    let figure = only(bars(&caption(), "Mục", &[part("I", None, "30"), part("II", Some("0"), "12")])).figure("a");
    assert!(lengths(&figure, "chart-solid").is_empty(), "nothing is drawn for nothing");
    assert_eq!(figure.matches(">chưa có điểm</text>").count(), 1);
    assert_eq!(figure.matches("stroke-dasharray").count(), 1, "an open frame, but none for a zero");
    assert!(figure.contains(">0,00 / 12</text>"));
    assert_eq!(table(&figure)[0], ["I. MỤC I", "chưa có điểm", "30", "–"]);
    assert_eq!(table(&figure)[1], ["II. MỤC II", "0,00", "12", "0,00%"]);
}

#[test]
fn what_others_wrote_comes_out_as_text() {
    for chart in every_kind(HOSTILE) {
        for text in [chart.figure("a"), chart.file()] {
            assert!(!text.contains("<script") && !text.contains(" onload=\"x"), "{text}");
            assert!(text.contains("&lt;script&gt;alert(&#39;1&#39;)"), "{text}");
            assert!(!text.contains(['\u{0}', '\u{1b}']), "what XML cannot hold");
            assert!(!text.contains("style="), "the page's policy allows no style in an element");
        }
    }
}

#[test]
fn every_value_of_a_picture_stands_in_its_table() {
    for chart in every_kind("Mục dài") {
        let figure = chart.figure("a");
        let (picture, numbers) = figure.split_once("<details").unwrap();
        let drawn = picture.split("<text ").skip(1).map(|text| text.split_once('>').unwrap().1);
        for text in drawn.map(|text| text.split_once('<').unwrap().0) {
            let value = text.split(" / ").next().unwrap();
            // The rings of a radar are no values.
            if value.contains(',') {
                assert!(numbers.contains(value), "{value}: {numbers}");
            }
        }
    }
}

#[test]
fn a_screen_reader_gets_title_description_and_table() {
    for chart in every_kind("Mục") {
        let figure = chart.figure("hinh-1");
        assert!(figure.contains("<svg role=\"img\" aria-labelledby=\"hinh-1-title hinh-1-desc\""), "{figure}");
        assert!(figure.contains("<title id=\"hinh-1-title\">") && figure.contains("<desc id=\"hinh-1-desc\">Biểu đồ "));
        assert!(figure.contains("<th scope=\"col\">") && figure.contains("<th scope=\"row\">"));
    }
}

#[test]
fn identifiers_are_the_figures_own_and_refer_to_what_is_there() {
    let all: String =
        every_kind("Mục").iter().enumerate().map(|(place, chart)| chart.figure(&format!("f{place}"))).collect();
    let values = |name: &str, end: char| -> Vec<&str> {
        all.split(name).skip(1).map(|rest| rest.split(end).next().unwrap()).collect()
    };
    let mut ids = values(" id=\"", '"');
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{ids:?}");
    for referred in
        values("url(#", ')').into_iter().chain(values("labelledby=\"", '"').into_iter().flat_map(str::split_whitespace))
    {
        assert!(ids.contains(&referred), "{referred}");
    }
}

#[test]
fn a_file_stands_by_itself() {
    for chart in every_kind("Mục") {
        let file = chart.file();
        assert!(
            file.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"")
        );
        for part in ["viewBox=\"0 0 648 ", "font-family=", "fill=\"#fff\"", "<title", "<desc"] {
            assert!(file.contains(part), "{part}");
        }
        assert!(!file.contains("<details") && !file.contains("http://www.w3.org/1999"), "only the picture");
    }
}

#[test]
fn all_units_and_the_longest_titles_have_room() {
    let set = &builtin().set;
    let places: Vec<Place> = set.units.iter().map(|unit| place(None, &unit.name, None)).collect();
    let charts = ranking(&caption(), &places);
    assert_eq!(charts.len(), 2, "25 rows do not stand on one page");
    let titles: Vec<&str> = charts.iter().map(|chart| chart.caption.title.as_str()).collect();
    assert_eq!(titles, ["Điểm theo mục (1/2)", "Điểm theo mục (2/2)"]);
    let figures: Vec<String> = charts.iter().map(|chart| chart.figure("a")).collect();
    let rows: Vec<String> = figures.iter().flat_map(|figure| table(figure)).map(|row| row[0].clone()).collect();
    assert_eq!(rows, set.units.iter().map(|unit| unit.name.to_string()).collect::<Vec<_>>());

    let sections = set.groups.iter().flat_map(|group| group.sections.iter()).take(8);
    let parts: Vec<Part> =
        sections.map(|section| Part { title: section.title.to_string(), ..part("VIII", Some("1"), "12") }).collect();
    for chart in [bars(&caption(), "Mục", &parts), radar(&caption(), "Mục", &parts)].map(only) {
        assert_apart(&chart.figure("a"));
    }
    for figure in figures {
        assert_apart(&figure);
    }
}

#[test]
fn no_picture_is_taller_than_a_page_and_none_is_left_almost_empty() {
    let names: Vec<String> =
        (0..40).map(|number| format!("UBND xã thứ {number} với một tên dài hơn thường lệ")).collect();
    let two: Vec<Pair> = names.iter().map(|name| pair(name, Some("80"), Some("70"))).collect();
    let places: Vec<Place> = names.iter().map(|name| place(Some(1), name, Some("7"))).collect();
    for count in [1, 11, 12, 13, 17, 18, 19, 25, 40] {
        for charts in [
            pairs(&caption(), "Đơn vị", ["Năm 2018", "Năm 2017"], Measure::Percentage, &two[..count]),
            ranking(&caption(), &places[..count]),
        ] {
            let figures: Vec<String> = charts.iter().map(|chart| chart.figure("a")).collect();
            let rows: Vec<usize> = figures.iter().map(|figure| table(figure).len()).collect();
            assert_eq!(rows.iter().sum::<usize>(), count);
            let (most, least) = (rows.iter().max().unwrap(), rows.iter().min().unwrap());
            assert!(least * 2 >= *most, "{count}: {rows:?}");
            for figure in &figures {
                let height: u32 = attributes(figure, "chart-rows", "height")[0].parse().unwrap();
                assert!(height <= 800, "{count}: {height}");
            }
        }
    }
}

/// No two lines that begin at the same place stand closer than letters are high, and none is longer than the narrowest
/// screen has room for.
fn assert_apart(figure: &str) {
    let mut lines: Vec<(String, f64)> = Vec::new();
    let picture = figure.split_once("</desc>").unwrap().1.split_once("</svg><details").unwrap().0;
    // Values stand in drawings of their own, behind their bars.
    let outer = picture.split("<svg x=").map(|part| part.rsplit_once("</svg>").map_or(part, |(_, after)| after));
    for text in outer.flat_map(|part| part.split("<text ").skip(1)) {
        let value = |name: &str| text.split_once(&format!("{name}=\"")).unwrap().1.split('"').next().unwrap();
        let words = text.split_once('>').unwrap().1.split('<').next().unwrap();
        assert!(words.chars().count() <= 46, "{words}");
        lines.push((value("x").to_owned(), value("y").parse().unwrap()));
    }
    for (place, (x, y)) in lines.iter().enumerate() {
        for (other_x, other_y) in &lines[..place] {
            assert!(x != other_x || (y - other_y).abs() >= 11.0, "{x}, {y} and {other_y}");
        }
    }
}

#[test]
fn nothing_to_show_is_no_fault() {
    assert!(bars(&caption(), "Mục", &[]).is_empty());
    assert!(ranking(&caption(), &[]).is_empty());
    assert!(pairs(&caption(), "Đơn vị", ["a", "b"], Measure::Points, &[]).is_empty());
    // A part that earns nothing at most.
    let figure = only(bars(&caption(), "Mục", &[part("I", Some("0"), "0")])).figure("a");
    assert_eq!(table(&figure)[0], ["I. MỤC I", "0,00", "0", "0,00%"]);
}
