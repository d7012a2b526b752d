//! Invariants of the state, checked after restores, in tests, and by runs with checks on.
//!
//! They come in two kinds: what the rows say by themselves ([`broken_rows`]), without which the derived lists cannot
//! be built at all, and the rest. A broken one is a mistake of the program or a damaged database, never of a player.

mod rows;
#[cfg(test)]
mod tests;

pub use rows::broken_rows;

use std::collections::BTreeSet;

use super::rows::*;
use super::{ShipPlace, State, each_table};
use crate::ids::{EffectId, RecordId, StanceId};
use crate::limits;
use crate::vocab::*;

/// Descriptions of all broken invariants; empty if the state is sound.
pub fn broken_invariants(state: &State) -> Vec<String> {
    let mut broken = broken_rows(state);
    if broken.is_empty() {
        // What follows looks rows up by their references.
        ships(state, &mut broken);
        ground(state, &mut broken);
        fleets(state, &mut broken);
        colonies(state, &mut broken);
        records(state, &mut broken);
        projects(state, &mut broken);
        repairs(state, &mut broken);
        transfers(state, &mut broken);
        houses(state, &mut broken);
        diplomacy(state, &mut broken);
        espionage(state, &mut broken);
        derived(state, &mut broken);
    }
    broken
}

/// Ships and fighters are with their owner, and in places that can hold them (rulebook 04 §1, 10 §2).
fn ships(state: &State, broken: &mut Vec<String>) {
    for ship in state.ships.iter() {
        let mut report = |wrong: &str| broken.push(format!("ship {} ({}) {wrong}", ship.id, ship.class));
        let fighter = ship.class == ShipClass::Fighter;
        if fighter && matches!(ship.place, ShipPlace::Fleet(_) | ShipPlace::Drydock(_)) {
            report("is neither in a pool nor in a hangar");
        }
        if fighter && ship.hull == Hull::Crippled {
            report("is crippled");
        }
        if ship.colonists > 0 && ship.class != ShipClass::Etac {
            report("carries colonists");
        }
        match ship.place {
            ShipPlace::Fleet(fleet) if state.fleets[fleet].owner != ship.owner => report("is in a foreign fleet"),
            ShipPlace::Colony(colony) if state.colonies[colony].owner != ship.owner => report("is at a foreign colony"),
            ShipPlace::Carrier(carrier) => {
                let carrier = &state.ships[carrier];
                if !fighter || !carrier.class.is_carrier() || carrier.owner != ship.owner {
                    report("is in a hangar that is not for it");
                }
            }
            ShipPlace::Drydock(id) => {
                let drydock = &state.facilities[id];
                if drydock.kind != FacilityKind::Drydock || state.colonies[drydock.colony].owner != ship.owner {
                    report("is in a dock that is not for it");
                }
                let repairs = state.repairs.iter().filter(|repair| repair.ship == Some(ship.id));
                if !repairs.map(|repair| repair.drydock).eq([Some(id)]) {
                    report("is in a dock without exactly one repair there");
                }
            }
            ShipPlace::Fleet(_) | ShipPlace::Colony(_) => {}
        }
        if ship.fighters().len() > limits::hangar_capacity(state, ship.owner, ship.class) {
            report("carries more fighters than its hangar holds");
        }
        if ship.marines().len() > marine_capacity(state, ship) {
            report("carries more marines than it holds");
        }
    }
}

fn marine_capacity(state: &State, ship: &Ship) -> usize {
    match ship.class {
        ShipClass::TroopTransport => limits::transport_capacity(state, ship.owner),
        _ => 0,
    }
}

/// Ground units are with their owner; only marines are aboard ships; only shields have a level (rulebook 10 §3).
fn ground(state: &State, broken: &mut Vec<String>) {
    for unit in state.ground.iter() {
        let mut report = |wrong: &str| broken.push(format!("ground unit {} ({}) {wrong}", unit.id, unit.kind));
        if unit
            .colony
            .is_some_and(|colony| state.colonies[colony].owner != unit.owner)
        {
            report("is in a foreign garrison");
        }
        if unit
            .ship
            .is_some_and(|ship| state.ships[ship].owner != unit.owner || unit.kind != GroundKind::Marine)
        {
            report("is aboard a ship that is not for it");
        }
        if (unit.shield_level > 0) != (unit.kind == GroundKind::PlanetaryShield) {
            report("has a level of shields that is not its own");
        }
    }
}

