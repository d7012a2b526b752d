//! Tests of rulebook 10 §1–§4, §7: what units are worth.

use super::*;
use crate::combat::resolve::Unit;
use crate::ids::{HouseId, SystemId};
use crate::limits;
use crate::rules::Rules;
use crate::state::ShipPlace;
use crate::testing::{bare, fleet, homeworld, play, ship};

const HOUSE: HouseId = HouseId(1);
const HOME: SystemId = SystemId(1);

/// A ship of a class at a WEP level.
fn built(class: ShipClass, wep: u8) -> (State, Ship) {
    let mut state = bare(1, 1);
    state.houses[HOUSE].tech[TechField::Wep] = wep;
    let fleet = fleet(&mut state, HOUSE, HOME, &[class]);
    let ship = state.ships[state.fleets[fleet].ships[0]].clone();
    (state, ship)
}

#[test]
fn u6_new_levels_leave_old_ships_as_they_are() {
    let (mut state, old) = built(ShipClass::Cruiser, 1);
    state.houses[HOUSE].tech[TechField::Wep] = 10;
    let new = ship(
        &mut state,
        HOUSE,
        ShipClass::Cruiser,
        ShipPlace::Fleet(old.fleet().expect("a fleet")),
    );
    assert_eq!(
        (ship_attack(&state.rules, &old), ship_defense(&state.rules, &old)),
        (12, 13)
    );
    let new = &state.ships[new];
    assert_eq!(
        (ship_attack(&state.rules, new), ship_defense(&state.rules, new)),
        (28, 30)
    );
}

#[test]
fn u7_levels_multiply_and_do_not_add() {
    let rules = Rules::standard();
    assert_eq!(stamped_ship(&rules, ShipClass::SuperDreadnought, 1), (35, 40));
    // Ten per cent added nine times would be 66 and 76.
    assert_eq!(stamped_ship(&rules, ShipClass::SuperDreadnought, 10), (82, 94));
    assert_eq!(stamped_facility(&rules, FacilityKind::Starbase, 10), (106, 117));
}

#[test]
fn u8_u9_crippled_ships_have_half_of_both_rounded_down() {
    let (state, mut ship) = built(ShipClass::Cruiser, 4);
    assert_eq!((ship.attack, ship.defense), (15, 17));
    ship.hull = Hull::Crippled;
    assert_eq!(
        (ship_attack(&state.rules, &ship), ship_defense(&state.rules, &ship)),
        (7, 8)
    );
}

#[test]
fn u14_fighters_aboard_take_no_place_in_the_fleet() {
    let mut state = bare(1, 1);
    let full = fleet(&mut state, HOUSE, HOME, &[ShipClass::Carrier; 10]);
    for carrier in state.fleets[full].ships.clone() {
        ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Carrier(carrier));
    }
    assert_eq!(
        state.fleets[full].ships.len(),
        limits::max_ships_per_fleet(&state, HOUSE)
    );
    crate::testing::assert_sound(&state);
}

#[test]
fn u19_a_shield_keeps_the_level_it_was_built_with() {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, HOME);
    let shield = state.new_ground(HOUSE, GroundKind::PlanetaryShield, colony, 2);
    state.houses[HOUSE].tech[TechField::Sld] = 6;
    assert_eq!(state.ground[shield].shield_level, 2);
    assert_eq!(crate::combat::muster::blocked_share(&state, colony), 0.30);
}

#[test]
fn u23_reserve_halves_the_attack_once_and_rounds_once() {
    let (state, mut ship) = built(ShipClass::Battleship, 1);
    assert_eq!(
        (reserve_attack(&state.rules, &ship), ship_defense(&state.rules, &ship)),
        (10, 25)
    );
    ship.hull = Hull::Crippled;
    assert_eq!(reserve_attack(&state.rules, &ship), 5, "a quarter of 20");
}

