//! Effectiveness by modifier and detection by levels: exact counts over the faces of the dice, and frequencies of real
//! battles on fixed seeds against them.

use super::*;
use crate::dice::{Key, Stream, Streams};
use crate::rules::combat::CerTable;
use crate::testing::binomial::two_sided;

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

/// Frequencies that were found, with the chances that the rules give them. Many are tested at once, so that each is held
/// to a thousandth divided by their number (Bonferroni): chance alone fails the whole less than once in a thousand seeds.
#[derive(Default)]
struct Frequencies(Vec<(u64, u64, f64, String)>);

impl Frequencies {
    fn add(&mut self, found: u64, tries: u64, chance: f64, what: String) {
        self.0.push((found, tries, chance, what));
    }

    /// The first one that does not agree.
    fn fault(&self) -> Option<String> {
        let level = 1e-3 / self.0.len() as f64;
        self.0.iter().find_map(|(found, tries, chance, what)| {
            let p = two_sided(*found, *tries, *chance);
            (p < level).then(|| format!("{what}: {found} of {tries} at a chance of {chance}: {p:.1e} < {level:.1e}"))
        })
    }

    #[track_caller]
    fn agree(&self) {
        assert_eq!(self.fault(), None);
    }
}

/// The dice of a test, another for each number.
fn dice(number: u32) -> Dice {
    Streams::new(Key(0xd1ce)).open(number, Stream::MapHomeworld)
}

const BATTLES: u32 = 1500;

/// The hits of the first volley and whether it was critical, in many fights that differ in their dice only.
fn volleys(fight: impl Fn(Dice, &mut Diary), salt: u32) -> Vec<(i64, bool)> {
    let first = |number: u32| {
        let mut diary = Diary::default();
        fight(dice(salt * 100_000 + number), &mut diary);
        (diary.0[0].hits, diary.0[0].critical)
    };
    (0..BATTLES).map(first).collect()
}

/// One space battle of one round at a net modifier; the strength of 100 tells the effectiveness in percent.
fn space(drm: i32) -> impl Fn(Dice, &mut Diary) {
    let mut rules = RULES.clone();
    rules.combat.combat.max_combat_rounds = 1;
    move |dice, diary| {
        let mut sides = [side(1, &[("BB", 10)]), side(2, &[("BB", 10)])];
        sides[0].morale = drm;
        (sides[0].units[0].attack, sides[1].units[0].defense) = ([100, 100], [100, 100]);
        Engagement {
            battles: vec![Battle::new(sides, dice)],
            remote_sensors: false,
            law: Law::new(&rules),
        }
        .resolve(diary);
    }
}

/// One round of bombardment without a shield.
fn bombardment(drm: i32) -> impl Fn(Dice, &mut Diary) {
    move |mut dice, diary| {
        let (mut ships, mut planet) = (units("BB"), units("GB GB GB"));
        ships[0].attack = [100, 100];
        let mut bombardment = Bombardment {
            ships: &mut ships,
            planet: &mut planet,
            shield: Shield::NONE,
            iu: 0,
            pu: 0,
            morale: [drm, 0],
            report: Report::default(),
            shielded: 0,
        };
        bombardment.round(true, &mut dice, &law(), diary);
    }
}

/// Ground combat.
fn ground(drm: i32) -> impl Fn(Dice, &mut Diary) {
    move |mut dice, diary| {
        let (mut landed, mut garrison) = (units("MD"), units("AA"));
        (landed[0].attack, landed[0].defense) = ([100, 100], [100, 100]);
        let modifiers = [drm, 0].map(|morale| Modifiers {
            morale,
            ..Modifiers::default()
        });
        let sides = [&mut landed[..], &mut garrison[..]];
        super::super::ground::fight(sides, modifiers, &mut Report::default(), &mut dice, &law(), diary);
    }
}

