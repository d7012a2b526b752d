//! Defensive Collapse: a house whose prestige stays negative is out, and only defends itself (rulebook 01 §7).
//!
//! Whatever a flag of `gameplay.defensiveCollapseBehavior` spares stays with the player: those orders of its packet are
//! taken as before (W115).

use super::elimination::leave_play;
use crate::events::EconomyKind;
use crate::ids::*;
use crate::orders::{FleetOrder, Orders};
use crate::state::State;
use crate::state::rows::Fleet;
use crate::strength;
use crate::turn::Turn;
use crate::vocab::*;

/// INC10a: counts the turns of negative prestige of each house in play; too many in a row, and it collapses. Zero is not
/// negative (rulebook 01 R2). Without `permanentElimination` a house comes back once it is not below the threshold (W110).
pub(super) fn inc10a_collapses(turn: &mut Turn) {
    for house in turn.state.house_ids() {
        match turn.state.houses[house].status {
            HouseStatus::Active | HouseStatus::Autopilot => count(turn, house),
            HouseStatus::Collapsed => recover(turn, house),
            HouseStatus::Eliminated => {}
        }
    }
}

fn is_below(state: &State, house: HouseId) -> bool {
    state.houses[house].prestige < state.rules.gameplay.elimination.defensive_collapse_threshold
}

fn count(turn: &mut Turn, house: HouseId) {
    let before = turn.state.houses[house].negative_turns;
    let now = if is_below(turn.state, house) { before + 1 } else { 0 };
    if now != before {
        turn.state.houses[house].negative_turns = now;
    }
    if now >= turn.state.rules.gameplay.elimination.defensive_collapse_turns {
        // Nobody is credited.
        leave_play(turn, house, HouseStatus::Collapsed);
        turn.economy(Step::Inc10, house, EconomyKind::Collapsed, |event| {
            event.amount = i64::from(now)
        });
    }
}

fn recover(turn: &mut Turn, house: HouseId) {
    let rules = &turn.state.rules.gameplay.defensive_collapse_behavior;
    if rules.permanent_elimination || is_below(turn.state, house) {
        return;
    }
    let row = &mut turn.state.houses[house];
    (row.status, row.eliminated_turn) = (HouseStatus::Active, None);
    (row.negative_turns, row.missed) = (0, 0);
    turn.economy(Step::Inc10, house, EconomyKind::Recovered, |_| {});
}

/// CMD5: what a collapsed house orders: its fleets go home and stand guard there; nothing else, but for what the rules
/// spare of a packet that its player sent.
pub(crate) fn cmd5_packet(state: &State, house: HouseId, sent: Option<&Orders>) -> Orders {
    let rules = &state.rules.gameplay.defensive_collapse_behavior;
    let sent = sent.cloned().unwrap_or_default();
    let mut orders = Orders::default();
    if !rules.economy_ceases {
        orders.tax = sent.tax;
    }
    if !rules.no_construction {
        orders.colonies = sent.colonies;
        orders.builds = sent.builds;
        orders.repairs = sent.repairs;
        orders.research = sent.research;
        orders.espionage = sent.espionage;
    }
    if !rules.no_diplomacy_changes {
        orders.diplomacy = sent.diplomacy;
    }
    if !rules.retreat_to_home && !rules.defend_only {
        orders.zero_turn = sent.zero_turn;
        orders.fleets = sent.fleets;
    }
    let fleets = state.houses[house].fleets.iter().map(|&id| &state.fleets[id]);
    orders.fleets.extend(fleets.filter_map(|fleet| post(state, fleet)));
    orders
}

/// The order of an Active fleet that is not where it belongs, or not on guard there; none if it has it already. Scouts on
/// a mission stay.
fn post(state: &State, fleet: &Fleet) -> Option<FleetOrder> {
    let rules = &state.rules.gameplay.defensive_collapse_behavior;
    if fleet.status != FleetStatus::Active || fleet.mission == MissionState::ScoutLocked {
        return None;
    }
    let at_home = state.controller(fleet.system) == Some(fleet.owner);
    let homeless = state.houses[fleet.owner].colonies.is_empty();
    let (imposed, command) = match at_home {
        true if strength::has_combat_ship(state, fleet.id) => (rules.defend_only, CommandKind::GuardColony),
        true => (rules.defend_only, CommandKind::Hold),
        false if homeless => (rules.retreat_to_home, CommandKind::Hold),
        false => (rules.retreat_to_home, CommandKind::SeekHome),
    };
    let target = at_home.then_some(fleet.system);
    let has_it = fleet.command == command && target.is_none_or(|system| fleet.target == system);
    (imposed && !has_it).then(|| FleetOrder::new(fleet.id, command, target))
}
