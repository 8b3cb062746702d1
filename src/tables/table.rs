//! A result as a table: declared once as a row type, from which come its CSV, a Polars data frame,
//! Parquet, a workbook, and the dictionary of its columns.

use std::sync::Arc;

use polars::prelude::{Column as Series, DataFrame};

use super::text::{number, rows_csv_text};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Whole,
    Number,
    /// `yes` or `no` in CSV.
    Boolean,
}

impl Kind {
    /// The name of the kind in a table schema (Frictionless Data).
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "string",
            Kind::Whole => "integer",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
        }
    }
}

/// A column: its name, what it holds, and what that means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    pub about: String,
}

impl Column {
    pub fn new(name: impl Into<String>, kind: Kind, about: &str) -> Self {
        Column { name: name.into(), kind, about: about.trim().to_owned() }
    }
}

/// The cells of a column, down the rows; an empty text is a missing one.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    Text(Vec<Arc<str>>),
    Whole(Vec<Option<i64>>),
    Number(Vec<Option<f64>>),
    Boolean(Vec<Option<bool>>),
}

impl Values {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Text => Values::Text(Vec::new()),
            Kind::Whole => Values::Whole(Vec::new()),
            Kind::Number => Values::Number(Vec::new()),
            Kind::Boolean => Values::Boolean(Vec::new()),
        }
    }

    fn len(&self) -> usize {
        match self {
            Values::Text(cells) => cells.len(),
            Values::Whole(cells) => cells.len(),
            Values::Number(cells) => cells.len(),
            Values::Boolean(cells) => cells.len(),
        }
    }

    /// The cell of a row as CSV has it.
    fn text(&self, row: usize) -> String {
        match self {
            Values::Text(cells) => cells[row].to_string(),
            Values::Whole(cells) => cells[row].map_or(String::new(), |n| n.to_string()),
            Values::Number(cells) => exact(cells[row]),
            Values::Boolean(cells) => {
                cells[row].map_or("", |is| if is { "yes" } else { "no" }).into()
            }
        }
    }

    fn series(&self, name: &str) -> Series {
        let name = name.into();
        match self {
            Values::Text(cells) => {
                let cells = cells.iter().map(|text| Some(&**text).filter(|t| !t.is_empty()));
                Series::new(name, cells.collect::<Vec<_>>())
            }
            Values::Whole(cells) => Series::new(name, cells),
            Values::Number(cells) => Series::new(name, cells),
            Values::Boolean(cells) => Series::new(name, cells),
        }
    }
}

/// The shortest text that reads back as the number; empty where missing.
fn exact(value: Option<f64>) -> String {
    value.map_or(String::new(), |x| if x == 0.0 { "0".to_owned() } else { x.to_string() })
}

/// What a cell can be made of.
pub trait Cell {
    const KIND: Kind;
    /// Puts it at the end of a column of its kind.
    fn put(self, column: &mut Values);
}

/// A measured figure, kept to its last digit; computed ones have twelve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exact(pub f64);

macro_rules! cell {
    ($($type:ty: $kind:ident, $cell:ident => $put:expr;)*) => {$(
        impl Cell for $type {
            const KIND: Kind = Kind::$kind;
            fn put(self, column: &mut Values) {
                let $cell = self;
                match column {
                    Values::$kind(cells) => cells.push($put),
                    _ => unreachable!("a column holds the cells it is declared for"),
                }
            }
        }
    )*};
}

cell! {
    Arc<str>: Text, x => x;
    String: Text, x => x.into();
    &str: Text, x => x.into();
    Option<String>: Text, x => x.unwrap_or_default().into();
    crate::model::Label: Text, x => (*x).into();
    usize: Whole, x => i64::try_from(x).ok();
    u64: Whole, x => i64::try_from(x).ok();
    i32: Whole, x => Some(x.into());
    i64: Whole, x => Some(x);
    Option<usize>: Whole, x => x.and_then(|x| i64::try_from(x).ok());
    Option<u64>: Whole, x => x.and_then(|x| i64::try_from(x).ok());
    Option<i32>: Whole, x => x.map(i64::from);
    Option<i64>: Whole, x => x;
    f64: Number, x => rounded(Some(x));
    Option<f64>: Number, x => rounded(x);
    Exact: Number, x => Some(x.0);
    Option<Exact>: Number, x => x.map(|x| x.0);
    bool: Boolean, x => Some(x);
    Option<bool>: Boolean, x => x;
}

/// A computed number with the digits that tables give it.
fn rounded(value: Option<f64>) -> Option<f64> {
    value.map(|x| number(Some(x)).parse().unwrap_or(x))
}

