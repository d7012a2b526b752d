//! Docks, fleet sizes and counts, capacities, command points (rulebook 10 §2, §5, §6, 22 §1, §9).

use crate::ids::*;
use crate::num;
use crate::state::State;
use crate::state::rows::*;
use crate::strength;
use crate::vocab::*;

/// Docks of a facility at its owner's CST level; none while it is crippled (22 §1.1, C7).
pub fn docks(state: &State, facility: &Facility) -> i64 {
    if facility.hull == Hull::Crippled {
        return 0;
    }
    let base = state.rules.facilities.kind(facility.kind).docks;
    let cst = state.tech(state.colonies[facility.colony].owner, TechField::Cst);
    num::floor(f64::from(base) * state.rules.tech.cst_factor(cst))
}

/// Docks of a facility that no project and no repair occupies; not below 0.
pub fn free_docks(state: &State, facility: &Facility) -> i64 {
    (docks(state, facility) - i64::from(facility.busy)).max(0)
}

/// Most ships a fleet of the house may hold; fighters in hangars do not count (10 §6.1, U14).
pub fn max_ships_per_fleet(state: &State, house: HouseId) -> usize {
    state.rules.tech.max_ships_per_fleet(state.tech(house, TechField::Fc)) as usize
}

/// Most combat fleets the house may have (10 §6.2, U17, rulebook 21 R11, R12, rulebook 04 R25): the SC level's base,
/// more on maps with much room per house.
pub fn max_combat_fleets(state: &State, house: HouseId) -> usize {
    let base = state
        .rules
        .tech
        .max_combat_fleets_base(state.tech(house, TechField::Sc));
    let scaling = &state.rules.limits.strategic_command_scaling;
    let room = state.systems.len() as f64 / f64::from(state.game().houses);
    let growth = libm::log2(room / scaling.systems_per_player_divisor).max(0.0);
    num::floor(f64::from(base) * (1.0 + growth * scaling.scale_factor)) as usize
}

/// Combat fleets the house has: those with at least one ship that is no auxiliary, whatever their status (10 §6.2).
pub fn combat_fleets(state: &State, house: HouseId) -> usize {
    state.houses[house]
        .fleets
        .iter()
        .filter(|&&fleet| strength::has_combat_ship(state, fleet))
        .count()
}

/// Command points in the pool: a share of the IU of all colonies, and nothing else unless
/// the rules switch the bonus of SC on (10 §5, U11, U12).
pub fn c2_pool(state: &State, house: HouseId) -> i64 {
    let limits = &state.rules.limits.c2_limits;
    let iu: i64 = state.houses[house]
        .colonies
        .iter()
        .map(|&colony| state.colonies[colony].iu)
        .sum();
    let bonus = match limits.strategic_command_bonus {
        true => state.rules.tech.c2_bonus(state.tech(house, TechField::Sc)),
        false => 0,
    };
    num::floor(iu as f64 * limits.c2_conversion_ratio) + bonus
}

/// Command points in use: ships in fleets and fighters in their hangars by the fleet's status, ships without a fleet
/// as Active; nothing for what is in a colony's pool or in a dock; each ship is rounded by itself (10 §5, U12, U13).
pub fn c2_used(state: &State, house: HouseId) -> i64 {
    let costs = [FleetStatus::Active, FleetStatus::Reserve, FleetStatus::Mothballed].map(|status| {
        let factor = state.rules.ships.status(status).c2_cost_multiplier;
        let cost = |&class: &ShipClass| num::floor(state.rules.ships.class(class).c2_cost as f64 * factor);
        let mut costs = [0; ShipClass::COUNT];
        costs
            .iter_mut()
            .zip(ShipClass::ALL)
            .for_each(|(place, class)| *place = cost(class));
        costs
    });
    let cost = |id: ShipId, status: FleetStatus| {
        let (ship, costs) = (&state.ships[id], &costs[usize::from(status.code())]);
        costs[usize::from(ship.class.code())]
            + ship.fighters().len() as i64 * costs[usize::from(ShipClass::Fighter.code())]
    };
    let row = &state.houses[house];
    let fleets = row.fleets.iter().map(|&id| {
        let fleet = &state.fleets[id];
        fleet.ships.iter().map(|&ship| cost(ship, fleet.status)).sum::<i64>()
    });
    let unassigned = row.colonies.iter().flat_map(|&id| &state.colonies[id].unassigned);
    fleets.sum::<i64>() + unassigned.map(|&ship| cost(ship, FleetStatus::Active)).sum::<i64>()
}

/// Fighters the pool of a colony may hold for good (10 §2.1, U15, 22 §9.1, C13).
pub fn fighter_capacity(state: &State, colony: &Colony) -> i64 {
    let doctrine = state
        .rules
        .tech
        .fighter_doctrine_multiplier(state.tech(colony.owner, TechField::Fd));
    let squadrons = colony.iu / state.rules.limits.fighter_capacity.iu_divisor;
    num::floor(squadrons as f64 * doctrine)
}

/// Most Planet-Breakers the house may have (10 §2.6).
pub fn max_planet_breakers(state: &State, house: HouseId) -> usize {
    let per_colony = state.rules.limits.quantity_limits.max_planet_breakers_per_colony as usize;
    state.houses[house].colonies.len() * per_colony
}

/// Planet-Breakers the house has, ascending: in fleets, in drydocks, and without a fleet.
pub fn planet_breakers(state: &State, house: HouseId) -> Vec<ShipId> {
    let row = &state.houses[house];
    let fleets = row.fleets.iter().flat_map(|&id| state.fleets[id].ships.iter().copied());
    let colonies = row.colonies.iter().flat_map(|&id| {
        let colony = &state.colonies[id];
        let docked = colony.repairs.iter().filter_map(|&repair| state.repairs[repair].ship);
        colony.unassigned.iter().copied().chain(docked)
    });
    let mut found: Vec<ShipId> = fleets
        .chain(colonies)
        .filter(|&id| state.ships[id].class == ShipClass::PlanetBreaker)
        .collect();
    found.sort_unstable();
    found
}

/// Marine divisions each transport of the house may carry (10 §2.5).
pub fn transport_capacity(state: &State, house: HouseId) -> usize {
    state.rules.tech.transport_capacity(state.tech(house, TechField::Stl)) as usize
}

/// Fighters each ship of a class may carry; none but carriers have a hangar (10 §2.2).
pub fn hangar_capacity(state: &State, house: HouseId, class: ShipClass) -> usize {
    state
        .rules
        .tech
        .hangar_capacity(class, state.tech(house, TechField::Aco)) as usize
}

#[cfg(test)]
mod tests;
