//! Ratios of sums over blocks, with a block-bootstrap interval (bias-corrected and accelerated).

use ec4x_engine::dice::{Dice, Key};
use statrs::distribution::{ContinuousCDF, Normal};

/// Draws of the bootstrap.
const DRAWS: usize = 2000;

/// A two-sided 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// An estimate: the ratio of two sums over blocks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// Sum of the numerators.
    pub numerator: f64,
    /// Sum of the denominators.
    pub denominator: f64,
    /// Blocks that the sums run over.
    pub blocks: usize,
    /// Numerator over denominator; none if the denominator is 0.
    pub value: Option<f64>,
    /// Its interval; none without a value, with fewer than two blocks, or if some resamples have no denominator.
    pub interval: Option<Interval>,
}

/// The ratio of the sums of `pairs` (numerator, denominator), one pair per block.
///
/// The interval resamples blocks with replacement, so it knows nothing of houses, turns or battles as samples. Draws
/// come from `key` and `name`: the same run gives the same interval to the last digit.
pub fn ratio(pairs: &[(f64, f64)], key: Key, name: &str) -> Ratio {
    let (numerator, denominator) = sums(pairs.iter());
    let value = (denominator > 0.0).then(|| numerator / denominator);
    let interval = value.and_then(|value| interval(pairs, value, (numerator, denominator), key, name));
    Ratio {
        numerator,
        denominator,
        blocks: pairs.len(),
        value,
        interval,
    }
}

fn sums<'a>(pairs: impl Iterator<Item = &'a (f64, f64)>) -> (f64, f64) {
    pairs.fold((0.0, 0.0), |(n, d), pair| (n + pair.0, d + pair.1))
}

fn interval(pairs: &[(f64, f64)], value: f64, total: (f64, f64), key: Key, name: &str) -> Option<Interval> {
    if pairs.len() < 2 {
        return None;
    }
    let mut dice = Dice::for_purpose(key, name);
    let size = pairs.len() as u32;
    let mut draws = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        let (n, d) = (0..size)
            .map(|_| &pairs[dice.below(size) as usize])
            .fold((0.0, 0.0), |s, p| (s.0 + p.0, s.1 + p.1));
        if d <= 0.0 {
            return None;
        }
        draws.push(n / d);
    }
    draws.sort_by(f64::total_cmp);
    if draws[0] == draws[DRAWS - 1] {
        return Some(Interval {
            low: draws[0],
            high: draws[0],
        });
    }
    let normal = Normal::standard();
    let below = draws.iter().filter(|&&draw| draw < value).count();
    let equal = draws.iter().filter(|&&draw| draw == value).count();
    let share = (below as f64 + 0.5 * equal as f64) / DRAWS as f64;
    let clamped = share.clamp(0.5 / DRAWS as f64, 1.0 - 0.5 / DRAWS as f64);
    let bias = normal.inverse_cdf(clamped);
    let acceleration = acceleration(pairs, total);
    let end = |tail: f64| {
        let z = normal.inverse_cdf(tail);
        let adjusted = bias + (bias + z) / (1.0 - acceleration * (bias + z));
        quantile(&draws, normal.cdf(adjusted))
    };
    Some(Interval {
        low: end(0.025),
        high: end(0.975),
    })
}

/// Acceleration from the jackknife over blocks.
fn acceleration(pairs: &[(f64, f64)], total: (f64, f64)) -> f64 {
    let left_out: Vec<f64> = pairs
        .iter()
        .filter(|pair| total.1 - pair.1 > 0.0)
        .map(|pair| (total.0 - pair.0) / (total.1 - pair.1))
        .collect();
    let mean = left_out.iter().sum::<f64>() / left_out.len().max(1) as f64;
    let (square, cube) = left_out.iter().fold((0.0, 0.0), |(s, c), x| {
        let d = mean - x;
        (s + d * d, c + d * d * d)
    });
    if square > 0.0 {
        cube / (6.0 * square * square.sqrt())
    } else {
        0.0
    }
}

fn quantile(sorted: &[f64], p: f64) -> f64 {
    let at = p * (sorted.len() - 1) as f64;
    let low = at.floor() as usize;
    let high = (low + 1).min(sorted.len() - 1);
    sorted[low] + (sorted[high] - sorted[low]) * (at - low as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = Key(11);

    #[test]
    fn a_ratio_is_of_sums_not_of_rows() {
        let estimate = ratio(&[(1.0, 1.0), (0.0, 3.0)], KEY, "t");
        assert_eq!(estimate.value, Some(0.25));
        assert_eq!((estimate.numerator, estimate.denominator), (1.0, 4.0));
    }

    #[test]
    fn degenerate_data_has_a_stated_answer() {
        assert_eq!(ratio(&[], KEY, "t").value, None);
        assert_eq!(ratio(&[(0.0, 0.0)], KEY, "t").value, None);
        assert_eq!(ratio(&[(1.0, 2.0)], KEY, "t").interval, None);
        let constant = ratio(&[(1.0, 2.0), (1.0, 2.0), (1.0, 2.0)], KEY, "t");
        assert_eq!(constant.interval, Some(Interval { low: 0.5, high: 0.5 }));
        let rare = ratio(&[(1.0, 1.0), (0.0, 0.0)], KEY, "t");
        assert_eq!(rare.interval, None, "a resample may hold no denominator");
    }

    #[test]
    fn the_interval_covers_what_it_promises() {
        // 400 data sets of 60 blocks, each the mean of four dice: the true ratio is 4.5.
        let mut dice = Dice::for_purpose(Key(3), "coverage");
        let mut covered = 0;
        for set in 0..400 {
            let pairs: Vec<(f64, f64)> = (0..60)
                .map(|_| ((0..4).map(|_| f64::from(dice.d10())).sum::<f64>(), 4.0))
                .collect();
            let interval = ratio(&pairs, Key(set), "coverage").interval.unwrap();
            covered += usize::from(interval.low <= 4.5 && 4.5 <= interval.high);
        }
        // 95 % nominal; 91.5 % to 98 % is within sampling error and the bootstrap's own small bias.
        assert!((366..=392).contains(&covered), "covered {covered} of 400");
    }

    #[test]
    fn the_same_run_gives_the_same_interval() {
        let mut dice = Dice::for_purpose(Key(5), "data");
        let pairs: Vec<(f64, f64)> = (0..40)
            .map(|_| (f64::from(dice.d100()), f64::from(dice.d20())))
            .collect();
        assert_eq!(ratio(&pairs, KEY, "a"), ratio(&pairs, KEY, "a"));
        assert_ne!(ratio(&pairs, KEY, "a").interval, ratio(&pairs, Key(12), "a").interval);
    }
}
