//! Lasting effects (rulebook 23 §6.5): a row for each kind on each house.
//!
//! Their size is not in the rows: the rules say it, and they do not change during a game (W80). A reason for falsified
//! intelligence other than Disinformation does not exist (23 S19); [`EffectKind::IntelCorrupted`] would be its kind.

use crate::ids::{EffectId, HouseId};
use crate::state::State;
use crate::state::rows::Effect;
use crate::turn::Turn;
use crate::vocab::EffectKind;

/// Whether an effect is in force on a house.
pub fn in_force(state: &State, house: HouseId, kind: EffectKind) -> bool {
    state.effects.contains(EffectId::of(house, kind))
}

/// Starts an effect for so many turns, this one included. Of the same kind twice the later end counts: it gets no
/// stronger.
pub(super) fn start(state: &mut State, house: HouseId, kind: EffectKind, turns: u32) {
    let id = EffectId::of(house, kind);
    let last_turn = state.turn() + turns - 1;
    match state.effects.get(id).map(|effect| effect.last_turn) {
        Some(end) if end >= last_turn => {}
        Some(_) => state.effects[id].last_turn = last_turn,
        None => state.effects.insert(Effect {
            id,
            house,
            kind,
            last_turn,
        }),
    }
}

/// PRD7: effects end with their last turn, so that one of a single turn covers the whole of it (23 S9,
/// rulebook 03 R7).
pub fn prd7_effects_end(turn: &mut Turn) {
    let state = &mut *turn.state;
    let now = state.turn();
    let over = state.effects.iter().filter(|effect| effect.last_turn <= now);
    for id in over.map(|effect| effect.id).collect::<Vec<_>>() {
        state.effects.remove(id);
    }
}

/// What of `share` is kept while an effect that takes it may be in force.
fn kept(state: &State, house: HouseId, kind: EffectKind, share: f64) -> f64 {
    match in_force(state, house, kind) {
        true => 1.0 - share,
        false => 1.0,
    }
}

/// The share of a house's revenue that effects leave it; different kinds multiply (rulebook 20 §4.2; 23 S18).
pub fn revenue_kept(state: &State, house: HouseId) -> f64 {
    let actions = &state.rules.espionage.actions;
    kept(
        state,
        house,
        EffectKind::NcvReduction,
        actions.economic_manipulation.ncv_reduction,
    ) * kept(
        state,
        house,
        EffectKind::TaxReduction,
        actions.psyops_campaign.tax_revenue_reduction,
    )
}

/// The share of the SRP from deposits that effects leave a house (rulebook 21 §2; 23 S18).
pub fn science_kept(state: &State, house: HouseId) -> f64 {
    let actions = &state.rules.espionage.actions;
    kept(
        state,
        house,
        EffectKind::SrpReduction,
        actions.assassination.srp_gain_reduction,
    )
}
