//! FleetRecords: foreign fleets, and their ships.

use super::super::noise::{Figure, Pen};
use super::rewrite;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::*;
use crate::strength;
use crate::vocab::*;

/// Writes a sighting of a foreign fleet (Visual): place, ships by class, status, and the kind of its command, but not its
/// target (rulebook 24 I8).
pub fn sight_fleet(state: &mut State, house: HouseId, fleet: FleetId, source: Source) {
    let pen = Pen::new(state, house, fleet);
    let mut ships = ShipCounts::default();
    for &ship in &state.fleets[fleet].ships {
        ships[state.ships[ship].class] += 1;
    }
    if pen.deceived {
        for &class in ShipClass::ALL {
            ships[class] = pen.count(state, Figure::Ships(class), usize::from(ships[class]));
        }
    }
    let row = &state.fleets[fleet];
    let blank = blank(house, row, state.turn(), source);
    let seen = FleetRecord { ships, ..blank };
    store(state, seen, |seen, old| {
        seen.detail_turn = old.detail_turn;
        (seen.attack, seen.defense, seen.crippled) = (old.attack, old.defense, old.crippled);
        (seen.target, seen.target_fleet, seen.roe) = (old.target, old.target_fleet, old.roe);
    });
}

/// Writes a foreign fleet completely (Perfect): every ship with its hull, weapons and cargo, hangars, target and rules of
/// engagement besides.
pub fn know_fleet(state: &mut State, house: HouseId, fleet: FleetId, source: Source) {
    let pen = Pen::new(state, house, fleet);
    let mut groups = groups(state, &state.fleets[fleet]);
    if pen.deceived {
        falsify(state, pen, &mut groups);
    }
    let row = &state.fleets[fleet];
    let mut ships = ShipCounts::default();
    let (mut attack, mut defense, mut crippled) = (0, 0, 0);
    for &(kind, count) in &groups {
        if kind.class != ShipClass::Fighter {
            ships[kind.class] += count;
        }
        let rules = &state.rules;
        let number = i32::from(count);
        attack += number * strength::class_attack(rules, kind.class, kind.wep, kind.hull, row.status);
        if kind.class.is_combat() || kind.class == ShipClass::Fighter {
            defense += number * strength::class_defense(rules, kind.class, kind.wep, kind.hull);
        }
        crippled += u16::from(kind.hull == Hull::Crippled) * count;
    }
    let seen = FleetRecord {
        ships,
        detail_turn: Some(state.turn()),
        attack: Some(attack),
        defense: Some(defense),
        crippled: Some(crippled),
        target: Some(row.target),
        target_fleet: row.target_fleet,
        roe: Some(row.roe),
        ..blank(house, row, state.turn(), source)
    };
    let record = store(state, seen, |_, _| {});
    write_ships(state, record, &groups);
}

fn blank(house: HouseId, fleet: &Fleet, turn: u32, source: Source) -> FleetRecord {
    FleetRecord {
        id: FleetRecordId(0),
        house,
        fleet: fleet.id,
        owner: fleet.owner,
        system: fleet.system,
        turn,
        source,
        status: fleet.status,
        command: fleet.command,
        ships: ShipCounts::default(),
        detail_turn: None,
        attack: None,
        defense: None,
        crippled: None,
        target: None,
        target_fleet: None,
        roe: None,
        details: Vec::new(),
    }
}

/// Puts a record in its place; `keep` takes over what the old one says and this one does not.
fn store(state: &mut State, mut seen: FleetRecord, keep: impl FnOnce(&mut FleetRecord, &FleetRecord)) -> FleetRecordId {
    match find(state, seen.house, seen.fleet) {
        Ok(at) => {
            let (_, id) = state.fleet_records_of[seen.house.index()][at];
            seen.id = id;
            let old = state.fleet_records.derived_mut(id).expect("the index names records");
            let details = std::mem::take(&mut old.details);
            keep(&mut seen, old);
            if *old == seen {
                old.details = details;
            } else {
                state.fleet_records[id] = FleetRecord { details, ..seen };
            }
            id
        }
        Err(at) => {
            let (house, fleet) = (seen.house, seen.fleet);
            let id = state.fleet_records.insert_next(|id| FleetRecord { id, ..seen });
            state.fleet_records_of[house.index()].insert(at, (fleet, id));
            id
        }
    }
}

