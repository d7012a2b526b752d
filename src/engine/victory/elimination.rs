//! INC10a: who is out (rulebook 01 §6, §7).

use super::collapse;
use crate::diplomacy::proposals;
use crate::economy;
use crate::events::EconomyKind;
use crate::ids::*;
use crate::state::State;
use crate::turn::{PrestigeSource, Turn};
use crate::vocab::*;

/// INC10a: all houses are tested on what INC9 left: first for elimination, those that pass for Defensive Collapse; then the
/// captors are credited (rulebook 01 §6.5).
pub fn inc10a_eliminations(turn: &mut Turn) {
    let state = &turn.state;
    let falls = |house: &HouseId| {
        state.in_play(*house) && state.houses[*house].colonies.is_empty() && !is_invasion_capable(state, *house)
    };
    let fallen: Vec<HouseId> = state.house_ids().filter(falls).collect();
    for &house in &fallen {
        eliminate(turn, house);
    }
    collapse::inc10a_collapses(turn);
    for house in fallen {
        credit(turn, house);
    }
}

/// Whether a house has marines aboard a transport, in any fleet and place (rulebook 01 §6.2).
pub fn is_invasion_capable(state: &State, house: HouseId) -> bool {
    let fleets = state.houses[house].fleets.iter();
    fleets
        .flat_map(|&fleet| &state.fleets[fleet].ships)
        .any(|&ship| !state.ships[ship].marines().is_empty())
}

/// Takes a house out of play. Its fleets stay where they are, Active and on Hold for ever, at no cost (rulebook 01 R20).
fn eliminate(turn: &mut Turn, house: HouseId) {
    leave_play(turn, house, HouseStatus::Eliminated);
    for id in turn.state.houses[house].fleets.clone() {
        let fleet = &mut turn.state.fleets[id];
        (fleet.status, fleet.reactivation) = (FleetStatus::Active, None);
        (fleet.command, fleet.target, fleet.target_fleet) = (CommandKind::Hold, fleet.system, None);
        (fleet.mission, fleet.mission_start, fleet.terminal) = (MissionState::Executing, None, false);
    }
}

/// What elimination and collapse have in common: the standing, and what is under way is lost, be it words or colonists
/// (rulebook 01 §6.2, rulebook 01 R25).
pub(super) fn leave_play(turn: &mut Turn, house: HouseId, status: HouseStatus) {
    let now = turn.state.turn();
    let row = &mut turn.state.houses[house];
    row.status = status;
    row.eliminated_turn = Some(now);
    proposals::withdraw_all_of(turn, house);
    economy::lose_transfers(turn, house);
}

/// Pays the house that captured the last colony, if it is itself in play after this step (rulebook 01 §6.4, rulebook 01
/// R9).
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
    let fleets = turn.state.houses[house].fleets.len() as i64;
    turn.economy(Step::Inc10, house, EconomyKind::Eliminated, |event| {
        (event.amount, event.prestige) = (fleets, -loss);
    });
}
