//! What a user calls an area or a region in, the areas that are meant out.

use std::collections::BTreeSet;

use crate::fault::{Fault, Result, nearest};
use crate::framework::{Framework, Group, Grouping};
use crate::ingest::{AreaCodes, Match, folded};
use crate::model::{Areas, Language, Names, RefArea};

/// The position among `scored` of the area that a text means, by code or by a name in any language.
///
/// # Errors
/// None does, with the nearest; a name of several; one that is not scored.
pub(super) fn area(
    framework: &Framework,
    codes: Option<&AreaCodes>,
    scored: &[String],
    text: &str,
) -> Result<usize> {
    let by_code = |code: &str| scored.iter().position(|known| known == code);
    if let Some(area) = by_code(text).or_else(|| by_code(&text.to_uppercase())) {
        return Ok(area);
    }
    let unknown = |near: Option<String>| {
        let fault = Fault::new(format!("there is no area `{text}`"));
        match near {
            Some(near) => fault.hint(format!("did you mean `{near}`?")),
            None => fault.nearest(text, scored.iter().map(String::as_str)),
        }
    };
    let Some(codes) = codes else { return Err(unknown(None).into()) };
    let found = match codes.find("", text) {
        Match::Unknown(_) => codes.find("", &text.to_uppercase()),
        found => found,
    };
    match found {
        Match::Area(code) => by_code(&code).ok_or_else(|| {
            let message = format!("`{text}` ({code}) is not among the areas that are scored");
            let scope = framework.scope.as_ref();
            let fault = Fault::new(message);
            match scope {
                Some(scope) => {
                    fault.hint(format!("its {} is not {}", scope.column, scope.value)).into()
                }
                None => fault.hint("it has no row in the data").into(),
            }
        }),
        Match::Ambiguous(hint) => {
            Err(Fault::new(format!("several areas go by `{text}`")).hint(&*hint).into())
        }
        Match::NoArea => Err(Fault::new(format!("`{text}` is a group, and no area")).into()),
        Match::Outside => {
            let message = format!("`{text}` is a territory that the table of areas does not have");
            Err(Fault::new(message).into())
        }
        Match::Unknown(near) => Err(unknown(near).into()),
    }
}

/// A group of areas, with all that it goes by.
struct Called<'a> {
    column: &'a str,
    group: Group,
    by: Vec<&'a str>,
    /// What it is a kind of.
    of: &'a Names,
}

impl Called<'_> {
    fn has(&self, area: &RefArea) -> bool {
        area.attribute(self.column) == Some(&self.group.value)
    }
}

/// The groups of every grouping, and the words in further columns of the table of areas.
fn called<'a>(framework: &'a Framework, areas: &'a Areas) -> Vec<Called<'a>> {
    let groupings = || framework.groupings.iter().chain(&framework.regions);
    let mut all: Vec<Called> = Vec::new();
    for grouping in groupings() {
        let Grouping { code, column, name: of, groups, .. } = grouping;
        all.extend(groups.iter().map(|group| {
            let mut by: Vec<&str> = group.name.each().chain([group.value.as_str()]).collect();
            // Who is in and who isn't: the group is all there is of its grouping.
            if groups.len() == 1 {
                by.extend(of.each().chain([code.as_str()]));
            }
            Called { column, group: group.clone(), by, of }
        }));
    }
    let grouped: BTreeSet<&str> = groupings().map(|grouping| grouping.column.as_str()).collect();
    let further: BTreeSet<(&String, &String)> = areas
        .iter()
        .flat_map(|area| &area.attributes)
        .filter(|(column, value)| {
            !grouped.contains(column.as_str())
                && value.chars().count() > 3
                && value.parse::<f64>().is_err()
        })
        .collect();
    all.extend(further.into_iter().map(|(column, value)| Called {
        column,
        group: Group { value: value.clone(), name: Names::english(value) },
        by: vec![value],
        of: &NO_KIND,
    }));
    all
}

/// Of a column that no grouping names.
static NO_KIND: Names = Names { en: String::new(), fr: None, es: None };

/// The areas among `scored` that are in the group which a text means, by its name in any language, as the
/// table of areas has it, or by its code; and the group.
///
/// # Errors
/// It means none, or several, with what there is in `language`; no such area is scored.
pub(super) fn region(
    (framework, areas, codes): (&Framework, &Areas, Option<&AreaCodes>),
    scored: &[&str],
    text: &str,
    language: Language,
) -> Result<(Group, Vec<String>)> {
    let all = called(framework, areas);
    let wanted = [Some(text), codes.and_then(|codes| codes.group(text))];
    let wanted: Vec<String> = wanted.into_iter().flatten().map(folded).collect();
    let is_meant = |name: &&str| wanted.contains(&folded(name));
    let mut meant = all.iter().filter(|called| called.by.iter().any(&is_meant));
    let Some(first) = meant.next() else {
        return Err(no_group(&all, text, language).into());
    };
    let members = |called: &Called| -> Vec<String> {
        let is_in = |code: &&&str| areas.get(code).is_some_and(|area| called.has(area));
        scored.iter().filter(is_in).map(|code| (*code).to_owned()).collect()
    };
    let codes = members(first);
    let name = |called: &Called| called.group.name.in_language(language).to_owned();
    if let Some(other) = meant.find(|other| members(other) != codes) {
        let which = format!("{} and {}", name(first), name(other));
        let fault = Fault::new(format!("several groups of areas go by `{text}`: {which}"));
        return Err(fault.hint("name one in full").into());
    }
    if codes.is_empty() {
        return Err(Fault::new(format!("no area that is scored is in {}", name(first))).into());
    }
    Ok((first.group.clone(), codes))
}

/// A text means no group: the nearest that there is, and all, by what they are.
fn no_group(all: &[Called], text: &str, language: Language) -> Fault {
    let near = nearest(text, all.iter().flat_map(|called| called.by.iter().copied()));
    let fault = Fault::new(format!("there is no region `{text}`, nor another group of areas"));
    let mut kinds: Vec<(&Names, Vec<&str>)> = Vec::new();
    for Called { of, group, .. } in all {
        let name = group.name.in_language(language);
        match kinds.iter_mut().find(|(kind, _)| kind == of) {
            Some((_, names)) => names.push(name),
            None => kinds.push((of, vec![name])),
        }
    }
    let told = kinds.iter().map(|(kind, names)| {
        let (kind, names) = (kind.in_language(language), names.join(", "));
        // What is alone says what it is.
        if kind.is_empty() || kind == names { names } else { format!("{kind}: {names}") }
    });
    told.fold(fault.nearest(text, near), Fault::hint)
}
