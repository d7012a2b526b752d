//! Rulings of rulebook 11 on rounds, modifiers and tables, and of rulebook 13.

use super::*;

#[test]
fn k3_hits_are_rounded_up() {
    let (_, diary) = duel_for(1, [side(1, &[("DD", 10)]), side(2, &[("CL", 10)])], &[0, 4]);
    // 5 × 0.25 = 1.25 and 8 × 0.5 = 4.
    assert_eq!((diary.0[0].hits, diary.0[1].hits), (2, 4));
}

#[test]
fn x3_every_figure_is_rounded_once() {
    // Strengths down for each unit: two crippled cruisers of DS 13 have 6 each, not 13 together.
    let crippled = [unit("CA").entering(Condition::Crippled); 2];
    assert_eq!(crippled.iter().map(Unit::current_defense).sum::<i64>(), 12);
    // Hits up for each side: 7 × 0.25 of a destroyer and a corvette is 2, not 2 + 1.
    let (_, diary) = duel_for(1, [side(1, &[("DD CT", 10)]), side(2, &[("BB", 10)])], &[0, 0]);
    assert_eq!((diary.0[0].guns, diary.0[0].hits), (7, 2));
    // Hits through a shield up once: 21 × 0.25 × 0.75 = 3.94 is 4, where ceil(5.25) × 0.75 = 4.5 would be 5.
    let through = |attack: i32| {
        let mut ships = [unit("BB")];
        ships[0].attack = [attack, attack];
        let mut planet = [unit("GB")];
        planet[0].attack = [0, 0];
        let mut bombardment = Bombardment {
            ships: &mut ships,
            planet: &mut planet,
            shield: Shield::blocking(0.25),
            iu: 0,
            pu: 0,
            morale: [0, 0],
            report: Report::default(),
            shielded: 0,
        };
        bombardment.round(true, &mut Dice::scripted(&[0]), &law(), &mut Unseen);
        bombardment.report.hits[0]
    };
    assert_eq!([16, 17, 21].map(through), [3, 4, 4]);
    // Of 13 hits on a bare colony industry takes the smaller half.
    let mut ships = units("CA");
    ships[0].attack = [13, 6];
    let mut bombardment = Bombardment {
        ships: &mut ships,
        planet: &mut [],
        shield: Shield::NONE,
        iu: 100,
        pu: 100,
        morale: [0, 0],
        report: Report::default(),
        shielded: 0,
    };
    bombardment.run(&mut Dice::scripted(&[8]), &law(), &mut Unseen);
    assert_eq!((bombardment.iu, bombardment.pu), (94, 93));
}

#[test]
#[should_panic(expected = "were never asked for")]
fn x4_dice_too_many_fail_a_fixture() {
    duel_for(1, [side(1, &[("DD", 10)]), side(2, &[("CL", 10)])], &[6, 3, 2]);
}

#[test]
#[should_panic(expected = "scripted dice")]
fn x4_dice_too_few_fail_a_fixture() {
    duel_for(1, [side(1, &[("DD", 10)]), side(2, &[("CL", 10)])], &[6]);
}

#[test]
fn k18_a_starbase_rolls_its_criticals_once_whatever_the_old_key_says() {
    let fight = |reroll: &str| {
        let mut rules = RULES.clone();
        rules.set("combat.starbase.criticalReroll", reroll).expect("a switch");
        rules.combat.combat.max_combat_rounds = 1;
        let mut owner = side(2, &[]);
        owner.owner = true;
        owner.units.push(unit("SB"));
        // A natural 8 of the starbase stays one, and a natural 9 against it is not rolled again.
        let battles = vec![Battle::new([side(1, &[("DN", 10)]), owner], Dice::scripted(&[9, 8]))];
        let mut engagement = Engagement {
            battles,
            remote_sensors: false,
            law: Law::new(&rules),
        };
        engagement.resolve(&mut Unseen);
        let battle = &engagement.battles[0];
        (battle.report.criticals, states(&battle.sides[1].units))
    };
    assert_eq!(fight("true"), fight("false"));
    assert_eq!(fight("true"), ([1, 0], "C".into()));
}

#[test]
fn k42_targets_are_taken_in_order_whatever_the_weights_of_old_say() {
    let fight = |weight: &str| {
        let mut rules = RULES.clone();
        for key in [
            "raiderWeight",
            "capitalWeight",
            "escortWeight",
            "fighterWeight",
            "starbaseWeight",
        ] {
            rules.set(&format!("combat.targeting.{key}"), weight).expect("a weight");
        }
        rules
            .set("combat.damage.crippledTargetingWeight", weight)
            .expect("a weight");
        rules.combat.combat.max_combat_rounds = 1;
        let sides = [side(1, &[("BB", 10)]), side(2, &[("DD CA", 10)])];
        let mut engagement = Engagement {
            battles: vec![Battle::new(sides, Dice::scripted(&[6, 0]))],
            remote_sensors: false,
            law: Law::new(&rules),
        };
        engagement.resolve(&mut Unseen);
        states(&engagement.battles[0].sides[1].units)
    };
    assert_eq!([fight("0"), fight("9")], ["CC", "CC"]);
}

