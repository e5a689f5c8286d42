//! The set for 2020 is the one of 2018 with two communes merged: the rest is the same, and the district is consolidated
//! with it.

use std::collections::BTreeSet;

use tucham::engine::assignment::{Leads, assign};
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::toml_source::{read_overlay, read_toml};
use tucham::engine::criteria::{CriteriaFile, CriteriaSet, SetFault, SetProblem, check};
use tucham::engine::draft::PersonEntry;
use tucham::engine::export::{ExportDetails, submission};
use tucham::engine::json::write_pretty;
use tucham::engine::keys::SecretKey;
use tucham::engine::office::{Decisions, JudgedFile, Office, Reason, Roster, Verdict, consolidate, judge};
use tucham::engine::sheet::Entry;
use tucham::engine::signed::{FileId, Head, RosterLine, sign, write_multikey};

const BASE: [(&str, &str); 6] = [
    ("set.toml", include_str!("../criteria/nam-dong-2018/set.toml")),
    ("units.toml", include_str!("../criteria/nam-dong-2018/units.toml")),
    ("notes.toml", include_str!("../criteria/nam-dong-2018/notes.toml")),
    ("group-1.toml", include_str!("../criteria/nam-dong-2018/group-1.toml")),
    ("group-2.toml", include_str!("../criteria/nam-dong-2018/group-2.toml")),
    ("group-3.toml", include_str!("../criteria/nam-dong-2018/group-3.toml")),
];
const OVERLAY: &str = include_str!("../criteria/nam-dong-2020/overlay.toml");
/// 2020-10-12T08:30:00+07:00
const CREATED_MS: i64 = 1_602_466_200_000;

fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn load(overlay: &str) -> Result<CriteriaFile, SetProblem> {
    let overlay = read_overlay(&owned(&[("overlay.toml", overlay)]))?.expect("an overlay");
    assert_eq!(overlay.base, "nam-dong-2018");
    check(&overlay.apply(read_toml(&owned(&BASE))?)?)
}

fn set_2020() -> CriteriaFile {
    load(OVERLAY).expect("the set is right")
}

#[test]
fn two_communes_became_one_and_nothing_else_changed() {
    let (old, new) = (&builtin().set, &set_2020().set);
    assert_eq!((&*new.id, new.version, new.period), ("nam-dong-2020", 1, 2020));
    assert_ne!(new.sha256, old.sha256);
    assert_eq!(new.groups, old.groups, "criteria name classes, not communes");
    assert_eq!(new.source, old.source);
    let ids = |set: &CriteriaSet| -> BTreeSet<String> { set.units.iter().map(|unit| unit.id.to_string()).collect() };
    let gone = ["xa-huong-giang", "xa-huong-hoa"].map(str::to_owned);
    assert_eq!(&ids(old) - &ids(new), BTreeSet::from(gone));
    assert_eq!(&ids(new) - &ids(old), BTreeSet::from(["xa-huong-xuan".to_owned()]));
    let communes = new.classes.iter().find(|class| &*class.id == "xa-thi-tran").unwrap();
    let names: Vec<&str> = communes.units.iter().map(|unit| unit.as_str()).collect();
    assert_eq!(
        names,
        [
            "thi-tran-khe-tre",
            "xa-huong-phu",
            "xa-huong-son",
            "xa-huong-loc",
            "xa-thuong-quang",
            "xa-huong-xuan",
            "xa-huong-huu",
            "xa-thuong-lo",
            "xa-thuong-long",
            "xa-thuong-nhat"
        ]
    );
    let xuan = new.unit("xa-huong-xuan").unwrap();
    assert_eq!(&*xuan.name, "UBND xã Hương Xuân");
    let assignment = assign(new, &xuan.id);
    assert_eq!((assignment.led.len(), assignment.coordinated.len()), (35, 11), "as any commune");
    assert_eq!(new.criteria().count(), 176);
    assert_eq!(new.notes.len(), old.notes.len() + 1);
}

