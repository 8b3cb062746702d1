//! The shape of `framework.toml`, key by key. Only its form is checked here; its sense in `check`.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::indicator_tables::{DerivedTable, IndicatorTable};
use super::uncertainty_tables::UncertaintyTable;
use crate::framework::aggregation::Aggregation;
use crate::framework::answers::Answer;
use crate::framework::chosen::MethodTable;
use crate::framework::grouping::{Grouping, Scope};
use crate::framework::normalise::NormaliseMethod;
use crate::framework::readings::{Reading, Theme};
use crate::framework::steps::Step;
use crate::framework::treatment::Treatment;
use crate::framework::tree::ProgressRule;
use crate::framework::weighting::Weighting;
use crate::model::Names;
use crate::toml_file;

/// A framework: what is measured and how it becomes an index.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    /// Version of this form: 1.
    #[serde(default = "first_schema")]
    #[schemars(with = "u32")]
    pub schema: Spanned<u32>,
    /// A short code of the index.
    #[serde(deserialize_with = "toml_file::named")]
    pub code: String,
    /// Name of the index.
    pub name: Names,
    /// Where the values come from and which of them count.
    #[serde(default)]
    pub data: Data,
    /// Who is ranked.
    #[serde(default)]
    pub ranking: Ranking,
    /// What must be observed for a score, before anything is imputed.
    #[serde(default)]
    pub screen: ScreenTable,
    /// How missing values are made, for every indicator that says nothing else; tried in turn.
    #[serde(default, rename = "impute")]
    pub imputes: Vec<MethodTable<Step>>,
    /// How outliers are treated, for every indicator that says nothing else.
    pub treat: Option<MethodTable<Treatment>>,
    /// How values become scores, for every indicator that says nothing else; goalposts where absent.
    pub normalise: Option<MethodTable<NormaliseMethod>>,
    /// Which years are compared.
    #[schemars(with = "Option<ProgressRule>")]
    pub progress: Option<Spanned<ProgressRule>>,
    /// The indicator against which the index without it is read.
    pub inequality: Option<InequalityTable>,
    /// Numbers of the world and of groups of areas, in real units.
    #[serde(default, rename = "aggregate")]
    pub aggregates: Vec<AggregateOfAreasTable>,
    /// Measures from outside that the audit sets beside the index.
    #[serde(default, rename = "compare")]
    pub compares: Vec<CompareTable>,
    /// What is uncertain, for ranks and scores with their intervals.
    pub uncertainty: Option<UncertaintyTable>,
    /// The questions of others, by whose the same indicators are read.
    #[serde(default, rename = "reading")]
    #[schemars(with = "Vec<Reading>")]
    pub readings: Vec<Spanned<Reading>>,
    /// Questions read across the focus areas.
    #[serde(default, rename = "theme")]
    #[schemars(with = "Vec<Theme>")]
    pub themes: Vec<Spanned<Theme>>,
    /// The tree: the index (without a parent), focus areas, groups within them.
    #[serde(rename = "level")]
    pub levels: Vec<LevelTable>,
    /// Quantities that formulas share.
    #[serde(default)]
    pub derived: Vec<DerivedTable>,
    /// What is measured.
    #[serde(rename = "indicator")]
    pub indicators: Vec<IndicatorTable>,
    /// Ways to group areas by a column of the reference table.
    #[serde(default, rename = "grouping")]
    #[schemars(with = "Vec<Grouping>")]
    pub groupings: Vec<Spanned<Grouping>>,
    /// A grouping whose groups have pages of their own in the report.
    #[schemars(with = "Option<Grouping>")]
    pub regions: Option<Spanned<Grouping>>,
    /// What the authors answer to doubts of the audit: an edition has one to each.
    #[serde(default, rename = "answer")]
    #[schemars(with = "Vec<Answer>")]
    pub answers: Vec<Spanned<Answer>>,
}

fn first_schema() -> Spanned<u32> {
    Spanned::new(0..0, 1)
}

#[derive(Deserialize, JsonSchema, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    /// The reference table of areas, a CSV file, relative to this file.
    #[serde(default, deserialize_with = "toml_file::some_named")]
    pub areas: Option<String>,
    /// The catalogue of series, relative to this file.
    #[serde(default, deserialize_with = "toml_file::some_named")]
    pub sources: Option<String>,
    /// Who is scored; everyone with data where absent.
    pub scope: Option<Scope>,
    /// The series that weighs areas in the means of groups.
    #[schemars(with = "Option<String>")]
    pub population: Option<Spanned<String>>,
    /// The share of the weight that a number of the world needs to be printed (0.8).
    #[schemars(with = "Option<f64>")]
    pub aggregate_share: Option<Spanned<f64>>,
    /// The last year that counts; the latest there is where absent.
    #[serde(default, deserialize_with = "crate::model::some_year")]
    pub cut_off: Option<i32>,
    /// The oldest value used, in years before the cut-off; any age where absent.
    #[schemars(with = "Option<i32>")]
    pub max_age: Option<Spanned<i32>>,
}

