//! A made-up index of 48 areas, 14 indicators and 4 focus areas, scored step by step: every file of
//! `fixtures/oracle/` (figures computed with another program) matched to a relative 1e-9.
//!
//! `cargo test --test score -- oracle --nocapture` prints each file with its largest difference.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ssj::analyse::audit::{Audit, audit};
use ssj::framework::{self, Framework};
use ssj::harmonise::build_panel;
use ssj::model::{Areas, Document, Grid, ObsStatus, Observation, Origin, RefArea, Sex};
use ssj::score::{Change, Input, Scores, descending, score};
use ssj::statistics::{
    correlation_matrix, deviation, excess_kurtosis, kendall_tau_b, mean, median, pearson, skewness,
    spearman,
};

const TOLERANCE: f64 = 1e-9;

type Column = Vec<Option<f64>>;

/// A file of figures: its header and, by row, its cells.
struct Table {
    file: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(file: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/oracle");
        let mut reader = csv::Reader::from_path(folder.join(format!("{file}.csv"))).unwrap();
        let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect());
        Table { file: file.to_owned(), header, rows: rows.collect() }
    }

    fn texts(&self, column: &str) -> Vec<String> {
        let at = self.header.iter().position(|h| h == column).unwrap();
        self.rows.iter().map(|row| row[at].clone()).collect()
    }

    fn column(&self, column: &str) -> Column {
        self.texts(column).iter().map(|cell| cell.parse().ok()).collect()
    }

    /// The cells of one row, keyed by the first column.
    fn number(&self, row: &str, column: &str) -> f64 {
        let at = self.rows.iter().position(|r| r[0] == row).unwrap();
        self.column(column)[at].unwrap()
    }

    /// Asserts that `found` is this file, and prints by how much it differs at most.
    #[track_caller]
    fn is(&self, found: &[(&str, Column)]) {
        let mut largest = 0.0f64;
        for (name, column) in found {
            for (row, (f, e)) in column.iter().zip(self.column(name)).enumerate() {
                assert_eq!(
                    f.is_some(),
                    e.is_some(),
                    "{}: {name} of {}",
                    self.file,
                    self.rows[row][0]
                );
                let (Some(f), Some(e)) = (f, e) else { continue };
                let off = difference(*f, e);
                assert!(
                    off <= TOLERANCE,
                    "{}: {name} of {}: {f}, not {e}",
                    self.file,
                    self.rows[row][0]
                );
                largest = largest.max(off);
            }
        }
        println!("{:<48} {largest:.1e}", self.file);
    }
}

/// Relative to what is expected; absolute where that is 0.
fn difference(found: f64, expected: f64) -> f64 {
    let off = (found - expected).abs();
    if expected == 0.0 { off } else { off / expected.abs() }
}

fn codes() -> Vec<String> {
    Table::read("indicators").texts("code")
}

fn areas() -> Vec<String> {
    Table::read("values").texts("ref_area")
}

/// The index as a framework file: defaults of the whole, and how focus areas and index are made.
fn framework(defaults: &str, level: &str, index: &str) -> Framework {
    let (indicators, areas) = (Table::read("indicators"), Table::read("focus_areas"));
    let mut text = format!("code = \"oracle\"\nname = \"Oracle\"\n{defaults}\n");
    text += &format!(
        "[[level]]\ncode = \"index\"\nname = \"Index\"\ncomplete = false\naggregate = {index}\n"
    );
    for code in areas.texts("code") {
        let weight = areas.number(&code, "weight");
        text += &format!(
            "[[level]]\ncode = \"{code}\"\nparent = \"index\"\nname = \"{code}\"\nweight = {weight}\naggregate = {level}\n"
        );
    }
    let parents = indicators.texts("focus_area");
    for (code, parent) in indicators.texts("code").iter().zip(parents) {
        let number = |column| indicators.number(code, column);
        let (low, high) = (number("lower_goalpost"), number("upper_goalpost"));
        let (worst, best) = if number("direction") > 0.0 { (low, high) } else { (high, low) };
        text += &format!(
            "[[indicator]]\ncode = \"{code}\"\nparent = \"{parent}\"\nname = \"{code}\"\nvalue = \"{code}\"\n\
             weight = {}\ngoalposts = {{ worst = {worst}, best = {best} }}\n",
            number("weight")
        );
    }
    framework::read(Path::new("oracle.toml"), &text).unwrap_or_else(|e| panic!("{e}"))
}

/// The values of a file of areas × indicators, with the groups of the areas.
fn input(file: &str) -> Input {
    let table = Table::read(file);
    let columns: Vec<Column> = codes().iter().map(|code| table.column(code)).collect();
    let values = Grid::from_fn(table.rows.len(), columns.len(), |a, i| columns[i][a]);
    let mut input = Input::of_values(areas(), values);
    let groups = Table::read("values").texts("group").into_iter().map(Some).collect();
    input.groups = BTreeMap::from([("group".to_owned(), groups)]);
    input
}

const MEAN: &str = "{ method = \"arithmetic_mean\" }";
const MIN_MAX: &str = "[normalise]\nmethod = \"min_max\"\nscale = [1, 100]\n";

