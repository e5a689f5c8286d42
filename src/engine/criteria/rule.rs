//! The rule that makes the district's one answer out of the lead units' answers.

/// How the leads' answers to one criterion are consolidated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// One lead: its answer is the district's.
    Single,
    /// Sum of numerators / sum of denominators.
    Pool,
    /// Communes answering Có / communes in the roster.
    Share,
    /// Mean of the capped ratios, as exact fractions.
    MeanOfRatios,
    /// Sum of the counts.
    SumOfCounts,
    /// The level with the most points.
    Best,
    /// The level with the fewest points.
    Worst,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 7] =
        [Rule::Single, Rule::Pool, Rule::Share, Rule::MeanOfRatios, Rule::SumOfCounts, Rule::Best, Rule::Worst];

    /// The rule with this name.
    pub fn of_name(name: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// The rule's name in TOML and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Single => "single",
            Rule::Pool => "pool",
            Rule::Share => "share",
            Rule::MeanOfRatios => "mean_of_ratios",
            Rule::SumOfCounts => "sum_of_counts",
            Rule::Best => "best",
            Rule::Worst => "worst",
        }
    }
}
