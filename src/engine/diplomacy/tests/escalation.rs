//! Threat and escalation (rulebook 05 §3–§5).

use super::*;
use crate::events::EventTable;

#[test]
fn matrix_of_5_1() {
    use CommandKind::{Move, Patrol};
    use Stance::*;
    let blockade = CommandKind::Blockade;
    for (before, command, after, fights) in [
        (Neutral, blockade, Enemy, true),
        (Neutral, Patrol, Hostile, false),
        (Neutral, Move, Neutral, false),
        (Hostile, blockade, Enemy, true),
        (Hostile, Patrol, Hostile, true),
        (Hostile, Move, Hostile, false),
        (Enemy, blockade, Enemy, true),
        (Enemy, Patrol, Enemy, true),
        (Enemy, Move, Enemy, true),
    ] {
        let mut state = neighbours();
        at(&mut state, before);
        put(&mut state, H1, ABROAD, CL, command);
        put(&mut state, H2, ABROAD, CL, Patrol);
        let (conflict, _) = judged(&mut state);
        assert_eq!(state.relation(H1, H2), after, "{before} {command}");
        assert_eq!(!conflict.battles.is_empty(), fights, "{before} {command}");
        assert_eq!(state.relation(H1, H3), Neutral, "third parties are unaffected");
    }
}

#[test]
fn timeline_of_5_2_gives_one_window_to_withdraw() {
    let mut state = neighbours();
    let intruder = put(&mut state, H1, ABROAD, CL, CommandKind::Patrol);
    put(&mut state, H2, ABROAD, CL, CommandKind::Patrol);
    let (conflict, _) = judged(&mut state);
    assert_eq!((state.relation(H1, H2), conflict.battles.len()), (Stance::Hostile, 0));
    assert_eq!(
        (
            state.flows[H1].escalated_by_mission,
            state.flows[H2].escalated_by_mission
        ),
        (1, 0)
    );
    state.fleets[intruder].moved = false;
    let (conflict, _) = judged(&mut state);
    let expected = ScheduledBattle {
        system: ABROAD,
        low: H1,
        high: H2,
        contest_intruder: Some(H1),
    };
    assert_eq!(conflict.battles, [expected]);
    assert_eq!(
        state.relation(H1, H2),
        Stance::Hostile,
        "battles over Contest missions make no Enemies"
    );
}

#[test]
fn r05_1_a_contest_fleet_arriving_at_hostile_fights_at_once_unless_the_rules_give_grace() {
    let mut state = neighbours();
    at(&mut state, Stance::Hostile);
    let intruder = put(&mut state, H1, ABROAD, CL, CommandKind::Patrol);
    put(&mut state, H2, ABROAD, CL, CommandKind::Patrol);
    assert_eq!(judged(&mut state).0.battles.len(), 1);
    Arc::make_mut(&mut state.rules).diplomacy.hostile_contest_grace_turns = 1;
    assert_eq!(judged(&mut state).0.battles.len(), 0);
    state.fleets[intruder].moved = false;
    assert_eq!(judged(&mut state).0.battles.len(), 1);
}

#[test]
fn r05_2_the_state_of_a_pair_is_the_higher_stance() {
    let mut state = neighbours();
    state.stances[StanceId::of(H2, H1)].stance = Stance::Enemy;
    assert_eq!(state.relation(H1, H2), Stance::Enemy);
    put(&mut state, H1, WILD, CL, CommandKind::Move);
    put(&mut state, H2, WILD, CL, CommandKind::Move);
    assert_eq!(judged(&mut state).0.battles, [full_battle(H1, H2, WILD)]);
}

#[test]
fn r05_5_a_fleet_that_arrived_by_move_is_harmless_and_on_hold_it_contests() {
    let mut state = neighbours();
    let id = put(&mut state, H1, ABROAD, CL, CommandKind::Move);
    judged(&mut state);
    assert_eq!(state.relation(H1, H2), Stance::Neutral);
    state.fleets[id].command = CommandKind::Hold;
    state.fleets[id].moved = false;
    judged(&mut state);
    assert_eq!(state.relation(H1, H2), Stance::Hostile);
}

#[test]
fn r05_6_the_mission_suffices_no_fleet_of_the_owner_is_needed() {
    let mut state = neighbours();
    put(&mut state, H1, ABROAD, CL, CommandKind::Bombard);
    let (conflict, _) = judged(&mut state);
    assert_eq!(state.relation(H1, H2), Stance::Enemy);
    assert_eq!(conflict.battles, []);
    assert_eq!(conflict.tiers.values().copied().collect::<Vec<_>>(), [Tier::Attack]);
}

