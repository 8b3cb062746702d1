//! SDMX-JSON 2.0, and the forms 1.0 and before it that differ little: values by keys of indices, which a
//! structure behind them explains.
//!
//! In: a message of one or several data sets. Out: observations; the row of each is its number in the
//! message, from 1.

mod message;
mod structure;

use std::path::Path;

use super::account::Account;
use super::number::figure_of;
use super::reading::{Expected, Ingested, Source};
use super::sdmx;
use super::sdmx::{
    AREA, Evidence, FREQUENCY, Found, Learned, MULTIPLIER, SERIES, SEX, SOURCE, STATUS, detail,
    flow_id, settled,
};
use crate::fault::{Fault, Faults, Place, Result};
use message::{DataSet, Message, text};
use structure::{Codes, Components};

/// How many faults of one message are told.
const TOLD: usize = 20;

/// Reads one file.
///
/// # Errors
/// What makes it unusable as a whole: no message of SDMX-JSON, no structure, an index that the structure
/// does not have (with the key of the observation).
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let message = message::read(&source.path)?;
    settled(source, |learned| pass(&message, source, expected, learned))
}

fn pass(
    message: &Message,
    source: &Source,
    expected: &Expected,
    learned: &Learned,
) -> Result<Ingested> {
    let mut account = Account::new(source, expected).after(learned);
    let units = message.structures().iter().find_map(structure::units);
    let (names, is_told) = units.unwrap_or_default();
    account.evidence = Evidence::of(Vec::new(), Some((&names.join(", "), is_told)));
    let mut faults = Vec::new();
    let mut row = 0;
    for set in message.data_sets() {
        let components = components(&source.path, message, set)?;
        let take = &mut |what: &str, key: &str, codes| match codes {
            Ok(codes) => {
                row += 1;
                observe(&mut account, &components, set, &codes, row);
            }
            Err(why) if faults.len() < TOLD => {
                faults.push(explained(&source.path, what, key, why));
            }
            Err(_) => {}
        };
        observations(&components, set, take);
    }
    if account.count.rows == 0 && faults.is_empty() {
        let fault = Fault::new("the message holds no observation").at(Place::file(&source.path));
        let hint = "the service answers so where it has nothing for what was asked: check the address in sources.toml";
        faults.push(fault.hint(hint));
    }
    Faults::check(faults, account.done())
}

/// When the message was made, as it says itself.
///
/// # Errors
/// No message of SDMX-JSON.
pub(super) fn vintage(path: &Path) -> Result<Option<String>> {
    Ok(message::read(path)?.prepared())
}

fn explained(path: &Path, what: &str, key: &str, why: String) -> Fault {
    Fault::new(format!("the {what} `{key}`: {why}"))
        .at(Place::file(path))
        .hint("the message is cut or damaged: fetch it again; nothing of it was used")
}

/// The structure that a data set says it has.
fn components<'m>(path: &Path, message: &'m Message, set: &DataSet) -> Result<Components<'m>> {
    let (structures, index) = (message.structures(), set.structure);
    let Some(structure) = structures.get(index) else {
        let message = format!(
            "the message has no structure {index} (from 0), which a data set names; it has {}",
            structures.len()
        );
        let first = set.first_key();
        let first = first.map_or(String::new(), |key| format!(" of the observation `{key}`"));
        return Err(Fault::new(message)
            .at(Place::file(path))
            .hint(format!("without it the codes{first} can't be told; fetch the message again"))
            .into());
    };
    let told = |why| Fault::new(format!("structures[{index}]: {why}")).at(Place::file(path)).into();
    Components::of(structure).map_err(told)
}

/// What is done with an observation: what it is called, its key, and its codes or what is wrong.
type Take<'t, 'm> = dyn FnMut(&str, &str, std::result::Result<Codes<'m>, String>) + 't;

/// Hands on each observation of a data set with its codes, in the order of the file.
fn observations<'m>(components: &Components<'m>, set: &'m DataSet, take: &mut Take<'_, 'm>) {
    const ONE: &str = "observation";
    let groups = match components.groups(set) {
        Ok(groups) => groups,
        Err((key, why)) => return take("group of attributes", &key, Err(why)),
    };
    for (key, values) in &set.observations.0 {
        take(ONE, key, components.codes(set, key, &[], values, &groups));
    }
    for (series, one) in &set.series.0 {
        for (key, values) in &one.observations.0 {
            let key = format!("{series}:{key}");
            take(ONE, &key, components.codes(set, &key, &one.attributes, values, &groups));
        }
    }
}

/// Takes one observation into the account.
fn observe(account: &mut Account, components: &Components, set: &DataSet, codes: &Codes, row: u64) {
    let one_of = |names: &[&'static str]| {
        let known = names.iter().find_map(|name| Some((codes.get(name)?, *name)));
        known.unwrap_or(("", names[0]))
    };
    let area = one_of(&AREA);
    let named = SERIES.iter().find(|name| codes.dimension(name).is_some()).copied();
    let flow = flow_id(components.flow.or(set.flow()).unwrap_or_default());
    let series = named.and_then(|name| codes.dimension(name)).unwrap_or(flow);
    let remark = codes.remark();
    let written = codes.value.map(text).unwrap_or_default();
    let written = written.trim();
    let unit = codes.unit();
    let found = Found {
        area,
        series: if set.deletes() { "" } else { series },
        sex: SEX.iter().find_map(|name| codes.get(name)),
        frequency: one_of(&FREQUENCY),
        action: set.action(),
        period: (codes.get("TIME_PERIOD").unwrap_or_default(), "TIME_PERIOD"),
        written: (written, "OBS_VALUE"),
        figure: figure_of(written, false),
        multiplier: one_of(&MULTIPLIER),
        decimals: codes.get("DECIMALS").unwrap_or_default(),
        unit: &unit,
        status: one_of(&STATUS),
        source: one_of(&SOURCE).0,
        remark: &remark,
        ..Found::default()
    };
    let codes = sdmx::Codes {
        detail: &|| detail(codes.breakdowns([Some(area.1), named])),
        of: &|name| codes.get(name),
        dimensions: &|| codes.dimensions(),
        has_attributes: &|| codes.has_attributes(),
    };
    sdmx::take(account, found, &codes, || row);
}
