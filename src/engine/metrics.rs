//! The diagnostic rows: `house_turns` (rulebook 31).

mod accounts;
mod act;
mod ledger;
mod stocks;

#[cfg(test)]
mod tests;

pub use accounts::{Imbalance, audit, open_accounts};
pub use act::act;
pub use ledger::flow_errors;
pub use stocks::stocks;

use crate::events::{EventTable, HouseStock, HouseTurns};
use crate::state::flows::Flows;
use crate::state::row::{Cell, Row};
use crate::state::rows::House;
use crate::turn::Turn;

/// At least as many zeros as there are flows.
const ZEROS: [Cell; 256] = [Some(0); 256];

/// Flows at the start of a row: nothing has happened yet, and the balances are those of the last close.
pub fn fresh_flows(house: &House) -> Flows {
    let zeros = Flows::take(house.id, &ZEROS).expect("zero is a value of every flow");
    Flows {
        treasury_prev: house.treasury,
        prestige_prev: house.prestige,
        ..zeros
    }
}

/// Reads treasury and prestige when CMD5 opens; in the last turn, which has no CMD5, when the rows are closed (rulebook
/// 31 §7.1.2, W41).
pub fn open_orders(turn: &mut Turn) {
    for house in turn.state.house_ids() {
        let (treasury, prestige) = (turn.state.houses[house].treasury, turn.state.houses[house].prestige);
        let flows = turn.flows(house);
        (flows.treasury_open, flows.prestige_open) = (treasury, prestige);
    }
}

/// Closes the rows of all houses, eliminated ones included: at PRD8, in the last turn at INC10b (rulebook 31 §7.1).
pub fn close_rows(turn: &mut Turn) {
    for mut stock in stocks(turn.state) {
        let house = stock.house;
        let breakthrough = turn.breakthroughs.iter().find(|(finder, _)| *finder == house);
        stock.breakthrough = breakthrough.map(|&(_, kind)| kind);
        let flows = &turn.state.flows[house];
        if cfg!(debug_assertions) {
            let previous = previous(&turn.log.house_turns, turn.state.houses.len(), &stock);
            if let Some(error) = flow_errors(previous.as_ref(), &stock, flows).first() {
                panic!("{error}");
            }
        }
        turn.log.house_turns.push(stock, flows);
        turn.state.flows[house] = fresh_flows(&turn.state.houses[house]);
    }
}

/// The row of the same house for the turn before, if the log still has it: rows come in blocks of all houses.
fn previous(rows: &HouseTurns, houses: usize, stock: &HouseStock) -> Option<HouseStock> {
    let row = rows.stocks.row(rows.rows().checked_sub(houses)?);
    (row.house == stock.house && row.turn + 1 == stock.turn).then_some(row)
}
