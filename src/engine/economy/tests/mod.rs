//! Worked examples of rulebook 25 and tables of rulebook 20.

mod capacity;
mod industry;
mod output;
mod rulings;
mod salvage;
mod shortfall;
mod transfer;
mod upkeep;

use crate::ids::{HouseId, SystemId};

const HOUSE: HouseId = HouseId(1);
const HOME: SystemId = SystemId(1);
