//! The mean position of an area's other indicators of the same focus area, brought back to the missing one.

use super::from::ImputedFrom;
use super::method::Imputing;
use super::source::{Range, Source};
use crate::framework::chosen::bare;

bare!(RowMean, "row_mean");

/// The mean position of an area's other indicators between lowest (0) and highest (1), brought
/// back into the units of the missing one. The others come with the area's value and must vary;
/// `None` where there are none.
fn row_mean(others: &[(f64, Range)], own: Range) -> Option<f64> {
    let position = |(x, (low, high, sign)): &(f64, Range)| {
        let share = (x - low) / (high - low);
        if *sign > 0.0 { share } else { 1.0 - share }
    };
    let (low, high, sign) = own;
    if others.is_empty() {
        return None;
    }
    let share = others.iter().map(position).sum::<f64>() / others.len() as f64;
    let share = if sign > 0.0 { share } else { 1.0 - share };
    Some(low + share * (high - low))
}

impl Imputing for RowMean {
    fn make(
        &self,
        source: &mut Source,
        area: usize,
        indicator: usize,
    ) -> Option<(f64, ImputedFrom)> {
        let own = source.ranges[indicator]?;
        let known = &source.known[indicator];
        let (mut row, mut indicators) = (Vec::new(), Vec::new());
        for &other in &known.others {
            // An indicator that does not vary has no positions.
            let range = source.ranges[other].filter(|(low, high, _)| low < high);
            if let Some((x, range)) = source.known[other].column[area].zip(range) {
                row.push((x, range));
                indicators.push(other);
            }
        }
        Some((row_mean(&row, own)?, ImputedFrom::Row { level: known.level, indicators }))
    }

    fn lacks(&self, _: &Source, _: usize) -> String {
        "it has no other value in the same focus area".to_owned()
    }

    fn looks_at_others(&self) -> bool {
        true
    }

    fn coinr(&self) -> Option<&'static str> {
        Some("row mean")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_mean_is_a_position_brought_back_by_hand() {
        // Positions ¾ (more is better) and 1 − ¼ = ¾ (less is better): ¾ of 10–50 is 40; where
        // less of it is better, ¼: 20.
        let others = [(75.0, (0.0, 100.0, 1.0)), (2.0, (1.0, 5.0, -1.0))];
        assert_eq!(row_mean(&others, (10.0, 50.0, 1.0)), Some(40.0));
        assert_eq!(row_mean(&others, (10.0, 50.0, -1.0)), Some(20.0));
        assert_eq!(row_mean(&[], (10.0, 50.0, 1.0)), None);
    }
}