/// Fleets have ships; scouts keep to themselves; labels are unique while they last (rulebook 04 §1).
fn fleets(state: &State, broken: &mut Vec<String>) {
    for fleet in state.fleets.iter() {
        let mut report = |wrong: &str| broken.push(format!("fleet {} {wrong}", fleet.id));
        let scouts = fleet
            .ships
            .iter()
            .filter(|&&id| state.ships[id].class == ShipClass::Scout)
            .count();
        if scouts != 0 && scouts != fleet.ships.len() {
            report("mixes scouts with other ships");
        }
        if fleet.ships.is_empty() {
            report("has no ships");
        }
        if fleet.mission == MissionState::ScoutLocked && scouts == 0 {
            report("is on a mission of scouts without any");
        }
        if fleet.roe > 10 {
            report("has rules of engagement beyond 10");
        }
        if fleet.reactivation.is_some() && fleet.status == FleetStatus::Active {
            report("is Active and being reactivated");
        }
    }
    for house in state.houses.iter() {
        let labels = house
            .fleets
            .iter()
            .map(|&fleet| state.fleets[fleet].label)
            .filter(|&label| label < 910);
        let mut labels: Vec<u16> = labels.collect();
        labels.sort_unstable();
        if labels.windows(2).any(|pair| pair[0] == pair[1]) {
            broken.push(format!("house {} has two fleets of one label", house.id));
        }
    }
}

/// Records are about others, in the past, and one for each thing; nobody is listed with nothing (rulebook 24 §2).
fn records(state: &State, broken: &mut Vec<String>) {
    let now = state.turn();
    let mut report = |what: &str, id: u32| broken.push(format!("{what} record {id} is impossible"));
    for record in state.fleet_records.iter() {
        let counted = record.details.iter().all(|&part| state.ship_records[part].count > 0);
        let ages = record.turn <= now && record.detail_turn.is_none_or(|turn| turn <= record.turn);
        let whole = record.detail_turn.is_some() || record.details.is_empty();
        if record.owner == record.house || !counted || !ages || !whole {
            report("fleet", record.id.0);
        }
    }
    for record in state.colony_records.iter() {
        let ages = record.turn <= now && record.detail_turn.is_none_or(|turn| turn <= record.turn);
        let whole = record.detail_turn.is_some() || record.queue.is_empty();
        if record.id != RecordId::of(record.house, record.system) || !ages || !whole {
            report("colony", record.id.0);
        }
    }
    let mut read = BTreeSet::new();
    for record in state.starbase_records.iter() {
        if record.owner == record.house || !read.insert((record.house, record.starbase)) {
            report("starbase", record.id.0);
        }
    }
    let mut fought = BTreeSet::new();
    for record in state.combat_records.iter() {
        let mut units = record.units.iter().map(|&part| &state.combat_unit_records[part]);
        let counted = units.all(|part| part.lost <= part.count);
        if !counted || !fought.insert((record.house, record.battle)) {
            report("combat", record.id.0);
        }
    }
}

/// Amounts of a colony are not negative, and damage is at most total (rulebook 20 §1).
fn colonies(state: &State, broken: &mut Vec<String>) {
    for colony in state.colonies.iter() {
        let amounts = [
            colony.pu,
            colony.iu,
            colony.iu_damaged,
            colony.infra_damage,
            1000 - colony.infra_damage,
        ];
        if amounts.iter().any(|&amount| amount < 0) {
            broken.push(format!("colony {} has an impossible amount: {colony:?}", colony.id));
        }
    }
}

/// A project is for one thing, and its dock is at its colony (rulebook 22 §3).
fn projects(state: &State, broken: &mut Vec<String>) {
    for project in state.projects.iter() {
        let products = [
            project.ship.is_some(),
            project.ground.is_some(),
            project.facility_kind.is_some(),
        ];
        if products.iter().filter(|&&set| set).count() != 1 {
            broken.push(format!("project {} is not for exactly one thing", project.id));
        }
        if project
            .facility
            .is_some_and(|facility| state.facilities[facility].colony != project.colony)
        {
            broken.push(format!("project {} is at a facility of another colony", project.id));
        }
    }
}

/// A repair is of one thing, which is at its colony and crippled, or in its dock (rulebook 22 §7).
fn repairs(state: &State, broken: &mut Vec<String>) {
    for repair in state.repairs.iter() {
        let at_home = match (repair.ship, repair.facility, repair.ground) {
            (Some(ship), None, None) => {
                let ship = &state.ships[ship];
                Some(ship.place) == repair.drydock.map(ShipPlace::Drydock)
                    && repair
                        .drydock
                        .is_some_and(|drydock| state.facilities[drydock].colony == repair.colony)
            }
            (None, Some(facility), None) => state.facilities[facility].colony == repair.colony,
            (None, None, Some(unit)) => state.ground[unit].colony == Some(repair.colony),
            _ => false,
        };
        if !at_home {
            broken.push(format!(
                "repair {} is not of exactly one thing at its colony",
                repair.id
            ));
        }
    }
}

/// Transfers carry somebody, and none is overdue (rulebook 20 §11).
fn transfers(state: &State, broken: &mut Vec<String>) {
    for transfer in state.transfers.iter() {
        if transfer.ptu < 1 || transfer.due < state.turn() {
            broken.push(format!("transfer {} cannot be under way: {transfer:?}", transfer.id));
        }
    }
}

