//! Intelligence Theft: what one house knows, another gets to know (rulebook 23 §6.4, 24 §8).
//!
//! Records come with their own dates, false figures with the true ones. What is about the thief itself stays behind.

use std::collections::BTreeSet;

use super::records::{find, find_starbase, rewrite};
use crate::ids::*;
use crate::state::State;
use crate::state::rows::*;
use crate::vocab::Source;

/// Copies what the victim knows and the thief does not, or knows only from earlier; says how many records were written.
pub fn steal_records(state: &mut State, thief: HouseId, victim: HouseId) -> i64 {
    systems(state, thief, victim)
        + colonies(state, thief, victim)
        + fleets(state, thief, victim)
        + starbases(state, thief, victim)
        + battles(state, thief, victim)
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
            source: Source::Stolen,
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
            source: Source::Stolen,
            ..record.clone()
        };
        let known = state.colony_records.get(id).cloned();
        if let Some(written) = merge_colony(known, &stolen) {
            copied += 1;
            let own = state.colony_records.remove(id).map_or(Vec::new(), |own| own.queue);
            let queue = match written.detail_turn == stolen.detail_turn {
                true => copy_queue(state, id, own, &stolen.queue),
                false => own,
            };
            state.colony_records.insert(ColonyRecord { queue, ..written });
        }
    }
    copied
}

/// What a record becomes by a stolen one; none if that says nothing newer.
fn merge_colony(known: Option<ColonyRecord>, stolen: &ColonyRecord) -> Option<ColonyRecord> {
    let Some(known) = known else {
        return Some(stolen.clone());
    };
    let newer = known.turn < stolen.turn;
    if known.colony != stolen.colony {
        return newer.then(|| stolen.clone());
    }
    let newer_details = known.detail_turn < stolen.detail_turn;
    let (turn, owner) = match newer {
        true => (stolen.turn, stolen.owner),
        false => (known.turn, known.owner),
    };
    let details = if newer_details { stolen.clone() } else { known };
    let source = Source::Stolen;
    (newer || newer_details).then_some(ColonyRecord {
        turn,
        owner,
        source,
        ..details
    })
}

fn copy_queue(
    state: &mut State,
    record: RecordId,
    mut own: Vec<QueueRecordId>,
    stolen: &[QueueRecordId],
) -> Vec<QueueRecordId> {
    let parts: Vec<QueueRecord> = stolen.iter().map(|&id| state.queue_records[id].clone()).collect();
    rewrite(&mut state.queue_records, &mut own, parts.len(), |index, id| {
        QueueRecord {
            id,
            record,
            ..parts[index].clone()
        }
    });
    own
}

/// The victim's records of fleets, likewise.
fn fleets(state: &mut State, thief: HouseId, victim: HouseId) -> i64 {
    let mut copied = 0;
    for index in 0..state.fleet_records_of[victim.index()].len() {
        let (fleet, record) = state.fleet_records_of[victim.index()][index];
        let stolen = FleetRecord {
            house: thief,
            source: Source::Stolen,
            ..state.fleet_records[record].clone()
        };
        if stolen.owner == thief {
            continue;
        }
        let (id, known) = match find(state, thief, fleet) {
            Err(at) => {
                let blank = FleetRecord {
                    details: Vec::new(),
                    ..stolen.clone()
                };
                let id = state.fleet_records.insert_next(|id| FleetRecord { id, ..blank });
                state.fleet_records_of[thief.index()].insert(at, (fleet, id));
                (id, None)
            }
            Ok(at) => {
                let (_, id) = state.fleet_records_of[thief.index()][at];
                (id, Some(state.fleet_records[id].clone()))
            }
        };
        copied += i64::from(merge_fleet(state, id, known, stolen));
    }
    copied
}

