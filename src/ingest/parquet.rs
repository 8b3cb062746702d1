//! Parquet with SDMX column names: one file, or a folder of Hive partitions (`REF_AREA=BRA/part.parquet`),
//! where what stands in the path is a column as well. Row groups and files without a wanted series are
//! counted and passed over unread; of the others only the columns that matter are read.

mod cells;
mod partitions;

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::Type;

use super::account::{Account, Figure, Said};
use super::{Expected, Ingested, Selection, Source};
use crate::fault::{Fault, Place, Result};
use cells::{Cells, in_file, needed};
pub(super) use partitions::parts;

/// Reads one file.
///
/// # Errors
/// No Parquet, or a damaged one; a column that is missing.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    // The library checks what it reads, but not everywhere: a damaged file must not end the program.
    let read = catch_unwind(AssertUnwindSafe(|| read_file(source, expected)));
    read.unwrap_or_else(|_| Err(damaged(&source.path, &"it contradicts itself").into()))
}

fn damaged(path: &Path, error: &dyn std::fmt::Display) -> Fault {
    Fault::new(format!("cannot read the file as Parquet ({error})"))
        .at(Place::file(path))
        .hint("Parquet without compression, or with snappy, zstd or gzip, can be read; fetch or write it again; nothing of it was used")
}

fn read_file(source: &Source, expected: &Expected) -> Result<Ingested> {
    let path = &source.path;
    let broken = |e: ParquetError| damaged(path, &e);
    let file = File::open(path).map_err(|e| Fault::io("read the file", path, &e))?;
    let reader = SerializedFileReader::new(file).map_err(broken)?;
    let schema = reader.metadata().file_metadata().schema();
    let partitions = partitions::columns(path);
    let columns = needed(path, schema, &partitions, &source.selection)?;
    let mut account = Account::new(source, expected);
    let mut number = 0;
    for group in 0..reader.num_row_groups() {
        let metadata = reader.metadata().row_group(group);
        let rows = u64::try_from(metadata.num_rows()).unwrap_or_default();
        if !may_be_wanted(metadata, &columns.series, &partitions, &source.selection) {
            (0..rows).for_each(|_| account.not_wanted());
            number += rows;
            continue;
        }
        let projection = in_file(schema, &columns).map_err(broken)?;
        let group = reader.get_row_group(group).map_err(broken)?;
        for row in group.get_row_iter(Some(projection)).map_err(broken)? {
            number += 1;
            let row = row.map_err(broken)?;
            take(&Cells::of(&row, &columns, &partitions), number, &mut account);
        }
    }
    Ok(account.done())
}

/// Whether a row of a group can be of a wanted series, by its path and its smallest and largest code.
fn may_be_wanted(
    group: &RowGroupMetaData,
    series: &str,
    partitions: &[(String, String)],
    selection: &Selection,
) -> bool {
    let Selection::Of(wanted) = selection else { return true };
    if let Some((_, code)) = partitions.iter().find(|(name, _)| name == series) {
        return wanted.contains_key(code);
    }
    let column = group.columns().iter().find(|c| c.column_path().string() == series);
    let Some(statistics) = column.and_then(|c| c.statistics()) else { return true };
    if statistics.is_min_max_deprecated() {
        return true;
    }
    let (Some(first), Some(last)) = (statistics.min_bytes_opt(), statistics.max_bytes_opt()) else {
        return true;
    };
    wanted.keys().any(|code| first <= code.as_bytes() && code.as_bytes() <= last)
}

fn take(cells: &Cells, number: u64, account: &mut Account) {
    let series = cells.series();
    if !account.wants(series) {
        return account.not_wanted();
    }
    let mut row = account.checked();
    let sex = cells.get("SEX").map(|sex| row.sex(sex));
    let remark = cells.text("OBS_STATUS");
    let status = row.status(remark);
    let written = cells.text("OBS_VALUE");
    // A float's own "no number" is how some writers leave a cell empty.
    let value = match written {
        "NaN" if cells.is_float("OBS_VALUE") => Figure::None,
        written => row.scaled(written, cells.text("UNIT_MULT")),
    };
    let said = Said {
        area: (cells.text("REF_AREA"), "REF_AREA"),
        series,
        sex,
        year: (cells.text("TIME_PERIOD"), "TIME_PERIOD"),
        value,
        written: (written, "OBS_VALUE"),
        status,
        source: "",
        remark,
        wrong: row.offences,
    };
    account.take(&said, &String::new, &|name| cells.get(name), || number);
}

/// Whether a field is a column of its own, not a structure.
fn is_column(field: &Type) -> bool {
    field.is_primitive()
}
