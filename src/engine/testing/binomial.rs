//! The exact two-sided binomial test, for chances that the rules state.

/// Logarithm of the chance of exactly `hits` in `tries` at `p` each.
fn log_mass(hits: u64, tries: u64, p: f64) -> f64 {
    let log_factorial = |n: u64| libm::lgamma(n as f64 + 1.0);
    let ways = log_factorial(tries) - log_factorial(hits) - log_factorial(tries - hits);
    // 0 × log 0 is 0: what cannot happen did not.
    let part = |count: u64, p: f64| if count == 0 { 0.0 } else { count as f64 * libm::log(p) };
    ways + part(hits, p) + part(tries - hits, 1.0 - p)
}

/// The chance of a number of hits that is at most as likely as the one found.
pub fn two_sided(hits: u64, tries: u64, p: f64) -> f64 {
    let found = log_mass(hits, tries, p) + 1e-9;
    let masses = (0..=tries).map(|other| log_mass(other, tries, p));
    masses
        .filter(|&mass| mass <= found)
        .map(libm::exp)
        .sum::<f64>()
        .min(1.0)
}

/// Fails if so many hits in so many tries say that the chance is not `p`, at a level of one in a thousand.
pub fn assert_chance(hits: u64, tries: u64, p: f64, what: &str) {
    let level = two_sided(hits, tries, p);
    assert!(level > 1e-3, "{what}: {hits} of {tries} is not {p}: level {level:.2e}");
}

#[test]
fn levels_of_small_cases_are_exact() {
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    near(two_sided(0, 4, 0.5), 2.0 / 16.0);
    near(two_sided(1, 4, 0.5), 10.0 / 16.0);
    near(two_sided(2, 4, 0.5), 1.0);
    near(two_sided(3, 3, 0.3), 0.027);
    near(two_sided(0, 3, 0.0), 1.0);
    near(two_sided(1, 3, 0.0), 0.0);
    near(two_sided(5, 5, 1.0), 1.0);
}
