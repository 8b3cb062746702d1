//! How values become scores, one file for each method: the keys that choose it, its checks, its scale,
//! and what a sentence on it holds. A new one is its file, its line in the list below, and its words.

mod keys;
mod method;
mod scale;

use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde_json::{Value, json};

use self::keys::{Kind, Takes};
use self::method::Chosen;

pub(crate) use keys::{Keys, MethodTable};
pub(crate) use method::YEARS;
pub use method::{Fit, Normalise, OnSheet, Reach, Sentence, Told};
pub use scale::{Attempt, Count, OTHER, Pool, Refusal, Scale, refuse};

macro_rules! methods {
    ($($file:ident::$Method:ident,)+) => {
        $(mod $file; pub use $file::$Method;)+

        /// The methods of [`Normalisation`].
        #[derive(Debug, Clone, PartialEq, Serialize)]
        pub enum NormaliseMethod {
            $($Method($Method),)+
        }

        $(impl From<$Method> for NormaliseMethod {
            fn from(method: $Method) -> Self {
                NormaliseMethod::$Method(method)
            }
        })+

        impl NormaliseMethod {
            /// The method's name in the framework file.
            pub fn key(&self) -> &'static str {
                match self {
                    $(NormaliseMethod::$Method(_) => $Method::WORD,)+
                }
            }
        }

        /// What can be asked of every method is asked of the one chosen.
        impl Deref for NormaliseMethod {
            type Target = dyn Normalise;

            fn deref(&self) -> &(dyn Normalise + 'static) {
                match self {
                    $(NormaliseMethod::$Method(method) => method,)+
                }
            }
        }

        /// Every method: its name, the keys that it takes, and how it is read from them.
        const METHODS: &[Entry] = &[
            $(Entry {
                word: $Method::WORD,
                takes: $Method::TAKES,
                read: |keys| $Method::read(keys).into(),
            },)+
        ];
    };
}

methods! {
    goalposts::Goalposts,
    min_max::MinMax,
    z_score::ZScore,
    rank::Rank,
    percentile_rank::PercentileRank,
    borda::Borda,
    distance_to_max::DistanceToMax,
    distance_to_target::DistanceToTarget,
    distance_to_reference::DistanceToReference,
    fraction_of_max::FractionOfMax,
    categories::Categories,
}

/// A method of the list.
pub(crate) struct Entry {
    pub word: &'static str,
    pub takes: &'static [Takes],
    pub read: fn(&mut Keys) -> NormaliseMethod,
}

impl Entry {
    pub fn of(word: &str) -> Option<&'static Entry> {
        METHODS.iter().find(|entry| entry.word == word)
    }

    pub fn words() -> impl Iterator<Item = &'static str> {
        METHODS.iter().map(|entry| entry.word)
    }
}

/// How a value becomes a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Normalisation {
    pub method: NormaliseMethod,
    /// The scores that the lowest and the highest position get; ranks and z-scores take none.
    pub scale: [f64; 2],
    /// Whether all years up to the cut-off give the lowest, the highest and so on, or only the
    /// values used.
    pub all_years: bool,
}

/// For editors: each method with the keys that it takes.
impl JsonSchema for MethodTable {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NormaliseTable".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let tables: Vec<Value> = METHODS.iter().map(table).collect();
        schemars::json_schema!({ "oneOf": tables })
    }
}

fn table(entry: &Entry) -> Value {
    let key = |takes: &Takes| {
        let mut schema = match takes.kind {
            Kind::Number => json!({ "type": "number" }),
            Kind::Flag => json!({ "type": "boolean" }),
            Kind::Text => json!({ "type": "string" }),
            Kind::Words(words) => json!({ "enum": words }),
            Kind::Numbers => json!({ "type": "array", "items": { "type": "number" } }),
            Kind::Two => {
                json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
            }
        };
        schema["description"] = takes.doc.into();
        (takes.key.to_owned(), schema)
    };
    let method = ("method".to_owned(), json!({ "const": entry.word }));
    let keys: serde_json::Map<String, Value> =
        [method].into_iter().chain(entry.takes.iter().map(key)).collect();
    json!({
        "type": "object",
        "properties": keys,
        "required": ["method"],
        "additionalProperties": false,
    })
}
