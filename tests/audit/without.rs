//! What the index is without one of its indicators, from numbers worked out by hand.

use crate::small_world::*;
use ssj::analyse::audit::*;

#[test]
fn influence_is_held_against_the_weight() {
    // The index is ¾ of a line and ¼ of a bow with a much larger spread.
    let loud = World::new(
        FLAT,
        &[("quiet", "index", "weight = 3", line(0.5)), ("loud", "index", "weight = 1", bow(2.0))],
    );
    let found = loud.audit().influences;
    let of = |step: f64, weight: f64, squares: f64| weight * weight * step * step * squares;
    let (a, b) = (of(0.5, 3.0, 143.0), of(2.0, 1.0, 4004.0 / 3.0));
    let (r, s) = ((a / (a + b)).sqrt(), (b / (a + b)).sqrt());
    close(found[0].correlation, r);
    close(found[0].share, r / (r + s));
    assert_eq!((found[0].declared, found[0].effective, found[0].promised), (0.75, 0.75, 0.75));
    assert_eq!(found[0].doubt, Some(InfluenceDoubt::Silent));
    assert_eq!(found[1].doubt, Some(InfluenceDoubt::Loud));
    // Levels first; a level that the index falls with has no share, and its sibling all.
    let reversed =
        World::new(TWO_AREAS, &[("a", "one", "", line(2.0)), ("b", "two", "", line(-6.0))]);
    let found = reversed.audit().influences;
    let doubts: Vec<_> = found.iter().map(|i| i.doubt).collect();
    let reversed = Some(InfluenceDoubt::Reversed);
    assert_eq!(doubts, [reversed, None, reversed, None]);
    assert_eq!((found[0].share, found[1].share), (Some(0.0), Some(1.0)));
}

#[test]
fn ranks_without_an_indicator_by_hand() {
    let column = |cells: [f64; 3]| cells.map(Some).to_vec();
    // The index is 50, 55, 50: ranks 2, 1, 2. Without b: 3, 2, 1. Without a: 1, 2, 3.
    let world = World::new(
        FLAT,
        &[
            ("a", "index", "", column([0.0, 50.0, 100.0])),
            ("b", "index", "", column([100.0, 60.0, 0.0])),
        ],
    );
    let audit = world.audit();
    let without_b = &audit.left_out[1];
    assert_eq!((without_b.n, without_b.mean_shift, without_b.largest_shift), (3, 1.0, 1));
    assert_eq!(without_b.mover, Some((0, 2, 3)));
    close(without_b.spearman, 0.0);
    assert!(without_b.is_decisive);
    assert_eq!(audit.left_out[0].mover, Some((0, 2, 1)));
    assert!(audit.not_left_out.is_empty());
    assert!(audit.pairs.is_empty(), "three areas are too few");
}

#[test]
fn ranks_are_counted_among_the_areas_ranked_both_times() {
    // D lacks the required indicator and E everything but it: neither is ranked both times, and
    // the others keep their places.
    let required = World::new(
        FLAT,
        &[
            (
                "a",
                "index",
                "required = true",
                vec![Some(90.0), Some(60.0), Some(30.0), None, Some(95.0)],
            ),
            ("b", "index", "", vec![Some(80.0), Some(50.0), Some(20.0), Some(99.0), None]),
        ],
    );
    let without_a = &required.audit().left_out[0];
    assert_eq!((without_a.n, without_a.mean_shift, without_a.mover), (3, 0.0, None));
    assert!(!without_a.is_decisive);
}

#[test]
fn what_can_not_be_left_out_has_a_reason() {
    let world = |level: &str| {
        World::new(
            level,
            &[
                ("a", "index", "", line(5.0)),
                ("b", "index", "", bow(2.0)),
                ("c", "index", "", line(2.0)),
            ],
        )
    };
    let weights = FLAT.replace(
        "aggregate = { method = \"arithmetic_mean\" }",
        "aggregate = { method = \"benefit_of_the_doubt\", bounds = [0, 0.4] }",
    );
    let bounded = world(&weights).audit();
    assert!(bounded.left_out.is_empty());
    let WhyNot::CanNotBeScored(reason) = &bounded.not_left_out[2].why else { panic!() };
    assert!(reason.contains("bounds"), "{reason}");
    let order = FLAT.replace(
        "aggregate = { method = \"arithmetic_mean\" }",
        "aggregate = { method = \"ordered_weighted_average\", order = [3, 2, 1] }",
    );
    let ordered = world(&order).audit();
    assert_eq!(ordered.not_left_out[0].why, WhyNot::NoneRanked);
    assert_eq!(ordered.not_left_out.len(), 3);
}
