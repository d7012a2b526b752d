//! ColonyRecords: foreign colonies, and what is built there.

use super::super::noise::{Figure, Pen};
use super::{note_planet, rewrite};
use crate::diplomacy;
use crate::economy;
use crate::ids::*;
use crate::limits;
use crate::state::State;
use crate::state::rows::*;
use crate::vocab::*;

/// Writes the owner of a foreign colony; details of the same colony stay, with their own date.
pub fn note_owner(
    state: &mut State,
    house: HouseId,
    system: SystemId,
    colony: ColonyId,
    owner: HouseId,
    source: Source,
) {
    let id = RecordId::of(house, system);
    let turn = state.turn();
    match state.colony_records.get(id) {
        Some(record) if record.colony == colony && record.owner == owner && record.turn == turn => {}
        Some(record) if record.colony == colony => {
            let record = &mut state.colony_records[id];
            (record.owner, record.turn, record.source) = (owner, turn, source);
        }
        _ => {
            drop_colony(state, id);
            let blank = blank(house, system, colony, owner, turn, source);
            state.colony_records.insert(blank);
        }
    }
}

/// Removes the record of a colony with all that is written under it.
pub fn drop_colony(state: &mut State, id: RecordId) {
    if let Some(record) = state.colony_records.remove(id) {
        for part in record.queue {
            state.queue_records.remove(part);
        }
    }
}

fn blank(
    house: HouseId,
    system: SystemId,
    colony: ColonyId,
    owner: HouseId,
    turn: u32,
    source: Source,
) -> ColonyRecord {
    ColonyRecord {
        id: RecordId::of(house, system),
        house,
        system,
        colony,
        owner,
        turn,
        source,
        detail_turn: None,
        pu: None,
        iu: None,
        iu_damaged: None,
        infra_damage: None,
        gco: None,
        ncv: None,
        blockaded: None,
        armies: None,
        marines: None,
        batteries: None,
        shield: None,
        starbases: None,
        spaceports: None,
        shipyards: None,
        drydocks: None,
        crippled: PerFacility::default(),
        docks: PerFacility::default(),
        docks_free: PerFacility::default(),
        fighters: None,
        reserve_fleets: None,
        mothballed_fleets: None,
        guards: None,
        queue: Vec::new(),
    }
}

/// Writes everything about a foreign colony as it stands (Perfect): one whole record, whatever it was gathered by
/// (rulebook 24 I10). Planets are raised within the Production Phase, so that no terraforming is ever under way when
/// somebody looks (W92).
pub fn know_colony(state: &mut State, house: HouseId, colony: ColonyId, source: Source) {
    let (system, owner) = (state.colonies[colony].system, state.colonies[colony].owner);
    if owner == house {
        return;
    }
    note_planet(state, house, system, source);
    note_owner(state, house, system, colony, owner, source);
    let pen = Pen::new(state, house, colony);
    let seen = ColonyRecord {
        detail_turn: Some(state.turn()),
        ..blank(house, system, colony, owner, state.turn(), source)
    };
    let seen = economy_of(state, pen, colony, seen);
    let seen = garrison_of(state, pen, colony, seen);
    let seen = facilities_of(state, pen, colony, seen);
    let mut seen = fleets_of(state, pen, colony, seen);
    let id = seen.id;
    write_queue(state, id, colony);
    seen.queue = std::mem::take(&mut state.colony_records[id].queue);
    state.colony_records[id] = seen;
}

fn economy_of(state: &mut State, pen: Pen, colony: ColonyId, seen: ColonyRecord) -> ColonyRecord {
    let row = &state.colonies[colony];
    let (pu, iu, damaged, infra_damage, blockaded) = (row.pu, row.iu, row.iu_damaged, row.infra_damage, row.blockaded);
    let (gross, net) = (economy::gross_output(state, row), economy::net_output(state, row));
    let mut write = |figure, value| Some(pen.figure(state, figure, value));
    ColonyRecord {
        pu: write(Figure::Population, pu),
        iu: write(Figure::Industry, iu),
        iu_damaged: write(Figure::DamagedIndustry, damaged),
        infra_damage: Some(infra_damage),
        gco: write(Figure::Gross, gross),
        ncv: write(Figure::Net, net),
        blockaded: Some(blockaded),
        ..seen
    }
}

fn garrison_of(state: &mut State, pen: Pen, colony: ColonyId, seen: ColonyRecord) -> ColonyRecord {
    let row = &state.colonies[colony];
    let units = || row.garrison.iter().map(|&id| &state.ground[id]);
    let [armies, marines, batteries] = [GroundKind::Army, GroundKind::Marine, GroundKind::GroundBattery]
        .map(|kind| (kind, units().filter(|unit| unit.kind == kind).count()));
    let shield = units().map(|unit| unit.shield_level).max().unwrap_or(0);
    let fighters = row.pool.len();
    let mut write = |(kind, count)| Some(pen.count(state, Figure::Ground(kind), count));
    ColonyRecord {
        armies: write(armies),
        marines: write(marines),
        batteries: write(batteries),
        shield: write((GroundKind::PlanetaryShield, usize::from(shield))).map(|level| level as u8),
        fighters: Some(pen.count(state, Figure::Pool, fighters)),
        ..seen
    }
}

