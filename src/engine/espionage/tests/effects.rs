//! Lasting effects (rulebook 23 §6.5, §6.6).

use super::*;
use crate::economy;
use crate::orders::{Orders, Research};
use crate::research::{self, cmd6d_research};

const NCV: EspionageAction = EspionageAction::EconomicManipulation;
const TAX: EspionageAction = EspionageAction::Psyops;

/// Runs the income of the houses; returns the net house value of house 2.
fn income(state: &mut State) -> (i64, EventLog) {
    let (_, log) = play(state, economy::inc3_income);
    (state.houses[H2].nhv, log)
}

/// House 2 with the three colonies of X6, taxed at 37 %.
fn x6() -> State {
    let mut state = bare(3, 6);
    for (system, pu) in [(1, 1260), (2, 417), (3, 11)] {
        state.new_colony(H2, SystemId(system), pu, 0, 0);
    }
    for (house, system) in [(H1, 4), (H3, 5)] {
        state.new_colony(house, SystemId(system), 100, 0, 0);
        state.houses[house].ebp = 100;
    }
    state.houses[H2].tax = 37;
    state
}

#[test]
fn s11_s18_example_x6_revenue_under_espionage() {
    let cases: [(&[(HouseId, EspionageAction)], i64); 5] = [
        (&[], 625),
        (&[(H1, NCV)], 313),
        (&[(H1, TAX)], 469),
        (&[(H1, NCV), (H1, TAX)], 235),
        (&[(H1, NCV), (H3, NCV)], 313),
    ];
    for (actions, expected) in cases {
        let mut state = x6();
        let (_, log) = play(&mut state, |turn| {
            for &(house, action) in actions {
                store(turn, house, &[against(action, H2)]);
            }
            con1f(turn);
        });
        assert_eq!(log.espionage.rows(), actions.len());
        let (nhv, log) = income(&mut state);
        assert_eq!(nhv, expected, "{actions:?}");
        assert_eq!(state.houses[H2].treasury, expected);
        assert_eq!(state.flows[H2].pp_lost_espionage, 625 - expected);
        let lost = log.economy.iter().filter(|row| row.kind == EconomyKind::RevenueLost);
        let lost: Vec<_> = lost.map(|row| (row.house, row.amount)).collect();
        let all = [(H2, 625 - expected)];
        assert_eq!(lost, all[..usize::from(expected < 625)]);
    }
}

/// Deposits 60 PP for science; returns the SRP it gave.
fn deposit(state: &mut State) -> i64 {
    let before = state.houses[H2].rp[Pool::Srp];
    state.houses[H2].treasury = 60;
    let research = Research {
        deposit: [0, 60, 0],
        ..Research::default()
    };
    let orders = Orders {
        research,
        ..Orders::default()
    };
    play(state, |turn| cmd6d_research(turn, &[None, Some(orders), None]));
    state.houses[H2].rp[Pool::Srp] - before
}

#[test]
fn s9_s18_example_x15_an_assassination_halves_the_science_of_the_same_turn() {
    let mut state = rivals();
    (state.houses[H2].gho, state.houses[H2].tech[TechField::Sl]) = (1522, 2);
    one(&mut state, EspionageAction::Assassination, &[]);
    assert_eq!(deposit(&mut state), 75);
    play(&mut state, prd7_effects_end);
    assert_eq!(deposit(&mut state), 150);
}

#[test]
fn an_assassination_leaves_the_other_pools_alone() {
    let mut state = rivals();
    let points = |state: &State| [Pool::Erp, Pool::Mrp].map(|pool| research::points(state, H2, pool, 60));
    let before = points(&state);
    one(&mut state, EspionageAction::Assassination, &[]);
    assert_eq!(points(&state), before);
}

/// A full pool takes the smallest deposit that fills it, by the reduced gain (rulebook 21 §3).
#[test]
fn s18_a_pool_is_filled_by_the_reduced_gain() {
    let mut state = rivals();
    (state.houses[H2].gho, state.houses[H2].tech[TechField::Sl]) = (1522, 2);
    let room = research::capacity(&state, H2, Pool::Srp);
    state.houses[H2].rp[Pool::Srp] = room - 20;
    one(&mut state, EspionageAction::Assassination, &[]);
    assert_eq!(deposit(&mut state), 20);
    // 16 PP give FLOOR(40.2 / 2) = 20; 15 give 18.
    assert_eq!(state.houses[H2].treasury, 60 - 16);
}

#[test]
fn s9_effects_of_one_turn_end_after_it_and_disinformation_after_the_next() {
    let mut state = rivals();
    for action in [NCV, TAX, EspionageAction::Disinformation] {
        one(&mut state, action, &[]);
    }
    one(&mut state, EspionageAction::Assassination, &[]);
    run(&mut state, &[(H2, &[sweep()])], &[]);
    assert_eq!(state.effects.len(), 5);
    play(&mut state, prd7_effects_end);
    let left: Vec<_> = state
        .effects
        .iter()
        .map(|effect| (effect.house, effect.kind, effect.last_turn))
        .collect();
    assert_eq!(left, [(H2, EffectKind::IntelCorrupted, 2)]);
    state.game_mut().turn = 2;
    play(&mut state, prd7_effects_end);
    assert!(state.effects.is_empty());
}

