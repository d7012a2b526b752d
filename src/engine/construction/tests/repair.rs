//! Repair (22 §7).

use super::{HOME, HOUSE};
use crate::construction::{
    cmd2_commission, cmd3_auto_repair, cmd5_colony_order, cmd6c_repairs, facility_crippled, prd2_queues, repair_cost,
};
use crate::events::{EconomyKind, EventLog, Reason};
use crate::ids::{ColonyId, FacilityId, HouseId, ShipId, SystemId};
use crate::orders::{ColonyOrder, Orders, RepairOrder, RepairTarget};
use crate::state::{ShipPlace, State};
use crate::testing::{self, assert_sound, bare, fleet, homeworld, play};
use crate::vocab::*;

fn home(treasury: i64) -> (State, ColonyId) {
    let mut state = bare(2, 3);
    let colony = homeworld(&mut state, HOUSE, HOME);
    state.houses[HOUSE].treasury = treasury;
    (state, colony)
}

fn wreck(state: &mut State, class: ShipClass) -> ShipId {
    let fleet = fleet(state, HOUSE, HOME, &[class]);
    let id = state.fleets[fleet].ships[0];
    state.ships[id].hull = Hull::Crippled;
    id
}

fn order(state: &mut State, colony: ColonyId, orders: &[(RepairTarget, Option<i32>)]) -> Vec<Reason> {
    let repairs = orders
        .iter()
        .map(|&(target, priority)| RepairOrder {
            colony,
            target,
            priority,
        })
        .collect();
    let packet = Orders {
        repairs,
        ..Orders::default()
    };
    let (_, log) = play(state, |turn| cmd6c_repairs(turn, &[Some(packet)]));
    assert_sound(state);
    log.orders.iter().map(|row| row.reason).collect()
}

fn cmd2(state: &mut State) -> EventLog {
    let (_, log) = play(state, cmd2_commission);
    assert_sound(state);
    log
}

fn drydock(state: &State, colony: ColonyId) -> FacilityId {
    state.colonies[colony].facilities[2]
}

#[test]
fn c11_costs_of_repairs() {
    let (mut state, home) = home(0);
    let starbase = state.new_facility(home, FacilityKind::Starbase, 1);
    let [spaceport, shipyard, drydock, _] = state.colonies[home].facilities[..] else {
        panic!("four facilities")
    };
    for (id, cost) in [(spaceport, 25), (shipyard, 62), (drydock, 100), (starbase, 250)] {
        assert_eq!(repair_cost(&state, RepairTarget::Facility(id)), cost);
    }
    for (kind, cost) in [
        (GroundKind::Army, 6),
        (GroundKind::Marine, 10),
        (GroundKind::GroundBattery, 8),
        (GroundKind::PlanetaryShield, 37),
    ] {
        let id = state.new_ground(HOUSE, kind, home, 1);
        assert_eq!(repair_cost(&state, RepairTarget::Ground(id)), cost, "{kind}");
    }
    let cruiser = wreck(&mut state, ShipClass::LightCruiser);
    assert_eq!(repair_cost(&state, RepairTarget::Ship(cruiser)), 45);
    // Ships, starbases and all the rest have shares of their own.
    let shares = &mut std::sync::Arc::make_mut(&mut state.rules).construction.repair;
    shares.ship_repair_cost_multiplier = 0.2;
    shares.starbase_repair_cost_multiplier = 0.5;
    shares.other_repair_cost_multiplier = 0.1;
    let targets = [
        RepairTarget::Ship(cruiser),
        RepairTarget::Facility(starbase),
        RepairTarget::Facility(spaceport),
    ];
    assert_eq!(targets.map(|target| repair_cost(&state, target)), [36, 500, 10]);
}

