//! Execute tests of the commands that act in combat: what must be true when such an order acts (rulebook 04 §4).

use crate::command::table::{self, Acts};
use crate::events::{OrderFate, Reason};
use crate::ids::FleetId;
use crate::state::State;
use crate::turn::Turn;
use crate::vocab::*;

/// CON0: tests the orders 03–09 of all fleets at their targets. Those that fail end here and count as Benign in this
/// CON; the role of their fleets stays (rulebook 04 §4 note 6).
pub(super) fn con0_tests(turn: &mut Turn) {
    for id in turn.state.fleets.ids() {
        let fleet = &turn.state.fleets[id];
        if fleet.status != FleetStatus::Active || !super::is_executing(fleet) || fleet.terminal {
            continue;
        }
        if let Err(reason) = test(turn.state, id) {
            turn.conflict.failed.insert(id);
            turn.fail(Step::Con0, id, OrderFate::Failed, reason);
        }
    }
}

/// Whether the order of a fleet at its target can be carried out now, if it is one that acts in combat; others pass. The
/// living batteries that forbid an invasion are not looked at: they are tested when it lands.
///
/// # Errors
/// Why it cannot.
pub fn test(state: &State, fleet: FleetId) -> Result<(), Reason> {
    let fleet = &state.fleets[fleet];
    match table::of(fleet.command) {
        Some(command) if matches!(command.acts, Acts::Combat) => command.can_execute(state, fleet),
        _ => Ok(()),
    }
}
