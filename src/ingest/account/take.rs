//! A row on its way into the account: what it says in, an observation, a problem or a count out.

use std::collections::BTreeSet;

use super::Account;
use super::rules::{BOUND, EARLIER, EMPTY_VALUE, OTHER_BREAKDOWN, REPLACED, UNUSED_SERIES};
use crate::characters::is_refused;
use crate::ingest::cells::Row;
use crate::ingest::problem::Rule;
use crate::ingest::said::{ObsValue, Said};
use crate::ingest::sdmx::codes::joined_code;
use crate::ingest::selection::{Selection, Wanted};
use crate::ingest::series_sex;
use crate::model::{Bounds, ObsStatus, Observation, Origin, Sex};

impl Account<'_> {
    /// Takes a row: as each series of ours that it belongs to, or under the provider's own code with
    /// `detail` (`.AGE_YTHADULT`) behind it. `cell` gives the row's code in a column by its name.
    pub fn take<'r>(
        &mut self,
        said: &Said,
        detail: &dyn Fn() -> String,
        cell: &dyn Fn(&str) -> Option<&'r str>,
        line: impl Fn() -> u64,
    ) {
        if !(said.series.is_ascii() && said.area.0.is_ascii()) {
            let (series, area) = (said.series, said.area.0);
            let [series, area] = [series, area].map(|text| self.unseen.code(text, &line));
            if series != said.series || area != said.area.0 {
                let said = Said { series: &series, area: (&area, said.area.1), ..said.clone() };
                return self.take(&said, detail, cell, line);
            }
        }
        let selection = self.selection;
        let Selection::Of(wanted) = selection else {
            self.row();
            let series = joined_code(said.series, &detail());
            if matches!(selection, Selection::Except(replaced) if replaced.contains(&*series)) {
                self.saw(&series);
                return self.filtered(REPLACED);
            }
            return self.take_as(said, &series, None, line);
        };
        let Some(wanted) = wanted.get(said.series) else { return self.not_wanted() };
        let mut is_taken = false;
        for one in wanted.iter().filter(|one| one.takes(said.sex, cell)) {
            is_taken = true;
            // A row that is read as two series of ours counts twice.
            self.row();
            self.take_as(said, &one.series, Some(one), &line);
        }
        if !is_taken {
            self.row();
            self.filtered(OTHER_BREAKDOWN);
        }
    }

    fn take_as(&mut self, said: &Said, series: &str, as_: Option<&Wanted>, line: impl Fn() -> u64) {
        let shared = self.shared_series(series);
        let is_unused = |used: &BTreeSet<String>| !used.contains(series) && !series.is_empty();
        if as_.is_none() && self.expected.series.is_some_and(is_unused) {
            return self.filtered(UNUSED_SERIES);
        }
        let bounds = as_.map_or(Some(Bounds::AtLimit), Wanted::bounds);
        let left_out = match (said.value, bounds) {
            (ObsValue::None, _) => Some(EMPTY_VALUE),
            (ObsValue::Bound(_), Some(Bounds::LeaveOut)) => Some(BOUND),
            // An original reaches further back than anyone looks; a file of ours must not.
            _ if as_.is_some() && self.expected.is_another_year(said.year.0) => Some(EARLIER),
            _ => None,
        };
        if let Some(rule) = left_out {
            return self.falls_out(rule, said.area.0);
        }
        let mut row = Row { offences: said.wrong.clone(), ..self.checked() };
        let area = match self.area(said.area, &mut row) {
            Ok(area) => area,
            Err(rule) => return self.filtered(rule),
        };
        if as_.is_none() {
            row.indicator(series, &self.provider);
        }
        if series.starts_with('=') || series.contains(is_refused) {
            row.wrong("series", series, "the code of a series", Rule::UnknownIndicator);
        }
        let year = row.year(said.year.0, said.year.1);
        let factor = as_.map_or(1.0, |wanted| wanted.original.multiply);
        let (value, mut status) = row.figure(series, said, factor, bounds);
        if as_.is_some_and(|wanted| wanted.original.estimated) {
            status = ObsStatus::Estimated;
        }
        if let Some(first) = row.offences.first() {
            self.fell(said.area.0, first.rule.name());
            return self.problem(line(), &row.offences);
        }
        // Many tools write `T` where nothing is said.
        let told = said.sex.filter(|sex| *sex != Sex::Total);
        let told = told.or_else(|| series_sex::plain(said.series)).or(said.sex);
        let sex = as_.and_then(|wanted| wanted.original.sex).or(told);
        self.is_sexless |= sex.is_none();
        let origin = Origin::new(self.document(said.source), line());
        let remark = self.note(said.remark);
        let found = Observation {
            ref_area: area,
            series: shared,
            sex: sex.unwrap_or(Sex::Total),
            year,
            value,
            status,
            remark,
            origin,
        };
        if let Some(marks) = &mut self.marks {
            marks.entry(found.series).or_default().see(said.written.0);
        }
        self.count.observations += 1;
        self.ingested.last_row = self.ingested.last_row.max(origin.row());
        if *self.selection != Selection::Counted || self.areas.is_kept(&found.ref_area) {
            self.see(&found, said, as_);
            self.ingested.observations.push(found);
        }
    }

    /// Gathers what a figure says of its file's columns.
    fn see(&mut self, found: &Observation, said: &Said, as_: Option<&Wanted>) {
        if !said.beside.replaces && self.evidence.is_idle() {
            return;
        }
        // A series of ours may be made of several, each in its unit.
        let of_several = || format!("{} ({})", found.series, said.series);
        let series = match as_ {
            Some(_) if self.evidence.has_units() => self.text(&of_several()),
            _ => found.series,
        };
        self.evidence.see(
            series,
            &said.beside,
            found.origin.row(),
            as_.map(|one| &one.original.only),
        );
    }
}
