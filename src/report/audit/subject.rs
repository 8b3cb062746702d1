//! What verdicts are written about: the audit of any framework, in one language.

use crate::analyse::audit::Audit;
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::framework::{Direction, Framework};
use crate::model::Areas;
use crate::report::prose::Argument;
use crate::score::Child;
use crate::words::{Number, Words, say};

/// Names of indicators or levels that a sentence holds before it counts the rest.
pub(super) const NAMED: usize = 8;
/// Pairs take two names each.
pub(super) const PAIRS_NAMED: usize = 4;

/// The findings of an audit with what names them.
pub struct Subject<'a> {
    pub framework: &'a Framework,
    pub areas: &'a Areas,
    /// Codes of the areas scored, in the order of the scores.
    pub codes: &'a [String],
    pub audit: &'a Audit,
    pub words: &'a Words,
    /// Whether an edition is audited, in which areas are called States.
    pub is_edition: bool,
}

impl<'a> Subject<'a> {
    pub(super) fn of_edition(exhibits: &'a Exhibits) -> Self {
        Subject {
            framework: exhibits.framework,
            areas: exhibits.areas,
            codes: &exhibits.panel.areas,
            audit: &exhibits.findings.audit,
            words: exhibits.words,
            is_edition: true,
        }
    }
}

impl Subject<'_> {
    pub fn say(&self, key: &str, arguments: &[Argument]) -> Result<String> {
        say!(self.words, &format!("audit.{key}"), ..arguments)
    }

    pub fn indicator(&self, indicator: usize) -> &str {
        self.framework.indicators[indicator].short.in_language(self.words.language())
    }

    pub fn level(&self, level: usize) -> &str {
        self.framework.levels[level].short.in_language(self.words.language())
    }

    pub fn child(&self, child: Child) -> &str {
        match child {
            Child::Indicator(indicator) => self.indicator(indicator),
            Child::Level(level) => self.level(level),
        }
    }

    pub fn measure(&self, measure: usize) -> &str {
        self.framework.measures[measure].name.in_language(self.words.language())
    }

    /// Whether less of a measure is better, so that its order was turned round.
    pub fn is_turned(&self, measure: usize) -> bool {
        self.framework.measures[measure].direction == Direction::Less
    }

    /// An area's short name; its code where the reference table has none.
    pub fn area(&self, area: usize) -> &str {
        self.areas.short_name(&self.codes[area], self.words.language())
    }

    /// `187 States`, or `20 areas` of a framework that has no edition.
    pub fn units(&self, n: usize) -> Result<String> {
        let key = if self.is_edition { "units.state" } else { "units.area" };
        say!(self, key, n)
    }

    /// A name in quotation marks.
    pub fn quoted(&self, name: &str) -> Result<String> {
        say!(self.words, "quoted", name)
    }

    /// A name in quotation marks with a number behind it.
    pub fn with_number(&self, name: &str, number: Number) -> Result<String> {
        say!(self, "with_value", name, value = number)
    }

    /// Indicators by name in quotation marks.
    pub fn indicators(&self, indicators: &[usize]) -> Result<Vec<String>> {
        indicators.iter().map(|&i| self.quoted(self.indicator(i))).collect()
    }

    /// Names as a list; of more than `most` the first, and how many more.
    pub fn named(&self, names: &[String], most: usize) -> Result<String> {
        // One more name takes no more room than saying that there is one more.
        if names.len() <= most + 1 {
            return self.words.list(names);
        }
        say!(self, "more", names = self.words.row(&names[..most])?, n = names.len() - most)
    }
}

/// A correlation, with the decimals it is printed with everywhere.
pub(super) fn correlation(r: f64) -> Number {
    Number::decimal(r, 2)
}
