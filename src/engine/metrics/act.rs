//! The act of the game (rulebook 30 §3.1), a public measure of how far it has come.

use crate::events::Act;
use crate::state::State;

/// Ends of the first three acts in a game of [`LENGTH`] turns.
const BOUNDARIES: [u32; 3] = [7, 15, 25];
/// The game for which the calendar was made; games without a limit follow it as it is.
const LENGTH: u32 = 30;
/// Share of systems colonised, in percent, that opens the second act.
const SETTLED: usize = 90;
/// Share that opens the third.
const FULL: usize = 98;

/// The act by the calendar, scaled to the turn limit; public facts may only bring it forward: colonised systems, a
/// house that is out, one that holds more than half of all prestige. The act has no memory: what is no longer so does
/// not count, and prestige below zero is none (W40).
pub fn act(state: &State) -> Act {
    let limit = match state.scenario.victory_conditions.turn_limit {
        0 => LENGTH,
        limit => limit,
    };
    let over = |boundary: u32| state.turn() > boundary * limit / LENGTH;
    let settled = |percent: usize| state.colonies.len() * 100 >= percent * state.systems.len();
    let mut act = BOUNDARIES.iter().filter(|&&boundary| over(boundary)).count();
    if act == 0 && settled(SETTLED) {
        act = 1;
    }
    if act == 1 && (settled(FULL) || state.house_ids().any(|house| !state.in_play(house))) {
        act = 2;
    }
    if act == 2 && somebody_dominates(state) {
        act = 3;
    }
    [Act::LandGrab, Act::RisingTensions, Act::TotalWar, Act::Endgame][act]
}

fn somebody_dominates(state: &State) -> bool {
    let prestige = || state.house_ids().map(|house| state.houses[house].prestige.max(0));
    let total: i64 = prestige().sum();
    prestige().any(|own| 2 * own > total)
}
