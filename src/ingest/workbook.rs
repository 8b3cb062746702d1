//! The sheets of a workbook, of Excel of any age or OpenDocument, as rows of written cells: what stands
//! in each, and what kind it is of. Any reader takes the one sheet with figures as CSV.

mod sheet;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::Path;

use calamine::{
    CellType, Data, DataType, Range, Reader, SheetType, Sheets, Xls, Xlsx, XlsxError,
    XlsxFormulaMetadata, open_workbook,
};

use super::holds::{Holds, look, of_eurostats_browser};
use super::input::choose::{Wanted, choose};
use super::input::packing::{Form, Packing, packing};
use super::input::stream::Input;
use super::input::zipped::{member_has, unpacked};
use crate::fault::{Fault, Place, Result};
pub(super) use sheet::{Kind, Sheet, Written};

/// A workbook that unpacks to more than so many bytes is refused: a table of 10 million cells has less.
const UNPACKED: u64 = 256 << 20;
/// Rows by which it is told what a sheet holds.
const LOOKED_AT: usize = 50;

/// What each sheet with any cell holds.
///
/// # Errors
/// A workbook that can't be read; one without any cell.
pub(super) fn parts(path: &Path) -> Result<Vec<(String, Holds)>> {
    let mut book = Book::of(path)?;
    let mut parts = Vec::new();
    for name in book.names() {
        let sheet = book.sheet(&name, LOOKED_AT)?;
        let text = sheet.csv();
        // What one of its sheets says is of all.
        if let Some(foreign) = of_eurostats_browser(&String::from_utf8_lossy(&text)) {
            return Err(Holds::Nothing(foreign).refusal(path).into());
        }
        if !sheet.rows.is_empty() {
            parts.push((name, look(&text)));
        }
    }
    if parts.is_empty() {
        return Err(Fault::new("no sheet of the workbook has a cell").at(Place::file(path)).into());
    }
    Ok(parts)
}

/// Opens the one sheet that is wanted by what it holds, as CSV.
///
/// # Errors
/// The same; none or several sheets that can be meant.
pub(super) fn find(path: &Path, wanted: Wanted) -> Result<(Holds, Input)> {
    let mut parts = parts(path)?;
    let at = choose(path, "workbook's sheets", &parts, wanted)?;
    let (name, holds) = parts.swap_remove(at);
    let text = Book::of(path)?.sheet(&name, usize::MAX)?.csv();
    Ok((holds, Box::new(Cursor::new(text))))
}

/// Whether a file is a workbook.
///
/// # Errors
/// A file that can't be read.
pub(super) fn is_workbook(path: &Path) -> Result<bool> {
    Ok(matches!(packing(path)?, Packing::Workbook(_)))
}

/// An open workbook.
pub(super) struct Book<'p> {
    path: &'p Path,
    sheets: Sheets<BufReader<File>>,
    /// Whether the results of its formulas are true. A program that can't calculate writes 0 for each,
    /// and asks whoever opens the workbook to do it.
    is_calculated: bool,
}

impl<'p> Book<'p> {
    /// Opens a file that is packed as one.
    ///
    /// # Errors
    /// A workbook that can't be read: damaged, locked by a password, or too large; no workbook.
    pub fn of(path: &'p Path) -> Result<Self> {
        match packing(path)? {
            Packing::Workbook(form) => Book::open(path, form),
            _ => Err(Fault::new("the file is no workbook").at(Place::file(path)).into()),
        }
    }

    fn open(path: &'p Path, form: Form) -> Result<Self> {
        if form != Form::Xls && unpacked(path, UNPACKED)? > UNPACKED {
            return Err(Fault::new("the workbook unpacks to more than 256 MB")
                .at(Place::file(path))
                .hint("save the sheet as CSV")
                .into());
        }
        let sheets = guarded(path, || match form {
            Form::Xlsx => Ok(Sheets::Xlsx(open_workbook(path)?)),
            Form::Xlsb => Ok(Sheets::Xlsb(open_workbook(path)?)),
            Form::Ods => Ok(Sheets::Ods(open_workbook(path)?)),
            Form::Xls => of_before_2007(path),
        });
        let is_calculated =
            form != Form::Xlsx || !member_has(path, "xl/workbook.xml", "fullCalcOnLoad=\"1\"")?;
        Ok(Book { path, sheets: sheets?, is_calculated })
    }

    /// The names of its sheets of cells, in their order.
    pub fn names(&self) -> Vec<String> {
        let sheets = self.sheets.sheets_metadata().iter();
        sheets.filter(|s| s.typ == SheetType::WorkSheet).map(|s| s.name.clone()).collect()
    }

    /// A sheet, or at least so many rows of its beginning.
    ///
    /// # Errors
    /// A damaged one.
    pub fn sheet(&mut self, name: &str, rows: usize) -> Result<Sheet> {
        let cells = guarded(self.path, || match &mut self.sheets {
            Sheets::Xlsx(book) => Ok(cells_of_xlsx(book, name, rows, self.is_calculated)?),
            Sheets::Xls(book) => Ok(cells(book, name, true)?),
            Sheets::Xlsb(book) => Ok(cells(book, name, false)?),
            Sheets::Ods(book) => Ok(cells(book, name, false)?),
        });
        cells.map(Sheet::of)
    }
}

