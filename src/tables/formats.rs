//! The forms in which a table goes out: CSV, Parquet and a workbook, with the same cells in each.

use std::borrow::Borrow;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::iter::Peekable;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Style, Workbook, Worksheet, XlsxError,
};

use super::table::{Column, Kind, Table, Values};
use crate::fault::{Fault, Faults, Result};

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
            _ => self.whole([table].into_iter().peekable()),
        }
    }

    /// Writes the same of a table that comes in parts, each the next rows of it: of a long one not all is
    /// held at once as text.
    ///
    /// # Errors
    /// As [`Format::bytes`]; no space.
    pub fn write(self, parts: impl IntoIterator<Item: Borrow<Table>>, path: &Path) -> Result<()> {
        let unwritten = |e: std::io::Error| Faults::from(Fault::io("write the file", path, &e));
        let mut out = BufWriter::new(File::create(path).map_err(unwritten)?);
        let mut parts = parts.into_iter().peekable();
        match self {
            Format::Csv => {
                let head = parts.peek().map_or(String::new(), |part| part.borrow().header_csv());
                out.write_all(head.as_bytes()).map_err(unwritten)?;
                for part in parts {
                    out.write_all(part.borrow().rows_csv().as_bytes()).map_err(unwritten)?;
                }
            }
            _ => out.write_all(&self.whole(parts)?).map_err(unwritten)?,
        }
        out.flush().map_err(unwritten)
    }

    /// The bytes of a form that is put together in memory.
    fn whole<T: Borrow<Table>>(
        self,
        mut parts: Peekable<impl Iterator<Item = T>>,
    ) -> Result<Vec<u8>> {
        let file = parts.peek().map_or("", |first| first.borrow().file);
        match self {
            Format::Xlsx => workbook(parts).map_err(|e| broken(file, "a workbook", &e)),
            _ => parquet(parts).map_err(|e| broken(file, "Parquet", &e)),
        }
    }
}

fn broken(file: &str, form: &str, error: &dyn std::error::Error) -> Faults {
    Fault::new(format!("{file} can't be written as {form} ({error})"))
        .hint("leave that form out of --format: the CSV holds the whole table")
        .into()
}

/// A row group for each part, columns that may be null.
fn parquet<T: Borrow<Table>>(
    mut parts: Peekable<impl Iterator<Item = T>>,
) -> std::result::Result<Vec<u8>, ParquetError> {
    let Some(table) = parts.peek().map(Borrow::borrow) else { return Ok(Vec::new()) };
    let fields = table.columns().map(|(column, _)| field(column).map(Arc::new));
    let fields: std::result::Result<_, ParquetError> = fields.collect();
    let schema = Type::group_type_builder("table").with_fields(fields?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    let (schema, properties) = (Arc::new(schema.build()?), Arc::new(properties.build()));
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties)?;
    for part in parts {
        let mut group = writer.next_row_group()?;
        for (_, values) in part.borrow().columns() {
            let Some(mut column) = group.next_column()? else { break };
            put(&mut column, values)?;
            column.close()?;
        }
        group.close()?;
    }
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
            let cells = cells
                .iter()
                .map(|cell| (!cell.is_empty()).then(|| cell.as_bytes().to_vec().into()));
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
fn workbook<T: Borrow<Table>>(
    mut parts: Peekable<impl Iterator<Item = T>>,
) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A day that is always the same: the time of writing must not change the bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let Some(first) = parts.peek().map(Borrow::borrow) else { return book.save_to_buffer() };
    let bold = Style::new().set_bold();
    let sheet = book.add_worksheet().set_name(first.file.trim_end_matches(".csv"))?;
    sheet.set_freeze_panes(1, 0)?;
    let columns: Vec<Column> = first.columns().map(|(column, _)| column.clone()).collect();
    for (at, column) in (0..).zip(&columns) {
        sheet.write_string_with_format(0, at, &column.name, &bold)?;
    }
    let mut line = 1;
    for part in parts {
        for (at, (_, values)) in (0..).zip(part.borrow().columns()) {
            cells(sheet, (line, at), values)?;
        }
        line += part.borrow().height() as u32;
    }
    let sheet = book.add_worksheet().set_name("columns")?;
    for (at, name) in ["column", "type", "holds"].iter().enumerate() {
        sheet.write_string_with_format(0, at as u16, *name, &bold)?;
    }
    for (row, column) in (1..).zip(&columns) {
        sheet.write_string(row, 0, &column.name)?;
        sheet.write_string(row, 1, column.kind.name())?;
        sheet.write_string(row, 2, &column.about)?;
    }
    book.save_to_buffer()
}

/// Puts values below each other.
fn cells(
    sheet: &mut Worksheet,
    (first, at): (u32, u16),
    values: &Values,
) -> std::result::Result<(), XlsxError> {
    match values {
        Values::Text(cells) => {
            for (line, cell) in (first..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(line, at, &**cell)?;
            }
        }
        Values::Whole(cells) => {
            for (line, cell) in (first..).zip(cells) {
                cell.map(|n| sheet.write_number(line, at, n as f64)).transpose()?;
            }
        }
        Values::Number(cells) => {
            for (line, cell) in (first..).zip(cells) {
                cell.map(|x| sheet.write_number(line, at, x)).transpose()?;
            }
        }
        Values::Boolean(cells) => {
            for (line, cell) in (first..).zip(cells) {
                cell.map(|is| sheet.write_boolean(line, at, is)).transpose()?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

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
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("any");
        Format::Parquet.write([&table], &path).unwrap();
        let file = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
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

        Format::Xlsx.write([&table], &path).unwrap();
        let bytes = std::fs::read(&path).unwrap();
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

    fn bytes(format: Format, parts: &[Table]) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        format.write(parts, &folder.path().join("any")).unwrap();
        std::fs::read(folder.path().join("any")).unwrap()
    }

    #[test]
    fn every_form_has_the_same_bytes_every_time() {
        for format in Format::ALL {
            let first = bytes(format, &[table()]);
            std::thread::sleep(std::time::Duration::from_millis(1100));
            assert!(first == bytes(format, &[table()]), "{}", format.name());
        }
    }

    #[test]
    fn a_table_in_parts_has_the_cells_of_the_whole() {
        let twice = |format| bytes(format, &[table(), table()]);
        let csv = String::from_utf8(twice(Format::Csv)).unwrap();
        let (header, rows) = csv.split_once('\n').unwrap();
        assert_eq!(header, "text,count,number,figure,is");
        assert_eq!(rows, table().rows_csv().repeat(2));
        let mut book = Xlsx::new(Cursor::new(twice(Format::Xlsx))).unwrap();
        let sheet = book.worksheet_range("any").unwrap();
        assert_eq!(sheet.get((3, 0)), Some(&Data::String("=1+1".to_owned())));
        assert_eq!(sheet.get((4, 3)), Some(&Data::Float(-2.0)));
    }
}
