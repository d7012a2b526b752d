//! Rulings of rulebook 11 on retreat, pursuit, auxiliaries, stalemates and the ends of battles.

use super::*;

#[test]
fn k19_each_fleet_is_weighed_alone_against_all_enemies() {
    // 40 + 40 against 60: each fleet has 0.67 of the enemy and ROE 6 demands 1.
    let (battle, diary) = duel(
        [side(1, &[("BB BB", 6), ("BB BB", 6)]), side(2, &[("BB BB BB", 10)])],
        &[0, 0],
    );
    assert_eq!(battle.ending, Some(Ending::Won(1)));
    assert!(battle.sides[0].groups.iter().all(|group| group.stand == Stand::Left));
    assert_eq!(diary.0.iter().filter(|volley| volley.pursuit).count(), 1);
}

#[test]
fn k19_thresholds_are_strict() {
    // 40 / 60 = 0.667 is below 0.67, 0.5 is not below 0.5.
    let stands = |roe| {
        let (battle, _) = duel_for(1, [side(1, &[("BB BB", roe)]), side(2, &[("BB BB BB", 10)])], &[0, 0]);
        battle.sides[0].groups[0].stand
    };
    assert_eq!(stands(7), Stand::Left);
    let (battle, _) = duel_for(
        2,
        [side(1, &[("BB BB", 8)]), side(2, &[("BB BB BB BB", 10)])],
        &[0, 0, 0, 0],
    );
    // It stays on its feet after both rounds and withdraws as the weaker one when they run out.
    assert_eq!((battle.report.rounds, battle.ending), (2, Some(Ending::Capped(1))));
}

#[test]
fn roe_0_leaves_even_when_nothing_shoots_back_and_roe_10_never_does() {
    let harmless = || {
        let mut side = side(2, &[("BB", 10)]);
        side.units[0].attack = [0, 0];
        side
    };
    let (battle, _) = duel([side(1, &[("BB BB", 0)]), harmless()], &[0]);
    assert_eq!(battle.sides[0].groups[0].stand, Stand::Left);
    let (battle, _) = duel([side(1, &[("BB BB", 1)]), harmless()], &[8]);
    assert_eq!(
        (battle.sides[0].groups[0].stand, battle.ending),
        (Stand::Present, Some(Ending::Won(0)))
    );
    let (battle, _) = duel([side(1, &[("CT", 10)]), side(2, &[("DN DN", 10)])], &[0, 0]);
    assert_eq!(battle.ending, Some(Ending::Won(1)));
    assert_eq!(battle.sides[0].groups[0].stand, Stand::Present);
}

#[test]
fn k22_all_fleets_that_leave_together_take_one_volley() {
    // 3 × 12 against 80: all three leave, one of them crippled in the round.
    let sides = [
        side(1, &[("CA", 6), ("CA", 6), ("CA", 6)]),
        side(2, &[("BB BB BB BB", 10)]),
    ];
    let (battle, diary) = duel(sides, &[0, 0]);
    let pursuit: Vec<&Seen> = diary.0.iter().filter(|volley| volley.pursuit).collect();
    assert_eq!(pursuit.len(), 1);
    assert_eq!((pursuit[0].guns, pursuit[0].hits, pursuit[0].drm), (80, 40, 0));
    // The first cruiser, crippled by the 20 hits of the round, dies; the others are crippled.
    assert_eq!(states(&battle.sides[0].units), "DCC");
}

#[test]
fn k23_a_ship_crippled_in_the_round_may_die_in_pursuit() {
    let (battle, _) = duel([side(1, &[("CA", 6)]), side(2, &[("BC BC", 10)])], &[0, 4]);
    // 16 hits cripple the cruiser for 13; the pursuit's 16 kill it for 6.
    assert_eq!(states(&battle.sides[0].units), "D");
    assert_eq!(battle.sides[0].groups[0].stand, Stand::Left);
}

