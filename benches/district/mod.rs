//! Made-up districts for the benchmarks: the built-in criteria with any number of communes, a key and a file of each.

use std::fs;
use std::path::Path;

use tucham::engine::assignment::Leads;
use tucham::engine::criteria::source::{SetSource, UnitSource};
use tucham::engine::criteria::{CriteriaFile, Criterion, Scale, UnitId, check, toml_source};
use tucham::engine::draft::PersonEntry;
use tucham::engine::export::{ExportDetails, submission};
use tucham::engine::json::write_pretty;
use tucham::engine::keys::SecretKey;
use tucham::engine::office::Roster;
use tucham::engine::sheet::Entry;
use tucham::engine::signed::{FileId, Head, RosterLine, sign, write_multikey};

/// 2018-10-12T08:30:00+07:00
pub const CREATED_MS: i64 = 1_539_307_800_000;

/// A district whose communes have all sent a file.
pub struct District {
    pub file: CriteriaFile,
    pub roster: Roster,
    /// Each commune's submission by its file name.
    pub mail: Vec<(String, String)>,
}

impl District {
    /// With this many communes.
    pub fn new(count: usize) -> Self {
        let file = check(&source(count)).expect("the set is right");
        let leads = Leads::of(&file.set);
        let mut roster = Roster::default();
        let mail = (0..count).map(|number| {
            let id = unit_id(number);
            let key = key_of(number);
            roster.lines.push(RosterLine {
                unit: UnitId(id.clone().into()),
                key: write_multikey(&key.public_key()),
                from_ms: 0,
                until_ms: None,
            });
            (format!("tucham_2018_{id}_r1.json"), file_of(&file, &leads, &id, number, &key))
        });
        let mail = mail.collect();
        District { roster, mail, file }
    }
}

/// The built-in set's files, with other communes.
fn source(count: usize) -> SetSource {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria/nam-dong-2018");
    let entries = fs::read_dir(&folder).expect("the set's folder").flatten();
    let files: Vec<(String, String)> = entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .filter(|(name, _)| name.ends_with(".toml"))
        .map(|(name, path)| (name, fs::read_to_string(path).expect("text")))
        .collect();
    let mut source = toml_source::read_toml(&files).expect("the set's files");
    source.head.content.id = "ca-nuoc-2018".to_owned();
    let units = &mut source.units.content;
    let class = units.class.iter_mut().find(|class| class.id == "xa-thi-tran").expect("the communes");
    units.unit.retain(|unit| !class.units.contains(&unit.id));
    class.units = (0..count).map(unit_id).collect();
    units.unit.extend((0..count).map(|number| UnitSource {
        id: unit_id(number),
        name: format!("UBND xã số {number}"),
        aliases: Vec::new(),
    }));
    source
}

/// The identifier of the commune with this number.
pub fn unit_id(number: usize) -> String {
    format!("xa-{number:05}")
}

/// The key of the commune with this number.
pub fn key_of(number: usize) -> SecretKey {
    let mut seed = [7; 32];
    seed[..8].copy_from_slice(&(number as u64).to_be_bytes());
    SecretKey::from_seed(&seed)
}

fn file_of(file: &CriteriaFile, leads: &Leads, id: &str, number: usize, key: &SecretKey) -> String {
    let mut turn = number as u64;
    let mut next = |below: usize| {
        turn = turn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (turn >> 33) as usize % below
    };
    let rows: Vec<_> = leads.led_by(id).iter().map(|criterion| (*criterion, entry(criterion, &mut next))).collect();
    let person = PersonEntry {
        name: "Trần Thị Bé".into(),
        position: "Công chức Văn phòng – Thống kê".into(),
        phone: "0234 000 000".into(),
        email: String::new(),
    };
    let details = ExportDetails {
        head: Head { id: FileId::new(CREATED_MS, &[number as u8; 10]), created_ms: CREATED_MS },
        period: 2018,
        revision: 1,
        supersedes: None,
        prepared_by: &person,
        approved_by: &person,
        nfc: &str::to_owned,
    };
    let unit = leads.unit(id).expect("a unit of the set");
    let submission = submission(&file.set, unit, &rows, details).expect("an export");
    write_pretty(&sign(submission.to_json(), &submission.head.created(), key))
}

/// An answer with a sentence that explains it, as officers write.
pub fn entry(criterion: &Criterion, next: &mut impl FnMut(usize) -> usize) -> Entry {
    let explanation = "Theo biên bản kiểm kê tài sản năm 2018 của Ủy ban nhân dân xã.".to_owned();
    let entry = Entry { explanation, ..Entry::default() };
    match &criterion.scale {
        Scale::Choice { levels } => Entry { level: Some(next(levels.len())), ..entry },
        Scale::Share { .. } => Entry { share: Some(next(2) == 0), ..entry },
        Scale::Count { .. } => Entry { count: next(5).to_string(), ..entry },
        Scale::Ratio { .. } | Scale::RatioBands { .. } => {
            let denominator = 1 + next(900);
            Entry { numerator: next(denominator + 1).to_string(), denominator: denominator.to_string(), ..entry }
        }
    }
}