/// What the library makes of a workbook.
fn guarded<T>(
    path: &Path,
    read: impl FnOnce() -> std::result::Result<T, calamine::Error>,
) -> Result<T> {
    let said = match super::guarded::guarded(read) {
        Ok(Ok(read)) => return Ok(read),
        Ok(Err(error)) => error.to_string(),
        Err(why) => why.to_owned(),
    };
    let fault = if said.contains("password") {
        Fault::new("the workbook is locked by a password").hint("save it without one")
    } else {
        Fault::new(format!("cannot read the workbook ({said})"))
            .hint("open and save it again as .xlsx, or save the sheet as CSV")
    };
    Err(fault.at(Place::file(path)).into())
}

/// A workbook of before 2007; one of today that is locked is packed in the same way.
fn of_before_2007(path: &Path) -> std::result::Result<Sheets<BufReader<File>>, calamine::Error> {
    let error = match open_workbook::<Xls<_>, _>(path) {
        Ok(book) => return Ok(Sheets::Xls(book)),
        Err(error) => error,
    };
    match open_workbook::<Xlsx<_>, _>(path) {
        Err(locked @ XlsxError::Password) => Err(locked.into()),
        _ => Err(error.into()),
    }
}

type Cells = Vec<((u32, u32), Written)>;

/// The cells of a sheet as a stream, so that two in its far corners take no more than two.
fn cells_of_xlsx<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    rows: usize,
    is_calculated: bool,
) -> std::result::Result<Cells, XlsxError> {
    let percentages = percentages(book, name, rows)?;
    let mut reader = book.worksheet_cells_reader(name)?;
    let (mut cells, mut last, mut read) = (Cells::new(), None, 0);
    while let Some(cell) = reader.next_cell_with_formula_metadata()? {
        read += usize::from(last.replace(cell.pos.0) != Some(cell.pos.0));
        if read > rows {
            break;
        }
        let mut found = written(&cell.value.into());
        if found.kind == Kind::Number && percentages.contains(&cell.pos) {
            found.kind = Kind::Percentage;
        }
        let is_made_up = found.kind == Kind::Nothing || !is_calculated && found.text == "0";
        if let Some(formula) = cell.formula.filter(|_| is_made_up) {
            found = without_result(match &formula {
                XlsxFormulaMetadata::Normal { formula } => formula,
                XlsxFormulaMetadata::Shared { formula, .. } => formula,
                _ => "(the formula of a cell above)",
            });
        }
        cells.push((cell.pos, found));
    }
    Ok(cells)
}

/// Where a sheet shows numbers as percentages.
fn percentages<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    rows: usize,
) -> std::result::Result<BTreeSet<(u32, u32)>, XlsxError> {
    // A sign in quotes or behind a backslash is text, and the number beside it is shown as it is.
    let is_percentage = |style: &calamine::Style| {
        let code = style.number_format.as_ref().map_or("", |format| &format.format_code);
        let bare: String = code.split('"').step_by(2).collect();
        bare.contains('%') && !bare.contains("\\%")
    };
    let mut reader = book.worksheet_cells_reader(name)?;
    let styles: Vec<bool> = reader.styles().iter().map(is_percentage).collect();
    let mut places = BTreeSet::new();
    if !styles.contains(&true) {
        return Ok(places);
    }
    let (mut last, mut read) = (None, 0);
    while let Some((row, column, style)) = reader.next_style_id()? {
        read += usize::from(last.replace(row) != Some(row));
        if read > rows {
            break;
        }
        if styles[style] {
            places.insert((row, column));
        }
    }
    Ok(places)
}

/// The cells of a sheet that lies in memory as a whole. In `.xls` a result that is not there is written
/// as an empty text.
fn cells<R: Read + Seek, B: calamine::Reader<R>>(
    book: &mut B,
    name: &str,
    is_xls: bool,
) -> std::result::Result<Cells, B::Error> {
    let (values, formulas) = (book.worksheet_range(name)?, book.worksheet_formula(name)?);
    let mut cells = Cells::new();
    placed(&values, |place, value| cells.push((place, written(value))));
    placed(&formulas, |place, formula| {
        let value = values.get_value(place);
        let is_empty =
            value.is_none_or(|v| v.is_empty() || is_xls && *v == Data::String(String::new()));
        if is_empty && !formula.is_empty() {
            cells.push((place, without_result(formula)));
        }
    });
    Ok(cells)
}

/// Each cell of a range with its place in the sheet.
fn placed<T: CellType>(range: &Range<T>, mut take: impl FnMut((u32, u32), &T)) {
    let (row, column) = range.start().unwrap_or_default();
    for (down, right, cell) in range.used_cells() {
        take((row + down as u32, column + right as u32), cell);
    }
}

/// A formula as it would be typed.
fn without_result(formula: &str) -> Written {
    let bare = formula.trim_start_matches("of:").trim_start_matches('=');
    Written { text: format!("={bare}"), kind: Kind::Formula }
}

fn written(cell: &Data) -> Written {
    let (text, kind) = match cell {
        Data::Empty => (String::new(), Kind::Nothing),
        Data::Int(number) => (number.to_string(), Kind::Number),
        Data::Float(number) => (number.to_string(), Kind::Number),
        Data::String(text) => (text.trim().to_owned(), Kind::Text),
        Data::Bool(truth) => (truth.to_string(), Kind::Truth),
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            (format!("{year:04}-{month:02}-{day:02}"), Kind::Date)
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => (text.clone(), Kind::Date),
        Data::Error(_) => (cell.to_string(), Kind::Error),
    };
    Written { text, kind }
}
