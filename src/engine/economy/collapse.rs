//! Colonies that die out (rulebook 20 §2.4).

use crate::construction;
use crate::events::EconomyKind;
use crate::ids::ColonyId;
use crate::turn::Turn;
use crate::vocab::*;

/// CON2f: a colony without population is removed with all that stands there, whosever it is; fleets in the system stay
/// (W9).
pub fn con2f_collapse(turn: &mut Turn) {
    let dead: Vec<ColonyId> = turn
        .state
        .colonies
        .iter()
        .filter(|colony| colony.pu <= 0)
        .map(|c| c.id)
        .collect();
    for id in dead {
        let colony = &turn.state.colonies[id];
        let (owner, system, pu, iu) = (colony.owner, colony.system, colony.pu, colony.iu);
        let garrison = colony
            .garrison
            .iter()
            .filter(|&&unit| turn.state.ground[unit].kind == GroundKind::Marine);
        let marines = garrison.count() as i64;
        construction::write_off_projects(turn, Step::Con2, id, |_| true);
        let ships = turn.state.remove_colony(id).len() as i64;
        turn.state.houses[owner].last_captor = None;
        let flows = turn.flows(owner);
        flows.colonies_collapsed += 1;
        flows.ships_lost_other += ships;
        flows.marines_lost += marines;
        turn.economy(Step::Con2, owner, EconomyKind::ColonyCollapsed, |event| {
            (event.system_id, event.amount) = (Some(system), 1);
            (event.pu, event.iu) = (-pu, -iu);
        });
    }
}
