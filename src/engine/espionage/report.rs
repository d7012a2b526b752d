//! What is written down about an action, and what the parties are told (rulebook 23 §7).

use super::detection::Check;
use super::orders::Assignment;
use super::table::Row;
use crate::events::EspionageEvent;
use crate::ids::{HouseId, NoticeId, StanceId};
use crate::state::State;
use crate::state::rows::{Dossier, Notice};
use crate::turn::Turn;

/// Forgets what was told in the last Conflict Phase.
pub(super) fn forget(state: &mut State) {
    for id in state.notices.ids() {
        state.notices.remove(id);
    }
    state.notices.set_next_id(1);
}

/// Brings what was told into an order, and gives it numbers, that say nothing about who did it: each house has its own
/// actions first, as it ordered them, then what it suffered, by what it knows of it (W160; rulebook 24 §6.7).
pub(super) fn settle(state: &mut State) {
    let mut told: Vec<Notice> = state.notices.iter().cloned().collect();
    told.sort_by_key(|notice| {
        let suffered = notice.actor != Some(notice.house);
        let known = (notice.action, notice.system, notice.actor, notice.amount);
        (notice.house, suffered, suffered.then_some(known))
    });
    forget(state);
    let houses = state.game().houses;
    for own in told.chunk_by(|a, b| a.house == b.house) {
        for (place, notice) in (0..).zip(own) {
            let id = NoticeId(place * houses + notice.house.0);
            state.notices.insert(Notice { id, ..notice.clone() });
        }
    }
}

/// Writes the event, counts the action, and tells both parties what they may know of it. Stances do not change (§3.3).
pub(super) fn write(
    turn: &mut Turn,
    row: &Row,
    assignment: &Assignment,
    check: &Check,
    size: i64,
    prestige: (i64, i64),
) {
    log(turn, row, assignment, check, size, prestige);
    tell(turn.state, row, assignment, check.detected, size);
    match assignment.order.target {
        None => turn.flows(assignment.house).esp_sweeps += 1,
        Some(target) => {
            count(turn, assignment.house, target, check.detected);
            remember(turn.state, assignment.house, target, check.detected);
        }
    }
}

fn log(turn: &mut Turn, row: &Row, assignment: &Assignment, check: &Check, size: i64, prestige: (i64, i64)) {
    let rules = &turn.state.rules;
    let order = &assignment.order;
    let cost = row.cost(rules);
    let event = EspionageEvent {
        turn: turn.state.turn(),
        attacker: assignment.house,
        action: row.action,
        target: order.target,
        system_id: order.system,
        ebp_cost: cost as i32,
        pp_cost: cost
            .saturating_mul(rules.espionage.point_costs.ebp_cost_pp)
            .min(i64::from(i32::MAX)) as i32,
        cic: order.target.map(|_| check.cic),
        cip: order.target.map(|_| check.cip),
        modifier: check.roll.map(|roll| roll.modifier),
        roll: check.roll.map(|roll| roll.face as u8),
        threshold: check.roll.map(|roll| roll.threshold),
        detected: check.detected,
        success: !check.detected,
        effect_size: size,
        prestige_attacker: prestige.0 as i32,
        prestige_target: prestige.1 as i32,
    };
    turn.log.espionage.push(event);
}

fn count(turn: &mut Turn, house: HouseId, target: HouseId, detected: bool) {
    turn.flows(house).esp_tried += 1;
    match detected {
        true => turn.flows(target).esp_caught += 1,
        false => {
            turn.flows(house).esp_succeeded += 1;
            turn.flows(target).esp_suffered += 1;
        }
    }
}

/// The actor learns what came of it. The target learns who tried what if it noticed; otherwise only what it feels, never
/// who did it.
fn tell(state: &mut State, row: &Row, assignment: &Assignment, detected: bool, amount: i64) {
    let Assignment { house, order } = *assignment;
    let mut tell = |to, actor| {
        state.notices.insert_next(|id| Notice {
            id,
            house: to,
            action: order.action,
            actor,
            target: order.target,
            system: order.system,
            detected,
            amount,
        });
    };
    tell(house, Some(house));
    if let Some(target) = order.target {
        if detected {
            tell(target, Some(house));
        } else if row.noticed {
            tell(target, None);
        }
    }
}

fn remember(state: &mut State, house: HouseId, other: HouseId, detected: bool) {
    let id = StanceId::of(house, other);
    if !state.dossiers.contains(id) {
        let (tried, caught) = (0, 0);
        state.dossiers.insert(Dossier {
            id,
            house,
            other,
            tried,
            caught,
        });
    }
    let dossier = &mut state.dossiers[id];
    dossier.tried += 1;
    dossier.caught += u32::from(detected);
}
