//! Threat, escalation and who fights (rulebook 05).
//!
//! CON0 judges every system on one snapshot: which orders can be carried out ([`execute`]), what threat each fleet
//! is ([`threat`]), which relations rise and who meets whom in space. What it finds is kept in the scratch of the
//! Conflict Phase; combat resolves it.
//!
//! What houses say to each other is carried out in PRD3 ([`commands`]); proposals have a life of their own
//! ([`proposals`]). Every change of a relation is written down with its cause ([`relations`]).

pub mod commands;
pub mod execute;
mod judge;
pub mod proposals;
pub mod relations;
mod threat;

#[cfg(test)]
mod tests;

use crate::command::descriptor::Post;
use crate::command::table;
use crate::events::DiplomacyKind;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::Fleet;
use crate::strength;
use crate::turn::Turn;
use crate::turn::conflict::Conflict;
use crate::vocab::*;
pub use commands::{Dispatch, prd3_diplomacy};
use judge::Raise;
pub use judge::battle_side;
pub use proposals::inc11_proposals;
use relations::Act;
pub use threat::blockades;

/// What part a fleet may take in the fights at its place (rulebook 05 §6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is not there as far as fights are concerned: scouts (rulebook 05 R20), and View fleets at the edge of the system.
    Absent,
    /// It neither fires nor is fired at, and is lost with the orbit: mothballed fleets.
    Screened,
    /// It defends an own colony in orbit and is never in space battles (rulebook 05 R11).
    Orbital,
    /// It fights in space.
    Mobile,
}

/// The role of a fleet in this Conflict Phase. Auxiliaries inside any fleet are screened besides (rulebook 05 §6.1,
/// 11 K40).
pub fn role(state: &State, conflict: &Conflict, fleet: FleetId) -> Role {
    let row = &state.fleets[fleet];
    if conflict.absent.contains(&fleet) || strength::is_scout_only(state, fleet) {
        return Role::Absent;
    }
    match row.status {
        FleetStatus::Active if guards_orbit(state, row) => Role::Orbital,
        FleetStatus::Active => Role::Mobile,
        FleetStatus::Reserve if state.controller(row.system) == Some(row.owner) => Role::Orbital,
        // A reserve fleet whose colony was taken around it has no orbit to defend until CMD1 makes it Active (W32).
        FleetStatus::Reserve | FleetStatus::Mothballed => Role::Screened,
    }
}

/// Whether an Active fleet stands guard in the orbit of an own colony: on Hold or one of the Guard commands.
fn guards_orbit(state: &State, fleet: &Fleet) -> bool {
    table::command(fleet).post == Post::Orbit
        && is_executing(fleet)
        && state.controller(fleet.system) == Some(fleet.owner)
}

/// Whether a fleet defends the orbit of an own colony by its status and command, outside of any Conflict Phase.
pub fn defends_orbit(state: &State, fleet: &Fleet) -> bool {
    match fleet.status {
        FleetStatus::Active => guards_orbit(state, fleet),
        FleetStatus::Reserve => state.controller(fleet.system) == Some(fleet.owner),
        FleetStatus::Mothballed => false,
    }
}

/// Whether the command of a fleet acts at the place where the fleet is.
pub fn is_executing(fleet: &Fleet) -> bool {
    fleet.mission == MissionState::Executing && fleet.target == fleet.system
}

/// Whether a View fleet stands at the edge of its system, seeing no fleet and not to be seen: from its arrival until
/// the next CMD1, if it came by a real move and was not absent in the CON before (rulebook 05 §6.1, rulebook 05
/// R19, rulebook 05 R23, 24 §4.8).
pub fn stands_outside(fleet: &Fleet) -> bool {
    table::command(fleet).post == Post::Edge
        && fleet.status == FleetStatus::Active
        && is_executing(fleet)
        && fleet.moved
        && !fleet.was_absent
}

/// CON0: judges threats, raises relations and schedules the space battles, all of it once a turn (rulebook 05 §5, §6,
/// rulebook 05 R8).
pub fn con0_judge(turn: &mut Turn) {
    note_absent(turn);
    execute::con0_tests(turn);
    turn.conflict.tiers = threat::tiers(turn.state, &turn.conflict);
    let verdict = judge::judge(turn.state, &turn.conflict);
    turn.conflict.battles = verdict.battles;
    note_scenes(turn);
    for (pair, raise) in verdict.raises {
        escalate(turn, pair, &raise);
    }
}

/// Raises a relation that missions demand; every house whose mission did it has committed a violation, which costs it
/// nothing (rulebook 05 §9, rulebook 05 R14).
fn escalate(turn: &mut Turn, (low, high): (HouseId, HouseId), raise: &Raise) {
    let other = |house| if house == low { high } else { low };
    let begin = |(&house, &system): (&HouseId, &SystemId)| {
        Act::begin(turn.state, Step::Con0, DiplomacyKind::Escalated, house, other(house)).at(system)
    };
    let acts: Vec<Act> = raise.causes.iter().map(begin).collect();
    turn.state.raise_stances(low, high, raise.level, StanceCause::Mission);
    for act in acts {
        act.end(turn);
    }
    for &house in raise.causes.keys() {
        turn.flows(house).escalated_by_mission += 1;
    }
}

/// Fixes which View fleets are absent in this CON, and remembers it for the next one.
fn note_absent(turn: &mut Turn) {
    for id in turn.state.fleets.ids() {
        let fleet = &turn.state.fleets[id];
        let absent = stands_outside(fleet);
        if absent {
            turn.conflict.absent.insert(id);
        }
        if fleet.was_absent != absent {
            turn.state.fleets[id].was_absent = absent;
        }
    }
}

/// Notes who is where before the fighting begins, in every system where fights or attacks are to be expected.
fn note_scenes(turn: &mut Turn) {
    let battles = turn.conflict.battles.iter().map(|battle| battle.system);
    let attacks = turn.conflict.tiers.iter().filter(|&(_, &tier)| tier == Tier::Attack);
    let systems = battles.chain(attacks.map(|(&fleet, _)| turn.state.fleets[fleet].system));
    let scene = |system: SystemId| (system, turn.state.systems[system].fleets.clone());
    turn.conflict.scenes = systems.map(scene).collect();
}