fn facilities_of(state: &mut State, pen: Pen, colony: ColonyId, mut seen: ColonyRecord) -> ColonyRecord {
    for &kind in FacilityKind::ALL {
        let row = &state.colonies[colony];
        let facilities = row.facilities.iter().map(|&id| &state.facilities[id]);
        let (mut count, mut crippled, mut docks, mut free) = (0, 0, 0, 0);
        for facility in facilities.filter(|facility| facility.kind == kind) {
            count += 1;
            crippled += usize::from(facility.hull == Hull::Crippled);
            docks += limits::docks(state, facility);
            free += limits::free_docks(state, facility);
        }
        let count = pen.count(state, Figure::Facilities(kind), count);
        let crippled = pen.count(state, Figure::CrippledFacilities(kind), crippled).min(count);
        let place = match kind {
            FacilityKind::Spaceport => &mut seen.spaceports,
            FacilityKind::Shipyard => &mut seen.shipyards,
            FacilityKind::Drydock => &mut seen.drydocks,
            FacilityKind::Starbase => &mut seen.starbases,
        };
        *place = Some(count);
        seen.crippled[kind] = Some(crippled);
        (seen.docks[kind], seen.docks_free[kind]) = (Some(docks as u16), Some(free as u16));
    }
    seen
}

fn fleets_of(state: &mut State, pen: Pen, colony: ColonyId, seen: ColonyRecord) -> ColonyRecord {
    let row = &state.colonies[colony];
    let fleets = || {
        let fleets = state.systems[row.system].fleets.iter().map(|&id| &state.fleets[id]);
        fleets.filter(|fleet| fleet.owner == row.owner && !fleet.ships.is_empty())
    };
    let of = |status| fleets().filter(|fleet| fleet.status == status).count();
    let guards = |fleet: &&Fleet| fleet.status == FleetStatus::Active && diplomacy::defends_orbit(state, fleet);
    let (reserve, mothballed) = (of(FleetStatus::Reserve), of(FleetStatus::Mothballed));
    let guards = fleets().filter(guards).count();
    ColonyRecord {
        reserve_fleets: Some(pen.count(state, Figure::ReserveFleets, reserve)),
        mothballed_fleets: Some(pen.count(state, Figure::MothballedFleets, mothballed)),
        guards: Some(pen.count(state, Figure::Guards, guards)),
        ..seen
    }
}

/// What stands in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Job {
    repair: bool,
    ship: Option<ShipClass>,
    ground: Option<GroundKind>,
    facility: Option<FacilityKind>,
    remaining: u8,
    docked: bool,
}

/// Writes the queues of a colony, equal projects together; queues are never falsified.
fn write_queue(state: &mut State, record: RecordId, colony: ColonyId) {
    let jobs = jobs(state, &state.colonies[colony]);
    let groups: Vec<(Job, u16)> = jobs
        .chunk_by(|a, b| a == b)
        .map(|equal| (equal[0], equal.len() as u16))
        .collect();
    let Some(row) = state.colony_records.derived_mut(record) else {
        return;
    };
    rewrite(&mut state.queue_records, &mut row.queue, groups.len(), |index, id| {
        let (job, count) = groups[index];
        QueueRecord {
            id,
            record,
            repair: job.repair,
            ship: job.ship,
            ground: job.ground,
            facility: job.facility,
            remaining: job.remaining,
            docked: job.docked,
            count,
        }
    });
}

/// All projects and repairs at a colony, equal ones next to each other.
fn jobs(state: &State, colony: &Colony) -> Vec<Job> {
    let projects = colony.projects.iter().map(|&id| {
        let project = &state.projects[id];
        Job {
            repair: false,
            ship: project.ship,
            ground: project.ground,
            facility: project.facility_kind,
            remaining: project.remaining,
            docked: project.facility.is_some(),
        }
    });
    let repairs = colony.repairs.iter().map(|&id| {
        let repair = &state.repairs[id];
        Job {
            repair: true,
            ship: repair.ship.map(|ship| state.ships[ship].class),
            ground: repair.ground.map(|unit| state.ground[unit].kind),
            facility: repair.facility.map(|facility| state.facilities[facility].kind),
            remaining: repair.remaining,
            docked: repair.drydock.is_some(),
        }
    });
    let mut jobs: Vec<Job> = projects.chain(repairs).collect();
    jobs.sort_unstable();
    jobs
}
