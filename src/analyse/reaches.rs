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

/// Over all ranked areas, under weights of one kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reached {
    /// How far these weights are from the declared, as a share of them; `None`: any weights.
    pub spread: Option<f64>,
    /// Areas that some of them make the first.
    pub first: usize,
    /// Places between the best and the worst rank: the median, the lower of two.
    pub places: usize,
}

/// One for each kind of weights, each within the next; none where no area is ranked.
pub fn reached(found: &[Attainable]) -> Vec<Reached> {
    let kinds = found.first().map_or(0, |of| of.regions.len());
    let of_kind = |kind: usize| {
        let of = || found.iter().filter_map(|of| of.regions.get(kind));
        let mut places: Vec<usize> = of().map(places).collect();
        places.sort_unstable();
        Some(Reached {
            spread: of().next()?.spread,
            first: of().filter(|reach| is_first(reach)).count(),
            places: *places.get((places.len() - 1) / 2)?,
        })
    };
    (0..kinds).filter_map(of_kind).collect()
}

/// `None` where no area is ranked.
pub fn reaches(found: &[Attainable]) -> Option<Reaches> {
    let all = reached(found);
    let (narrowest, widest) = (all.first()?, all.last()?);
    Some(Reaches {
        first: widest.first,
        spread: narrowest.spread.unwrap_or(0.0),
        places: narrowest.places,
        inexact: found.iter().filter(|of| !of.regions.iter().all(Reach::is_exact)).count(),
    })
}

/// From the first rank down.
pub fn by_rank(found: &[Attainable]) -> Vec<&Attainable> {
    let mut all: Vec<&Attainable> = found.iter().collect();
    all.sort_by_key(|of| (of.nominal, of.area));
    all
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uncertainty::attainable::Extreme;

    fn end(rank: usize, limit: usize) -> Extreme {
        Extreme { rank, limit, level_with: 0, weights: Vec::new() }
    }

    fn area(area: usize, near: (usize, usize), any: (usize, usize), limit: usize) -> Attainable {
        let reach = |spread, (best, worst), limit| Reach {
            spread,
            best: end(best, limit),
            worst: end(worst, worst),
        };
        let regions = vec![reach(Some(0.25), near, near.0), reach(None, any, limit)];
        Attainable { area, nominal: near.0, regions }
    }

    /// By hand: through 0, 1, 2 and 5 places near, 2, 2, 3 and 6 by any; the second's best by any is a bound.
    #[test]
    fn what_weights_can_do_is_counted_over_all_areas() {
        let all = [
            area(7, (1, 1), (1, 3), 1),
            area(2, (2, 3), (1, 3), 2),
            area(5, (3, 5), (2, 5), 2),
            area(1, (4, 9), (4, 10), 4),
        ];
        let near = Reached { spread: Some(0.25), first: 1, places: 1 };
        assert_eq!(reached(&all), [near, Reached { spread: None, first: 2, places: 2 }]);
        let over_all = Reaches { first: 2, spread: 0.25, places: 1, inexact: 1 };
        assert_eq!(reaches(&all), Some(over_all));
        let order: Vec<usize> = widest(&all).iter().map(|(of, _)| of.area).collect();
        assert_eq!(order, [1, 5, 2, 7]);
        let order: Vec<usize> = by_rank(&all).iter().map(|of| of.area).collect();
        assert_eq!(order, [7, 2, 5, 1]);
        assert_eq!((reached(&[]).len(), reaches(&[])), (0, None));
    }
}
