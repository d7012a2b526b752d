//! Conditions of fleet commands: what must be true of the fleet or of the place (rulebook 04 §4).

use crate::diplomacy;
use crate::events::Reason;
use crate::ids::SystemId;
use crate::state::State;
use crate::state::rows::{Colony, Facility, Fleet};
use crate::strength;
use crate::turn::conflict::Conflict;
use crate::vocab::*;

/// What a condition is asked about: a fleet at a place; the fleet need not be there.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The truth.
    pub state: &'a State,
    /// What happened so far in the Conflict Phase, if one is under way.
    pub conflict: Option<&'a Conflict>,
    /// The fleet.
    pub fleet: &'a Fleet,
    /// Where its command acts.
    pub place: SystemId,
}

impl<'a> Case<'a> {
    /// A fleet at a place, outside of any Conflict Phase.
    pub fn new(state: &'a State, fleet: &'a Fleet, place: SystemId) -> Self {
        Self {
            state,
            conflict: None,
            fleet,
            place,
        }
    }

    /// A fleet where it stands, in a Conflict Phase.
    pub fn in_conflict(state: &'a State, conflict: &'a Conflict, fleet: &'a Fleet) -> Self {
        Self {
            conflict: Some(conflict),
            ..Self::new(state, fleet, fleet.system)
        }
    }

    /// The own colony at the place.
    fn own_colony(&self) -> Option<&'a Colony> {
        self.state
            .colony_at(self.place)
            .filter(|colony| colony.owner == self.fleet.owner)
    }

    /// Whether the own colony at the place has a facility of a sort.
    fn has_facility(&self, fit: impl Fn(&Facility) -> bool) -> bool {
        self.own_colony()
            .is_some_and(|colony| any_facility(self.state, colony, fit))
    }
}

/// A condition of a command.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// What it asks for, in words.
    pub says: &'static str,
    /// What an order that fails it is told.
    pub reason: Reason,
    /// Whether it holds.
    pub holds: fn(&Case) -> bool,
}

impl Need {
    const fn new(reason: Reason, says: &'static str, holds: fn(&Case) -> bool) -> Self {
        Self { says, reason, holds }
    }
}

/// Tests conditions in their order.
///
/// # Errors
/// The reason of the first that does not hold.
pub fn demand(needs: &[Need], case: Case) -> Result<(), Reason> {
    match needs.iter().find(|need| !(need.holds)(&case)) {
        Some(need) => Err(need.reason),
        None => Ok(()),
    }
}

/// A combat ship in any condition.
pub const COMBAT_SHIP: Need = Need::new(Reason::Composition, "a combat ship", |case| {
    strength::has_combat_ship(case.state, case.fleet.id)
});
/// An uncrippled combat ship.
pub const SOUND_COMBAT_SHIP: Need = Need::new(Reason::Composition, "an uncrippled combat ship", |case| {
    strength::has_sound_combat_ship(case.state, case.fleet.id)
});
/// A transport with marines aboard.
pub const MARINES: Need = Need::new(Reason::Composition, "a transport with marines", |case| {
    let mut ships = case.fleet.ships.iter();
    ships.any(|&ship| !case.state.ships[ship].marines().is_empty())
});
/// An ETAC with colonists.
pub const COLONISTS: Need = Need::new(Reason::Composition, "an ETAC with colonists", |case| {
    let mut ships = case.fleet.ships.iter().map(|&ship| &case.state.ships[ship]);
    ships.any(|ship| ship.colonists > 0)
});
/// An uncrippled ETAC with colonists.
pub const SOUND_COLONISTS: Need = Need::new(Reason::Composition, "an uncrippled ETAC with colonists", |case| {
    let mut ships = case.fleet.ships.iter().map(|&ship| &case.state.ships[ship]);
    ships.any(|ship| ship.colonists > 0 && ship.hull == Hull::Nominal)
});
/// Scouts and nothing else.
pub const ONLY_SCOUTS: Need = Need::new(Reason::Composition, "scouts and nothing else", |case| {
    strength::is_scout_only(case.state, case.fleet.id)
});

