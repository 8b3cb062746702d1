//! The same rows in each form that SDMX's components are kept in: a message in CSV, one in JSON, a
//! workbook with a sidecar, Parquet.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use ssj::fault::Result;
use ssj::ingest::{Ingested, Selection};
use ssj::model::Reader;
use tempfile::TempDir;

use crate::one_file::try_read;
use crate::workbook::{row, workbook};

/// Components that a structure calls attributes.
const ATTRIBUTES: [&str; 8] = [
    "OBS_STATUS",
    "UNIT_MULT",
    "DECIMALS",
    "UNIT_MEASURE",
    "CURRENCY",
    "BASE_PER",
    "COMMENT",
    "COLLECTION",
];

/// A table of texts: its header, and its rows.
pub struct Table<'t> {
    header: Vec<&'t str>,
    rows: Vec<Vec<&'t str>>,
}

impl<'t> Table<'t> {
    /// Cells parted by commas.
    pub fn of(text: &'t str) -> Self {
        let mut lines = text.lines().map(|line| line.trim().split(',').collect::<Vec<_>>());
        Table { header: lines.next().unwrap(), rows: lines.collect() }
    }

    /// What comes of it in each form, by the form's name.
    pub fn in_each_form(&self) -> Vec<(&'static str, Result<Ingested>)> {
        let folder = TempDir::new().unwrap();
        self.write(folder.path());
        let at = |name: &str| folder.path().join(name);
        let read = |path: PathBuf, reader| try_read(&path, reader, Selection::Everything);
        vec![
            ("csv", read(at("m.csv"), Reader::SdmxCsv)),
            ("json", read(at("m.json"), Reader::SdmxJson)),
            ("xlsx", read(at("m.xlsx"), Reader::Table)),
            ("parquet", read(at("m.parquet"), Reader::Parquet)),
        ]
    }

    /// Writes it in each form.
    pub fn write(&self, folder: &Path) {
        let at = |name: &str| folder.join(name);
        std::fs::write(at("m.csv"), self.csv()).unwrap();
        std::fs::write(at("m.json"), self.json()).unwrap();
        std::fs::write(at("m.xlsx"), self.workbook()).unwrap();
        std::fs::write(at("m.xlsx.toml"), self.sidecar()).unwrap();
        self.write_parquet(&at("m.parquet"));
    }

    fn csv(&self) -> String {
        let mut text = format!("DATAFLOW,{}\n", self.header.join(","));
        for cells in &self.rows {
            writeln!(text, "X:DF(1.0),{}", cells.join(",")).unwrap();
        }
        text
    }

    /// Each row a data set, so that each has its own action.
    fn json(&self) -> String {
        let is_attribute = |name: &str| ATTRIBUTES.contains(&name);
        let is_dimension =
            |name: &str| !is_attribute(name) && !["OBS_VALUE", "ACTION"].contains(&name);
        let columns = |is_one: &dyn Fn(&str) -> bool| -> Vec<usize> {
            (0..self.header.len()).filter(|at| is_one(self.header[*at])).collect()
        };
        let (dimensions, attributes) = (columns(&is_dimension), columns(&is_attribute));
        let codes = |at: usize| -> Vec<&str> { self.rows.iter().map(|row| row[at]).collect() };
        let component = |at: &usize| {
            let values =
                codes(*at).iter().map(|code| format!("{{\"id\": \"{code}\"}}")).collect::<Vec<_>>();
            format!("{{\"id\": \"{}\", \"values\": [{}]}}", self.header[*at], values.join(", "))
        };
        let components = |all: &[usize]| all.iter().map(component).collect::<Vec<_>>().join(", ");
        let cell = |row: usize, name: &str| {
            self.header.iter().position(|h| *h == name).map_or("", |at| self.rows[row][at])
        };
        let set = |row: usize| {
            let index = |at: &usize| {
                if self.rows[row][*at].is_empty() { String::new() } else { row.to_string() }
            };
            let key: Vec<String> = dimensions.iter().map(index).collect();
            let value = match cell(row, "OBS_VALUE") {
                "" => "null".to_owned(),
                text if text.parse::<f64>().is_ok() => text.to_owned(),
                text => format!("\"{text}\""),
            };
            let index = |at: &usize| {
                if self.rows[row][*at].is_empty() { "null".to_owned() } else { row.to_string() }
            };
            let values =
                std::iter::once(value).chain(attributes.iter().map(index)).collect::<Vec<_>>();
            let action = match cell(row, "ACTION") {
                "D" => "Delete",
                "R" => "Replace",
                _ => "Information",
            };
            format!(
                "{{\"action\": \"{action}\", \"observations\": {{\"{}\": [{}]}}}}",
                key.join(":"),
                values.join(", ")
            )
        };
        let sets: Vec<String> = (0..self.rows.len()).map(set).collect();
        format!(
            "{{\"data\": {{\"dataSets\": [{}], \"structures\": [{{\"dimensions\": {{\"observation\": [{}]}}, \
             \"attributes\": {{\"observation\": [{}]}}}}]}}}}",
            sets.join(", "),
            components(&dimensions),
            components(&attributes)
        )
    }

    fn workbook(&self) -> Vec<u8> {
        let mut rows = row(1, &self.header);
        for (cells, line) in self.rows.iter().zip(2..) {
            rows += &row(line, cells);
        }
        workbook(&[("Figures", &rows)])
    }

    fn sidecar(&self) -> &'static str {
        "origin = \"a test\"\nlicence = \"none\"\narea = \"REF_AREA\"\nyear = \"TIME_PERIOD\"\n\
         series = \"INDICATOR\"\n[[value]]\ncolumn = \"OBS_VALUE\"\n"
    }

    fn write_parquet(&self, path: &Path) {
        let column = |name: &&str| format!("required binary {name} (UTF8);");
        let columns: String = self.header.iter().map(column).collect();
        let schema = Arc::new(parse_message_type(&format!("message m {{ {columns} }}")).unwrap());
        let file = std::fs::File::create(path).unwrap();
        let properties = Arc::new(WriterProperties::builder().build());
        let mut writer = SerializedFileWriter::new(file, schema, properties).unwrap();
        let mut group = writer.next_row_group().unwrap();
        for at in 0..self.header.len() {
            let texts: Vec<ByteArray> =
                self.rows.iter().map(|row| ByteArray::from(row[at])).collect();
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
        writer.close().unwrap();
    }
}
