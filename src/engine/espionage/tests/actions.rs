//! The ten actions (rulebook 23 §3, §5, §6).

use super::*;
use crate::construction;
use crate::espionage::table::{self, Aim};
use crate::orders::{Orders, RepairOrder, RepairTarget};
use crate::rules::Rules;
use crate::state::rows::ColonyRecord;

#[test]
fn s5_prices_and_prestige_are_those_of_23_3() {
    let rules = Rules::standard();
    let rows = EspionageAction::ALL.iter().map(|&action| {
        let row = table::of(action);
        assert_eq!(row.action, action);
        (row.cost(&rules), row.prestige(&rules))
    });
    let expected = [
        (5, (20, -30)),
        (2, (10, -10)),
        (7, (30, -50)),
        (10, (50, -70)),
        (6, (20, -30)),
        (6, (30, -7)),
        (3, (10, -3)),
        (4, (5, 0)),
        (8, (40, -20)),
        (6, (15, -15)),
    ];
    assert_eq!(rows.collect::<Vec<_>>(), expected);
}

#[test]
fn r01_3_r01_4_s5_p1_p2_prestige_is_never_scaled_and_goes_through_the_ledger() {
    for &action in EspionageAction::ALL
        .iter()
        .filter(|&&action| action != EspionageAction::Sweep)
    {
        let mut state = rivals();
        let colony = state.colony_at(home(H2)).expect("a colony").id;
        state.new_facility(colony, FacilityKind::Starbase, 1);
        let (gain, loss) = table::of(action).prestige(&state.rules);
        let (ledger, log) = play(&mut state, |turn| {
            store(turn, H1, &[against(action, H2)]);
            con1f(turn);
            turn.ledger.clone()
        });
        assert_eq!(ledger, [0, gain, loss, 0], "{action}");
        assert_eq!((state.houses[H1].prestige, state.houses[H2].prestige), (100, 100));
        let event = log.espionage.row(0);
        assert_eq!(
            (i64::from(event.prestige_attacker), i64::from(event.prestige_target)),
            (gain, loss)
        );
        assert_eq!((event.success, event.pp_cost), (true, event.ebp_cost * 40));
        let flows = [H1, H2].map(|house| &state.flows[house]);
        assert_eq!(
            (flows[0].prestige_espionage, flows[1].prestige_espionage_suffered),
            (gain, loss)
        );
        assert_eq!(
            (flows[0].esp_tried, flows[0].esp_succeeded, flows[1].esp_suffered),
            (1, 1, 1)
        );
        assert_eq!(flows[0].ebp_spent, i64::from(event.ebp_cost));
    }
}

#[test]
fn s6_a_detected_action_costs_two_points_of_prestige_and_has_no_effect() {
    let mut state = guarded(3, 10);
    state.houses[H2].rp[Pool::Srp] = 50;
    let event = one(&mut state, EspionageAction::TechTheft, &[20]);
    assert_eq!((event.detected, event.effect_size), (true, 0));
    assert_eq!((event.prestige_attacker, event.prestige_target), (-2, 0));
    assert_eq!((state.houses[H2].rp[Pool::Srp], state.houses[H1].ebp), (50, 995));
    assert_eq!(state.flows[H1].prestige_espionage_failed, -2);
    assert_eq!(
        (
            state.flows[H1].esp_tried,
            state.flows[H1].esp_succeeded,
            state.flows[H2].esp_caught
        ),
        (1, 0, 1)
    );
}

#[test]
fn s16_example_x24_tech_theft_moves_what_there_is() {
    for (held, moved) in [(7, 7), (10, 10), (25, 10), (0, 0)] {
        let mut state = rivals();
        state.houses[H2].rp[Pool::Srp] = held;
        let event = one(&mut state, EspionageAction::TechTheft, &[]);
        assert_eq!(event.effect_size, moved);
        assert_eq!(
            (event.prestige_attacker, event.prestige_target),
            (20, -30),
            "paid even for nothing"
        );
        let pools = [H1, H2].map(|house| state.houses[house].rp[Pool::Srp]);
        assert_eq!(pools, [moved, held - moved]);
    }
}

