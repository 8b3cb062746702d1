//! JSON by the names in it: messages of figures, publishers' lists, errors.

use serde_json::Value;

use super::what::{Foreign, Holds, List, shortened};
use crate::model::Reader;

/// What a text is that begins as JSON; a cut one is told by what there is of it.
pub(super) fn look(text: &str) -> Holds {
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    let any = |keys: &[&str]| keys.iter().any(|key| has(key));
    let all = |keys: &[&str]| keys.iter().all(|key| has(key));
    let is_list = text.starts_with('[');
    let known = |reader| Holds::Json(Some(reader), error(text));
    let nothing = |what: &str, hint: &str| Holds::Nothing(Foreign::new(what, hint));
    if any(&["dataSets", "dataSet"]) {
        known(Reader::SdmxJson)
    } else if any(&[
        "dataStructures",
        "codelists",
        "dataflows",
        "conceptSchemes",
        "dataConstraints",
    ]) {
        Holds::List(&STRUCTURES)
    } else if text.contains("sdmx-json") {
        known(Reader::SdmxJson)
    } else if any(&["totalPages", "totalElements"]) || has("geoAreaCode") && any(&["value", "data"])
    {
        known(Reader::Unsdg)
    } else if is_list && any(&["per_page", "message"]) {
        known(Reader::Worldbank)
    } else if all(&["class", "dataset"])
        || all(&["class", "collection", "link"])
        || all(&["dimension", "value", "size"])
    {
        nothing(
            "JSON-stat, which is not read",
            "ask the service for SDMX-CSV (`format=SDMX-CSV`) or SDMX-JSON",
        )
    } else if is_list && has("obs_value") {
        nothing(
            "ILOSTAT's figures as JSON, which are not read",
            "ask for `type=code&format=.csv` in the address",
        )
    } else if is_list && text.contains(".label\"") {
        Holds::List(&super::tables::ILOSTAT)
    } else if is_list && (all(&["uri", "code"]) || has("geoAreaCode")) {
        Holds::List(&UNSDG)
    } else if all(&["chart", "columns"]) || has("owidVariableId") {
        Holds::List(&OWID)
    } else if all(&["resources", "schema"]) || has("tableSchema") {
        Holds::List(&TABLES)
    } else if has("@odata.context") {
        nothing(
            "an answer of an OData service, such as WHO's Global Health Observatory, which is not read",
            r#"make a table of it, and give that a sidecar: `jq -r '["area","year","sex","value"], (.value[] | [.SpatialDim, .TimeDim, .Dim1, .NumericValue]) | @csv' FILE > NEW.csv`; what else its records say stands in them by name"#,
        )
    } else if has("FeatureCollection") {
        nothing("a map (GeoJSON)", "ask for the figures as CSV")
    } else {
        Holds::Json(None, error(text))
    }
}

const STRUCTURES: List = List {
    what: "a structure message of SDMX-JSON (data flows, code lists)",
    figures: "figures are in the message of data (`/data/…` in the address)",
};
const UNSDG: List = List {
    what: "a list of the UN SDG database (goals, series or areas)",
    figures: "figures are in `Series/Data?seriesCode=…`, or in the portal's CSV",
};
const OWID: List = List {
    what: "Our World in Data's description of a chart (metadata.json)",
    figures: "figures are in the .csv beside it",
};
const TABLES: List =
    List { what: "a description of tables", figures: "figures are in the tables that it names" };

/// JSON where a table is expected: most often an error's message.
fn error(text: &str) -> Foreign {
    let value: Option<Value> = serde_json::from_str(text).ok();
    match value.as_ref().and_then(message) {
        Some(said) => Foreign::new(
            format!("no data: the provider answers with an error: {}", shortened(&said)),
            "check its address and the code of the series, which may have been retired or renamed, or fetch it again later",
        ),
        None => Foreign::new(
            "JSON where a table is expected",
            "of JSON, SDMX-JSON and pages of the World Bank's and the UN's API are read",
        )
        .saying(&shortened(text)),
    }
}

/// What an error's object says, in the words of the provider.
pub(in crate::ingest) fn message(value: &Value) -> Option<String> {
    let errors = ["error", "errors", "message", "Message"];
    let more = ["documentation", "title", "detail", "ExceptionMessage"];
    let is_error = errors.iter().any(|part| value.get(part).is_some());
    let parts = errors.iter().chain(&more).filter_map(|part| value.get(part));
    let said: Vec<String> = parts.map(plain).collect();
    is_error.then(|| said.join("; "))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(plain).collect::<Vec<_>>().join("; "),
        Value::Object(_) => message(value).unwrap_or_else(|| value.to_string()),
        other => other.to_string(),
    }
}

/// Why a text is no JSON, in words of its writer.
pub(in crate::ingest) fn why(error: &serde_json::Error) -> String {
    let deep = "it is nested more deeply than any file of this kind";
    let told = error.to_string().replace("recursion limit exceeded", deep);
    told.replace("expected usize", "expected a whole number").replace("sequence", "list")
}
