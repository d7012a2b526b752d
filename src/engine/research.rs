//! Research: pools, deposits, liquidation, purchases (rulebook 21).

use crate::espionage;
use crate::events::{EconomyKind, OrderSort, Reason};
use crate::ids::HouseId;
use crate::num;
use crate::orders::{Orders, Research};
use crate::state::State;
use crate::turn::{PrestigeSource, Turn};
use crate::vocab::*;

mod breakthrough;
#[cfg(test)]
mod tests;

pub use breakthrough::prd7a_breakthroughs;

/// Capacity of a pool: the price of everything it can still buy (21 §4, rulebook 21 R4).
pub fn capacity(state: &State, house: HouseId, pool: Pool) -> i64 {
    let tech = &state.rules.tech;
    let fields = TechField::ALL.iter().filter(|field| field.pool() == pool);
    let missing = |&field: &TechField| {
        let next = state.tech(house, field) + 1;
        (next..=tech.max_level(field))
            .map(|level| tech.cost(field, level))
            .sum::<i64>()
    };
    fields.map(missing).sum()
}

/// Research points per PP deposited, before rounding: they grow with the gross house output and with SL or ML (21 §2,
/// rulebook 21 R1).
fn rate(state: &State, house: HouseId, pool: Pool) -> f64 {
    let row = &state.houses[house];
    let level = match pool {
        Pool::Erp | Pool::Srp => row.tech[TechField::Sl],
        Pool::Mrp => row.tech[TechField::Ml],
    };
    let conversion = state.rules.tech.conversion(pool);
    let output = libm::log10(row.gho.max(1) as f64);
    (1.0 + output / conversion.gho_divisor) * (1.0 + f64::from(level) / conversion.level_divisor)
}

/// Research points for a deposit of `pp` now, whatever room the pool has (21 §2).
pub fn points(state: &State, house: HouseId, pool: Pool, pp: i64) -> i64 {
    num::floor(full_points(state, house, pool, pp) as f64 * kept(state, house, pool))
}

/// The same without effects of espionage.
fn full_points(state: &State, house: HouseId, pool: Pool, pp: i64) -> i64 {
    num::floor(pp as f64 * rate(state, house, pool))
}

/// The share of the points that effects of espionage leave: assassins are after science alone (21 §2).
fn kept(state: &State, house: HouseId, pool: Pool) -> f64 {
    match pool {
        Pool::Srp => espionage::science_kept(state, house),
        Pool::Erp | Pool::Mrp => 1.0,
    }
}

/// Takes away what a pool holds beyond its capacity, at the end of the step that caused it (21 §4).
pub fn discard_surplus(turn: &mut Turn, step: Step, house: HouseId, pool: Pool) {
    let surplus = turn.state.houses[house].rp[pool] - capacity(turn.state, house, pool);
    if surplus > 0 {
        turn.state.houses[house].rp[pool] -= surplus;
        turn.economy(step, house, EconomyKind::ResearchDiscarded, |event| {
            (event.item, event.rp) = (Some(pool.into()), -surplus);
        });
    }
}

/// The smallest deposit that gives at least `wanted` points (21 §3, rulebook 21 R5).
fn smallest_deposit(state: &State, house: HouseId, pool: Pool, wanted: i64) -> i64 {
    if wanted <= 0 {
        return 0;
    }
    let mut pp = num::ceil(wanted as f64 / (rate(state, house, pool) * kept(state, house, pool)));
    while points(state, house, pool, pp) < wanted {
        pp += 1;
    }
    while pp > 0 && points(state, house, pool, pp - 1) >= wanted {
        pp -= 1;
    }
    pp
}

/// CMD6d: liquidation, deposits, purchases of each house with a colony (21 §3, rulebook 21 R3,
/// rulebook 03 R23). Negative amounts count as none (W13).
pub fn cmd6d_research(turn: &mut Turn, packets: &[Option<Orders>]) {
    for (house, packet) in turn.state.house_ids().zip(packets) {
        let Some(packet) = packet else { continue };
        let orders = &packet.research;
        if *orders == Research::default() {
            continue;
        }
        // A house in its last stand has no world to do research on (rulebook 01 R24).
        if turn.state.houses[house].colonies.is_empty() {
            turn.reject(Step::Cmd6, house, OrderSort::Research, None, Reason::LastStand);
            continue;
        }
        if orders.liquidate.iter().chain(&orders.deposit).any(|&amount| amount < 0) {
            turn.reject(Step::Cmd6, house, OrderSort::Research, None, Reason::OutOfRange);
        }
        liquidate(turn, house, orders);
        deposit(turn, house, orders);
        purchase(turn, house, orders);
    }
}

/// A. Sells research points that the pools already hold, in whole PP only; once a turn it costs prestige (21 §6,
/// rulebook 21 R9).
fn liquidate(turn: &mut Turn, house: HouseId, orders: &Research) {
    let price = turn.state.rules.tech.liquidation.rp_per_pp;
    let mut penalty = turn.state.rules.prestige.research_liquidation.prestige_penalty;
    for &pool in Pool::ALL {
        let wanted = orders.liquidate[usize::from(pool.code())]
            .max(0)
            .min(turn.state.houses[house].rp[pool]);
        let pp = wanted / price;
        if pp == 0 {
            continue;
        }
        let prestige = std::mem::take(&mut penalty);
        turn.state.houses[house].rp[pool] -= pp * price;
        turn.pay(house, pp, |flows| &mut flows.pp_liquidation);
        turn.award(house, PrestigeSource::Liquidation, prestige);
        turn.economy(Step::Cmd6, house, EconomyKind::Liquidation, |event| {
            event.item = Some(pool.into());
            (event.rp, event.pp, event.prestige) = (-pp * price, pp, prestige);
        });
    }
}

