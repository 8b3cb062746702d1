//! SDMX-CSV: columns found by what their ids mean, in any order, every row an observation, a problem or
//! filtered. A table without the columns of one observation to a row is read as a wide one (`wide`); one
//! that names its dataflow or structure is a message of SDMX, with all that may stand in one; Eurostat's
//! own table has a column for each period (`eurostat`).

mod eurostat;

use std::path::Path;

use csv::StringRecord;

use super::account::Account;
use super::delimited::{Cells, Dialect, Head, dialect, scan};
use super::header::{Header, other_separator, twice};
use super::holds::{Holds, is_eurostat, is_sdmx_header};
use super::number::finite;
use super::reading::{Expected, Ingested, Source};
use super::sdmx::{Learned, SdmxColumns, Wrong, is_message, settled};
use super::writing::{Marks, Writing, beside};
use super::{input, swallowed, wide};
use crate::fault::{Faults, Place, Result};

/// Reads one file, plain or gzipped, or the one CSV of a zip.
///
/// # Errors
/// What makes the whole file unusable: unreadable, empty, not UTF-8, without a required column, with one
/// of unknown meaning that tells rows apart.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    settled(source, |learned| pass(source, expected, learned))
}

fn pass(source: &Source, expected: &Expected, learned: &Learned) -> Result<Ingested> {
    let path = &source.path;
    let is_head = |line: &str| dialect::declared(line).is_some() || is_sdmx_header(line);
    let input = input::open(path, Holds::is_table)?;
    let (header, has_titles, input) = input::line_that(path, input, is_head)?;
    let writing = Writing::of(path)?;
    let separator =
        writing.separator.map_or_else(|| separator_of(&header), |_| writing.separator());
    let dialect = match is_eurostat(&header) && header.contains('\t') {
        true => Dialect::TABS,
        false => Dialect { separator, ..Dialect::COMMAS },
    };
    let account = Account::new(source, expected).after(learned).written(writing);
    let joined = |record: &StringRecord| record.iter().collect::<Vec<_>>().join("\t");
    let is_header = |record: &StringRecord| !has_titles || is_sdmx_header(&joined(record));
    let open = |head: &Head, account: &mut Account| open(source, learned, separator, head, account);
    let (shape, mut account) = scan(path, input, dialect, is_header, account, open, take(path))?;
    let marks = account.marks.take().into_iter().flatten();
    let marks: Vec<_> = marks.map(|(series, marks)| (series.to_string(), marks)).collect();
    let mut ingested = account.done();
    ingested.asked = match shape.is_localised {
        true => Marks::asked_of_message(path, marks).into_iter().collect(),
        false => Marks::all_asked(path, &marks),
    };
    ingested.notes.extend(match &shape.form {
        Form::Long(columns) => columns.ignored(&source.name, &[]),
        Form::Wide(columns) => wide::ignored(&source.name, columns, expected),
        Form::Eurostat(_) => None,
    });
    Ok(ingested)
}

/// One observation to a row, of SDMX or of ours, or a column for each series.
struct Shape {
    width: usize,
    form: Form,
    /// Whether its numbers may have decimal commas without a word: a message in such a language parts
    /// its fields by semicolons, as the standard has it.
    is_localised: bool,
}

enum Form {
    Long(Box<SdmxColumns>),
    Wide(wide::WideColumns),
    Eurostat(eurostat::EurostatColumns),
}

/// What parts the fields: what a line `sep=;` above the table says, or that by which the header is one of a
/// message; commas where nothing tells.
fn separator_of(header: &str) -> u8 {
    if let Some(mark) = dialect::declared(header) {
        return mark;
    }
    let is_one = |mark: &u8| {
        let mut fields = header.split(char::from(*mark)).map(|name| name.trim_matches('"'));
        header.contains(char::from(*mark)) && is_message(&mut fields)
    };
    *b",;\t|".iter().find(|mark| is_one(mark)).unwrap_or(&b',')
}