fn scored(framework: &Framework, file: &str) -> Scores {
    score(framework, &input(file)).unwrap_or_else(|e| panic!("{e}"))
}

/// The audit of the values of a file.
fn audited(framework: &Framework, file: &str) -> Audit {
    let (table, areas) = (Table::read(file), areas());
    let cell = |code: &String, area: &String, value: f64| Observation {
        ref_area: area.as_str().into(),
        series: code.as_str().into(),
        sex: Sex::Total,
        year: 2020,
        value,
        status: ObsStatus::Published,
        remark: None,
        origin: Origin::new(Document::new("oracle".into(), file.into(), None), 1),
    };
    let of_column = |code: &String| -> Vec<Observation> {
        let cells = areas.iter().zip(table.column(code));
        cells.filter_map(|(area, value)| Some(cell(code, area, value?))).collect()
    };
    let observations: Vec<Observation> = codes().iter().flat_map(of_column).collect();
    let reference = Areas::new(areas.iter().map(|code| RefArea::bare(code)));
    let codes = reference.codes().map(str::to_owned).collect();
    let panel = build_panel(framework, &observations, codes, 2020);
    let scores = score(framework, &Input::of_panel(framework, &panel, &reference)).unwrap();
    audit(framework, &reference, &panel, &scores, &[])
}

/// Columns by the code of their indicator.
fn by_indicator<'a>(codes: &'a [String], grid: &Grid<Option<f64>>) -> Vec<(&'a str, Column)> {
    let column =
        |(i, code): (usize, &'a String)| (code.as_str(), grid.column(i).copied().collect());
    codes.iter().enumerate().map(column).collect()
}

fn by_level<'a>(framework: &'a Framework, grid: &Grid<Option<f64>>) -> Vec<(&'a str, Column)> {
    let levels = framework.levels.iter().enumerate();
    levels.map(|(l, level)| (level.code.as_str(), grid.column(l).copied().collect())).collect()
}

#[test]
fn imputation() {
    let codes = codes();
    for (file, method) in [
        ("impute_mean", "method = \"mean\""),
        ("impute_median", "method = \"median\""),
        ("impute_group_mean", "method = \"mean\"\nby = \"group\""),
        ("impute_group_median", "method = \"median\"\nby = \"group\""),
    ] {
        let framework = framework(&format!("[[impute]]\n{method}"), MEAN, MEAN);
        let scores = scored(&framework, "values");
        assert!(!scores.imputed.is_empty());
        Table::read(file).is(&by_indicator(&codes, &scores.prepared));
    }
}

#[test]
fn treatment() {
    let codes = codes();
    let defaults = format!("{MIN_MAX}[treat]\nmethod = \"winsorise\"\n");
    let scores = scored(&framework(&defaults, MEAN, MEAN), "impute_group_mean");
    Table::read("treat_winsorise_then_log").is(&by_indicator(&codes, &scores.prepared));
    let points = Table::read("treat_points");
    for (i, code) in codes.iter().enumerate() {
        for (a, point) in points.texts(code).iter().enumerate() {
            let found = scores.treated.iter().find(|t| (t.area, t.indicator) == (a, i));
            let expected = (point == "winhi").then_some(Change::WinsorisedHigh);
            assert_eq!(found.map(|t| t.change), expected, "{code} of row {a}");
        }
    }
    println!("{:<48} {:.1e}", "treat_points", 0.0);
}

#[test]
fn normalisation() {
    let codes = codes();
    for (file, keys) in [
        ("normalise_goalposts", "method = \"goalposts\""),
        ("normalise_minmax_0_100", "method = \"min_max\""),
        ("normalise_zscore", "method = \"z_score\""),
        ("normalise_rank", "method = \"rank\""),
        ("normalise_borda", "method = \"borda\""),
        ("normalise_percentile_rank", "method = \"percentile_rank\"\nscale = [0, 1]"),
        ("normalise_distance_to_max", "method = \"distance_to_max\"\nscale = [0, 1]"),
    ] {
        let framework = framework(&format!("[normalise]\n{keys}\n"), MEAN, MEAN);
        let scores = scored(&framework, "treat_winsorise_then_log");
        Table::read(file).is(&by_indicator(&codes, &scores.indicators));
    }
}

