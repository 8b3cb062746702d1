//! Small made-up indices for the audit: columns of values in, findings out.
#![allow(dead_code)] // each test file uses its own part of this

use std::path::Path;

use ssj::analyse::audit::{Audit, audit};
use ssj::framework::{self, Framework};
use ssj::harmonise::build_panel;
use ssj::model::{Areas, Document, ObsStatus, Observation, Origin, RefArea, Sex};
use ssj::score::{Input, score};

pub const CUT_OFF: i32 = 2020;
/// Areas of most worlds: enough for a correlation.
pub const N: usize = 12;

pub type Column = Vec<Option<f64>>;

/// An index of indicators and levels over columns of values.
pub struct World {
    pub framework: String,
    pub columns: Vec<(&'static str, Column)>,
    pub year: i32,
    pub status: ObsStatus,
}

impl World {
    /// Indicators by code, level and further keys; each reads the series of its own code.
    pub fn new(levels: &str, indicators: &[(&'static str, &str, &str, Column)]) -> Self {
        let mut framework = format!("code = \"t\"\nname = \"T\"\n{levels}");
        for (code, parent, keys, _) in indicators {
            let posts = if keys.contains("goalposts") {
                ""
            } else {
                "goalposts = { worst = 0, best = 100 }\n"
            };
            framework += &format!(
                "[[indicator]]\ncode = \"{code}\"\nparent = \"{parent}\"\nname = \"{code}\"\n\
                 value = \"{code}\"\n{posts}{keys}\n"
            );
        }
        let columns = indicators.iter().map(|(code, _, _, column)| (*code, column.clone()));
        let columns = columns.collect();
        World { framework, columns, year: CUT_OFF, status: ObsStatus::Published }
    }

    pub fn framework(&self) -> Framework {
        framework::read(Path::new("t.toml"), &self.framework).unwrap_or_else(|e| panic!("{e}"))
    }

    pub fn audit(&self) -> Audit {
        self.compared_with(&[])
    }

    pub fn compared_with(&self, measures: &[Column]) -> Audit {
        let framework = self.framework();
        let codes: Vec<String> = (0..self.columns[0].1.len()).map(|a| format!("A{a:02}")).collect();
        let cell = |(series, a, value): (&str, usize, f64)| Observation {
            ref_area: codes[a].as_str().into(),
            series: series.into(),
            sex: Sex::Total,
            year: self.year,
            value,
            status: self.status,
            remark: None,
            origin: Origin::new(Document::new("p".into(), "f".into(), None), 1),
        };
        let cells = self.columns.iter().flat_map(|(code, column)| {
            column.iter().enumerate().filter_map(move |(a, x)| Some((*code, a, (*x)?)))
        });
        let observations: Vec<Observation> = cells.map(cell).collect();
        let areas = Areas::new(codes.iter().map(|code| RefArea::bare(code)));
        let panel = build_panel(&framework, &observations, codes, CUT_OFF);
        let scores = score(&framework, &Input::of_panel(&framework, &panel, &areas));
        let scores = scores.unwrap_or_else(|e| panic!("{e}"));
        audit(&framework, &areas, &panel, &scores, measures)
    }
}

pub const FLAT: &str = "[[level]]\ncode = \"index\"\nname = \"Index\"\ncomplete = false\n\
     aggregate = { method = \"arithmetic_mean\" }\n";
pub const TWO_AREAS: &str = "[[level]]\ncode = \"index\"\nname = \"Index\"\ncomplete = false\n\
     aggregate = { method = \"arithmetic_mean\" }\n\
     [[level]]\ncode = \"one\"\nparent = \"index\"\nname = \"One\"\n\
     aggregate = { method = \"arithmetic_mean\" }\n\
     [[level]]\ncode = \"two\"\nparent = \"index\"\nname = \"Two\"\n\
     aggregate = { method = \"arithmetic_mean\" }\n";

/// 50 + step · (i − 5.5): from 0 to 100 the score is the value.
pub fn line(step: f64) -> Column {
    (0..N).map(|i| Some(50.0 + step * (i as f64 - 5.5))).collect()
}

/// 50 + step · ((i − 5.5)² − 143/12): symmetric, so uncorrelated with every line; the sum of its
/// squares is 4004/3 · step², that of a line 143 · step².
pub fn bow(step: f64) -> Column {
    (0..N).map(|i| Some(50.0 + step * ((i as f64 - 5.5).powi(2) - 143.0 / 12.0))).collect()
}

pub fn only_first(n: usize, column: Column) -> Column {
    column.into_iter().enumerate().map(|(i, x)| x.filter(|_| i < n)).collect()
}

#[track_caller]
pub fn close(found: Option<f64>, expected: f64) {
    assert!((found.unwrap() - expected).abs() < 1e-9, "{found:?} is not {expected}");
}
