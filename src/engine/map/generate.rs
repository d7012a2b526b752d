//! Making a map: systems with their planets, homeworlds, lanes (rulebook 02 §2–§8).

use std::sync::Arc;

use super::hex::{Grid, Hex};
use super::{homeworlds, lanes, validate};
use crate::dice::Stream;
use crate::ids::*;
use crate::setup::SetupError;
use crate::state::State;
use crate::state::rows::{Lane, System};
use crate::state::starmap::StarMap;

/// The turn under which the dice of the setup are opened (rulebook 03 §8).
const SETUP: u32 = 0;

/// Makes the systems and lanes of a game and its star map. Returns the homeworlds in the order of selection: the first
/// is that of house 1. How many systems there should be for each house is advice and not tested (rulebook 02 R11).
///
/// # Errors
/// [`SetupError`] if the homeworlds find no room, or the map breaks a rule.
pub fn generate(state: &mut State) -> Result<Vec<SystemId>, SetupError> {
    let (rules, scenario) = (Arc::clone(&state.rules), Arc::clone(&state.scenario));
    let grid = Grid::new(scenario.map_generation.num_rings);
    let houses = scenario.game_parameters.player_count;
    let dice = |stream| state.streams.open(SETUP, stream);
    let homeworlds = homeworlds::place(&grid, &rules.starmap, houses, &mut dice(Stream::MapHomeworld))?;
    let links = lanes::weave(&grid, &rules.starmap, &homeworlds, &mut dice(Stream::MapLanes))?;
    validate::check(&rules.starmap, grid.len(), &links, &homeworlds, houses)?;
    for id in grid.systems() {
        let system = rolled_system(state, id, grid.hex(id));
        state.systems.insert(system);
    }
    for (house, &homeworld) in (1..).map(HouseId).zip(&homeworlds) {
        let system = &mut state.systems[homeworld];
        (system.class, system.raw) = (scenario.homeworld.planet_class, scenario.homeworld.raw_quality);
        system.homeworld_of = Some(house);
    }
    for (a, b, class) in links {
        state.lanes.insert_next(|id| Lane { id, a, b, class });
    }
    state.starmap = Arc::new(StarMap::build(state));
    Ok(homeworlds)
}

/// A system with a rolled planet: first its class, then its raw material rating, by the d10 tables (rulebook 02 §3,
/// rulebook 02 R1). Each has a stream of its own, so that planets depend on neither lanes nor seats (rulebook 02 R12).
fn rolled_system(state: &State, id: SystemId, (q, r): Hex) -> System {
    let rules = &state.rules.starmap;
    let mut dice = state.streams.open(SETUP, Stream::MapPlanet(id));
    let class = rules.planet_class(dice.d10() as i32);
    let raw = rules.raw(dice.d10() as i32 + rules.raw_bonus(class));
    System {
        id,
        q,
        r,
        class,
        raw,
        homeworld_of: None,
        colony: None,
        fleets: Vec::new(),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
