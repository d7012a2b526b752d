//! Merging of fleets, by zero-turn command, Join Fleet and Rendezvous (rulebook 04 §7.2, §7.4).

use super::course;
use crate::events::{OrderFate, Reason};
use crate::ids::*;
use crate::limits;
use crate::state::rows::Fleet;
use crate::state::{ShipPlace, State};
use crate::strength;
use crate::turn::Turn;
use crate::vocab::*;

/// Whether two fleets may be one: scouts keep to themselves (rulebook 04 §1).
pub fn compatible(state: &State, a: FleetId, b: FleetId) -> bool {
    strength::is_scout_only(state, a) == strength::is_scout_only(state, b)
}

/// Whether a fleet may take in so many more ships (rulebook 10 §6.1).
pub fn has_room(state: &State, fleet: FleetId, ships: usize) -> bool {
    let row = &state.fleets[fleet];
    row.ships.len() + ships <= limits::max_ships_per_fleet(state, row.owner)
}

/// All ships of one fleet go to another, which keeps its command; the emptied one ceases to exist.
pub fn absorb(state: &mut State, source: FleetId, target: FleetId) {
    while let Some(&ship) = state.fleets[source].ships.last() {
        state.move_ship(ship, ShipPlace::Fleet(target));
    }
    state.dissolve_if_empty(source);
}

/// Join Fleet: travels to its target (rulebook 04 R12) and merges where the two are together; on the way it only notices
/// that it has become impossible.
pub fn join_fleet(turn: &mut Turn, id: FleetId) {
    let fleet = &turn.state.fleets[id];
    match join(turn.state, fleet) {
        Err(reason) => turn.fail(Step::Prd1, id, OrderFate::Failed, reason),
        Ok(target) if fleet.mission == MissionState::Executing => {
            turn.complete(id);
            absorb(turn.state, id, target);
        }
        Ok(_) => {}
    }
}

/// The fleet to be joined, if that is still possible.
fn join(state: &State, fleet: &Fleet) -> Result<FleetId, Reason> {
    let target = fleet
        .target_fleet
        .and_then(|id| state.fleets.get(id))
        .ok_or(Reason::BadTarget)?;
    if target.owner != fleet.owner {
        Err(Reason::BadTarget)
    } else if target.status != FleetStatus::Active || target.mission == MissionState::ScoutLocked {
        Err(Reason::NotAvailable)
    } else if !course::may_go(state, fleet, target.system) {
        Err(Reason::NoPath)
    } else if fleet.mission != MissionState::Executing {
        Ok(target.id)
    } else if !compatible(state, fleet.id, target.id) {
        Err(Reason::Composition)
    } else if !has_room(state, target.id, fleet.ships.len()) {
        Err(Reason::FleetSize)
    } else {
        Ok(target.id)
    }
}

/// Rendezvous: the fleets of a house that meet here merge into the one of lowest id, the others ascending as long as
/// there is room. Scout fleets wait for scout fleets, others for others (W23). A fleet that is alone goes on waiting.
pub fn rendezvous(turn: &mut Turn, id: FleetId) {
    let state = &*turn.state;
    let here = state.fleets[id].system;
    let meets = |&other: &FleetId| {
        let (fleet, row) = (&state.fleets[id], &state.fleets[other]);
        row.owner == fleet.owner
            && row.command == fleet.command
            && row.mission == MissionState::Executing
            && row.target == here
            && !row.terminal
            && compatible(state, id, other)
    };
    let meeting: Vec<FleetId> = state.systems[here].fleets.iter().copied().filter(meets).collect();
    let [host, guests @ ..] = &meeting[..] else { return };
    if guests.is_empty() {
        return;
    }
    for &fleet in &meeting {
        turn.complete(fleet);
    }
    for &guest in guests {
        if has_room(turn.state, *host, turn.state.fleets[guest].ships.len()) {
            absorb(turn.state, guest, *host);
        }
    }
}