#[test]
fn c9_a_repair_takes_one_turn_and_is_paid_at_its_end() {
    let (mut state, home) = home(45);
    let cruiser = wreck(&mut state, ShipClass::LightCruiser);
    state.ships[cruiser].overdue = 2;
    assert_eq!(order(&mut state, home, &[(RepairTarget::Ship(cruiser), None)]), []);
    let ship = &state.ships[cruiser];
    assert_eq!(
        (ship.place, ship.overdue),
        (ShipPlace::Drydock(drydock(&state, home)), 0)
    );
    assert!(state.fleets.is_empty(), "the fleet it left is dissolved");
    assert_eq!(state.houses[HOUSE].treasury, 45);
    play(&mut state, prd2_queues);
    let log = cmd2(&mut state);
    assert_eq!((state.houses[HOUSE].treasury, state.flows[HOUSE].pp_repair), (0, 45));
    assert_eq!((state.ships[cruiser].hull, state.repairs.len()), (Hull::Nominal, 0));
    assert!(
        state.ships[cruiser].fleet().is_some(),
        "c22: repaired ships are assigned like new ones"
    );
    assert_eq!(
        (log.economy.row(0).kind, log.economy.row(0).pp),
        (EconomyKind::Repair, -45)
    );
}

#[test]
fn c25_nothing_rides_in_a_dock() {
    let (mut state, home) = home(0);
    let group = fleet(
        &mut state,
        HOUSE,
        HOME,
        &[ShipClass::Carrier, ShipClass::TroopTransport, ShipClass::Etac],
    );
    let ships = state.fleets[group].ships.clone();
    testing::ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Carrier(ships[0]));
    let marine = state.colonies[home].garrison[10];
    state.embark(marine, ships[1]);
    let targets: Vec<_> = ships.iter().map(|&id| (RepairTarget::Ship(id), None)).collect();
    for &id in &ships {
        state.ships[id].hull = Hull::Crippled;
    }
    assert_eq!(order(&mut state, home, &targets), []);
    assert_eq!(
        (state.colonies[home].pool.len(), state.colonies[home].garrison.len()),
        (1, 20)
    );
    assert_eq!(state.ships[ships[2]].colonists, 3, "colonists stay aboard");
}

#[test]
fn c10_a_stalled_repair_keeps_its_dock_and_does_not_stop_cheaper_ones() {
    let (mut state, home) = home(50);
    let battleship = wreck(&mut state, ShipClass::Battleship); // 112
    let cruiser = wreck(&mut state, ShipClass::LightCruiser); // 45
    let targets = [battleship, cruiser].map(|id| (RepairTarget::Ship(id), None));
    order(&mut state, home, &targets);
    play(&mut state, prd2_queues);
    let log = cmd2(&mut state);
    assert_eq!(state.houses[HOUSE].treasury, 5);
    assert_eq!(
        (state.ships[battleship].hull, state.ships[cruiser].hull),
        (Hull::Crippled, Hull::Nominal)
    );
    let stalled: Vec<_> = state
        .repairs
        .iter()
        .map(|repair| (repair.ship, repair.stalled))
        .collect();
    assert_eq!(stalled, [(Some(battleship), true)]);
    assert!(matches!(state.ships[battleship].place, ShipPlace::Drydock(_)));
    assert!(log.economy.iter().any(|row| row.kind == EconomyKind::RepairStalled));

    state.houses[HOUSE].treasury = 112;
    cmd2(&mut state);
    assert_eq!(
        (state.houses[HOUSE].treasury, state.ships[battleship].hull),
        (0, Hull::Nominal)
    );
}

#[test]
fn repairs_are_paid_by_priority() {
    let (mut state, home) = home(45);
    let first = wreck(&mut state, ShipClass::LightCruiser);
    let second = wreck(&mut state, ShipClass::LightCruiser);
    let battery = state.colonies[home].garrison[15];
    state.ground[battery].hull = Hull::Crippled;
    let targets = [
        (RepairTarget::Ground(battery), None),
        (RepairTarget::Ship(first), None),
        (RepairTarget::Ship(second), Some(0)),
    ];
    order(&mut state, home, &targets);
    assert_eq!(
        state.repairs.iter().map(|repair| repair.priority).collect::<Vec<_>>(),
        [2, 1, 0]
    );
    play(&mut state, prd2_queues);
    cmd2(&mut state);
    assert_eq!(
        (state.ships[first].hull, state.ships[second].hull),
        (Hull::Crippled, Hull::Nominal)
    );
    assert_eq!(state.repairs.iter().filter(|repair| repair.stalled).count(), 2);
}

