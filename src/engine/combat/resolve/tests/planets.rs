//! Bombardment and ground combat: worked examples 9 to 12 of rulebook 13.

use super::super::battle::Report;
use super::super::{ground, volley};
use super::chronicle::{Chronicle, Kind};
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
    let (iu, pu, report) = bombard_before(colony, faces, blitz, &mut diary);
    (iu, pu, report, diary)
}

fn bombard_before(colony: &mut Colony, faces: &[u32], blitz: bool, witness: &mut dyn Witness) -> (i64, i64, Report) {
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
        bombardment.round(false, &mut dice, &law(), witness);
    } else {
        bombardment.run(&mut dice, &law(), witness);
    }
    (bombardment.iu, bombardment.pu, bombardment.report)
}

/// A bombardment as it is told; what it leaves of industry and population is what the chronicle counted.
fn bombard_told(colony: &mut Colony, faces: &[u32]) -> (Chronicle, Report) {
    let passes = 1.0 - colony.shield;
    let mut chronicle = Chronicle::of_operation(Kind::Bombardment { passes }, &colony.ships, &colony.planet);
    chronicle.colony = (colony.iu, colony.pu);
    let (iu, pu, report) = bombard_before(colony, faces, false, &mut chronicle);
    assert_eq!(chronicle.colony, (iu, pu));
    (chronicle, report)
}

#[test]
fn example_09_bombardment_with_shield_and_cascade() {
    let [text, _] = book::with_variant(9);
    let mut colony = Colony {
        ships: units("BB BB BB BB"),
        planet: units("GB GB GB SP AA AA MD"),
        shield: RULES.tech.hits_blocked(3),
        iu: 100,
        pu: 180,
        morale: [1, 0],
    };
    let (chronicle, report) = bombard_told(&mut colony, &[2, 7, 6, 1]);
    chronicle::agrees(text, &[&chronicle]);
    book::says(text, &[format!("- End: {};", chronicle.end(0, 0))]);
    assert_eq!((chronicle.colony, report.rounds), ((91, 171), 2));
    assert_eq!(states(&colony.planet), "DDDNCCC");
}

#[test]
fn example_09_variant_without_batteries() {
    let [_, text] = book::with_variant(9);
    let mut colony = Colony {
        ships: units("BB BB BB BB BB BB BB BB"),
        planet: units("SP AA AA MD"),
        shield: RULES.tech.hits_blocked(3),
        iu: 60,
        pu: 120,
        morale: [0, 0],
    };
    let (chronicle, report) = bombard_told(&mut colony, &[8]);
    chronicle::agrees(text, &[&chronicle]);
    assert_eq!((chronicle.colony, report.rounds), ((41, 101), 1));
    assert_eq!(states(&colony.planet), "CCCC");
}

#[test]
fn example_10_planet_breaker() {
    let text = book::example(10);
    let mut colony = Colony {
        ships: units("PB BC BC BC"),
        planet: units("GB GB GB GB GB GB AA"),
        shield: RULES.tech.hits_blocked(6),
        iu: 80,
        pu: 500,
        morale: [0, 0],
    };
    let (chronicle, report) = bombard_told(&mut colony, &[1, 4, 6, 2, 5, 7]);
    chronicle::agrees(text, &[&chronicle]);
    book::says(text, &[format!("- End: {}.", chronicle.end(0, 0))]);
    assert_eq!((chronicle.colony, report.rounds), ((77, 497), 3));
    assert_eq!(
        (states(&colony.planet), report.modifiers[0].theatre),
        ("DDDDDDC".into(), 4)
    );
}

/// Fights on the ground; the first round's modifiers are given as totals besides morale, and morale.
fn land(
    landed: &mut [Unit],
    garrison: &mut [Unit],
    fixed: i32,
    morale: [i32; 2],
    faces: &[u32],
) -> (Report, Chronicle) {
    let mut report = Report::default();
    let mut chronicle = Chronicle::of_operation(Kind::Ground, landed, garrison);
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
        &mut chronicle,
    );
    (report, chronicle)
}

