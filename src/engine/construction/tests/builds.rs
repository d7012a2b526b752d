//! Build orders: tests, prices, docks (22 §1–§3; 25 X12, X19).

use std::sync::Arc;

use super::{HOME, HOUSE, build, home, refusals, ship};
use crate::construction::{cmd5_colony_order, quote, repair_cost, ship_build_cost};
use crate::economy::salvage_value;
use crate::events::{EconomyKind, Item, OrderSort, Reason};
use crate::ids::{ColonyId, FacilityId, HouseId, SystemId};
use crate::orders::{ColonyOrder, Product, RepairTarget};
use crate::state::rows::Project;
use crate::state::{ShipPlace, State};
use crate::testing::{self, bare, homeworld, play};
use crate::vocab::*;

#[test]
fn example_x19_packet() {
    let (mut state, home) = home(700);
    let packet = [
        (ship(ShipClass::Destroyer), 2),
        (Product::Facility(FacilityKind::Starbase), 1),
        (ship(ShipClass::Etac), 1),
        (Product::Ground(GroundKind::Marine), 5),
        (Product::Industry, 2),
        (ship(ShipClass::LightCruiser), 1),
        (Product::Ground(GroundKind::Army), 1),
    ];
    let log = build(&mut state, home, &packet);
    assert_eq!(state.houses[HOUSE].treasury, 25);
    assert_eq!(refusals(&log), [Reason::Tech, Reason::Treasury]);
    let shipyard = state.colonies[home].facilities[1];
    let docked = state
        .projects
        .iter()
        .filter(|project| project.facility == Some(shipyard));
    assert_eq!(
        (docked.count(), state.projects.len(), state.colonies[home].iu),
        (3, 9, 422)
    );
    let flows = &state.flows[HOUSE];
    assert_eq!(
        (flows.pp_ships, flows.pp_ground, flows.pp_iu, flows.pp_facilities),
        (390, 225, 60, 0)
    );
    assert_eq!((flows.orders_build, flows.orders_rejected), (11, 2));
    let rows: Vec<_> = log
        .economy
        .iter()
        .map(|row| (row.kind, row.item, row.amount, row.pp))
        .collect();
    assert_eq!(
        rows,
        [
            (EconomyKind::Purchase, Some(Item::Destroyer), 2, -240),
            (EconomyKind::Purchase, Some(Item::Etac), 1, -150),
            (EconomyKind::Purchase, Some(Item::Marine), 5, -200),
            (EconomyKind::IndustryBought, Some(Item::Industry), 2, -60),
            (EconomyKind::Purchase, Some(Item::Army), 1, -25),
        ]
    );
}

#[test]
fn example_x19_prices() {
    for (class, wep, cost, planetside, repair, scrap) in [
        (ShipClass::LightCruiser, 3, 217, 434, 54, 108),
        (ShipClass::Battleship, 5, 658, 1316, 164, 329),
        (ShipClass::Destroyer, 2, 132, 264, 33, 66),
    ] {
        let (mut state, home) = home(0);
        state.houses[HOUSE].tech[TechField::Wep] = wep;
        state.houses[HOUSE].tech[TechField::Cst] = 5;
        assert_eq!(ship_build_cost(&state.rules, class, wep), cost);
        assert_eq!(quote(&state, home, ship(class)), Ok(cost));
        assert_eq!(salvage_value(&state.rules, cost), scrap);
        let id = testing::ship(&mut state, HOUSE, class, ShipPlace::Colony(home));
        assert_eq!(repair_cost(&state, RepairTarget::Ship(id)), repair);
        let shipyard = state.colonies[home].facilities[1];
        state.facilities[shipyard].hull = Hull::Crippled;
        assert_eq!(quote(&state, home, ship(class)), Ok(planetside));
    }
}

#[test]
fn c5_prices_need_not_grow_with_wep() {
    let (mut state, home) = home(0);
    state.houses[HOUSE].tech[TechField::Wep] = 5;
    Arc::make_mut(&mut state.rules)
        .construction
        .construction_modifiers
        .ship_cost_scales_with_wep = false;
    assert_eq!(quote(&state, home, ship(ShipClass::Destroyer)), Ok(120));
}

#[test]
fn c6_the_surcharge_is_not_part_of_the_build_cost() {
    let (mut state, home) = home(240);
    let shipyard = state.colonies[home].facilities[1];
    state.facilities[shipyard].hull = Hull::Crippled;
    let log = build(&mut state, home, &[(ship(ShipClass::Destroyer), 1)]);
    let project = state.projects.iter().next().expect("it was ordered");
    assert_eq!((project.paid, project.build_cost), (240, 120));
    let rows: Vec<_> = log.economy.iter().map(|row| (row.kind, row.amount, row.pp)).collect();
    assert_eq!(
        rows,
        [(EconomyKind::Purchase, 1, -120), (EconomyKind::Surcharge, 0, -120)]
    );
}

/// How many projects each facility of a list holds.
fn docks_used(state: &State, facilities: &[FacilityId]) -> Vec<usize> {
    let used = |id| {
        state
            .projects
            .iter()
            .filter(|project| project.facility == Some(id))
            .count()
    };
    facilities.iter().map(|&id| used(id)).collect()
}

