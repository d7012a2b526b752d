//! Battles of worked examples 1, 5 to 8, and 13 to 15 of rulebook 13.

use super::*;

#[test]
fn example_01_simple_duel() {
    let sides = [side(1, &[("DD DD", 10)]), side(2, &[("CL", 10)])];
    let (battle, diary) = duel(sides, &[6, 3, 2, 7, 5, 0]);
    let expected = [
        (10, 0, 10, 1),
        (8, 0, 4, 4),
        (10, 0, 3, 3),
        (4, 0, 4, 4),
        (10, 0, 5, 1),
        (4, 0, 1, 1),
    ];
    assert_eq!(diary.short(), expected);
    assert!(diary.0.iter().all(|volley| !volley.overkill && !volley.critical));
    assert_eq!((battle.winner(), battle.report.rounds), (Some(0), 3));
    assert_eq!(
        (states(&battle.sides[0].units), states(&battle.sides[1].units)),
        ("NN".into(), "D".into())
    );
    assert_eq!(battle.report.hits, [18, 9]);
}

#[test]
fn example_05_retreat_pursuit_auxiliaries() {
    let mut sides = [side(1, &[("BB BB", 6)]), side(2, &[("BC BC BC", 6)])];
    sides[1].groups[0].auxiliaries = 3;
    let (battle, diary) = duel(sides, &[5, 4, 6, 5]);
    let expected = [
        (40, 0, 20, 2),
        (48, 0, 24, 24),
        (40, 0, 40, 4),
        (40, 0, 20, 20),
        (40, 0, 20, 2),
    ];
    assert_eq!(diary.short(), expected);
    assert!(diary.0[4].pursuit && diary.0[4].roll.is_none());
    assert_eq!((battle.ending, battle.report.rounds), (Some(Ending::Won(0)), 2));
    assert_eq!(
        (states(&battle.sides[0].units), states(&battle.sides[1].units)),
        ("NN".into(), "DDC".into())
    );
    let fleet = battle.sides[1].groups[0];
    assert_eq!((fleet.stand, fleet.auxiliaries_lost), (Stand::Left, 2));
}

#[test]
fn example_06_raider_ambush() {
    let mut sides = [side(1, &[("RR RR DD DD", 6)]), side(2, &[("CA CA CA", 9)])];
    (sides[0].clk, sides[0].eli, sides[1].clk, sides[1].eli) = (3, 1, 1, 1);
    sides[0].groups[0].may_retreat = false;
    sides[1].owner = true;
    let (battle, diary) = battle_at(sides, true, 20, &[8, 2, 2, 4, 5, 7]);
    assert_eq!(battle.report.detection, Detection::AmbushLow);
    assert_eq!(battle.report.raiders, [true, false]);
    assert_eq!(
        diary.short(),
        [(50, 4, 50, 11), (18, 1, 9, 3), (47, 0, 24, 6), (18, 1, 18, 12)]
    );
    assert!(diary.0.iter().all(|volley| !volley.overkill));
    assert_eq!((battle.ending, battle.report.rounds), (Some(Ending::Won(0)), 2));
    assert_eq!(
        (states(&battle.sides[0].units), states(&battle.sides[1].units)),
        ("NNCC".into(), "DDD".into())
    );
    let [low, high] = battle.report.modifiers;
    assert_eq!(
        (low.first_strike, low.total(), high.starbase, high.total()),
        (4, 4, 1, 1)
    );
}

#[test]
fn example_07_fighter_superiority() {
    let mut sides = [
        side(1, &[("CX CA FT FT FT FT FT", 10)]),
        side(2, &[("CV CA CA FT FT", 10)]),
    ];
    (sides[0].eli, sides[1].eli, sides[0].morale) = (2, 1, 1);
    // The example follows the first two rounds of a battle that would go on.
    let (battle, diary) = duel_for(2, sides, &[4, 6, 2, 5]);
    assert_eq!(
        diary.short(),
        [(45, 3, 45, 1), (39, 0, 39, 1), (35, 2, 18, 5), (24, 0, 12, 2)]
    );
    let [low, _] = battle.report.modifiers;
    assert_eq!((low.fighters, low.morale, low.eli), (1, 1, 1));
    let (one, two) = (&battle.sides[0].units, &battle.sides[1].units);
    assert_eq!((states(one), states(two)), ("CCDDDDD".into(), "DCCDD".into()));
}

