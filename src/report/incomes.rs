//! Incomes between countries and inside them: a section of the chapter on inequality.

use super::content::{Align, Block, Column, Table};
use super::prose::{Prose, share, text, year};
use crate::analyse::Shared;
use crate::fault::Result;
use crate::words::{Number, said, say};

/// How much of all inequality lies between States, what that takes for granted, and how income is shared
/// inside them; nothing where income per head is not known.
pub(super) fn section(prose: &Prose) -> Result<Vec<Block>> {
    let found = &prose.findings.incomes;
    let Some(all) = &found.all else { return Ok(Vec::new()) };
    let theil = |t: f64| Number::decimal(t, 2);
    let of_all = said![n = all.n, people = share(all.people), between = theil(all.between)];
    let mut blocks = vec![prose.heading("inequality.between.heading")?];
    let known = found.known.as_ref().and_then(|of| Some((of, of.share()?, of.within?, of.years?)));
    match known {
        Some((of, part, within, [first, last])) => {
            let said = said![
                n = of.n,
                people = share(of.people),
                share = share(part),
                between = theil(of.between),
                whole = theil(of.between + within),
                first = year(first),
                last = year(last)
            ];
            let text = say!(prose, "inequality.between.text", ..said)?;
            let beside = say!(prose, "inequality.between.all", ..of_all)?;
            blocks.push(Block::Text { text: format!("{text} {beside}") });
            if let Some((_, why)) = &prose.framework.within {
                let why = prose.in_language(why);
                blocks.push(text!(prose, "inequality.between.granted", why)?);
            }
        }
        None => blocks.push(text!(prose, "inequality.between.only", ..of_all)?),
    }
    blocks.extend(table(prose)?.map(Block::Table));
    Ok(blocks)
}

fn table(prose: &Prose) -> Result<Option<Table>> {
    let shared = &prose.findings.incomes.shared;
    if shared.is_empty() {
        return Ok(None);
    }
    let own = prose.findings.inequality.as_ref().map(|found| found.indicator);
    let width = 110.0 / (prose.framework.shares.len() + 1) as f64;
    let decimal = |head: &str| Column::new(head, width, Align::Right);
    let mut columns = vec![prose.column("column.group", 60.0, Align::Left)?];
    columns.extend(prose.framework.shares.iter().map(|of| decimal(prose.in_language(&of.name))));
    columns.extend(own.map(|indicator| decimal(prose.indicator(indicator))));
    let row = |of: &Shared| -> Result<Vec<String>> {
        let name = match of.group.zip(prose.framework.peers()) {
            Some((group, peers)) => prose.exhibits.group(peers, group).to_owned(),
            None => say!(prose, "column.world")?,
        };
        let cell = |median: &Option<(f64, usize)>| match median {
            Some((value, n)) => {
                say!(prose, "inequality.between.cell", value = Number::decimal(*value, 1), n = *n)
            }
            None => say!(prose, "none"),
        };
        let cells = of.medians.iter().map(cell).collect::<Result<Vec<_>>>()?;
        Ok(std::iter::once(name).chain(cells).collect())
    };
    let (title, note) =
        (say!(prose, "inequality.between.title")?, say!(prose, "inequality.between.note")?);
    let rows = shared.iter().map(row).collect::<Result<Vec<_>>>()?;
    Ok(Some(prose.table(title, note, columns, rows)?.ruled(vec![1])))
}
