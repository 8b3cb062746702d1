//! The tables of `framework.toml` on what is measured, key by key.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::framework::chosen::MethodTable;
use crate::framework::facets::SplitGroup;
use crate::framework::normalise::NormaliseMethod;
use crate::framework::steps::Step;
use crate::framework::transform::Transform;
use crate::framework::treatment::Treatment;
use crate::model::Names;
use crate::toml_file::Two;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DerivedTable {
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    /// What readers call it; else its code.
    pub name: Option<Names>,
    /// Over series, and derived quantities that stand above.
    #[schemars(with = "String")]
    pub formula: Spanned<String>,
    pub why: Option<Names>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IndicatorTable {
    /// Unique among levels and indicators.
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    /// Code of the level it belongs to.
    #[schemars(with = "String")]
    pub parent: Spanned<String>,
    pub name: Names,
    /// A shorter name for tables and charts.
    pub short: Option<Names>,
    pub unit: Option<Names>,
    /// A formula over series and derived quantities, such as `100 * PART[F] / PART[M]`. Names with
    /// other characters than letters, digits, _ and . (or a digit first) are quoted: `AGE_Y15-24`.
    #[schemars(with = "String")]
    pub value: Spanned<String>,
    /// The series whose women's and men's figures stand side by side; quoted or not.
    #[schemars(with = "Option<String>")]
    pub by_sex: Option<Spanned<String>>,
    /// A change of scale; goalposts, target and thresholds change with it.
    pub transform: Option<Transform>,
    /// Values below count as it.
    #[schemars(with = "Option<f64>")]
    pub floor: Option<Spanned<f64>>,
    /// The smallest and the largest value there can be, such as [0, 100] for a share.
    #[schemars(with = "Option<[f64; 2]>")]
    pub range: Option<Spanned<Two<f64>>>,
    /// How far a modelled estimate may be off, as a share of it; as in [uncertainty] where absent.
    #[schemars(with = "Option<f64>")]
    pub error: Option<Spanned<f64>>,
    /// 1 where more is better, -1 where less is; as the goalposts lie where they are given.
    #[schemars(with = "Option<i32>")]
    pub direction: Option<Spanned<i32>>,
    /// The values that score the lowest and the highest.
    #[schemars(with = "Option<GoalpostsTable>")]
    pub goalposts: Option<Spanned<GoalpostsTable>>,
    /// Instead of the framework's; [] leaves values missing.
    pub impute: Option<Vec<MethodTable<Step>>>,
    /// Instead of the framework's.
    pub treat: Option<MethodTable<Treatment>>,
    /// Instead of the framework's.
    pub normalise: Option<MethodTable<NormaliseMethod>>,
    /// Among its siblings; 1 where absent.
    #[schemars(with = "Option<f64>")]
    pub weight: Option<Spanned<f64>>,
    /// No rank without it.
    #[serde(default)]
    pub required: bool,
    /// Whether it counts; shown only where false.
    #[serde(default = "scored")]
    pub scored: bool,
    /// What its publisher warns of: printed with the figures that rest on it.
    pub caution: Option<Names>,
    /// The things that it counts, each in force or not; listed on the pages of areas.
    #[serde(default)]
    pub parts: Vec<PartTable>,
    /// Areas told apart by another figure, to print the mean of each group.
    pub split: Option<SplitTable>,
    /// For showing its values.
    #[serde(default = "super::document::one_decimal")]
    pub decimals: usize,
    /// Codes of themes.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub themes: Vec<Spanned<String>>,
}

fn scored() -> bool {
    true
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GoalpostsTable {
    /// The value that scores the lowest.
    pub worst: f64,
    /// The value that scores the highest; the smaller one where less is better.
    pub best: f64,
    /// Why these.
    pub why: Option<Names>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PartTable {
    pub name: Names,
    pub short: Option<Names>,
    /// A formula that is 1 where the part is in force, else 0.
    #[schemars(with = "String")]
    pub value: Spanned<String>,
    /// Codes of the themes that ask about it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub themes: Vec<Spanned<String>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SplitTable {
    /// A formula; areas are told apart by its value.
    #[schemars(with = "String")]
    pub value: Spanned<String>,
    pub groups: Vec<SplitGroup>,
}
