//! CON1c: blockade of colonies (rulebook 04 §10, 11 §15).

use super::supremacy;
use crate::command::descriptor::Acts;
use crate::command::table;
use crate::diplomacy;
use crate::events::OrderFate;
use crate::ids::*;
use crate::turn::Turn;
use crate::vocab::*;

/// CON1c: recomputes which colonies are under blockade, from nothing (rulebook 04 §10).
pub fn con1c_blockade(turn: &mut Turn) {
    let orbits: Vec<(ColonyId, Vec<HouseId>)> = turn
        .conflict
        .supremacy
        .iter()
        .map(|(&colony, houses)| (colony, houses.clone()))
        .collect();
    for (colony, houses) in orbits {
        let blockaders: Vec<HouseId> = houses
            .into_iter()
            .filter(|&house| blockades(turn, colony, house))
            .collect();
        if !blockaders.is_empty() {
            turn.conflict.blockaders.insert(colony, blockaders);
        }
    }
    for colony in turn.state.colonies.ids() {
        let blockaded = turn.conflict.blockaders.contains_key(&colony);
        let row = &turn.state.colonies[colony];
        if blockaded || row.blockaded || row.blockade_turns > 0 {
            let row = &mut turn.state.colonies[colony];
            row.blockade_turns = if blockaded { row.blockade_turns + 1 } else { 0 };
            row.blockaded = blockaded;
        }
    }
}

/// Whether a house that holds the orbit of a colony has a fleet there that blockades it. Fleets on Blockade without a
/// sound combat ship left end as Failed (rulebook 04 §4 note 6, §10.4).
fn blockades(turn: &mut Turn, colony: ColonyId, house: HouseId) -> bool {
    let system = turn.state.colonies[colony].system;
    let fleets: Vec<FleetId> = supremacy::fleets_in_orbit(turn.state, &turn.conflict, house, system)
        .filter(|&fleet| matches!(table::command(&turn.state.fleets[fleet]).acts, Acts::Blockade))
        .collect();
    let mut able = false;
    for fleet in fleets {
        match diplomacy::execute::test(turn.state, fleet) {
            Ok(()) => able = true,
            Err(reason) => turn.fail(Step::Con1c, fleet, OrderFate::Failed, reason),
        }
    }
    able
}

/// A captured colony is no longer blockaded by its new owner; the blockade of another house stands (11 §15, rulebook
/// 03 R11).
pub fn lift(turn: &mut Turn, colony: ColonyId, new_owner: HouseId) {
    if !turn.state.colonies[colony].blockaded {
        return;
    }
    let blockaders = turn.conflict.blockaders.entry(colony).or_default();
    blockaders.retain(|&house| house != new_owner);
    if blockaders.is_empty() {
        let row = &mut turn.state.colonies[colony];
        (row.blockaded, row.blockade_turns) = (false, 0);
    }
}