#[test]
fn fleets_count_their_warships_and_the_fighters_aboard() {
    let mut state = bare(1, 1);
    let classes = [ShipClass::Carrier, ShipClass::Cruiser, ShipClass::Etac];
    let group = fleet(&mut state, HOUSE, HOME, &classes);
    let scouts = fleet(&mut state, HOUSE, HOME, &[ShipClass::Scout]);
    let carrier = state.fleets[group].ships[0];
    ship(&mut state, HOUSE, ShipClass::Fighter, ShipPlace::Carrier(carrier));
    let mut worth = |fleet, status| {
        state.fleets[fleet].status = status;
        let row = &state.fleets[fleet];
        (fleet_attack(&state, row), fleet_defense(&state, row))
    };
    assert_eq!(worth(group, FleetStatus::Active), (5 + 12 + 5, 18 + 13 + 2));
    assert_eq!(worth(group, FleetStatus::Reserve), (2 + 6 + 2, 18 + 13 + 2));
    assert_eq!(worth(group, FleetStatus::Mothballed), (0, 18 + 13 + 2));
    assert_eq!(
        worth(scouts, FleetStatus::Active),
        (0, 0),
        "a scout's DS is unused (rulebook 10 §2.4)"
    );
}

#[test]
fn u26_a_light_cruiser_is_an_escort() {
    assert_eq!(ShipClass::LightCruiser.group(), ShipGroup::Escort);
    assert_eq!(ShipClass::Cruiser.group(), ShipGroup::Capital);
}

#[test]
fn u27_ground_units_do_not_grow_with_wep() {
    let rules = Rules::standard();
    for (class, figures) in [
        (UnitClass::Army, (3, 5)),
        (UnitClass::Marine, (6, 6)),
        (UnitClass::GroundBattery, (10, 8)),
    ] {
        let unit = Unit::stock(&rules, class, 10);
        assert_eq!((unit.attack[0], unit.defense[0]), figures, "{class}");
    }
    assert_eq!(stamped_facility(&rules, FacilityKind::Shipyard, 10), (0, 70));
}

#[test]
fn u12_pool_and_strain_are_rounded_down() {
    let mut state = bare(1, 1);
    let colony = state.new_colony(HOUSE, HOME, 10, 9, 0);
    assert_eq!(limits::c2_pool(&state, HOUSE), 2, "0.3 × 9 = 2.7");
    fleet(&mut state, HOUSE, HOME, &[ShipClass::Cruiser, ShipClass::Frigate]);
    assert_eq!(limits::c2_used(&state, HOUSE), 5);
    state.houses[HOUSE].treasury = 100;
    play(&mut state, crate::economy::inc7_capacity);
    assert_eq!(state.houses[HOUSE].treasury, 99, "half of 3 is 1");
    assert!(state.colonies.contains(colony));
}

#[test]
fn u24_reactivation_takes_the_turns_of_the_rules() {
    let rules = Rules::standard();
    let turns = |status| rules.ships.status(status).reactivation_turns;
    assert_eq!(
        [FleetStatus::Active, FleetStatus::Reserve, FleetStatus::Mothballed].map(turns),
        [0, 1, 1]
    );
}

#[test]
fn u25_sound_colonists_and_transports_use_restricted_lanes() {
    let mut state = bare(1, 2);
    let lane = state.lanes.ids()[0];
    state.lanes[lane].class = LaneClass::Restricted;
    state.starmap = std::sync::Arc::new(crate::state::starmap::StarMap::build(&state));
    let (here, there) = (SystemId(1), SystemId(2));
    for class in [ShipClass::Etac, ShipClass::TroopTransport] {
        let fleet = fleet(&mut state, HOUSE, here, &[class]);
        let mut reaches = |hull| {
            let ship = state.fleets[fleet].ships[0];
            state.ships[ship].hull = hull;
            let crippled = crate::movement::course::is_hampered(&state, &state.fleets[fleet]);
            crate::map::path::cheapest(&state, here, there, crippled).is_some()
        };
        assert!(reaches(Hull::Nominal), "{class}");
        assert!(!reaches(Hull::Crippled), "{class}");
    }
}
