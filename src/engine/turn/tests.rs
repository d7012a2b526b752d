//! The order of a turn (rulebook 03).

use super::*;
use crate::dice::Stream;
use crate::orders::{Build, FleetOrder, Product};
use crate::testing::{self, arrived, assert_sound, bare, fleet, homeworld, play, ship};
use crate::trace::{Entry, Trace};
use ShipClass::*;

mod books;
mod order;
mod orders;
mod timeline;

const H1: HouseId = HouseId(1);
const H2: HouseId = HouseId(2);
const H3: HouseId = HouseId(3);
const HOME: SystemId = SystemId(1);

fn sys(id: u32) -> SystemId {
    SystemId(id)
}

/// Two houses with homeworlds at the ends of six systems in a row.
fn position() -> (State, ColonyId) {
    let mut state = bare(2, 6);
    let home = homeworld(&mut state, H1, HOME);
    homeworld(&mut state, H2, sys(6));
    (state, home)
}

/// The same with a treasury of house 1.
fn rich_position(treasury: i64) -> (State, ColonyId) {
    let (mut state, home) = position();
    state.houses[H1].treasury = treasury;
    testing::balance_books(&mut state);
    (state, home)
}

/// CON0 to CON2.
fn conflict(state: &mut State) {
    play(state, |turn| turn.conflict());
}

/// INC0 to INC11.
fn income(state: &mut State) {
    play(state, |turn| turn.income());
}

/// CMD1 to CMD4.
fn opening(state: &mut State) {
    play(state, |turn| turn.command_opening());
}

/// PRD1 to PRD8.
fn production(state: &mut State) {
    play(state, |turn| turn.production());
}

/// The packets of house 1 and of a silent house 2.
fn packets(packet: Orders) -> [Option<Orders>; 2] {
    [Some(packet), Some(Orders::default())]
}