#[test]
fn aggregation_and_ranks() {
    let geometric = "{ method = \"geometric_mean\" }";
    let harmonic = "{ method = \"harmonic_mean\" }";
    let copeland = "{ method = \"copeland\" }";
    let screen = format!("{MIN_MAX}[screen]\ncoverage = 0.7\n");
    for (name, defaults, level, index, file) in [
        ("arithmetic", MIN_MAX, MEAN, MEAN, "treat_winsorise_then_log"),
        ("geometric", MIN_MAX, geometric, geometric, "treat_winsorise_then_log"),
        ("harmonic", MIN_MAX, harmonic, harmonic, "treat_winsorise_then_log"),
        ("arithmetic_then_geometric", MIN_MAX, MEAN, geometric, "treat_winsorise_then_log"),
        ("arithmetic_then_copeland", MIN_MAX, MEAN, copeland, "treat_winsorise_then_log"),
        ("arithmetic_with_gaps", MIN_MAX, MEAN, MEAN, "values"),
        ("geometric_with_gaps", MIN_MAX, geometric, geometric, "values"),
        ("arithmetic_with_gaps_coverage_0.7", &screen, MEAN, MEAN, "values"),
    ] {
        let framework = framework(defaults, level, index);
        let scores = scored(&framework, file);
        let found = by_level(&framework, &scores.levels);
        Table::read(&format!("aggregate_{name}")).is(&found);
        let rank = |column: &Column| -> Column {
            descending(column).into_iter().map(|r| r.map(|r| r as f64)).collect()
        };
        let ranks: Vec<(&str, Column)> = found.iter().map(|(c, s)| (*c, rank(s))).collect();
        Table::read(&format!("ranks_{name}")).is(&ranks);
    }
}

#[test]
fn statistics_of_imputed_values() {
    let table = Table::read("stats_imputed");
    let values = Table::read("impute_group_mean");
    let of = |statistic: &dyn Fn(&[f64]) -> Option<f64>| -> Column {
        let columns = table.texts("iCode");
        columns
            .iter()
            .map(|c| statistic(&values.column(c).into_iter().flatten().collect::<Vec<_>>()))
            .collect()
    };
    table.is(&[
        ("Min", of(&|x| x.iter().copied().min_by(f64::total_cmp))),
        ("Max", of(&|x| x.iter().copied().max_by(f64::total_cmp))),
        ("Mean", of(&mean)),
        ("Median", of(&median)),
        ("Std", of(&deviation)),
        ("Skew", of(&skewness)),
        ("Kurt", of(&excess_kurtosis)),
    ]);
}

#[test]
fn correlations() {
    type Method = fn(&[(f64, f64)]) -> Option<f64>;
    let (codes, treated) = (codes(), Table::read("treat_winsorise_then_log"));
    let columns: Vec<Column> = codes.iter().map(|code| treated.column(code)).collect();
    let position = |code: &String| codes.iter().position(|c| c == code).unwrap();
    let methods: [(&str, Method); 3] =
        [("pearson", pearson), ("spearman", spearman), ("kendall", kendall_tau_b)];
    for (name, method) in methods {
        let table = Table::read(&format!("correlation_{name}"));
        let matrix = correlation_matrix(&columns, method);
        let pairs = table.texts("Var1").into_iter().zip(table.texts("Var2"));
        let found = pairs.map(|(a, b)| matrix[position(&a)][position(&b)]).collect();
        table.is(&[("Correlation", found)]);
    }
}

#[test]
fn alpha_and_principal_components() {
    let framework = framework(MIN_MAX, MEAN, MEAN);
    // Of the scores: where less is better, a column is turned, which no eigenvalue sees.
    let audit = audited(&framework, "treat_winsorise_then_log");
    let of = |area: &String| {
        let level = framework.level(area).unwrap();
        audit.coherence.iter().find(|c| c.level == level).unwrap()
    };
    let table = Table::read("cronbach_alpha");
    let alpha = table.texts("focus_area").iter().map(|area| of(area).alpha).collect();
    table.is(&[("alpha", alpha)]);
    let table = Table::read("pca_eigenvalues");
    let places = table.texts("focus_area").into_iter().zip(table.column("component"));
    let (mut eigenvalues, mut shares) = (Vec::new(), Vec::new());
    for (area, component) in places {
        let component = &of(&area).components[component.unwrap() as usize - 1];
        eigenvalues.push(Some(component.eigenvalue));
        shares.push(Some(component.share));
    }
    table.is(&[("eigenvalue", eigenvalues), ("share", shares)]);
}

#[test]
fn weights_and_what_each_indicator_does_to_ranks() {
    let framework = framework(MIN_MAX, MEAN, MEAN);
    let audit = audited(&framework, "treat_winsorise_then_log");
    let table = Table::read("effective_weights");
    let weight = |code: &String| {
        let influence = audit.influences.iter().find(|i| i.child.code(&framework) == code);
        Some(influence.map_or(1.0, |i| i.effective))
    };
    table.is(&[("EffWeight", table.texts("iCode").iter().map(weight).collect())]);
    let table = Table::read("leave_one_out");
    let shift = |code: &String| match framework.indicator(code) {
        Some(i) => audit.left_out.iter().find(|l| l.indicator == i).map(|l| l.mean_shift),
        None => Some(0.0),
    };
    table.is(&[("mean_abs_rank_change", table.texts("removed").iter().map(shift).collect())]);
    let table = Table::read("correlation_areas_index");
    let influence = |code: &String| {
        let influence = audit.influences.iter().find(|i| i.child.code(&framework) == code);
        influence.unwrap().correlation
    };
    table.is(&[("Correlation", table.texts("Var2").iter().map(influence).collect())]);
}

/// Every file of the folder stands in a test above.
#[test]
fn no_file_is_forgotten() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/oracle");
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(files, 41, "a file came or went: match it in a test of this file");
}
