//! Short forms for writing: names and sentences of the edition's language, and blocks made of them.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::content::{Align, Block, Column, Exhibit, Labelled, Table};
use super::texts::{IndicatorText, Texts};
use crate::analyse::{self, MUCH_IMPUTED, Region, ScoreRange, Weighed};
use crate::exhibits::names::look_up_form;
use crate::exhibits::{Exhibits, ids, names, scores};
use crate::fault::Result;
use crate::figures::Figure;
use crate::model::Language;
use crate::words::{Number, Say, say};

/// Everything a chapter is written from.
pub(super) struct Prose<'a> {
    pub exhibits: &'a Exhibits<'a>,
    pub texts: &'a Texts,
    pub figures: BTreeMap<&'a str, &'a Figure>,
    /// What the rules for messages find, strongest first.
    pub found: Vec<Weighed>,
    /// Codes of the States that have pages; none where all have.
    pub only: Option<&'a [String]>,
}

/// A text of one sentence: `text!(prose, "data.age.text", n = …)`.
macro_rules! text {
    ($prose:expr, $($said:tt)+) => {
        $crate::words::say!($prose, $($said)+).map(|text| $crate::report::content::Block::Text { text })
    };
}

pub(super) use text;

/// A place in a sentence and what fills it.
pub(super) type Argument<'a> = (&'a str, Say);

pub(super) fn share(value: f64) -> Number {
    Number::percent(value)
}

pub(super) fn year(value: i32) -> Number {
    Number::year(value)
}

/// A share of `n` in `of`; 0 of nothing is 0.
pub(super) fn share_of(n: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { n as f64 / of as f64 }
}

/// What prose is written from can be asked of it.
impl<'a> Deref for Prose<'a> {
    type Target = Exhibits<'a>;

    fn deref(&self) -> &Exhibits<'a> {
        self.exhibits
    }
}

impl<'a> Prose<'a> {
    pub fn new(
        exhibits: &'a Exhibits<'a>,
        texts: &'a Texts,
        figures: BTreeMap<&'a str, &'a Figure>,
    ) -> Self {
        let found = analyse::found(
            exhibits.framework,
            exhibits.panel,
            exhibits.scores,
            exhibits.findings,
            exhibits.simulation,
        );
        Prose { exhibits, texts, figures, found, only: None }
    }

    pub fn say(&self, key: &str, arguments: &[Argument]) -> Result<String> {
        say!(self.words, key, ..arguments)
    }

    pub fn number(&self, number: Number) -> String {
        self.words.number(number)
    }

    /// The score of a level as it is printed, or the sign for a missing number.
    pub fn score_or_none(&self, level: usize, score: Option<f64>) -> Result<String> {
        self.or_none(score.map(|score| scores::number(self.range(level), score)))
    }

    /// The score of a level as it is printed.
    pub fn score(&self, level: usize, score: f64) -> Say {
        scores::number(self.range(level), score).into()
    }

    /// The smallest difference that is called one, in words, for scores of these ranges.
    pub fn noise(&self, ranges: impl IntoIterator<Item = ScoreRange>) -> Result<Say> {
        Ok(scores::noise(self, ranges)?.into())
    }

    /// As [`Prose::noise`], for the scores of all scored indicators.
    pub fn noise_of_indicators(&self) -> Result<Say> {
        self.noise(self.framework.scored().map(|i| self.indicator_range(i)))
    }

    /// As [`Prose::noise`], for the scores of all focus areas; of the index where there are none.
    pub fn noise_of_areas(&self) -> Result<Say> {
        let mut areas: Vec<usize> = self.framework.focus_areas().collect();
        if areas.is_empty() {
            areas.push(0);
        }
        self.noise(areas.into_iter().map(|level| self.range(level)))
    }

    /// As [`Prose::noise`], for all scores there are.
    pub fn noise_of_all(&self) -> Result<Say> {
        let ranges = &self.findings.ranges;
        self.noise(ranges.indicators.iter().chain(&ranges.levels).copied())
    }

    pub fn or_none(&self, number: Option<Number>) -> Result<String> {
        match number {
            Some(number) => Ok(self.number(number)),
            None => say!(self, "none"),
        }
    }

    /// A value in the unit of its indicator, with the indicator's decimals.
    pub fn value(&self, indicator: usize, value: f64) -> String {
        self.number(Number::decimal(value, self.framework.indicators[indicator].decimals))
    }