#[test]
fn k24_r04_21_auxiliary_losses_are_rounded_up_and_cripples_count_as_alive() {
    let group = Group {
        escorts: 3,
        auxiliaries: 4,
        ..Group::default()
    };
    assert_eq!([3, 2, 1, 0].map(|left| group.share_of_losses(left)), [0, 2, 3, 4]);
    assert_eq!(
        Group {
            escorts: 0,
            auxiliaries: 2,
            ..Group::default()
        }
        .share_of_losses(0),
        0
    );
}

#[test]
fn k25_a_stalemate_must_last_to_end_a_battle() {
    // Crippled by a critical in the desperation round, the destroyer can be hurt: the battle goes on.
    let (battle, _) = duel(
        [side(1, &[("DD", 10)]), side(2, &[("DD", 10)])],
        &[9, 0, 0, 0, 0, 0, 4, 0],
    );
    assert_eq!((battle.report.desperation_rounds, battle.report.rounds), (1, 4));
    assert_eq!(battle.ending, Some(Ending::Won(0)));
}

#[test]
fn k28_at_the_cap_the_stronger_side_wins_and_the_other_withdraws_without_pursuit() {
    let (battle, diary) = duel_for(1, [side(1, &[("BB BB BB", 10)]), side(2, &[("BB BB", 10)])], &[0, 0]);
    assert_eq!((battle.ending, battle.winner()), (Some(Ending::Capped(0)), Some(0)));
    assert_eq!(
        (battle.sides[0].groups[0].stand, battle.sides[1].groups[0].stand),
        (Stand::Present, Stand::Left)
    );
    assert!(diary.0.iter().all(|volley| !volley.pursuit));
}

#[test]
fn k46_no_winner_at_the_cap_is_a_mutual_withdrawal_unless_somebody_owns_the_colony() {
    let sides = || [side(1, &[("BB BB", 10)]), side(2, &[("BB BB", 10)])];
    let (battle, _) = duel_for(1, sides(), &[0, 0]);
    assert_eq!((battle.ending, battle.winner()), (Some(Ending::Withdrawal), None));
    let mut owned = sides();
    owned[1].owner = true;
    let (battle, _) = duel_for(1, owned, &[0, 0]);
    assert_eq!(battle.ending, Some(Ending::Capped(1)));
}

#[test]
fn what_stays_by_rule_is_out_of_play_for_the_loser_only() {
    let defended = |attackers: &str| {
        let mut owner = side(2, &[("BB BB", 10)]);
        owner.groups[0].may_withdraw = false;
        let mut attacker = side(1, &[(attackers, 10)]);
        attacker.groups[0].refuge = [false, false];
        duel_for(1, [attacker, owner], &[0, 0]).0
    };
    let battle = defended("BB BB BB");
    assert_eq!(battle.sides[1].groups[0].stand, Stand::Held);
    let battle = defended("BB BB");
    assert_eq!(
        (battle.ending, battle.sides[1].groups[0].stand),
        (Some(Ending::Withdrawal), Stand::Present)
    );
    assert_eq!(battle.sides[0].groups[0].stand, Stand::Stranded);
}

#[test]
fn p15_both_annihilated_is_the_owners_victory() {
    let sides = || [side(1, &[("DD", 10)]), side(2, &[("DD", 10)])];
    let crippled = |mut sides: [Side; 2]| {
        for side in &mut sides {
            side.units[0] = side.units[0].entering(Condition::Crippled);
            side.units[0].attack = [5, 5];
        }
        sides
    };
    let (battle, _) = duel(crippled(sides()), &[8, 8]);
    assert_eq!((battle.ending, battle.winner()), (Some(Ending::Annihilated), None));
    let mut owned = crippled(sides());
    owned[0].owner = true;
    assert_eq!(duel(owned, &[8, 8]).0.winner(), Some(0));
}

#[test]
fn k45_a_fleet_whose_battle_was_over_is_not_tested() {
    // H2 dies in round 1 of its battle; H1's victorious fleet is far weaker than H3 but has no opponent any more.
    let battles = vec![
        Battle::new(
            [side(1, &[("DD DD DD", 1)]), side(2, &[("CT", 10)])],
            Dice::scripted(&[8, 0]),
        ),
        Battle::new(
            [side(1, &[("BB", 10)]), side(3, &[("DN DN", 10)])],
            Dice::scripted(&[0, 0, 0, 8]),
        ),
    ];
    let mut engagement = Engagement {
        battles,
        remote_sensors: false,
        law: law(),
    };
    engagement.resolve(&mut Unseen);
    let battle = &engagement.battles[0];
    assert_eq!(
        (battle.ending, battle.sides[0].groups[0].stand),
        (Some(Ending::Won(0)), Stand::Present)
    );
}

