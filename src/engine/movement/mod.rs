//! Movement, and the commands that act in Production (rulebook 03 §5, 04 §3, §4, §7.4).

mod act;
pub mod course;
pub mod merge;

#[cfg(test)]
mod tests;

pub use act::{arrived, mothball, reserve, view};
pub use merge::{join_fleet, rendezvous};

use crate::command::descriptor::{Acts, Ends, Target};
use crate::command::needs::{Case, demand};
use crate::command::table;
use crate::diplomacy;
use crate::events::OrderFate;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::Fleet;
use crate::turn::Turn;
use crate::vocab::*;

/// Whether a fleet is on its way to where its command aims.
fn is_under_way(fleet: &Fleet) -> bool {
    fleet.mission == MissionState::Traveling && fleet.status == FleetStatus::Active && !fleet.terminal
}

/// PRD1a: every fleet under way makes the jumps of this turn. All go at once, from the places, owners and damage of
/// this moment (rulebook 04 §3).
pub fn prd1a_move(turn: &mut Turn) {
    let fleets = turn.state.fleets.ids();
    let mut stops: Vec<(FleetId, SystemId)> = Vec::new();
    for &id in &fleets {
        if is_under_way(&turn.state.fleets[id]) && take_aim(turn, id) {
            let stop = course::next_stop(turn.state, &turn.state.fleets[id]);
            stops.extend(stop.map(|stop| (id, stop)));
        }
    }
    let mut stops = stops.into_iter().peekable();
    for id in fleets {
        let stop = stops.next_if(|&(fleet, _)| fleet == id).map(|(_, stop)| stop);
        if turn.state.fleets[id].moved != stop.is_some() {
            turn.state.fleets[id].moved = stop.is_some();
        }
        if let Some(stop) = stop {
            turn.state.move_fleet(id, stop);
            let owner = turn.state.fleets[id].owner;
            turn.flows(owner).fleets_moved += 1;
        }
    }
}

/// Brings the target of a command up to date that follows something; false if there is nothing to go to.
fn take_aim(turn: &mut Turn, id: FleetId) -> bool {
    let fleet = &turn.state.fleets[id];
    let command = table::command(fleet);
    match command.target {
        Target::Home => match command.can_execute(Case::new(turn.state, fleet, fleet.system)) {
            Err(reason) => {
                turn.fail(Step::Prd1, id, OrderFate::Failed, reason);
                false
            }
            Ok(()) => {
                // A fleet that can reach none of its colonies waits where it is (W24).
                let home = course::home(turn.state, fleet);
                home.is_some_and(|home| set_target(turn.state, id, home))
            }
        },
        Target::Fleet => follow(turn.state, id),
        _ => true,
    }
}

/// Aims a fleet at the place of the fleet that it wants to join; false if that one is gone.
fn follow(state: &mut State, id: FleetId) -> bool {
    let target = state.fleets[id]
        .target_fleet
        .and_then(|target| state.fleets.get(target));
    target
        .map(|target| target.system)
        .is_some_and(|system| set_target(state, id, system))
}

fn set_target(state: &mut State, id: FleetId, system: SystemId) -> bool {
    if state.fleets[id].target != system {
        state.fleets[id].target = system;
    }
    true
}

/// PRD1b: fleets at their targets begin to act; those that join another are there if it is there now.
pub fn prd1b_arrive(turn: &mut Turn) {
    for id in turn.state.fleets.ids() {
        let fleet = &turn.state.fleets[id];
        if !is_under_way(fleet) {
            continue;
        }
        let command = table::command(fleet);
        let present = command.target != Target::Fleet || follow(turn.state, id);
        let fleet = &turn.state.fleets[id];
        if present && fleet.system == fleet.target {
            match demand(command.arrive, Case::new(turn.state, fleet, fleet.system)) {
                Ok(()) => turn.state.fleets[id].mission = MissionState::Executing,
                // What it came for never begins: to the CON after its arrival it is a fleet in transit (05 §3, §4.3).
                Err(reason) => turn.fail(Step::Prd1, id, OrderFate::Aborted, reason),
            }
        }
    }
}

/// PRD1c: commands that act in Production, by group, priority, fleet.
pub fn prd1c_commands(turn: &mut Turn) {
    let due = |fleet: &Fleet| {
        let Acts::Production { group, en_route, act } = table::command(fleet).acts else {
            return None;
        };
        let acts = fleet.mission == MissionState::Executing || (en_route && is_under_way(fleet));
        let acts = acts && fleet.status == FleetStatus::Active && !fleet.terminal;
        acts.then_some((group, fleet.priority, fleet.id, act))
    };
    let mut due: Vec<_> = turn.state.fleets.iter().filter_map(due).collect();
    due.sort_unstable_by_key(|&(group, priority, id, _)| (group, priority, id));
    for (.., id, act) in due {
        // One that acted before may have taken its ships over, or met with it.
        if turn.state.fleets.get(id).is_some_and(|fleet| !fleet.terminal) {
            act(turn, id);
        }
    }
}

/// PRD6, first part: fleets without ships cease to exist.
pub fn prd6_empty_fleets(turn: &mut Turn) {
    for id in turn.state.fleets.ids() {
        turn.state.dissolve_if_empty(id);
    }
}

/// CON1g: single attempts that this Conflict Phase has made impossible end; those that were only kept from acting are
/// repeated in the next one, and standing orders stay (rulebook 03 §2, §6.4; W28).
pub fn con1g_terminal(turn: &mut Turn) {
    for id in turn.state.fleets.ids() {
        let fleet = &turn.state.fleets[id];
        if fleet.terminal || fleet.ships.is_empty() || fleet.status != FleetStatus::Active {
            continue;
        }
        let command = table::command(fleet);
        if command.ends != Ends::Attempt || !diplomacy::is_executing(fleet) {
            continue;
        }
        if let Err(reason) = command.can_execute(Case::in_conflict(turn.state, &turn.conflict, fleet)) {
            turn.fail(Step::Con1g, id, OrderFate::Failed, reason);
        }
    }
}
