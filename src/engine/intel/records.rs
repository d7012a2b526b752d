//! Writing records: newer facts replace older ones, and a lesser sight never erases details (rulebook 24 §2).
//!
//! A row is touched only if something in it changes.

use crate::ids::*;
use crate::state::State;
use crate::state::rows::*;
use crate::strength;
use crate::vocab::*;

/// Writes what can be seen of a system and its planet from inside it.
pub(super) fn note_system(state: &mut State, house: HouseId, system: SystemId) {
    note_planet(state, house, system);
    let id = RecordId::of(house, system);
    match state.colony_at(system).map(|colony| (colony.id, colony.owner)) {
        Some((colony, owner)) if owner != house => note_owner(state, house, system, colony, owner),
        // What stood here is gone or its own: nothing foreign is known any more (W37).
        _ => {
            state.colony_records.remove(id);
        }
    }
}

/// Writes planet class and raw rating. A house needs no date for what it knows exactly at all times: while it has a
/// colony here, the record stays as it is (W36).
fn note_planet(state: &mut State, house: HouseId, system: SystemId) {
    let id = RecordId::of(house, system);
    let turn = state.turn();
    let owned = state.controller(system) == Some(house);
    let System { class, raw, .. } = state.systems[system];
    match state.system_records.get(id) {
        Some(record) if record.class == class && (owned || record.turn == turn) => {}
        Some(_) => {
            let record = &mut state.system_records[id];
            (record.turn, record.class) = (turn, class);
        }
        None => state.system_records.insert(SystemRecord {
            id,
            house,
            system,
            turn,
            class,
            raw,
        }),
    }
}

/// Writes the owner of a foreign colony; details of the same colony stay, with their own date.
fn note_owner(state: &mut State, house: HouseId, system: SystemId, colony: ColonyId, owner: HouseId) {
    let id = RecordId::of(house, system);
    let turn = state.turn();
    match state.colony_records.get(id) {
        Some(record) if record.colony == colony && record.owner == owner && record.turn == turn => {}
        Some(record) if record.colony == colony => {
            let record = &mut state.colony_records[id];
            (record.owner, record.turn) = (owner, turn);
        }
        _ => {
            state.colony_records.remove(id);
            state
                .colony_records
                .insert(blank_colony(house, system, colony, owner, turn));
        }
    }
}

fn blank_colony(house: HouseId, system: SystemId, colony: ColonyId, owner: HouseId, turn: u32) -> ColonyRecord {
    ColonyRecord {
        id: RecordId::of(house, system),
        house,
        system,
        colony,
        owner,
        turn,
        detail_turn: None,
        pu: None,
        iu: None,
        armies: None,
        marines: None,
        batteries: None,
        shield: None,
        starbases: None,
        spaceports: None,
        shipyards: None,
        drydocks: None,
        fighters: None,
    }
}

/// Writes everything about a foreign colony as it stands (Perfect).
pub(super) fn know_colony(state: &mut State, house: HouseId, colony: ColonyId) {
    let (system, owner) = (state.colonies[colony].system, state.colonies[colony].owner);
    if owner == house {
        return;
    }
    note_planet(state, house, system);
    note_owner(state, house, system, colony, owner);
    let row = &state.colonies[colony];
    let ground = |kind| row.garrison.iter().filter(|&&id| state.ground[id].kind == kind).count() as u16;
    let facility = |kind| {
        row.facilities
            .iter()
            .filter(|&&id| state.facilities[id].kind == kind)
            .count() as u16
    };
    let shields = row.garrison.iter().map(|&id| state.ground[id].shield_level);
    let seen = ColonyRecord {
        detail_turn: Some(state.turn()),
        pu: Some(row.pu),
        iu: Some(row.iu),
        armies: Some(ground(GroundKind::Army)),
        marines: Some(ground(GroundKind::Marine)),
        batteries: Some(ground(GroundKind::GroundBattery)),
        shield: Some(shields.max().unwrap_or(0)),
        starbases: Some(facility(FacilityKind::Starbase)),
        spaceports: Some(facility(FacilityKind::Spaceport)),
        shipyards: Some(facility(FacilityKind::Shipyard)),
        drydocks: Some(facility(FacilityKind::Drydock)),
        fighters: Some(row.pool.len() as u16),
        ..blank_colony(house, system, colony, owner, state.turn())
    };
    let id = seen.id;
    if state.colony_records[id] != seen {
        state.colony_records[id] = seen;
    }
}

/// Writes a sighting of a foreign fleet (Visual): place, ships by class, status, kind of command.
pub(super) fn sight_fleet(state: &mut State, house: HouseId, fleet: FleetId) {
    write_fleet(state, house, fleet, |_, _| {});
}

/// Writes a foreign fleet as a battle reveals it (Perfect): its strength and damage besides.
pub(super) fn know_fleet(state: &mut State, house: HouseId, fleet: FleetId) {
    write_fleet(state, house, fleet, |state, record| {
        let row = &state.fleets[fleet];
        let crippled = row
            .ships
            .iter()
            .filter(|&&ship| state.ships[ship].hull == Hull::Crippled)
            .count();
        record.detail_turn = Some(state.turn());
        record.attack = Some(strength::fleet_attack(state, row));
        record.defense = Some(strength::fleet_defense(state, row));
        record.crippled = Some(crippled as u16);
    });
}

fn write_fleet(state: &mut State, house: HouseId, fleet: FleetId, detail: impl FnOnce(&State, &mut FleetRecord)) {
    let place = find(state, house, fleet);
    let index = &state.fleet_records_of[house.index()];
    let old = place.ok().map(|at| &state.fleet_records[index[at].1]);
    let mut seen = sighting(state, house, fleet, old);
    detail(state, &mut seen);
    match place {
        Ok(_) if old == Some(&seen) => {}
        Ok(_) => {
            let id = seen.id;
            state.fleet_records[id] = seen;
        }
        Err(at) => {
            let id = state.fleet_records.insert_next(|id| FleetRecord { id, ..seen });
            state.fleet_records_of[house.index()].insert(at, (fleet, id));
        }
    }
}

/// The record of a fleet as it looks now, with the details of the old record.
fn sighting(state: &State, house: HouseId, fleet: FleetId, old: Option<&FleetRecord>) -> FleetRecord {
    let row = &state.fleets[fleet];
    let mut ships = ShipCounts::default();
    for &ship in &row.ships {
        ships[state.ships[ship].class] += 1;
    }
    FleetRecord {
        id: old.map_or(FleetRecordId(0), |old| old.id),
        house,
        fleet,
        owner: row.owner,
        system: row.system,
        turn: state.turn(),
        status: row.status,
        command: row.command,
        ships,
        detail_turn: old.and_then(|old| old.detail_turn),
        attack: old.and_then(|old| old.attack),
        defense: old.and_then(|old| old.defense),
        crippled: old.and_then(|old| old.crippled),
    }
}

/// Removes what a house knows about a fleet that was destroyed in its sight (rulebook 24 §6.5).
pub(super) fn forget_fleet(state: &mut State, house: HouseId, fleet: FleetId) {
    if let Ok(at) = find(state, house, fleet) {
        let (_, record) = state.fleet_records_of[house.index()].remove(at);
        state.fleet_records.remove(record);
    }
}

/// The place of a fleet in a house's index of records, or where it would be.
pub(super) fn find(state: &State, house: HouseId, fleet: FleetId) -> Result<usize, usize> {
    state.fleet_records_of[house.index()].binary_search_by_key(&fleet, |&(fleet, _)| fleet)
}
