//! Tests of rulebook 24.

mod battles;
mod deception;
mod missions;
mod records;
mod sight;
mod sweeps;
mod theft;

use super::records::find;
use super::*;
use crate::dice::Stream;
use crate::diplomacy::con0_judge;
use crate::state::State;
use crate::state::rows::*;
use crate::testing::{arrived, assert_sound, bare, fleet, play};
use crate::vocab::*;
use ShipClass::*;

const H1: HouseId = HouseId(1);
const H2: HouseId = HouseId(2);
const H3: HouseId = HouseId(3);
const HOME: SystemId = SystemId(1);
const ABROAD: SystemId = SystemId(2);

/// Two houses with a colony each in systems 1 and 2; a third without.
fn neighbours() -> State {
    let mut state = bare(3, 4);
    state.new_colony(H1, HOME, 10, 0, 0);
    state.new_colony(H2, ABROAD, 40, 7, 0);
    state
}

fn sweep(state: &mut State) {
    play(state, con1f_sweep);
    assert_sound(state);
}

fn record(state: &State, house: HouseId, fleet: FleetId) -> Option<&FleetRecord> {
    let at = find(state, house, fleet).ok()?;
    Some(&state.fleet_records[state.fleet_records_of[house.index()][at].1])
}

fn colony_record(state: &State, house: HouseId, system: SystemId) -> Option<&ColonyRecord> {
    state.colony_records.get(RecordId::of(house, system))
}
