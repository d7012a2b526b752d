//! Assignment of ships to fleets (22 §5.4, 04 §8).

use super::{HOME, HOUSE};
use crate::construction::{assign_ship, cmd2_commission};
use crate::ids::{ColonyId, FleetId, HouseId, ShipId, SystemId};
use crate::limits;
use crate::state::rows::Fleet;
use crate::state::{ShipPlace, State};
use crate::testing::{assert_sound, bare, fleet, homeworld, play, ship};
use crate::vocab::*;

fn home() -> (State, ColonyId) {
    let mut state = bare(2, 4);
    let colony = homeworld(&mut state, HOUSE, HOME);
    (state, colony)
}

/// Puts a new ship of a class into orbit and assigns it; returns the fleet it joined.
fn assigned(state: &mut State, colony: ColonyId, class: ShipClass) -> (ShipId, Option<FleetId>) {
    let id = ship(state, HOUSE, class, ShipPlace::Colony(colony));
    let (found, _) = play(state, |turn| assign_ship(turn, id, colony));
    assert_sound(state);
    let fleet = state.ships[id].fleet();
    assert_eq!(found, fleet.is_some() || class == ShipClass::Fighter);
    (id, fleet)
}

#[test]
fn combat_ships_and_transports_join_stationary_combat_fleets() {
    use CommandKind::*;
    for class in [ShipClass::Destroyer, ShipClass::Carrier, ShipClass::TroopTransport] {
        for command in [Hold, GuardStarbase, GuardColony, Patrol] {
            let (mut state, home) = home();
            let scouts = fleet(&mut state, HOUSE, HOME, &[ShipClass::Scout]);
            let transports = fleet(&mut state, HOUSE, HOME, &[ShipClass::TroopTransport]);
            let first = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
            let second = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
            state.fleets[first].command = command;
            assert_eq!(assigned(&mut state, home, class).1, Some(first), "{class}, {command}");
            assert_eq!(
                [scouts, transports, second].map(|id| state.fleets[id].ships.len()),
                [1, 1, 1]
            );
        }
    }
}

#[test]
fn r04_27_other_fleets_never_receive_ships() {
    let changes: [fn(&mut Fleet); 6] = [
        |fleet| fleet.status = FleetStatus::Reserve,
        |fleet| fleet.status = FleetStatus::Mothballed,
        |fleet| (fleet.command, fleet.target) = (CommandKind::Move, SystemId(2)),
        |fleet| (fleet.command, fleet.target) = (CommandKind::Patrol, SystemId(2)),
        |fleet| fleet.command = CommandKind::Rendezvous,
        |fleet| fleet.command = CommandKind::Salvage,
    ];
    for change in changes {
        let (mut state, home) = home();
        let other = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
        change(&mut state.fleets[other]);
        fleet(&mut state, HOUSE, SystemId(2), &[ShipClass::Corvette]);
        fleet(&mut state, HouseId(2), HOME, &[ShipClass::Corvette]);
        let (_, joined) = assigned(&mut state, home, ShipClass::Destroyer);
        let joined = &state.fleets[joined.expect("a new fleet")];
        assert_eq!(joined.ships.len(), 1);
        assert_eq!(
            (joined.command, joined.roe, joined.system),
            (CommandKind::Hold, 6, HOME)
        );
    }
}

#[test]
fn a_full_fleet_takes_no_more() {
    let (mut state, home) = home();
    let full = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette; 10]);
    let (_, joined) = assigned(&mut state, home, ShipClass::Destroyer);
    assert_ne!(joined, Some(full));
    state.houses[HOUSE].tech[TechField::Fc] = 2;
    assert_eq!(assigned(&mut state, home, ShipClass::Destroyer).1, Some(full));
}

#[test]
fn scouts_join_scouts_on_hold() {
    let (mut state, home) = home();
    fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
    let patrol = fleet(&mut state, HOUSE, HOME, &[ShipClass::Scout]);
    state.fleets[patrol].command = CommandKind::Patrol;
    let holding = fleet(&mut state, HOUSE, HOME, &[ShipClass::Scout]);
    assert_eq!(assigned(&mut state, home, ShipClass::Scout).1, Some(holding));
    state.fleets[holding].mission = MissionState::ScoutLocked;
    let (_, own) = assigned(&mut state, home, ShipClass::Scout);
    assert_eq!(own.map(|id| state.fleets[id].ships.len()), Some(1));
}

#[test]
fn an_etac_always_gets_its_own_fleet() {
    let (mut state, home) = home();
    fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
    let (_, first) = assigned(&mut state, home, ShipClass::Etac);
    let (_, second) = assigned(&mut state, home, ShipClass::Etac);
    assert_ne!(first, second);
    assert_eq!(first.map(|id| state.fleets[id].ships.len()), Some(1));
}

#[test]
fn c20_r04_26_ships_beyond_the_fleet_cap_wait_in_orbit() {
    let (mut state, home) = home();
    for _ in 0..limits::max_combat_fleets(&state, HOUSE) {
        fleet(&mut state, HOUSE, SystemId(2), &[ShipClass::Corvette]);
    }
    let (waiting, joined) = assigned(&mut state, home, ShipClass::Destroyer);
    assert_eq!(joined, None);
    assert_eq!(state.colonies[home].unassigned, [waiting]);
    for class in [ShipClass::TroopTransport, ShipClass::Scout, ShipClass::Etac] {
        assert!(
            assigned(&mut state, home, class).1.is_some(),
            "{class} is exempt from the cap"
        );
    }
    // Retried in every CMD2.
    play(&mut state, cmd2_commission);
    assert_eq!(state.colonies[home].unassigned, [waiting]);
    state.houses[HOUSE].tech[TechField::Sc] = 2;
    play(&mut state, cmd2_commission);
    assert_sound(&state);
    assert_eq!(state.colonies[home].unassigned, []);
    assert!(state.ships[waiting].fleet().is_some());
}

#[test]
fn c29_ships_join_by_id_and_see_the_fleets_of_earlier_ones() {
    let (mut state, home) = home();
    let classes = [
        ShipClass::TroopTransport,
        ShipClass::Destroyer,
        ShipClass::TroopTransport,
    ];
    let ids = classes.map(|class| ship(&mut state, HOUSE, class, ShipPlace::Colony(home)));
    play(&mut state, cmd2_commission);
    assert_sound(&state);
    let fleets = ids.map(|id| state.ships[id].fleet());
    assert_ne!(fleets[0], fleets[1], "the first transport found no warship");
    assert_eq!(fleets[1], fleets[2]);
}

#[test]
fn fighters_stay_in_the_pool() {
    let (mut state, home) = home();
    fleet(&mut state, HOUSE, HOME, &[ShipClass::Carrier]);
    assert_eq!(assigned(&mut state, home, ShipClass::Fighter).1, None);
    assert_eq!(state.colonies[home].pool.len(), 1);
}
