//! Threat tiers of fleets (rulebook 05 §3, §4, §5.3).

use std::collections::BTreeMap;

use crate::command::descriptor::Acts;
use crate::command::table;
use crate::ids::*;
use crate::state::State;
use crate::state::rows::Fleet;
use crate::strength;
use crate::turn::conflict::Conflict;
use crate::vocab::*;

/// Tiers of all fleets that are a threat to somebody at their places.
pub(super) fn tiers(state: &State, conflict: &Conflict) -> BTreeMap<FleetId, Tier> {
    let tiers = state
        .fleets
        .iter()
        .map(|fleet| (fleet.id, tier(state, conflict, fleet)));
    tiers.filter(|&(_, tier)| tier > Tier::Benign).collect()
}

/// The tier of a fleet at its place. What houses out of play have left behind is no threat (rulebook 05 R24).
fn tier(state: &State, conflict: &Conflict, fleet: &Fleet) -> Tier {
    let harmless =
        fleet.status != FleetStatus::Active || !state.in_play(fleet.owner) || strength::is_scout_only(state, fleet.id);
    if harmless {
        return Tier::Benign;
    }
    match state.controller(fleet.system) {
        Some(owner) if owner == fleet.owner => Tier::Benign,
        Some(owner) => tier_abroad(state, conflict, fleet, owner),
        None if bars_colonists(state, conflict, fleet) => Tier::Attack,
        None => Tier::Benign,
    }
}

/// The tier in a system that `owner` controls: that of the order, Hold among them (rulebook 05 R5), and Contest for
/// whoever lingers, whatever was ordered (rulebook 05 R22). The rules may spare those that arrive at Hostile for a
/// CON (rulebook 05 R1).
fn tier_abroad(state: &State, conflict: &Conflict, fleet: &Fleet, owner: HouseId) -> Tier {
    let acts = super::is_executing(fleet) && !conflict.failed.contains(&fleet.id);
    let ordered = if acts { table::command(fleet).tier } else { Tier::Benign };
    let lingering = if fleet.moved { Tier::Benign } else { Tier::Contest };
    let tier = ordered.max(lingering);
    let graced = state.rules.diplomacy.hostile_contest_grace_turns > 0
        && fleet.moved
        && state.relation(fleet.owner, owner) == Stance::Hostile;
    if tier == Tier::Contest && graced {
        Tier::Benign
    } else {
        tier
    }
}

/// Whether a fleet blockades an uncolonised system in which another house is about to colonise: an attack on that
/// house (rulebook 05 §5.3, rulebook 05 R12).
fn bars_colonists(state: &State, conflict: &Conflict, fleet: &Fleet) -> bool {
    blockades(conflict, fleet)
        && state.systems[fleet.system].fleets.iter().any(|&other| {
            let other = &state.fleets[other];
            other.owner != fleet.owner && colonizes(other)
        })
}

/// Whether a fleet carries out a Blockade at its place.
pub fn blockades(conflict: &Conflict, fleet: &Fleet) -> bool {
    matches!(table::command(fleet).acts, Acts::Blockade)
        && super::is_executing(fleet)
        && !conflict.failed.contains(&fleet.id)
}

/// Whether a fleet is about to colonise its place.
pub(super) fn colonizes(fleet: &Fleet) -> bool {
    matches!(table::command(fleet).acts, Acts::Colonisation) && super::is_executing(fleet)
}
