//! CMD5: zero-turn fleet commands, each of which happens as a whole or not at all (rulebook 04 §7.2).

use std::collections::BTreeSet;

use super::cleanup::{activate, rest};
use super::{cargo, resolve, table};
use crate::diplomacy;
use crate::events::{OrderSort, Reason};
use crate::ids::*;
use crate::limits;
use crate::movement::merge;
use crate::orders::{FleetRef, ZeroTurn};
use crate::state::rows::Fleet;
use crate::state::{ShipPlace, State};
use crate::strength;
use crate::turn::{Detached, Turn};
use crate::vocab::*;

/// CMD5: carries out a zero-turn command, or writes that it was refused.
pub(super) fn carry_out(turn: &mut Turn, house: HouseId, order: &ZeroTurn) {
    let result = match order {
        ZeroTurn::DetachShips {
            source,
            ships,
            temporary,
        } => detach(turn, house, *source, ships, *temporary),
        ZeroTurn::TransferShips { source, target, ships } => transfer(turn, house, *source, *target, ships),
        ZeroTurn::MergeFleets { source, target } => merge_fleets(turn, house, *source, *target),
        ZeroTurn::LoadMarines { fleet, quantity } => cargo::load_marines(turn, house, *fleet, *quantity),
        ZeroTurn::UnloadMarines { fleet } => cargo::unload_marines(turn, house, *fleet),
        ZeroTurn::LoadFighters { carrier, fighters } => cargo::load_fighters(turn.state, house, *carrier, fighters),
        ZeroTurn::UnloadFighters { carrier, fighters } => cargo::unload_fighters(turn.state, house, *carrier, fighters),
        ZeroTurn::TransferFighters {
            source,
            target,
            fighters,
        } => cargo::transfer_fighters(turn.state, house, *source, *target, fighters),
        ZeroTurn::Reactivate { fleet } => reactivate(turn, house, *fleet),
    };
    if let Err(reason) = result {
        let system = subject(turn, house, order).map(|fleet| turn.state.fleets[fleet].system);
        turn.reject(Step::Cmd5, house, OrderSort::ZeroTurn, system, reason);
    }
}

/// The first own fleet that an order is about.
fn subject(turn: &Turn, house: HouseId, order: &ZeroTurn) -> Option<FleetId> {
    match order {
        ZeroTurn::DetachShips { source: fleet, .. }
        | ZeroTurn::TransferShips { source: fleet, .. }
        | ZeroTurn::MergeFleets { source: fleet, .. }
        | ZeroTurn::LoadMarines { fleet, .. }
        | ZeroTurn::UnloadMarines { fleet }
        | ZeroTurn::Reactivate { fleet } => resolve(turn, house, *fleet),
        ZeroTurn::LoadFighters { carrier, .. }
        | ZeroTurn::UnloadFighters { carrier, .. }
        | ZeroTurn::TransferFighters { source: carrier, .. } => turn
            .state
            .ships
            .get(*carrier)
            .filter(|ship| ship.owner == house)
            .and_then(|ship| ship.fleet()),
    }
}

/// The own colony at which a fleet can be reorganised: it is there, the fleet is free, and no enemy bars the sky
/// (rulebook 04 R6).
///
/// # Errors
/// Why it cannot.
pub(super) fn port(state: &State, fleet: &Fleet) -> Result<ColonyId, Reason> {
    if fleet.mission == MissionState::ScoutLocked || fleet.reactivation.is_some() {
        return Err(Reason::NotAvailable);
    }
    let colony = state
        .colony_at(fleet.system)
        .filter(|colony| colony.owner == fleet.owner);
    let colony = colony.ok_or(Reason::WrongPlace)?;
    if colony.blockaded || is_besieged(state, fleet.system, fleet.owner) {
        return Err(Reason::Besieged);
    }
    Ok(colony.id)
}

/// Siege: a foreign fleet is carrying out an attack on the colony (rulebook 04 §7.2).
fn is_besieged(state: &State, system: SystemId, owner: HouseId) -> bool {
    let attacks = |fleet: &Fleet| table::command(fleet).tier == Tier::Attack;
    let fleets = state.systems[system].fleets.iter().map(|&fleet| &state.fleets[fleet]);
    fleets
        .filter(|fleet| fleet.owner != owner)
        .any(|fleet| diplomacy::is_executing(fleet) && attacks(fleet))
}

