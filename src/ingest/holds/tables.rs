//! Tables by the names in their header: which provider's they are, or which list they are in place of
//! figures.

use super::super::header::letters;
use super::what::{COUNTRIES, Foreign, Holds, List};
use crate::ingest::delimited::dialect::Dialect;
use crate::ingest::sdmx::concepts::AREA;
use crate::model::Reader;

/// Components that hold the period, as the table has named them.
pub(in crate::ingest) const TIME: [&str; 2] = ["TIME_PERIOD", "TIME"];

/// Lines in which a header is looked for.
const LOOKED_AT: usize = 20;
/// What parts the fields of tables.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// What a text is that begins as a table; its header may stand below a few lines of titles.
pub(super) fn look(text: &str) -> Holds {
    if let Some(foreign) = of_eurostats_browser(text) {
        return Holds::Nothing(foreign);
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    let known = lines.map(Names::of).find_map(|names| names.holds());
    // Of no form that says what it holds: a sidecar must.
    known.unwrap_or(Holds::Table(Reader::Table))
}

/// Eurostat's spreadsheet, which says of whom and in what its figures are in lines above the table.
pub(in crate::ingest) fn of_eurostats_browser(text: &str) -> Option<Foreign> {
    let first = text.lines().next().unwrap_or_default();
    let is_one = first.contains("Data extracted on") && first.contains("[ESTAT]");
    is_one.then(|| {
        Foreign::new(
            "a spreadsheet of Eurostat's data browser, with sex, age and unit in lines above the table and flags without a name beside its figures",
            "download the same as SDMX-CSV or TSV, where all of it stands in columns",
        )
    })
}

/// The names of a header, in small letters and digits alone.
struct Names<'t> {
    line: &'t str,
    names: Vec<String>,
}

impl<'t> Names<'t> {
    /// Those of a line, by what parts it into the most fields.
    fn of(line: &'t str) -> Self {
        let fields = |separator: &char| {
            let dialect = Dialect { separator: *separator as u8, ..Dialect::COMMAS };
            let record = dialect.reader(line.as_bytes()).into_records().next();
            record.and_then(Result::ok).unwrap_or_default()
        };
        let record = SEPARATORS.iter().map(fields).max_by_key(csv::StringRecord::len);
        // A label may stand behind an id (`REF_AREA: Reference area`).
        let id = |name: &str| letters(name.split(':').next().unwrap_or_default()).collect();
        let names = record.unwrap_or_default().iter().map(id).collect();
        Names { line, names }
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    fn any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    fn all(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.has(name))
    }

    /// How many names end in a year: `1990`, `hdi_1990`, `1990 [YR1990]`.
    fn years(&self) -> usize {
        let is_year = |name: &&String| {
            let digits = name.len().checked_sub(4).and_then(|at| name.get(at..));
            digits
                .is_some_and(|d| d.starts_with(['1', '2']) && d.bytes().all(|b| b.is_ascii_digit()))
        };
        self.names.iter().filter(is_year).count()
    }

    /// What the table holds; `None` where these names don't say.
    fn holds(&self) -> Option<Holds> {
        let has_figures = self.any(&["value", "obsvalue"]) || self.years() > 0;
        let list = LISTS.iter().find(|(is, _)| !has_figures && is(self));
        list.map(|(_, list)| Holds::List(list)).or_else(|| self.reader().map(Holds::Table))
    }

    fn reader(&self) -> Option<Reader> {
        // Other providers write the same words in capitals.
        let is_ilostat = self.line.contains("ref_area");
        let is_index = |name: &String| name.starts_with("hdi");
        let indices = self.any(&["iso3", "country"]) && self.has("hdicode")
            || self.has("iso3") && self.years() > 0 && self.names.iter().any(is_index);
        let world_bank = self.has("countrycode") && self.any(&["indicatorcode", "seriescode"])
            || self.all(&["countryname", "countrycode", "indicatorname"])
            || self.has("timecode") && self.any(&["countrycode", "seriescode"])
            || self.names.first().is_some_and(|name| name == "datasource");
        if is_ilostat && self.any(&["obsvalue", "refarealabel"]) && !self.has("timeperiod") {
            Some(Reader::Ilostat)
        } else if self.all(&["variable", "percentile"]) {
            Some(Reader::Wid)
        } else if indices || self.all(&["countryisocode", "indicatorcode", "value"]) {
            Some(Reader::Undp)
        } else if world_bank {
            Some(Reader::Worldbank)
        } else if self.all(&["seriescode", "obsmeasure"]) {
            // The IMF's table with a column for each period: a sidecar says what its columns are.
            Some(Reader::Table)
        } else if self.has("geoareacode") || self.has("seriescode") && !self.has("obsvalue") {
            Some(Reader::Unsdg)
        } else if self.is_sdmx() {
            Some(Reader::SdmxCsv)
        } else {
            None
        }
    }

