//! Drafts: what was typed comes back, letter for letter; what no longer fits is named and kept.

use tucham::engine::assignment::assign;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{CriteriaSet, Criterion, CriterionCode, Scale};
use tucham::engine::draft::{
    Draft, DraftError, ExportRecord, MisfitReason, PersonEntry, read_draft, restore, write_draft,
};
use tucham::engine::sheet::{Entry, EvidenceEntry, EvidenceFileEntry};
use tucham::engine::signed::FileHash;

fn code(code: &str) -> CriterionCode {
    CriterionCode(code.to_owned().into())
}

fn commune_draft() -> Draft {
    let mut draft = Draft::new(builtin().set.unit("xa-huong-phu").unwrap().id.clone(), 2018);
    draft.entries.push((
        code("1.I.15"),
        Entry {
            numerator: " 1.5 ".to_owned(),
            denominator: "abc".to_owned(),
            explanation: "Dòng một\nDòng \"hai\" \\ ộ".to_owned(),
            evidence: vec![
                EvidenceEntry {
                    title: "Biên bản".into(),
                    reference: "15/BC-UBND".into(),
                    place: "trang 2".into(),
                    file: None,
                },
                EvidenceEntry::default(),
            ],
            ..Entry::default()
        },
    ));
    draft.entries.push((code("1.I.16"), Entry { share: Some(false), ..Entry::default() }));
    draft.entries.push((code("1.I.5"), Entry { level: Some(1), ..Entry::default() }));
    draft.entries.push((
        code("2.II.12"),
        Entry { not_applicable: true, explanation: "Chưa được cấp".into(), ..Entry::default() },
    ));
    draft.prepared_by = PersonEntry { name: "Trần Thị Bé".into(), phone: "0234".into(), ..PersonEntry::default() };
    draft.exports.push(ExportRecord {
        revision: 1,
        id: "urn:uuid:01927f3e-5a10-7c4b-9d21-3f6a8b0c1d01".into(),
        created_ms: 1_539_307_800_000,
        file_name: "tucham_2018_xa-huong-phu_r1.json".into(),
        sha256: "00".repeat(32),
        points: "31.5".into(),
        answers_sha256: "11".repeat(32),
    });
    draft.saved_at_ms = 1_539_307_900_123;
    draft.saves_count = 7;
    draft
}

/// The same, with figures for another unit.
fn draft_that_helps() -> Draft {
    let mut draft = commune_draft();
    draft
        .helping
        .push((coordinated(), Entry { numerator: "12".into(), explanation: "Theo sổ".into(), ..Entry::default() }));
    draft.contributions.push(ExportRecord { points: String::new(), revision: 3, ..draft.exports[0].clone() });
    draft
}

/// A criterion with two numbers that a commune coordinates and does not lead.
fn coordinated() -> CriterionCode {
    let set = &builtin().set;
    let coordinated = assign(set, &set.unit("xa-huong-phu").unwrap().id).coordinated;
    let ratio = coordinated.into_iter().find(|criterion| matches!(criterion.scale, Scale::Ratio { .. }));
    ratio.expect("a commune helps with a ratio").code.clone()
}

fn reopened(set: &CriteriaSet, text: &str) -> Draft {
    restore(set, read_draft(text).expect("the draft reads"))
}

/// The built-in set with one criterion changed or, for `None`, gone from the commune.
fn changed_set(changed: &str, change: impl Fn(&mut Criterion)) -> CriteriaSet {
    let mut set = builtin().set.clone();
    for group in set.groups.to_mut() {
        for section in group.sections.to_mut() {
            for criterion in section.criteria.to_mut() {
                if criterion.code.as_str() == changed {
                    change(criterion);
                }
            }
        }
    }
    set
}

#[test]
fn a_draft_comes_back_letter_for_letter() {
    let set = &builtin().set;
    let draft = commune_draft();
    assert_eq!(reopened(set, &write_draft(set, &draft)), draft);
}

#[test]
fn the_file_that_goes_with_the_mail_is_kept_and_a_size_that_no_export_could_carry_is_refused() {
    let set = &builtin().set;
    let mut draft = commune_draft();
    let file = EvidenceFileEntry { name: "biên bản.pdf".into(), size: 209_715_200, sha256: FileHash([7; 32]) };
    draft.entries[0].1.evidence[0].file = Some(file);
    let text = write_draft(set, &draft);
    assert_eq!(reopened(set, &text), draft);
    for (right, wrong) in
        [("209715200", "-1"), ("209715200", "9007199254740992"), ("\"sha256\":\"0707", "\"sha256\":\"07x7")]
    {
        let changed = text.replace(right, wrong);
        assert_ne!(changed, text);
        assert!(read_draft(&changed).is_err(), "{wrong}");
    }
}

#[test]
fn the_first_released_draft_still_opens() {
    let set = &builtin().set;
    let text = include_str!("vectors/drafts/draft_1.json");
    let draft = reopened(set, text);
    assert_eq!(draft, commune_draft());
}