#[test]
fn example_11_standard_invasion() {
    let text = book::example(11);
    let (mut landed, mut garrison) = (units("MD MD MD MD MD"), units("AA AA AA AA MD"));
    let fixed = RULES.combat.cer.modifiers.prepared_defenses;
    let (report, chronicle) = land(&mut landed, &mut garrison, fixed, [2, 0], &[4, 5, 3, 1]);
    chronicle::agrees(text, &[&chronicle]);
    book::says(
        text,
        &[format!("Survivors garrison the colony: {}.", chronicle.end(0, 0))],
    );
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

/// The bombardment round of example 12, and the six marine divisions that land after it, all of them crippled.
fn landing_of_example_12(armies: &str) -> (Chronicle, Vec<Unit>, Colony) {
    let mut colony = Colony {
        ships: blitzers(),
        planet: units(&format!("GB GB {armies}")),
        shield: RULES.tech.hits_blocked(1),
        iu: 90,
        pu: 100,
        morale: [1, 1],
    };
    let passes = 1.0 - colony.shield;
    let mut chronicle = Chronicle::of_operation(Kind::Blitz { passes }, &colony.ships, &colony.planet);
    let (iu, pu, _) = bombard_before(&mut colony, &[3, 6], true, &mut chronicle);
    assert_eq!((iu, pu), (90, 100));
    assert_eq!(states(&colony.ships[..5]), "NNCCC");
    let crippled = |marine: Unit| marine.entering(Condition::Crippled);
    let landed = units("MD MD MD MD MD MD").into_iter().map(crippled).collect();
    (chronicle, landed, colony)
}

#[test]
fn example_12_blitz() {
    let [text, _] = book::with_variant(12);
    let (bombardment, mut landed, mut colony) = landing_of_example_12("AA AA");
    let fixed = RULES.combat.cer.modifiers.landing_under_fire;
    let (_, chronicle) = land(&mut landed, &mut colony.planet, fixed, [1, 1], &[5, 2]);
    chronicle::agrees(text, &[&bombardment, &chronicle]);
    let end = chronicle.end(0, 0);
    let survivors = end
        .strip_prefix("MD1 Destroyed, MD2 Destroyed, ")
        .expect("two are dead");
    book::says(text, &[format!("- Blitz succeeds. Garrison: {survivors}.")]);
    assert_eq!(
        (states(&landed), states(&colony.planet)),
        ("DDCCCC".into(), "CNDD".into())
    );
}

#[test]
fn example_12_variant_blitz_repelled() {
    let [_, text] = book::with_variant(12);
    let (_, mut landed, mut colony) = landing_of_example_12("AA AA AA AA");
    let fixed = RULES.combat.cer.modifiers.landing_under_fire;
    let (report, chronicle) = land(&mut landed, &mut colony.planet, fixed, [1, 1], &[5, 2, 8, 0]);
    chronicle::agrees(text, &[&chronicle]);
    assert_eq!(report.rounds, 2);
    assert_eq!(
        (states(&landed), states(&colony.planet)),
        ("DDDDDD".into(), "CNDDCC".into())
    );
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
    // 40 hits leave the spaceport alone; 50 cripple it; of 60 then 10 flow on.
    let mut small = colony("BB BB");
    assert_eq!(bombard(&mut small, &[8], false).0, 80);
    assert_eq!(states(&small.planet), "N");
    let mut exact = colony("BB BB BB BB BB");
    assert_eq!(bombard(&mut exact, &[4], false).0, 100);
    assert_eq!(states(&exact.planet), "C");
    let mut large = colony("BB BB BB");
    assert_eq!(bombard(&mut large, &[8], false).0, 95);
    assert_eq!(states(&large.planet), "C");
}

#[test]
fn k31_u18_u20_no_hit_reaches_a_shield_and_a_crippled_planet_breaker_does_not_pass_it() {
    for (condition, drm, hits) in [(Condition::Nominal, 4, 25), (Condition::Crippled, 0, 13)] {
        let mut ships = [unit("PB").entering(condition)];
        ships[0].attack = [50, 50];
        let mut planet = [Unit::stock(&RULES, UnitClass::PlanetaryShield, 1), unit("GB")];
        planet[1].attack = [0, 0];
        let mut diary = Diary::default();
        let mut bombardment = Bombardment {
            ships: &mut ships,
            planet: &mut planet,
            shield: Shield::blocking(RULES.tech.hits_blocked(6)),
            iu: 9,
            pu: 9,
            morale: [0, 0],
            report: Report::default(),
            shielded: 0,
        };
        // A modified 5 or 4: effectiveness 0.5; a sound one passes whole, a crippled one by half.
        let face = if drm == 4 { 1 } else { 4 };
        bombardment.round(true, &mut Dice::scripted(&[face]), &law(), &mut diary);
        assert_eq!((diary.0[0].drm, diary.0[0].hits), (drm, hits));
        // The battery falls, and nothing ever happens to the shield.
        assert_eq!(states(&planet), "ND");
    }
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
fn k34_w51_surplus_beyond_what_exists_is_lost() {
    let mut colony = Colony {
        ships: units("BB BB BB"),
        planet: Vec::new(),
        shield: 0.0,
        iu: 5,
        pu: 3,
        morale: [0, 0],
    };
    let (iu, pu, _, diary) = bombard(&mut colony, &[8], false);
    assert_eq!((iu, pu), (0, 0));
    // 30 hits go at five units of industry, of which 25 are lost; the 30 at three heads count as spent.
    assert_eq!((diary.0[0].hits, diary.0[0].lost), (60, 25));
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

#[test]
fn a_garrison_without_attack_strength_holds_until_it_is_dead() {
    let (mut landed, mut garrison) = (units("MD"), units("AA"));
    garrison[0].attack = [0, 0];
    // Only the marines roll: 6 hits cripple the army, and 3 more kill it.
    let (report, _) = land(&mut landed, &mut garrison, 2, [0, 0], &[3, 0]);
    assert_eq!(
        (report.rounds, states(&landed), states(&garrison)),
        (2, "N".into(), "D".into())
    );
}

#[test]
fn k37_only_a_transport_crippled_on_the_way_down_shakes_its_marines() {
    let mut ships = units("TT MD TT MD TT MD");
    for (marine, transport) in [(1, 0), (3, 2), (5, 4)] {
        ships[marine] = ships[marine].aboard(transport);
    }
    ships[0] = ships[0].entering(Condition::Crippled);
    ships[2].condition = Condition::Crippled;
    ground::shake_marines(&mut ships);
    assert_eq!(states(&ships), "CNCCNN");
}

#[test]
fn the_defender_on_the_ground_has_its_theatre_and_its_homeworld() {
    let sums = |blitz, homeworld| ground::modifiers(blitz, homeworld, [1, -2], &law()).map(|row| row.total());
    assert_eq!(sums(false, false), [1, 2 - 2]);
    assert_eq!(sums(false, true), [1, 2 + 1 - 2]);
    assert_eq!(sums(true, true), [1, 3 + 1 - 2]);
}
