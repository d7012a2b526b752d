//! Refuges of retreating fleets (rulebook 04 §12.6).

use super::departures;
use crate::ids::*;
use crate::state::State;
use crate::turn::Turn;
use crate::vocab::Hull;

/// Systems of a house's colonies other than the place of the battle.
fn havens(state: &State, house: HouseId, battle: SystemId) -> impl Iterator<Item = SystemId> + use<'_> {
    let colonies = state.houses[house].colonies.iter();
    colonies
        .map(|&colony| state.colonies[colony].system)
        .filter(move |&system| system != battle)
}

/// Whether fleets of a house in a battle have a refuge: one of sound ships, and one with a crippled ship, which
/// Restricted lanes are closed to.
pub fn exists(state: &State, house: HouseId, battle: SystemId) -> [bool; 2] {
    [false, true].map(|crippled| {
        havens(state, house, battle).any(|haven| state.starmap.jumps(battle, haven, crippled).is_some())
    })
}

/// CON1d.9: places every fleet that retreated at once in its refuge (rulebook 04 R20), the nearest own colony of this
/// moment; if it has none any more, or the rules know no relocation, it stays where it is (rulebook 04 R35, 00 W54).
pub fn con1d9_refuge(turn: &mut Turn) {
    let relocates = turn.state.rules.combat.retreat.retreat_to_nearest_friendly;
    for fleet in std::mem::take(&mut turn.conflict.retreating) {
        let refuge = if relocates { nearest(turn.state, fleet) } else { None };
        departures::close(turn, fleet, refuge);
        if let Some(refuge) = refuge {
            turn.state.move_fleet(fleet, refuge);
        }
    }
}

/// The nearest own colony that a fleet can reach.
fn nearest(state: &State, fleet: FleetId) -> Option<SystemId> {
    let row = state.fleets.get(fleet)?;
    let crippled = row.ships.iter().any(|&ship| state.ships[ship].hull == Hull::Crippled);
    let havens = havens(state, row.owner, row.system);
    state.starmap.nearest(row.system, crippled, havens)
}
