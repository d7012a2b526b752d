//! Movement and the commands of Production, step by step.

use std::sync::Arc;

use super::*;
use crate::command;
use crate::events::{EventLog, Reason};
use crate::orders::{FleetOrder, Orders};
use crate::state::rows::Lane;
use crate::state::starmap::StarMap;
use crate::testing::{assert_sound, bare, fleet, play};
use crate::vocab::LaneClass::*;
use crate::vocab::ShipClass::*;

mod merging;
mod travel;

const A: HouseId = HouseId(1);
const B: HouseId = HouseId(2);

fn sys(id: u32) -> SystemId {
    SystemId(id)
}

/// Replaces the lanes of a state.
fn with_lanes(state: &mut State, lanes: &[(u32, u32, LaneClass)]) {
    for id in state.lanes.ids() {
        state.lanes.remove(id);
    }
    for &(a, b, class) in lanes {
        state.lanes.insert_next(|id| Lane {
            id,
            a: sys(a),
            b: sys(b),
            class,
        });
    }
    state.starmap = Arc::new(StarMap::build(state));
}

/// Colonies of house A in some systems.
fn settle(state: &mut State, systems: impl IntoIterator<Item = u32>) -> Vec<ColonyId> {
    systems
        .into_iter()
        .map(|system| state.new_colony(A, sys(system), 100, 50, 0))
        .collect()
}

/// Submits fleet commands of house A, all of which must be accepted.
fn submit(state: &mut State, orders: &[FleetOrder]) {
    let packets = [
        Some(Orders {
            fleets: orders.to_vec(),
            ..Orders::default()
        }),
        None,
    ];
    let ((), log) = play(state, |turn| command::cmd6a_fleet_commands(turn, &packets));
    assert!(log.orders.reason.is_empty(), "{:?}", log.orders);
}

/// Gives one command with a target system.
fn send(state: &mut State, fleet: FleetId, kind: CommandKind, to: u32) {
    submit(state, &[FleetOrder::new(fleet, kind, Some(sys(to)))]);
}

/// PRD1a–c.
fn produce(state: &mut State) -> EventLog {
    let ((), log) = play(state, |turn| {
        prd1a_move(turn);
        prd1b_arrive(turn);
        prd1c_commands(turn);
    });
    assert_sound(state);
    log
}

/// CMD1.
fn clean_up(state: &mut State) {
    play(state, command::cmd1_cleanup);
    assert_sound(state);
}

fn place(state: &State, fleet: FleetId) -> u32 {
    state.fleets[fleet].system.0
}

fn cripple(state: &mut State, fleet: FleetId) {
    let ship = state.fleets[fleet].ships[0];
    state.ships[ship].hull = Hull::Crippled;
}