/// An own colony.
pub const OWN_COLONY: Need = Need::new(Reason::BadTarget, "an own colony there", |case| {
    case.own_colony().is_some()
});
/// Anything but an own colony.
pub const NOT_OWN: Need = Need::new(Reason::BadTarget, "no own colony there", |case| {
    case.own_colony().is_none()
});
/// A colony of another house, whatever the relation (rulebook 04 §4 note 2) and the standing of its owner (rulebook 01
/// R15).
pub const FOREIGN_COLONY: Need = Need::new(Reason::BadTarget, "a colony of another house there", |case| {
    let owner = case.state.controller(case.place);
    owner.is_some_and(|owner| owner != case.fleet.owner)
});
/// No colony at all.
pub const UNCOLONISED: Need = Need::new(Reason::Taken, "no colony there", |case| {
    case.state.systems[case.place].colony.is_none()
});
/// No undefeated blockade by another house of a system without a colony (rulebook 04 §10.3).
pub const NOT_BARRED: Need = Need::new(Reason::Blockaded, "no blockade by another house there", |case| {
    !case.conflict.is_some_and(|conflict| is_barred(case, conflict))
});
/// Any own colony, wherever it is.
pub const A_HOME: Need = Need::new(Reason::LastStand, "an own colony anywhere", |case| {
    !case.state.houses[case.fleet.owner].colonies.is_empty()
});
/// No fleet and no colony of an Enemy.
pub const NO_ENEMY: Need = Need::new(
    Reason::EnemyPresent,
    "neither a fleet nor a colony of an Enemy there",
    |case| !enemy_at(case.state, case.fleet, case.place),
);
/// No battery in the garrison of the colony.
pub const NO_BATTERIES: Need = Need::new(Reason::BatteriesLeft, "all ground batteries there destroyed", |case| {
    let colony = case.state.colony_at(case.place);
    let mut garrison = colony.into_iter().flat_map(|colony| &colony.garrison);
    garrison.all(|&unit| case.state.ground[unit].kind != GroundKind::GroundBattery)
});

/// A starbase of the colony's owner in any condition.
pub const FOREIGN_STARBASE: Need = Need::new(Reason::Prerequisite, "a starbase there", |case| {
    let colony = case.state.colony_at(case.place);
    colony.is_some_and(|colony| any_facility(case.state, colony, |f| f.kind == FacilityKind::Starbase))
});
/// An own starbase in any condition.
pub const STARBASE: Need = Need::new(Reason::Prerequisite, "an own starbase there", |case| {
    case.has_facility(|f| f.kind == FacilityKind::Starbase)
});
/// An own spaceport or shipyard in any condition.
pub const YARD: Need = Need::new(Reason::Prerequisite, "an own spaceport or shipyard there", |case| {
    case.has_facility(|f| matches!(f.kind, FacilityKind::Spaceport | FacilityKind::Shipyard))
});
/// An own uncrippled starbase or shipyard (rulebook 04 R3).
pub const SOUND_BASE: Need = Need::new(
    Reason::Prerequisite,
    "an own uncrippled starbase or shipyard there",
    |case| {
        case.has_facility(|f| {
            f.hull == Hull::Nominal && matches!(f.kind, FacilityKind::Starbase | FacilityKind::Shipyard)
        })
    },
);
/// An own uncrippled spaceport (rulebook 04 R3).
pub const SOUND_SPACEPORT: Need = Need::new(Reason::Prerequisite, "an own uncrippled spaceport there", |case| {
    case.has_facility(|f| f.hull == Hull::Nominal && f.kind == FacilityKind::Spaceport)
});

fn any_facility(state: &State, colony: &Colony, fit: impl Fn(&Facility) -> bool) -> bool {
    let mut facilities = colony.facilities.iter();
    facilities.any(|&facility| fit(&state.facilities[facility]))
}

fn enemy_at(state: &State, fleet: &Fleet, place: SystemId) -> bool {
    let fleets = state.systems[place]
        .fleets
        .iter()
        .map(|&other| state.fleets[other].owner);
    let mut owners = fleets.chain(state.controller(place));
    owners.any(|owner| owner != fleet.owner && state.relation(owner, fleet.owner) == Stance::Enemy)
}

/// Whether an undefeated blockade of another house bars a house from an uncolonised system (rulebook 04 R15).
fn is_barred(case: &Case, conflict: &Conflict) -> bool {
    case.state.systems[case.place].fleets.iter().any(|&id| {
        let fleet = &case.state.fleets[id];
        fleet.owner != case.fleet.owner
            && fleet.status == FleetStatus::Active
            && diplomacy::blockades(conflict, fleet)
            && !conflict.is_beaten(id)
            && strength::has_sound_combat_ship(case.state, id)
    })
}