/// Writes what a record becomes by a stolen one; false if that says nothing newer.
fn merge_fleet(state: &mut State, id: FleetRecordId, known: Option<FleetRecord>, stolen: FleetRecord) -> bool {
    let newer = known.as_ref().is_none_or(|known| known.turn < stolen.turn);
    let newer_details = known
        .as_ref()
        .is_none_or(|known| known.detail_turn < stolen.detail_turn);
    if !newer && !newer_details {
        return false;
    }
    let own = known.as_ref().map_or(Vec::new(), |known| known.details.clone());
    let ships = match newer_details {
        true => copy_ships(state, id, own, &stolen.details),
        false => own,
    };
    let known = known.unwrap_or_else(|| stolen.clone());
    let (sighting, details) = match (newer, newer_details) {
        (true, true) => (stolen.clone(), stolen),
        (true, false) => (stolen, known),
        _ => (known, stolen),
    };
    state.fleet_records[id] = FleetRecord {
        id,
        source: Source::Stolen,
        detail_turn: details.detail_turn,
        attack: details.attack,
        defense: details.defense,
        crippled: details.crippled,
        target: details.target,
        target_fleet: details.target_fleet,
        roe: details.roe,
        details: ships,
        ..sighting
    };
    true
}

fn copy_ships(
    state: &mut State,
    record: FleetRecordId,
    mut own: Vec<ShipRecordId>,
    stolen: &[ShipRecordId],
) -> Vec<ShipRecordId> {
    let parts: Vec<ShipRecord> = stolen.iter().map(|&id| state.ship_records[id].clone()).collect();
    rewrite(&mut state.ship_records, &mut own, parts.len(), |index, id| ShipRecord {
        id,
        record,
        ..parts[index].clone()
    });
    own
}

/// What the victim has read in starbases. What it says about fleets of the thief stays behind with it.
fn starbases(state: &mut State, thief: HouseId, victim: HouseId) -> i64 {
    let of_victim = |record: &&StarbaseRecord| record.house == victim && record.owner != thief;
    let found: Vec<StarbaseRecord> = state.starbase_records.iter().filter(of_victim).cloned().collect();
    let mut copied = 0;
    for record in found {
        let known = find_starbase(state, thief, record.starbase);
        if known.is_some_and(|id| state.starbase_records[id].turn >= record.turn) {
            continue;
        }
        copied += 1;
        let parts: Vec<PlanRecord> = record.plans.iter().map(|&id| state.plan_records[id].clone()).collect();
        let mut plans = known.map_or(Vec::new(), |id| std::mem::take(&mut state.starbase_records[id].plans));
        let stolen = StarbaseRecord {
            house: thief,
            source: Source::Stolen,
            plans: Vec::new(),
            ..record
        };
        let id = match known {
            Some(id) => id,
            None => state
                .starbase_records
                .insert_next(|id| StarbaseRecord { id, ..stolen.clone() }),
        };
        rewrite(&mut state.plan_records, &mut plans, parts.len(), |index, part| {
            PlanRecord {
                id: part,
                record: id,
                ..parts[index].clone()
            }
        });
        state.starbase_records[id] = StarbaseRecord { id, plans, ..stolen };
    }
    copied
}

/// What the victim knows of battles in which the thief was not.
fn battles(state: &mut State, thief: HouseId, victim: HouseId) -> i64 {
    let known: BTreeSet<BattleId> = state
        .combat_records
        .iter()
        .filter(|record| record.house == thief)
        .map(|record| record.battle)
        .collect();
    let is_new = |record: &&CombatRecord| {
        record.house == victim && ![record.low, record.high].contains(&thief) && !known.contains(&record.battle)
    };
    let found: Vec<CombatRecord> = state.combat_records.iter().filter(is_new).cloned().collect();
    for record in &found {
        let parts: Vec<CombatUnitRecord> = record
            .units
            .iter()
            .map(|&id| state.combat_unit_records[id].clone())
            .collect();
        let id = state.combat_records.insert_next(|id| CombatRecord {
            id,
            house: thief,
            source: Source::Stolen,
            units: Vec::new(),
            ..record.clone()
        });
        let mut units = Vec::new();
        rewrite(
            &mut state.combat_unit_records,
            &mut units,
            parts.len(),
            |index, part| CombatUnitRecord {
                id: part,
                record: id,
                ..parts[index].clone()
            },
        );
        if let Some(stolen) = state.combat_records.derived_mut(id) {
            stolen.units = units;
        }
    }
    found.len() as i64
}
