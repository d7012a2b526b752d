//! CMD4: fighters and new marines go aboard by themselves (rulebook 22 §5.7).

use super::assign::is_stationary;
use crate::ids::{ColonyId, FleetId, GroundId, ShipId};
use crate::limits;
use crate::state::rows::Ship;
use crate::state::{ShipPlace, State};
use crate::turn::Turn;
use crate::vocab::*;

/// CMD4: colonies whose flags say so load fighters of the pool into carriers, and marines commissioned in this CMD2
/// into transports, of own stationary fleets. Marines of an older garrison board by command only (O5).
pub fn cmd4_auto_load(turn: &mut Turn) {
    let marines = std::mem::take(&mut turn.new_marines);
    for house in turn.state.house_ids() {
        if !turn.state.in_play(house) {
            continue;
        }
        for index in 0..turn.state.houses[house].colonies.len() {
            let colony = turn.state.houses[house].colonies[index];
            if turn.state.colonies[colony].auto_load_fighters {
                load_fighters(turn.state, colony);
            }
            if turn.state.colonies[colony].auto_load_marines {
                load_marines(turn.state, colony, &marines);
            }
        }
    }
}

/// Ships in working order of the owner's stationary fleets at a colony, by fleet, then ship.
fn ready_ships(state: &State, colony: ColonyId) -> impl Iterator<Item = &Ship> {
    let row = &state.colonies[colony];
    let fleet = |&id: &FleetId| &state.fleets[id];
    let fleets = state.systems[row.system].fleets.iter().map(fleet);
    let stationary = fleets.filter(|fleet| fleet.owner == row.owner && is_stationary(fleet));
    let ships = stationary.flat_map(|fleet| &fleet.ships).map(|&id| &state.ships[id]);
    ships.filter(|ship| ship.hull == Hull::Nominal)
}

/// Once a turn (rulebook 03 R25), fighters of the pool, oldest first, fill one carrier after the other: the emptiest
/// first, ties to the highest id.
fn load_fighters(state: &mut State, colony: ColonyId) {
    if state.colonies[colony].pool.is_empty() {
        return;
    }
    let owner = state.colonies[colony].owner;
    let carriers = ready_ships(state, colony).filter(|ship| ship.class.is_carrier());
    let mut carriers: Vec<(usize, ShipId)> = carriers.map(|ship| (ship.fighters().len(), ship.id)).collect();
    carriers.sort_unstable_by_key(|&(embarked, id)| (embarked, std::cmp::Reverse(id)));
    for (embarked, carrier) in carriers {
        let room = limits::hangar_capacity(state, owner, state.ships[carrier].class).saturating_sub(embarked);
        for _ in 0..room {
            let Some(&oldest) = state.colonies[colony].pool.first() else {
                return;
            };
            state.move_ship(oldest, ShipPlace::Carrier(carrier));
        }
    }
}

/// New marines of a colony board its transports, by fleet, then ship, each up to its capacity (C27,
/// rulebook 03 R15).
fn load_marines(state: &mut State, colony: ColonyId, marines: &[GroundId]) {
    let mut ashore = marines
        .iter()
        .copied()
        .filter(|&id| state.ground[id].colony == Some(colony))
        .peekable();
    if ashore.peek().is_none() {
        return;
    }
    let ashore: Vec<GroundId> = ashore.collect();
    let capacity = limits::transport_capacity(state, state.colonies[colony].owner);
    let transports = ready_ships(state, colony).filter(|ship| ship.class == ShipClass::TroopTransport);
    let berths: Vec<ShipId> = transports
        .flat_map(|ship| (ship.marines().len()..capacity).map(|_| ship.id))
        .collect();
    for (marine, transport) in ashore.into_iter().zip(berths) {
        state.embark(marine, transport);
    }
}
