//! Elimination, collapse, final conflict, victory (rulebook 01 §6, §7, §9, §10).

pub mod collapse;
mod elimination;
mod final_conflict;

pub use elimination::inc10a_eliminations;
pub use final_conflict::inc0_final_conflict;

use crate::events::{EconomyKind, Standing};
use crate::ids::*;
use crate::metrics;
use crate::state::State;
use crate::turn::Turn;
use crate::vocab::*;

/// INC10b: tests for the end of the game; true if it is over. The last house wins, else at the turn limit of the scenario
/// the best by ranking (rulebook 01 R13); prestige as such wins nothing (rulebook 01 R1). Then the rows of the last turn
/// are closed here (rulebook 01 §10, 31 §7.1).
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

/// What counts in the public ranking: in play first, then prestige, then colonies (rulebook 01 §10, rulebook 01 R14).
/// When nobody is left in play, those who fell last come first (W116).
fn merit(state: &State, house: HouseId) -> (u32, i64, usize) {
    let row = &state.houses[house];
    let lasted = row.eliminated_turn.unwrap_or(u32::MAX);
    let nobody_left = || !state.house_ids().any(|other| state.in_play(other));
    let class = match state.in_play(house) {
        true => 2,
        false if lasted == state.turn() && nobody_left() => 1,
        false => 0,
    };
    (class, row.prestige, row.colonies.len())
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

/// The standing of a house: its status, and in play without a colony its last stand (rulebook 01 §6.1, §6.3).
pub fn standing(state: &State, house: HouseId) -> Standing {
    let row = &state.houses[house];
    match row.status {
        HouseStatus::Active | HouseStatus::Autopilot if row.colonies.is_empty() => Standing::LastStand,
        HouseStatus::Active => Standing::Active,
        HouseStatus::Autopilot => Standing::Autopilot,
        HouseStatus::Collapsed => Standing::Collapsed,
        HouseStatus::Eliminated => Standing::Eliminated,
    }
}

#[cfg(test)]
mod tests;
