//! Tables of rulebook 10 §2, §5, §6 and 22 §1.1, and the worked examples 13 no. 16, 25 X16, X18, X20.

use super::*;
use crate::state::ShipPlace;
use crate::testing::{bare, book, colony, docked, fleet, homeworld, play, ship, standard_fleets};

const HOUSE: HouseId = HouseId(1);
const HOME: SystemId = SystemId(1);

fn level(state: &mut State, field: TechField, level: u8) {
    state.houses[HOUSE].tech[field] = level;
}

#[test]
fn c7_docks_grow_with_cst() {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, HOME);
    let facilities = state.colonies[colony].facilities.clone();
    let table = [[5, 5, 6, 6, 7, 7, 8, 8, 9, 9], [10, 11, 12, 13, 14, 15, 16, 17, 18, 19]];
    for cst in 1..=10 {
        level(&mut state, TechField::Cst, cst);
        let docks: Vec<i64> = facilities
            .iter()
            .map(|&id| docks(&state, &state.facilities[id]))
            .collect();
        let [spaceport, yard] = table.map(|row| row[usize::from(cst) - 1]);
        assert_eq!(docks, [spaceport, yard, yard], "CST {cst}");
    }
}

#[test]
fn a_crippled_facility_has_no_docks() {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, HOME);
    let shipyard = state.colonies[colony].facilities[1];
    (state.facilities[shipyard].hull, state.facilities[shipyard].busy) = (Hull::Crippled, 3);
    assert_eq!(docks(&state, &state.facilities[shipyard]), 0);
    assert_eq!(free_docks(&state, &state.facilities[shipyard]), 0);
}

#[test]
fn u17_r21_11_r21_12_example_x16_combat_fleets_by_room_and_level() {
    for (houses, systems, table) in [
        (2, 37, [14, 17, 20, 23, 26, 29]),
        (4, 61, [13, 16, 19, 21, 24, 27]),
        (4, 19, [10, 12, 14, 16, 18, 20]),
        (8, 61, [10, 12, 14, 16, 18, 20]),
        (4, 37, [10, 13, 15, 17, 19, 21]),
        (4, 91, [16, 19, 22, 25, 28, 32]),
        (4, 127, [17, 21, 25, 28, 32, 35]),
        (12, 469, [19, 22, 26, 30, 34, 38]),
    ] {
        let mut state = bare(houses, systems);
        for (sc, &most) in (1..).zip(&table) {
            level(&mut state, TechField::Sc, sc);
            assert_eq!(
                max_combat_fleets(&state, HOUSE),
                most,
                "{systems} systems, {houses} houses, SC {sc}"
            );
        }
    }
}

#[test]
fn fleets_of_auxiliaries_are_no_combat_fleets() {
    let mut state = bare(1, 1);
    for class in [ShipClass::Scout, ShipClass::Etac, ShipClass::TroopTransport] {
        fleet(&mut state, HOUSE, HOME, &[class]);
    }
    assert_eq!(combat_fleets(&state, HOUSE), 0);
    fleet(&mut state, HOUSE, HOME, &[ShipClass::Etac, ShipClass::Corvette]);
    let mothballed = fleet(&mut state, HOUSE, HOME, &[ShipClass::Carrier]);
    state.fleets[mothballed].status = FleetStatus::Mothballed;
    assert_eq!(combat_fleets(&state, HOUSE), 2);
}

#[test]
fn house_levels_give_sizes_and_holds() {
    let mut state = bare(1, 1);
    for (fc, ships) in (1..).zip([10, 14, 18, 22, 26, 30]) {
        level(&mut state, TechField::Fc, fc);
        assert_eq!(max_ships_per_fleet(&state, HOUSE), ships);
    }
    for (stl, divisions) in (1..).zip(1..=5) {
        level(&mut state, TechField::Stl, stl);
        assert_eq!(transport_capacity(&state, HOUSE), divisions);
    }
    for (aco, (cv, cx)) in (1..).zip([(3, 5), (4, 6), (5, 8)]) {
        level(&mut state, TechField::Aco, aco);
        assert_eq!(hangar_capacity(&state, HOUSE, ShipClass::Carrier), cv);
        assert_eq!(hangar_capacity(&state, HOUSE, ShipClass::SuperCarrier), cx);
        assert_eq!(hangar_capacity(&state, HOUSE, ShipClass::Cruiser), 0);
    }
}

