//! Tests of rulebook 05 and of the Execute tests of 04 §4.

mod commands;
mod escalation;
mod execution;
mod roles;

use std::sync::Arc;

use super::*;
use crate::events::{DiplomacyKind, EventLog, OrderFate, Reason};
use crate::state::ShipPlace;
use crate::testing::{arrived, bare, fleet, play, ship};
use crate::turn::conflict::ScheduledBattle;

const H1: HouseId = HouseId(1);
const H2: HouseId = HouseId(2);
const H3: HouseId = HouseId(3);
const ABROAD: SystemId = SystemId(2);
const WILD: SystemId = SystemId(4);
const CL: &[ShipClass] = &[ShipClass::LightCruiser];

/// Three houses with a colony each in systems 1 to 3; system 4 is nobody's.
fn neighbours() -> State {
    let mut state = bare(3, 4);
    for (house, system) in [(H1, SystemId(1)), (H2, ABROAD), (H3, SystemId(3))] {
        state.new_colony(house, system, 10, 0, 0);
    }
    state
}

fn put(state: &mut State, owner: HouseId, system: SystemId, classes: &[ShipClass], command: CommandKind) -> FleetId {
    let id = fleet(state, owner, system, classes);
    arrived(state, id, command);
    id
}

/// Runs CON0 and returns its scratch.
fn judged(state: &mut State) -> (Conflict, EventLog) {
    play(state, |turn| {
        con0_judge(turn);
        std::mem::take(&mut turn.conflict)
    })
}

fn at(state: &mut State, level: Stance) {
    state.raise_relation(H1, H2, level);
}

fn full_battle(low: HouseId, high: HouseId, system: SystemId) -> ScheduledBattle {
    ScheduledBattle {
        system,
        low,
        high,
        contest_intruder: None,
    }
}
