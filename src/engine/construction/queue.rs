//! Queues: their ageing and their loss (rulebook 22 §4, §6).

use super::assign::assign_ship;
use super::orders::item;
use crate::events::EconomyKind;
use crate::ids::{ColonyId, FacilityId, ProjectId, ShipId};
use crate::state::rows::{Facility, Project};
use crate::state::{ShipPlace, State};
use crate::turn::Turn;
use crate::vocab::Step;

/// PRD2: every project and every repair comes one turn nearer; at 0 it awaits CMD2 and keeps its dock (22 §4, C4, C9).
pub fn prd2_queues(turn: &mut Turn) {
    let state = &mut *turn.state;
    for house in state.house_ids() {
        for place in 0..state.houses[house].colonies.len() {
            let colony = state.houses[house].colonies[place];
            for index in 0..state.colonies[colony].projects.len() {
                let id = state.colonies[colony].projects[index];
                if state.projects[id].remaining > 0 {
                    state.projects[id].remaining -= 1;
                }
            }
            for index in 0..state.colonies[colony].repairs.len() {
                let id = state.colonies[colony].repairs[index];
                if state.repairs[id].remaining > 0 {
                    state.repairs[id].remaining -= 1;
                }
            }
        }
    }
}

/// Removes the projects of a colony that satisfy a condition, without a refund, and writes each down.
pub fn write_off_projects(turn: &mut Turn, step: Step, colony: ColonyId, lost: impl Fn(&Project) -> bool) {
    let row = &turn.state.colonies[colony];
    let (owner, system) = (row.owner, row.system);
    let doomed: Vec<ProjectId> = row
        .projects
        .iter()
        .copied()
        .filter(|&project| lost(&turn.state.projects[project]))
        .collect();
    for project in doomed {
        let Some(project) = turn.state.remove_project(project) else {
            continue;
        };
        turn.economy(step, owner, EconomyKind::ProjectLost, |event| {
            (event.system_id, event.item, event.amount) = (Some(system), Some(item(&project)), 1);
        });
    }
}

/// Whether anything is built or repaired in the docks of a facility.
pub fn is_busy(state: &State, facility: &Facility) -> bool {
    let colony = &state.colonies[facility.colony];
    colony
        .projects
        .iter()
        .any(|&id| state.projects[id].facility == Some(facility.id))
        || colony
            .repairs
            .iter()
            .any(|&id| state.repairs[id].drydock == Some(facility.id))
}

/// What follows when a facility was crippled: its projects are lost, its repairs cancelled, and ships in its docks,
/// crippled as they are, join fleets as far as there may be some (22 §6, C8, C30).
pub fn lose_queues(turn: &mut Turn, step: Step, facility: FacilityId) {
    let colony = turn.state.facilities[facility].colony;
    write_off_projects(turn, step, colony, |project| project.facility == Some(facility));
    let mut afloat: Vec<ShipId> = Vec::new();
    for repair in turn.state.colonies[colony].repairs.clone() {
        if turn.state.repairs[repair].drydock == Some(facility) {
            afloat.extend(turn.state.remove_repair(repair).and_then(|repair| repair.ship));
        }
    }
    afloat.sort_unstable();
    for &ship in &afloat {
        turn.state.move_ship(ship, ShipPlace::Colony(colony));
    }
    for ship in afloat {
        assign_ship(turn, ship, colony);
    }
}

/// CON2c: a facility was crippled in combat; see [`lose_queues`].
pub fn facility_crippled(turn: &mut Turn, facility: FacilityId) {
    lose_queues(turn, Step::Con2, facility);
}

/// Removes a facility: its projects are lost, ships in its docks destroyed, also at a conquest (22 §6, C31).
pub fn demolish(turn: &mut Turn, step: Step, facility: FacilityId) {
    let colony = turn.state.facilities[facility].colony;
    let owner = turn.state.colonies[colony].owner;
    write_off_projects(turn, step, colony, |project| project.facility == Some(facility));
    let ships = turn.state.remove_facility(facility);
    turn.flows(owner).ships_lost_other += ships.len() as i64;
}
