//! The office's work as one file: it comes back as it was, and what was changed, damaged or made up is refused.

mod office_files;

use office_files::{CREATED_MS, file, key_of, leads, public, roster, set, submission_of};
use tucham::engine::criteria::{Criterion, Scale, UnitClass, UnitId};
use tucham::engine::json::{Json, MAX_BYTES, read_json, write_pretty};
use tucham::engine::keys::SecretKey;
use tucham::engine::office::{
    Appraisals, Content, Decisions, EnrolmentProblem, KeptFile, Office, Override, OverrideError, Roster, SentAppraisal,
    UnitPoints, Verdict, Workspace, WorkspaceError, consolidate, judge, judge_key, ranking, read_enrolment, standings,
};
use tucham::engine::sheet::Entry;
use tucham::engine::signed::{
    Contact, EnrolmentV1, EvidenceFile, FileHash, FileId, Head, RosterLine, SetReference, UnitReference, sign,
};

fn office(roster: &Roster) -> Office<'_> {
    Office { set: set(), leads: leads(), roster, period: Some(2018), now_ms: Some(CREATED_MS) }
}

/// Files that are good, changed, no JSON, no UTF-8, and too large.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let good = file(&submission_of("xa-huong-phu", 1, |_| Entry::default()), &key_of("xa-huong-phu", 0));
    let changed = String::from_utf8(good.clone()).unwrap().replace("Trần Thị Bé", "Trần Thị B");
    let with_mark = [b"\xef\xbb\xbf".as_slice(), &good].concat();
    let deep = [b"[".repeat(40), b"]".repeat(40)].concat();
    vec![
        ("tot.json", good),
        ("../../etc/passwd\u{202e}.json", changed.into_bytes()),
        ("bom.json", with_mark),
        ("cat.json", b"{\"a\": [1,".to_vec()),
        ("hai.json", b"{\"a\": 1, \"a\": 2}".to_vec()),
        ("so.json", b"[1.5]".to_vec()),
        ("lon.json", b"[9007199254740993]".to_vec()),
        ("sau.json", deep),
        ("anh.png", b"\x89PNG\r\n\x1a\n\xff".to_vec()),
        ("khac.json", b"{\"a\": 1}".to_vec()),
        ("to.json", vec![b' '; MAX_BYTES + 1]),
    ]
}

/// What the office has said of one submission, and an appraisal that went out.
fn appraisals() -> Appraisals {
    let mut appraisals = Appraisals::default();
    appraisals.change(FileHash([5; 32]), |work| {
        work.say("1.I.5", |given| given.points = Some("0.5".parse().unwrap()));
        work.say("1.I.15", |given| given.remark = "Thiếu biên bản\ntrang 2".to_owned());
        work.receive(EvidenceFile { name: "Biên bản.pdf".to_owned(), size: 3, sha256: FileHash([6; 32]) });
    });
    let unit = UnitId("xa-huong-phu".into());
    appraisals.sent.push(SentAppraisal { unit, revision: 1, submission: FileHash([5; 32]), sha256: FileHash([4; 32]) });
    appraisals
}

fn workspace() -> Workspace {
    let roster = roster();
    let kept: Vec<KeptFile> =
        files().iter().map(|(name, bytes)| KeptFile::receive(office(&roster), name, bytes).0).collect();
    let given = Override {
        criterion: "2.I.12".to_owned(),
        points: "0.75".parse().unwrap(),
        reason: "Biên bản số 3".to_owned(),
    };
    let decisions = Decisions {
        received: [(FileHash([7; 32]), CREATED_MS)].into(),
        settled: [FileHash([8; 32])].into(),
        overrides: vec![given],
    };
    Workspace {
        set: SetReference::of(set()),
        criteria_file: None,
        period: 2018,
        saved_ms: CREATED_MS,
        roster,
        decisions,
        appraisals: appraisals(),
        files: kept,
    }
}

#[test]
fn a_workspace_comes_back_as_it_was() {
    let workspace = workspace();
    let read = Workspace::read(workspace.to_text().as_bytes()).unwrap();
    assert_eq!(read, workspace);
    assert_eq!(read.check(set()), Ok(()));
    assert_eq!(read.to_text(), workspace.to_text());
    assert_eq!(read.file_name(), "tucham_tonghop_2018_nam-dong-2018.json");
}

#[test]
fn kept_files_are_judged_as_when_they_came() {
    let roster = roster();
    for (name, bytes) in files() {
        let (kept, judged) = KeptFile::receive(office(&roster), name, &bytes);
        let back = KeptFile::read(&read_json(write_pretty(&kept.to_json()).as_bytes()).unwrap()).unwrap();
        assert_eq!(back.name, name);
        let again = back.judge(office(&roster));
        assert_eq!((again.sha256, again.verdict), (judged.sha256, judged.verdict), "{name}");
        let words =
            |file: &tucham::engine::office::JudgedFile| file.reason.as_ref().map(tucham::messages::office::reason);
        assert_eq!(words(&again), words(&judged), "{name}");
    }
}

