//! Products of the stages in, tables out: one file per table, rows in a fixed order, each row type
//! declared once with what its columns hold.

mod attainable;
mod audit;
mod bridge;
mod dictionary;
mod excluded;
mod exhibits;
mod formats;
mod groups;
mod imputed;
mod intervals;
mod observations;
mod pace;
mod panel;
mod passed_over;
mod problems;
mod progress;
mod reading;
mod readings;
mod revisions;
mod rows;
mod scores;
mod sensitivity;
mod series;
mod sexes;
mod table;
mod text;
mod treated;
mod weights;
mod world;

pub use attainable::attainable;
pub use audit::audit;
pub use bridge::bridge;
pub use dictionary::{
    dictionary, of_other_commands, of_reading, of_report, of_scoring, of_simulation,
};
pub use excluded::excluded;
pub(crate) use excluded::{kind_of_reason, reasons_told};
pub use exhibits::{Exhibited, exhibits};
pub use formats::Format;
pub use groups::groups;
pub use imputed::imputed;
pub use intervals::{ends, pairwise, rank_intervals, score_intervals, tier_members, tiers};
pub use observations::observations;
pub use pace::pace;
pub use panel::{Basis, panel};
pub use passed_over::passed_over;
pub use problems::problems;
pub use progress::progress;
pub use reading::{kinds, read_back};
pub use readings::readings;
pub use revisions::{moves, revisions};
pub use rows::Rows;
pub(crate) use scores::ranked;
pub use scores::scores;
pub use sensitivity::sensitivity;
pub use series::series;
pub use sexes::sexes;
pub use table::{Column, Declared, Kind, Table, Values};
pub use text::{number, rows_csv_text, several};
pub use treated::treated;
pub use weights::weights;
pub use world::world;
