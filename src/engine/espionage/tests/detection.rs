//! Detection (rulebook 23 §4).

use super::*;
use crate::dice::{Key, Streams};
use crate::espionage::detection::{FACES, detecting_faces};
use crate::rules::Rules;
use crate::testing::binomial::assert_chance;

/// The tiers of CIP by their lowest and highest number, and the faces that detect at CIC 1 to 5.
const TIERS: [(i64, i64, [u32; 5]); 5] = [
    (1, 5, [6, 9, 11, 14, 17]),
    (6, 10, [7, 10, 12, 15, 18]),
    (11, 15, [8, 11, 13, 16, 19]),
    (16, 20, [9, 12, 14, 17, 19]),
    (21, 500, [10, 13, 15, 18, 19]),
];

#[test]
fn example_x22_faces_that_detect() {
    let rules = Rules::standard().espionage.detection;
    for (low, high, faces) in TIERS {
        for (cic, expected) in (1..).zip(faces) {
            assert_eq!(detecting_faces(&rules, cic, low), expected, "CIC {cic}, {low} CIP");
            assert_eq!(detecting_faces(&rules, cic, high), expected, "CIC {cic}, {high} CIP");
        }
    }
    for level in 0..=5 {
        assert_eq!(detecting_faces(&rules, level, 0), 0);
    }
}

#[test]
fn s1_s2_example_x22_every_face_is_judged_as_the_table_says() {
    for (cip, _, faces) in TIERS {
        for (cic, expected) in (1..).zip(faces) {
            let detected = (1..=FACES).filter(|&face| {
                let event = one(&mut guarded(cic, cip), EspionageAction::TechTheft, &[face]);
                assert_eq!(
                    (event.cic, event.cip, event.roll),
                    (Some(cic), Some(cip), Some(face as u8))
                );
                assert_eq!(event.success, !event.detected);
                event.detected
            });
            assert_eq!(detected.count() as u32, expected, "CIC {cic}, {cip} CIP");
        }
    }
}

/// On a fixed key, each cell of the table of §4 is met by real dice.
#[test]
fn detection_by_real_dice_has_the_odds_of_the_table() {
    const TRIES: u32 = 1500;
    for (cip, _, faces) in TIERS {
        for (cic, faces) in (1..).zip(faces) {
            let mut state = guarded(cic, cip);
            // Dice of its own for each cell, so that the cells are tests of their own.
            state.streams = Streams::new(Key(100 * cip as u64 + u64::from(cic)));
            let mut detected = 0;
            for turn in 1..=TRIES {
                state.game_mut().turn = turn;
                (state.houses[H1].ebp, state.houses[H2].cip) = (5, cip);
                let log = run(&mut state, &[(H1, &[against(EspionageAction::TechTheft, H2)])], &[]);
                detected += u64::from(log.espionage.detected[0]);
            }
            let chance = f64::from(faces) / f64::from(FACES);
            assert_chance(detected, u64::from(TRIES), chance, &format!("CIC {cic}, {cip} CIP"));
        }
    }
}

#[test]
fn s1_a_sum_at_the_threshold_does_not_detect() {
    assert!(!one(&mut guarded(3, 8), EspionageAction::Psyops, &[8]).detected);
    assert!(one(&mut guarded(3, 8), EspionageAction::Psyops, &[9]).detected);
}

#[test]
fn s2_a_natural_1_never_detects() {
    let event = one(&mut guarded(5, 21), EspionageAction::Psyops, &[1]);
    assert_eq!(
        (event.modifier, event.threshold, event.detected),
        (Some(5), Some(4), false)
    );
}

#[test]
fn s3_s4_example_x22_points_count_before_the_roll_and_are_used_up_by_it() {
    let mut state = guarded(2, 6);
    let actions = [against(EspionageAction::Psyops, H2); 3];
    let log = run(&mut state, &[(H1, &actions)], &[(H1, &[10, 11, 12])]);
    assert_eq!(log.espionage.cip, [Some(6), Some(5), Some(4)]);
    assert_eq!(log.espionage.modifier, [Some(2), Some(1), Some(1)]);
    assert_eq!(log.espionage.detected, [false, false, true]);
    assert_eq!(log.espionage.prestige_attacker, [10, 10, -2]);
    assert_eq!((state.houses[H2].cip, state.flows[H2].cip_spent), (3, 3));
}

#[test]
fn s4_without_points_or_level_there_is_no_roll() {
    for (cic, cip) in [(5, 0), (0, 30)] {
        let mut state = guarded(cic, cip);
        let event = one(&mut state, EspionageAction::Assassination, &[]);
        assert_eq!((event.roll, event.modifier, event.threshold), (None, None, None));
        assert!(event.success);
        assert_eq!(state.houses[H2].cip, cip);
    }
}

#[test]
fn w85_a_roll_uses_up_no_more_points_than_there_are() {
    let mut state = guarded(1, 2);
    std::sync::Arc::make_mut(&mut state.rules)
        .espionage
        .detection
        .cip_consumed_per_roll = 5;
    one(&mut state, EspionageAction::Psyops, &[20]);
    assert_eq!(state.houses[H2].cip, 0);
}
