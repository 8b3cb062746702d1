//! A number as it is told: short, with a true minus.

/// Significant digits of a number that is told.
const DIGITS: usize = 6;

/// A number with six significant digits at most, and a true minus.
pub(super) fn short(x: f64) -> String {
    let rounded: f64 = format!("{x:.*e}", DIGITS - 1).parse().unwrap_or(x);
    let told = if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() };
    told.replace('-', "−")
}

/// The same, in brackets below 0: to be subtracted or multiplied by.
pub(super) fn bracketed(x: f64) -> String {
    if x < 0.0 { format!("({})", short(x)) } else { short(x) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_told_is_short_and_true() {
        assert_eq!(short(61.234_567_8), "61.2346");
        assert_eq!(short(-0.000_012_345_67), "−0.0000123457");
        assert_eq!(short(1_234_567.0), "1234570");
        assert_eq!(short(-0.0), "0");
        assert_eq!(bracketed(-2.5), "(−2.5)");
    }
}
