//! Eurostat's own table, tab-separated or with commas: the first column joins the codes of a row
//! (`freq,unit,sex,geo\TIME_PERIOD`), each further one is a period; flags stand behind the values.

use std::path::Path;

use csv::StringRecord;

use crate::fault::{Fault, Place, Result};
use crate::ingest::account::Account;
use crate::ingest::delimited::{Cells, Head};
use crate::ingest::holds::{TIME, is_eurostat};
use crate::ingest::number::figure_of;
use crate::ingest::problem::Rule;
use crate::ingest::sdmx::{AREA, Codes, Found, SERIES, is_total, take};

pub(super) fn has_header(header: &StringRecord) -> bool {
    header.get(0).is_some_and(is_eurostat)
}

/// What the first column and the heads of the others say.
pub(super) struct EurostatColumns {
    /// The data set, which the table itself does not name.
    flow: String,
    /// Components of the first column, then the one of the others.
    names: Vec<String>,
    /// (position, code) of each further column.
    heads: Vec<(usize, String)>,
}

impl EurostatColumns {
    /// # Errors
    /// No component of areas or of periods.
    pub fn find(path: &Path, head: &Head) -> Result<Self> {
        let first = head.header.get(0).unwrap_or_default().replace('\\', ",");
        let names: Vec<String> = first.split(',').map(|n| n.trim().to_uppercase()).collect();
        let has = |known: &[&str]| names.iter().any(|name| known.contains(&name.as_str()));
        if !has(&AREA) || !has(&TIME) {
            return Err(Fault::new("Eurostat's table names no area or no period")
                .at(Place::line(path, head.line))
                .hint(format!("found: {}; GEO and TIME_PERIOD are expected", names.join(", ")))
                .into());
        }
        let heads = head.header.iter().map(|code| code.trim().to_owned()).enumerate().skip(1);
        let file = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        let stem = file.split('.').next().unwrap_or_default();
        let flow = stem.strip_prefix("ESTAT_").unwrap_or(stem).to_owned();
        Ok(EurostatColumns {
            flow,
            names,
            heads: heads.filter(|(_, code)| !code.is_empty()).collect(),
        })
    }

    /// Takes each figure of a record.
    pub fn take(&self, cells: &Cells, account: &mut Account) {
        let codes: Vec<&str> = cells.text(0).split(',').map(str::trim).collect();
        if codes.len() + 1 != self.names.len() {
            account.row();
            let expected = format!("{} codes, as the header has names", self.names.len() - 1);
            return account.wrong(cells.line(), "", cells.text(0), &expected, Rule::FieldCount);
        }
        for (position, head) in &self.heads {
            self.take_one(&codes, head, cells.text(*position), cells, account);
        }
    }

    fn take_one<'r>(
        &'r self,
        codes: &[&'r str],
        head: &'r str,
        written: &'r str,
        cells: &Cells,
        account: &mut Account,
    ) {
        let cell = |name: &str| {
            let at = self.names.iter().position(|known| known == name)?;
            Some(codes.get(at).copied().unwrap_or(head))
        };
        let one_of = |names: &[&'static str]| {
            let found = names.iter().find_map(|name| Some((cell(name)?, *name)));
            found.unwrap_or_default()
        };
        let (series, named) = one_of(&SERIES);
        let (value, flags) = parted(written);
        let frequency = cell("FREQ").unwrap_or_default();
        let found = Found {
            area: one_of(&AREA),
            series: if named.is_empty() { &self.flow } else { series },
            sex: cell("SEX"),
            frequency: (frequency, "FREQ"),
            period: one_of(&TIME),
            written: (value, head),
            figure: figure_of(value, false),
            status: (&flags, "OBS_FLAG"),
            remark: &flags,
            ..Found::default()
        };
        let detail = || {
            let known = [&["FREQ", "SEX", named], &AREA[..], &TIME].concat();
            let more = self.names.iter().zip(codes).filter(|(n, _)| !known.contains(&n.as_str()));
            more.filter(|(_, code)| !is_total(code)).map(|(_, code)| format!(".{code}")).collect()
        };
        let codes =
            Codes { detail: &detail, of: &cell, dimensions: &Vec::new, has_attributes: &|| false };
        take(account, found, &codes, || cells.line());
    }
}

/// The value and the flags behind it (`7.2 b`); a colon stands for no value (`: c`).
fn parted(written: &str) -> (&str, String) {
    let value = written.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == ' ');
    let flags = written[value.len()..].split_whitespace().collect();
    (if value == ":" { "" } else { value }, flags)
}