#[test]
fn stolen_points_beyond_the_capacity_are_lost_at_the_end_of_the_step() {
    let mut state = rivals();
    let room = crate::research::capacity(&state, H1, Pool::Srp);
    state.houses[H1].rp[Pool::Srp] = room - 4;
    state.houses[H2].rp[Pool::Srp] = 50;
    let theft = against(EspionageAction::TechTheft, H2);
    let log = run(&mut state, &[(H1, &[theft, theft])], &[]);
    assert_eq!(
        (state.houses[H1].rp[Pool::Srp], state.houses[H2].rp[Pool::Srp]),
        (room, 30)
    );
    let booked: Vec<_> = log.economy.iter().map(|row| (row.kind, row.house, row.rp)).collect();
    let theft = |house, rp| (EconomyKind::TechTheft, house, rp);
    assert_eq!(
        booked,
        [
            theft(H2, -10),
            theft(H1, 10),
            theft(H2, -10),
            theft(H1, 10),
            (EconomyKind::ResearchDiscarded, H1, -16)
        ]
    );
}

#[test]
fn s18_example_x24_sabotage_damages_industry_after_the_detection_roll() {
    let mut state = guarded(1, 1);
    let colony = state.colony_at(home(H2)).expect("a colony").id;
    state.colonies[colony].iu = 4;
    let event = one(&mut state, EspionageAction::SabotageLow, &[14, 5]);
    assert_eq!((event.roll, event.effect_size), (Some(14), 4));
    assert_eq!((event.prestige_attacker, event.prestige_target), (10, -10));
    assert_eq!((state.colonies[colony].iu, state.colonies[colony].iu_damaged), (0, 4));
    assert_eq!(state.flows[H2].iu_lost_sabotage, 4);
    let event = one(&mut rivals(), EspionageAction::SabotageHigh, &[20]);
    assert_eq!((event.effect_size, event.prestige_target), (20, -50));
}

#[test]
fn s10_a_cyber_attack_cripples_the_first_working_starbase_until_it_is_repaired() {
    let mut state = rivals();
    let colony = state.colony_at(home(H2)).expect("a colony").id;
    state.new_facility(colony, FacilityKind::Spaceport, 0);
    let bases = [1, 1, 1].map(|wep| state.new_facility(colony, FacilityKind::Starbase, wep));
    state.facilities[bases[0]].hull = Hull::Crippled;
    assert_eq!(one(&mut state, EspionageAction::CyberAttack, &[]).effect_size, 1);
    let hulls = |state: &State| bases.map(|base| state.facilities[base].hull == Hull::Crippled);
    assert_eq!(hulls(&state), [true, true, false]);
    play(&mut state, prd7_effects_end);
    assert_eq!(hulls(&state), [true, true, false], "it does not wear off");
    state.houses[H2].treasury = 1000;
    let repairs = vec![RepairOrder {
        colony,
        target: RepairTarget::Facility(bases[1]),
        priority: None,
    }];
    let orders = Orders {
        repairs,
        ..Orders::default()
    };
    play(&mut state, |turn| {
        construction::cmd6c_repairs(turn, &[None, Some(orders), None]);
        construction::prd2_queues(turn);
        construction::cmd2_commission(turn);
    });
    assert_eq!(hulls(&state), [true, false, false]);
}

#[test]
fn a_cyber_attack_without_a_working_starbase_is_dropped_free_of_charge() {
    let mut state = rivals();
    let log = run(&mut state, &[(H1, &[against(EspionageAction::CyberAttack, H2)])], &[]);
    assert_eq!(refusals(&log), [(H1, OrderFate::Failed, Reason::Prerequisite)]);
    assert_eq!((log.espionage.rows(), state.houses[H1].ebp), (0, 1000));
}

