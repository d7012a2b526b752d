//! The Wilson interval of a share, on a number of games that the design effect has shrunk.

use super::Interval;

/// 97.5 % point of the standard normal distribution.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// Variance of a mean over blocks, as a multiple of what independent games would give.
///
/// `scores` holds each block's sum of wins and its number of games. 1 if it cannot be estimated: fewer than two
/// blocks, or a share of exactly 0 or 1.
pub fn design_effect(scores: &[(f64, f64)]) -> f64 {
    let blocks = scores.len() as f64;
    let games: f64 = scores.iter().map(|s| s.1).sum();
    let share = scores.iter().map(|s| s.0).sum::<f64>() / games;
    if scores.len() < 2 || !(share > 0.0 && share < 1.0) {
        return 1.0;
    }
    // Linearised variance of the ratio of sums.
    let squares: f64 = scores.iter().map(|s| (s.0 - share * s.1).powi(2)).sum();
    let variance = squares * blocks / (blocks - 1.0) / (games * games);
    variance / (share * (1.0 - share) / games)
}

/// The 95 % Wilson interval of a share of `wins` in `games`, on `games / effect` games.
pub fn wilson(wins: f64, games: f64, effect: f64) -> Option<Interval> {
    if games <= 0.0 || effect <= 0.0 {
        return None;
    }
    let n = games / effect;
    let p = wins / games;
    let centre = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(Interval {
        low: if wins <= 0.0 { 0.0 } else { (centre - half).max(0.0) },
        high: if wins >= games { 1.0 } else { (centre + half).min(1.0) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_a_textbook_value() {
        // 10 of 40: 0.1419 to 0.4019.
        let interval = wilson(10.0, 40.0, 1.0).unwrap();
        assert!(
            (interval.low - 0.1419).abs() < 5e-4 && (interval.high - 0.4019).abs() < 5e-4,
            "{interval:?}"
        );
    }

    #[test]
    fn a_persona_without_a_win_has_an_interval() {
        let interval = wilson(0.0, 100.0, 1.0).unwrap();
        assert_eq!(interval.low, 0.0);
        assert!(interval.high > 0.02 && interval.high < 0.06);
    }

    #[test]
    fn rotated_seats_shrink_the_variance() {
        // Every block gives exactly one win in four games: no variance between blocks at all.
        let scores = vec![(1.0, 4.0); 20];
        assert_eq!(design_effect(&scores), 0.0);
        assert_eq!(design_effect(&[(0.0, 4.0); 20]), 1.0);
        // All or nothing by block: games of a block are one sample, so the effect is their number.
        let scores: Vec<_> = (0..400).map(|i| (if i % 4 == 0 { 4.0 } else { 0.0 }, 4.0)).collect();
        assert!((design_effect(&scores) - 4.0).abs() < 0.02);
    }
}
