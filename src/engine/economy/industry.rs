//! Buying industry; repairing industry and infrastructure (rulebook 20 §7).

use crate::events::{EconomyKind, Item, Reason};
use crate::ids::{ColonyId, HouseId};
use crate::num;
use crate::rules::Rules;
use crate::state::State;
use crate::state::rows::Colony;
use crate::turn::Turn;
use crate::vocab::Step;

/// Price of the next IU of a colony: it rises with the IU in percent of the population (20 §7.1).
pub fn industry_price(state: &State, colony: &Colony) -> i64 {
    price(&state.rules, colony.pu, colony.iu)
}

fn price(rules: &Rules, pu: i64, iu: i64) -> i64 {
    let percent = if pu == 0 { 0 } else { 100 * iu / pu };
    rules.economy.iu_price(percent)
}

/// How many IU at least have the price of the next: those until the next percent of the population.
fn same_price(pu: i64, iu: i64) -> i64 {
    if pu == 0 {
        return i64::MAX;
    }
    let next_percent = 100 * iu / pu + 1;
    (next_percent * pu + 99) / 100 - iu
}

/// CMD6b: buys up to `units` IU, each at the price after the one before, while the treasury and a budget last; says
/// how many (20 §7.1, E11).
pub fn buy_industry(turn: &mut Turn, house: HouseId, colony: ColonyId, units: i64, budget: i64) -> i64 {
    let row = &turn.state.colonies[colony];
    let (pu, iu, budget) = (row.pu, row.iu, budget.min(turn.state.houses[house].treasury));
    let (mut bought, mut spent) = (0, 0);
    while bought < units {
        let price = price(&turn.state.rules, pu, iu + bought);
        if budget - spent < price {
            break;
        }
        let mut some = (units - bought).min(same_price(pu, iu + bought));
        if price > 0 {
            some = some.min((budget - spent) / price);
        }
        bought += some;
        spent += some * price;
    }
    if bought > 0 {
        turn.pay(house, -spent, |flows| &mut flows.pp_iu);
        turn.state.colonies[colony].iu += bought;
        let system = turn.state.colonies[colony].system;
        turn.flows(house).iu_bought += bought;
        turn.flows(house).orders_build += bought;
        turn.economy(Step::Cmd6, house, EconomyKind::IndustryBought, |event| {
            (event.system_id, event.item) = (Some(system), Some(Item::Industry));
            (event.amount, event.iu, event.pp) = (bought, bought, -spent);
        });
    }
    bought
}

/// CMD5: brings damaged IU of an own colony back to work, at once (20 §7.2, E24).
///
/// # Errors
/// Why the order is refused: more units than are damaged (W7), or too few PP.
pub fn repair_industry(turn: &mut Turn, house: HouseId, colony: ColonyId, units: i64) -> Result<(), Reason> {
    if !(1..=turn.state.colonies[colony].iu_damaged).contains(&units) {
        return Err(Reason::OutOfRange);
    }
    let investment = &turn.state.rules.economy.industrial_investment;
    let cost = num::ceil(units as f64 * investment.repair_cost_multiplier * investment.base_cost as f64);
    pay_repair(turn, house, colony, Item::Industry, units, cost)?;
    let row = &mut turn.state.colonies[colony];
    row.iu += units;
    row.iu_damaged -= units;
    Ok(())
}

/// CMD5: takes away infrastructure damage of an own colony, at once (20 §7.3).
///
/// # Errors
/// Why the order is refused: more permille than are damaged, or too few PP.
pub fn repair_infrastructure(turn: &mut Turn, house: HouseId, colony: ColonyId, permille: i64) -> Result<(), Reason> {
    if !(1..=turn.state.colonies[colony].infra_damage).contains(&permille) {
        return Err(Reason::OutOfRange);
    }
    let full = turn.state.rules.economy.infrastructure.full_repair_cost;
    let cost = num::ceil((permille * full) as f64 / 1000.0);
    pay_repair(turn, house, colony, Item::Infrastructure, permille, cost)?;
    turn.state.colonies[colony].infra_damage -= permille;
    Ok(())
}

fn pay_repair(
    turn: &mut Turn,
    house: HouseId,
    colony: ColonyId,
    item: Item,
    amount: i64,
    cost: i64,
) -> Result<(), Reason> {
    if turn.state.houses[house].treasury < cost {
        return Err(Reason::Treasury);
    }
    turn.pay(house, -cost, |flows| &mut flows.pp_repair);
    let system = turn.state.colonies[colony].system;
    turn.economy(Step::Cmd5, house, EconomyKind::IndustryRepaired, |event| {
        (event.system_id, event.item) = (Some(system), Some(item));
        (event.amount, event.pp) = (amount, -cost);
        event.iu = if item == Item::Industry { amount } else { 0 };
    });
    Ok(())
}
