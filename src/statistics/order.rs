//! Numbers in, the positions that put them in order out: a sort that many replications share.

/// Room for sorting, so that sorting again allocates nothing.
#[derive(Debug, Clone, Default)]
pub struct Order {
    keys: Vec<u64>,
    positions: Vec<u32>,
}

impl Order {
    /// The given positions (each below `u32::MAX`), ascending by their values as `total_cmp` has it;
    /// those with equal values by position.
    pub fn ascending(
        &mut self,
        positions: impl Iterator<Item = usize>,
        value: impl Fn(usize) -> f64,
    ) -> &[u32] {
        // A key and its position in one number, which sorts many times faster than a pair of them.
        self.positions.clear();
        self.positions.extend(positions.map(|position| position as u32));
        let last = self.positions.iter().copied().max().unwrap_or(0);
        let bits = u32::BITS - last.leading_zeros();
        let low = (1_u64 << bits) - 1;
        let joined = |&at: &u32| key(value(at as usize)) & !low | u64::from(at);
        self.keys.clear();
        self.keys.extend(self.positions.iter().map(joined));
        self.keys.sort_unstable();
        let at = |joined: u64| (joined & low) as usize;
        // The lowest bits of the keys gave way to the positions: what differs in these alone may
        // stand the wrong way round.
        let exact = |joined: u64| (key(value(at(joined))), joined & low);
        for end in 1..self.keys.len() {
            let mut place = end;
            while place > 0
                && self.keys[place] >> bits == self.keys[place - 1] >> bits
                && exact(self.keys[place]) < exact(self.keys[place - 1])
            {
                self.keys.swap(place, place - 1);
                place -= 1;
            }
        }
        self.positions.iter_mut().zip(&self.keys).for_each(|(to, joined)| *to = at(*joined) as u32);
        &self.positions
    }
}

/// A whole number that is ordered as `total_cmp` orders the number itself.
fn key(value: f64) -> u64 {
    let bits = value.to_bits();
    bits ^ (((bits as i64 >> 63) as u64) | 1 << 63)
}

/// Positions of the values in ascending order; equal values keep their order.
pub fn ascending(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_of_a_plain_sort() {
        let mut state = 5_u64;
        let mut order = Order::default();
        for n in [0, 1, 2, 3, 30, 500] {
            // Few values, some of them apart by the last bit alone: ties, and keys cut off.
            let values: Vec<f64> = (0..n)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    let whole = ((state >> 33) % 7) as f64 - 3.0;
                    if state >> 63 == 1 { whole.next_up() } else { whole }
                })
                .collect();
            let mut plain: Vec<u32> = (0..n as u32).filter(|at| at % 5 != 4).collect();
            plain.sort_by(|a, b| values[*a as usize].total_cmp(&values[*b as usize]));
            let kept = (0..n).filter(|at| at % 5 != 4);
            assert_eq!(order.ascending(kept, |at| values[at]), plain);
        }
    }

    #[test]
    fn the_ends_of_the_numbers_and_both_zeros_are_in_order() {
        let values = [f64::INFINITY, 0.0, -0.0, f64::MIN, 5e-324, f64::NEG_INFINITY];
        assert_eq!(Order::default().ascending(0..6, |at| values[at]), [5, 3, 2, 1, 4, 0]);
    }
}
