//! Terraforming (rulebook 22 §8).
//!
//! It is paid in CMD5 and done in PRD5 of the same turn (C17). Nothing that happens in between can take the colony away, so
//! what is under way never outlives the turn and needs no row of its own.

use crate::events::{EconomyKind, Reason};
use crate::ids::{ColonyId, HouseId};
use crate::state::State;
use crate::turn::Turn;
use crate::vocab::*;

/// What the next step of a colony's planet costs its owner now, in PP; the treasury is not tested (22 §8, C16).
///
/// # Errors
/// Why it cannot be ordered: the best class, or too low a level of TER.
pub fn terraforming_cost(state: &State, colony: ColonyId) -> Result<i64, Reason> {
    let colony = &state.colonies[colony];
    let class = state.systems[colony.system].class;
    let (level, cost) = state.rules.tech.terraforming_step(class).ok_or(Reason::Limit)?;
    if state.tech(colony.owner, TechField::Ter) < level {
        return Err(Reason::Tech);
    }
    Ok(cost)
}

/// The class above one.
fn better(class: PlanetClass) -> PlanetClass {
    PlanetClass::from_code(class.code() + 1).unwrap_or(class)
}

/// Levels of planets are counted from 1, Extreme (rulebook 02 §3, E26).
fn level(class: PlanetClass) -> i64 {
    i64::from(class.code()) + 1
}

/// CMD5: orders and pays a step; one a colony and turn (22 §8).
pub(super) fn order(turn: &mut Turn, house: HouseId, colony: ColonyId) -> Result<(), Reason> {
    if turn.terraforming.contains(&colony) {
        return Err(Reason::Limit);
    }
    let cost = terraforming_cost(turn.state, colony)?;
    if turn.state.houses[house].treasury < cost {
        return Err(Reason::Treasury);
    }
    turn.pay(house, -cost, |flows| &mut flows.pp_terraform);
    turn.terraforming.push(colony);
    let system = turn.state.colonies[colony].system;
    let to_come = level(better(turn.state.systems[system].class));
    turn.economy(Step::Cmd5, house, EconomyKind::Terraforming, |event| {
        (event.system_id, event.amount, event.pp) = (Some(system), to_come, -cost);
    });
    Ok(())
}

/// PRD5: the planets of the orders of this turn rise by one class; raw material, population and prestige stay as they
/// are (22 §8).
pub fn prd5_terraforming(turn: &mut Turn) {
    for colony in std::mem::take(&mut turn.terraforming) {
        let row = &turn.state.colonies[colony];
        let (house, system) = (row.owner, row.system);
        let class = better(turn.state.systems[system].class);
        turn.state.systems[system].class = class;
        turn.flows(house).terraformed += 1;
        turn.economy(Step::Prd5, house, EconomyKind::Terraformed, |event| {
            (event.system_id, event.amount) = (Some(system), level(class));
        });
    }
}
