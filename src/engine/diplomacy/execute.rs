//! Execute tests of the commands that act in combat: what must be true when such an order acts (rulebook 04 §4).

use crate::command::needs::{Case, demand};
use crate::command::table;
use crate::events::{OrderFate, Reason};
use crate::ids::FleetId;
use crate::state::State;
use crate::turn::Turn;
use crate::vocab::*;

/// CON0: tests the orders 03–09 of all fleets at their targets (rulebook 03 R26). Those that fail end here and count
/// as Benign in this CON; the role of their fleets stays (rulebook 04 §4 note 6).
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
    let command = table::command(fleet);
    if command.acts.in_combat() {
        command.can_execute(Case::new(state, fleet, fleet.system))
    } else {
        Ok(())
    }
}

/// The test of an order that acts at a colony in CON1d, when it does: what CON0 looked at, and what only then counts.
///
/// # Errors
/// Why it cannot be carried out.
pub fn at_colony(state: &State, fleet: FleetId) -> Result<(), Reason> {
    test(state, fleet)?;
    let fleet = &state.fleets[fleet];
    demand(
        table::command(fleet).acts.besides(),
        Case::new(state, fleet, fleet.system),
    )
}
