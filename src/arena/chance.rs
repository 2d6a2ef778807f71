//! What chance alone would do: the interval around a share, and how likely a difference is without any cause.

use serde::Serialize;

/// The standard score that 95 % of a normal distribution lie within.
const Z: f64 = 1.959_963_984_540_054;

/// An interval of shares, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// Wilson's 95 % interval around the share `count` of `of`; `None` where there is nothing to share.
pub fn wilson(count: usize, of: usize) -> Option<Interval> {
    if of == 0 {
        return None;
    }
    let (n, share) = (of as f64, count.min(of) as f64 / of as f64);
    let middle = share + Z * Z / (2.0 * n);
    let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    let end = |at: f64| (at / whole).clamp(0.0, 1.0);
    Some(Interval { low: end(middle - spread), high: end(middle + spread) })
}

/// The two-sided sign test: how likely a difference of at least this size would be if each decided pair fell either way
/// with the same probability, 0 to 1. 1 where nothing was decided.
pub fn sign_test(wins: usize, losses: usize) -> f64 {
    let all = wins + losses;
    // Logarithms, because the terms of many pairs are smaller than any f64.
    let mut term = -(all as f64) * std::f64::consts::LN_2;
    let mut tail = 0.0;
    for k in 0..=wins.min(losses) {
        tail += term.exp();
        term += ((all - k) as f64).ln() - ((k + 1) as f64).ln();
    }
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 5e-5
    }

    #[test]
    fn the_interval_is_wilson_s() {
        // Figures of the usual tables.
        let some = wilson(8, 10).unwrap();
        assert!(near(some.low, 0.4902) && near(some.high, 0.9433), "{some:?}");
        let none = wilson(0, 20).unwrap();
        assert!(none.low.abs() < 1e-12 && near(none.high, 0.1611), "{none:?}");
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(5, 5).unwrap().high, 1.0);
    }

    #[test]
    fn the_sign_test_is_exact_and_takes_many_pairs() {
        assert!(near(sign_test(8, 2), 0.109_375) && near(sign_test(2, 8), 0.109_375));
        assert!(near(sign_test(9, 0), 2.0 / 512.0));
        assert_eq!((sign_test(0, 0), sign_test(3, 3), sign_test(1, 0)), (1.0, 1.0, 1.0));
        assert!(near(sign_test(1000, 900), 0.023_11), "{}", sign_test(1000, 900));
        assert!(sign_test(5000, 100) < 1e-300);
    }
}
