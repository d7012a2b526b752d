//! CON1b: orbital combat (rulebook 11 §13 "Advance to orbit", §14.1, 05 §6.3).

use std::collections::{BTreeMap, BTreeSet};

use super::allocation::Part;
use super::space::fleet_part;
use super::supremacy;
use super::theatre::{self, Contingent, Source};
use crate::diplomacy::{self, Role};
use crate::ids::*;
use crate::intel;
use crate::state::State;
use crate::strength;
use crate::turn::Turn;
use crate::turn::conflict::Conflict;
use crate::vocab::*;

/// CON1b: attackers that met no mobile fleet of the owner, or beat it, fight for the orbit; then supremacy is judged
/// (rulebook 11 §14). Without defenders it is theirs (rulebook 05 R7).
pub fn con1b_orbital(turn: &mut Turn) {
    for system in attacked_systems(turn.state, &turn.conflict) {
        let Some(colony) = turn.state.systems[system].colony else {
            continue;
        };
        let owner = turn.state.colonies[colony].owner;
        if bars_the_way(turn.state, &turn.conflict, system, owner) {
            continue;
        }
        let attackers = advancing(turn.state, &turn.conflict, system);
        turn.conflict.advanced.extend(attackers.values().flatten());
        let defenders = defenders(turn.state, &turn.conflict, colony);
        if !defenders.is_empty() && !attackers.is_empty() {
            intel::before_battle(turn, system);
            let contingents = contingents(turn.state, owner, &attackers, &defenders);
            theatre::fight(turn, system, Theatre::Orbital, &contingents);
        }
        supremacy::judge(turn, colony);
    }
}

/// Systems with a fleet on an attack, ascending.
fn attacked_systems(state: &State, conflict: &Conflict) -> BTreeSet<SystemId> {
    let attacks = conflict.tiers.iter().filter(|&(_, &tier)| tier == Tier::Attack);
    attacks
        .filter_map(|(&fleet, _)| state.fleets.get(fleet))
        .map(|fleet| fleet.system)
        .collect()
}

/// Whether the owner has a mobile fleet with a combat ship in the system that was not beaten (rulebook 00 W49).
fn bars_the_way(state: &State, conflict: &Conflict, system: SystemId, owner: HouseId) -> bool {
    state.systems[system].fleets.iter().any(|&fleet| {
        state.fleets[fleet].owner == owner
            && !conflict.out_of_play.contains(&fleet)
            && diplomacy::role(state, conflict, fleet) == Role::Mobile
            && strength::has_combat_ship(state, fleet)
    })
}

/// Per house the fleets that go on to the orbit: those on an attack here that are still in play, which means that
/// their space battle was won or that they had none.
fn advancing(state: &State, conflict: &Conflict, system: SystemId) -> BTreeMap<HouseId, Vec<FleetId>> {
    let mut attackers: BTreeMap<HouseId, Vec<FleetId>> = BTreeMap::new();
    for &fleet in &state.systems[system].fleets {
        if conflict.tiers.get(&fleet) == Some(&Tier::Attack) && !conflict.out_of_play.contains(&fleet) {
            attackers.entry(state.fleets[fleet].owner).or_default().push(fleet);
        }
    }
    attackers
}

/// All orbital units of the colony's owner, in hit order (rulebook 11 §2.4, §14.1). Colony fighters fight nowhere
/// else (K16).
fn defenders(state: &State, conflict: &Conflict, colony: ColonyId) -> Vec<Source> {
    let colony = &state.colonies[colony];
    let fleets = state.systems[colony.system].fleets.iter().filter(|&&fleet| {
        state.fleets[fleet].owner == colony.owner
            && !conflict.out_of_play.contains(&fleet)
            && diplomacy::role(state, conflict, fleet) == Role::Orbital
    });
    let starbases = colony
        .facilities
        .iter()
        .filter(|&&id| state.facilities[id].kind == FacilityKind::Starbase);
    let fleets = fleets.map(|&fleet| Source::Fleet(fleet));
    let singles = colony.unassigned.iter().map(|&ship| Source::Unassigned(ship));
    let fighters = colony.pool.iter().map(|&fighter| Source::Fighter(fighter));
    fleets
        .chain(singles)
        .chain(fighters)
        .chain(starbases.map(|&id| Source::Starbase(id)))
        .collect()
}

/// Every attacker against the owner; attackers do not fight each other in orbit (rulebook 11 §3.1).
fn contingents(
    state: &State,
    owner: HouseId,
    attackers: &BTreeMap<HouseId, Vec<FleetId>>,
    defenders: &[Source],
) -> Vec<Contingent> {
    let against_all = (1 << attackers.len()) - 1;
    let part = |source: Source, enemies: u32| {
        (
            source,
            Part {
                enemies,
                ..part(state, source)
            },
        )
    };
    let mut contingents: Vec<Contingent> = attackers
        .iter()
        .map(|(&house, fleets)| Contingent {
            house,
            enemies: vec![owner],
            parts: fleets.iter().map(|&fleet| part(Source::Fleet(fleet), 1)).collect(),
        })
        .collect();
    contingents.push(Contingent {
        house: owner,
        enemies: attackers.keys().copied().collect(),
        parts: defenders.iter().map(|&source| part(source, against_all)).collect(),
    });
    contingents.sort_unstable_by_key(|contingent| contingent.house);
    contingents
}

/// A part of the forces in orbit, without enemies yet.
fn part(state: &State, source: Source) -> Part {
    let attack = match source {
        Source::Fleet(fleet) => return fleet_part(state, fleet),
        Source::Unassigned(ship) | Source::Fighter(ship) => strength::manned_attack(&state.rules, &state.ships[ship]),
        Source::Starbase(facility) => strength::facility_attack(&state.rules, &state.facilities[facility]),
    };
    Part {
        attack: i64::from(attack),
        armed: true,
        order: source.order(),
        enemies: 0,
    }
}