#[test]
fn s17_o9_actions_are_run_by_house_then_as_submitted_and_see_what_came_before() {
    let mut state = guarded(2, 1);
    state.houses[H2].rp[Pool::Srp] = 13;
    let theft = against(EspionageAction::TechTheft, H2);
    let other = against(EspionageAction::Psyops, H3);
    // House 1 draws the only point of counter-intelligence, and steals first.
    let log = run(&mut state, &[(H1, &[theft, other]), (H3, &[theft])], &[(H1, &[5])]);
    assert_eq!(log.espionage.attacker, [H1, H1, H3]);
    assert_eq!(log.espionage.target, [Some(H2), Some(H3), Some(H2)]);
    assert_eq!(log.espionage.cip, [Some(1), Some(0), Some(0)]);
    assert_eq!(log.espionage.effect_size, [10, 1, 3]);
}

#[test]
fn s19_s20_lasting_effects_come_from_these_actions_alone() {
    let mut kinds: Vec<EffectKind> = EspionageAction::ALL
        .iter()
        .filter_map(|&action| match table::of(action).effect {
            table::Effect::Last(kind, _) => Some(kind),
            _ => None,
        })
        .collect();
    kinds.sort_unstable();
    assert_eq!(
        kinds,
        EffectKind::ALL,
        "a source of each, and no second one of falsified intelligence"
    );
    assert_eq!(EspionageAction::COUNT, 10);
    assert_eq!(EspionageAction::from_name("recruit agent"), None);
}

#[test]
fn only_three_actions_are_about_a_colony_and_one_about_oneself() {
    let of = |aim| {
        let all = EspionageAction::ALL.iter().copied();
        all.filter(|&action| table::of(action).aim == aim).collect::<Vec<_>>()
    };
    use EspionageAction::{CyberAttack, SabotageHigh, SabotageLow, Sweep};
    assert_eq!(of(Aim::Colony), [SabotageLow, SabotageHigh, CyberAttack]);
    assert_eq!(of(Aim::Own), [Sweep]);
}

#[test]
fn no_action_changes_a_stance() {
    let mut state = guarded(5, 30);
    let before = state.stances.iter().cloned().collect::<Vec<_>>();
    for (action, face) in [(EspionageAction::Assassination, 1), (EspionageAction::IntelTheft, 20)] {
        one(&mut state, action, &[face]);
    }
    assert_eq!(state.stances.iter().cloned().collect::<Vec<_>>(), before);
}

/// What each of the three houses was told: the action, who did it as far as it knows, whether it was detected.
fn told(state: &State) -> Vec<(HouseId, EspionageAction, Option<HouseId>, bool)> {
    let notices = state.notices.iter();
    notices.map(|n| (n.house, n.action, n.actor, n.detected)).collect()
}

#[test]
fn o4_the_parties_are_told_what_23_7_says() {
    for &action in EspionageAction::ALL
        .iter()
        .filter(|&&action| action != EspionageAction::Sweep)
    {
        let mut state = guarded(5, 5);
        let colony = state.colony_at(home(H2)).expect("a colony").id;
        state.new_facility(colony, FacilityKind::Starbase, 1);
        one(&mut state, action, &[20]);
        let row = |house, actor, detected| (house, action, actor, detected);
        let both = [row(H1, Some(H1), true), row(H2, Some(H1), true)];
        assert_eq!(told(&state), both, "detected: the target knows who it was");
        guard(&mut state, H2, 5, 0);
        let faces: &[u32] = match action {
            EspionageAction::SabotageLow | EspionageAction::SabotageHigh => &[3],
            _ => &[],
        };
        let event = one(&mut state, action, faces);
        use EspionageAction::*;
        let felt = matches!(
            action,
            TechTheft | SabotageLow | SabotageHigh | Assassination | CyberAttack
        );
        let both = [row(H1, Some(H1), false), row(H2, None, false)];
        assert_eq!(told(&state), both[..1 + usize::from(felt)], "{action}");
        assert!(state.notices.iter().all(|notice| notice.amount == event.effect_size));
    }
    let mut state = rivals();
    run(&mut state, &[(H2, &[sweep()])], &[]);
    assert_eq!(told(&state), [(H2, EspionageAction::Sweep, Some(H2), false)]);
    run(&mut state, &[], &[]);
    assert_eq!(told(&state), [], "what was told is old in the next turn");
}

