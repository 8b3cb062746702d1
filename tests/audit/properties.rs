//! What must hold of the audit of any index, whatever its methods: tried on made-up ones.

use ssj::analyse::audit::{Audit, Influence};

use crate::numbers::Numbers;
use crate::small_world::*;

/// Numbers from 0 to 100; one cell in ten is missing where `gaps`.
fn numbers(seed: u64, n: usize, gaps: bool) -> Column {
    let mut numbers = Numbers(seed);
    let cell = |_| {
        let (value, chance) = (numbers.percent(), numbers.percent());
        (!gaps || chance > 10.0).then_some(value)
    };
    (0..n).map(cell).collect()
}

/// Every number of an audit.
fn all_numbers(audit: &Audit) -> Vec<f64> {
    let shapes = audit.indicators.iter().flat_map(|i| [i.before, i.after, i.scores]);
    let shapes = shapes.flat_map(|s| [s.skewness, s.kurtosis]).flatten();
    let fits = audit.fits.iter().flat_map(|f| f.with.iter().flatten().map(|w| w.0));
    let components = audit.coherence.iter().flat_map(|c| &c.components);
    let components = components.flat_map(|c| {
        c.loadings.iter().copied().chain([c.eigenvalue, c.share]).collect::<Vec<f64>>()
    });
    let influences = audit.influences.iter().flat_map(|i| {
        [Some(i.declared), Some(i.effective), Some(i.promised), i.correlation, i.share]
    });
    let left_out = audit.left_out.iter().flat_map(|l| [Some(l.mean_shift), l.spearman]);
    shapes
        .chain(audit.pairs.iter().map(|p| p.correlation))
        .chain(fits)
        .chain(audit.coherence.iter().filter_map(|c| c.alpha))
        .chain(components)
        .chain(influences.flatten())
        .chain(left_out.flatten())
        .collect()
}

fn indices() -> Vec<String> {
    let keys = [
        "aggregate = { method = \"geometric_mean\", floor = 1 }",
        "aggregate = { method = \"minimum\" }",
        "aggregate = { method = \"copeland\" }",
        "aggregate = { method = \"mazziotta_pareto\", penalty = \"minus\" }",
        "aggregate = { method = \"benefit_of_the_doubt\" }",
        "aggregate = { method = \"arithmetic_mean\" }\nweights = { method = \"principal_components\" }",
        "aggregate = { method = \"arithmetic_mean\" }\nweights = { method = \"critic\" }",
    ];
    let imputed =
        "[[impute]]\nmethod = \"nearest_areas\"\nk = 3\n[[impute]]\nmethod = \"median\"\n";
    let plain = "aggregate = { method = \"arithmetic_mean\" }";
    let of = |keys: &&str| TWO_AREAS.replace(plain, keys);
    let made = keys.iter().map(|keys| format!("{imputed}{}", of(keys)));
    made.chain([TWO_AREAS.to_owned()]).collect()
}

fn random(levels: &str, seed: u64, turned: bool) -> Audit {
    let column = |k: u64| {
        let mut column = numbers(seed * 100 + k, 20, true);
        if turned {
            column.reverse();
        }
        column
    };
    let world = World::new(
        levels,
        &[
            ("a", "one", "", column(1)),
            ("b", "one", "weight = 2", column(2)),
            ("c", "one", "", column(3)),
            ("d", "two", "", column(4)),
            ("e", "two", "weight = 0.5", column(5)),
            ("shown", "two", "scored = false", column(6)),
        ],
    );
    world.compared_with(&[column(7)])
}

#[test]
fn every_number_is_finite_and_every_share_has_its_whole() {
    for levels in indices() {
        for seed in 1..8 {
            let audit = random(&levels, seed, false);
            assert!(all_numbers(&audit).iter().all(|x| x.is_finite()), "{levels}");
            assert!(audit.pairs.iter().all(|p| p.correlation.abs() <= 1.0 + 1e-12));
            let sum = |range: std::ops::Range<usize>, of: &dyn Fn(&Influence) -> f64| -> f64 {
                audit.influences[range].iter().map(of).sum()
            };
            // Two areas, then five indicators; what is only shown is no part of the audit.
            assert_eq!(audit.influences.len(), 7);
            for range in [0..2, 2..7] {
                close(Some(sum(range.clone(), &|i| i.effective)), 1.0);
                close(Some(sum(range.clone(), &|i| i.promised)), 1.0);
                close(Some(sum(range, &|i| i.share.unwrap())), 1.0);
            }
            close(Some(sum(2..5, &|i| i.declared)), 1.0);
            assert_eq!(audit.left_out.len() + audit.not_left_out.len(), 5);
        }
    }
}

#[test]
fn the_order_of_the_areas_changes_no_number() {
    // Benefit of the doubt gives many areas the highest score but for rounding, which then ranks
    // them.
    for levels in indices().iter().filter(|levels| !levels.contains("benefit_of_the_doubt")) {
        let (plain, turned) = (random(levels, 3, false), random(levels, 3, true));
        let (x, y) = (all_numbers(&plain), all_numbers(&turned));
        assert_eq!(x.len(), y.len());
        for (x, y) in x.iter().zip(&y) {
            assert!((x - y).abs() < 1e-7, "{x} or {y}: {levels}");
        }
        for (p, t) in plain.left_out.iter().zip(&turned.left_out) {
            assert_eq!((p.n, p.largest_shift), (t.n, t.largest_shift));
        }
    }
}
