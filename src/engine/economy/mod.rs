//! Output, tax, growth, upkeep, shortfall, salvage, capacities (rulebook 20).
//!
//! One file a subject; here are the steps of the Income Phase in their order. Houses out of play have no economy
//! (20 §0.8). Every change of a treasury goes through [`Turn::pay`], so that the flows of a house always balance.

mod capacity;
mod collapse;
mod growth;
mod industry;
mod output;
mod salvage;
mod shortfall;
mod transfer;
mod upkeep;

#[cfg(test)]
mod tests;

use crate::ids::{ColonyId, HouseId};
use crate::state::State;
use crate::turn::Turn;

pub use collapse::con2f_collapse;
pub use industry::{buy_industry, industry_price, repair_industry, repair_infrastructure};
pub use output::{gross_output, net_output, output_lost_to_blockade, working_starbases};
pub use salvage::{inc5_salvage, put_ashore, salvage_value, scrap_facility, scrap_ground, scrap_ship};
pub use transfer::{lose_transfers, prd4_transfers, send_colonists};
pub use upkeep::{facility_upkeep, ground_upkeep, ship_upkeep, upkeep_due};

/// Calls `act` for every house that has an economy, ascending.
fn each_house(turn: &mut Turn, mut act: impl FnMut(&mut Turn, HouseId)) {
    for house in turn.state.house_ids() {
        if turn.state.has_economy(house) {
            act(turn, house);
        }
    }
}

/// Calls `act` for every colony of a house, ascending. `act` must not add or remove colonies.
fn each_colony(turn: &mut Turn, house: HouseId, mut act: impl FnMut(&mut Turn, ColonyId)) {
    for index in 0..turn.state.houses[house].colonies.len() {
        let colony = turn.state.houses[house].colonies[index];
        act(turn, colony);
    }
}

/// INC3: output and revenue, then growth of population and industry, felt next turn (20 §3, §4, §6). The blockade of
/// INC4 is a factor of the output. What is credited here pays the upkeep of INC6 (E5).
pub fn inc3_income(turn: &mut Turn) {
    each_house(turn, |turn, house| {
        output::credit_revenue(turn, house);
        growth::grow(turn, house);
    });
}

/// INC6: upkeep, and what happens where it cannot be paid (20 §9).
pub fn inc6_upkeep(turn: &mut Turn) {
    each_house(turn, upkeep::pay_upkeep);
}

/// INC7: logistical strain, fighter capacity, Planet-Breaker limit (20 §10, 22 §9).
pub fn inc7_capacity(turn: &mut Turn) {
    each_house(turn, |turn, house| {
        capacity::inc7a_strain(turn, house);
        capacity::inc7b_fighters(turn, house);
        capacity::inc7c_planet_breakers(turn, house);
    });
}

/// Adds colonists to a population, as far as the planet has room: a colony above its ceiling stays as it is
/// (20 §2.2, §2.3, W11). Returns the PU gained.
fn settle(state: &mut State, colony: ColonyId, colonists: i64) -> i64 {
    let row = &state.colonies[colony];
    let room = (state.rules.limits.pu_max(state.systems[row.system].class) - row.pu).max(0);
    let gain = crate::population::gain(&state.rules, row.pu, colonists).min(room);
    if gain != 0 {
        state.colonies[colony].pu += gain;
    }
    gain
}
