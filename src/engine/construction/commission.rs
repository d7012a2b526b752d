//! CMD2: what is finished enters service (rulebook 22 §5).

use super::quote::colonists;
use super::{assign, has_working, orders, repair};
use crate::events::{EconomyKind, Item};
use crate::ids::*;
use crate::population;
use crate::state::rows::Project;
use crate::state::{ShipPlace, State};
use crate::turn::Turn;
use crate::vocab::*;

/// CMD2: ships from docks, then repairs, then what colonies built themselves, then assignment to fleets (22 §5.1, C3,
/// rulebook 03 R2).
pub fn cmd2_commission(turn: &mut Turn) {
    let (docked, local): (Vec<_>, Vec<_>) = finished(turn.state).into_iter().partition(|&(_, docked)| docked);
    commission(turn, &docked);
    repair::cmd2b_complete(turn);
    commission(turn, &local);
    assign::cmd2d_assign(turn);
}

/// Projects of all houses that await commissioning, by id (W15), and whether each holds a dock.
fn finished(state: &State) -> Vec<(ProjectId, bool)> {
    let mut ready = Vec::new();
    for house in state.houses.iter() {
        for &colony in &house.colonies {
            let projects = state.colonies[colony].projects.iter().map(|&id| &state.projects[id]);
            ready.extend(
                projects
                    .filter(|p| p.remaining == 0)
                    .map(|p| (p.id, p.facility.is_some())),
            );
        }
    }
    ready.sort_unstable();
    ready
}

/// Units of one kind that entered service one after the other at one colony: a row of the account book.
#[derive(Default)]
struct Run {
    of: Option<(HouseId, SystemId, Item)>,
    units: i64,
    pu: i64,
}

impl Run {
    fn add(&mut self, turn: &mut Turn, house: HouseId, system: SystemId, item: Item, pu: i64) {
        if self.of != Some((house, system, item)) {
            self.close(turn);
            self.of = Some((house, system, item));
        }
        self.units += 1;
        self.pu += pu;
    }

    fn close(&mut self, turn: &mut Turn) {
        if let Some((house, system, item)) = self.of.take() {
            let (units, pu) = (std::mem::take(&mut self.units), std::mem::take(&mut self.pu));
            turn.economy(Step::Cmd2, house, EconomyKind::Commissioned, |event| {
                (event.system_id, event.item) = (Some(system), Some(item));
                (event.amount, event.pu) = (units, pu);
            });
        }
    }
}

/// CMD2a, CMD2c: commissions projects in the order given; what cannot enter service is lost without a refund.
fn commission(turn: &mut Turn, projects: &[(ProjectId, bool)]) {
    let mut run = Run::default();
    for &(id, _) in projects {
        let Some(project) = turn.state.remove_project(id) else {
            continue;
        };
        let colony = &turn.state.colonies[project.colony];
        let (owner, system, item) = (colony.owner, colony.system, orders::item(&project));
        let before = colony.pu;
        if enter_service(turn, owner, &project) {
            let pu = turn.state.colonies[project.colony].pu - before;
            run.add(turn, owner, system, item, pu);
        } else {
            turn.economy(Step::Cmd2, owner, EconomyKind::ProjectLost, |event| {
                (event.system_id, event.item, event.amount) = (Some(system), Some(item), 1);
            });
        }
    }
    run.close(turn);
}

fn enter_service(turn: &mut Turn, owner: HouseId, project: &Project) -> bool {
    match (project.ship, project.ground, project.facility_kind) {
        (Some(class), _, _) => launch(turn, owner, class, project),
        (_, Some(kind), _) => {
            raise(turn, owner, kind, project.colony);
            true
        }
        (_, _, Some(kind)) => open(turn, owner, kind, project.colony),
        _ => false,
    }
}

/// A ship, and one fighter only (C12, rulebook 04 R29), at the owner's present WEP level (22 §5.2, rulebook 21 R15). An
/// ETAC takes colonists from the colony; one that would empty it is lost (22 §5.6). Later nobody fills it again
/// (rulebook 03 R16).
fn launch(turn: &mut Turn, owner: HouseId, class: ShipClass, project: &Project) -> bool {
    let mut aboard = 0;
    if class == ShipClass::Etac {
        let colony = &turn.state.colonies[project.colony];
        aboard = colonists(&turn.state.rules);
        let loss = population::loss(&turn.state.rules, colony.pu, aboard);
        if colony.pu - loss < 1 {
            return false;
        }
        turn.state.colonies[project.colony].pu -= loss;
    }
    let wep = turn.state.tech(owner, TechField::Wep);
    let ship = turn
        .state
        .new_ship(owner, class, wep, project.build_cost, ShipPlace::Colony(project.colony));
    turn.state.ships[ship].colonists = u8::try_from(aboard).unwrap_or(u8::MAX);
    turn.flows(owner).built[class] += 1;
    true
}

/// A ground unit; a shield gets the owner's present SLD level and keeps it (22 §5.3, rulebook 10 U19).
fn raise(turn: &mut Turn, owner: HouseId, kind: GroundKind, colony: ColonyId) {
    let level = match kind {
        GroundKind::PlanetaryShield => turn.state.tech(owner, TechField::Sld),
        _ => 0,
    };
    let unit = turn.state.new_ground(owner, kind, colony, level);
    if kind == GroundKind::Marine {
        turn.new_marines.push(unit);
    }
}

/// A facility, if what it needs is in working order at this moment (22 §5.3).
fn open(turn: &mut Turn, owner: HouseId, kind: FacilityKind, colony: ColonyId) -> bool {
    let needed = turn.state.rules.facilities.kind(kind).prerequisite;
    if needed.is_some_and(|needed| !has_working(turn.state, &turn.state.colonies[colony], needed)) {
        return false;
    }
    let wep = if kind == FacilityKind::Starbase {
        turn.state.tech(owner, TechField::Wep)
    } else {
        0
    };
    turn.state.new_facility(colony, kind, wep);
    true
}
