//! Repair of ships, facilities and ground units (rulebook 22 §7).

mod admit;
mod complete;

use super::assign::assign_ship;
use crate::economy::put_ashore;
use crate::events::{OrderSort, Reason};
use crate::ids::*;
use crate::orders::{Orders, RepairOrder, RepairTarget};
use crate::state::rows::Repair;
use crate::state::{ShipPlace, State};
use crate::turn::Turn;
use crate::vocab::*;
use admit::admit;
pub(super) use complete::cmd2b_complete;
pub use complete::repair_cost;

/// Queues a repair; nothing is paid yet. A ship leaves its fleet for the drydock, with fighters and marines put ashore
/// (22 §7.2, §7.3, C25).
fn submit(turn: &mut Turn, colony: ColonyId, target: RepairTarget, priority: Option<i32>) -> Result<(), Reason> {
    let admission = admit(turn.state, &turn.state.colonies[colony], target)?;
    if let (RepairTarget::Ship(ship), Some(drydock)) = (target, admission.dock) {
        put_ashore(turn.state, ship, colony);
        let left = turn.state.ships[ship].fleet();
        turn.state.ships[ship].overdue = 0;
        turn.state.move_ship(ship, ShipPlace::Drydock(drydock));
        if let Some(fleet) = left {
            turn.state.dissolve_if_empty(fleet);
        }
    }
    let (ship, facility, ground) = match target {
        RepairTarget::Ship(id) => (Some(id), None, None),
        RepairTarget::Facility(id) => (None, Some(id), None),
        RepairTarget::Ground(id) => (None, None, Some(id)),
    };
    turn.state.new_repair(|id| Repair {
        id,
        colony,
        drydock: admission.dock,
        ship,
        facility,
        ground,
        priority: priority.unwrap_or(admission.priority),
        remaining: admission.turns,
        stalled: false,
    });
    Ok(())
}

/// CMD3: colonies with auto-repair queue what is crippled: ships while docks last, starbases, ground units, then the
/// other facilities, each by id (22 §7.2).
pub fn cmd3_auto_repair(turn: &mut Turn) {
    for house in turn.state.house_ids() {
        if !turn.state.has_construction(house) {
            continue;
        }
        for index in 0..turn.state.houses[house].colonies.len() {
            let colony = turn.state.houses[house].colonies[index];
            if turn.state.colonies[colony].auto_repair {
                for target in crippled(turn.state, colony) {
                    // What cannot be repaired now is tried again next turn.
                    let _ = submit(turn, colony, target, None);
                }
            }
        }
    }
}

/// Everything crippled of the owner at a colony, in the order of CMD3. Ships of fleets on their way are left out.
fn crippled(state: &State, colony: ColonyId) -> Vec<RepairTarget> {
    let colony = &state.colonies[colony];
    let fleets = state.systems[colony.system].fleets.iter().map(|&id| &state.fleets[id]);
    let resting = fleets.filter(|f| f.owner == colony.owner && f.mission == MissionState::Executing);
    let afloat = resting
        .flat_map(|fleet| fleet.ships.iter().copied())
        .chain(colony.unassigned.iter().copied());
    let mut ships: Vec<ShipId> = afloat
        .filter(|&ship| state.ships[ship].hull == Hull::Crippled)
        .collect();
    ships.sort_unstable();

    let broken = |&id: &FacilityId| state.facilities[id].hull == Hull::Crippled;
    let facilities = colony.facilities.iter().copied().filter(broken);
    let (starbases, others): (Vec<FacilityId>, Vec<FacilityId>) =
        facilities.partition(|&id| state.facilities[id].kind == FacilityKind::Starbase);
    let units = colony
        .garrison
        .iter()
        .copied()
        .filter(|&id| state.ground[id].hull == Hull::Crippled);

    let mut targets: Vec<RepairTarget> = ships.into_iter().map(RepairTarget::Ship).collect();
    targets.extend(starbases.into_iter().map(RepairTarget::Facility));
    targets.extend(units.map(RepairTarget::Ground));
    targets.extend(others.into_iter().map(RepairTarget::Facility));
    targets
}

/// CMD6c: repairs ordered by the players, in the order of the packets (22 §7.2).
pub fn cmd6c_repairs(turn: &mut Turn, packets: &[Option<Orders>]) {
    for (house, packet) in turn.state.house_ids().zip(packets) {
        let Some(packet) = packet else { continue };
        for order in &packet.repairs {
            let colony = turn
                .state
                .colonies
                .get(order.colony)
                .filter(|colony| colony.owner == house);
            let system = colony.map(|colony| colony.system);
            if let Err(reason) = repair(turn, system.is_some(), order) {
                turn.reject(Step::Cmd6, house, OrderSort::Repair, system, reason);
            }
        }
    }
}

fn repair(turn: &mut Turn, owned: bool, order: &RepairOrder) -> Result<(), Reason> {
    if !owned {
        return Err(Reason::NotOwned);
    }
    submit(turn, order.colony, order.target, order.priority)
}

/// CMD5: withdraws an automatic or stalled repair; its ship joins a fleet again (22 §7.2, §7.3).
pub(super) fn withdraw(turn: &mut Turn, house: HouseId, repair: RepairId) -> Result<(), Reason> {
    let row = turn.state.repairs.get(repair).ok_or(Reason::NotOwned)?;
    let (colony, ship) = (row.colony, row.ship);
    if turn.state.colonies[colony].owner != house {
        return Err(Reason::NotOwned);
    }
    turn.state.remove_repair(repair);
    if let Some(ship) = ship {
        turn.state.move_ship(ship, ShipPlace::Colony(colony));
        assign_ship(turn, ship, colony);
    }
    Ok(())
}
