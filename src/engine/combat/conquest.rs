//! A colony changes hands (rulebook 11 §19, 12 §4).

use super::{blockade, supremacy};
use crate::construction;
use crate::events::EconomyKind;
use crate::ids::*;
use crate::intel;
use crate::num;
use crate::turn::{PrestigeSource, Turn};
use crate::vocab::*;

/// Gives a colony to its captor, with the surviving marines as its garrison; `loss` is the share of its industry that
/// is ruined. Batteries and the shield, if they stand, are the captor's too (rulebook 11 K41). Bare transports, which could
/// destroy nothing in orbit before, do so now (K48).
pub fn capture(turn: &mut Turn, colony: ColonyId, [captor, former]: [HouseId; 2], garrison: &[GroundId], loss: f64) {
    let victor = supremacy::strongest(turn.state, &turn.conflict, colony).unwrap_or(captor);
    supremacy::lose_screened(turn, Step::Con1d, colony, victor);
    clear_queues(turn, colony);
    ruin_industry(turn, colony, former, loss);
    turn.state.change_owner(colony, captor);
    for unit in turn.state.colonies[colony].garrison.clone() {
        turn.state.ground[unit].owner = captor;
    }
    for &marine in garrison {
        turn.state.disembark(marine, colony);
    }
    turn.state.houses[former].last_captor = Some(captor);
    turn.conflict.captured.insert(colony);
    blockade::lift(turn, colony, captor);
    book(turn, colony, captor, former);
    intel::learn_colony(turn, former, colony);
}

/// CON2d: the queues of a captured colony are lost without refund (rulebook 22 §6). Nothing looks at them between the
/// capture and CON2, and at this moment it is still clear whose loss it is.
fn clear_queues(turn: &mut Turn, colony: ColonyId) {
    construction::write_off_projects(turn, Step::Con1d, colony, |_| true);
    for repair in turn.state.colonies[colony].repairs.clone() {
        turn.state.remove_repair(repair);
    }
}

/// Industry ruined by the conquest can be repaired by the new owner (rulebook 11 §19).
fn ruin_industry(turn: &mut Turn, colony: ColonyId, former: HouseId, loss: f64) {
    let row = &turn.state.colonies[colony];
    let (system, ruined) = (row.system, num::floor(row.iu as f64 * loss));
    if ruined == 0 {
        return;
    }
    let row = &mut turn.state.colonies[colony];
    row.iu -= ruined;
    row.iu_damaged += ruined;
    turn.flows(former).iu_lost_bombard += ruined;
    turn.economy(Step::Con1d, former, EconomyKind::Damage, |event| {
        (event.system_id, event.iu) = (Some(system), -ruined);
    });
}

/// Prestige, flows and events of a conquest (rulebook 12 §4).
fn book(turn: &mut Turn, colony: ColonyId, captor: HouseId, former: HouseId) {
    let events = &turn.state.rules.prestige.prestige_events;
    let factor = match turn.conflict.undefended.contains(&colony) {
        true => events.undefended_colony_multiplier,
        false => 1.0,
    };
    let (won, lost) = (
        events.planet_conquered.value as f64,
        events.planet_lost.value as f64 * factor,
    );
    let (won, lost) = (turn.scaled(won), turn.scaled(lost));
    turn.book(captor, PrestigeSource::Conquest, won);
    turn.book(former, PrestigeSource::ConquestLost, lost);
    turn.flows(captor).colonies_conquered += 1;
    turn.flows(former).colonies_lost_conquest += 1;
    let now = turn.state.turn();
    turn.state.game_mut().first_conquest.get_or_insert(now);
    let row = &turn.state.colonies[colony];
    let (system, pu, iu) = (row.system, row.pu, row.iu);
    turn.economy(Step::Con1d, captor, EconomyKind::ColonyConquered, |event| {
        (event.system_id, event.amount, event.prestige) = (Some(system), 1, won);
        (event.pu, event.iu) = (pu, iu);
    });
    turn.economy(Step::Con1d, former, EconomyKind::ColonyLost, |event| {
        (event.system_id, event.amount, event.prestige) = (Some(system), 1, lost);
        (event.pu, event.iu) = (-pu, -iu);
    });
}
