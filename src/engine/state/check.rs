//! Invariants of the state, checked after restores, in tests, and by runs with checks on.

use super::State;
use crate::vocab::*;

/// Descriptions of all broken invariants; empty if the state is sound.
pub fn broken_invariants(state: &State) -> Vec<String> {
    let mut broken = Vec::new();
    ships(state, &mut broken);
    lists(state, &mut broken);
    broken
}

/// Every ship is in exactly one place that exists and is its owner's; fighters are never in fleets; scouts keep to
/// themselves (rulebook 04 §1).
fn ships(state: &State, broken: &mut Vec<String>) {
    for ship in state.ships.iter() {
        let places = [ship.fleet.is_some(), ship.colony.is_some(), ship.carrier.is_some(), ship.drydock.is_some()];
        if places.iter().filter(|&&set| set).count() != 1 {
            broken.push(format!("ship {} is not in exactly one place", ship.id));
        }
        if let Some(fleet) = ship.fleet {
            match state.fleets.get(fleet) {
                Some(row) if row.owner != ship.owner => broken.push(format!("ship {} is in a foreign fleet", ship.id)),
                Some(row) if !row.ships.contains(&ship.id) => broken.push(format!("fleet {fleet} misses ship {}", ship.id)),
                Some(_) => {}
                None => broken.push(format!("ship {} is in fleet {fleet}, which does not exist", ship.id)),
            }
        }
        if ship.class == ShipClass::Fighter && (ship.fleet.is_some() || ship.drydock.is_some()) {
            broken.push(format!("fighter {} is neither in a pool nor in a hangar", ship.id));
        }
        if ship.class == ShipClass::Fighter && ship.hull == Hull::Crippled {
            broken.push(format!("fighter {} is crippled", ship.id));
        }
    }
    for fleet in state.fleets.iter() {
        let scouts = fleet.ships.iter().filter(|&&id| state.ships[id].class == ShipClass::Scout).count();
        if scouts != 0 && scouts != fleet.ships.len() {
            broken.push(format!("fleet {} mixes scouts with other ships", fleet.id));
        }
        if fleet.ships.is_empty() {
            broken.push(format!("fleet {} has no ships", fleet.id));
        }
    }
}

/// The derived lists are what the rows say.
fn lists(state: &State, broken: &mut Vec<String>) {
    let mut fresh = state.clone();
    for id in fresh.systems.ids() {
        if let Some(system) = fresh.systems.derived_mut(id) {
            (system.colony, system.fleets) = (None, Vec::new());
        }
    }
    for id in fresh.houses.ids() {
        if let Some(house) = fresh.houses.derived_mut(id) {
            (house.colonies, house.fleets) = (Vec::new(), Vec::new());
        }
    }
    for id in fresh.fleets.ids() {
        if let Some(fleet) = fresh.fleets.derived_mut(id) {
            fleet.ships.clear();
        }
    }
    for id in fresh.ships.ids() {
        if let Some(ship) = fresh.ships.derived_mut(id) {
            (ship.fighters, ship.marines) = (Vec::new(), Vec::new());
        }
    }
    for id in fresh.colonies.ids() {
        if let Some(colony) = fresh.colonies.derived_mut(id) {
            (colony.facilities, colony.garrison) = (Vec::new(), Vec::new());
            (colony.pool, colony.unassigned) = (Vec::new(), Vec::new());
            (colony.projects, colony.repairs) = (Vec::new(), Vec::new());
        }
    }
    fresh.relink();
    macro_rules! compare {
        ($($table:ident),*) => {$(
            for (is, should) in state.$table.iter().zip(fresh.$table.iter()) {
                if is != should {
                    broken.push(format!("lists of {is:?} are not what the rows say: {should:?}"));
                }
            }
        )*};
    }
    compare!(systems, houses, fleets, ships, colonies);
    if state.fleet_records_of != fresh.fleet_records_of {
        broken.push("the index of fleet records is not what the rows say".to_string());
    }
}
