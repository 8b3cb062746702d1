//! The rows of files that the leaves of a tree name, as they stand there.

use std::collections::{BTreeMap, BTreeSet};

use super::told::{Basis, Explained, Leaf, Node, Quantity, Reading};
use crate::ingest::{Source, rows_as_written};

/// Fills in the text of every row of some trees, each file read once; where it can't be shown, why.
pub fn tell_rows(all: &mut [Explained], sources: &[Source]) {
    let mut wanted: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let each = |all: &mut [Explained], visit: &mut dyn FnMut(&mut Leaf)| {
        all.iter_mut().for_each(|explained| each_leaf(&mut explained.node, visit));
    };
    each(all, &mut |leaf| {
        wanted.entry(leaf.file.clone()).or_default().insert(leaf.row);
    });
    let found: BTreeMap<String, _> = wanted
        .into_iter()
        .map(|(file, rows)| {
            let texts = rows_as_written(sources, &file, &rows);
            (file, texts)
        })
        .collect();
    each(all, &mut |leaf| match found.get(&leaf.file) {
        Some(Ok(rows)) => leaf.text = rows.get(&leaf.row).cloned(),
        Some(Err(why)) => leaf.no_text = Some(why.clone()),
        None => {}
    });
}

/// Visits the leaves in order.
fn each_leaf(node: &mut Node, visit: &mut dyn FnMut(&mut Leaf)) {
    match node {
        Node::Level(level) => level.parts.iter_mut().for_each(|p| each_leaf(&mut p.node, visit)),
        Node::Indicator(indicator) => match &mut indicator.basis {
            Basis::Observed { reading, .. } => of_reading(reading, visit),
            Basis::Between { readings, .. } => {
                readings.iter_mut().for_each(|(_, reading)| of_reading(reading, visit));
            }
            Basis::Imputed { .. } | Basis::Missing { .. } => {}
        },
    }
}

fn of_reading(reading: &mut Reading, visit: &mut dyn FnMut(&mut Leaf)) {
    for quantity in &mut reading.quantities {
        match quantity {
            Quantity::Series(leaf) => visit(leaf),
            Quantity::Derived { reading, .. } => of_reading(reading, visit),
        }
    }
}
