//! What each ranked area could reach by other weights in; what that comes to over all of them out.

use crate::uncertainty::attainable::{Attainable, Reach};

/// Over all ranked areas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reaches {
    /// Areas that some weights of the widest kind make the first.
    pub first: usize,
    /// How far the narrowest weights are from the declared, as a share of them; 0 where they have no bound.
    pub spread: f64,
    /// Places between the best and the worst rank under the narrowest weights: the median, the lower of two.
    pub places: usize,
    /// Areas of which an end is not the very rank but a bound of it.
    pub inexact: usize,
}

/// `None` where no area is ranked.
pub fn reaches(found: &[Attainable]) -> Option<Reaches> {
    let narrowest = || found.iter().filter_map(|of| of.regions.first());
    let mut places: Vec<usize> = narrowest().map(places).collect();
    places.sort_unstable();
    Some(Reaches {
        first: found.iter().filter(|of| of.regions.last().is_some_and(is_first)).count(),
        spread: narrowest().find_map(|reach| reach.spread).unwrap_or(0.0),
        places: *places.get(places.len().checked_sub(1)? / 2)?,
        inexact: found.iter().filter(|of| !of.regions.iter().all(Reach::is_exact)).count(),
    })
}

/// Those that the widest weights move through most places, with the ends of their ranks, the most first.
pub fn widest(found: &[Attainable]) -> Vec<(&Attainable, &Reach)> {
    let mut all: Vec<_> = found.iter().filter_map(|of| Some((of, of.regions.last()?))).collect();
    all.sort_by(|(a, x), (b, y)| places(y).cmp(&places(x)).then(a.area.cmp(&b.area)));
    all
}

fn places(reach: &Reach) -> usize {
    reach.worst.rank.saturating_sub(reach.best.rank)
}

fn is_first(reach: &Reach) -> bool {
    reach.best.rank == 1
}