#[test]
fn what_is_no_json_is_kept_without_its_bytes() {
    let roster = Roster::default();
    let (kept, judged) = KeptFile::receive(office(&roster), "to.json", &vec![b'x'; MAX_BYTES + 1]);
    assert!(matches!(kept.content, Content::Unreadable { sha256, .. } if sha256 == judged.sha256));
    assert!(write_pretty(&kept.to_json()).len() < 1000);
}

#[test]
fn a_changed_workspace_is_refused() {
    let text = workspace().to_text();
    let changed = text.replace("\"0.75\"", "\"0.95\"");
    assert_ne!(changed, text);
    assert_eq!(Workspace::read(changed.as_bytes()), Err(WorkspaceError::Changed));
    let without = text.lines().filter(|line| !line.trim_start().starts_with("\"sha256\": \"") || line.len() > 90);
    assert!(Workspace::read(without.collect::<Vec<_>>().join("\n").as_bytes()).is_err());
    assert_eq!(Workspace::read(b"{\"format\": \"tucham/submission/1\"}"), Err(WorkspaceError::OtherFormat));
    for length in [0, 1, text.len() / 2, text.len() - 3] {
        assert!(matches!(Workspace::read(&text.as_bytes()[..length]), Err(WorkspaceError::Read(_))), "{length}");
    }
}

#[test]
fn an_override_that_its_criterion_cannot_have_is_named() {
    let mut workspace = workspace();
    workspace.decisions.overrides[0].points = "2".parse().unwrap();
    let read = Workspace::read(workspace.to_text().as_bytes()).unwrap();
    let expected = WorkspaceError::Override { criterion: "2.I.12".to_owned(), error: OverrideError::OutOfRange };
    assert_eq!(read.check(set()), Err(expected));
}

#[test]
fn a_key_that_is_enrolled_later_changes_the_verdict_as_if_the_file_came_anew() {
    let key = key_of("xa-huong-phu", 0);
    let bytes = file(&submission_of("xa-huong-phu", 1, |_| Entry::default()), &key);
    let line = |unit: &str, key: &SecretKey, from_ms: i64| RosterLine {
        unit: UnitId(unit.to_owned().into()),
        key: public(key),
        from_ms,
        until_ms: None,
    };
    let ended = RosterLine { until_ms: Some(CREATED_MS), ..line("xa-huong-phu", &key, 0) };
    let rosters = [
        (vec![], Verdict::UnknownKey),
        (vec![line("xa-huong-phu", &key, 0)], Verdict::Trusted),
        (vec![line("xa-huong-phu", &key, CREATED_MS + 1)], Verdict::ChangedKey),
        (vec![ended], Verdict::ChangedKey),
        (vec![line("xa-huong-phu", &key_of("xa-huong-phu", 9), 0)], Verdict::ChangedKey),
        (vec![line("xa-huong-son", &key, 0)], Verdict::AnotherUnitsKey),
    ];
    let mut file = judge(office(&Roster::default()), &bytes);
    // Each after each other: nothing of the verdict before may stay.
    for (lines, expected) in rosters.iter().chain(&rosters) {
        let roster = Roster { lines: lines.clone() };
        judge_key(&roster, &mut file);
        assert_eq!(file.verdict, *expected);
        assert_eq!(file, judge(office(&roster), &bytes));
    }
}

#[test]
fn an_enrolment_is_by_its_own_key_and_for_a_unit_of_the_set() {
    let key = key_of("xa-huong-phu", 0);
    let made = |id: &str, name: &str, signer: &SecretKey| {
        let enrolment = EnrolmentV1 {
            head: Head { id: FileId::new(CREATED_MS, &[1; 10]), created_ms: CREATED_MS },
            unit: UnitReference { id: id.to_owned(), name: name.to_owned() },
            public_key: key.public_key(),
            contact: Contact { name: "Trần Thị Bé".to_owned(), phone: None },
        };
        write_pretty(&sign(enrolment.to_json(), &enrolment.head.created(), signer)).into_bytes()
    };
    let good = read_enrolment(set(), &made("xa-huong-phu", "UBND xã Hương Phú", &key)).unwrap();
    assert_eq!(good.unit.id, "xa-huong-phu");
    let problem = |bytes: Vec<u8>| read_enrolment(set(), &bytes).unwrap_err();
    assert_eq!(
        problem(made("xa-huong-phu", "UBND xã Hương Phú", &key_of("xa-huong-phu", 3))),
        EnrolmentProblem::SignedByAnotherKey
    );
    assert_eq!(problem(made("xa-nao", "Xã nào", &key)), EnrolmentProblem::UnknownUnit { id: "xa-nao".to_owned() });
    assert_eq!(
        problem(made("xa-huong-phu", "UBND xã Hương Sơn", &key)),
        EnrolmentProblem::OtherUnitName { id: "xa-huong-phu".to_owned() }
    );
    assert!(matches!(problem(b"{}".to_vec()), EnrolmentProblem::Read(_)));
}

