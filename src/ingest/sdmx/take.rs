//! One observation as its codes stand in; a row of the account out, as often as the file has to be read.

use super::changes::{Change, Part, What};
use super::codes::{self, is_modelled, joined_code};
use super::evidence::Learned;
use super::figure::in_units;
use super::period::{Period, period};
use super::words::{self, Action, Frequency, frequency};
use crate::ingest::account::Account;
use crate::ingest::problem::Rule;
use crate::ingest::said::{Beside, ObsValue, Said};

/// Rules by which rows are left out on purpose.
pub(in crate::ingest) const NOT_ANNUAL: &str = "not_annual";
pub(in crate::ingest) const OTHER_SEX: &str = "other_sex";
const DELETED: &str = "deleted_by_provider";

/// One observation as its codes stand; what there is no component for is empty.
#[derive(Default)]
pub(in crate::ingest) struct Found<'r> {
    /// The code and the component that it stands in; so with the others.
    pub area: (&'r str, &'r str),
    pub series: &'r str,
    /// `None` where no component knows a sex.
    pub sex: Option<&'r str>,
    pub frequency: (&'r str, &'r str),
    /// What is to be done with it: information, append, replace, merge or delete.
    pub action: &'r str,
    pub period: (&'r str, &'r str),
    /// As written, with its component, and what it is.
    pub written: (&'r str, &'r str),
    pub figure: ObsValue,
    pub multiplier: (&'r str, &'r str),
    pub decimals: &'r str,
    pub unit: &'r str,
    pub status: (&'r str, &'r str),
    pub source: &'r str,
    /// Status and notes as written.
    pub remark: &'r str,
    pub beside: Beside<'r>,
    /// Whether it is of a table of one's own, which is held to years, numbers and three sexes; a message
    /// may hold more, which is left out by name.
    pub is_own: bool,
    /// Whether its period is a date, which may be of a part of a year whosever the table is.
    pub is_dated: bool,
}

/// What else can be asked of a row.
pub(in crate::ingest) struct Codes<'c, 'r> {
    /// The breakdowns that are put behind the code of the series.
    pub detail: &'c dyn Fn() -> String,
    /// The code of a component.
    pub of: &'c dyn Fn(&str) -> Option<&'r str>,
    /// The ids of dimensions, with their codes.
    pub dimensions: &'c dyn Fn() -> Vec<(String, String)>,
    /// Whether an attribute without a meaning here says something.
    pub has_attributes: &'c dyn Fn() -> bool,
}

/// Takes one observation into the account, as [`Account::take`] does.
pub(in crate::ingest) fn take<'a: 'f, 'f>(
    account: &mut Account<'a>,
    mut found: Found<'f>,
    codes: &Codes,
    line: impl Fn() -> u64,
) {
    let action = words::action(found.action);
    if let Some(what) = found.change(action, codes) {
        let dimensions = (codes.dimensions)();
        account.evidence.changes.note(dimensions, Change { row: line(), what });
    }
    let learned = account.learned;
    let changes = learned.and_then(|learned| learned.changes.as_ref());
    let is_deleted = changes.is_some_and(|all| found.is_deleted(all.of(codes.of), line()));
    if is_deleted || action == Some(Action::Delete) {
        account.row();
        return account.falls_out(DELETED, found.area.0);
    }
    if !account.wants(found.series) {
        return account.not_wanted();
    }
    let year = match found.year() {
        Ok(year) => year,
        Err(rule) => {
            account.row();
            // What is there and left out is not unknown.
            account.names(&joined_code(found.series, &(codes.detail)()));
            return account.falls_out(rule, found.area.0);
        }
    };
    // What is to be done with it can't be told, whether there is a figure or not.
    if action.is_none() {
        account.row();
        account.fell(found.area.0, Rule::UnknownAction.name());
        let expected = "I, A, R, M or D";
        return account.wrong(line(), "ACTION", found.action, expected, Rule::UnknownAction);
    }
    let mut row = account.checked();
    if found.series.is_empty() && (codes.detail)().is_empty() {
        row.wrong("", "", "the code of a series", Rule::UnknownIndicator);
    }
    if frequency(found.frequency.0) == Frequency::Unknown {
        let (text, column) = found.frequency;
        row.wrong(column, text, "a code of a frequency (A, Q, M, …)", Rule::UnknownFrequency);
    }
    let sex = found.sex.map(|text| words::sex(text).unwrap_or_else(|| row.sex(text)));
    let (text, column) = found.status;
    let status = words::status(text).unwrap_or_else(|| row.status_in(text, column));
    let is_modelled = is_modelled(found.source);
    found.beside.unit = found.unit;
    found.beside.replaces = matches!(action, Some(Action::Replace | Action::Merge));
    let figure = (found.written.0, found.figure);
    let value = in_units(&mut row, figure, found.multiplier, found.decimals);
    let said = Said {
        area: found.area,
        series: found.series,
        sex,
        year: (year, found.period.1),
        value,
        written: found.written,
        status: if is_modelled { crate::model::ObsStatus::Estimated } else { status },
        source: found.source,
        remark: found.remark,
        beside: found.beside,
        wrong: row.offences,
    };
    let detail = || by_unit(learned, said.series, (codes.detail)(), found.unit);
    account.take(&said, &detail, codes.of, line);
}

