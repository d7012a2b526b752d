//! The upkeep table and fleet status (20 §9.1; 25 X18, X19).

use super::{HOME, HOUSE};
use crate::economy::{facility_upkeep, ground_upkeep, inc6_upkeep, ship_upkeep, upkeep_due};
use crate::state::ShipPlace;
use crate::testing::{bare, fleet, homeworld, play, ship};
use crate::vocab::*;

#[test]
fn e18_upkeep_table_at_wep_1() {
    use ShipClass::*;
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, HOME);
    for (class, upkeep) in [
        (Corvette, 1),
        (Frigate, 2),
        (Destroyer, 4),
        (LightCruiser, 7),
        (Cruiser, 12),
        (Battlecruiser, 16),
        (Battleship, 22),
        (Dreadnought, 30),
        (SuperDreadnought, 64),
        (Carrier, 17),
        (SuperCarrier, 49),
        (Raider, 30),
        (Scout, 0),
        (Etac, 7),
        (TroopTransport, 2),
        (Fighter, 0),
        (PlanetBreaker, 150),
    ] {
        let id = ship(&mut state, HOUSE, class, ShipPlace::Colony(colony));
        assert_eq!(
            ship_upkeep(&state.rules, &state.ships[id], FleetStatus::Active),
            upkeep,
            "{class}"
        );
    }
    for (kind, upkeep) in [
        (FacilityKind::Spaceport, 5),
        (FacilityKind::Shipyard, 7),
        (FacilityKind::Drydock, 20),
        (FacilityKind::Starbase, 50),
    ] {
        let id = state.new_facility(colony, kind, 1);
        state.facilities[id].hull = Hull::Crippled;
        assert_eq!(facility_upkeep(&state.rules, &state.facilities[id]), upkeep, "{kind}");
    }
    for (kind, upkeep) in [
        (GroundKind::Army, 0),
        (GroundKind::Marine, 0),
        (GroundKind::GroundBattery, 1),
        (GroundKind::PlanetaryShield, 7),
    ] {
        let id = state.new_ground(HOUSE, kind, colony, 1);
        state.ground[id].hull = Hull::Crippled;
        assert_eq!(ground_upkeep(&state.rules, &state.ground[id]), upkeep, "{kind}");
    }
}

#[test]
fn c6_example_x19_upkeep_follows_the_recorded_build_cost() {
    for (class, wep, upkeep) in [
        (ShipClass::LightCruiser, 3, 8),
        (ShipClass::Battleship, 5, 32),
        (ShipClass::Destroyer, 2, 5),
    ] {
        let mut state = bare(1, 1);
        state.houses[HOUSE].tech[TechField::Wep] = wep;
        fleet(&mut state, HOUSE, HOME, &[class]);
        assert_eq!(upkeep_due(&state, HOUSE), upkeep);
    }
}

#[test]
fn e19_example_x18_fleet_status() {
    let mut state = bare(1, 1);
    let battleship = fleet(&mut state, HOUSE, HOME, &[ShipClass::Battleship]);
    let id = state.fleets[battleship].ships[0];
    for (status, hull, upkeep) in [
        (FleetStatus::Active, Hull::Nominal, 22),
        (FleetStatus::Active, Hull::Crippled, 11),
        (FleetStatus::Reserve, Hull::Nominal, 11),
        (FleetStatus::Reserve, Hull::Crippled, 11),
        (FleetStatus::Mothballed, Hull::Nominal, 2),
    ] {
        state.fleets[battleship].status = status;
        state.ships[id].hull = hull;
        assert_eq!(upkeep_due(&state, HOUSE), upkeep, "{status} {hull:?}");
    }
    let colony = homeworld(&mut state, HOUSE, HOME);
    let without = upkeep_due(&state, HOUSE) - 2;
    state.move_ship(id, ShipPlace::Colony(colony));
    state.dissolve_if_empty(battleship);
    assert_eq!(
        upkeep_due(&state, HOUSE),
        without + 22,
        "without a fleet as in an Active one"
    );
    let drydock = state.colonies[colony].facilities[2];
    state.move_ship(id, ShipPlace::Drydock(drydock));
    assert_eq!(upkeep_due(&state, HOUSE), without, "nothing in a dock");

    let corvette = fleet(&mut state, HOUSE, HOME, &[ShipClass::Corvette]);
    assert_eq!(upkeep_due(&state, HOUSE), without + 1);
    for status in [FleetStatus::Reserve, FleetStatus::Mothballed] {
        state.fleets[corvette].status = status;
        assert_eq!(upkeep_due(&state, HOUSE), without);
    }
}

#[test]
fn fighters_and_embarked_marines_cost_nothing() {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, HOME);
    let group = fleet(
        &mut state,
        HOUSE,
        HOME,
        &[ShipClass::Carrier, ShipClass::TroopTransport],
    );
    // By the standard rules they would cost nothing anywhere.
    let rules = std::sync::Arc::make_mut(&mut state.rules);
    for key in [
        "ships.fighters.fighter.maintenancePercent",
        "ground_units.groundUnits.marine.maintenancePercent",
    ] {
        rules.set(key, "1").expect("it is a key");
    }
    let due = upkeep_due(&state, HOUSE);
    let (carrier, transport) = (state.fleets[group].ships[0], state.fleets[group].ships[1]);
    ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Carrier(carrier));
    ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Colony(colony));
    assert_eq!(upkeep_due(&state, HOUSE), due);
    let marine = state.colonies[colony].garrison[10];
    state.embark(marine, transport);
    assert_eq!(upkeep_due(&state, HOUSE), due - 40, "in garrison it costs its 40 PP");
}

#[test]
fn e20_a_house_in_debt_pays_nothing_and_keeps_its_debt() {
    let mut state = bare(1, 1);
    fleet(&mut state, HOUSE, HOME, &[ShipClass::Battleship]);
    state.houses[HOUSE].treasury = -30;
    play(&mut state, inc6_upkeep);
    assert_eq!(state.houses[HOUSE].treasury, -30);
    assert_eq!(state.flows[HOUSE].shortfall_pp, 22);
}
