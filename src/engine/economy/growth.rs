//! Growth of population and industry (rulebook 20 §6).

use super::each_colony;
use super::output::starbase_bonus;
use crate::events::{EconomyKind, Item};
use crate::ids::HouseId;
use crate::num;
use crate::state::State;
use crate::state::rows::Colony;
use crate::turn::Turn;
use crate::vocab::Step;

/// The least growth of a population below its ceiling, in PU (20 §6.1).
const LEAST_GROWTH: i64 = 2;

/// PU a colony gains this turn (20 §6.1): none at or above the ceiling of its planet. The map has no part in it (E7,
/// rulebook 01 R22).
fn population_growth(state: &State, colony: &Colony, bonus: f64) -> i64 {
    let (rules, tax) = (&state.rules, state.houses[colony.owner].tax);
    let room = rules.limits.pu_max(state.systems[colony.system].class) - colony.pu;
    if room <= 0 {
        return 0;
    }
    let rate = rules.economy.population.natural_growth_rate * rules.economy.growth_multiplier(i64::from(tax));
    num::floor(colony.pu as f64 * rate * (1.0 + bonus))
        .max(LEAST_GROWTH)
        .min(room)
}

/// IU a colony with `pu` gains by itself this turn (20 §6.2, E8, E9).
fn industry_growth(state: &State, colony: &Colony, pu: i64, bonus: f64) -> i64 {
    let growth = &state.rules.economy.industrial_growth;
    let base = (num::floor(pu as f64 / growth.passive_growth_divisor) as f64).max(growth.passive_growth_minimum);
    let untaxed = 1.0 - f64::from(state.houses[colony.owner].tax) / 100.0;
    num::floor(base * untaxed * (1.0 + bonus))
}

/// INC3, second part (rulebook 03 R9): population of every colony grows, then its industry, from the new population
/// (E10). The account book gets one row for the house.
pub(super) fn grow(turn: &mut Turn, house: HouseId) {
    let share = turn
        .state
        .rules
        .economy
        .starbase_bonuses
        .population_growth_bonus_per_starbase;
    let (mut pu_grown, mut iu_grown) = (0, 0);
    each_colony(turn, house, |turn, id| {
        let colony = &turn.state.colonies[id];
        let bonus = starbase_bonus(turn.state, colony, share);
        let pu = population_growth(turn.state, colony, bonus);
        let iu = industry_growth(turn.state, colony, colony.pu + pu, bonus);
        if pu != 0 || iu != 0 {
            let colony = &mut turn.state.colonies[id];
            colony.pu += pu;
            colony.iu += iu;
        }
        pu_grown += pu;
        iu_grown += iu;
    });
    let flows = turn.flows(house);
    flows.pu_grown += pu_grown;
    flows.iu_grown += iu_grown;
    if pu_grown != 0 {
        turn.economy(Step::Inc3, house, EconomyKind::Growth, |event| {
            (event.item, event.pu) = (Some(Item::Population), pu_grown);
        });
    }
    if iu_grown != 0 {
        turn.economy(Step::Inc3, house, EconomyKind::IndustryGrowth, |event| {
            (event.item, event.iu) = (Some(Item::Industry), iu_grown);
        });
    }
}
