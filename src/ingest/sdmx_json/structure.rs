//! What the indices of a message stand for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::message::{Component, DataSet, Levels, Structure, text};
use crate::ingest::sdmx::{
    self, AREA, BASE, FREQUENCY, MULTIPLIER, SEX, SOURCE, STATUS, UNIT, has_label,
};

/// The components of one structure: dimensions, measures and attributes.
pub(super) struct Components<'m> {
    /// Dimensions with one code for the whole data set.
    fixed: &'m [Component],
    /// Dimensions in the order of the keys.
    keyed: Vec<&'m Component>,
    /// What an observation begins with; one of them is read.
    measures: &'m [Component],
    measure: usize,
    attributes: &'m Levels,
    /// The address of the dataflow or the data structure.
    pub flow: Option<&'m str>,
}

/// Attributes of groups: by which dimensions a group is told, and by their indices.
pub(super) type Groups<'m> = BTreeMap<Vec<bool>, BTreeMap<Vec<usize>, &'m [Value]>>;

/// One observation with its codes.
pub(super) struct Codes<'m> {
    dimensions: Vec<(&'m str, Cow<'m, str>)>,
    attributes: Vec<(&'m str, Cow<'m, str>)>,
    pub value: Option<&'m Value>,
}

/// The components that say in what figures are, and whether that is a dimension.
pub(super) fn units(structure: &Structure) -> Option<(Vec<&str>, bool)> {
    let dimensions = || structure.dimensions.all().map(|one| one.id.as_str());
    let attributes = structure.attributes.all().map(|one| one.id.as_str());
    let told = dimensions().find(|id| UNIT.contains(id));
    let is_one = |id: &&str| told.is_none() && UNIT.contains(id) || BASE.contains(id);
    let beside: Vec<&str> = attributes.filter(is_one).collect();
    if beside.is_empty() { Some((vec![told?], true)) } else { Some((beside, false)) }
}

impl<'m> Components<'m> {
    /// The components of a structure; the error says which dimension is missing.
    pub fn of(structure: &'m Structure) -> Result<Self, String> {
        let dimensions = &structure.dimensions;
        let keyed: Vec<_> = dimensions.series.iter().chain(&dimensions.observation).collect();
        let ids = || dimensions.all().map(|one| one.id.as_str());
        let lacks = |names: &[&str]| !ids().any(|id| names.contains(&id));
        if lacks(&AREA) || lacks(&["TIME_PERIOD"]) {
            let found = ids().collect::<Vec<_>>().join(", ");
            return Err(format!(
                "the structure has no dimension REF_AREA or none TIME_PERIOD; found: {found}"
            ));
        }
        let measures = &structure.measures.observation;
        Ok(Components {
            measure: measures.iter().position(|one| one.id == "OBS_VALUE").unwrap_or_default(),
            measures,
            attributes: &structure.attributes,
            flow: structure.links.iter().find_map(|link| link.urn.as_deref()),
            fixed: &dimensions.data_set,
            keyed,
        })
    }

