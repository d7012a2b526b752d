//! INC0: the final conflict (rulebook 01 §9).

use crate::diplomacy::proposals;
use crate::diplomacy::relations::Act;
use crate::events::DiplomacyKind;
use crate::ids::*;
use crate::turn::Turn;
use crate::vocab::*;

/// INC0: while exactly two houses are active, they are Enemies and stay so, from turn 1 in a game of two (rulebook 01
/// R18). If a third one comes back from autopilot the lock is lifted and stances stay as they are (rulebook 01 R19).
pub fn inc0_final_conflict(turn: &mut Turn) {
    if !turn.state.scenario.victory_conditions.final_conflict_auto_enemy {
        return;
    }
    let state = &turn.state;
    let active = |house: &HouseId| state.houses[*house].status == HouseStatus::Active;
    let active: Vec<HouseId> = state.house_ids().filter(active).collect();
    let last = match active[..] {
        [a, b] => Some((a, b)),
        _ => None,
    };
    let locked = turn.state.stances.iter().find(|row| row.locked);
    let before = locked.map(|row| (row.house.min(row.other), row.house.max(row.other)));
    if last == before {
        return;
    }
    if let Some((a, b)) = before {
        let act = Act::begin(turn.state, Step::Inc0, DiplomacyKind::Unlocked, a, b);
        set_lock(turn, (a, b), false);
        act.end(turn);
    }
    if let Some((a, b)) = last {
        let act = Act::begin(turn.state, Step::Inc0, DiplomacyKind::FinalConflict, a, b);
        set_lock(turn, (a, b), true);
        turn.state
            .raise_stances(a, b, Stance::Enemy, StanceCause::FinalConflict);
        act.end(turn);
        proposals::withdraw(turn, Step::Inc0, |row| {
            (row.proposer.min(row.target), row.proposer.max(row.target)) == (a, b)
        });
    }
}

fn set_lock(turn: &mut Turn, (a, b): (HouseId, HouseId), locked: bool) {
    for id in [StanceId::of(a, b), StanceId::of(b, a)] {
        turn.state.stances[id].locked = locked;
    }
}
