//! Effectiveness by modifier: exact counts over the ten faces of the die.

use super::*;
use crate::dice::{Key, Stream, Streams};
use crate::rules::combat::CerTable;

/// How many faces give each effectiveness, in quarters.
fn faces(table: &CerTable, drm: i32) -> Vec<(u32, usize)> {
    let mut counts: Vec<(u32, usize)> = Vec::new();
    for face in 0..10 {
        let quarters = table.quarters(face + drm);
        match counts.iter_mut().find(|(other, _)| *other == quarters) {
            Some((_, count)) => *count += 1,
            None => counts.push((quarters, 1)),
        }
    }
    counts
}

#[test]
fn k1_the_mean_space_effectiveness_is_five_eighths() {
    let counts = faces(&RULES.combat.cer.space_combat_table, 0);
    assert_eq!(counts, [(1, 3), (2, 3), (4, 4)]);
    let mean: u32 = counts.iter().map(|&(quarters, faces)| quarters * faces as u32).sum();
    assert_eq!(mean, 25);
}

#[test]
fn x2_dice_show_0_to_9_and_space_has_three_tiers() {
    let faces: std::collections::BTreeSet<u32> = {
        let mut dice = Streams::new(Key(7)).open(1, Stream::MapHomeworld);
        (0..400).map(|_| dice.d10()).collect()
    };
    assert_eq!(faces, (0..10).collect());
    assert_eq!(RULES.combat.cer.space_combat_table.tier.rows.len(), 3);
}

#[test]
fn k2_space_and_bombardment_have_three_tiers() {
    for drm in -3..=10 {
        let below = |bound: i32| (bound - drm).clamp(0, 10) as usize;
        let (first, second) = (below(3), below(6));
        let expected: Vec<(u32, usize)> = [(1, first), (2, second - first), (4, 10 - second)]
            .into_iter()
            .filter(|(_, faces)| *faces > 0)
            .collect();
        assert_eq!(faces(&RULES.combat.cer.space_combat_table, drm), expected, "DRM {drm}");
        assert_eq!(faces(&RULES.combat.cer.bombardment_table, drm), expected, "DRM {drm}");
    }
}

#[test]
fn ground_has_four_tiers() {
    for drm in -3..=10 {
        let below = |bound: i32| (bound - drm).clamp(0, 10) as usize;
        let bounds = [below(3), below(7), below(9)];
        let counts = [
            (2, bounds[0]),
            (4, bounds[1] - bounds[0]),
            (6, bounds[2] - bounds[1]),
            (8, 10 - bounds[2]),
        ];
        let expected: Vec<(u32, usize)> = counts.into_iter().filter(|(_, faces)| *faces > 0).collect();
        assert_eq!(faces(&RULES.combat.cer.ground_combat_table, drm), expected, "DRM {drm}");
    }
}

#[test]
fn one_face_of_ten_is_critical_whatever_the_modifier() {
    let critical: Vec<u32> = (0..10).filter(|&face| law().is_critical(face)).collect();
    assert_eq!(critical, [9]);
}

#[test]
fn every_face_of_a_volley_gives_the_hits_of_its_tier() {
    for face in 0..10u32 {
        for answer in 0..10u32 {
            let sides = [side(1, &[("BB BB DD", 10)]), side(2, &[("BB BB CA", 10)])];
            let (_, diary) = duel_for(1, sides, &[face, answer]);
            let hits = |attack: i64, face: u32| match face {
                0..=2 => (attack + 3) / 4,
                3..=5 => (attack + 1) / 2,
                _ => attack,
            };
            assert_eq!(diary.0[0].hits, hits(45, face));
            assert_eq!(diary.0[1].hits, hits(52, answer));
            assert_eq!((diary.0[0].critical, diary.0[1].critical), (face == 9, answer == 9));
        }
    }
}
