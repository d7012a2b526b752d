//! The accounts of a house: balance before + entries of `economy_events` = balance after (rulebook 31 §7.1.6).
//!
//! Every change of a treasury, of prestige, population, working industry and research points has its row in the
//! account book. So the book alone, row by row, leads from one closed row of `house_turns` to the next.

use std::fmt;
use std::ops::Range;

use super::ledger::flow_errors;
use crate::events::*;
use crate::ids::HouseId;
use crate::state::flows::Flows;
use crate::state::row::{Cell, Row};
use crate::turn::Turn;
use crate::vocab::*;

vocab! {
    /// What the account book keeps account of.
    Account {
        /// PP.
        Treasury = "treasury",
        /// Prestige.
        Prestige = "prestige",
        /// Population units of all colonies.
        Population = "population",
        /// Working industrial units of all colonies.
        Industry = "industry",
        /// Points of the economic pool.
        Erp = "ERP",
        /// Points of the science pool.
        Srp = "SRP",
        /// Points of the military pool.
        Mrp = "MRP",
    }
}

/// An amount for every account.
type Amounts = [i64; Account::COUNT];

/// An account that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imbalance {
    /// The turn.
    pub turn: u32,
    /// Whose account.
    pub house: HouseId,
    /// Which account, and by which record of what happened.
    pub account: &'static str,
    /// What was in it at the close of the turn before.
    pub before: i64,
    /// The sum of what happened.
    pub entries: i64,
    /// What is in it at the close of the turn.
    pub found: i64,
}

impl fmt::Display for Imbalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "turn {}, house {}, {}: {} before and entries of {:+} make {}, but there is {}",
            self.turn,
            self.house,
            self.account,
            self.before,
            self.entries,
            self.before + self.entries,
            self.found
        )
    }
}

/// Opens the account book: what each house has before the first Conflict Phase.
pub fn open_accounts(turn: &mut Turn) {
    for house in turn.state.house_ids() {
        let row = &turn.state.houses[house];
        let (treasury, prestige) = (row.treasury, row.prestige);
        let colonies = row.colonies.iter().map(|&colony| &turn.state.colonies[colony]);
        let (pu, iu) = colonies.fold((0, 0), |(pu, iu), colony| (pu + colony.pu, iu + colony.iu));
        turn.economy(Step::Setup, house, EconomyKind::Opening, |event| {
            (event.pp, event.prestige, event.pu, event.iu) = (treasury, prestige, pu, iu);
        });
    }
}

/// What does not add up in the closed rows of a turn, by the flows and by the account book; nothing if all is in order,
/// or if the log does not reach back to the close of the turn before.
pub fn audit(log: &EventLog, turn: u32) -> Vec<Imbalance> {
    let stocks = &log.house_turns.stocks;
    let [before, now] = [turn - 1, turn].map(|turn| span(&stocks.turn, turn));
    let book = &log.economy;
    let entries = span(&book.turn, turn);
    let opened = entries.clone().any(|row| book.kind[row] == EconomyKind::Opening);
    if before.is_empty() && !opened {
        return Vec::new();
    }
    let mut sums = vec![Amounts::default(); now.len() + 1];
    for row in entries {
        add(&mut sums[book.house[row].index()], &book.row(row));
    }
    let mut found = Vec::new();
    for row in now {
        let stock = stocks.row(row);
        let previous = before
            .clone()
            .map(|row| stocks.row(row))
            .find(|row| row.house == stock.house);
        let cells: Vec<Cell> = log.house_turns.flows.iter().map(|column| Some(column[row])).collect();
        let flows = Flows::take(stock.house, &cells);
        found.extend(
            flows
                .iter()
                .flat_map(|flows| flow_errors(previous.as_ref(), &stock, flows)),
        );
        let opening = previous.as_ref().map_or(Amounts::default(), balances);
        let (sums, closing) = (&sums[stock.house.index()], balances(&stock));
        for &account in Account::ALL {
            let code = usize::from(account.code());
            let imbalance = Imbalance {
                turn,
                house: stock.house,
                account: account.name(),
                before: opening[code],
                entries: sums[code],
                found: closing[code],
            };
            if imbalance.before + imbalance.entries != imbalance.found {
                found.push(imbalance);
            }
        }
    }
    found
}

/// Rows of a turn in a column of turns, which never fall.
fn span(turns: &[u32], turn: u32) -> Range<usize> {
    let from = turns.partition_point(|&other| other < turn);
    from..turns.partition_point(|&other| other <= turn)
}

fn balances(stock: &HouseStock) -> Amounts {
    let [erp, srp, mrp] = [Pool::Erp, Pool::Srp, Pool::Mrp].map(|pool| stock.pool[pool]);
    [stock.treasury_close, stock.prestige, stock.pu, stock.iu, erp, srp, mrp]
}

/// Adds what a row of the account book changes.
fn add(sums: &mut Amounts, event: &EconomyEvent) {
    let mut enter = |account: Account, amount: i64| sums[usize::from(account.code())] += amount;
    // A colony's income is a part of the revenue, which has a row of its own.
    if event.kind != EconomyKind::Income {
        enter(Account::Treasury, event.pp);
    }
    if !is_booked_for_later(event.kind) {
        enter(Account::Prestige, event.prestige);
    }
    enter(Account::Population, event.pu);
    enter(Account::Industry, event.iu);
    if let Some(pool) = event.item.and_then(pool) {
        let account = [Account::Erp, Account::Srp, Account::Mrp][usize::from(pool.code())];
        enter(account, event.rp);
    }
}

/// Whether prestige in rows of a kind is only booked, to be applied in INC9 in one sum that has a row of its own.
fn is_booked_for_later(kind: EconomyKind) -> bool {
    matches!(
        kind,
        EconomyKind::Shortfall
            | EconomyKind::ColonyFounded
            | EconomyKind::ColonyConquered
            | EconomyKind::ColonyLost
            | EconomyKind::Blockade
            | EconomyKind::PointsBought
    )
}

/// The pool whose points a row about an item changes.
fn pool(item: Item) -> Option<Pool> {
    let of = |pools: &'static [Pool]| pools.iter().copied().find(|&pool| Item::from(pool) == item);
    let field = TechField::ALL.iter().find(|&&field| Item::from(field) == item);
    of(Pool::ALL).or(field.map(|field| field.pool()))
}
