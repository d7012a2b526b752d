//! CMD2: what enters service, and what is lost on the way (22 §5).

use super::{HOME, HOUSE, finished, ship};
use crate::construction::cmd2_commission;
use crate::events::{EconomyKind, EventLog, Item};
use crate::ids::ColonyId;
use crate::orders::Product;
use crate::state::State;
use crate::testing::{assert_sound, bare, homeworld, play};
use crate::vocab::*;

fn home() -> (State, ColonyId) {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, HOME);
    let house = &mut state.houses[HOUSE];
    (house.treasury, house.tech[TechField::Cst]) = (100_000, 5);
    (state, colony)
}

fn cmd2(state: &mut State) -> EventLog {
    let (_, log) = play(state, cmd2_commission);
    assert_sound(state);
    log
}

#[test]
fn r21_15_u6_ships_and_starbases_are_stamped_when_commissioned() {
    let (mut state, home) = home();
    finished(&mut state, home, ship(ShipClass::LightCruiser));
    finished(&mut state, home, Product::Facility(FacilityKind::Starbase));
    finished(&mut state, home, Product::Ground(GroundKind::PlanetaryShield));
    finished(&mut state, home, Product::Facility(FacilityKind::Drydock));
    (
        state.houses[HOUSE].tech[TechField::Wep],
        state.houses[HOUSE].tech[TechField::Sld],
    ) = (3, 4);
    cmd2(&mut state);
    let cruiser = state.ships.iter().next().expect("commissioned");
    assert_eq!(
        (cruiser.wep, cruiser.attack, cruiser.defense, cruiser.build_cost),
        (3, 9, 10, 180)
    );
    let starbase = state
        .facilities
        .iter()
        .find(|f| f.kind == FacilityKind::Starbase)
        .expect("commissioned");
    assert_eq!((starbase.wep, starbase.attack, starbase.defense), (3, 54, 60));
    let drydock = state.facilities.iter().last().expect("commissioned");
    assert_eq!(
        (drydock.kind, drydock.wep, drydock.defense),
        (FacilityKind::Drydock, 0, 70),
        "no WEP scaling"
    );
    let shield = state.ground.iter().last().expect("commissioned");
    assert_eq!((shield.kind, shield.shield_level), (GroundKind::PlanetaryShield, 4));
}

#[test]
fn c12_r04_29_a_fighter_project_makes_one_fighter_in_the_pool() {
    let (mut state, home) = home();
    finished(&mut state, home, ship(ShipClass::Fighter));
    cmd2(&mut state);
    assert_eq!((state.colonies[home].pool.len(), state.fleets.len()), (1, 0));
    assert_eq!(state.flows[HOUSE].built[ShipClass::Fighter], 1);
}

#[test]
fn example_x12_an_etac_takes_its_colonists_aboard() {
    for (pu, after) in [(840, 839), (5, 2), (4, 1)] {
        let (mut state, home) = home();
        finished(&mut state, home, ship(ShipClass::Etac));
        state.colonies[home].pu = pu;
        cmd2(&mut state);
        assert_eq!(state.colonies[home].pu, after);
        assert_eq!(state.ships.iter().next().map(|etac| etac.colonists), Some(3));
    }
}

#[test]
fn an_etac_that_would_empty_its_colony_is_lost() {
    let (mut state, home) = home();
    finished(&mut state, home, ship(ShipClass::Etac));
    state.colonies[home].pu = 3;
    let treasury = state.houses[HOUSE].treasury;
    let log = cmd2(&mut state);
    assert!(state.ships.is_empty() && state.projects.is_empty());
    assert_eq!((state.colonies[home].pu, state.houses[HOUSE].treasury), (3, treasury));
    assert_eq!(
        (log.economy.row(0).kind, log.economy.row(0).item),
        (EconomyKind::ProjectLost, Some(Item::Etac))
    );
}

#[test]
fn orbital_facilities_need_a_spaceport_when_they_open() {
    let (mut state, home) = home();
    for kind in [FacilityKind::Shipyard, FacilityKind::Drydock, FacilityKind::Starbase] {
        finished(&mut state, home, Product::Facility(kind));
    }
    let spaceport = state.colonies[home].facilities[0];
    state.facilities[spaceport].hull = Hull::Crippled;
    let log = cmd2(&mut state);
    assert_eq!(state.facilities.len(), 3, "only what stood before");
    let lost: Vec<_> = log.economy.iter().map(|row| row.kind).collect();
    assert_eq!(lost, [EconomyKind::ProjectLost; 3]);
}

#[test]
fn marines_of_this_turn_are_remembered_for_loading() {
    let (mut state, home) = home();
    finished(&mut state, home, Product::Ground(GroundKind::Marine));
    finished(&mut state, home, Product::Ground(GroundKind::Army));
    let (new, _) = play(&mut state, |turn| {
        cmd2_commission(turn);
        turn.new_marines.clone()
    });
    assert_eq!(new.len(), 1);
    assert_eq!(state.ground[new[0]].kind, GroundKind::Marine);
}

#[test]
fn units_of_a_kind_make_one_row_and_ships_from_docks_come_first() {
    let (mut state, home) = home();
    for product in [GroundKind::Army, GroundKind::Army, GroundKind::Marine].map(Product::Ground) {
        finished(&mut state, home, product);
    }
    finished(&mut state, home, ship(ShipClass::Scout));
    let log = cmd2(&mut state);
    let rows: Vec<_> = log.economy.iter().map(|row| (row.kind, row.item, row.amount)).collect();
    assert_eq!(
        rows,
        [
            (EconomyKind::Commissioned, Some(Item::Scout), 1),
            (EconomyKind::Commissioned, Some(Item::Army), 2),
            (EconomyKind::Commissioned, Some(Item::Marine), 1),
        ]
    );
}

#[test]
fn what_is_not_finished_waits() {
    let (mut state, home) = home();
    let id = finished(&mut state, home, ship(ShipClass::Scout));
    state.projects[id].remaining = 1;
    cmd2(&mut state);
    assert!(state.ships.is_empty() && state.projects.contains(id));
}

#[test]
fn a_spaceport_repaired_in_the_same_step_is_soon_enough() {
    let (mut state, home) = home();
    finished(&mut state, home, Product::Facility(FacilityKind::Starbase));
    let spaceport = state.colonies[home].facilities[0];
    state.facilities[spaceport].hull = Hull::Crippled;
    state.new_repair(|id| crate::state::rows::Repair {
        id,
        colony: home,
        drydock: None,
        ship: None,
        facility: Some(spaceport),
        ground: None,
        priority: 3,
        remaining: 0,
        stalled: false,
    });
    cmd2(&mut state);
    assert_eq!(
        state.colonies[home].facilities.len(),
        4,
        "repairs come before what colonies built"
    );
}
