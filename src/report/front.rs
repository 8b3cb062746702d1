//! Cover, imprint and the properties of the file.

use super::content::{Cover, Document, Labelled, Tile};
use super::prose::{Prose, year};
use crate::drawing::printable;
use crate::exhibits::{self, ids};
use crate::fault::Result;
use crate::words::{Number, said, say};

pub(super) fn document(prose: &Prose) -> Result<Document> {
    let title = prose.in_language(&prose.edition.title).to_owned();
    let edition = edition(prose)?;
    let named = said![title = &title, edition = &edition];
    Ok(Document {
        running: say!(prose, "front.running", ..named)?,
        title: say!(prose, "front.document", ..named)?,
        author: match &prose.edition.another {
            Some(_) => String::new(),
            None => say!(prose, "front.author")?,
        },
        description: match &prose.edition.another {
            Some(_) => statement(prose)?.join(" "),
            None => prose.in_language(&prose.edition.subtitle).to_owned(),
        },
        keywords: prose.framework.focus_areas().map(|l| prose.level(l).to_owned()).collect(),
    })
}

pub(super) fn edition(prose: &Prose) -> Result<String> {
    let edition = prose.edition;
    if let Some(another) = &edition.another {
        return say!(prose, "front.another", title = prose.in_language(&another.beside));
    }
    let key = if is_reconstruction(prose) { "front.reconstructed" } else { "front.edition" };
    say!(prose, key, id = &edition.id)
}

fn is_reconstruction(prose: &Prose) -> bool {
    prose.edition.reconstructed_beside.is_some()
}

pub(super) fn cover(prose: &Prose) -> Result<Cover> {
    let edition = prose.edition;
    let cut_off = prose.panel.cut_off;
    let states = prose.panel.areas.len();
    Ok(Cover {
        title: prose.in_language(&edition.title).to_owned(),
        subtitle: prose.in_language(&edition.subtitle).to_owned(),
        edition: self::edition(prose)?,
        cut_off: say!(prose, "cover.cut_off", year = year(cut_off), states)?,
        statement: statement(prose)?,
        credit: match &edition.another {
            Some(_) => String::new(),
            None => say!(prose, "cover.credit")?,
        },
        tiles: tiles(prose),
    })
}

/// The map of the index as bare tiles, where it was drawn: places and classes from its data.
fn tiles(prose: &Prose) -> Vec<Tile> {
    let index = prose.framework.levels.first();
    let map = index.and_then(|level| prose.figures.get(&*ids::id_of("map", &level.code)));
    let Some((head, rows)) = map.and_then(|map| map.data.split_first()) else {
        return Vec::new();
    };
    let place = |name: &str| head.iter().position(|column| column == name);
    let (Some(column), Some(row), Some(code)) = (place("column"), place("row"), place("ref_area"))
    else {
        return Vec::new();
    };
    let classes = exhibits::colours::Classes::of(prose, 0);
    let score = |code: &String| {
        let area = prose.panel.areas.iter().position(|area| area == code)?;
        *prose.scores.levels.get(area, 0)
    };
    let tile = |cells: &Vec<String>| {
        Some(Tile {
            column: cells.get(column)?.parse().ok()?,
            row: cells.get(row)?.parse().ok()?,
            class: score(cells.get(code)?).map(|score| classes.class(score)),
        })
    };
    rows.iter().filter_map(tile).collect()
}

/// What a reader must know before opening: that it is no edition, is of some States, or looks back.
fn statement(prose: &Prose) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    if let Some(another) = &prose.edition.another {
        let title = prose.in_language(&another.beside);
        lines.push(match &another.framework {
            Some(file) => say!(prose, "cover.another", title, file = printable(file))?,
            None => {
                let data = printable(&prose.words.apart(&another.data));
                say!(prose, "cover.other_data", title, data)?
            }
        });
    }
    if prose.only.is_some() {
        let names = prose.short_list(&prose.with_pages())?;
        lines.push(say!(prose, "cover.only", areas = names, n = prose.panel.areas.len())?);
    }
    if !is_reconstruction(prose) {
        return Ok(lines);
    }
    lines.push(say!(prose, "cover.reconstruction", cut_off = year(prose.panel.cut_off))?);
    lines.extend(beside_the_later(prose, "cover.differing")?);
    Ok(lines)
}

/// The sentence `key` with how a reconstruction differs from the later edition; none for others.
pub(super) fn beside_the_later(prose: &Prose, key: &str) -> Result<Option<String>> {
    let Some(found) = prose.reconstruction else { return Ok(None) };
    let arguments = said![
        beside = &found.beside,
        cut_off = year(found.cut_off),
        shared = found.shared,
        differing = found.differing,
        only_later = found.only_later,
        only_here = found.only_here
    ];
    say!(prose, key, ..arguments).map(Some)
}

pub(super) fn imprint(prose: &Prose) -> Result<Vec<Labelled>> {
    let title = prose.in_language(&prose.edition.title).to_owned();
    let mut parts = vec![Labelled { label: title, text: self::edition(prose)? }];
    if prose.edition.another.is_some() {
        parts[0].text = statement(prose)?.join(" ");
        let text = say!(prose, "imprint.boundaries.text")?;
        parts.push(prose.labelled("imprint.boundaries.label", text)?);
        return Ok(parts);
    }
    parts.extend(day_and_citation(prose)?);
    for key in ["independent", "beside", "boundaries", "wrong_number", "errata", "licence"] {
        let text = say!(prose, &format!("imprint.{key}.text"))?;
        parts.push(prose.labelled(&format!("imprint.{key}.label"), text)?);
    }
    if let Some(address) = &prose.edition.repository {
        parts.push(prose.labelled("imprint.repository", address.as_str())?);
    }
    Ok(parts)
}

/// The day, and how to cite.
fn day_and_citation(prose: &Prose) -> Result<[Labelled; 2]> {
    let (year, ..) = prose.edition.day()?.civil();
    let cite = said![
        author = say!(prose, "front.author")?,
        year = Number::year(year as i32),
        title = prose.in_language(&prose.edition.title),
        edition = edition(prose)?
    ];
    Ok([
        prose.labelled("imprint.published.label", prose.published()?)?,
        prose.labelled("imprint.cite.label", say!(prose, "imprint.cite.text", ..cite)?)?,
    ])
}
