//! The columns of a table by what their ids mean, wherever they stand: of a message of SDMX-CSV 1.0 or
//! 2.0, a long table, Parquet.

mod rows;

use super::concepts::{
    AREA, FLOW, FRAME, FREQUENCY, KEY, Kind, MULTIPLIER, SERIES, SEX, SOURCE, STATUS, UNIT,
    is_label, is_note, is_unit_beside, kind,
};
use super::evidence::{Doubtful, Evidence, Learned, Why};
use crate::ingest::selection::Selection;

/// Positions of the columns.
pub(in crate::ingest) struct SdmxColumns {
    /// What they are known by here, and what they are called in the file.
    ids: Vec<String>,
    names: Vec<String>,
    area: usize,
    /// Of the series, or of the dataflow where no component names one.
    pub series: usize,
    flow: Option<usize>,
    pub year: usize,
    pub value: usize,
    sex: Option<usize>,
    frequency: Option<usize>,
    action: Option<usize>,
    multiplier: Option<usize>,
    decimals: Option<usize>,
    unit: Option<usize>,
    /// Where units stand that are in no code of a series: of measures, of currencies, multipliers in words.
    units: Vec<usize>,
    status: Option<usize>,
    source: Option<usize>,
    key: Option<usize>,
    notes: Vec<usize>,
    /// What else the figures are broken down by.
    breakdowns: Vec<usize>,
    /// Columns whose cells must tell what they do.
    doubtful: Vec<(usize, Why)>,
    /// Attributes without a meaning here.
    attributes: Vec<usize>,
    /// Whether a selection names each.
    are_asked: Vec<bool>,
    /// Whether units tell figures of some series apart.
    has_units: bool,
    is_message: bool,
    /// Whether periods are dates.
    pub is_dated: bool,
}

/// What is wrong with a header.
pub(in crate::ingest) enum Wrong {
    Missing(Vec<&'static str>),
    Twice(String),
}

/// The id of a column: without a label behind it, or the mark of several values (`STRUCTURE[;]`). What
/// stands below another attribute (`CONTACT[].NAME[]`) keeps its whole name.
fn id(cell: &str) -> &str {
    let id = cell.trim();
    let id = id.split_once(':').map_or(id, |(id, _)| id.trim_end());
    if id.contains('.') { id } else { id.split_once('[').map_or(id, |(id, _)| id) }
}

/// Whether a header names the dataflow or the structure of its rows.
pub(in crate::ingest) fn is_message<'h>(header: impl IntoIterator<Item = &'h str>) -> bool {
    header.into_iter().any(|cell| FLOW.contains(&id(cell)))
}

impl SdmxColumns {
    /// Finds the columns by their ids.
    pub fn find(header: &[&str], learned: &Learned, selection: &Selection) -> Result<Self, Wrong> {
        let names = header.iter().map(|cell| id(cell).to_owned()).collect();
        SdmxColumns::named(header, names, learned, selection)
    }

    /// The same, where they are called otherwise.
    pub fn named(
        header: &[&str],
        names: Vec<String>,
        learned: &Learned,
        selection: &Selection,
    ) -> Result<Self, Wrong> {
        // Several values (`COMMENT[]`) has no dimension.
        let is_several = |cell: &str| cell.contains("[") && !FLOW.contains(&id(cell));
        let id = |cell: &&str| {
            if is_several(cell) { format!("{}.", id(cell)) } else { id(cell).to_owned() }
        };
        SdmxColumns::of(header.iter().map(id).collect(), names, learned, selection)
    }

