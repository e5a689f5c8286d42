//! Fits a stored draft to the criteria set in use: what fits goes back to its place, what does not is kept and named.

use super::Draft;
use super::stored::{DraftV1, EntryV1};
use crate::engine::assignment::assign;
use crate::engine::criteria::{CriteriaSet, Criterion, CriterionCode, Scale, UnitId};
use crate::engine::sheet::Entry;

/// A stored entry that the criteria set in use does not take.
#[derive(Debug, Clone, PartialEq)]
pub struct Misfit {
    pub criterion: CriterionCode,
    pub reason: MisfitReason,
    /// What was typed, as it was stored.
    pub stored: EntryV1,
}

/// Why an entry no longer fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MisfitReason {
    /// The set has no criterion with this code, or the unit does not lead it.
    NotAssigned,
    /// The criterion is answered on another scale now.
    OtherScale,
    /// The picked level is gone or says something else.
    OtherLevel,
}

impl MisfitReason {
    const ALL: [MisfitReason; 3] = [MisfitReason::NotAssigned, MisfitReason::OtherScale, MisfitReason::OtherLevel];

    /// The reason's name in a stored draft.
    pub fn name(self) -> &'static str {
        match self {
            MisfitReason::NotAssigned => "not_assigned",
            MisfitReason::OtherScale => "other_scale",
            MisfitReason::OtherLevel => "other_level",
        }
    }

    /// The reason with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// Fits a stored draft to `set`. Nothing typed is dropped: an answer that no longer fits becomes a [`Misfit`], and
/// an old misfit that fits again goes back to its place if that is still untouched.
pub fn restore<'set>(set: &'set CriteriaSet, stored: DraftV1) -> Draft {
    let unit = UnitId(stored.unit.into());
    let assignment = assign(set, &unit);
    let mut draft = Draft {
        prepared_by: stored.prepared_by,
        approved_by: stored.approved_by,
        exports: stored.exports,
        contributions: stored.contributions,
        saved_at_ms: stored.saved_at_ms,
        saves_count: stored.saves_count,
        ..Draft::new(unit, stored.period)
    };
    let old_misfits = stored.misfits.into_iter().map(|misfit| (misfit.criterion, misfit.entry));
    // What a unit knows of a criterion is its own, whether it leads it now or only coordinates it.
    for (code, entry) in stored.entries.into_iter().chain(stored.helping).chain(old_misfits) {
        let of = |criteria: &[&'set Criterion]| criteria.iter().find(|one| one.code.as_str() == code).copied();
        let led = of(&assignment.led);
        let (criterion, leads) = (led.or_else(|| of(&assignment.coordinated)), led.is_some());
        place(&mut draft, CriterionCode(code.into()), criterion, leads, entry);
    }
    draft
}

fn place(draft: &mut Draft, code: CriterionCode, criterion: Option<&Criterion>, leads: bool, stored: EntryV1) {
    let reason = match criterion {
        None => Some(MisfitReason::NotAssigned),
        Some(criterion) => misfit_reason(criterion, &stored),
    };
    let taken = draft.entry(code.as_str()).is_some();
    let list = |draft: &mut Draft, entry: (CriterionCode, Entry)| match leads {
        true => draft.entries.push(entry),
        false => draft.helping.push(entry),
    };
    match reason {
        None if !taken => {
            let entry = stored.into_entry();
            if !entry.is_untouched() {
                list(draft, (code, entry));
            }
        }
        // An old misfit whose place was answered anew stays a misfit.
        None => draft.misfits.push(Misfit { criterion: code, reason: MisfitReason::OtherLevel, stored }),
        Some(reason) => {
            if criterion.is_some() && !taken {
                let mut rest: Entry = stored.clone().into_entry();
                rest.clear_answer();
                if !rest.is_untouched() {
                    list(draft, (code.clone(), rest));
                }
            }
            draft.misfits.push(Misfit { criterion: code, reason, stored });
        }
    }
}

fn misfit_reason(criterion: &Criterion, stored: &EntryV1) -> Option<MisfitReason> {
    let typed = &stored.typed;
    let has_pair = !typed.numerator.is_empty() || !typed.denominator.is_empty();
    let fits_scale = |level: bool, share: bool, count: bool, pair: bool| {
        (level || stored.level.is_none())
            && (share || typed.share.is_none())
            && (count || typed.count.is_empty())
            && (pair || !has_pair)
    };
    let fits = match &criterion.scale {
        Scale::Choice { levels } => {
            if let Some(picked) = &stored.level {
                let same = levels.get(picked.index).is_some_and(|level| level.label == picked.label);
                if !same {
                    return Some(MisfitReason::OtherLevel);
                }
            }
            fits_scale(true, false, false, false)
        }
        Scale::Share { .. } => fits_scale(false, true, false, false),
        Scale::Count { .. } => fits_scale(false, false, true, false),
        Scale::Ratio { .. } | Scale::RatioBands { .. } => fits_scale(false, false, false, true),
    };
    (!fits).then_some(MisfitReason::OtherScale)
}
