//! A table of `framework.toml` that chooses a method: the method's word and the keys beside it, each with its
//! place in the text; which method takes which is known once the word is.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

/// A method as it is chosen among those of one kind, such as [`super::super::Aggregation`].
pub(crate) struct MethodTable<M> {
    written: Written,
    kind: PhantomData<M>,
}

/// What stands in the table.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    pub method: Spanned<String>,
    pub keys: Vec<(Spanned<String>, Cell)>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Whole(i64),
    Number(f64),
    Flag(bool),
    Text(String),
    Numbers(Vec<f64>),
    /// Of a kind that no method takes.
    Other,
}

impl<M> Clone for MethodTable<M> {
    fn clone(&self) -> Self {
        MethodTable { written: self.written.clone(), kind: PhantomData }
    }
}

impl<M> MethodTable<M> {
    pub fn written(&self) -> &Written {
        &self.written
    }

    /// The word of the method, and where it stands.
    pub fn method(&self) -> &Spanned<String> {
        &self.written.method
    }

    /// Where a key stands, if it does.
    pub fn place(&self, name: &str) -> Option<Range<usize>> {
        self.written.find(name).map(|(key, _)| key.span())
    }
}

impl Written {
    pub fn find(&self, name: &str) -> Option<&(Spanned<String>, Cell)> {
        self.keys.iter().find(|(key, _)| key.get_ref() == name)
    }
}

impl<'de, M> Deserialize<'de> for MethodTable<M> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Table;

        impl<'de> Visitor<'de> for Table {
            type Value = Written;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a table with a `method`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Written, A::Error> {
                let (mut method, mut keys) = (None, Vec::new());
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    if key.get_ref() == "method" {
                        method = Some(map.next_value()?);
                    } else {
                        keys.push((key, map.next_value()?));
                    }
                }
                let method = method.ok_or_else(|| A::Error::missing_field("method"))?;
                Ok(Written { method, keys })
            }
        }

        let written = from.deserialize_map(Table)?;
        Ok(MethodTable { written, kind: PhantomData })
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_bool<E>(self, flag: bool) -> Result<Cell, E> {
                Ok(Cell::Flag(flag))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
                Ok(Cell::Whole(number))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
                Ok(Cell::Number(number as f64))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Cell, E> {
                Ok(Cell::Number(number))
            }

            fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
                Ok(Cell::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cell, A::Error> {
                let mut cells = Vec::new();
                while let Some(cell) = list.next_element::<Cell>()? {
                    cells.push(cell.number());
                }
                let numbers = cells.into_iter().collect::<Option<Vec<f64>>>();
                Ok(numbers.map_or(Cell::Other, Cell::Numbers))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
                while map.next_entry::<String, Cell>()?.is_some() {}
                Ok(Cell::Other)
            }
        }

        from.deserialize_any(Any)
    }
}

impl Cell {
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Whole(number) => Some(*number as f64),
            Cell::Number(number) => Some(*number),
            _ => None,
        }
    }
}
