//! Detection: the table of worked example 6 of rulebook 13, rulings, and exact odds.

use super::super::detection::{Sensing, judge};
use super::*;

fn sensing(raiders: bool, clk: u8, eli: u8, starbase: bool) -> Sensing {
    Sensing {
        raiders,
        clk,
        eli,
        starbase,
    }
}

#[test]
fn example_06_more_detection_outcomes() {
    let cases = [
        (
            sensing(true, 2, 1, false),
            sensing(false, 1, 1, true),
            [4, 3],
            Detection::Intercept,
        ),
        (
            sensing(true, 3, 1, false),
            sensing(false, 1, 1, true),
            [7, 3],
            Detection::SurpriseLow,
        ),
        (
            sensing(true, 1, 1, false),
            sensing(false, 1, 5, false),
            [1, 9],
            Detection::Intercept,
        ),
        (
            sensing(false, 1, 2, false),
            sensing(true, 4, 1, false),
            [2, 5],
            Detection::AmbushHigh,
        ),
        (
            sensing(true, 3, 2, false),
            sensing(true, 1, 1, true),
            [5, 3],
            Detection::SurpriseLow,
        ),
        (
            sensing(true, 1, 1, false),
            sensing(true, 2, 2, false),
            [0, 4],
            Detection::AmbushHigh,
        ),
        (
            sensing(true, 2, 2, false),
            sensing(true, 1, 1, false),
            [4, 6],
            Detection::Intercept,
        ),
    ];
    for (low, high, rolls, expected) in cases {
        let sighting = judge([low, high], rolls, &law());
        assert_eq!(sighting.detection, expected, "{low:?} {high:?} {rolls:?}");
        let bonus = match expected {
            Detection::Intercept => 0,
            Detection::SurpriseLow | Detection::SurpriseHigh => 3,
            Detection::AmbushLow | Detection::AmbushHigh => 4,
        };
        assert_eq!(sighting.bonus, bonus);
    }
}

#[test]
fn k9_the_raiders_own_eli_and_the_detectors_clk_do_not_count() {
    let low = sensing(true, 2, 5, false);
    let high = sensing(false, 5, 1, false);
    // 5 + CLK 2 = 7 against 5 + ELI 1 = 6.
    assert_eq!(judge([low, high], [5, 5], &law()).detection, Detection::SurpriseLow);
}

#[test]
fn k10_the_size_of_the_bonus_goes_by_the_margin() {
    let low = sensing(true, 0, 0, false);
    let high = sensing(false, 0, 0, false);
    assert_eq!(judge([low, high], [4, 0], &law()).bonus, 3);
    assert_eq!(judge([low, high], [5, 0], &law()).bonus, 4);
}

#[test]
fn nobody_rolls_without_raiders() {
    let sides = [sensing(false, 5, 5, true), sensing(false, 5, 5, true)];
    let sighting = super::super::detection::detect(sides, &mut Dice::scripted(&[]), &law());
    assert_eq!(sighting.first, None);
}

/// Of the 100 pairs of faces, those in which a raider that leads by `edge` before the roll ambushes, or surprises.
fn odds(edge: i32) -> (usize, usize) {
    let pairs = || (0..10i32).flat_map(|own| (0..10i32).map(move |other| own + edge - other));
    (
        pairs().filter(|&margin| margin >= 5).count(),
        pairs().filter(|margin| (1..5).contains(margin)).count(),
    )
}

#[test]
fn detection_has_exactly_the_odds_of_two_dice() {
    // The closed form for a sum of differences of two fair d10: with a lead k, P(margin ≥ n) counts pairs a − b ≥ n − k,
    // of which there are (10 − d)(11 − d) / 2 for d = n − k > 0, and 100 − (9 + d)(10 + d) / 2 for d ≤ 0.
    let at_least = |lead: i32, margin: i32| match margin - lead {
        d if d > 9 => 0,
        d if d > 0 => (10 - d) * (11 - d) / 2,
        d if d > -9 => 100 - (9 + d) * (10 + d) / 2,
        _ => 100,
    };
    for clk in 0..=5u8 {
        for eli in 0..=5u8 {
            for starbase in [false, true] {
                let (low, high) = (sensing(true, clk, 0, false), sensing(false, 0, eli, starbase));
                let mut counts = (0, 0);
                for own in 0..10 {
                    for other in 0..10 {
                        match judge([low, high], [own, other], &law()).detection {
                            Detection::AmbushLow => counts.0 += 1,
                            Detection::SurpriseLow => counts.1 += 1,
                            Detection::Intercept => {}
                            won => panic!("the side without raiders won: {won:?}"),
                        }
                    }
                }
                let edge = i32::from(clk) - i32::from(eli) - if starbase { 2 } else { 0 };
                assert_eq!(counts, odds(edge));
                let (ambush, either) = (at_least(edge, 5), at_least(edge, 1));
                assert_eq!(
                    (counts.0 as i32, (counts.0 + counts.1) as i32),
                    (ambush, either),
                    "lead {edge}"
                );
            }
        }
    }
}

#[test]
fn a_crippled_raider_still_cloaks_its_side_and_a_dead_one_does_not() {
    let mut own = side(1, &[("RR BB", 6)]);
    assert!(own.sensing(false).raiders);
    own.units[0].condition = Condition::Crippled;
    assert!(own.sensing(false).raiders);
    own.units[0].condition = Condition::Destroyed;
    assert!(!own.sensing(false).raiders);
}
