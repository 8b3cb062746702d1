//! The forms in which a table goes out: CSV, Parquet and a workbook, with the same cells in each.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Style, Workbook, XlsxError};

use super::table::{Column, Kind, Table, Values};
use crate::fault::{Fault, Result};

/// A form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Csv,
    Parquet,
    Xlsx,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Csv, Format::Parquet, Format::Xlsx];

    /// Its name, which is the ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Parquet => "parquet",
            Format::Xlsx => "xlsx",
        }
    }

    /// The name of a table's file in this form: `scores.parquet` for `scores.csv`.
    pub fn file(self, csv: &str) -> String {
        format!("{}.{}", csv.trim_end_matches(".csv"), self.name())
    }

    /// The bytes of a table, the same at every call.
    ///
    /// # Errors
    /// A workbook can't hold that many rows or so long a text.
    pub fn bytes(self, table: &Table) -> Result<Vec<u8>> {
        match self {
            Format::Csv => Ok(table.csv().into_bytes()),
            Format::Parquet => parquet(table).map_err(|e| broken(table, "Parquet", &e)),
            Format::Xlsx => workbook(table).map_err(|e| broken(table, "a workbook", &e)),
        }
    }
}

fn broken(table: &Table, form: &str, error: &dyn std::error::Error) -> crate::fault::Faults {
    Fault::new(format!("{} can't be written as {form} ({error})", table.file))
        .hint("leave that form out of --format: the CSV holds the whole table")
        .into()
}

/// One row group, columns that may be null.
fn parquet(table: &Table) -> std::result::Result<Vec<u8>, ParquetError> {
    let fields = table.columns().map(|(column, _)| field(column).map(Arc::new));
    let fields: std::result::Result<_, ParquetError> = fields.collect();
    let schema = Type::group_type_builder("table").with_fields(fields?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    let (schema, properties) = (Arc::new(schema.build()?), Arc::new(properties.build()));
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties)?;
    let mut group = writer.next_row_group()?;
    for (_, values) in table.columns() {
        let Some(mut column) = group.next_column()? else { break };
        put(&mut column, values)?;
        column.close()?;
    }
    group.close()?;
    writer.into_inner()
}

fn field(column: &Column) -> std::result::Result<Type, ParquetError> {
    let physical = match column.kind {
        Kind::Text => Physical::BYTE_ARRAY,
        Kind::Whole => Physical::INT64,
        Kind::Number => Physical::DOUBLE,
        Kind::Boolean => Physical::BOOLEAN,
    };
    Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type((column.kind == Kind::Text).then_some(LogicalType::String))
        .build()
}

fn put(
    column: &mut SerializedColumnWriter,
    values: &Values,
) -> std::result::Result<(), ParquetError> {
    match values {
        Values::Text(cells) => {
            let cells = cells.iter().map(|cell| (!cell.is_empty()).then(|| cell.as_str().into()));
            put_each::<ByteArrayType>(column, cells.collect::<Vec<Option<ByteArray>>>())
        }
        Values::Whole(cells) => put_each::<Int64Type>(column, cells.clone()),
        Values::Number(cells) => put_each::<DoubleType>(column, cells.clone()),
        Values::Boolean(cells) => put_each::<BoolType>(column, cells.clone()),
    }
}

fn put_each<T: DataType>(
    column: &mut SerializedColumnWriter,
    cells: Vec<Option<T::T>>,
) -> std::result::Result<(), ParquetError> {
    let there: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let cells: Vec<T::T> = cells.into_iter().flatten().collect();
    column.typed::<T>().write_batch(&cells, Some(&there), None).map(drop)
}