#[test]
fn wrong_changes_are_refused_by_their_place() {
    for (from, to, file, field, fault) in [
        (
            "\"xa-huong-hoa\"]",
            "\"xa-khong-co\"]",
            "overlay.toml",
            "merged[1].from",
            SetFault::UnitUnknown("xa-khong-co".into()),
        ),
        (
            "from = [\"xa-huong-giang\", \"xa-huong-hoa\"]",
            "from = []",
            "overlay.toml",
            "merged[1].from",
            SetFault::ClassEmpty,
        ),
        (
            "id = \"xa-huong-xuan\"",
            "id = \"xa-huong-phu\"",
            "units.toml",
            "unit[20].id",
            SetFault::DuplicateUnit("xa-huong-phu".into()),
        ),
        ("id = \"nam-dong-2020\"", "id = \"Nam Đông\"", "set.toml", "id", SetFault::NotId("Nam Đông".into())),
        ("period = 2020", "period = 1999", "set.toml", "period", SetFault::PeriodImpossible(1999)),
    ] {
        let changed = OVERLAY.replacen(from, to, 1);
        assert_ne!(changed, OVERLAY, "{from}");
        let problem = load(&changed).unwrap_err();
        assert_eq!((&*problem.file, &*problem.field, &problem.fault), (file, field, &fault), "{problem}");
    }
    let unknown = load(&OVERLAY.replacen("base =", "groups = 3\nbase =", 1)).unwrap_err();
    assert!(matches!(unknown.fault, SetFault::Unreadable { .. }), "{unknown}");
    let both = read_overlay(&owned(&[("overlay.toml", OVERLAY), ("set.toml", "")])).unwrap_err();
    assert_eq!((&*both.file, both.fault), ("set.toml", SetFault::FileUnknown));
    assert!(matches!(read_overlay(&owned(&BASE)), Ok(None)));
}

/// A commune's file that says Có or Không to 1.I.16.
fn commune(file: &CriteriaFile, id: &str, answer: bool, key: &SecretKey) -> Vec<u8> {
    let unit = file.set.unit(id).expect(id);
    let rows: Vec<_> = assign(&file.set, &unit.id)
        .led
        .into_iter()
        .map(|criterion| {
            let share = (criterion.code.as_str() == "1.I.16").then_some(answer);
            (criterion, Entry { share, ..Entry::default() })
        })
        .collect();
    let person = PersonEntry { name: "Trần Thị Bé".into(), ..PersonEntry::default() };
    let details = ExportDetails {
        head: Head { id: FileId::new(CREATED_MS, &[1; 10]), created_ms: CREATED_MS },
        period: file.set.period,
        revision: 1,
        supersedes: None,
        prepared_by: &person,
        approved_by: &person,
        nfc: &str::to_owned,
    };
    let submission = submission(&file.set, unit, &rows, details).expect("an export");
    write_pretty(&sign(submission.to_json(), &submission.head.created(), key)).into_bytes()
}

#[test]
fn the_district_of_2020_counts_ten_communes_and_takes_no_file_of_another_set() {
    let (old, new) = (builtin(), set_2020());
    let key = SecretKey::from_seed(&[9; 32]);
    let line = |unit: &str| RosterLine {
        unit: tucham::engine::criteria::UnitId(unit.to_owned().into()),
        key: write_multikey(&key.public_key()),
        from_ms: 0,
        until_ms: None,
    };
    let roster = Roster { lines: ["xa-huong-xuan", "xa-huong-phu"].map(line).to_vec() };
    let office = Office {
        set: &new.set,
        leads: &Leads::of(&new.set),
        roster: &roster,
        period: Some(2020),
        now_ms: Some(CREATED_MS),
    };
    let files: Vec<JudgedFile> = [
        commune(&new, "xa-huong-xuan", true, &key),
        commune(&new, "xa-huong-phu", false, &key),
        commune(old, "xa-huong-giang", true, &key),
    ]
    .iter()
    .map(|bytes| judge(office, bytes))
    .collect();
    assert_eq!(files[0].verdict, Verdict::Trusted, "{:?}", files[0].reason);
    assert_eq!(files[2].reason, Some(Reason::OtherCriteriaSet { id: "nam-dong-2018".into(), version: 1 }));
    let result = consolidate(&new.set, new.due, 2020, &files, &Decisions::default());
    let share = result.criteria.iter().find(|row| row.criterion.code.as_str() == "1.I.16").unwrap();
    // 1 Có of 10 communes; of the two that have reported, a half.
    assert_eq!(share.points().unwrap().to_string(), "0.1");
    assert_eq!(share.computed.reported_only.unwrap().to_string(), "0.5");
    assert_eq!(result.standings.len(), 24);
}
