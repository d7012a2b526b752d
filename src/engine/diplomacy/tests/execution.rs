//! Execute tests in CON0 (rulebook 04 §4).

use super::*;

/// A house's fleet abroad with its ships, crippled or not, and marines aboard its first transport.
fn strike_force(state: &mut State, classes: &[ShipClass], hull: Hull, marines: bool, command: CommandKind) -> FleetId {
    let id = put(state, H1, ABROAD, classes, command);
    let home = state.houses[H1].colonies[0];
    for ship in state.fleets[id].ships.clone() {
        state.ships[ship].hull = hull;
        if marines && state.ships[ship].class == ShipClass::TroopTransport {
            let marine = state.new_ground(H1, GroundKind::Marine, home, 0);
            state.embark(marine, ship);
        }
    }
    id
}

#[test]
fn execute_tests_of_the_combat_orders() {
    use CommandKind::*;
    use Hull::{Crippled, Nominal};
    use ShipClass::{LightCruiser as Cl, TroopTransport as Tt};
    let able = Ok(());
    let unable = Err(Reason::Composition);
    for (command, classes, hull, marines, expected) in [
        (Blockade, &[Cl][..], Nominal, false, able),
        (Blockade, &[Cl], Crippled, false, unable),
        (Bombard, &[Cl], Nominal, false, able),
        (Bombard, &[Cl], Crippled, false, unable),
        (Invade, &[Cl, Tt], Nominal, true, able),
        (Invade, &[Cl, Tt], Nominal, false, unable),
        (Invade, &[Cl, Tt], Crippled, true, unable),
        (Blitz, &[Tt], Nominal, true, able),
        (Blitz, &[Tt], Crippled, true, able),
        (Blitz, &[Cl, Tt], Nominal, false, unable),
        (Patrol, &[Cl], Crippled, false, able),
    ] {
        let mut state = neighbours();
        let id = strike_force(&mut state, classes, hull, marines, command);
        assert_eq!(
            execute::test(&state, id),
            expected,
            "{command} {classes:?} {hull:?} {marines}"
        );
    }
}

#[test]
fn execute_tests_look_at_who_owns_the_place() {
    use CommandKind::*;
    for (command, at_home, abroad, in_the_wild) in [
        (GuardColony, Ok(()), Err(Reason::BadTarget), Err(Reason::BadTarget)),
        (
            GuardStarbase,
            Err(Reason::Prerequisite),
            Err(Reason::BadTarget),
            Err(Reason::BadTarget),
        ),
        (Blockade, Err(Reason::BadTarget), Ok(()), Ok(())),
        (Bombard, Err(Reason::BadTarget), Ok(()), Err(Reason::BadTarget)),
    ] {
        let mut state = neighbours();
        let found = [SystemId(1), ABROAD, WILD].map(|system| {
            let id = put(&mut state, H1, system, CL, command);
            execute::test(&state, id)
        });
        assert_eq!(found, [at_home, abroad, in_the_wild], "{command}");
    }
    let mut state = neighbours();
    let base = state.new_facility(state.houses[H1].colonies[0], FacilityKind::Starbase, 1);
    state.facilities[base].hull = Hull::Crippled;
    let guard = put(&mut state, H1, SystemId(1), CL, GuardStarbase);
    assert_eq!(execute::test(&state, guard), Ok(()), "a crippled starbase is one");
    let etac = put(&mut state, H1, SystemId(1), &[ShipClass::Etac], GuardColony);
    assert_eq!(execute::test(&state, etac), Err(Reason::Composition));
}

#[test]
fn r03_26_an_order_that_cannot_be_carried_out_starts_no_war() {
    let mut state = neighbours();
    let id = strike_force(&mut state, CL, Hull::Crippled, false, CommandKind::Bombard);
    let (conflict, log) = judged(&mut state);
    assert_eq!(state.relation(H1, H2), Stance::Neutral);
    assert!(conflict.failed.contains(&id) && conflict.tiers.is_empty());
    assert_eq!(role(&state, &conflict, id), Role::Mobile, "its role stays");
    assert!(state.fleets[id].terminal);
    let row = log.orders.row(0);
    assert_eq!(
        (row.step, row.fleet_id, row.fate),
        (Step::Con0, Some(id), OrderFate::Failed)
    );
    assert_eq!(state.flows[H1].orders_failed, 1);
}

#[test]
fn fleets_on_their_way_do_nothing_where_they_pass() {
    let force = [ShipClass::LightCruiser, ShipClass::TroopTransport, ShipClass::Etac];
    let mut state = neighbours();
    state.new_facility(state.houses[H2].colonies[0], FacilityKind::Starbase, 1);
    state.new_facility(state.houses[H1].colonies[0], FacilityKind::Shipyard, 0);
    for &command in CommandKind::ALL {
        let classes = match table::of(command).acts {
            crate::command::descriptor::Acts::Scouting => &[ShipClass::Scout][..],
            _ => &force,
        };
        for system in [SystemId(1), ABROAD, WILD] {
            let id = put(&mut state, H1, system, classes, command);
            let row = &mut state.fleets[id];
            (row.target, row.mission) = (SystemId(3), MissionState::Traveling);
            for ship in state.fleets[id].ships.clone() {
                if state.ships[ship].class == ShipClass::TroopTransport {
                    let marine = state.new_ground(H1, GroundKind::Marine, state.houses[H1].colonies[0], 0);
                    state.embark(marine, ship);
                }
            }
        }
    }
    let before: Vec<_> = state.fleets.iter().cloned().collect();
    let ((), log) = play(&mut state, |turn| {
        turn.conflict();
        crate::economy::inc5_salvage(turn);
    });
    assert_eq!(log.orders.reason, []);
    assert!(log.diplomacy.kind.is_empty() && log.battles.battle_id.is_empty());
    assert_eq!(state.colonies.len(), 3);
    assert!(state.colonies.iter().all(|colony| !colony.blockaded && colony.pu == 10));
    assert_eq!(state.fleets.iter().cloned().collect::<Vec<_>>(), before);
}
