//! Means and ratios of many independent repetitions, from exact sums.

use super::wilson::Z;
use super::{Interval, Ratio};

/// Sums and sums of products of K numbers per repetition. They are integers, so their order does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moments<const K: usize> {
    count: u64,
    sums: [i128; K],
    products: [[i128; K]; K],
}

impl<const K: usize> Default for Moments<K> {
    fn default() -> Self {
        Self {
            count: 0,
            sums: [0; K],
            products: [[0; K]; K],
        }
    }
}

impl<const K: usize> Moments<K> {
    /// Adds a repetition.
    pub fn add(&mut self, values: [i64; K]) {
        self.count += 1;
        let values = values.map(i128::from);
        for i in 0..K {
            self.sums[i] += values[i];
            for j in 0..=i {
                self.products[i][j] += values[i] * values[j];
            }
        }
    }

    /// Adds the repetitions of another.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        for i in 0..K {
            self.sums[i] += other.sums[i];
            for j in 0..=i {
                self.products[i][j] += other.products[i][j];
            }
        }
    }

    /// Repetitions.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Sum of the products of two numbers.
    pub fn product(&self, i: usize, j: usize) -> i128 {
        self.products[i.max(j)][i.min(j)]
    }

    fn average(&self, index: usize) -> f64 {
        self.sums[index] as f64 / self.count as f64
    }

    /// Sample covariance of two numbers; the difference is taken before anything is rounded.
    fn covariance(&self, i: usize, j: usize) -> f64 {
        let n = i128::from(self.count);
        (n * self.product(i, j) - self.sums[i] * self.sums[j]) as f64 / (n * (n - 1)) as f64
    }

    /// The 95 % interval of a value that moves with the averages by these weights (linearised, normal).
    fn interval(&self, value: f64, weights: [f64; K]) -> Option<Interval> {
        if self.count < 2 {
            return None;
        }
        let pairs = (0..K).flat_map(|i| (0..K).map(move |j| (i, j)));
        let variance: f64 = pairs
            .map(|(i, j)| weights[i] * weights[j] * self.covariance(i, j))
            .sum();
        let half = Z * (variance.max(0.0) / self.count as f64).sqrt();
        Some(Interval {
            low: value - half,
            high: value + half,
        })
    }

    fn estimate(&self, [numerator, denominator]: [f64; 2], value: Option<f64>, weights: [f64; K]) -> Ratio {
        Ratio {
            numerator,
            denominator,
            blocks: self.count as usize,
            value,
            interval: value.and_then(|value| self.interval(value, weights)),
        }
    }

    /// The mean of a number that is never negative.
    pub fn mean(&self, index: usize) -> Ratio {
        let mut weights = [0.0; K];
        weights[index] = 1.0;
        let value = (self.count > 0).then(|| self.average(index));
        floored(self.estimate([self.sums[index] as f64, self.count as f64], value, weights))
    }

    /// The mean of `a` − `b`.
    pub fn difference(&self, a: usize, b: usize) -> Ratio {
        let mut weights = [0.0; K];
        (weights[a], weights[b]) = (1.0, -1.0);
        let value = (self.count > 0).then(|| self.average(a) - self.average(b));
        self.estimate(
            [(self.sums[a] - self.sums[b]) as f64, self.count as f64],
            value,
            weights,
        )
    }

    /// How a ratio of sums moves with the averages.
    fn slopes(&self, top: usize, bottom: usize) -> Option<(f64, [f64; K])> {
        if self.sums[bottom] <= 0 {
            return None;
        }
        let value = self.sums[top] as f64 / self.sums[bottom] as f64;
        let mut weights = [0.0; K];
        weights[top] = 1.0 / self.average(bottom);
        weights[bottom] -= value / self.average(bottom);
        Some((value, weights))
    }

    /// The ratio of two sums that are never negative.
    pub fn ratio(&self, top: usize, bottom: usize) -> Ratio {
        let (value, weights) = self.slopes(top, bottom).unzip();
        let sums = [self.sums[top] as f64, self.sums[bottom] as f64];
        floored(self.estimate(sums, value, weights.unwrap_or([0.0; K])))
    }

    /// The ratio of two sums minus that of two others.
    pub fn difference_of_ratios(&self, minuend: [usize; 2], subtrahend: [usize; 2]) -> Ratio {
        let ratios = [minuend, subtrahend].map(|[top, bottom]| self.slopes(top, bottom));
        let (value, weights) = match ratios {
            [Some((a, up)), Some((b, down))] => (Some(a - b), std::array::from_fn(|k| up[k] - down[k])),
            _ => (None, [0.0; K]),
        };
        self.estimate([value.unwrap_or(0.0), 1.0], value, weights)
    }
}

