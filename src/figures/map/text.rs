//! What is said about a map, and the data behind it.

use super::counts::Counts;
use crate::exhibits::{Exhibits, basis, scores, source};
use crate::fault::Result;
use crate::figures::data::{self, Data, Of};
use crate::figures::figure;
use crate::figures::tile_grid::TileGrid;
use crate::statistics::quantile;
use crate::words::{Number, Say};

/// How many score low and high, below and above the middle of the classes; where these hold as many
/// States each, from where to where the scores run.
pub(super) fn title(exhibits: &Exhibits, level: usize, counts: &Counts) -> Result<String> {
    let classes = counts.classes.len();
    let (lower, upper) = (classes / 2, classes - classes / 2);
    let low: usize = counts.classes[..lower].iter().sum();
    let high: usize = counts.classes[upper..].iter().sum();
    let name = exhibits.level_short(level);
    if counts.scored() == 0 {
        return exhibits.words.say("figure.map.title_none", &[("level", name.into())]);
    }
    if let Some((lowest, highest)) = counts.range.filter(|_| counts.by.by_states()) {
        let all: Vec<f64> = exhibits.scores.levels.column(level).flatten().copied().collect();
        let middle = quantile(&all, 0.5).unwrap_or(lowest);
        let number = |score| scores::number(exhibits.range(level), score).into();
        let arguments = [
            ("level", name.into()),
            ("of", Number::count(counts.scored()).into()),
            ("low", number(lowest)),
            ("middle", number(middle)),
            ("high", number(highest)),
        ];
        return exhibits.words.say("figure.map.title_range", &arguments);
    }
    let arguments = [
        ("level", name.into()),
        ("low", Number::count(low).into()),
        ("of", Number::count(counts.scored()).into()),
        ("below", counts.by.from(lower).into()),
        ("high", Number::count(high).into()),
        ("above", counts.by.from(upper).into()),
    ];
    exhibits.words.say("figure.map.title", &arguments)
}

pub(super) fn subtitle(exhibits: &Exhibits, level: usize, indicators: &[usize]) -> Result<String> {
    let scale = scores::unit(exhibits, exhibits.common_range(&[level]))?;
    let scale = ("scale", Say::from(scale));
    match source::years(exhibits, indicators.iter().copied()) {
        Some(years) => {
            let span = source::span(exhibits, years)?;
            exhibits.words.say("figure.map.subtitle", &[scale, ("years", span.into())])
        }
        None => exhibits.words.say("figure.map.unit", &[scale]),
    }
}

pub(super) fn note(exhibits: &Exhibits, level: usize, counts: &Counts) -> Result<String> {
    let arguments = [
        ("n", Number::count(counts.scored()).into()),
        ("of", Number::count(exhibits.panel.areas.len()).into()),
        ("indicative", Number::count(counts.indicative).into()),
    ];
    let note = exhibits.words.say("figure.map.note", &arguments)?;
    let note = basis::marked(exhibits, level, "corner", counts.by.noted(exhibits, note)?)?;
    basis::noted(exhibits, level, note)
}

pub(super) fn alternative(
    exhibits: &Exhibits,
    level: usize,
    counts: &Counts,
    finding: &str,
) -> Result<String> {
    let name = exhibits.level(level);
    let mut classes = Vec::new();
    for (range, n) in counts.by.ranges(exhibits)?.into_iter().zip(&counts.classes) {
        let arguments = [("range", range.into()), ("n", Number::count(*n).into())];
        classes.push(exhibits.words.say("figure.map.class", &arguments)?);
    }
    let mut arguments: Vec<(&str, Say)> = vec![
        ("level", name.into()),
        ("classes", exhibits.words.apart(&classes).into()),
        ("missing", Number::count(counts.missing).into()),
    ];
    let Some((lowest, highest)) = counts.range else {
        return exhibits.words.say("figure.map.alt_empty", &arguments);
    };
    arguments.push(("finding", finding.into()));
    let number = |score| Say::from(scores::number(exhibits.range(level), score));
    arguments.push(("lowest", number(lowest)));
    arguments.push(("highest", number(highest)));
    exhibits.words.say("figure.map.alt", &arguments)
}

pub(super) fn data(exhibits: &Exhibits, level: usize, grid: &TileGrid) -> Vec<Vec<String>> {
    let mut data = Data::new(exhibits, ["column", "row", "score"]);
    for (area, cell) in grid.cells.iter().enumerate() {
        let score = *exhibits.scores.levels.get(area, level);
        let cells = [(cell.column + 1).to_string(), (cell.row + 1).to_string()];
        let score = data::cell(score.map(figure::data_score));
        data.push(Of::Score(area, level), cells.into_iter().chain([score]));
    }
    data.rows()
}