#[test]
fn a_fleet_without_refuge_does_not_retreat() {
    let mut sides = [side(1, &[("BB BB", 6)]), side(2, &[("BB BB BB", 10)])];
    sides[0].groups[0].refuge = [true, false];
    // Round 1 cripples nobody, so the way is open; a crippled ship closes it.
    let (battle, _) = duel_for(1, sides.clone(), &[0, 0]);
    assert_eq!(battle.sides[0].groups[0].stand, Stand::Left);
    let (battle, _) = duel_for(1, sides, &[0, 6]);
    assert_eq!(battle.sides[0].groups[0].stand, Stand::Stranded);
}

#[test]
fn an_empty_side_loses_without_a_round_and_its_shelter_with_it() {
    let mut sides = [side(1, &[("DD", 6)]), side(2, &[])];
    sides[1].groups.push(Group {
        auxiliaries: 2,
        may_withdraw: true,
        ..Group::default()
    });
    let (battle, _) = duel(sides, &[]);
    assert_eq!((battle.ending, battle.report.rounds), (Some(Ending::Won(0)), 0));
    assert_eq!(battle.sides[1].groups[0].auxiliaries_lost, 2);
    // Nobody is there to sink it if the enemy has no guns.
    let mut sides = [side(1, &[("DD", 6)]), side(2, &[])];
    sides[0].units[0].attack = [0, 0];
    sides[1].groups.push(Group {
        auxiliaries: 2,
        ..Group::default()
    });
    let (battle, _) = duel(sides, &[]);
    assert_eq!(battle.ending, Some(Ending::Won(0)));
    assert_eq!(battle.sides[1].groups[0].auxiliaries_lost, 0);
}

#[test]
fn a_fleet_without_guns_does_not_retreat() {
    let mut sides = [side(1, &[("BB", 6)]), side(2, &[("DD", 10)])];
    sides[0].units[0].attack = [0, 0];
    let (battle, _) = duel_for(1, sides, &[0]);
    // It goes only when the rounds run out.
    let departure = battle.sides[0].groups[0].departure.expect("it lost at the cap");
    assert_eq!(
        (departure.reason, battle.ending),
        (RetreatReason::RoundCap, Some(Ending::Capped(1)))
    );
}

#[test]
fn a_crippled_auxiliary_closes_restricted_lanes_to_its_fleet() {
    let mut own = side(1, &[("BB", 6)]);
    own.groups[0].refuge = [true, false];
    assert!(own.has_refuge(0));
    own.groups[0].crippled_auxiliary = true;
    assert!(!own.has_refuge(0));
}

#[test]
fn auxiliaries_go_down_with_their_last_escort_and_shelter_falls_with_the_side() {
    let mut sides = [side(1, &[("BB BB", 10)]), side(2, &[("CT", 10), ("CT", 10)])];
    sides[1].groups[0].auxiliaries = 2;
    sides[1].groups.push(Group {
        auxiliaries: 3,
        may_withdraw: true,
        ..Group::default()
    });
    let (battle, diary) = duel(sides, &[6, 0]);
    assert_eq!(diary.0.len(), 2);
    assert_eq!(battle.ending, Some(Ending::Won(0)));
    assert_eq!(
        battle.sides[1]
            .groups
            .iter()
            .map(|group| group.auxiliaries_lost)
            .collect::<Vec<_>>(),
        [2, 0, 3]
    );
}