    /// The attributes of a data set's groups; the error is the key of one and what is wrong with it. A
    /// key has a place for every dimension, or for those of the keys of observations alone.
    pub fn groups(&self, set: &'m DataSet) -> Result<Groups<'m>, (String, String)> {
        let mut groups = Groups::new();
        if self.attributes.group.is_empty() {
            return Ok(groups);
        }
        for (key, values) in &set.groups.0 {
            let wrong = |why: String| (key.clone(), why);
            let mut parts =
                key.split(':').map(place).collect::<Result<Vec<_>, _>>().map_err(wrong)?;
            if parts.len() == self.fixed.len() + self.keyed.len() {
                let of_set: Vec<_> = parts.drain(..self.fixed.len()).collect();
                for (component, index) in self.fixed.iter().zip(of_set) {
                    code(component, index.unwrap_or_default()).map_err(wrong)?;
                }
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
    /// indices. A key of what is to be deleted may leave dimensions out.
    pub fn codes(
        &self,
        set: &'m DataSet,
        key: &str,
        series: &'m [Value],
        values: &'m [Value],
        groups: &Groups<'m>,
    ) -> Result<Codes<'m>, String> {
        let parts: Vec<&str> = key.split(':').collect();
        if parts.len() != self.keyed.len() {
            return Err(self.other_length(parts.len()));
        }
        let mut dimensions = Vec::new();
        for one in self.fixed.iter().filter(|one| !one.values.is_empty()) {
            dimensions.push((one.id.as_str(), code(one, 0)?));
        }
        let mut indices = Vec::new();
        for (component, part) in self.keyed.iter().zip(parts) {
            match place(part)? {
                Some(index) => {
                    dimensions.push((component.id.as_str(), code(component, index)?));
                    indices.push(index);
                }
                None if set.deletes() && part.is_empty() => {}
                None if set.deletes() => dimensions.push((component.id.as_str(), "~".into())),
                None => return Err(not_an_index(part)),
            }
        }
        // Labels stand behind the codes of all components, or of none.
        if dimensions.iter().any(|(id, area)| AREA.contains(id) && has_label(area)) {
            for (_, text) in &mut dimensions {
                *text = Cow::Owned(sdmx::code(text).to_owned());
            }
        }
        let mut attributes = Vec::new();
        let (measures, own) = values.split_at(values.len().min(self.measures.len().max(1)));
        read(&self.attributes.observation, own, &mut attributes)?;
        if !set.deletes() {
            read(&self.attributes.series, series, &mut attributes)?;
            read(&self.attributes.data_set, &set.attributes, &mut attributes)?;
            for (mask, members) in groups {
                let told = indices.iter().zip(mask).filter(|(_, told)| **told).map(|(i, _)| *i);
                if let Some(values) = members.get(&told.collect::<Vec<_>>()) {
                    read(&self.attributes.group, values, &mut attributes)?;
                }
            }
            self.add_what_goes_without_saying(set, &mut attributes)?;
        }
        Ok(Codes { dimensions, attributes, value: measures.get(self.measure) })
    }

    /// Defaults, and the one value of an attribute of a data set that lists none.
    fn add_what_goes_without_saying(
        &self,
        set: &DataSet,
        attributes: &mut Vec<(&'m str, Cow<'m, str>)>,
    ) -> Result<(), String> {
        let is_of_set = |one: &Component| {
            let of_set = &self.attributes.data_set;
            set.attributes.is_empty() && of_set.iter().any(|other| std::ptr::eq(one, other))
        };
        for one in self.attributes.all() {
            if attributes.iter().any(|(id, _)| *id == one.id) {
                continue;
            }
            match &one.default {
                Some(default) => attributes.push((&one.id, text(default))),
                None if one.values.len() == 1 && is_of_set(one) => {
                    attributes.push((&one.id, code(one, 0)?));
                }
                None => {}
            }
        }
        Ok(())
    }

    fn other_length(&self, found: usize) -> String {
        let (keyed, all) = (self.keyed.len(), self.keyed.len() + self.fixed.len());
        let of_all = if all > keyed {
            format!(" ({all} with those of the data set)")
        } else {
            String::new()
        };
        format!("its key has {found} indices, and the structure {keyed} dimensions{of_all}")
    }
}

fn not_an_index(text: &str) -> String {
    format!("`{text}` in its key is no index")
}

/// An index in a key; `None` where a dimension is left out.
fn place(text: &str) -> Result<Option<usize>, String> {
    match text {
        "~" | "" => Ok(None),
        index => index.parse().map(Some).map_err(|_| not_an_index(index)),
    }
}

fn code(component: &Component, index: usize) -> Result<Cow<'_, str>, String> {
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
                code(component, index.unwrap_or(usize::MAX))?
            }
            // Several codes of one attribute.
            Value::Array(indices) if !component.values.is_empty() => {
                let index = |value: &Value| value.as_u64().and_then(|i| usize::try_from(i).ok());
                let codes = indices.iter().map(|i| code(component, index(i).unwrap_or(usize::MAX)));
                codes.collect::<Result<Vec<_>, _>>()?.join(", ").into()
            }
            other => text(other),
        };
        into.push((component.id.as_str(), text));
    }
    Ok(())
}

impl Codes<'_> {
    pub fn dimension(&self, name: &str) -> Option<&str> {
        self.dimensions.iter().find(|(id, _)| *id == name).map(|(_, code)| code.as_ref())
    }

    /// The code of a dimension or an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let attribute = || self.attributes.iter().find(|(id, _)| *id == name);
        self.dimension(name).or_else(|| attribute().map(|(_, text)| text.as_ref()))
    }

    /// In what the figure is, by the components that [`units`] names.
    pub fn unit(&self) -> String {
        let told = UNIT.iter().find_map(|name| self.dimension(name));
        let is_one = |id: &str| told.is_none() && UNIT.contains(&id) || BASE.contains(&id);
        let beside = self.attributes.iter().filter(|(id, text)| is_one(id) && !text.is_empty());
        let beside: Vec<&str> = beside.map(|(_, text)| text.as_ref()).collect();
        if beside.is_empty() { told.unwrap_or_default().to_owned() } else { beside.join(".") }
    }

    /// The codes of dimensions that are neither time, frequency, sex nor one of `others`.
    pub fn breakdowns<'a>(&'a self, others: [Option<&'a str>; 2]) -> impl Iterator<Item = &'a str> {
        let is_known = move |id: &str| {
            id == "TIME_PERIOD"
                || FREQUENCY.contains(&id)
                || SEX.contains(&id)
                || others.contains(&Some(id))
        };
        self.dimensions.iter().filter(move |(id, _)| !is_known(id)).map(|(_, code)| code.as_ref())
    }

    /// The dimensions by their ids.
    pub fn dimensions(&self) -> Vec<(String, String)> {
        let all = self.dimensions.iter();
        all.map(|(id, code)| ((*id).to_owned(), code.clone().into_owned())).collect()
    }

    /// Whether an attribute says something that has no meaning here.
    pub fn has_attributes(&self) -> bool {
        self.attributes.iter().any(|(id, _)| !is_known_attribute(id))
    }

    /// The status as written, then other attributes by their ids.
    pub fn remark(&self) -> String {
        let others = self.attributes.iter().filter(|(id, _)| !is_known_attribute(id));
        let status = self.get("OBS_STATUS").map(str::to_owned);
        let parts = status.into_iter().chain(others.map(|(id, text)| format!("{id}: {text}")));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }
}

/// Attributes that have a part of their own.
fn is_known_attribute(id: &str) -> bool {
    SOURCE.contains(&id) || STATUS.contains(&id) || MULTIPLIER.contains(&id) || id == "DECIMALS"
}