    /// The same of plain ids.
    pub fn of(
        ids: Vec<String>,
        names: Vec<String>,
        learned: &Learned,
        selection: &Selection,
    ) -> Result<Self, Wrong> {
        let is_message = is_message(ids.iter().map(String::as_str));
        let at = |name: &str| position(&ids, name);
        let one_of = |names: &[&str]| names.iter().find_map(|name| at(name));
        let like = |names: &[&str]| one_of(names).or_else(|| labelled(&ids, names));
        let (flow, named) = (one_of(&FLOW), one_of(&SERIES));
        let required = [
            ("REF_AREA", one_of(if is_message { &AREA } else { &AREA[..3] })),
            ("INDICATOR", named.or(flow)),
            ("TIME_PERIOD", at("TIME_PERIOD")),
            ("OBS_VALUE", at("OBS_VALUE")),
        ];
        let [Some(area), Some(series), Some(year), Some(value)] = required.map(|(_, at)| at) else {
            let absent = required.iter().filter(|(_, column)| column.is_none());
            return Err(Wrong::Missing(absent.map(|(name, _)| *name).collect()));
        };
        let asked = selection.columns();
        let mut columns = SdmxColumns {
            area,
            series,
            flow,
            year,
            value,
            sex: like(&SEX),
            frequency: like(&FREQUENCY),
            action: at("ACTION"),
            multiplier: like(&MULTIPLIER),
            decimals: at("DECIMALS"),
            unit: like(&UNIT),
            units: Vec::new(),
            status: one_of(&STATUS),
            source: one_of(&SOURCE),
            key: one_of(&KEY),
            notes: Vec::new(),
            breakdowns: Vec::new(),
            doubtful: Vec::new(),
            attributes: Vec::new(),
            are_asked: names.iter().map(|name| asked.contains(name.as_str())).collect(),
            has_units: !learned.by_unit.is_empty(),
            is_message,
            is_dated: false,
            ids,
            names,
        };
        columns.sort_out(learned);
        // A series of ours that does not name a breakdown may be of several.
        if matches!(selection, Selection::Of(_)) {
            let unnamed = columns.breakdowns.iter().map(|at| (*at, Why::Unnamed));
            columns.doubtful.extend(unnamed);
        }
        columns.doubtful.extend(columns.key.map(|at| (at, Why::Key)));
        columns.twice().map_or(Ok(()), |id| Err(Wrong::Twice(id.to_owned())))?;
        Ok(columns)
    }

    /// The same, with a column whose texts are kept with each figure.
    pub fn with_note(mut self, note: Option<usize>) -> Self {
        self.attributes.retain(|at| Some(*at) != note);
        self.doubtful.retain(|(at, _)| Some(*at) != note);
        self.breakdowns.retain(|at| Some(*at) != note);
        self.notes.extend(note);
        self
    }

    /// Finds out what each column without a part of its own does.
    fn sort_out(&mut self, learned: &Learned) {
        // Services send dimensions, then the value, then attributes; others any order.
        let has_order = self.is_message && self.area.max(self.year) < self.value;
        for at in 0..self.ids.len() {
            let (id, is_placed) = (self.ids[at].as_str(), has_order && at < self.value);
            if self.has_a_part(at) || self.says_nothing(at) {
                continue;
            }
            let is_told = learned.told.contains(&self.names[at]);
            let is_series = self.is_message && SERIES.contains(&id);
            let is_unit = self.unit == Some(at);
            let is_beside = is_unit_beside(id, self.is_message);
            let placed_unit = is_unit && is_placed && !learned.attributes.contains(&self.names[at]);
            match kind(id) {
                _ if is_told || is_series || placed_unit => self.breakdowns.push(at),
                known if is_unit || is_beside && (!is_placed || known == Kind::Attribute) => {
                    self.units.push(at);
                }
                Kind::Breakdown => self.breakdowns.push(at),
                Kind::Attribute if self.is_message && is_note(id) => self.notes.push(at),
                Kind::Attribute => self.attributes.push(at),
                Kind::Unknown if is_placed => self.doubtful.push((at, Why::Placed)),
                Kind::Unknown => self.doubtful.push((at, Why::Unknown)),
            }
        }
    }

    /// Whether a column has a part of its own. The unit may be a breakdown besides.
    fn has_a_part(&self, at: usize) -> bool {
        let optional = [
            self.sex,
            self.frequency,
            self.action,
            self.multiplier,
            self.decimals,
            self.status,
            self.source,
            self.key,
        ];
        [self.area, self.series, self.year, self.value].contains(&at)
            || optional.contains(&Some(at))
    }

