//! Reference points and worked examples of rulebook 20 §2 and 25 X10–X12.

use proptest::prelude::*;

use super::*;

#[test]
fn example_x10_heads_of_a_population() {
    let rules = Rules::standard();
    for (pu, heads) in [
        (1, 1.0066),
        (3, 3.0199),
        (20, 20.1404),
        (60, 60.4832),
        (100, 100.9290),
        (180, 182.2628),
        (500, 525.7090),
        (840, 1088.3357),
        (1000, 1712.3698),
        (2000, 510_895.533_1),
    ] {
        let found = ptu(&rules, pu);
        assert!((found - heads).abs() < 5.1e-5, "PTU({pu}) = {found}, not {heads}");
    }
    let souls = ptu(&rules, 840) * rules.economy.ptu_definition.souls_per_ptu as f64;
    assert_eq!(num::round(souls), 54_416_783);
}

#[test]
fn example_x10_population_of_heads() {
    let rules = Rules::standard();
    for (heads, pu) in [
        (1.0, 0.99345),
        (3.0, 2.98023),
        (100.0, 99.08260),
        (100_000.0, 1749.66273),
    ] {
        let found = pu_of_heads(&rules, heads);
        assert!((found - pu).abs() < 5.1e-6, "PU({heads}) = {found}, not {pu}");
    }
}

#[test]
fn heads_saturate_instead_of_overflowing() {
    let rules = Rules::standard();
    assert_eq!(ptu(&rules, 5479), ptu(&rules, 999_999));
    assert!((ptu(&rules, 5479) / 4.298e15 - 1.0).abs() < 1e-3);
    assert_eq!(ptu(&rules, 0), 0.0);
}

#[test]
fn example_x10_loss_and_gain() {
    let rules = Rules::standard();
    for (pu, n, lost) in [
        (840, 1, 1),
        (840, 3, 1),
        (840, 10, 4),
        (840, 100, 41),
        (1844, 200, 1),
        (3, 2, 2),
        (20, 20, 20),
        (3, 4, 3),
        (6000, 5, 1),
    ] {
        assert_eq!(loss(&rules, pu, n), lost, "LOSS({pu}, {n})");
    }
    for (pu, n, gained) in [
        (3, 1, 1),
        (3, 10, 10),
        (840, 1, 0),
        (840, 10, 4),
        (500, 10, 8),
        (11, 50, 50),
        (60, 50, 49),
        (6000, 5, 0),
    ] {
        assert_eq!(gain(&rules, pu, n), gained, "GAIN({pu}, {n})");
    }
}

#[test]
fn example_x11_colonists_on_the_move() {
    let rules = Rules::standard();
    assert_eq!(loss(&rules, 1092, 20), 2);
    assert_eq!(gain(&rules, 18, 20), 20);
    assert_eq!(gain(&rules, 50, 20), 20);
    assert_eq!(loss(&rules, 20, 20), 20);
    assert_eq!(gain(&rules, 11, 200), 197);
}

#[test]
fn example_x12_casualties() {
    let rules = Rules::standard();
    assert_eq!(loss(&rules, 840, 25), 10);
    assert_eq!(loss(&rules, 17, 5), 5);
    assert_eq!(loss(&rules, 3, 4), 3);
}

#[test]
fn e27_nobody_dies_or_moves_for_nothing() {
    let rules = Rules::standard();
    assert_eq!(loss(&rules, 840, 0), 0);
    assert_eq!(gain(&rules, 840, 0), 0);
}

proptest! {
    #[test]
    fn losses_and_gains_stay_within_bounds(pu in 1i64..7000, n in 1i64..2000) {
        let rules = Rules::standard();
        let lost = loss(&rules, pu, n);
        prop_assert!((1..=pu).contains(&lost));
        prop_assert!(lost <= n, "n heads are never more than n PU");
        let gained = gain(&rules, pu, n);
        prop_assert!((0..=n).contains(&gained));
        prop_assert!(loss(&rules, pu, n + 1) >= lost);
        prop_assert!(gain(&rules, pu, n + 1) >= gained);
    }

    #[test]
    fn population_of_heads_inverts_heads(pu in 1i64..5400) {
        let rules = Rules::standard();
        let found = pu_of_heads(&rules, ptu(&rules, pu));
        prop_assert!((found - pu as f64).abs() < 1e-6 * pu as f64, "{found} is not {pu}");
    }
}
