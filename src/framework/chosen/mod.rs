//! How a method of a verb is chosen in `framework.toml`: the list of a verb's methods, each one file with its
//! word and the keys that it takes; from the list come the reader and the schema for editors.

mod keys;
mod table;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

pub(crate) use keys::{Keys, Kind, Takes};
pub(crate) use table::MethodTable;

/// How a method is chosen.
pub(crate) trait Chosen: Sized {
    /// Its name in the framework file.
    const WORD: &'static str;
    const TAKES: &'static [Takes] = &[];

    fn read(keys: &mut Keys) -> Self;
}

/// A verb with a list of methods.
pub(crate) trait Listed: Sized + 'static {
    /// What its table is called in the schema, and what its methods are for.
    const TABLE: &'static str;
    const VERB: &'static str;

    fn methods() -> Vec<Entry<Self>>;
}

/// A method of a list: its name, the keys that it takes, and how it is read from them.
pub(crate) struct Entry<M> {
    pub word: &'static str,
    pub takes: &'static [Takes],
    pub read: Box<dyn Fn(&mut Keys) -> M>,
}

impl<M: 'static> Entry<M> {
    pub fn new(
        word: &'static str,
        takes: &'static [Takes],
        read: impl Fn(&mut Keys) -> M + 'static,
    ) -> Self {
        Entry { word, takes, read: Box::new(read) }
    }

    /// The same method where it is one of another kind too.
    pub fn map<N: 'static>(self, into: impl Fn(M) -> N + 'static) -> Entry<N> {
        let Entry { word, takes, read } = self;
        Entry::new(word, takes, move |keys| into(read(keys)))
    }
}

/// The methods of a verb, each in the file of its name: one type that is any of them.
macro_rules! methods {
    (
        $(#[$doc:meta])*
        $Any:ident: dyn $Trait:ident, $table:literal, $verb:literal;
        $($file:ident::$Method:ident,)+
    ) => {
        $(mod $file; pub use $file::$Method;)+

        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        pub enum $Any {
            $($Method($Method),)+
        }

        $(impl std::convert::From<$Method> for $Any {
            fn from(method: $Method) -> Self {
                $Any::$Method(method)
            }
        })+

        impl $Any {
            /// The method's name in the framework file.
            pub fn key(&self) -> &'static str {
                use $crate::framework::chosen::Chosen;
                match self {
                    $($Any::$Method(_) => $Method::WORD,)+
                }
            }
        }

        /// What can be asked of every method is asked of the one chosen.
        impl std::ops::Deref for $Any {
            type Target = dyn $Trait;

            fn deref(&self) -> &(dyn $Trait + 'static) {
                match self {
                    $($Any::$Method(method) => method,)+
                }
            }
        }

        impl $crate::framework::chosen::Listed for $Any {
            const TABLE: &'static str = $table;
            const VERB: &'static str = $verb;

            fn methods() -> Vec<$crate::framework::chosen::Entry<Self>> {
                use $crate::framework::chosen::{Chosen, Entry};
                vec![$(Entry::new($Method::WORD, $Method::TAKES, |keys| $Method::read(keys).into()),)+]
            }
        }
    };
}

pub(crate) use methods;

/// A method without parameters of its own, by its word and the keys that all of its kind take.
macro_rules! bare {
    ($(#[$doc:meta])* $Method:ident, $word:literal $(, $takes:expr)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        pub struct $Method;

        impl $crate::framework::chosen::Chosen for $Method {
            const WORD: &'static str = $word;
            const TAKES: &'static [$crate::framework::chosen::Takes] = &[$($takes),*];

            fn read(_: &mut $crate::framework::chosen::Keys) -> Self {
                $Method
            }
        }
    };
}

pub(crate) use bare;

/// For editors: each method with the keys that it takes.
impl<M: Listed> JsonSchema for MethodTable<M> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        M::TABLE.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let tables: Vec<Value> = M::methods().iter().map(table).collect();
        schemars::json_schema!({ "oneOf": tables })
    }
}

fn table<M>(entry: &Entry<M>) -> Value {
    let key = |takes: &Takes| {
        let mut schema = match takes.kind {
            Kind::Number => json!({ "type": "number" }),
            Kind::Whole => json!({ "type": "integer" }),
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
