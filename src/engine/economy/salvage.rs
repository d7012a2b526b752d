//! Turning assets into PP: fleet salvage and scrapping (rulebook 04 §7.3, §11, 20 §13).

use super::{each_house, settle};
use crate::command::descriptor::Acts;
use crate::command::needs::Case;
use crate::command::table;
use crate::construction;
use crate::events::{EconomyKind, Item, OrderFate, Reason};
use crate::ids::*;
use crate::num;
use crate::rules::Rules;
use crate::state::rows::Ship;
use crate::state::{ShipPlace, State};
use crate::turn::Turn;
use crate::vocab::*;

/// What salvage or scrapping pays for something with a recorded build cost; its state does not matter (20 §13).
pub fn salvage_value(rules: &Rules, build_cost: i64) -> i64 {
    num::floor(build_cost as f64 * rules.ships.salvage.salvage_value_multiplier)
}

/// The system where a ship is.
pub(super) fn ship_system(state: &State, ship: ShipId) -> SystemId {
    match state.ships[ship].place {
        ShipPlace::Fleet(fleet) => state.fleets[fleet].system,
        ShipPlace::Colony(colony) => state.colonies[colony].system,
        ShipPlace::Carrier(carrier) => ship_system(state, carrier),
        ShipPlace::Drydock(drydock) => state.colonies[state.facilities[drydock].colony].system,
    }
}

/// Removes the fleet that a removed ship was the last of.
pub(super) fn dissolve_after(state: &mut State, gone: &Ship) {
    if let Some(fleet) = gone.fleet() {
        state.dissolve_if_empty(fleet);
    }
}

/// Puts the fighters of a ship into the colony's pool and its marines into the garrison; colonists stay aboard
/// (rulebook 04 R30).
pub fn put_ashore(state: &mut State, ship: ShipId, colony: ColonyId) {
    while let Some(&fighter) = state.ships[ship].fighters().last() {
        state.move_ship(fighter, ShipPlace::Colony(colony));
    }
    while let Some(&marine) = state.ships[ship].marines().last() {
        state.disembark(marine, colony);
    }
}

/// Takes a ship apart at an own colony after everything aboard, colonists too (W11), has gone ashore. Returns what it is
/// worth, and the PU that the colony gained; the fleet it leaves may be empty.
fn dismantle(turn: &mut Turn, ship: ShipId, colony: ColonyId) -> (i64, i64) {
    put_ashore(turn.state, ship, colony);
    let row = &turn.state.ships[ship];
    let (owner, value) = (row.owner, salvage_value(&turn.state.rules, row.build_cost));
    let settled = settle(turn.state, colony, i64::from(turn.state.ships[ship].colonists));
    turn.state.remove_ship(ship);
    turn.flows(owner).ships_scrapped += 1;
    (value, settled)
}

/// INC5: fleets on order 16 that survived at their target are sold, before upkeep is due (04 §11, rulebook 03 R6).
pub fn inc5_salvage(turn: &mut Turn) {
    each_house(turn, |turn, house| {
        let state = &*turn.state;
        let sold = |&id: &FleetId| {
            let fleet = &state.fleets[id];
            matches!(table::command(fleet).acts, Acts::Salvage)
                && fleet.mission == MissionState::Executing
                && !fleet.terminal
        };
        let fleets: Vec<FleetId> = state.houses[house].fleets.iter().copied().filter(sold).collect();
        for fleet in fleets {
            let row = &turn.state.fleets[fleet];
            match table::command(row).can_execute(Case::new(turn.state, row, row.system)) {
                Ok(()) => salvage_fleet(turn, house, fleet),
                Err(reason) => turn.fail(Step::Inc5, fleet, OrderFate::Failed, reason),
            }
        }
    });
}

fn salvage_fleet(turn: &mut Turn, house: HouseId, fleet: FleetId) {
    let system = turn.state.fleets[fleet].system;
    let colony = turn.state.systems[system].colony.expect("the order needs a colony");
    turn.complete(fleet);
    let (mut ships, mut value, mut settled) = (0, 0, 0);
    while let Some(&ship) = turn.state.fleets[fleet].ships.first() {
        let (worth, pu) = dismantle(turn, ship, colony);
        value += worth;
        settled += pu;
        ships += 1;
    }
    turn.state.dissolve_if_empty(fleet);
    turn.pay(house, value, |flows| &mut flows.pp_salvage);
    turn.economy(Step::Inc5, house, EconomyKind::Salvage, |event| {
        (event.system_id, event.amount) = (Some(system), ships);
        (event.pp, event.pu) = (value, settled);
    });
}

