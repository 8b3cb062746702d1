//! What a user calls an area or a region in, the areas that are meant out.

use crate::fault::{Fault, Result, nearest};
use crate::framework::Framework;
use crate::ingest::{AreaCodes, Match};
use crate::model::Areas;

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

/// The areas among `scored` whose row of the reference table says `text` of any column of theirs, as a
/// region, a subregion or an income group, and how that is written there.
///
/// # Errors
/// Of none, with the nearest; no such area is scored.
pub(super) fn region(areas: &Areas, scored: &[&str], text: &str) -> Result<(String, Vec<String>)> {
    let wanted = text.to_lowercase();
    let said = |area: &crate::model::RefArea| area.attributes.values().cloned().collect::<Vec<_>>();
    let is_words = |value: &String| value.len() > 3 && value.parse::<f64>().is_err();
    let mut known: Vec<String> = areas.iter().flat_map(said).filter(is_words).collect();
    known.sort();
    known.dedup();
    let Some(value) = known.iter().find(|value| value.to_lowercase() == wanted) else {
        let near = nearest(text, known.iter().map(String::as_str));
        return Err(Fault::new(format!("there is no region `{text}`"))
            .nearest(text, near)
            .hint("name one as the reference table of areas does: a region, a subregion, an income group")
            .into());
    };
    let is_in = |code: &&&str| areas.get(code).is_some_and(|area| said(area).contains(value));
    let codes: Vec<String> = scored.iter().filter(is_in).map(|code| (*code).to_owned()).collect();
    if codes.is_empty() {
        return Err(Fault::new(format!("no area that is scored is in {value}")).into());
    }
    Ok((value.clone(), codes))
}
