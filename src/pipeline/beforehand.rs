//! An edition and its method in; what a reader would take amiss out, in a sentence each: a date before the
//! data, and texts that a language does not have.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::edition::Edition;
use crate::method::Method;
use crate::model::Language;

/// How many codes are named before the rest is counted.
const TOLD: usize = 12;

/// The newest figures that are used, where the edition is dated before they were there. `latest`: the
/// latest year of a value, where it is known.
pub fn too_early(edition: &Edition, method: &Method, latest: Option<i32>) -> Option<String> {
    let date = edition.date.as_str();
    // A vintage may be a year or a month: as far as it goes.
    let is_later = |vintage: &str| date.get(..vintage.len()).is_some_and(|begin| begin < vintage);
    let read: BTreeSet<String> =
        method.framework.series_used().into_iter().map(|(series, _)| series).collect();
    let series = method.catalogue.iter().flat_map(|catalogue| &catalogue.series);
    let later: Vec<_> = series.filter(|s| read.contains(&s.code) && is_later(&s.vintage)).collect();
    let newest = later.iter().map(|series| series.vintage.as_str()).max();
    let what = match (newest, latest.filter(|latest| is_later(&latest.to_string()))) {
        (Some(newest), _) => {
            format!("{} series are of later releases, up to {newest}", later.len())
        }
        (None, Some(latest)) => format!("it uses values of {latest}"),
        (None, None) => return None,
    };
    Some(format!(
        "the edition {} is dated {date}, before its own data: {what}; `date` is the day of its making, and `reconstructed_beside` says that it is one looking back",
        edition.id
    ))
}

/// The texts of a method that stand in English in a report of another language, by what has them.
pub fn in_english_only(method: &Method, language: Language) -> Option<String> {
    if language == Language::En {
        return None;
    }
    let framework = serde_json::to_value(&method.framework).ok()?;
    let mut found = BTreeMap::new();
    collect(&framework, ("", ""), language.code(), &mut found);
    let scored: BTreeSet<&str> = method.in_scope().unwrap_or_default().into_iter().collect();
    let areas = method.areas.iter().flat_map(|areas| areas.iter());
    for area in areas.filter(|area| scored.contains(area.code.as_str())) {
        let name = serde_json::to_value(&area.name).ok()?;
        collect(&name, (&area.code, "name"), language.code(), &mut found);
    }
    let n = found.len();
    let told = found.iter().take(TOLD).map(|(code, keys)| {
        format!("{code} ({})", keys.iter().map(String::as_str).collect::<Vec<_>>().join(", "))
    });
    let told = told.collect::<Vec<_>>().join(", ");
    let more = if n > TOLD { format!(" and {} more", n - TOLD) } else { String::new() };
    let code = language.code();
    (n > 0).then(|| {
        format!(
            "`{code}` has no texts of its own for {n} entries of the method, so they stand there in English: {told}{more}; write each as {{ en = \"…\", {code} = \"…\" }}"
        )
    })
}

/// Every text in a value that has English words and none in a language: by the code it belongs to, under
/// which keys. `at`: the nearest code above, and the key.
fn collect(
    value: &Value,
    at: (&str, &str),
    language: &str,
    found: &mut BTreeMap<String, BTreeSet<String>>,
) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(english)) = fields.get("en") {
                let is_word = english.chars().any(char::is_alphabetic);
                if is_word && !fields.contains_key(language) {
                    found.entry(at.0.to_owned()).or_default().insert(at.1.to_owned());
                }
                return;
            }
            let code = fields.get("code").and_then(Value::as_str).unwrap_or(at.0);
            fields.iter().for_each(|(key, value)| collect(value, (code, key), language, found));
        }
        Value::Array(values) => {
            values.iter().for_each(|value| collect(value, at, language, found));
        }
        _ => {}
    }
}