/// Houses are complete; who is eliminated has no colony (rulebook 01 §6).
fn houses(state: &State, broken: &mut Vec<String>) {
    for house in state.houses.iter() {
        let mut report = |wrong: &str| broken.push(format!("house {} {wrong}", house.id));
        if house.tax > 100 {
            report("has a tax rate beyond 100 %");
        }
        if house.ebp < 0 || house.cip < 0 {
            report("has fewer than no points");
        }
        if house.status == HouseStatus::Eliminated && !house.colonies.is_empty() {
            report("is eliminated and has colonies");
        }
        if house.eliminated_turn.is_some() == state.in_play(house.id) {
            report("has a turn of elimination that does not fit its standing");
        }
        if !state.flows.contains(house.id) {
            report("has no flows");
        }
        let others = state.house_ids().filter(|&other| other != house.id);
        if others
            .map(|other| StanceId::of(house.id, other))
            .any(|stance| !state.stances.contains(stance))
        {
            report("lacks a stance");
        }
    }
}

/// Stances are in their places; only two houses that are Enemies are locked. Proposals are between two houses, and
/// pending ones can be answered: one a pair at most (rulebook 05 §1.1, §8, 01 §9).
fn diplomacy(state: &State, broken: &mut Vec<String>) {
    for row in state.stances.iter() {
        let misplaced = row.id != StanceId::of(row.house, row.other) || row.house == row.other;
        if misplaced || row.locked && row.stance != Stance::Enemy {
            broken.push(format!("stance {} cannot be: {row:?}", row.id));
        }
    }
    let mut pairs = std::collections::BTreeSet::new();
    for row in state.proposals.iter() {
        let pending = row.status == ProposalStatus::Pending;
        let open = state.in_play(row.proposer)
            && state.in_play(row.target)
            && state
                .stances
                .get(StanceId::of(row.proposer, row.target))
                .is_some_and(|stance| !stance.locked);
        let twice = pending && !pairs.insert((row.proposer, row.target));
        if row.proposer == row.target || row.expires <= row.submitted || pending && !open || twice {
            broken.push(format!("proposal {} cannot be: {row:?}", row.id));
        }
    }
}

/// Effects are one a kind and house, and still in force (rulebook 23 §6.5); nobody remembers more failures than tries.
fn espionage(state: &State, broken: &mut Vec<String>) {
    for effect in state.effects.iter() {
        if effect.id != EffectId::of(effect.house, effect.kind) || effect.last_turn < state.turn() {
            broken.push(format!(
                "effect {} is not in its place or its time: {effect:?}",
                effect.id
            ));
        }
    }
    for dossier in state.dossiers.iter() {
        if dossier.id != StanceId::of(dossier.house, dossier.other) || dossier.caught > dossier.tried {
            broken.push(format!("dossier {} is impossible: {dossier:?}", dossier.id));
        }
    }
}

/// Derived lists and hashes are what the rows say.
fn derived(state: &State, broken: &mut Vec<String>) {
    let mut fresh = state.clone();
    if fresh.hash() != fresh.recomputed_hash() {
        broken.push("the hash that was kept is not the hash of the rows".to_string());
    }
    fresh.unlink();
    fresh.relink();
    macro_rules! compare {
        ($($table:ident),*) => {$(
            for (is, should) in state.$table.iter().zip(fresh.$table.iter()) {
                if is != should {
                    broken.push(format!("lists of {is:?} are not what the rows say: {should:?}"));
                }
            }
        )*};
    }
    each_table!(compare);
    if state.fleet_records_of != fresh.fleet_records_of {
        broken.push("the index of fleet records is not what the rows say".to_string());
    }
}

impl State {
    /// Empties the derived lists.
    fn unlink(&mut self) {
        for id in self.systems.ids() {
            let Some(system) = self.systems.derived_mut(id) else {
                continue;
            };
            (system.colony, system.fleets) = Default::default();
        }
        for id in self.houses.ids() {
            let Some(house) = self.houses.derived_mut(id) else {
                continue;
            };
            (house.colonies, house.fleets, house.transfers) = Default::default();
        }
        for id in self.fleets.ids() {
            let Some(fleet) = self.fleets.derived_mut(id) else {
                continue;
            };
            fleet.ships.clear();
        }
        for id in self.ships.ids() {
            let Some(ship) = self.ships.derived_mut(id) else {
                continue;
            };
            ship.aboard = Default::default();
        }
        for id in self.colonies.ids() {
            let Some(colony) = self.colonies.derived_mut(id) else {
                continue;
            };
            (colony.facilities, colony.garrison, colony.pool) = Default::default();
            (colony.unassigned, colony.projects, colony.repairs) = Default::default();
        }
        for id in self.facilities.ids() {
            let Some(facility) = self.facilities.derived_mut(id) else {
                continue;
            };
            facility.busy = 0;
        }
        for id in self.colony_records.ids() {
            let Some(record) = self.colony_records.derived_mut(id) else {
                continue;
            };
            record.queue.clear();
        }
        for id in self.fleet_records.ids() {
            let Some(record) = self.fleet_records.derived_mut(id) else {
                continue;
            };
            record.details.clear();
        }
        for id in self.starbase_records.ids() {
            let Some(record) = self.starbase_records.derived_mut(id) else {
                continue;
            };
            record.plans.clear();
        }
        for id in self.combat_records.ids() {
            let Some(record) = self.combat_records.derived_mut(id) else {
                continue;
            };
            record.units.clear();
        }
    }
}
