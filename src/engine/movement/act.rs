//! PRD1c: what travel commands do on arrival (rulebook 04 §4, §6).

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
    intel::record_system(turn, house, system);
    turn.complete(id);
}

/// Reserve, Mothball: the fleet changes its status, if the colony has what that takes. The order keeps its kind until
/// CMD1, like every finished one; from then on the fleet has the fixed command of its status.
pub fn lay_up(turn: &mut Turn, id: FleetId) {
    let fleet = &turn.state.fleets[id];
    let able = table::of(fleet.command).map_or(Ok(()), |command| command.can_execute(turn.state, fleet));
    if let Err(reason) = able {
        turn.fail(Step::Prd1, id, OrderFate::Failed, reason);
        return;
    }
    turn.state.fleets[id].status = match fleet.command {
        CommandKind::Mothball => FleetStatus::Mothballed,
        _ => FleetStatus::Reserve,
    };
    turn.complete(id);
}
