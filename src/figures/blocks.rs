//! Many States on one page: in blocks by region, each ordered by a score, packed into columns.

use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::words::{Say, say};

/// States under one heading: positions in the panel, the highest score first, those without last.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// Empty where there is nothing to group by.
    pub name: String,
    pub areas: Vec<usize>,
}

/// Lines of a block besides its States: the heading and the gap above it.
pub const HEADING_ROWS: f64 = 2.2;

impl Cluster {
    /// Height in rows.
    pub fn rows(&self) -> f64 {
        self.areas.len() as f64 + HEADING_ROWS
    }
}

/// Every area of the panel in blocks by region, as [`by_score_in`].
pub fn by_score(exhibits: &Exhibits, level: usize) -> Vec<Cluster> {
    by_score_in(exhibits, level, exhibits.main_grouping())
}

/// Every area of the panel in blocks by the groups of a grouping, ordered by its score at `level`. Areas
/// in no group come last, under no heading.
pub fn by_score_in(exhibits: &Exhibits, level: usize, grouping: Option<usize>) -> Vec<Cluster> {
    let all: Vec<usize> = (0..exhibits.panel.areas.len()).collect();
    let mut blocks = Vec::new();
    let mut others = all.clone();
    if let Some(grouping) = grouping {
        for g in 0..exhibits.framework.groupings[grouping].groups.len() {
            let belongs = |area: &usize| exhibits.group_of(grouping, *area) == Some(g);
            let areas = all.iter().copied().filter(belongs).collect();
            let name = exhibits.group(grouping, g).to_owned();
            blocks.push(Cluster { name, areas });
        }
        others.retain(|area| exhibits.group_of(grouping, *area).is_none());
    }
    blocks.push(Cluster { name: String::new(), areas: others });
    blocks.retain(|block| !block.areas.is_empty());
    for block in &mut blocks {
        let score =
            |area: &usize| exhibits.scores.levels.get(*area, level).unwrap_or(f64::NEG_INFINITY);
        block.areas.sort_by(|a, b| score(b).total_cmp(&score(a)).then(a.cmp(b)));
    }
    blocks
}

/// What stands under the title of a figure in blocks by region, as [`subtitle_in`].
///
/// # Errors
/// Words missing.
pub fn subtitle(exhibits: &Exhibits, family: &str, said: &[(&str, Say)]) -> Result<String> {
    subtitle_in(exhibits, family, said, exhibits.main_grouping())
}

/// `figure.<family>.subtitle` with the name of the grouping, or `subtitle_all` where no area is in a
/// group.
///
/// # Errors
/// Words missing.
pub fn subtitle_in(
    exhibits: &Exhibits,
    family: &str,
    said: &[(&str, Say)],
    grouping: Option<usize>,
) -> Result<String> {
    let areas = || 0..exhibits.panel.areas.len();
    let in_use = |g: &usize| areas().any(|area| exhibits.group_of(*g, area).is_some());
    let Some(grouping) = grouping.filter(in_use) else {
        return say!(exhibits.words, &format!("figure.{family}.subtitle_all"), ..said);
    };
    let grouping = exhibits.grouping(grouping);
    say!(exhibits.words, &format!("figure.{family}.subtitle"), ..said, grouping)
}

/// More columns than that a page does not bear.
pub const MOST_COLUMNS: usize = 4;

/// How many columns a page needs for that many States, with heads that are not long.
pub fn columns_for(areas: usize) -> usize {
    areas.div_ceil(50).clamp(1, MOST_COLUMNS)
}

/// Blocks in columns of about equal height. A block much taller than a column is continued in the
/// next; columns stand in the order of their first block.
pub fn pack(blocks: Vec<Cluster>, columns: usize) -> Vec<Vec<Cluster>> {
    let total: f64 = blocks.iter().map(Cluster::rows).sum();
    let limit = total / columns as f64 * 1.3;
    let mut pieces: Vec<(usize, Cluster)> = Vec::new();
    for block in blocks {
        let parts = (block.rows() / limit).ceil().max(1.0) as usize;
        let size = block.areas.len().div_ceil(parts);
        for areas in block.areas.chunks(size) {
            let piece = Cluster { name: block.name.clone(), areas: areas.to_vec() };
            pieces.push((pieces.len(), piece));
        }
    }
    // Tallest first, each into the column that is the shortest so far.
    let mut tallest_first = pieces;
    tallest_first.sort_by(|a, b| b.1.rows().total_cmp(&a.1.rows()).then(a.0.cmp(&b.0)));
    let mut packed: Vec<Vec<(usize, Cluster)>> = vec![Vec::new(); columns];
    for piece in tallest_first {
        let height = |column: &[(usize, Cluster)]| column.iter().map(|p| p.1.rows()).sum::<f64>();
        let shortest = (0..columns)
            .min_by(|&a, &b| height(&packed[a]).total_cmp(&height(&packed[b])).then(a.cmp(&b)));
        packed[shortest.unwrap_or(0)].push(piece);
    }
    for column in &mut packed {
        column.sort_by_key(|piece| piece.0);
    }
    packed.retain(|column| !column.is_empty());
    packed.sort_by_key(|column| column[0].0);
    packed.into_iter().map(|column| column.into_iter().map(|piece| piece.1).collect()).collect()
}

/// Height in rows of the tallest column.
pub fn tallest(columns: &[Vec<Cluster>]) -> f64 {
    let height = |column: &Vec<Cluster>| column.iter().map(Cluster::rows).sum::<f64>();
    columns.iter().map(height).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(name: &str, n: usize) -> Cluster {
        Cluster { name: name.to_owned(), areas: (0..n).collect() }
    }

    #[test]
    fn regions_share_columns_where_they_fit() {
        let sizes =
            [("Africa", 54), ("Americas", 35), ("Asia", 45), ("Europe", 40), ("Oceania", 13)];
        let packed = pack(sizes.map(|(name, n)| block(name, n)).to_vec(), 4);
        let names: Vec<Vec<&str>> =
            packed.iter().map(|c| c.iter().map(|b| b.name.as_str()).collect()).collect();
        assert_eq!(
            names,
            [vec!["Africa"], vec!["Americas", "Oceania"], vec!["Asia"], vec!["Europe"]]
        );
    }

    #[test]
    fn one_block_is_continued_over_the_columns_and_loses_no_state() {
        let packed = pack(vec![block("", 187)], 4);
        assert_eq!(packed.len(), 4);
        let all: Vec<usize> =
            packed.iter().flatten().flat_map(|b| b.areas.iter().copied()).collect();
        assert_eq!(all, (0..187).collect::<Vec<_>>());
        assert_eq!(pack(vec![block("", 10)], columns_for(10)).len(), 1);
        assert!(pack(Vec::new(), 1).is_empty());
    }
}