#[test]
fn example_08_orbital_battle() {
    let mut attacker = side(1, &[("BB BB BB BC BC", 6)]);
    attacker.groups[0].may_retreat = false;
    let mut owner = side(2, &[("CA CA", 6)]);
    owner.owner = true;
    (owner.groups[0].may_retreat, owner.groups[0].may_withdraw) = (false, false);
    for cruiser in &mut owner.units {
        *cruiser = Unit::stamped(&RULES, UnitClass::Cruiser, 12, 13, 0.5).in_group(0);
    }
    owner.units.extend(units("FT FT FT FT SB"));
    let (battle, diary) = duel([attacker, owner], &[4, 2, 9, 6, 0, 3]);
    let expected = [
        (92, 0, 46, 12),
        (77, 3, 39, 14),
        (82, 0, 82, 1),
        (51, 1, 51, 1),
        (62, 0, 16, 10),
        (3, 0, 2, 2),
    ];
    assert_eq!(diary.short(), expected);
    assert!(diary.0[2].critical && !diary.0[2].overkill && diary.0[4].overkill);
    assert_eq!((battle.ending, battle.report.rounds), (Some(Ending::Won(0)), 3));
    assert_eq!(
        (states(&battle.sides[0].units), states(&battle.sides[1].units)),
        ("CCCNN".into(), "DDDDDDD".into())
    );
}

/// The battles of example 13 after the allocation of H1's fleets.
fn battles_of_example_13(faces: [&[u32]; 2]) -> Vec<Battle> {
    let first = [side(1, &[("BB BB", 10), ("CA CA", 8)]), side(2, &[("BB BB BB BB", 8)])];
    let second = [side(1, &[("DN", 10)]), side(3, &[("BC BC CL", 7)])];
    vec![
        Battle::new(first, Dice::scripted(faces[0])),
        Battle::new(second, Dice::scripted(faces[1])),
    ]
}

#[test]
fn example_13_three_houses() {
    let mut diary = Diary::default();
    let battles = battles_of_example_13([&[6, 4, 7, 6], &[7, 3]]);
    let mut engagement = Engagement {
        battles,
        remote_sensors: false,
        law: law(),
    };
    engagement.resolve(&mut diary);
    let expected = [
        (64, 0, 64, 14),
        (80, 0, 40, 2),
        (28, 0, 28, 1),
        (40, 0, 20, 20),
        // F31 leaves, then F13.
        (28, 0, 14, 14),
        (60, 0, 30, 5),
        // Round 2 of (H1,H2).
        (30, 0, 30, 5),
        (60, 0, 60, 11),
    ];
    assert_eq!(diary.short(), expected);
    let order: Vec<(usize, u32, bool)> = diary.0.iter().map(|v| (v.battle, v.round, v.pursuit)).collect();
    assert_eq!(order[3..7], [(1, 1, false), (1, 1, true), (0, 1, true), (0, 2, false)]);
    let [one, two] = &engagement.battles[..] else {
        panic!("two battles")
    };
    assert_eq!((one.ending, two.ending), (Some(Ending::Won(1)), Some(Ending::Won(0))));
    assert_eq!(
        (states(&one.sides[0].units), states(&one.sides[1].units)),
        ("DDDD".into(), "CCCN".into())
    );
    assert_eq!(
        (states(&two.sides[0].units), states(&two.sides[1].units)),
        ("N".into(), "CNC".into())
    );
    assert_eq!(two.sides[1].groups[0].stand, Stand::Left);
    assert_eq!(two.sides[0].groups[0].stand, Stand::Present);
}

#[test]
fn example_14_stalemate() {
    let sides = [side(1, &[("DD", 6)]), side(2, &[("DD", 6)])];
    let (battle, diary) = duel(sides, &[5, 4]);
    assert_eq!(diary.short(), [(5, 2, 5, 5), (5, 2, 5, 5)]);
    assert_eq!((battle.ending, battle.winner()), (Some(Ending::Withdrawal), None));
    assert_eq!((battle.report.rounds, battle.report.desperation_rounds), (1, 1));
    assert!(
        battle
            .sides
            .iter()
            .all(|side| states(&side.units) == "N" && side.groups[0].stand == Stand::Left)
    );
}