#[test]
fn tests_of_repair_orders() {
    let (mut state, home) = home(1000);
    let starbase = state.new_facility(home, FacilityKind::Starbase, 1);
    let spaceport = state.colonies[home].facilities[0];
    for id in [starbase, spaceport] {
        state.facilities[id].hull = Hull::Crippled;
    }
    let sound = fleet(&mut state, HOUSE, HOME, &[ShipClass::Destroyer]);
    let abroad = fleet(&mut state, HOUSE, SystemId(2), &[ShipClass::Destroyer]);
    let traveling = fleet(&mut state, HOUSE, HOME, &[ShipClass::Destroyer]);
    let row = &mut state.fleets[traveling];
    (row.command, row.target, row.mission) = (CommandKind::Move, SystemId(3), MissionState::Traveling);
    let foreign = fleet(&mut state, HouseId(2), HOME, &[ShipClass::Destroyer]);
    let [sound, abroad, traveling, foreign] = [sound, abroad, traveling, foreign].map(|id| state.fleets[id].ships[0]);
    for id in [abroad, traveling, foreign] {
        state.ships[id].hull = Hull::Crippled;
    }
    for (target, reason) in [
        (RepairTarget::Ship(sound), Reason::Nothing),
        (RepairTarget::Ship(abroad), Reason::WrongPlace),
        (RepairTarget::Ship(traveling), Reason::WrongPlace),
        (RepairTarget::Ship(foreign), Reason::NotOwned),
        (RepairTarget::Ship(ShipId(99)), Reason::NotOwned),
        (RepairTarget::Facility(starbase), Reason::Prerequisite),
        (RepairTarget::Ground(state.colonies[home].garrison[0]), Reason::Nothing),
    ] {
        assert_eq!(order(&mut state, home, &[(target, None)]), [reason], "{target:?}");
    }
    assert_eq!(
        order(&mut state, ColonyId(9), &[(RepairTarget::Ship(sound), None)]),
        [Reason::NotOwned]
    );
    assert_eq!(
        order(&mut state, home, &[(RepairTarget::Facility(spaceport), None)]),
        [],
        "a spaceport needs nothing"
    );
    let again = order(&mut state, home, &[(RepairTarget::Facility(spaceport), None)]);
    assert_eq!(again, [Reason::Nothing], "queued already");
}

#[test]
fn a_full_drydock_admits_no_more() {
    let (mut state, home) = home(0);
    let wrecks: Vec<_> = (0..11)
        .map(|_| (RepairTarget::Ship(wreck(&mut state, ShipClass::Corvette)), None))
        .collect();
    assert_eq!(order(&mut state, home, &wrecks), [Reason::NoDock]);
    assert_eq!(state.repairs.len(), 10);
}

#[test]
fn a_place_out_of_order_stalls_the_repair() {
    let (mut state, home) = home(1000);
    let starbase = state.new_facility(home, FacilityKind::Starbase, 1);
    state.facilities[starbase].hull = Hull::Crippled;
    order(&mut state, home, &[(RepairTarget::Facility(starbase), None)]);
    play(&mut state, prd2_queues);
    let spaceport = state.colonies[home].facilities[0];
    state.facilities[spaceport].hull = Hull::Crippled;
    play(&mut state, |turn| facility_crippled(turn, spaceport));
    cmd2(&mut state);
    assert_eq!(
        (state.facilities[starbase].hull, state.houses[HOUSE].treasury),
        (Hull::Crippled, 1000)
    );
    state.facilities[spaceport].hull = Hull::Nominal;
    cmd2(&mut state);
    assert_eq!(
        (state.facilities[starbase].hull, state.houses[HOUSE].treasury),
        (Hull::Nominal, 750)
    );
}

