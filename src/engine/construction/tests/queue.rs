//! Loss of queues (22 §6).

use super::{HOME, HOUSE, build, ship};
use crate::construction::{cmd6c_repairs, demolish, facility_crippled};
use crate::events::{EconomyKind, Item};
use crate::ids::{ColonyId, ShipId};
use crate::orders::{Orders, Product, RepairOrder, RepairTarget};
use crate::state::{ShipPlace, State};
use crate::testing::{assert_sound, bare, fleet, homeworld, play};
use crate::vocab::*;

/// A homeworld that builds two destroyers and an army, and repairs a cruiser and a battery.
fn busy() -> (State, ColonyId, ShipId) {
    let mut state = bare(1, 1);
    let home = homeworld(&mut state, HOUSE, HOME);
    state.houses[HOUSE].treasury = 1000;
    let docked = fleet(&mut state, HOUSE, HOME, &[ShipClass::Cruiser]);
    let docked = state.fleets[docked].ships[0];
    state.ships[docked].hull = Hull::Crippled;
    let battery = state.colonies[home].garrison[15];
    state.ground[battery].hull = Hull::Crippled;
    build(
        &mut state,
        home,
        &[(ship(ShipClass::Destroyer), 2), (Product::Ground(GroundKind::Army), 1)],
    );
    let repairs = [RepairTarget::Ship(docked), RepairTarget::Ground(battery)];
    let repairs = repairs
        .map(|target| RepairOrder {
            colony: home,
            target,
            priority: None,
        })
        .to_vec();
    let packet = Orders {
        repairs,
        ..Orders::default()
    };
    play(&mut state, |turn| cmd6c_repairs(turn, &[Some(packet)]));
    assert_eq!((state.projects.len(), state.repairs.len()), (3, 2));
    (state, home, docked)
}

#[test]
fn a_crippled_shipyard_loses_its_queue_only() {
    let (mut state, home, docked) = busy();
    let shipyard = state.colonies[home].facilities[1];
    state.facilities[shipyard].hull = Hull::Crippled;
    let (_, log) = play(&mut state, |turn| facility_crippled(turn, shipyard));
    assert_sound(&state);
    let lost: Vec<_> = log.economy.iter().map(|row| (row.step, row.kind, row.item)).collect();
    assert_eq!(lost, [(Step::Con2, EconomyKind::ProjectLost, Some(Item::Destroyer)); 2]);
    assert_eq!(
        (state.projects.len(), state.repairs.len()),
        (1, 2),
        "the colony's own queues go on"
    );
    assert!(matches!(state.ships[docked].place, ShipPlace::Drydock(_)));
    assert_eq!(state.houses[HOUSE].treasury, 1000 - 265, "no refund");
}

#[test]
fn c8_ships_of_a_crippled_drydock_come_out_crippled() {
    let (mut state, home, docked) = busy();
    let guard = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
    let drydock = state.colonies[home].facilities[2];
    state.facilities[drydock].hull = Hull::Crippled;
    play(&mut state, |turn| facility_crippled(turn, drydock));
    assert_sound(&state);
    assert_eq!(
        (state.ships[docked].fleet(), state.ships[docked].hull),
        (Some(guard), Hull::Crippled)
    );
    assert_eq!((state.projects.len(), state.repairs.len()), (3, 1));
}

#[test]
fn c30_ships_of_a_crippled_drydock_obey_the_fleet_cap() {
    let (mut state, home, docked) = busy();
    for _ in 0..crate::limits::max_combat_fleets(&state, HOUSE) {
        let mothballed = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
        state.fleets[mothballed].status = FleetStatus::Mothballed;
    }
    let drydock = state.colonies[home].facilities[2];
    state.facilities[drydock].hull = Hull::Crippled;
    play(&mut state, |turn| facility_crippled(turn, drydock));
    assert_eq!(state.ships[docked].place, ShipPlace::Colony(home));
}

#[test]
fn a_demolished_drydock_takes_its_ships_with_it() {
    let (mut state, home, docked) = busy();
    let drydock = state.colonies[home].facilities[2];
    play(&mut state, |turn| demolish(turn, Step::Cmd5, drydock));
    assert_sound(&state);
    assert!(!state.ships.contains(docked));
    assert_eq!(
        (
            state.projects.len(),
            state.repairs.len(),
            state.flows[HOUSE].ships_lost_other
        ),
        (3, 1, 1)
    );
}

#[test]
fn c29_ships_of_a_crippled_drydock_look_for_fleets_by_id() {
    let mut state = bare(1, 1);
    let home = homeworld(&mut state, HOUSE, HOME);
    let drydock = state.colonies[home].facilities[2];
    let ships = [ShipClass::TroopTransport, ShipClass::Cruiser, ShipClass::TroopTransport]
        .map(|class| crate::testing::docked(&mut state, drydock, class));
    for id in ships {
        state.ships[id].hull = Hull::Crippled;
    }
    state.facilities[drydock].hull = Hull::Crippled;
    play(&mut state, |turn| facility_crippled(turn, drydock));
    assert_sound(&state);
    let fleets = ships.map(|id| state.ships[id].fleet());
    assert!(fleets.iter().all(Option::is_some));
    assert_ne!(fleets[0], fleets[1], "the first transport found no warship");
    assert_eq!(fleets[1], fleets[2]);
}
