//! The two tables of the R package COINr (1.1): `iData`, units down and a column for each
//! indicator, and `iMeta`, a row for each column and each aggregate.
//!
//! Out: [`export`] makes both from a framework and its panel. In: [`import`] makes a framework and
//! a wide table from both. What the two tables cannot say is named, on both ways. Their rules are
//! those of COINr's reference pages for `new_coin`, `check_iData`, `check_iMeta` and `n_goalposts`.

mod codes;
mod columns;
mod entries;
mod export;
mod import;
mod left_behind;
mod sheet;
mod toml_text;
mod tree;
mod units;
mod values;

pub use export::{Years, export};
pub use import::import;

/// A number as R and TOML read it back to the last bit.
fn exact(value: f64) -> String {
    format!("{value}")
}

/// A CSV text of rows of one length, lines ending in `\n`.
fn csv_text(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = rows.into_iter().try_for_each(|row| writer.write_record(row));
    written.expect("rows of one length can always be written to memory");
    let bytes = writer.into_inner().expect("memory can always be flushed");
    String::from_utf8(bytes).expect("texts joined by commas stay UTF-8")
}
