//! What a row of any form says, as it was understood and before it is held against what is expected.

use super::problem::Offence;
use crate::model::{ObsStatus, Sex};

/// What a row says, as the provider wrote it.
#[derive(Clone, Default)]
pub(super) struct Said<'r> {
    /// Code or name of the area, and the column it stands in.
    pub area: (&'r str, &'r str),
    /// The provider's code of the series.
    pub series: &'r str,
    /// The sex the row is about, where the row says so.
    pub sex: Option<Sex>,
    pub year: (&'r str, &'r str),
    pub value: ObsValue,
    /// The cell and the column that the value stands in.
    pub written: (&'r str, &'r str),
    pub status: ObsStatus,
    /// The provider's own source within its database; empty where the file says none.
    pub source: &'r str,
    /// Status code and notes as written; empty where there are none.
    pub remark: &'r str,
    /// What its file's columns of unknown meaning are judged by.
    pub beside: Beside<'r>,
    /// What is wrong with cells that were looked at before.
    pub wrong: Vec<Offence>,
}

/// What a cell that should hold a value holds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum ObsValue {
    Number(f64),
    /// Only a limit is given (`>95`, `<5`).
    Bound(f64),
    /// The provider says that there is none: an empty cell, or its own word for it.
    #[default]
    None,
    /// No number at all.
    Unreadable,
}

/// What stands beside a figure for the evidence.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside<'r> {
    /// The cells of doubtful columns, in their order.
    pub cells: Vec<&'r str>,
    pub unit: &'r str,
    /// Whether it takes the place of what the message says before.
    pub replaces: bool,
    /// The key of the row, and the codes that may stand in it.
    pub key: Option<(&'r str, Vec<(&'r str, &'r str)>)>,
}
