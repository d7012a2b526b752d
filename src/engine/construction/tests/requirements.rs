//! What must be there before something can be ordered (22 §1, §3.2; 25 X12).

use super::{HOME, HOUSE, build, home, refusals, ship};
use crate::construction::quote;
use crate::events::Reason;
use crate::ids::SystemId;
use crate::orders::Product;
use crate::state::ShipPlace;
use crate::testing::{bare, homeworld};
use crate::vocab::*;

#[test]
fn r21_14_c19_u5_minima_of_cst() {
    use ShipClass::*;
    let (mut state, home) = home(0);
    let starbase = Product::Facility(FacilityKind::Starbase);
    let shield = Product::Ground(GroundKind::PlanetaryShield);
    let unlocked: [(u8, &[ShipClass]); 7] = [
        (
            1,
            &[
                Corvette,
                Frigate,
                Destroyer,
                LightCruiser,
                Scout,
                Etac,
                TroopTransport,
                Fighter,
            ],
        ),
        (2, &[Cruiser]),
        (3, &[Battlecruiser, Carrier]),
        (4, &[Battleship]),
        (5, &[Dreadnought, Raider]),
        (6, &[SuperDreadnought, SuperCarrier]),
        (10, &[PlanetBreaker]),
    ];
    for cst in 1..=10 {
        state.houses[HOUSE].tech[TechField::Cst] = cst;
        let locked = |product| quote(&state, home, product) == Err(Reason::Tech);
        for (needed, classes) in unlocked {
            for &class in classes {
                assert_eq!(locked(ship(class)), cst < needed, "{class} at CST {cst}");
            }
        }
        assert_eq!((locked(starbase), locked(shield)), (cst < 3, cst < 5), "CST {cst}");
    }
}

#[test]
fn c24_limits_count_what_stands_and_what_is_ordered() {
    let (mut state, home) = home(10_000);
    state.houses[HOUSE].tech[TechField::Cst] = 5;
    assert_eq!(
        quote(&state, home, Product::Facility(FacilityKind::Spaceport)),
        Err(Reason::Limit)
    );
    let starbase = state.new_facility(home, FacilityKind::Starbase, 1);
    state.facilities[starbase].hull = Hull::Crippled;
    let log = build(&mut state, home, &[(Product::Facility(FacilityKind::Starbase), 3)]);
    assert_eq!((state.projects.len(), refusals(&log)), (2, vec![Reason::Limit]));
    let log = build(&mut state, home, &[(Product::Ground(GroundKind::PlanetaryShield), 2)]);
    assert_eq!((state.projects.len(), refusals(&log)), (3, vec![Reason::Limit]));
}

#[test]
fn a_spaceport_must_stand_before_the_rest_is_ordered() {
    let mut state = bare(1, 1);
    let colony = state.new_colony(HOUSE, HOME, 100, 0, 0);
    state.houses[HOUSE].treasury = 5000;
    let spaceport = Product::Facility(FacilityKind::Spaceport);
    let shipyard = Product::Facility(FacilityKind::Shipyard);
    let log = build(
        &mut state,
        colony,
        &[(ship(ShipClass::Scout), 1), (spaceport, 1), (shipyard, 1)],
    );
    assert_eq!(refusals(&log), [Reason::NoDock, Reason::Prerequisite]);
    let spaceport = state.new_facility(colony, FacilityKind::Spaceport, 0);
    assert_eq!(quote(&state, colony, shipyard), Ok(250));
    state.facilities[spaceport].hull = Hull::Crippled;
    assert_eq!(quote(&state, colony, shipyard), Err(Reason::Prerequisite));
}

#[test]
fn example_x12_an_etac_must_leave_somebody_behind() {
    let (mut state, home) = home(10_000);
    for (pu, allowed) in [(840, 10), (5, 1), (4, 1), (3, 0), (7, 2)] {
        state.colonies[home].pu = pu;
        build(&mut state, home, &[(ship(ShipClass::Etac), 10)]);
        assert_eq!(state.projects.len(), allowed, "PU {pu}");
        for id in state.projects.ids() {
            state.remove_project(id);
        }
    }
    state.colonies[home].pu = 3;
    assert_eq!(quote(&state, home, ship(ShipClass::Etac)), Err(Reason::Population));
}

#[test]
fn u22_planet_breakers_need_a_shipyard_and_a_colony_each() {
    let mut state = bare(1, 2);
    let home = homeworld(&mut state, HOUSE, HOME);
    let other = state.new_colony(HOUSE, SystemId(2), 100, 0, 0);
    state.new_facility(other, FacilityKind::Spaceport, 0);
    (state.houses[HOUSE].treasury, state.houses[HOUSE].tech[TechField::Cst]) = (10_000, 10);
    let breaker = ship(ShipClass::PlanetBreaker);
    assert_eq!(
        quote(&state, other, breaker),
        Err(Reason::NoDock),
        "a spaceport is not enough"
    );
    let log = build(&mut state, home, &[(breaker, 3)]);
    assert_eq!((state.projects.len(), refusals(&log)), (2, vec![Reason::Limit]));
}

#[test]
fn a_shield_needs_a_level_of_sld() {
    let (mut state, home) = home(0);
    let shield = Product::Ground(GroundKind::PlanetaryShield);
    for (sld, found) in [(0, Err(Reason::Tech)), (1, Ok(150))] {
        let house = &mut state.houses[HOUSE];
        (house.tech[TechField::Cst], house.tech[TechField::Sld]) = (5, sld);
        assert_eq!(quote(&state, home, shield), found, "SLD {sld}");
    }
}

#[test]
fn shipyards_and_drydocks_that_stand_work_without_a_spaceport() {
    let (mut state, home) = home(1000);
    let spaceport = state.colonies[home].facilities[0];
    state.remove_facility(spaceport);
    assert_eq!(quote(&state, home, ship(ShipClass::Destroyer)), Ok(120));
    let wreck = crate::testing::fleet(&mut state, HOUSE, HOME, &[ShipClass::Destroyer]);
    let wreck = state.fleets[wreck].ships[0];
    state.ships[wreck].hull = Hull::Crippled;
    state.colonies[home].auto_repair = true;
    crate::testing::play(&mut state, crate::construction::cmd3_auto_repair);
    assert!(matches!(state.ships[wreck].place, ShipPlace::Drydock(_)));
}
