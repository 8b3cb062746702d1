//! Theil's T: how unequal incomes are, in parts that add up.

/// A part of the people: how many they are, and what each of them has.
pub type People = (f64, f64);

/// Theil's T of incomes between groups of people, everyone in a group having the same: Σ s ln(s / p), over the
/// groups with people and income, s being a group's share of all income and p its share of all people. 0 is
/// equality; ln of the number of people, one having all. `None` where nobody has anything.
///
/// Of parts it is additive (Theil, *Economics and Information Theory*, 1967; Shorrocks, *Econometrica* 48,
/// 1980): T of all people is T between countries plus the T within each, weighed by the country's share of all
/// income ([`within`]).
pub fn between(groups: &[People]) -> Option<f64> {
    let (people, income) = sums(groups)?;
    let part = |&(n, each): &People| {
        let (p, s) = (n / people, n * each / income);
        if s > 0.0 { s * (s / p).ln() } else { 0.0 }
    };
    Some(groups.iter().map(part).sum())
}

/// The part of T that lies within groups, of the T inside each: Σ s T, by the groups' shares of all income.
pub fn within(groups: &[(People, f64)]) -> Option<f64> {
    let people: Vec<People> = groups.iter().map(|of| of.0).collect();
    let (_, income) = sums(&people)?;
    Some(groups.iter().map(|((n, each), inside)| n * each / income * inside).sum())
}

/// How many people there are, and what they have together.
fn sums(groups: &[People]) -> Option<(f64, f64)> {
    let people: f64 = groups.iter().map(|of| of.0).sum();
    let income: f64 = groups.iter().map(|of| of.0 * of.1).sum();
    (people > 0.0 && income > 0.0).then_some((people, income))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    /// By hand: half of the people have 1 each, half have 3: shares of income 1/4 and 3/4.
    #[test]
    fn two_halves_by_hand() {
        let halves = [(10.0, 1.0), (10.0, 3.0)];
        // ¼ ln ½ + ¾ ln 1½ = −0.1732867951 + 0.3040988310.
        near(between(&halves), 0.25 * 0.5_f64.ln() + 0.75 * 1.5_f64.ln());
        assert!((between(&halves).unwrap() - 0.130_812_036).abs() < 1e-9);
        assert_eq!(between(&[(10.0, 2.0), (30.0, 2.0)]), Some(0.0));
        // One of four has all: ln 4.
        near(between(&[(1.0, 8.0), (3.0, 0.0)]), 4.0_f64.ln());
    }

    /// T of all four groups at once is T between two countries plus the two inside, by their income.
    #[test]
    fn parts_add_up() {
        let first = [(5.0, 1.0), (5.0, 3.0)];
        let second = [(20.0, 4.0), (10.0, 10.0)];
        let countries = [(10.0, 2.0), (30.0, 6.0)];
        let inside = [between(&first).unwrap(), between(&second).unwrap()];
        let both = [(countries[0], inside[0]), (countries[1], inside[1])];
        let whole = between(&[first, second].concat());
        near(whole, between(&countries).unwrap() + within(&both).unwrap());
    }

    #[test]
    fn of_nothing_there_is_none() {
        assert_eq!(between(&[]), None);
        assert_eq!(between(&[(5.0, 0.0)]), None);
        assert_eq!(within(&[]), None);
        near(within(&[((4.0, 2.0), 0.5)]), 0.5);
    }
}
