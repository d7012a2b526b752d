//! Intelligence Theft: what one house knows, another gets to know (rulebook 23 §6.4, 24 §8).
//!
//! Records come with their own dates, false figures with the true ones. What is about the thief itself stays behind.

use crate::ids::*;
use crate::state::State;
use crate::state::rows::*;

/// Copies what the victim knows and the thief does not, or knows only from earlier; says how many records were written.
pub fn steal_records(state: &mut State, thief: HouseId, victim: HouseId) -> i64 {
    systems(state, thief, victim) + colonies(state, thief, victim) + fleets(state, thief, victim)
}

/// The victim's records of systems. Of a system with a colony of its own the thief knows all.
fn systems(state: &mut State, thief: HouseId, victim: HouseId) -> i64 {
    let mut copied = 0;
    for system in (1..=state.systems.len() as u32).map(SystemId) {
        let Some(record) = state.system_records.get(RecordId::of(victim, system)) else {
            continue;
        };
        let id = RecordId::of(thief, system);
        let stolen = SystemRecord {
            id,
            house: thief,
            ..record.clone()
        };
        let known = state.system_records.get(id).map(|own| own.turn);
        if state.controller(system) != Some(thief) && known.is_none_or(|turn| turn < stolen.turn) {
            state.system_records.remove(id);
            state.system_records.insert(stolen);
            copied += 1;
        }
    }
    copied
}

/// The victim's records of colonies: owner and details are of different dates, and each counts for itself (W84).
fn colonies(state: &mut State, thief: HouseId, victim: HouseId) -> i64 {
    let mut copied = 0;
    for system in (1..=state.systems.len() as u32).map(SystemId) {
        let Some(record) = state.colony_records.get(RecordId::of(victim, system)) else {
            continue;
        };
        if record.owner == thief || state.controller(system) == Some(thief) {
            continue;
        }
        let id = RecordId::of(thief, system);
        let stolen = ColonyRecord {
            id,
            house: thief,
            ..record.clone()
        };
        let known = state.colony_records.get(id).cloned();
        if let Some(written) = merge(known, stolen) {
            state.colony_records.remove(id);
            state.colony_records.insert(written);
            copied += 1;
        }
    }
    copied
}

/// What a record becomes by a stolen one; none if that says nothing newer.
fn merge(known: Option<ColonyRecord>, stolen: ColonyRecord) -> Option<ColonyRecord> {
    let Some(known) = known else { return Some(stolen) };
    let newer = known.turn < stolen.turn;
    if known.colony != stolen.colony {
        return newer.then_some(stolen);
    }
    let newer_details = known.detail_turn < stolen.detail_turn;
    let (turn, owner) = match newer {
        true => (stolen.turn, stolen.owner),
        false => (known.turn, known.owner),
    };
    let details = if newer_details { stolen } else { known };
    (newer || newer_details).then_some(ColonyRecord { turn, owner, ..details })
}

/// The victim's records of fleets, likewise.
fn fleets(state: &mut State, thief: HouseId, victim: HouseId) -> i64 {
    let mut copied = 0;
    for index in 0..state.fleet_records_of[victim.index()].len() {
        let (fleet, record) = state.fleet_records_of[victim.index()][index];
        let record = state.fleet_records[record].clone();
        if record.owner == thief {
            continue;
        }
        match super::records::find(state, thief, fleet) {
            Err(at) => {
                let id = state.fleet_records.insert_next(|id| FleetRecord {
                    id,
                    house: thief,
                    ..record
                });
                state.fleet_records_of[thief.index()].insert(at, (fleet, id));
                copied += 1;
            }
            Ok(at) => {
                let (_, id) = state.fleet_records_of[thief.index()][at];
                let known = &state.fleet_records[id];
                let (newer, newer_details) = (known.turn < record.turn, known.detail_turn < record.detail_turn);
                if newer || newer_details {
                    let known = known.clone();
                    let (sighting, details) = match (newer, newer_details) {
                        (true, true) => (record.clone(), record),
                        (true, false) => (record, known),
                        _ => (known, record),
                    };
                    state.fleet_records[id] = FleetRecord {
                        id,
                        house: thief,
                        detail_turn: details.detail_turn,
                        attack: details.attack,
                        defense: details.defense,
                        crippled: details.crippled,
                        ..sighting
                    };
                    copied += 1;
                }
            }
        }
    }
    copied
}
