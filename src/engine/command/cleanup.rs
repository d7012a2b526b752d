//! CMD1: finished commands become Hold, fleets come back to active service (rulebook 03 §4, 04 §6).

use crate::ids::FleetId;
use crate::state::State;
use crate::state::rows::Fleet;
use crate::turn::Turn;
use crate::vocab::*;

/// CMD1: commands with a terminal event end (rulebook 03 R17), those that failed too (rulebook 03 R18); reactivation
/// counters run; reserve and mothballed fleets whose colony is gone are Active (rulebook 04 R36). View fleets come in
/// from the edges of their systems (rulebook 24 §4.8).
pub fn cmd1_cleanup(turn: &mut Turn) {
    turn.conflict.absent.clear();
    let state = &mut *turn.state;
    for id in state.fleets.ids() {
        let fleet = &state.fleets[id];
        let stranded = fleet.status != FleetStatus::Active && state.controller(fleet.system) != Some(fleet.owner);
        match fleet.reactivation {
            _ if stranded => activate(state, id),
            Some(0 | 1) => activate(state, id),
            Some(left) => state.fleets[id].reactivation = Some(left - 1),
            None => {}
        }
        if state.fleets[id].terminal {
            rest(state, id);
        }
    }
}

/// Makes a fleet Active, on Hold.
pub(super) fn activate(state: &mut State, id: FleetId) {
    let fleet = &mut state.fleets[id];
    (fleet.status, fleet.reactivation) = (FleetStatus::Active, None);
    rest(state, id);
}

/// Gives a fleet the command that it has without orders, where it stands: Hold, in Reserve Guard Colony. No fleet goes
/// home by itself, however endangered (rulebook 04 R33). Rules of engagement stay.
pub fn rest(state: &mut State, id: FleetId) {
    let fleet = &mut state.fleets[id];
    *fleet = Fleet {
        command: fixed_command(fleet.status),
        target: fleet.system,
        target_fleet: None,
        priority: 0,
        mission: MissionState::Executing,
        mission_start: None,
        terminal: false,
        ships: std::mem::take(&mut fleet.ships),
        ..*fleet
    };
}

/// The command of a fleet without orders (rulebook 04 §6, rulebook 04 R2).
fn fixed_command(status: FleetStatus) -> CommandKind {
    match status {
        FleetStatus::Reserve => CommandKind::GuardColony,
        FleetStatus::Active | FleetStatus::Mothballed => CommandKind::Hold,
    }
}
