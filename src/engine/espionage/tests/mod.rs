//! Tests of rulebook 23 and worked examples 25 X6, X15, X22–X24.

mod actions;
mod detection;
mod effects;
mod orders;
mod points;

use super::*;
use crate::dice::Stream;
use crate::events::*;
use crate::ids::*;
use crate::intel;
use crate::orders::{Espionage, SpyOrder};
use crate::state::State;
use crate::testing::{bare, play};
use crate::turn::Turn;
use crate::vocab::*;

const H1: HouseId = HouseId(1);
const H2: HouseId = HouseId(2);
const H3: HouseId = HouseId(3);

/// The system of a house's only colony.
fn home(house: HouseId) -> SystemId {
    SystemId(house.0)
}

/// Three houses with a colony each in the systems of their numbers, which all know all, and many EBP.
fn rivals() -> State {
    let mut state = bare(3, 3);
    let houses = [H1, H2, H3];
    for house in houses {
        state.new_colony(house, home(house), 100, 50, 0);
        state.houses[house].ebp = 1000;
    }
    for (house, other) in houses.iter().flat_map(|&a| houses.map(|b| (a, b))) {
        if house != other {
            play(&mut state, |turn| intel::view_system(turn, house, home(other)));
        }
    }
    state
}

/// A state in which a house has so much counter-intelligence.
fn guarded(cic: u8, cip: i64) -> State {
    let mut state = rivals();
    guard(&mut state, H2, cic, cip);
    state
}

fn guard(state: &mut State, house: HouseId, cic: u8, cip: i64) {
    state.houses[house].tech[TechField::Cic] = cic;
    state.houses[house].cip = cip;
}

/// An action against a house, and its colony if the action needs one.
fn against(action: EspionageAction, target: HouseId) -> SpyOrder {
    SpyOrder {
        action,
        target: Some(target),
        system: Some(home(target)),
    }
}

fn sweep() -> SpyOrder {
    SpyOrder {
        action: EspionageAction::Sweep,
        target: None,
        system: None,
    }
}

fn store(turn: &mut Turn, house: HouseId, actions: &[SpyOrder]) {
    let orders = Espionage {
        actions: actions.to_vec(),
        ..Espionage::default()
    };
    cmd5_store(turn, house, &orders);
}

fn con1f(turn: &mut Turn) {
    con1f0_sweeps(turn);
    con1f3_actions(turn);
}

/// Orders actions and runs them, with scripted dice of each house.
fn run(state: &mut State, orders: &[(HouseId, &[SpyOrder])], dice: &[(HouseId, &[u32])]) -> EventLog {
    for &(house, faces) in dice {
        state.streams.script(state.turn(), Stream::Espionage(house), faces);
    }
    let (_, log) = play(state, |turn| {
        for (house, actions) in orders {
            store(turn, *house, actions);
        }
        con1f(turn);
    });
    log
}

/// One action of house 1 against house 2; returns its row.
fn one(state: &mut State, action: EspionageAction, faces: &[u32]) -> EspionageEvent {
    let log = run(state, &[(H1, &[against(action, H2)])], &[(H1, faces)]);
    assert_eq!(log.espionage.rows(), 1, "{:?}", log.orders);
    log.espionage.row(0)
}

/// What was refused or dropped, and why.
fn refusals(log: &EventLog) -> Vec<(HouseId, OrderFate, Reason)> {
    log.orders.iter().map(|row| (row.house, row.fate, row.reason)).collect()
}