/// A sheet of the table, and one that says what its columns hold.
fn workbook(table: &Table) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A day that is always the same: the time of writing must not change the bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let bold = Style::new().set_bold();
    let sheet = book.add_worksheet().set_name(table.file.trim_end_matches(".csv"))?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, (column, values)) in (0..).zip(table.columns()) {
        sheet.write_string_with_format(0, at, &column.name, &bold)?;
        for row in 0..table.height() {
            let line = row as u32 + 1;
            match values {
                Values::Text(cells) if cells[row].is_empty() => continue,
                Values::Text(cells) => sheet.write_string(line, at, &cells[row])?,
                Values::Whole(cells) => match cells[row] {
                    Some(n) => sheet.write_number(line, at, n as f64)?,
                    None => continue,
                },
                Values::Number(cells) => match cells[row] {
                    Some(x) => sheet.write_number(line, at, x)?,
                    None => continue,
                },
                Values::Boolean(cells) => match cells[row] {
                    Some(is) => sheet.write_boolean(line, at, is)?,
                    None => continue,
                },
            };
        }
    }
    let columns = book.add_worksheet().set_name("columns")?;
    for (at, name) in ["column", "type", "holds"].iter().enumerate() {
        columns.write_string_with_format(0, at as u16, *name, &bold)?;
    }
    for (row, (column, _)) in (1..).zip(table.columns()) {
        columns.write_string(row, 0, &column.name)?;
        columns.write_string(row, 1, column.kind.name())?;
        columns.write_string(row, 2, &column.about)?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use calamine::{Data, Reader, Xlsx};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::*;
    use crate::tables::table::{Exact, row};

    row! {
        /// Rows with every kind of cell.
        Any in "any.csv" {
            /// A text
            text: Option<String>,
            /// A count
            count: Option<usize>,
            /// A number
            number: Option<f64>,
            /// A figure
            figure: Exact,
            /// Whether it is
            is: Option<bool>,
        }
    }

    fn table() -> Table {
        let full = Any {
            text: Some("=1+1".to_owned()),
            count: Some(3),
            number: Some(1.0 / 3.0),
            figure: Exact(0.1 + 0.2),
            is: Some(false),
        };
        let empty = Any { text: None, count: None, number: None, figure: Exact(-2.0), is: None };
        Table::of([full, empty])
    }

    #[test]
    fn every_form_holds_the_same_cells() {
        let table = table();
        assert!(table.csv().ends_with(",3,0.333333333333,0.30000000000000004,no\n,,,-2,\n"));
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&Format::Parquet.bytes(&table).unwrap()).unwrap();
        let file = SerializedFileReader::new(file).unwrap();
        let rows: Vec<Vec<Field>> = file
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().get_column_iter().map(|(_, field)| field.clone()).collect())
            .collect();
        let (third, sum) = (Field::Double(0.333333333333), Field::Double(0.1 + 0.2));
        let first = [Field::Str("=1+1".into()), Field::Long(3), third, sum, Field::Bool(false)];
        assert_eq!(rows[0], first);
        let none = Field::Null;
        let second = [none.clone(), none.clone(), none.clone(), Field::Double(-2.0), none];
        assert_eq!(rows[1], second);

        let bytes = Format::Xlsx.bytes(&table).unwrap();
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("any").unwrap();
        assert_eq!(sheet.get((1, 0)), Some(&Data::String("=1+1".to_owned())));
        assert_eq!(sheet.get((1, 2)), Some(&Data::Float(0.333333333333)));
        assert_eq!(sheet.get((1, 4)), Some(&Data::Bool(false)));
        assert_eq!(sheet.get((2, 1)), Some(&Data::Empty));
        let columns = book.worksheet_range("columns").unwrap();
        let about = ["figure", "number", "A figure"].map(|text| Data::String(text.to_owned()));
        assert_eq!(columns.rows().nth(4), Some(&about[..]));

        let frame = table.frame();
        assert_eq!(frame.shape(), (2, 5));
        assert_eq!(frame.column("number").unwrap().f64().unwrap().get(1), None);
        assert_eq!(frame.column("text").unwrap().str().unwrap().get(0), Some("=1+1"));
    }

    #[test]
    fn every_form_has_the_same_bytes_every_time() {
        for format in Format::ALL {
            let bytes = format.bytes(&table()).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(1100));
            assert!(bytes == format.bytes(&table()).unwrap(), "{}", format.name());
        }
    }
}