/// What makes ships equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    class: ShipClass,
    wep: u8,
    hull: Hull,
    marines: u8,
    colonists: u8,
    fighters: u8,
}

impl Kind {
    fn of(ship: &Ship) -> Self {
        Self {
            class: ship.class,
            wep: ship.wep,
            hull: ship.hull,
            marines: ship.marines().len() as u8,
            colonists: ship.colonists,
            fighters: ship.fighters().len() as u8,
        }
    }
}

/// The ships of a fleet and the fighters in their hangars, equal ones together.
fn groups(state: &State, fleet: &Fleet) -> Vec<(Kind, u16)> {
    let mut kinds = Vec::with_capacity(fleet.ships.len());
    for &id in &fleet.ships {
        let ship = &state.ships[id];
        kinds.push(Kind::of(ship));
        kinds.extend(ship.fighters().iter().map(|&fighter| Kind::of(&state.ships[fighter])));
    }
    kinds.sort_unstable();
    let groups = kinds.chunk_by(|a, b| a == b);
    groups.map(|equal| (equal[0], equal.len() as u16)).collect()
}

/// Falsifies how many ships of each class there are; which of them there are more or less of is decided by the largest
/// groups (W94).
fn falsify(state: &mut State, pen: Pen, groups: &mut Vec<(Kind, u16)>) {
    for equal in groups.chunk_by_mut(|(a, _), (b, _)| a.class == b.class) {
        let class = equal[0].0.class;
        let truth: u16 = equal.iter().map(|&(_, count)| count).sum();
        let told = pen.count(state, Figure::Ships(class), usize::from(truth));
        resize(equal.iter_mut().map(|(_, count)| count), truth, told);
    }
    groups.retain(|&(_, count)| count > 0);
}

/// Changes some counts so that they add up to `told` instead of `truth`: the largest first.
fn resize<'a>(counts: impl Iterator<Item = &'a mut u16>, truth: u16, told: u16) {
    let mut counts: Vec<&mut u16> = counts.collect();
    counts.sort_by_key(|count| std::cmp::Reverse(**count));
    let mut surplus = truth.saturating_sub(told);
    if let Some(first) = counts.first_mut() {
        **first += told.saturating_sub(truth);
    }
    for count in counts {
        let less = surplus.min(*count);
        *count -= less;
        surplus -= less;
    }
}

fn write_ships(state: &mut State, record: FleetRecordId, groups: &[(Kind, u16)]) {
    let row = state.fleet_records.derived_mut(record).expect("it was just stored");
    rewrite(&mut state.ship_records, &mut row.details, groups.len(), |index, id| {
        let (kind, count) = groups[index];
        ShipRecord {
            id,
            record,
            class: kind.class,
            wep: kind.wep,
            hull: kind.hull,
            marines: kind.marines,
            colonists: kind.colonists,
            fighters: kind.fighters,
            count,
        }
    });
}

/// Removes what a house knows about a fleet that was destroyed in its sight (rulebook 24 §6.5).
pub fn forget_fleet(state: &mut State, house: HouseId, fleet: FleetId) {
    if let Ok(at) = find(state, house, fleet) {
        let (_, record) = state.fleet_records_of[house.index()].remove(at);
        for part in state
            .fleet_records
            .remove(record)
            .into_iter()
            .flat_map(|row| row.details)
        {
            state.ship_records.remove(part);
        }
    }
}

/// The place of a fleet in a house's index of records, or where it would be.
pub fn find(state: &State, house: HouseId, fleet: FleetId) -> Result<usize, usize> {
    state.fleet_records_of[house.index()].binary_search_by_key(&fleet, |&(fleet, _)| fleet)
}
