//! What the indices of a message stand for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::message::{Component, DataSet, Levels, Structure};
use crate::ingest::sdmx::{AREA, SOURCE};

/// The components of one structure: dimensions, measures and attributes.
pub(super) struct Components<'m> {
    /// Dimensions with one code for the whole data set.
    fixed: Vec<(&'m str, &'m str)>,
    /// Dimensions in the order of the keys.
    keyed: Vec<&'m Component>,
    /// How many values an observation begins with; the first is read.
    measures: usize,
    attributes: &'m Levels,
    /// The address of the dataflow or the data structure.
    pub flow: Option<&'m str>,
}

/// Attributes of groups: by which dimensions a group is told, and by their indices.
pub(super) type Groups<'m> = BTreeMap<Vec<bool>, BTreeMap<Vec<usize>, &'m [Value]>>;

/// One observation with its codes.
pub(super) struct Codes<'m> {
    dimensions: Vec<(&'m str, &'m str)>,
    attributes: Vec<(&'m str, Cow<'m, str>)>,
    pub value: Option<&'m Value>,
}

impl<'m> Components<'m> {
    /// The components of a structure; the error says which dimension is missing.
    pub fn of(structure: &'m Structure) -> Result<Self, String> {
        let dimensions = &structure.dimensions;
        let only = |one: &'m Component| {
            let code = one.values.first().and_then(Option::as_ref).and_then(|code| code.text());
            Some((one.id.as_str(), code?))
        };
        let fixed: Vec<_> = dimensions.data_set.iter().filter_map(only).collect();
        let keyed: Vec<_> = dimensions.series.iter().chain(&dimensions.observation).collect();
        let ids = || keyed.iter().map(|c| c.id.as_str()).chain(fixed.iter().map(|(id, _)| *id));
        let lacks = |names: &[&str]| !ids().any(|id| names.contains(&id));
        if lacks(&AREA) || lacks(&["TIME_PERIOD"]) {
            let found = ids().collect::<Vec<_>>().join(", ");
            return Err(format!(
                "the structure has no dimension REF_AREA or none TIME_PERIOD; found: {found}"
            ));
        }
        let links = structure.links.iter();
        Ok(Components {
            measures: structure.measures.observation.len().max(1),
            attributes: &structure.attributes,
            flow: links.filter_map(|link| link.urn.as_deref()).next(),
            fixed,
            keyed,
        })
    }

    /// The attributes of a data set's groups; the error is the key of one and what is wrong with it.
    pub fn groups(&self, set: &'m DataSet) -> Result<Groups<'m>, (String, String)> {
        let mut groups = Groups::new();
        if self.attributes.group.is_empty() {
            return Ok(groups);
        }
        for (key, values) in &set.groups.0 {
            let wrong = |why: String| (key.clone(), why);
            let mut parts = Vec::new();
            for part in key.split(':') {
                parts.push(match part {
                    "~" | "" => None,
                    index => Some(index.parse::<usize>().map_err(|_| wrong(not_an_index(index)))?),
                });
            }
            if parts.len() > self.keyed.len() {
                return Err(wrong(self.other_length(parts.len())));
            }
            parts.resize(self.keyed.len(), None);
            let mask = parts.iter().map(Option::is_some).collect();
            let told = parts.into_iter().flatten().collect();
            groups.entry(mask).or_default().insert(told, values);
        }
        Ok(groups)
    }

    /// The codes of an observation of a data set; the error says what is wrong with its key or its
    /// indices.
    pub fn codes(
        &self,
        set: &'m DataSet,
        key: &str,
        series: &'m [Value],
        values: &'m [Value],
        groups: &Groups<'m>,
    ) -> Result<Codes<'m>, String> {
        let indices: Result<Vec<usize>, String> =
            key.split(':').map(|i| i.parse().map_err(|_| not_an_index(i))).collect();
        let indices = indices?;
        if indices.len() != self.keyed.len() {
            return Err(self.other_length(indices.len()));
        }
        let mut dimensions = self.fixed.clone();
        for (component, &index) in self.keyed.iter().zip(&indices) {
            dimensions.push((component.id.as_str(), code(component, index)?));
        }
        let mut attributes = Vec::new();
        let own = values.get(self.measures..).unwrap_or_default();
        read(&self.attributes.observation, own, &mut attributes)?;
        read(&self.attributes.series, series, &mut attributes)?;
        read(&self.attributes.data_set, &set.attributes, &mut attributes)?;
        for (mask, members) in groups {
            let told = indices.iter().zip(mask).filter(|(_, told)| **told).map(|(i, _)| *i);
            if let Some(values) = members.get(&told.collect::<Vec<_>>()) {
                read(&self.attributes.group, values, &mut attributes)?;
            }
        }
        Ok(Codes { dimensions, attributes, value: values.first() })
    }

    fn other_length(&self, found: usize) -> String {
        format!("its key has {found} indices, and the structure {} dimensions", self.keyed.len())
    }
}

fn not_an_index(text: &str) -> String {
    format!("`{text}` in its key is no index")
}

fn code(component: &Component, index: usize) -> Result<&str, String> {
    let found = component.values.get(index).and_then(Option::as_ref);
    found.and_then(|code| code.text()).ok_or_else(|| {
        format!(
            "index {index} (from 0) is none of the {} codes of {}",
            component.values.len(),
            component.id
        )
    })
}

/// Reads the attributes that stand in `values`, in the order of `components`; those without are left
/// out. What stands behind them (annotations) is no attribute.
fn read<'m>(
    components: &'m [Component],
    values: &'m [Value],
    into: &mut Vec<(&'m str, Cow<'m, str>)>,
) -> Result<(), String> {
    for (component, value) in components.iter().zip(values) {
        let text = match value {
            Value::Null => continue,
            Value::Number(index) if !component.values.is_empty() => {
                let index = index.as_u64().and_then(|index| usize::try_from(index).ok());
                Cow::Borrowed(code(component, index.unwrap_or(usize::MAX))?)
            }
            Value::String(text) => Cow::Borrowed(text.as_str()),
            other => Cow::Owned(other.to_string()),
        };
        into.push((component.id.as_str(), text));
    }
    Ok(())
}

impl Codes<'_> {
    pub fn dimension(&self, name: &str) -> Option<&str> {
        self.dimensions.iter().find(|(id, _)| *id == name).map(|(_, code)| *code)
    }

    /// The code of a dimension or an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let attribute = || self.attributes.iter().find(|(id, _)| *id == name);
        self.dimension(name).or_else(|| attribute().map(|(_, text)| text.as_ref()))
    }

    /// The codes of dimensions that are neither area, time, frequency, sex nor the `series`.
    pub fn breakdowns<'a>(&'a self, series: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        let is_known = move |id: &str| {
            AREA.contains(&id) || ["TIME_PERIOD", "FREQ", "SEX"].contains(&id) || Some(id) == series
        };
        self.dimensions.iter().filter(move |(id, _)| !is_known(id)).map(|(_, code)| *code)
    }

    /// The status as written, then other attributes by their ids.
    pub fn remark(&self) -> String {
        let is_other = |id: &&str| {
            !SOURCE.contains(id) && !["OBS_STATUS", "UNIT_MULT", "DECIMALS"].contains(id)
        };
        let others = self.attributes.iter().filter(|(id, _)| is_other(id));
        let status = self.get("OBS_STATUS").map(str::to_owned);
        let parts = status.into_iter().chain(others.map(|(id, text)| format!("{id}: {text}")));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }
}
