//! What SDMX means by the components of an observation, whatever it is kept in: messages in CSV or JSON,
//! long tables, Parquet, tables made by hand.
//!
//! In: one observation as its codes stand. Out: a row of the account, as often as the file has to be read.

pub(super) mod apart;
mod changes;
pub(super) mod codes;
mod columns;
pub(super) mod concepts;
pub(super) mod evidence;
mod figure;
mod period;
mod settled;
mod take;
pub(super) mod words;

pub(super) use codes::{detail, flow_id, is_modelled, joined};
pub(super) use columns::{SdmxColumns, Wrong, is_message};
pub(super) use concepts::{
    AREA, BASE, FREQUENCY, Kind, MULTIPLIER, SERIES, SEX, SOURCE, STATUS, UNIT, is_known,
    is_unit_beside, kind,
};
pub use evidence::Evidence;
pub(super) use evidence::{Doubtful, Learned, Why, hash};
pub(super) use figure::in_units;
pub(super) use period::{Period, period};
pub(super) use settled::settled;
pub(super) use take::{Codes, Found, NOT_ANNUAL, OTHER_SEX, by_unit, take};
pub(super) use words::{Frequency, code, frequency, has_label, is_total, sex};
