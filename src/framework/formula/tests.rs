//! Formulas by hand.

use super::*;

fn evaluated(text: &str) -> Result<f64, Lack> {
    let values = |name: &str, sex: Sex| match (name, sex) {
        ("PART", Sex::Female) => Some(45.0),
        ("PART", Sex::Male) => Some(75.0),
        ("SHARE", Sex::Total) => Some(40.0),
        ("AGE_15-49", Sex::Total) => Some(7.0),
        ("NONE", Sex::Total) => Some(0.0),
        ("GONE", Sex::Total) => None,
        other => panic!("unexpected name {other:?}"),
    };
    Formula::parse(text).unwrap().evaluate(&values).map(|(x, _)| x)
}

#[test]
fn precedence_and_functions_are_those_of_arithmetic() {
    for (text, expected) in [
        ("100 * PART[F] / PART[M]", 60.0),
        ("100 - SHARE * 2 + 1", 21.0),
        ("-(SHARE - 50) / 4", 2.5),
        ("mean(PART[F], PART[M], 30)", 50.0),
        // (45·40 + 75·60) / 100 by hand
        ("weighted_mean(PART[F], SHARE, PART[M], 100 - SHARE)", 63.0),
        ("min(SHARE, 100, PART[F]) + max(SHARE, 50)", 90.0),
        ("-2^2 + 2^3^2 * 2^-1", 252.0),
        ("(SHARE - 36)^0.5", 2.0),
        ("2 * exp(ln(SHARE) - ln(20))", 4.0),
        ("first(GONE, GONE + SHARE, SHARE / NONE, SHARE, 5)", 40.0),
        ("`AGE_15-49` - 2 + \"AGE_15-49\"[T]", 12.0),
    ] {
        let found = evaluated(text).unwrap();
        assert!((found - expected).abs() < 1e-12, "{text}: {found}");
    }
}

#[test]
fn what_is_no_finite_number_is_undefined_and_what_lacks_a_part_is_missing() {
    for text in [
        "SHARE / NONE",
        "NONE / NONE",
        "weighted_mean(SHARE, NONE)",
        "ln(NONE)",
        "ln(-SHARE)",
        "(-SHARE)^0.5",
        "exp(SHARE * 100)",
        // What would come of an infinite part is a number, and no right one.
        "SHARE / (SHARE / NONE)",
        "exp(ln(NONE))",
        "max(ln(NONE), SHARE)",
        "min(SHARE / NONE, SHARE)",
        "first(GONE, SHARE / NONE)",
    ] {
        assert_eq!(evaluated(text), Err(Lack::Undefined), "{text}");
    }
    for text in ["GONE", "SHARE / NONE + GONE", "max(SHARE, GONE)", "first(GONE, -GONE)"] {
        assert_eq!(evaluated(text), Err(Lack::Missing), "{text}");
    }
}

#[test]
fn the_names_used_are_those_of_what_is_present() {
    let formula = Formula::parse("first(A + B, C) * D").unwrap();
    let without = |gone: &'static str| move |name: &str, _| (name != gone).then_some(1.0);
    let used = |gone| {
        let (_, used) = formula.evaluate(&without(gone)).unwrap();
        used.into_iter().map(|(name, _)| name).collect::<String>()
    };
    assert_eq!((used("C"), used("B")), ("ABD".to_owned(), "CD".to_owned()));
}

#[test]
fn of_the_first_that_is_there_one_is_enough() {
    let lacks = |text: &str| {
        let formula = Formula::parse(text).unwrap();
        let lacks = formula.lacks(&|name, _| name == "A");
        lacks.into_iter().map(|(name, _)| name).collect::<String>()
    };
    assert_eq!((lacks("first(B, A)"), lacks("first(B, 1) + A")), (String::new(), String::new()));
    assert_eq!((lacks("first(B + A, C)").as_str(), lacks("C * first(B, A)").as_str()), ("BC", "C"));
}

#[test]
fn names_are_listed_once_and_a_bare_series_is_recognised() {
    let formula = Formula::parse("A[F] + A[F] * B").unwrap();
    assert_eq!(formula.names(), [("A".into(), Sex::Female), ("B".into(), Sex::Total)]);
    assert_eq!(formula.bare_series(), None);
    assert_eq!(Formula::parse("SL.UEM_X").unwrap().bare_series(), Some("SL.UEM_X"));
    assert_eq!(Formula::parse("`15-24`").unwrap().bare_series(), Some("15-24"));
}

