//! Rulings of rulebook 22 that no worked example shows.

use super::*;
use crate::construction::*;
use crate::events::EconomyKind;
use crate::orders::{RepairOrder, RepairTarget};
use crate::state::ShipPlace;
use crate::testing::fleet;

/// CMD6c with one repair.
fn repair(state: &mut State, colony: ColonyId, target: RepairTarget) -> Vec<Reason> {
    let repairs = vec![RepairOrder {
        colony,
        target,
        priority: None,
    }];
    let packet = Orders {
        repairs,
        ..Orders::default()
    };
    let (_, log) = play(state, |turn| cmd6c_repairs(turn, &[Some(packet)]));
    assert_sound(state);
    refusals(&log)
}

#[test]
fn c21_ships_join_fleets_whatever_the_flags_say() {
    let (mut state, home) = home(1000);
    let row = &mut state.colonies[home];
    (row.auto_repair, row.auto_load_marines, row.auto_load_fighters) = (false, false, false);
    let guard = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
    finished(&mut state, home, ship(ShipClass::Destroyer));
    play(&mut state, cmd2_commission);
    assert_eq!(state.fleets[guard].ships.len(), 2);
}

#[test]
fn c22_repaired_ships_join_fleets_like_new_ones() {
    let (mut state, home) = home(1000);
    let wrecks = fleet(&mut state, HOUSE, HOME, &[ShipClass::Cruiser, ShipClass::Cruiser]);
    let eyes = fleet(&mut state, HOUSE, HOME, &[ShipClass::Scout]);
    let ships = [wrecks, eyes].map(|fleet| state.fleets[fleet].ships.clone()).concat();
    for &ship in &ships {
        state.ships[ship].hull = Hull::Crippled;
        assert_eq!(repair(&mut state, home, RepairTarget::Ship(ship)), []);
    }
    let guard = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
    play(&mut state, |turn| {
        prd2_queues(turn);
        cmd2_commission(turn);
    });
    assert_sound(&state);
    let fleets = ships.iter().map(|&ship| state.ships[ship].fleet()).collect::<Vec<_>>();
    assert_eq!(
        fleets[..2],
        [Some(guard), Some(guard)],
        "no fleet of their own for each colony"
    );
    assert!(
        fleets[2].is_some() && fleets[2] != Some(guard),
        "a scout goes its own way"
    );
}

#[test]
fn c28_there_is_nothing_to_repair_in_a_fighter() {
    let (mut state, home) = home(1000);
    let fighter = crate::testing::ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Colony(home));
    assert_eq!(repair(&mut state, home, RepairTarget::Ship(fighter)), [Reason::Nothing]);
    state.colonies[home].auto_repair = true;
    play(&mut state, cmd3_auto_repair);
    assert!(state.repairs.is_empty());
}

#[test]
fn w14_the_first_unit_refused_ends_its_order() {
    let (mut state, home) = home(100);
    let orders = [GroundKind::Marine, GroundKind::Army].map(|kind| (Product::Ground(kind), 9));
    let log = build(&mut state, home, &orders);
    assert_eq!((state.projects.len(), state.houses[HOUSE].treasury), (2, 20));
    assert_eq!(
        refusals(&log),
        [Reason::Treasury, Reason::Treasury],
        "one for each order"
    );
}

#[test]
fn w15_ships_of_all_houses_are_commissioned_by_project() {
    let mut state = bare(2, 2);
    let homes = [HouseId(1), HouseId(2)].map(|house| {
        state.houses[house].treasury = 1000;
        homeworld(&mut state, house, SystemId(house.0))
    });
    for (house, class) in [
        (0, ShipClass::Corvette),
        (1, ShipClass::Frigate),
        (0, ShipClass::Destroyer),
    ] {
        let orders = Orders {
            builds: vec![Build {
                colony: homes[house],
                product: ship(class),
                quantity: 1,
            }],
            ..Orders::default()
        };
        let mut packets = vec![None, None];
        packets[house] = Some(orders);
        play(&mut state, |turn| cmd6b_builds(turn, &packets));
    }
    play(&mut state, |turn| {
        prd2_queues(turn);
        cmd2_commission(turn);
    });
    let owners: Vec<u32> = state.ships.iter().map(|ship| ship.owner.0).collect();
    assert_eq!(owners, [1, 2, 1]);
}

#[test]
fn w16_a_guard_of_another_place_is_not_stationary() {
    for command in [CommandKind::GuardColony, CommandKind::GuardStarbase] {
        let mut state = bare(1, 2);
        let home = homeworld(&mut state, HOUSE, HOME);
        let guard = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
        state.fleets[guard].command = command;
        assert!(is_stationary(&state.fleets[guard]));
        state.fleets[guard].target = SystemId(2);
        let waiting = crate::testing::ship(&mut state, HOUSE, ShipClass::Destroyer, ShipPlace::Colony(home));
        play(&mut state, |turn| assign_ship(turn, waiting, home));
        assert_ne!(state.ships[waiting].fleet(), Some(guard), "{command}");
    }
}

#[test]
fn w17_who_is_ordered_to_its_own_system_does_not_travel() {
    let (mut state, home) = home(1000);
    let wreck = fleet(&mut state, HOUSE, HOME, &[ShipClass::Scout]);
    let id = state.fleets[wreck].ships[0];
    state.ships[id].hull = Hull::Crippled;
    let row = &mut state.fleets[wreck];
    (row.command, row.mission) = (CommandKind::Move, MissionState::ScoutLocked);
    assert_eq!(repair(&mut state, home, RepairTarget::Ship(id)), [Reason::WrongPlace]);
    state.fleets[wreck].mission = MissionState::Traveling;
    assert_eq!(repair(&mut state, home, RepairTarget::Ship(id)), []);
}

#[test]
fn w18_a_stalled_repair_is_reported_once() {
    let (mut state, home) = home(0);
    let wreck = fleet(&mut state, HOUSE, HOME, &[ShipClass::Cruiser]);
    let id = state.fleets[wreck].ships[0];
    state.ships[id].hull = Hull::Crippled;
    repair(&mut state, home, RepairTarget::Ship(id));
    play(&mut state, prd2_queues);
    let reports = [(); 3].map(|()| {
        let (_, log) = play(&mut state, cmd2_commission);
        let stalls = log.economy.iter().filter(|row| row.kind == EconomyKind::RepairStalled);
        stalls.count()
    });
    assert_eq!(reports, [1, 0, 0]);
}
