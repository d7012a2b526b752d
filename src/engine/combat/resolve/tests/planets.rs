//! Bombardment and ground combat: worked examples 9 to 12 of rulebook 13.

use super::super::battle::Report;
use super::super::{ground, volley};
use super::*;

/// A colony under bombardment.
struct Colony {
    ships: Vec<Unit>,
    planet: Vec<Unit>,
    shield: f64,
    iu: i64,
    pu: i64,
    morale: [i32; 2],
}

/// What is left of industry and population, the report, and the volleys.
fn bombard(colony: &mut Colony, faces: &[u32], blitz: bool) -> (i64, i64, Report, Diary) {
    let mut diary = Diary::default();
    let mut dice = Dice::scripted(faces);
    let mut bombardment = Bombardment {
        ships: &mut colony.ships,
        planet: &mut colony.planet,
        shield: Shield::blocking(colony.shield),
        iu: colony.iu,
        pu: colony.pu,
        morale: colony.morale,
        report: Report::default(),
        shielded: 0,
    };
    if blitz {
        bombardment.round(false, &mut dice, &law(), &mut diary);
    } else {
        bombardment.run(&mut dice, &law(), &mut diary);
    }
    (bombardment.iu, bombardment.pu, bombardment.report, diary)
}

#[test]
fn example_09_bombardment_with_shield_and_cascade() {
    let mut colony = Colony {
        ships: units("BB BB BB BB"),
        planet: units("GB GB GB SP AA AA MD"),
        shield: 0.35,
        iu: 100,
        pu: 180,
        morale: [1, 0],
    };
    let (iu, pu, report, diary) = bombard(&mut colony, &[2, 7, 6, 1], false);
    assert_eq!((iu, pu, report.rounds), (91, 171, 2));
    // 34 hits are left over from the batteries: 16 on the garrison, 18 on industry and people.
    assert_eq!(
        diary.short(),
        [(80, 1, 26, 2), (30, 0, 30, 5), (70, 0, 46, 0), (15, 0, 4, 4)]
    );
    assert!(diary.0[2].overkill);
    assert_eq!(
        (states(&colony.ships), states(&colony.planet)),
        ("CNNN".into(), "DDDNCCC".into())
    );
}

#[test]
fn example_09_variant_without_batteries() {
    let mut colony = Colony {
        ships: units("BB BB BB BB BB BB BB BB"),
        planet: units("SP AA AA MD"),
        shield: 0.35,
        iu: 60,
        pu: 120,
        morale: [0, 0],
    };
    let (iu, pu, report, diary) = bombard(&mut colony, &[8], false);
    assert_eq!((iu, pu, report.rounds), (41, 101, 1));
    assert_eq!(diary.short(), [(160, 0, 104, 0)]);
    assert_eq!(states(&colony.planet), "CCCC");
}

#[test]
fn example_10_planet_breaker() {
    let mut colony = Colony {
        ships: units("PB BC BC BC"),
        planet: units("GB GB GB GB GB GB AA"),
        shield: 0.5,
        iu: 80,
        pu: 500,
        morale: [0, 0],
    };
    let (iu, pu, report, diary) = bombard(&mut colony, &[1, 4, 6, 2, 5, 7], false);
    assert_eq!((iu, pu, report.rounds), (77, 497, 3));
    let expected = [
        (98, 4, 37, 5),
        (60, 0, 30, 10),
        (73, 0, 37, 5),
        (40, 0, 10, 10),
        (73, 0, 19, 0),
        (10, 0, 10, 10),
    ];
    assert_eq!(diary.short(), expected);
    assert!(diary.0[4].overkill);
    assert_eq!(
        (states(&colony.ships), states(&colony.planet)),
        ("CNNN".into(), "DDDDDDC".into())
    );
    assert_eq!(report.modifiers[0].theatre, 4);
}

/// Fights on the ground; the first round's modifiers are given as totals besides morale, and morale.
fn land(landed: &mut [Unit], garrison: &mut [Unit], fixed: i32, morale: [i32; 2], faces: &[u32]) -> (Report, Diary) {
    let (mut report, mut diary) = (Report::default(), Diary::default());
    let modifiers = [
        Modifiers {
            morale: morale[0],
            ..Modifiers::default()
        },
        Modifiers {
            theatre: fixed,
            morale: morale[1],
            ..Modifiers::default()
        },
    ];
    ground::fight(
        [landed, garrison],
        modifiers,
        &mut report,
        &mut Dice::scripted(faces),
        &law(),
        &mut diary,
    );
    (report, diary)
}

