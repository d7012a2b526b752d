//! Completion and payment of repairs (rulebook 22 §7.4).

use super::admit::needed_facility;
use crate::construction::has_working;
use crate::events::{EconomyKind, Item};
use crate::ids::*;
use crate::num;
use crate::orders::RepairTarget;
use crate::state::rows::Repair;
use crate::state::{ShipPlace, State};
use crate::turn::Turn;
use crate::vocab::*;

/// What a repair costs when it is finished: a share of the recorded build cost (22 §7.1, C6, C11).
pub fn repair_cost(state: &State, target: RepairTarget) -> i64 {
    let shares = &state.rules.construction.repair;
    let (build_cost, share) = match target {
        RepairTarget::Ship(ship) => (state.ships[ship].build_cost, shares.ship_repair_cost_multiplier),
        RepairTarget::Facility(facility) => {
            let kind = state.facilities[facility].kind;
            let share = match kind {
                FacilityKind::Starbase => shares.starbase_repair_cost_multiplier,
                _ => shares.other_repair_cost_multiplier,
            };
            (state.rules.facilities.kind(kind).build_cost, share)
        }
        RepairTarget::Ground(unit) => {
            let kind = state.ground[unit].kind;
            (
                state.rules.ground_units.kind(kind).build_cost,
                shares.other_repair_cost_multiplier,
            )
        }
    };
    num::floor(build_cost as f64 * share)
}

/// What a repair project repairs; none if it is gone.
fn target(state: &State, repair: &Repair) -> Option<RepairTarget> {
    let ship = repair
        .ship
        .filter(|&id| state.ships.contains(id))
        .map(RepairTarget::Ship);
    let facility = repair
        .facility
        .filter(|&id| state.facilities.contains(id))
        .map(RepairTarget::Facility);
    let ground = repair
        .ground
        .filter(|&id| state.ground.contains(id))
        .map(RepairTarget::Ground);
    ship.or(facility).or(ground)
}

/// CMD2b: finished repairs of each house by priority and id are paid and done; those that cannot be paid, or whose
/// place is out of order, stall and are tried again next turn; they hold up nobody else (22 §7.4, C10). Only the
/// first stall is written down (W18). Repaired ships
/// look for a fleet like new ones (C22, rulebook 03 R3).
pub(in crate::construction) fn cmd2b_complete(turn: &mut Turn) {
    for house in turn.state.house_ids() {
        let mut finished: Vec<(i32, RepairId)> = Vec::new();
        for &colony in &turn.state.houses[house].colonies {
            let repairs = turn.state.colonies[colony]
                .repairs
                .iter()
                .map(|&id| &turn.state.repairs[id]);
            finished.extend(
                repairs
                    .filter(|repair| repair.remaining == 0)
                    .map(|repair| (repair.priority, repair.id)),
            );
        }
        finished.sort_unstable();
        for (_, repair) in finished {
            complete(turn, house, repair);
        }
    }
}

fn complete(turn: &mut Turn, house: HouseId, id: RepairId) {
    let repair = &turn.state.repairs[id];
    let Some(target) = target(turn.state, repair) else {
        turn.state.remove_repair(id);
        return;
    };
    let (colony, stalled) = (repair.colony, repair.stalled);
    let (system, item) = (turn.state.colonies[colony].system, target_item(turn.state, target));
    let cost = repair_cost(turn.state, target);
    let payable = turn.state.has_construction(house) && turn.state.houses[house].treasury >= cost;
    if !payable || !is_open(turn.state, repair, target) {
        if !stalled {
            turn.state.repairs[id].stalled = true;
            turn.economy(Step::Cmd2, house, EconomyKind::RepairStalled, |event| {
                (event.system_id, event.item, event.amount) = (Some(system), Some(item), 1);
            });
        }
        return;
    }
    turn.pay(house, -cost, |flows| &mut flows.pp_repair);
    turn.state.remove_repair(id);
    match target {
        RepairTarget::Ship(ship) => {
            turn.state.ships[ship].hull = Hull::Nominal;
            turn.state.move_ship(ship, ShipPlace::Colony(colony));
        }
        RepairTarget::Facility(facility) => turn.state.facilities[facility].hull = Hull::Nominal,
        RepairTarget::Ground(unit) => turn.state.ground[unit].hull = Hull::Nominal,
    }
    turn.economy(Step::Cmd2, house, EconomyKind::Repair, |event| {
        (event.system_id, event.item) = (Some(system), Some(item));
        (event.amount, event.pp) = (1, -cost);
    });
}

/// Whether the place of a repair is in working order.
fn is_open(state: &State, repair: &Repair, target: RepairTarget) -> bool {
    let dock = repair
        .drydock
        .is_none_or(|dock| state.facilities[dock].hull == Hull::Nominal);
    let needed = match target {
        RepairTarget::Facility(facility) => needed_facility(state, state.facilities[facility].kind),
        RepairTarget::Ship(_) | RepairTarget::Ground(_) => None,
    };
    dock && needed.is_none_or(|needed| has_working(state, &state.colonies[repair.colony], needed))
}

fn target_item(state: &State, target: RepairTarget) -> Item {
    match target {
        RepairTarget::Ship(ship) => state.ships[ship].class.into(),
        RepairTarget::Facility(facility) => state.facilities[facility].kind.into(),
        RepairTarget::Ground(unit) => state.ground[unit].kind.into(),
    }
}
