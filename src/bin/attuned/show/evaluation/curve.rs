//! The reliability of scores as places in a small drawing, whose square is 100 units wide and runs from below to above.

use attuned::Bin;
use serde::Serialize;

/// One bin as a dot: the further from the diagonal, the less its scores can be believed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Dot {
    /// From the left, 0 to 100.
    x: f64,
    /// From above, 0 to 100.
    y: f64,
    /// Radius, 1.5 to 6: its area grows with the share of the cases.
    r: f64,
    title: String,
}

/// The bins that hold cases.
pub(super) fn dots(bins: &[Bin]) -> Vec<Dot> {
    let all: usize = bins.iter().map(|bin| bin.cases).sum();
    bins.iter().filter(|bin| bin.cases > 0).map(|bin| dot(bin, all)).collect()
}

fn dot(bin: &Bin, all: usize) -> Dot {
    let share = bin.cases as f64 / all as f64;
    let title = format!("{} cases, mean score {:.2}, present in {:.2}", bin.cases, bin.score, bin.present);
    Dot {
        x: tenths(bin.score),
        y: tenths(1.0 - bin.present),
        r: ((1.5 + 4.5 * share.sqrt()) * 10.0).round() / 10.0,
        title,
    }
}

/// A share of the square, to a tenth of a unit.
fn tenths(share: f64) -> f64 {
    (share * 1000.0).round() / 10.0
}

/// The line through the dots.
pub(super) fn line(dots: &[Dot]) -> String {
    dots.iter().map(|dot| format!("{},{}", dot.x, dot.y)).collect::<Vec<_>>().join(" ")
}
