//! INC7: logistical strain, fighter capacity, Planet-Breaker limit (rulebook 20 §10, 22 §9).

use super::each_colony;
use super::salvage::{dissolve_after, ship_system};
use crate::events::{EconomyKind, Item};
use crate::ids::{ColonyId, HouseId};
use crate::limits;
use crate::num;
use crate::turn::Turn;
use crate::vocab::Step;

/// INC7a: command points in use beyond the pool cost PP, even those that the treasury does not have (20 §10).
pub(super) fn inc7a_strain(turn: &mut Turn, house: HouseId) {
    let over = limits::c2_used(turn.state, house) - limits::c2_pool(turn.state, house);
    let strain = num::floor(over.max(0) as f64 * turn.state.rules.limits.c2_limits.c2_overdraft_ratio);
    if strain > 0 {
        turn.pay(house, -strain, |flows| &mut flows.strain_pp);
        turn.economy(Step::Inc7, house, EconomyKind::Strain, |event| {
            (event.amount, event.pp) = (over, -strain);
        });
    }
}

/// INC7b: a pool over its capacity has some turns of grace, then its oldest fighters are disbanded (22 §9.1, W19).
pub(super) fn inc7b_fighters(turn: &mut Turn, house: HouseId) {
    each_colony(turn, house, |turn, id| {
        let colony = &turn.state.colonies[id];
        let excess = colony.pool.len() as i64 - limits::fighter_capacity(turn.state, colony);
        let grace = match (excess > 0, colony.fighter_grace) {
            (false, None) => return,
            (false, Some(_)) => None,
            (true, None) => Some(turn.state.rules.limits.fighter_capacity.violation_grace_period_turns),
            (true, Some(left)) if left > 1 => Some(left - 1),
            (true, Some(_)) => {
                disband(turn, house, id, excess);
                None
            }
        };
        turn.state.colonies[id].fighter_grace = grace;
    });
}

fn disband(turn: &mut Turn, house: HouseId, colony: ColonyId, fighters: i64) {
    for _ in 0..fighters {
        let oldest = turn.state.colonies[colony].pool[0];
        turn.state.remove_ship(oldest);
    }
    let system = turn.state.colonies[colony].system;
    turn.flows(house).fighters_disbanded += fighters;
    turn.economy(Step::Inc7, house, EconomyKind::FightersDisbanded, |event| {
        (event.system_id, event.item, event.amount) = (Some(system), Some(Item::Fighter), fighters);
    });
}

/// INC7c: Planet-Breakers beyond the number of colonies are scrapped without a refund, the oldest first (22 §9.2,
/// C18, rulebook 10 U21, O2).
pub(super) fn inc7c_planet_breakers(turn: &mut Turn, house: HouseId) {
    let owned = limits::planet_breakers(turn.state, house);
    let excess = owned
        .len()
        .saturating_sub(limits::max_planet_breakers(turn.state, house));
    for &ship in &owned[..excess] {
        let system = ship_system(turn.state, ship);
        let Some(gone) = turn.state.remove_ship(ship) else {
            continue;
        };
        dissolve_after(turn.state, &gone);
        turn.flows(house).breakers_scrapped += 1;
        turn.economy(Step::Inc7, house, EconomyKind::BreakerScrapped, |event| {
            (event.system_id, event.item, event.amount) = (Some(system), Some(Item::PlanetBreaker), 1);
        });
    }
}