#[test]
fn what_is_no_draft_says_what_it_is() {
    let set = &builtin().set;
    let good = write_draft(set, &commune_draft());
    let cut = &good[..good.len() / 2];
    assert!(matches!(read_draft(cut), Err(DraftError::NotJson(_))), "{:?}", read_draft(cut));
    for (text, expected) in [
        ("{}", DraftError::OtherFormat),
        ("[]", DraftError::OtherFormat),
        (r#"{"format":"tucham/submission/1"}"#, DraftError::OtherFormat),
        (r#"{"format":"tucham/draft/x"}"#, DraftError::OtherFormat),
        (r#"{"format":"tucham/draft/2","anything":1}"#, DraftError::NewerVersion { version: 2 }),
    ] {
        assert_eq!(read_draft(text), Err(expected), "{text}");
    }
    let wrong = good.replace("\"period\":2018", "\"period\":\"2018\"");
    assert!(matches!(read_draft(&wrong), Err(DraftError::WrongShape { .. })));
}

#[test]
fn an_answer_to_a_criterion_that_is_gone_is_kept_and_named() {
    let set = changed_set("1.I.16", |criterion| criterion.leads = Vec::new().into());
    let draft = reopened(&set, &write_draft(&builtin().set, &commune_draft()));
    let [misfit] = draft.misfits.as_slice() else { panic!("one misfit: {:?}", draft.misfits) };
    assert_eq!((misfit.criterion.as_str(), misfit.reason), ("1.I.16", MisfitReason::NotAssigned));
    assert_eq!(misfit.stored.typed.share, Some(false));
    assert_eq!(draft.entries.len(), 3);
}

#[test]
fn a_level_that_says_something_else_now_is_not_taken_over() {
    let set = changed_set("1.I.5", |criterion| {
        if let Scale::Choice { levels } = &mut criterion.scale {
            levels.to_mut().reverse();
        }
    });
    let draft = reopened(&set, &write_draft(&builtin().set, &commune_draft()));
    assert_eq!(draft.misfits.len(), 1);
    assert_eq!(draft.misfits[0].reason, MisfitReason::OtherLevel);
    assert!(draft.entry("1.I.5").is_none());
}

#[test]
fn an_answer_on_another_scale_keeps_its_explanation_in_place() {
    let to_share = builtin().set.criterion("1.I.16").unwrap().scale.clone();
    let set = changed_set("1.I.15", |criterion| criterion.scale = to_share.clone());
    let draft = reopened(&set, &write_draft(&builtin().set, &commune_draft()));
    assert_eq!(draft.misfits[0].reason, MisfitReason::OtherScale);
    assert_eq!(draft.misfits[0].stored.typed.numerator, " 1.5 ");
    let entry = draft.entry("1.I.15").unwrap();
    assert!(!entry.has_answer());
    assert_eq!(entry.evidence.len(), 2);
    // Misfits survive being stored, and go back to their place once they fit again.
    let again = reopened(&builtin().set, &write_draft(&set, &Draft { entries: Default::default(), ..draft.clone() }));
    assert!(again.misfits.is_empty());
    assert_eq!(again.entry("1.I.15").unwrap().numerator, " 1.5 ");
    // But not over what was typed there since.
    let kept = reopened(&builtin().set, &write_draft(&set, &draft));
    assert_eq!(kept.misfits.len(), 1);
}

#[test]
fn figures_follow_the_unit_from_coordinating_to_leading_and_stay_where_neither_fits() {
    let set = &builtin().set;
    let typed = draft_that_helps().helping[0].1.clone();
    // Led by the commune, answered by two numbers too, and not answered yet.
    let led = assign(set, &set.unit("xa-huong-phu").unwrap().id).led;
    let is_free = |criterion: &&Criterion| {
        matches!(criterion.scale, Scale::Ratio { .. }) && commune_draft().entry(criterion.code.as_str()).is_none()
    };
    let led = led.into_iter().find(is_free).expect("a ratio").code.clone();
    let mut draft = draft_that_helps();
    draft.helping[0].0 = led.clone();
    let restored = reopened(set, &write_draft(set, &draft));
    assert_eq!((restored.entry(led.as_str()), restored.helping.len()), (Some(&typed), 0));
    let text = write_draft(set, &restored);
    assert_eq!(write_draft(set, &reopened(set, &text)), text, "opened again, nothing has moved");
    let mut draft = draft_that_helps();
    draft.helping[0].0 = code("1.I.1");
    let restored = reopened(set, &write_draft(set, &draft));
    assert_eq!(restored.helping, []);
    let misfit = restored.misfits.last().expect("a misfit");
    assert_eq!((misfit.criterion.as_str(), misfit.reason), ("1.I.1", MisfitReason::NotAssigned));
    assert_eq!(misfit.stored.clone().into_entry(), typed);
    let text = write_draft(set, &restored);
    assert_eq!(write_draft(set, &reopened(set, &text)), text);
}

#[test]
fn figures_for_other_units_come_back_as_they_were_typed() {
    let set = &builtin().set;
    let draft = draft_that_helps();
    assert_eq!(reopened(set, &write_draft(set, &draft)), draft);
}
