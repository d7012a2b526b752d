//! Where a fleet goes next (rulebook 04 §3).

use crate::ids::*;
use crate::state::State;
use crate::state::rows::Fleet;
use crate::vocab::*;

/// Whether Restricted lanes are closed to a fleet: one of its ships is crippled, and nothing else counts (rulebook
/// 04 §2, rulebook 02 R3).
pub fn is_hampered(state: &State, fleet: &Fleet) -> bool {
    fleet.ships.iter().any(|&ship| state.ships[ship].hull == Hull::Crippled)
}

/// Whether a fleet has a passable path to a system.
pub fn may_go(state: &State, fleet: &Fleet, to: SystemId) -> bool {
    state
        .starmap
        .jumps(fleet.system, to, is_hampered(state, fleet))
        .is_some()
}

/// A way to go.
#[derive(Clone, Copy)]
struct Journey {
    owner: HouseId,
    from: SystemId,
    to: SystemId,
    hampered: bool,
}

impl Journey {
    fn of(state: &State, fleet: &Fleet, to: SystemId) -> Self {
        Self {
            owner: fleet.owner,
            from: fleet.system,
            to,
            hampered: is_hampered(state, fleet),
        }
    }

    /// The system in which it rests after a turn; none if it is at its end or there is no way (04 §3).
    fn stop(self, state: &State) -> Option<SystemId> {
        let first = state.starmap.next_hop(self.from, self.to, self.hampered)?;
        Some(self.second_stop(state, first).unwrap_or(first))
    }

    /// The second jump of a turn: over two Major lanes, on a path that lies in own space from end to end (rulebook
    /// 04 R17).
    fn second_stop(self, state: &State, first: SystemId) -> Option<SystemId> {
        let map = &state.starmap;
        let second = map.next_hop(first, self.to, self.hampered)?;
        let is_major = |a, b| map.lane(a, b) == Some(LaneClass::Major);
        let is_own = |system| state.controller(system) == Some(self.owner);
        let fast = is_major(self.from, first)
            && is_major(first, second)
            && is_own(self.from)
            && map.path(self.from, self.to, self.hampered).all(is_own);
        fast.then_some(second)
    }
}

/// The system in which a fleet under way will rest after this turn's jumps; none if it stays (04 §3).
pub fn next_stop(state: &State, fleet: &Fleet) -> Option<SystemId> {
    Journey::of(state, fleet, fleet.target).stop(state)
}

/// Turns that a fleet needs to a system, as its damage and the house's colonies are now; none if there is no way
/// (04 §3.6).
pub fn travel_turns(state: &State, fleet: &Fleet, to: SystemId) -> Option<u32> {
    let mut journey = Journey::of(state, fleet, to);
    let mut turns = 0;
    while journey.from != to {
        journey.from = journey.stop(state)?;
        turns += 1;
    }
    Some(turns)
}

/// Of some systems the nearest that a fleet can reach: by jumps, cost, id (rulebook 03 §7.5).
pub fn nearest(state: &State, fleet: &Fleet, systems: impl IntoIterator<Item = SystemId>) -> Option<SystemId> {
    state.starmap.nearest(fleet.system, is_hampered(state, fleet), systems)
}

/// Where Seek Home leads: to the nearest own colony with an uncrippled drydock, else to the nearest own colony; none if
/// no own colony can be reached (rulebook 04 R22). The fleets of a collapsed house look for no dock (rulebook 01 §7).
pub fn home(state: &State, fleet: &Fleet) -> Option<SystemId> {
    let colonies = || {
        state.houses[fleet.owner]
            .colonies
            .iter()
            .map(|&colony| &state.colonies[colony])
    };
    let has_drydock = |facilities: &[FacilityId]| {
        let mut facilities = facilities.iter().map(|&facility| &state.facilities[facility]);
        facilities.any(|facility| facility.kind == FacilityKind::Drydock && facility.hull == Hull::Nominal)
    };
    let seeks_dock = !state.retreats_home(fleet.owner);
    let docks = colonies()
        .filter(|colony| seeks_dock && has_drydock(&colony.facilities))
        .map(|colony| colony.system);
    nearest(state, fleet, docks).or_else(|| nearest(state, fleet, colonies().map(|colony| colony.system)))
}
