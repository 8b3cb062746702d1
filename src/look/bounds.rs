//! Sizes of a look in; those with which nothing can be drawn or set out, each with its line.

use std::collections::BTreeMap;
use std::path::Path;

use toml::{Spanned, Value};

use crate::fault::{Fault, Place};
use crate::toml_file::Lines;

/// The least and the most of each size: lengths in millimetres, text in points.
const BOUNDS: [(&str, &[&str], [f64; 2]); 14] = [
    ("page", &["width", "height"], [50.0, 2000.0]),
    ("page", &["text_width", "figure_height"], [20.0, 2000.0]),
    ("page", &["inner", "outer", "top", "bottom"], [0.0, 1000.0]),
    ("page", &["columns"], [1.0, 48.0]),
    ("page", &["gutter", "band"], [0.0, 100.0]),
    ("serif", &["size", "leading"], [4.0, 144.0]),
    ("sizes", &["title", "subtitle", "label", "small", "note"], [4.0, 72.0]),
    ("sizes", &["line"], [0.8, 4.0]),
    ("strokes", &["hairline", "thin", "line", "strong", "hatch_width"], [0.01, 10.0]),
    ("strokes", &["dash"], [0.05, 50.0]),
    ("strokes", &["hatch_gap"], [0.2, 20.0]),
    ("marks", &["dot", "small_dot"], [0.1, 20.0]),
    ("marks", &["tile_gap"], [0.0, 10.0]),
    ("frame", &["margin", "gap"], [0.0, 200.0]),
];

/// `width` or `height` of the page, how much it is, and its parts in their order.
pub(super) type Parts = (&'static str, f64, [f64; 3]);

/// Every size of `text`, the content of `file`, that lies out of its bounds; margins that leave no room
/// for the text.
pub(super) fn beyond(page: [Parts; 2], file: &Path, text: &str) -> Vec<Fault> {
    let sizes: BTreeMap<String, BTreeMap<String, Spanned<Value>>> =
        toml::from_str(text).unwrap_or_default();
    let lines = Lines::of(text);
    let line = |section: &str, key: &str| {
        let value = sizes.get(section).and_then(|keys| keys.get(key));
        value.map_or(Place::file(file), |value| Place::line(file, lines.at(value.span().start)))
    };
    let mut faults = Vec::new();
    for (section, keys, [low, high]) in BOUNDS {
        for key in keys {
            let value = sizes.get(section).and_then(|keys| keys.get(*key));
            let all = value.map_or(Vec::new(), |value| numbers(value.get_ref()));
            let Some(found) = all.into_iter().find(|size| !(low..=high).contains(size)) else {
                continue;
            };
            let message = format!("`{section}.{key}` must be from {low} to {high} (found {found})");
            faults.push(Fault::new(message).at(line(section, key)));
        }
    }
    for (what, of, parts) in page {
        let sum: f64 = parts.iter().sum();
        if faults.is_empty() && sum > of + 1e-9 {
            let [before, within, behind] = match what {
                "width" => ["inner", "text_width", "outer"],
                _ => ["top", "figure_height", "bottom"],
            };
            let message = format!(
                "`page.{before}`, `page.{within}` and `page.{behind}` make {sum} mm, and `page.{what}` is {of}"
            );
            faults.push(Fault::new(message).at(line("page", what)));
        }
    }
    faults
}

/// A number, or those of a list.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Integer(n) => vec![*n as f64],
        Value::Float(x) => vec![*x],
        Value::Array(all) => all.iter().flat_map(numbers).collect(),
        _ => Vec::new(),
    }
}
