//! A formula of one area and year, with each name in it followed to the figure or the derived quantity
//! that it stands for.

use super::case::Case;
use super::told::{Leaf, Quantity, Reading};
use crate::framework::{Formula, Piece};
use crate::model::{Label, Observation, Sex};

impl Case<'_> {
    /// The formula of an indicator, of an area and a year in which it has a value.
    pub(super) fn reading(&self, indicator: usize, area: usize, year: i32) -> Reading {
        let cell = (self.panel.areas[area].as_str(), year);
        self.read(&self.framework.indicators[indicator].formula, cell)
    }

    fn read(&self, formula: &Formula, cell: (&str, i32)) -> Reading {
        let value = |name: &str, sex: Sex| self.value_of(name, sex, cell);
        let (found, mut used) = formula.evaluate(&value).unwrap_or((f64::NAN, Vec::new()));
        used.sort_unstable();
        used.dedup();
        let quantities = used.into_iter().filter_map(|(name, sex)| self.quantity(name, sex, cell));
        let bracketed = |x: f64| self.tongue.bracketed(x);
        let filled = formula.said(|piece| match piece {
            Piece::Name(name, sex) => value(name, sex).map(bracketed),
            other => self.tongue.piece(other),
        });
        // Of one series alone it says nothing more.
        let filled = Some(filled).filter(|filled| *filled != bracketed(found));
        Reading {
            formula: formula.text().to_owned(),
            filled,
            value: found,
            quantities: quantities.collect(),
        }
    }

    fn value_of(&self, name: &str, sex: Sex, (area, year): (&str, i32)) -> Option<f64> {
        match self.derived(name, sex) {
            Some(formula) => {
                let value = |name: &str, sex: Sex| self.value_of(name, sex, (area, year));
                formula.evaluate(&value).ok().map(|(value, _)| value)
            }
            None => self.figure(name, sex, area, year).map(|figure| figure.value),
        }
    }

    fn quantity(&self, name: &str, sex: Sex, cell: (&str, i32)) -> Option<Quantity> {
        if let Some(formula) = self.derived(name, sex) {
            return Some(Quantity::Derived {
                code: name.to_owned(),
                reading: self.read(formula, cell),
            });
        }
        let figure = self.figure(name, sex, cell.0, cell.1)?;
        Some(Quantity::Series(Box::new(self.leaf(figure))))
    }

    fn derived(&self, name: &str, sex: Sex) -> Option<&Formula> {
        let derived = self.framework.derived.iter().find(|derived| derived.code == name);
        derived.filter(|_| sex == Sex::Total).map(|derived| &derived.formula)
    }

    fn leaf(&self, figure: &Observation) -> Leaf {
        let series = self.catalogue.and_then(|catalogue| catalogue.series(&figure.series));
        let code = series.map_or(&*figure.origin.provider, |series| &series.provider);
        let provider = self.catalogue.and_then(|catalogue| catalogue.provider(code));
        let release = series.map(|series| series.vintage.as_str()).filter(|said| !said.is_empty());
        let release = release.or(provider.map(|provider| provider.vintage.as_str()));
        let text = |text: &Label| text.to_string();
        Leaf {
            series: figure.series.to_string(),
            series_name: series.map(|series| self.tongue.name(&series.name).to_owned()),
            sex: figure.sex.code(),
            year: figure.year,
            value: figure.value,
            status: figure.status.word(),
            remark: figure.remark.as_ref().map(text),
            source: figure.origin.source.as_ref().map(text),
            provider: provider.map_or(code, |provider| self.tongue.name(&provider.name)).to_owned(),
            release: release.filter(|said| !said.is_empty()).map(str::to_owned),
            file: figure.origin.file.to_string(),
            row: figure.origin.row(),
            text: None,
            no_text: None,
        }
    }
}
