//! Prestige: scaling, morale, ledger (rulebook 12).

use crate::events::EconomyKind;
use crate::ids::{ColonyId, HouseId};
use crate::num;
use crate::state::State;
use crate::turn::{PrestigeSource, Turn};
use crate::vocab::Step;

/// M: the factor on the base value of an event, by the room that the map gives each house (rulebook 12 §1, rulebook
/// 01 R7, P5, P13).
///
/// It depends on nothing that changes during a game, so it is computed where it is needed.
pub fn multiplier(state: &State) -> f64 {
    let scaling = &state.rules.prestige.dynamic_scaling;
    if !scaling.enabled {
        return scaling.base_multiplier;
    }
    let room = state.systems.len() as f64 / f64::from(state.game().houses);
    let baseline = scaling.baseline_turns as f64;
    let target = baseline + (room - scaling.baseline_systems_per_player as f64) * scaling.turn_scaling_factor;
    let scaled = scaling.base_multiplier * baseline / target;
    scaled.clamp(scaling.min_multiplier, scaling.max_multiplier)
}

/// Morale modifier of a house now: its prestige against the highest of all houses in play (rulebook 12 §6, P16).
pub fn morale_drm(state: &State, house: HouseId) -> i32 {
    let in_play = state.house_ids().filter(|&other| state.in_play(other));
    let own = state.houses[house].prestige;
    let highest = in_play.map(|other| state.houses[other].prestige).max().unwrap_or(own);
    state.rules.combat.cer.modifiers.morale_drm.drm(own, highest)
}

/// INC9: books the recurring items, then adds each house's ledger to its prestige in one sum (rulebook 12 §5, P17).
pub fn inc9_ledger(turn: &mut Turn) {
    for house in turn.state.house_ids() {
        if turn.state.has_economy(house) {
            book_taxes(turn, house);
            book_blockades(turn, house);
        }
        let sum = std::mem::take(&mut turn.ledger[house.index()]);
        if sum != 0 {
            turn.state.houses[house].prestige += sum;
            turn.economy(Step::Inc9, house, EconomyKind::Prestige, |event| event.prestige = sum);
        }
    }
    note_leader(turn.state);
}

/// The items for high and for low taxes, by the rate used in this INC (rulebook 20 §4.3, §4.4, rulebook 12 P12).
fn book_taxes(turn: &mut Turn, house: HouseId) {
    let row = &turn.state.houses[house];
    let tax = i64::from(row.tax);
    let colonies = row.colonies.len() as i64;
    let rules = &turn.state.rules.prestige;
    let penalty = &rules.tax_penalty;
    let excess = tax - penalty.threshold;
    if excess > 0 {
        let loss = num::floor(penalty.base_coefficient * libm::pow(excess as f64, penalty.exponent));
        turn.book(house, PrestigeSource::TaxHigh, -loss);
    }
    let bonus = turn.state.rules.prestige.tax_incentives.bonus(tax) * colonies;
    if bonus != 0 {
        turn.book(house, PrestigeSource::TaxLow, bonus);
    }
}

/// The item for each own colony that this turn's CON1c found blockaded, once however many blockade it (rulebook 20
/// §8, rulebook 01 R5, rulebook 12 P3).
fn book_blockades(turn: &mut Turn, house: HouseId) {
    let colonies = turn.state.houses[house].colonies.iter();
    let sum: i64 = colonies.map(|&colony| blockade_penalty(turn, colony)).sum();
    if sum != 0 {
        turn.book(house, PrestigeSource::Blockade, -sum);
    }
}

/// Prestige that a blockade costs the owner of a colony in this turn: nothing if it was another's when the blockade was
/// found, and is captured since (rulebook 12 §2).
pub fn blockade_penalty(turn: &Turn, colony: ColonyId) -> i64 {
    match turn.state.colonies[colony].blockaded && !turn.conflict.captured.contains(&colony) {
        true => turn.state.rules.combat.blockade.prestige_penalty_per_turn,
        false => 0,
    }
}

/// Notes who leads alone in prestige now, and whether that is somebody else than before.
fn note_leader(state: &mut State) {
    let standing = state.house_ids().filter(|&house| state.in_play(house));
    let mut best: Vec<(i64, HouseId)> = standing.map(|house| (state.houses[house].prestige, house)).collect();
    best.sort_unstable_by_key(|&(prestige, house)| (std::cmp::Reverse(prestige), house));
    let leader = match best[..] {
        [(_, only)] => Some(only),
        [(first, house), (second, _), ..] if first > second => Some(house),
        _ => None,
    };
    let before = state.game().leader;
    // A tie takes the lead from nobody: it changes hands when somebody else leads alone (W34).
    if leader.is_some() && leader != before {
        let game = state.game_mut();
        game.leader = leader;
        game.leader_changes += u32::from(before.is_some());
    }
}

#[cfg(test)]
mod tests;
