//! SystemRecords: the planet of a system.

use super::colony::{drop_colony, note_owner};
use crate::ids::*;
use crate::state::State;
use crate::state::rows::{System, SystemRecord};
use crate::vocab::*;

/// Writes what can be seen of a system and its planet from inside it; planet class, raw rating, and owner (Scan).
pub fn note_system(state: &mut State, house: HouseId, system: SystemId, source: Source) {
    note_planet(state, house, system, source);
    match state.colony_at(system).map(|colony| (colony.id, colony.owner)) {
        Some((colony, owner)) if owner != house => note_owner(state, house, system, colony, owner, source),
        // What stood here is gone or its own: nothing foreign is known any more (W37).
        _ => drop_colony(state, RecordId::of(house, system)),
    }
}

/// Writes planet class and raw rating. A house needs no date for what it knows exactly at all times: while it has a
/// colony here, the record stays as it is (W36).
pub fn note_planet(state: &mut State, house: HouseId, system: SystemId, source: Source) {
    let id = RecordId::of(house, system);
    let turn = state.turn();
    let owned = state.controller(system) == Some(house);
    let System { class, raw, .. } = state.systems[system];
    match state.system_records.get(id) {
        Some(record) if record.class == class && (owned || record.turn == turn) => {}
        Some(_) => {
            let record = &mut state.system_records[id];
            (record.turn, record.class, record.source) = (turn, class, source);
        }
        None => state.system_records.insert(SystemRecord {
            id,
            house,
            system,
            turn,
            source,
            class,
            raw,
        }),
    }
}