/// A row type: what its table is called and holds. Made by the macro `row`.
pub trait Row {
    const FILE: &'static str;
    const ABOUT: &'static str;
    fn columns() -> Vec<Column>;
    /// Puts the cells at the ends of the columns.
    fn put(self, columns: &mut [Values]);
}

/// Declares a row type with the file of its table; what is written of it and of its fields is the
/// dictionary's text.
macro_rules! row {
    ($(#[doc = $about:literal])* $name:ident in $file:literal {
        $($(#[doc = $doc:literal])* $field:ident: $type:ty,)*
    }) => {
        $(#[doc = $about])*
        #[allow(non_snake_case, reason = "columns of SDMX are in capitals")]
        pub struct $name { $($(#[doc = $doc])* pub $field: $type,)* }

        impl $crate::tables::table::Row for $name {
            const FILE: &'static str = $file;
            const ABOUT: &'static str = concat!($($about),*);
            fn columns() -> Vec<$crate::tables::table::Column> {
                use $crate::tables::table::{Cell, Column};
                vec![$(Column::new(
                    stringify!($field).trim_start_matches("r#"),
                    <$type as Cell>::KIND,
                    concat!($($doc),*),
                )),*]
            }
            fn put(self, columns: &mut [$crate::tables::table::Values]) {
                use $crate::tables::table::Cell;
                let mut columns = columns.iter_mut();
                $(self.$field.put(columns.next().expect("as many columns as fields"));)*
            }
        }
    };
}
pub(super) use row;

/// A table as it is declared: its file, what it is, and its columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Declared {
    pub file: &'static str,
    pub about: &'static str,
    pub columns: Vec<Column>,
}

impl Declared {
    /// What a row type declares.
    pub(super) fn of<R: Row>() -> Self {
        Declared { file: R::FILE, about: R::ABOUT.trim(), columns: R::columns() }
    }
}

/// A result as rows, by column.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The file of its CSV: `scores.csv`.
    pub file: &'static str,
    pub about: &'static str,
    columns: Vec<Column>,
    values: Vec<Values>,
}

impl Table {
    /// The table of rows of one type.
    pub fn of<R: Row>(rows: impl IntoIterator<Item = R>) -> Self {
        let mut table = Table::empty(R::FILE, R::ABOUT, R::columns());
        rows.into_iter().for_each(|row| row.put(&mut table.values));
        table
    }

    /// A table whose columns are known only with its framework.
    pub(super) fn empty(file: &'static str, about: &'static str, columns: Vec<Column>) -> Self {
        let values = columns.iter().map(|column| Values::of(column.kind)).collect();
        Table { file, about: about.trim(), columns, values }
    }

    /// The ends of the columns, to put the cells of a row there.
    pub(super) fn ends(&mut self) -> impl Iterator<Item = &mut Values> {
        self.values.iter_mut()
    }

    pub fn columns(&self) -> impl Iterator<Item = (&Column, &Values)> {
        self.columns.iter().zip(&self.values)
    }

    fn column(&self, name: &str) -> Option<&Values> {
        self.columns().find(|(column, _)| column.name == name).map(|(_, values)| values)
    }

    /// The cells of a column of texts; none of a table that has no such column.
    pub(super) fn texts(&self, name: &str) -> &[Arc<str>] {
        if let Some(Values::Text(cells)) = self.column(name) { cells } else { &[] }
    }

    /// The cells of a column of whole numbers, likewise.
    pub(super) fn wholes(&self, name: &str) -> &[Option<i64>] {
        if let Some(Values::Whole(cells)) = self.column(name) { cells } else { &[] }
    }

    /// The cells of a column of numbers, likewise.
    pub(super) fn numbers(&self, name: &str) -> &[Option<f64>] {
        if let Some(Values::Number(cells)) = self.column(name) { cells } else { &[] }
    }

    /// The number of rows.
    pub fn height(&self) -> usize {
        self.values.first().map_or(0, Values::len)
    }

    /// The text of its CSV.
    pub fn csv(&self) -> String {
        self.header_csv() + &self.rows_csv()
    }

    pub(super) fn header_csv(&self) -> String {
        let header: Vec<String> = self.columns.iter().map(|column| column.name.clone()).collect();
        rows_csv_text([header])
    }

    pub(super) fn rows_csv(&self) -> String {
        let row = |row| self.values.iter().map(|column| column.text(row)).collect::<Vec<_>>();
        rows_csv_text((0..self.height()).map(row))
    }

    /// The table as a Polars data frame; missing cells are null.
    pub fn frame(&self) -> DataFrame {
        let series = self.columns().map(|(column, values)| values.series(&column.name)).collect();
        DataFrame::new(self.height(), series)
            .expect("columns of one length and of different names make a frame")
    }
}
