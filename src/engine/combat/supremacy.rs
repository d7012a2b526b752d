//! Orbital supremacy, and what its loss costs (rulebook 11 §14.2, §14.3).

use std::cmp::Reverse;

use super::aftermath;
use crate::construction;
use crate::diplomacy::{self, Role};
use crate::ids::*;
use crate::state::State;
use crate::strength;
use crate::turn::Turn;
use crate::turn::conflict::Conflict;
use crate::vocab::*;

/// Judges who holds the orbit of a colony, and destroys what the owner had screened there, whether the orbit was defended
/// or not (rulebook 11 K29). Victory in battle is not enough: the orbit must be empty (K28).
pub fn judge(turn: &mut Turn, colony: ColonyId) {
    if !is_orbit_empty(turn.state, &turn.conflict, colony) {
        return;
    }
    let holders = holders(turn.state, &turn.conflict, colony);
    let Some(&(strongest, attack)) = holders.first() else {
        return;
    };
    if attack > 0 {
        lose_screened(turn, Step::Con1b, colony, strongest);
    }
    let mut houses: Vec<HouseId> = holders.into_iter().map(|(house, _)| house).collect();
    houses.sort_unstable();
    turn.conflict.supremacy.insert(colony, houses);
}

/// Whether nothing of the owner is left that could dispute the orbit. What stays there out of play still does
/// (rulebook 00 W50).
fn is_orbit_empty(state: &State, conflict: &Conflict, colony: ColonyId) -> bool {
    let colony = &state.colonies[colony];
    let starbase = |&id: &FacilityId| state.facilities[id].kind == FacilityKind::Starbase;
    colony.unassigned.is_empty()
        && colony.pool.is_empty()
        && !colony.facilities.iter().any(starbase)
        && !orbital_fleets(state, conflict, colony.owner, colony.system)
            .any(|fleet| strength::fleet_attack(state, &state.fleets[fleet]) > 0)
}

/// Fleets of the owner in orbit that did not leave.
fn orbital_fleets<'a>(
    state: &'a State,
    conflict: &'a Conflict,
    owner: HouseId,
    system: SystemId,
) -> impl Iterator<Item = FleetId> + 'a {
    state.systems[system].fleets.iter().copied().filter(move |&fleet| {
        state.fleets[fleet].owner == owner
            && !conflict.retreating.contains(&fleet)
            && diplomacy::role(state, conflict, fleet) == Role::Orbital
    })
}

/// Fleets of a house that reached the orbit of a system and are still in play, ascending.
pub fn fleets_in_orbit<'a>(
    state: &'a State,
    conflict: &'a Conflict,
    house: HouseId,
    system: SystemId,
) -> impl Iterator<Item = FleetId> + 'a {
    state.systems[system].fleets.iter().copied().filter(move |fleet| {
        state.fleets[*fleet].owner == house
            && conflict.advanced.contains(fleet)
            && !conflict.out_of_play.contains(fleet)
    })
}

/// The houses that hold an empty orbit with their attack strengths there, strongest first: of two Enemies only the
/// stronger one, at a tie the lower house (rulebook 11 §14.2, K47).
fn holders(state: &State, conflict: &Conflict, colony: ColonyId) -> Vec<(HouseId, i64)> {
    let system = state.colonies[colony].system;
    let mut present: Vec<(HouseId, i64)> = Vec::new();
    for &fleet in &state.systems[system].fleets {
        let house = state.fleets[fleet].owner;
        if present.iter().any(|&(other, _)| other == house) {
            continue;
        }
        let own: Vec<FleetId> = fleets_in_orbit(state, conflict, house, system).collect();
        if !own.is_empty() {
            let attack = own
                .iter()
                .map(|&fleet| i64::from(strength::fleet_attack(state, &state.fleets[fleet])));
            present.push((house, attack.sum()));
        }
    }
    present.sort_unstable_by_key(|&(house, attack)| (Reverse(attack), house));
    let mut holders: Vec<(HouseId, i64)> = Vec::new();
    for (house, attack) in present {
        if holders
            .iter()
            .all(|&(other, _)| state.relation(house, other) != Stance::Enemy)
        {
            holders.push((house, attack));
        }
    }
    holders
}

/// The strongest of the houses that hold the orbit of a colony now.
pub fn strongest(state: &State, conflict: &Conflict, colony: ColonyId) -> Option<HouseId> {
    holders(state, conflict, colony).first().map(|&(house, _)| house)
}

/// Destroys what the owner has screened at a colony: shipyards and drydocks with all in them, mothballed fleets, and
/// the auxiliaries of fleets still in orbit; spaceports stand on the ground (rulebook 11 K30). The mothballed ships
/// are credited to `victor` (rulebook 11 §14.3, 12 §3.4).
pub fn lose_screened(turn: &mut Turn, step: Step, colony: ColonyId, victor: HouseId) {
    let row = &turn.state.colonies[colony];
    let (owner, system) = (row.owner, row.system);
    for facility in row.facilities.clone() {
        if matches!(
            turn.state.facilities[facility].kind,
            FacilityKind::Shipyard | FacilityKind::Drydock
        ) {
            construction::demolish(turn, step, facility);
        }
    }
    let guards: Vec<FleetId> = orbital_fleets(turn.state, &turn.conflict, owner, system).collect();
    for fleet in turn.state.systems[system].fleets.clone() {
        let row = &turn.state.fleets[fleet];
        if row.owner != owner {
            continue;
        }
        let mothballed = row.status == FleetStatus::Mothballed;
        let doomed = |&&ship: &&ShipId| {
            let class = turn.state.ships[ship].class;
            mothballed || (guards.contains(&fleet) && class.is_auxiliary())
        };
        let doomed: Vec<ShipId> = row.ships.iter().filter(doomed).copied().collect();
        let major = doomed
            .iter()
            .filter(|&&ship| turn.state.ships[ship].class.is_combat())
            .count();
        aftermath::book_ship_kills(turn, victor, owner, major as i64);
        for ship in doomed {
            aftermath::lose_ship(turn, ship);
        }
        turn.state.dissolve_if_empty(fleet);
    }
}
