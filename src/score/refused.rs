//! Why areas have no score at a level, or no value of an indicator, in; one fault for all that are refused
//! alike out, so that a hundred of them are one line to read.

use std::collections::BTreeMap;

use crate::fault::Fault;
use crate::framework::Refusal;

/// Areas that are refused, by the column below the level for which they are.
type ByChild<'a> = BTreeMap<Option<usize>, Vec<&'a str>>;

/// How many areas a fault names before it counts the rest.
const NAMED: usize = 20;

/// Faults of the level or indicator `code`; `child` gives the code of what stands in a column below it.
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
        let named = by_child.iter().map(|(column, areas)| listed(areas) + &of_child(column));
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

/// The first of them, and how many there are beyond.
fn listed(areas: &[&str]) -> String {
    let first = areas[..areas.len().min(NAMED)].join(", ");
    match areas.len().checked_sub(NAMED) {
        Some(more @ 1..) => format!("{first} and {more} more"),
        _ => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_areas_the_first_are_named_and_the_rest_counted() {
        let areas: Vec<String> = (10..35).map(|n| format!("A{n}")).collect();
        let refusal = |area| Refusal::new("no value", "x").area(area);
        let told = |n: usize| {
            let refusals: Vec<Refusal> = (0..n).map(refusal).collect();
            faults("i", &areas, &|_| "", &refusals)[0].message.clone()
        };
        assert_eq!(told(1), "i of A10: no value");
        assert!(told(20).starts_with("i of 20 areas: no value: A10, A11, "));
        assert!(told(20).ends_with(", A28, A29"), "{}", told(20));
        assert!(told(25).ends_with(", A28, A29 and 5 more"), "{}", told(25));
    }
}