/// How often each effectiveness and a critical came up in many fights.
fn tally(all: &mut Frequencies, name: &str, drm: i32, table: &CerTable, rolled: &[(i64, bool)]) {
    let tries = rolled.len() as u64;
    for (quarters, count) in [1, 2, 3, 4, 6, 8].map(|quarters| {
        let expected = faces(table, drm)
            .iter()
            .find(|row| row.0 == quarters)
            .map_or(0, |row| row.1);
        (quarters, expected)
    }) {
        let found = rolled
            .iter()
            .filter(|(hits, _)| *hits == 25 * i64::from(quarters))
            .count() as u64;
        let what = format!("{name}, DRM {drm:+}, effectiveness {quarters}/4");
        all.add(found, tries, count as f64 / 10.0, what);
    }
    let criticals = rolled.iter().filter(|(_, critical)| *critical).count() as u64;
    all.add(criticals, tries, 0.1, format!("{name}, DRM {drm:+}, criticals"));
}

#[test]
fn effectiveness_and_criticals_have_the_frequencies_of_the_tables_at_every_modifier() {
    let cer = &RULES.combat.cer;
    let mut all = Frequencies::default();
    // Beyond these ends every face is in the lowest, or in the highest tier.
    for drm in -8..=10 {
        let salt = (drm + 8) as u32;
        tally(
            &mut all,
            "space",
            drm,
            &cer.space_combat_table,
            &volleys(space(drm), salt),
        );
        let rolled = volleys(bombardment(drm), 20 + salt);
        tally(&mut all, "bombardment", drm, &cer.bombardment_table, &rolled);
        tally(
            &mut all,
            "ground",
            drm,
            &cer.ground_combat_table,
            &volleys(ground(drm), 40 + salt),
        );
    }
    all.agree();
    // The same frequencies are not those of a die that shows 1 to 10, whose mean in space is 0.70 (K1).
    let rolled = volleys(space(0), 99);
    let low = rolled.iter().filter(|(hits, _)| *hits == 25).count() as u64;
    let mut other = Frequencies::default();
    other.add(low, rolled.len() as u64, 0.2, "a die of 1 to 10".to_string());
    assert!(other.fault().is_some(), "{low} low rolls");
}

#[test]
fn detection_has_the_frequencies_of_two_dice_at_every_difference_of_levels() {
    use super::super::detection::{Sensing, detect};
    let mut all = Frequencies::default();
    let tries = 4000;
    for (number, clk, eli, starbase, both) in (0..=5u8)
        .flat_map(|clk| (0..=5u8).map(move |eli| (clk, eli)))
        .flat_map(|(clk, eli)| [(false, false), (true, false), (false, true)].map(|rest| (clk, eli, rest)))
        .enumerate()
        .map(|(number, (clk, eli, (starbase, both)))| (number as u32, clk, eli, starbase, both))
    {
        let low = Sensing {
            raiders: true,
            clk,
            eli: 0,
            starbase: false,
        };
        let high = Sensing {
            raiders: both,
            clk: 1,
            eli,
            starbase,
        };
        // Raiders on both sides look out for each other: CLK + ELI against CLK + ELI.
        let lead = i32::from(clk) - i32::from(eli) - if starbase { 2 } else { 0 } - i32::from(both);
        let chance = |wanted: &dyn Fn(i32) -> bool| {
            let pairs = (0..10).flat_map(|own| (0..10).map(move |other| own + lead - other));
            pairs.filter(|&margin| wanted(margin)).count() as f64 / 100.0
        };
        let mut dice = dice(7_000_000 + number);
        let mut found = [0; 4];
        for _ in 0..tries {
            match detect([low, high], &mut dice, &law()).detection {
                Detection::AmbushLow => found[0] += 1,
                Detection::SurpriseLow => found[1] += 1,
                Detection::AmbushHigh => found[2] += 1,
                Detection::SurpriseHigh => found[3] += 1,
                Detection::Intercept => {}
            }
        }
        let rival = if both { 1.0 } else { 0.0 };
        let chances = [
            chance(&|margin| margin >= 5),
            chance(&|margin| (1..5).contains(&margin)),
            rival * chance(&|margin| margin <= -5),
            rival * chance(&|margin| (-4..0).contains(&margin)),
        ];
        for (outcome, (found, chance)) in found.into_iter().zip(chances).enumerate() {
            let what = format!("CLK {clk}, ELI {eli}, starbase {starbase}, both {both}: outcome {outcome}");
            all.add(found, tries, chance, what);
        }
    }
    all.agree();
}
