//! Totals in; the lines of the numbers of the world over the years, and what they come to, out.

use super::aggregates::{Backing, Total, Whole};
use crate::framework::Framework;

/// A region has no more numbers with lines: those that changed most.
const MOST_OF_A_REGION: usize = 6;

/// A number of the world over the years: of the whole first, then of its groups; each line has a total for
/// every year.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines<'a> {
    /// Position among the framework's aggregates.
    pub aggregate: usize,
    pub lines: Vec<Vec<&'a Total>>,
}

/// The numbers whose line has enough of the weight behind it in every year: of the world with its groups of
/// peers, or of a region, by position among the framework's, beside the world.
pub fn lines<'a>(
    framework: &Framework,
    totals: &'a [Total],
    region: Option<usize>,
) -> Vec<Lines<'a>> {
    let line = |aggregate: usize, whole: Whole| -> Vec<&'a Total> {
        let of = totals.iter().filter(|t| t.aggregate == aggregate && t.whole == whole);
        of.filter(|t| t.year.is_some()).collect()
    };
    let told = |line: &Vec<&Total>| {
        line.len() > 1 && line.iter().all(|t| t.backing(framework) != Backing::TooLittle)
    };
    let peers = framework.peers();
    let groups = peers.map_or(0, |g| framework.groupings[g].groups.len());
    let of = |aggregate: usize| {
        let world = Some(line(aggregate, Whole::World)).filter(told)?;
        if let Some(region) = region {
            let whole = Whole::Group(framework.groupings.len(), region);
            let own = Some(line(aggregate, whole)).filter(told)?;
            return Some(Lines { aggregate, lines: vec![own, world] });
        }
        let group = |k: usize| line(aggregate, Whole::Group(peers.unwrap_or(0), k));
        let groups = (0..groups).map(group).filter(told);
        Some(Lines { aggregate, lines: std::iter::once(world).chain(groups).collect() })
    };
    let mut found: Vec<Lines> = (0..framework.aggregates.len()).filter_map(of).collect();
    if region.is_some() {
        found.sort_by(|a, b| b.change().total_cmp(&a.change()));
        found.truncate(MOST_OF_A_REGION);
    }
    found
}

impl<'a> Lines<'a> {
    /// The first and the last total of the whole.
    pub fn ends(&self) -> [&'a Total; 2] {
        let line = &self.lines[0];
        [line[0], line[line.len() - 1]]
    }

    /// How far the whole went from the first year to the last, up or down, in the number's own unit.
    pub fn change(&self) -> f64 {
        let [first, last] = self.ends().map(|total| total.value.unwrap_or_default());
        (last - first).abs()
    }

    /// Whether more than half of the values behind its lines are modelled estimates.
    pub fn is_modelled(&self) -> bool {
        let of = |count: fn(&Total) -> usize| self.totals().map(count).sum::<usize>();
        2 * of(|total| total.modelled) > of(|total| total.n)
    }

    /// Of all lines.
    pub fn totals(&self) -> impl Iterator<Item = &'a Total> + '_ {
        self.lines.iter().flatten().copied()
    }
}

/// The number whose whole changed most, the last of equals.
pub fn most_changed<'a, 'b>(all: &'b [Lines<'a>]) -> Option<&'b Lines<'a>> {
    all.iter().max_by(|a, b| a.change().total_cmp(&b.change()))
}

/// The least share of the weight, 0–1, behind any year of any line; 1 where there is none.
pub fn least_backing(all: &[Lines]) -> f64 {
    all.iter().flat_map(Lines::totals).map(|total| total.share).fold(1.0, f64::min)
}

/// The first and the last year of all lines.
pub fn years_of(all: &[Lines]) -> Option<(i32, i32)> {
    let years = all.iter().flat_map(Lines::totals).filter_map(|total| total.year);
    years.map(|year| (year, year)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total((year, value): (i32, f64), (n, modelled, share): (usize, usize, f64)) -> Total {
        Total {
            aggregate: 0,
            whole: Whole::World,
            year: Some(year),
            value: Some(value),
            n,
            of: 9,
            modelled,
            share,
            weight: 1.0,
            years: None,
        }
    }

    /// By hand: 10 → 7 over two years, of 4 + 5 values 4 + 1 modelled; another number 50 → 52, of 6 + 6 none.
    #[test]
    fn what_changed_most_and_what_stands_behind_it() {
        let fell = [total((2010, 10.0), (4, 4, 0.9)), total((2011, 7.0), (5, 1, 0.8))];
        let rose = [total((2009, 50.0), (6, 0, 1.0)), total((2012, 52.0), (6, 0, 0.95))];
        let all =
            [&fell, &rose].map(|line| Lines { aggregate: 0, lines: vec![line.iter().collect()] });
        assert_eq!(all.each_ref().map(Lines::change), [3.0, 2.0]);
        assert_eq!(all.each_ref().map(Lines::is_modelled), [true, false]);
        assert_eq!(most_changed(&all), Some(&all[0]));
        assert_eq!((least_backing(&all), least_backing(&[])), (0.8, 1.0));
        assert_eq!(years_of(&all), Some((2009, 2012)));
    }
}
