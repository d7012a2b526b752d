//! Conditions of fleet commands: what must be true of the fleet or of the place (rulebook 04 §4).

use crate::events::Reason;
use crate::ids::SystemId;
use crate::state::State;
use crate::state::rows::{Colony, Facility, Fleet};
use crate::strength;
use crate::vocab::*;

/// A condition of a command.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// What an order that fails it is told.
    pub reason: Reason,
    /// Whether it holds for a fleet at a place; the fleet need not be there.
    pub holds: fn(&State, &Fleet, SystemId) -> bool,
}

impl Need {
    const fn of_fleet(holds: fn(&State, &Fleet, SystemId) -> bool) -> Self {
        Self {
            reason: Reason::Composition,
            holds,
        }
    }

    const fn of_place(holds: fn(&State, &Fleet, SystemId) -> bool) -> Self {
        Self {
            reason: Reason::BadTarget,
            holds,
        }
    }

    const fn of_facility(holds: fn(&State, &Fleet, SystemId) -> bool) -> Self {
        Self {
            reason: Reason::Prerequisite,
            holds,
        }
    }
}

/// Tests conditions in their order.
///
/// # Errors
/// The reason of the first that does not hold.
pub fn demand(needs: &[Need], state: &State, fleet: &Fleet, place: SystemId) -> Result<(), Reason> {
    match needs.iter().find(|need| !(need.holds)(state, fleet, place)) {
        Some(need) => Err(need.reason),
        None => Ok(()),
    }
}

/// A combat ship in any condition.
pub const COMBAT_SHIP: Need = Need::of_fleet(|state, fleet, _| strength::has_combat_ship(state, fleet.id));
/// An uncrippled combat ship.
pub const SOUND_COMBAT_SHIP: Need = Need::of_fleet(|state, fleet, _| strength::has_sound_combat_ship(state, fleet.id));
/// A transport with marines aboard.
pub const MARINES: Need =
    Need::of_fleet(|state, fleet, _| fleet.ships.iter().any(|&ship| !state.ships[ship].marines.is_empty()));
/// An ETAC with colonists.
pub const COLONISTS: Need = Need::of_fleet(|state, fleet, _| carries_colonists(state, fleet, |_| true));
/// An uncrippled ETAC with colonists.
pub const SOUND_COLONISTS: Need =
    Need::of_fleet(|state, fleet, _| carries_colonists(state, fleet, |hull| hull == Hull::Nominal));

/// An own colony.
pub const OWN_COLONY: Need = Need::of_place(|state, fleet, place| own_colony(state, fleet, place).is_some());
/// Anything but an own colony.
pub const NOT_OWN: Need = Need::of_place(|state, fleet, place| own_colony(state, fleet, place).is_none());
/// A colony of another house.
pub const FOREIGN_COLONY: Need =
    Need::of_place(|state, fleet, place| state.controller(place).is_some_and(|owner| owner != fleet.owner));
/// No colony at all.
pub const UNCOLONISED: Need = Need {
    reason: Reason::Taken,
    holds: |state, _, place| state.systems[place].colony.is_none(),
};
/// No fleet and no colony of an Enemy.
pub const NO_ENEMY: Need = Need {
    reason: Reason::EnemyPresent,
    holds: |state, fleet, place| !enemy_at(state, fleet, place),
};

/// An own starbase in any condition.
pub const STARBASE: Need =
    Need::of_facility(|state, fleet, place| has_facility(state, fleet, place, |f| f.kind == FacilityKind::Starbase));
/// An own spaceport or shipyard in any condition.
pub const YARD: Need = Need::of_facility(|state, fleet, place| {
    has_facility(state, fleet, place, |f| {
        matches!(f.kind, FacilityKind::Spaceport | FacilityKind::Shipyard)
    })
});
/// An own uncrippled starbase or shipyard.
pub const SOUND_BASE: Need = Need::of_facility(|state, fleet, place| {
    has_facility(state, fleet, place, |f| {
        f.hull == Hull::Nominal && matches!(f.kind, FacilityKind::Starbase | FacilityKind::Shipyard)
    })
});
/// An own uncrippled spaceport.
pub const SOUND_SPACEPORT: Need = Need::of_facility(|state, fleet, place| {
    has_facility(state, fleet, place, |f| {
        f.hull == Hull::Nominal && f.kind == FacilityKind::Spaceport
    })
});

fn own_colony<'a>(state: &'a State, fleet: &Fleet, place: SystemId) -> Option<&'a Colony> {
    state.colony_at(place).filter(|colony| colony.owner == fleet.owner)
}

fn carries_colonists(state: &State, fleet: &Fleet, fit: fn(Hull) -> bool) -> bool {
    fleet
        .ships
        .iter()
        .map(|&ship| &state.ships[ship])
        .any(|ship| ship.colonists > 0 && fit(ship.hull))
}

fn has_facility(state: &State, fleet: &Fleet, place: SystemId, fit: impl Fn(&Facility) -> bool) -> bool {
    own_colony(state, fleet, place).is_some_and(|colony| {
        colony
            .facilities
            .iter()
            .any(|&facility| fit(&state.facilities[facility]))
    })
}

fn enemy_at(state: &State, fleet: &Fleet, place: SystemId) -> bool {
    let fleets = state.systems[place]
        .fleets
        .iter()
        .map(|&other| state.fleets[other].owner);
    let mut owners = fleets.chain(state.controller(place));
    owners.any(|owner| owner != fleet.owner && state.relation(owner, fleet.owner) == Stance::Enemy)
}