/// Deposits cut down to the treasury: in proportion, each rounded down (21 §3 B, rulebook 21 R7).
fn affordable(deposits: [i64; Pool::COUNT], treasury: i64) -> [i64; Pool::COUNT] {
    let wanted = deposits.map(|pp| i128::from(pp.max(0)));
    let total: i128 = wanted.iter().sum();
    let treasury = i128::from(treasury.max(0));
    match total > treasury {
        // Each share is at most the treasury, so it fits again.
        true => wanted.map(|pp| (pp * treasury / total) as i64),
        false => wanted.map(|pp| pp as i64),
    }
}

/// B. Deposits, as far as the treasury and the room in the pools go (21 §3, §4).
fn deposit(turn: &mut Turn, house: HouseId, orders: &Research) {
    let deposits = affordable(orders.deposit, turn.state.houses[house].treasury);
    for &pool in Pool::ALL {
        let mut pp = deposits[usize::from(pool.code())];
        let room = capacity(turn.state, house, pool) - turn.state.houses[house].rp[pool];
        let mut gain = points(turn.state, house, pool, pp);
        if gain > room {
            pp = smallest_deposit(turn.state, house, pool, room);
            gain = room.max(0);
        }
        if pp == 0 {
            continue;
        }
        turn.pay(house, -pp, |flows| match pool {
            Pool::Erp => &mut flows.pp_erp,
            Pool::Srp => &mut flows.pp_srp,
            Pool::Mrp => &mut flows.pp_mrp,
        });
        let row = &mut turn.state.houses[house];
        row.rp[pool] += gain;
        row.rp_credit[pool] += gain;
        let flows = turn.flows(house);
        *match pool {
            Pool::Erp => &mut flows.rp_erp,
            Pool::Srp => &mut flows.rp_srp,
            Pool::Mrp => &mut flows.rp_mrp,
        } += gain;
        turn.economy(Step::Cmd6, house, EconomyKind::Deposit, |event| {
            (event.item, event.pp, event.rp) = (Some(pool.into()), -pp, gain);
        });
        let lost = full_points(turn.state, house, pool, pp) - points(turn.state, house, pool, pp);
        if lost > 0 {
            turn.economy(Step::Cmd6, house, EconomyKind::ScienceLost, |event| {
                (event.item, event.amount) = (Some(pool.into()), lost);
            });
        }
    }
}

/// What the next level of a field costs a house now: less after a moderate breakthrough (21 §5, §7).
pub fn next_cost(state: &State, house: HouseId, field: TechField) -> i64 {
    let (tech, row) = (&state.rules.tech, &state.houses[house]);
    let cost = tech.cost(field, row.tech[field] + 1);
    match row.discount {
        true => num::ceil(cost as f64 * tech.breakthroughs.cost_factor),
        false => cost,
    }
}

/// Whether the next level of a field exists, its gate is open, and the pool holds its price (21 §3 C).
fn can_buy(state: &State, house: HouseId, field: TechField) -> bool {
    let (tech, row) = (&state.rules.tech, &state.houses[house]);
    let next = row.tech[field] + 1;
    let gate = match field.pool() {
        Pool::Erp | Pool::Srp => row.tech[TechField::Sl],
        Pool::Mrp => row.tech[TechField::Ml],
    };
    next <= tech.max_level(field)
        && tech.gate(field, next) <= gate
        && row.rp[field.pool()] >= next_cost(state, house, field)
}

/// C. Buys the next level of each field asked for, SL like any other, in the fixed order of the fields; what cannot be
/// bought is dropped in silence (21 §3, rulebook 21 R2, R8).
fn purchase(turn: &mut Turn, house: HouseId, orders: &Research) {
    let discounted = turn.state.houses[house].discount;
    for &field in TechField::ALL {
        if !orders.wants(field) || !can_buy(turn.state, house, field) {
            continue;
        }
        let cost = next_cost(turn.state, house, field);
        let row = &mut turn.state.houses[house];
        row.rp[field.pool()] -= cost;
        // The first purchase of any field uses the discount up (rulebook 21 §7).
        row.discount = false;
        let (level, prestige) = advance(turn, house, field);
        turn.flows(house).levels_bought += 1;
        turn.economy(Step::Cmd6, house, EconomyKind::Level, |event| {
            event.item = Some(field.into());
            (event.amount, event.rp, event.prestige) = (level, -cost, prestige);
        });
    }
    for &pool in Pool::ALL.iter().filter(|_| discounted) {
        discard_surplus(turn, Step::Cmd6, house, pool);
    }
}

/// Raises a field by a level, with the prestige for it; returns both.
fn advance(turn: &mut Turn, house: HouseId, field: TechField) -> (i64, i64) {
    turn.state.houses[house].tech[field] += 1;
    // Scaled (rulebook 12 P11).
    let award = turn.state.rules.prestige.prestige_events.tech_advancement.value;
    let prestige = turn.scaled(award as f64);
    turn.award(house, PrestigeSource::Tech, prestige);
    (i64::from(turn.state.tech(house, field)), prestige)
}
