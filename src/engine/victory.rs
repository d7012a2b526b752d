//! Elimination, final conflict, victory (rulebook 01 §6, §9, §10).

use std::cmp::Reverse;

use crate::events::EconomyKind;
use crate::ids::*;
use crate::metrics;
use crate::state::State;
use crate::turn::{PrestigeSource, Turn};
use crate::vocab::*;

/// INC0: while exactly two houses are active, they are Enemies and stay so (rulebook 01 §9).
pub fn inc0_final_conflict(turn: &mut Turn) {
    if !turn.state.scenario.victory_conditions.final_conflict_auto_enemy {
        return;
    }
    let state = &mut *turn.state;
    let active = |house: &HouseId| state.houses[*house].status == HouseStatus::Active;
    let active: Vec<HouseId> = state.house_ids().filter(active).collect();
    let last = match active[..] {
        [a, b] => Some([StanceId::of(a, b), StanceId::of(b, a)]),
        _ => None,
    };
    for id in state.stances.ids() {
        let locked = last.is_some_and(|pair| pair.contains(&id));
        if state.stances[id].locked != locked {
            state.stances[id].locked = locked;
        }
    }
    if let [a, b] = active[..] {
        state.raise_relation(a, b, Stance::Enemy);
    }
}

/// INC10a: houses without a colony and without marines afloat are out (rulebook 01 §6.2–6.5).
pub fn inc10a_eliminations(turn: &mut Turn) {
    let state = &turn.state;
    let falls = |house: &HouseId| {
        state.in_play(*house) && state.houses[*house].colonies.is_empty() && !is_invasion_capable(state, *house)
    };
    let fallen: Vec<HouseId> = state.house_ids().filter(falls).collect();
    for &house in &fallen {
        eliminate(turn, house);
    }
    for house in fallen {
        credit(turn, house);
    }
}

/// Whether a house has marines aboard a transport, in any fleet and place (rulebook 01 §6.2).
pub fn is_invasion_capable(state: &State, house: HouseId) -> bool {
    let fleets = state.houses[house].fleets.iter();
    fleets
        .flat_map(|&fleet| &state.fleets[fleet].ships)
        .any(|&ship| !state.ships[ship].marines.is_empty())
}

/// Takes a house out of play. Its fleets stay where they are, Active and on Hold for ever (rulebook 01 §6.2).
fn eliminate(turn: &mut Turn, house: HouseId) {
    let now = turn.state.turn();
    let row = &mut turn.state.houses[house];
    row.status = HouseStatus::Eliminated;
    row.eliminated_turn = Some(now);
    for id in row.fleets.clone() {
        let fleet = &mut turn.state.fleets[id];
        (fleet.status, fleet.reactivation) = (FleetStatus::Active, None);
        (fleet.command, fleet.target, fleet.target_fleet) = (CommandKind::Hold, fleet.system, None);
        (fleet.mission, fleet.mission_start, fleet.terminal) = (MissionState::Executing, None, false);
    }
}

/// Pays the house that captured the last colony, if it is itself in play after this step (rulebook 01 §6.4).
fn credit(turn: &mut Turn, house: HouseId) {
    let captor = turn.state.houses[house]
        .last_captor
        .filter(|&captor| turn.state.in_play(captor));
    let mut loss = 0;
    if let Some(captor) = captor {
        loss = turn.scaled(turn.state.rules.prestige.prestige_events.house_eliminated.value as f64);
        turn.state.houses[house].eliminated_by = Some(captor);
        turn.award(captor, PrestigeSource::Elimination, loss);
        turn.award(house, PrestigeSource::Elimination, -loss);
        turn.economy(Step::Inc10, captor, EconomyKind::Prestige, |event| {
            event.prestige = loss
        });
    }
    turn.economy(Step::Inc10, house, EconomyKind::Eliminated, |event| {
        event.prestige = -loss
    });
}

/// INC10b: tests for the end of the game; true if it is over. Then the rows of the last turn are closed here
/// (rulebook 01 §10, 31 §7.1).
pub fn inc10b_victory(turn: &mut Turn) -> bool {
    let state = &turn.state;
    let alive: Vec<HouseId> = state.house_ids().filter(|&house| state.in_play(house)).collect();
    let limit = state.scenario.victory_conditions.turn_limit;
    let (kind, winner) = match alive[..] {
        [winner] => (VictoryKind::Military, Some(winner)),
        [] => (VictoryKind::Draw, None),
        _ if limit > 0 && state.turn() >= limit => match winners(state)[..] {
            [winner] => (VictoryKind::TurnLimit, Some(winner)),
            _ => (VictoryKind::Draw, None),
        },
        _ => return false,
    };
    let game = turn.state.game_mut();
    (game.victory, game.winner) = (Some(kind), winner);
    if let Some(winner) = winner {
        announce(turn, winner);
    }
    // No CMD5 opens any more: what it would have read is what the game ends with.
    metrics::open_orders(turn);
    metrics::close_rows(turn);
    true
}

/// Writes down who won, with an award that changes no total (rulebook 12 §2).
fn announce(turn: &mut Turn, winner: HouseId) {
    let award = turn.scaled(turn.state.rules.prestige.prestige_events.victory_achieved.value as f64);
    turn.economy(Step::Inc10, winner, EconomyKind::Victory, |event| event.amount = award);
}

/// What counts in the public ranking: in play first, then prestige, then colonies (rulebook 01 §10).
fn merit(state: &State, house: HouseId) -> (bool, i64, usize) {
    let row = &state.houses[house];
    (state.in_play(house), row.prestige, row.colonies.len())
}

/// Houses by the public ranking, the best first; equal ones by number.
pub fn ranking(state: &State) -> Vec<HouseId> {
    let mut houses: Vec<HouseId> = state.house_ids().collect();
    houses.sort_by_key(|&house| (Reverse(merit(state, house)), house));
    houses
}

/// The place of a house in the public ranking, from 1; equal houses share a place (W30).
pub fn place(state: &State, house: HouseId) -> u32 {
    let better = state
        .house_ids()
        .filter(|&other| merit(state, other) > merit(state, house));
    better.count() as u32 + 1
}

/// All houses that share the first place.
pub fn winners(state: &State) -> Vec<HouseId> {
    state.house_ids().filter(|&house| place(state, house) == 1).collect()
}

#[cfg(test)]
mod tests;