#[test]
fn w48_a_stalemate_is_measured_by_the_best_effectiveness_of_the_table() {
    let mut rules = RULES.clone();
    rules.combat.combat.max_combat_rounds = 1;
    let sides = || [side(1, &[("DD", 10)]), side(2, &[("DD", 10)])];
    for (best, desperate) in [(1.0, 1), (1.25, 0)] {
        // Five guns at 1.25 are 7 hits, enough for a destroyer.
        let tiers = &mut rules.combat.cer.space_combat_table.tier.rows;
        tiers.last_mut().expect("a tier").1.multiplier = best;
        let battles = vec![Battle::new(sides(), Dice::scripted(&[0, 0]))];
        let mut engagement = Engagement {
            battles,
            remote_sensors: false,
            law: Law::new(&rules),
        };
        engagement.resolve(&mut Unseen);
        assert_eq!(engagement.battles[0].report.desperation_rounds, desperate);
    }
}

#[test]
fn w47_a_mutual_withdrawal_takes_the_sheltered_fleets_along() {
    let mut sides = [side(1, &[("DD", 6)]), side(2, &[("DD", 6)])];
    let shelter = Group {
        auxiliaries: 3,
        may_withdraw: true,
        refuge: [true; 2],
        ..Group::default()
    };
    sides[1].groups.push(shelter);
    let (battle, _) = duel(sides, &[0, 0]);
    let fleet = battle.sides[1].groups[1];
    assert_eq!(
        (battle.ending, fleet.stand, fleet.auxiliaries_lost),
        (Some(Ending::Withdrawal), Stand::Left, 0)
    );
}

#[test]
fn both_sides_leaving_in_one_step_is_a_mutual_withdrawal_without_pursuit() {
    // ROE 3 demands three times the enemy; nobody has that.
    let (battle, diary) = duel([side(1, &[("BB BB", 3)]), side(2, &[("BB BB", 3)])], &[0, 0]);
    assert_eq!((battle.ending, diary.0.len()), (Some(Ending::Withdrawal), 2));
    assert!(battle.sides.iter().all(|side| side.groups[0].stand == Stand::Left));
}

#[test]
fn a_stronger_house_may_stay_because_a_weaker_one_left_before() {
    let battles = vec![
        Battle::new(
            [side(1, &[("BB BB", 6)]), side(2, &[("CA CA", 6)])],
            Dice::scripted(&[0, 0]),
        ),
        Battle::new(
            [side(1, &[("BB BB", 6)]), side(3, &[("CA CA CA", 10)])],
            Dice::scripted(&[0, 0]),
        ),
    ];
    let mut rules = RULES.clone();
    rules.combat.combat.max_combat_rounds = 1;
    let mut engagement = Engagement {
        battles,
        remote_sensors: false,
        law: Law::new(&rules),
    };
    engagement.resolve(&mut Unseen);
    // The fleets of H1 have 40 each against 24 + 36 of both enemies and would leave; but H2 is asked first and leaves at
    // 24 to 80, and against 36 they stay.
    let [one, two] = &engagement.battles[..] else {
        panic!("two battles")
    };
    assert_eq!(
        (one.ending, two.ending),
        (Some(Ending::Won(0)), Some(Ending::Capped(0)))
    );
    assert!(
        [one, two]
            .iter()
            .all(|battle| battle.sides[0].groups[0].stand == Stand::Present)
    );
    assert_eq!(one.sides[1].groups[0].stand, Stand::Left);
}

#[test]
fn o7_k27_all_enemies_of_the_engagement_are_summed() {
    // 40 against the 32 of H2 alone would stay at ROE 6; against 32 + 32 it leaves. H2 and H3 are weaker and asked first.
    let battle = |enemy| [side(1, &[("BB BB", 6)]), side(enemy, &[("BC BC", 10)])];
    let alone = duel_for(1, battle(2), &[0, 0]).0;
    assert_eq!(alone.sides[0].groups[0].stand, Stand::Present);
    let battles = vec![
        Battle::new(battle(2), Dice::scripted(&[0, 0])),
        Battle::new(battle(3), Dice::scripted(&[0, 0])),
    ];
    let mut engagement = Engagement {
        battles,
        remote_sensors: false,
        law: law(),
    };
    engagement.resolve(&mut Unseen);
    assert!(
        engagement
            .battles
            .iter()
            .all(|battle| battle.sides[0].groups[0].stand == Stand::Left)
    );
}