#[test]
fn r05_9_an_escalation_in_one_system_starts_no_battle_in_another() {
    let mut state = neighbours();
    put(&mut state, H1, ABROAD, CL, CommandKind::Bombard);
    put(&mut state, H1, WILD, CL, CommandKind::Move);
    put(&mut state, H2, WILD, CL, CommandKind::Move);
    assert_eq!(judged(&mut state).0.battles, []);
    assert_eq!(judged(&mut state).0.battles, [full_battle(H1, H2, WILD)]);
}

#[test]
fn the_highest_of_several_raises_of_a_pair_wins() {
    let mut state = neighbours();
    put(&mut state, H2, SystemId(1), CL, CommandKind::Patrol);
    put(&mut state, H1, ABROAD, CL, CommandKind::Bombard);
    judged(&mut state);
    assert_eq!(state.relation(H1, H2), Stance::Enemy);
    assert_eq!(
        (
            state.flows[H1].escalated_by_mission,
            state.flows[H2].escalated_by_mission
        ),
        (1, 0)
    );
    assert_eq!(state.stances[StanceId::of(H2, H1)].changed, 1);
}

#[test]
fn w33_a_relation_that_both_raise_counts_for_both() {
    let mut state = neighbours();
    put(&mut state, H2, SystemId(1), CL, CommandKind::Patrol);
    put(&mut state, H1, ABROAD, CL, CommandKind::Patrol);
    judged(&mut state);
    assert_eq!(state.relation(H1, H2), Stance::Hostile);
    let counted = [H1, H2, H3].map(|house| state.flows[house].escalated_by_mission);
    assert_eq!(counted, [1, 1, 0]);
}

#[test]
fn r04_15_r05_12_blockade_of_an_empty_system_is_an_attack_on_those_who_colonise_there() {
    let mut state = neighbours();
    let blockade = put(&mut state, H1, WILD, CL, CommandKind::Blockade);
    put(
        &mut state,
        H2,
        WILD,
        &[ShipClass::Etac, ShipClass::LightCruiser],
        CommandKind::Colonize,
    );
    put(&mut state, H3, WILD, CL, CommandKind::Move);
    let (conflict, _) = judged(&mut state);
    assert_eq!(state.relation(H1, H2), Stance::Enemy);
    assert_eq!(conflict.battles, [full_battle(H1, H2, WILD)]);
    assert_eq!(conflict.tiers[&blockade], Tier::Attack);
    assert_eq!(
        (state.relation(H1, H3), state.relation(H2, H3)),
        (Stance::Neutral, Stance::Neutral)
    );
}

#[test]
fn r05_22_lingering_under_renewed_benign_orders_is_contest() {
    let mut state = neighbours();
    let id = put(&mut state, H1, ABROAD, CL, CommandKind::Move);
    state.fleets[id].moved = false;
    judged(&mut state);
    assert_eq!(state.relation(H1, H2), Stance::Hostile);
}

#[test]
fn r05_24_fleets_of_eliminated_houses_are_no_threat_but_fight_enemies() {
    let mut state = neighbours();
    let wreck = put(&mut state, H1, ABROAD, CL, CommandKind::Hold);
    state.fleets[wreck].moved = false;
    state.houses[H1].status = HouseStatus::Eliminated;
    put(&mut state, H2, ABROAD, CL, CommandKind::Patrol);
    assert_eq!(judged(&mut state).0.battles, []);
    assert_eq!(state.relation(H1, H2), Stance::Neutral);
    at(&mut state, Stance::Enemy);
    assert_eq!(judged(&mut state).0.battles.len(), 1);
}

#[test]
fn r05_8_the_step_to_hostile_is_made_once_and_spares_the_intruder_in_that_con() {
    let mut state = neighbours();
    let intruder = put(&mut state, H1, ABROAD, CL, CommandKind::Patrol);
    put(&mut state, H2, ABROAD, CL, CommandKind::Patrol);
    let (_, log) = play(&mut state, |turn| turn.conflict());
    assert_eq!(
        (state.relation(H1, H2), log.battles.battle_id.len()),
        (Stance::Hostile, 0)
    );
    assert_eq!(log.diplomacy.kind, [DiplomacyKind::Escalated]);
    state.fleets[intruder].moved = false;
    let (_, log) = play(&mut state, |turn| turn.conflict());
    assert!(!log.battles.battle_id.is_empty(), "the next CON is another matter");
}

#[test]
fn r05_13_detected_scouts_make_hostile_and_no_more() {
    let mut state = neighbours();
    let caught = |state: &mut State| play(state, |turn| relations::scout_detected(turn, H1, H2, ABROAD));
    let (_, log) = caught(&mut state);
    assert_eq!(state.flows[H1].escalated_by_mission, 1);
    let event = log.diplomacy.row(0);
    assert_eq!(
        (event.house, event.kind, event.system_id, event.relation),
        (H1, DiplomacyKind::ScoutDetected, Some(ABROAD), Stance::Hostile)
    );
    assert_eq!(caught(&mut state).1.diplomacy.rows(), 0);
    at(&mut state, Stance::Enemy);
    assert_eq!(caught(&mut state).1.diplomacy.rows(), 0);
    assert_eq!(state.relation(H1, H2), Stance::Enemy);
}

