//! What battles and assaults reveal (rulebook 24 §5 "Battles", §6.4, §6.5).

use super::records;
use crate::diplomacy::{self, Role};
use crate::ids::*;
use crate::state::State;
use crate::turn::Turn;
use crate::turn::conflict::Conflict;
use crate::vocab::*;

/// The opponents of a system's fights learn each other's fleets completely, before the first round (rulebook 24 §5).
///
/// To be called in each theatre for every system in which fights are about to begin. The first call for a system with
/// scheduled space battles is about those; any other is about the attackers of the colony and its orbit.
pub fn before_battle(turn: &mut Turn, system: SystemId) {
    let in_space =
        !turn.conflict.met.contains_key(&system) && turn.conflict.battles.iter().any(|battle| battle.system == system);
    let sides = if in_space {
        sides_in_space(turn.state, &turn.conflict, system)
    } else {
        sides_in_orbit(turn.state, &turn.conflict, system)
    };
    let met = turn.conflict.met.entry(system).or_default();
    met.extend(sides.iter().flat_map(|(_, fleets)| fleets));
    for (viewer, fleets) in sides {
        for fleet in fleets {
            records::know_fleet(turn.state, viewer, fleet);
        }
    }
}

/// Per house of a scheduled space battle: the fleets opposed to it.
fn sides_in_space(state: &State, conflict: &Conflict, system: SystemId) -> Vec<(HouseId, Vec<FleetId>)> {
    let battles = conflict.battles.iter().filter(|battle| battle.system == system);
    let pairs = battles.flat_map(|battle| [(battle, battle.low, battle.high), (battle, battle.high, battle.low)]);
    pairs
        .map(|(battle, viewer, other)| (viewer, diplomacy::battle_side(state, conflict, battle, other).collect()))
        .collect()
}

/// For the owner of the colony: the fleets that attack it; for each attacker: the fleets in the owner's orbit.
fn sides_in_orbit(state: &State, conflict: &Conflict, system: SystemId) -> Vec<(HouseId, Vec<FleetId>)> {
    let Some(owner) = state.controller(system) else {
        return Vec::new();
    };
    let mut attackers = Vec::new();
    let mut orbit = Vec::new();
    for &fleet in &state.systems[system].fleets {
        let row = &state.fleets[fleet];
        if row.ships.is_empty() {
            continue;
        }
        if row.owner == owner && diplomacy::role(state, conflict, fleet) == Role::Orbital {
            orbit.push(fleet);
        }
        if row.owner != owner && attacks(conflict, fleet) {
            attackers.push(fleet);
        }
    }
    let mut houses: Vec<HouseId> = attackers.iter().map(|&fleet| state.fleets[fleet].owner).collect();
    houses.sort_unstable();
    houses.dedup();
    let mut sides: Vec<_> = houses.into_iter().map(|house| (house, orbit.clone())).collect();
    sides.push((owner, attackers));
    sides
}

/// Whether a fleet is on an attack and still in the fight.
fn attacks(conflict: &Conflict, fleet: FleetId) -> bool {
    conflict.tiers.get(&fleet) == Some(&Tier::Attack)
        && !conflict.out_of_play.contains(&fleet)
        && !conflict.retreating.contains(&fleet)
}

/// After the fights of a system, at the end of CON1d: whoever has something left there, fighters and bystanders alike,
/// learns the fleets that fought as they are now, and strikes off those that were destroyed (rulebook 24 §5, §6.5), also
/// those that were lost with the orbit (W38).
pub fn after_battle(turn: &mut Turn, system: SystemId) {
    let scene = turn.conflict.scenes.get(&system).cloned().unwrap_or_default();
    let met = turn.conflict.met.get(&system).cloned().unwrap_or_default();
    for house in witnesses(turn.state, &turn.conflict, system) {
        for &fleet in &scene {
            let alive = turn.state.fleets.get(fleet).filter(|row| !row.ships.is_empty());
            match alive.map(|row| row.owner) {
                None => records::forget_fleet(turn.state, house, fleet),
                Some(owner) if owner != house && met.contains(&fleet) => {
                    records::know_fleet(turn.state, house, fleet);
                }
                Some(_) => {}
            }
        }
    }
}

/// Houses in play with a colony or a living fleet in a system, scouts on missions included.
fn witnesses(state: &State, conflict: &Conflict, system: SystemId) -> Vec<HouseId> {
    let present = |house: HouseId| {
        state.controller(system) == Some(house)
            || state.systems[system].fleets.iter().any(|fleet| {
                let row = &state.fleets[*fleet];
                row.owner == house && !row.ships.is_empty() && !conflict.absent.contains(fleet)
            })
    };
    state
        .house_ids()
        .filter(|&house| state.in_play(house) && present(house))
        .collect()
}

/// A house learns garrison, population, industry and facilities of a foreign colony as they stand: one that it bombards
/// or assaults (W20), and one that it has just lost to another house (rulebook 24 §6.4).
pub fn learn_colony(turn: &mut Turn, house: HouseId, colony: ColonyId) {
    records::know_colony(turn.state, house, colony);
}
