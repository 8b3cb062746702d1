//! Codes of areas that only the data name in; those that differ by capitals alone out. Which is meant no
//! one can tell, and files are named after codes, which some systems take for the same.

use std::collections::BTreeMap;
use std::path::Path;

use crate::fault::{Fault, Place};
use crate::ingest::Ingested;
use crate::model::said;

pub(super) fn differing(codes: &[String], ingested: &Ingested) -> Vec<Fault> {
    let mut seen: BTreeMap<String, &String> = BTreeMap::new();
    let differs =
        codes.iter().filter_map(|code| Some((seen.insert(code.to_lowercase(), code)?, code)));
    differs.map(|(other, code)| fault(other, code, ingested)).collect()
}

fn fault(other: &str, code: &str, ingested: &Ingested) -> Fault {
    let message =
        format!("the areas `{}` and `{}` differ by capitals alone", said(other), said(code));
    let fault = Fault::new(message)
        .hint("write one of them throughout; where they are two areas, tell them apart by more");
    match ingested.observations.iter().find(|o| *o.ref_area == *code) {
        Some(o) => fault.at(Place::line(Path::new(&*o.origin.file), o.origin.row())),
        None => fault,
    }
}