#[test]
fn example_11_standard_invasion() {
    let (mut landed, mut garrison) = (units("MD MD MD MD MD"), units("AA AA AA AA MD"));
    let (report, diary) = land(&mut landed, &mut garrison, 2, [2, 0], &[4, 5, 3, 1]);
    assert_eq!(
        diary.short(),
        [(30, 2, 30, 4), (18, 2, 27, 3), (18, 0, 18, 7), (7, 2, 7, 1)]
    );
    assert!(diary.0[2].overkill);
    assert_eq!(report.rounds, 2);
    assert_eq!((states(&landed), states(&garrison)), ("CCCCC".into(), "DDDDD".into()));
}

/// The ships of example 12 with the marines aboard.
fn blitzers() -> Vec<Unit> {
    let mut ships = units("BB BB TT TT TT");
    for transport in 2..5 {
        ships.extend([unit("MD").aboard(transport), unit("MD").aboard(transport)]);
    }
    ships
}

#[test]
fn example_12_blitz() {
    let mut colony = Colony {
        ships: blitzers(),
        planet: units("GB GB AA AA"),
        shield: 0.25,
        iu: 90,
        pu: 100,
        morale: [1, 1],
    };
    let (iu, pu, _, diary) = bombard(&mut colony, &[3, 6], true);
    assert_eq!((iu, pu), (90, 100));
    assert_eq!(diary.short(), [(40, 1, 15, 7), (20, 1, 20, 17)]);
    assert_eq!(
        (states(&colony.ships[..5]), states(&colony.planet)),
        ("NNCCC".into(), "CNNN".into())
    );
    let mut landed: Vec<Unit> = units("MD MD MD MD MD MD");
    landed
        .iter_mut()
        .for_each(|marine| *marine = marine.entering(Condition::Crippled));
    let (_, diary) = land(&mut landed, &mut colony.planet, 3, [1, 1], &[5, 2]);
    assert_eq!(diary.short(), [(18, 1, 18, 4), (6, 4, 6, 0)]);
    assert_eq!(
        (states(&landed), states(&colony.planet)),
        ("DDCCCC".into(), "CNDD".into())
    );
}

#[test]
fn example_12_variant_blitz_repelled() {
    let mut landed: Vec<Unit> = units("MD MD MD MD MD MD");
    landed
        .iter_mut()
        .for_each(|marine| *marine = marine.entering(Condition::Crippled));
    let mut garrison = units("GB GB AA AA AA AA");
    let (report, diary) = land(&mut landed, &mut garrison, 3, [1, 1], &[5, 2, 8, 0]);
    assert_eq!(
        diary.short(),
        [(18, 1, 18, 3), (12, 4, 12, 0), (6, 0, 9, 0), (6, 3, 6, 0)]
    );
    assert_eq!(report.rounds, 2);
    assert_eq!((states(&landed), states(&garrison)), ("DDDDDD".into(), "NNDDCC".into()));
}

#[test]
fn k33_hits_that_cannot_pay_the_spaceport_flow_on_and_paid_ones_do_not() {
    let colony = |ships: &str| Colony {
        ships: units(ships),
        planet: units("SP"),
        shield: 0.0,
        iu: 100,
        pu: 100,
        morale: [0, 0],
    };
    // 40 hits leave the spaceport alone; 60 cripple it and 10 flow on.
    let mut small = colony("BB BB");
    assert_eq!(bombard(&mut small, &[8], false).0, 80);
    assert_eq!(states(&small.planet), "N");
    let mut large = colony("BB BB BB");
    assert_eq!(bombard(&mut large, &[8], false).0, 95);
    assert_eq!(states(&large.planet), "C");
}

