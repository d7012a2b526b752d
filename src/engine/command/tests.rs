//! Orders of CMD5 and CMD6a, one by one.

use super::*;
use crate::events::{EventLog, OrderFate};
use crate::orders::{FleetOrder, ZeroTurn};
use crate::state::{ShipPlace, State};
use crate::testing::{assert_sound, bare, fleet, play, ship};
use crate::vocab::ShipClass::*;
use crate::vocab::*;

mod at_once;
mod cargo;
mod reorganise;
mod rulings;
mod submission;

const A: HouseId = HouseId(1);
const B: HouseId = HouseId(2);
const HOME: SystemId = SystemId(1);

fn sys(id: u32) -> SystemId {
    SystemId(id)
}

/// Two houses on six systems in a row; house A has a colony in system 1.
fn position() -> (State, ColonyId) {
    let mut state = bare(2, 6);
    let colony = state.new_colony(A, HOME, 840, 420, 0);
    (state, colony)
}

/// CMD5 with a packet of house A; house B sends an empty one.
fn cmd5(state: &mut State, packet: Orders) -> EventLog {
    let packets = [Some(packet), Some(Orders::default())];
    let ((), log) = play(state, |turn| cmd5_orders(turn, &packets));
    assert_sound(state);
    log
}

/// CMD5 with zero-turn commands of house A: why the refused ones were refused.
fn at_once(state: &mut State, orders: &[ZeroTurn]) -> Vec<Reason> {
    let before = state.flows[A].orders_rejected;
    let log = cmd5(
        state,
        Orders {
            zero_turn: orders.to_vec(),
            ..Orders::default()
        },
    );
    assert!(log.orders.sort.iter().all(|&sort| sort == OrderSort::ZeroTurn));
    assert_eq!(state.flows[A].orders_rejected - before, log.orders.reason.len() as i64);
    log.orders.reason
}

/// One zero-turn command, with a check that nothing changes if it is refused.
fn once(state: &mut State, order: ZeroTurn) -> Result<(), Reason> {
    let mut before = state.clone();
    match at_once(state, &[order])[..] {
        [] => Ok(()),
        [reason] => {
            // What counts refusals and tells of them is all that differs.
            before.flows[A].orders_rejected += 1;
            crate::feed::forget(state);
            crate::feed::forget(&mut before);
            assert_eq!(state.hash(), before.hash(), "a refused order changed something");
            Err(reason)
        }
        _ => unreachable!("one order, one answer"),
    }
}

/// CMD6a with fleet commands of house A.
fn cmd6a(state: &mut State, orders: &[FleetOrder]) -> EventLog {
    let packets = [
        Some(Orders {
            fleets: orders.to_vec(),
            ..Orders::default()
        }),
        None,
    ];
    play(state, |turn| cmd6a_fleet_commands(turn, &packets)).1
}

/// One fleet command.
fn command(state: &mut State, order: FleetOrder) -> Result<(), Reason> {
    let log = cmd6a(state, &[order]);
    assert!(log.orders.fate.iter().all(|&fate| fate == OrderFate::Rejected));
    match log.orders.reason[..] {
        [] => Ok(()),
        [reason] => Err(reason),
        _ => unreachable!("one order, one answer"),
    }
}

/// Marines aboard a ship.
fn embark(state: &mut State, carrier: ShipId, count: usize) {
    let colony = state.systems[HOME].colony.expect("the home colony");
    for _ in 0..count {
        let marine = state.new_ground(A, GroundKind::Marine, colony, 0);
        state.embark(marine, carrier);
    }
}

/// House A gets to know of a colony of house B in a system.
fn reveal(state: &mut State, system: SystemId) {
    play(state, |turn| crate::intel::view_system(turn, A, system));
}
