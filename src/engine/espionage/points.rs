//! INC2: the purchase of points (rulebook 23 §2).

use super::orders::{Purchase, may_act};
use crate::events::{EconomyKind, Item, OrderSort, Reason};
use crate::rules::Rules;
use crate::state::State;
use crate::turn::{PrestigeSource, Turn};
use crate::vocab::Step;

/// INC2, and no other step (rulebook 03 R8): every house buys what it ordered in CMD5, all or nothing; too large a
/// share of the budget costs prestige (23 S7).
pub fn inc2_points(turn: &mut Turn) {
    for purchase in std::mem::take(&mut turn.assignments.purchases) {
        match prices(turn.state, &purchase) {
            Ok([ebp, cip]) => {
                buy(turn, &purchase, Item::Ebp, purchase.ebp, ebp);
                buy(turn, &purchase, Item::Cip, purchase.cip, cip);
            }
            Err(reason) => turn.drop_order(Step::Inc2, purchase.house, OrderSort::Points, None, reason),
        }
    }
}

/// The PP for both kinds of points, if the treasury has them (§2.2). It has not got this turn's income yet.
fn prices(state: &State, purchase: &Purchase) -> Result<[i64; 2], Reason> {
    may_act(state, purchase.house)?;
    let costs = &state.rules.espionage.point_costs;
    let (ebp, cip) = (purchase.ebp * costs.ebp_cost_pp, purchase.cip * costs.cip_cost_pp);
    match ebp + cip > state.houses[purchase.house].treasury {
        true => Err(Reason::Treasury),
        false => Ok([ebp, cip]),
    }
}

fn buy(turn: &mut Turn, purchase: &Purchase, item: Item, points: i64, pp: i64) {
    if points == 0 {
        return;
    }
    let house = purchase.house;
    turn.pay(house, -pp, |flows| &mut flows.pp_espionage);
    let row = &mut turn.state.houses[house];
    let flows = &mut turn.state.flows[house];
    let (pool, bought) = match item {
        Item::Ebp => (&mut row.ebp, &mut flows.ebp_bought),
        _ => (&mut row.cip, &mut flows.cip_bought),
    };
    *pool += points;
    *bought += points;
    let prestige = over_investment(&turn.state.rules, purchase.budget, pp);
    if prestige != 0 {
        turn.book(house, PrestigeSource::OverInvestment, prestige);
    }
    turn.economy(Step::Inc2, house, EconomyKind::PointsBought, |event| {
        event.item = Some(item);
        (event.amount, event.pp, event.prestige) = (points, -pp, prestige);
    });
}

/// Prestige that spending `pp` on one kind of points costs, out of a budget: by whole percent above the free share, 100
/// percent at most (§2.3, 23 S8, S23).
pub fn over_investment(rules: &Rules, budget: i64, pp: i64) -> i64 {
    let over_investment = &rules.prestige.espionage_over_investment;
    let percent = (100 * i128::from(pp) / i128::from(budget.max(1))).min(100) as i64;
    (percent - over_investment.free_percent).max(0) * over_investment.penalty_per_percent
}