#[test]
fn units_are_ranked_by_percentage_and_equals_share_a_rank() {
    // Of 35 points each: Phú has the most, Sơn and Lộc the same, Quảng leaves everything out, the others sent nothing.
    let yes = |count: usize| {
        let mut left = count;
        move |criterion: &Criterion| {
            let is_share = matches!(criterion.scale, Scale::Share { .. });
            let is_yes = is_share && left > 0;
            left -= usize::from(is_yes);
            if is_yes { Entry { share: Some(true), ..Entry::default() } } else { Entry::default() }
        }
    };
    let roster = roster();
    let sent = [("xa-huong-phu", 5), ("xa-huong-son", 2), ("xa-huong-loc", 2), ("xa-thuong-quang", 0)];
    let judged: Vec<_> = sent
        .iter()
        .map(|(unit, count)| judge(office(&roster), &file(&submission_of(unit, 1, yes(*count)), &key_of(unit, 0))))
        .collect();
    let (standings, _) = standings(set(), &judged, &Default::default());
    let is_communes = |class: &&UnitClass| class.units.iter().any(|unit| unit.as_str() == "xa-huong-phu");
    let communes = set().classes.iter().find(is_communes).unwrap();
    let ranked = ranking(set(), &standings, &communes.units);
    let places: Vec<_> = ranked.iter().take(4).map(|unit| (unit.unit.as_str(), unit.rank)).collect();
    assert_eq!(
        places,
        [("xa-huong-phu", Some(1)), ("xa-huong-son", Some(2)), ("xa-huong-loc", Some(2)), ("xa-thuong-quang", Some(4)),]
    );
    assert!(ranked[4..].iter().all(|unit| unit.rank.is_none() && unit.points.is_none()));
    assert_eq!(ranked.len(), 11);
    // 5 of 35 points: 14.2857… %.
    let phu = ranked[0].points.unwrap();
    assert_eq!((phu.points, phu.maximum, phu.percentage()), (5.into(), 35.into(), "14.29".parse().unwrap()));
    assert_eq!(UnitPoints::default().percentage(), 0.into());
}

#[test]
fn a_slim_file_adds_up_to_the_same_points() {
    let roster = roster();
    let entry = |criterion: &Criterion| match criterion.scale {
        Scale::Share { .. } => Entry { share: Some(true), explanation: "theo sổ".to_owned(), ..Entry::default() },
        _ => Entry::default(),
    };
    let bytes = file(&submission_of("xa-huong-phu", 1, entry), &key_of("xa-huong-phu", 0));
    let whole = [judge(office(&roster), &bytes)];
    let slim = [whole[0].clone().slim()];
    assert_ne!(whole, slim);
    let result = |files| consolidate(set(), office_files::DUE, 2018, files, &Decisions::default()).to_bytes();
    assert_eq!(result(&whole), result(&slim));
}

#[test]
fn a_workspace_of_another_shape_names_the_place() {
    let text = workspace().to_text();
    let Json::Object(members) = read_json(text.as_bytes()).unwrap() else { panic!("an object") };
    for name in ["criteria_set", "period", "saved", "roster", "decisions", "files"] {
        let rest: Vec<_> = members.iter().filter(|(member, _)| member != name && member != "sha256").cloned().collect();
        let sealed = sealed(rest);
        match Workspace::read(sealed.as_bytes()) {
            Err(WorkspaceError::Read(error)) => assert!(format!("{error:?}").contains(name), "{error:?}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    let mut more: Vec<_> = members.iter().filter(|(member, _)| member != "sha256").cloned().collect();
    more.push(("thêm".to_owned(), Json::Null));
    assert!(matches!(Workspace::read(sealed(more).as_bytes()), Err(WorkspaceError::Read(_))));
}

/// A document with the checksum that fits it: whoever makes a file up can do that.
fn sealed(mut members: Vec<(String, Json)>) -> String {
    use sha2::Digest;
    let canonical = tucham::engine::json::write_canonical(&Json::Object(members.clone()));
    let checksum: [u8; 32] = sha2::Sha256::digest(canonical).into();
    members.push(("sha256".to_owned(), Json::text(FileHash(checksum).to_string())));
    write_pretty(&Json::Object(members))
}
