//! What may be repaired where (rulebook 22 §7.1).

use crate::construction::has_working;
use crate::construction::quote::freest;
use crate::events::Reason;
use crate::ids::*;
use crate::orders::RepairTarget;
use crate::state::rows::Colony;
use crate::state::{ShipPlace, State};
use crate::vocab::*;

/// Turns for everything whose duration has no key of its own (22 §7.1).
const OTHER_TURNS: u8 = 1;

/// A repair that may be queued.
pub(super) struct Admission {
    /// The facility whose dock it takes.
    pub dock: Option<FacilityId>,
    /// Turns until payment is due.
    pub turns: u8,
    /// Order of payment if the order names none (22 §7.4).
    pub priority: i32,
}

/// The tests of 22 §7.1: crippled, not queued yet, at this colony, with what the repair needs.
pub(super) fn admit(state: &State, colony: &Colony, target: RepairTarget) -> Result<Admission, Reason> {
    match target {
        RepairTarget::Ship(ship) => admit_ship(state, colony, ship),
        RepairTarget::Facility(facility) => admit_facility(state, colony, facility),
        RepairTarget::Ground(unit) => admit_ground(state, colony, unit),
    }
}

/// Ships in fleets that rest here or are ordered to stay (W17), or in orbit here. Fighters are never crippled, so
/// there is nothing to repair in them (C28).
fn admit_ship(state: &State, colony: &Colony, id: ShipId) -> Result<Admission, Reason> {
    let ship = state
        .ships
        .get(id)
        .filter(|ship| ship.owner == colony.owner)
        .ok_or(Reason::NotOwned)?;
    if ship.hull == Hull::Nominal || matches!(ship.place, ShipPlace::Drydock(_)) {
        return Err(Reason::Nothing);
    }
    let here = match ship.place {
        ShipPlace::Fleet(fleet) => {
            let fleet = &state.fleets[fleet];
            let leaving = match fleet.mission {
                MissionState::Traveling => fleet.target != fleet.system,
                MissionState::ScoutLocked => true,
                MissionState::Executing => false,
            };
            fleet.system == colony.system && !leaving
        }
        place => place == ShipPlace::Colony(colony.id),
    };
    if !here {
        return Err(Reason::WrongPlace);
    }
    let dock = Some(freest(state, colony, FacilityKind::Drydock).ok_or(Reason::NoDock)?);
    Ok(Admission {
        dock,
        turns: state.rules.construction.repair.ship_repair_turns,
        priority: 1,
    })
}

fn admit_facility(state: &State, colony: &Colony, id: FacilityId) -> Result<Admission, Reason> {
    let facility = state
        .facilities
        .get(id)
        .filter(|facility| facility.colony == colony.id)
        .ok_or(Reason::NotOwned)?;
    let queued = colony
        .repairs
        .iter()
        .any(|&repair| state.repairs[repair].facility == Some(id));
    if facility.hull == Hull::Nominal || queued {
        return Err(Reason::Nothing);
    }
    let needed = needed_facility(state, facility.kind);
    if needed.is_some_and(|needed| !has_working(state, colony, needed)) {
        return Err(Reason::Prerequisite);
    }
    if facility.kind != FacilityKind::Starbase {
        return Ok(Admission {
            dock: None,
            turns: OTHER_TURNS,
            priority: 3,
        });
    }
    let rules = &state.rules.construction.repair;
    let dock = match rules.starbase_repair_uses_dock_capacity {
        true => Some(freest(state, colony, rules.starbase_repair_requires).ok_or(Reason::NoDock)?),
        false => None,
    };
    Ok(Admission {
        dock,
        turns: rules.starbase_repair_turns,
        priority: 2,
    })
}

/// The facility in working order without which one of a kind cannot be repaired.
pub(super) fn needed_facility(state: &State, kind: FacilityKind) -> Option<FacilityKind> {
    match kind {
        FacilityKind::Starbase => Some(state.rules.construction.repair.starbase_repair_requires),
        other => state.rules.facilities.kind(other).prerequisite,
    }
}

fn admit_ground(state: &State, colony: &Colony, id: GroundId) -> Result<Admission, Reason> {
    let unit = state
        .ground
        .get(id)
        .filter(|unit| unit.owner == colony.owner)
        .ok_or(Reason::NotOwned)?;
    if unit.colony != Some(colony.id) {
        return Err(Reason::WrongPlace);
    }
    let queued = colony
        .repairs
        .iter()
        .any(|&repair| state.repairs[repair].ground == Some(id));
    if unit.hull == Hull::Nominal || queued {
        return Err(Reason::Nothing);
    }
    Ok(Admission {
        dock: None,
        turns: OTHER_TURNS,
        priority: 2,
    })
}