#[test]
fn k32_criticals_count_on_batteries_and_ships_but_not_in_the_cascade() {
    let mut colony = Colony {
        ships: units("CT BB"),
        planet: units("GB AA AA"),
        shield: 0.0,
        iu: 10,
        pu: 10,
        morale: [0, 0],
    };
    // The battery answers with a critical: 10 hits force the battleship down although it costs 25.
    let mut rules = RULES.clone();
    rules.combat.bombardment.max_rounds = 1;
    let mut bombardment = Bombardment {
        ships: &mut colony.ships,
        planet: &mut colony.planet,
        shield: Shield::NONE,
        iu: 10,
        pu: 10,
        morale: [0, 0],
        report: Report::default(),
        shielded: 0,
    };
    bombardment.run(&mut Dice::scripted(&[9, 9]), &Law::new(&rules), &mut volley::Unseen);
    assert_eq!(bombardment.report.criticals, [1, 1]);
    assert_eq!(states(&colony.ships), "NC");
    // 22 hits: the battery is destroyed for 12, and of 10 left both armies are crippled, none killed.
    assert_eq!(states(&colony.planet), "DCC");
}

#[test]
fn k35_without_batteries_there_is_exactly_one_round() {
    let mut colony = Colony {
        ships: units("BB"),
        planet: Vec::new(),
        shield: 0.0,
        iu: 1000,
        pu: 1000,
        morale: [0, 0],
    };
    let (iu, _, report, _) = bombard(&mut colony, &[8], false);
    assert_eq!((iu, report.rounds), (990, 1));
}

#[test]
fn k34_surplus_beyond_what_exists_is_lost() {
    let mut colony = Colony {
        ships: units("BB BB BB"),
        planet: Vec::new(),
        shield: 0.0,
        iu: 5,
        pu: 3,
        morale: [0, 0],
    };
    let (iu, pu, ..) = bombard(&mut colony, &[8], false);
    assert_eq!((iu, pu), (0, 0));
}

#[test]
fn k38_ground_combat_ends_with_the_last_round_and_both_sides_alive() {
    let mut rules = RULES.clone();
    rules.combat.combat.max_ground_rounds = 3;
    let (mut landed, mut garrison) = (units("MD"), units("AA"));
    let (mut report, none) = (Report::default(), [Modifiers::default(); 2]);
    let mut dice = Dice::scripted(&[0, 0, 0, 0, 0, 0]);
    ground::fight(
        [&mut landed, &mut garrison],
        none,
        &mut report,
        &mut dice,
        &Law::new(&rules),
        &mut volley::Unseen,
    );
    assert_eq!(report.rounds, 3);
    assert_eq!((states(&landed), states(&garrison)), ("N".into(), "N".into()));
}

#[test]
fn a_blitz_of_bare_transports_rolls_nothing_itself() {
    let mut colony = Colony {
        ships: units("TT TT MD MD"),
        planet: units("GB"),
        shield: 0.0,
        iu: 1,
        pu: 1,
        morale: [0, 0],
    };
    (colony.ships[2].carrier, colony.ships[3].carrier) = (Some(0), Some(1));
    // Only the battery draws: 3 hits at 0.25 destroy the first transport with its marines and cripple the second.
    let (.., diary) = bombard(&mut colony, &[0], true);
    assert_eq!(diary.short(), [(10, 0, 3, 0)]);
    assert_eq!(states(&colony.ships), "DCDN");
}

#[test]
fn blocked_hits_are_counted() {
    let mut ships = units("BB BB BB BB");
    let mut bombardment = Bombardment {
        ships: &mut ships,
        planet: &mut units("GB GB GB GB GB GB GB GB GB GB GB GB"),
        shield: Shield::blocking(0.35),
        iu: 1,
        pu: 1,
        morale: [0, 0],
        report: Report::default(),
        shielded: 0,
    };
    bombardment.round(true, &mut Dice::scripted(&[4, 0]), &law(), &mut volley::Unseen);
    // 40 hits at 0.5, of which 26 pass.
    assert_eq!(bombardment.shielded, 14);
}

#[test]
fn k36_batteries_take_no_part_in_ground_combat() {
    let (mut landed, mut batteries) = (units("MD"), units("GB GB"));
    let (report, _) = land(&mut landed, &mut batteries, 3, [0, 0], &[]);
    assert_eq!(
        (report.rounds, states(&landed), states(&batteries)),
        (0, "N".into(), "NN".into())
    );
}
