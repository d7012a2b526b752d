//! Worked examples of rulebook 25 and tables of rulebook 20.

mod capacity;
mod industry;
mod output;
mod rulings;
mod salvage;
mod shortfall;
mod transfer;
mod upkeep;

use crate::construction::cmd6b_builds;
use crate::ids::{ColonyId, HouseId, SystemId};
use crate::orders::{Build, Orders, Product};
use crate::state::State;
use crate::testing::{bare, homeworld, play};
use crate::vocab::ShipClass;

const HOUSE: HouseId = HouseId(1);
const HOME: SystemId = SystemId(1);

/// A homeworld whose shipyard builds a destroyer, for which 100 PP of 120 were spent.
fn building() -> (State, ColonyId) {
    let mut state = bare(1, 1);
    let colony = homeworld(&mut state, HOUSE, HOME);
    state.houses[HOUSE].treasury = 120;
    let order = Build {
        colony,
        product: Product::Ship(ShipClass::Destroyer),
        quantity: 1,
    };
    let orders = Orders {
        builds: vec![order],
        ..Orders::default()
    };
    play(&mut state, |turn| cmd6b_builds(turn, &[Some(orders)]));
    assert_eq!(state.projects.len(), 1);
    (state, colony)
}
