//! Orders and their limits (rulebook 23 §3.1, §3.2).

use super::*;

const PSYOPS: EspionageAction = EspionageAction::Psyops;
const SABOTAGE: EspionageAction = EspionageAction::SabotageLow;

#[test]
fn s21_what_exceeds_the_limit_per_target_is_dropped_and_nothing_else() {
    let mut state = rivals();
    let (second, third) = (against(PSYOPS, H2), against(PSYOPS, H3));
    let actions = [second, third, second, second, sweep(), second, third, second];
    let log = run(&mut state, &[(H1, &actions)], &[]);
    assert_eq!(refusals(&log), [(H1, OrderFate::Rejected, Reason::Limit); 2]);
    let of = |house| {
        log.espionage
            .target
            .iter()
            .filter(|&&target| target == Some(house))
            .count()
    };
    assert_eq!((of(H2), of(H3), log.espionage.rows()), (3, 2, 6));
    assert_eq!(state.houses[H1].ebp, 1000 - 5 * 3 - 4);
}

#[test]
fn each_house_has_its_own_limit() {
    let mut state = rivals();
    let actions = [against(PSYOPS, H2); 3];
    let log = run(&mut state, &[(H1, &actions), (H3, &actions)], &[]);
    assert_eq!((log.espionage.rows(), log.orders.rows()), (6, 0));
}

#[test]
fn s22_one_sweep_a_house_and_turn() {
    let mut state = rivals();
    let log = run(&mut state, &[(H1, &[sweep(), sweep()]), (H2, &[sweep()])], &[]);
    assert_eq!(refusals(&log), [(H1, OrderFate::Rejected, Reason::Limit)]);
    assert_eq!(log.espionage.attacker, [H1, H2]);
    assert_eq!(state.houses[H1].ebp, 996, "the second is free of charge");
}

#[test]
fn s24_w82_a_house_without_a_colony_neither_acts_nor_buys() {
    let mut state = rivals();
    let colony = state.colony_at(home(H1)).expect("a colony").id;
    state.remove_colony(colony);
    let orders = Espionage {
        buy_ebp: 1,
        buy_cip: 1,
        actions: vec![against(PSYOPS, H2), sweep()],
    };
    let (_, log) = play(&mut state, |turn| cmd5_store(turn, H1, &orders));
    assert_eq!(refusals(&log), [(H1, OrderFate::Rejected, Reason::LastStand); 3]);
    // Lost between order and execution.
    let mut state = rivals();
    state.houses[H1].treasury = 100;
    let (_, log) = play(&mut state, |turn| {
        cmd5_store(turn, H1, &orders);
        turn.state.remove_colony(colony);
        con1f(turn);
        inc2_points(turn);
    });
    assert_eq!(refusals(&log), [(H1, OrderFate::Failed, Reason::LastStand); 3]);
    assert_eq!((state.houses[H1].ebp, state.houses[H1].treasury), (1000, 100));
}

#[test]
fn a_target_is_another_house_in_play() {
    let mut state = rivals();
    state.houses[H3].status = HouseStatus::Collapsed;
    let bad = [Some(H1), Some(H3), Some(HouseId(4)), Some(HouseId(u32::MAX)), None];
    let actions = bad.map(|target| SpyOrder {
        action: PSYOPS,
        target,
        system: None,
    });
    let log = run(&mut state, &[(H1, &actions)], &[]);
    assert_eq!(refusals(&log), [(H1, OrderFate::Rejected, Reason::BadTarget); 5]);
}

#[test]
fn a_colony_must_be_known_when_the_action_is_ordered() {
    let mut state = rivals();
    let named = |system| SpyOrder {
        action: SABOTAGE,
        target: Some(H2),
        system,
    };
    state.colony_records.remove(RecordId::of(H1, home(H2)));
    let actions = [named(Some(home(H2))), named(Some(SystemId(77))), named(None)];
    let log = run(&mut state, &[(H1, &actions)], &[]);
    let refused = |reason| (H1, OrderFate::Rejected, reason);
    assert_eq!(
        refusals(&log),
        [
            refused(Reason::UnknownTarget),
            refused(Reason::BadTarget),
            refused(Reason::BadTarget)
        ]
    );
}

/// Whose colony it is now must not show in what the order is told (24 §6.7): only the execution tells.
#[test]
fn a_wrong_owner_shows_when_the_action_is_run() {
    let mut state = rivals();
    let order = SpyOrder {
        action: SABOTAGE,
        target: Some(H3),
        system: Some(home(H2)),
    };
    let log = run(&mut state, &[(H1, &[order])], &[]);
    assert_eq!(refusals(&log), [(H1, OrderFate::Failed, Reason::BadTarget)]);
    assert_eq!(log.orders.step, [Step::Con1f]);
    assert_eq!(state.houses[H1].ebp, 1000);
}

#[test]
fn actions_are_dropped_when_the_points_are_gone() {
    let mut state = rivals();
    state.houses[H1].ebp = 7;
    let actions = [
        against(PSYOPS, H2),
        against(EspionageAction::TechTheft, H2),
        against(PSYOPS, H3),
    ];
    let log = run(&mut state, &[(H1, &actions)], &[]);
    assert_eq!(log.espionage.action, [PSYOPS; 2], "a cheaper one after it still goes");
    assert_eq!(refusals(&log), [(H1, OrderFate::Failed, Reason::Points)]);
    assert_eq!(state.houses[H1].ebp, 1);
}

#[test]
fn w81_actions_that_are_dropped_later_count_towards_the_limit() {
    let mut state = rivals();
    // The points suffice for one action; the second is accepted and dropped, and the third finds no room.
    state.houses[H1].ebp = 3;
    std::sync::Arc::make_mut(&mut state.rules)
        .limits
        .espionage_limits
        .max_ops_per_target_per_turn = 2;
    let log = run(&mut state, &[(H1, &[against(PSYOPS, H2); 3])], &[]);
    let fates: Vec<OrderFate> = log.orders.iter().map(|row| row.fate).collect();
    assert_eq!(fates, [OrderFate::Rejected, OrderFate::Failed]);
    assert_eq!(log.orders.row(0).reason, Reason::Limit);
    assert_eq!((log.espionage.rows(), state.houses[H1].ebp), (1, 0));
}
