//! The rows of a table by its columns: cells in, each row taken into the account.

use std::borrow::Cow;

use super::super::concepts::is_custom;
use super::super::words::{Action, action, code, has_label};
use super::SdmxColumns;
use crate::ingest::account::Account;
use crate::ingest::number::figure_of;
use crate::ingest::said::{Beside, ObsValue};
use crate::ingest::sdmx::codes::{detail, flow_id, joined};
use crate::ingest::sdmx::take::{Codes, Found};

impl SdmxColumns {
    /// Whether a row deletes others: its value is none.
    pub fn deletes<'r>(&self, cell: &dyn Fn(usize) -> &'r str) -> bool {
        self.action.is_some_and(|at| action(cell(at)) == Some(Action::Delete))
    }

    /// The area of a row.
    pub fn area_of<'r>(&self, cell: &dyn Fn(usize) -> &'r str) -> &'r str {
        self.coded(cell, self.area)
    }

    /// The series of a row.
    pub fn series_of<'r>(&self, cell: &dyn Fn(usize) -> &'r str) -> &'r str {
        let series = self.coded(cell, self.series);
        if self.flow == Some(self.series) { flow_id(series) } else { series }
    }

    /// Takes a row by its cells.
    pub fn take<'r>(
        &self,
        cell: &dyn Fn(usize) -> &'r str,
        account: &mut Account,
        line: impl Fn() -> u64,
    ) {
        let figure = figure_of(self.coded(cell, self.value), !self.is_message);
        self.take_figure(figure, cell, account, line);
    }

    /// The code of a cell: labels stand behind the codes of all columns, or of none.
    fn coded<'r>(&self, cell: &dyn Fn(usize) -> &'r str, at: usize) -> &'r str {
        if has_label(cell(self.area)) { code(cell(at)) } else { cell(at) }
    }

    /// The same, of a row whose value is read already.
    pub fn take_figure<'r>(
        &self,
        figure: ObsValue,
        cell: &dyn Fn(usize) -> &'r str,
        account: &mut Account,
        line: impl Fn() -> u64,
    ) {
        let series = self.series_of(cell);
        // What names another series does nothing to those that are wanted.
        if !series.is_empty() && !account.wants(series) {
            return account.not_wanted();
        }
        let has_labels = has_label(cell(self.area));
        let coded = |at: usize| if has_labels { code(cell(at)) } else { cell(at) };
        let optional = |at: Option<usize>| at.map_or("", cell);
        let name = |at: Option<usize>| at.map_or("", |at| self.names[at].as_str());
        let (remark, unit) = (self.remark(cell), self.unit_of(&coded));
        let found = Found {
            area: (coded(self.area), &self.names[self.area]),
            series,
            sex: self.sex.map(cell),
            frequency: (optional(self.frequency), name(self.frequency)),
            action: optional(self.action),
            period: (cell(self.year), &self.names[self.year]),
            written: (coded(self.value), &self.names[self.value]),
            figure,
            multiplier: (optional(self.multiplier), name(self.multiplier)),
            decimals: optional(self.decimals),
            unit: &unit,
            status: (optional(self.status), name(self.status)),
            source: optional(self.source),
            remark: &remark,
            beside: Beside {
                cells: self.doubtful.iter().map(|(at, _)| coded(*at)).collect(),
                key: self.key.map(|key| (cell(key), self.keyed(&coded))),
                ..Beside::default()
            },
            is_own: !self.is_message,
            is_dated: self.is_dated,
        };
        let codes = Codes {
            detail: &|| self.detail(&coded),
            of: &|name| {
                let is_it = |known: &String| known == name;
                let at = self.names.iter().position(is_it);
                at.or_else(|| self.ids.iter().position(is_it)).map(coded)
            },
            dimensions: &|| self.dimensions(&coded),
            has_attributes: &|| self.has_attributes(cell),
        };
        super::super::take(account, found, &codes, line);
    }

    /// The breakdowns of a row that don't stand for all: `.Y15T24`.
    fn detail<'r>(&self, coded: &dyn Fn(usize) -> &'r str) -> String {
        let codes = self.breakdowns.iter().map(|at| coded(*at));
        detail(codes)
    }

    /// The status and the notes of a row as written, those that there are.
    fn remark<'r>(&self, cell: &dyn Fn(usize) -> &'r str) -> Cow<'r, str> {
        let remark = joined(self.status.iter().chain(&self.notes).map(|at| cell(*at)));
        match remark.contains('\n') && !self.is_message {
            true => remark.split_whitespace().collect::<Vec<_>>().join(" ").into(),
            false => remark,
        }
    }

    /// What a figure is in: `USD`, `USD.Millions`.
    fn unit_of<'r>(&self, coded: &dyn Fn(usize) -> &'r str) -> Cow<'r, str> {
        match self.units[..] {
            [] => self.unit.map_or("", coded).into(),
            [one] => coded(one).into(),
            _ => {
                let cells = self.units.iter().map(|at| coded(*at)).filter(|cell| !cell.is_empty());
                cells.collect::<Vec<_>>().join(".").into()
            }
        }
    }

    /// The columns that may stand in the key of a row, with their codes; those that are known first.
    fn keyed<'s, 'r: 's>(&'s self, coded: &dyn Fn(usize) -> &'r str) -> Vec<(&'s str, &'s str)> {
        let known = [Some(self.area), Some(self.series), self.sex, self.frequency, Some(self.year)];
        let doubtful = self.doubtful.iter().map(|(at, _)| *at);
        let all =
            known.into_iter().flatten().chain(self.breakdowns.iter().copied()).chain(doubtful);
        let is_one = |at: &usize| Some(*at) != self.flow && Some(*at) != self.key;
        all.filter(is_one).map(|at| (self.ids[at].as_str(), coded(at))).collect()
    }

    /// The dimensions of a row that may delete others, with their codes.
    fn dimensions<'r>(&self, coded: &dyn Fn(usize) -> &'r str) -> Vec<(String, String)> {
        let keyed = self.keyed(coded).into_iter().filter(|(_, code)| *code != "-");
        let flow = self.flow.map(|at| (self.ids[at].as_str(), coded(at)));
        keyed.chain(flow).map(|(id, code)| (id.to_owned(), code.to_owned())).collect()
    }

    /// Whether a row that deletes names attributes without a meaning here.
    fn has_attributes<'r>(&self, cell: &dyn Fn(usize) -> &'r str) -> bool {
        let said =
            self.attributes.iter().chain(&self.notes).filter(|at| !is_custom(&self.ids[**at]));
        let mut doubtful = self.doubtful.iter();
        said.clone().any(|at| !cell(*at).is_empty()) || doubtful.any(|(at, _)| cell(*at) == "-")
    }
}