#[derive(Deserialize, JsonSchema, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct ScreenTable {
    /// Share of what stands directly below a level that must be observed for a score, at every level.
    #[schemars(with = "Option<f64>")]
    pub coverage: Option<Spanned<f64>>,
    /// Share of the scored indicators an area must have observed to be scored at all.
    #[schemars(with = "Option<f64>")]
    pub overall: Option<Spanned<f64>>,
}

#[derive(Deserialize, JsonSchema, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Ranking {
    /// Share of its indicator weight that every focus area must have observed for a rank.
    #[schemars(with = "Option<f64>")]
    pub coverage: Option<Spanned<f64>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct InequalityTable {
    /// Code of the indicator.
    #[schemars(with = "String")]
    pub indicator: Spanned<String>,
    /// Code of the measure (`[[compare]]`) that is income per head: what goes together is told at equal
    /// income too.
    #[schemars(with = "Option<String>")]
    pub income: Option<Spanned<String>>,
    /// Shares of income that parts of the people have, whose medians are told of groups of areas.
    #[serde(default, rename = "share")]
    pub shares: Vec<ShareTable>,
    /// A formula of Theil's T inside an area, to tell how much of all inequality lies between areas; needs
    /// `income` and `within_why`.
    #[schemars(with = "Option<String>")]
    pub within: Option<Spanned<String>>,
    /// What that takes for granted, printed with it.
    pub within_why: Option<Names>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareTable {
    pub name: Names,
    /// A formula over series and derived quantities, in per cent.
    #[schemars(with = "String")]
    pub value: Spanned<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LevelTable {
    /// Unique among levels and indicators.
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    /// Code of the level above; none for the index.
    #[schemars(with = "Option<String>")]
    pub parent: Option<Spanned<String>>,
    /// Among its siblings; 1 where absent.
    #[schemars(with = "Option<f64>")]
    pub weight: Option<Spanned<f64>>,
    pub name: Names,
    /// A shorter name for tables and charts.
    pub short: Option<Names>,
    pub description: Option<Names>,
    /// Why it is made so.
    pub why: Option<Names>,
    /// No score unless everything directly below has one; true for the index where absent, unless it
    /// is a formula.
    pub complete: Option<bool>,
    /// Share of what stands directly below that must be observed for a score; as in [screen] where absent.
    #[schemars(with = "Option<f64>")]
    pub coverage: Option<Spanned<f64>>,
    /// Where the weights of what stands directly below come from; given where absent.
    pub weights: Option<MethodTable<Weighting>>,
    /// How the scores below become the level's.
    pub aggregate: MethodTable<Aggregation>,
}

pub(super) fn one_decimal() -> usize {
    1
}

/// A number of the world and of groups: the mean of a value over areas, each weighing as much as it has of
/// whom the value is about.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AggregateOfAreasTable {
    /// Unique among the aggregates.
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    /// What the number says, to stand behind it: "of people have a pension".
    pub name: Names,
    /// A shorter name for charts.
    pub short: Option<Names>,
    /// Stands behind the number, such as "%".
    pub unit: Option<Names>,
    /// Whom the value is about, such as "people".
    pub of: Names,
    /// A formula over series and derived quantities.
    #[schemars(with = "String")]
    pub value: Spanned<String>,
    /// A formula of how many an area has of whom the value is about.
    #[schemars(with = "String")]
    pub weight: Spanned<String>,
    /// Why it is weighed so, where others than those it is about weigh: printed with it.
    pub why: Option<Names>,
    /// 1 where more of it is better, -1 where less is.
    #[schemars(with = "Option<i32>")]
    pub direction: Option<Spanned<i32>>,
    #[serde(default = "one_decimal")]
    pub decimals: usize,
    /// Codes of the themes that ask about it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub themes: Vec<Spanned<String>>,
}

/// A measure from outside, set beside the index by the audit: a formula, or another framework.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CompareTable {
    /// Unique among the measures.
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    pub name: Names,
    /// A shorter name for tables and charts.
    pub short: Option<Names>,
    /// Why the index is compared with it.
    pub why: Option<Names>,
    /// 1 where more of it is better, the default; -1 where less is.
    #[schemars(with = "Option<i32>")]
    pub direction: Option<Spanned<i32>>,
    /// A formula over series and derived quantities; or else `framework`.
    #[schemars(with = "Option<String>")]
    pub value: Option<Spanned<String>>,
    /// The file of another framework, relative to this one. Its index is the measure, over the
    /// areas, the data and the cut-off of this one; what it is compared with itself does not count.
    #[schemars(with = "Option<String>")]
    pub framework: Option<Spanned<String>>,
}

/// Defaults of the whole framework, and how old a value may be where an indicator says nothing.
pub(super) struct Defaults {
    pub max_age: Option<i32>,
    pub imputes: Vec<MethodTable<Step>>,
    pub treat: Option<MethodTable<Treatment>>,
    pub normalise: Option<MethodTable<NormaliseMethod>>,
    /// Alternatives that are called uncertain.
    pub other_normalise: Vec<MethodTable<NormaliseMethod>>,
    pub other_treat: Vec<MethodTable<Treatment>>,
}
