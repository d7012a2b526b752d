//! PRD1c: what travel commands do on arrival (rulebook 04 §4, §6).

use crate::command::needs::Case;
use crate::command::table;
use crate::events::OrderFate;
use crate::ids::FleetId;
use crate::intel;
use crate::turn::Turn;
use crate::vocab::*;

/// Move, Seek Home: being there is all.
pub fn arrived(turn: &mut Turn, id: FleetId) {
    turn.complete(id);
}

/// View: the house learns what can be seen of the system (rulebook 24 §4.8).
pub fn view(turn: &mut Turn, id: FleetId) {
    let fleet = &turn.state.fleets[id];
    let (house, system) = (fleet.owner, fleet.system);
    intel::view_system(turn, house, system);
    turn.complete(id);
}

/// Reserve: half the cost, and half the strength in the orbit of an own colony.
pub fn reserve(turn: &mut Turn, id: FleetId) {
    lay_up(turn, id, FleetStatus::Reserve);
}

/// Mothball: nearly no cost, and no use.
pub fn mothball(turn: &mut Turn, id: FleetId) {
    lay_up(turn, id, FleetStatus::Mothballed);
}

/// The fleet changes its status, if the colony has what that takes (rulebook 04 R3). The order keeps its kind until
/// CMD1, like every finished one; from then on the fleet has the fixed command of its status (W26).
fn lay_up(turn: &mut Turn, id: FleetId, status: FleetStatus) {
    let fleet = &turn.state.fleets[id];
    let case = Case::new(turn.state, fleet, fleet.system);
    match table::command(fleet).can_execute(case) {
        Ok(()) => {
            turn.state.fleets[id].status = status;
            turn.complete(id);
        }
        Err(reason) => turn.fail(Step::Prd1, id, OrderFate::Failed, reason),
    }
}