/// Two different own fleets of equal status at one own colony where they can be reorganised.
fn pair(turn: &Turn, house: HouseId, source: FleetRef, target: FleetRef) -> Result<(FleetId, FleetId), Reason> {
    let source = resolve(turn, house, source).ok_or(Reason::NotOwned)?;
    let target = resolve(turn, house, target).ok_or(Reason::NotOwned)?;
    let (from, to) = (&turn.state.fleets[source], &turn.state.fleets[target]);
    port(turn.state, from)?;
    port(turn.state, to)?;
    if source == target {
        Err(Reason::BadTarget)
    } else if from.system != to.system {
        Err(Reason::WrongPlace)
    } else if from.status != to.status {
        Err(Reason::NotAvailable)
    } else if !merge::compatible(turn.state, source, target) {
        Err(Reason::Composition)
    } else {
        Ok((source, target))
    }
}

/// Tests a list of ships: at least one, all different, all in the fleet.
fn members(state: &State, fleet: FleetId, ships: &[ShipId]) -> Result<(), Reason> {
    let different: BTreeSet<ShipId> = ships.iter().copied().collect();
    if ships.is_empty() || different.len() < ships.len() {
        return Err(Reason::OutOfRange);
    }
    let members = &state.fleets[fleet].ships;
    if ships.iter().all(|ship| members.contains(ship)) {
        Ok(())
    } else {
        Err(Reason::NotOwned)
    }
}

/// Tests the number of combat fleets, if moving these ships out of their fleet makes one more (10 §6.2). The ships
/// go to a fleet that is a combat fleet already if `joins_combat`.
fn may_split(state: &State, source: FleetId, ships: &[ShipId], joins_combat: bool) -> Result<(), Reason> {
    let fights = |ship: &ShipId| state.ships[*ship].class.is_combat();
    let stays = state.fleets[source]
        .ships
        .iter()
        .any(|ship| fights(ship) && !ships.contains(ship));
    let one_more = !joins_combat && stays && ships.iter().any(fights);
    let owner = state.fleets[source].owner;
    if one_more && limits::combat_fleets(state, owner) >= limits::max_combat_fleets(state, owner) {
        return Err(Reason::FleetCount);
    }
    Ok(())
}

/// DetachShips: ships form a new fleet of the same status and rules of engagement (rulebook 04 R9); all of them may go
/// (rulebook 04 R7), and transports alone (rulebook 04 R8).
fn detach(turn: &mut Turn, house: HouseId, source: FleetRef, ships: &[ShipId], number: u32) -> Result<(), Reason> {
    let source = resolve(turn, house, source).ok_or(Reason::NotOwned)?;
    port(turn.state, &turn.state.fleets[source])?;
    members(turn.state, source, ships)?;
    may_split(turn.state, source, ships, false)?;
    let state = &mut *turn.state;
    let fleet = state.new_fleet(house, state.fleets[source].system);
    (state.fleets[fleet].status, state.fleets[fleet].roe) = (state.fleets[source].status, state.fleets[source].roe);
    rest(state, fleet);
    move_ships(state, source, fleet, ships);
    turn.detached.push(Detached { house, number, fleet });
    Ok(())
}

/// TransferShips: ships change fleets; the target keeps its command.
fn transfer(
    turn: &mut Turn,
    house: HouseId,
    source: FleetRef,
    target: FleetRef,
    ships: &[ShipId],
) -> Result<(), Reason> {
    let (source, target) = pair(turn, house, source, target)?;
    members(turn.state, source, ships)?;
    if !merge::has_room(turn.state, target, ships.len()) {
        return Err(Reason::FleetSize);
    }
    may_split(turn.state, source, ships, strength::has_combat_ship(turn.state, target))?;
    move_ships(turn.state, source, target, ships);
    Ok(())
}

fn move_ships(state: &mut State, source: FleetId, target: FleetId, ships: &[ShipId]) {
    for &ship in ships {
        state.move_ship(ship, ShipPlace::Fleet(target));
    }
    state.dissolve_if_empty(source);
}

/// MergeFleets: all ships change fleets.
fn merge_fleets(turn: &mut Turn, house: HouseId, source: FleetRef, target: FleetRef) -> Result<(), Reason> {
    let (source, target) = pair(turn, house, source, target)?;
    if !merge::has_room(turn.state, target, turn.state.fleets[source].ships.len()) {
        return Err(Reason::FleetSize);
    }
    merge::absorb(turn.state, source, target);
    Ok(())
}

/// Reactivate: after some CMD1 the fleet is Active; with a count of 0 at once (rulebook 04 §6, rulebook 04 R4,
/// rulebook 10 U24).
fn reactivate(turn: &mut Turn, house: HouseId, fleet: FleetRef) -> Result<(), Reason> {
    let id = resolve(turn, house, fleet).ok_or(Reason::NotOwned)?;
    let status = turn.state.fleets[id].status;
    if status == FleetStatus::Active {
        return Err(Reason::Nothing);
    }
    port(turn.state, &turn.state.fleets[id])?;
    match turn.state.rules.ships.status(status).reactivation_turns {
        0 => activate(turn.state, id),
        turns => turn.state.fleets[id].reactivation = Some(turns),
    }
    Ok(())
}
