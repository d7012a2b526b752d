//! CMD5: what a packet asks of the spies, judged by what its house can know, and stored (rulebook 23 §2.1, §3.1, §3.2).

use super::table::{self, Aim};
use crate::events::{OrderSort, Reason};
use crate::ids::*;
use crate::intel;
use crate::orders::{Espionage, SpyOrder};
use crate::state::State;
use crate::turn::Turn;
use crate::vocab::Step;

/// What waits for the next Conflict and Income Phase: by house ascending, within a house as submitted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignments {
    /// Actions, sweeps among them.
    pub(super) actions: Vec<Assignment>,
    /// Purchases of points, at most one a house.
    pub(super) purchases: Vec<Purchase>,
}

/// An action that a house has ordered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Assignment {
    pub house: HouseId,
    pub order: SpyOrder,
}

/// Points that a house wants to buy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Purchase {
    pub house: HouseId,
    pub ebp: i64,
    pub cip: i64,
    /// Treasury when the order window opened (23 §2.3).
    pub budget: i64,
}

/// CMD5: stores actions for CON1f and the purchase of points for INC2 of the next turn. Must come before any order that
/// moves money.
pub fn cmd5_store(turn: &mut Turn, house: HouseId, orders: &Espionage) {
    if (orders.buy_ebp, orders.buy_cip) != (0, 0) {
        match judge_purchase(turn.state, house, orders) {
            Ok(purchase) => turn.assignments.purchases.push(purchase),
            Err(reason) => turn.reject(Step::Cmd5, house, OrderSort::Points, None, reason),
        }
    }
    for order in &orders.actions {
        match judge_action(turn, house, order) {
            Ok(assignment) => turn.assignments.actions.push(assignment),
            Err(reason) => turn.reject(Step::Cmd5, house, OrderSort::Espionage, order.system, reason),
        }
    }
}

/// More points of a kind than any house has use for: where the rules give them away, nobody gets more at a time.
const MOST_POINTS: i64 = 1_000_000_000;

/// Points are whole and not negative (23 S7); a number that is negative or absurd refuses the whole purchase (W83).
fn judge_purchase(state: &State, house: HouseId, orders: &Espionage) -> Result<Purchase, Reason> {
    may_act(state, house)?;
    let sane = 0..=MOST_POINTS;
    if !sane.contains(&orders.buy_ebp) || !sane.contains(&orders.buy_cip) {
        return Err(Reason::OutOfRange);
    }
    Ok(Purchase {
        house,
        ebp: orders.buy_ebp,
        cip: orders.buy_cip,
        budget: state.houses[house].treasury,
    })
}

/// Without a colony there are no agents (23 S24), neither when they are ordered nor when they are paid (W82).
pub(super) fn may_act(state: &State, house: HouseId) -> Result<(), Reason> {
    match state.houses[house].colonies.is_empty() {
        true => Err(Reason::LastStand),
        false => Ok(()),
    }
}

/// An action is for one target, which its house must know; what is in excess of the limits is dropped (23 S21, S22).
fn judge_action(turn: &Turn, house: HouseId, order: &SpyOrder) -> Result<Assignment, Reason> {
    let state = &turn.state;
    may_act(state, house)?;
    let row = table::of(order.action);
    let order = SpyOrder {
        action: order.action,
        target: order.target.filter(|_| row.aim != Aim::Own),
        system: order.system.filter(|_| row.aim == Aim::Colony),
    };
    let most = match row.aim {
        Aim::Own => 1,
        Aim::House | Aim::Colony => {
            check_target(state, house, &order)?;
            state.rules.limits.espionage_limits.max_ops_per_target_per_turn as usize
        }
    };
    // A house's own actions are the last ones stored; a sweep's target is nobody. All that was stored counts, whatever
    // becomes of it in CON1f (W81).
    let own = turn
        .assignments
        .actions
        .iter()
        .rev()
        .take_while(|own| own.house == house);
    match own.filter(|own| own.order.target == order.target).count() < most {
        true => Ok(Assignment { house, order }),
        false => Err(Reason::Limit),
    }
}

/// The target is another house in play, and for actions on a colony a colony is known there, whoever owns it by now
/// (23 §3.2, 24 §6.4).
pub(super) fn check_target(state: &State, house: HouseId, order: &SpyOrder) -> Result<(), Reason> {
    let target = order.target.ok_or(Reason::BadTarget)?;
    if target == house || !state.houses.contains(target) || !state.in_play(target) {
        return Err(Reason::BadTarget);
    }
    if table::of(order.action).aim == Aim::Colony {
        let system = order.system.filter(|&system| state.systems.contains(system));
        let known = intel::known_colony(state, house, system.ok_or(Reason::BadTarget)?);
        known.ok_or(Reason::UnknownTarget)?;
    }
    Ok(())
}