#[test]
fn a_calculation_that_spells_a_name_is_recognised() {
    let formula = Formula::parse("100 * SH.AGE_15-49 / `X-Y`").unwrap();
    assert!(formula.could_be("SH.AGE_15-49"));
    assert_eq!(formula.spaced("SH.AGE_15-49").as_deref(), Some("SH.AGE_15 - 49"));
    // Parts of words, quoted names, bare words, numbers.
    for name in ["AGE_15-49", "H.AGE_15-49", "SH.AGE_15-4", "X-Y", "SH.AGE_15", "100"] {
        assert!(!formula.could_be(name), "{name}");
    }
    let formula = Formula::parse("M / F").unwrap();
    assert!(formula.could_be("M / F") && !formula.could_be("M/F"));
    assert_eq!(formula.spaced("M / F"), None);
    assert!(Formula::parse("mean(a, b)").unwrap().could_be("mean(a, b)"));
    let formula = Formula::parse("A-B[F] + C").unwrap();
    let names = formula.possible_names();
    for name in ["A-B", "A-B[F]", "B[F]", "A-B[F] + C"] {
        assert!(names.contains(name), "{name} in {names:?}");
    }
    assert!(!names.contains("B[F] + C") && !names.contains("A") && !names.contains("C"));
}

#[test]
fn a_name_that_can_not_be_a_calculation_is_read_as_the_name() {
    let known = |name: &str| ["A", "B", "A-B", "Y15-24", "Y15-24/B", "mean"].contains(&name);
    let settled = |text| Formula::parse(text).unwrap().settled(&known).map(|f| f.text().to_owned());
    assert_eq!(settled("100 * Y15-24 / A").as_deref(), Some("100 * `Y15-24` / A"));
    assert_eq!(settled("Y15-24 + Y15-24").as_deref(), Some("`Y15-24` + `Y15-24`"));
    assert_eq!(settled("Y15-24/B").as_deref(), Some("`Y15-24/B`"), "the longest");
    for text in ["A-B", "`Y15-24`", "Y15 - 24", "Y15-25", "Y15-240"] {
        assert_eq!(settled(text), None, "{text}");
    }
}

#[test]
fn a_formula_is_said_piece_by_piece() {
    let formula = Formula::parse("1000 * mean(women[F], `m-n`) - 0.50").unwrap();
    let said = formula.said(|piece| match piece {
        Piece::Name(name, sex) => Some(format!("“{name}” {}", sex.code())),
        Piece::Number(x, decimals) => Some(format!("{x:.decimals$}").replace('.', ",")),
        Piece::Sign('-') => Some("−".to_owned()),
        Piece::Sign(_) | Piece::Function(_) => None,
    });
    assert_eq!(said, "1000 * mean(“women” F, “m-n” T) − 0,50");
    assert_eq!(formula.said(|_| None), formula.text());
}

#[test]
fn errors_say_where_and_what_was_expected() {
    let error = |text| Formula::parse(text).unwrap_err().message;
    assert_eq!(error("A + "), "expected a number, a series, a function or `(`, found the end");
    assert_eq!(error("(A"), "expected `)`, found the end");
    assert_eq!(error("A § B"), "expected an operator or the end, found `§` at character 3");
    assert_eq!(error("A[X]"), "`[X]` is not a sex; write [T], [F] or [M]");
    assert_eq!(error("1.2.3"), "`1.2.3` is not a number");
    assert_eq!(error("A / `B"), "the quote at character 5 has no end");
    assert_eq!(error("ln(A, B)"), "ln takes one argument, and 2 are given");
    assert_eq!(
        error("median(A)"),
        "there is no function `median`; there are mean, weighted_mean, min, max, ln, exp and first"
    );
    assert!(error("weighted_mean(A, B, C)").contains("pairs"));
}

#[test]
fn a_name_that_needs_quotes_is_told_to() {
    let hint = |text| Formula::parse(text).unwrap_err().hint.is_some();
    for text in ["GDP per head", "share%", "15A", "A § B", "Y≥25", "Y15-24[F]"] {
        assert!(hint(text), "{text}");
    }
    assert!(!hint("(A") && !hint("A +") && !hint("A * / B"));
}
