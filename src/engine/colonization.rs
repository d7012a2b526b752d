//! Colonisation (rulebook 04 §9, §10.3).

use crate::command::descriptor::Acts;
use crate::command::needs::Case;
use crate::command::table;
use crate::dice::{Dice, Stream};
use crate::diplomacy;
use crate::events::{EconomyKind, OrderFate, Reason};
use crate::ids::*;
use crate::num;
use crate::state::State;
use crate::strength;
use crate::turn::conflict::Conflict;
use crate::turn::{PrestigeSource, Turn};
use crate::vocab::*;

/// CON1e: fleets on Colonize compete for the system in which they stand (rulebook 04 §9); at no other time are
/// colonies founded (rulebook 03 R4).
pub fn con1e_colonize(turn: &mut Turn) {
    let systems = turn
        .state
        .systems
        .iter()
        .filter(|system| !system.fleets.is_empty())
        .map(|system| system.id);
    for system in systems.collect::<Vec<_>>() {
        let contenders = contenders(turn, system);
        if let Some(winner) = winner(turn, &contenders) {
            for &loser in contenders.iter().filter(|&&fleet| fleet != winner) {
                lose(turn, loser, Reason::LostRace);
            }
            found(turn, winner);
        }
    }
}

/// The fleets that may try to colonise a system; the orders of those that may not end here.
fn contenders(turn: &mut Turn, system: SystemId) -> Vec<FleetId> {
    let intends = |&fleet: &FleetId| intends(turn.state, &turn.conflict, fleet);
    let mut fleets: Vec<FleetId> = turn.state.systems[system]
        .fleets
        .iter()
        .copied()
        .filter(intends)
        .collect();
    fleets.retain(|&fleet| {
        let row = &turn.state.fleets[fleet];
        match table::command(row).can_execute(Case::in_conflict(turn.state, &turn.conflict, row)) {
            Ok(()) => return true,
            Err(Reason::Taken) => lose(turn, fleet, Reason::Taken),
            Err(reason) => turn.fail(Step::Con1e, fleet, OrderFate::Failed, reason),
        }
        false
    });
    fleets
}

/// Whether a fleet is on Colonize at its target, and neither retreated nor was beaten.
fn intends(state: &State, conflict: &Conflict, fleet: FleetId) -> bool {
    let row = &state.fleets[fleet];
    matches!(table::command(row).acts, Acts::Colonisation)
        && row.status == FleetStatus::Active
        && diplomacy::is_executing(row)
        && !row.terminal
        && !row.ships.is_empty()
        && !conflict.is_beaten(fleet)
}

/// The first uncrippled ETAC with colonists in ship order.
fn loaded_etac(state: &State, fleet: FleetId) -> Option<ShipId> {
    let ships = state.fleets[fleet].ships.iter().copied();
    ships.into_iter().find(|&id| {
        let ship = &state.ships[id];
        ship.class == ShipClass::Etac && ship.colonists > 0 && ship.hull == Hull::Nominal
    })
}

/// The winner: the only contender, or the highest 1d100 + AS × weight; tied fleets roll again (rulebook 04 R24).
fn winner(turn: &Turn, contenders: &[FleetId]) -> Option<FleetId> {
    if let [] | [_] = contenders {
        return contenders.first().copied();
    }
    let state = &turn.state;
    let weight = state.rules.gameplay.colonization.strength_weight;
    let mut rolls: Vec<(FleetId, i64, Dice)> = contenders
        .iter()
        .map(|&id| {
            let bonus = i64::from(strength::fleet_attack(state, &state.fleets[id])) * weight;
            (id, bonus, state.streams.open(state.turn(), Stream::Colonize(id)))
        })
        .collect();
    while rolls.len() > 1 {
        let scores: Vec<i64> = rolls
            .iter_mut()
            .map(|(_, bonus, dice)| i64::from(dice.d100()) + *bonus)
            .collect();
        let best = scores.iter().copied().max();
        let mut scores = scores.into_iter();
        rolls.retain(|_| scores.next() == best);
    }
    rolls.first().map(|&(id, ..)| id)
}

/// Races lost and systems found taken count as failed (W31).
fn lose(turn: &mut Turn, fleet: FleetId, reason: Reason) {
    let owner = turn.state.fleets[fleet].owner;
    turn.flows(owner).colonize_failed += 1;
    turn.fail(Step::Con1e, fleet, OrderFate::Failed, reason);
}

/// Founds the colony: the ETAC's colonists become its population, the ETAC is used up (rulebook 20 §12.1). Its level of
/// infrastructure is a key that nothing depends on (rulebook 04 R23).
fn found(turn: &mut Turn, fleet: FleetId) {
    let row = &turn.state.fleets[fleet];
    let (house, system) = (row.owner, row.system);
    let etac = loaded_etac(turn.state, fleet).expect("a contender carries colonists");
    turn.complete(fleet);
    let ceiling = turn.state.rules.limits.pu_max(turn.state.systems[system].class);
    let pu = i64::from(turn.state.ships[etac].colonists).min(ceiling);
    let iu = num::floor(pu as f64 * turn.state.rules.economy.colonization.starting_iu_percent as f64 / 100.0);
    turn.state.remove_ship(etac);
    turn.state.dissolve_if_empty(fleet);
    let founded = turn.state.turn();
    turn.state.new_colony(house, system, pu, iu, founded);
    // Scaled (rulebook 12 P10).
    let prestige = turn.scaled(turn.state.rules.prestige.prestige_events.colony_establishment.value as f64);
    turn.book(house, PrestigeSource::Colony, prestige);
    let flows = turn.flows(house);
    flows.colonies_founded += 1;
    flows.etacs_used += 1;
    turn.economy(Step::Con1e, house, EconomyKind::ColonyFounded, |event| {
        (event.system_id, event.pu, event.iu, event.prestige) = (Some(system), pu, iu, prestige);
    });
}

#[cfg(test)]
mod tests;
