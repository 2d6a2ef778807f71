//! Length: whether it tells good replies from bad ones, and which rows to leave out so that it does not.

/// The lengths of good and of bad replies, in words.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct Bias {
    /// The mean of the good ones; 0 without any.
    pub good: f64,
    /// The mean of the bad ones; 0 without any.
    pub bad: f64,
    /// Cohen's d: the difference of the means by the pooled standard deviation; positive where good replies are longer.
    /// 0 where there are fewer than two of either, or no spread and no difference.
    pub d: f64,
}

impl Bias {
    /// At most this much of |d| is left by matching.
    pub const MATCHED: f64 = 0.1;
}

const MATCHED: f64 = Bias::MATCHED;

/// Number, sum and sum of squares of some lengths.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Sums {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Sums {
    fn change(&mut self, length: u32, sign: f64) {
        let length = f64::from(length);
        self.count += sign;
        self.sum += sign * length;
        self.squares += sign * length * length;
    }

    fn mean(self) -> f64 {
        if self.count > 0.0 { self.sum / self.count } else { 0.0 }
    }

    /// The sum of squared distances from the mean.
    fn spread(self) -> f64 {
        (self.squares - self.sum * self.mean()).max(0.0)
    }
}

/// The lengths of one row, or of rows that stay or go together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Lengths {
    /// Of the good replies.
    pub(super) good: Option<u32>,
    /// Of the bad replies.
    pub(super) bad: Option<u32>,
}

/// Both sides.
#[derive(Debug, Clone, Copy, Default)]
struct Sides {
    good: Sums,
    bad: Sums,
}

impl Sides {
    fn of(all: impl Iterator<Item = Lengths>) -> Self {
        let mut sides = Self::default();
        all.for_each(|one| sides.change(one, 1.0));
        sides
    }

    fn change(&mut self, one: Lengths, sign: f64) {
        one.good.into_iter().for_each(|length| self.good.change(length, sign));
        one.bad.into_iter().for_each(|length| self.bad.change(length, sign));
    }

    fn without(mut self, one: Lengths) -> Self {
        self.change(one, -1.0);
        self
    }

    fn d(self) -> f64 {
        let Self { good, bad } = self;
        let free = good.count + bad.count - 2.0;
        if good.count < 2.0 || bad.count < 2.0 {
            return 0.0;
        }
        let deviation = ((good.spread() + bad.spread()) / free).sqrt();
        let difference = good.mean() - bad.mean();
        // Without any spread a difference tells all.
        if difference == 0.0 { 0.0 } else { (difference / deviation).clamp(-99.0, 99.0) }
    }

    fn bias(self) -> Bias {
        Bias { good: self.good.mean(), bad: self.bad.mean(), d: self.d() }
    }
}

/// How far length tells good from bad in these.
pub(super) fn bias(all: impl Iterator<Item = Lengths>) -> Bias {
    Sides::of(all).bias()
}

/// The places to leave out so that |d| is at most [`Bias::MATCHED`]: each time those without which it is least, in small
/// portions, until it is reached.
pub(super) fn excess(all: &[Lengths]) -> Vec<usize> {
    let mut sides = Sides::of(all.iter().copied());
    let mut left: Vec<usize> = (0..all.len()).collect();
    let (mut out, mut gone) = (Vec::new(), vec![false; all.len()]);
    // One by one where there are few; where there are many, two hundred rounds would do for all.
    let portion = (all.len() / 200).max(1);
    while sides.d().abs() > MATCHED && !left.is_empty() {
        let known = out.len();
        let without = |place: &usize| sides.without(all[*place]).d().abs();
        let mut ranked: Vec<(f64, usize)> = left.iter().map(|place| (without(place), *place)).collect();
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (_, place) in ranked.into_iter().take(portion) {
            sides.change(all[place], -1.0);
            out.push(place);
            if sides.d().abs() <= MATCHED {
                break;
            }
        }
        out[known..].iter().for_each(|place| gone[*place] = true);
        left.retain(|place| !gone[*place]);
    }
    out.sort_unstable();
    out
}

/// Words, as far as spaces part them.
pub(super) fn words(text: &str) -> u32 {
    u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(lengths: &[(u32, u32)]) -> Vec<Lengths> {
        lengths.iter().map(|(good, bad)| Lengths { good: Some(*good), bad: Some(*bad) }).collect()
    }

    fn left(all: &[Lengths]) -> (usize, f64) {
        let out = excess(all);
        let kept = all.iter().enumerate().filter(|(place, _)| !out.contains(place)).map(|(_, one)| *one);
        (out.len(), bias(kept).d)
    }

    #[test]
    fn d_is_cohens() {
        // Means 50 and 40, both with a standard deviation of 10: d = 1.
        let bias = bias(pairs(&[(40, 30), (50, 40), (60, 50)]).into_iter());
        assert_eq!((bias.good, bias.bad), (50.0, 40.0));
        assert!((bias.d - 1.0).abs() < 1e-12, "{}", bias.d);
        assert_eq!(super::bias([].into_iter()).d, 0.0);
        assert_eq!(super::bias(pairs(&[(5, 5), (5, 5)]).into_iter()).d, 0.0);
    }

    #[test]
    fn matching_leaves_out_as_few_as_any_choice_would() {
        let all = pairs(&[(60, 40), (52, 50), (47, 48), (80, 45), (55, 57), (41, 44), (70, 66), (39, 35), (90, 60)]);
        let fewest = (0_u32..1 << all.len())
            .filter(|choice| {
                let kept = all.iter().enumerate().filter(|(place, _)| choice >> place & 1 == 0).map(|(_, one)| *one);
                bias(kept).d.abs() <= MATCHED
            })
            .map(u32::count_ones)
            .min();
        let (out, d) = left(&all);
        assert!(d.abs() <= MATCHED);
        assert_eq!(Some(u32::try_from(out).expect("few")), fewest);
    }

    #[test]
    fn what_is_matched_already_stays_whole_and_many_are_done_in_portions() {
        assert_eq!(excess(&pairs(&[(10, 10), (20, 21), (30, 29)])), Vec::<usize>::new());
        let many: Vec<(u32, u32)> = (0..4000).map(|at| (30 + at * 7 % 41 + at % 9, 30 + at * 11 % 37)).collect();
        let (out, d) = left(&pairs(&many));
        assert!(d.abs() <= MATCHED && d.abs() > MATCHED * 0.9 && out < 2000, "{out} left out, d {d}");
    }

    #[test]
    fn labelled_replies_are_matched_too() {
        let good = (0..40).map(|at| Lengths { good: Some(60 + at), bad: None });
        let bad = (0..40).map(|at| Lengths { good: None, bad: Some(40 + at) });
        assert!(left(&good.chain(bad).collect::<Vec<_>>()).1.abs() <= MATCHED);
    }
}