/// The breakdowns behind the code of a series, with the unit where the file has that in several.
pub(in crate::ingest) fn by_unit(
    learned: Option<&Learned>,
    series: &str,
    detail: String,
    unit: &str,
) -> String {
    match learned.is_some_and(|all| all.by_unit.contains(&format!("{series}{detail}"))) {
        true => detail + &codes::detail(std::iter::once(unit)),
        false => detail,
    }
}

impl<'r> Found<'r> {
    /// The year it is about, or the rule by which it is left out.
    fn year(&self) -> Result<&'r str, &'static str> {
        let frequency = frequency(self.frequency.0);
        if frequency == Frequency::Other {
            return Err(NOT_ANNUAL);
        }
        if !self.is_own && self.sex.is_some_and(words::is_other_sex) {
            return Err(OTHER_SEX);
        }
        match period(self.period.0, frequency) {
            Period::Year(year) => Ok(year),
            Period::NotAnnual if self.is_own && !self.is_dated => Ok(self.period.0),
            Period::NotAnnual => Err(NOT_ANNUAL),
            Period::Unreadable(text) => Ok(text),
        }
    }

    /// The parts of it that attributes say.
    fn parts(&mut self) -> [(Part, &mut &'r str); 5] {
        [
            (Part::Multiplier, &mut self.multiplier.0),
            (Part::Decimals, &mut self.decimals),
            (Part::Unit, &mut self.unit),
            (Part::Status, &mut self.status.0),
            (Part::Source, &mut self.source),
        ]
    }

    /// What the row does to others of its message.
    fn change(&mut self, action: Option<Action>, codes: &Codes) -> Option<What> {
        let has_value = !self.written.0.is_empty();
        let is_none = self.figure == ObsValue::None && !self.is_own;
        let is_whole = !self.period.0.is_empty();
        match action {
            Some(Action::Delete) if has_value => Some(What::Delete),
            Some(Action::Delete) => {
                let said = |(part, text): (Part, &mut &str)| (!text.is_empty()).then_some(part);
                let parts: Vec<Part> = self.parts().into_iter().filter_map(said).collect();
                let is_all = parts.is_empty() && !(codes.has_attributes)();
                Some(if is_all { What::Delete } else { What::Forget(parts) })
            }
            // What is replaced by nothing is gone.
            Some(Action::Replace) if is_none && is_whole => Some(What::Delete),
            _ if is_none && !is_whole => {
                let said = |(part, text): (Part, &mut &str)| {
                    (!text.is_empty()).then(|| (part, (*text).to_owned()))
                };
                let parts: Vec<_> = self.parts().into_iter().filter_map(said).collect();
                (!parts.is_empty()).then_some(What::Give(parts))
            }
            _ => None,
        }
    }

    /// Gives and takes what other rows of the message say of this one; whether nothing is left of it.
    fn is_deleted(&mut self, changes: Vec<&'r Change>, line: u64) -> bool {
        // The row that each part stands in.
        let mut stands = [line; 5];
        for change in changes {
            match &change.what {
                What::Delete if change.row > line => return true,
                What::Delete => {}
                What::Forget(parts) => {
                    for ((part, text), at) in self.parts().into_iter().zip(stands) {
                        if parts.contains(&part) && change.row > at {
                            *text = "";
                        }
                    }
                }
                What::Give(given) => {
                    for ((part, text), at) in self.parts().into_iter().zip(&mut stands) {
                        let own = *at == line && !text.is_empty();
                        if let Some((_, new)) = given.iter().find(|(p, _)| *p == part && !own) {
                            (*text, *at) = (new, change.row);
                        }
                    }
                }
            }
        }
        false
    }
}
