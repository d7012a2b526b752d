//! CON2a–e: what combat leaves to be removed (rulebook 03 §2, 22 §6).

use crate::construction;
use crate::ids::ColonyId;
use crate::turn::Turn;
use crate::vocab::Step;

/// CON2a–e. The dead left the state when their battle or operation was settled (CON2a), destroyed facilities with
/// their queues (CON2b), and the queues of captured colonies went with the capture (CON2d): nothing in between can see
/// the difference. What remains are crippled facilities and heavily bombarded colonies.
pub fn con2_removal(turn: &mut Turn) {
    con2c_crippled(turn);
    con2e_bombarded(turn);
}

/// CON2c: facilities crippled in this phase lose their queues.
fn con2c_crippled(turn: &mut Turn) {
    for facility in std::mem::take(&mut turn.conflict.crippled) {
        if turn.state.facilities.contains(facility) {
            construction::facility_crippled(turn, facility);
        }
    }
}

/// CON2e: colonies that lost more than a certain share of their industry to this turn's bombardment lose the queues that
/// belong to no facility (C26).
fn con2e_bombarded(turn: &mut Turn) {
    let fraction = turn.state.rules.combat.bombardment.queue_loss_fraction;
    for (colony, (before, lost)) in std::mem::take(&mut turn.conflict.bombarded) {
        if lost as f64 > fraction * before as f64 {
            clear_colony_queues(turn, colony);
        }
    }
}

fn clear_colony_queues(turn: &mut Turn, colony: ColonyId) {
    construction::write_off_projects(turn, Step::Con2, colony, |project| project.facility.is_none());
    for repair in turn.state.colonies[colony].repairs.clone() {
        if turn.state.repairs[repair].drydock.is_none() {
            turn.state.remove_repair(repair);
        }
    }
}