    /// Whether a column holds what the message is, or the labels of a column beside it.
    fn says_nothing(&self, at: usize) -> bool {
        let id = self.ids[at].as_str();
        let has = |id: &str| self.ids.iter().any(|other| other == id);
        let of_column =
            |end: &str| id.strip_suffix(end).is_some_and(|id| !id.is_empty() && has(id));
        // What breaks figures down does so under the name that it has for readers, unless its code is
        // there too.
        let is_alone = kind(id) == Kind::Breakdown
            && !has(&id.to_uppercase().replace(' ', "_"))
            && !has("STRUCTURE_NAME");
        let is_label = self.is_message && is_label(id) && !is_alone;
        let is_frame = FLOW.contains(&id) || FRAME.contains(&id) || KEY.contains(&id);
        id.is_empty()
            || is_frame
            || is_label
            || ["_LABEL", "_NAME", "_DESC"].into_iter().any(of_column)
    }

    /// The name of a column that stands twice; notes and other attributes may.
    fn twice(&self) -> Option<&str> {
        let is_attribute = |at| self.attributes.contains(&at) || self.notes.contains(&at);
        let is_second = |at: &usize| {
            let first = self.ids[..*at].iter().position(|id| *id == self.ids[*at]);
            let matters = |first| self.has_a_part(first) || !is_attribute(*at);
            !self.says_nothing(*at) && first.is_some_and(matters)
        };
        (0..self.ids.len()).find(is_second).map(|at| &*self.names[at])
    }

    /// What an account of this table gathers.
    pub fn evidence(&self) -> Evidence {
        let doubtful = self.doubtful.iter().map(|(at, why)| Doubtful::new(&self.names[*at], *why));
        let (units, is_told) = match &self.units[..] {
            [] => (self.unit.as_slice(), true),
            units => (units, false),
        };
        let names: Vec<&str> = units.iter().map(|at| self.names[*at].as_str()).collect();
        Evidence::of(doubtful.collect(), Some((&names.join(", "), is_told)))
    }

    /// The column of frequencies.
    pub fn frequency(&self) -> Option<usize> {
        self.frequency
    }

    /// The column by whose code alone rows of series that nobody wants can be passed over: none where a
    /// row may do something to others, or where a dataflow stands in the place of the series.
    pub fn sieved(&self) -> Option<usize> {
        (self.action.is_none() && self.flow != Some(self.series)).then_some(self.series)
    }

    pub fn width(&self) -> usize {
        self.ids.len()
    }

    /// Whether the cells of a column are looked at.
    pub fn reads(&self, at: usize) -> bool {
        let is_read = |list: &[usize]| list.contains(&at);
        self.has_a_part(at)
            || self.are_asked[at]
            || (self.unit == Some(at) || self.flow == Some(at))
            || is_read(&self.units)
            || is_read(&self.breakdowns)
            || is_read(&self.notes)
            || self.doubtful.iter().any(|(column, _)| *column == at)
            || (self.action.is_some() && is_read(&self.attributes))
    }

    /// What a reader of the summary should know: columns of which nothing was kept, and `more` of them.
    pub fn ignored(&self, name: &str, more: &[String]) -> Option<String> {
        let is_ignored = |at: &usize| {
            let unknown = |(column, why): &(usize, Why)| {
                column == at && matches!(why, Why::Unknown | Why::Placed)
            };
            self.attributes.contains(at)
                || self.doubtful.iter().any(unknown)
                || (self.units.contains(at) && !self.has_units)
        };
        let ignored = (0..self.ids.len()).filter(|at| !self.are_asked[*at]).filter(is_ignored);
        let ignored = ignored.map(|at| &*self.names[at]).chain(more.iter().map(String::as_str));
        let ignored: Vec<&str> = ignored.collect();
        (!ignored.is_empty()).then(|| format!("{name}: columns ignored: {}", ignored.join(", ")))
    }
}

/// A column by its id; where none is written so, in whatever size of letters.
fn position(ids: &[String], name: &str) -> Option<usize> {
    let exact = ids.iter().position(|id| id == name);
    exact.or_else(|| ids.iter().position(|id| id.eq_ignore_ascii_case(name) && !is_label(id)))
}

/// A column by the name that it has for readers (`Unit multiplier`), where no code can be beside it.
fn labelled(ids: &[String], names: &[&str]) -> Option<usize> {
    let is_one = |id: &String| names.contains(&id.to_uppercase().replace(' ', "_").as_str());
    ids.iter().position(is_one).filter(|_| ids.iter().all(|id| id != "STRUCTURE_NAME"))
}