#[test]
fn example_x19_dock_choice() {
    let (mut state, home) = home(100_000);
    state.new_facility(home, FacilityKind::Shipyard, 0);
    let [spaceport, a, _, b] = state.colonies[home].facilities[..] else {
        panic!("four facilities")
    };
    let places = [a, b, spaceport];
    // Shipyards 7 and 9 of 10 taken, spaceport 2 of 5: moved there by hand, since orders would spread evenly.
    for (facility, taken) in [(a, 7), (b, 9), (spaceport, 2)] {
        build(&mut state, home, &[(ship(ShipClass::Corvette), taken)]);
        for id in state.projects.ids().into_iter().rev().take(taken as usize) {
            let moved = state.remove_project(id).unwrap();
            state.new_project(|id| Project {
                id,
                facility: Some(facility),
                ..moved
            });
        }
    }
    assert_eq!(docks_used(&state, &places), [7, 9, 2]);
    let steps = [
        ([8, 9, 2], 50),
        ([9, 9, 2], 50),
        ([10, 9, 2], 50),
        ([10, 10, 2], 50),
        ([10, 10, 3], 100),
    ];
    for (expected, price) in steps {
        let before = state.houses[HOUSE].treasury;
        build(&mut state, home, &[(ship(ShipClass::Corvette), 1)]);
        assert_eq!(docks_used(&state, &places), expected);
        assert_eq!(before - state.houses[HOUSE].treasury, price);
    }
    let log = build(&mut state, home, &[(ship(ShipClass::Corvette), 5)]);
    assert_eq!(
        (docks_used(&state, &places), refusals(&log)),
        (vec![10, 10, 5], vec![Reason::NoDock])
    );
}

#[test]
fn c1_c15_prices_of_facilities_and_ground_units() {
    let (mut state, home) = home(0);
    (
        state.houses[HOUSE].tech[TechField::Cst],
        state.houses[HOUSE].tech[TechField::Wep],
    ) = (5, 5);
    for (kind, price) in [
        (FacilityKind::Shipyard, 250),
        (FacilityKind::Drydock, 400),
        (FacilityKind::Starbase, 1000),
    ] {
        assert_eq!(quote(&state, home, Product::Facility(kind)), Ok(price));
    }
    for (kind, price) in [
        (GroundKind::Army, 25),
        (GroundKind::Marine, 40),
        (GroundKind::GroundBattery, 35),
        (GroundKind::PlanetaryShield, 150),
    ] {
        for sld in [1, 6] {
            state.houses[HOUSE].tech[TechField::Sld] = sld;
            assert_eq!(quote(&state, home, Product::Ground(kind)), Ok(price));
        }
    }
}

#[test]
fn c14_fighters_are_built_beyond_capacity() {
    let (mut state, home) = home(150);
    build(&mut state, home, &[(ship(ShipClass::Fighter), 20)]);
    assert_eq!((state.projects.len(), state.houses[HOUSE].treasury), (10, 0));
    assert!(
        state
            .projects
            .iter()
            .all(|project| project.facility.is_none() && project.paid == 15)
    );
}

#[test]
fn orders_for_foreign_or_no_colonies_are_refused() {
    let mut state = bare(2, 2);
    let home = homeworld(&mut state, HOUSE, HOME);
    let foreign = homeworld(&mut state, HouseId(2), SystemId(2));
    state.houses[HOUSE].treasury = 1000;
    for colony in [foreign, ColonyId(77)] {
        let log = build(
            &mut state,
            colony,
            &[(ship(ShipClass::Scout), 1), (Product::Industry, 1)],
        );
        let rows: Vec<_> = log
            .orders
            .iter()
            .map(|row| (row.sort, row.reason, row.system_id))
            .collect();
        assert_eq!(
            rows,
            [
                (OrderSort::Build, Reason::NotOwned, None),
                (OrderSort::Industry, Reason::NotOwned, None)
            ]
        );
    }
    let log = build(&mut state, home, &[(ship(ShipClass::Scout), 0)]);
    assert_eq!(refusals(&log), [Reason::Nothing]);
    assert_eq!(state.houses[HOUSE].treasury, 1000);
}

#[test]
fn c23_cancelling_refunds_half_the_price_and_frees_the_dock() {
    let (mut state, home) = home(240);
    let shipyard = state.colonies[home].facilities[1];
    state.facilities[shipyard].hull = Hull::Crippled;
    build(&mut state, home, &[(ship(ShipClass::Destroyer), 1)]);
    let project = state.colonies[home].projects[0];
    let order = ColonyOrder::CancelBuild { project };
    let (_, log) = play(&mut state, |turn| cmd5_colony_order(turn, HOUSE, &order));
    assert_eq!(
        (state.houses[HOUSE].treasury, state.projects.len()),
        (120, 0),
        "half of what was paid"
    );
    assert_eq!(state.flows[HOUSE].pp_refund, 120);
    assert_eq!(log.economy.row(0).kind, EconomyKind::ProjectCancelled);
    let (_, log) = play(&mut state, |turn| cmd5_colony_order(turn, HOUSE, &order));
    assert_eq!(refusals(&log), [Reason::NotOwned]);
}

#[test]
fn flags_are_set_at_own_colonies_only() {
    let mut state = bare(2, 2);
    let own = homeworld(&mut state, HOUSE, HOME);
    let foreign = homeworld(&mut state, HouseId(2), SystemId(2));
    for colony in [own, foreign] {
        let order = ColonyOrder::Flags {
            colony,
            auto_repair: true,
            auto_load_marines: false,
            auto_load_fighters: false,
        };
        play(&mut state, |turn| cmd5_colony_order(turn, HOUSE, &order));
    }
    let flags = [own, foreign].map(|id| {
        let colony = &state.colonies[id];
        (colony.auto_repair, colony.auto_load_marines, colony.auto_load_fighters)
    });
    assert_eq!(flags, [(true, false, false), (false, true, true)]);
    assert_eq!(state.flows[HOUSE].orders_rejected, 1);
}