    /// A message of SDMX-CSV, a table of ours, or Eurostat's form of its own.
    fn is_sdmx(&self) -> bool {
        self.any(&["refarea", "obsvalue", "dataflow", "structureid"])
            || self.all(&["structure", "action"])
            || self.has("timeperiod") && self.any(&["geo", "location"])
            || is_eurostat(self.line)
    }
}

const WORLD_BANK: &str = "figures are in the JSON of the API (/indicator/CODE), the zip of an indicator (API_*.csv), DataBank's *_Data.csv or the bulk file (WDICSV.csv)";
const WID: &str = "figures are in WID_data_*.csv: country;variable;percentile;year;value;age;pop";
pub(super) const ILOSTAT: List = List {
    what: "a list of ILOSTAT (its catalogue, or a dictionary)",
    figures: "figures are in `/data/indicator?id=…&type=code&format=.csv`",
};
const UN: &str = "figures are in `Series/Data?seriesCode=…`, or in the portal's CSV";

/// Whether a line is the header of a message of SDMX-CSV, or of a table like one.
pub(in crate::ingest) fn is_sdmx_header(line: &str) -> bool {
    matches!(Names::of(line).reader(), Some(Reader::SdmxCsv))
}

/// Whether a header's first name has the components of rows and the one of columns: `geo\TIME_PERIOD`.
pub(in crate::ingest) fn is_eurostat(header: &str) -> bool {
    let first = header.split(['\t', '"']).find(|name| !name.is_empty()).unwrap_or_default();
    let of_columns = first.split(',').find_map(|name| name.rsplit_once('\\'));
    of_columns.is_some_and(|(row, column)| {
        let is = |name: &str| {
            [AREA[1], TIME[0], TIME[1]].iter().any(|n| name.trim().eq_ignore_ascii_case(n))
        };
        is(row) && is(column)
    })
}

type IsOne = fn(&Names) -> bool;

/// Lists, by names that no table of figures has.
const LISTS: [(IsOne, List); 9] = [
    (
        |n| {
            n.has("countrycode") && (n.has("specialnotes") || n.all(&["tablename", "longname"]))
                || n.all(&["code", "longname", "incomegroup"])
        },
        List { what: COUNTRIES, figures: WORLD_BANK },
    ),
    (
        |n| {
            let explained = ["longdefinition", "shortdefinition", "licensetype", "topic"];
            n.all(&["indicatorcode", "sourcenote"])
                || n.any(&["code", "seriescode"]) && n.has("indicatorname") && n.any(&explained)
        },
        List {
            what: "a list of series (Metadata_Indicator_*.csv, WDISeries.csv, DataBank's metadata)",
            figures: WORLD_BANK,
        },
    ),
    (
        |n| n.all(&["seriescode", "description"]) && !n.has("goal"),
        List {
            what: "notes on series (WDIcountry-series.csv, WDIfootnote.csv, WDIseries-time.csv)",
            figures: WORLD_BANK,
        },
    ),
    (
        |n| n.all(&["alpha2", "shortname"]),
        List { what: "the database's list of countries (WID_countries.csv)", figures: WID },
    ),
    (
        |n| n.all(&["variable", "shortname"]),
        List { what: "the description of variables (WID_metadata_*.csv)", figures: WID },
    ),
    (|n| n.is_dictionary(), ILOSTAT),
    (
        |n| n.all(&["globalcode", "m49code"]),
        List { what: "the UN's list of countries and areas (M49)", figures: UN },
    ),
    (
        |n| {
            n.has("seriescode")
                && n.any(&["seriesdescription", "seriesdesc"])
                && !n.any(&["geoareacode", "geoareaname", "countryorareacode", "countrycode"])
        },
        List { what: "a list of the UN SDG database (series or indicators)", figures: UN },
    ),
    (
        |n| n.all(&["title", "code", "lastupdateofdata"]),
        List {
            what: "Eurostat's table of contents",
            figures: "figures are in the data sets that it names (`format=SDMX-CSV`, or TSV)",
        },
    ),
];

impl Names<'_> {
    /// ILOSTAT's catalogue or a dictionary: codes with their labels, and no period.
    fn is_dictionary(&self) -> bool {
        let is_labelled = self.names.iter().any(|name| self.has(&format!("{name}label")));
        self.line.contains(".label") && (is_labelled || self.has("id")) && !self.has("time")
            || self.all(&["id", "lastupdate"])
    }
}
