//! Setup of a game (rulebook 01 §1–§4).

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::construction;
use crate::dice::{Key, Stream};
use crate::ids::*;
use crate::map;
use crate::metrics;
use crate::rules::Rules;
use crate::scenario::Scenario;
use crate::state::rows::*;
use crate::state::{GAME, ShipPlace, State};
use crate::vocab::*;

/// Why a game could not be set up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// No placement of the homeworlds was found.
    #[error("the map is too small: {houses} homeworlds found no room on {rings} rings after {tries} tries")]
    MapTooSmall {
        /// Houses.
        houses: u32,
        /// Rings.
        rings: u32,
        /// Tries.
        tries: u32,
    },
    /// The map breaks a rule of rulebook 02 §8.
    #[error("the map breaks a rule: {0}")]
    BadMap(String),
    /// Too few or duplicate names.
    #[error("{houses} houses need as many different names; the theme has {names}")]
    Names {
        /// Houses.
        houses: u32,
        /// Names.
        names: usize,
    },
}

/// Creates the state at the start of turn 1, before its Conflict Phase (rulebook 01 §3).
///
/// # Errors
/// [`SetupError`] if the theme has too few names or the map has no room for the homeworlds.
pub fn create(rules: Arc<Rules>, scenario: Arc<Scenario>, key: Key) -> Result<State, SetupError> {
    let mut state = State::empty(rules, scenario, key);
    let houses = state.scenario.game_parameters.player_count;
    state.game.insert(game_row(houses, key));
    let names = shuffled_names(&state, houses)?;
    let homeworlds = map::generate::generate(&mut state)?;
    state.fleet_records_of = vec![Vec::new(); houses as usize + 1];
    for ((house, &homeworld), name) in state.house_ids().zip(&homeworlds).zip(names) {
        settle_house(&mut state, house, homeworld, name);
    }
    for house in state.house_ids() {
        for other in state.house_ids().filter(|&other| other != house) {
            let id = StanceId::of(house, other);
            state.stances.insert(StanceRow {
                id,
                house,
                other,
                stance: Stance::Neutral,
                changed: 0,
                cause: StanceCause::Start,
                locked: false,
            });
        }
    }
    state.store_counters();
    Ok(state)
}

fn game_row(houses: u32, key: Key) -> GameRow {
    GameRow {
        id: GAME,
        turn: 1,
        houses,
        key_low: key.0 as u32,
        key_high: (key.0 >> 32) as u32,
        victory: None,
        winner: None,
        leader_changes: 0,
        leader: None,
        first_battle: None,
        first_conquest: None,
        next_battle: 1,
        next_colony: 1,
        next_fleet: 1,
        next_ship: 1,
        next_facility: 1,
        next_ground: 1,
        next_project: 1,
        next_repair: 1,
        next_fleet_record: 1,
        next_transfer: 1,
        next_ship_record: 1,
        next_queue_record: 1,
        next_starbase_record: 1,
        next_plan_record: 1,
        next_combat_record: 1,
        next_combat_unit_record: 1,
        next_proposal: 1,
    }
}

/// The indices of the theme's names in shuffled order (rulebook 01 §1.3).
fn shuffled_names(state: &State, houses: u32) -> Result<Vec<u8>, SetupError> {
    let names = state.rules.dynatoi.house_names();
    let different: BTreeSet<&str> = names.iter().copied().collect();
    if different.len() < names.len() || names.len() < houses as usize {
        return Err(SetupError::Names {
            houses,
            names: different.len(),
        });
    }
    let mut order: Vec<u8> = (0..names.len() as u8).collect();
    state.streams.open(0, Stream::SetupNames).shuffle(&mut order);
    Ok(order)
}

/// Creates a house with all that it starts with: its homeworld's colony, ground forces, facilities, fleets
/// (rulebook 01 §3.5, §4).
fn settle_house(state: &mut State, house: HouseId, homeworld: SystemId, name: u8) {
    let scenario = Arc::clone(&state.scenario);
    state.houses.insert(house_row(&scenario, house, homeworld, name));
    let start = &scenario.homeworld;
    let colony = state.new_colony(house, homeworld, start.population_units, start.industrial_units, 0);
    let units = &scenario.starting_ground_forces;
    let shield_level = scenario.starting_tech.shields;
    for (kind, count, level) in [
        (GroundKind::Army, units.armies, 0),
        (GroundKind::Marine, units.marines, 0),
        (GroundKind::GroundBattery, units.ground_batteries, 0),
        (GroundKind::PlanetaryShield, units.planetary_shields, shield_level),
    ] {
        for _ in 0..count {
            state.new_ground(house, kind, colony, level);
        }
    }
    let yards = &scenario.starting_facilities;
    for (kind, count) in [
        (FacilityKind::Spaceport, yards.spaceports),
        (FacilityKind::Shipyard, yards.shipyards),
        (FacilityKind::Drydock, yards.drydocks),
    ] {
        for _ in 0..count {
            state.new_facility(colony, kind, 0);
        }
    }
    for classes in scenario.fleets() {
        let fleet = state.new_fleet(house, homeworld);
        for &class in classes {
            launch(state, house, class, fleet);
        }
    }
    state.flows.insert(metrics::fresh_flows(&state.houses[house]));
}

/// Puts a starting ship into its fleet, which is on Hold like any new one (rulebook 01 R10); an ETAC is full
/// (rulebook 01 §4).
fn launch(state: &mut State, house: HouseId, class: ShipClass, fleet: FleetId) {
    let wep = state.tech(house, TechField::Wep);
    let cost = construction::ship_build_cost(&state.rules, class, wep);
    let ship = state.new_ship(house, class, wep, cost, ShipPlace::Fleet(fleet));
    if class == ShipClass::Etac {
        state.ships[ship].colonists = state.rules.ships.class(class).carry_limit as u8;
    }
}

fn house_row(scenario: &Scenario, id: HouseId, homeworld: SystemId, name: u8) -> House {
    let mut tech = TechLevels::default();
    for &field in TechField::ALL {
        tech[field] = scenario.starting_tech.level(field);
    }
    House {
        treasury: scenario.starting_resources.treasury,
        tax: scenario.tax_percent(),
        prestige: scenario.starting_resources.starting_prestige,
        tech,
        ..poor_house(id, homeworld, name)
    }
}

/// A house that has nothing and to which nothing has happened yet.
pub(crate) fn poor_house(id: HouseId, homeworld: SystemId, name: u8) -> House {
    House {
        id,
        name,
        status: HouseStatus::Active,
        eliminated_turn: None,
        eliminated_by: None,
        homeworld,
        treasury: 0,
        tax: 0,
        prestige: 0,
        negative_turns: 0,
        tech: TechLevels::default(),
        rp: PerPool::default(),
        ebp: 0,
        cip: 0,
        rp_credit: PerPool::default(),
        discount: false,
        gho: 0,
        nhv: 0,
        shortfall_streak: 0,
        last_captor: None,
        missed: 0,
        deposits: PerPool::default(),
        colonies: Vec::new(),
        fleets: Vec::new(),
        transfers: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