#[test]
fn auto_repair_queues_ships_starbases_units_then_facilities() {
    let (mut state, home) = home(0);
    let cruiser = wreck(&mut state, ShipClass::Cruiser);
    let traveling = wreck(&mut state, ShipClass::Cruiser);
    let fleet = state.ships[traveling].fleet().expect("in a fleet");
    state.fleets[fleet].mission = MissionState::Traveling;
    let starbase = state.new_facility(home, FacilityKind::Starbase, 1);
    let shipyard = state.colonies[home].facilities[1];
    for id in [starbase, shipyard] {
        state.facilities[id].hull = Hull::Crippled;
    }
    let army = state.colonies[home].garrison[0];
    state.ground[army].hull = Hull::Crippled;

    play(&mut state, cmd3_auto_repair);
    assert!(state.repairs.is_empty(), "off by default");
    state.colonies[home].auto_repair = true;
    play(&mut state, cmd3_auto_repair);
    assert_sound(&state);
    let queued: Vec<_> = state
        .repairs
        .iter()
        .map(|r| (r.ship, r.facility, r.ground, r.priority))
        .collect();
    assert_eq!(
        queued,
        [
            (Some(cruiser), None, None, 1),
            (None, Some(starbase), None, 2),
            (None, None, Some(army), 2),
            (None, Some(shipyard), None, 3),
        ]
    );
    play(&mut state, cmd3_auto_repair);
    assert_eq!(state.repairs.len(), 4, "what is queued is skipped");
    assert_eq!(state.flows[HOUSE].orders_rejected, 0);
}

#[test]
fn a_withdrawn_repair_puts_the_ship_back_into_a_fleet() {
    let (mut state, home) = home(0);
    let cruiser = wreck(&mut state, ShipClass::Cruiser);
    let guard = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
    order(&mut state, home, &[(RepairTarget::Ship(cruiser), None)]);
    let repair = state.colonies[home].repairs[0];
    let withdraw = ColonyOrder::WithdrawRepair { repair };
    play(&mut state, |turn| cmd5_colony_order(turn, HOUSE, &withdraw));
    assert_sound(&state);
    assert_eq!(
        (state.ships[cruiser].fleet(), state.ships[cruiser].hull),
        (Some(guard), Hull::Crippled)
    );
    assert!(state.repairs.is_empty());
    let (_, log) = play(&mut state, |turn| cmd5_colony_order(turn, HOUSE, &withdraw));
    assert_eq!(log.orders.row(0).reason, Reason::NotOwned);
}

#[test]
fn repairs_of_a_collapsed_house_stall() {
    let (mut state, home) = home(1000);
    let cruiser = wreck(&mut state, ShipClass::Cruiser);
    order(&mut state, home, &[(RepairTarget::Ship(cruiser), None)]);
    play(&mut state, prd2_queues);
    (state.houses[HOUSE].status, state.houses[HOUSE].eliminated_turn) = (HouseStatus::Collapsed, Some(1));
    cmd2(&mut state);
    assert_eq!(
        (state.houses[HOUSE].treasury, state.ships[cruiser].hull),
        (1000, Hull::Crippled)
    );
    assert_eq!(state.repairs.iter().filter(|repair| repair.stalled).count(), 1);
}

#[test]
fn a_starbase_may_need_a_dock_by_the_rules() {
    let (mut state, home) = home(1000);
    std::sync::Arc::make_mut(&mut state.rules)
        .construction
        .repair
        .starbase_repair_uses_dock_capacity = true;
    let starbase = state.new_facility(home, FacilityKind::Starbase, 1);
    state.facilities[starbase].hull = Hull::Crippled;
    order(&mut state, home, &[(RepairTarget::Facility(starbase), None)]);
    let spaceport = state.colonies[home].facilities[0];
    assert_eq!(crate::limits::free_docks(&state, &state.facilities[spaceport]), 4);
    play(&mut state, prd2_queues);
    cmd2(&mut state);
    assert_eq!(
        (state.facilities[starbase].hull, state.houses[HOUSE].treasury),
        (Hull::Nominal, 750)
    );
}