fn open(
    source: &Source,
    learned: &Learned,
    separator: u8,
    head: &Head,
    account: &mut Account,
) -> Result<Shape> {
    let header: Vec<&str> = head.header.iter().collect();
    let is_said = account.writing.is_said();
    let is_localised = is_message(header.iter().copied()) && separator != b',' && !is_said;
    let is_wide = !is_message(header.iter().copied()) && wide::is_wide(&head.header);
    let form = if is_wide {
        Form::Wide(wide::WideColumns::find(source, &head.header, learned, account)?)
    } else if eurostat::has_header(&head.header) {
        Form::Eurostat(eurostat::EurostatColumns::find(&source.path, head)?)
    } else {
        let columns = SdmxColumns::find(&header, learned, &source.selection)
            .map_err(|wrong| unlike(&source.path, head, wrong))?;
        account.evidence = columns.evidence();
        if let Some(series) = columns.sieved() {
            account.series_alone_in(series, header.len());
        }
        Form::Long(Box::new(columns))
    };
    // SDMX-CSV has points for decimals by its standard; a wide table has none.
    let is_free = matches!(form, Form::Wide(_)) && !is_said;
    account.marks = (is_free || is_localised).then(Default::default);
    Ok(Shape { width: header.len(), form, is_localised })
}

/// Takes the records of one file.
fn take(path: &Path) -> impl Fn(&Shape, &Cells, &mut Account) -> Result<()> + Sync {
    move |shape, cells, account| {
        swallowed::refuse(path, cells, |cell| shape.reads(cell))?;
        if !account.has_fields(cells.len(), shape.width, || cells.line()) {
            return Ok(());
        }
        match &shape.form {
            Form::Long(columns) if account.writing.is_said() || shape.is_localised => {
                let text = cells.text(columns.value);
                let figure = match shape.is_localised {
                    true => Writing::figure_in_message(text),
                    false => account.writing.figure(text),
                };
                columns.take_figure(figure, &|at| cells.text(at), account, || cells.line())
            }
            Form::Long(columns) => columns.take(&|at| cells.text(at), account, || cells.line()),
            Form::Wide(columns) => wide::take(account, columns, cells),
            Form::Eurostat(columns) => columns.take(cells, account),
        }
        Ok(())
    }
}

impl Shape {
    /// Whether a line's cells read as a row.
    fn reads(&self, cell: &dyn Fn(usize) -> String) -> bool {
        match &self.form {
            Form::Long(columns) => {
                cell(columns.year).parse::<i32>().is_ok() && finite(&cell(columns.value)).is_some()
            }
            Form::Wide(columns) => columns.values().any(|v| finite(&cell(v)).is_some()),
            Form::Eurostat(_) => false,
        }
    }
}

fn unlike(path: &Path, head: &Head, wrong: Wrong) -> Faults {
    let place = Place::line(path, head.line);
    let absent = match wrong {
        Wrong::Missing(absent) => absent,
        Wrong::Twice(id) => {
            return twice(&id, place).into();
        }
    };
    let found = head.header.iter().collect::<Vec<_>>().join(", ");
    let fault = Header::new(&head.header, place).missing(&absent);
    let hint = match is_message(&head.header) {
        true => {
            "a message of SDMX-CSV is expected: REF_AREA, TIME_PERIOD and OBS_VALUE beside the dataflow or the structure; a dataflow without areas can't be read"
        }
        false => {
            "SDMX-CSV is expected: REF_AREA, INDICATOR, TIME_PERIOD and OBS_VALUE, separated by commas; or a wide table: REF_AREA and a column for each series"
        }
    };
    let fault = other_separator(fault, &found, true).hint(hint);
    let are_ours = absent.contains(&"REF_AREA") && found.contains("REF_AREA");
    if is_message(&head.header) || are_ours {
        return fault.into();
    }
    let (file, sidecar) = (path.display(), beside(path));
    let sidecar = sidecar.file_name().unwrap_or_default().to_string_lossy();
    fault
        .hint(format!("or keep the names that it has, and say what its columns hold in a file beside it, {sidecar}: `ssj read --reader table {file}` proposes one (datasets/SOURCES.md, “Tables made by hand”)"))
        .into()
}
