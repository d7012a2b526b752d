//! Who fights (rulebook 05 §6).

use super::*;

#[test]
fn r05_10_at_hostile_the_intruder_brings_only_its_contest_fleets() {
    let mut state = neighbours();
    at(&mut state, Stance::Hostile);
    put(&mut state, H1, ABROAD, CL, CommandKind::Move);
    let contest = put(&mut state, H1, ABROAD, CL, CommandKind::Patrol);
    let guards = [CommandKind::Move, CommandKind::Patrol].map(|command| put(&mut state, H2, ABROAD, CL, command));
    let (conflict, _) = judged(&mut state);
    let battle = conflict.battles[0];
    assert_eq!(
        battle_side(&state, &conflict, &battle, H1).collect::<Vec<_>>(),
        [contest]
    );
    assert_eq!(battle_side(&state, &conflict, &battle, H2).collect::<Vec<_>>(), guards);
}

#[test]
fn a_contest_intruder_is_not_engaged_by_orbital_defenders() {
    let mut state = neighbours();
    at(&mut state, Stance::Hostile);
    put(&mut state, H1, ABROAD, CL, CommandKind::Patrol);
    put(&mut state, H2, ABROAD, CL, CommandKind::Hold);
    assert_eq!(judged(&mut state).0.battles, []);
}

#[test]
fn r04_13_r05_11_hold_fleets_are_orbital_at_home_and_mobile_elsewhere() {
    use CommandKind::*;
    let mut state = neighbours();
    let home = SystemId(1);
    let mut check = |system, classes: &[ShipClass], command, status, expected| {
        let id = put(&mut state, H1, system, classes, command);
        state.fleets[id].status = status;
        assert_eq!(
            role(&state, &Conflict::default(), id),
            expected,
            "{command} {status} in {system}"
        );
        id
    };
    use FleetStatus::{Active, Mothballed, Reserve};
    for command in [Hold, GuardStarbase, GuardColony] {
        check(home, CL, command, Active, Role::Orbital);
    }
    check(home, CL, Patrol, Active, Role::Mobile);
    check(home, CL, Move, Active, Role::Mobile);
    check(WILD, CL, Hold, Active, Role::Mobile);
    check(ABROAD, CL, Bombard, Active, Role::Mobile);
    check(home, CL, GuardColony, Reserve, Role::Orbital);
    check(home, CL, Hold, Mothballed, Role::Screened);
    check(home, &[ShipClass::Scout], Hold, Active, Role::Absent);
    check(home, &[ShipClass::Etac], Hold, Active, Role::Orbital);
    let travelling = check(home, CL, GuardColony, Active, Role::Orbital);
    state.fleets[travelling].target = ABROAD;
    state.fleets[travelling].mission = MissionState::Traveling;
    assert_eq!(role(&state, &Conflict::default(), travelling), Role::Mobile);
}

#[test]
fn two_hold_fleets_at_their_own_colonies_never_meet() {
    let mut state = neighbours();
    at(&mut state, Stance::Enemy);
    put(&mut state, H1, SystemId(1), CL, CommandKind::Hold);
    put(&mut state, H2, ABROAD, CL, CommandKind::Hold);
    assert_eq!(judged(&mut state).0.battles, []);
    for house in [H1, H2] {
        put(&mut state, house, WILD, CL, CommandKind::Hold);
    }
    assert_eq!(
        judged(&mut state).0.battles,
        [full_battle(H1, H2, WILD)],
        "in neutral space they do"
    );
}

#[test]
fn r05_19_r05_23_a_view_fleet_is_absent_after_a_real_arrival_and_never_twice_running() {
    let mut state = neighbours();
    at(&mut state, Stance::Enemy);
    let viewer = put(&mut state, H1, ABROAD, CL, CommandKind::View);
    put(&mut state, H2, ABROAD, CL, CommandKind::Patrol);
    let (conflict, _) = judged(&mut state);
    assert_eq!(conflict.battles, []);
    assert_eq!(role(&state, &conflict, viewer), Role::Absent);
    assert!(state.fleets[viewer].was_absent);
    let (conflict, _) = judged(&mut state);
    assert_eq!(
        conflict.battles.len(),
        1,
        "it cannot stay outside in the next CON, even if it moved on"
    );
    assert!(!state.fleets[viewer].was_absent);
    state.fleets[viewer].moved = false;
    assert_eq!(
        judged(&mut state).0.battles.len(),
        1,
        "a View of the place where it is already is no arrival"
    );
}

#[test]
fn r05_23_a_view_fleet_that_has_not_arrived_is_engaged_like_any_other() {
    let mut state = neighbours();
    at(&mut state, Stance::Enemy);
    let viewer = put(&mut state, H1, ABROAD, CL, CommandKind::View);
    let row = &mut state.fleets[viewer];
    (row.target, row.mission) = (SystemId(3), MissionState::Traveling);
    put(&mut state, H2, ABROAD, CL, CommandKind::Patrol);
    assert_eq!(judged(&mut state).0.battles, [full_battle(H1, H2, ABROAD)]);
}

#[test]
fn r05_20_scouts_are_never_a_threat_nor_in_a_battle() {
    let mut state = neighbours();
    let id = put(&mut state, H1, ABROAD, &[ShipClass::Scout], CommandKind::Hold);
    state.fleets[id].moved = false;
    put(&mut state, H2, ABROAD, CL, CommandKind::Patrol);
    judged(&mut state);
    assert_eq!(state.relation(H1, H2), Stance::Neutral);
    at(&mut state, Stance::Enemy);
    assert_eq!(judged(&mut state).0.battles, []);
}

#[test]
fn unassigned_ships_make_no_presence_of_a_house_abroad() {
    let mut state = neighbours();
    at(&mut state, Stance::Enemy);
    let colony = state.houses[H2].colonies[0];
    ship(&mut state, H2, ShipClass::Destroyer, ShipPlace::Colony(colony));
    put(&mut state, H1, ABROAD, CL, CommandKind::Move);
    assert_eq!(judged(&mut state).0.battles, []);
}

#[test]
fn w32_a_reserve_fleet_whose_colony_is_gone_is_screened_until_cmd1() {
    let mut state = neighbours();
    let home = SystemId(1);
    let reserve = put(&mut state, H1, home, CL, CommandKind::GuardColony);
    state.fleets[reserve].status = FleetStatus::Reserve;
    let role = |state: &State| role(state, &Conflict::default(), reserve);
    assert_eq!(role(&state), Role::Orbital);
    let colony = state.systems[home].colony.expect("a colony");
    state.change_owner(colony, H2);
    assert_eq!(role(&state), Role::Screened);
    play(&mut state, crate::command::cmd1_cleanup);
    assert_eq!(
        (state.fleets[reserve].status, role(&state)),
        (FleetStatus::Active, Role::Mobile)
    );
}

#[test]
fn r05_7_a_colony_without_defenders_is_attacked_all_the_same() {
    let mut state = neighbours();
    let colony = state.houses[H2].colonies[0];
    state.colonies[colony].pu = 500;
    put(
        &mut state,
        H1,
        ABROAD,
        &[ShipClass::Battleship; 3],
        CommandKind::Bombard,
    );
    let (_, log) = play(&mut state, |turn| turn.conflict());
    assert_eq!(state.relation(H1, H2), Stance::Enemy);
    assert!(
        log.battles.phase.iter().all(|&phase| phase == Theatre::Bombardment),
        "{:?}",
        log.battles.phase
    );
    assert!(state.colonies[colony].pu < 500);
}
