//! The weighted median.

use super::low::Present;
use super::method::{About, Aggregating, BY_WORD, Looks, OfOne, Summed, Unsummed};
use super::worked::{Terms, Worked};
use crate::framework::chosen::bare;

bare!(Median, "median");

/// The score at which half the weight lies below and half above; the mean of the two where the
/// half falls between them. With equal weights the plain median.
fn weighted_median(present: &mut Present) -> Option<f64> {
    present.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = present.iter().map(|p| p.1).sum::<f64>() / 2.0;
    let mut below = 0.0;
    let mut weighed = present.iter().filter(|p| p.1 > 0.0);
    while let Some(&(x, weight)) = weighed.next() {
        below += weight;
        if (below - half).abs() <= 1e-12 * half {
            return weighed.next().map_or(Some(x), |next| Some(x.midpoint(next.0)));
        }
        if below > half {
            return Some(x);
        }
    }
    None
}

impl OfOne for Median {
    fn score(&self, present: &mut Present) -> Result<Option<f64>, f64> {
        Ok(weighted_median(present))
    }

    fn worked(&self, terms: &Terms) -> Worked {
        Worked::plain(terms.say("median_of", &[("terms", terms.weighed())]))
    }
}

impl Aggregating for Median {
    fn looks(&self) -> Looks<'_> {
        Looks::AtOne(self)
    }

    fn summed(&self) -> Summed<'_> {
        let english = "a median does not order areas by a weighted sum";
        Err(Unsummed { words: "median", english })
    }

    fn about(&self) -> About {
        About { scripted: BY_WORD, coinr: Some("by the median".to_owned()), ..About::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_halves_the_weight() {
        let median = |pairs: &Present| weighted_median(&mut pairs.to_vec());
        assert_eq!(median(&[(3.0, 1.0), (1.0, 1.0), (2.0, 1.0)]), Some(2.0));
        assert_eq!(median(&[(4.0, 1.0), (1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]), Some(2.5));
        assert_eq!(median(&[(10.0, 3.0), (20.0, 1.0), (30.0, 1.0)]), Some(10.0));
        assert_eq!(median(&[]), None);
        // What has no weight is not there.
        assert_eq!(median(&[(1.0, 1.0), (2.0, 0.0), (3.0, 1.0)]), Some(2.0));
        assert_eq!(median(&[(1.0, 1.0), (1.5, 0.0), (3.0, 1.0)]), Some(2.0));
        assert_eq!(median(&[(1.0, 0.0), (2.0, 0.0)]), None);
    }
}
