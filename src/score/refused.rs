//! Why areas have no score at a level in; one fault for all that are refused alike out, so that a
//! hundred of them are one line to read.

use std::collections::BTreeMap;

use crate::fault::Fault;
use crate::framework::NoWeights as Refusal;

/// Areas that are refused, by the column below the level for which they are.
type ByChild<'a> = BTreeMap<Option<usize>, Vec<&'a str>>;

/// Faults of the level `code`; `child` gives the code of what stands in a column below it.
pub(super) fn faults<'a>(
    code: &str,
    areas: &[String],
    child: &dyn Fn(usize) -> &'a str,
    refusals: &[Refusal],
) -> Vec<Fault> {
    let mut alike: BTreeMap<(&str, &str), ByChild> = BTreeMap::new();
    for refusal in refusals {
        let of = alike.entry((&refusal.message, &refusal.hint)).or_default();
        of.entry(refusal.column).or_default().extend(refusal.area.map(|a| areas[a].as_str()));
    }
    let of_child =
        |column: &Option<usize>| column.map_or(String::new(), |c| format!(" ({})", child(c)));
    let fault = |((message, hint), by_child): (_, ByChild)| {
        let named = by_child.iter().map(|(column, areas)| areas.join(", ") + &of_child(column));
        let named: Vec<String> = named.collect();
        let message =
            match (by_child.values().map(Vec::len).sum::<usize>(), by_child.first_key_value()) {
                (1, Some((column, areas))) => {
                    format!("{code} of {}: {message}{}", areas.concat(), of_child(column))
                }
                (0, _) => format!("{code}: {message}{}", named.concat()),
                (n, _) => format!("{code} of {n} areas: {message}: {}", named.join("; ")),
            };
        Fault::new(message).hint(str::replace(hint, "LEVEL", code))
    };
    alike.into_iter().map(fault).collect()
}
