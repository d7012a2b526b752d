//! StarbaseRecords: what is read in a foreign starbase about its owner.

use super::super::noise::{Figure, Pen};
use super::{note_owner, note_planet, rewrite};
use crate::ids::*;
use crate::state::State;
use crate::state::rows::*;
use crate::vocab::*;

/// Writes what a starbase knows of its house: money, technology, and what every fleet is about (rulebook 24 I11).
pub fn know_starbase(state: &mut State, house: HouseId, starbase: FacilityId) {
    let colony = &state.colonies[state.facilities[starbase].colony];
    let (system, id, owner) = (colony.system, colony.id, colony.owner);
    note_planet(state, house, system, Source::Hack);
    note_owner(state, house, system, id, owner, Source::Hack);
    let seen = read(state, house, starbase, system, owner);
    let found = find_starbase(state, house, starbase);
    let record = match found {
        Some(id) => {
            let plans = std::mem::take(&mut state.starbase_records[id].plans);
            state.starbase_records[id] = StarbaseRecord { id, plans, ..seen };
            id
        }
        None => state.starbase_records.insert_next(|id| StarbaseRecord { id, ..seen }),
    };
    write_plans(state, record, house, owner);
}

/// The record of a house about a starbase.
pub fn find_starbase(state: &State, house: HouseId, starbase: FacilityId) -> Option<StarbaseRecordId> {
    let mut records = state.starbase_records.iter();
    records
        .find(|record| record.house == house && record.starbase == starbase)
        .map(|record| record.id)
}

fn read(state: &mut State, house: HouseId, starbase: FacilityId, system: SystemId, owner: HouseId) -> StarbaseRecord {
    let pen = Pen::new(state, house, starbase);
    let House {
        treasury,
        tax,
        gho,
        nhv,
        tech: mut levels,
        mut rp,
        ..
    } = state.houses[owner].clone();
    for &field in TechField::ALL {
        levels[field] = pen.level(state, field, levels[field]);
    }
    for &pool in Pool::ALL {
        rp[pool] = pen.figure(state, Figure::Research(pool), rp[pool]);
    }
    // Of equal pools the first: ERP, SRP, MRP.
    let focus = Pool::ALL
        .iter()
        .copied()
        .max_by_key(|&pool| (rp[pool], std::cmp::Reverse(pool)));
    StarbaseRecord {
        id: StarbaseRecordId(0),
        house,
        starbase,
        system,
        owner,
        turn: state.turn(),
        source: Source::Hack,
        treasury: pen.figure(state, Figure::Treasury, treasury),
        tax,
        gho: pen.figure(state, Figure::HouseGross, gho),
        nhv: pen.figure(state, Figure::HouseNet, nhv),
        tech: levels,
        rp,
        focus: focus.unwrap_or(Pool::Erp),
        plans: Vec::new(),
    }
}

fn write_plans(state: &mut State, record: StarbaseRecordId, house: HouseId, owner: HouseId) {
    let mut plans = Vec::new();
    for fleet in state.houses[owner].fleets.clone() {
        let pen = Pen::new(state, house, fleet);
        let row = &state.fleets[fleet];
        let (system, command, target, ships) = (row.system, row.command, row.target, row.ships.len());
        if ships > 0 {
            plans.push((
                fleet,
                system,
                command,
                target,
                pen.count(state, Figure::PlannedShips, ships),
            ));
        }
    }
    let row = state.starbase_records.derived_mut(record).expect("it was just stored");
    rewrite(&mut state.plan_records, &mut row.plans, plans.len(), |index, id| {
        let (fleet, system, command, target, ships) = plans[index];
        PlanRecord {
            id,
            record,
            fleet,
            system,
            ships,
            command,
            target,
        }
    });
}