/// Who acts first and how much else is told must not betray an undetected attacker (23 §7, 24 §6.7).
#[test]
fn w160_neither_order_nor_number_of_a_notice_tells_who_did_it() {
    let (theft, psyops) = (EspionageAction::TechTheft, EspionageAction::Psyops);
    let told = |thief, other| {
        let mut state = rivals();
        let orders: [(HouseId, &[SpyOrder]); 3] = [
            (thief, &[against(EspionageAction::SabotageLow, H2), against(theft, H2)]),
            (H2, &[against(theft, H1), against(psyops, H3), sweep()]),
            (
                other,
                &[against(psyops, thief), against(EspionageAction::Assassination, H2)],
            ),
        ];
        run(&mut state, &orders, &[(thief, &[4])]);
        let view = crate::view::View::new(&state, H2);
        view.notices().cloned().collect::<Vec<_>>()
    };
    let (first, last) = (told(H1, H3), told(H3, H1));
    assert_eq!(first, last);
    let actions: Vec<_> = first.iter().map(|notice| (notice.action, notice.actor)).collect();
    use EspionageAction::{Assassination, SabotageLow, Sweep};
    let own = [Sweep, theft, psyops].map(|action| (action, Some(H2)));
    let suffered = [theft, SabotageLow, Assassination].map(|action| (action, None));
    assert_eq!(actions, [own, suffered].concat(), "own as ordered, suffered by kind");
    assert_eq!(
        first.iter().map(|notice| notice.id.0).collect::<Vec<_>>(),
        [2, 5, 8, 11, 14, 17]
    );
}

#[test]
fn w86_a_house_remembers_how_its_actions_ended() {
    let mut state = guarded(5, 5);
    let actions = [against(EspionageAction::Psyops, H2); 3];
    run(&mut state, &[(H1, &actions)], &[(H1, &[1, 20, 20])]);
    one(&mut state, EspionageAction::Psyops, &[20]);
    let view = crate::view::View::new(&state, H1);
    assert_eq!((view.dossier(H2), view.dossier(H3)), ((4, 3), (0, 0)));
}

/// The record of the colony in a system, as a house has it.
fn record(state: &State, house: HouseId, system: SystemId) -> Option<&ColonyRecord> {
    state.colony_records.get(RecordId::of(house, system))
}

#[test]
fn intelligence_theft_copies_what_is_newer_and_not_about_the_thief() {
    let mut state = rivals();
    state.colony_records.remove(RecordId::of(H1, home(H3)));
    state.system_records.remove(RecordId::of(H1, home(H3)));
    state.game_mut().turn = 4;
    state.colony_records[RecordId::of(H2, home(H3))].turn = 3;
    let event = one(&mut state, EspionageAction::IntelTheft, &[]);
    assert_eq!(
        event.effect_size, 2,
        "colony and planet of system 3; system 1 is the thief's"
    );
    let stolen = record(&state, H1, home(H3)).expect("stolen");
    assert_eq!((stolen.house, stolen.owner, stolen.turn), (H1, H3, 3));
    assert_eq!(record(&state, H1, home(H1)), None);
    assert!(record(&state, H2, home(H1)).is_some(), "which the victim knows");
    let event = one(&mut state, EspionageAction::IntelTheft, &[]);
    assert_eq!((event.effect_size, event.success), (0, true), "nothing is new");
}