#[test]
fn s14_disinformation_is_off_by_a_fifth_to_two_fifths_for_two_turns() {
    let mut state = rivals();
    let rules = &state.rules.espionage.actions.plant_disinformation;
    assert_eq!((rules.min_variance, rules.max_variance), (0.2, 0.4));
    let event = one(&mut state, EspionageAction::Disinformation, &[]);
    assert_eq!(event.effect_size, 2);
    for (turn, deceived) in [(1, true), (2, true), (3, false)] {
        state.game_mut().turn = turn;
        assert_eq!(
            in_force(&state, H2, EffectKind::IntelCorrupted),
            deceived,
            "turn {turn}"
        );
        play(&mut state, prd7_effects_end);
    }
}

#[test]
fn of_the_same_kind_twice_the_later_end_counts() {
    let mut state = rivals();
    one(&mut state, EspionageAction::Disinformation, &[]);
    state.game_mut().turn = 2;
    one(&mut state, EspionageAction::Disinformation, &[]);
    let ends: Vec<u32> = state.effects.iter().map(|effect| effect.last_turn).collect();
    assert_eq!(ends, [3]);
    super::super::effects::start(&mut state, H2, EffectKind::IntelCorrupted, 1);
    assert_eq!(state.effects[EffectId::of(H2, EffectKind::IntelCorrupted)].last_turn, 3);
}

#[test]
fn s12_sweeps_come_first_and_are_never_rolled_for() {
    let mut state = guarded(5, 30);
    guard(&mut state, H1, 5, 30);
    let theft = against(EspionageAction::IntelTheft, H2);
    let log = run(&mut state, &[(H1, &[theft]), (H2, &[sweep()])], &[]);
    assert_eq!(
        log.espionage.action,
        [EspionageAction::Sweep, EspionageAction::IntelTheft]
    );
    assert_eq!(log.espionage.detected, [false, true]);
    assert_eq!(log.espionage.roll, [None, None]);
    assert_eq!(log.espionage.prestige_attacker, [5, -2]);
    assert_eq!(
        (log.espionage.target[0], log.espionage.cic[0], log.espionage.cip[0]),
        (None, None, None)
    );
    assert_eq!((state.flows[H2].esp_sweeps, state.flows[H2].esp_tried), (1, 0));
    assert_eq!(state.houses[H2].ebp, 996);
}

#[test]
fn s13_a_sweep_stops_what_is_about_intelligence_and_nothing_else() {
    for &action in EspionageAction::ALL
        .iter()
        .filter(|&&action| action != EspionageAction::Sweep)
    {
        let mut state = guarded(1, 3);
        let colony = state.colony_at(home(H2)).expect("a colony").id;
        state.new_facility(colony, FacilityKind::Starbase, 1);
        let about_it = matches!(action, EspionageAction::IntelTheft | EspionageAction::Disinformation);
        let faces: &[u32] = match action {
            _ if about_it => &[],
            EspionageAction::SabotageLow | EspionageAction::SabotageHigh => &[2, 2],
            _ => &[2],
        };
        let orders: [(HouseId, &[SpyOrder]); 2] = [(H1, &[against(action, H2)]), (H2, &[sweep()])];
        let log = run(&mut state, &orders, &[(H1, faces)]);
        let event = log.espionage.row(1);
        assert_eq!((event.detected, event.roll.is_none()), (about_it, about_it), "{action}");
        assert_eq!(
            state.houses[H2].cip,
            if about_it { 3 } else { 2 },
            "no point is used up without a roll"
        );
    }
}

#[test]
fn what_a_house_feels_is_in_its_view_and_deceit_is_not() {
    let mut state = rivals();
    for action in [NCV, TAX, EspionageAction::Disinformation] {
        one(&mut state, action, &[]);
    }
    one(&mut state, EspionageAction::Assassination, &[]);
    run(&mut state, &[(H2, &[sweep()])], &[]);
    let kinds = |house| -> Vec<EffectKind> {
        let view = crate::view::View::new(&state, house);
        view.effects().map(|effect| effect.kind).collect()
    };
    use EffectKind::*;
    assert_eq!(kinds(H2), [NcvReduction, TaxReduction, SrpReduction, IntelBlocked]);
    assert_eq!(kinds(H1), []);
}

#[test]
fn w80_an_effect_is_as_large_as_the_rules_say() {
    let mut state = x6();
    let (_, log) = play(&mut state, |turn| {
        store(turn, H1, &[against(TAX, H2)]);
        con1f(turn);
    });
    assert_eq!((log.espionage.rows(), revenue_kept(&state, H2)), (1, 0.75));
    // No size was stored with it.
    std::sync::Arc::make_mut(&mut state.rules)
        .espionage
        .actions
        .psyops_campaign
        .tax_revenue_reduction = 0.0;
    assert_eq!(revenue_kept(&state, H2), 1.0);
}

#[test]
fn s13_a_sweep_detects_without_any_counter_intelligence() {
    for (cic, cip) in [(0, 5), (5, 0)] {
        let mut state = guarded(cic, cip);
        let theft = against(EspionageAction::IntelTheft, H2);
        let log = run(&mut state, &[(H1, &[theft]), (H2, &[sweep()])], &[]);
        let event = log.espionage.row(1);
        assert_eq!((event.detected, event.roll, event.prestige_attacker), (true, None, -2));
        assert_eq!(
            (state.houses[H1].ebp, state.houses[H2].cip),
            (1000 - 8, cip),
            "paid for nothing"
        );
    }
}