#[test]
fn the_starting_house_uses_10_of_126_command_points() {
    let mut state = bare(1, 1);
    homeworld(&mut state, HOUSE, HOME);
    standard_fleets(&mut state, HOUSE, HOME);
    assert_eq!(c2_pool(&state, HOUSE), 126);
    assert_eq!(c2_used(&state, HOUSE), 10);
}

#[test]
fn u12_u13_command_points_by_status_and_place() {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, HOME);
    // A carrier (3) with two fighters (1 each), a Corvette (1), a Light Cruiser (3), a transport (0).
    let group = [
        ShipClass::Carrier,
        ShipClass::Corvette,
        ShipClass::LightCruiser,
        ShipClass::TroopTransport,
    ];
    let fleet = fleet(&mut state, HOUSE, HOME, &group);
    let carrier = state.fleets[fleet].ships[0];
    for _ in 0..2 {
        ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Carrier(carrier));
    }
    assert_eq!(c2_used(&state, HOUSE), 9);
    state.fleets[fleet].status = FleetStatus::Reserve;
    assert_eq!(c2_used(&state, HOUSE), 2, "u12: each ship is rounded down by itself");
    state.fleets[fleet].status = FleetStatus::Mothballed;
    assert_eq!(c2_used(&state, HOUSE), 0);
    ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Colony(colony));
    assert_eq!(c2_used(&state, HOUSE), 0, "the colony's own fighters are free");
    ship(&mut state, HOUSE, ShipClass::Dreadnought, ShipPlace::Colony(colony));
    assert_eq!(c2_used(&state, HOUSE), 4, "a ship without a fleet counts as Active");
    let drydock = state.colonies[colony].facilities[2];
    ship(&mut state, HOUSE, ShipClass::Dreadnought, ShipPlace::Drydock(drydock));
    assert_eq!(c2_used(&state, HOUSE), 4, "a ship in a dock is free");
}

#[test]
fn u11_strategic_command_adds_to_the_pool_only_if_switched_on() {
    let (mut state, _) = colony(PlanetClass::Eden, Raw::Abundant, 840, 420);
    assert_eq!(c2_pool(&state, HOUSE), 126);
    std::sync::Arc::make_mut(&mut state.rules)
        .limits
        .c2_limits
        .strategic_command_bonus = true;
    assert_eq!(c2_pool(&state, HOUSE), 176);
}

#[test]
fn c13_example_x20_fighter_capacity() {
    let (mut state, colony) = colony(PlanetClass::Eden, Raw::Abundant, 840, 0);
    for (iu, fd, capacity) in [
        (99, 3, 0),
        (420, 1, 4),
        (399, 2, 4),
        (420, 2, 6),
        (1250, 2, 18),
        (420, 3, 8),
        (199, 1, 1),
        (199, 2, 1),
        (199, 3, 2),
        (750, 1, 7),
        (750, 2, 10),
        (750, 3, 14),
    ] {
        state.colonies[colony].iu = iu;
        level(&mut state, TechField::Fd, fd);
        assert_eq!(
            fighter_capacity(&state, &state.colonies[colony]),
            capacity,
            "{iu} IU, FD {fd}"
        );
    }
}

#[test]
fn planet_breakers_are_counted_wherever_they_are() {
    let mut state = bare(1, 2);
    let colony = homeworld(&mut state, HOUSE, HOME);
    fleet(
        &mut state,
        HOUSE,
        SystemId(2),
        &[ShipClass::PlanetBreaker, ShipClass::Corvette],
    );
    ship(&mut state, HOUSE, ShipClass::PlanetBreaker, ShipPlace::Colony(colony));
    let drydock = state.colonies[colony].facilities[2];
    docked(&mut state, drydock, ShipClass::PlanetBreaker);
    assert_eq!(planet_breakers(&state, HOUSE).len(), 3);
    assert_eq!(max_planet_breakers(&state, HOUSE), 1);
}