/// The same without the part of the interval below 0.
fn floored(mut ratio: Ratio) -> Ratio {
    if let Some(interval) = &mut ratio.interval {
        interval.low = interval.low.max(0.0);
    }
    ratio
}

/// The difference of two shares of the same repetitions: `only_second` of `count` have it in the second condition
/// only, `only_first` in the first only. Interval of Agresti and Min: half a repetition more in each cell, so that
/// agreement throughout is not taken for certainty.
pub fn paired_difference(only_first: u64, only_second: u64, count: u64) -> Ratio {
    let difference = only_second as f64 - only_first as f64;
    let n = count as f64;
    let value = (count > 0).then(|| difference / n);
    let interval = value.map(|_| {
        let (discordant, n) = ((only_first + only_second) as f64 + 1.0, n + 2.0);
        let half = Z * (discordant - difference * difference / n).max(0.0).sqrt() / n;
        Interval {
            low: (difference / n - half).max(-1.0),
            high: (difference / n + half).min(1.0),
        }
    });
    Ratio {
        numerator: difference,
        denominator: n,
        blocks: count as usize,
        value,
        interval,
    }
}

#[cfg(test)]
mod tests {
    use ec4x_engine::dice::{Dice, Key};

    use super::*;

    fn of<const K: usize>(rows: &[[i64; K]]) -> Moments<K> {
        let mut moments = Moments::default();
        rows.iter().for_each(|row| moments.add(*row));
        moments
    }

    #[test]
    fn a_mean_has_the_textbook_interval() {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sample variance 32/7.
        let mean = of(&[2, 4, 4, 4, 5, 5, 7, 9].map(|x| [x])).mean(0);
        assert_eq!(mean.value, Some(5.0));
        let half = 1.959_964 * (32.0_f64 / 7.0 / 8.0).sqrt();
        let interval = mean.interval.unwrap();
        assert!((interval.high - 5.0 - half).abs() < 1e-6 && (5.0 - interval.low - half).abs() < 1e-6);
    }

    #[test]
    fn degenerate_data_has_a_stated_answer() {
        assert_eq!(Moments::<2>::default().mean(0).value, None);
        assert_eq!(of(&[[3, 0]]).mean(0).interval, None);
        assert_eq!(of(&[[3, 0], [4, 0]]).ratio(0, 1).value, None);
        let constant = of(&[[3, 6], [3, 6]]).ratio(0, 1);
        assert_eq!(
            (constant.value, constant.interval),
            (Some(0.5), Some(Interval { low: 0.5, high: 0.5 }))
        );
    }

    #[test]
    fn the_order_of_merging_does_not_matter() {
        let rows: Vec<[i64; 2]> = (0..100).map(|i| [i * i % 17, i * 7 % 5]).collect();
        let mut merged = of(&rows[60..]);
        merged.merge(&of(&rows[..60]));
        assert_eq!(merged, of(&rows));
    }

    #[test]
    fn intervals_cover_what_they_promise() {
        // 400 data sets of 200 repetitions: ratio of the sums of 2d10 and d10+1, truly 9 / 5.5; and the difference.
        let mut dice = Dice::for_purpose(Key(3), "coverage");
        let mut d10 = || i64::from(dice.d10());
        let mut covered = [0, 0];
        for _ in 0..400 {
            let mut moments = Moments::<3>::default();
            for _ in 0..200 {
                let top = d10() + d10();
                moments.add([top, d10() + 1, top / 2]);
            }
            let inside = |ratio: Ratio, truth: f64| {
                let interval = ratio.interval.unwrap();
                usize::from(interval.low <= truth && truth <= interval.high)
            };
            covered[0] += inside(moments.ratio(0, 1), 9.0 / 5.5);
            covered[1] += inside(moments.difference_of_ratios([0, 1], [2, 1]), 9.0 / 5.5 - 4.25 / 5.5);
        }
        assert!(
            covered.iter().all(|count| (366..=392).contains(count)),
            "covered {covered:?} of 400"
        );
    }

    #[test]
    fn pairs_that_agree_are_not_certainty() {
        let same = paired_difference(0, 0, 1000);
        assert_eq!(same.value, Some(0.0));
        let interval = same.interval.unwrap();
        assert!(
            interval.low < 0.0 && interval.high > 0.0 && interval.high < 0.003,
            "{interval:?}"
        );
        let shift = paired_difference(10, 60, 1000);
        assert_eq!(shift.value, Some(0.05));
        assert!(shift.interval.unwrap().low > 0.03);
    }
}
