//! What moves the ranking, each focus area and each State.

use super::column::column;
use crate::exhibits::choices;
use crate::fault::Result;
use crate::report::content::{Align, Block, Table};
use crate::report::prose::{Prose, share, text};
use crate::uncertainty::sensitivity::{Estimate, OutputIndices};
use crate::uncertainty::{Sensitivities, Unknown};
use crate::words::{Number, said, say};

/// Names at most that can't be told apart.
const NAMED: usize = 3;

/// What moves ranks most, for the annex's summary.
pub(super) fn lead(prose: &Prose) -> Result<Option<String>> {
    let of = prose.sensitivities.filter(|of| !of.choices.is_empty());
    let Some(of) = of else { return Ok(None) };
    most(prose, of, &of.ranking, "certainty.lead.most").map(Some)
}

/// `<key>` with the one choice that leads and its share, `<key>_tied` with those that can't be told
/// apart, `<key>_many` where they are too many to name, `<key>_still` where nothing moves the output
/// for certain, or why that is not known.
pub(super) fn most(
    prose: &Prose,
    of: &Sensitivities,
    output: &OutputIndices,
    key: &str,
) -> Result<String> {
    let unknown = match of.unknown(output) {
        None | Some(Unknown::NeverMoves | Unknown::NothingVaries) => None,
        Some(Unknown::TooManyChoices) => Some("certainty.unknown.many"),
        Some(Unknown::Missing) => Some("certainty.unknown.missing"),
    };
    if let Some(key) = unknown {
        return say!(prose, key);
    }
    let leading = of.leading(output);
    let names = leading.iter().map(|(choice, _)| choices::name(prose, choice));
    let names: Vec<String> = names.collect::<Result<_>>()?;
    match (&leading[..], &names[..]) {
        ([], _) => say!(prose, &format!("{key}_still")),
        ([(_, indices)], [name]) => {
            say!(prose, key, choice = &name, share = share(indices.total.value))
        }
        (_, names) if names.len() > NAMED => {
            say!(prose, &format!("{key}_many"), n = names.len())
        }
        (_, names) => say!(prose, &format!("{key}_tied"), choices = prose.list(names)?),
    }
}

pub(super) fn blocks(prose: &Prose) -> Result<Vec<Block>> {
    let Some(of) = prose.sensitivities else { return Ok(Vec::new()) };
    let mut blocks = vec![prose.heading("certainty.moves.heading")?];
    if of.choices.is_empty() {
        blocks.push(text!(prose, "certainty.moves.nothing")?);
        return Ok(blocks);
    }
    blocks.push(text!(prose, "certainty.moves.text", runs = of.runs as usize)?);
    if let Some(alone) = &of.ranking.alone {
        let said = said![low = share(alone.low().max(0.0)), high = share(alone.high().min(1.0))];
        blocks.push(text!(prose, "certainty.moves.alone", ..said)?);
    }
    blocks.extend(prose.figure("sensitivity")?);
    if of.ranking.inputs.is_some() {
        blocks.push(Block::Table(whole(prose, of)?));
    }
    if !of.levels.is_empty() {
        blocks.push(Block::Table(by_level(prose, of)?));
    }
    blocks.push(Block::Table(by_state(prose, of)?));
    Ok(blocks)
}

/// The indices of the whole ranking.
fn whole(prose: &Prose, of: &Sensitivities) -> Result<Table> {
    let columns = vec![
        column(prose, "choice", "", 66.0, Align::Left)?,
        column(prose, "total", "percent", 26.0, Align::Decimal)?,
        column(prose, "interval", "percent", 26.0, Align::Right)?,
        column(prose, "alone", "percent", 26.0, Align::Decimal)?,
        column(prose, "interval", "percent", 26.0, Align::Right)?,
    ];
    let percent = |value: f64| Number::decimal(100.0 * value, 0);
    let cells = |of: &Estimate| -> Result<[String; 2]> {
        let ends = said![first = percent(of.low()), last = percent(of.high())];
        Ok([prose.number(percent(of.value)), say!(prose, "certainty.ends", ..ends)?])
    };
    let mut rows = Vec::new();
    for (choice, indices) in of.ordered(&of.ranking) {
        let mut row = vec![choices::label(prose, choice)?];
        row.extend(cells(&indices.total)?);
        row.extend(cells(&indices.first)?);
        rows.push(row);
    }
    let note = say!(prose, "certainty.moves.whole_note")?;
    prose.table(say!(prose, "certainty.moves.whole")?, note, columns, rows)
}

/// What moves each focus area most.
fn by_level(prose: &Prose, of: &Sensitivities) -> Result<Table> {
    let columns = vec![
        column(prose, "level", "", 66.0, Align::Left)?,
        column(prose, "most", "", 104.0, Align::Left)?,
    ];
    let mut rows = Vec::new();
    for (level, output) in &of.levels {
        let said = most(prose, of, output, "certainty.moves.item")?;
        rows.push(vec![prose.level(*level).to_owned(), said]);
    }
    let note = say!(prose, "certainty.moves.levels_note")?;
    prose.table(say!(prose, "certainty.moves.levels")?, note, columns, rows)
}

/// For how many States each choice moves the rank most.
fn by_state(prose: &Prose, of: &Sensitivities) -> Result<Table> {
    let columns = vec![
        column(prose, "choice", "", 86.0, Align::Left)?,
        column(prose, "leads_ranked", "", 42.0, Align::Decimal)?,
        column(prose, "leads_indicative", "", 42.0, Align::Decimal)?,
    ];
    let is_ranked = &prose.simulation.is_ranked;
    // Of each State the code of the choice that leads, or none where several do or nothing moves it.
    let leaders = of.ranks.iter().map(|output| match &of.leading(output)[..] {
        [(choice, _)] => Some(choice.code.as_str()),
        _ => None,
    });
    let leaders: Vec<Option<&str>> = leaders.collect();
    let number = |code: Option<&str>, ranked: bool| {
        let states = leaders.iter().zip(is_ranked).zip(&of.ranks);
        let has_place = |output: &OutputIndices| output.mean.is_some();
        let of_kind = states.filter(|((_, is), output)| **is == ranked && has_place(output));
        prose.number(Number::count(of_kind.filter(|((leader, _), _)| **leader == code).count()))
    };
    let row =
        |label: String, code: Option<&str>| vec![label, number(code, true), number(code, false)];
    let mut rows = Vec::new();
    for (choice, _) in of.ordered(&of.ranking) {
        rows.push(row(choices::label(prose, choice)?, Some(choice.code.as_str())));
    }
    rows.push(row(say!(prose, "certainty.moves.several")?, None));
    let note = say!(prose, "certainty.moves.states_note")?;
    prose.table(say!(prose, "certainty.moves.states")?, note, columns, rows)
}