/// The rows of example 13 no. 16: status, number, code, class, and what one of them costs.
const COMMANDED: [(FleetStatus, usize, &str, ShipClass, i64); 7] = [
    (FleetStatus::Active, 20, "BB", ShipClass::Battleship, 3),
    (FleetStatus::Active, 10, "SD", ShipClass::SuperDreadnought, 5),
    (FleetStatus::Active, 5, "PB", ShipClass::PlanetBreaker, 6),
    (FleetStatus::Reserve, 10, "CL", ShipClass::LightCruiser, 1),
    (FleetStatus::Reserve, 4, "CT", ShipClass::Corvette, 0),
    (FleetStatus::Mothballed, 4, "DN", ShipClass::Dreadnought, 0),
    (FleetStatus::Active, 9, "TT", ShipClass::TroopTransport, 0),
];

#[test]
fn example_16_command_pool_strain_and_capacities() {
    let text = book::example(16);
    let mut state = bare(4, 61);
    // The carriers of the fighters are not in the table.
    let rules = std::sync::Arc::make_mut(&mut state.rules);
    rules.set("ships.capitals.carrier.c2Cost", "0").expect("a legal cost");
    let ius = [420, 60, 25];
    let colonies = [1, 2, 3].map(|place| state.new_colony(HOUSE, SystemId(place), 840, ius[place as usize - 1], 0));
    let pool = c2_pool(&state, HOUSE);
    book::says(
        text,
        &[format!("420 + 60 + 25 = 505 → C2 pool floor(505×0.3) = {pool}.")],
    );
    let mut used = 0;
    let mut row = |state: &State, status: &str, count: usize, code: &str, class: ShipClass, each: &str| {
        let sum = c2_used(state, HOUSE) - used;
        used += sum;
        let cost = state.rules.ships.class(class).c2_cost;
        let line = format!("| {status} | {count} | {code} | {cost} | {each} | {sum} |");
        assert!(text.contains(&line), "{line}");
    };
    for (status, count, code, class, each) in COMMANDED {
        let group = fleet(&mut state, HOUSE, HOME, &vec![class; count]);
        state.fleets[group].status = status;
        row(&state, &format!("{status}"), count, code, class, &each.to_string());
    }
    let carriers = fleet(&mut state, HOUSE, HOME, &[ShipClass::Carrier; 2]);
    for carrier in state.fleets[carriers].ships.clone() {
        for _ in 0..3 {
            ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Carrier(carrier));
        }
    }
    row(&state, "Active, embarked", 6, "F", ShipClass::Fighter, "1");
    for _ in 0..12 {
        ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Colony(colonies[0]));
    }
    row(&state, "colony-based", 12, "F", ShipClass::Fighter, "0 (not counted)");
    for _ in 0..2 {
        ship(&mut state, HOUSE, ShipClass::Cruiser, ShipPlace::Colony(colonies[0]));
    }
    row(&state, "unassigned", 2, "CA", ShipClass::Cruiser, "3");
    play(&mut state, crate::economy::inc7_capacity);
    let (strain, excess) = (state.flows[HOUSE].strain_pp, used - pool);
    let line = format!("Total CC {used}; excess {excess}; strain floor({excess}×0.5) = {strain} PP.");
    book::says(text, &[line]);
    let mut capacity = |iu: i64, fd: u8| {
        level(&mut state, TechField::Fd, fd);
        state.colonies[colonies[0]].iu = iu;
        fighter_capacity(&state, &state.colonies[colonies[0]])
    };
    let [one, two, three] = [1, 2, 3].map(|fd| capacity(420, fd));
    let large = capacity(750, 2);
    let lines = [
        format!("floor(420/100) = 4 → FD I {one}, FD II floor(4×1.5) = {two}, FD III {three}."),
        format!("A 750-IU colony at FD II: floor(7×1.5) = {large}."),
    ];
    book::says(text, &lines);
    let fleets = (1..=6).map(|sc| {
        level(&mut state, TechField::Sc, sc);
        max_combat_fleets(&state, HOUSE).to_string()
    });
    let fleets = fleets.collect::<Vec<_>>().join(", ");
    let factor = 1.0 + libm::log2(15.25 / 8.0) * 0.4;
    let line = format!("spp 15.25, factor 1 + log2(15.25/8)×0.4 = {factor:.6} → SC I…VI: {fleets}.");
    book::says(text, &[line]);
}
