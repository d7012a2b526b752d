//! Rounding and float functions of the rules (rulebook 20 §0.3, 03 §8).
//!
//! Formulas are evaluated in `f64` and rounded once, at the place the rule names. The epsilon is part of
//! the rules: `300 × 0.69` must floor to 207. Transcendental functions come from `libm`, because the
//! platform's differ in the last bit.

const EPSILON: f64 = 1e-6;

/// `FLOOR(x)` of the rules: `floor(x + 1e-6)`.
pub fn floor(x: f64) -> i64 {
    exact_floor(x + EPSILON)
}

/// The largest integer not above `x`, by conversion toward zero and a correction: exact wherever the result fits, and
/// much faster than a library call in code that runs for every ship of every house and turn.
fn exact_floor(x: f64) -> i64 {
    let toward_zero = x as i64;
    toward_zero - i64::from(toward_zero as f64 > x)
}

/// `CEIL(x)` of the rules: `ceil(x - 1e-6)`.
pub fn ceil(x: f64) -> i64 {
    -exact_floor(EPSILON - x)
}

/// `ROUND(x)` of the rules: `floor(x + 0.5)`.
pub fn round(x: f64) -> i64 {
    exact_floor(x + 0.5)
}

/// `trunc(x)` of the rules: `sign(x) × FLOOR(|x|)`, used for prestige awards (rulebook 12 §1).
pub fn trunc(x: f64) -> i64 {
    if x < 0.0 { -floor(-x) } else { floor(x) }
}

/// `base^exponent` for a whole, non-negative exponent, by repeated multiplication.
pub fn powi(base: f64, exponent: u32) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epsilon_of_20_0_3_is_normative() {
        assert_eq!(floor(300.0 * 0.69), 207);
        assert_eq!(ceil(25.0 * 0.28), 7);
        assert_eq!(round(2.5), 3);
    }

    #[test]
    fn floors_agree_with_the_library() {
        for n in -4000..4000 {
            let x = f64::from(n) * 0.037;
            assert_eq!(exact_floor(x), libm::floor(x) as i64, "{x}");
            assert_eq!(ceil(x), libm::ceil(x - EPSILON) as i64, "{x}");
        }
    }

    #[test]
    fn trunc_goes_toward_zero() {
        assert_eq!(trunc(-50.56), -50);
        assert_eq!(trunc(3.37), 3);
    }
}