fn credit_scrap(turn: &mut Turn, house: HouseId, colony: ColonyId, item: Item, [value, settled]: [i64; 2]) {
    let system = turn.state.colonies[colony].system;
    turn.pay(house, value, |flows| &mut flows.pp_scrap);
    turn.economy(Step::Cmd5, house, EconomyKind::Scrap, |event| {
        (event.system_id, event.item) = (Some(system), Some(item));
        (event.amount, event.pp, event.pu) = (1, value, settled);
    });
}

/// CMD5: scraps a ship of an Active fleet that rests at an own colony, a ship without a fleet, or a fighter of a pool
/// (04 §7.3).
///
/// # Errors
/// Why the order is refused.
pub fn scrap_ship(turn: &mut Turn, house: HouseId, ship: ShipId) -> Result<(), Reason> {
    let state = &*turn.state;
    let row = state
        .ships
        .get(ship)
        .filter(|row| row.owner == house)
        .ok_or(Reason::NotOwned)?;
    let colony = match row.place {
        ShipPlace::Colony(colony) => colony,
        ShipPlace::Fleet(fleet) => {
            let fleet = &state.fleets[fleet];
            if fleet.status != FleetStatus::Active || fleet.mission == MissionState::ScoutLocked {
                return Err(Reason::NotAvailable);
            }
            let colony = state.colony_at(fleet.system).filter(|colony| colony.owner == house);
            let resting = colony.filter(|_| fleet.mission != MissionState::Traveling);
            resting.ok_or(Reason::WrongPlace)?.id
        }
        ShipPlace::Carrier(_) | ShipPlace::Drydock(_) => return Err(Reason::WrongPlace),
    };
    let (class, fleet) = (row.class, row.fleet());
    let (value, settled) = dismantle(turn, ship, colony);
    if let Some(fleet) = fleet {
        turn.state.dissolve_if_empty(fleet);
    }
    credit_scrap(turn, house, colony, class.into(), [value, settled]);
    Ok(())
}

/// CMD5: scraps a ground unit in a garrison (04 §7.3).
///
/// # Errors
/// Why the order is refused.
pub fn scrap_ground(turn: &mut Turn, house: HouseId, unit: GroundId) -> Result<(), Reason> {
    let row = turn
        .state
        .ground
        .get(unit)
        .filter(|row| row.owner == house)
        .ok_or(Reason::NotOwned)?;
    let (kind, colony) = (row.kind, row.colony.ok_or(Reason::WrongPlace)?);
    turn.state.remove_ground(unit);
    let value = salvage_value(&turn.state.rules, turn.state.rules.ground_units.kind(kind).build_cost);
    credit_scrap(turn, house, colony, kind.into(), [value, 0]);
    Ok(())
}

/// CMD5: scraps a facility; its projects and the ships in its docks are lost, if that is acknowledged (04 §7.3, 22 §6,
/// W12).
///
/// # Errors
/// Why the order is refused; among others, something is in its docks and the loss was not acknowledged.
pub fn scrap_facility(turn: &mut Turn, house: HouseId, facility: FacilityId, acknowledged: bool) -> Result<(), Reason> {
    let state = &*turn.state;
    let row = state
        .facilities
        .get(facility)
        .filter(|row| state.colonies[row.colony].owner == house);
    let row = row.ok_or(Reason::NotOwned)?;
    let (kind, colony) = (row.kind, row.colony);
    if !acknowledged && construction::is_busy(state, row) {
        return Err(Reason::NotAvailable);
    }
    construction::demolish(turn, Step::Cmd5, facility);
    let value = salvage_value(&turn.state.rules, turn.state.rules.facilities.kind(kind).build_cost);
    credit_scrap(turn, house, colony, kind.into(), [value, 0]);
    Ok(())
}