#[test]
fn k42_an_invasion_has_more_than_three_rounds_and_needs_no_odds() {
    let (mut landed, mut garrison) = (units("MD"), units("AA AA AA"));
    let mut report = Report::default();
    // One division against three armies lands all the same: nobody asks for two to one. It is crippled in round 5.
    let faces = [0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0];
    ground::fight(
        [&mut landed, &mut garrison],
        [Modifiers::default(); 2],
        &mut report,
        &mut Dice::scripted(&faces),
        &law(),
        &mut Unseen,
    );
    assert_eq!((report.rounds, states(&landed)), (6, "D".into()));
}

#[test]
fn k11_a_crippled_starbase_has_no_sensors() {
    let owner = |condition| {
        let mut owner = side(2, &[]);
        owner.owner = true;
        owner.units.push(unit("SB").entering(condition));
        owner
    };
    for (condition, drm) in [(Condition::Nominal, 1), (Condition::Crippled, 0)] {
        let (_, diary) = duel_for(1, [side(1, &[("BB BB BB", 10)]), owner(condition)], &[0, 0]);
        assert_eq!(diary.0[1].drm, drm);
    }
}

#[test]
fn k13_morale_counts_in_the_first_round_only() {
    let mut sides = [side(1, &[("BB BB", 10)]), side(2, &[("BB BB", 10)])];
    (sides[0].morale, sides[1].morale) = (2, -2);
    let (_, diary) = duel_for(2, sides, &[0, 0, 0, 0]);
    assert_eq!(
        diary.0.iter().map(|volley| volley.drm).collect::<Vec<_>>(),
        [2, -2, 0, 0]
    );
}

#[test]
fn k15_fighter_superiority_is_a_bonus_only() {
    let sides = [side(1, &[("CV FT FT FT", 10)]), side(2, &[("CV FT", 10)])];
    let (_, diary) = duel_for(1, sides, &[0, 0]);
    assert_eq!((diary.0[0].drm, diary.0[1].drm), (2, 0));
}

#[test]
fn k17_starbase_sensors_reach_into_space() {
    let mut sides = [side(1, &[("BB BB", 10)]), side(2, &[("BB BB", 10)])];
    sides[1].owner = true;
    let (battle, _) = battle_at(sides, true, 1, &[6, 6]);
    assert_eq!(battle.report.modifiers.map(|modifiers| modifiers.starbase), [0, 1]);
}

#[test]
fn k43_a_table_of_four_tiers_is_obeyed() {
    let mut rules = RULES.clone();
    let tiers = &mut rules.combat.cer.space_combat_table.tier.rows;
    let mut third = tiers[1].clone();
    (third.0, third.1.max_roll, third.1.multiplier) = (3, Some(7), 0.75);
    tiers.insert(2, third);
    let quarters = [2, 5, 7, 8].map(|roll| rules.combat.cer.space_combat_table.quarters(roll));
    assert_eq!(quarters, [1, 2, 3, 4]);
}

#[test]
fn k14_morale_compares_exactly_and_the_leader_is_always_at_the_top() {
    let morale = &RULES.combat.cer.modifiers.morale_drm;
    // 25.2 % is above the tier of 25 %, and of 333 exactly 40 % is not reached by 134.
    assert_eq!(
        (morale.drm(126, 500), morale.drm(133, 333), morale.drm(134, 333)),
        (-1, -1, 0)
    );
    assert_eq!((morale.drm(-5, -5), morale.drm(-6, -5)), (2, -2));
}

#[test]
fn k26_battles_of_an_engagement_advance_in_lock_step() {
    let battles = vec![
        Battle::new(
            [side(1, &[("BB BB", 10)]), side(2, &[("BB BB", 10)])],
            Dice::scripted(&[0; 4]),
        ),
        Battle::new(
            [side(1, &[("BB BB", 10)]), side(3, &[("BB BB", 10)])],
            Dice::scripted(&[0; 4]),
        ),
    ];
    let mut rules = RULES.clone();
    rules.combat.combat.max_combat_rounds = 2;
    let mut diary = Diary::default();
    Engagement {
        battles,
        remote_sensors: false,
        law: Law::new(&rules),
    }
    .resolve(&mut diary);
    let order: Vec<(u32, usize, usize)> = diary
        .0
        .iter()
        .map(|seen| (seen.round, seen.battle, seen.shooter))
        .collect();
    let expected: Vec<(u32, usize, usize)> = (1..=2)
        .flat_map(|round| [(round, 0, 0), (round, 0, 1), (round, 1, 0), (round, 1, 1)])
        .collect();
    assert_eq!(order, expected);
}