#[test]
fn example_14_variant_a_critical_breaks_the_deadlock() {
    let sides = [side(1, &[("DD", 6)]), side(2, &[("DD", 10)])];
    let (battle, diary) = duel(sides, &[9, 4, 6, 3]);
    assert_eq!(diary.short(), [(5, 2, 5, 0), (5, 2, 5, 5), (5, 0, 5, 2), (2, 0, 1, 1)]);
    assert!(diary.0[0].critical && diary.0[2].overkill);
    assert_eq!((battle.ending, battle.report.rounds), (Some(Ending::Won(0)), 2));
    assert_eq!(
        (states(&battle.sides[0].units), states(&battle.sides[1].units)),
        ("N".into(), "D".into())
    );
}

#[test]
fn example_15_modifiers_side_by_side() {
    let morale = &RULES.combat.cer.modifiers.morale_drm;
    let mut attacker = side(1, &[("RR RR", 10)]);
    (attacker.clk, attacker.eli, attacker.morale) = (4, 3, morale.drm(120, 500));
    let mut owner = side(2, &[("DD", 0)]);
    (owner.eli, owner.morale, owner.owner, owner.homeworld) = (2, morale.drm(430, 500), true, true);
    owner.groups[0].may_retreat = false;
    owner
        .units
        .extend([unit("SB"), unit("SB").entering(Condition::Crippled)]);
    owner.units.extend(units("FT FT FT FT FT FT"));
    // 4 + CLK 4 = 8 against 2 + ELI 2 + starbase 2 = 6: surprise by 2. Then a round of natural twos, and one of threes.
    let (battle, diary) = duel_for(2, [attacker, owner], &[4, 2, 2, 2, 3, 3]);
    assert_eq!(battle.report.detection, Detection::SurpriseLow);
    let [low, high] = battle.report.modifiers;
    let expected = Modifiers {
        first_strike: 3,
        morale: -1,
        eli: 1,
        ..Modifiers::default()
    };
    assert_eq!((low, low.total()), (expected, 3));
    let expected = Modifiers {
        fighters: 2,
        starbase: 1,
        morale: 2,
        homeworld: 1,
        ..Modifiers::default()
    };
    assert_eq!((high, high.total()), (expected, 6));
    // H1 fires first at CER 0.5; of 40 the 20 hits cripple the destroyer and all fighters die, so H2's answer is weaker
    // but keeps the modifiers of the start of the round.
    assert_eq!(diary.0[0].shooter, 0);
    assert_eq!((diary.0[0].hits, diary.0[1].drm), (20, 6));
    assert_eq!(diary.0[2].drm, 1);
}

#[test]
fn example_15_second_round_modifiers_without_losses() {
    // The strengths of round 2 if nothing was lost: only first strike and morale are gone.
    let low = Modifiers {
        first_strike: 3,
        morale: -1,
        eli: 1,
        ..Modifiers::default()
    };
    let high = Modifiers {
        fighters: 2,
        starbase: 1,
        morale: 2,
        homeworld: 1,
        ..Modifiers::default()
    };
    assert_eq!(
        (
            Modifiers {
                first_strike: 0,
                ..low.after_first_round()
            }
            .total(),
            high.after_first_round().total()
        ),
        (1, 4)
    );
}

#[test]
fn example_15_morale_cut_offs() {
    let morale = &RULES.combat.cer.modifiers.morale_drm;
    let cases = [
        (50, -2),
        (51, -1),
        (125, -1),
        (126, -1),
        (200, -1),
        (201, 0),
        (300, 0),
        (301, 1),
        (400, 1),
        (401, 2),
        (475, 2),
        (476, 2),
        (-30, -2),
    ];
    for (prestige, drm) in cases {
        assert_eq!(morale.drm(prestige, 500), drm, "prestige {prestige}");
    }
}
