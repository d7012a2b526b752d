//! Command Phase: what houses order, and what becomes of finished orders (rulebook 03 §4, §6, 04 §4, §7).
//!
//! What a fleet command is (its target, its tests, when it acts and what it does) stands in one table ([`table`]);
//! validation here, execution elsewhere and the documentation read it.

mod cargo;
mod cleanup;
pub mod descriptor;
mod fleet_orders;
pub mod needs;
pub mod table;
mod zero_turn;

#[cfg(test)]
mod tests;

pub use cleanup::{cmd1_cleanup, rest};
pub use fleet_orders::cmd6a_fleet_commands;

use crate::construction;
use crate::diplomacy;
use crate::espionage;
use crate::events::{EconomyKind, OrderSort, Reason};
use crate::ids::*;
use crate::orders::{FleetRef, Orders};
use crate::turn::Turn;
use crate::vocab::Step;

/// The highest tax rate in percent (rulebook 20 §4.1).
const FULL_TAX: u8 = 100;

/// CMD5: by house, orders for the spies are stored; then what acts at once: zero-turn fleet commands, then those
/// about colonies, then the tax rate. The packets are those that count: see [`crate::autopilot::cmd5_packets`].
pub fn cmd5_orders(turn: &mut Turn, packets: &[Option<Orders>]) {
    for house in turn.state.house_ids() {
        let Some(packet) = packet_of(packets, house) else {
            continue;
        };
        espionage::cmd5_store(turn, house, &packet.espionage);
        diplomacy::commands::cmd5_store(turn, house, &packet.diplomacy);
        for order in &packet.zero_turn {
            zero_turn::carry_out(turn, house, order);
        }
        for order in &packet.colonies {
            construction::cmd5_colony_order(turn, house, order);
        }
        if let Some(percent) = packet.tax {
            set_tax(turn, house, percent);
        }
    }
}

/// The packet of a house, if it sent one.
fn packet_of(packets: &[Option<Orders>], house: HouseId) -> Option<&Orders> {
    packets.get(house.index() - 1)?.as_ref()
}

/// Sets the one tax rate of the house, which counts from the next INC on (rulebook 20 §4.1, E23).
/// A rate that is in force already is no event (W29).
fn set_tax(turn: &mut Turn, house: HouseId, percent: u8) {
    if percent > FULL_TAX {
        turn.reject(Step::Cmd5, house, OrderSort::Tax, None, Reason::OutOfRange);
    } else if turn.state.houses[house].tax != percent {
        turn.state.houses[house].tax = percent;
        turn.economy(Step::Cmd5, house, EconomyKind::Tax, |event| {
            event.amount = i64::from(percent)
        });
    }
}

/// The own fleet that an order names, be it by its id or by the number that an earlier order of the packet gave it.
fn resolve(turn: &Turn, house: HouseId, fleet: FleetRef) -> Option<FleetId> {
    let id = match fleet {
        FleetRef::Id(id) => id,
        FleetRef::Temporary(number) => {
            let detached = turn.detached.iter().rev();
            detached
                .filter(|new| (new.house, new.number) == (house, number))
                .map(|new| new.fleet)
                .next()?
        }
    };
    turn.state
        .fleets
        .get(id)
        .filter(|fleet| fleet.owner == house)
        .map(|fleet| fleet.id)
}
