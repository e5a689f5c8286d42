//! Checks one criterion: its code, points, scale, units, and that its consolidation rule fits them.

use rust_decimal::Decimal;

use super::check_levels::{check_bands, check_choice};
use super::check_units::Roster;
use super::place::Place;
use super::source::CriterionSource;
use super::{Assignee, Criterion, CriterionCode, Quantities, Rule, Scale, SetFault, SetProblem, Text, ZeroDenominator};

/// Far above any dispatch's. Products of points and typed numbers, and of sums of points, have room in a decimal below
/// it; beyond it a file of anybody's would end the program.
const LARGEST_MAXIMUM: u32 = 1_000_000;

/// Checks what stands in one `[[section.criterion]]`. `prefix` is what codes of its section begin with: `1.I.`
pub(super) fn check_criterion(
    place: Place,
    prefix: &str,
    source: &CriterionSource,
    roster: &Roster,
) -> Result<Criterion, SetProblem> {
    let number = source.code.strip_prefix(prefix).filter(|number| {
        !number.is_empty() && !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    if number.is_none() {
        return Err(place.problem("code", SetFault::CodeOfOtherSection { prefix: prefix.to_owned() }));
    }
    let heading = place.optional_text("heading", source.heading.as_deref())?;
    let title = place.text("title", &source.title)?;
    let maximum = place.decimal("maximum", &source.maximum)?;
    if maximum.is_zero() || maximum.scale() > 2 || maximum > Decimal::from(LARGEST_MAXIMUM) {
        return Err(place.problem("maximum", SetFault::MaximumImpossible));
    }
    let leads = roster.assignees(&place, "lead", &source.lead)?;
    if leads.is_empty() {
        return Err(place.problem("lead", SetFault::NoLead));
    }
    let coordinators = roster.assignees(&place, "coordinating", &source.coordinating)?;
    let scale = check_scale(&place, source, maximum)?;
    // The district's share is counted over the units of a class.
    if matches!(scale, Scale::Share { .. }) && !matches!(leads.as_slice(), [Assignee::Class(_)]) {
        return Err(place.problem("lead", SetFault::ShareNotOfOneClass));
    }
    let note = place.optional_text("note", source.note.as_deref())?;
    if note.is_none() && is_inferred(&scale) {
        return Err(place.problem("note", SetFault::NoteMissing));
    }
    Ok(Criterion {
        code: CriterionCode(source.code.clone().into()),
        heading,
        title,
        maximum,
        rule: check_rule(&place, &source.rule, &scale, roster.units_count(&leads))?,
        scale,
        leads: leads.into(),
        leads_printed: place.text("lead_printed", &source.lead_printed)?,
        coordinators_printed: check_coordinators_printed(&place, source)?,
        coordinators: coordinators.into(),
        rule_reason: place.text("rule_reason", &source.rule_reason)?,
        note,
    })
}

/// The print may stand without units: 2.II.6 names "Các đơn vị sự nghiệp", which are not in the roster.
fn check_coordinators_printed(place: &Place, source: &CriterionSource) -> Result<Text, SetProblem> {
    match (source.coordinating_printed.as_str(), source.coordinating.is_empty()) {
        ("", true) => Ok(Text::default()),
        ("", false) => Err(place.problem("coordinating_printed", SetFault::PrintMissing)),
        (printed, _) => place.text("coordinating_printed", printed),
    }
}

fn check_scale(place: &Place, source: &CriterionSource, maximum: Decimal) -> Result<Scale, SetProblem> {
    let CriterionSource { choice, count, ratio, share, ratio_bands, .. } = source;
    match (choice, count, ratio, share, ratio_bands) {
        (Some(choice), None, None, None, None) => {
            Ok(Scale::Choice { levels: check_choice(place, &choice.levels, maximum)?.into() })
        }
        (None, Some(count), None, None, None) => {
            let limit = count.limit.as_deref().map(|limit| place.decimal("count.limit", limit)).transpose()?;
            if count.whole && limit.is_some_and(|limit| !limit.is_integer()) {
                return Err(place.problem("count.limit", SetFault::NotWhole));
            }
            Ok(Scale::Count {
                unit: place.text("count.unit", &count.unit)?,
                whole: count.whole,
                limit,
                bands: check_bands(place, "count.levels", &count.levels, maximum, count.whole, limit)?.into(),
            })
        }
        (None, None, Some(ratio), None, None) => Ok(Scale::Ratio {
            quantities: Quantities {
                numerator: place.text("ratio.numerator", &ratio.numerator)?,
                denominator: place.text("ratio.denominator", &ratio.denominator)?,
                part_of_whole: ratio.part_of_whole,
                inferred: ratio.inferred,
            },
            printed: place.text("ratio.printed", &ratio.printed)?,
            points_printed: place.text("ratio.points_printed", &ratio.points_printed)?,
            zero_denominator: check_zero_denominator(place, ratio.zero_denominator.as_deref())?,
        }),
        (None, None, None, Some(share), None) => Ok(Scale::Share {
            printed: place.text("share.printed", &share.printed)?,
            points_printed: place.text("share.points_printed", &share.points_printed)?,
            question: place.text("share.question", &share.question)?,
        }),
        (None, None, None, None, Some(ratio)) => Ok(Scale::RatioBands {
            quantities: Quantities {
                numerator: place.text("ratio_bands.numerator", &ratio.numerator)?,
                denominator: place.text("ratio_bands.denominator", &ratio.denominator)?,
                part_of_whole: ratio.part_of_whole,
                inferred: ratio.inferred,
            },
            bands: check_bands(place, "ratio_bands.levels", &ratio.levels, maximum, false, None)?.into(),
        }),
        _ => {
            let given = [choice.is_some(), count.is_some(), ratio.is_some(), share.is_some(), ratio_bands.is_some()];
            let scales_count = given.into_iter().filter(|is_given| *is_given).count();
            Err(place.problem("", SetFault::ScalesCount(scales_count)))
        }
    }
}

fn check_zero_denominator(place: &Place, text: Option<&str>) -> Result<ZeroDenominator, SetProblem> {
    match text {
        None => Ok(ZeroDenominator::NoScore),
        Some("maximum") => Ok(ZeroDenominator::Maximum),
        Some(text) => Err(place.problem("ratio.zero_denominator", SetFault::ZeroDenominatorUnknown(text.to_owned()))),
    }
}

fn is_inferred(scale: &Scale) -> bool {
    match scale {
        Scale::Choice { levels } => levels.iter().any(|level| level.inferred),
        Scale::Count { bands, .. } => bands.iter().any(|band| band.inferred),
        Scale::Ratio { quantities, .. } => quantities.inferred,
        Scale::Share { .. } => false,
        Scale::RatioBands { quantities, bands } => quantities.inferred || bands.iter().any(|band| band.inferred),
    }
}

fn check_rule(place: &Place, name: &str, scale: &Scale, leads_count: usize) -> Result<Rule, SetProblem> {
    let Some(rule) = Rule::of_name(name) else {
        return Err(place.problem("rule", SetFault::RuleUnknown(name.to_owned())));
    };
    if (rule == Rule::Single) != (leads_count == 1) {
        return Err(place.problem("rule", SetFault::RuleMisfitsLeads { leads_count }));
    }
    let fits = match rule {
        Rule::Single => true,
        Rule::Pool => matches!(scale, Scale::Ratio { .. } | Scale::RatioBands { .. }),
        Rule::MeanOfRatios => matches!(scale, Scale::Ratio { .. }),
        Rule::Share => matches!(scale, Scale::Share { .. }),
        Rule::SumOfCounts => matches!(scale, Scale::Count { .. }),
        Rule::Best | Rule::Worst => matches!(scale, Scale::Choice { .. } | Scale::Count { .. }),
    };
    if fits { Ok(rule) } else { Err(place.problem("rule", SetFault::RuleMisfitsScale)) }
}