    /// The hand-written text of an indicator, if there is one.
    pub fn text_of(&self, indicator: usize) -> Option<&'a IndicatorText> {
        self.texts.indicators.get(&self.framework.indicators[indicator].code)
    }

    /// Why a rank requires an indicator, if that is written; `None` for one that it does not require.
    pub fn why_required(&self, indicator: usize) -> Option<&'a str> {
        let is_required = self.framework.indicators[indicator].required;
        self.text_of(indicator).filter(|_| is_required)?.required.as_deref()
    }

    /// As [`Prose::by_name`], of those that have a page.
    pub fn with_pages(&self) -> Vec<usize> {
        let mut areas = self.by_name();
        let has_page =
            |area: &usize| self.only.is_none_or(|only| only.contains(&self.panel.areas[*area]));
        areas.retain(has_page);
        areas
    }

    /// The name of a region.
    pub fn region(&self, region: &Region) -> &'a str {
        self.exhibits.group(self.framework.groupings.len(), region.region)
    }

    /// The sign before decimals.
    pub fn decimal_sign(&self) -> &'static str {
        if self.language() == Language::En { "." } else { "," }
    }

    /// Names in quotation marks, as a list.
    pub fn quoted(&self, names: impl IntoIterator<Item = &'a str>) -> Result<String> {
        let quoted = names.into_iter().map(|name| say!(self, "quoted", name));
        self.list(&quoted.collect::<Result<Vec<_>>>()?)
    }

    /// Positions of all areas of the panel, by name as a reader looks them up.
    pub fn by_name(&self) -> Vec<usize> {
        let mut areas: Vec<usize> = (0..self.panel.areas.len()).collect();
        areas.sort_by_cached_key(|&area| (look_up_form(self.name(area), self.language()), area));
        areas
    }

    /// The short names of these areas as a list, in the order of the alphabet.
    pub fn short_list(&self, areas: &[usize]) -> Result<String> {
        let order = self.by_short_name(areas).into_iter();
        self.list(&order.map(|area| self.short_name(area)).collect::<Vec<_>>())
    }

    /// Names as a list: `A, B and C`.
    pub fn list(&self, names: &[impl AsRef<str>]) -> Result<String> {
        self.words.list(names)
    }

    pub fn heading(&self, key: &str) -> Result<Block> {
        Ok(Block::Heading { text: say!(self, key)? })
    }

    pub fn formula(&self, name: &str) -> Result<Block> {
        let text = say!(self, &format!("formula.{name}"))?;
        Ok(Block::Formula { name: name.to_owned(), text })
    }

    pub fn labelled(&self, label: &str, text: impl Into<String>) -> Result<Labelled> {
        Ok(Labelled { label: say!(self, label)?, text: text.into() })
    }

    /// A table of numbers of the edition's own, ruled by the five; its note explains the mark of scores that rest
    /// much on imputed values, where one stands in it.
    pub fn table(
        &self,
        title: String,
        note: String,
        columns: Vec<Column>,
        rows: Vec<Vec<String>>,
    ) -> Result<Table> {
        let source = say!(self, "table.source")?;
        let is_marked = rows.iter().flatten().any(|cell| cell.contains(names::MARK));
        let note = match is_marked && !note.contains(names::MARK) {
            true => [note, self.what_is_marked()?].join(" ").trim_start().to_owned(),
            false => note,
        };
        Ok(Table { source, ..Table::new(title, note, columns, rows) })
    }

    /// What the sign of imputed scores says.
    pub fn what_is_marked(&self) -> Result<String> {
        say!(self, "table.marked", share = share(MUCH_IMPUTED))
    }

    pub fn column(&self, key: &str, width: f64, align: Align) -> Result<Column> {
        Ok(Column::new(say!(self, key)?, width, align))
    }

    /// A column `<annex>.column.<name>`, with its unit `<annex>.unit.<unit>` if it has one.
    pub fn column_of(
        &self,
        annex: &str,
        (name, unit): (&str, &str),
        width: f64,
        align: Align,
    ) -> Result<Column> {
        let unit = match unit {
            "" => String::new(),
            unit => say!(self, &format!("{annex}.unit.{unit}"))?,
        };
        let head = say!(self, &format!("{annex}.column.{name}"))?;
        Ok(Column { head, unit, width, align })
    }

    /// The figure `id`, if it was drawn.
    pub fn exhibit(&self, id: &str) -> Result<Option<Exhibit>> {
        let Some(figure) = self.figures.get(id) else { return Ok(None) };
        Ok(Some(Exhibit {
            id: figure.id.clone(),
            title: figure.title.clone(),
            subtitle: figure.subtitle.clone(),
            note: figure.noted(self.words)?,
            source: figure.source.clone(),
            alt: figure.alt.clone(),
            width: figure.size.0,
            height: figure.size.1,
        }))
    }

    pub fn figure(&self, id: &str) -> Result<Option<Block>> {
        Ok(self.exhibit(id)?.map(Block::Figure))
    }

    /// The figure of a family that shows what `code` names, if it was drawn.
    pub fn figure_of(&self, family: &str, code: &str) -> Result<Option<Block>> {
        self.figure(&ids::id_of(family, code))
    }

    /// Whether the framework is divided into focus areas; else indicators stand under the index.
    pub fn has_focus_areas(&self) -> bool {
        self.framework.focus_areas().next().is_some()
    }
}

/// The chapter of a focus area, for references: no other chapter's id begins like it.
pub(super) fn chapter_id(code: &str) -> String {
    format!("area-{}", ids::safe(code))
}

/// A declared weight, with as many decimals as it needs.
pub(super) fn weight(weight: f64) -> Number {
    let decimals = (0..4).find(|&d| (weight * 10f64.powi(d)).fract().abs() < 1e-9).unwrap_or(4);
    Number::decimal(weight, decimals as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_prints_with_the_decimals_it_needs() {
        let decimals = |w| weight(w).kind;
        assert_eq!(decimals(1.0), crate::words::NumberKind::Decimal(0));
        assert_eq!(decimals(0.5), crate::words::NumberKind::Decimal(1));
        assert_eq!(decimals(0.125), crate::words::NumberKind::Decimal(3));
        assert_eq!(decimals(1.0 / 3.0), crate::words::NumberKind::Decimal(4));
    }
}
