//! Worked examples of rulebook 25, the timeline of 22 §4, rulings, and random play.

mod assign;
mod builds;
mod commission;
mod load;
mod queue;
mod random;
mod repair;
mod requirements;
mod rulings;
mod terraform;
mod timeline;

use super::cmd6b_builds;
use crate::events::{EventLog, Reason};
use crate::ids::*;
use crate::orders::{Build, Orders, Product};
use crate::state::State;
use crate::testing::{assert_sound, bare, homeworld, play};
use crate::vocab::*;

const HOUSE: HouseId = HouseId(1);
const HOME: SystemId = SystemId(1);

/// CMD6b with orders of house 1.
fn build(state: &mut State, colony: ColonyId, orders: &[(Product, u32)]) -> EventLog {
    let builds = orders
        .iter()
        .map(|&(product, quantity)| Build {
            colony,
            product,
            quantity,
        })
        .collect();
    let packet = Orders {
        builds,
        ..Orders::default()
    };
    let (_, log) = play(state, |turn| cmd6b_builds(turn, &[Some(packet)]));
    assert_sound(state);
    log
}

fn ship(class: ShipClass) -> Product {
    Product::Ship(class)
}

/// A project that awaits commissioning.
fn finished(state: &mut State, colony: ColonyId, product: Product) -> ProjectId {
    let log = build(state, colony, &[(product, 1)]);
    assert!(log.orders.iter().next().is_none(), "{:?}", log.orders);
    let id = *state.colonies[colony].projects.last().expect("it was ordered");
    state.projects[id].remaining = 0;
    id
}

/// The standard homeworld with a treasury.
fn home(treasury: i64) -> (State, ColonyId) {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, HOME);
    state.houses[HOUSE].treasury = treasury;
    (state, colony)
}

fn refusals(log: &EventLog) -> Vec<Reason> {
    log.orders.iter().map(|row| row.reason).collect()
}