#[test]
fn w33_every_house_whose_mission_did_it_is_named_with_the_place() {
    let mut state = neighbours();
    put(&mut state, H2, SystemId(1), CL, CommandKind::Patrol);
    put(&mut state, H1, ABROAD, CL, CommandKind::Patrol);
    let (_, log) = judged(&mut state);
    let told = |event: crate::events::DiplomacyEvent| {
        assert_eq!(
            (event.relation_before, event.relation),
            (Stance::Neutral, Stance::Hostile)
        );
        (event.house, event.other, event.system_id)
    };
    assert_eq!(
        log.diplomacy.iter().map(told).collect::<Vec<_>>(),
        [(H1, H2, Some(ABROAD)), (H2, H1, Some(SystemId(1)))]
    );
    let stance = &state.stances[StanceId::of(H1, H2)];
    assert_eq!((stance.cause, stance.changed), (StanceCause::Mission, 1));
}

#[test]
fn transit_is_harmless_whatever_is_ordered_unless_it_does_not_proceed() {
    use CommandKind::*;
    for command in [Patrol, Bombard, Blockade, Rendezvous, Move, Colonize] {
        for (moved, expected) in [(true, Stance::Neutral), (false, Stance::Hostile)] {
            let mut state = neighbours();
            let id = put(&mut state, H1, ABROAD, CL, command);
            let row = &mut state.fleets[id];
            (row.target, row.mission, row.moved) = (SystemId(3), MissionState::Traveling, moved);
            judged(&mut state);
            assert_eq!(state.relation(H1, H2), expected, "{command} moved {moved}");
            assert_eq!(state.relation(H1, H3), Stance::Neutral, "it is not there yet");
        }
    }
}

#[test]
fn only_who_controls_a_system_is_threatened_in_it() {
    use CommandKind::*;
    // Neither in nobody's system, nor by each other in that of a third house.
    for (system, third) in [(WILD, Stance::Neutral), (SystemId(3), Stance::Enemy)] {
        let mut state = neighbours();
        at(&mut state, Stance::Hostile);
        for house in [H1, H2] {
            put(&mut state, house, system, CL, Patrol);
            put(&mut state, house, system, CL, Blockade);
        }
        let (conflict, log) = judged(&mut state);
        assert_eq!(state.relation(H1, H2), Stance::Hostile);
        assert_eq!([H1, H2].map(|house| state.relation(house, H3)), [third; 2]);
        assert_eq!((conflict.battles, log.orders.rows()), (vec![], 0));
    }
}

#[test]
fn r04_14_a_patrol_abroad_is_not_given_up_whatever_the_relation() {
    for level in [Stance::Neutral, Stance::Hostile, Stance::Enemy] {
        let mut state = neighbours();
        at(&mut state, level);
        let id = put(&mut state, H1, ABROAD, CL, CommandKind::Patrol);
        for _ in 0..3 {
            let (_, log) = play(&mut state, |turn| {
                turn.conflict();
                crate::command::cmd1_cleanup(turn);
            });
            assert_eq!(log.orders.rows(), 0, "{level}");
            let row = &state.fleets[id];
            assert_eq!((row.command, row.system), (CommandKind::Patrol, ABROAD), "{level}");
            state.fleets[id].moved = false;
        }
    }
}

#[test]
fn at_hostile_it_is_the_house_abroad_that_intrudes_whichever_number_it_has() {
    let mut state = neighbours();
    at(&mut state, Stance::Hostile);
    put(&mut state, H2, SystemId(1), CL, CommandKind::Patrol);
    put(&mut state, H1, SystemId(1), CL, CommandKind::Patrol);
    let expected = ScheduledBattle {
        contest_intruder: Some(H2),
        ..full_battle(H1, H2, SystemId(1))
    };
    assert_eq!(judged(&mut state).0.battles, [expected]);
}

#[test]
fn an_order_that_fails_in_con0_counts_as_benign_but_lingering_does_not() {
    for (moved, expected) in [(true, Stance::Neutral), (false, Stance::Hostile)] {
        let mut state = neighbours();
        let id = put(&mut state, H1, ABROAD, &[ShipClass::Etac], CommandKind::Bombard);
        state.fleets[id].moved = moved;
        judged(&mut state);
        assert_eq!(state.relation(H1, H2), expected, "moved {moved}");
    }
}
